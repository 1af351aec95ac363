"""Differences of view, national issues, and who else to involve; and the texts of the first two."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0010'
down_revision = 'gk0009'
branch_labels = None
depends_on = None

EERST = ('antwoord', 'overeenkomsten', 'verschillen', 'conclusie', 'toelichting', 'aanpak', 'afspraak', 'actie', 'wijzigingen', 'inbreng', 'vraagstuk', 'anderen', 'oplossingen', 'context', 'uitwerken', 'landelijk', 'openvragen', 'beschrijving', 'infrastructuur', 'kansen', 'risicos', 'consequenties', 'nodig', 'resultaat', 'meting')
ERBIJ = ('verschil', 'standpunt', 'minderheid', 'eens', 'verder', 'issue', 'waarom', 'terugkoppeling')


def upgrade() -> None:
    op.create_table('verschil',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('titel', sa.String(), nullable=False),
    sa.Column('wie', sa.String(), nullable=False),
    sa.Column('termijn', sa.Date(), nullable=True),
    sa.Column('bronnen', sa.JSON(), nullable=False),
    sa.Column('verwijderd', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_verschil_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_verschil_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_verschil'))
    )
    op.create_table('landelijk_issue',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('voor_wie', sa.String(), nullable=False),
    sa.Column('thema', sa.String(), nullable=False),
    sa.Column('bronnen', sa.JSON(), nullable=False),
    sa.Column('stand', sa.Enum('nog niet aangeboden', 'aangeboden', 'in behandeling', 'beantwoord', name='issuestand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stand_op', sa.Date(), nullable=True),
    sa.Column('verwijderd', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_landelijk_issue_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_landelijk_issue_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_landelijk_issue'))
    )
    op.create_table('issue_steun',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('issue', sa.String(), nullable=False),
    sa.Column('partnerschap', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id', 'issue'], ['landelijk_issue.sessie_id', 'landelijk_issue.nummer'], name=op.f('fk_issue_steun_sessie_id_issue_landelijk_issue'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sessie_id', 'partnerschap'], ['partnerschap.sessie_id', 'partnerschap.code'], name=op.f('fk_issue_steun_sessie_id_partnerschap_partnerschap')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_issue_steun_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'issue', 'partnerschap', name=op.f('pk_issue_steun'))
    )
    op.create_table('betrokkenheid',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('soort', sa.Enum('partij', 'beroepsgroep', 'schoolleiders', 'achterban', 'medezeggenschap', name='betrokkensoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('partnerschap', sa.String(), nullable=True),
    sa.Column('punt', sa.String(), nullable=True),
    sa.Column('door', sa.String(), nullable=False),
    sa.Column('termijn', sa.Date(), nullable=True),
    sa.Column('aard', sa.Enum('advies', 'instemming', 'ter informatie', name='aard', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('stand', sa.Enum('open', 'gepland', 'deels gedaan', 'gedaan', 'niet nodig', name='betrokkenstand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('toelichting', sa.String(), nullable=False),
    sa.Column('bronnen', sa.JSON(), nullable=False),
    sa.Column('verwijderd', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_betrokkenheid_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'partnerschap'], ['partnerschap.sessie_id', 'partnerschap.code'], name=op.f('fk_betrokkenheid_sessie_id_partnerschap_partnerschap')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_betrokkenheid_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_betrokkenheid'))
    )
    _replace_check((*EERST, *ERBIJ))


def downgrade() -> None:
    op.execute(f"DELETE FROM tekst WHERE soort IN {ERBIJ}")
    _replace_check(EERST)
    for tabel in ('betrokkenheid', 'issue_steun', 'landelijk_issue', 'verschil'):
        op.drop_table(tabel)


def _replace_check(woorden: tuple[str, ...]) -> None:
    keuze = ', '.join(f"'{woord}'" for woord in woorden)
    with op.batch_alter_table('tekst') as tekst:
        tekst.drop_constraint(op.f('ck_tekst_tekstsoort'), type_='check')
        tekst.create_check_constraint(op.f('ck_tekst_tekstsoort'), f'soort IN ({keuze})')

"""Options, people's own criteria, scores, and the texts that are written of them."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0008'
down_revision = 'gk0007'
branch_labels = None
depends_on = None

EERST = ('antwoord', 'overeenkomsten', 'verschillen', 'conclusie', 'toelichting', 'aanpak', 'afspraak', 'actie', 'wijzigingen', 'inbreng', 'vraagstuk', 'anderen', 'oplossingen', 'context', 'uitwerken', 'landelijk', 'openvragen')
ERBIJ = ('beschrijving', 'infrastructuur', 'kansen', 'risicos', 'consequenties', 'nodig')


def upgrade() -> None:
    op.create_table('keuzemogelijkheid',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('titel', sa.String(), nullable=False),
    sa.Column('bronnen', sa.JSON(), nullable=False),
    sa.Column('besluit', sa.JSON(), nullable=False),
    sa.Column('verwijderd', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_keuzemogelijkheid_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_keuzemogelijkheid_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_keuzemogelijkheid'))
    )
    op.create_table('criterium',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('titel', sa.String(), nullable=False),
    sa.Column('verwijderd', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_criterium_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_criterium_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'id', name=op.f('pk_criterium'))
    )
    op.create_table('beoordeling',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('keuze', sa.String(), nullable=False),
    sa.Column('criterium', sa.String(), nullable=False),
    sa.Column('functie', sa.String(), nullable=False),
    sa.Column('score', sa.Enum('zeer gunstig', 'gunstig', 'neutraal', 'ongunstig', 'zeer ongunstig', name='score', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_beoordeling_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'keuze'], ['keuzemogelijkheid.sessie_id', 'keuzemogelijkheid.nummer'], name=op.f('fk_beoordeling_sessie_id_keuze_keuzemogelijkheid'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'keuze', 'criterium', 'functie', name=op.f('pk_beoordeling'))
    )
    _replace_check((*EERST, *ERBIJ))


def downgrade() -> None:
    op.execute(f"DELETE FROM tekst WHERE soort IN {ERBIJ}")
    _replace_check(EERST)
    op.drop_table('beoordeling')
    op.drop_table('criterium')
    op.drop_table('keuzemogelijkheid')


def _replace_check(woorden: tuple[str, ...]) -> None:
    keuze = ', '.join(f"'{woord}'" for woord in woorden)
    with op.batch_alter_table('tekst') as tekst:
        tekst.drop_constraint(op.f('ck_tekst_tekstsoort'), type_='check')
        tekst.create_check_constraint(op.f('ck_tekst_tekstsoort'), f'soort IN ({keuze})')

"""Agreements and actions to the full: pillars, consent, sources, owners, revisions, and taking out reversibly."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = 'gk0009'
down_revision = 'gk0008'
branch_labels = None
depends_on = None

EERST = (
    'antwoord', 'overeenkomsten', 'verschillen', 'conclusie', 'toelichting', 'aanpak', 'afspraak', 'actie', 'wijzigingen',
    'inbreng', 'vraagstuk', 'anderen', 'oplossingen', 'context', 'uitwerken', 'landelijk', 'openvragen',
    'beschrijving', 'infrastructuur', 'kansen', 'risicos', 'consequenties', 'nodig',
)
ERBIJ = ('resultaat', 'meting')


def upgrade() -> None:
    op.create_table('vervolgrevisie',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('plek', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.Column('inhoud', sa.JSON(), nullable=False),
    sa.Column('handeling', sa.String(), nullable=False),
    sa.Column('wie', sa.String(), nullable=False),
    sa.Column('op', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_vervolgrevisie_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_vervolgrevisie_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'plek', 'revisie', name=op.f('pk_vervolgrevisie'))
    )
    for tabel, lijsten in {'afspraak': ('pijlers', 'instemmingen'), 'actie': ('bronnen',)}.items():
        for lijst in lijsten:
            op.add_column(tabel, sa.Column(lijst, sa.JSON(), nullable=False, server_default='[]'))
        op.add_column(tabel, sa.Column('weg_op', sa.DateTime(timezone=True), nullable=True))
    op.add_column('actie', sa.Column('deelnemer', sa.Integer(), nullable=True))
    with op.batch_alter_table('tekst') as tekst:
        _replace_check(tekst, (*EERST, *ERBIJ))


def downgrade() -> None:
    # What was taken out had no place to stay in before: there it was gone.
    op.execute("DELETE FROM tekst WHERE soort = 'afspraak' AND EXISTS (SELECT 1 FROM afspraak a WHERE a.sessie_id = tekst.sessie_id AND a.nummer = tekst.sleutel AND a.weg_op IS NOT NULL)")
    op.execute("DELETE FROM tekst WHERE soort = 'actie' AND EXISTS (SELECT 1 FROM actie a WHERE a.sessie_id = tekst.sessie_id AND a.nummer = tekst.sleutel AND a.weg_op IS NOT NULL)")
    op.execute("UPDATE actie SET afspraak = NULL WHERE EXISTS (SELECT 1 FROM afspraak a WHERE a.sessie_id = actie.sessie_id AND a.nummer = actie.afspraak AND a.weg_op IS NOT NULL)")
    op.execute("DELETE FROM afspraak WHERE weg_op IS NOT NULL")
    op.execute("DELETE FROM actie WHERE weg_op IS NOT NULL")
    op.execute(f"DELETE FROM tekst WHERE soort IN {ERBIJ}")
    with op.batch_alter_table('tekst') as tekst:
        _replace_check(tekst, EERST)
    for tabel, kolommen in {'actie': ('deelnemer', 'weg_op', 'bronnen'), 'afspraak': ('weg_op', 'instemmingen', 'pijlers')}.items():
        for kolom in kolommen:
            op.drop_column(tabel, kolom)
    op.drop_table('vervolgrevisie')


def _replace_check(tekst: BatchOperations, woorden: tuple[str, ...]) -> None:
    keuze = ', '.join(f"'{woord}'" for woord in woorden)
    tekst.drop_constraint(op.f('ck_tekst_tekstsoort'), type_='check')
    tekst.create_check_constraint(op.f('ck_tekst_tekstsoort'), f'soort IN ({keuze})')

"""Texts of one participant and of one group, and what a group did not discuss."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = 'gk0003'
down_revision = 'gk0002'
branch_labels = None
depends_on = None

EERST = ('antwoord', 'overeenkomsten', 'verschillen', 'conclusie', 'toelichting', 'aanpak', 'afspraak', 'actie', 'wijzigingen')
ERBIJ = ('inbreng', 'vraagstuk', 'anderen', 'oplossingen', 'context', 'uitwerken', 'landelijk', 'openvragen')


def upgrade() -> None:
    with op.batch_alter_table('tekst') as tekst:
        tekst.add_column(sa.Column('deelnemer', sa.Integer(), nullable=True))
        tekst.add_column(sa.Column('groep', sa.Integer(), nullable=True))
        _replace_check(tekst, (*EERST, *ERBIJ))
    with op.batch_alter_table('niet_besproken') as niet_besproken:
        niet_besproken.add_column(sa.Column('groep', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.execute(f"DELETE FROM tekst WHERE soort IN {ERBIJ}")
    op.execute("DELETE FROM niet_besproken WHERE groep IS NOT NULL")
    with op.batch_alter_table('niet_besproken') as niet_besproken:
        niet_besproken.drop_column('groep')
    with op.batch_alter_table('tekst') as tekst:
        tekst.drop_column('groep')
        tekst.drop_column('deelnemer')
        _replace_check(tekst, EERST)


def _replace_check(tekst: BatchOperations, woorden: tuple[str, ...]) -> None:
    keuze = ', '.join(f"'{woord}'" for woord in woorden)
    tekst.drop_constraint(op.f('ck_tekst_tekstsoort'), type_='check')
    tekst.create_check_constraint(op.f('ck_tekst_tekstsoort'), f'soort IN ({keuze})')

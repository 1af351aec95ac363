"""Sessions that follow one another, what a follow-up looks back on, and what came of that."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = 'gk0011'
down_revision = 'gk0010'
branch_labels = None
depends_on = None

EERST = ('antwoord', 'overeenkomsten', 'verschillen', 'conclusie', 'toelichting', 'aanpak', 'afspraak', 'actie', 'wijzigingen', 'inbreng', 'vraagstuk', 'anderen', 'oplossingen', 'context', 'uitwerken', 'landelijk', 'openvragen', 'beschrijving', 'infrastructuur', 'kansen', 'risicos', 'consequenties', 'nodig', 'resultaat', 'meting', 'verschil', 'standpunt', 'minderheid', 'eens', 'verder', 'issue', 'waarom', 'terugkoppeling')
ERBIJ = ('afspraakuitkomst', 'actieuitkomst')


def upgrade() -> None:
    # Not as a batch: SQLite would then build the largest web of references anew for two columns.
    op.add_column('sessie', sa.Column('vorige', sa.Uuid(), nullable=True))
    op.add_column('sessie', sa.Column('reeks', sa.Uuid(), nullable=True))
    op.create_index(op.f('ix_sessie_reeks_vorige'), 'sessie', ['reeks', 'vorige'], unique=True)
    op.create_table('terugblik',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('inhoud', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_terugblik_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', name=op.f('pk_terugblik'))
    )
    with op.batch_alter_table('tekst') as tekst:
        _replace_check(tekst, (*EERST, *ERBIJ))


def downgrade() -> None:
    op.execute(f"DELETE FROM tekst WHERE soort IN {ERBIJ}")
    with op.batch_alter_table('tekst') as tekst:
        _replace_check(tekst, EERST)
    op.drop_table('terugblik')
    op.drop_index(op.f('ix_sessie_reeks_vorige'), table_name='sessie')
    op.drop_column('sessie', 'reeks')
    op.drop_column('sessie', 'vorige')


def _replace_check(tekst: BatchOperations, woorden: tuple[str, ...]) -> None:
    keuze = ', '.join(f"'{woord}'" for woord in woorden)
    tekst.drop_constraint(op.f('ck_tekst_tekstsoort'), type_='check')
    tekst.create_check_constraint(op.f('ck_tekst_tekstsoort'), f'soort IN ({keuze})')

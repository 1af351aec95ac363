"""Overviews over many sessions: their regions one a row, the newest first by an index, and words to search by."""

import sqlalchemy as sa
from alembic import op

from storage.migrations import zoekindex

revision = 'gk0012'
down_revision = 'gk0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f('ix_sessie_oefening_gewijzigd_op_aangemaakt_op'), 'sessie', ['oefening', 'gewijzigd_op', 'aangemaakt_op'])
    sessieregio = op.create_table('sessieregio',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_sessieregio_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'naam', name=op.f('pk_sessieregio'))
    )
    op.create_index(op.f('ix_sessieregio_naam'), 'sessieregio', ['naam'])
    sessie = sa.table('sessie', sa.column('id', sa.Uuid()), sa.column('onderwijsregios', sa.JSON()))
    rijen = [
        {'sessie_id': id, 'naam': naam}
        for id, namen in op.get_bind().execute(sa.select(sessie.c.id, sessie.c.onderwijsregios))
        for naam in set(namen)
    ]
    if rijen:
        op.bulk_insert(sessieregio, rijen)
    zoekindex.create(zoekindex.EERSTE)


def downgrade() -> None:
    zoekindex.drop()
    op.drop_index(op.f('ix_sessieregio_naam'), table_name='sessieregio')
    op.drop_table('sessieregio')
    op.drop_index(op.f('ix_sessie_oefening_gewijzigd_op_aangemaakt_op'), table_name='sessie')

"""What stands on the beamer, a clock that starts by itself, who is simulated, and return codes of merged entries."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0014'
down_revision = 'gk0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('regie', sa.Column('klok_vanzelf', sa.Boolean(), nullable=True))
    op.add_column('regie', sa.Column('wand', sa.String(), nullable=False, server_default='vraag'))
    # Not as a batch: SQLite would then build a table anew that others refer to.
    op.add_column('deelname', sa.Column('gespeeld', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('deelname', sa.Column('terugkeer_ook', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('deelname', sa.Column('eerder', sa.JSON(), nullable=False, server_default='[]'))
    # How those who are simulated were known until now.
    op.execute(
        "UPDATE deelname SET gespeeld = true WHERE genoemd AND terugkeer_hash IS NULL "
        "AND sessie_id IN (SELECT id FROM sessie WHERE oefening) "
        "AND NOT EXISTS (SELECT 1 FROM stoel WHERE stoel.sessie_id = deelname.sessie_id AND stoel.nummer = deelname.nummer)"
    )


def downgrade() -> None:
    for kolom in ('eerder', 'terugkeer_ook', 'gespeeld'):
        op.drop_column('deelname', kolom)
    op.drop_column('regie', 'wand')
    op.drop_column('regie', 'klok_vanzelf')

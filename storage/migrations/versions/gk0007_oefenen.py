"""Sessions to practise on."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0007'
down_revision = 'gk0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not as a batch: SQLite would then build the largest web of references anew for one column.
    op.add_column('sessie', sa.Column('oefening', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    # What was practice stays, and its title says so.
    op.drop_column('sessie', 'oefening')

"""PostgreSQL: the numbers of the texts of a conversation from an index, so that a search reads the newest first."""

from alembic import op

revision = 'gk0020'
down_revision = 'gk0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('CREATE INDEX ix_zoekplek_sessie ON zoekplek (sessie_id, nummer)')


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP INDEX ix_zoekplek_sessie')

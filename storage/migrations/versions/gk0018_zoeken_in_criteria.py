"""Criteria of one's own, answers of polls, reasons of decisions and who is still to be involved are searched too."""

from storage.migrations import zoekindex

revision = 'gk0018'
down_revision = 'gk0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    zoekindex.drop()
    zoekindex.create()


def downgrade() -> None:
    zoekindex.drop()
    zoekindex.create(zoekindex.TWEEDE)

"""Titles of options and differences of view, and what polls ask, are searched too."""

from storage.migrations import zoekindex

revision = 'gk0017'
down_revision = 'gk0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    zoekindex.drop()
    zoekindex.create(zoekindex.TWEEDE)


def downgrade() -> None:
    zoekindex.drop()
    zoekindex.create(zoekindex.EERSTE)

"""What is decided about sharing a session with other regions."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0013'
down_revision = 'gk0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kennis',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('toestemmingen', sa.JSON(), nullable=False),
    sa.Column('woordkeuzes', sa.JSON(), nullable=False),
    sa.Column('vrijgegeven', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_kennis_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_kennis_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', name=op.f('pk_kennis'))
    )


def downgrade() -> None:
    op.drop_table('kennis')

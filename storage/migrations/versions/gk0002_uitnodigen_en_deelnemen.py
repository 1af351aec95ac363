"""Invitations, and who came in with them by which device."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0002'
down_revision = 'gk0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('uitnodiging',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('tot', sa.DateTime(timezone=True), nullable=False),
    sa.Column('wachtkamer', sa.Boolean(), nullable=False),
    sa.Column('ingetrokken', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_uitnodiging_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_uitnodiging_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', name=op.f('pk_uitnodiging')),
    sa.UniqueConstraint('code', name=op.f('uq_uitnodiging_code'))
    )
    op.create_table('deelname',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('gekomen_op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('toegelaten', sa.Boolean(), nullable=False),
    sa.Column('ingetrokken', sa.Boolean(), nullable=False),
    sa.Column('genoemd', sa.Boolean(), nullable=False),
    sa.Column('terugkeer_hash', sa.String(), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_deelname_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'nummer'], ['deelnemer.sessie_id', 'deelnemer.nummer'], name=op.f('fk_deelname_sessie_id_nummer_deelnemer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_deelname')),
    sa.UniqueConstraint('terugkeer_hash', name=op.f('uq_deelname_terugkeer_hash'))
    )
    op.create_table('stoel',
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('tot', sa.DateTime(timezone=True), nullable=False),
    sa.Column('gekozen_op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('waar', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id', 'nummer'], ['deelname.sessie_id', 'deelname.nummer'], name=op.f('fk_stoel_sessie_id_nummer_deelname'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('hash', 'sessie_id', 'nummer', name=op.f('pk_stoel'))
    )


def downgrade() -> None:
    op.drop_table('stoel')
    op.drop_table('deelname')
    op.drop_table('uitnodiging')

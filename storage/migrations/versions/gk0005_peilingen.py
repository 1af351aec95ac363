"""Polls and their votes."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0005'
down_revision = 'gk0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('peiling',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('soort', sa.Enum('gradient', 'eigen vraag', name='peilingsoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stelling', sa.String(), nullable=False),
    sa.Column('opties', sa.JSON(), nullable=False),
    sa.Column('per', sa.Enum('persoon', 'partnerschap', name='peilingwijze', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('anoniem', sa.Boolean(), nullable=False),
    sa.Column('drempel', sa.JSON(), nullable=False),
    sa.Column('bron', sa.String(), nullable=True),
    sa.Column('stand', sa.Enum('concept', 'open', 'gesloten', name='peilingstand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stemgerechtigd', sa.Integer(), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_peiling_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_peiling_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_peiling'))
    )
    op.create_table('stem',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('peiling', sa.String(), nullable=False),
    sa.Column('stemmer', sa.String(), nullable=False),
    sa.Column('deelnemer', sa.Integer(), nullable=True),
    sa.Column('partnerschap', sa.String(), nullable=True),
    sa.Column('keuze', sa.String(), nullable=False),
    sa.Column('reden', sa.Text(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_stem_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'deelnemer'], ['deelnemer.sessie_id', 'deelnemer.nummer'], name=op.f('fk_stem_sessie_id_deelnemer_deelnemer'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sessie_id', 'partnerschap'], ['partnerschap.sessie_id', 'partnerschap.code'], name=op.f('fk_stem_sessie_id_partnerschap_partnerschap')),
    sa.ForeignKeyConstraint(['sessie_id', 'peiling'], ['peiling.sessie_id', 'peiling.nummer'], name=op.f('fk_stem_sessie_id_peiling_peiling'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_stem_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'peiling', 'stemmer', name=op.f('pk_stem'))
    )


def downgrade() -> None:
    op.drop_table('stem')
    op.drop_table('peiling')

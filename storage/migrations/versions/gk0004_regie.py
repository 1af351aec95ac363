"""Leading the conversation, and what is known of each inbreng besides its text."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0004'
down_revision = 'gk0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('regie',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('vraag', sa.String(), nullable=False),
    sa.Column('ronde', sa.Enum('schrijven', 'onthullen', 'bespreken', 'concluderen', name='ronde', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('volgen', sa.Boolean(), nullable=False),
    sa.Column('klok_loopt_tot', sa.DateTime(timezone=True), nullable=True),
    sa.Column('klok_rest_s', sa.Integer(), nullable=False),
    sa.Column('onthuld', sa.JSON(), nullable=False),
    sa.Column('geparkeerd', sa.JSON(), nullable=False),
    sa.Column('naamgeving', sa.Enum('met rol en organisatie', 'anoniem', name='naamgeving', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('vastgelegd', sa.JSON(), nullable=False),
    sa.Column('minuten', sa.JSON(), nullable=False),
    sa.Column('begonnen_op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('schermstap', sa.Integer(), nullable=False),
    sa.Column('zout', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_regie_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_regie_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', name=op.f('pk_regie'))
    )
    op.create_table('bijdrage',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('vraag', sa.String(), nullable=False),
    sa.Column('deelnemer', sa.Integer(), nullable=False),
    sa.Column('klaar', sa.Boolean(), nullable=False),
    sa.Column('bundel', sa.String(), nullable=False),
    sa.Column('merk', sa.Enum('overeenkomst', 'verschil', name='merksoort', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_bijdrage_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'vraag', 'deelnemer', name=op.f('pk_bijdrage'))
    )


def downgrade() -> None:
    op.drop_table('bijdrage')
    op.drop_table('regie')

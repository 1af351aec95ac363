"""Who signs, the messages to them, what silence means, and reactions by signers."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0015'
down_revision = 'gk0014'
branch_labels = None
depends_on = None

MANDATEN = ('mandaat', 'onder voorbehoud', 'geen mandaat', 'niet van toepassing')


def upgrade() -> None:
    # Not as a batch: SQLite would then build a table anew that others refer to.
    op.add_column('sessie', sa.Column('zwijgen_is_instemmen', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('reactie', sa.Column('ondertekenaar', sa.Integer(), nullable=True))
    op.add_column('reactie', sa.Column('voorbehoud_bestuur', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table('ondertekenaar',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('partnerschap', sa.String(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('rol', sa.String(), nullable=False),
    sa.Column('organisatie', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('mandaat', sa.Enum(*MANDATEN, name='mandaat', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('deelnemer', sa.Integer(), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('nummer >= 1', name=op.f('ck_ondertekenaar_nummer_positief')),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_ondertekenaar_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_ondertekenaar_sessie_id_sessie'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sessie_id', 'partnerschap'], ['partnerschap.sessie_id', 'partnerschap.code'], name=op.f('fk_ondertekenaar_sessie_id_partnerschap'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_ondertekenaar'))
    )
    op.create_table('tekenbericht',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('volgnummer', sa.Integer(), nullable=False),
    sa.Column('ondertekenaar', sa.Integer(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('soort', sa.Enum('vraag', 'herinnering', 'vanzelf herinnerd', 'afwijzing', name='berichtsoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('wijze', sa.Enum('mail', 'tekst', name='berichtwijze', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('fout', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=True),
    sa.CheckConstraint('volgnummer >= 1', name=op.f('ck_tekenbericht_volgnummer_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'ondertekenaar'], ['ondertekenaar.sessie_id', 'ondertekenaar.nummer'], name=op.f('fk_tekenbericht_sessie_id_ondertekenaar'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'volgnummer', name=op.f('pk_tekenbericht')),
    sa.UniqueConstraint('hash', name=op.f('uq_tekenbericht_hash'))
    )


def downgrade() -> None:
    op.drop_table('tekenbericht')
    op.drop_table('ondertekenaar')
    op.drop_column('reactie', 'voorbehoud_bestuur')
    op.drop_column('reactie', 'ondertekenaar')
    op.drop_column('sessie', 'zwijgen_is_instemmen')

"""Groups, who sits in them, and that a group's notes are of a group that is there."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0006'
down_revision = 'gk0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('groep',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('themas', sa.JSON(), nullable=False),
    sa.Column('stand', sa.Enum('gemaakt', 'open', 'gesloten', name='groepstand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('minuten', sa.Integer(), nullable=False),
    sa.Column('loopt_tot', sa.DateTime(timezone=True), nullable=True),
    sa.Column('rest_s', sa.Integer(), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('minuten >= 1', name=op.f('ck_groep_minuten_positief')),
    sa.CheckConstraint('nummer >= 1', name=op.f('ck_groep_nummer_positief')),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_groep_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_groep_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_groep'))
    )
    op.create_table('groepslid',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('deelnemer', sa.Integer(), nullable=False),
    sa.Column('groep', sa.Integer(), nullable=False),
    sa.Column('leidt', sa.Boolean(), nullable=False),
    sa.Column('notuleert', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id', 'groep'], ['groep.sessie_id', 'groep.nummer'], name=op.f('fk_groepslid_sessie_id_groep_groep'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sessie_id', 'deelnemer'], ['deelnemer.sessie_id', 'deelnemer.nummer'], name=op.f('fk_groepslid_sessie_id_deelnemer_deelnemer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'deelnemer', name=op.f('pk_groepslid'))
    )
    with op.batch_alter_table('tekst') as tekst:
        tekst.create_foreign_key(op.f('fk_tekst_sessie_id_groep_groep'), 'groep', ['sessie_id', 'groep'], ['sessie_id', 'nummer'])
    with op.batch_alter_table('niet_besproken') as niet_besproken:
        niet_besproken.create_foreign_key(op.f('fk_niet_besproken_sessie_id_groep_groep'), 'groep', ['sessie_id', 'groep'], ['sessie_id', 'nummer'], ondelete='CASCADE')


def downgrade() -> None:
    with op.batch_alter_table('niet_besproken') as niet_besproken:
        niet_besproken.drop_constraint(op.f('fk_niet_besproken_sessie_id_groep_groep'), type_='foreignkey')
    with op.batch_alter_table('tekst') as tekst:
        tekst.drop_constraint(op.f('fk_tekst_sessie_id_groep_groep'), type_='foreignkey')
    op.drop_table('groepslid')
    op.drop_table('groep')

"""Established reports as they were sealed, the certificates they were sealed with, and versions by fingerprint."""

import sqlalchemy as sa
from alembic import op

revision = 'gk0016'
down_revision = 'gk0015'
branch_labels = None
depends_on = None

# What may change of a sealing is one thing: its file may be erased, because a name in it had to go. Everything else
# stays, so that copies of that file are still recognised. It goes along with its whole session, like a version.
_SQLITE = (
    """CREATE TRIGGER verzegeling_blijft_gelijk BEFORE UPDATE ON verzegeling
    WHEN NOT (NEW.pdf IS NULL AND NEW.sessie_id = OLD.sessie_id AND NEW.nummer = OLD.nummer
        AND NEW.volgnummer = OLD.volgnummer AND NEW.certificaat = OLD.certificaat AND NEW.afdruk = OLD.afdruk
        AND NEW.op = OLD.op AND NEW.waarschuwing = OLD.waarschuwing
        AND NEW.tijdstempel_op IS OLD.tijdstempel_op)
    BEGIN SELECT RAISE(ABORT, 'een verzegeld verslag verandert niet'); END""",
    """CREATE TRIGGER verzegeling_blijft_staan BEFORE DELETE ON verzegeling
    WHEN EXISTS (SELECT 1 FROM sessie WHERE id = OLD.sessie_id)
    BEGIN SELECT RAISE(ABORT, 'een verzegeld verslag verandert niet'); END""",
)
_POSTGRESQL = (
    """CREATE FUNCTION weiger_verzegeling() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT 1 FROM sessie WHERE id = OLD.sessie_id) THEN RETURN OLD; END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF NEW.pdf IS NULL AND NEW.sessie_id = OLD.sessie_id AND NEW.nummer = OLD.nummer
            AND NEW.volgnummer = OLD.volgnummer AND NEW.certificaat = OLD.certificaat AND NEW.afdruk = OLD.afdruk
            AND NEW.op = OLD.op AND NEW.waarschuwing = OLD.waarschuwing
        AND NEW.tijdstempel_op IS NOT DISTINCT FROM OLD.tijdstempel_op
        THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION 'een verzegeld verslag verandert niet' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER verzegeling_blijft BEFORE UPDATE OR DELETE ON verzegeling
    FOR EACH ROW EXECUTE FUNCTION weiger_verzegeling()""",
    """CREATE TRIGGER verzegeling_blijft_vol BEFORE TRUNCATE ON verzegeling
    FOR EACH STATEMENT EXECUTE FUNCTION weiger_verzegeling()""",
)


def upgrade() -> None:
    op.create_table('zegelcertificaat',
    sa.Column('afdruk', sa.String(), nullable=False),
    sa.Column('der', sa.LargeBinary(), nullable=False),
    sa.Column('soort', sa.Enum('technisch zegel', 'zegel met certificaat', name='zegelsoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('geldig_van', sa.DateTime(timezone=True), nullable=False),
    sa.Column('geldig_tot', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(afdruk) = 64', name=op.f('ck_zegelcertificaat_afdruk_lengte')),
    sa.PrimaryKeyConstraint('afdruk', name=op.f('pk_zegelcertificaat'))
    )
    op.create_table('verzegeling',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('volgnummer', sa.Integer(), nullable=False),
    sa.Column('certificaat', sa.String(), nullable=False),
    sa.Column('afdruk', sa.String(), nullable=False),
    sa.Column('pdf', sa.LargeBinary(), nullable=True),
    sa.Column('op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tijdstempel_op', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waarschuwing', sa.String(), nullable=False),
    sa.CheckConstraint('volgnummer >= 1', name=op.f('ck_verzegeling_volgnummer_positief')),
    sa.CheckConstraint('length(afdruk) = 64', name=op.f('ck_verzegeling_afdruk_lengte')),
    sa.ForeignKeyConstraint(['certificaat'], ['zegelcertificaat.afdruk'], name=op.f('fk_verzegeling_certificaat_zegelcertificaat')),
    sa.ForeignKeyConstraint(['sessie_id', 'nummer'], ['versie.sessie_id', 'versie.nummer'], name=op.f('fk_verzegeling_sessie_id_nummer_versie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', 'volgnummer', name=op.f('pk_verzegeling')),
    sa.UniqueConstraint('afdruk', name=op.f('uq_verzegeling_afdruk'))
    )
    op.create_index(op.f('ix_versie_vingerafdruk'), 'versie', ['vingerafdruk'])
    for opdracht in _SQLITE if op.get_bind().dialect.name == 'sqlite' else _POSTGRESQL:
        op.execute(opdracht)


def downgrade() -> None:
    op.drop_index(op.f('ix_versie_vingerafdruk'), table_name='versie')
    op.drop_table('verzegeling')
    op.drop_table('zegelcertificaat')
    if op.get_bind().dialect.name != 'sqlite':
        op.execute('DROP FUNCTION weiger_verzegeling')

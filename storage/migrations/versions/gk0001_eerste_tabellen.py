"""The first tables, and the triggers that keep the log and the frozen versions as they are.

A later migration that rebuilds `logboek` or `versie` on SQLite (batch mode) drops their triggers: make them again there.
"""

import sqlalchemy as sa
from alembic import op

_SQLITE = (
    """CREATE TRIGGER logboek_blijft_gelijk BEFORE UPDATE ON logboek
    BEGIN SELECT RAISE(ABORT, 'logboek is alleen aan te vullen'); END""",
    """CREATE TRIGGER logboek_blijft_staan BEFORE DELETE ON logboek
    BEGIN SELECT RAISE(ABORT, 'logboek is alleen aan te vullen'); END""",
    """CREATE TRIGGER versie_blijft_gelijk BEFORE UPDATE ON versie
    BEGIN SELECT RAISE(ABORT, 'een bevroren versie verandert niet'); END""",
    # A version goes along when its whole session is deleted, and in no other way: at that moment the session's row is
    # already gone, so no flag is needed that somebody could leave on.
    """CREATE TRIGGER versie_blijft_staan BEFORE DELETE ON versie
    WHEN EXISTS (SELECT 1 FROM sessie WHERE id = OLD.sessie_id)
    BEGIN SELECT RAISE(ABORT, 'een bevroren versie verandert niet'); END""",
)

_POSTGRESQL = (
    """CREATE FUNCTION weiger_logboek() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'logboek is alleen aan te vullen' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER logboek_blijft BEFORE UPDATE OR DELETE ON logboek
    FOR EACH ROW EXECUTE FUNCTION weiger_logboek()""",
    """CREATE TRIGGER logboek_blijft_vol BEFORE TRUNCATE ON logboek
    FOR EACH STATEMENT EXECUTE FUNCTION weiger_logboek()""",
    """CREATE FUNCTION weiger_versie() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT 1 FROM sessie WHERE id = OLD.sessie_id) THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'een bevroren versie verandert niet' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER versie_blijft BEFORE UPDATE OR DELETE ON versie
    FOR EACH ROW EXECUTE FUNCTION weiger_versie()""",
    """CREATE TRIGGER versie_blijft_vol BEFORE TRUNCATE ON versie
    FOR EACH STATEMENT EXECUTE FUNCTION weiger_versie()""",
)


revision = 'gk0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('naam_gevouwen', sa.String(), nullable=False),
    sa.Column('wachtwoord_hash', sa.String(), nullable=True),
    sa.Column('is_beheerder', sa.Boolean(), nullable=False),
    sa.Column('is_actief', sa.Boolean(), nullable=False),
    sa.Column('aangemaakt_op', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('naam_gevouwen', name=op.f('uq_account_naam_gevouwen'))
    )
    op.create_table('kaart',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('versie', sa.String(), nullable=False),
    sa.Column('inhoud', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', 'versie', name=op.f('pk_kaart'))
    )
    op.create_table('logboek',
    sa.Column('keten', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('handeling', sa.String(), nullable=False),
    sa.Column('onderwerp', sa.String(), nullable=False),
    sa.Column('wie', sa.String(), nullable=False),
    sa.Column('op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('vorige', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('save_id', sa.Uuid(), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=True),
    sa.CheckConstraint('nummer >= 1', name=op.f('ck_logboek_nummer_positief')),
    sa.PrimaryKeyConstraint('keten', 'nummer', name=op.f('pk_logboek')),
    sa.UniqueConstraint('keten', 'onderwerp', 'save_id', name=op.f('uq_logboek_keten_onderwerp_save_id'))
    )
    op.create_table('sessie',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kaart_id', sa.String(), nullable=False),
    sa.Column('kaart_versie', sa.String(), nullable=False),
    sa.Column('stand', sa.Enum('voorbereiding', 'gesprek', 'verslag', 'vastgesteld', name='stand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('soort', sa.Enum('regiogesprek', 'opdenksessie', name='soortsessie', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('titel', sa.String(), nullable=False),
    sa.Column('datum', sa.Date(), nullable=True),
    sa.Column('begin', sa.Time(), nullable=True),
    sa.Column('eind', sa.Time(), nullable=True),
    sa.Column('plaats', sa.String(), nullable=False),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('onderwijsregios', sa.JSON(), nullable=False),
    sa.Column('aanleiding', sa.Text(), nullable=False),
    sa.Column('spelregel', sa.String(), nullable=False),
    sa.Column('fictief', sa.Boolean(), nullable=False),
    sa.Column('aangemaakt_op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('gewijzigd_op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_sessie_revisie_positief')),
    sa.ForeignKeyConstraint(['kaart_id', 'kaart_versie'], ['kaart.id', 'kaart.versie'], name=op.f('fk_sessie_kaart_id_kaart_versie_kaart')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sessie'))
    )
    op.create_table('sleutel',
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('soort', sa.Enum('link', 'cookie', name='sleutelsoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('tot', sa.DateTime(timezone=True), nullable=False),
    sa.Column('gebruikt_op', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sleutel_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('hash', name=op.f('pk_sleutel'))
    )
    op.create_index(op.f('ix_sleutel_account_id'), 'sleutel', ['account_id'])
    op.create_table('actie',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('eigenaar', sa.String(), nullable=False),
    sa.Column('termijn', sa.Date(), nullable=True),
    sa.Column('stand', sa.Enum('open', 'loopt', 'gereed', 'vervallen', name='actiestand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('afspraak', sa.String(), nullable=True),
    sa.Column('toelichting', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_actie_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_actie_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_actie'))
    )
    op.create_table('afspraak',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('functies', sa.JSON(), nullable=False),
    sa.Column('sectoren', sa.JSON(), nullable=False),
    sa.Column('bronnen', sa.JSON(), nullable=False),
    sa.Column('stand', sa.Enum('concept', 'afgesproken onder voorbehoud', 'vastgesteld', 'aangehouden', 'vervallen', name='afspraakstand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('toelichting', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_afspraak_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_afspraak_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_afspraak'))
    )
    op.create_table('deelnemer',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('rol', sa.String(), nullable=False),
    sa.Column('organisatie', sa.String(), nullable=False),
    sa.Column('namens', sa.JSON(), nullable=False),
    sa.Column('namens_anders', sa.String(), nullable=False),
    sa.Column('sessierol', sa.Enum('facilitator', 'verslaglegger', 'deelnemer', 'toehoorder', name='sessierol', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('mandaat', sa.Enum('mandaat', 'onder voorbehoud', 'geen mandaat', 'niet van toepassing', name='mandaat', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('aanwezigheid', sa.Enum('onbekend', 'aanwezig', 'gedeeltelijk', 'afwezig met bericht', 'afwezig', name='aanwezigheid', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('aanwezigheid_toelichting', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('nummer >= 1', name=op.f('ck_deelnemer_nummer_positief')),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_deelnemer_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_deelnemer_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_deelnemer'))
    )
    op.create_table('facilitator',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_facilitator_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'account_id', name=op.f('pk_facilitator'))
    )
    op.create_index(op.f('ix_facilitator_account_id'), 'facilitator', ['account_id'])
    op.create_table('partnerschap',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('sectoren', sa.JSON(), nullable=False),
    sa.Column('onderwijsregios', sa.JSON(), nullable=False),
    sa.Column('besturen', sa.JSON(), nullable=False),
    sa.Column('penvoerder', sa.String(), nullable=False),
    sa.Column('lerarenopleidingen', sa.JSON(), nullable=False),
    sa.Column('omvang', sa.String(), nullable=False),
    sa.Column('aspirant', sa.Boolean(), nullable=False),
    sa.Column('voorbereid', sa.Enum('ja', 'gedeeltelijk', 'nee', name='voorbereid', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('voorbereid_op', sa.Date(), nullable=True),
    sa.Column('voorbereid_toelichting', sa.String(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_partnerschap_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_partnerschap_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'code', name=op.f('pk_partnerschap'))
    )
    op.create_table('toets',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('aanbeveling', sa.String(), nullable=False),
    sa.Column('oordeel', sa.Enum('ja', 'deels', 'nee', name='oordeel', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_toets_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_toets_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'aanbeveling', name=op.f('pk_toets'))
    )
    op.create_table('versie',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('inhoud', sa.Text(), nullable=False),
    sa.Column('vingerafdruk', sa.String(), nullable=False),
    sa.Column('bevroren_op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('bevroren_door', sa.String(), nullable=False),
    sa.Column('termijn', sa.DateTime(timezone=True), nullable=True),
    sa.Column('wijzigingen', sa.Text(), nullable=False),
    sa.CheckConstraint('length(vingerafdruk) = 64', name=op.f('ck_versie_vingerafdruk_lengte')),
    sa.CheckConstraint('nummer >= 1', name=op.f('ck_versie_nummer_positief')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_versie_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'nummer', name=op.f('pk_versie'))
    )
    op.create_table('niet_besproken',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('plek', sa.String(), nullable=False),
    sa.Column('volgorde', sa.Integer(), nullable=False),
    sa.Column('sleutel', sa.String(), nullable=False),
    sa.Column('partnerschap', sa.String(), nullable=True),
    sa.Column('reden', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id', 'partnerschap'], ['partnerschap.sessie_id', 'partnerschap.code'], name=op.f('fk_niet_besproken_sessie_id_partnerschap_partnerschap')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_niet_besproken_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'plek', name=op.f('pk_niet_besproken'))
    )
    op.create_table('reactie',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('volgnummer', sa.Integer(), nullable=False),
    sa.Column('partnerschap', sa.String(), nullable=False),
    sa.Column('soort', sa.Enum('akkoord', 'akkoord met voorbehoud', 'niet akkoord', 'ter kennisname', name='reactiesoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('rol', sa.String(), nullable=False),
    sa.Column('mandaat', sa.Enum('mandaat', 'onder voorbehoud', 'geen mandaat', 'niet van toepassing', name='mandaat', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('toelichting', sa.Text(), nullable=False),
    sa.Column('op', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('volgnummer >= 1', name=op.f('ck_reactie_volgnummer_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'versie'], ['versie.sessie_id', 'versie.nummer'], name=op.f('fk_reactie_sessie_id_versie_versie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'versie', 'volgnummer', name=op.f('pk_reactie'))
    )
    op.create_table('tekst',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('plek', sa.String(), nullable=False),
    sa.Column('soort', sa.Enum('antwoord', 'overeenkomsten', 'verschillen', 'conclusie', 'toelichting', 'aanpak', 'afspraak', 'actie', 'wijzigingen', name='tekstsoort', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sleutel', sa.String(), nullable=False),
    sa.Column('partnerschap', sa.String(), nullable=True),
    sa.Column('tekst', sa.Text(), nullable=False),
    sa.Column('is_leeg', sa.Boolean(), nullable=False),
    sa.Column('revisie', sa.Integer(), nullable=False),
    sa.Column('door', sa.String(), nullable=False),
    sa.Column('op', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moment', sa.Enum('vooraf', 'gesprek', name='moment', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.CheckConstraint('revisie >= 1', name=op.f('ck_tekst_revisie_positief')),
    sa.ForeignKeyConstraint(['sessie_id', 'partnerschap'], ['partnerschap.sessie_id', 'partnerschap.code'], name=op.f('fk_tekst_sessie_id_partnerschap_partnerschap')),
    sa.ForeignKeyConstraint(['sessie_id'], ['sessie.id'], name=op.f('fk_tekst_sessie_id_sessie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'plek', name=op.f('pk_tekst'))
    )
    op.create_table('versie_naam',
    sa.Column('sessie_id', sa.Uuid(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('naam', sa.String(), nullable=False),
    sa.Column('zout', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['sessie_id', 'versie'], ['versie.sessie_id', 'versie.nummer'], name=op.f('fk_versie_naam_sessie_id_versie_versie'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sessie_id', 'versie', 'nummer', name=op.f('pk_versie_naam'))
    )
    for opdracht in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(opdracht)


def downgrade() -> None:
    op.drop_table('versie_naam')
    op.drop_table('tekst')
    op.drop_table('reactie')
    op.drop_table('niet_besproken')
    op.drop_table('versie')
    op.drop_table('toets')
    op.drop_table('partnerschap')
    op.drop_table('facilitator')
    op.drop_table('deelnemer')
    op.drop_table('afspraak')
    op.drop_table('actie')
    op.drop_table('sleutel')
    op.drop_table('sessie')
    op.drop_table('logboek')
    op.drop_table('kaart')
    op.drop_table('account')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION weiger_logboek()")
        op.execute("DROP FUNCTION weiger_versie()")

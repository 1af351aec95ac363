"""The tables. Domain types never come here and rows never leave storage; mapping.py goes between.

Keys are the natural ones: within a session a code, a number or a place names a thing. What belongs to a session
goes with it (ON DELETE CASCADE), except its log. Lists that are only ever read as a whole are JSON columns.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Enum, ForeignKeyConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from gesprekskaart.betrokkenheid import Aard, Betrokkensoort, Betrokkenstand
from gesprekskaart.groep import Groepstand
from gesprekskaart.inbreng import Merksoort
from gesprekskaart.keuze import Score
from gesprekskaart.landelijk import Issuestand
from gesprekskaart.ondertekening import Berichtsoort, Berichtwijze
from gesprekskaart.peiling import Peilingsoort, Peilingstand, Peilingwijze
from gesprekskaart.regie import Naamgeving, Ronde
from gesprekskaart.sessie import Aanwezigheid, Mandaat, Sessierol, SoortSessie, Stand, Voorbereid
from gesprekskaart.tekst import Moment, TekstSoort
from gesprekskaart.verslag import ReactieSoort
from gesprekskaart.vervolg import Actiestand, Afspraakstand, Oordeel
from gesprekskaart.zegel import Zegelsoort

# Named constraints, so that a migration on any engine can find the one it wants to change.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Sleutelsoort(StrEnum):
    """What a token opens: a one-time link logs in once, a cookie stays until it expires."""

    LINK = "link"
    COOKIE = "cookie"


def _choice(soort: type[StrEnum]) -> Enum:
    # VARCHAR with a CHECK on the stored words. Not a native enum: changing one in PostgreSQL is a chore, and SQLite
    # has none. 40 leaves room for longer words, so that adding one changes the CHECK only.
    return Enum(
        soort,
        name=soort.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda leden: [lid.value for lid in leden],
    )


def _of_sessie(*, partnerschap: bool = False) -> tuple[ForeignKeyConstraint, ...]:
    sessie = ForeignKeyConstraint(["sessie_id"], ["sessie.id"], ondelete="CASCADE")
    if not partnerschap:
        return (sessie,)
    # NO ACTION: a partnership that wrote something cannot be deleted from under its texts.
    schrijver = ForeignKeyConstraint(["sessie_id", "partnerschap"], ["partnerschap.sessie_id", "partnerschap.code"])
    return (sessie, schrijver)


def _of_groep(ondelete: str | None = None) -> ForeignKeyConstraint:
    # None is NO ACTION, as with partnerships: a group that wrote something stays.
    return ForeignKeyConstraint(["sessie_id", "groep"], ["groep.sessie_id", "groep.nummer"], ondelete=ondelete)


def _positive(kolom: str) -> CheckConstraint:
    return CheckConstraint(f"{kolom} >= 1", name=f"{kolom}_positief")


class KaartRow(SQLModel, table=True):
    """A card version that was added, or that a session uses; so it outlives an upgrade of the product."""

    __tablename__ = "kaart"

    id: str = Field(primary_key=True)
    versie: str = Field(primary_key=True)
    inhoud: str = Field(sa_type=Text)
    """The Kaart as JSON."""


class SessieRow(SQLModel, table=True):
    __tablename__ = "sessie"
    __table_args__ = (
        ForeignKeyConstraint(["kaart_id", "kaart_versie"], ["kaart.id", "kaart.versie"]),
        # One follow-up each. What only says to follow something elsewhere is in no series, and nulls are all different.
        Index(None, "reeks", "vorige", unique=True),
        _positive("revisie"),
        # The newest first, of many thousands: a list and an overview read no more of it than they show.
        Index(None, "oefening", "gewijzigd_op", "aangemaakt_op"),
    )

    id: UUID = Field(primary_key=True)
    kaart_id: str
    kaart_versie: str
    stand: Stand = Field(sa_type=_choice(Stand))
    soort: SoortSessie = Field(sa_type=_choice(SoortSessie))
    titel: str
    datum: date | None
    begin: time | None
    eind: time | None
    plaats: str
    online: bool
    onderwijsregios: Any = Field(sa_type=JSON)
    aanleiding: str = Field(sa_type=Text)
    spelregel: str
    fictief: bool
    zwijgen_is_instemmen: bool
    oefening: bool
    aangemaakt_op: datetime
    vorige: UUID | None
    """No foreign key, nor on `reeks`: a session stays as it is when the one before it is deleted."""
    reeks: UUID | None
    gewijzigd_op: datetime
    """When anything in the session changed last; `revisie` only counts changes of the session's own facts."""
    revisie: int


class SessieregioRow(SQLModel, table=True):
    """The regions of a session once more, one a row: an overview asks which sessions a region has."""

    __tablename__ = "sessieregio"
    __table_args__ = _of_sessie()

    sessie_id: UUID = Field(primary_key=True)
    naam: str = Field(primary_key=True, index=True)


class FacilitatorRow(SQLModel, table=True):
    """Who leads a session. No foreign key: sessions can be restored or imported before their accounts are."""

    __tablename__ = "facilitator"
    __table_args__ = _of_sessie()

    sessie_id: UUID = Field(primary_key=True)
    account_id: UUID = Field(primary_key=True, index=True)
    volgorde: int


class PartnerschapRow(SQLModel, table=True):
    __tablename__ = "partnerschap"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    code: str = Field(primary_key=True)
    volgorde: int
    naam: str
    sectoren: Any = Field(sa_type=JSON)
    onderwijsregios: Any = Field(sa_type=JSON)
    besturen: Any = Field(sa_type=JSON)
    penvoerder: str
    lerarenopleidingen: Any = Field(sa_type=JSON)
    omvang: str
    aspirant: bool
    voorbereid: Voorbereid = Field(sa_type=_choice(Voorbereid))
    voorbereid_op: date | None
    voorbereid_toelichting: str
    revisie: int


class DeelnemerRow(SQLModel, table=True):
    __tablename__ = "deelnemer"
    __table_args__ = (*_of_sessie(), _positive("nummer"), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    naam: str
    rol: str
    organisatie: str
    namens: Any = Field(sa_type=JSON)
    namens_anders: str
    sessierol: Sessierol = Field(sa_type=_choice(Sessierol))
    mandaat: Mandaat = Field(sa_type=_choice(Mandaat))
    aanwezigheid: Aanwezigheid = Field(sa_type=_choice(Aanwezigheid))
    aanwezigheid_toelichting: str
    revisie: int


class GroepRow(SQLModel, table=True):
    """A group; who sits in it stands in rows of its own."""

    __tablename__ = "groep"
    __table_args__ = (*_of_sessie(), _positive("nummer"), _positive("minuten"), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    naam: str
    themas: Any = Field(sa_type=JSON)
    stand: Groepstand = Field(sa_type=_choice(Groepstand))
    minuten: int
    loopt_tot: datetime | None
    rest_s: int | None
    revisie: int


class GroepslidRow(SQLModel, table=True):
    """Who sits in a group. The key says it: one person, one group. Goes with the participant."""

    __tablename__ = "groepslid"
    __table_args__ = (
        _of_groep(ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["sessie_id", "deelnemer"], ["deelnemer.sessie_id", "deelnemer.nummer"], ondelete="CASCADE"
        ),
    )

    sessie_id: UUID = Field(primary_key=True)
    deelnemer: int = Field(primary_key=True)
    groep: int
    leidt: bool
    notuleert: bool


class TekstRow(SQLModel, table=True):
    """What people wrote. `plek` is the key because it has no empty part; its parts are there to search by."""

    __tablename__ = "tekst"
    __table_args__ = (*_of_sessie(partnerschap=True), _of_groep(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    plek: str = Field(primary_key=True)
    soort: TekstSoort = Field(sa_type=_choice(TekstSoort))
    sleutel: str
    partnerschap: str | None
    deelnemer: int | None
    groep: int | None
    tekst: str = Field(sa_type=Text)
    is_leeg: bool
    """Nothing but white space: SQL's trim() knows fewer kinds of it than we do."""
    revisie: int
    door: str
    op: datetime
    moment: Moment | None = Field(sa_type=_choice(Moment))


class NietBesprokenRow(SQLModel, table=True):
    __tablename__ = "niet_besproken"
    __table_args__ = (*_of_sessie(partnerschap=True), _of_groep(ondelete="CASCADE"))

    sessie_id: UUID = Field(primary_key=True)
    plek: str = Field(primary_key=True)
    """What it is about: `G3` for all, `G3a/LWZ` for one partnership, `T2c/#3` for one group."""
    volgorde: int
    sleutel: str
    partnerschap: str | None
    groep: int | None
    reden: str


class AfspraakRow(SQLModel, table=True):
    __tablename__ = "afspraak"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    functies: Any = Field(sa_type=JSON)
    sectoren: Any = Field(sa_type=JSON)
    bronnen: Any = Field(sa_type=JSON)
    stand: Afspraakstand = Field(sa_type=_choice(Afspraakstand))
    toelichting: str
    pijlers: Any = Field(sa_type=JSON)
    instemmingen: Any = Field(sa_type=JSON)
    weg_op: datetime | None
    """When it was taken out; its row stays, so that it can come back and its number is not given again."""
    revisie: int


class ActieRow(SQLModel, table=True):
    __tablename__ = "actie"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    eigenaar: str
    termijn: date | None
    stand: Actiestand = Field(sa_type=_choice(Actiestand))
    afspraak: str | None
    """No foreign key: an action may carry out an agreement of an earlier session in the series."""
    toelichting: str
    bronnen: Any = Field(sa_type=JSON)
    deelnemer: int | None
    """No foreign key: SQLite cannot empty one column of a key when the participant goes."""
    weg_op: datetime | None
    revisie: int


class VervolgrevisieRow(SQLModel, table=True):
    """How an agreement or action was after one change. Written with the change, never changed itself."""

    __tablename__ = "vervolgrevisie"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    plek: str = Field(primary_key=True)
    """Of its text: `afspraak/2026-01`."""
    revisie: int = Field(primary_key=True)
    inhoud: Any = Field(sa_type=JSON)
    handeling: str
    wie: str
    op: datetime


class ToetsRow(SQLModel, table=True):
    __tablename__ = "toets"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    aanbeveling: str = Field(primary_key=True)
    oordeel: Oordeel | None = Field(sa_type=_choice(Oordeel))
    revisie: int


class PeilingRow(SQLModel, table=True):
    __tablename__ = "peiling"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    soort: Peilingsoort = Field(sa_type=_choice(Peilingsoort))
    stelling: str
    opties: Any = Field(sa_type=JSON)
    per: Peilingwijze = Field(sa_type=_choice(Peilingwijze))
    anoniem: bool
    drempel: Any = Field(sa_type=JSON)
    bron: str | None
    stand: Peilingstand = Field(sa_type=_choice(Peilingstand))
    stemgerechtigd: int | None
    revisie: int


class StemRow(SQLModel, table=True):
    """A vote. A person's goes with the person; a partnership that voted cannot be taken out.

    `stemmer` is the key because it is never empty: `#3`, `LWZ`, and `?2` for the second of the votes whose voters are
    kept nowhere any more, in an order that tells nothing.
    """

    __tablename__ = "stem"
    __table_args__ = (
        # Of the session too: when that goes, the votes must be gone before the partnerships are looked at.
        *_of_sessie(partnerschap=True),
        ForeignKeyConstraint(["sessie_id", "peiling"], ["peiling.sessie_id", "peiling.nummer"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["sessie_id", "deelnemer"], ["deelnemer.sessie_id", "deelnemer.nummer"], ondelete="CASCADE"
        ),
        _positive("revisie"),
    )

    sessie_id: UUID = Field(primary_key=True)
    peiling: str = Field(primary_key=True)
    stemmer: str = Field(primary_key=True)
    deelnemer: int | None
    partnerschap: str | None
    keuze: str
    reden: str = Field(sa_type=Text)
    revisie: int


class KeuzemogelijkheidRow(SQLModel, table=True):
    """An option. One that was taken off stays, with its number, so that it can be put back."""

    __tablename__ = "keuzemogelijkheid"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    titel: str
    bronnen: Any = Field(sa_type=JSON)
    besluit: Any = Field(sa_type=JSON)
    verwijderd: bool
    revisie: int


class CriteriumRow(SQLModel, table=True):
    """A criterium that people added; those of the card stand in the card."""

    __tablename__ = "criterium"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    id: str = Field(primary_key=True)
    volgorde: int
    titel: str
    verwijderd: bool
    revisie: int


class BeoordelingRow(SQLModel, table=True):
    """A score. `functie` is empty for the criterium as a whole: a key cannot be NULL."""

    __tablename__ = "beoordeling"
    __table_args__ = (
        ForeignKeyConstraint(
            ["sessie_id", "keuze"], ["keuzemogelijkheid.sessie_id", "keuzemogelijkheid.nummer"], ondelete="CASCADE"
        ),
        _positive("revisie"),
    )

    sessie_id: UUID = Field(primary_key=True)
    keuze: str = Field(primary_key=True)
    criterium: str = Field(primary_key=True)
    functie: str = Field(primary_key=True)
    score: Score | None = Field(sa_type=_choice(Score))
    revisie: int


class VerschilRow(SQLModel, table=True):
    __tablename__ = "verschil"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    titel: str
    wie: str
    termijn: date | None
    bronnen: Any = Field(sa_type=JSON)
    verwijderd: bool
    revisie: int


class IssueRow(SQLModel, table=True):
    __tablename__ = "landelijk_issue"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    voor_wie: str
    thema: str
    bronnen: Any = Field(sa_type=JSON)
    stand: Issuestand = Field(sa_type=_choice(Issuestand))
    stand_op: date | None
    verwijderd: bool
    revisie: int


class IssuesteunRow(SQLModel, table=True):
    """That a partnership supports an issue. A row each, so that two that tap in the same second do not collide."""

    __tablename__ = "issue_steun"
    __table_args__ = (
        *_of_sessie(partnerschap=True),
        ForeignKeyConstraint(
            ["sessie_id", "issue"], ["landelijk_issue.sessie_id", "landelijk_issue.nummer"], ondelete="CASCADE"
        ),
    )

    sessie_id: UUID = Field(primary_key=True)
    issue: str = Field(primary_key=True)
    partnerschap: str = Field(primary_key=True)


class BetrokkenheidRow(SQLModel, table=True):
    __tablename__ = "betrokkenheid"
    __table_args__ = (*_of_sessie(partnerschap=True), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    nummer: str = Field(primary_key=True)
    volgorde: int
    soort: Betrokkensoort = Field(sa_type=_choice(Betrokkensoort))
    naam: str
    partnerschap: str | None
    punt: str | None
    door: str
    termijn: date | None
    aard: Aard | None = Field(sa_type=_choice(Aard))
    stand: Betrokkenstand = Field(sa_type=_choice(Betrokkenstand))
    toelichting: str
    bronnen: Any = Field(sa_type=JSON)
    verwijderd: bool
    revisie: int


class VersieRow(SQLModel, table=True):
    """A frozen version. Triggers refuse every change, and deletion for as long as its session is there."""

    __tablename__ = "versie"
    __table_args__ = (
        *_of_sessie(),
        _positive("nummer"),
        CheckConstraint("length(vingerafdruk) = 64", name="vingerafdruk_lengte"),
        Index(None, "vingerafdruk"),
    )

    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    inhoud: str = Field(sa_type=Text)
    """Canonical JSON: the very characters that the fingerprint was taken of."""
    vingerafdruk: str
    bevroren_op: datetime
    bevroren_door: str
    termijn: datetime | None
    wijzigingen: str = Field(sa_type=Text)


def _of_versie() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["sessie_id", "versie"], ["versie.sessie_id", "versie.nummer"], ondelete="CASCADE")


class VersieNaamRow(SQLModel, table=True):
    """A name beside a frozen version. May be erased: the fingerprint rests on the naamafdruk in the content."""

    __tablename__ = "versie_naam"
    __table_args__ = (_of_versie(),)

    sessie_id: UUID = Field(primary_key=True)
    versie: int = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    naam: str
    zout: str


class ReactieRow(SQLModel, table=True):
    """A reaction to a version, in the order in which they came. Rows are added; only a name is ever erased."""

    __tablename__ = "reactie"
    __table_args__ = (_of_versie(), _positive("volgnummer"))

    sessie_id: UUID = Field(primary_key=True)
    versie: int = Field(primary_key=True)
    volgnummer: int = Field(primary_key=True)
    partnerschap: str
    soort: ReactieSoort = Field(sa_type=_choice(ReactieSoort))
    naam: str
    rol: str
    mandaat: Mandaat = Field(sa_type=_choice(Mandaat))
    toelichting: str = Field(sa_type=Text)
    ondertekenaar: int | None
    """Its number, no foreign key: a reaction stays when who signed is taken off the list."""
    voorbehoud_bestuur: bool
    op: datetime


class OndertekenaarRow(SQLModel, table=True):
    """Somebody who reacts for a partnership."""

    __tablename__ = "ondertekenaar"
    __table_args__ = (
        *_of_sessie(),
        ForeignKeyConstraint(
            ["sessie_id", "partnerschap"], ["partnerschap.sessie_id", "partnerschap.code"], ondelete="CASCADE"
        ),
        _positive("nummer"),
        _positive("revisie"),
    )

    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    partnerschap: str
    naam: str
    rol: str
    organisatie: str
    email: str
    mandaat: Mandaat = Field(sa_type=_choice(Mandaat))
    deelnemer: int | None
    revisie: int


class TekenberichtRow(SQLModel, table=True):
    """A message to a signer, with the hash of the token in its link for as long as that works."""

    __tablename__ = "tekenbericht"
    __table_args__ = (
        ForeignKeyConstraint(
            ["sessie_id", "ondertekenaar"], ["ondertekenaar.sessie_id", "ondertekenaar.nummer"], ondelete="CASCADE"
        ),
        UniqueConstraint("hash"),
        _positive("volgnummer"),
    )

    sessie_id: UUID = Field(primary_key=True)
    volgnummer: int = Field(primary_key=True)
    ondertekenaar: int
    versie: int
    soort: Berichtsoort = Field(sa_type=_choice(Berichtsoort))
    wijze: Berichtwijze = Field(sa_type=_choice(Berichtwijze))
    op: datetime
    fout: str
    hash: str | None


class ZegelcertificaatRow(SQLModel, table=True):
    """A certificate that something was sealed with here. Outlives what it sealed: copies of that are still about."""

    __tablename__ = "zegelcertificaat"
    __table_args__ = (CheckConstraint("length(afdruk) = 64", name="afdruk_lengte"),)

    afdruk: str = Field(primary_key=True)
    der: bytes = Field(sa_type=LargeBinary)
    soort: Zegelsoort = Field(sa_type=_choice(Zegelsoort))
    naam: str
    geldig_van: datetime
    geldig_tot: datetime


class VerzegelingRow(SQLModel, table=True):
    """A version as it was sealed. Triggers refuse every change but erasing its file, and deletion as for a version.

    A file that was erased gets a successor (`volgnummer`), without the name that had to go.
    """

    __tablename__ = "verzegeling"
    __table_args__ = (
        ForeignKeyConstraint(["sessie_id", "nummer"], ["versie.sessie_id", "versie.nummer"], ondelete="CASCADE"),
        ForeignKeyConstraint(["certificaat"], ["zegelcertificaat.afdruk"]),
        _positive("volgnummer"),
        CheckConstraint("length(afdruk) = 64", name="afdruk_lengte"),
        UniqueConstraint("afdruk"),
    )

    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    """Of the version."""
    volgnummer: int = Field(primary_key=True)
    certificaat: str
    afdruk: str
    pdf: bytes | None = Field(sa_type=LargeBinary)
    op: datetime
    tijdstempel_op: datetime | None
    waarschuwing: str


class AccountRow(SQLModel, table=True):
    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("naam_gevouwen"),)

    id: UUID = Field(primary_key=True)
    naam: str
    naam_gevouwen: str
    """The name with its case folded, as Python does it: what people log in with must be one account."""
    wachtwoord_hash: str | None
    is_beheerder: bool
    is_actief: bool
    aangemaakt_op: datetime


class SleutelRow(SQLModel, table=True):
    """A token that opens an account; only its hash, so that a stolen database opens nothing."""

    __tablename__ = "sleutel"
    __table_args__ = (ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),)

    hash: str = Field(primary_key=True)
    account_id: UUID = Field(index=True)
    soort: Sleutelsoort = Field(sa_type=_choice(Sleutelsoort))
    tot: datetime
    gebruikt_op: datetime | None


class UitnodigingRow(SQLModel, table=True):
    """The one invitation of a session. A code that was replaced is gone, and so opens nothing."""

    __tablename__ = "uitnodiging"
    __table_args__ = (*_of_sessie(), UniqueConstraint("code"), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    code: str
    tot: datetime
    wachtkamer: bool
    ingetrokken: bool
    revisie: int


class DeelnameRow(SQLModel, table=True):
    """That somebody came in as a participant. Goes with the participant."""

    __tablename__ = "deelname"
    __table_args__ = (
        ForeignKeyConstraint(["sessie_id", "nummer"], ["deelnemer.sessie_id", "deelnemer.nummer"], ondelete="CASCADE"),
        UniqueConstraint("terugkeer_hash"),
        _positive("revisie"),
    )

    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    gekomen_op: datetime
    toegelaten: bool
    ingetrokken: bool
    genoemd: bool
    gespeeld: bool
    terugkeer_hash: str | None
    terugkeer_ook: Any = Field(sa_type=JSON)
    eerder: Any = Field(sa_type=JSON)
    revisie: int


class StoelRow(SQLModel, table=True):
    """A place that a device holds, by the hash of the token in its cookie."""

    __tablename__ = "stoel"
    __table_args__ = (
        ForeignKeyConstraint(["sessie_id", "nummer"], ["deelname.sessie_id", "deelname.nummer"], ondelete="CASCADE"),
    )

    hash: str = Field(primary_key=True)
    sessie_id: UUID = Field(primary_key=True)
    nummer: int = Field(primary_key=True)
    tot: datetime
    gekozen_op: datetime
    """Of the people on one device in one session, the last one chosen acts."""
    waar: str


class RegieRow(SQLModel, table=True):
    """How a session is led. One row, because one thing is on the table at a time."""

    __tablename__ = "regie"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    vraag: str
    ronde: Ronde = Field(sa_type=_choice(Ronde))
    volgen: bool
    klok_loopt_tot: datetime | None
    klok_rest_s: int
    onthuld: Any = Field(sa_type=JSON)
    geparkeerd: Any = Field(sa_type=JSON)
    naamgeving: Naamgeving = Field(sa_type=_choice(Naamgeving))
    vastgelegd: Any = Field(sa_type=JSON)
    minuten: Any = Field(sa_type=JSON)
    klok_vanzelf: bool | None
    wand: str
    begonnen_op: datetime
    schermstap: int
    zout: str
    revisie: int


class BijdrageRow(SQLModel, table=True):
    """What is known of one person's inbreng besides its text. No foreign key: an anonymous one came from nobody."""

    __tablename__ = "bijdrage"
    __table_args__ = _of_sessie()

    sessie_id: UUID = Field(primary_key=True)
    vraag: str = Field(primary_key=True)
    deelnemer: int = Field(primary_key=True)
    klaar: bool
    bundel: str
    merk: Merksoort | None = Field(sa_type=_choice(Merksoort))


class TerugblikRow(SQLModel, table=True):
    """What the conversation before agreed, as a follow-up found it; never changes."""

    __tablename__ = "terugblik"
    __table_args__ = _of_sessie()

    sessie_id: UUID = Field(primary_key=True)
    inhoud: Any = Field(sa_type=JSON)


class KennisRow(SQLModel, table=True):
    """What is decided about sharing a session with other regions. Without a row: nothing yet."""

    __tablename__ = "kennis"
    __table_args__ = (*_of_sessie(), _positive("revisie"))

    sessie_id: UUID = Field(primary_key=True)
    toestemmingen: list[dict[str, Any]] = Field(sa_type=JSON)
    woordkeuzes: list[dict[str, Any]] = Field(sa_type=JSON)
    vrijgegeven: str
    revisie: int


class LogboekRow(SQLModel, table=True):
    """The append-only log; triggers refuse change and deletion. It outlives its session, so no foreign key."""

    __tablename__ = "logboek"
    __table_args__ = (UniqueConstraint("keten", "onderwerp", "save_id"), _positive("nummer"))

    keten: UUID = Field(primary_key=True)
    """The session, or the nil UUID for the chain of what belongs to none: a key cannot be empty."""
    nummer: int = Field(primary_key=True)
    handeling: str
    onderwerp: str
    wie: str
    op: datetime
    vorige: str
    hash: str
    save_id: UUID | None
    """Of a text: the id by which a retry is recognised, and the revision that this save made. Outside the hash."""
    revisie: int | None

"""What the domain needs from outside, as Protocols; storage/ answers them, tests/ has fakes that pass the same tests.

Every method that changes something is one transaction, with its row in the log. Records carry a revision: a save
names the revision it was based on and raises a Botsing when that is no longer the current one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeAlias
from uuid import UUID

from gesprekskaart.account import Account
from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.datum import NEDERLAND
from gesprekskaart.deelname import Apparaat, Deelname, Stoel, Uitnodiging
from gesprekskaart.dossier import PER_KEER, Dossier, Sessieregel
from gesprekskaart.groep import Groep
from gesprekskaart.inbreng import Bijdrage
from gesprekskaart.kaart import Kaart
from gesprekskaart.kennis import Kennis
from gesprekskaart.keuze import Beoordeling, EigenCriterium, Keuzemogelijkheid
from gesprekskaart.landelijk import Issueregel, LandelijkIssue
from gesprekskaart.logboek import Daad, Logregel
from gesprekskaart.ondertekening import Bericht, Mail, Ondertekenaar, Persoon
from gesprekskaart.overzicht import (
    Actiekeuze,
    Actieregel,
    Actietelling,
    Antwoordfeiten,
    Bereik,
    Dekkingstelling,
    Overzichtsregel,
    Toetstelling,
    Zicht,
)
from gesprekskaart.peiling import Peiling, Stem
from gesprekskaart.reeks import Nummers
from gesprekskaart.regie import Regie
from gesprekskaart.sessie import Deelnemer, NietBesproken, Partnerschap, Sessie
from gesprekskaart.stroom import Gewijzigd, Veranderingen
from gesprekskaart.tekst import Tekst, TekstSoort
from gesprekskaart.verloop import Gereed
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Reactie, Versie
from gesprekskaart.vervolg import Actie, Afspraak, Revisie, Toets
from gesprekskaart.zegel import Certificaat, Versieplek, Verzegeld, Verzegeling
from gesprekskaart.zoeken import Vondst, Zoekvraag

Punt: TypeAlias = Afspraak | Actie | Verschil | LandelijkIssue | Betrokkenheid
"""What can come along from one conversation of a series to the next."""

Clock = Callable[[], datetime]
"""Gives the present moment, in UTC and aware of it."""


class Kaarten(Protocol):
    """Cards: those that ship with the product and those that were added."""

    def list(self) -> tuple[Kaart, ...]:
        """The newest version of every card, by title."""

    def get(self, id: str, versie: str | None = None) -> Kaart:
        """A card; without a version the newest. Raises NietGevonden."""

    def add(self, kaart: Kaart, *, daad: Daad) -> None:
        """Make a card available. Raises Botsing when this version exists with other content; the same again is fine."""


class Sessies(Protocol):
    """Sessions with their partnerships and participants."""

    def list_for(self, account_id: UUID, *, oefening: bool = False, aantal: int = PER_KEER) -> tuple[Sessieregel, ...]:
        """The sessions (or the practices) that this account leads: as many as asked, most recently changed first."""

    def list_these(self, ids: Collection[UUID]) -> tuple[Sessieregel, ...]:
        """Those of these sessions that exist, most recently changed first."""

    def list_all(self) -> tuple[Sessieregel, ...]:
        """All sessions, for the command line."""

    def get(self, id: UUID) -> Sessie:
        """Raises SessieOnbekend."""

    def get_dossier(self, id: UUID) -> Dossier:
        """Everything of one session, consistently read. Raises SessieOnbekend."""

    def add(self, sessie: Sessie, *, daad: Daad) -> None:
        """A new, empty session."""

    def add_dossier(self, dossier: Dossier, versies: tuple[Versie, ...], *, daad: Daad) -> None:
        """A whole session with its frozen versions at once, or nothing.

        Raises Botsing when it follows up a session of its series that has a follow-up already.
        """

    def save(self, sessie: Sessie, *, gelezen: int, daad: Daad) -> Sessie:
        """Raises IntussenGewijzigd when `gelezen` is no longer the revision."""

    def delete(self, id: UUID, *, daad: Daad) -> None:
        """Everything of the session but its log."""

    def save_partnerschap(
        self, sessie_id: UUID, partnerschap: Partnerschap, *, gelezen: int, daad: Daad
    ) -> Partnerschap:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd; Botsing when the code is taken."""

    def delete_partnerschap(self, sessie_id: UUID, code: str, *, daad: Daad) -> None:
        """With its place in participants' `namens`. Raises NietGevonden."""

    def save_deelnemer(self, sessie_id: UUID, deelnemer: Deelnemer, *, gelezen: int, daad: Daad) -> Deelnemer:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def delete_deelnemer(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        """Raises NietGevonden."""


class Bewaring(NamedTuple):
    """A text to keep, the revision that it was based on, and its own row for the log."""

    tekst: Tekst
    gelezen: int
    save_id: UUID
    daad: Daad


class Teksten(Protocol):
    """What people write, one row per place."""

    def get(self, sessie_id: UUID, plek: str) -> Tekst | None:
        """The text at a place, or None where nobody wrote yet."""

    def find_save(self, sessie_id: UUID, plek: str, save_id: UUID) -> int | None:
        """The revision that this save made when it arrived before, or None."""

    def save(self, sessie_id: UUID, tekst: Tekst, *, gelezen: int, save_id: UUID, daad: Daad) -> Tekst:
        """Durably on disk when it returns. Raises TekstGewijzigd when `gelezen` is no longer the revision."""

    def save_all(self, sessie_id: UUID, bewaringen: Sequence[Bewaring]) -> None:
        """All of these in one transaction, or none. Raises TekstGewijzigd for the first that is no longer current."""

    def save_niet_besproken(self, sessie_id: UUID, feit: NietBesproken, *, geldt: bool, daad: Daad) -> None:
        """State (or, with `geldt` False, take back) that something was not discussed."""


class Vervolg(Protocol):
    """Agreements, actions and the check on recommendations. Every change of the first two is kept as a revision."""

    def save_afspraak(self, sessie_id: UUID, afspraak: Afspraak, *, gelezen: int, daad: Daad) -> Afspraak:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd, also when its series has a new number already."""

    def delete_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        """Take out, so that it can be put back: from then on it is in `Dossier.verwijderd`, and its actions have none.

        Raises NietGevonden.
        """

    def restore_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        """Put back, with its texts and the actions that are still for it. Raises NietGevonden when it is not out."""

    def save_actie(self, sessie_id: UUID, actie: Actie, *, gelezen: int, daad: Daad) -> Actie:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd, also when its series has a new number already."""

    def delete_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        """As `delete_afspraak`."""

    def restore_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        """As `restore_afspraak`."""

    def list_revisies(self, sessie_id: UUID, soort: TekstSoort, nummer: str) -> tuple[Revisie, ...]:
        """How an agreement (soort AFSPRAAK) or action (ACTIE) was after each change, oldest first.

        The first is how it was when we began to keep them: of what came in from a file, at its first change.
        """

    def save_toets(self, sessie_id: UUID, toets: Toets, *, gelezen: int, daad: Daad) -> Toets:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""


class Peilingen(Protocol):
    """Polls and their votes; they are read with the dossier."""

    def save(self, sessie_id: UUID, peiling: Peiling, *, gelezen: int, daad: Daad) -> Peiling:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def close(self, sessie_id: UUID, peiling: Peiling, *, gelezen: int, daad: Daad) -> Peiling:
        """Change, and take the voters off its votes when it is anonymous, for good. Raises IntussenGewijzigd."""

    def delete(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        """Raises NietGevonden; IntussenGewijzigd once somebody voted."""

    def save_stem(self, sessie_id: UUID, stem: Stem, *, gelezen: int, daad: Daad) -> Stem:
        """Add (`gelezen` 0) or change. Raises NietOpen when the poll is not open; IntussenGewijzigd."""


class Aandacht(Protocol):
    """What asks for attention after the conversation; it is read with the dossier. Nothing of it is ever deleted."""

    def save_verschil(self, sessie_id: UUID, verschil: Verschil, *, gelezen: int, daad: Daad) -> Verschil:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def save_issue(self, sessie_id: UUID, issue: LandelijkIssue, *, gelezen: int, daad: Daad) -> LandelijkIssue:
        """Add (`gelezen` 0, and supported by nobody) or change all but its support. Raises IntussenGewijzigd."""

    def save_steun(self, sessie_id: UUID, nummer: str, partnerschap: str, *, steunt: bool, daad: Daad) -> None:
        """Note that a partnership supports an issue, or (`steunt` False) no longer. Again is fine."""

    def save_betrokkenheid(
        self, sessie_id: UUID, betrokkenheid: Betrokkenheid, *, gelezen: int, daad: Daad
    ) -> Betrokkenheid:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def list_issues(self, account_id: UUID) -> tuple[Issueregel, ...]:
        """The issues of all sessions that this account leads, but practice and what was put away.

        The session with the latest date first, one without a date last; within a session in the order of adding.
        """


class Verslagen(Protocol):
    """Frozen versions and the reactions to them."""

    def list(self, sessie_id: UUID) -> tuple[Versie, ...]:
        """Oldest first, reactions included."""

    def add_versie(self, versie: Versie, sessie: Sessie, *, gelezen: int, daad: Daad) -> None:
        """Freeze, and save the session's new stand, together. Raises IntussenGewijzigd."""

    def add_reactie(self, sessie_id: UUID, nummer: int, reactie: Reactie, *, daad: Daad) -> None:
        """Append; earlier reactions are kept."""


class Ondertekening(Protocol):
    """Who signs, and the messages to them with their links; the signers are read with the dossier."""

    def save(self, sessie_id: UUID, ondertekenaar: Ondertekenaar, *, gelezen: int, daad: Daad) -> Ondertekenaar:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def delete(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        """With the messages and links; reactions stay with their version. Raises NietGevonden."""

    def list_berichten(self, sessie_id: UUID) -> tuple[Bericht, ...]:
        """Oldest first."""

    def add_bericht(self, bericht: Bericht, *, eenmalig: bool = False, daad: Daad) -> Bericht:
        """Keep a message before it goes, so that its link works; gives it with its number.

        Raises NietGevonden without such a signer; Botsing when it is `eenmalig` and there is one of its kind to this
        signer about this version already.
        """

    def note_fout(self, bericht: Bericht, fout: str, *, daad: Daad) -> None:
        """That it did not go, and why."""

    def find_link(self, hash: str) -> Bericht | None:
        """The message that this link came with; None when it is unknown or revoked."""

    def drop_links(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        """No link of this signer works any more."""

    def erase_persoon(self, sessie_id: UUID, persoon: Persoon, *, daad: Daad) -> None:
        """Take a name out of everything beside the frozen content, for good: salts and links go with it.

        Raises IntussenGewijzigd.
        """


class Post(Protocol):
    """Sending mail, where that was set up."""

    def send(self, mail: Mail) -> None:
        """Hand over to the mail server. Raises PostFout."""


class Zegelaar(Protocol):
    """Holds the key of this installation. The key itself never leaves it."""

    @property
    def certificaat(self) -> Certificaat:
        """With what is sealed now. Raises OpslagFout when there is no usable key."""

    def seal(self, pdf: bytes, zin: str) -> Verzegeld:
        """One invisible certifying PAdES seal over the whole file, with this sentence as its reason.

        Raises OpslagFout when there is no usable key. May take seconds where a timestamp server is asked.
        """

    def list_eigen(self) -> tuple[Certificaat, ...]:
        """Certificates of this installation that are kept beside its key. Makes no key."""

    def list_bekend(self) -> tuple[Certificaat, ...]:
        """Certificates of other installations that are trusted here."""


class Verzegelingen(Protocol):
    """Established reports as they were sealed. A file never changes; it may be erased."""

    def find(self, sessie_id: UUID, nummer: int) -> Verzegeling | None:
        """The sealed file of a version; None when there is none, or it was erased."""

    def find_by_afdruk(self, afdruk: str) -> Verzegeling | None:
        """Whose file has this SHA-256, also when the file itself was erased here."""

    def find_versies(self, vingerafdruk: str) -> tuple[Versieplek, ...]:
        """The frozen versions with this fingerprint, sealed or not, the first one that was frozen first."""

    def list_certificaten(self) -> tuple[Certificaat, ...]:
        """Every certificate that something was sealed with here, also of sessions that are gone."""

    def add(self, verzegeling: Verzegeling, *, daad: Daad) -> Verzegeling:
        """Keep the file of a version that has none, and give it; when it has one already, that is what it gives."""

    def establish(self, verzegeling: Verzegeling, sessie: Sessie, *, gelezen: int, daad: Daad) -> Sessie:
        """Keep the file, and save the session's new stand, together. Raises IntussenGewijzigd, StandGewijzigd."""

    def erase(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        """Forget the file of a version; that it was sealed, and what it was, stays known."""


class Accounts(Protocol):
    """Who may log in, and with which tokens. Of tokens only the SHA-256 is kept."""

    def list(self) -> tuple[Account, ...]:
        """By name."""

    def find(self, naam: str) -> Account | None:
        """By the name one logs in with, case folded."""

    def save(self, account: Account, *, daad: Daad) -> None:
        """Add or change, by id. Raises Botsing when the name is taken."""

    def add_sleutel(self, account_id: UUID, sleutel_hash: str, *, soort: str, tot: datetime, daad: Daad) -> None:
        """Keep a token's hash: soort 'link' (one time) or 'cookie', valid until `tot`."""

    def take_link(self, sleutel_hash: str, *, nu: datetime, daad: Daad) -> Account | None:
        """Use up a one-time link; None when it is unknown, used, expired, or its account disabled."""

    def find_by_cookie(self, sleutel_hash: str, *, nu: datetime) -> Account | None:
        """The account that this cookie stands for; None when unknown, expired or disabled."""

    def drop_sleutels(self, account_id: UUID, *, daad: Daad) -> None:
        """Log this account out everywhere."""

    def drop_cookie(self, sleutel_hash: str) -> None:
        """Log out here."""


class Logboek(Protocol):
    """The append-only log, for reading."""

    def list(self, keten: UUID | None) -> tuple[Logregel, ...]:
        """One chain, in order."""

    def list_about(self, keten: UUID, onderwerpen: Collection[str]) -> tuple[Logregel, ...]:
        """Of one chain the rows about these subjects, in order."""


class Deelnames(Protocol):
    """Who may come in without an account, and by which devices they are known. Of tokens only the SHA-256 is kept."""

    def get_uitnodiging(self, sessie_id: UUID) -> Uitnodiging | None:
        """The invitation of a session, whether it still works or not."""

    def find_uitnodiging(self, code: str) -> Uitnodiging | None:
        """The invitation with this code, whether it still works or not."""

    def save_uitnodiging(self, uitnodiging: Uitnodiging, *, gelezen: int, daad: Daad) -> Uitnodiging:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd; Botsing when another session has this code."""

    def list(self, sessie_id: UUID) -> tuple[Deelname, ...]:
        """Everybody who came in, by number; also who is waiting and whose access was revoked."""

    def join(
        self, deelname: Deelname, deelnemer: Deelnemer, apparaat: Apparaat, *, gelezen: int, daad: Daad
    ) -> Deelnemer:
        """Take a place on this device: of a new participant (`gelezen` 0) or a listed one, at this revision.

        Raises IntussenGewijzigd when the number or the place was taken in the meantime.
        """

    def save(self, deelname: Deelname, *, gelezen: int, daad: Daad) -> Deelname:
        """Add (`gelezen` 0), without a device yet, or change. Raises IntussenGewijzigd."""

    def leave(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        """Undo that somebody came in: every device forgets this place. The participant stays listed."""

    def merge(
        self, sessie_id: UUID, houd: Deelnemer, deelname: Deelname | None, *, weg: int, gelezen: int, daad: Daad
    ) -> None:
        """Keep `houd` (read at `gelezen`) with `deelname`; participant `weg` goes, its devices move along.

        Raises IntussenGewijzigd.
        """

    def find_by_terugkeer(self, code_hash: str) -> Deelname | None:
        """Whose return code this is."""

    def find_by_apparaat(self, hash: str, *, nu: datetime) -> tuple[Stoel, ...]:
        """The places that this device holds, per session the one who acts first; none when it is unknown or expired."""

    def add_apparaat(self, sessie_id: UUID, nummer: int, apparaat: Apparaat, *, daad: Daad) -> None:
        """Let a device hold this place; it acts from now on. Again is fine."""

    def choose(self, hash: str, sessie_id: UUID, nummer: int, *, op: datetime) -> None:
        """Of the people on this device, this one acts from now on."""

    def remember(self, hash: str, sessie_id: UUID, nummer: int, *, waar: str) -> None:
        """Note where this person is, to come back to."""

    def drop_apparaat(self, hash: str, sessie_id: UUID, nummer: int) -> None:
        """Let this device hold this place no longer; other devices do."""


class Groepen(Protocol):
    """Groups of a session, and who sits in them. Their notes are Teksten."""

    def get(self, sessie_id: UUID, nummer: int) -> Groep | None:
        """One group, without the rest of the session: every keystroke of its members asks."""

    def save(
        self, sessie_id: UUID, groepen: Collection[Groep], *, weg: Collection[int] = (), daad: Daad
    ) -> tuple[Groep, ...]:
        """Add (revisie 0) or change these and take those in `weg` out, all of it or nothing.

        Raises IntussenGewijzigd when one was changed since it was read, or somebody got into another group meanwhile;
        Botsing when a group in `weg` has written something.
        """


class Regies(Protocol):
    """How conversations are led, and what is known of each inbreng besides its text."""

    def save(self, sessie_id: UUID, regie: Regie, *, gelezen: int, daad: Daad) -> Regie:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def save_klaar(self, sessie_id: UUID, vraag: str, deelnemer: int, *, klaar: bool, daad: Daad) -> None:
        """Note that somebody is ready, or is not; what was gathered and marked stays."""

    def save_merk(self, sessie_id: UUID, bijdrage: Bijdrage, *, daad: Daad) -> None:
        """Note what this inbreng was gathered under or marked as: of the two only what was set; the rest stays."""


class Keuzes(Protocol):
    """Options, people's own criteria, and scores; they are read with the dossier. Nothing of them is ever deleted."""

    def save(self, sessie_id: UUID, keuze: Keuzemogelijkheid, *, gelezen: int, daad: Daad) -> Keuzemogelijkheid:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def save_criterium(self, sessie_id: UUID, criterium: EigenCriterium, *, gelezen: int, daad: Daad) -> EigenCriterium:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""

    def save_score(self, sessie_id: UUID, beoordeling: Beoordeling, *, gelezen: int, daad: Daad) -> Beoordeling:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""


class Kennisdeling(Protocol):
    """What is decided about sharing conversations with other regions; it is read with the dossier."""

    def save(self, sessie_id: UUID, kennis: Kennis, *, gelezen: int, daad: Daad) -> Kennis:
        """Add (`gelezen` 0) or change. Raises IntussenGewijzigd."""


class Stroom(Protocol):
    """The change feed: the log's rows by number, with what they were about as it is now."""

    def read_after(self, sessie_id: UUID, nummer: int) -> Veranderingen:
        """What changed after this number, consistently read; everything when there is no such number (yet)."""

    def follow(self, told: Callable[[Gewijzigd], None]) -> None:
        """Call `told` after every commit of a change in a session, from whatever thread made it.

        Changes by another process may come late or not at all: whoever follows also asks `read_after` now and then.
        """


class Overzichten(Protocol):
    """Figures over many sessions, counted where they are kept: no dossier is read for them."""

    def choose(self, zicht: Zicht, bereik: Bereik, *, aantal: int) -> tuple[Overzichtsregel, ...]:
        """Sessions that are in sight and chosen, most recently changed first, at most this many; no practice."""

    def list_regios(self, zicht: Zicht) -> tuple[str, ...]:
        """The regions of all sessions in sight, by name."""

    def count_dekking(self, ids: Collection[UUID]) -> tuple[Dekkingstelling, ...]:
        """The agreements of these sessions, counted per combination of functions, sectors and stand."""

    def count_acties(self, ids: Collection[UUID]) -> tuple[Actietelling, ...]:
        """The actions of these sessions, counted per term, stand and whether somebody owns them."""

    def list_gereed(self, ids: Collection[UUID]) -> tuple[Gereed, ...]:
        """The actions of these sessions that are done, with when they became so; in no order."""

    def list_acties(
        self, ids: Collection[UUID], welke: Actiekeuze, *, vandaag: date, aantal: int
    ) -> tuple[Actieregel, ...]:
        """Actions of these sessions that are not done: late on this day, or without owner or term. By term."""

    def count_toetsen(self, ids: Collection[UUID]) -> tuple[Toetstelling, ...]:
        """The judgements of recommendations in these sessions, counted."""

    def read_antwoordfeiten(self, ids: Sequence[UUID]) -> tuple[Antwoordfeiten, ...]:
        """How far each of these sessions is, in this order; without what was written."""


class Zoeken(Protocol):
    """Looking for words in what people wrote. Kept up in the same transaction as the text itself."""

    def find(self, vraag: Zoekvraag) -> tuple[Vondst, ...]:
        """Where all words (or words beginning with them) occur, in any case and with or without accents.

        Only in sight and as chosen, no practice and no poll that nobody saw yet. At most `aantal`: the last ones that
        were written into for the first time, the last one first.
        """


class Reeksen(Protocol):
    """Sessions that follow one another, and the numbers that they share."""

    def list(self, reeks: UUID) -> tuple[Sessie, ...]:
        """The sessions of a series that are (still) there, in the order in which they were made."""

    def list_nummers(self, reeks: UUID) -> Nummers:
        """Of everything in a series, also of what is only looked back upon."""

    def take_up(self, sessie_id: UUID, punt: Punt, teksten: Collection[Tekst], *, daad: Daad) -> None:
        """Add what was looked back upon, with its texts, under the number that it has by now.

        Raises IntussenGewijzigd when it is there already.
        """


@dataclass(frozen=True)
class Ports:
    """All ports together, as the joining place (app.py, beheer.py, a test) fills them in."""

    kaarten: Kaarten
    sessies: Sessies
    teksten: Teksten
    vervolg: Vervolg
    peilingen: Peilingen
    verslagen: Verslagen
    verzegelingen: Verzegelingen
    zegelaar: Zegelaar
    accounts: Accounts
    deelnames: Deelnames
    groepen: Groepen
    regies: Regies
    reeksen: Reeksen
    keuzes: Keuzes
    kennisdeling: Kennisdeling
    logboek: Logboek
    stroom: Stroom
    aandacht: Aandacht
    overzichten: Overzichten
    zoeken: Zoeken
    ondertekening: Ondertekening
    now: Clock
    openbaar_adres: str | None = None
    """Where people find us from outside, for links and QR codes. None: where whoever asks found us."""
    post: Post | None = None
    """None: no mail server was set up, and people send texts by themselves."""

    def today(self) -> date:
        """The day it is in the Netherlands, also where the server's clock stands elsewhere."""
        return self.now().astimezone(NEDERLAND).date()


_ports: Ports | None = None


def provide(ports: Ports) -> None:
    """Fill the one global we allow: Streamlit calls our screens, we do not, so nothing can be handed to them."""
    global _ports  # noqa: PLW0603 -- see above
    _ports = ports


def ports() -> Ports:
    """The ports of this process. Raises RuntimeError before `provide`: that is a fault in the joining place."""
    if _ports is None:
        raise RuntimeError("provide() was not called before a screen asked for ports()")
    return _ports

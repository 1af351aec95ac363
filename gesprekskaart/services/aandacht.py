"""What asks for attention after the conversation: differences of view, national issues, and who else to involve.

Nothing is deleted: what is put away keeps its number and its texts, is in no report, and can come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid4

from gesprekskaart.account import Wie
from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.bronnen import Herkomstvan, list_bronnen
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietAangemeld, NietGevonden, Ongeldig
from gesprekskaart.landelijk import Issueregel, Issuestand, LandelijkIssue, write_csv
from gesprekskaart.logboek import Daad
from gesprekskaart.pdf.woorden import join_words
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import next_nummer
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import write_tekst
from gesprekskaart.tekst import Plek, TekstInvoer, TekstSoort
from gesprekskaart.verschil import Verschil
from gesprekskaart.vorig import VORIG

MAX_VAN_ELK = 200
"""In one session; a conversation has some five."""

Ding = TypeVar("Ding", Verschil, LandelijkIssue, Betrokkenheid)


# ---- Differences of view -----------------------------------------------------------------------------------------


def add_verschil(wie: Wie, sessie_id: UUID, titel: str, *, bronnen: tuple[str, ...] = (), ports: Ports) -> Verschil:
    """A new difference with the next number; its texts are written in place.

    Raises as `require`, ValidationError (no title), Ongeldig (too many, or an origin that is not there).
    """
    dossier = _open(wie, sessie_id, Handeling.VASTLEGGEN, ports)
    verschil = Verschil(nummer=_next("V", dossier.verschillen), titel=titel, bronnen=bronnen)
    _require_bronnen(dossier, Herkomstvan.VERSCHIL, bronnen)
    daad = _daad("add_verschil", verschil.nummer, wie, dossier, ports)
    return ports.aandacht.save_verschil(sessie_id, verschil, gelezen=0, daad=daad)


def save_verschil(wie: Wie, sessie_id: UUID, verschil: Verschil, *, ports: Ports) -> Verschil:
    """Change one that was read at `verschil.revisie`. Raises as `add_verschil`, NietGevonden, IntussenGewijzigd."""
    dossier = _open(wie, sessie_id, Handeling.VASTLEGGEN, ports)
    nu = _find(dossier.verschillen, verschil.nummer, "Verschil")
    _require_bronnen(dossier, Herkomstvan.VERSCHIL, verschil.bronnen, al=nu.bronnen)
    nieuw = verschil.model_copy(update={"verwijderd": nu.verwijderd})
    daad = _daad("save_verschil", verschil.nummer, wie, dossier, ports)
    return ports.aandacht.save_verschil(sessie_id, nieuw, gelezen=verschil.revisie, daad=daad)


def put_away_verschil(wie: Wie, sessie_id: UUID, nummer: str, *, weg: bool, ports: Ports) -> Verschil:
    """Put a difference away with all its texts, or (`weg` False) back. Raises as `save_verschil`."""
    dossier = _open(wie, sessie_id, Handeling.VASTLEGGEN, ports)
    nu = _find(dossier.verschillen, nummer, "Verschil")
    daad = _daad(_tell_weg("verschil", weg), nummer, wie, dossier, ports)
    nieuw = nu.model_copy(update={"verwijderd": weg})
    return ports.aandacht.save_verschil(sessie_id, nieuw, gelezen=nu.revisie, daad=daad)


# ---- National issues ---------------------------------------------------------------------------------------------


def add_issue(
    wie: Wie, sessie_id: UUID, *, tekst: str = "", bronnen: tuple[str, ...] = (), ports: Ports
) -> LandelijkIssue:
    """A new issue with the next number, beginning with this text (of a group, for example).

    Raises as `require`, Ongeldig (too many, or an origin that is not there).
    """
    dossier = _open(wie, sessie_id, Handeling.VASTLEGGEN, ports)
    issue = LandelijkIssue(nummer=_next("L", dossier.issues), bronnen=bronnen)
    _require_bronnen(dossier, Herkomstvan.ISSUE, bronnen)
    daad = _daad("add_issue", issue.nummer, wie, dossier, ports)
    nieuw = ports.aandacht.save_issue(sessie_id, issue, gelezen=0, daad=daad)
    if tekst.strip():
        plek = Plek(soort=TekstSoort.ISSUE, sleutel=issue.nummer)
        invoer = TekstInvoer(sessie_id=sessie_id, plek=str(plek), tekst=tekst, revisie=0, save_id=uuid4())
        write_tekst(wie, invoer, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now)
    return nieuw


def save_issue(wie: Wie, sessie_id: UUID, issue: LandelijkIssue, *, ports: Ports) -> LandelijkIssue:
    """Change for whom it is, its theme and its origin; read at `issue.revisie`. Support and stand stay as they are.

    Raises as `add_issue`, NietGevonden, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.VASTLEGGEN, ports)
    nu = _find(dossier.issues, issue.nummer, "Landelijk issue")
    _require_bronnen(dossier, Herkomstvan.ISSUE, issue.bronnen, al=nu.bronnen)
    nieuw = nu.model_copy(update={naam: getattr(issue, naam) for naam in ("voor_wie", "thema", "bronnen")})
    daad = _daad("save_issue", issue.nummer, wie, dossier, ports)
    return ports.aandacht.save_issue(sessie_id, nieuw, gelezen=issue.revisie, daad=daad)


def put_away_issue(wie: Wie, sessie_id: UUID, nummer: str, *, weg: bool, ports: Ports) -> LandelijkIssue:
    """Put an issue away with its texts and support, or (`weg` False) back. Raises as `save_issue`."""
    dossier = _open(wie, sessie_id, Handeling.VASTLEGGEN, ports)
    nu = _find(dossier.issues, nummer, "Landelijk issue")
    daad = _daad(_tell_weg("issue", weg), nummer, wie, dossier, ports)
    nieuw = nu.model_copy(update={"verwijderd": weg})
    return ports.aandacht.save_issue(sessie_id, nieuw, gelezen=nu.revisie, daad=daad)


def support_issue(wie: Wie, sessie_id: UUID, nummer: str, partnerschap: str, *, steunt: bool, ports: Ports) -> None:
    """Say for one's own partnership that it supports an issue, or no longer; again is harmless.

    Raises as `require`, NietGevonden.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.SPREKEN, dossier.sessie, partnerschap=partnerschap)
    if _find(dossier.issues, nummer, "Landelijk issue").verwijderd:
        raise NietGevonden(f"Landelijk issue {nummer} is verwijderd.")
    if partnerschap not in {p.code for p in dossier.partnerschappen}:
        raise NietGevonden(f"Partnerschap {partnerschap} staat niet (meer) in dit gesprek.")
    daad = _daad("support_issue" if steunt else "unsupport_issue", f"{nummer}/{partnerschap}", wie, dossier, ports)
    ports.aandacht.save_steun(sessie_id, nummer, partnerschap, steunt=steunt, daad=daad)


def follow_issue(
    wie: Wie, sessie_id: UUID, nummer: str, stand: Issuestand, op: date | None, *, gelezen: int, ports: Ports
) -> LandelijkIssue:
    """Record how far an issue came, also long after the report was frozen: that version does not say it.

    Raises as `require`, NietGevonden, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.TERUGKOPPELEN, ports)
    nu = _find(dossier.issues, nummer, "Landelijk issue")
    daad = _daad("follow_issue", nummer, wie, dossier, ports)
    nieuw = nu.model_copy(update={"stand": stand, "stand_op": op})
    return ports.aandacht.save_issue(sessie_id, nieuw, gelezen=gelezen, daad=daad)


def list_issues(wie: Wie, *, ports: Ports) -> tuple[Issueregel, ...]:
    """The issues of all conversations that this account leads, newest conversation first. Raises NietAangemeld.

    One that was taken along to the follow-up stands there and not here again, unless more came of it since.
    """
    if wie.account is None:
        raise NietAangemeld
    regels = ports.aandacht.list_issues(wie.account.id)
    verder = dict(_walk_meegenomen(regels, ports))
    return tuple(
        regel for regel in regels if not _says_no_more(regel, verder.get((regel.sessie_id, regel.issue.nummer)))
    )


def _walk_meegenomen(
    regels: Iterable[Issueregel], ports: Ports
) -> Iterator[tuple[tuple[UUID | None, str], Issueregel]]:
    """Of what came along: the conversation and number of then, and what it is now."""
    toen = [
        (regel, bron.removeprefix(VORIG))
        for regel in regels
        for bron in regel.issue.bronnen
        if bron.startswith(f"{VORIG}L")
    ]
    vorige = {sessie_id: ports.sessies.get(sessie_id).vorige for sessie_id in {regel.sessie_id for regel, _ in toen}}
    yield from (((vorige[regel.sessie_id], nummer), regel) for regel, nummer in toen)


def _says_no_more(toen: Issueregel, nu: Issueregel | None) -> bool:
    standen = list(Issuestand)
    return (
        nu is not None
        and standen.index(toen.issue.stand) <= standen.index(nu.issue.stand)
        and (not toen.terugkoppeling or bool(nu.terugkoppeling))
    )


def make_issues_csv(wie: Wie, *, ports: Ports) -> bytes:
    """The same as a table for a spreadsheet. Raises NietAangemeld."""
    return write_csv(list_issues(wie, ports=ports))


# ---- Who else ----------------------------------------------------------------------------------------------------


def add_betrokkenheid(wie: Wie, sessie_id: UUID, betrokkenheid: Betrokkenheid, *, ports: Ports) -> Betrokkenheid:
    """Record somebody to involve, with the next number. Raises as `require`, Ongeldig."""
    dossier = _open(wie, sessie_id, Handeling.BETREKKEN, ports, betrokkenheid.partnerschap)
    nummer = _next("B", dossier.betrokkenen)
    nieuw = betrokkenheid.model_copy(update={"nummer": nummer, "verwijderd": False})
    _require_sound(dossier, nieuw)
    daad = _daad("add_betrokkenheid", nummer, wie, dossier, ports)
    return ports.aandacht.save_betrokkenheid(sessie_id, nieuw, gelezen=0, daad=daad)


def save_betrokkenheid(wie: Wie, sessie_id: UUID, betrokkenheid: Betrokkenheid, *, ports: Ports) -> Betrokkenheid:
    """Change one that was read at `betrokkenheid.revisie`.

    Raises as `require`, NietGevonden, IntussenGewijzigd, Ongeldig.
    """
    dossier = _open(wie, sessie_id, Handeling.BETREKKEN, ports, betrokkenheid.partnerschap)
    nu = _find(dossier.betrokkenen, betrokkenheid.nummer, "Regel")
    # Of whom it was counts as well: nobody takes over what another partnership recorded.
    require(wie, Handeling.BETREKKEN, dossier.sessie, partnerschap=nu.partnerschap)
    _require_sound(dossier, betrokkenheid, al=nu.bronnen)
    nieuw = betrokkenheid.model_copy(update={"verwijderd": nu.verwijderd})
    daad = _daad("save_betrokkenheid", nieuw.nummer, wie, dossier, ports)
    return ports.aandacht.save_betrokkenheid(sessie_id, nieuw, gelezen=betrokkenheid.revisie, daad=daad)


def put_away_betrokkenheid(wie: Wie, sessie_id: UUID, nummer: str, *, weg: bool, ports: Ports) -> Betrokkenheid:
    """Put a record away, or (`weg` False) back. Raises as `save_betrokkenheid`."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    nu = _find(dossier.betrokkenen, nummer, "Regel")
    require(wie, Handeling.BETREKKEN, dossier.sessie, partnerschap=nu.partnerschap)
    daad = _daad(_tell_weg("betrokkenheid", weg), nummer, wie, dossier, ports)
    nieuw = nu.model_copy(update={"verwijderd": weg})
    return ports.aandacht.save_betrokkenheid(sessie_id, nieuw, gelezen=nu.revisie, daad=daad)


# ---- For all of these --------------------------------------------------------------------------------------------


def list_eigen_woorden(dossier: Dossier, nummer: str, codes: Collection[str] | None = None) -> list[str]:
    """What partnerships wrote themselves at a difference, in words: put away with it, it leaves the report as well.

    Of all that take part, or only of these.
    """
    codes = [p.code for p in dossier.partnerschappen] if codes is None else codes
    woorden = []
    for soort, (een, meer) in _EIGEN_WOORDEN.items():
        van = [c for c in codes if dossier.is_gevuld(Plek(soort=soort, sleutel=nummer, partnerschap=c))]
        if van:
            woorden.append(f"{een if len(van) == 1 else meer} van {join_words(van)}")
    return woorden


def find_trace(dossier: Dossier, code: str) -> str | None:
    """What this partnership left here, in words; None when it may go without anything being lost."""
    for tekst in dossier.teksten.values():
        plek = tekst.plek
        if plek.partnerschap == code and plek.soort in _EIGEN_WOORDEN and tekst.tekst.strip():
            return f"{code} schreef een standpunt bij {plek.sleutel}"
    for issue in dossier.issues:
        if code in issue.steun:
            return f"{code} steunt landelijk issue {issue.nummer}"
    for betrokkenheid in dossier.betrokkenen:
        if betrokkenheid.partnerschap == code:
            return f"{code} staat bij {betrokkenheid.nummer} op het scherm Wie nog"
    return None


_EIGEN_WOORDEN = {
    TekstSoort.MINDERHEID: ("het minderheidsstandpunt", "de minderheidsstandpunten"),
    TekstSoort.STANDPUNT: ("het standpunt", "de standpunten"),
}


def _open(wie: Wie, sessie_id: UUID, handeling: Handeling, ports: Ports, partnerschap: str | None = None) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, handeling, dossier.sessie, partnerschap=partnerschap)
    return dossier


def _next(letter: str, dingen: Iterable[Verschil | LandelijkIssue | Betrokkenheid]) -> str:
    """Of what was put away the number is not given again. Raises Ongeldig."""
    nummers = [ding.nummer for ding in dingen]
    if len(nummers) >= MAX_VAN_ELK:
        raise Ongeldig(
            f"Er staan er al {len(nummers)} in dit gesprek; meer passen er niet. Werk verder met wat er staat."
        )
    return next_nummer(letter, nummers)


def _find(dingen: Iterable[Ding], nummer: str, wat: str) -> Ding:
    for ding in dingen:
        if ding.nummer == nummer:
            return ding
    raise NietGevonden(f"{wat} {nummer[:10]} bestaat niet (meer).")


def _require_bronnen(dossier: Dossier, van: Herkomstvan, bronnen: tuple[str, ...], *, al: tuple[str, ...] = ()) -> None:
    """What was named before may stay, also when it was deleted since."""
    onbekend = set(bronnen) - set(al) - set(list_bronnen(dossier.kaart, dossier, van))
    if onbekend:
        raise Ongeldig(f"{', '.join(sorted(onbekend))} bestaat niet (meer) in dit gesprek. Kies een andere herkomst.")


def _require_sound(dossier: Dossier, betrokkenheid: Betrokkenheid, *, al: tuple[str, ...] = ()) -> None:
    code = betrokkenheid.partnerschap
    if code is not None and code not in {p.code for p in dossier.partnerschappen}:
        raise Ongeldig(f"Partnerschap {code} staat niet (meer) in dit gesprek.")
    _require_bronnen(dossier, Herkomstvan.BETROKKENHEID, betrokkenheid.bronnen, al=al)


def _tell_weg(wat: str, weg: bool) -> str:
    return f"{'remove' if weg else 'restore'}_{wat}"


def _daad(handeling: str, onderwerp: str, wie: Wie, dossier: Dossier, ports: Ports) -> Daad:
    stand = dossier.sessie.stand
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=stand)

"""Taking along what was open in the conversation before: differences, national issues, and who was still to involve.

They get a number of their own here and say where they come from. What a partnership said itself (its view, its support)
does not come along: that only its own people say (besluit 0020).
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.betrokkenheid import PER_PARTNERSCHAP, SOORTNAMEN, Betrokkenheid
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.herkomst import Dingsoort
from gesprekskaart.landelijk import LandelijkIssue
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import Openstaand, next_nummer
from gesprekskaart.services.aandacht import MAX_VAN_ELK
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.reeksen import keep_bronnen
from gesprekskaart.tekst import Plek, Tekst, TekstSoort
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Issueterug, Verschilinhoud
from gesprekskaart.vorig import make_vorig

_SOORTEN = {
    Verschilinhoud: Dingsoort.VERSCHIL,
    Issueterug: Dingsoort.ISSUE,
    Betrokkenheid: Dingsoort.BETROKKENHEID,
}


class Meeneembaar(NamedTuple):
    """Something that was open, and what became of it here."""

    id: str
    """As it is named here: 'vorig/V1'."""
    soort: Dingsoort
    titel: str
    toen: Openstaand
    meegenomen_als: str = ""
    """Its number here, also when it was put away since; empty when it did not come along."""
    kan_niet: str = ""
    """Why it cannot come along."""


def list_meeneembaar(dossier: Dossier) -> tuple[Meeneembaar, ...]:
    """All that was open, also what came along already; nothing in a conversation that is no follow-up."""
    terug = dossier.terugblik
    if terug is None:
        return ()
    hier = {bron: ding.nummer for ding in _list_hier(dossier) for bron in ding.bronnen}
    open_: tuple[Openstaand, ...] = (*terug.verschillen, *terug.issues, *terug.betrokkenen)
    return tuple(
        Meeneembaar(
            id=make_vorig(toen.nummer),
            soort=_SOORTEN[type(toen)],
            titel=_tell_titel(toen),
            toen=toen,
            meegenomen_als=hier.get(make_vorig(toen.nummer), ""),
            kan_niet=_tell_waarom_niet(dossier, toen),
        )
        for toen in open_
    )


def take_along(wie: Wie, sessie_id: UUID, id: str, *, ports: Ports) -> str:
    """Take one of them along; its number here. Once: the second of two taps finds it there.

    Raises as `require`, NietGevonden, Ongeldig (its partnership does not take part here, or too many).
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.TERUGBLIKKEN, dossier.sessie)
    gevraagd = next((m for m in list_meeneembaar(dossier) if m.id == id), None)
    if gevraagd is None:
        raise NietGevonden(f"‘{id[:40]}’ stond niet open in het vorige gesprek.")
    if gevraagd.meegenomen_als:
        return gevraagd.meegenomen_als
    if gevraagd.kan_niet:
        raise Ongeldig(gevraagd.kan_niet)
    punt, teksten = _make(dossier, gevraagd)
    daad = Daad(
        handeling="take_along", onderwerp=punt.nummer, wie=wie.kenmerk, op=ports.now(), stand=dossier.sessie.stand
    )
    gevuld = tuple(
        Tekst(plek=Plek(soort=soort, sleutel=punt.nummer), tekst=tekst, revisie=1, door=wie.aanduiding, op=daad.op)
        for soort, tekst in teksten.items()
        if tekst.strip()
    )
    ports.reeksen.take_up(sessie_id, punt, gevuld, daad=daad)
    return punt.nummer


def take_all_along(wie: Wie, sessie_id: UUID, *, ports: Ports) -> int:
    """All that can and did not yet; how many. Each by itself, so that what somebody else just took is no trouble."""
    mee = [
        meeneembaar
        for meeneembaar in list_meeneembaar(ports.sessies.get_dossier(sessie_id))
        if not (meeneembaar.meegenomen_als or meeneembaar.kan_niet)
    ]
    for meeneembaar in mee:
        take_along(wie, sessie_id, meeneembaar.id, ports=ports)
    return len(mee)


def _list_hier(dossier: Dossier) -> tuple[Verschil | LandelijkIssue | Betrokkenheid, ...]:
    return (*dossier.verschillen, *dossier.issues, *dossier.betrokkenen)


def _tell_titel(toen: Openstaand) -> str:
    if isinstance(toen, Verschilinhoud):
        return toen.titel
    if isinstance(toen, Issueterug):
        return toen.tekst or toen.thema or "nog zonder tekst"
    delen = (SOORTNAMEN[toen.soort], toen.partnerschap or "", toen.naam)
    return " · ".join(deel for deel in delen if deel)


def _tell_waarom_niet(dossier: Dossier, toen: Openstaand) -> str:
    if not isinstance(toen, Betrokkenheid) or toen.partnerschap is None:
        return ""
    doet_mee = toen.partnerschap in {p.code for p in dossier.partnerschappen}
    return "" if doet_mee else f"{toen.partnerschap} doet in dit gesprek niet mee."


def _make(
    dossier: Dossier, gevraagd: Meeneembaar
) -> tuple[Verschil | LandelijkIssue | Betrokkenheid, dict[TekstSoort, str]]:
    """As it is here: under the next number of its kind, with where it comes from first among its sources."""
    toen = gevraagd.toen
    nummers = [ding.nummer for ding in _list_hier(dossier) if ding.nummer[0] == toen.nummer[0]]
    if len(nummers) >= MAX_VAN_ELK:
        raise Ongeldig(f"Er staan er al {MAX_VAN_ELK}; meer kan niet.")
    hier = {
        "nummer": next_nummer(toen.nummer[0], nummers),
        "bronnen": (gevraagd.id, *keep_bronnen(toen.bronnen, dossier)),
        "revisie": 1,
    }
    if isinstance(toen, Verschilinhoud):
        velden = {"titel": toen.titel, "wie": toen.wie, "termijn": toen.termijn}
        teksten = {TekstSoort.VERSCHIL: toen.tekst, TekstSoort.EENS: toen.eens, TekstSoort.VERDER: toen.verder}
        return Verschil(**{**velden, **hier}), teksten
    if isinstance(toen, Issueterug):
        kern = {"voor_wie": toen.voor_wie, "thema": toen.thema, "stand": toen.stand, "stand_op": toen.stand_op}
        return LandelijkIssue(**{**kern, **hier}), {TekstSoort.ISSUE: toen.tekst, TekstSoort.WAAROM: toen.waarom}
    punten = {punt.id for punt in dossier.kaart.betrokkenen}
    punt = toen.punt if toen.punt in punten and not _is_filled(dossier, toen) else None
    return Betrokkenheid(**{**dict(toen), "punt": punt, **hier}), {}


def _is_filled(dossier: Dossier, toen: Betrokkenheid) -> bool:
    """Whether somebody filled this gap of the card already: then both stand, each by itself."""
    return toen.soort not in PER_PARTNERSCHAP and any(
        b.punt == toen.punt and not b.verwijderd for b in dossier.betrokkenen
    )

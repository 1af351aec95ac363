"""What happened to an agreement or action: from the log, and from how it was after each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.logboek import Logregel
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.stroom import SCHREEF_TEKST
from gesprekskaart.tekst import AFSPRAAKSOORTEN, Plek, TekstSoort
from gesprekskaart.verslag import Actieinhoud, Afspraakinhoud, Versie
from gesprekskaart.vervolg import Revisie, Veldverschil, compare_velden

_WAT = {
    "add": "vastgelegd",
    "save": "gewijzigd",
    "delete": "verwijderd",
    "restore": "teruggezet",
    "record": "besluit van een bestuur genoteerd",
}

_TEKST = {
    TekstSoort.AFSPRAAK: "schreef aan de tekst",
    TekstSoort.ACTIE: "schreef aan de tekst",
    TekstSoort.RESULTAAT: "schreef aan het resultaat",
    TekstSoort.METING: "schreef hoe het wordt gemeten",
}

_ZELFDE_BEURT = timedelta(minutes=15)
"""A field saves every second while somebody types; with less than this in between it is one turn at writing."""


class Gebeurtenis(NamedTuple):
    """One thing that happened, in words."""

    op: datetime
    door: str
    """A role, never a name."""
    wat: str
    verschillen: tuple[Veldverschil, ...] = ()
    tekst: str = ""
    """What stood in the version that was frozen then, where that is not what stood in the one before."""


def list_geschiedenis(wie: Wie, sessie_id: UUID, plek: Plek, *, ports: Ports) -> tuple[Gebeurtenis, ...]:
    """Of the agreement or action whose text is at `plek`: the newest first. Raises SessieOnbekend, NietToegestaan."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    soorten = AFSPRAAKSOORTEN if plek.soort is TekstSoort.AFSPRAAK else (plek.soort,)
    plekken = {str(Plek(soort=soort, sleutel=plek.sleutel)): soort for soort in soorten}
    schreven = [
        regel for regel in ports.logboek.list_about(sessie_id, plekken) if regel.daad.handeling == SCHREEF_TEKST
    ]
    alles = [
        *_tell_wijzigingen(dossier, ports.vervolg.list_revisies(sessie_id, plek.soort, plek.sleutel)),
        *_tell_teksten(dossier, schreven, plekken),
        *_tell_versies(ports.verslagen.list(sessie_id), plek),
    ]
    return tuple(sorted(alles, key=lambda gebeurtenis: gebeurtenis.op, reverse=True))


def _tell_wijzigingen(dossier: Dossier, revisies: tuple[Revisie, ...]) -> Iterator[Gebeurtenis]:
    if revisies and revisies[0].wie:
        yield _tell(dossier, revisies[0])
    for vorige, revisie in pairwise(revisies):
        verschillen = compare_velden(vorige.stuk, revisie.stuk)
        if verschillen or not revisie.handeling.startswith("save"):
            yield _tell(dossier, revisie)._replace(verschillen=verschillen)


def _tell(dossier: Dossier, revisie: Revisie) -> Gebeurtenis:
    werkwoord = revisie.handeling.partition("_")[0]
    return Gebeurtenis(revisie.op, _tell_wie(dossier, revisie.wie), _WAT.get(werkwoord, "gewijzigd"))


def _tell_teksten(
    dossier: Dossier, regels: Iterable[Logregel], plekken: dict[str, TekstSoort]
) -> Iterator[Gebeurtenis]:
    beurten: dict[tuple[str, str], Gebeurtenis] = {}
    for regel in regels:
        sleutel, daad = (regel.daad.wie, regel.daad.onderwerp), regel.daad
        vorige = beurten.get(sleutel)
        if vorige is not None and daad.op - vorige.op > _ZELFDE_BEURT:
            yield vorige
        beurten[sleutel] = Gebeurtenis(daad.op, _tell_wie(dossier, daad.wie), _TEKST[plekken[daad.onderwerp]])
    yield from beurten.values()


def _tell_versies(versies: tuple[Versie, ...], plek: Plek) -> Iterator[Gebeurtenis]:
    vorige = ""
    for versie in versies:
        stukken: tuple[Afspraakinhoud | Actieinhoud, ...] = (*versie.inhoud.afspraken, *versie.inhoud.acties)
        tekst = next((stuk.tekst for stuk in stukken if stuk.plek == plek), None)
        if tekst is not None:
            wat = f"bevroren in versie {versie.nummer}"
            anders = "" if tekst == vorige else tekst
            yield Gebeurtenis(versie.bevroren_op, versie.bevroren_door or "de facilitator", wat, tekst=anders)
            vorige = tekst


def _tell_wie(dossier: Dossier, kenmerk: str) -> str:
    """The role of whoever the log names."""
    soort, _, id = kenmerk.partition(":")
    if soort == "deelnemer":
        gevonden = (d.aanduiding for d in dossier.deelnemers if str(d.nummer) == id)
        return next(gevonden, "iemand die niet meer meedoet")
    return "de facilitator" if soort == "account" else "het systeem"

"""The regio-indeling: the headings under which an Onderwijsregio arranges its plan, and what comes under each.

Which question of a card belongs under which heading is data beside that card (`indelingen/<id>.toml`). A card without
such a file has the headings too: what does not depend on its questions is filled in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib import resources

from gesprekskaart.kaart import Kaart
from gesprekskaart.model import Model
from gesprekskaart.tekst import Naam
from gesprekskaart.verslag import Afspraakinhoud, Inhoud


class Regiodeel(StrEnum):
    """What a heading shows besides questions."""

    PARTIJEN = "partijen"
    BETROKKENEN = "betrokkenen"
    FUNCTIES = "functies"
    AANTALLEN = "aantallen"


class Regiokop(Model):
    """One heading, and what stands under it."""

    titel: Naam
    toont: tuple[Regiodeel, ...] = ()
    vragen: tuple[str, ...] = ()
    """Ids of questions, or of parts."""
    criteria: tuple[str, ...] = ()


class Regioindeling(Model):
    """All headings, in their order."""

    koppen: tuple[Regiokop, ...]


_ZONDER = "gesprekskaart-sop"
"""Whose headings a card gets that has no indeling of its own."""


@cache
def shipped_indelingen() -> dict[str, Regioindeling]:
    """By id of the card; read once per process."""
    bestanden = (resources.files("gesprekskaart") / "indelingen").iterdir()
    return {
        bestand.name.removesuffix(".toml"): Regioindeling.model_validate(tomllib.loads(bestand.read_text("utf-8")))
        for bestand in sorted(bestanden, key=lambda b: b.name)
        if bestand.name.endswith(".toml")
    }


def find_indeling(kaart: Kaart) -> Regioindeling:
    """The headings for this card; questions and criteria that it does not have are left out."""
    indelingen = shipped_indelingen()
    bekend = {vraag.id for vraag in kaart.vragen} | {sleutel for vraag in kaart.vragen for sleutel in vraag.sleutels}
    criteria = {criterium.id for criterium in kaart.criteria}
    eigen = kaart.id in indelingen
    return Regioindeling(
        koppen=tuple(
            kop.model_copy(
                update={
                    "vragen": tuple(v for v in kop.vragen if eigen and v in bekend),
                    "criteria": tuple(c for c in kop.criteria if eigen and c in criteria),
                }
            )
            for kop in indelingen[kaart.id if eigen else _ZONDER].koppen
        )
    )


def list_afspraken(inhoud: Inhoud, kop: Regiokop) -> Iterator[Afspraakinhoud]:
    """The agreements that came from a question of this heading, or from a part of one."""
    vragen = {deel: vraag.id for vraag in inhoud.kaart.vragen for deel in vraag.sleutels}
    for afspraak in inhoud.afspraken:
        if any(bron in kop.vragen or vragen.get(bron) in kop.vragen for bron in _strip_inbreng(afspraak.bronnen)):
            yield afspraak


def _strip_inbreng(bronnen: Iterable[str]) -> Iterator[str]:
    yield from (bron.partition("#")[0] for bron in bronnen)


def list_overige(inhoud: Inhoud, indeling: Regioindeling) -> tuple[Afspraakinhoud, ...]:
    """The agreements that stand under none of the headings."""
    geplaatst = {afspraak.nummer for kop in indeling.koppen for afspraak in list_afspraken(inhoud, kop)}
    if any(Regiodeel.FUNCTIES in kop.toont for kop in indeling.koppen):
        geplaatst |= {afspraak.nummer for afspraak in inhoud.afspraken if afspraak.functies}
    return tuple(afspraak for afspraak in inhoud.afspraken if afspraak.nummer not in geplaatst)

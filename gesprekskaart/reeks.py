"""A series: conversations that follow one another, and share the numbers of their afspraken and acties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from gesprekskaart.sessie import Gesprek
from gesprekskaart.verslag import Actieterug, Afspraakterug, Gespreksinhoud, Terugblik
from gesprekskaart.vervolg import Actiestand, Afspraakstand

OPEN_AFSPRAAK = frozenset({Afspraakstand.CONCEPT, Afspraakstand.ONDER_VOORBEHOUD, Afspraakstand.AANGEHOUDEN})
"""What is not settled: the next conversation takes it up again."""

OPEN_ACTIE = frozenset({Actiestand.OPEN, Actiestand.LOOPT})

_VERVOLG = "Vervolg "


class Nummers(NamedTuple):
    """The numbers of a series."""

    afspraken: frozenset[str]
    acties: frozenset[str]
    hoogste_afspraak: int
    """Also of what was deleted with its session, as far as a later session still knows of it."""
    hoogste_actie: int


def highest_nummer(nummers: Iterable[str]) -> int:
    """The highest trailing number: 6 of '2026-06', 5 of 'S5'; 0 of none."""
    return max((int(cijfers[-1]) for nummer in nummers if (cijfers := re.findall(r"\d+", nummer))), default=0)


def collect_nummers(afspraken: Iterable[str], acties: Iterable[str], terugblikken: Iterable[Terugblik]) -> Nummers:
    """Everything that has a number in the sessions of a series, and in what they look back on."""
    terugblikken = tuple(terugblikken)
    alle_afspraken = frozenset(afspraken).union(*({a.nummer for a in t.afspraken} for t in terugblikken))
    alle_acties = frozenset(acties).union(*({a.nummer for a in t.acties} for t in terugblikken))
    return Nummers(
        alle_afspraken,
        alle_acties,
        max((highest_nummer(alle_afspraken), *(t.hoogste_afspraak for t in terugblikken))),
        max((highest_nummer(alle_acties), *(t.hoogste_actie for t in terugblikken))),
    )


def make_terugblik(inhoud: Gespreksinhoud, nummers: Nummers) -> Terugblik:
    """What the next conversation looks back on, from what this one holds; `nummers` are those of its series.

    What was already done or dropped when this one itself looked back is not asked again. An action comes with the
    afspraak that it carries out, also when that was settled a conversation earlier.
    """
    eerder = inhoud.terugblik
    bekend_afspraken = {a.nummer: a for a in eerder.afspraken} if eerder else {}
    bekend_acties = {a.nummer for a in eerder.acties} if eerder else set()
    acties = tuple(
        Actieterug(**dict(actie))
        for actie in inhoud.acties
        if actie.stand in OPEN_ACTIE or actie.nummer not in bekend_acties
    )
    hier = {
        afspraak.nummer: Afspraakterug(**dict(afspraak))
        for afspraak in inhoud.afspraken
        if afspraak.stand is not Afspraakstand.VERVALLEN or afspraak.nummer not in bekend_afspraken
    }
    nog_nodig = {actie.afspraak for actie in acties if actie.afspraak} - set(hier)
    eerst = tuple(
        afspraak.model_copy(update={"uitkomst": ""})
        for nummer, afspraak in bekend_afspraken.items()
        if nummer in nog_nodig
    )
    return Terugblik(
        titel=inhoud.gesprek.titel,
        datum=inhoud.gesprek.datum,
        afspraken=(*eerst, *hier.values()),
        acties=acties,
        hoogste_afspraak=nummers.hoogste_afspraak,
        hoogste_actie=nummers.hoogste_actie,
    )


def strip_uitkomsten(terugblik: Terugblik) -> Terugblik:
    """Without what came of it: that is kept as texts."""
    return terugblik.model_copy(
        update={
            "afspraken": tuple(a.model_copy(update={"uitkomst": ""}) for a in terugblik.afspraken),
            "acties": tuple(a.model_copy(update={"uitkomst": ""}) for a in terugblik.acties),
        }
    )


def suggest_titel(gesprek: Gesprek) -> str:
    """What a follow-up may be called: 'Vervolg Regiogesprek X', and the one after 'Vervolg 2 Regiogesprek X'."""
    gevonden = re.fullmatch(rf"{_VERVOLG}(?:(\d+) )?(.+)", gesprek.titel)
    if gevonden is None:
        return f"{_VERVOLG}{gesprek.titel}"
    return f"{_VERVOLG}{int(gevonden[1] or 1) + 1} {gevonden[2]}"

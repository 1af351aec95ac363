"""A series: conversations that follow one another, and share the numbers of their afspraken and acties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.errors import Ongeldig
from gesprekskaart.herkomst import Ding, Dingsoort, Herkomst, make_herkomst
from gesprekskaart.kaart import Kaart
from gesprekskaart.landelijk import Issuestand, LandelijkIssue
from gesprekskaart.sessie import Deelnemer, Gesprek
from gesprekskaart.verslag import (
    Actieterug,
    Afspraakterug,
    Deelnemerinhoud,
    Gespreksinhoud,
    Issueterug,
    Terugblik,
    Toending,
    Verschilinhoud,
)
from gesprekskaart.vervolg import Actiestand, Afspraakstand, Vervolgstuk

OPEN_AFSPRAAK = frozenset({Afspraakstand.CONCEPT, Afspraakstand.ONDER_VOORBEHOUD, Afspraakstand.AANGEHOUDEN})
"""What is not settled: the next conversation takes it up again."""

OPEN_ACTIE = frozenset({Actiestand.OPEN, Actiestand.LOOPT})

_LAATSTE = 999
"""Of the numbers that are a letter and at most three digits."""

_VERVOLG = "Vervolg "

_TITEL = 200
"""Characters: enough to know again what it was."""

Openstaand: TypeAlias = Verschilinhoud | Issueterug | Betrokkenheid
"""What else was open, as the conversation before left it."""

Mensen: TypeAlias = Iterable[Deelnemer | Deelnemerinhoud]


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


def next_nummer(letter: str, gegeven: Iterable[str]) -> str:
    """`V4` after `V1` and `V3`; after V999, which a file can hold, the lowest that is free. Raises Ongeldig."""
    nummers = set(gegeven)
    hoogste = highest_nummer(nummers)
    for nummer in (hoogste + 1, *range(1, hoogste)):
        if nummer <= _LAATSTE and f"{letter}{nummer}" not in nummers:
            return f"{letter}{nummer}"
    raise Ongeldig(f"Alle nummers van {letter}1 tot en met {letter}{_LAATSTE} zijn al gebruikt in dit gesprek.")


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


def make_terugblik(
    inhoud: Gespreksinhoud, nummers: Nummers, *, kaart: Kaart, mensen: Mensen, issues: Iterable[LandelijkIssue]
) -> Terugblik:
    """What the next conversation looks back on, from what this one holds; `nummers` are those of its series.

    What was already done or dropped when this one itself looked back is not asked again. An action comes with the
    afspraak that it carries out, also when that was settled a conversation earlier. `issues` say how far they came.
    """
    herkomst = make_herkomst(kaart, inhoud)
    acties = _list_acties(inhoud, herkomst, mensen)
    afspraken = _list_afspraken(inhoud, herkomst, {actie.afspraak for actie in acties if actie.afspraak})
    verschillen = tuple(verschil for verschil in inhoud.verschillen if not verschil.verwijderd)
    betrokkenen = tuple(b for b in inhoud.betrokkenen if not (b.verwijderd or b.is_rond))
    landelijk = _list_issues(inhoud, {issue.nummer: issue for issue in issues})
    open_: tuple[Openstaand, ...] = (*verschillen, *landelijk, *betrokkenen)
    stukken: tuple[Vervolgstuk | Openstaand, ...] = (*afspraken, *acties, *open_)
    ids = [*(bron for stuk in stukken for bron in stuk.bronnen), *(stuk.nummer for stuk in open_)]
    return Terugblik(
        titel=inhoud.gesprek.titel,
        datum=inhoud.gesprek.datum,
        afspraken=afspraken,
        acties=acties,
        hoogste_afspraak=nummers.hoogste_afspraak,
        hoogste_actie=nummers.hoogste_actie,
        kaart=kaart.id,
        verschillen=verschillen,
        issues=landelijk,
        betrokkenen=betrokkenen,
        dingen=tuple(map(_to_toending, filter(_is_er, map(herkomst.find, dict.fromkeys(ids))))),
    )


def _list_acties(inhoud: Gespreksinhoud, herkomst: Herkomst, mensen: Mensen) -> tuple[Actieterug, ...]:
    bekend = {actie.nummer for actie in inhoud.terugblik.acties} if inhoud.terugblik else set()
    wie = {mens.nummer: {"rol": mens.rol, "organisatie": mens.organisatie} for mens in mensen}
    return tuple(
        Actieterug(
            **{**dict(actie), "bronnen": _tell_bronnen(herkomst, f"{Dingsoort.ACTIE}/{actie.nummer}", actie.afspraak)},
            **wie.get(actie.deelnemer or 0, {}),
        )
        for actie in inhoud.acties
        if actie.stand in OPEN_ACTIE or actie.nummer not in bekend
    )


def _list_afspraken(inhoud: Gespreksinhoud, herkomst: Herkomst, nodig: set[str]) -> tuple[Afspraakterug, ...]:
    """With those of a conversation earlier that an action still carries out (`nodig`)."""
    bekend = {afspraak.nummer: afspraak for afspraak in inhoud.terugblik.afspraken} if inhoud.terugblik else {}
    hier = {
        afspraak.nummer: Afspraakterug(**{**dict(afspraak), "bronnen": _tell_bronnen(herkomst, afspraak.nummer, None)})
        for afspraak in inhoud.afspraken
        if afspraak.stand is not Afspraakstand.VERVALLEN or afspraak.nummer not in bekend
    }
    eerst = (afspraak for nummer, afspraak in bekend.items() if nummer in nodig - set(hier))
    return (*(afspraak.model_copy(update={"uitkomst": ""}) for afspraak in eerst), *hier.values())


def _list_issues(inhoud: Gespreksinhoud, nu: Mapping[str, LandelijkIssue]) -> tuple[Issueterug, ...]:
    """What was answered is done with; how far an issue came is not in what was frozen."""
    gevolgd = (
        Issueterug(**dict(issue), **nu[issue.nummer].model_dump(include={"stand", "stand_op"}))
        if issue.nummer in nu
        else Issueterug(**dict(issue))
        for issue in inhoud.issues
        if not issue.verwijderd
    )
    return tuple(issue for issue in gevolgd if issue.stand is not Issuestand.BEANTWOORD)


def _tell_bronnen(herkomst: Herkomst, id: str, behalve: str | None) -> tuple[str, ...]:
    """Also what it came from in conversations before this one."""
    return tuple(ding.id for ding in herkomst.list_bronnen(id) if ding.id != behalve and _is_er(ding))


def _is_er(ding: Ding) -> bool:
    return ding.soort is not Dingsoort.WEG


def _to_toending(ding: Ding) -> Toending:
    return Toending(id=ding.id, soort=ding.soort, titel=" ".join(ding.titel.split())[:_TITEL])


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

"""How actions went over time: what should have been done by when, what was, and what was late then.

By what the history says of each action (the revision in which it became *gereed*), not by the month of its term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gesprekskaart.datum import NEDERLAND
from gesprekskaart.overzicht import Actietelling
from gesprekskaart.vervolg import BEGIN, Actiestand

MAX_MAANDEN = 24
"""On the screen at once; what was before counts along in the first."""


class Gereed(NamedTuple):
    """One action that is done."""

    termijn: date | None
    op: date | None
    """When it became so, in the Netherlands; None when it already was when we came to know it."""


class Maandstand(NamedTuple):
    """How it stood at the end of a month; of the present one today."""

    maand: str
    """'2026-05'."""
    gepland: int
    """So many had their term by then."""
    gereed: int | None
    """So many were done by then; None of a month to come."""
    te_laat: int | None
    """So many had their term before and were not done; None of a month to come."""


class Verloop(NamedTuple):
    """The course of actions, month by month."""

    maanden: tuple[Maandstand, ...]
    onbekend: int
    """Done on a day that nobody recorded: counted as done all along."""


def find_gereed_op(revisies: Iterable[tuple[Actiestand, str, datetime]]) -> date | None:
    """When it last became *gereed*: revisions are (stand, what was done, when), the oldest first.

    None when it is not, or was from the beginning.
    """
    sinds: date | None = None
    was_gereed = False
    for stand, handeling, op in revisies:
        if stand is not Actiestand.GEREED:
            sinds, was_gereed = None, False
        elif not was_gereed:
            sinds, was_gereed = None if handeling == BEGIN else op.astimezone(NEDERLAND).date(), True
    return sinds


def make_verloop(tellingen: Iterable[Actietelling], gereed: Iterable[Gereed], vandaag: date) -> Verloop | None:
    """None while no action has a term and none was done on a known day. What was dropped is not counted."""
    klaar = tuple(gereed)
    open_ = [
        telling.termijn
        for telling in tellingen
        if telling.stand in (Actiestand.OPEN, Actiestand.LOOPT) and telling.termijn
        for _ in range(telling.aantal)
    ]
    termijnen = [*open_, *(g.termijn for g in klaar if g.termijn)]
    dagen = [*termijnen, *(g.op for g in klaar if g.op)]
    if not dagen:
        return None
    maanden = _list_maanden(min(*dagen, vandaag), max(*dagen, vandaag), vandaag)
    return Verloop(
        tuple(_stand_at(maand, open_, klaar, termijnen, vandaag) for maand in maanden),
        sum(g.op is None for g in klaar),
    )


def _stand_at(
    maand: date, open_: Sequence[date], klaar: Sequence[Gereed], termijnen: Sequence[date], vandaag: date
) -> Maandstand:
    """`maand` is its first day."""
    daarna = _next(maand)
    gepland = sum(termijn < daarna for termijn in termijnen)
    naam = f"{maand:%Y-%m}"
    if maand > vandaag:
        return Maandstand(naam, gepland, None, None)
    # Due today is not late; at the end of a month everything due in it is.
    grens = min(daarna, vandaag)
    te_laat = sum(termijn < grens for termijn in open_)
    te_laat += sum(g.termijn is not None and g.op is not None and g.termijn < daarna <= g.op for g in klaar)
    return Maandstand(naam, gepland, sum(g.op is None or g.op < daarna for g in klaar), te_laat)


def _list_maanden(eerste: date, laatste: date, vandaag: date) -> list[date]:
    maanden = [eerste.replace(day=1)]
    while _next(maanden[-1]) <= laatste:
        maanden.append(_next(maanden[-1]))
    if len(maanden) <= MAX_MAANDEN:
        return maanden
    # What lies before matters more than what is planned for years ahead.
    tot_nu = [maand for maand in maanden if maand <= vandaag]
    verder = maanden[len(tot_nu) : len(tot_nu) + MAX_MAANDEN // 2]
    return [*tot_nu[-(MAX_MAANDEN - len(verder)) :], *verder]


def _next(maand: date) -> date:
    return (maand + timedelta(days=31)).replace(day=1)

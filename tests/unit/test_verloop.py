"""How actions went over time: by when they were done, not by the month of their term."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gesprekskaart.overzicht import Actietelling
from gesprekskaart.verloop import MAX_MAANDEN, Gereed, Maandstand, find_gereed_op, make_verloop
from gesprekskaart.vervolg import BEGIN, Actiestand

VANDAAG = date(2026, 11, 15)
OPEN, LOOPT, GEREED = Actiestand.OPEN, Actiestand.LOOPT, Actiestand.GEREED


def at(dag: int, maand: int = 5, uur: int = 12) -> datetime:
    return datetime(2026, maand, dag, uur, tzinfo=UTC)


def test_an_action_was_done_when_it_last_became_so() -> None:
    revisies = [(OPEN, "add_actie", at(1)), (GEREED, "save_actie", at(3)), (GEREED, "save_actie", at(9))]
    assert find_gereed_op(revisies) == date(2026, 5, 3), "a change to what was done already does not count"
    assert find_gereed_op([*revisies, (LOOPT, "save_actie", at(10))]) is None
    opnieuw = [*revisies, (LOOPT, "save_actie", at(10)), (GEREED, "save_actie", at(12))]
    assert find_gereed_op(opnieuw) == date(2026, 5, 12)


def test_what_was_done_when_we_came_to_know_it_was_done_on_no_known_day() -> None:
    assert find_gereed_op([]) is None
    assert find_gereed_op([(GEREED, BEGIN, at(1)), (GEREED, "save_actie", at(2))]) is None


def test_the_day_is_that_in_the_netherlands() -> None:
    assert find_gereed_op([(GEREED, "add_actie", at(31, uur=23))]) == date(2026, 6, 1)


def test_month_by_month_what_was_planned_done_and_late() -> None:
    tellingen = [
        Actietelling(date(2026, 9, 10), OPEN, True, 1),
        Actietelling(date(2026, 12, 1), LOOPT, True, 1),
        Actietelling(None, OPEN, False, 3),
        Actietelling(date(2026, 9, 20), GEREED, True, 1),
        Actietelling(date(2026, 9, 1), Actiestand.VERVALLEN, True, 7),
    ]
    te_laat_gedaan = Gereed(date(2026, 9, 20), date(2026, 10, 5))
    zonder_termijn = Gereed(None, date(2026, 10, 6))
    verloop = make_verloop(tellingen, [te_laat_gedaan, zonder_termijn], VANDAAG)
    assert verloop is not None
    assert verloop.maanden == (
        Maandstand("2026-09", gepland=2, gereed=0, te_laat=2),
        Maandstand("2026-10", gepland=2, gereed=2, te_laat=1),
        Maandstand("2026-11", gepland=2, gereed=2, te_laat=1),
        Maandstand("2026-12", gepland=3, gereed=None, te_laat=None),
    )
    assert verloop.onbekend == 0


def test_due_today_is_not_late_and_done_today_was_in_time() -> None:
    tellingen = [Actietelling(VANDAAG, OPEN, True, 1)]
    verloop = make_verloop(tellingen, [Gereed(VANDAAG, VANDAAG)], VANDAAG)
    assert verloop is not None
    assert verloop.maanden == (Maandstand("2026-11", gepland=2, gereed=1, te_laat=0),)


def test_what_was_done_today_is_late_no_more() -> None:
    tellingen = [Actietelling(date(2026, 10, 1), OPEN, True, 2)]
    verloop = make_verloop(tellingen, [Gereed(date(2026, 10, 1), VANDAAG)], VANDAAG)
    assert verloop is not None
    assert [m.te_laat for m in verloop.maanden] == [3, 2], "the same as is said of today elsewhere"


def test_done_on_an_unknown_day_counts_from_the_beginning_and_is_told() -> None:
    verloop = make_verloop([], [Gereed(date(2026, 9, 1), None), Gereed(None, None)], VANDAAG)
    assert verloop is not None
    assert [m.gereed for m in verloop.maanden] == [2, 2, 2]
    assert [m.te_laat for m in verloop.maanden] == [0, 0, 0]
    assert verloop.onbekend == 2


def test_without_a_term_or_a_day_there_is_nothing_to_draw() -> None:
    assert make_verloop([Actietelling(None, OPEN, True, 4)], [Gereed(None, None)], VANDAAG) is None


def test_a_term_far_off_does_not_squeeze_the_picture() -> None:
    tellingen = [Actietelling(date(2031, 1, 1), OPEN, True, 1), Actietelling(date(2019, 1, 1), OPEN, True, 2)]
    verloop = make_verloop(tellingen, [], VANDAAG)
    assert verloop is not None
    assert len(verloop.maanden) == MAX_MAANDEN
    assert "2026-11" in [m.maand for m in verloop.maanden]
    assert verloop.maanden[0].gepland == 2

"""Groups: how people are dealt, who moves where, and what the clock says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gesprekskaart.groep import (
    Groep,
    Groepinhoud,
    Indeling,
    deal_leden,
    make_groepen,
    move_klok,
    place_leden,
    suggest_aantal,
)
from gesprekskaart.regie import Klokzet
from gesprekskaart.sessie import Deelnemer

NU = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NU + timedelta(minutes=5)
CODES = ((), ("OLB",), ("VOM",), ("SBW",), ("OLB", "SBW"))


def people(namens: Sequence[tuple[str, ...]]) -> tuple[Deelnemer, ...]:
    return tuple(Deelnemer(nummer=n, rol="coördinator", namens=codes) for n, codes in enumerate(namens, start=1))


@given(st.lists(st.sampled_from(CODES), max_size=50), st.integers(1, 12), st.randoms(use_true_random=False))
def test_dealing_is_fair_to_people_groups_and_partnerships(
    namens: list[tuple[str, ...]], aantal: int, toeval: random.Random
) -> None:
    mensen = people(namens)
    groepen = deal_leden(mensen, aantal, toeval=toeval)

    assert sorted(nummer for groep in groepen for nummer in groep) == [mens.nummer for mens in mensen]
    assert len(groepen) == aantal
    omvang = [len(groep) for groep in groepen]
    assert max(omvang) - min(omvang) <= 1
    for codes in CODES:
        per_groep = [sum(mensen[nummer - 1].namens == codes for nummer in groep) for groep in groepen]
        assert max(per_groep) - min(per_groep) <= 1, codes


def test_the_same_chance_deals_the_same_and_another_deals_otherwise() -> None:
    mensen = people([("OLB",), ("VOM",), ("SBW",)] * 4)
    een, weer, ander = (deal_leden(mensen, 3, toeval=random.Random(zaad)) for zaad in (1, 1, 2))
    assert een == weer != ander


def test_chance_reaches_everybody() -> None:
    mensen = people([("OLB",)] * 3 + [("VOM",)] * 3)
    met_een = Counter(
        frozenset(next(groep for groep in deal_leden(mensen, 3, toeval=random.Random(zaad)) if 1 in groep)) - {1}
        for zaad in range(200)
    )
    assert set(met_een) == {frozenset({4}), frozenset({5}), frozenset({6})}


def test_a_random_group_has_all_themes_and_two_people_with_a_task() -> None:
    mensen = people([("OLB",), ("VOM",), ("SBW",)] * 3)
    groepen = make_groepen(
        Indeling.WILLEKEURIG, mensen, themas=("T1", "T2"), aantal=3, minuten=30, toeval=random.Random(7)
    )
    assert [(groep.nummer, groep.themas, groep.minuten) for groep in groepen] == [(1, (), 30), (2, (), 30), (3, (), 30)]
    for groep in groepen:
        assert groep.has_thema("T2")
        assert list(groep.leden) == sorted(groep.leden)
        assert groep.gespreksleider != groep.notulist


def test_by_theme_there_is_a_group_for_each() -> None:
    mensen = people([("OLB",)] * 7)
    groepen = make_groepen(
        Indeling.THEMA, mensen, themas=("T1", "T2", "T3"), aantal=9, minuten=45, toeval=random.Random(7)
    )
    assert [groep.themas for groep in groepen] == [("T1",), ("T2",), ("T3",)]
    assert sorted(len(groep.leden) for groep in groepen) == [2, 2, 3]
    assert not groepen[0].has_thema("T2")


def test_by_hand_groups_begin_empty() -> None:
    groepen = make_groepen(
        Indeling.HAND, people([("OLB",)] * 7), themas=("T1",), aantal=2, minuten=45, toeval=random.Random(7)
    )
    assert [(groep.leden, groep.notulist) for groep in groepen] == [((), None), ((), None)]


def test_who_comes_into_a_group_leaves_the_other_with_the_task_there() -> None:
    een = Groep(nummer=1, leden=(1, 2), gespreksleider=1, notulist=2, revisie=1)
    twee = Groep(nummer=2, leden=(3, 4), gespreksleider=3, notulist=4, revisie=1)
    drie = Groep(nummer=3, leden=(5,), revisie=1)
    nieuw = twee.model_copy(update={"leden": (4, 3, 2)})
    assert place_leden((een, twee, drie), nieuw) == (
        twee.model_copy(update={"leden": (2, 3, 4)}),
        een.model_copy(update={"leden": (1,), "notulist": None}),
    )


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"leden": (1, 1)}, "groep 2 noemt iemand twee keer"),
        ({"leden": (1,), "notulist": 3}, r"de notulist \(deelnemer 3\) zit niet in groep 2"),
        ({"leden": (1,), "gespreksleider": 3}, r"de gespreksleider \(deelnemer 3\) zit niet in groep 2"),
    ],
)
def test_a_group_is_of_its_members(velden: dict[str, object], melding: str) -> None:
    with pytest.raises(ValidationError, match=melding):
        Groepinhoud.model_validate({"nummer": 2, **velden})


def test_the_clock_runs_pauses_and_gets_a_minute_more() -> None:
    groep = Groep(nummer=1, minuten=15)
    assert groep.left_s(NU) == 900
    loopt = move_klok(groep, Klokzet.START, NU)
    assert (loopt.left_s(NU), loopt.left_s(LATER)) == (900, 600)
    assert move_klok(loopt, Klokzet.START, LATER) == loopt
    stil = move_klok(loopt, Klokzet.PAUZE, LATER)
    assert (stil.loopt_tot, stil.left_s(LATER + timedelta(hours=1))) == (None, 600)
    assert move_klok(stil, Klokzet.PAUZE, NU) == stil
    assert move_klok(stil, Klokzet.PLUS, LATER).left_s(LATER) == 660
    weer = move_klok(stil, Klokzet.START, LATER)
    assert move_klok(weer, Klokzet.PLUS, LATER).left_s(LATER) == 660
    assert move_klok(groep, Klokzet.PLUS, NU).left_s(NU) == 960


def test_when_the_time_is_up_a_minute_more_counts_from_now() -> None:
    loopt = move_klok(Groep(nummer=1, minuten=5), Klokzet.START, NU)
    na = NU + timedelta(minutes=9)
    assert loopt.left_s(na) == 0
    assert move_klok(loopt, Klokzet.PLUS, na).left_s(na) == 60


@pytest.mark.parametrize(("mensen", "aantal"), [(0, 2), (6, 2), (11, 3), (50, 12)])
def test_groups_are_proposed_of_about_four(mensen: int, aantal: int) -> None:
    assert suggest_aantal(mensen) == aantal

"""What a poll is, and how its votes are counted."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gesprekskaart.peiling import (
    Drempel,
    Peiling,
    Peilingsoort,
    Stem,
    Steun,
    count_uitslag,
    find_fault,
    sort_stemmen,
    strip_stemmers,
)

OPTIES = ("Nu beginnen", "Na de zomer", "Niet doen")


def make_peiling(**velden: Any) -> Peiling:
    return Peiling(**{"nummer": "P1", "stelling": "Wij werven samen", **velden})


def make_vraag(**velden: Any) -> Peiling:
    return make_peiling(soort=Peilingsoort.EIGEN_VRAAG, opties=OPTIES, **velden)


def vote(*keuzes: str, peiling: str = "P1") -> list[Stem]:
    return [Stem(peiling=peiling, deelnemer=n, keuze=keuze, reden="omdat") for n, keuze in enumerate(keuzes, start=1)]


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"opties": ("ja", "nee")}, "vaste keuzes"),
        ({"soort": Peilingsoort.EIGEN_VRAAG}, "2 tot 10 antwoorden"),
        ({"soort": Peilingsoort.EIGEN_VRAAG, "opties": ("ja",)}, "2 tot 10 antwoorden"),
        ({"soort": Peilingsoort.EIGEN_VRAAG, "opties": tuple("abcdefghijk")}, "2 tot 10 antwoorden"),
        ({"soort": Peilingsoort.EIGEN_VRAAG, "opties": ("Ja", "ja")}, "zijn hetzelfde"),
        (
            {
                "soort": Peilingsoort.EIGEN_VRAAG,
                "opties": OPTIES,
                "drempel": Drempel(percentage=50, bezwaar_blokkeert=True),
            },
            "kan niemand bezwaar maken",
        ),
        ({"stelling": "  "}, "mag niet leeg zijn"),
        ({"nummer": "1"}, "pattern"),
    ],
)
def test_a_poll_that_cannot_be_is_refused(velden: dict[str, Any], melding: str) -> None:
    with pytest.raises(ValidationError, match=melding):
        make_peiling(**velden)


def test_the_support_that_is_asked_for_reads_as_a_sentence() -> None:
    assert make_peiling(drempel=Drempel(percentage=75, bezwaar_blokkeert=True)).gevraagd == (
        "Minstens 75% van wie stemt is het volledig eens of eens met een kanttekening, en niemand heeft bezwaar. "
        "Onthoudingen tellen niet mee."
    )
    assert make_vraag(drempel=Drempel(percentage=60)).gevraagd == "Minstens 60% van de stemmen gaat naar één antwoord."
    assert "geen steun afgesproken" in make_peiling().gevraagd


def test_an_objection_needs_its_reason() -> None:
    zonder = Stem(peiling="P1", deelnemer=1, keuze=Steun.BEZWAAR, reden=" ")
    assert "hoort een reden" in str(find_fault(make_peiling(), zonder))
    assert find_fault(make_peiling(), zonder.model_copy(update={"reden": "Geen tijd"})) is None
    assert find_fault(make_peiling(), Stem(peiling="P1", deelnemer=1, keuze=Steun.TWIJFEL)) is None


def test_what_is_no_choice_cannot_be_voted() -> None:
    assert "geen keuze" in str(find_fault(make_vraag(), Stem(peiling="P1", deelnemer=1, keuze=Steun.NEUTRAAL)))
    assert "geen keuze" in str(find_fault(make_peiling(), Stem(peiling="P1", deelnemer=1, keuze=OPTIES[0])))


@pytest.mark.parametrize(
    ("keuzes", "percentage", "gehaald", "steun"),
    [
        ((Steun.VOLLEDIG_EENS, Steun.MET_KANTTEKENING, Steun.NEUTRAAL), 66, True, 66),
        ((Steun.VOLLEDIG_EENS, Steun.MET_KANTTEKENING, Steun.NEUTRAAL), 67, False, 66),
        ((Steun.VOLLEDIG_EENS, Steun.ONTHOUDING, Steun.ONTHOUDING), 100, True, 100),
        ((Steun.VOLLEDIG_EENS, Steun.TWIJFEL), 50, True, 50),
        ((Steun.ONTHOUDING,), 1, False, 0),
        ((), 1, False, 0),
    ],
)
def test_abstaining_counts_neither_for_nor_against(
    keuzes: tuple[Steun, ...], percentage: int, gehaald: bool, steun: int
) -> None:
    uitslag = count_uitslag(make_peiling(drempel=Drempel(percentage=percentage)), vote(*keuzes))
    assert (uitslag.gehaald, uitslag.steun, uitslag.gestemd) == (gehaald, steun, len(keuzes))


def test_one_objection_blocks_only_when_that_was_agreed_beforehand() -> None:
    stemmen = vote(*[Steun.VOLLEDIG_EENS] * 9, Steun.BEZWAAR)
    drempel = Drempel(percentage=75)
    assert count_uitslag(make_peiling(drempel=drempel), stemmen).gehaald is True
    blokkeert = count_uitslag(make_peiling(drempel=Drempel(percentage=75, bezwaar_blokkeert=True)), stemmen)
    assert (blokkeert.gehaald, blokkeert.in_woorden) == (False, "Niet gehaald: 90%, 1 bezwaar")


def test_of_an_own_question_the_largest_answer_counts() -> None:
    stemmen = vote(OPTIES[0], OPTIES[1], OPTIES[0])
    uitslag = count_uitslag(make_vraag(drempel=Drempel(percentage=67)), stemmen)
    assert [telling.aantal for telling in uitslag.verdeling] == [2, 1, 0]
    assert (uitslag.steun, uitslag.gehaald) == (66, False)


def test_without_an_agreed_support_nothing_is_reached_or_missed() -> None:
    uitslag = count_uitslag(make_peiling(), vote(Steun.VOLLEDIG_EENS))
    assert (uitslag.gehaald, uitslag.in_woorden) == (None, "100%")


gradienten = st.lists(st.sampled_from(Steun), max_size=60)


@given(gradienten, gradienten, st.integers(1, 100), st.booleans())
def test_the_outcome_is_what_one_would_count_by_hand(
    keuzes: list[Steun], elders: list[Steun], percentage: int, blokkeert: bool
) -> None:
    peiling = make_peiling(drempel=Drempel(percentage=percentage, bezwaar_blokkeert=blokkeert), stemgerechtigd=30)
    stemmen = sort_stemmen(peiling, [*vote(*elders, peiling="P2"), *vote(*keuzes)])
    uitslag = count_uitslag(peiling, stemmen)
    telling = Counter(keuzes)
    assert dict(uitslag.verdeling) == {steun.value: telling[steun] for steun in Steun}
    assert uitslag.gestemd == len(keuzes) <= uitslag.stemgerechtigd
    meetellend = [keuze for keuze in keuzes if keuze is not Steun.ONTHOUDING]
    voor = telling[Steun.VOLLEDIG_EENS] + telling[Steun.MET_KANTTEKENING]
    genoeg = bool(meetellend) and Fraction(voor, len(meetellend)) >= Fraction(percentage, 100)
    assert uitslag.gehaald is (genoeg and not (blokkeert and telling[Steun.BEZWAAR]))


@given(gradienten, st.lists(st.sampled_from(Steun), min_size=1, max_size=10))
def test_more_support_never_makes_an_outcome_worse(keuzes: list[Steun], erbij: list[Steun]) -> None:
    peiling = make_peiling(drempel=Drempel(percentage=60))
    eerst = count_uitslag(peiling, vote(*keuzes))
    dan = count_uitslag(peiling, vote(*keuzes, *[Steun.VOLLEDIG_EENS for _ in erbij]))
    assert dan.steun >= eerst.steun
    assert dan.gehaald or not eerst.gehaald


@given(st.permutations([(n, steun, f"reden {n % 3}") for n, steun in enumerate([*Steun, *Steun], start=1)]))
def test_anonymous_votes_tell_nothing_of_who_or_when(stemmen: list[tuple[int, Steun, str]]) -> None:
    peiling = make_peiling(anoniem=True)
    geschud = [Stem(peiling="P1", deelnemer=n, keuze=steun, reden=reden, revisie=n) for n, steun, reden in stemmen]
    over = strip_stemmers(peiling, geschud)
    assert {(stem.deelnemer, stem.partnerschap, stem.revisie) for stem in over} == {(None, None, 1)}
    assert over == strip_stemmers(peiling, sorted(geschud, key=lambda stem: stem.deelnemer or 0))
    assert count_uitslag(peiling, over) == count_uitslag(peiling, geschud)
    op_naam = make_peiling()
    assert strip_stemmers(op_naam, geschud) == sort_stemmen(op_naam, geschud)

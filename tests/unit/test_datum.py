from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.datum import (
    format_datum,
    format_kort,
    format_moment,
    format_tijd,
    parse_datum,
    parse_termijn,
    parse_tijd,
)
from gesprekskaart.errors import Ongeldig


@pytest.mark.parametrize(
    "tekst",
    [
        "12-3-2026",
        "12/03/2026",
        "12 maart 2026",
        "12 mrt. 2026",
        "Donderdag 12 Maart 2026",
        "2026-03-12",
        " 12  maart 2026 ",
    ],
)
def test_people_write_dates_in_many_ways(tekst: str) -> None:
    assert parse_datum(tekst) == date(2026, 3, 12)


@pytest.mark.parametrize("tekst", ["31-2-2026", "30 februari 2026", "2026-13-01", "1 juls 2026"])
def test_a_date_that_does_not_exist_is_refused(tekst: str) -> None:
    with pytest.raises(Ongeldig, match="bestaat niet"):
        parse_datum(tekst)


@pytest.mark.parametrize("tekst", ["12 maart 1999", "12-3-2100", "0202-03-12"])
def test_a_year_that_can_only_be_a_typing_error_is_refused(tekst: str) -> None:
    with pytest.raises(Ongeldig, match="Kijk het jaartal na"):
        parse_datum(tekst)


@pytest.mark.parametrize("tekst", ["12 maart", "morgen", "12-3-26", "x"])
def test_what_is_no_date_is_refused_with_how_to_write_one(tekst: str) -> None:
    with pytest.raises(Ongeldig, match="Schrijf dag, maand en jaar"):
        parse_datum(tekst)


@pytest.mark.parametrize(
    ("tekst", "termijn"),
    [
        ("1 september", date(2027, 9, 1)),
        ("dinsdag 1 sep.", date(2027, 9, 1)),
        ("1-9", date(2027, 9, 1)),
        ("23 november", date(2026, 11, 23)),
        ("24/11", date(2026, 11, 24)),
        ("22 november", date(2027, 11, 22)),
        ("29 februari", date(2028, 2, 29)),
        ("1-9-2025", date(2025, 9, 1)),
        ("1-1-27", date(2027, 1, 1)),
        ("2026-12-04", date(2026, 12, 4)),
        ("1 sep. '27", date(2027, 9, 1)),
        ("September 2027", date(2027, 9, 30)),
        ("eind feb. 2028", date(2028, 2, 29)),
        ("januari", date(2027, 1, 31)),
        ("eind juni", date(2027, 6, 30)),
        ("in november", date(2026, 11, 30)),
        ("uiterlijk op 1 mei", date(2027, 5, 1)),
        ("per 1-1-2027", date(2027, 1, 1)),
        ("1.10", date(2027, 10, 1)),
        ("10-2027", date(2027, 10, 31)),
        ("morgen", date(2026, 11, 24)),
        ("", None),
    ],
)
def test_a_term_is_read_as_people_say_it(tekst: str, termijn: date | None) -> None:
    assert parse_termijn(tekst, date(2026, 11, 23)) == termijn


@pytest.mark.parametrize(
    ("tekst", "sinds"),
    [
        ("1 december", date(2025, 12, 1)),
        ("23 november", date(2026, 11, 23)),
        ("29 februari", date(2024, 2, 29)),
        ("oktober", date(2026, 10, 1)),
        ("sinds november", date(2026, 11, 1)),
        ("in december", date(2025, 12, 1)),
        ("eind oktober", date(2026, 10, 31)),
        ("eind november", date(2025, 11, 30)),
        ("september 2025", date(2025, 9, 1)),
        ("gisteren", date(2026, 11, 22)),
    ],
)
def test_looking_back_it_is_the_last_such_day(tekst: str, sinds: date) -> None:
    assert parse_termijn(tekst, date(2026, 11, 23), terug=True) == sinds


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("31 februari", "De datum ‘31 februari’ bestaat niet"),
        ("30-2", "De datum ‘30-2’ bestaat niet"),
        ("1-9-0226", "Het jaar 226 in ‘1-9-0226’ kan niet kloppen"),
        ("1-9-2226", "Het jaar 2226 in ‘1-9-2226’ kan niet kloppen"),
        ("31-2-27", "De datum ‘31-2-27’ bestaat niet"),
        ("September 2226", "Het jaar 2226 in ‘September 2226’ kan niet kloppen"),
        ("10-2226", "Het jaar 2226 in ‘10-2226’ kan niet kloppen"),
        ("Uiterlijk 31-2-2027", "De datum ‘Uiterlijk 31-2-2027’ bestaat niet"),
        ("zomer 2027", "‘zomer 2027’ is geen datum. Schrijf dag, maand en jaar"),
        ("na de zomer", "‘na de zomer’ is geen datum. Noem een dag of een maand"),
        ("0-2027", "‘0-2027’ is geen datum"),
        ("13-2027", "‘13-2027’ is geen datum"),
        ("op", "‘op’ is geen datum"),
        ("ma", "‘ma’ is geen datum. Noem een dag of een maand"),
    ],
)
def test_a_term_that_cannot_be_is_refused_in_words(tekst: str, melding: str) -> None:
    with pytest.raises(Ongeldig, match=melding):
        parse_termijn(tekst, date(2026, 11, 23))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_we_write_we_read(dag: date) -> None:
    assert parse_datum(format_datum(dag)) == parse_datum(format_kort(dag)) == parse_datum(dag.isoformat()) == dag


@given(st.times())
def test_times_as_well(moment: time) -> None:
    assert parse_tijd(format_tijd(moment)) == moment.replace(second=0, microsecond=0, tzinfo=None)


@pytest.mark.parametrize(
    ("tekst", "tijd"),
    [("13.00", time(13)), ("9:05", time(9, 5)), ("13 uur", time(13)), ("9u05", time(9, 5)), ("", None)],
)
def test_people_write_times_in_many_ways(tekst: str, tijd: time | None) -> None:
    assert parse_tijd(tekst) == tijd


@pytest.mark.parametrize("tekst", ["25.00", "13.75", "1", "straks"])
def test_what_is_no_time_is_refused(tekst: str) -> None:
    with pytest.raises(Ongeldig, match=r"zoals 13\.00"):
        parse_tijd(tekst)


@given(st.text())
def test_no_text_breaks_the_reading(tekst: str) -> None:
    for lees in (parse_datum, parse_tijd, lambda tekst: parse_termijn(tekst, date(2026, 11, 23))):
        try:
            lees(tekst)
        except Ongeldig as fout:
            assert "‘" in str(fout)


def test_moments_are_shown_in_dutch_time() -> None:
    assert format_moment(datetime(2026, 3, 31, 15, 0, tzinfo=UTC)) == "dinsdag 31 maart 2026, 17.00 uur"

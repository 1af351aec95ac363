"""What is marked because it may still tell who somebody is, and what is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.aanwijzing import Aanwijzingsoort, Bekend, begins_sentence, find_aanwijzingen
from gesprekskaart.gewonewoorden import KLEINE_WOORDEN, VAKWOORDEN

BEKEND = Bekend(
    gewoon=VAKWOORDEN,
    klein=KLEINE_WOORDEN | {"werkgroep", "studenten", "kwaliteit"},
    getallen=frozenset({"100%"}),
    resembles=lambda woord: "kindrijk" in woord,
)


def marks(tekst: str) -> list[tuple[str, str]]:
    return [(str(a.soort), tekst[a.begin : a.eind]) for a in find_aanwijzingen(tekst, BEKEND)]


@pytest.mark.parametrize(
    ("tekst", "soort", "woord"),
    [
        ("Dat zei Petra ook.", "naam", "Petra"),
        ("Dat zei Jan van der Berg ook.", "naam", "Jan van der Berg"),
        ("Dat zei (Petra) ook.", "naam", "Petra"),
        ("Wij werken o.a. met Breda samen.", "naam", "Breda"),
        ("Volgens dhr. Smit niet.", "naam", "Smit"),
        ("Zo doet PABO-Plus dat.", "naam", "PABO-Plus"),
        ("Petra zei dat ook.", "naam", "Petra"),
        ("Bel 06-12345678 even.", "adres", "06-12345678"),
        ("Bel +31 6 1234 5678 even.", "adres", "+31 6 1234 5678"),
        ("Bel (010) 123 45 67 even.", "adres", "(010) 123 45 67"),
        ("Mail p.smit@school.nl, graag.", "adres", "p.smit@school.nl"),
        ("Kijk op www.school.nl/plan.", "adres", "www.school.nl/plan."),
        ("Kijk op samenopleiden.nl eens.", "adres", "samenopleiden.nl"),
        ("Wij zitten op 3511 AB.", "adres", "3511 AB"),
        ("Het kost € 40.000 per jaar.", "getal", "€ 40.000"),
        ("Het kost 1,5 miljoen euro.", "getal", "1,5 miljoen"),
        ("Wij leiden 171 van de 214 pabostudenten op.", "getal", "171 van de 214 pabostudenten"),
        ("Er zijn 43 extra plekken nodig.", "getal", "43 extra plekken"),
        ("Samen 0,6 fte erbij.", "getal", "0,6 fte"),
        ("Nu is dat 87% bij ons.", "getal", "87%"),
        ("Er zijn er 373 in totaal.", "getal", "373"),
        ("In 2026 twaalf, en 1987 leerlingen.", "getal", "1987 leerlingen"),
        ("Er ontbreken er 43 po in de regio.", "getal", "43 po"),
        ("Er ontbreken er 17 (v)so in de regio.", "getal", "17 (v)so"),
        ("Alle onderkindrijkers.", "naamdeel", "onderkindrijkers"),
    ],
)
def test_what_may_tell_is_marked(tekst: str, soort: str, woord: str) -> None:
    assert marks(tekst) == [(soort, woord)]


@pytest.mark.parametrize(
    "tekst",
    [
        "Wij willen dat. De kwaliteit telt! Werkgroepen draaien.",
        "Samen Opleiden in de Onderwijsregio, met het ministerie van OCW en DUO.",
        "Zie RS4b, K1, T1a en 2026-01.",
        "Op 1 oktober 2026 om 15.15 uur, in 2027–2030.",
        "Van 2026 tot 2030, en 2026 twintig plaatsen.",
        "De 100%-ambitie, punt 4 en 3 keer.",
        "- Studenten\n- Werkgroep\n“Kwaliteit”",
        "Nederlands en Engels.",
        "",
    ],
)
def test_what_tells_nothing_is_not(tekst: str) -> None:
    assert marks(tekst) == []


@pytest.mark.parametrize(
    ("ervoor", "begint"),
    [
        ("", True),
        ("Zo. ", True),
        ("Zo?\n", True),
        ("Zo.\n- ", True),
        ("dat ", False),
        ("o.a. ", False),
        ("mw. ", False),
    ],
)
def test_where_a_sentence_begins(ervoor: str, begint: bool) -> None:
    assert begins_sentence(f"{ervoor}Petra", len(ervoor)) is begint


@given(st.text(max_size=80))
def test_marks_never_overlap_and_always_hold_something(tekst: str) -> None:
    gevonden = find_aanwijzingen(tekst, BEKEND)
    assert all(een.eind <= ander.begin for een, ander in pairwise(gevonden))
    assert all(0 <= a.begin < a.eind <= len(tekst) and a.soort in Aanwijzingsoort for a in gevonden)

"""How texts are cut to size, which way they run, and whether they can be copied out of a PDF again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.pdf.letters import PLAATSHOUDER, Letters, register_letters, split_alineas
from gesprekskaart.pdf.lettertype import make_tekentabel
from gesprekskaart.pdf.schrijfrichting import to_display

register_letters()


@given(st.text(max_size=5000))
def test_cutting_loses_nothing_but_white_space(tekst: str) -> None:
    assert "".join("".join(split_alineas(tekst)).split()) == "".join(tekst.split())


@given(st.text(alphabet=st.sampled_from("ab .\n"), max_size=5000))
def test_a_piece_is_never_longer_than_a_page(tekst: str) -> None:
    for stuk in split_alineas(tekst):
        assert len(stuk) <= 1020
        assert stuk.count("\n") < 15


def test_a_blank_line_makes_a_paragraph_and_a_newline_does_not() -> None:
    assert list(split_alineas("een\ntwee\n\n \ndrie")) == ["een\ntwee", "drie"]


def test_a_long_text_is_cut_after_a_sentence() -> None:
    stukken = list(split_alineas("Een zin van dertig tekens lang. " * 60))
    assert len(stukken) == 2
    assert all(stuk.endswith("lang.") for stuk in stukken)


def test_ordinary_text_stays_whole_in_our_own_family() -> None:
    letters = Letters()
    gewoon = "Ayşe & Zoë, Łódź, <b>Ωmega</b> € ☐ ✓"
    assert letters.split_fonts(gewoon) == [("", gewoon)]
    assert letters.niet_getoond == 0


def test_other_characters_get_a_font_that_has_them() -> None:
    assert Letters().split_fonts("ja 😀 ☎") == [
        ("", "ja "),
        ("NotoEmoji-Regular", "😀"),
        ("", " "),
        ("NotoSansSymbols2-Regular", "☎"),
    ]


def test_what_no_font_has_is_replaced_and_counted() -> None:
    letters = Letters()
    assert letters.split_fonts("a漢字b") == [("", "a"), ("", PLAATSHOUDER * 2), ("", "b")]
    assert letters.niet_getoond == 2


def test_what_cannot_be_seen_is_taken_out_and_not_counted() -> None:
    letters = Letters()
    assert letters.split_fonts("a\u202eb\x00c\ud800d\u00ade\ufe0f\tf\u2028g") == [("", "abcde f\ng")]
    assert letters.niet_getoond == 0


@pytest.mark.parametrize(
    ("geschreven", "getoond"),
    [
        ("Zoë", "Zoë"),
        ("עזרא", "ארזע"),
        ("bij עזרא 12.5 ok", "bij ארזע 12.5 ok"),
        ("אב 12.5 גד", "דג\u00a012.5\u00a0בא"),
        # Joined: ain and alef, then yeh with hamza, sheen and ta marbuta.
        ("عائشة", "\ufe94\ufeb8\ufe8b\ufe8e\ufecb"),
        # Lam and alef are one letter.
        ("سلام", "\ufee1\ufefc\ufeb3"),
    ],
)
def test_arabic_and_hebrew_stand_as_one_sees_them(geschreven: str, getoond: str) -> None:
    assert to_display(geschreven) == getoond


def test_a_long_hebrew_text_reads_from_the_top_down() -> None:
    regels = to_display(" ".join(["אבג"] * 30)).split("\n")
    assert len(regels) > 2
    assert all(len(regel) <= 40 for regel in regels)


def test_the_table_of_characters_has_what_readers_expect() -> None:
    tabel = make_tekentabel("Proef", [0, *range(32, 250), 0x1F600, 0xFEF7])
    assert "<00> <0000>" not in tabel
    assert "<DB> <D83DDE00>" in tabel
    assert "<DC> <06440623>" in tabel
    assert [regel for regel in tabel.split("\n") if "beginbfchar" in regel] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "20 beginbfchar",
    ]

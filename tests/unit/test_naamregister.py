"""No known name survives, however it is written; and one thing has one pseudonym."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.gewonewoorden import KLEINE_WOORDEN, VAKWOORDEN
from gesprekskaart.naamregister import Naambron, Naamregister, Naamsoort, fold, make_register

GEWOON = VAKWOORDEN | KLEINE_WOORDEN
BRONNEN = (
    Naambron(Naamsoort.PARTNERSCHAP, "Leerwerkplaats Zilverwaard", "LWZ"),
    Naambron(Naamsoort.PARTNERSCHAP, "Werkplaats Mbo-docent Waard & Drevenmark", "WMD"),
    Naambron(Naamsoort.PARTNERSCHAP, "Academische Opleidingsschool Zilveroever", "VO"),
    Naambron(Naamsoort.REGIO, "Zilverwaard"),
    Naambron(Naamsoort.REGIO, "Drevenmark"),
    Naambron(Naamsoort.BESTUUR, "Kindrijk"),
    Naambron(Naamsoort.BESTUUR, "PCPO De Vier Dijken"),
    Naambron(Naamsoort.BESTUUR, "Roc Waardstroom"),
    Naambron(Naamsoort.BESTUUR, "Lyceumgroep Zilveroever"),
    Naambron(Naamsoort.BESTUUR, "De Wissel"),
    Naambron(Naamsoort.BESTUUR, "Stichting Kindrijk"),
    Naambron(Naamsoort.BESTUUR, "Samen"),
    Naambron(Naamsoort.OPLEIDING, "Universitaire Lerarenopleiding (ULO) Zilverstad"),
    Naambron(Naamsoort.OPLEIDING, "Hogeschool Tussenmeren (pabo)"),
    Naambron(Naamsoort.ORGANISATIE, "De Vier Dijken"),
    Naambron(Naamsoort.ORGANISATIE, "regiobureau"),
    Naambron(Naamsoort.ORGANISATIE, "ULO Zilverstad"),
    Naambron(Naamsoort.ORGANISATIE, "Gemeente"),
    Naambron(Naamsoort.PLAATS, "Online"),
    Naambron(Naamsoort.ORGANISATIE, ""),
    Naambron(Naamsoort.PERSOON, "Jörgen Tielema"),
    Naambron(Naamsoort.PERSOON, "Hendrik-Jan Oosterveld"),
    Naambron(Naamsoort.PERSOON, "Noor van Bemmelen-Şahin"),
    Naambron(Naamsoort.PERSOON, "Sabriye Kılıç"),
    Naambron(Naamsoort.PERSOON, "Wil Pol"),
)


def replace(register: Naamregister, tekst: str, **opties: frozenset[str]) -> str:
    uit, tot = "", 0
    for vondst in register.find(tekst, **opties):
        uit, tot = uit + tekst[tot : vondst.begin] + vondst.vervanging, vondst.eind
    return uit + tekst[tot:]


@pytest.fixture(scope="module")
def register() -> Naamregister:
    return make_register(BRONNEN, GEWOON)


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Leerwerkplaats Zilverwaard, LWZ en lwz", "partnerschap A, partnerschap A en partnerschap A"),
        ("het partnerschap LWZ", "partnerschap A"),
        ("LWZ'ers en LWZ-scholen, LWZ_2", "partnerschap A en partnerschap A-scholen, partnerschap A_2"),
        ("werkplaats mbo-docent waard en drevenmark", "partnerschap B"),
        ("in Zilverwaard en in de regio Drevenmark", "in regio 1 en in regio 2"),
        ("de Zilverwaardse scholen", "de regio 1 scholen"),
        ("Kindrijk, KINDRIJK, kindrijk, Stichting Kindrijk", "bestuur 1, bestuur 1, bestuur 1, bestuur 1"),
        ("Kindrijks plan en Kindrijk’s plan", "bestuur 1’s plan en bestuur 1’s plan"),
        ("Kindrijkscholen", "bestuur 1-scholen"),
        ("PCPO De Vier Dijken, de Vier Dijken, Dijken", "bestuur 2, bestuur 2, bestuur 2"),
        ("Roc Waardstroom, ROC\u00a0Waardstroom en Waardstroom", "bestuur 3, bestuur 3 en bestuur 3"),
        ("de ULO, ULO Zilverstad", "de opleiding 1, opleiding 1"),
        ("Hogeschool Tussenmeren of Tussenmeren", "opleiding 2 of opleiding 2"),
        ("Tielema, jorgen of J. Tielema", "persoon 1, persoon 1 of persoon 1"),
        ("Jo\u0308rgen en Jör\u00adgen", "persoon 1 en persoon 1"),
        ("Hendrik Jan, Hendrik‑Jan Oosterveld, Jan", "persoon 2, persoon 2, persoon 2"),
        ("Noor, mevrouw Van Bemmelen-Sahin, ŞAHIN", "persoon 3, mevrouw persoon 3, persoon 3"),
        ("KILIÇ en Kilic", "persoon 4 en persoon 4"),
        ("mail j.tielema@kindrijk.nl of kijk op www.kindrijk.nl/over", "mail (e-mailadres) of kijk op (webadres)"),
        ("het regiobureau", "het regiobureau"),
        ("Gemeente en regio, online. Online.", "Gemeente en regio, online. Online."),
        ("Wij willen wat Wil wil", "Wij willen wat persoon 5 wil"),
        ("po en vo, en VO niet", "po en vo, en partnerschap C niet"),
        ("samen opleiden met Samen", "samen opleiden met bestuur 6"),
        ("de moeite waard, waardering en polder", "de moeite waard, waardering en polder"),
        ("bij Zilveroever", "bij naam 1"),
        ("wisselplekken", "wisselplekken"),
        ("", ""),
    ],
)
def test_each_way_of_writing_a_name_gives_its_pseudonym(register: Naamregister, tekst: str, verwacht: str) -> None:
    assert replace(register, tekst) == verwacht


def test_a_word_that_others_write_small_is_no_name_at_the_start_of_a_sentence(register: Naamregister) -> None:
    assert replace(register, "Wisselplekken") == "bestuur 5-plekken"
    assert replace(register, "Wisselplekken", kleine_woorden=frozenset({"wisselplekken"})) == "Wisselplekken"


def test_one_word_of_a_name_may_be_left_where_it_is_small(register: Naamregister) -> None:
    laat = frozenset({"dijken", "kindrijk"})
    assert replace(register, "dijken, Dijken en kindrijk", behouden=laat) == "dijken, bestuur 2 en bestuur 1"


@pytest.mark.parametrize("woord", ["kindrijkscholen", "wisselplek", "pol", "Onderkindrijk"])
def test_what_holds_a_name_or_is_one_without_its_capital_can_be_told(register: Naamregister, woord: str) -> None:
    assert register.resembles(woord)
    assert not register.resembles("wil")
    assert not register.resembles("school")


def test_a_code_that_is_much_else_counts_after_the_word_partnerschap_only() -> None:
    register = make_register([Naambron(Naamsoort.PARTNERSCHAP, "Oever", "1")], GEWOON)
    assert replace(register, "op 1 oktober met partnerschap 1") == "op 1 oktober met partnerschap A"


def test_no_names_replace_nothing() -> None:
    assert replace(make_register([], GEWOON), "Alles blijft. Jan ook.") == "Alles blijft. Jan ook."


def test_the_twenty_seventh_partnership_has_two_letters() -> None:
    bronnen = [Naambron(Naamsoort.PARTNERSCHAP, f"Oever{nummer}", f"X{nummer}") for nummer in range(1, 29)]
    register = make_register(bronnen, GEWOON)
    assert register.name_partnerschap("X26", "Oever26") == "partnerschap Z"
    assert register.name_partnerschap("X27", "Oever27") == "partnerschap AA"


# Names as people have them: a few syllables that make no ordinary word, with and without accents.
LETTERGREPEN = ("Wöb", "kjal", "Şuf", "dré", "ñov", "gwij", "Çef", "łys", "zÿg", "pløx", "bek", "Quï", "fâz")
woorden = st.lists(st.sampled_from(LETTERGREPEN), min_size=2, max_size=3).map(lambda delen: "".join(delen).capitalize())
namen = st.lists(woorden, min_size=1, max_size=3).map(" ".join)
codes = st.lists(st.sampled_from("WXQZJ"), min_size=3, max_size=5).map("".join)
SOORTEN = [soort for soort in Naamsoort if soort is not Naamsoort.NAAM]
bronnen = st.builds(Naambron, st.sampled_from(SOORTEN), namen, st.just("")) | st.builds(
    Naambron, st.just(Naamsoort.PARTNERSCHAP), namen, codes
)


def without_accents(tekst: str) -> str:
    return "".join(teken for teken in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(teken))


SCHRIJFWIJZEN = (
    str,
    str.upper,
    str.lower,
    str.swapcase,
    without_accents,
    lambda naam: unicodedata.normalize("NFD", naam),
    lambda naam: naam.replace(" ", "\u00a0"),
    lambda naam: naam.replace(" ", "-"),
    lambda naam: naam.replace(" ", " \n"),
    "\u00ad".join,
    lambda naam: f"{naam}s",
    lambda naam: f"{naam}’s",
    lambda naam: f"{naam.split()[-1]}",
    lambda naam: f"{naam.split()[0]}",
    lambda naam: f"Stichting {naam}",
    lambda naam: f"info@{naam.split()[0]}.nl",
)


def find_names(tekst: str, bronnen: list[Naambron]) -> list[str]:
    """Every name and part of one that stands in a text as a word, as somebody would look for it by eye."""
    losse = {deel for bron in bronnen for deel in (bron.naam, *bron.naam.split(), bron.code) if deel}
    plat = re.sub(r"[\u00ad\u200b]", "", fold(tekst)).casefold()
    return [
        naam
        for naam in losse
        if re.search(rf"(?<![^\W\d_]){re.escape(fold(naam).casefold())}(?:['’]?s)?(?![^\W\d_])", plat)
    ]


@given(
    st.lists(bronnen, min_size=1, max_size=6),
    st.data(),
    st.lists(st.text(max_size=12) | st.sampled_from((" ", ". ", "\n", "(", ", ", "@", "'", "-", "_")), max_size=6),
)
def test_no_known_name_survives_whatever_the_text_around_it(
    bronnen: list[Naambron], data: st.DataObject, rond: list[str]
) -> None:
    stukken = list(rond)
    for bron in data.draw(st.lists(st.sampled_from(bronnen), min_size=1, max_size=4)):
        schrijf = data.draw(st.sampled_from(SCHRIJFWIJZEN))
        stukken.insert(data.draw(st.integers(0, len(stukken))), schrijf(bron.code or bron.naam))
        stukken.insert(data.draw(st.integers(0, len(stukken))), schrijf(bron.naam))
    tekst = "".join(stukken)

    assert find_names(replace(make_register(bronnen, GEWOON), tekst), bronnen) == []


@given(st.lists(bronnen, min_size=1, max_size=6))
def test_the_same_name_has_the_same_pseudonym_everywhere_and_each_partnership_its_own(bronnen: list[Naambron]) -> None:
    register = make_register(bronnen, GEWOON)
    for bron in bronnen:
        een, twee = replace(register, bron.naam), replace(register, f"({bron.naam.upper()})")
        assert twee == f"({een})"
    partnerschappen = {(bron.code, bron.naam) for bron in bronnen if bron.code}
    namen = {fold(naam).casefold() for _, naam in partnerschappen}
    assert len({register.name_partnerschap(*p) for p in partnerschappen}) == len(namen)


def test_a_code_of_two_partnerships_in_two_conversations_is_of_neither() -> None:
    bronnen = [Naambron(Naamsoort.PARTNERSCHAP, naam, "SOL") for naam in ("Oeverloo", "Hemelrijk")]
    register = make_register(bronnen, GEWOON)
    assert replace(register, "SOL, Oeverloo, Hemelrijk") == "naam 1, partnerschap A, partnerschap B"

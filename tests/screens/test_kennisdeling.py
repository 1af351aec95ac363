"""Kennis delen: consent, what is marked, deciding, and releasing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.kennis import Woordkeuze
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.sessie import Sessie, Stand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import KENNISDELING, VERSLAG, headings, labels, links, open_scherm, read, refusals
from tests.zaak import come_in, write


@pytest.fixture
def sessie(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> Sessie:
    sessie = make_gesprek(Stand.GESPREK)
    write(ports, wie, sessie, "conclusie/G2", "Dat zei Petra <b>, over 46 plekken en 12 scholen bij LWZ.")
    return sessie


def knop(tab: AppTest, label: str) -> AppTest:
    (gevonden,) = (knop for knop in tab.button if knop.label == label)
    return gevonden.click().run()


def woordkeuzes(ports: Ports, sessie: Sessie) -> list[Woordkeuze]:
    return list(ports.sessies.get_dossier(sessie.id).kennis.woordkeuzes)


def test_the_report_leads_to_it(make_gesprek: MakeGesprek) -> None:
    assert "Deel kennis met andere regio’s" in [
        link.label for link in open_scherm(VERSLAG, make_gesprek(Stand.GESPREK)).page_link
    ]


def test_consent_is_given_and_taken_back(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(KENNISDELING, sessie)
    assert "Wij willen samen opleiden." not in read(tab)

    tab.button(key="kennis_toestemming_LWZ_ja").click().run()
    assert ports.sessies.get_dossier(sessie.id).kennis.may_cite("LWZ")
    assert "De eigen woorden van LWZ gaan nu mee." in read(tab)
    assert "Wij willen samen opleiden." in read(tab)

    tab.button(key="kennis_toestemming_LWZ_nee").click().run()
    assert not ports.sessies.get_dossier(sessie.id).kennis.may_cite("LWZ")
    assert "Wij willen samen opleiden." not in read(tab)


def test_the_preview_shows_what_was_replaced_and_what_still_stands_out(sessie: Sessie) -> None:
    tab = open_scherm(KENNISDELING, sessie)
    assert '<ins class="gk-vervangen" title="was: LWZ">partnerschap A</ins>' in read(tab)
    assert '<mark class="gk-opvallend">Petra</mark> &lt;b&gt;, over' in read(tab)
    assert not tab.exception


def test_a_word_is_replaced_a_kind_is_left_and_then_all_may_leave(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(KENNISDELING, sessie)
    tab.segmented_control[0].set_value("naam").run()
    opener = next(k.key for k in tab.button if k.label == "Vervang…")
    assert opener is not None
    tab.button(key=opener).click().run()
    tab.button(key=opener).click()
    tab.text_input(key="kennis_nieuw_Petra").set_value("een schoolleider")
    tab.button(key="kennis_vervang_ja").click().run()
    assert woordkeuzes(ports, sessie) == [Woordkeuze(woord="Petra", vervanging="een schoolleider")]
    assert "Dat zei" in read(tab)
    assert ">een schoolleider</ins>" in read(tab)

    knop(tab, "Laat alle 2 getallen staan")
    assert [(k.woord, k.vervanging) for k in woordkeuzes(ports, sessie)][1:] == [
        ("12 scholen", None),
        ("46 plekken", None),
    ]
    assert "Alles is bekeken." in read(tab)
    assert f"/gk/kennis/{sessie.id}" not in read(tab)

    knop(tab, "Geef vrij")
    assert f'/gk/kennis/{sessie.id}/kennis.html"' in read(tab)
    assert f'/gk/kennis/{sessie.id}/kennis.json"' in read(tab)


def test_what_is_open_leaves_only_after_an_explicit_yes(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(KENNISDELING, sessie)
    knop(tab, "Geef vrij")
    assert "staan 3 woorden in waarover nog niemand besliste" in refusals(tab)
    assert not ports.sessies.get_dossier(sessie.id).kennis.vrijgegeven

    tab.checkbox(key="kennis_ook_met_open").check()
    knop(tab, "Geef vrij")
    assert ports.logboek.list(sessie.id)[-1].daad.onderwerp.endswith("/open/3")
    assert "Om te lezen (HTML)" in read(tab)


def test_a_decision_can_be_taken_back(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tab = open_scherm(KENNISDELING, sessie)
    tab.segmented_control[0].set_value("naam").run()
    knop(tab, "Laat staan")
    assert woordkeuzes(ports, sessie) == [Woordkeuze(woord="Petra")]
    tab.selectbox(key="kennis_herzie").set_value("Petra").run()
    knop(tab, "Beslis opnieuw")
    assert woordkeuzes(ports, sessie) == []


def test_a_word_that_was_not_marked_can_be_replaced_too(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(KENNISDELING, sessie)
    tab.button(key="kennis_zelf").click().run()
    tab.button(key="kennis_zelf").click()
    tab.text_input(key="kennis_welk").set_value("zei")
    tab.text_input(key="kennis_nieuw_").set_value("vond")
    tab.button(key="kennis_vervang_ja").click().run()
    assert woordkeuzes(ports, sessie) == [Woordkeuze(woord="zei", vervanging="vond")]

    tab.button(key="kennis_zelf").click().run()
    tab.button(key="kennis_zelf").click()
    tab.button(key="kennis_vervang_ja").click().run()
    assert "mag niet leeg zijn" in refusals(tab)


def test_another_conversation_goes_along(ports: Ports, wie: Wie, sessie: Sessie, make_gesprek: MakeGesprek) -> None:
    ander = make_gesprek(Stand.GESPREK)
    tab = open_scherm(KENNISDELING, sessie)
    write(ports, wie, ander, "conclusie/G3", "Daar weet Petra meer van.")
    tab.multiselect(key="kennis_samen").set_value([str(ander.id)]).run()
    assert "Daar weet" in read(tab)
    tab.segmented_control[0].set_value("naam").run()
    knop(tab, "Laat staan")
    for gesprek in (sessie, ander):
        assert woordkeuzes(ports, gesprek) == [Woordkeuze(woord="Petra")]
    tab.checkbox(key="kennis_ook_met_open").check()
    knop(tab, "Geef vrij")
    assert f"/gk/kennis/{sessie.id}/kennis.html?met={ander.id}" in read(tab)


def test_who_takes_part_decides_about_the_own_words_and_sees_no_preview(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    provide_cookies(lambda: Koekjes(None, binnen.cookie))

    tab = open_scherm(KENNISDELING, sessie)

    assert headings(tab) == ["Kennis delen", "Mogen eigen woorden mee?"]
    assert labels(tab) == ["Geef toestemming"]
    tab.button(key="kennis_toestemming_LWZ_ja").click().run()
    assert ports.sessies.get_dossier(sessie.id).kennis.may_cite("LWZ")
    assert "Deel kennis met andere regio’s" not in links(open_scherm(VERSLAG, sessie))


def test_an_empty_conversation_says_what_is_missing(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(KENNISDELING, make_gesprek("leeg"))
    assert "Er doen nog geen partnerschappen mee." in read(tab)
    assert "nog niets te delen" in read(tab)
    assert not tab.exception


def test_the_large_example_can_be_looked_through(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(KENNISDELING, make_gesprek("voorbeeld"))
    assert "Wat nog iemand kan verraden" in headings(tab)
    assert len([label for label in labels(tab) if label == "Laat staan"]) <= 8
    assert not tab.exception

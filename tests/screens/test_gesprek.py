"""Het gesprek: one question at a time."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.ports import Ports
from gesprekskaart.sessie import NietBesproken, Stand
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import VRAAG, fields, headings, in_venster, kaartbalk, labels, open_scherm, read


def test_every_question_of_the_card_is_shown_word_for_word(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    kaart = ports.sessies.get_dossier(sessie.id).kaart
    tab = open_scherm(VRAAG, sessie)

    for vraag in kaart.vragen:
        tab.query_params["vraag"] = vraag.id
        tab.run()
        assert f"vraag {vraag.id}" in read(tab)
        verwacht = {f"antwoord/{sleutel}/{code}" for sleutel in vraag.sleutels for code in ("LWZ", "AOZ")}
        verwacht |= {f"{soort}/{vraag.id}" for soort in ("overeenkomsten", "verschillen", "conclusie")}
        assert set(fields(tab)) == verwacht
    assert len(kaartbalk(tab)) == len(kaart.vragen) == 25


def test_walking_goes_one_question_at_a_time_and_the_address_goes_along(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VRAAG, make_gesprek(Stand.GESPREK))
    assert "vraag_vorige" not in {knop.key for knop in tab.button}

    tab.button(key="vraag_volgende").click().run()
    assert tab.query_params["vraag"] == "G2"
    assert "vraag G2" in read(tab)
    tab.button(key="vraag_vorige").click().run()
    assert tab.query_params["vraag"] == "G1"


def test_a_question_that_is_not_on_the_card_opens_the_first(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VRAAG, make_gesprek(Stand.GESPREK), vraag="ZZ9")

    assert "vraag G1" in read(tab)
    assert not tab.exception


def test_after_the_last_question_comes_way_forward(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VRAAG, make_gesprek(Stand.GESPREK), vraag="OO5")

    tab.button(key="vraag_way_forward").click().run()

    assert '<h1 class="gk-titel" lang="en">Way Forward</h1>' in read(tab)


@pytest.mark.parametrize(
    ("stand", "antwoord", "conclusie"),
    [
        (Stand.VOORBEREIDING, True, False),
        (Stand.GESPREK, True, True),
        (Stand.VERSLAG, False, False),
        (Stand.VASTGESTELD, False, False),
    ],
)
def test_what_may_be_written_follows_the_stand(
    make_gesprek: MakeGesprek, stand: Stand, antwoord: bool, conclusie: bool
) -> None:
    velden = fields(open_scherm(VRAAG, make_gesprek(stand)))

    assert velden["antwoord/G1/LWZ"]["mag_schrijven"] is antwoord
    assert velden["conclusie/G1"]["mag_schrijven"] is conclusie
    assert velden["antwoord/G1/LWZ"]["aanwijzing"] == "vooraf ingebracht"


def test_the_conversation_can_be_begun_from_the_question(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)
    tab = open_scherm(VRAAG, sessie)
    assert "nog niet begonnen" in tab.info[0].value

    tab.button(key="vraag_begin").click().run()

    assert ports.sessies.get(sessie.id).stand is Stand.GESPREK
    assert fields(tab)["conclusie/G1"]["mag_schrijven"]


def _mark(tab: AppTest, wat: list[tuple[str, str | None]], reden: str) -> None:
    tab.pills(key="niet_besproken_wat_G2").set_value(wat)
    tab.text_input(key="niet_besproken_reden_G2").set_value(reden)
    tab.button(key="niet_besproken_bewaar").click()


def test_a_whole_question_can_be_stated_as_not_discussed(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    tab = open_scherm(VRAAG, sessie, vraag="G2")

    in_venster(tab, "niet_besproken_G2", lambda tab: _mark(tab, [("G2", None)], "de tijd was op"))

    feit = NietBesproken(sleutel="G2", reden="de tijd was op")
    assert ports.sessies.get_dossier(sessie.id).niet_besproken == (feit,)
    assert "niet besproken: de tijd was op" in read(tab)
    assert not [plek for plek in fields(tab) if plek.startswith("antwoord/")]
    assert kaartbalk(tab)["G2"]["stand"] == "niet besproken"


def test_not_discussed_is_stated_for_one_partnership_and_taken_back(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    tab = open_scherm(VRAAG, sessie, vraag="G2")
    in_venster(tab, "niet_besproken_G2", lambda tab: _mark(tab, [("G2", "AOZ")], ""))
    assert "antwoord/G2/LWZ" in fields(tab)
    assert "antwoord/G2/AOZ" not in fields(tab)

    in_venster(tab, "niet_besproken_G2", lambda tab: _mark(tab, [], ""))

    assert ports.sessies.get_dossier(sessie.id).niet_besproken == ()
    assert "antwoord/G2/AOZ" in fields(tab)


def test_without_partnerships_the_way_to_add_them_is_one_button(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VRAAG, make_gesprek("leeg"))
    assert "Partnerschappen toevoegen" in labels(tab)

    tab.button(key="vraag_partnerschappen").click().run()

    assert headings(tab)[0] == "Wie en wanneer"

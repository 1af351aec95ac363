"""The cards that ship with the product are their sources, word for word.

The digests beside this file were taken from the lines of the source texts themselves, not from the card files.
"""

import hashlib
import json
import re
from pathlib import Path

import pytest

from gesprekskaart.kaart import Fasenaam, Kaart
from gesprekskaart.kaartbestand import shipped_kaarten, with_aanvullingen
from gesprekskaart.sessie import Functie
from gesprekskaart.tekst import ASPECTEN

DIGESTS: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("kaartteksten.sha256.json").read_text("utf-8"))
KAARTEN = {kaart.id: kaart for kaart in shipped_kaarten()}
SOP, OPDENK = KAARTEN["gesprekskaart-sop"], KAARTEN["opdenksessie-4"]


def digest(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()


def collect_teksten(kaart: Kaart) -> dict[str, str]:
    """Every question, part and recommendation by its id."""
    vragen = {vraag.id: vraag.tekst for vraag in kaart.vragen}
    onderdelen = {onderdeel.id: onderdeel.tekst for vraag in kaart.vragen for onderdeel in vraag.onderdelen}
    return vragen | onderdelen | {aanbeveling.id: aanbeveling.tekst for aanbeveling in kaart.aanbevelingen}


def list_ids(kaart: Kaart) -> list[list[str]]:
    return [[vraag.id for vraag in blok.vragen] for fase in kaart.fasen for blok in fase.blokken]


@pytest.mark.parametrize("kaart", KAARTEN.values(), ids=KAARTEN)
def test_every_question_part_and_recommendation_is_word_for_word_its_source(kaart: Kaart) -> None:
    bron = {sleutel: som for sleutel, som in DIGESTS[kaart.id].items() if re.fullmatch(r"[A-Z]+[0-9]+[a-z]?", sleutel)}
    assert {sleutel: digest(tekst) for sleutel, tekst in collect_teksten(kaart).items()} == bron


def test_the_gesprekskaart_has_25_questions_in_five_blocks_with_20_parts_and_4_recommendations() -> None:
    assert list_ids(SOP) == [
        ["G1", "G2", "G3", "G4"],
        ["RS1", "RS2", "RS3", "RS4", "RS5", "RS6", "RS7"],
        ["RO1", "RO2", "RO3", "RO4"],
        ["OS1", "OS2", "OS3", "OS4", "OS5"],
        ["OO1", "OO2", "OO3", "OO4", "OO5"],
    ]
    assert len(SOP.vragen) == 25
    onderdelen = [onderdeel.id for vraag in SOP.vragen for onderdeel in vraag.onderdelen]
    assert " ".join(onderdelen) == (
        "G3a G3b G4a G4b RS4a RS4b OS2a OS2b OS2c OS2d OS3a OS3b OS3c OS3d OS5a OS5b OO2a OO2b OO2c OO2d"
    )
    assert len(onderdelen) == 20
    assert [aanbeveling.id for aanbeveling in SOP.aanbevelingen] == ["A1", "A2", "A3", "A4"]


def test_the_gesprekskaart_walks_through_grow_and_way_forward_asks_nothing() -> None:
    assert [fase.fase for fase in SOP.fasen] == list(Fasenaam)[:4]
    assert [len(fase.blokken) for fase in SOP.fasen] == [1, 2, 2, 0]
    assert "aanvulling op de kaart" in SOP.fasen[-1].aanvulling


def test_the_headings_and_explanation_of_the_gesprekskaart_are_those_of_its_source() -> None:
    bron = DIGESTS["gesprekskaart-sop"]
    titels = [blok.titel for fase in SOP.fasen for blok in fase.blokken]
    assert [digest(titel) for titel in titels] == [bron[f"blok {letters}"] for letters in ("G", "RS", "RO", "OS", "OO")]
    assert digest(SOP.uitleg) == bron["uitleg"]
    assert digest(SOP.aanbevelingen_inleiding) == bron["aanbevelingen_inleiding"]
    assert digest("\n".join(SOP.functies)) == bron["functies"]


def test_the_functions_on_the_card_are_those_that_afspraken_are_sorted_by() -> None:
    assert SOP.functies == tuple(Functie)


def test_the_opdenksessie_has_3_themes_with_9_subtopics_and_its_working_method() -> None:
    bron = DIGESTS["opdenksessie-4"]
    assert list_ids(OPDENK) == [["T1", "T2", "T3"]]
    assert [fase.fase for fase in OPDENK.fasen] == [Fasenaam.THEMA]
    assert [[onderdeel.id for onderdeel in thema.onderdelen] for thema in OPDENK.vragen] == [
        ["T1a", "T1b", "T1c", "T1d"],
        ["T2a", "T2b", "T2c"],
        ["T3a", "T3b"],
    ]
    assert digest(OPDENK.titel) == bron["titel"]
    assert digest(OPDENK.uitleg) == bron["uitleg"]
    assert digest("\n".join(OPDENK.werkwijze)) == bron["werkwijze"]
    assert OPDENK.aanbevelingen == ()


def test_help_of_our_own_never_repeats_or_replaces_the_words_of_the_card() -> None:
    aanvullingen = [vraag.aanvulling for vraag in SOP.vragen if vraag.aanvulling]
    assert 0 < len(aanvullingen) < len(SOP.vragen)
    assert all(len(aanvulling) <= 180 for aanvulling in aanvullingen)
    assert not {digest(aanvulling) for aanvulling in aanvullingen} & set(DIGESTS["gesprekskaart-sop"].values())


def test_the_criteria_ask_where_the_card_asks_already() -> None:
    gevraagd = {
        criterium.titel: [" ".join(criterium.sleutels_bij(aspect)) for aspect in ASPECTEN] for criterium in SOP.criteria
    }
    assert gevraagd == {
        "Vijf functies": ["OS2a OO2b", "OO2b", "", "OS3a"],
        "Verbinding sectoren": ["OS2b OO2c", "OO2c", "", "OS3b"],
        "100%-ambitie": ["OS2c OO2d", "OO2d", "", "OS3c"],
        "Basiskwaliteit": ["OS2d OO2a", "OO2a", "OS5a", "OS3d"],
        "(Her)indeling, inrichting, financiering": ["", "", "OS5b", "OO5"],
    }
    delen = {d.id for v in SOP.vragen if v.id in ("OS2", "OS3", "OS5", "OO2") for d in v.onderdelen}
    assert delen <= {sleutel for cellen in gevraagd.values() for cel in cellen for sleutel in cel.split()}
    assert [criterium.id for criterium in SOP.criteria if criterium.per_functie] == ["functies"]
    assert OPDENK.criteria == ()


def test_a_card_that_was_kept_before_our_additions_existed_has_them_too() -> None:
    vroeger = SOP.model_copy(update={"criteria": (), "betrokkenen": ()})
    assert with_aanvullingen(vroeger) == SOP
    assert with_aanvullingen(SOP.model_copy(update={"betrokkenen": ()})) == SOP
    anders = vroeger.model_copy(update={"titel": "Mijn eigen woorden"})
    assert with_aanvullingen(anders) == anders

"""Back in the browser: the address is again what it was, and so are the choices that stand in it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import load_voorbeelden
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import KEUZES, OVERZICHT, VERZAMELD, ZOEKEN, open_scherm, read


@pytest.mark.parametrize(
    ("scherm", "hier", "soort", "key", "naam", "keuze"),
    [
        (OVERZICHT, {}, "selectbox", "overzicht_regio", "regio", "Zilverwaard"),
        (OVERZICHT, {}, "segmented_control", "overzicht_deel", "deel", "vragen"),
        (OVERZICHT, {"deel": "dekking"}, "segmented_control", "overzicht_tegen", "tegen", "pijler"),
        (OVERZICHT, {"deel": "acties"}, "segmented_control", "overzicht_kijk", "kijk", "tijd"),
        (VERZAMELD, {}, "selectbox", "verzameld_groep", "groep", "Gesprek"),
        (VERZAMELD, {}, "selectbox", "verzameld_stand", "stand", "beantwoord"),
    ],
)
def test_back_goes_to_what_was_chosen_before(
    ports: Ports, wie: Wie, scherm: str, hier: dict[str, str], soort: str, key: str, naam: str, keuze: str
) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(scherm, **hier)
    eerst = getattr(tab, soort)(key=key).value
    getattr(tab, soort)(key=key).set_value(keuze).run()
    assert keuze in tab.query_params[naam]

    del tab.query_params[naam]
    tab.run()
    assert getattr(tab, soort)(key=key).value == eerst
    assert not tab.exception


def test_back_goes_to_what_stood_beside_each_other(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(KEUZES, make_gesprek("voorbeeld"), weergave="naast")
    tab.multiselect(key="keuzes_naast").set_value(["K3", "K1"]).run()
    assert "K3,K1" in tab.query_params["met"]
    del tab.query_params["met"]
    tab.run()
    assert tab.multiselect(key="keuzes_naast").value == ["K1", "K2"]


def test_back_goes_to_what_was_searched_for_before(ports: Ports, wie: Wie) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(ZOEKEN, woorden="studenten")
    tab.text_input(key="zoeken_woorden").set_value("schoolopleider")
    tab.button(key="zoeken_zoek").click().run()
    assert "schoolopleider" in tab.query_params["woorden"]
    tab.query_params["woorden"] = "studenten"
    tab.run()
    assert tab.text_input(key="zoeken_woorden").value == "studenten"
    assert "studenten" in read(tab)

"""Back in the browser: the address is again what it was, and so are the choices that stand in it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import load_voorbeelden
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import KEUZES, OVERZICHT, VERZAMELD, ZOEKEN, open_scherm, read


@pytest.mark.parametrize(
    ("scherm", "hier", "naam", "keuze"),
    [
        (OVERZICHT, {}, "regio", "Zilverwaard"),
        (OVERZICHT, {}, "deel", "vragen"),
        (OVERZICHT, {"deel": "dekking"}, "tegen", "pijler"),
        (OVERZICHT, {"deel": "acties"}, "kijk", "tijd"),
        (VERZAMELD, {}, "groep", "Gesprek"),
        (VERZAMELD, {}, "stand", "beantwoord"),
    ],
)
def test_back_goes_to_what_was_chosen_before(
    ports: Ports, wie: Wie, scherm: str, hier: dict[str, str], naam: str, keuze: str
) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(scherm, **hier)
    eerst = _find(tab, naam).value
    _find(tab, naam).set_value(keuze).run()
    assert keuze in tab.query_params[naam]

    del tab.query_params[naam]
    tab.run()
    assert _find(tab, naam).value == eerst
    assert not tab.exception


def _find(tab: AppTest, naam: str) -> Any:
    return next(widget for widget in (*tab.selectbox, *tab.segmented_control) if widget.key.endswith(f"_{naam}"))


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

"""Who may take a conversation along, in what format, when; and what the ZIP holds."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietGevonden, NietToegestaan, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import MAG, Handeling
from gesprekskaart.services.sessies import save_gesprek
from gesprekskaart.services.uitvoeren import make_uitvoer
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import add_actie, save_actie
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.uitvoer.formaat import SOORTEN, Formaat
from tests.zaak import make_account, make_deelnemer, make_sessie, write


def add_termijn(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    actie = add_actie(wie, sessie.id, ports=ports)
    save_actie(wie, sessie.id, actie.model_copy(update={"termijn": date(2027, 9, 1)}), ports=ports)


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("rol", Sessierol)
@pytest.mark.parametrize("formaat", [f for f in Formaat if f not in (Formaat.PDF, Formaat.ICS, Formaat.ZIP)])
def test_who_may_take_it_along(ports: Ports, wie: Wie, formaat: Formaat, rol: Sessierol, stand: Stand) -> None:
    sessie = make_sessie(ports, wie, stand=stand)
    iemand = wie if rol is Sessierol.FACILITATOR else make_deelnemer(sessie, rol)
    if stand not in MAG[rol].get(Handeling.EXPORTEREN, frozenset()):
        with pytest.raises(NietToegestaan):
            make_uitvoer(iemand, sessie.id, formaat, None, ports=ports)
    else:
        assert make_uitvoer(iemand, sessie.id, formaat, None, ports=ports).data


@pytest.mark.parametrize("formaat", Formaat)
def test_a_stranger_gets_nothing(ports: Ports, sessie: Sessie, formaat: Formaat) -> None:
    vreemde = make_account(ports, "vreemde")

    with pytest.raises(SessieOnbekend):
        make_uitvoer(vreemde, sessie.id, formaat, None, ports=ports)


@pytest.mark.parametrize("formaat", Formaat)
def test_files_are_named_after_title_and_version(ports: Ports, wie: Wie, sessie: Sessie, formaat: Formaat) -> None:
    add_termijn(ports, wie, sessie)
    naam = make_uitvoer(wie, sessie.id, formaat, None, ports=ports).naam

    assert naam.startswith("regiogesprek-zilverwaard")
    assert naam.endswith(SOORTEN[formaat].achtervoegsel)
    if formaat not in (Formaat.JSON, Formaat.ICS):
        assert "-concept" in naam


def test_a_name_can_be_kept_on_any_computer(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    gesprek = sessie.gesprek.model_copy(update={"titel": '../..\\con: "Ayşe" | 🎉 * ?'})
    save_gesprek(wie, ports.sessies.get(sessie.id), gesprek, ports=ports)
    naam = make_uitvoer(wie, sessie.id, Formaat.MD, None, ports=ports).naam

    assert naam == "con-ayşe-concept.md"


def test_a_version_that_is_not_there_is_said(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(NietGevonden, match="Versie 3"):
        make_uitvoer(wie, sessie.id, Formaat.DOCX, 3, ports=ports)


def test_the_zip_holds_everything_and_says_what_it_is(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/RS3/LWZ", "Wij willen samen opleiden.")
    add_termijn(ports, wie, sessie)
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    data = make_uitvoer(wie, sessie.id, Formaat.ZIP, 1, ports=ports).data

    with zipfile.ZipFile(io.BytesIO(data)) as pakket:
        assert pakket.testzip() is None
        assert pakket.namelist()[:2] == ["LEESMIJ.txt", "verslag.pdf"]
        namen = set(pakket.namelist())
        leesmij = pakket.read("LEESMIJ.txt").decode("utf-8-sig")
        afdruk = hashlib.sha256(pakket.read("gegevens/zonder-namen.json")).hexdigest()
        assert "Wij willen samen opleiden." in pakket.read("verslag.md").decode()
    assert namen >= {
        "verslag-samenvatting.pdf", "verslag-besluiten.pdf", "verslag-zonder-namen.pdf", "verslag-regio.pdf",
        "verslag.docx", "verslag.xlsx", "verslag.html", "verslag.md", "tabellen/acties.csv", "tabellen/antwoorden.csv",
        "gegevens/gesprek.json", "termijnen.ics",
    }  # fmt: skip
    assert afdruk == versie.vingerafdruk
    assert versie.vingerafdruk in leesmij
    assert all(f"- {naam.split('/')[0]}" in leesmij for naam in namen - {"LEESMIJ.txt"})


def test_a_draft_without_terms_makes_a_zip_without_a_calendar(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    data = make_uitvoer(wie, sessie.id, Formaat.ZIP, None, ports=ports).data

    with zipfile.ZipFile(io.BytesIO(data)) as pakket:
        leesmij = pakket.read("LEESMIJ.txt").decode("utf-8-sig")
        assert "termijnen.ics" not in pakket.namelist()
    assert "Dit is een concept" in leesmij
    assert "termijnen.ics" not in leesmij

"""Taking a filled worksheet over as preparation: first a proposal, then all of it at once, and nothing is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, Ongeldig, SessieOnbekend, TekstGewijzigd
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import MAG, Handeling
from gesprekskaart.services.werkbladen import (
    Keuze,
    Overname,
    Verhouding,
    Voorstel,
    make_leeg_werkblad,
    make_voorstel,
    take_over,
)
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import MAX_TEKST, Moment
from gesprekskaart.werkblad import word
from gesprekskaart.werkblad.gegevens import Werkbladsoort
from tests.unit.werkbladproef import fill_docx
from tests.zaak import TOEN, make_account, make_deelnemer, make_sessie, write

KAART, ANDERE = shipped_kaarten()


def make_werkblad(**antwoorden: str) -> bytes:
    return fill_docx(word.write_werkblad(KAART, TOEN), antwoorden)


def propose(ports: Ports, wie: Wie, sessie: Sessie, **antwoorden: str) -> Voorstel:
    return make_voorstel(wie, sessie.id, "LWZ", make_werkblad(**antwoorden), ports=ports)


def choose(voorstel: Voorstel, overname: Overname = Overname.ONDER) -> list[Keuze]:
    return [Keuze(regel.sleutel, overname, regel.revisie, regel.nieuw) for regel in voorstel.regels]


def read(ports: Ports, sessie: Sessie, sleutel: str) -> str:
    tekst = ports.teksten.get(sessie.id, f"antwoord/{sleutel}/LWZ")
    return tekst.tekst if tekst else ""


def test_a_proposal_says_of_each_question_what_it_would_do_and_changes_nothing(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Dit stond er.")
    write(ports, wie, sessie, "antwoord/G2/LWZ", "Al  hetzelfde.")
    voorstel = propose(ports, wie, sessie, G1="Iets anders.", G2="Al hetzelfde.", RS3="Nieuw.")

    assert [(r.sleutel, r.verhouding, r.revisie) for r in voorstel.regels] == [
        ("G1", Verhouding.ANDERS, 1),
        ("G2", Verhouding.GELIJK, 1),
        ("RS3", Verhouding.NIEUW, 0),
    ]
    assert voorstel.regels[0].staat_er == "Dit stond er."
    assert (read(ports, sessie, "G1"), read(ports, sessie, "RS3")) == ("Dit stond er.", "")


@pytest.mark.parametrize(
    ("overname", "uitkomst"),
    [
        (Overname.ONDER, "Dit stond er.\n\nIets anders."),
        (Overname.VERVANG, "Iets anders."),
        (Overname.LAAT_STAAN, "Dit stond er."),
    ],
)
def test_what_stood_there_stays_unless_somebody_says_otherwise(
    ports: Ports, wie: Wie, sessie: Sessie, overname: Overname, uitkomst: str
) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Dit stond er.")
    voorstel = propose(ports, wie, sessie, G1="Iets anders.")
    aantal = take_over(wie, sessie.id, "LWZ", choose(voorstel, overname), ports=ports, new_id=uuid4)

    assert read(ports, sessie, "G1") == uitkomst
    assert aantal == (overname is not Overname.LAAT_STAAN)


def test_a_worksheet_that_is_read_twice_adds_nothing_the_second_time(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Dit stond er.")
    for verwacht in (Verhouding.ANDERS, Verhouding.GELIJK):
        voorstel = propose(ports, wie, sessie, G1="Eerst  dit.\n\nDan dat.")
        assert [regel.verhouding for regel in voorstel.regels] == [verwacht]
        if verwacht is Verhouding.ANDERS:
            take_over(wie, sessie.id, "LWZ", choose(voorstel), ports=ports, new_id=uuid4)
    assert [regel.verhouding for regel in propose(ports, wie, sessie, G1="Dan.").regels] == [Verhouding.ANDERS]


def test_all_is_written_or_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    voorstel = propose(ports, wie, sessie, G1="Een.", RS3="Twee.")
    write(ports, wie, sessie, "antwoord/RS3/LWZ", "Iemand was eerder.")

    with pytest.raises(TekstGewijzigd):
        take_over(wie, sessie.id, "LWZ", choose(voorstel), ports=ports, new_id=uuid4)
    assert (read(ports, sessie, "G1"), read(ports, sessie, "RS3")) == ("", "Iemand was eerder.")


def test_what_came_from_a_worksheet_beforehand_counts_as_brought_in_beforehand(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    take_over(wie, sessie.id, "LWZ", choose(propose(ports, wie, sessie, G1="Een.")), ports=ports, new_id=uuid4)
    tekst = ports.teksten.get(sessie.id, "antwoord/G1/LWZ")

    assert tekst is not None
    assert (tekst.moment, tekst.revisie) == (Moment.VOORAF, 1)


@pytest.mark.parametrize("genoemd", ["LWZ", "lwz", "leerwerkplaats zilverwaard", ""])
def test_a_partnership_may_be_named_by_code_or_name(ports: Ports, wie: Wie, sessie: Sessie, genoemd: str) -> None:
    assert propose(ports, wie, sessie, partnerschap=genoemd or " ", G1="Een.").regels


@pytest.mark.parametrize(
    ("antwoorden", "melding"),
    [
        ({}, "nog niets ingevuld"),
        ({"partnerschap": "XYZ", "G1": "Een."}, "doet niet mee in dit gesprek. Wel doen mee: Leerwerkplaats"),
        ({"partnerschap": "AOZ", "G1": "Een."}, "Dit werkblad is van AOZ; je leest het in voor LWZ"),
    ],
)
def test_a_worksheet_of_somebody_else_is_refused(
    ports: Ports, wie: Wie, sessie: Sessie, antwoorden: dict[str, str], melding: str
) -> None:
    with pytest.raises(Ongeldig, match=melding):
        propose(ports, wie, sessie, **antwoorden)


def test_a_worksheet_of_another_card_or_version_is_refused(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for kaart, melding in ((ANDERE, "hoort bij de kaart"), (KAART.model_copy(update={"versie": "9.9"}), "versie 9.9")):
        data = fill_docx(word.write_werkblad(kaart, TOEN), {"T1a": "Een."})
        with pytest.raises(Ongeldig, match=melding):
            make_voorstel(wie, sessie.id, "LWZ", data, ports=ports)


def test_another_card_is_called_by_its_title_where_it_is_known(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eigen = KAART.model_copy(update={"id": "eigen-kaart", "titel": "Onze eigen kaart"})
    for kaart, naam in ((ANDERE, ANDERE.titel), (eigen, "eigen-kaart")):
        data = fill_docx(word.write_werkblad(kaart, TOEN), {"T1a": "Een."})
        with pytest.raises(Ongeldig) as fout:
            make_voorstel(wie, sessie.id, "LWZ", data, ports=ports)
        assert f"hoort bij de kaart ‘{naam}’; dit gesprek gebruikt ‘{KAART.titel}’" in str(fout.value)


def test_together_it_may_not_become_too_long(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "x" * (MAX_TEKST - 5))
    voorstel = propose(ports, wie, sessie, G1="Nog wat erbij.", RS3="Een.")

    with pytest.raises(Ongeldig, match="past het er niet meer onder"):
        take_over(wie, sessie.id, "LWZ", choose(voorstel), ports=ports, new_id=uuid4)
    assert read(ports, sessie, "RS3") == ""


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("rol", Sessierol)
@pytest.mark.parametrize("code", ["LWZ", "AOZ"])
def test_who_may_take_a_worksheet_over(ports: Ports, wie: Wie, rol: Sessierol, stand: Stand, code: str) -> None:
    sessie = make_sessie(ports, wie, stand=stand)
    iemand = wie if rol is Sessierol.FACILITATOR else make_deelnemer(sessie, rol)
    mag = stand in MAG[rol].get(Handeling.ANTWOORDEN, frozenset()) and (rol is Sessierol.FACILITATOR or code == "LWZ")
    keuzes = [Keuze("G1", Overname.ONDER, 0, "Een.")]
    if mag:
        assert make_voorstel(iemand, sessie.id, code, make_werkblad(G1="Een."), ports=ports).regels
        assert take_over(iemand, sessie.id, code, keuzes, ports=ports, new_id=uuid4) == 1
        return
    with pytest.raises(NietToegestaan):
        make_voorstel(iemand, sessie.id, code, make_werkblad(G1="Een."), ports=ports)
    with pytest.raises(NietToegestaan):
        take_over(iemand, sessie.id, code, keuzes, ports=ports, new_id=uuid4)


def test_a_stranger_gets_no_worksheet(ports: Ports, sessie: Sessie) -> None:
    vreemde = make_account(ports, "vreemde")

    with pytest.raises(SessieOnbekend):
        make_leeg_werkblad(vreemde, sessie.id, Werkbladsoort.DOCX, ports=ports)
    with pytest.raises(SessieOnbekend):
        make_voorstel(vreemde, sessie.id, "LWZ", make_werkblad(G1="Een."), ports=ports)

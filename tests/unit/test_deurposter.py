"""The page to hang on the door, read back."""

from __future__ import annotations

import io

import pytest
import segno
from pypdf import PdfReader

from gesprekskaart.account import Wie
from gesprekskaart.deelname import Uitnodiging, format_code
from gesprekskaart.errors import NietGevonden, NietToegestaan
from gesprekskaart.ports import Ports
from gesprekskaart.services import uitnodigen
from gesprekskaart.services.deurposter import make_deurposter, make_qr
from gesprekskaart.sessie import Sessie, Sessierol
from tests.zaak import DAAD, make_deelnemer

SERVER = "https://gesprek.regio.test"


@pytest.fixture
def uitnodiging(ports: Ports, wie: Wie, sessie: Sessie) -> Uitnodiging:
    return uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)


@pytest.mark.parametrize("titel", ["Regiogesprek", "Ayşe & coördinator <3 " * 13])
def test_one_page_says_what_it_is_and_how_to_come_in(
    ports: Ports, wie: Wie, sessie: Sessie, uitnodiging: Uitnodiging, titel: str
) -> None:
    gesprek = sessie.gesprek.model_copy(update={"titel": titel.strip(), "plaats": "Dorpshuis Zilver"})
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"gesprek": gesprek}), gelezen=nu.revisie, daad=DAAD)

    document = make_deurposter(wie, sessie.id, SERVER, ports=ports)

    (pagina,) = PdfReader(io.BytesIO(document.data)).pages
    tekst = " ".join(pagina.extract_text().split())
    assert titel.split(maxsplit=1)[0] in tekst
    for woorden in (
        format_code(uitnodiging.code),
        "gesprek.regio.test/gk/mee",
        "Dorpshuis Zilver",
        "account is niet nodig",
    ):
        assert woorden in tekst
    assert document == make_deurposter(wie, sessie.id, SERVER, ports=ports), "equal invitations are equal files"
    assert document.naam == f"uitnodiging-{format_code(uitnodiging.code).lower()}.pdf"


def test_the_qr_code_holds_the_address(ports: Ports, wie: Wie, sessie: Sessie, uitnodiging: Uitnodiging) -> None:
    verwacht = io.BytesIO()
    adres = f"{SERVER}/gk/mee/{uitnodiging.code}"
    segno.make_qr(adres, error="m").save(
        verwacht, kind="svg", scale=8, border=4, light="#ffffff", xmldecl=False, omitsize=True
    )
    assert make_qr(wie, sessie.id, SERVER, ports=ports) == verwacht.getvalue()


def test_without_an_invitation_there_is_nothing_to_hang_up(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for make in (make_qr, make_deurposter):
        with pytest.raises(NietGevonden, match="Maak er een op het scherm Uitnodigen"):
            make(wie, sessie.id, SERVER, ports=ports)
        with pytest.raises(NietToegestaan):
            make(make_deelnemer(sessie, Sessierol.VERSLAGLEGGER), sessie.id, SERVER, ports=ports)


def test_the_page_of_a_practice_says_so_whatever_its_title(
    ports: Ports, wie: Wie, sessie: Sessie, uitnodiging: Uitnodiging
) -> None:
    def read() -> str:
        (pagina,) = PdfReader(io.BytesIO(make_deurposter(wie, sessie.id, SERVER, ports=ports).data)).pages
        return " ".join(pagina.extract_text().split())

    assert uitnodiging.works_at(ports.now())
    assert "Oefening" not in read()
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"oefening": True}), gelezen=nu.revisie, daad=DAAD)
    assert "Oefening: niets hiervan telt" in read()

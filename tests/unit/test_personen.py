"""Persons apart: a name is erased, a copy without names handed out, and one with names proven to belong to it."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietGevonden, NietToegestaan, Ongeldig
from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.persoonsnaam import find_namen
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import next_nummer
from gesprekskaart.services.ondertekenen import save_ondertekenaar
from gesprekskaart.services.personen import (
    Genoemde,
    erase_persoon,
    find_namen_in_tekst,
    find_persoon,
    list_genoemden,
    make_anoniem,
    prove_kopie,
)
from gesprekskaart.services.sessies import delete_deelnemer, move_stand, save_deelnemer
from gesprekskaart.services.uitvoeren import make_uitvoer
from gesprekskaart.services.verslagen import freeze, list_versies, make_json, make_pdf, record_reactie
from gesprekskaart.sessie import Deelnemer, Mandaat, Sessie, Sessierol, Stand
from gesprekskaart.uitvoer.formaat import Formaat
from gesprekskaart.verslag import Reactie, ReactieSoort
from tests import nep
from tests.zaak import make_account, make_deelnemer, make_sessie, write

ports = pytest.fixture(nep.make_ports)
NAAM = "Ayşe Yılmaz"


@pytest.fixture
def wie(ports: Ports) -> Wie:
    return make_account(ports)


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    sessie = make_sessie(ports, wie)
    for nummer, naam in ((1, NAAM), (2, "Wil de Boer")):
        deelnemer = Deelnemer(nummer=nummer, naam=naam, namens=("LWZ",), rol="programmaleider" if nummer == 1 else "")
        save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    return sessie


def read_text(pdf: bytes | None) -> str:
    assert pdf is not None
    return "".join(bladzijde.extract_text() for bladzijde in PdfReader(BytesIO(pdf)).pages)


def freeze_with_signer(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", naam=NAAM, email="a@voorbeeld.nl", deelnemer=1)
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)


def test_an_erased_name_is_gone_and_the_fingerprint_and_the_other_names_hold(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    freeze_with_signer(ports, wie, sessie)
    (voor,) = list_versies(wie, sessie.id, ports=ports)
    assert erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports) == ()
    (na,) = list_versies(wie, sessie.id, ports=ports)
    assert (na.vingerafdruk, [z.naam for z in na.namen]) == (voor.vingerafdruk, ["Wil de Boer"])
    alles = make_json(wie, sessie.id, ports=ports).data.decode()
    assert "Yılmaz" not in alles
    assert voor.namen[0].zout not in alles
    assert "a@voorbeeld.nl" not in alles
    (regel,) = [r for r in ports.logboek.list(sessie.id) if r.daad.handeling == "erase_persoon"]
    assert regel.daad.onderwerp == "deelnemer/1"
    assert "Yılmaz" not in repr(ports.logboek.list(sessie.id))


def test_who_has_nothing_but_a_name_is_a_participant_after_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    erase_persoon(wie, sessie.id, "deelnemer/2", ports=ports)
    deelnemer = ports.sessies.get_dossier(sessie.id).deelnemers[1]
    assert (deelnemer.naam, deelnemer.rol) == ("", "deelnemer")
    assert [g.sleutel for g in list_genoemden(wie, sessie.id, ports=ports)] == ["deelnemer/1"]


def test_a_signer_who_is_no_participant_is_erased_too(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tekenaar = Ondertekenaar(nummer=7, partnerschap="LWZ", naam="Zoë Óskar", email="z@voorbeeld.nl")
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    assert "ondertekenaar/7" in [g.sleutel for g in list_genoemden(wie, sessie.id, ports=ports)]
    erase_persoon(wie, sessie.id, "ondertekenaar/7", ports=ports)
    (nu,) = ports.sessies.get_dossier(sessie.id).ondertekenaars
    assert (nu.naam, nu.email, nu.rol) == ("", "", "ondertekenaar")


def test_who_only_typed_a_name_at_a_reaction_is_erased(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    tekenaar = Ondertekenaar(nummer=7, partnerschap="LWZ", rol="bestuurder")
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    for naam, nummer in (("Zoë Óskar", 7), ("Åse Ødegård", None)):
        reactie = Reactie(
            partnerschap="LWZ", soort=ReactieSoort.AKKOORD, naam=naam, mandaat=Mandaat.MANDAAT, ondertekenaar=nummer,
            op=nep.VANDAAG,
        )  # fmt: skip
        record_reactie(wie, sessie.id, 1, reactie, ports=ports)
    genoemd = {g.naam: g.sleutel for g in list_genoemden(wie, sessie.id, ports=ports)}
    assert (genoemd["Zoë Óskar"], genoemd["Åse Ødegård"]) == ("ondertekenaar/7", "reactie/1-2")
    for sleutel in ("ondertekenaar/7", "reactie/1-2"):
        erase_persoon(wie, sessie.id, sleutel, ports=ports)
    assert [r.naam for r in list_versies(wie, sessie.id, ports=ports)[0].reacties] == ["", ""]
    assert "ondertekenaar/7" not in {g.sleutel for g in list_genoemden(wie, sessie.id, ports=ports)}


def test_who_is_on_no_list_any_more_is_erased_from_the_versions(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    delete_deelnemer(wie, sessie.id, 2, ports=ports)
    assert Genoemde("deelnemer/2", "Wil de Boer", "deelnemer") in list_genoemden(wie, sessie.id, ports=ports)
    erase_persoon(wie, sessie.id, "deelnemer/2", ports=ports)
    assert "Wil de Boer" not in make_json(wie, sessie.id, ports=ports).data.decode()


def test_a_number_that_a_version_names_somebody_by_is_not_given_again(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    delete_deelnemer(wie, sessie.id, 2, ports=ports)
    assert next_nummer(ports.sessies.get_dossier(sessie.id), ports=ports) == 3


def test_erasing_says_where_the_name_still_stands(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/RS3/LWZ", "Volgens Ayse Yilmaz kan het.")
    freeze(wie, sessie.id, termijn=None, ports=ports)
    vooraf = find_persoon(wie, sessie.id, "deelnemer/1", ports=ports)
    (vondst,) = erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports)
    assert vooraf == (vondst,)
    assert (vondst.woorden, vondst.waar) == ("Ayse Yilmaz", "Antwoord van LWZ op RS3")


def test_only_who_leads_erases_and_only_who_is_there_is_erased(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(NietToegestaan):
        erase_persoon(make_deelnemer(sessie, Sessierol.VERSLAGLEGGER), sessie.id, "deelnemer/1", ports=ports)
    for sleutel in ("deelnemer/9", "ondertekenaar/1", "reactie/1-1", "reactie/", "iets", "deelnemer/"):
        with pytest.raises(NietGevonden):
            erase_persoon(wie, sessie.id, sleutel, ports=ports)


def test_the_anonymous_copy_is_what_the_fingerprint_is_of(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    kopie = make_anoniem(wie, sessie.id, 1, ports=ports)
    assert kopie.naam == "regiogesprek-zilverwaard-versie-1-anoniem.json"
    assert hashlib.sha256(kopie.data).hexdigest() == versie.vingerafdruk
    assert "Yılmaz" not in kopie.data.decode()
    with pytest.raises(NietGevonden):
        make_anoniem(wie, sessie.id, 2, ports=ports)


def test_a_copy_with_names_is_proven_to_belong_to_the_one_without(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    anoniem = make_anoniem(wie, sessie.id, 1, ports=ports).data
    bewijs = prove_kopie(anoniem, make_json(wie, sessie.id, ports=ports).data)
    assert (bewijs.nummer, bewijs.bewezen, bewijs.zonder) == (1, ((1, NAAM), (2, "Wil de Boer")), ())
    erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports)
    bewijs = prove_kopie(anoniem, make_json(wie, sessie.id, ports=ports).data)
    assert (bewijs.nummer, bewijs.bewezen, bewijs.zonder) == (1, ((2, "Wil de Boer"),), (1,))


def test_a_copy_of_something_else_proves_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    anoniem, met = make_anoniem(wie, sessie.id, 1, ports=ports).data, make_json(wie, sessie.id, ports=ports).data
    anders = anoniem.replace(b"Regiogesprek Zilverwaard", b"Regiogesprek Goudwaard")
    assert prove_kopie(anders, met).nummer is None
    assert prove_kopie(anoniem + b"\n", met).nummer is None
    valse = json.loads(met)
    valse["sessies"][0]["versies"][0]["namen"][0]["naam"] = "Iemand Anders"
    bewijs = prove_kopie(anoniem, json.dumps(valse).encode())
    assert (bewijs.bewezen, bewijs.zonder, bewijs.vals) == (((2, "Wil de Boer"),), (), ((1, "Iemand Anders"),))
    for kapot in (b"", b"{}", b"\xff", b"[" * 100_000):
        with pytest.raises(Ongeldig):
            prove_kopie(kapot, met)


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("Dat zei Ayşe Yılmaz.", "Ayşe Yılmaz"),
        ("dat zei AYSE YILMAZ al", "AYSE YILMAZ"),
        ("mevrouw Yilmaz", "Yilmaz"),
        ("Ayşe's voorstel", ""),
        ("Yilmazstraat en ayse", ""),
        ("De bestuurder wil dit.", ""),
        ("Wil je dit?", ""),
        ("collega De Boer", "Boer"),
    ],
)
def test_a_name_in_a_text_is_found_as_whole_words(
    ports: Ports, wie: Wie, sessie: Sessie, tekst: str, gevonden: str
) -> None:
    write(ports, wie, sessie, "antwoord/RS3/LWZ", tekst)
    vondsten = find_namen_in_tekst(wie, sessie.id, ports=ports)
    assert [v.woorden for v in vondsten] == ([gevonden] if gevonden else [])
    assert all(v.waar == "Antwoord van LWZ op RS3" for v in vondsten)


def test_the_name_of_a_signer_who_was_not_there_is_found_too(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", naam="Zoë d’Hondt", rol="bestuurder")
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    write(ports, wie, sessie, "antwoord/RS3/LWZ", "Vraag het Zoë d’Hondt.")
    vondsten = find_namen_in_tekst(wie, sessie.id, ports=ports)
    assert [v.woorden for v in vondsten] == ["Zoë d’Hondt"]


@pytest.mark.parametrize("nummer", [None, 1])
def test_a_report_without_names_hides_who_signs_and_who_came_later(
    ports: Ports, wie: Wie, sessie: Sessie, nummer: int | None
) -> None:
    write(ports, wie, sessie, "antwoord/RS3/LWZ", "Vraag het Zoë d’Hondt of Saskia Overduin.")
    freeze(wie, sessie.id, termijn=None, ports=ports)
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", naam="Zoë d’Hondt", rol="bestuurder")
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    later = Deelnemer(nummer=9, naam="Saskia Overduin", rol="docent", namens=("LWZ",))
    save_deelnemer(wie, sessie.id, later, gelezen=0, ports=ports)
    gelezen = read_text(make_uitvoer(wie, sessie.id, Formaat.PDF_ANONIEM, nummer, ports=ports).data)
    assert "Vraag het persoon" in gelezen
    assert [naam for naam in ("Zoë", "Hondt", "Saskia", "Overduin") if naam in gelezen] == []


def test_a_name_in_what_is_said_to_be_changed_is_found_before_it_is_frozen(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    write(ports, wie, sessie, "wijzigingen/2", f"Op verzoek van {NAAM}.")
    vondsten = find_namen_in_tekst(wie, sessie.id, ports=ports)
    assert [(v.waar, v.woorden) for v in vondsten] == [("Wijzigingen in versie 2", NAAM)]


def test_erasing_tells_of_the_name_in_reasons_and_changes_as_well(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    soort, mandaat = ReactieSoort.NIET_AKKOORD, Mandaat.MANDAAT
    waarom = f"Zoals {NAAM} zei."
    reactie = Reactie(partnerschap="LWZ", soort=soort, mandaat=mandaat, toelichting=waarom, op=nep.VANDAAG)
    record_reactie(wie, sessie.id, 1, reactie, ports=ports)
    vondsten = erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports)
    assert [v.waar for v in vondsten] == ["Reactie van LWZ op versie 1"]


def test_a_name_that_is_nothing_finds_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    assert find_namen(versie.inhoud, ("", "-", "de")) == ()


@pytest.mark.parametrize("heropend", [False, True])
def test_a_sealed_file_with_the_name_goes_and_one_without_it_comes(
    ports: Ports, wie: Wie, sessie: Sessie, heropend: bool
) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    met = ports.verzegelingen.find(sessie.id, 1)
    assert met is not None
    if heropend:
        move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)

    erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports)

    zonder = ports.verzegelingen.find(sessie.id, 1)
    assert zonder is not None
    assert NAAM in read_text(met.pdf)
    assert NAAM not in read_text(zonder.pdf)
    assert "vastgesteld" in read_text(zonder.pdf)
    assert make_pdf(wie, sessie.id, 1, ports=ports).data == zonder.pdf

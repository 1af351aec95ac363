"""Differences of view, national issues and who else: who may what, what is kept, and what never gets lost."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.betrokkenheid import (
    Aard,
    Betrokkenheid,
    Betrokkensoort,
    Betrokkenstand,
    TeBetrekken,
    find_gaten,
    list_wie_nog,
)
from gesprekskaart.errors import IntussenGewijzigd, NietAangemeld, NietGevonden, NietToegestaan, Ongeldig
from gesprekskaart.landelijk import Issueregel, Issuestand, LandelijkIssue, write_csv
from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import (
    MAX_VAN_ELK,
    add_betrokkenheid,
    add_issue,
    add_verschil,
    follow_issue,
    list_eigen_woorden,
    list_issues,
    make_issues_csv,
    put_away_betrokkenheid,
    put_away_issue,
    put_away_verschil,
    save_betrokkenheid,
    save_issue,
    save_verschil,
    support_issue,
)
from gesprekskaart.services.sessies import delete_partnerschap, move_stand
from gesprekskaart.services.verslagen import freeze, make_verslag
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.verschil import Verschil
from tests.zaak import DAAD, make_account, make_deelnemer, make_sessie, write

OKTOBER = date(2026, 10, 1)


@pytest.fixture
def lwz(sessie: Sessie) -> Wie:
    """Somebody of LWZ."""
    return make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))


def freeze_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=ports.now() + timedelta(days=14), ports=ports)


def log(ports: Ports, sessie: Sessie) -> list[tuple[str, str]]:
    return [(regel.daad.handeling, regel.daad.onderwerp) for regel in ports.logboek.list(sessie.id)]


# ---- Differences of view -----------------------------------------------------------------------------------------


def test_a_difference_gets_the_next_number_and_is_changed_by_revision(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    een = add_verschil(wie, sessie.id, "Wat telt mee?", bronnen=("RS4b",), ports=ports)
    assert add_verschil(wie, sessie.id, "Wie betaalt?", ports=ports).nummer == "V2"
    nieuw = een.model_copy(update={"wie": "programmaleider", "termijn": OKTOBER})
    assert save_verschil(wie, sessie.id, nieuw, ports=ports).revisie == 2
    with pytest.raises(IntussenGewijzigd):
        save_verschil(wie, sessie.id, nieuw, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).verschillen[0].termijn == OKTOBER


def test_each_partnership_writes_its_own_view_and_nobody_else_does(
    ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie
) -> None:
    add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    write(ports, lwz, sessie, "standpunt/V1/LWZ", "Alles.")
    write(ports, lwz, sessie, "minderheid/V1/LWZ", "Echt alles.")
    verslaglegger = make_deelnemer(sessie, Sessierol.VERSLAGLEGGER, namens=(), nummer=2)
    for plek in ("standpunt/V1/LWZ", "minderheid/V1/LWZ"):
        for ander in (wie, verslaglegger, make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("AOZ",), nummer=3)):
            with pytest.raises(NietToegestaan, match="spreekt namens LWZ"):
                write(ports, ander, sessie, plek, "Niets.", gelezen=1)
    for plek in ("verschil/V1", "eens/V1", "verder/V1"):
        write(ports, verslaglegger, sessie, plek, "Samen.")
        with pytest.raises(NietToegestaan):
            write(ports, lwz, sessie, plek, "Ik ook.", gelezen=1)


@pytest.mark.parametrize("plek", ["standpunt/V2/LWZ", "standpunt/V1/XYZ", "standpunt/V1", "verschil/V1/LWZ", "eens/G1"])
def test_there_is_no_writing_where_nothing_is(ports: Ports, wie: Wie, sessie: Sessie, plek: str) -> None:
    add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    iedereen = make_deelnemer(sessie, Sessierol.VERSLAGLEGGER, namens=("LWZ", "XYZ"))
    with pytest.raises(Ongeldig):
        write(ports, iedereen, sessie, plek, "x")


def test_what_is_put_away_keeps_its_number_and_texts_and_comes_back(
    ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie
) -> None:
    add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    write(ports, lwz, sessie, "standpunt/V1/LWZ", "Alles.")
    put_away_verschil(wie, sessie.id, "V1", weg=True, ports=ports)
    assert make_verslag(wie, sessie.id, None, ports=ports).inhoud.verschillen == ()
    assert add_verschil(wie, sessie.id, "Wie betaalt?", ports=ports).nummer == "V2"
    put_away_verschil(wie, sessie.id, "V1", weg=False, ports=ports)
    inhoud = make_verslag(wie, sessie.id, None, ports=ports).inhoud
    assert [(v.nummer, [s.standpunt for s in v.standpunten]) for v in inhoud.verschillen] == [
        ("V1", ["Alles."]),
        ("V2", []),
    ]
    assert ("remove_verschil", "V1") in log(ports, sessie)
    assert ("restore_verschil", "V1") in log(ports, sessie)


def test_whose_own_words_stand_at_a_difference_is_told(ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie) -> None:
    add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    write(ports, wie, sessie, "verschil/V1", "Van ons samen.")
    assert list_eigen_woorden(ports.sessies.get_dossier(sessie.id), "V1") == []
    write(ports, lwz, sessie, "standpunt/V1/LWZ", "Alles.")
    write(ports, lwz, sessie, "minderheid/V1/LWZ", "Echt alles.")
    aoz = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("AOZ",), nummer=3)
    write(ports, aoz, sessie, "standpunt/V1/AOZ", "Niets.")
    assert list_eigen_woorden(ports.sessies.get_dossier(sessie.id), "V1") == [
        "het minderheidsstandpunt van LWZ",
        "de standpunten van LWZ en AOZ",
    ]


def test_after_the_last_number_that_there_is_the_lowest_free_one_is_given(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    """A file may hold V999."""
    add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    laatste = Verschil(nummer="V999", titel="Wie betaalt?")
    ports.aandacht.save_verschil(sessie.id, laatste, gelezen=0, daad=DAAD)
    assert add_verschil(wie, sessie.id, "Wie begint?", ports=ports).nummer == "V2"


def test_changing_does_not_bring_back_what_was_put_away_meanwhile(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    gelezen = add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    put_away_verschil(wie, sessie.id, "V1", weg=True, ports=ports)
    with pytest.raises(IntussenGewijzigd):
        save_verschil(wie, sessie.id, gelezen, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).verschillen[0].verwijderd


@pytest.mark.parametrize("bron", ["G99", "V1", "L1", "2026-01"])
def test_a_difference_comes_from_what_is_there_and_came_before(
    ports: Ports, wie: Wie, sessie: Sessie, bron: str
) -> None:
    add_verschil(wie, sessie.id, "Eerste", ports=ports)
    add_issue(wie, sessie.id, ports=ports)
    with pytest.raises(Ongeldig, match=f"{bron} bestaat niet"):
        add_verschil(wie, sessie.id, "Tweede", bronnen=(bron,), ports=ports)


def test_a_difference_needs_words_and_there_is_an_end_to_them(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(ValidationError):
        add_verschil(wie, sessie.id, " ", ports=ports)
    for nummer in range(1, MAX_VAN_ELK + 1):
        ports.aandacht.save_verschil(
            sessie.id, Verschil(nummer=f"V{nummer}", titel="x"), gelezen=0, daad=ports.logboek.list(sessie.id)[0].daad
        )
    with pytest.raises(Ongeldig, match="Er staan er al 200"):
        add_verschil(wie, sessie.id, "Nog een", ports=ports)


def test_what_is_frozen_is_not_changed(ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie) -> None:
    verschil = add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    add_issue(wie, sessie.id, ports=ports)
    freeze_it(ports, wie, sessie)
    with pytest.raises(NietToegestaan, match="er is een versie bevroren"):
        save_verschil(wie, sessie.id, verschil, ports=ports)
    with pytest.raises(NietToegestaan):
        support_issue(lwz, sessie.id, "L1", "LWZ", steunt=True, ports=ports)
    with pytest.raises(NietToegestaan):
        write(ports, lwz, sessie, "minderheid/V1/LWZ", "Te laat.")


# ---- National issues ---------------------------------------------------------------------------------------------


def test_an_issue_may_begin_with_what_a_group_wrote(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    issue = add_issue(wie, sessie.id, tekst="Dubbel tellen", bronnen=("RS4",), ports=ports)
    assert (issue.nummer, issue.bronnen) == ("L1", ("RS4",))
    assert ports.sessies.get_dossier(sessie.id).teksten["issue/L1"].tekst == "Dubbel tellen"


def test_a_partnership_supports_by_its_own_people_and_again_is_harmless(
    ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie
) -> None:
    add_issue(wie, sessie.id, ports=ports)
    for _ in range(2):
        support_issue(lwz, sessie.id, "L1", "LWZ", steunt=True, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).issues[0].steun == ("LWZ",)
    with pytest.raises(NietToegestaan):
        support_issue(wie, sessie.id, "L1", "LWZ", steunt=False, ports=ports)
    with pytest.raises(NietToegestaan):
        support_issue(lwz, sessie.id, "L1", "AOZ", steunt=True, ports=ports)
    support_issue(lwz, sessie.id, "L1", "LWZ", steunt=False, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).issues[0].steun == ()


def test_changing_an_issue_leaves_its_support_and_stand(ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie) -> None:
    issue = add_issue(wie, sessie.id, ports=ports)
    support_issue(lwz, sessie.id, "L1", "LWZ", steunt=True, ports=ports)
    vals = issue.model_copy(update={"voor_wie": "OCW", "steun": ("AOZ",), "stand": Issuestand.BEANTWOORD})
    save_issue(wie, sessie.id, vals, ports=ports)
    (nu,) = ports.sessies.get_dossier(sessie.id).issues
    assert (nu.voor_wie, nu.steun, nu.stand) == ("OCW", ("LWZ",), Issuestand.OPEN)


def test_an_issue_that_was_put_away_is_not_supported(ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie) -> None:
    add_issue(wie, sessie.id, ports=ports)
    put_away_issue(wie, sessie.id, "L1", weg=True, ports=ports)
    for nummer in ("L1", "L7"):
        with pytest.raises(NietGevonden):
            support_issue(lwz, sessie.id, nummer, "LWZ", steunt=True, ports=ports)


def test_what_came_back_is_recorded_after_freezing_and_changes_no_version(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    issue = add_issue(wie, sessie.id, tekst="Dubbel tellen", ports=ports)
    freeze_it(ports, wie, sessie)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    (versie,) = ports.verslagen.list(sessie.id)
    follow_issue(wie, sessie.id, "L1", Issuestand.AANGEBODEN, OKTOBER, gelezen=issue.revisie, ports=ports)
    write(ports, wie, sessie, "terugkoppeling/L1", "OCW zoekt het uit.")
    (nu,) = ports.sessies.get_dossier(sessie.id).issues
    assert (nu.stand, nu.stand_op) == (Issuestand.AANGEBODEN, OKTOBER)
    assert ports.verslagen.list(sessie.id) == (versie,)
    assert "OCW zoekt" not in versie.inhoud.canonical.decode()
    with pytest.raises(IntussenGewijzigd):
        follow_issue(wie, sessie.id, "L1", Issuestand.OPEN, None, gelezen=issue.revisie, ports=ports)
    with pytest.raises(NietToegestaan):
        write(ports, wie, sessie, "issue/L1", "Anders", gelezen=1)


def test_the_list_over_conversations_shows_what_one_leads_and_nothing_else(
    ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie
) -> None:
    ander = make_account(ports, "bram")
    add_issue(ander, make_sessie(ports, ander).id, tekst="Van een ander", ports=ports)
    tweede = make_sessie(ports, wie)
    add_issue(wie, sessie.id, tekst="Een", ports=ports)
    add_issue(wie, tweede.id, tekst="Twee", ports=ports)
    add_issue(wie, tweede.id, tekst="Weg", ports=ports)
    put_away_issue(wie, tweede.id, "L2", weg=True, ports=ports)
    oefening = make_sessie(ports, wie)
    add_issue(wie, oefening.id, tekst="Oefening", ports=ports)
    nu = ports.sessies.get(oefening.id)
    ports.sessies.save(
        nu.model_copy(update={"oefening": True}), gelezen=nu.revisie, daad=ports.logboek.list(oefening.id)[0].daad
    )
    assert sorted(regel.tekst for regel in list_issues(wie, ports=ports)) == ["Een", "Twee"]
    for vreemde in (lwz, Wie()):
        with pytest.raises(NietAangemeld):
            list_issues(vreemde, ports=ports)
        with pytest.raises(NietAangemeld):
            make_issues_csv(vreemde, ports=ports)


def regel(tekst: str, **velden: Any) -> Issueregel:
    issue = LandelijkIssue.model_validate({"nummer": "L1", **velden})
    return Issueregel(uuid4(), "Gesprek", OKTOBER, False, ("Zilverwaard",), ("LWZ", "AOZ"), issue, tekst, "", "")


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_opens_in_a_dutch_spreadsheet() -> None:
    issue = regel('Ayşe; "Zoë"\nen verder', steun=("LWZ",), voor_wie="OCW", stand_op=OKTOBER, stand="aangeboden")
    data = write_csv([issue])
    assert data.startswith(b"\xef\xbb\xbfGesprek;Datum;")
    (rij,) = read_csv(data)
    assert rij["Landelijk issue"] == 'Ayşe; "Zoë"\nen verder'
    assert (rij["Gesteund door"], rij["Aantal partnerschappen"]) == ("LWZ", "2")
    assert (rij["Stand"], rij["Sinds"], rij["Datum"]) == ("aangeboden", "1-10-2026", "1-10-2026")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r", "\n=", " =", "\u00a0+"])
def test_no_cell_is_run_as_a_formula(begin: str) -> None:
    gevaar = f"{begin}HYPERLINK(1)"
    (rij,) = read_csv(write_csv([regel(gevaar, voor_wie=gevaar.strip(), thema="-1")]))
    assert rij["Landelijk issue"] == f"'{gevaar}"
    assert not rij["Voor wie"].startswith(("=", "+", "-", "@"))
    assert rij["Thema"] == "'-1"


# ---- Who else ----------------------------------------------------------------------------------------------------

PUNTEN = (
    TeBetrekken(id="gemeenten", soort=Betrokkensoort.PARTIJ, naam="Gemeenten", vraag="RO3"),
    TeBetrekken(id="schoolleiders", soort=Betrokkensoort.SCHOOLLEIDERS, naam="Schoolleiders"),
    TeBetrekken(id="mz", soort=Betrokkensoort.MEDEZEGGENSCHAP, naam="(G)MR"),
)


def achterban(code: str, **velden: Any) -> Betrokkenheid:
    vast = {"nummer": "B1", "soort": Betrokkensoort.ACHTERBAN, "partnerschap": code}
    return Betrokkenheid.model_validate({**vast, **velden})


def test_what_a_card_says_to_think_of_is_a_gap_until_it_is_recorded() -> None:
    alle = [(gat.punt.id, gat.partnerschap) for gat in find_gaten(PUNTEN, ("LWZ", "AOZ"), ())]
    assert alle == [("gemeenten", None), ("schoolleiders", None), ("mz", "LWZ"), ("mz", "AOZ")]
    gemeente = Betrokkenheid(nummer="B1", soort=Betrokkensoort.PARTIJ, punt="gemeenten", naam="Zilverstad")
    gmr = Betrokkenheid(nummer="B2", soort=Betrokkensoort.MEDEZEGGENSCHAP, partnerschap="AOZ", naam="twee GMR's")
    over = [(gat.punt.id, gat.partnerschap) for gat in find_gaten(PUNTEN, ("LWZ", "AOZ"), (gemeente, gmr))]
    assert over == [("schoolleiders", None), ("mz", "LWZ")]
    weg = gmr.model_copy(update={"verwijderd": True})
    assert ("mz", "AOZ") in [(g.punt.id, g.partnerschap) for g in find_gaten(PUNTEN, ("LWZ", "AOZ"), (weg,))]


def test_the_list_goes_kind_by_kind_and_partnerships_in_their_own_order() -> None:
    regels = list_wie_nog(
        PUNTEN,
        ("LWZ", "AOZ"),
        (
            achterban("AOZ", nummer="B1", naam="opleiders"),
            Betrokkenheid(nummer="B2", soort=Betrokkensoort.PARTIJ, naam="UWV"),
            achterban("LWZ", nummer="B3"),
            achterban("LWZ", nummer="B4", verwijderd=True),
        ),
    )
    assert [(r.naam, r.partnerschap, r.betrokkenheid is not None) for r in regels] == [
        ("Gemeenten", None, False),
        ("UWV", None, True),
        ("Schoolleiders", None, False),
        ("Achterban", "LWZ", True),
        ("opleiders", "AOZ", True),
        ("(G)MR", "LWZ", False),
        ("(G)MR", "AOZ", False),
    ]


def test_the_card_names_parties_profession_and_consultation(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    dossier = ports.sessies.get_dossier(sessie.id)
    gaten = list(find_gaten(dossier.kaart.betrokkenen, ("LWZ", "AOZ"), ()))
    assert [gat.punt.naam for gat in gaten][:6] == [
        "RAP/RAL-projecten",
        "Regionale allianties",
        "Gemeenten",
        "Andere (netwerk)organisaties",
        "Leraren: de beroepsgroep zelf",
        "Schoolleiders",
    ]
    assert [(gat.punt.soort.value, gat.partnerschap) for gat in gaten][6:] == [
        ("achterban", "LWZ"),
        ("achterban", "AOZ"),
        ("medezeggenschap", "LWZ"),
        ("medezeggenschap", "AOZ"),
    ]
    vragen = {vraag.id for vraag in dossier.kaart.vragen}
    assert {gat.punt.vraag for gat in gaten} - {""} <= vragen
    opdenksessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    assert ports.sessies.get_dossier(opdenksessie.id).kaart.betrokkenen == ()


def test_a_partnership_records_its_own_consultation_also_beforehand(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    lwz = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))
    nieuw = add_betrokkenheid(lwz, sessie.id, achterban("LWZ", door="programmaleider"), ports=ports)
    velden = {"termijn": OKTOBER, "aard": Aard.ADVIES, "stand": Betrokkenstand.GEPLAND}
    save_betrokkenheid(lwz, sessie.id, nieuw.model_copy(update=velden), ports=ports)
    (nu,) = ports.sessies.get_dossier(sessie.id).betrokkenen
    assert (nu.nummer, nu.termijn, nu.aard, nu.stand) == ("B1", OKTOBER, Aard.ADVIES, Betrokkenstand.GEPLAND)
    with pytest.raises(NietToegestaan):
        add_betrokkenheid(lwz, sessie.id, achterban("AOZ"), ports=ports)
    with pytest.raises(NietToegestaan):
        add_betrokkenheid(
            lwz, sessie.id, Betrokkenheid(nummer="B1", soort=Betrokkensoort.PARTIJ, naam="UWV"), ports=ports
        )


def test_nobody_takes_over_or_puts_away_what_another_partnership_recorded(
    ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie
) -> None:
    van_aoz = add_betrokkenheid(wie, sessie.id, achterban("AOZ"), ports=ports)
    with pytest.raises(NietToegestaan):
        save_betrokkenheid(lwz, sessie.id, van_aoz.model_copy(update={"partnerschap": "LWZ"}), ports=ports)
    with pytest.raises(NietToegestaan):
        put_away_betrokkenheid(lwz, sessie.id, "B1", weg=True, ports=ports)
    put_away_betrokkenheid(wie, sessie.id, "B1", weg=True, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).betrokkenen[0].verwijderd
    put_away_betrokkenheid(wie, sessie.id, "B1", weg=False, ports=ports)
    assert not ports.sessies.get_dossier(sessie.id).betrokkenen[0].verwijderd


def test_consultation_is_of_a_partnership_that_takes_part(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(ValidationError, match="hoort een partnerschap"):
        Betrokkenheid(nummer="B1", soort=Betrokkensoort.MEDEZEGGENSCHAP)
    with pytest.raises(Ongeldig, match="XYZ staat niet"):
        add_betrokkenheid(wie, sessie.id, achterban("XYZ"), ports=ports)


@pytest.mark.parametrize("wat", ["standpunt", "steun", "achterban"])
def test_a_partnership_that_left_something_here_stays(
    ports: Ports, wie: Wie, sessie: Sessie, lwz: Wie, wat: str
) -> None:
    if wat == "standpunt":
        add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
        write(ports, lwz, sessie, "minderheid/V1/LWZ", "Alles.")
    elif wat == "steun":
        add_issue(wie, sessie.id, ports=ports)
        support_issue(lwz, sessie.id, "L1", "LWZ", steunt=True, ports=ports)
    else:
        add_betrokkenheid(wie, sessie.id, achterban("LWZ"), ports=ports)
    with pytest.raises(Ongeldig, match="daarom blijft LWZ staan"):
        delete_partnerschap(wie, sessie.id, "LWZ", ports=ports)
    delete_partnerschap(wie, sessie.id, "AOZ", ports=ports)

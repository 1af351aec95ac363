"""Conversations that follow one another: what comes along, how it is numbered, and who reads what was said then."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.bestand import read_bestand, to_bestand
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import (
    Botsing,
    IntussenGewijzigd,
    NietGevonden,
    NietToegestaan,
    Ongeldig,
    SessieOnbekend,
    TekstGewijzigd,
)
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import highest_nummer, next_nummer, suggest_titel
from gesprekskaart.services.keuzes import add_keuze
from gesprekskaart.services.oefenen import start_oefening
from gesprekskaart.services.reeksen import (
    Toen,
    find_vervolg,
    find_vorige,
    read_toen,
    set_actiestand,
    set_afspraakstand,
)
from gesprekskaart.services.sessies import delete_sessie, move_stand, open_dossier, save_deelnemer
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import change_uitnodiging, make_uitnodiging
from gesprekskaart.services.uitwisselen import import_bestand, import_sessie
from gesprekskaart.services.verslagen import freeze, make_json, make_pdf
from gesprekskaart.services.vervolg import (
    add_actie,
    add_afspraak,
    delete_actie,
    delete_afspraak,
    save_actie,
    save_afspraak,
)
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, Gesprek, NietBesproken, Sessie, Sessierol, SoortSessie, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.uitwisseling import Uitwisselingsbestand
from gesprekskaart.verslag import Versie
from gesprekskaart.vervolg import Actiestand, Afspraakstand
from gesprekskaart.voorbeelden import voorbeelden
from tests.zaak import DAAD, come_in, follow, make_account, make_deelnemer, make_sessie, write


def settle(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    """Two afspraken of which the first is settled, and three acties: done, running for the first, open for none."""
    add_keuze(wie, sessie.id, "Federatie", ports=ports)
    for nummer, stand in enumerate((Afspraakstand.VASTGESTELD, Afspraakstand.ONDER_VOORBEHOUD), start=1):
        afspraak = add_afspraak(wie, sessie.id, ports=ports).model_copy(
            update={"stand": stand, "bronnen": ("G1", "K1")}
        )
        save_afspraak(wie, sessie.id, afspraak, ports=ports)
        write(ports, wie, sessie, f"afspraak/{afspraak.nummer}", f"Afspraak nummer {nummer} <3")
    standen = ((Actiestand.GEREED, None), (Actiestand.LOOPT, "2026-01"), (Actiestand.OPEN, None))
    for actiestand, bij in standen:
        actie = add_actie(wie, sessie.id, ports=ports)
        save_actie(wie, sessie.id, actie.model_copy(update={"stand": actiestand, "afspraak": bij}), ports=ports)
        write(ports, wie, sessie, f"actie/{actie.nummer}", f"Actie nummer {actie.nummer}")


def begin(ports: Ports, wie: Wie, sessie: Sessie) -> Sessie:
    return move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)


def freeze_it(ports: Ports, wie: Wie, sessie: Sessie) -> Versie:
    if ports.verslagen.list(sessie.id):
        write(ports, wie, sessie, f"wijzigingen/{len(ports.verslagen.list(sessie.id)) + 1}", "iets")
    return freeze(wie, sessie.id, termijn=None, ports=ports)


@pytest.fixture
def eerste(ports: Ports, wie: Wie) -> Sessie:
    """Held, with agreements and actions."""
    sessie = make_sessie(ports, wie)
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Toen wilden wij dit.")
    write(ports, wie, sessie, "conclusie/G1", "Dat wilden we samen.")
    feit = NietBesproken(sleutel="G1", partnerschap="AOZ")
    mark_niet_besproken(wie, sessie.id, feit, geldt=True, ports=ports)
    settle(ports, wie, sessie)
    return sessie


@pytest.fixture
def tweede(ports: Ports, wie: Wie, eerste: Sessie) -> Sessie:
    """Its follow-up, begun."""
    freeze_it(ports, wie, eerste)
    return begin(ports, wie, follow(ports, wie, eerste))


def read(ports: Ports, sessie: Sessie) -> Dossier:
    return ports.sessies.get_dossier(sessie.id)


def test_what_is_open_comes_along_under_its_own_number_and_all_is_looked_back_on(
    ports: Ports, eerste: Sessie, tweede: Sessie
) -> None:
    dossier = read(ports, tweede)
    assert dossier.terugblik is not None
    assert (tweede.vorige, tweede.reeks_id, eerste.reeks_id) == (eerste.id, eerste.id, eerste.id)
    assert [(a.nummer, a.stand) for a in dossier.terugblik.afspraken] == [
        ("2026-01", Afspraakstand.VASTGESTELD),
        ("2026-02", Afspraakstand.ONDER_VOORBEHOUD),
    ]
    assert [a.nummer for a in dossier.terugblik.acties] == ["1", "2", "3"]
    assert [(a.nummer, a.bronnen) for a in dossier.afspraken] == [("2026-02", ("G1",))]
    assert [(a.nummer, a.stand, a.afspraak) for a in dossier.acties] == [
        ("2", Actiestand.LOOPT, "2026-01"),
        ("3", Actiestand.OPEN, None),
    ]
    assert {plek: tekst.tekst for plek, tekst in dossier.teksten.items()} == {
        "afspraak/2026-02": "Afspraak nummer 2 <3",
        "actie/2": "Actie nummer 2",
        "actie/3": "Actie nummer 3",
    }
    assert dossier.terugblik.afspraken[1].bronnen == ("G1", "K1")


def test_with_another_card_nothing_says_to_come_from_a_question_of_it(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    vervolg = follow(ports, wie, eerste, kaart_id="opdenksessie-4", kaart_versie="1.0")
    assert [a.bronnen for a in read(ports, vervolg).afspraken] == [()]
    assert read_toen(wie, vervolg, read(ports, eerste).kaart.vragen[0], ports=ports) is None


def test_what_was_frozen_comes_along_not_what_somebody_changed_in_storage_since(
    ports: Ports, wie: Wie, eerste: Sessie
) -> None:
    freeze_it(ports, wie, eerste)
    actie = read(ports, eerste).acties[2]
    ports.vervolg.save_actie(
        eerste.id, actie.model_copy(update={"stand": Actiestand.GEREED}), gelezen=actie.revisie, daad=DAAD
    )
    assert [a.nummer for a in read(ports, follow(ports, wie, eerste)).acties] == ["2", "3"]


def test_a_reopened_conversation_gives_what_it_is_now(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    freeze_it(ports, wie, eerste)
    begin(ports, wie, eerste)
    add_actie(wie, eerste.id, ports=ports)
    assert [a.nummer for a in read(ports, follow(ports, wie, eerste)).acties] == ["2", "3", "4"]


def test_numbers_go_on_over_the_series_and_over_the_years(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    assert add_afspraak(wie, tweede.id, ports=ports).nummer == "2027-03"
    assert add_actie(wie, tweede.id, afspraak="2026-01", ports=ports).nummer == "4"


def test_a_number_never_means_two_things_in_one_series(ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie) -> None:
    add_actie(wie, tweede.id, ports=ports)
    begin(ports, wie, eerste)
    assert add_actie(wie, eerste.id, ports=ports).nummer == "5"
    assert add_actie(wie, tweede.id, ports=ports).nummer == "6"
    delete_sessie(wie, eerste.id, ports=ports)
    assert add_afspraak(wie, tweede.id, ports=ports).nummer == "2027-03"
    freeze_it(ports, wie, tweede)
    derde = begin(ports, wie, follow(ports, wie, tweede))
    delete_sessie(wie, tweede.id, ports=ports)
    assert add_actie(wie, derde.id, ports=ports).nummer == "7"
    assert add_afspraak(wie, derde.id, ports=ports).nummer == "2027-04"


def test_the_number_of_what_was_done_is_not_given_again_when_all_that_knew_it_is_deleted(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie
) -> None:
    set_actiestand(wie, tweede.id, "3", Actiestand.GEREED, gelezen=1, ports=ports)
    freeze_it(ports, wie, tweede)
    derde = begin(ports, wie, follow(ports, wie, tweede))
    for sessie in (eerste, tweede):
        delete_sessie(wie, sessie.id, ports=ports)
    terug = read(ports, derde).terugblik
    assert terug is not None
    assert [actie.nummer for actie in terug.acties] == ["2"]
    assert add_actie(wie, derde.id, ports=ports).nummer == "4"


def test_deleting_the_middle_of_a_series_leaves_the_others_whole(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie
) -> None:
    freeze_it(ports, wie, tweede)
    derde = begin(ports, wie, follow(ports, wie, tweede))
    ervoor = read(ports, derde)
    delete_sessie(wie, tweede.id, ports=ports)
    assert read(ports, derde) == ervoor
    assert (find_vorige(derde, ports=ports), find_vervolg(wie, eerste, ports=ports)) == (None, None)
    assert read_toen(wie, derde, ervoor.kaart.vragen[0], ports=ports) is None
    assert [s.id for s in ports.reeksen.list(eerste.id)] == [eerste.id, derde.id]
    assert freeze_it(ports, wie, derde).inhoud.terugblik is not None
    assert make_pdf(wie, derde.id, 1, ports=ports).data.startswith(b"%PDF")
    assert follow(ports, wie, eerste).vorige == eerste.id, "the place after it is free again"


def test_a_third_conversation_does_not_ask_again_what_was_done(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    set_actiestand(wie, tweede.id, "3", Actiestand.GEREED, gelezen=1, ports=ports)
    set_afspraakstand(wie, tweede.id, "2026-02", Afspraakstand.VERVALLEN, gelezen=1, ports=ports)
    nieuw = add_actie(wie, tweede.id, ports=ports)
    save_actie(wie, tweede.id, nieuw.model_copy(update={"stand": Actiestand.GEREED}), ports=ports)
    freeze_it(ports, wie, tweede)
    terug = read(ports, follow(ports, wie, tweede)).terugblik
    assert terug is not None
    assert [a.nummer for a in terug.acties] == ["2", "4"]
    # The action that runs still carries it out.
    assert [a.nummer for a in terug.afspraken] == ["2026-01"]


def test_looking_back_says_how_it_stands_and_what_came_of_it(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    set_actiestand(wie, tweede.id, "2", Actiestand.GEREED, gelezen=1, ports=ports)
    write(ports, wie, tweede, "actieuitkomst/2", "Getest op vier scholen.")
    write(ports, wie, tweede, "afspraakuitkomst/2026-01", "Het eerste overzicht ligt er.")
    assert [a.stand for a in read(ports, tweede).acties] == [Actiestand.GEREED, Actiestand.OPEN]
    inhoud = freeze_it(ports, wie, tweede).inhoud
    assert inhoud.terugblik is not None
    assert (inhoud.terugblik.acties[1].stand, inhoud.terugblik.acties[1].uitkomst) == (
        Actiestand.LOOPT,
        "Getest op vier scholen.",
    )
    assert inhoud.terugblik.afspraken[0].uitkomst == "Het eerste overzicht ligt er."


def test_what_seemed_done_can_be_taken_up_again(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    set_actiestand(wie, tweede.id, "1", Actiestand.GEREED, gelezen=0, ports=ports)
    assert "1" not in {a.nummer for a in read(ports, tweede).acties}, "nothing changed, so nothing is taken up"
    set_actiestand(wie, tweede.id, "1", Actiestand.OPEN, gelezen=0, ports=ports)
    set_afspraakstand(wie, tweede.id, "2026-01", Afspraakstand.VERVALLEN, gelezen=0, ports=ports)
    dossier = read(ports, tweede)
    assert {a.nummer: a.stand for a in dossier.acties}["1"] is Actiestand.OPEN
    assert {a.nummer: a.stand for a in dossier.afspraken}["2026-01"] is Afspraakstand.VERVALLEN
    assert dossier.tekst(TekstSoort.ACTIE, "1") == "Actie nummer 1"
    with pytest.raises(IntussenGewijzigd):
        set_actiestand(wie, tweede.id, "1", Actiestand.LOOPT, gelezen=0, ports=ports)


def test_two_who_look_back_at_once_the_second_is_told(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    set_actiestand(wie, tweede.id, "2", Actiestand.GEREED, gelezen=1, ports=ports)
    set_afspraakstand(wie, tweede.id, "2026-02", Afspraakstand.VASTGESTELD, gelezen=1, ports=ports)
    with pytest.raises(IntussenGewijzigd, match="Actie 2"):
        set_actiestand(wie, tweede.id, "2", Actiestand.VERVALLEN, gelezen=1, ports=ports)
    with pytest.raises(IntussenGewijzigd, match="Afspraak 2026-02"):
        set_afspraakstand(wie, tweede.id, "2026-02", Afspraakstand.VERVALLEN, gelezen=1, ports=ports)
    with pytest.raises(IntussenGewijzigd):
        set_actiestand(wie, tweede.id, "1", Actiestand.OPEN, gelezen=3, ports=ports)
    with pytest.raises(IntussenGewijzigd):
        set_afspraakstand(wie, tweede.id, "2026-01", Afspraakstand.CONCEPT, gelezen=3, ports=ports)


def test_one_looks_back_only_on_what_was_there(ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie) -> None:
    nieuw = add_actie(wie, tweede.id, ports=ports).nummer
    for sessie, nummer in ((tweede, nieuw), (tweede, "9")):
        with pytest.raises(NietGevonden):
            set_actiestand(wie, sessie.id, nummer, Actiestand.OPEN, gelezen=0, ports=ports)
    begin(ports, wie, eerste)
    with pytest.raises(NietGevonden):
        set_afspraakstand(wie, eerste.id, "2026-01", Afspraakstand.CONCEPT, gelezen=0, ports=ports)
    for sessie, plek in (
        (tweede, f"actieuitkomst/{nieuw}"),
        (tweede, "afspraakuitkomst/1"),
        (eerste, "actieuitkomst/1"),
    ):
        with pytest.raises(Ongeldig, match="bestaat niet in dit gesprek"):
            write(ports, wie, sessie, plek, "x")


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("rol", [Sessierol.VERSLAGLEGGER, Sessierol.DEELNEMER, Sessierol.TOEHOORDER])
def test_only_who_leads_or_writes_the_report_looks_back_and_only_while_it_is_open(
    ports: Ports, wie: Wie, tweede: Sessie, rol: Sessierol, stand: Stand
) -> None:
    nu = ports.sessies.get(tweede.id)
    ports.sessies.save(nu.model_copy(update={"stand": stand}), gelezen=nu.revisie, daad=DAAD)
    ik = make_deelnemer(tweede, rol)
    mag = rol is Sessierol.VERSLAGLEGGER and stand in (Stand.VOORBEREIDING, Stand.GESPREK)
    for nummer, doe in enumerate((ik, wie)):
        if mag if doe is ik else stand in (Stand.VOORBEREIDING, Stand.GESPREK):
            set_actiestand(doe, tweede.id, "2", Actiestand.GEREED, gelezen=1 + nummer * mag, ports=ports)
        else:
            with pytest.raises(NietToegestaan):
                set_actiestand(doe, tweede.id, "2", Actiestand.GEREED, gelezen=1, ports=ports)
            with pytest.raises(NietToegestaan):
                set_afspraakstand(doe, tweede.id, "2026-01", Afspraakstand.CONCEPT, gelezen=0, ports=ports)
            with pytest.raises((NietToegestaan, TekstGewijzigd)):
                write(ports, doe, tweede, "actieuitkomst/2", "x")


def test_who_comes_along_is_chosen_and_is_not_there_yet(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    mensen = (
        Deelnemer(nummer=1, rol="programmaleider", namens=("LWZ", "AOZ"), aanwezigheid=Aanwezigheid.AANWEZIG),
        Deelnemer(nummer=2, rol="bestuurder", namens=("AOZ",)),
        Deelnemer(nummer=3, naam="Ayşe", sessierol=Sessierol.VERSLAGLEGGER),
    )
    for mens in mensen:
        save_deelnemer(wie, eerste.id, mens, gelezen=0, ports=ports)
    dossier = read(ports, follow(ports, wie, eerste, partnerschappen=("LWZ",), deelnemers=(1, 3)))
    assert [p.code for p in dossier.partnerschappen] == ["LWZ"]
    assert dossier.deelnemers == (
        mensen[0].model_copy(update={"namens": ("LWZ",), "aanwezigheid": Aanwezigheid.ONBEKEND}),
        mensen[2],
    )


def test_who_is_still_waiting_does_not_come_along(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    deur = make_uitnodiging(wie, eerste.id, ports=ports)
    change_uitnodiging(wie, deur, tot=deur.tot, wachtkamer=True, ports=ports)
    come_in(ports, wie, eerste)
    with pytest.raises(Ongeldig, match="1 doet in dit gesprek niet mee"):
        follow(ports, wie, eerste, deelnemers=(1,))
    with pytest.raises(Ongeldig, match="XYZ doet in dit gesprek niet mee"):
        follow(ports, wie, eerste, partnerschappen=("XYZ",))


def test_a_session_has_one_follow_up(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    vervolg = follow(ports, wie, eerste)
    with pytest.raises(Botsing, match="heeft al een vervolg: ‘Vervolg’"):
        follow(ports, wie, eerste)
    assert find_vervolg(wie, eerste, ports=ports) == vervolg
    assert find_vervolg(make_deelnemer(eerste, Sessierol.DEELNEMER), eerste, ports=ports) is None


def test_who_has_no_account_makes_no_follow_up_and_a_practice_has_none(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    with pytest.raises(NietToegestaan, match="met een account"):
        follow(ports, make_deelnemer(eerste, Sessierol.FACILITATOR), eerste)
    with pytest.raises(SessieOnbekend):
        follow(ports, make_account(ports, "vreemd"), eerste)
    oefening = start_oefening(wie, voorbeelden()[0], ports=ports, new_id=uuid4)
    with pytest.raises(NietToegestaan, match="Een vervolg .* kan niet in een oefening"):
        follow(ports, wie, ports.sessies.get(oefening), partnerschappen=())


def test_what_came_along_is_dropped_and_never_removed(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    with pytest.raises(Ongeldig, match="Actie 2 komt uit het vorige gesprek"):
        delete_actie(wie, tweede.id, "2", ports=ports)
    with pytest.raises(Ongeldig, match="Afspraak 2026-02 komt uit het vorige gesprek"):
        delete_afspraak(wie, tweede.id, "2026-02", ports=ports)
    delete_actie(wie, tweede.id, add_actie(wie, tweede.id, ports=ports).nummer, ports=ports)


# Who reads what of the conversation before, at a question: its draft (D), its first frozen version (1) or nothing (-);
# X: not even that there is such a session. Per state of it: never frozen, reopened, frozen, established.
WIE_LEEST = """
leidt beide            D D 1 1
leidt alleen dit       - 1 1 1
verslaglegger          - 1 1 1
deelnemer              - 1 1 1
toehoorder             - 1 1 1
leidt alleen dat       X X X X
deelnemer aan dat      X X X X
beheerder              X X X X
"""


def _make_state(ports: Ports, wie: Wie, sessie: Sessie, plaats: int) -> None:
    if plaats:
        freeze_it(ports, wie, sessie)
    if plaats == 1:
        begin(ports, wie, sessie)
        write(ports, wie, sessie, "antwoord/G1/LWZ", "Nog niet uitgesproken.", gelezen=1)
    if plaats == 3:
        move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)


def _list_lezers(ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie) -> dict[str, Wie]:
    """Everybody of the matrix."""
    dit, dat = make_account(ports, "dit"), make_account(ports, "dat")
    for sessie, leiders in ((tweede, (wie, dit)), (eerste, (wie, dat))):
        nu = ports.sessies.get(sessie.id)
        ids = tuple(leider.account.id for leider in leiders if leider.account)
        ports.sessies.save(nu.model_copy(update={"facilitators": ids}), gelezen=nu.revisie, daad=DAAD)
    return {
        "leidt beide": wie,
        "leidt alleen dit": dit,
        "leidt alleen dat": dat,
        "verslaglegger": make_deelnemer(tweede, Sessierol.VERSLAGLEGGER),
        "deelnemer": make_deelnemer(tweede, Sessierol.DEELNEMER),
        "toehoorder": make_deelnemer(tweede, Sessierol.TOEHOORDER),
        "deelnemer aan dat": make_deelnemer(eerste, Sessierol.DEELNEMER),
        "beheerder": make_account(ports, "beheer", beheerder=True),
    }


def _tell(toen: Toen | None) -> str:
    return "-" if toen is None else "D" if toen.versie is None else str(toen.versie)


@pytest.mark.parametrize("plaats", range(4))
@pytest.mark.parametrize("stand", Stand)
def test_who_takes_part_now_reads_what_was_frozen_then_and_no_drafts(
    ports: Ports, wie: Wie, eerste: Sessie, plaats: int, stand: Stand
) -> None:
    tweede = follow(ports, wie, eerste)
    _make_state(ports, wie, eerste, plaats)
    nu = ports.sessies.get(tweede.id)
    tweede = ports.sessies.save(nu.model_copy(update={"stand": stand}), gelezen=nu.revisie, daad=DAAD)
    vraag = read(ports, tweede).kaart.vragen[0]
    lezers = _list_lezers(ports, wie, eerste, tweede)
    for regel in WIE_LEEST.strip().splitlines():
        naam, verwacht = regel[:23].strip(), regel[23:].split()[plaats]
        if verwacht == "X":
            with pytest.raises(SessieOnbekend):
                read_toen(lezers[naam], tweede, vraag, ports=ports)
            continue
        toen = read_toen(lezers[naam], tweede, vraag, ports=ports)
        assert _tell(toen) == verwacht, naam
        if toen is not None:
            concept = plaats == 1 and verwacht == "D"
            tekst = "Nog niet uitgesproken." if concept else "Toen wilden wij dit."
            assert toen.antwoorden == {("G1", "LWZ"): tekst}
            assert [toen.tell("G1", code) for code in ("LWZ", "AOZ")] == [tekst, None]
            assert toen.conclusie is not None
            assert (toen.conclusie.conclusie, toen.namen["LWZ"]) == (
                "Dat wilden we samen.",
                "Leerwerkplaats Zilverwaard",
            )


def test_a_file_that_names_somebody_elses_session_does_not_get_to_read_it(
    ports: Ports, wie: Wie, eerste: Sessie
) -> None:
    freeze_it(ports, wie, eerste)
    dief = make_account(ports, "dief")
    kaal = to_bestand(read(ports, eerste), ()).model_copy(
        update={"id": None, "vorige": eerste.id, "stand": Stand.GESPREK, "afspraken": (), "acties": ()}
    )
    sessie = ports.sessies.get(import_sessie(dief, kaal, ports=ports, new_id=uuid4))
    assert sessie.reeks is None
    assert find_vorige(sessie, ports=ports) is None
    assert read_toen(dief, sessie, read(ports, eerste).kaart.vragen[0], ports=ports) is None
    assert find_vervolg(wie, eerste, ports=ports) is None
    assert follow(ports, wie, eerste).vorige == eerste.id, "nor does it take the place of the real one"


def export(ports: Ports, wie: Wie, *sessies: Sessie) -> list[dict[str, Any]]:
    return [json.loads(make_json(wie, sessie.id, ports=ports).data)["sessies"][0] for sessie in sessies]


def read_file(*sessies: dict[str, Any]) -> Uitwisselingsbestand:
    inhoud = {"formaat": "gesprekskaart-uitwisseling/1", "sessies": list(sessies)}
    return read_bestand(json.dumps(inhoud).encode(), "reeks.json")


@pytest.mark.parametrize("omgekeerd", [False, True])
def test_a_series_in_one_file_is_a_series_again(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie, omgekeerd: bool
) -> None:
    write(ports, wie, tweede, "actieuitkomst/2", "Getest.")
    delen = export(ports, wie, eerste, tweede)
    bestand = read_file(*(reversed(delen) if omgekeerd else delen))
    ids = import_bestand(wie, bestand, ports=ports, new_id=uuid4)
    een, twee = (ports.sessies.get(id) for id in (reversed(ids) if omgekeerd else ids))
    assert (een.vorige, een.reeks, twee.vorige, twee.reeks_id) == (None, None, een.id, een.id)
    weer = export(ports, wie, een, twee)
    for heen, terug in zip(delen, weer, strict=True):
        assert (heen.pop("id"), heen.pop("vorige")) != (terug.pop("id"), terug.pop("vorige"))
        assert heen == terug
    assert add_actie(wie, twee.id, ports=ports).nummer == "4"


def test_a_follow_up_comes_back_behind_its_conversation_or_alone(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie
) -> None:
    (deel,) = export(ports, wie, tweede)
    with pytest.raises(Ongeldig, match="heeft hier al een vervolg: ‘Vervolg’"):
        import_bestand(wie, read_file(deel), ports=ports, new_id=uuid4)
    delete_sessie(wie, tweede.id, ports=ports)
    (terug,) = import_bestand(wie, read_file(deel), ports=ports, new_id=uuid4)
    assert find_vorige(ports.sessies.get(terug), ports=ports) == ports.sessies.get(eerste.id)
    delete_sessie(wie, terug, ports=ports)
    begin(ports, wie, eerste)
    assert add_actie(wie, eerste.id, ports=ports).nummer == "4"
    deel["acties"].append({"nummer": "4", "tekst": "Iets anders"})
    with pytest.raises(
        Ongeldig, match=r"acties 3 → nummer: ‘4’ is in een eerder gesprek van deze reeks al iets anders"
    ):
        import_bestand(wie, read_file(deel), ports=ports, new_id=uuid4)
    delete_sessie(wie, eerste.id, ports=ports)
    (alleen,) = import_bestand(wie, read_file(deel), ports=ports, new_id=uuid4)
    assert ports.sessies.get(alleen).vorige == eerste.id
    assert find_vorige(ports.sessies.get(alleen), ports=ports) is None
    assert add_actie(wie, alleen, ports=ports).nummer == "5"


A, B, C = (str(UUID(int=nummer)) for nummer in (10, 11, 12))


@pytest.mark.parametrize(
    ("reeks", "melding"),
    [
        ([(A, A)], "sessies 1 → vorige: de reeks loopt rond; een gesprek volgt nooit op zichzelf"),
        ([(A, C), (B, A), (C, B)], "sessies 3 → vorige: de reeks loopt rond"),
        ([(A, None), (B, C), (C, B)], "sessies 2 → vorige: de reeks loopt rond"),
        ([(A, None), (B, A), (C, A)], "sessies 3 → vorige: dat gesprek heeft al een vervolg, bij sessies 2"),
        ([(A, None), (A, None), (C, A)], f"sessies 2 → id: ‘{A}’ staat er al, bij sessies 1"),
    ],
)
def test_a_series_that_cannot_be_is_refused_with_its_place(
    ports: Ports, wie: Wie, reeks: list[tuple[str, str | None]], melding: str
) -> None:
    leeg = {
        "gesprek": {"soort": "regiogesprek", "titel": "x"},
        "kaart": {"id": "gesprekskaart-sop", "versie": "1.0"},
    }
    with pytest.raises(Ongeldig, match=r"Het bestand reeks\.json") as fout:
        read_file(*({**leeg, "id": id, "vorige": vorige} for id, vorige in reeks))
    assert melding in str(fout.value)
    goed = read_file(*({**leeg, "id": id, "vorige": None} for id, _ in reeks))
    kwaad = goed.model_copy(
        update={
            "sessies": tuple(
                sessie.model_copy(update={"vorige": UUID(vorige) if vorige else None})
                for sessie, (_, vorige) in zip(goed.sessies, reeks, strict=True)
            )
        }
    )
    with pytest.raises(Ongeldig, match="Het bestand kan zo niet"):
        import_bestand(wie, kwaad, ports=ports, new_id=uuid4)
    assert ports.sessies.list_all() == ()


def test_a_number_that_means_two_things_in_a_file_is_refused(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie
) -> None:
    delen = export(ports, wie, eerste, tweede)
    delen[1]["acties"].append({"nummer": "1", "tekst": "Iets anders"})
    read_file(*delen)  # looked back on, so it is the same one, taken up again
    delen[1]["terugblik"]["acties"] = delen[1]["terugblik"]["acties"][1:]
    with pytest.raises(Ongeldig, match="sessies 2 → acties 3 → nummer: ‘1’ is in een eerder gesprek"):
        read_file(*delen)


@pytest.mark.parametrize(
    ("titel", "vervolg"),
    [
        ("Regiogesprek", "Vervolg Regiogesprek"),
        ("Vervolg Regiogesprek", "Vervolg 2 Regiogesprek"),
        ("Vervolg 2 Regiogesprek", "Vervolg 3 Regiogesprek"),
        ("Vervolg", "Vervolg Vervolg"),
    ],
)
def test_a_follow_up_gets_a_title_to_start_from(titel: str, vervolg: str) -> None:
    assert suggest_titel(Gesprek(soort=SoortSessie.REGIOGESPREK, titel=titel)) == vervolg


def test_numbers_are_read_as_people_count() -> None:
    assert highest_nummer(()) == 0
    assert highest_nummer(("2026-06", "S12", "x")) == 12
    assert next_nummer("V", ()) == "V1"
    assert next_nummer("V", ("V1", "V3")) == "V4"
    assert next_nummer("V", ("V1", "V999")) == "V2"
    with pytest.raises(Ongeldig, match="V1 tot en met V999"):
        next_nummer("V", (f"V{nummer}" for nummer in range(1, 1000)))


def test_who_opens_a_follow_up_sees_what_it_looks_back_on(ports: Ports, tweede: Sessie) -> None:
    terug = open_dossier(make_deelnemer(tweede, Sessierol.TOEHOORDER), tweede.id, ports=ports).terugblik
    assert terug is not None
    assert (terug.titel, terug.datum) == ("Regiogesprek Zilverwaard", date(2026, 12, 3))

"""The port Zoeken: words in what people wrote, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import Engine, text

from gesprekskaart.betrokkenheid import Betrokkenheid, Betrokkensoort
from gesprekskaart.errors import TekstGewijzigd
from gesprekskaart.keuze import Besluit, EigenCriterium, Keuzemogelijkheid, Uitkomst
from gesprekskaart.overzicht import Bereik, Zicht
from gesprekskaart.peiling import Peiling, Peilingsoort, Peilingstand
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Regie
from gesprekskaart.services.zoeken import find_in_zicht
from gesprekskaart.sessie import Deelnemer, Partnerschap, Sessie
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verschil import Verschil
from gesprekskaart.vervolg import Actie
from gesprekskaart.zoeken import (
    BETROKKENHEID,
    CRITERIUM,
    GESPREK,
    KEUZE,
    PARTNERSCHAP,
    PEILING,
    VERSCHILKOP,
    Feit,
    Zoekvraag,
    split_woorden,
)
from storage import make_ports, migrate
from storage.backup import backup, restore
from storage.schema import make_config, migrating
from storage.zicht import VEEL
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad, load_zilverwaard, save_tekst

IK, ANDER = uuid4(), uuid4()
MIJN = Zicht(account=IK)
INBRENG = frozenset({TekstSoort.INBRENG})
GEWOON = frozenset(TekstSoort) - INBRENG


def find(ports: Ports, getypt: str, zicht: Zicht = MIJN, bereik: Bereik | None = None) -> list[str]:
    vraag = Zoekvraag(
        woorden=split_woorden(getypt), zicht=zicht, bereik=bereik or Bereik(), soorten=GEWOON, na_onthullen=INBRENG
    )
    return [str(vondst.plek or vondst.tekst) for vondst in ports.zoeken.find(vraag)]


@pytest.fixture
def sessie(ports: Ports) -> Sessie:
    """A session with one partnership, that I lead."""
    sessie = add_sessie(ports, facilitators=(IK,), titel="Gesprek aan de Waal")
    add_partnerschappen(ports, sessie.id, "LWZ")
    return sessie


@pytest.mark.parametrize(
    "getypt",
    ["coordinator", "Coördinator", "COÖRDINATOR", "coördin", "reünie één", "een REUNIE", "Ayşe", "ayse", "of", "2026",
     "en/of", "  reunie,  één! "],
)  # fmt: skip
def test_case_accents_endings_and_punctuation_make_no_difference(ports: Ports, sessie: Sessie, getypt: str) -> None:
    save_tekst(ports, sessie.id, "conclusie/G1", "De coördinator (Ayşe) en/of één reünie, vóór 01-2026.")
    save_tekst(ports, sessie.id, "conclusie/G2", "Iets heel anders.")
    assert find(ports, getypt) == ["conclusie/G1"]


@pytest.mark.parametrize("getypt", ["ordinator", "coordinators", "coordinator anders", "xx"])
def test_the_middle_of_a_word_a_longer_word_or_one_of_two_is_not_found(
    ports: Ports, sessie: Sessie, getypt: str
) -> None:
    save_tekst(ports, sessie.id, "conclusie/G1", "De coördinator.")
    save_tekst(ports, sessie.id, "conclusie/G2", "Anders.")
    assert find(ports, getypt) == []


@pytest.mark.parametrize(
    "getypt", ['"', "AND OR NOT", "NEAR(a b)", "tekst:x", "a* b^", "';--", "a & b | !c", "sessie", "x:*", "\\", "{}()"]
)
def test_what_means_something_to_a_database_is_just_words(ports: Ports, sessie: Sessie, getypt: str) -> None:
    save_tekst(ports, sessie.id, "conclusie/G1", getypt + " en nog wat waterval")
    try:
        woorden = split_woorden(getypt)
    except Exception as fout:
        assert "Typ een woord" in str(fout)
        return
    assert woorden
    assert find(ports, getypt) == ["conclusie/G1"]
    assert find(ports, "waterval") == ["conclusie/G1"]


def test_a_text_is_found_by_what_it_says_now(ports: Ports, sessie: Sessie) -> None:
    save_tekst(ports, sessie.id, "conclusie/G1", "kwartel en snoek")
    save_tekst(ports, sessie.id, "conclusie/G1", "snoek en baars", gelezen=1)
    assert (find(ports, "kwartel"), find(ports, "baars"), find(ports, "snoek")) == (
        [],
        ["conclusie/G1"],
        ["conclusie/G1"],
    )
    save_tekst(ports, sessie.id, "conclusie/G1", "", gelezen=2)
    assert find(ports, "snoek") == find(ports, "baars") == []


def test_a_save_that_was_refused_left_nothing_to_find(ports: Ports, sessie: Sessie) -> None:
    save_tekst(ports, sessie.id, "conclusie/G1", "kwartel")
    with pytest.raises(TekstGewijzigd):
        save_tekst(ports, sessie.id, "conclusie/G1", "snoek", gelezen=7)
    assert (find(ports, "kwartel"), find(ports, "snoek")) == (["conclusie/G1"], [])


def test_what_is_deleted_is_found_no_more(ports: Ports, sessie: Sessie) -> None:
    ports.vervolg.save_actie(sessie.id, Actie(nummer="1"), gelezen=0, daad=daad())
    save_tekst(ports, sessie.id, "actie/1", "kwartel tellen")
    assert find(ports, "kwartel") == ["actie/1"]
    ports.vervolg.delete_actie(sessie.id, "1", daad=daad())
    assert find(ports, "kwartel") == []
    save_tekst(ports, sessie.id, "conclusie/G1", "kwartel")
    ports.sessies.delete(sessie.id, daad=daad())
    assert find(ports, "kwartel") == find(ports, "waal") == []
    nieuw = add_sessie(ports, facilitators=(IK,))
    save_tekst(ports, nieuw.id, "conclusie/G1", "kwartel")
    assert find(ports, "kwartel") == ["conclusie/G1"]


def test_of_more_than_are_asked_for_the_newest_places_come_the_newest_first(ports: Ports, sessie: Sessie) -> None:
    for nummer in range(1, 6):
        save_tekst(ports, sessie.id, f"wijzigingen/{nummer}", "kwartel")
    vraag = Zoekvraag(woorden=("kwartel",), zicht=MIJN, soorten=GEWOON)

    def list_nieuwste(aantal: int) -> list[str]:
        vondsten = ports.zoeken.find(vraag.model_copy(update={"aantal": aantal}))
        return [vondst.plek.sleutel for vondst in vondsten if vondst.plek]

    assert list_nieuwste(2) == ["5", "4"]
    assert list_nieuwste(9) == ["5", "4", "3", "2", "1"]


def test_only_sessions_in_sight_and_chosen_are_searched(ports: Ports, sessie: Sessie) -> None:
    vreemd = add_sessie(ports, facilitators=(ANDER,), titel="Vreemd gesprek aan de Waal")
    for waar in (sessie, vreemd):
        save_tekst(ports, waar.id, "conclusie/G1", "kwartel")
    assert find(ports, "kwartel") == ["conclusie/G1"]
    assert len(find(ports, "kwartel", Zicht(account=IK, sessies=frozenset({vreemd.id})))) == 2
    assert find(ports, "kwartel", Zicht()) == []
    assert find(ports, "waal") == ["Gesprek aan de Waal"]
    assert find(ports, "kwartel", bereik=Bereik(sessies=(vreemd.id,))) == []
    assert find(ports, "kwartel", bereik=Bereik(regio="Zilverwaard")) == []


def test_practice_is_not_searched(ports: Ports, sessie: Sessie) -> None:
    save_tekst(ports, sessie.id, "conclusie/G1", "kwartel")
    ports.sessies.save(sessie.model_copy(update={"oefening": True}), gelezen=1, daad=daad())
    assert find(ports, "kwartel") == []


def test_titles_occasions_and_names_of_partnerships_are_found_as_they_are_now(ports: Ports, sessie: Sessie) -> None:
    gesprek = sessie.gesprek.model_copy(update={"titel": "Aan de Maas", "aanleiding": "Te weinig leraren."})
    ports.sessies.save(sessie.model_copy(update={"gesprek": gesprek}), gelezen=1, daad=daad())
    anders = Partnerschap(code="LWZ", naam="Kwartelhof")
    ports.sessies.save_partnerschap(sessie.id, anders, gelezen=1, daad=daad())
    assert find(ports, "waal") == []
    assert find(ports, "maas leraren") == ["Aan de Maas · Te weinig leraren."]
    assert find(ports, "kwartelhof") == ["Kwartelhof"]
    ports.sessies.delete_partnerschap(sessie.id, "LWZ", daad=daad())
    assert find(ports, "kwartelhof") == []


def test_an_option_that_was_taken_off_is_not_found_until_it_is_back(ports: Ports, sessie: Sessie) -> None:
    keuze = ports.keuzes.save(sessie.id, Keuzemogelijkheid(nummer="K1", titel="Federatie"), gelezen=0, daad=daad())
    ports.keuzes.save(sessie.id, Keuzemogelijkheid(nummer="K10", titel="Cluster"), gelezen=0, daad=daad())
    for plek in ("beschrijving/K1", "kansen/K1-functies", "beschrijving/K10"):
        save_tekst(ports, sessie.id, plek, "kwartel")
    assert set(find(ports, "kwartel")) == {"beschrijving/K1", "kansen/K1-functies", "beschrijving/K10"}
    weg = ports.keuzes.save(sessie.id, keuze.model_copy(update={"verwijderd": True}), gelezen=1, daad=daad())
    assert find(ports, "kwartel") == ["beschrijving/K10"]
    ports.keuzes.save(sessie.id, weg.model_copy(update={"verwijderd": False}), gelezen=2, daad=daad())
    assert len(find(ports, "kwartel")) == 3


def test_the_title_of_an_option_is_found_as_it_is_now(ports: Ports, sessie: Sessie) -> None:
    keuze = ports.keuzes.save(sessie.id, Keuzemogelijkheid(nummer="K1", titel="Een reünie"), gelezen=0, daad=daad())
    assert found(ports, "reunie") == [(Feit(KEUZE, "K1"), "Een reünie")]
    ports.keuzes.save(sessie.id, keuze.model_copy(update={"titel": "Eén federatie"}), gelezen=1, daad=daad())
    assert found(ports, "reunie") == []
    assert found(ports, "een FEDERATIE") == [(Feit(KEUZE, "K1"), "Eén federatie")]
    weg = keuze.model_copy(update={"titel": "Eén federatie", "verwijderd": True})
    ports.keuzes.save(sessie.id, weg, gelezen=2, daad=daad())
    assert found(ports, "federatie") == []


def test_what_a_poll_asks_is_found_from_when_it_opens(ports: Ports, sessie: Sessie) -> None:
    for nummer in ("P1", "P10"):
        peiling = Peiling(nummer=nummer, stelling="Wij begroten de coördinatie samen")
        ports.peilingen.save(sessie.id, peiling, gelezen=0, daad=daad())
    assert found(ports, "coordinatie") == []
    geopend = peiling.model_copy(update={"nummer": "P1", "stand": Peilingstand.OPEN})
    ports.peilingen.save(sessie.id, geopend, gelezen=1, daad=daad())
    assert found(ports, "coordinatie") == [(Feit(PEILING, "P1"), "Wij begroten de coördinatie samen")]
    ports.peilingen.delete(sessie.id, "P1", daad=daad())
    assert found(ports, "coordinatie") == []


def test_the_title_of_a_difference_is_found_until_it_is_taken_off(ports: Ports, sessie: Sessie) -> None:
    verschil = Verschil(nummer="V1", titel="Eén penvoerder?")
    ports.aandacht.save_verschil(sessie.id, verschil, gelezen=0, daad=daad())
    save_tekst(ports, sessie.id, "verschil/V1", "Niet iedereen wil dat.")
    assert found(ports, "een penvoerder") == [(Feit(VERSCHILKOP, "V1"), "Eén penvoerder?")]
    weg = verschil.model_copy(update={"verwijderd": True})
    ports.aandacht.save_verschil(sessie.id, weg, gelezen=1, daad=daad())
    assert found(ports, "penvoerder") == []


def test_the_reason_of_a_decision_is_found_with_its_option(ports: Ports, sessie: Sessie) -> None:
    besluit = Besluit(uitkomst=Uitkomst.AANGEHOUDEN, reden="Eerst de reünie")
    keuze = Keuzemogelijkheid(nummer="K1", titel="Federatie", besluit=besluit)
    ports.keuzes.save(sessie.id, keuze, gelezen=0, daad=daad())
    assert found(ports, "federatie reunie") == [(Feit(KEUZE, "K1"), "Federatie · Eerst de reünie")]
    ports.keuzes.save(sessie.id, keuze.model_copy(update={"besluit": None}), gelezen=1, daad=daad())
    assert found(ports, "reunie") == []
    assert found(ports, "federatie") == [(Feit(KEUZE, "K1"), "Federatie")]


def test_the_answers_of_a_poll_are_found_from_when_it_opens(ports: Ports, sessie: Sessie) -> None:
    peiling = Peiling(nummer="P1", soort=Peilingsoort.EIGEN_VRAAG, stelling="Waar?", opties=("Aan de Waal", "Reünie é"))
    ports.peilingen.save(sessie.id, peiling, gelezen=0, daad=daad())
    assert found(ports, "reunie") == []
    geopend = peiling.model_copy(update={"stand": Peilingstand.OPEN})
    ports.peilingen.save(sessie.id, geopend, gelezen=1, daad=daad())
    assert found(ports, "reunie e") == [(Feit(PEILING, "P1"), "Waar? · Aan de Waal · Reünie é")]
    ports.peilingen.delete(sessie.id, "P1", daad=daad())
    assert found(ports, "reunie") == []


def test_an_own_criterium_is_found_until_it_is_taken_off_with_what_was_written_at_it(
    ports: Ports, sessie: Sessie
) -> None:
    ports.keuzes.save(sessie.id, Keuzemogelijkheid(nummer="K1", titel="Federatie"), gelezen=0, daad=daad())
    eigen = EigenCriterium(id="eigen1", titel="Reistijd in de regio")
    ports.keuzes.save_criterium(sessie.id, eigen, gelezen=0, daad=daad())
    for plek in ("kansen/K1-eigen1", "kansen/K1-eigen11"):
        save_tekst(ports, sessie.id, plek, "kwartel")
    assert found(ports, "reistijd") == [(Feit(CRITERIUM, "eigen1"), "Reistijd in de regio")]
    assert set(find(ports, "kwartel")) == {"kansen/K1-eigen1", "kansen/K1-eigen11"}
    weg = eigen.model_copy(update={"verwijderd": True})
    ports.keuzes.save_criterium(sessie.id, weg, gelezen=1, daad=daad())
    assert found(ports, "reistijd") == []
    assert find(ports, "kwartel") == ["kansen/K1-eigen11"]


def test_who_is_still_to_be_involved_is_found_by_name_by_whom_and_by_what_is_said_of_it(
    ports: Ports, sessie: Sessie
) -> None:
    regel = Betrokkenheid(
        nummer="B1", soort=Betrokkensoort.PARTIJ, naam="Alliantie Reünie", door="coach, Kindrijk", toelichting="na mei"
    )
    ports.aandacht.save_betrokkenheid(sessie.id, regel, gelezen=0, daad=daad())
    assert found(ports, "reunie kindrijk mei") == [
        (Feit(BETROKKENHEID, "B1"), "Alliantie Reünie · coach, Kindrijk · na mei")
    ]
    weg = regel.model_copy(update={"verwijderd": True})
    ports.aandacht.save_betrokkenheid(sessie.id, weg, gelezen=1, daad=daad())
    assert found(ports, "reunie") == []


def found(ports: Ports, getypt: str, zicht: Zicht = MIJN) -> list[tuple[Feit | None, str]]:
    vraag = Zoekvraag(woorden=split_woorden(getypt), zicht=zicht, soorten=GEWOON)
    return [(vondst.feit, vondst.tekst) for vondst in ports.zoeken.find(vraag)]


def test_of_a_session_and_a_partnership_it_says_which(ports: Ports, sessie: Sessie) -> None:
    assert found(ports, "waal") == [(Feit(GESPREK, ""), "Gesprek aan de Waal")]
    assert [feit for feit, _ in found(ports, "LWZ")] == [Feit(PARTNERSCHAP, "LWZ")]


def rank(ports: Ports, getypt: str, aantal: int = 20) -> tuple[list[str], int]:
    treffers = find_in_zicht(MIJN, split_woorden(getypt), None, aantal=aantal, ports=ports)
    return [str(treffer.plek or treffer.feit) for treffer in treffers.treffers], treffers.totaal


def test_the_best_place_comes_first_and_of_equals_the_newest(ports: Ports, sessie: Sessie) -> None:
    for plek, tekst in {
        "conclusie/G1": "De kwartel is een vogel, en over kwartels gaat deze kwartel.",
        "conclusie/G2": "De kwartel is een vogel, en over vogels gaat deze conclusie.",
        "conclusie/G3": "De kwartelkoning is een vogel, en over vogels gaat deze conclusie.",
        "conclusie/RS1": "Kwartel: dat is kort.",
        "conclusie/RS2": "De kwartel is een vogel, en over vogels gaat deze conclusie.",
    }.items():
        save_tekst(ports, sessie.id, plek, tekst)
    beste = ["conclusie/G1", "conclusie/RS1", "conclusie/RS2", "conclusie/G2", "conclusie/G3"]
    assert rank(ports, "kwartel") == (beste, 5)
    assert rank(ports, "kwartel", aantal=2) == (beste[:2], 5)
    assert rank(ports, "kwartelkoning") == (["conclusie/G3"], 1)
    assert rank(ports, "xylofoon") == ([], 0)


def reveal(ports: Ports, id: UUID, *vragen: str, gelezen: int = 0) -> None:
    vastgelegd = {"G1": Naamgeving.ANONIEM, "G2": Naamgeving.ANONIEM}
    regie = Regie(vraag="G1", onthuld=vragen, vastgelegd=vastgelegd, begonnen_op=BEGIN, zout="ab" * 16)
    ports.regies.save(id, regie.model_copy(update={"revisie": gelezen + 1}), gelezen=gelezen, daad=daad())


def test_an_inbreng_is_found_once_its_question_was_revealed(ports: Ports, sessie: Sessie) -> None:
    ports.sessies.save_deelnemer(sessie.id, Deelnemer(nummer=3, rol="coach"), gelezen=0, daad=daad())
    for vraag in ("G1", "G2"):
        save_tekst(ports, sessie.id, f"inbreng/{vraag}/3", "kwartel")
    assert find(ports, "kwartel") == []
    reveal(ports, sessie.id)
    assert find(ports, "kwartel") == []
    reveal(ports, sessie.id, "G2", gelezen=1)
    assert find(ports, "kwartel") == ["inbreng/G2/3"]


def test_of_many_sessions_the_same_is_found_as_of_few(ports: Ports, sessie: Sessie) -> None:
    # Of few the index itself keeps to them, of more hits elsewhere are passed by.
    vreemd = add_sessie(ports, facilitators=(ANDER,))
    for waar in (sessie, vreemd):
        save_tekst(ports, waar.id, "conclusie/G1", "kwartel en zwaan")
    for _ in range(60):
        add_sessie(ports, facilitators=(IK,))
    assert find(ports, "kwartel zwaan") == ["conclusie/G1"]


@pytest.mark.parametrize("andere", [0, VEEL + 1])
def test_of_few_and_very_many_sessions_common_and_rare_words_are_found(
    ports: Ports, sessie: Sessie, andere: int
) -> None:
    # Above VEEL the sessions are not named any more; and PostgreSQL finds a word that is rare in another way.
    vreemd = add_sessie(ports, facilitators=(ANDER,))
    for waar in (sessie, vreemd):
        for nummer in range(1, 26):
            save_tekst(ports, waar.id, f"wijzigingen/{nummer}", "kwartel")
        save_tekst(ports, waar.id, "conclusie/G1", "zwaan")
    for _ in range(andere):
        add_sessie(ports, facilitators=(IK,))
    assert find(ports, "kwartel") == [f"wijzigingen/{nummer}" for nummer in range(25, 5, -1)]
    assert find(ports, "zwaan") == ["conclusie/G1"]
    assert find(ports, "zwaan kwartel") == find(ports, "xylofoon") == []


def test_what_was_written_before_there_was_an_index_is_found(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    with migrating(engine) as verbinding:
        command.downgrade(make_config(verbinding), "gk0007")
    assert migrate(engine)
    zicht = Zicht(sessies=frozenset({id}))
    assert find(ports, "telformat", zicht) == ["actie/1"]
    assert find(ports, "Zilverwaard Regiogesprek", zicht)
    save_tekst(ports, id, "wijzigingen/9", "telformat")
    assert find(ports, "telformat", zicht) == ["wijzigingen/9", "actie/1"]


def test_titles_from_before_they_were_searched_are_found(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    zicht = Zicht(sessies=frozenset({id}))
    keuze = ports.sessies.get_dossier(id).keuzemogelijkheden[0]
    titel = Feit(KEUZE, keuze.nummer)
    with migrating(engine) as verbinding:
        command.downgrade(make_config(verbinding), "gk0014")
    assert titel not in dict(found(ports, keuze.titel, zicht))
    assert migrate(engine)
    assert titel in dict(found(ports, keuze.titel, zicht))
    ports.keuzes.save(id, keuze.model_copy(update={"titel": "Kwartel"}), gelezen=keuze.revisie, daad=daad())
    assert titel not in dict(found(ports, keuze.titel, zicht))
    assert [*dict(found(ports, "kwartel", zicht))] == [titel]


def test_what_was_written_before_it_was_searched_is_found_after_the_update(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    zicht = Zicht(sessies=frozenset({id}))
    with migrating(engine) as verbinding:
        command.downgrade(make_config(verbinding), "gk0017")
    gezocht = "opleidersduo's directeuren"
    assert find(ports, gezocht, zicht) == []
    assert migrate(engine)
    assert len(find(ports, gezocht, zicht)) == 1


def test_a_backup_put_back_can_be_searched(engine: Engine, tmp_path: Path) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    backup(engine, tmp_path / "kopie.db")
    save_tekst(ports, id, "wijzigingen/9", "kwartel")
    restore(tmp_path / "kopie.db", engine, force=True)
    zicht = Zicht(sessies=frozenset({id}))
    assert (find(ports, "telformat", zicht), find(ports, "kwartel", zicht)) == (["actie/1"], [])
    save_tekst(ports, id, "wijzigingen/9", "kwartel")
    assert find(ports, "kwartel", zicht) == ["wijzigingen/9"]


def test_the_index_of_sqlite_stays_in_step_with_its_texts(sqlite_engine: Engine) -> None:
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    save_tekst(ports, id, "wijzigingen/9", "Een")
    save_tekst(ports, id, "wijzigingen/9", "Ander", gelezen=1)
    ports.sessies.delete(id, daad=daad())
    with sqlite_engine.begin() as verbinding:
        verbinding.execute(text("INSERT INTO zoekindex (zoekindex) VALUES ('integrity-check')"))
        woorden = "SELECT count(*) FROM zoekplek WHERE sessie_id = :id"
        assert verbinding.execute(text(woorden), {"id": id.hex}).scalar() == 0

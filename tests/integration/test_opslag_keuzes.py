"""Options, own criteria and scores as they are kept: the same on the fake and on both databases."""

from __future__ import annotations

from uuid import UUID

import pytest

from gesprekskaart.errors import IntussenGewijzigd, StandGewijzigd
from gesprekskaart.keuze import Beoordeling, Besluit, EigenCriterium, Keuzemogelijkheid, Score, Uitkomst
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Stand
from tests.integration.bouwstenen import add_sessie, daad, load_zilverwaard, save_tekst


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    return add_sessie(ports).id


def add(ports: Ports, sessie_id: UUID, nummer: str = "K1", titel: str = "Ayşe & Zoë <3") -> Keuzemogelijkheid:
    keuze = Keuzemogelijkheid(nummer=nummer, titel=titel, bronnen=("OS4", "OS4#0123456789abcdef"))
    return ports.keuzes.save(sessie_id, keuze, gelezen=0, daad=daad())


def test_options_come_back_as_they_were_saved_in_the_order_in_which_they_were_made(
    ports: Ports, sessie_id: UUID
) -> None:
    tien, twee = add(ports, sessie_id, "K10"), add(ports, sessie_id, "K2", "= 1 + 1")
    besluit = Besluit(uitkomst=Uitkomst.AANGEPAST, reden="Regel één\n= regel twee")
    anders = tien.model_copy(update={"besluit": besluit, "verwijderd": True})
    anders = ports.keuzes.save(sessie_id, anders, gelezen=tien.revisie, daad=daad())
    assert anders.revisie == 2
    assert ports.sessies.get_dossier(sessie_id).keuzemogelijkheden == (anders, twee)


def test_criteria_come_back_in_the_order_in_which_they_were_made(ports: Ports, sessie_id: UUID) -> None:
    eigen = [
        ports.keuzes.save_criterium(sessie_id, EigenCriterium(id=id, titel=f"Titel {id}"), gelezen=0, daad=daad())
        for id in ("eigen2", "eigen1")
    ]
    weg = ports.keuzes.save_criterium(
        sessie_id, eigen[1].model_copy(update={"verwijderd": True}), gelezen=1, daad=daad()
    )
    assert ports.sessies.get_dossier(sessie_id).criteria == (eigen[0], weg)


def test_scores_are_kept_per_option_criterium_and_function(ports: Ports, sessie_id: UUID) -> None:
    for nummer in ("K1", "K2"):
        add(ports, sessie_id, nummer)
    scores = [
        Beoordeling(keuze="K1", criterium="functies", score=Score.ZEER_ONGUNSTIG),
        Beoordeling(keuze="K1", criterium="functies", functie="(v)so & werven", score=Score.NEUTRAAL),
        Beoordeling(keuze="K2", criterium="ambitie", score=None),
    ]
    for score in reversed(scores):
        ports.keuzes.save_score(sessie_id, score, gelezen=0, daad=daad())
    anders = scores[0].model_copy(update={"score": Score.GUNSTIG})
    anders = ports.keuzes.save_score(sessie_id, anders, gelezen=1, daad=daad())
    assert ports.sessies.get_dossier(sessie_id).beoordelingen == (anders, *scores[1:])


def test_a_stale_save_is_refused_and_logs_nothing(ports: Ports, sessie_id: UUID) -> None:
    keuze = add(ports, sessie_id)
    eigen = EigenCriterium(id="eigen1", titel="x")
    score = Beoordeling(keuze="K1", criterium="functies", score=Score.GUNSTIG)
    ports.keuzes.save_criterium(sessie_id, eigen, gelezen=0, daad=daad())
    ports.keuzes.save_score(sessie_id, score, gelezen=0, daad=daad())
    regels = len(ports.logboek.list(sessie_id))
    for gelezen in (0, 2):
        with pytest.raises(IntussenGewijzigd, match="Keuzemogelijkheid K1"):
            ports.keuzes.save(sessie_id, keuze, gelezen=gelezen, daad=daad())
        with pytest.raises(IntussenGewijzigd):
            ports.keuzes.save_criterium(sessie_id, eigen, gelezen=gelezen, daad=daad())
        with pytest.raises(IntussenGewijzigd):
            ports.keuzes.save_score(sessie_id, score, gelezen=gelezen, daad=daad())
    assert len(ports.logboek.list(sessie_id)) == regels


def test_what_crosses_the_freezing_is_refused(ports: Ports, sessie_id: UUID) -> None:
    bevroren = daad().model_copy(update={"stand": Stand.GESPREK})
    keuze = Keuzemogelijkheid(nummer="K1", titel="Federatie")
    with pytest.raises(StandGewijzigd):
        ports.keuzes.save(sessie_id, keuze, gelezen=0, daad=bevroren)
    assert ports.sessies.get_dossier(sessie_id).keuzemogelijkheden == ()


def test_texts_of_an_option_are_kept_at_their_place(ports: Ports, sessie_id: UUID) -> None:
    add(ports, sessie_id)
    for plek in ("beschrijving/K1", "infrastructuur/K1", "kansen/K1-basiskwaliteit", "nodig/K1-eigen12"):
        save_tekst(ports, sessie_id, plek)
        assert ports.sessies.get_dossier(sessie_id).teksten[plek].tekst == "Wij doen mee."


def test_the_worked_example_comes_in_whole_and_goes_whole(ports: Ports) -> None:
    id = load_zilverwaard(ports)
    dossier = ports.sessies.get_dossier(id)
    assert [keuze.nummer for keuze in dossier.keuzemogelijkheden] == ["K1", "K2", "K3", "K4"]
    assert len(dossier.beoordelingen) == 40
    assert (len(dossier.peilingen), len(dossier.stemmen)) == (4, 16)
    ports.sessies.delete(id, daad=daad())
    assert id not in {regel.sessie.id for regel in ports.sessies.list_all()}

"""The port Groepen: groups and who sits in them, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gesprekskaart.deelname import Deelname
from gesprekskaart.errors import Botsing, IntussenGewijzigd, NietGevonden, SessieOnbekend, StandGewijzigd
from gesprekskaart.groep import Groep, Groepstand
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Deelnemer, NietBesproken, Stand
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad, save_tekst


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with six participants and a partnership."""
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ")
    for nummer in range(1, 7):
        ports.sessies.save_deelnemer(id, Deelnemer(nummer=nummer, rol="lid"), gelezen=0, daad=daad())
    return id


EEN = Groep(
    nummer=1,
    naam="Vooraan",
    themas=("T1", "T3"),
    leden=(1, 2),
    gespreksleider=1,
    notulist=2,
    stand=Groepstand.OPEN,
    minuten=30,
    loopt_tot=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
)
TWEE = Groep(nummer=2, leden=(3,), gespreksleider=3, notulist=3, rest_s=125)


def save(ports: Ports, sessie_id: UUID, *groepen: Groep, weg: tuple[int, ...] = ()) -> tuple[Groep, ...]:
    return ports.groepen.save(sessie_id, groepen, weg=weg, daad=daad("save_groep"))


def read(ports: Ports, sessie_id: UUID) -> tuple[Groep, ...]:
    return ports.sessies.get_dossier(sessie_id).groepen


def test_groups_come_back_as_they_were_saved_by_number(ports: Ports, sessie_id: UUID) -> None:
    twee, een = save(ports, sessie_id, TWEE, EEN)
    assert (een, twee) == (EEN.model_copy(update={"revisie": 1}), TWEE.model_copy(update={"revisie": 1}))
    assert read(ports, sessie_id) == (een, twee)
    assert ports.groepen.get(sessie_id, 2) == twee
    assert ports.groepen.get(sessie_id, 3) is None


def test_a_change_of_several_groups_is_one_row_in_the_log_and_in_the_stream(ports: Ports, sessie_id: UUID) -> None:
    voor = len(ports.logboek.list(sessie_id))
    een, twee = save(ports, sessie_id, EEN, TWEE)
    een, twee = save(
        ports,
        sessie_id,
        een.model_copy(update={"leden": (1,), "notulist": None}),
        twee.model_copy(update={"leden": (2, 3)}),
    )
    assert len(ports.logboek.list(sessie_id)) == voor + 2
    assert read(ports, sessie_id) == (een, twee)
    assert [groep.leden for groep in (een, twee)] == [(1,), (2, 3)]
    assert ports.stroom.read_after(sessie_id, voor).anders


def test_who_was_too_late_changes_nothing(ports: Ports, sessie_id: UUID) -> None:
    een, twee = save(ports, sessie_id, EEN, TWEE)
    save(ports, sessie_id, twee.model_copy(update={"leden": (3, 4)}))
    for groepen in (
        (een.model_copy(update={"leden": (1, 2, 5)}), twee.model_copy(update={"leden": (3, 6)})),
        (EEN,),
        (een.model_copy(update={"leden": (1, 2, 4)}),),
        (een.model_copy(update={"leden": (1, 2, 99)}),),
    ):
        with pytest.raises(IntussenGewijzigd):
            save(ports, sessie_id, *groepen)
    assert [groep.leden for groep in read(ports, sessie_id)] == [(1, 2), (3, 4)]


def test_a_group_that_wrote_stays_and_an_empty_one_goes_with_its_marks(ports: Ports, sessie_id: UUID) -> None:
    save(ports, sessie_id, EEN, TWEE)
    save_tekst(ports, sessie_id, "vraagstuk/G1/1", "Wie is eigenaar?")
    save_tekst(ports, sessie_id, "vraagstuk/G1/2", "  ")
    feit = NietBesproken(sleutel="G2", groep=2)
    ports.teksten.save_niet_besproken(
        sessie_id, feit, geldt=True, daad=daad("mark_niet_besproken", "niet-besproken/G2/#2")
    )
    with pytest.raises(Botsing, match="heeft intussen iets geschreven"):
        save(ports, sessie_id, weg=(1, 2))
    assert len(read(ports, sessie_id)) == 2
    save(ports, sessie_id, weg=(2,))
    dossier = ports.sessies.get_dossier(sessie_id)
    assert [groep.nummer for groep in dossier.groepen] == [1]
    assert dossier.niet_besproken == ()
    assert list(dossier.teksten) == ["vraagstuk/G1/1"]


def test_what_one_group_left_is_not_left_by_all(ports: Ports, sessie_id: UUID) -> None:
    save(ports, sessie_id, EEN, TWEE)
    for feit in (NietBesproken(sleutel="G2", groep=2), NietBesproken(sleutel="G2", groep=1, reden="geen tijd")):
        deze = daad("mark_niet_besproken", f"niet-besproken/{feit.plek}")
        ports.teksten.save_niet_besproken(sessie_id, feit, geldt=True, daad=deze)
    assert len(ports.sessies.get_dossier(sessie_id).niet_besproken) == 2
    (regel,) = ports.sessies.list_these([sessie_id])
    assert regel.besproken == 0
    voor = len(ports.logboek.list(sessie_id)) - 2
    plekken = [mark.feit.plek for mark in ports.stroom.read_after(sessie_id, voor).markeringen]
    assert plekken == ["G2/#1", "G2/#2"]


def test_groups_are_replaced_at_once(ports: Ports, sessie_id: UUID) -> None:
    save(ports, sessie_id, EEN, TWEE)
    nieuw = Groep(nummer=1, leden=(2, 3))
    save(ports, sessie_id, nieuw, weg=(1, 2))
    assert read(ports, sessie_id) == (nieuw.model_copy(update={"revisie": 1}),)


def test_who_leaves_the_session_leaves_the_group_and_the_task(ports: Ports, sessie_id: UUID) -> None:
    save(ports, sessie_id, EEN, TWEE)
    ports.sessies.delete_deelnemer(sessie_id, 2, daad=daad())
    (een, _) = read(ports, sessie_id)
    assert (een.leden, een.gespreksleider, een.notulist) == ((1,), 1, None)


@pytest.mark.parametrize(("houd", "leden"), [(5, [(1, 5), (3,)]), (3, [(1,), (3,)])])
def test_two_entries_that_turn_out_one_person_sit_in_one_group(
    ports: Ports, sessie_id: UUID, houd: int, leden: list[tuple[int, ...]]
) -> None:
    save(ports, sessie_id, EEN, TWEE)
    deelnemer = next(d for d in ports.sessies.get_dossier(sessie_id).deelnemers if d.nummer == houd)
    deelname = Deelname(sessie_id=sessie_id, nummer=houd, gekomen_op=BEGIN)
    ports.deelnames.merge(sessie_id, deelnemer, deelname, weg=2, gelezen=1, daad=daad())
    groepen = read(ports, sessie_id)
    assert [groep.leden for groep in groepen] == leden
    assert groepen[0].notulist == (5 if houd == 5 else None)


def test_a_note_of_a_group_that_is_not_there_is_refused(ports: Ports, sessie_id: UUID) -> None:
    with pytest.raises(NietGevonden, match="Groep 9 staat niet"):
        save_tekst(ports, sessie_id, "vraagstuk/G1/9", "Waarheen?")


def test_groups_need_their_session_as_it_was_judged(ports: Ports, sessie_id: UUID) -> None:
    with pytest.raises(SessieOnbekend):
        save(ports, UUID(int=5), EEN)
    laat = daad("save_groep").model_copy(update={"stand": Stand.GESPREK})
    with pytest.raises(StandGewijzigd):
        ports.groepen.save(sessie_id, (EEN,), daad=laat)
    assert read(ports, sessie_id) == ()


def test_a_session_goes_with_its_groups_and_notes(ports: Ports, sessie_id: UUID) -> None:
    save(ports, sessie_id, EEN, TWEE)
    save_tekst(ports, sessie_id, "vraagstuk/G1/1")
    ports.sessies.delete(sessie_id, daad=daad("delete_sessie"))
    assert ports.groepen.get(sessie_id, 1) is None


def test_a_whole_session_is_added_with_its_groups(ports: Ports, sessie_id: UUID) -> None:
    save(ports, sessie_id, EEN, TWEE)
    save_tekst(ports, sessie_id, "anderen/G1/1/LWZ", "Een buddyschool.")
    dossier = ports.sessies.get_dossier(sessie_id)
    kopie = dossier.model_copy(update={"sessie": dossier.sessie.model_copy(update={"id": UUID(int=9)})})
    ports.sessies.add_dossier(kopie, (), daad=daad("import_sessie"))
    terug = ports.sessies.get_dossier(UUID(int=9))
    assert (terug.groepen, terug.teksten) == (dossier.groepen, dossier.teksten)

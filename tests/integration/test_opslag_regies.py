"""The port Regies: how conversations are led, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from gesprekskaart.deelname import Apparaat, Deelname
from gesprekskaart.errors import IntussenGewijzigd
from gesprekskaart.inbreng import Bijdrage, Merksoort
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Klok, Naamgeving, Regie, Ronde
from gesprekskaart.sessie import Deelnemer
from tests.integration.bouwstenen import BEGIN, add_sessie, daad, save_tekst

NU = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
REGIE = Regie(
    vraag="RS3",
    ronde=Ronde.BESPREKEN,
    volgen=False,
    klok=Klok(loopt_tot=NU, rest_s=0),
    onthuld=("G1", "RS3"),
    geparkeerd=("OS2",),
    naamgeving=Naamgeving.ANONIEM,
    vastgelegd={"G1": Naamgeving.MET_ROL, "RS3": Naamgeving.ANONIEM},
    minuten={"Goal": 20},
    begonnen_op=NU,
    schermstap=2,
    klok_vanzelf=True,
    wand="oogst/uitwerken",
    zout="ab" * 16,
)


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with nothing in it."""
    return add_sessie(ports).id


def test_how_it_is_led_comes_back_as_it_was_saved(ports: Ports, sessie_id: UUID) -> None:
    assert ports.sessies.get_dossier(sessie_id).regie is None
    assert ports.regies.save(sessie_id, REGIE, gelezen=0, daad=daad()) == REGIE
    assert ports.sessies.get_dossier(sessie_id).regie == REGIE
    stil = REGIE.model_copy(update={"klok": Klok(rest_s=90), "revisie": 2})
    assert ports.regies.save(sessie_id, stil, gelezen=1, daad=daad()) == stil
    assert ports.sessies.get_dossier(sessie_id).regie == stil


def test_who_was_second_is_told(ports: Ports, sessie_id: UUID) -> None:
    ports.regies.save(sessie_id, REGIE, gelezen=0, daad=daad())
    for gelezen in (0, 2):
        with pytest.raises(IntussenGewijzigd):
            ports.regies.save(sessie_id, REGIE, gelezen=gelezen, daad=daad())


def test_ready_and_marked_do_not_overwrite_one_another(ports: Ports, sessie_id: UUID) -> None:
    ports.regies.save_klaar(sessie_id, "G1", 4, klaar=True, daad=daad())
    gemerkt = Bijdrage(vraag="G1", deelnemer=4, bundel="Tijd", merk=Merksoort.VERSCHIL)
    ports.regies.save_merk(sessie_id, gemerkt, daad=daad())
    ports.regies.save_merk(sessie_id, Bijdrage(vraag="G1", deelnemer=2, bundel="Geld"), daad=daad())
    assert ports.sessies.get_dossier(sessie_id).bijdragen == (
        Bijdrage(vraag="G1", deelnemer=2, bundel="Geld"),
        gemerkt.model_copy(update={"klaar": True}),
    )
    ports.regies.save_klaar(sessie_id, "G1", 4, klaar=False, daad=daad())
    assert ports.sessies.get_dossier(sessie_id).bijdragen[1] == gemerkt


def test_what_is_not_named_of_a_mark_stays(ports: Ports, sessie_id: UUID) -> None:
    ports.regies.save_merk(sessie_id, Bijdrage(vraag="G1", deelnemer=4, bundel="Tijd"), daad=daad())
    ports.regies.save_merk(sessie_id, Bijdrage(vraag="G1", deelnemer=4, merk=Merksoort.VERSCHIL), daad=daad())
    (bijdrage,) = ports.sessies.get_dossier(sessie_id).bijdragen
    assert (bijdrage.bundel, bijdrage.merk) == ("Tijd", Merksoort.VERSCHIL)


def test_a_whole_session_keeps_how_it_is_led(ports: Ports, sessie_id: UUID) -> None:
    ports.regies.save(sessie_id, REGIE, gelezen=0, daad=daad())
    ports.regies.save_klaar(sessie_id, "G1", 4, klaar=True, daad=daad())
    dossier = ports.sessies.get_dossier(sessie_id)
    kopie = dossier.sessie.model_copy(update={"id": UUID(int=7)})
    ports.sessies.add_dossier(dossier.model_copy(update={"sessie": kopie}), (), daad=daad())
    terug = ports.sessies.get_dossier(kopie.id)
    assert (terug.regie, terug.bijdragen) == (dossier.regie, dossier.bijdragen)


def test_people_that_turn_out_to_be_one_keep_what_both_contributed(ports: Ports, sessie_id: UUID) -> None:
    een, twee = (
        ports.sessies.save_deelnemer(sessie_id, Deelnemer(nummer=n, rol="coach"), gelezen=0, daad=daad())
        for n in (1, 2)
    )
    for plek, tekst in (
        ("inbreng/G1/1", "van de telefoon"),
        ("inbreng/G1/2", "van de laptop"),
        ("inbreng/G2/2", "alleen"),
    ):
        save_tekst(ports, sessie_id, plek, tekst)
    apparaat = Apparaat("a" * 64, BEGIN + timedelta(days=1))
    deelname = Deelname(sessie_id=sessie_id, nummer=twee.nummer, gekomen_op=BEGIN)
    ports.deelnames.join(deelname, twee, apparaat, gelezen=twee.revisie, daad=daad())
    erheen = deelname.model_copy(update={"nummer": een.nummer})
    ports.deelnames.merge(sessie_id, een, erheen, weg=2, gelezen=een.revisie, daad=daad())
    samen = ports.sessies.get_dossier(sessie_id).teksten
    assert {plek: tekst.tekst for plek, tekst in samen.items()} == {
        "inbreng/G1/1": "van de telefoon\n\nvan de laptop",
        "inbreng/G2/1": "alleen",
    }
    assert samen["inbreng/G1/1"].revisie == 2


def test_who_gets_a_number_that_was_given_before_inherits_nothing(ports: Ports, sessie_id: UUID) -> None:
    ports.sessies.save_deelnemer(sessie_id, Deelnemer(nummer=1, rol="coach"), gelezen=0, daad=daad())
    ports.regies.save_klaar(sessie_id, "G1", 1, klaar=True, daad=daad())
    ports.sessies.delete_deelnemer(sessie_id, 1, daad=daad())
    assert ports.sessies.get_dossier(sessie_id).bijdragen == ()

"""What happened to an agreement or action, as people read it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services.geschiedenis import Gebeurtenis, list_geschiedenis
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import (
    add_actie,
    add_afspraak,
    delete_actie,
    restore_actie,
    save_actie,
    save_afspraak,
)
from gesprekskaart.sessie import Deelnemer, Sessie, Sessierol, Stand
from gesprekskaart.tekst import Plek
from gesprekskaart.vervolg import Afspraakstand
from tests import nep
from tests.nep import VANDAAG
from tests.zaak import make_account, make_sessie, write


class Wekker:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.nu = VANDAAG

    def __call__(self) -> datetime:
        return self.nu

    def wait(self, minuten: int) -> None:
        self.nu += timedelta(minutes=minuten)


@pytest.fixture
def wekker() -> Wekker:
    return Wekker()


@pytest.fixture
def ports(wekker: Wekker) -> Ports:
    return nep.make_ports(now=wekker)


def read(wie: Wie, sessie: Sessie, plek: str, ports: Ports) -> list[Gebeurtenis]:
    """Oldest first, as it happened."""
    return list(reversed(list_geschiedenis(wie, sessie.id, Plek.parse(plek), ports=ports)))


def test_who_as_role_when_and_what(ports: Ports, wie: Wie, sessie: Sessie, wekker: Wekker) -> None:
    mens = Deelnemer(nummer=2, rol="beleidsmedewerker", organisatie="regiobureau", sessierol=Sessierol.VERSLAGLEGGER)
    save_deelnemer(wie, sessie.id, mens, gelezen=0, ports=ports)
    verslaglegger = Wie(deelnemer=mens, sessie_id=sessie.id)
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    wekker.wait(1)
    write(ports, verslaglegger, sessie, "afspraak/2026-01", "Wij tel")
    wekker.wait(1)
    write(ports, verslaglegger, sessie, "afspraak/2026-01", "Wij tellen.", gelezen=1)
    wekker.wait(1)
    concept = afspraak.model_copy(update={"stand": Afspraakstand.AANGEHOUDEN, "bronnen": ("RS4b",)})
    save_afspraak(verslaglegger, sessie.id, concept, ports=ports)
    wekker.wait(1)
    write(ports, wie, sessie, "meting/2026-01", "Elk jaar")
    gebeurd = read(wie, sessie, "afspraak/2026-01", ports)
    assert [(g.door, g.wat, (g.op - VANDAAG).seconds // 60) for g in gebeurd] == [
        ("de facilitator", "vastgelegd", 0),
        ("beleidsmedewerker, regiobureau", "schreef aan de tekst", 2),
        ("beleidsmedewerker, regiobureau", "gewijzigd", 3),
        ("de facilitator", "schreef hoe het wordt gemeten", 4),
    ]
    assert [(v.veld, v.van, v.naar) for v in gebeurd[2].verschillen] == [
        ("stand", "concept", "aangehouden"),
        ("komt uit", "", "RS4b"),
    ]


def test_writing_again_later_is_another_turn(ports: Ports, wie: Wie, sessie: Sessie, wekker: Wekker) -> None:
    add_actie(wie, sessie.id, ports=ports)
    for gelezen, minuten in enumerate((5, 5, 60)):
        wekker.wait(minuten)
        write(ports, wie, sessie, "actie/1", f"Versie {gelezen}", gelezen=gelezen)
    assert [g.wat for g in read(wie, sessie, "actie/1", ports)] == ["vastgelegd", *["schreef aan de tekst"] * 2]


def test_taking_out_putting_back_and_freezing_are_told(ports: Ports, wie: Wie, sessie: Sessie, wekker: Wekker) -> None:
    actie = add_actie(wie, sessie.id, ports=ports)
    write(ports, wie, sessie, "actie/1", "Formulier maken")
    for daad in (delete_actie, restore_actie):
        wekker.wait(20)
        daad(wie, sessie.id, "1", ports=ports)
    # Saved without a change: nothing happened to it.
    save_actie(wie, sessie.id, actie.model_copy(update={"revisie": 3}), ports=ports)
    wekker.wait(20)
    freeze(wie, sessie.id, termijn=None, ports=ports)
    gebeurd = read(wie, sessie, "actie/1", ports)
    assert [g.wat for g in gebeurd][-3:] == ["verwijderd", "teruggezet", "bevroren in versie 1"]
    assert gebeurd[-1].tekst == "Formulier maken"
    assert len(gebeurd) == 5


def test_what_came_in_from_a_file_begins_with_its_first_change(ports: Ports, wie: Wie, wekker: Wekker) -> None:
    zilverwaard, _ = load_voorbeelden(wie, ports=ports, new_id=nep.new_id)
    sessie = ports.sessies.get(zilverwaard)
    voor = read(wie, sessie, "afspraak/2026-05", ports)
    assert [(g.wat, g.tekst[:10]) for g in voor] == [
        ("bevroren in versie 1", "Minstens 2"),
        ("bevroren in versie 2", "Minstens 3"),
    ]
    move_stand(wie, zilverwaard, Stand.GESPREK, ports=ports)
    afspraak = next(a for a in ports.sessies.get_dossier(zilverwaard).afspraken if a.nummer == "2026-05")
    save_afspraak(wie, zilverwaard, afspraak.model_copy(update={"stand": Afspraakstand.VERVALLEN}), ports=ports)
    (verschil,) = read(wie, sessie, "afspraak/2026-05", ports)[-1].verschillen
    assert (verschil.van, verschil.naar) == ("concept", "vervallen")


def test_somebody_who_left_is_told_as_such(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    weg = Wie(deelnemer=Deelnemer(nummer=9, rol="rector", sessierol=Sessierol.VERSLAGLEGGER), sessie_id=sessie.id)
    add_actie(weg, sessie.id, ports=ports)
    assert [g.door for g in read(wie, sessie, "actie/1", ports)] == ["iemand die niet meer meedoet"]


def test_a_stranger_reads_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_actie(wie, sessie.id, ports=ports)
    with pytest.raises(SessieOnbekend):
        read(make_account(ports, "vreemde"), sessie, "actie/1", ports)
    assert read(wie, make_sessie(ports, wie), "actie/1", ports) == []

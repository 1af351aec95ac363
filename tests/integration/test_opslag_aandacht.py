"""The port Aandacht: differences, issues with their support, and who else, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from gesprekskaart.betrokkenheid import Aard, Betrokkenheid, Betrokkensoort, Betrokkenstand
from gesprekskaart.errors import Botsing, IntussenGewijzigd, StandGewijzigd
from gesprekskaart.landelijk import Issuestand, LandelijkIssue
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Stand
from gesprekskaart.verschil import Verschil
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad, load_zilverwaard, save_tekst

VERSCHIL = Verschil(
    nummer="V10", titel="Ayşe & Zoë <3", wie="programmaleider", termijn=date(2026, 10, 1), bronnen=("RS4b", "P1")
)
ISSUE = LandelijkIssue(
    nummer="L10", voor_wie="= OCW", thema="Telling", bronnen=("V10",), stand=Issuestand.AANGEBODEN,
    stand_op=date(2027, 1, 4),
)  # fmt: skip
BETROKKENHEID = Betrokkenheid(
    nummer="B10", soort=Betrokkensoort.MEDEZEGGENSCHAP, naam="drie GMR's", partnerschap="LWZ", punt="medezeggenschap",
    door="bestuurder", termijn=date(2026, 5, 20), aard=Aard.ADVIES, stand=Betrokkenstand.GEPLAND,
    toelichting="duurzaam", bronnen=("RO3", "L10"),
)  # fmt: skip


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with two partnerships."""
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ", "AOZ")
    return id


def find_save(ports: Ports, soort: str) -> tuple[Callable[..., Any], Any]:
    op_soort: dict[str, tuple[Callable[..., Any], Any]] = {
        "verschil": (ports.aandacht.save_verschil, VERSCHIL),
        "issue": (ports.aandacht.save_issue, ISSUE),
        "betrokkenheid": (ports.aandacht.save_betrokkenheid, BETROKKENHEID),
    }
    return op_soort[soort]


SOORTEN = pytest.mark.parametrize("soort", ["verschil", "issue", "betrokkenheid"])
LIJST = {"verschil": "verschillen", "issue": "issues", "betrokkenheid": "betrokkenen"}


@SOORTEN
def test_what_is_saved_comes_back_in_the_order_in_which_it_was_made(ports: Ports, sessie_id: UUID, soort: str) -> None:
    save, vol = find_save(ports, soort)
    tweede = vol.model_copy(update={"nummer": f"{vol.nummer[0]}2", "bronnen": (), "verwijderd": True})
    assert save(sessie_id, vol, gelezen=0, daad=daad()) == vol
    assert save(sessie_id, tweede, gelezen=0, daad=daad()) == tweede
    nieuw = save(sessie_id, vol.model_copy(update={"verwijderd": True}), gelezen=1, daad=daad())
    assert nieuw.revisie == 2
    assert getattr(ports.sessies.get_dossier(sessie_id), LIJST[soort]) == (nieuw, tweede)


@SOORTEN
def test_a_stale_save_is_refused_and_changes_nothing(ports: Ports, sessie_id: UUID, soort: str) -> None:
    save, vol = find_save(ports, soort)
    save(sessie_id, vol, gelezen=0, daad=daad())
    voor = len(ports.logboek.list(sessie_id))
    for gelezen in (0, 2):
        with pytest.raises(IntussenGewijzigd):
            save(sessie_id, vol.model_copy(update={"bronnen": ()}), gelezen=gelezen, daad=daad())
    assert getattr(ports.sessies.get_dossier(sessie_id), LIJST[soort]) == (vol,)
    assert len(ports.logboek.list(sessie_id)) == voor


@SOORTEN
def test_a_session_that_moved_on_refuses(ports: Ports, sessie_id: UUID, soort: str) -> None:
    save, vol = find_save(ports, soort)
    with pytest.raises(StandGewijzigd):
        save(sessie_id, vol, gelezen=0, daad=daad().model_copy(update={"stand": Stand.VERSLAG}))
    assert getattr(ports.sessies.get_dossier(sessie_id), LIJST[soort]) == ()


def test_support_is_kept_apart_from_the_issue(ports: Ports, sessie_id: UUID) -> None:
    def steun() -> tuple[str, ...]:
        return ports.sessies.get_dossier(sessie_id).issues[0].steun

    ports.aandacht.save_issue(sessie_id, ISSUE, gelezen=0, daad=daad())
    for code in ("LWZ", "AOZ", "LWZ"):
        ports.aandacht.save_steun(sessie_id, "L10", code, steunt=True, daad=daad())
    assert steun() == ("AOZ", "LWZ")
    ports.aandacht.save_issue(sessie_id, ISSUE.model_copy(update={"thema": "anders"}), gelezen=1, daad=daad())
    assert steun() == ("AOZ", "LWZ")
    for _ in range(2):
        ports.aandacht.save_steun(sessie_id, "L10", "LWZ", steunt=False, daad=daad())
    assert steun() == ("AOZ",)


def test_a_partnership_cannot_go_from_under_its_view(engine: Engine) -> None:
    # The service asks first; this is for who writes in the same second.
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ")
    save_tekst(ports, id, "standpunt/V10/LWZ")
    with pytest.raises(Botsing):
        ports.sessies.delete_partnerschap(id, "LWZ", daad=daad())


def test_a_deleted_session_takes_everything(ports: Ports, sessie_id: UUID) -> None:
    for soort in LIJST:
        save, vol = find_save(ports, soort)
        save(sessie_id, vol, gelezen=0, daad=daad())
    ports.aandacht.save_steun(sessie_id, "L10", "LWZ", steunt=True, daad=daad())
    save_tekst(ports, sessie_id, "standpunt/V10/LWZ")
    ports.sessies.delete(sessie_id, daad=daad())
    assert sessie_id not in {regel.sessie.id for regel in ports.sessies.list_all()}


def test_the_worked_example_comes_back_whole(ports: Ports) -> None:
    dossier = ports.sessies.get_dossier(load_zilverwaard(ports))
    assert [verschil.nummer for verschil in dossier.verschillen] == ["V1"]
    assert [issue.nummer for issue in dossier.issues] == ["L1", "L2"]
    assert len(dossier.betrokkenen) == 7


def test_issues_are_listed_over_the_sessions_that_somebody_leads(ports: Ports) -> None:
    karin, bram = uuid4(), uuid4()
    oud, nieuw, van_bram = (add_sessie(ports, facilitators=(wie,)) for wie in (karin, karin, bram))
    for sessie, dag in ((oud, date(2026, 1, 1)), (nieuw, date(2026, 6, 1))):
        gesprek = sessie.gesprek.model_copy(
            update={"datum": dag, "titel": f"Gesprek {dag}", "onderwijsregios": ("Zilverwaard",), "fictief": True}
        )
        ports.sessies.save(sessie.model_copy(update={"gesprek": gesprek}), gelezen=1, daad=daad())
    add_partnerschappen(ports, nieuw.id, "LWZ", "AOZ")
    for sessie in (oud, nieuw, van_bram):
        for nummer in ("L2", "L1"):
            ports.aandacht.save_issue(sessie.id, ISSUE.model_copy(update={"nummer": nummer}), gelezen=0, daad=daad())
    weg = ISSUE.model_copy(update={"nummer": "L3", "verwijderd": True})
    ports.aandacht.save_issue(nieuw.id, weg, gelezen=0, daad=daad())
    ports.aandacht.save_steun(nieuw.id, "L1", "AOZ", steunt=True, daad=daad())
    for soort in ("issue", "waarom", "terugkoppeling"):
        save_tekst(ports, nieuw.id, f"{soort}/L1", f"Tekst van {soort}")
    regels = ports.aandacht.list_issues(karin)
    assert [(regel.sessie_id, regel.issue.nummer) for regel in regels] == [
        (nieuw.id, "L2"),
        (nieuw.id, "L1"),
        (oud.id, "L2"),
        (oud.id, "L1"),
    ]
    vol = regels[1]
    assert (vol.gesprek, vol.datum, vol.fictief) == ("Gesprek 2026-06-01", date(2026, 6, 1), True)
    assert (vol.onderwijsregios, vol.partnerschappen, vol.issue.steun) == (("Zilverwaard",), ("LWZ", "AOZ"), ("AOZ",))
    assert (vol.tekst, vol.waarom, vol.terugkoppeling) == (
        "Tekst van issue",
        "Tekst van waarom",
        "Tekst van terugkoppeling",
    )
    assert ports.aandacht.list_issues(uuid4()) == ()

"""Small changes that wait at the same moment share one commit; each hears only of its own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, text

from gesprekskaart.errors import OpslagFout, TekstGewijzigd
from gesprekskaart.logboek import find_break
from gesprekskaart.ports import Ports
from gesprekskaart.tekst import Tekst
from storage import make_ports
from storage.beurt import Beurt
from storage.engine import BEURT
from storage.transactie import changing
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad, save_tekst

CODES = [f"P{nummer}" for nummer in range(5)]


def open_sessie(engine: Engine) -> tuple[Ports, UUID]:
    """A session in which all of CODES may write."""
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, *CODES)
    return ports, id


def save_together(
    engine: Engine, ports: Ports, id: UUID, tekst: str = "Wij doen mee.", *, verouderd: str = ""
) -> dict[str, Future[Tekst]]:
    """All of CODES save while somebody else has the turn, so all of them wait; `verouderd` from an old revision."""
    beurt: Beurt = engine.get_execution_options()[BEURT]
    binnen, genoeg = Event(), Event()

    def hold_up() -> None:
        with changing(engine, None, daad()):
            binnen.set()
            assert genoeg.wait(30)

    with ThreadPoolExecutor(len(CODES) + 1) as pool:
        bezig = pool.submit(hold_up)
        assert binnen.wait(30)
        zelf = {
            code: pool.submit(
                save_tekst, ports, id, f"antwoord/G1/{code}", f"{code}: {tekst}", gelezen=7 * (code == verouderd)
            )
            for code in CODES
        }
        while len(beurt) < len(CODES):
            assert not bezig.done()
        genoeg.set()
    return zelf


def test_who_wait_together_share_one_commit(sqlite_engine: Engine) -> None:
    ports, id = open_sessie(sqlite_engine)
    commits: list[object] = []
    event.listen(sqlite_engine, "commit", commits.append)
    zelf = save_together(sqlite_engine, ports, id)
    assert [tekst.result().tekst for tekst in zelf.values()] == [f"{code}: Wij doen mee." for code in CODES]
    assert len(commits) == 2, "one of who had the turn, one of the five"


def test_what_is_refused_takes_nobody_along(sqlite_engine: Engine) -> None:
    ports, id = open_sessie(sqlite_engine)
    zelf = save_together(sqlite_engine, ports, id, verouderd="P2")
    with pytest.raises(TekstGewijzigd):
        zelf.pop("P2").result()
    assert {tekst.result().revisie for tekst in zelf.values()} == {1}
    assert set(ports.sessies.get_dossier(id).teksten) == {f"antwoord/G1/{code}" for code in CODES if code != "P2"}
    assert find_break(ports.logboek.list(id)) is None


def test_when_the_disk_is_full_everybody_hears_it_and_nothing_is_written(sqlite_engine: Engine) -> None:
    ports, id = open_sessie(sqlite_engine)

    @event.listens_for(sqlite_engine, "begin")
    def forbid_growth(verbinding: object) -> None:
        verbinding.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

    zelf = save_together(sqlite_engine, ports, id, "lang " * 3_000)
    assert [type(tekst.exception()) for tekst in zelf.values()] == [OpslagFout] * len(CODES)
    with sqlite_engine.connect() as verbinding:
        assert verbinding.execute(text("SELECT count(*) FROM tekst")).scalar() == 0

"""Many at once, and a process that dies: what was acknowledged is there, and the log still follows."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

from sqlalchemy import Engine

from gesprekskaart.errors import IntussenGewijzigd, TekstGewijzigd
from gesprekskaart.logboek import find_break
from gesprekskaart.ports import Ports
from gesprekskaart.vervolg import Afspraak
from storage import make_ports
from tests.integration.bouwstenen import (
    BEGIN,
    add_partnerschappen,
    add_sessie,
    daad,
    make_account,
    make_tekst,
    save_tekst,
)

THREADS = 8
PER_THREAD = 15
WORTEL = Path(__file__).parents[2]


def test_of_texts_that_eight_people_write_at_once_none_is_lost(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    codes = [f"P{nummer}" for nummer in range(THREADS)]
    add_partnerschappen(ports, id, *codes)
    samen = Barrier(THREADS)

    def write(code: str) -> list[str]:
        samen.wait()
        return [
            save_tekst(ports, id, f"antwoord/G1/{code}", f"{code} schrijft {keer}", gelezen=keer).tekst
            for keer in range(PER_THREAD)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        bevestigd = list(pool.map(write, codes))
    teksten = ports.sessies.get_dossier(id).teksten
    assert [teksten[f"antwoord/G1/{code}"].tekst for code in codes] == [van_een[-1] for van_een in bevestigd]
    assert {tekst.revisie for tekst in teksten.values()} == {PER_THREAD}
    _require_whole_log(ports, id, writes=THREADS * PER_THREAD)


def test_when_eight_people_write_the_same_text_each_revision_is_one_persons(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    samen = Barrier(THREADS)

    def write(wie: int) -> list[tuple[int, str]]:
        """Save until accepted PER_THREAD times, as somebody does who merges after every refusal."""
        samen.wait()
        gelukt: list[tuple[int, str]] = []
        gelezen = 0
        while len(gelukt) < PER_THREAD:
            try:
                tekst = save_tekst(ports, id, "conclusie/G1", f"{wie}:{len(gelukt)}", gelezen=gelezen)
            except TekstGewijzigd as fout:
                gelezen = fout.huidige.revisie
            else:
                gelezen = tekst.revisie
                gelukt.append((tekst.revisie, tekst.tekst))
        return gelukt

    with ThreadPoolExecutor(THREADS) as pool:
        gelukt = dict(paar for van_een in pool.map(write, range(THREADS)) for paar in van_een)
    huidige = ports.teksten.get(id, "conclusie/G1")
    assert huidige is not None
    assert sorted(gelukt) == list(range(1, THREADS * PER_THREAD + 1))
    assert huidige.tekst == gelukt[THREADS * PER_THREAD]
    _require_whole_log(ports, id, writes=THREADS * PER_THREAD)


def test_of_eight_who_are_the_first_to_write_one_wins_and_the_others_see_that_text(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    samen = Barrier(THREADS)

    def write(wie: int) -> str:
        samen.wait()
        try:
            return f"gelukt: {save_tekst(ports, id, 'conclusie/G1', f'van {wie}').tekst}"
        except TekstGewijzigd as fout:
            return fout.huidige.tekst

    with ThreadPoolExecutor(THREADS) as pool:
        uitkomst = Counter(pool.map(write, range(THREADS)))
    huidige = ports.teksten.get(id, "conclusie/G1")
    assert huidige is not None
    assert uitkomst == {f"gelukt: {huidige.tekst}": 1, huidige.tekst: THREADS - 1}


def test_of_eight_who_make_the_same_agreement_one_wins(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    samen = Barrier(THREADS)

    def make(_: int) -> bool:
        samen.wait()
        try:
            ports.vervolg.save_afspraak(id, Afspraak(nummer="2026-01"), gelezen=0, daad=daad())
        except IntussenGewijzigd:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        assert Counter(pool.map(make, range(THREADS))) == {True: 1, False: THREADS - 1}
    assert len(ports.logboek.list(id)) == 2


def test_what_belongs_to_no_session_keeps_its_chain_when_eight_write_at_once(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    samen = Barrier(THREADS)

    def add(wie: int) -> None:
        samen.wait()
        for keer in range(PER_THREAD):
            ports.accounts.save(make_account(f"{wie}-{keer}"), daad=daad("save_account"))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add, range(THREADS)))
    assert len(ports.accounts.list()) == THREADS * PER_THREAD
    assert len(ports.logboek.list(None)) == THREADS * PER_THREAD
    assert find_break(ports.logboek.list(None)) is None


def _require_whole_log(ports: Ports, id: UUID, *, writes: int) -> None:
    regels = ports.logboek.list(id)
    assert find_break(regels) is None
    assert sum(regel.daad.handeling == "write_tekst" for regel in regels) == writes


SCHRIJVER = """
import sys
from uuid import UUID
from storage import make_ports
from storage.engine import open_engine
from tests.integration.bouwstenen import BEGIN, add_sessie, save_tekst
adres, id, plek, aantal = sys.argv[1:]
ports = make_ports(open_engine(adres), now=lambda: BEGIN)
for keer in range(int(aantal)):
    add_sessie(ports)
    print(save_tekst(ports, UUID(id), plek, f"keer {keer}", gelezen=keer).revisie, flush=True)
"""


def _start_schrijver(engine: Engine, id: UUID, plek: str, aantal: int) -> subprocess.Popen[str]:
    adres = engine.url.render_as_string(hide_password=False)
    opdracht = [sys.executable, "-c", SCHRIJVER, adres, str(id), plek, str(aantal)]
    return subprocess.Popen(opdracht, stdout=subprocess.PIPE, text=True, cwd=WORTEL)


def test_processes_that_write_at_once_wait_for_each_other(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    schrijvers = [_start_schrijver(engine, id, f"conclusie/G{nummer}", 40) for nummer in (1, 2, 3)]
    uitvoer = [schrijver.communicate()[0].splitlines() for schrijver in schrijvers]
    assert [len(regels) for regels in uitvoer] == [40, 40, 40]
    assert {tekst.revisie for tekst in ports.sessies.get_dossier(id).teksten.values()} == {40}
    assert len(ports.sessies.list_all()) == 1 + 3 * 40
    _require_whole_log(ports, id, writes=120)


def test_what_was_acknowledged_before_a_process_was_killed_is_there(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    with _start_schrijver(engine, id, "conclusie/G1", 100_000) as schrijver:
        assert schrijver.stdout is not None
        bevestigd = [int(schrijver.stdout.readline()) for _ in range(25)]
        schrijver.kill()
        bevestigd += [int(regel) for regel in schrijver.stdout.read().splitlines()]
    huidige = ports.teksten.get(id, "conclusie/G1")
    assert huidige is not None
    # One more may have been on disk already when it was killed before it could say so.
    assert huidige.revisie in (bevestigd[-1], bevestigd[-1] + 1)
    assert huidige.tekst == f"keer {huidige.revisie - 1}"
    _require_whole_log(ports, id, writes=huidige.revisie)
    nieuw = make_tekst("conclusie/G1", "na de herstart")
    ports.teksten.save(id, nieuw, gelezen=huidige.revisie, save_id=uuid4(), daad=daad())

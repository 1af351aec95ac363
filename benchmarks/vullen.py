"""A database with thousands of conversations, as the product would have stored them one import after another.

One conversation is imported by the product itself. The database then copies its rows (INSERT … SELECT) in one
transaction, the search index included, so that ten thousand take minutes and not hours. Copies differ in id, title,
region and moment. Their logs do not chain and their frozen versions carry the first one's title: nothing that is
measured looks at either.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from alembic.migration import MigrationContext
from alembic.operations import Operations
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
)
from sqlmodel import SQLModel

from gesprekskaart.account import Account, Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.logboek import Daad
from gesprekskaart.overzicht import Zicht
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.stroom import SCHREEF_TEKST
from gesprekskaart.voorbeelden import voorbeelden
from storage import make_ports
from storage.engine import SCHRIJFT, is_sqlite
from storage.migrations import zoekindex

REGIOS = 50
"""As many as there are in the country."""

WEINIG = 20
"""Conversations of somebody who leads few of them."""

ZELDZAAM = "kwartelkoning"
"""A word that stands in one conversation, the oldest."""

_ANDERS = {"facilitator", "sessieregio", "uitnodiging"}
"""Tables of a session that are filled in another way than by copying, or not at all."""

# Only the machine that measures loses anything when it stops halfway: then it begins anew.
_SNEL = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "secure_delete = OFF", "cache_size = -500000")

kopie = Table(
    "kopie",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("nummer", Integer),
    Column("titel", String),
    Column("regio", String),
    Column("op", DateTime(timezone=True)),
    prefixes=["TEMPORARY"],
)


@dataclass(frozen=True)
class Schaal:
    """A filled database: who leads all of it and who leads few, and all conversations."""

    ports: Ports
    alles: Zicht
    weinig: Zicht
    ids: list[UUID]


def fill(engine: Engine, aantal: int) -> Schaal:
    """Put so many conversations into an empty database. Raises AssertionError when a copy is not what it copies."""
    ports = make_ports(engine, lambda: datetime.now(UTC))
    leider, ander = (Account(id=uuid4(), naam=naam, aangemaakt_op=ports.now()) for naam in ("Ans", "Bram"))
    eerste = import_sessie(Wie(account=leider), voorbeelden()[0], ports=ports, new_id=uuid4)
    nieuw = _make_kopieen(aantal)
    with _filling(engine) as verbinding:
        _copy(verbinding, eerste, nieuw, leider.id)
        van_ander = [rij["id"] for rij in random.Random(7).sample(nieuw, min(WEINIG, aantal))]
        leidt = [{"sessie_id": id, "account_id": ander.id, "volgorde": 2} for id in van_ander]
        verbinding.execute(insert(_table("facilitator")), leidt)
    if not is_sqlite(engine):
        # PostgreSQL does this by itself after a while; SQLite never does, so there it is not done here either.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
            verbinding.execute(text("VACUUM ANALYZE"))
    ids = [rij["id"] for rij in nieuw]
    _require_same(ports, eerste, ids[aantal // 2])
    _write_zeldzaam(ids[0], ports)
    return Schaal(ports, Zicht(account=leider.id), Zicht(account=ander.id), ids)


def _make_kopieen(aantal: int) -> list[dict[str, Any]]:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        {
            "id": uuid4(),
            "nummer": nummer,
            "titel": f"Regiogesprek {nummer}",
            "regio": f"Regio {nummer % REGIOS}",
            "op": begin + timedelta(minutes=nummer),
        }
        for nummer in range(aantal)
    ]


@contextmanager
def _filling(engine: Engine) -> Iterator[Connection]:
    """One transaction in which nothing is checked or searched row by row."""
    with engine.execution_options(**{SCHRIJFT: True}).connect() as verbinding:
        if is_sqlite(engine):
            direct: Any = verbinding.connection.driver_connection
            for stand in _SNEL:
                direct.execute(f"PRAGMA {stand}")
        with verbinding.begin():
            if not is_sqlite(engine):
                verbinding.execute(text("SET LOCAL session_replication_role = replica"))
                verbinding.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
            with Operations.context(MigrationContext.configure(verbinding)):
                zoekindex.drop_triggers()
                yield verbinding
                zoekindex.add_triggers()
        verbinding.invalidate()  # back to how the product opens it
    engine.dispose()


def _copy(verbinding: Connection, voorbeeld: UUID, nieuw: list[dict[str, Any]], leider: UUID) -> None:
    kopie.create(verbinding)
    # By id: their rows then come at the end of every index, and not all over it.
    verbinding.execute(insert(kopie), sorted(nieuw, key=lambda rij: rij["id"].hex))
    sessie = _table("sessie")
    anders = {
        "id": kopie.c.id,
        "titel": kopie.c.titel,
        "gewijzigd_op": kopie.c.op,
        "aangemaakt_op": kopie.c.op,
    }
    _copy_rows(verbinding, sessie, sessie.c.id == voorbeeld, anders)
    for tabel in SQLModel.metadata.sorted_tables:
        sleutel = "keten" if tabel.name == "logboek" else "sessie_id"
        if sleutel in tabel.c and tabel.name not in _ANDERS:
            _copy_rows(verbinding, tabel, tabel.c[sleutel] == voorbeeld, {sleutel: kopie.c.id})
    rijen = [{"sessie_id": rij["id"], "account_id": leider, "volgorde": 1} for rij in nieuw]
    verbinding.execute(insert(_table("facilitator")), rijen)
    verbinding.execute(insert(_table("sessieregio")), [{"sessie_id": rij["id"], "naam": rij["regio"]} for rij in nieuw])
    _copy_index(verbinding, voorbeeld, len(nieuw))
    kopie.drop(verbinding)


def _copy_index(verbinding: Connection, voorbeeld: UUID, aantal: int) -> None:
    """Its places in the order in which the triggers put them there, conversation by conversation."""
    id = voorbeeld.hex if is_sqlite(verbinding) else str(voorbeeld)
    verbinding.execute(
        text(
            "CREATE TEMPORARY TABLE sjabloon AS SELECT row_number() OVER (ORDER BY nummer) AS volgt, z.soort, "
            f"z.sleutel, z.plek, b.woorden FROM zoekplek z JOIN ({zoekindex.select_woorden()}) AS b "
            "ON b.sessie_id = z.sessie_id AND b.plek = z.plek WHERE z.sessie_id = :id"
        ),
        {"id": id},
    )
    verbinding.execute(text("UPDATE sjabloon SET woorden = ' Zilverwaard ' WHERE plek = 'gesprek'"))
    woorden = "CASE s.plek WHEN 'gesprek' THEN k.titel || s.woorden ELSE s.woorden END"
    per_gesprek = verbinding.execute(text("SELECT count(*) FROM sjabloon")).scalar_one()
    if is_sqlite(verbinding):
        _copy_index_sqlite(verbinding, per_gesprek, woorden)
    else:
        _copy_index_postgresql(verbinding, woorden)
    verbinding.execute(text("DROP TABLE sjabloon"))
    geteld = verbinding.execute(text("SELECT count(*) FROM zoekplek")).scalar_one()
    assert geteld == (aantal + 1) * per_gesprek


def _copy_index_sqlite(verbinding: Connection, per_gesprek: int, woorden: str) -> None:
    # A larger buffer makes fewer and larger pieces, as many small saves with their merging would come to.
    nummer = f"(k.nummer + 1) * {per_gesprek} + s.volgt"
    uit = "FROM (SELECT * FROM kopie ORDER BY nummer) AS k CROSS JOIN sjabloon s"
    for opdracht in (
        f"INSERT INTO zoekplek (nummer, sessie_id, soort, sleutel, plek) SELECT {nummer}, k.id, s.soort, s.sleutel, "
        "s.plek FROM kopie k CROSS JOIN sjabloon s",
        f"INSERT INTO zoekindex (zoekindex, rank) VALUES ('hashsize', {256 * 2**20})",
        f"INSERT INTO zoekindex (rowid, sessie, tekst) SELECT {nummer}, k.id, {woorden} {uit}",
        f"INSERT INTO zoekindex (zoekindex, rank) VALUES ('hashsize', {2**20})",
    ):
        verbinding.execute(text(opdracht))


def _copy_index_postgresql(verbinding: Connection, woorden: str) -> None:
    for opdracht in (
        "DROP INDEX ix_zoekplek_woorden",
        "CREATE TEMPORARY TABLE vectoren AS SELECT s.*, zoek_woorden(s.woorden) AS vector FROM sjabloon s",
        "INSERT INTO zoekplek (sessie_id, soort, sleutel, plek, woorden) SELECT k.id, s.soort, s.sleutel, s.plek, "
        f"CASE s.plek WHEN 'gesprek' THEN zoek_woorden({woorden}) ELSE s.vector END "
        "FROM kopie k CROSS JOIN vectoren s ORDER BY k.nummer, s.volgt",
        "DROP TABLE vectoren",
        "CREATE INDEX ix_zoekplek_woorden ON zoekplek USING gin (woorden)",
    ):
        verbinding.execute(text(opdracht))


def _copy_rows(verbinding: Connection, tabel: Table, welke: Any, anders: dict[str, Any]) -> None:
    # Out of a table of their own: SQLite would first set aside all rows that it reads where it also writes.
    sjabloon = Table("sjabloon", MetaData(), *(Column(k.name, k.type) for k in tabel.c), prefixes=["TEMPORARY"])
    sjabloon.create(verbinding)
    verbinding.execute(insert(sjabloon).from_select(list(tabel.c.keys()), select(tabel).where(welke)))
    kolommen = [anders.get(kolom.name, kolom) for kolom in sjabloon.c]
    bron = select(*kolommen).select_from(kopie.join(sjabloon, text("1 = 1"))).order_by(kopie.c.id)
    verbinding.execute(insert(tabel).from_select(list(tabel.c.keys()), bron))
    sjabloon.drop(verbinding)


def _table(naam: str) -> Table:
    return SQLModel.metadata.tables[naam]


def _require_same(ports: Ports, eerste: UUID, id: UUID) -> None:
    """A copy reads as the product reads the conversation that it was copied from."""

    def strip(dossier: Dossier) -> Dossier:
        gesprek = dossier.sessie.gesprek.model_copy(update={"titel": ""})
        sessie = dossier.sessie.model_copy(
            update={"id": eerste, "gesprek": gesprek, "aangemaakt_op": None, "facilitators": ()}
        )
        return dossier.model_copy(update={"sessie": sessie})

    assert strip(ports.sessies.get_dossier(id)) == strip(ports.sessies.get_dossier(eerste))
    assert len(ports.verslagen.list(id)) == len(ports.verslagen.list(eerste))


def _write_zeldzaam(id: UUID, ports: Ports) -> None:
    """By the product: so it also shows that what was copied can be written on."""
    daad = Daad(handeling=SCHREEF_TEKST, onderwerp="conclusie/G1", wie="facilitator", op=ports.now())
    tekst = ports.teksten.get(id, daad.onderwerp)
    assert tekst is not None
    nieuw = tekst.model_copy(update={"tekst": f"De {ZELDZAAM} is er ook.", "revisie": tekst.revisie + 1})
    ports.teksten.save(id, nieuw, gelezen=tekst.revisie, save_id=uuid4(), daad=daad)

"""What `gesprekskaart check` tells of the database: what is in order, what is not, and how to mend it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import col, select

from gesprekskaart.errors import OpslagFout
from gesprekskaart.logboek import Logregel, find_break
from storage.engine import is_sqlite, make_engine, sqlite_file
from storage.mapping import to_keten, to_logregel
from storage.schema import Schemastand, explain_schemastand, read_schemastand
from storage.settings import Settings
from storage.storingen import explained
from storage.tables import LogboekRow
from storage.transactie import reading

_RESERVEKOPIE = "Zet een reservekopie terug met ‘gesprekskaart restore’."


class Bevinding(NamedTuple):
    """One thing that was looked at."""

    onderwerp: str
    goed: bool
    uitleg: str
    """How it stands; when it is not in order also how to mend it."""


def check_storage(settings: Settings) -> tuple[Bevinding, ...]:
    """Everything about the data folder and the database. Changes nothing; what builds on a fault is not tried."""
    try:
        engine = make_engine(settings)
    except OpslagFout as fout:
        return (Bevinding("Gegevensmap", False, str(fout)),)
    try:
        return (_check_map(settings.data_map), *_check_database(engine))
    finally:
        engine.dispose()


def _check_map(map_: Path) -> Bevinding:
    try:
        map_.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=map_):
            pass
    except OSError as fout:
        uitleg = f"In {map_} kan niet worden geschreven ({os.strerror(fout.errno or 0)}). Geef jezelf schrijfrechten."
        return Bevinding("Gegevensmap", False, uitleg)
    return Bevinding("Gegevensmap", True, f"In {map_.absolute()} kan worden geschreven.")


def _check_database(engine: Engine) -> Iterator[Bevinding]:
    if is_sqlite(engine) and not sqlite_file(engine).exists():
        yield Bevinding("Database", False, f"{sqlite_file(engine)} bestaat nog niet. Voer ‘gesprekskaart migrate’ uit.")
        return
    try:
        with explained(), engine.connect() as verbinding:
            stand = read_schemastand(verbinding)
            waar = engine.url.render_as_string(hide_password=True)
            yield Bevinding("Database", True, f"{waar} is bereikbaar.")
            if is_sqlite(verbinding):
                yield from _check_sqlite(verbinding)
    except OpslagFout as fout:
        yield Bevinding("Database", False, str(fout))
        return
    yield Bevinding("Migraties", stand is Schemastand.GELIJK, explain_schemastand(stand))
    if stand is Schemastand.GELIJK:
        yield _check_logboek(engine)


def _check_sqlite(verbinding: Connection) -> Iterator[Bevinding]:
    wijze = verbinding.exec_driver_sql("PRAGMA journal_mode").scalar()
    uitleg = "Lezen en schrijven kunnen tegelijk (WAL)."
    if wijze != "wal":
        uitleg = f"De database staat niet in WAL maar in ‘{wijze}’. Zet het bestand op een gewone, lokale schijf."
    yield Bevinding("Schrijfwijze", wijze == "wal", uitleg)
    heel = verbinding.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    yield Bevinding("Bestand", heel, "Het bestand is heel." if heel else f"Het bestand is beschadigd. {_RESERVEKOPIE}")
    los = verbinding.exec_driver_sql("PRAGMA foreign_key_check").first()
    uitleg = f"In tabel {los[0]} staan rijen die naar niets verwijzen. {_RESERVEKOPIE}" if los else "Alles hangt samen."
    yield Bevinding("Verwijzingen", los is None, uitleg)


class Keten(NamedTuple):
    """The log of one session (or, with None, of what belongs to none), looked at from its first row to its last."""

    keten: UUID | None
    regels: int
    laatste: str
    """Hash of the last row: whoever noted it down can tell later that nothing was cut off."""
    breuk: Logregel | None
    """The first row that does not follow from the one before."""


def check_ketens(engine: Engine, keten: UUID | None = None) -> Iterator[Keten]:
    """Every chain of the log, or of one session only. Raises OpslagFout."""
    alle = select(LogboekRow).order_by(col(LogboekRow.keten), col(LogboekRow.nummer))
    if keten is not None:
        alle = alle.where(LogboekRow.keten == to_keten(keten))
    with reading(engine) as session:
        regels = map(to_logregel, session.exec(alle, execution_options={"yield_per": 500}))
        for wat, van_keten in groupby(regels, key=attrgetter("keten")):
            yield _check_keten(wat, van_keten)


def _check_keten(keten: UUID | None, regels: Iterable[Logregel]) -> Keten:
    geteld, laatste = 0, ""

    def count() -> Iterator[Logregel]:
        nonlocal geteld, laatste
        for regel in regels:
            geteld, laatste = geteld + 1, regel.hash
            yield regel

    lopend = count()
    breuk = find_break(lopend)
    for _ in lopend:  # what follows a break is counted too
        pass
    return Keten(keten, geteld, laatste, breuk)


def explain_breuk(keten: Keten) -> str:
    """Where it is, and what to do."""
    waar = f"gesprek {keten.keten}" if keten.keten else "het algemene deel"
    nummer = keten.breuk.nummer if keten.breuk else 0
    return (
        f"In {waar} klopt regel {nummer} niet met de vorige: er is buiten het programma om iets gewijzigd. "
        "Vergelijk met een reservekopie."
    )


def _check_logboek(engine: Engine) -> Bevinding:
    breuken = [keten for keten in check_ketens(engine) if keten.breuk]
    if not breuken:
        return Bevinding("Logboek", True, "Elke regel volgt uit de vorige.")
    return Bevinding("Logboek", False, explain_breuk(breuken[0]))

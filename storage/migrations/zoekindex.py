"""The search index beside the texts, and the triggers that keep it up in the transaction of the text itself.

Not in SQLModel's metadata: it holds nothing that is not kept elsewhere, so a backup that copies rows has it made anew.
A migration that rebuilds one of the tables in `_BRONNEN` on SQLite (batch mode) drops its triggers: it calls
`drop_triggers` before and `add_triggers` after. tests/integration/test_opslag_zoeken.py fails if it does not.
"""

from __future__ import annotations

# ruff: noqa: S608 -- nothing in these statements comes from outside: they are made of the names below
from alembic import op

TABELLEN = ("zoekplek", "zoekindex")

# Per source: its columns that are searched, as what its places are known (soort, sleutel, plek), and what to watch.
# `opties[]` is every word of a list, `besluit.reden` one part of what is kept together.
_BRONNEN = {
    "tekst": (("tekst",), "{r}.soort", "{r}.sleutel", "{r}.plek", ("plek", "tekst")),
    "sessie": (("titel", "plaats", "aanleiding"), "'gesprek'", "''", "'gesprek'", ("titel", "plaats", "aanleiding")),
    "partnerschap": (("naam",), "'partnerschap'", "{r}.code", "'partnerschap/' || {r}.code", ("naam",)),
    "keuzemogelijkheid": (
        ("titel", "besluit.reden"), "'keuze'", "{r}.nummer", "'keuze/' || {r}.nummer", ("titel", "besluit")
    ),
    "peiling": (
        ("stelling", "opties[]"), "'peiling'", "{r}.nummer", "'peiling/' || {r}.nummer", ("stelling", "opties")
    ),
    "verschil": (("titel",), "'verschilkop'", "{r}.nummer", "'verschilkop/' || {r}.nummer", ("titel",)),
    "criterium": (("titel",), "'criterium'", "{r}.id", "'criterium/' || {r}.id", ("titel",)),
    "betrokkenheid": (
        ("naam", "door", "toelichting"), "'betrokkenheid'", "{r}.nummer", "'betrokkenheid/' || {r}.nummer",
        ("naam", "door", "toelichting"),
    ),
}  # fmt: skip

ALLE = tuple(_BRONNEN)
EERSTE = ("tekst", "sessie", "partnerschap")
"""What was searched at first (gk0012)."""

TWEEDE = (*EERSTE, "keuzemogelijkheid", "peiling", "verschil")
"""What was searched after that (gk0017)."""

_OP = {"tekst": "b.op", "sessie": "b.aangemaakt_op"}
"""When a place was first written into, as far as that was kept."""


def create(bronnen: tuple[str, ...] = ALLE) -> None:
    """Tables, triggers, and everything that was written so far."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TABLE zoekplek (nummer INTEGER PRIMARY KEY, sessie_id CHAR(32) NOT NULL, soort VARCHAR NOT NULL, "
            "sleutel VARCHAR NOT NULL, plek VARCHAR NOT NULL, UNIQUE (sessie_id, plek))"
        )
        # Without the words themselves (content=''): those are in the tables, and would be there twice.
        # detail=column: nobody asks where in a text a word is, and the index is half as large without.
        op.execute(
            "CREATE VIRTUAL TABLE zoekindex USING fts5(sessie, tekst, content='', detail=column, prefix='3 5', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            "CREATE TABLE zoekplek (nummer BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sessie_id UUID NOT NULL, "
            "soort VARCHAR NOT NULL, sleutel VARCHAR NOT NULL, plek VARCHAR NOT NULL, woorden TSVECTOR NOT NULL, "
            "UNIQUE (sessie_id, plek))"
        )
        # Accents are taken off here and not by the extension unaccent, which not every server has. Punctuation makes
        # words, or PostgreSQL's parser would take 'en/of' for the name of a file.
        op.execute(
            "CREATE FUNCTION zoek_woorden(tekst text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ "
            r"SELECT to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(tekst), NFD), "
            r"'[\u0300-\u036f]', '', 'g'), '[!-/:-@\[-`{-~\u2010-\u2027\u00a0-\u00bf]+', ' ', 'g')) $$"
        )
    add_triggers(bronnen)
    _fill(bronnen)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_zoekplek_woorden ON zoekplek USING gin (woorden)")


def drop() -> None:
    """All of it."""
    drop_triggers()
    for tabel in reversed(TABELLEN):
        op.execute(f"DROP TABLE IF EXISTS {tabel}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION zoek_woorden(text)")


def add_triggers(bronnen: tuple[str, ...] = ALLE) -> None:
    """From here on the index follows the tables."""
    for bron in bronnen:
        (_add_sqlite if op.get_bind().dialect.name == "sqlite" else _add_postgresql)(bron, *_BRONNEN[bron])


def drop_triggers() -> None:
    """From here on it does not. Triggers that are not there are no fault."""
    for bron in _BRONNEN:
        if op.get_bind().dialect.name == "sqlite":
            for wanneer in ("nieuw", "anders", "weg"):
                op.execute(f"DROP TRIGGER IF EXISTS zoek_{bron}_{wanneer}")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS zoek_{bron} ON {bron}")
            op.execute(f"DROP FUNCTION IF EXISTS zoek_{bron}()")


def _add_sqlite(bron: str, velden: tuple[str, ...], soort: str, sleutel: str, plek: str, bij: tuple[str, ...]) -> None:
    def where(r: str) -> str:
        return f"sessie_id = {r}.{_sessie(bron)} AND plek = {plek.format(r=r)}"

    # A row can only be taken out of an index without content by giving it the very words that went in.
    weg = (
        f"INSERT INTO zoekindex (zoekindex, rowid, sessie, tekst) SELECT 'delete', nummer, sessie_id, "
        f"{_join(velden, 'OLD')} FROM zoekplek WHERE {where('OLD')};"
    )
    erin = (
        f"INSERT INTO zoekindex (rowid, sessie, tekst) SELECT nummer, sessie_id, {_join(velden, 'NEW')} "
        f"FROM zoekplek WHERE {where('NEW')};"
    )
    op.execute(
        f"CREATE TRIGGER zoek_{bron}_nieuw AFTER INSERT ON {bron} BEGIN "
        f"INSERT INTO zoekplek (sessie_id, soort, sleutel, plek) VALUES "
        f"(NEW.{_sessie(bron)}, {soort.format(r='NEW')}, {sleutel.format(r='NEW')}, {plek.format(r='NEW')}); {erin} END"
    )
    op.execute(
        f"CREATE TRIGGER zoek_{bron}_anders AFTER UPDATE OF {', '.join(bij)} ON {bron} BEGIN {weg} "
        f"UPDATE zoekplek SET soort = {soort.format(r='NEW')}, sleutel = {sleutel.format(r='NEW')}, "
        f"plek = {plek.format(r='NEW')} WHERE {where('OLD')}; {erin} END"
    )
    op.execute(
        f"CREATE TRIGGER zoek_{bron}_weg AFTER DELETE ON {bron} BEGIN {weg} "
        f"DELETE FROM zoekplek WHERE {where('OLD')}; END"
    )


def _add_postgresql(
    bron: str, velden: tuple[str, ...], soort: str, sleutel: str, plek: str, bij: tuple[str, ...]
) -> None:
    sessie, woorden = _sessie(bron), _join(velden, "NEW")
    op.execute(
        f"CREATE FUNCTION zoek_{bron}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN "
        f"DELETE FROM zoekplek WHERE sessie_id = OLD.{sessie} AND plek = {plek.format(r='OLD')}; RETURN NULL; END IF; "
        f"IF TG_OP = 'UPDATE' AND {plek.format(r='OLD')} <> {plek.format(r='NEW')} THEN "
        f"DELETE FROM zoekplek WHERE sessie_id = OLD.{sessie} AND plek = {plek.format(r='OLD')}; END IF; "
        f"INSERT INTO zoekplek (sessie_id, soort, sleutel, plek, woorden) VALUES "
        f"(NEW.{sessie}, {soort.format(r='NEW')}, {sleutel.format(r='NEW')}, {plek.format(r='NEW')}, "
        f"zoek_woorden({woorden})) "
        f"ON CONFLICT (sessie_id, plek) DO UPDATE SET woorden = EXCLUDED.woorden; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER zoek_{bron} AFTER INSERT OR DELETE OR UPDATE OF {', '.join(bij)} ON {bron} "
        f"FOR EACH ROW EXECUTE FUNCTION zoek_{bron}()"
    )


def select_woorden(bronnen: tuple[str, ...] = ALLE) -> str:
    """Every place that is searched, with its words: sessie_id, soort, sleutel, plek, woorden, op."""
    return " UNION ALL ".join(
        f"SELECT b.{_sessie(bron)} AS sessie_id, {soort.format(r='b')} AS soort, {sleutel.format(r='b')} AS sleutel, "
        f"{plek.format(r='b')} AS plek, {_join(velden, 'b')} AS woorden, {_OP.get(bron, 'NULL')} AS op FROM {bron} b"
        for bron in bronnen
        for velden, soort, sleutel, plek, _ in [_BRONNEN[bron]]
    )


def _fill(bronnen: tuple[str, ...]) -> None:
    """What was written before there was an index; the oldest first, so that the newest is found first."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    kolommen = "sessie_id, soort, sleutel, plek"
    waarden = kolommen
    if not is_sqlite:
        kolommen, waarden = f"{kolommen}, woorden", f"{waarden}, zoek_woorden(woorden)"
    op.execute(
        f"INSERT INTO zoekplek ({kolommen}) SELECT {waarden} FROM ({select_woorden(bronnen)}) AS bron "
        "ORDER BY op IS NOT NULL, op"
    )
    if is_sqlite:
        op.execute(
            f"INSERT INTO zoekindex (rowid, sessie, tekst) SELECT nummer, z.sessie_id, b.woorden "
            f"FROM ({select_woorden(bronnen)}) AS b JOIN zoekplek z ON z.sessie_id = b.sessie_id AND z.plek = b.plek"
        )


def _join(velden: tuple[str, ...], r: str) -> str:
    return " || ' ' || ".join(_select_woord(veld, r) for veld in velden)


def _select_woord(veld: str, r: str) -> str:
    """The words of one column, never NULL: that would swallow the words of the others."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if veld.endswith("[]"):
        lijst = f"{r}.{veld.removesuffix('[]')}"
        if is_sqlite:
            return f"coalesce((SELECT group_concat(value, ' ') FROM json_each({lijst})), '')"
        return f"coalesce((SELECT string_agg(deel, ' ') FROM json_array_elements_text({lijst}) AS delen (deel)), '')"
    if "." in veld:
        kolom, deel = veld.split(".")
        waarde = f"json_extract({r}.{kolom}, '$.{deel}')" if is_sqlite else f"{r}.{kolom} ->> '{deel}'"
        return f"coalesce({waarde}, '')"
    return f"{r}.{veld}"


def _sessie(bron: str) -> str:
    return "id" if bron == "sessie" else "sessie_id"

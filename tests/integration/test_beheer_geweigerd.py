"""Bad input: a clear sentence with what and where, exit code 1, nothing half-written, no traceback."""

from __future__ import annotations

import json
import re
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from beheer.bestanden import write_file
from gesprekskaart.errors import OpslagFout
from tests.integration.beheerproef import Proef, free_port, make_sessie


@pytest.fixture
def proef(tmp_path: Path) -> Proef:
    """A database with an account, and nothing else in it."""
    proef = Proef(tmp_path)
    proef.done("account", "add", "karin", "--beheerder")
    return proef


def to_bestand(*sessies: dict[str, Any]) -> bytes:
    return json.dumps({"sessies": sessies}, ensure_ascii=False).encode()


def change(veld: str, waarde: Any) -> bytes:
    """The example with one field of its `gesprek` otherwise."""
    sessie = make_sessie()
    return to_bestand({**sessie, "gesprek": {**sessie["gesprek"], veld: waarde}})


def answer(**velden: str) -> bytes:
    sessie = make_sessie()
    return to_bestand({**sessie, "antwoorden": [{**sessie["antwoorden"][0], **velden}]})


@pytest.mark.parametrize(
    ("make", "melding"),
    [
        (lambda: b'{"sessies": [', "is geen geldige JSON: op regel 1"),
        (lambda: b"", "is geen geldige JSON"),
        (lambda: '{"sessies": "é"}'.encode("latin-1"), "is geen UTF-8: op regel 1"),
        (lambda: b"{" + b" " * (50 * 1024 * 1024), "is 50 MB; er past 25 MB"),
        (lambda: change("datum", "2026-02-30"), "‘2026-02-30’ is geen bestaande datum"),
        (lambda: answer(tekst="a" * 20_001), "20.001 tekens"),
        (lambda: answer(vraag="G99"), "antwoorden 1 → vraag: ‘G99’ staat niet op de kaart"),
        (lambda: answer(partnerschap="NIEMAND"), "is geen code van een partnerschap"),
        (lambda: to_bestand(make_sessie(kaart={"id": "geen-kaart", "versie": "1.0"})), "geen-kaart"),
        (lambda: to_bestand(make_sessie(), make_sessie(kaart={"id": "geen-kaart", "versie": "1.0"})), "geen-kaart"),
    ],
    ids=["broken", "empty", "latin1", "50MB", "date", "20001", "question", "partnership", "card", "second"],
)
def test_a_faulty_file_is_not_imported(proef: Proef, make: Callable[[], bytes], melding: str) -> None:
    bestand = proef.write("in.json", make())

    gezegd = proef.refused("import", bestand)

    assert melding in gezegd
    assert json.loads(proef.done("sessie", "list", "--json")) == []


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"id = ", "regel 1:"),
        (b'id = "a"\n\n[[fasen]\n', "regel 3:"),
        ('titel = "é"'.encode("latin-1"), "regel 1: hier staat een teken dat geen UTF-8 is"),
        (b"#" * (50 * 1024 * 1024), "groter dan 1 MB"),
    ],
    ids=["toml", "line", "latin1", "50MB"],
)
@pytest.mark.parametrize("opdracht", ["check", "add"])
def test_a_faulty_card_is_told_with_its_line_and_not_added(
    proef: Proef, opdracht: str, inhoud: bytes, melding: str
) -> None:
    bestand = proef.write("kaart.toml", inhoud)

    gezegd = proef.refused("kaart", opdracht, bestand)

    assert str(bestand) in gezegd
    assert melding in gezegd
    assert len(proef.done("kaart", "list").splitlines()) == 3


def test_a_card_version_is_not_replaced_by_other_words(proef: Proef) -> None:
    wortel = Path(__file__).parents[2]
    echt = (wortel / "gesprekskaart/kaarten/gesprekskaart-sop.toml").read_text()
    bestand = proef.write("anders.toml", echt.replace('titel = "', 'titel = "Anders: ', 1))

    assert "bestaat al met een andere inhoud" in proef.refused("kaart", "add", bestand)


@pytest.mark.parametrize(
    ("args", "melding"),
    [
        (("kaart", "show", "geen-kaart"), "Er is geen kaart ‘geen-kaart’"),
        (("account", "disable", "niemand"), "Er is geen account ‘niemand’"),
        (("account", "reset", "niemand"), "Er is geen account ‘niemand’"),
        (("account", "add", "KARIN"), "Er is al een account met de naam ‘KARIN’"),
        (("account", "add", "  "), "Geef een naam"),
        (("demo", "--account", "niemand"), "Er is geen account ‘niemand’"),
        (("export", "12", "--format", "json", "--output", "uit.json"), "Er is geen gesprek ‘12’"),
        (("export", str(uuid4()), "--format", "pdf", "--output", "uit.pdf"), "Er is geen gesprek"),
        (("kaart", "check", "weg.toml"), "Het bestand weg.toml bestaat niet"),
        (("import", "."), "Het bestand . kan niet worden gelezen (dit is een map)"),
    ],
)
def test_what_is_not_there_is_named(
    proef: Proef, args: tuple[str, ...], melding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(proef.map)
    voor = proef.list_files()

    assert melding in proef.refused(*args)
    assert proef.list_files() == voor


def test_a_version_that_does_not_exist_is_not_exported(proef: Proef) -> None:
    sessie_id = proef.done("import", proef.write("in.json", to_bestand(make_sessie()))).strip()

    gezegd = proef.refused("export", sessie_id, "--format", "pdf", "--versie", "9", "--output", proef.map / "uit.pdf")

    assert "Versie 9 van dit verslag bestaat niet" in gezegd
    assert not (proef.map / "uit.pdf").exists()


def test_a_file_that_cannot_be_written_leaves_what_was_there(proef: Proef) -> None:
    sessie_id = proef.done("import", proef.write("in.json", to_bestand(make_sessie()))).strip()
    voor = proef.list_files()

    for doel, reden in ((proef.map, "dit is een map"), (proef.map / "weg" / "uit.json", "de map bestaat niet")):
        gezegd = proef.refused("export", sessie_id, "--format", "json", "--output", doel)
        assert f"Het bestand {doel} kan niet worden geschreven ({reden})" in gezegd
    assert proef.list_files() == voor


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    doel = tmp_path / "verslag.pdf"
    doel.write_bytes(b"het oude verslag")
    zacht, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))  # as a disk that fills up
    try:
        with pytest.raises(OpslagFout, match=re.escape(str(doel))):
            write_file(doel, b"x" * 2_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (zacht, hard))

    assert doel.read_bytes() == b"het oude verslag"
    assert list(tmp_path.iterdir()) == [doel]


def test_a_disabled_account_leads_nothing_new(proef: Proef) -> None:
    proef.done("account", "disable", "karin")

    assert "is uitgezet" in proef.refused("demo", "--account", "karin")
    assert "Er is geen actief account van een beheerder" in proef.refused("demo")


@pytest.mark.parametrize("args", [("sessie", "list"), ("migrate",), ("start",), ("backup", "kopie.db")])
def test_a_database_of_a_newer_version_is_left_alone(proef: Proef, args: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(proef.database)) as verbinding:
        verbinding.execute("UPDATE alembic_version SET version_num = 'gk9999'")
        verbinding.commit()
    voor = proef.list_files()

    extra = ("--poort", str(free_port())) if args == ("start",) else ()

    assert "nieuwere versie" in proef.refused(*args, *extra)
    assert proef.list_files() == voor
    with closing(sqlite3.connect(proef.database)) as verbinding:
        assert verbinding.execute("SELECT version_num FROM alembic_version").fetchall() == [("gk9999",)]


@pytest.mark.parametrize("args", [("migrate",), ("sessie", "list"), ("demo",), ("check",)])
def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path, args: tuple[str, ...]) -> None:
    proef = Proef(tmp_path)
    (tmp_path / "gegevens").write_text("geen map")

    uitslag = proef.run(*args)

    assert uitslag.exit_code == 1
    assert f"De gegevensmap {tmp_path / 'gegevens'} kan niet worden gemaakt" in uitslag.stderr
    assert (tmp_path / "gegevens").read_text() == "geen map"


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    proef = Proef(tmp_path)
    bestand = proef.write("brief.db", "Beste Karin, " * 1000)

    assert "geen database" in proef.refused("sessie", "list", "--database", f"sqlite:///{bestand}")
    assert bestand.read_text().startswith("Beste Karin")


@pytest.mark.parametrize("adres", ["foo", "mysql://a/b", "sqlite://"])
def test_an_address_that_is_none_is_explained(tmp_path: Path, adres: str) -> None:
    gezegd = Proef(tmp_path).refused("sessie", "list", "--database", adres)

    assert "GESPREKSKAART_DATABASE_URL" in gezegd


def test_restore_refuses_to_overwrite(proef: Proef) -> None:
    proef.done("backup", proef.map / "kopie.db")
    proef.done("account", "add", "nieuw")

    assert "--force" in proef.refused("restore", proef.map / "kopie.db")
    assert "nieuw" in proef.done("account", "list")


@pytest.mark.parametrize("inhoud", [None, b"geen database", b""], ids=["absent", "other", "empty"])
def test_restore_refuses_what_is_no_backup(proef: Proef, inhoud: bytes | None) -> None:
    bestand = proef.map / "kopie.db"
    if inhoud is not None:
        bestand.write_bytes(inhoud)

    assert str(bestand) in proef.refused("restore", bestand, "--force")
    assert "karin" in proef.done("account", "list")


def test_backup_of_nothing_makes_nothing(tmp_path: Path) -> None:
    proef = Proef(tmp_path)

    assert "Er is nog geen database" in proef.refused("backup", tmp_path / "kopie.db")
    assert proef.list_files() == set()


def test_check_says_what_is_wrong_and_how_to_mend_it(proef: Proef) -> None:
    with closing(sqlite3.connect(proef.database)) as verbinding:
        verbinding.execute("DROP TRIGGER logboek_blijft_gelijk")
        verbinding.execute("UPDATE logboek SET wie = 'iemand anders'")
        verbinding.commit()
    geheim = proef.database.parent / "geheim"
    geheim.write_text("0" * 64)
    geheim.chmod(0o644)

    uitslag = proef.run("check")

    assert uitslag.exit_code == 1
    assert "✗ Logboek: " in uitslag.stderr
    assert f"chmod 600 {geheim}" in uitslag.stderr
    assert "Niet in orde: 2 van" in uitslag.stderr


def test_check_explains_wrong_settings(tmp_path: Path) -> None:
    uitslag = Proef(tmp_path).run("check", GESPREKSKAART_POORT="acht", GESPREKSKAART_GEHEIM="kort")

    assert uitslag.exit_code == 1
    assert "GESPREKSKAART_POORT" in uitslag.stderr
    assert "GESPREKSKAART_GEHEIM" in uitslag.stderr

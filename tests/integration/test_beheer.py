"""What each command does when all is well, on a real database."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from beheer.adres import remember_adres
from gesprekskaart.account import Wie
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.services.oefenen import start_oefening
from gesprekskaart.uitvoer.formaat import Formaat
from gesprekskaart.uitwisseling import Uitwisselingsbestand
from gesprekskaart.voorbeelden import voorbeelden
from storage import Settings, load_settings, make_engine, make_ports
from tests.integration.beheerproef import Proef, make_sessie

LINK = re.compile(r"http://localhost:8501/gk/start/[\w-]{32}\n")


@pytest.fixture(scope="session")
def ingericht(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with both examples and the first account, to begin a test from."""
    proef = Proef(tmp_path_factory.mktemp("ingericht"))
    proef.done("demo")
    proef.done("backup", proef.map / "kopie.db")
    return proef.map / "kopie.db"


@pytest.fixture
def leeg(tmp_path: Path) -> Proef:
    return Proef(tmp_path)


@pytest.fixture
def proef(tmp_path: Path, ingericht: Path) -> Proef:
    proef = Proef(tmp_path)
    proef.database.parent.mkdir()
    shutil.copy(ingericht, proef.database)
    return proef


def list_sessies(proef: Proef) -> list[dict[str, str | None]]:
    sessies: list[dict[str, str | None]] = json.loads(proef.done("sessie", "list", "--json"))
    return sessies


# -- in Dutch ---------------------------------------------------------------------------------------------------------

ENGELS = re.compile(
    r"\b(Usage|Options?|Arguments?|Commands?|Show this|message and exit|Install|completion for|required|default|Try|"
    r"Error|Missing|No such|Invalid|str|bool|int|path|TEXT|INTEGER)\b"
)


@pytest.mark.parametrize(
    "opdracht",
    [
        (), ("start",), ("migrate",), ("demo",), ("import",), ("export",), ("schema",), ("backup",), ("restore",),
        ("bewijs",),
        ("check",), ("kaart",), ("kaart", "list"), ("kaart", "show"), ("kaart", "check"), ("kaart", "add"), ("sessie",),
        ("sessie", "list"), ("account",), ("account", "add"), ("account", "list"), ("account", "disable"),
        ("account", "reset"),
    ],
)  # fmt: skip
def test_help_is_dutch(leeg: Proef, opdracht: tuple[str, ...]) -> None:
    uitleg = leeg.done(*opdracht, "--help")

    assert "Gebruik: gesprekskaart" in uitleg
    assert "Toon deze uitleg en stop." in uitleg
    assert ENGELS.findall(uitleg.replace("--install-completion", "").replace("--show-completion", "")) == []


@pytest.mark.parametrize(
    ("args", "melding"),
    [
        (("expot",), "De opdracht ‘expot’ bestaat niet. Bedoelde je ‘export’?"),
        (("kaart", "zzz"), "De opdracht ‘zzz’ bestaat niet. Kies uit list, show, check, add."),
        (("kaart", "show"), "Er ontbreekt iets: ID."),
        (("export", "x", "--output", "y"), "Er ontbreekt een optie: --format; kies uit pdf, pdf-samenvatting, "),
        (("export", "x", "--format", "pdf"), "Er ontbreekt een optie: --output."),
        (("--database", "sqlite:///x.db"), "Noem een opdracht."),
        (("--nope",), "De optie --nope bestaat niet."),
        (("export", "x", "--formt", "pdf"), "De optie --formt bestaat niet. Bedoelde je --format?"),
        (("restore", "x", "--force=ja"), "Achter de optie --force hoort niets."),
        (("start", "--poort"), "Achter de optie --poort hoort een waarde."),
        (("kaart", "list", "meer"), "Hier staat te veel: meer."),
        (("export", "x", "--format", "odt", "--output", "y"), "‘odt’ kan hier niet; kies uit pdf, pdf-samenvatting, "),
        (("start", "--poort", "acht"), "--poort: ‘acht’ is geen heel getal."),
        (("start", "--poort", "70000"), "--poort: ‘70000’ is te hoog: het mag hoogstens 65535 zijn."),
        (("export", "x", "--format", "json", "--output", "y", "--versie", "2"), "--versie: hoort bij --format pdf"),
        (("kaart", "list", "--database"), "--database: hier hoort een adres achter"),
    ],
)
def test_wrong_use_is_told_in_dutch_with_code_2(leeg: Proef, args: tuple[str, ...], melding: str) -> None:
    gezegd = leeg.refused(*args, code=2)

    assert melding in gezegd
    assert ENGELS.findall(gezegd) == []
    assert leeg.list_files() == set()


# -- cards ------------------------------------------------------------------------------------------------------------


def test_kaart_list_names_the_shipped_cards(leeg: Proef) -> None:
    uit = leeg.done("kaart", "list")

    assert [regel.split()[0] for regel in uit.splitlines()] == ["id", "gesprekskaart-sop", "opdenksessie-4"]


def test_kaart_show_json_has_exactly_the_agreed_fields_and_words(leeg: Proef) -> None:
    uit = leeg.done("kaart", "show", "gesprekskaart-sop", "--json")
    kaart = json.loads(uit)
    vragen = [vraag for fase in kaart["fasen"] for blok in fase["blokken"] for vraag in blok["vragen"]]

    assert list(kaart) == ["id", "titel", "versie", "bron", "fasen", "aanbevelingen"]
    assert list(kaart["fasen"][0]) == ["fase", "titel", "blokken"]
    assert {tuple(vraag) for vraag in vragen} == {("id", "tekst", "onderdelen")}
    assert [vraag["tekst"] for vraag in vragen] == [vraag.tekst for vraag in shipped_kaarten()[0].vragen]
    assert "\\u" not in uit


def test_kaart_show_prints_every_question_on_one_line(leeg: Proef) -> None:
    regels = leeg.done("kaart", "show", "opdenksessie-4").splitlines()

    for vraag in shipped_kaarten()[1].vragen:
        assert any(vraag.tekst in regel for regel in regels)


def test_an_own_card_is_checked_added_and_shown(leeg: Proef) -> None:
    bestand = leeg.write("eigen.toml", EIGEN_KAART)

    assert "In orde: eigen-kaart versie 1.0, ‘Ayşe & coördinator <3’: 1 vragen" in leeg.done("kaart", "check", bestand)
    assert leeg.list_files() == {"eigen.toml"}
    leeg.done("kaart", "add", bestand)
    leeg.done("kaart", "add", bestand)
    assert json.loads(leeg.done("kaart", "show", "eigen-kaart", "--json"))["titel"] == "Ayşe & coördinator <3"
    assert "[b]Ayşe[/b]" in leeg.done("kaart", "show", "eigen-kaart")


EIGEN_KAART = """
id = "eigen-kaart"
titel = "Ayşe & coördinator <3"
versie = "1.0"
bron = "Onszelf"
[[fasen]]
fase = "Goal"
titel = "Goal"
[[fasen.blokken]]
titel = "Begin"
[[fasen.blokken.vragen]]
id = "G1"
tekst = "Wat wil [b]Ayşe[/b]?"
"""


# -- sessions ---------------------------------------------------------------------------------------------------------


def test_sessie_list_json_has_exactly_the_agreed_fields(proef: Proef) -> None:
    sessies = list_sessies(proef)

    assert [list(sessie) for sessie in sessies] == [["id", "titel", "soort", "kaart", "datum", "stand"]] * 2
    assert {sessie["titel"]: (sessie["soort"], sessie["kaart"], sessie["datum"]) for sessie in sessies} == {
        voorbeeld.gesprek.titel: (voorbeeld.gesprek.soort, voorbeeld.kaart.id, str(voorbeeld.gesprek.datum))
        for voorbeeld in voorbeelden()
    }


def test_a_practice_is_not_counted_and_not_exported(proef: Proef) -> None:
    voor = list_sessies(proef)
    database = f"sqlite:///{proef.database}"
    ports = make_ports(make_engine(load_settings(database_url=database)), now=lambda: datetime.now(UTC))
    (account,) = ports.accounts.list()
    id = start_oefening(Wie(account=account), voorbeelden()[0], ports=ports, new_id=uuid4)

    assert list_sessies(proef) == voor
    uit = proef.map / "oefening.json"
    melding = proef.refused("export", str(id), "--format", "json", "--output", uit)
    assert "Het verslag downloaden kan niet in een oefening" in melding
    assert not uit.exists()


def test_sessie_list_without_sessions(leeg: Proef) -> None:
    assert list_sessies(leeg) == []
    assert leeg.done("sessie", "list") == ""


def test_sessie_list_in_a_pipe_keeps_each_session_on_one_line(proef: Proef) -> None:
    regels = proef.done("sessie", "list").splitlines()

    assert len(regels) == 3
    for sessie in list_sessies(proef):
        assert any(all(waarde in regel for waarde in sessie.values() if waarde) for regel in regels)


def test_import_prints_the_id_last_and_export_gives_the_same_back(leeg: Proef) -> None:
    bestand = leeg.write("in.json", json.dumps({"sessies": [make_sessie()]}))

    sessie_id = leeg.done("import", bestand).splitlines()[-1]
    leeg.done("export", sessie_id, "--format", "json", "--output", leeg.map / "uit.json")
    terug = Uitwisselingsbestand.model_validate_json((leeg.map / "uit.json").read_text()).sessies[0]

    assert terug.id == UUID(sessie_id)
    assert (
        terug.model_copy(update={"id": None})
        == Uitwisselingsbestand.model_validate({"sessies": [make_sessie(id=None)]}).sessies[0]
    )


def test_imported_sessions_are_led_by_the_named_account(leeg: Proef) -> None:
    leeg.done("account", "add", "Karin")
    bestand = leeg.write("in.json", json.dumps({"sessies": [make_sessie()]}))
    leeg.done("import", bestand, "--account", "karin")

    with closing(sqlite3.connect(leeg.database)) as verbinding:
        leiders = verbinding.execute(
            "SELECT naam FROM facilitator JOIN account ON account.id = facilitator.account_id"
        ).fetchall()
    assert leiders == [("Karin",)]


def test_export_pdf_takes_the_newest_version_or_else_the_draft(proef: Proef) -> None:
    bevroren = proef.map / "bevroren.pdf"
    eerste = proef.map / "eerste.pdf"
    met_versies = next(s["id"] for s in list_sessies(proef) if s["kaart"] == "gesprekskaart-sop")
    assert met_versies
    nieuwste = str(max(versie.nummer for versie in voorbeelden()[0].versies))

    proef.done("export", met_versies, "--format", "pdf", "--output", bevroren)
    proef.done("export", met_versies, "--format", "pdf", "--versie", nieuwste, "--output", eerste)
    assert bevroren.read_bytes() == eerste.read_bytes()
    assert bevroren.read_bytes().startswith(b"%PDF-")

    concept = proef.done("import", proef.write("in.json", json.dumps({"sessies": [make_sessie()]}))).strip()
    eerste.unlink()
    proef.done("export", concept, "--format", "pdf", "--output", eerste)
    assert eerste.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("formaat", Formaat)
def test_every_format_can_be_exported(proef: Proef, formaat: Formaat) -> None:
    sessie_id, uit = str(list_sessies(proef)[0]["id"]), proef.map / "uit"
    begin = {"docx": b"PK", "xlsx": b"PK", "zip": b"PK", "html": b"<!DOCTYPE html>", "md": b"# ", "ics": b"BEGIN:VCAL"}

    assert proef.done("export", sessie_id, "--format", formaat, "--output", uit) == f"{uit}\n"
    verwacht = (
        b"%PDF-" if formaat.startswith("pdf") else b"{" if formaat.startswith("json") else begin.get(formaat, b"")
    )
    assert uit.read_bytes().startswith(verwacht)


def test_export_replaces_a_file_through_a_link_and_leaves_nothing_beside_it(proef: Proef) -> None:
    doel = proef.write("doel.json", "oud")
    (proef.map / "link.json").symlink_to(doel)
    voor = proef.list_files()

    proef.done("export", str(list_sessies(proef)[0]["id"]), "--format", "json", "--output", proef.map / "link.json")

    assert (proef.map / "link.json").is_symlink()
    assert json.loads(doel.read_text())["formaat"] == "gesprekskaart-uitwisseling/1"
    assert proef.list_files() == voor


def test_a_conversation_stays_exportable_when_its_facilitator_is_disabled(proef: Proef) -> None:
    proef.done("account", "disable", "facilitator")

    proef.done("export", str(list_sessies(proef)[0]["id"]), "--format", "json", "--output", proef.map / "uit.json")

    assert (proef.map / "uit.json").exists()


def test_demo_prints_the_ids_of_both_examples(leeg: Proef) -> None:
    ids = leeg.done("demo").splitlines()

    assert sorted(ids) == sorted(str(sessie["id"]) for sessie in list_sessies(leeg))


def test_schema_describes_the_exchange_format(leeg: Proef) -> None:
    schema = json.loads(leeg.done("schema"))

    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["required"] == ["sessies"]
    assert schema["properties"]["formaat"]["const"] == "gesprekskaart-uitwisseling/1"


def test_schema_describes_what_is_shared_without_names(leeg: Proef) -> None:
    schema = json.loads(leeg.done("schema", "--kennis"))
    assert schema["required"] == ["gesprekken"]
    assert schema["properties"]["formaat"]["const"] == "gesprekskaart-kennis/1"


# -- accounts ---------------------------------------------------------------------------------------------------------


def test_an_account_is_added_listed_disabled_and_reset(leeg: Proef) -> None:
    assert LINK.fullmatch(leeg.done("account", "add", "Ayşe van Dam", "--beheerder"))
    leeg.done("account", "disable", "ayşe  van dam")
    (account,) = json.loads(leeg.done("account", "list", "--json"))
    assert (account["naam"], account["beheerder"], account["actief"]) == ("Ayşe van Dam", True, False)
    assert "hash" not in json.dumps(account)

    assert LINK.fullmatch(leeg.done("account", "reset", "Ayşe van Dam"))
    assert "actief" in leeg.done("account", "list")


def test_a_link_names_the_public_address(leeg: Proef) -> None:
    link = leeg.done("account", "add", "Karin", GESPREKSKAART_OPENBAAR_ADRES="https://gesprek.regio.nl")

    assert link.startswith("https://gesprek.regio.nl/gk/start/")


# -- the database -----------------------------------------------------------------------------------------------------


def test_the_database_can_be_chosen_anywhere_on_the_line(leeg: Proef) -> None:
    elders = f"sqlite:///{leeg.map}/elders.db"
    leeg.done("account", "add", "Karin", "--database", elders)

    for args in (("--database", elders, "account", "list"), ("account", f"--database={elders}", "list")):
        assert "Karin" in leeg.done(*args)
    assert "Karin" in leeg.done("account", "list", GESPREKSKAART_DATABASE_URL=elders)
    assert leeg.list_files() == {"elders.db"}


def test_migrate_makes_a_database_and_then_has_nothing_to_do(leeg: Proef) -> None:
    assert leeg.done("migrate") == "De database is bijgewerkt.\n"
    assert leeg.done("migrate") == "De database was al bij.\n"


def test_a_backup_brings_everything_back(proef: Proef) -> None:
    sessies = list_sessies(proef)
    proef.done("backup", proef.map / "kopie.db")
    proef.done("import", proef.write("in.json", json.dumps({"sessies": [make_sessie()]})))

    proef.done("restore", proef.map / "kopie.db", "--force")

    assert list_sessies(proef) == sessies


def test_check_is_content_with_a_good_installation(proef: Proef) -> None:
    with closing(sqlite3.connect(proef.database)) as verbinding:
        verbinding.execute("PRAGMA journal_mode = WAL")

    uit = proef.done("check")

    assert "✗" not in uit
    for onderwerp in ("Instellingen", "Gegevensmap", "Database", "Migraties", "Logboek", "Lettertypen"):
        assert f"✓ {onderwerp}: " in uit
    assert uit.endswith("Alles is in orde.\n")


# -- as a process -----------------------------------------------------------------------------------------------------


def test_as_a_process_json_is_utf8_and_a_closed_pipe_ends_quietly(leeg: Proef) -> None:
    with leeg.process("schema", stdout=subprocess.PIPE) as proces:
        assert proces.stdout
        assert proces.stderr
        proces.stdout.close()  # nobody reads, as with `| head`
        assert proces.stderr.read() == ""


def test_a_link_leads_to_the_port_that_the_server_was_started_on(leeg: Proef) -> None:
    leeg.done("account", "add", "Karin")
    map_ = leeg.map / "gegevens"
    remember_adres(Settings(data_map=map_, poort=8617))
    assert leeg.done("account", "reset", "Karin").startswith("http://localhost:8617/gk/start/")
    assert leeg.done("account", "reset", "Karin", GESPREKSKAART_POORT="9000").startswith("http://localhost:9000/")
    (map_ / "adres").write_text("javascript:alert(1)")
    assert leeg.done("account", "reset", "Karin").startswith("http://localhost:8501/")


def test_a_copy_with_names_is_proven_from_the_command_line(leeg: Proef) -> None:
    sessie = next(sessie for sessie in voorbeelden() if sessie.versies)
    versie = sessie.versies[0]
    met = leeg.write("met.json", Uitwisselingsbestand(sessies=(sessie,)).model_dump_json())
    gezegd = leeg.done("bewijs", leeg.write("anoniem.json", versie.inhoud.canonical), met)
    assert gezegd.startswith("met.json hoort erbij: het is versie 1.\n")
    assert all(f"deelnemer {zegel.nummer}: {zegel.naam}" in gezegd for zegel in versie.namen)
    vals = leeg.write(
        "vals.json", (leeg.map / "met.json").read_text("utf-8").replace(versie.namen[1].naam, "Piet Jansen")
    )
    melding = leeg.refused("bewijs", leeg.map / "anoniem.json", vals)
    assert f"‘Piet Jansen’ is niet de naam die bij het bevriezen van deelnemer {versie.namen[1].nummer}" in melding
    assert "geen naam (meer)" not in melding
    melding = leeg.refused("bewijs", leeg.write("anders.json", versie.inhoud.canonical + b" "), met)
    assert "met.json hoort hier niet bij" in melding
    assert leeg.list_files() == {"met.json", "anoniem.json", "anders.json", "vals.json"}

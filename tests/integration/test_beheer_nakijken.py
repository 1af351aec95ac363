"""`gesprekskaart verify` and `log verify`: words for people, an exit code and JSON for programs."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.sessie import Stand
from gesprekskaart.voorbeelden import voorbeelden
from storage import load_settings, make_engine, make_ports, make_zegelaar
from tests.integration.beheerproef import Proef
from tests.nep import VANDAAG
from tests.verzegeld import establish


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory) -> Proef:
    """An installation on which the large example is established, with its file."""
    proef = Proef(tmp_path_factory.mktemp("nakijken"))
    proef.done("account", "add", "karin", "--beheerder")
    settings = load_settings(data_map=proef.map / "gegevens")
    engine = make_engine(settings)
    ports = make_ports(engine, lambda: VANDAAG, zegelaar=make_zegelaar(settings))
    wie = Wie(account=ports.accounts.list()[0])
    vast = voorbeelden()[0].model_copy(update={"stand": Stand.VASTGESTELD})
    sessie_id = import_sessie(wie, vast, ports=ports, new_id=uuid4)
    proef.write("verslag.pdf", establish(ports, wie, sessie_id).pdf)
    proef.write("id", str(sessie_id))
    engine.dispose()
    return proef


def test_a_good_file_gives_0_and_says_why(proef: Proef) -> None:
    uit = proef.done("verify", proef.map / "verslag.pdf")
    assert uit.startswith("In orde. Dit is versie 2 van ‘Regiogesprek Onderwijsregio Zilverwaard’")
    assert "✓ Hier bekend: Ja." in uit
    feiten = json.loads(proef.done("verify", proef.map / "verslag.pdf", "--json"))
    assert (feiten["uitkomst"], feiten["gesprek"]) == ("in orde", (proef.map / "id").read_text())


def test_a_process_that_sealed_nothing_itself_knows_a_good_file(proef: Proef) -> None:
    """A good file was refused until something else had loaded the words that seals are written in."""
    proces = proef.process("verify", proef.map / "verslag.pdf")
    uit, fouten = proces.communicate(timeout=120)
    assert (proces.returncode, uit.startswith("In orde."), fouten) == (0, True, "")


def test_a_changed_file_gives_1(proef: Proef) -> None:
    bestand = proef.write("anders.pdf", (proef.map / "verslag.pdf").read_bytes() + b" ")
    uitslag = proef.run("verify", bestand)
    assert (uitslag.exit_code, uitslag.stdout.startswith("Niet in orde. Er is na het verzegelen")) == (1, True)
    uitslag = proef.run("verify", bestand, "--json")
    assert (uitslag.exit_code, json.loads(uitslag.stdout)["reden"]) == (1, "toegevoegd")


@pytest.mark.parametrize(
    ("args", "zin"),
    [
        (("verify",), "Er ontbreekt iets: BESTAND"),
        (("verify", "weg.pdf"), "Het bestand weg.pdf bestaat niet"),
        (("verify", "."), "kan niet worden gelezen"),
        (("verify", __file__, "--certificaat", __file__), "Dit is geen certificaat"),
        (("log", "verify", "geen-id"), "‘geen-id’ is geen id van een gesprek"),
    ],
)
def test_wrong_use_gives_2(proef: Proef, args: tuple[str, ...], zin: str) -> None:
    assert zin in " ".join(proef.refused(*args, code=2).split())


def test_a_file_is_judged_without_a_database_and_nothing_is_made(proef: Proef, tmp_path: Path) -> None:
    elders = Proef(tmp_path)
    uitslag = elders.run("verify", proef.map / "verslag.pdf")
    assert (uitslag.exit_code, "een certificaat dat we hier niet kennen" in uitslag.stdout) == (1, True)
    certificaat = proef.map / "gegevens" / "zegel-certificaat.pem"
    uit = elders.done("verify", proef.map / "verslag.pdf", "--certificaat", certificaat)
    assert uit.startswith("In orde. Dit is versie 2")
    assert elders.list_files() == set()


def test_check_tells_of_the_seal_and_makes_no_key(proef: Proef, tmp_path: Path) -> None:
    assert "✓ Zegel: Technisch zegel ‘Technisch zegel Gesprekskaart" in proef.done("check")
    leeg = Proef(tmp_path)
    leeg.done("migrate")
    assert "✓ Zegel: Er is nog geen sleutel." in leeg.done("check")
    assert not list(tmp_path.rglob("zegel-*"))
    uitslag = leeg.run("check", GESPREKSKAART_ZEGEL_P12="weg.p12")
    assert (uitslag.exit_code, "✗ Zegel: Het certificaatbestand weg.p12" in uitslag.stderr) == (1, True)


def test_a_key_that_others_can_read_is_not_in_order(proef: Proef) -> None:
    sleutel = proef.map / "gegevens" / "zegel-sleutel.pem"
    sleutel.chmod(0o644)
    uitslag = proef.run("check")
    sleutel.chmod(0o600)
    assert (uitslag.exit_code, f"chmod 600 {sleutel}" in uitslag.stderr.replace("\n", "")) == (1, True)


def test_the_log_follows_from_itself(proef: Proef) -> None:
    assert "elk volgt uit de vorige" in proef.done("log", "verify")
    een = proef.done("log", "verify", (proef.map / "id").read_text())
    assert een.startswith("In orde: 2 regels, elk volgt uit de vorige.\nLaatste regel: ")
    assert "is nooit iets vastgelegd" in proef.refused("log", "verify", str(uuid4()))


def test_a_log_that_was_changed_gives_1(tmp_path: Path) -> None:
    proef = Proef(tmp_path)
    proef.done("demo")
    with closing(sqlite3.connect(proef.database)) as database:
        keten, goed = [rij[0] for rij in database.execute("SELECT DISTINCT keten FROM logboek ORDER BY keten DESC")][:2]
        database.execute("DROP TRIGGER logboek_blijft_gelijk")
        database.execute("UPDATE logboek SET wie = 'iemand anders' WHERE keten = ?", (keten,))
        database.commit()
    uitslag = proef.run("log", "verify")
    assert (uitslag.exit_code, "klopt regel 1 niet met de vorige" in uitslag.stderr) == (1, True)
    assert "Niet in orde: 1 van" in uitslag.stderr
    proef.refused("log", "verify", keten)
    proef.done("log", "verify", goed)

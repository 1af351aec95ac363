"""`gesprekskaart start`: from an empty folder to a page that knows you."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from beheer.adres import make_adres
from storage import Settings
from tests.integration.beheerproef import Proef, free_port


@contextmanager
def running(proef: Proef, *args: str) -> Iterator[str]:
    """A started server; gives the address that it printed, and stops it as Ctrl+C does."""
    # In another folder than the code: where somebody starts it from must make no difference.
    with proef.process("start", "--poort", str(free_port()), *args, cwd=proef.map) as proces:
        try:
            assert proces.stdout
            adres = proces.stdout.readline().strip()
            yield adres
        finally:
            proces.send_signal(signal.SIGINT)
            uit, fout = proces.communicate(timeout=30)
        assert (proces.returncode, uit) == (0, ""), fout
        assert "Traceback" not in fout


def get(adres: str, cookie: str = "") -> http.client.HTTPResponse:
    plek = urlsplit(adres)
    verbinding = http.client.HTTPConnection("127.0.0.1", plek.port, timeout=30)
    verbinding.request("GET", plek.path, headers={"Cookie": cookie})
    antwoord = verbinding.getresponse()
    antwoord.read()
    verbinding.close()
    return antwoord


def test_a_first_start_gives_work_and_an_address_that_logs_in_once(tmp_path: Path) -> None:
    proef = Proef(tmp_path)

    with running(proef) as adres:
        assert "/gk/start/" in adres
        eerste = get(adres)
        assert (eerste.status, eerste.headers["location"]) == (303, "/")
        assert "gk_account=" in (eerste.headers["set-cookie"] or "")
        assert get(adres).status == 403
        assert get(adres.split("/gk/")[0] + "/_stcore/health").status == 200

    geheim = tmp_path / "gegevens" / "geheim"
    assert stat.S_IMODE(geheim.stat().st_mode) == 0o600
    assert len(json.loads(proef.done("sessie", "list", "--json"))) == 2
    (account,) = json.loads(proef.done("account", "list", "--json"))
    assert (account["naam"], account["beheerder"]) == ("facilitator", True)

    bewaard = geheim.read_text()
    with running(proef) as later:
        assert later != adres
        assert get(later).status == 303
    assert geheim.read_text() == bewaard
    assert len(json.loads(proef.done("sessie", "list", "--json"))) == 2


def test_beyond_this_machine_a_later_start_points_to_the_log_in_page(tmp_path: Path) -> None:
    proef = Proef(tmp_path)
    proef.done("account", "add", "karin", "--beheerder")

    with running(proef, "--adres", "0.0.0.0", "--geen-demo") as adres:
        assert adres.endswith("/gk/aanmelden")
        assert get(adres.removeprefix("Gesprekskaart draait op ")).status == 200

    assert json.loads(proef.done("sessie", "list", "--json")) == []


def test_streamlit_gets_the_settings_beside_app_py_and_our_secret(tmp_path: Path) -> None:
    code = """
from beheer.start import configure_streamlit
from storage import load_settings
configure_streamlit(load_settings(poort=9123))
from streamlit import config
for naam in ("client.toolbarMode", "browser.gatherUsageStats", "server.port", "server.cookieSecret"):
    print(config.get_option(naam))
"""
    proef = Proef(tmp_path)
    with proef.process(code, program=("-c",), cwd=tmp_path) as proces:
        uit, fout = proces.communicate(timeout=60)

    assert uit.split() == ["minimal", "False", "9123", (tmp_path / "gegevens" / "geheim").read_text()], fout


def test_a_port_in_use_is_named_before_anything_is_made(tmp_path: Path) -> None:
    proef = Proef(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as bezet:
        poort = bezet.getsockname()[1]
        gezegd = proef.refused("start", "--poort", str(poort))

    assert f"Poort {poort} is al in gebruik" in gezegd
    assert f"start --poort {poort + 1}" in gezegd
    assert proef.list_files() == set()


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    proef = Proef(tmp_path)

    gezegd = proef.refused("start", "--poort", str(free_port()), "--adres", "192.0.2.1")

    assert "Op het adres ‘192.0.2.1’ kan deze machine niet luisteren" in gezegd
    assert proef.list_files() == set()


def test_the_process_itself_ends_with_the_code(tmp_path: Path) -> None:
    proef = Proef(tmp_path)
    for args, code in ((("kaart", "show", "weg"), 1), (("--nope",), 2)):
        with proef.process(*args, stdin=subprocess.DEVNULL) as proces:
            uit, fout = proces.communicate(timeout=60)
        assert (proces.returncode, uit) == (code, "")
        assert "Traceback" not in fout


def test_an_address_is_written_as_a_browser_wants_it() -> None:
    assert make_adres(Settings(host="::1", poort=9000)) == "http://localhost:9000"
    assert make_adres(Settings(host="::")) == "http://localhost:8501"
    assert make_adres(Settings(host="2001:db8::1")) == "http://[2001:db8::1]:8501"
    assert make_adres(Settings(host="gesprek.lan")) == "http://gesprek.lan:8501"
    assert make_adres(Settings(openbaar_adres="https://gesprek.nl")) == "https://gesprek.nl"

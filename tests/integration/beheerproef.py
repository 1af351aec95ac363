"""Running the command line in tests: on a SQLite file of its own, in this process unless the process is the point."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from beheer import app
from gesprekskaart.voorbeelden import voorbeelden

WORTEL = Path(__file__).parents[2]


@dataclass(frozen=True)
class Proef:
    """A data folder of one's own, and the command line on it."""

    map: Path

    @property
    def database(self) -> Path:
        return self.map / "gegevens" / "gesprekskaart.db"

    def run(self, *args: str | Path, **env: str) -> Result:
        uitslag = CliRunner().invoke(app, [str(arg) for arg in args], prog_name="gesprekskaart", env=self._env(env))
        if not isinstance(uitslag.exception, SystemExit | None):
            raise AssertionError(uitslag.output) from uitslag.exception
        assert "Traceback" not in uitslag.output
        return uitslag

    def done(self, *args: str | Path, **env: str) -> str:
        """What a command prints that must succeed."""
        uitslag = self.run(*args, **env)
        assert uitslag.exit_code == 0, uitslag.output
        return uitslag.stdout

    def refused(self, *args: str | Path, code: int = 1, **env: str) -> str:
        """What a command says that must refuse; results may not be among it."""
        uitslag = self.run(*args, **env)
        assert uitslag.exit_code == code, uitslag.output
        assert uitslag.stdout == ""
        return uitslag.stderr

    def process(
        self, *args: str | Path, program: tuple[str, ...] = ("-m", "beheer"), **opties: Any
    ) -> subprocess.Popen[str]:
        """The real thing."""
        opdracht = [sys.executable, *program, *map(str, args)]
        env = {**os.environ, **self._env({}), "PYTHONPATH": str(WORTEL)}
        pijpen = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(opdracht, env=env, text=True, encoding="utf-8", **{**pijpen, **opties})

    def write(self, naam: str, inhoud: str | bytes) -> Path:
        bestand = self.map / naam
        bestand.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
        return bestand

    def list_files(self) -> set[str]:
        """All files but SQLite's journals, which come and go."""
        paden = (pad.relative_to(self.map) for pad in self.map.rglob("*") if pad.is_file())
        return {str(pad) for pad in paden if not pad.name.endswith(("-wal", "-shm"))}

    def _env(self, meer: Mapping[str, str]) -> dict[str, str]:
        return {"COLUMNS": "100", "GESPREKSKAART_DATA_MAP": str(self.map / "gegevens"), **meer}


def make_sessie(**velden: Any) -> dict[str, Any]:
    """The large example as it stands in an exchange file, with some fields otherwise."""
    return {**voorbeelden()[0].model_dump(mode="json"), "versies": [], "stand": "gesprek", **velden}


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        return int(luisteraar.getsockname()[1])

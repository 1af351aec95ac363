"""Import: `gesprekskaart import` of sessions as large as the large example, frozen versions included.

In several files, because one file may not be larger than bestand.MAX_BYTES. Starting the command counts too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.meting import Meting
from benchmarks.proefserver import WORTEL
from gesprekskaart.uitwisseling import Uitwisselingsbestand
from gesprekskaart.voorbeelden import voorbeelden

PER_BESTAND = 100
GROEP = "Inlezen van gesprekken zo groot als het grote voorbeeld"


def measure(map_: Path, aantal: int) -> list[Meting]:
    """Fills the prepared data folder `map_` with this many sessions more."""
    bestand = map_ / "veel.json"
    bestand.write_text(
        Uitwisselingsbestand(sessies=voorbeelden()[:1] * PER_BESTAND).model_dump_json(), encoding="utf-8"
    )
    opdracht = [sys.executable, "-m", "beheer", "import", str(bestand)]
    begin = time.perf_counter()
    for _ in range(aantal // PER_BESTAND):
        subprocess.run(
            opdracht,
            cwd=WORTEL,
            env={**os.environ, "GESPREKSKAART_DATA_MAP": str(map_)},
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=600,
        )
    duur = time.perf_counter() - begin
    return [
        Meting(GROEP, f"{aantal} gesprekken", "s", {"totaal": duur}, aantal),
        Meting(GROEP, "gesprekken per seconde", "per s", {"tempo": aantal / duur}, aantal),
    ]

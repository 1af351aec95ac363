"""`python -m benchmarks`: measure, print a table, and as the last line of stdout everything as JSON."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks import bewaren, geheugen, inlezen, klikken, meelopen, opvragen, papier, starten, toets, verslag, zegel
from benchmarks.meting import Meting, join_rondes, make_table
from benchmarks.proefserver import prepare

ALLE = (
    "bewaren",
    "klikken",
    "meelopen",
    "toets",
    "verslag",
    "papier",
    "zegel",
    "geheugen",
    "starten",
    "inlezen",
    "opvragen",
)
log = Console(stderr=True)


def main(
    metingen: Annotated[
        list[str] | None, typer.Argument(metavar="[METING]...", help=f"Welke: {', '.join(ALLE)}. Anders alle.")
    ] = None,
    rondes: Annotated[
        int, typer.Option(min=1, max=20, help="Hoe vaak alles gemeten wordt; getoond: mediaan (laagst–hoogst).")
    ] = 3,
    gesprekken: Annotated[
        int, typer.Option(min=100, max=5000, help="Hoeveel gesprekken er worden ingelezen, in honderdtallen.")
    ] = 500,
    json_bestand: Annotated[
        Path | None, typer.Option("--json", metavar="BESTAND", help="Schrijf de JSON ook hierheen.")
    ] = None,
) -> None:
    """Meet hoe snel de Gesprekskaart op deze machine is.

    Drukt een tabel af, en als laatste regel alles als JSON. Meet zo mogelijk op een machine die verder niets doet:
    de tabel noemt hoe druk het was. Alles gebeurt op deze machine, in een tijdelijke map.
    """
    gekozen = metingen or list(ALLE)
    if onbekend := sorted(set(gekozen) - set(ALLE)):
        raise typer.BadParameter(f"onbekend: {', '.join(onbekend)}; kies uit {', '.join(ALLE)}")
    begin, druk = time.monotonic(), os.getloadavg()[0]
    uitslagen = join_rondes([_measure(gekozen, gesprekken, f"{ronde}/{rondes}") for ronde in range(1, rondes + 1)])
    machine = describe_machine() | {"drukte_vooraf": round(druk, 1), "duur_s": round(time.monotonic() - begin)}
    titel = ", ".join(f"{naam} {waarde}" for naam, waarde in machine.items())
    # A fixed width where nobody looks: what goes to a file must not be folded at 80 characters.
    Console(width=None if sys.stdout.isatty() else 150).print(make_table(uitslagen, titel))
    _write_json({**machine, "rondes": rondes, "metingen": [uitslag.as_json() for uitslag in uitslagen]}, json_bestand)


def _measure(gekozen: Sequence[str], gesprekken: int, ronde: str) -> list[Meting]:
    """One round, in folders of its own."""
    with tempfile.TemporaryDirectory(prefix="gesprekskaart-bench-") as naam:
        map_ = Path(naam)
        klein, groot = prepare(map_ / "klein"), prepare(map_ / "groot")
        stappen: dict[str, Callable[[], list[Meting]]] = {
            "bewaren": lambda: bewaren.measure(klein, map_),
            "klikken": lambda: klikken.measure(klein),
            "meelopen": lambda: meelopen.measure(prepare(map_ / "samen")),
            "toets": toets.measure,
            "verslag": lambda: verslag.measure(klein),
            "papier": papier.measure,
            "zegel": lambda: zegel.measure(prepare(map_ / "zegel")),
            "geheugen": lambda: geheugen.measure(klein),
            "starten": lambda: starten.measure(klein),
            "inlezen": lambda: inlezen.measure(groot.map, gesprekken),
            "opvragen": lambda: opvragen.measure(klein, groot),
        }
        uit: list[Meting] = []
        for stap in ALLE:
            if stap in gekozen:
                log.print(f"ronde {ronde}: {stap}")
                uit += stappen[stap]()
        return uit


def describe_machine() -> dict[str, Any]:
    """On what was measured."""
    geheugen_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "datum": datetime.now(UTC).date().isoformat(),
        "kernen": os.cpu_count(),
        "geheugen_gib": round(geheugen_gib),
        "python": platform.python_version(),
    }


def _write_json(uitkomst: dict[str, Any], bestand: Path | None) -> None:
    if bestand is not None:
        bestand.write_text(json.dumps(uitkomst, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(uitkomst, ensure_ascii=False))


if __name__ == "__main__":
    typer.run(main)

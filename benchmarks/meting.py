"""Figures: percentiles of one round, the median over rounds, and how they are printed."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from rich.table import Table

KOLOMMEN = ("mediaan", "laagst", "hoogst")


@dataclass(frozen=True)
class Meting:
    """What one round of one measurement gave. `doel` names the figure that has an aim, and the aim itself."""

    groep: str
    naam: str
    eenheid: str
    cijfers: dict[str, float]
    aantal: int = 1
    doel: tuple[str, float] | None = None


@dataclass(frozen=True)
class Uitslag:
    """The same measurement over all rounds: median, lowest and highest per figure."""

    meting: Meting
    cijfers: dict[str, tuple[float, float, float]]

    @property
    def gehaald(self) -> bool | None:
        """Whether the median meets the aim; None where there is none."""
        if self.meting.doel is None:
            return None
        cijfer, grens = self.meting.doel
        return self.cijfers[cijfer][0] <= grens

    def as_json(self) -> dict[str, object]:
        meting = self.meting
        return {
            "groep": meting.groep,
            "naam": meting.naam,
            "eenheid": meting.eenheid,
            "aantal_per_ronde": meting.aantal,
            "cijfers": {naam: dict(zip(KOLOMMEN, c, strict=True)) for naam, c in self.cijfers.items()},
            "doel": None if meting.doel is None else {"cijfer": meting.doel[0], "hoogstens": meting.doel[1]},
            "gehaald": self.gehaald,
        }


def spread(seconden: Sequence[float], *deciel: int) -> dict[str, float]:
    """Percentiles (nearest rank) in milliseconds, by name: p50, p95."""
    op_volgorde = sorted(seconden)
    return {f"p{d}": op_volgorde[ceil(d / 100 * len(op_volgorde)) - 1] * 1000 for d in deciel}


def join_rondes(rondes: Iterable[Sequence[Meting]]) -> list[Uitslag]:
    """Per measurement the median, lowest and highest of its rounds."""
    per_naam: dict[tuple[str, str], list[Meting]] = {}
    for ronde in rondes:
        for meting in ronde:
            per_naam.setdefault((meting.groep, meting.naam), []).append(meting)
    return [
        Uitslag(reeks[0], {cijfer: _summarise(reeks, cijfer) for cijfer in reeks[0].cijfers})
        for reeks in per_naam.values()
    ]


def _summarise(reeks: Sequence[Meting], cijfer: str) -> tuple[float, float, float]:
    waarden = [meting.cijfers[cijfer] for meting in reeks]
    return statistics.median(waarden), min(waarden), max(waarden)


def make_table(uitslagen: Iterable[Uitslag], titel: str) -> Table:
    """Median per figure, with lowest and highest where rounds differ."""
    tabel = Table(title=titel, title_justify="left", show_lines=False)
    for kop in ("wat", "n", "cijfers", "doel"):
        tabel.add_column(kop, justify="right" if kop == "n" else "left", overflow="fold")
    groep = ""
    for uitslag in uitslagen:
        meting = uitslag.meting
        if meting.groep != groep:
            groep = meting.groep
            tabel.add_section()
            tabel.add_row(f"[bold]{groep}[/bold]")
        cijfers = "  ".join(f"{naam} {_show(*waarden)}" for naam, waarden in uitslag.cijfers.items())
        tabel.add_row(meting.naam, str(meting.aantal), f"{cijfers} {meting.eenheid}", _show_doel(uitslag))
    return tabel


def _show(mediaan: float, laagst: float, hoogst: float) -> str:
    return _number(mediaan) if laagst == hoogst else f"{_number(mediaan)} ({_number(laagst)}–{_number(hoogst)})"


def _show_doel(uitslag: Uitslag) -> str:
    if uitslag.meting.doel is None:
        return ""
    cijfer, grens = uitslag.meting.doel
    return f"{cijfer} ≤ {_number(grens)}: {'ja' if uitslag.gehaald else 'NEE'}"


def _number(waarde: float) -> str:
    return f"{waarde:.{0 if waarde >= 100 else 1 if waarde >= 10 else 2}f}".replace(".", ",")

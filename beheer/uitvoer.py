"""What the program says: results on stdout, everything about them on stderr. Data is never markup."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import typer

_WIJD = 10_000
"""Columns when nobody is looking: what reads a pipe wants whole lines."""


def say(regel: str) -> None:
    """A result."""
    typer.echo(regel)


def tell(melding: str) -> None:
    """What somebody should know who is looking."""
    typer.echo(melding, err=True)


def say_json(inhoud: object) -> None:
    """A result for programs: JSON as it is, not wrapped to a width."""
    say(json.dumps(inhoud, ensure_ascii=False, indent=2))


def say_table(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> None:
    """A result for people, as wide as their window; in a pipe as wide as needed."""
    from rich.console import Console  # noqa: PLC0415 -- a tenth of a second that JSON need not wait for
    from rich.table import Table  # noqa: PLC0415 -- only this command needs it, and it is slow to load
    from rich.text import Text  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    tabel = Table(*koppen, box=None, pad_edge=False, header_style="bold")
    for rij in rijen:
        tabel.add_row(*map(Text, rij))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIJD).print(tabel)

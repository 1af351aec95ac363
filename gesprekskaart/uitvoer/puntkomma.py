"""Tables that Dutch spreadsheets open at once: a byte order mark, semicolons, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is run by a spreadsheet instead of shown (OWASP, CSV injection)."""


def write_rijen(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> bytes:
    """These rows below these headings, as a file."""
    bestand = io.StringIO(newline="")
    schrijver = csv.writer(bestand, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(koppen)
    schrijver.writerows([disarm(cel) for cel in rij] for rij in rijen)
    return bestand.getvalue().encode("utf-8-sig")


def disarm(cel: str) -> str:
    """The cell as a spreadsheet shows it, whatever it begins with."""
    # Also behind white space: some spreadsheets trim before they look.
    return f"'{cel}" if cel.lstrip(" \u00a0").startswith(_FORMULE) else cel

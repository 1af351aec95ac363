"""`gesprekskaart bewijs`: whether a copy with names belongs to the copy without that was handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beheer.bestanden import read_file
from beheer.uitvoer import say, tell
from gesprekskaart.bestand import MAX_BYTES


def prove_kopie(
    anoniem: Annotated[Path, typer.Argument(metavar="ZONDER_NAMEN", help="De kopie zonder namen (anoniem.json).")],
    met_namen: Annotated[Path, typer.Argument(metavar="MET_NAMEN", help="Het gesprek als gegevens, met namen.")],
) -> None:
    """Kijk na of een kopie met namen hoort bij een kopie zonder namen."""
    from gesprekskaart.services import personen  # noqa: PLC0415 -- slow, and only needed here

    bewijs = personen.prove_kopie(read_file(anoniem, hoogstens=MAX_BYTES), read_file(met_namen, hoogstens=MAX_BYTES))
    tell(f"Vingerafdruk van {anoniem.name}: {bewijs.vingerafdruk}")
    if bewijs.nummer is None:
        tell(f"{met_namen.name} hoort hier niet bij: geen versie erin heeft deze inhoud.")
        raise typer.Exit(1)
    if bewijs.vals:
        tell(f"De inhoud van {met_namen.name} is die van versie {bewijs.nummer}, maar niet elke naam klopt.")
        for nummer, naam in bewijs.vals:
            tell(f"‘{naam}’ is niet de naam die bij het bevriezen van deelnemer {nummer} is vastgelegd.")
        raise typer.Exit(1)
    say(f"{met_namen.name} hoort erbij: het is versie {bewijs.nummer}.")
    for nummer, naam in bewijs.bewezen:
        say(f"deelnemer {nummer}: {naam}")
    if bewijs.zonder:
        tell(f"Van deelnemer {', '.join(map(str, bewijs.zonder))} staat er geen naam (meer) bij.")

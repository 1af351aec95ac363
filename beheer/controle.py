"""`gesprekskaart check`: what is in order, what is not, and how to mend it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import typer

from beheer.omgeving import read_settings
from beheer.uitvoer import say, tell
from gesprekskaart.errors import OpslagFout

if TYPE_CHECKING:
    from storage import Settings
    from storage.controle import Bevinding


def check_all(ctx: typer.Context) -> None:
    """Kijk alles na: instellingen, gegevensmap, database, migraties, logboek en lettertypen."""
    from storage.controle import Bevinding, check_storage  # noqa: PLC0415 -- slow, and only needed here

    try:
        settings = read_settings(ctx)
    except OpslagFout as fout:
        bevindingen = [Bevinding("Instellingen", goed=False, uitleg=str(fout))]
    else:
        bevindingen = [
            Bevinding("Instellingen", goed=True, uitleg="De instellingen kloppen."),
            _check_geheim(settings),
            *check_storage(settings),
        ]
    bevindingen.append(_check_letters())
    for bevinding in bevindingen:
        (say if bevinding.goed else tell)(f"{'✓' if bevinding.goed else '✗'} {bevinding.onderwerp}: {bevinding.uitleg}")
    mis = sum(not bevinding.goed for bevinding in bevindingen)
    if mis:
        tell(f"Niet in orde: {mis} van {len(bevindingen)}.")
        raise typer.Exit(1)
    say("Alles is in orde.")


def _check_geheim(settings: Settings) -> Bevinding:
    from storage.controle import Bevinding  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    bestand = settings.data_map / "geheim"
    if settings.geheim is not None or not bestand.exists():
        return Bevinding(
            "Geheim", goed=True, uitleg="Er is geen geheim bestand nodig, of het wordt bij de start gemaakt."
        )
    if bestand.stat().st_mode & 0o077:
        return Bevinding("Geheim", goed=False, uitleg=f"Anderen kunnen {bestand} lezen. Voer uit: chmod 600 {bestand}")
    return Bevinding("Geheim", goed=True, uitleg=f"Alleen jij kunt {bestand} lezen.")


def _check_letters() -> Bevinding:
    from reportlab.pdfbase.ttfonts import TTFError, TTFont  # noqa: PLC0415 -- slow, and only needed here

    from gesprekskaart.pdf.letters import TERUGVAL, Snede  # noqa: PLC0415 -- only this command needs it, and it is slow to load
    from storage.controle import Bevinding  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    map_ = files("gesprekskaart.pdf") / "fonts"
    for naam in (*Snede, *TERUGVAL):
        try:
            TTFont(naam, str(map_ / f"{naam}.ttf"))
        except (TTFError, OSError):
            uitleg = f"{map_ / f'{naam}.ttf'} ontbreekt of is beschadigd. Installeer het programma opnieuw."
            return Bevinding("Lettertypen", goed=False, uitleg=uitleg)
    return Bevinding(
        "Lettertypen", goed=True, uitleg=f"Alle {len((*Snede, *TERUGVAL))} lettertypen voor het verslag zijn er."
    )

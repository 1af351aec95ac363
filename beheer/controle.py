"""`gesprekskaart check`: what is in order, what is not, and how to mend it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import typer

from beheer.omgeving import read_settings, utc_now
from beheer.uitvoer import say, tell
from gesprekskaart.errors import OpslagFout

if TYPE_CHECKING:
    from storage import Settings
    from storage.controle import Bevinding


_RUIM_OP_TIJD = 60
"""Days before the end of a certificate from which on `check` speaks of it."""


def check_all(ctx: typer.Context) -> None:
    """Kijk alles na: instellingen, gegevensmap, zegel, database, migraties, logboek en lettertypen."""
    from storage.controle import Bevinding, check_storage  # noqa: PLC0415 -- slow, and only needed here

    try:
        settings = read_settings(ctx)
    except OpslagFout as fout:
        bevindingen = [Bevinding("Instellingen", goed=False, uitleg=str(fout))]
    else:
        bevindingen = [
            Bevinding("Instellingen", goed=True, uitleg="De instellingen kloppen."),
            _check_geheim(settings),
            _check_zegel(settings),
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


def _check_zegel(settings: Settings) -> Bevinding:
    """What established reports are sealed with, and until when that works. Makes no key."""
    from gesprekskaart.datum import NEDERLAND, format_kort  # noqa: PLC0415 -- only this command needs it
    from storage.controle import Bevinding  # noqa: PLC0415 -- only this command needs it, and it is slow to load
    from storage.zegelaar import SLEUTELBESTAND, find_huidig  # noqa: PLC0415 -- only this command needs it

    bestand = settings.zegel_p12 or settings.data_map / SLEUTELBESTAND
    try:
        certificaat = find_huidig(settings)
    except OpslagFout as fout:
        return Bevinding("Zegel", goed=False, uitleg=str(fout))
    if certificaat is None:
        uitleg = (
            "Er is nog geen sleutel. Die wordt gemaakt zodra het eerste verslag wordt vastgesteld (technisch zegel)."
        )
        return Bevinding("Zegel", goed=True, uitleg=uitleg)
    if bestand.stat().st_mode & 0o077:
        return Bevinding("Zegel", goed=False, uitleg=f"Anderen kunnen {bestand} lezen. Voer uit: chmod 600 {bestand}")
    dagen = (certificaat.geldig_tot - utc_now()).days
    tot = format_kort(certificaat.geldig_tot.astimezone(NEDERLAND).date())
    uitleg = f"{certificaat.soort.capitalize()} ‘{certificaat.naam}’, geldig tot {tot}. SHA-256: {certificaat.afdruk}"
    if dagen < _RUIM_OP_TIJD:
        uitleg += ". Vraag op tijd een nieuw certificaat aan; wat al verzegeld is, blijft goed."
    return Bevinding("Zegel", goed=dagen >= 0, uitleg=uitleg)


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

"""`verify` and `log verify`: what anybody may want to have checked, with an exit code for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from beheer.nederlands import Groep, Opdracht
from beheer.omgeving import connect, open_ports, read_settings
from beheer.uitvoer import say, say_json, tell
from gesprekskaart.errors import GesprekskaartError, NietGevonden, OpslagFout

if TYPE_CHECKING:
    from gesprekskaart.ports import Ports
    from gesprekskaart.services.controleren import Controle
    from storage import Settings

log = typer.Typer(cls=Groep, no_args_is_help=True, help="Het logboek: wie wat wanneer deed.")


def verify_bestand(
    ctx: typer.Context,
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het verslag als PDF, zoals je het kreeg.")],
    als_json: Annotated[bool, typer.Option("--json", help="Geef de uitslag als JSON.")] = False,
    certificaat: Annotated[
        Path | None,
        typer.Option(
            "--certificaat", metavar="PEM", help="Het certificaat van een andere installatie, om mee te vergelijken."
        ),
    ] = None,
) -> None:
    """Kijk na of een verslag echt en ongewijzigd is. Code 0: in orde. 1: niet. 2: verkeerd gebruikt."""
    from gesprekskaart.services.controleren import Uitkomst, check_bestand  # noqa: PLC0415 -- slow, and only needed here
    from gesprekskaart.zegel import MAX_VERZEGELD  # noqa: PLC0415 -- only this command needs it, and it is slow to load
    from storage.zegelaar import make_zegelaar, read_certificaat  # noqa: PLC0415 -- only this command needs it

    data = _read(bestand, "BESTAND", MAX_VERZEGELD)
    bekend = []
    if certificaat is not None:
        try:
            bekend = [read_certificaat(_read(certificaat, "--certificaat", 1024**2))]
        except OpslagFout as fout:
            raise typer.BadParameter(str(fout), param_hint="--certificaat") from fout
    settings = read_settings(ctx)
    controle = check_bestand(data, zegelaar=make_zegelaar(settings), ports=_find_ports(ctx, settings), bekend=bekend)
    if als_json:
        say_json({"bestand": str(bestand), **controle.feiten, "uitleg": controle.uitleg})
    else:
        _tell(controle)
    if controle.uitkomst is not Uitkomst.IN_ORDE:
        raise typer.Exit(1)


def _read(pad: Path, wat: str, hoogstens: int) -> bytes:
    from beheer.bestanden import read_file  # noqa: PLC0415 -- as above

    try:
        # What is larger than this is refused by whoever looks at it: one byte more is enough to see that.
        return read_file(pad, hoogstens=hoogstens // 4 + 1)
    except GesprekskaartError as fout:
        raise typer.BadParameter(str(fout), param_hint=wat) from fout


def _find_ports(ctx: typer.Context, settings: Settings) -> Ports | None:
    """None where there is no database to look in: a file can be judged by itself, and this makes nothing."""
    from sqlalchemy import make_url  # noqa: PLC0415 -- as above

    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return None
    try:
        return open_ports(ctx, settings)
    except OpslagFout as fout:
        tell(f"De database is niet gebruikt; het bestand is op zichzelf bekeken. {fout}")
        return None


def _tell(controle: Controle) -> None:
    say(f"{controle.uitkomst.value}. {controle.uitleg}")
    for regel in controle.regels:
        say(f"{'✓' if regel.goed else '–' if regel.goed is None else '✗'} {regel.wat}: {regel.antwoord}")


@log.command("verify", cls=Opdracht)
def verify_log(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Van één gesprek; anders van alles.")] = None,
) -> None:
    """Kijk na of elke regel van het logboek uit de vorige volgt. Code 0: in orde. 1: niet."""
    from storage.controle import check_ketens, explain_breuk  # noqa: PLC0415 -- only this command needs it
    from storage.schema import require_current  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    try:
        keten = UUID(id) if id is not None else None
    except ValueError as fout:
        raise typer.BadParameter(f"‘{id}’ is geen id van een gesprek", param_hint="ID") from fout
    engine = connect(ctx, read_settings(ctx))
    require_current(engine)
    ketens = list(check_ketens(engine, keten))
    if keten is not None and not ketens:
        raise NietGevonden(f"Van een gesprek ‘{id}’ is nooit iets vastgelegd.")
    stuk = [keten for keten in ketens if keten.breuk]
    for een in stuk:
        tell(f"✗ {explain_breuk(een)}")
    regels = sum(een.regels for een in ketens)
    if stuk:
        tell(f"Niet in orde: {len(stuk)} van {len(ketens)} delen van het logboek.")
        raise typer.Exit(1)
    say(f"In orde: {regels} regels, elk volgt uit de vorige.")
    if keten is not None:
        say(f"Laatste regel: {ketens[0].laatste}")

"""Sessions as files: `sessie list`, `import`, `export`, `demo` and `schema`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID, uuid4

import typer

from beheer.bestanden import read_file, write_file
from beheer.nederlands import Groep, Opdracht
from beheer.omgeving import act_for, find_leider, open_ports, read_settings
from beheer.uitvoer import say, say_json, say_table, tell
from gesprekskaart.errors import NietGevonden
from gesprekskaart.kennis import Kennisbestand
from gesprekskaart.uitvoer.formaat import ZONDER_VERSIE, Formaat
from gesprekskaart.uitwisseling import Uitwisselingsbestand

if TYPE_CHECKING:
    from gesprekskaart.account import Wie
    from gesprekskaart.ports import Ports
    from gesprekskaart.services.verslagen import Document

app = typer.Typer(cls=Groep, no_args_is_help=True, help="Gesprekken: welke er zijn.")

Leider = Annotated[
    str | None,
    typer.Option("--account", metavar="NAAM", help="Wie de gesprekken leidt; anders de eerste beheerder."),
]


@app.command("list", cls=Opdracht)
def list_sessies(
    ctx: typer.Context,
    als_json: Annotated[bool, typer.Option("--json", help="Geef de lijst als JSON.")] = False,
) -> None:
    """Toon alle gesprekken, het laatst gewijzigde eerst. Oefeningen tellen niet mee."""
    sessies = [
        {
            "id": str(regel.sessie.id),
            "titel": regel.sessie.gesprek.titel,
            "soort": regel.sessie.gesprek.soort.value,
            "kaart": regel.sessie.kaart_id,
            "datum": regel.sessie.gesprek.datum.isoformat() if regel.sessie.gesprek.datum else None,
            "stand": regel.sessie.stand.value,
        }
        for regel in open_ports(ctx, read_settings(ctx)).sessies.list_all()
        if not regel.sessie.oefening
    ]
    if als_json:
        say_json(sessies)
    elif sessies:
        say_table(tuple(sessies[0]), [[waarde or "" for waarde in sessie.values()] for sessie in sessies])
    else:
        tell(
            "Er zijn nog geen gesprekken. Lees er een in met ‘gesprekskaart import BESTAND’, of begin er een in de app."
        )


def import_bestand(
    ctx: typer.Context,
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Gesprekken in het uitwisselingsformaat (JSON).")],
    account: Leider = None,
) -> None:
    """Lees gesprekken in uit een bestand. Drukt van elk het nieuwe id af."""
    from gesprekskaart.bestand import MAX_BYTES, read_bestand  # noqa: PLC0415 -- only this command needs it, and it is slow to load
    from gesprekskaart.services.uitwisselen import import_bestand as import_them  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    inhoud = read_bestand(read_file(bestand, hoogstens=MAX_BYTES), str(bestand))
    ports = open_ports(ctx, read_settings(ctx))
    for id in import_them(find_leider(account, ports), inhoud, ports=ports, new_id=uuid4):
        say(str(id))


def export_sessie(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="Het id van het gesprek, uit ‘gesprekskaart sessie list’.")],
    formaat: Annotated[
        Formaat,
        typer.Option(
            "--format", metavar="FORMAAT", help=f"Welk bestand; kies uit {', '.join(Formaat)}.", show_choices=False
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", metavar="BESTAND", help="Waarheen; wat er staat wordt vervangen.")
    ],
    versie: Annotated[
        int | None,
        typer.Option("--versie", metavar="N", min=1, help="Welke bevroren versie; anders de nieuwste, of het concept."),
    ] = None,
) -> None:
    """Schrijf een gesprek naar een bestand."""
    if versie is not None and formaat in ZONDER_VERSIE:
        waarom = "bevat alle versies" if formaat is Formaat.JSON else "is van het gesprek zoals het nu is"
        raise typer.BadParameter(
            f"hoort bij --format pdf of een ander verslag; een {formaat}-bestand {waarom}", param_hint="--versie"
        )
    ports = open_ports(ctx, read_settings(ctx))
    try:
        sessie_id = UUID(id)
        wie = act_for(ports.sessies.get(sessie_id), ports)
    except (ValueError, NietGevonden) as fout:
        raise NietGevonden(f"Er is geen gesprek ‘{id}’. Bekijk welke er zijn met: gesprekskaart sessie list") from fout
    write_file(output, _make_document(wie, sessie_id, formaat, versie, ports=ports).data)
    say(str(output))


def _make_document(wie: Wie, sessie_id: UUID, formaat: Formaat, versie: int | None, *, ports: Ports) -> Document:
    from gesprekskaart.services.uitvoeren import make_uitvoer  # noqa: PLC0415 -- reportlab is slow
    from gesprekskaart.services.verslagen import list_versies  # noqa: PLC0415 -- as above

    if versie is None and formaat not in ZONDER_VERSIE:
        versie = max((bevroren.nummer for bevroren in list_versies(wie, sessie_id, ports=ports)), default=None)
    return make_uitvoer(wie, sessie_id, formaat, versie, ports=ports)


def load_demo(ctx: typer.Context, account: Leider = None) -> None:
    """Lees de twee voorbeelden in. Drukt hun ids af."""
    from gesprekskaart.services.uitwisselen import load_voorbeelden  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    ports = open_ports(ctx, read_settings(ctx))
    for sessie_id in load_voorbeelden(find_leider(account, ports), ports=ports, new_id=uuid4):
        say(str(sessie_id))


def show_schema(
    kennis: Annotated[
        bool, typer.Option("--kennis", help="Van gedeelde kennis: wat zonder namen naar buiten gaat.")
    ] = False,
) -> None:
    """Toon het uitwisselingsformaat als JSON Schema."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    say_json(dialect | (Kennisbestand if kennis else Uitwisselingsbestand).model_json_schema())

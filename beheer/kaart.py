"""`gesprekskaart kaart`: which cards there are, what is on them, and adding one of your own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from beheer.bestanden import read_file
from beheer.nederlands import Groep, Opdracht
from beheer.omgeving import open_ports, read_settings
from beheer.uitvoer import say, say_json, say_table
from gesprekskaart.account import Wie
from gesprekskaart.kaart import Kaart
from gesprekskaart.kaartbestand import MAX_KAARTBESTAND, parse_kaart, to_json
from gesprekskaart.logboek import Daad

app = typer.Typer(cls=Groep, no_args_is_help=True, help="Gesprekskaarten: bekijken, nakijken en toevoegen.")

Bestand = Annotated[Path, typer.Argument(metavar="BESTAND", help="Een kaart als TOML-bestand.")]


@app.command("list", cls=Opdracht)
def list_kaarten(ctx: typer.Context) -> None:
    """Toon de nieuwste versie van elke kaart."""
    kaarten = open_ports(ctx, read_settings(ctx)).kaarten.list()
    say_table(
        ("id", "versie", "titel", "vragen"),
        [(kaart.id, kaart.versie, kaart.titel, str(len(kaart.vragen))) for kaart in kaarten],
    )


@app.command("show", cls=Opdracht)
def show_kaart(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="Het id van de kaart, zoals gesprekskaart-sop.")],
    als_json: Annotated[bool, typer.Option("--json", help="Geef de kaart als JSON.")] = False,
) -> None:
    """Toon de vragen van een kaart, woord voor woord."""
    kaart = open_ports(ctx, read_settings(ctx)).kaarten.get(id)
    if als_json:
        say_json(to_json(kaart))
    else:
        say("\n".join(_describe(kaart)))


@app.command("check", cls=Opdracht)
def check_kaart(bestand: Bestand) -> None:
    """Kijk een kaart na: noemt regel en reden van elke fout."""
    say(f"In orde: {_summarize(_read_kaart(bestand))}")


@app.command("add", cls=Opdracht)
def add_kaart(ctx: typer.Context, bestand: Bestand) -> None:
    """Voeg een kaart toe. Gesprekken houden de versie waarmee ze begonnen."""
    kaart = _read_kaart(bestand)
    ports = open_ports(ctx, read_settings(ctx))
    daad = Daad(handeling="add_kaart", onderwerp=f"{kaart.id}/{kaart.versie}", wie=Wie().kenmerk, op=ports.now())
    ports.kaarten.add(kaart, daad=daad)
    say(f"Toegevoegd: {_summarize(kaart)}")


def _read_kaart(bestand: Path) -> Kaart:
    return parse_kaart(read_file(bestand, hoogstens=MAX_KAARTBESTAND), str(bestand))


def _summarize(kaart: Kaart) -> str:
    onderdelen = sum(len(vraag.onderdelen) for vraag in kaart.vragen)
    return (
        f"{kaart.id} versie {kaart.versie}, ‘{kaart.titel}’: {len(kaart.vragen)} vragen, {onderdelen} onderdelen, "
        f"{len(kaart.aanbevelingen)} aanbevelingen"
    )


def _describe(kaart: Kaart) -> Iterator[str]:
    yield kaart.titel
    yield f"{kaart.id}, versie {kaart.versie}. Bron: {kaart.bron}"
    for fase in kaart.fasen:
        yield f"\n{fase.titel}"
        for blok in fase.blokken:
            yield f"\n  {blok.titel}"
            for vraag in blok.vragen:
                yield f"  {vraag.id:<4} {vraag.tekst}"
                yield from (f"       {onderdeel.id} {onderdeel.tekst}" for onderdeel in vraag.onderdelen)
    if kaart.aanbevelingen:
        yield "\nAanbevelingen"
        yield from (f"  {aanbeveling.id:<4} {aanbeveling.tekst}" for aanbeveling in kaart.aanbevelingen)

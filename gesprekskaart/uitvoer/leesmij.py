"""What stands on top in the ZIP: what each file is for, and what to mind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gesprekskaart.datum import format_moment
from gesprekskaart.pdf.woorden import SOORTEN, tell_wanneer
from gesprekskaart.uitvoer.tabellen import tell_status
from gesprekskaart.verslag import Verslag

_UITLEG = {
    "verslag.pdf": "het hele verslag. Van een bevroren versie is dit het stuk dat geldt.",
    "verslag-samenvatting.pdf": "de afspraken, open punten en minderheidsstandpunten daarvan, met de conclusies.",
    "verslag-besluiten.pdf": "alleen de afspraken, acties en besluiten.",
    "verslag-zonder-namen.pdf": "het hele verslag met alleen de rol van mensen.",
    "verslag-regio.pdf": "ingedeeld zoals de Onderwijsregio’s hun plannen indelen.",
    "verslag.docx": "hetzelfde in Word, om in verder te werken.",
    "verslag.html": "hetzelfde als webpagina, voor elke browser, telefoon en voorleeshulp.",
    "verslag.md": "hetzelfde als platte tekst met opmaak (Markdown).",
    "verslag.xlsx": "de tabellen in één Excelbestand.",
    "tabellen/": "dezelfde tabellen als CSV, om elders in te lezen.",
    "gegevens/gesprek.json": "het gesprek zoals het nu is, met alle versies en met namen: om elders in te lezen.",
    "gegevens/zonder-namen.json": "de inhoud waarvan de vingerafdruk is gemaakt, zonder namen van deelnemers.",
    "termijnen.ics": "de termijnen van acties, voor je agenda.",
}


def write_leesmij(verslag: Verslag, bestanden: Collection[str]) -> bytes:
    """Plain text, with line ends that every editor knows."""
    return "\r\n".join(_walk(verslag, bestanden)).encode("utf-8-sig")


def _walk(verslag: Verslag, bestanden: Collection[str]) -> Iterator[str]:
    gesprek, versie = verslag.inhoud.gesprek, verslag.versie
    yield from (f"Verslag van {SOORTEN[gesprek.soort]} {gesprek.titel}", tell_wanneer(gesprek), tell_status(verslag))
    yield f"Gemaakt op {format_moment(verslag.gemaakt_op)}"
    if versie is None:
        yield "Dit is een concept: het is nog niet bevroren en kan nog veranderen."
    else:
        yield f"Vingerafdruk: {versie.vingerafdruk}"
        yield "Die is de SHA-256 van het bestand gegevens/zonder-namen.json."
    yield from ("", "Wat zit erin?")
    for naam, uitleg in _UITLEG.items():
        if any(bestand.startswith(naam) for bestand in bestanden):
            yield f"- {naam}: {uitleg}"
    yield from ("", "Let op: in deze bestanden staan namen van mensen. Deel ze alleen met wie ze mag lezen.")
    yield "Ook zonder de namen van deelnemers kan er in een antwoord nog iemand genoemd zijn."
    yield ""

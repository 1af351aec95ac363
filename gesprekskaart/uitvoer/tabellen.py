"""What spreadsheets are made of: the report's facts in rows, with dates as dates and numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from gesprekskaart.datum import format_kort
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.blokken.herkomst import tell_dingen
from gesprekskaart.pdf.blokken.vragen import LEEG, MOMENTEN, NIET_BESPROKEN, Antwoordenboek
from gesprekskaart.pdf.woorden import tell_stand, tell_stemmer
from gesprekskaart.peiling import count_uitslag
from gesprekskaart.rapport.vervolg import tell_eigenaar
from gesprekskaart.verslag import Verslag
from gesprekskaart.vorig import join_bronnen

Waarde: TypeAlias = str | int | float | date | None


class Kolom(NamedTuple):
    """A column, with its width in characters."""

    kop: str
    breedte: int = 18


class Werktabel(NamedTuple):
    """A table to work with; `naam` is that of its sheet or file."""

    naam: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Waarde, ...], ...]


def make_tabellen(verslag: Verslag) -> tuple[Werktabel, ...]:
    """All tables of a report, also those without rows: whoever links to one finds it in every file."""
    return (
        _make_afspraken(verslag),
        _make_acties(verslag),
        _make_antwoorden(verslag),
        _make_conclusies(verslag),
        _make_peilingen(verslag),
        _make_verschillen(verslag),
        _make_issues(verslag),
    )


def tell_status(verslag: Verslag) -> str:
    """What must be known of every row: 'Concept, fictief voorbeeld'."""
    return tell_stand(verslag) + (", fictief voorbeeld" if verslag.inhoud.gesprek.fictief else "")


def format_waarde(waarde: Waarde) -> str:
    """A value as people read it."""
    if isinstance(waarde, date):
        return format_kort(waarde)
    if isinstance(waarde, float):
        return f"{round(100 * waarde)}%"
    return "" if waarde is None else str(waarde)


def _make_afspraken(verslag: Verslag) -> Werktabel:
    kolommen = (
        *(Kolom("Nummer", 12), Kolom("Afspraak", 60), Kolom("Stand", 24), Kolom("Resultaat", 40)),
        *(Kolom("Zo meten we het", 40), Kolom("Functies", 24), Kolom("Sectoren", 14), Kolom("Pijlers", 24)),
        *(Kolom("Instemming", 40), Kolom("Komt uit", 24), Kolom("Leidde tot", 24), Kolom("Toelichting", 40)),
    )
    herkomst = make_herkomst(verslag.inhoud.kaart, verslag.inhoud)
    rijen = tuple(
        (
            *(a.nummer, a.tekst, a.stand.value, a.resultaat, a.meting),
            *(", ".join(a.functies), ", ".join(a.sectoren), ", ".join(a.pijlers)),
            "\n".join(instemming.in_woorden for instemming in a.instemmingen),
            *(tell_dingen(herkomst.list_bronnen(a.nummer)), tell_dingen(herkomst.list_gevolgen(a.nummer))),
            a.toelichting,
        )
        for a in verslag.inhoud.afspraken
    )
    return Werktabel("afspraken", kolommen, rijen)


def _make_acties(verslag: Verslag) -> Werktabel:
    kolommen = (
        *(Kolom("Nummer", 10), Kolom("Actie", 60), Kolom("Wie", 36), Kolom("Termijn", 12), Kolom("Stand", 12)),
        *(Kolom("Afspraak", 12), Kolom("Komt ook uit", 18), Kolom("Toelichting", 40)),
    )
    rijen = tuple(
        (
            *(int(a.nummer) if a.nummer.isdecimal() and a.nummer[0] != "0" else a.nummer, a.tekst),
            *(tell_eigenaar(verslag, a), a.termijn, a.stand.value, a.afspraak or "", join_bronnen(a.bronnen)),
            a.toelichting,
        )
        for a in verslag.inhoud.acties
    )
    return Werktabel("acties", kolommen, rijen)


def _make_antwoorden(verslag: Verslag) -> Werktabel:
    kolommen = (
        *(Kolom("Fase", 14), Kolom("Blok", 24), Kolom("Nummer", 10), Kolom("Vraag", 50), Kolom("Onderdeel", 30)),
        *(Kolom("Partnerschap", 14), Kolom("Stand", 20), Kolom("Wanneer", 16), Kolom("Antwoord", 80)),
    )
    return Werktabel("antwoorden", kolommen, tuple(_walk_antwoorden(verslag)))


def _walk_antwoorden(verslag: Verslag) -> Iterator[tuple[Waarde, ...]]:
    boek = Antwoordenboek(verslag.inhoud)
    for fase, blok, vraag in verslag.inhoud.kaart.walk():
        delen = {deel.id: deel.tekst for deel in vraag.onderdelen}
        naam = blok.titel if fase.fase is Fasenaam.THEMA else fase.fase.value
        for sleutel in vraag.sleutels:
            for code in (partnerschap.code for partnerschap in boek.partnerschappen):
                antwoord = boek.find_antwoord(sleutel, code)
                feit = boek.find_feit(sleutel, code) or boek.find_feit(sleutel, None) or boek.find_feit(vraag.id, None)
                stand = NIET_BESPROKEN if feit else LEEG.partition(":")[0]
                moment = MOMENTEN[antwoord.moment] if antwoord and antwoord.moment else ""
                yield (
                    *(naam, blok.titel, sleutel, vraag.tekst, delen.get(sleutel, ""), code),
                    *("ingevuld" if antwoord else stand, moment, antwoord.tekst if antwoord else ""),
                )


def _make_conclusies(verslag: Verslag) -> Werktabel:
    kolommen = (
        *(Kolom("Nummer", 10), Kolom("Vraag", 50), Kolom("Overeenkomsten", 50), Kolom("Verschillen", 50)),
        Kolom("Gezamenlijke conclusie", 60),
    )
    conclusies = {conclusie.vraag: conclusie for conclusie in verslag.inhoud.conclusies}
    rijen = tuple(
        (vraag.id, vraag.tekst, van.overeenkomsten, van.verschillen, van.conclusie)
        for vraag in verslag.inhoud.kaart.vragen
        if (van := conclusies.get(vraag.id))
    )
    return Werktabel("conclusies", kolommen, rijen)


def _make_peilingen(verslag: Verslag) -> Werktabel:
    kolommen = (
        *(Kolom("Nummer", 10), Kolom("Stelling", 50), Kolom("Over", 10), Kolom("Per", 14), Kolom("Hoe", 10)),
        *(Kolom("Vooraf gevraagd", 40), Kolom("Uitslag", 28), Kolom("Stemgerechtigd", 16), Kolom("Gestemd", 10)),
        *(Kolom("Keuze", 26), Kolom("Stemmen", 10), Kolom("Deel", 8), Kolom("Wie", 50), Kolom("Redenen", 60)),
    )
    return Werktabel("peilingen", kolommen, tuple(_walk_peilingen(verslag)))


def _walk_peilingen(verslag: Verslag) -> Iterator[tuple[Waarde, ...]]:
    for peiling in verslag.inhoud.peilingen:
        uitslag = count_uitslag(peiling, peiling.stemmen)
        for keuze, aantal in uitslag.verdeling:
            deze = [stem for stem in peiling.stemmen if stem.keuze == keuze]
            wie = [] if peiling.anoniem else [tell_stemmer(verslag, stem) for stem in deze]
            yield (
                *(peiling.nummer, peiling.stelling, peiling.bron or "", peiling.per.value),
                *("anoniem" if peiling.anoniem else "op naam", peiling.gevraagd),
                *(uitslag.in_woorden if peiling.drempel else "", uitslag.stemgerechtigd, uitslag.gestemd),
                *(keuze, aantal, aantal / uitslag.gestemd if uitslag.gestemd else None),
                *("\n".join(wie), "\n".join(stem.reden for stem in deze if stem.reden)),
            )


def _make_verschillen(verslag: Verslag) -> Werktabel:
    """A row per partnership that wrote something, word for word; one for a difference at which nobody did yet."""
    kolommen = (
        *(Kolom("Nummer", 10), Kolom("Verschil", 30), Kolom("Waar het over gaat", 40), Kolom("Partnerschap", 14)),
        *(Kolom("Standpunt", 50), Kolom("Minderheidsstandpunt", 50), Kolom("Wel eens", 40), Kolom("Hoe verder", 40)),
        *(Kolom("Wie", 24), Kolom("Wanneer", 12), Kolom("Komt uit", 12)),
    )
    rijen = tuple(
        (
            *(verschil.nummer, verschil.titel, verschil.tekst, code, standpunt, minderheid),
            *(verschil.eens, verschil.verder, verschil.wie, verschil.termijn, join_bronnen(verschil.bronnen)),
        )
        for verschil in verslag.inhoud.verschillen
        for code, standpunt, minderheid in (
            [(van.partnerschap, van.standpunt, van.minderheidsstandpunt) for van in verschil.standpunten]
            or [("", "", "")]
        )
    )
    return Werktabel("verschillen", kolommen, rijen)


def _make_issues(verslag: Verslag) -> Werktabel:
    kolommen = (
        *(Kolom("Nummer", 10), Kolom("Landelijk issue", 60), Kolom("Waarom landelijk", 50), Kolom("Voor wie", 30)),
        *(Kolom("Thema", 24), Kolom("Gesteund door", 20), Kolom("Aantal dat steunt", 16), Kolom("Komt uit", 18)),
    )
    rijen = tuple(
        (
            *(issue.nummer, issue.tekst, issue.waarom, issue.voor_wie, issue.thema),
            *(", ".join(issue.steun), len(issue.steun), join_bronnen(issue.bronnen)),
        )
        for issue in verslag.inhoud.issues
    )
    return Werktabel("issues", kolommen, rijen)

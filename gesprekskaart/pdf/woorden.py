"""How the report says things: stand, mandate, people, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesprekskaart.datum import NEDERLAND, format_datum, format_tijd
from gesprekskaart.peiling import Steminhoud, count_uitslag, tell_verdeling
from gesprekskaart.sessie import Gesprek, Mandaat, SoortSessie
from gesprekskaart.verslag import Deelnemerinhoud, Inhoud, Keuzeinhoud, Reactie, ReactieSoort, Verslag

SOORTEN = {SoortSessie.REGIOGESPREK: "het regiogesprek", SoortSessie.OPDENKSESSIE: "de opdenksessie"}

MANDATEN = {
    Mandaat.MANDAAT: "mandaat",
    Mandaat.ONDER_VOORBEHOUD: "onder voorbehoud van instemming van het bestuur",
    Mandaat.GEEN: "geen mandaat",
    Mandaat.NIET_VAN_TOEPASSING: "niet van toepassing",
}

SCHEIDING = " · "


def join_words(woorden: Sequence[str]) -> str:
    """'LWZ, AOZ en WMD'."""
    return " en ".join(deel for deel in (", ".join(woorden[:-1]), *woorden[-1:]) if deel)


def shorten(tekst: str, tekens: int) -> str:
    """At most so many characters, on one line, cut between words where that can be."""
    tekst = " ".join(tekst.split())
    if len(tekst) <= tekens:
        return tekst
    kop = tekst[: tekens - 1]
    knip = kop.rfind(" ")
    return (kop[:knip] if knip > tekens // 2 else kop).rstrip(" ,;:.") + "…"


def add_haakjes(toelichting: str) -> str:
    """' (tot 15.15 uur)', or nothing."""
    return f" ({toelichting})" if toelichting else ""


def tell_stand(verslag: Verslag) -> str:
    """'Concept', 'Versie 2, ter reactie' or 'Versie 2, vastgesteld'."""
    if verslag.versie is None:
        return "Concept"
    return f"Versie {verslag.versie.nummer}, {'vastgesteld' if verslag.definitief else 'ter reactie'}"


def tell_stilte(verslag: Verslag) -> str:
    """What silence is called; once it is established there is no 'nog'."""
    return "geen reactie" if verslag.definitief else "nog geen reactie"


def tell_zwijgers(verslag: Verslag, code: str) -> str:
    """Who was asked and is silent, where somebody else of the partnership is not."""
    aantal = verslag.zwijgers.get(code, 0)
    if not aantal or verslag.versie is None or code not in verslag.versie.geldende_reacties:
        return ""
    return f"{tell_stilte(verslag)} van {aantal} andere {'ondertekenaar' if aantal == 1 else 'ondertekenaars'}"


def tell_wanneer(gesprek: Gesprek) -> str:
    """'donderdag 12 maart 2026, 13.00–16.30 uur', as far as known."""
    if gesprek.datum is None:
        return "datum nog niet bekend"
    tijden = "–".join(format_tijd(tijd) for tijd in (gesprek.begin, gesprek.eind) if tijd)
    return format_datum(gesprek.datum) + (f", {tijden} uur" if tijden else "")


def tell_waar(gesprek: Gesprek) -> str:
    """The place, 'online', both, or nothing."""
    return join_words([plek for plek in (gesprek.plaats, "online" if gesprek.online else "") if plek])


def tell_deelnemer(verslag: Verslag, deelnemer: Deelnemerinhoud) -> str:
    """Name (where it may be shown), work and organisation."""
    delen = (verslag.namen.get(deelnemer.nummer, ""), deelnemer.rol, deelnemer.organisatie)
    return ", ".join(deel for deel in delen if deel) or f"deelnemer {deelnemer.nummer}"


def tell_stemmer(verslag: Verslag, stem: Steminhoud) -> str:
    """Whose vote it is, as far as it may be shown."""
    if stem.partnerschap is not None:
        return stem.partnerschap
    for deelnemer in verslag.inhoud.deelnemers:
        if deelnemer.nummer == stem.deelnemer:
            return tell_deelnemer(verslag, deelnemer)
    return f"deelnemer {stem.deelnemer}"


def tell_deel(aantal: int, geheel: int) -> str:
    """'25%', or nothing of nothing."""
    return f"{round(100 * aantal / geheel)}%" if geheel else ""


def tell_peilingen(inhoud: Inhoud, keuze: Keuzeinhoud) -> Iterator[tuple[str, str]]:
    """What was asked for beforehand of this option, beside what came of it."""
    for peiling in inhoud.peilingen:
        if peiling.bron == keuze.nummer:
            uitslag = count_uitslag(peiling, peiling.stemmen)
            in_woorden = f" {uitslag.in_woorden}." if peiling.drempel else ""
            yield f"Peiling {peiling.nummer}", f"{peiling.gevraagd}{in_woorden} Gestemd: {tell_verdeling(uitslag)}."


def tell_gever(reactie: Reactie) -> str:
    """Who gave a reaction: name, work and mandate, as far as known."""
    return ", ".join(deel for deel in (reactie.naam, tell_functie(reactie)) if deel)


def tell_functie(reactie: Reactie) -> str:
    """The work of who gave a reaction, with the mandate if that applies."""
    mandaat = "" if reactie.mandaat is Mandaat.NIET_VAN_TOEPASSING else MANDATEN[reactie.mandaat]
    return ", ".join(deel for deel in (reactie.rol, mandaat) if deel)


def tell_voorbehoud(reactie: Reactie) -> str:
    """', onder voorbehoud van …' after the reaction itself, or nothing where the mandate says so already."""
    gezegd = reactie.mandaat is Mandaat.ONDER_VOORBEHOUD or not reactie.voorbehoud_bestuur
    return "" if gezegd else f", {MANDATEN[Mandaat.ONDER_VOORBEHOUD]}"


def tell_door(reactie: Reactie) -> str:
    """Who gave a reaction, and on what day."""
    return ", ".join(deel for deel in (tell_gever(reactie), format_datum(reactie.op.astimezone(NEDERLAND))) if deel)


def tell_waarom(reactie: Reactie) -> str:
    """The reason, after what it is: of who does not agree a view that must be on record. Empty where there is none."""
    soort = "Minderheidsstandpunt" if reactie.soort is ReactieSoort.NIET_AKKOORD else "Toelichting"
    return f"{soort}: {reactie.toelichting}" if reactie.toelichting.strip() else ""


def group_vingerafdruk(vingerafdruk: str) -> str:
    """In two lines of eight groups of four, so that people can compare it by eye."""
    groepen = [vingerafdruk[begin : begin + 4] for begin in range(0, len(vingerafdruk), 4)]
    return "\n".join(" ".join(groepen[begin : begin + 8]) for begin in range(0, len(groepen), 8))

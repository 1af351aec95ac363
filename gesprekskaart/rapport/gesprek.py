"""About the conversation: why, led by whom, between which partnerships, with which people; and what came before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesprekskaart.datum import format_datum, format_kort
from gesprekskaart.groep import Groepinhoud
from gesprekskaart.pdf.blokken.gesprek import tell_wie
from gesprekskaart.pdf.blokken.terugblik import ANTWOORDEN_TOEN
from gesprekskaart.pdf.blokken.wijzigingen import compare_vorige, tell_sinds
from gesprekskaart.pdf.woorden import (
    MANDATEN,
    SCHEIDING,
    add_haakjes,
    join_words,
    tell_deelnemer,
    tell_waar,
    tell_wanneer,
)
from gesprekskaart.rapport.boom import Blok, Cel, Kop, Stuk, Tabel, cursief, make_alinea, make_feiten, make_woorden, vet
from gesprekskaart.sessie import Partnerschap, Sessierol
from gesprekskaart.verslag import Actieterug, Afspraakterug, Deelnemerinhoud, Inhoud, Verslag
from gesprekskaart.wijzigingen import Merk, Woorden, tell_aantallen

GEEN_TEKST = "leeg: nog geen tekst"


def walk_gesprek(verslag: Verslag) -> Iterator[Blok]:
    """Tell what conversation this was."""
    yield Kop(1, "Over dit gesprek")
    gesprek = verslag.inhoud.gesprek
    yield from make_feiten(
        (
            ("Wanneer", tell_wanneer(gesprek)),
            ("Waar", tell_waar(gesprek)),
            ("Aanleiding", gesprek.aanleiding),
            ("Spelregel", gesprek.spelregel),
            ("Geleid door", tell_wie(verslag, Sessierol.FACILITATOR)),
            ("Verslag door", tell_wie(verslag, Sessierol.VERSLAGLEGGER)),
        )
    )
    if verslag.inhoud.partnerschappen:
        yield Kop(2, "Partnerschappen")
    for partnerschap in verslag.inhoud.partnerschappen:
        yield from _walk_partnerschap(partnerschap)
    yield from _walk_deelnemers(verslag)
    yield from _walk_groepen(verslag)
    yield from _walk_wijzigingen(verslag)


def _walk_partnerschap(partnerschap: Partnerschap) -> Iterator[Blok]:
    besturen = [bestuur.naam + add_haakjes(bestuur.omvang) for bestuur in partnerschap.besturen]
    dag = f", op {format_datum(partnerschap.voorbereid_op)}" if partnerschap.voorbereid_op else ""
    naam = partnerschap.naam + add_haakjes("aspirant" if partnerschap.aspirant else "")
    yield Kop(3, naam, partnerschap.code)
    yield from make_feiten(
        (
            ("Sectoren", ", ".join(partnerschap.sectoren)),
            ("Onderwijsregio’s", join_words(partnerschap.onderwijsregios)),
            ("Besturen", "; ".join(besturen)),
            ("Penvoerder", partnerschap.penvoerder),
            ("Lerarenopleidingen", "; ".join(partnerschap.lerarenopleidingen)),
            ("Omvang", partnerschap.omvang),
            ("Voorbereid", partnerschap.voorbereid + add_haakjes(partnerschap.voorbereid_toelichting) + dag),
        )
    )


def _walk_deelnemers(verslag: Verslag) -> Iterator[Blok]:
    if verslag.inhoud.deelnemers:
        yield Kop(2, "Deelnemers")
        rijen = tuple(_make_rij(verslag, deelnemer) for deelnemer in verslag.inhoud.deelnemers)
        yield Tabel("Deelnemers", ("Nr", "Wie", "Namens", "Mandaat", "Aanwezigheid"), rijen, (9, 52, 31, 34, 34))


def _make_rij(verslag: Verslag, deelnemer: Deelnemerinhoud) -> tuple[Cel, ...]:
    taak = deelnemer.sessierol if deelnemer.sessierol is not Sessierol.DEELNEMER else ""
    alle = {partnerschap.code for partnerschap in verslag.inhoud.partnerschappen}
    iedereen = len(alle) > 1 and alle == set(deelnemer.namens)
    namens = ["alle partnerschappen"] if iedereen else [*deelnemer.namens]
    return (
        deelnemer.nummer,
        tell_deelnemer(verslag, deelnemer) + add_haakjes(taak),
        ", ".join([*namens, *([deelnemer.namens_anders] if deelnemer.namens_anders else [])]),
        MANDATEN[deelnemer.mandaat],
        deelnemer.aanwezigheid + add_haakjes(deelnemer.aanwezigheid_toelichting),
    )


def _walk_groepen(verslag: Verslag) -> Iterator[Blok]:
    groepen = verslag.inhoud.groepen
    if groepen:
        yield Kop(2, "Groepen")
        rijen = tuple(
            (groep.titel, ", ".join(groep.themas) or "alle", "\n".join(_walk_leden(verslag, groep)) or "niemand")
            for groep in groepen
        )
        yield Tabel("Groepen", ("Groep", "Thema’s", "Wie"), rijen, (26, 24, 110))


def _walk_leden(verslag: Verslag, groep: Groepinhoud) -> Iterator[str]:
    mensen = {deelnemer.nummer: deelnemer for deelnemer in verslag.inhoud.deelnemers}
    for lid in groep.leden:
        taken = {"gespreksleider": lid == groep.gespreksleider, "notulist": lid == groep.notulist}
        wie = tell_deelnemer(verslag, mensen[lid]) if lid in mensen else f"deelnemer {lid}"
        yield wie + add_haakjes(join_words([taak for taak, geldt in taken.items() if geldt]))


def _walk_wijzigingen(verslag: Verslag) -> Iterator[Blok]:
    wijzigingen, versie = compare_vorige(verslag), verslag.versie
    if versie and (versie.wijzigingen.strip() or wijzigingen):
        yield Kop(2, tell_sinds(versie))
        yield from make_woorden(versie.wijzigingen)
    if wijzigingen:
        yield make_alinea(f"{tell_aantallen(wijzigingen).capitalize()}.")
    for wijziging in wijzigingen:
        yield make_alinea(vet(wijziging.titel), SCHEIDING, cursief(wijziging.soort))
        yield make_alinea("Was: ", *_mark(wijziging.woorden, Merk.WEG))
        yield make_alinea("Wordt: ", *_mark(wijziging.woorden, Merk.ERBIJ))


def _mark(woorden: Sequence[Woorden], merk: Merk) -> Sequence[str | Stuk]:
    """One side of a change, what is of this side only marked as on paper: what went in italics, what came in bold."""
    teken = vet if merk is Merk.ERBIJ else cursief
    delen = [
        teken(deel.tekst) if deel.merk is merk else deel.tekst for deel in woorden if deel.merk in (Merk.GELIJK, merk)
    ]
    return delen or [cursief("niets")]


def walk_terugblik(inhoud: Inhoud) -> Iterator[Blok]:
    """Make a chapter, in a follow-up: each afspraak with the actions that carry it out."""
    terug = inhoud.terugblik
    if terug is None:
        return
    wanneer = f" van {format_datum(terug.datum)}" if terug.datum else ""
    yield Kop(1, "Terugblik")
    yield make_alinea(f"Wat spraken we af in ‘{terug.titel}’{wanneer}, en wat is ervan terechtgekomen?")
    yield make_alinea(ANTWOORDEN_TOEN)
    bekend = {afspraak.nummer for afspraak in terug.afspraken}
    for afspraak in terug.afspraken:
        yield from _walk_afspraak(inhoud, afspraak)
        for actie in terug.acties:
            if actie.afspraak == afspraak.nummer:
                yield from _walk_actie(inhoud, actie)
    los = [actie for actie in terug.acties if actie.afspraak not in bekend]
    if los:
        yield Kop(2, "Acties die bij geen afspraak horen")
    for actie in los:
        yield from _walk_actie(inhoud, actie)


def _compare(toen: str, nu: str) -> str:
    return f"toen en nu {nu}" if toen == nu else f"toen {toen}, nu {nu}"


def _walk_afspraak(inhoud: Inhoud, terug: Afspraakterug) -> Iterator[Blok]:
    nu = next((a.stand for a in inhoud.afspraken if a.nummer == terug.nummer), terug.stand)
    yield make_alinea(vet(f"Afspraak {terug.nummer}"), SCHEIDING, _compare(terug.stand, nu))
    yield from make_woorden(terug.tekst or GEEN_TEKST)
    yield from make_feiten((("Uitkomst", terug.uitkomst),))


def _walk_actie(inhoud: Inhoud, terug: Actieterug) -> Iterator[Blok]:
    nu = next((a.stand for a in inhoud.acties if a.nummer == terug.nummer), terug.stand)
    yield make_alinea(vet(f"Actie {terug.nummer}"), SCHEIDING, _compare(terug.stand, nu))
    yield from make_woorden(terug.tekst or GEEN_TEKST)
    termijn = format_kort(terug.termijn) if terug.termijn else ""
    yield from make_feiten((("Wie", terug.eigenaar), ("Termijn", termijn), ("Uitkomst", terug.uitkomst)))

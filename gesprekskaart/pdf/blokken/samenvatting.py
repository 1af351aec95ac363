"""The report on one page: what was agreed, what is still open, and who sees it otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gesprekskaart.keuze import Uitkomst
from gesprekskaart.pdf.blokken.vragen import Antwoordenboek
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.woorden import MANDATEN, join_words, shorten, tell_stilte, tell_waar, tell_wanneer
from gesprekskaart.pdf.zetter import Span, Zetter, cursief, vet
from gesprekskaart.sessie import Mandaat
from gesprekskaart.verslag import Conclusieinhoud, Inhoud, Reactie, ReactieSoort, Verslag
from gesprekskaart.vervolg import Actiestand, Afspraakstand, Oordeel

TITEL = "Samenvatting van dit gesprek"

_PLAATSEN = (6, 6, 3)
"""How many agreements, open points and other views there is room for; what is left goes to the first two.

The other views are longer: more of them would not fit.
"""
_KORT, _KORT_STANDPUNT = 140, 220
"""Characters of one point. With this many points of this length it all fits on one page."""


class Punt(NamedTuple):
    """One point: whose number or code it has, and what it says."""

    label: str
    tekst: Sequence[str | Span]


def make_samenvatting(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the one page; in the contents, and without a number, so that chapters keep theirs."""
    kop = zetter.kop(TITEL, 1, "inhoudskop")
    kop.in_inhoud = True
    inhoud = verslag.inhoud
    lijsten = list_punten(verslag)
    ruimte = _share([len(punten) for punten, _ in lijsten.values()])
    blokken: Blokken = [kop, zetter.regel(tell_gesprek(inhoud))]
    for (titel, (punten, geen)), meest in zip(lijsten.items(), ruimte, strict=True):
        blokken += _make_lijst(zetter, titel, punten, geen, meest)
    return [*blokken, zetter.bladzijde()]


def list_punten(verslag: Verslag) -> dict[str, tuple[list[Punt], str]]:
    """All points under their headings, and what is said where there is none."""
    inhoud = verslag.inhoud
    return {
        "Afspraken": (list(_walk_afspraken(inhoud)), "Er zijn geen afspraken vastgelegd."),
        "Open punten": (list(_walk_open(verslag)), "Er staat geen punt meer open."),
        "Minderheidsstandpunten en voorbehouden": (
            list(_walk_standpunten(verslag)),
            "Er is geen minderheidsstandpunt vastgelegd.",
        ),
    }


def _share(aantallen: Sequence[int]) -> list[int]:
    """How many of each are shown."""
    getoond = [min(aantal, plaatsen) for aantal, plaatsen in zip(aantallen, _PLAATSEN, strict=True)]
    over = sum(_PLAATSEN) - sum(getoond)
    for plek, aantal in enumerate(aantallen[:2]):
        erbij = min(over, aantal - getoond[plek])
        getoond[plek] += erbij
        over -= erbij
    return getoond


def _make_lijst(zetter: Zetter, titel: str, punten: list[Punt], geen: str, meest: int) -> Blokken:
    blokken: Blokken = [zetter.kop(titel, 2, "samenkop", in_bladwijzers=False)]
    if not punten:
        return [*blokken, zetter.regel(cursief(geen), stijl="inspring")]
    blokken += [zetter.regel(*punt.tekst, stijl="punt", label=punt.label) for punt in punten[:meest]]
    if len(punten) > meest:
        rest = f"En nog {len(punten) - meest}; ze staan in het volledige verslag."
        blokken.append(zetter.regel(cursief(rest), stijl="inspring"))
    return blokken


def tell_gesprek(inhoud: Inhoud) -> str:
    """Who spoke when and where, and what came of it, in a few sentences."""
    gesprek, aantal = inhoud.gesprek, len(inhoud.partnerschappen)
    wie = "Eén partnerschap sprak" if aantal == 1 else f"{aantal or 'Geen'} partnerschappen spraken"
    waar = f" ({plek})" if (plek := tell_waar(gesprek)) else ""
    vragen = inhoud.kaart.vragen
    besproken = sum(_is_besproken(inhoud, vraag.sleutels, vraag.id) for vraag in vragen)
    delen = [
        f"{wie} met elkaar: {tell_wanneer(gesprek)}{waar}.",
        f"Bij {besproken} van de {len(vragen)} {'thema’s' if inhoud.groepen else 'vragen'} is iets vastgelegd.",
        *_tell_oogst(inhoud),
    ]
    return " ".join(delen)


def _tell_oogst(inhoud: Inhoud) -> Iterator[str]:
    """How much was agreed here; in a follow-up apart from what came along. What was dropped is no agreement."""
    terug = inhoud.terugblik
    eerder = {afspraak.nummer for afspraak in terug.afspraken} if terug else set()
    toen = {actie.nummer for actie in terug.acties} if terug else set()
    afspraken = [a for a in inhoud.afspraken if a.nummer not in eerder and a.stand is not Afspraakstand.VERVALLEN]
    acties = [a for a in inhoud.acties if a.nummer not in toen and a.stand is not Actiestand.VERVALLEN]
    nieuw = "nieuwe " if terug else ""
    yield (
        f"Dat leverde {_count(len(afspraken), f'{nieuw}afspraak', f'{nieuw}afspraken')}"
        f" en {_count(len(acties), f'{nieuw}actie', f'{nieuw}acties')} op."
    )
    afspraken_mee = sum(a.nummer in eerder for a in inhoud.afspraken)
    acties_mee = sum(a.nummer in toen for a in inhoud.acties)
    if afspraken_mee or acties_mee:
        yield (
            f"Mee uit het vorige gesprek: {_count(afspraken_mee, 'afspraak', 'afspraken')}"
            f" en {_count(acties_mee, 'actie', 'acties')}."
        )


def _is_besproken(inhoud: Inhoud, sleutels: Sequence[str], vraag: str) -> bool:
    bij = {*sleutels, vraag}
    teksten = (inhoud.antwoorden, inhoud.groepsnotities, inhoud.inbreng)
    return any(stuk.vraag in bij and stuk.tekst.strip() for soort in teksten for stuk in soort) or any(
        c.vraag == vraag and (c.conclusie or c.overeenkomsten or c.verschillen) for c in inhoud.conclusies
    )


def _count(aantal: int, een: str, meer: str) -> str:
    return f"{aantal or 'geen'} {een if aantal == 1 else meer}"


def _walk_afspraken(inhoud: Inhoud) -> Iterator[Punt]:
    for afspraak in inhoud.afspraken:
        if afspraak.stand is not Afspraakstand.VERVALLEN:
            tekst = shorten(afspraak.tekst, _KORT) or "nog geen tekst"
            yield Punt(afspraak.nummer, [tekst, cursief(f" ({afspraak.stand})")])


def _walk_open(verslag: Verslag) -> Iterator[Punt]:
    """What still has to be done or decided, the weightiest first."""
    inhoud = verslag.inhoud
    yield from _walk_besluiten(inhoud)
    for verschil in inhoud.verschillen:
        verder = verschil.verder or "nog niet bekend hoe verder"
        na = " " if verschil.titel.endswith(("?", "!", ".")) else ": "
        yield Punt(verschil.nummer, [shorten(f"{verschil.titel}{na}{verder}", _KORT)])
    for toets in inhoud.aanbevelingen:
        if toets.oordeel is Oordeel.NEE:
            waarom = shorten(toets.toelichting, _KORT - 40)
            yield Punt(
                toets.aanbeveling, ["aanbeveling van de kaart nog niet gehaald", f": {waarom}" if waarom else ""]
            )
    yield from _walk_verzamelpunten(verslag)


def _walk_besluiten(inhoud: Inhoud) -> Iterator[Punt]:
    for afspraak in inhoud.afspraken:
        if afspraak.wacht_op and afspraak.stand is not Afspraakstand.VERVALLEN:
            yield Punt(afspraak.nummer, [shorten(f"wacht op instemming van {join_words(afspraak.wacht_op)}", _KORT)])
    for keuze in inhoud.keuzemogelijkheden:
        uitkomst = keuze.besluit.uitkomst if keuze.besluit else "nog geen besluit"
        if uitkomst in ("nog geen besluit", Uitkomst.AANGEHOUDEN):
            yield Punt(keuze.nummer, [shorten(f"{keuze.titel}: {uitkomst}", _KORT)])


def _walk_verzamelpunten(verslag: Verslag) -> Iterator[Punt]:
    """What is open at many places at once, in one line each."""
    inhoud, versie = verslag.inhoud, verslag.versie
    lopend = [a for a in inhoud.acties if a.stand in (Actiestand.OPEN, Actiestand.LOOPT)]
    codes = [partnerschap.code for partnerschap in inhoud.partnerschappen] if versie else []
    gegeven = versie.geldende_reacties if versie else {}
    verzameld = {
        "Geparkeerd": list(inhoud.geparkeerd),
        "Niet besproken": list(dict.fromkeys(f.sleutel for f in inhoud.niet_besproken if not f.partnerschap)),
        "Nog geen eigenaar": [f"actie {a.nummer}" for a in lopend if not (a.eigenaar or a.deelnemer)],
        "Nog geen termijn": [f"actie {a.nummer}" for a in lopend if not a.termijn],
        tell_stilte(verslag).capitalize(): [code for code in codes if code not in gegeven],
    }
    for label, wat in verzameld.items():
        if wat:
            yield Punt("", [vet(f"{label}: "), shorten(", ".join(wat), _KORT)])


def _walk_standpunten(verslag: Verslag) -> Iterator[Punt]:
    for verschil in verslag.inhoud.verschillen:
        for van in verschil.standpunten:
            if van.minderheidsstandpunt:
                yield Punt(
                    van.partnerschap, [shorten(van.minderheidsstandpunt, _KORT_STANDPUNT), f" ({verschil.nummer})"]
                )
    if versie := verslag.versie:
        # Of every signer, not only the one that counts for the partnership: two reserves are two. Who refuses comes
        # first, for what does not fit on the page is the last of these.
        reacties = [r for partnerschap in versie.inhoud.partnerschappen for r in versie.laatste_van(partnerschap.code)]
        for reactie in sorted(reacties, key=lambda reactie: reactie.soort is not ReactieSoort.NIET_AKKOORD):
            yield from _walk_voorbehoud(reactie)


def _walk_voorbehoud(reactie: Reactie) -> Iterator[Punt]:
    bestuur = reactie.voorbehoud_bestuur or reactie.mandaat is Mandaat.ONDER_VOORBEHOUD
    if bestuur or reactie.soort in (ReactieSoort.NIET_AKKOORD, ReactieSoort.MET_VOORBEHOUD):
        wat = f"{reactie.soort}, {MANDATEN[Mandaat.ONDER_VOORBEHOUD]}" if bestuur else str(reactie.soort)
        waarom = shorten(reactie.toelichting, _KORT_STANDPUNT)
        yield Punt(reactie.partnerschap, [vet(f"{wat}: " if waarom else wat), waarom])


def make_conclusies(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make the chapter of what was concluded together: per stage the questions that have a conclusion."""
    boek = Antwoordenboek(inhoud)
    blokken: Blokken = [zetter.hoofdstuk("Wat we samen concludeerden")]
    for fase in inhoud.kaart.fasen:
        vragen = [vraag for blok in fase.blokken for vraag in blok.vragen]
        met = [vraag for vraag in vragen if any(_list_delen(boek.find_conclusie(vraag)).values())]
        if met:
            blokken.append(zetter.paragraaf(fase.titel))
        for vraag in met:
            blokken += [
                zetter.kop(vraag.tekst, 3, f"onderdeel {fase.fase}", label=vraag.id, in_bladwijzers=False),
                *make_conclusie(zetter, boek.find_conclusie(vraag)),
            ]
    if len(blokken) == 1:
        blokken.append(zetter.regel(cursief("Er is geen gezamenlijke conclusie opgeschreven."), stijl="inspring"))
    return blokken


def make_conclusie(zetter: Zetter, conclusie: Conclusieinhoud) -> Blokken:
    """Make the shared outcome of one question as plain paragraphs."""
    delen = _list_delen(conclusie)
    if not (delen["Overeenkomsten"] or delen["Verschillen"]):
        return zetter.tekst(conclusie.conclusie, "inspring") if delen["Conclusie"] else []
    return zetter.feiten(delen)


def _list_delen(conclusie: Conclusieinhoud) -> dict[str, str]:
    return {
        "Overeenkomsten": conclusie.overeenkomsten.strip(),
        "Verschillen": conclusie.verschillen.strip(),
        "Conclusie": conclusie.conclusie.strip(),
    }

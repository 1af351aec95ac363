"""The stages of the card: every question word for word, what each partnership answered, what they concluded."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.groep import STAPNAMEN, Groepinhoud
from gesprekskaart.kaart import Fase, Onderdeel, Vraag
from gesprekskaart.pdf.blokken.groepen import LEEG as GROEP_LEEG
from gesprekskaart.pdf.blokken.herkomst import tell_dingen
from gesprekskaart.pdf.blokken.vragen import LEEG, MOMENTEN, NIET_BESPROKEN, Antwoordenboek
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.rapport.boom import (
    Antwoorden,
    Antwoordvak,
    Blok,
    Kop,
    Paneel,
    cursief,
    make_alinea,
    make_woorden,
    vet,
)
from gesprekskaart.sessie import NietBesproken, Partnerschap
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Groepsnotitie


def walk_fase(boek: Antwoordenboek, fase: Fase) -> Iterator[Blok]:
    """Make one stage a chapter: its blocks, their questions."""
    yield Kop(1, fase.titel)
    for blok in fase.blokken:
        # A block that is called as its stage needs no heading of its own.
        eigen_kop = blok.titel != fase.titel
        if eigen_kop:
            yield Kop(2, blok.titel)
        for vraag in blok.vragen:
            yield from _walk_vraag(boek, vraag, 3 if eigen_kop else 2)


def _walk_vraag(boek: Antwoordenboek, vraag: Vraag, niveau: int) -> Iterator[Blok]:
    yield Kop(niveau, vraag.tekst, vraag.id)
    yield from _walk_algemeen(boek, vraag)
    if boek.is_of_groepen(vraag):
        for onderdeel in vraag.onderdelen:
            yield make_alinea(vet(onderdeel.id), f" {onderdeel.tekst}")
            yield from _walk_algemeen(boek, onderdeel)
    elif vraag.onderdelen:
        for onderdeel in vraag.onderdelen:
            yield Kop(niveau + 1, onderdeel.tekst, onderdeel.id)
            yield from _walk_algemeen(boek, onderdeel)
            yield from _walk_antwoorden(boek, onderdeel.id)
    else:
        yield from _walk_antwoorden(boek, vraag.id)
    for groep in boek.groepen.list_groepen(vraag):
        yield from _walk_groep(boek, vraag, groep, niveau + 1)
    yield from _walk_inbreng(boek, vraag)
    yield from _walk_conclusie(boek, vraag)
    gevolgen = tell_dingen(boek.herkomst.list_gevolgen(*dict.fromkeys((vraag.id, *vraag.sleutels))))
    if gevolgen:
        yield make_alinea(cursief("Leidde tot: "), gevolgen)


def _walk_algemeen(boek: Antwoordenboek, waarover: Vraag | Onderdeel) -> Iterator[Blok]:
    feit = boek.find_feit(waarover.id, None)
    if feit is not None:
        yield make_alinea(vet("Niet besproken in dit gesprek"), _tell_reden(feit))
    elif waarover.id in boek.geparkeerd:
        yield make_alinea(vet("Geparkeerd"), " om later op terug te komen")


def _walk_antwoorden(boek: Antwoordenboek, sleutel: str) -> Iterator[Blok]:
    if not boek.is_leeg(sleutel):
        yield Antwoorden(tuple(_make_vak(boek, sleutel, wie) for wie in boek.partnerschappen))
    elif not boek.find_feit(sleutel, None):
        codes = ", ".join(partnerschap.code for partnerschap in boek.partnerschappen)
        yield make_alinea(cursief(LEEG.capitalize()), f" ({codes})" if codes else "")


def _make_vak(boek: Antwoordenboek, sleutel: str, partnerschap: Partnerschap) -> Antwoordvak:
    antwoord, feit = boek.find_antwoord(sleutel, partnerschap.code), boek.find_feit(sleutel, partnerschap.code)
    bij = [MOMENTEN[antwoord.moment]] if antwoord and antwoord.moment else []
    if feit:
        bij.append(NIET_BESPROKEN + _tell_reden(feit))
    elif not antwoord:
        bij.append(LEEG)
    tekst = antwoord.tekst.strip("\n") if antwoord else ""
    return Antwoordvak(partnerschap.code, partnerschap.naam, SCHEIDING.join(bij), tekst)


def _walk_groep(boek: Antwoordenboek, vraag: Vraag, groep: Groepinhoud, niveau: int) -> Iterator[Blok]:
    notities, feiten = boek.groepen.list_notities(vraag, groep), boek.groepen.list_feiten(vraag, groep)
    yield Kop(niveau, groep.titel)
    vorige = None
    for notitie in notities:
        if notitie.soort is not vorige:
            yield make_alinea(vet(STAPNAMEN[notitie.soort]))
        vorige = notitie.soort
        yield from make_woorden(notitie.tekst, _tell_van(notitie))
    for feit in feiten:
        yield make_alinea(vet(f"{feit.sleutel} niet besproken"), _tell_reden(feit))
    if not notities and not feiten:
        yield make_alinea(cursief(GROEP_LEEG.capitalize()))


def _tell_van(notitie: Groepsnotitie) -> str:
    return notitie.partnerschap or "regio’s" if notitie.soort is TekstSoort.ANDEREN else ""


def _walk_inbreng(boek: Antwoordenboek, vraag: Vraag) -> Iterator[Blok]:
    stukken = boek.list_inbreng(vraag)
    if stukken:
        yield make_alinea(vet("Ieder voor zich"))
    for inbreng in stukken:
        woorden = [boek.tell_van(inbreng) or "anoniem", inbreng.merk or "", inbreng.bundel]
        yield make_alinea(cursief(SCHEIDING.join(woord for woord in woorden if woord)))
        yield from make_woorden(inbreng.tekst, inbreng.partnerschap or "")


def _walk_conclusie(boek: Antwoordenboek, vraag: Vraag) -> Iterator[Blok]:
    conclusie = boek.find_conclusie(vraag)
    delen = (
        ("Overeenkomsten", conclusie.overeenkomsten),
        ("Verschillen", conclusie.verschillen),
        ("Gezamenlijke conclusie", conclusie.conclusie),
    )
    yield from (Paneel(kop, tekst.strip("\n")) for kop, tekst in delen if tekst.strip())


def _tell_reden(feit: NietBesproken) -> str:
    return f": {feit.reden}" if feit.reden else ""

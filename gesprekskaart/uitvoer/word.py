"""The report as a Word document to work on: real headings, lists and tables, in Dutch, with page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from gesprekskaart.rapport.boom import (
    Alinea,
    Antwoorden,
    Feiten,
    Kop,
    Lijst,
    Nadruk,
    Paneel,
    Rapport,
    Stuk,
    Tabel,
    Woorden,
    cursief,
    format_cel,
    vet,
)
from gesprekskaart.uitvoer.worddocument import Alineastijl, Cel, Worddocument

_ANTWOORDBREEDTES = (40, 120)
_MERKTEKEN = " – "


def write_word(rapport: Rapport) -> bytes:
    """The whole report. Same Rapport, same bytes."""
    document = Worddocument(
        titel=f"Verslag {rapport.titel}",
        onderwerp=rapport.onderwerp,
        auteur=rapport.auteur,
        boven=" · ".join((*(merk.woord for merk in rapport.merken), rapport.stand, rapport.titel)),
        moment=rapport.gemaakt_op,
    )
    for merk in rapport.merken:
        document.add([vet(merk.woord), Stuk(_MERKTEKEN + merk.uitleg)], Alineastijl.MERK)
    document.add([Stuk(rapport.soort)], Alineastijl.ONDERTITEL)
    document.add([Stuk(rapport.titel)], Alineastijl.TITEL)
    _add_feiten(document, rapport.omslag)
    for blok, volgende in zip_longest(rapport.blokken, rapport.blokken[1:]):
        if isinstance(blok, Alinea):
            # What something is called stays on the page of what is said of it.
            document.add(blok.stukken, bij_volgende=isinstance(volgende, Woorden | Feiten))
        else:
            _add(document, blok)
    return document.to_bytes()


def _add(document: Worddocument, blok: Kop | Woorden | Paneel | Feiten | Lijst | Antwoorden | Tabel) -> None:
    match blok:
        case Feiten():
            _add_feiten(document, blok.regels)
        case Lijst():
            for punt in blok.punten:
                document.add([Stuk(punt)], Alineastijl.PUNT)
        case Antwoorden():
            vakken = ((_make_wie(vak.code, vak.naam), tuple(_walk_vak(vak.bij, vak.tekst))) for vak in blok.vakken)
            document.add_tabel("Antwoorden", ("Partnerschap", "Antwoord"), vakken, _ANTWOORDBREEDTES)
        case Tabel():
            rijen = (tuple((Stuk(format_cel(cel)),) for cel in rij) for rij in blok.rijen)
            document.add_tabel(blok.titel, blok.kolommen, rijen, blok.breedtes)
        case _:
            _add_regels(document, blok)


def _add_regels(document: Worddocument, blok: Kop | Woorden | Paneel) -> None:
    match blok:
        case Kop():
            nummer = [Stuk(f"{blok.nummer}  ")] if blok.nummer else []
            document.add_kop([*nummer, Stuk(" ".join(blok.tekst.split()))], blok.niveau)
        case Woorden():
            van = [vet(f"{blok.van}  ")] if blok.van else []
            document.add_tekst(blok.tekst, van=van)
        case Paneel():
            document.add([vet(blok.kop)], Alineastijl.PANEELKOP)
            document.add_tekst(blok.tekst, Alineastijl.PANEEL)


def _add_feiten(document: Worddocument, regels: tuple[tuple[str, str], ...]) -> None:
    for label, feit in regels:
        document.add([Stuk(f"{label}\t", Nadruk.VET), Stuk(feit)], Alineastijl.FEIT)


def _make_wie(code: str, naam: str) -> Cel:
    return (vet(code), Stuk(f"\n{naam}"))


def _walk_vak(bij: str, tekst: str) -> Iterator[Stuk]:
    if bij:
        yield cursief(f"{bij}\n" if tekst else bij)
    yield Stuk(tekst)

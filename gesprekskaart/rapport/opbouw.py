"""The order of the report's parts, and what stands on its cover. Nothing is decided here: all facts come along."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import format_moment
from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.blokken.vragen import Antwoordenboek
from gesprekskaart.pdf.woorden import SOORTEN, group_vingerafdruk, join_words, tell_stand, tell_waar, tell_wanneer
from gesprekskaart.rapport.boom import Blok, Kop, Merk, Rapport
from gesprekskaart.rapport.gesprek import walk_gesprek, walk_terugblik
from gesprekskaart.rapport.samenvatting import walk_samenvatting
from gesprekskaart.rapport.slot import walk_ondertekening, walk_verantwoording
from gesprekskaart.rapport.vervolg import walk_vervolg
from gesprekskaart.rapport.vragen import walk_fase
from gesprekskaart.rapport.wegen import walk_keuzes, walk_oogst, walk_peilingen, walk_verschillen
from gesprekskaart.verslag import Verslag


def make_rapport(verslag: Verslag) -> Rapport:
    """The whole report as a tree. Same Verslag, same tree."""
    gesprek = verslag.inhoud.gesprek
    regios = join_words(gesprek.onderwijsregios)
    return Rapport(
        titel=gesprek.titel,
        soort=f"Verslag van {SOORTEN[gesprek.soort]}",
        onderwerp=f"Verslag van {SOORTEN[gesprek.soort]}: {tell_stand(verslag)}",
        auteur=f"Onderwijsregio {regios}" if regios else "Gesprekskaart",
        stand=tell_stand(verslag),
        merken=tuple(_walk_merken(verslag)),
        gemaakt_op=verslag.gemaakt_op,
        omslag=tuple((label, feit) for label, feit in _walk_omslag(verslag) if feit),
        blokken=tuple(_walk_blokken(verslag)),
    )


def _walk_merken(verslag: Verslag) -> Iterator[Merk]:
    if verslag.inhoud.gesprek.fictief:
        yield Merk("Fictief voorbeeld", "personen, partnerschappen en regio’s in dit verslag bestaan niet.")
    if verslag.versie is None:
        yield Merk("Concept", "dit verslag is nog niet bevroren en kan nog veranderen.")


def _walk_omslag(verslag: Verslag) -> Iterator[tuple[str, str]]:
    inhoud, versie = verslag.inhoud, verslag.versie
    yield "Wanneer", tell_wanneer(inhoud.gesprek)
    yield "Waar", tell_waar(inhoud.gesprek)
    regios = inhoud.gesprek.onderwijsregios
    yield "Onderwijsregio" if len(regios) == 1 else "Onderwijsregio’s", join_words(regios)
    yield "Partnerschappen", "\n".join(f"{p.naam} ({p.code})" for p in inhoud.partnerschappen)
    yield "Kaart", f"{inhoud.kaart.titel}, versie {inhoud.kaart.versie}"
    yield "Stand", tell_stand(verslag)
    yield "Bevroren op" if versie else "Gemaakt op", format_moment(verslag.gemaakt_op)
    yield "Vastgesteld op", format_moment(verslag.vastgesteld_op) if verslag.vastgesteld_op else ""
    if versie and versie.termijn and not verslag.definitief:
        yield "Reageren tot", format_moment(versie.termijn)
    yield "Vingerafdruk", group_vingerafdruk(versie.vingerafdruk) if versie else ""


def _walk_blokken(verslag: Verslag) -> Iterator[Blok]:
    yield from walk_samenvatting(verslag)
    yield from walk_gesprek(verslag)
    yield from walk_terugblik(verslag.inhoud)
    yield from _walk_fasen(verslag)
    yield from walk_ondertekening(verslag)
    yield from walk_verantwoording(verslag)


def _walk_fasen(verslag: Verslag) -> Iterator[Blok]:
    boek, fasen = Antwoordenboek(verslag.inhoud), verslag.inhoud.kaart.fasen
    for fase in fasen:
        if fase.fase is Fasenaam.WAY_FORWARD:
            yield from _walk_wegen(verslag)
        yield from walk_fase(boek, fase)
    if not fasen or fasen[-1].fase is not Fasenaam.WAY_FORWARD:
        yield from _walk_wegen(verslag)
        yield Kop(1, "Vervolg")
    yield from walk_vervolg(verslag)


def _walk_wegen(verslag: Verslag) -> Iterator[Blok]:
    """What was gathered and weighed, before what was agreed of it."""
    yield from walk_oogst(verslag.inhoud)
    yield from walk_keuzes(verslag.inhoud)
    yield from walk_peilingen(verslag)
    yield from walk_verschillen(verslag.inhoud)

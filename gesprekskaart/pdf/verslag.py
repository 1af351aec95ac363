"""From a Verslag to a PDF: what each variant holds, in which order. Nothing is decided here; all facts come along."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from typing import NamedTuple

from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.afwerking import Bijlage, Documentgegevens
from gesprekskaart.pdf.blokken.aandacht import make_verschillen
from gesprekskaart.pdf.blokken.besluiten import make_besluiten
from gesprekskaart.pdf.blokken.gesprek import make_gesprek
from gesprekskaart.pdf.blokken.groepen import make_oogst
from gesprekskaart.pdf.blokken.keuzes import make_keuzes
from gesprekskaart.pdf.blokken.omslag import make_inhoudsopgave, make_omslag
from gesprekskaart.pdf.blokken.ondertekening import make_ondertekening, make_reacties
from gesprekskaart.pdf.blokken.peilingen import make_peilingen
from gesprekskaart.pdf.blokken.regio import make_regio
from gesprekskaart.pdf.blokken.samenvatting import make_conclusies, make_samenvatting
from gesprekskaart.pdf.blokken.terugblik import make_terugblik
from gesprekskaart.pdf.blokken.verantwoording import make_verantwoording
from gesprekskaart.pdf.blokken.vervolg import make_vervolg
from gesprekskaart.pdf.blokken.vragen import Antwoordenboek, make_fase
from gesprekskaart.pdf.document import Rand, Verslagdocument
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.letters import register_letters
from gesprekskaart.pdf.woorden import SOORTEN, join_words, tell_stand
from gesprekskaart.pdf.zetter import Zetter
from gesprekskaart.verhullen import Verhuller, hide_personen
from gesprekskaart.verslag import Verslag


class Variant(StrEnum):
    """Which report to make of a conversation."""

    VOLLEDIG = "volledig"
    SAMENVATTING = "samenvatting"
    BESLUITEN = "besluiten"
    ANONIEM = "anoniem"
    REGIO = "regio"


class _Opdruk(NamedTuple):
    """What a variant is called: on the cover, and in what the file says of itself."""

    soort: str
    titel: str


_OPDRUKKEN = {
    Variant.VOLLEDIG: _Opdruk("Verslag van", "Verslag"),
    Variant.SAMENVATTING: _Opdruk("Samenvatting van", "Samenvatting"),
    Variant.BESLUITEN: _Opdruk("Besluitenlijst van", "Besluitenlijst"),
    Variant.ANONIEM: _Opdruk("Verslag zonder namen van", "Verslag zonder namen"),
    Variant.REGIO: _Opdruk("Uitkomst volgens de regio-indeling van", "Regio-indeling"),
}

BRON = "verslag.json"
"""What the source is called that is attached to a version."""


def render_verslag(verslag: Verslag, variant: Variant = Variant.VOLLEDIG) -> bytes:
    """The report as A4 PDF, PDF/UA-1 and PDF/A-3a. Same Verslag, same bytes. May be called from any thread.

    A version carries its canonical JSON as an attachment, from which its fingerprint can be computed anew; the variant
    without names does not, because names may stand in it.
    """
    register_letters()
    hide = Verhuller(verslag).hide if variant is Variant.ANONIEM else None
    verslag = hide_personen(verslag) if variant is Variant.ANONIEM else verslag
    zetter = Zetter(hide)
    story = make_story(zetter, verslag, variant)
    document = Verslagdocument(
        BytesIO(), _make_gegevens(zetter, verslag, variant), _make_rand(verslag, variant), zetter
    )
    return document.build_bytes(story, _make_bijlage(verslag, variant))


def make_story(zetter: Zetter, verslag: Verslag, variant: Variant) -> Blokken:
    """All that stands in it, in reading order."""
    omslag = make_omslag(zetter, verslag, _OPDRUKKEN[variant].soort)
    delen = {
        Variant.VOLLEDIG: _make_volledig,
        Variant.ANONIEM: _make_volledig,
        Variant.SAMENVATTING: _make_kort,
        Variant.BESLUITEN: _make_besluitenlijst,
        Variant.REGIO: _make_regioverslag,
    }
    bijlage = BRON if _has_bijlage(verslag, variant) else ""
    hoofdtekst = [
        *delen[variant](zetter, verslag, variant),
        *make_verantwoording(zetter, verslag, bijlage, zonder_namen=variant is Variant.ANONIEM),
    ]
    if variant in (Variant.SAMENVATTING, Variant.BESLUITEN):
        return [*omslag, *hoofdtekst]
    # The contents are made last: only now all headings are known.
    return [*omslag, *make_inhoudsopgave(zetter, zetter.koppen), *hoofdtekst]


def _make_volledig(zetter: Zetter, verslag: Verslag, variant: Variant) -> Blokken:
    ondertekening = make_reacties if variant is Variant.ANONIEM else make_ondertekening
    return [
        *make_samenvatting(zetter, verslag),
        *make_gesprek(zetter, verslag),
        *make_terugblik(zetter, verslag.inhoud),
        *_make_fasen(zetter, verslag),
        *ondertekening(zetter, verslag),
    ]


def _make_kort(zetter: Zetter, verslag: Verslag, _: Variant) -> Blokken:
    return [
        *make_samenvatting(zetter, verslag),
        *make_conclusies(zetter, verslag.inhoud),
        *make_reacties(zetter, verslag),
    ]


def _make_besluitenlijst(zetter: Zetter, verslag: Verslag, _: Variant) -> Blokken:
    return [*make_besluiten(zetter, verslag), *make_reacties(zetter, verslag)]


def _make_regioverslag(zetter: Zetter, verslag: Verslag, _: Variant) -> Blokken:
    return [*make_regio(zetter, verslag), *make_reacties(zetter, verslag)]


def _make_fasen(zetter: Zetter, verslag: Verslag) -> Blokken:
    boek, fasen = Antwoordenboek(verslag.inhoud), verslag.inhoud.kaart.fasen
    blokken: Blokken = []
    for fase in fasen:
        if fase.fase is Fasenaam.WAY_FORWARD:
            blokken += _make_wegen(zetter, verslag)
        blokken += make_fase(zetter, boek, fase)
    if not fasen or fasen[-1].fase is not Fasenaam.WAY_FORWARD:
        blokken += _make_wegen(zetter, verslag)
        blokken += [zetter.hoofdstukruimte(), zetter.hoofdstuk("Vervolg")]
    return blokken + make_vervolg(zetter, verslag)


def _make_wegen(zetter: Zetter, verslag: Verslag) -> Blokken:
    """What was gathered and weighed, before what was agreed of it."""
    inhoud = verslag.inhoud
    return [
        *make_oogst(zetter, inhoud),
        *make_keuzes(zetter, inhoud),
        *make_peilingen(zetter, verslag),
        *make_verschillen(zetter, inhoud),
    ]


def _make_gegevens(zetter: Zetter, verslag: Verslag, variant: Variant) -> Documentgegevens:
    gesprek, opdruk = verslag.inhoud.gesprek, _OPDRUKKEN[variant]
    regios = join_words(gesprek.onderwijsregios)
    return Documentgegevens(
        titel=zetter.hide(f"{opdruk.titel} {gesprek.titel}"),
        auteur=zetter.hide(f"Onderwijsregio {regios}" if regios else "Gesprekskaart"),
        onderwerp=f"{opdruk.soort} {SOORTEN[gesprek.soort]}: {tell_stand(verslag)}",
        gemaakt_op=verslag.gemaakt_op,
    )


def _make_rand(verslag: Verslag, variant: Variant) -> Rand:
    merken = {
        "Concept": verslag.versie is None,
        "Zonder namen": variant is Variant.ANONIEM,
        "Fictief voorbeeld": verslag.inhoud.gesprek.fictief,
    }
    return Rand(
        verslag.inhoud.gesprek.titel, tell_stand(verslag), tuple(merk for merk, geldt in merken.items() if geldt)
    )


def _has_bijlage(verslag: Verslag, variant: Variant) -> bool:
    return verslag.versie is not None and variant is not Variant.ANONIEM


def _make_bijlage(verslag: Verslag, variant: Variant) -> Bijlage | None:
    if verslag.versie is None or not _has_bijlage(verslag, variant):
        return None
    uitleg = "De inhoud van deze versie als canonieke JSON (RFC 8785); de SHA-256 ervan is de vingerafdruk."
    return Bijlage(BRON, "application/json", uitleg, verslag.versie.inhoud.canonical)

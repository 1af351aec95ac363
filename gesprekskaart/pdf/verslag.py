"""From a Verslag to a PDF: the order of its parts. Nothing is decided here; all facts come with the Verslag."""

from __future__ import annotations

from io import BytesIO

from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.afwerking import Documentgegevens
from gesprekskaart.pdf.blokken.aandacht import make_verschillen
from gesprekskaart.pdf.blokken.gesprek import make_gesprek
from gesprekskaart.pdf.blokken.groepen import make_oogst
from gesprekskaart.pdf.blokken.keuzes import make_keuzes
from gesprekskaart.pdf.blokken.omslag import make_inhoudsopgave, make_omslag
from gesprekskaart.pdf.blokken.ondertekening import make_ondertekening
from gesprekskaart.pdf.blokken.peilingen import make_peilingen
from gesprekskaart.pdf.blokken.terugblik import make_terugblik
from gesprekskaart.pdf.blokken.verantwoording import make_verantwoording
from gesprekskaart.pdf.blokken.vervolg import make_vervolg
from gesprekskaart.pdf.blokken.vragen import Antwoordenboek, make_fase
from gesprekskaart.pdf.document import Rand, Verslagdocument
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.letters import register_letters
from gesprekskaart.pdf.woorden import SOORTEN, join_words, tell_stand
from gesprekskaart.pdf.zetter import Zetter
from gesprekskaart.verslag import Verslag


def render_verslag(verslag: Verslag) -> bytes:
    """The report as A4 PDF. Same Verslag, same bytes. May be called from any thread."""
    register_letters()
    zetter = Zetter()
    story = _make_story(zetter, verslag)
    return Verslagdocument(BytesIO(), _make_gegevens(verslag), _make_rand(verslag), zetter).build_bytes(story)


def _make_story(zetter: Zetter, verslag: Verslag) -> Blokken:
    omslag = make_omslag(zetter, verslag)
    hoofdtekst = [
        *make_gesprek(zetter, verslag),
        *make_terugblik(zetter, verslag.inhoud),
        *_make_fasen(zetter, verslag),
        *make_ondertekening(zetter, verslag),
        *make_verantwoording(zetter, verslag),
    ]
    # The contents are made last: only now all headings are known.
    return [*omslag, *make_inhoudsopgave(zetter, zetter.koppen), *hoofdtekst]


def _make_fasen(zetter: Zetter, verslag: Verslag) -> Blokken:
    boek, fasen = Antwoordenboek(verslag.inhoud), verslag.inhoud.kaart.fasen
    blokken: Blokken = []
    for fase in fasen:
        if fase.fase is Fasenaam.WAY_FORWARD:
            blokken += _make_wegen(zetter, verslag)
        blokken += make_fase(zetter, boek, fase)
    if not fasen or fasen[-1].fase is not Fasenaam.WAY_FORWARD:
        blokken += _make_wegen(zetter, verslag)
        blokken += [zetter.bladzijde(), zetter.hoofdstuk("Vervolg")]
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


def _make_gegevens(verslag: Verslag) -> Documentgegevens:
    gesprek = verslag.inhoud.gesprek
    regios = join_words(gesprek.onderwijsregios)
    return Documentgegevens(
        titel=f"Verslag {gesprek.titel}",
        auteur=f"Onderwijsregio {regios}" if regios else "Gesprekskaart",
        onderwerp=f"Verslag van {SOORTEN[gesprek.soort]}: {tell_stand(verslag)}",
        gemaakt_op=verslag.gemaakt_op,
    )


def _make_rand(verslag: Verslag) -> Rand:
    merken = {"Concept": verslag.versie is None, "Fictief voorbeeld": verslag.inhoud.gesprek.fictief}
    return Rand(
        verslag.inhoud.gesprek.titel, tell_stand(verslag), tuple(merk for merk, geldt in merken.items() if geldt)
    )

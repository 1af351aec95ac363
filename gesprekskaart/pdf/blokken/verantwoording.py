"""Where the words come from, how the fingerprint is made, and what could not be shown."""

from __future__ import annotations

from gesprekskaart.datum import format_moment
from gesprekskaart.pdf.blokken.gesprek import tell_wie
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.letters import PLAATSHOUDER
from gesprekskaart.pdf.woorden import group_vingerafdruk
from gesprekskaart.pdf.zetter import Zetter
from gesprekskaart.sessie import Sessierol
from gesprekskaart.verslag import Verslag

LEESWIJZER = (
    "‘Vooraf’ staat bij wat een partnerschap vóór het gesprek heeft ingevuld, ‘in het gesprek’ bij wat aan tafel is "
    "ingebracht. ‘Leeg’ wil zeggen: er is niets ingevuld. ‘Niet besproken’ wil zeggen: het is niet aan de orde geweest."
)
VRAGEN = "De vragen en aanbevelingen staan er woord voor woord zoals op de kaart."
AANVULLING = (
    "Overeenkomsten, verschillen, conclusies, afspraken, acties en ondertekening staan niet op de kaart; ze zijn "
    "toegevoegd om vast te leggen wat het gesprek opleverde. "
    "Hulpteksten die op het scherm ‘aanvulling op de kaart’ heten, zijn van de makers van dit programma en niet van "
    "de kaart; ze staan niet in dit verslag."
)
VINGERAFDRUK = (
    "De vingerafdruk is de SHA-256 van alles wat in deze versie is ingevuld, met de teksten van de kaart, vastgelegd "
    "als JSON in één vaste vorm (RFC 8785). Verandert er één teken, dan klopt de vingerafdruk niet meer. Namen van "
    "deelnemers staan niet in die inhoud: daar staat per persoon een afdruk van de naam met een willekeurige "
    "toevoeging. Zo kan een naam later worden gewist terwijl de vingerafdruk blijft kloppen."
)
GEEN_VINGERAFDRUK = "Een concept heeft nog geen vingerafdruk: die komt er als het verslag wordt bevroren als versie."


_BIJLAGE = "Bij dit bestand zit die inhoud als bijlage (‘{}’). De SHA-256 ervan is de vingerafdruk."
_ZONDER_NAMEN = (
    "In dit exemplaar staan geen namen van mensen: bij wie meedeed staat alleen de rol, en een naam in een tekst is "
    "vervangen (‘persoon 1’). Van wie de naam op verzoek is gewist, kan dat niet meer. De vingerafdruk is "
    "die van de versie zelf. De bijlage met de inhoud zit er niet bij: daarin kan een naam staan."
)


def make_verantwoording(zetter: Zetter, verslag: Verslag, bijlage: str, *, zonder_namen: bool) -> Blokken:
    """Make the last chapter, and make it last, so that it knows what could not be shown.

    `bijlage` is what the attached source is called; nothing where there is none.
    """
    kaart, versie = verslag.inhoud.kaart, verslag.versie
    door = f", door {versie.bevroren_door}" if versie and versie.bevroren_door else ""
    afdruk = f"{group_vingerafdruk(versie.vingerafdruk)}\n\n{VINGERAFDRUK}" if versie else GEEN_VINGERAFDRUK
    feiten = {
        "Geleid door": tell_wie(verslag, Sessierol.FACILITATOR),
        "Verslag door": tell_wie(verslag, Sessierol.VERSLAGLEGGER),
        "Kaart": f"{kaart.titel}, versie {kaart.versie}. {VRAGEN}",
        "Bron van de kaart": kaart.bron,
        "Aanvulling": AANVULLING,
        "Hoe te lezen": LEESWIJZER,
        "Vingerafdruk": afdruk,
        "Bijlage": _BIJLAGE.format(bijlage) if bijlage else "",
        "Zonder namen": _ZONDER_NAMEN if zonder_namen else "",
        "Gemaakt op": format_moment(verslag.gemaakt_op) + door,
        "Tekens": _tell_tekens(zetter.letters.niet_getoond),
    }
    return [zetter.hoofdstukruimte(), zetter.hoofdstuk("Verantwoording"), *zetter.feiten(feiten)]


def _tell_tekens(aantal: int) -> str:
    if aantal == 0:
        return ""
    wat = "1 teken kon" if aantal == 1 else f"{aantal} tekens konden"
    return f"{wat} in dit document niet worden getoond. Op die plaats staat {PLAATSHOUDER}; in de inhoud zelf niet."

"""One A4 to hang on the door: what conversation this is, and how to come in."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from textwrap import shorten

import segno

from gesprekskaart.datum import format_moment
from gesprekskaart.deelname import Uitnodiging, format_code
from gesprekskaart.pdf.afwerking import Documentgegevens
from gesprekskaart.pdf.document import Rand, Verslagdocument
from gesprekskaart.pdf.elementen import Blokken, QrBeeld
from gesprekskaart.pdf.letters import register_letters
from gesprekskaart.pdf.woorden import tell_waar, tell_wanneer
from gesprekskaart.pdf.zetter import Zetter, vet
from gesprekskaart.sessie import OEFENING, Sessie

_LANGE_TITEL = 70
_LANGSTE_TITEL = 130
"""Characters beyond which a title is cut: everything has to be on the one page that hangs on the door."""
_QR_MM = 90


def render_uitnodiging(
    sessie: Sessie, uitnodiging: Uitnodiging, *, adres: str, ingang: str, gemaakt_op: datetime
) -> bytes:
    """The page as PDF. `adres` is what the QR code holds, `ingang` where the code is typed in."""
    register_letters()
    gesprek = sessie.gesprek
    zetter = Zetter()
    gegevens = Documentgegevens(
        titel=f"Uitnodiging {gesprek.titel}",
        auteur="Gesprekskaart",
        onderwerp=f"Meedoen aan {gesprek.titel}",
        gemaakt_op=gemaakt_op,
    )
    document = Verslagdocument(BytesIO(), gegevens, Rand(gesprek.titel, "Uitnodiging"), zetter)
    return document.build_bytes(_make_story(zetter, sessie, uitnodiging, adres, ingang))


def _make_story(zetter: Zetter, sessie: Sessie, uitnodiging: Uitnodiging, adres: str, ingang: str) -> Blokken:
    gesprek = sessie.gesprek
    titelstijl = "omslag_titel" if len(gesprek.titel) <= _LANGE_TITEL else "omslag_titel_lang"
    qr = segno.make_qr(adres, error="m")
    kort = ingang.split("://", 1)[-1]
    return [
        # Whatever the title says by now: nobody may come to a practice by mistake.
        *([zetter.regel(OEFENING, stijl="omslag_soort")] if sessie.oefening else []),
        zetter.regel("Doe mee op je telefoon of laptop", stijl="omslag_soort"),
        zetter.regel(shorten(gesprek.titel, _LANGSTE_TITEL, placeholder="…"), stijl=titelstijl),
        zetter.regel(tell_wanneer(gesprek), stijl="omslag_regel"),
        *([zetter.regel(waar, stijl="omslag_regel")] if (waar := tell_waar(gesprek)) else []),
        zetter.wit(8),
        QrBeeld(tuple(map(tuple, qr.matrix)), _QR_MM, f"QR-code met het adres {adres}"),
        zetter.wit(8),
        zetter.regel(vet("1  "), "Scan de code met de camera van je telefoon,", stijl="omslag_regel"),
        zetter.regel("of ga naar ", vet(kort), " en vul in:", stijl="omslag_regel"),
        zetter.regel(format_code(uitnodiging.code), stijl="deurcode"),
        zetter.regel(vet("2  "), "Zeg namens wie je meedoet, je rol en je organisatie.", stijl="omslag_regel"),
        zetter.regel("Een account is niet nodig. Je naam mag leeg blijven.", stijl="omslag_regel"),
        zetter.wit(6),
        zetter.regel(f"Deze code werkt tot {format_moment(uitnodiging.tot)}.", stijl="tekst"),
    ]

"""The list of decisions: what was decided about options, what was agreed, and who does what."""

from __future__ import annotations

from gesprekskaart.pdf.blokken.vervolg import make_acties, make_afspraken
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief, vet
from gesprekskaart.verslag import Verslag

_KOLOMMEN = (Kolom("Nr", 12), Kolom("Keuzemogelijkheid", 54), Kolom("Besluit", 24), Kolom("Waarom", 70))


def make_besluiten(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the chapter; options only where there are any."""
    return [
        zetter.hoofdstuk("Besluiten"),
        *_make_keuzes(zetter, verslag),
        zetter.paragraaf("Afspraken"),
        *make_afspraken(zetter, verslag),
        *make_acties(zetter, verslag),
    ]


def _make_keuzes(zetter: Zetter, verslag: Verslag) -> Blokken:
    keuzes = verslag.inhoud.keuzemogelijkheden
    if not keuzes:
        return []
    rijen: list[tuple[Cel, ...]] = [
        (
            [keuze.nummer],
            [keuze.titel],
            [vet(keuze.besluit.uitkomst)] if keuze.besluit else [cursief("nog geen besluit")],
            [keuze.besluit.reden] if keuze.besluit else [],
        )
        for keuze in keuzes
    ]
    return zetter.paragraaf_met_tabel("Keuzemogelijkheden", _KOLOMMEN, rijen, rijkop=True)

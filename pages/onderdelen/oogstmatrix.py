"""The harvest of all groups side by side: one table, theme by group, kept up by the live stream."""

from __future__ import annotations

from gesprekskaart.dossier import Dossier
from gesprekskaart.groep import IN_DE_REGIOS, OOGSTVOORRANG, STAPNAMEN
from gesprekskaart.tekst import GROEPSOORTEN, TekstSoort
from pages.onderdelen.component import make_component

ALLES = "alles"
"""Not one step, but of each cell the first thing that is in it."""

_mount = make_component("oogst")


def oogstmatrix(dossier: Dossier, toon: str) -> None:
    """Draw the table; `toon` is the step of which the cells show the text, or ALLES."""
    nummers = {groep.nummer for groep in dossier.groepen}
    data = {
        "sessie": str(dossier.sessie.id),
        "nummer": dossier.nummer,
        "toon": toon,
        "voorrang": OOGSTVOORRANG,
        "themas": [vraag.model_dump(include={"id", "tekst"}) for vraag in dossier.kaart.vragen],
        "groepen": [
            {
                "nummer": groep.nummer,
                "titel": groep.titel,
                "themas": [vraag.id for vraag in dossier.kaart.vragen if groep.has_thema(vraag.id)],
            }
            for groep in dossier.groepen
        ],
        "velden": [
            {"soort": soort, "naam": STAPNAMEN[soort], "code": code, "van": van}
            for soort in GROEPSOORTEN
            for code, van in _list_van(dossier, soort)
        ],
        "onderdelen": {vraag.id: [onderdeel.id for onderdeel in vraag.onderdelen] for vraag in dossier.kaart.vragen},
        "teksten": {
            plek: tekst.tekst
            for plek, tekst in dossier.teksten.items()
            if tekst.plek.groep in nummers and tekst.tekst.strip()
        },
        "feiten": [
            feit.model_dump(include={"sleutel", "groep", "reden"}) for feit in dossier.niet_besproken if feit.groep
        ],
    }
    _mount(key="oogst", data=data)


def _list_van(dossier: Dossier, soort: TekstSoort) -> list[tuple[str | None, str]]:
    if soort is not TekstSoort.ANDEREN:
        return [(None, "")]
    return [*((p.code, p.code) for p in dossier.partnerschappen), (None, IN_DE_REGIOS)]

"""What something may have come from. In one direction only, so that nothing can come from itself, however far back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gesprekskaart.dossier import Dossier
    from gesprekskaart.kaart import Kaart
    from gesprekskaart.verslag import Gespreksinhoud


class Herkomstvan(StrEnum):
    """Of what kind of thing the origin is asked; each may come from those before it."""

    VERSCHIL = "verschil"
    ISSUE = "issue"
    BETROKKENHEID = "betrokkenheid"


def list_bronnen(kaart: Kaart, inhoud: Dossier | Gespreksinhoud, van: Herkomstvan) -> tuple[str, ...]:
    """Ids of all that this may have come from: questions and parts first, in the card's order."""
    bronnen = [*kaart.ids]
    bronnen += [keuze.nummer for keuze in inhoud.keuzemogelijkheden]
    bronnen += [peiling.nummer for peiling in inhoud.peilingen]
    if van is not Herkomstvan.VERSCHIL:
        bronnen += [verschil.nummer for verschil in inhoud.verschillen]
    if van is Herkomstvan.BETROKKENHEID:
        bronnen += [issue.nummer for issue in inhoud.issues]
        bronnen += [afspraak.nummer for afspraak in inhoud.afspraken]
    return tuple(dict.fromkeys(bronnen))

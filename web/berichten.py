"""What goes over the stream: changes of a session as a browser reads them."""

from __future__ import annotations

import json
from typing import Any

from gesprekskaart.dossier import Dossier
from gesprekskaart.inbreng import list_inbreng
from gesprekskaart.stroom import Markering
from gesprekskaart.tekst import Tekst
from web.antwoord import to_json

Standen = dict[str, tuple[str, str]]
"""Per question of the card the word and the sign of how it stands."""


def describe_standen(dossier: Dossier) -> Standen:
    """How every question stands, as the map shows it."""
    standen = {vraag.id: dossier.kaartstand(vraag) for vraag in dossier.kaart.vragen}
    return {id: (stand.woord, stand.teken) for id, stand in standen.items()}


def describe_inbreng(dossier: Dossier, vraag: str) -> dict[str, Any]:
    """What was contributed to a question, with the number of the last change that is in it."""
    lijst = [inbreng.model_dump(mode="json") for inbreng in list_inbreng(dossier, vraag)]
    return {"nummer": dossier.nummer, "lijst": lijst}


def describe_tekst(tekst: Tekst) -> dict[str, Any]:
    """A text with its place."""
    return {"plek": str(tekst.plek), **to_json(tekst)}


def describe_markering(mark: Markering) -> dict[str, Any]:
    """A mark, or that it was taken back."""
    return {**mark.feit.model_dump(mode="json"), "geldt": mark.geldt}


def make_frame(inhoud: dict[str, Any], nummer: int | None = None) -> bytes:
    """One event; with its number when whoever has it may ask on from there."""
    data = json.dumps(inhoud, ensure_ascii=False, separators=(",", ":"))
    kop = f"id: {nummer}\n" if nummer is not None else ""
    return f"{kop}data: {data}\n\n".encode("utf-8", "replace")

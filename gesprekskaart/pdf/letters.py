"""What people wrote, made ready to be drawn: cleaned, cut to size, and per character in a font that can show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from gesprekskaart.pdf.lettertype import Lettertype
from gesprekskaart.pdf.schrijfrichting import HAS_RTL, to_display

_MAP = Path(__file__).parent / "fonts"


class Snede(StrEnum):
    """The cuts of our own family; the value is the name that reportlab knows it by."""

    GEWOON = "SourceSans3-Regular"
    VET = "SourceSans3-Semibold"
    CURSIEF = "SourceSans3-It"


TERUGVAL = (
    "NotoSans-Regular",
    "NotoSansArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansSymbols2-Regular",
    "NotoEmoji-Regular",
)
"""Asked in this order for characters that our own family lacks, such as Arabic, arrows and emoji."""

PLAATSHOUDER = "□"
"""Stands where a character could not be shown; counted, and accounted for in the report."""

# Invisible by nature: controls, soft hyphen, direction marks, joiners, variation selectors, skin tones, tags, and
# lone surrogates. Nothing is lost to a reader when they go, and most fonts would draw a box for them.
_ONZICHTBAAR = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)

_WIT = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n"})

_lock = Lock()


def register_letters() -> None:
    """Make our fonts known to reportlab; once per process, from whichever thread comes first."""
    with _lock:
        if Snede.CURSIEF not in pdfmetrics.getRegisteredFontNames():
            for naam in Snede:
                pdfmetrics.registerFont(Lettertype(str(naam), _MAP / f"{naam}.ttf"))
            # Binary streams: smaller, and sooner made.
            rl_config.useA85 = 0
            # Otherwise drawings would be lettered in Helvetica, which is never embedded.
            rl_config.defaultGraphicsFontName = str(Snede.GEWOON)


@cache
def _characters(naam: str) -> frozenset[int]:
    """What a font can show. Fallback fonts are only read when a text needs them: they are large."""
    if naam not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(Lettertype(naam, _MAP / f"{naam}.ttf"))
    return frozenset(pdfmetrics.getFont(naam).face.charToGlyph)


@cache
def _find_font(teken: str) -> str | None:
    """The font for a character that our own family lacks; None when no font has it."""
    return next((naam for naam in TERUGVAL if ord(teken) in _characters(naam)), None)


def strip_onzichtbaar(tekst: str) -> str:
    """The text without characters that cannot be seen, for bookmarks and for what the file says of itself."""
    return _ONZICHTBAAR.sub("", tekst)


class Letters:
    """Finds a font for each part of the texts of one document, and counts what could not be shown."""

    def __init__(self) -> None:
        self.niet_getoond = 0

    def split_fonts(self, tekst: str) -> list[tuple[str, str]]:
        """The text in parts, each after the name of its font; no name where our own family can show it.

        Newlines are kept: they break a line.
        """
        schoon = strip_onzichtbaar(tekst.translate(_WIT))
        if HAS_RTL(schoon):
            schoon = to_display(schoon)
        eigen = _characters(Snede.GEWOON) | {ord("\n")}
        if eigen.issuperset(map(ord, schoon)):
            return [("", schoon)]
        groepen = groupby(schoon, lambda teken: "" if ord(teken) in eigen else _find_font(teken))
        return [self._place(naam, "".join(tekens)) for naam, tekens in groepen]

    def _place(self, naam: str | None, stuk: str) -> tuple[str, str]:
        if naam is not None:
            return naam, stuk
        self.niet_getoond += len(stuk)
        return "", PLAATSHOUDER * len(stuk)


_REGELS_PER_STUK = 15
_MAX_ALINEAS = 200
"""Beyond this, blank lines no longer make paragraphs: each costs a millisecond, and nobody writes so."""
_TEKENS_PER_STUK = 1000
"""reportlab breaks lines in time quadratic in the paragraph's length: a word of 10,000 characters took minutes."""


def split_alineas(tekst: str) -> Iterator[str]:
    """The text in pieces that each make one paragraph: parted at blank lines, and never longer than about a page."""
    alineas = re.split(r"\n\s*\n", tekst.strip())
    if len(alineas) > _MAX_ALINEAS:
        alineas = ["\n".join(alineas)]
    for alinea in alineas:
        stuk: list[str] = []
        for regel in chain.from_iterable(map(_split_regel, alinea.split("\n"))):
            if stuk and (len(stuk) >= _REGELS_PER_STUK or sum(map(len, stuk)) + len(regel) > _TEKENS_PER_STUK):
                yield "\n".join(stuk)
                stuk = []
            stuk.append(regel)
        yield "\n".join(stuk)


def _split_regel(regel: str) -> Iterator[str]:
    """Pieces of at most _TEKENS_PER_STUK characters, parted after a sentence if possible, else between words."""
    regel = regel.rstrip()
    while len(regel) > _TEKENS_PER_STUK:
        kop = regel[:_TEKENS_PER_STUK]
        knip = max(kop.rfind(einde) + 2 for einde in (". ", "? ", "! "))
        if knip < _TEKENS_PER_STUK // 2:
            knip = kop.rfind(" ") + 1 or _TEKENS_PER_STUK
        yield regel[:knip].rstrip()
        regel = regel[knip:].lstrip()
    yield regel

"""A font whose text can be copied, searched and read aloud as it was written.

reportlab's own table from glyphs to characters has faults that readers stumble over: five digits for an emoji where
two groups of four belong, a U+0000 that PDF/UA forbids, and more than the hundred lines that one block may have.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_MAX_REGELS = 100
"""Lines in one block of the table, by the PDF specification."""


class Lettertype(TTFont):  # type: ignore[misc]
    """A TrueType font as reportlab knows it, with a right table from glyphs to characters."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- reportlab calls it so
        """Add the font to the document, and then mend its tables."""
        deelverzamelingen = list(self.state[doc].subsets)
        namen = [self.getSubsetInternalName(nummer, doc)[1:] for nummer in range(len(deelverzamelingen))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for naam, codes in zip(namen, deelverzamelingen, strict=True):
            tabel = doc.idToObject[f"toUnicodeCMap:{fonts[naam].BaseFont}"]
            tabel.content = make_tekentabel(fonts[naam].BaseFont, codes)


def make_tekentabel(naam: str, codes: Sequence[int]) -> str:
    """The ToUnicode table for glyphs 0 and up, given the character that each one shows."""
    regels = [f"<{glyph:02X}> <{_to_hex(code)}>" for glyph, code in enumerate(codes) if code >= ord(" ")]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({naam}) /Ordering ({naam}) /Supplement 0 >> def",
            f"/CMapName /{naam} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *_make_blokken(regels),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _make_blokken(regels: Sequence[str]) -> Iterator[str]:
    for begin in range(0, len(regels), _MAX_REGELS):
        blok = regels[begin : begin + _MAX_REGELS]
        yield from (f"{len(blok)} beginbfchar", *blok, "endbfchar")


def _to_hex(code: int) -> str:
    teken = chr(code)
    # The joined shapes of Arabic stand for plain letters, and those are what somebody searches for.
    if unicodedata.decomposition(teken).startswith(("<initial>", "<medial>", "<final>", "<isolated>")):
        teken = unicodedata.normalize("NFKC", teken)
    return teken.encode("utf-16-be").hex().upper()

"""Arabic and Hebrew in a document that runs from left to right: letters joined, and put in the order one sees them.

reportlab draws characters in the order they come. A name such as عائشة would appear with loose letters and backwards.
Unicode itself carries the joined shapes (as compatibility characters), so names and short phrases need no shaping
library; a whole book would.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"[{_RTL}](?:[^A-Za-z\\n]*[{_RTL}])?")
"""From the first to the last letter of that direction, with what stands between; Latin letters end it."""

HAS_RTL = re.compile(f"[{_RTL}]").search

_MAX_REGEL = 40
"""Characters of one run that are kept on one line; a longer run gets lines of its own, so that it reads downwards."""

_CIJFERS_OF_TROS = re.compile(r"\d+(?:[.,:/-]\d+)*|.[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670]*", re.DOTALL)
_SPIEGEL = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LAM = "\u0644"


def to_display(tekst: str) -> str:
    """The text with every run from right to left in the order and shapes in which it is drawn."""
    return _RUN.sub(lambda gevonden: "\n".join(_lines(gevonden[0])), tekst)


def _lines(run: str) -> Iterator[str]:
    regel = ""
    for woord in run.split(" "):
        if regel and len(regel) + len(woord) >= _MAX_REGEL:
            yield _reverse(_join(regel))
            regel = woord
        else:
            regel = f"{regel} {woord}".lstrip()
    yield _reverse(_join(regel))


def _reverse(tekst: str) -> str:
    trossen: list[str] = _CIJFERS_OF_TROS.findall(tekst)
    # A line break inside the run would turn its words around, so they hold on to each other.
    return "".join(reversed(trossen)).translate(_SPIEGEL).replace(" ", "\u00a0")


@cache
def _shapes() -> dict[tuple[str, str], str]:
    """Per letter(s) and place ('initial', 'medial', 'final', 'isolated') the character with that shape."""
    vormen: dict[tuple[str, str], str] = {}
    for punt in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        soort, _, letters = unicodedata.decomposition(chr(punt)).partition(" ")
        if soort.startswith("<") and letters:
            vormen["".join(chr(int(letter, 16)) for letter in letters.split()), soort.strip("<>")] = chr(punt)
    return vormen


def _join(tekst: str) -> str:
    """Each letter in the shape that fits its neighbours; marks on letters do not part them."""
    vormen = _shapes()
    trossen = re.findall(f"{_LAM}[\u0622\u0623\u0625\u0627]|.[\u064b-\u065f\u0670]*", tekst, re.DOTALL)
    uit = []
    for nummer, tros in enumerate(trossen):
        letter, tekens = (tros, "") if (tros, "isolated") in vormen else (tros[0], tros[1:])
        voor = nummer > 0 and (trossen[nummer - 1][0], "initial") in vormen and trossen[nummer - 1][:2] not in _LAM_ALEF
        na = nummer + 1 < len(trossen) and (trossen[nummer + 1][0], "final") in vormen
        na = na and (letter, "initial") in vormen
        voor = voor and (letter, "final") in vormen
        plaats = ("medial" if na else "final") if voor else ("initial" if na else "isolated")
        uit.append(vormen.get((letter, plaats), letter) + tekens)
    return "".join(uit)


_LAM_ALEF = tuple(_LAM + alef for alef in "\u0622\u0623\u0625\u0627")

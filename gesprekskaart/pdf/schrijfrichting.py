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
from itertools import pairwise

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"[{_RTL}](?:[^A-Za-z()\\[\\]{{}}<>«»\\n]*[{_RTL}])?")
"""From the first to the last letter of that direction, with what stands between; Latin letters and brackets end it."""

HAS_RTL = re.compile(f"[{_RTL}]").search

_MAX_REGEL = 40
"""Characters of one run that are kept on one line; a longer run gets lines of its own, so that it reads downwards."""

_CIJFERS_OF_TROS = re.compile(r"\d+(?:[.,:/-]\d+)*|.[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670]*", re.DOTALL)


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
    return "".join(reversed(trossen)).replace(" ", "\u00a0")


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
    trossen = [(tros, "") if (tros, "isolated") in vormen else (tros[0], tros[1:]) for tros in _TROS.findall(tekst)]
    # A pair joins when the first has a shape that goes on, and the second one that is gone on to.
    naden = [
        (eerste, "initial") in vormen and (tweede, "final") in vormen for (eerste, _), (tweede, _) in pairwise(trossen)
    ]
    plaatsen = map(_PLAATSEN.get, zip([False, *naden], [*naden, False], strict=True))
    return "".join(
        vormen.get((letter, plaats or ""), letter) + tekens
        for (letter, tekens), plaats in zip(trossen, plaatsen, strict=True)
    )


_TROS = re.compile("\u0644[\u0622\u0623\u0625\u0627]|.[\u064b-\u065f\u0670]*", re.DOTALL)
"""A letter with its marks; lam and alef are one."""

_PLAATSEN = {(False, False): "isolated", (False, True): "initial", (True, True): "medial", (True, False): "final"}
"""By whether the letter before and the letter after join."""

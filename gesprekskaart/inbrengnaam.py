"""What one inbreng is called where something came from it. A leaf: whatever names a source may use it."""

from __future__ import annotations

INBRENG_TEKEN = "#"
"""Between a question and the place of an inbreng to it: `RS4#2` is the second of RS4, in the report's order."""

_HOOGSTE_PLAATS = 3
"""Digits of a place; what an inbreng is known by is longer."""


def name_inbreng(bron: str) -> str:
    """`RS4#2` becomes 'Inbreng 2 bij RS4'; by what it is known by only 'Inbreng bij RS4'; any other source as it is."""
    vraag, teken, plaats = bron.partition(INBRENG_TEKEN)
    if not teken:
        return bron
    return f"Inbreng {plaats} bij {vraag}" if len(plaats) <= _HOOGSTE_PLAATS else f"Inbreng bij {vraag}"

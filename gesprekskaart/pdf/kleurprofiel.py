"""The sRGB colour profile that PDF/A asks for: made here, because its bytes must never change.

ICC.1:2010 (version 4), a matrix profile with the curve of IEC 61966-2-1. Figures only; nobody's file is copied.
"""

from __future__ import annotations

import struct
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
_ROOD, _GROEN, _BLAUW = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
"""The primaries of sRGB, adapted to D50."""
_AANPASSING = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
"""From D65, the white of sRGB, to D50 (Bradford)."""
_KROMME = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def make_srgb() -> bytes:
    """The profile; always the same bytes."""
    kromme = struct.pack(">4sIHH", b"para", 0, 3, 0) + _fixed(*_KROMME)
    labels = {
        b"desc": _text("sRGB IEC61966-2.1"),
        b"cprt": _text("Public domain (CC0)"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(*_AANPASSING),
        b"rXYZ": b"XYZ \0\0\0\0" + _fixed(*_ROOD),
        b"gXYZ": b"XYZ \0\0\0\0" + _fixed(*_GROEN),
        b"bXYZ": b"XYZ \0\0\0\0" + _fixed(*_BLAUW),
        b"rTRC": kromme,
        b"gTRC": kromme,
        b"bTRC": kromme,
    }
    begin = 128 + 4 + 12 * len(labels)
    tabel, inhoud = struct.pack(">I", len(labels)), b""
    for naam, stuk in labels.items():
        tabel += struct.pack(">4sII", naam, begin + len(inhoud), len(stuk))
        inhoud += stuk + b"\0" * (-len(stuk) % 4)
    return _make_kop(begin + len(inhoud)) + tabel + inhoud


def _make_kop(omvang: int) -> bytes:
    datum = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    kop = struct.pack(">I4sI4s4s4s", omvang, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ") + datum
    return (kop + b"acsp" + b"\0" * 28 + _fixed(*_D50)).ljust(128, b"\0")


def _fixed(*getallen: float) -> bytes:
    return b"".join(struct.pack(">i", round(getal * 65536)) for getal in getallen)


def _text(tekst: str) -> bytes:
    letters = tekst.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(letters), 28) + letters

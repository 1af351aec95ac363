"""A term as somebody types it, and a word about what was read in it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from gesprekskaart.datum import format_datum, parse_datum, parse_termijn
from gesprekskaart.errors import Ongeldig
from gesprekskaart.foutmelding import to_zin
from gesprekskaart.ports import ports
from pages.onderdelen.doen import meld_gelukt


def read_termijn(van: str, was: date | None, tekst: str, te_laat: str = "") -> date | None:
    """The term; on the next screen stands what was read where that is not obvious, or that it is over (`te_laat`).

    `van` is what it belongs to. Raises Ongeldig.
    """
    vandaag = ports().today()
    termijn = parse_termijn(tekst, vandaag)
    letterlijk = None
    with suppress(Ongeldig):
        letterlijk = parse_datum(tekst)
    if termijn is not None and letterlijk is None:
        meld_gelukt(f"{van}: gelezen als {format_datum(termijn)}.")
    elif termijn is not None and termijn < vandaag and termijn != was:
        meld_gelukt(f"Let op: {format_datum(termijn)} is al voorbij. {te_laat}".rstrip())
    return termijn


def read_sinds(tekst: str, was: date | None) -> date | None:
    """Since when something is so. Raises Ongeldig, also for a day that is still to come, unless it stood there."""
    vandaag = ports().today()
    sinds = parse_termijn(tekst, vandaag, terug=True)
    if sinds is None or sinds == was:
        return sinds
    if sinds > vandaag:
        raise Ongeldig(to_zin(f"{format_datum(sinds)} is nog niet geweest. Noem de dag waarop het gebeurde"))
    meld_gelukt(f"Sinds {format_datum(sinds)}.")
    return sinds

"""The worked examples that come with the product: invented people, real in every other respect."""

from __future__ import annotations

from functools import cache
from importlib import resources

from gesprekskaart.bestand import read_bestand
from gesprekskaart.uitwisseling import Sessiebestand

_NAMEN = ("zilverwaard.json", "samen-sterk.json")


@cache
def voorbeelden() -> tuple[Sessiebestand, ...]:
    """The example sessions as they would be imported: a regiogesprek, then an opdenksessie. Read once per process."""
    bestanden = ((naam, resources.files(__package__) / naam) for naam in _NAMEN)
    return tuple(sessie for naam, pad in bestanden for sessie in read_bestand(pad.read_bytes(), naam).sessies)

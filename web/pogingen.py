"""How often somebody may try: enough for a whole school behind one address, too little for guessing.

What a limit must bear. A building has one address and forty people come in at once, some by a poster with last week's
code: that is some hundred wrong codes in a minute and must not close the door. So the limits are far above what people
do by mistake, and short, so that a door that a script closed is open again within the minute.

What it must stop. There are 23**8 = 78 milliard codes, and one works two weeks (20,160 minutes). Guessing all that time
finds a given code with a chance of

    300 a minute from one address         6.0 million tries     1 in 13,000
    1,200 a minute from all together      24 million            1 in 3,200
    3 a minute from 1,000 addresses each  60 million            1 in 1,300

and gains a seat at one table, which the facilitator sees and can take away. The last line is the price of one rule: an
address from which hardly anything went wrong is let through when the others together are over their limit. Without it
whoever has four addresses could close every door in the country. A return code is one of 23**12, a million times as
many, and has counters of its own: guessing at one door leaves the other open.

Over the limit a working code gets the same answer as any other, else guessing could go on. Counted are only codes that
do not work, per process (N processes: N times the chances above); requests that run at the same moment may all slip
past a counter that is about to be full, as many as there are worker threads (40).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from gesprekskaart.errors import GesprekskaartError
from web.antwoord import TeVaak, render
from web.verzoek import find_address

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PER_ADRES = parse("300/minute")
SAMEN = parse("1200/minute")
ONVERDACHT = parse("3/minute")
"""From an address within this, codes are looked at even when all together are over their limit."""

# Logging in costs a slow hash, so every attempt counts. At most 8,640 a day for one name, of passwords of twelve
# characters and more; and somebody who wants to keep Karin out must do so from three addresses.
_AANMELDEN_PER_ADRES = parse("120/5minutes")
_AANMELDEN_PER_NAAM_EN_ADRES = parse("10/5minutes")
_AANMELDEN_PER_NAAM = parse("30/5minutes")


_CONTROLES_PER_ADRES = parse("60/minute")
_CONTROLES_SAMEN = parse("600/minute")
"""Checking a file takes a tenth of a second of one processor: all together never more than that one."""


class Codepogingen:
    """Counts the codes that do not work at one door."""

    def __init__(self) -> None:
        self._teller = MovingWindowRateLimiter(MemoryStorage())

    def require_room(self, adres: str) -> None:
        """Raises TeVaak, also for a code that would work."""
        test = self._teller.test
        if not (test(PER_ADRES, adres) and (test(SAMEN) or test(ONVERDACHT, adres))):
            raise TeVaak(PER_ADRES.get_expiry(), "Vanaf hier zijn te veel codes geprobeerd die niet werken.")

    def count(self, adres: str) -> None:
        """One more that did not work."""
        self._teller.hit(SAMEN)
        for grens in (PER_ADRES, ONVERDACHT):
            self._teller.hit(grens, adres)


def try_code(
    request: Request,
    pogingen: Codepogingen,
    sjabloon: str,
    werkt_niet: type[GesprekskaartError],
    doe: Callable[[], Response],
) -> Response:
    """What `doe` answers to who brings a code; where it raises `werkt_niet`, that is counted and said on this page."""
    adres = find_address(request)
    pogingen.require_room(adres)
    try:
        return doe()
    except werkt_niet as fout:
        pogingen.count(adres)
        return render(sjabloon, status=403, melding=str(fout))


class Aanmeldpogingen:
    """Counts attempts to log in with a password."""

    def __init__(self) -> None:
        self._teller = MovingWindowRateLimiter(MemoryStorage())

    def require_room(self, adres: str, naam: str) -> None:
        """Count one more. Raises TeVaak, with the same answer whichever limit it is."""
        zelfde = " ".join(naam.split()).casefold()
        # All are counted, also when the first is already full: the answer must not tell which one it was.
        ruimte = [
            self._teller.hit(_AANMELDEN_PER_ADRES, adres),
            self._teller.hit(_AANMELDEN_PER_NAAM_EN_ADRES, zelfde, adres),
            self._teller.hit(_AANMELDEN_PER_NAAM, zelfde),
        ]
        if not all(ruimte):
            raise TeVaak(_AANMELDEN_PER_ADRES.get_expiry(), "Er is te vaak geprobeerd aan te melden.")


class Controles:
    """Counts the files that are checked."""

    def __init__(self) -> None:
        self._teller = MovingWindowRateLimiter(MemoryStorage())

    def require_room(self, adres: str) -> None:
        """Count one more. Raises TeVaak."""
        if not (self._teller.hit(_CONTROLES_PER_ADRES, adres) and self._teller.hit(_CONTROLES_SAMEN)):
            raise TeVaak(_CONTROLES_PER_ADRES.get_expiry(), "Vanaf hier zijn te veel bestanden gecontroleerd.")

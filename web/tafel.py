"""A session that is followed: who reads along, and what was told to them so far. Lives on the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.services.meelezen import Publiek
from gesprekskaart.tekst import Tekst
from web.berichten import Standen

SCHRIJFT_S = 2.0
"""At most one sign of writing per window in this time."""


class Lezer:
    """One open stream of one person. `venster` is that person's tab, which need not hear of itself."""

    def __init__(self, wie: Wie, venster: str, publiek: Publiek, check: Callable[[], Publiek]) -> None:
        self.wie = wie
        self.venster = venster
        self.publiek = publiek
        self.check = check
        self.schreef_op = -SCHRIJFT_S
        self._klaar: dict[str, bytes] = {}
        self._sein = asyncio.Event()
        self._is_dicht = False

    def put(self, onderwerp: str, bericht: bytes) -> None:
        """Hand over the newest about this subject. The last one put is the last one sent, so numbers only go up."""
        self._klaar.pop(onderwerp, None)
        self._klaar[onderwerp] = bericht
        self._sein.set()

    def begin(self, bericht: bytes) -> None:
        """Hand over what was missed, to go before all that was put meanwhile: numbers only go up."""
        self._klaar = {"begin": bericht, **self._klaar}
        self._sein.set()

    def close(self) -> None:
        """Let the stream end after what is ready."""
        self._is_dicht = True
        self._sein.set()

    async def take(self) -> bytes:
        """Everything that is ready, as soon as there is anything; nothing when the stream has ended."""
        await self._sein.wait()
        klaar = b"".join(self._klaar.values())
        self._klaar.clear()
        if not self._is_dicht:
            self._sein.clear()
        return klaar


@dataclass
class Tafel:
    """One session that is followed."""

    sessie_id: UUID
    lezers: set[Lezer] = field(default_factory=set)
    nummer: int | None = None
    """Everything up to here was told. None until the feed was asked for the first time."""
    vooruit: set[int] = field(default_factory=set)
    """Told, but something before it was not."""
    verteld: dict[str, int] = field(default_factory=dict)
    """Per place, and per other subject, the number of the change that was told last."""
    pas_weer: dict[str, float] = field(default_factory=dict)
    """Per place the moment from which a next version may go out."""
    ingehouden: dict[str, tuple[int, Tekst]] = field(default_factory=dict)
    """Newest version per place that waits for its moment, with the number since when something waits there."""
    gevuld: dict[str, bool] = field(default_factory=dict)
    """Per place whether something stood there: only when that changes, the map can change."""
    standen: Standen = field(default_factory=dict)
    gepland: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    bezig: bool = False

    def is_newest(self, onderwerp: str, nummer: int) -> bool:
        """Whether nothing newer about this was told: of two who read at once, the first may be ready last."""
        if nummer < self.verteld.get(onderwerp, 0):
            return False
        self.verteld[onderwerp] = nummer
        return True

    def advance(self) -> None:
        """Count on over what was told ahead."""
        if self.nummer is None:
            return
        while self.nummer + 1 in self.vooruit:
            self.nummer += 1
        self.vooruit = {nummer for nummer in self.vooruit if nummer > self.nummer}

    @property
    def veilig(self) -> int | None:
        """Whoever has everything up to this number misses nothing: neither what waits nor what was not yet told."""
        if self.nummer is None:
            return None
        return min([self.nummer, *(sinds - 1 for sinds, _ in self.ingehouden.values())])

"""Taking turns: SQLite has one writer at a time, and every commit waits for the disk.

Writers of one process queue here before they ask SQLite for its own lock. Its waiters sleep and try again, and a
newcomer may go first: measured with 8 threads that save without pause on a busy machine, the slowest save took 1.1 to
5.0 s without a queue (at 5 s it is refused) and 0.4 to 0.5 s with one. Other processes still wait by BUSY_TIMEOUT_MS.

Small changes that wait at the same moment share one commit: whoever's turn it is takes along all that wait, and each
hears of its own only once that commit is on disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from gesprekskaart.errors import GesprekskaartError

T = TypeVar("T")


@dataclass
class _Wachtende:
    """One change that waits, and how it ended."""

    change: Callable[[Session], None]
    fout: BaseException | None = None
    klaar: bool = False


class Beurt:
    """Whose turn it is to write, in this process."""

    def __init__(self) -> None:
        self.alone = Lock()
        """Held by whoever writes."""
        self._rij: deque[_Wachtende] = deque()

    def __len__(self) -> int:
        """How many wait to be taken along."""
        return len(self._rij)

    def together(self, change: Callable[[Session], T], begin: Callable[[], AbstractContextManager[Session]]) -> T:
        """Make a change in a transaction of `begin`, maybe with others that wait; on disk when this returns.

        What a change refuses undoes that change alone, and is raised to its own caller. It may run in another's
        thread, so it holds on to nothing of its own.
        """
        uitkomst: list[T] = []
        deze = _Wachtende(lambda session: uitkomst.append(change(session)))
        self._rij.append(deze)
        with self.alone:
            if not deze.klaar:
                _make([self._rij.popleft() for _ in range(len(self._rij))], begin)
        if deze.fout is not None:
            raise deze.fout
        return uitkomst[0]


def _make(samen: list[_Wachtende], begin: Callable[[], AbstractContextManager[Session]]) -> None:
    try:
        with begin() as session:
            for een in samen:
                if len(samen) == 1:
                    een.change(session)
                else:
                    _make_apart(een, session)
    except BaseException as fout:
        # Nobody's change is on disk: each has to hear that.
        for een in samen:
            een.fout = een.fout or fout
    finally:
        for een in samen:
            een.klaar = True


def _make_apart(een: _Wachtende, session: Session) -> None:
    try:
        with session.begin_nested():
            een.change(session)
    except (GesprekskaartError, IntegrityError) as fout:
        # These say something about this change only. After a fault of the disk nobody's can go on.
        een.fout = fout

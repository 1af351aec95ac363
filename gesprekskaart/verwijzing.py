"""References to one inbreng among the sources of something: `OS4#2` on paper, `OS4#<kenmerk>` where it is kept.

The number is that of the revealed inbreng in the report's order, so it shifts when others write; the kenmerk stays, and
nobody can tell from it whose the inbreng is.
"""

from __future__ import annotations

from collections.abc import Iterable

from gesprekskaart.dossier import Dossier
from gesprekskaart.inbreng import Inbreng, list_inbreng
from gesprekskaart.inbrengnaam import INBRENG_TEKEN


def find_vraag(bron: str) -> str:
    """The id of the question or part that a source is, or that its inbreng belongs to."""
    return bron.partition(INBRENG_TEKEN)[0]


def to_verwijzingen(dossier: Dossier, bronnen: Iterable[str]) -> tuple[str, ...]:
    """As people read and exchange them; of an inbreng that is gone its question remains."""
    return tuple(dict.fromkeys(_to_verwijzing(dossier, bron) for bron in bronnen))


def to_bronnen(dossier: Dossier, verwijzingen: Iterable[str]) -> tuple[str, ...]:
    """As they are kept. Only for references that are there, see `count_inbreng`."""
    return tuple(_to_bron(dossier, verwijzing) for verwijzing in verwijzingen)


def find_inbreng(dossier: Dossier, bron: str) -> Inbreng | None:
    """The inbreng behind a source as it is kept; None for one that is gone, or another kind of source."""
    vraag, _, kenmerk = bron.partition(INBRENG_TEKEN)
    return next((inbreng for inbreng in list_inbreng(dossier, vraag) if inbreng.kenmerk == kenmerk), None)


def _to_verwijzing(dossier: Dossier, bron: str) -> str:
    vraag, scheiding, kenmerk = bron.partition(INBRENG_TEKEN)
    if scheiding:
        for nummer, inbreng in enumerate(list_inbreng(dossier, vraag), start=1):
            if inbreng.kenmerk == kenmerk:
                return f"{vraag}{INBRENG_TEKEN}{nummer}"
    return vraag


def _to_bron(dossier: Dossier, verwijzing: str) -> str:
    vraag, scheiding, nummer = verwijzing.partition(INBRENG_TEKEN)
    return f"{vraag}{INBRENG_TEKEN}{list_inbreng(dossier, vraag)[int(nummer) - 1].kenmerk}" if scheiding else vraag

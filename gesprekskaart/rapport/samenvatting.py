"""What somebody reads who reads one page: what was agreed, what is open, and who sees it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.pdf.blokken.samenvatting import TITEL, Punt, list_punten, tell_gesprek
from gesprekskaart.rapport.boom import Blok, Kop, Lijst, make_alinea
from gesprekskaart.verslag import Verslag


def walk_samenvatting(verslag: Verslag) -> Iterator[Blok]:
    """Make the first chapter: the points of the PDF, all of them, because nothing here has to fit on a page."""
    yield Kop(1, TITEL)
    yield make_alinea(tell_gesprek(verslag.inhoud))
    for titel, (punten, geen) in list_punten(verslag).items():
        yield Kop(2, titel)
        yield Lijst(tuple(map(_tell, punten))) if punten else make_alinea(geen)


def _tell(punt: Punt) -> str:
    tekst = "".join(stuk if isinstance(stuk, str) else stuk.tekst for stuk in punt.tekst)
    return f"{punt.label}: {tekst}" if punt.label else tekst

"""The A4 document itself: its pages, what stands in their margins, bookmarks, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import UTC
from io import BytesIO
from threading import Lock
from typing import Any, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from gesprekskaart.pdf.afwerking import Bijlage, Documentgegevens, finish
from gesprekskaart.pdf.boom import plant_boom
from gesprekskaart.pdf.elementen import Blokken, Kop, Proefcanvas
from gesprekskaart.pdf.letters import Snede, strip_onzichtbaar
from gesprekskaart.pdf.merken import Knoop, Merkcanvas
from gesprekskaart.pdf.opmaak import BOVEN_MM, LIJN, MARGE_MM, MERK, ONDER_MM, STIL
from gesprekskaart.pdf.zetter import Zetter

_LINKS, _RECHTS = MARGE_MM * mm, A4[0] - MARGE_MM * mm
_KOPREGEL, _VOETREGEL = A4[1] - 15 * mm, 13 * mm
_KORPS = 8.5
_TITELBREEDTE = 105 * mm
"""Leaves room for both marks."""

OMSLAG, PAGINA = "omslag", "pagina"
"""The two kinds of page."""

_lock = Lock()
"""reportlab's fonts share one reading position, and drawing is all Python: side by side it would be no faster."""


class Rand(NamedTuple):
    """What stands in the margins of every page but the cover."""

    titel: str
    stand: str
    merken: tuple[str, ...] = ()
    """Said on each page, in a frame: 'Concept', 'Fictief voorbeeld'."""


class Vlak(Frame):  # type: ignore[misc]
    """Where text comes. reportlab copies it whenever something is measured, and all in it is numbers and names."""

    def __deepcopy__(self, _: object) -> Vlak:
        return copy(self)


class Verslagdocument(BaseDocTemplate):  # type: ignore[misc]
    """A cover and pages with running title and 'pagina x van y'. Headings become bookmarks."""

    def __init__(self, bestand: BytesIO, gegevens: Documentgegevens, rand: Rand, zetter: Zetter) -> None:
        self._gegevens = gegevens._replace(
            titel=strip_onzichtbaar(gegevens.titel), auteur=strip_onzichtbaar(gegevens.auteur)
        )
        self._rand, self._zetter = rand, zetter
        self._boom = Knoop("Document")
        self._titelregel = zetter.regel(_shorten(rand.titel, _TITELBREEDTE), stijl="rand")
        self._laatste_niveau = 0
        breedte, hoogte = A4[0] - 2 * MARGE_MM * mm, A4[1] - (BOVEN_MM + ONDER_MM) * mm
        maten: Mapping[str, Any] = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        vlakken = {naam: Vlak(_LINKS, ONDER_MM * mm, breedte, hoogte, id=naam, **maten) for naam in (OMSLAG, PAGINA)}
        super().__init__(
            bestand,
            pagesize=A4,
            pageTemplates=[
                PageTemplate(OMSLAG, [vlakken[OMSLAG]], autoNextPageTemplate=PAGINA),
                PageTemplate(PAGINA, [vlakken[PAGINA]], onPage=self._draw_rand),
            ],
            invariant=1,
            pageCompression=1,
            # Otherwise every page begins by choosing Helvetica, which is never embedded.
            initialFontName=str(Snede.GEWOON),
        )

    def build_bytes(self, story: Blokken, bijlage: Bijlage | None = None) -> bytes:
        """The finished file; in two passes, because the contents stand before what they point at."""
        self._boom = plant_boom(story)
        with _lock:
            self.multiBuild([self._zetter.paginas, *story], maxPasses=4, canvasmaker=self._make_canvas)
        return finish(self.filename.getvalue(), self._boom, self._canvas.bladen, self._gegevens, bijlage)

    def _make_canvas(self, *args: Any, **kwargs: Any) -> Merkcanvas:
        self._canvas = (Merkcanvas if self._zetter.paginas.is_bekend else Proefcanvas)(*args, **kwargs)
        return self._canvas

    def beforeDocument(self) -> None:  # noqa: N802 -- reportlab calls it so, as the next two
        """Begin a pass."""
        self._laatste_niveau = 0
        for knoop in self._boom.walk():
            knoop.stukken.clear()
        # The moment that the report itself tells, not of this drawing: equal reports are equal files.
        moment = self._gegevens.gemaakt_op.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        self.canv.setDateFormatter(lambda *_: moment)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 -- reportlab calls it so
        """Note on which page a heading came, and make its bookmark."""
        if isinstance(flowable, Kop):
            self.notify("pagina", (flowable.sleutel, self.page))
            if flowable.in_bladwijzers:
                # A bookmark may be at most one level below the one before it.
                self._laatste_niveau = min(flowable.niveau, self._laatste_niveau + 1)
                niveau = self._laatste_niveau - 1
                self.canv.addOutlineEntry(
                    f"{flowable.nummer} {flowable.titel}".strip(), flowable.sleutel, niveau, closed=niveau > 0
                )

    def afterPage(self) -> None:  # noqa: N802 -- reportlab calls it so
        """Count the pages."""
        self.notify("pagina", ("laatste", self.page))

    def _draw_rand(self, canv: Any, _: Any) -> None:
        if isinstance(canv, Proefcanvas):
            return
        canv.saveState()
        with canv.sierwerk("/Subtype /Header"):
            self._draw_kopregel(canv)
        with canv.sierwerk("/Subtype /Footer"):
            canv.setFont(str(Snede.GEWOON), _KORPS)
            canv.setFillColor(STIL)
            canv.drawString(_LINKS, _VOETREGEL, self._rand.stand)
            canv.drawRightString(_RECHTS, _VOETREGEL, f"pagina {self.page} van {self._zetter.paginas.find('laatste')}")
        canv.restoreState()

    def _draw_kopregel(self, canv: Any) -> None:
        canv.setStrokeColor(LIJN)
        canv.setLineWidth(0.4)
        canv.line(_LINKS, _KOPREGEL - 2.6 * mm, _RECHTS, _KOPREGEL - 2.6 * mm)
        rechts = _RECHTS
        for merk in reversed(self._rand.merken):
            rechts = self._draw_merk(canv, merk, rechts)
        _, hoogte = self._titelregel.wrap(_TITELBREEDTE, A4[1])
        self._titelregel.drawOn(canv, _LINKS, _KOPREGEL - hoogte + _KORPS)

    def _draw_merk(self, canv: Any, merk: str, rechts: float) -> float:
        breedte: float = stringWidth(merk, str(Snede.VET), _KORPS) + 4 * mm
        canv.setStrokeColor(MERK)
        canv.setFillColor(MERK)
        canv.setLineWidth(0.7)
        canv.rect(rechts - breedte, _KOPREGEL - 1.4 * mm, breedte, 4.8 * mm, stroke=1, fill=0)
        canv.setFont(str(Snede.VET), _KORPS)
        canv.drawString(rechts - breedte + 2 * mm, _KOPREGEL, merk)
        links: float = rechts - breedte - 2.5 * mm
        return links


def _shorten(tekst: str, breedte: float) -> str:
    kort = tekst
    while kort and stringWidth(kort, str(Snede.GEWOON), _KORPS) > breedte:
        kort = kort[:-1]
    return kort if kort == tekst else kort[:-2].rstrip() + "…"

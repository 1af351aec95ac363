"""From a Verslag to the tree that all text formats are written from: the same words in the same order as the PDF."""

from __future__ import annotations

from gesprekskaart.rapport.boom import Rapport
from gesprekskaart.rapport.opbouw import make_rapport

__all__ = ["Rapport", "make_rapport"]

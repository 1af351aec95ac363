"""The report on paper: one Verslag in, one PDF out."""

from gesprekskaart.pdf.verslag import Variant, render_verslag

__all__ = ["Variant", "render_verslag"]

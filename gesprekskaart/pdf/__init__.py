"""The report on paper: one Verslag in, one PDF out."""

from gesprekskaart.pdf.verslag import render_verslag

__all__ = ["render_verslag"]

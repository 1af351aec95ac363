"""The report as one web page that needs nothing else: for any browser, screen reader and printer."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from gesprekskaart.rapport.boom import Rapport, format_cel
from gesprekskaart.tekst import strip_verboden


def write_html(rapport: Rapport) -> bytes:
    """Everything that people wrote is escaped; nothing is fetched from anywhere."""
    return strip_verboden(_sjabloon().render(rapport=rapport)).encode()


@cache
def _sjabloon() -> Template:
    bron = (resources.files(__package__) / "sjablonen" / "verslag.html").read_text("utf-8")
    omgeving = Environment(
        loader=DictLoader({"verslag.html": bron}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters["cel"] = format_cel
    omgeving.tests["van"] = lambda blok, soort: type(blok).__name__ == soort
    return omgeving.get_template("verslag.html")

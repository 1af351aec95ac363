"""The report to read on a page of our own: on the screen of the conversation and by the link of whoever signs."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from gesprekskaart.betrokkenheid import SOORTNAMEN, list_wie_nog
from gesprekskaart.datum import format_datum
from gesprekskaart.groep import IN_DE_REGIOS, STAPNAMEN
from gesprekskaart.keuze import ASPECTNAMEN
from gesprekskaart.peiling import BINDT_NIEMAND, count_uitslag, tell_verdeling
from gesprekskaart.verslag import Verslag
from gesprekskaart.vorig import name_vorig


def write_leesversie(verslag: Verslag) -> str:
    """HTML to stand below a heading of level 2, with everything that people wrote escaped."""
    inhoud = verslag.inhoud
    partnerschappen = [partnerschap.code for partnerschap in inhoud.partnerschappen]
    return _sjabloon().render(
        inhoud=inhoud,
        namen=verslag.namen,
        wie_nog=list_wie_nog(inhoud.kaart.betrokkenen, partnerschappen, inhoud.betrokkenen),
        soortnamen=SOORTNAMEN,
        stapnamen=STAPNAMEN,
        regios=IN_DE_REGIOS,
        aspectnamen=ASPECTNAMEN,
        bindt_niemand=BINDT_NIEMAND,
    )


@cache
def _sjabloon() -> Template:
    omgeving = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    omgeving.filters |= {"datum": format_datum, "bron": name_vorig}
    omgeving.filters |= {"uitslag": count_uitslag, "verdeling": tell_verdeling}
    return omgeving.from_string((resources.files(__package__) / "sjablonen" / "leesversie.html").read_text("utf-8"))

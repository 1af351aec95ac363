"""A writing field that knows its place in the session."""

from __future__ import annotations

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.services.rechten import may
from gesprekskaart.services.teksten import handeling_for
from gesprekskaart.tekst import Moment, Plek, Tekst, TekstSoort
from pages.onderdelen.schrijfveld import schrijfveld


def tekstveld(
    dossier: Dossier,
    wie: Wie,
    soort: TekstSoort,
    sleutel: str,
    *,
    label: str,
    hoogte: int = 3,
    partnerschap: str | None = None,
    deelnemer: int | None = None,
) -> None:
    """The field for one text of this session: writable for who may write there now, else shown as text."""
    plek = Plek(soort=soort, sleutel=sleutel, partnerschap=partnerschap, deelnemer=deelnemer)
    leeg = Tekst(plek=plek, tekst="", revisie=0, door="", op=dossier.sessie.aangemaakt_op)
    huidig = dossier.teksten.get(str(plek), leeg)
    schrijfveld(
        dossier.sessie.id,
        str(plek),
        label,
        tekst=huidig,
        mag_schrijven=may(wie, handeling_for(plek), dossier.sessie, partnerschap=partnerschap, deelnemer=deelnemer),
        hoogte=hoogte,
        aanwijzing="vooraf ingebracht" if huidig.moment is Moment.VOORAF else "",
        wie=wie,
        nummer=dossier.nummer,
    )

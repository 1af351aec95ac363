"""Individual first, then side by side: one's own inbreng, being ready, and after the reveal everybody's."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.kaart import Vraag
from gesprekskaart.ports import ports
from gesprekskaart.regie import Naamgeving
from gesprekskaart.services.inbreng import read_inbreng
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.regie import Regiebeeld, is_klaar
from gesprekskaart.services.teksten import handeling_for
from gesprekskaart.tekst import CONCLUSIESOORTEN, Plek, TekstSoort
from pages.onderdelen.component import make_component
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon

_bord = make_component("inbreng")


def toon_inbreng(dossier: Dossier, wie: Wie, vraag: Vraag, beeld: Regiebeeld | None) -> None:
    """Nothing for a question that was never on the table: there nobody was told whether names will show."""
    regie = dossier.regie
    if regie is None or vraag.id not in regie.vastgelegd:
        return
    is_onthuld = vraag.id in regie.onthuld
    with st.container(key="inbreng", gap="small"):
        if is_onthuld:
            _toon_bord(dossier, wie, vraag, beeld)
            _toon_eigen(dossier, wie, vraag)
        else:
            _toon_eigen(dossier, wie, vraag)
            _toon_bord(dossier, wie, vraag, beeld)


def _toon_eigen(dossier: Dossier, wie: Wie, vraag: Vraag) -> None:
    """To write in; afterwards to read, for as long as there is something of one's own."""
    regie, nummer = dossier.regie, wie.deelnemer.nummer if wie.deelnemer else None
    if regie is None or nummer is None:
        return
    if may_contribute(dossier, wie):
        toon(
            "belofte.html",
            anoniem=regie.naamgeving_van(vraag.id) is Naamgeving.ANONIEM,
            onthuld=vraag.id in regie.onthuld,
            alleen=_is_alone(dossier, wie),
        )
    elif not dossier.tekst_bij(Plek(soort=TekstSoort.INBRENG, sleutel=vraag.id, deelnemer=nummer)):
        return
    tekstveld(dossier, wie, TekstSoort.INBRENG, vraag.id, label="Jouw inbreng", deelnemer=nummer)


def _toon_bord(dossier: Dossier, wie: Wie, vraag: Vraag, beeld: Regiebeeld | None) -> None:
    nummer, regie = _find_nummer(dossier, wie), dossier.regie
    is_onthuld = regie is not None and vraag.id in regie.onthuld
    lijst = read_inbreng(wie, dossier.sessie.id, vraag.id, ports=ports())
    data = {
        "sessie": str(dossier.sessie.id),
        "wie": wie.kenmerk,
        "vraag": vraag.id,
        "lijst": [inbreng.model_dump(mode="json") for inbreng in lijst],
        "partnerschappen": [{"code": p.code, "naam": p.naam} for p in dossier.partnerschappen],
        "is_onthuld": is_onthuld,
        "mag_klaar": nummer is not None and not is_onthuld and beeld is not None and vraag.id == beeld.vraag,
        "klaar": nummer is not None and is_klaar(dossier, vraag.id, nummer),
        "mag_ordenen": may(wie, Handeling.ORDENEN, dossier.sessie),
        "doelen": _list_doelen(dossier, wie, vraag),
        "nummer": dossier.nummer,
    }
    _bord(key=f"bord-{dossier.sessie.id}-{vraag.id}", data=data)


def may_contribute(dossier: Dossier, wie: Wie) -> bool:
    """Whether this person writes an inbreng; whoever leads with an account or only reads along does not."""
    return _find_nummer(dossier, wie) is not None


def _find_nummer(dossier: Dossier, wie: Wie) -> int | None:
    """Of the participant who may contribute; None for anybody else."""
    nummer = wie.deelnemer.nummer if wie.deelnemer else None
    return nummer if may(wie, Handeling.INBRENGEN, dossier.sessie, deelnemer=nummer) else None


def _is_alone(dossier: Dossier, wie: Wie) -> bool:
    """Whether nobody else speaks for this partnership: then its code says who it is."""
    code = wie.deelnemer.namens[0] if wie.deelnemer and wie.deelnemer.namens else None
    return code is not None and sum(code in deelnemer.namens[:1] for deelnemer in dossier.deelnemers) == 1


def _list_doelen(dossier: Dossier, wie: Wie, vraag: Vraag) -> list[dict[str, str]]:
    """Where this person may carry an inbreng over to: what is concluded, or the own partnership's answer."""
    conclusies = [Plek(soort=soort, sleutel=vraag.id) for soort in reversed(CONCLUSIESOORTEN)]
    eigen = wie.deelnemer.namens if wie.deelnemer else ()
    antwoorden = [
        Plek(soort=TekstSoort.ANTWOORD, sleutel=sleutel, partnerschap=code)
        for code in eigen
        for sleutel in vraag.sleutels
    ]
    return [
        {"plek": str(plek), "label": _name_doel(plek)}
        for plek in (*conclusies, *antwoorden)
        if may(wie, handeling_for(plek), dossier.sessie, partnerschap=plek.partnerschap)
    ]


def _name_doel(plek: Plek) -> str:
    if plek.soort is TekstSoort.CONCLUSIE:
        return "In de conclusie"
    if plek.soort is TekstSoort.ANTWOORD:
        return f"In antwoord {plek.sleutel} van {plek.partnerschap}"
    return f"Bij {plek.soort}"

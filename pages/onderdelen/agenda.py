"""The agenda: how many minutes each block of the card may take, and has taken so far."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.regie import Zet
from gesprekskaart.services.regie import lead, measure_blokken, plan_duur_s
from pages.onderdelen.doen import doe
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster


def agendaknop(dossier: Dossier, wie: Wie) -> None:
    """Open the agenda."""
    if st.button("Agenda…", key="agenda_open", type="tertiary"):
        toon_agenda(dossier, wie)


@venster("Agenda")
def toon_agenda(dossier: Dossier, wie: Wie) -> None:
    """Planned and used minutes per block."""
    gebruikt = measure_blokken(wie, dossier.sessie.id, ports=ports())
    gepland = dict(dossier.regie.minuten) if dossier.regie else {}
    totaal = plan_duur_s(dossier.sessie.gesprek) // 60
    toon("agenda.html", totaal=totaal, gepland=sum(gepland.values()), gebruikt=sum(gebruikt.values()))
    with st.form("agenda", border=False):
        nieuw = {
            blok: st.number_input(
                f"{escape_label(blok)} – {minuten} min. gebruikt",
                min_value=0,
                max_value=600,
                step=5,
                value=gepland.get(blok, 0),
                key=f"agenda_{plaats}",
            )
            for plaats, (blok, minuten) in enumerate(gebruikt.items())
        }
        if st.form_submit_button("Bewaar", type="primary", key="agenda_bewaar"):
            doe(lambda: lead(wie, Zet(sessie_id=dossier.sessie.id, minuten=nieuw), ports=ports()))

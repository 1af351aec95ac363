"""What a board decided after the report was frozen: shown beside the frozen version, and the window to note it."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import format_kort, parse_datum
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.services.instemmen import BESLOTEN, Nagekomen, list_nagekomen, record_instemming
from gesprekskaart.services.reeksen import BEVROREN
from gesprekskaart.services.verslagen import list_versies
from gesprekskaart.vervolg import Afspraak, Instemming
from pages.onderdelen.doen import doe
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster


class Nagekomenbeeld(NamedTuple):
    """What boards decided since a version."""

    versie: int
    besluiten: tuple[Nagekomen, ...]


def find_nagekomen(dossier: Dossier, wie: Wie) -> Nagekomenbeeld | None:
    """Since the newest version, as long as that is what counts."""
    if dossier.sessie.stand not in BEVROREN or not any(afspraak.instemmingen for afspraak in dossier.afspraken):
        return None
    laatste = list_versies(wie, dossier.sessie.id, ports=ports())[-1]
    return Nagekomenbeeld(laatste.nummer, list_nagekomen(dossier, laatste))


@venster("Besluit van een bestuur", width="medium")
def note_instemming(dossier: Dossier, wie: Wie, afspraak: Afspraak) -> None:
    """What a board decided, when, and who told it."""
    toon("stukkop.html", stuk=afspraak)
    toon("bij.html", tekst="De bevroren versie verandert niet. Dit staat ernaast, en komt in een volgende versie.")
    besturen = {instemming.bestuur: instemming for instemming in afspraak.instemmingen}
    eerst = list(besturen).index(afspraak.wacht_op[0]) if afspraak.wacht_op else 0
    bestuur = st.selectbox("Welk bestuur?", list(besturen), index=eerst, key=f"instemming_bestuur_{afspraak.nummer}")
    was = besturen[bestuur]
    van = f"{afspraak.nummer}_{bestuur}"
    with st.form(f"instemming_{bestuur}", border=False):
        stand = st.radio(
            "Wat besloot het bestuur?", list(BESLOTEN), format_func=str.capitalize,
            index=BESLOTEN.index(was.stand) if was.stand in BESLOTEN else None, key=f"instemming_stand_{van}",
        )  # fmt: skip
        op = st.text_input(
            "Op welke dag?", format_kort(was.op) if was.op else "", placeholder="21-4-2027", key=f"instemming_op_{van}"
        )
        door = st.text_input(
            "Wie gaf het door? Rol en organisatie", was.door, max_chars=300,
            placeholder="bestuurssecretaris, Stichting Voorbeeld", key=f"instemming_door_{van}",
        )  # fmt: skip
        toelichting = st.text_input("Toelichting", was.toelichting, max_chars=300, key=f"instemming_toelichting_{van}")
        bewaard = st.form_submit_button("Noteer het besluit", type="primary", key="instemming_bewaar")
    if not bewaard:
        return

    def note() -> None:
        nieuw = Instemming(
            bestuur=bestuur, stand=stand or was.stand, op=parse_datum(op), door=door, toelichting=toelichting
        )
        record_instemming(
            wie, dossier.sessie.id, afspraak.nummer, nieuw, gelezen=afspraak.revisie, ports=ports()
        )  # fmt: skip

    doe(note, gelukt=f"Genoteerd bij {afspraak.naam.lower()}. De bevroren versie is niet gewijzigd.")

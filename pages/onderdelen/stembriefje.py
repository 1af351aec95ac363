"""Voting: one statement, its choices in words, one button; people who share a device each in turn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.peiling import MAX_REDEN, Peiling, Peilingsoort, Stem, Steun
from gesprekskaart.ports import ports
from gesprekskaart.services.peilingen import Stembriefje, cast_stem
from gesprekskaart.services.rechten import find_sessierol
from gesprekskaart.sessie import Sessierol, Stand
from pages.onderdelen.doen import doe, toon_geweigerd
from pages.onderdelen.tonen import escape_label, toon

UITLEG = {
    Steun.VOLLEDIG_EENS: "Ik sta erachter.",
    Steun.MET_KANTTEKENING: "Ik sta erachter, met een opmerking.",
    Steun.NEUTRAAL: "Ik ben niet voor en niet tegen.",
    Steun.TWIJFEL: "Ik weet het nog niet, of heb een zorg.",
    Steun.BEZWAAR: "Zo kan ik niet mee. Schrijf hieronder waarom.",
    Steun.ONTHOUDING: "Ik stem niet mee; dit telt niet voor en niet tegen.",
}


def toon_briefjes(dossier: Dossier, peiling: Peiling, briefjes: Sequence[Stembriefje], *, ik: Wie) -> None:
    """What this device may vote in this poll; with more than one vote, first whose it is."""
    if not briefjes:
        if dossier.sessie.stand is not Stand.GESPREK:
            toon("leeg.html", tekst="Stemmen kan zolang het gesprek gaande is.")
        elif find_sessierol(ik, dossier.sessie) is not Sessierol.FACILITATOR:
            toon("leeg.html", tekst="Je leest hier mee: in deze peiling heb je zelf geen stem.")
        return
    if any(briefje.is_eigen for briefje in briefjes):
        _toon_briefje(dossier, peiling, briefjes)
        return
    # Who leads mostly leaves this to the partnerships themselves.
    with st.expander("Stem invoeren voor een partnerschap", key=f"stem_namens_{peiling.nummer}"):
        _toon_briefje(dossier, peiling, briefjes)


def _toon_briefje(dossier: Dossier, peiling: Peiling, briefjes: Sequence[Stembriefje]) -> None:
    briefje = _choose(peiling, briefjes) if len(briefjes) > 1 else briefjes[0]
    if len(briefjes) > 1 or briefje.partnerschap is not None:
        toon("stemt_voor.html", briefje=briefje)
    sleutel = f"{peiling.nummer}_{_key(briefje)}_{briefje.gelezen}"
    if briefje.gelezen and not st.session_state.get(f"stem_wijzig_{sleutel}"):
        toon("gestemd.html", briefje=briefje)
        if st.button("Wijzig deze stem", key=f"stem_anders_{sleutel}"):
            st.session_state[f"stem_wijzig_{sleutel}"] = True
            st.rerun()
        return
    alleen = len(briefjes) == 1 and briefje.partnerschap is None
    _ask(
        dossier,
        peiling,
        briefje,
        sleutel,
        "Je stem is bewaard." if alleen else f"De stem van {briefje.naam} is bewaard.",
    )


def _choose(peiling: Peiling, briefjes: Sequence[Stembriefje]) -> Stembriefje:
    op_sleutel = {_key(briefje): briefje for briefje in briefjes}
    gestemd = sum(briefje.gelezen > 0 for briefje in briefjes)
    # Another widget after each first vote: it begins with the next one who did not vote yet.
    eerste = next((plaats for plaats, briefje in enumerate(briefjes) if not briefje.gelezen), 0)
    gekozen = st.radio(
        "Voor wie stem je?",
        list(op_sleutel),
        index=eerste,
        format_func=lambda sleutel: _call(op_sleutel[sleutel]),
        key=f"stem_voor_{peiling.nummer}_{gestemd}",
    )
    return op_sleutel[gekozen]


def _call(briefje: Stembriefje) -> str:
    return f"{'✓ ' if briefje.gelezen else ''}{escape_label(briefje.naam)}"


def _key(briefje: Stembriefje) -> str:
    return str(briefje.partnerschap or briefje.deelnemer)


def _ask(dossier: Dossier, peiling: Peiling, briefje: Stembriefje, sleutel: str, gelukt: str) -> None:
    nu = briefje.stem
    gradient = peiling.soort is Peilingsoort.GRADIENT
    with st.form(f"stem_{sleutel}", border=False):
        keuze = st.radio(
            "Hoe sta je hierin?" if gradient else "Wat kies je?",
            peiling.keuzes,
            index=peiling.keuzes.index(nu.keuze) if nu else None,
            format_func=lambda keuze: escape_label(keuze[:1].upper() + keuze[1:]),
            captions=[UITLEG[Steun(keuze)] for keuze in peiling.keuzes] if gradient else None,
            key=f"stem_keuze_{sleutel}",
        )
        reden = st.text_area(
            "Waarom? Bij bezwaar nodig, verder mag het leeg blijven" if gradient else "Waarom? Mag leeg blijven",
            nu.reden if nu else "",
            max_chars=MAX_REDEN,
            height=100,
            key=f"concept_reden_{sleutel}",
        )
        gestemd = st.form_submit_button("Stem", type="primary", width="stretch", key=f"stem_stem_{sleutel}")
    if not gestemd:
        return
    if keuze is None:
        toon_geweigerd("Kies eerst hoe je hierin staat." if gradient else "Kies eerst een antwoord.")
        return

    def vote() -> Stem:
        wat = {"deelnemer": briefje.deelnemer, "partnerschap": briefje.partnerschap, "keuze": keuze, "reden": reden}
        stem = Stem.model_validate({"peiling": peiling.nummer, **wat})
        return cast_stem(briefje.wie, dossier.sessie.id, stem, gelezen=briefje.gelezen, ports=ports())

    doe(vote, gelukt=gelukt)

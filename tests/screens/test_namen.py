"""Names that people give: Streamlit's labels are Markdown, and what people wrote is never markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.betrokkenheid import Betrokkenheid, Betrokkensoort, TeBetrekken
from gesprekskaart.kaart import Kaart
from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import add_betrokkenheid, add_issue, add_verschil, save_issue
from gesprekskaart.services.sessies import add_sessie, move_stand, save_deelnemer, save_partnerschap
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import add_actie, add_afspraak
from gesprekskaart.sessie import Bestuur, Deelnemer, Gesprek, NietBesproken, Partnerschap, Sessie, SoortSessie, Stand
from tests.screens.scherm import (
    BETROKKENEN,
    GESPREKKEN,
    INRICHTEN,
    ISSUES,
    KAARTEN,
    NIEUW,
    UITNODIGEN,
    VERSCHILLEN,
    VERSLAG,
    VERZAMELD,
    VOORBEREIDEN,
    VRAAG,
    WAY_FORWARD,
    log_in,
    open_scherm,
    read,
)
from tests.zaak import DAAD, come_in, make_account, write

NAAM = "**vet** [link](javascript:x) :red[x] $x$"

# What shows text as it is: our templates escape, components set text, and these parts of widgets know no Markdown.
LETTERLIJK = {
    *("html.body", "text.body", "code.code_text", "bidi_component.json"),
    *("text_input.default", "text_input.value", "text_input.placeholder", "text_area.default", "text_area.value"),
    *("selectbox.options", "selectbox.raw_value", "multiselect.options", "multiselect.raw_values"),
}

VENSTERS = {
    INRICHTEN: ("inrichten_gegevens", "inrichten_wijzig_LWZ", "inrichten_wijzig_1", "inrichten_verwijder"),
    UITNODIGEN: ("uitnodigen_termijn", "uitnodigen_sluiten", "uitnodigen_beheer_1", "uitnodigen_leiders"),
    VRAAG: ("niet_besproken_G1",),
    VERSCHILLEN: ("verschil_nieuw_na_1", "verschil_wijzig_V1"),
    ISSUES: ("issue_wijzig_L1", "issue_stand_L1"),
    BETROKKENEN: ("wienog_nieuw_na_1", "wienog_wijzig_B1", "wienog_vul_eigen_samen"),
    VERSLAG: ("verslag_bevries", "verslag_reactie_LWZ", "verslag_vaststellen", "verslag_heropen"),
}


def find_markup(tab: AppTest) -> list[str]:
    """Where on the screen the name would be read as Markdown."""
    return [plaats for plaats, tekst in _walk(tab) if "**vet**" in tekst or "[link](" in tekst or ":red[" in tekst]


def _walk(tab: AppTest) -> Iterator[tuple[str, str]]:
    for knoop in tab._tree:
        for pad, tekst in _texts(getattr(knoop, "proto", None), knoop.type):
            if pad not in LETTERLIJK and not pad.endswith(".id"):
                yield pad, tekst


def _texts(waarde: Any, pad: str) -> Iterator[tuple[str, str]]:
    if isinstance(waarde, str):
        yield pad, waarde
    elif hasattr(waarde, "ListFields"):
        for veld, deel in waarde.ListFields():
            yield from _texts(deel, f"{pad}.{veld.name}")
    elif isinstance(waarde, Iterable) and not isinstance(waarde, bytes):
        for deel in waarde:
            yield from _texts(deel, pad)


@pytest.fixture
def kaart(ports: Ports) -> Kaart:
    """A card of one's own, with the name wherever an author writes freely."""
    gewoon = ports.kaarten.get("gesprekskaart-sop")
    fasen = tuple(
        fase.model_copy(
            update={
                "titel": NAAM,
                "blokken": tuple(
                    blok.model_copy(update={"titel": f"{NAAM} {fase.fase} {nummer}"})
                    for nummer, blok in enumerate(fase.blokken)
                ),
            }
        )
        for fase in gewoon.fasen
    )
    betrokkenen = (TeBetrekken(id="eigen", soort=Betrokkensoort.PARTIJ, naam=NAAM),)
    eigen = gewoon.model_copy(
        update={
            **{"id": "eigen-kaart", "titel": NAAM, "bron": NAAM, "uitleg": NAAM},
            **{"fasen": fasen, "betrokkenen": betrokkenen},
        }
    )
    ports.kaarten.add(eigen, daad=DAAD)
    return eigen


@pytest.fixture
def sessie(ports: Ports, kaart: Kaart) -> Sessie:
    """A conversation with the name in every place that holds one, led by two accounts that are called that."""
    wie = make_account(ports, NAAM)
    log_in(ports, wie)
    gesprek = Gesprek(
        soort=SoortSessie.REGIOGESPREK,
        titel=NAAM,
        plaats=NAAM,
        aanleiding=NAAM,
        spelregel=NAAM,
        onderwijsregios=(NAAM,),
    )
    sessie = add_sessie(wie, gesprek, kaart.id, ports=ports, new_id=uuid4)
    for code in ("LWZ", "AOZ"):
        partnerschap = Partnerschap(
            code=code,
            naam=NAAM,
            penvoerder=NAAM,
            omvang=NAAM,
            besturen=(Bestuur(naam=NAAM, omvang=NAAM),),
            lerarenopleidingen=(NAAM,),
            onderwijsregios=(NAAM,),
        )
        save_partnerschap(wie, sessie.id, partnerschap, gelezen=0, ports=ports)
    for nummer in (1, 2):
        deelnemer = Deelnemer(
            nummer=nummer, naam=NAAM, rol=NAAM, organisatie=NAAM, namens=("LWZ",), aanwezigheid_toelichting=NAAM
        )
        save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    make_uitnodiging(wie, sessie.id, ports=ports)
    come_in(ports, wie, sessie)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    feit = NietBesproken(sleutel="G1", partnerschap="AOZ", reden=NAAM)
    mark_niet_besproken(wie, sessie.id, feit, geldt=True, ports=ports)
    for plek in ("antwoord/G1/LWZ", "conclusie/G1"):
        write(ports, wie, sessie, plek, NAAM)
    add_afspraak(wie, sessie.id, ports=ports)
    add_actie(wie, sessie.id, ports=ports)
    add_verschil(wie, sessie.id, NAAM, ports=ports)
    issue = add_issue(wie, sessie.id, tekst=NAAM, ports=ports)
    save_issue(wie, sessie.id, issue.model_copy(update={"voor_wie": NAAM, "thema": NAAM}), ports=ports)
    achterban = Betrokkenheid(
        nummer="B1",
        soort=Betrokkensoort.ACHTERBAN,
        partnerschap="LWZ",
        **dict.fromkeys(("naam", "door", "toelichting"), NAAM),
    )
    add_betrokkenheid(wie, sessie.id, achterban, ports=ports)
    return ports.sessies.get(sessie.id)


@pytest.mark.parametrize("scherm", [GESPREKKEN, NIEUW, KAARTEN, VERZAMELD])
def test_no_name_is_read_as_markdown_outside_a_conversation(sessie: Sessie, scherm: str) -> None:
    tab = open_scherm(scherm)

    assert not tab.exception
    assert find_markup(tab) == []


@pytest.mark.parametrize("deel", ["aanbevelingen", "afspraken", "acties"])
def test_no_name_is_read_as_markdown_in_way_forward(sessie: Sessie, deel: str) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel=deel)

    for opener in [knop.key for knop in tab.button if knop.label in ("Uitwerken…", "Wie en wanneer…")]:
        assert opener
        tab.button(key=opener).click().run()
        assert not tab.exception
        assert find_markup(tab) == []


@pytest.mark.parametrize("stand", [Stand.VOORBEREIDING, Stand.GESPREK, Stand.VERSLAG])
@pytest.mark.parametrize(
    "scherm", [INRICHTEN, UITNODIGEN, VOORBEREIDEN, VRAAG, VERSLAG, VERSCHILLEN, ISSUES, BETROKKENEN]
)
def test_no_name_is_read_as_markdown_on_any_screen_or_window(
    ports: Ports, sessie: Sessie, scherm: str, stand: Stand
) -> None:
    (account,) = ports.accounts.list()
    if stand is Stand.VERSLAG:
        freeze(Wie(account=account), sessie.id, termijn=ports.now() + timedelta(days=14), ports=ports)
    elif stand is Stand.VOORBEREIDING:
        ports.sessies.save(sessie.model_copy(update={"stand": stand}), gelezen=sessie.revisie, daad=DAAD)

    tab = open_scherm(scherm, sessie)

    assert not tab.exception
    assert "**vet**" in read(tab), "the name is shown, as it is"
    assert find_markup(tab) == []
    for opener in VENSTERS.get(scherm, ()):
        if opener in {knop.key for knop in tab.button}:
            tab.button(key=opener).click().run()
            assert not tab.exception
            assert find_markup(tab) == []

"""A poll at the table: the facilitator asks, a phone that two people share votes, and only then it is seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from gesprekskaart.peiling import BINDT_NIEMAND, Peiling
from gesprekskaart.regie import Ronde, Zet
from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.peilingen import add_peiling, close_peiling, open_peiling
from gesprekskaart.services.regie import lead
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Sessie
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations

STELLING = "Vanaf september werven wij samen <3"
REDEN = "Ayşe & ik hebben daar geen **geld** voor"


def sit_together(server: Server, sessie: Sessie, *rollen: str) -> str:
    """People on one device; gives its cookie."""
    code, koek = make_uitnodiging(server.wie, sessie.id, ports=server.ports).code, None
    for rol in rollen:
        koek = join(
            code, Aanmelding(partnerschap="LWZ", rol=rol, organisatie="Kindrijk"), koek, ports=server.ports
        ).cookie
    return koek or ""


def listen(page: Page) -> list[bytes]:
    """Everything that reaches this window, from now on."""
    gehoord: list[bytes] = []

    def hear(lijn: WebSocket) -> None:
        lijn.on("framereceived", lambda frame: gehoord.append(frame if isinstance(frame, bytes) else frame.encode()))

    page.on("websocket", hear)
    return gehoord


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def choose(page: Page, keuze: str) -> None:
    page.locator("[class*=st-key-stem_keuze_]").locator("label", has_text=re.compile(f"^{keuze}$")).tap()
    expect(page.get_by_role("radio", name=keuze, exact=True)).to_be_checked()


def ask(page: Page, sessie: Sessie) -> None:
    """Prepare a poll in its window, and open it."""
    open_scherm(page, "peilingen", sessie)
    find_knop(page, "peilingen_nieuw_na_0").click()
    page.get_by_label("Stelling", exact=True).fill(STELLING)
    page.get_by_role("button", name="Bewaar als concept").click()
    page.get_by_role("button", name="Open P1").click()
    expect(page.get_by_text("0 van 2 hebben gestemd")).to_be_visible()


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_a_poll_is_asked_voted_by_two_on_one_phone_and_seen_by_all_after_closing(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, kleur: str
) -> None:
    sessie = make_gesprek()
    koek = sit_together(server, sessie, "schoolopleider", "teamleider")
    context = new_context(storage_state=None, color_scheme=kleur, reduced_motion="reduce", **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": koek, "url": server.adres}])
    telefoon = context.new_page()
    open_scherm(telefoon, "peilingen", sessie)
    expect(telefoon.get_by_text("Nog geen peiling.")).to_be_visible()

    laptop = new_context(color_scheme=kleur).new_page()
    gehoord = listen(laptop)
    ask(laptop, sessie)
    check(laptop)
    expect(telefoon.get_by_role("heading", name=STELLING)).to_be_visible()
    expect(telefoon.get_by_text("Je stemt nu voor teamleider, Kindrijk")).to_be_visible()
    check(telefoon)
    choose(telefoon, "Bezwaar")
    telefoon.get_by_role("button", name="Stem", exact=True).tap()
    expect(telefoon.get_by_role("alert")).to_contain_text("hoort een reden")

    # The tap right after typing is the one that native fields used to swallow.
    telefoon.get_by_label(re.compile("^Waarom")).tap()
    telefoon.keyboard.type(REDEN)
    assert find_english(telefoon) == []
    telefoon.reload()
    expect(telefoon.get_by_label(re.compile("^Waarom"))).to_have_value(REDEN)
    choose(telefoon, "Bezwaar")
    telefoon.get_by_label(re.compile("^Waarom")).tap()
    telefoon.keyboard.press("End")
    telefoon.keyboard.type("!")
    telefoon.get_by_role("button", name="Stem", exact=True).tap()
    expect(telefoon.get_by_text("Je stemt nu voor schoolopleider, Kindrijk")).to_be_visible()
    expect(telefoon.get_by_label(re.compile("^Waarom"))).to_have_value("")
    assert telefoon.evaluate("Object.entries(sessionStorage).filter((paar) => paar[1].includes('geld'))") == []
    choose(telefoon, "Volledig eens")
    telefoon.get_by_role("button", name="Stem", exact=True).tap()
    expect(telefoon.get_by_text("Je stemde: bezwaar")).to_be_visible()
    check(telefoon)
    stemmen = {stem.deelnemer: (stem.keuze, stem.reden) for stem in server.ports.sessies.get_dossier(sessie.id).stemmen}
    assert stemmen == {1: ("volledig eens", ""), 2: ("bezwaar", f"{REDEN}!")}

    expect(laptop.get_by_text("2 van 2 hebben gestemd")).to_be_visible()
    expect(laptop.get_by_text("bezwaar", exact=True)).to_have_count(0)
    verklapt = b"".join(gehoord)
    assert b"Vanaf september werven" in verklapt, "this is where it would be heard"
    assert b"hebben daar geen" not in verklapt

    laptop.get_by_role("button", name="Sluit P1…").click()
    laptop.get_by_role("button", name="Sluit P1 en toon de uitslag").click()
    for page in (laptop, telefoon):
        expect(page.get_by_role("img", name=re.compile("volledig eens 1.*bezwaar 1, onthouding 0"))).to_be_visible()
        expect(page.get_by_role("cell", name="teamleider, Kindrijk")).to_be_visible()
        expect(page.get_by_text(REDEN)).to_be_visible()
        expect(page.get_by_text("Niet gehaald: 50%, 1 bezwaar.")).to_be_visible()
        expect(page.get_by_text(BINDT_NIEMAND).first).to_be_visible()
        check(page)


@pytest.mark.parametrize("stemt", [False, True], ids=["schrijft nog", "stemt te laat"])
def test_a_reason_that_somebody_was_writing_when_the_poll_closed_is_still_theirs(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, stemt: bool
) -> None:
    sessie = make_gesprek()
    context = new_context(storage_state=None, **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": sit_together(server, sessie, "bestuurder"), "url": server.adres}])
    wie, ports = server.wie, server.ports
    peiling = add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling=STELLING), ports=ports)
    open_peiling(wie, sessie.id, peiling.nummer, ports=ports)
    telefoon = context.new_page()
    open_scherm(telefoon, "peilingen", sessie)
    choose(telefoon, "Bezwaar")
    telefoon.get_by_label(re.compile("^Waarom")).tap()
    telefoon.keyboard.type(REDEN)

    close_peiling(wie, sessie.id, peiling.nummer, ports=ports)
    if stemt:
        telefoon.get_by_role("button", name="Stem", exact=True).tap()

    expect(telefoon.get_by_text("Dit schreef je nog toen de peiling sloot.")).to_be_visible()
    expect(telefoon.get_by_text(REDEN)).to_be_visible()
    check(telefoon)
    telefoon.reload()
    expect(telefoon.get_by_text(REDEN)).to_be_visible()


def test_that_a_poll_is_open_stays_in_sight_however_far_one_has_scrolled(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    koek = sit_together(server, sessie, "schoolopleider")
    add_peiling(server.wie, sessie.id, Peiling(nummer="P1", stelling=STELLING), ports=server.ports)
    open_peiling(server.wie, sessie.id, "P1", ports=server.ports)
    lead(server.wie, Zet(sessie_id=sessie.id, vraag="RS4", ronde=Ronde.BESPREKEN), ports=server.ports)
    context = new_context(storage_state=None, **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": koek, "url": server.adres}])
    telefoon = context.new_page()
    telefoon.goto(f"/gesprek?sessie={sessie.id}&vraag=RS4")
    stem = telefoon.get_by_role("button", name="Stem in P1")
    expect(stem).to_be_in_viewport(ratio=1)
    telefoon.get_by_label("Gezamenlijke conclusie").scroll_into_view_if_needed()
    telefoon.get_by_role("button", name="Naar RS5").scroll_into_view_if_needed()
    expect(stem).to_be_in_viewport(ratio=1)
    stem.tap()
    expect(telefoon.get_by_role("heading", name=STELLING)).to_be_visible()

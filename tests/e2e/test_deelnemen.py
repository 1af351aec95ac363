"""Joining with a phone: by the link, back on the same device, and on another one by the return code."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gesprekskaart.regie import Zet
from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.regie import lead
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.uitnodigen import admit, change_uitnodiging, make_uitnodiging, merge_deelnemers, revoke
from gesprekskaart.sessie import Sessie, Stand
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext, NewPage
from tests.e2e.server import Server
from tests.e2e.veld import AOZ, Veld, expect_vraag, open_vraag

ROL = "Zoë, schoolopleider <3"


def make_link(server: Server, sessie: Sessie, *, wachtkamer: bool = False) -> str:
    nu = make_uitnodiging(server.wie, sessie.id, ports=server.ports)
    change_uitnodiging(server.wie, nu, tot=nu.tot, wachtkamer=wachtkamer, ports=server.ports)
    return f"/gk/mee/{nu.code}"


def fill_in(page: Page, link: str, *, rol: str = ROL) -> None:
    page.goto(link)
    page.get_by_label(re.compile("Leerwerkplaats Zilver")).check()
    page.get_by_label("Je rol").fill(rol)
    page.get_by_label("Je organisatie").fill("Kindrijk")
    page.get_by_role("button", name="Doe mee").tap()


def read_code(page: Page) -> str:
    return page.locator(".grote-code").inner_text()


def test_a_phone_joins_by_the_link_and_writes_for_its_own_partnership(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    link, page = make_link(server, sessie), new_page(storage_state=None, **TELEFOON)

    fill_in(page, link)
    expect(page.get_by_role("heading", name="Je doet mee")).to_be_visible()
    assert sessie.id.hex not in link
    page.get_by_role("link", name="Naar het gesprek").tap()
    expect(page.get_by_text(f"Je doet mee als {ROL}, Kindrijk namens LWZ")).to_be_visible()
    assert link.rsplit("/", maxsplit=1)[-1] not in page.url, "the code stays out of the address"

    veld = open_vraag(page, sessie)
    veld.invoer.tap()
    page.keyboard.type("Van ons, Ayşe")
    veld.expect_bewaard("Van ons, Ayşe")
    tekst = server.ports.teksten.get(sessie.id, "antwoord/RS3/LWZ")
    assert tekst is not None
    assert (tekst.tekst, tekst.door) == ("Van ons, Ayşe", f"{ROL}, Kindrijk")
    expect(page.get_by_role("textbox", name=AOZ)).to_have_count(0)
    for knop in ("Niet besproken…", "Wijzig", "Bevriezen als versie 1…"):
        expect(page.get_by_role("button", name=knop)).to_have_count(0)
    expect(page.get_by_role("link", name="Uitnodigen")).to_have_count(0)


def test_who_invites_sees_who_comes_in_and_who_prepares_is_told_that_it_begins(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek(stand=Stand.VOORBEREIDING)
    link, laptop, page = make_link(server, sessie), new_page(), new_page(storage_state=None, **TELEFOON)
    laptop.goto(f"/uitnodigen?sessie={sessie.id}")
    expect(laptop.get_by_text("Wie doet mee (0 binnen)")).to_be_visible()
    fill_in(page, link)
    expect(laptop.get_by_text("Wie doet mee (1 binnen)")).to_be_visible()

    page.goto(f"/voorbereiden?sessie={sessie.id}")
    veld = page.get_by_role("textbox", name="Ons antwoord").first
    veld.tap()
    page.keyboard.type("Midden in een")
    move_stand(server.wie, sessie.id, Stand.GESPREK, ports=server.ports)
    page.get_by_role("button", name="Naar het gesprek").wait_for()
    page.keyboard.type(" zin")
    expect(veld).to_have_value("Midden in een zin")
    page.get_by_role("button", name="Naar het gesprek").tap()
    expect_vraag(page, "G1")


def test_coming_back_on_the_same_phone_and_on_another_device(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    link, context = make_link(server, sessie), new_context(storage_state=None, **TELEFOON)
    page = context.new_page()
    fill_in(page, link)
    terugkeercode = read_code(page)
    page.get_by_role("link", name="Naar het gesprek").tap()
    expect(page.get_by_text(f"Je doet mee als {ROL}")).to_be_visible()
    veld = open_vraag(page, sessie)
    veld.invoer.fill("Op de telefoon")
    veld.expect_bewaard("Op de telefoon")
    page.close()

    weer = context.new_page()
    weer.goto(link)
    expect_vraag(weer, "RS3")
    Veld(weer).expect_bewaard("Op de telefoon")

    laptop = new_context(storage_state=None).new_page()
    laptop.goto("/gk/terug")
    laptop.get_by_label("Je terugkeercode").fill(terugkeercode)
    laptop.get_by_role("button", name="Kom terug").click()
    laptop.get_by_role("link", name="Naar het gesprek").click()
    expect(laptop.get_by_text(f"Je doet mee als {ROL}")).to_be_visible()
    op_laptop = open_vraag(laptop, sessie)
    op_laptop.expect_bewaard("Op de telefoon")
    op_laptop.invoer.fill("En op de laptop")
    op_laptop.expect_bewaard("En op de laptop")


def test_a_phone_waits_until_it_is_let_in_and_keeps_its_text_when_it_is_shown_out(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    page = new_page(storage_state=None, **TELEFOON)
    fill_in(page, make_link(server, sessie, wachtkamer=True))
    expect(page.get_by_role("heading", name="Even wachten")).to_be_visible()

    admit(server.wie, sessie.id, 1, ports=server.ports)
    expect(page.get_by_role("heading", name="Je doet mee")).to_be_visible()
    veld = open_vraag(page, sessie)
    veld.invoer.fill("Bewaard")
    veld.expect_bewaard("Bewaard")

    revoke(server.wie, sessie.id, 1, ports=server.ports)
    veld.invoer.fill("Bewaard, en meer")
    expect(veld.stand).to_contain_text("toegang tot dit gesprek ingetrokken")
    expect(veld.invoer).to_have_value("Bewaard, en meer")
    tekst = server.ports.teksten.get(sessie.id, "antwoord/RS3/LWZ")
    assert tekst is not None
    assert tekst.tekst == "Bewaard"


def test_the_join_pages_fit_a_small_phone_and_need_no_script(
    server: Server, chromium: Browser, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    link = make_link(server, sessie)
    klein: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    context = chromium.new_context(base_url=server.adres, java_script_enabled=False, locale="nl-NL", **klein)
    page = context.new_page()
    for adres in ("/gk/mee", "/gk/terug", link):
        page.goto(adres)
        breedte = page.locator("main").bounding_box()
        assert breedte is not None
        assert breedte["width"] <= 320, adres
    fill_in(page, link, rol="r" * 300)
    expect(page.get_by_role("heading", name="Je doet mee")).to_be_visible()
    hoofd = page.locator("main").bounding_box()
    assert hoofd is not None
    assert hoofd["width"] <= 320
    context.close()


@pytest.mark.parametrize("ververst", [False, True])
def test_what_a_merged_entry_still_had_to_send_is_of_the_one_who_stays(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, ververst: bool
) -> None:
    sessie, wie, ports = make_gesprek(), server.wie, server.ports
    code = make_uitnodiging(wie, sessie.id, ports=ports).code
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    ik = Aanmelding(partnerschap="LWZ", rol=ROL, organisatie="Kindrijk")
    _, laptop = (join(code, ik, None, ports=ports).cookie for _ in range(2))
    context = new_context(storage_state=None)
    context.add_cookies([{"name": COOKIE, "value": laptop, "url": server.adres}])
    page = context.new_page()
    open_vraag(page, sessie, "G1")
    veld = Veld(page, "Jouw inbreng")
    page.route("**/gk/tekst", lambda route: route.abort())
    veld.invoer.fill("Nog niet verstuurd, Ayşe")
    expect(veld.stand).to_have_text(re.compile("geen verbinding"))
    merge_deelnemers(wie, sessie.id, 1, 2, ports=ports)
    page.unroute("**/gk/tekst")
    if ververst:
        page.reload()
    else:
        for vraag in ("G2", "G1"):
            page.get_by_role("button", name=re.compile(f"^Vraag {vraag},")).click()
            expect_vraag(page, vraag)
    veld.expect_bewaard("Nog niet verstuurd, Ayşe")
    assert ports.sessies.get_dossier(sessie.id).teksten["inbreng/G1/1"].tekst == "Nog niet verstuurd, Ayşe"
    assert page.evaluate("Object.keys(localStorage).filter((naam) => naam.startsWith('gk.concept'))") == []

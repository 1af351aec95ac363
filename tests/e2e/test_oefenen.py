"""Rehearsing alone: begin, put a question on the table, see them become ready, reveal, and throw it away."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import NewContext
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import find_violations

MERK = "Oefening: niets hiervan telt"


def test_somebody_rehearses_alone_and_throws_it_away(server: Server, new_context: NewContext) -> None:
    context = new_context()
    page, wand = context.new_page(), context.new_page()
    voor = {regel.sessie.id for regel in server.ports.sessies.list_all()}
    page.goto("/")
    page.get_by_role("link", name="Oefenen").click()
    page.get_by_text("Regiogesprek Onderwijsregio Zilverwaard").click()
    assert find_violations(page) == []
    page.get_by_role("button", name="Begin met oefenen").click()

    expect(page.get_by_text(MERK)).to_be_visible()
    expect(page.get_by_role("button", name="Leid het gesprek vanaf G1")).to_be_visible()
    (id,) = {regel.sessie.id for regel in server.ports.sessies.list_all()} - voor
    wand.goto(f"/gk/scherm/{id}")
    expect(wand.get_by_role("heading", level=1)).to_have_text("Oefening: Regiogesprek Onderwijsregio Zilverwaard")
    page.get_by_role("button", name="Leid het gesprek vanaf G1").click()

    expect(wand.get_by_text(MERK)).to_be_visible()
    expect(wand.get_by_text(re.compile(r"[1-9]\d* van \d+ klaar"))).to_be_visible()
    expect(wand.locator(".inbreng")).to_have_count(0)
    antwoord = context.request.post(
        "/gk/regie", data={"sessie_id": str(id), "ronde": "onthullen"}, headers={"Origin": server.adres}
    )
    assert antwoord.ok
    expect(wand.locator(".inbreng").first).to_be_visible()

    page.goto("/")
    expect(page.get_by_role("heading", name="Oefeningen")).to_be_visible()
    assert find_english(page) == []
    page.get_by_role("button", name="Verwijder deze oefening").click()
    expect(page.get_by_text("De oefening is verwijderd.")).to_be_visible()
    expect(page.get_by_text(MERK)).to_have_count(0)
    assert {regel.sessie.id for regel in server.ports.sessies.list_all()} == voor
    expect(wand.get_by_role("heading", level=1)).to_have_text("Dit scherm laat nu niets zien")

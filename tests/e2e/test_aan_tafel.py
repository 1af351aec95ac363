"""As a group has it: six people around Zilverwaard's Goal and its first Reality block, and one of them drops out.

The facilitator at a laptop, who never touches the mouse; a verslaglegger; four participants of which one holds a
phone. Every question goes through all four rounds; then a poll.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from gesprekskaart.groep import Groep
from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.uitwisseling import Sessiebestand
from gesprekskaart.voorbeelden import voorbeelden
from tests.e2e.conftest import LAPTOP, TELEFOON, MakeVoorbeeld, NewContext
from tests.e2e.server import Server
from tests.e2e.veld import Veld
from tests.zaak import come_in

VALT_WEG = "RS2"
"""At this question the phone loses its network."""

CONCLUSIE_ONDER_KAARTJES = (
    "xpath=//*[contains(@class, 'gk-kaartje')]/following::*[contains(@class, 'st-key-conclusie ')]"
)


def enter(
    new_context: NewContext,
    server: Server,
    sessie: Sessie,
    apparaat: dict[str, Any] = LAPTOP,
    rol: Sessierol = Sessierol.DEELNEMER,
) -> Page:
    context = new_context(storage_state=None, **apparaat)
    cookie = come_in(server.ports, server.wie, sessie, rol=rol).cookie
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.adres}])
    page = context.new_page()
    page.goto(f"/gesprek?sessie={sessie.id}")
    expect(page.locator(".gk-vraag")).to_be_visible()
    return page


def press(page: Page, naam: str) -> None:
    """By keyboard alone."""
    knop = page.get_by_role("region", name="Regie").get_by_role("button", name=naam)
    knop.focus()
    page.keyboard.press("Enter")


def expect_vraag(pages: Sequence[Page], vraag: str) -> None:
    for page in pages:
        expect(page.locator(".gk-vraagnummer")).to_have_text(f"vraag {vraag}")


def find_kaartje(page: Page, tekst: str) -> Locator:
    return page.locator(".gk-kaartje", has_text=tekst)


def discuss(vraag: str, leider: Page, verslag: Page, deelnemers: Sequence[Page]) -> None:
    """One question through all four rounds."""
    for nummer, page in enumerate(deelnemers):
        weg = vraag == VALT_WEG and nummer == 0
        veld = page.get_by_label("Jouw inbreng")
        expect(veld).to_have_count(1)
        veld.click()
        page.context.set_offline(weg)
        page.keyboard.type(f"{vraag}: dit vindt nummer {nummer}")
        if weg:
            page.context.set_offline(False)
        page.get_by_role("button", name="Ik ben klaar").click()
    expect(leider.get_by_text(f"klaar {len(deelnemers)}/{len(deelnemers)}")).to_be_visible()
    expect(find_kaartje(leider, f"{vraag}: dit vindt")).to_have_count(0)
    press(leider, "Onthullen")
    for page in (leider, verslag, *deelnemers):
        expect(find_kaartje(page, f"{vraag}: dit vindt")).to_have_count(len(deelnemers))
    press(leider, "Bespreken")
    expect(deelnemers[0].get_by_text("Bespreek het samen", exact=True)).to_be_visible()
    press(leider, "Concluderen")
    for page in (leider, verslag):
        # It moves from below the cards to above them, and meanwhile stands there twice.
        expect(page.locator(CONCLUSIE_ONDER_KAARTJES)).to_have_count(0)
        expect(page.get_by_label("Gezamenlijke conclusie")).to_have_count(1)
    conclusie = verslag.get_by_label("Gezamenlijke conclusie")
    conclusie.fill(f"Over {vraag} zijn we het eens.")
    expect(leider.get_by_label("Gezamenlijke conclusie")).to_have_value(f"Over {vraag} zijn we het eens.")
    for page in deelnemers:
        expect(page.locator(".st-key-conclusie").get_by_text(f"Over {vraag} zijn we het eens.")).to_be_visible()


def test_a_table_of_six_talks_through_goal_and_reality_and_takes_a_poll(
    new_context: NewContext, server: Server, make_voorbeeld: MakeVoorbeeld
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    leider = new_context().new_page()
    leider.goto(f"/gesprek?sessie={sessie.id}")
    verslag = enter(new_context, server, sessie, rol=Sessierol.VERSLAGLEGGER)
    deelnemers = [
        enter(new_context, server, sessie, apparaat=apparaat) for apparaat in (TELEFOON, LAPTOP, LAPTOP, LAPTOP)
    ]
    press(leider, "Leid het gesprek vanaf G1")
    kaart = server.ports.sessies.get_dossier(sessie.id).kaart
    vragen = [vraag.id for vraag in kaart.vragen if vraag.id.startswith(("G", "RS"))]
    for plaats, vraag in enumerate(vragen):
        expect_vraag((leider, verslag, *deelnemers), vraag)
        discuss(vraag, leider, verslag, deelnemers)
        if plaats + 1 < len(vragen):
            press(leider, f"Zet {vragen[plaats + 1]} op tafel")
            # Whoever writes the report may still have the caret in a field, and is then not taken along.
            verslag.goto(f"/gesprek?sessie={sessie.id}&vraag={vragen[plaats + 1]}")

    dossier = server.ports.sessies.get_dossier(sessie.id)
    inbreng = {plek for plek in dossier.teksten if plek.startswith("inbreng/")}
    assert len(inbreng) == len(vragen) * len(deelnemers)
    assert {dossier.teksten[f"conclusie/{vraag}"].tekst for vraag in vragen} == {
        f"Over {vraag} zijn we het eens." for vraag in vragen
    }

    open_peiling(leider)
    for page in deelnemers:
        page.get_by_role("button", name=f"Stem in {PEILING}").click()
        page.get_by_role("radio", name="Volledig eens", exact=True).check(force=True)
        page.get_by_role("button", name="Stem", exact=True).click()
        expect(page.get_by_text("Je stemde: volledig eens")).to_be_visible()
    # The example lists nine more people, who are not on a device of their own.
    expect(leider.get_by_text("4 van 13 hebben gestemd")).to_be_visible()
    leider.get_by_role("button", name=f"Sluit {PEILING}…").click()
    leider.get_by_role("button", name=f"Sluit {PEILING} en toon de uitslag").click()
    for page in (leider, *deelnemers):
        expect(page.locator(f".st-key-uitslag_{PEILING}").get_by_text("Gehaald")).to_be_visible()


PEILING = f"P{len(voorbeelden()[0].peilingen) + 1}"
"""What the next poll of the first example is called."""


def open_peiling(leider: Page) -> None:
    """The facilitator asks where everybody stands; the others are still at the conversation."""
    leider.get_by_role("button", name="Peiling…").click()
    leider.get_by_label("Stelling", exact=True).fill("Vanaf september doen we dit samen.")
    leider.get_by_role("button", name="Bewaar als concept").click()
    leider.get_by_role("button", name=f"Open {PEILING}").click()


def test_eleven_people_in_three_groups_harvest_three_themes(new_context: NewContext, server: Server) -> None:
    """The second example, played: its people, its partnerships, its notes, in groups that the facilitator deals."""
    voorbeeld = voorbeelden()[1]
    sessie = prepare_opdenksessie(server, voorbeeld)
    leider = new_context().new_page()
    leider.goto(f"/groepen?sessie={sessie.id}")
    mensen = {
        deelnemer.nummer: enter_as(new_context, server, sessie, deelnemer.nummer)
        for deelnemer in voorbeeld.deelnemers
        if deelnemer.sessierol is Sessierol.DEELNEMER
    }
    assert len(mensen) == 11
    leider.get_by_role("radiogroup", name="Hoeveel groepen?").get_by_text("3", exact=True).click()
    leider.get_by_role("button", name="Maak 3 groepen").click()
    leider.get_by_role("button", name="Begin met alle groepen").click()
    expect(leider.get_by_text("bezig", exact=True)).to_have_count(3)
    groepen = server.ports.sessies.get_dossier(sessie.id).groepen
    assert sorted(lid for groep in groepen for lid in groep.leden) == sorted(mensen)

    for groep in groepen:
        note(voorbeeld, groep, mensen[groep.leden[0]], mensen[groep.leden[-1]])

    leider.get_by_role("button", name="Sluit alle groepen").click()
    leider.get_by_role("button", name="Naar de oogst").click()
    for thema in ("T1", "T2", "T3"):
        conclusie = Veld(leider, f"Gezamenlijke conclusie over {thema}")
        conclusie.invoer.fill(f"Over {thema} denken we verder.")
        conclusie.expect_bewaard(f"Over {thema} denken we verder.")
    for page in mensen.values():
        page.goto(f"/oogst?sessie={sessie.id}")
        for groep in groepen:
            # What a cell shows first: what is worth most in the harvest.
            begin = find_notitie(voorbeeld, TekstSoort.OPLOSSINGEN, groep.nummer)[:40]
            expect(page.get_by_role("main").get_by_text(begin).first).to_be_visible()
        expect(page.get_by_text("Over T3 denken we verder.")).to_be_visible()


def note(voorbeeld: Sessiebestand, groep: Groep, schrijver: Page, lezer: Page) -> None:
    """One of the group writes what it noted of T1; another one reads along."""
    for page in (schrijver, lezer):
        expect(page.get_by_role("heading", name=groep.titel)).to_be_visible()
    for soort, label in NOTITIES.items():
        tekst = find_notitie(voorbeeld, soort, groep.nummer)
        veld = Veld(schrijver, label)
        veld.invoer.fill(tekst)
        veld.expect_bewaard(tekst)
        expect(lezer.get_by_label(label, exact=True)).to_have_value(tekst)


NOTITIES = {TekstSoort.VRAAGSTUK: "Vraagstuk", TekstSoort.OPLOSSINGEN: "Mogelijke oplossingen"}


def find_notitie(voorbeeld: Sessiebestand, soort: TekstSoort, groep: int) -> str:
    """What this group of the example noted of T1."""
    (tekst,) = [
        notitie.tekst
        for notitie in voorbeeld.groepsnotities
        if (notitie.soort, notitie.vraag, notitie.groep) == (soort, "T1", groep)
    ]
    return tekst


def prepare_opdenksessie(server: Server, voorbeeld: Sessiebestand) -> Sessie:
    """The example as it was before anybody said anything."""
    leeg = {"groepen": (), "groepsnotities": (), "conclusies": (), "niet_besproken": (), "antwoorden": ()}
    leeg |= {"acties": (), "afspraken": (), "versies": ()}
    kaal = voorbeeld.model_copy(update={**leeg, "stand": Stand.GESPREK})
    id = import_sessie(server.wie, kaal, ports=server.ports, new_id=uuid4)
    return server.ports.sessies.get(id)


def enter_as(new_context: NewContext, server: Server, sessie: Sessie, nummer: int) -> Page:
    """Take the place that the facilitator listed, on a phone."""
    bestaand = server.ports.deelnames.get_uitnodiging(sessie.id)
    uitnodiging = bestaand or make_uitnodiging(server.wie, sessie.id, ports=server.ports)
    binnen = join(uitnodiging.code, Aanmelding(nummer=nummer), None, ports=server.ports)
    context = new_context(storage_state=None, **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": binnen.cookie, "url": server.adres}])
    page = context.new_page()
    page.goto(f"/groepen?sessie={sessie.id}")
    expect(page.get_by_text("Er zijn nog geen groepen")).to_be_visible()
    return page

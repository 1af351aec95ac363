"""The beamer follows the facilitator by itself: every round, legible, nothing out of sight, and through trouble."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from gesprekskaart.account import Wie
from gesprekskaart.groep import Indeling
from gesprekskaart.inbreng import list_inbreng
from gesprekskaart.kaart import Kaart, Vraag
from gesprekskaart.logboek import Daad
from gesprekskaart.peiling import BINDT_NIEMAND, Drempel, Peiling, Stem, Steun
from gesprekskaart.services.deelnemen import Aanmelding, join
from gesprekskaart.services.groepen import add_minuten, begin_groepen, make_groepen
from gesprekskaart.services.peilingen import add_peiling, cast_stem, close_peiling, open_peiling
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import make_uitnodiging, revoke_uitnodiging
from gesprekskaart.sessie import NietBesproken, Sessie
from tests.e2e.conftest import MakeGesprek, NewContext
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import find_violations
from tests.zaak import TOEN, make_sessie, write

WANDEN: dict[str, dict[str, Any]] = {
    "groot": {"viewport": {"width": 1920, "height": 1080}},
    "klein": {"viewport": {"width": 1280, "height": 720}},
}
# As many pixels on the wall: 56 of 1920, and as large a part of a smaller one.
MIN_LETTER = 56 / 1920

GEHEIM = "Dit schrijf ik voor mezelf"

PAST = """() => {
  const vind = (kiezer) => [...document.querySelectorAll(kiezer)].filter((element) => element.offsetHeight)
  const heet = (element) => element.id || element.className
  const vlak = (element) => element.getBoundingClientRect()
  const isBuiten = ({ bottom, right, top, left }) =>
    top < 0 || left < 0 || bottom > innerHeight + 1 || right > innerWidth + 1
  const pagina = document.documentElement
  const groot = vind("#vraag, .venster, .schrijf, .onderdelen, .stemkeuzes, .rondes, #klok, .begin img, .begin .code")
  const vakken = vind("#vraag, .kolom, .tekst, .staaf, .groep, .cel")
  const blokken = vakken.filter((element) => element.scrollWidth > element.clientWidth + 1)
  return {
    schuift: pagina.scrollHeight > innerHeight || pagina.scrollWidth > innerWidth,
    buiten: groot.filter((element) => isBuiten(vlak(element))).map(heet),
    overlapt: vlak(document.querySelector("#vraag")).bottom > vlak(document.querySelector("#deel")).top + 1,
    breed: blokken.map(heet),
  }
}"""
PASSEND = {"schuift": False, "buiten": [], "overlapt": False, "breed": []}


class Wand:
    """A beamer, and the facilitator's other window beside it."""

    def __init__(self, context: BrowserContext, sessie: Sessie, adres: str) -> None:
        self.sessie, self._adres = sessie, adres
        self.context = context
        self.page = context.new_page()

    def open(self) -> Page:
        self.page.goto(f"/gk/scherm/{self.sessie.id}")
        return self.page

    def press(self, **velden: Any) -> None:
        """What a press in the bar of the facilitator sends."""
        self.post("/gk/regie", velden)

    def post(self, pad: str, velden: dict[str, Any]) -> None:
        data = {"sessie_id": str(self.sessie.id), **velden}
        antwoord = self.context.request.post(pad, data=data, headers={"Origin": self._adres})
        assert antwoord.ok, antwoord.text()

    def post_form(self, pad: str, velden: dict[str, Any]) -> None:
        antwoord = self.context.request.post(pad, form=velden, headers={"Origin": self._adres})
        assert antwoord.ok, antwoord.text()

    def write(self, plek: str, tekst: str, *, revisie: int = 0) -> None:
        save_id = f"00000000-0000-4000-8000-{abs(hash((plek, tekst))) % 10**12:012d}"
        self.post("/gk/tekst", {"plek": plek, "tekst": tekst, "revisie": revisie, "save_id": save_id})

    def expect_fits(self) -> None:
        """Everything is in view, and the question large enough to be read from the last row."""
        assert self.page.evaluate(PAST) == PASSEND
        letter, breedte = self.page.evaluate(
            "() => [parseFloat(getComputedStyle(document.querySelector('#vraag')).fontSize), innerWidth]"
        )
        assert letter >= MIN_LETTER * breedte


def come_in(gast: Wand, code: str, partnerschap: str) -> Wand:
    """A participant on a device of their own."""
    gast.context.request.get(f"/gk/mee/{code}")
    velden: dict[str, Any] = {
        "wie": "",
        "partnerschap": partnerschap,
        "rol": "schoolopleider",
        "organisatie": "Kindrijk",
        "naam": "Zoë",
    }
    gast.post_form(f"/gk/mee/{code}", velden)
    return gast


@pytest.fixture(params=WANDEN)
def maten(request: pytest.FixtureRequest) -> dict[str, Any]:
    return WANDEN[request.param]


def longest(kaart: Kaart) -> Vraag:
    return max(kaart.vragen, key=lambda vraag: len(vraag.tekst))


def test_the_wall_follows_every_round_and_everything_on_it_fits(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, maten: dict[str, Any]
) -> None:
    sessie = make_gesprek()
    code = make_uitnodiging(server.wie, sessie.id, ports=server.ports).code
    wand = Wand(new_context(reduced_motion="reduce", **maten), sessie, server.adres)
    page = wand.open()
    vraag = page.get_by_role("heading", level=1)
    expect(vraag).to_have_text("Regiogesprek Zilverwaard")
    expect(page.get_by_text(f"{code[:4]}-{code[4:]}")).to_be_visible()
    expect(page.locator(".begin").get_by_text(re.compile(r"localhost:\d+/gk/mee"))).to_be_visible()
    qr = page.get_by_role("img", name="QR-code om mee te doen")
    expect(qr).to_be_visible()
    assert qr.evaluate("(plaatje) => plaatje.decode().then(() => plaatje.naturalWidth > 0)")
    assert page.evaluate(PAST) == PASSEND

    gast = come_in(Wand(new_context(storage_state=None), sessie, server.adres), code, "LWZ")
    expect(page.get_by_text("1 iemand is binnen")).to_be_visible()

    lang = longest(server.ports.sessies.get_dossier(sessie.id).kaart)
    wand.press(vraag=lang.id, klok="start")
    expect(vraag).to_have_text(lang.tekst)
    expect(page.get_by_text("0 van 1 klaar")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^\s*(3:00|2:5\d)$"))
    wand.expect_fits()
    gast.write(f"inbreng/{lang.id}/1", GEHEIM)
    gast.post("/gk/klaar", {"vraag": lang.id, "klaar": True})
    expect(page.get_by_text("1 van 1 klaar")).to_be_visible()
    expect(page.get_by_text(GEHEIM)).to_have_count(0)

    wand.press(ronde="onthullen")
    expect(page.get_by_text(GEHEIM)).to_be_visible()
    expect(page.get_by_text("schoolopleider, Kindrijk")).to_be_visible()
    expect(page.get_by_text("Zoë")).to_have_count(0)
    wand.expect_fits()

    wand.write(f"antwoord/{lang.id}/AOZ", "Ons antwoord, zin na zin na zin. " * 60)
    wand.press(ronde="bespreken")
    expect(page.get_by_text(re.compile(r"deel 1 van \d"))).to_be_visible()
    wand.expect_fits()
    wand.press(schermstap=1)
    expect(page.get_by_text(re.compile(r"deel 2 van \d"))).to_be_visible()
    expect(page.get_by_role("heading", name="AOZ Academische Opleidingsschool")).to_be_in_viewport()
    wand.press(schermstap=200)
    expect(page.get_by_text(re.compile(r"deel (\d) van \1"))).to_be_visible()

    wand.press(ronde="concluderen")
    expect(page.get_by_text("De conclusie wordt nu geschreven.")).to_be_visible()
    wand.write(f"conclusie/{lang.id}", "Wij doen het samen")
    expect(page.get_by_text("Wij doen het samen", exact=True)).to_be_visible()
    wand.write(f"conclusie/{lang.id}", "Wij doen het samen, en dat is geen kleinigheid. " * 25, revisie=1)
    expect(page.get_by_text(re.compile("geen kleinigheid"))).to_be_visible()
    wand.expect_fits()
    assert find_english(page) == []


def test_what_is_alike_lies_together_on_the_wall(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, maten: dict[str, Any]
) -> None:
    sessie = make_gesprek()
    code = make_uitnodiging(server.wie, sessie.id, ports=server.ports).code
    wand = Wand(new_context(reduced_motion="reduce", **maten), sessie, server.adres)
    page = wand.open()
    wand.press(vraag="G1")
    for nummer, (partnerschap, tekst) in enumerate(
        [("LWZ", "Eén rooster"), ("AOZ", "Samen roosteren"), ("LWZ", "Eerst kennismaken")], 1
    ):
        gast = come_in(Wand(new_context(storage_state=None), sessie, server.adres), code, partnerschap)
        gast.write(f"inbreng/G1/{nummer}", tekst)
    wand.press(ronde="onthullen")
    expect(page.locator(".kolom", has_text="AOZ").get_by_text("Samen roosteren")).to_be_visible()

    for inbreng in list_inbreng(server.ports.sessies.get_dossier(sessie.id), "G1"):
        if "rooster" in inbreng.tekst:
            wand.post("/gk/inbreng", {"vraag": "G1", "kenmerk": inbreng.kenmerk, "bundel": "Rooster"})
    bundel = page.locator(".kolom", has=page.get_by_role("heading", name="‘Rooster’"))
    expect(bundel.locator(".inbreng .tekst")).to_have_text(["Eén rooster", "Samen roosteren"])
    expect(bundel.locator(".inbreng .van")).to_have_text(
        ["LWZ · schoolopleider, Kindrijk", "AOZ · schoolopleider, Kindrijk"]
    )
    expect(page.locator(".kolom", has_text="AOZ Academische").get_by_text("alles is gebundeld")).to_be_visible()
    expect(page.locator(".kolom", has_text="LWZ Leerwerkplaats").get_by_text("Eerst kennismaken")).to_be_visible()
    wand.expect_fits()


@pytest.mark.parametrize("lengte", [394, 1000])
def test_a_question_of_any_length_stays_in_view(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, maten: dict[str, Any], lengte: int
) -> None:
    sessie = make_gesprek()
    dossier = server.ports.sessies.get_dossier(sessie.id)
    tekst = ("Hoe richten onze partnerschappen de opleidings- en begeleidingsinfrastructuur in? " * 20)[:lengte]
    fase, blok, vraag = next(dossier.kaart.walk())
    nieuw = blok.model_copy(update={"vragen": (vraag.model_copy(update={"tekst": tekst.strip()}), *blok.vragen[1:])})
    fasen = (fase.model_copy(update={"blokken": (nieuw, *fase.blokken[1:])}), *dossier.kaart.fasen[1:])
    kaart = dossier.kaart.model_copy(update={"id": f"lang-{lengte}-{sessie.id.hex[:6]}", "fasen": fasen})
    server.ports.kaarten.add(kaart, daad=Daad(handeling="add_kaart", wie="test", op=TOEN))
    sessie = server.ports.sessies.save(
        sessie.model_copy(update={"kaart_id": kaart.id, "kaart_versie": kaart.versie}),
        gelezen=sessie.revisie,
        daad=Daad(handeling="save_gesprek", wie="test", op=TOEN),
    )
    wand = Wand(new_context(**maten), sessie, server.adres)
    page = wand.open()
    for ronde in ("schrijven", "onthullen"):
        wand.press(vraag=vraag.id, ronde=ronde)
        expect(page.locator(f"[data-toestand={ronde}]")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text(tekst.strip())
        if lengte < 400:
            wand.expect_fits()
        else:
            assert page.evaluate(PAST) == PASSEND


def test_time_that_ran_out_is_said_in_words(server: Server, new_context: NewContext, make_gesprek: MakeGesprek) -> None:
    wand = Wand(new_context(**WANDEN["groot"]), make_gesprek(), server.adres)
    wand.page.clock.install()
    page = wand.open()
    expect(page.locator("[data-toestand=begin]")).to_be_visible()
    wand.press(vraag="G1", klok="start")
    expect(page.locator("#klok[data-stand=loopt]")).to_be_visible()
    page.context.set_offline(True)  # so that only the page's own clock goes on
    page.clock.run_for(4 * 60_000)
    expect(page.get_by_role("timer")).to_have_text(re.compile("tijd is om.*0:00"))
    assert page.locator("#tijd").evaluate("(e) => getComputedStyle(e).color") == "rgb(168, 32, 26)"
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat dragen onze partnerschappen bij")


def test_a_server_that_was_killed_leaves_the_last_picture_and_is_followed_again(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    wand = Wand(new_context(**WANDEN["groot"]), make_gesprek(), server.adres)
    page = wand.open()
    wand.press(vraag="RS3")
    expect(page.get_by_text("vraag RS3")).to_be_visible()
    server.kill()
    try:
        expect(page.get_by_text("Even geen verbinding. Dit is het laatste beeld.")).to_be_visible()
        expect(page.get_by_text("vraag RS3")).to_be_visible()
    finally:
        server.start()
    expect(page.get_by_text("Even geen verbinding")).to_be_hidden()
    wand.press(vraag="RS4")
    expect(page.get_by_text("vraag RS4")).to_be_visible()


def test_whoever_may_look_no_longer_sees_nothing_any_more(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek("Van tafel")
    wand = Wand(new_context(**WANDEN["groot"]), sessie, server.adres)
    page = wand.open()
    wand.press(vraag="RS3")
    expect(page.get_by_text("vraag RS3")).to_be_visible()
    wand.context.clear_cookies()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit scherm laat nu niets zien")
    expect(page.get_by_text("Van tafel")).to_have_count(0)


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_no_picture_breaks_a_rule_of_contrast(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, kleur: str
) -> None:
    sessie = make_gesprek()
    uitnodiging = make_uitnodiging(server.wie, sessie.id, ports=server.ports)
    join(uitnodiging.code, Aanmelding(partnerschap="LWZ", rol="leraar", organisatie="Ons"), None, ports=server.ports)
    wand = Wand(new_context(color_scheme=kleur, reduced_motion="reduce", **WANDEN["groot"]), sessie, server.adres)
    page = wand.open()
    expect(page.locator("[data-toestand=begin]")).to_be_visible()
    assert find_violations(page) == []
    wand.write("antwoord/G1/LWZ", "Wat wij zeggen")
    wand.write("conclusie/G1", "Wat wij concluderen")
    for ronde in ("schrijven", "onthullen", "concluderen"):
        wand.press(vraag="G1", ronde=ronde, geparkeerd=True)
        expect(page.locator(f"[data-toestand={ronde}]")).to_be_visible()
        assert find_violations(page) == []
    add_peiling(server.wie, sessie.id, Peiling(nummer="P1", stelling="Samen?"), ports=server.ports)
    for toestand, doe in (("peiling", open_peiling), ("uitslag", close_peiling)):
        doe(server.wie, sessie.id, "P1", ports=server.ports)
        wand.press(wand="P1")
        expect(page.locator(f"[data-toestand={toestand}]")).to_be_visible()
        assert find_violations(page) == []
    revoke_uitnodiging(server.wie, uitnodiging, ports=server.ports)


GROOT_GESPREK = 24
"""People, in six groups: more than an opdenksessie mostly has."""


@pytest.fixture
def opdenksessie(server: Server) -> Sessie:
    """Six groups of four, who have begun and written something."""
    wie, ports = server.wie, server.ports
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    code = make_uitnodiging(wie, sessie.id, ports=ports).code
    for nummer in range(GROOT_GESPREK):
        ik = Aanmelding(
            partnerschap=("LWZ", "AOZ")[nummer % 2],
            rol=("programmaleider", "schoolopleider", "lerarenopleider", "bestuurder")[nummer % 4],
            organisatie=f"Stichting {nummer}",
            naam="Zoë",
        )
        join(code, ik, None, ports=ports)
    make_groepen(wie, sessie.id, Indeling.WILLEKEURIG, aantal=6, minuten=30, toeval=Random(1), ports=ports)
    begin_groepen(wie, sessie.id, ports=ports)
    for groep in range(1, 6):
        write(
            ports,
            wie,
            sessie,
            f"vraagstuk/T1/{groep}",
            "Starters krijgen te weinig begeleiding in het eerste jaar. " * 3,
        )
        write(
            ports, wie, sessie, f"uitwerken/T1/{groep}", "Eén pool van begeleiders, over de partnerschappen heen. " * 3
        )
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="T1", groep=6), geldt=True, ports=ports)
    write(ports, wie, sessie, "conclusie/T1", "Wij beginnen met één pool van begeleiders.")
    return sessie


def test_groups_and_harvest_can_be_read_and_never_name_anybody(
    server: Server, new_context: NewContext, opdenksessie: Sessie, maten: dict[str, Any]
) -> None:
    wand = Wand(new_context(reduced_motion="reduce", **maten), opdenksessie, server.adres)
    page = wand.open()
    wand.press(wand="groepen")
    expect(page.get_by_role("heading", name="Wie zit waar?")).to_be_visible()
    expect(page.get_by_role("heading", name="Groep 6")).to_be_visible()
    expect(page.get_by_text("bestuurder, Stichting 3", exact=True)).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^\s*(30:00|29:\d\d)$"))
    wand.expect_fits()
    add_minuten(server.wie, opdenksessie.id, [2], ports=server.ports)
    expect(page.get_by_role("timer")).to_be_hidden()
    expect(page.locator(".groepstijd")).to_have_count(6)

    wand.press(wand="oogst")
    expect(page.get_by_role("heading", name="Wat de groepen brachten")).to_be_visible()
    expect(page.get_by_text("Wij beginnen met één pool van begeleiders.")).to_be_visible()
    expect(page.locator(".cel.weg")).to_have_text("Groep 6niet besproken")
    wand.expect_fits()
    write(server.ports, server.wie, opdenksessie, "openvragen/T2/6", "Wie betaalt dit?")
    expect(page.get_by_text("Wie betaalt dit?")).to_be_visible()
    wand.press(wand="oogst/uitwerken")
    expect(page.get_by_text("Samen uitwerken en delen", exact=True)).to_be_visible()
    expect(page.get_by_text("Wie betaalt dit?")).to_have_count(0)
    wand.expect_fits()
    expect(page.get_by_text("Zoë")).to_have_count(0)
    assert find_english(page) == []


def test_a_poll_on_the_wall_tells_how_many_voted_and_then_how_it_fell(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, maten: dict[str, Any]
) -> None:
    sessie, wie, ports = make_gesprek(), server.wie, server.ports
    code = make_uitnodiging(wie, sessie.id, ports=ports).code
    for nummer in range(3):
        join(code, Aanmelding(partnerschap="LWZ", rol=f"rol {nummer}", organisatie="Ons"), None, ports=ports)
    stelling = "Vanaf september werven en begeleiden wij zij-instromers samen, met één loket voor de hele regio"
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling=stelling, drempel=Drempel(percentage=75)), ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    wand = Wand(new_context(reduced_motion="reduce", **maten), sessie, server.adres)
    page = wand.open()
    wand.press(wand="P1")
    expect(page.get_by_role("heading", name=stelling)).to_be_visible()
    expect(page.get_by_text("0 van 3 hebben gestemd")).to_be_visible()
    expect(page.get_by_text(BINDT_NIEMAND)).to_be_visible()
    wand.expect_fits()
    for deelnemer in ports.sessies.get_dossier(sessie.id).deelnemers:
        stem = Stem(peiling="P1", deelnemer=deelnemer.nummer, keuze=list(Steun)[deelnemer.nummer], reden=GEHEIM)
        ik = Wie(deelnemer=deelnemer, sessie_id=sessie.id)
        cast_stem(ik, sessie.id, stem, gelezen=0, ports=ports)
    expect(page.get_by_text("3 van 3 hebben gestemd")).to_be_visible()
    expect(page.get_by_role("img", name="Staafdiagram")).to_have_count(0)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    expect(page.get_by_role("img", name="Staafdiagram: volledig eens 0, eens met kanttekening 1")).to_be_visible()
    expect(page.get_by_text("Niet gehaald: 33%.")).to_be_visible()
    expect(page.get_by_text(GEHEIM)).to_have_count(0)
    wand.expect_fits()
    assert find_english(page) == []


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_groups_and_harvest_break_no_rule_of_contrast(
    server: Server, new_context: NewContext, opdenksessie: Sessie, kleur: str
) -> None:
    context = new_context(color_scheme=kleur, reduced_motion="reduce", **WANDEN["groot"])
    wand = Wand(context, opdenksessie, server.adres)
    page = wand.open()
    for naam in ("groepen", "oogst"):
        wand.press(wand=naam)
        expect(page.locator(f"[data-toestand={naam}]")).to_be_visible()
        assert find_violations(page) == []

"""Uitnodigen, and every screen as somebody without an account sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.deelname import format_code
from gesprekskaart.ports import Ports, provide
from gesprekskaart.services import uitnodigen
from gesprekskaart.services.deelnemen import Koekjes, come_back, list_stoelen
from gesprekskaart.services.leiding import add_leider
from gesprekskaart.sessie import Aanwezigheid, Sessie, Sessierol, Stand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import STANDEN, MakeGesprek
from tests.screens.scherm import (
    FRAME,
    GESPREKKEN,
    INRICHTEN,
    NIEUW,
    UITNODIGEN,
    VAN_EEN_SESSIE,
    VERSLAG,
    VOORBEREIDEN,
    VRAAG,
    WAY_FORWARD,
    fields,
    headings,
    in_venster,
    labels,
    links,
    open_scherm,
    read,
)
from tests.zaak import DAAD, come_in, log_in_cookie, make_account, make_sessie

ZONDER_ACCOUNT = [rol for rol in Sessierol if rol is not Sessierol.FACILITATOR]
VAN_DE_FACILITATOR = {
    *("Wijzig", "Gegevens wijzigen", "Partnerschap toevoegen", "Deelnemer toevoegen", "Begin het gesprek", "Beheer…"),
    *("Mensen uitnodigen", "Gesprek verwijderen…", "Bevriezen als versie 1…", "Vaststellen…", "Gesprek heropenen…"),
    *("Leg reactie vast", "Maak een uitnodiging", "Nieuw gesprek", "Partnerschappen toevoegen"),
}


@dataclass
class Deur:
    ports: Ports
    wie: Wie

    def sit_down(self, sessie: Sessie, rol: Sessierol = Sessierol.DEELNEMER, *, cookie: str | None = None) -> str:
        """From now on screens see somebody of LWZ in this role; gives the cookie of the device."""
        nu = self.ports.sessies.get(sessie.id)
        gesloten = nu.stand in (Stand.VERSLAG, Stand.VASTGESTELD)
        # Coming in is done before the freezing; here the session is opened for a moment.
        stand = Stand.GESPREK if gesloten else nu.stand
        nu = self.ports.sessies.save(nu.model_copy(update={"stand": stand}), gelezen=nu.revisie, daad=DAAD)
        koek = come_in(self.ports, self.wie, nu, rol=rol, cookie=cookie).cookie
        self.ports.sessies.save(nu.model_copy(update={"stand": sessie.stand}), gelezen=nu.revisie, daad=DAAD)
        provide_cookies(lambda: Koekjes(None, koek))
        return koek


@pytest.fixture
def deur(ports: Ports, wie: Wie) -> Deur:
    return Deur(ports, wie)


def steps(tab: AppTest) -> list[str]:
    """Of the head; the report has a second screen, in a row of its own."""
    erbij = {"Mijn gesprekken", "Kennis delen", "Deel kennis met andere regio’s"}
    return list(dict.fromkeys(label for label in links(tab) if label not in erbij))


def test_the_invitation_names_the_public_address(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    code = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports).code
    provide(replace(ports, openbaar_adres="https://gesprek.regio.nl"))
    tab = open_scherm(UITNODIGEN, sessie)
    assert f"https://gesprek.regio.nl/gk/mee/{code}" in tab.code[0].value
    assert "gesprek.regio.nl/gk/mee" in read(tab)
    assert "werkt alleen op deze computer" not in read(tab)


@pytest.mark.parametrize(
    ("stand", "zin"),
    [(Stand.VOORBEREIDING, "Je kunt meteen beginnen met voorbereiden."), (Stand.GESPREK, "je kunt meteen meedoen.")],
)
def test_the_mail_says_what_there_is_to_do_now(ports: Ports, wie: Wie, stand: Stand, zin: str) -> None:
    sessie = make_sessie(ports, wie, stand=stand)
    uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    assert zin in open_scherm(UITNODIGEN, sessie).code[0].value


@pytest.mark.parametrize("adres", ["http://localhost:8501", "http://127.0.0.1:8501", "http://[::1]:8501"])
def test_an_address_that_others_cannot_reach_is_told(ports: Ports, wie: Wie, adres: str) -> None:
    sessie = make_sessie(ports, wie)
    uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    provide(replace(ports, openbaar_adres=adres))
    assert "dat adres werkt alleen op deze computer" in read(open_scherm(UITNODIGEN, sessie))


def test_who_waits_is_no_participant_yet(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    come_in(ports, wie, sessie)
    scherm = read(open_scherm(INRICHTEN, sessie))
    assert "1 persoon wacht in de wachtkamer." in scherm
    assert "schoolopleider 1" not in scherm

    uitnodigen.admit(wie, sessie.id, 1, ports=ports)

    scherm = read(open_scherm(INRICHTEN, sessie))
    assert "wachtkamer" not in scherm
    assert "schoolopleider 1" in scherm


def test_who_leads_the_conversation_sees_that_somebody_waits(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    come_in(ports, wie, sessie)
    nu = uitnodigen.get_uitnodiging(wie, sessie.id, ports=ports)
    assert nu is not None
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    assert "Naar de wachtkamer" not in labels(open_scherm(VRAAG, sessie))

    come_in(ports, wie, sessie)

    tab = open_scherm(VRAAG, sessie)
    assert "1 persoon wacht in de wachtkamer." in read(tab)
    tab.button(key="wijs_wachtkamer_ga").click().run()
    assert headings(tab)[0] == "Uitnodigen"


def test_an_invitation_is_one_button_away(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    tab = open_scherm(UITNODIGEN, sessie)
    assert "Er is nu geen code" in read(tab)
    tab.button(key="uitnodigen_maak").click().run()
    uitnodiging = ports.deelnames.get_uitnodiging(sessie.id)
    assert uitnodiging is not None
    for woorden in (format_code(uitnodiging.code), "/qr.svg", "deur.pdf", "mailto:?subject=Uitnodiging"):
        assert woorden in read(tab)
    assert uitnodiging.code in tab.code[0].value
    assert not tab.exception


def test_a_code_is_replaced_and_the_door_closed(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    eerste = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    tab = open_scherm(UITNODIGEN, sessie)
    in_venster(tab, "uitnodigen_sluiten", lambda venster: venster.button(key="sluiten_vervang").click())
    assert ports.deelnames.find_uitnodiging(eerste.code) is None
    assert "de oude werkt niet meer" in read(tab)
    in_venster(tab, "uitnodigen_sluiten", lambda venster: venster.button(key="sluiten_sluit").click())
    assert "Er is nu geen code" in read(tab)


def test_term_and_waiting_room_are_changed_in_a_window(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    tab = open_scherm(UITNODIGEN, sessie)

    def fill(venster: AppTest) -> None:
        venster.text_input(key="termijn_dag").set_value("1 december 2026")
        venster.checkbox(key="termijn_wachtkamer").set_value(True)
        venster.button(key="termijn_bewaar").click()

    in_venster(tab, "uitnodigen_termijn", fill)
    nu = ports.deelnames.get_uitnodiging(sessie.id)
    assert nu is not None
    assert (nu.wachtkamer, f"{nu.tot:%d-%m %H}") == (True, "01-12 23")
    assert "mensen wachten" in read(tab)


def test_who_waits_is_let_in_or_refused(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    for _ in range(2):
        come_in(ports, wie, sessie)
    tab = open_scherm(UITNODIGEN, sessie)
    assert "(0 binnen, 2 in de wachtkamer)" in tab.header[0].value
    tab.button(key="uitnodigen_laat_1").click().run()
    tab.button(key="uitnodigen_weiger_2").click().run()
    assert [(d.nummer, d.toegelaten) for d in ports.deelnames.list(sessie.id)] == [(1, True)]
    assert "(1 binnen)" in tab.header[0].value


def test_one_person_is_managed_in_one_window(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    for _ in range(2):
        come_in(ports, wie, sessie)
    tab = open_scherm(UITNODIGEN, sessie)

    def depart(venster: AppTest) -> None:
        venster.text_input(key="beheer_tijd_1").set_value("15.15")
        venster.button(key="beheer_vertrokken").click()

    in_venster(tab, "uitnodigen_beheer_1", depart)
    eerste = ports.sessies.get_dossier(sessie.id).deelnemers[0]
    assert (eerste.aanwezigheid, eerste.aanwezigheid_toelichting) == (Aanwezigheid.GEDEELTELIJK, "tot 15.15 uur")
    in_venster(tab, "uitnodigen_beheer_2", lambda venster: venster.button(key="beheer_meeleiden").click())
    assert ports.sessies.get_dossier(sessie.id).deelnemers[1].sessierol is Sessierol.FACILITATOR
    assert "leidt mee" in read(tab)
    in_venster(tab, "uitnodigen_beheer_2", lambda venster: venster.button(key="beheer_terugnemen").click())
    in_venster(tab, "uitnodigen_beheer_1", lambda venster: venster.button(key="beheer_code").click())
    code = re.search(r'gk-deurcode">((?:[A-Z0-9]{4}-){2}[A-Z0-9]{4})<', read(tab))
    assert code is not None
    assert come_back(code[1], None, ports=ports).deelname.nummer == 1


def test_revoking_asks_first(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    come_in(ports, wie, sessie)
    tab = open_scherm(UITNODIGEN, sessie)
    tab.button(key="uitnodigen_beheer_1").click().run()
    assert "Trek de toegang in" not in labels(tab)
    tab.button(key="uitnodigen_beheer_1").click()
    tab.checkbox(key="beheer_intrekken_zeker").check().run()
    tab.button(key="uitnodigen_beheer_1").click()
    tab.button(key="beheer_intrekken").click().run()
    assert ports.deelnames.list(sessie.id)[0].ingetrokken
    in_venster(tab, "uitnodigen_beheer_1", lambda venster: venster.button(key="beheer_weer").click())
    assert not ports.deelnames.list(sessie.id)[0].ingetrokken


def test_the_lead_is_given_to_another_account_by_name(ports: Ports, wie: Wie) -> None:
    bram, sessie = make_account(ports, "Bram"), make_sessie(ports, wie)
    assert bram.account is not None
    tab = open_scherm(UITNODIGEN, sessie)

    def fill(venster: AppTest) -> None:
        venster.text_input(key="leider_naam").set_value("bram")
        venster.button(key="leider_erbij").click()

    in_venster(tab, "uitnodigen_leiders", fill)
    assert bram.account.id in ports.sessies.get(sessie.id).facilitators
    assert "<strong>Bram</strong>" in read(tab)


def test_who_hands_over_the_lead_reads_that_it_is_done(ports: Ports, wie: Wie) -> None:
    bram, sessie = make_account(ports, "Bram"), make_sessie(ports, wie)
    assert wie.account is not None
    assert bram.account is not None
    add_leider(wie, sessie.id, "Bram", ports=ports)
    tab = open_scherm(UITNODIGEN, sessie)
    tab.button(key="uitnodigen_leiders").click().run()
    tab.button(key="uitnodigen_leiders").click()
    jij = tab.checkbox(key=f"leider_weg_{wie.account.id}_zeker")
    assert jij.label == "Ik draag de leiding over, en kom daarna zelf niet meer in dit gesprek"
    jij.check().run()
    tab.button(key="uitnodigen_leiders").click()
    tab.button(key=f"leider_weg_{wie.account.id}").click().run()
    assert ports.sessies.get(sessie.id).facilitators == (bram.account.id,)
    # On a screen that is still theirs: the conversation itself no longer opens.
    assert headings(tab)[0] == "Mijn gesprekken"
    assert f"Je leidt ‘{sessie.gesprek.titel}’ niet meer. Bram leidt het nu." in read(tab)


def test_who_leads_along_is_named_with_who_leads(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    come_in(ports, wie, sessie)
    tab = open_scherm(UITNODIGEN, sessie)
    in_venster(tab, "uitnodigen_beheer_1", lambda venster: venster.button(key="beheer_meeleiden").click())
    ik = ports.sessies.get_dossier(sessie.id).deelnemers[0].aanduiding
    assert f"{ik} leidt het gesprek nu mee." in read(tab)
    assert f"<strong>{ik}</strong> leidt mee" in read(tab)


@pytest.mark.parametrize("rol", ZONDER_ACCOUNT)
@pytest.mark.parametrize("stand", STANDEN[1:])
def test_every_screen_opens_for_everybody_and_offers_only_what_they_may(
    deur: Deur, make_gesprek: MakeGesprek, rol: Sessierol, stand: str
) -> None:
    sessie = make_gesprek(stand)
    deur.sit_down(sessie, rol)
    for scherm in VAN_EEN_SESSIE:
        tab = open_scherm(scherm, sessie)
        assert not tab.exception, scherm
        assert not tab.error, scherm
        assert sessie.gesprek.titel in read(tab), scherm
        assert not VAN_DE_FACILITATOR & set(labels(tab)), scherm
        assert "Heropen" not in "".join(info.value for info in tab.info), scherm


ALTIJD = ["Gesprek", "Keuzes", "Way Forward", "Verslag"]


@pytest.mark.parametrize(
    ("rol", "stand", "verwacht"),
    [
        (Sessierol.DEELNEMER, Stand.VOORBEREIDING, ["Voorbereiden", *ALTIJD]),
        (Sessierol.DEELNEMER, Stand.GESPREK, ["Voorbereiden", *ALTIJD]),
        (Sessierol.DEELNEMER, Stand.VERSLAG, ALTIJD),
        (Sessierol.TOEHOORDER, Stand.GESPREK, ALTIJD),
        (Sessierol.VERSLAGLEGGER, Stand.GESPREK, ["Gesprek", "Keuzes", "Way Forward", "Verslag"]),
        (
            Sessierol.FACILITATOR,
            Stand.GESPREK,
            ["Wie", "Uitnodigen", "Voorbereiden", "Gesprek", "Keuzes", "Way Forward", "Verslag"],
        ),
    ],
)
def test_the_steps_are_those_that_concern_somebody(
    deur: Deur, make_gesprek: MakeGesprek, rol: Sessierol, stand: Stand, verwacht: list[str]
) -> None:
    sessie = make_gesprek(stand)
    deur.sit_down(sessie, rol)
    assert steps(open_scherm(VERSLAG, sessie)) == verwacht


def test_a_participant_prepares_and_writes_for_the_own_partnership(deur: Deur, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)
    deur.sit_down(sessie)
    tab = open_scherm(VOORBEREIDEN, sessie)
    assert [keuze.key for keuze in tab.segmented_control] == ["voorbereiden_blok"], "there is nothing to choose"
    assert all(veld["mag_schrijven"] and veld["wie"] == "deelnemer:1" for veld in fields(tab).values())
    open_ = {plek for plek, veld in fields(open_scherm(VRAAG, sessie)).items() if veld["mag_schrijven"]}
    assert open_
    assert all(plek.endswith("/LWZ") for plek in open_)
    ander = open_scherm(VOORBEREIDEN, sessie, partnerschap="AOZ")
    assert all("/LWZ" in plek for plek in fields(ander))


@pytest.mark.parametrize(
    ("rol", "soorten"),
    [(Sessierol.TOEHOORDER, set()), (Sessierol.VERSLAGLEGGER, {"overeenkomsten", "verschillen", "conclusie"})],
)
def test_who_does_not_answer_reads(deur: Deur, make_gesprek: MakeGesprek, rol: Sessierol, soorten: set[str]) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    deur.sit_down(sessie, rol)
    tab = open_scherm(VRAAG, sessie, vraag="RS3")
    assert {plek.split("/")[0] for plek, veld in fields(tab).items() if veld["mag_schrijven"]} == soorten
    assert not any(veld["mag_schrijven"] for veld in fields(open_scherm(VOORBEREIDEN, sessie)).values())
    if rol is Sessierol.TOEHOORDER:
        assert "Je leest hier mee." in open_scherm(WAY_FORWARD, sessie).info[0].value
        assert "Meenemen" not in read(open_scherm(VERSLAG, sessie))


@pytest.mark.parametrize("rol", [Sessierol.DEELNEMER, Sessierol.TOEHOORDER])
def test_only_who_may_add_signers_is_told_to(deur: Deur, make_gesprek: MakeGesprek, rol: Sessierol) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    assert "Er zijn nog geen ondertekenaars. Voeg ze toe" in read(open_scherm(VERSLAG, sessie))
    deur.sit_down(sessie, rol)
    gelezen = read(open_scherm(VERSLAG, sessie))
    assert "Er zijn nog geen ondertekenaars." in gelezen
    assert "Voeg ze toe" not in gelezen


def test_my_conversations_of_a_device_are_those_it_takes_part_in(
    deur: Deur, ports: Ports, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    make_sessie(ports, make_account(ports, "bram"))
    koek = deur.sit_down(sessie)
    tab = open_scherm(GESPREKKEN)
    assert links(tab) == ["Verder met het gesprek"]
    assert not labels(tab)
    assert 'href="/gk/terug"' in read(tab)
    assert "met een account" in read(open_scherm(NIEUW))
    uitnodigen.revoke(deur.wie, sessie.id, 1, ports=ports)
    assert "niet (meer) mee" in read(open_scherm(GESPREKKEN))
    assert "toegang tot dit gesprek ingetrokken" in read(open_scherm(VRAAG, sessie))
    provide_cookies(lambda: Koekjes("onzin", f"{koek}x"))
    assert 'href="/gk/mee"' in read(AppTest.from_file(FRAME, default_timeout=60).run())


def test_an_account_sees_both_what_it_leads_and_where_it_takes_part(
    deur: Deur, ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    make_gesprek(Stand.GESPREK)
    bram = make_account(ports, "bram")
    elders = make_sessie(ports, bram)
    koek = Deur(ports, bram).sit_down(elders)
    provide_cookies(lambda: Koekjes(log_in_cookie(ports, wie), koek))
    tab = open_scherm(GESPREKKEN)
    assert [kop.value for kop in tab.header] == ["Hier doe je mee"]
    assert "Je doet mee als schoolopleider 1" in read(open_scherm(VRAAG, elders))


def test_who_waits_sees_nothing_of_the_conversation(deur: Deur, ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    deur.sit_down(sessie)
    for scherm in VAN_EEN_SESSIE:
        tab = open_scherm(scherm, sessie)
        assert f'href="/gk/wacht/{sessie.id}"' in read(tab)
        assert "Zilverwaard" not in read(tab)
        assert not tab.exception


def test_where_a_participant_is_is_remembered(deur: Deur, ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    koek = deur.sit_down(sessie)
    open_scherm(VRAAG, sessie, vraag="RS3")
    assert list_stoelen(koek, ports=ports)[0].waar == "gesprek?vraag=RS3"
    open_scherm(INRICHTEN, sessie)
    assert list_stoelen(koek, ports=ports)[0].waar == "inrichten?"

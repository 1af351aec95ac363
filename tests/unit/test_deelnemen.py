"""Coming in without an account, and being known again."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.deelname import CODELENGTE, LETTERS, clean_code, format_code, make_code
from gesprekskaart.errors import NietAangemeld, Ongeldig, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services import deelnemen, uitnodigen
from gesprekskaart.services.aanmelden import make_link, use_link
from gesprekskaart.services.deelnemen import (
    Aanmelding,
    CodeWerktNiet,
    Koekjes,
    NogNietToegelaten,
    ToegangIngetrokken,
    come_back,
    join,
    list_gesprekken,
    list_stoelen,
    open_deur,
    recognise,
    remember_place,
)
from gesprekskaart.services.sessies import delete_sessie, move_stand, save_deelnemer
from gesprekskaart.services.uitnodigen import admit, change_uitnodiging, make_uitnodiging
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, Sessie, Sessierol, Stand
from tests import nep
from tests.zaak import DAAD, come_in, make_account, make_sessie, write

IK = Aanmelding(partnerschap="LWZ", rol="schoolopleider", organisatie="Kindrijk", naam="Ayşe <3")


class Klok:
    def __init__(self) -> None:
        self.nu = nep.VANDAAG

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def ports(klok: Klok) -> Ports:
    return nep.make_ports(klok)


@pytest.fixture
def code(ports: Ports, wie: Wie, sessie: Sessie) -> str:
    return uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports).code


def log_in(ports: Ports, wie: Wie) -> str:
    assert wie.account is not None
    return use_link(
        make_link(wie.account, accounts=ports.accounts, now=ports.now), accounts=ports.accounts, now=ports.now
    )[1]


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set("0O1IL2Z5S6G8B") & set(LETTERS)
    codes = {make_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == CODELENGTE and set(code) <= set(LETTERS) for code in codes)


@pytest.mark.parametrize("getypt", ["acde-fhjk", " ACDE FHJK\n", "a c-d e–fhjk"])
def test_a_code_is_read_however_it_is_typed(getypt: str) -> None:
    assert clean_code(getypt) == "ACDEFHJK"
    assert format_code("ACDEFHJK") == "ACDE-FHJK"


def test_who_comes_in_is_a_participant_of_the_chosen_partnership(ports: Ports, sessie: Sessie, code: str) -> None:
    binnen = join(code, IK, None, ports=ports)
    (deelnemer,) = ports.sessies.get_dossier(sessie.id).deelnemers
    assert (deelnemer.nummer, deelnemer.naam, deelnemer.namens) == (1, "Ayşe <3", ("LWZ",))
    assert (deelnemer.sessierol, deelnemer.aanwezigheid) == (Sessierol.DEELNEMER, Aanwezigheid.AANWEZIG)
    ik = recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports)
    assert (ik.deelnemer, ik.sessie_id, ik.account) == (deelnemer, sessie.id, None)
    assert ports.logboek.list(sessie.id)[-1].daad.model_dump(exclude={"op"}) == {
        "handeling": "join",
        "onderwerp": "deelnemer/1",
        "wie": "deelnemer:1",
    }


def test_nothing_that_opens_a_door_is_kept_or_logged(ports: Ports, sessie: Sessie, code: str) -> None:
    binnen = join(code, IK, None, ports=ports)
    assert len(binnen.cookie) == 32, "24 bytes, that is 192 bits"
    regels = " ".join(regel.model_dump_json() for regel in ports.logboek.list(sessie.id))
    bewaard = regels + str(ports.deelnames.list(sessie.id)[0].terugkeer_hash)
    assert not [geheim for geheim in (code, binnen.cookie, binnen.terugkeercode, "Ayşe") if geheim in bewaard]


def test_a_guest_reads_along(ports: Ports, sessie: Sessie, code: str) -> None:
    join(code, IK.model_copy(update={"partnerschap": None}), None, ports=ports)
    (gast,) = ports.sessies.get_dossier(sessie.id).deelnemers
    assert (gast.sessierol, gast.namens, gast.namens_anders) == (Sessierol.TOEHOORDER, (), "te gast")


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"partnerschap": "XYZ"}, "doet niet mee aan dit gesprek"),
        ({"rol": ""}, "Vul je rol en je organisatie in"),
        ({"organisatie": ""}, "Vul je rol en je organisatie in"),
        ({"nummer": 7}, "niet .meer. vrij"),
    ],
)
def test_who_cannot_be_is_told_why(
    ports: Ports, sessie: Sessie, code: str, anders: dict[str, object], melding: str
) -> None:
    with pytest.raises(Ongeldig, match=melding):
        join(code, IK.model_copy(update=anders), None, ports=ports)
    assert not ports.sessies.get_dossier(sessie.id).deelnemers


def test_a_session_takes_a_room_and_not_a_stadium(
    ports: Ports, sessie: Sessie, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deelnemen, "MAX_DEELNEMERS", 2)
    for nummer in range(2):
        join(code, IK.model_copy(update={"rol": f"rol {nummer}"}), None, ports=ports)
    with pytest.raises(Ongeldig, match="vol"):
        join(code, IK, None, ports=ports)


def test_wrong_expired_revoked_replaced_and_late_codes_read_the_same(
    ports: Ports, klok: Klok, wie: Wie, sessie: Sessie, code: str
) -> None:
    gezegd = set()

    def refuse(geprobeerd: str) -> None:
        for doe in (lambda: open_deur(geprobeerd, ports=ports), lambda: join(geprobeerd, IK, None, ports=ports)):
            with pytest.raises(CodeWerktNiet) as fout:
                doe()
            gezegd.add(str(fout.value))

    for onzin in ("", "KKKKKKKK", "x" * 10_000, "ACDE\x00", code[:-1]):
        refuse(onzin)
    nieuw = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    refuse(code)
    assert open_deur(nieuw.code.lower(), ports=ports).dossier.sessie.id == sessie.id
    klok.nu = nieuw.tot
    refuse(nieuw.code)
    klok.nu = nep.VANDAAG
    uitnodigen.revoke_uitnodiging(wie, nieuw, ports=ports)
    refuse(nieuw.code)
    open_ = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    bevroren = ports.sessies.get(sessie.id)
    ports.sessies.save(bevroren.model_copy(update={"stand": Stand.VERSLAG}), gelezen=bevroren.revisie, daad=DAAD)
    refuse(open_.code)
    with pytest.raises(CodeWerktNiet) as fout:
        come_back("KKKKKKKKKKKK", None, ports=ports)
    assert gezegd == {str(fout.value)}


def test_a_listed_place_is_taken_by_one_person_and_never_that_of_who_leads(
    ports: Ports, sessie: Sessie, code: str
) -> None:
    for nummer, rol in enumerate(Sessierol, start=1):
        genoemd = Deelnemer(nummer=nummer, rol=str(rol), sessierol=rol, namens=("AOZ",))
        ports.sessies.save_deelnemer(sessie.id, genoemd, gelezen=0, daad=DAAD)
    vrij = open_deur(code, ports=ports).vrij
    assert [d.sessierol for d in vrij] == [Sessierol.DEELNEMER, Sessierol.TOEHOORDER]

    binnen = join(code, Aanmelding(nummer=vrij[0].nummer), None, ports=ports)

    assert (binnen.deelname.nummer, binnen.deelname.genoemd) == (vrij[0].nummer, True)
    for nummer in (vrij[0].nummer, 1, 2):
        with pytest.raises(Ongeldig, match="niet .meer. vrij"):
            join(code, Aanmelding(nummer=nummer), None, ports=ports)
    assert len(ports.sessies.get_dossier(sessie.id).deelnemers) == len(Sessierol)


def test_a_button_pressed_twice_makes_one_person(ports: Ports, klok: Klok, sessie: Sessie, code: str) -> None:
    eerste = join(code, IK, "koek", ports=ports)
    weer = join(code, IK, "koek", ports=ports)
    assert (weer.deelname, weer.terugkeercode) == (eerste.deelname, "")
    klok.nu += timedelta(minutes=1)
    collega = join(code, IK, "koek", ports=ports)
    assert collega.deelname.nummer == 2
    assert join(code, IK, "andere koek", ports=ports).deelname.nummer == 3


def test_another_device_takes_the_same_place_by_the_return_code(ports: Ports, sessie: Sessie, code: str) -> None:
    binnen = join(code, IK, None, ports=ports)
    terug = come_back(f" {format_code(binnen.terugkeercode).lower()} ", None, ports=ports)
    assert terug.cookie != binnen.cookie
    hier, daar = (recognise(Koekjes(None, koek), sessie.id, ports=ports) for koek in (binnen.cookie, terug.cookie))
    assert hier == daar


def test_a_new_return_code_ends_the_old_one(ports: Ports, sessie: Sessie, code: str) -> None:
    binnen = join(code, IK, None, ports=ports)
    nieuw = deelnemen.renew_terugkeercode(binnen.cookie, sessie.id, 1, ports=ports)
    with pytest.raises(CodeWerktNiet):
        come_back(binnen.terugkeercode, None, ports=ports)
    assert come_back(nieuw, None, ports=ports).deelname.nummer == 1
    with pytest.raises(SessieOnbekend):
        deelnemen.renew_terugkeercode("andere koek", sessie.id, 1, ports=ports)


def test_in_the_waiting_room_one_waits(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    uitnodiging = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.change_uitnodiging(wie, uitnodiging, tot=uitnodiging.tot, wachtkamer=True, ports=ports)
    koekjes = Koekjes(None, join(uitnodiging.code, IK, None, ports=ports).cookie)
    with pytest.raises(NogNietToegelaten):
        recognise(koekjes, sessie.id, ports=ports)
    uitnodigen.admit(wie, sessie.id, 1, ports=ports)
    assert recognise(koekjes, sessie.id, ports=ports).kenmerk == "deelnemer:1"


def test_who_is_revoked_is_out_on_every_device_and_stays_out(ports: Ports, wie: Wie, sessie: Sessie, code: str) -> None:
    binnen = join(code, IK, None, ports=ports)
    ander = come_back(binnen.terugkeercode, None, ports=ports)
    uitnodigen.revoke(wie, sessie.id, 1, ports=ports)
    for koek in (binnen.cookie, ander.cookie):
        with pytest.raises(ToegangIngetrokken, match="Wat je schreef"):
            recognise(Koekjes(None, koek), sessie.id, ports=ports)
        assert list_gesprekken(Koekjes(None, koek), ports=ports) == ()
    with pytest.raises(CodeWerktNiet):
        come_back(binnen.terugkeercode, None, ports=ports)
    with pytest.raises(ToegangIngetrokken):
        deelnemen.renew_terugkeercode(binnen.cookie, sessie.id, 1, ports=ports)


def test_somebody_of_another_session_is_a_stranger_here(ports: Ports, wie: Wie, sessie: Sessie, code: str) -> None:
    elders = make_sessie(ports, wie)
    binnen = join(code, IK, None, ports=ports)
    with pytest.raises(SessieOnbekend):
        recognise(Koekjes(None, binnen.cookie), elders.id, ports=ports)
    assert [r.sessie.id for r in list_gesprekken(Koekjes(None, binnen.cookie), ports=ports)] == [sessie.id]


@pytest.mark.parametrize("koekjes", [Koekjes(None, None), Koekjes("", ""), Koekjes("onzin", "onzin\udcff")])
def test_a_cookie_that_means_nothing_is_nobody(ports: Ports, sessie: Sessie, koekjes: Koekjes) -> None:
    for sessie_id in (None, sessie.id):
        with pytest.raises(NietAangemeld):
            recognise(koekjes, sessie_id, ports=ports)


def test_an_account_acts_as_itself_where_it_leads_and_as_participant_elsewhere(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    karin = log_in(ports, wie)
    bram = make_account(ports, "bram")
    van_bram = make_sessie(ports, bram)
    binnen = come_in(ports, wie, sessie)
    come_in(ports, bram, van_bram, cookie=binnen.cookie)
    koekjes = Koekjes(karin, binnen.cookie)
    assert recognise(koekjes, sessie.id, ports=ports) == wie
    assert recognise(koekjes, van_bram.id, ports=ports).kenmerk == "deelnemer:1"
    assert recognise(koekjes, None, ports=ports) == wie
    assert recognise(Koekjes(karin, None), van_bram.id, ports=ports) == wie


def test_people_who_share_a_device_act_one_at_a_time(ports: Ports, klok: Klok, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    klok.nu += timedelta(minutes=2)
    come_in(ports, wie, sessie, cookie=binnen.cookie)
    koekjes = Koekjes(None, binnen.cookie)
    assert len(list_stoelen(binnen.cookie, ports=ports)) == 2
    assert recognise(koekjes, sessie.id, ports=ports).kenmerk == "deelnemer:2"
    klok.nu += timedelta(minutes=2)
    deelnemen.choose_stoel(binnen.cookie, sessie.id, 1, ports=ports)
    ik = recognise(koekjes, sessie.id, ports=ports)
    assert ik.kenmerk == "deelnemer:1"
    assert write(ports, ik, sessie, "antwoord/G1/LWZ", "Wij doen mee.").door == "schoolopleider 1, Kindrijk"
    for nummer in (3, 99):
        with pytest.raises(SessieOnbekend):
            deelnemen.choose_stoel(binnen.cookie, sessie.id, nummer, ports=ports)


def test_who_took_part_in_a_deleted_session_hears_that_it_is_gone_and_a_stranger_learns_nothing(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    binnen, er_is_geen, ander = come_in(ports, wie, sessie), uuid4(), make_sessie(ports, wie)
    delete_sessie(wie, sessie.id, ports=ports)
    gezegd = set()
    for cookie, id in ((binnen.cookie, sessie.id), (binnen.cookie, er_is_geen), ("verzonnen", ander.id)):
        with pytest.raises(NietAangemeld, match="bestaat niet meer, of je doet er op dit apparaat") as fout:
            recognise(Koekjes(None, cookie), id, ports=ports)
        gezegd.add(str(fout.value))
    assert len(gezegd) == 1
    with pytest.raises(NietAangemeld, match="niet .meer. aangemeld"):
        recognise(Koekjes(None, None), ander.id, ports=ports)


def test_a_device_can_forget_somebody(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    deelnemen.leave_apparaat(binnen.cookie, sessie.id, 1, ports=ports)
    with pytest.raises(NietAangemeld):
        recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports)
    assert come_back(binnen.terugkeercode, None, ports=ports).deelname.nummer == 1


def test_where_a_participant_was_is_remembered_and_of_an_account_nothing(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    binnen = come_in(ports, wie, sessie)
    ik = recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports)
    deelnemen.remember_place(binnen.cookie, ik, "gesprek?vraag=RS3", ports=ports)
    deelnemen.remember_place(binnen.cookie, wie, "verslag", ports=ports)
    assert list_stoelen(binnen.cookie, ports=ports)[0].waar == "gesprek?vraag=RS3"


def aanwezigheid(ports: Ports, sessie: Sessie) -> Aanwezigheid:
    (deelnemer,) = ports.sessies.get_dossier(sessie.id).deelnemers
    return deelnemer.aanwezigheid


def look(ports: Ports, cookie: str, sessie: Sessie) -> None:
    ik = recognise(Koekjes(None, cookie), sessie.id, ports=ports)
    remember_place(cookie, ik, "gesprek?", ports=ports)


def test_who_joined_beforehand_is_present_once_they_look_at_the_conversation(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    cookie = come_in(ports, wie, sessie).cookie
    look(ports, cookie, sessie)
    assert aanwezigheid(ports, sessie) is Aanwezigheid.ONBEKEND, "nobody is at the table yet"
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert aanwezigheid(ports, sessie) is Aanwezigheid.ONBEKEND, "and perhaps this person never comes"
    look(ports, cookie, sessie)
    assert aanwezigheid(ports, sessie) is Aanwezigheid.AANWEZIG
    daad = ports.logboek.list(sessie.id)[-1].daad
    assert (daad.handeling, daad.wie) == ("note_aanwezig", "deelnemer:1")
    nummer = len(ports.logboek.list(sessie.id))
    look(ports, cookie, sessie)
    assert len(ports.logboek.list(sessie.id)) == nummer


def test_who_waits_is_not_present_until_let_in(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    uitnodiging = make_uitnodiging(wie, sessie.id, ports=ports)
    change_uitnodiging(wie, uitnodiging, tot=uitnodiging.tot, wachtkamer=True, ports=ports)
    cookie = come_in(ports, wie, sessie).cookie
    assert aanwezigheid(ports, sessie) is Aanwezigheid.ONBEKEND
    admit(wie, sessie.id, 1, ports=ports)
    look(ports, cookie, sessie)
    assert aanwezigheid(ports, sessie) is Aanwezigheid.AANWEZIG


@pytest.mark.parametrize("gezegd", [a for a in Aanwezigheid if a is not Aanwezigheid.ONBEKEND])
def test_what_the_facilitator_said_of_somebodys_presence_stays(
    ports: Ports, wie: Wie, sessie: Sessie, gezegd: Aanwezigheid
) -> None:
    cookie = come_in(ports, wie, sessie).cookie
    (nu,) = ports.sessies.get_dossier(sessie.id).deelnemers
    anders = nu.model_copy(update={"aanwezigheid": gezegd})
    save_deelnemer(wie, sessie.id, anders, gelezen=nu.revisie, ports=ports)
    look(ports, cookie, sessie)
    assert aanwezigheid(ports, sessie) is gezegd

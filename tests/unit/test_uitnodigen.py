"""The facilitator's side of the door, and who leads."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services import leiding, uitnodigen
from gesprekskaart.services.deelnemen import CodeWerktNiet, Koekjes, come_back, open_deur, recognise
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.sessies import save_deelnemer
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, Sessie, Sessierol, Stand
from tests.zaak import DAAD, come_in, make_account, make_deelnemer, make_sessie


def deelnemer(ports: Ports, sessie: Sessie, nummer: int) -> Deelnemer:
    return next(d for d in ports.sessies.get_dossier(sessie.id).deelnemers if d.nummer == nummer)


def handelingen(ports: Ports, sessie: Sessie) -> list[tuple[str, str]]:
    return [(r.daad.handeling, r.daad.onderwerp) for r in ports.logboek.list(sessie.id)]


def test_an_invitation_works_until_after_the_conversation(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    uitnodiging = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    # The conversation is on 3 December; two weeks from now is later.
    assert uitnodiging.tot.astimezone(UTC) == datetime(2026, 12, 7, 22, 59, tzinfo=UTC)
    assert uitnodigen.get_uitnodiging(wie, sessie.id, ports=ports) == uitnodiging
    assert handelingen(ports, sessie)[-1] == ("make_uitnodiging", "")


def test_a_new_code_keeps_term_and_waiting_room(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eerste = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    tot = ports.now() + timedelta(days=3)
    uitnodigen.change_uitnodiging(wie, eerste, tot=tot, wachtkamer=True, ports=ports)
    tweede = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    assert tweede.code != eerste.code
    assert (tweede.tot, tweede.wachtkamer, tweede.revisie) == (tot, True, 3)
    uitnodigen.revoke_uitnodiging(wie, tweede, ports=ports)
    derde = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    assert open_deur(derde.code, ports=ports).uitnodiging.tot > tot


@pytest.mark.parametrize("dagen", [-1, 0, 400])
def test_a_term_is_ahead_and_within_a_year(ports: Ports, wie: Wie, sessie: Sessie, dagen: int) -> None:
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    with pytest.raises(Ongeldig, match="binnen een jaar"):
        uitnodigen.change_uitnodiging(wie, nu, tot=ports.now() + timedelta(days=dagen), wachtkamer=False, ports=ports)


def test_two_facilitators_do_not_undo_each_other(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.revoke_uitnodiging(wie, nu, ports=ports)
    with pytest.raises(IntussenGewijzigd):
        uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)


def test_letting_in_and_refusing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    for _ in range(2):
        come_in(ports, wie, sessie)
    uitnodigen.admit(wie, sessie.id, 1, ports=ports)
    uitnodigen.refuse(wie, sessie.id, 2, ports=ports)
    assert [(d.nummer, d.toegelaten) for d in uitnodigen.list_deelnames(wie, sessie.id, ports=ports)] == [(1, True)]
    assert [d.nummer for d in ports.sessies.get_dossier(sessie.id).deelnemers] == [1]
    with pytest.raises(Ongeldig, match="al binnen"):
        uitnodigen.refuse(wie, sessie.id, 1, ports=ports)
    with pytest.raises(NietGevonden):
        uitnodigen.admit(wie, sessie.id, 2, ports=ports)


def test_refusing_somebody_on_the_list_keeps_the_list(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    binnen = come_in(ports, wie, sessie)
    genoemd = binnen.deelname.model_copy(update={"genoemd": True})
    ports.deelnames.save(genoemd, gelezen=1, daad=DAAD)
    uitnodigen.refuse(wie, sessie.id, 1, ports=ports)
    assert deelnemer(ports, sessie, 1).rol == "schoolopleider 1"
    assert uitnodigen.list_deelnames(wie, sessie.id, ports=ports) == ()


def test_somebody_revoked_by_mistake_is_let_in_again(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    uitnodigen.revoke(wie, sessie.id, 1, ports=ports)
    uitnodigen.admit(wie, sessie.id, 1, ports=ports)
    assert recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports).kenmerk == "deelnemer:1"
    with pytest.raises(CodeWerktNiet):
        come_back(binnen.terugkeercode, None, ports=ports)


def test_the_facilitator_hands_out_a_place_that_the_door_does_not_give(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    lid = Deelnemer(nummer=1, rol="secretaris", sessierol=Sessierol.VERSLAGLEGGER)
    ports.sessies.save_deelnemer(sessie.id, lid, gelezen=0, daad=DAAD)
    code = uitnodigen.give_terugkeercode(wie, sessie.id, 1, ports=ports)
    binnen = come_back(code, None, ports=ports)
    ik = recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports)
    assert may(ik, Handeling.CONCLUDEREN, sessie)
    nieuw = uitnodigen.give_terugkeercode(wie, sessie.id, 1, ports=ports)
    assert come_back(nieuw, None, ports=ports).deelname.nummer == 1
    with pytest.raises(CodeWerktNiet):
        come_back(code, None, ports=ports)
    uitnodigen.revoke(wie, sessie.id, 1, ports=ports)
    with pytest.raises(Ongeldig, match="ingetrokken"):
        uitnodigen.give_terugkeercode(wie, sessie.id, 1, ports=ports)


def test_leaving_early_is_told_by_the_report(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    come_in(ports, wie, sessie)
    uitnodigen.mark_vertrokken(wie, sessie.id, 1, time(15, 15), ports=ports)
    nu = deelnemer(ports, sessie, 1)
    assert (nu.aanwezigheid, nu.aanwezigheid_toelichting) == (Aanwezigheid.GEDEELTELIJK, "tot 15.15 uur")


def test_merging_keeps_the_older_number_and_both_devices(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    een, ander = come_in(ports, wie, sessie), come_in(ports, wie, sessie)
    jong = deelnemer(ports, sessie, 2).model_copy(update={"naam": "Ayşe", "namens": ("AOZ",)})
    ports.sessies.save_deelnemer(sessie.id, jong, gelezen=jong.revisie, daad=DAAD)

    uitnodigen.merge_deelnemers(wie, sessie.id, 2, 1, ports=ports)

    (nu,) = ports.sessies.get_dossier(sessie.id).deelnemers
    assert (nu.nummer, nu.rol, nu.naam, nu.namens) == (1, "schoolopleider 1", "Ayşe", ("LWZ", "AOZ"))
    for binnen in (een, ander):
        assert recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports).kenmerk == "deelnemer:1"
    assert come_back(een.terugkeercode, None, ports=ports).deelname.nummer == 1
    assert handelingen(ports, sessie)[-2][0] == "merge_deelnemers"
    assert ("merge_deelnemers", "1+2") in handelingen(ports, sessie)


def test_merging_with_somebody_on_the_list_takes_the_place(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ports.sessies.save_deelnemer(sessie.id, Deelnemer(nummer=1, rol="bestuurder"), gelezen=0, daad=DAAD)
    binnen = come_in(ports, wie, sessie)
    uitnodigen.merge_deelnemers(wie, sessie.id, 1, 2, ports=ports)
    assert recognise(Koekjes(None, binnen.cookie), sessie.id, ports=ports).aanduiding == "bestuurder, Kindrijk"
    ports.sessies.save_deelnemer(sessie.id, Deelnemer(nummer=5, rol="dubbel"), gelezen=0, daad=DAAD)
    ports.sessies.save_deelnemer(sessie.id, Deelnemer(nummer=6, rol="dubbel"), gelezen=0, daad=DAAD)
    uitnodigen.merge_deelnemers(wie, sessie.id, 5, 6, ports=ports)
    assert [d.nummer for d in ports.sessies.get_dossier(sessie.id).deelnemers] == [1, 5]


def test_what_must_not_be_merged(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for _ in range(3):
        come_in(ports, wie, sessie)
    leiding.share_leiding(wie, sessie.id, 2, ports=ports)
    uitnodigen.revoke(wie, sessie.id, 3, ports=ports)
    for paar, melding in (((1, 1), "twee verschillende"), ((1, 2), "leidt het gesprek"), ((1, 3), "ingetrokken")):
        with pytest.raises(Ongeldig, match=melding):
            uitnodigen.merge_deelnemers(wie, sessie.id, *paar, ports=ports)
    with pytest.raises(NietGevonden):
        uitnodigen.merge_deelnemers(wie, sessie.id, 1, 9, ports=ports)
    assert len(ports.sessies.get_dossier(sessie.id).deelnemers) == 3


def test_the_lead_is_shared_and_taken_back_in_so_many_words(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    koekjes = Koekjes(None, binnen.cookie)
    leiding.share_leiding(wie, sessie.id, 1, ports=ports)
    ik = recognise(koekjes, sessie.id, ports=ports)
    assert may(ik, Handeling.BEVRIEZEN, sessie)
    with pytest.raises(Ongeldig, match="Neem eerst de leiding terug"):
        uitnodigen.revoke(wie, sessie.id, 1, ports=ports)
    leiding.end_leiding(ik, sessie.id, 1, ports=ports)
    assert not may(recognise(koekjes, sessie.id, ports=ports), Handeling.BEVRIEZEN, sessie)
    assert handelingen(ports, sessie)[-2:] == [("share_leiding", "deelnemer/1"), ("end_leiding", "deelnemer/1")]


@pytest.mark.parametrize(
    ("van", "naar"), [(Sessierol.DEELNEMER, Sessierol.FACILITATOR), (Sessierol.FACILITATOR, Sessierol.TOEHOORDER)]
)
def test_the_lead_of_somebody_who_is_in_never_moves_in_passing(
    ports: Ports, wie: Wie, sessie: Sessie, van: Sessierol, naar: Sessierol
) -> None:
    come_in(ports, wie, sessie, rol=van)
    nu = deelnemer(ports, sessie, 1)
    with pytest.raises(Ongeldig, match="De leiding deel je bij Uitnodigen"):
        save_deelnemer(wie, sessie.id, nu.model_copy(update={"sessierol": naar}), gelezen=nu.revisie, ports=ports)
    assert deelnemer(ports, sessie, 1).sessierol is van


def test_an_account_is_added_and_the_first_one_can_go(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    bram = make_account(ports, "Bram")
    assert wie.account is not None
    assert bram.account is not None
    with pytest.raises(Ongeldig, match="altijd iemand"):
        leiding.remove_leider(wie, sessie.id, wie.account.id, ports=ports)
    leiding.add_leider(wie, sessie.id, " bram ", ports=ports)
    with pytest.raises(Ongeldig, match="leidt dit gesprek al"):
        leiding.add_leider(wie, sessie.id, "BRAM", ports=ports)
    assert [account.naam for account in leiding.list_leiders(bram, sessie.id, ports=ports)] == ["Bram", "karin"]
    leiding.remove_leider(wie, sessie.id, wie.account.id, ports=ports)
    with pytest.raises(SessieOnbekend):
        leiding.list_leiders(wie, sessie.id, ports=ports)
    with pytest.raises(NietGevonden):
        leiding.remove_leider(bram, sessie.id, wie.account.id, ports=ports)
    with pytest.raises(NietGevonden, match="geen account met die naam"):
        leiding.add_leider(bram, sessie.id, "niemand", ports=ports)
    assert handelingen(ports, sessie)[-1] == ("remove_leider", f"account/{wie.account.id}")


DEUR: tuple[Any, ...] = (
    lambda wie, id, ports: uitnodigen.get_uitnodiging(wie, id, ports=ports),
    lambda wie, id, ports: uitnodigen.make_uitnodiging(wie, id, ports=ports),
    lambda wie, id, ports: uitnodigen.revoke_uitnodiging(wie, ports.deelnames.get_uitnodiging(id), ports=ports),
    lambda wie, id, ports: uitnodigen.list_deelnames(wie, id, ports=ports),
    lambda wie, id, ports: uitnodigen.admit(wie, id, 1, ports=ports),
    lambda wie, id, ports: uitnodigen.refuse(wie, id, 1, ports=ports),
    lambda wie, id, ports: uitnodigen.revoke(wie, id, 1, ports=ports),
    lambda wie, id, ports: uitnodigen.give_terugkeercode(wie, id, 1, ports=ports),
    lambda wie, id, ports: uitnodigen.mark_vertrokken(wie, id, 1, time(15), ports=ports),
    lambda wie, id, ports: uitnodigen.merge_deelnemers(wie, id, 1, 2, ports=ports),
    lambda wie, id, ports: leiding.list_leiders(wie, id, ports=ports),
    lambda wie, id, ports: leiding.add_leider(wie, id, "karin", ports=ports),
    lambda wie, id, ports: leiding.remove_leider(wie, id, uuid4(), ports=ports),
    lambda wie, id, ports: leiding.share_leiding(wie, id, 1, ports=ports),
    lambda wie, id, ports: leiding.end_leiding(wie, id, 1, ports=ports),
)


@pytest.mark.parametrize("doe", DEUR)
@pytest.mark.parametrize("rol", [rol for rol in Sessierol if rol is not Sessierol.FACILITATOR])
def test_nobody_else_has_a_hand_on_the_door(ports: Ports, wie: Wie, sessie: Sessie, doe: Any, rol: Sessierol) -> None:
    for _ in range(2):
        come_in(ports, wie, sessie)
    toen = (ports.sessies.get_dossier(sessie.id), ports.deelnames.list(sessie.id), len(ports.logboek.list(sessie.id)))
    with pytest.raises(NietToegestaan):
        doe(make_deelnemer(sessie, rol), sessie.id, ports)
    with pytest.raises(SessieOnbekend):
        doe(make_account(ports, "vreemde"), sessie.id, ports)
    assert toen == (
        ports.sessies.get_dossier(sessie.id),
        ports.deelnames.list(sessie.id),
        len(ports.logboek.list(sessie.id)),
    )


def test_once_frozen_nobody_new_but_access_can_still_end(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    come_in(ports, wie, sessie)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VERSLAG}), gelezen=nu.revisie, daad=DAAD)
    with pytest.raises(NietToegestaan, match="Mensen uitnodigen kan nu niet: er is een versie bevroren"):
        uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    uitnodigen.revoke(wie, sessie.id, 1, ports=ports)
    assert uitnodigen.list_deelnames(wie, sessie.id, ports=ports)[0].ingetrokken


def test_the_return_codes_of_both_entries_keep_working_for_the_one_who_stays(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    codes = [come_in(ports, wie, sessie).terugkeercode for _ in range(3)]
    uitnodigen.merge_deelnemers(wie, sessie.id, 2, 3, ports=ports)
    uitnodigen.merge_deelnemers(wie, sessie.id, 1, 2, ports=ports)
    for code in codes:
        assert come_back(code, None, ports=ports).deelname.nummer == 1
    vers = uitnodigen.give_terugkeercode(wie, sessie.id, 1, ports=ports)
    assert come_back(vers, None, ports=ports).deelname.nummer == 1
    for code in codes:
        with pytest.raises(CodeWerktNiet):
            come_back(code, None, ports=ports)


def test_who_was_revoked_and_let_in_again_gets_in_by_no_old_code(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    codes = [come_in(ports, wie, sessie).terugkeercode for _ in range(2)]
    uitnodigen.merge_deelnemers(wie, sessie.id, 1, 2, ports=ports)
    uitnodigen.revoke(wie, sessie.id, 1, ports=ports)
    uitnodigen.admit(wie, sessie.id, 1, ports=ports)
    for code in codes:
        with pytest.raises(CodeWerktNiet):
            come_back(code, None, ports=ports)


def test_a_device_is_told_as_whom_it_wrote_before(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    cookies = [come_in(ports, wie, sessie).cookie for _ in range(3)]
    uitnodigen.merge_deelnemers(wie, sessie.id, 2, 3, ports=ports)
    uitnodigen.merge_deelnemers(wie, sessie.id, 1, 2, ports=ports)
    for cookie in cookies:
        ik = recognise(Koekjes(None, cookie), sessie.id, ports=ports)
        assert (ik.kenmerk, ik.eerder) == ("deelnemer:1", (2, 3))

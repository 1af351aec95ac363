"""The port Logboek: a chain per session that can be verified, and shows where it was tampered with."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from gesprekskaart.logboek import BEGIN as BEGIN_VAN_KETEN
from gesprekskaart.logboek import Daad, find_break
from gesprekskaart.ports import Ports
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, ZOMERTIJD, add_sessie, daad, make_account, save_tekst


def test_every_change_is_a_row_that_follows_from_the_one_before(ports: Ports) -> None:
    sessie = add_sessie(ports)
    for gelezen in range(3):
        save_tekst(ports, sessie.id, "conclusie/G1", gelezen=gelezen)
    regels = ports.logboek.list(sessie.id)
    assert [regel.daad.handeling for regel in regels] == ["add_sessie", *["write_tekst"] * 3]
    assert [regel.nummer for regel in regels] == [1, 2, 3, 4]
    assert regels[0].vorige == BEGIN_VAN_KETEN
    assert find_break(regels) is None


def test_each_session_has_a_chain_of_its_own_and_accounts_another(ports: Ports) -> None:
    eerste, tweede = add_sessie(ports), add_sessie(ports)
    ports.accounts.save(make_account(), daad=daad("save_account"))
    save_tekst(ports, eerste.id, "conclusie/G1")
    assert [len(ports.logboek.list(keten)) for keten in (eerste.id, tweede.id, None)] == [2, 1, 1]
    assert ports.logboek.list(None)[0].keten is None


def test_what_was_done_about_something_is_read_by_itself(ports: Ports) -> None:
    sessie, ander = add_sessie(ports), add_sessie(ports)
    for plek in ("conclusie/G1", "conclusie/G2", "verschillen/G1"):
        save_tekst(ports, sessie.id, plek)
    save_tekst(ports, ander.id, "conclusie/G1")
    save_tekst(ports, sessie.id, "conclusie/G1", gelezen=1)
    alle = ports.logboek.list(sessie.id)
    assert ports.logboek.list_about(sessie.id, {"conclusie/G1", "verschillen/G1"}) == (alle[1], alle[3], alle[4])
    assert ports.logboek.list_about(sessie.id, {"conclusie/G9"}) == ports.logboek.list_about(sessie.id, ()) == ()


def test_a_deed_is_verified_in_whatever_zone_its_moment_was_given(ports: Ports) -> None:
    sessie = add_sessie(ports)
    elders = Daad(handeling="delete_sessie", wie="account:1", op=BEGIN.astimezone(ZOMERTIJD).replace(microsecond=1))
    ports.sessies.delete(sessie.id, daad=elders)
    assert ports.logboek.list(sessie.id)[-1].daad == elders
    assert find_break(ports.logboek.list(sessie.id)) is None


@pytest.mark.parametrize(
    ("opdracht", "breuk"),
    [
        ("UPDATE logboek SET wie = 'een ander' WHERE nummer = 2", 2),
        ("UPDATE logboek SET onderwerp = 'conclusie/G9' WHERE nummer = 3", 3),
        ("DELETE FROM logboek WHERE nummer = 2", 3),
        ("DELETE FROM logboek WHERE nummer = 1", 2),
    ],
)
def test_tampering_is_found_where_it_was_done(engine: Engine, opdracht: str, breuk: int) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie = add_sessie(ports)
    for gelezen in range(3):
        save_tekst(ports, sessie.id, "conclusie/G1", gelezen=gelezen)
    drop_triggers_of_logboek(engine)
    with engine.begin() as verbinding:
        verbinding.execute(text(opdracht))
    gevonden = find_break(ports.logboek.list(sessie.id))
    assert gevonden is not None
    assert gevonden.nummer == breuk


def drop_triggers_of_logboek(engine: Engine) -> None:
    """What somebody with the keys of the database can do: then the chain is what tells."""
    sqlite = ("logboek_blijft_gelijk", "logboek_blijft_staan")
    triggers = sqlite if engine.dialect.name == "sqlite" else ("logboek_blijft ON logboek",)
    with engine.begin() as verbinding:
        for trigger in triggers:
            verbinding.execute(text(f"DROP TRIGGER {trigger}"))

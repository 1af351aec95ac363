"""The port Accounts: who gets in, and who does not, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from gesprekskaart.account import Account
from gesprekskaart.errors import Botsing
from gesprekskaart.ports import Ports
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, daad, make_account

TOT = BEGIN + timedelta(hours=1)
LINK, KOEK = "a" * 64, "b" * 64


def _add(ports: Ports, naam: str = "Marijke") -> Account:
    account = make_account(naam)
    ports.accounts.save(account, daad=daad("save_account"))
    return account


def _add_sleutel(ports: Ports, account: Account, soort: str, hash_: str) -> None:
    ports.accounts.add_sleutel(account.id, hash_, soort=soort, tot=TOT, daad=daad("add_sleutel"))


def test_accounts_come_back_by_name(ports: Ports) -> None:
    for naam in ("zoë", "Ayşe", "marijke"):
        _add(ports, naam)
    assert [account.naam for account in ports.accounts.list()] == ["Ayşe", "marijke", "zoë"]


def test_a_name_is_found_however_it_is_capitalised(ports: Ports) -> None:
    account = _add(ports, "Zoë Straßer")
    assert ports.accounts.find("ZOË STRASSER") == account
    assert ports.accounts.find("Zoe Strasser") is None


def test_a_changed_account_keeps_its_id(ports: Ports) -> None:
    account = _add(ports)
    nieuw = account.model_copy(update={"naam": "Marijke W", "wachtwoord_hash": "$argon2id$x", "is_beheerder": True})
    ports.accounts.save(nieuw, daad=daad())
    assert ports.accounts.list() == (nieuw,)
    assert ports.accounts.find("marijke") is None


def test_a_name_is_given_once(ports: Ports) -> None:
    account, ander = _add(ports, "Marijke"), _add(ports, "Daan")
    with pytest.raises(Botsing, match="Er is al een account ‘MARIJKE’"):
        ports.accounts.save(make_account("MARIJKE"), daad=daad())
    with pytest.raises(Botsing):
        ports.accounts.save(ander.model_copy(update={"naam": "marijke"}), daad=daad())
    assert ports.accounts.list() == (ander, account)
    assert len(ports.logboek.list(None)) == 2


def test_a_link_works_once(ports: Ports) -> None:
    account = _add(ports)
    _add_sleutel(ports, account, "link", LINK)
    assert ports.accounts.take_link(LINK, nu=BEGIN, daad=daad("take_link")) == account
    assert ports.accounts.take_link(LINK, nu=BEGIN, daad=daad("take_link")) is None
    assert [regel.daad.handeling for regel in ports.logboek.list(None)].count("take_link") == 1


def test_a_cookie_works_until_it_expires(ports: Ports) -> None:
    account = _add(ports)
    _add_sleutel(ports, account, "cookie", KOEK)
    for _ in range(2):
        assert ports.accounts.find_by_cookie(KOEK, nu=TOT - timedelta(seconds=1)) == account
    assert ports.accounts.find_by_cookie(KOEK, nu=TOT) is None


def test_an_expired_link_opens_nothing(ports: Ports) -> None:
    _add_sleutel(ports, _add(ports), "link", LINK)
    assert ports.accounts.take_link(LINK, nu=TOT, daad=daad()) is None


def test_a_link_is_no_cookie_and_a_cookie_no_link(ports: Ports) -> None:
    account = _add(ports)
    _add_sleutel(ports, account, "link", LINK)
    _add_sleutel(ports, account, "cookie", KOEK)
    assert ports.accounts.find_by_cookie(LINK, nu=BEGIN) is None
    assert ports.accounts.take_link(KOEK, nu=BEGIN, daad=daad()) is None
    assert ports.accounts.find_by_cookie("c" * 64, nu=BEGIN) is None


def test_a_disabled_account_is_locked_out_and_its_link_stays_unused(ports: Ports) -> None:
    account = _add(ports)
    _add_sleutel(ports, account, "link", LINK)
    _add_sleutel(ports, account, "cookie", KOEK)
    ports.accounts.save(account.model_copy(update={"is_actief": False}), daad=daad())
    assert ports.accounts.find_by_cookie(KOEK, nu=BEGIN) is None
    assert ports.accounts.take_link(LINK, nu=BEGIN, daad=daad()) is None
    ports.accounts.save(account, daad=daad())
    assert ports.accounts.take_link(LINK, nu=BEGIN, daad=daad()) == account


def test_logging_out_here_leaves_the_other_devices(ports: Ports) -> None:
    account = _add(ports)
    for hash_ in (KOEK, "c" * 64):
        _add_sleutel(ports, account, "cookie", hash_)
    ports.accounts.drop_cookie(KOEK)
    assert ports.accounts.find_by_cookie(KOEK, nu=BEGIN) is None
    assert ports.accounts.find_by_cookie("c" * 64, nu=BEGIN) == account


def test_logging_out_everywhere_leaves_other_people_alone(ports: Ports) -> None:
    account, ander = _add(ports), _add(ports, "Daan")
    _add_sleutel(ports, account, "cookie", KOEK)
    _add_sleutel(ports, account, "link", LINK)
    _add_sleutel(ports, ander, "cookie", "c" * 64)
    ports.accounts.drop_sleutels(account.id, daad=daad())
    assert ports.accounts.find_by_cookie(KOEK, nu=BEGIN) is None
    assert ports.accounts.take_link(LINK, nu=BEGIN, daad=daad()) is None
    assert ports.accounts.find_by_cookie("c" * 64, nu=BEGIN) == ander


def test_of_two_who_use_a_link_at_once_exactly_one_gets_in(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    _add_sleutel(ports, account := _add(ports), "link", LINK)
    samen = Barrier(4)

    def take(_: int) -> Account | None:
        samen.wait()
        return ports.accounts.take_link(LINK, nu=BEGIN, daad=daad("take_link"))

    with ThreadPoolExecutor(4) as pool:
        gekregen = list(pool.map(take, range(4)))
    assert sorted(gekregen, key=str) == sorted([account, None, None, None], key=str)

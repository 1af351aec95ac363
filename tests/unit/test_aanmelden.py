"""Logging in: what works once, what works not at all, and what nobody can find out."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from argon2 import PasswordHasher

from gesprekskaart.account import Account
from gesprekskaart.errors import Botsing, NietAangemeld, NietToegestaan, Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import (
    add_account,
    disable_account,
    find_wie,
    log_in,
    log_out,
    make_link,
    reset,
    set_wachtwoord,
    use_link,
)
from tests.nep import VANDAAG, make_ports

WACHTWOORD = "vier losse woorden samen"


class Klok:
    def __init__(self) -> None:
        self.nu = VANDAAG

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def ports(klok: Klok) -> Ports:
    return make_ports(klok)


def add(ports: Ports, naam: str = "Ayşe", wachtwoord: str | None = None) -> Account:
    account = add_account(naam, beheerder=False, accounts=ports.accounts, now=ports.now, new_id=uuid4)
    return set_wachtwoord(account, wachtwoord, accounts=ports.accounts, now=ports.now) if wachtwoord else account


def enter(ports: Ports, account: Account) -> str:
    token = make_link(account, accounts=ports.accounts, now=ports.now)
    return use_link(token, accounts=ports.accounts, now=ports.now)[1]


def test_a_link_logs_in_once(ports: Ports) -> None:
    account = add(ports)
    token = make_link(account, accounts=ports.accounts, now=ports.now)

    gevonden, cookie = use_link(token, accounts=ports.accounts, now=ports.now)

    assert gevonden == account
    assert find_wie(cookie, accounts=ports.accounts, now=ports.now).account == account
    with pytest.raises(NietToegestaan):
        use_link(token, accounts=ports.accounts, now=ports.now)


def test_a_link_that_is_unknown_used_expired_or_of_a_disabled_account_gets_one_and_the_same_answer(
    ports: Ports, klok: Klok
) -> None:
    account = add(ports)
    gebruikt = make_link(account, accounts=ports.accounts, now=ports.now)
    use_link(gebruikt, accounts=ports.accounts, now=ports.now)
    verlopen = make_link(account, accounts=ports.accounts, now=ports.now, geldig=timedelta(minutes=5))
    uit = add(ports, "Bram")
    van_uit = make_link(uit, accounts=ports.accounts, now=ports.now)
    disable_account(uit, accounts=ports.accounts, now=ports.now)
    klok.nu += timedelta(minutes=5)

    antwoorden = set()
    for token in ("bestaat niet", "", "\ud800", gebruikt, verlopen, van_uit):
        with pytest.raises(NietToegestaan) as fout:
            use_link(token, accounts=ports.accounts, now=ports.now)
        antwoorden.add(str(fout.value))
    assert len(antwoorden) == 1
    assert "vraag de beheerder" in antwoorden.pop()


def test_a_link_is_no_cookie_and_a_cookie_is_no_link(ports: Ports) -> None:
    account = add(ports)
    with pytest.raises(NietAangemeld):
        find_wie(make_link(account, accounts=ports.accounts, now=ports.now), accounts=ports.accounts, now=ports.now)
    with pytest.raises(NietToegestaan):
        use_link(enter(ports, account), accounts=ports.accounts, now=ports.now)


def test_tokens_are_long_and_never_the_same(ports: Ports) -> None:
    account = add(ports)
    tokens = {make_link(account, accounts=ports.accounts, now=ports.now) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {32}  # 192 bits in base64


def test_a_cookie_lasts_thirty_days(ports: Ports, klok: Klok) -> None:
    account = add(ports)
    cookie = enter(ports, account)
    klok.nu += timedelta(days=30) - timedelta(seconds=1)
    assert find_wie(cookie, accounts=ports.accounts, now=ports.now).account == account
    klok.nu += timedelta(seconds=1)
    with pytest.raises(NietAangemeld):
        find_wie(cookie, accounts=ports.accounts, now=ports.now)


@pytest.mark.parametrize("cookie", [None, "", "verzonnen"])
def test_without_a_known_cookie_nobody_is_logged_in(ports: Ports, cookie: str | None) -> None:
    with pytest.raises(NietAangemeld):
        find_wie(cookie, accounts=ports.accounts, now=ports.now)


@pytest.mark.parametrize("naam", ["Ayşe van Dijk", "  ayşe   VAN dijk "])
def test_name_and_password_log_in_whatever_the_case_and_spacing_of_the_name(ports: Ports, naam: str) -> None:
    account = add(ports, "Ayşe van Dijk", WACHTWOORD)
    gevonden, cookie = log_in(naam, WACHTWOORD, accounts=ports.accounts, now=ports.now)
    assert gevonden == account
    assert find_wie(cookie, accounts=ports.accounts, now=ports.now).account == account


def test_a_password_typed_on_another_keyboard_is_the_same_password(ports: Ports) -> None:
    add(ports, wachtwoord="één café vol leraren")
    assert log_in("Ayşe", "e\u0301e\u0301n cafe\u0301 vol leraren", accounts=ports.accounts, now=ports.now)


def test_nobody_can_find_out_who_has_an_account(ports: Ports) -> None:
    add(ports, "Ayşe", WACHTWOORD)
    add(ports, "Zonder wachtwoord")
    disable_account(add(ports, "Uit", WACHTWOORD), accounts=ports.accounts, now=ports.now)
    antwoorden = set()
    for naam, wachtwoord in [
        ("Ayşe", "een ander wachtwoord"),
        ("Niemand", WACHTWOORD),
        ("Zonder wachtwoord", WACHTWOORD),
        ("Zonder wachtwoord", ""),
        ("Uit", WACHTWOORD),
        ("", ""),
        ("Ayşe", "\ud800"),
    ]:
        with pytest.raises(NietToegestaan) as fout:
            log_in(naam, wachtwoord, accounts=ports.accounts, now=ports.now)
        antwoorden.add(str(fout.value))
    assert len(antwoorden) == 1


def test_an_old_hash_is_renewed_when_its_owner_logs_in(ports: Ports) -> None:
    zwak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(WACHTWOORD)
    account = add(ports).model_copy(update={"wachtwoord_hash": zwak})
    ports.accounts.save(account, daad=ports.logboek.list(None)[0].daad)

    log_in("Ayşe", WACHTWOORD, accounts=ports.accounts, now=ports.now)

    nieuw = ports.accounts.find("Ayşe")
    assert nieuw is not None
    assert nieuw.wachtwoord_hash not in (None, zwak)
    assert log_in("Ayşe", WACHTWOORD, accounts=ports.accounts, now=ports.now)


def test_a_short_password_is_refused_and_the_old_one_stays(ports: Ports) -> None:
    account = add(ports, wachtwoord=WACHTWOORD)
    with pytest.raises(Ongeldig, match="minstens 12 tekens"):
        set_wachtwoord(account, "elf tekens!", accounts=ports.accounts, now=ports.now)
    assert log_in("Ayşe", WACHTWOORD, accounts=ports.accounts, now=ports.now)


def test_logging_out_here_leaves_other_devices_logged_in(ports: Ports) -> None:
    account = add(ports)
    hier, daar = enter(ports, account), enter(ports, account)
    log_out(hier, accounts=ports.accounts)
    log_out(None, accounts=ports.accounts)
    with pytest.raises(NietAangemeld):
        find_wie(hier, accounts=ports.accounts, now=ports.now)
    assert find_wie(daar, accounts=ports.accounts, now=ports.now).account == account


def test_a_name_is_given_once(ports: Ports) -> None:
    add(ports, "Ayşe")
    with pytest.raises(Botsing, match="‘AYŞE’"):
        add(ports, "AYŞE")
    assert len(ports.accounts.list()) == 1


@pytest.mark.parametrize("naam", ["", "   ", "a" * 301])
def test_an_account_needs_a_usable_name(ports: Ports, naam: str) -> None:
    with pytest.raises(Ongeldig):
        add(ports, naam)
    assert ports.accounts.list() == ()


def test_a_disabled_account_is_out_at_once_everywhere(ports: Ports) -> None:
    account = add(ports, wachtwoord=WACHTWOORD)
    cookie = enter(ports, account)
    disable_account(account, accounts=ports.accounts, now=ports.now)
    with pytest.raises(NietAangemeld):
        find_wie(cookie, accounts=ports.accounts, now=ports.now)


def test_a_reset_shuts_every_old_way_in_and_gives_one_new_one(ports: Ports) -> None:
    account = add(ports, wachtwoord=WACHTWOORD)
    cookie, oude_link = enter(ports, account), make_link(account, accounts=ports.accounts, now=ports.now)

    token = reset(account, accounts=ports.accounts, now=ports.now)

    with pytest.raises(NietAangemeld):
        find_wie(cookie, accounts=ports.accounts, now=ports.now)
    with pytest.raises(NietToegestaan):
        use_link(oude_link, accounts=ports.accounts, now=ports.now)
    with pytest.raises(NietToegestaan):
        log_in("Ayşe", WACHTWOORD, accounts=ports.accounts, now=ports.now)
    assert use_link(token, accounts=ports.accounts, now=ports.now)[0].id == account.id


def test_a_reset_lets_a_disabled_account_in_again(ports: Ports) -> None:
    uit = disable_account(add(ports), accounts=ports.accounts, now=ports.now)
    token = reset(uit, accounts=ports.accounts, now=ports.now)
    assert use_link(token, accounts=ports.accounts, now=ports.now)[0].is_actief


def test_the_log_tells_what_happened_without_names_passwords_or_tokens(ports: Ports) -> None:
    account = add(ports, "Ayşe", WACHTWOORD)
    cookie = enter(ports, account)
    token = reset(account, accounts=ports.accounts, now=ports.now)

    regels = [regel.daad for regel in ports.logboek.list(None)]

    assert [daad.handeling for daad in regels] == [
        "add_account",
        "set_wachtwoord",
        "make_link",
        "use_link",
        "log_in",
        "reset_account",
        "drop_sleutels",
        "make_link",
    ]
    alles = "".join(daad.model_dump_json() for daad in regels)
    assert not any(geheim in alles for geheim in ("Ayşe", WACHTWOORD, cookie, token))
    assert alles.count(str(account.id)) == 14  # who and about whom, but for the link: that is known only afterwards

"""Logging in: accounts, their one-time links and the cookie that a browser carries.

Tokens are 192 random bits. Only their SHA-256 is kept: whoever reads the database cannot log in with it, and because
the tokens are random a slow hash would add nothing. Passwords are chosen by people, so those get argon2id.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import ValidationError

from gesprekskaart.account import Account, Wie
from gesprekskaart.errors import Botsing, NietAangemeld, NietToegestaan, Ongeldig
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Accounts, Clock

COOKIE = "gk_account"
"""Name of the cookie that stands for an account."""

COOKIE_GELDIG = timedelta(days=30)
"""Long enough that a facilitator who works weekly never has to log in again."""

MIN_WACHTWOORD = 12
"""Characters; length is what makes a password hard to guess (NIST SP 800-63B), so nothing else is demanded."""

_hasher = PasswordHasher()


class AndersAangemeld(NietAangemeld):
    """Somebody else is logged in on this device than the person whose text this is."""

    def __init__(self) -> None:
        Exception.__init__(
            self,
            "Op dit apparaat is nu iemand anders aangemeld. Meld je weer aan als degene die deze tekst schreef; "
            "de tekst staat nog op dit apparaat.",
        )


def make_link(account: Account, *, accounts: Accounts, now: Clock, geldig: timedelta = timedelta(hours=24)) -> str:
    """Make a fresh token for a one-time link to this account. It is shown once and cannot be read back."""
    return _give_sleutel(account, "link", geldig, "make_link", accounts=accounts, now=now)


def use_link(token: str, *, accounts: Accounts, now: Clock) -> tuple[Account, str]:
    """Use up a one-time link; gives the account and a fresh cookie token.

    Raises NietToegestaan, with the same answer whether the link is unknown, used, expired or of a disabled account.
    """
    moment = now()
    # Who it was is only known afterwards; the row of the cookie that follows names the account.
    daad = Daad(handeling="use_link", wie=Wie().kenmerk, op=moment)
    account = accounts.take_link(_hash(token), nu=moment, daad=daad)
    if account is None:
        raise NietToegestaan(
            "Deze link werkt niet (meer). Een link werkt één keer, en maar korte tijd. "
            "Meld je aan met je naam en wachtwoord, of vraag de beheerder om een nieuwe link."
        )
    return account, _give_cookie(account, accounts=accounts, now=now)


def log_in(naam: str, wachtwoord: str, *, accounts: Accounts, now: Clock) -> tuple[Account, str]:
    """Check name and password; gives the account and a fresh cookie token.

    Raises NietToegestaan, with the same answer after the same time for an unknown name, a wrong password, an account
    without a password and a disabled one: nobody can find out here who has an account.
    """
    account = accounts.find(" ".join(naam.split()))
    bekend = account.wachtwoord_hash if account is not None else None
    klopt = wachtwoord != "" and _matches(bekend or _hash_of_nobody(), wachtwoord)
    if account is None or bekend is None or not klopt or not account.is_actief:
        raise NietToegestaan(
            "Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw, "
            "of vraag de beheerder om een nieuwe link."
        )
    if _hasher.check_needs_rehash(bekend):
        account = set_wachtwoord(account, wachtwoord, accounts=accounts, now=now)
    return account, _give_cookie(account, accounts=accounts, now=now)


def find_wie(cookie: str | None, *, accounts: Accounts, now: Clock) -> Wie:
    """Who carries this cookie. Raises NietAangemeld."""
    account = accounts.find_by_cookie(_hash(cookie), nu=now()) if cookie else None
    if account is None:
        raise NietAangemeld
    return Wie(account=account)


def log_out(cookie: str | None, *, accounts: Accounts) -> None:
    """Let the cookie stand for nobody from now on; other devices stay logged in."""
    if cookie:
        accounts.drop_cookie(_hash(cookie))


def set_wachtwoord(account: Account, wachtwoord: str, *, accounts: Accounts, now: Clock) -> Account:
    """Give the account this password. Raises Ongeldig when it is shorter than MIN_WACHTWOORD characters."""
    wachtwoord = _normalize(wachtwoord)
    if len(wachtwoord) < MIN_WACHTWOORD:
        raise Ongeldig(f"Kies een wachtwoord van minstens {MIN_WACHTWOORD} tekens, bijvoorbeeld vier losse woorden.")
    nieuw = account.model_copy(update={"wachtwoord_hash": _hasher.hash(wachtwoord)})
    accounts.save(nieuw, daad=_make_daad("set_wachtwoord", nieuw, now))
    return nieuw


def change_wachtwoord(account: Account, huidig: str, nieuw: str, *, accounts: Accounts, now: Clock) -> str:
    """Let somebody choose a password; gives a fresh cookie token, as every other device is logged out.

    Raises NietToegestaan when there is a password already and `huidig` is not it; Ongeldig when `nieuw` is too short.
    """
    if account.wachtwoord_hash is not None and not _matches(account.wachtwoord_hash, huidig):
        raise NietToegestaan(
            "Je huidige wachtwoord klopt niet. Probeer het opnieuw, of vraag de beheerder om een link."
        )
    set_wachtwoord(account, nieuw, accounts=accounts, now=now)
    accounts.drop_sleutels(account.id, daad=_make_daad("drop_sleutels", account, now))
    return _give_cookie(account, accounts=accounts, now=now)


def add_account(naam: str, *, beheerder: bool, accounts: Accounts, now: Clock, new_id: Callable[[], UUID]) -> Account:
    """Make an account, without a password: it is first reached through a one-time link.

    Raises Ongeldig (no usable name) and Botsing (the name is taken, in whatever case).
    """
    try:
        account = Account(id=new_id(), naam=naam, is_beheerder=beheerder, aangemaakt_op=now())
    except ValidationError as fout:
        raise Ongeldig("Geef een naam van 1 tot 300 tekens om mee aan te melden.") from fout
    if accounts.find(account.naam) is not None:
        raise Botsing(f"Er is al een account met de naam ‘{account.naam}’. Kies een andere naam.")
    accounts.save(account, daad=_make_daad("add_account", account, now))
    return account


def disable_account(account: Account, *, accounts: Accounts, now: Clock) -> Account:
    """From now on this account cannot log in, and is logged out everywhere. Its conversations stay."""
    nieuw = account.model_copy(update={"is_actief": False})
    accounts.save(nieuw, daad=_make_daad("disable_account", nieuw, now))
    accounts.drop_sleutels(nieuw.id, daad=_make_daad("drop_sleutels", nieuw, now))
    return nieuw


def reset(account: Account, *, accounts: Accounts, now: Clock) -> str:
    """Make a token for a new one-time link.

    The old password, links and cookies stop working; a disabled account works again.
    """
    nieuw = account.model_copy(update={"is_actief": True, "wachtwoord_hash": None})
    accounts.save(nieuw, daad=_make_daad("reset_account", nieuw, now))
    accounts.drop_sleutels(nieuw.id, daad=_make_daad("drop_sleutels", nieuw, now))
    return make_link(nieuw, accounts=accounts, now=now)


def _give_cookie(account: Account, *, accounts: Accounts, now: Clock) -> str:
    return _give_sleutel(account, "cookie", COOKIE_GELDIG, "log_in", accounts=accounts, now=now)


def _give_sleutel(
    account: Account, soort: str, geldig: timedelta, handeling: str, *, accounts: Accounts, now: Clock
) -> str:
    token, tot = secrets.token_urlsafe(24), now() + geldig
    accounts.add_sleutel(account.id, _hash(token), soort=soort, tot=tot, daad=_make_daad(handeling, account, now))
    return token


def _make_daad(handeling: str, account: Account, now: Clock) -> Daad:
    moment: datetime = now()
    return Daad(handeling=handeling, onderwerp=str(account.id), wie=Wie(account=account).kenmerk, op=moment)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _normalize(wachtwoord: str) -> str:
    # The same é is sent in two ways by two keyboards; NFKC makes it one password on every device.
    return unicodedata.normalize("NFKC", wachtwoord)


def _matches(wachtwoord_hash: str, wachtwoord: str) -> bool:
    try:
        return _hasher.verify(wachtwoord_hash, _normalize(wachtwoord))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


@cache
def _hash_of_nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(24))

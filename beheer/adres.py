"""Where we can be reached, as somebody types it in a browser."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Settings


_ADRES = "adres"
"""File in the data folder. Which port `start` was given is known nowhere else."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach us there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def make_adres(settings: Settings) -> str:
    """Without a slash at the end; on this machine it is called localhost, which is where cookies and habits are."""
    if settings.openbaar_adres:
        return settings.openbaar_adres
    host = "localhost" if is_loopback(settings.host) or _is_everywhere(settings.host) else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.poort}"


def remember_adres(settings: Settings) -> None:
    """Note in the data folder where we are reached, for commands that are run beside us; not worth failing for."""
    with suppress(OSError):
        (settings.data_map / _ADRES).write_text(f"{make_adres(settings)}\n", "utf-8")


def find_adres(settings: Settings) -> str:
    """As `make_adres`; where no settings say it, where the server of this data folder was reached last."""
    if settings.openbaar_adres is None and not settings.model_fields_set & {"host", "poort"}:
        with suppress(OSError, UnicodeDecodeError):
            gevonden = (settings.data_map / _ADRES).read_text("utf-8").strip()
            if re.fullmatch(r"http://\S+", gevonden):
                return gevonden
    return make_adres(settings)


def make_start_link(adres: str, token: str) -> str:
    """The address that logs somebody in, once."""
    return f"{adres}/gk/start/{token}"


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False

"""Where we can be reached, as somebody types it in a browser."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Settings


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


def make_start_link(settings: Settings, token: str) -> str:
    """The address that logs somebody in, once."""
    return f"{make_adres(settings)}/gk/start/{token}"


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False

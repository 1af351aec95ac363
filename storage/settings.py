"""Settings: from the environment (GESPREKSKAART_...), each with its reason; faults are told in Dutch."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from gesprekskaart.errors import OpslagFout
from gesprekskaart.foutmelding import explain

Gemaakt = TypeVar("Gemaakt")

PREFIX = "GESPREKSKAART_"
MIN_GEHEIM = 32
"""Characters of a secret: 128 bits as hex."""

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def sqlite_url(bestand: Path) -> str:
    """The address of a database file, whatever its path is made of."""
    return URL.create(_DRIVERS["sqlite"], database=str(bestand)).render_as_string()


def _check_url(adres: str) -> str:
    try:
        url = make_url(adres)
    except (ArgumentError, ValueError) as fout:
        raise ValueError(
            "is geen databaseadres; schrijf sqlite:///pad/naar/bestand.db "
            "of postgresql://gebruiker:wachtwoord@machine/database"
        ) from fout
    soort = url.drivername.split("+")[0]
    if soort not in _DRIVERS:
        raise ValueError(f"noemt een database die we niet kennen ({soort}); kies sqlite of postgresql")
    if soort == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("noemt geen bestand; schrijf sqlite:///pad/naar/bestand.db")
    # A bare 'postgresql://' would make SQLAlchemy look for psycopg2, which we do not ship.
    return url.set(drivername=_DRIVERS[soort]).render_as_string(hide_password=False)


def _check_geheim(geheim: SecretStr | None) -> SecretStr | None:
    if geheim is not None and len(geheim.get_secret_value()) < MIN_GEHEIM:
        raise ValueError(f"is te kort: kies minstens {MIN_GEHEIM} willekeurige tekens, en bewaar ze goed")
    return geheim


def _check_afzender(afzender: str, gelezen: ValidationInfo) -> str:
    if not afzender and gelezen.data.get("smtp_host"):
        raise ValueError("is leeg: vul in van wie de mail komt, zoals Gesprekskaart <gesprek@regio.nl>")
    if afzender and not re.fullmatch(r"[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+", afzender):
        raise ValueError("is geen mailadres; schrijf naam@organisatie.nl of Gesprekskaart <naam@organisatie.nl>")
    return afzender


class Beveiliging(StrEnum):
    """How mail travels to the mail server."""

    STARTTLS = "starttls"
    TLS = "tls"
    GEEN = "geen"


class Settings(BaseSettings):
    """What may differ per installation. Make one with `load_settings`, which explains what is wrong in Dutch."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data_map: Path = Path("gegevens")
    """Folder for the database file and the secret: the one thing to put on a safe disk and in the backups."""

    database_url: Annotated[str, AfterValidator(_check_url)] = Field(
        default_factory=lambda gelezen: sqlite_url(gelezen["data_map"] / "gesprekskaart.db"), validate_default=True
    )
    """A file in the data folder, unless one machine is not enough: then a PostgreSQL address."""

    host: str = "127.0.0.1"
    """Who can reach us: only this machine, until somebody chooses otherwise and puts a proxy with TLS before it."""

    poort: int = Field(default=8501, ge=1, le=65535)
    """TCP port; 8501 is what Streamlit's users expect."""

    openbaar_adres: str | None = Field(default=None, pattern=r"^https?://[^/\s]+$")
    """How people reach us from outside ('https://gesprek.regio.nl'): for links and QR codes; as an Origin of our own,
    also when a proxy asks us under another name; and with https, for whoever asks us by it, cookies travel over TLS
    only. None: whatever address people asked us at."""

    geheim: Annotated[SecretStr | None, AfterValidator(_check_geheim)] = None
    """Signs cookies. Several processes must share one; None: a random one is kept in the data folder."""

    smtp_host: str | None = None
    """The mail server ('smtp.regio.nl'), to ask signers for their reaction. None: people send the texts themselves."""

    smtp_poort: int = Field(default=587, ge=1, le=65535)
    """587 is where mail programs hand in mail; 465 goes with `tls`."""

    smtp_beveiliging: Beveiliging = Beveiliging.STARTTLS
    """How mail travels to that server. 'geen' is for a server on the same machine."""

    smtp_gebruiker: str = ""
    """Who we are there; empty when it asks nobody."""

    smtp_wachtwoord: SecretStr | None = None
    """Our password there."""

    smtp_afzender: Annotated[str, AfterValidator(_check_afzender)] = Field(default="", validate_default=True)
    """From whom the mails come ('Gesprekskaart <gesprek@regio.nl>'); needed with `smtp_host`."""

    herinner_dagen: int = Field(default=3, ge=0, le=60)
    """How many days before the term somebody who has not reacted is reminded by mail; 0: nobody is."""

    zegel_p12: Path | None = None
    """PKCS#12 file with the key and certificate that established reports are sealed with. None: a key is made in the
    data folder at first use, and the seal is called 'technisch zegel'."""

    zegel_wachtwoord: SecretStr | None = None
    """Of the PKCS#12 file."""

    zegel_tijdstempel: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")
    """Address of a timestamp server (RFC 3161): then a seal also proves when it was made."""

    zegel_bekend: Path | None = None
    """Folder with certificates (PEM) of other installations, whose seals are trusted here when a file is checked."""

    @property
    def adres(self) -> str:
        """Where the first page is, without a slash at the end."""
        return self.openbaar_adres or f"http://{self.host}:{self.poort}"

    def with_database(self, adres: str) -> Self:
        """The same settings on another database. Raises OpslagFout when this is no address."""
        return _explained(lambda: type(self)(**(self.model_dump() | {"database_url": adres})))


def load_settings(**gekozen: Any) -> Settings:
    """From the environment; what is given here goes first. Raises OpslagFout, naming every setting that is wrong."""
    return _explained(lambda: Settings(**gekozen))


def _explained(make: Callable[[], Gemaakt]) -> Gemaakt:
    try:
        return make()
    except ValidationError as fout:
        # What merely follows from another fault would send people the wrong way.
        fouten = [f for f in fout.errors() if f["type"] != "default_factory_not_called"]
        regels = [f"- {PREFIX}{'_'.join(map(str, f['loc'])).upper()} {explain(f)}" for f in fouten]
        raise OpslagFout("\n".join(["Deze instellingen kloppen niet:", *regels])) from fout


def read_geheim(settings: Settings) -> str:
    """The secret that signs cookies: as set, or a random one made once and kept in the data folder for its owner only.

    Raises OpslagFout when the folder cannot be written.
    """
    if settings.geheim is not None:
        return settings.geheim.get_secret_value()
    bestand = settings.data_map / "geheim"
    try:
        settings.data_map.mkdir(parents=True, exist_ok=True)
        # O_EXCL: of two processes that start together, one makes it and the other reads it.
        with os.fdopen(os.open(bestand, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as nieuw:
            nieuw.write(secrets.token_hex(MIN_GEHEIM))
    except FileExistsError:
        pass
    except OSError as fout:
        raise OpslagFout(
            f"In de gegevensmap {settings.data_map} kan niet worden geschreven ({fout.strerror}). "
            f"Kies een andere map met {PREFIX}DATA_MAP, of geef jezelf schrijfrechten."
        ) from fout
    return bestand.read_text()

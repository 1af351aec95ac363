"""Mail over SMTP, to a real server on this machine: what arrives, and what is said when it does not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gesprekskaart.errors import PostFout
from gesprekskaart.ondertekening import Mail, Ondertekenaar
from storage import load_settings, make_post
from storage.post import SmtpPost, _write

MAIL = Mail(
    "s.kilic@kindrijk.nl", "Je reactie: Ayşe & Zoë", "Beste Łukasz,\n\nLees het verslag.\n.\nhttps://x.test/1\n"
)


class Bus:
    """A mailbox that takes everything but mail for nobody."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.van: list[str] = []

    async def handle_RCPT(  # noqa: N802 -- as the library calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if address.startswith("niemand@"):
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.original_content or b"", policy=default))
        self.van.append(str(envelope.mail_from))
        return "250 OK"


def check_login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: Any) -> AuthResult:
    assert isinstance(login, LoginPassword)
    return AuthResult(success=login.password == b"goed", handled=False)


def free_port() -> int:
    with socket.socket() as gat:
        gat.bind(("127.0.0.1", 0))
        poort: int = gat.getsockname()[1]
    return poort


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def server(bus: Bus) -> Iterator[Controller]:
    controller = Controller(
        bus, hostname="127.0.0.1", port=free_port(), authenticator=check_login, auth_require_tls=False
    )
    controller.start()
    yield controller
    controller.stop()


def post_to(server: Controller, **anders: Any) -> SmtpPost:
    post = make_post(
        load_settings(
            smtp_host="127.0.0.1", smtp_poort=server.port, smtp_beveiliging=anders.pop("beveiliging", "geen"),
            smtp_afzender="Gesprekskaart <gesprek@regio.test>", **anders,
        )
    )  # fmt: skip
    assert post is not None
    return post


def test_a_mail_arrives_as_it_was_written(server: Controller, bus: Bus) -> None:
    post_to(server).send(MAIL)
    (mail,) = bus.mails
    assert (mail["To"], mail["From"]) == (MAIL.aan, "Gesprekskaart <gesprek@regio.test>")
    assert mail["Subject"] == MAIL.onderwerp
    assert mail.get_content().replace("\r\n", "\n") == MAIL.tekst  # type: ignore[attr-defined]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@regio.test>")
    assert bus.van == ["gesprek@regio.test"]


def test_we_log_in_where_that_is_asked(server: Controller, bus: Bus) -> None:
    post_to(server, smtp_gebruiker="wij", smtp_wachtwoord="goed").send(MAIL)
    assert len(bus.mails) == 1
    with pytest.raises(PostFout, match="weigert onze aanmelding"):
        post_to(server, smtp_gebruiker="wij", smtp_wachtwoord="fout").send(MAIL)


def test_an_address_that_is_refused_is_named(server: Controller) -> None:
    with pytest.raises(PostFout, match="weigert het adres niemand@kindrijk.nl"):
        post_to(server).send(MAIL._replace(aan="niemand@kindrijk.nl"))


def test_mail_never_travels_openly_when_it_should_not(server: Controller, bus: Bus) -> None:
    with pytest.raises(PostFout, match="nam de mail niet aan"):
        post_to(server, beveiliging="starttls").send(MAIL)
    assert bus.mails == []


@given(st.text(alphabet="ab.=?_%'|!#é٠&+*/`{}~^-\r\n,", max_size=20), st.text(alphabet="ab.-=?é\r\n,", max_size=12))
def test_what_passes_for_an_address_is_one_address_in_a_mail(wie: str, waar: str) -> None:
    adres = f"{wie}@{waar}.nl"
    try:
        tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", rol="bestuurder", email=adres)
    except ValidationError:
        return
    geschreven = _write(Mail(tekenaar.email, "Onderwerp", "Tekst"), "gesprek@regio.nl")
    assert [lezer.addr_spec for lezer in geschreven["To"].addresses] == [tekenaar.email]


@pytest.mark.parametrize("aan", ["=?utf-8?q?kwaad=40kwaad.test=2C?=@regio.nl", "=?utf-8?q?a=0d=0aBcc=3a?=@regio.nl"])
def test_an_address_that_hides_another_one_is_refused(aan: str) -> None:
    with pytest.raises(ValidationError):
        Ondertekenaar(nummer=1, partnerschap="LWZ", rol="bestuurder", email=aan)


def test_what_cannot_be_written_is_told(server: Controller) -> None:
    with pytest.raises(PostFout, match="geen mail te schrijven"):
        post_to(server).send(Mail("=?utf-8?q?a=0d=0aBcc=3a?=@regio.nl", "Onderwerp", "Tekst"))


def test_a_server_that_is_not_there_is_told() -> None:
    weg = load_settings(
        smtp_host="127.0.0.1", smtp_poort=free_port(), smtp_beveiliging="geen", smtp_afzender="gesprek@regio.test"
    )
    with pytest.raises(PostFout, match="antwoordt niet. Stuur de tekst zelf"):
        SmtpPost(weg).send(MAIL)


def test_without_a_server_there_is_no_mail() -> None:
    assert make_post(load_settings()) is None

"""Sending mail by SMTP, as the settings say; what goes wrong is told in Dutch."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from gesprekskaart.errors import PostFout
from gesprekskaart.ondertekening import Mail
from storage.settings import Beveiliging, Settings

TIJD_S = 10.0
"""How long a mail server may take to answer: somebody is waiting for it."""


class SmtpPost:
    """The port Post."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, mail: Mail) -> None:
        try:
            with self._connect() as verbinding:
                verbinding.send_message(_write(mail, self._settings.smtp_afzender))
        except smtplib.SMTPRecipientsRefused as fout:
            raise PostFout(f"De mailserver weigert het adres {mail.aan}. Kijk het na.") from fout
        except smtplib.SMTPAuthenticationError as fout:
            raise PostFout(
                "De mailserver weigert onze aanmelding. Vraag de beheerder het wachtwoord na te zien."
            ) from fout
        except (smtplib.SMTPException, ssl.SSLError) as fout:
            raise PostFout("De mailserver nam de mail niet aan. Stuur de tekst zelf, of probeer het later.") from fout
        except (OSError, UnicodeError) as fout:
            raise PostFout("De mailserver antwoordt niet. Stuur de tekst zelf, of probeer het later.") from fout
        except ValueError as fout:
            # Python refuses to write what would be read as more than one line or address.
            raise PostFout("Aan dit adres is geen mail te schrijven. Kijk het na.") from fout

    def _connect(self) -> smtplib.SMTP:
        gezet, context = self._settings, ssl.create_default_context()
        host = gezet.smtp_host or ""
        if gezet.smtp_beveiliging is Beveiliging.TLS:
            verbinding: smtplib.SMTP = smtplib.SMTP_SSL(host, gezet.smtp_poort, timeout=TIJD_S, context=context)
        else:
            verbinding = smtplib.SMTP(host, gezet.smtp_poort, timeout=TIJD_S)
        try:
            if gezet.smtp_beveiliging is Beveiliging.STARTTLS:
                verbinding.starttls(context=context)
            if gezet.smtp_gebruiker and gezet.smtp_wachtwoord is not None:
                verbinding.login(gezet.smtp_gebruiker, gezet.smtp_wachtwoord.get_secret_value())
        except BaseException:
            verbinding.close()
            raise
        return verbinding


def _write(mail: Mail, afzender: str) -> EmailMessage:
    bericht = EmailMessage()
    bericht["From"], bericht["To"], bericht["Subject"] = afzender, mail.aan, mail.onderwerp
    bericht["Date"] = formatdate(localtime=False)
    bericht["Message-ID"] = make_msgid(domain=afzender.rpartition("@")[2].rstrip(">") or None)
    # Answers by machines ("I am on holiday") help nobody.
    bericht["Auto-Submitted"] = "auto-generated"
    bericht.set_content(mail.tekst)
    return bericht


def make_post(settings: Settings) -> SmtpPost | None:
    """None where no mail server was set up."""
    return SmtpPost(settings) if settings.smtp_host else None

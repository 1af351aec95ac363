"""Asking signers for their reaction: who they are, their links, mails and reminders. For whoever leads."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from functools import cached_property, partial
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.brief import Aanleiding, Brief, make_brief
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Botsing, GesprekskaartError, NietGevonden, Ongeldig, PostFout
from gesprekskaart.logboek import Daad
from gesprekskaart.ondertekening import (
    Bericht,
    Berichtsoort,
    Berichtwijze,
    Ondertekenaar,
    Tekenstand,
    hash_token,
    list_afwijzingen,
    list_tekenstanden,
    make_token,
)
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import Deelnemer, Mandaat, Sessierol, Stand
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie
from gesprekskaart.wijzigingen import Wijziging, compare_versies

SYSTEEM = "systeem"
"""Who did it in the log, when nobody pressed anything."""


class Verstuurd(NamedTuple):
    """What became of a message: its text is always there, so that nothing is lost when a mail did not go."""

    ondertekenaar: Ondertekenaar
    brief: Brief
    wijze: Berichtwijze
    fout: str = ""

    @property
    def mailto(self) -> str:
        """Opens the mail program with it."""
        return self.brief.to_mailto(self.ondertekenaar.email)


def list_standen(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Tekenstand, ...]:
    """How it stands with every signer on the newest version, or before there is one. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    versies = ports.verslagen.list(sessie_id)
    if not versies:
        return tuple(Tekenstand(tekenaar, None, None, (), eerder_gevraagd=False) for tekenaar in dossier.ondertekenaars)
    return list_tekenstanden(dossier.ondertekenaars, versies, ports.ondertekening.list_berichten(sessie_id))


def save_ondertekenaar(
    wie: Wie, sessie_id: UUID, ondertekenaar: Ondertekenaar, *, gelezen: int, ports: Ports
) -> Ondertekenaar:
    """Add (`gelezen` 0) or change; what was mailed to an address that was changed opens nothing any more.

    Raises SessieOnbekend, NietToegestaan, Ongeldig, IntussenGewijzigd.
    """
    dossier = _require(wie, sessie_id, ports)
    if ondertekenaar.partnerschap not in {p.code for p in dossier.partnerschappen}:
        raise Ongeldig(f"Dit gesprek kent geen partnerschap {ondertekenaar.partnerschap}. Kies een ander.")
    daad = _daad(wie, "save_ondertekenaar", ondertekenaar.nummer, ports)
    bewaard = ports.ondertekening.save(sessie_id, ondertekenaar, gelezen=gelezen, daad=daad)
    if moves_away(dossier, ondertekenaar):
        revoke_links(wie, sessie_id, ondertekenaar.nummer, ports=ports)
    return bewaard


def moves_away(dossier: Dossier, ondertekenaar: Ondertekenaar) -> bool:
    """Whether a signer gets another mail address than the one that was there."""
    toen = next((wie.email for wie in dossier.ondertekenaars if wie.nummer == ondertekenaar.nummer), "")
    return toen not in ("", ondertekenaar.email)


def suggest_ondertekenaars(dossier: Dossier) -> tuple[Ondertekenaar, ...]:
    """Participants who are not on the list yet, per partnership that they speak for: one tap takes one over."""
    bezet = {(wie.deelnemer, wie.partnerschap) for wie in dossier.ondertekenaars}
    paren = [
        (deelnemer, code)
        for deelnemer in dossier.deelnemers
        for code in deelnemer.namens
        if deelnemer.sessierol is not Sessierol.TOEHOORDER and (deelnemer.nummer, code) not in bezet
    ]
    # Who has a mandate is the likeliest to sign.
    paren.sort(key=lambda paar: (paar[1], _MANDAATVOLGORDE.index(paar[0].mandaat)))
    begin = next_nummer(dossier.ondertekenaars)
    return tuple(_from_deelnemer(d, code, nummer) for nummer, (d, code) in enumerate(paren, start=begin))


_MANDAATVOLGORDE = list(Mandaat)


def _from_deelnemer(deelnemer: Deelnemer, code: str, nummer: int) -> Ondertekenaar:
    return Ondertekenaar(
        nummer=nummer,
        partnerschap=code,
        naam=deelnemer.naam,
        rol=deelnemer.rol,
        organisatie=deelnemer.organisatie,
        mandaat=deelnemer.mandaat,
        deelnemer=deelnemer.nummer,
    )


def next_nummer(ondertekenaars: Iterable[Ondertekenaar]) -> int:
    """The number of the next signer."""
    return max((wie.nummer for wie in ondertekenaars), default=0) + 1


def delete_ondertekenaar(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Take somebody off the list who has not reacted; the links stop working.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig when there is a reaction.
    """
    _require(wie, sessie_id, ports)
    if any(versie.reactie_van(nummer) for versie in ports.verslagen.list(sessie_id)):
        raise Ongeldig(
            "Deze ondertekenaar heeft al gereageerd en blijft daarom staan. Trek zo nodig de link in, of wis de naam."
        )
    ports.ondertekening.delete(sessie_id, nummer, daad=_daad(wie, "delete_ondertekenaar", nummer, ports))


def revoke_links(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """No link of this signer works any more. Raises SessieOnbekend, NietToegestaan, NietGevonden."""
    _find(_require(wie, sessie_id, ports), nummer)
    ports.ondertekening.drop_links(sessie_id, nummer, daad=_daad(wie, "revoke_tekenlink", nummer, ports))


def ask(
    wie: Wie,
    sessie_id: UUID,
    nummer: int,
    server: str,
    *,
    vervang: bool = False,
    per_mail: bool = True,
    ports: Ports,
) -> Verstuurd:
    """Ask one signer to react to the newest version, or remind who was asked before; with a link of its own.

    By mail where that can be, else as text. `server` is where people find us. With `vervang` the links that were
    given before stop working.
    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig (nothing frozen to react to).
    """
    dossier = _require(wie, sessie_id, ports)
    versies = _require_versies(dossier, ports)
    wie_tekent = _find(dossier, nummer)
    if vervang:
        ports.ondertekening.drop_links(sessie_id, nummer, daad=_daad(wie, "revoke_tekenlink", nummer, ports))
    (stand,) = list_tekenstanden((wie_tekent,), versies, ports.ondertekening.list_berichten(sessie_id))
    soort = Berichtsoort.VRAAG if vervang else _find_soort(stand)
    post = _Bezorging(ports, versies, server, wie.kenmerk, per_mail=per_mail)
    return post.send(stand, soort)


def ask_all(wie: Wie, sessie_id: UUID, server: str, *, ports: Ports) -> tuple[Verstuurd, ...]:
    """Ask or remind everybody who has not reacted to the newest version. Raises as `ask`."""
    post, standen = _open_bezorging(wie, sessie_id, server, ports)
    return tuple(post.send(stand, _find_soort(stand)) for stand in standen if stand.reactie is None)


def tell_afwijzingen(wie: Wie, sessie_id: UUID, server: str, *, ports: Ports) -> tuple[Verstuurd, ...]:
    """Tell who does not agree to everybody who was asked and has not been told; by mail or as text. Raises as `ask`."""
    post, standen = _open_bezorging(wie, sessie_id, server, ports)
    return tuple(
        post.send(stand, Berichtsoort.AFWIJZING, afgewezen=afgewezen)
        for stand in standen
        if (afgewezen := list_afwijzingen(stand, post.versie))
    )


def _open_bezorging(wie: Wie, sessie_id: UUID, server: str, ports: Ports) -> tuple[_Bezorging, tuple[Tekenstand, ...]]:
    """What whoever leads sends with about the newest version, and how it stands with every signer."""
    dossier = _require(wie, sessie_id, ports)
    versies = _require_versies(dossier, ports)
    standen = list_tekenstanden(dossier.ondertekenaars, versies, ports.ondertekening.list_berichten(sessie_id))
    return _Bezorging(ports, versies, server, wie.kenmerk), standen


def _find_soort(stand: Tekenstand) -> Berichtsoort:
    return Berichtsoort.HERINNERING if stand.gevraagd else Berichtsoort.VRAAG


def tell_afwijzing(sessie_id: UUID, reactie: Reactie, server: str, *, ports: Ports) -> None:
    """Mail the other signers that somebody does not agree, where mail was set up; the rest `tell_afwijzingen` does.

    Once per signer and version: by one link nobody can be mailed again and again. Without `server`, for where nobody
    we trust says how people reach us, the mail has no link. Never refuses: the reaction itself is recorded already.
    """
    if ports.post is None or reactie.soort is not ReactieSoort.NIET_AKKOORD:
        return
    dossier = ports.sessies.get_dossier(sessie_id)
    versies = ports.verslagen.list(sessie_id)
    if reactie != next(filter(partial(_rejects, reactie.ondertekenaar), versies[-1].reacties), None):
        return
    anderen = tuple(wie for wie in dossier.ondertekenaars if wie.nummer != reactie.ondertekenaar and wie.email)
    bezorging = _Bezorging(ports, versies, server, SYSTEEM)
    for stand in list_tekenstanden(anderen, versies, ports.ondertekening.list_berichten(sessie_id)):
        # Who was never asked need not hear of it by mail.
        if stand.gevraagd:
            with suppress(GesprekskaartError):
                bezorging.send(stand, Berichtsoort.AFWIJZING, afgewezen=(reactie,))


def _rejects(tekenaar: int | None, reactie: Reactie) -> bool:
    return reactie.ondertekenaar == tekenaar and reactie.soort is ReactieSoort.NIET_AKKOORD


def remind_due(server: str, voor: timedelta, *, ports: Ports) -> int:
    """Remind by mail, once per version, who has not reacted when the term is nearer than `voor`; gives how many.

    For the clock of the server: nobody has to press anything. Does nothing where no mail was set up.
    """
    if ports.post is None:
        return 0
    nu, aantal = ports.now(), 0
    for regel in ports.sessies.list_all():
        sessie = regel.sessie
        if sessie.stand is not Stand.VERSLAG or sessie.oefening:
            continue
        versies = ports.verslagen.list(sessie.id)
        termijn = versies[-1].termijn if versies else None
        if termijn is None or not nu < termijn <= nu + voor:
            continue
        aantal += _remind_sessie(sessie.id, versies, server, ports)
    return aantal


def _remind_sessie(sessie_id: UUID, versies: tuple[Versie, ...], server: str, ports: Ports) -> int:
    dossier, aantal = ports.sessies.get_dossier(sessie_id), 0
    bezorging = _Bezorging(ports, versies, server, SYSTEEM)
    berichten = ports.ondertekening.list_berichten(sessie_id)
    for stand in list_tekenstanden(dossier.ondertekenaars, versies, berichten):
        al = any(bericht.soort is Berichtsoort.VANZELF for bericht in stand.berichten)
        if stand.reactie is None and stand.ondertekenaar.email and stand.gevraagd and not al:
            # Another process may be at it too: of two, one gets to send it.
            with suppress(Botsing, NietGevonden):
                aantal += not bezorging.send(stand, Berichtsoort.VANZELF).fout
    return aantal


class _Bezorging:
    """Sends messages about the newest version of one session."""

    def __init__(
        self, ports: Ports, versies: tuple[Versie, ...], server: str, door: str, *, per_mail: bool = True
    ) -> None:
        self._ports, self._versies, self._server, self._door = ports, versies, server, door
        self._per_mail = per_mail

    @property
    def versie(self) -> Versie:
        """The newest: what the messages are about."""
        return self._versies[-1]

    def send(self, stand: Tekenstand, soort: Berichtsoort, *, afgewezen: tuple[Reactie, ...] = ()) -> Verstuurd:
        """Keep the message, then send it: what could not be sent is there as text, with a link that works."""
        wie, token = stand.ondertekenaar, make_token() if self._server else ""
        adres = f"{self._server}/gk/teken/{token}" if token else ""
        brief = make_brief(wie, self.versie, adres, self._explain(stand, soort, afgewezen))
        post = self._ports.post if self._per_mail and wie.email else None
        bericht = Bericht(
            sessie_id=self.versie.sessie_id,
            ondertekenaar=wie.nummer,
            versie=self.versie.nummer,
            soort=soort,
            wijze=Berichtwijze.MAIL if post is not None else Berichtwijze.TEKST,
            op=self._ports.now(),
            hash=hash_token(token) if token else None,
        )
        eenmalig = soort is Berichtsoort.VANZELF
        bericht = self._ports.ondertekening.add_bericht(bericht, eenmalig=eenmalig, daad=self._daad(soort, wie))
        if post is None:
            return Verstuurd(wie, brief, Berichtwijze.TEKST)
        try:
            post.send(brief.to_mail(wie.email))
        except PostFout as fout:
            self._ports.ondertekening.note_fout(bericht, str(fout), daad=self._daad(soort, wie, gelukt=False))
            return Verstuurd(wie, brief, Berichtwijze.MAIL, str(fout))
        return Verstuurd(wie, brief, Berichtwijze.MAIL)

    @cached_property
    def _wijzigingen(self) -> tuple[Wijziging, ...]:
        if len(self._versies) == 1:
            return ()
        return compare_versies(*self._versies[-2:])

    def _explain(self, stand: Tekenstand, soort: Berichtsoort, afgewezen: tuple[Reactie, ...]) -> Aanleiding:
        return Aanleiding(
            soort,
            wijzigingen=self._wijzigingen,
            eerder=stand.eerder[1] if stand.eerder else None,
            opnieuw=stand.eerder_gevraagd or stand.eerder is not None,
            afgewezen=afgewezen,
            gereageerd=stand.reactie is not None,
        )

    def _daad(self, soort: Berichtsoort, wie: Ondertekenaar, *, gelukt: bool = True) -> Daad:
        handeling = {
            Berichtsoort.VRAAG: "ask_ondertekenaar",
            Berichtsoort.AFWIJZING: "tell_afwijzing",
        }.get(soort, "remind_ondertekenaar")
        return Daad(
            handeling=handeling if gelukt else "note_postfout",
            onderwerp=f"ondertekenaar/{wie.nummer}",
            wie=self._door,
            op=self._ports.now(),
        )


def _require(wie: Wie, sessie_id: UUID, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.ONDERTEKENAARS, dossier.sessie)
    return dossier


def _require_versies(dossier: Dossier, ports: Ports) -> tuple[Versie, ...]:
    versies = ports.verslagen.list(dossier.sessie.id)
    if not versies or dossier.sessie.stand is not Stand.VERSLAG:
        raise Ongeldig("Er ligt nu geen versie om op te reageren. Bevries eerst het verslag.")
    return versies


def _find(dossier: Dossier, nummer: int) -> Ondertekenaar:
    for wie in dossier.ondertekenaars:
        if wie.nummer == nummer:
            return wie
    raise NietGevonden("Deze ondertekenaar staat niet (meer) op de lijst.")


def _daad(wie: Wie, handeling: str, nummer: int, ports: Ports) -> Daad:
    return Daad(handeling=handeling, onderwerp=f"ondertekenaar/{nummer}", wie=wie.kenmerk, op=ports.now())

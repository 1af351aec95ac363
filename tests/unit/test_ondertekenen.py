"""Signing: who is asked, by which link, what they say of which version, and what is told when somebody refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pydantic import ValidationError
from pypdf import PdfReader

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, Ongeldig, SessieOnbekend, VersieVervallen
from gesprekskaart.ondertekening import LINK_NA_VASTSTELLEN, Berichtsoort, Berichtwijze, Ondertekenaar, tell_standen
from gesprekskaart.ports import Ports
from gesprekskaart.services.ondertekenen import (
    Verstuurd,
    ask,
    ask_all,
    delete_ondertekenaar,
    list_standen,
    remind_due,
    revoke_links,
    save_ondertekenaar,
    suggest_ondertekenaars,
    tell_afwijzing,
    tell_afwijzingen,
)
from gesprekskaart.services.sessies import explain, move_stand, save_deelnemer, save_gesprek
from gesprekskaart.services.tekenen import LinkWerktNiet, Reactieinvoer, give_reactie, make_tekenpdf, open_pagina
from gesprekskaart.services.verslagen import freeze, list_versies, make_json, make_pdf, make_verslag
from gesprekskaart.sessie import Deelnemer, Mandaat, Sessie, Sessierol, Stand
from gesprekskaart.verslag import ReactieSoort, Versie
from tests import nep
from tests.zaak import DAAD, make_account, make_deelnemer, make_sessie, write

SERVER = "https://gesprek.test"
TERMIJN = nep.VANDAAG + timedelta(days=14)


class Klok:
    nu = nep.VANDAAG

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def post() -> nep.NepPost:
    return nep.NepPost()


@pytest.fixture
def ports(klok: Klok, post: nep.NepPost) -> Ports:
    return replace(nep.make_ports(klok), post=post)


@pytest.fixture
def wie(ports: Ports) -> Wie:
    return make_account(ports)


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    """Two signers of LWZ, one of AOZ without a mail address, and version 1."""
    sessie = make_sessie(ports, wie)
    write(ports, wie, sessie, "conclusie/G1", "Wij vinden elkaar.")
    for nummer, code in ((1, "LWZ"), (2, "LWZ"), (3, "AOZ")):
        add(ports, wie, sessie, nummer, code)
    freeze(wie, sessie.id, termijn=TERMIJN, ports=ports)
    return sessie


def add(ports: Ports, wie: Wie, sessie: Sessie, nummer: int, code: str) -> Ondertekenaar:
    tekenaar = Ondertekenaar(
        nummer=nummer, partnerschap=code, rol="bestuurder", organisatie=f"Stichting {nummer}",
        email=f"teken{nummer}@voorbeeld.nl" if code == "LWZ" else "", mandaat=Mandaat.MANDAAT,
    )  # fmt: skip
    return save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)


def token(verstuurd: Verstuurd) -> str:
    return verstuurd.brief.tekst.partition("/gk/teken/")[2].split()[0]


def link(ports: Ports, wie: Wie, sessie: Sessie, nummer: int = 1) -> str:
    return token(ask(wie, sessie.id, nummer, SERVER, ports=ports))


def invoer(soort: ReactieSoort = ReactieSoort.AKKOORD, **anders: Any) -> Reactieinvoer:
    velden: dict[str, Any] = {"versie": 1, "naam": "J. Testers", "mandaat": Mandaat.MANDAAT}
    return Reactieinvoer(soort=soort, **{**velden, **anders})


def next_version(ports: Ports, wie: Wie, sessie: Sessie) -> Versie:
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    write(ports, wie, sessie, "conclusie/G1", "Wij vinden elkaar echt.", gelezen=1)
    write(ports, wie, sessie, "wijzigingen/2", "De conclusie bij G1 is aangescherpt.")
    return freeze(wie, sessie.id, termijn=TERMIJN, ports=ports)


def test_a_link_opens_the_newest_version_for_one_signer_and_only_its_hash_is_kept(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    geheim = link(ports, wie, sessie)
    assert len(geheim) == 32
    pagina = open_pagina(geheim, ports=ports)
    assert (pagina.ondertekenaar.nummer, pagina.voor, pagina.versie.nummer) == (1, "Leerwerkplaats Zilverwaard", 1)
    (bericht,) = ports.ondertekening.list_berichten(sessie.id)
    assert geheim not in bericht.model_dump_json()
    assert geheim not in repr(ports.logboek.list(sessie.id))
    assert make_tekenpdf(geheim, ports=ports).data.startswith(b"%PDF")


def test_what_a_signer_says_can_be_changed_and_every_step_is_kept(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    geheim = link(ports, wie, sessie)
    give_reactie(geheim, invoer(ReactieSoort.NIET_AKKOORD, toelichting="G1 klopt niet."), ports=ports)
    give_reactie(geheim, invoer(voorbehoud_bestuur=True), ports=ports)
    (versie,) = list_versies(wie, sessie.id, ports=ports)
    assert [r.soort for r in versie.reacties] == [ReactieSoort.NIET_AKKOORD, ReactieSoort.AKKOORD]
    geldend = versie.geldende_reacties["LWZ"]
    assert (geldend.soort, geldend.voorbehoud_bestuur, geldend.rol) == (
        ReactieSoort.AKKOORD, True, "bestuurder, Stichting 1",
    )  # fmt: skip
    assert [nummer for nummer, _ in open_pagina(geheim, ports=ports).geschiedenis] == [1, 1]


def test_a_button_that_is_pressed_twice_is_one_reaction(ports: Ports, wie: Wie, sessie: Sessie, klok: Klok) -> None:
    geheim = link(ports, wie, sessie)
    give_reactie(geheim, invoer(), ports=ports)
    klok.nu += timedelta(seconds=1)
    give_reactie(geheim, invoer(), ports=ports)
    assert len(list_versies(wie, sessie.id, ports=ports)[0].reacties) == 1


def test_an_objection_stays_when_somebody_else_of_the_partnership_agrees(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    give_reactie(link(ports, wie, sessie, 1), invoer(ReactieSoort.NIET_AKKOORD, toelichting="Nee."), ports=ports)
    give_reactie(link(ports, wie, sessie, 2), invoer(), ports=ports)
    (versie,) = list_versies(wie, sessie.id, ports=ports)
    assert versie.geldende_reacties["LWZ"].soort is ReactieSoort.NIET_AKKOORD
    assert len(versie.laatste_reacties) == 2
    assert tell_standen(list_standen(wie, sessie.id, ports=ports)) == "1 akkoord, 1 niet akkoord, 1 nog geen reactie"


def test_the_report_counts_who_was_asked_about_this_version_and_is_silent(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    def count() -> dict[str, int]:
        return make_verslag(wie, sessie.id, 1, ports=ports).zwijgers

    assert count() == {}, "nobody was asked yet"
    geheim = link(ports, wie, sessie, 1)
    link(ports, wie, sessie, 2)
    link(ports, wie, sessie, 3)
    assert count() == {"LWZ": 2, "AOZ": 1}
    give_reactie(geheim, invoer(), ports=ports)
    assert count() == {"LWZ": 1, "AOZ": 1}
    next_version(ports, wie, sessie)
    link(ports, wie, sessie, 1)
    assert count() == {"LWZ": 1, "AOZ": 1}, "of version 1, as it was"


@pytest.mark.parametrize("soort", [ReactieSoort.MET_VOORBEHOUD, ReactieSoort.NIET_AKKOORD])
def test_a_reserve_or_refusal_says_why(ports: Ports, wie: Wie, sessie: Sessie, soort: ReactieSoort) -> None:
    with pytest.raises(Ongeldig, match="waarom"):
        give_reactie(link(ports, wie, sessie), invoer(soort, toelichting="  "), ports=ports)
    assert list_versies(wie, sessie.id, ports=ports)[0].reacties == ()


def test_somebody_who_reads_an_older_version_is_told_and_asked_again(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    geheim = link(ports, wie, sessie)
    give_reactie(geheim, invoer(), ports=ports)
    next_version(ports, wie, sessie)
    with pytest.raises(VersieVervallen):
        give_reactie(geheim, invoer(versie=1), ports=ports)
    pagina = open_pagina(geheim, ports=ports)
    assert pagina.versie.nummer == 2
    assert [w.titel for w in pagina.wijzigingen] == ["Conclusie bij G1"]
    assert pagina.reactie is None
    brief = ask(wie, sessie.id, 1, SERVER, ports=ports).brief
    assert "nieuwe versie: versie 2" in brief.tekst
    assert "Op de vorige versie zei je: akkoord." in brief.tekst
    assert "De conclusie bij G1 is aangescherpt.\n- Conclusie bij G1: gewijzigd" in brief.tekst
    give_reactie(geheim, invoer(versie=2), ports=ports)
    assert [len(v.reacties) for v in list_versies(wie, sessie.id, ports=ports)] == [1, 1]


def test_while_it_is_reopened_and_once_it_is_established_nobody_reacts(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    geheim = link(ports, wie, sessie)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    with pytest.raises(NietToegestaan, match="nieuwe versie van het verslag"):
        give_reactie(geheim, invoer(), ports=ports)
    write(ports, wie, sessie, "conclusie/G1", "Nog eens.", gelezen=1)
    write(ports, wie, sessie, "wijzigingen/2", "Aangevuld.")
    freeze(wie, sessie.id, termijn=None, ports=ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    with pytest.raises(NietToegestaan, match="vastgesteld"):
        give_reactie(geheim, invoer(versie=2), ports=ports)
    with pytest.raises(NietToegestaan):
        ask(wie, sessie.id, 1, SERVER, ports=ports)


def test_a_link_that_is_wrong_revoked_replaced_or_old_works_no_more(
    ports: Ports, wie: Wie, sessie: Sessie, klok: Klok
) -> None:
    oud, ander = link(ports, wie, sessie, 1), link(ports, wie, sessie, 2)
    nieuw = token(ask(wie, sessie.id, 1, SERVER, vervang=True, ports=ports))
    for fout in ("", "x" * 32, oud, "é\udcff"):
        with pytest.raises(LinkWerktNiet):
            open_pagina(fout, ports=ports)
    revoke_links(wie, sessie.id, 2, ports=ports)
    with pytest.raises(LinkWerktNiet):
        give_reactie(ander, invoer(), ports=ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    klok.nu += LINK_NA_VASTSTELLEN - timedelta(seconds=1)
    assert open_pagina(nieuw, ports=ports).may_react is False
    klok.nu += timedelta(seconds=1)
    with pytest.raises(LinkWerktNiet):
        open_pagina(nieuw, ports=ports)


def test_asked_by_mail_where_there_is_an_address_and_as_text_where_not(
    ports: Ports, wie: Wie, sessie: Sessie, post: nep.NepPost
) -> None:
    verstuurd = ask_all(wie, sessie.id, SERVER, ports=ports)
    assert [v.wijze for v in verstuurd] == [Berichtwijze.MAIL, Berichtwijze.MAIL, Berichtwijze.TEKST]
    assert [mail.aan for mail in post.mails] == ["teken1@voorbeeld.nl", "teken2@voorbeeld.nl"]
    tekst = post.mails[0].tekst
    assert f"{SERVER}/gk/teken/" in tekst
    assert "Reageren kan tot maandag 7 december 2026, 10.00 uur. Geen reactie geldt niet als akkoord." in tekst
    assert "Wij vragen jouw reactie namens Leerwerkplaats Zilverwaard." in tekst
    assert verstuurd[2].mailto.startswith("mailto:?subject=Je%20reactie%20op%20versie%201")
    assert open_pagina(token(verstuurd[2]), ports=ports).ondertekenaar.nummer == 3


def test_who_was_never_asked_is_not_asked_again(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    link(ports, wie, sessie, 1)
    next_version(ports, wie, sessie)
    brieven = {v.ondertekenaar.nummer: v.brief.tekst for v in ask_all(wie, sessie.id, SERVER, ports=ports)}
    assert "Daarom vragen wij je opnieuw om een reactie" in brieven[1]
    assert "Conclusie bij G1: gewijzigd" in brieven[1]
    assert "opnieuw" not in brieven[2]
    assert "ligt klaar. Wij vragen jouw reactie" in brieven[2]


def test_who_was_asked_is_reminded_and_the_first_link_keeps_working(
    ports: Ports, wie: Wie, sessie: Sessie, post: nep.NepPost
) -> None:
    eerste = link(ports, wie, sessie)
    tweede = link(ports, wie, sessie)
    assert post.mails[1].onderwerp.startswith("Herinnering")
    assert open_pagina(eerste, ports=ports).ondertekenaar == open_pagina(tweede, ports=ports).ondertekenaar
    give_reactie(eerste, invoer(), ports=ports)
    assert [v.ondertekenaar.nummer for v in ask_all(wie, sessie.id, SERVER, ports=ports)] == [2, 3]


def test_a_mail_that_does_not_go_loses_nothing(ports: Ports, wie: Wie, sessie: Sessie, post: nep.NepPost) -> None:
    post.weigert = "De mailserver antwoordt niet."
    verstuurd = ask(wie, sessie.id, 1, SERVER, ports=ports)
    assert verstuurd.fout == "De mailserver antwoordt niet."
    assert open_pagina(token(verstuurd), ports=ports).ondertekenaar.nummer == 1
    (stand, *_) = list_standen(wie, sessie.id, ports=ports)
    assert [b.fout for b in stand.berichten] == ["De mailserver antwoordt niet."]
    assert not stand.gevraagd


def test_reminded_by_itself_once_per_version_when_the_term_is_near(
    ports: Ports, wie: Wie, sessie: Sessie, post: nep.NepPost, klok: Klok
) -> None:
    voor = timedelta(days=3)
    geheim = link(ports, wie, sessie, 1)
    link(ports, wie, sessie, 2)
    give_reactie(geheim, invoer(), ports=ports)
    post.mails.clear()
    assert remind_due(SERVER, voor, ports=ports) == 0
    klok.nu = TERMIJN - voor
    assert remind_due(SERVER, voor, ports=ports) == 1
    assert remind_due(SERVER, voor, ports=ports) == 0
    assert [mail.aan for mail in post.mails] == ["teken2@voorbeeld.nl"]
    klok.nu = TERMIJN
    assert remind_due(SERVER, timedelta(days=60), ports=ports) == 0
    assert remind_due(SERVER, voor, ports=replace(ports, post=None)) == 0


def test_everybody_who_was_asked_hears_of_a_refusal(ports: Ports, wie: Wie, sessie: Sessie, post: nep.NepPost) -> None:
    geheim = link(ports, wie, sessie, 1)
    link(ports, wie, sessie, 2)
    add(ports, wie, sessie, 4, "LWZ")
    post.mails.clear()
    reactie = give_reactie(geheim, invoer(ReactieSoort.NIET_AKKOORD, toelichting="G1 klopt niet."), ports=ports)
    tell_afwijzing(sessie.id, reactie, SERVER, ports=ports)
    (mail,) = post.mails
    assert mail.aan == "teken2@voorbeeld.nl"
    assert "LWZ is niet akkoord met versie 1" in mail.tekst
    assert "G1 klopt niet." in mail.tekst
    anders = give_reactie(geheim, invoer(), ports=ports)
    tell_afwijzing(sessie.id, anders, SERVER, ports=ports)
    assert len(post.mails) == 1


def test_without_a_mail_server_whoever_leads_gets_the_words_to_tell_of_a_refusal(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    ports = replace(ports, post=None)
    geheim = token(ask(wie, sessie.id, 1, SERVER, ports=ports))
    assert tell_afwijzingen(wie, sessie.id, SERVER, ports=ports) == ()
    for nummer in (2, 3):
        ask(wie, sessie.id, nummer, SERVER, ports=ports)
    add(ports, wie, sessie, 4, "LWZ")
    give_reactie(geheim, invoer(ReactieSoort.NIET_AKKOORD, toelichting="G1 klopt niet."), ports=ports)
    verteld = tell_afwijzingen(wie, sessie.id, SERVER, ports=ports)
    assert [v.ondertekenaar.nummer for v in verteld] == [2, 3]
    assert "LWZ is niet akkoord met versie 1" in verteld[0].brief.tekst
    assert "Van jou namens" in verteld[0].brief.tekst
    assert tell_afwijzingen(wie, sessie.id, SERVER, ports=ports) == ()


def test_a_refusal_with_another_reason_is_told_again_and_each_in_one_letter(
    ports: Ports, wie: Wie, sessie: Sessie, klok: Klok
) -> None:
    ports = replace(ports, post=None)
    geheimen = [token(ask(wie, sessie.id, nummer, SERVER, ports=ports)) for nummer in (1, 2, 3)]
    refuse(ports, geheimen[0], "G1 klopt niet.")
    tell_afwijzingen(wie, sessie.id, SERVER, ports=ports)
    klok.nu += timedelta(hours=1)
    refuse(ports, geheimen[0], "G2 klopt niet.")
    refuse(ports, geheimen[1], "Er ontbreekt iets.")
    give_reactie(geheimen[2], invoer(), ports=ports)
    aan = {v.ondertekenaar.nummer: v.brief.tekst for v in tell_afwijzingen(wie, sessie.id, SERVER, ports=ports)}
    assert "G2 klopt niet." in aan[3]
    assert "Er ontbreekt iets." in aan[3]
    assert "Je eigen reactie blijft staan." in aan[3]
    assert "G2 klopt niet." not in aan[1]
    assert "Er ontbreekt iets." not in aan[2]


def refuse(ports: Ports, geheim: str, waarom: str) -> None:
    give_reactie(geheim, invoer(ReactieSoort.NIET_AKKOORD, toelichting=waarom), ports=ports)


def test_silence_is_consent_only_where_that_was_agreed_beforehand(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    nu = ports.sessies.get(sessie.id)
    gesprek = nu.gesprek.model_copy(update={"zwijgen_is_instemmen": True})
    with pytest.raises(NietToegestaan, match="heropen"):
        save_gesprek(wie, nu, gesprek, ports=ports)
    (versie,) = list_versies(wie, sessie.id, ports=ports)
    assert versie.inhoud.gesprek.zwijgregel == "Geen reactie geldt niet als akkoord."
    assert b"zwijgen" not in versie.inhoud.canonical
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    nu = ports.sessies.get(sessie.id)
    save_gesprek(wie, nu, gesprek, ports=ports)
    write(ports, wie, sessie, "wijzigingen/2", "Afgesproken wat stilte betekent.")
    with pytest.raises(Ongeldig, match="tot en met welke dag"):
        freeze(wie, sessie.id, termijn=None, ports=ports)
    tweede = freeze(wie, sessie.id, termijn=TERMIJN, ports=ports)
    assert b'"zwijgen_is_instemmen":true' in tweede.inhoud.canonical
    assert "geldt als akkoord" in ask(wie, sessie.id, 1, SERVER, ports=ports).brief.tekst
    pdf = PdfReader(BytesIO(make_pdf(wie, sessie.id, 2, ports=ports).data))
    gedrukt = " ".join(" ".join(blad.extract_text().split()) for blad in pdf.pages)
    assert "Vooraf is afgesproken: wie binnen de reactietermijn niet reageert, geldt als akkoord." in gedrukt


def test_a_link_that_went_to_a_wrong_address_opens_nothing_once_the_address_is_changed(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    geheim = link(ports, wie, sessie, 1)
    (tekenaar, *_) = ports.sessies.get_dossier(sessie.id).ondertekenaars
    rol = tekenaar.model_copy(update={"rol": "directeur"})
    nu = save_ondertekenaar(wie, sessie.id, rol, gelezen=tekenaar.revisie, ports=ports)
    assert open_pagina(geheim, ports=ports).ondertekenaar.rol == "directeur"
    ander = nu.model_copy(update={"email": "juist@voorbeeld.nl"})
    save_ondertekenaar(wie, sessie.id, ander, gelezen=nu.revisie, ports=ports)
    with pytest.raises(LinkWerktNiet):
        open_pagina(geheim, ports=ports)


def test_a_participant_is_taken_over_with_one_tap(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    mensen = (
        Deelnemer(nummer=1, rol="programmaleider", namens=("LWZ",)),
        Deelnemer(nummer=2, naam="Ayşe", rol="bestuurder", namens=("LWZ", "AOZ"), mandaat=Mandaat.MANDAAT),
        Deelnemer(nummer=3, rol="toehoorder", namens=("AOZ",), sessierol=Sessierol.TOEHOORDER),
    )
    for deelnemer in mensen:
        save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    voorstel = suggest_ondertekenaars(ports.sessies.get_dossier(sessie.id))
    assert [(v.partnerschap, v.deelnemer, v.mandaat) for v in voorstel] == [
        ("AOZ", 2, Mandaat.MANDAAT),
        ("LWZ", 2, Mandaat.MANDAAT),
        ("LWZ", 1, Mandaat.NIET_VAN_TOEPASSING),
    ]
    save_ondertekenaar(wie, sessie.id, voorstel[1], gelezen=0, ports=ports)
    over = suggest_ondertekenaars(ports.sessies.get_dossier(sessie.id))
    assert [(v.partnerschap, v.deelnemer) for v in over] == [("AOZ", 2), ("LWZ", 1)]
    assert min(v.nummer for v in over) == voorstel[1].nummer + 1


def test_a_signer_who_reacted_stays_and_one_who_did_not_can_go(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    give_reactie(link(ports, wie, sessie, 1), invoer(), ports=ports)
    with pytest.raises(Ongeldig, match="al gereageerd"):
        delete_ondertekenaar(wie, sessie.id, 1, ports=ports)
    delete_ondertekenaar(wie, sessie.id, 2, ports=ports)
    assert [o.nummer for o in ports.sessies.get_dossier(sessie.id).ondertekenaars] == [1, 3]


def test_only_who_leads_sends_links_and_sees_mail_addresses(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ander = make_deelnemer(sessie, Sessierol.DEELNEMER)
    for doe in (ask, delete_ondertekenaar, revoke_links):
        met: tuple[Any, ...] = (SERVER,) if doe is ask else ()
        with pytest.raises(NietToegestaan):
            doe(ander, sessie.id, 1, *met, ports=ports)
    with pytest.raises(SessieOnbekend):
        ask(make_account(ports, "vreemd"), sessie.id, 1, SERVER, ports=ports)
    assert b"teken1@voorbeeld.nl" in make_json(wie, sessie.id, ports=ports).data
    assert b"teken1@voorbeeld.nl" not in make_json(ander, sessie.id, ports=ports).data
    assert Berichtsoort.VRAAG not in {b.soort for b in ports.ondertekening.list_berichten(sessie.id)}


@pytest.mark.parametrize("adres", ["x", "a@b", "a b@c.nl", "a@c.nl,b@c.nl", "a@c.nl\nBcc: d@e.nl", "<a@c.nl>"])
def test_what_is_no_mail_address_is_refused(adres: str) -> None:
    with pytest.raises(ValidationError, match="geen mailadres") as fout:
        Ondertekenaar(nummer=1, partnerschap="LWZ", rol="bestuurder", email=adres)
    assert explain(fout.value).startswith("Mailadres: is geen mailadres;")


def test_in_a_practice_nobody_is_asked(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    oefening = ports.sessies.get(sessie.id).model_copy(update={"oefening": True})

    ports.sessies.save(oefening, gelezen=oefening.revisie, daad=DAAD)
    with pytest.raises(NietToegestaan, match="oefening"):
        add(ports, wie, sessie, 1, "LWZ")

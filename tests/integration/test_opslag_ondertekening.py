"""The port Ondertekening, and erasing a person: signers, messages and links, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from gesprekskaart.bevriezen import make_inhoud, make_zegels
from gesprekskaart.errors import Botsing, IntussenGewijzigd, NietGevonden
from gesprekskaart.ondertekening import Bericht, Berichtsoort, Berichtwijze, Ondertekenaar, Persoon, hash_token
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Deelnemer, Mandaat, Stand
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad

NAAM = "Sabriye Kılıç"


@pytest.fixture
def id(ports: Ports) -> UUID:
    return make_sessie(ports)


def make_sessie(ports: Ports) -> UUID:
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ", "AOZ")
    for nummer, naam in ((1, NAAM), (2, "Loïs")):
        deelnemer = Deelnemer(nummer=nummer, naam=naam, rol="programmaleider")
        ports.sessies.save_deelnemer(id, deelnemer, gelezen=0, daad=daad())
    return id


def tekenaar(nummer: int = 1, **anders: Any) -> Ondertekenaar:
    velden: dict[str, Any] = {
        "partnerschap": "LWZ", "naam": NAAM, "rol": "bestuurder", "organisatie": "Kindrijk",
        "email": "s.kilic@kindrijk.nl", "mandaat": Mandaat.MANDAAT, "deelnemer": 1,
    }  # fmt: skip
    return Ondertekenaar(nummer=nummer, **{**velden, **anders})


def bericht(id: UUID, token: str | None = "t", **anders: Any) -> Bericht:
    velden: dict[str, Any] = {
        "ondertekenaar": 1, "versie": 1, "soort": Berichtsoort.VRAAG, "wijze": Berichtwijze.MAIL, "op": BEGIN,
        "hash": token and hash_token(token),
    }  # fmt: skip
    return Bericht(sessie_id=id, **{**velden, **anders})


def freeze(ports: Ports, id: UUID) -> Versie:
    dossier = ports.sessies.get_dossier(id)
    zegels = make_zegels(dossier, lambda: "ab" * 16)
    inhoud = make_inhoud(dossier, zegels)
    versie = Versie(
        sessie_id=id, nummer=1, inhoud=inhoud, vingerafdruk=inhoud.vingerafdruk, namen=zegels, bevroren_op=BEGIN
    )
    sessie = dossier.sessie.model_copy(update={"stand": Stand.VERSLAG})
    ports.verslagen.add_versie(versie, sessie, gelezen=dossier.sessie.revisie, daad=daad("freeze"))
    return versie


def test_signers_are_read_with_the_dossier_by_number_and_changed_by_revision(ports: Ports, id: UUID) -> None:
    for nummer in (2, 1):
        ports.ondertekening.save(id, tekenaar(nummer), gelezen=0, daad=daad())
    assert ports.sessies.get_dossier(id).ondertekenaars == (tekenaar(1), tekenaar(2))
    anders = ports.ondertekening.save(id, tekenaar(1, partnerschap="AOZ", email=""), gelezen=1, daad=daad())
    assert (anders.revisie, ports.sessies.get_dossier(id).ondertekenaars[0]) == (2, anders)
    with pytest.raises(IntussenGewijzigd):
        ports.ondertekening.save(id, tekenaar(1), gelezen=1, daad=daad())


def test_a_link_is_found_by_its_hash_until_it_is_revoked(ports: Ports, id: UUID) -> None:
    ports.ondertekening.save(id, tekenaar(), gelezen=0, daad=daad())
    eerste = ports.ondertekening.add_bericht(bericht(id, "een"), daad=daad())
    tweede = ports.ondertekening.add_bericht(bericht(id, "twee", soort=Berichtsoort.HERINNERING), daad=daad())
    assert [b.volgnummer for b in ports.ondertekening.list_berichten(id)] == [1, 2]
    assert ports.ondertekening.find_link(hash_token("een")) == eerste
    assert ports.ondertekening.find_link(hash_token("twee")) == tweede
    assert ports.ondertekening.find_link("een") is None
    ports.ondertekening.drop_links(id, 1, daad=daad())
    assert ports.ondertekening.find_link(hash_token("een")) is None
    assert [b.hash for b in ports.ondertekening.list_berichten(id)] == [None, None]


def test_a_message_once_is_sent_once(ports: Ports, id: UUID) -> None:
    ports.ondertekening.save(id, tekenaar(), gelezen=0, daad=daad())
    vanzelf = bericht(id, None, soort=Berichtsoort.VANZELF)
    ports.ondertekening.add_bericht(vanzelf, eenmalig=True, daad=daad())
    with pytest.raises(Botsing):
        ports.ondertekening.add_bericht(vanzelf, eenmalig=True, daad=daad())
    ports.ondertekening.add_bericht(vanzelf.model_copy(update={"versie": 2}), eenmalig=True, daad=daad())
    assert len(ports.ondertekening.list_berichten(id)) == 2


def test_why_a_mail_did_not_go_stands_with_it(ports: Ports, id: UUID) -> None:
    ports.ondertekening.save(id, tekenaar(), gelezen=0, daad=daad())
    gemaakt = ports.ondertekening.add_bericht(bericht(id), daad=daad())
    ports.ondertekening.note_fout(gemaakt, "De mailserver antwoordt niet.", daad=daad())
    assert [b.fout for b in ports.ondertekening.list_berichten(id)] == ["De mailserver antwoordt niet."]


def test_who_is_not_on_the_list_gets_no_message_and_is_not_taken_off(ports: Ports, id: UUID) -> None:
    with pytest.raises(NietGevonden):
        ports.ondertekening.add_bericht(bericht(id), daad=daad("ask"))
    with pytest.raises(NietGevonden):
        ports.ondertekening.delete(id, 1, daad=daad("ask"))
    assert "ask" not in {regel.daad.handeling for regel in ports.logboek.list(id)}


def test_taken_off_the_list_goes_with_the_messages_and_the_partnership_with_its_signers(ports: Ports, id: UUID) -> None:
    for nummer, code in ((1, "LWZ"), (2, "AOZ")):
        ports.ondertekening.save(id, tekenaar(nummer, partnerschap=code), gelezen=0, daad=daad())
        ports.ondertekening.add_bericht(bericht(id, f"t{nummer}", ondertekenaar=nummer), daad=daad())
    ports.ondertekening.delete(id, 1, daad=daad())
    assert [b.ondertekenaar for b in ports.ondertekening.list_berichten(id)] == [2]
    ports.sessies.delete_partnerschap(id, "AOZ", daad=daad())
    assert ports.sessies.get_dossier(id).ondertekenaars == ()


def test_a_reaction_keeps_who_signed_and_the_reserve_of_the_board(ports: Ports, id: UUID) -> None:
    freeze(ports, id)
    reactie = Reactie(
        partnerschap="LWZ", soort=ReactieSoort.AKKOORD, naam="Jörgen", mandaat=Mandaat.MANDAAT, ondertekenaar=3,
        voorbehoud_bestuur=True, op=BEGIN,
    )  # fmt: skip
    ports.verslagen.add_reactie(id, 1, reactie, daad=daad())
    assert ports.verslagen.list(id)[0].reacties == (reactie,)
    assert ports.verslagen.list(id)[0].reactie_van(3) == reactie


def test_what_silence_means_is_kept(ports: Ports, id: UUID) -> None:
    sessie = ports.sessies.get(id)
    gesprek = sessie.gesprek.model_copy(update={"zwijgen_is_instemmen": True})
    ports.sessies.save(sessie.model_copy(update={"gesprek": gesprek}), gelezen=sessie.revisie, daad=daad())
    assert ports.sessies.get(id).gesprek.zwijgen_is_instemmen


def erase(ports: Ports, id: UUID) -> None:
    dossier = ports.sessies.get_dossier(id)
    deelnemer, wie = dossier.deelnemers[0], dossier.ondertekenaars[0]
    weg = Persoon(
        deelnemer=deelnemer.model_copy(update={"naam": ""}),
        ondertekenaars=(wie.model_copy(update={"naam": "", "email": ""}),),
        namen=(NAAM,),
    )
    ports.ondertekening.erase_persoon(id, weg, daad=daad("erase_persoon", "deelnemer/1"))


def prepare_erasing(ports: Ports) -> tuple[UUID, Versie]:
    id = make_sessie(ports)
    versie = freeze(ports, id)
    ports.ondertekening.save(id, tekenaar(), gelezen=0, daad=daad())
    gestuurd = ports.ondertekening.add_bericht(bericht(id), daad=daad())
    ports.ondertekening.note_fout(gestuurd, "De mailserver weigert het adres S.Kılıç@voorbeeld.nl.", daad=daad())
    for nummer, naam in ((1, "S. Kılıç"), (None, NAAM), (None, "Loïs")):
        reactie = Reactie(
            partnerschap="LWZ", soort=ReactieSoort.AKKOORD, naam=naam, mandaat=Mandaat.GEEN, ondertekenaar=nummer,
            op=BEGIN + timedelta(minutes=1),
        )  # fmt: skip
        ports.verslagen.add_reactie(id, 1, reactie, daad=daad())
    return id, versie


def test_an_erased_name_is_nowhere_beside_the_content_and_the_fingerprint_holds(ports: Ports) -> None:
    id, versie = prepare_erasing(ports)
    erase(ports, id)
    (nu,) = ports.verslagen.list(id)
    assert nu.vingerafdruk == versie.vingerafdruk
    assert [zegel.naam for zegel in nu.namen] == ["Loïs"]
    assert [reactie.naam for reactie in nu.reacties] == ["", "", "Loïs"]
    dossier = ports.sessies.get_dossier(id)
    assert [deelnemer.naam for deelnemer in dossier.deelnemers] == ["", "Loïs"]
    assert [(wie.naam, wie.email, wie.rol) for wie in dossier.ondertekenaars] == [("", "", "bestuurder")]
    assert ports.ondertekening.find_link(hash_token("t")) is None
    assert [b.fout for b in ports.ondertekening.list_berichten(id)] == ["De mail ging niet."]
    with pytest.raises(IntussenGewijzigd):
        ports.ondertekening.erase_persoon(
            id, Persoon(Deelnemer(nummer=1, rol="programmaleider"), (), ()), daad=daad("erase_persoon")
        )


def test_an_erased_name_is_in_no_table_of_the_database(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id, _ = prepare_erasing(ports)
    erase(ports, id)
    with engine.connect() as verbinding:
        for tabel in ("deelnemer", "versie_naam", "ondertekenaar", "reactie", "tekenbericht", "logboek", "versie"):
            rijen = verbinding.execute(text(f"SELECT * FROM {tabel}")).all()
            assert "Kılıç" not in repr(rijen), tabel


def test_a_name_that_only_a_version_holds_is_erased(ports: Ports) -> None:
    id = make_sessie(ports)
    versie = freeze(ports, id)
    ports.ondertekening.erase_persoon(id, Persoon(None, (), (NAAM,), vroeger=1), daad=daad("erase_persoon"))
    (nu,) = ports.verslagen.list(id)
    assert (nu.vingerafdruk, [zegel.naam for zegel in nu.namen]) == (versie.vingerafdruk, ["Loïs"])


def test_another_session_keeps_its_signers(ports: Ports, id: UUID) -> None:
    ports.ondertekening.save(id, tekenaar(), gelezen=0, daad=daad())
    buur = make_sessie(ports)
    ports.ondertekening.save(buur, tekenaar(), gelezen=0, daad=daad())
    ports.ondertekening.add_bericht(bericht(buur, str(uuid4())), daad=daad())
    ports.sessies.delete(id, daad=daad("delete_sessie"))
    assert ports.sessies.get_dossier(buur).ondertekenaars == (tekenaar(),)
    assert len(ports.ondertekening.list_berichten(buur)) == 1

"""The beamer: what is on the wall in each round, and that nothing private ever is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Ronde, Zet
from gesprekskaart.services.deelnemen import Aanmelding, join
from gesprekskaart.services.regie import lead, set_klaar
from gesprekskaart.services.scherm import Schermbeeld, read_scherm
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import change_uitnodiging, make_uitnodiging, revoke_uitnodiging
from gesprekskaart.sessie import NietBesproken, Sessie, Sessierol, Stand
from tests import nep
from tests.zaak import DAAD, make_account, make_deelnemer, make_sessie, write

# Every key that may stand in what a beamer fetches. Whoever adds one decides that it may be read from the corridor.
SLEUTELS = {
    "nummer titel partnerschappen is_fictief is_oefening is_afgerond binnen deur vraag ronde kolommen conclusie",
    "code versie",
    "id tekst letter fase blok onderdelen is_geparkeerd is_niet_besproken",
    "ronde klok duur_s klaar meedoen naamgeving schermstap loopt_tot rest_s",
    "naam antwoorden inbreng onderdeel niet_besproken van bundel merk",
    "overeenkomsten verschillen",
}
WITTE_LIJST = {sleutel for regel in SLEUTELS for sleutel in regel.split()}


def zet(ports: Ports, wie: Wie, sessie: Sessie, **velden: Any) -> Schermbeeld:
    lead(wie, Zet(sessie_id=sessie.id, **velden), ports=ports)
    return read_scherm(wie, sessie.id, ports=ports)


def enter(ports: Ports, wie: Wie, sessie: Sessie, partnerschap: str | None, rol: str, naam: str = "") -> Wie:
    uitnodiging = ports.deelnames.get_uitnodiging(sessie.id) or make_uitnodiging(wie, sessie.id, ports=ports)
    aanmelding = Aanmelding(partnerschap=partnerschap, rol=rol, organisatie="Kindrijk", naam=naam)
    nummer = join(uitnodiging.code, aanmelding, None, ports=ports).deelname.nummer
    (deelnemer,) = (d for d in ports.sessies.get_dossier(sessie.id).deelnemers if d.nummer == nummer)
    return Wie(deelnemer=deelnemer, sessie_id=sessie.id)


def contribute(ports: Ports, ik: Wie, sessie: Sessie, vraag: str, tekst: str) -> None:
    assert ik.deelnemer is not None
    write(ports, ik, sessie, f"inbreng/{vraag}/{ik.deelnemer.nummer}", tekst)


def walk_keys(inhoud: object) -> Iterator[str]:
    if isinstance(inhoud, dict):
        yield from inhoud
        for waarde in inhoud.values():
            yield from walk_keys(waarde)
    elif isinstance(inhoud, list):
        for waarde in inhoud:
            yield from walk_keys(waarde)


def test_before_the_lead_is_taken_it_says_what_this_is_and_how_to_come_in(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    enter(ports, wie, sessie, "LWZ", "schoolopleider")
    beeld = read_scherm(wie, sessie.id, ports=ports)
    assert (beeld.titel, beeld.binnen) == ("Regiogesprek Zilverwaard", 1)
    assert beeld.partnerschappen == ("Leerwerkplaats Zilverwaard", "Academische Opleidingsschool")
    assert beeld.deur is not None
    assert len(beeld.deur.code) == len("ABCD-EFGH")
    assert (beeld.vraag, beeld.ronde, beeld.kolommen, beeld.conclusie) == (None, None, (), None)


def test_only_who_may_invite_has_the_code_on_the_wall_and_only_while_it_works(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    assert read_scherm(wie, sessie.id, ports=ports).deur is None
    uitnodiging = make_uitnodiging(wie, sessie.id, ports=ports)
    assert read_scherm(wie, sessie.id, ports=ports).deur is not None
    for rol in (Sessierol.VERSLAGLEGGER, Sessierol.DEELNEMER, Sessierol.TOEHOORDER):
        assert read_scherm(make_deelnemer(sessie, rol), sessie.id, ports=ports).deur is None
    assert read_scherm(make_deelnemer(sessie, Sessierol.FACILITATOR), sessie.id, ports=ports).deur is not None
    revoke_uitnodiging(wie, uitnodiging, ports=ports)
    assert read_scherm(wie, sessie.id, ports=ports).deur is None


def test_a_code_that_ran_out_is_not_on_the_wall() -> None:
    nu = [nep.VANDAAG]
    ports = nep.make_ports(lambda: nu[0])
    wie = make_account(ports)
    sessie = make_sessie(ports, wie)
    uitnodiging = make_uitnodiging(wie, sessie.id, ports=ports)
    change_uitnodiging(wie, uitnodiging, tot=nu[0] + timedelta(hours=1), wachtkamer=False, ports=ports)
    nu[0] += timedelta(hours=2)
    assert read_scherm(wie, sessie.id, ports=ports).deur is None


def test_a_stranger_sees_nothing(ports: Ports, sessie: Sessie) -> None:
    with pytest.raises(SessieOnbekend):
        read_scherm(make_account(ports, "vreemde", beheerder=True), sessie.id, ports=ports)


def test_each_round_shows_what_belongs_to_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    een, twee = (enter(ports, wie, sessie, code, f"rol {code}") for code in ("LWZ", "AOZ"))
    write(ports, wie, sessie, "antwoord/G1/LWZ", "wat wij antwoorden")
    write(ports, wie, sessie, "conclusie/G1", "wat wij concluderen")
    beeld = zet(ports, wie, sessie, vraag="G1")
    assert beeld.vraag is not None
    assert beeld.ronde is not None
    assert (beeld.vraag.id, beeld.vraag.letter, beeld.vraag.fase) == ("G1", "G", "goal")
    assert (beeld.ronde.klaar, beeld.ronde.meedoen, beeld.ronde.duur_s) == (0, 2, 180)
    contribute(ports, een, sessie, "G1", "meer tijd")
    set_klaar(een, sessie.id, "G1", klaar=True, ports=ports)
    beeld = read_scherm(wie, sessie.id, ports=ports)
    assert beeld.ronde is not None
    assert (beeld.ronde.klaar, beeld.kolommen, beeld.conclusie) == (1, (), None)

    beeld = zet(ports, wie, sessie, ronde=Ronde.ONTHULLEN)
    lwz, aoz = beeld.kolommen
    assert [(stuk.tekst, stuk.van) for stuk in lwz.inbreng] == [("meer tijd", "rol LWZ, Kindrijk")]
    assert [antwoord.tekst for antwoord in lwz.antwoorden] == ["wat wij antwoorden"]
    assert (aoz.naam, aoz.inbreng, aoz.antwoorden) == ("Academische Opleidingsschool", (), ())
    contribute(ports, twee, sessie, "G1", "meer geld")
    assert zet(ports, wie, sessie, ronde=Ronde.BESPREKEN).kolommen[1].inbreng[0].tekst == "meer geld"

    beeld = zet(ports, wie, sessie, ronde=Ronde.CONCLUDEREN)
    assert beeld.kolommen == ()
    assert beeld.conclusie is not None
    assert beeld.conclusie.conclusie == "wat wij concluderen"


def test_whoever_speaks_for_no_partnership_has_a_column_at_the_end(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ik = enter(ports, wie, sessie, "LWZ", "docent")
    assert ik.deelnemer is not None
    los = ik.deelnemer.model_copy(update={"namens": ()})
    ports.sessies.save_deelnemer(sessie.id, los, gelezen=ik.deelnemer.revisie, daad=DAAD)
    zet(ports, wie, sessie, vraag="G1")
    contribute(ports, ik, sessie, "G1", "namens mijzelf")
    *_, laatste = zet(ports, wie, sessie, ronde=Ronde.ONTHULLEN).kolommen
    assert (laatste.code, laatste.naam, laatste.inbreng[0].tekst) == ("", "Anderen", "namens mijzelf")


def test_parts_and_what_was_not_discussed_are_named(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    vraag = next(v for v in ports.sessies.get_dossier(sessie.id).kaart.vragen if v.onderdelen)
    deel = vraag.onderdelen[0]
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel=deel.id, partnerschap="LWZ"), geldt=True, ports=ports)
    beeld = zet(ports, wie, sessie, vraag=vraag.id, ronde=Ronde.BESPREKEN, geparkeerd=True)
    assert beeld.vraag is not None
    assert beeld.vraag.onderdelen[0].tekst == deel.tekst
    assert (beeld.vraag.is_geparkeerd, beeld.vraag.is_niet_besproken) == (True, False)
    (antwoord,) = beeld.kolommen[0].antwoorden
    assert (antwoord.onderdeel, antwoord.niet_besproken) == (deel.tekst, True)


def test_once_the_report_is_read_nothing_is_on_the_table(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    zet(ports, wie, sessie, vraag="G1", ronde=Ronde.CONCLUDEREN)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VERSLAG}), gelezen=nu.revisie, daad=DAAD)
    beeld = read_scherm(wie, sessie.id, ports=ports)
    assert (beeld.is_afgerond, beeld.vraag, beeld.conclusie, beeld.deur) == (True, None, None, None)


GEHEIM = "geheim-"


@pytest.mark.parametrize("ronde", Ronde)
@pytest.mark.parametrize("naamgeving", Naamgeving)
@pytest.mark.parametrize("teruggezet", [False, True])
@pytest.mark.parametrize("rol", Sessierol)
def test_nothing_private_is_ever_on_the_wall(
    ronde: Ronde, naamgeving: Naamgeving, teruggezet: bool, rol: Sessierol
) -> None:
    """Whatever round, promise and viewer: no name, no inbreng that was not revealed, no writer of an anonymous one."""
    ports = nep.make_ports()
    wie = make_account(ports, f"{GEHEIM}account")
    sessie = make_sessie(ports, wie)
    zet(ports, wie, sessie, vraag="G2", naamgeving=naamgeving)
    zet(ports, wie, sessie, vraag="G1")
    for code, vraag in product(("LWZ", "AOZ"), ("G1", "G2")):
        ik = enter(ports, wie, sessie, code, f"rol-van-{code}-{vraag}", naam=f"{GEHEIM}naam")
        contribute(ports, ik, sessie, vraag, f"inbreng-bij-{vraag}")
    write(ports, wie, sessie, "antwoord/G2/LWZ", f"{GEHEIM}antwoord op een vraag die niet op tafel ligt")
    write(ports, wie, sessie, "conclusie/G2", f"{GEHEIM}conclusie")
    write(ports, wie, sessie, "conclusie/G1", "conclusie-bij-G1")
    beeld = zet(ports, wie, sessie, ronde=ronde)
    if teruggezet:
        beeld = zet(ports, wie, sessie, ronde=Ronde.SCHRIJVEN)
    kijker = wie if rol is Sessierol.FACILITATOR else make_deelnemer(sessie, rol)
    beeld = read_scherm(kijker, sessie.id, ports=ports)

    tekst = beeld.model_dump_json()
    regie = ports.sessies.get_dossier(sessie.id).regie
    assert regie is not None
    assert set(walk_keys(json.loads(tekst))) <= WITTE_LIJST
    assert GEHEIM not in tekst
    assert regie.zout not in tekst
    assert "inbreng-bij-G2" not in tekst
    nu = Ronde.SCHRIJVEN if teruggezet else ronde
    assert ("inbreng-bij-G1" in tekst) is (nu in (Ronde.ONTHULLEN, Ronde.BESPREKEN))
    assert ("conclusie-bij-G1" in tekst) is (nu is Ronde.CONCLUDEREN)
    if naamgeving is Naamgeving.ANONIEM:
        assert "rol-van-" not in tekst

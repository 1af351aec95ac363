"""The beamer: what is on the wall in each round, and that nothing private ever is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import Ongeldig, SessieOnbekend
from gesprekskaart.groep import Indeling
from gesprekskaart.peiling import BINDT_NIEMAND, Drempel, Peiling, Stem, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Ronde, Zet
from gesprekskaart.services.deelnemen import Aanmelding, join
from gesprekskaart.services.groepen import begin_groepen, make_groepen
from gesprekskaart.services.peilingen import add_peiling, cast_stem, close_peiling, open_peiling
from gesprekskaart.services.regie import lead, read_beeld, set_klaar
from gesprekskaart.services.scherm import Schermbeeld, read_scherm
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import change_uitnodiging, make_uitnodiging, revoke_uitnodiging
from gesprekskaart.sessie import NietBesproken, Sessie, Sessierol, Stand
from tests import nep
from tests.zaak import DAAD, make_account, make_deelnemer, make_sessie, write

# Every key that may stand in what a beamer fetches. Whoever adds one decides that it may be read from the corridor.
SLEUTELS = {
    "nummer titel partnerschappen is_fictief is_oefening is_afgerond binnen deur vraag ronde kolommen conclusie",
    "wand schermstap peiling themas groepen oogst",
    "nummer stelling is_gradient is_open keuzes keuze aantal gestemd stemgerechtigd vooraf uitkomst bindt_niemand",
    "stand themas leden klok groep doet_mee stap thema cellen",
    "code versie",
    "id tekst letter fase blok onderdelen is_geparkeerd is_niet_besproken",
    "ronde klok duur_s klaar meedoen naamgeving loopt_tot rest_s",
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


STELLING = "Wij werven samen"
REDEN = f"{GEHEIM}reden"


def ask(ports: Ports, wie: Wie, sessie: Sessie, *, anoniem: bool = False) -> None:
    peiling = Peiling(nummer="P1", stelling=STELLING, anoniem=anoniem, drempel=Drempel(percentage=75))
    add_peiling(wie, sessie.id, peiling, ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)


def vote(ports: Ports, ik: Wie, sessie: Sessie, keuze: Steun) -> None:
    assert ik.deelnemer is not None
    stem = Stem(peiling="P1", deelnemer=ik.deelnemer.nummer, keuze=keuze, reden=REDEN)
    cast_stem(ik, sessie.id, stem, gelezen=0, ports=ports)


@pytest.mark.parametrize("anoniem", [False, True])
def test_an_open_poll_shows_how_many_voted_and_a_closed_one_how_it_fell(
    ports: Ports, wie: Wie, sessie: Sessie, anoniem: bool
) -> None:
    een, twee = (enter(ports, wie, sessie, code, f"rol-{code}", naam=f"{GEHEIM}naam") for code in ("LWZ", "AOZ"))
    ask(ports, wie, sessie, anoniem=anoniem)
    vote(ports, een, sessie, Steun.VOLLEDIG_EENS)
    beeld = zet(ports, wie, sessie, wand="P1")
    assert beeld.peiling is not None
    assert (beeld.peiling.stelling, beeld.peiling.is_open) == (STELLING, True)
    assert (beeld.peiling.gestemd, beeld.peiling.stemgerechtigd) == (1, 2)
    assert beeld.peiling.bindt_niemand == BINDT_NIEMAND
    assert beeld.peiling.vooraf.startswith("Vooraf afgesproken: minstens 75% van wie stemt")
    assert {keuze.aantal for keuze in beeld.peiling.keuzes} == {None}
    assert beeld.peiling.uitkomst == ""

    vote(ports, twee, sessie, Steun.TWIJFEL)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    beeld = read_scherm(wie, sessie.id, ports=ports)
    assert beeld.peiling is not None
    assert beeld.peiling.is_open is False
    assert [(keuze.keuze, keuze.aantal) for keuze in beeld.peiling.keuzes if keuze.aantal] == [
        ("volledig eens", 1),
        ("twijfel", 1),
    ]
    assert beeld.peiling.uitkomst == "Niet gehaald: 50%"
    tekst = beeld.model_dump_json()
    assert GEHEIM not in tekst
    assert "rol-" not in tekst
    assert set(walk_keys(json.loads(tekst))) <= WITTE_LIJST


def test_a_poll_that_is_being_prepared_cannot_be_put_on_the_wall(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling=f"{GEHEIM}stelling"), ports=ports)
    for wand in ("P1", "P2", "groepen", "oogst"):
        with pytest.raises(Ongeldig, match="kan nu niet op het scherm"):
            zet(ports, wie, sessie, wand=wand)
    assert GEHEIM not in read_scherm(wie, sessie.id, ports=ports).model_dump_json()


@pytest.fixture
def groepsgesprek(ports: Ports, wie: Wie) -> Sessie:
    """Two groups of two, of a card with themes."""
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    for code in ("LWZ", "LWZ", "AOZ", "AOZ"):
        enter(ports, wie, sessie, code, f"rol-{code}", naam=f"{GEHEIM}naam")
    make_groepen(wie, sessie.id, Indeling.WILLEKEURIG, aantal=2, minuten=30, toeval=Random(1), ports=ports)
    begin_groepen(wie, sessie.id, ports=ports)
    return sessie


def test_groups_stand_there_by_role_with_their_themes_and_clocks(ports: Ports, wie: Wie, groepsgesprek: Sessie) -> None:
    beeld = zet(ports, wie, groepsgesprek, wand="groepen")
    een, twee = beeld.groepen
    assert (een.titel, een.stand, een.klok.loopt_tot) == ("Groep 1", "open", ports.now() + timedelta(minutes=30))
    assert sorted((*een.leden, *twee.leden)) == [f"rol-{code}, Kindrijk" for code in ("AOZ", "AOZ", "LWZ", "LWZ")]
    assert een.themas == tuple(thema.id for thema in beeld.themas) == ("T1", "T2", "T3")
    tekst = beeld.model_dump_json()
    assert GEHEIM not in tekst
    assert set(walk_keys(json.loads(tekst))) <= WITTE_LIJST


def test_the_harvest_is_theme_by_group_and_not_discussed_is_a_state_of_its_own(
    ports: Ports, wie: Wie, groepsgesprek: Sessie
) -> None:
    write(ports, wie, groepsgesprek, "vraagstuk/T1/1", "te weinig begeleiders")
    write(ports, wie, groepsgesprek, "uitwerken/T1/1", "één pool")
    write(ports, wie, groepsgesprek, "anderen/T1/2/LWZ", "met een coach")
    write(ports, wie, groepsgesprek, "conclusie/T1", "wij maken één pool")
    weg = NietBesproken(sleutel="T2", groep=2, reden=f"{GEHEIM}reden")
    mark_niet_besproken(wie, groepsgesprek.id, weg, geldt=True, ports=ports)

    t1, t2, _ = zet(ports, wie, groepsgesprek, wand="oogst").oogst
    assert [(cel.groep, cel.stap, cel.tekst) for cel in t1.cellen] == [
        (1, "Samen uitwerken en delen", "één pool"),
        (2, "Hoe doen anderen het?", "LWZ: met een coach"),
    ]
    assert t1.conclusie == "wij maken één pool"
    assert [(cel.niet_besproken, cel.tekst) for cel in t2.cellen] == [(False, ""), (True, "")]

    beeld = zet(ports, wie, groepsgesprek, wand="oogst/uitwerken")
    assert [cel.tekst for cel in beeld.oogst[0].cellen] == ["één pool", ""]
    tekst = beeld.model_dump_json()
    assert GEHEIM not in tekst
    assert set(walk_keys(json.loads(tekst))) <= WITTE_LIJST


def test_putting_something_on_the_wall_takes_no_lead(ports: Ports, wie: Wie, groepsgesprek: Sessie) -> None:
    beeld = zet(ports, wie, groepsgesprek, wand="groepen")
    assert (beeld.vraag, beeld.ronde) == (None, None)
    assert read_beeld(groepsgesprek.id, ports=ports) is None
    zet(ports, wie, groepsgesprek, schermstap=2)
    assert read_beeld(groepsgesprek.id, ports=ports) is None
    assert zet(ports, wie, groepsgesprek, wand="oogst").schermstap == 0


def test_what_is_not_on_the_wall_is_not_sent_to_it(ports: Ports, wie: Wie, groepsgesprek: Sessie) -> None:
    write(ports, wie, groepsgesprek, "conclusie/T1", f"{GEHEIM}conclusie")
    zet(ports, wie, groepsgesprek, vraag="T1", ronde=Ronde.CONCLUDEREN)
    beeld = zet(ports, wie, groepsgesprek, wand="groepen")
    assert (beeld.vraag, beeld.conclusie, beeld.kolommen, beeld.oogst) == (None, None, (), ())
    assert GEHEIM not in beeld.model_dump_json()


def test_another_question_takes_the_wall_back(ports: Ports, wie: Wie, groepsgesprek: Sessie) -> None:
    zet(ports, wie, groepsgesprek, wand="oogst")
    beeld = zet(ports, wie, groepsgesprek, vraag="T1")
    assert (beeld.wand, beeld.oogst) == ("vraag", ())
    assert beeld.vraag is not None
    zet(ports, wie, groepsgesprek, wand="groepen")
    assert zet(ports, wie, groepsgesprek, ronde=Ronde.ONTHULLEN).wand == "vraag"


def test_once_the_report_is_read_no_poll_or_harvest_stays_on_the_wall(
    ports: Ports, wie: Wie, groepsgesprek: Sessie
) -> None:
    zet(ports, wie, groepsgesprek, wand="oogst")
    nu = ports.sessies.get(groepsgesprek.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VERSLAG}), gelezen=nu.revisie, daad=DAAD)
    beeld = read_scherm(wie, groepsgesprek.id, ports=ports)
    assert (beeld.is_afgerond, beeld.wand, beeld.oogst, beeld.groepen) == (True, "vraag", (), ())

"""What else was open comes along with one tap, keeps where it came from, and takes nobody's own words along."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.bestand import from_bestand, to_bestand
from gesprekskaart.betrokkenheid import Betrokkenheid, Betrokkensoort, Betrokkenstand
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, NietToegestaan, Ongeldig
from gesprekskaart.herkomst import Dingsoort, make_herkomst
from gesprekskaart.landelijk import Issuestand
from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import (
    add_betrokkenheid,
    add_issue,
    add_verschil,
    follow_issue,
    list_issues,
    put_away_verschil,
    save_verschil,
    support_issue,
)
from gesprekskaart.services.keuzes import add_keuze
from gesprekskaart.services.meenemen import list_meeneembaar, take_all_along, take_along
from gesprekskaart.services.reeksen import set_actiestand
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import add_actie, add_afspraak, save_actie, save_afspraak
from gesprekskaart.sessie import Deelnemer, Sessie, Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import Actiestand
from gesprekskaart.vorig import name_vorig
from tests.zaak import follow, make_deelnemer, make_sessie, write

ANDERE_KAART = {"kaart_id": "opdenksessie-4", "kaart_versie": "1.0"}


@pytest.fixture
def eerste(ports: Ports, wie: Wie) -> Sessie:
    """With two differences, three issues (one answered), two to involve and one who was, and an action of K1 and A1."""
    sessie = make_sessie(ports, wie)
    lid = Deelnemer(nummer=4, rol="schoolopleider", organisatie="Kindrijk", namens=("LWZ",))
    save_deelnemer(wie, sessie.id, lid, gelezen=0, ports=ports)
    add_keuze(wie, sessie.id, "Federatie met één tafel", ports=ports)
    verschil = add_verschil(wie, sessie.id, "Wat telt mee?", bronnen=("G1", "K1"), ports=ports)
    met_wie = verschil.model_copy(update={"wie": "programmaleider", "termijn": date(2027, 10, 1)})
    save_verschil(wie, sessie.id, met_wie, ports=ports)
    write(ports, wie, sessie, "verder/V1", "Eerst tellen <3")
    lwz = make_deelnemer(sessie, Sessierol.DEELNEMER)
    write(ports, lwz, sessie, "standpunt/V1/LWZ", "Alles telt mee.")
    add_verschil(wie, sessie.id, "Weg", ports=ports)
    put_away_verschil(wie, sessie.id, "V2", weg=True, ports=ports)
    for tekst in ("Bekostiging", "Wetgeving", "Al beantwoord"):
        add_issue(wie, sessie.id, tekst=tekst, ports=ports)
    support_issue(lwz, sessie.id, "L1", "LWZ", steunt=True, ports=ports)
    for soort, code, stand in (
        (Betrokkensoort.PARTIJ, None, Betrokkenstand.OPEN),
        (Betrokkensoort.ACHTERBAN, "AOZ", Betrokkenstand.GEPLAND),
        (Betrokkensoort.ACHTERBAN, "LWZ", Betrokkenstand.GEDAAN),
    ):
        bij = Betrokkenheid(nummer="B1", soort=soort, partnerschap=code, naam="iemand", stand=stand, bronnen=("V1",))
        add_betrokkenheid(wie, sessie.id, bij, ports=ports)
    afspraak = add_afspraak(wie, sessie.id, ports=ports).model_copy(update={"bronnen": ("G1", "K1")})
    save_afspraak(wie, sessie.id, afspraak, ports=ports)
    actie = add_actie(wie, sessie.id, afspraak="2026-01", ports=ports)
    anders = {"bronnen": ("A1", "K1"), "deelnemer": 4, "eigenaar": "schoolopleider, Kindrijk"}
    save_actie(wie, sessie.id, actie.model_copy(update=anders), ports=ports)
    freeze(wie, sessie.id, termijn=None, ports=ports)
    for nummer, issuestand in (("L2", Issuestand.AANGEBODEN), ("L3", Issuestand.BEANTWOORD)):
        gelezen = next(i.revisie for i in read(ports, sessie).issues if i.nummer == nummer)
        follow_issue(wie, sessie.id, nummer, issuestand, date(2026, 11, 20), gelezen=gelezen, ports=ports)
    return sessie


@pytest.fixture
def tweede(ports: Ports, wie: Wie, eerste: Sessie) -> Sessie:
    return move_stand(wie, follow(ports, wie, eerste, deelnemers=(4,)).id, Stand.GESPREK, ports=ports)


def read(ports: Ports, sessie: Sessie) -> Dossier:
    return ports.sessies.get_dossier(sessie.id)


def names(dossier: Dossier, id: str) -> list[str]:
    return [ding.naam for ding in make_herkomst(dossier.kaart, dossier).list_bronnen(id)]


def test_what_was_open_is_offered_and_nothing_comes_along_by_itself(ports: Ports, tweede: Sessie) -> None:
    dossier = read(ports, tweede)
    assert (dossier.verschillen, dossier.issues, dossier.betrokkenen) == ((), (), ())
    assert [(m.id, m.soort, m.titel) for m in list_meeneembaar(dossier)] == [
        ("vorig/V1", Dingsoort.VERSCHIL, "Wat telt mee?"),
        ("vorig/L1", Dingsoort.ISSUE, "Bekostiging"),
        ("vorig/L2", Dingsoort.ISSUE, "Wetgeving"),
        ("vorig/B1", Dingsoort.BETROKKENHEID, "Partijen die aan tafel missen · iemand"),
        ("vorig/B2", Dingsoort.BETROKKENHEID, "Achterban · AOZ · iemand"),
    ]


def test_one_tap_takes_it_along_under_a_number_of_its_own_with_where_it_came_from(
    ports: Ports, wie: Wie, tweede: Sessie
) -> None:
    add_verschil(wie, tweede.id, "Iets nieuws", ports=ports)

    assert take_along(wie, tweede.id, "vorig/V1", ports=ports) == "V2"
    assert take_along(wie, tweede.id, "vorig/V1", ports=ports) == "V2", "the second of two taps"

    dossier = read(ports, tweede)
    _, verschil = dossier.verschillen
    assert (verschil.titel, verschil.wie, verschil.termijn) == ("Wat telt mee?", "programmaleider", date(2027, 10, 1))
    assert verschil.bronnen == ("vorig/V1", "G1")
    assert dossier.tekst(TekstSoort.VERDER, "V2") == "Eerst tellen <3"
    assert dossier.tekst(TekstSoort.STANDPUNT, "V2", "LWZ") == "", "that only its own people say"
    assert names(dossier, "V2") == ["V1 (vorig gesprek)", "G1"]
    assert [regel.daad.handeling for regel in ports.logboek.list(tweede.id)][-1] == "take_along"


def test_all_together_and_how_far_it_came(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    assert take_all_along(wie, tweede.id, ports=ports) == 5
    assert take_all_along(wie, tweede.id, ports=ports) == 0
    dossier = read(ports, tweede)
    assert [(i.nummer, i.stand, i.steun) for i in dossier.issues] == [
        ("L1", Issuestand.OPEN, ()),
        ("L2", Issuestand.AANGEBODEN, ()),
    ]
    assert [(b.nummer, b.partnerschap, b.bronnen) for b in dossier.betrokkenen] == [
        ("B1", None, ("vorig/B1",)),
        ("B2", "AOZ", ("vorig/B2",)),
    ]
    assert {m.meegenomen_als for m in list_meeneembaar(dossier)} == {"V1", "L1", "L2", "B1", "B2"}


def test_what_is_of_a_partnership_that_stays_away_cannot_come(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    vervolg = follow(ports, wie, eerste, partnerschappen=("LWZ",), deelnemers=())
    with pytest.raises(Ongeldig, match="AOZ doet in dit gesprek niet mee"):
        take_along(wie, vervolg.id, "vorig/B2", ports=ports)
    assert take_all_along(wie, vervolg.id, ports=ports) == 4


def test_only_who_may_look_back_takes_along_and_only_what_was_open(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    for rol in (Sessierol.DEELNEMER, Sessierol.TOEHOORDER):
        with pytest.raises(NietToegestaan):
            take_along(make_deelnemer(tweede, rol), tweede.id, "vorig/V1", ports=ports)
    for vreemd in ("vorig/V2", "vorig/L3", "vorig/B3", "V1", "vorig/K1"):
        with pytest.raises(NietGevonden):
            take_along(wie, tweede.id, vreemd, ports=ports)


def test_an_action_keeps_what_it_came_from_and_who_does_it(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    dossier = read(ports, tweede)
    (actie,) = dossier.acties
    assert (actie.bronnen, actie.deelnemer) == (("A1",), 4)
    assert names(dossier, "actie/1") == ["Afspraak 2026-01", "A1", "K1 (vorig gesprek)"]
    assert names(dossier, "2026-01") == ["G1", "K1 (vorig gesprek)"]
    gevonden = make_herkomst(dossier.kaart, dossier).find("vorig/K1")
    assert (gevonden.soort, gevonden.titel) == (Dingsoort.VORIG, "Federatie met één tafel")


def test_with_another_card_a_question_of_then_is_named_as_of_then(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    dossier = read(ports, follow(ports, wie, eerste, **ANDERE_KAART))
    assert dossier.acties[0].bronnen == ()
    assert names(dossier, "actie/1") == ["Afspraak 2026-01", "A1 (vorig gesprek)", "K1 (vorig gesprek)"]


def test_somebody_else_under_the_number_of_the_owner_is_not_the_owner(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    vervolg = follow(ports, wie, eerste, deelnemers=())
    assert read(ports, vervolg).acties[0].deelnemer is None
    ander = Deelnemer(nummer=4, rol="bestuurder", organisatie="Kindrijk", namens=("LWZ",))
    zelfde = Deelnemer(nummer=7, rol="schoolopleider", organisatie="Kindrijk", namens=("LWZ",))
    for deelnemer in (ander, zelfde):
        save_deelnemer(wie, vervolg.id, deelnemer, gelezen=0, ports=ports)
    terug = read(ports, vervolg).terugblik
    assert terug is not None
    assert (terug.acties[0].deelnemer, terug.acties[0].rol) == (4, "schoolopleider")


def test_an_action_that_is_taken_up_again_finds_its_owner_under_another_number(
    ports: Ports, wie: Wie, eerste: Sessie
) -> None:
    move_stand(wie, eerste.id, Stand.GESPREK, ports=ports)
    actie = read(ports, eerste).acties[0]
    save_actie(wie, eerste.id, actie.model_copy(update={"stand": Actiestand.GEREED}), ports=ports)
    vervolg = follow(ports, wie, eerste, deelnemers=())
    zelfde = Deelnemer(nummer=7, rol="schoolopleider", organisatie="Kindrijk", namens=("LWZ",))
    save_deelnemer(wie, vervolg.id, zelfde, gelezen=0, ports=ports)

    set_actiestand(wie, vervolg.id, "1", Actiestand.LOOPT, gelezen=0, ports=ports)

    (actie,) = read(ports, vervolg).acties
    assert (actie.deelnemer, actie.bronnen) == (7, ("A1",))


def test_two_conversations_on_it_still_says_where_it_began(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    take_all_along(wie, tweede.id, ports=ports)
    freeze(wie, tweede.id, termijn=None, ports=ports)
    derde = follow(ports, wie, tweede)
    take_all_along(wie, derde.id, ports=ports)
    dossier = read(ports, derde)
    assert dossier.verschillen[0].bronnen == ("vorig/V1", "G1")
    assert names(dossier, "actie/1") == ["Afspraak 2026-01", "A1", "K1 (2 gesprekken eerder)"]
    assert name_vorig("vorig/vorig/V1") == "V1 (2 gesprekken eerder)"


def test_a_file_and_a_version_carry_it_all_and_a_source_that_never_was_is_refused(
    ports: Ports, wie: Wie, tweede: Sessie
) -> None:
    take_all_along(wie, tweede.id, ports=ports)
    versie = freeze(wie, tweede.id, termijn=None, ports=ports)
    assert versie.inhoud.verschillen[0].bronnen == ("vorig/V1", "G1")
    dossier = read(ports, tweede)
    bestand = to_bestand(dossier, (versie,))
    terug, _ = from_bestand(bestand, dossier.kaart, id=uuid4(), now=ports.now(), facilitators=(), zout="5a" * 16)
    assert (terug.verschillen, terug.acties, terug.terugblik) == (
        dossier.verschillen,
        dossier.acties,
        dossier.terugblik,
    )

    fout = bestand.model_copy(
        update={"verschillen": (bestand.verschillen[0].model_copy(update={"bronnen": ("vorig/V9",)}),)}
    )
    with pytest.raises(Ongeldig, match="vorig/V9"):
        from_bestand(fout, dossier.kaart, id=uuid4(), now=ports.now(), facilitators=(), zout="5a" * 16)


def test_over_all_conversations_an_issue_that_came_along_stands_there_once(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie
) -> None:
    def bekostiging() -> list[tuple[bool, Issuestand]]:
        regels = [regel for regel in list_issues(wie, ports=ports) if regel.tekst == "Bekostiging"]
        return sorted((regel.sessie_id == tweede.id, regel.issue.stand) for regel in regels)

    assert len(bekostiging()) == 1
    take_all_along(wie, tweede.id, ports=ports)
    ((is_nu, stand),) = bekostiging()
    assert is_nu
    # What came back on the one of then is not lost because it went on.
    gelezen = next(issue.revisie for issue in read(ports, eerste).issues if issue.nummer == "L1")
    follow_issue(wie, eerste.id, "L1", Issuestand.BEANTWOORD, None, gelezen=gelezen, ports=ports)
    assert bekostiging() == [(False, Issuestand.BEANTWOORD), (True, stand)]

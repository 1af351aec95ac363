"""Practising: what the copy is, what the simulated do, and that they never do it anywhere else."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.deelname import Deelname
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietAangemeld, NietToegestaan
from gesprekskaart.groep import Indeling
from gesprekskaart.inbreng import list_inbreng
from gesprekskaart.peiling import Peiling, Peilingsoort, Peilingwijze, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Ronde, Zet
from gesprekskaart.services.aandacht import add_verschil, put_away_verschil
from gesprekskaart.services.deelnemen import Aanmelding, come_back, join
from gesprekskaart.services.groepen import begin_groepen, close_groepen, make_groepen
from gesprekskaart.services.oefenen import AANVULLINGEN, EIGEN_ZINNEN, play_turn, start_oefening
from gesprekskaart.services.peilingen import add_peiling, close_peiling, count_opkomst, open_peiling
from gesprekskaart.services.rechten import NIET_IN_OEFENING, Handeling, may
from gesprekskaart.services.regie import lead, read_beeld
from gesprekskaart.services.sessies import delete_sessie, move_stand
from gesprekskaart.services.uitnodigen import admit, give_terugkeercode, merge_deelnemers, revoke
from gesprekskaart.services.verslagen import freeze, make_json, make_pdf
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.voorbeelden import voorbeelden
from tests import nep
from tests.zaak import DAAD, make_deelnemer, make_sessie

GROOT, KLEIN = voorbeelden()
VEEL = 200
"""Turns; more than any round needs."""


@pytest.fixture
def id(ports: Ports, wie: Wie) -> UUID:
    return start_oefening(wie, GROOT, ports=ports, new_id=uuid4)


def play(ports: Ports, id: UUID, beurten: int = VEEL, kans: int = 1) -> int:
    dobbelsteen = Random(kans)
    return sum(play_turn(id, ports=ports, kans=dobbelsteen) for _ in range(beurten))


def move(ports: Ports, wie: Wie, id: UUID, **velden: Any) -> None:
    lead(wie, Zet(sessie_id=id, **velden), ports=ports)


def spelers(ports: Ports, id: UUID) -> set[int]:
    """Who are simulated."""
    return {deelname.nummer for deelname in ports.deelnames.list(id) if deelname.gespeeld}


def inbreng_of(dossier: Dossier, vraag: str) -> dict[int | None, str]:
    teksten = (t for t in dossier.teksten.values() if t.plek.soort is TekstSoort.INBRENG and t.plek.sleutel == vraag)
    return {tekst.plek.deelnemer: tekst.tekst for tekst in teksten}


@pytest.mark.parametrize("voorbeeld", [GROOT, KLEIN], ids=["groot", "klein"])
def test_a_practice_is_a_prepared_copy_without_an_outcome(ports: Ports, wie: Wie, voorbeeld: Any) -> None:
    id = start_oefening(wie, voorbeeld, ports=ports, new_id=uuid4)
    dossier = ports.sessies.get_dossier(id)
    assert (dossier.sessie.oefening, dossier.sessie.stand) == (True, Stand.GESPREK)
    assert dossier.sessie.gesprek.titel == f"Oefening: {voorbeeld.gesprek.titel}"
    assert dossier.sessie.gesprek.datum == nep.VANDAAG.date()
    assert {tekst.plek.soort for tekst in dossier.teksten.values()} <= {TekstSoort.ANTWOORD}
    assert sum(t.plek.soort is TekstSoort.ANTWOORD for t in dossier.teksten.values()) == len(voorbeeld.antwoorden)
    assert (dossier.afspraken, dossier.acties, dossier.toetsen, dossier.regie) == ((), (), (), None)
    assert ports.verslagen.list(id) == ()
    uitnodiging = ports.deelnames.get_uitnodiging(id)
    assert uitnodiging is not None
    assert uitnodiging.works_at(ports.now())
    leiders = {d.nummer for d in voorbeeld.deelnemers if d.sessierol is Sessierol.FACILITATOR}
    assert not leiders & {deelname.nummer for deelname in ports.deelnames.list(id)}
    assert len(ports.deelnames.list(id)) >= 10


def test_only_an_account_can_practise(ports: Ports, wie: Wie) -> None:
    gast = make_deelnemer(make_sessie(ports, wie), Sessierol.DEELNEMER)
    with pytest.raises(NietAangemeld):
        start_oefening(gast, GROOT, ports=ports, new_id=uuid4)


def test_before_a_question_is_on_the_table_nobody_does_anything(ports: Ports, id: UUID) -> None:
    voor = ports.sessies.get_dossier(id)
    assert play(ports, id) == 0
    assert ports.sessies.get_dossier(id) == voor


@pytest.mark.parametrize("voorbeeld", [GROOT, KLEIN], ids=["groot", "klein"])
def test_in_the_writing_round_each_writes_something_else_and_then_is_ready(
    ports: Ports, wie: Wie, voorbeeld: Any
) -> None:
    id = start_oefening(wie, voorbeeld, ports=ports, new_id=uuid4)
    vraag = ports.sessies.get_dossier(id).kaart.vragen[0].id
    move(ports, wie, id, vraag=vraag)
    beeld = read_beeld(id, ports=ports)
    assert beeld is not None
    assert beeld.meedoen > 5
    assert play(ports, id, 1) == 1
    assert len(inbreng_of(ports.sessies.get_dossier(id), vraag)) == 1, "one small step at a time"

    assert play(ports, id) == 2 * beeld.meedoen - 1
    nu = read_beeld(id, ports=ports)
    assert nu is not None
    assert nu.klaar == nu.meedoen
    dossier = ports.sessies.get_dossier(id)
    geschreven = inbreng_of(dossier, vraag)
    assert len(set(geschreven.values())) == len(geschreven) == beeld.meedoen
    assert list_inbreng(dossier, vraag) == (), "nobody reads it before the reveal"
    move(ports, wie, id, ronde=Ronde.ONTHULLEN)
    assert len(list_inbreng(ports.sessies.get_dossier(id), vraag)) == beeld.meedoen


@pytest.mark.parametrize("voorbeeld", [GROOT, KLEIN], ids=["groot", "klein"])
def test_at_a_difference_each_partnership_takes_a_stand_once_and_not_all_the_same(
    ports: Ports, wie: Wie, voorbeeld: Any
) -> None:
    id = start_oefening(wie, voorbeeld, ports=ports, new_id=uuid4)
    assert play(ports, id) == 0
    for titel in ("Wat telt mee?", "Wie betaalt?"):
        add_verschil(wie, id, titel, ports=ports)
    codes = {
        d.namens[0] for d in ports.sessies.get_dossier(id).deelnemers if d.namens and d.nummer in spelers(ports, id)
    }
    assert len(codes) > 1

    assert play(ports, id) == 2 * len(codes)
    dossier = ports.sessies.get_dossier(id)
    for nummer in ("V1", "V2"):
        gezegd = {code: dossier.tekst(TekstSoort.STANDPUNT, nummer, code) for code in codes}
        assert all(gezegd.values())
        assert len(set(gezegd.values())) == len(codes)
    assert play(ports, id) == 0, "what is there stays as it is"


def test_nobody_takes_a_stand_at_a_difference_that_was_put_away(ports: Ports, wie: Wie, id: UUID) -> None:
    add_verschil(wie, id, "Toch niet", ports=ports)
    put_away_verschil(wie, id, "V1", weg=True, ports=ports)
    assert play(ports, id) == 0


def test_they_quote_what_their_partnership_answered(ports: Ports, wie: Wie, id: UUID) -> None:
    move(ports, wie, id, vraag="G1")
    play(ports, id)
    dossier = ports.sessies.get_dossier(id)
    namens = {d.nummer: d.namens[0] for d in dossier.deelnemers if d.namens}
    geciteerd = [
        tekst
        for nummer, tekst in inbreng_of(dossier, "G1").items()
        if nummer and tekst in dossier.tekst(TekstSoort.ANTWOORD, "G1", namens[nummer])
    ]
    assert len(geciteerd) >= 4
    assert all(tekst in geciteerd or tekst in EIGEN_ZINNEN for tekst in inbreng_of(dossier, "G1").values())


def test_while_people_discuss_answers_grow_a_little_and_then_no_more(ports: Ports, wie: Wie, id: UUID) -> None:
    move(ports, wie, id, vraag="G1", ronde=Ronde.BESPREKEN)
    assert 0 < play(ports, id, 40) < 20, "now and then"
    play(ports, id, 400)
    dossier = ports.sessies.get_dossier(id)
    for code in (p.code for p in dossier.partnerschappen):
        assert sum(zin in dossier.tekst(TekstSoort.ANTWOORD, "G1", code) for zin in AANVULLINGEN) == 2
    assert play(ports, id) == 0


@pytest.mark.parametrize("ronde", [Ronde.ONTHULLEN, Ronde.CONCLUDEREN])
def test_reading_and_concluding_is_left_to_who_practises(ports: Ports, wie: Wie, id: UUID, ronde: Ronde) -> None:
    move(ports, wie, id, vraag="G1", ronde=ronde)
    assert play(ports, id) == 0


def open_poll(ports: Ports, wie: Wie, id: UUID, **velden: Any) -> str:
    peiling = Peiling.model_validate({"nummer": "P1", "stelling": "Wij delen één loket", **velden})
    nummer = add_peiling(wie, id, peiling, ports=ports).nummer
    open_peiling(wie, id, nummer, ports=ports)
    return nummer


def test_in_an_open_poll_each_votes_once_and_whoever_objects_says_why(ports: Ports, wie: Wie, id: UUID) -> None:
    nummer = open_poll(ports, wie, id)
    assert play(ports, id) == count_opkomst(wie, id, ports=ports)[nummer].gestemd == 9
    stemmen = ports.sessies.get_dossier(id).stemmen
    assert len({stem.keuze for stem in stemmen}) > 2, "there is something to talk about"
    assert all(stem.reden for stem in stemmen if stem.keuze == Steun.BEZWAAR)
    close_peiling(wie, id, nummer, ports=ports)
    assert play(ports, id) == 0


def test_in_a_poll_per_partnership_each_partnership_votes_once(ports: Ports, wie: Wie, id: UUID) -> None:
    velden = {"soort": Peilingsoort.EIGEN_VRAAG, "opties": ("ja", "nee"), "per": Peilingwijze.PARTNERSCHAP}
    nummer = open_poll(ports, wie, id, **velden)
    assert play(ports, id) == 4
    assert {stem.partnerschap for stem in ports.sessies.get_dossier(id).stemmen} == {"LWZ", "AOZ", "WMD", "SOW"}
    assert count_opkomst(wie, id, ports=ports)[nummer].gestemd == 4


def test_a_poll_that_is_not_open_yet_is_left_alone(ports: Ports, wie: Wie, id: UUID) -> None:
    add_peiling(wie, id, Peiling(nummer="P1", stelling="Nog niet"), ports=ports)
    assert play(ports, id) == 0


@pytest.mark.parametrize("ronde", Ronde)
def test_in_a_real_session_nothing_is_ever_played(ports: Ports, wie: Wie, id: UUID, ronde: Ronde) -> None:
    """Not even in one that looks exactly like a practice: the same people, without a device, the same question."""
    oefening = ports.sessies.get_dossier(id)
    sessie = oefening.sessie.model_copy(update={"id": uuid4(), "oefening": False})
    ports.sessies.add_dossier(oefening.model_copy(update={"sessie": sessie}), (), daad=DAAD)
    for deelname in ports.deelnames.list(id):
        kopie = Deelname(sessie_id=sessie.id, nummer=deelname.nummer, gekomen_op=ports.now(), genoemd=True)
        ports.deelnames.save(kopie, gelezen=0, daad=DAAD)
    move(ports, wie, sessie.id, vraag="G1", ronde=ronde)
    open_poll(ports, wie, sessie.id)
    voor = ports.sessies.get_dossier(sessie.id)
    assert play(ports, sessie.id) == 0
    assert ports.sessies.get_dossier(sessie.id) == voor


def test_whoever_really_came_in_is_never_played(ports: Ports, wie: Wie, id: UUID) -> None:
    uitnodiging = ports.deelnames.get_uitnodiging(id)
    assert uitnodiging is not None
    aanmelding = Aanmelding(partnerschap="LWZ", rol="collega", organisatie="van wie oefent")
    echt = join(uitnodiging.code, aanmelding, None, ports=ports).deelname.nummer
    give_terugkeercode(wie, id, 1, ports=ports)  # somebody takes this place on their own device
    move(ports, wie, id, vraag="G1")
    play(ports, id)
    dossier = ports.sessies.get_dossier(id)
    assert not {echt, 1} & set(inbreng_of(dossier, "G1"))
    assert not {echt, 1} & {bijdrage.deelnemer for bijdrage in dossier.bijdragen if bijdrage.klaar}


def test_what_they_write_is_logged_as_theirs(ports: Ports, wie: Wie, id: UUID) -> None:
    move(ports, wie, id, vraag="G1")
    eerst = len(ports.logboek.list(id))
    play(ports, id)
    schrijvers = {regel.daad.wie.partition(":")[0] for regel in ports.logboek.list(id)[eerst:]}
    assert schrijvers == {"deelnemer"}


def test_nothing_of_a_practice_can_be_taken_for_real(ports: Ports, wie: Wie, id: UUID) -> None:
    with pytest.raises(NietToegestaan, match="Een versie bevriezen kan niet in een oefening"):
        freeze(wie, id, termijn=None, ports=ports)
    with pytest.raises(NietToegestaan, match="kan niet in een oefening"):
        make_pdf(wie, id, None, ports=ports)
    with pytest.raises(NietToegestaan, match="kan niet in een oefening"):
        make_json(wie, id, ports=ports)
    nu = ports.sessies.get(id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VERSLAG}), gelezen=nu.revisie, daad=DAAD)
    with pytest.raises(NietToegestaan, match="kan niet in een oefening"):
        move_stand(wie, id, Stand.VASTGESTELD, ports=ports)


def test_in_groups_that_are_at_work_notes_are_made_until_they_close(ports: Ports, wie: Wie) -> None:
    id = start_oefening(wie, KLEIN, ports=ports, new_id=uuid4)
    make_groepen(wie, id, Indeling.WILLEKEURIG, aantal=3, minuten=15, toeval=Random(1), ports=ports)
    assert play(ports, id, 20) == 0
    begin_groepen(wie, id, [1, 2], ports=ports)

    play(ports, id, 20)

    notities = [tekst for tekst in ports.sessies.get_dossier(id).teksten.values() if tekst.plek.groep]
    assert {tekst.plek.groep for tekst in notities} == {1, 2}
    assert len({(tekst.plek.groep, tekst.plek.sleutel, tekst.tekst) for tekst in notities}) == len(notities)
    assert not any(tekst.door == wie.kenmerk for tekst in notities)
    close_groepen(wie, id, ports=ports)
    assert play(ports, id, 20) == 0


@pytest.mark.parametrize("handeling", Handeling)
@pytest.mark.parametrize("rol", Sessierol)
@pytest.mark.parametrize("stand", Stand)
def test_for_the_rest_a_practice_has_the_same_rights(
    ports: Ports, wie: Wie, handeling: Handeling, rol: Sessierol, stand: Stand
) -> None:
    echt = make_sessie(ports, wie, stand=stand)
    oefening: Sessie = echt.model_copy(update={"oefening": True})
    ik = make_deelnemer(echt, rol)
    mag = may(ik, handeling, echt, partnerschap="LWZ", deelnemer=1)
    assert may(ik, handeling, oefening, partnerschap="LWZ", deelnemer=1) is (mag and handeling not in NIET_IN_OEFENING)


def test_a_practice_that_was_thrown_away_leaves_nothing(ports: Ports, wie: Wie, id: UUID) -> None:
    delete_sessie(wie, id, ports=ports)
    assert ports.sessies.list_all() == ()
    assert ports.deelnames.list(id) == ()


def merge_with_simulated(ports: Ports, wie: Wie, id: UUID) -> int:
    """Somebody real turns out to be one of those that the example lists; gives the number."""
    uitnodiging = ports.deelnames.get_uitnodiging(id)
    assert uitnodiging is not None
    echt = join(uitnodiging.code, Aanmelding(partnerschap="LWZ", rol="ik", organisatie="echt"), None, ports=ports)
    gespeeld = next(deelname.nummer for deelname in ports.deelnames.list(id) if deelname.gespeeld)
    return merge_deelnemers(wie, id, gespeeld, echt.deelname.nummer, ports=ports).nummer


def take_over(ports: Ports, wie: Wie, id: UUID) -> int:
    """Somebody real gets the place of one of them, is shown out and let in again."""
    nummer = next(deelname.nummer for deelname in ports.deelnames.list(id) if deelname.gespeeld)
    come_back(give_terugkeercode(wie, id, nummer, ports=ports), None, ports=ports)
    revoke(wie, id, nummer, ports=ports)
    admit(wie, id, nummer, ports=ports)
    return nummer


@pytest.mark.parametrize("become_real", [merge_with_simulated, take_over])
def test_somebody_real_is_never_played_whatever_the_facilitator_did(
    ports: Ports, wie: Wie, id: UUID, become_real: Any
) -> None:
    nummer = become_real(ports, wie, id)
    move(ports, wie, id, vraag="G1")
    play(ports, id)
    dossier = ports.sessies.get_dossier(id)
    assert len(inbreng_of(dossier, "G1")) > 5
    assert nummer not in inbreng_of(dossier, "G1")

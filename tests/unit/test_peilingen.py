"""Making, opening and closing polls, voting, and above all: what nobody gets to see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.peiling import Drempel, NietOpen, Peiling, Peilingstand, Peilingwijze, Stem, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.services import uitnodigen
from gesprekskaart.services.deelnemen import Koekjes, recognise
from gesprekskaart.services.meelezen import Publiek, read_veranderingen
from gesprekskaart.services.peilingen import (
    add_peiling,
    cast_stem,
    close_peiling,
    count_opkomst,
    delete_peiling,
    list_briefjes,
    may_see,
    open_peiling,
    save_peiling,
)
from gesprekskaart.services.sessies import delete_deelnemer, delete_partnerschap, open_dossier
from gesprekskaart.services.verslagen import freeze, make_json, make_pdf, make_verslag
from gesprekskaart.sessie import Aanwezigheid, Sessie, Sessierol, Stand
from tests.zaak import DAAD, come_in, make_account, make_deelnemer, make_sessie

REDEN = "Daar is bij ons geen geld voor"


def make_peiling(ports: Ports, wie: Wie, sessie: Sessie, *, is_open: bool = True, **velden: Any) -> Peiling:
    peiling = Peiling(**{"nummer": "P1", "stelling": "Wij werven samen", **velden})
    nieuw = add_peiling(wie, sessie.id, peiling, ports=ports)
    return open_peiling(wie, sessie.id, nieuw.nummer, ports=ports) if is_open else nieuw


def sit_down(ports: Ports, wie: Wie, sessie: Sessie, rol: Sessierol = Sessierol.DEELNEMER) -> Wie:
    """Somebody of LWZ on a device of their own."""
    return recognise(Koekjes(None, come_in(ports, wie, sessie, rol=rol).cookie), sessie.id, ports=ports)


def vote(ports: Ports, ik: Wie, sessie: Sessie, keuze: str, reden: str = "", *, gelezen: int = 0) -> Stem:
    assert ik.deelnemer is not None
    stem = Stem(peiling="P1", deelnemer=ik.deelnemer.nummer, keuze=keuze, reden=reden)
    return cast_stem(ik, sessie.id, stem, gelezen=gelezen, ports=ports)


def read_all(ports: Ports, wie: Wie, sessie: Sessie) -> str:
    """Everything that reaches this person: the screens' dossier, the stream, the draft, the files."""
    stroom = read_veranderingen(Publiek(sessie.id), 0, stroom=ports.stroom)
    log = [regel.model_dump(mode="json") for regel in ports.logboek.list(sessie.id)]
    delen = [
        open_dossier(wie, sessie.id, ports=ports).model_dump_json(),
        stroom.model_dump_json(),
        make_verslag(wie, sessie.id, None, ports=ports).model_dump_json(),
        json.dumps(log),
    ]
    if wie.account is not None:
        delen.append(make_json(wie, sessie.id, ports=ports).data.decode())
    return "".join(delen)


def test_polls_are_numbered_and_begin_as_a_concept(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for verwacht in ("P1", "P2"):
        peiling = make_peiling(ports, wie, sessie, is_open=False, stand=Peilingstand.GESLOTEN, stemgerechtigd=9)
        assert (peiling.nummer, peiling.stand, peiling.stemgerechtigd) == (verwacht, Peilingstand.CONCEPT, None)
    assert [regel.daad.onderwerp for regel in ports.logboek.list(sessie.id)][-2:] == ["peiling/P1", "peiling/P2"]


def test_what_was_asked_for_is_fixed_once_a_poll_is_open(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    peiling = make_peiling(ports, wie, sessie, is_open=False)
    peiling = save_peiling(wie, sessie.id, peiling.model_copy(update={"drempel": Drempel(percentage=75)}), ports=ports)
    peiling = open_peiling(wie, sessie.id, "P1", ports=ports)
    with pytest.raises(Ongeldig, match="P1 is al open"):
        save_peiling(wie, sessie.id, peiling.model_copy(update={"drempel": None}), ports=ports)
    with pytest.raises(Ongeldig, match="P1 is al open"):
        open_peiling(wie, sessie.id, "P1", ports=ports)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    with pytest.raises(Ongeldig, match="al gesloten"):
        open_peiling(wie, sessie.id, "P1", ports=ports)
    (over,) = ports.sessies.get_dossier(sessie.id).peilingen
    assert over.drempel == Drempel(percentage=75)


def test_a_poll_is_about_something_on_the_card(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    assert make_peiling(ports, wie, sessie, is_open=False, bron="RS4").bron == "RS4"
    with pytest.raises(Ongeldig, match="geen vraag of keuzemogelijkheid ‘ZZ9’"):
        make_peiling(ports, wie, sessie, bron="ZZ9")


def test_a_poll_is_prepared_beforehand_and_opened_in_the_conversation(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    make_peiling(ports, wie, sessie, is_open=False)
    with pytest.raises(Ongeldig, match="als het gesprek begonnen is"):
        open_peiling(wie, sessie.id, "P1", ports=ports)


def test_only_a_poll_without_votes_can_be_deleted(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    delete_peiling(wie, sessie.id, "P1", ports=ports)
    with pytest.raises(NietGevonden):
        delete_peiling(wie, sessie.id, "P1", ports=ports)
    make_peiling(ports, wie, sessie)
    vote(ports, sit_down(ports, wie, sessie), sessie, Steun.TWIJFEL)
    with pytest.raises(Ongeldig, match="blijft daarom staan"):
        delete_peiling(wie, sessie.id, "P1", ports=ports)


def test_a_vote_can_be_changed_until_the_poll_closes(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    ik = sit_down(ports, wie, sessie)
    eerst = vote(ports, ik, sessie, Steun.VOLLEDIG_EENS)
    dan = vote(ports, ik, sessie, Steun.BEZWAAR, REDEN, gelezen=eerst.revisie)
    with pytest.raises(IntussenGewijzigd):
        vote(ports, ik, sessie, Steun.NEUTRAAL, gelezen=eerst.revisie)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    with pytest.raises(NietOpen):
        vote(ports, ik, sessie, Steun.NEUTRAAL, gelezen=dan.revisie)
    assert [(s.keuze, s.reden) for s in open_dossier(wie, sessie.id, ports=ports).stemmen] == [("bezwaar", REDEN)]


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"keuze": Steun.BEZWAAR}, "Bij ‘bezwaar’ hoort een reden: waarom, en wat zou helpen?"),
        ({"keuze": "ja"}, "‘ja’ is geen keuze in peiling P1."),
        ({"keuze": Steun.NEUTRAAL, "deelnemer": None, "partnerschap": "LWZ"}, "stem je per persoon"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_in_words(
    ports: Ports, wie: Wie, sessie: Sessie, velden: dict[str, Any], melding: str
) -> None:
    make_peiling(ports, wie, sessie)
    ik = sit_down(ports, wie, sessie)
    with pytest.raises(Ongeldig, match=melding.replace("?", "[?]")):
        cast_stem(ik, sessie.id, Stem(**{"peiling": "P1", "deelnemer": 1, **velden}), gelezen=0, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).stemmen == ()


def test_nobody_votes_as_somebody_else(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    sit_down(ports, wie, sessie)
    ander = sit_down(ports, wie, sessie)
    stem = Stem(peiling="P1", deelnemer=1, keuze=Steun.NEUTRAAL)
    for iemand in (
        ander,
        wie,
        *(make_deelnemer(sessie, rol) for rol in (Sessierol.TOEHOORDER, Sessierol.VERSLAGLEGGER)),
    ):
        with pytest.raises(NietToegestaan):
            cast_stem(iemand, sessie.id, stem, gelezen=0, ports=ports)
    with pytest.raises(SessieOnbekend):
        cast_stem(make_account(ports, "bram"), sessie.id, stem, gelezen=0, ports=ports)


def test_for_a_partnership_whoever_speaks_for_it_votes_or_who_leads(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie, per=Peilingwijze.PARTNERSCHAP)
    ik = sit_down(ports, wie, sessie)
    lwz = Stem(peiling="P1", partnerschap="LWZ", keuze=Steun.TWIJFEL)
    aoz = lwz.model_copy(update={"partnerschap": "AOZ"})
    assert cast_stem(ik, sessie.id, lwz, gelezen=0, ports=ports).revisie == 1
    with pytest.raises(NietToegestaan):
        cast_stem(ik, sessie.id, aoz, gelezen=0, ports=ports)
    cast_stem(wie, sessie.id, aoz, gelezen=0, ports=ports)
    with pytest.raises(Ongeldig, match="XYZ doet niet"):
        cast_stem(wie, sessie.id, lwz.model_copy(update={"partnerschap": "XYZ"}), gelezen=0, ports=ports)
    assert count_opkomst(wie, sessie.id, ports=ports) == {"P1": (2, 2)}
    per_code = {briefje.partnerschap: briefje for briefje in list_briefjes(wie, None, sessie.id, "P1", ports=ports)}
    assert [(b.gelezen, b.stem) for b in per_code.values()] == [(1, None), (1, None)], "who leads does not see the vote"


@pytest.mark.parametrize("anoniem", [False, True])
def test_nobody_sees_a_vote_before_the_poll_closes(ports: Ports, wie: Wie, sessie: Sessie, anoniem: bool) -> None:
    make_peiling(ports, wie, sessie, anoniem=anoniem)
    ik, ander = sit_down(ports, wie, sessie), sit_down(ports, wie, sessie)
    vote(ports, ik, sessie, Steun.BEZWAAR, REDEN)
    for iemand in (wie, ander, ik):
        gezien = read_all(ports, iemand, sessie)
        assert "bezwaar" not in gezien.replace("bezwaar_blokkeert", "")
        assert REDEN not in gezien
    assert count_opkomst(ander, sessie.id, ports=ports) == {"P1": (1, 2)}
    assert list_briefjes(wie, None, sessie.id, "P1", ports=ports) == ()
    close_peiling(wie, sessie.id, "P1", ports=ports)
    assert REDEN in read_all(ports, ander, sessie)


def test_after_an_anonymous_poll_nothing_tells_who_voted_what(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie, anoniem=True)
    for keuze in (Steun.BEZWAAR, Steun.VOLLEDIG_EENS):
        vote(ports, sit_down(ports, wie, sessie), sessie, keuze, REDEN)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    stemmen = ports.sessies.get_dossier(sessie.id).stemmen
    assert [(stem.keuze, stem.stemmer) for stem in stemmen] == [("volledig eens", None), ("bezwaar", None)]
    (uit,) = json.loads(make_json(wie, sessie.id, ports=ports).data)["sessies"][0]["peilingen"]
    assert {stem["deelnemer"] for stem in uit["stemmen"]} == {None}
    with pytest.raises(Ongeldig, match="al gesloten"):
        open_peiling(wie, sessie.id, "P1", ports=ports)


def test_a_concept_is_for_who_leads(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie, is_open=False)
    ik = sit_down(ports, wie, sessie)

    def look(iemand: Wie) -> tuple[Dossier, bool]:
        dossier = open_dossier(iemand, sessie.id, ports=ports)
        return dossier, may_see(iemand, dossier)

    assert (look(ik)[0].peilingen, look(ik)[1], look(wie)[1]) == ((), False, True)
    assert len(look(wie)[0].peilingen) == 1
    assert "Wij werven samen" not in make_verslag(ik, sessie.id, None, ports=ports).model_dump_json()
    open_peiling(wie, sessie.id, "P1", ports=ports)
    assert look(ik)[1]


def test_people_on_one_device_each_have_a_vote_of_their_own(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    koek = come_in(ports, wie, sessie).cookie
    come_in(ports, wie, sessie, cookie=koek)
    elders = come_in(ports, wie, sessie).cookie
    toehoorder = come_in(ports, wie, sessie, rol=Sessierol.TOEHOORDER, cookie=koek)
    uitnodigen.revoke(wie, sessie.id, come_in(ports, wie, sessie, cookie=koek).deelname.nummer, ports=ports)
    ik = recognise(Koekjes(None, koek), sessie.id, ports=ports)
    assert toehoorder.deelname.nummer == 4
    briefjes = list_briefjes(ik, koek, sessie.id, "P1", ports=ports)
    assert sorted(briefje.deelnemer or 0 for briefje in briefjes) == [1, 2]
    for briefje in briefjes:
        stem = Stem(peiling="P1", deelnemer=briefje.deelnemer, keuze=Steun.TWIJFEL)
        cast_stem(briefje.wie, sessie.id, stem, gelezen=briefje.gelezen, ports=ports)
    nu = list_briefjes(ik, koek, sessie.id, "P1", ports=ports)
    assert [briefje.stem.keuze if briefje.stem else "" for briefje in nu] == ["twijfel", "twijfel"]
    op_een_ander = list_briefjes(
        recognise(Koekjes(None, elders), sessie.id, ports=ports), elders, sessie.id, "P1", ports=ports
    )
    assert [(briefje.deelnemer, briefje.stem) for briefje in op_een_ander] == [(3, None)]
    assert count_opkomst(wie, sessie.id, ports=ports) == {"P1": (2, 3)}


def test_who_is_absent_or_still_waits_is_not_waited_for(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    nu = uitnodigen.make_uitnodiging(wie, sessie.id, ports=ports)
    eerste = sit_down(ports, wie, sessie)
    uitnodigen.change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    come_in(ports, wie, sessie)
    assert count_opkomst(wie, sessie.id, ports=ports) == {"P1": (0, 1)}
    vote(ports, eerste, sessie, Steun.TWIJFEL)
    weg = ports.sessies.get_dossier(sessie.id).deelnemers[0]
    afwezig = weg.model_copy(update={"aanwezigheid": Aanwezigheid.AFWEZIG})
    ports.sessies.save_deelnemer(sessie.id, afwezig, gelezen=weg.revisie, daad=DAAD)
    assert count_opkomst(wie, sessie.id, ports=ports) == {"P1": (1, 1)}, "who voted before leaving did vote"
    assert close_peiling(wie, sessie.id, "P1", ports=ports).stemgerechtigd == 1


def test_an_outcome_stands_whoever_leaves_the_list(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    for keuze in (Steun.TWIJFEL, Steun.NEUTRAAL):
        vote(ports, sit_down(ports, wie, sessie), sessie, keuze)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    with pytest.raises(Ongeldig, match="gestemd in peiling P1 en blijft daarom staan"):
        delete_deelnemer(wie, sessie.id, 1, ports=ports)
    with pytest.raises(Ongeldig, match="Beide stemden in peiling P1"):
        uitnodigen.merge_deelnemers(wie, sessie.id, 1, 2, ports=ports)
    make_peiling(ports, wie, sessie, per=Peilingwijze.PARTNERSCHAP)
    stem = Stem(peiling="P2", partnerschap="AOZ", keuze=Steun.NEUTRAAL)
    cast_stem(wie, sessie.id, stem, gelezen=0, ports=ports)
    with pytest.raises(Ongeldig, match="AOZ heeft gestemd"):
        delete_partnerschap(wie, sessie.id, "AOZ", ports=ports)
    assert len(ports.sessies.get_dossier(sessie.id).stemmen) == 3


def test_a_version_holds_closed_polls_only_and_waits_for_open_ones(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make_peiling(ports, wie, sessie)
    make_peiling(ports, wie, sessie, is_open=False, stelling="Nooit gevraagd")
    with pytest.raises(Ongeldig, match="P1 is nog open"):
        freeze(wie, sessie.id, termijn=None, ports=ports)
    vote(ports, sit_down(ports, wie, sessie), sessie, Steun.TWIJFEL, REDEN)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    assert [(p.nummer, len(p.stemmen)) for p in versie.inhoud.peilingen] == [("P1", 1)]
    assert make_pdf(wie, sessie.id, 1, ports=ports).data.startswith(b"%PDF")
    with pytest.raises(NietToegestaan, match="er is een versie bevroren"):
        make_peiling(ports, wie, sessie)


def test_a_poll_that_is_being_prepared_reads_like_one_that_is_not_there(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ik = sit_down(ports, wie, sessie)
    make_peiling(ports, wie, sessie, is_open=False)
    weigeringen = []
    for nummer in ("P1", "P2"):
        stem = Stem(peiling=nummer, deelnemer=1, keuze=Steun.NEUTRAAL)
        with pytest.raises(NietGevonden) as stemmen:
            cast_stem(ik, sessie.id, stem, gelezen=0, ports=ports)
        with pytest.raises(NietGevonden) as briefjes:
            list_briefjes(ik, None, sessie.id, nummer, ports=ports)
        weigeringen.append([str(fout.value).replace(nummer, "P?") for fout in (stemmen, briefjes)])
    assert weigeringen[0] == weigeringen[1]
    assert count_opkomst(ik, sessie.id, ports=ports) == {}
    assert list(count_opkomst(wie, sessie.id, ports=ports)) == ["P1"]

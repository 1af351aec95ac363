"""What the counts of an overview mean, and whose conversations are counted."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietAangemeld
from gesprekskaart.overzicht import (
    MAX_GESPREKKEN,
    Actiekeuze,
    Actiesoort,
    Actietelling,
    Bereik,
    Dekkingsas,
    Dekkingstelling,
    judge_actie,
    make_actiebeeld,
    make_dekking,
)
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.overzichten import (
    choose_gesprekken,
    count_acties,
    count_toetsen,
    list_acties,
    list_regios,
    read_vraagbeeld,
)
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import change_uitnodiging, make_uitnodiging, revoke
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.sessie import Functie, NietBesproken, Pijler, Sector, Sessie, Sessierol, Stand
from gesprekskaart.vervolg import Actie, Actiestand, Afspraakstand
from tests.nep import to_feiten
from tests.zaak import DAAD, come_in, log_in_cookie, make_account, make_sessie, write

VAST, CONCEPT, WEG = Afspraakstand.VASTGESTELD, Afspraakstand.CONCEPT, Afspraakstand.VERVALLEN
VANDAAG = date(2026, 11, 22)


def test_an_agreement_counts_in_every_cell_it_is_about() -> None:
    beide = (Functie.WERVEN, Functie.MATCHEN)
    dekking = make_dekking(
        [
            Dekkingstelling(beide, (Sector.PO, Sector.VO), (Pijler.BEHOUD,), VAST, 3),
            Dekkingstelling(beide[:1], (Sector.PO,), (), Afspraakstand.ONDER_VOORBEHOUD, 1),
            Dekkingstelling(beide[:1], (Sector.PO,), (), CONCEPT, 2),
            Dekkingstelling(beide[:1], (Sector.PO,), (), WEG, 9),
        ]
    )
    assert dekking.cel(Functie.WERVEN, "po") == (4, 2)
    assert dekking.cel(Functie.MATCHEN, "vo") == (3, 0)
    assert dekking.cel(Functie.OPLEIDEN, "po").woorden == ("geen",)
    assert dekking.cel(Functie.WERVEN, "po").woorden == ("4 vast", "2 nog niet")
    assert dekking.kolommen == ("po", "vo", "mbo", "(v)so")


def test_functions_are_set_against_pillars_as_they_are_against_sectors() -> None:
    tellingen = [
        Dekkingstelling((Functie.WERVEN,), (Sector.PO, Sector.VO), (Pijler.INSTROOM, Pijler.BEHOUD), VAST, 3),
        Dekkingstelling((Functie.OPLEIDEN,), (Sector.PO,), (), CONCEPT, 1),
    ]
    dekking = make_dekking(tellingen, Dekkingsas.PIJLER)
    assert dekking.kolommen == ("instroom", "behoud", "anders organiseren", "vernieuwend opleiden", "geen pijler")
    assert [dekking.cel(Functie.WERVEN, kolom).vast for kolom in dekking.kolommen] == [3, 3, 0, 0, 0]
    assert dekking.cel(Functie.OPLEIDEN, "geen pijler") == (0, 1)
    assert dekking.zonder_afspraak == tuple(functie for functie in Functie if functie is not Functie.WERVEN)


def test_a_function_with_only_concepts_has_no_firm_agreement() -> None:
    tellingen = [Dekkingstelling((functie,), (Sector.MBO,), (), VAST, 1) for functie in Functie if functie != "matchen"]
    dekking = make_dekking([*tellingen, Dekkingstelling((Functie.MATCHEN,), (Sector.MBO,), (), CONCEPT, 1)])
    assert dekking.zonder_afspraak == (Functie.MATCHEN,)
    assert make_dekking([]).zonder_afspraak == tuple(Functie)


def test_what_names_no_sector_or_function_is_not_lost() -> None:
    dekking = make_dekking([Dekkingstelling((Functie.WERVEN,), (), (), VAST, 2), Dekkingstelling((), (), (), VAST, 1)])
    assert dekking.kolommen[-1] == "geen sector"
    assert dekking.cel(Functie.WERVEN, "geen sector") == (2, 0)
    assert dekking.zonder_functie == 1


@pytest.mark.parametrize(
    ("stand", "termijn", "verwacht"),
    [
        (Actiestand.OPEN, date(2026, 11, 21), Actiesoort.TE_LAAT),
        (Actiestand.LOOPT, date(2026, 11, 21), Actiesoort.TE_LAAT),
        (Actiestand.OPEN, VANDAAG, Actiesoort.OPEN),
        (Actiestand.LOOPT, None, Actiesoort.LOOPT),
        (Actiestand.GEREED, date(2020, 1, 1), Actiesoort.GEREED),
        (Actiestand.VERVALLEN, date(2020, 1, 1), None),
    ],
)
def test_late_is_what_is_not_done_after_the_last_day(
    stand: Actiestand, termijn: date | None, verwacht: Actiesoort | None
) -> None:
    assert judge_actie(stand, termijn, VANDAAG) is verwacht


def test_actions_come_by_month_and_what_has_no_term_last() -> None:
    beeld = make_actiebeeld(
        [
            Actietelling(None, Actiestand.OPEN, False, 2),
            Actietelling(date(2027, 1, 5), Actiestand.OPEN, True, 1),
            Actietelling(date(2026, 5, 5), Actiestand.OPEN, True, 1),
            Actietelling(date(2026, 5, 9), Actiestand.GEREED, False, 3),
            Actietelling(date(2026, 5, 9), Actiestand.VERVALLEN, False, 8),
        ],
        VANDAAG,
    )
    assert beeld.per_maand == (
        ("2026-05", Actiesoort.GEREED, 3),
        ("2026-05", Actiesoort.TE_LAAT, 1),
        ("2027-01", Actiesoort.OPEN, 1),
        ("zonder termijn", Actiesoort.OPEN, 2),
    )
    assert (beeld.aantal, beeld.zonder_eigenaar, beeld.zonder_termijn) == (7, 2, 2)


def read_standen(ports: Ports, sessie: Sessie, vraag: str) -> dict[str, str]:
    feiten = to_feiten(ports.sessies.get_dossier(sessie.id))
    (deze,) = (v for v in feiten.kaart.vragen if v.id == vraag)
    return {kolom.code: feiten.stand_van(deze, kolom.code).woord for kolom in feiten.kolommen}


def test_how_a_question_stands_per_partnership(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Wij doen mee.")
    write(ports, wie, sessie, "antwoord/G3a/LWZ", "Een deel.")
    assert read_standen(ports, sessie, "G1") == {"LWZ": "concept", "AOZ": "leeg"}
    sessie = make_sessie(ports, wie)
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Wij doen mee.")
    write(ports, wie, sessie, "antwoord/G3a/LWZ", "Een deel.")
    assert read_standen(ports, sessie, "G1") == {"LWZ": "gedeeld", "AOZ": "leeg"}
    assert read_standen(ports, sessie, "G3") == {"LWZ": "gedeeld", "AOZ": "leeg"}
    write(ports, wie, sessie, "conclusie/G1", "Samen.")
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="G2"), geldt=True, ports=ports)
    assert read_standen(ports, sessie, "G1") == {"LWZ": "besproken", "AOZ": "leeg"}
    assert read_standen(ports, sessie, "G2") == {"LWZ": "niet besproken", "AOZ": "niet besproken"}


def test_a_question_with_parts_is_not_discussed_once_all_its_parts_are(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    (vraag,) = (v for v in ports.sessies.get_dossier(sessie.id).kaart.vragen if v.id == "G3")
    for nummer, onderdeel in enumerate(vraag.onderdelen, start=1):
        feit = NietBesproken(sleutel=onderdeel.id, partnerschap="LWZ")
        mark_niet_besproken(wie, sessie.id, feit, geldt=True, ports=ports)
        klaar = nummer == len(vraag.onderdelen)
        assert read_standen(ports, sessie, "G3") == {"LWZ": "niet besproken" if klaar else "leeg", "AOZ": "leeg"}


# ---- Whose conversations ---------------------------------------------------------------------------------------------


def see(ports: Ports, koekjes: Koekjes, bereik: Bereik | None = None) -> set[UUID]:
    return set(choose_gesprekken(koekjes, bereik or Bereik(), ports=ports).ids)


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("rol", Sessierol)
def test_each_role_sees_the_own_sessions_in_every_stand_and_no_others(
    ports: Ports, wie: Wie, rol: Sessierol, stand: Stand
) -> None:
    sessie, elders = make_sessie(ports, wie), make_sessie(ports, make_account(ports, "bram"))
    if rol is Sessierol.FACILITATOR:
        koekjes = Koekjes(log_in_cookie(ports, wie), None)
    else:
        koekjes = Koekjes(None, come_in(ports, wie, sessie, rol=rol).cookie)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": stand}), gelezen=nu.revisie, daad=DAAD)
    assert see(ports, koekjes) == {sessie.id}
    assert see(ports, koekjes, Bereik(sessies=(elders.id,))) == set()


def test_who_waits_at_the_door_or_was_sent_away_sees_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    assert see(ports, Koekjes(None, binnen.cookie)) == {sessie.id}
    revoke(wie, sessie.id, binnen.deelname.nummer, ports=ports)
    with pytest.raises(NietAangemeld):
        see(ports, Koekjes(None, binnen.cookie))
    nu = make_uitnodiging(wie, sessie.id, ports=ports)
    change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    with pytest.raises(NietAangemeld):
        see(ports, Koekjes(None, come_in(ports, wie, sessie).cookie))


@pytest.mark.parametrize("koekjes", [Koekjes(None, None), Koekjes("onzin", "onzin")])
def test_a_stranger_is_told_to_log_in(ports: Ports, sessie: Sessie, koekjes: Koekjes) -> None:
    with pytest.raises(NietAangemeld):
        see(ports, koekjes)
    with pytest.raises(NietAangemeld):
        list_regios(koekjes, ports=ports)


def test_an_account_without_sessions_sees_none(ports: Ports, sessie: Sessie) -> None:
    beheerder = make_account(ports, "bram", beheerder=True)
    assert see(ports, Koekjes(log_in_cookie(ports, beheerder), None)) == set()


def test_it_says_when_not_everything_is_counted(ports: Ports, wie: Wie) -> None:
    koekjes = Koekjes(log_in_cookie(ports, wie), None)
    norm = make_sessie(ports, wie)

    def add() -> None:
        nieuw = norm.model_copy(update={"id": uuid4()})
        ports.sessies.add_dossier(Dossier(sessie=nieuw, kaart=kaart), (), daad=DAAD)

    kaart = ports.kaarten.get(norm.kaart_id)
    for _ in range(MAX_GESPREKKEN - 1):
        add()
    assert not choose_gesprekken(koekjes, Bereik(), ports=ports).er_zijn_meer
    add()
    selectie = choose_gesprekken(koekjes, Bereik(), ports=ports)
    assert selectie.er_zijn_meer
    assert len(selectie.regels) == MAX_GESPREKKEN


def test_late_is_late_in_the_netherlands(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    koekjes = Koekjes(log_in_cookie(ports, wie), None)
    gisteren = Actie(nummer="1", eigenaar="Ayşe", termijn=date(2026, 11, 22))
    ports.vervolg.save_actie(sessie.id, gisteren, gelezen=0, daad=DAAD)
    selectie = choose_gesprekken(koekjes, Bereik(), ports=ports)
    assert count_acties(selectie, ports=ports).totaal[Actiesoort.TE_LAAT] == 1
    (regel,) = list_acties(selectie, Actiekeuze.TE_LAAT, aantal=5, ports=ports)
    assert (regel.sessie, regel.nummer) == (sessie.id, "1")
    assert list_acties(selectie, Actiekeuze.OPEN_WERK, aantal=5, ports=ports) == ()


def test_recommendations_say_how_many_did_not_judge_them(ports: Ports, wie: Wie) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    make_sessie(ports, wie)
    selectie = choose_gesprekken(Koekjes(log_in_cookie(ports, wie), None), Bereik(), ports=ports)
    regels = {regel.aanbeveling: regel for regel in count_toetsen(selectie, ports=ports)}
    assert [regels[a].totaal for a in ("A1", "A2", "A3", "A4")] == [2, 2, 2, 2]
    assert regels["A4"].aantallen == {"ja": 0, "deels": 0, "nee": 1}
    assert regels["A4"].nog_niet == 1


def test_as_many_conversations_as_fit_stand_beside_each_other_and_the_rest_on_the_next_page(
    ports: Ports, wie: Wie
) -> None:
    for _ in range(8):
        make_sessie(ports, wie)
    selectie = choose_gesprekken(Koekjes(log_in_cookie(ports, wie), None), Bereik(), ports=ports)
    eerste, volgende = read_vraagbeeld(selectie, "gesprekskaart-sop", vanaf=0, ports=ports)
    assert [f.id for f in eerste] == list(selectie.ids[:6])
    assert volgende == 6
    rest, daarna = read_vraagbeeld(selectie, "gesprekskaart-sop", vanaf=6, ports=ports)
    assert [f.id for f in rest] == list(selectie.ids[6:])
    assert daarna is None
    assert read_vraagbeeld(selectie, "opdenksessie-4", vanaf=0, ports=ports) == ((), None)

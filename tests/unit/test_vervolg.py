"""Agreements and actions: numbers, sources, owners, terms, taking out and putting back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig
from gesprekskaart.model import merge_changes
from gesprekskaart.peiling import Peiling
from gesprekskaart.ports import Ports
from gesprekskaart.services.keuzes import add_keuze, remove_keuze, restore_keuze
from gesprekskaart.services.peilingen import add_peiling
from gesprekskaart.services.rechten import MAG, Handeling
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import (
    add_actie,
    add_actie_for,
    add_afspraak,
    delete_actie,
    delete_afspraak,
    list_verwijderd,
    restore_actie,
    restore_afspraak,
    save_actie,
    save_afspraak,
    save_toets,
)
from gesprekskaart.sessie import Deelnemer, Functie, Pijler, Sector, Sessie, Sessierol, Stand
from gesprekskaart.vervolg import (
    Actie,
    Actiefilter,
    Actiestand,
    Afspraak,
    Afspraakstand,
    Instemming,
    Instemmingstand,
    Oordeel,
    Toets,
    compare_velden,
    filter_acties,
)
from tests.zaak import DAAD, make_deelnemer, write

VANDAAG = date(2026, 11, 23)
DREVENMARK = Instemming(bestuur="Vakcollege Drevenmark", op=date(2026, 4, 21), toelichting="na overleg")


@pytest.fixture
def afspraak(ports: Ports, wie: Wie, sessie: Sessie) -> Afspraak:
    """2026-01, with a text and action 1."""
    nieuw = add_afspraak(wie, sessie.id, ports=ports)
    write(ports, wie, sessie, "afspraak/2026-01", "Wij tellen samen.")
    add_actie(wie, sessie.id, afspraak=nieuw.nummer, ports=ports)
    return nieuw


def change(stuk: Any, **velden: Any) -> Any:
    return type(stuk)(**{**dict(stuk), **velden})


def numbers(ports: Ports, sessie: Sessie) -> tuple[list[str], list[str]]:
    dossier = ports.sessies.get_dossier(sessie.id)
    return [afspraak.nummer for afspraak in dossier.afspraken], [actie.nummer for actie in dossier.acties]


# ---------------------------------------------------------------- who may


DADEN: dict[str, Callable[[Wie, Sessie, Ports], object]] = {
    "add_afspraak": lambda wie, s, p: add_afspraak(wie, s.id, ports=p),
    "save_afspraak": lambda wie, s, p: save_afspraak(wie, s.id, Afspraak(nummer="2026-01"), ports=p),
    "delete_afspraak": lambda wie, s, p: delete_afspraak(wie, s.id, "2026-01", ports=p),
    "restore_afspraak": lambda wie, s, p: restore_afspraak(wie, s.id, "2026-01", ports=p),
    "add_actie": lambda wie, s, p: add_actie(wie, s.id, ports=p),
    "add_actie_for": lambda wie, s, p: add_actie_for(wie, s.id, "A1", ports=p, new_id=uuid4),
    "save_actie": lambda wie, s, p: save_actie(wie, s.id, Actie(nummer="1"), ports=p),
    "delete_actie": lambda wie, s, p: delete_actie(wie, s.id, "1", ports=p),
    "restore_actie": lambda wie, s, p: restore_actie(wie, s.id, "1", ports=p),
    "save_toets": lambda wie, s, p: save_toets(wie, s.id, Toets(aanbeveling="A1", oordeel=Oordeel.JA), ports=p),
}


@pytest.mark.usefixtures("afspraak")
@pytest.mark.parametrize("daad", DADEN)
@pytest.mark.parametrize("rol", Sessierol)
@pytest.mark.parametrize("stand", Stand)
def test_only_who_may_agree_changes_what_was_agreed(
    ports: Ports, wie: Wie, sessie: Sessie, daad: str, rol: Sessierol, stand: Stand
) -> None:
    ports.sessies.save(sessie.model_copy(update={"stand": stand}), gelezen=sessie.revisie, daad=DAAD)
    voor = ports.sessies.get_dossier(sessie.id)
    deze = wie if rol is Sessierol.FACILITATOR else make_deelnemer(sessie, rol)
    if stand in MAG[rol].get(Handeling.AFSPREKEN, frozenset()):
        if daad.startswith("restore"):
            DADEN[daad.replace("restore", "delete")](deze, sessie, ports)
        DADEN[daad](deze, sessie, ports)
        assert ports.sessies.get_dossier(sessie.id).nummer > voor.nummer
        return
    with pytest.raises(NietToegestaan):
        DADEN[daad](deze, sessie, ports)
    assert ports.sessies.get_dossier(sessie.id) == voor
    assert list_verwijderd(deze, voor, ports=ports) == ()


# ---------------------------------------------------------------- what an agreement holds


def test_an_agreement_keeps_all_that_was_settled(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    velden: dict[str, Any] = {
        "functies": (Functie.MATCHEN,),
        "sectoren": (Sector.PO, Sector.VSO),
        "pijlers": (Pijler.INSTROOM, Pijler.ANDERS_ORGANISEREN),
        "bronnen": ("RS4", "G3a"),
        "stand": Afspraakstand.ONDER_VOORBEHOUD,
        "instemmingen": (DREVENMARK,),
        "toelichting": "na de zomer",
    }
    save_afspraak(wie, sessie.id, change(afspraak, **velden), ports=ports)
    for soort, tekst in (("resultaat", "373 van 480 plekken"), ("meting", "de telling van 1 oktober")):
        write(ports, wie, sessie, f"{soort}/2026-01", tekst)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert dossier.afspraken == (change(afspraak, **velden, revisie=2),)
    assert dossier.afspraken[0].revisie == 2
    assert dossier.teksten["meting/2026-01"].tekst == "de telling van 1 oktober"


def test_what_a_board_did_not_consent_to_is_not_settled() -> None:
    velden: dict[str, Any] = {"nummer": "2026-01", "stand": Afspraakstand.VASTGESTELD}
    with pytest.raises(ValidationError, match="kan pas als elk bestuur heeft ingestemd.*bij Vakcollege Drevenmark"):
        Afspraak(**velden, instemmingen=(DREVENMARK,))
    ja = change(DREVENMARK, stand=Instemmingstand.INGESTEMD)
    assert Afspraak(**velden, instemmingen=(ja,)).wacht_op == ()
    with pytest.raises(ValidationError, match="een bestuur staat er twee keer bij"):
        Afspraak(nummer="2026-01", instemmingen=(DREVENMARK, ja))


def test_consent_reads_as_people_say_it() -> None:
    assert DREVENMARK.in_woorden == "Vakcollege Drevenmark: nog te vragen, 21-4-2026 (na overleg)"
    assert Instemming(bestuur="Kindrijk").in_woorden == "Kindrijk: nog te vragen"


def test_a_source_must_be_there_when_it_is_chosen(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Wij tellen samen", bron="RS4"), ports=ports)
    nieuw = save_afspraak(wie, sessie.id, change(afspraak, bronnen=("RS4b", "P1", "A2")), ports=ports)
    with pytest.raises(Ongeldig, match="‘ZZ9’ bestaat niet"):
        save_afspraak(wie, sessie.id, change(nieuw, bronnen=("RS4b", "ZZ9")), ports=ports)


def test_a_source_that_was_taken_out_is_no_reason_to_refuse_another_change(
    ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak
) -> None:
    tweede = add_afspraak(wie, sessie.id, ports=ports)
    nieuw = save_afspraak(wie, sessie.id, change(tweede, bronnen=("2026-01",)), ports=ports)
    delete_afspraak(wie, sessie.id, "2026-01", ports=ports)
    opnieuw = save_afspraak(wie, sessie.id, change(nieuw, toelichting="Anders"), ports=ports)
    assert opnieuw.bronnen == ("2026-01",)


def test_an_agreement_does_not_come_from_itself(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    tweede = add_afspraak(wie, sessie.id, ports=ports)
    save_afspraak(wie, sessie.id, change(tweede, bronnen=("2026-01",)), ports=ports)
    for bronnen in (("2026-01",), ("RS3", "2026-02")):
        with pytest.raises(Ongeldig, match="Zo komt Afspraak 2026-01 uit zichzelf voort"):
            save_afspraak(wie, sessie.id, change(afspraak, bronnen=bronnen), ports=ports)


# ---------------------------------------------------------------- actions


def test_an_action_out_of_a_recommendation_says_what_the_group_does_about_it(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    write(ports, wie, sessie, "aanpak/A3", "factsheet en twee werkbezoeken")
    actie = add_actie_for(wie, sessie.id, "A3", ports=ports, new_id=uuid4)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert (actie.nummer, actie.bronnen) == ("1", ("A3",))
    assert dossier.teksten["actie/1"].tekst == "factsheet en twee werkbezoeken"
    assert add_actie_for(wie, sessie.id, "A1", ports=ports, new_id=uuid4).nummer == "2"
    assert "actie/2" not in ports.sessies.get_dossier(sessie.id).teksten
    with pytest.raises(Ongeldig, match="geen aanbeveling ‘A9’"):
        add_actie_for(wie, sessie.id, "A9", ports=ports, new_id=uuid4)


def test_an_owner_may_be_somebody_at_the_table(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    save_deelnemer(wie, sessie.id, Deelnemer(nummer=3, rol="bestuurder"), gelezen=0, ports=ports)
    (actie,) = ports.sessies.get_dossier(sessie.id).acties
    assert save_actie(wie, sessie.id, change(actie, deelnemer=3, eigenaar="bestuurder"), ports=ports).deelnemer == 3
    with pytest.raises(Ongeldig, match="Deelnemer 7 staat niet"):
        save_actie(wie, sessie.id, change(actie, deelnemer=7), ports=ports)


@pytest.mark.parametrize(
    ("velden", "te_laat", "mist"),
    [
        ({}, False, True),
        ({"eigenaar": "rector"}, False, True),
        ({"termijn": VANDAAG}, False, True),
        ({"eigenaar": "rector", "termijn": VANDAAG}, False, False),
        ({"eigenaar": "rector", "termijn": VANDAAG - timedelta(days=1)}, True, False),
        ({"termijn": VANDAAG - timedelta(days=1), "stand": Actiestand.GEREED}, False, False),
        ({"stand": Actiestand.VERVALLEN}, False, False),
    ],
)
def test_an_action_shows_what_it_still_needs(velden: dict[str, Any], te_laat: bool, mist: bool) -> None:
    actie = Actie(nummer="1", **velden)
    assert (actie.is_te_laat(VANDAAG), actie.mist_iets) == (te_laat, mist)


def test_what_asks_for_attention_comes_first() -> None:
    def make(nummer: str, dagen: int | None, stand: Actiestand = Actiestand.OPEN) -> Actie:
        termijn = VANDAAG + timedelta(days=dagen) if dagen is not None else None
        return Actie(nummer=nummer, termijn=termijn, stand=stand, eigenaar="rector")

    acties = (
        make("af", -90, Actiestand.GEREED),
        make("ooit", None),
        make("straks", 5),
        make("laat", -2, Actiestand.LOOPT),
        make("ook-ooit", None),
        make("later", -30),
    )

    def names(filter_: Actiefilter) -> list[str]:
        return [actie.nummer for actie in filter_acties(acties, filter_, VANDAAG)]

    assert names(Actiefilter.ALLE) == ["later", "laat", "straks", "ooit", "ook-ooit", "af"]
    assert names(Actiefilter.NOG_TE_DOEN) == ["later", "laat", "straks", "ooit", "ook-ooit"]
    assert names(Actiefilter.TE_LAAT) == ["later", "laat"]
    assert names(Actiefilter.MIST_IETS) == ["ooit", "ook-ooit"]
    assert names(Actiefilter.AF) == ["af"]


# ---------------------------------------------------------------- two people at once


def test_two_people_who_change_different_things_both_get_theirs() -> None:
    was = Afspraak(nummer="2026-01", toelichting="was")
    ander = change(was, stand=Afspraakstand.AANGEHOUDEN, toelichting="van de ander", revisie=2)
    mijn = change(was, functies=(Functie.WERVEN,), toelichting="van mij")
    samen = merge_changes(was, mijn, ander)
    assert samen.revisie == 2
    assert (samen.stand, samen.functies) == (Afspraakstand.AANGEHOUDEN, (Functie.WERVEN,))
    assert samen.toelichting == "van mij"
    with pytest.raises(ValidationError, match="kan pas als elk bestuur"):
        merge_changes(was, change(was, stand=Afspraakstand.VASTGESTELD), change(was, instemmingen=(DREVENMARK,)))


def test_a_difference_is_told_in_words() -> None:
    was = Actie(nummer="1", eigenaar="rector")
    nu = change(was, eigenaar="", termijn=date(2027, 9, 1), stand=Actiestand.LOOPT)
    assert [(v.veld, v.van, v.naar) for v in compare_velden(was, nu)] == [
        ("wie", "rector", ""),
        ("wanneer", "", "1-9-2027"),
        ("stand", "open", "loopt"),
    ]


def test_a_change_of_what_was_taken_out_meanwhile_says_so(
    ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak
) -> None:
    delete_afspraak(wie, sessie.id, afspraak.nummer, ports=ports)
    with pytest.raises(NietGevonden, match="Afspraak 2026-01 is intussen verwijderd. Zet haar eerst terug"):
        save_afspraak(wie, sessie.id, change(afspraak, toelichting="x"), ports=ports)
    restore_afspraak(wie, sessie.id, afspraak.nummer, ports=ports)
    with pytest.raises(IntussenGewijzigd):
        save_afspraak(wie, sessie.id, change(afspraak, toelichting="x"), ports=ports)


# ---------------------------------------------------------------- out, and back


def test_what_was_taken_out_comes_back_whole(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    voor = ports.sessies.get_dossier(sessie.id)
    delete_afspraak(wie, sessie.id, "2026-01", ports=ports)
    weg = ports.sessies.get_dossier(sessie.id)
    assert (weg.afspraken, [actie.afspraak for actie in weg.acties]) == ((), [None])
    assert [v.stuk.nummer for v in list_verwijderd(wie, weg, ports=ports)] == ["2026-01"]

    restore_afspraak(wie, sessie.id, "2026-01", ports=ports)
    terug = ports.sessies.get_dossier(sessie.id)
    assert [change(a, revisie=1) for a in terug.afspraken] == list(voor.afspraken)
    assert (terug.acties, terug.teksten, terug.verwijderd) == (voor.acties, voor.teksten, ())


def test_an_agreement_comes_back_only_when_its_option_is_on_the_list(
    ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak
) -> None:
    keuze = add_keuze(wie, sessie.id, "Eén loket", ports=ports)
    save_afspraak(wie, sessie.id, change(afspraak, bronnen=(keuze.nummer,)), ports=ports)
    with pytest.raises(Ongeldig, match="K1 blijft staan: afspraak 2026-01"):
        remove_keuze(wie, sessie.id, keuze, ports=ports)
    delete_afspraak(wie, sessie.id, "2026-01", ports=ports)
    remove_keuze(wie, sessie.id, keuze, ports=ports)

    with pytest.raises(Ongeldig, match="komt voort uit K1, en die is van de lijst. Zet K1 eerst terug"):
        restore_afspraak(wie, sessie.id, "2026-01", ports=ports)
    restore_keuze(wie, sessie.id, "K1", ports=ports)
    restore_afspraak(wie, sessie.id, "2026-01", ports=ports)
    assert numbers(ports, sessie)[0] == ["2026-01"]


def test_an_action_comes_back_as_well(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    write(ports, wie, sessie, "actie/1", "Formulier maken")
    delete_actie(wie, sessie.id, "1", ports=ports)
    assert numbers(ports, sessie) == (["2026-01"], [])
    restore_actie(wie, sessie.id, "1", ports=ports)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert [(actie.nummer, actie.afspraak) for actie in dossier.acties] == [("1", "2026-01")]
    assert dossier.teksten["actie/1"].tekst == "Formulier maken"


def test_a_number_is_given_once(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    delete_afspraak(wie, sessie.id, "2026-01", ports=ports)
    delete_actie(wie, sessie.id, "1", ports=ports)
    add_afspraak(wie, sessie.id, ports=ports)
    add_actie(wie, sessie.id, ports=ports)
    assert numbers(ports, sessie) == (["2026-02"], ["2"])


def test_after_a_freeze_it_stays_away(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    delete_actie(wie, sessie.id, "1", ports=ports)
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    assert (len(versie.inhoud.afspraken), versie.inhoud.acties) == (1, ())
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert list_verwijderd(wie, ports.sessies.get_dossier(sessie.id), ports=ports) == ()
    with pytest.raises(Ongeldig, match="Actie 1 is verwijderd voordat het verslag is bevroren, en blijft weg"):
        restore_actie(wie, sessie.id, "1", ports=ports)
    with pytest.raises(Ongeldig, match="staat in een bevroren versie en blijft bestaan"):
        delete_afspraak(wie, sessie.id, "2026-01", ports=ports)


def test_what_is_not_out_cannot_come_back(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    for nummer in ("2026-01", "2026-09"):
        with pytest.raises(NietGevonden, match=f"Afspraak {nummer}"):
            restore_afspraak(wie, sessie.id, nummer, ports=ports)


def test_taking_out_and_putting_back_are_in_the_log(ports: Ports, wie: Wie, sessie: Sessie, afspraak: Afspraak) -> None:
    delete_afspraak(wie, sessie.id, "2026-01", ports=ports)
    restore_afspraak(wie, sessie.id, "2026-01", ports=ports)
    daden = [(regel.daad.handeling, regel.daad.onderwerp) for regel in ports.logboek.list(sessie.id)][-2:]
    assert daden == [("delete_afspraak", "2026-01"), ("restore_afspraak", "2026-01")]

"""Where things came from and what came of them, in a conversation and in the content of a file."""

from __future__ import annotations

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.bevriezen import make_gespreksinhoud, make_inhoud
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Dingsoort, Herkomst, make_herkomst
from gesprekskaart.keuze import Keuzemogelijkheid
from gesprekskaart.peiling import Peiling
from gesprekskaart.ports import Ports
from gesprekskaart.services.keuzes import add_keuze
from gesprekskaart.services.peilingen import add_peiling
from gesprekskaart.services.vervolg import (
    add_actie,
    add_afspraak,
    delete_afspraak,
    restore_afspraak,
    save_actie,
    save_afspraak,
)
from gesprekskaart.sessie import Sessie
from gesprekskaart.verslag import Afspraakterug, Terugblik
from gesprekskaart.vervolg import Actie, Afspraak
from gesprekskaart.vorig import join_bronnen
from tests.zaak import write


@pytest.fixture
def dossier(ports: Ports, wie: Wie, sessie: Sessie) -> Dossier:
    """From RS4b by P1 to 2026-01 and its actions 1 and 2; action 2 also comes from recommendation A1."""
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Wij tellen samen", bron="RS4b"), ports=ports)
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    add_keuze(wie, sessie.id, "Federatie", ports=ports)
    save_afspraak(wie, sessie.id, afspraak.model_copy(update={"bronnen": ("P1", "RS4#2", "K1")}), ports=ports)
    write(ports, wie, sessie, "afspraak/2026-01", "Eén telling")
    for bronnen in ((), ("A1",)):
        actie = add_actie(wie, sessie.id, afspraak="2026-01", ports=ports)
        save_actie(wie, sessie.id, actie.model_copy(update={"bronnen": bronnen}), ports=ports)
    return ports.sessies.get_dossier(sessie.id)


def names(dingen: tuple[object, ...]) -> list[str]:
    return [getattr(ding, "naam", "") for ding in dingen]


def from_both(dossier: Dossier) -> tuple[Herkomst, ...]:
    return make_herkomst(dossier.kaart, dossier), make_herkomst(dossier.kaart, make_gespreksinhoud(dossier))


def test_each_thing_knows_what_it_came_from_and_what_came_of_it(dossier: Dossier) -> None:
    for herkomst in from_both(dossier):
        assert names(herkomst.list_gevolgen("RS4b")) == ["Peiling P1"]
        assert names(herkomst.list_bronnen("P1")) == ["RS4b"]
        assert names(herkomst.list_gevolgen("P1")) == ["Afspraak 2026-01"]
        assert names(herkomst.list_bronnen("2026-01")) == ["Peiling P1", "Inbreng 2 bij RS4", "K1"]
        assert names(herkomst.list_gevolgen("2026-01")) == ["Actie 1", "Actie 2"]
        assert names(herkomst.list_bronnen("actie/2")) == ["Afspraak 2026-01", "A1"]
        assert names(herkomst.list_gevolgen("A1")) == ["Actie 2"]
        assert names(herkomst.list_gevolgen("actie/2")) == []
        assert herkomst.find("2026-01").titel == "Eén telling"


def test_what_came_of_an_inbreng_is_found_at_its_question(dossier: Dossier) -> None:
    herkomst = make_herkomst(dossier.kaart, dossier)
    assert names(herkomst.list_gevolgen("RS4")) == ["Afspraak 2026-01"]
    assert names(herkomst.list_gevolgen("RS4", "RS4a", "RS4b")) == ["Afspraak 2026-01", "Peiling P1"]


def test_the_way_back_is_told_whole(dossier: Dossier) -> None:
    herkomst = make_herkomst(dossier.kaart, dossier)
    assert names(herkomst.list_voorgangers("actie/2")) == [
        "Afspraak 2026-01",
        "A1",
        "Peiling P1",
        "Inbreng 2 bij RS4",
        "K1",
        "RS4b",
    ]


@pytest.mark.parametrize(
    ("id", "soort"),
    [
        ("RS4", Dingsoort.VRAAG),
        ("RS4b", Dingsoort.VRAAG),
        ("RS4#12", Dingsoort.INBRENG),
        ("A4", Dingsoort.AANBEVELING),
        ("P1", Dingsoort.PEILING),
        ("actie/1", Dingsoort.ACTIE),
        ("V3", Dingsoort.WEG),
        ("1", Dingsoort.WEG),
        ("P2", Dingsoort.WEG),
        ("ZZ#1", Dingsoort.WEG),
        ("RS4#x", Dingsoort.WEG),
        ("2026-09", Dingsoort.WEG),
    ],
)
def test_every_id_is_of_a_kind_or_is_not_there(dossier: Dossier, id: str, soort: Dingsoort) -> None:
    herkomst = make_herkomst(dossier.kaart, dossier)
    assert herkomst.find(id).soort is soort
    assert herkomst.is_bekend(id) is (soort is not Dingsoort.WEG)


def test_a_source_that_was_taken_out_is_shown_as_such_and_not_frozen(
    ports: Ports, wie: Wie, sessie: Sessie, dossier: Dossier
) -> None:
    tweede = add_afspraak(wie, sessie.id, ports=ports)
    save_afspraak(wie, sessie.id, tweede.model_copy(update={"bronnen": ("2026-01", "RS3")}), ports=ports)
    delete_afspraak(wie, sessie.id, "2026-01", ports=ports)
    weg = ports.sessies.get_dossier(sessie.id)
    assert names(make_herkomst(weg.kaart, weg).list_bronnen("2026-02")) == ["2026-01 (verwijderd)", "RS3"]
    assert [afspraak.bronnen for afspraak in make_gespreksinhoud(weg).afspraken] == [("RS3",)]
    restore_afspraak(wie, sessie.id, "2026-01", ports=ports)
    terug = ports.sessies.get_dossier(sessie.id)
    assert names(make_herkomst(terug.kaart, terug).list_bronnen("2026-02")) == ["Afspraak 2026-01", "RS3"]


def test_whoever_left_is_not_named_as_an_owner(ports: Ports, wie: Wie, sessie: Sessie, dossier: Dossier) -> None:
    actie = dossier.acties[0].model_copy(update={"deelnemer": 7, "eigenaar": "rector"})
    met = dossier.model_copy(update={"acties": (actie,)})
    assert [(a.deelnemer, a.eigenaar) for a in make_gespreksinhoud(met).acties] == [(None, "rector")]


def test_a_ring_is_found_from_whatever_stands_in_it(dossier: Dossier) -> None:
    ring = tuple(
        Afspraak(nummer=nummer, bronnen=bronnen)
        for nummer, bronnen in (("1", ("3",)), ("2", ("1", "RS3")), ("3", ("2",)), ("4", ("3",)), ("5", ("5",)))
    )
    herkomst = make_herkomst(dossier.kaart, dossier.model_copy(update={"afspraken": ring}))
    assert [nummer for nummer in "12345" if herkomst.is_kring(nummer)] == ["1", "2", "3", "5"]


def test_a_report_names_no_poll_that_was_never_held(dossier: Dossier) -> None:
    (afspraak,) = make_inhoud(dossier, ()).afspraken
    assert afspraak.bronnen == ("RS4#2", "K1")


def test_an_option_that_was_taken_off_is_named_as_such_and_can_be_named(dossier: Dossier) -> None:
    keuze = Keuzemogelijkheid(nummer="K3", titel="Federatie", bronnen=("OS4#0123456789abcdef", "RS4b"), verwijderd=True)
    afspraak = Afspraak(nummer="2026-01", bronnen=("K3",))
    met = dossier.model_copy(update={"keuzemogelijkheden": (keuze,), "afspraken": (afspraak,)})
    herkomst = make_herkomst(met.kaart, met)
    assert names(herkomst.list_bronnen("2026-01")) == ["K3 (verwijderd)"]
    assert names(herkomst.list_bronnen("K3")) == ["Inbreng bij OS4", "RS4b"]
    assert names(herkomst.list_gevolgen("OS4")) == ["K3 (verwijderd)"]
    assert herkomst.is_bekend("K3")


def test_what_an_earlier_conversation_agreed_can_still_be_carried_out(dossier: Dossier) -> None:
    eerder = Terugblik(titel="Eerder", afspraken=(Afspraakterug(nummer="2025-03", tekst="Tellen"),))
    met = dossier.model_copy(update={"terugblik": eerder, "acties": (Actie(nummer="7", afspraak="2025-03"),)})
    herkomst = make_herkomst(met.kaart, met)
    assert (names(herkomst.list_bronnen("actie/7")), herkomst.find("2025-03").titel) == (["Afspraak 2025-03"], "Tellen")


@pytest.mark.parametrize(
    ("bron", "naam"),
    [
        ("RS4#2", "Inbreng 2 bij RS4"),
        ("RS4#38b12cbbd59fd6e2", "Inbreng bij RS4"),
        ("vorig/RS4#2", "Inbreng 2 bij RS4 (vorig gesprek)"),
        ("vorig/vorig/K1", "K1 (2 gesprekken eerder)"),
        ("RS4b", "RS4b"),
    ],
)
def test_a_source_reads_as_people_say_it(bron: str, naam: str) -> None:
    assert join_bronnen((bron, None)) == naam

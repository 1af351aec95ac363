"""Sharing knowledge: who may, whose consent counts, and that nothing leaves before it was released."""

from __future__ import annotations

import dataclasses
from uuid import UUID, uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.kennis import Kennis, Woordkeuze
from gesprekskaart.kennisvoorbeeld import list_aanwijzingen
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.kennisdeling import (
    MAX_GESPREKKEN,
    NietVrijgegeven,
    NogNietBekeken,
    choose_woorden,
    forget_woordkeuze,
    get_vrijgegeven,
    open_voorbeeld,
    release,
    set_toestemming,
)
from gesprekskaart.services.oefenen import start_oefening
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.services.verslagen import freeze, record_reactie
from gesprekskaart.sessie import Mandaat, Sessie, Sessierol, Stand
from gesprekskaart.verslag import Reactie, ReactieSoort
from gesprekskaart.voorbeelden import voorbeelden
from tests.zaak import come_in, make_account, make_deelnemer, make_sessie, write


def daden(ports: Ports, sessie: Sessie) -> list[tuple[str, str]]:
    return [(regel.daad.handeling, regel.daad.onderwerp) for regel in ports.logboek.list(sessie.id)]


def kennis(ports: Ports, sessie: Sessie) -> Kennis:
    return ports.sessies.get_dossier(sessie.id).kennis


def leave_all(ports: Ports, wie: Wie, *ids: UUID) -> None:
    for id, gesprek in zip(ids, open_voorbeeld(wie, ids, ports=ports).gesprekken, strict=True):
        choose_woorden(wie, id, [Woordkeuze(woord=a.woord) for a in list_aanwijzingen(gesprek)], ports=ports)


def test_consent_is_no_until_its_own_people_or_who_leads_say_yes(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    assert not kennis(ports, sessie).may_cite("LWZ")
    lid = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))

    set_toestemming(lid, sessie.id, "LWZ", citeren=True, ports=ports)
    set_toestemming(wie, sessie.id, "AOZ", citeren=True, ports=ports)
    set_toestemming(wie, sessie.id, "AOZ", citeren=False, ports=ports)

    (een, twee) = kennis(ports, sessie).toestemmingen
    assert (een.partnerschap, een.citeren, een.door) == ("LWZ", True, "programmaleider, Kindrijk")
    assert (twee.partnerschap, twee.citeren, twee.door) == ("AOZ", False, "de facilitator")
    assert daden(ports, sessie)[-3:] == [
        ("give_toestemming", "LWZ"),
        ("give_toestemming", "AOZ"),
        ("withdraw_toestemming", "AOZ"),
    ]


def test_nobody_consents_for_another_partnership(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for rol in (Sessierol.DEELNEMER, Sessierol.VERSLAGLEGGER, Sessierol.TOEHOORDER):
        ander = make_deelnemer(sessie, rol, namens=("AOZ",))
        with pytest.raises(NietToegestaan):
            set_toestemming(ander, sessie.id, "LWZ", citeren=True, ports=ports)
    with pytest.raises(NietGevonden):
        set_toestemming(wie, sessie.id, "XYZ", citeren=True, ports=ports)
    assert kennis(ports, sessie) == Kennis()


def test_consent_may_be_given_when_the_report_is_long_established(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VASTGESTELD)
    set_toestemming(wie, sessie.id, "LWZ", citeren=True, ports=ports)
    assert kennis(ports, sessie).may_cite("LWZ")


def test_only_who_leads_sees_chooses_and_releases(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for rol in (Sessierol.DEELNEMER, Sessierol.VERSLAGLEGGER, Sessierol.TOEHOORDER):
        iemand = make_deelnemer(sessie, rol)
        for doe in (
            lambda iemand=iemand: open_voorbeeld(iemand, [sessie.id], ports=ports),
            lambda iemand=iemand: choose_woorden(iemand, sessie.id, [Woordkeuze(woord="x")], ports=ports),
            lambda iemand=iemand: forget_woordkeuze(iemand, sessie.id, "x", ports=ports),
            lambda iemand=iemand: release(iemand, [sessie.id], ook_met_open=True, ports=ports),
            lambda iemand=iemand: get_vrijgegeven(iemand, [sessie.id], ports=ports),
        ):
            with pytest.raises(NietToegestaan):
                doe()
    open_voorbeeld(make_deelnemer(sessie, Sessierol.FACILITATOR), [sessie.id], ports=ports)


def test_a_conversation_that_somebody_else_leads_does_not_go_along(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    van_ander = make_sessie(ports, make_account(ports, "ander"))
    with pytest.raises(SessieOnbekend):
        open_voorbeeld(wie, [sessie.id, van_ander.id], ports=ports)


def test_nothing_leaves_while_marks_are_open_unless_somebody_says_so(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "conclusie/G1", "Dat zei Petra, over 46 plekken bij de Leerwerkplaats Zilverwaard.")
    with pytest.raises(NogNietBekeken, match="staan 2 woorden in waarover nog niemand besliste"):
        release(wie, [sessie.id], ook_met_open=False, ports=ports)
    with pytest.raises(NietVrijgegeven):
        get_vrijgegeven(wie, [sessie.id], ports=ports)
    assert "release_kennis" not in [handeling for handeling, _ in daden(ports, sessie)]

    bestand = release(wie, [sessie.id], ook_met_open=True, ports=ports)

    assert daden(ports, sessie)[-1] == ("release_kennis", f"{bestand.vingerafdruk[:16]}/open/2")
    assert get_vrijgegeven(wie, [sessie.id], ports=ports) == bestand
    assert "Petra" in bestand.model_dump_json()


def test_decided_once_is_decided_and_the_second_export_is_the_same(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "conclusie/G1", "Dat zei Petra, over 46 plekken.")
    choose_woorden(wie, sessie.id, [Woordkeuze(woord="Petra", vervanging="een leraar")], ports=ports)
    leave_all(ports, wie, sessie.id)

    een = release(wie, [sessie.id], ook_met_open=False, ports=ports)
    twee = release(wie, [sessie.id], ook_met_open=False, ports=ports)

    assert een == twee == get_vrijgegeven(wie, [sessie.id], ports=ports)
    assert "Dat zei een leraar, over 46 plekken." in een.model_dump_json()
    assert daden(ports, sessie)[-1] == ("release_kennis", f"{een.vingerafdruk[:16]}/open/0")


def test_the_log_holds_neither_the_words_nor_what_came_instead(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    choose_woorden(wie, sessie.id, [Woordkeuze(woord="Petra", vervanging="een leraar")], ports=ports)
    forget_woordkeuze(wie, sessie.id, "PETRA", ports=ports)
    assert daden(ports, sessie)[-2:] == [("choose_woorden", "1"), ("forget_woordkeuze", "")]
    assert kennis(ports, sessie).woordkeuzes == ()


def test_what_changed_since_the_release_does_not_leave(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "conclusie/G1", "Wij doen het samen.")
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Wij ook.")
    release(wie, [sessie.id], ook_met_open=False, ports=ports)
    set_toestemming(wie, sessie.id, "LWZ", citeren=True, ports=ports)
    with pytest.raises(NietVrijgegeven):
        get_vrijgegeven(wie, [sessie.id], ports=ports)
    set_toestemming(wie, sessie.id, "LWZ", citeren=False, ports=ports)
    get_vrijgegeven(wie, [sessie.id], ports=ports)


def test_several_leave_together_and_each_log_says_so(ports: Ports, wie: Wie) -> None:
    een, twee = load_voorbeelden(wie, ports=ports, new_id=uuid4)
    leave_all(ports, wie, een, twee)

    bestand = release(wie, [een, twee, een], ook_met_open=False, ports=ports)

    assert len(bestand.gesprekken) == 2
    assert [ports.logboek.list(id)[-1].daad.handeling for id in (een, twee)] == ["release_kennis"] * 2
    assert get_vrijgegeven(wie, [een, twee], ports=ports) == bestand
    for anders in ([een], [twee], [twee, een]):
        with pytest.raises(NietVrijgegeven):
            get_vrijgegeven(wie, anders, ports=ports)


@pytest.mark.parametrize("aantal", [0, MAX_GESPREKKEN + 1])
def test_none_or_too_many_is_refused(ports: Ports, wie: Wie, aantal: int) -> None:
    with pytest.raises(Ongeldig, match="Kies 1 tot 20"):
        open_voorbeeld(wie, [uuid4() for _ in range(aantal)], ports=ports)


def test_a_practice_shares_nothing(ports: Ports, wie: Wie) -> None:
    oefening = start_oefening(wie, voorbeelden()[0], ports=ports, new_id=uuid4)
    with pytest.raises(NietToegestaan, match="kan niet in een oefening"):
        open_voorbeeld(wie, [oefening], ports=ports)


def test_the_name_of_who_left_or_waits_does_not_go_out_either(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    (deelnemer,) = ports.sessies.get_dossier(sessie.id).deelnemers
    met_naam = deelnemer.model_copy(update={"naam": "Petra Wachtmeester"})
    daad = Daad(handeling="test", wie="test", op=ports.now())
    ports.sessies.save_deelnemer(sessie.id, met_naam, gelezen=deelnemer.revisie, daad=daad)
    wacht = binnen.deelname.model_copy(update={"toegelaten": False})
    ports.deelnames.save(wacht, gelezen=ports.deelnames.list(sessie.id)[0].revisie, daad=daad)
    write(ports, wie, sessie, "conclusie/G1", "Petra zei dat, en Wachtmeester ook.")

    bestand = open_voorbeeld(wie, [sessie.id], ports=ports).bestand

    assert "Persoon 1 zei dat, en persoon 1 ook." in bestand.model_dump_json()


def test_the_name_of_who_reacted_does_not_go_out_though_nobody_else_knows_it(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    write(ports, wie, sessie, "conclusie/G1", "Petra zei dat, en Buitenbeen ook.")
    freeze(wie, sessie.id, termijn=None, ports=ports)
    reactie = Reactie(
        partnerschap="LWZ",
        soort=ReactieSoort.AKKOORD,
        naam="Petra Buitenbeen",
        mandaat=Mandaat.MANDAAT,
        op=ports.now(),
    )
    record_reactie(wie, sessie.id, 1, reactie, ports=ports)

    bestand = open_voorbeeld(wie, [sessie.id], ports=ports).bestand

    assert "Persoon 1 zei dat, en persoon 1 ook." in bestand.model_dump_json()


def test_consents_of_the_same_second_are_both_kept(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    class Ertussen:
        """Another consent comes in just before the first try is saved."""

        def __init__(self) -> None:
            self.eerst = True

        def save(self, sessie_id: UUID, nieuw: Kennis, *, gelezen: int, daad: Daad) -> Kennis:
            if self.eerst:
                self.eerst = False
                set_toestemming(wie, sessie_id, "AOZ", citeren=True, ports=ports)
            return ports.kennisdeling.save(sessie_id, nieuw, gelezen=gelezen, daad=daad)

    set_toestemming(wie, sessie.id, "LWZ", citeren=True, ports=dataclasses.replace(ports, kennisdeling=Ertussen()))

    assert {t.partnerschap for t in kennis(ports, sessie).toestemmingen} == {"LWZ", "AOZ"}


def test_who_keeps_coming_second_reads_so(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    class Altijd:
        def save(self, sessie_id: UUID, nieuw: Kennis, *, gelezen: int, daad: Daad) -> Kennis:
            raise IntussenGewijzigd("Wat er over delen is gekozen")

    anders = dataclasses.replace(ports, kennisdeling=Altijd())
    with pytest.raises(IntussenGewijzigd):
        set_toestemming(wie, sessie.id, "LWZ", citeren=True, ports=anders)


def test_thousands_of_choices_are_refused_and_nothing_is_lost(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    choose_woorden(wie, sessie.id, [Woordkeuze(woord="Petra")], ports=ports)
    with pytest.raises(Ongeldig, match="Meer dan 2000 keuzes"):
        choose_woorden(wie, sessie.id, [Woordkeuze(woord=f"woord {n}") for n in range(2000)], ports=ports)
    assert [keuze.woord for keuze in kennis(ports, sessie).woordkeuzes] == ["Petra"]

"""The terms of actions as a calendar file, read back as a calendar reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.uitvoeren import make_uitvoer
from gesprekskaart.services.verslagen import freeze, make_kalender
from gesprekskaart.services.vervolg import add_actie, add_afspraak, save_actie
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.uitvoer.formaat import Formaat
from gesprekskaart.vervolg import Actie, Actiestand
from tests.nep import VANDAAG
from tests.zaak import make_deelnemer, write

TEKST = "Ayşe & coördinator; tellen, <3\nBEGIN:VEVENT\nen **klaar**"


def add(ports: Ports, wie: Wie, sessie: Sessie, **velden: object) -> Actie:
    actie = add_actie(wie, sessie.id, ports=ports)
    return save_actie(wie, sessie.id, Actie(**{**dict(actie), **velden}), ports=ports)


def read(wie: Wie, sessie: Sessie, ports: Ports) -> Any:
    return Calendar.from_ical(make_kalender(wie, sessie.id, None, ports=ports).data)


def test_each_term_is_a_day_in_the_calendar(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_afspraak(wie, sessie.id, ports=ports)
    write(ports, wie, sessie, "afspraak/2026-01", "Eén telling")
    add(ports, wie, sessie, termijn=date(2027, 9, 1), eigenaar="rector, De Wissel", afspraak="2026-01")
    write(ports, wie, sessie, "actie/1", TEKST)
    document = make_kalender(wie, sessie.id, None, ports=ports)
    assert (document.naam, document.media_type) == ("regiogesprek-zilverwaard-termijnen.ics", "text/calendar")
    kalender = read(wie, sessie, ports)
    (dag,) = kalender.events
    assert kalender["prodid"] == "-//Gesprekskaart//NL"
    assert (dag.start, dag["transp"], dag["dtstamp"].dt) == (date(2027, 9, 1), "TRANSPARENT", VANDAAG)
    assert dag["summary"] == "Actie 1: Ayşe & coördinator; tellen, <3 BEGIN:VEVENT en **klaar**"
    assert dag["description"].split("\n") == [
        *TEKST.split("\n"),
        "Wie: rector, De Wissel",
        "Bij afspraak 2026-01: Eén telling",
        "Uit: Regiogesprek Zilverwaard, zoals het nu staat",
    ]


def test_what_is_done_or_has_no_term_is_not_in_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Ongeldig, match="nog geen actie met een termijn"):
        make_kalender(wie, sessie.id, None, ports=ports)
    add(ports, wie, sessie)
    for stand in Actiestand:
        add(ports, wie, sessie, termijn=date(2026, 1, 1), stand=stand)
    assert [dag["summary"] for dag in read(wie, sessie, ports).events] == ["Actie 2", "Actie 3"]


def test_a_term_that_moved_is_the_same_day_moved(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    actie = add(ports, wie, sessie, termijn=date(2027, 9, 1))
    (eerst,) = read(wie, sessie, ports).events
    save_actie(wie, sessie.id, actie.model_copy(update={"termijn": date(2027, 10, 1)}), ports=ports)
    (dan,) = read(wie, sessie, ports).events
    assert (eerst["uid"], eerst.start < dan.start, eerst["sequence"] < dan["sequence"]) == (dan["uid"], True, True)


def test_the_calendar_of_a_version_is_as_that_version_has_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    actie = add(ports, wie, sessie, termijn=date(2027, 9, 1))
    freeze(wie, sessie.id, termijn=None, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    save_actie(wie, sessie.id, actie.model_copy(update={"termijn": date(2027, 10, 1)}), ports=ports)
    document = make_uitvoer(wie, sessie.id, Formaat.ICS, 1, ports=ports)
    (toen,) = Calendar.from_ical(document.data).events
    (nu,) = read(wie, sessie, ports).events
    assert (toen.start, nu.start, toen["uid"]) == (date(2027, 9, 1), date(2027, 10, 1), nu["uid"])
    assert str(toen["description"]).endswith(", versie 1")


def test_a_long_text_is_shortened_in_the_line_and_whole_below(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, termijn=date(2027, 9, 1))
    write(ports, wie, sessie, "actie/1", "woord " * 400)
    (dag,) = read(wie, sessie, ports).events
    assert len(dag["summary"]) == len("Actie 1: ") + 80
    assert dag["description"].startswith("woord " * 399)


def test_the_calendar_is_for_who_may_take_things_along(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, termijn=date(2027, 9, 1))
    with pytest.raises(NietToegestaan):
        make_kalender(make_deelnemer(sessie, Sessierol.DEELNEMER), sessie.id, None, ports=ports)

"""The terms of actions as a calendar file (RFC 5545), for whatever calendar somebody uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from gesprekskaart.verslag import Actieinhoud, Gespreksinhoud
from gesprekskaart.vervolg import Actie

if TYPE_CHECKING:
    from icalendar import Event

_KORT = 80
"""Characters of an action's text in the line that a calendar shows; the whole text is in its description."""


def is_met_termijn(actie: Actie) -> bool:
    """Whether a calendar is about it: still to do, and with a term."""
    return actie.termijn is not None and not actie.is_af


def render_kalender(
    sessie_id: UUID, inhoud: Gespreksinhoud, herkomst: str, revisies: Mapping[str, int], nu: datetime
) -> bytes:
    """A whole day for each term. Importing the file again changes the days that it made before.

    `herkomst` says where the terms stand: 'versie 2'. `revisies` is how often each action was changed, by number.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- slow to load, and only for who takes the terms along

    kalender = Calendar()
    kalender.add("prodid", "-//Gesprekskaart//NL")
    kalender.add("version", "2.0")
    kalender.add("x-wr-calname", f"Acties {inhoud.gesprek.titel}")
    for actie in filter(is_met_termijn, inhoud.acties):
        dag = _make_dag(inhoud, actie, herkomst)
        dag.add("uid", f"actie-{actie.nummer}-{sessie_id}@gesprekskaart")
        dag.add("sequence", revisies.get(actie.nummer, 1))
        dag.add("dtstamp", nu)
        kalender.add_component(dag)
    data: bytes = kalender.to_ical()
    return data


def _make_dag(inhoud: Gespreksinhoud, actie: Actieinhoud, herkomst: str) -> Event:
    from icalendar import Event  # noqa: PLC0415 -- see above

    dag = Event()
    dag.add("dtstart", actie.termijn)
    dag.add("summary", _tell_kort(actie))
    dag.add("description", "\n".join(_tell(inhoud, actie, herkomst)))
    # A term takes no time out of anybody's day.
    dag.add("transp", "TRANSPARENT")
    return dag


def _tell_kort(actie: Actieinhoud) -> str:
    tekst = " ".join(actie.tekst.split())
    kort = tekst if len(tekst) <= _KORT else f"{tekst[: _KORT - 1]}…"
    return f"{actie.naam}: {kort}" if kort else actie.naam


def _tell(inhoud: Gespreksinhoud, actie: Actieinhoud, herkomst: str) -> Iterator[str]:
    yield actie.tekst.strip() or "nog zonder tekst"
    yield f"Wie: {actie.eigenaar or 'nog geen eigenaar'}"
    for afspraak in inhoud.afspraken:
        if afspraak.nummer == actie.afspraak:
            yield f"Bij afspraak {actie.afspraak}: {afspraak.tekst.strip()}"
    if actie.toelichting:
        yield f"Toelichting: {actie.toelichting}"
    fictief = " (fictief voorbeeld)" if inhoud.gesprek.fictief else ""
    yield f"Uit: {inhoud.gesprek.titel}{fictief}, {herkomst}"

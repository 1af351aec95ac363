"""The terms of actions as a calendar file (RFC 5545), for whatever calendar somebody uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from gesprekskaart.dossier import Dossier
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import Actie

if TYPE_CHECKING:
    from icalendar import Event

_KORT = 80
"""Characters of an action's text in the line that a calendar shows; the whole text is in its description."""


def list_met_termijn(dossier: Dossier) -> tuple[Actie, ...]:
    """The actions that a calendar is about: still to do, and with a term."""
    return tuple(actie for actie in dossier.acties if actie.termijn and not actie.is_af)


def render_kalender(dossier: Dossier, nu: datetime) -> bytes:
    """A whole day for each term. Importing the file again changes the days that it made before."""
    from icalendar import Calendar  # noqa: PLC0415 -- slow to load, and only for who takes the terms along

    kalender = Calendar()
    kalender.add("prodid", "-//Gesprekskaart//NL")
    kalender.add("version", "2.0")
    kalender.add("x-wr-calname", f"Acties {dossier.sessie.gesprek.titel}")
    for actie in list_met_termijn(dossier):
        kalender.add_component(_make_dag(dossier, actie, nu))
    data: bytes = kalender.to_ical()
    return data


def _make_dag(dossier: Dossier, actie: Actie, nu: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 -- see above

    dag = Event()
    dag.add("uid", f"actie-{actie.nummer}-{dossier.sessie.id}@gesprekskaart")
    dag.add("dtstamp", nu)
    dag.add("dtstart", actie.termijn)
    dag.add("sequence", actie.revisie)
    dag.add("summary", _tell_kort(dossier, actie))
    dag.add("description", "\n".join(_tell(dossier, actie)))
    # A term takes no time out of anybody's day.
    dag.add("transp", "TRANSPARENT")
    return dag


def _tell_kort(dossier: Dossier, actie: Actie) -> str:
    tekst = " ".join(dossier.tekst(TekstSoort.ACTIE, actie.nummer).split())
    kort = tekst if len(tekst) <= _KORT else f"{tekst[: _KORT - 1]}…"
    return f"{actie.naam}: {kort}" if kort else actie.naam


def _tell(dossier: Dossier, actie: Actie) -> Iterator[str]:
    yield dossier.tekst(TekstSoort.ACTIE, actie.nummer).strip() or "nog zonder tekst"
    yield f"Wie: {actie.eigenaar or 'nog geen eigenaar'}"
    if actie.afspraak:
        yield f"Bij afspraak {actie.afspraak}: {dossier.tekst(TekstSoort.AFSPRAAK, actie.afspraak).strip()}"
    if actie.toelichting:
        yield f"Toelichting: {actie.toelichting}"
    yield f"Uit: {dossier.sessie.gesprek.titel}{' (fictief voorbeeld)' if dossier.sessie.gesprek.fictief else ''}"

"""Dates and times the Dutch way, in and out; the computer's own language settings play no part."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gesprekskaart.errors import Ongeldig

NEDERLAND = ZoneInfo("Europe/Amsterdam")
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

_CIJFERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WOORDEN = re.compile(r"(?:[a-z]+dag )?(\d{1,2}) ([a-z]{3,9})\.? (\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ZONDER_JAAR = re.compile(r"(?:[a-z]+dag )?(\d{1,2})[-/. ]([a-z]{3,9}|\d{1,2})\.?")
_KORT_JAAR = re.compile(r"(.*\d[-/. ](?:[a-z]{3,9}\.?|\d{1,2})[-/. ])'?(\d{2})")
_MAANDGETAL = re.compile(r"(0?[1-9]|1[0-2])[-/.](\d{4})")
_VOORAF = re.compile(r"(?:(?:uiterlijk|op|per) )+")
_MAAND = re.compile(r"(?:eind |in )?([a-z]{3,9})\.?(?: (\d{4}))?")
_DICHTBIJ = ("vandaag", "morgen", "overmorgen")
JAREN = range(2000, 2100)
"""In which all that people speak of here happens: another year can only be a typing error."""
_TIJD = re.compile(r"(\d{1,2})[.:u](\d{2})(?: ?uur)?|(\d{1,2})(?: ?uur)")


def parse_datum(tekst: str) -> date | None:
    """'12-3-2026', '12 maart 2026' or '2026-03-12'; None for nothing. Raises Ongeldig, saying how to write it."""
    invoer = " ".join(tekst.lower().split())
    if not invoer:
        return None
    try:
        datum = _read_datum(invoer)
    except ValueError as fout:
        raise Ongeldig(f"De datum ‘{tekst}’ bestaat niet. Kijk dag en maand na.") from fout
    if datum is None:
        raise Ongeldig(f"‘{tekst}’ is geen datum. Schrijf dag, maand en jaar, zoals 12-3-2026 of 12 maart 2026.")
    if datum.year not in JAREN:
        raise Ongeldig(f"Het jaar {datum.year} in ‘{tekst}’ kan niet kloppen. Kijk het jaartal na.")
    return datum


def _read_datum(invoer: str) -> date | None:
    """None for what is no date; raises ValueError for one that there is not."""
    if gevonden := _ISO.fullmatch(invoer):
        return date(int(gevonden[1]), int(gevonden[2]), int(gevonden[3]))
    if gevonden := _CIJFERS.fullmatch(invoer):
        return date(int(gevonden[3]), int(gevonden[2]), int(gevonden[1]))
    if gevonden := _WOORDEN.fullmatch(invoer):
        return date(int(gevonden[3]), _maand(gevonden[2]), int(gevonden[1]))
    return None


def parse_termijn(tekst: str, vandaag: date, *, terug: bool = False) -> date | None:
    """As `parse_datum`, and looser, because people say it looser: 'september 2027' is until the end of that month.

    Without a year, '1 september' or 'eind juni', it is the first such day from `vandaag` on, or (`terug`) for a day
    the last until `vandaag`; '1-1-27' is in this century. Raises Ongeldig.
    """
    invoer = _VOORAF.sub("", " ".join(tekst.lower().split()), count=1)
    if invoer in _DICHTBIJ:
        return vandaag + timedelta(days=_DICHTBIJ.index(invoer))
    if gevonden := _MAANDGETAL.fullmatch(invoer):
        invoer = f"{MAANDEN[int(gevonden[1]) - 1]} {gevonden[2]}"
    if (gevonden := _MAAND.fullmatch(invoer)) and (einde := _end_of_month(gevonden[1], gevonden[2], vandaag)):
        return einde
    if invoer and not re.search(r"\d", invoer):
        raise Ongeldig(f"‘{tekst}’ is geen datum. Noem een dag of een maand, zoals 1 september 2027 of eind juni.")
    if not _ISO.fullmatch(invoer) and (gevonden := _KORT_JAAR.fullmatch(invoer)):
        return parse_datum(f"{gevonden[1]}20{gevonden[2]}")
    if gevonden := _ZONDER_JAAR.fullmatch(invoer):
        return _find_jaar(tekst, gevonden[1], gevonden[2], vandaag, -1 if terug else 1)
    return parse_datum(invoer)


def _find_jaar(tekst: str, dag: str, maand: str, vandaag: date, stap: int) -> date:
    """The nearest such day, on or after (`stap` -1: on or before) today. Raises Ongeldig."""
    # 29 February comes once in four years, or in eight around a year such as 2100.
    for jaar in range(vandaag.year, vandaag.year + 9 * stap, stap):
        with suppress(Ongeldig):
            datum = parse_datum(f"{dag} {maand} {jaar}" if maand.isalpha() else f"{dag}-{maand}-{jaar}")
            if datum is not None and (datum - vandaag).days * stap >= 0:
                return datum
    raise Ongeldig(f"De datum ‘{tekst}’ bestaat niet. Kijk dag en maand na.")


def _end_of_month(woord: str, jaar: str | None, vandaag: date) -> date | None:
    """None for what is no month; that is no date either, and is said so."""
    with suppress(ValueError):
        maand = _maand(woord)
        in_jaar = int(jaar) if jaar else vandaag.year + (maand < vandaag.month)
        return date(in_jaar, maand, monthrange(in_jaar, maand)[1]) if in_jaar in JAREN else None
    return None


def _maand(woord: str) -> int:
    passend = [nummer for nummer, maand in enumerate(MAANDEN, start=1) if maand.startswith(woord)]
    if woord == "mrt":
        return 3
    if len(passend) != 1:
        raise ValueError(woord)
    return passend[0]


def parse_tijd(tekst: str) -> time | None:
    """'13.00', '13:00' or '13 uur'; None for nothing. Raises Ongeldig, saying how to write it."""
    invoer = " ".join(tekst.lower().split())
    if not invoer:
        return None
    gevonden = _TIJD.fullmatch(invoer)
    if gevonden:
        uur, minuut = int(gevonden[1] or gevonden[3]), int(gevonden[2] or 0)
        with suppress(ValueError):
            return time(uur, minuut)
    raise Ongeldig(f"‘{tekst}’ is geen tijd. Schrijf uren en minuten, zoals 13.00.")


def format_datum(dag: date) -> str:
    """'donderdag 12 maart 2026'."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def format_kort(dag: date) -> str:
    """'12-3-2026'."""
    return f"{dag.day}-{dag.month}-{dag.year}"


def format_tijd(moment: time) -> str:
    """'13.00'."""
    return f"{moment.hour}.{moment.minute:02d}"


def format_moment(moment: datetime) -> str:
    """'donderdag 12 maart 2026, 14.03 uur', in Dutch time."""
    plaatselijk = moment.astimezone(NEDERLAND)
    return f"{format_datum(plaatselijk)}, {format_tijd(plaatselijk.time())} uur"

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
_VOORAF = re.compile(r"(?:(?:uiterlijk|op|per|sinds) )+")
_MAAND = re.compile(r"(eind |in )?([a-z]{3,9})\.?(?: (\d{4}))?")
_DICHTBIJ = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
JAREN = range(2000, 2100)
"""In which all that people speak of here happens: another year can only be a typing error."""
_TIJD = re.compile(r"(\d{1,2})[.:u](\d{2})(?: ?uur)?|(\d{1,2})(?: ?uur)")


def parse_datum(tekst: str) -> date | None:
    """'12-3-2026', '12 maart 2026' or '2026-03-12'; None for nothing. Raises Ongeldig, saying how to write it."""
    return _read(" ".join(tekst.lower().split()), tekst)


def _read(invoer: str, tekst: str) -> date | None:
    """What stands in `invoer`; a refusal quotes it as it was typed, `tekst`."""
    if not invoer:
        return None
    try:
        datum = _read_datum(invoer)
    except ValueError as fout:
        raise Ongeldig(f"De datum ‘{tekst}’ bestaat niet. Kijk dag en maand na.") from fout
    if datum is None:
        raise Ongeldig(f"‘{tekst}’ is geen datum. Schrijf dag, maand en jaar, zoals 12-3-2026 of 12 maart 2026.")
    _require_jaar(datum.year, tekst)
    return datum


def _require_jaar(jaar: int, tekst: str) -> None:
    if jaar not in JAREN:
        raise Ongeldig(f"Het jaar {jaar} in ‘{tekst}’ kan niet kloppen. Kijk het jaartal na.")


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

    Without a year, '1 september' or 'eind juni', it is the first such day from `vandaag` on; '1-1-27' is in this
    century. Looking back (`terug`) it is the last such day until `vandaag`, and a month is from its first day on,
    unless its end is named. Raises Ongeldig.
    """
    invoer = _VOORAF.sub("", " ".join(tekst.lower().split()), count=1)
    if invoer in _DICHTBIJ:
        return vandaag + timedelta(days=_DICHTBIJ[invoer])
    if gevonden := _MAANDGETAL.fullmatch(invoer):
        invoer = f"{MAANDEN[int(gevonden[1]) - 1]} {gevonden[2]}"
    if (gevonden := _MAAND.fullmatch(invoer)) and (maand := _find_maand(gevonden[2])):
        eind = not terug or gevonden[1] == "eind "
        jaar = _find_maandjaar(maand, vandaag, eind=eind, terug=terug) if gevonden[3] is None else int(gevonden[3])
        _require_jaar(jaar, tekst)
        return _day_of_month(jaar, maand, eind=eind)
    if invoer and not re.search(r"\d", invoer):
        zoals = "gisteren of oktober" if terug else "1 september 2027 of eind juni"
        raise Ongeldig(f"‘{tekst}’ is geen datum. Noem een dag of een maand, zoals {zoals}.")
    if not _ISO.fullmatch(invoer) and (gevonden := _KORT_JAAR.fullmatch(invoer)):
        return _read(f"{gevonden[1]}20{gevonden[2]}", tekst)
    if gevonden := _ZONDER_JAAR.fullmatch(invoer):
        return _find_jaar(tekst, gevonden[1], gevonden[2], vandaag, -1 if terug else 1)
    return _read(invoer, tekst)


def _find_jaar(tekst: str, dag: str, maand: str, vandaag: date, stap: int) -> date:
    """The nearest such day, on or after (`stap` -1: on or before) today. Raises Ongeldig."""
    # 29 February comes once in four years, or in eight around a year such as 2100.
    for jaar in range(vandaag.year, vandaag.year + 9 * stap, stap):
        with suppress(Ongeldig):
            datum = parse_datum(f"{dag} {maand} {jaar}" if maand.isalpha() else f"{dag}-{maand}-{jaar}")
            if datum is not None and (datum - vandaag).days * stap >= 0:
                return datum
    raise Ongeldig(f"De datum ‘{tekst}’ bestaat niet. Kijk dag en maand na.")


def _find_maandjaar(maand: int, vandaag: date, *, eind: bool, terug: bool) -> int:
    if terug:
        return vandaag.year - (_day_of_month(vandaag.year, maand, eind=eind) > vandaag)
    return vandaag.year + (maand < vandaag.month)


def _day_of_month(jaar: int, maand: int, *, eind: bool) -> date:
    return date(jaar, maand, monthrange(jaar, maand)[1] if eind else 1)


def _find_maand(woord: str) -> int | None:
    """None for what is no month; that is no date either, and is said so."""
    with suppress(ValueError):
        return _maand(woord)
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

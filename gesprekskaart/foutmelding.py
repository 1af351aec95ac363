"""What is wrong with a file that somebody wrote, in Dutch: pydantic's errors, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_CITAAT = 40
"""Characters of a wrong value that are quoted: enough to find it, short enough for one line."""

_DATUM = "is geen bestaande datum; schrijf jaar-maand-dag, zoals 2026-03-12"
_TIJD = "is geen bestaande tijd; schrijf uren:minuten, zoals 13:30"
_MOMENT = "is geen bestaand moment; schrijf datum, tijd en tijdzone, zoals 2026-03-17T12:00:00+01:00"

_OVER_DE_WAARDE = {
    "enum": "kan hier niet; kies uit {expected}",
    "literal_error": "kan hier niet; dit hoort {expected} te zijn",
    "string_pattern_mismatch": "heeft niet de vorm die hier hoort ({pattern})",
    "greater_than_equal": "is te laag: het moet minstens {ge} zijn",
    "less_than_equal": "is te hoog: het mag hoogstens {le} zijn",
    "int_parsing": "is geen heel getal",
    "int_parsing_size": "is een te groot getal",
    "int_from_float": "is geen heel getal",
    "bool_parsing": "is geen ‘true’ of ‘false’",
    "date_parsing": _DATUM,
    "date_from_datetime_parsing": _DATUM,
    "date_from_datetime_inexact": "hoort een datum te zijn zonder tijd erbij",
    "time_parsing": _TIJD,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "uuid_parsing": "is geen geldig kenmerk (een UUID)",
}
"""Said of the value that was found, which is quoted in front of it."""

_OVER_DE_PLAATS = {
    "missing": "ontbreekt",
    "extra_forbidden": "is hier niet bekend; kijk de spelling na of haal het weg",
    "string_type": "hoort tekst te zijn",
    "string_unicode": "bevat tekens die niet te lezen zijn",
    "string_too_short": "is te kort: er horen minstens {min_length} tekens te staan",
    "string_too_long": "is te lang: er passen {max_length} tekens",
    "too_short": "is te kort: er horen er minstens {min_length} te staan",
    "too_long": "is te lang: er passen er {max_length}",
    "int_type": "hoort een heel getal te zijn",
    "bool_type": "hoort ‘true’ of ‘false’ te zijn",
    "date_type": "hoort een datum te zijn, zoals 2026-03-12",
    "time_type": "hoort een tijd te zijn, zoals 13:30",
    "datetime_type": "hoort een moment te zijn, zoals 2026-03-17T12:00:00+01:00",
    "uuid_type": "hoort een kenmerk (een UUID) te zijn",
    "tuple_type": "hoort een lijst te zijn",
    "list_type": "hoort een lijst te zijn",
    "dict_type": "hoort een groep velden te zijn",
    "model_type": "hoort een groep velden te zijn",
    "model_attributes_type": "hoort een groep velden te zijn",
}


_NOG_NODIG = {
    ("Gesprek", "titel"): "Geef het gesprek een titel, bijvoorbeeld ‘Regiogesprek Onderwijsregio Zilverwaard’.",
    ("Peiling", "stelling"): "Schrijf op wat je vraagt: de stelling, of de vraag.",
    ("Besluit", "reden"): "Bij een besluit hoort een reden: waarom wel, of waarom niet?",
    ("Keuzemogelijkheid", "titel"): "Schrijf bij Titel hoe de mogelijkheid heet.",
    ("EigenCriterium", "titel"): "Schrijf op waarop jullie nog meer willen wegen.",
    ("Verschil", "titel"): "Schrijf in één regel op waarover jullie van inzicht verschillen.",
    ("Partnerschap", "naam"): "Vul de naam van het partnerschap in.",
}
"""What to do about a field of a form that was left empty, by what is filled in there."""


_HEET = {"email": "Mailadres", "eigenaar": "Rol en organisatie", "voor_wie": "Voor wie", "wie": "Wie"}
"""What a field is called on the screen, where that is not its own name."""


def list_errors(fout: ValidationError) -> list[ErrorDetails]:
    """Every fault, and no list called too short only because something in it is at fault: pydantic leaves that out."""
    fouten = fout.errors(include_url=False)
    binnen = {error["loc"][:diepte] for error in fouten for diepte in range(len(error["loc"]))}
    return [error for error in fouten if error["type"] != "too_short" or error["loc"] not in binnen]


def describe(error: ErrorDetails) -> str:
    """One fault as a line of Dutch: its place, counted from 1, and what is wrong there."""
    return f"{describe_place(error['loc']) or 'het geheel'}: {explain(error)}"


def describe_field(soort: str, error: ErrorDetails) -> str:
    """One fault in a form about `soort` (a type of ours), for who filled it in: nobody there knows our fields."""
    veld = str(error["loc"][-1]) if error["loc"] else ""
    if (soort, veld) in _NOG_NODIG and not str(error["input"]).strip():
        return _NOG_NODIG[soort, veld]
    if veld in _HEET:
        return to_zin(f"{_HEET[veld]}: {explain(error)}")
    return describe(error) if error["loc"] else to_zin(explain(error))


def to_zin(tekst: str) -> str:
    """A remark as a sentence: what is said of the whole has no place in front of it."""
    zin = tekst[:1].upper() + tekst[1:]
    return zin if zin.endswith((".", "?", "!")) else f"{zin}."


def describe_place(loc: Sequence[int | str]) -> str:
    """A path as people count: `("sessies", 0, "gesprek")` becomes 'sessies 1 → gesprek'."""
    stappen: list[str] = []
    for stap in loc:
        if isinstance(stap, int) and stappen:
            stappen[-1] += f" {stap + 1}"
        else:
            stappen.append(str(stap))
    return " → ".join(stappen)


def explain(error: ErrorDetails) -> str:
    """What is wrong, without its place. What we do not know by name is still told in Dutch."""
    ctx = {naam: str(waarde).replace(" or ", " of ") for naam, waarde in error.get("ctx", {}).items()}
    soort = error["type"]
    if soort == "value_error":
        return ctx["error"]
    if soort in _OVER_DE_PLAATS:
        return _OVER_DE_PLAATS[soort].format(**ctx)
    return f"{_quote(error['input'])} " + _OVER_DE_WAARDE.get(soort, "past hier niet").format(**ctx)


def _quote(waarde: object) -> str:
    if not isinstance(waarde, str | int | float):
        return "deze waarde"
    tekst = " ".join(str(waarde).split())
    return f"‘{tekst[:_CITAAT]}…’" if len(tekst) > _CITAAT else f"‘{tekst}’"

"""The report as Markdown (CommonMark, with tables as GitHub has them). What people wrote is shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gesprekskaart.rapport.boom import (
    Alinea,
    Antwoorden,
    Blok,
    Feiten,
    Kop,
    Lijst,
    Nadruk,
    Paneel,
    Rapport,
    Stuk,
    Tabel,
    Woorden,
    format_cel,
)
from gesprekskaart.tekst import strip_verboden

_OVERAL = re.compile(r"([\\`*_\[\]<>&|~^$#{}])")
_ADRES = re.compile(r"(?i)(:(?=//)|(?<=www)\.|(?<=\w)@(?=\w))")
"""What GitHub makes a link of by itself."""
_AAN_HET_BEGIN = re.compile(r"^([-+=])|^(\d{1,9})([.)])")


def write_markdown(rapport: Rapport) -> bytes:
    """The whole report, UTF-8."""
    return ("\n\n".join(_walk(rapport)) + "\n").encode()


def escape(tekst: str) -> str:
    """One line that shows as it was written."""
    schoon = _OVERAL.sub(r"\\\1", strip_verboden(tekst).strip())
    schoon = _ADRES.sub(r"\\\1", schoon)
    return _AAN_HET_BEGIN.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", schoon)


def _walk(rapport: Rapport) -> Iterator[str]:
    yield f"# {escape(rapport.titel)}"
    yield f"{escape(rapport.soort)}. {escape(rapport.stand)}."
    for merk in rapport.merken:
        yield f"> **{merk.woord}**: {escape(merk.uitleg)}"
    yield _tell_feiten(rapport.omslag)
    for blok in rapport.blokken:
        yield _tell(blok)


def _tell(blok: Blok) -> str:
    match blok:
        case Feiten():
            return _tell_feiten(blok.regels)
        case Antwoorden():
            return "\n\n".join(_tell_vakken(blok))
        case Tabel():
            return _tell_tabel(blok)
        case Lijst():
            return "\n".join(f"- {_indent(_tell_woorden(punt))}" for punt in blok.punten)
    return _tell_regels(blok)


def _tell_regels(blok: Kop | Alinea | Woorden | Paneel) -> str:
    match blok:
        case Kop():
            nummer = f"{escape(blok.nummer)} " if blok.nummer else ""
            return f"{'#' * min(blok.niveau + 1, 6)} {nummer}{escape(' '.join(blok.tekst.split()))}"
        case Alinea():
            return "".join(map(_tell_stuk, blok.stukken)).strip()
        case Woorden():
            return f"**{escape(blok.van)}**: {_tell_woorden(blok.tekst)}" if blok.van else _tell_woorden(blok.tekst)
        case Paneel():
            return _quote(f"**{escape(blok.kop)}**\n\n{_tell_woorden(blok.tekst)}")


def _tell_stuk(stuk: Stuk) -> str:
    teken = {Nadruk.GEWOON: "", Nadruk.VET: "**", Nadruk.CURSIEF: "*"}[stuk.nadruk]
    kern = stuk.tekst.strip()
    if not kern:
        return " " if stuk.tekst else ""
    voor, na = " " if stuk.tekst[0].isspace() else "", " " if stuk.tekst[-1].isspace() else ""
    return f"{voor}{teken}{_tell_woorden(kern)}{teken}{na}"


def _tell_woorden(tekst: str) -> str:
    """Paragraphs as they were, and every line on its own."""
    alineas = re.split(r"\n\s*\n", tekst.strip())
    return "\n\n".join("\\\n".join(escape(regel) for regel in a.split("\n") if regel.strip()) for a in alineas)


def _tell_feiten(regels: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"- **{escape(label)}**: {_indent(_tell_woorden(feit))}" for label, feit in regels)


def _tell_vakken(blok: Antwoorden) -> Iterator[str]:
    for vak in blok.vakken:
        bij = f" · *{escape(vak.bij)}*" if vak.bij else ""
        tekst = f"\n\n{_tell_woorden(vak.tekst)}" if vak.tekst.strip() else ""
        yield f"**{escape(vak.code)}** {escape(vak.naam)}{bij}{tekst}"


def _tell_tabel(tabel: Tabel) -> str:
    regels = [_tell_rij(tabel.kolommen), "|" + " --- |" * len(tabel.kolommen)]
    return "\n".join(regels + [_tell_rij([format_cel(cel) for cel in rij]) for rij in tabel.rijen])


def _tell_rij(cellen: list[str] | tuple[str, ...]) -> str:
    binnen = ("<br>".join(escape(regel) for regel in cel.split("\n") if regel.strip()) for cel in cellen)
    return "| " + " | ".join(binnen) + " |"


def _indent(tekst: str) -> str:
    return tekst.replace("\n", "\n  ")


def _quote(tekst: str) -> str:
    return "\n".join(f"> {regel}".rstrip() for regel in tekst.split("\n"))

"""Reads a tagged PDF back as whoever cannot see it does: by its structure tree, element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import page
import pikepdf


@dataclass
class Element:
    """One element with what it says itself; what its children say is theirs."""

    soort: str
    tekst: str = ""
    alternatief: str = ""
    kenmerken: dict[str, str] = field(default_factory=dict)
    kinderen: list[Element] = field(default_factory=list)
    bladen: set[int] = field(default_factory=set)

    def walk(self) -> Iterator[Element]:
        """Itself and all below it, in reading order."""
        yield self
        for kind in self.kinderen:
            yield from kind.walk()

    def find(self, soort: str) -> list[Element]:
        """All of a kind, in reading order."""
        return [element for element in self.walk() if element.soort == soort]

    def read(self) -> str:
        """All that is heard of it, words parted by one space."""
        delen = [element.alternatief or element.tekst for element in self.walk()]
        return " ".join(" ".join(delen).split())


def read_boom(data: bytes) -> Element:
    """The structure of this file. Fails where a piece of a page belongs to no element, or to two."""
    with pikepdf.open(BytesIO(data)) as pdf:
        paginas = {pagina.obj.objgen: nummer for nummer, pagina in enumerate(pdf.pages)}
        stukken = {
            (blad, nummer): tekst
            for blad, pagina in enumerate(pdf.pages)
            for nummer, tekst in _read_stukken(pagina).items()
        }
        over = set(stukken)
        boom = _read_element(pdf.Root.StructTreeRoot.K, paginas, stukken, over)
        assert over == set(), "pieces of pages that belong to no element"
        return boom


def _read_element(
    knoop: Any, paginas: dict[Any, int], stukken: dict[tuple[int, int], str], over: set[tuple[int, int]]
) -> Element:
    element = Element(str(knoop.S)[1:], alternatief=str(knoop.get("/Alt", "")))
    if "/A" in knoop:
        element.kenmerken = {str(naam)[1:]: str(waarde) for naam, waarde in knoop.A.items()}
    delen = knoop.get("/K", pikepdf.Array())
    for deel in delen if isinstance(delen, pikepdf.Array) else [delen]:
        if isinstance(deel, int):
            plek = (paginas[knoop.Pg.objgen], deel)
        elif deel.get("/Type") == "/MCR":
            plek = (paginas[deel.Pg.objgen], int(deel.MCID))
        elif deel.get("/Type") == "/OBJR":
            element.kenmerken["Contents"] = str(deel.Obj.TU if element.soort == "Form" else deel.Obj.Contents)
            continue
        else:
            element.kinderen.append(_read_element(deel, paginas, stukken, over))
            continue
        over.remove(plek)
        element.tekst += stukken[plek]
        element.bladen.add(plek[0])
    element.tekst = str(knoop.get("/ActualText", element.tekst))
    return element


def _read_stukken(pagina: pikepdf.Page) -> dict[int, str]:
    """Of each marked piece its text."""
    fonts = {naam: _read_tabel(font) for naam, font in pagina.obj.Resources.get("/Font", {}).items()}
    stukken: dict[int, str] = {}
    nummers: list[int | None] = []
    tabel: dict[int, str] = {}
    for opdracht in pikepdf.parse_content_stream(pagina):
        operanden = list(opdracht.operands)
        match str(opdracht.operator):
            case "BDC" | "BMC":
                eigen = operanden[1].get("/MCID") if len(operanden) > 1 else None
                assert not any(nummer is not None for nummer in nummers), "a mark within a mark"
                nummers.append(None if eigen is None else int(eigen))
                if eigen is not None:
                    stukken[int(eigen)] = ""
            case "EMC":
                nummers.pop()
            case "Tf":
                tabel = fonts[str(operanden[0])]
            case "Tj":
                tekst = "".join(tabel[code] for code in bytes(operanden[0]))
                assert nummers or not tekst.strip(), "text that is neither content nor decoration"
                if nummers and nummers[-1] is not None:
                    stukken[nummers[-1]] += tekst
    return stukken


def _read_tabel(font: Any) -> dict[int, str]:
    regels = re.findall(rb"<(\w\w)> <(\w{4,})>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(tekst.decode()).decode("utf-16-be") for code, tekst in regels}


def list_fouten(data: bytes) -> list[str]:
    """What is wrong with this file as PDF/UA-1 and as PDF/A-3a, in the words of the validator."""
    profielen = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
    uitslagen = [page.validate_pdf_bytes(data, profile=profiel) for profiel in profielen]
    return [f"{fout.rule_id} {fout.message}" for uitslag in uitslagen for fout in uitslag.failures]

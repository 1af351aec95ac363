"""A worksheet that somebody filled in elsewhere comes back as they filled it in, or is refused with what is wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gesprekskaart.errors import Ongeldig
from gesprekskaart.kaart import Kaart
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.tekst import MAX_TEKST, clean_tekst
from gesprekskaart.werkblad import excel, formulier, word
from gesprekskaart.werkblad.gegevens import Werkblad, walk_vakken
from gesprekskaart.werkblad.lezen import MAX_BYTES, MAX_UITGEPAKT, MAX_XML, read_werkblad
from tests.unit.pdfboom import read_boom
from tests.unit.test_pdf import KLEINE_KAART
from tests.unit.werkbladproef import VULLERS, fill_docx, fill_xlsx, remake

TOEN = datetime(2026, 3, 17, 11, 0, tzinfo=UTC)
SCHRIJVERS = {"docx": word.write_werkblad, "xlsx": excel.write_werkblad, "pdf": formulier.write_werkblad}


def fill(hoe: str, kaart: Kaart, antwoorden: Mapping[str, str]) -> bytes:
    soort, vul = VULLERS[hoe]
    return vul(SCHRIJVERS[soort](kaart, TOEN), antwoorden)


def fold(tekst: str) -> list[str]:
    """What counts: the words of each line."""
    return [" ".join(regel.split()) for regel in clean_tekst(tekst).strip().split("\n")]


@pytest.mark.parametrize("soort", SCHRIJVERS)
@pytest.mark.parametrize("kaart", shipped_kaarten(), ids=lambda kaart: kaart.id)
def test_a_blank_worksheet_has_nothing_in_it_and_is_always_the_same(soort: str, kaart: Kaart) -> None:
    data = SCHRIJVERS[soort](kaart, TOEN)

    assert read_werkblad(data) == Werkblad(kaart.id, kaart.versie, "", {})
    assert data == SCHRIJVERS[soort](kaart, TOEN)


@pytest.mark.parametrize("hoe", VULLERS)
@pytest.mark.parametrize("kaart", shipped_kaarten(), ids=lambda kaart: kaart.id)
def test_every_question_can_be_answered(hoe: str, kaart: Kaart) -> None:
    antwoorden = {vak.sleutel: f"Ons antwoord bij {vak.sleutel}." for vak in walk_vakken(kaart)}
    werkblad = read_werkblad(fill(hoe, kaart, {**antwoorden, "partnerschap": "lwz"}))

    assert (werkblad.kaart_id, werkblad.kaart_versie, werkblad.partnerschap) == (kaart.id, kaart.versie, "lwz")
    assert werkblad.antwoorden == antwoorden


VREEMDE_KAART = KLEINE_KAART.model_copy(update={"titel": "Ayşe مرحبا Αθήνα 👍🏽 漢 <b>vet</b>"})


@pytest.mark.parametrize("kaart", [*shipped_kaarten(), VREEMDE_KAART], ids=lambda kaart: kaart.id)
def test_who_cannot_see_the_pdf_form_can_fill_it_in(kaart: Kaart) -> None:
    data = formulier.write_werkblad(kaart, TOEN)
    uitslag = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{fout.rule_id} {fout.message}" for fout in uitslag.failures] == []

    boom, vakken = read_boom(data), list(walk_vakken(kaart))
    velden = [veld.kenmerken["Contents"] for veld in boom.find("Form")]
    assert velden[0] == "Partnerschap (naam of afkorting)"
    assert velden[1:-1] == [f"{vak.sleutel} {vak.tekst}" for vak in vakken]
    koppen = [element for element in boom.walk() if element.soort in {"H1", "H2", "H3", "H4"}]
    assert [kop.soort for kop in koppen[:2]] == ["H1", "H2"]
    # Right above each field is what is asked.
    loop = [element for element in boom.walk() if element.soort in {"H1", "H2", "H3", "H4", "P", "Form"}]
    for vak, boven in zip(vakken, [e for e, na in pairwise(loop) if na.soort == "Form"][1:-1], strict=True):
        assert boven.tekst == f"{vak.sleutel} {vak.onderdeel or vak.vraag.tekst}"


def test_in_excel_the_longest_question_shows_whole() -> None:
    blad: Any = load_workbook(io.BytesIO(excel.write_werkblad(shipped_kaarten()[0], TOEN))).active
    hoogten = {blad.cell(n, 1).value: blad.row_dimensions[n].height for n in range(1, blad.max_row + 1)}
    assert hoogten["RO3"] >= 6 * 15 > hoogten["RO4"]


def test_the_pdf_form_says_what_it_is_and_has_our_own_letters() -> None:
    with pikepdf.open(io.BytesIO(formulier.write_werkblad(KLEINE_KAART, TOEN))) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("nl", True)
        assert str(pdf.docinfo.Title) == f"Werkblad {KLEINE_KAART.titel}"
        assert all(pagina.obj.Tabs == "/S" for pagina in pdf.pages)
        with pdf.open_metadata() as xmp:
            assert not xmp.pdfa_status, "readers open PDF/A only to look at"
        letters = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert letters
        assert all("/FontFile2" in letter.FontDescriptor for letter in letters)
        formulier_: Any = pdf.Root.AcroForm
        assert formulier_.DR.Font.Invulletter.objgen in {letter.objgen for letter in letters}
        assert {int(veld.get("/Ff", 0)) for veld in formulier_.Fields} == {0, 1, 4096}


# What neither XML nor a cell can hold no program can type.
SCHRIJFBAAR = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1, max_size=200)


@pytest.mark.parametrize("hoe", VULLERS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(antwoorden=st.fixed_dictionaries({"G1": SCHRIJFBAAR, "G2a": SCHRIJFBAAR}))
@example(antwoorden={"G1": "=1+1", "G2a": "ë ø Ł ć 👩‍🏫 مرحبا <b>&amp;</b>"})
@example(antwoorden={"G1": "regel 1\n\nregel 3", "G2a": "G1  Wat dragen wij bij?"})
@example(antwoorden={"G1": "Nummer", "G2a": "Ons antwoord"})
def test_what_somebody_filled_in_comes_back(hoe: str, antwoorden: dict[str, str]) -> None:
    werkblad = read_werkblad(fill(hoe, KLEINE_KAART, antwoorden))
    bedoeld = {k: fold(v) for k, v in antwoorden.items() if clean_tekst(v).strip()}

    gelezen = {sleutel: fold(tekst) for sleutel, tekst in werkblad.antwoorden.items()}
    assert gelezen == bedoeld


def test_numbers_and_days_come_back_as_they_were_seen() -> None:
    from openpyxl import load_workbook

    werkmap = load_workbook(io.BytesIO(excel.write_werkblad(KLEINE_KAART, TOEN)))
    blad = werkmap["Werkblad"]
    blad["E7"], blad["E8"] = 12.0, datetime(2026, 9, 1)  # noqa: DTZ001 -- as Excel keeps a day
    buffer = io.BytesIO()
    werkmap.save(buffer)

    assert read_werkblad(buffer.getvalue()).antwoorden == {"G1": "12", "G2a": "1-9-2026"}


def make_docx() -> bytes:
    return fill_docx(word.write_werkblad(KLEINE_KAART, TOEN), {"G1": "Samen."})


BOM = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>'
)
BUITEN = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def make_bom(deel: str, grootte: int) -> bytes:
    return remake(make_docx(), {deel: b" " * (grootte + 1)})


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        (b"", "is leeg"),
        (b"zomaar wat", "beschadigd"),
        (b"PK\x03\x04 en dan niets", "beschadigd"),
        (b"%PDF-1.7 en dan niets", "beschadigd"),
        (make_docx()[:-500], "beschadigd"),
        (b"x" * (MAX_BYTES + 1), "te groot"),
        (make_bom("word/media/plaatje.png", MAX_UITGEPAKT), "uitgepakt veel te groot"),
        (make_bom("word/document.xml", MAX_XML), "uitgepakt veel te groot"),
        (remake(make_docx(), {f"deel{n}.xml": b"<x/>" for n in range(501)}), "uitgepakt veel te groot"),
        (remake(make_docx(), {"word/vbaProject.bin": b"x"}), "macro’s"),
        (remake(make_docx(), {"word/document.xml": BOM}), "beschadigd"),
        (remake(make_docx(), {"word/styles.xml": BUITEN}), "beschadigd"),
        (remake(make_docx(), {"word/document.xml": BOM.decode().encode("utf-16")}), "beschadigd"),
        (remake(make_docx(), {"word/document.xml": b"<w:" + b"a" * 100}), "beschadigd"),
        (remake(make_docx(), {"word/document.xml": b"<a>" * 5_000 + b"</a>" * 5_000}), "beschadigd"),
    ],
    ids=range(15),
)
def test_what_cannot_be_read_is_refused_in_dutch(data: bytes, melding: str) -> None:
    with pytest.raises(Ongeldig, match=melding):
        read_werkblad(data)


def test_another_document_is_no_worksheet() -> None:
    from gesprekskaart.pdf import render_verslag
    from gesprekskaart.rapport import make_rapport
    from gesprekskaart.uitvoer.excel import write_excel
    from gesprekskaart.uitvoer.word import write_word
    from tests.unit.test_pdf import make_concept

    verslag = make_concept()
    for data in (write_word(make_rapport(verslag)), write_excel(verslag), render_verslag(verslag)):
        with pytest.raises(Ongeldig, match="geen werkblad"):
            read_werkblad(data)


def test_an_answer_that_is_too_long_is_named() -> None:
    data = fill_docx(word.write_werkblad(KLEINE_KAART, TOEN), {"G2a": "x" * (MAX_TEKST + 1)})

    with pytest.raises(Ongeldig, match="antwoord bij G2a is te lang"):
        read_werkblad(data)


@settings(max_examples=60, deadline=None)
@given(
    plaats=st.integers(min_value=0),
    waarde=st.binary(min_size=1, max_size=8),
    soort=st.sampled_from(["docx", "xlsx", "pdf"]),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(plaats: int, waarde: bytes, soort: str) -> None:
    data = bytearray(SCHRIJVERS[soort](KLEINE_KAART, TOEN))
    plaats %= len(data)
    data[plaats : plaats + len(waarde)] = waarde
    try:
        assert isinstance(read_werkblad(bytes(data)), Werkblad)
    except Ongeldig as fout:
        assert str(fout)


@settings(max_examples=40, deadline=None)
@given(
    xml=st.binary(max_size=300), deel=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
)
def test_a_damaged_part_of_a_workbook_is_read_or_refused(xml: bytes, deel: str) -> None:
    data = remake(fill_xlsx(excel.write_werkblad(KLEINE_KAART, TOEN), {"G1": "Samen."}), {deel: xml})
    try:
        assert isinstance(read_werkblad(data), Werkblad)
    except Ongeldig as fout:
        assert str(fout)


def test_a_locked_file_is_told_to_be_locked() -> None:
    data = bytearray(make_docx())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as pakket:
        eerste = pakket.infolist()[0]
    midden = data.find(b"PK\x01\x02")
    data[midden + 8] |= 1
    assert eerste.filename

    with pytest.raises(Ongeldig, match="wachtwoord"):
        read_werkblad(bytes(data))

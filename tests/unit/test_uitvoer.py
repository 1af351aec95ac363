"""Each format is read back by another program than wrote it: nothing is lost, changed, run or fetched."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from gesprekskaart.rapport import make_rapport
from gesprekskaart.sessie import Deelnemer, Gesprek, Partnerschap, SoortSessie
from gesprekskaart.tekst import MAX_TEKST, clean_tekst
from gesprekskaart.uitvoer.csvtabel import write_csv, write_tabel
from gesprekskaart.uitvoer.excel import write_excel
from gesprekskaart.uitvoer.markdown import write_markdown
from gesprekskaart.uitvoer.tabellen import make_tabellen
from gesprekskaart.uitvoer.webpagina import write_html
from gesprekskaart.uitvoer.word import write_word
from gesprekskaart.verslag import (
    Actieinhoud,
    Afspraakinhoud,
    Deelnemerinhoud,
    Reactie,
    Standpuntinhoud,
    Verschilinhoud,
    Verslag,
)
from tests.unit.test_pdf import TOEN, answer, make_concept, make_inhoud, make_reactie, make_versie, read_example

SCHRIJVERS: dict[str, Callable[[Verslag], bytes]] = {
    "docx": lambda verslag: write_word(make_rapport(verslag)),
    "xlsx": write_excel,
    "csv": write_csv,
    "html": lambda verslag: write_html(make_rapport(verslag)),
    "md": lambda verslag: write_markdown(make_rapport(verslag)),
}


class Lezer(HTMLParser):
    """The words of a page, and every tag with its attributes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.woorden: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.woorden.append(data)


def read_docx(data: bytes) -> str:
    """All text of the body, with the line ends that people typed."""
    tekens = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    alineas = Document(io.BytesIO(data)).element.body.iter(qn("w:p"))
    return "\n".join("".join(tekens.get(e.tag, e.text or "") for e in a.iter(qn("w:t"), *tekens)) for a in alineas)


def read_xlsx(data: bytes) -> str:
    werkmap = load_workbook(io.BytesIO(data))
    return "\n".join(str(cel.value) for blad in werkmap for rij in blad.rows for cel in rij if cel.value is not None)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_html(data: bytes) -> str:
    return "".join(Lezer(data).woorden)


def read_md(data: bytes) -> str:
    """As a reader of Markdown shows it."""
    return read_html(MarkdownIt("commonmark").enable("table").render(data.decode()).encode())


LEZERS: dict[str, Callable[[bytes], str]] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "csv": lambda data: "\n".join(cel for rij in read_csv(data) for cel in rij),
    "html": read_html,
    "md": read_md,
}


def fold(tekst: str) -> str:
    """Without white space: where a line is broken is for each format to say."""
    return "".join(tekst.split()).replace("\u200b", "")


def make_vol(tekst: str) -> Verslag:
    """A draft in which somebody wrote this in an answer, an agreement and an action, and a line of it in names."""
    regel = " ".join(clean_tekst(tekst)[:60].split()) or "x"
    return make_concept(
        gesprek=Gesprek(soort=SoortSessie.REGIOGESPREK, titel=regel),
        partnerschappen=(Partnerschap(code="LWZ", naam=regel),),
        antwoorden=(answer(tekst),),
        deelnemers=(Deelnemerinhoud(nummer=1, rol=regel),),
        afspraken=(Afspraakinhoud(nummer="2026-01", tekst=tekst),),
        acties=(Actieinhoud(nummer="1", tekst=tekst, eigenaar=regel, termijn=date(2026, 9, 1)),),
    )


LASTIG = (
    "ë ø Ł ć Ayşe & Zoë <3",
    "👩‍🏫 emoji 🏳️‍🌈",
    "مرحبا بالعالم Γειά σου",
    "\u202eomgekeerd\u202c \x00nul \ud800half \ufeff",
    "<b>vet</b> <img src=file:///etc/passwd> <script>alert(1)</script> {{ 7*7 }} {% raw %}",
    '=HYPERLINK("http://x.nl";"klik")',
    "+31 6 12 - @SUM(A1) \t=1+1",
    "# geen kop\n- geen lijst\n1. geen nummer\n> geen citaat\n```\n| a | b |\n"
    "[x](http://y.nl) ![z](file:///q) www.a.nl a@b.nl",
    "    vier spaties\n\n\n\nen verder\\",
    "w" * 10_000,
)


@pytest.mark.parametrize("formaat", SCHRIJVERS)
@pytest.mark.parametrize("tekst", LASTIG, ids=range(len(LASTIG)))
def test_what_people_wrote_comes_back_as_they_wrote_it(formaat: str, tekst: str) -> None:
    data = SCHRIJVERS[formaat](make_vol(tekst))

    assert fold(clean_tekst(tekst)) in fold(LEZERS[formaat](data))


@pytest.mark.parametrize("formaat", SCHRIJVERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tekst=st.text(st.characters(), min_size=1, max_size=120))
@example(tekst="&amp; \\* _ ~~x~~ $y$")
@example(tekst="0)\n0.\n+ \n***\n---\n===")
@example(tekst="\x85\u2028\u2029\x0b\x1f")
def test_any_text_comes_back(formaat: str, tekst: str) -> None:
    geschreven = clean_tekst(tekst)
    if not geschreven.strip():
        return
    data = SCHRIJVERS[formaat](make_vol(tekst))

    assert fold(geschreven) in fold(LEZERS[formaat](data))


@pytest.mark.parametrize("formaat", SCHRIJVERS)
@pytest.mark.parametrize("nummer", [0, 1])
def test_the_same_report_gives_the_same_bytes(formaat: str, nummer: int) -> None:
    verslag = read_example(nummer, 1)

    assert SCHRIJVERS[formaat](verslag) == SCHRIJVERS[formaat](verslag)


@pytest.mark.parametrize("formaat", SCHRIJVERS)
def test_a_draft_is_marked_in_every_format(formaat: str) -> None:
    concept = make_concept(acties=(Actieinhoud(nummer="1", tekst="Bellen"),))
    versie = make_versie(1, concept.inhoud)
    bevroren = Verslag(inhoud=versie.inhoud, versie=versie, gemaakt_op=TOEN)

    assert "Concept" in LEZERS[formaat](SCHRIJVERS[formaat](concept))
    gelezen = LEZERS[formaat](SCHRIJVERS[formaat](bevroren))
    assert "Concept" not in gelezen
    assert "Versie 1, ter reactie" in gelezen


def make_groot() -> Verslag:
    """200 actions, 40 partnerships that all react, and answers as long as they may be."""
    partnerschappen = tuple(Partnerschap(code=f"P{n}", naam=f"Partnerschap {n}") for n in range(40))
    inhoud = make_inhoud(
        partnerschappen=partnerschappen,
        antwoorden=tuple(answer("Zin na zin. " * (MAX_TEKST // 12), code=p.code) for p in partnerschappen[:10]),
        acties=tuple(Actieinhoud(nummer=str(n), tekst="Doen " * 40, eigenaar="iemand") for n in range(1, 201)),
    )
    reacties: tuple[Reactie, ...] = tuple(make_reactie(p.code, naam=f"Naam {p.code}") for p in partnerschappen)
    versie = make_versie(1, inhoud, reacties=reacties)
    return Verslag(inhoud=inhoud, versie=versie, gemaakt_op=TOEN)


@pytest.mark.parametrize("formaat", SCHRIJVERS)
def test_a_large_report_is_there_within_seconds(formaat: str) -> None:
    verslag = make_groot()
    begin = time.process_time()
    data = SCHRIJVERS[formaat](verslag)

    assert time.process_time() - begin < 5
    gelezen = LEZERS[formaat](data)
    assert gelezen.count("Doen Doen") >= 200
    if formaat in ("docx", "html", "md"):
        assert gelezen.count("Naam P") == 40


# -- Word -------------------------------------------------------------------------------------------------------------


def test_a_word_document_has_real_headings_and_dutch_and_tables_with_a_repeated_header() -> None:
    document: Any = Document(io.BytesIO(SCHRIJVERS["docx"](read_example(0, 1))))
    koppen = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]

    assert ("Heading 1", "Samenvatting van dit gesprek") in koppen
    assert any(stijl == "Heading 2" and tekst.startswith("G1  ") for stijl, tekst in koppen)
    assert any(p.style.name == "List Bullet" for p in document.paragraphs)
    assert {taal.get(qn("w:val")) for taal in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    assert document.tables
    assert all(t._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for t in document.tables)
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.title == "Verslag Regiogesprek Onderwijsregio Zilverwaard"
    velden = {veld.get(qn("w:instr")) for veld in document.sections[0].footer._element.iter(qn("w:fldSimple"))}
    assert velden == {"PAGE", "NUMPAGES"}
    assert "Fictief voorbeeld" in document.sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("begin", ["Afspraak 2026-01", "Reden bij", "Vijf functies"])
def test_in_word_what_something_is_called_stays_on_the_page_of_what_it_says(begin: str) -> None:
    document: Any = Document(io.BytesIO(SCHRIJVERS["docx"](read_example(0, 1))))
    regels = [p for p in document.paragraphs if p.text.startswith(begin) and " · " in p.text]
    assert regels
    assert all(regel.paragraph_format.keep_with_next for regel in regels)


def test_numbers_and_dates_stand_under_their_header_and_not_against_the_next_column() -> None:
    acties: Any = load_workbook(io.BytesIO(SCHRIJVERS["xlsx"](read_example(0, 1))))["acties"]
    assert {cel.alignment.horizontal for rij in acties.iter_rows() for cel in rij} == {"left"}


def test_no_office_file_points_outside_itself() -> None:
    for formaat in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(SCHRIJVERS[formaat](make_vol(LASTIG[4])))) as pakket:
            relaties = [pakket.read(naam) for naam in pakket.namelist() if naam.endswith(".rels")]
            assert not any(b'TargetMode="External"' in relatie for relatie in relaties)
            assert not any("vba" in naam.lower() for naam in pakket.namelist())


# -- Excel and CSV ----------------------------------------------------------------------------------------------------


def test_cells_have_types_and_sheets_have_filters() -> None:
    werkmap = load_workbook(io.BytesIO(write_excel(read_example(0, 1))))

    tabellen = ["afspraken", "acties", "antwoorden", "conclusies", "peilingen", "verschillen", "issues"]
    assert werkmap.sheetnames == ["verslag", *tabellen]
    assert all(blad.sheet_properties.pageSetUpPr.fitToPage for blad in werkmap), "all columns fit on a page"
    acties = werkmap["acties"]
    koppen = [cel.value for cel in acties[1]]
    rij = dict(zip(koppen, acties[2], strict=True))
    assert isinstance(rij["Termijn"].value, datetime)
    assert rij["Termijn"].number_format == "D-M-YYYY"
    assert rij["Nummer"].value == 1
    assert acties.freeze_panes == "B2"
    assert acties.auto_filter.ref == f"A1:H{acties.max_row}"
    peilingen = werkmap["peilingen"]
    kolom = [cel.value for cel in peilingen[1]].index("Stemmen")
    assert all(isinstance(rij[kolom].value, int) for rij in peilingen.iter_rows(min_row=2))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", " =", "\n="])
def test_nothing_that_people_wrote_is_a_formula(begin: str) -> None:
    tekst = f"{begin}1+1"
    verslag = make_concept(acties=(Actieinhoud(nummer="1", tekst=tekst),))
    cel = load_workbook(io.BytesIO(write_excel(verslag)))["acties"]["B2"]

    assert cel.data_type == "s"
    assert cel.value == tekst
    assert cel.quotePrefix
    rij = read_csv(write_csv(verslag))[1]
    assert f"'{tekst}" in rij
    assert not any(waarde.lstrip().startswith(("=", "+", "-", "@")) for waarde in rij)


def test_csv_holds_agreements_and_actions_in_dutch_notation() -> None:
    koppen, *rijen = read_csv(write_csv(read_example(0, 1)))

    assert koppen[:6] == ["Soort", "Nummer", "Tekst", "Wie", "Termijn", "Stand"]
    assert {rij[0] for rij in rijen} == {"afspraak", "actie"}
    assert all(re.fullmatch(r"(\d{1,2}-\d{1,2}-\d{4})?", rij[4]) for rij in rijen)
    assert {rij[-1] for rij in rijen} == {"Versie 1, ter reactie, fictief voorbeeld"}


def test_answers_say_whether_they_are_empty_or_were_not_discussed() -> None:
    verslag = read_example(0, 1)
    antwoorden = next(tabel for tabel in make_tabellen(verslag) if tabel.naam == "antwoorden")
    koppen, *rijen = read_csv(write_tabel(verslag, antwoorden))
    standen = {rij[koppen.index("Stand")] for rij in rijen}

    assert standen == {"ingevuld", "leeg", "niet besproken"}
    assert len(rijen) == len(antwoorden.rijen)


def test_a_workbook_has_each_view_word_for_word() -> None:
    lang = "Wij blijven erbij: een groeiplek telt niet mee. " * 40
    standpunten = (
        Standpuntinhoud(partnerschap="LWZ", standpunt="Twee jaar.", minderheidsstandpunt=lang.strip()),
        Standpuntinhoud(partnerschap="ASV", standpunt="Drie jaar."),
    )
    verschil = Verschilinhoud(nummer="V1", titel="Wat telt mee?", standpunten=standpunten, eens="Dat het telt.")
    blad: Any = load_workbook(io.BytesIO(write_excel(make_concept(verschillen=(verschil,)))))["verschillen"]
    koppen, *rijen = blad.iter_rows(values_only=True)

    gelezen = [dict(zip(koppen, rij, strict=True)) for rij in rijen]
    assert [(r["Nummer"], r["Partnerschap"], r["Standpunt"], r["Minderheidsstandpunt"]) for r in gelezen] == [
        ("V1", "LWZ", "Twee jaar.", lang.strip()),
        ("V1", "ASV", "Drie jaar.", None),
    ]
    assert {rij["Wel eens"] for rij in gelezen} == {"Dat het telt."}


def test_a_difference_at_which_nobody_wrote_yet_has_its_row() -> None:
    verslag = make_concept(verschillen=(Verschilinhoud(nummer="V1", titel="Wat telt mee?"),))
    (tabel,) = (tabel for tabel in make_tabellen(verslag) if tabel.naam == "verschillen")
    assert [rij[:4] for rij in tabel.rijen] == [("V1", "Wat telt mee?", "", "")]


# -- the web page -----------------------------------------------------------------------------------------------------


def test_a_web_page_needs_nothing_else_and_runs_nothing() -> None:
    lezer = Lezer(SCHRIJVERS["html"](make_vol(LASTIG[4])))

    assert not {"script", "img", "link", "iframe", "object"} & {tag for tag, _ in lezer.tags}
    assert not any(naam in kenmerken for _, kenmerken in lezer.tags for naam in ("src", "srcset", "style", "onclick"))
    assert all((kenmerken["href"] or "").startswith("#") for tag, kenmerken in lezer.tags if tag == "a")
    assert ("html", {"lang": "nl"}) in lezer.tags


def test_a_web_page_can_be_walked_by_headings_and_tables_have_scopes() -> None:
    lezer = Lezer(SCHRIJVERS["html"](read_example(0, 1)))
    tags = [tag for tag, _ in lezer.tags]
    ids = [kenmerken["id"] for _, kenmerken in lezer.tags if "id" in kenmerken]
    doelen = {(kenmerken["href"] or "")[1:] for tag, kenmerken in lezer.tags if tag == "a"}

    assert tags.count("h1") == 1
    assert {kenmerken.get("scope") for tag, kenmerken in lezer.tags if tag == "th"} == {"col", "row"}
    assert len(ids) == len(set(ids))
    assert doelen == set(ids)
    assert "caption" in tags


# -- Markdown ---------------------------------------------------------------------------------------------------------


def test_markdown_that_people_wrote_makes_no_headings_links_or_pictures() -> None:
    html = MarkdownIt("commonmark").enable("table").render(SCHRIJVERS["md"](make_vol(LASTIG[7])).decode())
    tags = {tag for tag, _ in Lezer(html.encode()).tags}

    assert not tags & {"a", "img", "code", "pre", "ol", "script"}
    assert not re.search(r"<h\d>geen kop|<li>geen lijst|<blockquote>\s*<p>geen citaat", html)


def test_the_content_without_names_gives_the_fingerprint() -> None:
    verslag = read_example(0, 1)
    namen = [naam for naam in verslag.namen.values() if naam]

    assert verslag.versie is not None
    assert hashlib.sha256(verslag.inhoud.canonical).hexdigest() == verslag.versie.vingerafdruk
    assert not any(Deelnemer(nummer=1, naam=naam).naam in json.loads(verslag.inhoud.canonical) for naam in namen)

"""Every PDF can be read by whoever cannot see it, and kept for years: judged by another program, and read back."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesprekskaart.account import Wie
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.pdf import Variant, render_verslag
from gesprekskaart.pdf.afwerking import Bijlage, Documentgegevens, finish
from gesprekskaart.pdf.kleurprofiel import make_srgb
from gesprekskaart.pdf.merken import Knoop
from gesprekskaart.ports import Ports
from gesprekskaart.services.deurposter import make_adres, make_deurposter
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Gesprek, Partnerschap, Sessie, SoortSessie
from gesprekskaart.tekst import clean_tekst
from gesprekskaart.verslag import Actieinhoud, Afspraakinhoud, Deelnemerinhoud, ReactieSoort, Verslag
from tests.unit.pdfboom import Element, list_fouten, read_boom
from tests.unit.test_pdf import (
    TOEN,
    answer,
    make_concept,
    make_groepsverslag,
    make_inhoud,
    make_peiling,
    make_reactie,
    make_versie,
    note,
    read_example,
)

VIJANDIG = (
    "Ayşe, Zoë, Sørensen, Łukasz Ćwikła 👍🏽 عائشة עזרא Αθήνα 漢 <b>vet</b> <img src=file:///etc/passwd> "
    "links\u202erechts nul\x00byte half\ud800 =1+1 & < > \u200f\u00ad ﷽ 👩‍🏫 ᴀ ☎"
)


def make_vijandig() -> Verslag:
    """Everything at once that people may write, and more of it than they will: 40 signers, 200 actions."""
    tekst = clean_tekst(VIJANDIG)
    partnerschappen = tuple(Partnerschap(code=f"P{n}", naam=f"{tekst} {n}"[:290]) for n in range(40))
    inhoud = make_inhoud(
        gesprek=Gesprek(soort=SoortSessie.REGIOGESPREK, titel=tekst, plaats=tekst, onderwijsregios=(tekst,)),
        partnerschappen=partnerschappen,
        deelnemers=tuple(Deelnemerinhoud(nummer=n, rol=tekst, namens=(f"P{n}",)) for n in range(1, 40)),
        antwoorden=(
            answer("w" * 10_000, code="P1"),
            answer(tekst * 80, code="P2"),
            answer("z " * 10_000, code="P3", vraag="G2a"),
        ),
        afspraken=(Afspraakinhoud(nummer="1", tekst=tekst, resultaat=tekst, toelichting=tekst),),
        acties=tuple(Actieinhoud(nummer=str(n), tekst=tekst, eigenaar=tekst) for n in range(200)),
        peilingen=(make_peiling(anoniem=True, stelling=tekst),),
    )
    soorten = list(ReactieSoort)
    reacties = tuple(
        make_reactie(p.code, soorten[n % 4], naam=f"Łukasz {n}", toelichting=tekst)
        for n, p in enumerate(partnerschappen)
    )
    versie = make_versie(1, inhoud, reacties=reacties, wijzigingen=tekst)
    return Verslag(inhoud=inhoud, versie=versie, namen={1: tekst}, gemaakt_op=TOEN)


GEVALLEN: dict[str, Callable[[], Verslag]] = {
    "zilverwaard": lambda: read_example(0, 2),
    "samen sterk": lambda: read_example(1, 1, definitief=True),
    "leeg": lambda: make_concept(kaart=shipped_kaarten()[0], partnerschappen=()),
    "groepen": lambda: make_groepsverslag(groepsnotities=(note("Wie beslist?"),)),
    "vijandig": make_vijandig,
}


@cache
def render(geval: str, variant: Variant = Variant.VOLLEDIG) -> bytes:
    return render_verslag(GEVALLEN[geval](), variant)


@cache
def boom(geval: str, variant: Variant = Variant.VOLLEDIG) -> Element:
    return read_boom(render(geval, variant))


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("geval", GEVALLEN)
def test_every_report_is_valid_as_pdf_ua_and_as_pdf_a(geval: str, variant: Variant) -> None:
    assert list_fouten(render(geval, variant)) == []


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=300), st.sampled_from(Variant))
def test_whatever_is_written_the_report_is_valid(tekst: str, variant: Variant) -> None:
    schoon = clean_tekst(f"vooraan {tekst} achteraan")
    regel = " ".join(schoon.split())[:200]
    inhoud = make_inhoud(
        gesprek=Gesprek(soort=SoortSessie.REGIOGESPREK, titel=regel),
        antwoorden=(answer(schoon),),
        acties=(Actieinhoud(nummer="1", tekst=schoon, eigenaar=regel),),
        afspraken=(Afspraakinhoud(nummer="1", tekst=schoon),),
        peilingen=(make_peiling(anoniem=True, stelling=regel),),
    )
    data = render_verslag(Verslag(inhoud=inhoud, versie=make_versie(1, inhoud), gemaakt_op=TOEN), variant)
    assert list_fouten(data) == []
    assert "vooraan" in read_boom(data).read()


def test_the_page_for_the_door_is_valid_too_and_its_code_is_told_in_words(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    uitnodiging = make_uitnodiging(wie, sessie.id, ports=ports)
    data = make_deurposter(wie, sessie.id, "https://gesprek.test", ports=ports).data
    assert list_fouten(data) == []
    (beeld,) = read_boom(data).find("Figure")
    assert beeld.alternatief == f"QR-code met het adres {make_adres(uitnodiging, 'https://gesprek.test')}"
    assert "BBox" in beeld.kenmerken


def _take_from(pdf: pikepdf.Pdf, soort: str, sleutel: str) -> None:
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == soort and sleutel in element:
            del element[sleutel]


def _take_key(ding: pikepdf.Object, sleutel: str) -> None:
    del ding[sleutel]


INGREPEN: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "alternatief": lambda pdf: _take_from(pdf, "/Figure", "/Alt"),
    "bereik": lambda pdf: _take_from(pdf, "/TH", "/A"),
    "taal": lambda pdf: _take_key(pdf.Root, "/Lang"),
    "kleurprofiel": lambda pdf: _take_key(pdf.Root, "/OutputIntents"),
    "boom": lambda pdf: _take_key(pdf.Root, "/StructTreeRoot"),
    "soort bijlage": lambda pdf: _take_key(pdf.Root.AF[0], "/AFRelationship"),
    "losse tekst": lambda pdf: pdf.pages[0].contents_add(b"BT /F1 9 Tf 50 50 Td (los) Tj ET"),
}


@pytest.mark.parametrize("wat", INGREPEN)
def test_the_validator_would_see_what_is_missing(wat: str) -> None:
    with pikepdf.open(BytesIO(render("zilverwaard"))) as pdf:
        INGREPEN[wat](pdf)
        uit = BytesIO()
        pdf.save(uit)
    assert list_fouten(uit.getvalue()) != []


# ---------------------------------------------------------------- what is heard


def test_it_is_heard_in_the_order_in_which_it_is_read() -> None:
    geheel = boom("zilverwaard").read()
    plek = 0
    for stuk in (
        "Verslag van het regiogesprek Regiogesprek Onderwijsregio Zilverwaard donderdag 12 maart 2026",
        "Partnerschappen Leerwerkplaats Zilverwaard (LWZ) Academische Opleidingsschool Zilveroever (AOZ)",
        "Inhoud Samenvatting van dit gesprek 3 1 Over dit gesprek 4",
        "Samenvatting van dit gesprek 4 partnerschappen spraken met elkaar",
        "Open punten 2026-02 wacht op instemming van Vakcollege Drevenmark",
        "1.2 Deelnemers Nr Wie Namens Mandaat Aanwezigheid 1 Annelies Brouwhuis programmaleider, Stichting Meerstroom",
        "2 Goal G1 Wat dragen onze partnerschappen bij",
        "LWZ Leerwerkplaats Zilverwaard · vooraf Wij leiden 171 van de 214 pabostudenten op",
        "Gezamenlijke conclusie",
        "Staafdiagram van peiling P1: volledig eens 2",
        "Keuze Stemmen Deel Wie volledig eens 2 50%",
        "Afspraak 2026-01 · vastgesteld Twee keer per jaar",
        "Handtekening",
        "10 Verantwoording",
    ):
        assert stuk in geheel[plek:], stuk
        plek = geheel.index(stuk, plek)


def test_running_titles_and_page_numbers_are_not_heard() -> None:
    geheel = boom("zilverwaard").read()
    assert re.search(r"pagina \d+ van", geheel) is None
    assert geheel.count("Fictief voorbeeld") == 1
    assert geheel.count("Nr Wie Namens Mandaat") == 1, "the header of a table that goes on overleaf"


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("geval", GEVALLEN)
def test_headings_skip_no_level(geval: str, variant: Variant) -> None:
    niveaus = [int(e.soort[1]) for e in boom(geval, variant).walk() if re.fullmatch(r"H\d", e.soort)]
    assert niveaus[0] == 1
    assert all(later <= eerder + 1 for eerder, later in pairwise(niveaus))


@pytest.mark.parametrize("geval", GEVALLEN)
def test_every_row_has_the_cells_that_its_header_announces(geval: str) -> None:
    tabellen = boom(geval).find("Table")
    assert tabellen
    for tabel in tabellen:
        kop, *rijen = tabel.find("TR")
        assert all(cel.kenmerken["Scope"] == "/Column" for cel in kop.kinderen)
        assert {len(rij.kinderen) for rij in rijen} == {len(kop.kinderen)}
        for rij in rijen:
            assert all(cel.kenmerken["Scope"] == "/Row" for cel in rij.kinderen if cel.soort == "TH")


def test_what_goes_on_overleaf_stays_one_paragraph_and_one_row() -> None:
    lang = "Dit is een lange taak. " * 400
    alineas = "\n\n".join(f"Zo ging het {n}. " * 50 for n in range(15))
    gelezen = read_boom(render_verslag(make_concept(antwoorden=(answer(alineas),), acties=(_make_actie(lang),))))
    (rij,) = [rij for rij in gelezen.find("TR") if "lange taak" in rij.read()]
    assert rij.read().count("lange taak") == 400
    assert len({blad for cel in rij.kinderen for blad in cel.bladen}) > 1
    over = [alinea for alinea in gelezen.find("P") if len(alinea.bladen) > 1]
    assert over
    assert all(alinea.read().count("Zo ging het") == 50 for alinea in over)


def _make_actie(tekst: str) -> Actieinhoud:
    return Actieinhoud(nummer="1", tekst=tekst)


def test_a_line_of_the_contents_is_a_link_that_says_where_it_leads() -> None:
    regels = boom("zilverwaard").find("Link")
    assert len(regels) > 20
    assert regels[1].read() == "1 Over dit gesprek 4"
    assert regels[1].kenmerken["Contents"] == "Over dit gesprek, pagina 4"


def test_a_fact_is_an_item_of_a_list_with_its_label() -> None:
    punt = next(punt for punt in boom("zilverwaard").find("LI") if punt.read().startswith("Kaart"))
    assert [deel.soort for deel in punt.kinderen] == ["Lbl", "LBody"]


def test_a_point_without_a_label_is_not_heard_as_part_of_the_point_before() -> None:
    punt = next(punt for punt in boom("zilverwaard").find("LI") if "Nog geen reactie" in punt.read())
    assert punt.read() == "Nog geen reactie: LWZ, AOZ, WMD, SOW"


def test_arabic_is_heard_as_it_was_written() -> None:
    gelezen = read_boom(render_verslag(make_concept(antwoorden=(answer("Groet van عائشة en עזרא."),))))
    assert "Groet van عائشة en עזרא." in gelezen.read()


def test_words_at_the_end_of_a_line_stay_apart() -> None:
    woorden = " ".join(f"woord{n}" for n in range(300))
    assert woorden in read_boom(render_verslag(make_concept(antwoorden=(answer(woorden),)))).read()


def test_the_names_of_the_stages_are_english() -> None:
    with pikepdf.open(BytesIO(render("zilverwaard"))) as pdf:
        talen = [
            str(o.Lang)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/H1" and "/Lang" in o
        ]
        assert talen == ["en"] * 4
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert all(pagina.obj.Tabs == "/S" for pagina in pdf.pages)


# ---------------------------------------------------------------- what comes with it


def test_the_source_of_a_version_is_in_the_file_and_gives_its_fingerprint() -> None:
    verslag = read_example(0, 2)
    with pikepdf.open(BytesIO(render("zilverwaard"))) as pdf:
        (bron,) = pdf.attachments.values()
        assert bron.get_file().read_bytes() == verslag.inhoud.canonical
        assert bron.obj.AFRelationship == "/Source"
        assert bron.get_file().mime_type == "application/json"
        assert pdf.Root.AF[0].objgen == bron.obj.objgen
    assert verslag.versie is not None
    assert verslag.inhoud.vingerafdruk == verslag.versie.vingerafdruk


def test_a_draft_has_no_source_to_prove_anything_by() -> None:
    with pikepdf.open(BytesIO(render("leeg"))) as pdf:
        assert len(pdf.attachments) == 0


def test_the_file_says_the_same_of_itself_in_both_places() -> None:
    with pikepdf.open(BytesIO(render("zilverwaard"))) as pdf, pdf.open_metadata() as xmp:
        info = pdf.docinfo
        assert xmp["dc:title"] == info.Title == "Verslag Regiogesprek Onderwijsregio Zilverwaard"
        assert xmp["dc:creator"] == [str(info.Author)]
        assert xmp["dc:description"] == info.Subject
        assert xmp["xmp:CreatorTool"] == info.Creator
        assert xmp["pdf:Producer"] == info.Producer
        assert xmp["xmp:ModifyDate"] == xmp["xmp:CreateDate"] == "2026-04-02T10:00:00+00:00"
        assert info.ModDate == info.CreationDate == "D:20260402100000+00'00'"
        assert not pdf.is_encrypted


def test_the_colour_profile_never_changes() -> None:
    profiel = make_srgb()
    assert len(profiel) == int.from_bytes(profiel[:4]) == 604
    assert profiel[36:40] == b"acsp"


def finish_leeg(titel: str, bron: bytes) -> bytes:
    """One blank page, finished, with this source."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        uit = BytesIO()
        pdf.save(uit)
    gegevens = Documentgegevens(titel=titel, auteur="Proef", onderwerp="Proef", gemaakt_op=TOEN)
    bijlage = Bijlage("bron.json", "application/json", "Proef", bron)
    return finish(uit.getvalue(), Knoop("Document"), [[]], gegevens, bijlage)


def test_no_stream_ends_so_that_its_length_is_in_doubt() -> None:
    """With the line feed behind it a carriage return is one end of line: no longer part of the stream."""
    bron = next(b"%d" % n for n in range(20_000) if zlib.compress(b"%d" % n, 9).endswith(b"\r"))
    data = finish_leeg("Lastig", bron)
    assert b"\r\nendstream" not in data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.attachments["bron.json"].get_file().read_bytes() == bron
    # The streams that are made on saving end as chance has it.
    assert [n for n in range(600) if b"\r\nendstream" in finish_leeg(f"Titel {n}", b"{}")] == []

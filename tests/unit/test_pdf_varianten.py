"""Which report holds what: in full, on one page, decisions only, without names, and as a region arranges its plan."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from gesprekskaart.kaart import Kaart
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.pdf import Variant, render_verslag
from gesprekskaart.regioindeling import find_indeling, shipped_indelingen
from gesprekskaart.sessie import Functie, NietBesproken, Partnerschap
from gesprekskaart.verslag import (
    Actieinhoud,
    Actieterug,
    Afspraakinhoud,
    Afspraakterug,
    Conclusieinhoud,
    Deelnemerinhoud,
    Inhoud,
    Naamzegel,
    ReactieSoort,
    Standpuntinhoud,
    Terugblik,
    Verschilinhoud,
    Verslag,
)
from gesprekskaart.vervolg import Afspraakstand, Instemming
from tests.unit.pdfboom import Element, read_boom
from tests.unit.test_pdf import (
    TOEN,
    answer,
    is_in_order,
    make_concept,
    make_inhoud,
    make_reactie,
    make_versie,
    read_example,
    squeeze,
)

REGIOKOPPEN = [
    "Deelnemende partijen",
    "Aanpak per functie",
    "Uitwerking 100%-ambitie",
    "Basiskwaliteit",
    "Aantallen",
    "Organisatie en besluitvorming",
    "Middelen",
]


def read(verslag: Verslag, variant: Variant) -> str:
    return read_boom(render_verslag(verslag, variant)).read()


def list_koppen(boom: Element, soort: str = "H1") -> list[str]:
    return [kop.read() for kop in boom.find(soort)]


def freeze(inhoud: Inhoud, **velden: object) -> Verslag:
    return Verslag(inhoud=inhoud, versie=make_versie(1, inhoud, **velden), gemaakt_op=TOEN)


# ---------------------------------------------------------------- the summary


def test_the_summary_is_one_page_right_behind_the_contents() -> None:
    for verslag in (read_example(0, 2), read_example(1, 1)):
        paginas = PdfReader(BytesIO(render_verslag(verslag))).pages
        assert "Samenvatting van dit gesprek" in paginas[2].extract_text()
        assert "Minderheidsstandpunten en voorbehouden" in paginas[2].extract_text()
        assert "Over dit gesprek" in paginas[3].extract_text()


def make_bewogen() -> Verslag:
    """A conversation that agreed on little."""
    afspraken = [Afspraakinhoud(nummer=f"2026-{n:02}", tekst=f"Afspraak {n} " * 40) for n in range(1, 30)]
    afspraken[0] = afspraken[0].model_copy(update={"instemmingen": (Instemming(bestuur="Kindrijk"),)})
    afspraken[1] = afspraken[1].model_copy(update={"stand": Afspraakstand.VERVALLEN})
    standpunt = Standpuntinhoud(partnerschap="AOZ", minderheidsstandpunt="Wij zien dit anders. " * 40)
    inhoud = make_inhoud(
        afspraken=tuple(afspraken),
        acties=(Actieinhoud(nummer="1", tekst="Tellen"),),
        verschillen=tuple(
            Verschilinhoud(nummer=f"V{n}", titel="Wat telt mee?", verder="Later. " * 40, standpunten=(standpunt,))
            for n in range(1, 9)
        ),
        niet_besproken=(NietBesproken(sleutel="G2"),),
        geparkeerd=("G1",),
    )
    reactie = make_reactie("LWZ", ReactieSoort.NIET_AKKOORD, toelichting="Eerst de cijfers.")
    return freeze(inhoud, reacties=(reactie,))


def make_verdeeld() -> Verslag:
    """A conversation in which 20 partnerships have nothing to share but that they see it otherwise."""
    partnerschappen = tuple(Partnerschap(code=f"P{n}", naam=f"Partnerschap {n}") for n in range(20))
    reacties = tuple(
        make_reactie(p.code, ReactieSoort.NIET_AKKOORD, toelichting="Wij zien dit anders. " * 40)
        for p in partnerschappen
    )
    return freeze(make_inhoud(partnerschappen=partnerschappen), reacties=reacties)


@pytest.mark.parametrize("make", [make_bewogen, make_verdeeld])
def test_the_summary_stays_one_page_when_there_is_much_to_tell(make: Callable[[], Verslag]) -> None:
    paginas = PdfReader(BytesIO(render_verslag(make(), Variant.SAMENVATTING))).pages
    assert "Open punten" in paginas[1].extract_text()
    assert "Wat we samen concludeerden" in paginas[2].extract_text()


def test_the_summary_tells_agreements_open_points_and_who_sees_it_otherwise() -> None:
    geheel = read(make_bewogen(), Variant.SAMENVATTING)
    for stuk in (
        "2 partnerschappen spraken met elkaar: donderdag 12 maart 2026",
        "Dat leverde 28 afspraken en 1 actie op.",
        "2026-01 Afspraak 1 Afspraak 1",
        "(concept)",
        "En nog 22; ze staan in het volledige verslag.",
        "2026-01 wacht op instemming van Kindrijk",
        "V1 Wat telt mee? Later.",
        "AOZ Wij zien dit anders.",
    ):
        assert stuk in geheel, stuk
    assert "2026-02" not in geheel, "what was dropped is no agreement"


def test_the_summary_of_a_follow_up_keeps_what_came_along_apart_from_what_is_new() -> None:
    terug = Terugblik(
        titel="Eerste ronde",
        afspraken=(Afspraakterug(nummer="2026-01"), Afspraakterug(nummer="2026-02")),
        acties=(Actieterug(nummer="1"),),
    )
    inhoud = make_inhoud(
        terugblik=terug,
        afspraken=(
            Afspraakinhoud(nummer="2026-01", tekst="Tellen"),
            Afspraakinhoud(nummer="2026-02", tekst="Delen", stand=Afspraakstand.VERVALLEN),
            Afspraakinhoud(nummer="2026-03", tekst="Ook wisselplekken"),
        ),
        acties=(Actieinhoud(nummer="1", tekst="Formulier"),),
    )
    geheel = read(freeze(inhoud), Variant.SAMENVATTING)
    assert "Dat leverde 1 nieuwe afspraak en geen nieuwe acties op." in geheel
    assert "Mee uit het vorige gesprek: 2 afspraken en 1 actie." in geheel


def test_a_refusal_stands_in_the_summary_as_a_minority_view() -> None:
    reacties = (
        make_reactie("LWZ", ReactieSoort.NIET_AKKOORD, toelichting="Eerst de cijfers."),
        make_reactie("AOZ", ReactieSoort.AKKOORD, toelichting="Mooi zo."),
    )
    geheel = read(freeze(make_inhoud(), reacties=reacties), Variant.SAMENVATTING)
    samenvatting = geheel[: geheel.index("Wat we samen concludeerden")]
    assert "LWZ niet akkoord: Eerst de cijfers." in samenvatting
    assert "Mooi zo." not in samenvatting


def test_every_reserve_of_a_partnership_stands_in_the_summary() -> None:
    reacties = (
        make_reactie("AOZ", voorbehoud_bestuur=True, ondertekenaar=3),
        make_reactie("LWZ", ReactieSoort.MET_VOORBEHOUD, toelichting="Mits het kan.", ondertekenaar=2),
        make_reactie("LWZ", ReactieSoort.NIET_AKKOORD, toelichting="Eerst de cijfers.", ondertekenaar=1),
    )
    geheel = read(freeze(make_inhoud(), reacties=reacties), Variant.SAMENVATTING)
    samenvatting = geheel[: geheel.index("Wat we samen concludeerden")]
    assert "LWZ niet akkoord: Eerst de cijfers. LWZ akkoord met voorbehoud: Mits het kan." in samenvatting
    assert "AOZ akkoord, onder voorbehoud van instemming van het bestuur" in samenvatting


def test_what_nobody_answered_yet_is_an_open_point() -> None:
    inhoud = make_inhoud(acties=(Actieinhoud(nummer="7"),), niet_besproken=(NietBesproken(sleutel="G2a"),))
    geheel = read(freeze(inhoud), Variant.SAMENVATTING)
    for stuk in ("Niet besproken: G2a", "Nog geen eigenaar: actie 7", "Nog geen reactie: LWZ, AOZ"):
        assert stuk in geheel, stuk
    assert "Er staat geen punt meer open." in read(make_concept(), Variant.SAMENVATTING)


def test_the_summary_has_every_conclusion_and_no_answer() -> None:
    inhoud = make_inhoud(
        antwoorden=(answer("Een heel eigen antwoord."),),
        conclusies=(
            Conclusieinhoud(vraag="G1", conclusie="Samen verder."),
            Conclusieinhoud(vraag="G2", overeenkomsten="Dezelfde zorg.", verschillen="Ander tempo."),
        ),
    )
    geheel = read(freeze(inhoud), Variant.SAMENVATTING)
    assert "G1 Wat dragen wij bij? Samen verder." in geheel
    assert "Overeenkomsten Dezelfde zorg. Verschillen Ander tempo." in geheel
    assert "eigen antwoord" not in geheel


# ---------------------------------------------------------------- decisions only


def test_the_list_of_decisions_has_decisions_actions_and_reactions_only() -> None:
    boom = read_boom(render_verslag(read_example(0, 2), Variant.BESLUITEN))
    geheel = boom.read()
    assert list_koppen(boom)[1:] == ["1 Besluiten", "2 Reacties", "3 Verantwoording"]
    delen = ["K1 Federatie met één tafel Opleiden gekozen", "Afspraak 2026-01", "Telformat maken", "nog geen reactie"]
    assert is_in_order(delen, squeeze(geheel))
    assert "Wat dragen onze partnerschappen bij" not in geheel
    assert read_example(0, 2).inhoud.vingerafdruk in squeeze(geheel)


# ---------------------------------------------------------------- without names


def make_met_namen() -> Verslag:
    inhoud = make_inhoud(
        deelnemers=(
            Deelnemerinhoud(nummer=1, rol="programmaleider", organisatie="Stichting Kindrijk", naamafdruk="0" * 64),
            Deelnemerinhoud(nummer=2, rol="rector"),
        ),
        antwoorden=(answer("Ayşe Yılmaz belde met Jörgen Tielema, en yilmaz mailde terug."),),
        afspraken=(Afspraakinhoud(nummer="1", tekst="Tielema trekt dit."),),
        acties=(Actieinhoud(nummer="1", tekst="Bellen", deelnemer=1, eigenaar="Ayşe Yılmaz, Stichting Kindrijk"),),
    )
    zegels = (
        Naamzegel(nummer=1, naam="Ayşe Yılmaz", zout="0" * 32),
        Naamzegel(nummer=2, naam="Jörgen Tielema", zout="1" * 32),
    )
    reactie = make_reactie("LWZ", naam="Zoë van Dijk", rol="bestuurder")
    versie = make_versie(1, inhoud, namen=zegels, reacties=(reactie,), bevroren_door="Ayşe Yılmaz")
    return Verslag(inhoud=inhoud, namen={1: "Ayşe Yılmaz", 2: "Jörgen Tielema"}, versie=versie, gemaakt_op=TOEN)


def test_without_names_nobody_is_named_anywhere_in_the_file() -> None:
    data = render_verslag(make_met_namen(), Variant.ANONIEM)
    with pikepdf.open(BytesIO(data)) as pdf:
        ruw = " ".join(str(o) for o in pdf.objects if isinstance(o, pikepdf.String)) + str(pdf.docinfo)
        assert len(pdf.attachments) == 0
    geheel = read_boom(data).read() + ruw
    for naam in ("Ayşe", "Yılmaz", "yilmaz", "Tielema", "Zoë", "Dijk", "Stichting Kindrijk"):
        assert naam not in geheel, naam
        assert naam in read(make_met_namen(), Variant.VOLLEDIG), naam
    for stuk in ("persoon 1 belde met persoon 2", "programmaleider", "bestuurder", "Leerwerkplaats Zilverwaard"):
        assert stuk in geheel, stuk


def test_without_names_a_signer_has_no_organisation_either() -> None:
    reactie = make_reactie("LWZ", naam="Zoë van Dijk", rol="bestuurder, Stichting Kindrijk", ondertekenaar=1)
    geheel = read(freeze(make_inhoud(), reacties=(reactie,)), Variant.ANONIEM)
    assert "akkoord; mandaat, dinsdag 17 maart 2026" in geheel
    for deel in ("Zoë", "Dijk", "Kindrijk"):
        assert deel not in geheel, deel


def test_without_names_the_fingerprint_is_still_that_of_the_version() -> None:
    verslag = make_met_namen()
    assert verslag.inhoud.vingerafdruk in squeeze(read(verslag, Variant.ANONIEM))


def test_without_names_the_comparison_with_the_version_before_gives_nobody_away() -> None:
    verslag = make_met_namen()
    andere = verslag.inhoud.model_copy(
        update={"deelnemers": (Deelnemerinhoud(nummer=1, rol="programmaleider", organisatie="Vakcollege Oud"),)}
    )
    eerste = make_versie(1, andere)
    vervolg = verslag.model_copy(update={"eerdere": (eerste,), "versie": make_versie(2, verslag.inhoud)})
    assert "Vakcollege Oud" in read(vervolg, Variant.VOLLEDIG)
    assert "Vakcollege Oud" not in read(vervolg, Variant.ANONIEM)


def test_without_names_who_was_to_do_it_has_no_organisation_in_the_look_back_either() -> None:
    actie = Actieterug(
        nummer="1", eigenaar="rector, Vakcollege Oud", deelnemer=1, rol="rector", organisatie="Vakcollege Oud"
    )
    los = Actieterug(nummer="2", eigenaar="regiobureau")
    verslag = freeze(make_inhoud(terugblik=Terugblik(titel="Vorige keer", acties=(actie, los))))
    assert "Wie rector, Vakcollege Oud" in read(verslag, Variant.VOLLEDIG)
    geheel = read(verslag, Variant.ANONIEM)
    assert ("Wie rector" in geheel, "Wie regiobureau" in geheel, "Vakcollege" in geheel) == (True, True, False)


# ---------------------------------------------------------------- as a region arranges its plan


@pytest.mark.parametrize("kaart", shipped_kaarten(), ids=lambda kaart: kaart.id)
def test_every_card_has_an_indeling_that_names_what_is_on_it(kaart: Kaart) -> None:
    indeling = shipped_indelingen()[kaart.id]
    assert [kop.titel for kop in indeling.koppen] == REGIOKOPPEN
    assert find_indeling(kaart) == indeling


def test_a_card_of_ones_own_has_the_same_headings() -> None:
    boom = read_boom(render_verslag(make_concept(), Variant.REGIO))
    koppen = [kop.split(" ", 1)[1] for kop in list_koppen(boom)[2:]]
    assert koppen == [*REGIOKOPPEN, "Reacties", "Verantwoording"]
    assert boom.read().count("Hierover is in dit gesprek niets vastgelegd.") >= 4 + len(Functie)


def test_answers_agreements_and_options_come_under_their_heading() -> None:
    delen = [squeeze(deel.read()) for deel in read_boom(render_verslag(read_example(0, 2), Variant.REGIO)).find("Sect")]
    hoofdstuk = dict(zip(REGIOKOPPEN, delen[2:], strict=False))
    assert all(squeeze(kop) in deel for kop, deel in hoofdstuk.items())
    ambitie = hoofdstuk["Uitwerking 100%-ambitie"]
    for stuk in ("Afspraak2026-01", "K1Federatiemetééntafel", "OS2c"):
        assert stuk in ambitie, stuk
    assert squeeze("171 van 214 studenten") in hoofdstuk["Aantallen"]
    assert "OO5" in hoofdstuk["Middelen"]


def test_an_agreement_under_no_heading_is_not_lost() -> None:
    los = Afspraakinhoud(nummer="9", tekst="Samen naar zee")
    bij = Afspraakinhoud(nummer="8", tekst="Samen werven", functies=(Functie.WERVEN,))
    boom = read_boom(render_verslag(make_concept(afspraken=(los, bij)), Variant.REGIO))
    geheel, delen = boom.read(), boom.find("Sect")
    (overig,) = [deel.read() for deel in delen if deel.read().startswith("8 Overige afspraken")]
    assert "Samen naar zee" in overig
    assert geheel.count("Samen naar zee") == geheel.count("Samen werven") == 1


# ---------------------------------------------------------------- what changed


def test_what_changed_since_the_version_before_is_told_and_marked() -> None:
    geheel = read(read_example(0, 2), Variant.VOLLEDIG)
    assert "Wijzigingen ten opzichte van versie 1" in geheel
    assert "Afspraak 2026-05 · gewijzigd Was Minstens 25 wisselplekken" in geheel
    assert "Wordt Minstens 30 wisselplekken" in geheel
    assert "vingerafdruk van de naam" not in geheel, "another salt is no change to anybody"
    assert "Wijzigingen ten opzichte" not in read(read_example(0, 1), Variant.VOLLEDIG)


def test_a_long_text_that_changed_is_shown_around_the_change() -> None:
    lang = "woord " * 1_500
    eerste = make_versie(1, make_inhoud(antwoorden=(answer(f"{lang}oud {lang}"),)))
    inhoud = make_inhoud(antwoorden=(answer(f"{lang}nieuw {lang}"),))
    verslag = Verslag(inhoud=inhoud, versie=make_versie(2, inhoud), eerdere=(eerste,), gemaakt_op=TOEN)
    geheel = read(verslag, Variant.VOLLEDIG)
    assert geheel.count("woord oud woord") == 1
    assert geheel.count("woord nieuw woord") == 2


def test_a_sentence_that_was_added_keeps_its_space() -> None:
    eerste = make_versie(1, make_inhoud(antwoorden=(answer("Wij tellen."),)))
    inhoud = make_inhoud(antwoorden=(answer("Wij tellen. En nog eens."),))
    verslag = Verslag(inhoud=inhoud, versie=make_versie(2, inhoud), eerdere=(eerste,), gemaakt_op=TOEN)
    assert read(verslag, Variant.VOLLEDIG).count("Wij tellen. En nog eens.") == 2


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("variant", Variant)
def test_every_page_of_a_draft_says_so(variant: Variant) -> None:
    for pagina in PdfReader(BytesIO(render_verslag(make_concept(), variant))).pages:
        assert "Concept" in pagina.extract_text()


def test_another_process_draws_the_same_variants() -> None:
    opdracht = (
        "import hashlib; from tests.unit.test_pdf_varianten import *\n"
        "for v in Variant: print(hashlib.sha256(render_verslag(read_example(0, 2), v)).hexdigest())"
    )
    omgeving = {**os.environ, "PYTHONHASHSEED": "11", "TZ": "America/Lima"}
    uitkomsten = [
        subprocess.run([sys.executable, "-c", opdracht], env=env, capture_output=True, check=True).stdout.split()
        for env in (omgeving, {**os.environ, "PYTHONHASHSEED": "12"})
    ]
    assert uitkomsten[0] == uitkomsten[1]
    assert len(set(uitkomsten[0])) == len(Variant)

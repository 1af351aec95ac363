"""The report on paper, read back from the PDF itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination

from gesprekskaart.betrokkenheid import Betrokkenheid, Betrokkensoort, TeBetrekken
from gesprekskaart.groep import Groepinhoud
from gesprekskaart.inbreng import Merksoort
from gesprekskaart.kaart import Blok, Fase, Fasenaam, Kaart, Onderdeel, Vraag
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.keuze import Besluit, EigenCriterium, Score, Uitkomst
from gesprekskaart.pdf import Variant, render_verslag
from gesprekskaart.peiling import BINDT_NIEMAND, Drempel, Peilingsoort, Peilingstand, Steminhoud, Steun
from gesprekskaart.rapport import make_rapport
from gesprekskaart.sessie import Gesprek, Mandaat, NietBesproken, Partnerschap, Pijler, SoortSessie
from gesprekskaart.tekst import MAX_TEKST, Moment, TekstSoort, clean_tekst
from gesprekskaart.uitvoer.markdown import write_markdown
from gesprekskaart.verslag import (
    Actieinhoud,
    Actieterug,
    Afspraakinhoud,
    Afspraakterug,
    Antwoordinhoud,
    Beoordelinginhoud,
    Conclusieinhoud,
    Deelnemerinhoud,
    Groepsnotitie,
    Inbrenginhoud,
    Inhoud,
    Issueinhoud,
    Keuzeinhoud,
    Peilinginhoud,
    Reactie,
    ReactieSoort,
    Standpuntinhoud,
    Terugblik,
    Verschilinhoud,
    Versie,
    Verslag,
)
from gesprekskaart.vervolg import Actiestand, Instemming
from gesprekskaart.voorbeelden import voorbeelden
from tests.unit.pdfboom import list_fouten, read_boom

TOEN = datetime(2026, 3, 17, 11, 0, tzinfo=UTC)
LWZ = Partnerschap(code="LWZ", naam="Leerwerkplaats Zilverwaard")
AOZ = Partnerschap(code="AOZ", naam="Academische Opleidingsschool")
KLEINE_KAART = Kaart(
    id="proef",
    titel="Proefkaart",
    versie="1.0",
    bron="Deze proef",
    fasen=(
        Fase(
            fase=Fasenaam.GOAL,
            titel="Goal",
            blokken=(
                Blok(
                    titel="Goal",
                    vragen=(
                        Vraag(id="G1", tekst="Wat dragen wij bij?"),
                        Vraag(
                            id="G2",
                            tekst="Hoe verhoudt dat zich tot:",
                            onderdelen=(Onderdeel(id="G2a", tekst="de functies?"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)


def make_inhoud(**velden: Any) -> Inhoud:
    """A small conversation of two partnerships on two questions."""
    gesprek = Gesprek(soort=SoortSessie.REGIOGESPREK, titel="Proefgesprek", datum=date(2026, 3, 12))
    basis: dict[str, Any] = {
        "formaat": "gesprekskaart-verslag/1",
        "gesprek": gesprek,
        "kaart": KLEINE_KAART,
        "partnerschappen": (LWZ, AOZ),
    }
    return Inhoud(**{**basis, **velden})


def make_concept(**velden: Any) -> Verslag:
    return Verslag(inhoud=make_inhoud(**velden), gemaakt_op=TOEN)


def make_versie(nummer: int, inhoud: Inhoud, **velden: Any) -> Versie:
    return Versie(
        sessie_id=UUID(int=1),
        nummer=nummer,
        inhoud=inhoud,
        vingerafdruk=inhoud.vingerafdruk,
        bevroren_op=TOEN,
        **velden,
    )


def make_reactie(code: str, soort: ReactieSoort = ReactieSoort.AKKOORD, **velden: Any) -> Reactie:
    return Reactie(**{"partnerschap": code, "soort": soort, "mandaat": Mandaat.MANDAAT, "op": TOEN, **velden})


def answer(tekst: str, *, vraag: str = "G1", code: str = "LWZ", moment: Moment | None = None) -> Antwoordinhoud:
    return Antwoordinhoud(vraag=vraag, partnerschap=code, tekst=tekst, moment=moment)


def read_example(nummer: int, versie: int, *, definitief: bool = False) -> Verslag:
    """A version of a shipped example, as a session would show it."""
    bestand = voorbeelden()[nummer]
    versies = [Versie(sessie_id=UUID(int=1), **dict(v)) for v in bestand.versies]
    deze = versies[versie - 1]
    return Verslag(
        inhoud=deze.inhoud,
        namen={zegel.nummer: zegel.naam for zegel in deze.namen},
        versie=deze,
        eerdere=tuple(versies[: versie - 1]),
        definitief=definitief,
        gemaakt_op=deze.bevroren_op,
    )


@cache
def zilverwaard() -> PdfReader:
    return PdfReader(BytesIO(render_verslag(read_example(0, 2))))


def read_pages(verslag: Verslag) -> list[str]:
    return [pagina.extract_text() for pagina in PdfReader(BytesIO(render_verslag(verslag))).pages]


def squeeze(tekst: str) -> str:
    """Without white space: where lines break is of no interest here."""
    return re.sub(r"\s+", "", tekst)


def read_squeezed(verslag: Verslag) -> str:
    return squeeze("".join(_strip_rand(pagina) for pagina in read_pages(verslag)))


def _strip_rand(pagina: str) -> str:
    return re.sub(r"pagina \d+ van \d+", "", pagina)


def is_in_order(delen: Iterator[str] | list[str], geheel: str) -> bool:
    plek = 0
    for deel in delen:
        plek = geheel.find(squeeze(deel), plek)
        if plek < 0:
            return False
    return True


# ---------------------------------------------------------------- what stands in it


def test_an_agreement_is_printed_with_its_result_consent_and_where_it_came_from() -> None:
    afspraak = Afspraakinhoud(
        nummer="2026-01",
        tekst="Eén telling",
        resultaat="Eén getal voor de regio",
        meting="Op 1 oktober, door Ayşe",
        pijlers=(Pijler.ANDERS_ORGANISEREN,),
        bronnen=("G2a", "P1"),
        instemmingen=(Instemming(bestuur="Vakcollege <3", op=date(2026, 4, 21)), Instemming(bestuur="Kindrijk")),
    )
    acties = (
        Actieinhoud(nummer="1", tekst="Formulier maken", afspraak="2026-01", deelnemer=3, eigenaar="rector"),
        Actieinhoud(nummer="2", tekst="Factsheet", bronnen=("G1",)),
    )
    peiling = Peilinginhoud(nummer="P1", stelling="Samen tellen", bron="G1", stand=Peilingstand.GESLOTEN)
    verslag = make_concept(afspraken=(afspraak,), acties=acties, peilingen=(peiling,))
    geheel = read_squeezed(verslag.model_copy(update={"namen": {3: "Ayşe Yılmaz"}}))
    for deel in (
        "Eén telling Resultaat Eén getal voor de regio Zo meten we het Op 1 oktober, door Ayşe",
        "Pijlers anders organiseren",
        "Vakcollege <3: nog te vragen, 21-4-2026 Kindrijk: nog te vragen",
        "Komt uit G2a, Peiling P1 Leidde tot Actie 1",
        "Ayşe Yılmaz, rector",
        "Van vraag tot actie",
        # The question by itself, the poll, and the table of the whole chain.
        "Leidde tot: Peiling P1, Actie 2",
        "Leidde tot: Afspraak 2026-01",
        "G2a, G1 Peiling P1 Afspraak 2026-01 Actie 1",
        "G1 Actie 2",
    ):
        assert squeeze(deel) in geheel, deel


def test_where_nothing_came_from_anything_no_such_table_is_printed() -> None:
    geheel = read_squeezed(make_concept(afspraken=(Afspraakinhoud(nummer="1"),), acties=(Actieinhoud(nummer="1"),)))
    assert "Vanvraagtotactie" not in geheel
    assert "Leiddetot" not in geheel


def test_every_question_answer_and_conclusion_stands_in_the_order_of_the_card() -> None:
    verslag = read_example(0, 2)
    inhoud = verslag.inhoud
    antwoorden = {(antwoord.vraag, antwoord.partnerschap): antwoord.tekst for antwoord in inhoud.antwoorden}
    conclusies = {conclusie.vraag: conclusie for conclusie in inhoud.conclusies}
    delen: list[str] = []
    for vraag in inhoud.kaart.vragen:
        delen.append(vraag.tekst)
        for sleutel in vraag.sleutels:
            delen += [o.tekst for o in vraag.onderdelen if o.id == sleutel]
            delen += [antwoorden[sleutel, p.code] for p in inhoud.partnerschappen if (sleutel, p.code) in antwoorden]
        conclusie = conclusies[vraag.id]
        delen += [conclusie.overeenkomsten, conclusie.verschillen, conclusie.conclusie]
    delen += [aanbeveling.tekst for aanbeveling in inhoud.kaart.aanbevelingen]
    delen += [afspraak.tekst for afspraak in inhoud.afspraken] + [actie.tekst for actie in inhoud.acties]
    # An answer that runs over a page has running title, status and page number in the midst of it.
    geheel = squeeze("".join(_strip_furniture(pagina.extract_text()) for pagina in zilverwaard().pages))
    ontbrekend = [deel for deel in delen if squeeze(deel) not in geheel]
    assert ontbrekend == []
    assert len(antwoorden) > 100
    assert is_in_order(delen, geheel)


def _strip_furniture(pagina: str, titel: str = "Regiogesprek Onderwijsregio Zilverwaard") -> str:
    rand = (titel, "Fictief voorbeeld", "Versie 1, ter reactie", "Versie 2, ter reactie")
    regels = [regel for regel in _strip_rand(pagina).splitlines() if regel.strip() not in rand]
    return "\n".join(regels)


def test_empty_and_not_discussed_are_told_apart() -> None:
    verslag = make_concept(
        antwoorden=(answer("Wij dragen bij.", moment=Moment.VOORAF),),
        niet_besproken=(NietBesproken(sleutel="G2a", partnerschap="AOZ", reden="tijd was om"),),
    )
    tekst = " ".join(" ".join(read_pages(verslag)).split())
    assert "Leerwerkplaats Zilverwaard · vooraf Wij dragen bij." in tekst
    assert "Academische Opleidingsschool · leeg: niets ingevuld" in tekst
    assert "Academische Opleidingsschool · niet besproken: tijd was om" in tekst


def test_inbreng_stands_with_its_role_or_anonymous_and_never_with_a_name() -> None:
    coach = Deelnemerinhoud(nummer=1, rol="schoolopleider", organisatie="Kindrijk", namens=("LWZ",))
    verslag = make_concept(
        deelnemers=(coach,),
        inbreng=(
            Inbrenginhoud(vraag="G1", partnerschap="LWZ", deelnemer=1, tekst="Meer tijd.", merk=Merksoort.VERSCHIL),
            Inbrenginhoud(vraag="G2", partnerschap="AOZ", tekst="Liever niet.", bundel="Geld"),
        ),
        geparkeerd=("G2",),
    )
    tekst = " ".join(" ".join(read_pages(verslag.model_copy(update={"namen": {1: "Sabriye"}}))).split())
    assert "Ieder voor zich LWZ schoolopleider, Kindrijk · verschil Meer tijd." in tekst
    assert "AOZ anoniem · Geld Liever niet." in tekst
    assert "Geparkeerd om later op terug te komen" in tekst
    assert tekst.count("Sabriye") == 1  # in the list of participants only


def test_what_the_group_did_not_discuss_is_said_once() -> None:
    verslag = make_concept(niet_besproken=(NietBesproken(sleutel="G1", reden="schuift door"),))
    tekst = " ".join(" ".join(read_pages(verslag)).split())
    assert "Niet besproken in dit gesprek: schuift door" in tekst
    assert tekst.count("Leeg: niets ingevuld (LWZ, AOZ)") == 1


def test_every_note_of_every_group_stands_under_its_theme_and_group() -> None:
    verslag = read_example(1, 1)
    inhoud = verslag.inhoud
    geheel = squeeze("".join(_strip_furniture(pagina, "Opdenksessie ‘Samen sterk’") for pagina in read_pages(verslag)))
    delen: list[str] = []
    for vraag in inhoud.kaart.vragen:
        delen += [vraag.tekst, *(onderdeel.tekst for onderdeel in vraag.onderdelen)]
        for groep in inhoud.groepen:
            delen.append(groep.titel)
            delen += [n.tekst for n in inhoud.groepsnotities if (n.vraag, n.groep) == (vraag.id, groep.nummer)]
    assert [deel for deel in delen if squeeze(deel) not in geheel] == []
    assert len(inhoud.groepsnotities) == 66
    assert is_in_order(delen, geheel[geheel.index(squeeze("2Thema's" + "T1100%")) :])
    assert "regio’sRegioLindeloheefteengrenscontact" in geheel
    assert "Leeg:nietsingevuld" not in geheel


def test_the_harvest_tells_per_theme_who_spoke_what_was_left_and_what_all_concluded() -> None:
    geheel = squeeze(" ".join(read_pages(read_example(1, 1))))
    assert "T2Groep1,Groep2enGroep3T2c(Groep3):degroephadtijdtekortdoorT2bAfsprakenwerkenpas" in geheel
    assert "T2cnietbesproken:degroephadtijdtekortdoorT2b" in geheel
    assert "MarloesAendekerk,programmaleider(gespreksleider)" in geheel


def make_groepsverslag(**velden: Any) -> Verslag:
    """Two groups: the first has all questions, the second G2 only."""
    deelnemers = (Deelnemerinhoud(nummer=1, rol="rector"), Deelnemerinhoud(nummer=2, rol="bestuurder"))
    groepen = (
        Groepinhoud(nummer=1, leden=(1,), gespreksleider=1, notulist=1),
        Groepinhoud(nummer=2, naam="Achterin <b>", leden=(2,), themas=("G2",)),
    )
    return make_concept(deelnemers=deelnemers, groepen=groepen, **velden)


def note(tekst: str, *, vraag: str = "G2", groep: int = 1, soort: TekstSoort = TekstSoort.VRAAGSTUK) -> Groepsnotitie:
    return Groepsnotitie(vraag=vraag, groep=groep, soort=soort, tekst=tekst)


def test_of_a_group_empty_not_discussed_and_another_theme_are_told_apart() -> None:
    verslag = make_groepsverslag(
        groepsnotities=(note("Wie beslist?"),),
        niet_besproken=(NietBesproken(sleutel="G2a", groep=2, reden="geen tijd"), NietBesproken(sleutel="G1", groep=1)),
    )
    tekst = " ".join(" ".join(read_pages(verslag)).split())
    assert "Groep 1 G1 niet besproken" in tekst
    assert "Groep 1 Vraagstuk Wie beslist?" in tekst
    assert "Achterin <b> G2a niet besproken: geen tijd" in tekst
    assert "rector (gespreksleider en notulist)" in tekst
    assert "niets opgeschreven" not in tekst
    assert "Niet besproken in dit gesprek" not in tekst
    leeg = " ".join(" ".join(read_pages(make_groepsverslag())).split())
    assert leeg.count("Leeg: niets opgeschreven") == 3
    assert "geen groep" in leeg


def test_answers_of_partnerships_stay_beside_the_notes_of_groups() -> None:
    geheel = read_squeezed(make_groepsverslag(antwoorden=(answer("Wij dragen bij."),), groepsnotities=(note("Wie?"),)))
    assert "LeerwerkplaatsZilverwaardWijdragenbij." in geheel
    assert "AcademischeOpleidingsschool·leeg:nietsingevuld" in geheel
    assert "VraagstukWie?" in geheel


def test_a_conclusion_of_the_harvest_may_be_longer_than_a_page() -> None:
    verslag = make_groepsverslag(conclusies=(Conclusieinhoud(vraag="G1", conclusie="Verder. " * 2000),))
    assert read_squeezed(verslag).count("Verder.") == 2 * 2000


def test_the_largest_groups_with_the_longest_reasons_have_their_place() -> None:
    deelnemers = tuple(Deelnemerinhoud(nummer=n, rol="r" * 299 + "!") for n in range(1, 51))
    groepen = [Groepinhoud(nummer=1, leden=tuple(range(1, 51)))]
    groepen += [Groepinhoud(nummer=nummer, naam="g" * 300) for nummer in range(2, 13)]
    feiten = [NietBesproken(sleutel=s, groep=g, reden="q" * 300) for s in ("G2", "G2a") for g in range(1, 13)]
    verslag = make_concept(deelnemers=deelnemers, groepen=tuple(groepen), niet_besproken=tuple(feiten))
    geheel = read_squeezed(verslag)
    assert geheel.count("!") == 2 * 50
    assert geheel.count("q") == 2 * 24 * 300


def test_a_follow_up_tells_first_what_was_agreed_and_what_came_of_it() -> None:
    terug = Terugblik(
        titel="Eerste <b>ronde</b>",
        datum=date(2026, 3, 12),
        afspraken=(Afspraakterug(nummer="2026-01", tekst="Tellen & delen", uitkomst="Eén overzicht."),),
        acties=(
            Actieterug(nummer="2", tekst="Formulier", afspraak="2026-01", stand=Actiestand.LOOPT, eigenaar="Ayşe"),
            Actieterug(nummer="3", stand=Actiestand.GEREED),
        ),
    )
    acties = (Actieinhoud(nummer="2", tekst="Formulier", stand=Actiestand.GEREED),)
    tekst = " ".join(" ".join(read_pages(make_concept(terugblik=terug, acties=acties))).split())
    delen = [
        "Wat spraken we af in ‘Eerste <b>ronde</b>’ van donderdag 12 maart 2026",
        "Wat er toen bij elke vraag is geantwoord, staat in het verslag van dat gesprek.",
        "Afspraak 2026-01 · toen en nu concept Tellen & delen Uitkomst Eén overzicht.",
        "Actie 2 · toen loopt, nu gereed Formulier Wie Ayşe",
        "Acties die bij geen afspraak horen",
        "Actie 3 · toen en nu gereed leeg: nog geen tekst",
        "Wat dragen wij bij?",
    ]
    assert is_in_order(delen, squeeze(tekst))
    assert "Terugblik" not in " ".join(read_pages(make_concept()))


def test_how_an_action_stands_is_never_broken_over_two_lines() -> None:
    acties = tuple(Actieinhoud(nummer=str(n), tekst="Tellen", stand=s) for n, s in enumerate(Actiestand, start=1))
    regels = [regel.strip() for pagina in read_pages(make_concept(acties=acties)) for regel in pagina.splitlines()]
    for stand in Actiestand:
        assert any(stand in regel.split() for regel in regels), stand


def test_a_conversation_without_any_answer_still_has_all_questions() -> None:
    verslag = make_concept(kaart=shipped_kaarten()[0])
    geheel = read_squeezed(verslag)
    assert [vraag.id for vraag in shipped_kaarten()[0].vragen if squeeze(vraag.tekst) not in geheel] == []
    assert "Erzijngeenafsprakenvastgelegd" in geheel


def test_the_cover_says_what_when_who_and_how_it_stands() -> None:
    omslag = " ".join(zilverwaard().pages[0].extract_text().split())
    assert "donderdag 12 maart 2026, 13.00–16.30 uur" in omslag
    assert "Werkplaats Mbo-docent Waard & Drevenmark (WMD)" in omslag
    assert "Versie 2, ter reactie" in omslag
    assert read_example(0, 2).inhoud.vingerafdruk in squeeze(omslag)


@pytest.mark.parametrize(
    ("verslag", "stand"),
    [
        (read_example(0, 1), "Versie 1, ter reactie"),
        (read_example(1, 1, definitief=True), "Versie 1, vastgesteld"),
        (make_concept(), "Concept"),
    ],
)
def test_every_page_says_how_the_report_stands(verslag: Verslag, stand: str) -> None:
    assert [nummer for nummer, pagina in enumerate(read_pages(verslag), 1) if stand not in pagina] == []


def test_every_page_of_an_invented_example_says_so() -> None:
    assert all("Fictief voorbeeld" in pagina.extract_text() for pagina in zilverwaard().pages)
    assert not any("Fictief" in pagina for pagina in read_pages(make_concept()))


def test_only_names_that_may_be_shown_are_shown() -> None:
    deelnemer = Deelnemerinhoud(nummer=1, rol="bestuurder", organisatie="Stichting Kindrijk", naamafdruk="0" * 64)
    verslag = make_concept(deelnemers=(deelnemer,))
    assert "Tielema" not in read_squeezed(verslag)
    assert "bestuurder,StichtingKindrijk" in read_squeezed(verslag)
    assert "JörgenTielema" in read_squeezed(verslag.model_copy(update={"namen": {1: "Jörgen Tielema"}}))


def test_a_mandate_is_told_in_words() -> None:
    deelnemers = (Deelnemerinhoud(nummer=1, rol="programmaleider", mandaat=Mandaat.ONDER_VOORBEHOUD),)
    assert "ondervoorbehoudvaninstemmingvanhetbestuur" in read_squeezed(make_concept(deelnemers=deelnemers))


def test_an_action_without_owner_or_term_says_so() -> None:
    geheel = read_squeezed(make_concept(acties=(Actieinhoud(nummer="1", tekst="Factsheet maken"),)))
    assert "noggeeneigenaar" in geheel
    assert "noggeentermijn" in geheel


def test_what_changed_since_the_previous_version_is_told() -> None:
    tekst = " ".join(" ".join(pagina.extract_text() for pagina in zilverwaard().pages).split())
    assert tekst.count("Wijzigingen ten opzichte van versie 1") == 2, "in the contents and above"
    assert "het aantal wisselplekken (was 25)" in tekst


# ---------------------------------------------------------------- reactions and sign-off


def test_a_reaction_to_an_earlier_version_is_not_one_to_this_version() -> None:
    eerste = make_versie(1, make_inhoud(), reacties=(make_reactie("LWZ"),))
    tweede = make_versie(2, make_inhoud(antwoorden=(answer("Nieuw."),)), reacties=(make_reactie("AOZ"),))
    verslag = Verslag(inhoud=tweede.inhoud, versie=tweede, eerdere=(eerste,), gemaakt_op=TOEN)
    tekst = " ".join(" ".join(read_pages(verslag)).split())
    assert "LWZLeerwerkplaatsZilverwaardnoggeenreactieopversie2Gegevenopversie1:akkoord" in squeeze(tekst)
    assert "AOZAcademischeOpleidingsschoolakkoord;mandaat,dinsdag17maart2026" in squeeze(tekst)


def test_the_last_reaction_of_a_partnership_counts() -> None:
    eerst = make_reactie("LWZ", ReactieSoort.NIET_AKKOORD, toelichting="Eerst de cijfers.")
    versie = make_versie(1, make_inhoud(), reacties=(eerst, make_reactie("LWZ", naam="Ayşe Yılmaz", rol="rector")))
    geheel = read_squeezed(Verslag(inhoud=versie.inhoud, versie=versie, gemaakt_op=TOEN))
    assert "akkoord;AyşeYılmaz,rector,mandaat,dinsdag17maart2026" in geheel
    assert "Eerstdecijfers" not in geheel


def make_verdeeld_partnerschap(**velden: Any) -> Verslag:
    """Two people of one partnership that disagree, one of them without a name, and a partnership that is silent."""
    inhoud = make_inhoud(**velden)
    wie: dict[str, Any] = {"ondertekenaar": 1, "naam": "Ayşe Yılmaz", "rol": "rector, Kindrijk"}
    reacties = (
        make_reactie("LWZ", ReactieSoort.TER_KENNISNAME, **wie),
        make_reactie("LWZ", ReactieSoort.NIET_AKKOORD, ondertekenaar=2, rol="bestuurder", toelichting="Eerst cijfers."),
        make_reactie("LWZ", **wie, voorbehoud_bestuur=True, toelichting="Mooi werk."),
    )
    versie = make_versie(1, inhoud, reacties=reacties)
    return Verslag(inhoud=inhoud, versie=versie, gemaakt_op=TOEN)


def test_once_established_there_is_nothing_left_to_fill_in_for_who_kept_silent() -> None:
    verslag = make_verdeeld_partnerschap()
    stil = "geen reactie gegeven voordat het verslag is vastgesteld"
    open_, dicht = (
        read_boom(render_verslag(verslag.model_copy(update={"definitief": definitief}))).read()
        for definitief in (False, True)
    )
    assert ("☐" in open_, stil in open_) == (True, False)
    assert ("☐" in dicht, stil in dicht, "Reageren tot" in dicht) == (False, True, False)
    assert ("nog geen reactie" in open_, "nog geen reactie" in dicht.lower()) == (True, False)


@pytest.mark.parametrize("variant", [Variant.VOLLEDIG, Variant.BESLUITEN])
def test_everybody_who_reacted_is_heard_beside_the_reaction_that_counts(variant: Variant) -> None:
    verslag = make_verdeeld_partnerschap().model_copy(update={"zwijgers": {"LWZ": 2, "AOZ": 1}})
    data = render_verslag(verslag, variant)
    assert list_fouten(data) == []
    delen = (
        "Geen reactie geldt niet als akkoord. LWZ Leerwerkplaats Zilverwaard Voor het partnerschap geldt: "
        "niet akkoord. "
        "Van wie reageerden telt de meest terughoudende reactie.",
        "niet akkoord; bestuurder, mandaat, dinsdag 17 maart 2026 Minderheidsstandpunt: Eerst cijfers.",
        "akkoord, onder voorbehoud van instemming van het bestuur; Ayşe Yılmaz, rector, Kindrijk, mandaat, dinsdag "
        "17 maart 2026 Toelichting: Mooi werk. nog geen reactie van 2 andere ondertekenaars",
        "AOZ Academische Opleidingsschool nog geen reactie op versie 1",
    )
    geheel = read_boom(data).read()
    geheel = geheel[geheel.index("Reacties Geen reactie") :]
    plekken = [geheel.index(deel) for deel in delen]
    assert plekken == sorted(plekken)
    assert "ter kennisname;" not in geheel, "of each person the last"


def test_what_silence_means_is_told_where_it_was_agreed() -> None:
    gesprek = make_inhoud().gesprek.model_copy(update={"zwijgen_is_instemmen": True})
    afgesproken = "Vooraf is afgesproken: wie binnen de reactietermijn niet reageert, geldt als akkoord. LWZ"
    verslag = make_verdeeld_partnerschap(gesprek=gesprek)
    assert verslag.versie is not None
    versie = verslag.versie.model_copy(update={"termijn": datetime(2026, 4, 1, 15, tzinfo=UTC)})
    verslag = verslag.model_copy(update={"versie": versie})
    assert afgesproken in read_boom(render_verslag(verslag, Variant.BESLUITEN)).read()
    reacties = (*versie.reacties, make_reactie("AOZ"))
    compleet = verslag.model_copy(update={"versie": versie.model_copy(update={"reacties": reacties})})
    assert afgesproken not in read_boom(render_verslag(compleet, Variant.BESLUITEN)).read(), "nobody is silent"


@pytest.mark.parametrize(
    ("dagen", "waarom"), [(-1, "voordat die termijn om was"), (0, ""), (None, "heeft geen reactietermijn")]
)
def test_who_did_not_get_the_whole_term_did_not_agree_by_silence(dagen: int | None, waarom: str) -> None:
    gesprek = make_inhoud().gesprek.model_copy(update={"zwijgen_is_instemmen": True})
    verslag = make_verdeeld_partnerschap(gesprek=gesprek)
    assert verslag.versie is not None
    termijn = datetime(2026, 4, 1, 15, tzinfo=UTC)
    versie = verslag.versie.model_copy(update={"termijn": None if dagen is None else termijn})
    vast = {"versie": versie, "definitief": True, "vastgesteld_op": termijn + timedelta(days=dagen or 0)}
    verslag = verslag.model_copy(update=vast)
    # Where it is said what silence means, and where people sign: the two say the same.
    for gelezen in (read_boom(render_verslag(verslag)).read(), write_markdown(make_rapport(verslag)).decode()):
        regel = "wie binnen de reactietermijn niet reageert, geldt als akkoord."
        assert gelezen.count(regel) == 2
        assert gelezen.count(f"{waarom}; geen reactie geldt hier daarom niet als akkoord.") == (2 if waarom else 0)


def test_a_box_to_sign_is_never_parted_over_pages() -> None:
    partnerschappen = tuple(Partnerschap(code=f"P{n}", naam=f"Partnerschap nummer {n}") for n in range(1, 13))
    inhoud = make_inhoud(partnerschappen=partnerschappen)
    verslag = Verslag(inhoud=inhoud, versie=make_versie(1, inhoud), gemaakt_op=TOEN)
    vakken = [pagina for pagina in read_pages(verslag) if "Handtekening" in pagina]
    assert sum(pagina.count("Handtekening") for pagina in vakken) == len(partnerschappen)
    assert all(
        pagina.count("Handtekening") == pagina.count("Plaats en datum") == pagina.count("Naam") for pagina in vakken
    )


def test_everybody_who_reacted_has_a_place_to_sign() -> None:
    geheel = read_squeezed(make_verdeeld_partnerschap())
    assert geheel.count("Handtekening") == 3, "two people of LWZ, and AOZ that is silent"


def test_a_draft_has_nothing_to_sign_and_no_fingerprint() -> None:
    verslag = make_concept()
    geheel = read_squeezed(verslag)
    assert "Handtekening" not in geheel
    assert verslag.inhoud.vingerafdruk not in geheel


def test_the_sign_off_page_says_that_boards_decide() -> None:
    versie = make_versie(1, make_inhoud(), termijn=datetime(2026, 3, 31, 15, 0, tzinfo=UTC))
    tekst = " ".join(" ".join(read_pages(Verslag(inhoud=versie.inhoud, versie=versie, gemaakt_op=TOEN))).split())
    assert "akkoord op het verslag" in tekst
    assert "Besturen beslissen." in tekst
    assert "dinsdag 31 maart 2026, 17.00 uur" in tekst


# ---------------------------------------------------------------- polls


def make_peiling(*keuzes: str, **velden: Any) -> Peilinginhoud:
    """A closed poll in which people 1, 2, … voted this, each with a reason."""
    stemmen = tuple(
        Steminhoud(keuze=keuze, reden=f"Reden {nummer}", deelnemer=None if velden.get("anoniem") else nummer)
        for nummer, keuze in enumerate(keuzes, start=1)
    )
    basis = {"nummer": "P1", "stelling": "Wij werven samen", "stand": Peilingstand.GESLOTEN, "stemgerechtigd": 9}
    return Peilinginhoud(**{**basis, "stemmen": stemmen, **velden})


def test_a_poll_stands_there_with_what_was_asked_for_how_it_fell_and_why() -> None:
    peiling = make_peiling(
        Steun.VOLLEDIG_EENS,
        Steun.BEZWAAR,
        Steun.ONTHOUDING,
        drempel=Drempel(percentage=75, bezwaar_blokkeert=True),
        bron="G1",
    )
    deelnemers = tuple(Deelnemerinhoud(nummer=n, rol=f"opleider {n}") for n in (1, 2, 3))
    verslag = make_concept(peilingen=(peiling,), deelnemers=deelnemers).model_copy(update={"namen": {2: "Ayşe"}})
    tekst = " ".join(" ".join(read_pages(verslag)).split())
    assert BINDT_NIEMAND in tekst
    for deel in (
        "P1 Wij werven samen",
        "Over G1",
        "3 van 9, per persoon, op naam",
        "Minstens 75% van wie stemt is het volledig eens of eens met een kanttekening, en niemand heeft bezwaar",
        "Niet gehaald: 50%, 1 bezwaar",
        "Reden bij bezwaar · Ayşe, opleider 2 Reden 2",
    ):
        assert squeeze(deel) in squeeze(tekst), deel
    assert squeeze("bezwaar 1 33% Ayşe, opleider 2") in squeeze(tekst)
    assert tekst.index("Peilingen") < tekst.index("Vervolg")


def test_options_are_printed_with_scores_decision_and_the_support_that_was_asked_for() -> None:
    tekst = squeeze(" ".join(pagina.extract_text() for pagina in zilverwaard().pages))
    for deel in (
        "K1 Federatie met één tafel Opleiden Besluit gekozen Waarom K1 is de werkroute, K4 de eerste stap.",
        "Leidt tot afspraak 2026-03",
        "overgangskosten ± € 150.000",
        "100%-ambitie + gunstig ++ zeer gunstig 0 neutraal 0 neutraal",
        "Vooraf is geen steun afgesproken",
    ):
        assert squeeze(deel) in tekst, deel


def test_an_option_with_long_texts_and_a_criterium_of_ones_own_is_told_in_paragraphs() -> None:
    lang = "Ayşe <b>& Zoë</b> " * 1_000
    beoordeling = Beoordelinginhoud(criterium="eigen1", score=Score.ONGUNSTIG, risicos=lang.strip())
    keuze = Keuzeinhoud(
        nummer="K1",
        titel="Eén <i>loket</i>",
        bronnen=("G1", "G1#2"),
        besluit=Besluit(uitkomst=Uitkomst.AANGEPAST, reden="Zonder <img src=x>"),
        beoordelingen=(beoordeling,),
    )
    peiling = Peilinginhoud(
        nummer="P1",
        stelling="Wij gaan verder met K1",
        drempel=Drempel(percentage=75),
        bron="K1",
        stand=Peilingstand.GESLOTEN,
        stemmen=(Steminhoud(deelnemer=1, keuze=Steun.TWIJFEL),),
    )
    eigen = EigenCriterium(id="eigen1", titel="Haalbaar vóór 2027")
    deelnemers = (Deelnemerinhoud(nummer=1, rol="opleider"),)
    verslag = make_concept(keuzemogelijkheden=(keuze,), criteria=(eigen,), peilingen=(peiling,), deelnemers=deelnemers)
    tekst = read_squeezed(verslag)
    assert tekst.count("Zoë</b>") == 1_000
    for deel in (
        "K1 Eén <i>loket</i>",
        "Zonder <img src=x>",
        "Komt uit G1, Inbreng 2 bij G1",
        "Haalbaar vóór 2027 · – ongunstig",
        "Minstens 75% van wie stemt is het volledig eens of eens met een kanttekening. Onthoudingen tellen niet mee. "
        "Niet gehaald: 0%. Gestemd: volledig eens 0,",
    ):
        assert squeeze(deel) in tekst, deel


def test_the_picture_of_a_poll_says_the_same_in_words() -> None:
    data = render_verslag(make_concept(peilingen=(make_peiling(Steun.TWIJFEL, Steun.TWIJFEL),)))
    (beeld,) = read_boom(data).find("Figure")
    assert beeld.alternatief == (
        "Staafdiagram van peiling P1: volledig eens 0, eens met kanttekening 0, neutraal 0, twijfel 2, bezwaar 0, "
        "onthouding 0."
    )
    assert all(_fonts(PdfReader(BytesIO(data))).values())


def test_an_anonymous_poll_names_nobody() -> None:
    deelnemers = (Deelnemerinhoud(nummer=1, rol="ongewone rol"),)
    peiling = make_peiling(Steun.BEZWAAR, anoniem=True)
    geheel = read_squeezed(make_concept(peilingen=(peiling,), deelnemers=deelnemers))
    assert "perpersoon,anoniem" in geheel
    assert "RedenbijbezwaarReden1" in geheel
    assert geheel.count("ongewonerol") == 1, "in the list of participants only"


def test_without_polls_there_is_no_chapter_of_them() -> None:
    assert "Peilingen" not in read_squeezed(make_concept())


@pytest.mark.parametrize("optie", ["W" * 298, "😀" * 298, "<b>س</b> & woord " * 17], ids=["breed", "emoji", "bont"])
def test_the_longest_answers_fit(optie: str) -> None:
    opties = tuple(f"{nummer}{optie}" for nummer in range(10))
    peiling = make_peiling(
        opties[3], soort=Peilingsoort.EIGEN_VRAAG, opties=opties, stelling="S" * 300, drempel=Drempel(percentage=60)
    )
    verslag = make_concept(peilingen=(peiling, make_peiling(nummer="P2")), deelnemers=(Deelnemerinhoud(nummer=1),))
    geheel = read_squeezed(verslag)
    assert "Gehaald:100%" in geheel
    assert "0van9" in geheel


# ---------------------------------------------------------------- the file


def make_meegenomen() -> Verslag:
    """A follow-up with a difference that came along, on which nobody wrote anything again."""
    toen = Verschilinhoud(
        nummer="V2",
        titel="Wat telt mee?",
        standpunten=(
            Standpuntinhoud(partnerschap="LWZ", standpunt="Groeiplekken tellen mee."),
            Standpuntinhoud(partnerschap="AOZ", minderheidsstandpunt="Wij tellen ze niet."),
        ),
    )
    nu = Verschilinhoud(nummer="V1", titel="Wat telt mee?", bronnen=("vorig/V2", "G1"))
    terug = Terugblik(titel="Eerste ronde", datum=date(2026, 3, 12), verschillen=(toen,))
    return make_concept(terugblik=terug, verschillen=(nu,))


def test_of_a_difference_that_came_along_one_reads_what_each_thought_then() -> None:
    delen = [
        "Geen standpunt opgeschreven: LWZ en AOZ",
        "Wat ieder toen vond (12-3-2026)",
        "LWZ Groeiplekken tellen mee.",
        "AOZ Minderheidsstandpunt: Wij tellen ze niet.",
        "Komt uit V2 (vorig gesprek)",
    ]
    assert is_in_order(delen, read_squeezed(make_meegenomen()))
    alleen_nieuw = make_concept(verschillen=(Verschilinhoud(nummer="V1", titel="Wat telt mee?"),))
    assert "toen vond" not in read_squeezed(alleen_nieuw)


def test_a_difference_stands_there_in_the_words_of_each_with_what_a_minority_wants_on_record() -> None:
    verschil = Verschilinhoud(
        nummer="V1",
        titel="Wat telt mee <b>echt</b>?",
        tekst="Over de telling.",
        standpunten=(
            Standpuntinhoud(partnerschap="LWZ", standpunt="Alles.", minderheidsstandpunt="Wij houden vast\naan alles."),
        ),
        eens="Samen tellen.",
        verder="In oktober opnieuw.",
        wie="programmaleider LWZ",
        termijn=date(2026, 10, 1),
        bronnen=("G1",),
    )
    tekst = read_squeezed(make_concept(verschillen=(verschil,)))
    stukken = (
        *("Verschillen van inzicht", "V1", "Wat telt mee <b>echt</b>?", "Over de telling.", "LWZ", "Alles."),
        *("Geen standpunt opgeschreven: AOZ", "Wel eens", "Samen tellen.", "Hoe verder", "In oktober opnieuw."),
        *("programmaleider LWZ", "donderdag 1 oktober 2026", "G1", "Minderheidsstandpunt van LWZ"),
        *("Wij houden vast", "aan alles.", "Vervolg"),
    )
    # The contents name the chapters as well; what counts is the order in the text itself.
    plaats = tekst.rindex(squeeze("Verschillen van inzicht"))
    for stuk in stukken:
        plaats = tekst.index(squeeze(stuk), plaats)


def test_national_issues_and_who_else_stand_there_gaps_included() -> None:
    punten = (
        TeBetrekken(id="gemeenten", soort=Betrokkensoort.PARTIJ, naam="Gemeenten"),
        TeBetrekken(id="mz", soort=Betrokkensoort.MEDEZEGGENSCHAP, naam="(G)MR of OR"),
    )
    tekst = read_squeezed(
        make_concept(
            kaart=KLEINE_KAART.model_copy(update={"betrokkenen": punten}),
            issues=(
                Issueinhoud(nummer="L1", tekst="Dubbel tellen", waarom="Overal zo", voor_wie="OCW", steun=("LWZ",)),
                Issueinhoud(nummer="L2"),
            ),
            betrokkenen=(
                Betrokkenheid(
                    nummer="B1",
                    soort=Betrokkensoort.MEDEZEGGENSCHAP,
                    partnerschap="AOZ",
                    naam="twee GMR's",
                    termijn=date(2026, 4, 23),
                ),
            ),
        )
    )
    for stuk in ("L1 · OCW", "Dubbel tellen", "Overal zo", "LWZ (1 van 2)", "L2 · nog niet geadresseerd"):
        assert squeeze(stuk) in tekst
    assert tekst.count(squeeze("nog niet ingevuld")) == 2
    assert squeeze("twee GMR's Medezeggenschap · AOZ nog niemand 23-4-2026") in tekst


def test_without_any_of_these_there_is_no_chapter_of_them() -> None:
    tekst = read_squeezed(make_concept())
    for kop in ("Verschillen van inzicht", "Landelijke issues", "Wie nog"):
        assert squeeze(kop) not in tekst


def test_equal_reports_are_equal_files() -> None:
    assert render_verslag(read_example(0, 2)) == render_verslag(read_example(0, 2))
    assert render_verslag(read_example(0, 2)) != render_verslag(read_example(0, 1))


def test_another_process_draws_the_same_file() -> None:
    opdracht = (
        "import sys; from tests.unit.test_pdf import *; sys.stdout.buffer.write(render_verslag(read_example(1, 1)))"
    )
    omgeving = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    elders = subprocess.run([sys.executable, "-c", opdracht], env=omgeving, capture_output=True, check=True)
    assert elders.stdout == render_verslag(read_example(1, 1))


def test_reports_drawn_at_the_same_time_do_not_disturb_each_other() -> None:
    verslagen = [make_concept(antwoorden=(answer(f"Antwoord {n}: Łódź 你 ☎ 😀 عائشة " * 20),)) for n in range(6)]
    na_elkaar = [render_verslag(verslag) for verslag in verslagen]
    with ThreadPoolExecutor(max_workers=6) as draden:
        assert list(draden.map(render_verslag, verslagen)) == na_elkaar


def _fonts(lezer: PdfReader) -> dict[str, bool]:
    """Every font that a page can use, and whether it is in the file."""
    gevonden = {}
    for pagina in lezer.pages:
        bronnen: Any = pagina["/Resources"]
        for verwijzing in bronnen.get("/Font", {}).values():
            font = verwijzing.get_object()
            gevonden[str(font["/BaseFont"])] = "/FontFile2" in font.get("/FontDescriptor", {})
    return gevonden


def test_every_font_is_in_the_file() -> None:
    bont = make_concept(
        antwoorden=(answer("Łódź ☎ 😀 عائشة עזרא ᴀ"),), acties=(Actieinhoud(nummer="1", tekst="Ωmega"),)
    )
    for lezer in (zilverwaard(), PdfReader(BytesIO(render_verslag(bont)))):
        fonts = _fonts(lezer)
        assert fonts
        assert all(fonts.values()), fonts


def _outline_titles(bladwijzers: list[Any]) -> Iterator[str]:
    for bladwijzer in bladwijzers:
        if isinstance(bladwijzer, Destination):
            yield str(bladwijzer.title)
        else:
            yield from _outline_titles(bladwijzer)


def test_stages_and_questions_are_bookmarks() -> None:
    titels = list(_outline_titles(zilverwaard().outline))
    for vraag in read_example(0, 2).inhoud.kaart.vragen:
        assert f"{vraag.id} {vraag.tekst}" in titels
    for hoofdstuk in (
        "2 Goal",
        "3 Reality",
        "4 Options",
        "5 Keuzemogelijkheden",
        "6 Peilingen",
        "7 Verschillen van inzicht",
        "8 Way Forward",
        "8.2 Afspraken",
        "9 Reacties en ondertekening",
    ):
        assert hoofdstuk in titels


def test_the_contents_point_at_the_right_pages() -> None:
    lezer = zilverwaard()
    inhoud = lezer.pages[1].extract_text()
    for bladwijzer in (b for b in lezer.outline if isinstance(b, Destination)):
        pagina = lezer.get_destination_page_number(bladwijzer)
        assert pagina is not None
        titel = str(bladwijzer.title).split(" ", 1)[1]
        assert titel in lezer.pages[pagina].extract_text()
        assert re.search(rf"{re.escape(titel)}\s+{pagina + 1}\b", inhoud), titel


def test_many_partnerships_with_long_names_leave_room_on_the_cover_for_how_it_stands() -> None:
    lang = "Partnerschap Samen Opleiden en Professionaliseren voor het primair en voortgezet onderwijs"
    partnerschappen = tuple(Partnerschap(code=f"P{n}", naam=f"{lang} nummer {n}") for n in range(1, 13))
    versie = make_versie(1, make_inhoud(partnerschappen=partnerschappen))
    omslag, *rest = read_pages(Verslag(inhoud=versie.inhoud, versie=versie, gemaakt_op=TOEN))
    assert squeeze("P1, P2, P3") in squeeze(omslag)
    assert versie.vingerafdruk in squeeze(omslag)
    assert squeeze(f"{lang} nummer 12") in squeeze(" ".join(rest))


def test_every_page_but_the_cover_has_its_number() -> None:
    paginas = zilverwaard().pages
    zonder = [n for n, pagina in enumerate(paginas, 1) if f"pagina {n} van {len(paginas)}" not in pagina.extract_text()]
    assert zonder == [1]
    assert 20 <= len(paginas) <= 45


def test_the_file_tells_its_title_language_and_moment() -> None:
    lezer = zilverwaard()
    gegevens = lezer.metadata
    assert gegevens is not None
    assert gegevens.title == "Verslag Regiogesprek Onderwijsregio Zilverwaard"
    assert gegevens.author == "Onderwijsregio Zilverwaard"
    assert gegevens.creation_date == read_example(0, 2).gemaakt_op
    assert str(lezer.root_object["/Lang"]) == "nl"


# ---------------------------------------------------------------- what people may write

VIJANDIG = (
    "Ayşe & Zoë",
    "Sørensen, Łukasz Ćwikła",
    "<b>vet</b> en <para> en </font>",
    '<img src="file:///etc/passwd" width="10"/>',
    "&lt;niet& ontsnapt; &#65;",
    "Αθήνα, Київ, Đắk Lắk",
    "2 < 3 > 1 <3 {{x}} %s {0}",
)


@pytest.mark.parametrize("tekst", VIJANDIG)
def test_a_text_stands_there_as_it_was_written(tekst: str) -> None:
    verslag = make_concept(
        antwoorden=(answer(tekst),),
        conclusies=(Conclusieinhoud(vraag="G1", conclusie=tekst),),
        acties=(Actieinhoud(nummer="1", tekst=tekst, eigenaar=tekst),),
        afspraken=(Afspraakinhoud(nummer="1", tekst=tekst, toelichting=tekst),),
        gesprek=Gesprek(
            soort=SoortSessie.REGIOGESPREK, titel=tekst, plaats=tekst, aanleiding=tekst, onderwijsregios=(tekst,)
        ),
        partnerschappen=(Partnerschap(code="LWZ", naam=tekst, penvoerder=tekst),),
    )
    assert read_squeezed(verslag).count(squeeze(tekst)) >= 10


_geopend: list[str] | None = None


def _note(gebeurtenis: str, wat: tuple[Any, ...]) -> None:
    if _geopend is not None and gebeurtenis in ("open", "urllib.Request", "socket.connect", "socket.getaddrinfo"):
        _geopend.append(str(wat[0]))


# Python has no way to take this away again, so it only listens while a test asks for it.
sys.addaudithook(_note)


@pytest.fixture
def geopend() -> Iterator[list[str]]:
    """Every file and address that is opened during the test."""
    global _geopend  # noqa: PLW0603 -- an audit hook has no other way to hear of the test
    _geopend = []
    yield _geopend
    _geopend = None


def test_no_text_makes_us_open_a_file_or_an_address(geopend: list[str]) -> None:
    teksten = "\n".join(
        f'<{teken} src="{bron}"/>'
        for teken in ("img", "image")
        for bron in ("/etc/geheim", "http://127.0.0.1:9/geheim")
    )
    render_verslag(make_concept(antwoorden=(answer(teksten),), acties=(Actieinhoud(nummer="1", tekst=teksten),)))
    assert [naam for naam in geopend if "geheim" in naam or "127.0.0.1" in naam] == []


def test_characters_that_cannot_be_shown_are_counted() -> None:
    tekst = " ".join(" ".join(read_pages(make_concept(antwoorden=(answer("Dit is 漢字 dus."),)))).split())
    assert "Dit is □□ dus." in tekst
    assert "2 tekens konden in dit document niet worden getoond" in tekst
    assert "niet worden getoond" not in read_squeezed(make_concept(antwoorden=(answer("Dit wel."),)))


def test_emoji_arabic_and_hebrew_can_be_shown() -> None:
    tekst = " ".join(read_pages(make_concept(antwoorden=(answer("Goed 👍🏽 ✅ 👩‍🏫, groet van عائشة en עזרא ☎"),))))
    assert "□" not in tekst
    assert "👍" in tekst
    assert "☎" in tekst
    assert "עזרא" in tekst
    assert "عائشة" in tekst


@pytest.mark.parametrize(
    "tekst",
    [
        "a" * MAX_TEKST,
        "Lange zin met woorden. " * (MAX_TEKST // 23),
        "kort\n" * (MAX_TEKST // 5),
        "x\n\n" * (MAX_TEKST // 3),
        "<b>" * (MAX_TEKST // 3),
        "ja 😀 " * (MAX_TEKST // 5),
        "س" * MAX_TEKST,
    ],
    ids=["woord", "zinnen", "regels", "alineas", "markup", "emoji", "arabisch"],
)
def test_the_longest_text_fits_everywhere(tekst: str) -> None:
    acties = (Actieinhoud(nummer="1", tekst=tekst, eigenaar="b" * 300),)
    standpunt = Standpuntinhoud(partnerschap="LWZ", standpunt=tekst, minderheidsstandpunt=tekst)
    verslag = make_groepsverslag(
        antwoorden=(answer(tekst),),
        acties=acties,
        groepsnotities=(note(tekst),),
        verschillen=(Verschilinhoud(nummer="V1", titel="Wat telt?", tekst=tekst, standpunten=(standpunt,)),),
        issues=(Issueinhoud(nummer="L1", tekst=tekst, waarom=tekst, voor_wie="b" * 300),),
        betrokkenen=(Betrokkenheid(nummer="B1", soort=Betrokkensoort.PARTIJ, naam="b" * 300, door="b" * 300),),
    )
    assert len(PdfReader(BytesIO(render_verslag(verslag))).pages) > 15


def test_two_hundred_actions_keep_their_heading_on_every_page() -> None:
    acties = tuple(Actieinhoud(nummer=str(n), tekst=f"Taak {n} doen") for n in range(1, 201))
    paginas = [pagina for pagina in read_pages(make_concept(acties=acties)) if "Taak" in pagina]
    assert len(paginas) > 5
    assert all("Termijn" in pagina for pagina in paginas)
    assert is_in_order([f"Taak {n} doen" for n in range(1, 201)], squeeze("".join(map(_strip_rand, paginas))))


def test_the_heading_of_the_agreements_stays_with_one_that_led_to_very_much() -> None:
    acties = tuple(Actieinhoud(nummer=str(n), tekst="Taak", afspraak="1") for n in range(1, 401))
    paginas = read_pages(make_concept(afspraken=(Afspraakinhoud(nummer="1", tekst="Samen"),), acties=acties))
    *_, regels = (pagina.splitlines() for pagina in paginas if "3.1 Afspraken" in pagina)
    assert regels[regels.index("3.1 Afspraken") + 1].startswith("Afspraak 1")


@pytest.mark.parametrize("aantal", range(3, 63, 3))
def test_the_last_row_of_a_table_never_stands_alone_overleaf(aantal: int) -> None:
    acties = tuple(Actieinhoud(nummer=str(n), tekst=f"Taak {n} doen") for n in range(aantal))
    rijen = [pagina.count("Taak") for pagina in read_pages(make_concept(acties=acties))]
    *_, laatste = filter(None, rijen)
    assert laatste > 1


@pytest.mark.parametrize("regels", range(1, 28, 2))
def test_the_first_row_of_a_table_never_stands_alone_at_the_foot(regels: int) -> None:
    criteria = tuple(EigenCriterium(id=f"eigen{n}", titel=f"Criterium {n}") for n in range(1, 5))
    oordelen = tuple(Beoordelinginhoud(criterium=c.id, kansen="Wat kan.") for c in criteria)
    keuze = Keuzeinhoud(nummer="K1", titel="Samen", beschrijving="Nog een regel.\n" * regels, beoordelingen=oordelen)
    verslag = make_concept(keuzemogelijkheden=(keuze,), criteria=criteria)
    rijen = [pagina.count("Wat kan.") for pagina in read_pages(verslag)]
    assert sum(rijen) == 4
    assert 1 not in rijen


@pytest.mark.parametrize("lengte", [60, 120, 180, 240, 280])
def test_high_rows_stay_whole_and_their_header_stands_once_on_a_page(lengte: int) -> None:
    rol = ("beleidsmedewerker " * 20)[:lengte].strip()
    deelnemers = tuple(Deelnemerinhoud(nummer=n, rol=f"begin {rol} einde") for n in range(1, 31))
    paginas = [pagina for pagina in read_pages(make_concept(deelnemers=deelnemers)) if "Aanwezigheid" in pagina]
    assert sum(pagina.count("begin") for pagina in paginas) == 30
    for pagina in paginas:
        assert pagina.count("Aanwezigheid") == 1
        assert pagina.count("begin") == pagina.count("einde")


def test_forty_partnerships_each_have_their_place() -> None:
    partnerschappen = tuple(Partnerschap(code=f"P{n}", naam=f"Partnerschap {n} van de regio") for n in range(1, 41))
    deelnemers = tuple(Deelnemerinhoud(nummer=n, rol="r" * 300, organisatie="o" * 300) for n in range(1, 41))
    inhoud = make_inhoud(
        partnerschappen=partnerschappen, deelnemers=deelnemers, antwoorden=(answer("Ja.", code="P40"),)
    )
    versie = make_versie(1, inhoud, reacties=tuple(make_reactie(p.code) for p in partnerschappen))
    geheel = read_squeezed(Verslag(inhoud=inhoud, versie=versie, gemaakt_op=TOEN))
    assert geheel.count("Handtekening") == 40
    assert all(geheel.count(squeeze(p.naam)) >= 4 for p in partnerschappen)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_written_the_report_comes(tekst: str) -> None:
    schoon = clean_tekst(f"vooraan {tekst} achteraan")
    verslag = make_concept(antwoorden=(answer(schoon),), acties=(Actieinhoud(nummer="1", tekst=schoon),))
    geheel = read_squeezed(verslag)
    assert geheel.count("vooraan") == 2
    assert geheel.count("achteraan") == 2


def test_a_very_long_title_is_shortened_in_the_margin_only() -> None:
    titel = "Regiogesprek over alles " * 12
    gesprek = Gesprek(soort=SoortSessie.REGIOGESPREK, titel=titel, fictief=True)
    omslag, *rest = read_pages(make_concept(gesprek=gesprek))
    assert squeeze(titel) in squeeze(omslag)
    for pagina in rest:
        assert "Regiogesprek over alles" in pagina
        assert "…" in pagina
        assert squeeze(titel) not in squeeze(pagina)


def test_a_row_that_is_taller_than_a_page_goes_on_overleaf() -> None:
    deelnemer = Deelnemerinhoud(nummer=1, rol="W" * 300, organisatie="😀" * 300, namens_anders="M" * 300)
    verslag = make_concept(deelnemers=(deelnemer,)).model_copy(update={"namen": {1: "W" * 300}})
    assert read_squeezed(verslag).count("😀") == 300


def test_a_conversation_without_partnerships_has_a_report_too() -> None:
    inhoud = make_inhoud(partnerschappen=())
    geheel = read_squeezed(Verslag(inhoud=inhoud, versie=make_versie(1, inhoud), gemaakt_op=TOEN))
    assert "Watdragenwijbij?Leeg:nietsingevuld" in geheel
    assert "Handtekening" not in geheel


def test_a_draft_of_a_next_version_still_shows_earlier_reactions() -> None:
    eerste = make_versie(1, make_inhoud(), reacties=(make_reactie("LWZ"),))
    verslag = make_concept().model_copy(update={"eerdere": (eerste,)})
    geheel = read_squeezed(verslag)
    assert "Gegevenopversie1:akkoord" in geheel
    assert "noggeenreactie" not in geheel

"""What goes to other regions: with whose consent, without which names, and twice the same."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.gewonewoorden import KLEINE_WOORDEN, VAKWOORDEN
from gesprekskaart.kennis import Kennisinhoud, Rubriek, Toestemming, Woordkeuze
from gesprekskaart.kennisselectie import BLIJFT_BINNEN, GEDEELD, list_passages
from gesprekskaart.kennisvoorbeeld import (
    Fragmentsoort,
    Kennisbron,
    Kennisvoorbeeld,
    list_aanwijzingen,
    make_voorbeeld,
)
from gesprekskaart.naamregister import Naambron, Naamsoort, fold
from gesprekskaart.peiling import Peilingstand, Peilingwijze, Steminhoud, Steun
from gesprekskaart.services.kennisdeling import to_json
from gesprekskaart.sessie import Bestuur, Deelnemer, Partnerschap
from gesprekskaart.uitwisseling import Sessiebestand
from gesprekskaart.verslag import (
    Afspraakinhoud,
    Antwoordinhoud,
    Conclusieinhoud,
    Gespreksinhoud,
    Inbrenginhoud,
    Peilinginhoud,
)
from gesprekskaart.voorbeelden import voorbeelden
from tests.unit.test_naamregister import SCHRIJFWIJZEN, find_names, namen
from web.kennis import render_kennis

ZILVERWAARD, SAMEN_STERK = voorbeelden()

# By hand, from the sources of the examples: every name that was made up for them, and each part that tells.
_VERZONNEN = """
Zilverwaard Drevenmark Zilverstad Zilveroever Sluiswachter Leerwerkplaats Waardland Waardstroom Tussenmeren Meerstroom
Kindrijk Dijken Strekdam Anker LWZ AOZ WMD SOW ULO Lyceumgroep Vakcollege Annelies Brouwhuis Jörgen Tielema Fatima
Yousfi Loïs Verhaag Hendrik Hendrik-Jan Oosterveld Renée Dijkgraaf Tjeerd Pannekoek Sabriye Kılıç Coen Wevers Ilse
Nooitgedacht Patrick Ruijgrok Dominique Saïdi Geertje Boskamp Wim Schaapveld Marijke Weiden Daan Kortekaas
Lindelo Merenbrug Lindebrink Wallen OLB VOM SBW Karlijn Overmars Bram Nijdam Marloes Aendekerk Gijs Timmerhuis Noor
Bemmelen Şahin Reinout Kolkman Esmée Driehuis Yassine Benhaddou Truus Haverkort Jurriaan Annet Zwanenburg Floris Rooij
Maas Ingrid Söderholm
"""
VERZONNEN = (*_VERZONNEN.split(), "De Wissel", "Jurriaan Pol")


def make_bron(bestand: Sessiebestand, **velden: Any) -> Kennisbron:
    kaart = bestand.versies[-1].inhoud.kaart
    namen = tuple(sorted({reactie.naam for versie in bestand.versies for reactie in versie.reacties}))
    return Kennisbron(bestand.model_copy(update=velden), kaart, bestand.deelnemers, namen, bestand.kennis)


def with_consent(bestand: Sessiebestand, *codes: str, keuzes: tuple[Woordkeuze, ...] = ()) -> Sessiebestand:
    toestemmingen = tuple(Toestemming(partnerschap=code, citeren=True) for code in codes)
    return bestand.model_copy(update={"kennis": Kennisinhoud(toestemmingen=toestemmingen, woordkeuzes=keuzes)})


def with_all_consent(bestand: Sessiebestand) -> Sessiebestand:
    return with_consent(bestand, *(partnerschap.code for partnerschap in bestand.partnerschappen))


def exports(voorbeeld: Kennisvoorbeeld) -> list[str]:
    """Everything that leaves, in both forms."""
    return [to_json(voorbeeld.bestand).decode(), render_kennis(voorbeeld.bestand).decode()]


def find_verzonnen(uitvoer: str) -> list[str]:
    plat = fold(uitvoer)
    return [naam for naam in VERZONNEN if re.search(rf"(?<![^\W\d_]){fold(naam)}(?![^\W\d_])", plat, re.IGNORECASE)]


def test_the_list_of_invented_names_is_that_of_the_examples() -> None:
    alles = " ".join(json.dumps(b.model_dump(mode="json"), ensure_ascii=False) for b in (ZILVERWAARD, SAMEN_STERK))
    assert set(find_verzonnen(alles)) == set(VERZONNEN)
    mensen = {woord for b in (ZILVERWAARD, SAMEN_STERK) for d in b.deelnemers for woord in d.naam.split()}
    assert {woord for woord in mensen if len(woord) > 3} <= set(VERZONNEN) | {"Bemmelen-Şahin", "Rooij-Maas"}


@pytest.mark.parametrize("samen", [(ZILVERWAARD,), (SAMEN_STERK,), (ZILVERWAARD, SAMEN_STERK)], ids=["z", "s", "beide"])
@pytest.mark.parametrize("consent", [with_consent, with_all_consent])
def test_the_examples_come_out_without_one_invented_name(samen: tuple[Sessiebestand, ...], consent: Any) -> None:
    voorbeeld = make_voorbeeld([make_bron(consent(bestand)) for bestand in samen])

    for uitvoer in exports(voorbeeld):
        assert len(uitvoer) > 10_000
        assert find_verzonnen(uitvoer) == []
        assert "partnerschap A" in uitvoer


def test_of_the_example_little_is_left_to_look_at_besides_numbers() -> None:
    (gesprek,) = make_voorbeeld([make_bron(with_all_consent(ZILVERWAARD))]).gesprekken
    aanwijzingen = list_aanwijzingen(gesprek)
    namen = {a.woord for a in aanwijzingen if a.soort == "naam"}
    assert {a.soort for a in aanwijzingen} == {"naam", "naamdeel", "getal"}
    assert "PDG-kandidaten" in namen
    assert len(namen) < 12
    assert "€ 612.000" in {a.woord for a in aanwijzingen}


def test_without_consent_only_what_was_written_together_goes_out() -> None:
    (zonder,) = make_voorbeeld([make_bron(ZILVERWAARD)]).bestand.gesprekken
    stukken = [stuk for deel in zonder.delen for stuk in deel.stukken]
    assert {stuk.van for stuk in stukken} == {""}
    assert Rubriek.CITAAT not in {stuk.rubriek for stuk in stukken}
    assert {"Gezamenlijke conclusie", "Verschillen", "Aanleiding"} <= {stuk.kop for stuk in stukken}

    (met,) = make_voorbeeld([make_bron(with_consent(ZILVERWAARD, "WMD"))]).bestand.gesprekken
    van = {stuk.van for deel in met.delen for stuk in deel.stukken}
    assert van == {"", "partnerschap C"}


def test_how_one_partnership_does_it_takes_its_consent_though_a_group_wrote_it() -> None:
    def vans(*codes: str) -> set[str]:
        (gesprek,) = make_voorbeeld([make_bron(with_consent(SAMEN_STERK, *codes))]).bestand.gesprekken
        return {stuk.van for deel in gesprek.delen for stuk in deel.stukken}

    assert vans() == {""}
    assert vans("VOM") == {"", "partnerschap B"}


def test_inbreng_of_nobody_in_particular_never_goes_out() -> None:
    inhoud = ZILVERWAARD.model_copy(
        update={
            "inbreng": (
                Inbrenginhoud(vraag="G1", tekst="van niemand"),
                Inbrenginhoud(vraag="G1", partnerschap="LWZ", tekst="van een"),
            )
        }
    )
    teksten = [passage for passage in list_passages(inhoud) if passage.kop == "Inbreng"]
    assert [(passage.tekst, passage.van) for passage in teksten] == [("van een", "LWZ")]


def test_of_a_poll_the_outcome_is_of_all_and_a_reason_of_one() -> None:
    peiling = Peilinginhoud(
        nummer="P1",
        stelling="Wij tellen samen",
        per=Peilingwijze.PARTNERSCHAP,
        stand=Peilingstand.GESLOTEN,
        bron="G1",
        stemgerechtigd=2,
        stemmen=(
            Steminhoud(partnerschap="AOZ", keuze=Steun.VOLLEDIG_EENS),
            Steminhoud(partnerschap="LWZ", keuze=Steun.BEZWAAR, reden="Geen tijd bij Kindrijk"),
        ),
    )
    open_ = peiling.model_copy(update={"nummer": "P2", "stand": Peilingstand.OPEN})
    inhoud = ZILVERWAARD.model_copy(update={"peilingen": (peiling, open_)})
    gevonden = [p for p in list_passages(inhoud) if "eiling" in p.kop]
    geen = "neutraal 0, twijfel 0"
    assert [(p.kop, p.van, p.tekst.splitlines()[-1]) for p in gevonden] == [
        ("Peiling P1", None, f"volledig eens 1, eens met kanttekening 0, {geen}, bezwaar 1, onthouding 0"),
        ("Reden bij peiling P1", "LWZ", "bezwaar: Geen tijd bij Kindrijk"),
    ]


def test_of_a_difference_each_view_is_of_its_partnership_and_the_rest_of_all() -> None:
    van = {passage.kop: passage.van for passage in list_passages(ZILVERWAARD) if passage.kop.startswith("Verschil V1")}
    assert van.pop("Verschil V1: standpunt") is not None
    assert {"Verschil V1", "Verschil V1: hoe verder"} <= set(van)
    assert van["Verschil V1"] is None


def test_the_result_of_an_afspraak_and_how_it_is_measured_go_out_with_names_replaced_and_doubts_marked() -> None:
    afspraak = Afspraakinhoud(
        nummer="2026-01",
        tekst="Wij tellen samen.",
        resultaat="Bij Kindrijk 46 plekken",
        meting="Petra telt bij Kindrijk",
    )
    voorbeeld = make_voorbeeld([make_bron(ZILVERWAARD.model_copy(update={"afspraken": (afspraak,)}))])
    (bestand,) = voorbeeld.bestand.gesprekken
    stukken = {stuk.kop: stuk.tekst for deel in bestand.delen for stuk in deel.stukken}
    assert stukken["Afspraak 2026-01: wat het moet opleveren"] == "Bij bestuur 2 46 plekken"
    assert stukken["Afspraak 2026-01: hoe we dat meten"] == "Petra telt bij bestuur 2"
    assert {"46 plekken", "Petra"} <= set(open_words(voorbeeld))


def test_of_every_field_of_the_content_it_is_decided_whether_it_goes_out() -> None:
    """Who adds a field: give it a line in `kennisselectie`, or name it in BLIJFT_BINNEN."""
    assert set(Gespreksinhoud.model_fields) == GEDEELD | BLIJFT_BINNEN
    assert not GEDEELD & BLIJFT_BINNEN


def test_who_does_what_stays_inside() -> None:
    (bestand,) = make_voorbeeld([make_bron(SAMEN_STERK)]).bestand.gesprekken
    acties = next(deel for deel in bestand.delen if deel.titel == "Acties")
    assert acties.stukken[0].kop == "Actie S1 (open)"
    assert "programmaleider OLB" not in acties.model_dump_json()
    assert (bestand.jaar, bestand.fictief) == (2026, True)
    assert "22 september" not in bestand.model_dump_json()


def make_small(conclusie: str, *keuzes: Woordkeuze, antwoord: str = "") -> Kennisvoorbeeld:
    bestand = ZILVERWAARD.model_copy(
        update={
            "antwoorden": (Antwoordinhoud(vraag="G1", partnerschap="LWZ", tekst=antwoord),),
            "conclusies": (Conclusieinhoud(vraag="G1", conclusie=conclusie),),
            "afspraken": (),
            "acties": (),
            "aanbevelingen": (),
            "keuzemogelijkheden": (),
            "verschillen": (),
            "issues": (),
            "peilingen": (),
            "kennis": Kennisinhoud(toestemmingen=(Toestemming(partnerschap="LWZ", citeren=True),), woordkeuzes=keuzes),
        }
    )
    return make_voorbeeld([make_bron(bestand)])


def conclusie_of(voorbeeld: Kennisvoorbeeld) -> str:
    (gesprek,) = voorbeeld.bestand.gesprekken
    (deel,) = (deel for deel in gesprek.delen if deel.id == "G1")
    return deel.stukken[0].tekst


def open_words(voorbeeld: Kennisvoorbeeld) -> list[str]:
    return [aanwijzing.woord for aanwijzing in list_aanwijzingen(voorbeeld.gesprekken[0])]


def test_a_choice_about_a_word_counts_for_every_place_and_way_of_writing() -> None:
    tekst = "Wat Petra zei, PETRA dus, over 46 plekken en 46 plekken bij Kindrijk."
    voor = make_small(tekst)
    assert open_words(voor) == ["Petra", "46 plekken"]

    keuzes = (Woordkeuze(woord="petra", vervanging="een schoolleider"), Woordkeuze(woord="46 plekken"))
    na = make_small(tekst, *keuzes)

    verwacht = "Wat een schoolleider zei, een schoolleider dus, over 46 plekken en 46 plekken bij bestuur 2."
    assert conclusie_of(na) == verwacht
    assert open_words(na) == []
    soorten = [fragment.soort for fragment in na.gesprekken[0].walk()]
    assert soorten.count(Fragmentsoort.BEHOUDEN) == 2
    assert make_small(tekst, *keuzes).bestand.vingerafdruk == na.bestand.vingerafdruk
    assert na.bestand.vingerafdruk != voor.bestand.vingerafdruk


def test_a_known_name_cannot_be_left_and_no_choice_brings_one_in() -> None:
    keuzes = (
        Woordkeuze(woord="Kindrijk"),
        Woordkeuze(woord="Petra", vervanging="Jörgen van Kindrijk"),
        Woordkeuze(woord="Drevenmark", vervanging="de buren"),
    )
    voorbeeld = make_small("Petra, Kindrijk en Drevenmark.", *keuzes)
    assert conclusie_of(voorbeeld) == "Persoon 2 van bestuur 2, bestuur 2 en de buren."


def test_a_number_may_be_replaced_by_hand_and_is_never_by_itself() -> None:
    tekst = "Dat kost € 40.000 per jaar."
    assert conclusie_of(make_small(tekst)) == tekst
    keuze = Woordkeuze(woord="€ 40.000", vervanging="een bedrag")
    assert conclusie_of(make_small(tekst, keuze)) == "Dat kost een bedrag per jaar."


def test_what_people_wrote_is_text_and_never_markup() -> None:
    uitvoer = render_kennis(make_small('Wij <script>alert("x")</script> & zo.').bestand).decode()
    assert "&lt;script&gt;" in uitvoer
    assert "<script" not in uitvoer


def test_a_name_in_two_conversations_has_one_pseudonym() -> None:
    ander = SAMEN_STERK.model_copy(
        update={
            "partnerschappen": (
                Partnerschap(code="OLB", naam="Opleidingsschool Lindebrink", besturen=(Bestuur(naam="Kindrijk"),)),
            ),
            "groepsnotities": (),
            "conclusies": (Conclusieinhoud(vraag="T1", conclusie="Met Kindrijk en LWZ en OLB."),),
        }
    )
    een, twee = make_voorbeeld([make_bron(ZILVERWAARD), make_bron(ander)]).bestand.gesprekken
    tekst = next(deel for deel in twee.delen if deel.id == "T1").stukken[0].tekst
    assert tekst == "Met bestuur 2 en partnerschap A en partnerschap E."
    assert een.partnerschappen[0].naam == "partnerschap A"
    assert [p.naam for p in twee.partnerschappen] == ["partnerschap E"]


def test_two_partnerships_of_one_code_in_two_conversations_are_two() -> None:
    def bestand(naam: str) -> Sessiebestand:
        return SAMEN_STERK.model_copy(
            update={
                "partnerschappen": (Partnerschap(code="SO", naam=naam),),
                "conclusies": (Conclusieinhoud(vraag="T1", conclusie=f"Wij zijn {naam}."),),
                "groepsnotities": (),
                "deelnemers": (),
            }
        )

    een, twee = make_voorbeeld([make_bron(bestand("Oeverloo")), make_bron(bestand("Hemelrijk"))]).bestand.gesprekken
    assert [een.partnerschappen[0].naam, twee.partnerschappen[0].naam] == ["partnerschap A", "partnerschap B"]
    assert twee.delen[0].stukken[0].tekst == "Wij zijn partnerschap B."


def test_the_words_of_the_card_are_not_marked_and_hold_no_name_either() -> None:
    voorbeeld = make_voorbeeld([make_bron(ZILVERWAARD)])
    for deel in voorbeeld.gesprekken[0].delen:
        assert {fragment.soort for fragment in deel.titel} <= {Fragmentsoort.GEWOON, Fragmentsoort.SCHUILNAAM}


@given(st.lists(namen, min_size=1, max_size=4, unique=True), st.data(), st.text(max_size=30), st.text(max_size=30))
def test_no_known_name_survives_in_any_export(mensen: list[str], data: st.DataObject, voor: str, na: str) -> None:
    schrijf = st.sampled_from(SCHRIJFWIJZEN)
    stukken = [f"{voor} {data.draw(schrijf)(naam)} {na}" for naam in mensen]
    deelnemers = tuple(
        Deelnemer(nummer=nummer, naam=naam, organisatie=f"Stichting {naam[::-1].title()}")
        for nummer, naam in enumerate(mensen, start=1)
    )
    bestand = ZILVERWAARD.model_copy(
        update={
            "deelnemers": deelnemers,
            "conclusies": (Conclusieinhoud(vraag="G1", conclusie="\n".join(stukken)),),
            "antwoorden": (Antwoordinhoud(vraag="G1", partnerschap="LWZ", tekst=" ".join(stukken)),),
            "kennis": Kennisinhoud(toestemmingen=(Toestemming(partnerschap="LWZ", citeren=True),)),
        }
    )
    voorbeeld = make_voorbeeld([make_bron(bestand)])
    teksten = [stuk.tekst for deel in voorbeeld.bestand.gesprekken[0].delen for stuk in deel.stukken]
    bronnen = [Naambron(Naamsoort.PERSOON, naam) for naam in mensen]
    assert find_names("\n".join(teksten), bronnen) == []


def test_the_word_lists_are_folded_and_apart() -> None:
    for woord in VAKWOORDEN | KLEINE_WOORDEN:
        assert woord == fold(woord).casefold()


@pytest.mark.parametrize("naam", ["Kees Bakker", "Pieter van Dam"])
def test_a_person_beside_an_organisation_that_was_replaced_is_still_marked(naam: str) -> None:
    tekst = f"Vraag {naam} van Vakcollege Drevenmark om de cijfers"
    afspraken = tuple(a.model_copy(update={"tekst": tekst}) for a in ZILVERWAARD.afspraken)
    (gesprek,) = make_voorbeeld([make_bron(ZILVERWAARD.model_copy(update={"afspraken": afspraken}))]).gesprekken
    assert naam in [aanwijzing.woord for aanwijzing in list_aanwijzingen(gesprek)]

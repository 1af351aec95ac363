"""The shipped examples say what their source says, and their frozen versions are sound.

The digests were taken from the source texts themselves, apart from the program that made the JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any
from uuid import uuid4

import pytest
import rfc8785

from gesprekskaart.bestand import from_bestand, to_bestand
from gesprekskaart.betrokkenheid import Betrokkensoort, Betrokkenstand, list_wie_nog
from gesprekskaart.bevriezen import make_inhoud
from gesprekskaart.datum import MAANDEN
from gesprekskaart.groep import Groepstand
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.keuze import Besluit, Score, Uitkomst
from gesprekskaart.peiling import Peilingstand, Peilingwijze
from gesprekskaart.sessie import (
    Aanwezigheid,
    Deelnemer,
    Functie,
    Mandaat,
    NietBesproken,
    Partnerschap,
    Sessierol,
    Stand,
    Voorbereid,
)
from gesprekskaart.tekst import CONCLUSIESOORTEN, TekstSoort
from gesprekskaart.uitwisseling import Sessiebestand
from gesprekskaart.verslag import Reactie, ReactieSoort
from gesprekskaart.voorbeelden import voorbeelden

ZOUT = "5a" * 16
NU = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ZILVERWAARD, SAMEN_STERK = voorbeelden()
KAART = next(kaart for kaart in shipped_kaarten() if kaart.id == ZILVERWAARD.kaart.id)
BEIDE = pytest.mark.parametrize("voorbeeld", voorbeelden(), ids=["zilverwaard", "samen-sterk"])

MANDATEN = {
    Mandaat.MANDAAT: "mandaat",
    Mandaat.ONDER_VOORBEHOUD: "onder voorbehoud van instemming bestuur",
    Mandaat.GEEN: "geen mandaat / toehoorder",
}


def digest(regels: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(regels).encode()).hexdigest()[:16]


def with_brackets(wat: str, toelichting: str) -> str:
    return f"{wat} ({toelichting})" if toelichting else wat


def antwoorden_of(blok: str) -> list[str]:
    tekens = {"vooraf": "(v)", "gesprek": "(g)"}
    return [
        f"{a.vraag} {a.partnerschap} {tekens[str(a.moment)]} {a.tekst}"
        for a in ZILVERWAARD.antwoorden
        if a.vraag.rstrip("abcd0123456789") == blok
    ]


def conclusies() -> list[str]:
    regels = ((c.vraag, soort, getattr(c, soort)) for c in ZILVERWAARD.conclusies for soort in CONCLUSIESOORTEN)
    return sorted(f"{vraag} {soort} {tekst}" for vraag, soort, tekst in regels if tekst)


def partnerschap_as_in_source(p: Partnerschap) -> str:
    voorbereid = ": ".join(deel for deel in (str(p.voorbereid), p.voorbereid_toelichting) if deel)
    if p.voorbereid_op:
        voorbereid += f", {p.voorbereid_op.day} {MAANDEN[p.voorbereid_op.month - 1]}"
    besturen = ", ".join(with_brackets(bestuur.naam, bestuur.omvang) for bestuur in p.besturen)
    naam, studenten = with_brackets(p.naam, "aspirant" if p.aspirant else ""), p.omvang.replace(" studenten", "")
    opleidingen, sectoren = ", ".join(p.lerarenopleidingen), ", ".join(p.sectoren)
    return "|".join((p.code, naam, sectoren, besturen, p.penvoerder, opleidingen, studenten, voorbereid))


def deelnemer_as_in_source(d: Deelnemer) -> str:
    namens = d.namens_anders or ("alle vier" if len(d.namens) == 4 else d.namens[0])
    aanwezig = with_brackets(str(d.aanwezigheid), d.aanwezigheid_toelichting)
    return "|".join((str(d.nummer), d.naam, d.rol, d.organisatie, namens, MANDATEN[d.mandaat], aanwezig))


def afspraken() -> list[str]:
    regels = []
    for a in ZILVERWAARD.afspraken:
        functies = "alle vijf" if a.functies == tuple(Functie) else ", ".join(a.functies)
        stand = str(a.stand).capitalize()
        regels.append(
            "|".join((f"Afspraak {a.nummer}", a.tekst, functies, ", ".join(a.sectoren), ", ".join(a.bronnen), stand))
        )
    return regels


def acties() -> list[str]:
    return [f"Actie {a.nummer}|{a.tekst}|{a.eigenaar}|{a.termijn}|{a.stand}|{a.afspraak}" for a in ZILVERWAARD.acties]


def reacties() -> list[str]:
    return [
        f"{r.partnerschap}|{r.soort}|{r.naam}|{r.rol}|{MANDATEN[r.mandaat]}|{r.op:%Y-%m-%d}|{r.toelichting}"
        for r in ZILVERWAARD.versies[0].reacties
    ]


@pytest.mark.parametrize(
    ("verwacht", "regels"),
    [
        pytest.param("06ea344cdcb7942d", lambda: antwoorden_of("G"), id="antwoorden G"),
        pytest.param("690e65d688459f8e", lambda: antwoorden_of("RS"), id="antwoorden RS"),
        pytest.param("8e82ead411402715", lambda: antwoorden_of("RO"), id="antwoorden RO"),
        pytest.param("9b367ca630efd806", lambda: antwoorden_of("OS"), id="antwoorden OS"),
        pytest.param("3861f302999f9346", lambda: antwoorden_of("OO"), id="antwoorden OO"),
        pytest.param("f6969bf3e6d263c2", conclusies, id="conclusies"),
        pytest.param(
            "d483452743e841e0",
            lambda: [f"{f.sleutel} {f.partnerschap}" for f in ZILVERWAARD.niet_besproken],
            id="niet besproken",
        ),
        pytest.param(
            "4b628978330208c7",
            lambda: map(partnerschap_as_in_source, ZILVERWAARD.partnerschappen),
            id="partnerschappen",
        ),
        pytest.param(
            "33e5a60ac1d785ae",
            lambda: map(deelnemer_as_in_source, ZILVERWAARD.deelnemers[:14]),
            id="deelnemers",
        ),
        pytest.param("b29b5e41d3aded88", afspraken, id="afspraken"),
        pytest.param("8545e22f3617f5a2", acties, id="acties"),
        pytest.param(
            "de5d7f24cf4f0475",
            lambda: [f"{a.aanbeveling}|{a.oordeel}|{a.toelichting}|{a.aanpak}" for a in ZILVERWAARD.aanbevelingen],
            id="aanbevelingen",
        ),
        pytest.param("3db2d73d7d4e34c3", reacties, id="reacties"),
    ],
)
def test_zilverwaard_says_what_its_source_says(verwacht: str, regels: Callable[[], Iterable[str]]) -> None:
    assert digest(regels()) == verwacht


def test_zilverwaard_keeps_its_difference_of_view_to_the_letter() -> None:
    (verschil,) = ZILVERWAARD.verschillen
    # Of each view its words and its reason, beside whose it is: the rows of the source.
    per_standpunt: dict[str, list[str]] = {}
    for van in verschil.standpunten:
        per_standpunt.setdefault(van.standpunt, []).append(van.partnerschap)
    rijen = sorted("|".join((*tekst.split(": ", 1), ", ".join(codes))) for tekst, codes in per_standpunt.items())
    # Names stay out of what is frozen: who they are stands beside it by number.
    verder = verschil.verder.replace("De programmaleiders van LWZ en AOZ", "Brouwhuis en Verhaag")
    namen = {d.nummer: d.naam.split()[-1] for d in ZILVERWAARD.deelnemers}
    assert (namen[1], namen[4], "(deelnemer 1)" in verschil.wie, "(deelnemer 4)" in verschil.wie) == (
        *("Brouwhuis", "Verhaag"),
        *(True, True),
    )
    assert digest((verschil.titel, *rijen, verder)) == "89be9798ffa80248"
    # When the views were taken, and the conclusion that refers to it.
    assert digest((verschil.tekst,)) == "79bacddf8bf9a538"
    assert verschil.bronnen == ("OS3",)
    (conclusie,) = (c.conclusie for c in ZILVERWAARD.conclusies if c.vraag == "OS3")
    assert conclusie.endswith("(zie Verschillen van inzicht).")
    assert verschil.termijn == date(2026, 10, 1)


def issues_as_in_source(voorbeeld: Sessiebestand) -> list[str]:
    return [f"{i.nummer}|{i.tekst}|{i.waarom}|{i.voor_wie}" for i in voorbeeld.issues]


def test_both_examples_keep_their_national_issues_to_the_letter() -> None:
    assert digest(issues_as_in_source(ZILVERWAARD)) == "d605ff8b62adf3b6"
    assert digest(issues_as_in_source(SAMEN_STERK)) == "782ac8afe9a68ca1"
    assert [len(voorbeeld.issues) for voorbeeld in (ZILVERWAARD, SAMEN_STERK)] == [2, 4]


def achterban_as_in_source(code: str) -> str:
    """The row of this partnership in the source's table of consultation."""
    leeg = "*(leeg)*"
    woorden = {Betrokkenstand.GEDAAN: "ja", Betrokkenstand.DEELS: "deels", Betrokkenstand.OPEN: "nee"}
    van = {b.soort: b for b in ZILVERWAARD.betrokkenen if b.partnerschap == code}
    achterban = van[Betrokkensoort.ACHTERBAN]
    eerste = f"{code}|{woorden[achterban.stand]}, {achterban.naam or achterban.toelichting}"
    mz = van.get(Betrokkensoort.MEDEZEGGENSCHAP)
    if mz is None:
        return f"{eerste}|{leeg}|{leeg}|{leeg}|open"
    erbij = f"; {mz.toelichting}" if mz.toelichting.startswith("advies") else f" ({mz.toelichting})"
    dag = f"{mz.termijn.day} {MAANDEN[mz.termijn.month - 1]} {mz.termijn.year}" if mz.termijn else "nog te bepalen"
    return f"{eerste}|{mz.naam}|{mz.aard}{erbij if mz.toelichting else ''}|{dag}|{mz.stand}"


def test_zilverwaard_keeps_who_was_consulted_to_the_letter() -> None:
    codes = [p.code for p in ZILVERWAARD.partnerschappen]
    assert digest(map(achterban_as_in_source, codes)) == "aa31e7d2927d8bdb"
    regels = list_wie_nog(ZILVERWAARD.versies[-1].inhoud.kaart.betrokkenen, codes, ZILVERWAARD.betrokkenen)
    gaten = [(regel.naam, regel.partnerschap) for regel in regels if regel.betrokkenheid is None]
    assert len(gaten) == 7
    assert gaten[-1] == ("(G)MR of OR", "SOW")


# Taken from the source's own tables: the options with their judgements, the scores per function, the polls.
def test_the_options_of_zilverwaard_say_what_their_source_says() -> None:
    titels = {c.id: c.titel for c in KAART.criteria}
    regels = [
        "|".join(
            (k.nummer, k.titel, titels[b.criterium], b.kansen, b.risicos, b.consequenties, b.nodig, _sign(b.score))
        )
        for k in ZILVERWAARD.keuzemogelijkheden
        for b in k.beoordelingen
    ]
    assert (len(regels), digest(regels)) == (20, "eb7b22d605f8ab8d")
    per_functie = [k.beoordelingen[0].functies for k in ZILVERWAARD.keuzemogelijkheden]
    functies = ["|".join((f.capitalize(), *(_sign(scores[f]) for scores in per_functie))) for f in Functie]
    assert digest(functies) == "f22fba094125e5a0"


def _sign(score: Score | None) -> str:
    return score.teken if score else ""


def test_the_polls_of_zilverwaard_say_what_their_source_says() -> None:
    codes = [p.code for p in ZILVERWAARD.partnerschappen]
    regels = [
        f"{peiling.bron}|{stem.partnerschap}|{stem.keuze}|{stem.reden}"
        for peiling in ZILVERWAARD.peilingen
        for stem in sorted(peiling.stemmen, key=lambda stem: codes.index(stem.partnerschap or ""))
    ]
    assert (len(regels), digest(regels)) == (16, "0cfb29cb1db3d756")
    assert {(p.stand, p.per, p.drempel) for p in ZILVERWAARD.peilingen} == {
        (Peilingstand.GESLOTEN, Peilingwijze.PARTNERSCHAP, None)
    }


def test_zilverwaard_decided_about_its_options_as_its_source_says() -> None:
    besluiten = {k.nummer: k.besluit for k in ZILVERWAARD.keuzemogelijkheden}
    werkroute = "K1 is de werkroute, K4 de eerste stap."
    later = "K2 komt terug bij de evaluatie in mei 2027; K3 vervalt."
    assert besluiten == {
        "K1": Besluit(uitkomst=Uitkomst.GEKOZEN, reden=werkroute),
        "K2": Besluit(uitkomst=Uitkomst.AANGEHOUDEN, reden=later),
        "K3": Besluit(uitkomst=Uitkomst.VERVALLEN, reden=later),
        "K4": Besluit(uitkomst=Uitkomst.GEKOZEN, reden=werkroute),
    }
    antwoorden = {(a.vraag, a.partnerschap): a.tekst for a in ZILVERWAARD.antwoorden}
    federatie = ZILVERWAARD.keuzemogelijkheden[0]
    assert antwoorden["OS4", "AOZ"].casefold() == f"K1: {federatie.beschrijving}".casefold()
    assert federatie.infrastructuur in antwoorden["OS4", "LWZ"]


def test_zilverwaard_has_everything_that_its_source_has() -> None:
    lijsten = ("partnerschappen", "deelnemers", "antwoorden", "conclusies", "niet_besproken", "afspraken", "acties")
    assert [len(getattr(ZILVERWAARD, lijst)) for lijst in lijsten] == [4, 16, 106, 25, 12, 6, 8]
    assert len(ZILVERWAARD.aanbevelingen) == 4
    assert [len(versie.reacties) for versie in ZILVERWAARD.versies] == [4, 0]


def test_zilverwaard_keeps_the_facts_of_the_conversation() -> None:
    gesprek = ZILVERWAARD.gesprek
    assert gesprek.titel == "Regiogesprek Onderwijsregio Zilverwaard"
    assert (gesprek.datum, gesprek.begin, gesprek.eind) == (date(2026, 3, 12), time(13), time(16, 30))
    assert gesprek.plaats == "Vergadercentrum De Sluiswachter, Zilverstad"
    assert gesprek.onderwijsregios == ("Zilverwaard",)
    assert [p.onderwijsregios for p in ZILVERWAARD.partnerschappen][2] == ("Zilverwaard", "Drevenmark")
    assert [p.voorbereid for p in ZILVERWAARD.partnerschappen] == [
        Voorbereid.JA,
        Voorbereid.JA,
        Voorbereid.GEDEELTELIJK,
        Voorbereid.NEE,
    ]
    assert gesprek.aanleiding == (
        "De stuurgroep stelt op 1 juli 2026 het regioplan 2027–2030 vast en vraagt één gezamenlijke inbreng van de "
        "partnerschappen"
    )


def test_zilverwaard_knows_who_led_and_who_listened() -> None:
    rollen = {d.nummer: d.sessierol for d in ZILVERWAARD.deelnemers}
    assert [n for n, rol in rollen.items() if rol is Sessierol.TOEHOORDER] == [3, 6, 13, 14]
    assert (rollen[15], rollen[16]) == (Sessierol.FACILITATOR, Sessierol.VERSLAGLEGGER)
    leiders = [(d.naam, d.rol, d.organisatie) for d in ZILVERWAARD.deelnemers[14:]]
    assert leiders == [
        ("Marijke van der Weiden", "zelfstandig procesbegeleider", ""),
        ("Daan Kortekaas", "beleidsmedewerker", "regiobureau"),
    ]
    assert ZILVERWAARD.deelnemers[8].aanwezigheid is Aanwezigheid.AFWEZIG_MET_BERICHT


def test_zilverwaard_keeps_whole_texts_to_the_letter() -> None:
    antwoorden = {(a.vraag, a.partnerschap): a.tekst for a in ZILVERWAARD.antwoorden}
    assert antwoorden["RS3", "WMD"] == (
        "Programmateam van drie mensen, geen aparte stuurgroep. € 214.000, waarvan € 96.000 rijksbekostiging. "
        "Vakcollege Drevenmark betaalt eigen begeleiders rechtstreeks."
    )
    assert antwoorden["OS2c", "AOZ"] == (
        "Onze opleidingsteams kunnen studenten op kleine vestigingen ‘op afstand’ meenemen, zonder dat er een nieuwe "
        "structuur nodig is."
    )
    assert ("G3a", "AOZ") not in antwoorden
    assert not [tekst for tekst in antwoorden.values() if "*" in tekst]
    assert ZILVERWAARD.afspraken[5].toelichting == (
        "Aangehouden totdat de doorrekening (Actie 5) en het standpunt van Drevenmark bekend zijn."
    )


def test_the_owners_of_zilverwaard_are_people_at_its_table() -> None:
    mensen = {d.nummer: d for d in ZILVERWAARD.deelnemers}
    for actie in ZILVERWAARD.acties:
        eigenaar = mensen[actie.deelnemer or 0]
        rol, _, organisatie = actie.eigenaar.partition(", ")
        assert rol.removesuffix(f" {eigenaar.namens[0]}" if eigenaar.namens else "") == eigenaar.rol
        assert eigenaar.organisatie.endswith(organisatie)


def test_zilverwaard_waits_for_one_board_and_acts_on_three_recommendations() -> None:
    reactie = ZILVERWAARD.versies[0].reacties[2].toelichting
    wachten = {a.nummer: a.instemmingen for a in ZILVERWAARD.afspraken if a.instemmingen}
    assert list(wachten) == ["2026-02", "2026-03"]
    for (instemming,) in wachten.values():
        assert instemming.in_woorden == (
            "Vakcollege Drevenmark: nog te vragen, 21-4-2026 (en afstemming met regio Drevenmark)"
        )
        assert instemming.bestuur in reactie
        assert "21 april" in reactie
        assert instemming.toelichting in reactie
    assert {a.nummer: a.bronnen for a in ZILVERWAARD.acties if a.bronnen} == {
        "2": ("A4",),
        "7": ("A3",),
        "8": ("A1",),
    }


def test_the_reactions_to_zilverwaard_came_before_its_second_version() -> None:
    eerste, tweede = ZILVERWAARD.versies
    assert eerste.bevroren_op == datetime(2026, 3, 17, 11, tzinfo=UTC)
    assert eerste.termijn == datetime(2026, 3, 31, 15, tzinfo=UTC)
    assert max(r.op for r in eerste.reacties) <= eerste.termijn < tweede.bevroren_op
    assert tweede.bevroren_op == datetime(2026, 4, 2, 10, tzinfo=UTC)
    assert tweede.wijzigingen == "Peiling K4 van SOW (was ‘neutraal’) en het aantal wisselplekken (was 25)."


def test_only_a_vote_and_the_number_of_places_changed_between_the_versions_of_zilverwaard() -> None:
    eerste, tweede = (json.loads(versie.inhoud.model_dump_json()) for versie in ZILVERWAARD.versies)
    assert eerste["afspraken"][4].pop("tekst").startswith("Minstens 25 wisselplekken tussen sectoren")
    assert tweede["afspraken"][4].pop("tekst").startswith("Minstens 30 wisselplekken tussen sectoren")
    van_sow = [next(s for s in v["peilingen"][3]["stemmen"] if s["partnerschap"] == "SOW") for v in (eerste, tweede)]
    assert [stem.pop("keuze") for stem in van_sow] == ["neutraal", "onthouding"]
    for inhoud in (eerste, tweede):
        for deelnemer in inhoud["deelnemers"]:
            assert len(deelnemer.pop("naamafdruk")) == 64
    assert eerste == tweede


def test_samen_sterk_says_what_its_source_says() -> None:
    partnerschappen = SAMEN_STERK.partnerschappen
    assert [(p.code, p.onderwijsregios, p.omvang) for p in partnerschappen] == [
        ("OLB", ("Lindelo",), "26 scholen, 148 studenten"),
        ("VOM", ("Merenbrug",), "9 scholen, 121 studenten"),
        ("SBW", ("Lindelo", "Merenbrug"), "14 scholen en 1 mbo-instelling, 97 studenten"),
    ]
    oogst = [f"{c.vraag}|{regel}" for c in SAMEN_STERK.conclusies for regel in c.conclusie.split("\n")]
    assert (len(oogst), digest(oogst)) == (4, "dfe0651ec2f70a5e")
    assert SAMEN_STERK.conclusies[2].verschillen.startswith("Bij T3 wil groep 2 een regionale bandbreedte")
    acties = [f"{a.nummer}|{a.tekst}|{a.toelichting}|{a.eigenaar}|{a.termijn}" for a in SAMEN_STERK.acties]
    assert digest(acties) == "2762fb61b99a0731"
    namen = {d.nummer: d.naam.split()[0] for d in SAMEN_STERK.deelnemers}
    eigenaren = [namen[actie.deelnemer or 0] for actie in SAMEN_STERK.acties]
    assert eigenaren == ["Marloes", "Esmée", "Noor", "Floris", "Annet"]
    assert SAMEN_STERK.gesprek.spelregel == "denken, niet besluiten; alleen citeren met toestemming"
    assert (SAMEN_STERK.gesprek.online, SAMEN_STERK.gesprek.plaats) == (True, "")


def test_samen_sterk_has_the_people_of_its_source_and_no_mandates() -> None:
    regels = [
        "|".join(
            (str(d.nummer), d.naam, d.rol, *d.namens, with_brackets(str(d.aanwezigheid), d.aanwezigheid_toelichting))
        )
        for d in SAMEN_STERK.deelnemers[:11]
    ]
    assert digest(regels) == "da8da8e94dfddd49"
    assert [d.sessierol for d in SAMEN_STERK.deelnemers[11:]] == [Sessierol.FACILITATOR, Sessierol.VERSLAGLEGGER]
    assert {d.mandaat for d in SAMEN_STERK.deelnemers} == {Mandaat.NIET_VAN_TOEPASSING}


STAPPEN = {
    TekstSoort.VRAAGSTUK: "Vraagstuk",
    TekstSoort.ANDEREN: "Hoe doen anderen het",
    TekstSoort.OPLOSSINGEN: "Mogelijke oplossingen",
    TekstSoort.CONTEXT: "In eigen context",
    TekstSoort.OPEN_VRAGEN: "Open vragen",
}


def notities_as_in_source(thema: str) -> list[str]:
    """Each line of the source; how others do it per partnership, and the regions apart."""
    return sorted(
        f"{n.vraag} groep {n.groep} {STAPPEN[n.soort]}: {f'{n.partnerschap}: ' if n.partnerschap else ''}"
        + n.tekst.replace("\n", " ")
        for n in SAMEN_STERK.groepsnotities
        if n.vraag == thema
    )


@pytest.mark.parametrize(
    ("thema", "verwacht"), [("T1", "63fceaf3bf20fdac"), ("T2", "cfec3aac8173e29c"), ("T3", "e293b953d17b5290")]
)
def test_the_groups_of_samen_sterk_wrote_what_the_source_says(thema: str, verwacht: str) -> None:
    regels = notities_as_in_source(thema)
    assert (len(regels), digest(regels)) == (22, verwacht)


def test_the_groups_of_samen_sterk_sat_as_the_source_says() -> None:
    plaatsen = []
    for groep in SAMEN_STERK.groepen:
        taken = {groep.gespreksleider: "gespreksleider", groep.notulist: "notulist"}
        plaatsen += [f"{lid}|{with_brackets(str(groep.nummer), taken.get(lid, ''))}" for lid in groep.leden]
    assert (len(plaatsen), digest(plaatsen)) == (11, "47213b2141379d2e")
    assert {(groep.stand, groep.minuten) for groep in SAMEN_STERK.groepen} == {(Groepstand.GESLOTEN, 45)}


def test_one_part_was_not_discussed_by_one_group_of_samen_sterk() -> None:
    feit = NietBesproken(sleutel="T2c", groep=3, reden="de groep had tijd tekort door T2b")
    assert SAMEN_STERK.niet_besproken == (feit,)


def test_two_of_three_partnerships_reacted_to_samen_sterk() -> None:
    (versie,) = SAMEN_STERK.versies
    assert versie.termijn == datetime(2026, 10, 9, 15, tzinfo=UTC)
    akkoord: dict[str, Any] = {"soort": ReactieSoort.AKKOORD, "mandaat": Mandaat.NIET_VAN_TOEPASSING}
    assert versie.reacties == (
        Reactie(partnerschap="OLB", op=datetime(2026, 10, 1, 10, tzinfo=UTC), **akkoord),
        Reactie(
            partnerschap="VOM",
            op=datetime(2026, 10, 6, 10, tzinfo=UTC),
            toelichting="bedrag in T3 groep 2 gecorrigeerd",
            **akkoord,
        ),
    )


@BEIDE
def test_examples_are_shown_as_invented_and_lie_with_the_partnerships(voorbeeld: Sessiebestand) -> None:
    assert voorbeeld.gesprek.fictief
    assert voorbeeld.stand is Stand.VERSLAG


@BEIDE
def test_the_last_version_is_what_freezing_the_conversation_gives(voorbeeld: Sessiebestand) -> None:
    laatste = voorbeeld.versies[-1]
    dossier, _ = from_bestand(voorbeeld, laatste.inhoud.kaart, id=uuid4(), now=NU, facilitators=(), zout=ZOUT)
    assert make_inhoud(dossier, laatste.namen) == laatste.inhoud


@BEIDE
def test_frozen_content_holds_no_name_and_every_name_fits_its_seal(voorbeeld: Sessiebestand) -> None:
    namen = {d.nummer: d.naam for d in voorbeeld.deelnemers}
    for versie in voorbeeld.versies:
        assert {zegel.nummer: zegel.naam for zegel in versie.namen} == namen
        afdrukken = {d.nummer: d.naamafdruk for d in versie.inhoud.deelnemers}
        assert {zegel.nummer: zegel.naamafdruk for zegel in versie.namen} == afdrukken
        canoniek = versie.inhoud.canonical.decode()
        assert not [naam for naam in namen.values() if naam in canoniek]
    zouten = [zegel.zout for versie in voorbeeld.versies for zegel in versie.namen]
    assert len(set(zouten)) == len(zouten)


@BEIDE
def test_an_imported_example_exports_as_it_came(voorbeeld: Sessiebestand) -> None:
    nieuw = uuid4()
    kaart = voorbeeld.versies[-1].inhoud.kaart
    dossier, versies = from_bestand(voorbeeld, kaart, id=nieuw, now=NU, facilitators=(), zout=ZOUT)
    assert to_bestand(dossier, versies) == voorbeeld.model_copy(update={"id": nieuw})


@BEIDE
def test_frozen_versions_carry_the_words_of_the_shipped_card(voorbeeld: Sessiebestand) -> None:
    kaart = next(k for k in shipped_kaarten() if k.id == voorbeeld.kaart.id and k.versie == voorbeeld.kaart.versie)
    woorden = [(v.id, v.tekst, v.onderdelen) for v in kaart.vragen]
    for versie in voorbeeld.versies:
        assert [(v.id, v.tekst, v.onderdelen) for v in versie.inhoud.kaart.vragen] == woorden
        assert versie.inhoud.kaart.aanbevelingen == kaart.aanbevelingen


@pytest.mark.parametrize("naam", ["zilverwaard.json", "samen-sterk.json"])
def test_anybody_can_check_a_fingerprint_with_the_file_alone(naam: str) -> None:
    pad = resources.files("gesprekskaart.voorbeelden") / naam
    (sessie,) = json.loads(pad.read_text("utf-8"))["sessies"]
    assert sessie["versies"]
    for versie in sessie["versies"]:
        assert hashlib.sha256(rfc8785.dumps(versie["inhoud"])).hexdigest() == versie["vingerafdruk"]

"""The report as a tree: everything of the conversation is in it, in one order, and headings never skip a level."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document

from gesprekskaart.rapport import Rapport, make_rapport
from gesprekskaart.rapport.boom import (
    Alinea,
    Antwoorden,
    Feiten,
    Kop,
    Lijst,
    Paneel,
    Tabel,
    Woorden,
    format_cel,
)
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.uitvoer.leesversie import write_leesversie
from gesprekskaart.uitvoer.markdown import write_markdown
from gesprekskaart.uitvoer.webpagina import write_html
from gesprekskaart.uitvoer.word import write_word
from gesprekskaart.verslag import Actieinhoud, Antwoordinhoud, ReactieSoort, Verslag
from tests.unit.test_pdf import (
    TOEN,
    answer,
    make_concept,
    make_inhoud,
    make_meegenomen,
    make_reactie,
    make_verdeeld_partnerschap,
    make_versie,
    read_example,
    read_squeezed,
    squeeze,
)


def walk_teksten(rapport: Rapport) -> Iterator[str]:
    """Everything that is said in it, in order."""
    for blok in rapport.blokken:
        match blok:
            case Kop() | Alinea() | Woorden() | Paneel():
                yield f"{blok.nummer} {blok.tekst}" if isinstance(blok, Kop) else blok.tekst
            case Feiten():
                yield from (f"{label}: {feit}" for label, feit in blok.regels)
            case Lijst():
                yield from blok.punten
            case Antwoorden():
                yield from (f"{vak.code} {vak.bij} {vak.tekst}" for vak in blok.vakken)
            case Tabel():
                yield from (*blok.kolommen, *(format_cel(cel) for rij in blok.rijen for cel in rij))


def read(verslag: Verslag) -> str:
    return "\n".join(walk_teksten(make_rapport(verslag)))


def list_hoofdstukken(verslag: Verslag) -> list[str]:
    return [b.tekst for b in make_rapport(verslag).blokken if isinstance(b, Kop) and b.niveau == 1]


@pytest.mark.parametrize("nummer", [0, 1])
def test_everything_that_people_wrote_is_in_the_report(nummer: int) -> None:
    verslag = read_example(nummer, 1)
    inhoud, gelezen = verslag.inhoud, read(verslag)
    teksten = [antwoord.tekst for antwoord in inhoud.antwoorden] + [n.tekst for n in inhoud.groepsnotities]
    teksten += [tekst for c in inhoud.conclusies for tekst in (c.overeenkomsten, c.verschillen, c.conclusie)]
    teksten += (
        [i.tekst for i in inhoud.inbreng] + [a.tekst for a in inhoud.afspraken] + [a.tekst for a in inhoud.acties]
    )
    teksten += [stem.reden for peiling in inhoud.peilingen for stem in peiling.stemmen]
    teksten += [tekst for issue in inhoud.issues for tekst in (issue.tekst, issue.waarom, issue.voor_wie)]
    teksten += [van.standpunt for v in inhoud.verschillen for van in v.standpunten]
    teksten += [vraag.tekst for vraag in inhoud.kaart.vragen] + [a.tekst for a in inhoud.kaart.aanbevelingen]
    teksten += [feit.reden for feit in inhoud.niet_besproken] + [k.titel for k in inhoud.keuzemogelijkheden]
    teksten += [b.kansen for k in inhoud.keuzemogelijkheden for b in k.beoordelingen]

    assert [tekst for tekst in teksten if tekst.strip("\n") not in gelezen] == []
    assert len([tekst for tekst in teksten if tekst]) > 50


def test_chapters_stand_in_the_order_of_the_pdf() -> None:
    assert list_hoofdstukken(read_example(0, 1)) == [
        "Samenvatting van dit gesprek", "Over dit gesprek", "Goal", "Reality", "Options", "Keuzemogelijkheden",
        "Peilingen", "Verschillen van inzicht", "Way Forward", "Reacties en ondertekening", "Verantwoording",
    ]  # fmt: skip


@pytest.mark.parametrize("nummer", [0, 1])
def test_headings_never_skip_a_level(nummer: int) -> None:
    niveaus = [b.niveau for b in make_rapport(read_example(nummer, 1)).blokken if isinstance(b, Kop)]

    assert niveaus[0] == 1
    assert all(na <= voor + 1 for voor, na in pairwise(niveaus))


def test_every_row_has_a_cell_for_every_column() -> None:
    tabellen = [b for n in (0, 1) for b in make_rapport(read_example(n, 1)).blokken if isinstance(b, Tabel)]

    assert len(tabellen) > 5
    assert all(len(rij) == len(tabel.kolommen) for tabel in tabellen for rij in tabel.rijen)


def test_not_discussed_is_not_empty() -> None:
    antwoord = Antwoordinhoud(vraag="G1", partnerschap="LWZ", tekst="Wij samen.")
    feiten = (NietBesproken(sleutel="G1", partnerschap="AOZ", reden="te laat"), NietBesproken(sleutel="G2a"))
    gelezen = read(make_concept(antwoorden=(antwoord,), niet_besproken=feiten))

    assert "AOZ niet besproken: te laat" in gelezen
    assert "Niet besproken in dit gesprek" in gelezen
    assert "leeg: niets ingevuld" not in gelezen.lower()
    assert "Leeg: niets ingevuld (LWZ, AOZ)" in read(make_concept())


def test_a_draft_says_so_and_a_version_tells_its_fingerprint() -> None:
    concept = make_rapport(make_concept())
    versie = make_versie(1, make_inhoud())
    bevroren = make_rapport(Verslag(inhoud=versie.inhoud, versie=versie, gemaakt_op=TOEN))

    assert [merk.woord for merk in concept.merken] == ["Concept"]
    assert concept.stand == "Concept"
    assert not bevroren.merken
    assert dict(bevroren.omslag)["Vingerafdruk"].replace(" ", "").replace("\n", "") == versie.vingerafdruk


def test_who_sees_it_otherwise_stands_in_the_summary() -> None:
    reactie = make_reactie("AOZ", ReactieSoort.NIET_AKKOORD, toelichting="Dit is niet wat wij zeiden.")
    versie = make_versie(1, make_inhoud(), reacties=(reactie,))
    rapport = make_rapport(Verslag(inhoud=versie.inhoud, versie=versie, gemaakt_op=TOEN))

    assert Lijst(("AOZ: niet akkoord: Dit is niet wat wij zeiden.",)) in rapport.blokken
    assert "nog geen reactie" in "\n".join(walk_teksten(rapport))


def test_everybody_who_reacted_is_heard_beside_the_reaction_that_counts() -> None:
    verslag = make_verdeeld_partnerschap().model_copy(update={"zwijgers": {"LWZ": 1}})
    assert verslag.versie is not None
    later = Verslag(
        inhoud=verslag.inhoud, versie=make_versie(2, verslag.inhoud), eerdere=(verslag.versie,), gemaakt_op=TOEN
    )

    for deel in (
        "Geen reactie geldt niet als akkoord.",
        "Voor het partnerschap geldt: niet akkoord. Van wie reageerden telt de meest terughoudende reactie.",
        "niet akkoord; bestuurder, mandaat, dinsdag 17 maart 2026",
        "Minderheidsstandpunt: Eerst cijfers.",
        "akkoord, onder voorbehoud van instemming van het bestuur; Ayşe Yılmaz, rector, Kindrijk, mandaat, dinsdag 17 "
        "maart 2026",
        "Toelichting: Mooi werk.",
        "nog geen reactie van 1 andere ondertekenaar",
        "nog geen reactie op versie 1",
    ):
        assert deel in read(verslag), deel
    for deel in ("Gegeven op versie 1: niet akkoord; bestuurder", "Gegeven op versie 1: akkoord, onder voorbehoud"):
        assert deel in read(later), deel


def test_what_changed_since_the_version_before_is_told() -> None:
    toen = make_versie(1, make_inhoud(antwoorden=(answer("Wij eerst."),)))
    nu = make_versie(2, make_inhoud(antwoorden=(answer("Wij samen."),)), wijzigingen="Beter gezegd.")
    gelezen = read(Verslag(inhoud=nu.inhoud, versie=nu, eerdere=(toen,), gemaakt_op=TOEN))

    assert "Wijzigingen ten opzichte van versie 1" in gelezen
    assert "Wij eerst." in gelezen
    assert "Beter gezegd." in gelezen
    rapport = make_rapport(Verslag(inhoud=nu.inhoud, versie=nu, eerdere=(toen,), gemaakt_op=TOEN))
    assert "Was: Wij *eerst.*\n\nWordt: Wij **samen.**" in write_markdown(rapport).decode()
    assert "Was: Wij <em>eerst.</em></p>" in write_html(rapport).decode()
    lopen = [loop for alinea in Document(BytesIO(write_word(rapport))).paragraphs for loop in alinea.runs]
    assert [(loop.italic, loop.bold) for loop in lopen if loop.text in ("eerst.", "samen.")][:2] == [
        (True, None),
        (None, True),
    ]
    assert "Wijzigingen ten opzichte" not in read(Verslag(inhoud=toen.inhoud, versie=toen, gemaakt_op=TOEN))


def test_what_came_from_the_conversation_before_is_named_so_wherever_it_is_read() -> None:
    bronnen = ("vorig/K1", "vorig/vorig/V2")
    actie = Actieinhoud(nummer="1", tekst="Bel de gemeente", bronnen=bronnen)
    verslag = make_concept(acties=(actie,))
    pdf = read_squeezed(verslag)
    for gelezen in (read(verslag), write_leesversie(verslag), pdf):
        assert squeeze("K1 (vorig gesprek), V2 (2 gesprekken eerder)") in squeeze(gelezen)
        assert "vorig/" not in gelezen
    assert actie.velden["komt uit"] == "K1 (vorig gesprek), V2 (2 gesprekken eerder)"


def test_of_a_difference_that_came_along_one_reads_what_each_thought_then() -> None:
    teksten = list(walk_teksten(make_rapport(make_meegenomen())))
    toen = teksten.index("Wat ieder toen vond (12-3-2026)")
    assert teksten[toen + 1 : toen + 3] == ["Groeiplekken tellen mee.", "Minderheidsstandpunt: Wij tellen ze niet."]

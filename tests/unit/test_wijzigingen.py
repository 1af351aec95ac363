"""What changed between two versions: nothing for equal contents, something for every difference, in readable words."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gesprekskaart.bevriezen import make_inhoud
from gesprekskaart.sessie import Gesprek, NietBesproken, Partnerschap, SoortSessie
from gesprekskaart.tekst import Moment
from gesprekskaart.verslag import Afspraakinhoud, Antwoordinhoud, Conclusieinhoud, Inbrenginhoud, Inhoud, Versie
from gesprekskaart.vervolg import Afspraakstand
from gesprekskaart.voorbeelden import voorbeelden
from gesprekskaart.wijzigingen import (
    Merk,
    Wijziging,
    Wijzigingsoort,
    compare_versies,
    list_wijzigingen,
    mark_woorden,
    tell_aantallen,
)
from tests.nep import VANDAAG
from tests.unit.test_bestand import KAART, import_it, sessiebestanden

inhouden = sessiebestanden().map(lambda bestand: make_inhoud(import_it(bestand), ()))
VELDEN = sorted(set(Inhoud.model_fields) - {"formaat"})


@st.composite
def paren(draw: st.DrawFn) -> tuple[Inhoud, Inhoud]:
    """A content, and the same with some of its lists from another one, cut short or in another order."""
    een, ander = draw(inhouden), draw(inhouden)
    velden: dict[str, Any] = {}
    for veld in draw(st.lists(st.sampled_from(VELDEN), max_size=3, unique=True)):
        waarde = getattr(draw(st.sampled_from((een, ander))), veld)
        if isinstance(waarde, tuple) and waarde:
            waarde = tuple(draw(st.permutations(waarde)))[: draw(st.integers(0, len(waarde)))]
        velden[veld] = waarde
    return een, een.model_copy(update=velden)


@settings(max_examples=50)
@given(paren())
def test_equal_contents_give_no_change_and_every_difference_gives_one(paar: tuple[Inhoud, Inhoud]) -> None:
    vorige, nu = paar
    wijzigingen = list_wijzigingen(vorige, nu)
    assert bool(wijzigingen) is (vorige.canonical != nu.canonical)
    assert len({wijziging.id for wijziging in wijzigingen}) == len(wijzigingen)
    assert list_wijzigingen(nu, nu) == ()

    # And back again: what came goes, and what was is what becomes.
    heen, terug = {w.id: w for w in wijzigingen}, {w.id: w for w in list_wijzigingen(nu, vorige)}
    assert heen.keys() == terug.keys()
    for id, wijziging in heen.items():
        assert (wijziging.was, wijziging.wordt) == (terug[id].wordt, terug[id].was)


@settings(max_examples=20)
@given(inhouden)
def test_from_nothing_to_everything_says_what_came_of_every_thing(inhoud: Inhoud) -> None:
    leeg = Inhoud(formaat=inhoud.formaat, gesprek=inhoud.gesprek, kaart=inhoud.kaart)
    for wijziging in list_wijzigingen(leeg, inhoud):
        assert wijziging.soort is Wijzigingsoort.ERBIJ
        assert wijziging.titel.strip()
        assert wijziging.was == ""


@given(st.text(), st.text())
@example("a " * 10_000, "a " * 9_999)
@example("Wij werken samen.\n\nNu.", "Wij werken al samen.\nNu.")
def test_marked_words_hold_both_texts_whole(was: str, wordt: str) -> None:
    delen = mark_woorden(was, wordt)
    assert "".join(deel.tekst for deel in delen if deel.merk is not Merk.ERBIJ) == was
    assert "".join(deel.tekst for deel in delen if deel.merk is not Merk.WEG) == wordt
    assert all(deel.tekst for deel in delen)


def test_only_the_word_that_changed_is_marked() -> None:
    delen = mark_woorden("Wij werven samen per vak.", "Wij werven apart per vak.")
    assert [(deel.merk, deel.tekst) for deel in delen] == [
        (Merk.GELIJK, "Wij werven "),
        (Merk.WEG, "samen"),
        (Merk.ERBIJ, "apart"),
        (Merk.GELIJK, " per vak."),
    ]


def _inhoud(**velden: Any) -> Inhoud:

    gesprek = Gesprek(soort=SoortSessie.REGIOGESPREK, titel="Proef")
    return Inhoud(formaat="gesprekskaart-verslag/1", gesprek=gesprek, kaart=KAART, **velden)


def _only(vorige: Inhoud, nu: Inhoud) -> Wijziging:
    (wijziging,) = list_wijzigingen(vorige, nu)
    return wijziging


def test_a_board_member_reads_what_changed() -> None:
    lwz = Partnerschap(code="LWZ", naam="Leerwerkplaats")
    antwoord = Antwoordinhoud(vraag="G1", partnerschap="LWZ", tekst="Wij doen mee.", moment=Moment.GESPREK)
    afspraak = Afspraakinhoud(nummer="2026-01", tekst="Samen werven")
    vorige = _inhoud(partnerschappen=(lwz,), antwoorden=(antwoord,), afspraken=(afspraak,))
    nu = _inhoud(
        partnerschappen=(lwz,),
        antwoorden=(antwoord.model_copy(update={"tekst": "Wij doen graag mee."}),),
        afspraken=(afspraak.model_copy(update={"stand": Afspraakstand.ONDER_VOORBEHOUD}),),
        conclusies=(Conclusieinhoud(vraag="G2", conclusie="Eens."),),
        niet_besproken=(NietBesproken(sleutel="G1", partnerschap="LWZ", reden="geen tijd"),),
    )
    wijzigingen = list_wijzigingen(vorige, nu)
    assert [(w.titel, w.soort.value, w.was, w.wordt) for w in wijzigingen] == [
        ("Antwoord van LWZ op G1", "gewijzigd", "Wij doen mee.", "Wij doen graag mee."),
        ("Conclusie bij G2", "erbij", "", "conclusie: Eens."),
        ("G1 door LWZ", "erbij", "", "niet besproken\nreden: geen tijd"),
        ("Afspraak 2026-01", "gewijzigd", "stand: concept", "stand: afgesproken onder voorbehoud"),
    ]
    assert tell_aantallen(wijzigingen) == "2 gewijzigd, 2 erbij"
    assert tell_aantallen(()) == "geen wijzigingen"


def test_what_went_stands_where_it_was() -> None:
    antwoorden = tuple(Antwoordinhoud(vraag=v, partnerschap="LWZ", tekst=v) for v in ("G1", "G2a", "G2b"))
    nieuw = tuple(a.model_copy(update={"tekst": "anders"}) for a in (antwoorden[0], antwoorden[2]))
    wijzigingen = list_wijzigingen(_inhoud(antwoorden=antwoorden), _inhoud(antwoorden=nieuw))
    assert [(w.id, w.soort.value) for w in wijzigingen] == [
        ("antwoord/G1/LWZ", "gewijzigd"),
        ("antwoord/G2a/LWZ", "weg"),
        ("antwoord/G2b/LWZ", "gewijzigd"),
    ]


def test_an_anonymous_inbreng_that_came_changes_no_other() -> None:
    oud = tuple(Inbrenginhoud(vraag="G1", tekst=tekst) for tekst in ("b", "c"))
    nieuw = (Inbrenginhoud(vraag="G1", tekst="a"), *oud)
    wijziging = _only(_inhoud(inbreng=oud), _inhoud(inbreng=nieuw))
    assert (wijziging.titel, wijziging.soort, wijziging.wordt) == ("Inbreng bij G1", Wijzigingsoort.ERBIJ, "a")


def test_another_order_is_told_as_that() -> None:
    lwz, aoz = (Partnerschap(code=code, naam=code) for code in ("LWZ", "AOZ"))
    wijziging = _only(_inhoud(partnerschappen=(lwz, aoz)), _inhoud(partnerschappen=(aoz, lwz)))
    assert (wijziging.titel, wijziging.was) == (
        "Volgorde van partnerschappen",
        "Partnerschap LWZ (LWZ); Partnerschap AOZ (AOZ)",
    )


def test_versions_are_compared_once() -> None:
    vorige, versie = (
        Versie(sessie_id=uuid4(), nummer=nummer, inhoud=inhoud, vingerafdruk=inhoud.vingerafdruk, bevroren_op=VANDAAG)
        for nummer in (1, 2)
        for inhoud in [_inhoud(conclusies=(Conclusieinhoud(vraag="G2", conclusie=f"Eens {nummer}."),))]
    )
    eerste = compare_versies(vorige, versie)
    assert eerste == list_wijzigingen(vorige.inhoud, versie.inhoud) != ()
    assert compare_versies(vorige.model_copy(), versie.model_copy()) is eerste
    assert compare_versies(versie, vorige) == list_wijzigingen(versie.inhoud, vorige.inhoud)


def test_a_name_with_another_salt_is_news_to_nobody_and_a_vote_is_told_in_words() -> None:
    """In the example every version has its own salts, and one partnership changed its vote."""
    eerste, tweede = (Versie(sessie_id=uuid4(), **dict(versie)) for versie in voorbeelden()[0].versies)
    titels = [wijziging.titel for wijziging in compare_versies(eerste, tweede)]
    assert len(list_wijzigingen(eerste.inhoud, tweede.inhoud)) > len(titels) == 2
    zonder = [versie.model_copy(update={"namen": ()}) for versie in (eerste, tweede)]
    assert [wijziging.titel for wijziging in compare_versies(*zonder)] == titels, "erased from both"
    (stem,) = (w for w in compare_versies(eerste, tweede) if w.id.startswith("stem/"))
    assert stem.titel.startswith("Stem van ")
    assert "partnerschap:" not in stem.was


@pytest.mark.parametrize("soorten", [2, 50, 100, 400])
def test_few_words_over_and_over_are_compared_at_once(soorten: int) -> None:
    was, wordt = (" ".join(f"w{i * stap % 6007 % soorten}" for i in range(5_000))[:20_000] for stap in (17, 4_001))
    begin = time.process_time()
    delen = mark_woorden(was, wordt)
    assert time.process_time() - begin < 0.5
    assert "".join(d.tekst for d in delen if d.merk is not Merk.ERBIJ) == was
    assert "".join(d.tekst for d in delen if d.merk is not Merk.WEG) == wordt

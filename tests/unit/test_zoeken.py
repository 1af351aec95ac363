"""Searching: which words are compared, how a hit is shown, and what is never found."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietAangemeld, Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Ronde, Zet
from gesprekskaart.services.deelnemen import Koekjes, recognise
from gesprekskaart.services.regie import lead
from gesprekskaart.services.zoeken import find_tekst
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import Plek, Tekst
from gesprekskaart.zoeken import MAX_TREFFERS, MAX_WOORDEN, PER_PAGINA, make_fragment, rate, split_woorden
from tests.zaak import DAAD, come_in, log_in_cookie, make_account, make_sessie, write


@pytest.mark.parametrize(
    ("getypt", "woorden"),
    [
        ("Coördinator", ("coordinator",)),
        ("  en/of EN  ", ("en", "of")),
        ("2026-01", ("2026", "01")),
        ("ĲSSEL één_twee", ("ĳssel", "een", "twee")),
        ("İzmir Ayşe", ("izmir", "ayse")),
    ],
)
def test_words_are_folded_and_kept_once(getypt: str, woorden: tuple[str, ...]) -> None:
    assert split_woorden(getypt) == woorden


@pytest.mark.parametrize("getypt", ["", "  ", "a", "!?", "a b", "\x00", "—"])
def test_nothing_to_go_by_is_refused_in_words(getypt: str) -> None:
    with pytest.raises(Ongeldig, match="twee of meer letters"):
        split_woorden(getypt)


def test_a_whole_letter_typed_in_is_compared_by_its_first_words() -> None:
    assert len(split_woorden(" ".join(f"woord{n}" for n in range(99)))) == MAX_WOORDEN


@given(st.text(max_size=2000), st.text(alphabet="abeio ", min_size=2, max_size=9))
def test_a_fragment_is_a_piece_of_the_text_as_it_was_written(tekst: str, getypt: str) -> None:
    try:
        woorden = split_woorden(getypt)
    except Ongeldig:
        return
    delen = make_fragment(tekst, woorden)
    assert "".join(deel.tekst for deel in delen).strip("…") in tekst + "…"
    assert all(deel.tekst for deel in delen)


def test_a_fragment_marks_each_word_and_leaves_markup_what_it_is() -> None:
    delen = make_fragment("De <b>coördinator</b> en coördinatie.", ("coordinat",))
    assert [deel.tekst for deel in delen if deel.gevonden] == ["coördinator", "coördinatie"]
    assert "".join(deel.tekst for deel in delen) == "De <b>coördinator</b> en coördinatie."


def test_of_a_long_text_the_part_around_the_first_word_is_shown() -> None:
    delen = make_fragment("voor " * 200 + "kwartel" + " na" * 200, ("kwartel",))
    getoond = "".join(deel.tekst for deel in delen)
    assert getoond.startswith("…voor ")
    assert getoond.endswith("na…")
    assert "kwartel" in getoond
    assert len(getoond) < 260


@pytest.mark.parametrize(
    ("beter", "minder"),
    [
        ("kwartel", "kwartels"),
        ("een kwartel", "een kwartel tussen veel andere woorden"),
        ("kwartel en kwartel", "kwartel en zwaan"),
        ("De Kwártel", "De kwartelkoning"),
    ],
)
def test_more_of_the_word_and_less_besides_rates_higher(beter: str, minder: str) -> None:
    assert rate(beter, ("kwartel",)) > rate(minder, ("kwartel",)) > 0


def test_saying_a_word_a_hundred_times_is_not_worth_more_than_saying_two() -> None:
    assert rate("kwartel " * 100, ("kwartel", "zwaan")) < rate("kwartel en zwaan", ("kwartel", "zwaan"))


@pytest.fixture
def koekjes(ports: Ports, wie: Wie) -> Koekjes:
    return Koekjes(log_in_cookie(ports, wie), None)


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("rol", Sessierol)
def test_each_role_finds_what_may_be_read_and_never_what_was_not_revealed(
    ports: Ports, wie: Wie, rol: Sessierol, stand: Stand
) -> None:
    sessie, elders = make_sessie(ports, wie), make_sessie(ports, make_account(ports, "bram"))
    write(ports, wie, sessie, "conclusie/G1", "Een kwartel.")
    write(ports, make_account_of(ports, elders), elders, "conclusie/G1", "Een kwartel elders.")
    koek = contribute(ports, wie, sessie, "Een geheime kwartel.")
    koekjes = Koekjes(log_in_cookie(ports, wie), None)
    if rol is not Sessierol.FACILITATOR:
        koekjes = Koekjes(None, come_in(ports, wie, sessie, rol=rol).cookie)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": stand}), gelezen=nu.revisie, daad=DAAD)

    def found(van: Koekjes) -> list[str]:
        treffers = find_tekst(van, "kwartel", ports=ports).treffers
        return ["".join(deel.tekst for deel in treffer.fragment) for treffer in treffers]

    assert found(koekjes) == ["Een kwartel."]
    # Not by whoever wrote it either: what somebody reads over a shoulder must not tell who has what in hand.
    assert found(Koekjes(None, koek)) == ["Een kwartel."]


def make_account_of(ports: Ports, sessie: Sessie) -> Wie:
    (leider,) = (account for account in ports.accounts.list() if account.id in sessie.facilitators)
    return Wie(account=leider)


def contribute(ports: Ports, wie: Wie, sessie: Sessie, *teksten: str) -> str:
    """Several people contribute to G1 anonymously; gives the cookie of the last one."""
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1", naamgeving=Naamgeving.ANONIEM), ports=ports)
    koek = ""
    for tekst in teksten:
        binnen = come_in(ports, wie, sessie)
        koek, nummer = binnen.cookie, binnen.deelname.nummer
        ik = recognise(Koekjes(None, koek), sessie.id, ports=ports)
        write(ports, ik, sessie, f"inbreng/G1/{nummer}", tekst)
    return koek


def test_a_revealed_inbreng_is_found_without_whose_it_is_or_who_was_first(
    ports: Ports, wie: Wie, sessie: Sessie, koekjes: Koekjes
) -> None:
    contribute(ports, wie, sessie, "kwartel b", "kwartel a", "kwartel c")
    assert find_tekst(koekjes, "kwartel", ports=ports).treffers == ()
    lead(wie, Zet(sessie_id=sessie.id, ronde=Ronde.ONTHULLEN), ports=ports)
    treffers = find_tekst(koekjes, "kwartel", ports=ports).treffers
    assert ["".join(d.tekst for d in t.fragment) for t in treffers] == ["kwartel a", "kwartel b", "kwartel c"]
    assert {(t.plek.sleutel, t.plek.deelnemer, t.plek.partnerschap) for t in treffers if t.plek} == {("G1", None, None)}


def test_an_inbreng_among_other_equals_tells_no_more_of_who_was_first(
    ports: Ports, wie: Wie, sessie: Sessie, koekjes: Koekjes
) -> None:
    contribute(ports, wie, sessie, "kwartel b", "kwartel a")
    write(ports, wie, sessie, "conclusie/G2", "kwartel x")
    contribute(ports, wie, sessie, "kwartel c")
    lead(wie, Zet(sessie_id=sessie.id, ronde=Ronde.ONTHULLEN), ports=ports)
    treffers = find_tekst(koekjes, "kwartel", ports=ports).treffers
    gevonden = ["".join(d.tekst for d in t.fragment) for t in treffers]
    assert gevonden == ["kwartel a", "kwartel b", "kwartel c", "kwartel x"]


def test_more_than_a_page_is_there_on_the_next_one(ports: Ports, wie: Wie, sessie: Sessie, koekjes: Koekjes) -> None:
    vragen = [vraag.id for vraag in ports.sessies.get_dossier(sessie.id).kaart.vragen]
    for vraag in vragen:
        write(ports, wie, sessie, f"conclusie/{vraag}", "kwartel")
    eerste = find_tekst(koekjes, "kwartel", ports=ports)
    samen = find_tekst(koekjes, "kwartel", aantal=2 * PER_PAGINA, ports=ports)
    assert len(eerste.treffers) == PER_PAGINA
    assert samen.treffers[:PER_PAGINA] == eerste.treffers
    assert [t.plek.sleutel for t in samen.treffers if t.plek] == vragen[::-1]
    assert (eerste.totaal, samen.totaal, samen.er_zijn_meer) == (len(vragen), len(vragen), False)


def test_of_more_than_are_compared_it_says_so(ports: Ports, wie: Wie, sessie: Sessie, koekjes: Koekjes) -> None:
    for nummer in range(1, MAX_TREFFERS + 1):
        add_wijziging(ports, sessie, nummer)
    treffers = find_tekst(koekjes, "kwartel", ports=ports)
    assert (treffers.totaal, treffers.er_zijn_meer) == (MAX_TREFFERS, False)
    add_wijziging(ports, sessie, MAX_TREFFERS + 1)
    treffers = find_tekst(koekjes, "kwartel", aantal=10**6, ports=ports)
    assert (treffers.totaal, treffers.er_zijn_meer) == (MAX_TREFFERS, True)
    assert [t.plek.sleutel for t in treffers.treffers if t.plek] == [str(n) for n in range(MAX_TREFFERS + 1, 1, -1)]


def add_wijziging(ports: Ports, sessie: Sessie, nummer: int) -> None:
    tekst = Tekst(plek=Plek.parse(f"wijzigingen/{nummer}"), tekst="kwartel", revisie=1, door="facilitator", op=DAAD.op)
    ports.teksten.save(sessie.id, tekst, gelezen=0, save_id=uuid4(), daad=DAAD)


def test_a_stranger_finds_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "conclusie/G1", "kwartel")
    with pytest.raises(NietAangemeld):
        find_tekst(Koekjes(None, None), "kwartel", ports=ports)
    ander = Koekjes(log_in_cookie(ports, make_account(ports, "bram")), None)
    assert find_tekst(ander, "kwartel", ports=ports).treffers == ()


def test_a_page_number_from_elsewhere_shows_no_more_than_one_may_see(
    ports: Ports, wie: Wie, sessie: Sessie, koekjes: Koekjes
) -> None:
    write(ports, wie, sessie, "conclusie/G1", "kwartel")
    for aantal in (-1, 0, 10**12):
        treffers = find_tekst(koekjes, "kwartel", aantal=aantal, ports=ports).treffers
        assert {treffer.sessie_id for treffer in treffers} <= {UUID(str(sessie.id))}

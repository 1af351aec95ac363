"""A card file that is wrong is refused with the line, the reason and the way out of every fault, and nothing else."""

import json
import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.errors import KaartOngeldig
from gesprekskaart.kaart import MAX_UITLEG, MAX_VRAAG, Kaart
from gesprekskaart.kaartbestand import MAX_KAARTBESTAND, parse_kaart, shipped_kaarten, to_json
from gesprekskaart.tekst import MAX_REGEL, MAX_TEKST

GOED = """\
id = "mijn-kaart"
titel = "Mijn kaart"
versie = "1.0"
bron = "Zelf bedacht"

[[fasen]]
fase = "Goal"
titel = "Goal"

[[fasen.blokken]]
titel = "Doelen"

[[fasen.blokken.vragen]]
id = "G1"
tekst = "Waarom zijn wij hier?"
onderdelen = [
    { id = "G1a", tekst = "vandaag" },
    { id = "G1b", tekst = "dit jaar" },
]

[[fasen.blokken.vragen]]
id = "G2"
tekst = "Wat willen wij?"

[[aanbevelingen]]
id = "A1"
tekst = "iedereen meedoet"
"""


def list_fouten(kaart: str | bytes) -> list[str]:
    data = kaart.encode() if isinstance(kaart, str) else kaart
    with pytest.raises(KaartOngeldig) as gevangen:
        parse_kaart(data, "mijn.toml")
    return gevangen.value.fouten


def change(oud: str, nieuw: str) -> str:
    assert GOED.count(oud) == 1, f"{oud!r} must stand in the good card exactly once"
    return GOED.replace(oud, nieuw)


def read_shipped(naam: str) -> str:
    return (resources.files("gesprekskaart") / "kaarten" / naam).read_text("utf-8")


def test_a_good_card_is_read_as_it_is_written() -> None:
    kaart = parse_kaart(GOED.encode(), "mijn.toml")
    assert (kaart.id, kaart.versie) == ("mijn-kaart", "1.0")
    assert [vraag.sleutels for vraag in kaart.vragen] == [("G1a", "G1b"), ("G2",)]
    assert kaart.aanbevelingen[0].tekst == "iedereen meedoet"


@pytest.mark.parametrize("encode", [lambda t: b"\xef\xbb\xbf" + t.encode(), lambda t: t.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(encode) -> None:  # type: ignore[no-untyped-def]
    assert parse_kaart(encode(GOED), "mijn.toml") == parse_kaart(GOED.encode(), "mijn.toml")


def test_a_question_over_several_lines_becomes_one_line() -> None:
    kaart = change('"Wat willen wij?"', '"""\nWat willen\n  wij?\n"""')
    assert parse_kaart(kaart.encode(), "mijn.toml").vragen[1].tekst == "Wat willen wij?"


SLEUTELS_VRAAG = "id, tekst, onderdelen, aanvulling"
REGELS_MET_FOUT = {
    "missing key": (
        change('titel = "Mijn kaart"\n', ""),
        "regel 1: titel: ontbreekt. Zet ‘titel’ erbij.",
    ),
    "missing key in a question": (
        change('tekst = "Wat willen wij?"\n', ""),
        "regel 21: vragen 2 → tekst: ontbreekt. Zet ‘tekst’ erbij.",
    ),
    "missing key in an inline part": (
        change(', tekst = "dit jaar"', ""),
        "regel 18: onderdelen 2 → tekst: ontbreekt. Zet ‘tekst’ erbij.",
    ),
    "unknown key": (
        change('tekst = "Wat willen wij?"', 'tekst = "Wat?"\nhulp = "Denk na."'),
        "regel 24: vragen 2 → hulp: is hier niet bekend; kijk de spelling na of haal het weg. "
        f"Hier passen: {SLEUTELS_VRAAG}.",
    ),
    "unknown heading": (
        change("[[aanbevelingen]]", "[[adviezen]]"),
        "regel 25: adviezen: is hier niet bekend; kijk de spelling na of haal het weg. Hier passen: id, titel, versie, "
        "bron, uitleg, functies, werkwijze, fasen, aanbevelingen_inleiding, aanbevelingen, criteria, betrokkenen.",
    ),
    "somebody to think of without a kind": (
        GOED + '\n[[betrokkenen]]\nid = "gemeenten"\nnaam = "Gemeenten"\n',
        "regel 29: betrokkenen 1 → soort: ontbreekt. Zet ‘soort’ erbij.",
    ),
    "somebody to think of with an id in capitals": (
        GOED + '\n[[betrokkenen]]\nid = "RAP"\nsoort = "partij"\nnaam = "RAP"\n',
        "regel 30: betrokkenen 1 → id: ‘RAP’ heeft niet de goede vorm. Schrijf 2 tot 30 kleine letters, cijfers en "
        "streepjes, met een letter vooraan, zoals gemeenten.",
    ),
    "somebody to think of at a question that is not there": (
        GOED + '\n[[betrokkenen]]\nid = "rap"\nsoort = "partij"\nnaam = "RAP"\nvraag = "RO3"\n',
        "regel 33: deze kaart heeft geen vraag ‘RO3’. Noem een vraag die er wel is, of haal dit weg.",
    ),
    "a number for a text": (
        change('versie = "1.0"', "versie = 1.0"),
        "regel 3: versie: hoort tekst te zijn. Zet de waarde tussen aanhalingstekens.",
    ),
    "a text for a list": (
        change('bron = "Zelf bedacht"', 'bron = "Zelf bedacht"\nfuncties = "werven"'),
        "regel 5: functies: hoort een lijst te zijn. "
        "Schrijf functies = [ … ], of zet elk deel onder een eigen kop met dubbele haken.",
    ),
    "a text for a table": (
        change('tekst = "Wat willen wij?"', 'tekst = "Wat?"\nonderdelen = [\n  "vandaag",\n]'),
        "regel 25: vragen 2 → onderdelen 1: hoort een groep velden te zijn. "
        "Zet elk deel onder een eigen kop met dubbele haken.",
    ),
    "an unknown stage": (
        change('fase = "Goal"', 'fase = "Doel"'),
        "regel 7: fasen 1 → fase: ‘Doel’ kan hier niet; "
        "kies uit 'Goal', 'Reality', 'Options', 'Way Forward' of \"Thema's\". Schrijf het precies zo.",
    ),
    "bad card id": (
        change('"mijn-kaart"', '"Mijn kaart!"'),
        "regel 1: id: ‘Mijn kaart!’ heeft niet de goede vorm. "
        "Schrijf 2 tot 40 kleine letters, cijfers en streepjes, met een letter vooraan, zoals mijn-kaart-2.",
    ),
    "bad version": (
        change('versie = "1.0"', 'versie = "v1"'),
        "regel 3: versie: ‘v1’ heeft niet de goede vorm. "
        "Schrijf een, twee of drie getallen met punten ertussen, zoals 1.0.",
    ),
    "bad question id": (
        change('id = "G2"', 'id = "vraag 2"'),
        "regel 22: vragen 2 → id: ‘vraag 2’ heeft niet de goede vorm. "
        "Schrijf een tot vier hoofdletters en dan een of twee cijfers, zoals G1 of RS12.",
    ),
    "bad part id": (
        change('"G1b"', '"b"'),
        "regel 18: onderdelen 2 → id: ‘b’ heeft niet de goede vorm. "
        "Schrijf het id van de vraag met een kleine letter erachter, zoals G1a.",
    ),
    "bad recommendation id": (
        change('"A1"', '"a1"'),
        "regel 26: aanbevelingen 1 → id: ‘a1’ heeft niet de goede vorm. "
        "Schrijf een tot vier hoofdletters en dan een of twee cijfers, zoals G1 of RS12.",
    ),
    "the same question id twice": (
        change('"G2"', '"G1"'),
        "regel 22: het id ‘G1’ staat ook op regel 14. Geef elk deel een eigen id.",
    ),
    "the same part id twice": (
        change('"G1b"', '"G1a"'),
        "regel 18: het id ‘G1a’ staat ook op regel 17. Geef elk deel een eigen id.",
    ),
    "a recommendation with the id of a question": (
        change('"A1"', '"G2"'),
        "regel 26: het id ‘G2’ staat ook op regel 22. Geef elk deel een eigen id.",
    ),
    "the same recommendation id twice": (
        GOED + '\n[[aanbevelingen]]\nid = "A1"\ntekst = "nog eens"\n',
        "regel 30: het id ‘A1’ staat ook op regel 26. Geef elk deel een eigen id.",
    ),
    "a part of another question": (
        change('"G1b"', '"G12b"'),
        "regel 18: onderdeel ‘G12b’ staat bij vraag ‘G1’. Noem het ‘G1a’ of verder.",
    ),
    "an empty question": (
        change('"Wat willen wij?"', '" "'),
        "regel 23: vragen 2 → tekst: mag niet leeg zijn. Pas de tekst aan.",
    ),
    "a question too long": (
        change("Wat willen wij?", "x" * (MAX_VRAAG + 1)),
        f"regel 23: vragen 2 → tekst: mag hoogstens {MAX_VRAAG} tekens tellen, en telt er {MAX_VRAAG + 1}. "
        "Pas de tekst aan.",
    ),
    "an explanation too long": (
        change("[[fasen]]", f'uitleg = """\n{"x" * (MAX_UITLEG + 1)}"""\n\n[[fasen]]'),
        f"regel 6: uitleg: mag hoogstens {MAX_UITLEG} tekens tellen, en telt er {MAX_UITLEG + 1}. Pas de tekst aan.",
    ),
    "a title too long": (
        change("Mijn kaart", "x" * (MAX_REGEL + 1)),
        f"regel 2: titel: mag hoogstens {MAX_REGEL} tekens tellen, en telt er {MAX_REGEL + 1}. Pas de tekst aan.",
    ),
    "a criterium that asks where nothing is asked": (
        GOED + '\n[[criteria]]\nid = "doelen"\ntitel = "Doelen"\nkansen = ["G1a",\n "G1"]\n',
        "regel 33: kansen: ‘G1’ is op deze kaart geen vraag om te beantwoorden. "
        "Noem een vraag, of een onderdeel als de vraag onderdelen heeft.",
    ),
    "the same criterium twice": (
        GOED + '\n[[criteria]]\nid = "a"\ntitel = "A"\n\n[[criteria]]\nid = "a"\ntitel = "B"\n',
        "regel 34: het id ‘a’ staat ook op regel 30. Geef elk criterium een eigen id.",
    ),
    "a criterium that takes the place of people's own": (
        GOED + '\n[[criteria]]\nid = "eigen1"\ntitel = "A"\n',
        "regel 30: een id dat met ‘eigen’ begint is voor criteria van een gesprek. Noem het anders.",
    ),
    "a criterium per function on a card without": (
        GOED + '\n[[criteria]]\nid = "a"\ntitel = "A"\nper_functie = true\n',
        "regel 32: deze kaart heeft geen functies. Zet ze bovenaan bij ‘functies’.",
    ),
    "a criterium with a capital": (
        GOED + '\n[[criteria]]\nid = "A"\ntitel = "A"\n',
        "regel 30: criteria 1 → id: ‘A’ heeft niet de goede vorm. "
        "Schrijf 1 tot 15 kleine letters en cijfers met een letter vooraan, zoals sectoren.",
    ),
    "a criterium with an aspect that nobody knows": (
        GOED + '\n[[criteria]]\nid = "a"\ntitel = "A"\nkans = ["G2"]\n',
        "regel 32: criteria 1 → kans: is hier niet bekend; kijk de spelling na of haal het weg. "
        "Hier passen: id, titel, per_functie, kansen, risicos, consequenties, nodig.",
    ),
    "a stage without questions": (
        'id = "leeg"\ntitel = "Leeg"\nversie = "1"\nbron = "Zelf"\n\n[[fasen]]\nfase = "Goal"\ntitel = "Goal"\n',
        "regel 6: deze kaart heeft geen enkele vraag. Zet er een bij onder [[fasen.blokken.vragen]].",
    ),
    "no stages": (
        'id = "leeg"\ntitel = "Leeg"\nversie = "1"\nbron = "Zelf"\n',
        "regel 1: fasen: ontbreekt. Zet ‘fasen’ erbij.",
    ),
}


@pytest.mark.parametrize(("kaart", "fout"), REGELS_MET_FOUT.values(), ids=REGELS_MET_FOUT)
def test_a_fault_is_told_with_its_line_its_reason_and_the_way_out(kaart: str, fout: str) -> None:
    assert list_fouten(kaart) == [fout]


NIET_VERDER = " Wat hierna komt is nog niet nagekeken."
TOML_MET_FOUT = {
    "no equals sign": ('titel "x"', 'achter de naam hoort een ‘=’ te staan. Schrijf: naam = "waarde".'),
    "two on a line": (
        'titel = "x" y = 1',
        "achter de waarde staat iets dat er niet hoort. Zet elke ‘naam = waarde’ op een eigen regel.",
    ),
    "open heading": ("[titel", "deze kop is niet afgesloten. Schrijf [naam], of bij een lijst [[naam]]."),
    "open list heading": ("[[titel]", "deze kop is niet afgesloten. Schrijf [naam], of bij een lijst [[naam]]."),
    "the same name twice": ('id = "x"', "deze naam staat er al. Laat er één staan."),
    "the same name twice in a group": ("x = { a = 1, a = 2 }", "deze naam staat er al. Laat er één staan."),
    "the same heading twice": ("[x]\n[x]", "deze kop staat er al. Bij een lijst horen dubbele haken: [[naam]]."),
    "no quotes": (
        "titel = Mijn kaart",
        "achter de ‘=’ staat geen geldige waarde. Zet een tekst tussen aanhalingstekens.",
    ),
    "open text": (
        'titel = "Mijn kaart',
        "een tekst loopt door op de volgende regel, of er staat een onleesbaar teken in. "
        "Zet een tekst van meer regels tussen drie aanhalingstekens.",
    ),
    "control character": (
        "titel = 'Mijn\x07kaart'",
        "een tekst loopt door op de volgende regel, of er staat een onleesbaar teken in. "
        "Zet een tekst van meer regels tussen drie aanhalingstekens.",
    ),
    "backslash": (r'titel = "C:\kaart"', r"schrijf een schuine streep in een tekst dubbel: \\."),
    "open list": (
        'x = [ "a" "b" ]',
        "een lijst is niet afgesloten. Zet er een ‘]’ achter, en komma's tussen de delen.",
    ),
    "open group": (
        "x = { a = 1; }",
        "een groep is niet afgesloten. Zet er een ‘}’ achter, en komma's tussen de delen.",
    ),
    "something else": ("!", "dit is geen geldige TOML. Vergelijk deze regel met een kaart die wel werkt."),
}


@pytest.mark.parametrize(("regels", "reden"), TOML_MET_FOUT.values(), ids=TOML_MET_FOUT)
def test_broken_toml_is_told_with_its_line(regels: str, reden: str) -> None:
    regel = 3 + regels.count("\n")
    assert list_fouten(f'# kaart\nid = "mijn-kaart"\n{regels}\nversie = "1"\n') == [
        f"regel {regel}: {reden}{NIET_VERDER}"
    ]


def test_a_text_that_is_never_closed_is_told_at_the_end_of_the_file() -> None:
    assert list_fouten('id = "x"\ntitel = """\nMijn\nkaart\n') == [
        f"regel 4: een tekst is niet afgesloten. Zet er een aanhalingsteken achter.{NIET_VERDER}"
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    kaart = (
        GOED.replace('versie = "1.0"', "versie = 1")
        .replace('"G1b"', '"G1a"')
        .replace('"Wat willen wij?"', '""')
        .replace('id = "A1"\n', "")
    )
    assert [fout.split(":")[0] for fout in list_fouten(kaart)] == ["regel 3", "regel 18", "regel 23", "regel 25"]


def test_the_message_names_the_file_and_holds_every_fault() -> None:
    with pytest.raises(KaartOngeldig) as gevangen:
        parse_kaart(b"versie = 1\nhulp = 2\n", "mijn.toml")
    assert str(gevangen.value).startswith("De kaart mijn.toml kan zo niet worden gebruikt:\n- regel 1: ")
    assert "\n- regel 2: hulp: is hier niet bekend" in str(gevangen.value)


@pytest.mark.parametrize("codering", ["utf-16", "latin-1"])
def test_another_encoding_is_refused_with_its_line_and_how_to_save_the_file(codering: str) -> None:
    data = GOED.replace("Doelen", "Ideeën").encode(codering)
    regel = 11 if codering == "latin-1" else 1
    assert list_fouten(data) == [
        f"regel {regel}: hier staat een teken dat geen UTF-8 is. Sla het bestand opnieuw op met de codering UTF-8."
    ]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read() -> None:
    vol = GOED.encode() + b"#" * (MAX_KAARTBESTAND - len(GOED.encode()))
    assert parse_kaart(vol, "vol.toml").id == "mijn-kaart"
    assert list_fouten(vol + b"\xff") == [
        "het bestand is groter dan 1 MB; een kaart is kleiner. Kies het goede bestand, of kort de kaart in."
    ]


@pytest.mark.parametrize("diep", ["x = " + "[" * 40 + "]" * 40, ".".join("x" * 40) + " = 1", f"[{'.'.join('x' * 40)}]"])
def test_what_is_nested_absurdly_is_refused_before_tomllib_sees_it(diep: str) -> None:
    reden = "regel 2: hier zitten meer dan 30 delen in elkaar; een kaart is nooit zo diep. Haal dit weg."
    assert list_fouten(f'id = "x"\n{diep}\n') == [reden]


def test_a_number_of_thousands_of_digits_is_refused_before_python_reads_it() -> None:
    assert list_fouten(f'id = "x"\nversie = {"1" * 5000}\n') == [
        "regel 2: hier staat een veel te lange naam of een veel te lang getal. Zet een tekst tussen aanhalingstekens."
    ]


def test_a_line_of_text_that_is_longer_than_any_text_is_a_fault_like_another() -> None:
    (fout,) = list_fouten(change("Mijn kaart", "x" * (MAX_TEKST + 1)))
    assert fout.startswith("regel 2: titel: ")


def test_what_a_fault_quotes_from_the_file_is_shortened_and_without_control_characters() -> None:
    fouten = list_fouten('"\\u001b[31m' + "rood" * 100 + '" = 1\n' + change('"G2"', '"\\u001b[31mrood"'))
    assert len(fouten) == 2
    assert all(len(fout) < 300 and "\x1b" not in fout for fout in fouten)


LASTIG = {
    "headings inside a text": 'uitleg = """\n[[fasen]]\n"titel" = \'x\'\n# geen opmerking\n"""',
    "quotes at the end of a text": 'uitleg = """\nZij zei: "ja\\"""""',
    "a literal text over lines": "uitleg = '''\n\"\"\"\n[[x]]\\'''",
    "brackets in a list of texts": 'functies = [\n  "[", # ]\n  \'}\',\n  "\\"]",\n]',
    "a comment with a quote": '# zo\'n "opmerking\n\tuitleg = \'x\' # en """ nog een',
    "a quoted name": '"uit\\u006ceg" = "x"',
    "empty texts": "uitleg = \"\"\naanbevelingen_inleiding = ''",
}


@pytest.mark.parametrize("begin", LASTIG.values(), ids=LASTIG)
def test_lines_are_right_after_everything_that_toml_allows(begin: str) -> None:
    regel = begin.count("\n") + 2
    assert list_fouten(f"{begin}\nonbekend = 1\n{GOED}")[0].startswith(f"regel {regel}: onbekend: is hier niet bekend")


@pytest.mark.parametrize(
    ("waarde", "regel", "plaats"),
    [
        ("fasen = [\n  { titel = 'x', fase = 'Goal' },\n\n  { fase = 'Goal', titel = 3 },\n]", 4, "fasen 2 → titel"),
        ("fasen = [{ blokken.vragen = 3, fase = 'Goal', titel = 'x' }]", 1, "fasen 1 → blokken"),
        ("functies = [ 1979-05-27 07:32:00.5, 'x' ]", 1, "functies 1"),
        ("functies = [\n 'x', [\n1], 'y' ]", 2, "functies 2"),
        ("[fasen]\nx.y = 1", 1, "fasen"),
        ("[[fasen]]\n[[fasen]]\n[fasen.titel]\nx = 1", 3, "fasen 2 → titel"),
    ],
)
def test_lines_are_right_within_lists_groups_and_dotted_names(waarde: str, regel: int, plaats: str) -> None:
    assert any(fout.startswith(f"regel {regel}: {plaats}: hoort ") for fout in list_fouten(waarde))


@pytest.mark.parametrize("naam", ["gesprekskaart-sop.toml", "opdenksessie-4.toml"])
def test_an_unknown_name_under_any_heading_of_a_shipped_card_is_found_on_its_line(naam: str) -> None:
    regels = read_shipped(naam).splitlines()
    koppen = [nummer for nummer, regel in enumerate(regels, start=1) if regel.startswith("[[")]
    for nummer in koppen:
        (fout,) = list_fouten("\n".join([*regels[:nummer], "onbekend = 1", *regels[nummer:]]))
        assert re.match(rf"regel {nummer + 1}: .*onbekend: is hier niet bekend", fout)


def test_the_shipped_cards_are_read_once() -> None:
    assert [kaart.id for kaart in shipped_kaarten()] == ["gesprekskaart-sop", "opdenksessie-4"]
    assert shipped_kaarten() is shipped_kaarten()


def test_the_json_of_a_card_has_its_own_words_and_nothing_else() -> None:
    fase = {
        "fase": "Goal",
        "titel": "Goal",
        "blokken": [
            {
                "titel": "Doelen",
                "vragen": [
                    {
                        "id": "G1",
                        "tekst": "Waarom zijn wij hier?",
                        "onderdelen": [{"id": "G1a", "tekst": "vandaag"}, {"id": "G1b", "tekst": "dit jaar"}],
                    },
                    {"id": "G2", "tekst": "Wat willen wij?", "onderdelen": []},
                ],
            }
        ],
    }
    kaart = change('tekst = "Wat willen wij?"', 'tekst = "Wat willen wij?"\naanvulling = "Onze hulp"')
    verwacht = {
        "id": "mijn-kaart",
        "titel": "Mijn kaart",
        "versie": "1.0",
        "bron": "Zelf bedacht",
        "fasen": [fase],
        "aanbevelingen": [{"id": "A1", "tekst": "iedereen meedoet"}],
    }
    # Compared as text: the order of the keys is part of what we promise.
    assert json.dumps(to_json(parse_kaart(kaart.encode(), "mijn.toml"))) == json.dumps(verwacht)


def parse_or_refuse(data: bytes) -> Kaart | list[str]:
    try:
        return parse_kaart(data, "mijn.toml")
    except KaartOngeldig as fout:
        return fout.fouten


@given(st.binary(max_size=300))
def test_random_bytes_give_nothing_but_a_refusal(data: bytes) -> None:
    assert all(fout for fout in list_fouten(data))


BROKKEN = [
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\n",
    " ",
    "#",
    "1",
    "-",
    "a",
    "b",
]
WOORDEN = [
    "id",
    "fasen",
    "blokken",
    "vragen",
    "onderdelen",
    "aanbevelingen",
    "tekst",
    '"G1"',
    '"a\\u0062"',
    "2026-03-12",
]


@given(st.lists(st.sampled_from([*BROKKEN, *WOORDEN]), max_size=40))
def test_anything_that_looks_like_toml_gives_nothing_but_a_refusal(brokken: list[str]) -> None:
    assert all(fout for fout in list_fouten("".join(brokken)))


WAARDEN = st.recursive(
    st.sampled_from(["1", "1.5", "true", '"x"', "'''\n\n'''", '"G1"', "2026-03-12 07:32:00"]),
    lambda deel: st.one_of(
        st.lists(deel, max_size=3).map(lambda delen: "[ # ]\n" + ",\n".join(delen) + "]"),
        st.dictionaries(st.sampled_from(["id", "vragen", '"a.b"', "c . d"]), deel, max_size=3).map(
            lambda delen: "{" + ", ".join(f"{naam} = {waarde}" for naam, waarde in delen.items()) + "}"
        ),
    ),
    max_leaves=8,
)


@given(st.lists(WAARDEN, min_size=1, max_size=4))
def test_whatever_values_stand_above_it_the_line_of_a_fault_is_right(waarden: list[str]) -> None:
    boven = "".join(f"x{nummer} = {waarde}\n" for nummer, waarde in enumerate(waarden))
    assert any(
        fout.startswith(f"regel {boven.count(chr(10)) + 1}: onbekend: ")
        for fout in list_fouten(f"{boven}onbekend = 1\n")
    )


@given(st.data())
def test_a_shipped_card_with_a_byte_changed_is_read_or_refused(data: st.DataObject) -> None:
    kaart = bytearray(read_shipped("opdenksessie-4.toml").encode())
    kaart[data.draw(st.integers(0, len(kaart) - 1))] = data.draw(st.integers(0, 255))
    uitkomst = parse_or_refuse(bytes(kaart))
    assert isinstance(uitkomst, Kaart) or all(re.match(r"regel \d+: ", fout) for fout in uitkomst)

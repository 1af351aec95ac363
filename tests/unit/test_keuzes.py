"""Making, judging and deciding about options; and that nothing that people wrote of them is ever lost."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.bestand import to_bestand
from gesprekskaart.bevriezen import make_gespreksinhoud
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.keuze import (
    Beoordeling,
    Besluit,
    EigenCriterium,
    Keuzemogelijkheid,
    Score,
    Uitkomst,
    list_criteria,
    list_gezegd,
    list_keuzes,
)
from gesprekskaart.peiling import Peilingstand, Peilingwijze, Stem, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Ronde
from gesprekskaart.services.keuzes import (
    MAX_CRITERIA,
    MAX_KEUZES,
    STEUN,
    add_criterium,
    add_keuze,
    ask_peiling,
    decide,
    give_score,
    list_mogelijke_bronnen,
    read_herkomst,
    remove_keuze,
    restore_keuze,
    save_criterium,
    save_keuze,
    take_over,
)
from gesprekskaart.services.peilingen import cast_stem, close_peiling, open_peiling
from gesprekskaart.services.sessies import move_stand, open_dossier
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.services.verslagen import freeze, make_json, make_pdf
from gesprekskaart.services.vervolg import add_afspraak, save_afspraak
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from tests.unit.test_inbreng import Tafel
from tests.zaak import make_account, make_deelnemer, make_sessie, write

REDEN = "Ayşe & wij <3: het past bij *alle* sectoren"


def add(ports: Ports, wie: Wie, sessie: Sessie, *titels: str) -> tuple[Keuzemogelijkheid, ...]:
    return tuple(add_keuze(wie, sessie.id, titel, ports=ports) for titel in titels)


def keuzes(ports: Ports, sessie: Sessie) -> list[str]:
    return [keuze.nummer for keuze in list_keuzes(ports.sessies.get_dossier(sessie.id))]


def read(ports: Ports, sessie: Sessie, plek: str) -> str:
    tekst = ports.teksten.get(sessie.id, plek)
    return tekst.tekst if tekst else ""


def test_options_are_numbered_and_a_number_never_comes_back(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eerste, tweede = add(ports, wie, sessie, "Federatie", "Eén partnerschap")
    assert (eerste.nummer, tweede.nummer) == ("K1", "K2")
    remove_keuze(wie, sessie.id, tweede, ports=ports)
    assert [k.nummer for k in add(ports, wie, sessie, "Groeimodel")] == ["K3"]
    assert keuzes(ports, sessie) == ["K1", "K3"]


def test_what_was_written_of_an_option_comes_back_with_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    write(ports, wie, sessie, "kansen/K1-functies", "Eén loket")
    remove_keuze(wie, sessie.id, keuze, ports=ports)
    with pytest.raises(NietGevonden, match="K1 staat niet"):
        decide(wie, sessie.id, keuze, None, ports=ports)
    with pytest.raises(Ongeldig, match="bestaat niet in dit gesprek"):
        write(ports, wie, sessie, "risicos/K1-functies", "Traag")
    restore_keuze(wie, sessie.id, "K1", ports=ports)
    assert keuzes(ports, sessie) == ["K1"]
    assert read(ports, sessie, "kansen/K1-functies") == "Eén loket"
    assert [r.daad.handeling for r in ports.logboek.list(sessie.id)][-2:] == ["remove_keuze", "restore_keuze"]
    with pytest.raises(NietGevonden):
        restore_keuze(wie, sessie.id, "K1", ports=ports)


def test_an_option_that_something_came_from_stays_and_says_why(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    save_afspraak(wie, sessie.id, afspraak.model_copy(update={"bronnen": ("K1",)}), ports=ports)
    ask_peiling(wie, sessie.id, "K1", ports=ports)
    with pytest.raises(
        Ongeldig, match=r"K1 blijft staan: afspraak 2026-01 en peiling P1 komen eruit voort.*‘vervallen’"
    ):
        remove_keuze(wie, sessie.id, keuze, ports=ports)
    assert keuzes(ports, sessie) == ["K1"]


def test_an_option_in_a_frozen_version_stays(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    eigen = add_criterium(wie, sessie.id, "Haalbaar", ports=ports)
    freeze(wie, sessie.id, termijn=None, ports=ports)
    with pytest.raises(NietToegestaan, match="er is een versie bevroren"):
        remove_keuze(wie, sessie.id, keuze, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    with pytest.raises(Ongeldig, match="versie 1 van het verslag komt eruit voort"):
        remove_keuze(wie, sessie.id, keuze, ports=ports)
    with pytest.raises(Ongeldig, match="staat in versie 1"):
        save_criterium(wie, sessie.id, eigen.model_copy(update={"verwijderd": True}), ports=ports)


def test_fifty_options_fit_and_the_next_is_refused_in_words(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, *(f"Optie {n}" for n in range(MAX_KEUZES)))
    assert len(keuzes(ports, sessie)) == MAX_KEUZES
    assert make_pdf(wie, sessie.id, None, ports=ports).data.startswith(b"%PDF")
    with pytest.raises(Ongeldig, match="al 50 keuzemogelijkheden"):
        add(ports, wie, sessie, "Nog een")


@pytest.mark.parametrize("titel", ["", "   ", "x" * 301])
def test_an_option_needs_a_title_that_fits(ports: Ports, wie: Wie, sessie: Sessie, titel: str) -> None:
    with pytest.raises(ValidationError):
        add(ports, wie, sessie, titel)
    assert keuzes(ports, sessie) == []


def test_two_options_never_have_the_same_title(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eerste, tweede = add(ports, wie, sessie, "Federatie", "Groeimodel")
    with pytest.raises(Ongeldig, match="K1 heet ook ‘Federatie’"):
        add(ports, wie, sessie, "federatie")
    with pytest.raises(Ongeldig, match="K1 heet ook"):
        save_keuze(wie, sessie.id, tweede.model_copy(update={"titel": "FEDERATIE"}), ports=ports)
    assert save_keuze(wie, sessie.id, eerste.model_copy(update={"titel": "Federatie 2"}), ports=ports).revisie == 2


def test_two_people_who_change_an_option_do_not_overwrite_each_other(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    save_keuze(wie, sessie.id, keuze.model_copy(update={"titel": "Federatie met tafel"}), ports=ports)
    with pytest.raises(IntussenGewijzigd, match="K1"):
        save_keuze(wie, sessie.id, keuze.model_copy(update={"titel": "Anders"}), ports=ports)
    with pytest.raises(IntussenGewijzigd):
        decide(wie, sessie.id, keuze, Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN), ports=ports)
    with pytest.raises(IntussenGewijzigd):
        remove_keuze(wie, sessie.id, keuze, ports=ports)


def test_renaming_an_option_leaves_its_decision(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    besluit = Besluit(uitkomst=Uitkomst.AANGEPAST, reden=REDEN)
    besloten = decide(wie, sessie.id, keuze, besluit, ports=ports)
    andere = Keuzemogelijkheid(nummer="K1", titel="Federatie 2", revisie=besloten.revisie)
    assert save_keuze(wie, sessie.id, andere, ports=ports).besluit == besluit


def test_every_decision_has_a_reason() -> None:
    for uitkomst in Uitkomst:
        with pytest.raises(ValidationError, match="hoort een reden"):
            Besluit(uitkomst=uitkomst, reden=" \n ")


def test_a_poll_never_decides_and_a_decision_waits_for_an_open_one(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    peiling = ask_peiling(wie, sessie.id, "K1", ports=ports)
    assert (peiling.bron, peiling.drempel, peiling.per) == ("K1", STEUN, Peilingwijze.PARTNERSCHAP)
    assert peiling.stand is Peilingstand.CONCEPT
    assert peiling.stelling == "Wij gaan verder met K1 Federatie"
    assert ask_peiling(wie, sessie.id, "K1", ports=ports) == peiling, "one that is being prepared is not made twice"
    open_peiling(wie, sessie.id, "P1", ports=ports)
    besluit = Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN)
    with pytest.raises(Ongeldig, match="P1 over K1 is nog open"):
        decide(wie, sessie.id, keuze, besluit, ports=ports)
    for code in ("LWZ", "AOZ"):
        stem = Stem(peiling="P1", partnerschap=code, keuze=Steun.VOLLEDIG_EENS)
        cast_stem(wie, sessie.id, stem, gelezen=0, ports=ports)
    close_peiling(wie, sessie.id, "P1", ports=ports)
    (na,) = list_keuzes(ports.sessies.get_dossier(sessie.id))
    assert na.besluit is None, "everybody is for it, and still nothing was decided"
    assert decide(wie, sessie.id, na, besluit, ports=ports).besluit == besluit
    assert ask_peiling(wie, sessie.id, "K1", ports=ports).nummer == "P2"


def test_a_decision_can_be_taken_back(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    besloten = decide(wie, sessie.id, keuze, Besluit(uitkomst=Uitkomst.VERVALLEN, reden=REDEN), ports=ports)
    assert decide(wie, sessie.id, besloten, None, ports=ports).besluit is None


def test_scores_are_given_changed_and_taken_back(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    score = Beoordeling(keuze="K1", criterium="functies", score=Score.GUNSTIG)
    eerst = give_score(wie, sessie.id, score, gelezen=0, ports=ports)
    werven = score.model_copy(update={"functie": "werven", "score": Score.ONGUNSTIG})
    give_score(wie, sessie.id, werven, gelezen=0, ports=ports)
    with pytest.raises(IntussenGewijzigd):
        give_score(wie, sessie.id, score, gelezen=0, ports=ports)
    give_score(wie, sessie.id, eerst.model_copy(update={"score": None}), gelezen=eerst.revisie, ports=ports)
    gegeven = {b.functie: b.score for b in ports.sessies.get_dossier(sessie.id).beoordelingen}
    assert gegeven == {None: None, "werven": Score.ONGUNSTIG}


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"keuze": "K7"}, "K7 staat niet"),
        ({"criterium": "tempo"}, "criterium is er niet"),
        ({"functie": "koken"}, "‘koken’ niet apart beoordeeld"),
        ({"criterium": "sectoren", "functie": "werven"}, "Bij ‘Verbinding sectoren’ wordt ‘werven’ niet apart"),
    ],
)
def test_a_score_that_cannot_be_is_refused(
    ports: Ports, wie: Wie, sessie: Sessie, velden: dict[str, Any], melding: str
) -> None:
    add(ports, wie, sessie, "Federatie")
    score = Beoordeling(**{"keuze": "K1", "criterium": "functies", "score": Score.NEUTRAAL, **velden})
    with pytest.raises((Ongeldig, NietGevonden), match=melding):
        give_score(wie, sessie.id, score, gelezen=0, ports=ports)
    assert ports.sessies.get_dossier(sessie.id).beoordelingen == ()


def test_people_add_criteria_of_their_own(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    eigen = add_criterium(wie, sessie.id, "Haalbaar vóór 2027", ports=ports)
    write(ports, wie, sessie, f"nodig/K1-{eigen.id}", "Een besluit in juni")
    weg = save_criterium(wie, sessie.id, eigen.model_copy(update={"verwijderd": True}), ports=ports)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert [c.titel for c in list_criteria(dossier.kaart, dossier.criteria)][5:] == []
    save_criterium(wie, sessie.id, EigenCriterium(id=weg.id, titel="Haalbaar", revisie=weg.revisie), ports=ports)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert [c.titel for c in list_criteria(dossier.kaart, dossier.criteria)][5:] == ["Haalbaar"]
    assert read(ports, sessie, "nodig/K1-eigen1") == "Een besluit in juni"
    with pytest.raises(Ongeldig, match="al een criterium ‘haalbaar’"):
        add_criterium(wie, sessie.id, "haalbaar", ports=ports)
    for n in range(MAX_CRITERIA - 6):
        add_criterium(wie, sessie.id, f"Nog {n}", ports=ports)
    with pytest.raises(Ongeldig, match="12 criteria"):
        add_criterium(wie, sessie.id, "Te veel", ports=ports)


def test_what_the_card_asked_before_is_taken_over_with_its_source(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    write(ports, wie, sessie, "antwoord/OO2b/AOZ", "Werving en opleiding spreken elkaar\n")
    write(ports, wie, sessie, "conclusie/OO2", "Eén loket")
    write(ports, wie, sessie, "antwoord/G1/AOZ", "Iets anders")
    dossier = ports.sessies.get_dossier(sessie.id)
    functies = dossier.kaart.criteria[0]
    assert [(g.sleutel, g.van) for g in list_gezegd(dossier, functies, TekstSoort.RISICOS)] == [
        ("OO2b", "AOZ"),
        ("OO2", ""),
    ]
    assert list_gezegd(dossier, functies, TekstSoort.NODIG) == ()
    write(ports, wie, sessie, "risicos/K1-functies", "Zelf bedacht")
    for _ in range(2):  # the same again adds nothing
        take_over(wie, sessie.id, "K1", "functies", TekstSoort.RISICOS, sleutel="OO2b", van="AOZ", ports=ports)
    take_over(wie, sessie.id, "K1", "functies", TekstSoort.RISICOS, sleutel="OO2", van="", ports=ports)
    assert read(ports, sessie, "risicos/K1-functies") == (
        "Zelf bedacht\n\nWerving en opleiding spreken elkaar (AOZ, OO2b)\n\nEén loket (samen, OO2)"
    )
    assert read(ports, sessie, "antwoord/OO2b/AOZ") == "Werving en opleiding spreken elkaar\n"
    for sleutel, van in (("G1", "AOZ"), ("OO2b", "LWZ")):
        with pytest.raises(NietGevonden, match="staat dit niet"):
            take_over(wie, sessie.id, "K1", "functies", TekstSoort.RISICOS, sleutel=sleutel, van=van, ports=ports)


@pytest.mark.parametrize("naamgeving", Naamgeving)
def test_a_source_names_the_same_inbreng_whoever_writes_later(naamgeving: Naamgeving) -> None:
    tafel = Tafel(naamgeving)
    tafel.contribute(2, "Midden")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    ports, wie, sessie = tafel.ports, tafel.wie, tafel.sessie
    (bron,) = [h.bron for h in list_mogelijke_bronnen(wie, sessie.id, ports=ports) if h.tekst]
    assert not re.search("2", bron.replace(tafel.kenmerk("Midden"), "")), "nobody can tell whose it is"
    add_keuze(wie, sessie.id, "Federatie", bronnen=(bron,), ports=ports)

    def read_verwijzing() -> str:
        (keuze,) = make_gespreksinhoud(ports.sessies.get_dossier(sessie.id)).keuzemogelijkheden
        return keuze.bronnen[0]

    assert read_verwijzing() == "G1#1"
    tafel.contribute(1, "Aan het eind")  # of the partnership that stands last
    assert read_verwijzing() == "G1#1"
    tafel.contribute(3, "Later" if naamgeving is Naamgeving.MET_ROL else "Aan het begin")
    assert read_verwijzing() == ("G1#1" if naamgeving is Naamgeving.MET_ROL else "G1#2")
    assert read_herkomst(wie, sessie.id, (bron,), ports=ports)[0].tekst == "Midden"

    terug = import_sessie(wie, to_bestand(ports.sessies.get_dossier(sessie.id), ()), ports=ports, new_id=uuid4)
    (keuze,) = ports.sessies.get_dossier(terug).keuzemogelijkheden
    assert read_herkomst(wie, terug, keuze.bronnen, ports=ports)[0].tekst == "Midden"
    assert keuze.bronnen != (bron,), "a file carries no trace of who it was"

    tafel.contribute(2, "", gelezen=1)
    assert read_verwijzing() == "G1", "of what was taken back the question remains"


def test_a_source_that_is_not_on_the_card_is_refused(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Ongeldig, match="geen vraag ‘ZZ9’"):
        add_keuze(wie, sessie.id, "Federatie", bronnen=("ZZ9",), ports=ports)
    keuze = add_keuze(wie, sessie.id, "Federatie", bronnen=("OS4", "OS5a"), ports=ports)
    herkomst = read_herkomst(wie, sessie.id, keuze.bronnen, ports=ports)
    assert [(h.verwijzing, h.tekst) for h in herkomst] == [("OS4", ""), ("OS5a", "")]
    assert [h.bron for h in list_mogelijke_bronnen(wie, sessie.id, ports=ports)][:4] == ["G1", "G2", "G3", "G3a"]


def test_only_who_may_weighs_and_decides(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    besluit = Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN)
    verslaglegger = make_deelnemer(sessie, Sessierol.VERSLAGLEGGER)
    assert add(ports, verslaglegger, sessie, "Groeimodel")[0].nummer == "K2"
    assert decide(verslaglegger, sessie.id, keuze, besluit, ports=ports).besluit == besluit
    with pytest.raises(NietToegestaan):
        ask_peiling(verslaglegger, sessie.id, "K1", ports=ports)
    score = Beoordeling(keuze="K1", criterium="functies", score=Score.GUNSTIG)
    for rol in (Sessierol.DEELNEMER, Sessierol.TOEHOORDER):
        ander = make_deelnemer(sessie, rol)
        with pytest.raises(NietToegestaan):
            add(ports, ander, sessie, "Nog een")
        with pytest.raises(NietToegestaan):
            give_score(ander, sessie.id, score, gelezen=0, ports=ports)
        with pytest.raises(NietToegestaan):
            decide(ander, sessie.id, keuze, besluit, ports=ports)
        with pytest.raises(NietToegestaan):
            write(ports, ander, sessie, "kansen/K1-functies", "x")
    with pytest.raises(SessieOnbekend):
        add(ports, make_account(ports, "bram"), sessie, "Nog een")


def test_options_are_prepared_beforehand_and_decided_in_the_conversation(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    (keuze,) = add(ports, wie, sessie, "Federatie")
    write(ports, wie, sessie, "beschrijving/K1", "Wij blijven bestaan")
    with pytest.raises(NietToegestaan, match="nog niet begonnen"):
        decide(wie, sessie.id, keuze, Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN), ports=ports)


def test_a_version_shows_what_stands_on_the_list_and_a_file_carries_all(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    _, weg = add(ports, wie, sessie, "Federatie", "Weg ermee")
    write(ports, wie, sessie, "kansen/K2-functies", "Toch bewaard")
    remove_keuze(wie, sessie.id, weg, ports=ports)
    assert "Toch bewaard" in make_json(wie, sessie.id, ports=ports).data.decode()
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    assert [keuze.titel for keuze in versie.inhoud.keuzemogelijkheden] == ["Federatie"]
    assert "Toch bewaard" not in versie.inhoud.canonical.decode()


def test_a_card_without_criteria_weighs_by_ones_own(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    add(ports, wie, sessie, "Buddymodel")
    eigen = add_criterium(wie, sessie.id, "Haalbaar", ports=ports)
    score = Beoordeling(keuze="K1", criterium=eigen.id, score=Score.ZEER_GUNSTIG)
    give_score(wie, sessie.id, score, gelezen=0, ports=ports)
    assert open_dossier(wie, sessie.id, ports=ports).beoordelingen[0].score is Score.ZEER_GUNSTIG
    assert make_pdf(wie, sessie.id, None, ports=ports).data.startswith(b"%PDF")

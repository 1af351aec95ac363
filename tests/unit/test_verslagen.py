from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.bestand import read_bestand
from gesprekskaart.errors import NietGevonden, NietToegestaan, Ongeldig, StandGewijzigd, VersieVervallen
from gesprekskaart.groep import Indeling
from gesprekskaart.logboek import Daad
from gesprekskaart.peiling import Peiling
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Ronde, Zet
from gesprekskaart.services.groepen import begin_groepen, make_groepen
from gesprekskaart.services.peilingen import add_peiling, open_peiling
from gesprekskaart.services.regie import lead
from gesprekskaart.services.sessies import move_stand, open_dossier, save_deelnemer
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import admit, change_uitnodiging, make_uitnodiging
from gesprekskaart.services.uitwisselen import import_sessie, load_voorbeelden
from gesprekskaart.services.verslagen import (
    find_openstaand,
    freeze,
    list_versies,
    make_json,
    make_pdf,
    make_verslag,
    record_reactie,
    undo_heropenen,
)
from gesprekskaart.services.vervolg import add_afspraak, delete_afspraak
from gesprekskaart.sessie import Deelnemer, Mandaat, NietBesproken, Sessie, Sessierol, Stand
from gesprekskaart.tekst import Tekst
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie
from tests import nep
from tests.zaak import come_in, make_account, make_deelnemer, make_sessie, write

ports = pytest.fixture(nep.make_ports)
STRAKS = nep.VANDAAG + timedelta(days=14)


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    sessie = make_sessie(ports, wie)
    deelnemer = Deelnemer(nummer=1, naam="Ayşe Yılmaz", rol="programmaleider", namens=("LWZ",))
    save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    write(ports, wie, sessie, "conclusie/G1", "Wij vinden elkaar.")
    return sessie


def reactie(soort: ReactieSoort = ReactieSoort.AKKOORD, partnerschap: str = "LWZ", toelichting: str = "") -> Reactie:
    return Reactie(
        partnerschap=partnerschap, soort=soort, naam="J. T.", rol="bestuurder", mandaat=Mandaat.MANDAAT,
        toelichting=toelichting, op=nep.VANDAAG,
    )  # fmt: skip


def next_version(ports: Ports, wie: Wie, sessie: Sessie, tekst: str, wijzigingen: str) -> Versie:
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    nummer = len(list_versies(wie, sessie.id, ports=ports)) + 1
    gelezen = ports.teksten.get(sessie.id, "conclusie/G1")
    write(ports, wie, sessie, "conclusie/G1", tekst, gelezen=gelezen.revisie if gelezen else 0)
    if wijzigingen:
        write(ports, wie, sessie, f"wijzigingen/{nummer}", wijzigingen)
    return freeze(wie, sessie.id, termijn=STRAKS, ports=ports)


def test_freezing_fixes_content_names_and_fingerprint_and_moves_on(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    versie = freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    assert (versie.nummer, versie.termijn, versie.bevroren_op) == (1, STRAKS, nep.VANDAAG)
    assert ports.sessies.get(sessie.id).stand is Stand.VERSLAG
    assert list_versies(wie, sessie.id, ports=ports) == (versie,)
    assert len(versie.vingerafdruk) == 64


def test_who_still_waits_to_be_let_in_took_no_part(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    nu = make_uitnodiging(wie, sessie.id, ports=ports)
    change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    voor = len(ports.sessies.get_dossier(sessie.id).deelnemers)
    for _ in range(2):
        come_in(ports, wie, sessie)
    admit(wie, sessie.id, voor + 2, ports=ports)

    concept = make_verslag(wie, sessie.id, None, ports=ports)
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)

    for inhoud in (concept.inhoud, versie.inhoud):
        assert [d.nummer for d in inhoud.deelnemers] == [*range(1, voor + 1), voor + 2]


def test_a_name_is_not_in_the_frozen_content_and_can_be_proven_to_belong(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    assert "Ayşe" not in versie.inhoud.canonical.decode()
    assert [zegel.naamafdruk for zegel in versie.namen] == [versie.inhoud.deelnemers[0].naamafdruk]
    gewist = versie.model_copy(update={"namen": ()})
    assert Versie.model_validate(gewist.model_dump()).vingerafdruk == versie.vingerafdruk


def test_another_content_has_another_fingerprint_also_when_it_began_as_a_copy(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    inhoud = freeze(wie, sessie.id, termijn=None, ports=ports).inhoud
    anders = inhoud.model_copy(update={"gesprek": inhoud.gesprek.model_copy(update={"titel": "Iets anders"})})
    assert anders.vingerafdruk != inhoud.vingerafdruk
    assert inhoud.model_copy(deep=True).vingerafdruk == inhoud.vingerafdruk
    assert inhoud.model_copy() == inhoud


def test_a_version_that_was_tampered_with_is_not_read(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    gegevens = versie.model_dump()
    gegevens["inhoud"]["gesprek"]["titel"] = "Iets anders"
    with pytest.raises(ValidationError, match="past niet bij de vingerafdruk"):
        Versie.model_validate(gegevens)


def test_a_next_version_must_differ_and_say_how(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eerste = freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    with pytest.raises(Ongeldig, match="niets gewijzigd sinds versie 1"):
        next_version(ports, wie, sessie, "Wij vinden elkaar.", "")
    with pytest.raises(Ongeldig, match="Schrijf op wat er sinds versie 1"):
        freeze_other(ports, wie, sessie)
    write(ports, wie, sessie, "wijzigingen/2", "de conclusie bij G1")
    tweede = freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    assert (tweede.nummer, tweede.wijzigingen) == (2, "de conclusie bij G1")
    assert tweede.vingerafdruk != eerste.vingerafdruk
    assert list_versies(wie, sessie.id, ports=ports)[0] == eerste


def freeze_other(ports: Ports, wie: Wie, sessie: Sessie) -> Versie:
    gelezen = ports.teksten.get(sessie.id, "conclusie/G1")
    assert gelezen is not None
    write(ports, wie, sessie, "conclusie/G1", "Toch anders.", gelezen=gelezen.revisie)
    return freeze(wie, sessie.id, termijn=STRAKS, ports=ports)


@pytest.mark.parametrize("stand", [Stand.VERSLAG, Stand.VASTGESTELD])
def test_a_conversation_reopened_by_mistake_goes_back_to_what_it_was(
    ports: Ports, wie: Wie, sessie: Sessie, stand: Stand
) -> None:
    versie = freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    if stand is Stand.VASTGESTELD:
        move_stand(wie, sessie.id, stand, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert undo_heropenen(wie, sessie.id, ports=ports).stand is stand
    assert list_versies(wie, sessie.id, ports=ports) == (versie,)
    verslag = make_verslag(wie, sessie.id, 1, ports=ports)
    assert verslag.definitief is (stand is Stand.VASTGESTELD)
    assert ports.logboek.list(sessie.id)[-1].daad.handeling == "undo_heropenen"


def test_what_was_changed_since_is_not_thrown_away_by_going_back(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Ongeldig, match="nog geen versie"):
        undo_heropenen(wie, sessie.id, ports=ports)
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    bewaard = write(ports, wie, sessie, "conclusie/G1", "Toch niet.", gelezen=1)
    with pytest.raises(Ongeldig, match="Sinds versie 1 is er iets gewijzigd. Bij ‘Bevriezen als versie 2’ zie je wat."):
        undo_heropenen(wie, sessie.id, ports=ports)
    assert ports.sessies.get(sessie.id).stand is Stand.GESPREK
    write(ports, wie, sessie, "conclusie/G1", "Wij vinden elkaar.", gelezen=bewaard.revisie)
    assert undo_heropenen(wie, sessie.id, ports=ports).stand is Stand.VERSLAG


def test_going_back_is_for_whoever_may_freeze_and_waits_for_an_open_poll(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    with pytest.raises(NietToegestaan):
        undo_heropenen(wie, sessie.id, ports=ports)  # it is not reopened
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    with pytest.raises(NietToegestaan):
        undo_heropenen(make_deelnemer(sessie, Sessierol.VERSLAGLEGGER), sessie.id, ports=ports)
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Doen we dit?"), ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    with pytest.raises(Ongeldig, match="Peiling P1 is nog open"):
        undo_heropenen(wie, sessie.id, ports=ports)


def test_a_term_in_the_past_is_refused(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Ongeldig, match="ligt in het verleden"):
        freeze(wie, sessie.id, termijn=datetime(2020, 1, 1, tzinfo=UTC), ports=ports)
    assert list_versies(wie, sessie.id, ports=ports) == ()


def test_of_a_partnerships_reactions_the_last_counts_and_all_are_kept(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    record_reactie(wie, sessie.id, 1, reactie(ReactieSoort.NIET_AKKOORD, toelichting="G1 klopt niet"), ports=ports)
    record_reactie(wie, sessie.id, 1, reactie(), ports=ports)
    (versie,) = list_versies(wie, sessie.id, ports=ports)
    assert versie.geldende_reacties["LWZ"].soort is ReactieSoort.AKKOORD
    assert len(versie.reacties) == 2
    assert "AOZ" not in versie.geldende_reacties


@pytest.mark.parametrize("soort", [ReactieSoort.MET_VOORBEHOUD, ReactieSoort.NIET_AKKOORD])
def test_a_reservation_or_refusal_needs_a_reason(soort: ReactieSoort) -> None:
    with pytest.raises(ValidationError, match="hoort een toelichting"):
        reactie(soort, toelichting="  ")


def test_reactions_go_to_the_newest_version_by_a_partnership_that_takes_part(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    with pytest.raises(Ongeldig, match="XYZ doet in versie 1 niet mee"):
        record_reactie(wie, sessie.id, 1, reactie(partnerschap="XYZ"), ports=ports)
    with pytest.raises(NietGevonden, match="Versie 7"):
        record_reactie(wie, sessie.id, 7, reactie(), ports=ports)
    next_version(ports, wie, sessie, "Anders.", "G1")
    with pytest.raises(VersieVervallen):
        record_reactie(wie, sessie.id, 1, reactie(), ports=ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    with pytest.raises(NietToegestaan):
        record_reactie(wie, sessie.id, 2, reactie(), ports=ports)


def test_what_stands_in_a_version_is_dropped_by_its_stand_not_deleted(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    with pytest.raises(Ongeldig, match="staat in een bevroren versie"):
        delete_afspraak(wie, sessie.id, afspraak.nummer, ports=ports)


def test_a_draft_is_there_at_any_moment_and_knows_that_it_is_one(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    verslag = make_verslag(wie, sessie.id, None, ports=ports)
    assert (verslag.versie, verslag.definitief, verslag.namen) == (None, False, {1: "Ayşe Yılmaz"})
    assert verslag.inhoud.conclusies[0].conclusie == "Wij vinden elkaar."


def test_the_established_version_says_so(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    next_version(ports, wie, sessie, "Anders.", "G1")
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    assert make_verslag(wie, sessie.id, 2, ports=ports).definitief
    assert make_verslag(wie, sessie.id, 2, ports=ports).vastgesteld_op == ports.now()
    assert not make_verslag(wie, sessie.id, 1, ports=ports).definitief
    assert [v.nummer for v in make_verslag(wie, sessie.id, 2, ports=ports).eerdere] == [1]


def test_documents_have_names_that_people_understand(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    pdf = make_pdf(wie, sessie.id, 1, ports=ports)
    assert (pdf.naam, pdf.data[:5]) == ("regiogesprek-zilverwaard-versie-1.pdf", b"%PDF-")
    assert make_pdf(wie, sessie.id, None, ports=ports).naam == "regiogesprek-zilverwaard-concept.pdf"


def test_an_exported_session_comes_back_the_same_with_versions_and_reactions(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    freeze(wie, sessie.id, termijn=STRAKS, ports=ports)
    record_reactie(wie, sessie.id, 1, reactie(), ports=ports)
    document = make_json(wie, sessie.id, ports=ports)
    bestand = read_bestand(document.data, document.naam)
    elders = nep.make_ports()
    ander = make_account(elders, "elders")
    nieuw = import_sessie(ander, bestand.sessies[0], ports=elders, new_id=uuid4)
    terug = make_json(ander, nieuw, ports=elders)
    heen, weer = json.loads(document.data), json.loads(terug.data)
    assert heen["sessies"][0].pop("id") != weer["sessies"][0].pop("id")
    assert heen == weer


def test_the_examples_come_in_as_real_sessions(ports: Ports, wie: Wie) -> None:
    ids = load_voorbeelden(wie, ports=ports, new_id=uuid4)
    titels = {open_dossier(wie, id, ports=ports).sessie.gesprek.titel for id in ids}
    assert len(titels) == 2
    for id in ids:
        dossier = open_dossier(wie, id, ports=ports)
        assert dossier.sessie.gesprek.fictief
        assert dossier.sessie.stand is Stand.VERSLAG


def test_a_session_with_a_card_that_is_not_here_is_refused_with_what_to_do(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    bestand = read_bestand(make_json(wie, sessie.id, ports=ports).data, "x.json").sessies[0]
    vreemd = bestand.model_copy(update={"kaart": bestand.kaart.model_copy(update={"versie": "9.9"})})
    with pytest.raises(Ongeldig, match="gesprekskaart kaart add"):
        import_sessie(wie, vreemd, ports=ports, new_id=uuid4)


class SneakyVerslagen:
    """The versions, while somebody writes one more text just before each of the first writes."""

    def __init__(self, ports: Ports, write_more: Callable[[], object], *, keer: int) -> None:
        self._echt, self._write_more, self._nog = ports.verslagen, write_more, keer

    def list(self, sessie_id: UUID) -> tuple[Versie, ...]:
        return self._echt.list(sessie_id)

    def add_versie(self, versie: Versie, sessie: Sessie, *, gelezen: int, daad: Daad) -> None:
        if self._nog:
            self._nog -= 1
            self._write_more()
        self._echt.add_versie(versie, sessie, gelezen=gelezen, daad=daad)

    def add_reactie(self, sessie_id: UUID, nummer: int, reactie: Reactie, *, daad: Daad) -> None:
        self._echt.add_reactie(sessie_id, nummer, reactie, daad=daad)


def test_what_was_confirmed_while_freezing_is_in_the_version(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    def write_more() -> None:
        write(ports, wie, sessie, "conclusie/G2", "Op het laatste moment.")

    tegelijk = replace(ports, verslagen=SneakyVerslagen(ports, write_more, keer=1))
    versie = freeze(wie, sessie.id, termijn=STRAKS, ports=tegelijk)
    assert [c.conclusie for c in versie.inhoud.conclusies] == ["Wij vinden elkaar.", "Op het laatste moment."]


def test_a_conversation_that_never_pauses_is_not_frozen_behind_somebodys_back(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    revisies = itertools.count()

    def write_on() -> None:
        write(ports, wie, sessie, "conclusie/G2", "en verder", gelezen=next(revisies))

    tegelijk = replace(ports, verslagen=SneakyVerslagen(ports, write_on, keer=99))
    with pytest.raises(StandGewijzigd, match="ging intussen verder"):
        freeze(wie, sessie.id, termijn=STRAKS, ports=tegelijk)
    assert list_versies(wie, sessie.id, ports=ports) == ()


class FrozenMeanwhile:
    """The texts, while the facilitator freezes between the judging and the writing of the first one."""

    def __init__(self, ports: Ports, freeze_now: Callable[[], object]) -> None:
        self._echt, self._freeze_now = ports.teksten, freeze_now

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echt, naam)

    def save(self, *args: Any, **kwargs: Any) -> Tekst:
        self._freeze_now()
        return self._echt.save(*args, **kwargs)


def test_a_write_that_crosses_the_freezing_is_refused_with_the_reason(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tegelijk = replace(
        ports, teksten=FrozenMeanwhile(ports, lambda: freeze(wie, sessie.id, termijn=STRAKS, ports=ports))
    )
    with pytest.raises(NietToegestaan, match="er is een versie bevroren"):
        write(tegelijk, wie, sessie, "conclusie/G2", "net te laat")
    assert ports.teksten.get(sessie.id, "conclusie/G2") is None


def test_before_freezing_one_hears_what_is_not_finished(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    come_in(ports, wie, sessie)
    ik = make_deelnemer(sessie, Sessierol.DEELNEMER)
    vragen = [vraag.id for vraag in ports.sessies.get_dossier(sessie.id).kaart.vragen]
    for vraag in ("G1", "G2"):
        lead(wie, Zet(sessie_id=sessie.id, vraag=vraag), ports=ports)
        write(ports, ik, sessie, f"inbreng/{vraag}/1", "Alleen ik lees dit.")
    lead(wie, Zet(sessie_id=sessie.id, vraag="G2", ronde=Ronde.ONTHULLEN), ports=ports)
    write(ports, wie, sessie, "conclusie/G3", "Dat willen we allemaal.")
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="G4"), geldt=True, ports=ports)
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Samen?"), ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    nog = find_openstaand(wie, sessie.id, ports=ports)
    assert nog.verborgen == (("G1", 1),)
    assert nog.peilingen == ("P1",)
    assert nog.groepen == ()
    assert not {"G1", "G3", "G4"} & set(nog.leeg)
    assert set(vragen[4:]) <= set(nog.leeg)
    with pytest.raises(NietToegestaan):
        find_openstaand(ik, sessie.id, ports=ports)


def test_what_is_finished_leaves_nothing_to_tell(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for vraag in ports.sessies.get_dossier(sessie.id).kaart.vragen[1:]:
        write(ports, wie, sessie, f"conclusie/{vraag.id}", "Eens.")
    assert not any(find_openstaand(wie, sessie.id, ports=ports))


def test_a_group_that_is_still_open_is_named(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    for _ in range(2):
        come_in(ports, wie, sessie)
    make_groepen(wie, sessie.id, Indeling.WILLEKEURIG, aantal=2, minuten=30, toeval=Random(1), ports=ports)
    begin_groepen(wie, sessie.id, [2], ports=ports)
    assert find_openstaand(wie, sessie.id, ports=ports).groepen == ("Groep 2",)

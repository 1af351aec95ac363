"""What a board says after freezing: recorded as a fact, beside a version that stays as it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.bestand import to_bestand
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.geschiedenis import list_geschiedenis
from gesprekskaart.services.instemmen import list_nagekomen, record_instemming
from gesprekskaart.services.reeksen import Vervolgkeuze, make_vervolg
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.verslagen import freeze, undo_heropenen
from gesprekskaart.services.vervolg import add_afspraak, save_afspraak
from gesprekskaart.sessie import Gesprek, Sessie, Sessierol, SoortSessie, Stand
from gesprekskaart.vervolg import Afspraak, Afspraakstand, Instemming, Instemmingstand
from tests.zaak import make_deelnemer, write

BESTUUR = "Vakcollege Drevenmark"
BESLUIT = Instemming(
    bestuur=BESTUUR, stand=Instemmingstand.INGESTEMD, op=date(2026, 11, 20), door="bestuurssecretaris, Drevenmark"
)


@pytest.fixture
def bevroren(ports: Ports, wie: Wie, sessie: Sessie) -> Sessie:
    """With afspraak 2026-01, that waits for one board; frozen as version 1."""
    afspraak = add_afspraak(wie, sessie.id, ports=ports).model_copy(
        update={"stand": Afspraakstand.ONDER_VOORBEHOUD, "instemmingen": (Instemming(bestuur=BESTUUR),)}
    )
    save_afspraak(wie, sessie.id, afspraak, ports=ports)
    freeze(wie, sessie.id, termijn=ports.now() + timedelta(days=14), ports=ports)
    return ports.sessies.get(sessie.id)


def find_afspraak(ports: Ports, sessie: Sessie) -> Afspraak:
    (afspraak,) = ports.sessies.get_dossier(sessie.id).afspraken
    return afspraak


def note(ports: Ports, wie: Wie, sessie: Sessie, besluit: Instemming = BESLUIT, **anders: Any) -> Afspraak:
    gelezen = anders.pop("gelezen", find_afspraak(ports, sessie).revisie)
    nummer = anders.pop("nummer", "2026-01")
    return record_instemming(wie, sessie.id, nummer, besluit, gelezen=gelezen, ports=ports)


@pytest.mark.parametrize("stand", [Stand.VERSLAG, Stand.VASTGESTELD])
def test_a_board_that_consents_after_freezing_is_recorded_and_the_version_stays(
    ports: Ports, wie: Wie, bevroren: Sessie, stand: Stand
) -> None:
    if stand is Stand.VASTGESTELD:
        move_stand(wie, bevroren.id, stand, ports=ports)
    (voor,) = ports.verslagen.list(bevroren.id)

    afspraak = note(ports, wie, bevroren)

    assert (afspraak.instemmingen, afspraak.wacht_op) == ((BESLUIT,), ())
    assert afspraak.stand is Afspraakstand.ONDER_VOORBEHOUD, "how firm it is, people decide and not a date"
    (na,) = ports.verslagen.list(bevroren.id)
    assert na == voor
    assert na.inhoud.afspraken[0].instemmingen == (Instemming(bestuur=BESTUUR),)
    dossier = ports.sessies.get_dossier(bevroren.id)
    assert dossier.sessie.stand is stand
    assert list_nagekomen(dossier, na) == (("2026-01", BESLUIT),)
    verteld = {g.wat: g for g in list_geschiedenis(wie, bevroren.id, afspraak.plek, ports=ports)}
    genoteerd = verteld["besluit van een bestuur genoteerd"]
    assert "doorgegeven door bestuurssecretaris" in genoteerd.verschillen[0].naar


def test_a_next_version_and_a_file_say_it(ports: Ports, wie: Wie, bevroren: Sessie) -> None:
    note(ports, wie, bevroren)
    bestand = to_bestand(ports.sessies.get_dossier(bevroren.id), ports.verslagen.list(bevroren.id))
    assert bestand.afspraken[0].instemmingen == (BESLUIT,)
    assert bestand.versies[0].inhoud.afspraken[0].instemmingen != (BESLUIT,)

    move_stand(wie, bevroren.id, Stand.GESPREK, ports=ports)
    write(ports, wie, bevroren, "wijzigingen/2", "Drevenmark stemde in.")
    freeze(wie, bevroren.id, termijn=ports.now() + timedelta(days=14), ports=ports)

    _, tweede = ports.verslagen.list(bevroren.id)
    assert tweede.inhoud.afspraken[0].instemmingen == (BESLUIT,)
    assert list_nagekomen(ports.sessies.get_dossier(bevroren.id), tweede) == ()


def test_a_follow_up_looks_back_on_what_the_board_said_since(ports: Ports, wie: Wie, bevroren: Sessie) -> None:
    note(ports, wie, bevroren)
    keuze = Vervolgkeuze(
        gesprek=Gesprek(soort=SoortSessie.REGIOGESPREK, titel="Vervolg"),
        kaart_id=bevroren.kaart_id,
        kaart_versie=bevroren.kaart_versie,
    )
    vervolg = make_vervolg(wie, bevroren.id, keuze, ports=ports, new_id=uuid4)
    dossier = ports.sessies.get_dossier(vervolg.id)
    assert dossier.terugblik is not None
    assert dossier.terugblik.afspraken[0].instemmingen == (BESLUIT,)
    assert dossier.afspraken[0].instemmingen == (BESLUIT,)


def test_the_minutes_secretary_may_and_nobody_else_nor_during_the_conversation(
    ports: Ports, wie: Wie, bevroren: Sessie
) -> None:
    for rol in (Sessierol.DEELNEMER, Sessierol.TOEHOORDER):
        with pytest.raises(NietToegestaan):
            note(ports, make_deelnemer(bevroren, rol), bevroren)
    note(ports, make_deelnemer(bevroren, Sessierol.VERSLAGLEGGER), bevroren)
    move_stand(wie, bevroren.id, Stand.GESPREK, ports=ports)
    with pytest.raises(NietToegestaan, match="het gesprek is nog gaande"):
        note(ports, wie, bevroren)


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"bestuur": "Een ander"}, "wacht niet op Een ander"),
        ({"stand": Instemmingstand.GEVRAAGD}, "Kies wat het bestuur besloot"),
        ({"op": None}, "op welke dag"),
        ({"op": date(2027, 1, 1)}, "Die dag komt nog"),
        ({"door": "  "}, "wie het besluit doorgaf"),
    ],
)
def test_half_a_fact_is_refused(ports: Ports, wie: Wie, bevroren: Sessie, anders: dict[str, Any], melding: str) -> None:
    with pytest.raises(Ongeldig, match=melding):
        note(ports, wie, bevroren, Instemming(**{**dict(BESLUIT), **anders}))
    assert find_afspraak(ports, bevroren).instemmingen == (Instemming(bestuur=BESTUUR),)


def test_two_who_note_at_once_do_not_overwrite_each_other(ports: Ports, wie: Wie, bevroren: Sessie) -> None:
    gelezen = find_afspraak(ports, bevroren).revisie
    note(ports, wie, bevroren, gelezen=gelezen)
    with pytest.raises(IntussenGewijzigd):
        note(
            ports, wie, bevroren, BESLUIT.model_copy(update={"stand": Instemmingstand.NIET_INGESTEMD}), gelezen=gelezen
        )
    with pytest.raises(NietGevonden):
        note(ports, wie, bevroren, nummer="2026-09")


def test_what_was_noted_after_freezing_does_not_stand_in_the_way_of_going_back(
    ports: Ports, wie: Wie, bevroren: Sessie
) -> None:
    note(ports, wie, bevroren)
    move_stand(wie, bevroren.id, Stand.GESPREK, ports=ports)
    assert undo_heropenen(wie, bevroren.id, ports=ports).stand is Stand.VERSLAG
    move_stand(wie, bevroren.id, Stand.GESPREK, ports=ports)
    add_afspraak(wie, bevroren.id, ports=ports)
    with pytest.raises(Ongeldig, match="iets gewijzigd"):
        undo_heropenen(wie, bevroren.id, ports=ports)


def test_a_refusal_does_not_go_with_what_was_established(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    vast = Afspraak(**{**dict(afspraak), "stand": Afspraakstand.VASTGESTELD, "instemmingen": (BESLUIT,)})
    save_afspraak(wie, sessie.id, vast, ports=ports)
    freeze(wie, sessie.id, termijn=ports.now() + timedelta(days=14), ports=ports)
    with pytest.raises(ValidationError, match="kan pas als elk bestuur heeft ingestemd"):
        note(ports, wie, sessie, BESLUIT.model_copy(update={"stand": Instemmingstand.NIET_INGESTEMD}))

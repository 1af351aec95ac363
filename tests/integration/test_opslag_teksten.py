"""The port Teksten: no text is lost, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from gesprekskaart.errors import NietGevonden, SessieOnbekend, TekstGewijzigd
from gesprekskaart.ports import Bewaring, Ports
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.tekst import MAX_TEKST, Moment, Plek, Tekst, TekstSoort, clean_tekst
from gesprekskaart.vervolg import Afspraak
from storage import make_ports
from tests.integration.bouwstenen import (
    BEGIN,
    ZOMERTIJD,
    add_partnerschappen,
    add_sessie,
    daad,
    make_tekst,
    save_tekst,
)


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with one partnership, LWZ."""
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ")
    return id


def test_a_text_comes_back_as_it_was_written(ports: Ports, sessie_id: UUID) -> None:
    tekst = Tekst(
        plek=Plek(soort=TekstSoort.ANTWOORD, sleutel="G3a", partnerschap="LWZ"),
        tekst="  Ayşe & Zoë:\n\t=1+1 <b>😀\u200d</b> \n",
        revisie=1,
        door="programmaleider, Roc",
        op=BEGIN.astimezone(ZOMERTIJD).replace(microsecond=7),
        moment=Moment.VOORAF,
    )
    ports.teksten.save(sessie_id, tekst, gelezen=0, save_id=uuid4(), daad=daad())
    assert ports.teksten.get(sessie_id, "antwoord/G3a/LWZ") == tekst
    assert ports.sessies.get_dossier(sessie_id).teksten == {"antwoord/G3a/LWZ": tekst}
    assert ports.teksten.get(sessie_id, "antwoord/G3b/LWZ") is None


def test_each_save_makes_the_next_revision(ports: Ports, sessie_id: UUID) -> None:
    for gelezen in range(3):
        assert save_tekst(ports, sessie_id, "conclusie/G1", f"versie {gelezen}", gelezen=gelezen).revisie == gelezen + 1
    gevonden = ports.teksten.get(sessie_id, "conclusie/G1")
    assert gevonden is not None
    assert (gevonden.tekst, gevonden.revisie) == ("versie 2", 3)


@pytest.mark.parametrize("gelezen", [0, 1, 3])
def test_a_stale_save_is_refused_with_the_current_text_and_overwrites_nothing(
    ports: Ports, sessie_id: UUID, gelezen: int
) -> None:
    save_tekst(ports, sessie_id, "conclusie/G1", "eerst")
    huidige = save_tekst(ports, sessie_id, "conclusie/G1", "daarna", gelezen=1)
    with pytest.raises(TekstGewijzigd) as fout:
        save_tekst(ports, sessie_id, "conclusie/G1", "te laat", gelezen=gelezen)
    assert fout.value.huidige == huidige
    assert ports.teksten.get(sessie_id, "conclusie/G1") == huidige


def test_a_refused_save_leaves_no_trace(ports: Ports, sessie_id: UUID) -> None:
    save_tekst(ports, sessie_id, "conclusie/G1")
    eerder, save_id = ports.logboek.list(sessie_id), uuid4()
    with pytest.raises(TekstGewijzigd):
        ports.teksten.save(sessie_id, make_tekst("conclusie/G1"), gelezen=0, save_id=save_id, daad=daad())
    assert ports.logboek.list(sessie_id) == eerder
    assert ports.teksten.find_save(sessie_id, "conclusie/G1", save_id) is None


def test_a_save_is_known_by_its_id_at_its_own_place_only(ports: Ports, sessie_id: UUID) -> None:
    eerste, tweede = uuid4(), uuid4()
    for gelezen, save_id in enumerate((eerste, tweede)):
        deze = daad("write_tekst", "conclusie/G1")
        ports.teksten.save(sessie_id, make_tekst("conclusie/G1"), gelezen=gelezen, save_id=save_id, daad=deze)
    assert ports.teksten.find_save(sessie_id, "conclusie/G1", eerste) == 1
    assert ports.teksten.find_save(sessie_id, "conclusie/G1", tweede) == 2
    assert ports.teksten.find_save(sessie_id, "conclusie/G2", eerste) is None
    assert ports.teksten.find_save(sessie_id, "conclusie/G1", uuid4()) is None


def make_bewaring(plek: str, tekst: str, gelezen: int) -> Bewaring:
    return Bewaring(make_tekst(plek, tekst), gelezen, uuid4(), daad("write_tekst", plek))


def test_several_texts_are_kept_together_each_with_its_row_in_the_log(ports: Ports, sessie_id: UUID) -> None:
    save_tekst(ports, sessie_id, "conclusie/G1", "eerst")
    eerder = len(ports.logboek.list(sessie_id))
    bewaringen = [make_bewaring("conclusie/G1", "een", 1), make_bewaring("conclusie/G2", "twee", 0)]
    ports.teksten.save_all(sessie_id, bewaringen)

    teksten = ports.sessies.get_dossier(sessie_id).teksten
    assert [(teksten[f"conclusie/{g}"].tekst, teksten[f"conclusie/{g}"].revisie) for g in ("G1", "G2")] == [
        ("een", 2),
        ("twee", 1),
    ]
    regels = ports.logboek.list(sessie_id)[eerder:]
    assert [regel.daad.onderwerp for regel in regels] == ["conclusie/G1", "conclusie/G2"]
    assert ports.teksten.find_save(sessie_id, "conclusie/G2", bewaringen[1].save_id) == 1


def test_of_several_texts_all_are_kept_or_none(ports: Ports, sessie_id: UUID) -> None:
    save_tekst(ports, sessie_id, "conclusie/G2", "iemand was eerder")
    voor = ports.sessies.get_dossier(sessie_id).teksten, ports.logboek.list(sessie_id)
    with pytest.raises(TekstGewijzigd) as fout:
        ports.teksten.save_all(
            sessie_id, [make_bewaring("conclusie/G1", "een", 0), make_bewaring("conclusie/G2", "twee", 0)]
        )

    assert fout.value.huidige.tekst == "iemand was eerder"
    assert (ports.sessies.get_dossier(sessie_id).teksten, ports.logboek.list(sessie_id)) == voor


def test_texts_of_two_sessions_do_not_mix(ports: Ports, sessie_id: UUID) -> None:
    ander = add_sessie(ports).id
    save_tekst(ports, sessie_id, "conclusie/G1", "hier")
    save_tekst(ports, ander, "conclusie/G1", "daar")
    assert [t.tekst for t in ports.sessies.get_dossier(sessie_id).teksten.values()] == ["hier"]


def test_a_text_in_an_unknown_session_is_refused(ports: Ports) -> None:
    with pytest.raises(SessieOnbekend):
        save_tekst(ports, uuid4(), "conclusie/G1")


def test_not_discussed_is_stated_changed_and_taken_back(ports: Ports, sessie_id: UUID) -> None:
    van_groep = NietBesproken(sleutel="G1", reden="geen tijd")
    van_lwz = NietBesproken(sleutel="G1", partnerschap="LWZ")
    for feit in (van_groep, van_lwz):
        ports.teksten.save_niet_besproken(sessie_id, feit, geldt=True, daad=daad())
    nieuw = NietBesproken(sleutel="G1", reden="schuift door")
    ports.teksten.save_niet_besproken(sessie_id, nieuw, geldt=True, daad=daad())
    assert ports.sessies.get_dossier(sessie_id).niet_besproken == (van_lwz, nieuw)
    ports.teksten.save_niet_besproken(sessie_id, nieuw, geldt=False, daad=daad())
    ports.teksten.save_niet_besproken(sessie_id, nieuw, geldt=False, daad=daad())
    assert ports.sessies.get_dossier(sessie_id).niet_besproken == (van_lwz,)


GESCHREVEN = st.text(max_size=200).map(clean_tekst)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    teksten=st.lists(GESCHREVEN, min_size=1, max_size=4),
    moment=st.sampled_from([None, *Moment]),
    op=st.datetimes(min_value=BEGIN.replace(tzinfo=None)),
)
def test_whatever_people_write_comes_back_the_same(
    ports: Ports, sessie_id: UUID, teksten: list[str], moment: Moment | None, op: object
) -> None:
    assert hasattr(op, "replace")
    plek = Plek(soort=TekstSoort.ANTWOORD, sleutel="G1", partnerschap="LWZ")
    for geschreven in teksten:
        huidige = ports.teksten.get(sessie_id, str(plek))
        revisie = huidige.revisie if huidige else 0
        tekst = Tekst(
            plek=plek, tekst=geschreven, revisie=revisie + 1, door="rol", op=op.replace(tzinfo=ZOMERTIJD), moment=moment
        )
        assert ports.teksten.save(sessie_id, tekst, gelezen=revisie, save_id=uuid4(), daad=daad()) == tekst
        assert ports.teksten.get(sessie_id, str(plek)) == tekst


def test_the_longest_text_fits(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    lang = "😀" * MAX_TEKST
    save_tekst(ports, id, "conclusie/G1", lang)
    assert ports.sessies.get_dossier(id).teksten["conclusie/G1"].tekst == lang


def test_a_save_is_known_by_its_id_after_a_restart(engine: Engine) -> None:
    ports, save_id = make_ports(engine, now=lambda: BEGIN), uuid4()
    id = add_sessie(ports).id
    deze = daad("write_tekst", "conclusie/G1")
    ports.teksten.save(id, make_tekst("conclusie/G1"), gelezen=0, save_id=save_id, daad=deze)
    engine.dispose()
    assert make_ports(engine, now=lambda: BEGIN).teksten.find_save(id, "conclusie/G1", save_id) == 1


def test_two_tries_of_one_save_that_cross_each_other_do_no_harm(engine: Engine) -> None:
    ports, save_id = make_ports(engine, now=lambda: BEGIN), uuid4()
    id = add_sessie(ports).id
    deze, tekst = daad("write_tekst", "conclusie/G1"), make_tekst("conclusie/G1")
    eerste = ports.teksten.save(id, tekst, gelezen=0, save_id=save_id, daad=deze)
    assert ports.teksten.save(id, tekst, gelezen=0, save_id=save_id, daad=deze) == eerste
    assert len(ports.logboek.list(id)) == 2


def test_what_is_still_written_of_an_agreement_that_was_taken_out_comes_back_with_it(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    ports.vervolg.save_afspraak(id, Afspraak(nummer="2026-01"), gelezen=0, daad=daad())
    save_tekst(ports, id, "afspraak/2026-01")
    ports.vervolg.delete_afspraak(id, "2026-01", daad=daad())
    save_tekst(ports, id, "afspraak/2026-01", "Toch nog iets", gelezen=1)
    ports.vervolg.restore_afspraak(id, "2026-01", daad=daad())
    assert ports.sessies.get_dossier(id).teksten["afspraak/2026-01"].tekst == "Toch nog iets"


def test_a_change_of_a_text_that_is_not_there_is_refused_as_gone(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    with pytest.raises(TekstGewijzigd) as fout:
        save_tekst(ports, id, "afspraak/2026-01", gelezen=1)
    assert (fout.value.huidige.tekst, fout.value.huidige.revisie) == ("", 0)
    assert ports.teksten.get(id, "afspraak/2026-01") is None


def test_a_partnership_that_is_gone_is_named_to_whoever_still_writes_for_it(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    with pytest.raises(NietGevonden, match="op dit apparaat"):
        save_tekst(ports, id, "antwoord/G1/LWZ")

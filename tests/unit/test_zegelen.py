"""Establishing seals: what is established has a seal, everybody gets that one file, and never half of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from gesprekskaart.account import Wie
from gesprekskaart.errors import OpslagFout
from gesprekskaart.ports import Ports
from gesprekskaart.services.personen import erase_persoon, list_genoemden
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.verslagen import freeze, make_pdf, record_reactie
from gesprekskaart.services.zegelen import find_verzegeling
from gesprekskaart.sessie import Deelnemer, Mandaat, Sessie, Sessierol, Stand
from gesprekskaart.verslag import Reactie, ReactieSoort
from gesprekskaart.zegel import Verzegeld, Zegelplek, read_zegelzin, write_zegelzin
from tests.nep import VANDAAG, NepZegelaar, make_ports
from tests.zaak import DAAD, make_account, make_deelnemer, make_sessie


class Stuk(NepZegelaar):
    """Its key cannot be used."""

    def seal(self, pdf: bytes, zin: str) -> Verzegeld:
        raise OpslagFout("De sleutel is stuk.")


class Gestoord(NepZegelaar):
    """While it seals for the first time, somebody reacts."""

    def __init__(self) -> None:
        self.gezegeld: list[bytes] = []
        self.ertussen: Any = None

    def seal(self, pdf: bytes, zin: str) -> Verzegeld:
        self.gezegeld.append(pdf)
        if len(self.gezegeld) == 1:
            self.ertussen()
        return super().seal(pdf, zin)


def _frozen(ports: Ports) -> tuple[Wie, Sessie]:
    wie = make_account(ports)
    sessie = make_sessie(ports, wie)
    freeze(wie, sessie.id, termijn=None, ports=ports)
    return wie, sessie


def _with_name(ports: Ports) -> tuple[Wie, Sessie]:
    wie = make_account(ports)
    sessie = make_sessie(ports, wie)
    deelnemer = Deelnemer(nummer=1, naam="Ayşe Yılmaz", rol="programmaleider", namens=("LWZ",))
    save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    freeze(wie, sessie.id, termijn=None, ports=ports)
    return wie, sessie


def _reactie() -> Reactie:
    return Reactie(partnerschap="LWZ", soort=ReactieSoort.AKKOORD, mandaat=Mandaat.MANDAAT, op=VANDAAG)


def test_establishing_seals_and_everybody_gets_that_file() -> None:
    ports = make_ports()
    wie, sessie = _frozen(ports)
    concept = make_pdf(wie, sessie.id, 1, ports=ports).data
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    verzegeling = find_verzegeling(wie, ports.verslagen.list(sessie.id)[0], ports=ports)
    assert verzegeling is not None
    pdf = make_pdf(wie, sessie.id, 1, ports=ports).data
    assert pdf == verzegeling.pdf != concept
    zin = read_zegelzin(pdf.rpartition(b"%")[2].decode())
    assert zin == Zegelplek(sessie.id, 1, ports.verslagen.list(sessie.id)[0].vingerafdruk)
    toehoorder = make_deelnemer(sessie, Sessierol.FACILITATOR)
    assert make_pdf(toehoorder, sessie.id, 1, ports=ports).data == pdf
    assert [regel.daad.handeling for regel in ports.logboek.list(sessie.id)][-1] == "vaststellen"


def test_without_a_usable_key_nothing_is_established() -> None:
    ports = make_ports(zegelaar=Stuk())
    wie, sessie = _frozen(ports)
    with pytest.raises(OpslagFout):
        move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    assert ports.sessies.get(sessie.id).stand is Stand.VERSLAG
    assert make_pdf(wie, sessie.id, 1, ports=ports).data.startswith(b"%PDF-")


def test_a_reaction_while_it_is_sealed_is_in_the_file() -> None:
    zegelaar = Gestoord()
    ports = make_ports(zegelaar=zegelaar)
    wie, sessie = _frozen(ports)
    zegelaar.ertussen = lambda: record_reactie(wie, sessie.id, 1, _reactie(), ports=ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    eerste, tweede = zegelaar.gezegeld
    assert eerste != tweede
    verzegeling = find_verzegeling(wie, ports.verslagen.list(sessie.id)[0], ports=ports)
    assert verzegeling is not None
    assert verzegeling.pdf is not None
    assert verzegeling.pdf.startswith(tweede)


def test_what_was_established_before_there_were_seals_is_sealed_when_it_is_asked_for() -> None:
    ports = make_ports()
    wie, sessie = _frozen(ports)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VASTGESTELD}), gelezen=nu.revisie, daad=DAAD)
    eerste = make_pdf(wie, sessie.id, 1, ports=ports).data
    assert b"%Vastgesteld verslag, versie 1" in eerste
    assert make_pdf(wie, sessie.id, 1, ports=ports).data == eerste
    handelingen = [regel.daad.handeling for regel in ports.logboek.list(sessie.id)]
    assert handelingen.count("seal_versie") == 1


def test_a_sealed_version_stays_that_file_after_reopening() -> None:
    ports = make_ports()
    wie, sessie = _frozen(ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    pdf = make_pdf(wie, sessie.id, 1, ports=ports).data
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert make_pdf(wie, sessie.id, 1, ports=ports).data == pdf


def test_a_frozen_version_has_no_seal_yet() -> None:
    ports = make_ports()
    wie, sessie = _frozen(ports)
    assert b"Vastgesteld verslag" not in make_pdf(wie, sessie.id, 1, ports=ports).data
    assert find_verzegeling(wie, ports.verslagen.list(sessie.id)[0], ports=ports) is None


def test_a_name_that_is_erased_while_it_is_sealed_stays_in_no_file() -> None:
    zegelaar = Gestoord()
    ports = make_ports(zegelaar=zegelaar)
    wie, sessie = _with_name(ports)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VASTGESTELD}), gelezen=nu.revisie, daad=DAAD)
    zegelaar.ertussen = lambda: erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports)
    make_pdf(wie, sessie.id, 1, ports=ports)
    make_pdf(wie, sessie.id, 1, ports=ports)
    verzegeling = ports.verzegelingen.find(sessie.id, 1)
    assert verzegeling is not None
    assert verzegeling.pdf is not None
    assert len(zegelaar.gezegeld) == 2
    assert "Ayşe" not in "".join(blad.extract_text() for blad in PdfReader(BytesIO(verzegeling.pdf)).pages)


class Vol:
    """The disk is full when a file is to be erased."""

    def __init__(self, verzegelingen: Any) -> None:
        self._verzegelingen = verzegelingen

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._verzegelingen, naam)

    def erase(self, sessie_id: UUID, nummer: int, *, daad: Any) -> None:
        raise OpslagFout("De schijf is vol.")


def test_when_erasing_breaks_off_it_can_be_done_again() -> None:
    ports = make_ports()
    wie, sessie = _with_name(ports)
    move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    vol = replace(ports, verzegelingen=Vol(ports.verzegelingen))
    with pytest.raises(OpslagFout):
        erase_persoon(wie, sessie.id, "deelnemer/1", ports=vol)
    assert [g.sleutel for g in list_genoemden(wie, sessie.id, ports=ports)] == ["deelnemer/1"]
    met = ports.verzegelingen.find(sessie.id, 1)
    erase_persoon(wie, sessie.id, "deelnemer/1", ports=ports)
    assert ports.verzegelingen.find(sessie.id, 1) != met


@pytest.mark.parametrize("zin", ["", "Iets anders.", "Vastgesteld verslag, versie 0, van gesprek x. Vingerafdruk: y."])
def test_only_our_own_sentence_is_read(zin: str) -> None:
    assert read_zegelzin(zin) is None


def test_what_is_written_is_read_back() -> None:
    plek = Zegelplek(UUID(int=7), 12, "ab" * 32)
    assert read_zegelzin(write_zegelzin(plek)) == plek
    assert read_zegelzin(write_zegelzin(plek) + " ") is None
    assert read_zegelzin(write_zegelzin(plek).replace("00000000-0000", "0000-00000000", 1)) in (plek, None)

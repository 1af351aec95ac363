"""Established reports with a real seal, to check, and to tamper with."""

from __future__ import annotations

import hashlib
import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

import pikepdf

from gesprekskaart.account import Wie
from gesprekskaart.pdf import render_verslag
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.services.verslagen import make_verslag
from gesprekskaart.sessie import Stand
from gesprekskaart.verslag import Verslag
from gesprekskaart.voorbeelden import voorbeelden
from gesprekskaart.zegel import Verzegeling, Zegelplek, write_zegelzin
from storage import load_settings, make_zegelaar
from storage.zegelaar import Zegelaar
from tests.nep import make_ports
from tests.zaak import DAAD, make_account


@lru_cache(maxsize=1)
def zegelaar() -> Zegelaar:
    """One with a key of its own; making a key takes a second, so all tests share it."""
    return make_zegelaar(load_settings(data_map=Path(tempfile.mkdtemp(prefix="gesprekskaart-zegel-"))))


@lru_cache(maxsize=1)
def andere_zegelaar() -> Zegelaar:
    """Of another installation."""
    return make_zegelaar(load_settings(data_map=Path(tempfile.mkdtemp(prefix="gesprekskaart-zegel-"))))


class Proef(NamedTuple):
    """A world in which the large example is established, and its file."""

    ports: Ports
    wie: Wie
    sessie_id: UUID
    pdf: bytes
    basis: bytes
    """The file before it was sealed."""
    bron: bytes
    """Its source data."""


def attach(document: pikepdf.Pdf, naam: str, data: bytes, relatie: pikepdf.Name) -> None:
    """Put a file in a document, for what it is to that document."""
    bijlage = pikepdf.AttachedFileSpec(
        document, data, filename=naam, mime_type="application/json", description="", creation_date="", mod_date=""
    )
    bijlage.obj.AFRelationship = relatie
    document.attachments[naam] = bijlage
    document.Root.AF = pikepdf.Array([*document.Root.get("/AF", []), bijlage.obj])


def with_bron(pdf: bytes, bron: bytes, relatie: pikepdf.Name = pikepdf.Name.Source) -> bytes:
    """The file with these source data, in place of what it had."""
    uit = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for naam in list(document.attachments):
            del document.attachments[naam]
        if "/AF" in document.Root:
            del document.Root.AF
        attach(document, "verslag.json", bron, relatie)
        document.save(uit, static_id=True)
    return uit.getvalue()


def draw(verslag: Verslag) -> bytes:
    """The report with its source data in it."""
    pdf = render_verslag(verslag)
    with pikepdf.open(BytesIO(pdf)) as document:
        heeft_bron = any(b.relationship == pikepdf.Name.Source for b in document.attachments.values())
    return pdf if heeft_bron else with_bron(pdf, verslag.inhoud.canonical)


def make_proef(ports: Ports | None = None) -> Proef:
    """The large example, brought in as established, sealed with a real key."""
    ports = ports or make_ports(zegelaar=zegelaar())
    wie = make_account(ports, "zegelproef")
    grote = voorbeelden()[0].model_copy(update={"stand": Stand.VASTGESTELD})
    sessie_id = import_sessie(wie, grote, ports=ports, new_id=uuid4)
    return establish(ports, wie, sessie_id)


def establish(ports: Ports, wie: Wie, sessie_id: UUID) -> Proef:
    """Seal the newest version of an established session, as a download would."""
    versie = ports.verslagen.list(sessie_id)[-1]
    verslag = make_verslag(wie, sessie_id, versie.nummer, ports=ports)
    definitief = verslag.model_copy(update={"zegel": ports.zegelaar.certificaat.soort})
    basis = draw(definitief)
    zin = write_zegelzin(Zegelplek(sessie_id, versie.nummer, versie.vingerafdruk))
    pdf = ports.zegelaar.seal(basis, zin).pdf
    keep(ports, sessie_id, versie.nummer, pdf)
    return Proef(ports, wie, sessie_id, pdf, basis, versie.inhoud.canonical)


def keep(ports: Ports, sessie_id: UUID, nummer: int, pdf: bytes) -> None:
    """Register a file as what was sealed."""
    verzegeling = Verzegeling(
        sessie_id=sessie_id,
        nummer=nummer,
        certificaat=ports.zegelaar.certificaat,
        afdruk=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
        op=ports.now(),
    )
    assert ports.verzegelingen.add(verzegeling, daad=DAAD) == verzegeling

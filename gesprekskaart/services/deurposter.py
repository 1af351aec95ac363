"""The invitation to look at: its address, its QR code, and the page to hang on the door."""

from __future__ import annotations

import io
from uuid import UUID

import segno

from gesprekskaart.account import Wie
from gesprekskaart.deelname import Uitnodiging, format_code
from gesprekskaart.errors import NietGevonden
from gesprekskaart.pdf.uitnodiging import render_uitnodiging
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitnodigen import get_uitnodiging
from gesprekskaart.services.verslagen import Document


def make_adres(uitnodiging: Uitnodiging, server: str) -> str:
    """Where the link and the QR code lead; `server` is the address of this one, without a slash at the end."""
    return f"{server}/gk/mee/{uitnodiging.code}"


def make_qr(wie: Wie, sessie_id: UUID, server: str, *, ports: Ports) -> bytes:
    """The QR code as SVG, black on white in every theme. Raises as `require`, NietGevonden without an invitation."""
    uitnodiging = _require_open(wie, sessie_id, ports)
    svg = io.BytesIO()
    # Black on white with a quiet border: cameras do not read a light code on a dark ground.
    segno.make_qr(make_adres(uitnodiging, server), error="m").save(
        svg, kind="svg", scale=8, border=4, light="#ffffff", xmldecl=False, omitsize=True
    )
    return svg.getvalue()


def make_deurposter(wie: Wie, sessie_id: UUID, server: str, *, ports: Ports) -> Document:
    """One A4 to hang on the door. Raises as `require`, NietGevonden without an invitation."""
    uitnodiging = _require_open(wie, sessie_id, ports)
    sessie = ports.sessies.get(sessie_id)
    adres, ingang = make_adres(uitnodiging, server), f"{server}/gk/mee"
    data = render_uitnodiging(sessie, uitnodiging, adres=adres, ingang=ingang, gemaakt_op=ports.now())
    return Document(f"uitnodiging-{format_code(uitnodiging.code).lower()}.pdf", "application/pdf", data)


def _require_open(wie: Wie, sessie_id: UUID, ports: Ports) -> Uitnodiging:
    uitnodiging = get_uitnodiging(wie, sessie_id, ports=ports)
    if uitnodiging is None or not uitnodiging.works_at(ports.now()):
        raise NietGevonden("Er is nu geen code waarmee mensen binnenkomen. Maak er een op het scherm Uitnodigen.")
    return uitnodiging

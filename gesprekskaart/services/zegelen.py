"""Sealing: from an established version to the one file that everybody downloads.

A report is sealed before it is established and both are kept in one transaction: there is no moment at which it is
established without a seal. What became established otherwise (brought in from a file, or before there were seals) is
sealed when its file is asked for first.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from gesprekskaart.account import Wie
from gesprekskaart.errors import OpslagFout
from gesprekskaart.logboek import Daad
from gesprekskaart.pdf import render_verslag
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.verslag import Versie, Verslag
from gesprekskaart.zegel import Verzegeling, Zegelplek, write_zegelzin


def make_verzegeling(verslag: Verslag, versie: Versie, *, ports: Ports) -> Verzegeling:
    """Draw a version as established and seal it; keeps nothing. Takes a second. Raises OpslagFout."""
    certificaat = ports.zegelaar.certificaat
    waar = f"{ports.openbaar_adres}/gk/controle" if ports.openbaar_adres else ""
    definitief = verslag.model_copy(update={"definitief": True, "zegel": certificaat.soort, "controle": waar})
    plek = Zegelplek(versie.sessie_id, versie.nummer, versie.vingerafdruk)
    verzegeld = ports.zegelaar.seal(render_verslag(definitief), write_zegelzin(plek))
    return Verzegeling(
        sessie_id=versie.sessie_id,
        nummer=versie.nummer,
        certificaat=certificaat,
        afdruk=hashlib.sha256(verzegeld.pdf).hexdigest(),
        pdf=verzegeld.pdf,
        op=ports.now(),
        tijdstempel_op=verzegeld.tijdstempel_op,
        waarschuwing=verzegeld.waarschuwing,
    )


def find_verzegeling(wie: Wie, versie: Versie, *, ports: Ports) -> Verzegeling | None:
    """How a version was sealed; None when it was not (yet). Raises SessieOnbekend."""
    require(wie, Handeling.LEZEN, ports.sessies.get(versie.sessie_id))
    return ports.verzegelingen.find(versie.sessie_id, versie.nummer)


def find_verzegelde_pdf(door: str, verslag: Verslag, *, ports: Ports) -> bytes | None:
    """The file of a version as it was sealed, sealed now if it should have been; `door` is who asks, for the log.

    None for a draft and for what was never established; and where there is no key: people can always have their report.
    """
    versie = verslag.versie
    if versie is None:
        return None
    verzegeling = ports.verzegelingen.find(versie.sessie_id, versie.nummer)
    if verzegeling is None and verslag.definitief:
        daad = Daad(handeling="seal_versie", onderwerp=f"versie/{versie.nummer}", wie=door, op=ports.now())
        with suppress(OpslagFout):
            verzegeling = ports.verzegelingen.add(make_verzegeling(verslag, versie, ports=ports), daad=daad)
            if not _is_as_drawn(verslag, versie, ports):
                # Somebody was erased while this was drawn: whoever asks next gets a file without that name.
                _erase(versie, door, ports)
    return verzegeling.pdf if verzegeling else None


def _is_as_drawn(verslag: Verslag, versie: Versie, ports: Ports) -> bool:
    getekend = (*verslag.eerdere, versie)
    return ports.verslagen.list(versie.sessie_id)[: len(getekend)] == getekend


def _erase(versie: Versie, door: str, ports: Ports) -> None:
    daad = Daad(handeling="erase_verzegeling", onderwerp=f"versie/{versie.nummer}", wie=door, op=ports.now())
    ports.verzegelingen.erase(versie.sessie_id, versie.nummer, daad=daad)

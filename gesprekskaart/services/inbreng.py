"""What people contributed, once it is revealed: side by side, gathered, marked, and carried over."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid4

from pydantic import Field

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig, TekstGewijzigd
from gesprekskaart.inbreng import (
    Bijdrage,
    Inbreng,
    Merksoort,
    Stuk,
    holds_inbreng,
    join_inbreng,
    list_inbreng,
    list_stukken,
)
from gesprekskaart.logboek import Daad
from gesprekskaart.model import Model
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import handeling_for, read_tekst, write_tekst
from gesprekskaart.stroom import MERKTE
from gesprekskaart.tekst import CONCLUSIESOORTEN, Plek, Regel, Tekst, TekstInvoer, TekstSoort

_POGINGEN = 10
"""How often a text is carried over anew because somebody wrote in the same place just before."""


class Ordening(Model):
    """What somebody who may order the inbreng makes of one: `kenmerk` says which. Only what is named changes."""

    sessie_id: UUID
    vraag: str = Field(max_length=20)
    kenmerk: str = Field(max_length=64)
    bundel: Regel = ""
    merk: Merksoort | None = None


class Overname(Model):
    """An inbreng that is to be added to an answer or to what is concluded."""

    sessie_id: UUID
    vraag: str = Field(max_length=20)
    kenmerk: str = Field(max_length=64)
    naar: str = Field(max_length=60)
    """A place: `antwoord/RS3/LWZ`, `conclusie/RS3`."""


def read_inbreng(wie: Wie, sessie_id: UUID, vraag: str, *, ports: Ports) -> tuple[Inbreng, ...]:
    """As `list_inbreng`, for somebody who may read the session. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    return list_inbreng(dossier, vraag)


def order_inbreng(wie: Wie, ordening: Ordening, *, ports: Ports) -> None:
    """Gather an inbreng under a heading with others, or mark agreement or difference; empty takes it back.

    Two who order at once, or one who does both at once, do not undo one another: what is not named stays.

    Raises SessieOnbekend, NietToegestaan, NietGevonden.
    """
    dossier = ports.sessies.get_dossier(ordening.sessie_id)
    require(wie, Handeling.ORDENEN, dossier.sessie)
    stuk = _find_stuk(dossier, ordening.vraag, ordening.kenmerk)
    nieuw = ordening.model_dump(include={"bundel", "merk"}, exclude_unset=True)
    if all(getattr(stuk.inbreng, naam) == waarde for naam, waarde in nieuw.items()):
        return
    bijdrage = Bijdrage(vraag=ordening.vraag, deelnemer=stuk.deelnemer, **nieuw)
    daad = Daad(handeling=MERKTE, onderwerp=ordening.vraag, wie=wie.kenmerk, op=ports.now(), stand=dossier.sessie.stand)
    ports.regies.save_merk(ordening.sessie_id, bijdrage, daad=daad)


def carry_over(wie: Wie, overname: Overname, *, ports: Ports) -> Tekst:
    """Add an inbreng to an answer or to what is concluded, below what stands there; the same again adds nothing.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig (not a place of this question), TekstTeLang.
    """
    dossier = ports.sessies.get_dossier(overname.sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    erbij = _find_stuk(dossier, overname.vraag, overname.kenmerk).inbreng.tekst.strip()
    plek = Plek.parse(overname.naar)
    _require_own_place(dossier, overname.vraag, plek)
    require(wie, handeling_for(plek), dossier.sessie, partnerschap=plek.partnerschap)
    for _ in range(_POGINGEN):
        huidig = read_tekst(wie, overname.sessie_id, overname.naar, sessies=ports.sessies, teksten=ports.teksten)
        if holds_inbreng(huidig.tekst, erbij):
            return huidig
        nieuw = join_inbreng(huidig.tekst, erbij)
        invoer = TekstInvoer(
            sessie_id=overname.sessie_id, plek=overname.naar, tekst=nieuw, revisie=huidig.revisie, save_id=uuid4()
        )
        with suppress(TekstGewijzigd):
            return write_tekst(
                wie, invoer, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now
            )
    raise Ongeldig("Op die plek wordt nu druk geschreven. Wacht even en neem het dan over.")


def _find_stuk(dossier: Dossier, vraag: str, kenmerk: str) -> Stuk:
    for stuk in list_stukken(dossier, vraag):
        if stuk.inbreng.kenmerk == kenmerk:
            return stuk
    raise NietGevonden("Deze inbreng is er niet (meer). Ververs de pagina.")


def _require_own_place(dossier: Dossier, vraag_id: str, plek: Plek) -> None:
    sleutels = {sleutel for vraag in dossier.kaart.vragen if vraag.id == vraag_id for sleutel in vraag.sleutels}
    if plek.soort is TekstSoort.ANTWOORD and plek.sleutel in sleutels:
        return
    if plek.soort in CONCLUSIESOORTEN and plek.sleutel == vraag_id:
        return
    raise Ongeldig("Inbreng neem je over in een antwoord of conclusie van dezelfde vraag.")

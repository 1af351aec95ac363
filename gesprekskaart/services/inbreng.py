"""What people contributed, once it is revealed: side by side, gathered, marked, and carried over."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple
from uuid import UUID, uuid4

from pydantic import Field

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig, TekstGewijzigd
from gesprekskaart.logboek import Daad
from gesprekskaart.model import Model
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Bijdrage, Inbreng, Merksoort, Naamgeving, Regie, join_inbreng
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import read_tekst, write_tekst
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.stroom import MERKTE
from gesprekskaart.tekst import CONCLUSIESOORTEN, Plek, Regel, Tekst, TekstInvoer, TekstSoort

_POGINGEN = 10
"""How often a text is carried over anew because somebody wrote in the same place just before."""


class Ordening(Model):
    """What somebody who may order the inbreng makes of one: `kenmerk` says which."""

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


class _Stuk(NamedTuple):
    inbreng: Inbreng
    deelnemer: int


def read_inbreng(wie: Wie, sessie_id: UUID, vraag: str, *, ports: Ports) -> tuple[Inbreng, ...]:
    """As `list_inbreng`, for somebody who may read the session. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    return list_inbreng(dossier, vraag)


def list_inbreng(dossier: Dossier, vraag: str) -> tuple[Inbreng, ...]:
    """All that was contributed to a question, per partnership; nothing until it is revealed.

    From a whole dossier: the one that a person opens holds no inbreng but their own.

    Within a partnership named ones come by participant, anonymous ones in an order that tells nothing.
    """
    return tuple(stuk.inbreng for stuk in _list_stukken(dossier, vraag))


def _list_stukken(dossier: Dossier, vraag: str) -> list[_Stuk]:
    regie = dossier.regie
    if regie is None or vraag not in regie.onthuld:
        return []
    bijdragen = {b.deelnemer: b for b in dossier.bijdragen if b.vraag == vraag}
    mensen = {deelnemer.nummer: deelnemer for deelnemer in dossier.deelnemers}
    stukken = [
        _Stuk(_make_inbreng(tekst, regie, mensen.get(nummer), bijdragen.get(nummer)), nummer)
        for tekst in dossier.teksten.values()
        if tekst.plek.soort is TekstSoort.INBRENG and tekst.plek.sleutel == vraag and tekst.tekst.strip()
        for nummer in [tekst.plek.deelnemer or 0]
    ]
    codes = {p.code: plaats for plaats, p in enumerate(dossier.partnerschappen)}
    anoniem = regie.naamgeving_van(vraag) is Naamgeving.ANONIEM

    def by_partnerschap(stuk: _Stuk) -> tuple[int, str | int]:
        return codes.get(stuk.inbreng.partnerschap, len(codes)), stuk.inbreng.kenmerk if anoniem else stuk.deelnemer

    return sorted(stukken, key=by_partnerschap)


def _make_inbreng(tekst: Tekst, regie: Regie, deelnemer: Deelnemer | None, bijdrage: Bijdrage | None) -> Inbreng:
    vraag, nummer = tekst.plek.sleutel, tekst.plek.deelnemer or 0
    met_rol = regie.naamgeving_van(vraag) is Naamgeving.MET_ROL and deelnemer is not None
    namens = deelnemer.namens[0] if deelnemer and deelnemer.namens else ""
    return Inbreng(
        kenmerk=regie.kenmerk(vraag, nummer),
        vraag=vraag,
        partnerschap=tekst.plek.partnerschap or namens,
        van=deelnemer.aanduiding if met_rol and deelnemer else "",
        tekst=tekst.tekst,
        bundel=bijdrage.bundel if bijdrage else "",
        merk=bijdrage.merk if bijdrage else None,
    )


def order_inbreng(wie: Wie, ordening: Ordening, *, ports: Ports) -> None:
    """Gather an inbreng under a heading with others, and mark agreement or difference; empty takes it back.

    Raises SessieOnbekend, NietToegestaan, NietGevonden.
    """
    dossier = ports.sessies.get_dossier(ordening.sessie_id)
    require(wie, Handeling.ORDENEN, dossier.sessie)
    stuk = _find_stuk(dossier, ordening.vraag, ordening.kenmerk)
    if (stuk.inbreng.bundel, stuk.inbreng.merk) == (ordening.bundel, ordening.merk):
        return
    bijdrage = Bijdrage(vraag=ordening.vraag, deelnemer=stuk.deelnemer, bundel=ordening.bundel, merk=ordening.merk)
    daad = Daad(handeling=MERKTE, onderwerp=ordening.vraag, wie=wie.kenmerk, op=ports.now(), stand=dossier.sessie.stand)
    ports.regies.save_merk(ordening.sessie_id, bijdrage, daad=daad)


def carry_over(wie: Wie, overname: Overname, *, ports: Ports) -> Tekst:
    """Add an inbreng to an answer or to what is concluded, below what stands there; the same again adds nothing.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig (not a place of this question), TekstTeLang.
    """
    dossier = ports.sessies.get_dossier(overname.sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    erbij = _find_stuk(dossier, overname.vraag, overname.kenmerk).inbreng.tekst.strip()
    _require_own_place(dossier, overname.vraag, Plek.parse(overname.naar))
    for _ in range(_POGINGEN):
        huidig = read_tekst(wie, overname.sessie_id, overname.naar, sessies=ports.sessies, teksten=ports.teksten)
        if erbij in huidig.tekst:
            return huidig
        nieuw = join_inbreng(huidig.tekst, erbij)
        invoer = TekstInvoer(
            sessie_id=overname.sessie_id, plek=overname.naar, tekst=nieuw, revisie=huidig.revisie, save_id=uuid4()
        )
        with suppress(TekstGewijzigd):
            return write_tekst(wie, invoer, sessies=ports.sessies, teksten=ports.teksten, now=ports.now)
    raise Ongeldig("Op die plek wordt nu druk geschreven. Wacht even en neem het dan over.")


def _find_stuk(dossier: Dossier, vraag: str, kenmerk: str) -> _Stuk:
    for stuk in _list_stukken(dossier, vraag):
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

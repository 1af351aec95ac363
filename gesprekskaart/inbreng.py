"""What people contributed for themselves: how each is marked and, once revealed, shown to everybody."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gesprekskaart.model import Model
from gesprekskaart.regie import Naamgeving, Regie
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.tekst import Regel, Tekst, TekstSoort

if TYPE_CHECKING:
    from gesprekskaart.dossier import Dossier


class Merksoort(StrEnum):
    """What the group sees in an inbreng."""

    OVEREENKOMST = "overeenkomst"
    VERSCHIL = "verschil"


class Bijdrage(Model):
    """What is known of one person's inbreng to one question, besides its text."""

    vraag: str
    deelnemer: int = Field(ge=1)
    klaar: bool = False
    """Says to be ready."""
    bundel: Regel = ""
    """What it was gathered under with others that say the same."""
    merk: Merksoort | None = None


class Inbreng(Model):
    """A revealed inbreng as everybody sees it."""

    kenmerk: str
    vraag: str
    partnerschap: str = ""
    """Code; empty for somebody who speaks for none."""
    van: str = ""
    """Role and organisation; empty when it is anonymous."""
    tekst: str
    bundel: str = ""
    merk: Merksoort | None = None


class Stuk(NamedTuple):
    """A revealed inbreng and the participant whose it is; that number goes to nobody when it is anonymous."""

    inbreng: Inbreng
    deelnemer: int


def holds_inbreng(tekst: str, erbij: str) -> bool:
    """Whether this stands in a text already, as paragraphs of its own: not as a piece of a word."""
    return f"\n\n{erbij.strip()}\n\n" in f"\n\n{tekst.strip()}\n\n"


def list_anoniem(dossier: Dossier, deelnemer: int) -> tuple[str, ...]:
    """Questions at which this participant wrote something anonymous, which must not come to show by what changes."""
    regie = dossier.regie
    if regie is None:
        return ()
    return tuple(
        tekst.plek.sleutel
        for tekst in dossier.teksten.values()
        if tekst.plek.deelnemer == deelnemer
        and tekst.tekst.strip()
        and regie.naamgeving_van(tekst.plek.sleutel) is Naamgeving.ANONIEM
    )


def join_inbreng(een: str, ander: str) -> str:
    """Two texts of one person as one; what stands in it already is not said twice."""
    een, ander = een.rstrip(), ander.strip()
    if not ander or holds_inbreng(een, ander):
        return een
    return f"{een}\n\n{ander}" if een.strip() else ander


def list_inbreng(dossier: Dossier, vraag: str) -> tuple[Inbreng, ...]:
    """All that was contributed to a question, per partnership; nothing until it is revealed.

    From a whole dossier: the one that a person opens holds no inbreng but their own.

    Within a partnership named ones come by participant, anonymous ones by their text.
    """
    return tuple(stuk.inbreng for stuk in list_stukken(dossier, vraag))


def list_stukken(dossier: Dossier, vraag: str) -> list[Stuk]:
    """As `list_inbreng`, with whose each is."""
    regie = dossier.regie
    if regie is None or vraag not in regie.onthuld:
        return []
    bijdragen = {b.deelnemer: b for b in dossier.bijdragen if b.vraag == vraag}
    mensen = {deelnemer.nummer: deelnemer for deelnemer in dossier.deelnemers}
    stukken = [
        Stuk(_make_inbreng(tekst, regie, mensen.get(nummer), bijdragen.get(nummer)), nummer)
        for tekst in dossier.teksten.values()
        if tekst.plek.soort is TekstSoort.INBRENG and tekst.plek.sleutel == vraag and tekst.tekst.strip()
        for nummer in [tekst.plek.deelnemer or 0]
    ]
    codes = {p.code: plaats for plaats, p in enumerate(dossier.partnerschappen)}
    anoniem = regie.naamgeving_van(vraag) is Naamgeving.ANONIEM

    def by_partnerschap(stuk: Stuk) -> tuple[int, int, str, str, str]:
        inbreng = stuk.inbreng
        plaats = codes.get(inbreng.partnerschap, len(codes))
        if anoniem:
            return plaats, 0, inbreng.tekst, inbreng.bundel, inbreng.merk or ""
        return plaats, stuk.deelnemer, "", "", ""

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

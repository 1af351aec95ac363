"""Worksheets: a blank one of the card, and taking over a filled one as a partnership's preparation.

Reading a worksheet changes nothing: it gives a proposal. Somebody looks at it, chooses, and only then is it written,
all at once, by the same rules as what they type. What stood there is never replaced unless they say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import write_together
from gesprekskaart.services.verslagen import Document
from gesprekskaart.tekst import MAX_TEKST, Plek, TekstInvoer, TekstSoort
from gesprekskaart.werkblad import excel, formulier, word
from gesprekskaart.werkblad.gegevens import MEDIA_TYPES, Werkblad, Werkbladsoort, walk_vakken
from gesprekskaart.werkblad.lezen import read_werkblad

_SCHRIJVERS = {
    Werkbladsoort.DOCX: word.write_werkblad,
    Werkbladsoort.XLSX: excel.write_werkblad,
    Werkbladsoort.PDF: formulier.write_werkblad,
}


class Verhouding(StrEnum):
    """How an answer in a worksheet relates to what stands there now."""

    NIEUW = "nieuw"
    GELIJK = "gelijk"
    """It stands there already, by itself or among other paragraphs."""
    ANDERS = "anders"


class Overname(StrEnum):
    """What is to happen with an answer of a worksheet."""

    LAAT_STAAN = "laat staan"
    ONDER = "zet eronder"
    """Below what stands there: nothing is lost."""
    VERVANG = "vervang"


class Voorstelregel(NamedTuple):
    """One question of the proposal."""

    sleutel: str
    vraag: str
    verhouding: Verhouding
    staat_er: str
    revisie: int
    """Of what stands there; 0 where nobody wrote."""
    nieuw: str


class Voorstel(NamedTuple):
    """What taking a worksheet over would do."""

    partnerschap: str
    naam: str
    regels: tuple[Voorstelregel, ...]


class Keuze(NamedTuple):
    """What somebody decided about one line of the proposal, with what it said then."""

    sleutel: str
    overname: Overname
    revisie: int
    tekst: str


def make_leeg_werkblad(wie: Wie, sessie_id: UUID, soort: Werkbladsoort, *, ports: Ports) -> Document:
    """A blank worksheet of the card of this session. Raises SessieOnbekend, NietToegestaan."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    kaart = dossier.kaart
    data = _SCHRIJVERS[soort](kaart, dossier.sessie.aangemaakt_op)
    return Document(f"werkblad-{kaart.id}-{kaart.versie}.{soort}", MEDIA_TYPES[soort], data)


def make_voorstel(wie: Wie, sessie_id: UUID, code: str, data: bytes, *, ports: Ports) -> Voorstel:
    """What a filled worksheet would change for this partnership; nothing is written.

    Raises SessieOnbekend, NietToegestaan, and Ongeldig: no worksheet, of another card or version, of another
    partnership, or with nothing in it.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    naam = require_mag_invullen(wie, dossier, code)
    werkblad = read_werkblad(data)
    _require_kaart(dossier, werkblad, ports)
    _require_partnerschap(dossier, code, werkblad.partnerschap)
    vragen = {vak.sleutel: vak.tekst for vak in walk_vakken(dossier.kaart)}
    if vreemd := [sleutel for sleutel in werkblad.antwoorden if sleutel not in vragen]:
        raise Ongeldig(
            f"In dit werkblad staan antwoorden bij ‘{', '.join(vreemd[:5])}’; zo’n vraag heeft de kaart niet."
        )
    if not werkblad.antwoorden:
        raise Ongeldig("In dit werkblad is nog niets ingevuld.")
    return Voorstel(code, naam, tuple(_walk_regels(dossier, code, vragen, werkblad)))


def require_mag_invullen(wie: Wie, dossier: Dossier, code: str) -> str:
    """The name of the partnership. Raises SessieOnbekend, NietToegestaan, Ongeldig when it takes no part."""
    require(wie, Handeling.ANTWOORDEN, dossier.sessie, partnerschap=code)
    for partnerschap in dossier.partnerschappen:
        if partnerschap.code == code:
            return partnerschap.naam
    raise Ongeldig(f"Partnerschap ‘{code[:60]}’ doet niet mee in dit gesprek. Ga terug naar Voorbereiden.")


def _require_kaart(dossier: Dossier, werkblad: Werkblad, ports: Ports) -> None:
    kaart = dossier.kaart
    if werkblad.kaart_id != kaart.id:
        raise Ongeldig(
            f"Dit werkblad hoort bij de kaart ‘{_tell_kaart(werkblad, ports)}’; dit gesprek gebruikt ‘{kaart.titel}’. "
            "Download een leeg werkblad van dit gesprek en neem je antwoorden over."
        )
    if werkblad.kaart_versie != kaart.versie:
        raise Ongeldig(
            f"Dit werkblad is van versie {werkblad.kaart_versie} van de kaart; dit gesprek gebruikt versie "
            f"{kaart.versie}. Vragen kunnen anders zijn. Download een leeg werkblad en neem je antwoorden over."
        )


def _tell_kaart(werkblad: Werkblad, ports: Ports) -> str:
    """Its title; of a card that is not known here only the id, which is all that a worksheet says."""
    try:
        return ports.kaarten.get(werkblad.kaart_id).titel
    except NietGevonden:
        return werkblad.kaart_id


def _require_partnerschap(dossier: Dossier, code: str, genoemd: str) -> None:
    if not genoemd:
        return
    bedoeld = {p.code for p in dossier.partnerschappen if genoemd.casefold() in (p.code.casefold(), p.naam.casefold())}
    if not bedoeld:
        wie = ", ".join(f"{p.naam} ({p.code})" for p in dossier.partnerschappen)
        raise Ongeldig(
            f"In dit werkblad staat partnerschap ‘{genoemd[:60]}’, en dat doet niet mee in dit gesprek. "
            f"Wel doen mee: {wie}. Verbeter het in het werkblad, of maak dat vak leeg."
        )
    if code not in bedoeld:
        raise Ongeldig(
            f"Dit werkblad is van {', '.join(bedoeld)}; je leest het in voor {code}. Kies {', '.join(bedoeld)}."
        )


def _walk_regels(dossier: Dossier, code: str, vragen: dict[str, str], werkblad: Werkblad) -> Iterator[Voorstelregel]:
    for sleutel, vraag in vragen.items():
        if nieuw := werkblad.antwoorden.get(sleutel):
            huidige = dossier.teksten.get(str(_plek(sleutel, code)))
            staat_er = huidige.tekst if huidige else ""
            revisie = huidige.revisie if huidige else 0
            yield Voorstelregel(sleutel, vraag, _compare(staat_er, nieuw), staat_er, revisie, nieuw)


def _compare(staat_er: str, nieuw: str) -> Verhouding:
    if not staat_er.strip():
        return Verhouding.NIEUW
    er, erbij = ([alinea.split() for alinea in tekst.split("\n\n")] for tekst in (staat_er, nieuw))
    staat_er_al = any(er[vanaf : vanaf + len(erbij)] == erbij for vanaf in range(len(er)))
    return Verhouding.GELIJK if staat_er_al or staat_er.split() == nieuw.split() else Verhouding.ANDERS


def take_over(
    wie: Wie, sessie_id: UUID, code: str, keuzes: Sequence[Keuze], *, ports: Ports, new_id: Callable[[], UUID]
) -> int:
    """Write what was chosen, all of it or nothing; gives how many answers changed.

    Raises SessieOnbekend, NietToegestaan, Ongeldig, TekstTeLang, and TekstGewijzigd when somebody wrote meanwhile.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require_mag_invullen(wie, dossier, code)
    invoeren = [
        TekstInvoer(
            sessie_id=sessie_id,
            plek=str(_plek(keuze.sleutel, code)),
            tekst=_join(dossier, code, keuze),
            revisie=keuze.revisie,
            save_id=new_id(),
        )
        for keuze in keuzes
        if keuze.overname is not Overname.LAAT_STAAN and keuze.tekst.strip()
    ]
    if invoeren:
        write_together(wie, sessie_id, invoeren, ports=ports)
    return len(invoeren)


def _join(dossier: Dossier, code: str, keuze: Keuze) -> str:
    staat_er = dossier.tekst_bij(_plek(keuze.sleutel, code)).rstrip()
    if keuze.overname is Overname.VERVANG or not staat_er:
        return keuze.tekst
    samen = f"{staat_er}\n\n{keuze.tekst}"
    if len(samen) > MAX_TEKST:
        raise Ongeldig(
            f"Bij {keuze.sleutel} past het er niet meer onder: samen is het langer dan 20.000 tekens. Kies ‘vervang’ "
            "of kort een van beide in. Er is niets gewijzigd."
        )
    return samen


def _plek(sleutel: str, code: str) -> Plek:
    return Plek(soort=TekstSoort.ANTWOORD, sleutel=sleutel, partnerschap=code)

"""The picture on the wall: what everybody in the room may see from ten metres, and nothing else.

A beamer shows to whoever walks by. So what is on it is listed here field by field, rather than taken from what the
screens show: something new in a session is not on the wall until somebody decides so in this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.deelname import Deelname, Uitnodiging, format_code
from gesprekskaart.dossier import Dossier
from gesprekskaart.inbreng import Inbreng, Merksoort, list_inbreng
from gesprekskaart.kaart import Blok, Fase, Vraag
from gesprekskaart.model import Model
from gesprekskaart.ports import Ports
from gesprekskaart.regie import DE_GROEPEN, DE_OOGST, DE_VRAAG, RONDEDUUR_S, Klok, Naamgeving, Ronde, Wand
from gesprekskaart.services.rechten import Handeling, may, require
from gesprekskaart.services.regie import Regiebeeld, list_wanden, make_beeld
from gesprekskaart.services.schermgroepen import (
    Schermgroep,
    Schermoogst,
    Schermthema,
    list_groepen,
    list_oogst,
    list_themas,
)
from gesprekskaart.services.schermpeiling import Schermpeiling, make_peiling
from gesprekskaart.sessie import Partnerschap, Stand
from gesprekskaart.tekst import TekstSoort


class Scherminbreng(Model):
    """A revealed inbreng; without anything by which it could be told whose it is when that was promised."""

    tekst: str
    van: str
    """Role and organisation; empty when it is anonymous."""
    bundel: str
    merk: Merksoort | None


class Schermantwoord(Model):
    """What a partnership answers to the question, or to one part of it."""

    onderdeel: str
    """The part by its words; empty for a question without parts."""
    tekst: str
    niet_besproken: bool


class Schermkolom(Model):
    """What one partnership brings in."""

    code: str
    """Empty for those who speak for none."""
    naam: str
    antwoorden: tuple[Schermantwoord, ...]
    inbreng: tuple[Scherminbreng, ...]


class Schermonderdeel(Model):
    """A part of the question, as on the card."""

    id: str
    tekst: str


class Schermvraag(Model):
    """The question on the table, as on the card."""

    id: str
    tekst: str
    letter: str
    """Of the stage: G, R, O or W."""
    fase: str
    blok: str
    onderdelen: tuple[Schermonderdeel, ...]
    is_geparkeerd: bool
    is_niet_besproken: bool


class Schermronde(Model):
    """What everybody does with it now, and how long."""

    ronde: Ronde
    klok: Klok
    duur_s: int
    """Seconds that this round takes by itself: what a full bar stands for, unless there is more time left."""
    klaar: int
    meedoen: int
    naamgeving: Naamgeving


class Schermconclusie(Model):
    """What is concluded, as it is written."""

    overeenkomsten: str
    verschillen: str
    conclusie: str


class Schermdeur(Model):
    """The way in, to scan or to type."""

    code: str
    """As it is read aloud: ABCD-EFGH."""
    versie: int
    """Changes with the code: the QR code is fetched anew then."""


class Schermbeeld(Model):
    """What the beamer shows. Everything that is not there yet, or not for a wall, is None or empty."""

    nummer: int
    """The last change that is in it: the page follows the stream from here."""
    titel: str
    partnerschappen: tuple[str, ...]
    is_fictief: bool
    is_oefening: bool
    is_afgerond: bool
    """The report is being read: there is nothing on the table any more."""
    binnen: int
    """How many people came in."""
    deur: Schermdeur | None
    """Only on the screen of who may invite, and only while the code works."""
    wand: Wand
    """What who leads put on it. What is not that, is not in here either."""
    schermstap: int
    """How far it has scrolled."""
    vraag: Schermvraag | None
    """None until the facilitator takes the lead."""
    ronde: Schermronde | None
    kolommen: tuple[Schermkolom, ...]
    """Only in the rounds in which people look at it, and inbreng only once it is revealed."""
    conclusie: Schermconclusie | None
    """Only in the round in which it is written."""
    peiling: Schermpeiling | None
    themas: tuple[Schermthema, ...]
    """What the groups speak about."""
    groepen: tuple[Schermgroep, ...]
    oogst: tuple[Schermoogst, ...]


def read_scherm(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Schermbeeld:
    """What is on the wall now. Raises SessieOnbekend, NietToegestaan."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    deelnames = ports.deelnames.list(sessie_id)
    wand = _find_wand(dossier)
    beeld = make_beeld(dossier, deelnames) if wand == DE_VRAAG else None
    gesprek = dossier.sessie.gesprek
    return Schermbeeld(
        nummer=dossier.nummer,
        titel=gesprek.titel,
        partnerschappen=tuple(partnerschap.naam for partnerschap in dossier.partnerschappen),
        is_fictief=gesprek.fictief,
        is_oefening=dossier.sessie.oefening,
        is_afgerond=dossier.sessie.stand in (Stand.VERSLAG, Stand.VASTGESTELD),
        binnen=sum(_is_binnen(deelname) for deelname in deelnames),
        deur=_make_deur(wie, dossier, ports),
        wand=wand,
        schermstap=dossier.regie.schermstap if dossier.regie else 0,
        vraag=_make_vraag(dossier, beeld) if beeld else None,
        ronde=_make_ronde(beeld) if beeld else None,
        kolommen=_make_kolommen(dossier, beeld) if beeld else (),
        conclusie=_make_conclusie(dossier, beeld) if beeld else None,
        peiling=make_peiling(dossier, wand, ports=ports),
        themas=list_themas(dossier) if wand.startswith((DE_GROEPEN, DE_OOGST)) else (),
        groepen=list_groepen(dossier) if wand.startswith((DE_GROEPEN, DE_OOGST)) else (),
        oogst=list_oogst(dossier, wand) if wand.startswith(DE_OOGST) else (),
    )


def _find_wand(dossier: Dossier) -> Wand:
    """What was chosen, for as long as it is there and the conversation goes on."""
    gekozen = dossier.regie.wand if dossier.regie else DE_VRAAG
    bestaat = gekozen in {wand for wand, _ in list_wanden(dossier)}
    return gekozen if bestaat and dossier.sessie.stand is Stand.GESPREK else DE_VRAAG


def _is_binnen(deelname: Deelname) -> bool:
    return deelname.toegelaten and not deelname.ingetrokken


def _make_deur(wie: Wie, dossier: Dossier, ports: Ports) -> Schermdeur | None:
    if not may(wie, Handeling.UITNODIGEN, dossier.sessie):
        return None
    uitnodiging: Uitnodiging | None = ports.deelnames.get_uitnodiging(dossier.sessie.id)
    if uitnodiging is None or not uitnodiging.works_at(ports.now()):
        return None
    return Schermdeur(code=format_code(uitnodiging.code), versie=uitnodiging.revisie)


def _find_vraag(dossier: Dossier, id: str) -> tuple[Fase, Blok, Vraag]:
    return next(stap for stap in dossier.kaart.walk() if stap[2].id == id)


def _make_vraag(dossier: Dossier, beeld: Regiebeeld) -> Schermvraag:
    fase, blok, vraag = _find_vraag(dossier, beeld.vraag)
    return Schermvraag(
        id=vraag.id,
        tekst=vraag.tekst,
        letter=fase.fase.value[0],
        fase=fase.fase.name.lower(),
        blok=blok.titel,
        onderdelen=tuple(Schermonderdeel(id=deel.id, tekst=deel.tekst) for deel in vraag.onderdelen),
        is_geparkeerd=beeld.is_geparkeerd,
        is_niet_besproken=dossier.niet_besproken_bij(vraag.id) is not None,
    )


def _make_ronde(beeld: Regiebeeld) -> Schermronde:
    return Schermronde(
        duur_s=RONDEDUUR_S[beeld.ronde],
        **beeld.model_dump(include={"ronde", "klok", "klaar", "meedoen", "naamgeving"}),
    )


def _make_kolommen(dossier: Dossier, beeld: Regiebeeld) -> tuple[Schermkolom, ...]:
    if beeld.ronde not in (Ronde.ONTHULLEN, Ronde.BESPREKEN):
        return ()
    _, _, vraag = _find_vraag(dossier, beeld.vraag)
    inbreng = list_inbreng(dossier, vraag.id)
    kolommen = [_make_kolom(dossier, vraag, partnerschap, inbreng) for partnerschap in dossier.partnerschappen]
    codes = {partnerschap.code for partnerschap in dossier.partnerschappen}
    anderen = _make_inbreng(stuk for stuk in inbreng if stuk.partnerschap not in codes)
    if anderen:
        kolommen.append(Schermkolom(code="", naam="Anderen", antwoorden=(), inbreng=anderen))
    return tuple(kolommen)


def _make_kolom(
    dossier: Dossier, vraag: Vraag, partnerschap: Partnerschap, inbreng: tuple[Inbreng, ...]
) -> Schermkolom:
    code = partnerschap.code
    onderdelen = {deel.id: deel.tekst for deel in vraag.onderdelen} or {vraag.id: ""}
    antwoorden = (
        Schermantwoord(
            onderdeel=onderdeel,
            tekst=dossier.tekst(TekstSoort.ANTWOORD, sleutel, code).strip(),
            niet_besproken=dossier.niet_besproken_bij(sleutel, code) is not None,
        )
        for sleutel, onderdeel in onderdelen.items()
    )
    return Schermkolom(
        code=code,
        naam=partnerschap.naam,
        antwoorden=tuple(antwoord for antwoord in antwoorden if antwoord.tekst or antwoord.niet_besproken),
        inbreng=_make_inbreng(stuk for stuk in inbreng if stuk.partnerschap == code),
    )


def _make_inbreng(stukken: Iterable[Inbreng]) -> tuple[Scherminbreng, ...]:
    return tuple(
        Scherminbreng(tekst=stuk.tekst.strip(), van=stuk.van, bundel=stuk.bundel, merk=stuk.merk) for stuk in stukken
    )


def _make_conclusie(dossier: Dossier, beeld: Regiebeeld) -> Schermconclusie | None:
    if beeld.ronde is not Ronde.CONCLUDEREN:
        return None
    return Schermconclusie(
        overeenkomsten=dossier.tekst(TekstSoort.OVEREENKOMSTEN, beeld.vraag).strip(),
        verschillen=dossier.tekst(TekstSoort.VERSCHILLEN, beeld.vraag).strip(),
        conclusie=dossier.tekst(TekstSoort.CONCLUSIE, beeld.vraag).strip(),
    )

"""Practising: a throw-away copy of an example in which simulated participants write, vote and take a stand.

Whoever leads for the first time wants to have done it once, alone. What the simulated do goes through the same
services and the same rights as what people do, so that a rehearsal shows the real thing; and they exist only in a
session that was started as a practice, never in any other.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from random import Random
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.bestand import from_bestand
from gesprekskaart.deelname import Deelname
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietAangemeld
from gesprekskaart.groep import Groep, Groepstand
from gesprekskaart.inbreng import join_inbreng
from gesprekskaart.kaart import Vraag
from gesprekskaart.logboek import Daad
from gesprekskaart.peiling import Peiling, Peilingsoort, Peilingstand, Peilingwijze, Stem, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Regie, Ronde
from gesprekskaart.services.peilingen import cast_stem
from gesprekskaart.services.regie import is_klaar, set_klaar
from gesprekskaart.services.teksten import write_tekst
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, Gesprek, Sessierol, Stand
from gesprekskaart.tekst import GROEPSOORTEN, Plek, TekstInvoer, TekstSoort
from gesprekskaart.uitwisseling import Sessiebestand

_DAAD = "start_oefening"

_AFWEZIG = (Aanwezigheid.AFWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT)

_KANS_AANVULLEN = 0.25
"""While people discuss, an answer grows now and then; more often would look like a machine."""

_KANS_NOTEREN = 0.5
"""Per turn and group that is at work."""

_STAPPEN = tuple(soort for soort in GROEPSOORTEN if soort is not TekstSoort.ANDEREN)
"""What is noted in a group; how others do it is left open, for that is said per partnership."""

_MAX_AANVULLINGEN = 2
"""Per answer."""

_STEUN = (4, 4, 2, 2, 1, 1)
"""How often each gradient of agreement is voted, in its order: a group that is mostly in favour, and not all of it."""

# For who has nothing to quote. Each fits any question; as many as there are participants in an example.
EIGEN_ZINNEN = (
    "Ik zou eerst willen weten wat de studenten en starters er zelf van vinden.",
    "Bij ons werkt dit vooral doordat mensen elkaar kennen; op papier staat er weinig.",
    "Wij hebben hier al iets voor, maar het is nooit met de anderen gedeeld.",
    "De tijd ontbreekt: begeleiders doen dit nu naast een volle klas.",
    "Dit kan alleen als de besturen er geld en uren voor vrijmaken.",
    "Laten we klein beginnen, met één school per partnerschap.",
    "Voor het mbo ligt dit anders dan voor po en vo.",
    "De lerarenopleidingen moeten hierbij aan tafel zitten.",
    "Ik zie vooral verschillen in wie waarover mag beslissen.",
    "We meten het wel, maar niemand gebruikt de cijfers.",
    "Vorig jaar is dit mislukt omdat niemand zich eigenaar voelde.",
    "Hier kunnen we veel van elkaar overnemen, als we het eenvoudig houden.",
)

# At a difference there must be something to differ about: two and two, and one that asks first.
STANDPUNTEN = (
    "Wij vinden dat dit voor alle partnerschappen hetzelfde moet zijn: anders valt er niets te vergelijken.",
    "Wij vinden dat elk partnerschap dit zelf moet kunnen bepalen: de scholen verschillen te veel.",
    "Wij zouden eerst een jaar proberen, en dan pas iets afspreken.",
    "Wij kunnen hiermee leven, als er uren voor komen.",
    "Wij willen eerst horen wat onze besturen hiervan vinden.",
)

AANVULLINGEN = (
    "Aanvulling uit het gesprek: wij willen dit samen met een ander partnerschap uitproberen.",
    "Aanvulling uit het gesprek: dit leggen we eerst voor aan onze besturen.",
    "Aanvulling uit het gesprek: hier lopen wij tegen dezelfde grens aan als de anderen.",
)


def start_oefening(wie: Wie, voorbeeld: Sessiebestand, *, ports: Ports, new_id: Callable[[], UUID]) -> UUID:
    """A copy of an example to practise on: prepared, not yet concluded, everybody in. Raises NietAangemeld."""
    if wie.account is None:
        raise NietAangemeld
    kaart = ports.kaarten.get(voorbeeld.kaart.id, voorbeeld.kaart.versie)
    kopie = _keep_prepared(voorbeeld, _rename(voorbeeld.gesprek, ports))
    leiding, zout = (wie.account.id,), secrets.token_hex(16)
    dossier, _ = from_bestand(kopie, kaart, id=new_id(), now=ports.now(), facilitators=leiding, zout=zout)
    sessie = dossier.sessie.model_copy(update={"oefening": True})
    daad = Daad(handeling=_DAAD, wie=wie.kenmerk, op=ports.now())
    ports.sessies.add_dossier(dossier.model_copy(update={"sessie": sessie}), (), daad=daad)
    for deelnemer in dossier.deelnemers:
        if deelnemer.sessierol is not Sessierol.FACILITATOR and deelnemer.aanwezigheid not in _AFWEZIG:
            plaats = Deelname(
                sessie_id=sessie.id, nummer=deelnemer.nummer, gekomen_op=ports.now(), genoemd=True, gespeeld=True
            )
            ports.deelnames.save(plaats, gelezen=0, daad=daad)
    make_uitnodiging(wie, sessie.id, ports=ports)
    return sessie.id


def _rename(gesprek: Gesprek, ports: Ports) -> Gesprek:
    # Also on the page to hang on the door, in the mail and wherever else a title stands.
    vandaag = ports.today()
    return gesprek.model_copy(update={"titel": f"Oefening: {gesprek.titel}", "datum": vandaag})


def _keep_prepared(voorbeeld: Sessiebestand, gesprek: Gesprek) -> Sessiebestand:
    """Who takes part and what they prepared. All that came out of it is left out: that is for who practises."""
    return Sessiebestand(
        gesprek=gesprek,
        kaart=voorbeeld.kaart,
        stand=Stand.GESPREK,
        partnerschappen=voorbeeld.partnerschappen,
        deelnemers=tuple(map(_seat, voorbeeld.deelnemers)),
        antwoorden=voorbeeld.antwoorden,
    )


def _seat(deelnemer: Deelnemer) -> Deelnemer:
    if deelnemer.aanwezigheid in _AFWEZIG:
        return deelnemer
    return deelnemer.model_copy(update={"aanwezigheid": Aanwezigheid.AANWEZIG, "aanwezigheid_toelichting": ""})


class _Beurt(NamedTuple):
    """What somebody simulated knows when it is their turn."""

    dossier: Dossier
    regie: Regie | None
    spelers: tuple[Wie, ...]
    kans: Random
    ports: Ports

    @property
    def vraag(self) -> Vraag:
        """The question on the table; the first of the card while there is none."""
        vragen = self.dossier.kaart.vragen
        return next((vraag for vraag in vragen if self.regie and vraag.id == self.regie.vraag), vragen[0])

    def is_in(self, ronde: Ronde) -> bool:
        return self.regie is not None and self.regie.ronde is ronde


def play_turn(sessie_id: UUID, *, ports: Ports, kans: Random) -> bool:
    """Let one simulated participant do one small thing; whether anybody did. Never in a session that is no practice.

    Raises SessieOnbekend; Botsing or NietToegestaan when somebody changed the same thing meanwhile.
    """
    if not ports.sessies.get(sessie_id).oefening:
        return False
    dossier = ports.sessies.get_dossier(sessie_id)
    if dossier.sessie.stand is not Stand.GESPREK:
        return False
    spelers = _find_spelers(dossier, ports)
    beurt = _Beurt(dossier, dossier.regie, spelers, kans, ports)
    return bool(spelers) and any(doe(beurt) for doe in _SPEL)


def _find_spelers(dossier: Dossier, ports: Ports) -> tuple[Wie, ...]:
    """The simulated, as long as nobody real became one of them."""
    sessie_id = dossier.sessie.id
    gespeeld = {
        deelname.nummer
        for deelname in ports.deelnames.list(sessie_id)
        if deelname.gespeeld and deelname.toegelaten and not deelname.ingetrokken
    }
    return tuple(
        Wie(deelnemer=deelnemer, sessie_id=sessie_id)
        for deelnemer in dossier.deelnemers
        if deelnemer.nummer in gespeeld
        and deelnemer.sessierol is Sessierol.DEELNEMER
        and not deelnemer.is_vertrokken
        and deelnemer.aanwezigheid not in _AFWEZIG
    )


def _contribute(beurt: _Beurt) -> bool:
    """In the writing round: first write, and at a later turn say to be ready."""
    if not beurt.is_in(Ronde.SCHRIJVEN):
        return False
    bezig = [wie for wie in beurt.spelers if not is_klaar(beurt.dossier, beurt.vraag.id, _nummer(wie))]
    if not bezig:
        return False
    wie = beurt.kans.choice(bezig)
    plek = Plek(soort=TekstSoort.INBRENG, sleutel=beurt.vraag.id, deelnemer=_nummer(wie))
    if str(plek) in beurt.dossier.teksten:
        set_klaar(wie, beurt.dossier.sessie.id, beurt.vraag.id, klaar=True, ports=beurt.ports)
    else:
        _write(beurt, wie, plek, _find_words(beurt, wie))
    return True


def _find_words(beurt: _Beurt, wie: Wie) -> str:
    """Something that nobody else of the same partnership writes: a sentence of its answer, or one of our own."""
    code, nummer = _code(wie), _nummer(wie)
    antwoorden = (beurt.dossier.tekst(TekstSoort.ANTWOORD, sleutel, code) for sleutel in beurt.vraag.sleutels)
    zinnen = [zin for antwoord in antwoorden for zin in re.split(r"(?<=[.!?])\s+", antwoord.strip()) if zin]
    plaats = [_nummer(ander) for ander in beurt.spelers if _code(ander) == code].index(nummer)
    if plaats < len(zinnen):
        return zinnen[plaats]
    return EIGEN_ZINNEN[(nummer + beurt.dossier.kaart.vragen.index(beurt.vraag)) % len(EIGEN_ZINNEN)]


def _add_to_answer(beurt: _Beurt) -> bool:
    """While people discuss: now and then a partnership's answer grows by a sentence."""
    if not beurt.is_in(Ronde.BESPREKEN) or beurt.kans.random() > _KANS_AANVULLEN:
        return False
    wie, sleutel = beurt.kans.choice(beurt.spelers), beurt.kans.choice(beurt.vraag.sleutels)
    code = _code(wie)
    tekst = beurt.dossier.tekst(TekstSoort.ANTWOORD, sleutel, code)
    over = [zin for zin in AANVULLINGEN if zin not in tekst]
    is_vol = len(AANVULLINGEN) - len(over) >= _MAX_AANVULLINGEN
    if not code or is_vol or beurt.dossier.niet_besproken_bij(sleutel, code):
        return False
    plek = Plek(soort=TekstSoort.ANTWOORD, sleutel=sleutel, partnerschap=code)
    _write(beurt, wie, plek, join_inbreng(tekst, beurt.kans.choice(over)))
    return True


def _note_in_group(beurt: _Beurt) -> bool:
    """In a group that is at work: somebody notes something at the first step that is still empty."""
    for groep in beurt.dossier.groepen:
        leden = [wie for wie in beurt.spelers if _nummer(wie) in groep.leden]
        leeg = _find_empty_step(beurt.dossier, groep)
        # Not all groups at the same pace: who leads watches them grow.
        if groep.stand is Groepstand.OPEN and leden and leeg and beurt.kans.random() < _KANS_NOTEREN:
            hier = [beurt.dossier.tekst(soort, leeg.sleutel, groep=groep.nummer) for soort in _STAPPEN]
            _write(beurt, beurt.kans.choice(leden), leeg, beurt.kans.choice([z for z in EIGEN_ZINNEN if z not in hier]))
            return True
    return False


def _find_empty_step(dossier: Dossier, groep: Groep) -> Plek | None:
    plekken = (
        Plek(soort=soort, sleutel=vraag.id, groep=groep.nummer)
        for vraag in dossier.kaart.vragen
        if groep.has_thema(vraag.id) and not dossier.niet_besproken_bij(vraag.id, groep=groep.nummer)
        for soort in _STAPPEN
    )
    return next((plek for plek in plekken if str(plek) not in dossier.teksten), None)


def _take_standpunt(beurt: _Beurt) -> bool:
    """At a difference that was recorded: each partnership that did not yet say how it sees it."""
    partnerschappen = {_code(wie): wie for wie in reversed(beurt.spelers) if _code(wie)}
    for verschil in (v for v in beurt.dossier.verschillen if not v.verwijderd):
        plekken = {
            code: Plek(soort=TekstSoort.STANDPUNT, sleutel=verschil.nummer, partnerschap=code)
            for code in partnerschappen
        }
        nog = [code for code, plek in plekken.items() if str(plek) not in beurt.dossier.teksten]
        if nog:
            code = beurt.kans.choice(sorted(nog))
            plaats = sorted(plekken).index(code) + int(verschil.nummer[1:]) - 1
            _write(beurt, partnerschappen[code], plekken[code], STANDPUNTEN[plaats % len(STANDPUNTEN)])
            return True
    return False


def _vote(beurt: _Beurt) -> bool:
    """In a poll that is open: whoever did not vote yet, for themselves or for their partnership."""
    for peiling in beurt.dossier.peilingen:
        gestemd = {stem.stemmer for stem in beurt.dossier.stemmen if stem.peiling == peiling.nummer}
        per_partnerschap = peiling.per is Peilingwijze.PARTNERSCHAP
        stemmers = {_code(wie) if per_partnerschap else _nummer(wie): wie for wie in beurt.spelers}
        nog = [stemmer for stemmer in stemmers if stemmer and stemmer not in gestemd]
        if peiling.stand is Peilingstand.OPEN and nog:
            wie = stemmers[beurt.kans.choice(nog)]
            wiens = {"partnerschap": _code(wie)} if per_partnerschap else {"deelnemer": _nummer(wie)}
            stem = Stem.model_validate({"peiling": peiling.nummer, **wiens, **_choose(beurt, peiling)})
            cast_stem(wie, beurt.dossier.sessie.id, stem, gelezen=0, ports=beurt.ports)
            return True
    return False


def _choose(beurt: _Beurt, peiling: Peiling) -> dict[str, str]:
    """A choice, and the reason of whoever is not simply in favour: there must be something to talk about."""
    gewichten = _STEUN if peiling.soort is Peilingsoort.GRADIENT else (1,) * len(peiling.keuzes)
    (keuze,) = beurt.kans.choices(peiling.keuzes, gewichten)
    met_reden = keuze in (Steun.MET_KANTTEKENING, Steun.TWIJFEL, Steun.BEZWAAR)
    return {"keuze": keuze, "reden": beurt.kans.choice(EIGEN_ZINNEN) if met_reden else ""}


_SPEL: tuple[Callable[[_Beurt], bool], ...] = (_vote, _take_standpunt, _contribute, _note_in_group, _add_to_answer)
"""What they do, in the order in which it is tried; each says whether it was done."""


def _write(beurt: _Beurt, wie: Wie, plek: Plek, tekst: str) -> None:
    huidig = beurt.dossier.teksten.get(str(plek))
    invoer = TekstInvoer(
        sessie_id=beurt.dossier.sessie.id,
        plek=str(plek),
        tekst=tekst,
        revisie=huidig.revisie if huidig else 0,
        save_id=UUID(int=beurt.kans.getrandbits(128), version=4),
    )
    ports = beurt.ports
    write_tekst(wie, invoer, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now)


def _nummer(wie: Wie) -> int:
    return wie.deelnemer.nummer if wie.deelnemer else 0


def _code(wie: Wie) -> str:
    return wie.deelnemer.namens[0] if wie.deelnemer and wie.deelnemer.namens else ""

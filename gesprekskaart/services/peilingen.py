"""Polls: making, opening and closing them, and voting.

Until a poll closes nobody gets to see a vote but whoever cast it; who leads learns how many have voted, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.keuze import list_keuzes
from gesprekskaart.logboek import Daad
from gesprekskaart.peiling import (
    NietOpen,
    Peiling,
    Peilingstand,
    Peilingwijze,
    Stem,
    find_fault,
)
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import next_nummer
from gesprekskaart.services.deelnemen import list_stoelen
from gesprekskaart.services.rechten import Handeling, find_sessierol, may, require
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, Sessierol, Stand

MAX_PEILINGEN = 50
"""In one session; a conversation of two hours has some five."""

_WEG = (Aanwezigheid.AFWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT)


class Opkomst(NamedTuple):
    """How many have voted in a poll, of how many."""

    gestemd: int
    stemgerechtigd: int


class Stembriefje(NamedTuple):
    """A vote that can be cast from this device, and what stands on it now."""

    wie: Wie
    """Who casts it."""
    deelnemer: int | None
    partnerschap: str | None
    naam: str
    """Whose vote it is, in words that tell the people on one device apart."""
    gelezen: int
    """The revision of the vote that was cast; 0 before."""
    stem: Stem | None
    """What was voted, for whoever may know: who leads fills in for a partnership without seeing what stands there."""

    @property
    def is_eigen(self) -> bool:
        """Somebody here is the voter, or speaks for the partnership; else who leads fills it in for them."""
        return self.wie.deelnemer is not None and (
            self.deelnemer is not None or self.partnerschap in self.wie.deelnemer.namens
        )


def hide_stemmen(wie: Wie, dossier: Dossier) -> Dossier:
    """The dossier with the polls that this person may know of, and the votes of closed ones only."""
    if not dossier.peilingen:
        return dossier
    leidt = find_sessierol(wie, dossier.sessie) is Sessierol.FACILITATOR
    gesloten = {p.nummer for p in dossier.peilingen if p.stand is Peilingstand.GESLOTEN}
    return dossier.model_copy(
        update={
            "peilingen": tuple(p for p in dossier.peilingen if leidt or p.stand is not Peilingstand.CONCEPT),
            "stemmen": tuple(stem for stem in dossier.stemmen if stem.peiling in gesloten),
        }
    )


def may_see(wie: Wie, dossier: Dossier) -> bool:
    """Whether there is anything about polls for this person, in the dossier as it was opened for them."""
    return bool(dossier.peilingen) or find_sessierol(wie, dossier.sessie) is Sessierol.FACILITATOR


def name_bron(dossier: Dossier, bron: str | None) -> str:
    """What a poll is about, in words: a question, a part of one, or an option; nothing where there is no such."""
    keuze = next((keuze.titel for keuze in dossier.keuzemogelijkheden if keuze.nummer == bron), "")
    return keuze or dossier.kaart.find_tekst(bron or "")


def list_uitslagen_met(dossier: Dossier, deelnemer: int) -> tuple[str, ...]:
    """The closed polls in which this participant is known to have voted: their outcome stands."""
    gestemd = {stem.peiling for stem in dossier.stemmen if stem.deelnemer == deelnemer}
    return tuple(p.nummer for p in dossier.peilingen if p.stand is Peilingstand.GESLOTEN and p.nummer in gestemd)


def add_peiling(wie: Wie, sessie_id: UUID, peiling: Peiling, *, ports: Ports) -> Peiling:
    """A new poll, as a concept, with the next number. Raises as `require`, Ongeldig, IntussenGewijzigd."""
    dossier = _open(wie, sessie_id, ports)
    if len(dossier.peilingen) >= MAX_PEILINGEN:
        raise Ongeldig(f"Er zijn al {MAX_PEILINGEN} peilingen in dit gesprek. Verwijder er eerst een in concept.")
    nummer = next_nummer("P", (eerdere.nummer for eerdere in dossier.peilingen))
    nieuw = peiling.model_copy(update={"nummer": nummer, "stand": Peilingstand.CONCEPT, "stemgerechtigd": None})
    _require_bron(dossier, nieuw)
    return ports.peilingen.save(
        sessie_id, nieuw, gelezen=0, daad=_daad("add_peiling", nieuw.nummer, wie, dossier, ports)
    )


def save_peiling(wie: Wie, sessie_id: UUID, peiling: Peiling, *, ports: Ports) -> Peiling:
    """Change a concept that was read at `peiling.revisie`.

    Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, ports)
    _require_stand(_find(dossier, peiling.nummer), Peilingstand.CONCEPT, "gewijzigd")
    _require_bron(dossier, peiling)
    nieuw = peiling.model_copy(update={"stand": Peilingstand.CONCEPT, "stemgerechtigd": None})
    daad = _daad("save_peiling", peiling.nummer, wie, dossier, ports)
    return ports.peilingen.save(sessie_id, nieuw, gelezen=peiling.revisie, daad=daad)


def delete_peiling(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Remove a poll in which nobody voted. Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd."""
    dossier = _open(wie, sessie_id, ports)
    peiling = _find(dossier, nummer)
    if peiling.stand is Peilingstand.GESLOTEN or any(stem.peiling == nummer for stem in dossier.stemmen):
        raise Ongeldig(f"In peiling {nummer} is gestemd, of zij is gesloten. Zij blijft daarom staan.")
    ports.peilingen.delete(sessie_id, nummer, daad=_daad("delete_peiling", nummer, wie, dossier, ports))


def open_peiling(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> Peiling:
    """Let people vote; from now on the statement and the support that is asked for are fixed.

    Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, ports)
    peiling = _find(dossier, nummer)
    _require_stand(peiling, Peilingstand.CONCEPT, "geopend")
    if dossier.sessie.stand is not Stand.GESPREK:
        raise Ongeldig("Een peiling open je als het gesprek begonnen is. Voorbereiden kan al.")
    nieuw = peiling.model_copy(update={"stand": Peilingstand.OPEN})
    daad = _daad("open_peiling", nummer, wie, dossier, ports)
    return ports.peilingen.save(sessie_id, nieuw, gelezen=peiling.revisie, daad=daad)


def close_peiling(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> Peiling:
    """End the voting and show everybody what came of it; this cannot be undone.

    Of an anonymous poll the votes lose their voters now, in the database too. Raises as `open_peiling`.
    """
    dossier = _open(wie, sessie_id, ports)
    peiling = _find(dossier, nummer)
    _require_stand(peiling, Peilingstand.OPEN, "gesloten")
    opkomst = count_stemmers(dossier, peiling, ports=ports)
    velden = {"stand": Peilingstand.GESLOTEN, "stemgerechtigd": opkomst.stemgerechtigd}
    daad = _daad("close_peiling", nummer, wie, dossier, ports)
    return ports.peilingen.close(sessie_id, peiling.model_copy(update=velden), gelezen=peiling.revisie, daad=daad)


def cast_stem(wie: Wie, sessie_id: UUID, stem: Stem, *, gelezen: int, ports: Ports) -> Stem:
    """Vote, or (`gelezen` above 0) change a vote; until the poll closes the last one counts.

    Raises as `require`, NietGevonden (for who does not lead a concept too), NietOpen, IntussenGewijzigd, Ongeldig (no
    such choice, no reason with an objection, the vote of a person in a poll per partnership or the other way round).
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.STEMMEN, dossier.sessie, partnerschap=stem.partnerschap, deelnemer=stem.deelnemer)
    peiling = _find_known(wie, dossier, stem.peiling)
    if peiling.stand is not Peilingstand.OPEN:
        raise NietOpen(peiling.nummer)
    if (peiling.per is Peilingwijze.PARTNERSCHAP) != (stem.partnerschap is not None):
        raise Ongeldig(f"In peiling {peiling.nummer} stem je per {peiling.per}.")
    if stem.partnerschap is not None and stem.partnerschap not in {p.code for p in dossier.partnerschappen}:
        raise Ongeldig(f"{stem.partnerschap} doet niet (meer) mee aan dit gesprek.")
    if (fout := find_fault(peiling, stem)) is not None:
        raise Ongeldig(f"{fout[0].upper()}{fout[1:]}")
    # Of whose vote, never which: the log outlives an anonymous poll.
    daad = Daad(
        handeling="cast_stem",
        onderwerp=f"peiling/{peiling.nummer}/{stem.stemmer}",
        wie=wie.kenmerk,
        op=ports.now(),
        stand=dossier.sessie.stand,
    )
    return ports.peilingen.save_stem(sessie_id, stem, gelezen=gelezen, daad=daad)


def count_opkomst(wie: Wie, sessie_id: UUID, *, ports: Ports) -> dict[str, Opkomst]:
    """For each poll how many have voted; not who, and not what. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    bekend = hide_stemmen(wie, dossier).peilingen
    return {peiling.nummer: count_stemmers(dossier, peiling, ports=ports) for peiling in bekend}


def list_briefjes(
    wie: Wie, cookie: str | None, sessie_id: UUID, nummer: str, *, ports: Ports
) -> tuple[Stembriefje, ...]:
    """What can be voted from this device, by this person and whoever else shares it. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    peiling = _find_known(wie, dossier, nummer)
    if peiling.stand is not Peilingstand.OPEN:
        return ()
    mensen = tuple(_walk_device(wie, cookie, sessie_id, ports))
    make = _walk_partnerschappen if peiling.per is Peilingwijze.PARTNERSCHAP else _walk_personen
    return tuple(make(dossier, peiling, mensen))


def _walk_device(wie: Wie, cookie: str | None, sessie_id: UUID, ports: Ports) -> Iterator[Wie]:
    """Who acts now, and then everybody else who holds a place in this session on the device."""
    yield wie
    for deelname, deelnemer, _ in sorted(list_stoelen(cookie, ports=ports), key=lambda stoel: stoel.deelnemer.nummer):
        is_hier = deelname.sessie_id == sessie_id and deelname.toegelaten and not deelname.ingetrokken
        if is_hier and (wie.deelnemer is None or deelnemer.nummer != wie.deelnemer.nummer):
            yield Wie(deelnemer=deelnemer, sessie_id=sessie_id)


def _walk_personen(dossier: Dossier, peiling: Peiling, mensen: tuple[Wie, ...]) -> Iterator[Stembriefje]:
    for wie in mensen:
        ik = wie.deelnemer
        if ik is not None and may(wie, Handeling.STEMMEN, dossier.sessie, deelnemer=ik.nummer):
            stem = _find_stem(dossier, peiling, ik.nummer)
            yield Stembriefje(wie, ik.nummer, None, _call(ik, dossier), stem.revisie if stem else 0, stem)


def _walk_partnerschappen(dossier: Dossier, peiling: Peiling, mensen: tuple[Wie, ...]) -> Iterator[Stembriefje]:
    for partnerschap in dossier.partnerschappen:
        code = partnerschap.code
        mag = [wie for wie in mensen if may(wie, Handeling.STEMMEN, dossier.sessie, partnerschap=code)]
        # Somebody of the partnership before the one who leads: only they may know what it voted.
        eigen = next((wie for wie in mag if wie.deelnemer and code in wie.deelnemer.namens), None)
        if mag:
            stem = _find_stem(dossier, peiling, code)
            naam = f"{code} · {partnerschap.naam}"
            gelezen = stem.revisie if stem else 0
            yield Stembriefje(eigen or mag[0], None, code, naam, gelezen, stem if eigen else None)


def _call(ik: Deelnemer, dossier: Dossier) -> str:
    naam = ik.naam or ik.aanduiding
    dubbel = sum((d.naam or d.aanduiding) == naam for d in dossier.deelnemers) > 1
    return f"{naam} (deelnemer {ik.nummer})" if dubbel else naam


def _find_stem(dossier: Dossier, peiling: Peiling, stemmer: int | str) -> Stem | None:
    for stem in dossier.stemmen:
        if (stem.peiling, stem.stemmer) == (peiling.nummer, stemmer):
            return stem
    return None


def count_stemmers(dossier: Dossier, peiling: Peiling, *, ports: Ports) -> Opkomst:
    """How many have voted in a poll by now, of how many; of the whole dossier."""
    gestemd = [stem.stemmer for stem in dossier.stemmen if stem.peiling == peiling.nummer]
    if peiling.stand is Peilingstand.GESLOTEN:
        return Opkomst(len(gestemd), max(peiling.stemgerechtigd or 0, len(gestemd)))
    if peiling.per is Peilingwijze.PARTNERSCHAP:
        return Opkomst(len(gestemd), len(dossier.partnerschappen))
    buiten = {
        deelname.nummer
        for deelname in ports.deelnames.list(dossier.sessie.id)
        if deelname.ingetrokken or not deelname.toegelaten
    }
    binnen = {
        deelnemer.nummer
        for deelnemer in dossier.deelnemers
        if deelnemer.sessierol is Sessierol.DEELNEMER
        and deelnemer.aanwezigheid not in _WEG
        and deelnemer.nummer not in buiten
    }
    # Whoever voted and left since did vote.
    return Opkomst(len(gestemd), len(binnen | {stemmer for stemmer in gestemd if isinstance(stemmer, int)}))


def _open(wie: Wie, sessie_id: UUID, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.PEILEN, dossier.sessie)
    return dossier


def _find(dossier: Dossier, nummer: str) -> Peiling:
    for peiling in dossier.peilingen:
        if peiling.nummer == nummer:
            return peiling
    raise NietGevonden(f"Peiling {nummer[:10]} bestaat niet (meer).")


def _find_known(wie: Wie, dossier: Dossier, nummer: str) -> Peiling:
    """As `_find`; to who does not lead, a poll that is being prepared reads like one that is not there."""
    return _find(hide_stemmen(wie, dossier), nummer)


def _require_stand(peiling: Peiling, stand: Peilingstand, wat: str) -> None:
    if peiling.stand is not stand:
        raise Ongeldig(f"Peiling {peiling.nummer} is {_HOE[peiling.stand]} en kan nu niet worden {wat}.")


_HOE = {
    Peilingstand.CONCEPT: "nog niet open",
    Peilingstand.OPEN: "al open",
    Peilingstand.GESLOTEN: "al gesloten",
}


def _require_bron(dossier: Dossier, peiling: Peiling) -> None:
    bekend = {*dossier.kaart.ids, *(keuze.nummer for keuze in list_keuzes(dossier))}
    if peiling.bron is not None and peiling.bron not in bekend:
        raise Ongeldig(f"Dit gesprek heeft geen vraag of keuzemogelijkheid ‘{peiling.bron}’.")


def _daad(handeling: str, nummer: str, wie: Wie, dossier: Dossier, ports: Ports) -> Daad:
    stand = dossier.sessie.stand
    return Daad(handeling=handeling, onderwerp=f"peiling/{nummer}", wie=wie.kenmerk, op=ports.now(), stand=stand)

"""Sharing knowledge: who agrees to be quoted, what is decided about words that tell, and what leaves.

Nothing leaves before whoever leads released exactly that content. A release is a row in the log, and says how many
marks were still open.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.bevriezen import make_gespreksinhoud
from gesprekskaart.errors import Botsing, IntussenGewijzigd, NietGevonden, Ongeldig
from gesprekskaart.kennis import Kennis, Kennisbestand, Toestemming, Woordkeuze
from gesprekskaart.kennisvoorbeeld import (
    Kennisbron,
    Kennisvoorbeeld,
    list_aanwijzingen,
    make_voorbeeld,
    merge_aanwijzingen,
)
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import leave_out_waiting
from gesprekskaart.services.rechten import Handeling, require

MAX_GESPREKKEN = 20
"""In one file; more than anybody looks through before it leaves."""

MAX_WOORDKEUZES = 2_000
"""In one session; the large worked example has some 150 marks."""

_POGINGEN = 5
"""Several partnerships may give their consent in the same second."""


class NogNietBekeken(Ongeldig):
    """There are marks that nobody decided about, and nobody said that it may leave all the same."""

    def __init__(self, aantal: int) -> None:
        wat = "staat 1 woord" if aantal == 1 else f"staan {aantal} woorden"
        super().__init__(f"Er {wat} in waarover nog niemand besliste. Doe dat, of zeg uitdrukkelijk dat het zo mag.")


class NietVrijgegeven(Botsing):
    """What would leave is not what somebody released."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is niet (meer) wat is vrijgegeven: er is sindsdien iets gewijzigd. "
            "Bekijk op het scherm Kennis delen wat er nu uitgaat, en geef het opnieuw vrij."
        )


def open_voorbeeld(wie: Wie, sessie_ids: Sequence[UUID], *, ports: Ports) -> Kennisvoorbeeld:
    """What would go out of these sessions together. Raises SessieOnbekend, NietToegestaan, Ongeldig (too many)."""
    ids = tuple(dict.fromkeys(sessie_ids))
    if not 0 < len(ids) <= MAX_GESPREKKEN:
        raise Ongeldig(f"Kies 1 tot {MAX_GESPREKKEN} gesprekken.")
    return make_voorbeeld([_read_bron(wie, sessie_id, ports) for sessie_id in ids])


def _read_bron(wie: Wie, sessie_id: UUID, ports: Ports) -> Kennisbron:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.KENNIS_DELEN, dossier.sessie)
    versies = ports.verslagen.list(sessie_id)
    namen = {zegel.naam for versie in versies for zegel in versie.namen}
    namen |= {reactie.naam for versie in versies for reactie in versie.reacties}
    return Kennisbron(
        inhoud=make_gespreksinhoud(leave_out_waiting(dossier, ports=ports)),
        kaart=dossier.kaart,
        # Of who is waiting nothing is told, but their names may not go out either.
        deelnemers=tuple(sorted(dossier.deelnemers, key=lambda deelnemer: deelnemer.nummer)),
        namen=tuple(sorted(namen - {deelnemer.naam for deelnemer in dossier.deelnemers})),
        kennis=dossier.kennis,
    )


def set_toestemming(wie: Wie, sessie_id: UUID, partnerschap: str, *, citeren: bool, ports: Ports) -> None:
    """Say whether the own words of a partnership may be shared: by its people, or by who leads.

    Raises SessieOnbekend, NietToegestaan, NietGevonden (no such partnership), IntussenGewijzigd.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.TOESTEMMEN, dossier.sessie, partnerschap=partnerschap)
    if partnerschap not in {p.code for p in dossier.partnerschappen}:
        raise NietGevonden(f"Partnerschap {partnerschap} staat niet (meer) in dit gesprek.")
    toestemming = Toestemming(partnerschap=partnerschap, citeren=citeren, door=wie.aanduiding)
    handeling = "give_toestemming" if citeren else "withdraw_toestemming"
    _change(wie, sessie_id, handeling, partnerschap, lambda kennis: kennis.with_toestemming(toestemming), ports)


def choose_woorden(wie: Wie, sessie_id: UUID, keuzes: Iterable[Woordkeuze], *, ports: Ports) -> None:
    """Decide about words: replaced, or left as they are. The last choice about a word counts.

    Raises SessieOnbekend, NietToegestaan, Ongeldig (too many), IntussenGewijzigd.
    """
    require(wie, Handeling.KENNIS_DELEN, ports.sessies.get(sessie_id))
    alle = tuple(keuzes)

    def decide(kennis: Kennis) -> Kennis:
        nieuw = kennis.with_woordkeuzes(alle)
        if len(nieuw.woordkeuzes) > MAX_WOORDKEUZES:
            raise Ongeldig(f"Meer dan {MAX_WOORDKEUZES} keuzes over woorden past niet. Herzie er eerst een paar.")
        return nieuw

    # Never the words themselves: the log holds no names.
    _change(wie, sessie_id, "choose_woorden", str(len(alle)), decide, ports)


def forget_woordkeuze(wie: Wie, sessie_id: UUID, woord: str, *, ports: Ports) -> None:
    """Take a choice back: the word is marked again. Raises SessieOnbekend, NietToegestaan, IntussenGewijzigd."""
    require(wie, Handeling.KENNIS_DELEN, ports.sessies.get(sessie_id))
    _change(wie, sessie_id, "forget_woordkeuze", "", lambda kennis: kennis.without_woordkeuze(woord), ports)


def release(wie: Wie, sessie_ids: Sequence[UUID], *, ook_met_open: bool, ports: Ports) -> Kennisbestand:
    """Let what stands there now leave; it is kept with the first of these sessions, and logged in each.

    Raises SessieOnbekend, NietToegestaan, Ongeldig, NogNietBekeken unless `ook_met_open`, IntussenGewijzigd.
    """
    ids = tuple(dict.fromkeys(sessie_ids))
    voorbeeld = open_voorbeeld(wie, ids, ports=ports)
    open_ = [list_aanwijzingen(gesprek) for gesprek in voorbeeld.gesprekken]
    if (aantal := len(merge_aanwijzingen(open_))) and not ook_met_open:
        raise NogNietBekeken(aantal)
    bestand = voorbeeld.bestand
    # The others first: once it is kept with the first one it may leave, and then it stands in every log.
    for sessie_id, aanwijzingen in reversed(list(zip(ids, open_, strict=True))):
        onderwerp = f"{bestand.vingerafdruk[:16]}/open/{len(aanwijzingen)}"
        change = _allow(bestand) if sessie_id == ids[0] else _leave_as_it_is
        _change(wie, sessie_id, "release_kennis", onderwerp, change, ports)
    return bestand


def _allow(bestand: Kennisbestand) -> Callable[[Kennis], Kennis]:
    return lambda kennis: kennis.model_copy(update={"vrijgegeven": bestand.vingerafdruk})


def _leave_as_it_is(kennis: Kennis) -> Kennis:
    return kennis


def get_vrijgegeven(wie: Wie, sessie_ids: Sequence[UUID], *, ports: Ports) -> Kennisbestand:
    """What may leave. Raises SessieOnbekend, NietToegestaan, Ongeldig, NietVrijgegeven."""
    ids = tuple(dict.fromkeys(sessie_ids))
    bestand = open_voorbeeld(wie, ids, ports=ports).bestand
    if ports.sessies.get_dossier(ids[0]).kennis.vrijgegeven != bestand.vingerafdruk:
        raise NietVrijgegeven
    return bestand


def to_json(bestand: Kennisbestand) -> bytes:
    """The file as JSON; `gesprekskaart schema --kennis` describes it."""
    return json.dumps(bestand.model_dump(mode="json"), ensure_ascii=False, indent=2).encode() + b"\n"


def _change(
    wie: Wie, sessie_id: UUID, handeling: str, onderwerp: str, change: Callable[[Kennis], Kennis], ports: Ports
) -> None:
    for _ in range(_POGINGEN - 1):
        with suppress(IntussenGewijzigd):
            return _change_once(wie, sessie_id, handeling, onderwerp, change, ports)
    return _change_once(wie, sessie_id, handeling, onderwerp, change, ports)


def _change_once(
    wie: Wie, sessie_id: UUID, handeling: str, onderwerp: str, change: Callable[[Kennis], Kennis], ports: Ports
) -> None:
    nu = ports.sessies.get_dossier(sessie_id).kennis
    daad = Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now())
    ports.kennisdeling.save(sessie_id, change(nu), gelezen=nu.revisie, daad=daad)

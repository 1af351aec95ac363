"""Options: making and judging them, asking how people stand in one, and deciding.

A poll decides nothing: a decision is recorded by itself, with its reason. Nothing is ever deleted; what is taken off
can be put back, and what the report or an agreement rests on stays.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple
from uuid import UUID, uuid4

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig, TekstGewijzigd
from gesprekskaart.inbreng import holds_inbreng, join_inbreng, list_inbreng
from gesprekskaart.inbrengnaam import INBRENG_TEKEN, name_inbreng
from gesprekskaart.kaart import Criterium
from gesprekskaart.keuze import (
    EIGEN,
    Beoordeling,
    Besluit,
    EigenCriterium,
    Keuzemogelijkheid,
    find_lopende,
    list_criteria,
    list_gezegd,
    list_keuzes,
    list_peilingen,
    plek_van,
)
from gesprekskaart.logboek import Daad
from gesprekskaart.pdf.woorden import join_words
from gesprekskaart.peiling import Drempel, Peiling, Peilingstand, Peilingwijze
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import next_nummer
from gesprekskaart.services.peilingen import add_peiling
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import read_tekst, write_tekst
from gesprekskaart.tekst import Tekst, TekstInvoer, TekstSoort
from gesprekskaart.verwijzing import find_inbreng, find_vraag, to_verwijzingen

MAX_KEUZES = 50
"""On the list at once: more than anybody can weigh. A region that looked everywhere had four."""

MAX_CRITERIA = 12
"""Together with those of the card; a matrix with more columns nobody reads."""

STEUN = Drempel(percentage=75)
"""What a poll about an option asks for unless who leads says otherwise before it opens."""

_POGINGEN = 10
"""How often a text is taken over anew because somebody wrote in the same place just before."""


class Bronregel(NamedTuple):
    """One source of an option, as people read it."""

    bron: str
    """As it is kept."""
    verwijzing: str
    """`OS4`, or ‘Inbreng 2 bij OS4’."""
    tekst: str
    """What was contributed there; empty for a question as a whole."""


def add_keuze(
    wie: Wie, sessie_id: UUID, titel: str, *, bronnen: tuple[str, ...] = (), ports: Ports
) -> Keuzemogelijkheid:
    """A new option with the next number. Raises as `require`, Ongeldig, ValidationError, IntussenGewijzigd."""
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    _require_room(dossier)
    nummer = next_nummer("K", (keuze.nummer for keuze in dossier.keuzemogelijkheden))
    keuze = Keuzemogelijkheid(nummer=nummer, titel=titel, bronnen=bronnen)
    _require_titel(dossier, keuze)
    _require_bronnen(dossier, keuze)
    daad = _daad("add_keuze", keuze.nummer, wie, dossier, ports)
    return ports.keuzes.save(sessie_id, keuze, gelezen=0, daad=daad)


def save_keuze(wie: Wie, sessie_id: UUID, keuze: Keuzemogelijkheid, *, ports: Ports) -> Keuzemogelijkheid:
    """Change title and sources of an option that was read at `keuze.revisie`; a decision is taken with `decide`.

    Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    nu = _find(dossier, keuze.nummer)
    nieuw = nu.model_copy(update={"titel": keuze.titel, "bronnen": keuze.bronnen})
    _require_titel(dossier, nieuw)
    _require_bronnen(dossier, nieuw)
    daad = _daad("save_keuze", keuze.nummer, wie, dossier, ports)
    return ports.keuzes.save(sessie_id, nieuw, gelezen=keuze.revisie, daad=daad)


def remove_keuze(wie: Wie, sessie_id: UUID, keuze: Keuzemogelijkheid, *, ports: Ports) -> None:
    """Take an option off the list, to be put back whenever. One that something rests on stays: it may be dropped.

    Raises as `require`, NietGevonden, Ongeldig (an agreement or poll came from it, it is in a frozen version),
    IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    nu = _find(dossier, keuze.nummer)
    if rust := list_gevolgen(dossier, nu.nummer, ports=ports):
        raise Ongeldig(
            f"{nu.nummer} blijft staan: {join_words(rust)} {'komt' if len(rust) == 1 else 'komen'} eruit voort. "
            "Leg als besluit ‘vervallen’ vast; dan blijft te volgen hoe het ging."
        )
    daad = _daad("remove_keuze", nu.nummer, wie, dossier, ports)
    weg = nu.model_copy(update={"verwijderd": True})
    ports.keuzes.save(sessie_id, weg, gelezen=keuze.revisie, daad=daad)


def restore_keuze(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Put an option back, with all that was written of it. Raises as `require`, NietGevonden, Ongeldig."""
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    nu = next((keuze for keuze in dossier.keuzemogelijkheden if keuze.nummer == nummer and keuze.verwijderd), None)
    if nu is None:
        raise NietGevonden(f"Keuzemogelijkheid {nummer[:10]} is niet (meer) verwijderd.")
    _require_room(dossier)
    _require_titel(dossier, nu)
    daad = _daad("restore_keuze", nummer, wie, dossier, ports)
    ports.keuzes.save(sessie_id, nu.model_copy(update={"verwijderd": False}), gelezen=nu.revisie, daad=daad)


def list_gevolgen(dossier: Dossier, nummer: str, *, ports: Ports) -> list[str]:
    """What came of an option, in words: agreements, polls and frozen versions."""
    gevolgen = [f"afspraak {afspraak.nummer}" for afspraak in dossier.afspraken if nummer in afspraak.bronnen]
    gevolgen += [f"peiling {peiling.nummer}" for peiling in dossier.peilingen if peiling.bron == nummer]
    for versie in ports.verslagen.list(dossier.sessie.id):
        if any(keuze.nummer == nummer for keuze in versie.inhoud.keuzemogelijkheden):
            gevolgen.append(f"versie {versie.nummer} van het verslag")
    return gevolgen


def decide(
    wie: Wie, sessie_id: UUID, keuze: Keuzemogelijkheid, besluit: Besluit | None, *, ports: Ports
) -> Keuzemogelijkheid:
    """Record what was decided about an option that was read at `keuze.revisie`, or (None) that it is open again.

    Raises as `require`, NietGevonden, Ongeldig (a poll about it is still open), IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.BESLISSEN, ports)
    nu = _find(dossier, keuze.nummer)
    if open_ := [p.nummer for p in list_peilingen(dossier, nu.nummer) if p.stand is Peilingstand.OPEN]:
        raise Ongeldig(
            f"Peiling {open_[0]} over {nu.nummer} is nog open. Sluit haar eerst; dan besluit je met de uitslag erbij."
        )
    daad = _daad("decide_keuze", nu.nummer, wie, dossier, ports)
    nieuw = nu.model_copy(update={"besluit": besluit})
    return ports.keuzes.save(sessie_id, nieuw, gelezen=keuze.revisie, daad=daad)


def ask_peiling(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> Peiling:
    """Prepare a poll about an option, or give the one that is being prepared or voted in.

    Per partnership where there are several, with STEUN as the support that is asked for: what it asks can be changed
    until it opens. Raises as `require`, NietGevonden, Ongeldig.
    """
    dossier = _open(wie, sessie_id, Handeling.PEILEN, ports)
    keuze = _find(dossier, nummer)
    if (lopend := find_lopende(dossier, nummer)) is not None:
        return lopend
    per = Peilingwijze.PARTNERSCHAP if len(dossier.partnerschappen) > 1 else Peilingwijze.PERSOON
    stelling = f"Wij gaan verder met {keuze.naam}"[:300]
    peiling = Peiling(nummer="P1", stelling=stelling, per=per, drempel=STEUN, bron=nummer)
    return add_peiling(wie, sessie_id, peiling, ports=ports)


def add_criterium(wie: Wie, sessie_id: UUID, titel: str, *, ports: Ports) -> EigenCriterium:
    """A criterium of one's own. Raises as `require`, Ongeldig, ValidationError, IntussenGewijzigd."""
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    nieuw = EigenCriterium(id=f"{EIGEN}{len(dossier.criteria) + 1}", titel=titel)
    _require_criterium(dossier, nieuw)
    daad = _daad("add_criterium", nieuw.id, wie, dossier, ports)
    return ports.keuzes.save_criterium(sessie_id, nieuw, gelezen=0, daad=daad)


def save_criterium(wie: Wie, sessie_id: UUID, criterium: EigenCriterium, *, ports: Ports) -> EigenCriterium:
    """Rename a criterium of one's own, take it off or put it back; what was written at it stays.

    Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    if criterium.id not in {eigen.id for eigen in dossier.criteria}:
        raise NietGevonden("Dit criterium is er niet (meer).")
    if criterium.verwijderd:
        _require_unfrozen(dossier, criterium, ports)
    else:
        _require_criterium(dossier, criterium)
    daad = _daad("save_criterium", criterium.id, wie, dossier, ports)
    return ports.keuzes.save_criterium(sessie_id, criterium, gelezen=criterium.revisie, daad=daad)


def give_score(wie: Wie, sessie_id: UUID, beoordeling: Beoordeling, *, gelezen: int, ports: Ports) -> Beoordeling:
    """Score an option at a criterium, or at one function there; None takes it back.

    Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    _find(dossier, beoordeling.keuze)
    criterium = _find_criterium(dossier, beoordeling.criterium)
    functie = beoordeling.functie
    if functie is not None and not (criterium.per_functie and functie in dossier.kaart.functies):
        raise Ongeldig(f"Bij ‘{criterium.titel}’ wordt ‘{functie[:40]}’ niet apart beoordeeld.")
    daad = _daad("give_score", f"{beoordeling.keuze}/{beoordeling.criterium}", wie, dossier, ports)
    return ports.keuzes.save_score(sessie_id, beoordeling, gelezen=gelezen, daad=daad)


def take_over(
    wie: Wie, sessie_id: UUID, keuze: str, criterium: str, aspect: TekstSoort, *, sleutel: str, van: str, ports: Ports
) -> Tekst:
    """Add what was said under a question to a judgement, below what stands there, with where it came from.

    `van` is the code of a partnership, or empty for what they concluded together. The same again adds nothing.
    Raises as `require`, NietGevonden, Ongeldig, TekstTeLang.
    """
    dossier = _open(wie, sessie_id, Handeling.AFWEGEN, ports)
    _find(dossier, keuze)
    gezegd = list_gezegd(dossier, _find_criterium(dossier, criterium), aspect)
    deze = next((deel for deel in gezegd if (deel.sleutel, deel.van) == (sleutel, van)), None)
    if deze is None:
        raise NietGevonden(f"Bij {sleutel[:20]} staat dit niet (meer). Ververs de pagina.")
    plek = str(plek_van(aspect, keuze, criterium))
    for _ in range(_POGINGEN):
        huidig = read_tekst(wie, sessie_id, plek, sessies=ports.sessies, teksten=ports.teksten)
        if holds_inbreng(huidig.tekst, deze.met_bron):
            return huidig
        nieuw = join_inbreng(huidig.tekst, deze.met_bron)
        invoer = TekstInvoer(sessie_id=sessie_id, plek=plek, tekst=nieuw, revisie=huidig.revisie, save_id=uuid4())
        with suppress(TekstGewijzigd):
            return write_tekst(
                wie, invoer, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now
            )
    raise Ongeldig("Op die plek wordt nu druk geschreven. Wacht even en neem het dan over.")


def read_herkomst(wie: Wie, sessie_id: UUID, bronnen: tuple[str, ...], *, ports: Ports) -> tuple[Bronregel, ...]:
    """Where something came from, as people read it. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    return _tell_herkomst(dossier, bronnen)


def list_mogelijke_bronnen(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Bronregel, ...]:
    """What an option may have come from: questions, parts, and what was revealed at them. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    bronnen: list[str] = []
    for vraag in dossier.kaart.vragen:
        bronnen += vraag.ids
        bronnen += [f"{vraag.id}{INBRENG_TEKEN}{inbreng.kenmerk}" for inbreng in list_inbreng(dossier, vraag.id)]
    return _tell_herkomst(dossier, tuple(bronnen))


def _tell_herkomst(dossier: Dossier, bronnen: tuple[str, ...]) -> tuple[Bronregel, ...]:
    gevonden = []
    for bron in bronnen:
        inbreng = find_inbreng(dossier, bron)
        (verwijzing,) = to_verwijzingen(dossier, (bron,))
        gevonden.append(Bronregel(bron, name_inbreng(verwijzing), inbreng.tekst.strip() if inbreng else ""))
    return tuple(gevonden)


def _open(wie: Wie, sessie_id: UUID, handeling: Handeling, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, handeling, dossier.sessie)
    return dossier


def _find(dossier: Dossier, nummer: str) -> Keuzemogelijkheid:
    for keuze in list_keuzes(dossier):
        if keuze.nummer == nummer:
            return keuze
    raise NietGevonden(f"Keuzemogelijkheid {nummer[:10]} staat niet (meer) op de lijst. Misschien is zij verwijderd.")


def _find_criterium(dossier: Dossier, id: str) -> Criterium:
    for criterium in list_criteria(dossier.kaart, dossier.criteria):
        if criterium.id == id:
            return criterium
    raise NietGevonden("Dit criterium is er niet (meer).")


def _require_room(dossier: Dossier) -> None:
    if len(list_keuzes(dossier)) >= MAX_KEUZES:
        raise Ongeldig(
            f"Er staan al {MAX_KEUZES} keuzemogelijkheden op de lijst. "
            "Voeg er samen die op elkaar lijken, of verwijder er een; die is later terug te zetten."
        )


def _require_titel(dossier: Dossier, keuze: Keuzemogelijkheid) -> None:
    for ander in list_keuzes(dossier):
        if ander.nummer != keuze.nummer and ander.titel.casefold() == keuze.titel.casefold():
            raise Ongeldig(f"{ander.nummer} heet ook ‘{ander.titel}’. Geef een van beide een andere titel.")


def _require_bronnen(dossier: Dossier, keuze: Keuzemogelijkheid) -> None:
    bekend = set(dossier.kaart.ids)
    for bron in keuze.bronnen:
        vraag = find_vraag(bron)
        if vraag not in bekend:
            raise Ongeldig(f"De kaart van dit gesprek heeft geen vraag ‘{vraag}’.")


def _require_criterium(dossier: Dossier, nieuw: EigenCriterium) -> None:
    andere = [c for c in list_criteria(dossier.kaart, dossier.criteria) if c.id != nieuw.id]
    if len(andere) >= MAX_CRITERIA:
        raise Ongeldig(f"Meer dan {MAX_CRITERIA} criteria leest niemand naast elkaar. Haal er eerst een weg.")
    if any(ander.titel.casefold() == nieuw.titel.casefold() for ander in andere):
        raise Ongeldig(f"Er is al een criterium ‘{nieuw.titel}’.")


def _require_unfrozen(dossier: Dossier, criterium: EigenCriterium, ports: Ports) -> None:
    for versie in ports.verslagen.list(dossier.sessie.id):
        if any(eigen.id == criterium.id for eigen in versie.inhoud.criteria):
            raise Ongeldig(f"Dit criterium staat in versie {versie.nummer} van het verslag en blijft daarom staan.")


def _daad(handeling: str, onderwerp: str, wie: Wie, dossier: Dossier, ports: Ports) -> Daad:
    stand = dossier.sessie.stand
    return Daad(handeling=handeling, onderwerp=f"keuze/{onderwerp}", wie=wie.kenmerk, op=ports.now(), stand=stand)

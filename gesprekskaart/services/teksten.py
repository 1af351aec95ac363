"""Writing: the one road along which every text that people type reaches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier, moment_for
from gesprekskaart.errors import NietToegestaan, Ongeldig, StandGewijzigd, TekstGewijzigd
from gesprekskaart.groep import Groep
from gesprekskaart.keuze import list_sleutels
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Bewaring, Clock, Groepen, Kaarten, Ports, Sessies, Teksten
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import NietBesproken, Sessie
from gesprekskaart.stroom import MARKEERDE, NIET_BESPROKEN, ONTMARKEERDE, SCHREEF_TEKST
from gesprekskaart.tekst import (
    AFSPRAAKSOORTEN,
    ASPECTEN,
    CONCLUSIESOORTEN,
    GROEPSOORTEN,
    KEUZESOORTEN,
    UITKOMSTSOORTEN,
    Plek,
    Tekst,
    TekstInvoer,
    TekstSoort,
    clean_tekst,
)

_HANDELING = {
    TekstSoort.ANTWOORD: Handeling.ANTWOORDEN,
    **dict.fromkeys(CONCLUSIESOORTEN, Handeling.CONCLUDEREN),
    **dict.fromkeys(
        (TekstSoort.TOELICHTING, TekstSoort.AANPAK, *AFSPRAAKSOORTEN, TekstSoort.ACTIE), Handeling.AFSPREKEN
    ),
    **dict.fromkeys(UITKOMSTSOORTEN, Handeling.TERUGBLIKKEN),
    TekstSoort.WIJZIGINGEN: Handeling.BEVRIEZEN,
    TekstSoort.INBRENG: Handeling.INBRENGEN,
    **dict.fromkeys(GROEPSOORTEN, Handeling.NOTEREN),
    **dict.fromkeys((*KEUZESOORTEN, *ASPECTEN), Handeling.AFWEGEN),
    **dict.fromkeys((TekstSoort.STANDPUNT, TekstSoort.MINDERHEID), Handeling.SPREKEN),
    **dict.fromkeys(
        (TekstSoort.VERSCHIL, TekstSoort.EENS, TekstSoort.VERDER, TekstSoort.ISSUE, TekstSoort.WAAROM),
        Handeling.VASTLEGGEN,
    ),
    TekstSoort.TERUGKOPPELING: Handeling.TERUGKOPPELEN,
}


def handeling_for(plek: Plek) -> Handeling:
    """What somebody does who writes here."""
    return _HANDELING[plek.soort]


def read_tekst(wie: Wie, sessie_id: UUID, plek: str, *, sessies: Sessies, teksten: Teksten) -> Tekst:
    """The text at a place as it stands; revision 0 where nobody wrote yet.

    Raises SessieOnbekend, Ongeldig; NietToegestaan for the inbreng of somebody else, which is read when revealed.
    """
    sessie = sessies.get(sessie_id)
    waar = Plek.parse(plek)
    require(wie, Handeling.LEZEN, sessie)
    if not is_readable(wie, waar):
        raise NietToegestaan("Deze inbreng is van iemand anders. Na het onthullen lees je haar bij de vraag.")
    return teksten.get(sessie_id, str(waar)) or Tekst(plek=waar, tekst="", revisie=0, door="", op=sessie.aangemaakt_op)


def is_readable(wie: Wie, plek: Plek) -> bool:
    """Whether somebody who reads the session may read the text at this very place: inbreng only its own person."""
    return plek.soort is not TekstSoort.INBRENG or (
        wie.deelnemer is not None and wie.deelnemer.nummer == plek.deelnemer
    )


def write_tekst(
    wie: Wie, invoer: TekstInvoer, *, sessies: Sessies, teksten: Teksten, groepen: Groepen, now: Clock
) -> Tekst:
    """Write one text; durably kept when this returns. The same save_id again is harmless.

    Raises NietToegestaan, SessieOnbekend, Ongeldig (no such place on this card), TekstTeLang, and TekstGewijzigd
    with the current text when somebody else was first; nothing is overwritten then.
    """
    while True:
        # The session may be frozen between judging and writing; then it is judged anew, and refused with the reason.
        with suppress(StandGewijzigd):
            return _write_once(wie, invoer, sessies=sessies, teksten=teksten, groepen=groepen, now=now)


def _write_once(
    wie: Wie, invoer: TekstInvoer, *, sessies: Sessies, teksten: Teksten, groepen: Groepen, now: Clock
) -> Tekst:
    plek = Plek.parse(invoer.plek)
    sessie = sessies.get(invoer.sessie_id)
    require_writable(wie, plek, sessie, groepen=groepen)
    huidige = teksten.get(sessie.id, str(plek))
    is_verouderd = (huidige.revisie if huidige else 0) != invoer.revisie
    # A save that arrived before made a next revision, so only a stale one can be such a retry.
    if is_verouderd and huidige and teksten.find_save(sessie.id, str(plek), invoer.save_id) is not None:
        return huidige
    if huidige is None and not has_plek(sessies.get_dossier(sessie.id), plek):
        raise Ongeldig(
            f"De plek ‘{plek}’ bestaat niet in dit gesprek. Ververs de pagina; je tekst staat op dit apparaat."
        )
    if is_verouderd:
        raise TekstGewijzigd(huidige or _nobody_wrote(plek, sessie))
    tekst = _next_tekst(wie, invoer, plek, sessie, huidige, now)
    daad = Daad(handeling=SCHREEF_TEKST, onderwerp=str(plek), wie=wie.kenmerk, op=tekst.op, stand=sessie.stand)
    return teksten.save(sessie.id, tekst, gelezen=invoer.revisie, save_id=invoer.save_id, daad=daad)


def write_together(wie: Wie, sessie_id: UUID, invoeren: Sequence[TekstInvoer], *, ports: Ports) -> None:
    """Write several texts in one transaction, each as `write_tekst` would: all of them, or none.

    Raises as `write_tekst`.
    """
    while True:
        with suppress(StandGewijzigd):
            ports.teksten.save_all(sessie_id, [_make_bewaring(wie, sessie_id, invoer, ports) for invoer in invoeren])
            return


def _make_bewaring(wie: Wie, sessie_id: UUID, invoer: TekstInvoer, ports: Ports) -> Bewaring:
    plek, sessie = Plek.parse(invoer.plek), ports.sessies.get(sessie_id)
    require_writable(wie, plek, sessie, groepen=ports.groepen)
    huidige = ports.teksten.get(sessie_id, str(plek))
    if (huidige.revisie if huidige else 0) != invoer.revisie:
        raise TekstGewijzigd(huidige or _nobody_wrote(plek, sessie))
    if huidige is None and not has_plek(ports.sessies.get_dossier(sessie_id), plek):
        raise Ongeldig(f"De plek ‘{plek}’ bestaat niet in dit gesprek. Er is niets gewijzigd.")
    tekst = _next_tekst(wie, invoer, plek, sessie, huidige, ports.now)
    daad = Daad(handeling=SCHREEF_TEKST, onderwerp=str(plek), wie=wie.kenmerk, op=tekst.op, stand=sessie.stand)
    return Bewaring(tekst, invoer.revisie, invoer.save_id, daad)


def require_writable(wie: Wie, plek: Plek, sessie: Sessie, *, groepen: Groepen) -> None:
    """Raises SessieOnbekend, NietToegestaan when this person may not write at this place now."""
    groep = find_groep(sessie.id, plek.groep, groepen=groepen)
    require(wie, handeling_for(plek), sessie, partnerschap=plek.partnerschap, deelnemer=plek.deelnemer, groep=groep)


def find_groep(sessie_id: UUID, nummer: int | None, *, groepen: Groepen) -> Groep | None:
    """The group that a place or mark is of; None when it is of none, or of one that is not there."""
    return None if nummer is None else groepen.get(sessie_id, nummer)


def has_plek(dossier: Dossier, plek: Plek) -> bool:
    """Whether this session, with its card, has such a place to write in."""
    if plek.partnerschap is not None and plek.partnerschap not in {p.code for p in dossier.partnerschappen}:
        return False
    if plek.deelnemer is not None and plek.deelnemer not in {d.nummer for d in dossier.deelnemers}:
        return False
    if plek.groep is not None and dossier.find_groep(plek.groep) is None:
        return False
    if plek.soort in UITKOMSTSOORTEN:
        terug = dossier.terugblik
        punten = terug and (terug.afspraken if plek.soort is TekstSoort.AFSPRAAKUITKOMST else terug.acties)
        return plek.sleutel in {punt.nummer for punt in punten or ()}
    if plek.soort in (*KEUZESOORTEN, *ASPECTEN):
        return plek.sleutel in list_sleutels(dossier, plek.soort)
    return (plek.soort is TekstSoort.WIJZIGINGEN and plek.sleutel.isdecimal()) or plek.sleutel in _list_sleutels(
        dossier, plek.soort
    )


def _list_sleutels(dossier: Dossier, soort: TekstSoort) -> set[str]:
    """What texts of this kind can be about in this session."""
    return set(_SLEUTELS.get(soort, _walk_vragen)(dossier))


def _walk_vragen(dossier: Dossier) -> Iterable[str]:
    return (vraag.id for vraag in dossier.kaart.vragen)


def _walk_verschillen(dossier: Dossier) -> Iterable[str]:
    return (verschil.nummer for verschil in dossier.verschillen if not verschil.verwijderd)


def _walk_issues(dossier: Dossier) -> Iterable[str]:
    return (issue.nummer for issue in dossier.issues if not issue.verwijderd)


def _walk_aanbevelingen(dossier: Dossier) -> Iterable[str]:
    return (aanbeveling.id for aanbeveling in dossier.kaart.aanbevelingen)


_VAN_VERSCHIL = (
    *(TekstSoort.VERSCHIL, TekstSoort.EENS, TekstSoort.VERDER),
    *(TekstSoort.STANDPUNT, TekstSoort.MINDERHEID),
)
_VAN_ISSUE = (TekstSoort.ISSUE, TekstSoort.WAAROM, TekstSoort.TERUGKOPPELING)

_SLEUTELS: dict[TekstSoort, Callable[[Dossier], Iterable[str]]] = {
    TekstSoort.ANTWOORD: lambda dossier: (sleutel for vraag in dossier.kaart.vragen for sleutel in vraag.sleutels),
    TekstSoort.TOELICHTING: _walk_aanbevelingen,
    TekstSoort.AANPAK: _walk_aanbevelingen,
    **dict.fromkeys(AFSPRAAKSOORTEN, lambda dossier: (afspraak.nummer for afspraak in dossier.afspraken)),
    TekstSoort.ACTIE: lambda dossier: (actie.nummer for actie in dossier.acties),
    # Only where people were told whether their names will show.
    TekstSoort.INBRENG: lambda dossier: dossier.regie.vastgelegd if dossier.regie else (),
    **dict.fromkeys(_VAN_VERSCHIL, _walk_verschillen),
    **dict.fromkeys(_VAN_ISSUE, _walk_issues),
}
"""For each kind of text what it can be about; all others are about a question."""


def _nobody_wrote(plek: Plek, sessie: Sessie) -> Tekst:
    return Tekst(plek=plek, tekst="", revisie=0, door="niemand", op=sessie.aangemaakt_op)


def _next_tekst(wie: Wie, invoer: TekstInvoer, plek: Plek, sessie: Sessie, huidige: Tekst | None, now: Clock) -> Tekst:
    tekst = clean_tekst(invoer.tekst)
    moment = huidige.moment if huidige else None
    if plek.soort is TekstSoort.ANTWOORD and moment is None and tekst.strip():
        moment = moment_for(sessie.stand)
    return Tekst(plek=plek, tekst=tekst, revisie=invoer.revisie + 1, door=wie.aanduiding, op=now(), moment=moment)


def mark_niet_besproken(wie: Wie, sessie_id: UUID, feit: NietBesproken, *, geldt: bool, ports: Ports) -> None:
    """State, or take back, that a question or part was not discussed: by all, by one partnership, or by one group.

    Raises SessieOnbekend, NietToegestaan, Ongeldig when there is no such question on the card, or no such group.
    """
    sessie = ports.sessies.get(sessie_id)
    groep = find_groep(sessie_id, feit.groep, groepen=ports.groepen)
    require(wie, Handeling.MARKEREN, sessie, groep=groep)
    if feit.groep is not None and groep is None:
        raise Ongeldig(f"Groep {feit.groep} bestaat niet (meer) in dit gesprek. Ververs de pagina.")
    if feit.sleutel not in _sleutels(sessie, ports.kaarten):
        raise Ongeldig(f"De kaart van dit gesprek heeft geen vraag ‘{feit.sleutel}’.")
    onderwerp = NIET_BESPROKEN + feit.plek
    handeling = MARKEERDE if geldt else ONTMARKEERDE
    daad = Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=sessie.stand)
    ports.teksten.save_niet_besproken(sessie_id, feit, geldt=geldt, daad=daad)


def _sleutels(sessie: Sessie, kaarten: Kaarten) -> tuple[str, ...]:
    return kaarten.get(sessie.kaart_id, sessie.kaart_versie).ids

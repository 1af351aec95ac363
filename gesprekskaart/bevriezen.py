"""What a session holds at this moment, in one fixed order, so that equal content has an equal fingerprint.

The order: partnerships as the session has them; answers, conclusions and what was not discussed as the card has its
questions; participants, groups, polls, agreements and actions by number; notes per theme and then per group, votes by
voter. Blank texts and what is not on the card are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from gesprekskaart.dossier import Dossier
from gesprekskaart.groep import Groepinhoud
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.inbreng import list_stukken
from gesprekskaart.peiling import Peilingstand, Stem, Steminhoud, sort_stemmen
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.tekst import CONCLUSIESOORTEN, Plek, TekstSoort
from gesprekskaart.verslag import (
    Actieinhoud,
    Afspraakinhoud,
    Antwoordinhoud,
    Conclusieinhoud,
    Deelnemerinhoud,
    Gespreksinhoud,
    Groepsnotitie,
    Inbrenginhoud,
    Inhoud,
    Naamzegel,
    Peilinginhoud,
    Toetsinhoud,
)
from gesprekskaart.vervolg import Vervolgstuk

TOETSSOORTEN = (TekstSoort.TOELICHTING, TekstSoort.AANPAK)


def make_zegels(dossier: Dossier, new_zout: Callable[[], str]) -> tuple[Naamzegel, ...]:
    """A fresh seal for everybody with a name; `new_zout` gives at least 128 random bits in hex at every call."""
    deelnemers = sorted(dossier.deelnemers, key=lambda deelnemer: deelnemer.nummer)
    return tuple(Naamzegel(nummer=d.nummer, naam=d.naam, zout=new_zout()) for d in deelnemers if d.naam)


def make_inhoud(dossier: Dossier, zegels: tuple[Naamzegel, ...]) -> Inhoud:
    """The content to freeze: no names, only the naamafdruk of everybody who has a seal."""
    afdrukken = {zegel.nummer: zegel.naamafdruk for zegel in zegels}
    deelnemers = (
        Deelnemerinhoud(**deelnemer.model_dump(exclude={"naam"}), naamafdruk=afdrukken.get(deelnemer.nummer))
        for deelnemer in sorted(dossier.deelnemers, key=lambda deelnemer: deelnemer.nummer)
    )
    gesprek = dict(make_gespreksinhoud(dossier))
    # What is still being asked, or was never asked, is no part of what was said.
    gesprek["peilingen"] = tuple(p for p in gesprek["peilingen"] if p.stand is Peilingstand.GESLOTEN)
    return Inhoud(
        formaat="gesprekskaart-verslag/1",
        **gesprek,
        kaart=dossier.kaart,
        deelnemers=tuple(deelnemers),
    )


def make_gespreksinhoud(dossier: Dossier) -> Gespreksinhoud:
    """What was said and settled, without revisions: those count saves, which is not content."""
    regie = dossier.regie
    return Gespreksinhoud(
        gesprek=dossier.sessie.gesprek,
        partnerschappen=tuple(p.model_copy(update={"revisie": 1}) for p in dossier.partnerschappen),
        antwoorden=tuple(_walk_antwoorden(dossier)),
        conclusies=tuple(_walk_conclusies(dossier)),
        inbreng=tuple(_walk_inbreng(dossier)),
        geparkeerd=tuple(vraag.id for vraag in dossier.kaart.vragen if regie and vraag.id in regie.geparkeerd),
        niet_besproken=tuple(_walk_niet_besproken(dossier)),
        peilingen=tuple(_walk_peilingen(dossier)),
        **_walk_vervolg(dossier),
        aanbevelingen=tuple(_walk_aanbevelingen(dossier)),
        groepen=tuple(map(_make_groepinhoud, dossier.groepen)),
        groepsnotities=tuple(_walk_groepsnotities(dossier)),
    )


def _walk_antwoorden(dossier: Dossier) -> Iterator[Antwoordinhoud]:
    for sleutel in (sleutel for vraag in dossier.kaart.vragen for sleutel in vraag.sleutels):
        for code in (partnerschap.code for partnerschap in dossier.partnerschappen):
            plek = Plek(soort=TekstSoort.ANTWOORD, sleutel=sleutel, partnerschap=code)
            tekst = dossier.teksten.get(str(plek))
            if tekst and tekst.tekst.strip():
                yield Antwoordinhoud(vraag=sleutel, partnerschap=code, tekst=tekst.tekst, moment=tekst.moment)


def _walk_conclusies(dossier: Dossier) -> Iterator[Conclusieinhoud]:
    for vraag in dossier.kaart.vragen:
        teksten = {soort.value: _find_tekst(dossier, soort, vraag.id) for soort in CONCLUSIESOORTEN}
        if any(teksten.values()):
            yield Conclusieinhoud(vraag=vraag.id, **teksten)


def _walk_inbreng(dossier: Dossier) -> Iterator[Inbrenginhoud]:
    """Only what was revealed; what is anonymous leaves its writer behind here."""
    for vraag in dossier.kaart.vragen:
        for inbreng, deelnemer in list_stukken(dossier, vraag.id):
            yield Inbrenginhoud(
                vraag=vraag.id,
                partnerschap=inbreng.partnerschap or None,
                deelnemer=deelnemer if inbreng.van else None,
                tekst=inbreng.tekst,
                bundel=inbreng.bundel,
                merk=inbreng.merk,
            )


def _walk_niet_besproken(dossier: Dossier) -> Iterator[NietBesproken]:
    for vraag in dossier.kaart.vragen:
        for sleutel in dict.fromkeys((vraag.id, *vraag.sleutels)):
            van = [(None, None), *((partnerschap.code, None) for partnerschap in dossier.partnerschappen)]
            for code, groep in (*van, *((None, groep.nummer) for groep in dossier.groepen)):
                feit = dossier.niet_besproken_bij(sleutel, code, groep)
                if feit is not None:
                    yield feit


def _make_groepinhoud(groep: Groepinhoud) -> Groepinhoud:
    """The facts alone: a clock and whether it was closed are of the moment."""
    return Groepinhoud(**groep.model_dump(include=set(Groepinhoud.model_fields)))


def _walk_groepsnotities(dossier: Dossier) -> Iterator[Groepsnotitie]:
    for vraag in dossier.kaart.vragen:
        for groep in dossier.groepen:
            for plek in dossier.groepsplekken(groep, vraag.id):
                if dossier.is_gevuld(plek):
                    tekst = dossier.teksten[str(plek)].tekst
                    yield Groepsnotitie(
                        vraag=vraag.id,
                        groep=groep.nummer,
                        soort=plek.soort,
                        partnerschap=plek.partnerschap,
                        tekst=tekst,
                    )


def _walk_peilingen(dossier: Dossier) -> Iterator[Peilinginhoud]:
    for peiling in sorted(dossier.peilingen, key=lambda peiling: _as_counted(peiling.nummer)):
        # Until it closes nobody gets to see a vote: not the facilitator either, and not in a file.
        is_gesloten = peiling.stand is Peilingstand.GESLOTEN
        stemmen = sort_stemmen(peiling, dossier.stemmen) if is_gesloten else ()
        yield Peilinginhoud(**peiling.model_dump(), stemmen=tuple(_to_steminhoud(stem) for stem in stemmen))


def _to_steminhoud(stem: Stem) -> Steminhoud:
    return Steminhoud(**stem.model_dump(exclude={"peiling"}))


def _walk_vervolg(dossier: Dossier) -> dict[str, Any]:
    """Agreements and actions, without naming what is no longer there: a reader would look for it in vain."""
    herkomst = make_herkomst(dossier.kaart, dossier)
    mensen = {deelnemer.nummer for deelnemer in dossier.deelnemers}

    def state(stuk: Vervolgstuk) -> dict[str, Any]:
        return {**stuk.model_dump(), "bronnen": tuple(filter(herkomst.is_bekend, stuk.bronnen))}

    afspraken = (
        Afspraakinhoud(
            **state(afspraak),
            tekst=_find_tekst(dossier, TekstSoort.AFSPRAAK, afspraak.nummer),
            resultaat=_find_tekst(dossier, TekstSoort.RESULTAAT, afspraak.nummer),
            meting=_find_tekst(dossier, TekstSoort.METING, afspraak.nummer),
        )
        for afspraak in sorted(dossier.afspraken, key=lambda afspraak: _as_counted(afspraak.nummer))
    )
    acties = (
        Actieinhoud(
            **state(actie) | {"deelnemer": actie.deelnemer if actie.deelnemer in mensen else None},
            tekst=_find_tekst(dossier, TekstSoort.ACTIE, actie.nummer),
        )
        for actie in sorted(dossier.acties, key=lambda actie: _as_counted(actie.nummer))
    )
    return {"afspraken": tuple(afspraken), "acties": tuple(acties)}


def _walk_aanbevelingen(dossier: Dossier) -> Iterator[Toetsinhoud]:
    oordelen = {toets.aanbeveling: toets.oordeel for toets in dossier.toetsen}
    for aanbeveling in dossier.kaart.aanbevelingen:
        oordeel = oordelen.get(aanbeveling.id)
        toelichting, aanpak = (_find_tekst(dossier, soort, aanbeveling.id) for soort in TOETSSOORTEN)
        if oordeel is not None or toelichting or aanpak:
            yield Toetsinhoud(aanbeveling=aanbeveling.id, oordeel=oordeel, toelichting=toelichting, aanpak=aanpak)


def _find_tekst(dossier: Dossier, soort: TekstSoort, sleutel: str) -> str:
    tekst = dossier.tekst(soort, sleutel)
    return tekst if tekst.strip() else ""


def _as_counted(nummer: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Sorts as people count: 2 before 10, and S1 after both."""
    stukken = re.findall(r"[0-9]+|[^0-9]+", nummer)
    return [(False, int(stuk), "") if stuk.isdigit() else (True, 0, stuk) for stuk in stukken], nummer

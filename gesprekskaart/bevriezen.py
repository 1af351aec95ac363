"""What a session holds at this moment, in one fixed order, so that equal content has an equal fingerprint.

The order: partnerships as the session has them; answers, conclusions and what was not discussed as the card has its
questions; participants, groups, options, polls, agreements, actions, differences, issues and involvements by number;
notes per theme and then per group, votes by voter. Blank texts and what is not on the card are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gesprekskaart.bronnen import Herkomstvan, list_bronnen
from gesprekskaart.dossier import Dossier
from gesprekskaart.groep import Groepinhoud
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.inbreng import list_stukken
from gesprekskaart.keuze import Score
from gesprekskaart.peiling import Peilingstand, Stem, Steminhoud, sort_stemmen
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.tekst import ASPECTEN, CONCLUSIESOORTEN, KEUZESOORTEN, Plek, TekstSoort
from gesprekskaart.verslag import (
    Actieinhoud,
    Afspraakinhoud,
    Antwoordinhoud,
    Beoordelinginhoud,
    Conclusieinhoud,
    Deelnemerinhoud,
    Gespreksinhoud,
    Groepsnotitie,
    Inbrenginhoud,
    Inhoud,
    Issueinhoud,
    Keuzeinhoud,
    Naamzegel,
    Peilinginhoud,
    Standpuntinhoud,
    Terugblik,
    Toetsinhoud,
    Verschilinhoud,
)
from gesprekskaart.vervolg import Vervolgstuk
from gesprekskaart.verwijzing import to_verwijzingen

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
    gesprek: dict[str, Any] = dict(make_gespreksinhoud(dossier))
    # What is still being asked, or was never asked, is no part of what was said.
    gesprek["peilingen"] = tuple(p for p in gesprek["peilingen"] if p.stand is Peilingstand.GESLOTEN)
    _leave_out_removed(gesprek)
    inhoud = Inhoud(
        formaat="gesprekskaart-verslag/1",
        **gesprek,
        kaart=dossier.kaart,
        deelnemers=tuple(deelnemers),
    )
    return _name_only_what_is_there(inhoud.model_copy(update=_keep_bronnen(dossier, inhoud)))


def _name_only_what_is_there(inhoud: Inhoud) -> Inhoud:
    """Agreements and actions without sources that a report leaves out, such as a poll that was never held."""
    herkomst = make_herkomst(inhoud.kaart, inhoud)

    def keep(stuk: Afspraakinhoud | Actieinhoud) -> Afspraakinhoud | Actieinhoud:
        return stuk.model_copy(update={"bronnen": tuple(filter(herkomst.is_bekend, stuk.bronnen))})

    return inhoud.model_copy(
        update={"afspraken": tuple(map(keep, inhoud.afspraken)), "acties": tuple(map(keep, inhoud.acties))}
    )


def _leave_out_removed(gesprek: dict[str, Any]) -> None:
    """Take out what was taken off: it can be put back, but a report does not show it.

    An option that a poll or agreement names stays all the same, so that nothing in a report refers to nothing.
    """
    for naam in _HERKOMST:
        gesprek[naam] = tuple(iets for iets in gesprek[naam] if not iets.verwijderd)
    genoemd = {peiling.bron for peiling in gesprek["peilingen"]}
    genoemd |= {bron for stuk in (*gesprek["afspraken"], *gesprek["acties"]) for bron in stuk.bronnen}
    weg = {criterium.id for criterium in gesprek["criteria"] if criterium.verwijderd}
    gesprek["criteria"] = tuple(criterium for criterium in gesprek["criteria"] if not criterium.verwijderd)
    gesprek["keuzemogelijkheden"] = tuple(
        keuze.model_copy(update={"beoordelingen": tuple(b for b in keuze.beoordelingen if b.criterium not in weg)})
        for keuze in gesprek["keuzemogelijkheden"]
        if not keuze.verwijderd or keuze.nummer in genoemd
    )


def make_gespreksinhoud(dossier: Dossier) -> Gespreksinhoud:
    """What was said and settled, without revisions: those count saves, which is not content."""
    regie = dossier.regie
    inhoud = Gespreksinhoud(
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
        terugblik=_make_terugblik(dossier),
        criteria=tuple(
            c.model_copy(update={"revisie": 1}) for c in sorted(dossier.criteria, key=lambda c: _as_counted(c.id))
        ),
        keuzemogelijkheden=tuple(_walk_keuzes(dossier)),
        verschillen=tuple(_walk_verschillen(dossier)),
        issues=tuple(_walk_issues(dossier)),
        betrokkenen=tuple(
            betrokkenheid.model_copy(update={"revisie": 1})
            for betrokkenheid in sorted(dossier.betrokkenen, key=lambda b: _as_counted(b.nummer))
        ),
    )
    return inhoud.model_copy(update=_keep_bronnen(dossier, inhoud))


_HERKOMST = {
    "verschillen": Herkomstvan.VERSCHIL,
    "issues": Herkomstvan.ISSUE,
    "betrokkenen": Herkomstvan.BETROKKENHEID,
}


def _keep_bronnen(dossier: Dossier, inhoud: Gespreksinhoud) -> dict[str, Any]:
    """The lists of which the origins may have been deleted, or are left out here: each with those that are there."""
    velden: dict[str, Any] = {}
    for naam, van in _HERKOMST.items():
        bekend = set(list_bronnen(dossier.kaart, inhoud, van))
        velden[naam] = tuple(
            iets.model_copy(update={"bronnen": tuple(bron for bron in iets.bronnen if bron in bekend)})
            for iets in getattr(inhoud, naam)
        )
    return velden


def _make_terugblik(dossier: Dossier) -> Terugblik | None:
    terug = dossier.terugblik
    if terug is None:
        return None

    def uitkomst(soort: TekstSoort, nummer: str) -> dict[str, str]:
        return {"uitkomst": _find_tekst(dossier, soort, nummer)}

    afspraken = (a.model_copy(update=uitkomst(TekstSoort.AFSPRAAKUITKOMST, a.nummer)) for a in terug.afspraken)
    acties = (a.model_copy(update=uitkomst(TekstSoort.ACTIEUITKOMST, a.nummer)) for a in terug.acties)
    return terug.model_copy(update={"afspraken": tuple(afspraken), "acties": tuple(acties)})


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
    van = [(None, None), *((partnerschap.code, None) for partnerschap in dossier.partnerschappen)]
    van_groep = [(None, groep.nummer) for groep in dossier.groepen]
    for sleutel in dossier.kaart.ids:
        for code, groep in (*van, *van_groep):
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


def _walk_keuzes(dossier: Dossier) -> Iterator[Keuzeinhoud]:
    scores = {b.waarvan: b.score for b in dossier.beoordelingen if b.score is not None}
    ids = [*(c.id for c in dossier.kaart.criteria), *sorted((c.id for c in dossier.criteria), key=_as_counted)]
    for keuze in sorted(dossier.keuzemogelijkheden, key=lambda keuze: _as_counted(keuze.nummer)):
        beoordelingen = (_make_beoordeling(dossier, keuze.nummer, id, scores) for id in ids)
        yield Keuzeinhoud(
            **{**keuze.model_dump(), "bronnen": to_verwijzingen(dossier, keuze.bronnen)},
            **{soort.value: _find_tekst(dossier, soort, keuze.nummer) for soort in KEUZESOORTEN},
            beoordelingen=tuple(b for b in beoordelingen if b != Beoordelinginhoud(criterium=b.criterium)),
        )


def _make_beoordeling(
    dossier: Dossier, keuze: str, criterium: str, scores: Mapping[tuple[str, str, str | None], Score]
) -> Beoordelinginhoud:
    functies = ((functie, scores.get((keuze, criterium, functie))) for functie in dossier.kaart.functies)
    return Beoordelinginhoud(
        criterium=criterium,
        score=scores.get((keuze, criterium, None)),
        functies={functie: score for functie, score in functies if score is not None},
        **{soort.value: _find_tekst(dossier, soort, f"{keuze}-{criterium}") for soort in ASPECTEN},
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


def _walk_verschillen(dossier: Dossier) -> Iterator[Verschilinhoud]:
    for verschil in sorted(dossier.verschillen, key=lambda verschil: _as_counted(verschil.nummer)):
        standpunten = (
            Standpuntinhoud(
                partnerschap=partnerschap.code,
                standpunt=_find_tekst(dossier, TekstSoort.STANDPUNT, verschil.nummer, partnerschap.code),
                minderheidsstandpunt=_find_tekst(dossier, TekstSoort.MINDERHEID, verschil.nummer, partnerschap.code),
            )
            for partnerschap in dossier.partnerschappen
        )
        yield Verschilinhoud(
            **verschil.model_dump(),
            tekst=_find_tekst(dossier, TekstSoort.VERSCHIL, verschil.nummer),
            standpunten=tuple(s for s in standpunten if s.standpunt or s.minderheidsstandpunt),
            eens=_find_tekst(dossier, TekstSoort.EENS, verschil.nummer),
            verder=_find_tekst(dossier, TekstSoort.VERDER, verschil.nummer),
        )


def _walk_issues(dossier: Dossier) -> Iterator[Issueinhoud]:
    """The facts alone: what became of an issue comes after the conversation."""
    for issue in sorted(dossier.issues, key=lambda issue: _as_counted(issue.nummer)):
        yield Issueinhoud(
            **issue.model_dump(include=set(Issueinhoud.model_fields)),
            tekst=_find_tekst(dossier, TekstSoort.ISSUE, issue.nummer),
            waarom=_find_tekst(dossier, TekstSoort.WAAROM, issue.nummer),
        )


def _find_tekst(dossier: Dossier, soort: TekstSoort, sleutel: str, partnerschap: str | None = None) -> str:
    tekst = dossier.tekst(soort, sleutel, partnerschap)
    return tekst if tekst.strip() else ""


def _as_counted(nummer: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Sorts as people count: 2 before 10, and S1 after both."""
    stukken = re.findall(r"[0-9]+|[^0-9]+", nummer)
    return [(False, int(stuk), "") if stuk.isdigit() else (True, 0, stuk) for stuk in stukken], nummer

"""What is wrong with a session in the exchange format although each field by itself is right: told with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.bronnen import Herkomstvan, list_bronnen
from gesprekskaart.datum import JAREN
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.inbrengnaam import INBRENG_TEKEN
from gesprekskaart.kaart import Kaart
from gesprekskaart.keuze import EIGEN
from gesprekskaart.landelijk import Issuekern
from gesprekskaart.peiling import Peilingstand, Peilingwijze, Steminhoud, find_fault
from gesprekskaart.reeks import Nummers, Openstaand, collect_nummers
from gesprekskaart.sessie import Deelnemer, NietBesproken, Stand
from gesprekskaart.uitwisseling import Sessiebestand, Uitwisselingsbestand, Versiebestand
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import (
    Afspraakterug,
    Deelnemerinhoud,
    Groepsnotitie,
    Inbrenginhoud,
    Inhoud,
    Peilinginhoud,
    Terugblik,
)
from gesprekskaart.vervolg import Vervolgstuk

_JAREN = range(1900, 3000)
"""Moments outside these years are typing errors, and the first and last of all years have no equal in UTC."""

_GEEN_PARTNERSCHAP = "is geen code van een partnerschap in dit gesprek"

_WIE_STEMT = {
    "": "deze peiling is anoniem; noem geen deelnemer en geen partnerschap",
    Peilingwijze.PERSOON: "noem het nummer van de deelnemer die dit stemde",
    Peilingwijze.PARTNERSCHAP: "noem de code van het partnerschap dat dit stemde",
}
"""Whom a vote names, by the kind of voter; in an anonymous poll nobody."""


_WELK_EERST = "en een ander gesprek is daar het vervolg van; geef elk een eigen id"

_VAN_DE_LIJST = "is van de lijst gehaald; zet ‘verwijderd’ daar op false, of noem haar hier niet"

_AL_IETS_ANDERS = "is in een eerder gesprek van deze reeks al iets anders; nummer door, of neem het op in terugblik"


def find_faults(bestand: Sessiebestand, kaart: Kaart) -> Iterator[str]:
    """Every fault in a session's file, each with its place: doubles, and references to what is not there."""
    yield from _find_content_faults(bestand, kaart)
    if bestand.terugblik is not None and bestand.vorige is None:
        yield "terugblik: hoort bij een vervolg; zet bij vorige het id van het gesprek ervoor"
    yield from _find_kennis_faults(bestand)
    yield from _find_tekenaar_faults(bestand)
    yield from _find_verwijderd_faults(bestand)
    for plaats, dag in _walk_dagen(bestand.model_dump(exclude={"versies"})):
        if dag.year not in JAREN:
            yield f"{plaats}: het jaar {dag.year} kan niet kloppen; kijk het jaartal na"
    if bestand.stand in (Stand.VERSLAG, Stand.VASTGESTELD) and not bestand.versies:
        yield f"stand: bij ‘{bestand.stand}’ hoort minstens één bevroren versie"
    for nummer, versie in enumerate(bestand.versies, start=1):
        fouten = (*_find_content_faults(versie.inhoud, versie.inhoud.kaart, "inhoud → "), *_find_version_faults(versie))
        yield from (f"versies {nummer} → {fout}" for fout in fouten)
        if versie.nummer != nummer:
            yield f"versies {nummer} → nummer: ‘{versie.nummer}’ hoort {nummer} te zijn; nummer ze door vanaf 1"


def _find_verwijderd_faults(bestand: Sessiebestand) -> Iterator[str]:
    """Options that were taken off the list although something rests on them; on screen that cannot be."""
    weg = {keuze.nummer for keuze in bestand.keuzemogelijkheden if keuze.verwijderd}
    for nummer, afspraak in enumerate(bestand.afspraken, start=1):
        for bron in weg.intersection(afspraak.bronnen):
            yield f"afspraken {nummer} → bronnen: ‘{bron}’ {_VAN_DE_LIJST}"
    for nummer, peiling in enumerate(bestand.peilingen, start=1):
        if peiling.bron in weg:
            yield f"peilingen {nummer} → bron: ‘{peiling.bron}’ {_VAN_DE_LIJST}"


def _walk_dagen(waarde: object, plaats: str = "") -> Iterator[tuple[str, date]]:
    """Every day that is named, with its place."""
    if type(waarde) is date:
        yield plaats, waarde
    elif isinstance(waarde, Mapping):
        for naam, deel in waarde.items():
            yield from _walk_dagen(deel, f"{plaats} → {naam}" if plaats else str(naam))
    elif isinstance(waarde, list | tuple):
        for nummer, deel in enumerate(waarde, start=1):
            yield from _walk_dagen(deel, f"{plaats} {nummer}")


def find_reeks_faults(bestand: Uitwisselingsbestand) -> Iterator[str]:
    """Every fault in how the sessions of a file follow one another, each with its place."""
    plaatsen: dict[UUID, int] = {}
    gevolgd: dict[UUID, int] = {}
    naar = {sessie.vorige for sessie in bestand.sessies}
    for nummer, sessie in enumerate(bestand.sessies, start=1):
        if sessie.id is not None and plaatsen.setdefault(sessie.id, nummer) != nummer and sessie.id in naar:
            yield f"sessies {nummer} → id: ‘{sessie.id}’ staat er al, bij sessies {plaatsen[sessie.id]}, {_WELK_EERST}"
    for nummer, sessie in enumerate(bestand.sessies, start=1):
        if sessie.vorige not in plaatsen:
            continue
        if (eerder := gevolgd.setdefault(sessie.vorige, nummer)) != nummer:
            yield f"sessies {nummer} → vorige: dat gesprek heeft al een vervolg, bij sessies {eerder}"
    yield from _find_kringen(bestand, plaatsen)


def _find_kringen(bestand: Uitwisselingsbestand, plaatsen: dict[UUID, int]) -> Iterator[str]:
    """Sessions that follow themselves, in the end; and else numbers that mean two things in one series."""
    for nummer, sessie in enumerate(bestand.sessies, start=1):
        eerdere: list[Sessiebestand] = []
        plaats = plaatsen.get(sessie.vorige) if sessie.vorige else None
        while plaats is not None and plaats != nummer and len(eerdere) < len(bestand.sessies):
            vorige = bestand.sessies[plaats - 1]
            eerdere.append(vorige)
            plaats = plaatsen.get(vorige.vorige) if vorige.vorige else None
        if plaats is not None:
            yield f"sessies {nummer} → vorige: de reeks loopt rond; een gesprek volgt nooit op zichzelf"
            continue
        bekend = collect_nummers(
            (a.nummer for eerder in eerdere for a in eerder.afspraken),
            (a.nummer for eerder in eerdere for a in eerder.acties),
            (eerder.terugblik for eerder in eerdere if eerder.terugblik),
        )
        yield from (f"sessies {nummer} → {fout}" for fout in find_nummer_faults(sessie, bekend))


def find_nummer_faults(sessie: Sessiebestand, bekend: Nummers) -> Iterator[str]:
    """Numbers that this session gives anew although they are known in the conversations before it."""
    terug = sessie.terugblik
    afspraken = bekend.afspraken - {a.nummer for a in (terug.afspraken if terug else ())}
    acties = bekend.acties - {a.nummer for a in (terug.acties if terug else ())}
    for nummer, afspraak in enumerate(sessie.afspraken, start=1):
        if afspraak.nummer in afspraken:
            yield f"afspraken {nummer} → nummer: ‘{afspraak.nummer}’ {_AL_IETS_ANDERS}"
    for nummer, actie in enumerate(sessie.acties, start=1):
        if actie.nummer in acties:
            yield f"acties {nummer} → nummer: ‘{actie.nummer}’ {_AL_IETS_ANDERS}"


def _find_kennis_faults(bestand: Sessiebestand) -> Iterator[str]:
    kennis = bestand.kennis
    yield from _find_doubles("kennis → toestemmingen", (t.partnerschap for t in kennis.toestemmingen))
    yield from _find_doubles("kennis → woordkeuzes", (keuze.sleutel for keuze in kennis.woordkeuzes))
    codes = {partnerschap.code for partnerschap in bestand.partnerschappen}
    for nummer, toestemming in enumerate(kennis.toestemmingen, start=1):
        if toestemming.partnerschap not in codes:
            yield (f"kennis → toestemmingen {nummer} → partnerschap: ‘{toestemming.partnerschap}’ {_GEEN_PARTNERSCHAP}")


def _find_tekenaar_faults(bestand: Sessiebestand) -> Iterator[str]:
    yield from _find_doubles("ondertekenaars", (wie.nummer for wie in bestand.ondertekenaars))
    codes = {partnerschap.code for partnerschap in bestand.partnerschappen}
    mensen = {deelnemer.nummer for deelnemer in bestand.deelnemers}
    for nummer, wie in enumerate(bestand.ondertekenaars, start=1):
        if wie.partnerschap not in codes:
            yield f"ondertekenaars {nummer} → partnerschap: ‘{wie.partnerschap}’ {_GEEN_PARTNERSCHAP}"
        if wie.deelnemer is not None and wie.deelnemer not in mensen:
            yield f"ondertekenaars {nummer} → deelnemer: ‘{wie.deelnemer}’ is geen deelnemer van dit gesprek"


def _find_version_faults(versie: Versiebestand) -> Iterator[str]:
    if versie.inhoud.vingerafdruk != versie.vingerafdruk:
        yield "vingerafdruk: past niet bij de inhoud; er is iets gewijzigd sinds het bevriezen"
    afdrukken = {deelnemer.nummer: deelnemer.naamafdruk for deelnemer in versie.inhoud.deelnemers}
    yield from _find_doubles("namen", (zegel.nummer for zegel in versie.namen))
    for nummer, zegel in enumerate(versie.namen, start=1):
        if afdrukken.get(zegel.nummer) != zegel.naamafdruk:
            yield f"namen {nummer}: de naam past niet bij de naamafdruk van deelnemer {zegel.nummer}"
    codes = {partnerschap.code for partnerschap in versie.inhoud.partnerschappen}
    for nummer, reactie in enumerate(versie.reacties, start=1):
        if reactie.partnerschap not in codes:
            yield f"reacties {nummer} → partnerschap: ‘{reactie.partnerschap}’ {_GEEN_PARTNERSCHAP}"
    momenten = {"bevroren_op": versie.bevroren_op, "termijn": versie.termijn}
    momenten |= {f"reacties {nummer} → op": reactie.op for nummer, reactie in enumerate(versie.reacties, start=1)}
    for plaats, moment in momenten.items():
        if moment is not None and (moment.tzinfo is None or moment.year not in _JAREN):
            yield f"{plaats}: ‘{moment.isoformat()}’ kan niet; schrijf ook de tijdzone, zoals 2026-03-17T12:00:00+01:00"


class _Bekend(NamedTuple):
    """What a reference may point at, and what is wrong when it does not."""

    waarden: set[str]
    anders: Callable[[str], str]


def _find_content_faults(inhoud: Sessiebestand | Inhoud, kaart: Kaart, voor: str = "") -> Iterator[str]:
    """Doubles, and references to what is not there; the same for live and frozen content."""
    lijsten: dict[str, Iterable[object]] = {
        "partnerschappen": (partnerschap.code for partnerschap in inhoud.partnerschappen),
        "deelnemers": (deelnemer.nummer for deelnemer in inhoud.deelnemers),
        "antwoorden": (f"{antwoord.vraag} van {antwoord.partnerschap}" for antwoord in inhoud.antwoorden),
        "conclusies": (conclusie.vraag for conclusie in inhoud.conclusies),
        "niet_besproken": (f"{f.sleutel} van {_tell_van(f)}" for f in inhoud.niet_besproken),
        "groepen": (groep.nummer for groep in inhoud.groepen),
        "groepsnotities": (str(notitie.plek) for notitie in inhoud.groepsnotities),
        "inbreng": (f"{i.vraag} van {i.deelnemer or f'niemand {n}'}" for n, i in enumerate(inhoud.inbreng)),
        "geparkeerd": inhoud.geparkeerd,
        "afspraken": (afspraak.nummer for afspraak in inhoud.afspraken),
        "acties": (actie.nummer for actie in inhoud.acties),
        "aanbevelingen": (toets.aanbeveling for toets in inhoud.aanbevelingen),
        "peilingen": (peiling.nummer for peiling in inhoud.peilingen),
        "terugblik → afspraken": (terug.nummer for terug in _list_terug(inhoud)),
        "terugblik → acties": (terug.nummer for terug in (inhoud.terugblik.acties if inhoud.terugblik else ())),
        **_list_meegegeven(inhoud.terugblik),
        "keuzemogelijkheden": (keuze.nummer for keuze in inhoud.keuzemogelijkheden),
        "criteria": (criterium.id for criterium in inhoud.criteria),
        "verschillen": (verschil.nummer for verschil in inhoud.verschillen),
        "issues": (issue.nummer for issue in inhoud.issues),
        "betrokkenen": (betrokkenheid.nummer for betrokkenheid in inhoud.betrokkenen),
    }
    lijsten |= {
        f"verschillen {nummer} → standpunten": (s.partnerschap for s in v.standpunten)
        for nummer, v in enumerate(inhoud.verschillen, start=1)
    }
    lijsten["leden van groepen"] = (f"deelnemer {lid}" for groep in inhoud.groepen for lid in groep.leden)
    deelnemers: tuple[Deelnemer | Deelnemerinhoud, ...] = inhoud.deelnemers
    lijsten |= {f"deelnemers {nummer} → namens": d.namens for nummer, d in enumerate(deelnemers, start=1)}
    for lijst, sleutels in lijsten.items():
        yield from (f"{voor}{fout}" for fout in _find_doubles(lijst, sleutels))
    codes = {partnerschap.code for partnerschap in inhoud.partnerschappen}
    yield from (
        f"{voor}{plaats}: ‘{code}’ {_GEEN_PARTNERSCHAP}" for plaats, code in _walk_codes(inhoud) if code not in codes
    )
    yield from (f"{voor}{fout}" for fout in (*_find_inbreng_faults(inhoud), *_find_keuze_faults(inhoud, kaart)))
    bekend = _list_known(inhoud, kaart)
    for plaats, soort, waarde in _walk_references(inhoud):
        if waarde not in bekend[soort].waarden:
            yield f"{voor}{plaats}: ‘{waarde[:40]}’ {bekend[soort].anders(waarde)}"
    for nummer, peiling in enumerate(inhoud.peilingen, start=1):
        yield from (f"{voor}peilingen {nummer} → {fout}" for fout in _find_vote_faults(peiling))
    yield from (f"{voor}{fout}" for fout in _find_source_faults(inhoud, kaart))


def _list_meegegeven(terug: Terugblik | None) -> dict[str, Iterable[object]]:
    """What the conversation before left open, by list."""
    if terug is None:
        return {}
    lijsten: dict[str, tuple[Openstaand, ...]] = {
        "verschillen": terug.verschillen,
        "issues": terug.issues,
        "betrokkenen": terug.betrokkenen,
    }
    return {
        **{f"terugblik → {naam}": tuple(stuk.nummer for stuk in lijst) for naam, lijst in lijsten.items()},
        "terugblik → dingen": tuple(ding.id for ding in terug.dingen),
    }


def _find_source_faults(inhoud: Sessiebestand | Inhoud, kaart: Kaart) -> Iterator[str]:
    """Sources that are not there, and agreements that came from themselves."""
    herkomst = make_herkomst(kaart, inhoud)
    stukken: dict[str, tuple[Vervolgstuk, ...]] = {"afspraken": inhoud.afspraken, "acties": inhoud.acties}
    for lijst, deze in stukken.items():
        for nummer, stuk in enumerate(deze, start=1):
            for bron in stuk.bronnen:
                if not herkomst.is_bekend(bron):
                    yield f"{lijst} {nummer} → bronnen: ‘{bron[:40]}’ bestaat niet in dit gesprek of op de kaart"
            if lijst == "afspraken" and herkomst.is_kring(stuk.nummer):
                yield f"{lijst} {nummer} → bronnen: ‘{stuk.nummer}’ komt zo uit zichzelf voort; haal één stap weg"


def _find_vote_faults(peiling: Peilinginhoud) -> Iterator[str]:
    """Votes that nobody can have cast, each with its place in this poll."""
    if peiling.stemmen and peiling.stand is not Peilingstand.GESLOTEN:
        yield f"stemmen: de stand is ‘{peiling.stand}’; stemmen staan pas in een bestand als de peiling gesloten is"
    yield from _find_doubles("stemmen", (stem.stemmer or object() for stem in peiling.stemmen))
    van = "" if peiling.anoniem else peiling.per
    for nummer, stem in enumerate(peiling.stemmen, start=1):
        if _voter_kind(stem) != van:
            yield f"stemmen {nummer}: {_WIE_STEMT[van]}"
        if (fout := find_fault(peiling, stem)) is not None:
            yield f"stemmen {nummer} → keuze: {fout}"


def _voter_kind(stem: Steminhoud) -> str:
    if stem.deelnemer is not None:
        return Peilingwijze.PERSOON
    return Peilingwijze.PARTNERSCHAP if stem.partnerschap is not None else ""


def _tell_van(feit: NietBesproken) -> str:
    return feit.partnerschap or (f"groep {feit.groep}" if feit.groep else "iedereen samen")


def _find_inbreng_faults(inhoud: Sessiebestand | Inhoud) -> Iterator[str]:
    """Whether each question keeps to one promise about names, and each named inbreng to its person."""
    deelnemers: tuple[Deelnemer | Deelnemerinhoud, ...] = inhoud.deelnemers
    namens = {deelnemer.nummer: (*deelnemer.namens, None)[0] for deelnemer in deelnemers}
    beloofd: dict[str, bool] = {}
    for nummer, inbreng in enumerate(inhoud.inbreng, start=1):
        anoniem = inbreng.deelnemer is None
        if beloofd.setdefault(inbreng.vraag, anoniem) is not anoniem:
            yield f"inbreng {nummer} → deelnemer: bij {inbreng.vraag} is alle inbreng anoniem, of geen"
        eigen = namens.get(inbreng.deelnemer or 0, inbreng.partnerschap)
        if eigen != inbreng.partnerschap:
            yield f"inbreng {nummer} → partnerschap: deelnemer {inbreng.deelnemer} spreekt namens {eigen or 'niemand'}"


def _find_keuze_faults(inhoud: Sessiebestand | Inhoud, kaart: Kaart) -> Iterator[str]:
    """Criteria of one's own that cannot be, and judgements that are there twice or fit no function."""
    for nummer, criterium in enumerate(inhoud.criteria, start=1):
        if not re.fullmatch(f"{EIGEN}[1-9][0-9]*", criterium.id):
            yield f"criteria {nummer} → id: ‘{criterium.id}’ hoort ‘{EIGEN}’ met een nummer te zijn, zoals {EIGEN}1"
    per_functie = {criterium.id: kaart.functies for criterium in kaart.criteria if criterium.per_functie}
    for nummer, keuze in enumerate(inhoud.keuzemogelijkheden, start=1):
        plaats = f"keuzemogelijkheden {nummer} → beoordelingen"
        yield from _find_doubles(plaats, (beoordeling.criterium for beoordeling in keuze.beoordelingen))
        for volgnummer, beoordeling in enumerate(keuze.beoordelingen, start=1):
            for functie in set(beoordeling.functies) - set(per_functie.get(beoordeling.criterium, ())):
                waar = f"{plaats} {volgnummer} → functies"
                yield f"{waar}: ‘{functie[:40]}’ wordt bij dit criterium niet apart beoordeeld"


def _find_doubles(lijst: str, sleutels: Iterable[object]) -> Iterator[str]:
    eerste: dict[object, int] = {}
    for nummer, sleutel in enumerate(sleutels, start=1):
        if eerste.setdefault(sleutel, nummer) != nummer:
            yield f"{lijst} {nummer}: ‘{sleutel}’ staat er al, bij {lijst} {eerste[sleutel]}"


def _walk_codes(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str]]:
    """Every mention of a partnership: its place and the code."""
    deelnemers: tuple[Deelnemer | Deelnemerinhoud, ...] = inhoud.deelnemers
    for nummer, deelnemer in enumerate(deelnemers, start=1):
        yield from ((f"deelnemers {nummer} → namens", code) for code in deelnemer.namens)
    for nummer, antwoord in enumerate(inhoud.antwoorden, start=1):
        yield f"antwoorden {nummer} → partnerschap", antwoord.partnerschap
    soms: dict[str, tuple[Inbrenginhoud | NietBesproken | Groepsnotitie, ...]] = {
        "inbreng": inhoud.inbreng,
        "niet_besproken": inhoud.niet_besproken,
        "groepsnotities": inhoud.groepsnotities,
    }
    for lijst, stukken in soms.items():
        for nummer, stuk in enumerate(stukken, start=1):
            if stuk.partnerschap is not None:
                yield f"{lijst} {nummer} → partnerschap", stuk.partnerschap
    for plaats, stem in _walk_stemmen(inhoud):
        if stem.partnerschap is not None:
            yield f"{plaats} → partnerschap", stem.partnerschap
    yield from _walk_codes_of_attention(inhoud)


def _walk_codes_of_attention(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str]]:
    for nummer, verschil in enumerate(inhoud.verschillen, start=1):
        for volgnummer, van in enumerate(verschil.standpunten, start=1):
            yield f"verschillen {nummer} → standpunten {volgnummer} → partnerschap", van.partnerschap
    for nummer, issue in enumerate(inhoud.issues, start=1):
        yield from ((f"issues {nummer} → steun", code) for code in issue.steun)
    for nummer, betrokkenheid in enumerate(inhoud.betrokkenen, start=1):
        if betrokkenheid.partnerschap is not None:
            yield f"betrokkenen {nummer} → partnerschap", betrokkenheid.partnerschap


def _walk_stemmen(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, Steminhoud]]:
    for nummer, peiling in enumerate(inhoud.peilingen, start=1):
        for volgnummer, stem in enumerate(peiling.stemmen, start=1):
            yield f"peilingen {nummer} → stemmen {volgnummer}", stem


def _walk_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    """Every other reference: its place, the kind of thing that it refers to, and its value."""
    for nummer, antwoord in enumerate(inhoud.antwoorden, start=1):
        yield f"antwoorden {nummer} → vraag", "antwoord", antwoord.vraag
    for nummer, conclusie in enumerate(inhoud.conclusies, start=1):
        yield f"conclusies {nummer} → vraag", "conclusie", conclusie.vraag
    yield from _walk_live_references(inhoud)
    for nummer, feit in enumerate(inhoud.niet_besproken, start=1):
        yield f"niet_besproken {nummer} → sleutel", "sleutel", feit.sleutel
        if feit.groep is not None:
            yield f"niet_besproken {nummer} → groep", "groep", str(feit.groep)
    yield from _walk_action_references(inhoud)
    for nummer, toets in enumerate(inhoud.aanbevelingen, start=1):
        yield f"aanbevelingen {nummer} → aanbeveling", "aanbeveling", toets.aanbeveling
    yield from _walk_terug_references(inhoud)
    yield from _walk_group_references(inhoud)
    yield from _walk_poll_references(inhoud)
    yield from _walk_origins(inhoud)
    yield from _walk_keuze_references(inhoud)


def _walk_terug_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, terug in enumerate(inhoud.terugblik.acties if inhoud.terugblik else (), start=1):
        if terug.afspraak is not None:
            yield f"terugblik → acties {nummer} → afspraak", "terug", terug.afspraak


def _list_terug(inhoud: Sessiebestand | Inhoud) -> tuple[Afspraakterug, ...]:
    return inhoud.terugblik.afspraken if inhoud.terugblik else ()


def _walk_action_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, actie in enumerate(inhoud.acties, start=1):
        if actie.afspraak is not None:
            yield f"acties {nummer} → afspraak", "afspraak", actie.afspraak
        if actie.deelnemer is not None:
            yield f"acties {nummer} → deelnemer", "deelnemer", str(actie.deelnemer)


def _walk_origins(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    """What each came from. The kinds know only what may come before them, so there is no circle either."""
    lijsten: dict[str, tuple[Herkomstvan, tuple[Verschil | Issuekern | Betrokkenheid, ...]]] = {
        "verschillen": (Herkomstvan.VERSCHIL, inhoud.verschillen),
        "issues": (Herkomstvan.ISSUE, inhoud.issues),
        "betrokkenen": (Herkomstvan.BETROKKENHEID, inhoud.betrokkenen),
    }
    for lijst, (van, dingen) in lijsten.items():
        for nummer, ding in enumerate(dingen, start=1):
            yield from ((f"{lijst} {nummer} → bronnen", f"bron van {van}", bron) for bron in ding.bronnen)


def _walk_group_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, groep in enumerate(inhoud.groepen, start=1):
        yield from ((f"groepen {nummer} → themas", "thema", thema) for thema in groep.themas)
        yield from ((f"groepen {nummer} → leden", "deelnemer", str(lid)) for lid in groep.leden)
    for nummer, notitie in enumerate(inhoud.groepsnotities, start=1):
        yield f"groepsnotities {nummer} → vraag", "thema", notitie.vraag
        yield f"groepsnotities {nummer} → groep", "groep", str(notitie.groep)


def _walk_poll_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, peiling in enumerate(inhoud.peilingen, start=1):
        if peiling.bron is not None:
            yield f"peilingen {nummer} → bron", "peilbron", peiling.bron
    for plaats, stem in _walk_stemmen(inhoud):
        if stem.deelnemer is not None:
            yield f"{plaats} → deelnemer", "deelnemer", str(stem.deelnemer)


def _walk_keuze_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, keuze in enumerate(inhoud.keuzemogelijkheden, start=1):
        yield from ((f"keuzemogelijkheden {nummer} → bronnen", "keuzebron", bron) for bron in keuze.bronnen)
        for volgnummer, beoordeling in enumerate(keuze.beoordelingen, start=1):
            plaats = f"keuzemogelijkheden {nummer} → beoordelingen {volgnummer}"
            yield f"{plaats} → criterium", "criterium", beoordeling.criterium


def _walk_live_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, inbreng in enumerate(inhoud.inbreng, start=1):
        yield f"inbreng {nummer} → vraag", "conclusie", inbreng.vraag
        if inbreng.deelnemer is not None:
            yield f"inbreng {nummer} → deelnemer", "deelnemer", str(inbreng.deelnemer)
    for nummer, vraag in enumerate(inhoud.geparkeerd, start=1):
        yield f"geparkeerd {nummer}", "conclusie", vraag


def _list_known(inhoud: Sessiebestand | Inhoud, kaart: Kaart) -> dict[str, _Bekend]:
    op_kaart = f"op de kaart {kaart.id} {kaart.versie}"
    vragen = {vraag.id: vraag.sleutels for vraag in kaart.vragen}
    plekken = {sleutel: vraag for vraag, sleutels in vragen.items() for sleutel in sleutels}

    def tell_antwoord(waarde: str) -> str:
        if waarde in vragen:
            return f"heeft onderdelen; een antwoord hoort bij {' of '.join(vragen[waarde])}"
        return f"staat niet {op_kaart}"

    def tell_thema(waarde: str) -> str:
        return f"is een onderdeel; kies {plekken[waarde]}" if waarde in plekken else f"staat niet {op_kaart}"

    def tell_conclusie(waarde: str) -> str:
        return (
            f"is een onderdeel; een conclusie hoort bij {plekken[waarde]}"
            if waarde in plekken
            else f"staat niet {op_kaart}"
        )

    return {
        "antwoord": _Bekend(set(plekken), tell_antwoord),
        "conclusie": _Bekend(set(vragen), tell_conclusie),
        "thema": _Bekend(set(vragen), tell_thema),
        "groep": _Bekend({str(groep.nummer) for groep in inhoud.groepen}, lambda _: "is geen groep in dit gesprek"),
        "sleutel": _Bekend({*vragen, *plekken}, lambda _: f"staat niet {op_kaart}"),
        "peilbron": _Bekend(
            {*vragen, *plekken, *(keuze.nummer for keuze in inhoud.keuzemogelijkheden)},
            lambda waarde: _tell_keuze(waarde) or f"staat niet {op_kaart}",
        ),
        "keuzebron": _Bekend(
            {*vragen, *plekken, *_list_inbrengbronnen(inhoud)},
            lambda waarde: "noemt inbreng die er niet is" if INBRENG_TEKEN in waarde else f"staat niet {op_kaart}",
        ),
        "criterium": _Bekend(
            {*(criterium.id for criterium in kaart.criteria), *(eigen.id for eigen in inhoud.criteria)},
            lambda _: f"is geen criterium {op_kaart} of van dit gesprek",
        ),
        "deelnemer": _Bekend(
            {str(deelnemer.nummer) for deelnemer in inhoud.deelnemers}, lambda _: "is geen deelnemer aan dit gesprek"
        ),
        # An action may carry out what an earlier conversation of the series settled.
        "afspraak": _Bekend(
            {afspraak.nummer for afspraak in (*inhoud.afspraken, *_list_terug(inhoud))},
            lambda _: "is geen afspraak in dit gesprek",
        ),
        "terug": _Bekend(
            {afspraak.nummer for afspraak in _list_terug(inhoud)}, lambda _: "is geen afspraak in deze terugblik"
        ),
        "aanbeveling": _Bekend({a.id for a in kaart.aanbevelingen}, lambda _: f"is geen aanbeveling {op_kaart}"),
        **{
            f"bron van {van}": _Bekend(
                set(list_bronnen(kaart, inhoud, van)),
                lambda _, van=van: f"is niets waar een {van} uit dit gesprek uit voort kan komen",  # type: ignore[misc]
            )
            for van in Herkomstvan
        },
    }


def _tell_keuze(waarde: str) -> str:
    is_keuze = re.fullmatch(r"K[1-9][0-9]{0,2}", waarde)
    return "is geen keuzemogelijkheid in dit gesprek" if is_keuze else ""


def _list_inbrengbronnen(inhoud: Sessiebestand | Inhoud) -> Iterator[str]:
    """How each revealed inbreng may be named: `OS4#1`, `OS4#2`."""
    for vraag, aantal in Counter(i.vraag for i in inhoud.inbreng if i.tekst.strip()).items():
        yield from (f"{vraag}{INBRENG_TEKEN}{nummer}" for nummer in range(1, aantal + 1))

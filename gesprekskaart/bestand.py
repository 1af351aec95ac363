"""Between a session and the file it is exchanged in: read it, refuse it with every reason, and map it both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from pydantic import ValidationError

from gesprekskaart.bestandsfouten import find_faults, find_reeks_faults
from gesprekskaart.bevriezen import TOETSSOORTEN, make_gespreksinhoud
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Ongeldig
from gesprekskaart.foutmelding import describe, list_errors
from gesprekskaart.groep import Groep
from gesprekskaart.inbreng import Bijdrage
from gesprekskaart.kaart import Kaart
from gesprekskaart.kennis import Kennis, Kennisinhoud
from gesprekskaart.keuze import Beoordeling, Keuzemogelijkheid, plek_van
from gesprekskaart.landelijk import LandelijkIssue
from gesprekskaart.peiling import Peiling, Stem, sort_stemmen
from gesprekskaart.reeks import strip_uitkomsten
from gesprekskaart.regie import Naamgeving, Regie
from gesprekskaart.sessie import MAX_DEELNEMER, Sessie
from gesprekskaart.tekst import (
    ASPECTEN,
    CONCLUSIESOORTEN,
    KEUZESOORTEN,
    Moment,
    Plek,
    Tekst,
    TekstSoort,
    clean_tekst,
)
from gesprekskaart.uitwisseling import (
    Groepbestand,
    Issuebestand,
    Kaartverwijzing,
    Sessiebestand,
    Uitwisselingsbestand,
    Versiebestand,
)
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Inbrenginhoud, Issueinhoud, Peilinginhoud, Versie
from gesprekskaart.vervolg import Actie, Afspraak, Toets
from gesprekskaart.verwijzing import to_bronnen

MAX_BYTES = 25 * 1024 * 1024
"""The large worked example, with two frozen versions, is 0.2 MB."""

MAX_FOUTEN = 20
"""Faults told at once: enough to see the pattern, few enough to read."""

_MAX_REGEL = 400
"""Characters of one fault that are told; our own sentences stay well below it."""

_HALF_TEKEN = re.compile(r"\\u[dD][89abAB]")
"""Escapes that are half a character by themselves. JSON allows them alone; UTF-8, and so our storage, does not."""

_GROEPVELDEN = set(Groepbestand.model_fields)
_AFSPRAAKVELDEN = set(Afspraak.model_fields)
_VERSCHILVELDEN = set(Verschil.model_fields) - {"revisie"}
_ISSUEVELDEN = set(LandelijkIssue.model_fields) - {"revisie"}


def read_bestand(data: bytes, bron: str) -> Uitwisselingsbestand:
    """The file's content, checked in itself; `bron` is its name in the message when it cannot be read.

    Raises Ongeldig: too large, no UTF-8, no JSON, or faults that are each named with their place.
    """
    wat = f"Het bestand {bron}"
    if len(data) > MAX_BYTES:
        raise Ongeldig(
            f"{wat} is {len(data) / 1024**2:.0f} MB; er past {MAX_BYTES // 1024**2} MB. "
            "Verdeel de gesprekken over meer bestanden."
        )
    try:
        bestand = Uitwisselingsbestand.model_validate(_parse_json(_decode(data, wat), wat))
    except ValidationError as fout:
        raise _refuse(wat, [describe(error) for error in list_errors(fout)]) from None
    require_reeksen(bestand, wat)
    return bestand


def require_reeksen(bestand: Uitwisselingsbestand, wat: str = "Het bestand") -> None:
    """Raises Ongeldig when its sessions do not follow one another as a series does, naming each fault."""
    if fouten := list(find_reeks_faults(bestand)):
        raise _refuse(wat, fouten)


def to_bestand(dossier: Dossier, versies: tuple[Versie, ...]) -> Sessiebestand:
    """A session as it is exchanged, with names, in the order in which it would be frozen."""
    inhoud = make_gespreksinhoud(dossier)
    return Sessiebestand(
        **{naam: waarde for naam, waarde in inhoud if naam not in ("groepen", "issues")},
        id=dossier.sessie.id,
        vorige=dossier.sessie.vorige,
        kaart=Kaartverwijzing(id=dossier.sessie.kaart_id, versie=dossier.sessie.kaart_versie),
        stand=dossier.sessie.stand,
        deelnemers=tuple(
            deelnemer.model_copy(update={"revisie": 1})
            for deelnemer in sorted(dossier.deelnemers, key=lambda deelnemer: deelnemer.nummer)
        ),
        groepen=tuple(Groepbestand(**groep.model_dump(include=_GROEPVELDEN)) for groep in dossier.groepen),
        issues=tuple(_to_issuebestand(dossier, issue) for issue in inhoud.issues),
        minuten=dict(dossier.regie.minuten) if dossier.regie else {},
        ondertekenaars=tuple(o.model_copy(update={"revisie": 1}) for o in dossier.ondertekenaars),
        versies=tuple(
            Versiebestand(**{naam: waarde for naam, waarde in versie if naam != "sessie_id"}) for versie in versies
        ),
        kennis=Kennisinhoud(toestemmingen=dossier.kennis.toestemmingen, woordkeuzes=dossier.kennis.woordkeuzes),
    )


def from_bestand(
    bestand: Sessiebestand, kaart: Kaart, *, id: UUID, now: datetime, facilitators: tuple[UUID, ...], zout: str
) -> tuple[Dossier, tuple[Versie, ...]]:
    """A new session with this content and id; every text starts at revision 1. Moments become UTC.

    `kaart` is the card that the file refers to; `zout` is fresh and secret, as in Regie.
    Raises Ongeldig, naming each fault with its place.
    """
    fouten = list(find_faults(bestand, kaart))
    if fouten:
        raise _refuse(f"Het gesprek ‘{bestand.gesprek.titel}’", fouten)
    sessie = Sessie(
        id=id,
        gesprek=bestand.gesprek,
        kaart_id=bestand.kaart.id,
        kaart_versie=bestand.kaart.versie,
        stand=bestand.stand,
        facilitators=facilitators,
        aangemaakt_op=now,
        vorige=bestand.vorige,
    )
    dossier = Dossier(
        sessie=sessie,
        kaart=kaart,
        partnerschappen=tuple(
            partnerschap.model_copy(update={"revisie": 1}) for partnerschap in bestand.partnerschappen
        ),
        deelnemers=tuple(deelnemer.model_copy(update={"revisie": 1}) for deelnemer in bestand.deelnemers),
        teksten={
            str(plek): Tekst(plek=plek, tekst=tekst, revisie=1, door="import", op=now, moment=moment)
            for plek, tekst, moment in _walk_teksten(bestand)
            if tekst.strip()
        },
        niet_besproken=bestand.niet_besproken,
        afspraken=tuple(Afspraak(**afspraak.model_dump(include=_AFSPRAAKVELDEN)) for afspraak in bestand.afspraken),
        acties=tuple(Actie(**actie.model_dump(exclude={"tekst"})) for actie in bestand.acties),
        toetsen=tuple(Toets(aanbeveling=t.aanbeveling, oordeel=t.oordeel) for t in bestand.aanbevelingen),
        groepen=tuple(
            Groep(**{**groep.model_dump(), "leden": tuple(sorted(groep.leden))}, revisie=1)
            for groep in sorted(bestand.groepen, key=lambda groep: groep.nummer)
        ),
        peilingen=tuple(Peiling(**peiling.model_dump(exclude={"stemmen"})) for peiling in bestand.peilingen),
        stemmen=tuple(stem for peiling in bestand.peilingen for stem in _to_stemmen(peiling)),
        regie=_make_regie(bestand, kaart, now, zout),
        bijdragen=tuple(
            sorted(
                (
                    Bijdrage(vraag=inbreng.vraag, deelnemer=nummer, bundel=inbreng.bundel, merk=inbreng.merk)
                    for inbreng, nummer in _number_inbreng(bestand)
                    if inbreng.bundel or inbreng.merk
                ),
                key=lambda bijdrage: (bijdrage.vraag, bijdrage.deelnemer),
            )
        ),
        verschillen=tuple(Verschil(**v.model_dump(include=_VERSCHILVELDEN)) for v in bestand.verschillen),
        issues=tuple(LandelijkIssue(**issue.model_dump(include=_ISSUEVELDEN)) for issue in bestand.issues),
        betrokkenen=tuple(b.model_copy(update={"revisie": 1}) for b in bestand.betrokkenen),
        terugblik=bestand.terugblik and strip_uitkomsten(bestand.terugblik),
        ondertekenaars=tuple(
            wie.model_copy(update={"revisie": 1}) for wie in sorted(bestand.ondertekenaars, key=lambda wie: wie.nummer)
        ),
        kennis=Kennis(**dict(bestand.kennis), revisie=1) if bestand.kennis != Kennisinhoud() else Kennis(),
    )
    return _with_keuzes(dossier, bestand), tuple(_to_versie(versie, id) for versie in bestand.versies)


def _with_keuzes(dossier: Dossier, bestand: Sessiebestand) -> Dossier:
    """With its options. Last, because their sources name inbreng by its place among all that was revealed."""
    keuzes, velden = bestand.keuzemogelijkheden, set(Keuzemogelijkheid.model_fields) - {"revisie"}
    scores = [
        Beoordeling(keuze=keuze.nummer, criterium=b.criterium, functie=functie, score=score)
        for keuze in keuzes
        for b in keuze.beoordelingen
        for functie, score in ((None, b.score), *b.functies.items())
        if score is not None
    ]
    return dossier.model_copy(
        update={
            "criteria": tuple(criterium.model_copy(update={"revisie": 1}) for criterium in bestand.criteria),
            "keuzemogelijkheden": tuple(
                Keuzemogelijkheid(**{**k.model_dump(include=velden), "bronnen": to_bronnen(dossier, k.bronnen)})
                for k in keuzes
            ),
            "beoordelingen": tuple(sorted(scores, key=lambda b: (b.keuze, b.criterium, b.functie or ""))),
        }
    )


def _to_issuebestand(dossier: Dossier, inhoud: Issueinhoud) -> Issuebestand:
    (issue,) = (issue for issue in dossier.issues if issue.nummer == inhoud.nummer)
    return Issuebestand(
        **dict(inhoud),
        stand=issue.stand,
        stand_op=issue.stand_op,
        terugkoppeling=dossier.tekst(TekstSoort.TERUGKOPPELING, issue.nummer),
    )


def _to_stemmen(peiling: Peilinginhoud) -> tuple[Stem, ...]:
    return sort_stemmen(peiling, (Stem(peiling=peiling.nummer, **dict(stem)) for stem in peiling.stemmen))


def _decode(data: bytes, wat: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = data.count(b"\n", 0, fout.start) + 1
        raise Ongeldig(
            f"{wat} is geen UTF-8: op regel {regel} staan bytes die geen tekens zijn. "
            "Bewaar het als UTF-8 en probeer het opnieuw."
        ) from None


def _parse_json(tekst: str, wat: str) -> object:
    try:
        ruw: object = json.loads(tekst, object_pairs_hook=_refuse_doubles, parse_constant=_refuse_constant)
        if _HALF_TEKEN.search(tekst):
            json.dumps(ruw, ensure_ascii=False).encode()
    except json.JSONDecodeError as fout:
        raise Ongeldig(
            f"{wat} is geen geldige JSON: op regel {fout.lineno}, kolom {fout.colno} staat iets wat daar niet hoort, "
            "of er ontbreekt iets. Kijk of het bestand heel is."
        ) from None
    except Ongeldig as fout:
        raise Ongeldig(f"{wat} {fout}") from None
    except UnicodeEncodeError:
        raise Ongeldig(f"{wat} bevat een half teken, zoals \\ud83d zonder zijn andere helft.") from None
    except RecursionError:
        raise Ongeldig(f"{wat} is te diep genest om een gesprek te zijn.") from None
    except ValueError:  # what is left is a number beyond Python's limit on digits
        raise Ongeldig(f"{wat} bevat een getal van duizenden cijfers.") from None
    return ruw


def _refuse_doubles(paren: list[tuple[str, object]]) -> dict[str, object]:
    # JSON itself lets the last one win; then a text would be lost without a word.
    velden = dict(paren)
    if len(velden) < len(paren):
        namen = [naam for naam, _ in paren]
        dubbel = clean_tekst(next(naam for naam in namen if namen.count(naam) > 1)[:60])
        raise Ongeldig(f"noemt ‘{dubbel}’ twee keer in dezelfde groep velden. Haal er één weg.")
    return velden


def _refuse_constant(naam: str) -> object:
    raise Ongeldig(f"bevat ‘{naam}’; dat is geen getal in JSON.")


def _refuse(wat: str, fouten: list[str]) -> Ongeldig:
    # What we quote may hold anything; a message must be fit to print.
    regels = [f"- {clean_tekst(fout[:_MAX_REGEL])}" for fout in fouten[:MAX_FOUTEN]]
    if len(fouten) > MAX_FOUTEN:
        regels.append(f"- en nog {len(fouten) - MAX_FOUTEN} meer")
    return Ongeldig(f"{wat} kan zo niet worden ingelezen:\n" + "\n".join(regels))


def _to_versie(versie: Versiebestand, sessie_id: UUID) -> Versie:
    velden = dict(versie)
    velden["bevroren_op"] = versie.bevroren_op.astimezone(UTC)
    velden["termijn"] = versie.termijn and versie.termijn.astimezone(UTC)
    velden["reacties"] = tuple(r.model_copy(update={"op": r.op.astimezone(UTC)}) for r in versie.reacties)
    return Versie(sessie_id=sessie_id, **velden)


def _make_regie(bestand: Sessiebestand, kaart: Kaart, now: datetime, zout: str) -> Regie | None:
    """How it was led, as far as that outlives the conversation."""
    if not (bestand.inbreng or bestand.geparkeerd or bestand.minuten):
        return None
    anoniem = {inbreng.vraag for inbreng in bestand.inbreng if inbreng.deelnemer is None}
    onthuld = dict.fromkeys(inbreng.vraag for inbreng in bestand.inbreng)
    return Regie(
        vraag=kaart.vragen[0].id,
        onthuld=tuple(onthuld),
        vastgelegd={vraag: Naamgeving.ANONIEM if vraag in anoniem else Naamgeving.MET_ROL for vraag in onthuld},
        geparkeerd=bestand.geparkeerd,
        minuten=bestand.minuten,
        begonnen_op=now,
        zout=zout,
    )


def _number_inbreng(bestand: Sessiebestand) -> Iterator[tuple[Inbrenginhoud, int]]:
    """Each with a number to keep it by: its participant's, or one that nobody ever gets where it is anonymous."""
    vrij = MAX_DEELNEMER
    for inbreng in bestand.inbreng:
        if inbreng.deelnemer is None:
            vrij += 1
        yield inbreng, inbreng.deelnemer or vrij


def _walk_inbreng(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, None]]:
    for inbreng, nummer in _number_inbreng(bestand):
        code = inbreng.partnerschap if inbreng.deelnemer is None else None
        plek = Plek(soort=TekstSoort.INBRENG, sleutel=inbreng.vraag, deelnemer=nummer, partnerschap=code)
        yield plek, inbreng.tekst, None


def _walk_gespreksteksten(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, Moment | None]]:
    """What stands at a question: per partnership, of all together, per person and per group."""
    for antwoord in bestand.antwoorden:
        plek = Plek(soort=TekstSoort.ANTWOORD, sleutel=antwoord.vraag, partnerschap=antwoord.partnerschap)
        yield plek, antwoord.tekst, antwoord.moment
    for conclusie in bestand.conclusies:
        for soort in CONCLUSIESOORTEN:
            yield Plek(soort=soort, sleutel=conclusie.vraag), getattr(conclusie, soort), None
    for notitie in bestand.groepsnotities:
        yield notitie.plek, notitie.tekst, None
    yield from _walk_inbreng(bestand)


def _walk_keuzeteksten(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, None]]:
    for keuze in bestand.keuzemogelijkheden:
        for soort in KEUZESOORTEN:
            yield Plek(soort=soort, sleutel=keuze.nummer), getattr(keuze, soort), None
        for beoordeling in keuze.beoordelingen:
            for aspect in ASPECTEN:
                yield plek_van(aspect, keuze.nummer, beoordeling.criterium), getattr(beoordeling, aspect), None


def _walk_teksten(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, Moment | None]]:
    yield from _walk_gespreksteksten(bestand)
    yield from _walk_keuzeteksten(bestand)
    for afspraak in bestand.afspraken:
        yield afspraak.plek, afspraak.tekst, None
        yield Plek(soort=TekstSoort.RESULTAAT, sleutel=afspraak.nummer), afspraak.resultaat, None
        yield Plek(soort=TekstSoort.METING, sleutel=afspraak.nummer), afspraak.meting, None
    for actie in bestand.acties:
        yield actie.plek, actie.tekst, None
    for toets in bestand.aanbevelingen:
        for soort in TOETSSOORTEN:
            yield Plek(soort=soort, sleutel=toets.aanbeveling), getattr(toets, soort), None
    yield from _walk_aandacht(bestand)
    for terug in bestand.terugblik.afspraken if bestand.terugblik else ():
        yield Plek(soort=TekstSoort.AFSPRAAKUITKOMST, sleutel=terug.nummer), terug.uitkomst, None
    for gedaan in bestand.terugblik.acties if bestand.terugblik else ():
        yield Plek(soort=TekstSoort.ACTIEUITKOMST, sleutel=gedaan.nummer), gedaan.uitkomst, None


def _walk_aandacht(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, None]]:
    for verschil in bestand.verschillen:
        teksten = {
            TekstSoort.VERSCHIL: verschil.tekst,
            TekstSoort.EENS: verschil.eens,
            TekstSoort.VERDER: verschil.verder,
        }
        yield from ((Plek(soort=soort, sleutel=verschil.nummer), tekst, None) for soort, tekst in teksten.items())
        for van in verschil.standpunten:
            eigen = {TekstSoort.STANDPUNT: van.standpunt, TekstSoort.MINDERHEID: van.minderheidsstandpunt}
            for soort, tekst in eigen.items():
                yield Plek(soort=soort, sleutel=verschil.nummer, partnerschap=van.partnerschap), tekst, None
    for issue in bestand.issues:
        teksten = {
            TekstSoort.ISSUE: issue.tekst,
            TekstSoort.WAAROM: issue.waarom,
            TekstSoort.TERUGKOPPELING: issue.terugkoppeling,
        }
        yield from ((Plek(soort=soort, sleutel=issue.nummer), tekst, None) for soort, tekst in teksten.items())

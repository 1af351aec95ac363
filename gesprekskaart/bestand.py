"""Between a session and the file it is exchanged in: read it, refuse it with every reason, and map it both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from pydantic import ValidationError

from gesprekskaart.bevriezen import TOETSSOORTEN, make_gespreksinhoud
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Ongeldig
from gesprekskaart.foutmelding import describe
from gesprekskaart.inbreng import Bijdrage
from gesprekskaart.kaart import Kaart
from gesprekskaart.peiling import Peiling, Peilingstand, Peilingwijze, Stem, Steminhoud, find_fault, sort_stemmen
from gesprekskaart.regie import Naamgeving, Regie
from gesprekskaart.sessie import Deelnemer, Sessie, Stand
from gesprekskaart.tekst import CONCLUSIESOORTEN, Moment, Plek, Tekst, TekstSoort, clean_tekst
from gesprekskaart.uitwisseling import Kaartverwijzing, Sessiebestand, Uitwisselingsbestand, Versiebestand
from gesprekskaart.verslag import Deelnemerinhoud, Inbrenginhoud, Inhoud, Peilinginhoud, Versie
from gesprekskaart.vervolg import Actie, Afspraak, Toets

MAX_BYTES = 25 * 1024 * 1024
"""The large worked example, with two frozen versions, is 0.2 MB."""

MAX_FOUTEN = 20
"""Faults told at once: enough to see the pattern, few enough to read."""

_MAX_REGEL = 400
"""Characters of one fault that are told; our own sentences stay well below it."""

_JAREN = range(1900, 3000)
"""Moments outside these years are typing errors, and the first and last of all years have no equal in UTC."""

_HALF_TEKEN = re.compile(r"\\u[dD][89abAB]")
"""Escapes that are half a character by themselves. JSON allows them alone; UTF-8, and so our storage, does not."""

_GEEN_PARTNERSCHAP = "is geen code van een partnerschap in dit gesprek"

_WIE_STEMT = {
    "": "deze peiling is anoniem; noem geen deelnemer en geen partnerschap",
    Peilingwijze.PERSOON: "noem het nummer van de deelnemer die dit stemde",
    Peilingwijze.PARTNERSCHAP: "noem de code van het partnerschap dat dit stemde",
}
"""Whom a vote names, by the kind of voter; in an anonymous poll nobody."""


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
        return Uitwisselingsbestand.model_validate(_parse_json(_decode(data, wat), wat))
    except ValidationError as fout:
        raise _refuse(wat, [describe(error) for error in fout.errors(include_url=False)]) from None


def to_bestand(dossier: Dossier, versies: tuple[Versie, ...]) -> Sessiebestand:
    """A session as it is exchanged, with names, in the order in which it would be frozen."""
    return Sessiebestand(
        **dict(make_gespreksinhoud(dossier)),
        id=dossier.sessie.id,
        kaart=Kaartverwijzing(id=dossier.sessie.kaart_id, versie=dossier.sessie.kaart_versie),
        stand=dossier.sessie.stand,
        deelnemers=tuple(
            deelnemer.model_copy(update={"revisie": 1})
            for deelnemer in sorted(dossier.deelnemers, key=lambda deelnemer: deelnemer.nummer)
        ),
        minuten=dict(dossier.regie.minuten) if dossier.regie else {},
        versies=tuple(
            Versiebestand(**{naam: waarde for naam, waarde in versie if naam != "sessie_id"}) for versie in versies
        ),
    )


def from_bestand(
    bestand: Sessiebestand, kaart: Kaart, *, id: UUID, now: datetime, facilitators: tuple[UUID, ...], zout: str
) -> tuple[Dossier, tuple[Versie, ...]]:
    """A new session with this content and id; every text starts at revision 1. Moments become UTC.

    `kaart` is the card that the file refers to; `zout` is fresh and secret, as in Regie.
    Raises Ongeldig, naming each fault with its place.
    """
    fouten = list(_find_faults(bestand, kaart))
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
        afspraken=tuple(Afspraak(**afspraak.model_dump(exclude={"tekst"})) for afspraak in bestand.afspraken),
        acties=tuple(Actie(**actie.model_dump(exclude={"tekst"})) for actie in bestand.acties),
        toetsen=tuple(Toets(aanbeveling=t.aanbeveling, oordeel=t.oordeel) for t in bestand.aanbevelingen),
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
    )
    return dossier, tuple(_to_versie(versie, id) for versie in bestand.versies)


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
    """Each with a number to keep it by: its participant's, or one that is nobody's where it is anonymous."""
    vrij = max((deelnemer.nummer for deelnemer in bestand.deelnemers), default=0)
    for inbreng in bestand.inbreng:
        if inbreng.deelnemer is None:
            vrij += 1
        yield inbreng, inbreng.deelnemer or vrij


def _walk_inbreng(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, None]]:
    for inbreng, nummer in _number_inbreng(bestand):
        code = inbreng.partnerschap if inbreng.deelnemer is None else None
        plek = Plek(soort=TekstSoort.INBRENG, sleutel=inbreng.vraag, deelnemer=nummer, partnerschap=code)
        yield plek, inbreng.tekst, None


def _walk_teksten(bestand: Sessiebestand) -> Iterator[tuple[Plek, str, Moment | None]]:
    for antwoord in bestand.antwoorden:
        plek = Plek(soort=TekstSoort.ANTWOORD, sleutel=antwoord.vraag, partnerschap=antwoord.partnerschap)
        yield plek, antwoord.tekst, antwoord.moment
    for conclusie in bestand.conclusies:
        for soort in CONCLUSIESOORTEN:
            yield Plek(soort=soort, sleutel=conclusie.vraag), getattr(conclusie, soort), None
    yield from _walk_inbreng(bestand)
    for afspraak in bestand.afspraken:
        yield Plek(soort=TekstSoort.AFSPRAAK, sleutel=afspraak.nummer), afspraak.tekst, None
    for actie in bestand.acties:
        yield Plek(soort=TekstSoort.ACTIE, sleutel=actie.nummer), actie.tekst, None
    for toets in bestand.aanbevelingen:
        for soort in TOETSSOORTEN:
            yield Plek(soort=soort, sleutel=toets.aanbeveling), getattr(toets, soort), None


def _find_faults(bestand: Sessiebestand, kaart: Kaart) -> Iterator[str]:
    yield from _find_content_faults(bestand, kaart)
    if bestand.stand in (Stand.VERSLAG, Stand.VASTGESTELD) and not bestand.versies:
        yield f"stand: bij ‘{bestand.stand}’ hoort minstens één bevroren versie"
    for nummer, versie in enumerate(bestand.versies, start=1):
        fouten = (*_find_content_faults(versie.inhoud, versie.inhoud.kaart, "inhoud → "), *_find_version_faults(versie))
        yield from (f"versies {nummer} → {fout}" for fout in fouten)
        if versie.nummer != nummer:
            yield f"versies {nummer} → nummer: ‘{versie.nummer}’ hoort {nummer} te zijn; nummer ze door vanaf 1"


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
        "inbreng": (f"{i.vraag} van {i.deelnemer or f'niemand {n}'}" for n, i in enumerate(inhoud.inbreng)),
        "geparkeerd": inhoud.geparkeerd,
        "niet_besproken": (f"{f.sleutel} van {f.partnerschap or 'de groep'}" for f in inhoud.niet_besproken),
        "afspraken": (afspraak.nummer for afspraak in inhoud.afspraken),
        "acties": (actie.nummer for actie in inhoud.acties),
        "aanbevelingen": (toets.aanbeveling for toets in inhoud.aanbevelingen),
        "peilingen": (peiling.nummer for peiling in inhoud.peilingen),
    }
    deelnemers: tuple[Deelnemer | Deelnemerinhoud, ...] = inhoud.deelnemers
    lijsten |= {f"deelnemers {nummer} → namens": d.namens for nummer, d in enumerate(deelnemers, start=1)}
    for lijst, sleutels in lijsten.items():
        yield from (f"{voor}{fout}" for fout in _find_doubles(lijst, sleutels))
    codes = {partnerschap.code for partnerschap in inhoud.partnerschappen}
    yield from (
        f"{voor}{plaats}: ‘{code}’ {_GEEN_PARTNERSCHAP}" for plaats, code in _walk_codes(inhoud) if code not in codes
    )
    yield from (f"{voor}{fout}" for fout in _find_inbreng_faults(inhoud))
    bekend = _list_known(inhoud, kaart)
    for plaats, soort, waarde in _walk_references(inhoud):
        if waarde not in bekend[soort].waarden:
            yield f"{voor}{plaats}: ‘{waarde[:40]}’ {bekend[soort].anders(waarde)}"
    for nummer, peiling in enumerate(inhoud.peilingen, start=1):
        yield from (f"{voor}peilingen {nummer} → {fout}" for fout in _find_vote_faults(peiling))


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
    for nummer, feit in enumerate(inhoud.niet_besproken, start=1):
        if feit.partnerschap is not None:
            yield f"niet_besproken {nummer} → partnerschap", feit.partnerschap
    yield from _walk_live_codes(inhoud)


def _walk_live_codes(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str]]:
    for nummer, inbreng in enumerate(inhoud.inbreng, start=1):
        if inbreng.partnerschap is not None:
            yield f"inbreng {nummer} → partnerschap", inbreng.partnerschap
    for plaats, stem in _walk_stemmen(inhoud):
        if stem.partnerschap is not None:
            yield f"{plaats} → partnerschap", stem.partnerschap


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
    for nummer, actie in enumerate(inhoud.acties, start=1):
        if actie.afspraak is not None:
            yield f"acties {nummer} → afspraak", "afspraak", actie.afspraak
    for nummer, toets in enumerate(inhoud.aanbevelingen, start=1):
        yield f"aanbevelingen {nummer} → aanbeveling", "aanbeveling", toets.aanbeveling
    yield from _walk_poll_references(inhoud)


def _walk_poll_references(inhoud: Sessiebestand | Inhoud) -> Iterator[tuple[str, str, str]]:
    for nummer, peiling in enumerate(inhoud.peilingen, start=1):
        if peiling.bron is not None:
            yield f"peilingen {nummer} → bron", "sleutel", peiling.bron
    for plaats, stem in _walk_stemmen(inhoud):
        if stem.deelnemer is not None:
            yield f"{plaats} → deelnemer", "deelnemer", str(stem.deelnemer)


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

    def tell_conclusie(waarde: str) -> str:
        return (
            f"is een onderdeel; een conclusie hoort bij {plekken[waarde]}"
            if waarde in plekken
            else f"staat niet {op_kaart}"
        )

    return {
        "antwoord": _Bekend(set(plekken), tell_antwoord),
        "conclusie": _Bekend(set(vragen), tell_conclusie),
        "sleutel": _Bekend({*vragen, *plekken}, lambda _: f"staat niet {op_kaart}"),
        "deelnemer": _Bekend(
            {str(deelnemer.nummer) for deelnemer in inhoud.deelnemers}, lambda _: "is geen deelnemer aan dit gesprek"
        ),
        "afspraak": _Bekend(
            {afspraak.nummer for afspraak in inhoud.afspraken}, lambda _: "is geen afspraak in dit gesprek"
        ),
        "aanbeveling": _Bekend({a.id for a in kaart.aanbevelingen}, lambda _: f"is geen aanbeveling {op_kaart}"),
    }

"""A session survives the exchange format unchanged, and a file that cannot be read says what is wrong and where."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.bestand import MAX_BYTES, from_bestand, read_bestand, to_bestand
from gesprekskaart.betrokkenheid import PER_PARTNERSCHAP, Aard, Betrokkenheid, Betrokkensoort, Betrokkenstand
from gesprekskaart.bevriezen import make_gespreksinhoud, make_inhoud, make_zegels
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Ongeldig
from gesprekskaart.groep import Groepstand
from gesprekskaart.inbreng import Merksoort
from gesprekskaart.kaart import Aanbeveling, Blok, Criterium, Fase, Fasenaam, Kaart, Onderdeel, Vraag
from gesprekskaart.kennis import Kennisinhoud, Toestemming, Woordkeuze
from gesprekskaart.keuze import Besluit, EigenCriterium, Score, Uitkomst
from gesprekskaart.landelijk import Issuestand
from gesprekskaart.naamregister import make_sleutel
from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.peiling import Drempel, Peiling, Peilingsoort, Peilingstand, Peilingwijze, Steminhoud, Steun
from gesprekskaart.sessie import Deelnemer, Gesprek, Mandaat, NietBesproken, Partnerschap, Pijler, SoortSessie, Stand
from gesprekskaart.tekst import GROEPSOORTEN, Moment, TekstSoort, clean_tekst
from gesprekskaart.uitwisseling import (
    Groepbestand,
    Issuebestand,
    Kaartverwijzing,
    Sessiebestand,
    Uitwisselingsbestand,
    Versiebestand,
)
from gesprekskaart.verslag import (
    Actieinhoud,
    Actieterug,
    Afspraakinhoud,
    Afspraakterug,
    Antwoordinhoud,
    Beoordelinginhoud,
    Conclusieinhoud,
    Groepsnotitie,
    Inbrenginhoud,
    Inhoud,
    Keuzeinhoud,
    Naamzegel,
    Peilinginhoud,
    Reactie,
    ReactieSoort,
    Standpuntinhoud,
    Terugblik,
    Toetsinhoud,
    Verschilinhoud,
)
from gesprekskaart.vervolg import Actiestand, Instemming, Instemmingstand, Oordeel

ZOUT = "5a" * 16
NU = datetime(2026, 3, 17, 11, tzinfo=UTC)
ID = UUID("5f0c1f5e-9c9e-4a8e-8e53-0c6f8f6a5f01")
KAART = Kaart(
    id="proef",
    titel="Proefkaart",
    versie="1.0",
    bron="een test",
    fasen=(
        Fase(
            fase=Fasenaam.GOAL,
            titel="Goal",
            blokken=(
                Blok(
                    titel="Goal",
                    vragen=(
                        Vraag(id="G1", tekst="Wat dragen wij bij?"),
                        Vraag(
                            id="G2",
                            tekst="Hoe verhoudt zich dit tot:",
                            onderdelen=(Onderdeel(id="G2a", tekst="functies"), Onderdeel(id="G2b", tekst="100%")),
                        ),
                    ),
                ),
            ),
        ),
    ),
    aanbevelingen=(Aanbeveling(id="A1", tekst="Vind elkaar"), Aanbeveling(id="A2", tekst="Denk vanuit de opdracht")),
    functies=("werven", "matchen"),
    criteria=(
        Criterium(id="functies", titel="Functies", per_functie=True, kansen=("G2a",)),
        Criterium(id="ambitie", titel="100%"),
    ),
)
NIETS = "er is niets geweigerd"
PLEKKEN = ("G1", "G2a", "G2b")

dagen = st.dates(date(2000, 1, 1), date(2099, 12, 31))
teksten = st.text(max_size=40).map(clean_tekst)
geschreven = teksten.filter(lambda tekst: bool(tekst.strip()))
regels = teksten.map(lambda tekst: " ".join(tekst.split()))


def maybe(inhoud: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | inhoud


def some_of(*keuzes: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(keuzes), unique=True, max_size=3).map(tuple)


def draw_inbreng(draw: st.DrawFn, codes: Sequence[str], deelnemers: tuple[Deelnemer, ...]) -> tuple[Inbrenginhoud, ...]:
    """At G1 with names, at G2 anonymous; in the order that an export has."""
    plaats = {code: nummer for nummer, code in enumerate(codes)}
    soorten = maybe(st.sampled_from(Merksoort))
    met_naam = [
        Inbrenginhoud(
            vraag="G1", deelnemer=d.nummer, partnerschap=(*d.namens, None)[0], tekst=tekst, merk=draw(soorten)
        )
        for d in deelnemers
        if (tekst := draw(maybe(geschreven)))
    ]
    anoniem = [
        Inbrenginhoud(vraag="G2", partnerschap=draw(st.sampled_from((None, *codes))), tekst=tekst, bundel=draw(regels))
        for tekst in draw(st.lists(geschreven, max_size=3))
    ]
    met_naam.sort(key=lambda i: (plaats.get(i.partnerschap or "", len(codes)), i.deelnemer))
    anoniem.sort(key=lambda i: (plaats.get(i.partnerschap or "", len(codes)), i.tekst, i.bundel))
    return (*met_naam, *anoniem)


@st.composite
def groepen_of(draw: st.DrawFn, deelnemers: tuple[Deelnemer, ...]) -> tuple[Groepbestand, ...]:
    """Up to two groups of these people, by number."""
    plaats = {deelnemer.nummer: draw(st.sampled_from((None, 1, 4))) for deelnemer in deelnemers}
    groepen = []
    for nummer in draw(st.sampled_from(((), (1,), (1, 4)))):
        leden = tuple(lid for lid, groep in plaats.items() if groep == nummer)
        groepen.append(
            Groepbestand(
                nummer=nummer,
                naam=draw(regels),
                themas=draw(st.sampled_from(((), ("G2",)))),
                leden=leden,
                gespreksleider=draw(st.sampled_from((None, *leden))),
                notulist=draw(st.sampled_from((None, *leden))),
                stand=draw(st.sampled_from(Groepstand)),
                minuten=draw(st.integers(1, 180)),
            )
        )
    return tuple(groepen)


@st.composite
def notities_of(draw: st.DrawFn, groepen: tuple[Groepbestand, ...], codes: list[str]) -> tuple[Groepsnotitie, ...]:
    """What these groups wrote, in the order of an export."""
    return tuple(
        Groepsnotitie(vraag=vraag, groep=groep.nummer, soort=soort, partnerschap=code, tekst=tekst)
        for vraag in ("G1", "G2")
        for groep in groepen
        for soort in GROEPSOORTEN
        for code in (*(codes if soort is TekstSoort.ANDEREN else ()), None)
        if (tekst := draw(maybe(geschreven)))
    )


@st.composite
def peilingen(draw: st.DrawFn, codes: list[str], deelnemers: tuple[Deelnemer, ...]) -> tuple[Peilinginhoud, ...]:
    """Polls of every kind, with the votes that each can have, in the order of an export."""
    return tuple(draw(_peiling(nummer, codes, deelnemers)) for nummer in range(1, draw(st.sampled_from((1, 2, 12)))))


@st.composite
def _peiling(draw: st.DrawFn, nummer: int, codes: list[str], deelnemers: tuple[Deelnemer, ...]) -> Peilinginhoud:
    soort, stand = draw(st.sampled_from(Peilingsoort)), draw(st.sampled_from(Peilingstand))
    per, anoniem = draw(st.sampled_from(Peilingwijze)), draw(st.booleans())
    opties = ("Doen", "Nog niet", "Ayşe <3") if soort is Peilingsoort.EIGEN_VRAAG else ()
    blokkeert = draw(st.booleans()) and not opties
    percentage = draw(maybe(st.integers(1, 100)))
    peiling = Peiling(
        nummer=f"P{nummer}",
        soort=soort,
        stelling=f"Stelling {draw(regels)}",
        opties=opties,
        per=per,
        anoniem=anoniem,
        drempel=Drempel(percentage=percentage, bezwaar_blokkeert=blokkeert) if percentage else None,
        bron=draw(maybe(st.sampled_from(PLEKKEN))),
        stand=stand,
        stemgerechtigd=draw(st.integers(0, 150)) if stand is Peilingstand.GESLOTEN else None,
    )
    stemmers: list[dict[str, Any]] = [{"deelnemer": d.nummer} for d in deelnemers]
    if per is Peilingwijze.PARTNERSCHAP:
        stemmers = [{"partnerschap": code} for code in sorted(codes)]
    stemmen = [
        Steminhoud(**({} if anoniem else stemmer), keuze=draw(st.sampled_from(peiling.keuzes)), reden=reden)
        for stemmer in stemmers
        if (reden := draw(maybe(geschreven))) is not None and reden.strip() and stand is Peilingstand.GESLOTEN
    ]
    if anoniem:
        stemmen.sort(key=lambda stem: (peiling.keuzes.index(stem.keuze), stem.reden))
    return Peilinginhoud(**peiling.model_dump(), stemmen=tuple(stemmen))


@st.composite
def _afspraak(draw: st.DrawFn, nummer: str, alle: tuple[str, ...]) -> Afspraakinhoud:
    """One that came from what is there: of other agreements only from earlier ones."""
    besturen = draw(some_of("Kindrijk", "De Wissel <3"))
    op = draw(maybe(dagen))
    return Afspraakinhoud(
        nummer=nummer,
        tekst=draw(teksten).strip(),
        resultaat=draw(teksten).strip(),
        meting=draw(teksten).strip(),
        bronnen=draw(some_of(*PLEKKEN, "A2", *alle[: alle.index(nummer)])),
        pijlers=draw(some_of(*Pijler)),
        instemmingen=tuple(
            Instemming(bestuur=bestuur, stand=draw(st.sampled_from(Instemmingstand)), op=op) for bestuur in besturen
        ),
    )


@st.composite
def terugblikken(draw: st.DrawFn) -> Terugblik | None:
    """What an earlier conversation agreed, with what came of it."""
    if not draw(st.booleans()):
        return None
    afspraken = tuple(f"2025-{nummer:02}" for nummer in range(1, draw(st.integers(1, 3))))
    return Terugblik(
        titel=f"Eerder {draw(regels)}",
        datum=draw(maybe(st.just(date(2025, 3, 12)))),
        afspraken=tuple(
            Afspraakterug(nummer=nummer, tekst=draw(teksten), uitkomst=draw(teksten).strip()) for nummer in afspraken
        ),
        acties=tuple(
            Actieterug(
                nummer=str(nummer),
                stand=draw(st.sampled_from(Actiestand)),
                uitkomst=draw(teksten).strip(),
                afspraak=draw(st.sampled_from((None, *afspraken))),
            )
            for nummer in range(1, draw(st.integers(1, 3)))
        ),
        hoogste_afspraak=draw(st.integers(0, 99)),
        hoogste_actie=draw(st.integers(0, 99)),
    )


@st.composite
def _beoordeling(draw: st.DrawFn, criterium: str) -> Beoordelinginhoud:
    functies = {f: draw(maybe(st.sampled_from(Score))) for f in KAART.functies} if criterium == "functies" else {}
    return Beoordelinginhoud(
        criterium=criterium,
        score=draw(maybe(st.sampled_from(Score))),
        functies={functie: score for functie, score in functies.items() if score},
        kansen=draw(teksten).strip(),
        nodig=draw(teksten).strip(),
    )


@st.composite
def keuzes(draw: st.DrawFn, inbreng: tuple[Inbrenginhoud, ...]) -> dict[str, Any]:
    """Options and people's own criteria, in the order of an export."""
    eigen = tuple(
        EigenCriterium(id=f"eigen{nummer}", titel=f"Eigen {draw(regels)}", verwijderd=draw(st.booleans()))
        for nummer in range(1, draw(st.sampled_from((1, 3, 12))))
    )
    ids = (*(c.id for c in KAART.criteria), *(c.id for c in eigen))
    van = [i.vraag for i in inbreng]
    bronnen = [*PLEKKEN, *(f"{vraag}#{nummer}" for vraag in set(van) for nummer in range(1, van.count(vraag) + 1))]
    besluit = st.builds(Besluit, uitkomst=st.sampled_from(Uitkomst), reden=geschreven)
    opties = tuple(
        Keuzeinhoud(
            nummer=f"K{nummer}",
            titel=f"Optie {draw(regels)}",
            bronnen=tuple(draw(st.lists(st.sampled_from(sorted(bronnen)), unique=True, max_size=3))),
            besluit=draw(maybe(besluit)),
            verwijderd=draw(st.booleans()),
            infrastructuur=draw(teksten).strip(),
            beoordelingen=tuple(b for id in ids if (b := draw(_beoordeling(id))) != Beoordelinginhoud(criterium=id)),
        )
        for nummer in draw(st.sampled_from(((), (1,), (1, 2, 10))))
    )
    return {"criteria": eigen, "keuzemogelijkheden": opties}


@st.composite
def verschillen_of(draw: st.DrawFn, codes: list[str], peilingen: list[str]) -> tuple[Verschilinhoud, ...]:
    """Up to two differences, each with the views of some."""
    return tuple(
        Verschilinhoud(
            nummer=nummer,
            titel=f"Verschil {draw(regels)}",
            wie=draw(regels),
            termijn=draw(maybe(dagen)),
            bronnen=tuple(draw(st.permutations((*PLEKKEN, *peilingen)))),
            verwijderd=draw(st.booleans()),
            tekst=draw(maybe(geschreven)) or "",
            standpunten=tuple(
                Standpuntinhoud(partnerschap=code, standpunt=eigen, minderheidsstandpunt=draw(maybe(geschreven)) or "")
                for code in codes
                if (eigen := draw(maybe(geschreven)))
            ),
            verder=draw(maybe(geschreven)) or "",
        )
        for nummer in draw(st.sampled_from(((), ("V1",), ("V2", "V10"))))
    )


@st.composite
def issues_of(draw: st.DrawFn, codes: list[str], bronnen: list[str]) -> tuple[Issuebestand, ...]:
    """Up to two issues, supported by some and come as far as any."""
    return tuple(
        Issuebestand(
            nummer=nummer,
            voor_wie=draw(regels),
            thema=draw(regels),
            bronnen=tuple(draw(st.permutations(("G1", *bronnen)))),
            steun=tuple(code for code in codes if draw(st.booleans())),
            verwijderd=draw(st.booleans()),
            tekst=draw(maybe(geschreven)) or "",
            waarom=draw(maybe(geschreven)) or "",
            stand=draw(st.sampled_from(Issuestand)),
            stand_op=draw(maybe(dagen)),
            terugkoppeling=draw(maybe(geschreven)) or "",
        )
        for nummer in draw(st.sampled_from(((), ("L1",), ("L3", "L20"))))
    )


@st.composite
def betrokkenen_of(draw: st.DrawFn, codes: list[str], bronnen: list[str]) -> tuple[Betrokkenheid, ...]:
    """Up to two people to involve, of kinds that fit this conversation."""
    soorten = [soort for soort in Betrokkensoort if codes or soort not in PER_PARTNERSCHAP]
    return tuple(
        Betrokkenheid(
            nummer=nummer,
            soort=soort,
            naam=draw(regels),
            partnerschap=draw(st.sampled_from(codes)) if soort in PER_PARTNERSCHAP else None,
            punt=draw(maybe(st.just("gemeenten"))),
            door=draw(regels),
            termijn=draw(maybe(dagen)),
            aard=draw(maybe(st.sampled_from(Aard))),
            stand=draw(st.sampled_from(Betrokkenstand)),
            bronnen=tuple(draw(st.permutations(bronnen))),
            verwijderd=draw(st.booleans()),
        )
        for nummer in draw(st.sampled_from(((), ("B1",), ("B9", "B11"))))
        for soort in [draw(st.sampled_from(soorten))]
    )


@st.composite
def kennis_of(draw: st.DrawFn, codes: list[str]) -> Kennisinhoud:
    """Consents of these partnerships, and choices about words."""
    woorden = draw(st.lists(regels.filter(bool), max_size=3, unique_by=make_sleutel))
    return Kennisinhoud(
        toestemmingen=tuple(
            Toestemming(partnerschap=code, citeren=draw(st.booleans()), door=draw(regels))
            for code in codes
            if draw(st.booleans())
        ),
        woordkeuzes=tuple(Woordkeuze(woord=woord, vervanging=draw(maybe(regels))) for woord in woorden),
    )


@st.composite
def tekenaars_of(draw: st.DrawFn, codes: list[str], deelnemers: tuple[Deelnemer, ...]) -> tuple[Ondertekenaar, ...]:
    """Some who sign for these partnerships, by number."""
    return tuple(
        Ondertekenaar(
            nummer=nummer,
            partnerschap=draw(st.sampled_from(codes)),
            naam=draw(regels),
            rol="bestuurder",
            email=draw(st.sampled_from(("", "a.b+c@voorbeeld.nl"))),
            mandaat=draw(st.sampled_from(Mandaat)),
            deelnemer=draw(st.sampled_from((None, *(d.nummer for d in deelnemers)))),
        )
        for nummer in (draw(st.sampled_from(((), (1,), (2, 10)))) if codes else ())
    )


@st.composite
def sessiebestanden(draw: st.DrawFn) -> Sessiebestand:
    """Small sessions in the order that an export has."""
    codes = draw(st.permutations(["LWZ", "AOZ", "B2"]))[: draw(st.integers(0, 3))]
    deelnemers = tuple(
        Deelnemer(nummer=nummer, naam=draw(regels), rol="programmaleider", namens=tuple(draw(st.permutations(codes))))
        for nummer in range(1, draw(st.integers(1, 4)))
    )
    conclusies = ((vraag, draw(teksten), draw(teksten)) for vraag in ("G1", "G2"))
    groepen = draw(groepen_of(deelnemers))
    afspraken = tuple(f"2026-{nummer:02}" for nummer in range(1, draw(st.integers(1, 4))))
    terug = draw(terugblikken())
    inbreng = draw_inbreng(draw, codes, deelnemers)
    gepeild = draw(peilingen(codes, deelnemers))
    p_nummers = [peiling.nummer for peiling in gepeild]
    verschillen = draw(verschillen_of(codes, p_nummers))
    v_nummers = [verschil.nummer for verschil in verschillen]
    issues = draw(issues_of(codes, [*p_nummers, *v_nummers]))
    l_nummers = [issue.nummer for issue in issues]
    toetsen = ((a.id, draw(maybe(st.sampled_from(Oordeel))), draw(teksten)) for a in KAART.aanbevelingen)
    return Sessiebestand(
        id=ID,
        kaart=Kaartverwijzing(id=KAART.id, versie=KAART.versie),
        gesprek=Gesprek(
            soort=SoortSessie.REGIOGESPREK,
            titel="Proef",
            aanleiding=draw(teksten),
            spelregel=draw(regels),
            zwijgen_is_instemmen=draw(st.booleans()),
        ),
        partnerschappen=tuple(Partnerschap(code=code, naam=f"Naam {code}") for code in codes),
        deelnemers=deelnemers,
        antwoorden=tuple(
            Antwoordinhoud(vraag=plek, partnerschap=code, tekst=tekst, moment=draw(maybe(st.sampled_from(Moment))))
            for plek in PLEKKEN
            for code in codes
            if (tekst := draw(maybe(geschreven)))
        ),
        conclusies=tuple(
            Conclusieinhoud(vraag=vraag, conclusie=conclusie, verschillen=verschil)
            for vraag, conclusie, verschil in ((v, c.strip(), d.strip()) for v, c, d in conclusies)
            if conclusie or verschil
        ),
        inbreng=inbreng,
        **draw(keuzes(inbreng)),
        geparkeerd=tuple(vraag for vraag in ("G1", "G2") if draw(st.booleans())),
        minuten=draw(st.dictionaries(st.sampled_from(("Goal", "Reality")), st.integers(0, 90))),
        niet_besproken=tuple(
            NietBesproken(sleutel=sleutel, partnerschap=code, groep=groep, reden=draw(regels))
            for sleutel in ("G1", "G2", "G2a", "G2b")
            for code, groep in [(None, None), *((code, None) for code in codes), *((None, g.nummer) for g in groepen)]
            if draw(st.booleans())
        ),
        groepen=groepen,
        groepsnotities=draw(notities_of(groepen, codes)),
        afspraken=tuple(draw(_afspraak(nummer, afspraken)) for nummer in afspraken),
        peilingen=gepeild,
        verschillen=verschillen,
        issues=issues,
        betrokkenen=draw(betrokkenen_of(codes, [*v_nummers, *l_nummers, *afspraken])),
        vorige=UUID(int=7) if terug else draw(maybe(st.just(UUID(int=7)))),
        terugblik=terug,
        acties=tuple(
            Actieinhoud(
                nummer=str(nummer),
                tekst=draw(teksten).strip(),
                afspraak=draw(st.sampled_from((None, *afspraken))),
                bronnen=draw(some_of("A1", "G2b", "G1#1")),
                deelnemer=draw(st.sampled_from((None, *(d.nummer for d in deelnemers)))),
            )
            for nummer in range(1, draw(st.sampled_from((1, 3, 12))))
        ),
        aanbevelingen=tuple(
            Toetsinhoud(aanbeveling=aanbeveling, oordeel=oordeel, aanpak=aanpak.strip())
            for aanbeveling, oordeel, aanpak in toetsen
            if oordeel or aanpak.strip()
        ),
        ondertekenaars=draw(tekenaars_of(codes, deelnemers)),
        kennis=draw(kennis_of(codes)),
    )


def import_it(bestand: Sessiebestand, *, id: UUID = ID, now: datetime = NU) -> Dossier:
    dossier, _ = from_bestand(bestand, KAART, id=id, now=now, facilitators=(), zout=ZOUT)
    return dossier


def freeze(bestand: Sessiebestand, **velden: Any) -> Sessiebestand:
    """The same session with its content frozen once more."""
    dossier = import_it(bestand)
    zegels = make_zegels(dossier, lambda: uuid4().hex)
    inhoud = make_inhoud(dossier, zegels)
    versie = Versiebestand(
        nummer=len(bestand.versies) + 1,
        inhoud=inhoud,
        vingerafdruk=inhoud.vingerafdruk,
        namen=zegels,
        bevroren_op=NU,
        **velden,
    )
    return bestand.model_copy(update={"versies": (*bestand.versies, versie)})


def to_bytes(*sessies: Sessiebestand) -> bytes:
    return Uitwisselingsbestand(sessies=sessies).model_dump_json().encode()


@given(sessiebestanden(), st.integers(0, 2))
def test_what_is_imported_is_exported_unchanged(bestand: Sessiebestand, versies: int) -> None:
    for _ in range(versies):
        bestand = freeze(bestand)
    (gelezen,) = read_bestand(to_bytes(bestand), "proef.json").sessies
    assert gelezen == bestand
    dossier, bevroren = from_bestand(gelezen, KAART, id=ID, now=NU, facilitators=(), zout=ZOUT)
    assert to_bestand(dossier, bevroren) == bestand


@given(sessiebestanden(), st.randoms(use_true_random=False))
def test_equal_content_has_an_equal_fingerprint(bestand: Sessiebestand, toeval: random.Random) -> None:
    dossier = import_it(bestand)
    zegels = make_zegels(dossier, lambda: "0" * 32)

    def shuffle(reeks: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(toeval.sample(reeks, len(reeks)))

    geschud = dossier.model_copy(
        update={
            "deelnemers": tuple(d.model_copy(update={"revisie": 7}) for d in shuffle(dossier.deelnemers)),
            "teksten": dict(shuffle(tuple(dossier.teksten.items()))),
            "partnerschappen": tuple(p.model_copy(update={"revisie": 3}) for p in dossier.partnerschappen),
            "acties": tuple(a.model_copy(update={"revisie": 2}) for a in shuffle(dossier.acties)),
            **{
                naam: shuffle(getattr(dossier, naam))
                for naam in (
                    *("niet_besproken", "afspraken", "toetsen", "peilingen", "stemmen"),
                    *("keuzemogelijkheden", "criteria", "beoordelingen"),
                    *("verschillen", "issues", "betrokkenen"),
                )
            },
        }
    )
    assert make_inhoud(geschud, zegels) == make_inhoud(dossier, zegels)
    assert make_inhoud(geschud, zegels).vingerafdruk == make_inhoud(dossier, zegels).vingerafdruk


def example() -> Sessiebestand:
    """A session with one of everything, frozen once."""
    bestand = Sessiebestand(
        id=ID,
        kaart=Kaartverwijzing(id=KAART.id, versie=KAART.versie),
        gesprek=Gesprek(
            soort=SoortSessie.REGIOGESPREK, titel="Ayşe & Zoë", datum=date(2026, 3, 12), begin=time(13), eind=time(16)
        ),
        partnerschappen=(Partnerschap(code="LWZ", naam="Leerwerkplaats"), Partnerschap(code="AOZ", naam="Oever")),
        deelnemers=(Deelnemer(nummer=1, naam="Sabriye Kılıç", rol="coördinator", namens=("LWZ",)),),
        antwoorden=(Antwoordinhoud(vraag="G1", partnerschap="LWZ", tekst="Wij leiden op.", moment=Moment.VOORAF),),
        conclusies=(Conclusieinhoud(vraag="G2", conclusie="Samen."),),
        inbreng=(Inbrenginhoud(vraag="G1", partnerschap="LWZ", deelnemer=1, tekst="Eerst wij."),),
        geparkeerd=("G2",),
        niet_besproken=(NietBesproken(sleutel="G2a", partnerschap="AOZ"),),
        afspraken=(
            Afspraakinhoud(
                nummer="2026-01",
                tekst="Tellen",
                resultaat="Eén getal",
                bronnen=("G2a", "P1"),
                instemmingen=(Instemming(bestuur="Kindrijk", op=date(2026, 4, 21)),),
            ),
        ),
        acties=(Actieinhoud(nummer="1", tekst="Formulier maken", afspraak="2026-01", bronnen=("A1",), deelnemer=1),),
        vorige=UUID(int=7),
        terugblik=Terugblik(
            titel="Eerder",
            afspraken=(Afspraakterug(nummer="2025-01", tekst="Tellen", uitkomst="Geteld."),),
            acties=(Actieterug(nummer="7", afspraak="2025-01"),),
        ),
        aanbevelingen=(Toetsinhoud(aanbeveling="A1", oordeel=Oordeel.DEELS),),
        groepen=(Groepbestand(nummer=1, themas=("G1",), leden=(1,), notulist=1, stand=Groepstand.GESLOTEN),),
        groepsnotities=(
            Groepsnotitie(vraag="G1", groep=1, soort=TekstSoort.ANDEREN, partnerschap="LWZ", tekst="Met buddy’s."),
        ),
        peilingen=(
            Peilinginhoud(
                nummer="P1",
                stelling="Wij tellen samen",
                drempel=Drempel(percentage=75),
                bron="G1",
                stand=Peilingstand.GESLOTEN,
                stemgerechtigd=2,
                stemmen=(Steminhoud(deelnemer=1, keuze=Steun.BEZWAAR, reden="Geen tijd"),),
            ),
        ),
        criteria=(EigenCriterium(id="eigen1", titel="Haalbaar"),),
        keuzemogelijkheden=(
            Keuzeinhoud(
                nummer="K1",
                titel="Federatie",
                bronnen=("G1#1", "G2a"),
                besluit=Besluit(uitkomst=Uitkomst.GEKOZEN, reden="Past bij iedereen"),
                beoordelingen=(
                    Beoordelinginhoud(criterium="functies", score=Score.GUNSTIG, functies={"werven": Score.NEUTRAAL}),
                    Beoordelinginhoud(criterium="eigen1", kansen="Snel"),
                ),
            ),
        ),
        verschillen=(
            Verschilinhoud(
                nummer="V1",
                titel="Wat telt mee?",
                bronnen=("G1", "K1", "P1"),
                standpunten=(
                    Standpuntinhoud(partnerschap="LWZ", standpunt="Alles.", minderheidsstandpunt="Echt alles."),
                ),
                verder="Tellen.",
            ),
        ),
        issues=(
            Issuebestand(
                nummer="L1", tekst="Dubbel tellen", bronnen=("V1",), steun=("LWZ",), stand=Issuestand.AANGEBODEN
            ),
        ),
        betrokkenen=(
            Betrokkenheid(nummer="B1", soort=Betrokkensoort.ACHTERBAN, partnerschap="LWZ", bronnen=("L1", "2026-01")),
        ),
        ondertekenaars=(
            Ondertekenaar(nummer=1, partnerschap="LWZ", naam="Ayşe", email="ayse@voorbeeld.nl", deelnemer=1),
        ),
        kennis=Kennisinhoud(
            toestemmingen=(Toestemming(partnerschap="LWZ", citeren=True, door="coördinator"),),
            woordkeuzes=(Woordkeuze(woord="Ayşe", vervanging="iemand"), Woordkeuze(woord="46 plekken")),
        ),
    )
    reactie = Reactie(partnerschap="LWZ", soort=ReactieSoort.AKKOORD, mandaat=Mandaat.MANDAAT, op=NU)
    van_tekenaar = reactie.model_copy(update={"ondertekenaar": 1, "voorbehoud_bestuur": True, "naam": "Ayşe"})
    return freeze(bestand, reacties=(reactie, van_tekenaar)).model_copy(update={"stand": Stand.VERSLAG})


def raw_example() -> Any:
    return json.loads(to_bytes(example()))


def refusal(ruw: Any) -> str:
    """What the user reads when this is imported."""
    try:
        for sessie in read_bestand(json.dumps(ruw).encode(), "proef.json").sessies:
            import_it(sessie)
    except Ongeldig as fout:
        return str(fout)
    return NIETS


def change(pad: str, waarde: Any) -> Any:
    """The example with one value replaced, or added where the path ends in a `+`."""
    ruw = raw_example()
    *stappen, laatste = (int(stap) if stap.isdigit() else stap for stap in pad.split("."))
    plek = ruw["sessies"][0]
    for stap in stappen:
        plek = plek[stap]
    if laatste == "+":
        plek.append(waarde)
    else:
        plek[laatste] = waarde
    return ruw


@pytest.mark.parametrize(
    ("pad", "waarde", "melding"),
    [
        ("antwoorden.0.vraag", "G9", "antwoorden 1 → vraag: ‘G9’ staat niet op de kaart proef 1.0"),
        ("antwoorden.0.vraag", "G2", "‘G2’ heeft onderdelen; een antwoord hoort bij G2a of G2b"),
        ("antwoorden.0.partnerschap", "XYZ", "antwoorden 1 → partnerschap: ‘XYZ’ is geen code van een partnerschap"),
        ("conclusies.0.vraag", "T1", "conclusies 1 → vraag: ‘T1’ staat niet op de kaart"),
        ("conclusies.0.vraag", "G2b", "‘G2b’ is een onderdeel; een conclusie hoort bij G2"),
        ("inbreng.0.vraag", "G9", "inbreng 1 → vraag: ‘G9’ staat niet op de kaart"),
        ("inbreng.0.deelnemer", 7, "inbreng 1 → deelnemer: ‘7’ is geen deelnemer aan dit gesprek"),
        ("inbreng.0.partnerschap", "AOZ", "inbreng 1 → partnerschap: deelnemer 1 spreekt namens LWZ"),
        ("inbreng.0.partnerschap", "XYZ", "inbreng 1 → partnerschap: ‘XYZ’ is geen code"),
        ("inbreng.+", {"vraag": "G1", "tekst": "x"}, "bij G1 is alle inbreng anoniem, of geen"),
        (
            "inbreng.+",
            {"vraag": "G1", "deelnemer": 1, "partnerschap": "LWZ", "tekst": "x"},
            "inbreng 2: ‘G1 van 1’ staat er al, bij inbreng 1",
        ),
        ("geparkeerd.0", "G9", "geparkeerd 1: ‘G9’ staat niet op de kaart"),
        ("geparkeerd.+", "G2", "geparkeerd 2: ‘G2’ staat er al"),
        ("niet_besproken.0.sleutel", "RS1", "niet_besproken 1 → sleutel: ‘RS1’ staat niet op de kaart"),
        ("niet_besproken.0.partnerschap", "XYZ", "niet_besproken 1 → partnerschap: ‘XYZ’ is geen code"),
        ("deelnemers.0.namens.0", "XYZ", "deelnemers 1 → namens: ‘XYZ’ is geen code van een partnerschap"),
        ("deelnemers.0.namens.+", "LWZ", "deelnemers 1 → namens 2: ‘LWZ’ staat er al, bij deelnemers 1 → namens 1"),
        ("acties.0.afspraak", "2026-09", "acties 1 → afspraak: ‘2026-09’ is geen afspraak in dit gesprek"),
        ("acties.0.bronnen", ["A9"], "acties 1 → bronnen: ‘A9’ bestaat niet in dit gesprek of op de kaart"),
        ("acties.0.deelnemer", 7, "acties 1 → deelnemer: ‘7’ is geen deelnemer aan dit gesprek"),
        ("acties.0.termijn", "1 september", "acties 1 → termijn: ‘1 september’ is geen bestaande datum"),
        ("acties.0.termijn", "0202-09-01", "acties 1 → termijn: het jaar 202 kan niet kloppen"),
        ("verschillen.0.termijn", "2100-01-01", "verschillen 1 → termijn: het jaar 2100 kan niet kloppen"),
        ("gesprek.datum", "1926-03-12", "gesprek → datum: het jaar 1926 kan niet kloppen"),
        ("afspraken.0.bronnen", ["P2"], "afspraken 1 → bronnen: ‘P2’ bestaat niet in dit gesprek of op de kaart"),
        ("afspraken.0.bronnen", ["G9#1"], "afspraken 1 → bronnen: ‘G9#1’ bestaat niet in dit gesprek"),
        ("afspraken.0.bronnen", ["2026-01"], "afspraken 1 → bronnen: ‘2026-01’ komt zo uit zichzelf voort"),
        ("afspraken.0.stand", "vastgesteld", "afspraken 1: ‘vastgesteld’ kan pas als elk bestuur heeft ingestemd"),
        ("afspraken.0.instemmingen.+", {"bestuur": "Kindrijk"}, "afspraken 1: een bestuur staat er twee keer bij"),
        ("afspraken.0.instemmingen.0.bestuur", " ", "instemmingen 1 → bestuur: mag niet leeg zijn"),
        ("afspraken.0.pijlers", ["uitstroom"], "pijlers 1: ‘uitstroom’ kan hier niet; kies uit 'instroom', 'behoud'"),
        ("kennis.toestemmingen.0.partnerschap", "XYZ", "kennis → toestemmingen 1 → partnerschap: ‘XYZ’ is geen code"),
        (
            "kennis.toestemmingen.+",
            {"partnerschap": "LWZ", "citeren": False},
            "kennis → toestemmingen 2: ‘LWZ’ staat er al, bij kennis → toestemmingen 1",
        ),
        ("kennis.woordkeuzes.+", {"woord": "AYSE"}, "kennis → woordkeuzes 3: ‘ayse’ staat er al"),
        ("kennis.woordkeuzes.0.woord", "", "mag niet leeg zijn"),
        ("aanbevelingen.0.aanbeveling", "A7", "‘A7’ is geen aanbeveling op de kaart"),
        ("partnerschappen.1.code", "LWZ", "partnerschappen 2: ‘LWZ’ staat er al, bij partnerschappen 1"),
        ("deelnemers.+", {"nummer": 1, "rol": "x"}, "deelnemers 2: ‘1’ staat er al, bij deelnemers 1"),
        (
            "antwoorden.+",
            {"vraag": "G1", "partnerschap": "LWZ", "tekst": "nog een"},
            "antwoorden 2: ‘G1 van LWZ’ staat er al, bij antwoorden 1",
        ),
        ("conclusies.+", {"vraag": "G2"}, "conclusies 2: ‘G2’ staat er al"),
        ("afspraken.+", {"nummer": "2026-01"}, "afspraken 2: ‘2026-01’ staat er al"),
        ("acties.+", {"nummer": "1"}, "acties 2: ‘1’ staat er al"),
        ("aanbevelingen.+", {"aanbeveling": "A1"}, "aanbevelingen 2: ‘A1’ staat er al"),
        ("niet_besproken.+", {"sleutel": "G2a", "partnerschap": "AOZ"}, "niet_besproken 2: ‘G2a van AOZ’ staat er al"),
        ("peilingen.+", {"nummer": "P1", "stelling": "x"}, "peilingen 2: ‘P1’ staat er al, bij peilingen 1"),
        ("peilingen.0.nummer", "1", "peilingen 1 → nummer: ‘1’ heeft niet de vorm die hier hoort"),
        ("peilingen.0.bron", "RS1", "peilingen 1 → bron: ‘RS1’ staat niet op de kaart proef 1.0"),
        ("peilingen.0.opties", ["ja", "nee"], "peilingen 1: een gradient heeft vaste keuzes"),
        ("peilingen.0.soort", "eigen vraag", "peilingen 1: een eigen vraag heeft 2 tot 10 antwoorden"),
        ("peilingen.0.drempel.percentage", 101, "drempel → percentage: ‘101’ is te hoog"),
        (
            "peilingen.0.stand",
            "open",
            "peilingen 1 → stemmen: de stand is ‘open’; stemmen staan pas in een bestand",
        ),
        ("peilingen.0.anoniem", True, "peilingen 1 → stemmen 1: deze peiling is anoniem; noem geen deelnemer"),
        ("peilingen.0.per", "partnerschap", "peilingen 1 → stemmen 1: noem de code van het partnerschap"),
        ("peilingen.0.stemmen.0.deelnemer", 7, "peilingen 1 → stemmen 1 → deelnemer: ‘7’ is geen deelnemer aan dit"),
        ("peilingen.0.stemmen.0.deelnemer", None, "peilingen 1 → stemmen 1: noem het nummer van de deelnemer"),
        ("peilingen.0.stemmen.0.partnerschap", "LWZ", "stemmen 1: een stem is van één deelnemer of van één"),
        ("peilingen.0.stemmen.0.keuze", "ja", "peilingen 1 → stemmen 1 → keuze: ‘ja’ is geen keuze in peiling P1"),
        ("peilingen.0.stemmen.0.reden", " ", "peilingen 1 → stemmen 1 → keuze: bij ‘bezwaar’ hoort een reden"),
        ("peilingen.0.stemmen.0.reden", "x" * 1001, "reden: mag hoogstens 1000 tekens tellen, en telt er 1001"),
        (
            "peilingen.0.stemmen.+",
            {"deelnemer": 1, "keuze": "neutraal"},
            "peilingen 1 → stemmen 2: ‘1’ staat er al, bij stemmen 1",
        ),
        (
            "peilingen.0.stemmen.+",
            {"partnerschap": "XYZ", "keuze": "neutraal"},
            "peilingen 1 → stemmen 2 → partnerschap: ‘XYZ’ is geen code van een partnerschap",
        ),
        ("versies.0.inhoud.peilingen.0.bron", "G9", "versies 1 → inhoud → peilingen 1 → bron: ‘G9’ staat niet op de"),
        ("versies", [], "stand: bij ‘verslag’ hoort minstens één bevroren versie"),
        ("versies.0.nummer", 2, "versies 1 → nummer: ‘2’ hoort 1 te zijn"),
        ("versies.0.inhoud.antwoorden.0.tekst", "Anders.", "versies 1 → vingerafdruk: past niet bij de inhoud"),
        ("versies.0.inhoud.antwoorden.0.vraag", "G9", "versies 1 → inhoud → antwoorden 1 → vraag: ‘G9’ staat niet"),
        ("versies.0.namen.0.naam", "Iemand Anders", "namen 1: de naam past niet bij de naamafdruk van deelnemer 1"),
        ("ondertekenaars.0.partnerschap", "XYZ", "ondertekenaars 1 → partnerschap: ‘XYZ’ is geen code"),
        ("ondertekenaars.0.deelnemer", 9, "ondertekenaars 1 → deelnemer: ‘9’ is geen deelnemer van dit gesprek"),
        ("ondertekenaars.0.email", "ayse", "ondertekenaars 1 → email: is geen mailadres"),
        ("ondertekenaars.+", {"nummer": 1, "partnerschap": "LWZ", "rol": "x"}, "ondertekenaars 2: ‘1’ staat er al"),
        ("versies.0.reacties.0.partnerschap", "XYZ", "reacties 1 → partnerschap: ‘XYZ’ is geen code"),
        ("versies.0.bevroren_op", "2026-03-17T12:00:00", "‘2026-03-17T12:00:00’ kan niet; schrijf ook de tijdzone"),
        ("versies.0.termijn", "0001-01-01T00:00:00+14:00", "termijn: ‘0001-01-01T00:00:00+14:00’ kan niet"),
        ("gesprek.datum", "2026-02-30", "sessies 1 → gesprek → datum: ‘2026-02-30’ is geen bestaande datum"),
        ("gesprek.datum", "2026-03-12T14:00", "datum: ‘2026-03-12T14:00’ hoort een datum te zijn zonder tijd erbij"),
        ("gesprek.begin", "25:00", "gesprek → begin: ‘25:00’ is geen bestaande tijd; schrijf uren:minuten"),
        ("gesprek.begin", "13:00Z", "gesprek → begin: hoort een tijd zonder tijdzone te zijn, zoals 13:30"),
        ("gesprek.eind", "12:00", "gesprek: de eindtijd 12.00 ligt niet na de begintijd 13.00"),
        ("gesprek.titel", " ", "gesprek → titel: mag niet leeg zijn"),
        ("gesprek.titel", "x" * 301, "gesprek → titel: mag hoogstens 300 tekens tellen, en telt er 301"),
        ("gesprek.titel", "x" * 20_001, "gesprek → titel: Deze tekst telt 20"),
        ("gesprek.titel", None, "gesprek → titel: hoort tekst te zijn"),
        ("gesprek.online", "misschien", "gesprek → online: ‘misschien’ is geen ‘true’ of ‘false’"),
        ("antwoorden.0.tekst", "x" * 20_001, "sessies 1 → antwoorden 1 → tekst: Deze tekst telt 20"),
        ("antwoorden.0.moment", "later", "moment: ‘later’ kan hier niet; kies uit 'vooraf' of 'gesprek'"),
        ("antwoorden", {}, "sessies 1 → antwoorden: hoort een lijst te zijn"),
        ("partnerschappen.0.code", "lwz", "code: moet uit 1 tot 8 hoofdletters of cijfers bestaan, zoals LWZ"),
        ("partnerschappen.0", "LWZ", "sessies 1 → partnerschappen 1: hoort een groep velden te zijn"),
        ("partnerschappen.0.naamm", "x", "partnerschappen 1 → naamm: is hier niet bekend; kijk de spelling na"),
        ("partnerschappen.0.sectoren", ["wo"], "sectoren 1: ‘wo’ kan hier niet; kies uit 'po', 'vo', 'mbo' of '(v)so'"),
        ("deelnemers.0.nummer", 0, "deelnemers 1 → nummer: ‘0’ is te laag: het moet minstens 1 zijn"),
        ("deelnemers.0.nummer", 1000, "nummer: ‘1000’ is te hoog: het mag hoogstens 999 zijn"),
        ("deelnemers.0.nummer", "een", "nummer: ‘een’ is geen heel getal"),
        ("afspraken.0.nummer", "één/2", "afspraken 1 → nummer: ‘één/2’ heeft niet de vorm die hier hoort"),
        ("versies.0.bevroren_op", "gisteren", "bevroren_op: ‘gisteren’ is geen bestaand moment; schrijf datum, tijd"),
        ("versies.0.namen.0.zout", "00", "namen 1 → zout: is te kort: er horen minstens 32 tekens te staan"),
        ("versies.0.reacties.0.soort", "niet akkoord", "bij ‘niet akkoord’ hoort een toelichting"),
        ("terugblik.acties.0.afspraak", "2025-9", "terugblik → acties 1 → afspraak: ‘2025-9’ is geen afspraak in deze"),
        ("terugblik.afspraken.+", {"nummer": "2025-01"}, "terugblik → afspraken 2: ‘2025-01’ staat er al"),
        ("terugblik.acties.+", {"nummer": "7"}, "terugblik → acties 2: ‘7’ staat er al"),
        ("terugblik.titel", " ", "sessies 1 → terugblik → titel: mag niet leeg zijn"),
        ("terugblik.hoogste_actie", -1, "terugblik → hoogste_actie: ‘-1’ is te laag"),
        ("vorige", None, "terugblik: hoort bij een vervolg; zet bij vorige het id van het gesprek ervoor"),
        ("vorige", "kwijt", "sessies 1 → vorige: ‘kwijt’ is geen geldig kenmerk (een UUID)"),
        ("vorige", str(ID), "sessies 1 → vorige: de reeks loopt rond"),
        ("groepen.0.themas", ["G9"], "groepen 1 → themas: ‘G9’ staat niet op de kaart proef 1.0"),
        ("groepen.0.themas", ["G2a"], "groepen 1 → themas: ‘G2a’ is een onderdeel; kies G2"),
        ("groepen.0.leden", [1, 7], "groepen 1 → leden: ‘7’ is geen deelnemer aan dit gesprek"),
        ("groepen.0.leden", [1, 1], "sessies 1 → groepen 1: groep 1 noemt iemand twee keer"),
        ("groepen.0.notulist", 7, "sessies 1 → groepen 1: de notulist (deelnemer 7) zit niet in groep 1"),
        ("groepen.0.stand", "dicht", "stand: ‘dicht’ kan hier niet; kies uit 'gemaakt', 'open' of 'gesloten'"),
        ("groepen.0.minuten", 0, "groepen 1 → minuten: ‘0’ is te laag: het moet minstens 1 zijn"),
        ("groepen.+", {"nummer": 1}, "groepen 2: ‘1’ staat er al, bij groepen 1"),
        ("groepen.+", {"nummer": 2, "leden": [1]}, "leden van groepen 2: ‘deelnemer 1’ staat er al"),
        ("groepsnotities.0.groep", 3, "groepsnotities 1 → groep: ‘3’ is geen groep in dit gesprek"),
        ("groepsnotities.0.vraag", "G2b", "groepsnotities 1 → vraag: ‘G2b’ is een onderdeel; kies G2"),
        ("groepsnotities.0.partnerschap", "XYZ", "groepsnotities 1 → partnerschap: ‘XYZ’ is geen code"),
        ("groepsnotities.0.soort", "vraagstuk", "groepsnotities 1: alleen ‘anderen’ gaat over een partnerschap"),
        ("groepsnotities.0.soort", "conclusie", "groepsnotities 1: ‘conclusie’ schrijft een groep niet"),
        (
            "groepsnotities.+",
            {"vraag": "G1", "groep": 1, "soort": "anderen", "partnerschap": "LWZ", "tekst": "x"},
            "groepsnotities 2: ‘anderen/G1/1/LWZ’ staat er al",
        ),
        ("niet_besproken.+", {"sleutel": "G1", "groep": 5}, "niet_besproken 2 → groep: ‘5’ is geen groep"),
        ("niet_besproken.0.groep", 1, "niet_besproken 1: is van een groep of van een partnerschap, niet van beide"),
        ("peilingen.0.bron", "K9", "peilingen 1 → bron: ‘K9’ is geen keuzemogelijkheid in dit gesprek"),
        ("keuzemogelijkheden.0.nummer", "K0", "keuzemogelijkheden 1 → nummer: ‘K0’ heeft niet de vorm"),
        ("keuzemogelijkheden.+", {"nummer": "K1", "titel": "x"}, "keuzemogelijkheden 2: ‘K1’ staat er al"),
        ("keuzemogelijkheden.0.bronnen.0", "G9", "keuzemogelijkheden 1 → bronnen: ‘G9’ staat niet op de kaart"),
        ("keuzemogelijkheden.0.bronnen.0", "G1#2", "keuzemogelijkheden 1 → bronnen: ‘G1#2’ noemt inbreng die er niet"),
        ("keuzemogelijkheden.0.besluit.reden", " ", "besluit → reden: bij een besluit hoort een reden"),
        ("keuzemogelijkheden.0.besluit.uitkomst", "ja", "‘ja’ kan hier niet; kies uit 'gekozen', 'aangepast'"),
        ("keuzemogelijkheden.0.beoordelingen.0.score", "++", "score: ‘++’ kan hier niet; kies uit 'zeer gunstig'"),
        (
            "keuzemogelijkheden.0.beoordelingen.0.criterium",
            "tempo",
            "keuzemogelijkheden 1 → beoordelingen 1 → criterium: ‘tempo’ is geen criterium op de kaart proef 1.0",
        ),
        (
            "keuzemogelijkheden.0.beoordelingen.+",
            {"criterium": "functies"},
            "keuzemogelijkheden 1 → beoordelingen 3: ‘functies’ staat er al",
        ),
        (
            "keuzemogelijkheden.0.beoordelingen.1.functies",
            {"werven": "neutraal"},
            "beoordelingen 2 → functies: ‘werven’ wordt bij dit criterium niet apart beoordeeld",
        ),
        ("criteria.0.id", "tempo", "criteria 1 → id: ‘tempo’ hoort ‘eigen’ met een nummer te zijn"),
        ("criteria.+", {"id": "eigen1", "titel": "x"}, "criteria 2: ‘eigen1’ staat er al"),
        ("verschillen.+", {"nummer": "V1", "titel": "x"}, "verschillen 2: ‘V1’ staat er al, bij verschillen 1"),
        ("verschillen.0.nummer", "1", "verschillen 1 → nummer: ‘1’ heeft niet de vorm die hier hoort"),
        ("verschillen.0.titel", " ", "verschillen 1 → titel: mag niet leeg zijn"),
        ("verschillen.0.bronnen.0", "G9", "verschillen 1 → bronnen: ‘G9’ is niets waar een verschil uit dit gesprek"),
        ("verschillen.0.bronnen.0", "L1", "verschillen 1 → bronnen: ‘L1’ is niets waar een verschil uit dit gesprek"),
        ("verschillen.0.bronnen.0", "V1", "verschillen 1 → bronnen: ‘V1’ is niets waar een verschil uit dit gesprek"),
        (
            "verschillen.0.standpunten.0.partnerschap",
            "XYZ",
            "verschillen 1 → standpunten 1 → partnerschap: ‘XYZ’ is geen code van een partnerschap",
        ),
        (
            "verschillen.0.standpunten.+",
            {"partnerschap": "LWZ"},
            "verschillen 1 → standpunten 2: ‘LWZ’ staat er al, bij verschillen 1 → standpunten 1",
        ),
        ("issues.+", {"nummer": "L1"}, "issues 2: ‘L1’ staat er al"),
        ("issues.0.bronnen.0", "V7", "issues 1 → bronnen: ‘V7’ is niets waar een issue uit dit gesprek uit voort kan"),
        ("issues.0.bronnen.0", "L1", "issues 1 → bronnen: ‘L1’ is niets waar een issue uit dit gesprek"),
        ("issues.0.steun.0", "XYZ", "issues 1 → steun: ‘XYZ’ is geen code van een partnerschap"),
        ("issues.0.stand", "klaar", "issues 1 → stand: ‘klaar’ kan hier niet; kies uit 'nog niet aangeboden'"),
        ("betrokkenen.+", {"nummer": "B1", "soort": "partij"}, "betrokkenen 2: ‘B1’ staat er al"),
        ("betrokkenen.0.soort", "buren", "soort: ‘buren’ kan hier niet; kies uit 'partij', 'beroepsgroep'"),
        ("betrokkenen.0.partnerschap", None, "betrokkenen 1: bij ‘achterban’ hoort een partnerschap: van wie?"),
        ("betrokkenen.0.partnerschap", "XYZ", "betrokkenen 1 → partnerschap: ‘XYZ’ is geen code van een partnerschap"),
        ("betrokkenen.0.bronnen.0", "B1", "betrokkenen 1 → bronnen: ‘B1’ is niets waar een betrokkenheid uit dit"),
        ("versies.0.inhoud.verschillen.0.bronnen.0", "G9", "versies 1 → inhoud → verschillen 1 → bronnen: ‘G9’ is"),
        ("id", "kwijt", "sessies 1 → id: ‘kwijt’ is geen geldig kenmerk (een UUID)"),
        ("kaart", {"id": "proef"}, "sessies 1 → kaart → versie: ontbreekt"),
    ],
)
def test_a_fault_is_told_with_its_place(pad: str, waarde: Any, melding: str) -> None:
    assert melding in refusal(change(pad, waarde))


def test_one_fault_is_told_as_one_fault() -> None:
    assert refusal(change("acties.0.termijn", "32-13-2026")) == (
        "Het bestand proef.json kan zo niet worden ingelezen:\n"
        "- sessies 1 → acties 1 → termijn: ‘32-13-2026’ is geen bestaande datum; schrijf jaar-maand-dag, "
        "zoals 2026-03-12"
    )


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        (b"", "is geen geldige JSON: op regel 1, kolom 1"),
        (b'{\n "sessies": [\n  {"gesprek" 1}\n ]\n}', "is geen geldige JSON: op regel 3, kolom 14"),
        (b'{"sessies": [{"a": NaN}]}', "bevat ‘NaN’; dat is geen getal in JSON"),
        (b'{"sessies": [], "sessies": []}', "noemt ‘sessies’ twee keer in dezelfde groep velden"),
        (b'{"sessies": 1' + b"0" * 5000 + b"}", "bevat een getal van duizenden cijfers"),
        (b'{"sessies": ["\\ud83d\\ude00", "\\ud83d"]}', "bevat een half teken, zoals \\ud83d zonder zijn andere helft"),
        (b"[" * 200_000, "is te diep genest om een gesprek te zijn"),
        ("\n\nZo\xeb".encode("latin-1"), "is geen UTF-8: op regel 3 staan bytes die geen tekens zijn"),
        ('{"sessies": []}'.encode("utf-16"), "is geen UTF-8: op regel 1"),
        (b'{"sessies": []}', "- sessies: is te kort: er horen er minstens 1 te staan"),
        (b"[]", "- het geheel: hoort een groep velden te zijn"),
        (b"{}", "- sessies: ontbreekt"),
        (
            b'{"formaat": "gesprekskaart-uitwisseling/2", "sessies": []}',
            "‘gesprekskaart-uitwisseling/2’ kan hier niet; dit hoort 'gesprekskaart-uitwisseling/1' te zijn",
        ),
        (b" " * (MAX_BYTES + 1), "is 25 MB; er past 25 MB. Verdeel de gesprekken over meer bestanden."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, melding: str) -> None:
    with pytest.raises(Ongeldig) as fout:
        read_bestand(data, "proef.json")
    assert str(fout.value).startswith("Het bestand proef.json ")
    assert melding in str(fout.value)


def test_agreements_that_come_from_each_other_are_refused() -> None:
    ruw = change("afspraken.+", {"nummer": "2026-02", "bronnen": ["2026-01"]})
    assert refusal(ruw) == NIETS
    ruw["sessies"][0]["afspraken"][0]["bronnen"] = ["2026-02"]
    melding = refusal(ruw)
    assert "afspraken 1 → bronnen: ‘2026-01’ komt zo uit zichzelf voort; haal één stap weg" in melding
    assert "afspraken 2 → bronnen: ‘2026-02’ komt zo uit zichzelf voort" in melding


def test_every_fault_in_a_session_is_told_at_once() -> None:
    ruw = change("antwoorden.0.vraag", "G9")
    ruw["sessies"][0]["acties"][0]["afspraak"] = "2026-09"
    ruw["sessies"][0]["versies"][0]["vingerafdruk"] = "0" * 64
    assert refusal(ruw) == (
        "Het gesprek ‘Ayşe & Zoë’ kan zo niet worden ingelezen:\n"
        "- antwoorden 1 → vraag: ‘G9’ staat niet op de kaart proef 1.0\n"
        "- acties 1 → afspraak: ‘2026-09’ is geen afspraak in dit gesprek\n"
        "- versies 1 → vingerafdruk: past niet bij de inhoud; er is iets gewijzigd sinds het bevriezen"
    )


@pytest.mark.parametrize("antwoord", [{"fout": 1}, {"vraag": "X", "partnerschap": "LWZ", "tekst": "t"}])
def test_of_many_faults_the_first_twenty_are_told(antwoord: dict[str, Any]) -> None:
    melding = refusal(change("antwoorden", [antwoord] * 30)).split("\n")
    assert len(melding) == 22
    assert melding[-1].startswith("- en nog ")


def test_what_a_message_quotes_is_fit_to_print() -> None:
    melding = refusal(change("\x00\u202e" + "x" * 5000, 1))
    assert "\x00" not in melding
    assert "\u202e" not in melding
    assert len(melding) < 1000


def test_a_byte_order_mark_does_no_harm() -> None:
    data = to_bytes(example())
    assert read_bestand(b"\xef\xbb\xbf" + data, "x") == read_bestand(data, "x")


def test_an_import_begins_anew() -> None:
    nieuw, wie = uuid4(), uuid4()
    dossier, (versie,) = from_bestand(example(), KAART, id=nieuw, now=NU, facilitators=(wie,), zout=ZOUT)
    assert (dossier.sessie.id, versie.sessie_id, dossier.sessie.facilitators) == (nieuw, nieuw, (wie,))
    assert {(t.revisie, t.door, t.op) for t in dossier.teksten.values()} == {(1, "import", NU)}
    assert list(dossier.teksten) == [
        "antwoord/G1/LWZ",
        "conclusie/G2",
        "anderen/G1/1/LWZ",
        "inbreng/G1/1",
        "kansen/K1-eigen1",
        "afspraak/2026-01",
        "resultaat/2026-01",
        "actie/1",
        "verder/V1",
        "standpunt/V1/LWZ",
        "minderheid/V1/LWZ",
        "issue/L1",
        "afspraakuitkomst/2025-01",
    ]
    assert dossier.teksten["antwoord/G1/LWZ"].moment is Moment.VOORAF


def test_moments_are_kept_in_utc() -> None:
    ruw = change("versies.0.bevroren_op", "2026-03-31T17:00:00+02:00")
    (bestand,) = read_bestand(json.dumps(ruw).encode(), "x").sessies
    assert bestand.versies[0].bevroren_op.utcoffset() == timedelta(hours=2)
    _, (versie,) = from_bestand(bestand, KAART, id=ID, now=NU, facilitators=(), zout=ZOUT)
    assert versie.bevroren_op == datetime(2026, 3, 31, 17, tzinfo=timezone(timedelta(hours=2)))
    assert versie.bevroren_op.tzinfo is UTC


def test_a_version_is_judged_by_its_own_partnerships() -> None:
    """Since the freezing a partnership left; what it said of that version stays."""
    ruw = raw_example()
    sessie = ruw["sessies"][0]
    leeg = ("partnerschappen", "deelnemers", "antwoorden", "inbreng", "niet_besproken", "peilingen", "groepen")
    sessie |= {"ondertekenaars": [], "keuzemogelijkheden": [], "verschillen": [], "issues": [], "betrokkenen": []}
    sessie |= {"groepsnotities": [], "kennis": {}}
    sessie |= {naam: [] for naam in leeg}
    sessie["afspraken"][0]["bronnen"] = []
    sessie["acties"][0]["deelnemer"] = None
    (bestand,) = read_bestand(json.dumps(ruw).encode(), "x").sessies
    _, (versie,) = from_bestand(bestand, KAART, id=ID, now=NU, facilitators=(), zout=ZOUT)
    assert {r.partnerschap for r in versie.reacties} == {"LWZ"}


def test_an_erased_name_leaves_the_version_sound() -> None:
    ruw = change("versies.0.namen", [])
    (bestand,) = read_bestand(json.dumps(ruw).encode(), "x").sessies
    _, (versie,) = from_bestand(bestand, KAART, id=ID, now=NU, facilitators=(), zout=ZOUT)
    assert versie.inhoud.deelnemers[0].naamafdruk is not None


def test_freezing_leaves_out_what_is_blank_or_not_on_the_card() -> None:
    dossier = import_it(example())
    overal = {plek: t.model_copy(update={"tekst": " \n"}) for plek, t in dossier.teksten.items()}
    vreemd = NietBesproken(sleutel="RS1")
    inhoud = make_gespreksinhoud(dossier.model_copy(update={"teksten": overal, "niet_besproken": (vreemd,)}))
    assert (inhoud.antwoorden, inhoud.conclusies, inhoud.niet_besproken) == ((), (), ())
    assert [afspraak.tekst for afspraak in inhoud.afspraken] == [""]
    andere = KAART.model_copy(update={"fasen": (), "aanbevelingen": ()})
    leeg = make_gespreksinhoud(dossier.model_copy(update={"kaart": andere}))
    assert (leeg.antwoorden, leeg.conclusies, leeg.niet_besproken, leeg.aanbevelingen) == ((), (), (), ())


@pytest.mark.parametrize(
    ("pad", "waarde", "plaats"),
    [("afspraken.0.bronnen", ["K1"], "afspraken 1 → bronnen"), ("peilingen.0.bron", "K1", "peilingen 1 → bron")],
)
def test_an_option_on_which_something_rests_cannot_be_off_the_list(pad: str, waarde: object, plaats: str) -> None:
    ruw = change(pad, waarde)
    assert plaats not in refusal(ruw)
    ruw["sessies"][0]["keuzemogelijkheden"][0]["verwijderd"] = True
    assert f"- {plaats}: ‘K1’ is van de lijst gehaald; zet ‘verwijderd’ daar op false" in refusal(ruw)


def test_what_was_put_away_is_exchanged_and_not_frozen() -> None:
    dossier = import_it(example())
    weg = {
        naam: tuple(ding.model_copy(update={"verwijderd": True}) for ding in getattr(dossier, naam))
        for naam in ("verschillen", "issues", "betrokkenen")
    }
    verborgen = dossier.model_copy(update=weg)
    assert [len(getattr(make_gespreksinhoud(verborgen), naam)) for naam in weg] == [1, 1, 1]
    assert make_gespreksinhoud(verborgen).verschillen[0].verder == "Tellen."
    bevroren = make_inhoud(verborgen, ())
    assert [len(getattr(bevroren, naam)) for naam in weg] == [0, 0, 0]
    assert "Tellen." not in bevroren.canonical.decode()


def test_an_origin_that_is_not_in_the_version_is_not_named_there() -> None:
    dossier = import_it(example())
    (verschil,) = dossier.verschillen
    zonder = dossier.model_copy(update={"verschillen": (verschil.model_copy(update={"verwijderd": True}),)})
    assert make_gespreksinhoud(zonder).issues[0].bronnen == ("V1",)
    assert make_inhoud(zonder, ()).issues[0].bronnen == ()
    weg = dossier.model_copy(update={"peilingen": (), "stemmen": ()})
    assert make_gespreksinhoud(weg).verschillen[0].bronnen == ("G1", "K1")


def test_what_became_of_an_issue_is_exchanged_and_changes_no_fingerprint() -> None:
    dossier = import_it(example())
    (issue,) = dossier.issues
    later = issue.model_copy(update={"stand": Issuestand.BEANTWOORD, "stand_op": date(2027, 1, 4)})
    verder = dossier.model_copy(update={"issues": (later,)})
    assert make_inhoud(verder, ()).vingerafdruk == make_inhoud(dossier, ()).vingerafdruk
    (uit,) = to_bestand(verder, ()).issues
    assert (uit.stand, uit.stand_op) == (Issuestand.BEANTWOORD, date(2027, 1, 4))


def test_only_people_with_a_name_get_a_seal_each_with_its_own_salt() -> None:
    dossier = import_it(example())
    naamloos = Deelnemer(nummer=3, rol="bestuurder")
    ander = Deelnemer(nummer=2, naam="Zoë")
    dossier = dossier.model_copy(update={"deelnemers": (naamloos, ander, *dossier.deelnemers)})
    zouten = iter(("a" * 32, "b" * 32, "c" * 32))
    zegels = make_zegels(dossier, lambda: next(zouten))
    assert zegels == (
        Naamzegel(nummer=1, naam="Sabriye Kılıç", zout="a" * 32),
        Naamzegel(nummer=2, naam="Zoë", zout="b" * 32),
    )
    inhoud = make_inhoud(dossier, zegels)
    assert [d.naamafdruk for d in inhoud.deelnemers] == [zegels[0].naamafdruk, zegels[1].naamafdruk, None]
    assert "Sabriye" not in inhoud.canonical.decode()


ruwe_waarden: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.just("2026-02-30"),
    lambda kind: st.lists(kind, max_size=3) | st.dictionaries(st.text(max_size=6), kind, max_size=3),
    max_leaves=4,
)
VOORBEELD = raw_example()


def spoil(ruw: Any, kies: Callable[[int], int], waarde: Any) -> None:
    """Replace one value somewhere inside."""
    while True:
        plekken: list[Any] = list(ruw) if isinstance(ruw, dict) else list(range(len(ruw)))
        sleutel = plekken[kies(len(plekken))]
        if not isinstance(ruw[sleutel], dict | list) or not ruw[sleutel] or kies(4) == 0:
            ruw[sleutel] = waarde
            return
        ruw = ruw[sleutel]


@given(st.data(), ruwe_waarden)
def test_a_spoilt_file_is_read_or_refused_and_never_breaks_us(data: st.DataObject, waarde: Any) -> None:
    ruw = copy.deepcopy(VOORBEELD)
    spoil(ruw, lambda aantal: data.draw(st.integers(0, aantal - 1)), waarde)
    melding = refusal(ruw)
    if melding != NIETS:
        assert "kan zo niet worden ingelezen:\n- " in melding
        return
    (bestand,) = read_bestand(json.dumps(ruw).encode(), "proef.json").sessies
    dossier, versies = from_bestand(bestand, KAART, id=ID, now=NU, facilitators=(), zout=ZOUT)
    assert from_bestand(to_bestand(dossier, versies), KAART, id=ID, now=NU, facilitators=(), zout=ZOUT) == (
        dossier,
        versies,
    )
    inhoud = make_inhoud(dossier, ())
    assert Inhoud.model_validate_json(inhoud.model_dump_json()).vingerafdruk == inhoud.vingerafdruk

"""What changed between two versions: per answer, option, agreement and so on, in words that a board member reads.

Contents are compared as what is stated (`facts`), so that equal fingerprints give no change and every other difference
gives at least one. Besluit 0027.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

import rfc8785
from pydantic import BaseModel

from gesprekskaart.datum import format_kort, format_tijd
from gesprekskaart.groep import STAPNAMEN
from gesprekskaart.kaart import Kaart
from gesprekskaart.keuze import ASPECTNAMEN, list_criteria
from gesprekskaart.model import Model
from gesprekskaart.sessie import NietBesproken, Partnerschap
from gesprekskaart.verslag import (
    Actieinhoud,
    Afspraakinhoud,
    Deelnemerinhoud,
    Groepsnotitie,
    Inbrenginhoud,
    Inhoud,
    Keuzeinhoud,
    Peilinginhoud,
    Terugblik,
    Verschilinhoud,
    Versie,
)

_MEESTE_PAREN = 60_000
"""Pairs of equal words in two texts that are compared; of the longest texts that people write there are some 20,000."""

_RUIS_VANAF = 200
"""Words in a text from which on the matcher calls what is more than one in a hundred of them noise."""

KAART = "De gesprekskaart"
"""The heading of what the card itself says."""


class Wijzigingsoort(StrEnum):
    """What happened to something between two versions."""

    ERBIJ = "erbij"
    WEG = "weg"
    GEWIJZIGD = "gewijzigd"


class Merk(StrEnum):
    """What happened to some words of a text."""

    GELIJK = "gelijk"
    WEG = "weg"
    ERBIJ = "erbij"


class Woorden(NamedTuple):
    """A run of words of a text, white space included, that stayed, went or came."""

    merk: Merk
    tekst: str


class Wijziging(Model):
    """One thing that differs. Of what was changed `was` and `wordt` hold only the fields that differ."""

    id: str
    """What it is about: `antwoord/RS3/LWZ`, `afspraak/2026-01`; unique within a list of changes."""
    groep: str
    """Under which heading it stands: 'Antwoorden'."""
    titel: str
    """What it is about in words: 'Antwoord van LWZ op RS3'."""
    soort: Wijzigingsoort
    was: str = ""
    wordt: str = ""

    @property
    def woorden(self) -> tuple[Woorden, ...]:
        """The text as it was and as it became in one, with what went and what came marked."""
        return mark_woorden(self.was, self.wordt)


class _Stuk(NamedTuple):
    """One thing that can change by itself."""

    id: str
    titel: str
    feiten: Any
    """As in the canonical JSON."""
    regels: Mapping[str, str]
    """The same in words, by label."""


def list_wijzigingen(vorige: Inhoud, nu: Inhoud) -> tuple[Wijziging, ...]:
    """What differs, in the order of the report; what went stands where it was. Nothing for equal contents."""
    oud, nieuw = _walk_groepen(vorige), _walk_groepen(nu)
    return tuple(wijziging for groep in nieuw for wijziging in _compare(groep, oud[groep], nieuw[groep]))


def compare_versies(vorige: Versie, versie: Versie) -> tuple[Wijziging, ...]:
    """As `list_versiewijzigingen`, kept: frozen versions never change and screens are drawn often.

    Of versions as they were frozen, not of copies with something left out: those have the same fingerprint.
    """
    paar = (vorige.vingerafdruk, versie.vingerafdruk, _list_zelfde_namen(vorige, versie))
    wijzigingen = _vergeleken.get(paar)
    if wijzigingen is None:
        wijzigingen = list_versiewijzigingen(vorige, versie)
        if len(_vergeleken) >= _BEWAARD:
            _vergeleken.clear()
        _vergeleken[paar] = wijzigingen
    return wijzigingen


def list_versiewijzigingen(vorige: Versie, versie: Versie) -> tuple[Wijziging, ...]:
    """As `list_wijzigingen` of their contents, without names that only got another salt: that is news to nobody."""
    zelfde = _list_zelfde_namen(vorige, versie)
    return list_wijzigingen(*(_leave_out_namen(inhoud, zelfde) for inhoud in (vorige.inhoud, versie.inhoud)))


def _list_zelfde_namen(vorige: Versie, versie: Versie) -> frozenset[int]:
    """Who kept their name between the two, or whose name was erased from both."""
    toen, nu = ({zegel.nummer: zegel.naam for zegel in v.namen} for v in (vorige, versie))
    alle = {deelnemer.nummer for v in (vorige, versie) for deelnemer in v.inhoud.deelnemers}
    return frozenset(nummer for nummer in alle if toen.get(nummer) == nu.get(nummer))


def _leave_out_namen(inhoud: Inhoud, nummers: frozenset[int]) -> Inhoud:
    deelnemers = (d.model_copy(update={"naamafdruk": None}) if d.nummer in nummers else d for d in inhoud.deelnemers)
    return inhoud.model_copy(update={"deelnemers": tuple(deelnemers)})


_BEWAARD = 100
"""Pairs of versions; some 50 kB each."""
_vergeleken: dict[tuple[str, str, frozenset[int]], tuple[Wijziging, ...]] = {}


def list_teksten(inhoud: Inhoud) -> Iterator[tuple[str, str]]:
    """Everything that people wrote or filled in, with what it is: 'Antwoord van LWZ op RS3'. Not the card."""
    for groep, stukken in _walk_groepen(inhoud).items():
        if groep != KAART:
            yield from ((stuk.titel, _write(stuk.regels)) for stuk in stukken.values())


def tell_aantallen(wijzigingen: Sequence[Wijziging]) -> str:
    """'2 gewijzigd, 1 erbij': how many of each sort, in one line."""
    soorten = (Wijzigingsoort.GEWIJZIGD, Wijzigingsoort.ERBIJ, Wijzigingsoort.WEG)
    aantallen = ((sum(w.soort is soort for w in wijzigingen), soort) for soort in soorten)
    return ", ".join(f"{aantal} {soort}" for aantal, soort in aantallen if aantal) or "geen wijzigingen"


@lru_cache(maxsize=512)
def mark_woorden(was: str, wordt: str) -> tuple[Woorden, ...]:
    """Both texts in one, word by word. Without what came it is `was`, without what went it is `wordt`.

    Kept: a screen is drawn often, and what two versions say stays. Of texts of few words, over and over, only begin
    and end are held against each other: all ways in which they can be matched would take seconds.
    """
    oud, nieuw = _split(was), _split(wordt)
    voor = _count_same(oud, nieuw)
    na = _count_same(oud[voor:][::-1], nieuw[voor:][::-1])
    a, b = oud[voor : len(oud) - na], nieuw[voor : len(nieuw) - na]
    delen: list[Woorden] = [Woorden(Merk.GELIJK, "".join(oud[:voor]))] if voor else []
    for soort, i, j, k, m in _match(a, b):
        if soort == "equal":
            delen.append(Woorden(Merk.GELIJK, "".join(a[i:j])))
            continue
        delen += [Woorden(Merk.WEG, "".join(a[i:j]))] if j > i else []
        delen += [Woorden(Merk.ERBIJ, "".join(b[k:m]))] if m > k else []
    return (*delen, Woorden(Merk.GELIJK, "".join(oud[len(oud) - na :]))) if na else tuple(delen)


def _count_same(oud: list[str], nieuw: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda paar: paar[0] == paar[1], zip(oud, nieuw, strict=False)))


def _match(oud: list[str], nieuw: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    # The matcher takes words that are everywhere for noise: without that a text of one word repeated takes minutes.
    ruis = 1 + len(nieuw) // 100 if len(nieuw) >= _RUIS_VANAF else len(nieuw)
    hier, daar = Counter(oud), Counter(nieuw)
    if sum(hier[woord] * aantal for woord, aantal in daar.items() if aantal <= ruis) > _MEESTE_PAREN:
        return [("replace", 0, len(oud), 0, len(nieuw))]
    return SequenceMatcher(None, oud, nieuw).get_opcodes()


def _split(tekst: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", tekst)


def _compare(groep: str, oud: Mapping[str, _Stuk], nieuw: Mapping[str, _Stuk]) -> Iterator[Wijziging]:
    for id in _merge_order(list(oud), list(nieuw)):
        was, wordt = oud.get(id), nieuw.get(id)
        if was is None and wordt is not None:
            yield _wijziging(groep, wordt, Wijzigingsoort.ERBIJ, wordt=_write(wordt.regels))
        elif was is not None and wordt is None:
            yield _wijziging(groep, was, Wijzigingsoort.WEG, was=_write(was.regels))
        elif was is not None and wordt is not None and was.feiten != wordt.feiten:
            van, naar = _only_different(was.regels, wordt.regels)
            yield _wijziging(groep, wordt, Wijzigingsoort.GEWIJZIGD, was=van, wordt=naar)
    samen_oud, samen_nieuw = [id for id in oud if id in nieuw], [id for id in nieuw if id in oud]
    if samen_oud != samen_nieuw:
        yield Wijziging(
            id=f"volgorde/{groep}",
            groep=groep,
            titel=f"Volgorde van {groep[0].lower()}{groep[1:]}",
            soort=Wijzigingsoort.GEWIJZIGD,
            was="; ".join(oud[id].titel for id in samen_oud),
            wordt="; ".join(nieuw[id].titel for id in samen_nieuw),
        )


def _wijziging(groep: str, stuk: _Stuk, soort: Wijzigingsoort, *, was: str = "", wordt: str = "") -> Wijziging:
    return Wijziging(id=stuk.id, groep=groep, titel=stuk.titel, soort=soort, was=was, wordt=wordt)


def _merge_order(oud: Sequence[str], nieuw: Sequence[str]) -> list[str]:
    """The new order, with what went behind what it stood behind."""
    samen, bekend = list(nieuw), set(nieuw)
    for vorige, id in zip((None, *oud), oud, strict=False):
        if id not in bekend:
            samen.insert(samen.index(vorige) + 1 if vorige is not None else 0, id)
    return samen


def _write(regels: Mapping[str, str]) -> str:
    return "\n".join(_write_regel(label, tekst) for label, tekst in regels.items() if tekst)


def _write_regel(label: str, tekst: str) -> str:
    return f"{label}: {tekst}" if label else tekst


def _only_different(was: Mapping[str, str], wordt: Mapping[str, str]) -> tuple[str, str]:
    labels = [label for label in dict.fromkeys((*was, *wordt)) if was.get(label, "") != wordt.get(label, "")]
    van = {label: was.get(label, "") or ("niets" if label else "") for label in labels}
    naar = {label: wordt.get(label, "") or ("niets" if label else "") for label in labels}
    return _write(van), _write(naar)


_LABELS = {
    "tekst": "",
    "titel": "titel",
    "naamafdruk": "vingerafdruk van de naam",
    "namens_anders": "namens (anders)",
    "aanwezigheid_toelichting": "toelichting bij de aanwezigheid",
    "voorbereid_op": "voorbereid op",
    "voorbereid_toelichting": "toelichting bij de voorbereiding",
    "onderwijsregios": "onderwijsregio’s",
    "lerarenopleidingen": "lerarenopleidingen",
    "anoniem": "anoniem",
    "stemgerechtigd": "aantal stemgerechtigden",
    "bezwaar_blokkeert": "bezwaar blokkeert",
    "bron": "gaat over",
    "bronnen": "komt uit",
    "eigenaar": "wie",
    "wie": "wie neemt het verder",
    "deelnemer": "deelnemer",
    "instemmingen": "instemming",
    "meting": "hoe het wordt gemeten",
    "resultaat": "resultaat",
    "uitkomst": "wat er van kwam",
    "eens": "waarover wel eens",
    "verder": "hoe verder",
    "voor_wie": "voor wie",
    "steun": "gesteund door",
    "waarom": "waarom landelijk",
    "nodig": ASPECTNAMEN[next(soort for soort in ASPECTNAMEN if soort.value == "nodig")].lower(),
    "risicos": "risico’s",
    "themas": "thema’s",
    "infrastructuur": "infrastructuur",
    "minderheidsstandpunt": "minderheidsstandpunt",
    "standpunt": "",
    "per_functie": "per functie",
    "sessierol": "rol in het gesprek",
    "zwijgen_is_instemmen": "geen reactie geldt als akkoord",
}
"""How a field is called; the others go by their own name. What is the text itself has no label."""

_ISO_DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIJD = re.compile(r"\d{2}:\d{2}:\d{2}(\.\d+)?")
_DAGVELDEN = {"datum", "termijn", "op", "voorbereid_op"}
_TIJDVELDEN = {"begin", "eind"}


def _label(veld: str) -> str:
    return _LABELS.get(veld, veld.replace("_", " "))


def _to_regels(model: BaseModel, *weg: str) -> dict[str, str]:
    """Every field in words, by label; `weg` is in the title already."""
    return _say_velden(model.model_dump(mode="json", exclude=set(weg)))


def _say_velden(velden: Mapping[str, Any]) -> dict[str, str]:
    regels: dict[str, str] = {}
    for veld, waarde in velden.items():
        label = _label(veld)
        # Two fields by one name would hide each other.
        regels[label if label not in regels else veld] = _say(veld, waarde)
    return regels


def _say(veld: str, waarde: Any) -> str:
    if waarde is None or waarde is False:
        return ""
    if waarde is True:
        return "ja"
    if isinstance(waarde, Mapping):
        return ", ".join(_write_regel(_label(v), tekst) for v, w in waarde.items() if (tekst := _say(v, w)))
    if isinstance(waarde, Sequence) and not isinstance(waarde, str):
        scheiding = "; " if any(isinstance(deel, Mapping) for deel in waarde) else ", "
        return scheiding.join(_say(veld, deel) for deel in waarde)
    return _say_woord(veld, str(waarde))


def _say_woord(veld: str, waarde: str) -> str:
    if veld in _DAGVELDEN and _ISO_DAG.fullmatch(waarde):
        return format_kort(date.fromisoformat(waarde))
    if veld in _TIJDVELDEN and _ISO_TIJD.fullmatch(waarde):
        return format_tijd(time.fromisoformat(waarde))
    return waarde


def _feiten(model: BaseModel, *weg: str) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude_defaults=True, exclude=set(weg))


def _stuk(id: str, titel: str, model: BaseModel, *in_titel: str, apart: Iterable[str] = ()) -> _Stuk:
    """Of a model; what is `apart` is a thing by itself."""
    return _Stuk(id, titel, _feiten(model, *apart), _to_regels(model, *in_titel, *apart))


def _walk_groepen(inhoud: Inhoud) -> dict[str, dict[str, _Stuk]]:
    """Everything of a content by heading and id, in the order of the report."""
    groepen: dict[str, dict[str, _Stuk]] = {}
    for groep, stukken in _walk(inhoud):
        per_id = groepen.setdefault(groep, {})
        for stuk in stukken:
            plaats, nummer = stuk.id, 1
            while plaats in per_id:
                nummer += 1
                plaats = f"{stuk.id}~{nummer}"
            per_id[plaats] = stuk._replace(id=plaats)
    return groepen


def _walk(inhoud: Inhoud) -> Iterator[tuple[str, Iterator[_Stuk]]]:
    yield "Het gesprek", iter([_stuk("gesprek", "Gegevens van het gesprek", inhoud.gesprek)])
    yield "Partnerschappen", map(_of_partnerschap, inhoud.partnerschappen)
    yield "Deelnemers", map(_of_deelnemer, inhoud.deelnemers)
    yield "Terugblik", _of_terugblik(inhoud.terugblik)
    yield (
        "Antwoorden",
        (
            _stuk(f"antwoord/{a.vraag}/{a.partnerschap}", f"Antwoord van {a.partnerschap} op {a.vraag}", a, *_WAARVAN)
            for a in inhoud.antwoorden
        ),
    )
    yield "Inbreng", map(_of_inbreng, inhoud.inbreng)
    yield (
        "Conclusies",
        (_stuk(f"conclusie/{c.vraag}", f"Conclusie bij {c.vraag}", c, *_WAARVAN) for c in inhoud.conclusies),
    )
    yield "Niet besproken", map(_of_niet_besproken, inhoud.niet_besproken)
    yield (
        "Geparkeerde vragen",
        (
            _Stuk(f"geparkeerd/{vraag}", f"{vraag} geparkeerd", vraag, {"": "bewaard voor later"})
            for vraag in inhoud.geparkeerd
        ),
    )
    yield (
        "Groepen",
        (_stuk(f"groep/{groep.nummer}", f"Groep {groep.nummer}", groep, "nummer") for groep in inhoud.groepen),
    )
    yield "Notities van groepen", map(_of_notitie, inhoud.groepsnotities)
    yield "Keuzemogelijkheden", (stuk for keuze in inhoud.keuzemogelijkheden for stuk in _of_keuze(inhoud, keuze))
    yield "Eigen criteria", (_stuk(f"criterium/{c.id}", f"Criterium ‘{c.titel}’", c, "id") for c in inhoud.criteria)
    yield "Peilingen", (stuk for peiling in inhoud.peilingen for stuk in _of_peiling(peiling))
    yield "Afspraken", (_of_vervolgstuk("afspraak", afspraak) for afspraak in inhoud.afspraken)
    yield "Acties", (_of_vervolgstuk("actie", actie) for actie in inhoud.acties)
    yield (
        "Aanbevelingen",
        (
            _stuk(f"aanbeveling/{t.aanbeveling}", f"Aanbeveling {t.aanbeveling}", t, "aanbeveling")
            for t in inhoud.aanbevelingen
        ),
    )
    yield "Verschillen van inzicht", (stuk for verschil in inhoud.verschillen for stuk in _of_verschil(verschil))
    yield (
        "Landelijke issues",
        (_stuk(f"issue/{issue.nummer}", f"Landelijk issue {issue.nummer}", issue, "nummer") for issue in inhoud.issues),
    )
    yield (
        "Wie nog",
        (
            _stuk(f"betrokken/{b.nummer}", f"Wie nog: {b.naam or b.soort} ({b.nummer})", b, "nummer")
            for b in inhoud.betrokkenen
        ),
    )
    yield KAART, _of_kaart(inhoud.kaart)
    yield "Overig", _of_overig(inhoud)


_WAARVAN = ("vraag", "partnerschap")

_APART = frozenset(
    {"gesprek", "partnerschappen", "deelnemers", "terugblik", "antwoorden", "inbreng", "conclusies", "niet_besproken"}
    | {"geparkeerd", "groepen", "groepsnotities", "keuzemogelijkheden", "criteria", "peilingen", "afspraken", "acties"}
    | {"aanbevelingen", "verschillen", "issues", "betrokkenen", "kaart"}
)
"""What `_walk` tells of by itself."""


def _of_overig(inhoud: Inhoud) -> Iterator[_Stuk]:
    """What a later release added and this list does not know by name yet: told roughly rather than not at all."""
    for veld, waarde in _feiten(inhoud, *_APART).items():
        yield _Stuk(f"overig/{veld}", _label(veld).capitalize(), waarde, {"": _say(veld, waarde)})


def _of_partnerschap(partnerschap: Partnerschap) -> _Stuk:
    titel = f"Partnerschap {partnerschap.code} ({partnerschap.naam})"
    return _stuk(f"partnerschap/{partnerschap.code}", titel, partnerschap, "code")


def _of_deelnemer(deelnemer: Deelnemerinhoud) -> _Stuk:
    wie = ", ".join(deel for deel in (deelnemer.rol, deelnemer.organisatie) if deel)
    titel = f"Deelnemer {deelnemer.nummer}{f' ({wie})' if wie else ''}"
    return _stuk(f"deelnemer/{deelnemer.nummer}", titel, deelnemer, "nummer")


def _of_terugblik(terug: Terugblik | None) -> Iterator[_Stuk]:
    if terug is None:
        return
    yield _stuk("terugblik", "Terugblik op het vorige gesprek", terug, apart=("afspraken", "acties"))
    for soort, stukken in (("afspraak", terug.afspraken), ("actie", terug.acties)):
        for stuk in stukken:
            yield _stuk(f"terugblik/{soort}/{stuk.nummer}", f"Terugblik op {soort} {stuk.nummer}", stuk, "nummer")


def _of_inbreng(inbreng: Inbrenginhoud) -> _Stuk:
    van = f" van {inbreng.partnerschap}" if inbreng.partnerschap else ""
    van += f" (deelnemer {inbreng.deelnemer})" if inbreng.deelnemer else ""
    # What is anonymous has nothing to be recognised by but what it says: changed, it went and came.
    wie = inbreng.deelnemer or hashlib.sha256(rfc8785.dumps(_feiten(inbreng))).hexdigest()[:16]
    return _stuk(f"inbreng/{inbreng.vraag}/{wie}", f"Inbreng bij {inbreng.vraag}{van}", inbreng, *_WAARVAN, "deelnemer")


def _of_niet_besproken(feit: NietBesproken) -> _Stuk:
    wie = f" door {feit.partnerschap}" if feit.partnerschap else ""
    wie = f" door groep {feit.groep}" if feit.groep else wie
    stuk = _stuk(f"niet-besproken/{feit.plek}", f"{feit.sleutel}{wie}", feit, "sleutel", "partnerschap", "groep")
    return stuk._replace(regels={"": "niet besproken", **stuk.regels})


def _of_notitie(notitie: Groepsnotitie) -> _Stuk:
    over = f" over {notitie.partnerschap}" if notitie.partnerschap else ""
    titel = f"{STAPNAMEN[notitie.soort]}{over}: groep {notitie.groep} bij {notitie.vraag}"
    return _stuk(f"notitie/{notitie.plek}", titel, notitie, *_WAARVAN, "groep", "soort")


def _of_keuze(inhoud: Inhoud, keuze: Keuzeinhoud) -> Iterator[_Stuk]:
    titels = {criterium.id: criterium.titel for criterium in list_criteria(inhoud.kaart, inhoud.criteria)}
    yield _stuk(f"keuze/{keuze.nummer}", f"Keuzemogelijkheid {keuze.naam}", keuze, "nummer", apart=("beoordelingen",))
    for oordeel in keuze.beoordelingen:
        bij = titels.get(oordeel.criterium, oordeel.criterium)
        yield _stuk(
            f"oordeel/{keuze.nummer}/{oordeel.criterium}", f"Oordeel over {keuze.nummer} bij ‘{bij}’", oordeel,
            "criterium",
        )  # fmt: skip


def _of_peiling(peiling: Peilinginhoud) -> Iterator[_Stuk]:
    yield _stuk(f"peiling/{peiling.nummer}", f"Peiling {peiling.nummer}", peiling, "nummer", apart=("stemmen",))
    for stem in peiling.stemmen:
        van = f" van {stem.partnerschap}" if stem.partnerschap else ""
        van = f" van deelnemer {stem.deelnemer}" if stem.deelnemer else van
        yield _stuk(
            f"stem/{peiling.nummer}/{stem.stemmer or 'anoniem'}", f"Stem{van} bij peiling {peiling.nummer}", stem,
            "deelnemer", "partnerschap",
        )  # fmt: skip


def _of_vervolgstuk(soort: str, stuk: Afspraakinhoud | Actieinhoud) -> _Stuk:
    return _stuk(f"{soort}/{stuk.nummer}", stuk.naam, stuk, "nummer")


def _of_verschil(verschil: Verschilinhoud) -> Iterator[_Stuk]:
    yield _stuk(
        f"verschil/{verschil.nummer}", f"Verschil {verschil.nummer} {verschil.titel}", verschil, "nummer",
        apart=("standpunten",),
    )  # fmt: skip
    for standpunt in verschil.standpunten:
        van = standpunt.partnerschap
        yield _stuk(
            f"standpunt/{verschil.nummer}/{van}", f"Standpunt van {van} bij {verschil.nummer}", standpunt,
            "partnerschap",
        )  # fmt: skip


def _of_kaart(kaart: Kaart) -> Iterator[_Stuk]:
    yield _stuk("kaart", "De gesprekskaart zelf", kaart, apart=("fasen",))
    for fase in kaart.fasen:
        yield _stuk(f"fase/{fase.fase}/{fase.titel}", f"{fase.titel} op de kaart", fase, apart=("blokken",))
        for blok in fase.blokken:
            yield _stuk(f"blok/{fase.fase}/{blok.titel}", f"{blok.titel} op de kaart", blok, apart=("vragen",))
            for vraag in blok.vragen:
                yield _stuk(f"vraag/{vraag.id}", f"Vraag {vraag.id} op de kaart", vraag, "id")

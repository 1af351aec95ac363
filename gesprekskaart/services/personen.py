"""Persons apart from what was said: erase a name, hand out a copy without names, prove that one with names belongs.

The frozen content holds no names, so it is itself the anonymous copy: its SHA-256 is the fingerprint (besluit 0027).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.bestand import MAX_BYTES, read_bestand
from gesprekskaart.bevriezen import make_inhoud
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.logboek import Daad
from gesprekskaart.ondertekening import Ondertekenaar, Persoon
from gesprekskaart.persoonsnaam import Naamvondst, find_in_teksten, find_namen
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import leave_out_waiting
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.verslagen import Document, find_vastgesteld, find_versie, find_verslag, name_document
from gesprekskaart.services.zegelen import find_verzegelde_pdf
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Inhoud, Naamzegel, Versie
from gesprekskaart.wijzigingen import list_teksten

_WEG = "Deze persoon staat niet (meer) in dit gesprek."

NAAMLOOS = "deelnemer"
"""The work of somebody of whom nothing is left but a number."""


class Genoemde(NamedTuple):
    """Somebody whose name is kept here."""

    sleutel: str
    """`deelnemer/3`, `ondertekenaar/2`, or `reactie/1-4` (of version 1 the fourth): what the log keeps of it."""
    naam: str
    aanduiding: str


class Kopiebewijs(NamedTuple):
    """Whether a copy with names belongs to a copy without, and who is proven by it."""

    vingerafdruk: str
    """Of the copy without names."""
    nummer: int | None
    """The version in the other copy with this very content; None: there is none, and nothing is proven."""
    bewezen: tuple[tuple[int, str], ...] = ()
    """Number and name of everybody whose name is proven."""
    zonder: tuple[int, ...] = ()
    """Numbers of those who had a name at freezing, which the other copy does not give (erased, for example)."""
    vals: tuple[tuple[int, str], ...] = ()
    """Number and name of everybody whom the other copy gives a name that is not the one of then."""


def list_genoemden(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Genoemde, ...]:
    """Everybody whose name can be erased: participants, also those only a version names, signers, and who else reacted.

    Raises SessieOnbekend, NietToegestaan.
    """
    dossier = _require(wie, sessie_id, ports)
    versies = ports.verslagen.list(sessie_id)
    deelnemers = {d.nummer: d.naam for d in dossier.deelnemers if d.naam}
    aanduidingen = {d.nummer: d.aanduiding for d in dossier.deelnemers}
    for versie in versies:
        for zegel in versie.namen:
            deelnemers.setdefault(zegel.nummer, zegel.naam)
    mensen = [
        Genoemde(f"deelnemer/{nummer}", naam, aanduidingen.get(nummer, NAAMLOOS))
        for nummer, naam in sorted(deelnemers.items())
    ]
    namen = set(deelnemers.values())
    reacties = [(v.nummer, plaats, r) for v in versies for plaats, r in enumerate(v.reacties, start=1) if r.naam]
    getypt = {reactie.ondertekenaar: reactie.naam for _, _, reactie in reacties}
    tekenaars = [
        Genoemde(f"ondertekenaar/{o.nummer}", naam, o.aanduiding)
        for o in dossier.ondertekenaars
        if (naam := o.naam or getypt.get(o.nummer) or o.email) and not (o.deelnemer and o.naam in namen)
    ]
    namen |= {o.naam for o in dossier.ondertekenaars}
    nummers = {o.nummer for o in dossier.ondertekenaars}
    # Whoever leads recorded it for them, or they are on no list any more.
    los = {
        r.naam: Genoemde(f"reactie/{nummer}-{plaats}", r.naam, r.rol or r.partnerschap)
        for nummer, plaats, r in reacties
        if r.ondertekenaar not in nummers and r.naam not in namen
    }
    return (*mensen, *tekenaars, *los.values())


def find_persoon(wie: Wie, sessie_id: UUID, sleutel: str, *, ports: Ports) -> tuple[Naamvondst, ...]:
    """Where somebody's name stands in what people wrote: erasing leaves that, and then nothing can hide it any more.

    Raises SessieOnbekend, NietToegestaan, NietGevonden.
    """
    dossier = _require(wie, sessie_id, ports)
    versies = ports.verslagen.list(sessie_id)
    return _find_in_geschreven(sessie_id, versies, _find_wie(dossier, versies, sleutel).namen, ports)


def erase_persoon(wie: Wie, sessie_id: UUID, sleutel: str, *, ports: Ports) -> tuple[Naamvondst, ...]:
    """Take somebody's name out of everything beside the frozen content, at their request; it cannot be undone.

    Every fingerprint stays valid, and the log says that it was done, not whose name it was. Gives where the name
    still stands in what people wrote: that is part of what was frozen.
    Raises SessieOnbekend, NietToegestaan, NietGevonden, IntussenGewijzigd.
    """
    dossier = _require(wie, sessie_id, ports)
    versies = ports.verslagen.list(sessie_id)
    persoon = _find_wie(dossier, versies, sleutel)
    daad = Daad(handeling="erase_persoon", onderwerp=sleutel, wie=wie.kenmerk, op=ports.now())
    # Their pages carry the name. First: whoever has no name here any more cannot be erased again when this breaks off.
    # And after it: somebody may have asked for such a file meanwhile.
    verzegeld = _erase_verzegelingen(versies, daad, ports)
    ports.ondertekening.erase_persoon(sessie_id, persoon, daad=daad)
    verzegeld |= _erase_verzegelingen(versies, daad, ports)
    _seal_again(dossier, verzegeld, wie, ports)
    return _find_in_geschreven(sessie_id, versies, persoon.namen, ports)


def _find_in_geschreven(
    sessie_id: UUID, versies: Sequence[Versie], namen: Sequence[str], ports: Ports
) -> tuple[Naamvondst, ...]:
    nu = make_inhoud(leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports), ())
    vondsten = [vondst for inhoud in (*(v.inhoud for v in versies), nu) for vondst in find_namen(inhoud, namen)]
    vondsten += find_in_teksten(_list_erbij(versies), namen)
    return tuple(dict.fromkeys(vondsten))


def _list_erbij(versies: Sequence[Versie]) -> Iterator[tuple[str, str]]:
    """What people wrote beside the frozen content: it is printed with it."""
    for versie in versies:
        yield f"Wijzigingen in versie {versie.nummer}", versie.wijzigingen
        for reactie in versie.reacties:
            yield f"Reactie van {reactie.partnerschap} op versie {versie.nummer}", reactie.toelichting


def _erase_verzegelingen(versies: Sequence[Versie], daad: Daad, ports: Ports) -> set[int]:
    """Gives which versions had one."""
    verzegeld: set[int] = set()
    for sessie_id, nummer in ((versie.sessie_id, versie.nummer) for versie in versies):
        if ports.verzegelingen.find(sessie_id, nummer) is not None:
            zegeldaad = daad.model_copy(update={"handeling": "erase_verzegeling", "onderwerp": f"versie/{nummer}"})
            ports.verzegelingen.erase(sessie_id, nummer, daad=zegeldaad)
            verzegeld.add(nummer)
    return verzegeld


def _seal_again(dossier: Dossier, nummers: Iterable[int], wie: Wie, ports: Ports) -> None:
    """What was established stays so without that name, also when the conversation was reopened since."""
    versies = ports.verslagen.list(dossier.sessie.id)
    for nummer in sorted(nummers):
        vast = {"definitief": True, "vastgesteld_op": find_vastgesteld(versies, nummer, ports=ports)}
        verslag = find_verslag(dossier, versies, nummer, ports=ports).model_copy(update=vast)
        find_verzegelde_pdf(wie.kenmerk, verslag, ports=ports)


def _find_wie(dossier: Dossier, versies: Sequence[Versie], sleutel: str) -> Persoon:
    soort, _, nummer = sleutel.partition("/")
    return _find_reageerder(versies, nummer) if soort == "reactie" else _find(dossier, versies, soort, nummer)


def _find_reageerder(versies: Sequence[Versie], plek: str) -> Persoon:
    for versie in versies:
        for plaats, reactie in enumerate(versie.reacties, start=1):
            if f"{versie.nummer}-{plaats}" == plek and reactie.naam:
                return Persoon(None, (), (reactie.naam,))
    raise NietGevonden(_WEG)


def _find(dossier: Dossier, versies: Sequence[Versie], soort: str, nummer: str) -> Persoon:
    """Whose name it is; the participant's own entry as a signer goes along."""
    bevroren = {z.naam for v in versies for z in v.namen if str(z.nummer) == nummer}
    if soort == "ondertekenaar":
        tekenaars = tuple(o for o in dossier.ondertekenaars if str(o.nummer) == nummer)
        if tekenaars:
            return Persoon(None, tuple(map(_strip_tekenaar, tekenaars)), tuple(o.naam for o in tekenaars if o.naam))
    deelnemer = next((d for d in dossier.deelnemers if str(d.nummer) == nummer), None)
    if soort == "deelnemer" and (deelnemer is not None or bevroren):
        namen = tuple(sorted({naam for naam in (deelnemer.naam if deelnemer else "", *bevroren) if naam}))
        tekenaars = tuple(
            _strip_tekenaar(o) for o in dossier.ondertekenaars if str(o.deelnemer) == nummer and o.naam in namen
        )
        return Persoon(_strip_deelnemer(deelnemer) if deelnemer else None, tekenaars, namen, vroeger=int(nummer))
    raise NietGevonden(_WEG)


def _strip_deelnemer(deelnemer: Deelnemer) -> Deelnemer:
    rol = deelnemer.rol or ("" if deelnemer.organisatie else NAAMLOOS)
    return deelnemer.model_copy(update={"naam": "", "rol": rol})


def _strip_tekenaar(wie: Ondertekenaar) -> Ondertekenaar:
    rol = wie.rol or ("" if wie.organisatie else "ondertekenaar")
    return wie.model_copy(update={"naam": "", "email": "", "rol": rol})


def find_namen_in_tekst(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Naamvondst, ...]:
    """Where the name of a participant or signer stands in what would be frozen now, and in what is said to be changed.

    Raises SessieOnbekend, NietToegestaan.
    """
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.BEVRIEZEN, dossier.sessie)
    namen = (*(d.naam for d in dossier.deelnemers), *(o.naam for o in dossier.ondertekenaars))
    nummer = str(len(ports.verslagen.list(sessie_id)) + 1)
    wijzigingen = (f"Wijzigingen in versie {nummer}", dossier.tekst(TekstSoort.WIJZIGINGEN, nummer))
    return find_in_teksten((*list_teksten(make_inhoud(dossier, ())), wijzigingen), namen)


def make_anoniem(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> Document:
    """A version without names: the very bytes that its fingerprint is taken of.

    Raises SessieOnbekend, NietToegestaan, NietGevonden.
    """
    require(wie, Handeling.EXPORTEREN, ports.sessies.get(sessie_id))
    inhoud = find_versie(ports.verslagen.list(sessie_id), nummer).inhoud
    naam = name_document(inhoud, f"versie-{nummer}-anoniem.json")
    return Document(naam, "application/json", inhoud.canonical)


def check_namen(inhoud: Inhoud, namen: Iterable[Naamzegel]) -> tuple[Naamzegel, ...]:
    """Those of these names that belong to this content: salt and name together give what stands in it."""
    afdrukken = {deelnemer.nummer: deelnemer.naamafdruk for deelnemer in inhoud.deelnemers}
    return tuple(zegel for zegel in namen if afdrukken.get(zegel.nummer) == zegel.naamafdruk)


def prove_kopie(anoniem: bytes, met_namen: bytes) -> Kopiebewijs:
    """Whether a file with names (the exchange format) holds the content of a copy without, and whom it proves.

    Needs nothing but the two files. Raises Ongeldig when one cannot be read.
    """
    inhoud = _read_inhoud(anoniem)
    # Of the bytes as they are: a copy that was merely laid out anew is not the one that was handed out.
    vingerafdruk = hashlib.sha256(anoniem).hexdigest()
    for sessie in read_bestand(met_namen, "met namen").sessies:
        for versie in sessie.versies:
            if versie.inhoud.vingerafdruk == vingerafdruk == inhoud.vingerafdruk:
                bewezen = check_namen(inhoud, versie.namen)
                genoemd = {zegel.nummer for zegel in versie.namen}
                zonder = (d.nummer for d in inhoud.deelnemers if d.naamafdruk and d.nummer not in genoemd)
                juist, vals = (
                    tuple((zegel.nummer, zegel.naam) for zegel in versie.namen if (zegel in bewezen) is hoort)
                    for hoort in (True, False)
                )
                return Kopiebewijs(vingerafdruk, versie.nummer, juist, tuple(zonder), vals)
    return Kopiebewijs(vingerafdruk, None)


def _read_inhoud(anoniem: bytes) -> Inhoud:
    if len(anoniem) > MAX_BYTES:
        raise Ongeldig("De kopie zonder namen is te groot om te lezen.")
    try:
        feiten: Any = json.loads(anoniem)
        return Inhoud.model_validate(feiten)
    except (ValueError, RecursionError, ValidationError) as fout:
        raise Ongeldig("De kopie zonder namen is geen bevroren verslag. Kies het bestand zoals je het kreeg.") from fout


def _require(wie: Wie, sessie_id: UUID, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.WISSEN, dossier.sessie)
    return dossier

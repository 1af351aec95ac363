"""Checking a file for anybody: whether it is the established report, and the newest one.

There is no account in this and no right: who has the file may know whether it is good. What is told of a conversation
here is told only to who holds its report: by a seal of ours, or by its content to the letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from enum import StrEnum
from typing import Any, NamedTuple

from gesprekskaart.datum import NEDERLAND, format_moment
from gesprekskaart.errors import OpslagFout, SessieOnbekend
from gesprekskaart.pdf.woorden import group_vingerafdruk
from gesprekskaart.ports import Ports, Zegelaar
from gesprekskaart.sessie import Stand
from gesprekskaart.zegel import Certificaat, Versieplek, Zegelsoort
from gesprekskaart.zegelblik import Gebrek, Gezien, Mankement, look_at, scan_vingerafdruk


class Uitkomst(StrEnum):
    """What it comes to; the value is what stands beside the mark."""

    IN_ORDE = "In orde"
    VEROUDERD = "Echt, maar niet de nieuwste versie"
    NIET_IN_ORDE = "Niet in orde"


class Herkomst(StrEnum):
    """Whose certificate the seal was made with."""

    HIER = "deze installatie"
    BEKEND = "bekend certificaat"


class Bekendheid(StrEnum):
    """What this installation knows of the file. The values are what programs read."""

    NIET_NAGEKEKEN = "niet nagekeken"
    """There is no database to look in, or it was sealed elsewhere."""
    ONBEKEND = "onbekend"
    """The conversation is not here (any more)."""
    GEEN_BESTAND = "geen bestand"
    """The version is here, and no sealed file of it."""
    BEKEND = "bekend"
    """Byte for byte the file that is kept here."""
    ANDER = "ander bestand"
    """Another file is kept here of this version, or there never was such a version."""
    BESCHADIGD = "beschadigd"
    """What is kept here was changed."""


class Regel(NamedTuple):
    """One thing that was looked at."""

    wat: str
    goed: bool | None
    """None: there was nothing to judge."""
    antwoord: str


class Controle(NamedTuple):
    """What a check of one file gives: in words, and as facts."""

    uitkomst: Uitkomst
    uitleg: str
    """In a sentence or two: what it means and what to do."""
    regels: tuple[Regel, ...]
    feiten: dict[str, Any]
    """For programs; values of JSON."""


class _Register(NamedTuple):
    """What this installation knows of the version that a file says it is."""

    bekendheid: Bekendheid = Bekendheid.NIET_NAGEKEKEN
    vingerafdruk: str = ""
    nieuwste: int = 0
    """Number of the newest frozen version; 0 when that is not known."""
    nieuwste_is_vast: bool = False


_GEBREKEN: dict[Gebrek, str] = {
    Gebrek.LEEG: "Dit bestand is leeg.",
    Gebrek.TE_GROOT: "Dit bestand is te groot om een verslag van ons te zijn; het is niet verder bekeken.",
    Gebrek.GEEN_PDF: "Dit is geen PDF-bestand. Een vastgesteld verslag is altijd een PDF.",
    Gebrek.VERSLEUTELD: "Dit bestand is met een wachtwoord versleuteld. Een vastgesteld verslag is dat nooit.",
    Gebrek.GEEN_ZEGEL: "Dit bestand heeft geen zegel. Elk vastgesteld verslag heeft er een.",
    Gebrek.MEER_ZEGELS: "Dit bestand heeft meer dan één zegel of handtekening: na het verzegelen is er iets bij gezet.",
    Gebrek.TOEGEVOEGD: "Er is na het verzegelen iets aan dit bestand toegevoegd, of een programma bewaarde het anders.",
    Gebrek.GEWIJZIGD: "Dit bestand is na het verzegelen gewijzigd of beschadigd.",
    Gebrek.ONBEKEND: (
        "Dit bestand is verzegeld met een certificaat dat we hier niet kennen. Wie het verzegelde, en of de inhoud "
        "klopt, is hier niet na te gaan."
    ),
    Gebrek.BUITEN_GELDIGHEID: "Dit bestand is verzegeld op een moment waarop het certificaat niet geldig was.",
    Gebrek.GEEN_VERSLAG: "Dit bestand is hier verzegeld, maar het is geen vastgesteld verslag.",
}

_MET_ZEGEL = (Gebrek.MEER_ZEGELS, Gebrek.TOEGEVOEGD, Gebrek.GEWIJZIGD, Gebrek.ONBEKEND, Gebrek.BUITEN_GELDIGHEID)

_MIS = (Bekendheid.ANDER, Bekendheid.BESCHADIGD)

_BEKEND: dict[Bekendheid, tuple[bool | None, str]] = {
    Bekendheid.NIET_NAGEKEKEN: (None, "Dat is hier niet na te gaan."),
    Bekendheid.ONBEKEND: (None, "Nee, dit gesprek wordt hier niet (meer) bewaard."),
    Bekendheid.GEEN_BESTAND: (
        None,
        "Het gesprek staat hier, maar van deze versie wordt geen verzegeld bestand bewaard.",
    ),
    Bekendheid.BEKEND: (True, "Ja. Het is tot op de letter het bestand dat hier wordt bewaard."),
    Bekendheid.ANDER: (False, "Nee. Van deze versie wordt hier een ander bestand bewaard, of zij bestaat hier niet."),
    Bekendheid.BESCHADIGD: (False, "Wat hier wordt bewaard, is beschadigd. Zeg het tegen de beheerder."),
}

_CODES = {Uitkomst.IN_ORDE: "in orde", Uitkomst.VEROUDERD: "verouderd", Uitkomst.NIET_IN_ORDE: "niet in orde"}

_KLOPT_NIET = "Klopt niet: de gegevens in het bestand horen niet bij deze versie."

_ADVIES = "Gebruik het niet als bewijs; vraag het verslag opnieuw op bij wie het gesprek leidde."


def check_bestand(
    data: bytes, *, zegelaar: Zegelaar, ports: Ports | None, bekend: Collection[Certificaat] = ()
) -> Controle:
    """Check one file, whatever it is. Nothing of it is kept.

    `bekend` are certificates that whoever asks trusts, besides those that are trusted here. Without `ports` a file is
    judged by itself. Raises OpslagFout when the database cannot be read at all.
    """
    hier = (*zegelaar.list_eigen(), *(ports.verzegelingen.list_certificaten() if ports is not None else ()))
    van_hier = {certificaat.afdruk for certificaat in hier}
    gezien = look_at(data, (*bekend, *zegelaar.list_bekend(), *hier))
    if isinstance(gezien, Mankement):
        return _refuse(data, gezien, ports)
    is_van_hier = gezien.certificaat.afdruk in van_hier
    register = _look_up(data, gezien, ports) if ports is not None and is_van_hier else _Register()
    return _judge(gezien, Herkomst.HIER if is_van_hier else Herkomst.BEKEND, register)


def _refuse(data: bytes, mankement: Mankement, ports: Ports | None) -> Controle:
    gebrek, certificaat = mankement
    uitleg = _GEBREKEN[gebrek]
    if gebrek is Gebrek.GEEN_ZEGEL and ports is not None:
        uitleg += _tell_bevroren(data, ports)
    zegel = "Er zit een zegel op, maar dat past niet bij dit bestand." if gebrek in _MET_ZEGEL else "Nee."
    if gebrek is Gebrek.ONBEKEND and certificaat is not None:
        zegel = f"Van een onbekende, die zich ‘{certificaat.naam}’ noemt."
    feiten = {
        "uitkomst": _CODES[Uitkomst.NIET_IN_ORDE],
        "reden": gebrek.value,
        "verzegeld": gebrek in _MET_ZEGEL,
        "ongewijzigd": False,
        "certificaat": certificaat.afdruk if certificaat else None,
    }
    return Controle(Uitkomst.NIET_IN_ORDE, f"{uitleg} {_ADVIES}", (Regel("Zegel", False, zegel),), feiten)


def _tell_bevroren(data: bytes, ports: Ports) -> str:
    """For who holds a version that is being reacted to, or an extract: it is no fraud, and what to look at instead."""
    for vingerafdruk in scan_vingerafdruk(data):
        for plek in ports.verzegelingen.find_versies(vingerafdruk):
            titel = ports.sessies.get(plek.sessie_id).gesprek.titel
            wat = f" De gegevens erin zijn die van versie {plek.nummer} van ‘{titel}’"
            nieuwste = max(versie.nummer for versie in ports.verslagen.list(plek.sessie_id))
            later = f" Er is intussen een versie {nieuwste}; vraag die op." if nieuwste > plek.nummer else ""
            if ports.verzegelingen.find(*plek) is not None:
                return (
                    f"{wat}. Die is vastgesteld, maar dit bestand is niet het verzegelde verslag: een samenvatting, "
                    "besluitenlijst of andere uitgave heeft geen zegel. Controleer het hele verslag van die versie."
                    f"{later}"
                )
            return (
                f"{wat}, zoals die is bevroren om op te reageren. Een zegel komt er pas op als een versie is "
                f"vastgesteld.{later}"
            )
    return ""


def _look_up(data: bytes, gezien: Gezien, ports: Ports) -> _Register:
    sessie_id, nummer, _ = gezien.plek
    try:
        sessie = ports.sessies.get(sessie_id)
        versies = {versie.nummer: versie for versie in ports.verslagen.list(sessie_id)}
    except SessieOnbekend:
        return _Register(Bekendheid.ONBEKEND)
    except OpslagFout:
        # Somebody changed the database: what is registered here proves nothing any more, and that must be seen.
        return _Register(Bekendheid.BESCHADIGD)
    if nummer not in versies:
        return _Register(Bekendheid.ANDER)
    return _Register(
        _find_bekendheid(data, Versieplek(sessie_id, nummer), ports),
        versies[nummer].vingerafdruk,
        max(versies),
        sessie.stand is Stand.VASTGESTELD,
    )


def _find_bekendheid(data: bytes, plek: Versieplek, ports: Ports) -> Bekendheid:
    verzegeling = ports.verzegelingen.find_by_afdruk(hashlib.sha256(data).hexdigest())
    if verzegeling is not None:
        return Bekendheid.BEKEND if (verzegeling.sessie_id, verzegeling.nummer) == plek else Bekendheid.ANDER
    return Bekendheid.ANDER if ports.verzegelingen.find(*plek) is not None else Bekendheid.GEEN_BESTAND


def _judge(gezien: Gezien, herkomst: Herkomst, register: _Register) -> Controle:
    klopt = gezien.vingerafdruk == gezien.plek.vingerafdruk and register.vingerafdruk in ("", gezien.vingerafdruk)
    is_nieuwste = register.nieuwste <= gezien.plek.nummer
    uitkomst = Uitkomst.IN_ORDE if is_nieuwste else Uitkomst.VEROUDERD
    if not klopt or register.bekendheid in _MIS:
        uitkomst = Uitkomst.NIET_IN_ORDE
    regels = (
        Regel("Zegel", True, _tell_zegel(gezien, herkomst)),
        Regel("Ongewijzigd", True, "Ja. Het zegel dekt het hele bestand; sinds het verzegelen is er niets veranderd."),
        Regel("Verslag", None, f"Versie {gezien.plek.nummer} van ‘{gezien.titel}’."),
        Regel("Vingerafdruk", klopt, _tell_vingerafdruk(gezien, register) if klopt else _KLOPT_NIET),
        Regel("Nieuwste versie", is_nieuwste if register.nieuwste else None, _tell_nieuwste(gezien, register)),
        Regel("Hier bekend", _BEKEND[register.bekendheid][0], _BEKEND[register.bekendheid][1]),
    )
    feiten = {
        "uitkomst": _CODES[uitkomst],
        "reden": None if klopt else "vingerafdruk klopt niet",
        "verzegeld": True,
        "ongewijzigd": True,
        "zegel": gezien.certificaat.soort.value,
        "certificaat": gezien.certificaat.afdruk,
        "herkomst": herkomst.value,
        "gezegeld_op": gezien.op.isoformat(),
        "tijdstempel_op": gezien.tijdstempel_op.isoformat() if gezien.tijdstempel_op else None,
        "gesprek": str(gezien.plek.sessie_id),
        "titel": gezien.titel,
        "versie": gezien.plek.nummer,
        "vingerafdruk": gezien.vingerafdruk,
        "vingerafdruk_klopt": klopt,
        "nieuwste_versie": register.nieuwste or None,
        "hier_bekend": register.bekendheid.value,
    }
    return Controle(uitkomst, _explain(uitkomst, gezien, register), regels, feiten)


def _explain(uitkomst: Uitkomst, gezien: Gezien, register: _Register) -> str:
    wat = f"versie {gezien.plek.nummer} van ‘{gezien.titel}’"
    if uitkomst is Uitkomst.IN_ORDE:
        return f"Dit is {wat}, precies zoals die is vastgesteld."
    if uitkomst is Uitkomst.VEROUDERD:
        hoe = "vastgesteld" if register.nieuwste_is_vast else "bevroren, maar nog niet vastgesteld"
        return (
            f"Dit is {wat}, precies zoals die is vastgesteld. Er is intussen een versie {register.nieuwste}; die is "
            f"{hoe}. Vraag die op bij wie het gesprek leidde."
        )
    return f"Het zegel klopt, maar dit bestand past niet bij wat hier is vastgelegd. {_ADVIES}"


def _tell_zegel(gezien: Gezien, herkomst: Herkomst) -> str:
    naam = gezien.certificaat.naam
    is_technisch = gezien.certificaat.soort is Zegelsoort.TECHNISCH
    wat = "een technisch zegel" if is_technisch else f"een zegel met het certificaat van ‘{naam}’"
    van = "van deze installatie" if herkomst is Herkomst.HIER else "dat hier als betrouwbaar is ingesteld"
    regel = f"Ja, {wat} {van}. Gezet op {format_moment(gezien.op.astimezone(NEDERLAND))}."
    if gezien.tijdstempel_op is not None:
        moment = format_moment(gezien.tijdstempel_op.astimezone(NEDERLAND))
        regel += f" Een tijdstempeldienst zegt: {moment}; wie die dienst is, is hier niet nagekeken."
    return regel


def _tell_vingerafdruk(gezien: Gezien, register: _Register) -> str:
    waarmee = "het zegel en de registratie hier" if register.vingerafdruk else "het zegel"
    afdruk = group_vingerafdruk(gezien.vingerafdruk).replace("\n", " ")
    return f"Klopt met {waarmee}. Op de voorkant van het verslag hoort te staan: {afdruk}"


def _tell_nieuwste(gezien: Gezien, register: _Register) -> str:
    if not register.nieuwste:
        return "Dat is hier niet na te gaan."
    if register.nieuwste > gezien.plek.nummer:
        return f"Nee, er is een versie {register.nieuwste}."
    return "Ja, er is geen nieuwere." + ("" if register.nieuwste_is_vast else " Het gesprek is wel heropend.")

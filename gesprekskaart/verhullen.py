"""A report without names: for whoever may read what was said, and need not know by whom.

People keep their work only: with their organisation it would often still be clear who they are. Names of people that
stand in what somebody wrote become a pseudonym. Partnerships keep theirs: they are what the report is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.gewonewoorden import KLEINE_WOORDEN, VAKWOORDEN
from gesprekskaart.kaart import Kaart
from gesprekskaart.naamregister import Naambron, Naamregister, Naamsoort, list_words, make_register
from gesprekskaart.verslag import Inhoud, Reactie, Terugblik, Versie, Verslag


class Verhuller:
    """Replaces every name of a person that one report knows."""

    def __init__(self, verslag: Verslag) -> None:
        gewoon = list_words(_walk_kaart(verslag.inhoud.kaart)) | VAKWOORDEN | KLEINE_WOORDEN
        self._register: Naamregister = make_register(
            [Naambron(Naamsoort.PERSOON, naam) for naam in dict.fromkeys(_list_namen(verslag))], gewoon
        )

    def hide(self, tekst: str) -> str:
        """The text with a pseudonym for each name: 'persoon 3'."""
        delen, plek = list[str](), 0
        for vondst in self._register.find(tekst):
            delen += [tekst[plek : vondst.begin], vondst.vervanging]
            plek = vondst.eind
        return "".join([*delen, tekst[plek:]])


def hide_personen(verslag: Verslag) -> Verslag:
    """The same report in which people have neither name nor organisation; its fingerprint stays that of the version."""
    return verslag.model_copy(
        update={
            "inhoud": _hide_mensen(verslag.inhoud),
            "namen": {},
            "overigen": (),
            "versie": _hide_gevers(verslag.versie) if verslag.versie else None,
            "eerdere": tuple(map(_hide_gevers, verslag.eerdere)),
        }
    )


def _hide_mensen(inhoud: Inhoud) -> Inhoud:
    weg = {"organisatie": "", "naamafdruk": None}
    deelnemers = tuple(deelnemer.model_copy(update=weg) for deelnemer in inhoud.deelnemers)
    rollen = {deelnemer.nummer: deelnemer.rol for deelnemer in deelnemers}
    acties = tuple(
        # Of an owner whom the report knows only the work is left; what else was typed is all that there is.
        actie.model_copy(update={"eigenaar": rollen.get(actie.deelnemer or 0) or actie.eigenaar})
        for actie in inhoud.acties
    )
    return inhoud.model_copy(
        update={"deelnemers": deelnemers, "acties": acties, "terugblik": _hide_toen(inhoud.terugblik)}
    )


def _hide_toen(terug: Terugblik | None) -> Terugblik | None:
    if terug is None:
        return None
    acties = tuple(
        actie.model_copy(update={"eigenaar": actie.rol or actie.eigenaar, "organisatie": ""}) for actie in terug.acties
    )
    return terug.model_copy(update={"acties": acties})


def _hide_gevers(versie: Versie) -> Versie:
    reacties = tuple(map(_hide_gever, versie.reacties))
    return versie.model_copy(
        update={"inhoud": _hide_mensen(versie.inhoud), "reacties": reacties, "namen": (), "bevroren_door": ""}
    )


def _hide_gever(reactie: Reactie) -> Reactie:
    # A signer's own reaction keeps role and organisation in one: which part is which can no longer be told.
    weg = {"naam": ""} if reactie.ondertekenaar is None else {"naam": "", "rol": ""}
    return reactie.model_copy(update=weg)


def _list_namen(verslag: Verslag) -> Iterator[str]:
    yield from (*verslag.namen.values(), *verslag.overigen)
    for versie in (*verslag.eerdere, *([verslag.versie] if verslag.versie else [])):
        yield from (zegel.naam for zegel in versie.namen)
        yield from (reactie.naam for reactie in versie.reacties if reactie.naam)


def _walk_kaart(kaart: Kaart) -> Iterator[str]:
    yield from (kaart.titel, *kaart.functies)
    for fase, blok, vraag in kaart.walk():
        yield from (fase.titel, blok.titel, vraag.tekst, *(onderdeel.tekst for onderdeel in vraag.onderdelen))
    yield from (aanbeveling.tekst for aanbeveling in kaart.aanbevelingen)

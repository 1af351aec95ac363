"""Groups: who sat together, what each wrote about a theme, and the harvest of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.groep import STAPNAMEN, Groepinhoud
from gesprekskaart.kaart import Fasenaam, Vraag
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.letters import split_alineas
from gesprekskaart.pdf.woorden import join_words, tell_deelnemer
from gesprekskaart.pdf.zetter import Cel, Kolom, Vervolgrij, Zetter, cursief, vet
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Groepsnotitie, Inhoud, Verslag

LEEG = "leeg: niets opgeschreven"


class Groepenboek:
    """The notes by theme and group, so that each block can look up its own."""

    def __init__(self, inhoud: Inhoud) -> None:
        self.groepen = inhoud.groepen
        self._notities: dict[tuple[str, int], list[Groepsnotitie]] = {}
        for notitie in inhoud.groepsnotities:
            if notitie.tekst.strip():
                self._notities.setdefault((notitie.vraag, notitie.groep), []).append(notitie)
        self._feiten = {(feit.sleutel, feit.groep): feit for feit in inhoud.niet_besproken if feit.groep}

    def list_groepen(self, vraag: Vraag) -> list[Groepinhoud]:
        """The groups that had this theme."""
        return [groep for groep in self.groepen if groep.has_thema(vraag.id)]

    def list_notities(self, vraag: Vraag, groep: Groepinhoud) -> list[Groepsnotitie]:
        """In the order of the walk."""
        return self._notities.get((vraag.id, groep.nummer), [])

    def list_feiten(self, vraag: Vraag, groep: Groepinhoud) -> list[NietBesproken]:
        """What this group did not come to: the theme, or parts of it."""
        return [feit for sleutel in vraag.ids if (feit := self._feiten.get((sleutel, groep.nummer)))]

    def tell_besproken(self, vraag: Vraag) -> tuple[str, str]:
        """Which groups wrote about this theme, and what was left and why; empty where there is nothing to say."""
        groepen = self.list_groepen(vraag)
        schreven = [groep.titel for groep in groepen if self.list_notities(vraag, groep)]
        weg = [
            f"{feit.sleutel} ({groep.titel}){_tell_reden(feit)}"
            for groep in groepen
            for feit in self.list_feiten(vraag, groep)
        ]
        return join_words(schreven), "\n".join(weg)


_KOLOMMEN = (Kolom("Groep", 26), Kolom("Thema’s", 24), Kolom("Wie", 110))


def make_groepen(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the section that tells who sat together; nothing when there were no groups."""
    groepen = verslag.inhoud.groepen
    if not groepen:
        return []
    rijen = [
        (
            [vet(groep.titel)],
            [", ".join(groep.themas) or "alle"],
            ["\n".join(_walk_leden(verslag, groep)) or cursief("niemand")],
        )
        for groep in groepen
    ]
    return zetter.paragraaf_met_tabel("Groepen", _KOLOMMEN, rijen, rijkop=True)


def _walk_leden(verslag: Verslag, groep: Groepinhoud) -> Iterator[str]:
    mensen = {deelnemer.nummer: deelnemer for deelnemer in verslag.inhoud.deelnemers}
    for lid in groep.leden:
        taken = {"gespreksleider": lid == groep.gespreksleider, "notulist": lid == groep.notulist}
        taak = join_words([taak for taak, geldt in taken.items() if geldt])
        wie = tell_deelnemer(verslag, mensen[lid]) if lid in mensen else f"deelnemer {lid}"
        yield f"{wie} ({taak})" if taak else wie


def make_notities(zetter: Zetter, boek: Groepenboek, vraag: Vraag, fase: Fasenaam, niveau: int) -> Blokken:
    """Make what each group wrote about one theme."""
    return [
        blok for groep in boek.list_groepen(vraag) for blok in _make_groep(zetter, boek, vraag, groep, fase, niveau)
    ]


def _make_groep(
    zetter: Zetter, boek: Groepenboek, vraag: Vraag, groep: Groepinhoud, fase: Fasenaam, niveau: int
) -> Blokken:
    notities, feiten = boek.list_notities(vraag, groep), boek.list_feiten(vraag, groep)
    blokken: Blokken = [zetter.kop(groep.titel, niveau, f"onderdeel {fase}", in_bladwijzers=False)]
    vorige = None
    for notitie in notities:
        if notitie.soort is not vorige:
            blokken.append(zetter.regel(STAPNAMEN[notitie.soort], stijl="wie"))
        vorige = notitie.soort
        blokken += zetter.tekst(notitie.tekst, "inspring", _tell_van(notitie))
    for feit in feiten:
        blokken.append(zetter.regel(vet(f"{feit.sleutel} niet besproken"), _tell_reden(feit), stijl="stil_inspring"))
    if not notities and not feiten:
        blokken.append(zetter.regel(cursief(LEEG.capitalize()), stijl="stil_inspring"))
    return blokken


def _tell_van(notitie: Groepsnotitie) -> str:
    if notitie.soort is not TekstSoort.ANDEREN:
        return ""
    return notitie.partnerschap or "regio’s"


def _tell_reden(feit: NietBesproken) -> str:
    return f": {feit.reden}" if feit.reden else ""


_OOGSTKOLOMMEN = (
    Kolom("Thema", 14),
    Kolom("Besproken door", 34),
    Kolom("Niet besproken", 40),
    Kolom("Gezamenlijke conclusie", 72),
)


def make_oogst(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make the harvest, a chapter: per theme which groups, what was left, and what all concluded together."""
    if not inhoud.groepen:
        return []
    boek = Groepenboek(inhoud)
    conclusies = {conclusie.vraag: conclusie.conclusie for conclusie in inhoud.conclusies}
    rijen = [rij for vraag in inhoud.kaart.vragen for rij in _make_rijen(boek, vraag, conclusies.get(vraag.id, ""))]
    return [
        zetter.hoofdstukruimte(),
        zetter.hoofdstuk("Oogst"),
        *zetter.paragraaf_met_tabel("Per thema", _OOGSTKOLOMMEN, rijen, rijkop=True),
    ]


def _make_rijen(boek: Groepenboek, vraag: Vraag, conclusie: str) -> Iterator[tuple[Cel, ...]]:
    schreven, weg = boek.tell_besproken(vraag)
    teksten = list(split_alineas(conclusie)) if conclusie.strip() else []
    eerste: Cel = [teksten[0]] if teksten else [cursief("leeg")]
    yield [vraag.id], [schreven or cursief("geen groep")], [weg or "–"], eerste
    # A row that is taller than a page is slow to break, so a long text goes on in rows below its own.
    for tekst in teksten[1:]:
        yield Vervolgrij(([], [], [], [tekst]))

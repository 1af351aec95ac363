"""The stages of the card: every question word for word, what each partnership answered, what they concluded."""

from __future__ import annotations

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.kaart import Fase, Fasenaam, Onderdeel, Vraag
from gesprekskaart.pdf.blokken.groepen import Groepenboek, make_notities
from gesprekskaart.pdf.blokken.herkomst import make_leidde_tot
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.opmaak import FASEKLEUREN
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.pdf.zetter import Span, Zetter, cursief, vet
from gesprekskaart.sessie import NietBesproken, Partnerschap
from gesprekskaart.tekst import Moment
from gesprekskaart.verslag import Antwoordinhoud, Conclusieinhoud, Inbrenginhoud, Inhoud

MOMENTEN = {Moment.VOORAF: "vooraf", Moment.GESPREK: "in het gesprek"}
LEEG = "leeg: niets ingevuld"
NIET_BESPROKEN = "niet besproken"


class Antwoordenboek:
    """The content by question, so that each block can look up its own."""

    def __init__(self, inhoud: Inhoud) -> None:
        self.partnerschappen = inhoud.partnerschappen
        self._antwoorden = {(a.vraag, a.partnerschap): a for a in inhoud.antwoorden if a.tekst.strip()}
        self._feiten = {(feit.sleutel, feit.partnerschap): feit for feit in inhoud.niet_besproken if not feit.groep}
        self.groepen = Groepenboek(inhoud)
        self._inbreng: dict[str, list[Inbrenginhoud]] = {}
        for inbreng in inhoud.inbreng:
            self._inbreng.setdefault(inbreng.vraag, []).append(inbreng)
        self._mensen = {deelnemer.nummer: deelnemer for deelnemer in inhoud.deelnemers}
        self.geparkeerd = frozenset(inhoud.geparkeerd)
        self.herkomst = make_herkomst(inhoud.kaart, inhoud)
        self._conclusies = {conclusie.vraag: conclusie for conclusie in inhoud.conclusies}

    def find_antwoord(self, sleutel: str, code: str) -> Antwoordinhoud | None:
        """What this partnership wrote."""
        return self._antwoorden.get((sleutel, code))

    def find_feit(self, sleutel: str, code: str | None) -> NietBesproken | None:
        """That this was not discussed: with this partnership, or (None) by the group as a whole."""
        return self._feiten.get((sleutel, code))

    def find_conclusie(self, vraag: Vraag) -> Conclusieinhoud:
        """The shared outcome, empty where there is none."""
        return self._conclusies.get(vraag.id, Conclusieinhoud(vraag=vraag.id))

    def is_of_groepen(self, vraag: Vraag) -> bool:
        """Only groups spoke about it: that partnerships left their own answers empty then says nothing."""
        return bool(self.groepen.list_groepen(vraag)) and all(map(self.is_leeg, vraag.sleutels))

    def list_inbreng(self, vraag: Vraag) -> list[Inbrenginhoud]:
        """What people contributed for themselves and was revealed."""
        return self._inbreng.get(vraag.id, [])

    def tell_van(self, inbreng: Inbrenginhoud) -> str:
        """The work and organisation of who contributed this; nothing when it is anonymous. Never a name."""
        deelnemer = self._mensen.get(inbreng.deelnemer or 0)
        return ", ".join(deel for deel in (deelnemer.rol, deelnemer.organisatie) if deel) if deelnemer else ""

    def is_leeg(self, sleutel: str) -> bool:
        """Nobody answered, and nobody said that it was not discussed."""
        codes = [partnerschap.code for partnerschap in self.partnerschappen]
        return not any(self.find_antwoord(sleutel, code) or self.find_feit(sleutel, code) for code in codes)


def make_fase(zetter: Zetter, boek: Antwoordenboek, fase: Fase) -> Blokken:
    """Make one stage a chapter: its letter, its blocks, their questions."""
    grow = fase.fase is not Fasenaam.THEMA
    kop = zetter.hoofdstuk(fase.titel, letter=fase.fase[0] if grow else "", kleur=FASEKLEUREN[fase.fase])
    kop.taal = "en" if fase.titel == fase.fase else ""
    blokken: Blokken = [zetter.hoofdstukruimte(), kop]
    for blok in fase.blokken:
        # A block that is called as its stage needs no heading of its own.
        eigen_kop = blok.titel != fase.titel
        if eigen_kop:
            blokken.append(zetter.paragraaf(blok.titel))
        for vraag in blok.vragen:
            blokken += _make_vraag(zetter, boek, vraag, fase.fase, 3 if eigen_kop else 2)
    return blokken


def _make_vraag(zetter: Zetter, boek: Antwoordenboek, vraag: Vraag, fase: Fasenaam, niveau: int) -> Blokken:
    kop = zetter.kop(vraag.tekst, niveau, f"vraag {fase}", label=vraag.id)
    blokken: Blokken = [kop, *_make_algemeen(zetter, boek, vraag)]
    if boek.is_of_groepen(vraag):
        for onderdeel in vraag.onderdelen:
            blokken += [
                *zetter.tekst(onderdeel.tekst, "inspring", onderdeel.id),
                *_make_algemeen(zetter, boek, onderdeel),
            ]
    else:
        for onderdeel in vraag.onderdelen:
            blokken += _make_onderdeel(zetter, boek, onderdeel, fase, niveau + 1)
        if not vraag.onderdelen:
            blokken += _make_antwoorden(zetter, boek, vraag.id)
    blokken += make_notities(zetter, boek.groepen, vraag, fase, niveau + 1)
    blokken += _make_inbreng(zetter, boek, vraag)
    verder = make_leidde_tot(zetter, boek.herkomst, *vraag.ids)
    return [*zetter.join(blokken, _make_conclusie(zetter, boek.find_conclusie(vraag), fase)), *verder]


def _make_onderdeel(zetter: Zetter, boek: Antwoordenboek, onderdeel: Onderdeel, fase: Fasenaam, niveau: int) -> Blokken:
    kop = zetter.kop(onderdeel.tekst, niveau, f"onderdeel {fase}", label=onderdeel.id, in_bladwijzers=False)
    return [kop, *_make_algemeen(zetter, boek, onderdeel), *_make_antwoorden(zetter, boek, onderdeel.id)]


def _make_inbreng(zetter: Zetter, boek: Antwoordenboek, vraag: Vraag) -> Blokken:
    stukken = boek.list_inbreng(vraag)
    blokken: Blokken = [zetter.regel(vet("Ieder voor zich"), stijl="stil_inspring")] if stukken else []
    for inbreng in stukken:
        woorden = [boek.tell_van(inbreng) or "anoniem", inbreng.merk or "", inbreng.bundel]
        wie = SCHEIDING.join(woord for woord in woorden if woord)
        blokken += [zetter.regel(wie, stijl="wie", label=inbreng.partnerschap or "")]
        blokken += zetter.tekst(inbreng.tekst, "inspring")
    return blokken


def _make_algemeen(zetter: Zetter, boek: Antwoordenboek, waarover: Vraag | Onderdeel) -> Blokken:
    feit = boek.find_feit(waarover.id, None)
    if feit is None:
        geparkeerd = waarover.id in boek.geparkeerd
        return (
            [zetter.regel(vet("Geparkeerd"), " om later op terug te komen", stijl="stil_inspring")]
            if geparkeerd
            else []
        )
    return [zetter.regel(vet("Niet besproken in dit gesprek"), *_tell_reden(feit), stijl="stil_inspring")]


def _make_antwoorden(zetter: Zetter, boek: Antwoordenboek, sleutel: str) -> Blokken:
    if boek.is_leeg(sleutel):
        if boek.find_feit(sleutel, None):
            return []
        codes = ", ".join(partnerschap.code for partnerschap in boek.partnerschappen)
        wie = f" ({codes})" if codes else ""
        return [zetter.regel(cursief(LEEG.capitalize()), wie, stijl="stil_inspring")]
    return [blok for wie in boek.partnerschappen for blok in _make_antwoord(zetter, boek, sleutel, wie)]


def _make_antwoord(zetter: Zetter, boek: Antwoordenboek, sleutel: str, partnerschap: Partnerschap) -> Blokken:
    antwoord, feit = boek.find_antwoord(sleutel, partnerschap.code), boek.find_feit(sleutel, partnerschap.code)
    wie: list[str | Span] = [partnerschap.naam]
    if antwoord and antwoord.moment:
        wie += [SCHEIDING, MOMENTEN[antwoord.moment]]
    if feit:
        wie += [SCHEIDING, cursief(NIET_BESPROKEN), *_tell_reden(feit)]
    if antwoord:
        return [zetter.regel(*wie, stijl="wie", label=partnerschap.code), *zetter.tekst(antwoord.tekst, "inspring")]
    if not feit:
        wie += [SCHEIDING, cursief(LEEG)]
    return [zetter.regel(*wie, stijl="wie_zonder", label=partnerschap.code)]


def _tell_reden(feit: NietBesproken) -> list[str | Span]:
    return [f": {feit.reden}"] if feit.reden else []


def _make_conclusie(zetter: Zetter, conclusie: Conclusieinhoud, fase: Fasenaam) -> Blokken:
    delen = {
        "Overeenkomsten": conclusie.overeenkomsten,
        "Verschillen": conclusie.verschillen,
        "Gezamenlijke conclusie": conclusie.conclusie,
    }
    kleur, blokken = FASEKLEUREN[fase], Blokken()
    for label, tekst in delen.items():
        if tekst.strip():
            blokken += [zetter.regel(label, stijl="paneelkop", balk=kleur), *zetter.tekst(tekst, "paneel", balk=kleur)]
    return [zetter.wit(2.5), *blokken] if blokken else []

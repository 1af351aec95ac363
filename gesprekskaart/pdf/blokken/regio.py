"""The outcome under the headings in which an Onderwijsregio arranges its plan: as much as was said, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gesprekskaart.kaart import Vraag
from gesprekskaart.keuze import ASPECTNAMEN, Uitkomst
from gesprekskaart.pdf.blokken.aandacht import make_wie_nog
from gesprekskaart.pdf.blokken.gesprek import make_deelnemers, make_partnerschappen
from gesprekskaart.pdf.blokken.keuzes import find_aspect
from gesprekskaart.pdf.blokken.samenvatting import make_conclusie
from gesprekskaart.pdf.blokken.vragen import Antwoordenboek
from gesprekskaart.pdf.elementen import Blokken, Rol
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief, vet
from gesprekskaart.regioindeling import Regiodeel, Regioindeling, Regiokop, find_indeling, list_afspraken, list_overige
from gesprekskaart.sessie import Functie
from gesprekskaart.verslag import Afspraakinhoud, Beoordelinginhoud, Keuzeinhoud, Verslag

NIETS = "Hierover is in dit gesprek niets vastgelegd."


def make_regio(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make a chapter of each heading, and one of the agreements that belong under none."""
    indeling = find_indeling(verslag.inhoud.kaart)
    maker = _Regiomaker(zetter, verslag, indeling)
    return [blok for kop in indeling.koppen for blok in maker.make_kop(kop)] + maker.make_overige()


class _Regiomaker:
    """Makes the chapters of one report; remembers which conclusion it told already."""

    def __init__(self, zetter: Zetter, verslag: Verslag, indeling: Regioindeling) -> None:
        self._zetter, self._verslag, self._inhoud = zetter, verslag, verslag.inhoud
        self._indeling = indeling
        self._boek = Antwoordenboek(verslag.inhoud)
        self._vragen = {sleutel: vraag for vraag in verslag.inhoud.kaart.vragen for sleutel in vraag.sleutels}
        self._vragen |= {vraag.id: vraag for vraag in verslag.inhoud.kaart.vragen}
        self._verteld: set[str] = set()

    def make_kop(self, kop: Regiokop) -> Blokken:
        zetter = self._zetter
        hoofdstuk: Blokken = [zetter.hoofdstukruimte(), zetter.hoofdstuk(kop.titel)]
        delen = {
            Regiodeel.PARTIJEN: self._make_partijen,
            Regiodeel.BETROKKENEN: lambda: make_wie_nog(zetter, self._inhoud),
            Regiodeel.FUNCTIES: self._make_functies,
            Regiodeel.AANTALLEN: self._make_aantallen,
        }
        blokken = [blok for deel in kop.toont for blok in delen[deel]()]
        if afspraken := list(list_afspraken(self._inhoud, kop)):
            blokken += [zetter.paragraaf("Afspraken"), *self._make_afspraken(afspraken)]
        blokken += self._make_keuzes(kop)
        if gezegd := [blok for sleutel in kop.vragen for blok in self._make_vraag(sleutel)]:
            blokken += [zetter.paragraaf("Wat er in het gesprek over is gezegd"), *gezegd]
        return [*hoofdstuk, *(blokken or [zetter.regel(cursief(NIETS), stijl="inspring")])]

    def make_overige(self) -> Blokken:
        overige = list_overige(self._inhoud, self._indeling)
        if not overige:
            return []
        return [self._zetter.hoofdstuk("Overige afspraken"), *self._make_afspraken(list(overige), Rol.H2)]

    def _make_partijen(self) -> Blokken:
        return [*make_partnerschappen(self._zetter, self._verslag), *make_deelnemers(self._zetter, self._verslag)]

    def _make_functies(self) -> Blokken:
        blokken: Blokken = []
        for functie in Functie:
            afspraken = [a for a in self._inhoud.afspraken if functie in a.functies]
            scores = [regel for keuze in self._list_keuzes() for regel in self._tell_functie(keuze, functie)]
            blokken.append(self._zetter.paragraaf(str(functie).capitalize()))
            blokken += self._make_afspraken(afspraken)
            blokken += [self._zetter.regel(*regel, stijl="punt", label=label) for label, regel in scores]
            if not (afspraken or scores):
                blokken.append(self._zetter.regel(cursief(NIETS), stijl="inspring"))
        return blokken

    def _tell_functie(self, keuze: Keuzeinhoud, functie: str) -> Iterator[tuple[str, Cel]]:
        for b in keuze.beoordelingen:
            if score := b.functies.get(functie):
                yield keuze.nummer, [keuze.titel, SCHEIDING, vet(score.teken), f" {score}"]

    def _make_aantallen(self) -> Blokken:
        rijen: list[tuple[Cel, ...]] = [
            (
                [vet(partnerschap.naam)],
                [partnerschap.omvang] if partnerschap.omvang else [cursief("niet vastgelegd")],
                ["\n".join(f"{b.naam}: {b.omvang}" for b in partnerschap.besturen if b.omvang)],
            )
            for partnerschap in self._inhoud.partnerschappen
        ]
        kolommen = (Kolom("Partnerschap", 56), Kolom("Omvang", 40), Kolom("Besturen", 64))
        return [*self._make_tabel("Partnerschappen en besturen", kolommen, rijen), *self._make_metingen()]

    def _make_metingen(self) -> Blokken:
        rijen: list[tuple[Cel, ...]] = [
            ([a.nummer], [a.resultaat], [a.meting]) for a in self._inhoud.afspraken if a.resultaat or a.meting
        ]
        kolommen = (Kolom("Afspraak", 22), Kolom("Resultaat", 72), Kolom("Zo meten we het", 66))
        return self._make_tabel("Wat is afgesproken te halen", kolommen, rijen)

    def _make_tabel(self, titel: str, kolommen: Sequence[Kolom], rijen: list[tuple[Cel, ...]]) -> Blokken:
        return self._zetter.paragraaf_met_tabel(titel, kolommen, rijen, rijkop=True) if rijen else []

    def _make_afspraken(self, afspraken: list[Afspraakinhoud], rol: Rol = Rol.H3) -> Blokken:
        blokken: Blokken = []
        for afspraak in afspraken:
            kop: Cel = [vet(f"Afspraak {afspraak.nummer}"), SCHEIDING, str(afspraak.stand)]
            blokken.append(self._zetter.regel(*kop, stijl="afspraak", rol=rol))
            blokken += self._zetter.tekst(afspraak.tekst or "leeg: nog geen tekst", "inspring")
            wacht = ", ".join(afspraak.wacht_op)
            blokken += self._zetter.feiten({"Resultaat": afspraak.resultaat, "Wacht op instemming van": wacht})
        return blokken

    def _list_keuzes(self) -> list[Keuzeinhoud]:
        """Those that were chosen; while nothing was decided, all that can still be."""
        keuzes = self._inhoud.keuzemogelijkheden
        gekozen = [k for k in keuzes if k.besluit and k.besluit.uitkomst in (Uitkomst.GEKOZEN, Uitkomst.AANGEPAST)]
        return gekozen or [k for k in keuzes if not (k.besluit and k.besluit.uitkomst is Uitkomst.VERVALLEN)]

    def _make_keuzes(self, kop: Regiokop) -> Blokken:
        blokken: Blokken = []
        for keuze in self._list_keuzes():
            for b in keuze.beoordelingen:
                if b.criterium in kop.criteria and (b.score or any(find_aspect(b, a) for a in ASPECTNAMEN)):
                    blokken += self._make_keuze(keuze, b)
        return [self._zetter.paragraaf("Keuzemogelijkheden"), *blokken] if blokken else []

    def _make_keuze(self, keuze: Keuzeinhoud, b: Beoordelinginhoud) -> Blokken:
        besluit = str(keuze.besluit.uitkomst) if keuze.besluit else "nog geen besluit"
        score: Cel = [SCHEIDING, vet(b.score.teken), f" {b.score}"] if b.score else []
        kop = self._zetter.regel(
            vet(keuze.titel), SCHEIDING, besluit, *score, stijl="afspraak", label=keuze.nummer, rol=Rol.H3
        )
        return [kop, *self._zetter.feiten({naam: find_aspect(b, aspect) for aspect, naam in ASPECTNAMEN.items()})]

    def _make_vraag(self, sleutel: str) -> Blokken:
        """What was concluded; and where nothing was, what each partnership answered."""
        vraag = self._vragen[sleutel]
        conclusie = self._boek.find_conclusie(vraag)
        nieuw = vraag.id not in self._verteld
        tekst = make_conclusie(self._zetter, conclusie) if nieuw else []
        sleutels = vraag.sleutels if sleutel == vraag.id else (sleutel,)
        antwoorden = [blok for deel in sleutels for blok in self._make_antwoorden(deel)]
        if not (tekst or antwoorden):
            return []
        self._verteld.add(vraag.id)
        kop = self._zetter.kop(self._tell_vraag(vraag, sleutel), 3, "vraag", label=sleutel, in_bladwijzers=False)
        if tekst:
            tekst = [self._zetter.regel(vet("Gezamenlijke conclusie"), stijl="wie"), *tekst]
        return [kop, *antwoorden, *tekst]

    def _tell_vraag(self, vraag: Vraag, sleutel: str) -> str:
        deel = next((onderdeel.tekst for onderdeel in vraag.onderdelen if onderdeel.id == sleutel), "")
        return f"{vraag.tekst} {deel}".strip()

    def _make_antwoorden(self, sleutel: str) -> Blokken:
        blokken: Blokken = []
        for partnerschap in self._inhoud.partnerschappen:
            if antwoord := self._boek.find_antwoord(sleutel, partnerschap.code):
                blokken += self._zetter.tekst(antwoord.tekst, "inspring", partnerschap.code)
        return blokken

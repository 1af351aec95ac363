"""In-memory answers to every port. They pass the same contract tests as the database, so they may be believed."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from gesprekskaart.account import Account
from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.deelname import Apparaat, Deelname, Stoel, Uitnodiging
from gesprekskaart.dossier import PER_KEER, Dossier, Sessieregel
from gesprekskaart.errors import (
    Botsing,
    IntussenGewijzigd,
    NietGevonden,
    Ongeldig,
    PostFout,
    SessieOnbekend,
    StandGewijzigd,
    TekstGewijzigd,
)
from gesprekskaart.groep import Groep, without_leden
from gesprekskaart.inbreng import Bijdrage, join_inbreng
from gesprekskaart.kaart import Kaart
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.kennis import Kennis
from gesprekskaart.keuze import Beoordeling, EigenCriterium, Keuzemogelijkheid
from gesprekskaart.landelijk import Issueregel, LandelijkIssue
from gesprekskaart.logboek import BEGIN, Daad, Logregel, chain_hash
from gesprekskaart.ondertekening import FOUT_GEWIST, Bericht, Mail, Ondertekenaar, Persoon
from gesprekskaart.overzicht import (
    Actiekeuze,
    Actieregel,
    Actietelling,
    Antwoordfeiten,
    Bereik,
    Dekkingstelling,
    Overzichtsregel,
    Toetstelling,
    Zicht,
)
from gesprekskaart.peiling import NietOpen, Peiling, Peilingstand, Stem, sort_stemmen, strip_stemmers
from gesprekskaart.ports import Bewaring, Clock, Ports, Punt, Zegelaar
from gesprekskaart.reeks import Nummers, collect_nummers
from gesprekskaart.regie import Regie
from gesprekskaart.sessie import Deelnemer, NietBesproken, Partnerschap, Sessie
from gesprekskaart.stroom import Gewijzigd, Onderwerpen, Veranderingen, make_markering, sort_onderwerpen
from gesprekskaart.tekst import ASPECTEN, CONCLUSIESOORTEN, KEUZESOORTEN, Plek, Tekst, TekstSoort
from gesprekskaart.verloop import Gereed, find_gereed_op
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Reactie, Versie
from gesprekskaart.vervolg import BEGIN as BEGIN_REVISIE
from gesprekskaart.vervolg import Actie, Actiestand, Afspraak, Revisie, Stuk, Toets, Vervolgstuk, Verwijderd
from gesprekskaart.zegel import Certificaat, Versieplek, Verzegeld, Verzegeling, Zegelsoort
from gesprekskaart.zoeken import (
    BETROKKENHEID,
    CRITERIUM,
    FEITEN,
    GESPREK,
    ISSUESOORTEN,
    KEUZE,
    PARTNERSCHAP,
    PEILING,
    VERSCHILKOP,
    VERSCHILSOORTEN,
    Feit,
    Vondst,
    Zoekvraag,
    fold,
)

VANDAAG = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class NepLogboek:
    def __init__(self) -> None:
        self.regels: list[Logregel] = []
        self.volgers: list[Callable[[Gewijzigd], None]] = []

    def append(self, keten: UUID | None, daad: Daad, tekst: Tekst | None = None) -> None:
        eerdere = self.list(keten)
        vorige = eerdere[-1].hash if eerdere else BEGIN
        nummer = len(eerdere) + 1
        hash_ = chain_hash(keten, nummer, daad, vorige)
        self.regels.append(Logregel(keten=keten, nummer=nummer, daad=daad, vorige=vorige, hash=hash_))
        if keten is not None:
            for told in self.volgers:
                told(Gewijzigd(keten, nummer, tekst, daad.handeling))

    def list(self, keten: UUID | None) -> tuple[Logregel, ...]:
        return tuple(regel for regel in self.regels if regel.keten == keten)

    def list_about(self, keten: UUID, onderwerpen: Collection[str]) -> tuple[Logregel, ...]:
        return tuple(regel for regel in self.list(keten) if regel.daad.onderwerp in onderwerpen)


class NepKaarten:
    def __init__(self, log: NepLogboek) -> None:
        self._log = log
        self._kaarten = list(shipped_kaarten())

    def list(self) -> tuple[Kaart, ...]:
        nieuwste = {kaart.id: kaart for kaart in sorted(self._kaarten, key=_versie)}
        return tuple(sorted(nieuwste.values(), key=lambda kaart: kaart.titel))

    def get(self, id: str, versie: str | None = None) -> Kaart:
        passend = [kaart for kaart in self._kaarten if kaart.id == id and versie in (None, kaart.versie)]
        if not passend:
            raise NietGevonden(f"Er is geen kaart ‘{id}’.")
        return max(passend, key=_versie)

    def add(self, kaart: Kaart, *, daad: Daad) -> None:
        for bestaand in self._kaarten:
            if (bestaand.id, bestaand.versie) == (kaart.id, kaart.versie):
                if bestaand != kaart:
                    raise Botsing(f"Versie {kaart.versie} van {kaart.id} bestaat al met een andere inhoud.")
                return
        self._kaarten.append(kaart)
        self._log.append(None, daad)


def _versie(kaart: Kaart) -> tuple[int, ...]:
    return tuple(int(deel) for deel in kaart.versie.split("."))


class NepSessies:
    def __init__(self, log: NepLogboek, kaarten: NepKaarten) -> None:
        self._log = log
        self._kaarten = kaarten
        self.dossiers: dict[UUID, Dossier] = {}
        self.versies: dict[UUID, tuple[Versie, ...]] = {}
        self.uitnodigingen: dict[UUID, Uitnodiging] = {}
        self.deelnames: dict[tuple[UUID, int], Deelname] = {}
        self.berichten: list[Bericht] = []
        self._beurt = itertools.count()
        self._gewijzigd: dict[UUID, tuple[int, datetime]] = {}

    def change(self, id: UUID, daad: Daad, *, tekst: Tekst | None = None, **velden: object) -> None:
        dossier = self.get_dossier(id)
        if daad.stand not in (None, dossier.sessie.stand) or daad.na not in (None, dossier.nummer):
            raise StandGewijzigd
        self.dossiers[id] = dossier.model_copy(update=velden)
        self._touch(id, daad, tekst)

    def _touch(self, id: UUID, daad: Daad, tekst: Tekst | None = None) -> None:
        self._log.append(id, daad, tekst)
        self.dossiers[id] = self.dossiers[id].model_copy(update={"nummer": len(self._log.list(id))})
        self._gewijzigd[id] = (next(self._beurt), daad.op)

    def list_for(self, account_id: UUID, *, oefening: bool = False, aantal: int = PER_KEER) -> tuple[Sessieregel, ...]:
        geleid = (r for r in self.list_all() if account_id in r.sessie.facilitators and r.sessie.oefening == oefening)
        return tuple(geleid)[:aantal]

    def list_these(self, ids: Collection[UUID]) -> tuple[Sessieregel, ...]:
        return tuple(regel for regel in self.list_all() if regel.sessie.id in ids)

    def list_all(self) -> tuple[Sessieregel, ...]:
        return tuple(map(self._regel, self.list_recent()))

    def list_recent(self) -> list[Dossier]:
        return [self.dossiers[id] for id in sorted(self.dossiers, key=lambda id: self._gewijzigd[id], reverse=True)]

    def _regel(self, dossier: Dossier) -> Sessieregel:
        vragen = dossier.kaart.vragen
        besproken = sum(dossier.vraagstand(vraag).woord in ("besproken", "niet besproken") for vraag in vragen)
        return Sessieregel(
            sessie=dossier.sessie,
            kaart_titel=dossier.kaart.titel,
            partnerschappen=tuple(p.naam for p in dossier.partnerschappen),
            vragen=len(vragen),
            besproken=besproken,
            gewijzigd_op=self._gewijzigd[dossier.sessie.id][1],
        )

    def get(self, id: UUID) -> Sessie:
        return self.get_dossier(id).sessie

    def get_dossier(self, id: UUID) -> Dossier:
        if id not in self.dossiers:
            raise SessieOnbekend
        return self.dossiers[id]

    def add(self, sessie: Sessie, *, daad: Daad) -> None:
        kaart = self._kaarten.get(sessie.kaart_id, sessie.kaart_versie)
        self.add_dossier(Dossier(sessie=sessie, kaart=kaart), (), daad=daad)

    def list_reeks(self, reeks: UUID) -> tuple[Dossier, ...]:
        return tuple(dossier for dossier in self.dossiers.values() if dossier.sessie.reeks_id == reeks)

    def has_elsewhere(self, id: UUID, soort: str, nummer: str) -> bool:
        reeks = self.list_reeks(self.get(id).reeks_id)
        return any(ding.nummer == nummer for d in reeks if d.sessie.id != id for ding in getattr(d, soort))

    def add_dossier(self, dossier: Dossier, versies: tuple[Versie, ...], *, daad: Daad) -> None:
        sessie = dossier.sessie
        for ander in self.list_reeks(sessie.reeks) if sessie.reeks else ():
            if ander.sessie.vorige == sessie.vorige:
                raise Botsing(f"Dit gesprek heeft al een vervolg: ‘{ander.sessie.gesprek.titel}’.")
        self.dossiers[dossier.sessie.id] = dossier
        self.versies[dossier.sessie.id] = versies
        self._touch(dossier.sessie.id, daad)

    def save(self, sessie: Sessie, *, gelezen: int, daad: Daad) -> Sessie:
        if self.get(sessie.id).revisie != gelezen:
            raise IntussenGewijzigd("Dit gesprek")
        nieuw = sessie.model_copy(update={"revisie": gelezen + 1})
        self.change(sessie.id, daad, sessie=nieuw)
        return nieuw

    def delete(self, id: UUID, *, daad: Daad) -> None:
        self.get_dossier(id)
        del self.dossiers[id], self.versies[id]
        self.berichten = [bericht for bericht in self.berichten if bericht.sessie_id != id]
        self.uitnodigingen.pop(id, None)
        self.deelnames = {plaats: deelname for plaats, deelname in self.deelnames.items() if plaats[0] != id}
        self._log.append(id, daad)

    def save_partnerschap(
        self, sessie_id: UUID, partnerschap: Partnerschap, *, gelezen: int, daad: Daad
    ) -> Partnerschap:
        rij = {p.code: p for p in self.get_dossier(sessie_id).partnerschappen}
        if gelezen == 0 and partnerschap.code in rij:
            raise Botsing(f"De code {partnerschap.code} is al in gebruik in dit gesprek. Kies een andere.")
        nieuw = _put(rij, partnerschap.code, partnerschap, gelezen, f"Partnerschap {partnerschap.code}")
        self.change(sessie_id, daad, partnerschappen=tuple(rij.values()))
        return nieuw

    def delete_partnerschap(self, sessie_id: UUID, code: str, *, daad: Daad) -> None:
        dossier = self.get_dossier(sessie_id)
        over = tuple(p for p in dossier.partnerschappen if p.code != code)
        if len(over) == len(dossier.partnerschappen):
            raise NietGevonden(f"Partnerschap {code} staat niet (meer) in dit gesprek.")
        deelnemers = tuple(
            d.model_copy(update={"namens": tuple(n for n in d.namens if n != code)}) for d in dossier.deelnemers
        )
        kennis = dossier.kennis
        if kennis.revisie:
            over_kennis = tuple(t for t in kennis.toestemmingen if t.partnerschap != code)
            kennis = kennis.model_copy(update={"toestemmingen": over_kennis, "revisie": kennis.revisie + 1})
        tekenaars = tuple(o for o in dossier.ondertekenaars if o.partnerschap != code)
        velden: dict[str, Any] = {"partnerschappen": over, "deelnemers": deelnemers, "ondertekenaars": tekenaars}
        self.change(sessie_id, daad, **velden, kennis=kennis)

    def save_deelnemer(self, sessie_id: UUID, deelnemer: Deelnemer, *, gelezen: int, daad: Daad) -> Deelnemer:
        rij = {d.nummer: d for d in self.get_dossier(sessie_id).deelnemers}
        nieuw = _put(rij, deelnemer.nummer, deelnemer, gelezen, f"Deelnemer {deelnemer.nummer}")
        self.change(sessie_id, daad, deelnemers=tuple(sorted(rij.values(), key=lambda d: d.nummer)))
        return nieuw

    def delete_deelnemer(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        deelnemers = self.get_dossier(sessie_id).deelnemers
        over = tuple(d for d in deelnemers if d.nummer != nummer)
        if len(over) == len(deelnemers):
            raise NietGevonden(f"Deelnemer {nummer} staat niet (meer) in dit gesprek.")
        groepen = tuple(without_leden(groep, {nummer}) for groep in self.get_dossier(sessie_id).groepen)
        stemmen = tuple(s for s in self.get_dossier(sessie_id).stemmen if s.deelnemer != nummer)
        bijdragen = tuple(b for b in self.get_dossier(sessie_id).bijdragen if b.deelnemer != nummer)
        acties = _move_acties(self.get_dossier(sessie_id).acties, nummer, None)
        self.change(
            sessie_id, daad, deelnemers=over, groepen=groepen, stemmen=stemmen, bijdragen=bijdragen, acties=acties
        )
        self.deelnames.pop((sessie_id, nummer), None)


Rij = TypeVar(
    "Rij",
    Partnerschap,
    Deelnemer,
    Afspraak,
    Actie,
    Toets,
    Peiling,
    Stem,
    Keuzemogelijkheid,
    EigenCriterium,
    Beoordeling,
    Verschil,
    LandelijkIssue,
    Betrokkenheid,
    Ondertekenaar,
)


def _put(rij: dict[Any, Rij], sleutel: object, nieuw: Rij, gelezen: int, wat: str) -> Rij:
    huidige = rij[sleutel].revisie if sleutel in rij else 0
    if huidige != gelezen:
        raise IntussenGewijzigd(wat)
    rij[sleutel] = nieuw.model_copy(update={"revisie": gelezen + 1})
    return rij[sleutel]


class NepTeksten:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies
        self._saves: dict[tuple[UUID, str, UUID], int] = {}

    def get(self, sessie_id: UUID, plek: str) -> Tekst | None:
        return self._sessies.get_dossier(sessie_id).teksten.get(plek)

    def find_save(self, sessie_id: UUID, plek: str, save_id: UUID) -> int | None:
        return self._saves.get((sessie_id, plek, save_id))

    def save(self, sessie_id: UUID, tekst: Tekst, *, gelezen: int, save_id: UUID, daad: Daad) -> Tekst:
        plek = str(tekst.plek)
        huidige = self.get(sessie_id, plek)
        van_groep = tekst.plek.groep
        if van_groep is not None and self._sessies.get_dossier(sessie_id).find_groep(van_groep) is None:
            raise NietGevonden(f"Groep {van_groep} staat niet (meer) in dit gesprek.")
        if huidige is not None and huidige.revisie != gelezen:
            raise TekstGewijzigd(huidige)
        if (sessie_id, plek, save_id) in self._saves:
            raise Ongeldig("Dit bewaarnummer is al voor een eerdere tekst gebruikt. Ververs de pagina.")
        nieuw = tekst.model_copy(update={"revisie": gelezen + 1})
        teksten = {**self._sessies.get_dossier(sessie_id).teksten, plek: nieuw}
        self._saves[sessie_id, plek, save_id] = nieuw.revisie
        self._sessies.change(sessie_id, daad, tekst=nieuw, teksten=teksten)
        return nieuw

    def save_all(self, sessie_id: UUID, bewaringen: Sequence[Bewaring]) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        for bewaring in bewaringen:
            huidige = self.get(sessie_id, str(bewaring.tekst.plek))
            if (huidige.revisie if huidige else 0) != bewaring.gelezen:
                raise TekstGewijzigd(huidige or bewaring.tekst.model_copy(update={"tekst": "", "revisie": 0}))
            if bewaring.daad.stand not in (None, dossier.sessie.stand):
                raise StandGewijzigd
        for tekst, gelezen, save_id, daad in bewaringen:
            self.save(sessie_id, tekst, gelezen=gelezen, save_id=save_id, daad=daad)

    def save_niet_besproken(self, sessie_id: UUID, feit: NietBesproken, *, geldt: bool, daad: Daad) -> None:
        feiten = {f.plek: f for f in self._sessies.get_dossier(sessie_id).niet_besproken}
        feiten.pop(feit.plek, None)
        if geldt:
            feiten[feit.plek] = feit
        self._sessies.change(sessie_id, daad, niet_besproken=tuple(feiten.values()))


class NepVervolg:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies
        self._revisies: dict[tuple[UUID, str], list[Revisie]] = {}
        self._losgelaten: dict[UUID, set[tuple[str, str]]] = {}
        """Actions that were for an agreement when it was taken out."""

    def save_afspraak(self, sessie_id: UUID, afspraak: Afspraak, *, gelezen: int, daad: Daad) -> Afspraak:
        rij = {a.nummer: a for a in self._sessies.get_dossier(sessie_id).afspraken}
        self._require_free(sessie_id, afspraak)
        if gelezen == 0 and self._sessies.has_elsewhere(sessie_id, "afspraken", afspraak.nummer):
            raise IntussenGewijzigd(afspraak.naam)
        was = rij.get(afspraak.nummer)
        nieuw = _put(rij, afspraak.nummer, afspraak, gelezen, afspraak.naam)
        self._keep_begin(sessie_id, was, daad)
        self._change(sessie_id, nieuw, daad, afspraken=tuple(rij.values()))
        return nieuw

    def save_actie(self, sessie_id: UUID, actie: Actie, *, gelezen: int, daad: Daad) -> Actie:
        rij = {a.nummer: a for a in self._sessies.get_dossier(sessie_id).acties}
        self._require_free(sessie_id, actie)
        if gelezen == 0 and self._sessies.has_elsewhere(sessie_id, "acties", actie.nummer):
            raise IntussenGewijzigd(actie.naam)
        was = rij.get(actie.nummer)
        nieuw = _put(rij, actie.nummer, actie, gelezen, actie.naam)
        self._keep_begin(sessie_id, was, daad)
        self._change(sessie_id, nieuw, daad, acties=tuple(rij.values()))
        los = self._losgelaten.get(sessie_id, set())
        los -= {paar for paar in los if paar[0] == actie.nummer}
        return nieuw

    def delete_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        stuk = _take(dossier.afspraken, nummer, "Afspraak")
        los = {actie.nummer for actie in dossier.acties if actie.afspraak == nummer}
        self._losgelaten.setdefault(sessie_id, set()).update((actie, nummer) for actie in los)
        acties = tuple(a.model_copy(update={"afspraak": None}) if a.nummer in los else a for a in dossier.acties)
        over = tuple(a for a in dossier.afspraken if a.nummer != nummer)
        self._take_out(sessie_id, stuk, daad, afspraken=over, acties=acties)

    def delete_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        stuk = _take(dossier.acties, nummer, "Actie")
        self._take_out(sessie_id, stuk, daad, acties=tuple(a for a in dossier.acties if a.nummer != nummer))

    def restore_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        stuk = _take((w.stuk for w in dossier.verwijderd if isinstance(w.stuk, Afspraak)), nummer, "Afspraak")
        los = {actie for actie, afspraak in self._losgelaten.get(sessie_id, ()) if afspraak == nummer}
        acties = tuple(a.model_copy(update={"afspraak": nummer}) if a.nummer in los else a for a in dossier.acties)
        # In storage a row keeps its place among the others; here the number tells it.
        afspraken = tuple(sorted((*dossier.afspraken, _next(stuk)), key=lambda a: a.nummer))
        self._put_back(sessie_id, stuk, daad, afspraken=afspraken, acties=acties)

    def restore_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        stuk = _take((w.stuk for w in dossier.verwijderd if isinstance(w.stuk, Actie)), nummer, "Actie")
        acties = tuple(sorted((*dossier.acties, _next(stuk)), key=lambda a: a.nummer))
        self._put_back(sessie_id, stuk, daad, acties=acties)

    def list_revisies(self, sessie_id: UUID, soort: TekstSoort, nummer: str) -> tuple[Revisie, ...]:
        alle = self._revisies.get((sessie_id, str(Plek(soort=soort, sleutel=nummer))), [])
        return tuple(alle) if sessie_id in self._sessies.dossiers else ()

    def _require_free(self, sessie_id: UUID, stuk: Vervolgstuk) -> None:
        if stuk.plek in [weg.stuk.plek for weg in self._sessies.get_dossier(sessie_id).verwijderd]:
            raise IntussenGewijzigd(stuk.naam)

    def _take_out(self, sessie_id: UUID, stuk: Vervolgstuk, daad: Daad, **velden: Any) -> None:
        self._keep_begin(sessie_id, stuk, daad)
        verwijderd = (*self._sessies.get_dossier(sessie_id).verwijderd, Verwijderd(stuk=_next(stuk), op=daad.op))
        self._change(sessie_id, _next(stuk), daad, verwijderd=verwijderd, **velden)

    def _put_back(self, sessie_id: UUID, stuk: Vervolgstuk, daad: Daad, **velden: Any) -> None:
        over = tuple(w for w in self._sessies.get_dossier(sessie_id).verwijderd if w.stuk.plek != stuk.plek)
        self._change(sessie_id, _next(stuk), daad, verwijderd=over, **velden)

    def _change(self, sessie_id: UUID, stuk: Vervolgstuk, daad: Daad, **velden: Any) -> None:
        self._sessies.change(sessie_id, daad, **velden)
        self._keep(sessie_id, stuk, daad.handeling, daad.wie, daad.op)

    def _keep_begin(self, sessie_id: UUID, stuk: Vervolgstuk | None, daad: Daad) -> None:
        if stuk is not None and (sessie_id, str(stuk.plek)) not in self._revisies:
            self._keep(sessie_id, stuk, BEGIN_REVISIE, "", daad.op)

    def _keep(self, sessie_id: UUID, stuk: Vervolgstuk, handeling: str, wie: str, op: datetime) -> None:
        revisie = Revisie(stuk=stuk, handeling=handeling, wie=wie, op=op)
        self._revisies.setdefault((sessie_id, str(stuk.plek)), []).append(revisie)

    def save_toets(self, sessie_id: UUID, toets: Toets, *, gelezen: int, daad: Daad) -> Toets:
        rij = {t.aanbeveling: t for t in self._sessies.get_dossier(sessie_id).toetsen}
        nieuw = _put(rij, toets.aanbeveling, toets, gelezen, f"Aanbeveling {toets.aanbeveling}")
        self._sessies.change(sessie_id, daad, toetsen=tuple(sorted(rij.values(), key=lambda t: t.aanbeveling)))
        return nieuw


def _move_acties(acties: tuple[Actie, ...], van: int, naar: int | None) -> tuple[Actie, ...]:
    return tuple(a.model_copy(update={"deelnemer": naar}) if a.deelnemer == van else a for a in acties)


def _take(stukken: Iterable[Stuk], nummer: str, wat: str) -> Stuk:
    for stuk in stukken:
        if stuk.nummer == nummer:
            return stuk
    raise NietGevonden(f"{wat} {nummer} bestaat niet (meer).")


def _next(stuk: Vervolgstuk) -> Any:
    return stuk.model_copy(update={"revisie": stuk.revisie + 1})


class NepPeilingen:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def save(self, sessie_id: UUID, peiling: Peiling, *, gelezen: int, daad: Daad) -> Peiling:
        rij = {p.nummer: p for p in self._sessies.get_dossier(sessie_id).peilingen}
        nieuw = _put(rij, peiling.nummer, peiling, gelezen, f"Peiling {peiling.nummer}")
        self._sessies.change(sessie_id, daad, peilingen=tuple(rij.values()))
        return nieuw

    def close(self, sessie_id: UUID, peiling: Peiling, *, gelezen: int, daad: Daad) -> Peiling:
        rij = {p.nummer: p for p in self._sessies.get_dossier(sessie_id).peilingen}
        nieuw = _put(rij, peiling.nummer, peiling, gelezen, f"Peiling {peiling.nummer}")
        stemmen = self._sessies.get_dossier(sessie_id).stemmen
        andere = [stem for stem in stemmen if stem.peiling != peiling.nummer]
        self._change(sessie_id, daad, (*andere, *strip_stemmers(peiling, stemmen)), rij)
        return nieuw

    def delete(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        if any(stem.peiling == nummer for stem in dossier.stemmen):
            raise IntussenGewijzigd(f"Peiling {nummer}")
        over = tuple(p for p in dossier.peilingen if p.nummer != nummer)
        if len(over) == len(dossier.peilingen):
            raise NietGevonden(f"Peiling {nummer} bestaat niet (meer).")
        self._sessies.change(sessie_id, daad, peilingen=over)

    def save_stem(self, sessie_id: UUID, stem: Stem, *, gelezen: int, daad: Daad) -> Stem:
        dossier = self._sessies.get_dossier(sessie_id)
        peilingen = {p.nummer: p for p in dossier.peilingen}
        if stem.peiling not in peilingen or peilingen[stem.peiling].stand is not Peilingstand.OPEN:
            raise NietOpen(stem.peiling)
        rij = {(s.peiling, s.stemmer or nummer): s for nummer, s in enumerate(dossier.stemmen)}
        nieuw = _put(rij, (stem.peiling, stem.stemmer), stem, gelezen, "Deze stem")
        self._change(sessie_id, daad, rij.values(), peilingen)
        return nieuw

    def _change(self, sessie_id: UUID, daad: Daad, stemmen: Iterable[Stem], peilingen: dict[str, Peiling]) -> None:
        alle = tuple(stemmen)
        op_volgorde = tuple(stem for peiling in peilingen.values() for stem in sort_stemmen(peiling, alle))
        self._sessies.change(sessie_id, daad, peilingen=tuple(peilingen.values()), stemmen=op_volgorde)


class NepAandacht:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def save_verschil(self, sessie_id: UUID, verschil: Verschil, *, gelezen: int, daad: Daad) -> Verschil:
        rij = {v.nummer: v for v in self._sessies.get_dossier(sessie_id).verschillen}
        nieuw = _put(rij, verschil.nummer, verschil, gelezen, f"Verschil {verschil.nummer}")
        self._sessies.change(sessie_id, daad, verschillen=tuple(rij.values()))
        return nieuw

    def save_issue(self, sessie_id: UUID, issue: LandelijkIssue, *, gelezen: int, daad: Daad) -> LandelijkIssue:
        rij = {i.nummer: i for i in self._sessies.get_dossier(sessie_id).issues}
        steun = rij[issue.nummer].steun if issue.nummer in rij else ()
        _put(rij, issue.nummer, issue.model_copy(update={"steun": steun}), gelezen, f"Landelijk issue {issue.nummer}")
        self._sessies.change(sessie_id, daad, issues=tuple(rij.values()))
        return issue.model_copy(update={"revisie": gelezen + 1})

    def save_steun(self, sessie_id: UUID, nummer: str, partnerschap: str, *, steunt: bool, daad: Daad) -> None:
        def change(issue: LandelijkIssue) -> LandelijkIssue:
            codes = set(issue.steun) - {partnerschap} | ({partnerschap} if steunt else set())
            return issue.model_copy(update={"steun": tuple(sorted(codes))}) if issue.nummer == nummer else issue

        self._sessies.change(sessie_id, daad, issues=tuple(map(change, self._sessies.get_dossier(sessie_id).issues)))

    def save_betrokkenheid(
        self, sessie_id: UUID, betrokkenheid: Betrokkenheid, *, gelezen: int, daad: Daad
    ) -> Betrokkenheid:
        rij = {b.nummer: b for b in self._sessies.get_dossier(sessie_id).betrokkenen}
        nieuw = _put(rij, betrokkenheid.nummer, betrokkenheid, gelezen, betrokkenheid.nummer)
        self._sessies.change(sessie_id, daad, betrokkenen=tuple(rij.values()))
        return nieuw

    def list_issues(self, account_id: UUID) -> tuple[Issueregel, ...]:
        geleid = [
            dossier
            for dossier in self._sessies.dossiers.values()
            if account_id in dossier.sessie.facilitators and not dossier.sessie.oefening
        ]

        def by_date(dossier: Dossier) -> tuple[bool, object, datetime]:
            datum = dossier.sessie.gesprek.datum
            return datum is not None, datum, dossier.sessie.aangemaakt_op

        return tuple(
            _to_issueregel(dossier, issue)
            for dossier in sorted(geleid, key=by_date, reverse=True)
            for issue in dossier.issues
            if not issue.verwijderd
        )


def _to_issueregel(dossier: Dossier, issue: LandelijkIssue) -> Issueregel:
    gesprek = dossier.sessie.gesprek
    return Issueregel(
        sessie_id=dossier.sessie.id,
        gesprek=gesprek.titel,
        datum=gesprek.datum,
        fictief=gesprek.fictief,
        onderwijsregios=gesprek.onderwijsregios,
        partnerschappen=tuple(p.code for p in dossier.partnerschappen),
        issue=issue,
        tekst=dossier.tekst(TekstSoort.ISSUE, issue.nummer),
        waarom=dossier.tekst(TekstSoort.WAAROM, issue.nummer),
        terugkoppeling=dossier.tekst(TekstSoort.TERUGKOPPELING, issue.nummer),
    )


class NepVerslagen:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def list(self, sessie_id: UUID) -> tuple[Versie, ...]:
        return self._sessies.versies.get(sessie_id, ())

    def add_versie(self, versie: Versie, sessie: Sessie, *, gelezen: int, daad: Daad) -> None:
        self._sessies.save(sessie, gelezen=gelezen, daad=daad)
        self._sessies.versies[sessie.id] = (*self.list(sessie.id), versie)

    def add_reactie(self, sessie_id: UUID, nummer: int, reactie: Reactie, *, daad: Daad) -> None:
        if nummer not in {versie.nummer for versie in self.list(sessie_id)}:
            raise NietGevonden(f"Versie {nummer} bestaat niet.")
        self._sessies.change(sessie_id, daad)
        self._sessies.versies[sessie_id] = tuple(
            v.model_copy(update={"reacties": (*v.reacties, reactie)}) if v.nummer == nummer else v
            for v in self.list(sessie_id)
        )


class NepOndertekening:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def save(self, sessie_id: UUID, ondertekenaar: Ondertekenaar, *, gelezen: int, daad: Daad) -> Ondertekenaar:
        rij = {o.nummer: o for o in self._sessies.get_dossier(sessie_id).ondertekenaars}
        nieuw = _put(rij, ondertekenaar.nummer, ondertekenaar, gelezen, "Deze ondertekenaar")
        self._sessies.change(sessie_id, daad, ondertekenaars=tuple(sorted(rij.values(), key=lambda o: o.nummer)))
        return nieuw

    def delete(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        self._require(sessie_id, nummer)
        over = tuple(o for o in self._sessies.get_dossier(sessie_id).ondertekenaars if o.nummer != nummer)
        self._sessies.change(sessie_id, daad, ondertekenaars=over)
        self._sessies.berichten = [
            b for b in self._sessies.berichten if (b.sessie_id, b.ondertekenaar) != (sessie_id, nummer)
        ]

    def list_berichten(self, sessie_id: UUID) -> tuple[Bericht, ...]:
        return tuple(b for b in self._sessies.berichten if b.sessie_id == sessie_id)

    def add_bericht(self, bericht: Bericht, *, eenmalig: bool = False, daad: Daad) -> Bericht:
        self._require(bericht.sessie_id, bericht.ondertekenaar)
        eerder = self.list_berichten(bericht.sessie_id)
        zelfde = {(b.ondertekenaar, b.versie, b.soort) for b in eerder}
        if eenmalig and (bericht.ondertekenaar, bericht.versie, bericht.soort) in zelfde:
            raise Botsing("Dit bericht is al gestuurd.")
        self._sessies.change(bericht.sessie_id, daad)
        nieuw = bericht.model_copy(update={"volgnummer": max((b.volgnummer for b in eerder), default=0) + 1})
        self._sessies.berichten.append(nieuw)
        return nieuw

    def note_fout(self, bericht: Bericht, fout: str, *, daad: Daad) -> None:
        self._sessies.change(bericht.sessie_id, daad)
        dit = (bericht.sessie_id, bericht.volgnummer)
        self._sessies.berichten = [
            b.model_copy(update={"fout": fout}) if (b.sessie_id, b.volgnummer) == dit else b
            for b in self._sessies.berichten
        ]

    def find_link(self, hash: str) -> Bericht | None:
        return next((b for b in self._sessies.berichten if b.hash == hash), None)

    def drop_links(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        self._sessies.change(sessie_id, daad)
        self._sessies.berichten = [
            b.model_copy(update={"hash": None}) if (b.sessie_id, b.ondertekenaar) == (sessie_id, nummer) else b
            for b in self._sessies.berichten
        ]

    def erase_persoon(self, sessie_id: UUID, persoon: Persoon, *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        deelnemers = {d.nummer: d for d in dossier.deelnemers}
        tekenaars = {o.nummer: o for o in dossier.ondertekenaars}
        if persoon.deelnemer is not None:
            _put(deelnemers, persoon.deelnemer.nummer, persoon.deelnemer, persoon.deelnemer.revisie, "Deze persoon")
        for wie in persoon.ondertekenaars:
            _put(tekenaars, wie.nummer, wie, wie.revisie, "Deze persoon")
        self._sessies.change(
            sessie_id, daad, deelnemers=tuple(deelnemers.values()), ondertekenaars=tuple(tekenaars.values())
        )
        nummers = {wie.nummer for wie in persoon.ondertekenaars}
        self._sessies.berichten = [
            b.model_copy(update={"hash": None, "fout": FOUT_GEWIST if b.fout else ""})
            if (b.sessie_id == sessie_id and b.ondertekenaar in nummers)
            else b
            for b in self._sessies.berichten
        ]

        def strip(reactie: Reactie) -> Reactie:
            weg = reactie.ondertekenaar in nummers or reactie.naam in persoon.namen
            return reactie.model_copy(update={"naam": ""}) if weg else reactie

        weg = persoon.deelnemer.nummer if persoon.deelnemer else persoon.vroeger
        self._sessies.versies[sessie_id] = tuple(
            v.model_copy(
                update={
                    "namen": tuple(zegel for zegel in v.namen if zegel.nummer != weg),
                    "reacties": tuple(map(strip, v.reacties)),
                }
            )
            for v in self._sessies.versies.get(sessie_id, ())
        )

    def _require(self, sessie_id: UUID, nummer: int) -> None:
        if nummer not in {o.nummer for o in self._sessies.get_dossier(sessie_id).ondertekenaars}:
            raise NietGevonden("Deze ondertekenaar staat niet (meer) op de lijst.")


class NepPost:
    """A mail server that keeps what it is given, or (`weigert`) takes nothing."""

    def __init__(self, *, weigert: str = "") -> None:
        self.weigert = weigert
        self.mails: list[Mail] = []

    def send(self, mail: Mail) -> None:
        if self.weigert:
            raise PostFout(self.weigert)
        self.mails.append(mail)


class NepZegelaar:
    """Marks a file as sealed, with nothing that would hold against anybody."""

    certificaat = Certificaat(
        der=b"nep", soort=Zegelsoort.TECHNISCH, naam="Nepzegel", geldig_van=VANDAAG, geldig_tot=VANDAAG
    )

    def seal(self, pdf: bytes, zin: str) -> Verzegeld:
        return Verzegeld(pdf + b"\n%" + zin.encode())

    def list_eigen(self) -> tuple[Certificaat, ...]:
        return ()

    def list_bekend(self) -> tuple[Certificaat, ...]:
        return ()


class NepVerzegelingen:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies
        self._rijen: list[Verzegeling] = []
        self._certificaten: dict[str, Certificaat] = {}

    def _list(self) -> list[Verzegeling]:
        return [rij for rij in self._rijen if rij.sessie_id in self._sessies.dossiers]

    def find(self, sessie_id: UUID, nummer: int) -> Verzegeling | None:
        deze = (rij for rij in self._list() if (rij.sessie_id, rij.nummer) == (sessie_id, nummer))
        return next((rij for rij in deze if rij.pdf is not None), None)

    def find_by_afdruk(self, afdruk: str) -> Verzegeling | None:
        return next((rij for rij in self._list() if rij.afdruk == afdruk), None)

    def find_versies(self, vingerafdruk: str) -> tuple[Versieplek, ...]:
        alle = (versie for versies in self._sessies.versies.values() for versie in versies)
        passend = sorted(
            (versie for versie in alle if versie.vingerafdruk == vingerafdruk),
            key=lambda versie: (versie.bevroren_op, versie.sessie_id),
        )
        return tuple(Versieplek(versie.sessie_id, versie.nummer) for versie in passend)

    def list_certificaten(self) -> tuple[Certificaat, ...]:
        return tuple(certificaat for _, certificaat in sorted(self._certificaten.items()))

    def add(self, verzegeling: Verzegeling, *, daad: Daad) -> Verzegeling:
        if (eerder := self.find(verzegeling.sessie_id, verzegeling.nummer)) is not None:
            return eerder
        self._sessies.change(verzegeling.sessie_id, daad)
        self._keep(verzegeling)
        return verzegeling

    def establish(self, verzegeling: Verzegeling, sessie: Sessie, *, gelezen: int, daad: Daad) -> Sessie:
        vastgesteld = self._sessies.save(sessie, gelezen=gelezen, daad=daad)
        self._keep(verzegeling)
        return vastgesteld

    def erase(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        self._sessies.change(sessie_id, daad)
        self._rijen = [
            rij.model_copy(update={"pdf": None}) if (rij.sessie_id, rij.nummer) == (sessie_id, nummer) else rij
            for rij in self._rijen
        ]

    def _keep(self, verzegeling: Verzegeling) -> None:
        self._rijen.append(verzegeling)
        self._certificaten[verzegeling.certificaat.afdruk] = verzegeling.certificaat


class NepGroepen:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def get(self, sessie_id: UUID, nummer: int) -> Groep | None:
        dossier = self._sessies.dossiers.get(sessie_id)
        return dossier.find_groep(nummer) if dossier else None

    def save(
        self, sessie_id: UUID, groepen: Collection[Groep], *, weg: Collection[int] = (), daad: Daad
    ) -> tuple[Groep, ...]:
        dossier = self._sessies.get_dossier(sessie_id)
        for tekst in dossier.teksten.values():
            if tekst.plek.groep in weg and tekst.tekst.strip():
                raise Botsing("Een van deze groepen heeft intussen iets geschreven en blijft daarom staan.")
        rij = {groep.nummer: groep for groep in dossier.groepen if groep.nummer not in weg}
        for groep in groepen:
            if groep.revisie != (rij[groep.nummer].revisie if groep.nummer in rij else 0):
                raise IntussenGewijzigd(groep.titel)
            rij[groep.nummer] = groep.model_copy(update={"revisie": groep.revisie + 1})
        leden = [lid for groep in rij.values() for lid in groep.leden]
        if len(set(leden)) < len(leden) or set(leden) - {d.nummer for d in dossier.deelnemers}:
            raise IntussenGewijzigd("De indeling in groepen")
        self._sessies.change(
            sessie_id,
            daad,
            groepen=tuple(rij[nummer] for nummer in sorted(rij)),
            teksten={plek: tekst for plek, tekst in dossier.teksten.items() if tekst.plek.groep not in weg},
            niet_besproken=tuple(f for f in dossier.niet_besproken if f.groep is None or f.groep not in weg),
        )
        return tuple(rij[groep.nummer] for groep in groepen)


def _move_lid(groepen: tuple[Groep, ...], van: int, naar: int) -> tuple[Groep, ...]:
    if any(naar in groep.leden for groep in groepen):
        return tuple(without_leden(groep, {van}) for groep in groepen)
    return tuple(
        groep.model_copy(
            update={
                "leden": tuple(sorted(naar if lid == van else lid for lid in groep.leden)),
                **{t: naar if getattr(groep, t) == van else getattr(groep, t) for t in ("gespreksleider", "notulist")},
            }
        )
        for groep in groepen
    )


class NepStroom:
    def __init__(self, log: NepLogboek, sessies: NepSessies) -> None:
        self._log = log
        self._sessies = sessies

    def follow(self, told: Callable[[Gewijzigd], None]) -> None:
        self._log.volgers.append(told)

    def read_after(self, sessie_id: UUID, nummer: int) -> Veranderingen:
        regels = self._log.list(sessie_id)
        wat = sort_onderwerpen((regel.daad.handeling, regel.daad.onderwerp) for regel in regels[nummer:])
        dossier = self._sessies.dossiers.get(sessie_id)
        if dossier is None:
            return Veranderingen(nummer=len(regels), anders=nummer != len(regels))
        feiten = {f.plek: f for f in dossier.niet_besproken}
        if nummer != len(regels) and not 0 < nummer < len(regels):
            wat = Onderwerpen(frozenset(dossier.teksten), frozenset(feiten), anders=True, scherm=True, regie=True)
        return Veranderingen(
            nummer=len(regels),
            teksten=tuple(dossier.teksten[plek] for plek in sorted(wat.plekken & set(dossier.teksten))),
            markeringen=tuple(make_markering(plek, feiten.get(plek)) for plek in sorted(wat.markeringen)),
            regie=wat.regie,
            inbreng=wat.inbreng,
            anders=wat.anders,
            scherm=wat.scherm,
        )


class NepRegies:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def save(self, sessie_id: UUID, regie: Regie, *, gelezen: int, daad: Daad) -> Regie:
        huidige = self._sessies.get_dossier(sessie_id).regie
        if (huidige.revisie if huidige else 0) != gelezen:
            raise IntussenGewijzigd("De regie")
        nieuw = regie.model_copy(update={"revisie": gelezen + 1})
        self._sessies.change(sessie_id, daad, regie=nieuw)
        return nieuw

    def save_klaar(self, sessie_id: UUID, vraag: str, deelnemer: int, *, klaar: bool, daad: Daad) -> None:
        self._put(sessie_id, Bijdrage(vraag=vraag, deelnemer=deelnemer, klaar=klaar), {"klaar"}, daad)

    def save_merk(self, sessie_id: UUID, bijdrage: Bijdrage, *, daad: Daad) -> None:
        self._put(sessie_id, bijdrage, {"bundel", "merk"} & bijdrage.model_fields_set, daad)

    def _put(self, sessie_id: UUID, bijdrage: Bijdrage, velden: set[str], daad: Daad) -> None:
        rij = {(b.vraag, b.deelnemer): b for b in self._sessies.get_dossier(sessie_id).bijdragen}
        deze = (bijdrage.vraag, bijdrage.deelnemer)
        was = rij.get(deze, Bijdrage(vraag=bijdrage.vraag, deelnemer=bijdrage.deelnemer))
        rij[deze] = was.model_copy(update={naam: getattr(bijdrage, naam) for naam in velden})
        self._sessies.change(sessie_id, daad, bijdragen=tuple(rij[sleutel] for sleutel in sorted(rij)))


class NepKennisdeling:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def save(self, sessie_id: UUID, kennis: Kennis, *, gelezen: int, daad: Daad) -> Kennis:
        if self._sessies.get_dossier(sessie_id).kennis.revisie != gelezen:
            raise IntussenGewijzigd("Wat er over delen is gekozen")
        nieuw = kennis.model_copy(update={"revisie": gelezen + 1})
        self._sessies.change(sessie_id, daad, kennis=nieuw)
        return nieuw


def _move_bijdragen(bijdragen: tuple[Bijdrage, ...], van: int, naar: int) -> tuple[Bijdrage, ...]:
    blijft = {b.vraag: b for b in bijdragen if b.deelnemer == naar}
    for b in bijdragen:
        if b.deelnemer == van:
            blijft.setdefault(b.vraag, b.model_copy(update={"deelnemer": naar}))
    rest = [b for b in bijdragen if b.deelnemer not in (van, naar)]
    return tuple(sorted([*rest, *blijft.values()], key=lambda b: (b.vraag, b.deelnemer)))


def _move_inbreng(teksten: Mapping[str, Tekst], van: int, naar: int) -> dict[str, Tekst]:
    blijft = {plek: tekst for plek, tekst in teksten.items() if tekst.plek.deelnemer != van}
    for tekst in teksten.values():
        if tekst.plek.deelnemer == van:
            plek = tekst.plek.model_copy(update={"deelnemer": naar})
            hier = blijft.get(str(plek))
            samen = join_inbreng(hier.tekst if hier else "", tekst.tekst)
            revisie = max(tekst.revisie, hier.revisie if hier else 0) + 1
            blijft[str(plek)] = tekst.model_copy(update={"plek": plek, "tekst": samen, "revisie": revisie})
    return blijft


def _list_weg(dossier: Dossier, soort: type[Vervolgstuk]) -> list[Vervolgstuk]:
    """A number is given once, also when what had it was taken out."""
    return [weg.stuk for weg in dossier.verwijderd if isinstance(weg.stuk, soort)]


class NepReeksen:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def list(self, reeks: UUID) -> tuple[Sessie, ...]:
        van_reeks = (dossier.sessie for dossier in self._sessies.list_reeks(reeks))
        return tuple(sorted(van_reeks, key=lambda sessie: sessie.aangemaakt_op))

    def list_nummers(self, reeks: UUID) -> Nummers:
        dossiers = self._sessies.list_reeks(reeks)
        return collect_nummers(
            (a.nummer for dossier in dossiers for a in (*dossier.afspraken, *_list_weg(dossier, Afspraak))),
            (a.nummer for dossier in dossiers for a in (*dossier.acties, *_list_weg(dossier, Actie))),
            (dossier.terugblik for dossier in dossiers if dossier.terugblik),
        )

    def take_up(self, sessie_id: UUID, punt: Punt, teksten: Collection[Tekst], *, daad: Daad) -> None:
        dossier = self._sessies.get_dossier(sessie_id)
        samen = {**dossier.teksten, **{str(tekst.plek): tekst for tekst in teksten}}
        lijsten = {Afspraak: "afspraken", Actie: "acties", Verschil: "verschillen"}
        lijst = {**lijsten, LandelijkIssue: "issues", Betrokkenheid: "betrokkenen"}[type(punt)]
        rij: dict[str, Any] = {iets.nummer: iets for iets in getattr(dossier, lijst)}
        _put(rij, punt.nummer, punt, 0, f"{type(punt).__name__} {punt.nummer}")
        velden: dict[str, Any] = {lijst: tuple(rij.values()), "teksten": samen}
        self._sessies.change(sessie_id, daad, **velden)


class NepKeuzes:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies

    def save(self, sessie_id: UUID, keuze: Keuzemogelijkheid, *, gelezen: int, daad: Daad) -> Keuzemogelijkheid:
        rij = {k.nummer: k for k in self._sessies.get_dossier(sessie_id).keuzemogelijkheden}
        nieuw = _put(rij, keuze.nummer, keuze, gelezen, f"Keuzemogelijkheid {keuze.nummer}")
        self._sessies.change(sessie_id, daad, keuzemogelijkheden=tuple(rij.values()))
        return nieuw

    def save_criterium(self, sessie_id: UUID, criterium: EigenCriterium, *, gelezen: int, daad: Daad) -> EigenCriterium:
        rij = {c.id: c for c in self._sessies.get_dossier(sessie_id).criteria}
        nieuw = _put(rij, criterium.id, criterium, gelezen, "Dit criterium")
        self._sessies.change(sessie_id, daad, criteria=tuple(rij.values()))
        return nieuw

    def save_score(self, sessie_id: UUID, beoordeling: Beoordeling, *, gelezen: int, daad: Daad) -> Beoordeling:
        rij = {b.waarvan: b for b in self._sessies.get_dossier(sessie_id).beoordelingen}
        nieuw = _put(rij, beoordeling.waarvan, beoordeling, gelezen, "Deze score")
        op_volgorde = tuple(rij[waarvan] for waarvan in sorted(rij, key=lambda w: (w[0], w[1], w[2] or "")))
        self._sessies.change(sessie_id, daad, beoordelingen=op_volgorde)
        return nieuw


class NepAccounts:
    def __init__(self, log: NepLogboek) -> None:
        self._log = log
        self._accounts: dict[UUID, Account] = {}
        self._sleutels: dict[str, tuple[UUID, str, datetime]] = {}

    def list(self) -> tuple[Account, ...]:
        return tuple(sorted(self._accounts.values(), key=lambda account: account.naam.casefold()))

    def find(self, naam: str) -> Account | None:
        return next((a for a in self._accounts.values() if a.naam.casefold() == naam.casefold()), None)

    def save(self, account: Account, *, daad: Daad) -> None:
        ander = self.find(account.naam)
        if ander is not None and ander.id != account.id:
            raise Botsing(f"Er is al een account ‘{account.naam}’. Kies een andere naam.")
        self._accounts[account.id] = account
        self._log.append(None, daad)

    def add_sleutel(self, account_id: UUID, sleutel_hash: str, *, soort: str, tot: datetime, daad: Daad) -> None:
        self._sleutels[sleutel_hash] = (account_id, soort, tot)
        self._log.append(None, daad)

    def take_link(self, sleutel_hash: str, *, nu: datetime, daad: Daad) -> Account | None:
        account = self._find(sleutel_hash, "link", nu)
        if account is not None:
            del self._sleutels[sleutel_hash]
            self._log.append(None, daad)
        return account

    def find_by_cookie(self, sleutel_hash: str, *, nu: datetime) -> Account | None:
        return self._find(sleutel_hash, "cookie", nu)

    def _find(self, sleutel_hash: str, soort: str, nu: datetime) -> Account | None:
        account_id, gevonden, tot = self._sleutels.get(sleutel_hash, (None, "", nu))
        account = self._accounts.get(account_id) if account_id else None
        return account if account and account.is_actief and gevonden == soort and nu < tot else None

    def drop_sleutels(self, account_id: UUID, *, daad: Daad) -> None:
        self._sleutels = {hash_: rij for hash_, rij in self._sleutels.items() if rij[0] != account_id}
        self._log.append(None, daad)

    def drop_cookie(self, sleutel_hash: str) -> None:
        self._sleutels.pop(sleutel_hash, None)


class NepDeelnames:
    def __init__(self, sessies: NepSessies) -> None:
        self._sessies = sessies
        self._stoelen: dict[tuple[str, UUID, int], tuple[datetime, datetime, str]] = {}

    def get_uitnodiging(self, sessie_id: UUID) -> Uitnodiging | None:
        return self._sessies.uitnodigingen.get(sessie_id)

    def find_uitnodiging(self, code: str) -> Uitnodiging | None:
        return next((u for u in self._sessies.uitnodigingen.values() if u.code == code), None)

    def save_uitnodiging(self, uitnodiging: Uitnodiging, *, gelezen: int, daad: Daad) -> Uitnodiging:
        ander = self.find_uitnodiging(uitnodiging.code)
        if ander is not None and ander.sessie_id != uitnodiging.sessie_id:
            raise Botsing("Deze code is al van een ander gesprek. Maak een nieuwe.")
        huidige = self.get_uitnodiging(uitnodiging.sessie_id)
        if (huidige.revisie if huidige else 0) != gelezen:
            raise IntussenGewijzigd("De uitnodiging")
        nieuw = uitnodiging.model_copy(update={"revisie": gelezen + 1})
        self._sessies.change(uitnodiging.sessie_id, daad)
        self._sessies.uitnodigingen[uitnodiging.sessie_id] = nieuw
        return nieuw

    def list(self, sessie_id: UUID) -> tuple[Deelname, ...]:
        van_sessie = (deelname for deelname in self._sessies.deelnames.values() if deelname.sessie_id == sessie_id)
        return tuple(sorted(van_sessie, key=lambda deelname: deelname.nummer))

    def join(
        self, deelname: Deelname, deelnemer: Deelnemer, apparaat: Apparaat, *, gelezen: int, daad: Daad
    ) -> Deelnemer:
        plaats = (deelname.sessie_id, deelname.nummer)
        if plaats in self._sessies.deelnames:
            raise IntussenGewijzigd("Deze plaats")
        nieuw = self._sessies.save_deelnemer(deelname.sessie_id, deelnemer, gelezen=gelezen, daad=daad)
        self._sessies.deelnames[plaats] = deelname.model_copy(update={"revisie": 1})
        # Whoever had this number before was deleted, and their devices with them.
        self._stoelen = {sleutel: rij for sleutel, rij in self._stoelen.items() if sleutel[1:] != plaats}
        self._put(*plaats, apparaat, daad.op)
        return nieuw

    def save(self, deelname: Deelname, *, gelezen: int, daad: Daad) -> Deelname:
        plaats = (deelname.sessie_id, deelname.nummer)
        huidige = self._sessies.deelnames.get(plaats)
        if (huidige.revisie if huidige else 0) != gelezen:
            raise IntussenGewijzigd("Deze plaats")
        self._sessies.change(deelname.sessie_id, daad)
        self._sessies.deelnames[plaats] = deelname.model_copy(update={"revisie": gelezen + 1})
        return self._sessies.deelnames[plaats]

    def leave(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        self._sessies.change(sessie_id, daad)
        self._sessies.deelnames.pop((sessie_id, nummer), None)
        self._stoelen = {sleutel: rij for sleutel, rij in self._stoelen.items() if sleutel[1:] != (sessie_id, nummer)}

    def merge(
        self, sessie_id: UUID, houd: Deelnemer, deelname: Deelname | None, *, weg: int, gelezen: int, daad: Daad
    ) -> None:
        rij = {d.nummer: d for d in self._sessies.get_dossier(sessie_id).deelnemers}
        _put(rij, houd.nummer, houd, gelezen, "Deze plaats")
        if rij.pop(weg, None) is None:
            raise IntussenGewijzigd("Deze plaats")
        groepen = _move_lid(self._sessies.get_dossier(sessie_id).groepen, weg, houd.nummer)
        stemmen = self._sessies.get_dossier(sessie_id).stemmen
        al_gestemd = {stem.peiling for stem in stemmen if stem.deelnemer == houd.nummer}
        verhuisd = tuple(
            stem.model_copy(update={"deelnemer": houd.nummer}) if stem.deelnemer == weg else stem
            for stem in stemmen
            if stem.deelnemer != weg or stem.peiling not in al_gestemd
        )
        teksten = _move_inbreng(self._sessies.get_dossier(sessie_id).teksten, weg, houd.nummer)
        bijdragen = _move_bijdragen(self._sessies.get_dossier(sessie_id).bijdragen, weg, houd.nummer)
        self._sessies.change(
            sessie_id,
            daad,
            deelnemers=tuple(rij.values()),
            teksten=teksten,
            groepen=groepen,
            stemmen=verhuisd,
            bijdragen=bijdragen,
            acties=_move_acties(self._sessies.get_dossier(sessie_id).acties, weg, houd.nummer),
        )
        self._sessies.deelnames.pop((sessie_id, weg), None)
        if deelname is not None:
            bestond = self._sessies.deelnames.get((sessie_id, houd.nummer))
            revisie = bestond.revisie + 1 if bestond else 1
            self._sessies.deelnames[sessie_id, houd.nummer] = deelname.model_copy(update={"revisie": revisie})
        for hash_, sessie, nummer in list(self._stoelen):
            if (sessie, nummer) == (sessie_id, weg):
                tot, op, _ = self._stoelen.pop((hash_, sessie, nummer))
                self._put(sessie_id, houd.nummer, Apparaat(hash_, tot), op)

    def find_by_terugkeer(self, code_hash: str) -> Deelname | None:
        alle = self._sessies.deelnames.values()
        return next((d for d in alle if code_hash in (d.terugkeer_hash, *d.terugkeer_ook)), None)

    def find_by_apparaat(self, hash: str, *, nu: datetime) -> tuple[Stoel, ...]:
        van_apparaat = [
            (op, nummer, self._sessies.deelnames[sessie, nummer], waar)
            for (deze, sessie, nummer), (tot, op, waar) in self._stoelen.items()
            if deze == hash and nu < tot and (sessie, nummer) in self._sessies.deelnames
        ]
        return tuple(
            Stoel(deelname, self._deelnemer(deelname), waar)
            for _, _, deelname, waar in sorted(van_apparaat, key=lambda stoel: stoel[:2], reverse=True)
        )

    def _deelnemer(self, deelname: Deelname) -> Deelnemer:
        deelnemers = self._sessies.get_dossier(deelname.sessie_id).deelnemers
        return next(deelnemer for deelnemer in deelnemers if deelnemer.nummer == deelname.nummer)

    def add_apparaat(self, sessie_id: UUID, nummer: int, apparaat: Apparaat, *, daad: Daad) -> None:
        self._sessies.change(sessie_id, daad)
        self._put(sessie_id, nummer, apparaat, daad.op)

    def _put(self, sessie_id: UUID, nummer: int, apparaat: Apparaat, op: datetime) -> None:
        waar = self._stoelen.get((apparaat.hash, sessie_id, nummer), (None, None, ""))[2]
        self._stoelen[apparaat.hash, sessie_id, nummer] = (apparaat.tot, op, waar)
        for sleutel, (_, gekozen_op, plek) in list(self._stoelen.items()):
            if sleutel[0] == apparaat.hash:
                self._stoelen[sleutel] = (apparaat.tot, gekozen_op, plek)

    def choose(self, hash: str, sessie_id: UUID, nummer: int, *, op: datetime) -> None:
        if (hash, sessie_id, nummer) in self._stoelen:
            tot, _, waar = self._stoelen[hash, sessie_id, nummer]
            self._stoelen[hash, sessie_id, nummer] = (tot, op, waar)

    def remember(self, hash: str, sessie_id: UUID, nummer: int, *, waar: str) -> None:
        if (hash, sessie_id, nummer) in self._stoelen:
            tot, op, _ = self._stoelen[hash, sessie_id, nummer]
            self._stoelen[hash, sessie_id, nummer] = (tot, op, waar)

    def drop_apparaat(self, hash: str, sessie_id: UUID, nummer: int) -> None:
        self._stoelen.pop((hash, sessie_id, nummer), None)


class NepOverzichten:
    def __init__(self, sessies: NepSessies, vervolg: NepVervolg) -> None:
        self._sessies, self._vervolg = sessies, vervolg

    def in_zicht(self, zicht: Zicht, bereik: Bereik) -> tuple[Dossier, ...]:
        return tuple(
            dossier
            for dossier in self._sessies.list_recent()
            for sessie in [dossier.sessie]
            if not sessie.oefening
            and (sessie.id in zicht.sessies or zicht.account in sessie.facilitators)
            and (not bereik.sessies or sessie.id in bereik.sessies)
            and (not bereik.regio or bereik.regio in sessie.gesprek.onderwijsregios)
        )

    def choose(self, zicht: Zicht, bereik: Bereik, *, aantal: int) -> tuple[Overzichtsregel, ...]:
        sessies = [dossier.sessie for dossier in self.in_zicht(zicht, bereik)]
        return tuple(
            Overzichtsregel(
                s.id, s.gesprek.titel, s.gesprek.datum, s.stand, s.kaart_id, s.kaart_versie, s.gesprek.fictief
            )
            for s in sessies[:aantal]
        )

    def list_regios(self, zicht: Zicht) -> tuple[str, ...]:
        dossiers = self.in_zicht(zicht, Bereik())
        namen = {naam for dossier in dossiers for naam in dossier.sessie.gesprek.onderwijsregios}
        return tuple(sorted(namen, key=str.casefold))

    def count_dekking(self, ids: Collection[UUID]) -> tuple[Dekkingstelling, ...]:
        alle = (a for dossier, later in self._with_later(ids) for a in dossier.afspraken if a.nummer not in later[0])
        geteld = Counter((a.functies, a.sectoren, a.pijlers, a.stand) for a in alle)
        return tuple(Dekkingstelling(*sleutel, aantal) for sleutel, aantal in geteld.items())

    def count_acties(self, ids: Collection[UUID]) -> tuple[Actietelling, ...]:
        alle = (a for dossier, later in self._with_later(ids) for a in dossier.acties if a.nummer not in later[1])
        geteld = Counter((a.termijn, a.stand, bool(a.eigenaar)) for a in alle)
        return tuple(Actietelling(*sleutel, aantal) for sleutel, aantal in geteld.items())

    def list_gereed(self, ids: Collection[UUID]) -> tuple[Gereed, ...]:
        return tuple(
            Gereed(a.termijn, find_gereed_op((r.stuk.stand, r.handeling, r.op) for r in revisies))  # type: ignore[misc]
            for dossier, later in self._with_later(ids)
            for a in dossier.acties
            if a.nummer not in later[1] and a.stand is Actiestand.GEREED
            for revisies in [self._vervolg.list_revisies(dossier.sessie.id, TekstSoort.ACTIE, a.nummer)]
        )

    def list_acties(
        self, ids: Collection[UUID], welke: Actiekeuze, *, vandaag: date, aantal: int
    ) -> tuple[Actieregel, ...]:
        gevonden = [
            Actieregel(
                d.sessie.id, d.sessie.gesprek.titel, a.nummer, d.tekst(TekstSoort.ACTIE, a.nummer), a.eigenaar,
                a.termijn, a.stand,
            )
            for d, later in self._with_later(ids)
            for a in d.acties
            if a.nummer not in later[1] and a.stand in (Actiestand.OPEN, Actiestand.LOOPT)
            and (
                a.termijn is not None and a.termijn < vandaag
                if welke is Actiekeuze.TE_LAAT
                else not a.eigenaar or a.termijn is None
            )
        ]  # fmt: skip
        return tuple(sorted(gevonden, key=lambda regel: (regel.termijn is None, regel.termijn or date.max)))[:aantal]

    def count_toetsen(self, ids: Collection[UUID]) -> tuple[Toetstelling, ...]:
        geteld = Counter(
            (dossier.kaart.id, toets.aanbeveling, toets.oordeel)
            for dossier in self._dossiers(ids)
            for toets in dossier.toetsen
            if toets.oordeel is not None
        )
        return tuple(Toetstelling(*sleutel, aantal) for sleutel, aantal in geteld.items())

    def read_antwoordfeiten(self, ids: Sequence[UUID]) -> tuple[Antwoordfeiten, ...]:
        return tuple(to_feiten(dossier) for dossier in self._dossiers(ids))

    def _with_later(self, ids: Collection[UUID]) -> Iterable[tuple[Dossier, tuple[set[str], set[str]]]]:
        """Each session with the numbers that later ones in its series took up."""
        for dossier in self._dossiers(ids):
            later = [
                ander
                for ander in self._dossiers(ids)
                if ander.sessie.reeks_id == dossier.sessie.reeks_id
                and ander.sessie.aangemaakt_op > dossier.sessie.aangemaakt_op
            ]
            yield dossier, ({a.nummer for d in later for a in d.afspraken}, {a.nummer for d in later for a in d.acties})

    def _dossiers(self, ids: Collection[UUID]) -> tuple[Dossier, ...]:
        return tuple(self._sessies.dossiers[id] for id in ids if id in self._sessies.dossiers)


def to_feiten(dossier: Dossier) -> Antwoordfeiten:
    """What a database tells of a session, from the whole of it."""
    gevuld = [tekst.plek for tekst in dossier.teksten.values() if tekst.tekst.strip()]
    return Antwoordfeiten(
        id=dossier.sessie.id,
        titel=dossier.sessie.gesprek.titel,
        datum=dossier.sessie.gesprek.datum,
        stand=dossier.sessie.stand,
        kaart=dossier.kaart,
        partnerschappen=tuple((p.code, p.naam) for p in dossier.partnerschappen),
        groepen=tuple((groep.nummer, groep.titel) for groep in dossier.groepen),
        antwoorden=frozenset((p.sleutel, p.partnerschap or "") for p in gevuld if p.soort is TekstSoort.ANTWOORD),
        notities=frozenset((p.sleutel, p.groep) for p in gevuld if p.groep is not None),
        conclusies=frozenset(p.sleutel for p in gevuld if p.soort in CONCLUSIESOORTEN),
        niet_besproken=frozenset(
            (feit.sleutel, feit.partnerschap or (f"#{feit.groep}" if feit.groep else ""))
            for feit in dossier.niet_besproken
        ),
    )


class NepZoeken:
    """Looks through everything. What was written first for the first time has the lowest number, as in a database."""

    def __init__(self, sessies: NepSessies, overzichten: NepOverzichten) -> None:
        self._sessies = sessies
        self._overzichten = overzichten

    def find(self, vraag: Zoekvraag) -> tuple[Vondst, ...]:
        sessies = {dossier.sessie.id: dossier for dossier in self._overzichten.in_zicht(vraag.zicht, vraag.bereik)}
        plekken = [plek for dossier in self._sessies.dossiers.values() for plek in _list_plekken(dossier)]
        gevonden = (
            Vondst(nummer, dossier.sessie.id, dossier.sessie.gesprek.titel, dossier.sessie.gesprek.datum, *rest)
            for nummer, (dossier, soort, *rest) in enumerate(plekken, start=1)
            if dossier.sessie.id in sessies
            and not _is_weg(dossier, soort, rest[0])
            and (soort in FEITEN or soort in vraag.soorten or (soort in vraag.na_onthullen and rest[3]))
            and _holds(str(rest[2]), vraag.woorden)
        )
        return tuple(sorted(gevonden, reverse=True))[: vraag.aantal]


def _is_weg(dossier: Dossier, soort: str, plek: Plek | None) -> bool:
    """Of something that was taken off its list."""
    van_soort: dict[tuple[TekstSoort, ...], tuple[Any, ...]] = {
        (*KEUZESOORTEN, *ASPECTEN): dossier.keuzemogelijkheden,
        VERSCHILSOORTEN: dossier.verschillen,
        ISSUESOORTEN: dossier.issues,
    }
    if soort in (TekstSoort.AFSPRAAK, TekstSoort.RESULTAAT, TekstSoort.METING, TekstSoort.ACTIE) and plek is not None:
        er_zijn = dossier.acties if soort == TekstSoort.ACTIE else dossier.afspraken
        return plek.sleutel not in {ding.nummer for ding in er_zijn}
    dingen = next((dingen for soorten, dingen in van_soort.items() if soort in soorten), ())
    weg = {ding.nummer for ding in dingen if ding.verwijderd}
    weg |= {criterium.id for criterium in dossier.criteria if criterium.verwijderd and soort in ASPECTEN}
    return plek is not None and not weg.isdisjoint(plek.sleutel.split("-"))


def _list_plekken(dossier: Dossier) -> list[tuple[Any, ...]]:
    """Dossier, kind, place, fact, text and whether it was revealed."""
    gesprek, onthuld = dossier.sessie.gesprek, dossier.regie.onthuld if dossier.regie else ()
    feiten = [
        (GESPREK, "", _join(gesprek.titel, gesprek.plaats, gesprek.aanleiding)),
        *((PARTNERSCHAP, p.code, p.naam) for p in dossier.partnerschappen),
        *(
            (KEUZE, k.nummer, _join(k.titel, k.besluit.reden if k.besluit else ""))
            for k in dossier.keuzemogelijkheden
            if not k.verwijderd
        ),
        *(
            (PEILING, p.nummer, _join(p.stelling, *p.opties))
            for p in dossier.peilingen
            if p.stand is not Peilingstand.CONCEPT
        ),
        *((VERSCHILKOP, v.nummer, v.titel) for v in dossier.verschillen if not v.verwijderd),
        *((CRITERIUM, c.id, c.titel) for c in dossier.criteria if not c.verwijderd),
        *(
            (BETROKKENHEID, b.nummer, _join(b.naam, b.door, b.toelichting))
            for b in dossier.betrokkenen
            if not b.verwijderd
        ),
    ]
    return [
        *((dossier, soort, None, Feit(soort, sleutel), tekst, False) for soort, sleutel, tekst in feiten),
        *((dossier, t.plek.soort, t.plek, None, t.tekst, t.plek.sleutel in onthuld) for t in dossier.teksten.values()),
    ]


def _join(*woorden: str) -> str:
    return " · ".join(filter(None, woorden))


def _holds(tekst: str, woorden: tuple[str, ...]) -> bool:
    staat_er = re.findall(r"[^\W_]+", fold(tekst))
    return all(any(woord.startswith(gezocht) for woord in staat_er) for gezocht in woorden)


def make_ports(now: Clock = lambda: VANDAAG, zegelaar: Zegelaar | None = None) -> Ports:
    """Fresh, empty ports."""
    log = NepLogboek()
    kaarten = NepKaarten(log)
    sessies = NepSessies(log, kaarten)
    vervolg = NepVervolg(sessies)
    overzichten = NepOverzichten(sessies, vervolg)
    return Ports(
        kaarten=kaarten,
        sessies=sessies,
        teksten=NepTeksten(sessies),
        vervolg=vervolg,
        peilingen=NepPeilingen(sessies),
        verslagen=NepVerslagen(sessies),
        verzegelingen=NepVerzegelingen(sessies),
        zegelaar=zegelaar or NepZegelaar(),
        accounts=NepAccounts(log),
        deelnames=NepDeelnames(sessies),
        groepen=NepGroepen(sessies),
        regies=NepRegies(sessies),
        reeksen=NepReeksen(sessies),
        keuzes=NepKeuzes(sessies),
        kennisdeling=NepKennisdeling(sessies),
        logboek=log,
        stroom=NepStroom(log, sessies),
        aandacht=NepAandacht(sessies),
        overzichten=overzichten,
        zoeken=NepZoeken(sessies, overzichten),
        ondertekening=NepOndertekening(sessies),
        now=now,
    )


new_id: Callable[[], UUID] = uuid4

"""A conversation that follows another: making it, looking back on what was agreed, and reading what was said then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.bevriezen import make_gespreksinhoud, make_inhoud
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.herkomst import list_kaartids
from gesprekskaart.kaart import Vraag
from gesprekskaart.logboek import Daad
from gesprekskaart.model import Model
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import OPEN_ACTIE, OPEN_AFSPRAAK, make_terugblik
from gesprekskaart.services.deelnemen import leave_out_waiting
from gesprekskaart.services.rechten import Handeling, may, require
from gesprekskaart.services.sessies import open_dossier
from gesprekskaart.sessie import Aanwezigheid, Code, Deelnemer, Gesprek, Partnerschap, Sessie, Stand, Voorbereid
from gesprekskaart.tekst import Plek, Tekst, TekstSoort
from gesprekskaart.verslag import Actieterug, Afspraakterug, Conclusieinhoud, Inhoud, Terugblik
from gesprekskaart.vervolg import Actie, Actiestand, Afspraak, Afspraakstand

BEVROREN = (Stand.VERSLAG, Stand.VASTGESTELD)


class Vervolgkeuze(Model):
    """What a follow-up is to be: its facts, its card, and who comes along."""

    gesprek: Gesprek
    kaart_id: str
    kaart_versie: str
    partnerschappen: tuple[Code, ...] = ()
    deelnemers: tuple[int, ...] = ()


class Toen(NamedTuple):
    """What the conversation before had at a question, for somebody who may read it."""

    titel: str
    datum: date | None
    versie: int | None
    """The frozen version that this is from; None: how it stands now in a conversation that was not frozen yet."""
    antwoorden: Mapping[tuple[str, str], str]
    """By id of the question or part, and the code of the partnership."""
    namen: Mapping[str, str]
    """Of the partnerships of then."""
    conclusie: Conclusieinhoud | None
    overgeslagen: frozenset[tuple[str, str | None]]
    """What was stated as not discussed, by the same; None as the partnership: by all together."""

    def tell(self, sleutel: str, code: str) -> str | None:
        """What this partnership answered; None when it was not discussed."""
        if self.overgeslagen & {(sleutel, code), (sleutel, None)}:
            return None
        return self.antwoorden.get((sleutel, code), "")


def find_vervolg(wie: Wie, sessie: Sessie, *, ports: Ports) -> Sessie | None:
    """The session that follows this one up; None when there is none (any more), or not for whoever does not lead it."""
    reeks = ports.reeksen.list(sessie.reeks_id)
    vervolg = next((ander for ander in reeks if ander.vorige == sessie.id), None)
    return vervolg if vervolg is not None and may(wie, Handeling.LEZEN, vervolg) else None


def make_vervolg(wie: Wie, sessie_id: UUID, keuze: Vervolgkeuze, *, ports: Ports, new_id: Callable[[], UUID]) -> Sessie:
    """A new session that looks back on this one, led by the same accounts; what is open comes along.

    From the newest frozen version; in a conversation that was not frozen, or was reopened, from how it stands now.
    Raises SessieOnbekend, NietToegestaan, NietGevonden (no such card), Ongeldig (not a partnership or participant of
    it), Botsing when it has a follow-up already.
    """
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.VERVOLGEN, dossier.sessie)
    if wie.account is None:
        raise NietToegestaan("Een vervolg maken doe je met een account. Meld je aan, of vraag wie het gesprek leidt.")
    _require_known(dossier, keuze)
    kaart = ports.kaarten.get(keuze.kaart_id, keuze.kaart_versie)
    versies = ports.verslagen.list(sessie_id) if dossier.sessie.stand in BEVROREN else ()
    inhoud = versies[-1].inhoud if versies else make_gespreksinhoud(dossier)
    terug = make_terugblik(
        inhoud,
        ports.reeksen.list_nummers(dossier.sessie.reeks_id),
        kaart=inhoud.kaart if isinstance(inhoud, Inhoud) else dossier.kaart,
        mensen=inhoud.deelnemers if isinstance(inhoud, Inhoud) else dossier.deelnemers,
        issues=dossier.issues,
    )
    terug = _with_besluiten(dossier, terug)
    sessie = Sessie(
        id=new_id(),
        gesprek=keuze.gesprek,
        kaart_id=kaart.id,
        kaart_versie=kaart.versie,
        facilitators=dossier.sessie.facilitators,
        aangemaakt_op=ports.now(),
        vorige=dossier.sessie.id,
        reeks=dossier.sessie.reeks_id,
    )
    nieuw = _fill(Dossier(sessie=sessie, kaart=kaart, terugblik=terug), dossier, keuze, wie)
    ports.sessies.add_dossier(nieuw, (), daad=_daad("make_vervolg", str(sessie_id), wie, ports))
    return sessie


def _with_besluiten(dossier: Dossier, terug: Terugblik) -> Terugblik:
    """With what boards said since the version was frozen: facts that are there already."""
    nu = {afspraak.nummer: afspraak.instemmingen for afspraak in dossier.afspraken}
    afspraken = (
        Afspraakterug(**{**dict(a), "instemmingen": nu.get(a.nummer, a.instemmingen)}) for a in terug.afspraken
    )
    return terug.model_copy(update={"afspraken": tuple(afspraken)})


def _require_known(dossier: Dossier, keuze: Vervolgkeuze) -> None:
    vreemd = [*(set(keuze.partnerschappen) - {p.code for p in dossier.partnerschappen})]
    vreemd += [str(nummer) for nummer in set(keuze.deelnemers) - {d.nummer for d in dossier.deelnemers}]
    if vreemd:
        raise Ongeldig(f"{', '.join(sorted(vreemd))} doet in dit gesprek niet mee. Ververs de pagina en kies opnieuw.")


def _fill(nieuw: Dossier, vorig: Dossier, keuze: Vervolgkeuze, wie: Wie) -> Dossier:
    """Who comes along, as if just listed, and what is open, under its own number."""
    terug = nieuw.terugblik or Terugblik(titel=vorig.sessie.gesprek.titel)
    afspraken = [afspraak for afspraak in terug.afspraken if afspraak.stand in OPEN_AFSPRAAK]
    acties = [actie for actie in terug.acties if actie.stand in OPEN_ACTIE]
    punten: tuple[Afspraakterug | Actieterug, ...] = (*afspraken, *acties)
    teksten = [tekst for punt in punten for tekst in _copy_teksten(punt, wie, nieuw.sessie.aangemaakt_op)]
    mee = (p for p in vorig.partnerschappen if p.code in keuze.partnerschappen)
    mensen = (deelnemer for deelnemer in vorig.deelnemers if deelnemer.nummer in keuze.deelnemers)
    nieuw = nieuw.model_copy(
        update={
            "partnerschappen": tuple(map(_list_anew, mee)),
            "deelnemers": tuple(_seat_anew(deelnemer, keuze) for deelnemer in mensen),
            "teksten": {str(tekst.plek): tekst for tekst in teksten},
        }
    )
    return nieuw.model_copy(
        update={
            "afspraken": tuple(_to_afspraak(afspraak, nieuw) for afspraak in afspraken),
            "acties": tuple(_to_actie(actie, nieuw) for actie in acties),
        }
    )


def _list_anew(partnerschap: Partnerschap) -> Partnerschap:
    nog_niet = {"voorbereid": Voorbereid.NEE, "voorbereid_op": None, "voorbereid_toelichting": ""}
    return partnerschap.model_copy(update={**nog_niet, "revisie": 1})


def _seat_anew(deelnemer: Deelnemer, keuze: Vervolgkeuze) -> Deelnemer:
    return deelnemer.model_copy(
        update={
            "namens": tuple(code for code in deelnemer.namens if code in keuze.partnerschappen),
            "aanwezigheid": Aanwezigheid.ONBEKEND,
            "aanwezigheid_toelichting": "",
            "revisie": 1,
        }
    )


def _to_afspraak(terug: Afspraakterug, nieuw: Dossier) -> Afspraak:
    """As it was; with `herkomst` one still reads what of the conversation before it came from."""
    velden = {naam: getattr(terug, naam) for naam in Afspraak.model_fields}
    return Afspraak(**{**velden, "bronnen": keep_bronnen(terug.bronnen, nieuw), "revisie": 1})


def _to_actie(terug: Actieterug, nieuw: Dossier) -> Actie:
    # Who had this number then may be somebody else now; `eigenaar` says it in words.
    velden = {naam: getattr(terug, naam) for naam in Actie.model_fields}
    hier = {"bronnen": keep_bronnen(terug.bronnen, nieuw), "deelnemer": _find_zelfde(terug, nieuw.deelnemers)}
    return Actie(**{**velden, **hier, "revisie": 1})


def keep_bronnen(bronnen: Iterable[str], nieuw: Dossier) -> tuple[str, ...]:
    """Of what something came from in the conversation before, what is called the same here.

    Options, polls and the like are numbered anew in every conversation.
    """
    terug = nieuw.terugblik or Terugblik(titel="-")
    bekend = {afspraak.nummer for afspraak in terug.afspraken}
    bekend |= list_kaartids(nieuw.kaart) if nieuw.kaart.id == terug.kaart else set()
    return tuple(bron for bron in bronnen if bron in bekend)


def _find_zelfde(terug: Actieterug, deelnemers: Iterable[Deelnemer]) -> int | None:
    """The participant here with the same role and organisation; None when that is nobody, or could be several."""
    if terug.deelnemer is None or not (terug.rol and terug.organisatie):
        return None
    zelfde = [d.nummer for d in deelnemers if (d.rol, d.organisatie) == (terug.rol, terug.organisatie)]
    if terug.deelnemer in zelfde:
        return terug.deelnemer
    return zelfde[0] if len(zelfde) == 1 else None


def _copy_teksten(terug: Afspraakterug | Actieterug, wie: Wie, op: datetime) -> tuple[Tekst, ...]:
    """What was written of it, as the first revision here."""
    soort = TekstSoort.AFSPRAAK if isinstance(terug, Afspraakterug) else TekstSoort.ACTIE
    teksten = {Plek(soort=soort, sleutel=terug.nummer): terug.tekst}
    if isinstance(terug, Afspraakterug):
        teksten[Plek(soort=TekstSoort.RESULTAAT, sleutel=terug.nummer)] = terug.resultaat
        teksten[Plek(soort=TekstSoort.METING, sleutel=terug.nummer)] = terug.meting
    return tuple(
        Tekst(plek=plek, tekst=tekst, revisie=1, door=wie.aanduiding, op=op)
        for plek, tekst in teksten.items()
        if tekst.strip()
    )


def set_afspraakstand(
    wie: Wie, sessie_id: UUID, nummer: str, stand: Afspraakstand, *, gelezen: int, ports: Ports
) -> None:
    """Say how an afspraak of the conversation before stands now; one that did not come along is taken up again.

    `gelezen` is the revision that it has in this session; 0 when it is not in it. Raises SessieOnbekend,
    NietToegestaan, NietGevonden, IntussenGewijzigd, ValidationError when it cannot have this stand.
    """
    dossier, daad = _open(wie, sessie_id, f"afspraak/{nummer}", ports)
    terug = next((a for a in dossier.terugblik.afspraken if a.nummer == nummer), None) if dossier.terugblik else None
    hier = next((a for a in dossier.afspraken if a.nummer == nummer), None)
    if terug is None:
        raise NietGevonden(f"Afspraak {nummer} komt niet uit het vorige gesprek.")
    if hier is not None:
        nieuw = Afspraak(**{**dict(hier), "stand": stand})
        ports.vervolg.save_afspraak(sessie_id, nieuw, gelezen=gelezen, daad=daad)
    elif gelezen:
        raise IntussenGewijzigd(f"Afspraak {nummer}")
    elif stand is not terug.stand:
        nieuw = Afspraak(**{**dict(_to_afspraak(terug, dossier)), "stand": stand})
        ports.reeksen.take_up(sessie_id, nieuw, _copy_teksten(terug, wie, daad.op), daad=daad)


def set_actiestand(wie: Wie, sessie_id: UUID, nummer: str, stand: Actiestand, *, gelezen: int, ports: Ports) -> None:
    """As `set_afspraakstand`, of an actie."""
    dossier, daad = _open(wie, sessie_id, f"actie/{nummer}", ports)
    terug = next((a for a in dossier.terugblik.acties if a.nummer == nummer), None) if dossier.terugblik else None
    hier = next((a for a in dossier.acties if a.nummer == nummer), None)
    if terug is None:
        raise NietGevonden(f"Actie {nummer} komt niet uit het vorige gesprek.")
    if hier is not None:
        nieuw = Actie(**{**dict(hier), "stand": stand})
        ports.vervolg.save_actie(sessie_id, nieuw, gelezen=gelezen, daad=daad)
    elif gelezen:
        raise IntussenGewijzigd(f"Actie {nummer}")
    elif stand is not terug.stand:
        nieuw = Actie(**{**dict(_to_actie(terug, dossier)), "stand": stand})
        ports.reeksen.take_up(sessie_id, nieuw, _copy_teksten(terug, wie, daad.op), daad=daad)


def _open(wie: Wie, sessie_id: UUID, onderwerp: str, ports: Ports) -> tuple[Dossier, Daad]:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.TERUGBLIKKEN, dossier.sessie)
    return dossier, _daad("look_back", onderwerp, wie, ports, dossier.sessie.stand)


def find_vorige(sessie: Sessie, *, ports: Ports) -> Sessie | None:
    """The session that this one follows up, as long as it is there.

    Only within the same series: a file may name any id, but only making a follow-up, or importing one as the leader of
    both, puts a session in a series.
    """
    try:
        vorige = ports.sessies.get(sessie.vorige) if sessie.vorige else None
    except SessieOnbekend:
        return None
    return vorige if vorige is not None and vorige.reeks_id == sessie.reeks_id else None


def read_toen(wie: Wie, sessie: Sessie, vraag: Vraag, *, ports: Ports) -> Toen | None:
    """What the conversation before had at this question; None when there is nothing for this person.

    Whoever may read this session reads what was frozen of the one before. Its drafts are only for who may read that
    one: what was never frozen, and what was changed since in a conversation that was reopened. Raises SessieOnbekend.
    """
    require(wie, Handeling.LEZEN, ports.sessies.get(sessie.id))
    vorige = find_vorige(sessie, ports=ports)
    if vorige is None or vorige.kaart_id != sessie.kaart_id:
        return None
    if vorige.stand not in BEVROREN and may(wie, Handeling.LEZEN, vorige):
        return _make_toen(make_inhoud(open_dossier(wie, vorige.id, ports=ports), ()), vraag, None)
    versies = ports.verslagen.list(vorige.id)
    return _make_toen(versies[-1].inhoud, vraag, versies[-1].nummer) if versies else None


def _make_toen(inhoud: Inhoud, vraag: Vraag, versie: int | None) -> Toen:
    return Toen(
        titel=inhoud.gesprek.titel,
        datum=inhoud.gesprek.datum,
        versie=versie,
        antwoorden={(a.vraag, a.partnerschap): a.tekst for a in inhoud.antwoorden if a.vraag in vraag.sleutels},
        namen={partnerschap.code: partnerschap.naam for partnerschap in inhoud.partnerschappen},
        conclusie=next((conclusie for conclusie in inhoud.conclusies if conclusie.vraag == vraag.id), None),
        overgeslagen=frozenset(
            (sleutel, feit.partnerschap)
            for feit in inhoud.niet_besproken
            for sleutel in (vraag.sleutels if feit.sleutel == vraag.id else (feit.sleutel,))
            if feit.groep is None and sleutel in vraag.sleutels
        ),
    )


def _daad(handeling: str, onderwerp: str, wie: Wie, ports: Ports, stand: Stand | None = None) -> Daad:
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=stand)

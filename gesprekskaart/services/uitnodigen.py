"""The facilitator's side of the door: the invitation, and who is in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.datum import NEDERLAND, format_tijd
from gesprekskaart.deelname import TERUGKEERLENGTE, Deelname, Uitnodiging, make_code
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.inbreng import join_inbreng, list_anoniem
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import hash_token
from gesprekskaart.services.peilingen import list_uitslagen_met
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import TOT, Aanwezigheid, Deelnemer, Sessie, Sessierol
from gesprekskaart.tekst import clean_tekst

GELDIG = timedelta(days=14)
"""At least: time to send the invitation round and to prepare."""

MAX_GELDIG = timedelta(days=365)


def get_uitnodiging(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Uitnodiging | None:
    """The invitation as it stands; None before the first. Raises as `require`."""
    require(wie, Handeling.UITNODIGEN, ports.sessies.get(sessie_id))
    return ports.deelnames.get_uitnodiging(sessie_id)


def make_uitnodiging(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Uitnodiging:
    """Open the door, or put another lock on it: a new code, and the old one is dead. Raises as `require`, Botsing."""
    sessie = ports.sessies.get(sessie_id)
    require(wie, Handeling.UITNODIGEN, sessie)
    huidige, nu = ports.deelnames.get_uitnodiging(sessie_id), ports.now()
    wachtkamer = huidige.wachtkamer if huidige else False
    tot = huidige.tot if huidige and huidige.works_at(nu) else _until_after(sessie, nu)
    nieuw = Uitnodiging(sessie_id=sessie_id, code=make_code(), tot=tot, wachtkamer=wachtkamer)
    return _save(wie, nieuw, huidige.revisie if huidige else 0, "make_uitnodiging", ports)


def _until_after(sessie: Sessie, nu: datetime) -> datetime:
    """The end of the day after the conversation, or of two weeks from now when that is later."""
    dag = (nu + GELDIG).astimezone(NEDERLAND).date()
    if sessie.gesprek.datum is not None:
        dag = min(max(dag, sessie.gesprek.datum + timedelta(days=1)), (nu + MAX_GELDIG).date())
    return end_of_day(dag)


def end_of_day(dag: date) -> datetime:
    """The last minute of a day in the Netherlands."""
    return datetime.combine(dag, time(23, 59), tzinfo=NEDERLAND)


def change_uitnodiging(wie: Wie, uitnodiging: Uitnodiging, *, tot: datetime, wachtkamer: bool, ports: Ports) -> None:
    """Change until when it works, and whether people wait to be let in; the code stays.

    Raises as `require`, IntussenGewijzigd, Ongeldig (not in the future, or more than a year).
    """
    require(wie, Handeling.UITNODIGEN, ports.sessies.get(uitnodiging.sessie_id))
    if not ports.now() < tot <= ports.now() + MAX_GELDIG + timedelta(days=1):
        raise Ongeldig("Kies een dag vanaf vandaag, en binnen een jaar.")
    nieuw = uitnodiging.model_copy(update={"tot": tot, "wachtkamer": wachtkamer})
    _save(wie, nieuw, uitnodiging.revisie, "change_uitnodiging", ports)


def revoke_uitnodiging(wie: Wie, uitnodiging: Uitnodiging, *, ports: Ports) -> None:
    """Close the door: the code stops working, who is in stays in. Raises as `require`, IntussenGewijzigd."""
    require(wie, Handeling.UITNODIGEN, ports.sessies.get(uitnodiging.sessie_id))
    nieuw = uitnodiging.model_copy(update={"ingetrokken": True})
    _save(wie, nieuw, uitnodiging.revisie, "revoke_uitnodiging", ports)


def _save(wie: Wie, nieuw: Uitnodiging, gelezen: int, handeling: str, ports: Ports) -> Uitnodiging:
    # Never the code itself: the log outlives it, and is read by more people.
    daad = Daad(handeling=handeling, wie=wie.kenmerk, op=ports.now())
    return ports.deelnames.save_uitnodiging(nieuw, gelezen=gelezen, daad=daad)


def list_deelnames(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Deelname, ...]:
    """Everybody who came in, by number. Raises as `require`."""
    require(wie, Handeling.TOELATEN, ports.sessies.get(sessie_id))
    return ports.deelnames.list(sessie_id)


def admit(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Let somebody in from the waiting room, or in again. Raises as `require`, NietGevonden, IntussenGewijzigd."""
    _change(wie, sessie_id, nummer, "admit", {"toegelaten": True, "ingetrokken": False}, ports)


def revoke(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """End somebody's access at once, return code included; what they wrote stays.

    Raises as `require`, NietGevonden, IntussenGewijzigd, Ongeldig for who shares the lead: take that back first.
    """
    deelnemer = _find_deelnemer(ports.sessies.get_dossier(sessie_id), nummer)
    if deelnemer.sessierol is Sessierol.FACILITATOR and wie.deelnemer != deelnemer:
        require(wie, Handeling.TOELATEN, ports.sessies.get(sessie_id))
        raise Ongeldig("Deze persoon leidt het gesprek mee. Neem eerst de leiding terug.")
    _change(wie, sessie_id, nummer, "revoke", {"ingetrokken": True, "terugkeer_hash": None, "terugkeer_ook": ()}, ports)


def refuse(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Do not let somebody in from the waiting room: it is as if they never came.

    Raises as `require`, NietGevonden, Ongeldig when they are in already.
    """
    require(wie, Handeling.TOELATEN, ports.sessies.get(sessie_id))
    deelname = _find(sessie_id, nummer, ports)
    if deelname.toegelaten:
        raise Ongeldig("Deze persoon is al binnen. Je kunt de toegang wel intrekken.")
    daad = _make_daad("refuse", str(nummer), wie, ports)
    if deelname.genoemd:
        ports.deelnames.leave(sessie_id, nummer, daad=daad)
    else:
        ports.sessies.delete_deelnemer(sessie_id, nummer, daad=daad)


def give_terugkeercode(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> str:
    """A fresh return code to hand to somebody who lost theirs, or a place for a listed participant who has none yet.

    It is shown once. So a verslaglegger or co-facilitator who is listed comes in: the code on the door gives no such
    place. Raises as `require`, NietGevonden, IntussenGewijzigd, Ongeldig when access was revoked.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.TOELATEN, dossier.sessie)
    deelnemer = _find_deelnemer(dossier, nummer)
    code, daad = make_code(TERUGKEERLENGTE), _make_daad("give_terugkeercode", str(nummer), wie, ports)
    deelname = next((d for d in ports.deelnames.list(sessie_id) if d.nummer == nummer), None)
    if deelname is None:
        deelname = Deelname(sessie_id=sessie_id, nummer=nummer, gekomen_op=ports.now(), genoemd=True)
        gelezen = 0
    elif deelname.ingetrokken:
        raise Ongeldig(f"De toegang van {deelnemer.aanduiding} is ingetrokken. Laat deze persoon eerst weer toe.")
    else:
        gelezen = deelname.revisie
    # From now on somebody real can be this participant, also in a practice.
    velden = {"terugkeer_hash": hash_token(code), "terugkeer_ook": (), "gespeeld": False}
    nieuw = deelname.model_copy(update=velden)
    ports.deelnames.save(nieuw, gelezen=gelezen, daad=daad)
    return code


def mark_vertrokken(wie: Wie, sessie_id: UUID, nummer: int, tijd: time, *, ports: Ports) -> Deelnemer:
    """State until when somebody was there; the report prints it. Raises as `require`, NietGevonden."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.INRICHTEN, dossier.sessie)
    nu = _find_deelnemer(dossier, nummer)
    bij = f"{TOT}{format_tijd(tijd)} uur"
    nieuw = nu.model_copy(update={"aanwezigheid": Aanwezigheid.GEDEELTELIJK, "aanwezigheid_toelichting": bij})
    daad = _make_daad("mark_vertrokken", str(nummer), wie, ports)
    return ports.sessies.save_deelnemer(sessie_id, nieuw, gelezen=nu.revisie, daad=daad)


def merge_deelnemers(wie: Wie, sessie_id: UUID, een: int, ander: int, *, ports: Ports) -> Deelnemer:
    """Two entries turn out to be one person: the older number stays, with the devices of both.

    What was written carries its author as words, so no text changes. What the older entry leaves empty comes from the
    newer one. Votes in polls move along; where both voted in one that is open, the older number's counts. Both return
    codes keep working, and what the devices of the newer entry still have to send is of the older one.

    Raises as `require`, NietGevonden, IntussenGewijzigd, Ongeldig (the same number, somebody who leads, whose access
    was revoked, both voted in a poll that closed, or something anonymous was written); TekstTeLang.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.INRICHTEN, dossier.sessie)
    if een == ander:
        raise Ongeldig("Kies twee verschillende deelnemers.")
    houd, weg = (_find_deelnemer(dossier, nummer) for nummer in sorted((een, ander)))
    if (houd.sessierol is Sessierol.FACILITATOR) != (weg.sessierol is Sessierol.FACILITATOR):
        raise Ongeldig("Een van de twee leidt het gesprek mee. Neem eerst de leiding terug, of deel haar met beide.")
    deelnames = {d.nummer: d for d in ports.deelnames.list(sessie_id) if d.nummer in (houd.nummer, weg.nummer)}
    if any(deelname.ingetrokken for deelname in deelnames.values()):
        raise Ongeldig("De toegang van een van de twee is ingetrokken. Laat die persoon eerst weer toe.")
    if beide := set(list_uitslagen_met(dossier, een)) & set(list_uitslagen_met(dossier, ander)):
        raise Ongeldig(f"Beide stemden in peiling {', '.join(sorted(beide))}, en die uitslag staat vast.")
    _require_inbreng_to_fit(dossier, houd.nummer, weg.nummer)
    nieuw, onderwerp = _fill_up(houd, weg), f"{houd.nummer}+{weg.nummer}"
    daad = _make_daad("merge_deelnemers", onderwerp, wie, ports)
    deelname = _merge_deelnames(houd.nummer, deelnames) if deelnames else None
    ports.deelnames.merge(sessie_id, nieuw, deelname, weg=weg.nummer, gelezen=houd.revisie, daad=daad)
    return nieuw


def _require_inbreng_to_fit(dossier: Dossier, houd: int, weg: int) -> None:
    """What both contributed becomes one text: it has to stay within bounds, and must not tell who was anonymous."""
    if list_anoniem(dossier, houd) or list_anoniem(dossier, weg):
        raise Ongeldig("Een van de twee schreef iets anoniems. Samenvoegen zou verraden wat, dus laat ze apart staan.")
    for tekst in dossier.teksten.values():
        if tekst.plek.deelnemer == weg:
            samen = join_inbreng(dossier.tekst_bij(tekst.plek.model_copy(update={"deelnemer": houd})), tekst.tekst)
            clean_tekst(samen)


def _fill_up(houd: Deelnemer, weg: Deelnemer) -> Deelnemer:
    leeg = {veld: getattr(weg, veld) for veld in ("naam", "rol", "organisatie") if not getattr(houd, veld)}
    namens = tuple(dict.fromkeys((*houd.namens, *weg.namens)))
    if houd.aanwezigheid is Aanwezigheid.ONBEKEND:
        leeg |= {veld: getattr(weg, veld) for veld in ("aanwezigheid", "aanwezigheid_toelichting")}
    return houd.model_copy(update={**leeg, "namens": namens})


def _merge_deelnames(nummer: int, deelnames: dict[int, Deelname]) -> Deelname:
    eerste, laatste = deelnames[min(deelnames)], deelnames[max(deelnames)]
    codes = (eerste.terugkeer_hash, *eerste.terugkeer_ook, laatste.terugkeer_hash, *laatste.terugkeer_ook)
    eigen, *ook = [*dict.fromkeys(code for code in codes if code), None]
    return eerste.model_copy(
        update={
            "nummer": nummer,
            "toegelaten": any(deelname.toegelaten for deelname in deelnames.values()),
            "gespeeld": all(deelname.gespeeld for deelname in deelnames.values()),
            "terugkeer_hash": eigen,
            "terugkeer_ook": tuple(code for code in ook if code),
            "eerder": tuple(sorted({*eerste.eerder, *laatste.eerder, *deelnames} - {nummer})),
            # Listed by the facilitator, now or by this merging: refusing must not delete it any more.
            "genoemd": True,
        }
    )


def _change(wie: Wie, sessie_id: UUID, nummer: int, handeling: str, velden: dict[str, object], ports: Ports) -> None:
    require(wie, Handeling.TOELATEN, ports.sessies.get(sessie_id))
    deelname = _find(sessie_id, nummer, ports)
    daad = _make_daad(handeling, str(nummer), wie, ports)
    ports.deelnames.save(deelname.model_copy(update=velden), gelezen=deelname.revisie, daad=daad)


def _find(sessie_id: UUID, nummer: int, ports: Ports) -> Deelname:
    for deelname in ports.deelnames.list(sessie_id):
        if deelname.nummer == nummer:
            return deelname
    raise NietGevonden("Deze persoon doet niet (meer) mee.")


def _find_deelnemer(dossier: Dossier, nummer: int) -> Deelnemer:
    for deelnemer in dossier.deelnemers:
        if deelnemer.nummer == nummer:
            return deelnemer
    raise NietGevonden(f"Deelnemer {nummer} staat niet (meer) in dit gesprek.")


def _make_daad(handeling: str, onderwerp: str, wie: Wie, ports: Ports) -> Daad:
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now())

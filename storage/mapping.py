"""Between domain types and rows: plain functions, both ways.

`*_columns` gives what a row holds, without the session it belongs to and its place among others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from functools import lru_cache
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from gesprekskaart.account import Account
from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.deelname import Deelname, Uitnodiging
from gesprekskaart.errors import OpslagFout
from gesprekskaart.groep import Groep
from gesprekskaart.inbreng import Bijdrage
from gesprekskaart.kaart import Kaart
from gesprekskaart.kaartbestand import with_aanvullingen
from gesprekskaart.kennis import Kennis
from gesprekskaart.keuze import Beoordeling, EigenCriterium, Keuzemogelijkheid
from gesprekskaart.landelijk import LandelijkIssue
from gesprekskaart.logboek import Daad, Logregel
from gesprekskaart.ondertekening import Bericht, Ondertekenaar
from gesprekskaart.peiling import Peiling, Stem
from gesprekskaart.regie import Klok, Regie
from gesprekskaart.sessie import Deelnemer, Gesprek, NietBesproken, Partnerschap, Sessie
from gesprekskaart.tekst import Plek, Tekst
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Inhoud, Naamzegel, Reactie, Terugblik, Versie
from gesprekskaart.vervolg import Actie, Afspraak, Revisie, Toets, Vervolgstuk
from gesprekskaart.zegel import Certificaat, Verzegeling
from storage.tables import (
    AccountRow,
    ActieRow,
    AfspraakRow,
    BeoordelingRow,
    BetrokkenheidRow,
    BijdrageRow,
    CriteriumRow,
    DeelnameRow,
    DeelnemerRow,
    GroepRow,
    GroepslidRow,
    IssueRow,
    KennisRow,
    KeuzemogelijkheidRow,
    LogboekRow,
    NietBesprokenRow,
    OndertekenaarRow,
    PartnerschapRow,
    PeilingRow,
    ReactieRow,
    RegieRow,
    StemRow,
    TekenberichtRow,
    TekstRow,
    TerugblikRow,
    ToetsRow,
    UitnodigingRow,
    VerschilRow,
    VersieNaamRow,
    VersieRow,
    VervolgrevisieRow,
    VerzegelingRow,
    ZegelcertificaatRow,
)

_GEEN_KETEN = UUID(int=0)
_VAN_SESSIE = {"sessie_id", "volgorde"}


@lru_cache(maxsize=64)
def to_kaart(inhoud: str) -> Kaart:
    """A card from its JSON; remembered, because a card version never changes and every screen needs it."""
    return with_aanvullingen(Kaart.model_validate_json(inhoud))


def sessie_columns(sessie: Sessie) -> dict[str, Any]:
    """All but `gewijzigd_op`, which every change in the session sets, and the facilitators' own rows."""
    return sessie.gesprek.model_dump() | sessie.model_dump(exclude={"gesprek", "facilitators"})


def to_sessie(rij: Mapping[str, Any], facilitators: Iterable[UUID]) -> Sessie:
    """From the columns of its row: every request reads one, and a row object costs as much again."""
    gesprek = {naam: rij[naam] for naam in Gesprek.model_fields}
    rest = {naam: waarde for naam, waarde in rij.items() if naam not in gesprek and naam != "gewijzigd_op"}
    return Sessie.model_validate({**rest, "gesprek": gesprek, "facilitators": tuple(facilitators)})


def partnerschap_columns(partnerschap: Partnerschap) -> dict[str, Any]:
    return partnerschap.model_dump() | {"revisie": partnerschap.revisie}


def to_partnerschap(row: PartnerschapRow) -> Partnerschap:
    return Partnerschap.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def deelnemer_columns(deelnemer: Deelnemer) -> dict[str, Any]:
    return deelnemer.model_dump() | {"revisie": deelnemer.revisie}


def to_deelnemer(row: DeelnemerRow) -> Deelnemer:
    return Deelnemer.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def tekst_columns(tekst: Tekst) -> dict[str, Any]:
    velden = tekst.model_dump(exclude={"plek"}) | tekst.plek.model_dump()
    return velden | {"plek": str(tekst.plek), "is_leeg": not tekst.tekst.strip()}


def to_plek(row: Any) -> Plek:
    """From a row of texts that has at least the parts of its place."""
    return Plek(
        soort=row.soort, sleutel=row.sleutel, partnerschap=row.partnerschap, deelnemer=row.deelnemer, groep=row.groep
    )


def to_tekst(row: TekstRow) -> Tekst:
    return Tekst(plek=to_plek(row), tekst=row.tekst, revisie=row.revisie, door=row.door, op=row.op, moment=row.moment)


def niet_besproken_columns(feit: NietBesproken) -> dict[str, Any]:
    return {**feit.model_dump(), "plek": feit.plek}


def to_niet_besproken(row: NietBesprokenRow) -> NietBesproken:
    return NietBesproken(sleutel=row.sleutel, partnerschap=row.partnerschap, groep=row.groep, reden=row.reden)


_VAN_LEDEN = {"leden", "gespreksleider", "notulist"}


def groep_columns(groep: Groep) -> dict[str, Any]:
    """All but its members."""
    return groep.model_dump(exclude=_VAN_LEDEN) | {"revisie": groep.revisie}


def lid_columns(groep: Groep) -> list[dict[str, Any]]:
    """A row for each member."""
    return [
        {
            "deelnemer": lid,
            "groep": groep.nummer,
            "leidt": lid == groep.gespreksleider,
            "notuleert": lid == groep.notulist,
        }
        for lid in groep.leden
    ]


def to_groep(row: GroepRow, leden: Iterable[GroepslidRow]) -> Groep:
    """`leden` are those of this group."""
    leden = tuple(leden)
    return Groep(
        **row.model_dump(exclude=_VAN_SESSIE),
        leden=tuple(sorted(lid.deelnemer for lid in leden)),
        gespreksleider=next((lid.deelnemer for lid in leden if lid.leidt), None),
        notulist=next((lid.deelnemer for lid in leden if lid.notuleert), None),
    )


_VAN_VERVOLG = {*_VAN_SESSIE, "weg_op"}


def afspraak_columns(afspraak: Afspraak) -> dict[str, Any]:
    instemmingen = [instemming.model_dump(mode="json") for instemming in afspraak.instemmingen]
    return afspraak.model_dump() | {"instemmingen": instemmingen, "revisie": afspraak.revisie}


def to_afspraak(row: AfspraakRow) -> Afspraak:
    return Afspraak.model_validate(row.model_dump(exclude=_VAN_VERVOLG))


def actie_columns(actie: Actie) -> dict[str, Any]:
    return actie.model_dump() | {"revisie": actie.revisie}


def to_actie(row: ActieRow) -> Actie:
    return Actie.model_validate(row.model_dump(exclude=_VAN_VERVOLG))


def revisie_columns(stuk: Vervolgstuk, daad: Daad) -> dict[str, Any]:
    """All but of which session and text it is."""
    inhoud = stuk.model_dump(mode="json")
    return {"revisie": stuk.revisie, "inhoud": inhoud, **utc_daad(daad).model_dump(include={"handeling", "wie", "op"})}


def to_revisie(row: VervolgrevisieRow, soort: type[Vervolgstuk]) -> Revisie:
    stuk = soort.model_validate({**row.inhoud, "revisie": row.revisie})
    return Revisie(stuk=stuk, handeling=row.handeling, wie=row.wie, op=row.op)


def toets_columns(toets: Toets) -> dict[str, Any]:
    return toets.model_dump() | {"revisie": toets.revisie}


def to_toets(row: ToetsRow) -> Toets:
    return Toets.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def peiling_columns(peiling: Peiling) -> dict[str, Any]:
    return peiling.model_dump() | {"revisie": peiling.revisie}


def to_peiling(row: PeilingRow) -> Peiling:
    return Peiling.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def stem_columns(stem: Stem, volgnummer: int = 1) -> dict[str, Any]:
    """`volgnummer` is for a vote without a voter: its place among those of its poll."""
    bekend = name_stemmer(stem.deelnemer) if stem.deelnemer is not None else stem.partnerschap
    return stem.model_dump() | {"stemmer": bekend or f"?{volgnummer}", "revisie": stem.revisie}


def name_stemmer(deelnemer: int) -> str:
    """How the vote of a participant is known; never the code of a partnership, which may be a number too."""
    return f"#{deelnemer}"


def to_stem(row: StemRow) -> Stem:
    return Stem.model_validate(row.model_dump(exclude={"sessie_id", "stemmer"}))


def verschil_columns(verschil: Verschil) -> dict[str, Any]:
    return verschil.model_dump() | {"revisie": verschil.revisie}


def to_verschil(row: VerschilRow) -> Verschil:
    return Verschil.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def issue_columns(issue: LandelijkIssue) -> dict[str, Any]:
    """All but its support, which has rows of its own."""
    return issue.model_dump(exclude={"steun"}) | {"revisie": issue.revisie}


def steun_columns(issue: LandelijkIssue) -> list[dict[str, Any]]:
    """A row for each partnership that supports it."""
    return [{"issue": issue.nummer, "partnerschap": code} for code in issue.steun]


def to_issue(row: IssueRow, steun: Iterable[str]) -> LandelijkIssue:
    """`steun` are the codes of those that support this one."""
    return LandelijkIssue.model_validate({**row.model_dump(exclude=_VAN_SESSIE), "steun": tuple(steun)})


def betrokkenheid_columns(betrokkenheid: Betrokkenheid) -> dict[str, Any]:
    return betrokkenheid.model_dump() | {"revisie": betrokkenheid.revisie}


def to_betrokkenheid(row: BetrokkenheidRow) -> Betrokkenheid:
    return Betrokkenheid.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def keuze_columns(keuze: Keuzemogelijkheid) -> dict[str, Any]:
    return keuze.model_dump(mode="json") | {"revisie": keuze.revisie}


def to_keuze(row: KeuzemogelijkheidRow) -> Keuzemogelijkheid:
    return Keuzemogelijkheid.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def criterium_columns(criterium: EigenCriterium) -> dict[str, Any]:
    return criterium.model_dump() | {"revisie": criterium.revisie}


def to_criterium(row: CriteriumRow) -> EigenCriterium:
    return EigenCriterium.model_validate(row.model_dump(exclude=_VAN_SESSIE))


def beoordeling_columns(beoordeling: Beoordeling) -> dict[str, Any]:
    return beoordeling.model_dump() | {"functie": beoordeling.functie or "", "revisie": beoordeling.revisie}


def to_beoordeling(row: BeoordelingRow) -> Beoordeling:
    return Beoordeling.model_validate(row.model_dump(exclude=_VAN_SESSIE) | {"functie": row.functie or None})


def versie_columns(versie: Versie) -> dict[str, Any]:
    """All of the version's own row; names and reactions have rows of their own."""
    velden = versie.model_dump(exclude={"inhoud", "namen", "reacties"})
    return {**velden, "inhoud": versie.inhoud.canonical.decode()}


def to_versie(row: VersieRow, namen: Iterable[VersieNaamRow], reacties: Iterable[ReactieRow]) -> Versie:
    """Raises OpslagFout when the row is not what was frozen."""
    try:
        return Versie(
            **row.model_dump(exclude={"inhoud"}),
            inhoud=Inhoud.model_validate_json(row.inhoud),
            namen=tuple(Naamzegel(nummer=naam.nummer, naam=naam.naam, zout=naam.zout) for naam in namen),
            reacties=tuple(_to_reactie(reactie) for reactie in reacties),
        )
    except ValidationError as fout:
        raise OpslagFout(
            f"Versie {row.nummer} van dit verslag is in de database gewijzigd: de inhoud past niet meer bij de "
            "vingerafdruk. Wij tonen haar daarom niet. Zet een reservekopie terug."
        ) from fout


def naam_columns(zegel: Naamzegel) -> dict[str, Any]:
    return zegel.model_dump()


def reactie_columns(reactie: Reactie) -> dict[str, Any]:
    return reactie.model_dump()


def _to_reactie(row: ReactieRow) -> Reactie:
    return Reactie.model_validate(row.model_dump(exclude={"sessie_id", "versie", "volgnummer"}))


def ondertekenaar_columns(ondertekenaar: Ondertekenaar) -> dict[str, Any]:
    return ondertekenaar.model_dump() | {"revisie": ondertekenaar.revisie}


def to_ondertekenaar(row: OndertekenaarRow) -> Ondertekenaar:
    return Ondertekenaar.model_validate(row.model_dump(exclude={"sessie_id"}))


def to_bericht(row: TekenberichtRow) -> Bericht:
    return Bericht.model_validate(row.model_dump())


def regie_columns(regie: Regie) -> dict[str, Any]:
    velden = regie.model_dump(mode="json", exclude={"klok", "begonnen_op"})
    klok = {f"klok_{naam}": waarde for naam, waarde in regie.klok}
    return {**velden, **klok, "begonnen_op": regie.begonnen_op}


def to_regie(row: RegieRow) -> Regie:
    velden = row.model_dump(exclude={"sessie_id", "klok_loopt_tot", "klok_rest_s"})
    return Regie(**velden, klok=Klok(loopt_tot=row.klok_loopt_tot, rest_s=row.klok_rest_s))


def kennis_columns(kennis: Kennis) -> dict[str, Any]:
    return {**kennis.model_dump(mode="json"), "revisie": kennis.revisie}


def to_kennis(row: KennisRow) -> Kennis:
    return Kennis(**row.model_dump(exclude={"sessie_id"}))


def to_bijdrage(row: BijdrageRow) -> Bijdrage:
    return Bijdrage.model_validate(row.model_dump(exclude={"sessie_id"}))


def account_columns(account: Account) -> dict[str, Any]:
    return {**account.model_dump(), "naam_gevouwen": account.naam.casefold()}


def to_account(row: AccountRow) -> Account:
    return Account.model_validate(row.model_dump(exclude={"naam_gevouwen"}))


def to_uitnodiging(row: UitnodigingRow) -> Uitnodiging:
    return Uitnodiging.model_validate(row.model_dump())


def to_deelname(row: DeelnameRow) -> Deelname:
    return Deelname.model_validate(row.model_dump())


def to_keten(keten: UUID | None) -> UUID:
    """How a chain is kept; None is the chain of what belongs to no session."""
    return keten or _GEEN_KETEN


def to_logregel(row: LogboekRow) -> Logregel:
    daad = Daad(handeling=row.handeling, onderwerp=row.onderwerp, wie=row.wie, op=row.op)
    keten = None if row.keten == _GEEN_KETEN else row.keten
    return Logregel(keten=keten, nummer=row.nummer, daad=daad, vorige=row.vorige, hash=row.hash)


def utc_daad(daad: Daad) -> Daad:
    """The deed with its moment in UTC: it is hashed as written, and that is how it comes back."""
    return daad.model_copy(update={"op": daad.op.astimezone(UTC)})


def terugblik_columns(terugblik: Terugblik) -> dict[str, Any]:
    """What came of it is left out: those are texts."""
    zonder = {"__all__": {"uitkomst"}}
    return {"inhoud": terugblik.model_dump(mode="json", exclude={"afspraken": zonder, "acties": zonder})}


def to_terugblik(row: TerugblikRow) -> Terugblik:
    return Terugblik.model_validate(row.inhoud)


def certificaat_columns(certificaat: Certificaat) -> dict[str, Any]:
    return certificaat.model_dump() | {"afdruk": certificaat.afdruk}


def to_certificaat(row: ZegelcertificaatRow) -> Certificaat:
    return Certificaat.model_validate(row.model_dump(exclude={"afdruk"}))


def verzegeling_columns(verzegeling: Verzegeling) -> dict[str, Any]:
    """All but how many files of this version came before."""
    return verzegeling.model_dump(exclude={"certificaat"}) | {"certificaat": verzegeling.certificaat.afdruk}


def to_verzegeling(row: VerzegelingRow, certificaat: ZegelcertificaatRow) -> Verzegeling:
    velden = row.model_dump(exclude={"volgnummer", "certificaat"})
    return Verzegeling(**velden, certificaat=to_certificaat(certificaat))

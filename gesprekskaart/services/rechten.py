"""Who may do what, when: one table, read by every service and tested as the full matrix."""

from __future__ import annotations

from enum import StrEnum

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, SessieOnbekend
from gesprekskaart.foutmelding import to_zin
from gesprekskaart.groep import Groep, Groepstand
from gesprekskaart.sessie import Deelnemer, Sessie, Sessierol, Stand


class Handeling(StrEnum):
    """What somebody may want to do in a session; the value completes 'Je kunt nu niet …'."""

    LEZEN = "dit gesprek lezen"
    INRICHTEN = "het gesprek, de partnerschappen en de deelnemers wijzigen"
    ANTWOORDEN = "dit antwoord wijzigen"
    INBRENGEN = "aan je inbreng schrijven"
    NOTEREN = "deze notitie van een groep wijzigen"
    LEIDEN = "het gesprek leiden"
    ORDENEN = "inbreng ordenen"
    CONCLUDEREN = "de conclusie wijzigen"
    MARKEREN = "iets als niet besproken markeren"
    PEILEN = "een peiling maken, openen of sluiten"
    STEMMEN = "stemmen"
    AFSPREKEN = "afspraken, acties en aanbevelingen wijzigen"
    INSTEMMING_NOTEREN = "noteren wat een bestuur na het bevriezen besloot"
    BEGINNEN = "het gesprek beginnen"
    BEVRIEZEN = "een versie bevriezen"
    REACTIE_VASTLEGGEN = "een reactie vastleggen"
    HEROPENEN = "het gesprek heropenen"
    VASTSTELLEN = "het verslag vaststellen"
    EXPORTEREN = "het verslag downloaden"
    VERWIJDEREN = "het gesprek verwijderen"
    UITNODIGEN = "mensen uitnodigen"
    TOELATEN = "mensen binnenlaten of hun toegang intrekken"
    OVERDRAGEN = "de leiding delen of overdragen"
    INDELEN = "groepen maken of wijzigen"
    GROEPEN_LEIDEN = "groepen laten beginnen of sluiten"
    TERUGBLIKKEN = "de terugblik wijzigen"
    VERVOLGEN = "een vervolg op dit gesprek maken"
    AFWEGEN = "keuzemogelijkheden of hun beoordeling wijzigen"
    BESLISSEN = "een besluit over een keuzemogelijkheid vastleggen"
    VASTLEGGEN = "verschillen van inzicht en landelijke issues vastleggen"
    SPREKEN = "namens dit partnerschap spreken"
    BETREKKEN = "vastleggen wie er nog bij hoort"
    TERUGKOPPELEN = "vastleggen wat er van een landelijk issue kwam"
    TOESTEMMEN = "zeggen of de woorden van dit partnerschap gedeeld mogen worden"
    KENNIS_DELEN = "kennis delen met andere regio’s"
    ONDERTEKENAARS = "ondertekenaars wijzigen of om een reactie vragen"
    WISSEN = "iemands naam wissen"


_ALTIJD = frozenset(Stand)
_OPEN = frozenset({Stand.VOORBEREIDING, Stand.GESPREK})
_GESPREK = frozenset({Stand.GESPREK})
_BEVROREN = frozenset({Stand.VERSLAG, Stand.VASTGESTELD})
_BEGONNEN = _GESPREK | _BEVROREN
_NOOIT: frozenset[Stand] = frozenset()

MAG: dict[Sessierol, dict[Handeling, frozenset[Stand]]] = {
    Sessierol.FACILITATOR: {
        Handeling.LEZEN: _ALTIJD,
        Handeling.INBRENGEN: _GESPREK,
        Handeling.INRICHTEN: _OPEN,
        Handeling.ANTWOORDEN: _OPEN,
        Handeling.NOTEREN: _GESPREK,
        Handeling.LEIDEN: _GESPREK,
        Handeling.ORDENEN: _GESPREK,
        Handeling.CONCLUDEREN: _GESPREK,
        Handeling.MARKEREN: _GESPREK,
        Handeling.PEILEN: _OPEN,
        Handeling.STEMMEN: _GESPREK,
        Handeling.AFSPREKEN: _GESPREK,
        Handeling.INSTEMMING_NOTEREN: _BEVROREN,
        Handeling.BEGINNEN: frozenset({Stand.VOORBEREIDING}),
        Handeling.BEVRIEZEN: _GESPREK,
        Handeling.REACTIE_VASTLEGGEN: frozenset({Stand.VERSLAG}),
        Handeling.HEROPENEN: _BEVROREN,
        Handeling.VASTSTELLEN: frozenset({Stand.VERSLAG}),
        Handeling.EXPORTEREN: _ALTIJD,
        Handeling.VERWIJDEREN: _ALTIJD,
        Handeling.UITNODIGEN: _OPEN,
        Handeling.TOELATEN: _ALTIJD,
        Handeling.OVERDRAGEN: _ALTIJD,
        Handeling.INDELEN: _OPEN,
        Handeling.GROEPEN_LEIDEN: _GESPREK,
        Handeling.TERUGBLIKKEN: _OPEN,
        Handeling.VERVOLGEN: _GESPREK | _BEVROREN,
        Handeling.AFWEGEN: _OPEN,
        Handeling.BESLISSEN: _GESPREK,
        Handeling.VASTLEGGEN: _GESPREK,
        Handeling.SPREKEN: _GESPREK,
        Handeling.BETREKKEN: _OPEN,
        Handeling.TERUGKOPPELEN: _BEGONNEN,
        Handeling.TOESTEMMEN: _ALTIJD,
        Handeling.KENNIS_DELEN: _ALTIJD,
        Handeling.ONDERTEKENAARS: _OPEN | {Stand.VERSLAG},
        Handeling.WISSEN: _ALTIJD,
    },
    Sessierol.VERSLAGLEGGER: {
        Handeling.LEZEN: _ALTIJD,
        Handeling.INBRENGEN: _GESPREK,
        Handeling.ORDENEN: _GESPREK,
        Handeling.NOTEREN: _GESPREK,
        Handeling.CONCLUDEREN: _GESPREK,
        Handeling.MARKEREN: _GESPREK,
        Handeling.AFSPREKEN: _GESPREK,
        Handeling.INSTEMMING_NOTEREN: _BEVROREN,
        Handeling.EXPORTEREN: _ALTIJD,
        Handeling.TERUGBLIKKEN: _OPEN,
        Handeling.AFWEGEN: _GESPREK,
        Handeling.BESLISSEN: _GESPREK,
        Handeling.VASTLEGGEN: _GESPREK,
        Handeling.SPREKEN: _GESPREK,
        Handeling.BETREKKEN: _GESPREK,
        Handeling.TERUGKOPPELEN: _BEGONNEN,
    },
    Sessierol.DEELNEMER: {
        Handeling.LEZEN: _ALTIJD,
        Handeling.ANTWOORDEN: _OPEN,
        Handeling.INBRENGEN: _GESPREK,
        Handeling.NOTEREN: _GESPREK,
        Handeling.MARKEREN: _GESPREK,
        Handeling.STEMMEN: _GESPREK,
        Handeling.EXPORTEREN: _BEVROREN,
        Handeling.SPREKEN: _GESPREK,
        Handeling.BETREKKEN: _OPEN,
        Handeling.TOESTEMMEN: _ALTIJD,
    },
    Sessierol.TOEHOORDER: {Handeling.LEZEN: _ALTIJD, Handeling.EXPORTEREN: _BEVROREN},
}
"""Per role and action the states in which it may; what is not named may never. Deelnemers: see `_may_as_deelnemer`."""

NIET_IN_OEFENING = frozenset(
    {Handeling.BEVRIEZEN, Handeling.REACTIE_VASTLEGGEN, Handeling.VASTSTELLEN, Handeling.EXPORTEREN}
    | {Handeling.VERVOLGEN, Handeling.KENNIS_DELEN, Handeling.ONDERTEKENAARS}
)
"""What would leave something behind that could be taken for real (besluit 0017)."""

_UITLEG = {
    Stand.VOORBEREIDING: "het gesprek is nog niet begonnen",
    Stand.GESPREK: "het gesprek is nog gaande",
    Stand.VERSLAG: "er is een versie bevroren",
    Stand.VASTGESTELD: "het verslag is vastgesteld",
}
_VERDER = "; heropen het gesprek om verder te werken"


def find_sessierol(wie: Wie, sessie: Sessie) -> Sessierol | None:
    """The role of this person in this session; None for a stranger (a beheerder is one, unless invited)."""
    if wie.account is not None and wie.account.is_actief and wie.account.id in sessie.facilitators:
        return Sessierol.FACILITATOR
    if wie.deelnemer is not None and wie.sessie_id == sessie.id:
        return wie.deelnemer.sessierol
    return None


def may(
    wie: Wie,
    handeling: Handeling,
    sessie: Sessie,
    *,
    partnerschap: str | None = None,
    deelnemer: int | None = None,
    groep: Groep | None = None,
) -> bool:
    """Whether this person may do this now.

    A deelnemer answers for own partnerships, writes and marks for the own group while it is open, and contributes and
    votes as nobody else. How a partnership sees things only its own people say: not who leads either.
    """
    rol = find_sessierol(wie, sessie)
    if rol is None or sessie.stand not in MAG[rol].get(handeling, _NOOIT):
        return False
    if sessie.oefening and handeling in NIET_IN_OEFENING:
        return False
    if handeling is Handeling.STEMMEN:
        return _may_vote(wie, rol, partnerschap, deelnemer)
    if handeling in (Handeling.INBRENGEN, Handeling.SPREKEN):
        return wie.deelnemer is not None and _may_as_oneself(wie.deelnemer, handeling, partnerschap, deelnemer)
    if rol is Sessierol.DEELNEMER:
        return wie.deelnemer is not None and _may_as_deelnemer(wie.deelnemer, handeling, partnerschap, groep)
    return True


def _may_as_oneself(ik: Deelnemer, handeling: Handeling, partnerschap: str | None, deelnemer: int | None) -> bool:
    return partnerschap in ik.namens if handeling is Handeling.SPREKEN else deelnemer == ik.nummer


def _may_as_deelnemer(ik: Deelnemer, handeling: Handeling, partnerschap: str | None, groep: Groep | None) -> bool:
    if handeling in (Handeling.ANTWOORDEN, Handeling.BETREKKEN, Handeling.TOESTEMMEN):
        return partnerschap in ik.namens
    if handeling in (Handeling.NOTEREN, Handeling.MARKEREN):
        return groep is not None and groep.may_be_written_by(ik.nummer)
    return True


def _may_vote(wie: Wie, rol: Sessierol, partnerschap: str | None, deelnemer: int | None) -> bool:
    """A person votes for nobody else; for a partnership whoever speaks for it does, or who leads."""
    if partnerschap is None:
        return rol is Sessierol.DEELNEMER and wie.deelnemer is not None and deelnemer == wie.deelnemer.nummer
    return rol is Sessierol.FACILITATOR or (wie.deelnemer is not None and partnerschap in wie.deelnemer.namens)


def require(
    wie: Wie,
    handeling: Handeling,
    sessie: Sessie,
    *,
    partnerschap: str | None = None,
    deelnemer: int | None = None,
    groep: Groep | None = None,
) -> None:
    """Raises SessieOnbekend for a stranger, NietToegestaan with the reason for anybody else who may not."""
    rol = find_sessierol(wie, sessie)
    if rol is None:
        raise SessieOnbekend
    if may(wie, handeling, sessie, partnerschap=partnerschap, deelnemer=deelnemer, groep=groep):
        return
    if sessie.oefening and handeling in NIET_IN_OEFENING:
        raise NietToegestaan(to_zin(f"{handeling} kan niet in een oefening: niets ervan telt."))
    standen = MAG[rol].get(handeling, _NOOIT)
    if standen and sessie.stand not in standen:
        verder = _VERDER if sessie.stand in MAG[rol].get(Handeling.HEROPENEN, _NOOIT) else ""
        raise NietToegestaan(to_zin(f"{handeling} kan nu niet: {_UITLEG[sessie.stand]}{verder}."))
    if standen and handeling is Handeling.SPREKEN:
        raise NietToegestaan(f"Alleen wie namens {partnerschap} aan tafel zit, spreekt namens {partnerschap}.")
    if standen and groep is not None:
        raise NietToegestaan(to_zin(f"{handeling} kan nu niet: {_tell_groep(wie, groep)}. Vraag de facilitator."))
    raise NietToegestaan(to_zin(f"{handeling} kan niet als {rol}. Vraag de facilitator."))


def _tell_groep(wie: Wie, groep: Groep) -> str:
    """Why a deelnemer may not write there."""
    if wie.deelnemer is None or wie.deelnemer.nummer not in groep.leden:
        return f"je zit niet in {groep.titel}"
    return f"{groep.titel} is {'gesloten' if groep.stand is Groepstand.GESLOTEN else 'nog niet begonnen'}"

"""Texts that people write: where they belong, how they are cleaned, and what one revision of one is."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from gesprekskaart.errors import Ongeldig, TekstTeLang
from gesprekskaart.model import Model

MAX_TEKST = 20_000
"""Characters in one text. The longest worked answer has about 1,000; a page has some 3,000."""

MAX_REGEL = 300
"""Characters in a one-line field, such as a title, a name or an organisation."""

# Control characters (but not newline and tab), lone surrogates and the bidi overrides that can make a text read
# differently from what it says. Zero-width joiners stay: scripts and emoji need them.
_VERBODEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def strip_verboden(tekst: str) -> str:
    """The text without characters that are kept nowhere; no XML file can hold them either."""
    return _VERBODEN.sub("", tekst)


def clean_tekst(tekst: str) -> str:
    """The text as it is kept everywhere: NFC, single newlines, without characters that cannot be shown.

    Raises TekstTeLang beyond MAX_TEKST characters.
    """
    schoon = unicodedata.normalize("NFC", strip_verboden(tekst.replace("\r\n", "\n").replace("\r", "\n")))
    if len(schoon) > MAX_TEKST:
        raise TekstTeLang(len(schoon), MAX_TEKST)
    return schoon


def _clean_regel(tekst: str) -> str:
    regel = " ".join(_clean_langer(tekst).split())
    if len(regel) > MAX_REGEL:
        raise ValueError(f"mag hoogstens {MAX_REGEL} tekens tellen, en telt er {len(regel)}")
    return regel


def _clean_langer(tekst: str) -> str:
    try:
        return clean_tekst(tekst)
    except TekstTeLang as fout:
        raise ValueError(str(fout)) from fout


def _require_something(regel: str) -> str:
    if not regel:
        raise ValueError("mag niet leeg zijn")
    return regel


Regel = Annotated[str, AfterValidator(_clean_regel)]
"""A one-line text, possibly empty: white space folded, at most MAX_REGEL characters."""

Naam = Annotated[Regel, AfterValidator(_require_something)]
"""A one-line text that must hold something."""

Langtekst = Annotated[str, AfterValidator(_clean_langer)]
"""A text of several lines as it is kept, at most MAX_TEKST characters."""


class TekstSoort(StrEnum):
    """What a written text is. The value is stored and never changes."""

    ANTWOORD = "antwoord"
    OVEREENKOMSTEN = "overeenkomsten"
    VERSCHILLEN = "verschillen"
    CONCLUSIE = "conclusie"
    TOELICHTING = "toelichting"
    """Why a recommendation is met, or not."""
    AANPAK = "aanpak"
    """What the group does about a recommendation."""
    AFSPRAAK = "afspraak"
    ACTIE = "actie"
    WIJZIGINGEN = "wijzigingen"
    """What changed since the previous version; its key is the number of the version to come."""
    INBRENG = "inbreng"
    """What one person contributes to a question: nobody else reads it until the facilitator reveals it."""
    VRAAGSTUK = "vraagstuk"
    ANDEREN = "anderen"
    """How others do it: per partnership, or of the regions."""
    OPLOSSINGEN = "oplossingen"
    CONTEXT = "context"
    """What of it fits one's own situation."""
    UITWERKEN = "uitwerken"
    """What the partnerships are to work out and share together."""
    LANDELIJK = "landelijk"
    OPEN_VRAGEN = "openvragen"
    BESCHRIJVING = "beschrijving"
    """What a keuzemogelijkheid comes to."""
    INFRASTRUCTUUR = "infrastructuur"
    """Which role the present infrastructure has in it."""
    KANSEN = "kansen"
    RISICOS = "risicos"
    CONSEQUENTIES = "consequenties"
    NODIG = "nodig"
    """What it takes at the least."""
    RESULTAAT = "resultaat"
    """What an afspraak is to bring about, so that it can be seen whether it did."""
    METING = "meting"
    """How that is measured."""
    VERSCHIL = "verschil"
    """What a difference of view is about; its key is the number of the difference, as of the four that follow."""
    STANDPUNT = "standpunt"
    """How one partnership sees it, in its own words."""
    MINDERHEID = "minderheid"
    """What one partnership wants to be on record beside what the others make of it."""
    EENS = "eens"
    """What they do agree on."""
    VERDER = "verder"
    """How to proceed."""
    ISSUE = "issue"
    WAAROM = "waarom"
    """Why an issue is a national one."""
    TERUGKOPPELING = "terugkoppeling"
    """What came back of a national issue."""
    AFSPRAAKUITKOMST = "afspraakuitkomst"
    """What came of an afspraak of the conversation before."""
    ACTIEUITKOMST = "actieuitkomst"


CONCLUSIESOORTEN = (TekstSoort.OVEREENKOMSTEN, TekstSoort.VERSCHILLEN, TekstSoort.CONCLUSIE)

UITKOMSTSOORTEN = (TekstSoort.AFSPRAAKUITKOMST, TekstSoort.ACTIEUITKOMST)

GROEPSOORTEN = (
    TekstSoort.VRAAGSTUK,
    TekstSoort.ANDEREN,
    TekstSoort.OPLOSSINGEN,
    TekstSoort.CONTEXT,
    TekstSoort.UITWERKEN,
    TekstSoort.LANDELIJK,
    TekstSoort.OPEN_VRAGEN,
)
"""What a group writes of a theme, in the order in which it walks."""

AFSPRAAKSOORTEN = (TekstSoort.AFSPRAAK, TekstSoort.RESULTAAT, TekstSoort.METING)
"""What is written of an agreement."""

KEUZESOORTEN = (TekstSoort.BESCHRIJVING, TekstSoort.INFRASTRUCTUUR)
"""What is written of a keuzemogelijkheid as a whole; its key is `K1`."""

ASPECTEN = (TekstSoort.KANSEN, TekstSoort.RISICOS, TekstSoort.CONSEQUENTIES, TekstSoort.NODIG)
"""What is written of a keuzemogelijkheid at one criterium, in the card's order; its key is `K1-functies`."""


VAN_PARTNERSCHAP = (TekstSoort.ANTWOORD, TekstSoort.STANDPUNT, TekstSoort.MINDERHEID)
"""What one partnership writes."""


class Moment(StrEnum):
    """When an answer was first brought in: before the conversation or during it."""

    VOORAF = "vooraf"
    GESPREK = "gesprek"


_PLEK = re.compile(r"([a-z]+)/([A-Za-z0-9-]{1,20})((?:/[A-Z0-9]{1,8}){0,2})")

_NUMMER = re.compile(r"[1-9][0-9]{0,2}")


class Plek(Model):
    """Where in a session a text belongs.

    Written as `conclusie/G1` or `afspraak/2026-01`; of one partnership `antwoord/G3a/LWZ`, of one participant
    `inbreng/G1/12`, of one group `vraagstuk/T1/2` and `anderen/T1/2/LWZ`.
    """

    soort: TekstSoort
    sleutel: str
    """Id of a question, part, theme or recommendation on the card, or the number of an afspraak, actie, difference or
    issue."""
    partnerschap: str | None = None
    """Code of the partnership whose answer this is, or about which a group writes."""
    deelnemer: int | None = None
    """Number of the participant whose inbreng this is."""
    groep: int | None = None
    """Number of the group that writes this."""

    @classmethod
    def parse(cls, plek: str) -> Self:
        """Raises Ongeldig when this is not how a place is written."""
        gevonden = _PLEK.fullmatch(plek)
        if gevonden is None or gevonden[1] not in set(TekstSoort):
            raise Ongeldig(f"‘{plek[:60]}’ is geen plek voor een tekst. Ververs de pagina en probeer het opnieuw.")
        soort = TekstSoort(gevonden[1])
        return cls(soort=soort, sleutel=gevonden[2], **_parse_wie(soort, gevonden[3].split("/")[1:], plek))

    def __str__(self) -> str:
        delen = (self.soort, self.sleutel, self.deelnemer, self.groep, self.partnerschap)
        return "/".join(str(deel) for deel in delen if deel is not None)


def _parse_wie(soort: TekstSoort, delen: list[str], plek: str) -> dict[str, Any]:
    """Of whom a text is: what stands after its key."""
    if soort in VAN_PARTNERSCHAP and len(delen) == 1:
        return {"partnerschap": delen[0]}
    if soort is TekstSoort.INBRENG and len(delen) == 1 and _NUMMER.fullmatch(delen[0]):
        return {"deelnemer": int(delen[0])}
    if soort in GROEPSOORTEN and delen and _NUMMER.fullmatch(delen[0]):
        if len(delen) == 1:
            return {"groep": int(delen[0])}
        if soort is TekstSoort.ANDEREN:
            return {"groep": int(delen[0]), "partnerschap": delen[1]}
    if delen or soort in (TekstSoort.INBRENG, *VAN_PARTNERSCHAP, *GROEPSOORTEN):
        raise Ongeldig(
            f"‘{plek[:60]}’ is geen plek voor een tekst: een antwoord of standpunt hoort bij één partnerschap, "
            "inbreng bij één deelnemer en een notitie bij één groep. Ververs de pagina en probeer het opnieuw."
        )
    return {}


class Tekst(Model):
    """One text as it stands now."""

    plek: Plek
    tekst: str
    revisie: int = Field(ge=0)
    """0 only for a text that nobody has written yet."""
    door: str
    """Who wrote it last, as shown to others: a role, never a name."""
    op: datetime
    moment: Moment | None = None
    """For answers only: when it was first brought in."""


class TekstInvoer(Model):
    """What the writing component sends: a text, the revision it was based on, and an id that makes a retry harmless."""

    sessie_id: UUID
    plek: str = Field(max_length=60)
    tekst: str
    revisie: int = Field(ge=0)
    save_id: UUID

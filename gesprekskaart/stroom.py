"""What changed in a session, told to whoever follows it. The log is the feed: one row, one number per change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.model import Model
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.tekst import Tekst, TekstSoort

SCHREEF_TEKST = "write_tekst"
"""What the log calls the writing of a text; its subject is the place."""

MARKEERDE = "mark_niet_besproken"
"""What the log calls stating that something was not discussed; its subject begins with NIET_BESPROKEN."""

ONTMARKEERDE = "unmark_niet_besproken"
"""What the log calls taking that back."""

NIET_BESPROKEN = "niet-besproken/"

_INBRENG = f"{TekstSoort.INBRENG}/"

LEIDDE = "lead_regie"
"""What the log calls a change of question, round, clock or following; its subject is question and round."""

ONTHULDE = "reveal_inbreng"
"""What the log calls revealing; its subject is question and round."""

KLAAR = "set_klaar"
"""What the log calls saying to be ready; its subject is the question."""

MERKTE = "mark_inbreng"
"""What the log calls gathering or marking an inbreng; its subject is the question."""

WAS_AANWEZIG = "note_aanwezig"
"""What the log calls that somebody was seen at the conversation."""

VAN_REGIE = frozenset({LEIDDE, ONTHULDE, KLAAR, MERKTE})
"""Changes by which nobody gains or loses access."""

STIL = frozenset(
    {"join", "come_back", "give_terugkeercode", "renew_terugkeercode", "save_deelnemer", "mark_vertrokken"}
    | {
        "add_actie",
        "save_actie",
        "add_afspraak",
        "save_afspraak",
        "record_instemming",
        "save_toets",
        "make_uitnodiging",
    }
    | {"cast_stem", WAS_AANWEZIG}
    | {"save_keuze", "remove_keuze", "restore_keuze", "decide_keuze", "give_score", "add_criterium", "save_criterium"}
    | {"choose_woorden", "forget_woordkeuze", "release_kennis"}
)
"""Changes for which no screen is drawn anew: a room that comes in would draw everybody's screen for each of them."""


class Gewijzigd(NamedTuple):
    """A change that was just committed, as the writing path tells it."""

    sessie_id: UUID
    nummer: int
    """Of its row in the session's chain: 1, 2, 3 without gaps."""
    tekst: Tekst | None
    """The text itself when this was one; of all else the feed tells what it was."""
    handeling: str = ""
    """What the log calls it; unknown of another process."""


class Markering(Model):
    """Whether something now counts as not discussed."""

    feit: NietBesproken
    geldt: bool


class Veranderingen(Model):
    """Everything in a session after some number, each text and mark once and as it is now."""

    nummer: int
    """The last change that is included: ask on from here."""
    teksten: tuple[Tekst, ...] = ()
    markeringen: tuple[Markering, ...] = ()
    regie: bool = False
    """How the conversation is led changed."""
    inbreng: frozenset[str] = frozenset()
    """Questions of which the inbreng changed, was marked or revealed."""
    anders: bool = False
    """Something else changed too: who takes part, an agreement, the stand."""
    scherm: bool = False
    """Something changed for which a screen is worth drawing anew."""

    @property
    def is_leeg(self) -> bool:
        """Whether nothing changed."""
        return not (self.teksten or self.markeringen or self.regie or self.inbreng or self.anders)


class Onderwerpen(NamedTuple):
    """What rows of a chain were about, each once."""

    plekken: frozenset[str]
    markeringen: frozenset[str]
    """As `NietBesproken.plek`: `G3a/LWZ`, or `G3` for all."""
    anders: bool
    scherm: bool = False
    regie: bool = False
    inbreng: frozenset[str] = frozenset()


def sort_onderwerpen(rijen: Iterable[tuple[str, str]]) -> Onderwerpen:
    """Tell apart texts, marks and the rest, from the deeds and subjects of a chain's rows."""
    alle = set(rijen)
    plekken = frozenset(onderwerp for handeling, onderwerp in alle if handeling == SCHREEF_TEKST)
    marks = [onderwerp for handeling, onderwerp in alle if handeling in (MARKEERDE, ONTMARKEERDE)]
    bekend = (SCHREEF_TEKST, MARKEERDE, ONTMARKEERDE, *VAN_REGIE)
    van_inbreng = [onderwerp for handeling, onderwerp in alle if handeling in (ONTHULDE, MERKTE)]
    van_inbreng += [plek.removeprefix(_INBRENG) for plek in plekken if plek.startswith(_INBRENG)]
    return Onderwerpen(
        plekken=plekken,
        markeringen=frozenset(onderwerp.removeprefix(NIET_BESPROKEN) for onderwerp in marks),
        anders=any(handeling not in bekend for handeling, _ in alle),
        scherm=any(handeling not in (*bekend, *STIL) for handeling, _ in alle),
        regie=any(handeling in VAN_REGIE for handeling, _ in alle),
        inbreng=frozenset(onderwerp.partition("/")[0] for onderwerp in van_inbreng),
    )


def make_markering(plek: str, feit: NietBesproken | None) -> Markering:
    """The mark at a place (`NietBesproken.plek`) as it is now; None where it was taken back."""
    if feit is not None:
        return Markering(feit=feit, geldt=True)
    sleutel, _, van = plek.partition("/")
    groep = int(van[1:]) if van.startswith("#") else None
    partnerschap = None if groep else van or None
    return Markering(feit=NietBesproken(sleutel=sleutel, partnerschap=partnerschap, groep=groep), geldt=False)

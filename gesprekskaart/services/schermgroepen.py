"""Groups and harvest on the wall: who sits where, how long still, and what the groups brought. Never a name."""

from __future__ import annotations

from gesprekskaart.dossier import Dossier
from gesprekskaart.groep import IN_DE_REGIOS, OOGSTVOORRANG, STAPNAMEN, Groep, Groepstand
from gesprekskaart.kaart import Vraag
from gesprekskaart.model import Model
from gesprekskaart.regie import Klok, Wand
from gesprekskaart.tekst import Plek, TekstSoort


class Schermthema(Model):
    """What groups speak about: a question of the card."""

    id: str
    tekst: str


class Schermgroep(Model):
    """A group: who, about what, how long."""

    nummer: int
    titel: str
    stand: Groepstand
    themas: tuple[str, ...]
    """By their ids."""
    leden: tuple[str, ...]
    """Each by role and organisation."""
    klok: Klok


class Schermcel(Model):
    """What one group brought at one theme."""

    groep: int
    doet_mee: bool
    """The theme is one of this group."""
    niet_besproken: bool
    stap: str
    """Of which step the text is, in words; empty where there is none."""
    tekst: str


class Schermoogst(Model):
    """One theme: what each group brought, and what everybody concludes from it."""

    thema: str
    """By its id."""
    niet_besproken: bool
    """Stated of everybody together."""
    cellen: tuple[Schermcel, ...]
    """One per group, in their order."""
    conclusie: str


def list_themas(dossier: Dossier) -> tuple[Schermthema, ...]:
    """The questions of the card."""
    return tuple(Schermthema(id=vraag.id, tekst=vraag.tekst) for vraag in dossier.kaart.vragen)


def list_groepen(dossier: Dossier) -> tuple[Schermgroep, ...]:
    """All groups, by number."""
    mensen = {deelnemer.nummer: deelnemer.aanduiding for deelnemer in dossier.deelnemers}
    return tuple(
        Schermgroep(
            nummer=groep.nummer,
            titel=groep.titel,
            stand=groep.stand,
            themas=tuple(vraag.id for vraag in dossier.kaart.vragen if groep.has_thema(vraag.id)),
            leden=tuple(mensen[lid] for lid in groep.leden if lid in mensen),
            klok=groep.klok,
        )
        for groep in dossier.groepen
    )


def list_oogst(dossier: Dossier, wand: Wand) -> tuple[Schermoogst, ...]:
    """The harvest, theme by theme; of each cell the step that was put on the wall, or else what is worth most."""
    _, _, gekozen = wand.partition("/")
    stappen = tuple(soort for soort in OOGSTVOORRANG if gekozen in ("", soort))
    return tuple(
        Schermoogst(
            thema=vraag.id,
            niet_besproken=dossier.niet_besproken_bij(vraag.id) is not None,
            cellen=tuple(_make_cel(dossier, groep, vraag, stappen) for groep in dossier.groepen),
            conclusie=dossier.tekst(TekstSoort.CONCLUSIE, vraag.id).strip(),
        )
        for vraag in dossier.kaart.vragen
    )


def _make_cel(dossier: Dossier, groep: Groep, vraag: Vraag, stappen: tuple[TekstSoort, ...]) -> Schermcel:
    teksten = ((soort, _join_teksten(dossier, groep, vraag.id, soort)) for soort in stappen)
    soort, tekst = next(((soort, tekst) for soort, tekst in teksten if tekst), (None, ""))
    return Schermcel(
        groep=groep.nummer,
        doet_mee=groep.has_thema(vraag.id),
        niet_besproken=dossier.niet_besproken_bij(vraag.id, groep=groep.nummer) is not None,
        stap=STAPNAMEN[soort] if soort else "",
        tekst=tekst,
    )


def _join_teksten(dossier: Dossier, groep: Groep, vraag: str, soort: TekstSoort) -> str:
    """What a group wrote at one step; of how others do it, each with whose way it is."""
    plekken = (plek for plek in dossier.groepsplekken(groep, vraag) if plek.soort is soort)
    return "\n".join(_tell(dossier, plek) for plek in plekken if dossier.is_gevuld(plek))


def _tell(dossier: Dossier, plek: Plek) -> str:
    tekst = dossier.tekst_bij(plek).strip()
    return f"{plek.partnerschap or IN_DE_REGIOS}: {tekst}" if plek.soort is TekstSoort.ANDEREN else tekst

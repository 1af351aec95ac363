"""How it all hangs together: from question by option and poll to agreement and action, and back."""

from __future__ import annotations

from collections.abc import Iterable

from gesprekskaart.herkomst import Ding, Dingsoort, Herkomst, make_herkomst
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief
from gesprekskaart.verslag import Inhoud

_KOLOMMEN = (
    Kolom("Vraag of aanbeveling", 42),
    Kolom("Keuze en peiling", 36),
    Kolom("Afspraak", 34),
    Kolom("Acties", 48),
)

_BEGIN = (Dingsoort.VRAAG, Dingsoort.INBRENG, Dingsoort.AANBEVELING)


def tell_dingen(dingen: Iterable[Ding]) -> str:
    """'RS4b, Peiling P1'."""
    return ", ".join(ding.naam for ding in dingen)


def make_leidde_tot(zetter: Zetter, herkomst: Herkomst, *ids: str) -> Blokken:
    """Make the line that says what came of these, or nothing."""
    gevolgen = tell_dingen(herkomst.list_gevolgen(*ids))
    return [zetter.regel(cursief("Leidde tot: "), gevolgen, stijl="stil_inspring")] if gevolgen else []


def make_sporen(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make one table of every agreement, and every action that came from something else, with all that it came from."""
    herkomst = make_herkomst(inhoud.kaart, inhoud)
    rijen = [_make_rij(herkomst, afspraak.nummer) for afspraak in inhoud.afspraken]
    los = (actie for actie in inhoud.acties if actie.bronnen or not actie.afspraak)
    rijen += [_make_rij(herkomst, f"{Dingsoort.ACTIE}/{actie.nummer}") for actie in los]
    rijen = [rij for rij in rijen if rij[0] or rij[1]]
    return zetter.paragraaf_met_tabel("Van vraag tot actie", _KOLOMMEN, rijen) if rijen else []


def _make_rij(herkomst: Herkomst, id: str) -> tuple[Cel, ...]:
    ding, voorgangers = herkomst.find(id), herkomst.list_voorgangers(id)
    begin = [d for d in voorgangers if d.soort in _BEGIN]
    afspraken = [d for d in (ding, *voorgangers) if d.soort is Dingsoort.AFSPRAAK]
    tussen = [d for d in voorgangers if d not in begin and d not in afspraken]
    acties = [ding] if ding.soort is Dingsoort.ACTIE else herkomst.list_gevolgen(id)
    return tuple([tell_dingen(cel)] if cel else [] for cel in (begin, tussen, afspraken, acties))

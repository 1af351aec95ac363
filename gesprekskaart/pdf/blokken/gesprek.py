"""About the conversation: why, led by whom, between which partnerships, with which people."""

from __future__ import annotations

from gesprekskaart.datum import format_datum
from gesprekskaart.pdf.blokken.groepen import make_groepen
from gesprekskaart.pdf.blokken.wijzigingen import make_wijzigingen
from gesprekskaart.pdf.elementen import Blokken, Rol
from gesprekskaart.pdf.woorden import MANDATEN, add_haakjes, join_words, tell_deelnemer, tell_waar, tell_wanneer
from gesprekskaart.pdf.zetter import Cel, Kolom, Span, Zetter, vet
from gesprekskaart.sessie import Partnerschap, Sessierol
from gesprekskaart.verslag import Deelnemerinhoud, Verslag


def make_gesprek(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Tell what conversation this was: the first chapter."""
    return [
        zetter.hoofdstuk("Over dit gesprek"),
        *_make_feiten(zetter, verslag),
        *make_partnerschappen(zetter, verslag),
        *make_deelnemers(zetter, verslag),
        *make_groepen(zetter, verslag),
        *make_wijzigingen(zetter, verslag),
    ]


def _make_feiten(zetter: Zetter, verslag: Verslag) -> Blokken:
    gesprek = verslag.inhoud.gesprek
    feiten = {
        "Wanneer": tell_wanneer(gesprek),
        "Waar": tell_waar(gesprek),
        "Aanleiding": gesprek.aanleiding,
        "Spelregel": gesprek.spelregel,
        "Geleid door": tell_wie(verslag, Sessierol.FACILITATOR),
        "Verslag door": tell_wie(verslag, Sessierol.VERSLAGLEGGER),
    }
    return zetter.feiten(feiten)


def tell_wie(verslag: Verslag, rol: Sessierol) -> str:
    """Everybody with this task, each on a line."""
    wie = [deelnemer for deelnemer in verslag.inhoud.deelnemers if deelnemer.sessierol is rol]
    return "\n".join(tell_deelnemer(verslag, deelnemer) for deelnemer in wie)


def make_partnerschappen(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the section that tells of each partnership."""
    blokken: Blokken = []
    for partnerschap in verslag.inhoud.partnerschappen:
        blokken += _make_partnerschap(zetter, partnerschap)
    return [zetter.paragraaf("Partnerschappen"), *blokken] if blokken else []


def _make_partnerschap(zetter: Zetter, partnerschap: Partnerschap) -> Blokken:
    aspirant = add_haakjes("aspirant" if partnerschap.aspirant else "")
    besturen = [bestuur.naam + add_haakjes(bestuur.omvang) for bestuur in partnerschap.besturen]
    feiten = {
        "Sectoren": ", ".join(partnerschap.sectoren),
        "Onderwijsregio’s": join_words(partnerschap.onderwijsregios),
        "Besturen": "; ".join(besturen),
        "Penvoerder": partnerschap.penvoerder,
        "Lerarenopleidingen": "; ".join(partnerschap.lerarenopleidingen),
        "Omvang": partnerschap.omvang,
        "Voorbereid": _tell_voorbereid(partnerschap),
    }
    return [
        zetter.regel(vet(partnerschap.naam), aspirant, stijl="naam", label=partnerschap.code, rol=Rol.H3),
        *zetter.feiten(feiten),
    ]


def _tell_voorbereid(partnerschap: Partnerschap) -> str:
    dag = f", op {format_datum(partnerschap.voorbereid_op)}" if partnerschap.voorbereid_op else ""
    return partnerschap.voorbereid + add_haakjes(partnerschap.voorbereid_toelichting) + dag


_KOLOMMEN = (Kolom("Nr", 9), Kolom("Wie", 52), Kolom("Namens", 30), Kolom("Mandaat", 42), Kolom("Aanwezigheid", 27))


def make_deelnemers(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the table of who took part, with mandate and attendance."""
    inhoud = verslag.inhoud
    if not inhoud.deelnemers:
        return []
    rijen = [_make_rij(verslag, deelnemer) for deelnemer in inhoud.deelnemers]
    return zetter.paragraaf_met_tabel("Deelnemers", _KOLOMMEN, rijen, rijkop=True)


def _make_rij(verslag: Verslag, deelnemer: Deelnemerinhoud) -> tuple[Cel, ...]:
    taak = deelnemer.sessierol if deelnemer.sessierol is not Sessierol.DEELNEMER else ""
    werk = ", ".join(deel for deel in (deelnemer.rol, deelnemer.organisatie) if deel) + add_haakjes(taak)
    naam = verslag.namen.get(deelnemer.nummer, "")
    wie: list[str | Span] = (
        [vet(naam), f"\n{werk}" if werk else ""] if naam else [werk or f"deelnemer {deelnemer.nummer}"]
    )
    alle = {partnerschap.code for partnerschap in verslag.inhoud.partnerschappen}
    iedereen = len(alle) > 1 and alle == set(deelnemer.namens)
    namens = ["alle partnerschappen"] if iedereen else [*deelnemer.namens]
    if deelnemer.namens_anders:
        namens.append(deelnemer.namens_anders)
    aanwezig = deelnemer.aanwezigheid + add_haakjes(deelnemer.aanwezigheid_toelichting)
    return ([str(deelnemer.nummer)], wie, [", ".join(namens)], [MANDATEN[deelnemer.mandaat]], [aanwezig])

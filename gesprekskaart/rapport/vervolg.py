"""The way forward: recommendations, agreements, actions, how it hangs together, national issues, and who else."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.betrokkenheid import SOORTNAMEN, Wienogregel, list_wie_nog
from gesprekskaart.datum import format_kort
from gesprekskaart.herkomst import Dingsoort, Herkomst, make_herkomst
from gesprekskaart.pdf.blokken.herkomst import tell_dingen
from gesprekskaart.pdf.woorden import SCHEIDING, join_words
from gesprekskaart.rapport.boom import Blok, Cel, Kop, Tabel, cursief, make_alinea, make_feiten, make_woorden, vet
from gesprekskaart.rapport.gesprek import GEEN_TEKST
from gesprekskaart.verslag import Actieinhoud, Afspraakinhoud, Inhoud, Issueinhoud, Toetsinhoud, Verslag
from gesprekskaart.vorig import join_bronnen


def walk_vervolg(verslag: Verslag) -> Iterator[Blok]:
    """Make the sections of the chapter of the last stage."""
    inhoud = verslag.inhoud
    herkomst = make_herkomst(inhoud.kaart, inhoud)
    yield from _walk_aanbevelingen(inhoud, herkomst)
    yield Kop(2, "Afspraken")
    for afspraak in inhoud.afspraken:
        yield from _walk_afspraak(herkomst, afspraak)
    if not inhoud.afspraken:
        yield make_alinea("Er zijn geen afspraken vastgelegd.")
    yield from _walk_acties(verslag)
    yield from _walk_sporen(inhoud, herkomst)
    yield from _walk_issues(inhoud)
    yield from _walk_wie_nog(inhoud)


def _walk_aanbevelingen(inhoud: Inhoud, herkomst: Herkomst) -> Iterator[Blok]:
    kaart = inhoud.kaart
    if not kaart.aanbevelingen:
        return
    toetsen = {toets.aanbeveling: toets for toets in inhoud.aanbevelingen}
    yield Kop(2, "Aanbevelingen van de kaart")
    if kaart.aanbevelingen_inleiding:
        yield make_alinea(kaart.aanbevelingen_inleiding)
    for aanbeveling in kaart.aanbevelingen:
        toets = toetsen.get(aanbeveling.id, Toetsinhoud(aanbeveling=aanbeveling.id))
        yield Kop(3, aanbeveling.tekst, aanbeveling.id)
        yield from make_feiten(
            (
                ("Oordeel", toets.oordeel or "nog geen oordeel"),
                ("Toelichting", toets.toelichting),
                ("Wat doen we", toets.aanpak),
            )
        )
        if gevolgen := tell_dingen(herkomst.list_gevolgen(aanbeveling.id)):
            yield make_alinea(cursief("Leidde tot: "), gevolgen)


def _walk_afspraak(herkomst: Herkomst, afspraak: Afspraakinhoud) -> Iterator[Blok]:
    yield make_alinea(vet(f"Afspraak {afspraak.nummer}"), SCHEIDING, afspraak.stand)
    yield from make_woorden(afspraak.tekst or GEEN_TEKST)
    yield from make_feiten(
        (
            ("Resultaat", afspraak.resultaat),
            ("Zo meten we het", afspraak.meting),
            ("Functies", ", ".join(afspraak.functies)),
            ("Sectoren", ", ".join(afspraak.sectoren)),
            ("Pijlers", ", ".join(afspraak.pijlers)),
            ("Instemming", "\n".join(instemming.in_woorden for instemming in afspraak.instemmingen)),
            ("Komt uit", tell_dingen(herkomst.list_bronnen(afspraak.nummer))),
            ("Leidde tot", tell_dingen(herkomst.list_gevolgen(afspraak.nummer))),
            ("Toelichting", afspraak.toelichting),
        )
    )


def _walk_acties(verslag: Verslag) -> Iterator[Blok]:
    yield Kop(2, "Acties")
    acties = verslag.inhoud.acties
    if not acties:
        yield make_alinea("Er zijn geen acties vastgelegd.")
        return
    kolommen = ("Nr", "Wat", "Wie", "Termijn", "Stand", "Komt uit")
    rijen = tuple(_make_actie(verslag, actie) for actie in acties)
    yield Tabel("Acties", kolommen, rijen, (14, 56, 36, 20, 15, 19))


def _make_actie(verslag: Verslag, actie: Actieinhoud) -> tuple[Cel, ...]:
    toelichting = f"\nToelichting: {actie.toelichting}" if actie.toelichting else ""
    return (
        actie.nummer,
        (actie.tekst.strip() or GEEN_TEKST) + toelichting,
        tell_eigenaar(verslag, actie) or "nog geen eigenaar",
        actie.termijn or "nog geen termijn",
        actie.stand,
        join_bronnen((actie.afspraak, *actie.bronnen)),
    )


def tell_eigenaar(verslag: Verslag, actie: Actieinhoud) -> str:
    """Who does it: the name where it may be shown, and role and organisation; or nothing."""
    return ", ".join(deel for deel in (verslag.namen.get(actie.deelnemer or 0, ""), actie.eigenaar) if deel)


_BEGIN = (Dingsoort.VRAAG, Dingsoort.INBRENG, Dingsoort.AANBEVELING)


def _walk_sporen(inhoud: Inhoud, herkomst: Herkomst) -> Iterator[Blok]:
    """One table of every agreement, and every action that came from something else, with all that it came from."""
    los = [actie for actie in inhoud.acties if actie.bronnen or not actie.afspraak]
    ids = [*(afspraak.nummer for afspraak in inhoud.afspraken), *(f"{Dingsoort.ACTIE}/{a.nummer}" for a in los)]
    rijen = tuple(rij for rij in (_make_spoor(herkomst, id) for id in ids) if rij[0] or rij[1])
    if rijen:
        yield Kop(2, "Van vraag tot actie")
        kolommen = ("Vraag of aanbeveling", "Keuze en peiling", "Afspraak", "Acties")
        yield Tabel("Van vraag tot actie", kolommen, rijen, (42, 36, 34, 48))


def _make_spoor(herkomst: Herkomst, id: str) -> tuple[str, ...]:
    ding, voorgangers = herkomst.find(id), herkomst.list_voorgangers(id)
    begin = [d for d in voorgangers if d.soort in _BEGIN]
    afspraken = [d for d in (ding, *voorgangers) if d.soort is Dingsoort.AFSPRAAK]
    tussen = [d for d in voorgangers if d not in begin and d not in afspraken]
    acties = (ding,) if ding.soort is Dingsoort.ACTIE else herkomst.list_gevolgen(id)
    return tuple(map(tell_dingen, (begin, tussen, afspraken, acties)))


def _walk_issues(inhoud: Inhoud) -> Iterator[Blok]:
    if inhoud.issues:
        yield Kop(2, "Landelijke issues")
    for issue in inhoud.issues:
        yield from _walk_issue(issue, len(inhoud.partnerschappen))


def _walk_issue(issue: Issueinhoud, aantal: int) -> Iterator[Blok]:
    yield make_alinea(vet(issue.nummer), SCHEIDING, issue.voor_wie or cursief("nog niet geadresseerd"))
    yield from make_woorden(issue.tekst or GEEN_TEKST)
    steun = f"{join_words(issue.steun)} ({len(issue.steun)} van {aantal})" if issue.steun else ""
    yield from make_feiten(
        (
            ("Waarom landelijk", issue.waarom),
            ("Gesteund door", steun),
            ("Thema", issue.thema),
            ("Komt uit", join_bronnen(issue.bronnen)),
        )
    )


def _walk_wie_nog(inhoud: Inhoud) -> Iterator[Blok]:
    codes = [partnerschap.code for partnerschap in inhoud.partnerschappen]
    regels = list_wie_nog(inhoud.kaart.betrokkenen, codes, inhoud.betrokkenen)
    if regels:
        yield Kop(2, "Wie nog")
        kolommen = ("Wie", "Door wie", "Wanneer", "Wat vragen we", "Stand")
        yield Tabel("Wie nog", kolommen, tuple(map(_make_wie_nog, regels)), (52, 38, 22, 26, 22))


def _make_wie_nog(regel: Wienogregel) -> tuple[Cel, ...]:
    soort = SOORTNAMEN[regel.soort]
    van = f"{regel.naam}\n{soort}{SCHEIDING}{regel.partnerschap}" if regel.partnerschap else f"{regel.naam}\n{soort}"
    b = regel.betrokkenheid
    if b is None:
        return van, "nog niet ingevuld", "", "", ""
    return (
        van + (f"\n{b.toelichting}" if b.toelichting else ""),
        b.door or ("" if b.is_rond else "nog niemand"),
        format_kort(b.termijn) if b.termijn else "" if b.is_rond else "nog niet bekend",
        b.aard or "",
        b.stand,
    )

"""Tables of the report as CSV. Of one file: agreements and actions, which is what people import elsewhere."""

from __future__ import annotations

from gesprekskaart.uitvoer.puntkomma import write_rijen
from gesprekskaart.uitvoer.tabellen import Werktabel, format_waarde, make_tabellen, tell_status
from gesprekskaart.verslag import Verslag

VERSLAG = "Verslag"
"""The column that says of every row what report it is from: a table loses its cover at once."""

_SAMEN = (
    *("Soort", "Nummer", "Tekst", "Wie", "Termijn", "Stand", "Hoort bij"),
    *("Resultaat", "Zo meten we het", "Functies", "Sectoren", "Pijlers", "Instemming", "Toelichting"),
)


def write_csv(verslag: Verslag) -> bytes:
    """Agreements and actions in one table."""
    status = tell_status(verslag)
    afspraken, acties = make_tabellen(verslag)[:2]
    rijen = [[*_merge("afspraak", rij), status] for rij in _list_dicts(afspraken)]
    rijen += [[*_merge("actie", rij), status] for rij in _list_dicts(acties)]
    return write_rijen((*_SAMEN, VERSLAG), rijen)


def write_tabel(verslag: Verslag, tabel: Werktabel) -> bytes:
    """One table by itself."""
    status = tell_status(verslag)
    rijen = ([*map(format_waarde, rij), status] for rij in tabel.rijen)
    return write_rijen((*(kolom.kop for kolom in tabel.kolommen), VERSLAG), rijen)


def _list_dicts(tabel: Werktabel) -> list[dict[str, str]]:
    koppen = [kolom.kop for kolom in tabel.kolommen]
    return [dict(zip(koppen, map(format_waarde, rij), strict=True)) for rij in tabel.rijen]


def _merge(soort: str, rij: dict[str, str]) -> list[str]:
    bij = [rij.get("Afspraak", "") if soort == "actie" else "", rij.get("Komt uit", ""), rij.get("Komt ook uit", "")]
    samen = {**rij, "Soort": soort, "Tekst": rij["Actie" if soort == "actie" else "Afspraak"]}
    samen["Hoort bij"] = ", ".join(deel for deel in bij if deel)
    return [samen.get(kop, "") for kop in _SAMEN]

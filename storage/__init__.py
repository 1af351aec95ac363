"""Storage remembers: the domain's ports on SQLite or PostgreSQL. It knows no rule that the domain does not know."""

from __future__ import annotations

from sqlalchemy import Engine

from gesprekskaart.ports import Clock, Ports, Post
from gesprekskaart.ports import Zegelaar as Zegelaarpoort
from storage.aandacht import SqlAandacht
from storage.accounts import SqlAccounts
from storage.deelnames import SqlDeelnames
from storage.engine import make_engine
from storage.groepen import SqlGroepen
from storage.inwerken import keeping_up
from storage.kaarten import SqlKaarten
from storage.kennisdeling import SqlKennisdeling
from storage.keuzes import SqlKeuzes
from storage.logboek import SqlLogboek
from storage.ondertekening import SqlOndertekening
from storage.overzichten import SqlOverzichten
from storage.peilingen import SqlPeilingen
from storage.post import make_post
from storage.reeksen import SqlReeksen
from storage.regies import SqlRegies
from storage.schema import migrate, require_current
from storage.sessies import SqlSessies
from storage.settings import Settings, load_settings, read_geheim
from storage.stroom import SqlStroom
from storage.teksten import SqlTeksten
from storage.verslagen import SqlVerslagen
from storage.vervolg import SqlVervolg
from storage.verzegelingen import SqlVerzegelingen
from storage.zegelaar import GeenZegelaar, make_zegelaar
from storage.zender import ZENDER, Zender
from storage.zoeken import SqlZoeken

__all__ = [
    "Settings",
    "keeping_up",
    "load_settings",
    "make_engine",
    "make_ports",
    "make_post",
    "make_zegelaar",
    "migrate",
    "read_geheim",
    "require_current",
]


def make_ports(
    engine: Engine,
    now: Clock,
    openbaar_adres: str | None = None,
    *,
    post: Post | None = None,
    zegelaar: Zegelaarpoort | None = None,
) -> Ports:
    """Storage's answer to every Protocol, on a migrated database; safe to share between threads.

    Without a `zegelaar` nothing can be sealed, and so nothing established.
    """
    zender = Zender()
    engine = engine.execution_options(**{ZENDER: zender})
    return Ports(
        kaarten=SqlKaarten(engine),
        sessies=SqlSessies(engine),
        teksten=SqlTeksten(engine),
        vervolg=SqlVervolg(engine),
        peilingen=SqlPeilingen(engine),
        keuzes=SqlKeuzes(engine),
        verslagen=SqlVerslagen(engine),
        verzegelingen=SqlVerzegelingen(engine),
        zegelaar=zegelaar or GeenZegelaar(),
        accounts=SqlAccounts(engine),
        deelnames=SqlDeelnames(engine),
        groepen=SqlGroepen(engine),
        regies=SqlRegies(engine),
        reeksen=SqlReeksen(engine),
        kennisdeling=SqlKennisdeling(engine),
        logboek=SqlLogboek(engine),
        stroom=SqlStroom(engine, zender),
        aandacht=SqlAandacht(engine),
        overzichten=SqlOverzichten(engine),
        zoeken=SqlZoeken(engine),
        ondertekening=SqlOndertekening(engine),
        now=now,
        openbaar_adres=openbaar_adres,
        post=post,
    )

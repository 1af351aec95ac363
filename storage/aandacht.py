"""Differences of view, national issues with their support, and who else to involve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Engine, delete, insert
from sqlmodel import Session, col, select

from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.landelijk import Issueregel, LandelijkIssue
from gesprekskaart.logboek import Daad
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verschil import Verschil
from storage import mapping
from storage.tables import (
    BetrokkenheidRow,
    IssueRow,
    IssuesteunRow,
    PartnerschapRow,
    SessieRow,
    TekstRow,
    VerschilRow,
)
from storage.transactie import changing_sessie, reading, save_record
from storage.zicht import led_by

_TEKSTEN = (TekstSoort.ISSUE, TekstSoort.WAAROM, TekstSoort.TERUGKOPPELING)


class SqlAandacht:
    """The port Aandacht."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_verschil(self, sessie_id: UUID, verschil: Verschil, *, gelezen: int, daad: Daad) -> Verschil:
        kolommen, wat = mapping.verschil_columns(verschil), f"Verschil {verschil.nummer}"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, VerschilRow, sessie_id, verschil, kolommen, gelezen=gelezen, wat=wat)

    def save_issue(self, sessie_id: UUID, issue: LandelijkIssue, *, gelezen: int, daad: Daad) -> LandelijkIssue:
        kolommen, wat = mapping.issue_columns(issue), f"Landelijk issue {issue.nummer}"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, IssueRow, sessie_id, issue, kolommen, gelezen=gelezen, wat=wat)

    def save_steun(self, sessie_id: UUID, nummer: str, partnerschap: str, *, steunt: bool, daad: Daad) -> None:
        rij = {"sessie_id": sessie_id, "issue": nummer, "partnerschap": partnerschap}
        deze = (col(IssuesteunRow.sessie_id) == sessie_id, col(IssuesteunRow.issue) == nummer)
        with changing_sessie(self._engine, sessie_id, daad) as session:
            session.exec(delete(IssuesteunRow).where(*deze, col(IssuesteunRow.partnerschap) == partnerschap))
            if steunt:
                session.exec(insert(IssuesteunRow).values(rij))

    def save_betrokkenheid(
        self, sessie_id: UUID, betrokkenheid: Betrokkenheid, *, gelezen: int, daad: Daad
    ) -> Betrokkenheid:
        kolommen, wat = mapping.betrokkenheid_columns(betrokkenheid), betrokkenheid.nummer
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, BetrokkenheidRow, sessie_id, betrokkenheid, kolommen, gelezen=gelezen, wat=wat)

    def list_issues(self, account_id: UUID) -> tuple[Issueregel, ...]:
        met_issues = col(SessieRow.id).in_(select(IssueRow.sessie_id).where(~col(IssueRow.verwijderd)))
        geleid = select(SessieRow).where(led_by(account_id), ~col(SessieRow.oefening), met_issues)
        with reading(self._engine) as session:
            # By date as Python does it: the two engines do not agree on where NULL comes.
            sessies = sorted(
                session.exec(geleid), key=lambda s: (s.datum is not None, s.datum, s.aangemaakt_op), reverse=True
            )
            ids = [sessie.id for sessie in sessies]
            issues, teksten, codes = _read_issues(session, ids), _read_teksten(session, ids), _read_codes(session, ids)
            return tuple(
                _to_regel(sessie, issue, teksten, codes[sessie.id]) for sessie in sessies for issue in issues[sessie.id]
            )


def _to_regel(
    sessie: SessieRow,
    issue: LandelijkIssue,
    teksten: Mapping[tuple[UUID, TekstSoort, str], str],
    codes: Collection[str],
) -> Issueregel:
    tekst, waarom, terugkoppeling = (teksten.get((sessie.id, soort, issue.nummer), "") for soort in _TEKSTEN)
    return Issueregel(
        sessie_id=sessie.id,
        gesprek=sessie.titel,
        datum=sessie.datum,
        fictief=sessie.fictief,
        onderwijsregios=tuple(sessie.onderwijsregios),
        partnerschappen=tuple(codes),
        issue=issue,
        tekst=tekst,
        waarom=waarom,
        terugkoppeling=terugkoppeling,
    )


def read_issues(session: Session, sessie_id: UUID) -> tuple[LandelijkIssue, ...]:
    """Of one session, in the order in which they were made, with their support."""
    return tuple(_read_issues(session, [sessie_id], ook_verwijderd=True)[sessie_id])


def _read_issues(
    session: Session, ids: Collection[UUID], *, ook_verwijderd: bool = False
) -> Mapping[UUID, list[LandelijkIssue]]:
    hoort_bij = (col(IssuesteunRow.sessie_id) == col(IssueRow.sessie_id)) & (
        col(IssuesteunRow.issue) == col(IssueRow.nummer)
    )
    paren = select(IssueRow, IssuesteunRow.partnerschap).outerjoin(IssuesteunRow, hoort_bij)
    paren = paren.where(col(IssueRow.sessie_id).in_(ids)).order_by(col(IssueRow.volgorde))
    steun: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    rows: dict[tuple[UUID, str], IssueRow] = {}
    for row, code in session.exec(paren if ook_verwijderd else paren.where(~col(IssueRow.verwijderd))):
        rows[row.sessie_id, row.nummer] = row
        steun[row.sessie_id, row.nummer] += [code] if code is not None else []
    issues: dict[UUID, list[LandelijkIssue]] = defaultdict(list)
    for sleutel, row in rows.items():
        issues[row.sessie_id].append(mapping.to_issue(row, steun[sleutel]))
    return issues


def _read_teksten(session: Session, ids: Collection[UUID]) -> Mapping[tuple[UUID, TekstSoort, str], str]:
    deze = select(TekstRow.sessie_id, TekstRow.soort, TekstRow.sleutel, TekstRow.tekst).where(
        col(TekstRow.sessie_id).in_(ids), col(TekstRow.soort).in_(_TEKSTEN)
    )
    return {(sessie_id, TekstSoort(soort), sleutel): tekst for sessie_id, soort, sleutel, tekst in session.exec(deze)}


def _read_codes(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[str]]:
    codes: dict[UUID, list[str]] = defaultdict(list)
    deze = select(PartnerschapRow.sessie_id, PartnerschapRow.code).where(col(PartnerschapRow.sessie_id).in_(ids))
    for sessie_id, code in session.exec(deze.order_by(col(PartnerschapRow.volgorde))):
        codes[sessie_id].append(code)
    return codes

"""The office as Danh mục keeps it: terms of office, portfolios, agencies, settings, all dated.

A first or last day that is None does not limit. A leader who changes position gets a second term:
a row of its own under the same person, so that an earlier day keeps the position of that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.records import AgencyKind
from app.domain.terms import holds, person_of


@dataclass(frozen=True, slots=True)
class TermRecord:
    """One term of office of a leader."""

    id: int
    key: str
    name: str
    position: str
    short_position: str
    order: int
    first: dt.date | None
    last: dt.date | None
    note: str

    @property
    def person(self) -> str:
        """Whose term it is."""
        return person_of(self.key)

    @property
    def title(self) -> str:
        """Position and name, as in "Phó Chủ tịch Nguyễn Thành Sinh"."""
        return f"{self.short_position} {self.name}"

    def holds(self, day: dt.date) -> bool:
        """Tell whether the leader is in office on a day."""
        return holds(self.first, self.last, day)


@dataclass(frozen=True, slots=True)
class PortfolioRecord:
    """A leader in charge of an agency for some time; ``source``: evidence, or the decision."""

    id: int
    official_id: int
    agency_id: int
    first: dt.date
    last: dt.date | None
    confirmed: bool
    source: str

    def holds(self, day: dt.date) -> bool:
        """Tell whether it holds on a day."""
        return holds(self.first, self.last, day)


@dataclass(frozen=True, slots=True)
class OfficeAgency:
    """An agency with the days between which it exists under its name."""

    id: int
    key: str
    name: str
    short_name: str
    kind: AgencyKind
    collective: bool
    order: int
    note: str
    first: dt.date | None
    last: dt.date | None
    successor_id: int | None

    def holds(self, day: dt.date) -> bool:
        """Tell whether it exists under this name on a day."""
        return holds(self.first, self.last, day)


@dataclass(frozen=True, slots=True)
class AliasRecord:
    """A spelling under which documents name an agency."""

    id: int
    agency_id: int
    text: str


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """An agency that belongs to a collective one for some time."""

    id: int
    collective_id: int
    member_id: int
    first: dt.date | None
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Tell whether it belongs on a day."""
        return holds(self.first, self.last, day)


@dataclass(frozen=True, slots=True)
class SettingRecord:
    """A value of a setting from a day on (None: from the beginning)."""

    id: int
    key: str
    value: str
    first: dt.date | None


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that Danh mục keeps, of all times, in the office's order."""

    terms: Sequence[TermRecord]
    portfolios: Sequence[PortfolioRecord]
    agencies: Sequence[OfficeAgency]
    aliases: Sequence[AliasRecord]
    members: Sequence[MemberRecord]
    settings: Sequence[SettingRecord]

    def term(self, official_id: int) -> TermRecord | None:
        """Return a term by its number."""
        return next((term for term in self.terms if term.id == official_id), None)

    def agency(self, agency_id: int) -> OfficeAgency | None:
        """Return an agency by its number."""
        return next((agency for agency in self.agencies if agency.id == agency_id), None)

    def in_office(self, day: dt.date) -> list[TermRecord]:
        """Return the terms that hold on a day, in order of precedence."""
        return [term for term in self.terms if term.holds(day)]

    def term_on(self, official_id: int, day: dt.date) -> TermRecord | None:
        """Return the term in which a person is in office on a day, by any of the person's terms."""
        known = self.term(official_id)
        person = known.person if known else None
        return next((t for t in self.terms if t.person == person and t.holds(day)), None)

    def portfolios_of(self, agency_id: int) -> list[PortfolioRecord]:
        """Return who was, is and will be in charge of an agency, first days first."""
        found = [each for each in self.portfolios if each.agency_id == agency_id]
        return sorted(found, key=lambda each: (each.first, each.id))

    def suggested(self) -> list[PortfolioRecord]:
        """Return what waits to be confirmed."""
        return [portfolio for portfolio in self.portfolios if not portfolio.confirmed]


@dataclass(frozen=True, slots=True)
class Transfer:
    """What giving one agency to a leader from a day does to the portfolios that stand.

    Attributes:
        agency_id: the agency.
        before: in force until the day before; it is ended then.
        replaced: beginning on that day or later; they fall away.
        confirmed: a suggestion of just this that is confirmed instead; nothing is added then.
        needless: the leader holds the agency from that day already, confirmed and without end.
    """

    agency_id: int
    before: PortfolioRecord | None
    replaced: tuple[PortfolioRecord, ...]
    confirmed: PortfolioRecord | None
    needless: bool


def transfer(office: Office, agency_id: int, official_id: int, from_day: dt.date) -> Transfer:
    """Return what giving an agency to a leader from a day means."""
    taker = office.term(official_id)
    person = taker.person if taker else ""

    def same(portfolio: PortfolioRecord) -> bool:
        term = office.term(portfolio.official_id)
        return term is not None and term.person == person

    rows = office.portfolios_of(agency_id)
    later = [row for row in rows if row.first >= from_day]
    running = [row for row in rows if row.first < from_day and row.holds(from_day)]
    confirmed = next((r for r in later if same(r) and r.first == from_day and r.last is None), None)
    kept = next((r for r in running if same(r) and r.confirmed and r.last is None), None)
    standing = kept is not None or (confirmed is not None and confirmed.confirmed)
    return Transfer(
        agency_id=agency_id,
        before=running[-1] if running else None,
        replaced=tuple(row for row in later if row is not confirmed),
        confirmed=confirmed,
        needless=standing and len(rows_after(rows, from_day)) == 1,
    )


def rows_after(rows: Iterable[PortfolioRecord], day: dt.date) -> list[PortfolioRecord]:
    """Return the portfolios that hold on a day or begin later."""
    return [row for row in rows if row.last is None or row.last >= day]

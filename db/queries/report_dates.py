"""Report dates between two days: duties, who owes them, and what has come by a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.periods import Recurrence
from app.domain.records import AgencyRecord
from app.domain.report_dates import ReportDate, Sender, light_of, periods_between
from app.domain.reporting import Duty, ReportPeriod, duties_of, judging
from db.queries import alike, facts
from db.queries import directory as names
from db.queries.schema import report_duty, report_duty_party, report_receipt


@dataclass(frozen=True, slots=True)
class Owed:
    """Who owes one duty on a day: every single sender, and the members of each collective."""

    singles: tuple[int, ...]
    collectives: Mapping[int, tuple[int, ...]]


def dates(
    connection: Connection, first: dt.date, last: dt.date, as_of: dt.date, soon_days: int
) -> list[ReportDate]:
    """Return the report dates between two days, soonest first.

    Duties of documents of the past, and what closed before a document was issued, are left out.

    Args:
        connection: in a read transaction.
        first: first closing day.
        last: last closing day.
        as_of: only reports that had come by this day; names and members are those of the day.
        soon_days: N of that day.
    """
    reports = facts.reports(connection, as_of)
    documents, agencies = names.documents(connection), names.agencies_on(connection, as_of)
    owed = senders(connection, reports.duties, as_of)
    arrivals = _arrivals(connection, as_of)
    texts = {row.id: row for row in connection.execute(select(report_duty))}
    receivers = _receivers(connection, agencies)
    found = []
    for duty in reports.duties:
        document = documents[duty.document_id]
        for period in periods_between(duty, max(first, document.issued_on), last):
            if document.is_closed(period.closing_day) or document.is_closed(as_of):
                continue
            who = _senders(duty, period, owed[duty.id], agencies, arrivals)
            complete = bool(who) and all(sender.arrived_on is not None for sender in who)
            found.append(
                ReportDate(
                    duty=duty,
                    title=texts[duty.id].title,
                    document=document.short_title,
                    receivers=receivers.get(duty.id, ()),
                    period=period,
                    senders=who,
                    light=light_of(
                        duty, period, complete=complete, as_of=as_of, soon_days=soon_days
                    ),
                )
            )
    return sorted(found, key=lambda each: (each.period.closing_day, each.duty.id))


def without_dates(connection: Connection, as_of: dt.date) -> int:
    """Return how many duties of followed documents name no period ("theo quy định")."""
    documents = names.documents(connection)
    return sum(
        duty.due_on is None
        and duty.recurrence in (None, Recurrence.CONTINUOUS)
        and not documents[duty.document_id].is_closed(as_of)
        for duty in facts.reports(connection, as_of).duties
    )


def owed_by(connection: Connection, duty_id: int, as_of: dt.date) -> Owed:
    """Return who owes one duty on a day."""
    return senders(connection, facts.reports(connection, as_of).duties, as_of)[duty_id]


def senders(connection: Connection, duties: Sequence[Duty], as_of: dt.date) -> dict[int, Owed]:
    """Return duty → who owes it on a day, for all duties of the register.

    Those are the agencies that the document names as senders, and the first leads of the
    continuing tasks that the duty judges.
    """
    agencies = names.agencies(connection)
    heirs = names.heirs_on(connection, as_of)
    members: dict[int, list[int]] = {}
    for member, collectives in names.memberships(connection, as_of).items():
        for collective in collectives:
            members.setdefault(collective, []).append(heirs.get(member, member))
    named: dict[int, set[int]] = {duty.id: set() for duty in duties}
    parties = select(report_duty_party).where(report_duty_party.c.role == "sending")
    for row in connection.execute(parties):
        named[row.duty_id].add(heirs.get(row.agency_id, row.agency_id))
    for duty_id, lead in _judged_leads(connection, duties, as_of):
        named[duty_id].add(heirs.get(lead, lead))
    return {
        duty: Owed(
            tuple(sorted(each for each in who if not agencies[each].collective)),
            {
                each: tuple(sorted(set(members.get(each, ()))))
                for each in who
                if agencies[each].collective
            },
        )
        for duty, who in named.items()
    }


def _judged_leads(
    connection: Connection, duties: Sequence[Duty], as_of: dt.date
) -> list[tuple[int, int]]:
    day = as_of.isoformat()
    with_own = {duty.task_id for duty in duties if duty.task_id}
    found = set()
    seen = set()
    for task_id, shared in alike.tasks(connection).pairs():
        if task_id not in with_own:  # else a duty of its own judges it alone
            if shared in seen:
                continue
            seen.add(shared)
        limit = shared.limit_on(day)
        exists = shared.own.exists_from <= day
        if limit is None or limit.recurrence is None or not shared.leads or not exists:
            continue
        of_task = duties_of(duties, task_id=task_id, document_id=shared.own.document_id)
        for duty in judging(of_task, Recurrence(limit.recurrence)):
            found.add((duty.id, shared.leads[0]))
    return sorted(found)


def _senders(
    duty: Duty,
    period: ReportPeriod,
    owed: Owed,
    agencies: Mapping[int, AgencyRecord],
    arrivals: Mapping[tuple[int, int, str], dt.date],
) -> tuple[Sender, ...]:
    """Return the senders of one period; the report of a whole collective speaks for its members."""
    came: dict[int, dt.date | None] = {}
    for agency in owed.singles:
        came[agency] = arrivals.get((duty.id, agency, period.key))
    for collective, members in owed.collectives.items():
        for_all = arrivals.get((duty.id, collective, period.key))
        for agency in members or (collective,):
            own = arrivals.get((duty.id, agency, period.key))
            came[agency] = came.get(agency) or own or for_all
    ordered = sorted(came, key=lambda each: (agencies[each].order, each))
    return tuple(
        Sender(each, agencies[each].name, agencies[each].short_name, came[each]) for each in ordered
    )


def _arrivals(connection: Connection, as_of: dt.date) -> dict[tuple[int, int, str], dt.date]:
    heirs = names.newborn_heirs_on(connection, as_of)
    query = select(
        report_receipt.c.duty_id,
        report_receipt.c.agency_id,
        report_receipt.c.period,
        report_receipt.c.arrived_on,
    ).where(report_receipt.c.arrived_on <= as_of)
    found = {}
    for duty, agency, period, arrived_on in connection.execute(query):
        for each in {agency, heirs.get(agency, agency)}:
            found[duty, each, period] = arrived_on
    return found


def _receivers(
    connection: Connection, agencies: Mapping[int, AgencyRecord]
) -> dict[int, tuple[str, ...]]:
    party = report_duty_party
    query = select(party.c.duty_id, party.c.agency_id).where(party.c.role == "receiving")
    found: dict[int, tuple[str, ...]] = {}
    for duty, agency in connection.execute(query.order_by(party.c.id)):
        found[duty] = (*found.get(duty, ()), agencies[agency].name)
    return found

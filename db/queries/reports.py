"""Report duties of continuing tasks with their words, and the reports that arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from app.domain.periods import Recurrence
from app.domain.records import AgencyRecord
from app.domain.reporting import Duty, duties_of, judging_first
from app.domain.task_detail import DutyRecord, ReceiptRecord
from db.queries.directory import newborn_heirs_on
from db.queries.schema import report_duty, report_duty_party, report_receipt


class DutyReader:
    """Puts together the duties of one task at a time; reads nothing until the first is asked for.

    Most tasks have none: their details need not wait for what only continuing tasks show.
    """

    def __init__(
        self,
        connection: Connection,
        duties: Sequence[Duty],
        agencies: Mapping[int, AgencyRecord],
        as_of: dt.date,
    ) -> None:
        """Read later, in the transaction of ``connection``.

        Args:
            connection: in a read transaction.
            duties: of the register (see `db.queries.facts.reports`).
            agencies: names by id.
            as_of: only reports that had arrived by this day.
        """
        self._connection = connection
        self._duties = duties
        self._agencies = agencies
        self._as_of = as_of

    def of(
        self, *, task_id: int, document_id: int, lead_id: int, recurrence: Recurrence
    ) -> tuple[DutyRecord, ...]:
        """Return the duties of a continuing task with what its lead sent, the judging one first."""
        found = duties_of(self._duties, task_id=task_id, document_id=document_id)
        return tuple(
            DutyRecord(
                duty=duty,
                title=self._texts[duty.id].title,
                text=self._texts[duty.id].text,
                receivers=self._receivers.get(duty.id, ()),
                receipts=self._receipts.get((duty.id, lead_id), ()),
            )
            for duty in judging_first(found, recurrence)
        )

    @cached_property
    def _texts(self) -> dict[int, Any]:
        query = select(report_duty.c.id, report_duty.c.title, report_duty.c.text)
        return {row.id: row for row in self._connection.execute(query)}

    @cached_property
    def _receivers(self) -> dict[int, tuple[str, ...]]:
        party = report_duty_party
        query = (
            select(party.c.duty_id, party.c.agency_id)
            .where(party.c.role == "receiving")
            .order_by(party.c.id)
        )
        found: dict[int, tuple[str, ...]] = {}
        for duty_id, agency_id in self._connection.execute(query):
            found[duty_id] = (*found.get(duty_id, ()), self._agencies[agency_id].name)
        return found

    @cached_property
    def _receipts(self) -> dict[tuple[int, int], tuple[ReceiptRecord, ...]]:
        query = (
            select(report_receipt)
            .where(report_receipt.c.arrived_on <= self._as_of)
            .order_by(report_receipt.c.arrived_on.desc(), report_receipt.c.period.desc())
        )
        heirs = newborn_heirs_on(self._connection, self._as_of)
        found: dict[tuple[int, int], tuple[ReceiptRecord, ...]] = {}
        for row in self._connection.execute(query):
            record = ReceiptRecord(row.period, row.arrived_on, row.recorded_at, row.recorded_by)
            for agency_id in dict.fromkeys((row.agency_id, heirs.get(row.agency_id, 0))):
                key = (row.duty_id, agency_id)
                found[key] = (*found.get(key, ()), record)
        return found

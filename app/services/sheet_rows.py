"""What one task says on a sheet, and the headings under which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain import formats, locator
from app.domain.records import (
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    AgencyRecord,
    DocumentRecord,
    RegisterIndex,
    Role,
    SectionRecord,
)
from app.domain.sources import basis_words
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import Light, state_words
from app.reports.sheets import Letterhead, TrackingRow

_NOT_REPORTED = "…"


@dataclass(frozen=True)
class Material:
    """What a sheet is made from: the index and settings of one as-of day."""

    index: RegisterIndex
    settings: dict[str, str]

    @cached_property
    def _sections(self) -> dict[int, SectionRecord]:
        known = self.index.directory.sections
        refs = (*self.index.tasks, *self.index.closed)
        return {ref.id: known[ref.section_id] for ref in refs if ref.section_id in known}

    def letterhead(self) -> Letterhead:
        """Return the blocks around a sheet, from the settings of the day."""
        return Letterhead(
            superior=self.settings.get("superior", ""),
            office=self.settings.get("office", ""),
            place=self.settings.get("place", ""),
            signer_left=self.settings.get("signer_left", ""),
            signer_right=self.settings.get("signer_right", ""),
        )

    def agency_name(self, agency_id: int) -> str:
        """Return an agency's name in full."""
        agency = self.index.directory.agencies.get(agency_id)
        return agency.name if agency else NO_LEAD_NAME

    def leader_title(self, official_id: int) -> str:
        """Return a leader's position and name."""
        official = self.index.directory.officials.get(official_id)
        return official.title if official else NO_LEADER_NAME

    def section_heading(self, detail: TaskDetail) -> str:
        """Return the heading under which a task stands in its document, number first."""
        section = self._sections.get(detail.id)
        return locator.heading(section.locator, section.heading) if section else ""


def tracking_row(material: Material, detail: TaskDetail) -> TrackingRow:
    """Return one task as sheet 1 prints it."""
    agencies = material.index.directory.agencies
    update = detail.latest_update
    return TrackingRow(
        title=detail.title,
        basis=basis_words(detail),
        lead=_names(detail, Role.LEAD, agencies) or NO_LEAD_NAME,
        coordinating=_names(detail, Role.COORDINATING, agencies),
        limit=detail.time_limit.printed_words,
        product=detail.expected_product,
        result=_result(detail),
        percent=detail.percent,
        light=detail.assessment.light,
        state=_state(detail),
        difficulties="; ".join(filter(None, (update.difficulties, update.proposal)))
        if update
        else "",
    )


def document_heading(document: DocumentRecord) -> str:
    """Return a document as a heading names it: type, number and date as far as they are known."""
    if document.number:
        name = f"{document.type} số {document.number}"
    else:
        name = f"{document.short_title} (chưa có số)"
    comma = "" if document.issued_precision == "day" else ","
    return f"{name}{comma} {document.issue_words}"


def _names(detail: TaskDetail, role: Role, agencies: Mapping[int, AgencyRecord]) -> str:
    return "; ".join(
        agencies[a.agency_id].short_name if a.agency_id in agencies else a.agency_name
        for a in detail.assignments
        if a.role is role
    )


def _result(detail: TaskDetail) -> str:
    update = detail.latest_update
    if update is None:
        return "" if detail.assessment.closed else _NOT_REPORTED
    product = update.product
    if update.product_number:
        product = f"{product} số {update.product_number}".strip()
    if product and update.product_date:
        product = f"{product} ngày {formats.date_in_table(update.product_date)}"
    return ". ".join(filter(None, (product, update.result))) or _NOT_REPORTED


def _state(detail: TaskDetail) -> str:
    words = state_words(detail.assessment)
    if detail.assessment.light is Light.DONE_LATE:
        return f"{words} {detail.assessment.days} ngày"
    return words

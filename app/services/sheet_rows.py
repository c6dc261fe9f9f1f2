"""What one task says on a sheet, and the headings under which it stands."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.domain import formats, locator, signing
from app.domain.records import (
    COLLECTIVE_NAME,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    DocumentRecord,
    RegisterIndex,
    Role,
    SectionRecord,
    SheetScope,
    SheetScopeKind,
    TaskRef,
)
from app.domain.sources import basis_words
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import Light, state_words
from app.reports.sheets import Letterhead, Provenance, TrackingRow
from app.services.sheet_facts import SheetFacts

_NOT_REPORTED = "…"


@dataclass(frozen=True)
class Material:
    """What a sheet is made from: the register of one moment, as of one day.

    Attributes:
        index: every task with its light.
        settings: of the day.
        printed_at: local time that stands on the sheet.
        details: of the tasks that the sheet names, by id.
        before: the index of the day that is compared with, if one was asked for.
        opened: the restricted tasks, where they were asked for.
    """

    index: RegisterIndex
    settings: dict[str, str]
    printed_at: dt.datetime
    details: Mapping[int, TaskDetail] = field(default_factory=dict)
    before: RegisterIndex | None = None
    opened: frozenset[int] = frozenset()

    @classmethod
    def of(cls, facts: SheetFacts, printed_at: dt.datetime) -> Material:
        """Return the material of one reading."""
        return cls(
            facts.index, facts.settings, printed_at, facts.details, facts.before, facts.opened
        )

    def opened_among(self, refs: Iterable[TaskRef]) -> int:
        """Return how many restricted tasks are among some tasks because they were asked for."""
        return len(self.opened & {ref.id for ref in refs})

    @cached_property
    def _sections(self) -> dict[int, SectionRecord]:
        known = self.index.directory.sections
        refs = (*self.index.tasks, *self.index.closed)
        return {ref.id: known[ref.section_id] for ref in refs if ref.section_id in known}

    def letterhead(self, *, restricted: bool = False) -> Letterhead:
        """Return the blocks around a sheet, from the settings of the day.

        ``restricted``: whether the sheet holds restricted tasks (a reading can hold more of them
        than one sheet made from it).
        """
        return Letterhead(
            superior=self.settings.get("superior", ""),
            office=self.settings.get("office", ""),
            place=self.settings.get("place", ""),
            signer_left=self.settings.get("signer_left", ""),
            signer_right="\n".join(signing.lines(self.settings.get("signer_right", ""))),
            signer_name=self.settings.get("signer_name", ""),
            symbol=self.settings.get("sheet_symbol", ""),
            restricted=restricted,
        )

    def provenance(self, said: Iterable[object]) -> Provenance:
        """Return the foot line of a sheet that says ``said``.

        The fingerprint changes with any fact on the sheet, and only then.
        """
        as_of = self.index.as_of
        digest = hashlib.sha256(f"{as_of.isoformat()} {self.index.soon_days}".encode())
        for part in said:
            digest.update(f"{part!r}\n".encode())
        code = digest.hexdigest()[:12].upper()
        return Provenance(
            register_name=self.index.register_name,
            as_of=as_of,
            printed_at=self.printed_at,
            fingerprint="-".join((code[:4], code[4:8], code[8:])),
            kept=self.index.kept,
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


def scope_title(material: Material, scope: SheetScope) -> str:
    """Return what a sheet is about, for the second line of its title."""
    match scope.kind:
        case SheetScopeKind.AGENCY:
            return f"Cơ quan chủ trì: {material.agency_name(scope.id)}"
        case SheetScopeKind.LEADER:
            return f"Lãnh đạo phụ trách: {material.leader_title(scope.id)}"
        case SheetScopeKind.DOCUMENT:
            return material.index.directory.documents[scope.id].short_title
        case SheetScopeKind.SCHEME:
            return material.index.directory.schemes[scope.id].full_name
        case SheetScopeKind.ALL:
            return "Tất cả các cơ quan"
        case _:
            return scope.title or COLLECTIVE_NAME


def tracking_row(material: Material, detail: TaskDetail) -> TrackingRow:
    """Return one task as sheet 1 prints it."""
    update = detail.latest_update
    return TrackingRow(
        title=detail.title,
        basis=basis_words(detail),
        lead=agency_names(material, detail, Role.LEAD) or NO_LEAD_NAME,
        coordinating=agency_names(material, detail, Role.COORDINATING),
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


def agency_names(material: Material, detail: TaskDetail, role: Role) -> str:
    """Return the short names of the agencies in one role of a task, first named first."""
    agencies = material.index.directory.agencies
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

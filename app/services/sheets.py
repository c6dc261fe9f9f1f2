"""Make sheets from the register: who stands on them, in which order, under which headings.

Restricted tasks stay off every sheet and outside its totals; a note says how many.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from string import ascii_uppercase

from app.domain import formats, locator
from app.domain.errors import InputRefusedError
from app.domain.records import (
    AGENCY_KIND_NAMES,
    COLLECTIVE_NAME,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    AgencyKind,
    DocumentRecord,
    RegisterIndex,
    Role,
    SheetScope,
    SheetScopeKind,
    TaskDetail,
    TaskRef,
)
from app.domain.tally import Tally
from app.domain.traffic_light import Light, state_words
from app.reports.sheets import (
    Letterhead,
    Provenance,
    SummaryGroup,
    SummaryRow,
    SummarySheet,
    TrackingGroup,
    TrackingRow,
    TrackingSection,
    TrackingSheet,
)
from app.services import reading
from app.services.register import Register

_NOT_REPORTED = "…"
_LISTED_NOTES = 6
"""Tasks named one by one in a note before it only counts the rest."""


@dataclass(frozen=True, slots=True)
class _Material:
    """What a sheet is made from: the index and settings of one as-of day."""

    index: RegisterIndex
    settings: dict[str, str]

    def letterhead(self) -> Letterhead:
        return Letterhead(
            superior=self.settings.get("superior", ""),
            office=self.settings.get("office", ""),
            place=self.settings.get("place", ""),
            signer_left=self.settings.get("signer_left", ""),
            signer_right=self.settings.get("signer_right", ""),
        )

    def agency_name(self, agency_id: int) -> str:
        agency = self.index.directory.agencies.get(agency_id)
        return agency.name if agency else NO_LEAD_NAME

    def leader_title(self, official_id: int) -> str:
        official = self.index.directory.officials.get(official_id)
        return official.title if official else NO_LEADER_NAME


def tracking(register: Register, scope: SheetScope, as_of: dt.date) -> TrackingSheet:
    """Return sheet 1 for everything, or one agency, leader or document, as of a day.

    An agency's sheet holds the tasks that it leads as first named; those that it leads with
    others stand in a note, outside the total.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    facts = reading.load_sheet_facts(
        register,
        as_of,
        lambda index: [ref.id for ref in (*_chosen(index, scope), *_shared(index, scope))],
    )
    material = _Material(facts.index, facts.settings)
    _refuse_unknown(scope, material)
    chosen = _chosen(material.index, scope)
    subtitle = _subtitle(scope, material, chosen)
    groups = _groups(scope, material, [facts.details[ref.id] for ref in chosen])
    shared = [facts.details[ref.id] for ref in _shared(material.index, scope)]
    notes = _tracking_notes(scope, material, shared)
    return TrackingSheet(
        subtitle=subtitle,
        letterhead=material.letterhead(),
        provenance=_provenance(register, material, (subtitle, *map(astuple, groups), *notes)),
        groups=groups,
        tally=Tally.of(ref.light for ref in chosen),
        soon_days=material.index.soon_days,
        show_lead=scope.kind is not SheetScopeKind.AGENCY,
        notes=notes,
    )


def summary(register: Register, as_of: dt.date, *, by_leader: bool) -> SummarySheet:
    """Return sheet 2 by lead agency or by leader, as of a day; its rows add up to all tasks."""
    facts = reading.load_sheet_facts(register, as_of, lambda _index: ())
    material = _Material(facts.index, facts.settings)
    refs = _printable(material.index)
    groups = _leader_groups(material, refs) if by_leader else _agency_groups(material, refs)
    documents = material.index.directory.documents.values()
    present = {ref.document_id for ref in refs}
    subtitle = " và ".join(d.short_title for d in documents if d.id in present)
    notes = _summary_notes(material, by_leader=by_leader)
    return SummarySheet(
        by_leader=by_leader,
        subtitle=subtitle,
        letterhead=material.letterhead(),
        provenance=_provenance(register, material, (subtitle, *map(astuple, groups), *notes)),
        groups=groups,
        tally=Tally.of(ref.light for ref in refs),
        soon_days=material.index.soon_days,
        notes=notes,
    )


def _printable(index: RegisterIndex) -> list[TaskRef]:
    return [ref for ref in index.tasks if not ref.confidential]


def _chosen(index: RegisterIndex, scope: SheetScope) -> list[TaskRef]:
    return [ref for ref in _printable(index) if _in_scope(ref, scope, index)]


def _shared(index: RegisterIndex, scope: SheetScope) -> list[TaskRef]:
    """Return what an agency leads as second named or later."""
    if scope.kind is not SheetScopeKind.AGENCY:
        return []
    return [ref for ref in _printable(index) if scope.id in ref.other_lead_ids]


def _refuse_unknown(scope: SheetScope, material: _Material) -> None:
    directory = material.index.directory
    match scope.kind:
        case SheetScopeKind.AGENCY if scope.id and scope.id not in directory.agencies:
            raise InputRefusedError("Cơ quan này không có trong sổ.")
        case SheetScopeKind.LEADER if scope.id and scope.id not in directory.officials:
            raise InputRefusedError("Lãnh đạo này không có trong sổ.")
        case SheetScopeKind.DOCUMENT if scope.id not in directory.documents:
            raise InputRefusedError("Văn bản này không có trong sổ.")


def _in_scope(ref: TaskRef, scope: SheetScope, index: RegisterIndex) -> bool:
    match scope.kind:
        case SheetScopeKind.COLLECTIVE:
            lead = index.directory.agencies.get(ref.lead_id)
            return lead is not None and lead.collective
        case SheetScopeKind.AGENCY:
            return ref.lead_id == scope.id
        case SheetScopeKind.LEADER:
            return ref.leader_id == scope.id
        case SheetScopeKind.DOCUMENT:
            return ref.document_id == scope.id
        case _:
            return True


def _subtitle(scope: SheetScope, material: _Material, refs: Sequence[TaskRef]) -> str:
    directory = material.index.directory
    match scope.kind:
        case SheetScopeKind.AGENCY:
            return _agency_subtitle(scope.id, material, refs)
        case SheetScopeKind.COLLECTIVE:
            return COLLECTIVE_NAME
        case SheetScopeKind.LEADER if scope.id == 0:
            return NO_LEADER_NAME
        case SheetScopeKind.LEADER:
            suggested = " (gồm phân công gợi ý)" if any(r.leader_suggested for r in refs) else ""
            return f"Lãnh đạo phụ trách: {material.leader_title(scope.id)}{suggested}"
        case SheetScopeKind.DOCUMENT:
            return f"{directory.documents[scope.id].short_title}: tất cả các cơ quan"
        case _:
            return "Tất cả các cơ quan, tất cả văn bản"


def _agency_subtitle(agency_id: int, material: _Material, refs: Sequence[TaskRef]) -> str:
    """Name the agency, and its leader where all its tasks have the same one."""
    name = material.agency_name(agency_id)
    leaders = {ref.leader_id for ref in refs}
    if len(leaders) != 1 or 0 in leaders:
        return f"Cơ quan chủ trì: {name}"
    suggested = " (gợi ý)" if any(ref.leader_suggested for ref in refs) else ""
    leader = material.leader_title(leaders.pop())
    return f"Cơ quan chủ trì: {name}. Lãnh đạo phụ trách: {leader}{suggested}"


def _groups(
    scope: SheetScope, material: _Material, details: Sequence[TaskDetail]
) -> list[TrackingGroup]:
    if scope.kind is SheetScopeKind.LEADER:
        return _groups_by_agency(material, details)
    if scope.kind is SheetScopeKind.DOCUMENT:
        return _groups_by_chapter(material, details)
    return [
        TrackingGroup(
            f"{letter}. {document_heading(group[0].document)}",
            _sections(material, group, _section_heading),
        )
        for letter, group in zip(
            _letters(), _runs(details, lambda d: str(d.document.id)), strict=False
        )
    ]


def _groups_by_chapter(material: _Material, details: Sequence[TaskDetail]) -> list[TrackingGroup]:
    headings = {
        section.locator: section.heading
        for section in material.index.directory.sections.values()
        if details and section.document_id == details[0].document.id
    }
    groups = []
    for group in _runs(details, lambda d: d.locator.partition(".")[0]):
        chapter = group[0].locator.partition(".")[0]
        place = locator.section_words(chapter)
        heading = headings.get(chapter, "")
        title = place if not heading or place == heading else f"{place}. {heading}"
        groups.append(TrackingGroup(title, _sections(material, group, _section_heading)))
    return groups


def _groups_by_agency(material: _Material, details: Sequence[TaskDetail]) -> list[TrackingGroup]:
    order = {agency_id: n for n, agency_id in enumerate(material.index.directory.agencies)}
    by_lead: dict[int, list[TaskDetail]] = {}
    for detail in details:
        leads = [a.agency_id for a in detail.assignments if a.role is Role.LEAD]
        by_lead.setdefault(leads[0] if leads else 0, []).append(detail)
    return [
        TrackingGroup(
            f"{letter}. {material.agency_name(agency_id)}",
            _sections(material, by_lead[agency_id], lambda d: d.document.short_title),
        )
        for letter, agency_id in zip(
            _letters(), sorted(by_lead, key=lambda i: order.get(i, len(order))), strict=False
        )
    ]


def _sections(
    material: _Material, details: Sequence[TaskDetail], heading: Callable[[TaskDetail], str]
) -> list[TrackingSection]:
    return [
        TrackingSection(heading(run[0]), [_row(material, detail) for detail in run])
        for run in _runs(details, heading)
    ]


def _row(material: _Material, detail: TaskDetail) -> TrackingRow:
    agencies = material.index.directory.agencies
    short = {role: _names(detail, role, agencies) for role in Role}
    update = detail.latest_update
    return TrackingRow(
        title=detail.title,
        basis=locator.words(detail.locator),
        lead=short[Role.LEAD] or NO_LEAD_NAME,
        coordinating=short[Role.COORDINATING],
        limit=detail.time_limit.words,
        product=detail.expected_product,
        result=_result(detail),
        percent=detail.percent,
        light=detail.assessment.light,
        state=_state(detail),
        difficulties="; ".join(filter(None, (update.difficulties, update.proposal)))
        if update
        else "",
    )


def _names(detail: TaskDetail, role: Role, agencies: object) -> str:
    known = agencies if isinstance(agencies, dict) else {}
    return "; ".join(
        known[a.agency_id].short_name if a.agency_id in known else a.agency_name
        for a in detail.assignments
        if a.role is role
    )


def _result(detail: TaskDetail) -> str:
    update = detail.latest_update
    if update is None:
        return _NOT_REPORTED
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


def _section_heading(detail: TaskDetail) -> str:
    section = ".".join(detail.locator.partition("#")[0].split(".")[:2])
    place = locator.section_words(section)
    return f"{place}. {detail.section_heading}"


def document_heading(document: DocumentRecord) -> str:
    """Return a document as a heading names it: type, number and date as far as they are known."""
    if document.number:
        name = f"{document.type} số {document.number}"
    else:
        name = f"{document.short_title} (chưa có số)"
    if document.issued_precision == "day":
        return f"{name} ngày {formats.date_in_table(document.issued_on)}"
    return f"{name}, tháng {document.issued_on.month}/{document.issued_on.year}"


def _tracking_notes(
    scope: SheetScope, material: _Material, shared: Sequence[TaskDetail]
) -> list[str]:
    notes = []
    if shared:
        notes.append(f"Cùng chủ trì, không cộng vào tổng số: {_listed(shared)}.")
    index = material.index
    hidden = [ref for ref in index.tasks if ref.confidential and _in_scope(ref, scope, index)]
    return [*notes, *_restricted_note(len(hidden))]


def _listed(details: Sequence[TaskDetail]) -> str:
    named = "; ".join(
        f"{d.title} ({locator.words(d.locator)}): {state_words(d.assessment).lower()}"
        for d in details[:_LISTED_NOTES]
    )
    rest = len(details) - _LISTED_NOTES
    return f"{named}; và {rest} nhiệm vụ khác" if rest > 0 else named


def _restricted_note(count: int) -> list[str]:
    if count == 0:
        return []
    what = f"{count} nhiệm vụ thuộc chế độ hạn chế phổ biến"
    return [f"Không in {what}; tổng số không gồm các nhiệm vụ này."]


def _agency_groups(material: _Material, refs: Sequence[TaskRef]) -> list[SummaryGroup]:
    by_lead: dict[int, list[TaskRef]] = {}
    for ref in refs:
        by_lead.setdefault(ref.lead_id, []).append(ref)
    by_kind: dict[AgencyKind | None, list[SummaryRow]] = {}
    for agency in material.index.directory.agencies.values():
        if agency.id in by_lead:
            kind = AgencyKind.COLLECTIVE if agency.collective else agency.kind
            row = SummaryRow(agency.name, _tally(by_lead[agency.id]))
            by_kind.setdefault(kind, []).append(row)
    if 0 in by_lead:
        by_kind[None] = [SummaryRow("Văn bản không ghi cơ quan", _tally(by_lead[0]))]
    ordered: list[AgencyKind | None] = [*AgencyKind, None]
    present = [kind for kind in ordered if kind in by_kind]
    return [
        SummaryGroup(
            f"{_roman(n)}. {NO_LEAD_NAME if kind is None else AGENCY_KIND_NAMES[kind]}",
            by_kind[kind],
        )
        for n, kind in enumerate(present, start=1)
    ]


def _leader_groups(material: _Material, refs: Sequence[TaskRef]) -> list[SummaryGroup]:
    by_leader: dict[int, list[TaskRef]] = {}
    for ref in refs:
        by_leader.setdefault(ref.leader_id, []).append(ref)
    rows = [
        SummaryRow(official.title, _tally(by_leader.get(official.id, [])))
        for official in material.index.directory.officials.values()
    ]
    groups = [SummaryGroup("I. Lãnh đạo UBND tỉnh", rows)]
    if 0 in by_leader:
        name = "Nhiệm vụ giao chung và cơ quan chưa có lãnh đạo phụ trách"
        row = SummaryRow(name, _tally(by_leader[0]))
        groups.append(SummaryGroup(f"II. {NO_LEADER_NAME}", [row]))
    return groups


def _summary_notes(material: _Material, *, by_leader: bool) -> list[str]:
    suggested = len(material.index.directory.suggested_agency_leaders)
    notes = []
    if by_leader and suggested:
        notes.append(
            f"Phân công phụ trách đang dùng có {suggested} phân công gợi ý, "
            "rút từ Phụ lục chỉ tiêu và chưa được xác nhận."
        )
    hidden = sum(ref.confidential for ref in material.index.tasks)
    return [*notes, *_restricted_note(hidden)]


def _tally(refs: Iterable[TaskRef]) -> Tally:
    return Tally.of(ref.light for ref in refs)


def _runs(
    details: Sequence[TaskDetail], key: Callable[[TaskDetail], str]
) -> list[list[TaskDetail]]:
    return [list(run) for _, run in groupby(details, key)]


def _letters() -> Iterable[str]:
    yield from ascii_uppercase
    yield from (f"{a}{b}" for a in ascii_uppercase for b in ascii_uppercase)


def _roman(number: int) -> str:
    numerals = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    words = ""
    for value, numeral in numerals:
        count, number = divmod(number, value)
        words += numeral * count
    return words


def _provenance(register: Register, material: _Material, said: Iterable[object]) -> Provenance:
    """Return the foot line; the fingerprint changes with any fact on the sheet, and only then."""
    as_of = material.index.as_of
    digest = hashlib.sha256(f"{as_of.isoformat()} {material.index.soon_days}".encode())
    for part in said:
        digest.update(f"{part!r}\n".encode())
    code = digest.hexdigest()[:12].upper()
    return Provenance(
        register_name=register.name,
        as_of=as_of,
        printed_at=register.clock(),
        fingerprint="-".join((code[:4], code[4:8], code[8:])),
    )

"""Make sheets from the register: who stands on them, in which order, under which headings.

Restricted tasks stay off every sheet and outside its totals; a note says how many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, replace
from itertools import groupby
from string import ascii_uppercase

from app.domain import locator, scopes
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import (
    AGENCY_KIND_NAMES,
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    AgencyKind,
    RegisterIndex,
    Role,
    SheetScope,
    SheetScopeKind,
    TaskRef,
)
from app.domain.tally import Tally
from app.domain.task_detail import TaskDetail
from app.reports.sheets import (
    SummaryGroup,
    SummaryRow,
    SummarySheet,
    TrackingGroup,
    TrackingSection,
    TrackingSheet,
)
from app.services import sheet_facts
from app.services.register import Register
from app.services.sheet_changes import changes_of
from app.services.sheet_rows import Material, document_heading, scope_title, tracking_row
from app.services.sheet_uncounted import beside, uncounted_groups

_NAMED_DOCUMENTS = 2
"""Documents that the title of a summary names one by one."""


def tracking(
    register: Register, scope: SheetScope, as_of: dt.date, *, include_restricted: bool = False
) -> TrackingSheet:
    """Return sheet 1 for everything, one agency, leader or document, or a list, as of a day.

    An agency's sheet holds the tasks that it leads as first named. Those that it leads with others
    and those given to a collective to which it belongs stand under the table, outside the total.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    facts = sheet_facts.load_sheet_facts(
        register,
        as_of,
        lambda index: tracked(index, scope),
        include_restricted=include_restricted,
    )
    return tracking_of(Material.of(facts, register.clock()), scope)


def tracking_of(material: Material, scope: SheetScope) -> TrackingSheet:
    """Return sheet 1 of what was read; see `tracking`."""
    refuse_unknown(scope, material)
    chosen = printed(material.index, scope)
    subtitle = _subtitle(scope, material, chosen)
    groups = _groups(scope, material, [material.details[ref.id] for ref in chosen])
    parts = beside(material.index, scope)
    uncounted = uncounted_groups(material, parts, material.details)
    opened = material.opened_among((*chosen, *(ref for part in parts for ref in part.listed)))
    notes = [
        *_closed_note(material.index, scope),
        *restricted_note(scopes.restricted_count(material.index, scope)),
        *opened_note(opened),
    ]
    said = (subtitle, *map(astuple, groups), *map(astuple, uncounted), *notes)
    return TrackingSheet(
        subtitle=subtitle,
        letterhead=material.letterhead(restricted=opened > 0),
        provenance=material.provenance(said),
        groups=groups,
        tally=Tally.of(ref.light for ref in chosen),
        soon_days=material.index.soon_days,
        show_lead=scope.kind is not SheetScopeKind.AGENCY,
        uncounted=uncounted,
        notes=notes,
        closed=_all_closed(material.index, scope, chosen),
    )


def summary(
    register: Register,
    as_of: dt.date,
    *,
    by_leader: bool,
    since: dt.date | None = None,
    include_restricted: bool = False,
) -> SummarySheet:
    """Return sheet 2 by lead agency or by leader, as of a day; its rows add up to all tasks.

    ``since``: the day from which on changes are told, None for none.
    """
    facts = sheet_facts.load_sheet_facts(
        register,
        as_of,
        lambda _index: (),
        since=since,
        include_restricted=include_restricted,
    )
    return summary_of(Material.of(facts, register.clock()), by_leader=by_leader)


def summary_of(material: Material, *, by_leader: bool) -> SummarySheet:
    """Return sheet 2 of what was read; see `summary`."""
    refs = _printable(material.index)
    groups = _leader_groups(material, refs) if by_leader else _agency_groups(material, refs)
    subtitle, sources = _summed_documents(material, refs)
    opened = material.opened_among(refs)
    notes = [*sources, *_summary_notes(material, by_leader=by_leader), *opened_note(opened)]
    changes = changes_of(material, SheetScope())
    said = (subtitle, *map(astuple, groups), *notes, *([astuple(changes)] if changes else []))
    return SummarySheet(
        by_leader=by_leader,
        subtitle=subtitle,
        letterhead=material.letterhead(restricted=opened > 0),
        provenance=material.provenance(said),
        groups=groups,
        tally=Tally.of(ref.light for ref in refs),
        soon_days=material.index.soon_days,
        notes=notes,
        changes=changes,
    )


def _printable(index: RegisterIndex) -> list[TaskRef]:
    return [ref for ref in index.tasks if not ref.confidential]


def printed(index: RegisterIndex, scope: SheetScope) -> list[TaskRef]:
    """Return the tasks that a sheet of a scope counts and names, in document order."""
    return [
        ref
        for ref in scopes.followed(index, scope)
        if not ref.confidential and scopes.counts(scope, ref, index.directory)
    ]


def tracked(index: RegisterIndex, scope: SheetScope) -> list[int]:
    """Return the tasks whose details a tracking sheet needs."""
    listed = (ref for part in beside(index, scope) for ref in part.listed)
    return [ref.id for ref in (*printed(index, scope), *listed)]


def refuse_unknown(scope: SheetScope, material: Material) -> None:
    """Refuse a scope that names nothing in the register."""
    directory = material.index.directory
    match scope.kind:
        case SheetScopeKind.AGENCY if scope.id and scope.id not in directory.agencies:
            raise InputRefusedError(phrase("Cơ quan này không có trong sổ."))
        case SheetScopeKind.LEADER if scope.id and scope.id not in directory.officials:
            raise InputRefusedError(phrase("Lãnh đạo này không có trong sổ."))
        case SheetScopeKind.DOCUMENT if scope.id not in directory.documents:
            raise InputRefusedError(phrase("Văn bản này không có trong sổ."))
        case SheetScopeKind.SCHEME if scope.id not in directory.schemes:
            raise InputRefusedError(phrase("Đề án này không có trong sổ."))


def _subtitle(scope: SheetScope, material: Material, refs: Sequence[TaskRef]) -> str:
    directory = material.index.directory
    match scope.kind:
        case SheetScopeKind.AGENCY:
            return _agency_subtitle(scope.id, material, refs)
        case SheetScopeKind.COLLECTIVE | SheetScopeKind.LIST | SheetScopeKind.SCHEME:
            return scope_title(material, scope)
        case SheetScopeKind.LEADER if scope.id == 0:
            return NO_LEADER_NAME
        case SheetScopeKind.LEADER:
            suggested = " (gồm phân công gợi ý)" if any(r.leader_suggested for r in refs) else ""
            return f"Lãnh đạo phụ trách: {material.leader_title(scope.id)}{suggested}"
        case SheetScopeKind.DOCUMENT:
            ended = " (văn bản đã kết thúc)" if scopes.is_closed(material.index, scope) else ""
            return f"{directory.documents[scope.id].short_title}: tất cả các cơ quan{ended}"
        case _:
            return "Tất cả các cơ quan, tất cả văn bản"


def _agency_subtitle(agency_id: int, material: Material, refs: Sequence[TaskRef]) -> str:
    """Name the agency, and its leader where all its tasks have the same one."""
    name = material.agency_name(agency_id)
    leaders = {ref.leader_id for ref in refs}
    if len(leaders) != 1 or 0 in leaders:
        return f"Cơ quan chủ trì: {name}"
    suggested = " (gợi ý)" if any(ref.leader_suggested for ref in refs) else ""
    leader = material.leader_title(leaders.pop())
    return f"Cơ quan chủ trì: {name}. Lãnh đạo phụ trách: {leader}{suggested}"


def _groups(
    scope: SheetScope, material: Material, details: Sequence[TaskDetail]
) -> list[TrackingGroup]:
    if scope.kind is SheetScopeKind.LEADER:
        return _groups_by_agency(material, details)
    if scope.kind is SheetScopeKind.DOCUMENT:
        return _groups_by_chapter(material, details)
    return [
        TrackingGroup(
            f"{letter}. {document_heading(group[0].document)}",
            _sections(material, group, material.section_heading),
        )
        for letter, group in zip(
            _letters(), _runs(details, lambda d: str(d.document.id)), strict=False
        )
    ]


def _groups_by_chapter(material: Material, details: Sequence[TaskDetail]) -> list[TrackingGroup]:
    headings = {
        section.locator: section.heading
        for section in material.index.directory.sections.values()
        if details and section.document_id == details[0].document.id
    }
    groups = []
    for group in _runs(details, lambda d: locator.chapter(d.locator)):
        chapter = locator.chapter(group[0].locator)
        title = locator.heading(chapter, headings.get(chapter, ""))
        sections = [
            # A chapter without sections is named by its group alone.
            replace(section, heading="") if section.heading == title else section
            for section in _sections(material, group, material.section_heading)
        ]
        groups.append(TrackingGroup(title, sections))
    return groups


def _groups_by_agency(material: Material, details: Sequence[TaskDetail]) -> list[TrackingGroup]:
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
    material: Material, details: Sequence[TaskDetail], heading: Callable[[TaskDetail], str]
) -> list[TrackingSection]:
    return [
        TrackingSection(heading(run[0]), [tracking_row(material, detail) for detail in run])
        for run in _runs(details, heading)
    ]


def _closed_note(index: RegisterIndex, scope: SheetScope) -> list[str]:
    """Return what the sheet of a document of the past says of itself."""
    if not scopes.is_closed(index, scope):
        return []
    ended = index.directory.documents[scope.id].end_words
    return [f"Văn bản {ended}; các nhiệm vụ này không còn theo dõi, không cộng vào biểu khác."]


def restricted_note(count: int) -> list[str]:
    """Return what a sheet says of the tasks that stay off it."""
    if count == 0:
        return []
    what = f"{count} nhiệm vụ thuộc chế độ hạn chế phổ biến"
    return [f"Không in {what}; tổng số không gồm các nhiệm vụ này."]


def opened_note(count: int) -> list[str]:
    """Return what a sheet says of restricted tasks that stand on it because they were asked for."""
    if count == 0:
        return []
    what = f"{count} nhiệm vụ thuộc chế độ hạn chế phổ biến (chỉ in tên công khai)"
    return [f"Biểu gồm {what}: chỉ chuyển cho người có trách nhiệm."]


def _all_closed(index: RegisterIndex, scope: SheetScope, chosen: Sequence[TaskRef]) -> bool:
    if scope.kind is SheetScopeKind.LIST:
        return bool(chosen) and all(ref.closed for ref in chosen)
    return scopes.is_closed(index, scope)


def _agency_groups(material: Material, refs: Sequence[TaskRef]) -> list[SummaryGroup]:
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
            f"{roman(n)}. {NO_LEAD_NAME if kind is None else AGENCY_KIND_NAMES[kind]}",
            by_kind[kind],
        )
        for n, kind in enumerate(present, start=1)
    ]


def _leader_groups(material: Material, refs: Sequence[TaskRef]) -> list[SummaryGroup]:
    by_leader: dict[int, list[TaskRef]] = {}
    for ref in refs:
        by_leader.setdefault(ref.leader_id, []).append(ref)
    rows = [
        SummaryRow(official.title, _tally(by_leader.get(official.id, [])))
        for official in material.index.directory.officials.values()
    ]
    groups = [SummaryGroup("I. Lãnh đạo UBND tỉnh", rows)]
    if 0 in by_leader:
        name = "Việc chung và cơ quan chưa phân công"
        row = SummaryRow(name, _tally(by_leader[0]))
        groups.append(SummaryGroup(f"II. {NO_LEADER_NAME}", [row]))
    return groups


def _summed_documents(material: Material, refs: Sequence[TaskRef]) -> tuple[str, list[str]]:
    """Return the second line of the title, and a note where the names are too many for it."""
    present = {ref.document_id for ref in refs}
    documents = material.index.directory.documents.values()
    titles = [document.short_title for document in documents if document.id in present]
    if len(titles) <= _NAMED_DOCUMENTS:
        return " và ".join(titles), []
    return f"Nhiệm vụ của {len(titles)} văn bản", [f"Các văn bản: {'; '.join(titles)}."]


def _summary_notes(material: Material, *, by_leader: bool) -> list[str]:
    suggested = len(material.index.directory.suggested_agency_leaders)
    notes = []
    if by_leader and suggested:
        notes.append(
            f"Có {suggested} phân công gợi ý, rút từ Phụ lục chỉ tiêu và chưa được xác nhận."
        )
    return [*notes, *restricted_note(scopes.restricted_count(material.index, SheetScope()))]


def _tally(refs: Iterable[TaskRef]) -> Tally:
    return Tally.of(ref.light for ref in refs)


def _runs(
    details: Sequence[TaskDetail], key: Callable[[TaskDetail], str]
) -> list[list[TaskDetail]]:
    return [list(run) for _, run in groupby(details, key)]


def _letters() -> Iterable[str]:
    yield from ascii_uppercase
    yield from (f"{a}{b}" for a in ascii_uppercase for b in ascii_uppercase)


def roman(number: int) -> str:
    """Return a number in Roman numerals."""
    numerals = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    words = ""
    for value, numeral in numerals:
        count, number = divmod(number, value)
        words += numeral * count
    return words

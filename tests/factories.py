"""Invented records for tests: a small register whose numbers are easy to count by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.domain.records import (
    AgencyKind,
    AgencyRecord,
    DayTally,
    Directory,
    DocumentRecord,
    Milestone,
    OfficialRecord,
    Overview,
    RegisterIndex,
    SectionRecord,
    TaskRef,
    TaskRow,
)
from app.domain.tally import Tally
from app.domain.traffic_light import DEFAULT_SOON_DAYS, Light

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AS_OF = dt.date(2026, 11, 21)

FINANCE, SCIENCE, ALL_AGENCIES = 1, 2, 3
CHAIRMAN, DEPUTY = 1, 2
PROGRAMME, PLAN = 1, 2


def make_agency(id: int, name: str, short_name: str = "", **fields: Any) -> AgencyRecord:  # noqa: A002
    values: dict[str, Any] = {
        "key": f"agency-{id}",
        "kind": AgencyKind.DEPARTMENT,
        "collective": False,
        "order": id,
    }
    return AgencyRecord(id=id, name=name, short_name=short_name or name, **values | fields)


def make_official(id: int, name: str, **fields: Any) -> OfficialRecord:  # noqa: A002
    values: dict[str, Any] = {
        "key": f"official-{id}",
        "position": "Phó Chủ tịch UBND tỉnh",
        "short_position": "Phó Chủ tịch",
        "order": id,
    }
    return OfficialRecord(id=id, name=name, **values | fields)


def make_document(id: int, code: str, **fields: Any) -> DocumentRecord:  # noqa: A002
    values: dict[str, Any] = {
        "number": None,
        "type": "Chương trình",
        "title": code,
        "short_title": code,
        "issuer": "UBND tỉnh Lào Cai",
        "issued_on": dt.date(2026, 2, 3),
        "issued_precision": "day",
        "signer": "",
        "signer_position": "",
        "order": id,
    }
    return DocumentRecord(id=id, code=code, **values | fields)


def make_directory(
    agencies: Iterable[AgencyRecord] | None = None,
    officials: Iterable[OfficialRecord] | None = None,
    documents: Iterable[DocumentRecord] | None = None,
    sections: Iterable[SectionRecord] = (),
) -> Directory:
    """Return a directory; what is not given is two agencies, a collective one, two officials,
    two documents.
    """
    agencies = agencies or (
        make_agency(FINANCE, "Sở Tài chính"),
        make_agency(SCIENCE, "Sở Khoa học và Công nghệ", "Sở Khoa học và CN"),
        make_agency(
            ALL_AGENCIES,
            "Các sở, ban, ngành",
            kind=AgencyKind.COLLECTIVE,
            collective=True,
        ),
    )
    officials = officials or (
        make_official(CHAIRMAN, "Nguyễn Tuấn Anh", short_position="Chủ tịch"),
        make_official(DEPUTY, "Vũ Thị Hiền Hạnh"),
    )
    documents = documents or (
        make_document(PROGRAMME, "CTr04-2026"),
        make_document(PLAN, "KHNQ02-2026", type="Kế hoạch"),
    )
    return Directory(
        agencies={agency.id: agency for agency in agencies},
        officials={official.id: official for official in officials},
        documents={document.id: document for document in documents},
        sections={section.id: section for section in sections},
        suggested_agency_leaders={},
    )


def make_task_ref(id: int, light: Light = Light.UNKNOWN, **fields: Any) -> TaskRef:  # noqa: A002
    """Return a task of the programme led by the finance department, without a leader."""
    values: dict[str, Any] = {
        "document_id": PROGRAMME,
        "section_id": 0,
        "lead_id": FINANCE,
        "other_lead_ids": (),
        "leader_id": 0,
        "leader_suggested": False,
        "days": None,
        "by_report": False,
        "due_on": None,
        "recurrence": None,
        "completed_on": None,
        "confidential": False,
    }
    return TaskRef(id=id, light=light, **values | fields)


def make_index(
    tasks: Sequence[TaskRef] = (),
    directory: Directory | None = None,
    as_of: dt.date = AS_OF,
    closed: Sequence[TaskRef] = (),
) -> RegisterIndex:
    return RegisterIndex(
        as_of=as_of,
        soon_days=DEFAULT_SOON_DAYS,
        tasks=tuple(tasks),
        directory=directory or make_directory(),
        register_name="Sổ thử",
        closed=tuple(closed),
    )


def make_row(id: int, title: str = "", **fields: Any) -> TaskRow:  # noqa: A002
    values: dict[str, Any] = {
        "code": f"CTr04-2026/II.1.a#{id}",
        "locator": f"II.1.a #{id}",
        "short_title": "",
        "due_on": None,
        "recurrence": None,
        "extensions": 0,
        "latest_result": "",
    }
    return TaskRow(id=id, title=title or f"Nhiệm vụ {id}", **values | fields)


def make_overview(
    before: DayTally | None = None,
    completed_by_month: Sequence[tuple[dt.date, int]] = (),
    milestones: Sequence[Milestone] = (),
) -> Overview:
    return Overview(
        completed_by_month=completed_by_month,
        milestones=milestones,
        before=before or DayTally(dt.date(2026, 10, 31), Tally()),
    )

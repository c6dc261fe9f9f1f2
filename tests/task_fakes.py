"""A session for tests of the task page: it answers at once, from records that a test invents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.acts import EditableTask, TaskDraft
from app.domain.errors import InputRefusedError, TienDoError
from app.domain.periods import Recurrence
from app.domain.records import ChangeSet, RegisterIndex, Role, SearchedText, SectionRecord, TaskRef
from app.domain.reporting import Duty
from app.domain.task_detail import (
    AssignmentRecord,
    DutyRecord,
    ReceiptRecord,
    TaskDetail,
    UpdateRecord,
)
from app.domain.text import fold, fold_words
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import Assessment, Light, TaskState
from app.services.task_editing import Choices
from tests.factories import (
    ALL_AGENCIES,
    AS_OF,
    CHAIRMAN,
    DEPUTY,
    FINANCE,
    PLAN,
    PROGRAMME,
    SCIENCE,
    make_agency,
    make_directory,
    make_document,
    make_index,
    make_official,
    make_row,
    make_task_ref,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.doers import DoerState
    from app.views.session import Session

LATE_TASK = 5
DONE_TASK = 1
CO_LED_TASK = 6

SECTIONS = (
    SectionRecord(1, PROGRAMME, "II.1", "Hoàn thiện thể chế", 1),
    SectionRecord(2, PROGRAMME, "II.2", "Thúc đẩy tăng trưởng", 2),
    SectionRecord(3, PLAN, "III.1", "Môi trường kinh doanh", 1),
)

TASKS = (
    make_task_ref(1, Light.DONE_IN_TIME, section_id=1, leader_id=CHAIRMAN),
    make_task_ref(2, Light.DONE_LATE, section_id=1, days=9, leader_id=CHAIRMAN),
    make_task_ref(3, Light.UNKNOWN, section_id=2, leader_id=CHAIRMAN, leader_suggested=True),
    make_task_ref(
        4, Light.DUE_SOON, section_id=2, days=4, due_on=dt.date(2026, 11, 25), leader_id=CHAIRMAN
    ),
    make_task_ref(
        5, Light.OVERDUE, section_id=2, days=21, due_on=dt.date(2026, 10, 31), leader_id=CHAIRMAN
    ),
    make_task_ref(
        6,
        Light.OVERDUE,
        section_id=3,
        document_id=PLAN,
        lead_id=SCIENCE,
        other_lead_ids=(FINANCE,),
        days=52,
        due_on=dt.date(2026, 9, 30),
        leader_id=DEPUTY,
    ),
    make_task_ref(7, Light.IN_TIME, document_id=PLAN, section_id=3, lead_id=SCIENCE, days=40,
                  due_on=dt.date(2026, 12, 31), leader_id=DEPUTY),
    make_task_ref(8, Light.IN_TIME, document_id=PLAN, section_id=3, lead_id=ALL_AGENCIES),
    make_task_ref(9, Light.STOPPED, document_id=PLAN, section_id=3, lead_id=0),
)  # fmt: skip


def make_task_index(tasks: Sequence[Any] = TASKS, **fields: Any) -> RegisterIndex:
    """Return an index with sections, one suggested portfolio (finance under the chairman), and one
    member of the collective (finance).
    """
    directory = make_directory(
        agencies=[
            make_agency(FINANCE, "Sở Tài chính"),
            make_agency(SCIENCE, "Sở Khoa học và Công nghệ", "Sở Khoa học và CN"),
            make_agency(ALL_AGENCIES, "Các sở, ban, ngành", collective=True),
        ],
        officials=[
            make_official(CHAIRMAN, "Nguyễn Tuấn Anh", short_position="Chủ tịch"),
            make_official(DEPUTY, "Vũ Thị Hiền Hạnh"),
        ],
        documents=[
            make_document(PROGRAMME, "CTr04-2026", number="04/CTr-UBND"),
            make_document(PLAN, "KHNQ02-2026", issued_precision="month"),
        ],
        sections=SECTIONS,
    )
    directory = replace(
        directory,
        suggested_agency_leaders={FINANCE: CHAIRMAN},
        memberships={FINANCE: {ALL_AGENCIES}},
        suggestion_sources={FINANCE: "Phụ lục Chương trình 04 (chỉ tiêu 1, 2)"},
    )
    return make_index(tasks, directory, **fields)


def make_update(id: int = 1, **fields: Any) -> UpdateRecord:  # noqa: A002
    values: dict[str, Any] = {
        "effective_on": dt.date(2026, 11, 12),
        "recorded_at": dt.datetime(2026, 11, 12, 9, 5),  # noqa: DTZ001 - local time
        "recorded_by": "can.bo",
        "state": TaskState.OPEN,
        "percent": None,
        "product": "",
        "product_number": "",
        "product_date": None,
        "result": "Đã rà soát 214 cơ sở",
        "difficulties": "",
        "proposal": "",
        "directive": "",
        "reversed": False,
    }
    return UpdateRecord(id=id, **values | fields)


def make_detail(id: int = 1, **fields: Any) -> TaskDetail:  # noqa: A002
    """Return an open task of the finance department, overdue since 31/10/2026."""
    due_on = fields.pop("due_on", dt.date(2026, 10, 31))
    kind = TimeLimitKind.DATE if due_on else TimeLimitKind.UNDETERMINED
    values: dict[str, Any] = {
        "code": f"CTr04-2026/II.2.a#{id}",
        "locator": f"II.2.a#{id}",
        "title": f"Nhiệm vụ {id}",
        "short_title": f"Việc {id}",
        "points": (),
        "source_text": "",
        "source_note": "",
        "document": make_document(PROGRAMME, "CTr04-2026"),
        "section_heading": "Thúc đẩy tăng trưởng",
        "expected_product": "",
        "scheme": "",
        "confidential": False,
        "assignments": (AssignmentRecord(Role.LEAD, FINANCE, "Sở Tài chính"),),
        "leader": None,
        "leader_suggested": False,
        "leader_source": "",
        "time_limit": TimeLimit(kind, due_on),
        "first_due_on": None,
        "extensions": 0,
        "extension_authority": "",
        "assessment": Assessment(Light.OVERDUE, 21),
        "standing": None,
        "why": "Đỏ: quá hạn 21 ngày so với 31/10/2026.",
        "state": TaskState.OPEN,
        "completed_on": None,
        "percent": None,
        "stopped_by": "",
        "updates": (),
    }
    return TaskDetail(id=id, **values | fields)


def make_duty(id: int = 1, **fields: Any) -> DutyRecord:  # noqa: A002
    """Return the monthly duty of a document, not switched on, without a report yet."""
    duty: dict[str, Any] = {
        "document_id": PROGRAMME,
        "task_id": 0,
        "recurrence": Recurrence.MONTHLY,
        "due_on": None,
        "active_from": None,
    }
    values: dict[str, Any] = {
        "title": "Báo cáo tháng",
        "text": "hàng tháng",
        "receivers": ("UBND tỉnh",),
        "receipts": (),
    }
    own = {name: fields.pop(name) for name in tuple(fields) if name in duty}
    return DutyRecord(duty=Duty(id=id, **duty | own), **values | fields)


def make_receipt(period: str, arrived_on: dt.date) -> ReceiptRecord:
    return ReceiptRecord(period, arrived_on, dt.datetime(2026, 11, 18, 9, 5), "can.bo")  # noqa: DTZ001


def continuing(*duties: DutyRecord, recurrence: Recurrence = Recurrence.MONTHLY) -> dict[str, Any]:
    """Return the fields of the detail of a continuing task with some duties."""
    return {
        "time_limit": TimeLimit(TimeLimitKind.CONTINUING, recurrence=recurrence),
        "assessment": Assessment(Light.UNKNOWN),
        "why": "Xám: việc thường xuyên, định kỳ, chưa ghi nhận báo cáo nào.",
        "duties": duties,
    }


class FakeSession(QObject):
    """Stands in for a session: answers services by name, and writes nothing.

    Attributes:
        titles: title by task id; others are called "Nhiệm vụ n".
        details: fields of details by task id.
        column_words: what a column says, by column and task id.
        searched: what tasks are found by beside their titles, by task id.
        doers: of every collective task.
        calls: every service asked for, with its arguments.
        fail: an error for every reading, while it is set.
    """

    index_changed = Signal()
    changed = Signal(ChangeSet)
    failed = Signal(Exception)

    def __init__(self, index: RegisterIndex | None = None) -> None:
        super().__init__()
        self.index = make_task_index() if index is None else index
        self.today = AS_OF
        self.titles: dict[int, str] = {}
        self.details: dict[int, dict[str, Any]] = {}
        self.searched: dict[int, tuple[SearchedText, ...]] = {}
        self.column_words: dict[str, dict[int, str]] = {}
        self.doers: tuple[DoerState, ...] = ()
        self.calls: list[tuple[Any, ...]] = []
        self.fail: TienDoError | None = None

    @property
    def as_of(self) -> dt.date:
        return self.index.as_of

    @property
    def is_past(self) -> bool:
        return self.as_of != self.today

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """Return the arguments of every call of one service."""
        return [call[1:] for call in self.calls if call[0] == name]

    def show(self, index: RegisterIndex) -> None:
        """Take another index, as after a change."""
        self.index = index
        self.index_changed.emit()

    def read(self, service: Callable[..., Any], *args: Any) -> Any:
        name = service.__name__
        self.calls.append((name, *args))
        if self.fail is not None:
            raise self.fail
        return getattr(self, f"_{name}")(*args)

    def run(self, service: Callable[..., Any], *args: Any, **_callbacks: Any) -> None:
        self.calls.append((service.__name__, *args))

    def as_session(self) -> Session:
        """Return itself under the type that widgets ask for."""
        return self  # type: ignore[return-value]

    @property
    def _refs(self) -> Sequence[TaskRef]:
        return (*self.index.tasks, *self.index.closed)

    def title(self, task: int) -> str:
        return self.titles.get(task, f"Nhiệm vụ {task}")

    def _load_rows(self, ids: Sequence[int], _as_of: dt.date) -> dict[int, Any]:
        return {task: make_row(task, self.title(task)) for task in ids}

    def _load_detail(self, task: int, _as_of: dt.date) -> TaskDetail:
        ref = next((ref for ref in self._refs if ref.id == task), None)
        if ref is None:  # as `reading.load_detail` does
            raise InputRefusedError("Nhiệm vụ này chưa có trong sổ vào ngày báo cáo đã chọn.")
        done = ref.light in (Light.DONE_IN_TIME, Light.DONE_LATE)
        fields: dict[str, Any] = {
            "title": self.title(task),
            "assessment": ref.assessment,
            "document": self.index.directory.documents[ref.document_id],
            "state": TaskState.COMPLETED if done else TaskState.OPEN,
            "leader_source": "Phụ lục Chương trình 04 (chỉ tiêu 1, 2)",
        }
        return make_detail(task, **fields | self.details.get(task, {}))

    def _load_choices(self) -> Choices:
        directory = self.index.directory
        return Choices(
            agencies=tuple(directory.agencies.values()),
            spellings={fold(agency.name): agency.id for agency in directory.agencies.values()},
            officials=tuple(directory.officials.values()),
            schemes=((1, "07: Kết nối giao thương"),),
            documents=tuple(directory.documents.values()),
        )

    def _load_editable(self, task: int) -> EditableTask:
        draft = TaskDraft(self.title(task), f"Việc {task}", roles=((Role.LEAD, (FINANCE,)),))
        return EditableTask(task, 1, draft)

    def _find_task(self, typed: str) -> int:
        if typed != "II.4.b#2":
            raise InputRefusedError(f"Không có nhiệm vụ nào mang mã hoặc vị trí “{typed}”.")
        return 4

    def _load_history(self, _task: int) -> tuple[()]:
        return ()

    def _load_searched_texts(self, ids: Sequence[int]) -> dict[int, tuple[SearchedText, ...]]:
        return {task: self.searched.get(task, ()) for task in ids}

    def _sorted_ids(self, _column: str) -> list[int]:
        return sorted((ref.id for ref in self._refs), key=self.title)

    def _search(self, text: str) -> list[int]:
        words = fold_words(text)
        return [
            ref.id
            for ref in self._refs
            if all(word in fold_words(self.title(ref.id)) for word in words)
        ]

    def _ids_with_words(self, column: str, text: str, _as_of: dt.date) -> frozenset[int]:
        said = self.column_words.get(column, {})
        return frozenset(
            task
            for task, words in said.items()
            if all(word in fold(words) for word in fold(text).split())
        )

    def _load_doers(self, ids: Sequence[int], _as_of: dt.date) -> dict[int, tuple[DoerState, ...]]:
        return dict.fromkeys(ids, self.doers)

    def _load_unlisted(self, _task: int, _as_of: dt.date) -> tuple[str, ...]:
        return ()

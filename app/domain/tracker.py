"""The office's own tracker (an Excel sheet with states, results, dates) laid beside the register.

Records of the preview: what every row says, which task it is about, and what would be written, old
beside new. Nothing is written before `app.services.importing.apply_tracker`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.phrases import phrase
from app.domain.review import FieldChange


class TrackerColumn(StrEnum):
    """What a column of a tracker holds, known by the words of its header."""

    CODE = "code"
    PLACE = "place"
    CONTENT = "content"
    LEAD = "lead"
    TIME = "time"
    STATE = "state"
    PERCENT = "percent"
    RESULT = "result"
    PRODUCT = "product"
    NUMBER = "number"
    DONE_ON = "done_on"
    GIVEN_NUMBER = "given_number"
    GIVEN_ON = "given_on"
    UPDATED_ON = "updated_on"
    DIFFICULTIES = "difficulties"
    PROPOSAL = "proposal"
    DIRECTIVE = "directive"


COLUMN_NAMES = {
    TrackerColumn.CODE: phrase("Mã nhiệm vụ"),
    TrackerColumn.PLACE: phrase("Mục, điểm"),
    TrackerColumn.CONTENT: phrase("Nội dung"),
    TrackerColumn.LEAD: phrase("Chủ trì"),
    TrackerColumn.TIME: phrase("Thời hạn"),
    TrackerColumn.STATE: phrase("Tình trạng"),
    TrackerColumn.PERCENT: phrase("Tỷ lệ"),
    TrackerColumn.RESULT: phrase("Kết quả"),
    TrackerColumn.PRODUCT: phrase("Sản phẩm"),
    TrackerColumn.NUMBER: phrase("Số, ký hiệu"),
    TrackerColumn.DONE_ON: phrase("Ngày hoàn thành"),
    TrackerColumn.GIVEN_NUMBER: phrase("Văn bản giao"),
    TrackerColumn.GIVEN_ON: phrase("Ngày văn bản giao"),
    TrackerColumn.UPDATED_ON: phrase("Ngày cập nhật"),
    TrackerColumn.DIFFICULTIES: phrase("Vướng mắc"),
    TrackerColumn.PROPOSAL: phrase("Đề xuất"),
    TrackerColumn.DIRECTIVE: phrase("Chỉ đạo"),
}


class TrackerAct(StrEnum):
    """What a row would write."""

    NOTHING = "nothing"
    PROGRESS = "progress"
    COMPLETE = "complete"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """A task that a row may be about."""

    task_id: int
    code: str
    title: str
    score: int


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One row of the tracker, and what comes of it.

    Attributes:
        id: sheet and row, as people find it ("Sheet1, dòng 12").
        cells: what the row says, by column; columns that the file does not have are missing.
        doubts: about reading the row (a formula's stored result), one sentence each.
        task: the task that the row is about, None where nobody knows.
        found_by: "mã", "vị trí", "nội dung" or "người chọn".
        choices: the nearest tasks where the row's own is not certain.
        act: what would be written.
        on: the day from which it counts; None where the row gives none and needs one.
        changes: old beside new, by field.
        problem: why nothing can be written of the row, "" if it can.
        taken: whether it is to be written; a person may say otherwise.
        chosen_task, chosen_on: what a person has said, 0 and None where nothing.
    """

    id: str
    cells: Mapping[TrackerColumn, str]
    doubts: tuple[str, ...] = ()
    task: TaskChoice | None = None
    found_by: str = ""
    choices: tuple[TaskChoice, ...] = ()
    act: TrackerAct = TrackerAct.NOTHING
    on: dt.date | None = None
    changes: tuple[FieldChange, ...] = ()
    problem: str = ""
    taken: bool = True
    chosen_task: int = 0
    chosen_on: dt.date | None = None

    @property
    def written(self) -> bool:
        """Whether applying the preview writes something of the row."""
        return self.taken and not self.problem and self.act is not TrackerAct.NOTHING


@dataclass(frozen=True, slots=True)
class TrackerPreview:
    """A tracker laid beside the register.

    Attributes:
        file_name: as it was imported.
        sha256: of its content.
        columns: the header's words → what the column holds.
        ignored: headers of columns that nothing is taken from.
        rows: in the order of the file.
        as_of: the day of which the file says it is, None where it says none.
        warnings: about the file as a whole, one sentence each.
    """

    file_name: str
    sha256: str
    columns: tuple[tuple[str, TrackerColumn], ...] = ()
    ignored: tuple[str, ...] = ()
    rows: tuple[TrackerRow, ...] = ()
    as_of: dt.date | None = None
    warnings: tuple[str, ...] = field(default=())

    def row(self, row_id: str) -> TrackerRow:
        """Return a row; KeyError if there is none of that id."""
        found = next((row for row in self.rows if row.id == row_id), None)
        if found is None:
            raise KeyError(row_id)
        return found

    @property
    def words(self) -> str:
        """How many rows do what: ``12 ghi được, 3 không đổi, 2 cần xem lại``."""
        written = sum(row.written for row in self.rows)
        problems = sum(bool(row.problem) for row in self.rows)
        rest = len(self.rows) - written - problems
        return phrase(
            "{written} ghi được, {rest} không đổi hoặc bỏ qua, {problems} cần xem lại",
            written=written,
            rest=rest,
            problems=problems,
        )


def take(preview: TrackerPreview, row_id: str, *, taken: bool) -> TrackerPreview:
    """Say whether a row is to be written."""
    return _with(preview, replace(preview.row(row_id), taken=taken))


def choose_task(preview: TrackerPreview, row_id: str, task_id: int) -> TrackerPreview:
    """Say which task a row is about (0: leave it to the program); then check the preview again."""
    return _with(preview, replace(preview.row(row_id), chosen_task=task_id))


def choose_day(preview: TrackerPreview, row_id: str, day: dt.date | None) -> TrackerPreview:
    """Say from which day a row counts; then check the preview again."""
    return _with(preview, replace(preview.row(row_id), chosen_on=day))


def _with(preview: TrackerPreview, row: TrackerRow) -> TrackerPreview:
    rows = tuple(row if each.id == row.id else each for each in preview.rows)
    return replace(preview, rows=rows)

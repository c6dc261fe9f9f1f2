"""The office's own tracker: rows matched to tasks, old laid beside new, applied in one step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain import formats
from app.domain.acts import Completion, Progress, Stop
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.review import FieldChange
from app.domain.task_detail import TaskDetail
from app.domain.text import fold, nfc
from app.domain.time_limit import TimeLimitKind
from app.domain.tracker import (
    TrackerAct,
    TrackerColumn,
    TrackerPreview,
    TrackerRow,
)
from app.domain.traffic_light import TaskState
from app.importing import tracker as reader
from app.importing.blocks import Cancelled
from app.importing.blocks import Progress as Watching
from app.importing.files import read_blocks
from app.services import reading
from app.services.importing.tracker_match import KnownTasks, matched
from app.services.progress import progress_refusal, progress_row, stop_refusal, stop_row
from app.services.register import Register
from app.services.tracking import completion_refusal, completion_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.unit_of_work import Author

NO_TRACKER = phrase(
    "Không tìm thấy bảng theo dõi trong tệp “{name}”: cần có cột nội dung (hoặc mã) nhiệm vụ và "
    "ít nhất một cột tình trạng, kết quả, tỷ lệ hoặc ngày hoàn thành."
)
_CHANGED_SINCE = phrase(
    "Sổ đã thay đổi từ khi tệp được đối chiếu nên chưa ghi gì. Hãy xem lại các dòng vừa thay đổi."
)
_NO_DAY_COLUMN = phrase(
    "Tệp không có cột ngày hoàn thành; không lấy ngày ở cột {columns} (ngày của văn bản giao việc "
    "hoặc của kế hoạch) làm ngày hoàn thành."
)
_NO_DAY = phrase(
    "Chưa có ngày hoàn thành (ngày của văn bản, sản phẩm); chương trình không tự đặt ngày."
)


def read_tracker(
    register: Register,
    path: Path,
    today: dt.date,
    progress: Watching | None = None,
    cancelled: Cancelled | None = None,
) -> TrackerPreview:
    """Return a tracker laid beside the register; nothing is written.

    Args:
        register: the open register.
        path: an .xlsx (or .docx, .pdf, .txt) with a table of tasks.
        today: no day may be later.
        progress: see `open_review`.
        cancelled: see `open_review`.

    Raises:
        InputRefusedError: the file cannot be read, or holds no table of this kind.
    """
    source, blocks = read_blocks(path, progress, cancelled)
    tables = reader.read_tracker(blocks)
    if not any(table.lines for table in tables):
        raise InputRefusedError(NO_TRACKER.format(name=path.name))
    columns = {
        (table.headings[n], column) for table in tables for n, column in table.columns.items()
    }
    ignored = {
        words for table in tables for n, words in table.headings.items() if n not in table.columns
    }
    rows = tuple(
        TrackerRow(
            phrase("{sheet}, dòng {row}", sheet=line.sheet or phrase("Bảng"), row=line.row),
            line.cells,
            line.doubts,
        )
        for table in tables
        for line in table.lines
    )
    preview = TrackerPreview(
        source.file_name,
        source.sha256,
        tuple(sorted(columns, key=lambda pair: list(TrackerColumn).index(pair[1]))),
        tuple(sorted(ignored)),
        rows,
        reader.stated_day(blocks),
        (*source.warnings, *_left_out(tables)),
    )
    return check_tracker(register, preview, today)


def _left_out(tables: Sequence[reader.TrackerTable]) -> tuple[str, ...]:
    """Return the sentence that names days of the file which are no days of completion."""
    named = dict.fromkeys(words for table in tables for words in table.days_left_out)
    columns = ", ".join(f"“{words}”" for words in named)
    return (_NO_DAY_COLUMN.format(columns=columns),) if named else ()


def check_tracker(register: Register, preview: TrackerPreview, today: dt.date) -> TrackerPreview:
    """Lay a preview beside the register anew; what a person has chosen stays."""
    with register.reading() as connection:
        known = KnownTasks.read(connection, today)
    rows_matched = [matched(row, known) for row in preview.rows]
    ids = sorted({row.task.task_id for row in rows_matched if row.task})
    details = {each.id: each for each in reading.load_details(register, ids, today)} if ids else {}
    on = preview.as_of or today
    seen: dict[int, str] = {}
    rows = []
    for row in rows_matched:
        if row.task is None or row.task.task_id not in details:
            rows.append(replace(row, act=TrackerAct.NOTHING, changes=()))
            continue
        before = seen.setdefault(row.task.task_id, row.id)
        made = _judged(row, details[row.task.task_id], on, today)
        rows.append(made if before == row.id else _double(made, before))
    return replace(preview, rows=tuple(rows))


def apply_tracker(register: Register, preview: TrackerPreview, today: dt.date) -> ChangeSet:
    """Write what the preview shows of the rows that are taken: one change, one step of undo.

    Raises:
        InputRefusedError: there is nothing to write.
        ConflictError: the register changed since; nothing is written.
        RegisterError: SQLite refused; nothing is written.
    """
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    taken = [row for row in preview.rows if row.written]
    if not taken:
        raise InputRefusedError(phrase("Không có dòng nào để ghi vào sổ."))
    ids = [row.task.task_id for row in taken if row.task]
    summary = phrase(
        "nhập kết quả của {taken} nhiệm vụ từ tệp {file_name}",
        taken=len(taken),
        file_name=preview.file_name,
    )
    with writing(register.engine, register.author(), summary) as work:
        now = check_tracker(register, preview, today)
        if [row for row in now.rows if row.written] != taken:
            raise ConflictError(_CHANGED_SINCE)
        details = {each.id: each for each in reading.load_details(register, ids, today)}
        for row in taken:
            if row.task is not None:
                detail = details[row.task.task_id]
                work.session.add(_written(row, detail, work.author))
        work.task_ids = sorted(ids)
    return ChangeSet(work.change.id, summary, frozenset(ids))


def _double(row: TrackerRow, before: str) -> TrackerRow:
    problem = phrase(
        "Cùng một nhiệm vụ với {before}; hãy giữ một dòng hoặc chọn nhiệm vụ khác.", before=before
    )
    return replace(row, problem=problem)


# --- what would be written ------------------------------------------------------------------------


def _judged(row: TrackerRow, detail: TaskDetail, on: dt.date, today: dt.date) -> TrackerRow:
    """Return a row with what it would write of its task, and why not if it cannot."""
    act, share = reader.act_of(row.cells.get(TrackerColumn.STATE, ""))
    if act is TrackerAct.NOTHING and _says_done(row):
        act = TrackerAct.COMPLETE
    if act is TrackerAct.COMPLETE and detail.time_limit.kind is TimeLimitKind.CONTINUING:
        act = TrackerAct.PROGRESS  # it is judged by its reports; its result can be noted
    if act is TrackerAct.NOTHING:
        act = TrackerAct.PROGRESS
    row = replace(row, on=_day(row, act, on))
    ended = detail.state in (TaskState.COMPLETED, TaskState.CONFIRMED, TaskState.STOPPED)
    if ended:
        return _beside_ended(row, act, detail)
    if act is TrackerAct.COMPLETE:
        return _completion(row, detail, today)
    if act is TrackerAct.STOP:
        return _stop(row, detail, today)
    return _progress(row, detail, share, today)


def _says_done(row: TrackerRow) -> bool:
    """Return whether a row without words of a state has a day that can only be that of its end."""
    done = reader.day_in(row.cells.get(TrackerColumn.DONE_ON, ""))
    return done is not None and bool(row.cells.get(TrackerColumn.NUMBER, ""))


def _day(row: TrackerRow, act: TrackerAct, on: dt.date) -> dt.date | None:
    if row.chosen_on is not None:
        return row.chosen_on
    if act is TrackerAct.PROGRESS:
        return reader.day_in(row.cells.get(TrackerColumn.UPDATED_ON, "")) or on
    for column in (TrackerColumn.DONE_ON, TrackerColumn.NUMBER, TrackerColumn.RESULT):
        day = reader.day_in(row.cells.get(column, ""))
        if day is not None:
            return day
    return None


def _beside_ended(row: TrackerRow, act: TrackerAct, detail: TaskDetail) -> TrackerRow:
    """Return a row of a task that has ended: the same is no change, anything else a question."""
    stopped = detail.state is TaskState.STOPPED
    same = act is (TrackerAct.STOP if stopped else TrackerAct.COMPLETE)
    day = (
        phrase(" ngày {completed_on}", completed_on=formats.date_in_text(detail.completed_on))
        if detail.completed_on
        else ""
    )
    state = phrase("đã dừng, thu hồi") if stopped else phrase("đã hoàn thành{day}", day=day)
    other_day = same and not stopped and row.on is not None and row.on != detail.completed_on
    if same and not other_day:
        return replace(row, act=TrackerAct.NOTHING, changes=())
    problem = phrase(
        "Sổ ghi {state}, tệp ghi khác; hãy xem và sửa ở trang Nhiệm vụ nếu tệp đúng.", state=state
    )
    return replace(row, act=TrackerAct.NOTHING, changes=(), problem=problem)


def _completion(row: TrackerRow, detail: TaskDetail, today: dt.date) -> TrackerRow:
    row = replace(row, act=TrackerAct.COMPLETE)
    if row.on is None:
        change = _change(phrase("Tình trạng"), detail, phrase("Hoàn thành"))
        return replace(row, changes=(change,), problem=_NO_DAY)
    completion = _completion_of(row, detail)
    changes = [
        _change(phrase("Tình trạng"), detail, phrase("Hoàn thành")),
        FieldChange(phrase("Ngày hoàn thành"), "", formats.date_in_text(row.on)),
        FieldChange(phrase("Sản phẩm"), "", completion.product),
    ]
    changes += [
        FieldChange(name, "", value)
        for name, value in (
            (phrase("Số, ký hiệu"), completion.number),
            (phrase("Kết quả"), completion.note),
        )
        if value
    ]
    problem = completion_refusal(detail, completion, today) or ""
    return replace(row, changes=tuple(changes), problem=problem)


def _completion_of(row: TrackerRow, detail: TaskDetail) -> Completion:
    cells = row.cells
    result = cells.get(TrackerColumn.RESULT, "")
    product = cells.get(TrackerColumn.PRODUCT, "") or detail.expected_product or result
    return Completion(
        product=product,
        number=cells.get(TrackerColumn.NUMBER, ""),
        completed_on=row.on or dt.date.max,
        note=result if result != product else "",
    )


def _stop(row: TrackerRow, detail: TaskDetail, today: dt.date) -> TrackerRow:
    changes = (_change(phrase("Tình trạng"), detail, phrase("Dừng, thu hồi")),)
    row = replace(row, act=TrackerAct.STOP, changes=changes)
    if row.on is None or not row.cells.get(TrackerColumn.NUMBER, ""):
        problem = phrase("Dừng, thu hồi cần số và ngày của văn bản cho phép; tệp không ghi đủ.")
        return replace(row, problem=problem)
    return replace(row, problem=stop_refusal(detail, _stop_of(row), today) or "")


def _stop_of(row: TrackerRow) -> Stop:
    number = row.cells.get(TrackerColumn.NUMBER, "")
    return Stop(number, row.on or dt.date.max, row.cells.get(TrackerColumn.RESULT, ""))


def _progress(row: TrackerRow, detail: TaskDetail, share: int | None, today: dt.date) -> TrackerRow:
    said = _progress_of(row, share)
    changes = []
    if said.percent is not None and said.percent != detail.percent:
        old = "" if detail.percent is None else f"{detail.percent}%"
        changes.append(FieldChange(phrase("Tỷ lệ"), old, f"{said.percent}%"))
    for field, name in _TEXTS:
        new, old = getattr(said, field), _latest(detail, field)
        if new and fold(new) != fold(old):
            changes.append(FieldChange(name, old, new))
    if not changes:
        return replace(row, act=TrackerAct.NOTHING, changes=())
    problem = progress_refusal(detail, said, today) or ""
    return replace(row, act=TrackerAct.PROGRESS, changes=tuple(changes), problem=problem)


_TEXTS = (
    ("result", phrase("Kết quả")),
    ("difficulties", phrase("Vướng mắc")),
    ("proposal", phrase("Đề xuất")),
    ("directive", phrase("Chỉ đạo")),
)


def _progress_of(row: TrackerRow, share: int | None = None) -> Progress:
    cells = row.cells
    if share is None:
        _act, share = reader.act_of(cells.get(TrackerColumn.STATE, ""))
    percent = reader.percent_in(cells.get(TrackerColumn.PERCENT, ""))
    return Progress(
        on=row.on or dt.date.max,
        percent=percent if percent is not None else share,
        result=nfc(cells.get(TrackerColumn.RESULT, "")),
        difficulties=nfc(cells.get(TrackerColumn.DIFFICULTIES, "")),
        proposal=nfc(cells.get(TrackerColumn.PROPOSAL, "")),
        directive=nfc(cells.get(TrackerColumn.DIRECTIVE, "")),
    )


def _latest(detail: TaskDetail, field: str) -> str:
    """Return what the register says last in a field."""
    said = (getattr(update, field) for update in detail.updates if not update.reversed)
    return next((text for text in said if text), "")


def _change(name: str, detail: TaskDetail, new: str) -> FieldChange:
    old = (
        phrase("Đang thực hiện")
        if detail.percent is None
        else phrase("Đang thực hiện, {percent}%", percent=detail.percent)
    )
    return FieldChange(name, old, new)


def _written(row: TrackerRow, detail: TaskDetail, author: Author) -> Any:
    """Return the row that the register gets."""
    if row.act is TrackerAct.COMPLETE:
        return completion_row(detail, _completion_of(row, detail), author)
    if row.act is TrackerAct.PROGRESS:
        return progress_row(detail, _progress_of(row), author)
    return stop_row(detail, _stop_of(row), author)

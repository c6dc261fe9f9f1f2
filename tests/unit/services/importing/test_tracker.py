"""The office's own Excel tracker: columns known by their words, rows by their tasks, old → new."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from app.domain import tracker
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.tracker import TrackerAct, TrackerColumn
from app.domain.traffic_light import TaskState
from app.services import importing, reading, tracking, undo
from tests.registers import (
    CONTINUING,
    DATED,
    TODAY,
    UNDATED,
    YEARLY,
    changes,
    complete,
    completion,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

HEADER = (
    "STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Tình trạng", "Tỷ lệ %",
    "Kết quả thực hiện", "Sản phẩm", "Số, ký hiệu", "Ngày hoàn thành", "Khó khăn, vướng mắc",
)  # fmt: skip

LED_BY_ONE = "KHNQ02-2026/III.6.(4)#2"  # by Sở Khoa học và Công nghệ


def sheet(path: Path, *rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Path:
    """Write a tracker: a title, a header, and the rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["BIỂU THEO DÕI NHIỆM VỤ (tính đến ngày 30/10/2026)"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    page.append(list(header))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def title(register: Register, code: str) -> str:
    return reading.load_detail(register, task_id(register, code), TODAY).title


def row_for(  # noqa: PLR0917 - the columns of a tracker
    what: str,
    state: str = "",
    percent: object = None,
    result: str = "",
    product: str = "",
    number: str = "",
    done_on: object = None,
    difficulties: str = "",
) -> tuple[Any, ...]:
    return (1, what, "", "", state, percent, result, product, number, done_on, difficulties)


def preview(register: Register, path: Path) -> tracker.TrackerPreview:
    return importing.read_tracker(register, path, TODAY)


def test_columns_are_known_by_their_words(register: Register, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row_for(title(register, DATED), "Đang thực hiện", 0.5))
    found = preview(register, path)
    columns = dict(found.columns)
    assert columns["Nội dung nhiệm vụ"] is TrackerColumn.CONTENT
    assert columns["Tình trạng"] is TrackerColumn.STATE
    assert columns["Thời hạn"] is TrackerColumn.TIME
    assert columns["Ngày hoàn thành"] is TrackerColumn.DONE_ON
    assert columns["Số, ký hiệu"] is TrackerColumn.NUMBER
    assert found.ignored == ("STT",)
    assert found.as_of == dt.date(2026, 10, 30)


def test_rows_are_found_by_words_code_and_place(register: Register, tmp_path: Path) -> None:
    header = ("TT", "Mã nhiệm vụ", "Mục", "Nhiệm vụ", "Kết quả")
    path = sheet(
        tmp_path / "a.xlsx",
        (1, DATED, "", "cách gọi khác hẳn", "đã trình"),
        (2, "", "III.6.(1) #2", "cũng khác", "đã trình"),
        (3, "", "", title(register, UNDATED), "đã trình"),
        (4, "", "", "Tổ chức hội thi thể thao của cơ quan", "đã trình"),
        header=header,
    )
    rows = preview(register, path).rows
    found = [(row.task.code if row.task else None, row.found_by) for row in rows]
    assert found == [(DATED, "mã"), (YEARLY, "vị trí"), (UNDATED, "nội dung"), (None, "")]
    assert rows[3].problem


@pytest.mark.parametrize("column", ["content", "place"])
def test_another_lead_makes_a_guess_that_a_person_must_choose(
    register: Register, tmp_path: Path, column: str
) -> None:
    header = ("TT", "Mục", "Nhiệm vụ", "Chủ trì", "Kết quả")
    code = LED_BY_ONE
    place, what = (
        ("III.6.(4) #2", "cách gọi khác hẳn") if column == "place" else ("", title(register, code))
    )
    path = sheet(tmp_path / "a.xlsx", (1, place, what, "Sở Y tế", "đã trình"), header=header)
    found = preview(register, path)
    row = found.rows[0]
    assert not row.written
    assert row.task is None
    assert row.choices[0].code == code
    assert "Sở Y tế" in row.problem
    with pytest.raises(InputRefusedError):
        importing.apply_tracker(register, found, TODAY)
    chosen = tracker.choose_task(found, row.id, task_id(register, code))
    assert importing.check_tracker(register, chosen, TODAY).rows[0].written


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (LED_BY_ONE, "Sở Khoa học và Công nghệ"),
        (LED_BY_ONE, "SỞ KH&CN"),
        (LED_BY_ONE, "- Sở Tài chính\n- Sở KHCN"),
        (DATED, "Sở Y tế"),  # one of "Các sở, ban, ngành"
    ],
)
def test_the_lead_is_known_by_its_spellings(
    register: Register, tmp_path: Path, code: str, said: str
) -> None:
    header = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kết quả")
    path = sheet(tmp_path / "a.xlsx", (1, title(register, code), said, "đã trình"), header=header)
    row = preview(register, path).rows[0]
    assert (row.task.code if row.task else row.problem) == code


@pytest.mark.parametrize("what", ["Việc khác", "Báo cáo công tác tháng", "Triển khai Đề án 06"])
def test_a_few_words_write_nothing(register: Register, tmp_path: Path, what: str) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        row_for(what, "Hoàn thành", None, "Xong", "Kế hoạch", "1/KH", dt.date(2026, 3, 9)),
    )
    found = preview(register, path)
    assert found.rows[0].problem
    assert not found.rows[0].written


def test_a_completion_is_written_with_its_day_and_taken_back(
    register: Register, tmp_path: Path
) -> None:
    before = what_people_see(register)
    done = row_for(
        title(register, DATED), "Hoàn thành quá hạn", None, "Đã ban hành", "Kế hoạch",
        "27/KH-STC", dt.date(2026, 3, 9),
    )  # fmt: skip
    note = row_for(title(register, YEARLY), "Đang thực hiện", 0.4, "Đã trình dự thảo")
    found = preview(register, sheet(tmp_path / "a.xlsx", done, note))
    assert [row.act for row in found.rows] == [TrackerAct.COMPLETE, TrackerAct.PROGRESS]
    assert ("Ngày hoàn thành", "", "09/3/2026") in [
        (c.field, c.old, c.new) for c in found.rows[0].changes
    ]
    change = importing.apply_tracker(register, found, TODAY)
    assert len(changes(register)) == 1
    assert change.task_ids == {task_id(register, DATED), task_id(register, YEARLY)}
    detail = reading.load_detail(register, task_id(register, DATED), TODAY)
    assert (detail.state, detail.completed_on) == (TaskState.COMPLETED, dt.date(2026, 3, 9))
    later = reading.load_detail(register, task_id(register, YEARLY), TODAY)
    assert (later.percent, later.updates[0].effective_on) == (40, dt.date(2026, 10, 30))
    undo.undo_last(register)
    assert what_people_see(register) == before


def test_imported_again_it_changes_nothing(register: Register, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        row_for(
            title(register, DATED), "Hoàn thành", None, "Đã ban hành", "Kế hoạch", "27/KH-STC",
            dt.date(2026, 3, 9),
        ),
        row_for(title(register, YEARLY), "Đang thực hiện", 0.4, "Đã trình dự thảo"),
    )  # fmt: skip
    importing.apply_tracker(register, preview(register, path), TODAY)
    again = preview(register, path)
    assert [row.act for row in again.rows] == [TrackerAct.NOTHING, TrackerAct.NOTHING]
    assert not any(row.problem for row in again.rows)
    with pytest.raises(InputRefusedError, match="Không có dòng nào"):
        importing.apply_tracker(register, again, TODAY)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("Chưa hoàn thành", TrackerAct.PROGRESS),
        ("Đang thực hiện, chưa xong", TrackerAct.PROGRESS),
        ("Hoàn thành 80%", TrackerAct.PROGRESS),
        ("Cơ bản hoàn thành", TrackerAct.PROGRESS),
        ("Quá hạn", TrackerAct.PROGRESS),
        ("ĐÃ HOÀN THÀNH", TrackerAct.COMPLETE),
        ("Hoàn thành quá hạn", TrackerAct.COMPLETE),
        ("Dừng thực hiện", TrackerAct.STOP),
    ],
)
def test_words_of_a_state(state: str, act: TrackerAct) -> None:
    from app.importing.tracker import act_of  # noqa: PLC0415 - one use

    assert act_of(state)[0] is act


def test_no_day_is_made_up(register: Register, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row_for(title(register, DATED), "Hoàn thành", 1, "Xong"))
    found = preview(register, path)
    assert "không tự đặt ngày" in found.rows[0].problem
    chosen = tracker.choose_day(found, found.rows[0].id, dt.date(2026, 3, 2))
    checked = importing.check_tracker(register, chosen, TODAY)
    assert checked.rows[0].problem == ""
    importing.apply_tracker(register, checked, TODAY)
    detail = reading.load_detail(register, task_id(register, DATED), TODAY)
    assert detail.completed_on == dt.date(2026, 3, 2)


def test_a_day_in_the_future_is_refused(register: Register, tmp_path: Path) -> None:
    row = row_for(title(register, DATED), "Hoàn thành", 1, "", "Kế hoạch", "1", dt.date(2027, 1, 1))
    assert "tương lai" in preview(register, sheet(tmp_path / "a.xlsx", row)).rows[0].problem


def test_what_the_register_says_otherwise_is_never_overwritten(
    register: Register, tmp_path: Path
) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 5))
    path = sheet(tmp_path / "a.xlsx", row_for(title(register, DATED), "Đang thực hiện", 0.9))
    row = preview(register, path).rows[0]
    assert not row.written
    assert "Sổ ghi đã hoàn thành ngày 05/3/2026" in row.problem


def test_a_continuing_task_gets_its_result_alone(register: Register, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        row_for(title(register, CONTINUING), "Hoàn thành", None, "Đã báo cáo tháng 10"),
    )
    row = preview(register, path).rows[0]
    assert (row.act, row.problem) == (TrackerAct.PROGRESS, "")


def test_two_rows_of_one_task_are_told(register: Register, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        row_for(title(register, DATED), "Đang làm", 0.2, "một"),
        row_for(title(register, DATED), "Đang làm", 0.3, "hai"),
    )
    rows = preview(register, path).rows
    assert rows[0].problem == ""
    assert rows[0].id in rows[1].problem


def test_a_task_is_chosen_where_the_words_leave_it_open(register: Register, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row_for("Việc gì đó", "Đang làm", 0.2, "một"))
    found = preview(register, path)
    assert found.rows[0].problem
    chosen = tracker.choose_task(found, found.rows[0].id, task_id(register, DATED))
    checked = importing.check_tracker(register, chosen, TODAY)
    assert checked.rows[0].written
    skipped = tracker.take(checked, checked.rows[0].id, taken=False)
    with pytest.raises(InputRefusedError):
        importing.apply_tracker(register, skipped, TODAY)
    importing.apply_tracker(register, checked, TODAY)


def test_a_register_that_changed_meanwhile_is_told(register: Register, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", row_for(title(register, DATED), "Đang làm", 0.2, "một"))
    found = preview(register, path)
    tracking.complete_task(register, task_id(register, DATED), completion(), TODAY)
    before = len(changes(register))
    with pytest.raises(ConflictError, match="Sổ đã thay đổi"):
        importing.apply_tracker(register, found, TODAY)
    assert len(changes(register)) == before


def test_a_file_without_a_tracker_is_refused(register: Register, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", ("a", "b"), header=("Họ tên", "Số điện thoại"))
    with pytest.raises(InputRefusedError, match="Không tìm thấy bảng theo dõi"):
        preview(register, path)


def test_a_formula_is_read_with_a_doubt(register: Register, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx", row_for(title(register, DATED), "Đang làm", "=1/2", "Đã trình")
    )
    row = preview(register, path).rows[0]
    assert row.doubts or row.cells.get(TrackerColumn.PERCENT) is None


def test_the_day_of_the_assigning_paper_completes_nothing(
    register: Register, tmp_path: Path
) -> None:
    header = ("STT", "Số ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ", "Tình trạng", "Sản phẩm")
    row = (1, "12/KH-UBND", "05/01/2026", title(register, DATED), "Hoàn thành", "Kế hoạch")
    found = preview(register, sheet(tmp_path / "a.xlsx", row, header=header))
    assert (found.rows[0].act, found.rows[0].on) == (TrackerAct.COMPLETE, None)
    assert not found.rows[0].written
    assert "chương trình không tự đặt ngày" in found.rows[0].problem
    (warning,) = found.warnings
    assert "“Ngày ban hành”" in warning


def test_the_paper_of_the_assignment_is_not_that_of_the_result(
    register: Register, tmp_path: Path
) -> None:
    header = (
        "STT", "Số ký hiệu", "Ngày văn bản", "Nội dung nhiệm vụ", "Tình trạng", "Sản phẩm",
        "Ngày hoàn thành",
    )  # fmt: skip
    row = (1, "12/KH", "05/01/2026", title(register, DATED), "Hoàn thành", "Kế hoạch", "02/3/2026")
    found = preview(register, sheet(tmp_path / "a.xlsx", row, header=header))
    assert found.warnings == ()
    importing.apply_tracker(register, found, TODAY)
    detail = reading.load_detail(register, task_id(register, DATED), TODAY)
    assert detail.completed_on == dt.date(2026, 3, 2)
    assert "12/KH" not in [change.new for change in found.rows[0].changes]

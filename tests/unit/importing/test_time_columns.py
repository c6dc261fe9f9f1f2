"""Columns of time in a table: a start is no limit, an end is, of two limits the later counts."""

from __future__ import annotations

import pytest

from app.importing.names import AgencyName, Names
from app.importing.proposals import TaskProposal
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

NAMES = Names((AgencyName("Sở Nội vụ"),))
START, END = "10/4/2026", "30/11/2026"


def task_of(over: str, below: str = "", cells: str = f"{START} | {END}") -> TaskProposal:
    second = f"|! ↑ | ↑ | ↑ | {below} |\n" if below else ""
    text = (
        f"Phụ lục\n|! STT | Nhiệm vụ | Cơ quan chủ trì | {over} |\n{second}"
        f"| 1 | Xây dựng đề án số hóa | Sở Nội vụ | {cells} |"
    )
    (task,) = propose(SOURCE, blocks_of(text), NAMES).tasks
    return task


def due(task: TaskProposal) -> str:
    return str(task.time_limit.due_on) if task.time_limit.due_on else task.time_limit.text


def doubts(task: TaskProposal) -> list[str]:
    return [doubt.reason for doubt in task.doubts if doubt.field == "time_limit"]


SPANS = [
    ("Thời gian | ←", "Bắt đầu | Hoàn thành"),
    ("Thời gian thực hiện | ←", "Từ | Đến"),
    ("Thời gian thực hiện | ←", "Từ ngày | Đến ngày"),
    ("Thời gian | ←", "Ngày giao | Hạn xử lý"),
    ("Ngày | ←", "Giao | Kết thúc"),
    ("Thời hạn | ←", "Bắt đầu | Xử lý"),
    ("Thời gian bắt đầu | Thời gian hoàn thành", ""),
    ("Thời gian giao việc | Thời gian hoàn thành", ""),
    ("Ngày bắt đầu | Ngày kết thúc", ""),
    ("Ngày văn bản | Thời hạn", ""),
    ("Bắt đầu | Kết thúc", ""),
]


@pytest.mark.parametrize(("over", "below"), SPANS)
def test_the_end_counts_and_the_start_does_not(over: str, below: str) -> None:
    task = task_of(over, below)
    assert due(task) == "2026-11-30"
    assert doubts(task) == []


@pytest.mark.parametrize(("over", "below"), SPANS)
def test_a_blank_end_is_not_filled_from_the_start(over: str, below: str) -> None:
    task = task_of(over, below, cells=f"{START} | ")
    assert task.time_limit.due_on is None
    assert task.time_limit.period is None


@pytest.mark.parametrize(
    ("over", "other", "counts"),
    [
        ("Thời hạn theo văn bản gốc | Thời hạn gia hạn", "theo văn bản gốc", "2026-11-30"),
        ("Thời hạn gia hạn | Thời hạn theo văn bản gốc", "theo văn bản gốc", "2026-04-10"),
        ("Thời gian triển khai | Thời gian trình", "Thời gian triển khai", "2026-11-30"),
        ("Thời gian trình | Thời gian ban hành", "Thời gian trình", "2026-11-30"),
        ("Thời hạn | Tiến độ", "Tiến độ", "2026-04-10"),
    ],
)
def test_of_two_limits_the_later_counts_and_both_columns_are_named(
    over: str, other: str, counts: str
) -> None:
    task = task_of(over)
    assert due(task) == counts
    (doubt,) = doubts(task)
    assert other in doubt
    assert all(name in doubt for name in over.split(" | "))


def test_a_task_without_an_extension_keeps_its_first_limit() -> None:
    task = task_of("Thời hạn theo văn bản gốc | Thời hạn gia hạn", cells=f"{START} | ")
    assert due(task) == "2026-04-10"
    assert doubts(task) == [
        "Cột “Thời hạn gia hạn” để trống; lấy theo cột “Thời hạn theo văn bản gốc”"
    ]


def test_words_beside_a_limit_are_no_second_limit() -> None:
    task = task_of("Thời hạn | Tiến độ", cells=f"{END} | đang làm")
    assert due(task) == "2026-11-30"
    assert doubts(task) == []


def test_a_day_that_work_was_really_done_is_no_limit() -> None:
    task = task_of("Thời gian hoàn thành | Thời gian hoàn thành thực tế")
    assert due(task) == "2026-04-10"
    assert doubts(task) == []


def test_one_column_of_start_and_end_is_a_limit() -> None:
    task = task_of("Thời gian bắt đầu, kết thúc", cells="Từ 10/4/2026 đến 30/11/2026")
    assert due(task) == "2026-11-30"


def test_a_cell_across_start_and_end_is_the_limit() -> None:
    task = task_of("Thời gian | ←", "Bắt đầu | Hoàn thành", cells="Quý II năm 2026 | ←")
    assert task.time_limit.period == "2026-Q2"


THREE = "Thời gian bắt đầu | Thời gian hoàn thành | Hạn báo cáo"


def test_of_three_columns_the_end_counts_and_the_report_is_told() -> None:
    task = task_of(THREE, cells=f"{START} | {END} | 15/12/2026")
    assert due(task) == "2026-11-30"
    assert doubts(task) == [
        "Lấy theo cột “Thời gian hoàn thành”; cột “Hạn báo cáo” ghi khác: 15/12/2026"
    ]


def test_every_other_column_of_limits_is_told() -> None:
    over = "Thời hạn trình | Thời hạn hoàn thành | Thời hạn gia hạn | Hạn gửi báo cáo"
    task = task_of(over, cells="10/4/2026 | 30/6/2026 | 30/9/2026 | Hằng quý")
    assert due(task) == "2026-09-30"
    assert {doubt.rpartition(": ")[2] for doubt in doubts(task)} == {
        "10/4/2026", "30/6/2026", "Hằng quý"
    }  # fmt: skip


def test_a_blank_end_is_filled_from_the_report_with_a_doubt() -> None:
    task = task_of(THREE, cells=f"{START} | | 15/12/2026")
    assert due(task) == "2026-12-15"
    assert doubts(task) == ["Cột “Thời gian hoàn thành” để trống; lấy theo cột “Hạn báo cáo”"]


def test_days_and_periods_of_the_same_end_are_no_two_limits() -> None:
    assert doubts(task_of(THREE, cells=f"{START} | {END} | Tháng 11/2026")) == []


@pytest.mark.parametrize("cell", ["Trước kỳ họp HĐND tháng 7/2026", "Trước mùa mưa năm 2026"])
def test_an_event_in_a_cell_is_no_month(cell: str) -> None:
    task = task_of("Thời hạn", cells=cell)
    assert task.time_limit.due_on is None
    assert task.time_limit.text == cell
    assert len(doubts(task)) == 1


def test_words_that_last_in_the_column_of_the_start_are_no_start() -> None:
    task = task_of("Thời gian | ←", "Bắt đầu | Hoàn thành", cells="Thường xuyên | ")
    assert task.time_limit.recurrence is not None

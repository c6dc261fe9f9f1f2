"""Days and numbers of a tracker: of the paper that gives a task, of a plan, or of the result."""

from __future__ import annotations

import pytest

from app.domain.tracker import TrackerColumn
from app.importing.tracker import TrackerTable, read_tracker
from tests.importing.block_lists import blocks_of

NUMBER, DONE_ON = TrackerColumn.NUMBER, TrackerColumn.DONE_ON
GIVEN_NUMBER, GIVEN_ON = TrackerColumn.GIVEN_NUMBER, TrackerColumn.GIVEN_ON


def table_of(*headers: str) -> TrackerTable:
    count = headers[0].count("|") + 1
    cells = " | ".join(f"ô số {n}" for n in range(count))
    rows = "\n".join(f"|! {header} |" for header in headers)
    (table,) = read_tracker(blocks_of(f"{rows}\n| {cells} |"))
    return table


def headings_of(table: TrackerTable) -> dict[TrackerColumn, str]:
    return {column: table.headings[n] for n, column in table.columns.items()}


@pytest.mark.parametrize(
    ("header", "done_on"),
    [
        ("Văn bản giao | Ngày văn bản | Nội dung | Ngày hoàn thành | Kết quả", "Ngày hoàn thành"),
        ("Số ký hiệu | Ngày ban hành | Nội dung | Tình trạng | Hoàn thành ngày", "Hoàn thành ngày"),
        ("Nội dung | Ngày ký | Ngày hoàn thành | Tình trạng", "Ngày hoàn thành"),
        ("Nội dung | Hạn | Tình trạng thực hiện | Ngày HT | Số, ký hiệu văn bản", "Ngày HT"),
        ("Nội dung | Ngày kết thúc | Ngày thực hiện xong | Kết quả", "Ngày thực hiện xong"),
        ("Nội dung | Ngày hoàn thành theo kế hoạch | Ngày hoàn thành | Kết quả", "Ngày hoàn thành"),
        ("Nội dung | Kết quả | Số, ký hiệu | Ngày ban hành", "Ngày ban hành"),
        ("Số ký hiệu | Ngày văn bản | Nội dung | Tình trạng | Ngày ký | Số văn bản", "Ngày ký"),
        ("Nội dung | Tình trạng | Số văn bản trả lời | Ngày văn bản", "Ngày văn bản"),
    ],
)  # fmt: skip
def test_the_day_of_completion(header: str, done_on: str) -> None:
    table = table_of(header)
    assert headings_of(table)[DONE_ON] == done_on
    assert table.days_left_out == ()


@pytest.mark.parametrize(
    ("header", "left_out"),
    [
        ("Số ký hiệu | Ngày ban hành | Nội dung | Thời hạn | Tình trạng", "Ngày ban hành"),
        ("Nội dung | Ngày bắt đầu | Ngày kết thúc | Tình trạng", "Ngày kết thúc"),
        ("Nội dung | Số ký hiệu | Ngày ban hành | Thời hạn | Tình trạng", "Ngày ban hành"),
        ("Nội dung | Tình trạng | Ngày ký", "Ngày ký"),
        ("Nội dung | Kết quả | Số văn bản giao | Ngày văn bản giao", "Ngày văn bản giao"),
        ("Nội dung | Tình trạng | Ngày dự kiến hoàn thành", "Ngày dự kiến hoàn thành"),
    ],
)
def test_other_days_complete_nothing_and_are_named(header: str, left_out: str) -> None:
    table = table_of(header)
    assert DONE_ON not in table.columns.values()
    assert left_out in table.days_left_out


def test_papers_before_the_content_give_the_task() -> None:
    found = headings_of(
        table_of("Số ký hiệu | Ngày ban hành | Nội dung | Kết quả | Số văn bản | Ngày hoàn thành")
    )
    assert found[GIVEN_NUMBER] == "Số ký hiệu"
    assert found[GIVEN_ON] == "Ngày ban hành"
    assert found[NUMBER] == "Số văn bản"


def test_a_head_over_number_and_day_says_of_which_paper_they_are() -> None:
    found = headings_of(
        table_of(
            "Nội dung | Văn bản giao | ← | Kết quả | Văn bản kết quả | ←",
            "↑ | Số, ký hiệu | Ngày ban hành | ↑ | Số, ký hiệu | Ngày ban hành",
        )
    )
    assert found[GIVEN_NUMBER] == "Văn bản giao – Số, ký hiệu"
    assert found[GIVEN_ON] == "Văn bản giao – Ngày ban hành"
    assert found[NUMBER] == "Văn bản kết quả – Số, ký hiệu"
    assert found[DONE_ON] == "Văn bản kết quả – Ngày ban hành"


def test_planned_and_real_end_under_one_head() -> None:
    found = headings_of(
        table_of("Nội dung | Ngày hoàn thành | ← | Tình trạng", "↑ | Kế hoạch | Thực tế | ↑")
    )
    assert found[TrackerColumn.TIME] == "Ngày hoàn thành – Kế hoạch"
    assert found[DONE_ON] == "Ngày hoàn thành – Thực tế"

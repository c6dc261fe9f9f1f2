"""Cells of time: one day or period where the words give one, else the words with a doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.time_limit import TimeLimitKind
from app.importing.misread import mended
from app.importing.time_cells import CITES, read_time_cell
from app.importing.time_limits import FROM_EVENT, MISREAD, read_time
from app.importing.time_records import Clock
from app.importing.unread_times import AFTER, NOT_UNDERSTOOD, PART_OF

MARCH = Clock(dt.date(2026, 3, 3), 2026)


@pytest.mark.parametrize(
    ("cell", "kind", "due"),
    [
        ("Tháng 5-7/2026", "period", "2026-07-31"),
        ("Tháng 5 - 7/2026", "period", "2026-07-31"),
        ("Từ tháng 5 đến tháng 7/2026", "period", "2026-07-31"),
        ("Tháng 6-12/2026", "period", "2026-12-31"),
        ("Tháng 5-7", "period", "2026-07-31"),
        ("Quý IV/2026-Quý I/2027", "period", "2027-03-31"),
        ("Tháng 12/2026-tháng 3/2027", "period", "2027-03-31"),
        ("Trong tháng 6/năm 2026", "period", "2026-06-30"),
        ("Quý II-III/2026", "period", "2026-09-30"),
        ("Quý II, III/2026", "period", "2026-09-30"),  # they follow one another
        ("Quý II/2026, quý III/2026", "period", "2026-09-30"),
        ("Năm 2026 (quý III/2026)", "period", "2026-09-30"),
        ("9/2026", "period", "2026-09-30"),
        ("12-2026", "period", "2026-12-31"),
        ("Cuối năm 2026", "period", "2026-12-31"),
        ("6 tháng đầu năm 2026", "period", "2026-06-30"),
        ("Ngày 05-10/6/2026", "date", "2026-06-10"),
        ("từ 10/5 đến 20/6/2026", "date", "2026-06-20"),
        ("01/5/2026 - 20/6/2026", "date", "2026-06-20"),
        ("5-7-2026", "date", "2026-07-05"),
        ("ngày 2 tháng 7 năm 2026", "date", "2026-07-02"),
        ("Quý II/2026 (trước 25/6/2026)", "date", "2026-06-25"),
        ("Theo Kế hoạch số 12/KH-UBND ngày 05/01/2026, xong trước 30/6/2026", "date", "2026-06-30"),
        ("Trước ngày 3O/6/2026", "date", "2026-06-30"),
        ("Quý ll/2026", "period", "2026-06-30"),
    ],
)
def test_a_cell_that_gives_one_day_or_period(cell: str, kind: str, due: str) -> None:
    limit = read_time_cell(cell, MARCH).limit
    assert (limit.kind.value, str(limit.due_on), limit.text) == (kind, due, cell)


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("5-7/2026", NOT_UNDERSTOOD),
        ("Từ 5-7/2026", NOT_UNDERSTOOD),
        ("Từ tháng 9/2026", NOT_UNDERSTOOD),
        ("Thực hiện từ 01/7/2026", NOT_UNDERSTOOD),
        ("Sau 30/6/2026", AFTER),
        ("Sau tháng 6/2026", AFTER),
        ("Tuần 2 tháng 7/2026", PART_OF),
        ("Tuần thứ hai của tháng 7/2026", PART_OF),
        ("Nửa đầu tháng 7/2026", PART_OF),
        ("Đầu quý II/2026", PART_OF),
        ("Theo Kế hoạch số 12/KH-UBND ngày 05/01/2026", CITES),
        ("Theo Quyết định số 5-7/2026/QĐ-UBND", CITES),
        ("Sau 30 ngày kể từ ngày 30/6/2026", FROM_EVENT),
        ("tháng 3,6,9/2026", "3,6,9/2026"),
        ("Quý I, III/2026", "Quý I, III/2026"),
        ("Quý I/2026 và Quý III/2026", "Quý I/2026; Quý III/2026"),
        ("30/6 và 31/12/2026", "30/6; 31/12/2026"),
        ("Tháng 6/2026 trình; 30/9/2026 ban hành", "30/9/2026; Tháng 6/2026"),
    ],
)
def test_a_cell_that_gives_none_keeps_its_words_with_a_doubt(cell: str, doubt: str) -> None:
    time = read_time_cell(cell, MARCH)
    assert (time.limit.kind, time.limit.due_on) == (TimeLimitKind.UNDETERMINED, None)
    assert time.limit.text == cell
    assert doubt in time.doubts[0]


def test_days_of_every_year_are_told_beside_their_recurrence() -> None:
    time = read_time_cell("30/6 và 31/12 hằng năm", MARCH)
    assert (time.limit.kind, time.limit.due_on) == (TimeLimitKind.CONTINUING, None)
    assert "30/6; 31/12" in time.doubts[0]


_MONTH = st.integers(1, 12)


@given(_MONTH, _MONTH, st.sampled_from([" - ", "-", " – ", " đến ", " đến tháng "]))
def test_months_from_to_end_with_the_last(first: int, last: int, sign: str) -> None:
    limit = read_time_cell(f"Tháng {first}{sign}{last}/2026", MARCH).limit
    assert limit.period == f"2026-{last:02d}"


@given(st.lists(_MONTH, min_size=2, max_size=4, unique=True))
def test_months_in_a_list_are_never_one_day(months: list[int]) -> None:
    words = ",".join(map(str, months))
    for time in (
        read_time_cell(f"tháng {words}/2026", MARCH),
        read_time(f"Họp trong tháng {words}/2026.", MARCH),
    ):
        assert time.limit.kind is not TimeLimitKind.DATE
        assert time.doubts


# --- sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("Rà soát quỹ đất, truớc ngày 3O/6/2026.", "date", "2026-06-30"),
        ("Nạo vét kênh, phân đầu hoàn thành trong quý ll/2026.", "period", "2026-06-30"),
        ("Nạo vét kênh, hoàn thành trong quý lV/2026.", "period", "2026-12-31"),
    ],
)
def test_digits_read_as_letters_are_read_with_a_doubt(text: str, kind: str, due: str) -> None:
    time = read_time(text, MARCH)
    assert (time.limit.kind.value, str(time.limit.due_on)) == (kind, due)
    assert MISREAD.split("“")[0] in time.doubts[0]


@pytest.mark.parametrize(
    ("text", "words", "doubt"),
    [
        ("Tổ chức Festival Hoa, tuần 2 tháng 12/2026.", "tuần 2 tháng 12/2026", PART_OF),
        ("Sơ kết, hoàn thành trong đầu tháng 7/2026.", "đầu tháng 7/2026", PART_OF),
        ("Kiểm tra kỷ luật, sau ngày 30/6/2026.", "sau ngày 30/6/2026", AFTER),
        ("Lập đề án, xong trước ngày 5-7/2026.", "xong trước ngày 5-7/2026", NOT_UNDERSTOOD),
    ],
)
def test_a_limit_that_cannot_be_read_is_told(text: str, words: str, doubt: str) -> None:
    time = read_time(text, MARCH)
    assert (time.limit.kind, time.limit.due_on) == (TimeLimitKind.UNDETERMINED, None)
    assert time.limit.text.endswith(words)
    assert time.doubts == (doubt,)


@pytest.mark.parametrize(
    "text", ["quý vị đại biểu", "lo toan", "đồng lòng 3 năm", "mã số l0/2O", "ll/2026"]
)
def test_letters_of_words_are_no_digits(text: str) -> None:
    assert mended(text)[0] == text


@pytest.mark.parametrize(
    ("cell", "period", "doubts"),
    [
        ("T6/2026", "2026-06", 0),
        ("Trong T6/2026", "2026-06", 0),
        ("T.12-2026", "2026-12", 0),
        ("Q3/2026", "2026-Q3", 0),
        ("QIV/2026", "2026-Q4", 0),
        ("Đến 2030", "2030", 0),
        ("Đến hết năm 2030", "2030", 0),
        ("T9", "2026-09", 1),
    ],
)
def test_months_and_quarters_in_short(cell: str, period: str, doubts: int) -> None:
    time = read_time_cell(cell, Clock(dt.date(2026, 5, 12), 2026))
    assert (time.limit.period, time.limit.text, len(time.doubts)) == (period, cell, doubts)


@pytest.mark.parametrize("cell", ["T13/2026", "T2", "Q5/2026"])
def test_what_is_no_month_in_short_is_no_date(cell: str) -> None:
    assert read_time_cell(cell, Clock(dt.date(2026, 5, 12))).limit.due_on is None

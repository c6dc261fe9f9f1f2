"""Chốt số liệu: whatever is entered afterwards, a closed day says what it said."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.errors import InputRefusedError
from app.domain.periods import parse_period
from app.domain.records import SheetScope
from app.domain.reporting_periods import PeriodKind, PeriodRecord, ProposedPeriod, of_calendar
from app.domain.sheet_options import FileFormat
from app.domain.traffic_light import Light
from app.services import (
    closing,
    exporting,
    office_settings,
    portfolios,
    printing,
    reading,
    reading_indicators,
    sheets,
    undo,
)
from app.services.printing import SheetKind, SheetRequest
from tests.conftest import open_as_office
from tests.paper import text_of
from tests.registers import (
    DATED,
    TODAY,
    UNDATED,
    complete,
    execute,
    limit,
    rows_of,
    task_id,
    update,
    what_people_see,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.reports.sheets import SummarySheet, TrackingSheet
    from app.services.register import Register

OCTOBER = of_calendar(parse_period("2026-10"))
DAY = OCTOBER.closes_on
NEXT = DAY + dt.timedelta(days=1)
ALL = SheetScope()
KINDS = [kind for kind, form in printing.FORMS.items() if not form.needs_agency]


def add(register: Register, period: ProposedPeriod = OCTOBER) -> PeriodRecord:
    closing.add(register, period)
    return named(register, period.name)


def named(register: Register, name: str) -> PeriodRecord:
    return next(each for each in closing.load_periods(register) if each.name == name)


def close(register: Register, period: ProposedPeriod = OCTOBER) -> PeriodRecord:
    found = add(register, period)
    closing.close(register, found.id)
    return named(register, period.name)


def light_on(register: Register, day: dt.date, code: str = DATED) -> Light:
    wanted = task_id(register, code)
    return next(ref.light for ref in reading.load_index(register, day).tasks if ref.id == wanted)


def seen(register: Register, day: dt.date) -> dict[str, Any]:
    """Return what lists, details and sheets show of a day."""
    found = what_people_see(register, day)
    return {key: found[key] for key in ("index", "rows", "details", "tracking", "summary")}


def papers(register: Register, day: dt.date = DAY) -> dict[SheetKind, bytes]:
    """Return every sheet of a day as the bytes of its PDF; the clock of the tests stands still."""
    return {kind: printing.print_sheet(register, SheetRequest(kind, day)).data for kind in KINDS}


def test_a_closed_day_reads_as_it_was_read(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    before = what_people_see(register, DAY)
    book = reading_indicators.load_indicators(register, DAY)
    period = close(register)
    assert what_people_see(register, DAY) == before
    assert reading_indicators.load_indicators(register, DAY) == book
    index = before["index"]
    assert period.closing is not None
    assert period.closing.tasks == len(index.tasks) + len(index.closed)
    assert (period.closing.closed_by, period.closing.closed_at) == (
        register.user,
        register.clock(),
    )
    assert [light for *_, light, _days, _part, _id in rows_of(register, "frozen_task")]


def test_a_late_entry_changes_open_days_alone(register: Register) -> None:
    close(register)
    before = papers(register)
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    assert light_on(register, DAY) is Light.OVERDUE
    assert light_on(register, NEXT) is Light.DONE_LATE
    assert light_on(register, DAY - dt.timedelta(days=1)) is Light.DONE_LATE
    assert papers(register) == before


def test_names_settings_limits_and_leaders_of_a_closed_day_stay(register: Register) -> None:
    close(register)
    before = seen(register, DAY)
    execute(register, "UPDATE agency SET name = 'Sở Mới', short_name = 'Sở Mới'")
    execute(register, "UPDATE task SET title = 'Việc khác', short_title = 'Việc khác'")
    execute(register, "UPDATE document SET short_title = 'Văn bản khác'")
    execute(register, "UPDATE setting SET value = '30' WHERE key = 'soon_days'")
    execute(register, "UPDATE setting SET value = 'Nơi khác' WHERE key = 'place'")
    write(register, limit(task_id(register, DATED), DAY, DAY, "9/QĐ"))
    leader = next(r.leader_id for r in reading.load_index(register, NEXT).tasks if r.leader_id)
    portfolios.confirm(register, leader)
    assert seen(register, DAY) == before
    after = seen(register, NEXT)
    assert all(after[key] != before[key] for key in before)


def test_a_sheet_says_that_its_figures_are_closed(register: Register) -> None:
    request = SheetRequest(SheetKind.SUMMARY, DAY)
    before = text_of(printing.print_sheet(register, request).data)
    close(register)
    after = printing.print_sheet(register, request)
    day = f"{DAY:%d/%m/%Y}"
    assert f"số liệu đến hết {day}" in before
    assert f"số liệu đã chốt đến hết {day}" in text_of(after.data)
    assert after.fingerprint in before  # the same figures
    word = docx.Document(
        io.BytesIO(exporting.export_sheet(register, request, FileFormat.DOCX).data)
    )
    assert "đã chốt" in word.sections[0].footer.paragraphs[0].text


def test_excel_and_word_of_a_closed_day_stay_too(register: Register) -> None:
    close(register)
    request = SheetRequest(SheetKind.SUMMARY, DAY)
    prints = {kind: exporting.export_sheet(register, request, kind).fingerprint for kind in _FILES}
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    again = {kind: exporting.export_sheet(register, request, kind).fingerprint for kind in _FILES}
    assert again == prints


_FILES = (FileFormat.XLSX, FileFormat.DOCX)


def test_opening_again_takes_a_reason_and_shows_what_was_entered_since(
    register: Register,
) -> None:
    period = close(register)
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    with pytest.raises(InputRefusedError, match="lý do"):
        closing.reopen(register, period.id, "  ")
    change = closing.reopen(register, period.id, "thiếu báo cáo của  Sở Tài chính")
    assert change.summary == ("mở lại số liệu kỳ “Tháng 10/2026”: thiếu báo cáo của Sở Tài chính")
    assert light_on(register, DAY) is Light.DONE_LATE
    [old] = named(register, OCTOBER.name).closings
    assert (old.in_force, old.reopened_by, old.reason) == (
        False,
        register.user,
        "thiếu báo cáo của Sở Tài chính",
    )
    closing.close(register, period.id)
    old, new = named(register, OCTOBER.name).closings
    assert old.fingerprint != new.fingerprint
    assert new.in_force
    with pytest.raises(InputRefusedError, match="chưa chốt"):
        closing.reopen(register, add(register, of_calendar(parse_period("2026-09"))).id, "x")


def test_nothing_about_periods_is_a_step_of_undo(register: Register) -> None:
    before = undo.load_state(register)
    period = close(register)
    assert undo.load_state(register) == before
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    closing.reopen(register, period.id, "nhập thiếu")
    assert undo.undo_last(register).task_ids == {task_id(register, DATED)}
    assert named(register, OCTOBER.name).closings


def test_two_periods_of_one_day_keep_one_and_the_same(register: Register) -> None:
    quarter = ProposedPeriod(PeriodKind.QUARTER, "Kỳ họp tháng 10", None, DAY)
    first = close(register)
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    second = close(register, quarter)
    assert first.closing is not None
    assert second.closing is not None
    assert first.closing.fingerprint == second.closing.fingerprint
    assert light_on(register, DAY) is Light.OVERDUE
    closing.reopen(register, first.id, "nhập thiếu")
    assert light_on(register, DAY) is Light.OVERDUE  # the other still holds
    closing.reopen(register, second.id, "nhập thiếu")
    assert light_on(register, DAY) is Light.DONE_LATE


def test_a_day_that_is_not_over_is_not_closed(register: Register) -> None:
    for day in (TODAY, TODAY + dt.timedelta(days=1)):
        period = add(register, ProposedPeriod(PeriodKind.OWN, f"Kỳ {day}", None, day))
        with pytest.raises(InputRefusedError, match="Chốt được từ hôm sau"):
            closing.close(register, period.id)
    yesterday = ProposedPeriod(PeriodKind.OWN, "Hôm qua", None, TODAY - dt.timedelta(days=1))
    assert close(register, yesterday).closing is not None


def test_what_is_refused_about_periods(register: Register) -> None:
    period = close(register)
    with pytest.raises(InputRefusedError, match="đã chốt số liệu"):
        closing.close(register, period.id)
    with pytest.raises(InputRefusedError, match="Hãy mở lại trước"):
        closing.move_closing_day(register, period.id, DAY)
    with pytest.raises(InputRefusedError, match="đã từng chốt"):
        closing.remove(register, period.id)
    with pytest.raises(InputRefusedError, match="Đã có kỳ"):
        closing.add(register, OCTOBER)
    with pytest.raises(InputRefusedError, match="Ngày đầu kỳ"):
        closing.add(register, ProposedPeriod(PeriodKind.OWN, "x", NEXT, DAY))
    with pytest.raises(InputRefusedError, match="tên kỳ"):
        closing.add(register, ProposedPeriod(PeriodKind.OWN, " ", None, DAY))
    with pytest.raises(InputRefusedError, match="không còn trong sổ"):
        closing.close(register, 999)


def test_the_office_chooses_its_own_closing_day(register: Register) -> None:
    period = add(register)
    closing.move_closing_day(register, period.id, DAY - dt.timedelta(days=4))
    closing.close(register, period.id)
    complete(register, DATED, on=dt.date(2026, 3, 10), today=TODAY)
    assert light_on(register, DAY) is Light.DONE_LATE
    assert light_on(register, DAY - dt.timedelta(days=4)) is Light.OVERDUE
    other = add(register, of_calendar(parse_period("2026-09")))
    closing.remove(register, other.id)
    assert [each.name for each in closing.load_periods(register)] == [OCTOBER.name]


def test_figures_that_somebody_altered_are_found(register: Register) -> None:
    close(register)
    assert closing.altered(register) == []
    execute(
        register,
        "UPDATE frozen_part SET content = "
        "(SELECT content FROM frozen_part WHERE what = 'settings') WHERE what = 'rows'",
    )
    assert closing.altered(register) == [OCTOBER.name]


# ---- For any entries

CODES = (DATED, UNDATED, "CTr04-2026/II.7.đ#1", "KHNQ02-2026/III.6.(1)#2")
LATE_DAYS = st.dates(dt.date(2026, 2, 10), TODAY)
ENTRY = st.one_of(
    st.tuples(st.just("completed"), st.sampled_from(CODES), LATE_DAYS),
    st.tuples(st.just("stopped"), st.sampled_from(CODES), LATE_DAYS),
    st.tuples(st.just("open"), st.sampled_from(CODES), LATE_DAYS),
    st.tuples(st.just("limit"), st.sampled_from(CODES), LATE_DAYS),
    st.tuples(st.just("setting"), st.sampled_from(("place", "office", "soon_days")), LATE_DAYS),
    st.tuples(st.just("title"), st.sampled_from(CODES), LATE_DAYS),
    st.tuples(st.just("lead"), st.sampled_from(CODES), LATE_DAYS),
    st.tuples(st.just("undo"), st.just(""), LATE_DAYS),
)


def enter(register: Register, what: str, whom: str, day: dt.date) -> None:
    try:
        match what:
            case "setting":
                office_settings.put(register, whom, str(day.day), day)
            case "undo":
                undo.undo_last(register)
            case "limit":
                write(register, limit(task_id(register, whom), day, day, "1/QĐ"))
            case "title":
                words = f"Việc sửa ngày {day}"
                execute(register, "UPDATE task SET title = :t WHERE code = :c", t=words, c=whom)
            case "lead":
                execute(
                    register,
                    "UPDATE OR IGNORE assignment SET agency_id = 2 WHERE role = 'lead' "
                    "AND task_id = (SELECT id FROM task WHERE code = :c)",
                    c=whom,
                )
            case _:
                fields: dict[str, Any] = {"result": f"kết quả ngày {day}"}
                write(register, update(task_id(register, whom), day, what, **fields))
    except InputRefusedError:
        pass  # a refused entry changes nothing anywhere


class Closed(NamedTuple):
    """A register in which October is closed, with the sheets as they were then."""

    path: Path
    tracking: TrackingSheet
    summary: SummarySheet

    def __repr__(self) -> str:
        return "Closed()"


@pytest.fixture(scope="module")
def closed_register(shipped_register: Path) -> Iterator[Closed]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "đã chốt.tiendo"
        shutil.copyfile(shipped_register, path)
        register = open_as_office(path)
        complete(register, CODES[2], on=dt.date(2026, 5, 20), today=TODAY)
        close(register)
        tracking = sheets.tracking(register, ALL, DAY)
        summary = sheets.summary(register, DAY, by_leader=False)
        register.close()
        yield Closed(path, tracking, summary)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(entries=st.lists(ENTRY, min_size=1, max_size=5))
def test_whatever_is_entered_after_closing_the_sheets_of_the_day_are_equal(
    closed_register: Closed, entries: list[tuple[str, str, dt.date]]
) -> None:
    source = closed_register.path
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / source.name
        shutil.copyfile(source, path)
        register = open_as_office(path)
        try:
            for entry in entries:
                enter(register, *entry)
            assert sheets.tracking(register, ALL, DAY) == closed_register.tracking
            assert sheets.summary(register, DAY, by_leader=False) == closed_register.summary
        finally:
            register.close()

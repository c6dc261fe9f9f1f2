"""Reading as of a day: what existed, what was known, who was in charge."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app import models
from app.domain.errors import InputRefusedError
from app.domain.records import Role
from app.domain.tally import Tally
from app.domain.text import fold_words, sort_key
from app.domain.time_limit import TimeLimitKind
from app.domain.traffic_light import Light, TaskState
from app.services import reading
from app.services.search_words import index_tasks
from db.engine import begin_write
from tests import shipped
from tests.registers import (
    CONTINUING,
    DATED,
    RESTRICTED,
    TODAY,
    UNDATED,
    YEARLY,
    complete,
    execute,
    limit,
    task_id,
    update,
    write,
)

if TYPE_CHECKING:
    from app.domain.records import TaskRef
    from app.domain.task_detail import TaskDetail
    from app.services.register import Register


def ref_of(register: Register, code: str, as_of: dt.date = TODAY) -> TaskRef:
    wanted = task_id(register, code)
    index = reading.load_index(register, as_of)
    return next(ref for ref in index.tasks if ref.id == wanted)


def detail_of(register: Register, code: str, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def agency_id(register: Register, name: str) -> int:
    agencies = reading.load_index(register, TODAY).directory.agencies
    return next(agency.id for agency in agencies.values() if agency.name == name)


def official_id(register: Register, name: str) -> int:
    officials = reading.load_index(register, TODAY).directory.officials
    return next(official.id for official in officials.values() if official.name == name)


@pytest.mark.parametrize(
    ("as_of", "codes"),
    [
        (dt.date(2022, 12, 31), []),
        (dt.date(2023, 1, 1), ["NQTU-2023"]),
        (dt.date(2023, 12, 31), ["NQTU-2023"]),
        (dt.date(2024, 1, 1), []),
        (dt.date(2026, 2, 2), ["VKDH-2025"]),
        (dt.date(2026, 2, 3), ["CTr04-2026", "VKDH-2025"]),
        (dt.date(2026, 2, 28), ["CTr04-2026", "VKDH-2025"]),
        (dt.date(2026, 3, 1), ["CTr04-2026", "KHNQ02-2026", "VKDH-2025"]),
        (TODAY, ["CTr04-2026", "KHNQ02-2026", "CTTD-2026", "VKDH-2025"]),
        (dt.date(2040, 1, 1), ["CTr04-2026", "KHNQ02-2026", "CTTD-2026", "VKDH-2025"]),
    ],
)
def test_a_task_is_followed_from_its_documents_date_to_its_last_day(
    register: Register, as_of: dt.date, codes: list[str]
) -> None:
    """The documents stand in the order in which a clerk looks for them: this year's first."""
    index = reading.load_index(register, as_of)
    details = reading.load_details(register, None, as_of)
    assert (len(index.tasks), index.as_of) == (shipped.count(as_of), as_of)
    found = [index.directory.documents[ref.document_id].code for ref in index.tasks]
    assert list(dict.fromkeys(found)) == codes
    assert [detail.id for detail in details] == [ref.id for ref in (*index.tasks, *index.closed)]
    reading.load_overview(register, index, as_of - dt.timedelta(days=31))


def test_a_task_of_a_later_document_is_refused_before_it(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="chưa có trong sổ vào ngày báo cáo"):
        detail_of(register, DATED, dt.date(2026, 2, 28))


@pytest.mark.parametrize(
    ("as_of", "late"),
    [
        (dt.date(2026, 2, 3), 0),
        (dt.date(2026, 3, 1), 0),
        (dt.date(2026, 3, 6), 0),
        (dt.date(2026, 3, 7), 1),
        (TODAY, 3),
        (dt.date(2026, 12, 24), 3),
    ],
)
def test_a_new_register_opens_without_a_wall_of_red(
    register: Register, as_of: dt.date, late: int
) -> None:
    tally = Tally.of(ref.light for ref in reading.load_index(register, as_of).tasks)
    assert tally[Light.OVERDUE] == late
    assert tally == shipped.tally(as_of)


def test_index_details_and_rows_agree(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 10))
    write(register, update(task_id(register, UNDATED), dt.date(2026, 6, 1), "stopped"))
    write(register, limit(task_id(register, YEARLY), TODAY, dt.date(2027, 3, 31), "15/QĐ-UBND"))
    index = reading.load_index(register, TODAY)
    refs = [*index.tasks, *index.closed]
    rows = reading.load_rows(register, [ref.id for ref in refs], TODAY)
    assert set(rows) == {ref.id for ref in refs}
    details = reading.load_details(register, None, TODAY)
    assert details[3] == reading.load_detail(register, details[3].id, TODAY)
    for ref, detail in zip(refs, details, strict=True):
        row = rows[ref.id]
        assert detail.assessment == ref.assessment
        leads = [a.agency_id for a in detail.assignments if a.role is Role.LEAD]
        assert leads == [ref.lead_id, *ref.other_lead_ids] if ref.lead_id else leads == []
        assert (detail.leader.id if detail.leader else 0) == ref.leader_id
        assert detail.completed_on == ref.completed_on
        assert detail.time_limit.due_on == ref.due_on == row.due_on
        assert detail.time_limit.recurrence == ref.recurrence == row.recurrence
        assert (detail.code, detail.title, detail.locator) == (row.code, row.title, row.locator)
        assert detail.extensions == row.extensions
        assert detail.why.endswith(".")


def test_an_extension_holds_from_its_own_day(register: Register) -> None:
    task, moved = task_id(register, DATED), dt.date(2026, 12, 1)
    write(register, limit(task, dt.date(2026, 7, 1), moved, "15/QĐ-UBND"))
    before, after = (
        detail_of(register, DATED, day) for day in (dt.date(2026, 6, 30), dt.date(2026, 7, 1))
    )
    assert (before.time_limit.due_on, before.extensions) == (dt.date(2026, 3, 6), 0)
    assert before.assessment.light is Light.OVERDUE
    assert (after.time_limit.due_on, after.extensions) == (moved, 1)
    assert (after.first_due_on, after.extension_authority) == (dt.date(2026, 3, 6), "15/QĐ-UBND")
    assert after.why == (
        "Xanh dương: còn 153 ngày đến thời hạn 01/12/2026, gia hạn 1 lần (hạn đầu 06/3/2026)."
    )
    row = reading.load_rows(register, [task], TODAY)[task]
    assert (row.due_on, row.extensions, row.limit_words) == (moved, 1, "01/12/2026")


def test_stopping_holds_from_its_own_day(register: Register) -> None:
    task = task_id(register, DATED)
    write(register, update(task, dt.date(2026, 6, 1), "stopped", product_number="15/QĐ-UBND"))
    assert ref_of(register, DATED, dt.date(2026, 5, 31)).light is Light.OVERDUE
    assert ref_of(register, DATED, dt.date(2026, 6, 1)).light is Light.STOPPED
    detail = detail_of(register, DATED)
    assert (detail.state, detail.stopped_by) == (TaskState.STOPPED, "15/QĐ-UBND")
    assert detail.why == "Xám: đã dừng theo 15/QĐ-UBND."


def test_open_updates_do_not_move_the_light(register: Register) -> None:
    task = task_id(register, DATED)
    write(
        register,
        update(task, dt.date(2026, 4, 1), percent=40, result="đã trình", difficulties="thiếu vốn"),
        update(task, dt.date(2026, 5, 1), percent=60, result="đang sửa"),
        update(task, dt.date(2026, 6, 1), result="chờ ký"),
    )
    detail = detail_of(register, DATED)
    assert detail.assessment.light is Light.OVERDUE
    assert (detail.state, detail.percent) == (TaskState.OPEN, 60)
    assert [entry.result for entry in detail.updates] == ["chờ ký", "đang sửa", "đã trình"]
    assert reading.load_rows(register, [task], TODAY)[task].latest_result == "chờ ký"
    past = detail_of(register, DATED, dt.date(2026, 4, 15))
    assert (past.percent, len(past.updates)) == (40, 1)


def test_a_row_shows_the_product_of_a_completed_task(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 5), number="12/KH-STC")
    task = task_id(register, DATED)
    row = reading.load_rows(register, [task], TODAY)[task]
    assert row.latest_result == "12/KH-STC, 05/03/2026"
    assert reading.load_rows(register, [task], dt.date(2026, 3, 4))[task].latest_result == ""


def switch_on(register: Register, code: str, day: dt.date) -> None:
    execute(
        register,
        "UPDATE report_duty SET active_from = :day WHERE code = :code",
        day=day.isoformat(),
        code=code,
    )


def receive(register: Register, code: str, agency: int, period: str, arrived: dt.date) -> None:
    with register.reading() as connection:
        query = "SELECT id FROM report_duty WHERE code = ?"
        duty = connection.exec_driver_sql(query, (code,)).scalar_one()
    write(
        register,
        models.ReportReceipt(
            duty_id=duty,
            agency_id=agency,
            period=period,
            arrived_on=arrived,
            recorded_at=dt.datetime.combine(arrived, dt.time(8)),
            recorded_by="can.bo",
        ),
    )


def test_continuing_tasks_are_judged_once_the_office_switches_the_duty_on(
    register: Register,
) -> None:
    assert ref_of(register, CONTINUING).light is Light.UNKNOWN
    switch_on(register, "CTr04-2026/BC-THANG", dt.date(2026, 10, 1))
    lead = ref_of(register, CONTINUING).lead_id
    assert ref_of(register, CONTINUING, dt.date(2026, 9, 30)).light is Light.UNKNOWN
    assert ref_of(register, CONTINUING, dt.date(2026, 10, 14)).light is Light.UNKNOWN
    late = ref_of(register, CONTINUING, dt.date(2026, 10, 15))
    assert (late.light, late.days, late.by_report) == (Light.DUE_SOON, 1, True)
    assert ref_of(register, CONTINUING, dt.date(2026, 10, 21)).light is Light.DUE_SOON
    assert ref_of(register, CONTINUING, dt.date(2026, 10, 22)).light is Light.OVERDUE
    receive(register, "CTr04-2026/BC-THANG", lead, "2026-10", dt.date(2026, 10, 20))
    assert ref_of(register, CONTINUING, dt.date(2026, 10, 19)).light is Light.DUE_SOON
    assert ref_of(register, CONTINUING, dt.date(2026, 10, 20)).light is Light.IN_TIME
    detail = detail_of(register, CONTINUING, dt.date(2026, 10, 22))
    assert detail.why == "Xanh dương: báo cáo tháng 10/2026 đã đến."
    # The next month closes, and its report has not come.
    assert ref_of(register, CONTINUING, dt.date(2026, 11, 15)).light is Light.DUE_SOON


def test_the_report_of_another_agency_does_not_count(register: Register) -> None:
    switch_on(register, "CTr04-2026/BC-THANG", dt.date(2026, 10, 1))
    other = agency_id(register, "Sở Ngoại vụ")
    receive(register, "CTr04-2026/BC-THANG", other, "2026-10", dt.date(2026, 10, 20))
    assert ref_of(register, CONTINUING, dt.date(2026, 10, 25)).light is Light.OVERDUE


def test_a_duty_of_one_document_does_not_judge_another(register: Register) -> None:
    switch_on(register, "CTr04-2026/BC-THANG", dt.date(2026, 2, 3))
    index = reading.load_index(register, TODAY)
    judged = {ref.document_id for ref in index.tasks if ref.by_report}
    assert [index.directory.documents[each].code for each in judged] == ["CTr04-2026"]
    assert Counter(ref.by_report for ref in index.tasks)[True] == 4


def test_a_task_with_its_own_duty_is_judged_by_that_alone(register: Register) -> None:
    own = "KHNQ02-2026/III.6.(4)#2"
    switch_on(register, "KHNQ02-2026/BC-6T", dt.date(2026, 3, 1))
    assert not ref_of(register, own).by_report
    switch_on(register, "KHNQ02-2026/BC-THANG", dt.date(2026, 3, 1))
    assert ref_of(register, own).by_report
    assert detail_of(register, own).why == (
        "Vàng: chưa có báo cáo tháng 11/2026, đã qua ngày chốt 14/11/2026 7 ngày."
    )


def test_settings_hold_from_their_day(register: Register) -> None:
    day = dt.date(2026, 12, 10)
    write(register, models.Setting(key="soon_days", value="30", valid_from=day))
    assert reading.load_index(register, TODAY).soon_days == 7
    assert reading.load_index(register, day - dt.timedelta(days=1)).soon_days == 7
    assert ref_of(register, YEARLY, day - dt.timedelta(days=1)).light is Light.IN_TIME
    assert reading.load_index(register, day).soon_days == 30
    assert ref_of(register, YEARLY, day).light is Light.DUE_SOON
    assert detail_of(register, YEARLY, day).assessment.light is Light.DUE_SOON


def test_leaders_change_inside_a_year(register: Register) -> None:
    """A confirmed portfolio goes before a suggested one, from its first to its last day."""
    code, finance = "CTr04-2026/II.1.c#1", agency_id(register, "Sở Tài chính")
    suggested = ref_of(register, code)
    assert suggested.leader_suggested
    new = official_id(register, "Ngô Hạnh Phúc")
    first, last = dt.date(2026, 7, 1), dt.date(2026, 9, 30)
    write(
        register,
        models.Portfolio(
            official_id=new,
            agency_id=finance,
            valid_from=first,
            valid_to=last,
            confirmed=True,
            source="Thông báo 10/TB-UBND",
        ),
    )
    day = dt.timedelta(days=1)
    for as_of, leader in (
        (first - day, suggested.leader_id),
        (first, new),
        (last, new),
        (last + day, suggested.leader_id),
    ):
        found = ref_of(register, code, as_of)
        assert (found.leader_id, found.leader_suggested) == (leader, leader != new)
    assert detail_of(register, code).leader_source.startswith("Phụ lục")
    # Before the document that suggests it there is no portfolio.
    assert (
        reading.load_index(register, dt.date(2026, 2, 2)).directory.suggested_agency_leaders == {}
    )


def test_leader_of_a_task_by_precedence(register: Register) -> None:
    code = "CTr04-2026/II.4.b#1"
    with register.reading() as connection:
        query = "SELECT scheme_id FROM task WHERE code = ?"
        assert connection.exec_driver_sql(query, (code,)).scalar_one() is not None
    of_agency = ref_of(register, code).leader_id
    names = ["Nguyễn Tuấn Anh", "Vũ Thị Hiền Hạnh", "Ngô Hạnh Phúc"]
    chairman, deputy, other = (official_id(register, name) for name in names)
    assert of_agency not in (0, chairman, deputy, other)
    statements = [
        ("UPDATE document SET leader_id = :leader WHERE code = 'CTr04-2026'", chairman),
        ("UPDATE scheme SET leader_id = :leader WHERE number = '08'", deputy),
        ("UPDATE task SET leader_id = :leader WHERE code = 'CTr04-2026/II.4.b#1'", other),
    ]
    for statement, leader in statements:
        execute(register, statement, leader=leader)
        found = ref_of(register, code)
        assert (found.leader_id, found.leader_suggested) == (leader, False)
        assert detail_of(register, code).leader_source == ""


def test_agencies_without_a_leader_stand_in_sight(register: Register) -> None:
    index = reading.load_index(register, TODAY)
    by_lead = {
        index.directory.agencies[ref.lead_id].name: ref.leader_id
        for ref in index.tasks
        if ref.lead_id
    }
    for name in ("Sở Tư pháp", "Thanh tra tỉnh", "Công an tỉnh", "Sở Ngoại vụ"):
        assert by_lead[name] == 0


def test_an_undetermined_limit_and_a_recurring_one(register: Register) -> None:
    assert detail_of(register, UNDATED).time_limit.kind is TimeLimitKind.UNDETERMINED
    assert detail_of(register, CONTINUING).time_limit.words == "Hằng tháng"
    assert detail_of(register, YEARLY).time_limit.words == "31/12/2026"


# ---- search


def codes(register: Register, typed: str) -> set[str]:
    found = reading.search(register, typed)
    return {row.code for row in reading.load_rows(register, found, TODAY).values()}


def search_words_of(register: Register) -> list[tuple[int, str]]:
    with register.reading() as connection:
        return [
            tuple(row) for row in connection.execute(text("SELECT rowid, words FROM task_search"))
        ]


def test_search_without_accents_finds_what_holds_every_word(register: Register) -> None:
    found = codes(register, "giai ngan dau tu cong")
    assert {"CTr04-2026/II.2.a#1", "CTr04-2026/II.2.g#1"} <= found
    assert found == codes(register, "Giải Ngân ĐẦU TƯ công")
    indexed = dict(search_words_of(register))
    for task in reading.search(register, "giai ngan dau tu cong"):
        assert {"giai", "ngan", "dau", "tu"} <= set(indexed[task].split())


def test_search_works_while_typing(register: Register) -> None:
    typed = "thuy dien"
    counts = [len(codes(register, typed[:length])) for length in range(1, len(typed) + 1)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0
    assert codes(register, typed) <= codes(register, "thuy di")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("TCTH.1#2", DATED),
        ("khnq02-2026/tcth.1#2", DATED),
        ("04/CTr-UBND thẩm định", UNDATED),
        ("so tu phap", UNDATED),
        ("46-NQ/TW không có", None),
    ],
)
def test_search_by_code_number_and_agency(register: Register, typed: str, code: str | None) -> None:
    found = codes(register, typed)
    assert code in found if code else not found


def test_a_restricted_task_is_found_by_its_title_only(register: Register) -> None:
    task = task_id(register, RESTRICTED)
    execute(
        register,
        "UPDATE task SET points = 'nội dung mật zyx', source_text = 'nguồn zyx', "
        "expected_product = 'sản phẩm zyx' WHERE id IN (:task, :other)",
        task=task,
        other=task_id(register, UNDATED),
    )
    with begin_write(register.engine) as connection, connection.begin():
        index_tasks(connection, [task, task_id(register, UNDATED)])
    assert reading.search(register, "zyx") == [task_id(register, UNDATED)]
    texts = reading.load_searched_texts(register, [task])[task]
    assert texts
    assert "zyx" not in " ".join(part.text for part in texts)
    title = detail_of(register, RESTRICTED).title
    assert task in reading.search(register, title)


@pytest.mark.parametrize("typed", ["giai ngan", "so tai chinh", "04 ctr ke ho", "x"])
def test_every_word_found_stands_in_a_text_that_has_a_name(register: Register, typed: str) -> None:
    found = reading.search(register, typed)
    assert found
    rows = reading.load_rows(register, found, TODAY)
    for task, texts in reading.load_searched_texts(register, found).items():
        assert all(part.place for part in texts)
        words = fold_words(" ".join([rows[task].short_title, *(part.text for part in texts)]))
        *whole, beginning = fold_words(typed)
        assert set(whole) <= set(words)
        assert any(word.startswith(beginning) for word in words)


def test_the_texts_a_task_is_found_by_go_by_the_roles_of_its_agencies(register: Register) -> None:
    task = task_id(register, UNDATED)
    texts = dict(reading.load_searched_texts(register, [task])[task])
    assert list(texts)[:3] == ["tên đầy đủ", "chủ trì", "phối hợp"]
    assert texts["chủ trì"].startswith("Sở Tư pháp")
    assert "04/CTr-UBND" in texts["văn bản"]


def test_every_task_is_found_by_its_title(register: Register) -> None:
    for detail in reading.load_details(register, None, TODAY):
        assert detail.id in reading.search(register, detail.title)


@pytest.mark.parametrize("typed", ['"', "AND", "a OR", "NEAR(", "đ*", "words:x", "'; --", "\x00"])
def test_signs_never_break_the_search(register: Register, typed: str) -> None:
    reading.search(register, typed)


# ---- orders, overview


def test_orders_of_the_list(register: Register) -> None:
    details = {detail.id: detail for detail in reading.load_details(register, None, TODAY)}
    by_title = reading.sorted_ids(register, "title")
    titles = [details[each].short_title for each in by_title]
    assert titles == sorted(titles, key=sort_key)
    assert all(titles)
    assert reading.sorted_ids(register, "code") == list(details)
    assert sorted(by_title) == sorted(details)

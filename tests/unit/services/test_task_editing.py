"""Changing what a task says, and entering a new one: rules, conflicts, undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.acts import EditableTask, NewTask, TaskDraft
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.records import Role
from app.domain.task_detail import TaskDetail
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import Light
from app.services import names, reading, task_editing, undo
from app.services.task_words import before_document
from tests.registers import (
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    changes,
    complete,
    execute,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from app.services.register import Register

DUE = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 15))
GIVEN = dt.date(2026, 11, 10)


def detail(register: Register, code: str = DATED, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def agency(register: Register, name: str) -> int:
    return names.find_agency(register, name)


def read(register: Register, code: str = DATED) -> EditableTask:
    return task_editing.load_editable(register, task_id(register, code))


def edit(register: Register, code: str = DATED, **fields: Any):
    before = read(register, code)
    return task_editing.edit_task(register, before, replace(before.draft, **fields))


def new(register: Register, title: str = "Báo cáo việc sửa cầu", **fields: Any) -> NewTask:
    lead = (Role.LEAD, (agency(register, "Sở Xây dựng"),))
    values: dict[str, Any] = {"document_id": 0, "given_on": GIVEN, "limit": DUE} | fields
    return NewTask(TaskDraft(title, "", roles=(lead,)), **values)


# ---- Editing


def test_every_field_is_written_and_told_in_the_history(register: Register) -> None:
    official = reading.load_directory(register, TODAY).officials
    leader = next(o.id for o in official.values() if o.name == "Nguyễn Tuấn Anh")
    scheme = task_editing.load_choices(register).schemes[0][0]
    old = detail(register)
    change = edit(
        register,
        title="Lập kế hoạch mới",
        short_title="Kế hoạch mới",
        product="Báo cáo",
        leader_id=leader,
        scheme_id=scheme,
        confidential=True,
    )
    assert change.summary == f"sửa nhiệm vụ {DATED_PLACE}"
    now = detail(register)
    assert (now.title, now.short_title) == ("Lập kế hoạch mới", "Kế hoạch mới")
    assert (now.expected_product, now.confidential) == ("Báo cáo", True)
    assert now.leader is not None
    assert now.leader.name == "Nguyễn Tuấn Anh"
    told = {
        words: (was, is_) for words, was, is_ in reading.load_history(register, now.id)[0].changes
    }
    assert told["Tên nhiệm vụ"] == (old.title, "Lập kế hoạch mới")
    assert told["Lãnh đạo"] == ("", "Chủ tịch Nguyễn Tuấn Anh")
    assert told["Bảo mật"] == ("không", "có")
    assert set(told) >= {"Tên ngắn", "Sản phẩm", "Đề án"}


def test_a_short_title_of_the_program_follows_the_title(register: Register) -> None:
    edit(register, title="Lập kế hoach", short_title="")
    edit(register, title="Lập kế hoạch")
    assert detail(register).short_title == "Lập kế hoạch"
    edit(register, title="Lập kế hoạch mới", short_title="Của tôi")
    edit(register, title="Lập kế hoạch mới nữa")
    assert detail(register).short_title == "Của tôi"


def test_leads_stand_in_the_order_given(register: Register) -> None:
    finance, build = agency(register, "Sở Tài chính"), agency(register, "Sở Xây dựng")
    edit(register, roles=((Role.LEAD, (build, finance)), (Role.MONITORING, (finance,))))
    assert detail(register).agencies(Role.LEAD) == ("Sở Xây dựng", "Sở Tài chính")
    ref = next(r for r in reading.load_index(register, TODAY).tasks if r.id == detail(register).id)
    assert (ref.lead_id, ref.other_lead_ids) == (build, (finance,))
    edit(register, roles=((Role.LEAD, (finance, build)),))
    assert detail(register).agencies(Role.LEAD) == ("Sở Tài chính", "Sở Xây dựng")
    newest = reading.load_history(register, detail(register).id)[0]
    assert newest.changes == (("Theo dõi", "Sở Tài chính", ""),)
    edit(register, roles=((Role.LEAD, (build, finance)),))
    newest = reading.load_history(register, detail(register).id)[0]
    assert newest.changes == (("Chủ trì đứng đầu", "Sở Tài chính", "Sở Xây dựng"),)


def test_links_are_seen_from_both_sides(register: Register) -> None:
    other = task_id(register, UNDATED)
    change = edit(register, links=((other, "cùng việc"),))
    assert change.task_ids == {task_id(register, DATED), other}
    assert [link.task_id for link in detail(register).links] == [other]
    back = detail(register, UNDATED).links
    assert (task_id(register, DATED), "cùng việc") in [(link.task_id, link.why) for link in back]
    edit(register, UNDATED, links=())
    assert detail(register).links == ()


def test_the_task_is_found_by_its_new_words_and_by_the_old_after_undo(register: Register) -> None:
    task = task_id(register, DATED)
    edit(register, title="Xây cầu Làng Giàng", short_title="Cầu Làng Giàng")
    assert task in reading.search(register, "lang giang")
    undo.undo_last(register)
    assert task not in reading.search(register, "lang giang")
    assert task in reading.search(register, "ke hoach hanh dong")
    undo.redo_last(register)
    assert task in reading.search(register, "lang giang")


def test_an_edit_is_undone_whole(register: Register) -> None:
    before = what_people_see(register)
    finance = agency(register, "Sở Tài chính")
    edit(
        register,
        title="Khác",
        short_title="Khác",
        roles=((Role.LEAD, (finance,)),),
        links=((task_id(register, UNDATED), "cùng việc"),),
    )
    done = what_people_see(register)
    undo.undo_last(register)
    assert what_people_see(register) == before
    undo.redo_last(register)
    assert what_people_see(register) == done


@pytest.mark.parametrize("field", ["title", "roles", "links"])
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    register: Register, field: str
) -> None:
    before = read(register)
    others: dict[str, Any] = {
        "title": "Của người khác",
        "roles": ((Role.LEAD, (agency(register, "Sở Xây dựng"),)),),
        "links": ((task_id(register, UNDATED), "cùng việc"),),
    }
    edit(register, **{field: others[field]})
    seen = what_people_see(register)
    with pytest.raises(ConflictError, match="vừa được sửa ở nơi khác"):
        task_editing.edit_task(register, before, replace(before.draft, product="Của tôi"))
    assert what_people_see(register) == seen


def test_a_new_version_alone_is_a_conflict(register: Register) -> None:
    before = read(register)
    execute(register, "UPDATE task SET version = version + 1 WHERE id = :id", id=before.task_id)
    with pytest.raises(ConflictError):
        task_editing.edit_task(register, before, replace(before.draft, product="Của tôi"))


def test_progress_meanwhile_is_no_conflict(register: Register) -> None:
    before = read(register)
    complete(register, DATED)
    task_editing.edit_task(register, before, replace(before.draft, product="Của tôi"))
    assert detail(register).expected_product == "Của tôi"


def test_nothing_changed_leaves_no_trace(register: Register) -> None:
    assert edit(register).change_id == 0
    assert changes(register) == []


@pytest.mark.parametrize("title", ["", "  \n "])
def test_a_task_has_a_title(register: Register, title: str) -> None:
    with pytest.raises(InputRefusedError, match="tên nhiệm vụ"):
        edit(register, title=title)


def test_an_agency_stands_once(register: Register) -> None:
    finance = agency(register, "Sở Tài chính")
    with pytest.raises(InputRefusedError, match="hai lần"):
        edit(register, roles=((Role.LEAD, (finance, finance)),))
    with pytest.raises(InputRefusedError, match="vừa chủ trì vừa phối hợp"):
        edit(register, roles=((Role.LEAD, (finance,)), (Role.COORDINATING, (finance,))))


def test_a_title_in_one_row_is_taken_from_the_title(register: Register) -> None:
    edit(register, title="Rà soát  quy hoạch\n" * 9, short_title=" ")
    now = detail(register)
    assert now.title == " ".join(["Rà soát quy hoạch"] * 9)
    assert now.short_title.endswith("…")
    assert len(now.short_title) <= 91


# ---- Entering


def test_work_given_directly_stands_in_the_offices_own_document(register: Register) -> None:
    change = task_editing.new_task(register, new(register, given_by="Thông báo 45"), TODAY)
    assert change.summary == "thêm nhiệm vụ “Báo cáo việc sửa cầu”"
    made = reading.load_detail(register, next(iter(change.task_ids)), TODAY)
    assert made.code == "GIAO-2026/GT#1"
    assert made.document.short_title == "Việc giao trực tiếp 2026"
    assert made.agencies(Role.LEAD) == ("Sở Xây dựng",)
    assert made.time_limit == DUE
    assert made.source_note == "Thông báo 45"
    assert made.assessment.light is Light.IN_TIME
    assert made.id in reading.search(register, "sua cau")
    index = reading.load_index(register, GIVEN - dt.timedelta(days=1))
    assert made.id not in {ref.id for ref in index.tasks}


def test_the_document_is_made_once_a_year_and_numbers_go_on(register: Register) -> None:
    for title in ("Một", "Hai"):
        task_editing.new_task(register, new(register, title), TODAY)
    last_year = new(register, "Ba", given_on=dt.date(2025, 12, 30))
    task_editing.new_task(register, last_year, TODAY)
    documents = reading.load_directory(register, TODAY).documents.values()
    codes = sorted(d.code for d in documents if d.code.startswith("GIAO"))
    assert codes == ["GIAO-2025", "GIAO-2026"]
    assert detail(register, "GIAO-2026/GT#2").title == "Hai"
    assert detail(register, "GIAO-2025/GT#1").title == "Ba"


def test_a_task_of_a_document_exists_from_its_date(register: Register) -> None:
    document = detail(register, UNDATED).document
    said = new(register, document_id=document.id, given_on=document.issued_on)
    task_editing.new_task(register, said, TODAY)
    code = f"{document.code}/BS#1"
    made = detail(register, code, as_of=document.issued_on)
    assert made.section_heading == "Nhiệm vụ bổ sung"
    last = [r.id for r in reading.load_index(register, TODAY).tasks if r.document_id == document.id]
    assert last[-1] == made.id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "tên nhiệm vụ"),
        ({"given_on": dt.date(2026, 11, 22)}, "ở tương lai"),
        ({"given_on": dt.date(2026, 12, 16)}, "ở tương lai"),
        ({"limit": TimeLimit(TimeLimitKind.DATE, dt.date(2026, 11, 9))}, "trước ngày giao"),
    ],
)
def test_a_new_task_is_refused(register: Register, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(InputRefusedError, match=words):
        task_editing.new_task(register, new(register, **fields), TODAY)


def test_a_new_task_needs_a_lead(register: Register) -> None:
    said = new(register)
    with pytest.raises(InputRefusedError, match="cơ quan chủ trì"):
        task_editing.new_task(register, replace(said, draft=TaskDraft("Việc", "")), TODAY)


def test_a_new_task_taken_back_exists_on_no_day_and_keeps_its_code(register: Register) -> None:
    before = what_people_see(register)["index"].tasks
    change = task_editing.new_task(register, new(register), TODAY)
    task = next(iter(change.task_ids))
    assert undo.undo_last(register).task_ids == {task}
    assert reading.load_index(register, TODAY).tasks == before
    far = reading.load_index(register, dt.date(2100, 1, 1)).tasks
    assert task not in {ref.id for ref in far}
    with pytest.raises(InputRefusedError, match="chưa có trong sổ"):
        reading.load_detail(register, task, TODAY)
    second = task_editing.new_task(register, new(register, "Việc khác"), TODAY)
    assert detail(register, "GIAO-2026/GT#2").id in second.task_ids


def test_a_new_task_is_done_again_as_it_was(register: Register) -> None:
    task_editing.new_task(register, new(register), TODAY)
    done = what_people_see(register)
    undo.undo_last(register)
    undo.redo_last(register)
    assert what_people_see(register) == done


def test_what_was_done_with_a_new_task_is_undone_before_it(register: Register) -> None:
    task_editing.new_task(register, new(register), TODAY)
    code = "GIAO-2026/GT#1"
    edit(register, code, title="Tên khác", short_title="Tên khác")
    complete(register, code)
    for _ in range(3):
        undo.undo_last(register)
    for _ in range(3):
        undo.redo_last(register)
    assert detail(register, code).title == "Tên khác"
    assert detail(register, code).completed_on is not None


def test_a_day_before_direct_work_was_given_is_asked_about(register: Register) -> None:
    task = next(iter(task_editing.new_task(register, new(register), TODAY).task_ids))
    found = reading.load_detail(register, task, TODAY)
    early = before_document(found, "Ngày", GIVEN - dt.timedelta(days=1))
    assert early == "Ngày 09/11/2026 trước ngày giao nhiệm vụ (10/11/2026). Vẫn ghi ngày này?"
    assert before_document(found, "Ngày", GIVEN) is None

"""From a file to the register and back: import, import again, correct, undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.domain import review_acts
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.records import AgencyKind, Role
from app.domain.review import ItemKind, MatchKind, ReviewDraft, ReviewItem, TaskFields
from app.domain.traffic_light import TaskState
from app.services import (
    agencies,
    importing,
    reading,
    tracking,
    undo,
)
from tests.imported import (
    BODY,
    CORRECTED,
    FIRST,
    NEW_AGENCY,
    TODAY,
    by_place,
    content,
    detail,
    directive,
    kinds,
    settle,
    take_in,
)
from tests.registers import changes, completion, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from app.services.register import Register

    Look = Callable[..., dict[str, Any]]


# --- reading --------------------------------------------------------------------------------------


def test_nothing_enters_the_register_before_the_person_accepts(
    register: Register, tmp_path: Path
) -> None:
    before = content(register)
    draft = importing.open_review(register, directive(tmp_path))
    assert kinds(draft)["I.1.a#1"] is MatchKind.NONE
    assert draft.document.code == "CT15-2026"
    assert draft.document_id == 0
    importing.save_review(register, settle(draft))
    assert content(register) == before
    assert changes(register) == []


def test_every_item_of_a_draft_names_its_blocks_and_section(
    register: Register, tmp_path: Path
) -> None:
    draft = importing.open_review(register, directive(tmp_path))
    named = sorted(block for item in draft.items for block in item.blocks)
    assert named == list(range(len(draft.blocks)))
    assert draft.blocks[by_place(draft, "I.2.b#1").blocks[0]].section == "I.2"
    assert {section.locator for section in draft.sections} >= {"I", "I.1", "II"}


def test_one_comes_back_to_a_draft_without_loss(register: Register, tmp_path: Path) -> None:
    path = directive(tmp_path)
    draft = importing.open_review(register, path)
    item = by_place(draft, "I.1.a#1")
    draft = review_acts.correct(draft, item.id, "title", "Rà soát quy hoạch nông thôn")
    draft = review_acts.accept(draft, item.id)
    draft = importing.save_review(register, draft)
    again = importing.open_review(register, path)
    assert again == draft
    assert again.counts.done == 1
    entry = importing.list_reviews(register)[0]
    assert (entry.id, entry.done, entry.total) == (draft.id, 1, draft.counts.total)
    importing.delete_review(register, draft.id)
    assert importing.list_reviews(register) == ()
    with pytest.raises(InputRefusedError, match="không còn trong sổ"):
        importing.load_review(register, draft.id)


def test_no_window_overwrites_the_draft_of_another(register: Register, tmp_path: Path) -> None:
    draft = importing.open_review(register, directive(tmp_path))
    importing.save_review(register, draft)
    with pytest.raises(ConflictError, match="lưu ở nơi khác"):
        importing.save_review(register, draft)


# --- accepting ------------------------------------------------------------------------------------


def test_an_accepted_document_is_there_with_its_tasks(register: Register, tmp_path: Path) -> None:
    path = directive(tmp_path)
    change = take_in(register, path)
    assert change.summary.startswith("nhập văn bản Chỉ thị 15/CT-UBND: ")
    task = detail(register, FIRST)
    assert task.agencies(Role.LEAD) == ("Sở Xây dựng",)
    assert task.agencies(Role.COORDINATING) == ("Sở Tài chính",)
    assert task.time_limit.due_on == dt.date(2026, 11, 30)
    assert task.source_text.startswith("a) Chủ trì, phối hợp với Sở Tài chính rà soát")
    assert task.document.number == "15/CT-UBND"
    assert task.document.issue_words == "ngày 12/9/2026"
    assert task.section_heading == "Sở Xây dựng"
    assert importing.list_reviews(register) == ()
    assert len(changes(register)) == 1
    assert FIRST in {d.code for d in reading.load_details(register, None, dt.date(2026, 9, 12))}
    assert FIRST not in {d.code for d in reading.load_details(register, None, dt.date(2026, 9, 11))}


def test_undo_takes_everything_back_and_the_draft_returns(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    path = directive(tmp_path)
    before, past = seen(register), seen(register, dt.date(2026, 9, 30))
    agencies_before = rows_of(register, "agency"), rows_of(register, "agency_alias")
    accepted = settle(importing.open_review(register, path))
    importing.accept_review(register, accepted, TODAY)
    done = seen(register)
    assert done != before
    undo.undo_last(register)
    assert seen(register) == before
    assert seen(register, dt.date(2026, 9, 30)) == past
    assert (rows_of(register, "agency"), rows_of(register, "agency_alias")) == agencies_before
    for table in ("document_file", "import_entry"):
        assert rows_of(register, table) == []
    assert importing.load_review(register, accepted.id).items == accepted.items
    undo.redo_last(register)
    assert seen(register) == done
    assert importing.list_reviews(register) == ()


def test_a_draft_that_was_taken_back_can_be_corrected_and_accepted_again(
    register: Register, tmp_path: Path
) -> None:
    take_in(register, directive(tmp_path))
    undo.undo_last(register)
    draft = importing.load_review(register, importing.list_reviews(register)[0].id)
    item = by_place(draft, "I.1.a#1")
    draft = review_acts.correct(draft, item.id, "title", "Tên đã sửa")
    importing.accept_review(register, draft, TODAY)
    task = detail(register, FIRST)
    assert task.title == "Tên đã sửa"
    assert task.extensions == 0
    assert len(task.limits) == 1
    once = content(register)
    undo.undo_last(register)
    undo.redo_last(register)
    assert content(register) == once


def test_what_was_done_since_is_undone_first(register: Register, tmp_path: Path) -> None:
    before = content(register)
    take_in(register, directive(tmp_path))
    task = reading.find_task(register, FIRST)
    tracking.complete_task(register, task, completion(), TODAY)
    undo.undo_last(register)
    undo.undo_last(register)
    assert content(register) == before


def test_a_document_imported_twice_changes_nothing(register: Register, tmp_path: Path) -> None:
    path = directive(tmp_path)
    take_in(register, path)
    before, history = content(register), len(changes(register))
    again = importing.open_review(register, path)
    assert set(kinds(again).values()) == {MatchKind.SAME}
    assert again.counts.open == 0
    assert "đã được nhập" in again.document_words
    change = importing.accept_review(register, again, TODAY)
    assert change.change_id == 0
    assert content(register) == before
    assert len(changes(register)) == history
    assert importing.list_reviews(register) == ()


def test_what_people_edited_since_is_no_change_of_the_document(
    register: Register, tmp_path: Path
) -> None:
    path = directive(tmp_path)
    draft = settle(importing.open_review(register, path))
    item = by_place(draft, "I.1.a#1")
    draft = review_acts.correct(draft, item.id, "lead", ("Sở Tư pháp",))
    importing.accept_review(register, draft, TODAY)
    corrected = importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt"))
    match = by_place(corrected, "I.1.a#1").match
    assert {change.field for change in match.changes} == {"time_limit", "source_text"}


# --- versions -------------------------------------------------------------------------------------


def test_a_corrected_version_shows_what_is_new_changed_and_gone(
    register: Register, tmp_path: Path
) -> None:
    take_in(register, directive(tmp_path))
    draft = importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt"))
    found = kinds(draft)
    assert found["I.1.a#1"] is MatchKind.CHANGED
    assert found["I.1.b#1"] is MatchKind.SAME
    assert [item.match.code for item in draft.items if item.match.kind is MatchKind.GONE] == [
        "CT15-2026/I.2.b#1"
    ]
    new = [place for place, kind in found.items() if kind is MatchKind.NONE]
    assert len(new) == 1
    changed = by_place(draft, "I.1.a#1").match.changes
    assert ("time_limit", "30/11/2026", "15/12/2026") in [(c.field, c.old, c.new) for c in changed]


def changed_item(register: Register, folder: Path) -> tuple[ReviewDraft, ReviewItem]:
    """Return the settled review of a corrected version, and its item that has changed."""
    take_in(register, directive(folder))
    draft = settle(importing.open_review(register, directive(folder, CORRECTED, "sua.txt")))
    return draft, by_place(draft, "I.1.a#1")


@pytest.mark.parametrize("words", ["", "30/11/2026"])
def test_a_change_can_be_corrected_back_to_what_the_register_says(
    register: Register, tmp_path: Path, words: str
) -> None:
    draft, item = changed_item(register, tmp_path)
    assert isinstance(item.fields, TaskFields)
    back = detail(register, FIRST).time_limit
    limit = replace(item.fields.time_limit, due_on=back.due_on, text=words)
    draft = review_acts.correct(draft, item.id, "time_limit", limit)
    importing.accept_review(register, draft, TODAY)
    after = detail(register, FIRST)
    assert (after.time_limit.due_on, after.extensions) == (dt.date(2026, 11, 30), 0)
    again = importing.open_review(register, tmp_path / "sua.txt")
    assert set(kinds(again).values()) == {MatchKind.SAME}


def test_a_change_is_corrected_to_something_else(register: Register, tmp_path: Path) -> None:
    draft, item = changed_item(register, tmp_path)
    assert isinstance(item.fields, TaskFields)
    limit = replace(item.fields.time_limit, due_on=dt.date(2026, 12, 20))
    draft = review_acts.correct(draft, item.id, "time_limit", limit)
    draft = review_acts.correct(draft, item.id, "lead", ("Sở Tư pháp",))
    importing.accept_review(register, draft, TODAY)
    after = detail(register, FIRST)
    assert after.time_limit.due_on == dt.date(2026, 12, 20)
    assert [each.agency_name for each in after.assignments if each.role is Role.LEAD] == [
        "Sở Tư pháp"
    ]


@pytest.mark.parametrize("corrected", [False, True])
def test_a_task_that_was_edited_meanwhile_is_still_told(
    register: Register, tmp_path: Path, *, corrected: bool
) -> None:
    draft, item = changed_item(register, tmp_path)
    assert isinstance(item.fields, TaskFields)
    other = dt.date(2026, 12, 1)
    with register.engine.begin() as connection:
        connection.execute(
            text("UPDATE time_limit SET due_on = :day WHERE task_id = :id"),
            {"day": other.isoformat(), "id": item.match.target_id},
        )
    if corrected:
        limit = replace(item.fields.time_limit, due_on=other)
        draft = review_acts.correct(draft, item.id, "time_limit", limit)
    with pytest.raises(ConflictError, match="Sổ đã thay đổi"):
        importing.accept_review(register, draft, TODAY)


def test_a_corrected_version_is_one_step_that_can_be_taken_back(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    take_in(register, directive(tmp_path))
    before = seen(register)
    take_in(register, directive(tmp_path, CORRECTED, "sua.txt"))
    assert detail(register, FIRST).time_limit.due_on == dt.date(2026, 12, 15)
    assert detail(register, FIRST).extensions == 0
    assert detail(register, "CT15-2026/I.2.b#1").state is TaskState.STOPPED
    done = seen(register)
    undo.undo_last(register)
    assert seen(register) == before
    undo.redo_last(register)
    assert seen(register) == done
    undo.undo_last(register)
    undo.undo_last(register)
    assert "CT15-2026" not in {d.code for d in seen(register)["index"].directory.documents.values()}


def test_a_change_that_is_not_taken_stays_as_it_was(register: Register, tmp_path: Path) -> None:
    take_in(register, directive(tmp_path))
    draft = importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt"))
    item = by_place(draft, "I.1.a#1")
    draft = review_acts.take_change(draft, item.id, "time_limit", taken=False)
    importing.accept_review(register, settle(draft), TODAY)
    assert detail(register, FIRST).time_limit.due_on == dt.date(2026, 11, 30)
    third = importing.open_review(register, directive(tmp_path, f"{CORRECTED}\n", "ban-ba.txt"))
    assert by_place(third, "I.1.a#1").match.kind is MatchKind.SAME


def test_an_appendix_in_a_file_of_its_own_makes_nothing_gone(
    register: Register, tmp_path: Path
) -> None:
    take_in(register, directive(tmp_path))
    appendix = (
        "\nI. BỔ SUNG\n\n1. Sở Y tế rà soát các trạm y tế, hoàn thành trước ngày 01/12/2026.\n"
    )
    draft = importing.open_review(register, directive(tmp_path, appendix, "phu-luc.txt"))
    assert draft.document_id
    assert MatchKind.GONE not in kinds(draft).values()


# --- agencies, leaders ----------------------------------------------------------------------------


def with_unknown(register: Register, folder: Path) -> ReviewDraft:
    body = BODY.replace("Sở Nông nghiệp và Môi trường", "Ban Chỉ huy Phòng thủ khu vực 9")
    body = body.replace(NEW_AGENCY, "Sở Y tế")
    return importing.open_review(register, directive(folder, body))


def test_an_unknown_agency_is_mapped_or_confirmed_before_it_is_accepted(
    register: Register, tmp_path: Path
) -> None:
    draft = with_unknown(register, tmp_path)
    printed = draft.agencies[0].printed
    item = next(
        i
        for i in draft.items
        if i.kind is ItemKind.TASK and printed in i.fields.lead  # type: ignore[union-attr]
    )
    with pytest.raises(InputRefusedError, match="chưa có trong danh mục"):
        review_acts.accept(draft, item.id)
    mapped = review_acts.map_agency(draft, printed, "Công an tỉnh")
    importing.accept_review(register, settle(mapped), TODAY)
    assert detail(register, f"CT15-2026/{item.locator}").agencies(Role.LEAD) == ("Công an tỉnh",)
    # The spelling was learnt: the next document knows it.
    assert with_unknown(register, tmp_path).agencies == ()


def test_a_new_agency_is_made_with_the_import_and_goes_with_its_undo(
    register: Register, tmp_path: Path
) -> None:
    before = rows_of(register, "agency")
    draft = with_unknown(register, tmp_path)
    printed = draft.agencies[0].printed
    draft = review_acts.confirm_new_agency(
        draft, printed, printed, "BCH PT KV 9", AgencyKind.VERTICAL
    )
    importing.accept_review(register, settle(draft), TODAY)
    assert len(rows_of(register, "agency")) == len(before) + 1
    undo.undo_last(register)
    assert rows_of(register, "agency") == before
    undo.redo_last(register)
    assert len(rows_of(register, "agency")) == len(before) + 1


def test_an_agency_that_was_added_meanwhile_is_taken(register: Register, tmp_path: Path) -> None:
    draft = settle(with_unknown(register, tmp_path))
    printed = draft.agencies[0].printed
    entry = agencies.AgencyEntry(printed, printed, AgencyKind.OTHER)
    agencies.add(register, entry)
    count = len(rows_of(register, "agency"))
    importing.accept_review(register, draft, TODAY)
    assert len(rows_of(register, "agency")) == count

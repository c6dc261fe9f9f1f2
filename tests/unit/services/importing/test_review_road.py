"""From a file to the register and back: import, import again, correct, undo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain import review_acts
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.records import AgencyKind, Role
from app.domain.review import Decision, ItemKind, MatchKind, ReviewDraft
from app.domain.traffic_light import TaskState
from app.services import (
    agencies,
    importing,
    progress,
    reading,
    reading_documents,
    tracking,
    undo,
)
from app.services.importing import accepting
from tests.imported import (
    BODY,
    CORRECTED,
    HEAD,
    NEW_AGENCY,
    TODAY,
    directive,
    kinds,
    settle,
    take_in,
)
from tests.registers import changes, completion, execute, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from app.services.register import Register

    Look = Callable[..., dict[str, Any]]

FIRST = "CT15-2026/I.1.a#1"


def detail(register: Register, code: str) -> Any:
    return reading.load_detail(register, reading.find_task(register, code), TODAY)


def by_place(draft: ReviewDraft, locator: str) -> Any:
    return next(item for item in draft.items if item.locator == locator)


# --- reading --------------------------------------------------------------------------------------


def test_nothing_enters_the_register_before_the_person_accepts(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    before = seen(register)
    draft = importing.open_review(register, directive(tmp_path))
    assert kinds(draft)["I.1.a#1"] is MatchKind.NONE
    assert draft.document.code == "CT15-2026"
    assert draft.document_id == 0
    importing.save_review(register, settle(draft))
    assert seen(register) == before
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
    register: Register, tmp_path: Path, seen: Look
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
    once = seen(register)
    undo.undo_last(register)
    undo.redo_last(register)
    assert seen(register) == once


def test_what_was_done_since_is_undone_first(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    before = seen(register)
    take_in(register, directive(tmp_path))
    task = reading.find_task(register, FIRST)
    tracking.complete_task(register, task, completion(), TODAY)
    undo.undo_last(register)
    undo.undo_last(register)
    assert seen(register) == before


def test_a_document_imported_twice_changes_nothing(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    path = directive(tmp_path)
    take_in(register, path)
    before, history = seen(register), len(changes(register))
    again = importing.open_review(register, path)
    assert set(kinds(again).values()) == {MatchKind.SAME}
    assert again.counts.open == 0
    assert "đã được nhập" in again.document_words
    change = importing.accept_review(register, again, TODAY)
    assert change.change_id == 0
    assert seen(register) == before
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


# --- what stands in the way -----------------------------------------------------------------------


def test_open_items_are_not_written(register: Register, tmp_path: Path) -> None:
    draft = importing.open_review(register, directive(tmp_path))
    with pytest.raises(InputRefusedError, match=r"Còn \d+ mục chưa đối chiếu"):
        importing.accept_review(register, draft, TODAY)


def test_a_document_of_the_future_is_refused(register: Register, tmp_path: Path) -> None:
    draft = settle(importing.open_review(register, directive(tmp_path)))
    draft = review_acts.correct_document(draft, "issued_on", dt.date(2026, 12, 1))
    with pytest.raises(InputRefusedError, match="ở tương lai"):
        importing.accept_review(register, draft, TODAY)


def test_a_register_that_changed_meanwhile_is_told(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    take_in(register, directive(tmp_path))
    draft = settle(importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt")))
    execute(register, "UPDATE task SET source_text = 'khác' WHERE code = :code", code=FIRST)
    before = seen(register)
    with pytest.raises(ConflictError, match="Sổ đã thay đổi"):
        importing.accept_review(register, draft, TODAY)
    assert seen(register) == before


def test_a_draft_is_accepted_once(register: Register, tmp_path: Path) -> None:
    draft = settle(importing.open_review(register, directive(tmp_path)))
    importing.accept_review(register, draft, TODAY)
    with pytest.raises(ConflictError, match="ở nơi khác"):
        importing.accept_review(register, draft, TODAY)


def test_an_unknown_day_stays_unknown(register: Register, tmp_path: Path) -> None:
    head = HEAD.replace("ngày 12 tháng 9 năm 2026", "ngày     tháng     năm").replace(
        "năm 2026", ""
    )
    draft = importing.open_review(register, directive(tmp_path, head=head))
    assert draft.document.issued_on is None
    assert "issued_on" in {doubt.field for doubt in draft.document_doubts}
    importing.accept_review(register, settle(draft), TODAY)
    document = detail(register, f"{draft.document.code}/I.1.a#1").document
    assert document.issue_words == "chưa rõ ngày ban hành"
    as_of = TODAY - dt.timedelta(days=1)
    assert f"{draft.document.code}/I.1.a#1" not in {
        d.code for d in reading.load_details(register, None, as_of)
    }


def test_a_stopped_task_is_not_stopped_again(register: Register, tmp_path: Path) -> None:
    take_in(register, directive(tmp_path))
    gone = reading.find_task(register, "CT15-2026/I.2.b#1")
    draft = settle(importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt")))
    from app.domain.acts import Stop  # noqa: PLC0415 - one use

    progress.stop_task(register, gone, Stop("Công văn 1", dt.date(2026, 10, 1)), TODAY)
    with pytest.raises(InputRefusedError, match="đã dừng"):
        importing.accept_review(register, draft, TODAY)


def test_a_decision_that_rests_on_something_else_by_now_is_open_again(
    register: Register, tmp_path: Path
) -> None:
    path = directive(tmp_path)
    draft = importing.save_review(register, settle(importing.open_review(register, path)))
    other = importing.open_review(register, directive(tmp_path, f"{BODY}\n", "hai.txt"))
    importing.accept_review(register, settle(other), TODAY)
    again = importing.load_review(register, draft.id)
    assert set(kinds(again).values()) == {MatchKind.SAME}
    assert not any(accepting.writes(item) for item in again.items)
    assert {item.decision for item in again.items if item.counted} == {Decision.ACCEPTED}


def test_new_agency_of_the_sample_is_unknown_to_the_catalogue(register: Register) -> None:
    with register.reading() as connection:
        from app.services.importing.names import agency_ids  # noqa: PLC0415 - one use

        assert NEW_AGENCY.lower() not in agency_ids(connection)


def test_a_person_says_which_document_it_is(register: Register, tmp_path: Path) -> None:
    take_in(register, directive(tmp_path))
    draft = importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt"))
    known = draft.document_id
    apart = importing.rematch(register, draft, 0)
    assert apart.document_id == 0
    assert apart.document.code == "CT15-2026-2"
    assert set(kinds(apart).values()) == {MatchKind.NONE}
    assert importing.rematch(register, apart).document_id == 0  # the choice stays
    assert kinds(importing.rematch(register, apart, known)) == kinds(draft)


def test_a_new_task_of_a_known_document_goes_with_its_section(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    take_in(register, directive(tmp_path))
    before = seen(register)
    more = "III. BỔ SUNG\n\n1. Sở Y tế rà soát các trạm y tế, hoàn thành trước ngày 01/12/2026.\n"
    take_in(register, directive(tmp_path, f"{BODY}\n{more}", "them.txt"))
    done = seen(register)
    headings = [section.heading for each in done["outlines"] for section in each.sections]
    assert "BỔ SUNG" in headings
    undo.undo_last(register)
    assert seen(register) == before
    undo.redo_last(register)
    assert seen(register) == done


def test_a_document_without_a_period_is_shown(register: Register, tmp_path: Path) -> None:
    draft = importing.open_review(register, directive(tmp_path))
    draft = review_acts.correct_document(draft, "period_from", None)
    draft = review_acts.correct_document(draft, "period_to", None)
    importing.accept_review(register, settle(draft), TODAY)
    facts = next(
        each
        for each in reading_documents.load_documents(register, TODAY)
        if each.document.code == "CT15-2026"
    )
    assert (facts.period_from, facts.period_words) == (None, "")


def test_a_short_code_of_another_document_is_refused(register: Register, tmp_path: Path) -> None:
    draft = settle(importing.open_review(register, directive(tmp_path)))
    draft = review_acts.correct_document(draft, "code", "CTr04-2026")
    with pytest.raises(InputRefusedError, match="đã dùng cho"):
        importing.accept_review(register, draft, TODAY)


def test_an_instruction_that_withdraws_ends_the_task_that_the_person_names(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    take_in(register, directive(tmp_path))
    before = seen(register)
    body = (
        "\nI. NHIỆM VỤ\n\n1. Bãi bỏ nhiệm vụ kiểm tra việc sử dụng đất tại các dự án chậm tiến độ "
        "đã giao tại Chỉ thị số 15/CT-UBND.\n"
    )
    head = HEAD.replace("15/CT-UBND", "20/CT-UBND").replace(
        "tăng cường quản lý trật tự xây dựng", "bãi bỏ một số nhiệm vụ không còn phù hợp"
    )
    draft = importing.open_review(register, directive(tmp_path, body, "thu-hoi.txt", head))
    item = draft.of_kind(ItemKind.WITHDRAWN)[0]
    first = item.fields.earlier[0]  # type: ignore[union-attr]
    assert first.code == "CT15-2026/I.2.a#1"
    only_told = settle(draft)
    assert importing.accept_review(register, only_told, TODAY).change_id == 0
    assert seen(register) == before
    draft = importing.open_review(register, directive(tmp_path, body, "thu-hoi.txt", head))
    draft = review_acts.end_earlier(draft, item.id, first.task_id, ends=True)
    importing.accept_review(register, settle(draft), TODAY)
    ended = detail(register, first.code)
    assert ended.state is TaskState.STOPPED
    assert "20/CT-UBND" in ended.stopped_by
    undo.undo_last(register)
    assert seen(register) == before


def test_a_look_alike_of_another_document_is_linked_only_if_chosen(
    register: Register, tmp_path: Path
) -> None:
    take_in(register, directive(tmp_path))
    head = HEAD.replace("15/CT-UBND", "30/CT-UBND").replace(
        "tăng cường quản lý trật tự xây dựng", "đẩy mạnh quản lý đất đai và quy hoạch"
    )
    draft = importing.open_review(register, directive(tmp_path, BODY, "khac.txt", head))
    assert draft.document_id == 0
    item = by_place(draft, "I.1.a#1")
    assert item.match.kind is MatchKind.NONE
    assert item.look_alikes[0].code == FIRST
    draft = review_acts.link(draft, item.id, item.look_alikes[0].target_id, linked=True)
    importing.accept_review(register, settle(draft), TODAY)
    task = detail(register, f"{draft.document.code}/I.1.a#1")
    other = detail(register, f"{draft.document.code}/I.1.b#1")
    assert [each.task_id for each in task.links] == [reading.find_task(register, FIRST)]
    assert other.links == ()
    undo.undo_last(register)
    assert detail(register, FIRST).links == ()


INDICATORS = """
II. MỤC TIÊU

1. Tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 95% trong năm 2026.

2. Số dự án chậm tiến độ giảm xuống dưới 12 dự án trong năm 2026.
"""


def test_indicators_are_made_linked_and_taken_back(
    register: Register, tmp_path: Path, seen: Look
) -> None:
    before = seen(register)
    path = directive(tmp_path, f"{BODY}{INDICATORS}")
    change = take_in(register, path)
    assert "chỉ tiêu" in change.summary
    head = HEAD.replace("15/CT-UBND", "31/CT-UBND").replace("trật tự xây dựng", "đất đai")
    second = importing.open_review(
        register, directive(tmp_path, INDICATORS.replace("95%", "97%"), "hai.txt", head)
    )
    item = second.of_kind(ItemKind.INDICATOR)[0]
    alike = item.look_alikes[0]
    second = review_acts.link(second, item.id, alike.target_id, linked=True)
    importing.accept_review(register, settle(second), TODAY)
    book = seen(register)["indicators"]
    both = next(each for each in book.indicators if each.id == alike.target_id)
    assert sorted(target.value for target in both.targets) == [95, 97]
    undo.undo_last(register)
    undo.undo_last(register)
    assert seen(register) == before

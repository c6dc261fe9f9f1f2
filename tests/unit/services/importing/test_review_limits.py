"""What an acceptance refuses or asks for, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain import review_acts
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.review import Decision, ItemKind, MatchKind
from app.domain.traffic_light import TaskState
from app.services import (
    importing,
    progress,
    reading,
    reading_documents,
    undo,
)
from app.services.importing import accepting
from tests.imported import (
    BODY,
    CORRECTED,
    FIRST,
    HEAD,
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
from tests.registers import execute

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from app.services.register import Register

    Look = Callable[..., dict[str, Any]]


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


def test_a_register_that_changed_meanwhile_is_told(register: Register, tmp_path: Path) -> None:
    take_in(register, directive(tmp_path))
    draft = settle(importing.open_review(register, directive(tmp_path, CORRECTED, "sua.txt")))
    execute(register, "UPDATE task SET source_text = 'khác' WHERE code = :code", code=FIRST)
    before = content(register)
    with pytest.raises(ConflictError, match="Sổ đã thay đổi"):
        importing.accept_review(register, draft, TODAY)
    assert content(register) == before


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
    register: Register, tmp_path: Path
) -> None:
    take_in(register, directive(tmp_path))
    before = content(register)
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
    assert content(register) == before
    draft = importing.open_review(register, directive(tmp_path, body, "thu-hoi.txt", head))
    draft = review_acts.end_earlier(draft, item.id, first.task_id, ends=True)
    importing.accept_review(register, settle(draft), TODAY)
    ended = detail(register, first.code)
    assert ended.state is TaskState.STOPPED
    assert "20/CT-UBND" in ended.stopped_by
    undo.undo_last(register)
    assert content(register) == before


def test_a_withdrawn_instruction_without_a_task_is_decided_once_for_a_file(
    register: Register, tmp_path: Path
) -> None:
    body = (
        "\nI. NHIỆM VỤ\n\n1. Sở Y tế báo cáo kết quả trước ngày 30/11/2026.\n\n"
        "2. Bãi bỏ nhiệm vụ kiểm tra việc sử dụng đất tại các dự án chậm tiến độ "
        "đã giao tại Chỉ thị số 15/CT-UBND.\n"
    )
    head = HEAD.replace("15/CT-UBND", "20/CT-UBND").replace(
        "tăng cường quản lý trật tự xây dựng", "bãi bỏ một số nhiệm vụ không còn phù hợp"
    )
    path = directive(tmp_path, body, "thu-hoi.txt", head)
    draft = importing.open_review(register, path)
    assert draft.of_kind(ItemKind.WITHDRAWN)[0].decision is Decision.OPEN
    importing.accept_review(register, settle(draft), TODAY)
    before = content(register)
    again = importing.open_review(register, path)
    assert again.counts.done == again.counts.total
    assert importing.accept_review(register, again, TODAY).change_id == 0
    assert content(register) == before
    take_in(register, directive(tmp_path))  # now there is a task that it may mean
    now = importing.open_review(register, path).of_kind(ItemKind.WITHDRAWN)[0]
    assert now.decision is Decision.OPEN
    assert now.fields.earlier  # type: ignore[union-attr]


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

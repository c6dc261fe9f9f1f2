"""Documents of other provinces and ministries in real files: imported, again, corrected, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.domain import review_acts
from app.domain.review import ItemKind, MatchKind, ReviewDraft, TaskFields
from app.domain.traffic_light import TaskState
from app.services import importing, reading, undo
from tests.imported import TODAY, by_place, content, detail, settle
from tests.importing import office_files

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

TUNE = office_files.LABELS / "tune"
FILES = [
    ("ct-giai-ngan-gia-lai", "docx", 18),
    ("tbkl-ca-mau", "txt", 11),
    ("qd-giao-viec-bo-ct", "xlsx", 8),
    ("ct-lam-dong-mua-kho", "docx", 10),  # one paragraph ends a task of one and gives it to another
    ("tbkl-bo-xay-dung", "paper", 10),
]


def written(folder: Path, name: str, form: str, change: dict[str, str] | None = None) -> Path:
    """Write a labelled document as a file; ``change``: words that a corrected version has."""
    text = (TUNE / f"{name}.txt").read_text(encoding="utf-8")
    for old, new in (change or {}).items():
        assert old in text
        text = text.replace(old, new)
    source = folder / f"{name}.txt"
    source.write_text(text, encoding="utf-8")
    path = folder / f"{'corrected-' if change else ''}{name}.{form}"
    office_files.write(form, source, folder / f"file-{path.name}")
    return folder / f"file-{path.name}"


def take_all(register: Register, path: Path) -> None:
    """Import a file; leaders that the register does not know are left out by the person."""
    draft = importing.open_review(register, path)
    for item in draft.items:
        if isinstance(item.fields, TaskFields) and item.fields.leader:
            draft = review_acts.correct(draft, item.id, "leader", "")
    importing.accept_review(register, settle(draft), TODAY)


def tasks_of(draft: ReviewDraft) -> dict[str, MatchKind]:
    """Return what the register has of each task, by its place."""
    return {i.locator: i.match.kind for i in draft.items if i.kind is ItemKind.TASK}


@pytest.mark.parametrize(("name", "form", "tasks"), FILES)
def test_a_file_twice_changes_nothing_and_one_undo_takes_it_back(
    register: Register, tmp_path: Path, name: str, form: str, tasks: int
) -> None:
    before = content(register)
    path = written(tmp_path, name, form)
    take_all(register, path)
    after = content(register)
    assert after != before
    again = importing.open_review(register, path)
    assert list(tasks_of(again).values()) == [MatchKind.SAME] * tasks
    assert importing.accept_review(register, settle(again), TODAY).change_id == 0
    assert content(register) == after
    undo.undo_last(register)
    assert content(register) == before


def test_the_text_of_a_scan_of_an_imported_word_file_brings_no_second_task(
    register: Register, tmp_path: Path
) -> None:
    take_all(register, written(tmp_path, "ct-giai-ngan-gia-lai", "docx"))
    again = importing.open_review(register, written(tmp_path, "ct-giai-ngan-gia-lai", "txt"))
    assert again.document_id
    assert set(tasks_of(again).values()) == {MatchKind.SAME}


def test_a_corrected_word_file_tells_new_changed_and_gone(
    register: Register, tmp_path: Path
) -> None:
    take_all(register, written(tmp_path, "ct-giai-ngan-gia-lai", "docx"))
    corrected = written(
        tmp_path, "ct-giai-ngan-gia-lai", "docx",
        {
            "hoàn thành trước ngày 31/3/2026": "hoàn thành trước ngày 15/4/2026",
            "- Bàn giao 100% mặt bằng sạch của dự án đường ven biển đoạn Đề Gi - Mỹ Thành cho Sở"
            " XD trước ngày 30/4/2026.": "- Niêm yết công khai kết quả chi trả tiền bồi thường tại"
            " trụ sở, cập nhật hằng tháng.",
        },
    )  # fmt: skip
    draft = importing.open_review(register, corrected)
    found = tasks_of(draft)
    assert found["1.a#1"] is MatchKind.CHANGED
    assert [place for place, kind in found.items() if kind is MatchKind.NONE] == ["7#2"]
    gone = [item for item in draft.items if item.match.kind is MatchKind.GONE]
    assert len(gone) == 1
    assert "Đề Gi" in gone[0].source_text


def test_the_day_of_a_monthly_duty_is_kept_in_the_register(
    register: Register, tmp_path: Path
) -> None:
    take_all(register, written(tmp_path, "ct-giai-ngan-gia-lai", "docx"))
    limit = detail(register, "CT09-2026/1.c#1").time_limit
    assert limit.text == "Hằng tháng, trước ngày 05"
    assert limit.printed_words == "Hằng tháng, trước ngày 05"


def test_short_forms_reach_the_register_as_the_agencies_they_mean(
    register: Register, tmp_path: Path
) -> None:
    draft = importing.open_review(register, written(tmp_path, "tbkl-ca-mau", "txt"))
    item = by_place(draft, "II.1.b#1")
    assert isinstance(item.fields, TaskFields)
    assert "Công an tỉnh" in item.fields.coordinating
    assert any("Viết tắt" in doubt.reason for doubt in item.doubts)
    assert not any(agency.printed == "CA tỉnh" for agency in draft.agencies)


def test_the_tracker_of_an_imported_document_comes_in_with_states(
    register: Register, tmp_path: Path
) -> None:
    take_all(register, written(tmp_path, "qd-giao-viec-bo-ct", "xlsx"))
    tasks = {code: detail(register, code) for code in ("QD1207-2026/PL.2", "QD1207-2026/PL.3.1")}
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["TT", "Nhiệm vụ", "Trạng thái", "Sản phẩm", "Số văn bản", "Ngày hoàn thành"])
    page.append([1, tasks["QD1207-2026/PL.2"].title, "Đang thực hiện", "", "", ""])
    done = ["Đã hoàn thành", "Quy chế", "88/QĐ-VP", "20/6/2026"]
    page.append([2, tasks["QD1207-2026/PL.3.1"].title, *done])
    book.save(tmp_path / "theo-doi.xlsx")
    before = content(register)
    preview = importing.read_tracker(register, tmp_path / "theo-doi.xlsx", TODAY)
    assert [row.problem for row in preview.rows] == ["", ""]
    importing.apply_tracker(register, preview, TODAY)
    found = reading.load_detail(register, tasks["QD1207-2026/PL.3.1"].id, TODAY)
    assert found.state is TaskState.COMPLETED
    undo.undo_last(register)
    assert content(register) == before

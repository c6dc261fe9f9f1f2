"""The papers of a meeting: all sheets of one moment, that agree, with contents and bookmarks."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from app.domain.sheet_options import PAPER_MARKS, RESTRICTED_MARK, Paper
from app.domain.tally import Tally
from app.domain.watch import StoppedError
from app.reports.pack import PackCover
from app.reports.sheets import SheetDoesNotAddUpError
from app.services import packs, printing
from app.services.folders import FileThereError
from app.services.printing import NotSavedError, SheetKind, SheetRequest
from tests.paper import page_texts
from tests.registers import TODAY
from tests.sheet_cases import MEETING, work_on

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

REQUEST = SheetRequest(SheetKind.PACK, TODAY, since=MEETING, meeting_on=TODAY)


@pytest.fixture
def worked(register: Register) -> Register:
    work_on(register)
    return register


class Counting:
    """Notes every step; stops before the given one."""

    def __init__(self, stop_at: int = -1) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, words: str) -> None:
        if done == self._stop_at:
            raise StoppedError
        self.steps.append((done, total, words))


def outline(data: bytes) -> list[tuple[int, str, int]]:
    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for mark in document.get_toc():
            dest = mark.get_dest()
            assert dest is not None
            found.append((mark.level, mark.get_title(), dest.get_index()))
        return found
    finally:
        document.close()


def test_the_contents_name_the_page_on_which_each_sheet_begins(worked: Register) -> None:
    made = packs.print_pack(worked, REQUEST)
    texts = page_texts(made.data)
    assert len(texts) == made.pages
    assert texts[0].startswith("UBND TỈNH LÀO CAI VĂN PHÒNG TÀI LIỆU HỌP")
    assert "Phiên họp của lãnh đạo Ủy ban nhân dân tỉnh ngày 21 tháng 11 năm 2026" in texts[0]
    contents = texts[1] + texts[2]
    overdue = re.search(r"Danh sách (\d+) nhiệm vụ quá hạn (\d+)", contents)
    assert overdue is not None
    assert "DANH SÁCH NHIỆM VỤ QUÁ HẠN" in texts[int(overdue[2]) - 1]
    finance = re.search(r"Sở Tài chính \((\d+) nhiệm vụ\) (\d+)", contents)
    assert finance is not None
    assert "Cơ quan chủ trì: Sở Tài chính" in texts[int(finance[2]) - 1]


def test_every_page_says_which_of_the_pack_it_is(worked: Register) -> None:
    made = packs.print_pack(worked, REQUEST)
    for number, text in enumerate(page_texts(made.data)[1:], start=2):
        assert f"Trang {number}/{made.pages} của bộ tài liệu" in text


def test_bookmarks_lead_to_parts_and_sheets(worked: Register) -> None:
    made = packs.print_pack(worked, REQUEST)
    marks = outline(made.data)
    parts = [title for level, title, _page in marks if level == 0]
    assert parts[:2] == ["Bìa", "Mục lục"]
    assert [part.partition(".")[0] for part in parts[2:]] == [
        f"Phần {number}" for number in ("I", "II", "III", "IV")
    ]
    texts = page_texts(made.data)
    for level, title, page in marks:
        if level and title.startswith("Phiếu 4. Phó Chủ tịch"):
            assert f"Kính trình: {title.partition('. ')[2]}" in texts[page]


def test_drafts_of_letters_to_agencies_that_are_overdue_lie_in_the_pack(worked: Register) -> None:
    made = packs.print_pack(worked, REQUEST)
    letters = [mark for mark in outline(made.data) if mark[1].startswith("Mẫu 6. ")]
    texts = page_texts(made.data)
    assert "Mẫu 6. Dự thảo công văn đôn đốc Sở Tài chính" in [title for _, title, _ in letters]
    for _level, title, page in letters:
        agency = title.removeprefix("Mẫu 6. Dự thảo công văn đôn đốc ")
        assert f"Kính gửi: {agency}" in texts[page]
        assert "DỰ THẢO" in texts[page]


def test_a_sheet_of_the_pack_is_the_sheet_alone(worked: Register) -> None:
    alone = printing.print_sheet(worked, SheetRequest(SheetKind.OVERDUE, TODAY))
    pack = packs.print_pack(worked, REQUEST)
    assert f"vân tay số liệu {alone.fingerprint}" in " ".join(page_texts(pack.data)).replace(
        "Vân tay", "vân tay"
    )


def test_the_same_data_give_the_same_bytes(worked: Register) -> None:
    assert packs.print_pack(worked, REQUEST).data == packs.print_pack(worked, REQUEST).data


def test_every_sheet_is_told_of_before_it_is_made(worked: Register) -> None:
    watch = Counting()
    packs.print_pack(worked, REQUEST, watch)
    dones = [done for done, _total, _words in watch.steps]
    assert dones == list(range(len(dones)))
    assert watch.steps[-1] == (len(dones) - 1, len(dones), "Mục lục")


def test_it_can_be_stopped_at_any_step(worked: Register) -> None:
    for step in (0, 3, 9):
        with pytest.raises(StoppedError):
            packs.print_pack(worked, REQUEST, Counting(stop_at=step))


def test_a_file_for_each_agency_sorts_as_the_office_does(worked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "họp" / "tháng 11"
    made = packs.print_folder(worked, REQUEST, folder)
    files = sorted(folder.iterdir())
    assert len(files) == made.files
    assert [file.name[:2] for file in files] == [f"{n:02d}" for n in range(made.files)]
    assert files[0].name == "00 - Tổng hợp - 2026-11-21.pdf"
    finance = next(file for file in files if "Sở Tài chính" in file.name)
    text = " ".join(page_texts(finance.read_bytes()))
    assert "BIỂU THEO DÕI TIẾN ĐỘ" in text
    assert "PHIẾU ĐÔN ĐỐC" in text
    assert sum(len(page_texts(file.read_bytes())) for file in files) == made.pages


def test_a_stopped_folder_holds_only_whole_files(worked: Register, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        packs.print_folder(worked, REQUEST, tmp_path / "họp", Counting(stop_at=3))
    files = sorted((tmp_path / "họp").iterdir())
    assert [file.suffix for file in files] == [".pdf"] * 3
    for file in files:
        assert page_texts(file.read_bytes())


def test_a_file_of_the_folder_that_is_there_is_kept(worked: Register, tmp_path: Path) -> None:
    there = tmp_path / "00 - Tổng hợp - 2026-11-21.pdf"
    there.write_bytes(b"notes")
    before = set(tmp_path.iterdir())
    with pytest.raises(FileThereError, match="không ghi đè"):
        packs.print_folder(worked, REQUEST, tmp_path)
    assert there.read_bytes() == b"notes"
    assert set(tmp_path.iterdir()) == before


def test_a_folder_that_cannot_be_made_is_refused(worked: Register, tmp_path: Path) -> None:
    taken = tmp_path / "họp"
    taken.write_text("x", "utf-8")
    with pytest.raises(NotSavedError):
        packs.print_folder(worked, REQUEST, taken)


def test_papers_that_contradict_each_other_are_refused() -> None:
    tally = Tally((1, 0, 2, 0, 0, 0, 0))
    fields = {field.name: None for field in dataclasses.fields(PackCover)}
    same = fields | {"tally": tally, "by_agency": tally, "by_leader": tally}
    assert PackCover(**same)  # type: ignore[arg-type] # the sums alone matter
    with pytest.raises(SheetDoesNotAddUpError):
        PackCover(**same | {"by_leader": Tally()})  # type: ignore[arg-type] # as above


def test_restricted_tasks_stand_in_a_pack_only_where_asked_for(worked: Register) -> None:
    plain = packs.print_pack(worked, REQUEST)
    opened = packs.print_pack(worked, dataclasses.replace(REQUEST, include_restricted=True))
    assert plain.counted != opened.counted
    assert RESTRICTED_MARK not in " ".join(page_texts(plain.data))
    assert RESTRICTED_MARK in page_texts(opened.data)[0]


def test_a_working_paper_is_marked_on_every_page(worked: Register) -> None:
    made = packs.print_pack(worked, dataclasses.replace(REQUEST, paper=Paper.WORKING))
    texts = page_texts(made.data)
    drafts = [text for text in texts if PAPER_MARKS[Paper.DRAFT] in text]
    assert all("Kính gửi:" in text for text in drafts)  # letters are drafts in any pack
    assert all(PAPER_MARKS[Paper.WORKING] in text for text in texts if text not in drafts)
    assert "CHÁNH VĂN PHÒNG" not in " ".join(texts)


@pytest.mark.parametrize("as_of", [dt.date(2026, 2, 2), dt.date(2026, 3, 31)])
def test_a_pack_of_a_past_day_is_of_that_day(worked: Register, as_of: dt.date) -> None:
    made = packs.print_pack(worked, SheetRequest(SheetKind.PACK, as_of))
    texts = page_texts(made.data)
    assert f"Số liệu đến hết ngày {as_of:%d}/{'02' if as_of.month == 2 else '3'}/2026" in texts[0]
    assert len(texts) == made.pages

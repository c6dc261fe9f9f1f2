"""Letters to several agencies at once: whom, what, where; whole files or none."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import docx
import pytest

from app.domain.errors import InputRefusedError
from app.domain.sheet_options import FileFormat, Paper
from app.domain.watch import StoppedError
from app.services import letter_folder, names, reading
from app.services.folders import FileThereError
from app.services.letter_folder import LetterBatch
from app.services.printing import NotSavedError, SheetKind, SheetRequest
from tests.paper import text_of
from tests.registers import TODAY
from tests.sheet_cases import work_on

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

REQUEST = SheetRequest(SheetKind.LETTER, TODAY)


@pytest.fixture
def worked(register: Register) -> Register:
    work_on(register)
    return register


class Stopping:
    """Stops before the third letter."""

    def step(self, done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise StoppedError


def test_whom_something_presses_is_told_with_how_much(worked: Register) -> None:
    found = letter_folder.addressees(reading.load_index(worked, TODAY))
    finance = next(each for each in found if each.name == "Sở Tài chính")
    assert (finance.overdue, finance.due_soon) == (2, 2)
    assert all(each.overdue or each.due_soon for each in found)
    assert all(each.id for each in found)


def test_each_agency_has_its_letter_as_word_and_as_pdf(worked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "đôn đốc"
    made = letter_folder.write_letters(worked, REQUEST, folder, LetterBatch())
    files = sorted(folder.iterdir())
    expected = letter_folder.addressees(reading.load_index(worked, TODAY))
    assert (made.letters, made.files) == (len(expected), 2 * len(expected))
    assert len(files) == made.files
    for number, agency in enumerate(expected, start=1):
        word, paper = files[2 * number - 2 : 2 * number]
        assert word.name.startswith(f"{number:02d} - Công văn đôn đốc ")
        assert (word.suffix, paper.suffix) == (".docx", ".pdf")
        assert f"Kính gửi: {agency.name}" in text_of(paper).replace("\u00a0", " ")
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)
        assert f"Kính gửi: {agency.name}" in text.replace("\u00a0", " ")


def test_only_those_that_were_chosen_are_written_to(worked: Register, tmp_path: Path) -> None:
    finance = names.find_agency(worked, "Sở Tài chính")
    request = dataclasses.replace(REQUEST, paper=Paper.DRAFT)
    batch = LetterBatch([finance], [FileFormat.PDF])
    letter_folder.write_letters(worked, request, tmp_path, batch)
    [file] = tmp_path.glob("*.pdf")
    assert file.name == "01 - Công văn đôn đốc Sở Tài chính - 2026-11-21.pdf"
    assert "DỰ THẢO" in text_of(file)


def test_stopped_letters_that_are_there_are_whole(worked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "đôn đốc"
    with pytest.raises(StoppedError):
        letter_folder.write_letters(worked, REQUEST, folder, LetterBatch(), Stopping())
    files = sorted(folder.iterdir())
    assert [file.name[:2] for file in files] == ["01", "01", "02", "02"]
    assert text_of(files[1])


def test_where_nothing_presses_nothing_is_written(register: Register, tmp_path: Path) -> None:
    lights = [ref for ref in reading.load_index(register, TODAY).tasks if not ref.lead_id]
    assert lights  # tasks without a lead have nobody to be urged
    nobody = [names.find_agency(register, "Sở Y tế")]
    with pytest.raises(InputRefusedError, match="Không có cơ quan nào"):
        letter_folder.write_letters(register, REQUEST, tmp_path / "x", LetterBatch(nobody))
    assert not (tmp_path / "x").exists()


def test_a_folder_that_cannot_be_made_is_refused(worked: Register, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", "utf-8")
    with pytest.raises(NotSavedError, match="Không tạo được thư mục"):
        letter_folder.write_letters(worked, REQUEST, tmp_path / "x" / "y", LetterBatch())


def test_a_letter_that_somebody_edited_is_never_replaced(worked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "đôn đốc"
    letter_folder.write_letters(worked, REQUEST, folder, LetterBatch())
    edited = max(folder.glob("*.docx"))
    edited.write_bytes(b"my own words")
    for path in folder.iterdir():
        if path != edited:
            path.unlink()
    with pytest.raises(FileThereError, match="không ghi đè") as refused:
        letter_folder.write_letters(worked, REQUEST, folder, LetterBatch())
    assert edited.name in str(refused.value)
    assert list(folder.iterdir()) == [edited]  # refused before the first letter
    assert edited.read_bytes() == b"my own words"


def test_a_file_that_comes_during_the_run_is_kept(worked: Register, tmp_path: Path) -> None:
    folder = tmp_path / "đôn đốc"

    class Typing:
        def step(self, done: int, _total: int, words: str) -> None:
            if done == 1:
                name = f"02 - {letter_folder.TITLE} {words} - {TODAY.isoformat()}.docx"
                (folder / name).write_bytes(b"mine")

    with pytest.raises(FileThereError):
        letter_folder.write_letters(worked, REQUEST, folder, LetterBatch(), Typing())
    assert [path.read_bytes() for path in folder.glob("02*")] == [b"mine"]

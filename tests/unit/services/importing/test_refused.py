"""A file that is refused leaves the register untouched, to the byte."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.importing.files import ReadingCancelledError, SecretDocumentError
from app.services import importing
from tests.hand_made import paragraph, word_file
from tests.imported import directive
from tests.importing.test_limits import REFUSED

if TYPE_CHECKING:
    from app.services.register import Register

# A cell with 400 MB would be built by every test anew; `test_limits` reads it in its own process.
NAMES = [name for name in REFUSED if name != "bomb.pdf"]


def bytes_of(register: Register) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in register.path.parent.iterdir()
        if file.is_file() and not file.name.endswith("-shm")
    }


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be read there")
@pytest.mark.parametrize("name", NAMES)
def test_a_refused_file_leaves_the_register_untouched(
    register: Register, tmp_path: Path, name: str
) -> None:
    path = REFUSED[name](tmp_path / name)
    before = bytes_of(register)
    with pytest.raises(InputRefusedError) as refused:
        importing.open_review(register, path)
    assert "\n" not in str(refused.value)
    assert bytes_of(register) == before
    assert importing.list_reviews(register) == ()


@pytest.mark.parametrize("degree", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_nothing_of_a_stamped_document_is_stored(
    register: Register, tmp_path: Path, degree: str
) -> None:
    body = "".join(paragraph(text) for text in (degree, "KẾ HOẠCH", "Bí danh Hoa Ban"))
    path = word_file(tmp_path / "ke hoach hoa ban.docx", body)
    with pytest.raises(SecretDocumentError) as refused:
        importing.open_review(register, path)
    assert "hoa ban" not in str(refused.value).lower()
    assert all(b"Hoa Ban" not in content for content in bytes_of(register).values())


def test_a_cancelled_reading_leaves_nothing(register: Register, tmp_path: Path) -> None:
    before = bytes_of(register)
    with pytest.raises(ReadingCancelledError):
        importing.open_review(register, directive(tmp_path), cancelled=lambda: True)
    assert bytes_of(register) == before


def test_progress_is_told(register: Register, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    importing.open_review(
        register, directive(tmp_path), lambda done, total: steps.append((done, total))
    )
    assert steps[-1][0] == steps[-1][1]

"""Files kept with the register: once, before their row, nowhere else, and told when missing."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Progress
from app.domain.errors import InputRefusedError, RegisterError, RegisterFullError, TienDoError
from app.services import evidence, progress, reading, tracking, undo
from tests.registers import (
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    changes,
    completion,
    rows_of,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.register import Register

CONTENT = b"%PDF-1.7 bao cao"
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    file = tmp_path / "412-BC-UBND.pdf"
    file.write_bytes(CONTENT)
    return file


@pytest.fixture(autouse=True)
def _no_copies_left() -> Iterator[None]:
    yield
    evidence.remove_copies()


def update(register: Register, *files: Path, code: str = DATED):
    said = Progress(TODAY, result="Đã họp", files=files)
    return progress.update_progress(register, task_id(register, code), said, TODAY)


def kept(register: Register) -> dict[str, bytes]:
    folder = evidence.folder_of(register)
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else {}


def records(register: Register, code: str = DATED, as_of: dt.date = TODAY):
    return reading.load_detail(register, task_id(register, code), as_of).evidence


def test_a_file_of_an_update_lies_beside_the_register_under_its_hash(
    register: Register, proof: Path
) -> None:
    update(register, proof)
    assert evidence.folder_of(register) == register.path.parent / "Theo dõi năm 2026.files"
    assert kept(register) == {SHA: CONTENT}
    (record,) = records(register)
    assert (record.name, record.size, record.sha256) == ("412-BC-UBND.pdf", len(CONTENT), SHA)
    assert record.added_by == "can.bo"
    latest = reading.load_detail(register, task_id(register, DATED), TODAY).latest_update
    assert latest is not None
    assert record.update_id == latest.id
    assert proof.read_bytes() == CONTENT


def test_a_completion_has_files_too_and_they_are_told_in_the_history(
    register: Register, proof: Path
) -> None:
    said = replace(completion(), files=(proof,))
    tracking.complete_task(register, task_id(register, DATED), said, TODAY)
    assert [record.name for record in records(register)] == ["412-BC-UBND.pdf"]
    newest = reading.load_history(register, task_id(register, DATED))[0]
    assert ("Minh chứng", "", "412-BC-UBND.pdf") in newest.changes


def test_one_content_is_stored_once_under_whatever_names(register: Register, proof: Path) -> None:
    other = proof.with_name("bản sao.pdf")
    other.write_bytes(CONTENT)
    update(register, proof, other)
    update(register, other, code=UNDATED)
    assert kept(register) == {SHA: CONTENT}
    assert [record.name for record in records(register)] == ["bản sao.pdf", "412-BC-UBND.pdf"]


def test_a_spoilt_content_is_replaced_by_the_good_one(register: Register, proof: Path) -> None:
    update(register, proof)
    (evidence.folder_of(register) / SHA).write_bytes(b"short")
    update(register, proof)
    assert kept(register) == {SHA: CONTENT}


def test_files_are_added_to_the_newest_update(register: Register, proof: Path) -> None:
    with pytest.raises(InputRefusedError, match="chưa có cập nhật"):
        evidence.attach(register, task_id(register, DATED), [proof], TODAY)
    update(register)
    change = evidence.attach(register, task_id(register, DATED), [proof], TODAY)
    assert change.summary == f"thêm minh chứng cho nhiệm vụ {DATED_PLACE}"
    assert len(records(register)) == 1
    undo.undo_last(register)
    assert records(register) == ()
    with pytest.raises(InputRefusedError, match="Chưa chọn"):
        evidence.attach(register, task_id(register, DATED), [], TODAY)


def test_undo_takes_the_row_and_leaves_the_content(register: Register, proof: Path) -> None:
    before = what_people_see(register)
    update(register, proof)
    for _ in range(2):
        undo.undo_last(register)
        assert what_people_see(register) == before
        assert kept(register) == {SHA: CONTENT}
        undo.redo_last(register)
        (record,) = records(register)
        latest = reading.load_detail(register, task_id(register, DATED), TODAY).latest_update
        assert latest is not None
        assert record.update_id == latest.id


def test_files_of_a_later_day_are_not_seen_before(register: Register, proof: Path) -> None:
    update(register, proof)
    assert records(register, as_of=TODAY - dt.timedelta(days=1)) == ()


# ---- What is refused


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("chay.exe", b"MZ", "không phải minh chứng"),
        ("chay.PDF.Bat", b"x", "không phải minh chứng"),
        ("mau.docm", b"PK", "không phải minh chứng"),
        ("may chu.rdp", b"x", "không phải minh chứng"),
        ("trong.pdf", b"", "trống"),
    ],
)
def test_what_is_no_proof_is_refused(
    register: Register, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputRefusedError, match=words):
        update(register, file)
    assert (kept(register), changes(register)) == ({}, [])


def test_a_folder_and_what_is_gone_are_refused(register: Register, tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="không phải là một tệp"):
        update(register, tmp_path)
    with pytest.raises(InputRefusedError, match="Không đọc được"):
        update(register, tmp_path / "không có.pdf")


def test_a_file_that_is_too_big_is_refused(
    register: Register, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_BYTES", 3)
    with pytest.raises(InputRefusedError, match="lớn hơn"):
        update(register, proof)


def test_a_refused_update_stores_nothing(register: Register, proof: Path) -> None:
    late = Progress(dt.date(2026, 11, 22), result="x", files=(proof,))
    with pytest.raises(InputRefusedError, match="ở tương lai"):
        progress.update_progress(register, task_id(register, DATED), late, TODAY)
    assert kept(register) == {}


# ---- When something fails


@pytest.mark.parametrize(
    ("number", "kind"), [(28, RegisterFullError), (5, RegisterError)], ids=["full", "broken"]
)
def test_a_disk_that_fails_leaves_no_row_and_no_part(
    register: Register,
    proof: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[TienDoError],
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind, match="hưa ghi gì vào sổ"):
        update(register, proof)
    monkeypatch.undo()
    assert (kept(register), rows_of(register, "evidence")) == ({}, [])
    assert changes(register) == []


def test_the_content_is_there_before_its_row(
    register: Register, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        assert kept(register) == {SHA: CONTENT}
        raise RegisterError("hỏng")

    monkeypatch.setattr(evidence, "add_rows", fail)
    with pytest.raises(RegisterError, match="hỏng"):
        update(register, proof)
    assert rows_of(register, "evidence") == []


def test_nothing_is_stored_beside_a_register_that_was_moved(
    register: Register, proof: Path
) -> None:
    register.path.rename(register.path.with_name("chỗ khác.tiendo"))
    with pytest.raises(RegisterError, match="chuyển đi"):
        evidence.store(register, [proof])
    assert not evidence.folder_of(register).exists()


# ---- Opening


def test_a_copy_is_opened_under_its_name_and_cannot_be_written(
    register: Register, proof: Path
) -> None:
    update(register, proof)
    copy = evidence.open_copy(register, records(register)[0])
    assert (copy.name, copy.read_bytes()) == ("412-BC-UBND.pdf", CONTENT)
    assert not copy.stat().st_mode & stat.S_IWRITE
    assert not copy.is_relative_to(register.path.parent)
    again = evidence.open_copy(register, records(register)[0])
    assert again != copy  # the first may be open
    evidence.remove_copies()
    assert not copy.exists()


def test_a_missing_content_is_told_plainly(register: Register, proof: Path) -> None:
    update(register, proof)
    (evidence.folder_of(register) / SHA).unlink()
    with pytest.raises(InputRefusedError, match="chép cả thư mục này"):
        evidence.open_copy(register, records(register)[0])


def test_a_changed_content_is_not_opened(register: Register, proof: Path) -> None:
    update(register, proof)
    (evidence.folder_of(register) / SHA).write_bytes(b"khac")
    with pytest.raises(InputRefusedError, match="đã bị sửa hoặc hỏng"):
        evidence.open_copy(register, records(register)[0])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\win.ini", "win.ini"),
        ("a<b>:c?.pdf", "a_b__c_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("...", "minh-chung"),
        (f"{'x' * 300}.pdf", f"{'x' * 120}.pdf"),
    ],
)
def test_a_name_never_leads_anywhere_else(
    register: Register, proof: Path, name: str, wanted: str
) -> None:
    update(register, proof)
    record = replace(records(register)[0], name=name)
    copy = evidence.open_copy(register, record)
    assert copy.name == wanted
    assert copy.parent.parent == evidence._folders[-1]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "chay.exe. "},
        {"name": "chay.exe/"},
        {"name": "x/chay.exe/."},
        {"name": "chay.exe\\"},
        {"sha256": "../x"},
        {"sha256": ""},
    ],
)
def test_what_a_strange_register_names_is_not_opened(
    register: Register, proof: Path, change: dict[str, str]
) -> None:
    update(register, proof)
    with pytest.raises(InputRefusedError):
        evidence.open_copy(register, replace(records(register)[0], **change))


@given(
    st.text(max_size=160), st.sampled_from(["exe", "bat", "xll", "settingcontent-ms"]), st.text()
)
def test_no_name_becomes_that_of_a_program_when_it_is_made_safe(
    before: str, ending: str, after: str
) -> None:
    name = f"{before}.{ending}{after}"
    safe = evidence.safe_name(name)
    assert evidence._is_program(name) or not evidence._is_program(safe)
    assert not safe.endswith((".", " "))

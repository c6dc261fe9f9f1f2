"""A register with its evidence as one file: whole on the other side, and no package is trusted."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError, RegisterError
from app.domain.watch import StoppedError
from app.services import carrying, evidence, reading
from tests.conftest import open_as_office
from tests.registers import DATED, TODAY, complete, task_id, what_people_see

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register


@pytest.fixture
def packed(register: Register, tmp_path: Path) -> Path:
    complete(register, DATED, dt.date(2026, 3, 5))
    proof = tmp_path / "Kế hoạch.docx"
    proof.write_bytes(b"PK proof")
    evidence.attach(register, task_id(register, DATED), [proof], TODAY)
    target = tmp_path / f"goi{carrying.SUFFIX}"
    made = carrying.pack(register, target)
    assert (made.path, made.files) == (target, 1)
    assert "1 tệp minh chứng" in made.sentence
    return target


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_it_is_the_same_on_the_other_side(register: Register, packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "máy kia"
    path = carrying.unpack(packed, there)
    other = open_as_office(path)
    try:
        assert path.name == register.path.name
        before, after = what_people_see(register), what_people_see(other)
        assert after["index"] == before["index"]
        assert after["details"] == before["details"]
        detail = reading.load_detail(other, task_id(other, DATED), TODAY)
        assert evidence.open_copy(other, detail.evidence[0]).read_bytes() == b"PK proof"
    finally:
        other.close()
        evidence.remove_copies()
    assert names(there) == [f"{path.stem}.files", path.name]


def test_nothing_that_lies_there_is_replaced(packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "máy kia"
    first, second = carrying.unpack(packed, there), carrying.unpack(packed, there)
    assert first != second
    assert second.stem == f"{first.stem} (2)"
    assert first.read_bytes() == second.read_bytes()


def rewritten(packed: Path, change: dict[str, bytes | None]) -> Path:
    """Return a package with parts put in or left out (None)."""
    other = packed.with_name(f"khac{carrying.SUFFIX}")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(other, "w") as new:
        for entry in old.infolist():
            if entry.filename not in change:
                new.writestr(entry.filename, old.read(entry))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content)
    return other


@pytest.mark.parametrize(
    "name",
    [
        "../ngoai.tiendo", "/etc/ngoai.tiendo", "files/../../ngoai", "files/" + "a" * 64,
        "C:\\ngoai.tiendo", "khac.exe", "sub/khac.tiendo", "hai.tiendo",
    ],
)  # fmt: skip
def test_names_and_contents_are_not_trusted(packed: Path, tmp_path: Path, name: str) -> None:
    there = tmp_path / "máy kia"
    with pytest.raises(InputRefusedError, match="hỏng hoặc không phải gói"):
        carrying.unpack(rewritten(packed, {name: b"x"}), there)
    assert names(there) == []
    assert not (tmp_path / "ngoai.tiendo").exists()


def test_a_register_that_is_missing_or_spoilt_is_refused(
    register: Register, packed: Path, tmp_path: Path
) -> None:
    there = tmp_path / "máy kia"
    name = register.path.name
    for content in (None, b"x" * 4096, register.path.read_bytes()[:9000]):
        with pytest.raises((InputRefusedError, RegisterError)):
            carrying.unpack(rewritten(packed, {name: content}), there)
        assert names(there) == []


def test_a_package_cut_short_or_none_at_all(packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "máy kia"
    cut = tmp_path / "cut.tiendogoi"
    for content in (packed.read_bytes()[:-200], b"", b"no zip"):
        cut.write_bytes(content)
        with pytest.raises(InputRefusedError):
            carrying.unpack(cut, there)
        assert names(there) == []


def test_more_than_is_allowed_is_not_unpacked(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "máy kia"
    monkeypatch.setattr(carrying, "MOST_BYTES", 1000)
    with pytest.raises(InputRefusedError, match="lớn hơn mức cho phép"):
        carrying.unpack(packed, there)
    monkeypatch.setattr(carrying, "MOST_FILES", 1)
    with pytest.raises(InputRefusedError, match="tệp nên không mở"):
        carrying.unpack(packed, there)
    assert names(there) == []


class Looker:
    """Notes what it is told, and stops the work at a step."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self.stop_at = stop_at

    def step(self, done: int, total: int, words: str) -> None:
        self.seen.append((done, total, words))
        if len(self.seen) - 1 == self.stop_at:
            raise StoppedError


@pytest.mark.parametrize("stop_at", [0, 1, 2])
def test_called_off_it_leaves_nothing(
    register: Register, packed: Path, tmp_path: Path, stop_at: int
) -> None:
    there = tmp_path / "máy kia"
    with pytest.raises(StoppedError):
        carrying.unpack(packed, there, Looker(stop_at))
    assert names(there) == []
    target = tmp_path / "halt.tiendogoi"
    with pytest.raises(StoppedError):
        carrying.pack(register, target, Looker(stop_at))
    assert not target.exists()
    assert not any(".part" in name for name in names(tmp_path))


def test_a_large_file_can_be_stopped_on_the_way(
    register: Register, packed: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "Bản quét.pdf"
    proof.write_bytes(b"x" * (5 * 1024 * 1024))
    evidence.attach(register, task_id(register, DATED), [proof], TODAY)
    looker, target = Looker(), tmp_path / "to.tiendogoi"
    carrying.pack(register, target, looker)
    done = [done for done, _total, _words in looker.seen]
    assert done == sorted(done)
    assert len(set(done)) >= 5
    assert all(done <= total for done, total, _words in looker.seen)
    assert looker.seen[0][2] == "Đang đóng gói sổ"
    assert looker.seen[-1][2].startswith("Đang đóng gói tệp minh chứng")
    again = Looker()
    carrying.unpack(target, tmp_path / "máy kia", again)
    assert len(again.seen) >= 5


def test_a_folder_that_cannot_be_written_is_said(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="không thay đổi gì"):
        carrying.pack(register, tmp_path / "nowhere" / "x.tiendogoi")


def test_a_note_travels_and_a_damaged_one_is_none(register: Register, tmp_path: Path) -> None:
    target = tmp_path / f"co-ghi-chu{carrying.SUFFIX}"
    carrying.pack(register, target, note="Cách xem".encode())
    assert carrying.note_in(target) == "Cách xem".encode()
    assert carrying.unpack(target, tmp_path / "máy kia").exists()
    carrying.pack(register, target, note=b"x" * (carrying.MOST_NOTE + 1))
    assert carrying.note_in(target) == b""
    assert carrying.note_in(tmp_path / "không có") == b""

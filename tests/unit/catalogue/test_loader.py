"""Wrong catalogue files are told with file and line, and load nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.errors import CatalogueError
from app.services.register import create_register
from db import catalogue_reader

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMME = "CTr04-2026"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(paths.catalogue(), tmp_path / "catalogue")


def line_of(file: Path, text: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def replace(file: Path, old: str, new: str) -> int:
    """Replace the first ``old``, and return the number of its line."""
    number = line_of(file, old.splitlines()[0])
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    return number


def read_fails(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        catalogue_reader.read(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "words", "at"),
    [
        ("tasks.yaml", "- n: 1\n", "- n: 1\n            titel: Sai\n", "không hiểu khóa: titel", 0),
        ("tasks.yaml", "- n: 1\n", "- n: 1\n            n: 2\n", "“n” lặp lại", 1),
        ("tasks.yaml", "time: {kind: undetermined}", "time: {kind: someday}", "“kind” là", 0),
        ("tasks.yaml", "time: {kind: undetermined}", "time: {kind: date}", "thời hạn không", 0),
        (
            "tasks.yaml",
            "time: {kind: undetermined}",
            "time: {kind: date, on: 06/3/2026}",
            "“on” phải là ngày",
            0,
        ),
        (
            "tasks.yaml",
            "time: {kind: undetermined}",
            "time: {kind: date, on: 2026-02-30}",
            "2026-02-30",
            0,
        ),
        (
            "tasks.yaml",
            "time: {kind: undetermined}",
            "time: {kind: date, on: 2026-03-06 08:00:00}",
            "“on” phải là ngày",
            0,
        ),
        (
            "tasks.yaml",
            "time: {kind: undetermined}",
            'time: {kind: period, on: 2026-12-31, period: "2025"}',
            "thời hạn không",
            0,
        ),
        ("tasks.yaml", "time: {kind: undetermined}", "time: undetermined", "thiếu “time”", None),
        ("tasks.yaml", 'lead: ["Sở Tư pháp"]', "lead: Sở Tư pháp", "phải là danh sách", None),
        ("tasks.yaml", "document: CTr04-2026", "document: CTr05-2026", "phải là CTr04-2026", 0),
        ("document.yaml", "code: CTr04-2026", "code: CTr04-2026\nsigned: x", "signed", 0),
        ("document.yaml", "issued_on: 2026-02-03", "issued_on: null", "thiếu “issued_on”", None),
        ("document.yaml", "issued_on: 2026-02-03", "issued_on: soon", "phải là ngày", None),
        ("document.yaml", "issued_on: 2026-02-03", "issued_on: 2026-13-03", "2026-13-03", 0),
        ("document.yaml", "issued_on: 2026-02-03", "issued_on: 'unfinished", "", None),
        ("document.yaml", "code: CTr04-2026", "code: [CTr04-2026", "", None),
        ("indicators.yaml", "direction:", "directio:", "không hiểu khóa: directio", None),
        ("indicators.yaml", 'operator: "', 'operator: "!', "phải là một trong", None),
    ],
)
def test_a_wrong_line_is_told(  # noqa: PLR0917 - what is wrong and how it is told
    folder: Path, name: str, old: str, new: str, words: str, at: int | None
) -> None:
    file = folder / PROGRAMME / name
    line = replace(file, old, new)
    told = read_fails(folder)
    assert words in told
    match = re.search(r"Danh mục (?:\S+/)?(\S+\.yaml), dòng (\d+)", told)
    assert match is not None, told
    assert match[1] == name
    if at is not None:
        assert int(match[2]) == line + at, told
    assert abs(int(match[2]) - line) < 15 or name == "document.yaml", told


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b"\xff\xfe\x00bad"),
        lambda file: file.write_text("", "utf-8"),
        lambda file: file.write_text("- a list\n", "utf-8"),
        lambda file: file.write_text("a: \x00\n", "utf-8"),
        lambda file: file.write_text("\tkey: value\n", "utf-8"),
        lambda file: file.write_text("key: !!python/name:os.system\n", "utf-8"),
        lambda file: file.write_text("{[1]: 2}\n", "utf-8"),
    ],
    ids=["missing", "bytes", "empty", "list", "control", "tab", "tag", "key"],
)
@pytest.mark.parametrize("name", ["agencies.yaml", "settings.yaml", f"{PROGRAMME}/tasks.yaml"])
def test_a_file_that_cannot_be_read_is_told(
    folder: Path, name: str, spoil: Callable[[Path], object]
) -> None:
    spoil(folder / name)
    assert Path(name).name in read_fails(folder)


def make_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> pytest.ExceptionInfo[CatalogueError]:
    monkeypatch.setattr(paths, "catalogue", lambda: folder)
    register = tmp_path / "made" / "sổ.tiendo"
    with pytest.raises(CatalogueError) as caught:
        create_register(register)
    assert list(register.parent.iterdir()) == []
    return caught


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            "CTr04-2026/tasks.yaml",
            'lead: ["Sở Tư pháp"]',
            'lead: ["Sở Phép thuật"]',
            r"tasks\.yaml, dòng \d+: không có mục nào tên “Sở Phép thuật”",
        ),
        (
            "CTr04-2026/indicators.yaml",
            "Nguyễn Tuấn Anh",
            "Nguyễn Văn Ai",
            r"indicators\.yaml, dòng \d+: không có mục nào tên “Nguyễn Văn Ai”",
        ),
        (
            "portfolios.yaml",
            "agency: Sở Nội vụ",
            "agency: Sở Phép thuật",
            r"portfolios\.yaml.*“Sở Phép thuật”",
        ),
        (
            "portfolios.yaml",
            "document: CTr04-2026",
            "document: CTr05-2026",
            "không có mục nào tên “CTr05-2026”",
        ),
        (
            "schemes.yaml",
            "lead: Sở Công Thương",
            "lead: Sở Phép thuật",
            r"schemes\.yaml.*“Sở Phép thuật”",
        ),
        (
            "CTr04-2026/document.yaml",
            'to: ["Ủy ban nhân dân tỉnh"]',
            'to: ["Sở Phép thuật"]',
            "không có mục nào tên “Sở Phép thuật”",
        ),
        (
            "agencies.yaml",
            "      - Sở Nội vụ",
            "      - Sở Phép thuật",
            r"agencies\.yaml, dòng \d+: không có mục nào tên “Sở Phép thuật”",
        ),
        (
            "agencies.yaml",
            "    short: Thuế tỉnh",
            "    short: Thuế tỉnh\n    members: [Sở Nội vụ]",
            r"agencies\.yaml, dòng \d+: “Thuế tỉnh” không phải tập thể",
        ),
    ],
)
def test_an_unknown_name_is_told_and_no_register_is_made(  # noqa: PLR0917
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    old: str,
    new: str,
    words: str,
) -> None:
    file = folder / name
    replace(file, old, new)
    caught = make_from(folder, monkeypatch, tmp_path)
    assert re.search(words, str(caught.value)), str(caught.value)
    assert not str(caught.value).startswith("Danh mục danh mục")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("CTr04-2026/tasks.yaml", "- n: 2\n", "- n: 1\n"),
        ("agencies.yaml", "parent: ", "parent: khong-co-"),
    ],
    ids=["task twice", "parent"],
)
def test_other_contradictions_are_told_too(  # noqa: PLR0917 - what is wrong and where
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, old: str, new: str
) -> None:
    replace(folder / name, old, new)
    caught = make_from(folder, monkeypatch, tmp_path)
    assert Path(name).name in str(caught.value)

"""A register with its evidence as one file, to be carried to another machine, and out of it again.

The package is a zip: the register under its own name, and every content of evidence under its hash.
Unpacking trusts nothing: names are not used as paths, sizes are counted while they are read, each
content must have the hash that it is named by, and the register must pass SQLite's check.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from app import paths
from app.domain import formats
from app.domain.errors import InputRefusedError, RegisterError
from app.domain.phrases import phrase
from app.domain.watch import Unwatched, Watch
from app.services import evidence
from app.services.register import Register
from db import backup, register_file

SUFFIX = ".tiendogoi"
"""Of a package: a zip by another name, so that nobody unpacks it by hand and loses a part."""

MOST_NOTE = 65_535
"""Bytes that a zip's own comment can hold."""

MOST_FILES = 50_000
MOST_BYTES = 8 * 1024**3
_MOST_REGISTER = 4 * 1024**3
_CHUNK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")
_FILES = "files"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_NOT_WHOLE = phrase(
    "Gói “{name}” hỏng hoặc không phải gói mang sổ của Tiến Độ. Hãy đóng gói lại trên máy "
    "kia rồi chép "
    "lại; sổ trên máy này chưa thay đổi gì."
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was made."""

    path: Path
    files: int
    size: int

    @property
    def sentence(self) -> str:
        """What was made, and what to do with it."""
        files = phrase(" và {files} tệp minh chứng", files=self.files) if self.files else ""
        return phrase(
            "Đã đóng gói sổ{files} vào “{name}” ({size}). "
            "Chép tệp này sang máy kia, mở Tiến Độ, chọn Cài đặt › Nhận sổ từ máy khác…",
            files=files,
            name=self.path.name,
            size=formats.file_size(self.size),
        )


def suggested_name(register: Register, day_words: str) -> str:
    """Return a name for a package: the register's and the day."""
    return f"{register.name} - {day_words}{SUFFIX}"


def pack(register: Register, target: Path, watch: Watch | None = None, note: bytes = b"") -> Packed:
    """Put a register and its evidence into one file.

    The register is copied by SQLite's backup interface, so that the package holds one moment even
    while somebody writes. The package gets its name when it is whole.

    Args:
        register: the open register.
        target: where; an older file of that name is replaced.
        watch: told before every megabyte, in megabytes; where it stops the work, nothing is left.
        note: what else the other machine is told, beside the register; too long a one stays here.

    Raises:
        RegisterError: the folder cannot be written, or the register is not whole.
        StoppedError: ``watch`` has stopped it.
    """
    folder = evidence.folder_of(register)
    there = folder.glob("*") if folder.is_dir() else ()
    contents = sorted(path for path in there if _HASH.fullmatch(path.name))
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix="tiendo-goi-") as name:
            copy = Path(name) / register.path.name
            backup.copy(register.engine, copy)
            sizes = [path.stat().st_size for path in (copy, *contents)]
            steps = _Steps(watch or Unwatched(), sum(sizes))
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
                steps.words = phrase("Đang đóng gói sổ")
                _put(package, copy, register.path.name, steps)
                for number, content in enumerate(contents, 1):
                    steps.words = phrase(
                        "Đang đóng gói tệp minh chứng {number}/{contents}",
                        number=number,
                        contents=len(contents),
                    )
                    _put(package, content, f"{_FILES}/{content.name}", steps)
                # Where programs that know nothing of it pass over it.
                package.comment = note if len(note) <= MOST_NOTE else b""
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise RegisterError(
            phrase(
                "Không ghi được “{name}” vào “{parent}”: thư mục đầy, bị khóa hoặc "
                "không có quyền ghi. Sổ không thay đổi gì; hãy chọn nơi khác.",
                name=target.name,
                parent=target.parent,
            )
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return Packed(target, len(contents), target.stat().st_size)


def note_in(package: Path) -> bytes:
    """Return the note that a package carries; nothing of it is trusted. b"" for none."""
    try:
        with zipfile.ZipFile(package) as archive:
            return archive.comment
    except (OSError, *_BROKEN):
        return b""


class _Steps:
    """Turns bytes that were copied into steps of a megabyte."""

    def __init__(self, watch: Watch, total: int) -> None:
        self._watch = watch
        self._total = total
        self._done = 0
        self.words = ""

    def copy(self, source: IO[bytes], take: Callable[[bytes], object]) -> None:
        """Hand a file on by megabytes.

        Raises:
            StoppedError: the work is no longer wanted.
        """
        while True:
            done = min(self._done, self._total)  # a package may hold more than it says
            self._watch.step(done // _CHUNK, max(1, self._total // _CHUNK), self.words)
            if not (chunk := source.read(_CHUNK)):
                return
            self._done += len(chunk)
            take(chunk)


def _put(package: zipfile.ZipFile, source: Path, name: str, steps: _Steps) -> None:
    entry = zipfile.ZipInfo.from_file(source, name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with source.open("rb") as file, package.open(entry, "w") as part:
        steps.copy(file, part.write)


def unpack(package: Path, folder: Path, watch: Watch | None = None) -> Path:
    """Bring a register with its evidence out of a package into a folder.

    Nothing that lies there is replaced: where the name is taken, a number is added.

    Args:
        package: the file.
        folder: where the register is to lie.
        watch: told before every megabyte, in megabytes; where it stops the work, nothing is left.

    Returns:
        The path of the register, ready to be opened.

    Raises:
        InputRefusedError: the file is no such package, damaged, or larger than allowed.
        RegisterError: the folder cannot be written, or the register in it is refused.
        StoppedError: ``watch`` has stopped it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tiendo-goi-", dir=folder) as name:
            inside = Path(name)
            register = _extract(package, inside, watch or Unwatched())
            register_file.check(register)
            _check(register, package)
            return _move_in(register, inside / _FILES, folder)
    except _BROKEN as error:
        raise InputRefusedError(_NOT_WHOLE.format(name=package.name)) from error
    except OSError as error:
        raise RegisterError(
            phrase(
                "Không chép được sổ vào “{folder}”: thư mục đầy, bị khóa hoặc không có quyền ghi. "
                "Hãy chọn nơi khác; gói mang sang còn nguyên.",
                folder=folder,
            )
        ) from error


def _extract(package: Path, inside: Path, watch: Watch) -> Path:
    """Write the parts of a package under names of our own; return the register."""
    (inside / _FILES).mkdir()
    register: Path | None = None
    with zipfile.ZipFile(package) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES:
            raise InputRefusedError(
                phrase(
                    "Gói có hơn {most_files} tệp nên không mở.",
                    most_files=formats.number(MOST_FILES),
                )
            )
        left = MOST_BYTES
        steps = _Steps(watch, sum(entry.file_size for entry in entries))
        for number, entry in enumerate(entries, 1):
            steps.words = phrase(
                "Đang mở gói: tệp {number}/{entries}", number=number, entries=len(entries)
            )
            place = PurePosixPath(entry.filename)
            if len(place.parts) == 1 and place.suffix == paths.REGISTER_SUFFIX and not register:
                stem = evidence.safe_name(place.stem)
                register = inside / f"{stem}{paths.REGISTER_SUFFIX}"
                left -= _write(
                    archive, entry, register, most=min(left, _MOST_REGISTER), steps=steps
                )
            elif place.parts == (_FILES, place.name) and _HASH.fullmatch(place.name):
                target = inside / _FILES / place.name
                left -= _write(archive, entry, target, most=left, steps=steps, digest=place.name)
            else:
                raise zipfile.BadZipFile(entry.filename)
    if register is None:
        raise zipfile.BadZipFile("no register")
    return register


def _write(  # noqa: PLR0913 - a part, its place, and what it is held against
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    target: Path,
    *,
    most: int,
    steps: _Steps,
    digest: str | None = None,
) -> int:
    """Write one part, counting what really comes; return its size."""
    size, hashed = 0, hashlib.sha256()

    def take(chunk: bytes) -> None:
        nonlocal size
        size += len(chunk)
        if size > most:
            raise InputRefusedError(phrase("Gói lớn hơn mức cho phép nên không mở."))
        hashed.update(chunk)
        file.write(chunk)

    with archive.open(entry) as source, target.open("xb") as file:
        steps.copy(source, take)
    if digest is not None and hashed.hexdigest() != digest:
        raise zipfile.BadZipFile(entry.filename)
    return size


def _check(register: Path, package: Path) -> None:
    try:
        with backup.reading(register) as connection:
            (found,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        raise InputRefusedError(_NOT_WHOLE.format(name=package.name)) from error
    if found != "ok":
        raise InputRefusedError(_NOT_WHOLE.format(name=package.name))


def _move_in(register: Path, files: Path, folder: Path) -> Path:
    """Give register and evidence a name that is free, the evidence first."""
    number, stem = 1, register.stem
    while True:
        target = folder / f"{stem}{paths.REGISTER_SUFFIX}"
        kept = target.with_suffix(evidence.FOLDER_SUFFIX)
        if not target.exists() and not kept.exists():
            break
        number += 1
        stem = f"{register.stem} ({number})"
    if any(files.iterdir()):
        shutil.move(files, kept)
    register.rename(target)
    return target

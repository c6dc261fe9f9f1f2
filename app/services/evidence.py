"""Files that prove an update: kept beside the register under their content's hash, read-only shown.

The folder ``<register>.files`` holds each content once, named by its SHA-256. It is written before
the row that names it, so that no row points nowhere; nothing outside the folder is ever written,
for a file's own name is only shown.
"""

from __future__ import annotations

import atexit
import datetime as dt
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from app.domain.errors import (
    InputRefusedError,
    RegisterError,
    RegisterFullError,
    reason_of,
    says_no_room,
)
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.task_detail import EvidenceRecord
from app.domain.text import nfc
from app.services import reading
from app.services.register import Register
from app.services.task_words import place
from db import register_file

if TYPE_CHECKING:
    from app.models import ProgressUpdate
    from db.unit_of_work import Writing

FOLDER_SUFFIX = ".files"
MOST_BYTES = 200 * 1024 * 1024

_CHUNK = 1 << 20
_MOST_LETTERS = 120
_LONGEST_ENDING = 20
_PART = "part-"
_HASH = re.compile(r"[0-9a-f]{64}")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_PROGRAMS = frozenset(
    {
        *("accde", "ade", "app", "appimage", "appinstaller", "application", "appref-ms", "appx"),
        *("appxbundle", "bash", "bat", "bin", "chm", "cmd", "com", "command", "cpl", "deb"),
        *("desktop", "diagcab", "dll", "docm", "dotm", "exe", "gadget", "hlp", "hta", "img"),
        *("inf", "ins", "iqy", "iso", "jar", "jnlp", "js", "jse", "library-ms", "lnk", "mde"),
        *("msc", "msi", "msix", "msixbundle", "msp", "mst", "msu", "php", "pif", "pl", "potm"),
        *("ppam", "ppsm", "pptm", "prg", "ps1", "ps1xml", "psc1", "psd1", "psm1", "py", "pyw"),
        *("rb", "rdp", "reg", "rpm", "run", "scf", "scr", "sct", "search-ms", "settingcontent-ms"),
        *("sh", "shb", "slk", "sys", "theme", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "vsix"),
        *("website", "wll", "ws", "wsc", "wsf", "wsh", "xbap", "xla", "xlam", "xll", "xlsm"),
        *("xltm",),
    }
)
"""Endings that a double click would run instead of showing, macros and mounted disks with them."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A content that lies in the folder, and the name under which it came."""

    name: str
    size: int
    sha256: str


def folder_of(register: Register) -> Path:
    """Return the folder of a register's files, which may be missing as long as there are none."""
    return register.path.with_suffix(FOLDER_SUFFIX)


def file_refusal(path: Path) -> str | None:
    """Return why a file cannot be kept, or None if it can."""
    name = path.name
    if _is_program(name):
        return phrase(
            "Không nhận “{name}”: tệp chương trình, tệp lệnh không phải minh chứng.", name=name
        )
    try:
        status = path.stat()
    except OSError:
        return phrase(
            "Không đọc được tệp “{name}”. Hãy kiểm tra tệp còn ở chỗ cũ và có quyền đọc.", name=name
        )
    if not stat.S_ISREG(status.st_mode):
        return phrase("“{name}” không phải là một tệp.", name=name)
    if not status.st_size:
        return phrase("Tệp “{name}” trống (0 byte).", name=name)
    if status.st_size > MOST_BYTES:
        return phrase(
            "Tệp “{name}” lớn hơn {most_bytes} MB. Hãy nén hoặc chia nhỏ.",
            name=name,
            most_bytes=MOST_BYTES // 1024 // 1024,
        )
    return None


def store(register: Register, files: Iterable[Path]) -> list[Stored]:
    """Put the contents of files into the register's folder; what lies there already stays.

    Raises:
        InputRefusedError: a file cannot be kept (see `file_refusal`).
        RegisterError: the register was moved, or the folder cannot be written.
    """
    wanted = list(dict.fromkeys(files))
    if refusal := next(filter(None, map(file_refusal, wanted)), None):
        raise InputRefusedError(refusal)
    if not wanted:
        return []
    if register.identity is not None:
        register_file.refuse_moved(register.path, register.identity)
    folder = folder_of(register)
    try:
        folder.mkdir(exist_ok=True)
        return [_store_one(folder, path) for path in wanted]
    except OSError as error:
        if says_no_room(error):
            raise RegisterFullError(
                phrase(
                    "Ổ đĩa đã đầy nên chưa lưu được minh chứng; chưa ghi gì vào sổ. "
                    "Hãy xóa bớt tệp không cần rồi làm lại."
                )
            ) from error
        raise RegisterError(
            phrase(
                "Chưa lưu được minh chứng vào thư mục “{folder}”: {reason_of}. "
                "Chưa ghi gì vào sổ; hãy kiểm tra tệp và quyền ghi rồi làm lại.",
                folder=folder,
                reason_of=reason_of(error),
            )
        ) from error


def add_rows(work: Writing, update: ProgressUpdate, stored: Sequence[Stored]) -> None:
    """Name stored contents as the proof of an update that is being written."""
    from app.models import Evidence  # noqa: PLC0415 - the ORM is for writing only

    if not stored:
        return
    work.session.flush()  # the update has its number now
    work.session.add_all(
        Evidence(
            task_id=update.task_id,
            update_id=update.id,
            name=each.name,
            size=each.size,
            sha256=each.sha256,
            added_at=work.author.at,
            added_by=work.author.user,
        )
        for each in stored
    )


def attach(register: Register, task_id: int, files: Sequence[Path], today: dt.date) -> ChangeSet:
    """Add proofs to the newest update of a task that stands.

    Raises:
        InputRefusedError: there is no file or no update, a file cannot be kept, or the task belongs
            to a document of the past.
        RegisterError: the files or the rows cannot be written.
    """
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    stored = store(register, files)
    author = register.author()
    with writing(register.engine, author, "", task_id=task_id) as work:
        detail = reading.load_detail(register, task_id, today)
        if detail.closed_refusal:
            raise InputRefusedError(detail.closed_refusal)
        latest = detail.latest_update
        if latest is None or not stored:
            raise InputRefusedError(
                phrase(
                    "Nhiệm vụ chưa có cập nhật nào. Hãy ghi cập nhật tiến độ, rồi đính kèm "
                    "minh chứng."
                )
                if stored
                else phrase("Chưa chọn tệp nào.")
            )
        work.change.summary = phrase("thêm minh chứng cho nhiệm vụ {place}", place=place(detail))
        add_rows(work, work.session.get_one(ProgressUpdate, latest.id), stored)
    return ChangeSet(work.change.id, work.change.summary, frozenset({task_id}))


def open_copy(register: Register, record: EvidenceRecord) -> Path:
    """Make a read-only copy in a folder of its own, under the file's name, to be opened.

    Raises:
        InputRefusedError: the content is gone, was changed, or a double click would run it.
    """
    if _is_program(record.name):
        raise InputRefusedError(
            phrase("Không mở “{name}”: tệp chương trình, tệp lệnh.", name=record.name)
        )
    folder = folder_of(register)
    kept = folder / record.sha256
    missing = phrase(
        "Không tìm thấy nội dung của “{name}” trong thư mục “{folder}”. Nếu sổ được chép "
        "từ máy khác, hãy chép cả thư mục này về cạnh tệp sổ; số liệu trong sổ vẫn đủ.",
        name=record.name,
        folder=folder,
    )
    if not _HASH.fullmatch(record.sha256) or not kept.is_file():
        raise InputRefusedError(missing)
    try:
        copy = Path(tempfile.mkdtemp(dir=_copies())) / safe_name(record.name)
        shutil.copyfile(kept, copy)
        if _hash(copy) != record.sha256:
            raise InputRefusedError(
                phrase(
                    "Nội dung của “{name}” trong thư mục “{folder}” đã bị sửa hoặc hỏng nên "
                    "không mở. Hãy lấy lại tệp từ bản sao lưu.",
                    name=record.name,
                    folder=folder,
                )
            )
        copy.chmod(stat.S_IREAD)
    except OSError as error:
        raise InputRefusedError(
            phrase(
                "Không mở được “{name}”: {reason_of}.", name=record.name, reason_of=reason_of(error)
            )
        ) from error
    return copy


def _store_one(folder: Path, path: Path) -> Stored:
    """Copy a file into the folder while its hash is made, then give it that name."""
    handle, part_name = tempfile.mkstemp(prefix=_PART, dir=folder)
    part = Path(part_name)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as copy, path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
                size += len(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        kept = folder / digest.hexdigest()
        # What lies there under this name and is no such content was spoilt: it is replaced.
        if not kept.is_file() or kept.stat().st_size != size:
            part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
    return Stored(nfc(path.name), size, digest.hexdigest())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_program(name: str) -> bool:
    """Tell whether a file is a program under its name, or under the one it would be opened by."""
    # Windows leaves out dots and spaces at the end of a name.
    endings = (each.rstrip(". ").rpartition(".")[2].lower() for each in (name, safe_name(name)))
    return not _PROGRAMS.isdisjoint(endings)


def safe_name(name: str) -> str:
    """Return a name that is one plain file on every system, whatever it is made from."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    plain = _FORBIDDEN.sub("_", last).strip(". ") or "minh-chung"
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= _LONGEST_ENDING:
        return f"{stem[:_MOST_LETTERS]}.{ending}"
    # What is cut must not make an ending of a dot that was none.
    return (
        plain[:_MOST_LETTERS]
        if len(plain) <= _MOST_LETTERS
        else plain[:_MOST_LETTERS].replace(".", "_")
    )


_folders: list[Path] = []


def _copies() -> Path:
    """Return this process's folder of copies; it is removed when the program ends."""
    if not _folders or not _folders[-1].is_dir():
        _folders.append(Path(tempfile.mkdtemp(prefix="tiendo-")))
        if len(_folders) == 1:
            atexit.register(remove_copies)
    return _folders[-1]


def remove_copies() -> None:
    """Remove the copies that were made to be opened; one that is still open stays."""
    for folder in _folders:
        for copy in folder.glob("*/*"):
            with suppress(OSError):
                copy.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows keeps what is read-only
        shutil.rmtree(folder, ignore_errors=True)
    _folders.clear()

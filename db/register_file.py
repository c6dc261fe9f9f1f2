"""What a register file says of itself before SQLite opens it.

The first 100 bytes are read as plain bytes, so that a file which is refused (another program's,
damaged, newer than this one) is not touched at all, not even by a lock file beside it.
"""

from __future__ import annotations

import datetime as dt
import errno
import itertools
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterLeftoverError,
    RegisterMissingError,
    RegisterMovedError,
    RegisterReadOnlyError,
    RegisterTooNewError,
)
from app.domain.phrases import phrase
from db import side_log

APPLICATION_ID = 0x54444F31  # "TDO1": marks the file as a register of this program
SCHEMA_VERSION = 8
"""Number of the newest migration; tests hold it equal to Alembic's head."""

DAMAGE_ADVICE = phrase(
    "Nếu có bản chép của sổ này (trên USB, máy khác, thư điện tử), hãy mở bản chép đó; "
    "giữ lại tệp hỏng để nhờ khôi phục."
)

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_SIDE_ENDINGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file it is, under whatever name: its volume, and its number there.

    Windows tells both too (volume serial number and file index). A file system without such
    numbers gives 0 for all: then only a file that is gone is noticed.
    """

    device: int
    number: int


@dataclass(frozen=True, slots=True)
class Header:
    """Fields of the SQLite header that matter here (https://www.sqlite.org/fileformat2.html)."""

    schema_version: int
    is_short: bool
    identity: Identity


def identify(path: Path) -> Identity | None:
    """Return which file lies at a path; None where none can be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)


def refuse_moved(path: Path, identity: Identity) -> None:
    """Refuse to go on with a register whose file is no longer the one that was opened.

    Looks at the name only: opening and closing a file would drop SQLite's locks on it.

    Raises:
        RegisterMovedError: it was moved, removed, or another file was put in its place.
    """
    if identify(path) != identity:
        raise RegisterMovedError(
            phrase(
                "Tệp sổ “{path}” đã bị chuyển đi, xóa hoặc thay bằng tệp khác trong lúc đang "
                "mở. Hãy đưa tệp về chỗ cũ, hoặc mở sổ ở nơi mới; thao tác vừa rồi chưa được "
                "ghi, những gì đã ghi trước đó vẫn nằm trong tệp ấy.",
                path=path,
            )
        )


def real_path(path: Path) -> Path:
    """Return where a register lies in truth.

    SQLite follows a link and keeps its side files beside the file itself: who looks for them, for
    notes, evidence and backups beside the link would miss them.
    """
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def side_files(path: Path) -> list[Path]:
    """Return the side files of SQLite that lie beside a register's name.

    SQLite takes them by that name alone. It replays a ``-wal`` whose frames fit each other (salts
    and checksums, up to the last whole commit), but knows no main file by more than the name:
    beside another one it is replayed all the same. `side_log` tells it apart before.
    """
    beside = (path.with_name(f"{path.name}{ending}") for ending in _SIDE_ENDINGS)
    return [file for file in beside if os.path.lexists(file)]


def unclosed_part(path: Path) -> Path | None:
    """Return the side file that holds a part of a register's data; None if it was closed.

    A ``-shm`` only lists what a ``-wal`` holds: a crash may leave it beside an empty one.
    """
    for file in side_files(path):
        with suppress(FileNotFoundError):  # closed at this moment
            if not file.name.endswith("-shm") and file.stat().st_size:
                return file
    return None


def refuse_leftovers(path: Path) -> None:
    """Refuse to make a register where side files of one that is gone lie.

    Raises:
        RegisterLeftoverError: SQLite would take them for the new register's own.
    """
    left = side_files(path)
    if left and not path.exists():  # asked in this order: another window may be making it now
        names = ", ".join(f"“{file.name}”" for file in left)
        raise RegisterLeftoverError(
            phrase(
                "Chưa tạo sổ mới vì trong thư mục “{folder}” còn {names} của sổ “{name}” đã bị "
                "chuyển đi hoặc xóa; trong đó có thể còn số liệu. Hãy đưa sổ về lại thư mục "
                "này; nếu không còn sổ đó, hãy đổi tên các tệp ấy (không xóa) hoặc tạo sổ ở "
                "thư mục khác.",
                folder=path.parent,
                names=names,
                name=path.name,
            )
        )


def set_aside(path: Path, day: dt.date) -> None:
    """Rename what lies at a register's name, side files and all: nothing is removed or replaced.

    Args:
        path: the register's name, free afterwards.
        day: today, which the new name says.
    """
    words = "bản hỏng" if os.path.lexists(path) else "phần còn sót"
    kept = _free_name(path, f"{words}, giữ lại {day:%d-%m-%Y}")
    # The main file first: if that fails nothing has happened, and without it a new register is
    # refused for as long as a side file lies there.
    if os.path.lexists(path):
        path.rename(kept)
    for file in side_files(path):
        file.rename(kept.with_name(kept.name + file.name.removeprefix(path.name)))


def set_side_files_aside(path: Path, day: dt.date) -> list[Path]:
    """Rename the side files beside a register, which stays: nothing is removed or replaced.

    Args:
        path: the register's name.
        day: today, which the new names say.

    Returns:
        Their new names.
    """
    kept = _free_name(path, f"tệp lạ, giữ lại {day:%d-%m-%Y}")
    return [
        file.rename(kept.with_name(kept.name + file.name.removeprefix(path.name)))
        for file in side_files(path)
    ]


def _free_name(path: Path, words: str) -> Path:
    for number in itertools.count(1):
        again = f", lần {number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem} ({words}{again}){path.suffix}")
        if not os.path.lexists(kept) and not side_files(kept):
            return kept
    raise AssertionError("counting does not end")


def check(path: Path) -> Header:
    """Read the header of a register and refuse what may not be opened.

    Args:
        path: the register's file.

    Raises:
        RegisterReadOnlyError: the file or its folder cannot be written.
        RegisterStrayFileError: a side file of another register lies beside it.
        RegisterError: see `look`.
    """
    header = look(path)
    waiting = side_log.refuse_stray(path)
    # Where a log of its own was half folded in, the rest of the file is still in the log.
    if header.is_short and not waiting:
        raise _short(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise RegisterReadOnlyError(
            phrase(
                "Sổ “{name}” chỉ đọc được, không ghi được. Hãy chép tệp vào thư mục của mình "
                "trên máy này (không để trên đĩa chỉ đọc), rồi mở lại.",
                name=path.name,
            )
        )
    return header


def check_closed(path: Path) -> Header:
    """Do so with a backup, which is only read and has no side files. Errors as of `look`.

    Raises:
        RegisterDamagedError: it is shorter than it says, too.
    """
    header = look(path)
    if header.is_short:
        raise _short(path)
    return header


def look(path: Path) -> Header:
    """Read the header of a register.

    Raises:
        RegisterMissingError: there is no such file.
        RegisterDamagedError: it is no register.
        RegisterTooNewError: a newer version of the program wrote it.
        RegisterError: it cannot be read.
    """
    identity = identify(path)  # before the rest: what is put there later is not what was checked
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER_SIZE)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise _missing(path) from None
    except IsADirectoryError:
        raise _no_register(path) from None
    except PermissionError:
        raise RegisterError(
            phrase(
                "Không có quyền đọc sổ “{name}”. Hãy nhờ người quản trị máy cấp quyền đọc và "
                "ghi cho thư mục “{folder}”.",
                name=path.name,
                folder=path.parent,
            )
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    if identity is None:
        raise _missing(path)
    if not size:
        raise RegisterDamagedError(
            phrase(
                "Tệp “{name}” trống (0 byte) nên không phải là sổ của Tiến Độ. Chương trình "
                "không ghi gì vào tệp này. {advice}",
                name=path.name,
                advice=DAMAGE_ADVICE,
            )
        )
    header = _parse(path, start, size, identity)
    refuse_newer(path, header.schema_version)
    return header


def refuse_newer(path: Path, schema_version: int) -> None:
    """Refuse a register that a newer version of the program wrote.

    Raises:
        RegisterTooNewError: ``schema_version`` is above the newest that this program knows.
    """
    if schema_version > SCHEMA_VERSION:
        raise RegisterTooNewError(
            phrase(
                "Sổ “{name}” do phiên bản mới hơn của Tiến Độ ghi, phiên bản này không mở "
                "được. Hãy cài phiên bản mới của chương trình; sổ vẫn giữ nguyên.",
                name=path.name,
            )
        )


def _parse(path: Path, start: bytes, size: int, identity: Identity) -> Header:
    if len(start) < _HEADER_SIZE or not start.startswith(_MAGIC):
        raise _no_register(path)
    page_size = struct.unpack_from(">H", start, 16)[0]
    page_size = 65536 if page_size == 1 else page_size
    change_counter, pages = struct.unpack_from(">II", start, 24)
    version, application_id = (struct.unpack_from(">I", start, at)[0] for at in (60, 68))
    valid_for = struct.unpack_from(">I", start, 92)[0]
    if application_id != APPLICATION_ID:
        raise _no_register(path)
    # The page count holds only if the last writer kept both counters equal.
    is_short = change_counter == valid_for and size < pages * page_size
    return Header(version, is_short, identity)


def _short(path: Path) -> RegisterDamagedError:
    return RegisterDamagedError(
        phrase(
            "Sổ “{name}” bị hỏng: tệp thiếu một phần. Chương trình không ghi gì vào tệp "
            "này. {advice}",
            name=path.name,
            advice=DAMAGE_ADVICE,
        )
    )


def _no_register(path: Path) -> RegisterDamagedError:
    return RegisterDamagedError(
        phrase(
            "Tệp “{name}” không phải là sổ của Tiến Độ hoặc đã hỏng phần đầu. Chương trình "
            "không ghi gì vào tệp này. Hãy chọn đúng tệp có đuôi .tiendo. {advice}",
            name=path.name,
            advice=DAMAGE_ADVICE,
        )
    )


def _missing(path: Path) -> RegisterMissingError:
    return RegisterMissingError(
        phrase(
            "Không tìm thấy sổ “{path}”. Hãy kiểm tra lại tên và nơi lưu tệp, hoặc ổ đĩa, "
            "thẻ nhớ đã được cắm chưa.",
            path=path,
        )
    )


def _unreadable(path: Path, error: OSError) -> RegisterError:
    reason = phrase("đĩa báo lỗi đọc") if error.errno == errno.EIO else phrase("không đọc được tệp")
    return RegisterError(
        phrase(
            "Không mở được sổ “{name}”: {reason}. Hãy kiểm tra ổ đĩa rồi thử lại; chương "
            "trình chưa ghi gì.",
            name=path.name,
            reason=reason,
        )
    )

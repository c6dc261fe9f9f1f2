"""What a register file says of itself before SQLite opens it.

The first 100 bytes are read as plain bytes, so that a file which is refused (another program's,
damaged, newer than this one) is not touched at all, not even by a lock file beside it.
"""

from __future__ import annotations

import errno
import os
import struct
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterMissingError,
    RegisterReadOnlyError,
    RegisterTooNewError,
)

APPLICATION_ID = 0x54444F31  # "TDO1": marks the file as a register of this program
SCHEMA_VERSION = 2
"""Number of the newest migration; tests hold it equal to Alembic's head."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100


@dataclass(frozen=True, slots=True)
class Header:
    """Fields of the SQLite header that matter here (https://www.sqlite.org/fileformat2.html)."""

    schema_version: int
    expected_size: int | None


def check(path: Path) -> Header:
    """Read the header of a register and refuse what may not be opened.

    Args:
        path: the register's file.

    Raises:
        RegisterMissingError: there is no such file.
        RegisterReadOnlyError: the file or its folder cannot be written.
        RegisterDamagedError: it is no register, or shorter than it says.
        RegisterTooNewError: a newer version of the program wrote it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER_SIZE)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise RegisterMissingError(
            f"Không tìm thấy sổ “{path}”. Hãy kiểm tra lại tên và nơi lưu tệp, "
            "hoặc ổ đĩa, thẻ nhớ đã được cắm chưa."
        ) from None
    except IsADirectoryError:
        raise _no_register(path) from None
    except PermissionError:
        raise RegisterError(
            f"Không có quyền đọc sổ “{path.name}”. Hãy nhờ người quản trị máy cấp quyền "
            f"đọc và ghi cho thư mục “{path.parent}”."
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    header = _parse(path, start)
    refuse_newer(path, header.schema_version)
    if header.expected_size is not None and size < header.expected_size:
        raise RegisterDamagedError(
            f"Sổ “{path.name}” bị hỏng: tệp thiếu một phần. Chương trình không ghi gì vào tệp này. "
            "Hãy chép lại từ bản sao lưu gần nhất và giữ tệp hỏng để nhờ khôi phục."
        )
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise RegisterReadOnlyError(
            f"Sổ “{path.name}” chỉ đọc được, không ghi được. Hãy chép tệp vào thư mục của mình "
            "trên máy này (không để trên đĩa chỉ đọc), rồi mở lại."
        )
    return header


def refuse_newer(path: Path, schema_version: int) -> None:
    """Refuse a register that a newer version of the program wrote.

    Raises:
        RegisterTooNewError: ``schema_version`` is above the newest that this program knows.
    """
    if schema_version > SCHEMA_VERSION:
        raise RegisterTooNewError(
            f"Sổ “{path.name}” do phiên bản mới hơn của Tiến Độ ghi, phiên bản này không mở được. "
            "Hãy cài phiên bản mới của chương trình; sổ vẫn giữ nguyên."
        )


def _parse(path: Path, start: bytes) -> Header:
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
    expected = pages * page_size if change_counter == valid_for else None
    return Header(version, expected)


def _no_register(path: Path) -> RegisterDamagedError:
    return RegisterDamagedError(
        f"Tệp “{path.name}” không phải là sổ của Tiến Độ hoặc đã hỏng phần đầu. "
        "Chương trình không ghi gì vào tệp này. Hãy chọn đúng tệp có đuôi .tiendo, "
        "hoặc mở bản sao lưu gần nhất."
    )


def _unreadable(path: Path, error: OSError) -> RegisterError:
    reason = "đĩa báo lỗi đọc" if error.errno == errno.EIO else "không đọc được tệp"
    return RegisterError(
        f"Không mở được sổ “{path.name}”: {reason}. Hãy kiểm tra ổ đĩa rồi thử lại; "
        "chương trình chưa ghi gì."
    )

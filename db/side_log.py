"""Whether the side files beside a register are its own, told before SQLite looks at them.

SQLite replays a ``-wal`` into whatever main file bears its name, and rolls a ``-journal`` back into
it. Nothing in either says to which file it belongs, so every transaction of this program leaves a
mark: the row of ``register_mark`` holds the register's key and two random numbers, that of the
transaction before and its own. The log of a register begins where its main file ends: the main file
carries the number before the first transaction of the log or, if a part was folded in already, one
of the log's own. A log of another register, or of an older or newer copy of the same one, does not.

Nothing is opened by SQLite here and nothing written: the log is read as plain bytes
(https://www.sqlite.org/fileformat2.html#the_write_ahead_log). A log without marks (of an older
program, of a tool) is tried on a private copy.
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import RegisterError, RegisterLockedError, RegisterStrayFileError, reason_of
from app.domain.phrases import phrase

FIRST = "0" * 32
"""Stands for the transaction before the first one that left a mark."""

_LOG_HEADER = struct.Struct(">8I")
_FRAME_HEADER = struct.Struct(">6I")
_MARKED_SINCE = 5
"""Schema version from which on every transaction marks the register."""
_MAGIC = 0x377F0682  # the last bit says in which order checksums read bytes
_FORMAT = 3007000
_LEAF = 0x0D
_CELL = bytes([101, 1, 5, 0, 77, 77, 77])
"""How the only row of ``register_mark`` begins: 101 bytes, row 1, key and two numbers of 32."""
_TRIES, _PAUSE_S = 40, 0.05
"""How long to wait for a writer that is at work just now: two seconds."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a transaction left: the register's key, the transaction before it, and itself."""

    key: str
    previous: str
    current: str


@dataclass(frozen=True, slots=True)
class _Log:
    """The committed transactions of a log, oldest first: each one's mark and the mark's page."""

    page_size: int
    marks: list[tuple[int, Mark] | None]


def refuse_stray(path: Path) -> bool:
    """Refuse to open a register beside which side files of another one lie.

    Args:
        path: the main file; its header has proved to be a register's.

    Returns:
        Whether a log of its own waits to be folded in, for instance after a power cut.

    Raises:
        RegisterStrayFileError: they are another's. Nothing was touched.
        RegisterLockedError: somebody writes without a pause, so that nothing can be told.
        RegisterError: they cannot be read.
    """
    log_file, journal = (path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-journal"))
    try:
        if _is_hot(journal) and _keeps_a_log(path):
            raise _stray(path, journal)
        if not _size(log_file):
            return False
        for _ in range(_TRIES):
            before = _moment(log_file)
            log = _read(log_file)
            own = log is not None and _belongs(path, log_file, log)
            if _moment(log_file) == before:
                break
            time.sleep(_PAUSE_S)
        else:
            raise RegisterLockedError(
                phrase(
                    "Sổ “{name}” đang được chương trình khác ghi liên tục. Hãy đợi việc đó xong "
                    "rồi thử lại; chưa có gì bị thay đổi.",
                    name=path.stem,
                )
            )
    except OSError as error:
        raise RegisterError(
            phrase(
                "Chưa mở sổ “{name}” vì không đọc được tệp “{file}” bên cạnh sổ, có thể còn số "
                "liệu ({reason}). Hãy kiểm tra ổ đĩa và quyền đọc rồi thử lại.",
                name=path.stem,
                file=log_file.name,
                reason=reason_of(error),
            )
        ) from error
    if log is None:
        return False
    if not own:
        raise _stray(path, log_file)
    return True


def _stray(path: Path, file: Path) -> RegisterStrayFileError:
    return RegisterStrayFileError(
        phrase(
            "Bên cạnh sổ “{name}” có tệp “{file}” không phải của sổ này mà của sổ khác, "
            "hoặc của một bản cũ hơn hay mới hơn. Chương trình chưa mở và chưa ghi gì. Hãy "
            "đưa đúng sổ của tệp ấy về đây, hoặc đổi tên tệp ấy (không xóa) rồi mở lại sổ.",
            name=path.name,
            file=file.name,
        )
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _moment(log_file: Path) -> tuple[object, ...]:
    """Return what changes whenever somebody writes into the log or empties it."""
    try:
        found = log_file.stat()
        with log_file.open("rb") as file:
            start = file.read(_LOG_HEADER.size)
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, start


def _is_hot(journal: Path) -> bool:
    """Tell whether SQLite would take a journal for one that is to be rolled back."""
    try:
        with journal.open("rb") as file:
            return file.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


def _keeps_a_log(path: Path) -> bool:
    """Tell whether a main file has a ``-wal``: every register has, from its first page on."""
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02"


# ---- the log, read as SQLite reads it


def _read(log_file: Path) -> _Log | None:
    """Return what SQLite would replay; None for a log without a whole transaction."""
    try:
        with log_file.open("rb") as file:
            start = file.read(_LOG_HEADER.size)
            if len(start) < _LOG_HEADER.size:
                return None
            magic, version, page_size, _, salt_1, salt_2, *sums = _LOG_HEADER.unpack(start)
            order = "big" if magic & 1 else "little"
            known = magic & ~1 == _MAGIC and version == _FORMAT and _is_page_size(page_size)
            if not known or _checksum(start[:24], (0, 0), order) != tuple(sums):
                return None
            marks: list[tuple[int, Mark] | None] = []
            mark: tuple[int, Mark] | None = None
            seed = (sums[0], sums[1])
            while len(head := file.read(_FRAME_HEADER.size)) == _FRAME_HEADER.size:
                number, pages, *rest = _FRAME_HEADER.unpack(head)
                content = file.read(page_size)
                if rest[:2] != [salt_1, salt_2] or len(content) < page_size:
                    break
                seed = _checksum(content, _checksum(head[:8], seed, order), order)
                if seed != (rest[2], rest[3]):
                    break
                if (found := mark_on(content)) is not None:
                    mark = number, found
                if pages:  # the last page of a transaction
                    marks.append(mark)
                    mark = None
    except FileNotFoundError:
        return None
    return _Log(page_size, marks) if marks else None


def _is_page_size(number: int) -> bool:
    return 512 <= number <= 65536 and number & (number - 1) == 0


def _checksum(data: bytes, seed: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = seed
    words = struct.iter_unpack(">2I" if order == "big" else "<2I", data)
    for one, two in words:
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def mark_on(page: bytes) -> Mark | None:
    """Return the mark that a page of the file holds; None for a page of anything else."""
    if len(page) < 512 or page[0] != _LEAF or page[3:5] != b"\0\1":
        return None
    at = int.from_bytes(page[8:10], "big")
    if page[at : at + len(_CELL)] != _CELL:
        return None
    text = page[at + len(_CELL) : at + len(_CELL) + 96]
    try:
        words = text.decode("ascii")
    except UnicodeDecodeError:
        return None
    return Mark(words[:32], words[32:64], words[64:]) if len(words) == 96 else None


# ---- whose log it is


def _belongs(path: Path, log_file: Path, log: _Log) -> bool:
    first = log.marks[0]
    if not any(log.marks) and _version(path) >= _MARKED_SINCE:
        return False  # every transaction on such a register leaves a mark: this is no log of it
    if first is None or first[1].previous == FIRST or None in log.marks:
        return _fits_by_content(path, log_file)
    page, begin = first
    here = _mark_in(path, page, log.page_size)
    if here is None or here.key != begin.key or not _is_chain(log):
        return False
    # A transaction of the log in the main file: a part of the log was folded in already.
    return here.current == begin.previous or any(
        here.current == mark.current for _, mark in _marks(log)
    )


def _version(path: Path) -> int:
    """Return the schema version that the header of a main file tells."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:], "big")


def _marks(log: _Log) -> Iterator[tuple[int, Mark]]:
    return (mark for mark in log.marks if mark is not None)


def _is_chain(log: _Log) -> bool:
    marks = [mark for _, mark in _marks(log)]
    return all(
        (one.key, one.current) == (two.key, two.previous) for one, two in itertools.pairwise(marks)
    )


def _mark_in(path: Path, number: int, page_size: int) -> Mark | None:
    with path.open("rb") as file:
        file.seek((number - 1) * page_size)
        return mark_on(file.read(page_size))


def _fits_by_content(path: Path, log_file: Path) -> bool:
    """Try a log without marks on a private copy: the outcome is whole and goes on from the main.

    Weaker than marks: it is asked only of what older programs and tools left behind.
    """
    import tempfile  # noqa: PLC0415 - hardly ever needed, and opening is measured

    with tempfile.TemporaryDirectory(prefix="tiendo-") as folder:
        alone, replayed = Path(folder) / "alone", Path(folder) / "replayed"
        shutil.copyfile(path, alone)
        shutil.copyfile(path, replayed)
        shutil.copyfile(log_file, f"{replayed}-wal")
        after = _told(replayed.as_uri())
        if after is None:
            return False
        # Half folded in, the main file alone need not be readable.
        before = _told(f"{alone.as_uri()}?immutable=1", whole=False)
    if before is None:
        return True
    return before[0] in (None, after[0]) and after[1][: len(before[1])] == before[1]


_Told = tuple[str | None, list[tuple[object, ...]]]
"""A register's key, if it has one yet, and its history."""


def _told(address: str, *, whole: bool = True) -> _Told | None:
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            if whole and (
                connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
                or connection.execute("PRAGMA foreign_key_check").fetchone() is not None
            ):
                return None
            query = "SELECT id, recorded_at, recorded_by, kind, summary FROM change ORDER BY id"
            history = connection.execute(query).fetchall()
            named = "SELECT 1 FROM sqlite_schema WHERE name = 'register_mark'"
            if connection.execute(named).fetchone() is None:
                return None, history
            key = connection.execute("SELECT register_key FROM register_mark").fetchone()
            return (key[0] if key else None), history
    except (sqlite3.Error, UnicodeDecodeError):
        return None

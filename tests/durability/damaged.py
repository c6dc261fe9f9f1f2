"""Registers spoilt in every way: never a crash, never a write into them, and the right advice."""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from app.domain.acts import Progress
from app.domain.errors import RegisterDamagedError, RegisterError, TienDoError
from app.services import progress, reading
from app.services.register import create_register, open_register, verify
from tests.durability.kills import opened_by_the_office
from tests.durability.trials import Figures, integrity
from tests.registers import DATED, TODAY, UNDATED, YEARLY, complete, task_id

COUNT = 200
_PAGE = 4096


def run(folder: Path, seed: int, share: int = 1) -> list[Figures]:
    """Spoil registers, each in one of the ways, and open them as the program does."""
    figures = Figures("damaged registers")
    good, log, older_log = _crashed(folder)
    chance = random.Random(f"{seed} damaged")
    ways = sorted(_WAYS)
    for number in range(-(-COUNT // share)):
        path = folder / f"{number}" / good.name
        path.parent.mkdir()
        shutil.copyfile(good, path)
        way = ways[number % len(ways)]
        _WAYS[way](path, chance, log, older_log)
        figures.runs += 1
        outcome = _try(path)
        figures.count(outcome.partition(":")[0])
        if outcome.startswith("wrong"):
            figures.failures.append(f"run {number}, {way}: {outcome}")
        shutil.rmtree(path.parent)
    return [figures]


def _crashed(folder: Path) -> tuple[Path, Path, Path]:
    """Return a register as a crash leaves it: its main file, its log, and an older log of it."""
    work = folder / "work" / "Sổ.tiendo"
    work.parent.mkdir()
    create_register(work)
    register = opened_by_the_office(work)
    main, log, older = (folder / name for name in ("Sổ.tiendo", "log", "older log"))
    for kept, codes in ((older, [DATED]), (log, [YEARLY, UNDATED])):
        with register.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()
            for code in codes:
                complete(register, code)
            shutil.copyfile(work, main)
            shutil.copyfile(f"{work}-wal", kept)
        register.close()
        register = opened_by_the_office(work)
    register.close()
    return main, log, older


def _try(path: Path) -> str:
    """Open, read, check and write in a child; return what came of it."""
    before = _bytes(path)
    had_log = path.with_name(f"{path.name}-wal").exists()
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        try:
            outcome = _use(path)
        except BaseException as error:  # noqa: BLE001 - told to the parent
            outcome = f"wrong: {type(error).__name__}: {error}"
        os.write(writing_end, outcome.encode())
        os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading_end, "rb") as told:
        outcome = told.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"wrong: crashed with signal {os.WTERMSIG(status)}"
    if outcome.startswith("refused") and _bytes(path) != before and not had_log:
        return "wrong: written into although it was refused"
    if outcome.startswith("sound") and integrity(path) != "ok":
        return "wrong: taken for sound"
    return outcome


def _use(path: Path) -> str:
    try:
        register = open_register(path)
    except TienDoError as error:
        return _judged("refused when opened", error)
    try:
        reading.load_index(register, TODAY)
        verify(register)
    except TienDoError as error:
        try:
            said = Progress(TODAY, 1, "không được ghi")
            progress.update_progress(register, task_id(register, DATED), said, TODAY)
        except TienDoError:
            return _judged("refused when checked", error)
        return "wrong: written into although damaged"
    finally:
        register.close()
    return "sound"


def _judged(what: str, error: TienDoError) -> str:
    words = str(error)
    if not isinstance(error, RegisterError) or "\n" in words or not words.rstrip().endswith("."):
        return f"wrong: {type(error).__name__} {words}"
    if isinstance(error, RegisterDamagedError) and "bản chép" not in words:
        return f"wrong advice: {words}"
    return f"{what}: {type(error).__name__}"


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


# ---- ways to spoil a register; each is given chance, its own log and an older one


def _log_beside(path: Path, content: bytes) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(content)


def _cut(path: Path, chance: random.Random, *_logs: Path) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def _cut_the_end(path: Path, chance: random.Random, *_logs: Path) -> None:
    os.truncate(path, path.stat().st_size - chance.randrange(1, 3 * _PAGE))


def _flip(path: Path, chance: random.Random, *_logs: Path) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 200)):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    path.write_bytes(data)


def _flip_one(path: Path, chance: random.Random, *_logs: Path) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _flip_the_header(path: Path, chance: random.Random, *_logs: Path) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 6)):
        data[chance.randrange(100)] ^= chance.randrange(1, 256)
    path.write_bytes(data)


def _zero_the_header(path: Path, _chance: random.Random, *_logs: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(bytes(100) + data[100:])


def _zero_pages(path: Path, chance: random.Random, *_logs: Path) -> None:
    _put_pages(path, chance, lambda: bytes(_PAGE))


def _fill_pages(path: Path, chance: random.Random, *_logs: Path) -> None:
    _put_pages(path, chance, lambda: chance.randbytes(_PAGE))


def _put_pages(path: Path, chance: random.Random, content: Callable[[], bytes]) -> None:
    with path.open("r+b") as file:
        for _ in range(chance.randrange(1, 8)):
            file.seek(chance.randrange(path.stat().st_size // _PAGE) * _PAGE)
            file.write(content())


def _swap_pages(path: Path, chance: random.Random, *_logs: Path) -> None:
    data = bytearray(path.read_bytes())
    one, two = (chance.randrange(1, len(data) // _PAGE) * _PAGE for _ in range(2))
    first, second = data[one : one + _PAGE], data[two : two + _PAGE]
    data[one : one + _PAGE], data[two : two + _PAGE] = second, first
    path.write_bytes(data)


def _empty(path: Path, _chance: random.Random, *_logs: Path) -> None:
    path.write_bytes(b"")


def _another_file(path: Path, chance: random.Random, *_logs: Path) -> None:
    path.write_bytes(chance.randbytes(chance.randrange(1, 100_000)))


def _own_log(path: Path, _chance: random.Random, log: Path, _older: Path) -> None:
    _log_beside(path, log.read_bytes())


def _stale_log(path: Path, _chance: random.Random, _log: Path, older: Path) -> None:
    _log_beside(path, older.read_bytes())


def _log_missing(path: Path, _chance: random.Random, *_logs: Path) -> None:
    assert not path.with_name(f"{path.name}-wal").exists()


def _spoilt_log(path: Path, chance: random.Random, log: Path, _older: Path) -> None:
    data = bytearray(log.read_bytes())
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    _log_beside(path, bytes(data))


def _cut_log(path: Path, chance: random.Random, log: Path, _older: Path) -> None:
    data = log.read_bytes()
    _log_beside(path, data[: chance.randrange(len(data))])


def _garbage_log(path: Path, chance: random.Random, *_logs: Path) -> None:
    head = struct.pack(">2I", 0x377F0682, 3007000)
    _log_beside(path, head + chance.randbytes(chance.randrange(1, 50_000)))


def _log_beside_damage(path: Path, chance: random.Random, log: Path, older: Path) -> None:
    _flip(path, chance)
    _own_log(path, chance, log, older)


_WAYS: dict[str, Callable[[Path, random.Random, Path, Path], None]] = {
    "cut": _cut,
    "end cut": _cut_the_end,
    "bytes flipped": _flip,
    "one bit flipped": _flip_one,
    "header flipped": _flip_the_header,
    "header zeroed": _zero_the_header,
    "pages zeroed": _zero_pages,
    "pages filled": _fill_pages,
    "pages swapped": _swap_pages,
    "empty": _empty,
    "another file": _another_file,
    "own log": _own_log,
    "stale log": _stale_log,
    "log missing": _log_missing,
    "log spoilt": _spoilt_log,
    "log cut": _cut_log,
    "log garbage": _garbage_log,
    "log beside damage": _log_beside_damage,
}

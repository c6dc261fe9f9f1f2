"""A new register in the place of a damaged one: what was there is kept, whatever happens."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app import paths
from app.domain.errors import (
    RegisterError,
    RegisterFullError,
    RegisterLeftoverError,
    RegisterTooNewError,
)
from app.services import register as registers
from app.services.register import open_or_create, open_register, replace_damaged, verify
from tests.conftest import NOW, open_as_office
from tests.registers import DATED, changes, complete
from tests.spoilt import damage, damage_slightly, make_newer

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = "Theo dõi năm 2026 (bản hỏng, giữ lại 21-11-2026).tiendo"
AGAIN = "Theo dõi năm 2026 (bản hỏng, giữ lại 21-11-2026, lần 2).tiendo"
LEFT = "Theo dõi năm 2026 (phần còn sót, giữ lại 21-11-2026).tiendo"


@pytest.fixture(autouse=True)
def _quickly_today(monkeypatch: pytest.MonkeyPatch, shipped_register: Path) -> None:
    monkeypatch.setattr(registers, "local_now", lambda: NOW)
    # How a register is built has its own tests, and takes half a second.
    monkeypatch.setattr(registers, "_build", lambda part: shutil.copyfile(shipped_register, part))


@pytest.fixture
def default(own_data_folder: Path, shipped_register: Path) -> Path:
    """The default register, in its own folder, with its progress recorded."""
    path = paths.default_register()
    path.write_bytes(shipped_register.read_bytes())
    register = open_as_office(path)
    complete(register, DATED)
    register.close()
    return path


def empty(path: Path) -> None:
    path.write_bytes(b"")


def contents(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def is_new_and_whole(path: Path) -> bool:
    register = open_register(path)
    try:
        verify(register)
        return changes(register) == []
    finally:
        register.close()


@pytest.mark.parametrize("spoil", [empty, damage, damage_slightly])
def test_the_damaged_register_is_kept_beside_the_new_one(
    default: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(default)
    spoilt = default.read_bytes()
    replace_damaged(default)
    found = contents(default.parent)
    assert set(found) == {default.name, KEPT}
    assert found[KEPT] == spoilt
    assert is_new_and_whole(default)


def test_a_second_one_on_the_same_day_gets_a_name_of_its_own(default: Path) -> None:
    for content in (b"", b"hong"):
        default.write_bytes(content)
        replace_damaged(default)
    found = contents(default.parent)
    assert set(found) == {default.name, KEPT, AGAIN}
    assert (found[KEPT], found[AGAIN]) == (b"", b"hong")


def test_side_files_stay_with_the_register_that_they_belong_to(default: Path) -> None:
    empty(default)
    Path(f"{default}-wal").write_bytes(b"what was not folded in")
    replace_damaged(default)
    found = contents(default.parent)
    assert set(found) == {default.name, KEPT, f"{KEPT}-wal"}
    assert found[f"{KEPT}-wal"] == b"what was not folded in"


def test_side_files_of_a_register_that_is_gone_are_kept_too(default: Path) -> None:
    default.unlink()
    Path(f"{default}-wal").write_bytes(b"wal")
    Path(f"{default}-shm").write_bytes(b"shm")
    with pytest.raises(RegisterLeftoverError):
        open_or_create(default)
    replace_damaged(default)
    found = contents(default.parent)
    assert set(found) == {default.name, f"{LEFT}-wal", f"{LEFT}-shm"}
    assert (found[f"{LEFT}-wal"], found[f"{LEFT}-shm"]) == (b"wal", b"shm")
    assert is_new_and_whole(default)


def test_a_register_that_is_good_again_stays(default: Path) -> None:
    before = contents(default.parent)
    replace_damaged(default)
    assert contents(default.parent) == before


def test_a_register_of_a_newer_version_is_not_put_aside(default: Path) -> None:
    make_newer(default)
    before = contents(default.parent)
    with pytest.raises(RegisterTooNewError):
        replace_damaged(default)
    assert contents(default.parent) == before


def fail(*_arguments: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def refuse(*_arguments: Any) -> None:
    raise PermissionError(errno.EACCES, "denied")


@pytest.mark.parametrize(
    ("name", "failing", "kind"),
    [
        ("app.services.register._build", fail, RegisterFullError),
        ("os.rename", refuse, RegisterError),
    ],
)
def test_where_no_new_one_can_be_made_the_damaged_one_stays_in_its_place(
    default: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    failing: Callable[..., None],
    kind: type,
) -> None:
    damage(default)
    before = contents(default.parent)
    with monkeypatch.context() as patch:
        patch.setattr(name, failing)
        with pytest.raises(kind):
            replace_damaged(default)
    # SQLite has opened the damaged file to look at it, and left nothing of its own.
    assert contents(default.parent) == before


def test_side_files_that_cannot_be_renamed_keep_the_new_one_away(
    default: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(default)
    Path(f"{default}-wal").write_bytes(b"wal")
    rename = os.rename

    def refuse_side_file(source: Path, target: Path) -> None:
        if str(source).endswith("-wal"):
            refuse()
        rename(source, target)

    monkeypatch.setattr("os.rename", refuse_side_file)
    with pytest.raises(RegisterError):
        replace_damaged(default)
    assert contents(default.parent) == {KEPT: b"", f"{default.name}-wal": b"wal"}


def test_the_day_in_the_name_is_today(default: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "local_now", lambda: NOW + dt.timedelta(days=10))
    empty(default)
    replace_damaged(default)
    assert KEPT.replace("21-11", "01-12") in contents(default.parent)

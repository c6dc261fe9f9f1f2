"""Who has a register open: told by name, and told apart from what a crash left."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import RegisterHeldError
from app.services.register import open_register
from db import instance_lock
from db.instance_lock import note_of, take

if TYPE_CHECKING:
    from pathlib import Path

AT = dt.datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - local
HOLDER = """
import sys
from pathlib import Path
from app.services.register import open_register
register = open_register(Path(sys.argv[1]), hold=True)
print("held", flush=True)
sys.stdin.read()
register.close()
"""


def test_a_note_says_who_and_goes_with_the_register(register_path: Path) -> None:
    register = open_register(register_path, hold=True)
    told = json.loads(note_of(register_path).read_text("utf-8"))
    assert set(told) == {"machine", "user", "since"}
    assert told["user"] == register.user
    register.close()
    register.close()
    assert [item.name for item in register_path.parent.iterdir()] == [register_path.name]


def test_commands_open_beside_it(register_path: Path) -> None:
    register = open_register(register_path, hold=True)
    open_register(register_path).close()
    assert note_of(register_path).exists()
    register.close()


@pytest.mark.parametrize("kill", [True, False])
def test_a_program_that_runs_is_named_and_one_that_was_killed_is_not(
    register_path: Path, *, kill: bool
) -> None:
    command = [sys.executable, "-c", HOLDER, str(register_path)]
    with subprocess.Popen(  # noqa: S603 - Python itself
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        before = register_path.read_bytes()
        with pytest.raises(RegisterHeldError, match="trên máy này") as caught:
            open_register(register_path, hold=True)
        assert str(caught.value).endswith(".")
        assert register_path.read_bytes() == before
        if kill:
            process.kill()
        process.communicate("")
    assert note_of(register_path).exists() is kill
    open_register(register_path, hold=True).close()
    assert not note_of(register_path).exists()


def test_another_machines_note_is_for_a_person_to_judge(register_path: Path) -> None:
    note = {"machine": "PC-VAN-THU", "user": "chị Hoa", "since": "08:15 20/11/2026"}
    note_of(register_path).write_text(json.dumps(note), "utf-8")
    with pytest.raises(RegisterHeldError) as caught:
        open_register(register_path, hold=True)
    for words in (*note.values(), "Vẫn mở"):
        assert words in str(caught.value)
    assert json.loads(note_of(register_path).read_text("utf-8")) == note
    register = open_register(register_path, hold=True, force=True)
    assert "PC-VAN-THU" not in note_of(register_path).read_text("utf-8")
    register.close()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"machine": 1}', b"{" * 9000])
def test_a_note_of_nonsense_keeps_nobody_out(register_path: Path, content: bytes) -> None:
    note_of(register_path).write_bytes(content)
    open_register(register_path, hold=True).close()


def test_a_note_that_was_replaced_is_left_alone(tmp_path: Path) -> None:
    register = tmp_path / "sổ.tiendo"
    held = take(register, "can.bo", AT)
    note_of(register).rename(tmp_path / "đi chỗ khác")
    note_of(register).write_text("của người khác", "utf-8")
    held.release()
    assert note_of(register).read_text("utf-8") == "của người khác"


def test_the_text_of_a_note_is_one_line(tmp_path: Path) -> None:
    register = tmp_path / "sổ.tiendo"
    note = {"machine": "a\nb" * 100, "user": "<b>x</b>", "since": "\t"}
    note_of(register).write_text(json.dumps(note), "utf-8")
    with pytest.raises(RegisterHeldError) as caught:
        take(register, "can.bo", AT)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600
    assert instance_lock.SUFFIX == "-lock"

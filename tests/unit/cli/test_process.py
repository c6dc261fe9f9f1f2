"""The program as a process of its own: help, version, self-test, and no Qt for a command."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app import __version__, paths, self_test
from app.services import undo
from tests.registers import DATED

_LISTS_MODULES = """
import sys
from app import cli
for stream in (sys.stdout, sys.stderr):
    stream.reconfigure(encoding="utf-8")
codes = [cli.main(line.split("|")) for line in sys.argv[1:]]
loaded = sorted(name for name in sys.modules if name.split(".")[0] in {"PySide6", "shiboken6"})
print("\\n", codes, loaded)
"""


def start(*arguments: object, **options) -> subprocess.CompletedProcess[str]:
    """Run Python in the program's folder, as a console that does not speak UTF-8."""
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C.UTF-8"}
    environment.pop("PYTHONUNBUFFERED", None)
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *map(str, arguments)],
        cwd=paths.program_folder(),
        env=environment,
        stderr=subprocess.PIPE,
        check=False,
        timeout=600,
        encoding="utf-8",
        **({"stdout": subprocess.PIPE} | options),
    )


def program(*arguments: object) -> subprocess.CompletedProcess[str]:
    return start("-m", "app", *arguments)


def test_help_lists_every_command_and_the_exit_is_0():
    ended = program("--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    for command in ("list", "complete", "import", "report", "check", "init"):
        assert f"\n    {command} " in ended.stdout
    for option in ("--version", "--self-test", "--register"):
        assert option in ended.stdout
    assert "Tiến Độ: theo dõi nhiệm vụ" in ended.stdout


def test_version():
    ended = program("--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"Tiến Độ {__version__}\n", "")


def test_an_option_without_a_command_is_wrong_usage():
    ended = program("--register", "x", "--as-of", "2026-06-14")
    assert (ended.returncode, ended.stdout) == (2, "")


def test_a_refusal_is_one_line_of_utf_8(tmp_path):
    ended = program("check", "--register", tmp_path / "không có.tiendo")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("Không tìm thấy sổ “")
    assert ended.stderr.count("\n") == 1


def test_commands_bring_in_no_qt(register_path, tmp_path):
    pdf = tmp_path / "biểu.pdf"
    own = f"--register|{register_path}"
    ended = start(
        "-c",
        _LISTS_MODULES,
        f"{own}|list",
        f"{own}|list|--json",
        f"{own}|complete|{DATED}|--on|2026-03-05|--product|x",
        f"{own}|report|tracking|--pdf|{pdf}",
        f"{own}|report|summary|--pdf|{pdf}",
        f"{own}|check",
        f"{own}|init",
    )
    assert ended.stdout.splitlines()[-1].strip() == "[0, 0, 0, 0, 0, 0, 1] []", ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
@pytest.mark.parametrize("command", ["list", "check"])
def test_a_reader_that_has_had_enough_is_no_error(register_path, command):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = start("-m", "app", command, "--register", register_path, stdout=writing)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_self_test_passes_on_this_machine(own_data_folder):
    ended = program("--self-test")
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert len(lines) == len(self_test._STEPS) + 2
    assert lines[0] == f"Tiến Độ {__version__}"
    assert all(line.startswith("tốt  ") for line in lines[1:-1])
    assert lines[-1] == "Chương trình hoạt động tốt."
    assert list(own_data_folder.iterdir()) == []  # nothing of the user's is touched


@pytest.fixture
def without_the_window(monkeypatch):
    """Leave out the step that needs an application of its own."""
    steps = [(words, step) for words, step in self_test._STEPS if step is not self_test._draw]
    assert len(steps) == len(self_test._STEPS) - 1
    monkeypatch.setattr(self_test, "_STEPS", tuple(steps))
    return [words for words, _step in steps]


def test_the_self_test_tells_which_steps_are_broken(without_the_window, monkeypatch, capsys):
    monkeypatch.setattr(undo, "undo_last", lambda _register: None)
    assert self_test.run_self_test() == 1
    lines = capsys.readouterr().out.splitlines()
    broken = [line for line in lines if line.startswith("LỖI")]
    assert broken == [
        "LỖI  hoàn tác: SelfTestError: hoàn tác không trả lại đèn cũ",
        (
            "LỖI  nhập văn bản Word vào sổ, rồi hoàn tác: SelfTestError: "
            "hoàn tác không trả lại sổ như trước khi nhập"
        ),
    ]
    assert lines[-1] == "2 bước lỗi."
    assert len(lines) == len(without_the_window) + 2


def test_the_self_test_goes_on_after_a_step_that_fails_with_anything(
    without_the_window, monkeypatch, capsys
):
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.services.register.create_register", full)
    assert self_test.run_self_test() == 1
    lines = capsys.readouterr().out.splitlines()
    fine = [line for line in lines[1:-1] if not line.startswith("LỖI")]
    # The first writes nothing, the second makes a register of its own.
    assert fine == ["tốt  đủ các tệp đi kèm", "tốt  nâng cấp sổ của bản cũ, có sao lưu"]
    assert lines[-1] == f"{len(without_the_window) - 2} bước lỗi."

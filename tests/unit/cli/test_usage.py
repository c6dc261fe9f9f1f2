"""Wrong usage and help of the commands, in Vietnamese."""

from __future__ import annotations

import argparse
import re

import pytest

from app import cli, paths
from tests.registers import DATED


def end_of(arguments: list[str]) -> int:
    """Return the exit code with which the parser ends the program."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    return int(str(ended.value.code))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sai"], "LỆNH: không có lựa chọn “sai”; hãy chọn một trong 'list', "),
        (["list", "--by", "month"], "--by: không có lựa chọn “month”"),
        (["list", "--as-of"], "--as-of: còn thiếu giá trị đi sau"),
        (["list", "--month"], "không hiểu phần này của lệnh: --month"),
        (["list", "--json=3"], "--json: không nhận giá trị “3”"),
        (["report", "--a", "x"], "“--a” viết tắt chưa rõ, có thể là --agency, --as-of"),
        (["list", "--as-of", "30/2/2026"], "“30/2/2026” không phải ngày"),
        (["complete", DATED], "còn thiếu: --on, --product"),
        (["complete", DATED, "--on", "hôm qua", "--product", "x"], "“hôm qua” không phải ngày"),
        (["report", "tracking"], "còn thiếu nơi lưu: --pdf, --xlsx, --docx"),
        (["report", "letter", "--pdf", "x.pdf"], "letter cần --agency"),
        (["report", "letter", "--xlsx", "x.xlsx", "--agency", "a"], "--xlsx không dùng cho letter"),
        (["report", "tracking", "--pdf", "x.pdf", "--paper", "x"], "--paper: không có lựa chọn"),
        (["report", "bìa", "--pdf", "x.pdf"], "BIỂU: không có lựa chọn “bìa”"),
        (
            ["report", "tracking", "--pdf", "x.pdf", "--agency", "a", "--leader", "b"],
            "--leader: không dùng cùng với --agency",
        ),
        (["report", "summary", "--pdf", "x.pdf", "--agency", "a"], "--agency không dùng"),
        (["report", "summary", "--pdf", "x.pdf", "--leader", ""], "--leader không dùng"),
        (["report", "tracking", "--pdf", "x.pdf", "--by", "leader"], "--by không dùng"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_opened(capsys, arguments, words):
    assert end_of(arguments) == cli.WRONG_USAGE
    out, told = capsys.readouterr()
    assert out == ""
    usage, error = told.rsplit("python -m app", 1)
    assert usage.startswith("cách dùng: ")
    assert ": lỗi: " in error
    assert words in error
    english = {"usage", "error", "argument", "arguments", "choice", "choose", "required", "option"}
    assert not english & set(re.findall(r"\w+", told))
    assert not paths.default_register().exists()


def test_every_command_has_help(capsys):
    commands = next(
        action for action in cli.parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    assert set(commands.choices) == {
        *("list", "complete", "import", "report", "check", "init", "backup", "restore"),
        *("periods", "close-period"),
    }
    for name in commands.choices:
        assert end_of([name, "--help"]) == cli.DONE
        told = capsys.readouterr().out
        assert "hiện hướng dẫn này rồi thoát" in told
        assert told.startswith("cách dùng: ")
        assert "\ntùy chọn:\n" in told

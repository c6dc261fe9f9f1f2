"""Vietnamese for what argparse says."""

from __future__ import annotations

import argparse

_ARGPARSE = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong các tùy chọn %s",
    "unrecognized arguments: %s": "không hiểu phần này của lệnh: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "không có lựa chọn “%(value)s”; hãy chọn một trong %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "giá trị “%(value)s” không hợp lệ",
    "not allowed with argument %s": "không dùng cùng với %s",
    "expected one argument": "còn thiếu giá trị đi sau",
    "ignored explicit argument %r": "không nhận giá trị “%s”",
    "ambiguous option: %(option)s could match %(matches)s": (
        "“%(option)s” viết tắt chưa rõ, có thể là %(matches)s"
    ),
}
"""What argparse says, as it asks gettext for it; what is not here stays as it is."""


def _in_vietnamese(words: str) -> str:
    return _ARGPARSE.get(words, words)


def speak_vietnamese() -> None:
    """Let argparse ask here for its words, under the name by which it has imported gettext.

    Catalogues for gettext itself would be binary files, chosen by the language of the console.
    """
    argparse._ = _in_vietnamese  # type: ignore[attr-defined]

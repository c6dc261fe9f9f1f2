"""Reasons of the system, in words."""

from __future__ import annotations

import errno

import pytest

from app.domain.errors import reason_of, says_no_room


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "không có quyền"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.EEXIST, "ở đó đã có tệp trùng tên"),
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EIO, "ổ đĩa không đọc, ghi được"),
        (12345, "lỗi hệ thống số 12345"),
    ],
)
def test_a_reason_is_told_in_words_of_our_own(number, words):
    assert reason_of(OSError(number, "Some English words")) == words


def test_a_file_in_use_on_windows_is_no_missing_right():
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 32  # type: ignore[attr-defined] # Windows has it
    assert reason_of(error) == "tệp đang được chương trình khác dùng"


def test_a_full_disk_and_a_full_share_are_no_room():
    assert says_no_room(OSError(errno.ENOSPC, ""))
    assert says_no_room(OSError(errno.EDQUOT, ""))
    assert not says_no_room(OSError(errno.EACCES, ""))

"""The line at the foot of the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.views.widgets.status_line import StatusLine

SHOWN, PROOF = "Hiển thị 3 / 358 nhiệm vụ", "Số liệu khớp: 0 + 3 + 0 + 0 = 3"


@pytest.fixture
def host(qtbot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def line(host) -> StatusLine:
    line = StatusLine(host)
    line.resize(1200, 24)
    line.show_texts("Sổ: minh-hoa", "", SHOWN, PROOF)
    host.show()
    return line


def _seen(line: StatusLine) -> set[str]:
    return {part.text() for part in line.findChildren(QLabel) if part.isVisible() and part.text()}


def test_all_is_told_where_there_is_room(line):
    assert _seen(line) == {"Sổ: minh-hoa", SHOWN, PROOF}


def test_a_long_message_takes_the_room_of_the_proof_and_gives_it_back(line):
    line.resize(500, 24)
    assert PROOF in _seen(line)
    line.showMessage("Đã ghi 3 cơ quan đã xong nhiệm vụ TCTH.1 #2")
    assert PROOF not in _seen(line)
    assert SHOWN in _seen(line)
    line.clearMessage()
    assert _seen(line) == {"Sổ: minh-hoa", SHOWN, PROOF}


def test_a_past_day_is_told_before_what_is_shown(line):
    past = "Đang xem số liệu ngày 24/7/2026, chỉ xem, không sửa"
    line.resize(430, 24)
    line.show_texts("Sổ: minh-hoa", past, SHOWN, PROOF)
    assert _seen(line) == {"Sổ: minh-hoa", past}
    line.resize(1200, 24)
    assert PROOF in _seen(line)

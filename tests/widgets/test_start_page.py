"""Where no register is open: what happened in its own words, and the ways in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app import paths
from app.views import theme
from app.views.pages.start_page import StartPage
from app.views.theme import LIGHT_THEME
from tests.windows import bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

REFUSAL = "Sổ “A & <b>B</b>” bị hỏng. Nếu có bản chép, hãy mở bản chép đó."


@pytest.fixture
def page(qapp):
    theme.apply(qapp, LIGHT_THEME)
    made = StartPage()
    made.resize(900, 560)
    made.show()
    made.activateWindow()
    yield made
    bury(made)


@pytest.fixture
def default_register():
    path = paths.default_register()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def texts(page: StartPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def buttons(page: StartPage) -> dict[str, QPushButton]:
    found = page.findChildren(QPushButton)
    return {button.text(): button for button in found if button.isVisible() and button.text()}


def test_while_a_register_is_opened_nothing_can_be_pressed(page):
    page.show_waiting()
    assert texts(page)[0] == "Đang mở sổ…"
    assert buttons(page) == {}


def test_the_first_start_says_that_a_register_is_made(page):
    page.show_waiting(creating=True)
    assert texts(page)[0] == "Đang tạo sổ theo dõi năm 2026…"
    assert "vài giây" in texts(page)[1]
    assert buttons(page) == {}


def test_closed_offers_both_ways_in(page, qtbot):
    page.show_closed()
    assert texts(page)[0] == "Chưa mở sổ theo dõi nào"
    assert set(buttons(page)) == {"Tạo sổ", "Mở sổ…"}
    assert f"Sổ mới được lưu tại {paths.default_register().parent}" in texts(page)
    with qtbot.waitSignal(page.create_requested):
        qtbot.mouseClick(buttons(page)["Tạo sổ"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.open_requested):
        qtbot.mouseClick(buttons(page)["Mở sổ…"], Qt.MouseButton.LeftButton)


def test_a_register_that_is_there_is_not_offered_to_be_made(page, default_register):
    page.show_closed()
    assert set(buttons(page)) == {"Mở sổ…"}
    assert not any(text.startswith("Sổ mới được lưu tại") for text in texts(page))


def test_an_error_is_told_in_its_own_words_plain(page, default_register, qtbot):
    page.show_error(REFUSAL)
    assert texts(page)[:2] == ["Không mở được sổ", REFUSAL]
    told = next(label for label in page.findChildren(QLabel) if label.text() == REFUSAL)
    assert told.textFormat() is Qt.TextFormat.PlainText
    assert told.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert set(buttons(page)) == {"Thử lại", "Mở sổ khác…"}
    with qtbot.waitSignal(page.retry_requested):
        qtbot.mouseClick(buttons(page)["Thử lại"], Qt.MouseButton.LeftButton)


def test_retry_is_only_there_after_an_error(page):
    page.show_error(REFUSAL)
    page.show_closed()
    assert "Thử lại" not in buttons(page)
    assert REFUSAL not in texts(page)


def test_buttons_say_what_they_do_to_a_screen_reader(page):
    page.show_closed()
    names = {button.accessibleName() for button in buttons(page).values()}
    assert names == {"Tạo sổ năm 2026 có sẵn danh mục", "Mở sổ đã có"}


def test_a_long_error_finds_room(page):
    page.show_error(" ".join([REFUSAL] * 6))
    told = next(label for label in page.findChildren(QLabel) if REFUSAL in label.text())
    assert told.height() >= told.heightForWidth(told.width())


def test_a_lost_default_register_leaves_three_ways_out(page, default_register, qtbot):
    page.show_error(REFUSAL, replaceable=True)
    assert set(buttons(page)) == {"Thử lại", "Mở sổ khác…", "Tạo sổ mới"}
    assert any("không bị xóa" in text for text in texts(page))
    assert any(text.startswith("Sổ mới được lưu tại") for text in texts(page))
    with qtbot.waitSignal(page.replace_requested):
        qtbot.mouseClick(buttons(page)["Tạo sổ mới"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.open_requested):
        qtbot.mouseClick(buttons(page)["Mở sổ khác…"], Qt.MouseButton.LeftButton)
    page.show_closed()
    assert set(buttons(page)) == {"Mở sổ…"}


def test_a_new_register_is_offered_in_one_way_only(page):
    page.show_error(REFUSAL, replaceable=True)  # side files lie there, but no register
    assert set(buttons(page)) == {"Thử lại", "Mở sổ khác…", "Tạo sổ mới"}
    page.show_error(REFUSAL)
    assert set(buttons(page)) == {"Thử lại", "Mở sổ khác…", "Tạo sổ"}


def test_a_stray_file_can_be_put_aside(page, default_register, qtbot):
    page.show_error(REFUSAL, stray=True)
    assert set(buttons(page)) == {"Thử lại", "Để riêng, mở sổ", "Mở sổ khác…"}
    with qtbot.waitSignal(page.set_aside_requested):
        qtbot.mouseClick(buttons(page)["Để riêng, mở sổ"], Qt.MouseButton.LeftButton)
    page.show_error(REFUSAL)
    assert "Để riêng, mở sổ" not in buttons(page)

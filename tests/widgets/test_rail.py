"""The rail shows the pages' actions, wide or narrow, and opens the program's menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QFontMetrics
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from app.views import icons, theme
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.rail import Rail
from tests.windows import bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PAGES = (("Tổng quan", "overview"), ("Nhiệm vụ", "tasks"), ("Báo cáo", "report"))


@pytest.fixture
def host(qapp):
    """Return a window for the rail, dressed as the program is."""
    theme.apply(qapp, LIGHT_THEME)
    made = QWidget()
    made.resize(400, 500)
    yield made
    bury(made)
    theme.apply(qapp, LIGHT_THEME)


@pytest.fixture
def actions(host):
    group = QActionGroup(host)
    made = []
    for number, (words, icon) in enumerate(PAGES, start=1):
        action = QAction(words, group)
        action.setCheckable(True)
        action.setShortcut(f"Ctrl+{number}")
        action.setToolTip(f"{words} (Ctrl+{number})")
        icons.dress(action, icon, "rail_text", 22, "on_primary")
        made.append(action)
    return made


@pytest.fixture
def menu(host):
    made = QMenu(host)
    made.addAction("Mở sổ…")
    return made


@pytest.fixture
def rail(host, actions, menu):
    made = Rail(actions, menu, host)
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    host.show()
    host.activateWindow()
    return made


def buttons(rail: Rail) -> list[QToolButton]:
    return rail.findChildren(QToolButton)


def test_there_is_a_button_for_each_page_and_one_for_the_program(rail):
    assert [button.text() for button in buttons(rail)] == [
        "Tổng quan",
        "Nhiệm vụ",
        "Báo cáo",
        "Cài đặt",
    ]
    assert buttons(rail)[-1].accessibleName() == "Cài đặt và sổ"
    assert not any(button.icon().isNull() for button in buttons(rail))


def test_a_click_is_the_action_and_only_one_page_is_chosen(rail, actions, qtbot):
    for button, action in zip(buttons(rail), actions, strict=False):
        with qtbot.waitSignal(action.triggered):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert [other.isChecked() for other in actions] == [other is action for other in actions]


def test_it_works_by_keyboard(rail, actions, qtbot):
    button = buttons(rail)[1]
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    with qtbot.waitSignal(actions[1].triggered):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_without_a_register_its_pages_are_off_but_not_the_menu(rail, actions):
    for action in actions:
        action.setEnabled(False)
    assert [button.isEnabled() for button in buttons(rail)] == [False, False, False, True]


def test_narrow_leaves_the_icons_and_says_the_words_in_a_tip(rail):
    wide = rail.width()
    rail.set_narrow(narrow=True)
    assert rail.width() < wide
    for button in buttons(rail):
        assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        assert button.width() <= rail.width()
        assert button.text() in button.toolTip()
    rail.set_narrow(narrow=False)
    assert rail.width() == wide
    for button in buttons(rail):
        assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextUnderIcon


def test_the_words_find_room(rail):
    for button in buttons(rail):
        assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width()
        assert button.sizeHint().height() <= button.height()


@pytest.mark.parametrize("tokens", [LIGHT_THEME, DARK_THEME], ids=lambda tokens: tokens.name)
def test_the_page_in_front_wears_a_mark(qapp, rail, actions, tokens):
    theme.apply(qapp, tokens)
    actions[1].setChecked(True)
    marks = []
    image = rail.grab().toImage()
    for button in buttons(rail)[:3]:
        colour = image.pixelColor(1, button.geometry().center().y())
        marks.append(colour == QColor(tokens.rail_mark))
    assert marks == [False, True, False]


def test_the_button_at_the_foot_opens_the_menu_beside_it(rail, menu, qtbot):
    foot = buttons(rail)[-1]
    qtbot.mouseClick(foot, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(menu.isVisible)
    assert menu.x() >= foot.mapToGlobal(foot.rect().topRight()).x()
    menu.close()


@pytest.mark.parametrize("word", ["Tổng quan", "Tổng quan toàn tỉnh"])
def test_the_word_of_a_chosen_page_is_not_cut(host, menu, word):
    """A chosen page's word is bold, and other machines have wider letters than this one."""
    action = QAction(word, host)
    action.setCheckable(True)
    made = Rail([action], menu, host)
    button = made.findChildren(QToolButton)[0]
    bold = QFontMetrics(theme.font(theme.FontRole.SMALL, strong=True))
    assert bold.horizontalAdvance(word) + 4 < button.width()
    usual = Rail([QAction("A", host)], menu, host).width()
    assert (made.width() > usual) is (word != "Tổng quan")

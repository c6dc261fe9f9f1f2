"""Icons exist, take the theme's colours, and are sharp on every screen."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QToolButton

from app import paths
from app.views import icons, theme
from app.views.theme import DARK_THEME, LIGHT_THEME

NAMES = sorted(
    file.stem for file in (paths.resources() / "icons").glob("*.svg") if file.stem != "app"
)
ASKED_FOR = """
    overview tasks target calendar document report catalogue settings search undo redo print check
    close plus columns filter chevron-down chevron-left chevron-right info warning arrow-right
    repeat link fork history paperclip save zoom-in zoom-out users database more folder upload flag
""".split()  # noqa: SIM905 - easier to read


@pytest.fixture(autouse=True)
def _light_again(qapp):
    theme.apply(qapp, LIGHT_THEME)
    yield
    theme.apply(qapp, LIGHT_THEME)


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_every_icon_that_views_ask_for_is_there():
    assert set(ASKED_FOR) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_colour_of_its_token(name):
    source = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert not re.search(r"#[0-9a-fA-F]{3,6}", source)
    image = icons.pixmap(name, "accent", 24, 2.0).toImage()
    assert LIGHT_THEME.accent in _colours(image)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_pixels_match_the_screen(ratio):
    drawn = icons.pixmap("search", "text", 20, ratio)
    assert drawn.width() == round(20 * ratio)
    shown = icons.icon("search").pixmap(QSize(20, 20), ratio)
    assert shown.width() == round(20 * ratio)


def test_an_icon_is_drawn_when_it_is_painted_for_its_screen_alone(qtbot):
    icons._pixmap.cache_clear()
    icons._icon.cache_clear()
    button = QToolButton()
    qtbot.addWidget(button)
    icons.dress(button, "search")
    assert icons._pixmap.cache_info().currsize == 0
    button.grab()
    assert icons._pixmap.cache_info().currsize == 1


def test_an_icon_is_never_larger_than_it_was_asked_for():
    made = icons.icon("search", size=16)
    assert made.actualSize(QSize(48, 32)) == QSize(16, 16)
    assert made.pixmap(QSize(48, 48), 2.0).width() == 32
    assert made.pixmap(QSize(12, 30)).size() == QSize(12, 12)


def test_an_icon_is_made_once_for_each_theme(qapp):
    first = icons.icon("print")
    assert icons.icon("print").cacheKey() == first.cacheKey()
    theme.apply(qapp, DARK_THEME)
    assert icons.icon("print").cacheKey() != first.cacheKey()


def test_a_disabled_icon_is_pale_and_a_checked_one_may_differ():
    made = icons.icon("tasks", "rail_text", 22, "on_primary")
    size = QSize(22, 22)
    disabled = made.pixmap(size, 2.0, QIcon.Mode.Disabled).toImage()
    assert LIGHT_THEME.disabled_text in _colours(disabled)
    checked = made.pixmap(size, 2.0, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert LIGHT_THEME.on_primary in _colours(checked)


def test_a_dressed_button_changes_with_the_theme(qapp, qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    icons.dress(button, "plus", "text")
    theme.apply(qapp, DARK_THEME)
    image = button.icon().pixmap(QSize(20, 20), 2.0).toImage()
    assert DARK_THEME.text in _colours(image)


def test_the_program_has_an_icon_in_every_size():
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")

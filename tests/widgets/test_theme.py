"""Colours that can be read, a palette without holes, a style sheet that is filled."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from app.domain.traffic_light import Light
from app.views import theme
from app.views.theme import DARK_THEME, LIGHT_THEME, FontRole

BOTH = pytest.mark.parametrize("tokens", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)

GROUNDS = ("window", "surface", "subtle", "header", "selection")
TEXT_PAIRS = [
    *[(text, ground) for text in ("text", "text2", "text3", "accent") for ground in GROUNDS],
    ("rail_text", "rail"),
    ("rail_text", "rail_selected"),
    ("on_primary", "rail_selected"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("text", "mark"),
    ("text", "doubt"),
    ("surface", "accent"),
]


@pytest.fixture(autouse=True)
def _light_again(qapp):
    yield
    theme.apply(qapp, LIGHT_THEME)


def _contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2, 1.4.3)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@BOTH
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS, ids=str)
def test_text_can_be_read_on_its_ground(tokens, text, ground):
    assert round(_contrast(tokens.token(text), tokens.token(ground)), 1) >= 4.5


@BOTH
@pytest.mark.parametrize("light", list(Light))
def test_lights_can_be_read(tokens, light):
    colours = tokens.lights[light]
    for ground in (colours.tint, tokens.surface, tokens.subtle, tokens.selection):
        assert round(_contrast(colours.text, ground), 1) >= 4.5
        assert round(_contrast(colours.sign, ground), 1) >= 3


@BOTH
def test_borders_of_fields_and_marks_can_be_seen(tokens):
    for ground in ("window", "surface"):
        assert _contrast(tokens.field_border, tokens.token(ground)) >= 3
        assert _contrast(tokens.accent, tokens.token(ground)) >= 3
    assert _contrast(tokens.rail_mark, tokens.rail) >= 3


@BOTH
def test_every_colour_is_a_colour(tokens):
    colours = [
        getattr(tokens, field.name)
        for field in fields(tokens)
        if field.name not in {"name", "dark", "lights"}
    ]
    for light in tokens.lights.values():
        colours += [light.text, light.sign, light.tint, light.fill]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours)


@BOTH
def test_the_palette_sets_every_role(tokens):
    palette = theme.palette(tokens)
    roles = [
        role
        for role in QPalette.ColorRole
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)
    ]
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
        assert [role.name for role in roles if not palette.isBrushSet(group, role)] == []
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(tokens.disabled_text)


@BOTH
def test_the_style_sheet_is_filled_and_its_pictures_exist(tokens):
    sheet = theme.style_sheet(tokens)
    assert "$" not in sheet
    assert tokens.primary in sheet
    pictures = set(re.findall(r"url\(styles:([^)]+)\)", sheet))
    assert pictures
    for picture in pictures:
        assert (paths.resources() / "styles" / picture).is_file()


@BOTH
def test_pictures_of_the_style_sheet_are_the_icons_in_the_theme_s_colour(tokens):
    folder = paths.resources() / "styles" / tokens.name
    names = {"chevron-down": "chevron-down", "chevron-up": "chevron-up"}
    assert {file.stem for file in folder.iterdir()} == set(names)
    for picture, icon in names.items():
        source = (paths.resources() / "icons" / f"{icon}.svg").read_text("utf-8")
        drawn = (folder / f"{picture}.svg").read_text("utf-8")
        assert drawn == source.replace("currentColor", tokens.text2)


def test_a_theme_is_applied_and_changed_at_run_time(qapp):
    for tokens in (LIGHT_THEME, DARK_THEME):
        theme.apply(qapp, tokens)
        assert theme.current() is tokens
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.window)
        assert tokens.primary in qapp.styleSheet()


class _Listener(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        theme.on_change(self.hear)

    def hear(self) -> None:
        self.heard += 1


def test_listeners_hear_of_a_change_while_they_live(qapp):
    listener = _Listener()
    theme.apply(qapp, DARK_THEME)
    assert listener.heard == 1
    listener.deleteLater()
    QApplication.sendPostedEvents(listener, 52)  # QEvent.DeferredDelete
    theme.apply(qapp, LIGHT_THEME)
    assert listener.heard == 1


def test_the_type_scale_leaves_room_for_stacked_marks(qapp):
    sizes = {FontRole.PAGE_TITLE: 18, FontRole.BODY: 13, FontRole.SMALL: 11, FontRole.TILE: 24}
    for role, size in sizes.items():
        font = theme.font(role)
        assert font.pixelSize() == size
        assert theme.line_height(role) >= QFontMetrics(font).height()
        assert theme.line_height(role) >= 1.25 * size
    assert theme.font("source").families()[0] == "Times New Roman"
    assert theme.font(FontRole.BODY, strong=True).weight() > theme.font(FontRole.BODY).weight()


def test_heights_follow_the_letters(qapp):
    letters = theme.metrics(FontRole.BODY).height()
    assert theme.row_height() == max(32, letters + 14)
    assert theme.compact_height() == max(28, letters + 10)
    assert theme.two_line_height() >= 40
    assert theme.header_height() >= 30

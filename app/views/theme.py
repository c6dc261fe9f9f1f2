"""Colours, type and style of the window: one table of tokens, one palette, one sheet template.

Everything that paints asks `current` for its colours, so a theme change is a new palette and the
same template filled anew. Contrast of the tokens is held by a test.
"""

from __future__ import annotations

import weakref
from contextlib import contextmanager
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from string import Template
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette

from app import paths
from app.domain.traffic_light import Light
from app.views.text_measures import RememberingMetrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtWidgets import QApplication

FAMILIES = ("Segoe UI", "Inter", "Noto Sans", "Open Sans", "sans-serif")
_LIGHT = "light_"
SOURCE_FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "serif")


@dataclass(frozen=True, slots=True)
class LightColours:
    """Colours of one traffic light, as ``#RRGGBB``.

    ``outlined`` lights have no tint: their badge is a border, and ``tint`` is the surface.
    """

    text: str
    sign: str
    tint: str
    fill: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as ``#RRGGBB``; the names are those of the style board."""

    name: str
    dark: bool
    window: str
    surface: str
    subtle: str
    header: str
    line: str
    line_strong: str
    field_border: str
    rail: str
    rail_selected: str
    rail_text: str
    rail_mark: str
    text: str
    text2: str
    text3: str
    disabled_text: str
    accent: str
    primary: str
    primary_hover: str
    on_primary: str
    selection: str
    mark: str
    """Ground of words that are found, and of the source sentence in its place."""
    doubt: str
    """Ground of a field that asks for attention (a doubt, an as-of day that is not today)."""
    lights: Mapping[Light, LightColours]

    def token(self, name: str) -> str:
        """Return a colour by its token name; ``light_due_soon`` is the sign of that light.

        Raises:
            AttributeError: there is no such token.
        """
        if name.startswith(_LIGHT):
            return self.lights[Light[name.removeprefix(_LIGHT).upper()]].sign
        value = getattr(self, name)
        assert isinstance(value, str)  # noqa: S101 - a mistake in the program, not in data
        return value

    def colour(self, name: str) -> QColor:
        """Return a colour by its token name as Qt paints it."""
        return QColor(self.token(name))


LIGHT_THEME = Theme(
    name="light",
    dark=False,
    window="#F2F4F7",
    surface="#FFFFFF",
    subtle="#F7F9FB",
    header="#EDF1F5",
    line="#D8DEE6",
    line_strong="#C3CCD6",
    field_border="#7D8998",
    rail="#1B2A41",
    rail_selected="#31496E",
    rail_text="#D3DCE8",
    rail_mark="#E7C15A",
    text="#1A2430",
    text2="#465262",
    text3="#5C6876",
    disabled_text="#8A95A2",
    accent="#1F4E8C",
    primary="#1F4E8C",
    primary_hover="#183E70",
    on_primary="#FFFFFF",
    selection="#E4ECF7",
    mark="#FFE9A8",
    doubt="#FFFBEF",
    lights={
        Light.DONE_IN_TIME: LightColours("#17693A", "#1F8048", "#E3F3E8", "#37A56D"),
        Light.DONE_LATE: LightColours("#17693A", "#1F8048", "#FFFFFF", "#A9D9BD", outlined=True),
        Light.IN_TIME: LightColours("#1B5E9E", "#2468B0", "#E3EEF9", "#2F72B5"),
        Light.DUE_SOON: LightColours("#7E5200", "#B87A00", "#FFF1CC", "#DB9C00"),
        Light.OVERDUE: LightColours("#AE1E17", "#B3261E", "#FCE6E4", "#B3261E"),
        Light.UNKNOWN: LightColours("#535E6B", "#66717E", "#ECEFF3", "#B4BDC8"),
        Light.STOPPED: LightColours("#535E6B", "#66717E", "#FFFFFF", "#DDE2E8", outlined=True),
    },
)

DARK_THEME = Theme(
    name="dark",
    dark=True,
    window="#151A21",
    surface="#1E252E",
    subtle="#232B35",
    header="#28313C",
    line="#36414E",
    line_strong="#465362",
    field_border="#7C8A9B",
    rail="#10151C",
    rail_selected="#26364D",
    rail_text="#B9C3CF",
    rail_mark="#E7C15A",
    text="#E8ECF1",
    text2="#B9C3CF",
    text3="#9AA6B4",
    disabled_text="#6B7785",
    accent="#8CB8F0",
    primary="#2F68B5",
    primary_hover="#3B78C9",
    on_primary="#FFFFFF",
    selection="#25374F",
    mark="#5A4A12",
    doubt="#2F2A1A",
    lights={
        Light.DONE_IN_TIME: LightColours("#6FCF97", "#6FCF97", "#1C3628", "#57C08A"),
        Light.DONE_LATE: LightColours("#6FCF97", "#6FCF97", "#1E252E", "#2F6B4D", outlined=True),
        Light.IN_TIME: LightColours("#82B9F0", "#82B9F0", "#1D3349", "#5B93CC"),
        Light.DUE_SOON: LightColours("#F0C25A", "#F0C25A", "#3B3117", "#E8B43A"),
        Light.OVERDUE: LightColours("#FF8F84", "#F26D62", "#472321", "#DE4B40"),
        Light.UNKNOWN: LightColours("#B1BBC7", "#B1BBC7", "#2D3641", "#66727F"),
        Light.STOPPED: LightColours("#B1BBC7", "#B1BBC7", "#1E252E", "#3F4956", outlined=True),
    },
)

THEMES = {theme.name: theme for theme in (LIGHT_THEME, DARK_THEME)}


class FontRole(StrEnum):
    """Places in the type scale."""

    PAGE_TITLE = "page_title"
    OBJECT_TITLE = "object_title"
    BODY = "body"
    STRONG = "strong"
    SECOND = "second"
    SMALL = "small"
    TILE = "tile"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class _Type:
    size: int
    line: int
    semibold: bool = False


_SCALE = {
    FontRole.PAGE_TITLE: _Type(18, 24, semibold=True),
    FontRole.OBJECT_TITLE: _Type(15, 20, semibold=True),
    FontRole.BODY: _Type(13, 18),
    FontRole.STRONG: _Type(13, 18, semibold=True),
    FontRole.SECOND: _Type(12, 16),
    FontRole.SMALL: _Type(11, 14),
    FontRole.TILE: _Type(24, 30, semibold=True),
    FontRole.SOURCE: _Type(13, 18),
}


def font(role: FontRole | str, *, strong: bool = False) -> QFont:
    """Return a font of the type scale, in logical pixels, with figures of one width.

    Args:
        role: place in the scale.
        strong: semibold where the scale says regular.
    """
    return QFont(_font(FontRole(role), strong))


@cache
def _font(role: FontRole, strong: bool) -> QFont:  # noqa: FBT001 - cached by position
    kind = _SCALE[role]
    result = QFont()
    result.setFamilies(list(SOURCE_FAMILIES if role is FontRole.SOURCE else FAMILIES))
    result.setPixelSize(kind.size)
    result.setWeight(
        QFont.Weight.DemiBold if kind.semibold or strong else QFont.Weight.Normal,
    )
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


@cache
def metrics(role: FontRole, *, strong: bool = False) -> QFontMetrics:
    """Return the metrics of a font of the type scale; ask only while the application runs."""
    return RememberingMetrics(_font(role, strong))


@cache
def line_height(role: FontRole) -> int:
    """Return the height of a line in pixels: the scale's, or more where the letters need it."""
    return max(_SCALE[role].line, metrics(role).height())


def row_height() -> int:
    """Return the height of a table row, a group row or a field (32 at usual letters)."""
    return max(32, metrics(FontRole.BODY).height() + 14)


def compact_height() -> int:
    """Return the height of a button or field in a tool bar (28 at usual letters)."""
    return max(28, metrics(FontRole.BODY).height() + 10)


def header_height() -> int:
    """Return the height of a table header (30 at usual letters)."""
    return max(30, metrics(FontRole.SECOND).height() + 14)


def two_line_height() -> int:
    """Return the height of a row with a second line of small text (40 at usual letters)."""
    return max(40, line_height(FontRole.BODY) + line_height(FontRole.SECOND) + 6)


_current = LIGHT_THEME
_listeners: list[weakref.WeakMethod[Callable[[], object]]] = []


def current() -> Theme:
    """Return the theme in force; the light one until `apply` was called."""
    return _current


@contextmanager
def on_paper() -> Iterator[Theme]:
    """Paint with the light colours for a while: what is saved is laid on paper.

    Nobody is told, so that only what is drawn inside, by its own means, takes them.
    """
    global _current  # noqa: PLW0603 - one application has one theme
    chosen = _current
    _current = LIGHT_THEME
    try:
        yield _current
    finally:
        _current = chosen


def on_change(listener: Callable[[], object]) -> None:
    """Call a bound method after every theme change, for as long as its object lives.

    Widgets that paint from `current` need nothing: Qt repaints them. This is for what is kept,
    such as pixmaps and the pens of a chart.
    """
    _listeners.append(weakref.WeakMethod(listener))


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application: Fusion, palette, fonts and the filled style sheet.

    Asking for the theme in force costs nothing.

    Args:
        app: the running application.
        theme: the colours from now on.
    """
    global _current  # noqa: PLW0603 - one application has one theme
    dressed = app.property("dressed")
    if dressed == theme.name:
        return
    _current = theme
    app.setProperty("dressed", theme.name)
    if dressed is None:
        app.setStyle("Fusion")
        QDir.addSearchPath("styles", str(paths.resources() / "styles"))
        app.setFont(font(FontRole.BODY))
        app.setFont(font(FontRole.SECOND, strong=True), "QHeaderView")  # type: ignore[arg-type] # takes str in truth
        app.setFont(font(FontRole.SECOND), "QStatusBar")  # type: ignore[arg-type]
    scheme = Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    for listener in _listeners.copy():
        method = listener()
        if method is not None and shiboken6.isValid(getattr(method, "__self__", None)):
            method()
        else:
            _listeners.remove(listener)


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, every role in the enabled and the disabled group."""
    role = QPalette.ColorRole
    enabled = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.subtle,
        role.Text: theme.text,
        role.PlaceholderText: theme.text3,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_primary,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.primary,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.subtle,
        role.Mid: theme.line_strong,
        role.Dark: theme.field_border,
        role.Shadow: theme.rail,
    }
    disabled = enabled | {
        role.WindowText: theme.disabled_text,
        role.Text: theme.disabled_text,
        role.ButtonText: theme.disabled_text,
        role.PlaceholderText: theme.disabled_text,
        role.HighlightedText: theme.disabled_text,
        role.Base: theme.subtle,
        role.Button: theme.subtle,
        role.Accent: theme.line_strong,
        role.Link: theme.disabled_text,
        role.LinkVisited: theme.disabled_text,
    }
    result = QPalette()
    group = QPalette.ColorGroup
    for colour_role, colour in enabled.items():
        result.setColor(group.Active, colour_role, QColor(colour))
        result.setColor(group.Inactive, colour_role, QColor(colour))
    for colour_role, colour in disabled.items():
        result.setColor(group.Disabled, colour_role, QColor(colour))
    return result


def style_sheet(theme: Theme) -> str:
    """Return the sheet template filled with a theme's tokens and the heights of the letters."""
    values = {
        field.name: str(getattr(theme, field.name))
        for field in fields(theme)
        if field.name not in {"dark", "lights"}
    }
    values |= {
        # QSS heights are those of the content: without the border, 1 px or 2.
        "field": str(row_height() - 2),
        "field_focused": str(row_height() - 4),
        "primary_focused": str(row_height() - 8),
        "compact": str(compact_height() - 2),
        "compact_focused": str(compact_height() - 4),
        "item": str(compact_height()),
        "soon_sign": theme.lights[Light.DUE_SOON].sign,
        "overdue_sign": theme.lights[Light.OVERDUE].sign,
    }
    return Template(_template()).substitute(values)


@cache
def _template() -> str:
    return (paths.resources() / "styles" / "app.qss").read_text("utf-8")

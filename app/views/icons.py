"""Our own icons, drawn once as SVG files and coloured by the theme when they are painted."""

from __future__ import annotations

import weakref
from functools import cache
from typing import Protocol

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from app import paths
from app.views import theme

SIZE = 20
"""Side of an icon in logical pixels unless a place asks for another."""


class Dressed(Protocol):
    """A button or action that carries an icon."""

    def setIcon(self, icon: QIcon, /) -> None: ...


def icon(
    name: str,
    color_token: str = "text2",  # noqa: S107 - a token of the theme
    size: int = SIZE,
    on_token: str = "",
) -> QIcon:
    """Return an icon in a colour of the theme in force.

    Args:
        name: file name in ``resources/icons`` without its ending.
        color_token: token of `theme.Theme`; a disabled icon takes ``disabled_text``.
        size: side in logical pixels.
        on_token: another colour while a checkable button is checked, "" for the same.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return _icon(name, color_token, size, on_token, theme.current().name)


def pixmap(name: str, color_token: str, size: int, ratio: float) -> QPixmap:
    """Return an icon as pixels for a painter, ``size`` logical pixels wide at a screen's scale."""
    return _pixmap(name, theme.current().token(color_token), size, ratio)


def app_icon() -> QIcon:
    """Return the program's own icon, in the sizes that title bar and task bar ask for."""
    result = QIcon()
    for size in (16, 20, 24, 32, 40, 48, 64, 128, 256):
        result.addPixmap(_render(_source("app"), size, 1.0))
    return result


def dress(
    target: Dressed,
    name: str,
    color_token: str = "text2",  # noqa: S107 - a token of the theme
    size: int = SIZE,
    on_token: str = "",
) -> None:
    """Give a button or action an icon, now and again after every theme change."""
    target.setIcon(icon(name, color_token, size, on_token))
    assert isinstance(target, QObject)  # noqa: S101 - widgets and actions are
    _wardrobe.keep(target, name, color_token, size, on_token)


class _Wardrobe:
    """Remembers who wears which icon, without keeping anybody alive."""

    def __init__(self) -> None:
        self._worn: dict[int, tuple[weakref.ref[QObject], tuple[str, str, int, str]]] = {}
        theme.on_change(self.change)

    def keep(self, target: QObject, *worn: str | int) -> None:
        self._worn[id(target)] = (weakref.ref(target), worn)  # type: ignore[assignment]

    def change(self) -> None:
        for key, (reference, worn) in list(self._worn.items()):
            target = reference()
            if target is None or not shiboken6.isValid(target):
                del self._worn[key]
            else:
                target.setIcon(icon(*worn))  # type: ignore[attr-defined]


_wardrobe = _Wardrobe()


@cache
def _icon(name: str, color_token: str, size: int, on_token: str, theme_name: str) -> QIcon:
    _source(name)  # an unknown name is told where it is used, not where it would be painted
    tokens = theme.THEMES[theme_name]
    colour = tokens.token(color_token)
    on = tokens.token(on_token) if on_token else colour
    return QIcon(_Engine(name, size, colour, on, tokens.token("disabled_text")))


class _Engine(QIconEngine):
    """Draws an icon when it is painted, for the screen that it is painted on.

    Half of the window's icons lie in menus that are never opened, and most are never disabled.
    """

    def __init__(self, name: str, size: int, colour: str, on: str, disabled: str) -> None:
        super().__init__()
        self._name, self._size = name, size
        self._colours = colour, on, disabled

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._size, *self._colours)

    def isNull(self) -> bool:
        return False

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        side = min(size.width(), size.height(), self._size)  # never larger than it was asked for
        return QSize(side, side)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        colour, on, disabled = self._colours
        if mode == QIcon.Mode.Disabled:
            colour = disabled
        elif state == QIcon.State.On:
            colour = on
        side = self.actualSize(size, mode, state).width()
        return _pixmap(self._name, colour, side, scale)


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    return _render(_source(name).replace("currentColor", colour), size, ratio)


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


def _render(source: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - only once something is drawn

    pixels = round(size * ratio)
    result = QPixmap(QSize(pixels, pixels))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result

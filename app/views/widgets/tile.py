"""One figure of the overview: sign and title, the count, its change, a note; a click filters."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain import formats
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.pressable import Pressable
from app.views.widgets.signs import paint_sign

_PADDING = 13
_EDGE = 10
_SIGN = 15
_SIGN_GAP = 7
_RADIUS = 6.0
_MINUS = "\u2212"


class Sense(Enum):
    """What more of a figure means; decides the colour of its change, never its sign."""

    NEUTRAL = 0
    MORE_IS_GOOD = 1
    FEWER_IS_GOOD = 2
    MORE_IS_BAD = 3
    """As ``FEWER_IS_GOOD``, and growth is an alarm."""


class Tile(Pressable):
    """A tile; `clicked` says that its tasks are wanted."""

    def __init__(
        self,
        title: str,
        light: Light | None = None,
        sense: Sense = Sense.NEUTRAL,
        parent: QWidget | None = None,
    ) -> None:
        """Show no figure yet.

        Args:
            title: what is counted.
            light: its light, for the sign and the colour of the figure; None for the sum of all.
            sense: what growth means.
            parent: the page.
        """
        super().__init__(parent)
        self._title = title
        self._light = light
        self._sense = sense
        self._figure: int | None = None
        self._delta: int | None = None
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    @property
    def figure(self) -> int | None:
        """The count on show."""
        return self._figure

    @property
    def delta_text(self) -> str:
        """The change as it is written: ``+3``, ``−5``, ``không đổi``, or "" while unknown."""
        if self._delta is None:
            return ""
        return signed(self._delta) if self._delta else tr("không đổi")

    @property
    def note(self) -> str:
        """The small line under the figure."""
        return self._note

    @property
    def alarming(self) -> bool:
        """Whether the border is red: something is overdue."""
        return self._light is Light.OVERDUE and bool(self._figure)

    def show_figure(self, figure: int, delta: int | None, note: str) -> None:
        """Show a count.

        Args:
            figure: the count.
            delta: change since the day compared with; None while that is not known.
            note: small line that splits or explains the count.
        """
        self._figure, self._delta, self._note = figure, delta, note
        spoken = [
            tr("{title}: {figure} nhiệm vụ", title=self._title, figure=formats.number(figure))
        ]
        if delta:
            spoken.append(f"{tr('tăng') if delta > 0 else tr('giảm')} {formats.number(abs(delta))}")
        elif delta == 0:
            spoken.append(tr("không đổi"))
        self.setAccessibleName(", ".join([*spoken, note] if note else spoken))
        self.setToolTip(safe_tip(note))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(196, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(132, self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_frame(painter)
        lines = (FontRole.BODY, FontRole.TILE, FontRole.SECOND)
        tops = [_EDGE]
        for role in lines:
            tops.append(tops[-1] + themes.line_height(role))
        width = self.width() - 2 * _PADDING
        rects = [
            QRect(_PADDING, top, width, themes.line_height(role))
            for top, role in zip(tops, lines, strict=False)
        ]
        self._paint_title(painter, rects[0])
        if self._figure is not None:
            self._paint_figure(painter, rects[1])
            fits = themes.metrics(FontRole.SECOND).horizontalAdvance(self._note) <= width
            role = FontRole.SECOND if fits else FontRole.SMALL
            _paint_text(painter, rects[2], self._note, role, themes.current().text3)
        self.paint_ring(painter, _RADIUS)
        painter.end()

    def _height(self) -> int:
        lines = (FontRole.BODY, FontRole.TILE, FontRole.SECOND)
        return 2 * _EDGE + sum(themes.line_height(role) for role in lines)

    def _paint_frame(self, painter: QPainter) -> None:
        theme = themes.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = QColor(theme.line_strong if self.hot else theme.line)
        if self.alarming:
            border = QColor(theme.lights[Light.OVERDUE].sign)
            border.setAlphaF(1.0 if self.hot else 0.5)
        painter.setPen(QPen(border, 1))
        painter.setBrush(QColor(theme.subtle if self.hot else theme.surface))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)

    def _paint_title(self, painter: QPainter, rect: QRect) -> None:
        theme = themes.current()
        if self._light is not None:
            top = rect.top() + (rect.height() - _SIGN) / 2
            paint_sign(painter, QRectF(rect.left() - 1, top, _SIGN, _SIGN), self._light, theme)
            rect = rect.adjusted(_SIGN + _SIGN_GAP, 0, 0, 0)
        _paint_text(painter, rect, self._title, FontRole.BODY, theme.text2)

    def _paint_figure(self, painter: QPainter, rect: QRect) -> None:
        themes.current()
        text = formats.number(self._figure or 0)
        baseline = rect.top() + (rect.height() + themes.metrics(FontRole.TILE).capHeight()) // 2
        painter.setFont(themes.font(FontRole.TILE))
        painter.setPen(QColor(self._figure_colour()))
        painter.drawText(rect.left(), baseline, text)
        left = rect.left() + themes.metrics(FontRole.TILE).horizontalAdvance(text) + 9
        painter.setFont(themes.font(FontRole.SECOND))
        painter.setPen(QColor(self._delta_colour()))
        shown = themes.metrics(FontRole.SECOND).elidedText(
            self.delta_text, Qt.TextElideMode.ElideRight, rect.right() - left
        )
        painter.drawText(left, baseline, shown)

    def _figure_colour(self) -> str:
        theme = themes.current()
        coloured = (Light.DONE_IN_TIME, Light.DUE_SOON, Light.OVERDUE)
        if self._light in coloured and self._figure:
            return theme.lights[self._light].text
        return theme.text

    def _delta_colour(self) -> str:
        theme = themes.current()
        delta = self._delta or 0
        good = delta > 0 if self._sense is Sense.MORE_IS_GOOD else delta < 0
        if good and self._sense is not Sense.NEUTRAL:
            return theme.lights[Light.DONE_IN_TIME].text
        if delta > 0 and self._sense is Sense.MORE_IS_BAD:
            return theme.lights[Light.OVERDUE].text
        return theme.text3


def signed(change: int) -> str:
    """Return a change as ``+3``, ``−5`` or ``0``."""
    if change < 0:
        return _MINUS + formats.number(-change)
    return f"+{formats.number(change)}" if change else "0"


def _paint_text(painter: QPainter, rect: QRect, text: str, role: FontRole, colour: str) -> None:
    painter.setFont(themes.font(role))
    painter.setPen(QColor(colour))
    shown = themes.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

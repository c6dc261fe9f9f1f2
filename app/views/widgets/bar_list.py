"""Groups as bars of one scale: name, bar, total, overdue; a row of the rest makes it add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.phrases import small
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.views import theme as themes
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.card import PADDING
from app.views.widgets.labels import Sentence
from app.views.widgets.light_bar import paint_light_bar
from app.views.widgets.pressable import Pressable
from app.views.widgets.row_list import RowList
from app.views.widgets.signs import paint_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.tally import Tally

_TOTAL_HEAD = tr("Tổng")
_OVERDUE_HEAD = tr("Quá hạn")
_GAP = 9
_SIGN = 11
_NAME_SHARE = 0.45
_TALLEST = 52


@dataclass(frozen=True, slots=True)
class BarItem:
    """One row.

    Attributes:
        key: what `BarList.activated` tells.
        name: short name.
        tally: its counts.
        full_name: for the tip, "" for the short one.
        rest: True for the row that sums up all groups without a row of their own.
    """

    key: int
    name: str
    tally: Tally
    full_name: str = ""
    rest: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Right edges and widths that all rows and the head share, in pixels."""

    name: int
    bar_left: int
    bar_right: int
    total_right: int
    overdue_right: int
    scale: int


class BarList(QWidget):
    """Rows of bars under a head; a row is pressed by mouse, Enter or Space."""

    activated = Signal(int)
    """The key of the row that was pressed."""

    def __init__(self, note: str = "", empty: str = "", parent: QWidget | None = None) -> None:
        """Show no rows yet.

        Args:
            note: small words at the left of the head.
            empty: the sentence to show instead of no rows.
            parent: the card.
        """
        super().__init__(parent)
        self._head = _Head(note)
        usual = max(30, themes.line_height(FontRole.BODY) + 12)
        smallest = themes.line_height(FontRole.BODY) + 7
        self._list = RowList((smallest, usual, _TALLEST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._list, 1)
        self._empty = Sentence(empty)
        self._empty.hide()
        layout.addWidget(self._empty)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinAndMaxSize)
        self._items: tuple[BarItem, ...] = ()
        self._columns: dict[int, _Columns] = {}

    @property
    def items(self) -> tuple[BarItem, ...]:
        """The rows on show, top to bottom."""
        return self._items

    @property
    def rows(self) -> Sequence[Pressable]:
        """The row widgets, top to bottom."""
        return self._list.rows

    def set_items(self, items: Sequence[BarItem]) -> None:
        """Show other rows; their bars get one scale."""
        self._items = tuple(items)
        self._columns.clear()
        rows = []
        for item in self._items:
            row = _Row(item, self._list)
            row.clicked.connect(lambda _checked=False, key=item.key: self.activated.emit(key))
            rows.append(row)
        self._list.set_rows(rows)
        for part in (self._head, self._list):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def columns(self, width: int) -> _Columns:
        """Return where the parts of a row stand at this width."""
        if width not in self._columns:
            self._columns = {width: self._measure(width)}
        return self._columns[width]

    def _measure(self, width: int) -> _Columns:
        body, small = themes.metrics(FontRole.BODY), themes.metrics(FontRole.SMALL)
        strong = themes.metrics(FontRole.STRONG)
        totals = [formats.number(item.tally.total) for item in self._items]
        overdue = [formats.number(item.tally[Light.OVERDUE]) for item in self._items]
        total_width = max(map(body.horizontalAdvance, [*totals, "000"]))
        total_width = max(total_width, small.horizontalAdvance(_TOTAL_HEAD))
        overdue_width = max(map(strong.horizontalAdvance, [*overdue, "0"])) + _SIGN + 6
        overdue_width = max(overdue_width, small.horizontalAdvance(_OVERDUE_HEAD))
        names = [body.horizontalAdvance(item.name) for item in self._items]
        name = min(max([*names, 0]) + 1, int(width * _NAME_SHARE))
        overdue_right = width - PADDING
        total_right = overdue_right - overdue_width - 6
        bar_left = PADDING + name + _GAP
        bar_right = max(bar_left, total_right - total_width - _GAP)
        scale = max([item.tally.total for item in self._items], default=0)
        return _Columns(name, bar_left, bar_right, total_right, overdue_right, scale)


class _Head(QWidget):
    """The names of the two columns, and the note."""

    def __init__(self, note: str) -> None:
        super().__init__()
        self._note = note
        self.setFixedHeight(themes.line_height(FontRole.SMALL) + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(note)

    def paintEvent(self, _event: QPaintEvent) -> None:
        owner = self.parent()
        assert isinstance(owner, BarList)  # noqa: S101 - it lives in nothing else
        columns = owner.columns(self.width())
        painter = QPainter(self)
        painter.setFont(themes.font(FontRole.SMALL))
        painter.setPen(QColor(themes.current().text3))
        height = self.height()
        painter.drawText(QRect(0, 0, columns.total_right, height), _RIGHT, _TOTAL_HEAD)
        painter.drawText(QRect(0, 0, columns.overdue_right, height), _RIGHT, _OVERDUE_HEAD)
        painter.drawText(QRect(PADDING, 0, columns.bar_right, height), _LEFT, self._note)
        painter.end()


class _Row(Pressable):
    def __init__(self, item: BarItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        name = item.full_name or item.name
        self.setAccessibleName(f"{name}, {tally_words(item.tally)}")
        self.setToolTip(safe_tip(f"{name}\n{tally_words(item.tally)}"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        owner = self.parent().parent()
        assert isinstance(owner, BarList)  # noqa: S101 - it lives in nothing else
        columns = owner.columns(self.width())
        theme = themes.current()
        painter = QPainter(self)
        if self.hot:
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), QColor(theme.subtle))
        if self._item.rest:
            painter.fillRect(0, 0, self.width(), 1, QColor(theme.line))
        self._paint_name(painter, columns)
        self._paint_bar(painter, columns)
        self._paint_numbers(painter, columns)
        self.paint_ring(painter, 4, 1)
        painter.end()

    def _paint_name(self, painter: QPainter, columns: _Columns) -> None:
        theme = themes.current()
        painter.setFont(themes.font(FontRole.BODY))
        painter.setPen(QColor(theme.text2 if self._item.rest else theme.text))
        shown = themes.metrics(FontRole.BODY).elidedText(
            self._item.name, Qt.TextElideMode.ElideRight, columns.name
        )
        painter.drawText(QRect(PADDING, 0, columns.name, self.height()), _LEFT, shown)

    def _paint_bar(self, painter: QPainter, columns: _Columns) -> None:
        thickness = 12 if self.height() < 40 else 14
        top = (self.height() - thickness) // 2
        rect = QRectF(columns.bar_left, top, columns.bar_right - columns.bar_left, thickness)
        paint_light_bar(painter, rect, self._item.tally, themes.current(), columns.scale)

    def _paint_numbers(self, painter: QPainter, columns: _Columns) -> None:
        theme = themes.current()
        height = self.height()
        painter.setPen(QColor(theme.text))
        total = QRect(0, 0, columns.total_right, height)
        painter.drawText(total, _RIGHT, formats.number(self._item.tally.total))
        overdue = self._item.tally[Light.OVERDUE]
        place = QRect(0, 0, columns.overdue_right, height)
        if not overdue:
            painter.setPen(QColor(theme.text3))
            painter.drawText(place, _RIGHT, formats.NONE_SIGN)
            return
        text = formats.number(overdue)
        painter.setFont(themes.font(FontRole.STRONG))
        painter.setPen(QColor(theme.lights[Light.OVERDUE].text))
        painter.drawText(place, _RIGHT, text)
        width = themes.metrics(FontRole.STRONG).horizontalAdvance(text)
        left = columns.overdue_right - width - 4 - _SIGN
        rect = QRectF(left, (height - _SIGN) / 2, _SIGN, _SIGN)
        paint_sign(painter, rect, Light.OVERDUE, theme)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def tally_words(tally: Tally) -> str:
    """Return a tally in words: ``19 nhiệm vụ: trong hạn 16, quá hạn 3``; zeros are left out."""
    parts = [
        f"{small(told(name))} {formats.number(tally[light])}"
        for light, name in LIGHT_NAMES.items()
        if tally[light]
    ]
    total = tr("{total} nhiệm vụ", total=formats.number(tally.total))
    return f"{total}: {', '.join(parts)}" if parts else total

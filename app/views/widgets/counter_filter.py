"""A row of counters that are filters: each says how many tasks it would leave."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from app.domain import formats
from app.domain.tally import Tally
from app.domain.traffic_light import LIGHT_NAMES, LIGHT_SHORT_NAMES, Light
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.painting import paint_text
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.signs import SIGN, paint_sign

Lights = tuple[Light, ...]

FILTERS: tuple[tuple[str, Lights | None], ...] = (
    (tr("Tất cả"), None),
    (tr("Hoàn thành"), (Light.DONE_IN_TIME, Light.DONE_LATE)),
    (told(LIGHT_NAMES[Light.IN_TIME]), (Light.IN_TIME,)),
    (told(LIGHT_NAMES[Light.DUE_SOON]), (Light.DUE_SOON,)),
    (told(LIGHT_NAMES[Light.OVERDUE]), (Light.OVERDUE,)),
    (told(LIGHT_SHORT_NAMES[Light.UNKNOWN]), (Light.UNKNOWN,)),
)
"""Words and lights of the counters; stopped tasks are only in "Tất cả"."""

_SHORTER = {told(LIGHT_NAMES[Light.DUE_SOON]): told(LIGHT_SHORT_NAMES[Light.DUE_SOON])}


def spoken_tasks(words: str, count: str) -> str:
    """Return a counter of tasks in words, for screen readers."""
    return tr("{words}: {count} nhiệm vụ", words=words, count=count)


class Wording(IntEnum):
    """How much a counter says beside its count: less where there is less room."""

    FULL = 0
    SHORT = 1
    SIGN = 2


_PADDING = 8
_GAP = 6


class CounterFilter(QWidget):
    """The counters; one is chosen at a time."""

    lights_chosen = Signal(object)
    """A person chose a counter: its lights, None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with everything and no counts."""
        super().__init__(parent)
        self.setAccessibleName(tr("Lọc theo tình trạng"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.buttons: list[CounterButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (words, lights) in enumerate(FILTERS):
            segment = {0: "first", len(FILTERS) - 1: "last"}.get(place, "middle")
            button = CounterButton(words, lights, segment, self)
            self._group.addButton(button, place)
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(lambda place: self.lights_chosen.emit(FILTERS[place][1]))

    def show_tally(self, tally: Tally) -> None:
        """Show counts; a counter at 0 stays, or the others would jump."""
        for button, (_words, lights) in zip(self.buttons, FILTERS, strict=True):
            button.show_count(tally.total if lights is None else sum(tally[x] for x in lights))

    def choose(self, lights: Lights | None) -> None:
        """Show a choice without telling of it; lights of no counter leave none chosen."""
        self._group.setExclusive(False)
        for button, (_words, own) in zip(self.buttons, FILTERS, strict=True):
            button.setChecked(own == lights)
        self._group.setExclusive(True)

    def fit(self, room: int) -> None:
        """Show as many words as find room; at the least signs and counts."""
        wording = self.wording_for(room)
        for button in self.buttons:
            button.set_wording(wording)

    @property
    def least_width(self) -> int:
        """The width of signs and counts alone, in pixels."""
        return sum(button.width_for(Wording.SIGN) for button in self.buttons)

    def wording_for(self, room: int) -> Wording:
        """Return the wording with the most words that find room."""
        for wording in Wording:
            if sum(button.width_for(wording) for button in self.buttons) <= room:
                break
        return wording


class CounterButton(QToolButton):
    """One counter: sign, words, count in bold."""

    def __init__(  # noqa: PLR0913 - what a counter says
        self,
        words: str,
        lights: Lights | None,
        segment: str,
        parent: QWidget,
        *,
        spoken: Callable[[str, str], str] = spoken_tasks,
        shorter: str = "",
    ) -> None:
        """Show no count yet.

        Args:
            words: what is counted.
            lights: the first one's sign is shown; None for no sign.
            segment: "first", "middle" or "last" of the row.
            parent: the row.
            spoken: says words and count in full.
            shorter: words where there is less room; "" for those of the tasks' lights.
        """
        super().__init__(parent)
        self._words = told(words)
        self._spoken = spoken
        self._shorter = told(shorter or _SHORTER.get(words, words))
        self._light = lights[0] if lights else None
        self._count = ""
        self._wording = Wording.FULL
        self.setCheckable(True)
        self.setProperty("segment", segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another count."""
        shown = formats.number(count)
        if shown != self._count:
            self._count = shown
            self.setAccessibleName(self._spoken(self._words, shown))
            self.updateGeometry()
            self.update()

    def set_wording(self, wording: Wording) -> None:
        """Say more or less; what is left out stands in the tool tip."""
        if wording is not self._wording:
            self._wording = wording
            self.setToolTip(safe_tip("" if self._said(wording) == self._words else self._words))
            self.updateGeometry()
            self.update()

    def width_for(self, wording: Wording) -> int:
        """Return the width that a wording takes, in pixels."""
        words = self._said(wording)
        strong = themes.metrics(FontRole.STRONG)
        sign = SIGN + _GAP if self._light is not None else 0
        text = strong.horizontalAdvance(words) + _GAP if words else 0
        return 2 * _PADDING + sign + text + strong.horizontalAdvance(self._count)

    def sizeHint(self) -> QSize:
        return QSize(self.width_for(self._wording), themes.compact_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined] # stubs lack the fields
        option.icon = QIcon()  # type: ignore[attr-defined]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        theme, chosen = themes.current(), self.isChecked()
        room = QRect(self.rect()).adjusted(_PADDING, 0, -_PADDING + 1, 0)
        if self._light is not None:
            sign = QRectF(room.left(), (self.height() - SIGN) / 2, SIGN, SIGN)
            paint_sign(painter, sign, self._light, theme)
            room.setLeft(room.left() + SIGN + _GAP)
        role = FontRole.STRONG if chosen else FontRole.BODY
        colour = theme.accent if chosen else theme.text2
        if words := self._said(self._wording):
            paint_text(painter, room, words, role, colour)
            room.setLeft(room.left() + themes.metrics(role).horizontalAdvance(words) + _GAP)
        count_colour = theme.accent if chosen else theme.text
        paint_text(painter, room, self._count, FontRole.STRONG, count_colour)
        painter.end()

    def _said(self, wording: Wording) -> str:
        if wording is Wording.SIGN and self._light is not None:
            return ""
        return self._words if wording is Wording.FULL else self._shorter

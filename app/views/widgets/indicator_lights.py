"""Counters of the indicators' lights that are filters, as in the list of tasks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.domain.indicator_light import LIGHT_NAMES, SHOWN_AS, IndicatorLight
from app.domain.indicator_row import LightTally
from app.views.language import tr
from app.views.widgets.counter_filter import CounterButton, Wording

IndicatorLights = tuple[IndicatorLight, ...]

FILTERS: tuple[tuple[str, str, IndicatorLights | None], ...] = (
    (tr("Tất cả"), tr("Tất cả"), None),
    (tr("Đạt, vượt"), tr("Đạt"), (IndicatorLight.ACHIEVED, IndicatorLight.EXCEEDED)),
    (LIGHT_NAMES[IndicatorLight.ON_TRACK], tr("Đúng t/độ"), (IndicatorLight.ON_TRACK,)),
    (LIGHT_NAMES[IndicatorLight.AT_RISK], tr("Nguy cơ"), (IndicatorLight.AT_RISK,)),
    (LIGHT_NAMES[IndicatorLight.NOT_ACHIEVED], tr("Không đạt"), (IndicatorLight.NOT_ACHIEVED,)),
    (LIGHT_NAMES[IndicatorLight.NOT_ASSESSED], tr("Chưa rõ"), (IndicatorLight.NOT_ASSESSED,)),
)
"""Words in full and in short, and the lights of each counter."""


def _spoken(words: str, count: str) -> str:
    """Return a counter of indicators in words, for screen readers."""
    return tr("{words}: {count} chỉ tiêu", words=words, count=count)


class IndicatorLightFilter(QWidget):
    """The counters; one is chosen at a time."""

    lights_chosen = Signal(object)
    """A person chose a counter: its lights, None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with everything and no counts."""
        super().__init__(parent)
        self.setAccessibleName(tr("Lọc theo đánh giá"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._room: int | None = None
        self.buttons: list[CounterButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (words, shorter, lights) in enumerate(FILTERS):
            segment = {0: "first", len(FILTERS) - 1: "last"}.get(place, "middle")
            signs = None if lights is None else (SHOWN_AS[lights[0]],)
            button = CounterButton(words, signs, segment, self, spoken=_spoken, shorter=shorter)
            self._group.addButton(button, place)
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(lambda _place: self.lights_chosen.emit(self.lights))

    @property
    def lights(self) -> IndicatorLights | None:
        """The lights that are chosen, None for all."""
        return FILTERS[self._group.checkedId()][2]

    def choose(self, lights: IndicatorLights | None) -> None:
        """Choose without telling of it."""
        for button, (_words, _shorter, own) in zip(self.buttons, FILTERS, strict=True):
            if own == lights:
                button.setChecked(True)

    def show_tally(self, tally: LightTally) -> None:
        """Show counts; a counter at 0 stays, or the others would jump."""
        for button, (_words, _shorter, lights) in zip(self.buttons, FILTERS, strict=True):
            button.show_count(
                tally.total if lights is None else sum(tally[light] for light in lights)
            )
        if self._room is not None:
            self.fit(self._room)  # longer counts leave less room for words

    def fit(self, room: int) -> None:
        """Show as many words as find room, whatever the counts; at the least signs and counts."""
        self._room = room
        for wording in Wording:
            if sum(button.width_for(wording) for button in self.buttons) <= room:
                break
        for button in self.buttons:
            button.set_wording(wording)

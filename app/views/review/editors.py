"""Editors of the fields of a proposal: each shows a value and gives it back as it is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.indicator_words import figure
from app.domain.records import AgencyKind, AgencyRecord
from app.domain.review import Figure, KnownNames
from app.domain.targets import Operator
from app.domain.text import fold
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.views.dialogs.form_parts import choice_field, line_field, text_field
from app.views.language import tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.agencies_field import SEPARATOR, AgenciesField, names_model
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.limit_field import LimitField
from app.views.widgets.plain_text import PlainText
from app.views.widgets.typed_date_field import TypedDateField

OPERATOR_NAMES: Mapping[Operator | None, str] = {
    None: tr("chưa rõ"),
    Operator.EQUAL: tr("bằng"),
    Operator.ABOVE: tr("trên, lớn hơn"),
    Operator.AT_LEAST: tr("từ … trở lên, tối thiểu"),
    Operator.BELOW: tr("dưới, nhỏ hơn"),
    Operator.AT_MOST: tr("không quá, tối đa"),
    Operator.ABOUT: tr("khoảng"),
    Operator.RANGE: tr("trong khoảng từ … đến"),
    Operator.DECREASE_BY: tr("giảm"),
    Operator.INCREASE_BY: tr("tăng"),
    Operator.MAINTAIN: tr("duy trì"),
    Operator.QUALITATIVE: tr("không bằng số"),
}
_SIGNS = {
    Operator.EQUAL: "=",
    Operator.ABOVE: ">",
    Operator.AT_LEAST: "≥",
    Operator.BELOW: "<",
    Operator.AT_MOST: "≤",
    Operator.ABOUT: "≈",
    Operator.DECREASE_BY: tr("giảm"),
    Operator.INCREASE_BY: tr("tăng"),
}
NO_LEADER = tr("Không nêu: theo phân công phụ trách")


class NotUnderstood(ValueError):  # noqa: N818 - it is told, not raised through
    """What was typed is no value of the field; the text says what is."""


class Editor(QWidget):
    """One field. `value` may raise `NotUnderstood`."""

    committed = Signal()
    """The person has finished with the field, or changed it by one press."""

    def __init__(self, inner: QWidget) -> None:
        """Hold the widget that is edited."""
        super().__init__()
        self.inner = inner
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(inner)
        FocusDoor(self, inner)
        self._shown: Any = None

    @property
    def touched(self) -> bool:
        """Whether it shows something else than what was put into it."""
        return bool(self.raw() != self._shown)

    def show_value(self, value: Any) -> None:
        """Show a value, without telling."""
        self.put(value)
        self._shown = self.raw()

    def settle(self) -> None:
        """Take what it shows as put into it: it was handed over."""
        self._shown = self.raw()

    def value(self) -> Any:
        """Return the value as it is understood."""
        raise NotImplementedError

    def raw(self) -> Any:
        """Return what stands in the field, understood or not."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Bring a value into the field."""
        raise NotImplementedError

    def mark_doubtful(self, *, doubtful: bool) -> None:
        """Give the field the ground of a doubt, or take it away."""
        for field in (self.inner, *self.inner.findChildren(QWidget)):
            if isinstance(field, QLineEdit | QComboBox | QPlainTextEdit):
                field.setProperty("doubt", doubtful)
                field.style().unpolish(field)
                field.style().polish(field)


class LineEditor(Editor):
    """A text in one line."""

    def __init__(self, name: str, hint: str = "") -> None:
        """Start empty."""
        self.line = line_field(name, hint=hint)
        super().__init__(self.line)
        self.line.editingFinished.connect(self.committed)

    def value(self) -> str:
        return " ".join(self.line.text().split())

    def raw(self) -> Any:
        return self.line.text()

    def put(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)


class _Lines(QPlainTextEdit):
    """Some lines that tell when the keyboard leaves them."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextEditor(Editor):
    """A text in some lines."""

    def __init__(self, name: str, lines: int) -> None:
        """Start empty."""
        like = text_field(name, lines)
        self.text = _Lines()
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(like.height())
        super().__init__(self.text)
        self.text.left.connect(self.committed)

    def value(self) -> str:
        return " ".join(self.text.toPlainText().split())

    def raw(self) -> Any:
        return self.text.toPlainText()

    def put(self, value: str) -> None:
        if value != self.text.toPlainText():
            self.text.setPlainText(value)


class NamesField(AgenciesField):
    """Agencies by name: what the register does not know stays as it is typed."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names, those of the register as it writes them."""
        found = ((self._find(part), part) for part in self._parts())
        return tuple(self._by_id[known].name if known else part for known, part in found)


class NamesEditor(Editor):
    """Agencies in one role."""

    def __init__(self, name: str, offered: Offered) -> None:
        """Start empty; ``offered`` are the register's agencies."""
        self.field = NamesField(name, offered.agencies, offered.spellings, offered=offered.model)
        super().__init__(self.field)
        self.field.setPlaceholderText(tr("Không ghi trong đoạn này"))
        self.field.editingFinished.connect(self.committed)

    def value(self) -> tuple[str, ...]:
        return self.field.names

    def raw(self) -> Any:
        return self.field.text()

    def put(self, value: Sequence[str]) -> None:
        self.field.setText(SEPARATOR.join(value))
        self.field.setCursorPosition(0)
        self.field.setToolTip(safe_tip(self.field.text()))


class Offered:
    """The register's names as fields offer them."""

    def __init__(self, known: KnownNames) -> None:
        """Number the names."""
        names = sorted(set(known.spellings.values()), key=fold)
        numbers = {name: place for place, name in enumerate(names, 1)}
        self.agencies = [
            AgencyRecord(place, "", name, name, AgencyKind.OTHER, collective=False, order=place)
            for name, place in numbers.items()
        ]
        self.spellings = {folded: numbers[name] for folded, name in known.spellings.items()}
        self.model = names_model(self.agencies)
        self.leaders = sorted(set(known.leaders.values()), key=fold)


class LeaderEditor(Editor):
    """A leader in charge, or none; one whom the register does not know stays as printed."""

    def __init__(self, name: str, offered: Offered) -> None:
        """Offer the leaders in office."""
        self.combo = choice_field(name, [NO_LEADER, *offered.leaders])
        super().__init__(self.combo)
        self._values = ["", *offered.leaders]
        self.combo.activated.connect(self.committed)

    def value(self) -> str:
        return self._values[self.combo.currentIndex()]

    def raw(self) -> Any:
        return self.combo.currentIndex()

    def put(self, value: str) -> None:
        if value not in self._values:
            self._values.append(value)
            self.combo.addItem(tr("{value} (chưa có trong danh mục)", value=value))
        self.combo.setCurrentIndex(self._values.index(value))


class LimitEditor(Editor):
    """A time limit; the words as printed stand under it."""

    def __init__(self, first: TimeLimit, today: dt.date) -> None:
        """Show a limit; of a past year its periods are offered, too."""
        begin = min([today, *([first.due_on] if first.due_on else [])]).replace(month=1, day=1)
        self.limit = LimitField(begin, first)
        self._first = first
        super().__init__(self.limit)
        if first.due_on is None:
            self.limit.date.clear()
        self.printed = PlainText(role=FontRole.SECOND, tone="text2")
        self.column.addWidget(self.printed)
        self._say(first)
        for combo in (self.limit.kind, self.limit.period, self.limit.recurrence):
            combo.activated.connect(self.committed)
        self.limit.date.editingFinished.connect(self.committed)

    def settle(self) -> None:
        self._first = self.value()
        super().settle()

    def value(self) -> TimeLimit:
        if not self.touched:
            return self._first
        limit = self.limit.limit
        if limit is None:
            raise NotUnderstood(tr("Chưa rõ ngày hết hạn. Ghi như 5/3 hoặc 05/03/2026."))
        return replace(limit, text=self._first.text)

    def raw(self) -> Any:
        field = self.limit
        combos = (field.kind, field.period, field.recurrence)
        return field.date.text(), *(combo.currentIndex() for combo in combos)

    def put(self, value: TimeLimit) -> None:
        self._first = value
        self.limit.show_limit(value)
        self._say(value)

    def _say(self, limit: TimeLimit) -> None:
        self.printed.setText(tr("Văn bản ghi: “{text}”", text=limit.text) if limit.text else "")
        self.printed.setVisible(bool(limit.text))


class FiguresEditor(Editor):
    """The figures in a task's words; one without a tick is left out."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """Show figures."""
        inner = QWidget()
        super().__init__(inner)
        self._figures = list(figures)
        self.boxes = [QCheckBox(figure_words(each).replace("&", "&&")) for each in figures]
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in self.boxes:
            box.setChecked(True)
            box.toggled.connect(self.committed)
            column.addWidget(box)

    def value(self) -> tuple[Figure, ...]:
        ticked = zip(self._figures, self.boxes, strict=True)
        return tuple(each for each, box in ticked if box.isChecked())

    def raw(self) -> Any:
        return [box.isChecked() for box in self.boxes]

    def put(self, value: Sequence[Figure]) -> None:
        for each, box in zip(self._figures, self.boxes, strict=True):
            box.blockSignals(True)
            box.setChecked(each in value)
            box.blockSignals(False)


class TickEditor(Editor):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        """Start without a tick."""
        self.box = QCheckBox(words)
        super().__init__(self.box)
        self.box.toggled.connect(self.committed)

    def value(self) -> bool:
        return self.box.isChecked()

    def raw(self) -> Any:
        return self.box.isChecked()

    def put(self, value: bool) -> None:  # noqa: FBT001 - as the others
        self.box.blockSignals(True)
        self.box.setChecked(value)
        self.box.blockSignals(False)


class NumberEditor(LineEditor):
    """A number as Vietnamese write it, or none."""

    def value(self) -> float | None:  # type: ignore[override] # another kind of value
        text = self.line.text().strip().replace(" ", "")
        if not text:
            return None
        try:
            return float(text.replace(".", "").replace(",", "."))
        except ValueError:
            raise NotUnderstood(tr("Chưa rõ số. Ghi như 23.500 hoặc 14,97.")) from None

    def put(self, value: float | None) -> None:  # type: ignore[override]
        self.line.setText("" if value is None else formats.number(value))


class YearEditor(LineEditor):
    """A year, or none."""

    def value(self) -> int | None:  # type: ignore[override] # another kind of value
        text = self.line.text().strip()
        if not text:
            return None
        if not (text.isdecimal() and 1900 < int(text) < 2200):
            raise NotUnderstood(tr("Chưa rõ năm. Ghi bốn chữ số, như 2026."))
        return int(text)

    def put(self, value: int | None) -> None:  # type: ignore[override]
        self.line.setText("" if value is None else str(value))


class ChoiceEditor(Editor):
    """One of some values, each with its words."""

    def __init__(self, name: str, choices: Mapping[Any, str]) -> None:
        """Offer the choices."""
        self.combo = choice_field(name, list(choices.values()))
        super().__init__(self.combo)
        self._values = list(choices)
        self.combo.activated.connect(self.committed)

    def value(self) -> Any:
        return self._values[self.combo.currentIndex()]

    def raw(self) -> Any:
        return self.combo.currentIndex()

    def put(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value))


class DayEditor(Editor):
    """A day, or none."""

    def __init__(self, name: str, today: dt.date) -> None:
        """Start empty; ``today`` completes a day typed without a year."""
        self.field = TypedDateField(today, name, today.year)
        super().__init__(self.field)
        self.field.clear()
        self.field.editingFinished.connect(self.committed)

    def value(self) -> dt.date | None:
        if not self.field.text().strip():
            return None
        if self.field.day is None:
            raise NotUnderstood(tr("Chưa rõ ngày. Ghi như 5/3 hoặc 05/03/2026."))
        return self.field.day

    def raw(self) -> Any:
        return self.field.text()

    def put(self, value: dt.date | None) -> None:
        self.field.setText("" if value is None else formats.date_in_table(value))


def figure_words(each: Figure) -> str:
    """Return a figure as printed, and as it is understood where that says more."""
    if each.value is None:
        return each.text
    number = figure(each.value, each.text)
    if each.upper is not None:
        number = tr("{number} đến {figure}", number=number, figure=figure(each.upper, each.text))
    sign = _SIGNS.get(each.operator, "")
    understood = " ".join(part for part in (sign, number, each.unit) if part)
    return f"{each.text}  ({understood})"


def unknown_limit(limit: TimeLimit) -> bool:
    """Return whether the document gives words of time that are no date."""
    return limit.kind is TimeLimitKind.UNDETERMINED and bool(limit.text)

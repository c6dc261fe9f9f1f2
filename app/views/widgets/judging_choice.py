"""Which of several targets for one year judges an indicator: one button for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.indicator_figures import is_chosen, judging_choices, judging_target
from app.domain.indicator_words import place_words, target_words
from app.domain.indicators import IndicatorBook, IndicatorRecord, TargetRecord
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.plain_text import PlainText

DEFAULT_NOTE = tr(
    "Mặc định: mức của phụ lục văn bản đặt chỉ tiêu, "
    "sau đó là văn bản có thời kỳ bắt đầu muộn nhất."
)


def years_to_choose(indicator: IndicatorRecord, book: IndicatorBook) -> list[int]:
    """Return the years from this one on for which documents really ask for different levels."""
    years = {each.year for each in indicator.differing if each.year >= book.plan_year}
    return sorted(year for year in years if len(judging_choices(indicator, year)) > 1)


class JudgingChoice(QWidget):
    """The levels of one year with their documents; one of them judges."""

    target_chosen = Signal(object, int)
    """A person chose another: the target, and the year."""

    def __init__(
        self,
        indicator: IndicatorRecord,
        year: int,
        book: IndicatorBook,
        parent: QWidget | None = None,
        *,
        editable: bool = True,
    ) -> None:
        """Show the choice that holds; ``editable`` lets another be chosen."""
        super().__init__(parent)
        self._year = year
        self._targets: Sequence[TargetRecord] = judging_choices(indicator, year)
        judging = judging_target(indicator, year)
        self.group = QButtonGroup(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 2, 0, 2)
        lines.setSpacing(2)
        lines.addWidget(
            PlainText(tr("Dùng để đánh giá năm {year}", year=year), FontRole.SECOND, "text2")
        )
        for place, target in enumerate(self._targets):
            where = place_words(book, target.document_id, target.place)
            button = QRadioButton(told(target_words(target)))
            button.setAccessibleName(f"{told(target_words(target))}, {told(where)}")
            button.setToolTip(safe_tip(f"“{target.text}”"))
            button.setChecked(target == judging)
            button.setEnabled(editable)
            self.group.addButton(button, place)
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(button)
            line.addWidget(PlainText(where, FontRole.SECOND, "text2"), 1)
            lines.addLayout(line)
        if judging is not None and not is_chosen(indicator, judging, year):
            lines.addWidget(PlainText(DEFAULT_NOTE, FontRole.SECOND, "text3"))
        self.group.idClicked.connect(
            lambda place: self.target_chosen.emit(self._targets[place], self._year)
        )

"""The period whose figures are looked at: a box in the top bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.phrases import capital
from app.domain.result_period import ResultPeriod
from app.views import theme
from app.views.language import told, tr

_AROUND = 46
"""Edges of the field and its arrow, in pixels."""


class PeriodField(QComboBox):
    """Offers periods in words."""

    period_chosen = Signal(object)
    """A person chose another period."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self.setAccessibleName(tr("Kỳ số liệu"))
        self.setToolTip(tr("Kết quả và đánh giá tính đến hết kỳ này"))
        self.setMaxVisibleItems(24)
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _place: self.period_chosen.emit(self.period))

    @property
    def period(self) -> ResultPeriod | None:
        """The period that is chosen; None while nothing is offered."""
        chosen: ResultPeriod | None = self.currentData()
        return chosen

    def offer(self, periods: Sequence[ResultPeriod], chosen: ResultPeriod) -> None:
        """Offer periods; one that is not among them is added at the end."""
        self.blockSignals(True)
        self.clear()
        for period in (*periods, *(() if chosen in periods else (chosen,))):
            self.addItem(told(capital(period.words)), period)
        keys = [self.itemData(place) for place in range(self.count())]
        self.setCurrentIndex(keys.index(chosen))
        # In a narrow bar other words give way first.
        words = theme.metrics(theme.FontRole.BODY).horizontalAdvance(self.currentText())
        self.setMinimumWidth(min(words + _AROUND, self.sizeHint().width()))
        self.blockSignals(False)

"""Names and values in two columns."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.views.language import tr
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

NOT_KNOWN = tr("chưa rõ")


def pairs_table(pairs: Iterable[tuple[str, str]]) -> QWidget:
    """Return names at the left and values at the right; what is not known is said."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(pairs):
        grid.addWidget(label(name, tone="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
        words = PlainText(value or NOT_KNOWN, tone="text" if value else "text3")
        grid.addWidget(words, row, 1)
    return table

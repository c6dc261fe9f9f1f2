"""As what a sheet leaves the office, and whether restricted tasks stand on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.domain.sheet_options import PAPER_NAMES, Paper
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.labels import label

_INCLUDE = tr("Gồm nhiệm vụ hạn chế phổ biến")
_WARNING = tr(
    "Biểu sẽ có nhiệm vụ hạn chế phổ biến (chỉ tên công khai) và ghi rõ trên từng trang. "
    "Chỉ chuyển cho người có trách nhiệm."
)
_UNSIGNED = tr("Không có số, chữ ký; ghi rõ ở đầu từng trang.")


class ReportPaper(QWidget):
    """Asks for both; `changed` comes after every choice of a person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with a formal sheet without restricted tasks."""
        super().__init__(parent)
        self._paper = QComboBox()
        self._paper.setAccessibleName(tr("Hình thức văn bản"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._paper.setSizeAdjustPolicy(policy)
        self._paper.setMinimumContentsLength(12)
        for paper, words in PAPER_NAMES.items():
            self._paper.addItem(told(words), paper.value)
        self._unsigned = label(_UNSIGNED, FontRole.SECOND, "text3")
        self._unsigned.setWordWrap(True)
        self._restricted = QCheckBox(_INCLUDE)
        self._warning = label(_WARNING, FontRole.SECOND, "text")
        self._warning.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(tr("Hình thức"), FontRole.BODY, "text2"))
        for widget in (self._paper, self._unsigned, self._restricted, self._warning):
            column.addWidget(widget)
        self._paper.activated.connect(self._chosen)
        self._restricted.clicked.connect(self._chosen)
        self._show_words()

    @property
    def paper(self) -> Paper:
        """As what the sheet leaves the office."""
        return Paper(self._paper.currentData())

    @property
    def include_restricted(self) -> bool:
        """Whether restricted tasks stand on the sheet; never where there are none to offer."""
        return self._restricted.isChecked() and not self._restricted.isHidden()

    def offer_restricted(self, *, offered: bool) -> None:
        """Offer restricted tasks only where the sheet could have some."""
        self._restricted.setVisible(offered)
        self._show_words()

    def _chosen(self) -> None:
        self._show_words()
        self.changed.emit()

    def _show_words(self) -> None:
        self._unsigned.setVisible(self.paper is not Paper.FORMAL)
        self._warning.setVisible(self.include_restricted)

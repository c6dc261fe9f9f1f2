"""What pasted or imported figures would change: old → new, each ticked or not, before it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.result_entry import Cell
from app.domain.traffic_light import Light
from app.domain.typed_number import Notation
from app.views import theme as themes
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.room import resize_within
from app.views.language import told, tr
from app.views.tables.entry_grid_model import Typed
from app.views.theme import FontRole
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

_HEADS = (tr("Chỉ tiêu"), tr("Số liệu"), tr("Đang có"), tr("Sẽ ghi"), tr("Ghi chú"))
FACTORS = (
    (tr("Giữ nguyên số"), 1.0),
    (tr("Nhân 1.000"), 1e3),
    (tr("Nhân 1.000.000"), 1e6),
    (tr("Chia 1.000"), 1e-3),
    (tr("Chia 1.000.000"), 1e-6),
)
"""Changes of unit, only on request."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One figure.

    Attributes:
        cell: where it goes; None for words that go nowhere, which cannot be ticked.
        typed: what would be put there.
        name: of the indicator, or the words that were not understood.
        what: which figure of which period.
        old: what is there, "–" for nothing.
        note: how it was understood, or why it goes nowhere.
        sure: whether it is ticked at first.
        origin: which line of a report it comes from, -1 for none.
    """

    cell: Cell | None
    typed: Typed | None
    name: str
    what: str
    old: str
    note: str = ""
    sure: bool = True
    origin: int = -1

    @property
    def new(self) -> str:
        """The figure in words."""
        if self.typed is None:
            return formats.NONE_SIGN
        if self.typed.figure is None:
            return self.typed.text
        return self.typed.figure.text or formats.NONE_SIGN

    @property
    def can_be_taken(self) -> bool:
        """Whether it can be ticked."""
        return self.cell is not None and self.typed is not None and self.typed.figure is not None


Evaluate = Callable[[Notation, float], Sequence[PreviewLine]]
"""Gives the lines for a notation and a change of unit."""


class PreviewModel(QAbstractTableModel):
    """Lines with a tick in the first column."""

    def __init__(self, parent: QWidget) -> None:
        """Start without lines."""
        super().__init__(parent)
        self.lines: Sequence[PreviewLine] = ()
        self.ticked: set[int] = set()

    def show_lines(self, lines: Sequence[PreviewLine]) -> None:
        """Show other lines; what is sure is ticked."""
        self.beginResetModel()
        self.lines = lines
        self.ticked = {place for place, line in enumerate(lines) if line.can_be_taken and line.sure}
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        horizontal = orientation is Qt.Orientation.Horizontal
        if horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in (2, 3) else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return _HEADS[section] if horizontal and role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self.lines[index.row()].can_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        line, column = self.lines[index.row()], index.column()
        said = (line.name, line.what, line.old, line.new, line.note)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return told(said[column])
            case Qt.ItemDataRole.TextAlignmentRole if column in (2, 3):
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.CheckStateRole if column == 0 and line.can_be_taken:
                ticked = index.row() in self.ticked
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(line, column)
            case Qt.ItemDataRole.FontRole if column == 3:
                return themes.font(FontRole.STRONG)
        return None

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.lines[index.row()].can_be_taken:
            return False
        checked = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        (self.ticked.add if checked else self.ticked.discard)(index.row())
        self.dataChanged.emit(index, index)
        return True

    def _colour(self, line: PreviewLine, column: int) -> QColor | None:
        theme = themes.current()
        if not line.can_be_taken:
            return QColor(theme.text3)
        if column == 2 and line.old != formats.NONE_SIGN:
            return QColor(theme.lights[Light.DUE_SOON].text)
        return QColor(theme.text2) if column in (1, 4) else None


class ResultPreview(QDialog):
    """Shows the lines, asks once for the notation where nothing tells it, and for units."""

    def __init__(  # noqa: PLR0913 - what a preview consists of
        self,
        title: str,
        accept_words: str,
        evaluate: Evaluate,
        notation: Notation | None,
        parent: QWidget | None = None,
        *,
        remarks: Sequence[str] = (),
        head: QWidget | None = None,
        under: QWidget | None = None,
    ) -> None:
        """Show what would be changed.

        Args:
            title: of the window.
            accept_words: of the button that takes the ticked lines over.
            evaluate: gives the lines.
            notation: in which the figures are written; None asks for it.
            parent: the dialog before it.
            remarks: sentences on the whole.
            head: fields that stand over everything.
            under: what stands under the lines.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._evaluate = evaluate
        self._notation = notation
        self.model = PreviewModel(self)
        self.notations = QButtonGroup(self)
        self.factor = QComboBox()
        self.factor.setAccessibleName(tr("Quy đổi đơn vị"))
        for words, factor in FACTORS:
            self.factor.addItem(words, factor)
        self.count = label("", FontRole.BODY, "text2")
        self.accept_button = QPushButton(accept_words)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self.table = self._table()
        self._lay_out(remarks, head, under)
        self.notations.idClicked.connect(lambda _place: self.refresh())
        self.factor.activated.connect(lambda _place: self.refresh())
        self.model.dataChanged.connect(self._show_count)
        resize_within(self, 980, 560)
        offer_help(self)
        self.refresh()

    @property
    def notation(self) -> Notation | None:
        """The notation, known or chosen; None while it is still asked for."""
        if self._notation is not None:
            return self._notation
        place = self.notations.checkedId()
        return None if place < 0 else tuple(Notation)[place]

    @property
    def taken(self) -> dict[Cell, Typed]:
        """What is ticked."""
        lines = [self.model.lines[place] for place in sorted(self.model.ticked)]
        return {
            line.cell: line.typed
            for line in lines
            if line.cell is not None and line.typed is not None
        }

    def _lay_out(self, remarks: Sequence[str], head: QWidget | None, under: QWidget | None) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        if head is not None:
            whole.addWidget(head)
        for remark in remarks:
            whole.addWidget(PlainText(remark))
        if self._notation is None:
            whole.addLayout(self._question())
        units = QHBoxLayout()
        units.addWidget(label(tr("Đơn vị"), FontRole.BODY, "text2"))
        units.addWidget(self.factor)
        units.addStretch(1)
        whole.addLayout(units)
        whole.addWidget(self.table, 1)
        if under is not None:
            whole.addWidget(under)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        cancel = QPushButton(tr("Hủy"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(self.accept_button)
        foot.addWidget(cancel)
        whole.addLayout(foot)

    def _question(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(label(tr("Số viết theo kiểu nào?")))
        for place, words in enumerate(
            (tr("Việt Nam: 155.000 và 14,97"), tr("Anh: 155,000 và 14.97"))
        ):
            button = QRadioButton(words)
            self.notations.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(tr("Số liệu sẽ ghi"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(max(26, themes.row_height() - 6))
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        body = themes.metrics(FontRole.BODY)
        what = body.horizontalAdvance(tr("Lũy kế hết {words}", words="000000 12/2026")) + 16
        figure = themes.metrics(FontRole.STRONG).horizontalAdvance("155.000.000") + 16
        widths = (0, what, figure, figure, 0)
        for column, width in enumerate(widths):
            mode = header.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if width:
                table.setColumnWidth(column, width)
        return table

    def refresh(self) -> None:
        """Show the lines anew: something else was chosen."""
        notation = self.notation
        factor = float(self.factor.currentData())
        self.model.show_lines(() if notation is None else self._evaluate(notation, factor))
        self._show_count()

    def _show_count(self) -> None:
        ticked = [self.model.lines[place] for place in self.model.ticked]
        overwritten = sum(line.old != formats.NONE_SIGN for line in ticked)
        left = len(self.model.lines) - len(ticked)
        said = [tr("Ghi {ticked} số liệu", ticked=formats.number(len(ticked)))]
        if overwritten:
            said.append(
                tr(
                    "trong đó {overwritten} thay số đang có",
                    overwritten=formats.number(overwritten),
                )
            )
        if left:
            said.append(tr("{left} dòng không ghi", left=formats.number(left)))
        words = tr("Chọn kiểu viết số để xem trước.") if self.notation is None else "; ".join(said)
        self.count.setText(words)
        self.accept_button.setEnabled(bool(ticked))

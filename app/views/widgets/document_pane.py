"""One document: its outline with the tasks in place, its facts and grounds, what is unclear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.outline import DocumentFacts, DocumentOutline, is_general
from app.domain.records import TaskRef
from app.domain.sources import DefectRecord, named_places
from app.views import theme
from app.views.language import tr
from app.views.tables.outline_list import OutlineList, OutlineRow, outline_rows
from app.views.theme import FontRole
from app.views.widgets.labels import Sentence
from app.views.widgets.pairs import pairs_table
from app.views.widgets.plain_text import PlainText
from app.views.widgets.side_panel import SidePanel

OUTLINE, FACTS, DEFECTS = range(3)
NO_SECTIONS = tr("Văn bản này chưa có mục nào trong sổ.")
WHOLE = tr("Cả văn bản")


class DocumentPane(QWidget):
    """A head, and three tabs under it."""

    task_asked = Signal(int)
    """A task of the outline is to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a document."""
        super().__init__(parent)
        self.facts: DocumentFacts | None = None
        self._outline: DocumentOutline | None = None
        self._filled: set[int] = set()
        self._title = PlainText(role=FontRole.OBJECT_TITLE)
        self._second = PlainText(role=FontRole.SECOND, tone="text2")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Phần của văn bản"))
        self.tabs.setExpanding(False)
        for words in (tr("Bố cục, nhiệm vụ"), tr("Thông tin, căn cứ"), tr("Điểm cần lưu ý")):
            self.tabs.addTab(words)
        self.outline = OutlineList()
        self.empty = Sentence(NO_SECTIONS)
        self.facts_panel = SidePanel(tr("Thông tin văn bản"))
        self.defects_panel = SidePanel(tr("Điểm cần lưu ý của văn bản"))
        self._stack = QStackedWidget()
        for page in (self.outline, self.facts_panel, self.defects_panel, self.empty):
            self._stack.addWidget(page)
        self._lay_out()
        self.tabs.currentChanged.connect(self._show_tab)
        self.outline.opened.connect(self._open)

    def show_document(
        self, facts: DocumentFacts, outline: DocumentOutline, refs: Mapping[int, TaskRef]
    ) -> None:
        """Show a document.

        Args:
            facts: what it says of itself.
            outline: its sections and tasks.
            refs: task id → the task as it stands on the day.
        """
        same = self.facts is not None and self.facts.document.id == facts.document.id
        self.facts, self._outline = facts, outline
        self._filled.clear()
        self._title.setText(facts.document.short_title)
        self._second.setText(_whole_title(facts))
        count = len(facts.defects)
        self.tabs.setTabText(
            DEFECTS, tr("Điểm cần lưu ý {count}", count=count) if count else tr("Điểm cần lưu ý")
        )
        rows = outline_rows(outline, refs, _unclear(facts))
        if not same:
            self.outline.show_records([], _is_same)
            self.outline.scrollToTop()
        self.outline.show_records(rows, _is_same)
        self._show_tab(self.tabs.currentIndex())

    def focus_outline(self) -> None:
        """Put the keyboard into what is on show."""
        self._stack.currentWidget().setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._second)
        head.addSpacing(4)
        head.addWidget(self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)

    def _show_tab(self, place: int) -> None:
        if self.facts is None or self._outline is None:
            return
        if place not in self._filled:
            self._filled.add(place)
            if place == FACTS:
                self._fill_facts(self.facts)
            elif place == DEFECTS:
                self._fill_defects(self.facts)
        nothing = place == OUTLINE and not self._outline.sections
        shown = [self.outline, self.facts_panel, self.defects_panel][place]
        self._stack.setCurrentWidget(self.empty if nothing else shown)

    def _open(self, row: OutlineRow) -> None:
        if row.task is not None:
            self.task_asked.emit(row.task.task_id)

    def _fill_facts(self, facts: DocumentFacts) -> None:
        document, panel = facts.document, self.facts_panel
        panel.start(tr("Văn bản"))
        signed = " ".join(part for part in (document.signer_position, document.signer) if part)
        panel.add(
            pairs_table(
                {
                    tr("Số, ký hiệu"): facts.number_words,
                    tr("Loại"): document.type,
                    tr("Tên"): document.title,
                    tr("Cơ quan ban hành"): document.issuer,
                    tr("Ngày ban hành"): document.issue_words,
                    tr("Thẩm quyền ký"): facts.signed_for,
                    tr("Người ký"): signed,
                    tr("Kỳ thực hiện"): facts.period_words,
                    tr("Theo dõi"): document.end_words or tr("đang theo dõi"),
                    tr("Mã trong sổ"): document.code,
                }.items()
            )
        )
        panel.section(tr("Căn cứ viện dẫn ({bases})", bases=len(facts.bases)))
        for basis in facts.bases:
            panel.text(f"• {basis}")
        if not facts.bases:
            panel.text(tr("Sổ chưa ghi căn cứ nào của văn bản này."), tone="text3")
        panel.section(tr("Nơi nhận ({recipients})", recipients=len(facts.recipients)))
        if facts.recipients:
            panel.text("\n".join(f"- {recipient}" for recipient in facts.recipients))
        else:
            panel.text(tr("Sổ chưa ghi nơi nhận nào của văn bản này."), tone="text3")
        panel.finish()

    def _fill_defects(self, facts: DocumentFacts) -> None:
        panel = self.defects_panel
        panel.start(
            tr("Chỗ thiếu, chỗ chưa khớp của văn bản"),
            tr("Chữ trong văn bản → cách hiểu đã ghi vào sổ; dòng dưới nói vì sao."),
        )
        general = [each for each in facts.defects if is_general(each)]
        placed = [each for each in facts.defects if not is_general(each)]
        for title, defects in ((WHOLE, general), (tr("Theo vị trí trong văn bản"), placed)):
            if defects:
                panel.section(f"{title} ({len(defects)})")
                panel.add(_defects(defects))
        if not facts.defects:
            panel.text(tr("Chưa ghi nhận điểm nào."), tone="text3")
        panel.finish()


def _whole_title(facts: DocumentFacts) -> str:
    document = facts.document
    return f"{document.type} {document.title}" if document.type else document.title


def _unclear(facts: DocumentFacts) -> Mapping[str, int]:
    return Counter(place for each in facts.defects for place in named_places(each.place))


def _is_same(one: OutlineRow, other: OutlineRow) -> bool:
    return (one.section.locator, one.task and one.task.locator) == (
        other.section.locator,
        other.task and other.task.locator,
    )


def _defects(defects: list[DefectRecord]) -> QWidget:
    """Return defects in two columns: the place, then what stands there and how it was read."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, 120)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 4)
    for row, defect in enumerate(defects):
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(PlainText(f"{defect.seen} → {defect.taken_as}"))
        said.addWidget(PlainText(defect.reason, FontRole.SECOND, "text2"))
        place = PlainText(defect.place, FontRole.SECOND, "text2", strong=True)
        grid.addWidget(place, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(said, row, 1)
    return table

"""The frame of a review: the head with how far it is, the bars, and the foot with its acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.review import Decision, DocumentFields, MatchKind, ReviewDraft, ReviewItem
from app.domain.review_refusals import draft_refusals, notices
from app.domain.traffic_light import Light
from app.views import icons, theme
from app.views.language import told, tr
from app.views.retelling import retold
from app.views.review.marks import Place, edge_colour
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText
from app.views.widgets.task_list import tool_bar_height

if TYPE_CHECKING:
    from app.views.actions import Actions

_ROOM_FOR_KEY = 500
_ROOM_FOR_BAR = 720
KEYS = tr("Ctrl+T tách · Ctrl+M gộp · Ctrl+B bỏ qua · Ctrl+PgDn mục sau · Ctrl+Z hoàn tác")
PAST = tr("Đang xem ngày đã qua nên chưa ghi được. Chọn lại Ngày báo cáo là hôm nay.")


def tool_bar(content: QWidget, *, stretch: int = 1) -> QWidget:
    """Return a bar of the height of tool bars with something in it."""
    bar = QWidget()
    bar.setObjectName("toolBar")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    bar.setFixedHeight(tool_bar_height())
    row = QHBoxLayout(bar)
    row.setContentsMargins(12, 0, 12, 0)
    row.addWidget(content, stretch)
    return bar


def document_words(document: DocumentFields) -> str:
    """Return number and date of a document in one line."""
    number = tr("Số: {number}", number=document.number) if document.number else tr("Số: …")
    if document.issued_on is None:
        return number
    issued = formats.issue_words(document.issued_on, document.issued_precision)
    return f"{number}, {told(issued)}"


def missing_words(document: DocumentFields) -> str:
    """Return what a document lacks: ``thiếu số, thiếu ngày``; "" for nothing."""
    missing = []
    if not document.number:
        missing.append(tr("thiếu số"))
    if document.issued_on is None:
        missing.append(tr("thiếu ngày"))
    elif document.issued_precision != "day":
        missing.append(tr("chưa rõ ngày"))
    return ", ".join(missing)


class Head(QWidget):
    """File, how far the review is, and the two ways out of it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("toolBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(max(56, theme.two_line_height() + 14))
        self._file = _Elided(FontRole.STRONG)
        self._facts = label("", FontRole.SECOND, "text2")
        self._missing = Tinted("", FontRole.SECOND, strong=True)
        self.progress = label("", FontRole.OBJECT_TITLE)
        self.bar = ShareBar()
        self._rest = label("", FontRole.BODY, "text2")
        self.later = QPushButton(tr("Để sau"))
        self.later.setToolTip(tr("Mọi việc đã làm được giữ lại; mở tiếp ở trang Văn bản"))
        self.write = QPushButton(tr("Ghi vào sổ"))
        self.write.setProperty("primary", True)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self._facts)
        second.addWidget(self._missing)
        second.addStretch()
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(self._file)
        lines.addLayout(second)
        lines.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addLayout(lines, 1)
        for part in (self.progress, self.bar, self._rest, self.later, self.write):
            row.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.bar, self._rest):  # the figures before them say the same
            part.setHidden(event.size().width() < _ROOM_FOR_BAR)

    def show_draft(self, draft: ReviewDraft, *, past: bool) -> None:
        """Show how far a review is; ``past``: another day than today is looked at."""
        counts = draft.counts
        self._file.show_words(draft.file_name)
        self._facts.setText(document_words(draft.document))
        missing = missing_words(draft.document)
        self._missing.setText(f"({missing})" if missing else "")
        self.progress.setText(told(counts.words))
        self.bar.show_share(counts.done, counts.total)
        rest = tr("còn {open}", open=counts.open) if counts.open else tr("xong")
        self._rest.setText(
            tr("{rest}, nghi vấn {doubts}", rest=rest, doubts=counts.doubts)
            if counts.doubts
            else rest
        )
        refusals = (PAST,) if past else draft_refusals(draft)
        self.write.setEnabled(not refusals)
        words = (
            tr("Ghi vào sổ (còn {open})", open=counts.open) if counts.open else tr("Ghi vào sổ…")
        )
        self.write.setText(words)
        self.write.setToolTip(
            safe_tip("\n".join(map(told, refusals[:6])) or tr("Xem trước rồi ghi vào sổ một lần"))
        )
        self.write.setAccessibleDescription(self.write.toolTip())


class ShareBar(QWidget):
    """A part of a whole as a bar; its numbers stand beside it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, part: int, whole: int) -> None:
        """Show another part."""
        self._share = part / whole if whole else 1.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        done = QRectF(0, 0, whole.width() * self._share, whole.height())
        for rect, colour in ((whole, colours.line), (done, colours.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, 4, 4)
        painter.end()


class SourceBar(QWidget):
    """Over the source: where one is in it, and the size of its letters."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._place = label("", FontRole.BODY, "text2")
        self.smaller = _icon_button("zoom-out", tr("Chữ nhỏ hơn"))
        self.larger = _icon_button("zoom-in", tr("Chữ lớn hơn"))
        self.legend = Legend()
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(tr("Văn bản gốc"), FontRole.STRONG))
        row.addWidget(self._place)
        row.addStretch()
        row.addWidget(self.smaller)
        row.addWidget(self.larger)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(tool_bar(inner))

    def show_place(self, draft: ReviewDraft, blocks: Sequence[int]) -> None:
        """Say on which page, sheet or row the blocks of an item stand."""
        block = next((each for each in draft.blocks if blocks and each.number == blocks[0]), None)
        words = ""
        if block is not None and block.sheet:
            words = tr("trang tính {sheet}, dòng {row}", sheet=block.sheet, row=block.row)
        elif block is not None and block.page is not None:
            words = (
                tr("trang {page} / {pages}", page=block.page, pages=draft.pages)
                if draft.pages
                else tr("trang {page}", page=block.page)
            )
        self._place.setText(words)


class Legend(QWidget):
    """What the edges beside the source mean."""

    def __init__(self) -> None:
        """Name the edges."""
        super().__init__()
        self.setFixedHeight(max(32, theme.line_height(FontRole.SECOND) + 14))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(5)
        for place, words in (
            (Place.DONE, tr("đã nhận")),
            (Place.CURRENT, tr("đang xem")),
            (Place.WAITING, tr("chưa xem")),
        ):
            row.addWidget(_Edge(place))
            row.addWidget(label(words, FontRole.SECOND, "text2"))
        row.addStretch()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        painter.end()


class _Edge(QWidget):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(4, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), edge_colour(self._place))
        painter.end()


class Foot(QWidget):
    """What is said about the item, and what can be done with it."""

    def __init__(self, actions: Actions) -> None:
        """Show the acts of the review."""
        super().__init__()
        self._said = Tinted("", FontRole.SECOND)
        self._said.setWordWrap(True)
        self._said.hide()
        self._item = self._words = ""
        self.split = _act_button(tr("Tách"), "fork", actions.split_item)
        self.merge = _act_button(tr("Gộp"), "merge", actions.merge_item)
        self.skip = _act_button(tr("Bỏ qua"), "skip", actions.skip_item)
        self.accept = _act_button(tr("Đúng, xem tiếp"), "check", actions.accept_item, primary=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.split, self.merge, self.skip):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.setSpacing(6)
        whole.addWidget(self._said)
        whole.addLayout(row)
        whole.addWidget(PlainText(KEYS, FontRole.SMALL, "text3"))

    def show_item(self, draft: ReviewDraft, item: ReviewItem | None, refusal: str) -> None:
        """Offer what can be done with an item; None for the document itself.

        Args:
            draft: the review.
            item: on show.
            refusal: why nothing can be done now, "" if it can.
        """
        del draft
        counted = item is not None and item.counted
        gone = item is not None and item.match.kind is MatchKind.GONE
        is_task = item is not None and item.kind.value == "task" and not gone
        self.split.setEnabled(is_task and not refusal)
        self.merge.setEnabled(is_task and not refusal)
        self.skip.setEnabled(counted and not refusal)
        decided = counted and item is not None and item.decision is not Decision.OPEN
        self.skip.setText(tr("Mở lại") if decided else tr("Bỏ qua"))
        accepted = item is not None and item.decision is Decision.ACCEPTED
        words = (
            tr("Đúng, xem tiếp") if item is None or (counted and not accepted) else tr("Xem tiếp")
        )
        self._words = words
        self._name_accept()
        self.accept.setEnabled(not refusal)
        noticed = notices(item) if item is not None and not decided else ()
        words = told(refusal) or " ".join(map(retold, noticed))
        key = item.id if item is not None else ""
        if words or key != self._item or not self._said.property("refusal"):
            self.say(words)
        self._item = key

    def _name_accept(self) -> None:
        """Say the key on the button where there is room for it."""
        with_key = self.width() >= _ROOM_FOR_KEY
        self.accept.setText(f"{self._words}  Ctrl+Enter" if with_key else self._words)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._name_accept()

    def say(self, words: str) -> None:
        """Say something about the item; "" for nothing."""
        self._say(words, Light.DUE_SOON, refusal=False)

    def say_refusal(self, words: str) -> None:
        """Say why an act was not done."""
        self._say(words, Light.OVERDUE, refusal=True)

    @property
    def said(self) -> str:
        """What is said now."""
        return self._said.text()

    def _say(self, words: str, light: Light, *, refusal: bool) -> None:
        self._said.setProperty("refusal", refusal and bool(words))
        self._said.show_in(light)
        self._said.setText(told(words))
        self._said.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.header))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        painter.end()


class Tinted(QLabel):
    """Plain words in the text colour of a light."""

    def __init__(self, text: str, role: FontRole, *, strong: bool = False) -> None:
        """Show words in the colour of what is due soon."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role, strong=strong))
        self.setText(text)
        self._light = Light.DUE_SOON
        theme.on_change(self._colour)
        self._colour()

    def show_in(self, light: Light) -> None:
        """Take the colour of another light."""
        self._light = light
        self._colour()

    def _colour(self) -> None:
        colours = self.palette()
        colours.setColor(
            QPalette.ColorRole.WindowText, QColor(theme.current().lights[self._light].text)
        )
        self.setPalette(colours)


class DoubtTag(QWidget):
    """The sign of a doubt with words; hidden without words."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._words = Tinted("", FontRole.STRONG)
        sign = QToolButton()
        sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sign.setStyleSheet("border: none; background: transparent;")
        sign.setIconSize(QSize(16, 16))
        icons.dress(sign, "warning", "light_due_soon", 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(sign)
        row.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class _Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole stands in its tip."""

    def __init__(self, role: FontRole) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)

    def show_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, self.width()
        )
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(safe_tip(self._words if shown != self._words else ""))

    def resizeEvent(self, _event: object) -> None:
        self._fit()


def _icon_button(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("tool", True)
    button.setProperty("compact", True)
    button.setAccessibleName(words)
    button.setToolTip(safe_tip(words))
    icons.dress(button, icon, "text", 18)
    return button


def _act_button(words: str, icon: str, action: QAction, *, primary: bool = False) -> QPushButton:
    """Return a button that does what an action does, and says its key in a tip."""
    button = QPushButton(words)
    button.setProperty("primary", primary)
    button.setIconSize(QSize(16, 16))
    icons.dress(button, icon, "on_primary" if primary else "text", 16)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button

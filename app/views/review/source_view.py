"""The document as readable text: the current place marked, every other one with an edge.

Qt lays the text out as it is scrolled into sight, so that 500 pages open at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.review import BlockText
from app.domain.text import fold
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import tr
from app.views.review.marks import Place, edge_colour
from app.views.theme import FontRole

SIZES = (12, 13, 15, 17, 20, 24)
"""Sizes of the letters in pixels."""
_USUAL = 2
_EDGE, _EDGE_LEFT = 4, 12
_TEXT_LEFT = 26
_SPACE = 7


class SourceView(QTextEdit):
    """Shows blocks; a click on one asks for what was read from it."""

    block_clicked = Signal(int)
    """A person clicked on the block with this number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._numbers: list[int] = []
        self._places: Mapping[int, Place] = {}
        self._current: Sequence[int] = ()
        self._waved: Sequence[str] = ()
        self._size = _USUAL
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setAccessibleName(tr("Văn bản gốc"))
        self.setProperty("flat", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self._set_size(_USUAL)
        themes.on_change(self._show_marks)

    # ---- What it shows

    def show_blocks(self, blocks: Sequence[BlockText]) -> None:
        """Show another document."""
        self._numbers = [block.number for block in blocks]
        self._places, self._current = {}, ()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, block in enumerate(blocks):
            shape, letters = _block_format(block), _letters(block)
            if place:
                cursor.insertBlock(shape, letters)
            else:
                cursor.setBlockFormat(shape)
                cursor.setBlockCharFormat(letters)
            cursor.insertText(block_words(block), letters)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_places(
        self, places: Mapping[int, Place], current: Sequence[int], doubtful: Sequence[str] = ()
    ) -> None:
        """Mark places.

        Args:
            places: number of a block → what became of its items; others have no edge.
            current: blocks of the current item.
            doubtful: words in them that want a second look.
        """
        moved = tuple(current) != tuple(self._current)
        self._places, self._current, self._waved = places, tuple(current), tuple(doubtful)
        self._show_marks()
        if moved and self._current:
            self._bring_into_sight()

    @property
    def current_blocks(self) -> Sequence[int]:
        """The blocks that are marked."""
        return self._current

    def waved_words(self) -> list[str]:
        """Return the words that wear a wave, as they stand."""
        waves = self._waves()
        return [each.cursor.selectedText() for each in waves]  # type: ignore[attr-defined]

    def zoom(self, step: int) -> None:
        """Show larger (1) or smaller (-1) letters."""
        self._set_size(min(max(self._size + step, 0), len(SIZES) - 1))
        self._bring_into_sight()

    # ---- Marks

    def _show_marks(self) -> None:
        self.setExtraSelections(self._waves())
        self.viewport().update()

    def _waves(self) -> list[QTextEdit.ExtraSelection]:
        """Return a wave under every doubtful word of the current item."""
        found = []
        for number in self._current:
            block = self._cursor(number).block()
            folded = fold(block.text())
            for words in self._waved:
                start = folded.find(fold(words)) if words else -1
                if start < 0:
                    continue
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                end = block.position() + min(start + len(words), block.length() - 1)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                wave = QTextCharFormat()
                wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                wave.setUnderlineColor(QColor(themes.current().lights[Light.DUE_SOON].sign))
                found.append(_selection(cursor, wave))
        return found

    def _cursor(self, number: int) -> QTextCursor:
        place = self._numbers.index(number)
        return QTextCursor(self.document().findBlockByNumber(place))

    def _bring_into_sight(self) -> None:
        if not self._current:
            return
        last, first = self._cursor(self._current[-1]), self._cursor(self._current[0])
        last.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        for cursor in (last, first):  # the beginning last: it must be in sight
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        top = self.cursorRect(first).top()
        if top > self.viewport().height() // 2:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - self.viewport().height() // 3)

    def _set_size(self, place: int) -> None:
        self._size = place
        font = themes.font(FontRole.SOURCE)
        font.setPixelSize(SIZES[place])
        self.setFont(font)
        self.document().setDefaultFont(font)

    # ---- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(themes.current().surface))
        self._paint_places(painter)
        painter.end()
        super().paintEvent(event)  # the letters, on a ground of their own that is clear

    def _paint_places(self, painter: QPainter) -> None:
        """Paint the edges of all places in sight, and the ground of the current one."""
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        mark, width = QColor(themes.current().mark), self.viewport().width()
        block = self.cursorForPosition(QRect(self.viewport().rect()).topLeft()).block()
        current = set(self._current)
        while block.isValid():
            number = self._numbers[block.blockNumber()] if self._numbers else -1
            rect = layout.blockBoundingRect(block).translated(0, -top)
            if rect.top() > self.viewport().height():
                break
            place = Place.CURRENT if number in current else self._places.get(number)
            if place is Place.CURRENT:
                ground = QRect(_EDGE_LEFT, round(rect.top()), width, round(rect.height()))
                painter.fillRect(ground, mark)
            if place is not None:
                edge = QRect(_EDGE_LEFT, round(rect.top()), _EDGE, round(rect.height()))
                painter.fillRect(edge, edge_colour(place))
            block = block.next()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = not self.textCursor().hasSelection()
        if event.button() is Qt.MouseButton.LeftButton and plain and self._numbers:
            block = self.cursorForPosition(event.position().toPoint()).block()
            self.block_clicked.emit(self._numbers[block.blockNumber()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._numbers:
                self.block_clicked.emit(self._numbers[self.textCursor().block().blockNumber()])
            return
        super().keyPressEvent(event)


def block_words(block: BlockText) -> str:
    """Return a block in one line: a row without the cells that only repeat another one."""
    if not block.cells:
        return block.text
    own = (
        text
        for text, repeated in zip(block.cells, block.repeated or ("",) * 99, strict=False)
        if not repeated
    )
    return "  │  ".join(" ".join(text.split()) for text in own if text.strip()) or block.text


def _selection(cursor: QTextCursor, letters: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor  # type: ignore[attr-defined] # stubs lack the fields
    made.format = letters  # type: ignore[attr-defined]
    return made


def _block_format(block: BlockText) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLeftMargin(_TEXT_LEFT)
    shape.setRightMargin(16)
    shape.setBottomMargin(_SPACE)
    shape.setTopMargin(_SPACE if block.kind == "heading" else 0)
    if block.centred:
        shape.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return shape


def _letters(block: BlockText) -> QTextCharFormat:
    letters = QTextCharFormat()
    if block.bold or block.header or block.kind == "heading":
        letters.setFontWeight(700)
    letters.setFontItalic(block.italic or block.kind == "note")
    return letters

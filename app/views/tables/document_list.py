"""The documents of the register as cards: what each is, how its tasks stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.outline import DocumentFacts
from app.domain.records import RegisterIndex
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import told, tr
from app.views.tables.card_list import CardList
from app.views.tables.painting import RIGHT, paint_text
from app.views.theme import FontRole
from app.views.widgets.light_bar import paint_light_bar
from app.views.widgets.signs import paint_sign

_MARGIN = 16
_TOP, _FOOT = 8, 11
_BAR = 4
_SIGN = 11


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document with the lights of its tasks; ``closed``: it is of the past on the day."""

    facts: DocumentFacts
    tally: Tally
    closed: bool

    @property
    def kind_words(self) -> str:
        """Number, type and issuer."""
        document = self.facts.document
        parts = (told(self.facts.number_words), document.type, document.issuer)
        return " · ".join(part for part in parts if part)

    @property
    def day_words(self) -> str:
        """Date, period, and whether it is in force."""
        document = self.facts.document
        state = told(document.end_words) if self.closed else tr("đang theo dõi")
        period = (
            tr("kỳ {period_words}", period_words=self.facts.period_words)
            if self.facts.period_words
            else ""
        )
        return " · ".join(part for part in (told(document.issue_words), period, state) if part)

    @property
    def spoken(self) -> str:
        """All of it, for screen readers."""
        parts = [self.facts.document.short_title, self.kind_words, self.day_words]
        parts.append(tr("{total} nhiệm vụ", total=formats.number(self.tally.total)))
        if overdue := self.tally[Light.OVERDUE]:
            parts.append(tr("{overdue} quá hạn", overdue=formats.number(overdue)))
        return ", ".join(parts)


def document_cards(facts: Sequence[DocumentFacts], index: RegisterIndex) -> list[DocumentCard]:
    """Return the documents with their lights; those of the past stand last."""
    tallies = _tallies(index)
    cards = [
        DocumentCard(
            each, tallies.get(each.document.id, Tally()), index.is_closed(each.document.id)
        )
        for each in facts
    ]
    return sorted(cards, key=lambda card: card.closed)


def _tallies(index: RegisterIndex) -> Mapping[int, Tally]:
    lights: dict[int, list[Light]] = {}
    for refs in (index.tasks, index.closed):
        for ref in refs:
            lights.setdefault(ref.document_id, []).append(ref.light)
    return {document: Tally.of(found) for document, found in lights.items()}


class DocumentList(CardList[DocumentCard]):
    """The cards of the documents; the current one is shown beside the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without documents."""
        super().__init__(tr("Văn bản trong sổ"), lambda card: card.spoken, parent)

    def card_height(self, record: DocumentCard) -> int:
        del record
        body, second = (themes.line_height(role) for role in (FontRole.BODY, FontRole.SECOND))
        return _TOP + body + 2 * (second + 2) + 7 + _BAR + _FOOT

    def paint_card(
        self, painter: QPainter, rect: QRect, record: DocumentCard, *, current: bool
    ) -> None:
        theme = themes.current()
        room = rect.adjusted(_MARGIN, _TOP, -_MARGIN, 0)
        line = QRect(room)
        line.setHeight(themes.line_height(FontRole.BODY))
        line.setRight(_paint_counts(painter, line, record))
        name = FontRole.STRONG if current else FontRole.BODY
        colour = theme.text3 if record.closed else theme.text
        paint_text(painter, line, record.facts.document.short_title, name, colour)
        second = QRect(room.left(), line.bottom() + 3, room.width(), 0)
        second.setHeight(themes.line_height(FontRole.SECOND))
        paint_text(painter, second, record.kind_words, FontRole.SECOND, theme.text2)
        second.translate(0, second.height() + 2)
        paint_text(painter, second, record.day_words, FontRole.SECOND, theme.text3)
        bar = QRectF(room.left(), second.bottom() + 7, room.width(), _BAR)
        paint_light_bar(painter, bar, record.tally, theme)


def _paint_counts(painter: QPainter, line: QRect, card: DocumentCard) -> int:
    """Paint total and overdue at the right; return how far the name may reach."""
    theme = themes.current()
    total = formats.number(card.tally.total)
    paint_text(painter, line, total, FontRole.BODY, theme.text2, align=RIGHT)
    right = line.right() - themes.metrics(FontRole.BODY).horizontalAdvance(total) - 10
    overdue = card.tally[Light.OVERDUE]
    if not overdue:
        return right
    place = QRect(line)
    place.setRight(right)
    count = formats.number(overdue)
    paint_text(
        painter, place, count, FontRole.STRONG, theme.lights[Light.OVERDUE].text, align=RIGHT
    )
    left = right - themes.metrics(FontRole.STRONG).horizontalAdvance(count) - 4 - _SIGN
    sign = QRectF(left, line.center().y() - _SIGN / 2 + 1, _SIGN, _SIGN)
    paint_sign(painter, sign, Light.OVERDUE, theme)
    return left - 8

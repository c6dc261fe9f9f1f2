"""The comparison of documents: one column a document, one row for what is set more than once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from app.domain import formats
from app.domain.indicator_words import period_words, spot_words, target_words
from app.domain.indicators import Agreement, Comparison, IndicatorBook, TargetRecord, brief_title
from app.views.indicator_lists import ComparisonKey, comparison_groups
from app.views.language import told, tr
from app.views.tables.indicator_columns import longest
from app.views.tables.record_rows import Cell, RecordColumn
from app.views.tables.record_table_model import RecordTableModel

_FIRST_DOCUMENT = 3
_ROOM_FOR_NOTE = 1150
_ROOM_FOR_UNIT = 1000


class ComparisonTableModel(RecordTableModel):
    """Rows are `ComparisonKey`, grouped by how the targets stand to each other, worst first."""

    wraps_heads = True

    def __init__(self) -> None:
        """Start without a book."""
        super().__init__(())
        self._book: IndicatorBook | None = None
        self._found: Mapping[ComparisonKey, Comparison] = {}
        self._documents: Sequence[int] = ()

    def show_comparisons(
        self,
        book: IndicatorBook,
        found: dict[ComparisonKey, Comparison],
        words: Sequence[str] = (),
        folded: Sequence[Hashable] = (),
    ) -> None:
        """Show what is set more than once.

        Args:
            book: what is known on a day.
            found: the comparisons in the order of the book.
            words: of a search, to be marked.
            folded: groups that are folded.
        """
        self._book, self._found = book, found
        named = {target.document_id for each in found.values() for target in each.targets}
        self._documents = [key for key in book.documents if key in named]
        self.show_groups(comparison_groups(found), self._columns(book), words, folded)

    def cell(self, record: Hashable, column: int) -> Cell:
        assert self._book is not None  # noqa: S101 - there are no rows without a book
        assert isinstance(record, ComparisonKey)  # noqa: S101 - the keys of this table
        indicator, comparison = self._book.by_id[record.indicator], self._found[record]
        if column == 0:
            return Cell(indicator.name, tip=indicator.name, marked=True)
        if column == 1:
            return Cell(indicator.unit, "text2")
        if column == 2:
            return Cell(_years(comparison), "text2", tip=period_words(comparison))
        place = column - _FIRST_DOCUMENT
        if place == len(self._documents):
            return Cell(_reason(comparison), "text2", tip=comparison.note or comparison.sentence)
        return self._document_cell(comparison, self._documents[place])

    def _columns(self, book: IndicatorBook) -> tuple[RecordColumn, ...]:
        documents = [
            RecordColumn(
                brief_title(book.documents[key]),
                self._longest(key),
                tip=book.document_name(key),
                right=True,
            )
            for key in self._documents
        ]
        return (
            RecordColumn(tr("Chỉ tiêu")),
            RecordColumn(tr("ĐVT"), tr("1000 lượt"), _ROOM_FOR_UNIT, tip=tr("Đơn vị tính")),
            RecordColumn(tr("Năm"), "2026–2030"),
            *documents,
            RecordColumn(tr("Ghi chú"), tr("Cùng con số, ràng buộc khác nhau"), _ROOM_FOR_NOTE),
        )

    def _longest(self, document: int) -> str:
        """Return the longest figure of a document: figures are never cut."""
        asked = [_of(each, document) for each in self._found.values()]
        figures = [_levels(own) for own in asked if any(each.value is not None for each in own)]
        return longest(figures)

    def _document_cell(self, comparison: Comparison, document: int) -> Cell:
        targets = _of(comparison, document)
        if not targets:
            return Cell(formats.NONE_SIGN, "text3")
        words = _levels(targets)
        tips = [f"“{each.text}” ({told(spot_words(each.place))})" for each in targets]
        return Cell(words, tip="; ".join(tips))


def _reason(comparison: Comparison) -> str:
    """Return what a person made of it, else in a few words why it does not agree."""
    if comparison.note or comparison.agreement is Agreement.SAME:
        return comparison.note
    return told(comparison.sentence).partition(":")[0]


def _of(comparison: Comparison, document: int) -> list[TargetRecord]:
    return [each for each in comparison.targets if each.document_id == document]


def _levels(targets: Sequence[TargetRecord]) -> str:
    """Return what one document asks for; words without a figure only where there is no figure."""
    numbered = [each for each in targets if each.value is not None]
    return " / ".join(dict.fromkeys(told(target_words(each)) for each in numbered or targets))


def _years(comparison: Comparison) -> str:
    first = comparison.targets[0]
    return str(first.year) if first.from_year is None else f"{first.from_year}–{first.year}"

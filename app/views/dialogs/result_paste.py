"""Pasted cells laid over the grid: by place, or by the names of indicators that came with them."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import formats
from app.domain.result_entry import NOT_A_NUMBER, Cell, TypedFigure, what_words
from app.domain.result_period import parse_result_period
from app.domain.typed_number import Notation
from app.services.indicator_match import match_names
from app.views.dialogs.result_preview import PreviewLine
from app.views.tables.entry_grid_model import EntryGridModel, Typed, is_number

_NAME_LETTERS = 6
"""A text of so many letters, in most rows, is a column of names."""


class Paste:
    """Cells of the clipboard and where they go."""

    def __init__(
        self, model: EntryGridModel, cells: Sequence[Sequence[str]], row: int, column: int
    ) -> None:
        """Lay cells over the grid.

        Args:
            model: the grid.
            cells: rows of the clipboard.
            row: of the current cell.
            column: of the current cell, at least 1.
        """
        self._model = model
        self.remarks: list[str] = []
        self._texts: dict[Cell, str] = {}
        self._sure: dict[Cell, bool] = {}
        self._lost: list[tuple[str, str]] = []
        names = _name_column(cells)
        if names is None:
            self._by_place(cells, row, column)
        else:
            self._by_name(cells, names, column)

    @property
    def texts(self) -> list[str]:
        """The words that go into cells."""
        return list(self._texts.values())

    def lines(self, notation: Notation, factor: float) -> list[PreviewLine]:
        """Return what would be changed, in a notation and with a change of unit."""
        found = [
            line
            for cell, text in self._texts.items()
            if (line := self._line(cell, text, notation, factor)) is not None
        ]
        lost = [
            PreviewLine(None, None, name, text, formats.NONE_SIGN, "Không khớp chỉ tiêu nào", False)
            for name, text in self._lost
        ]
        return found + lost

    def _line(self, cell: Cell, text: str, notation: Notation, factor: float) -> PreviewLine | None:
        model = self._model
        typed = scaled(model.read(cell, text, notation), factor)
        old = model.old_words(cell)
        if typed.figure is not None and typed.figure.value is None:
            return None  # an empty cell takes nothing away
        if typed.figure is not None and typed.figure.text == old:
            return None
        indicator = model.book.by_id[cell.indicator_id]
        period = parse_result_period(cell.period)
        note = typed.figure.note if typed.figure is not None else NOT_A_NUMBER
        if typed.figure is not None and factor != 1:
            note = "; ".join(part for part in (note, f"đổi đơn vị từ {text.strip()}") if part)
        if not self._sure.get(cell, True):
            note = "; ".join(part for part in ("tên chưa khớp hẳn, hãy xem lại", note) if part)
        return PreviewLine(
            cell,
            typed,
            indicator.name,
            what_words(cell.kind, period) if period is not None else cell.period,
            old or formats.NONE_SIGN,
            note,
            self._sure.get(cell, True),
        )

    def _by_place(self, cells: Sequence[Sequence[str]], row: int, column: int) -> None:
        place, cut = row, 0
        for line in cells:
            while place < self._model.rowCount() and self._model.indicator_at(place) is None:
                place += 1
            for step, text in enumerate(line):
                cell = self._model.cell_at(place, column + step)
                if cell is not None:
                    self._texts[cell] = text
                elif text.strip():
                    cut += 1
            place += 1
        if cut:
            self.remarks.append(
                f"{formats.number(cut)} ô nằm ngoài bảng nên không dán. "
                "Chọn ô đầu ở phía trên, bên trái rồi dán lại nếu cần."
            )

    def _by_name(self, cells: Sequence[Sequence[str]], names: int, column: int) -> None:
        self.remarks.append("Vùng dán có cột tên nên được xếp theo tên chỉ tiêu, không theo dòng.")
        lines = [
            (line[0] if names else "", line[names] if names < len(line) else "") for line in cells
        ]
        shown = [
            indicator
            for row in range(self._model.rowCount())
            if (indicator := self._model.indicator_at(row)) is not None
        ]
        first = _first_figure(cells, names)
        for line, (_number, name), match in zip(
            cells, lines, match_names(lines, shown), strict=True
        ):
            figures = line[first:]
            if match is None:
                if any(text.strip() and is_number(text) for text in figures):
                    self._lost.append((name.strip(), "; ".join(filter(None, figures))))
                continue
            row = self._model.row_of(match.indicator.id)
            for step, text in enumerate(figures):
                cell = self._model.cell_at(row, column + step)
                if cell is not None:
                    self._texts[cell] = text
                    self._sure[cell] = match.sure


def _name_column(cells: Sequence[Sequence[str]]) -> int | None:
    """Return which column holds names, if one does."""
    for column in range(min(3, max(map(len, cells), default=0))):
        texts = [line[column].strip() for line in cells if column < len(line)]
        named = sum(sum(c.isalpha() for c in text) >= _NAME_LETTERS for text in texts)
        wide = any(len(line) > column + 1 for line in cells)
        if wide and texts and named * 2 > len(texts):
            return column
    return None


def _first_figure(cells: Sequence[Sequence[str]], names: int) -> int:
    """Return the first column behind the names that is no column of words, as units are."""
    width = max(map(len, cells))
    for column in range(names + 1, width):
        texts = [line[column] for line in cells if column < len(line) and line[column].strip()]
        if texts and sum(map(is_number, texts)) * 2 > len(texts):
            return column
    return names + 1


def scaled(typed: Typed, factor: float) -> Typed:
    """Return a figure in another unit; the words say the new figure."""
    figure = typed.figure
    if figure is None or figure.value is None or factor == 1:
        return typed
    value = formats.rounded(figure.value * factor, 9)
    return Typed(TypedFigure(value, formats.number(value), figure.note), typed.text)

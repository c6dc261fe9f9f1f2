"""Pasted cells laid over the grid: by place, or by the names of indicators that came with them."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import formats
from app.domain.indicator_figures import judging_target
from app.domain.result_entry import NOT_A_NUMBER, Cell, TypedFigure, what_words
from app.domain.result_period import parse_result_period
from app.domain.result_units import cell_doubt
from app.domain.typed_number import Notation, read_number
from app.services.indicator_match import Match, match_names
from app.views.dialogs.result_preview import PreviewLine
from app.views.language import told, tr
from app.views.tables.entry_grid_model import EntryGridModel, Typed, is_number

_NAME_DOUBT = tr("tên chưa khớp hẳn, hãy xem lại")
_HEAD_DOUBT = tr("dòng trống trong vùng dán được hiểu là dòng nhóm, hãy xem lại")
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
        self._doubts: dict[Cell, str] = {}
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
            PreviewLine(
                None, None, name, text, formats.NONE_SIGN, tr("Không khớp chỉ tiêu nào"), False
            )
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
            note = "; ".join(
                told(part) for part in (note, tr("đổi đơn vị từ {text}", text=text.strip())) if part
            )
        unit = cell_doubt(text, indicator.unit, notation, factor)
        doubts = [self._doubts.get(cell, ""), unit]
        note = "; ".join(told(part) for part in (*doubts, note) if part)
        return PreviewLine(
            cell,
            typed,
            indicator.name,
            what_words(cell.kind, period) if period is not None else cell.period,
            old or formats.NONE_SIGN,
            note,
            not any(doubts),
        )

    def _by_place(self, cells: Sequence[Sequence[str]], row: int, column: int) -> None:
        heads = self._heads_left_blank(cells, row)
        place, cut, passed = row, 0, 0
        for line in cells:
            if self._is_head(place):
                if heads:
                    place, passed = place + 1, passed + 1
                    continue
                while self._is_head(place):
                    place += 1
            for step, text in enumerate(line):
                cell = self._model.cell_at(place, column + step)
                if cell is not None:
                    self._texts[cell] = text
                    self._doubts[cell] = _HEAD_DOUBT if passed and heads == 1 else ""
                elif text.strip():
                    cut += 1
            place += 1
        if cut:
            self.remarks.append(
                tr(
                    "{cut} ô nằm ngoài bảng nên không dán. "
                    "Chọn ô đầu ở phía trên, bên trái rồi dán lại nếu cần.",
                    cut=formats.number(cut),
                )
            )

    def _is_head(self, place: int) -> bool:
        return place < self._model.rowCount() and self._model.indicator_at(place) is None

    def _heads_left_blank(self, cells: Sequence[Sequence[str]], row: int) -> int:
        """Return how many heads of groups are blank lines among what is pasted; 0 if not all."""
        at_heads = [line for step, line in enumerate(cells) if self._is_head(row + step)]
        return 0 if any(text.strip() for line in at_heads for text in line) else len(at_heads)

    def _by_name(self, cells: Sequence[Sequence[str]], names: int, column: int) -> None:
        self.remarks.append(
            tr("Vùng dán có cột tên nên được xếp theo tên chỉ tiêu, không theo dòng.")
        )
        lines = [
            (line[0] if names else "", line[names] if names < len(line) else "") for line in cells
        ]
        shown = [
            indicator
            for row in range(self._model.rowCount())
            if (indicator := self._model.indicator_at(row)) is not None
        ]
        first = _first_figure(cells, names)
        matches = match_names(lines, shown)
        if self._has_plan(cells, matches, first):
            first += 1
            self.remarks.append(tr("Cột số đầu tiên trùng kế hoạch năm nên được bỏ qua."))
        for line, (_number, name), match in zip(cells, lines, matches, strict=True):
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
                    self._doubts[cell] = "" if match.sure else _NAME_DOUBT

    def _has_plan(
        self, cells: Sequence[Sequence[str]], matches: Sequence[Match | None], column: int
    ) -> bool:
        """Tell whether a pasted column, with others behind it, repeats the plan of the year."""
        wide = any(len(line) > column + 1 and line[column + 1].strip() for line in cells)
        year = self._model.columns[0].period.year
        said = []
        for line, match in zip(cells, matches, strict=True):
            target = None if match is None else judging_target(match.indicator, year)
            if target is None or target.value is None or column >= len(line):
                continue
            read = (read_number(line[column], notation) for notation in Notation)
            values = {number.value for number in read if number is not None}
            said += [] if values <= {None} else [target.value in values]
        return wide and sum(said) * 2 > len(said)


def _name_column(cells: Sequence[Sequence[str]]) -> int | None:
    """Return which column holds names, if one does."""
    for column in range(min(3, max(map(len, cells), default=0))):
        texts = [line[column].strip() for line in cells if column < len(line)]
        named = sum(
            sum(c.isalpha() for c in text) >= _NAME_LETTERS and read_number(text) is None
            for text in texts
        )
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

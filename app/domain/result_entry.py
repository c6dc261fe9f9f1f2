"""Figures of indicators about to be recorded: what a batch changes, and what speaks against it.

Nothing is overwritten: a figure that is corrected leaves the row it had, and the new row holds from
its effective date on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain import formats
from app.domain.indicator_figures import is_index, judging_target
from app.domain.indicator_so_far import results_in_force
from app.domain.indicator_words import figure
from app.domain.indicators import IndicatorBook, IndicatorRecord, ResultRecord
from app.domain.phrases import joined, phrase
from app.domain.result_period import ResultPeriod, parse_result_period
from app.domain.targets import Operator
from app.domain.typed_number import Notation, Sign, TypedNumber, printed, read_number, signed


class FigureKind(StrEnum):
    """What a figure of a period is; see `app.models.Measurement`."""

    VALUE = "value"
    CUMULATIVE = "cumulative"
    SAME_PERIOD = "same_period"
    ESTIMATE = "estimate"
    RANK = "rank"
    RANKED_OF = "ranked_of"


FIGURE_NAMES = {
    FigureKind.VALUE: phrase("Trong kỳ"),
    FigureKind.CUMULATIVE: phrase("Lũy kế"),
    FigureKind.SAME_PERIOD: phrase("Cùng kỳ năm trước"),
    FigureKind.ESTIMATE: phrase("Ước cả năm"),
    FigureKind.RANK: phrase("Thứ hạng"),
    FigureKind.RANKED_OF: phrase("Trên tổng số"),
}


def what_words(kind: FigureKind, period: ResultPeriod) -> str:
    """Return which figure of which period it is: ``Lũy kế hết tháng 11/2026``."""
    match kind:
        case FigureKind.VALUE:
            return phrase("Riêng {words}", words=period.words)
        case FigureKind.CUMULATIVE:
            return phrase("Lũy kế hết {words}", words=period.words)
        case FigureKind.ESTIMATE:
            return phrase("Ước cả năm {year}", year=period.year)
        case _:
            return joined(", ", (FIGURE_NAMES[kind], period.words))


COUNTS = frozenset({FigureKind.RANK, FigureKind.RANKED_OF})
"""Figures that are whole numbers, without a unit."""
NOT_A_NUMBER = phrase("Không phải là số. Ghi như 155.000 hoặc 14,97; để trống nếu chưa có.")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a figure stands: indicator, period key, kind."""

    indicator_id: int
    period: str
    kind: FigureKind


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A figure as it is to be recorded.

    Attributes:
        value: None takes the figure away.
        text: as it is printed.
        note: how it was understood, where it was not taken as it stands; "" else.
    """

    value: float | None
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResultBatch:
    """Figures that are recorded together, in one step of undo.

    Attributes:
        figures: what is new.
        effective_on: from which day they count as known.
        source: who says so, in words.
        seen: (indicator, period) → number of the row on which the figures were entered, 0 for none.
    """

    figures: Mapping[Cell, TypedFigure]
    effective_on: dt.date
    source: str = ""
    seen: Mapping[tuple[int, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One figure that a batch changes, old and new in words; "–" stands for none."""

    cell: Cell
    name: str
    old: str
    new: str
    note: str = ""

    @property
    def overwrites(self) -> bool:
        """Whether a figure was there before."""
        return self.old != formats.NONE_SIGN


def value_of(result: ResultRecord | None, kind: FigureKind) -> float | None:
    """Return one figure of a result."""
    if result is None:
        return None
    found: float | None = getattr(result, kind.value)
    return found


def shown(result: ResultRecord | None, kind: FigureKind) -> str:
    """Return one figure of a result for a cell that is edited; "" for none."""
    value = value_of(result, kind)
    if result is None or value is None:
        return ""
    return figure(value, result.text)


def read_figure(
    text: str, indicator: IndicatorRecord, cell: Cell, notation: Notation = Notation.VIETNAMESE
) -> TypedFigure | None:
    """Read what was typed or pasted into a cell.

    An index with base 100 that is given as a growth (9,6) is taken as 109,6; the size of a decrease
    is recorded without its sign (-1,8 and "giảm 1,8" are 1,8; "+0,3" is -0,3). Both are told.

    Returns:
        None for what is no number.
    """
    number = read_number(text, notation)
    if number is None:
        return None
    if number.value is None:
        return TypedFigure(None)
    if cell.kind in COUNTS:
        whole = number.value.is_integer() and number.value > 0 and number.sign is Sign.NONE
        return TypedFigure(number.value, formats.number(number.value)) if whole else None
    return _understood(number, text, indicator, cell)


_INDEX_DOUBT = 60
"""Under this a figure of an index is a growth: no index of a whole province falls so low."""


def _understood(
    number: TypedNumber, text: str, indicator: IndicatorRecord, cell: Cell
) -> TypedFigure:
    value, words = signed(number) or 0.0, printed(number, text)
    period = parse_result_period(cell.period)
    target = None if period is None else judging_target(indicator, period.year)
    if is_index(indicator, target) and abs(value) < _INDEX_DOUBT:
        index = formats.rounded(100 + value, 6)
        said = formats.number(index)
        return TypedFigure(
            index,
            said,
            phrase("{words} hiểu là mức tăng: ghi chỉ số {said}", words=words, said=said),
        )
    if target is not None and target.operator is Operator.DECREASE_BY:
        if number.sign is Sign.DOWN:
            said = words.removeprefix("-")
            return TypedFigure(
                -value, said, phrase("{words} hiểu là giảm {said}", words=words, said=said)
            )
        if number.sign is Sign.UP:
            said = words.removeprefix("+")
            return TypedFigure(
                -value,
                f"-{said}",
                phrase("{words} hiểu là tăng, trái với mục tiêu giảm", words=words),
            )
    return TypedFigure(value, words.removeprefix("+"))


def changes_of(batch: ResultBatch, book: IndicatorBook) -> list[EntryChange]:
    """Return the figures that a batch really changes, in its order."""
    found = []
    for cell, typed in batch.figures.items():
        indicator = book.by_id.get(cell.indicator_id)
        if indicator is None:
            continue
        held = results_in_force(indicator).get(cell.period)
        if value_of(held, cell.kind) == typed.value:
            continue
        found.append(
            EntryChange(
                cell,
                indicator.name,
                shown(held, cell.kind) or formats.NONE_SIGN,
                typed.text or formats.NONE_SIGN,
                typed.note,
            )
        )
    return found


def refusal(batch: ResultBatch, book: IndicatorBook, today: dt.date) -> str | None:
    """Return why a batch cannot be recorded, or None if it can."""
    day = formats.date_in_text(batch.effective_on)
    if batch.effective_on > today:
        return phrase("Ngày số liệu {day} ở tương lai. Hãy ghi ngày không sau hôm nay.", day=day)
    changes = changes_of(batch, book)
    if not changes:
        return phrase("Chưa có số liệu nào mới để ghi.")
    for change in changes:
        if reason := _reason_against(change.cell, book, batch.effective_on):
            return joined(": ", (change.name, reason))
    return None


def _reason_against(cell: Cell, book: IndicatorBook, effective_on: dt.date) -> str:
    period = parse_result_period(cell.period)
    if period is None:
        return phrase("kỳ số liệu không rõ.")
    first = dt.date(period.year, period.last_month - period.span + 1, 1)
    if effective_on < first:
        return phrase(
            "{words} chưa bắt đầu vào ngày số liệu {effective_on}. Hãy sửa ngày số liệu hoặc kỳ.",
            words=period.words,
            effective_on=formats.date_in_text(effective_on),
        )
    held = results_in_force(book.by_id[cell.indicator_id]).get(cell.period)
    if held is not None and effective_on < held.effective_on:
        return phrase(
            "{words} đã có số liệu của ngày {effective_on}; "
            "số liệu sửa lại phải từ ngày đó trở đi.",
            words=period.words,
            effective_on=formats.date_in_text(held.effective_on),
        )
    return ""


def merged(
    held: ResultRecord | None, figures: Mapping[FigureKind, TypedFigure]
) -> tuple[dict[FigureKind, float | None], str]:
    """Return all figures of a new row and their words: what is not new stays as it was."""
    values = {
        kind: figures[kind].value if kind in figures else value_of(held, kind)
        for kind in FigureKind
    }
    words = [typed.text for typed in figures.values() if typed.text]
    words += [part for part in _parts(held) if _is_one_of(part, held, figures)]
    return values, "; ".join(dict.fromkeys(words))


def _parts(held: ResultRecord | None) -> Sequence[str]:
    return held.text.split("; ") if held is not None and held.text else []


def _is_one_of(
    part: str, held: ResultRecord | None, figures: Mapping[FigureKind, TypedFigure]
) -> bool:
    """Tell whether printed words are those of a figure that stays."""
    number = read_number(part)
    value = None if number is None else signed(number)
    stay = (kind for kind in FigureKind if kind not in figures)
    return value is not None and any(value_of(held, kind) == value for kind in stay)

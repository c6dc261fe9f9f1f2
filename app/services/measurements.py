"""Results of indicators: recorded in batches, corrected without losing what was there before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.errors import ConflictError, InputRefusedError
from app.domain.indicator_figures import judging_choices, judging_target
from app.domain.indicator_so_far import results_in_force
from app.domain.indicator_words import place_words
from app.domain.indicators import IndicatorBook, ResultRecord, TargetRecord
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.result_entry import (
    EntryChange,
    FigureKind,
    ResultBatch,
    TypedFigure,
    changes_of,
    merged,
    refusal,
)
from app.domain.result_period import parse_result_period
from app.domain.text import nfc
from app.services import reading_indicators
from app.services.register import Register

if TYPE_CHECKING:
    from app.models import Measurement
    from db.unit_of_work import Author

_SEEN_ELSEWHERE = phrase(
    "Số liệu của “{name}” vừa được ghi ở nơi khác nên chưa ghi đè. "
    "Hãy xem số mới rồi nhập lại phần còn thiếu."
)


def record_results(register: Register, batch: ResultBatch, today: dt.date) -> ChangeSet:
    """Record figures of indicators, in one transaction and one step of undo.

    A row is appended for each indicator and period that changes; it holds from the effective date
    on, and the row that it corrects stays in the history.

    Args:
        register: the open register.
        batch: the figures with effective date and source.
        today: no figure can be known from a later day on.

    Raises:
        InputRefusedError: nothing would change, the date lies in the future, before the period, or
            before the figure that is corrected.
        ConflictError: somebody else has recorded one of the figures meanwhile; nothing is written.
        RegisterError: SQLite refused; nothing is written.
    """
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    author = register.author()
    with writing(register.engine, author, "") as work:
        # Read under the write lock: somebody else may have been quicker.
        book = reading_indicators.load_indicators(register, today)
        if reason := refusal(batch, book, today):
            raise InputRefusedError(reason)
        changes = changes_of(batch, book)
        _refuse_conflict(batch, book, changes)
        work.change.summary = _summary(changes)
        for key, figures in _by_row(batch, changes).items():
            work.session.add(_row(key, figures, book, batch, author))
    return ChangeSet(work.change.id, work.change.summary)


def choose_judging_target(
    register: Register, indicator_id: int, wanted: TargetRecord, year: int, today: dt.date
) -> ChangeSet:
    """Choose which of several targets judges an indicator in a year, from today on.

    Raises:
        InputRefusedError: no such target can judge that year, or it does so already.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import JudgingTarget  # noqa: PLC0415 - the ORM is needed for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    with writing(register.engine, author, "") as work:
        book = reading_indicators.load_indicators(register, today)
        indicator = book.by_id.get(indicator_id)
        offered = [] if indicator is None else judging_choices(indicator, year)
        place = wanted.document_id, wanted.place
        target = next((t for t in offered if (t.document_id, t.place) == place), None)
        if indicator is None or target is None:
            raise InputRefusedError(phrase("Mức này không còn trong sổ nên không chọn được."))
        if judging_target(indicator, year) == target:
            raise InputRefusedError(phrase("Mức này đang được dùng để đánh giá."))
        work.change.summary = phrase(
            "đánh giá “{name}” năm {year} theo {place_words}",
            name=indicator.name,
            year=year,
            place_words=place_words(book, *place),
        )
        same_day = work.session.query(JudgingTarget).filter_by(
            indicator_id=indicator_id, year=year, chosen_on=today
        )
        row = same_day.one_or_none()
        if row is None:
            row = JudgingTarget(indicator_id=indicator_id, year=year, chosen_on=today)
            work.session.add(row)
        (row.document_id, row.place), row.chosen_by = place, author.user
    return ChangeSet(work.change.id, work.change.summary)


def _refuse_conflict(batch: ResultBatch, book: IndicatorBook, changes: list[EntryChange]) -> None:
    for change in changes:
        key = change.cell.indicator_id, change.cell.period
        held = results_in_force(book.by_id[key[0]]).get(key[1])
        now = 0 if held is None else held.id
        if batch.seen.get(key, now) != now:
            raise ConflictError(_SEEN_ELSEWHERE.format(name=change.name))


def _summary(changes: list[EntryChange]) -> str:
    periods = {change.cell.period for change in changes}
    indicators = {change.cell.indicator_id for change in changes}
    period = parse_result_period(next(iter(periods)))
    when = f" {period.words}" if len(periods) == 1 and period is not None else ""
    if len(indicators) == 1:
        return phrase("nhập kết quả{when} của “{name}”", when=when, name=changes[0].name)
    return phrase(
        "nhập {changes} số liệu{when} của {indicators} chỉ tiêu",
        changes=len(changes),
        when=when,
        indicators=len(indicators),
    )


def _by_row(
    batch: ResultBatch, changes: list[EntryChange]
) -> dict[tuple[int, str], dict[FigureKind, TypedFigure]]:
    found: dict[tuple[int, str], dict[FigureKind, TypedFigure]] = {}
    for change in changes:
        cell = change.cell
        figures = found.setdefault((cell.indicator_id, cell.period), {})
        figures[cell.kind] = batch.figures[cell]
    return found


def _row(
    key: tuple[int, str],
    figures: Mapping[FigureKind, TypedFigure],
    book: IndicatorBook,
    batch: ResultBatch,
    author: Author,
) -> Measurement:
    from app.models import Measurement  # noqa: PLC0415 - the ORM is needed for writing only

    indicator = book.by_id[key[0]]
    held: ResultRecord | None = results_in_force(indicator).get(key[1])
    values, words = merged(held, figures)
    rank, ranked_of = values[FigureKind.RANK], values[FigureKind.RANKED_OF]
    return Measurement(
        indicator_id=indicator.id,
        period=key[1],
        value=values[FigureKind.VALUE],
        cumulative=values[FigureKind.CUMULATIVE],
        same_period_last_year=values[FigureKind.SAME_PERIOD],
        estimate=values[FigureKind.ESTIMATE],
        rank=None if rank is None else int(rank),
        ranked_of=None if ranked_of is None else int(ranked_of),
        unit=indicator.unit,
        text=nfc(words),
        source=nfc(batch.source.strip()),
        effective_on=batch.effective_on,
        recorded_at=author.at,
        recorded_by=author.user,
    )

"""The results of an indicator as they were entered, newest first; what was corrected says so."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import formats
from app.domain.indicator_so_far import results_in_force
from app.domain.indicator_words import figure, place_words
from app.domain.indicators import IndicatorBook, IndicatorRecord, ResultRecord
from app.domain.phrases import capital, small
from app.domain.result_entry import FIGURE_NAMES, FigureKind, value_of
from app.domain.result_period import parse_result_period
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.plain_text import PlainText, Tone

NO_ENTRIES = tr("Chưa nhập kết quả nào.")
_MOST = 12


def entered(indicator: IndicatorRecord) -> list[ResultRecord]:
    """Return what people entered, newest first; what documents tell of the past is no entry."""
    found = [each for each in indicator.results if not each.document_id]
    return sorted(found, key=lambda each: (each.effective_on, each.id), reverse=True)


class EntryHistory(QWidget):
    """One block for each entry."""

    def __init__(
        self, indicator: IndicatorRecord, book: IndicatorBook, parent: QWidget | None = None
    ) -> None:
        """Show the entries of an indicator."""
        super().__init__(parent)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        entries = entered(indicator)
        held = {each.id for each in results_in_force(indicator).values()}
        for result in entries[:_MOST]:
            lines.addWidget(_block(result, book, holds=result.id in held))
        if len(entries) > _MOST:
            more = formats.number(len(entries) - _MOST)
            lines.addWidget(
                PlainText(tr("và {more} lần nhập trước đó", more=more), FontRole.SECOND, "text3")
            )
        if not entries:
            lines.addWidget(PlainText(NO_ENTRIES, FontRole.SECOND, "text3"))


def figure_words(result: ResultRecord) -> str:
    """Return the figures of an entry: ``lũy kế 11.985; ước cả năm 23.800``."""
    parts = []
    if result.rank is not None:
        score = (
            ""
            if result.value is None
            else tr("{figure} điểm; ", figure=figure(result.value, result.text))
        )
        of = f"/{result.ranked_of}" if result.ranked_of else ""
        return tr("{score}hạng {rank}{of}", score=score, rank=result.rank, of=of)
    for kind in FigureKind:
        value = value_of(result, kind)
        if value is not None:
            parts.append(f"{told(small(FIGURE_NAMES[kind]))} {figure(value, result.text)}")
    return "; ".join(parts) or tr("xóa số liệu của kỳ này")


def _block(result: ResultRecord, book: IndicatorBook, *, holds: bool) -> QWidget:
    tone: Tone = "text" if holds else "text3"
    period = parse_result_period(result.period)
    words = told(capital(period.words)) if period is not None else result.period
    said = f"{words}: {figure_words(result)}"
    block = QWidget()
    lines = QVBoxLayout(block)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    lines.addWidget(PlainText(said, FontRole.BODY, tone, strong=holds))
    lines.addWidget(
        PlainText("; ".join(_where(result, book, holds=holds)), FontRole.SECOND, "text3")
    )
    if result.note:
        lines.addWidget(PlainText(result.note, FontRole.SECOND, "text3"))
    return block


def _where(result: ResultRecord, book: IndicatorBook, *, holds: bool) -> Iterable[str]:
    if not holds:
        yield tr("đã sửa lại sau đó")
    yield tr("số liệu ngày {effective_on}", effective_on=formats.date_in_text(result.effective_on))
    if source := result.source or place_words(book, result.document_id, result.place):
        yield tr("nguồn {source}", source=source)
    if result.recorded_at is not None:
        yield tr(
            "{recorded_by} ghi lúc {recorded_at}",
            recorded_by=result.recorded_by,
            recorded_at=formats.moment(result.recorded_at),
        )

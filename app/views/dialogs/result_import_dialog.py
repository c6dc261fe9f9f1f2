"""Results read from a report: which table, which period, since when; old → new, each ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from app.domain import formats
from app.domain.indicator_figures import is_ranked
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.phrases import capital
from app.domain.result_entry import (
    COUNTS,
    FIGURE_NAMES,
    NOT_A_NUMBER,
    Cell,
    FigureKind,
    ResultBatch,
    refusal,
    what_words,
)
from app.domain.result_period import ResultPeriod, offered
from app.domain.result_report import ReportLine, ReportTable
from app.domain.result_units import cell_doubt, unit_doubt
from app.domain.typed_number import Notation, notation_of
from app.services.indicator_match import Match, match_names
from app.views.dialogs.form_parts import field_error, line_field, show_error
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.result_paste import scaled
from app.views.dialogs.result_preview import PreviewLine, ResultPreview
from app.views.dialogs.room import resize_within
from app.views.language import told, tr
from app.views.tables.entry_grid_model import EntryGridModel
from app.views.theme import FontRole
from app.views.widgets.labels import label
from app.views.widgets.typed_date_field import TypedDateField

_NOT_RECORDED = tr("không ghi dòng này")
_OTHER_PERIOD = tr("tiêu đề cột ghi kỳ khác với kỳ số liệu đang chọn nên không ghi")
_OTHER_TABLE = tr("không ghi: của kỳ khác, muốn ghi thì chọn ở ô “Bảng” phía trên")
_NONE = (formats.NONE_SIGN, formats.NONE_SIGN)
_NO_PERIOD = tr("tệp không ghi rõ kỳ số liệu, hãy chọn kỳ ở trên")
_ASK_PERIOD = tr("Tệp không ghi rõ kỳ số liệu. Hãy chọn kỳ số liệu ở trên.")
_ONLY_YEAR = tr("tệp chỉ ghi năm; nếu là số đến một tháng, quý thì chọn lại kỳ ở trên")
_NOT_RANKED = tr("chỉ tiêu này không theo dõi thứ hạng, hãy xem lại")
_OTHER_YEAR = tr("không ghi: số của năm khác")
_PASSED = tr("không ghi: kế hoạch đã có trong sổ, tỷ lệ và so sánh được tính từ số đã ghi")
_UNKNOWN = tr("không ghi: tiêu đề cột không cho biết là số liệu gì")
_CLAIMED_TWICE = tr("nhiều cột cùng loại số liệu, không rõ lấy cột nào nên không ghi")


class ResultImportDialog(ResultPreview):
    """Asks what of a report is recorded; `batch` holds it after the dialog was accepted."""

    def __init__(
        self,
        file_name: str,
        tables: Sequence[ReportTable],
        book: IndicatorBook,
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        """Start with the largest table, and the period that it names.

        Args:
            file_name: where the tables come from; the source that is offered.
            tables: of the report, at least one.
            book: what is known today.
            today: no figure can be known from a later day on.
            parent: the page.
        """
        self._book, self._today = book, today
        self._tables = sorted(tables, key=lambda table: -len(table.lines))
        self._values = EntryGridModel(book)
        self._matches: dict[int, list[Match | None]] = {}
        self._followed = [each for each in book.indicators if not each.closed]
        self._chosen_by_hand: dict[tuple[int, int], IndicatorRecord | None] = {}
        self.batch: ResultBatch | None = None
        self.table_field = self._table_field()
        self.period = self._period_field()
        self.indicator = self._indicator_field()
        self.day = TypedDateField(today, tr("Ngày số liệu"), today.year)
        self.day.set_latest(today)
        self.source = line_field(tr("Nguồn số liệu"), file_name)
        self.error = field_error()
        texts = [t for table in tables for line in table.lines for t in line.written]
        super().__init__(
            tr("Kết quả trong tệp {file_name}", file_name=file_name),
            tr("Ghi vào sổ"),
            self._lines,
            notation_of(texts),
            parent,
            head=self._head(),
            under=self._under(),
        )
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_line())
        self.indicator.activated.connect(self._choose_indicator)
        self.model.modelReset.connect(self._show_line)
        self._show_line()
        self.accept_button.clicked.disconnect()
        self.accept_button.clicked.connect(self._confirm)
        self.table_field.activated.connect(lambda _place: self._choose_table())
        self.period.activated.connect(lambda _place: self.refresh())
        self.day.day_changed.connect(self._show_reason)
        resize_within(self, 1080, 600)
        offer_help(self)

    def _table_field(self) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(tr("Bảng trong tệp"))
        for table in self._tables:
            heads = ", ".join(f"“{head}”" for head in table.columns.values())
            field.addItem(
                tr("{lines} dòng: {heads}", lines=formats.number(len(table.lines)), heads=heads)
            )
        field.setSizeAdjustPolicy(field.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return field

    def _period_field(self) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(tr("Kỳ số liệu"))
        field.setMaxVisibleItems(24)
        named = self._tables[0].period
        self._periods: list[ResultPeriod] = offered(self._book.as_of)
        if named is not None and named not in self._periods:
            self._periods.append(named)
        field.addItems([told(capital(period.words)) for period in self._periods])
        field.setPlaceholderText(tr("Chọn kỳ số liệu"))
        field.setCurrentIndex(-1 if named is None else self._periods.index(named))
        return field

    def _head(self) -> QWidget:
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        fields = (
            (tr("Bảng"), self.table_field, 0, 0),
            (tr("Kỳ số liệu"), self.period, 0, 2),
            (tr("Nguồn"), self.source, 1, 0),
            (tr("Ngày số liệu"), self.day, 1, 2),
        )
        for words, field, row, column in fields:
            grid.addWidget(label(words, FontRole.BODY, "text2"), row, column)
            grid.addWidget(field, row, column + 1)
        grid.addWidget(self.error, 2, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        return head

    def _indicator_field(self) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(tr("Chỉ tiêu của dòng đang chọn"))
        field.setMaxVisibleItems(24)
        field.addItem(_NOT_RECORDED)
        field.addItems([f"{'    ' * each.depth}{each.name}" for each in self._followed])
        field.setSizeAdjustPolicy(field.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(40)
        return field

    def _under(self) -> QWidget:
        under = QWidget()
        row = QHBoxLayout(under)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line_words = label("", FontRole.BODY, "text2")
        row.addWidget(self.line_words)
        row.addWidget(self.indicator, 1)
        return under

    def _line_on_show(self) -> int:
        """Return which line of the report is selected, -1 for none."""
        row = self.table.currentIndex().row()
        return self.model.lines[row].origin if 0 <= row < len(self.model.lines) else -1

    def _show_line(self) -> None:
        origin = self._line_on_show()
        self.indicator.setEnabled(origin >= 0)
        if origin < 0:
            self.line_words.setText(tr("Chọn một dòng để sửa chỉ tiêu của dòng đó."))
            self.indicator.setCurrentIndex(0)
            return
        self.line_words.setText(tr("“{name}” là", name=self._report.lines[origin].name))
        match = self._matched(origin)
        place = 0 if match is None else self._followed.index(match.indicator) + 1
        self.indicator.setCurrentIndex(place)

    def _choose_indicator(self, place: int) -> None:
        """Take another indicator for the selected line; who had it before goes without."""
        origin = self._line_on_show()
        if origin < 0:
            return
        table = max(self.table_field.currentIndex(), 0)
        chosen = None if place == 0 else self._followed[place - 1]
        for other in range(len(self._report.lines)):
            match = self._matched(other)
            if chosen is not None and match is not None and match.indicator is chosen:
                self._chosen_by_hand[table, other] = None
        self._chosen_by_hand[table, origin] = chosen
        self.refresh()
        row = next((n for n, line in enumerate(self.model.lines) if line.origin == origin), -1)
        if row >= 0:
            self.table.selectRow(row)

    @property
    def _report(self) -> ReportTable:
        return self._tables[max(self.table_field.currentIndex(), 0)]

    def _matched(self, origin: int) -> Match | None:
        """Return the indicator of a line: as a person said, else as it was found."""
        table = max(self.table_field.currentIndex(), 0)
        if (table, origin) in self._chosen_by_hand:
            chosen = self._chosen_by_hand[table, origin]
            return None if chosen is None else Match(chosen, sure=True)
        if table not in self._matches:
            names = [(line.number, line.name) for line in self._report.lines]
            self._matches[table] = match_names(names, self._followed)
        return self._matches[table][origin]

    # ---- Lines

    @property
    def _chosen(self) -> ResultPeriod | None:
        """The period of the figures; None while nothing says it and the person has not yet."""
        place = self.period.currentIndex()
        return self._periods[place] if place >= 0 else None

    def _choose_table(self) -> None:
        named = self._report.period
        if named is not None and named not in self._periods:
            self._periods.append(named)
            self.period.addItem(told(capital(named.words)))
        self.period.setCurrentIndex(-1 if named is None else self._periods.index(named))
        self.refresh()

    def _lines(self, notation: Notation, factor: float) -> list[PreviewLine]:
        period = self._chosen
        if period is None:
            return [PreviewLine(None, None, tr("Kỳ số liệu"), *_NONE, _NO_PERIOD, sure=False)]
        found, lost = [], []
        for origin, line in enumerate(self._report.lines):
            match = self._matched(origin)
            if match is None:
                said = "; ".join(line.figures.values())
                lost.append(
                    PreviewLine(
                        *(None, None, line.name, said, formats.NONE_SIGN),
                        note=tr("không khớp chỉ tiêu nào trong sổ"),
                        sure=False,
                        origin=origin,
                    )
                )
                continue
            empty = [(kind, "") for kind in line.doubts if kind not in line.figures]
            for kind, text in (*line.figures.items(), *empty):
                if not self._report.fits(kind, period):
                    continue
                how = (period, notation, factor)
                shown = self._line(line, match, kind, text, how)
                found += [] if shown is None else [replace(shown, origin=origin)]
        lost += [_not_taken(head, _CLAIMED_TWICE) for head in self._report.left]
        others = [
            head
            for kind, head in self._report.columns.items()
            if not self._report.fits(kind, period)
        ]
        elsewhere = {head for each in self._tables if each.period for head in each.columns.values()}
        lost += [
            _not_taken(head, _OTHER_TABLE if head in elsewhere - set(others) else _OTHER_PERIOD)
            for head in (*others, *self._report.others)
        ]
        lost += [_not_taken(head, _OTHER_YEAR) for head in self._report.other_years]
        lost += [_not_taken(head, _UNKNOWN) for head in self._report.unknown]
        if passed := [f"“{head}”" for head in self._report.passed if head]:
            name = tr("Cột {passed}", passed=", ".join(passed))
            lost.append(PreviewLine(None, None, name, *_NONE, _PASSED, sure=False))
        if self._report.only_year:
            lost.append(PreviewLine(None, None, tr("Kỳ số liệu"), *_NONE, _ONLY_YEAR, sure=False))
        return found + lost

    def _line(
        self,
        line: ReportLine,
        match: Match,
        kind: FigureKind,
        text: str,
        how: tuple[ResultPeriod, Notation, float],
    ) -> PreviewLine | None:
        indicator, (period, written, factor) = match.indicator, how
        if kind in COUNTS:
            factor = 1.0
        cell = Cell(indicator.id, period.key, kind)
        notation = Notation.VIETNAMESE if kind in line.numeric else written
        typed = scaled(self._values.read(cell, text, notation), factor)
        old = self._values.old_words(cell)
        if not text:
            said = (FIGURE_NAMES[kind], old or formats.NONE_SIGN, line.doubts[kind])
            return PreviewLine(None, None, indicator.name, *said, sure=False)
        if typed.figure is None:
            what = f"{told(FIGURE_NAMES[kind])}: {text}"
            return PreviewLine(
                None, None, indicator.name, what, old or formats.NONE_SIGN, NOT_A_NUMBER, False
            )
        if typed.figure.value is None or typed.figure.text == old:
            return None
        doubts = [said for said in (typed.figure.note, line.doubts.get(kind)) if said]
        if not match.sure:
            doubts.append(tr("tệp ghi “{name}”, hãy xem lại", name=line.name))
        if kind in COUNTS:
            other = "" if is_ranked(indicator) else _NOT_RANKED
        else:
            other = cell_doubt(text, indicator.unit, notation, factor)
            other = other or unit_doubt(line.unit, indicator.unit, factor)
        doubts += [other] if other else []
        return PreviewLine(
            cell,
            typed,
            indicator.name,
            what_words(kind, period),
            old or formats.NONE_SIGN,
            "; ".join(map(told, doubts)),
            sure=match.sure and not other,
        )

    # ---- Recording

    def _made(self) -> ResultBatch | None:
        day = self.day.day
        if day is None:
            return None
        taken = self.taken
        figures = {cell: t.figure for cell, t in taken.items() if t.figure is not None}
        seen = {(cell.indicator_id, cell.period): self._values.seen_of(cell) for cell in taken}
        return ResultBatch(figures, day, self.source.text().strip(), seen)

    def _show_count(self) -> None:
        super()._show_count()
        if self._chosen is None:
            self.count.setText(tr("Chọn kỳ số liệu để xem trước."))
        self._show_reason()

    def _show_reason(self) -> None:
        batch = self._made()
        if self._chosen is None:
            reason = _ASK_PERIOD
        elif batch is None:
            reason = tr("Chưa rõ ngày số liệu. Ghi như 5/3 hoặc 05/03/2026.")
        else:
            reason = (refusal(batch, self._book, self._today) or "") if batch.figures else ""
        show_error(self.error, reason)
        self.accept_button.setEnabled(bool(self.taken) and not reason)

    def _confirm(self) -> None:
        self._show_reason()
        if self.accept_button.isEnabled():
            self.batch = self._made()
            self.accept()


def _not_taken(head: str, why: str) -> PreviewLine:
    """Tell of a column of the file that is not recorded."""
    none = formats.NONE_SIGN
    return PreviewLine(None, None, tr("Cột “{head}”", head=head), none, none, note=why, sure=False)

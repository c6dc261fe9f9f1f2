"""The page Chỉ tiêu: what documents ask for, what was reached, and where they disagree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.indicator_figures import newest_period
from app.domain.indicator_row import tally_of
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.result_period import ResultPeriod, offered, usual_of_year
from app.domain.text import fold_words
from app.views.indicator_lists import (
    ComparisonKey,
    IndicatorFilter,
    IndicatorLists,
    differing,
    tally_words,
)
from app.views.language import tr
from app.views.pages.indicator_acts import IndicatorActs
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.indicator_detail import IndicatorDetail
from app.views.widgets.indicator_list import COMPARISON, LIST, RESULTS, YEARS, IndicatorListPane
from app.views.widgets.period_field import PeriodField
from app.views.widgets.side_pane import SidePane

if TYPE_CHECKING:
    from app.background.jobs import Job
    from app.views.prompts import Prompts
    from app.views.session import Session

_LIST_WIDTH = 480
_DETAIL_LEAST, _DETAIL_SHARE, _DETAIL_MOST = 340, 0.325, 526
_SHOW_AFTER = 30
"""Milliseconds that a row has to stay selected until its detail is shown: arrows run past many."""
NOTHING_LISTED = tr("Danh sách đang trống nên chưa chọn chỉ tiêu nào.")


class IndicatorsPage(QWidget):
    """List or comparison at the left, one indicator at the right."""

    status_changed = Signal()
    """`status_texts` says something else now."""
    search_dropped = Signal()
    """The words of the search are taken away with the filters."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Show the session's register, if one is open; ``prompts`` asks where it must."""
        super().__init__(parent)
        self._session = session
        self._read_book: IndicatorBook | None = None
        self._period: ResultPeriod | None = None
        self._lists: IndicatorLists | None = None
        self._found: list[IndicatorRecord] = []
        self._typed = ""
        self._folded: set[Hashable] = set()
        self._known_folds: set[Hashable] = set()
        self._job: Job | None = None
        self._wanted = 0
        self._stale = True
        self._sized = False
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SHOW_AFTER)
        self._delay.timeout.connect(self._show_wanted)
        self.period_label = QLabel(tr("Kỳ số liệu"))
        self.period_label.setProperty("tone", "text2")
        self.period_field = PeriodField()
        self.acts = IndicatorActs(self, session, prompts)
        self.list = IndicatorListPane(self)
        self.detail = IndicatorDetail(prompts)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.list.setMinimumWidth(_LIST_WIDTH)
        self._splitter.addWidget(self.list)
        self.pane = SidePane(self.detail, self._splitter, self, _DETAIL_LEAST)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        FocusDoor(self, self.list)
        self._connect()

    # ---- For the window

    @property
    def book(self) -> IndicatorBook | None:
        """What was read last."""
        return None if self._lists is None else self._lists.book

    def set_search(self, text: str) -> None:
        """Show the indicators that hold the words typed, accents ignored; "" shows all again."""
        if text != self._typed:
            self._typed = text
            self._show()

    def header_widgets(self) -> list[QWidget]:
        """Return the period, for the top bar."""
        return [self.period_label, self.period_field]

    @property
    def period(self) -> ResultPeriod | None:
        """The period whose figures are on show, chosen or not."""
        return None if self.book is None else self.book.period

    @property
    def listed(self) -> list[IndicatorRecord]:
        """The indicators that the filters leave, in order."""
        return [each for each in self._found if not each.closed]

    @property
    def compares_documents(self) -> bool:
        """Whether the comparison of documents is on show."""
        return self.list.views.place == COMPARISON

    def current_scope(self) -> SheetScope:
        """Return what a sheet of this list is about: the narrowest filter that a sheet knows."""
        chosen = self._chosen()
        if chosen.document is not None or self.compares_documents:
            return _scope(SheetScopeKind.DOCUMENT, chosen.document)
        if chosen.lead is not None:
            return _scope(SheetScopeKind.AGENCY, chosen.lead)
        return _scope(SheetScopeKind.LEADER, chosen.leader)

    def show_period(self, period: ResultPeriod) -> None:
        """Show the figures of another period; the figures read stay."""
        self._period = period
        if self._read_book is not None:
            self._show_book(self._read_book)

    def focus_list(self) -> None:
        """Put the keyboard into the table on show."""
        self.list.current_table.setFocus(Qt.FocusReason.TabFocusReason)

    def open_indicator(self, key: int) -> None:
        """Select an indicator in the list and show its detail, whatever has to be dropped."""
        if self._lists is None or key not in self._lists.book.by_id:
            return
        if self.list.views.place == COMPARISON:
            self.list.views.choose(RESULTS)
        if all(each.id != key for each in self._found):
            self._drop_filter()
        self._show()
        self.list.current_table.select(key)
        self._show_detail(key)
        self._show_wanted()
        self.pane.set_open(opened=True)

    def status_texts(self) -> tuple[str, str]:
        """Return how many indicators of how many are shown, and how documents agree."""
        if self._lists is None:
            return "", ""
        total = formats.number(len(self._lists.followed))
        past = sum(each.closed for each in self._found)
        shown = tr(
            "Hiển thị {found} / {total} chỉ tiêu",
            found=formats.number(len(self._found) - past),
            total=total,
        )
        if past:
            shown = tr(
                "{shown}, {past} của văn bản đã kết thúc", shown=shown, past=formats.number(past)
            )
        if self.list.views.place == COMPARISON:
            compared = tally_words(self._lists.comparisons(self._lists.book.indicators))
            return shown, tr("Đối chiếu văn bản: {compared}", compared=compared) if compared else ""
        return shown, tr(
            "Số liệu khớp: {proof}", proof=tally_of(list(self._lists.rows.values())).proof()
        )

    # ---- Reading

    def _connect(self) -> None:
        self._session.index_changed.connect(self._index_changed)
        pane = self.list
        pane.view_chosen.connect(lambda _place: self._show())
        pane.filter_changed.connect(self._show)
        pane.filter_dropped.connect(self._drop_and_show)
        pane.detail_asked.connect(self._open_detail)
        pane.table.record_selected.connect(self._show_detail)
        pane.results.record_selected.connect(self._show_detail)
        pane.years.record_selected.connect(self._show_detail)
        pane.comparisons.record_selected.connect(lambda key: self._show_detail(key.indicator))
        for table in (pane.results, pane.table, pane.years, pane.comparisons):
            table.record_activated.connect(lambda _key: self._open_detail())
            table.folded.connect(self._note_folded)
        pane.entry_asked.connect(self.acts.enter)
        pane.import_asked.connect(self.acts.import_file)
        self.period_field.period_chosen.connect(self.show_period)
        self.detail.entry_asked.connect(self.acts.enter)
        self.detail.judging_chosen.connect(self.acts.choose_judging)
        self.detail.closed.connect(self._close_detail)
        self.detail.left.connect(self._leave_detail)
        self.pane.opened_changed.connect(lambda: pane.offer_detail(offered=not self.pane.is_open))

    def _index_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        from app.services import reading_indicators  # noqa: PLC0415 - not before a register is open

        if self._session.index is None:
            return
        self._stale = False
        if self._job is not None:
            self._job.cancel()
        self._job = self._session.run(
            reading_indicators.load_indicators,
            self._session.as_of,
            owner=self,
            done=self._take_book,
        )

    def _take_book(self, book: IndicatorBook) -> None:
        self._read_book = book
        self._show_book(book)

    def _show_book(self, book: IndicatorBook) -> None:
        periods = offered(book.as_of)
        period = self._period
        if period not in periods or period is None:
            period = newest_period(book) or usual_of_year(book.as_of)
        self.period_field.offer(periods, period)
        book = replace(book, period=period)
        self._lists = lists = IndicatorLists(book)
        self.acts.show_past(past=self._session.is_past)
        self.list.lead.offer(lists.leads())
        self.list.leader.offer(lists.leaders())
        self.list.document.offer(lists.documents())
        first_folds = set(lists.folded_at_first())
        self._folded |= first_folds - self._known_folds
        self._known_folds |= first_folds
        self._show()

    # ---- Showing

    def _chosen(self) -> IndicatorFilter:
        pane = self.list
        words = tuple(fold_words(self._typed))
        lights = pane.lights.lights if pane.views.place == RESULTS else None
        return IndicatorFilter(pane.lead.key, pane.leader.key, pane.document.key, words, lights)

    def _show(self) -> None:
        if self._lists is None:
            return
        self._found = self._lists.found(self._chosen())
        compared = self._lists.comparisons(self._found)
        followed = sum(not each.closed for each in self._found)
        self.list.show_counts(followed, differing(compared.values()))
        every = self._lists.found(replace(self._chosen(), lights=None))
        self.list.lights.show_tally(tally_of([self._lists.rows[each.id] for each in every]))
        self._show_view()
        self.status_changed.emit()

    def _show_view(self) -> None:
        """Fill the table of the view that is chosen; the other one waits until it is."""
        if self._lists is None:
            return
        lists, chosen = self._lists, self._chosen()
        # What is looked for must not hide in a folded group.
        folded: Sequence[Hashable] = () if chosen.narrows else tuple(self._folded)
        self.detail.mark(chosen.words)
        if self.list.views.place == COMPARISON:
            compared = lists.comparisons(self._found)
            model = self.list.comparison_model
            model.show_comparisons(lists.book, compared, chosen.words, folded)
        else:
            ids = {each.id for each in self._found}
            groups = lists.groups(self._found)
            if self.list.views.place == LIST:
                self.list.model.show_book(lists.book, groups, ids, chosen.words, folded)
            elif self.list.views.place == YEARS:
                self.list.years_model.show_years(
                    lists.book,
                    lists.rows,
                    lists.assessments,
                    groups,
                    ids,
                    words=chosen.words,
                    folded=folded,
                )
            else:
                self.list.result_model.show_rows(
                    lists.book, lists.rows, groups, ids, words=chosen.words, folded=folded
                )
        table = self.list.current_table
        if table.record_model.record_count:
            self.list.show_table()
            self._select_something()
            self._show_selected()
        else:
            self.list.show_empty(*self._empty_words(), can_drop=chosen.narrows)
            self._delay.stop()
            self.detail.show_nothing(NOTHING_LISTED)

    def _select_something(self) -> None:
        table = self.list.current_table
        if table.record_model.row_of(table.selected) >= 0:
            return
        table.select_first()
        if self.list.views.place != COMPARISON:
            table.select(self._found[0].id)  # what it is part of may stand over it

    def _show_selected(self) -> None:
        selected = self.list.current_table.selected
        key = selected.indicator if isinstance(selected, ComparisonKey) else selected
        if isinstance(key, int):
            self._show_detail(key)

    def _show_detail(self, key: int) -> None:
        """Show an indicator as soon as it stays selected."""
        self._wanted = key
        if self._lists is not None and self.detail.shows(key, self._lists.book):
            self._delay.stop()  # it is on show already
        else:
            self._delay.start()

    def _show_wanted(self) -> None:
        self._delay.stop()
        if self._lists is None:
            return
        indicator = self._lists.book.by_id.get(self._wanted)
        if indicator is None:
            self.detail.show_nothing()
        else:
            self.detail.show_indicator(
                indicator,
                self._lists.book,
                self._lists.assessments[indicator.id],
                editable=not self._session.is_past,
            )

    def _empty_words(self) -> tuple[str, str]:
        if self._typed.strip():
            advice = tr("Thử ít từ hơn hoặc kiểm tra lại chữ; xóa ô tìm kiếm để trở về danh sách.")
            return tr("Không tìm thấy “{typed}”.", typed=self._typed.strip()), advice
        if self.list.views.place == COMPARISON:
            advice = tr("Chỉ tiêu chỉ có ở một văn bản thì không có gì để đối chiếu.")
            return tr("Không có mức nào được ghi ở hai nơi."), advice
        if self._chosen().narrows:
            return tr("Không có chỉ tiêu nào như đang lọc."), tr("Bỏ lọc để xem mọi chỉ tiêu.")
        day = formats.date_in_text(self._session.as_of)
        advice = tr("Chọn Ngày báo cáo muộn hơn ở phía trên, hoặc mở sổ khác.")
        return tr("Đến ngày {day}, sổ chưa có chỉ tiêu nào.", day=day), advice

    def _drop_filter(self) -> None:
        self._typed = ""
        self.search_dropped.emit()
        for box in (self.list.lead, self.list.leader, self.list.document):
            box.choose(None)
        self.list.lights.choose(None)

    def _drop_and_show(self) -> None:
        self._drop_filter()
        self._show()

    def _note_folded(self, key: Hashable, folded: bool) -> None:  # noqa: FBT001 - a Qt slot
        if not self._chosen().narrows:
            (self._folded.add if folded else self._folded.discard)(key)

    # ---- The detail

    def _open_detail(self) -> None:
        if self._delay.isActive():
            self._show_wanted()
        self.pane.set_open(opened=True)
        self.detail.close_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_detail(self) -> None:
        self.pane.set_open(opened=False)
        self.focus_list()

    def _leave_detail(self) -> None:
        if self.pane.is_floating:
            self.pane.set_open(opened=False)
        self.focus_list()

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._stale:
            self._read()

    def _fit(self) -> None:
        self.pane.fit(self.window().width())
        if self._sized or not self.isVisible() or self.pane.is_floating:
            return
        self._sized = True
        share = int(self.width() * _DETAIL_SHARE)
        detail = min(max(share, _DETAIL_LEAST), _DETAIL_MOST)
        self._splitter.setSizes([self.width() - detail, detail])


def _scope(kind: SheetScopeKind, key: int | None) -> SheetScope:
    return SheetScope() if key is None else SheetScope(kind, key)

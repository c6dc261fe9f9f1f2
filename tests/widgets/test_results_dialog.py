"""The grid of results: typed and moved through as in Excel, pasted from its clipboards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from app.domain.indicators import Accumulation
from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.domain.typed_number import Notation
from app.views import theme
from app.views.dialogs import results_dialog
from app.views.dialogs.result_preview import ResultPreview
from app.views.dialogs.results_dialog import ResultsDialog
from app.views.prompts import ScriptedPrompts
from app.views.tables.entry_grid import clipboard_words
from app.views.tables.html_cells import cells_of
from tests.factories import AS_OF
from tests.indicator_fakes import INDICATORS, make_book, make_indicator, make_result, make_target

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PREVIEW = "app.views.dialogs.results_dialog.ResultPreview.exec"
OCTOBER = ResultPeriod(2026, Span.MONTH, 10)
REVENUE, VISITORS, BEDS = 21, 22, 23
VALUE, CUMULATIVE, SAME, ESTIMATE = range(1, 5)
"""Columns of the grid of one period."""


def target(value: float, **fields):
    return (make_target(value, **fields),)


ROWS = (
    make_indicator(
        REVENUE,
        "Thu ngân sách nhà nước trên địa bàn",
        unit="Tỷ đồng",
        accumulation=Accumulation.CUMULATIVE,
        targets=target(23500, unit="Tỷ đồng", text="23.500"),
        results=(
            make_result(
                18662, period="2026-10", cumulative=18662, document_id=0, id=7, text="18.662"
            ),
        ),
    ),
    make_indicator(VISITORS, "Tổng lượng khách du lịch", unit="1000 lượt người"),
    make_indicator(BEDS, "Số giường bệnh trên 1 vạn dân", unit="Giường", group="II. Xã hội"),
)


@pytest.fixture
def prompts():
    return ScriptedPrompts()


@pytest.fixture
def dialog(qtbot, qapp, prompts):
    theme.apply(qapp, theme.LIGHT_THEME)
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    made = ResultsDialog(book, ROWS, AS_OF, prompts)
    # With figures in it, it asks before it closes.
    qtbot.addWidget(made, before_close_func=lambda made: made.grid_model.typed.clear())
    made.show()
    made.grid.setFocus()
    return made


@pytest.fixture
def accepted(monkeypatch):
    """Previews are accepted as they come; what they showed is kept."""
    shown: list[ResultPreview] = []

    class Accepted(ResultPreview):
        notation_to_choose: Notation | None = None

        def exec(self) -> int:
            if self.notation is None and Accepted.notation_to_choose is not None:
                place = tuple(Notation).index(Accepted.notation_to_choose)
                self.notations.button(place).click()
            shown.append(self)
            return QDialog.DialogCode.Accepted

        def deleteLater(self) -> None:
            """Stay: the test looks at it."""

    monkeypatch.setattr(results_dialog, "ResultPreview", Accepted)
    yield shown
    for each in shown:
        each.close()
        QDialog.deleteLater(each)


def here(dialog: ResultsDialog) -> tuple[int, int]:
    index = dialog.grid.currentIndex()
    indicator = dialog.grid_model.indicator_at(index.row())
    assert indicator is not None
    return indicator.id, index.column()


def go(dialog: ResultsDialog, indicator: int, column: int) -> None:
    dialog.grid.go_to(dialog.grid_model.row_of(indicator), column)


def figures(dialog: ResultsDialog) -> dict[tuple[int, FigureKind], float | None]:
    return {
        (cell.indicator_id, cell.kind): typed.value
        for cell, typed in dialog.grid_model.figures.items()
    }


def editor(dialog: ResultsDialog) -> QLineEdit:
    return dialog.grid.findChildren(QLineEdit)[-1]  # those before it wait to be deleted


def type_in(qtbot, dialog: ResultsDialog, words: str) -> None:
    """Type as a person does: the first letter opens the editor, the others go into it."""
    qtbot.keyClick(dialog.grid, words[0])
    if words[1:]:
        qtbot.keyClicks(editor(dialog), words[1:])


def test_type_enter_tab_and_arrows_as_in_excel(qtbot, dialog):
    go(dialog, REVENUE, CUMULATIVE)
    type_in(qtbot, dialog, "20.874")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Return)
    assert here(dialog) == (VISITORS, CUMULATIVE)
    type_in(qtbot, dialog, "10046")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Tab)
    assert here(dialog) == (VISITORS, SAME)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Down)  # over the head of a group
    assert here(dialog) == (BEDS, SAME)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Left)
    type_in(qtbot, dialog, "41,5")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Up)
    assert here(dialog) == (VISITORS, CUMULATIVE)
    assert figures(dialog) == {
        (REVENUE, FigureKind.CUMULATIVE): 20874,
        (VISITORS, FigureKind.CUMULATIVE): 10046,
        (BEDS, FigureKind.CUMULATIVE): 41.5,
    }


def test_tab_at_the_end_of_a_row_goes_to_the_next(qtbot, dialog):
    go(dialog, VISITORS, ESTIMATE)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Tab)
    assert here(dialog) == (BEDS, VALUE)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Backtab)
    assert here(dialog) == (VISITORS, ESTIMATE)


def test_words_that_are_no_number_are_kept_and_stop_the_recording(qtbot, dialog):
    go(dialog, VISITORS, CUMULATIVE)
    type_in(qtbot, dialog, "abc")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Return)
    go(dialog, VISITORS, CUMULATIVE)
    assert "Không phải là số" in dialog.remark.text()
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.grid_model.typed == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("155,000", "“155,000” hiểu là 155, không phải 155.000"),
        ("1,234", "“1,234” hiểu là 1,234, không phải 1.234"),
        ("155.000", ""),
        ("14,97", ""),
        ("155,000.5", ""),
    ],
)
def test_a_typed_english_number_is_told_also_after_enter(qtbot, dialog, words, told):
    go(dialog, VISITORS, CUMULATIVE)
    type_in(qtbot, dialog, words)
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Return)
    assert here(dialog) != (VISITORS, CUMULATIVE)
    assert told in dialog.remark.text()
    assert ("hiểu là" in dialog.remark.text()) is bool(told)
    go(dialog, VISITORS, CUMULATIVE)
    assert ("hiểu là" in dialog.remark.text()) is bool(told)


def test_delete_empties_and_what_was_there_is_asked_about(qtbot, dialog, prompts):
    go(dialog, REVENUE, CUMULATIVE)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Delete)
    assert figures(dialog) == {(REVENUE, FigureKind.CUMULATIVE): None}
    prompts.answers.append(False)
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "18.662 → xóa" in prompts.calls[-1].text
    prompts.answers.append(True)
    dialog.accept_button.click()
    assert dialog.batch is not None
    assert dialog.batch.seen == {(REVENUE, "2026-10"): 7}


def test_a_batch_has_its_date_and_source(qtbot, dialog):
    go(dialog, VISITORS, CUMULATIVE)
    type_in(qtbot, dialog, "10.046")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Return)
    dialog.day.setText("31/12/2026")
    assert not dialog.accept_button.isEnabled()
    assert "tương lai" in dialog.error.text()
    dialog.day.setText("30/10/2026")
    dialog.source.setText("Báo cáo 125")
    dialog.accept_button.click()
    batch = dialog.batch
    assert batch is not None
    assert (batch.effective_on, batch.source) == (dt.date(2026, 10, 30), "Báo cáo 125")


def paste(qtbot, dialog, text: str = "", html: str = "") -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_clipboard_of_excel_is_shown_old_to_new_and_is_one_step(qtbot, dialog, accepted):
    go(dialog, REVENUE, CUMULATIVE)
    # Excel: tabs, CRLF at every end, and quotation marks round a cell with a line end.
    paste(qtbot, dialog, '"20.874,5\r\n"\t17.630\t24.000\r\n10.046\t\t11.400\r\n41,5\t–\t\r\n')
    lines = accepted[0].model.lines
    assert [(line.name[:8], line.old, line.new) for line in lines] == [
        ("Thu ngân", "18.662", "20.874,5"),
        ("Thu ngân", "–", "17.630"),
        ("Thu ngân", "–", "24.000"),
        ("Tổng lượ", "–", "10.046"),
        ("Tổng lượ", "–", "11.400"),
        ("Số giườn", "–", "41,5"),
    ]
    assert len(dialog.grid_model.figures) == 6
    assert dialog.count.text() == "6 số liệu vừa nhập, trong đó 1 thay số đang có"
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.grid_model.figures == {}


def test_what_is_not_ticked_stays_out(qtbot, dialog, accepted, monkeypatch):
    go(dialog, REVENUE, CUMULATIVE)

    def exec_without_first(self):
        index = self.model.index(0, 0)
        unchecked = Qt.CheckState.Unchecked.value
        self.model.setData(index, unchecked, Qt.ItemDataRole.CheckStateRole)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PREVIEW, exec_without_first)
    paste(qtbot, dialog, "20.874,5\n10.046,1\n")
    assert figures(dialog) == {(VISITORS, FigureKind.CUMULATIVE): 10046.1}


@pytest.mark.parametrize(
    ("notation", "expected"), [(Notation.VIETNAMESE, 20874), (Notation.ENGLISH, 20.874)]
)
def test_what_can_be_read_in_two_ways_is_asked_once(qtbot, dialog, accepted, notation, expected):
    getattr(results_dialog, "ResultPreview").notation_to_choose = notation  # noqa: B009
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, "20.874\r\n10.046\r\n")
    assert figures(dialog)[REVENUE, FigureKind.CUMULATIVE] == expected


def test_nothing_is_taken_before_the_question_is_answered(qtbot, dialog, accepted):
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, "20.874\r\n10.046\r\n")
    assert accepted[0].model.lines == ()
    assert not accepted[0].accept_button.isEnabled()
    assert figures(dialog) == {}


def test_english_numbers_tell_themselves(qtbot, dialog, accepted):
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, "20,874\t17,630.25\r\n")
    assert figures(dialog)[REVENUE, FigureKind.CUMULATIVE] == 20874
    assert figures(dialog)[REVENUE, FigureKind.SAME_PERIOD] == 17630.25


def test_units_are_changed_only_on_request(qtbot, dialog, accepted, monkeypatch):
    def exec_with_factor(self):
        self.factor.setCurrentIndex(3)
        self.refresh()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PREVIEW, exec_with_factor)
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, "20874500\r\n")
    assert figures(dialog)[REVENUE, FigureKind.CUMULATIVE] == 20874.5


def test_names_that_come_along_decide_the_rows(qtbot, dialog, accepted):
    go(dialog, REVENUE, CUMULATIVE)
    paste(
        qtbot,
        dialog,
        "3\tSố giường bệnh trên 1 vạn dân\tGiường\t41,5\r\n"
        "9\tChỉ tiêu lạ của nơi khác\tNgười\t12\r\n"
        "1\tThu ngân sách Nhà nước trên địa bàn\tTỷ đồng\t20.874,5\r\n",
    )
    assert figures(dialog) == {
        (BEDS, FigureKind.CUMULATIVE): 41.5,
        (REVENUE, FigureKind.CUMULATIVE): 20874.5,
    }
    lost = [line for line in accepted[0].model.lines if not line.can_be_taken]
    assert [line.name for line in lost] == ["Chỉ tiêu lạ của nơi khác"]


def test_cells_beyond_the_grid_are_told(qtbot, dialog, accepted):
    go(dialog, BEDS, ESTIMATE)
    paste(qtbot, dialog, "41,5\t1\r\n2\t3\r\n")
    assert figures(dialog) == {(BEDS, FigureKind.ESTIMATE): 41.5}


EXCEL_HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><style>td{}</style></head>
<body><!--StartFragment--><table border=0 cellpadding=0 style='width:96pt'>
 <col width=64 span=2><tr height=20><td height=20 class=xl65 align=right
  style='height:15.0pt' x:num="20874.5">20.874,5</td><td class=xl65>17.630</td></tr>
 <tr><td colspan=2>10.046<br>&nbsp;</td></tr></table><!--EndFragment--></body></html>"""


def test_html_is_read_where_there_is_no_text(qtbot, dialog, accepted):
    assert cells_of(EXCEL_HTML) == [["20.874,5", "17.630"], ["10.046", ""]]
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, html=EXCEL_HTML)
    assert figures(dialog)[REVENUE, FigureKind.CUMULATIVE] == 20874.5
    mime = QMimeData()
    mime.setHtml(EXCEL_HTML)
    mime.setText("1\t2\r\n")
    QGuiApplication.clipboard().setMimeData(mime)
    assert clipboard_words() == "1\t2\r\n"


def test_blank_lines_at_heads_of_groups_keep_the_rows_in_place(qtbot, dialog, accepted):
    """Their worksheet has a line for each group, too: its figures must not move up by one."""
    go(dialog, VISITORS, CUMULATIVE)
    paste(qtbot, dialog, "10.046,5\r\n\r\n41,5\r\n")
    lines = {line.name[:8]: (line.new, line.sure) for line in accepted[0].model.lines}
    assert lines == {"Tổng lượ": ("10.046,5", True), "Số giườn": ("41,5", False)}
    assert "được hiểu là dòng nhóm" in accepted[0].model.lines[1].note


def test_without_blank_lines_heads_are_passed_over(qtbot, dialog, accepted):
    go(dialog, VISITORS, CUMULATIVE)
    paste(qtbot, dialog, "10.046,5\r\n41,5\r\n")
    assert figures(dialog) == {
        (VISITORS, FigureKind.CUMULATIVE): 10046.5,
        (BEDS, FigureKind.CUMULATIVE): 41.5,
    }


def test_a_column_that_repeats_the_plan_is_no_result(qtbot, dialog, accepted):
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, "5\tThu ngân sách nhà nước trên địa bàn\tTỷ đồng\t23.500\t20.874,5\r\n")
    assert figures(dialog) == {(REVENUE, FigureKind.CUMULATIVE): 20874.5}
    assert any("trùng kế hoạch" in each.text() for each in accepted[0].findChildren(QLabel))


def test_figures_that_name_another_unit_are_not_ticked(qtbot, dialog, accepted):
    go(dialog, REVENUE, CUMULATIVE)
    paste(qtbot, dialog, "20.874.500 triệu đồng\t88,8%\r\n")
    assert figures(dialog) == {}
    assert all("ghi đơn vị" in line.note for line in accepted[0].model.lines)


def test_several_cells_put_into_one_are_no_number(qtbot, dialog):
    go(dialog, VISITORS, CUMULATIVE)
    dialog.grid_model.setData(dialog.grid.currentIndex(), "234\n567")
    assert figures(dialog) == {}
    assert len(dialog.grid_model.wrong) == 1


def test_an_empty_clipboard_says_so(qtbot, dialog, prompts):
    go(dialog, BEDS, CUMULATIVE)
    paste(qtbot, dialog, "\r\n")
    assert prompts.calls[-1].title == "Không có gì để dán"
    assert dialog.grid_model.figures == {}


def test_what_is_copied_can_be_pasted_again(qtbot, dialog):
    go(dialog, REVENUE, CUMULATIVE)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "18.662\r\n"


def test_many_periods_stand_beside_each_other(dialog):
    dialog.ways.setCurrentIndex(3)
    dialog.ways.activated.emit(3)
    model = dialog.grid_model
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert heads == ["Kế hoạch", "6T đầu", "9 tháng", "6T cuối"]
    dialog.ways.setCurrentIndex(1)
    dialog.ways.activated.emit(1)
    assert model.columnCount() == 13
    assert model.index(model.row_of(REVENUE), 10).data() == "18.662"


def test_figures_are_not_thrown_away_unasked(qtbot, dialog, prompts):
    go(dialog, VISITORS, CUMULATIVE)
    type_in(qtbot, dialog, "5")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Return)
    prompts.answers.append(False)
    dialog.reject()
    assert dialog.isVisible()
    prompts.answers.append(True)
    dialog.reject()
    assert not dialog.isVisible()


def test_names_give_way_before_a_figure_is_out_of_sight(qtbot, dialog):
    grid = dialog.grid
    for room in (-40, 60):
        width = grid.horizontalHeader().length() + 330 + room
        grid.setFixedWidth(width + grid.width() - grid.viewport().width() - grid_names(grid))
        qtbot.waitUntil(lambda room=room: abs(grid_names(grid) - 330 - room) <= 2)


def grid_names(grid):
    return grid.verticalHeader().width()

"""Results from a report's file: its lines, units and period, before they are recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.domain.result_report import ReportLine, ReportTable
from app.views import theme
from app.views.dialogs.result_import_dialog import ResultImportDialog
from tests.factories import AS_OF
from tests.indicator_fakes import INDICATORS, make_book, make_indicator
from tests.widgets.test_results_dialog import OCTOBER, REVENUE, ROWS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SO_FAR = (FigureKind.CUMULATIVE,)


def report(*lines: ReportLine) -> ReportTable:
    return ReportTable({FigureKind.CUMULATIVE: "Lũy kế 10 tháng"}, OCTOBER, lines)


def line(number: str, name: str, figure: str, unit: str = "") -> ReportLine:
    return ReportLine(number, name, unit, {FigureKind.CUMULATIVE: figure})


@pytest.fixture
def importing(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT_THEME)
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)

    def make(*lines: ReportLine) -> ResultImportDialog:
        made = ResultImportDialog("bao-cao.xlsx", [report(*lines)], book, AS_OF)
        qtbot.addWidget(made)
        return made

    return make


def test_lines_of_a_report_are_matched_and_ticked_if_sure(importing):
    made = importing(
        line("1", "- Thu ngân sách nhà nước trên địa bàn (tỷ đồng)", "20.874,5", "Tỷ đồng"),
        line("2", "Tổng khách du lịch", "10046", "1000 lượt người"),
        line("", "Không có trong sổ", "5"),
        line("", "Số giường bệnh trên 1 vạn dân", "hơn bốn mươi"),
    )
    assert [(each.name[:10], each.old, each.new) for each in made.model.lines][:2] == [
        ("Thu ngân s", "18.662", "20.874,5"),
        ("Tổng lượng", "–", "10.046"),
    ]
    assert [each.can_be_taken for each in made.model.lines] == [True, True, False, False]
    assert made.model.ticked == {0}
    made.accept_button.click()
    assert made.batch is not None
    assert [typed.value for typed in made.batch.figures.values()] == [20874.5]
    assert made.batch.source == "bao-cao.xlsx"
    assert made.batch.seen == {(REVENUE, "2026-10"): 7}


def test_another_unit_is_told_and_ticked_only_once_it_is_changed(importing):
    made = importing(
        line("1", "Thu ngân sách nhà nước trên địa bàn", "20874500", "Triệu đồng"),
    )
    assert made.model.ticked == set()
    assert "tệp ghi đơn vị “Triệu đồng”" in made.model.lines[0].note
    made.factor.setCurrentIndex(3)
    made.refresh()
    assert made.model.ticked == {0}
    assert made.model.lines[0].new == "20.874,5"


def test_a_wrong_day_keeps_the_report_from_being_recorded(importing):
    made = importing(line("1", "Thu ngân sách nhà nước trên địa bàn", "20.874,5"))
    made.day.setText("1/9/2026")
    assert not made.accept_button.isEnabled()
    assert "chưa bắt đầu" in made.error.text()


def test_a_line_can_be_given_to_another_indicator_by_hand(importing):
    made = importing(
        line("", "Nguồn thu của ngân sách", "20.874,5"),
        line("", "Số giường bệnh trên 1 vạn dân", "41,5"),
    )
    assert [each.can_be_taken for each in made.model.lines] == [True, False]
    made.table.selectRow(1)
    assert made.line_words.text() == "“Nguồn thu của ngân sách” là"
    place = made.indicator.findText("Thu ngân sách nhà nước trên địa bàn")
    made.indicator.setCurrentIndex(place)
    made.indicator.activated.emit(place)
    assert [(each.name[:8], each.new) for each in made.model.lines] == [
        ("Thu ngân", "20.874,5"),
        ("Số giườn", "41,5"),
    ]
    assert made.model.ticked == {0, 1}
    made.indicator.setCurrentIndex(0)
    made.indicator.activated.emit(0)
    assert made.model.ticked == {0}
    assert made.model.lines[-1].name == "Nguồn thu của ngân sách"


def test_numbers_of_a_worksheet_do_not_tell_how_its_texts_are_written(importing):
    made = importing(
        replace(line("2", "Số giường bệnh trên 1 vạn dân", "61,325"), numeric=frozenset(SO_FAR)),
        line("1", "Thu ngân sách nhà nước trên địa bàn", "101,500"),
    )
    assert made.notation is None
    assert made.model.ticked == set()
    made.notations.button(1).click()
    assert [each.new for each in made.model.lines] == ["61,325", "101.500"]


def test_columns_that_claim_the_same_are_told(qtbot):
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    table = replace(report(line("2", "Số giường bệnh trên 1 vạn dân", "61,3")), left=("A", "B"))
    made = ResultImportDialog("bao-cao.xlsx", [table], book, AS_OF)
    qtbot.addWidget(made)
    told = [each for each in made.model.lines if each.name.startswith("Cột")]
    assert [each.name for each in told] == ["Cột “A”", "Cột “B”"]
    assert not any(each.can_be_taken for each in told)


def test_a_column_of_another_period_is_told_and_not_recorded(qtbot):
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    table = replace(
        report(line("2", "Số giường bệnh trên 1 vạn dân", "61,3")),
        periods={FigureKind.CUMULATIVE: replace(OCTOBER, index=9)},
    )
    made = ResultImportDialog("bao-cao.xlsx", [table], book, AS_OF)
    qtbot.addWidget(made)
    assert [each.name for each in made.model.lines] == ["Cột “Lũy kế 10 tháng”"]
    assert made.model.ticked == set()


def test_a_period_that_the_report_does_not_name_is_asked_for(qtbot):
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    read = report(line("1", "Thu ngân sách nhà nước trên địa bàn", "20.874,5"))
    own = {FigureKind.CUMULATIVE: replace(OCTOBER, year=0)}
    made = ResultImportDialog(
        "bao-cao.xlsx", [replace(read, period=None, periods=own)], book, AS_OF
    )
    qtbot.addWidget(made)
    (told,) = made.model.lines
    assert (told.name, told.can_be_taken) == ("Kỳ số liệu", False)
    assert "hãy chọn kỳ" in told.note
    assert "Hãy chọn kỳ số liệu" in made.error.text()
    assert not made.accept_button.isEnabled()

    def choose(words: str) -> None:
        place = made.period.findText(words)
        made.period.setCurrentIndex(place)
        made.period.activated.emit(place)

    choose("Tháng 9/2026")  # the head says 10 tháng, of whatever year
    assert [each.name for each in made.model.lines] == ["Cột “Lũy kế 10 tháng”"]
    choose("Tháng 10/2026")
    assert [each.new for each in made.model.lines] == ["20.874,5"]
    assert made.accept_button.isEnabled()


def test_columns_of_other_years_and_unknown_words_are_told(qtbot):
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    table = replace(
        report(), other_years=("TH năm 2025",), unknown=("Cả năm 2026",), passed=("KH 2026", "% KH")
    )
    made = ResultImportDialog("bao-cao.xlsx", [table], book, AS_OF)
    qtbot.addWidget(made)
    assert [each.name for each in made.model.lines] == [
        "Cột “TH năm 2025”",
        "Cột “Cả năm 2026”",
        "Cột “KH 2026”, “% KH”",
    ]
    assert all("không ghi" in each.note for each in made.model.lines)


def test_a_rank_is_recorded_as_one_and_only_where_ranks_are_followed(qtbot):
    pci = make_indicator(
        90, "Chỉ số Năng lực cạnh tranh cấp tỉnh (PCI)", unit="", targets=(), results=()
    )
    book = replace(make_book((*INDICATORS, *ROWS, pci)), period=OCTOBER)
    year = ResultPeriod(2025, Span.YEAR)
    figures = {
        FigureKind.VALUE: "69,2",
        FigureKind.RANK: "5",
        FigureKind.RANKED_OF: "34",
    }
    lines = (
        ReportLine("1", pci.name, "Điểm", figures),
        ReportLine("2", "Thu ngân sách nhà nước trên địa bàn", "", {FigureKind.RANK: "3"}),
    )
    columns = {FigureKind.VALUE: "Điểm năm 2025", FigureKind.RANK: "Thứ hạng năm 2025"}
    made = ResultImportDialog("a.xlsx", [ReportTable(columns, year, lines)], book, AS_OF)
    qtbot.addWidget(made)
    assert [
        (each.what, each.new, n in made.model.ticked) for n, each in enumerate(made.model.lines)
    ] == [
        ("Riêng năm 2025", "69,2", True),
        ("Thứ hạng, năm 2025", "5", True),
        ("Trên tổng số, năm 2025", "34", True),
        ("Thứ hạng, năm 2025", "3", False),
    ]
    assert "không theo dõi thứ hạng" in made.model.lines[3].note
    made.factor.setCurrentIndex(1)
    made.refresh()
    assert [each.new for each in made.model.lines][1:] == ["5", "34", "3"]


def test_a_figure_that_is_missing_or_rounded_in_the_file_is_told(qtbot):
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    name = "Thu ngân sách nhà nước trên địa bàn"
    figures, doubts = {FigureKind.CUMULATIVE: "18.700,5"}, {FigureKind.CUMULATIVE: "làm tròn"}
    lines = (
        ReportLine("1", name, "", figures, doubts=doubts | {FigureKind.VALUE: "không có kết quả"}),
    )
    columns = {FigureKind.CUMULATIVE: "Lũy kế", FigureKind.VALUE: "Trong tháng"}
    made = ResultImportDialog("a.xlsx", [ReportTable(columns, OCTOBER, lines)], book, AS_OF)
    qtbot.addWidget(made)
    assert [(each.new, each.note, each.can_be_taken) for each in made.model.lines] == [
        ("18.700,5", "làm tròn", True),
        ("–", "không có kết quả", False),
    ]


def test_a_column_of_another_period_says_where_it_can_be_chosen(qtbot):
    book = replace(make_book((*INDICATORS, *ROWS)), period=OCTOBER)
    september = replace(OCTOBER, index=9)
    lines = report(line("1", "Thu ngân sách nhà nước trên địa bàn", "20.874,5")).lines
    tables = [
        ReportTable({FigureKind.VALUE: "Tháng 10"}, OCTOBER, lines, others=("Tháng 9", "Tháng 8")),
        ReportTable({FigureKind.VALUE: "Tháng 9"}, september, lines, others=("Tháng 10",)),
    ]
    made = ResultImportDialog("a.xlsx", tables, book, AS_OF)
    qtbot.addWidget(made)
    told = [each.note for each in made.model.lines if each.name.startswith("Cột")]
    assert ["ô “Bảng”" in note for note in told] == [True, False]

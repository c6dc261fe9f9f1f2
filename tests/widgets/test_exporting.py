"""Excel and Word from the window: the list as filtered, and any sheet of the page Báo cáo."""

from __future__ import annotations

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton

from app.domain.records import SheetScope, SheetScopeKind
from app.domain.sheet_options import PAPER_MARKS, RESTRICTED_MARK, Paper
from app.domain.traffic_light import Light
from app.services import names
from app.services.printing import SheetKind
from app.views.pages.reports_page import ReportsPage
from tests.report_pages import button, labels, pick, settle, shown
from tests.windows import be_quiet, bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FINANCE = "Sở Tài chính"


@pytest.fixture
def page(session, prompts, qtbot):
    made = ReportsPage(session, prompts)
    made.resize(1286, 700)
    made.show()
    settle(qtbot, made)
    yield made
    bury(made)


def restricted_box(page):
    return next(b for b in page.findChildren(QCheckBox) if "hạn chế" in b.text())


def press(qtbot, page, words):
    qtbot.mouseClick(button(page, words), Qt.MouseButton.LeftButton)
    be_quiet(qtbot, page._session)


def test_a_sheet_is_saved_as_excel_and_as_word(page, session, qtbot, prompts, tmp_path):
    scope = SheetScope(SheetScopeKind.AGENCY, session.read(names.find_agency, FINANCE))
    page.choose(SheetKind.TRACKING, scope)
    settle(qtbot, page)
    for words, ending in (("Excel", "xlsx"), ("Word", "docx")):
        file = tmp_path / f"biểu.{ending}"
        prompts.answers.append(file)
        press(qtbot, page, words)
        assert file.exists()
        asked, told = prompts.calls[-2:]
        assert asked.text.endswith(f"Biểu 1 - {FINANCE} - 2026-11-21.{ending}")
        assert told.text == f"Đã lưu biểu vào tệp “{file}”."
    page_of_tasks = openpyxl.load_workbook(tmp_path / "biểu.xlsx")["Nhiệm vụ"]
    assert page_of_tasks.tables
    document = docx.Document(str(tmp_path / "biểu.docx"))
    assert any(FINANCE in paragraph.text for paragraph in document.paragraphs)


def test_saving_may_be_called_off_and_a_wrong_place_is_told(
    page, session, qtbot, prompts, tmp_path
):
    prompts.answers.append(None)
    press(qtbot, page, "Excel")
    assert [call.kind for call in prompts.calls] == ["save_path"]
    failures: list[str] = []
    session.failed.connect(lambda error: failures.append(str(error)))
    prompts.answers.append(tmp_path / "không có" / "biểu.xlsx")
    press(qtbot, page, "Excel")
    assert failures[0].startswith("Không lưu được “biểu.xlsx”")
    assert button(page, "Excel").isEnabled()


def test_only_the_files_that_a_sheet_has_are_offered(page, session, qtbot):
    assert button(page, "Excel").isEnabled()
    next(b for b in page.findChildren(QRadioButton) if b.text() == "Công văn đôn đốc").click()
    be_quiet(qtbot, session)
    pick(qtbot, page, "Chọn mục", "Các sở, ban, ngành")
    assert not button(page, "Excel").isEnabled()
    assert button(page, "Word").isEnabled()


def test_a_working_paper_is_shown_and_told(page, qtbot):
    assert "NGƯỜI LẬP BIỂU" in shown(page)
    pick(qtbot, page, "Hình thức văn bản", "Tài liệu phục vụ họp")
    assert PAPER_MARKS[Paper.WORKING] in shown(page)
    assert "NGƯỜI LẬP BIỂU" not in shown(page)
    assert any("Không có số, chữ ký" in text for text in labels(page))


def test_restricted_tasks_are_asked_for_with_a_warning(page, session, qtbot):
    assert RESTRICTED_MARK not in shown(page)
    assert "2 nhiệm vụ hạn chế phổ biến không in ra biểu này." in labels(page)
    restricted_box(page).click()
    settle(qtbot, page)
    assert RESTRICTED_MARK in shown(page)
    assert any("Chỉ chuyển cho người có trách nhiệm" in text for text in labels(page))
    assert "2 nhiệm vụ hạn chế phổ biến không in ra biểu này." not in labels(page)
    # An agency that has none is not asked about them, and its sheet is as ever.
    scope = SheetScope(SheetScopeKind.AGENCY, session.read(names.find_agency, "Sở Tư pháp"))
    page.choose(SheetKind.TRACKING, scope)
    settle(qtbot, page)
    assert not restricted_box(page).isVisible()
    assert RESTRICTED_MARK not in shown(page)


def test_the_list_as_filtered_is_a_scope_of_its_own(page, session, qtbot):
    late = [ref.id for ref in session.index.tasks if ref.light is Light.OVERDUE]
    scope = SheetScope(SheetScopeKind.LIST, tasks=frozenset(late), title="Danh sách: quá hạn")
    page.choose(SheetKind.TRACKING, scope)
    settle(qtbot, page)
    assert "Danh sách: quá hạn" in shown(page)
    assert page.status_texts()[0].startswith(f"Biểu gồm {len(late)} nhiệm vụ")
    pick(qtbot, page, "Phạm vi", "Tất cả nhiệm vụ")
    assert "Danh sách: quá hạn" not in shown(page)
    pick(qtbot, page, "Phạm vi", "Danh sách ở trang Nhiệm vụ")
    assert "Danh sách: quá hạn" in shown(page)


def test_ctrl_p_and_excel_take_the_list_as_it_is_filtered(
    make_window, register_path, qtbot, prompts, tmp_path
):
    window = make_window(register_path)
    window.show_page("tasks")
    be_quiet(qtbot, window.session)
    tasks = window.page("tasks")
    tasks.list.counters.lights_chosen.emit((Light.OVERDUE,))
    be_quiet(qtbot, window.session)
    count = tasks._shown_tally.total
    assert count
    file = tmp_path / "danh sách.xlsx"
    prompts.answers.append(file)
    window.actions_.export.trigger()
    be_quiet(qtbot, window.session)
    book = openpyxl.load_workbook(file)
    [table] = book["Nhiệm vụ"].tables.values()
    first, last = (book["Nhiệm vụ"][corner].row for corner in table.ref.split(":"))
    assert last - first == count
    assert any("quá hạn" in str(cell.value) for cell in book["Nhiệm vụ"]["A"])
    window.actions_.print.trigger()
    reports = window.page("reports")
    settle(qtbot, reports)
    assert reports.status_texts()[0].startswith(f"Biểu gồm {count} nhiệm vụ")
    assert "Danh sách: quá hạn" in shown(reports)

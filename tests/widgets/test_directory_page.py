"""Danh mục: each tab by itself, with mouse and keyboard."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import portfolios
from app.views.dialogs.day_dialog import DayDialog
from app.views.dialogs.giving_dialog import GivingDialog
from app.views.dialogs.setting_dialog import SettingDialog
from app.views.dialogs.term_dialog import LeavingDialog, PromotionDialog, TermDialog
from app.views.pages.directory_page import DirectoryPage
from app.views.pages.directory_tab import READ_ONLY, DirectoryTab
from app.views.tables.portfolio_grid_model import CellKind
from app.views.tables.portfolio_rows import GridHead, GridRow
from tests.office import (
    CHAIRMAN,
    FINANCE,
    FREE,
    JUSTICE,
    SINH,
    agency,
    leader,
    leader_on,
    office,
    portfolio,
)
from tests.registers import TODAY
from tests.windows import be_quiet, bury

if TYPE_CHECKING:
    from app.services.register import Register

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

JUNE, JULY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)


@pytest.fixture
def page(session, prompts, qtbot):
    made = DirectoryPage(session, prompts)
    made.resize(1286, 600)
    made.show()
    be_quiet(qtbot, session)
    yield made
    bury(made)


def register_of(page: DirectoryPage) -> Register:
    register = page.portfolios.session.register
    assert register is not None
    return register


def panel_texts(tab: DirectoryTab) -> list[str]:
    return [label.text() for label in tab.panel.widget().findChildren(QLabel)]


def buttons(tab: DirectoryTab) -> dict[str, bool]:
    return {button.text(): button.isEnabled() for button in tab.panel.buttons()}


def click(page: DirectoryPage, tab: DirectoryTab, words: str, qtbot) -> None:
    button = next(b for b in tab.panel.buttons() if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, page.portfolios.session)


def accept(page: DirectoryPage, tab: DirectoryTab, qtbot) -> None:
    """Press Enter's button in the dialog that is open."""
    qtbot.mouseClick(dialog_of(tab).accept_button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, page.portfolios.session)


def dialog_of(tab: DirectoryTab) -> Any:
    assert tab.dialog is not None
    return tab.dialog


def heads(page: DirectoryPage) -> dict[str, str]:
    model = page.portfolios.grid.grid_model
    lines = [model.line(row) for row in range(model.rowCount())]
    return {line.title: line.note for line in lines if isinstance(line, GridHead)}


def column_of(page: DirectoryPage, name: str) -> int:
    model = page.portfolios.grid.grid_model
    return next(c for c, term in enumerate(model.leaders, 2) if term.name == name)


def cell(page: DirectoryPage, agency_name: str, leader_name: str):
    model = page.portfolios.grid.grid_model
    row = model.row_of(agency(register_of(page), agency_name))
    return model.cell(model.index(row, column_of(page, leader_name)))


# Phân công phụ trách


def test_who_has_no_leader_stands_on_top(page):
    index = page.portfolios.session.index
    assert index is not None
    leads = {ref.lead_id for ref in index.tasks if ref.lead_id}
    bare = [
        agency_id
        for agency_id in leads
        if not index.directory.agencies[agency_id].collective
        and agency_id not in index.directory.suggested_agency_leaders
    ]
    assert list(heads(page)) == [
        "Chưa phân công lãnh đạo",
        "Gợi ý, chờ xác nhận",
        "Tên gọi chung, chưa phân công",
        "Không chủ trì nhiệm vụ, chưa phân công",
    ]
    assert heads(page)["Chưa phân công lãnh đạo"].startswith(f"{len(bare)} cơ quan, ")
    assert page.portfolios.summary.text().startswith(f"{len(bare)} cơ quan chủ trì nhiệm vụ chưa")
    model = page.portfolios.grid.grid_model
    lines = [model.line(row) for row in range(model.rowCount())]
    led = [line.tasks for line in lines if isinstance(line, GridRow)]
    assert sum(led) == sum(bool(ref.lead_id) for ref in index.tasks)
    assert page.portfolios.grid.chosen_lines()[0].agency.name == JUSTICE
    known = len(index.directory.agencies)
    assert page.status_texts() == (f"5 lãnh đạo, {known} cơ quan", "13 phân công gợi ý")


def test_what_speaks_against_a_suggestion_stands_beside_its_evidence(page):
    page.portfolios.grid.choose_agency(agency(register_of(page), "Sở Nội vụ"))
    texts = panel_texts(page.portfolios)
    assert "Phụ lục Chương trình hành động 04/CTr-UBND (chỉ tiêu 27)" in texts
    assert any(text.startswith("Cần cân nhắc: còn phối hợp ở chỉ tiêu 12") for text in texts)


def test_a_suggestion_shows_its_evidence_and_is_confirmed_or_rejected(page, prompts, qtbot):
    tab = page.portfolios
    tab.grid.choose_agency(agency(register_of(page), FINANCE))
    assert cell(page, FINANCE, CHAIRMAN).kind is CellKind.SUGGESTED
    assert "Phụ lục Chương trình hành động 04/CTr-UBND (chỉ tiêu 1, 2, 3, 6, 27)" in (
        panel_texts(tab)
    )
    click(page, tab, "Xác nhận gợi ý", qtbot)
    assert portfolio(register_of(page), FINANCE).confirmed
    assert cell(page, FINANCE, CHAIRMAN).words == "03/02/2026"
    assert "Xác nhận gợi ý" not in buttons(tab)
    tab.grid.choose_agency(agency(register_of(page), "Thuế tỉnh"))
    prompts.answers.append(True)
    click(page, tab, "Bỏ gợi ý", qtbot)
    assert cell(page, "Thuế tỉnh", CHAIRMAN) is None
    assert len(office(register_of(page)).suggested()) == 11


def test_all_suggestions_are_confirmed_with_their_evidence_in_sight(page, prompts, qtbot):
    prompts.answers.extend([False, True])
    page.portfolios.bar.action_clicked.emit()
    assert len(office(register_of(page)).suggested()) == 13
    asked = prompts.calls[0].text
    assert "Căn cứ: Phụ lục Chương trình hành động 04/CTr-UBND." in asked
    assert "• Nguyễn Thành Sinh: Sở Công Thương (chỉ tiêu 9, 10);" in asked
    assert "Cần cân nhắc" in asked
    page.portfolios.bar.action_clicked.emit()
    be_quiet(qtbot, page.portfolios.session)
    assert office(register_of(page)).suggested() == []
    assert page.portfolios.bar.isHidden()
    assert "Đã phân công" in heads(page)


def test_several_agencies_are_given_from_a_day_by_keyboard(page, qtbot):
    tab = page.portfolios
    grid = tab.grid
    grid.choose_agency(agency(register_of(page), JUSTICE), column_of(page, FREE))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(grid.agency_ids()) == 2
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    dialog = dialog_of(tab)
    assert isinstance(dialog, GivingDialog)
    assert dialog.taker.currentText() == f"Phó Chủ tịch {FREE}"
    dialog.day.setText("1/7")
    assert f"Sở Tư pháp: {FREE} từ 01/07/2026." in dialog.outcome.why.text()
    dialog.basis.setText("Thông báo 15/TB-UBND")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    be_quiet(qtbot, tab.session)
    assert leader_on(register_of(page), JUSTICE, JULY) == f"Phó Chủ tịch {FREE}"
    assert cell(page, "Sở Nông nghiệp và Môi trường", FREE).words == "01/07/2026"
    assert len(grid.agency_ids()) == 2
    assert "Đã chọn 2 cơ quan" in panel_texts(tab)


def test_a_planned_leader_is_shown_beside_the_present_one(page, qtbot):
    tab = page.portfolios
    tab.grid.choose_agency(agency(register_of(page), FINANCE))
    tab.give()
    dialog_of(tab).taker.setCurrentText(f"Phó Chủ tịch {SINH}")
    dialog_of(tab).day.setText("01/12/2026")
    accept(page, tab, qtbot)
    assert cell(page, FINANCE, SINH).words == "từ 01/12/2026"
    assert cell(page, FINANCE, CHAIRMAN).kind is CellKind.SUGGESTED
    assert f"{SINH}" in panel_texts(tab)


def test_handing_over_offers_the_agencies_of_the_giver(page, qtbot):
    tab = page.portfolios
    tab.hand_over_button.click()
    dialog = dialog_of(tab)
    assert isinstance(dialog, GivingDialog)
    assert dialog.giver.currentText() == f"Chủ tịch {CHAIRMAN}"
    names = [dialog.agencies.item(row).text() for row in range(dialog.agencies.count())]
    assert names[:2] == ["Sở Nội vụ", FINANCE]
    assert len(names) == 5
    dialog.agencies.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.taker.setCurrentText(f"Phó Chủ tịch {FREE}")
    dialog.day.setText("32/7")
    assert not dialog.accept_button.isEnabled()
    dialog.day.setText("01/07/2026")
    accept(page, tab, qtbot)
    assert leader_on(register_of(page), FINANCE, JULY) == f"Phó Chủ tịch {FREE}"
    assert leader_on(register_of(page), "Sở Nội vụ", JULY) == f"Chủ tịch {CHAIRMAN}"


def test_delete_ends_a_confirmed_portfolio_with_a_day(page, session, qtbot):
    found = portfolio(register_of(page), FINANCE)
    session.run(portfolios.confirm_rows, [found.id], owner=page)
    be_quiet(qtbot, session)
    tab = page.portfolios
    tab.grid.choose_agency(found.agency_id)
    qtbot.keyClick(tab.grid, Qt.Key.Key_Delete)
    assert isinstance(dialog_of(tab), DayDialog)
    dialog_of(tab).field.setText("30/6/2026")
    accept(page, tab, qtbot)
    assert leader_on(register_of(page), FINANCE, JULY) == ""
    assert cell(page, FINANCE, CHAIRMAN) is None


def test_a_past_day_is_shown_and_not_edited(page, session, qtbot):
    session.set_as_of(dt.date(2026, 2, 1))
    be_quiet(qtbot, session)
    tab = page.portfolios
    assert "Gợi ý, chờ xác nhận" not in heads(page)
    assert not tab.hand_over_button.isEnabled()
    assert tab.hand_over_button.toolTip() == READ_ONLY
    assert not any(buttons(tab).values())
    tab.grid.activated_at.emit(tab.grid.grid_model.index(1, 3))
    assert tab.dialog is None
    page.show_tab(page.officials)
    page.officials.table.activated_at.emit(page.officials.table.currentIndex())
    assert page.officials.dialog is None


def test_cells_are_told_to_screen_readers(page):
    model = page.portfolios.grid.grid_model
    row = model.row_of(agency(register_of(page), FINANCE))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(row, column_of(page, CHAIRMAN)).data(role) == (
        f"{FINANCE}, {CHAIRMAN}: gợi ý phụ trách"
    )
    assert model.index(row, column_of(page, SINH)).data(role) == (
        f"{FINANCE}, {SINH}: không phụ trách"
    )


# Lãnh đạo


def listed(page: DirectoryPage) -> list[str]:
    return [row.term.title for row in page.officials.table.records.records()]


def choose_leader(page: DirectoryPage, name: str) -> None:
    page.show_tab(page.officials)
    page.officials.table.choose_key(leader(register_of(page), name))


def test_a_leader_is_added_and_named_as_the_sheet_prints(page, qtbot):
    page.show_tab(page.officials)
    tab = page.officials
    tab.add_button.click()
    dialog = dialog_of(tab)
    assert isinstance(dialog, TermDialog)
    dialog.name.setText("Nguyễn Thành Sinh")
    qtbot.keyClicks(dialog.position, "PCT UBND tinh")
    dialog.position.setText("")
    dialog.position.setText("Phó Chủ tịch UBND tỉnh")
    dialog.position.textEdited.emit(dialog.position.text())
    assert dialog.short.text() == "Phó Chủ tịch"
    assert "Đổi chức vụ" in dialog.error.text()
    assert not dialog.accept_button.isEnabled()
    dialog.name.setText("Trần Văn Mới")
    assert dialog.accept_button.isEnabled()
    accept(page, tab, qtbot)
    assert listed(page)[-1] == "Phó Chủ tịch Trần Văn Mới"


def test_a_missing_name_is_asked_for_when_it_is_confirmed(page, qtbot):
    page.show_tab(page.officials)
    page.officials.add()
    dialog = dialog_of(page.officials)
    assert dialog.error.isHidden()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "họ và tên" in dialog.error.text()
    assert dialog.isVisible()
    dialog.reject()


def test_another_position_shows_both_terms(page, qtbot):
    choose_leader(page, SINH)
    tab = page.officials
    click(page, tab, "Đổi chức vụ…", qtbot)
    dialog = dialog_of(tab)
    assert isinstance(dialog, PromotionDialog)
    dialog.position.setText("Phó Chủ tịch Thường trực UBND tỉnh")
    dialog.position.textEdited.emit(dialog.position.text())
    dialog.first.setText("1/7")
    assert "ghi “Phó Chủ tịch Nguyễn Thành Sinh”" in dialog.outcome.why.text()
    accept(page, tab, qtbot)
    assert f"Phó Chủ tịch {SINH}" in listed(page)
    assert f"Phó Chủ tịch Thường trực {SINH}" in listed(page)
    assert leader_on(register_of(page), "Sở Công Thương", JUNE) == f"Phó Chủ tịch {SINH}"


def test_who_leaves_hands_over(page, qtbot):
    choose_leader(page, SINH)
    tab = page.officials
    click(page, tab, "Thôi giữ chức vụ…", qtbot)
    dialog = dialog_of(tab)
    assert isinstance(dialog, LeavingDialog)
    dialog.day.setText("30/6/2026")
    assert dialog.outcome.why.text() == ("Từ 01/07/2026, 3 cơ quan chưa có lãnh đạo phụ trách.")
    dialog.taker.setCurrentText(f"Phó Chủ tịch {FREE}")
    assert "Ngô Hạnh Phúc phụ trách 3 cơ quan" in dialog.outcome.why.text()
    accept(page, tab, qtbot)
    assert leader_on(register_of(page), "Sở Công Thương", JULY) == f"Phó Chủ tịch {FREE}"
    assert "Sở Công Thương" not in panel_texts(tab)


def test_the_order_is_changed_and_the_same_leader_stays_selected(page, qtbot):
    choose_leader(page, SINH)
    click(page, page.officials, "Lên", qtbot)
    assert listed(page)[1] == f"Phó Chủ tịch {SINH}"
    chosen = page.officials.table.chosen
    assert chosen is not None
    assert chosen.term.name == SINH
    assert chosen.term.holds(TODAY)


# Thông số biểu


def values(page: DirectoryPage) -> dict[str, str]:
    model = page.settings.table.records
    return {
        model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())
    }


def test_a_setting_is_changed_from_a_day_and_taken_back(page, qtbot):
    tab = page.settings
    page.show_tab(tab)
    tab.table.choose_key("signer_right")
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    dialog = dialog_of(tab)
    assert isinstance(dialog, SettingDialog)
    assert dialog.field.text() == "Chánh Văn phòng"
    assert not dialog.accept_button.isEnabled()
    dialog.field.setText("Phó Chánh Văn phòng")
    dialog.day.setText("1/12")
    assert dialog.outcome.why.text() == (
        "Số liệu và biểu đến ngày 30/11/2026: “Chánh Văn phòng”; "
        "từ ngày 01/12/2026: “Phó Chánh Văn phòng”."
    )
    accept(page, tab, qtbot)
    assert values(page)["Chức danh ký bên phải"] == "Chánh Văn phòng"
    assert tab.table.records.index(4, 3).data() == "Phó Chánh Văn phòng từ 01/12/2026"
    click(page, tab, "Bỏ giá trị từ 01/12/2026", qtbot)
    assert tab.table.records.index(4, 3).data() == ""


def test_days_are_a_number(page):
    tab = page.settings
    tab.table.choose_key("soon_days")
    tab.change()
    dialog = dialog_of(tab)
    dialog.field.setText("mười")
    assert dialog.error.text() == "Ghi một số ngày từ 1 đến 60."
    assert not dialog.accept_button.isEnabled()
    dialog.reject()

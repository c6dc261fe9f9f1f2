"""Danh mục, tab Cơ quan: names, spellings, members, renamed and merged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import members
from app.views.dialogs.agency_dialogs import AgencyDialog, AliasDialog, ReplacementDialog
from app.views.dialogs.member_dialogs import ListDialog, MembersDialog
from app.views.pages.directory_agencies import AgenciesTab
from app.views.pages.directory_page import DirectoryPage
from tests.office import FINANCE, agency, office
from tests.registers import TODAY, changes
from tests.windows import be_quiet, bury

if TYPE_CHECKING:
    from app.services.register import Register

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COMMUNES = "UBND các xã, phường"


@pytest.fixture
def page(session, prompts, qtbot):
    made = DirectoryPage(session, prompts)
    made.resize(1286, 600)
    made.show()
    made.show_tab(made.agencies)
    be_quiet(qtbot, session)
    yield made
    bury(made)


@pytest.fixture
def tab(page: DirectoryPage) -> AgenciesTab:
    return page.agencies


def register_of(tab: AgenciesTab) -> Register:
    assert tab.session.register is not None
    return tab.session.register


def choose(tab: AgenciesTab, name: str) -> None:
    assert tab.table.choose_key(agency(register_of(tab), name))


def dialog_of(tab: AgenciesTab) -> Any:
    assert tab.dialog is not None
    return tab.dialog


def click(tab: AgenciesTab, words: str, qtbot) -> Any:
    """Press a button of the panel; return the dialog that it opened."""
    button = next(b for b in tab.panel.buttons() if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return dialog_of(tab)


def accept(tab: AgenciesTab, qtbot) -> None:
    qtbot.mouseClick(dialog_of(tab).accept_button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, tab.session)


def listed(tab: AgenciesTab) -> list[str]:
    return [row.agency.name for row in tab.table.records.records()]


def panel_text(tab: AgenciesTab) -> str:
    return "\n".join(label.text() for label in tab.panel.widget().findChildren(QLabel))


def test_the_list_is_narrowed_by_names_and_spellings_without_accents(tab, qtbot):
    every = len(office(register_of(tab)).agencies)
    assert len(listed(tab)) == every
    qtbot.keyClicks(tab.filter, "so tai chinh")
    assert listed(tab) == [FINANCE]
    qtbot.keyClick(tab.filter, Qt.Key.Key_Return)
    assert tab.table.hasFocus()
    tab.filter.setText("không có cơ quan này")
    assert listed(tab) == []
    assert "thử ít chữ hơn" in tab.summary.text()
    assert "Xóa ô lọc" in panel_text(tab)
    tab.filter.clear()
    assert len(listed(tab)) == every


def test_an_agency_is_added_by_keyboard(tab, qtbot):
    tab.add_button.click()
    dialog = dialog_of(tab)
    assert isinstance(dialog, AgencyDialog)
    qtbot.keyClicks(dialog.name, "So Noi vu")
    assert dialog.short.text() == "So Noi vu"
    assert "Sở Nội vụ" in dialog.error.text()
    dialog.name.setText("Ban Quản lý Khu du lịch Sa Pa")
    dialog.short.setText("BQL KDL Sa Pa")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    be_quiet(qtbot, tab.session)
    assert "Ban Quản lý Khu du lịch Sa Pa" in listed(tab)


def test_spellings_are_edited_one_a_line(tab, qtbot):
    choose(tab, FINANCE)
    dialog = click(tab, "Cách gọi khác…", qtbot)
    assert isinstance(dialog, AliasDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.field.setPlainText("Sở Nội vụ")
    assert "đang là tên hoặc cách gọi của Sở Nội vụ" in dialog.error.text()
    dialog.field.setPlainText("Sở TC\n\n Sở  Tài chánh ")
    accept(tab, qtbot)
    assert "Sở TC\nSở Tài chánh" in panel_text(tab)
    assert agency(register_of(tab), "so tai chanh") == agency(register_of(tab), FINANCE)


def test_a_renamed_agency_is_listed_by_its_name_of_the_day(tab, session, qtbot):
    choose(tab, FINANCE)
    dialog = click(tab, "Đổi tên, sáp nhập…", qtbot)
    assert isinstance(dialog, ReplacementDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.name.setText("Sở Tài chính và Đầu tư")
    dialog.short.setText("Sở TC và ĐT")
    dialog.day.setText("1/7")
    assert dialog.outcome.why.text() == (
        "Đến ngày 30/06/2026: Sở Tài chính. Từ ngày 01/07/2026: Sở Tài chính và Đầu tư. "
        "Lãnh đạo phụ trách: Nguyễn Tuấn Anh."
    )
    accept(tab, qtbot)
    assert FINANCE not in listed(tab)
    choose(tab, "Sở Tài chính và Đầu tư")
    assert "Tên gọi theo thời gian" in panel_text(tab)
    assert "Sở Tài chính\nđến 30/06/2026" in panel_text(tab)
    tab.all_days.click()
    assert FINANCE in listed(tab)
    tab.all_days.click()
    session.set_as_of(dt.date(2026, 6, 30))
    be_quiet(qtbot, session)
    assert FINANCE in listed(tab)
    assert "Sở Tài chính và Đầu tư" not in listed(tab)


def test_several_agencies_are_merged_at_once(tab, qtbot):
    choose(tab, "Sở Nội vụ")
    qtbot.keyClick(tab.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog = click(tab, "Sáp nhập…", qtbot)
    dialog.heir.setCurrentText(FINANCE)
    assert not dialog.name.isEnabled()
    accept(tab, qtbot)
    assert changes(register_of(tab))[-1].summary == (
        f"sáp nhập Sở Nội vụ, Sở Tư pháp vào {FINANCE} từ ngày 21/11/2026"
    )
    assert "Sở Tư pháp" not in listed(tab)


def test_members_are_ticked(tab, qtbot):
    choose(tab, "Các sở, ban, ngành")
    dialog = click(tab, "Thành viên…", qtbot)
    assert isinstance(dialog, MembersDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.filter.setText("so tai chinh")
    shown = [item for item in dialog._items() if not item.isHidden()]
    assert [item.text() for item in shown] == [FINANCE]
    shown[0].setCheckState(Qt.CheckState.Unchecked)
    assert dialog.outcome.why.text().startswith("Thêm 0, bớt 1; còn 18 thành viên.")
    accept(tab, qtbot)
    assert "Thành viên (18)" in panel_text(tab)


def test_a_pasted_list_is_shown_before_it_is_written(tab, prompts, qtbot, tmp_path):
    choose(tab, COMMUNES)
    assert "Chưa có thành viên" in panel_text(tab)
    dialog = click(tab, "Nhập danh sách thành viên…", qtbot)
    assert isinstance(dialog, ListDialog)
    (tmp_path / "hong.xlsx").write_bytes(b"hong")
    prompts.answers.append(tmp_path / "hong.xlsx")
    dialog.file_button.click()
    assert prompts.calls[-1].kind == "tell"
    dialog.text.setPlainText("STT\tTên xã, phường\n1\tXã Bắc Hà\n2\tPhường Sa Pa")
    preview = [dialog.preview.item(row).text() for row in range(dialog.preview.count())]
    assert preview == ["UBND xã Bắc Hà: sẽ thêm vào sổ", "UBND phường Sa Pa: sẽ thêm vào sổ"]
    assert "2 sẽ thêm mới" in dialog.outcome.why.text()
    assert changes(register_of(tab)) == []
    accept(tab, qtbot)
    assert "Thành viên (2)" in panel_text(tab)
    found = agency(register_of(tab), COMMUNES)
    assert len(members.members_on(office(register_of(tab)), found, TODAY)) == 2


def test_a_workbook_fills_the_list(tab, prompts, qtbot, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(("STT", "Xã, phường"))
    book.active.append((1, "Xã Bắc Hà"))
    book.save(tmp_path / "xa.xlsx")
    choose(tab, COMMUNES)
    dialog = click(tab, "Nhập danh sách thành viên…", qtbot)
    prompts.answers.append(tmp_path / "xa.xlsx")
    dialog.file_button.click()
    assert dialog.preview.item(0).text() == "UBND xã Bắc Hà: sẽ thêm vào sổ"
    dialog.reject()
    be_quiet(qtbot, tab.session)
    assert changes(register_of(tab)) == []

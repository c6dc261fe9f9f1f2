"""A dialog on a small screen: its buttons stay in sight, and what does not fit scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from app.views.dialogs import form_room
from app.views.dialogs.form_parts import WIDTH, TaskForm
from app.views.dialogs.form_room import FormRoom
from app.views.dialogs.office_form import OfficeForm
from app.views.widgets.button_row import ButtonRow, Wording, WordyButton
from app.views.widgets.plain_text import PlainText
from app.views.widgets.yielding_button import ElidedButton, YieldingButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the")


class Form(TaskForm):
    def __init__(self, fields: int) -> None:
        super().__init__("Biểu mẫu", "Ghi", None)
        grid = QGridLayout()
        self.fields = [QLineEdit() for _ in range(fields)]
        for place, field in enumerate(self.fields):
            grid.addWidget(QLabel(f"Mục {place}"), place, 0)
            grid.addWidget(field, place, 1)
        self.remark = PlainText("")
        self.remark.hide()
        self.lay_out_under(None, grid, self.remark)


@pytest.fixture
def small_screen(monkeypatch):
    monkeypatch.setattr(form_room, "room_for", lambda _widget: QSize(900, 400))


def _show(qtbot, form: Form) -> FormRoom:
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form.findChildren(FormRoom)[0]


def test_a_form_that_fits_shows_everything(qtbot):
    form = Form(4)
    area = _show(qtbot, form)
    assert area.verticalScrollBar().maximum() == 0
    assert form.width() == WIDTH


def test_a_form_that_does_not_fit_keeps_its_buttons_in_sight(qtbot, small_screen):
    form = Form(20)
    area = _show(qtbot, form)
    assert form.height() <= 400
    assert form.rect().contains(form.accept_button.geometry().translated(0, area.height()))
    assert area.verticalScrollBar().maximum() > 0
    form.fields[-1].setFocus()
    for field in form.fields[1:]:
        area.focusNextPrevChild(True)
        if field.hasFocus():
            top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
            assert 0 <= top <= area.viewport().height()


def test_a_form_grows_with_what_it_says(qtbot):
    form = Form(3)
    _show(qtbot, form)
    before = form.height()
    form.remark.setText("Một câu dài nói điều gì sẽ xảy ra khi ghi. " * 12)
    form.remark.show()
    qtbot.waitUntil(lambda: form.height() > before + 40)


def test_a_button_gives_way_to_its_sign(qtbot):
    button = YieldingButton("Lưu PDF", "save")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    assert button.text() == "Lưu PDF"
    button.resize(button.minimumSizeHint())
    assert button.text() == ""
    assert button.accessibleName() == "Lưu PDF"
    button.resize(button.sizeHint())
    assert button.text() == "Lưu PDF"


def test_buttons_of_a_row_give_way_together(qtbot):
    full = [("Nhiều cơ quan…", "Nhiều…"), ("Cả bộ tài liệu họp", "Cả bộ")]
    buttons = [WordyButton(words, short, "save", primary=False) for words, short in full]
    row = ButtonRow(buttons)
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    row.show()
    assert [each.text() for each in buttons] == ["Nhiều cơ quan…", "Cả bộ tài liệu họp"]
    assert not buttons[0].icon().isNull()
    row.resize(row.width() - 1, row.height())
    assert {each.wording for each in buttons} == {Wording.WORDS}
    assert buttons[0].icon().isNull()
    row.resize(220, row.height())
    assert [each.text() for each in buttons] == ["Nhiều…", "Cả bộ"]
    row.resize(row.minimumSizeHint())
    assert [each.text() for each in buttons] == ["", ""]
    assert [each.accessibleName() for each in buttons] == ["Nhiều cơ quan…", "Cả bộ tài liệu họp"]
    row.resize(220, row.height())
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].text() == "Cả bộ tài liệu họp")


def test_a_long_name_ends_in_an_ellipsis_and_no_letter_is_a_shortcut(qtbot):
    button = ElidedButton("Thu & chi ngân sách nhà nước trên địa bàn tỉnh")
    qtbot.addWidget(button)
    button.resize(160, 28)
    button.show()
    assert button.text().startswith("Thu && chi")
    assert button.text().endswith("…")
    assert button.accessibleName().endswith("tỉnh")


def test_what_would_come_of_a_form_stays_in_sight(qtbot, small_screen):
    form = Form(20)
    area = _show(qtbot, form)
    form.outcome.show_nothing("Sẽ chuyển sang Hoàn thành đúng hạn.")
    assert area.verticalScrollBar().maximum() > 0
    assert not area.isAncestorOf(form.outcome)
    top = form.outcome.mapTo(form, form.outcome.rect().topLeft()).y()
    assert top >= area.geometry().bottom()
    assert top + form.outcome.height() <= form.height() <= 400


def test_a_form_of_the_office_scrolls_too(qtbot, small_screen):
    form = OfficeForm("Cơ quan", "Ghi", None)
    for place in range(20):
        form.add_row(f"Mục {place}", QLineEdit())
    form.lay_out_form("Một cơ quan", outcome=False)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    assert form.height() <= 400
    assert form.findChildren(FormRoom)[0].verticalScrollBar().maximum() > 0
    assert form.outcome.isHidden()

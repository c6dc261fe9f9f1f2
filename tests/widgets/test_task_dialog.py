"""Editing a task and entering a new one: fields, agencies as they are typed, refusals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.acts import NewTask, TaskDraft
from app.domain.records import Role
from app.domain.sources import LinkRecord
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import Assessment, Light
from app.views import theme
from app.views.dialogs.task_dialog import EditDialog, NewTaskDialog
from app.views.theme import LIGHT_THEME
from app.views.widgets.agencies_field import AgenciesField
from tests.factories import CHAIRMAN, FINANCE, PROGRAMME, SCIENCE, make_document
from tests.task_fakes import FakeSession, make_detail

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

TODAY = dt.date(2026, 11, 21)
DUE = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 15))


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    return FakeSession()


@pytest.fixture
def show(qtbot):
    def made(widget):
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return made


@pytest.fixture
def editing(session, show):
    def make(**fields):
        before = session._load_editable(5)
        detail = make_detail(5, **fields)
        return show(EditDialog(detail, before, session._load_choices(), session._find_task))

    return make


@pytest.fixture
def entering(session, show):
    return show(NewTaskDialog(session._load_choices(), TODAY))


@pytest.fixture
def field(session, show):
    choices = session._load_choices()
    return show(AgenciesField("Chủ trì", choices.agencies, choices.spellings))


# ---- Agencies


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Sở Tài chính", (FINANCE,)),
        ("so tai chinh ;", (FINANCE,)),
        ("tai chinh; khoa hoc", (FINANCE, SCIENCE)),
        ("Sở Khoa học và Công nghệ; Sở Tài chính", (SCIENCE, FINANCE)),
        ("", ()),
    ],
)
def test_agencies_are_understood_as_they_are_typed(field, typed, ids):
    field.setText(typed)
    assert (field.ids, field.not_known) == (ids, "")


@pytest.mark.parametrize("typed", ["Sở Tài chánh", "so", "Sở Tài chính; gì đó"])
def test_a_name_that_is_none_or_several_is_told(field, typed):
    field.setText(typed)
    assert field.not_known == typed.rpartition("; ")[2]


def test_names_are_offered_for_the_last_one_without_accents(field):
    field.setText("Sở Tài chính; khoa hoc")
    completer = field.completer()
    completer.setCompletionPrefix(field.text())
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Sở Tài chính; Sở Khoa học và Công nghệ"


# ---- Editing


def test_the_dialog_shows_the_task_and_hands_over_what_is_changed(editing):
    dialog = editing()
    assert dialog.title_field.toPlainText() == "Nhiệm vụ 5"
    assert dialog.roles[Role.LEAD].text() == "Sở Tài chính"
    dialog.title_field.setPlainText("Tên mới")
    dialog.short_title.setText("Ngắn")
    dialog.roles[Role.LEAD].setText("khoa hoc; tai chinh")
    dialog.leader.setCurrentIndex(1)
    dialog.scheme.setCurrentIndex(1)
    dialog.product.setText("Báo cáo")
    dialog.points.setPlainText("Khảo sát\nLập dự toán")
    dialog.confidential.setChecked(True)
    dialog.link_to.setText("II.4.b #2")
    dialog.link_why.setText("cùng việc")
    dialog.accept_button.click()
    assert dialog.draft == TaskDraft(
        "Tên mới",
        "Ngắn",
        "Báo cáo",
        scheme_id=1,
        leader_id=CHAIRMAN,
        confidential=True,
        roles=((Role.LEAD, (SCIENCE, FINANCE)),),
        links=((4, "cùng việc"),),
        points="Khảo sát\nLập dự toán",
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("title_field", "", "tên nhiệm vụ"),
        ("link_to", "X.9", "Không có nhiệm vụ nào"),
    ],
)
def test_what_cannot_be_is_told_and_not_handed_over(editing, name, text, words):
    dialog = editing()
    field = getattr(dialog, name)
    (field.setPlainText if name == "title_field" else field.setText)(text)
    dialog.accept_button.click()
    assert words in dialog.error.text()
    assert dialog.draft is None


def test_an_agency_that_nobody_knows_is_told_with_its_role(editing):
    dialog = editing()
    dialog.roles[Role.COORDINATING].setText("gì đó")
    dialog.accept_button.click()
    assert "Phối hợp: chưa rõ “gì đó”" in dialog.error.text()
    assert dialog.focusWidget() is dialog.roles[Role.COORDINATING]


def test_a_link_is_taken_away_by_its_box(session, show):
    before = session._load_editable(5)
    linked = TaskDraft("A", "A", links=((4, "cùng việc"), (6, "khác")))
    before = type(before)(5, 1, linked)
    document = make_document(PROGRAMME, "CTr04-2026")
    links = tuple(
        LinkRecord(i, f"Việc {i} & nữa", document, f"X#{i}", Assessment(Light.IN_TIME), "")
        for i in (4, 6)
    )
    detail = make_detail(5, links=links)
    dialog = show(EditDialog(detail, before, session._load_choices(), session._find_task))
    dialog.links[0][1].setChecked(False)
    dialog.accept_button.click()
    assert dialog.draft.links == ((6, "khác"),)


def test_a_link_that_is_not_shown_stays(session, show):
    before = session._load_editable(5)
    before = type(before)(5, 1, TaskDraft("A", "A", links=((4, "cùng việc"),)))
    restricted = make_detail(5, confidential=True, links=())
    dialog = show(EditDialog(restricted, before, session._load_choices(), session._find_task))
    dialog.accept_button.click()
    assert dialog.draft.links == ((4, "cùng việc"),)


def test_the_edit_dialog_fits_on_a_small_screen(editing):
    assert editing().height() <= 768 - 48 - 32


# ---- Entering


def test_the_common_case_is_three_fields(entering):
    assert entering.focusWidget() is entering.title_field
    entering.title_field.setPlainText("Báo cáo việc sửa cầu")
    entering.roles[Role.LEAD].setText("tai chinh")
    entering.limit.date.setText("15/12")
    QTest.keyClick(entering.limit.date, Qt.Key.Key_Return)
    draft = TaskDraft("Báo cáo việc sửa cầu", "", roles=((Role.LEAD, (FINANCE,)),))
    assert entering.new == NewTask(draft, 0, TODAY, DUE)


def test_a_task_of_a_document_takes_its_date(entering):
    entering.title_field.setPlainText("Việc")
    entering.roles[Role.LEAD].setText("tai chinh")
    entering.limit.date.setText("15/12")
    entering.document.setCurrentIndex(1)
    assert not entering.given_on.isEnabled()
    entering.accept_button.click()
    assert entering.new.document_id == PROGRAMME
    assert entering.new.given_on == dt.date(2026, 2, 3)


@pytest.mark.parametrize(
    ("title", "lead", "due", "words"),
    [
        ("", "tai chinh", "15/12", "tên nhiệm vụ"),
        ("Việc", "", "15/12", "cơ quan chủ trì"),
        ("Việc", "gì đó", "15/12", "chưa rõ “gì đó”"),
        ("Việc", "tai chinh", "", "Ngày hết hạn: chưa rõ ngày"),
        ("Việc", "tai chinh", "1/2/2026", "trước ngày giao"),
    ],
)
def test_what_is_missing_is_told(entering, title, lead, due, words):
    entering.title_field.setPlainText(title)
    entering.roles[Role.LEAD].setText(lead)
    entering.limit.date.setText(due)
    entering.accept_button.click()
    assert words in entering.error.text()
    assert entering.new is None


def test_a_short_title_of_the_program_follows_in_sight(session, show):
    before = session._load_editable(5)
    same = replace(before, draft=replace(before.draft, title="Sửa cầu", short_title="Sửa cầu"))
    dialog = show(EditDialog(make_detail(5), same, session._load_choices(), session._find_task))
    dialog.title_field.setPlainText("Sửa cầu Làng Giàng")
    assert dialog.short_title.text() == "Sửa cầu Làng Giàng"
    dialog.short_title.selectAll()
    QTest.keyClicks(dialog.short_title, "Cau")
    dialog.title_field.setPlainText("Sửa cầu khác")
    assert dialog.short_title.text() == "Cau"


def test_a_short_title_of_a_person_stays(session, show):
    before = session._load_editable(5)
    own = replace(before, draft=replace(before.draft, title="Sửa cầu", short_title="Cầu"))
    dialog = show(EditDialog(make_detail(5), own, session._load_choices(), session._find_task))
    dialog.title_field.setPlainText("Sửa cầu Làng Giàng")
    assert dialog.short_title.text() == "Cầu"


def test_a_restricted_task_shows_no_points_and_keeps_them(session, show):
    before = session._load_editable(5)
    secret = replace(before, draft=replace(before.draft, confidential=True, points="A\nB"))
    dialog = show(EditDialog(make_detail(5), secret, session._load_choices(), session._find_task))
    assert not dialog.points.isVisible()
    dialog.accept_button.click()
    assert dialog.draft is not None
    assert dialog.draft.points == "A\nB"

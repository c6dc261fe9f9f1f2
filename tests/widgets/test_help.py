"""Help where one stands: every page has one, and its keys are those of the actions."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import paths
from app.views import help_pages
from app.views.actions import Actions
from app.views.dialogs.help_dialog import HelpDialog

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", r"raise\(\)", "grabbing the keyboard", "grabbing the mouse"
)
PAGES = (
    "overview",
    "tasks",
    "indicators",
    "calendar",
    "documents",
    "reports",
    "directory",
    "start",
)
_KEY = re.compile(r"\b(?:Ctrl\+(?:Shift\+)?[A-Z]\b|Ctrl\+Enter|F\d+\b)")
_SIGNS = ("# ", "## ", "### ", "- ")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_help_and_names_only_keys_that_work(qapp, page):
    assert (paths.resources() / "help" / f"{page}.md").is_file()
    actions = Actions()
    known = set(_KEY.findall(help_pages.keys_table(actions.all_actions())))
    named = set(_KEY.findall(help_pages.text_of(page)))
    assert named <= known | {"F2"}


def _page_names(*, english: bool) -> set[str]:
    return {file.name for file in help_pages.help_folder(english=english).glob("*.md")}


def _outline(page: str, *, english: bool) -> list[tuple[str, int]]:
    """Return the beginnings of the lines: headings and points, and the keys named in each."""
    text = (help_pages.help_folder(english=english) / page).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    signs = (next((sign for sign in _SIGNS if line.startswith(sign)), "") for line in lines)
    return [(sign, len(_KEY.findall(line))) for sign, line in zip(signs, lines, strict=True)]


def test_both_languages_have_the_same_pages():
    pages = {f"{page}.md" for page in PAGES}
    assert _page_names(english=False) == _page_names(english=True) == pages


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_the_same_in_both_languages(page):
    """As many headings and points, in the same order, with as many keys."""
    name = f"{page}.md"
    assert _outline(name, english=True) == _outline(name, english=False)


def test_an_english_window_shows_the_english_pages(monkeypatch):
    monkeypatch.setattr(help_pages, "is_english", lambda: True)
    assert help_pages.text_of("calendar").startswith("# Calendar")
    assert help_pages.text_of("nowhere").startswith("# Start")


def test_the_list_of_keys_has_every_action_with_a_key_once(qapp):
    made = Actions()
    actions = made.all_actions()
    table = help_pages.keys_table(actions)
    rows = table.splitlines()[4:]
    assert len(rows) == len(set(rows)) <= sum(bool(action.shortcuts()) for action in actions)
    assert "| Hướng dẫn | **F1** |" in rows
    assert "| Tìm kiếm | **Ctrl+K**, **Ctrl+F** |" in rows


def test_a_page_without_help_gets_that_of_the_start(qapp):
    assert help_pages.text_of("nowhere") == help_pages.text_of("start")


def test_f1_opens_the_help_of_the_page_in_front(make_window, register_path):
    window = make_window(register_path)
    for page, heading in (("calendar", "Lịch"), ("tasks", "Nhiệm vụ")):
        window.show_page(page)
        window.actions_.help.trigger()
        dialog = window.findChildren(HelpDialog)[-1]
        assert dialog.text.toPlainText().startswith(heading)
        assert "Ctrl+Enter" in dialog.text.toPlainText()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_f1_in_a_dialog_opens_help_over_it_and_leaves_it_open(make_window, register_path, qtbot):
    window = make_window(register_path)
    window.show_page("tasks")
    window._pages["tasks"].acts.new_task()
    form = window._pages["tasks"].acts.dialog
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_F1)
    (help_,) = form.findChildren(HelpDialog)
    assert help_.isVisible()
    assert help_.text.toPlainText().startswith("Nhiệm vụ")
    help_.close()
    assert form.isVisible()
    form.reject()

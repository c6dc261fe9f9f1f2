"""Text of a register is never mark-up: not in a label, a tool tip, a table's tip or a menu."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from app.views.list_request import ALL, ListRequest
from tests.registers import DATED, task_id
from tests.windows import be_quiet, complete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.views.main_window import MainWindow

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

VIEWS = Path(__file__).parents[2] / "app" / "views"
MARK = "<b>x</b> & <img src=x> "
TEXTS = {
    "agency": "name short_name note",
    "document": "title short_title issuer signer basis recipients",
    "document_note": "place seen taken_as reason",
    "indicator": "group name note",
    "measurement": "text source note",
    "official": "name position short_position note",
    "portfolio": "source",
    "report_duty": "title text",
    "scheme": "title scope",
    "section": "heading",
    "target": "text note",
    "target_comparison": "note",
    "task": "title short_title points source_note expected_product",
    "task_link": "why",
    "task_source": "title short_title points time_text note",
    "time_limit": "text authority",
}
"""What people or documents may have written, table by table."""


def spoil(path: Path) -> None:
    """Put mark-up before every text that people or documents may have written."""
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in TEXTS.items():
            for column in columns.split():
                statement = f"""UPDATE "{table}" SET "{column}" = ? || "{column}"
                    WHERE "{column}" <> '' AND "{column}" NOT LIKE '[%'"""  # noqa: S608
                connection.execute(statement, (MARK,))
        connection.commit()


@pytest.fixture
def window(make_window, register_path, qtbot) -> MainWindow:
    spoil(register_path)
    made: MainWindow = make_window(register_path)
    complete(qtbot, made)
    return made


def tips(model: QAbstractItemModel) -> Iterator[str]:
    """Return the tips of the first rows of a model, and of its heads."""
    tip = Qt.ItemDataRole.ToolTipRole
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, tip) or "")
        for row in range(min(model.rowCount(), 12)):
            index = model.index(row, column, QModelIndex())
            yield str(model.data(index, tip) or "")
            for below in range(min(model.rowCount(index), 3)):
                yield str(model.data(model.index(below, 0, index), tip) or "")


def is_markup(text: str) -> bool:
    """Tell whether Qt would take a text for mark-up that holds ours unescaped."""
    return "<b>" in text


def found(window: QWidget) -> list[str]:
    wrong = []
    for widget in [window, *window.findChildren(QWidget)]:
        if is_markup(widget.toolTip()):
            wrong.append(f"tip of {type(widget).__name__} {widget.accessibleName()}")
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            wrong += [f"label {words[:60]}" for words in [widget.text()] if is_markup(words)]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            wrong += [
                f"tips of {type(widget).__name__}" for t in tips(widget.model()) if is_markup(t)
            ]
        wrong += [f"action {a.text()[:40]}" for a in widget.actions() if is_markup(a.toolTip())]
    return sorted(set(wrong))


@pytest.mark.parametrize(
    "name",
    ["overview", "tasks", "indicators", "calendar", "documents", "reports", "directory"],
)
def test_no_page_shows_text_as_markup(window, qtbot, name):
    page: Any = window.page(name)
    be_quiet(qtbot, window.session)
    if name == "tasks":
        page.apply_request(ListRequest("agency", ALL))
        page.open_task(window.session.read(task_id, DATED))
        qtbot.waitUntil(lambda: page.detail.shown is not None)
    if name == "directory":
        for tab in (page.portfolios, page.officials, page.agencies, page.settings):
            page.show_tab(tab)
            be_quiet(qtbot, window.session)
            assert found(window) == []
    assert MARK.split(maxsplit=1)[0] in " ".join(
        label.text() for label in window.findChildren(QLabel)
    ) or (name != "tasks")
    assert found(window) == []


def test_a_search_shows_found_words_and_no_markup(window, qtbot):
    page: Any = window.page("tasks")
    page.set_search("ke hoach")
    be_quiet(qtbot, window.session)
    assert found(window) == []


def test_no_dialog_shows_text_as_markup(window, qtbot):
    page: Any = window.page("tasks")
    page.apply_request(ListRequest("agency", ALL))
    page.open_task(window.session.read(task_id, DATED))
    be_quiet(qtbot, window.session)
    for act in ("update", "edit", "new_task", "reopen", "assign_leader", "note"):
        ask = getattr(page.acts, act, None)
        if ask is None:
            continue
        ask()
        be_quiet(qtbot, window.session)
        dialog = page.acts.dialog
        if dialog is not None:
            assert found(dialog) == [], act
            dialog.reject()
            be_quiet(qtbot, window.session)


def _is_safe(node: ast.expr) -> bool:
    """Tell whether an argument of setToolTip cannot hold text of a register."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body) and _is_safe(node.orelse)
    if isinstance(node, ast.Call):
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        of_program = name == "tr" and not node.keywords  # a text without fields
        return of_program or name in {"plain_tip", "safe_tip", "toolTip", "_tip"}
    return False


def test_every_tip_is_made_plain() -> None:
    wrong = [
        f"{file.relative_to(VIEWS)}:{node.lineno}"
        for file in sorted(VIEWS.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setToolTip"
        and not _is_safe(node.args[-1])
    ]
    assert wrong == []

"""Walk the window in English and print what it says in Vietnamese.

``TIENDO_LANGUAGE=en python -m tests.english FOLDER``

A process of its own, for the language of a window is chosen before its modules are imported.
Looked at is every text of every widget in the scenes of the pictures, and what cells and charts
paint. What a register holds is Vietnamese and stays so: told is only what the program itself says.
"""

from __future__ import annotations

import contextlib
import html
import json
import os
import re
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QWidget

from app import paths
from app.main import make_application
from app.pictures import drawing
from app.pictures.waiting import settle, wait_until
from tests.texts import VIETNAMESE, english, fields, patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QAbstractItemModel

_ROWS = 40
"""Rows of a model that are looked at in each branch."""
_FEWEST = 4
"""Letters of a pattern beside its fields, below which it fits what people wrote too."""
_SHORTEST_NAME = 6
"""Letters of a written text that is looked for inside a longer one."""
_NUMBER = re.compile(r"^\d[\d.]*\s+")
_DOCUMENT_VIEWS = frozenset({"SourceView", "SourceText"})
"""Widgets that show nothing but the words of a document."""
_OF_FILES = frozenset({("bang-theo-doi", "Hoàn thành")})
"""Scene and words of a file that is read in it, which the program itself could say too."""


class Leaks:
    """Collects the texts on show that are the program's own and Vietnamese."""

    def __init__(self) -> None:
        """Make a rule of each text that the program can say."""
        self._written: set[str] = set()
        whole, parts, told = set(), [], english()
        for pattern in patterns():
            if not VIETNAMESE.search(pattern) or told.get(pattern) == pattern:
                continue
            if not fields(pattern):
                whole.add(_plain(pattern))
                continue
            pieces = re.split(r"\{[^}]*\}", _plain(pattern))
            if sum(len(piece.strip()) for piece in pieces) >= _FEWEST:
                parts.append("(.*?)".join(map(re.escape, pieces)))
        self._whole = whole
        self._parts = [re.compile(part, re.DOTALL) for part in parts]
        self.found: dict[str, str] = {}
        self.scene = ""
        self._asked: set[str] = set()

    def know(self, register: Path) -> None:
        """Take what a register holds for what people and documents wrote."""
        with contextlib.closing(sqlite3.connect(register)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - our own
                    for value in row:
                        for text in _texts_in(value):
                            self._written.update(map(_plain, (text, *text.split("\n"))))

    def see(self, text: Any, where: str) -> None:
        """Look at a text and at each of its lines."""
        if not isinstance(text, str) or text in self._asked or not VIETNAMESE.search(text):
            return
        if not self.scene:  # what the register holds is not known yet
            return
        self._asked.add(text)
        plain = html.unescape(re.sub(r"<[^>]+>", " ", text))
        for line in {plain, *plain.splitlines(), *plain.split(" · ")}:
            said = _plain(line)
            if (self.scene, said) in _OF_FILES or not VIETNAMESE.search(said):
                continue
            if self._is_ours(said):
                self.found.setdefault(said, f"{self.scene}: {where}")

    def _is_cut(self, said: str) -> bool:
        """Tell whether a text is the beginning of one that people wrote, numbered or not."""
        if not said.endswith("…"):
            return False
        beginning = _NUMBER.sub("", said.removesuffix("…").rstrip())
        return any(each.startswith(beginning) for each in self._written)

    def _is_ours(self, said: str) -> bool:
        if said in self._written or self._is_cut(said):
            return False
        return self._fits(said) and self._fits(self._without_what_people_wrote(said))

    def _fits(self, said: str) -> bool:
        return said in self._whole or any(part.fullmatch(said) for part in self._parts)

    def _without_what_people_wrote(self, said: str) -> str:
        for written in sorted(self._written, key=len, reverse=True):
            if len(written) < _SHORTEST_NAME:
                break
            said = said.replace(written, "X")
        return said if VIETNAMESE.search(said) else ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def _know_all(leaks: Leaks, folder: Path) -> None:
    for register in folder.glob("*.tiendo"):
        leaks.know(register)


def _texts_in(value: Any) -> Iterator[str]:
    """Return a text as it is stored, or all texts of what is stored as JSON."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        with contextlib.suppress(json.JSONDecodeError):
            yield from _texts_in(json.loads(value))
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)
    if isinstance(value, str):
        yield value


def walk(folder: Path) -> dict[str, str]:
    """Bring the window to every scene and return what it said in Vietnamese, with the place."""
    leaks = Leaks()
    for name in ("drawText", "drawStaticText"):
        setattr(QPainter, name, _watched(getattr(QPainter, name), leaks))
    for window, scenes in drawing.windows(folder):
        window.resize(1366, 688)
        _know_all(leaks, folder)
        for scene, prepare in scenes.items():
            leaks.scene = scene
            over = prepare(window)
            settle(window)
            _know_all(leaks, folder)  # drafts of reviews were stored meanwhile
            for top in {window, over or window}:
                _look(top, leaks)
            for top in QApplication.topLevelWidgets():
                if top.isVisible():
                    _look(top, leaks)
            if isinstance(over, QDialog):
                over.reject()
            elif over is not None:
                over.close()
        window.close()
        wait_until(lambda window=window: window.session.jobs.idle)  # type: ignore[misc]
        window.end()
        leaks.scene = ""
    return leaks.found


def _watched(draw: Callable[..., Any], leaks: Leaks) -> Callable[..., Any]:
    def drawn(painter: Any, *arguments: Any) -> Any:
        for each in arguments:
            leaks.see(each, "painted")
        return draw(painter, *arguments)

    return drawn


def _look(top: QWidget, leaks: Leaks) -> None:
    top.grab()
    for widget in (top, *top.findChildren(QWidget)):
        kind = type(widget).__name__
        if kind in _DOCUMENT_VIEWS:
            continue
        for text in _texts(widget):
            leaks.see(text, kind)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for text in _cells(widget.model()):
                leaks.see(text, f"cell of {kind}")
    for action in top.findChildren(QAction):
        for text in (action.text(), action.iconText(), action.toolTip(), action.statusTip()):
            leaks.see(text, "action")


def _texts(widget: QWidget) -> Iterator[Any]:
    for name in (
        "windowTitle",
        "text",
        "toolTip",
        "accessibleName",
        "accessibleDescription",
        "placeholderText",
        "title",
        "toPlainText",
        "currentText",
        "whatsThis",
        "prefix",
        "suffix",
        "specialValueText",
    ):
        if name == "text" and isinstance(widget, QLineEdit):
            continue  # what a person would write into the register
        ask = getattr(widget, name, None)
        if callable(ask):
            try:
                yield ask()
            except TypeError:
                continue
    for count, ask in (("count", "itemText"), ("count", "tabText")):
        if hasattr(widget, count) and hasattr(widget, ask):
            for index in range(getattr(widget, count)()):
                yield getattr(widget, ask)(index)


def _cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[Any]:
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    if parent is None:
        for column in range(columns):
            for role in roles:
                yield model.headerData(column, Qt.Orientation.Horizontal, role)
    for row in range(min(model.rowCount(above), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, above)
            for role in roles:
                yield index.data(role)
            if column == 0 and model.rowCount(index):
                yield from _cells(model, index)


def main(folder: Path) -> int:
    """Print what was found as JSON; 1 if there is any."""
    os.environ[paths.DATA_FOLDER_VARIABLE] = str(folder)
    make_application(sys.argv[:1])
    found = walk(folder)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=0)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))

"""Walk a window or dialog as somebody does who has no mouse, or no eyes: what is wrong with it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.views.tables.entry_grid import EntryGrid

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

_TYPED = (QLineEdit, QTextEdit, QPlainTextEdit)
"""Where a cursor blinks: the focus is seen, at times."""
_LOOPS = 60
"""More presses of Tab than there are stops: a window may change under the walk."""


def spoken(widget: QWidget) -> str:
    """Return what a screen reader says first: the name, or what a label or the text says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def faults(top: QWidget, seen: set[tuple[str, str, str]]) -> Iterator[str]:
    """Tell what is wrong with the stops of the keyboard in a window.

    Args:
        top: a window or dialog on show.
        seen: stops of which the focus was looked at already; those of this window are added.
    """
    stops = [each for each in top.findChildren(QWidget) if _is_stop(each, top)]
    yield from (f"no name: {_words(each)}" for each in stops if not spoken(each))
    by_tab = [each for each in stops if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not by_tab:
        return
    _begin(top, by_tab)
    visited: list[QWidget] = []
    trapped = yield from _walk(top, len(by_tab) + _LOOPS, visited, seen)
    if not trapped:
        reached = [each for each in visited if isValid(each)]
        yield from (
            f"not reached by Tab: {_words(each)}"
            for each in by_tab
            if isValid(each) and not _is_reached(each, reached)
        )


def _walk(
    top: QWidget, most: int, visited: list[QWidget], seen: set[tuple[str, str, str]]
) -> Generator[str, None, bool]:
    """Press Tab until it comes round; return whether it did not."""
    here = QApplication.focusWidget()
    for _ in range(most):
        if here is None or here.window() is not top.window():
            yield f"the keyboard is gone after {_words(visited[-1]) if visited else 'the start'}"
            return True
        if any(here is each for each in visited):
            return False
        visited.append(here)
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield from _unseen(here, seen)
        # A table that is filled in takes Tab for its cells; it must tell another way out.
        key = Qt.Key.Key_F6 if isinstance(here, EntryGrid) else Qt.Key.Key_Tab
        QTest.keyClick(here, key)
        QCoreApplication.processEvents()
        after = QApplication.focusWidget()
        if after is here and most > _LOOPS + 1:
            yield f"no way out of {_words(here)}"
            return True
        here = after
    return False


def _unseen(here: QWidget, seen: set[tuple[str, str, str]]) -> Iterator[str]:
    """Tell if a stop looks the same with and without the keyboard; each kind once."""
    kind = (type(here).__name__, here.objectName(), spoken(here))
    empty = isinstance(here, QAbstractItemView) and not (here.model() and here.model().rowCount())
    if kind in seen or empty or isinstance(here, _TYPED):
        return
    seen.add(kind)
    with_focus = here.grab().toImage()
    here.clearFocus()
    QCoreApplication.processEvents()
    if here.grab().toImage() == with_focus:
        yield f"the focus cannot be seen: {_words(here)}"
    here.setFocus(Qt.FocusReason.TabFocusReason)


def _begin(top: QWidget, stops: Sequence[QWidget]) -> None:
    top.activateWindow()
    QCoreApplication.processEvents()
    focused = QApplication.focusWidget()
    if focused is None or focused.window() is not top.window():
        stops[0].setFocus(Qt.FocusReason.TabFocusReason)
        QCoreApplication.processEvents()


def _is_stop(widget: QWidget, top: QWidget) -> bool:
    inside = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.window() is top.window()
        and widget.focusProxy() is None
        and not inside
        and not widget.objectName().startswith("qt_")
    )


def _is_reached(widget: QWidget, visited: Sequence[QWidget]) -> bool:
    """Return whether a stop or something around it was visited; the arrows choose in a group."""
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        together = group.buttons() if group is not None and group.exclusive() else []
        if widget.autoExclusive() and (parent := widget.parentWidget()) is not None:
            together = parent.findChildren(QAbstractButton)
        if any(each is other for each in visited for other in together):
            return True
    return any(
        each is widget or widget.isAncestorOf(each) or each.isAncestorOf(widget) for each in visited
    )


def _words(widget: QWidget) -> str:
    if not isValid(widget):
        return "something that is gone"
    parent = type(widget.parentWidget()).__name__
    return f"{type(widget).__name__} “{spoken(widget)[:40]}” in {parent}"

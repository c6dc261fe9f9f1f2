"""Help where one stands: a page of text for each page of the window, and the list of keys.

The texts lie in ``resources/help``, one file a page of the window, in English in its folder ``en``;
the keys come from the one list of actions, so that the help cannot name a key that does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence

from app import paths
from app.views.language import ENGLISH, is_english, tr

START = "start"
_NATIVE = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up"}


def text_of(page: str) -> str:
    """Return the help of a page as Markdown; that of the start page where it has none."""
    folder = help_folder(english=is_english())
    file = folder / f"{page}.md"
    if not file.is_file():
        file = folder / f"{START}.md"
    return file.read_text("utf-8")


def help_folder(*, english: bool) -> Path:
    """Return where the pages of a language lie."""
    folder = paths.resources() / "help"
    return folder / ENGLISH if english else folder


def keys_table(actions: Iterable[QAction]) -> str:
    """Return every action with a key as a Markdown table, in the order of the list."""
    rows = [
        f"| {_words(action)} | {', '.join(_keys(action))} |"
        for action in actions
        if action.shortcuts()
    ]
    return "\n".join(
        [tr("## Phím tắt"), "", tr("| Việc | Phím |"), "|---|---|", *dict.fromkeys(rows)]
    )


def whole(page: str, actions: Iterable[QAction]) -> str:
    """Return the help of a page with the list of keys under it."""
    return f"{text_of(page)}\n\n{keys_table(actions)}\n"


def _words(action: QAction) -> str:
    return action.iconText().replace("|", "/")


def _keys(action: QAction) -> list[str]:
    portable = QKeySequence.SequenceFormat.PortableText
    shown = []
    for sequence in action.shortcuts():
        keys = sequence.toString(portable)
        for name, usual in _NATIVE.items():
            keys = keys.replace(name, usual)
        shown.append(f"**{keys}**")
    return list(dict.fromkeys(shown))

"""Plain text that search looks through: the words of a search are marked in it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from app.views import theme
from app.views.language import told
from app.views.tables.hits import hit_ranges
from app.views.widgets.plain_text import PlainText


class FoundText(PlainText):
    """Shows plain text as `PlainText` does; `mark` lays a ground under the words found."""

    _words: Sequence[str] = ()
    _plain = ""
    _marked_with = ""

    def setText(self, text: str) -> None:
        self._hint = None
        self._plain = told(text)
        self._show()

    def mark(self, words: Sequence[str]) -> None:
        """Mark the words of a search, folded as typed; none marks nothing."""
        if words != self._words:
            self._words = words
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        other_theme = self._marked_with not in ("", theme.current().mark)
        if event.type() is QEvent.Type.StyleChange and other_theme:
            self._show()

    def _show(self) -> None:
        places = hit_ranges(self._plain, self._words)
        self._marked_with = theme.current().mark if places else ""
        # Never both: a text of a document that looks like markup is escaped, or shown plain.
        self.setTextFormat(Qt.TextFormat.RichText if places else Qt.TextFormat.PlainText)
        QLabel.setText(self, _marked(self._plain, places) if places else self._plain)


def _marked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return ``text`` as markup that shows it as it stands, with grounds under some places."""
    parts, last = [], 0
    for start, length in places:
        found = html.escape(text[start : start + length])
        ground = f'<span style="background-color:{theme.current().mark}">{found}</span>'
        parts += [html.escape(text[last:start]), ground]
        last = start + length
    parts.append(html.escape(text[last:]))
    return f'<span style="white-space:pre-wrap">{"".join(parts)}</span>'

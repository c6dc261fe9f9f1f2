"""A pane at the right of a splitter that lies over the list where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

NARROW = 1200
"""Width of a window under which the pane lies over the list."""

_FLOATING = 400


class SidePane(QObject):
    """Says where a panel is: a pane of its own, over the page, or closed."""

    opened_changed = Signal()

    def __init__(self, panel: QWidget, splitter: QSplitter, page: QWidget, least: int) -> None:
        """Become the last pane of a splitter, open in a wide window.

        Args:
            panel: what is shown.
            splitter: it becomes its last pane.
            page: what it lies over in a narrow window.
            least: smallest width of the pane.
        """
        super().__init__(page)
        self._panel, self._splitter, self._page = panel, splitter, page
        self._wanted = True
        self._floating = False
        self._floating_open = False
        panel.setMinimumWidth(least)
        splitter.addWidget(panel)

    @property
    def is_open(self) -> bool:
        """Whether the panel is on show."""
        return self._floating_open if self._floating else self._wanted

    def set_open(self, *, opened: bool) -> None:
        """Show or hide the panel."""
        if self._floating:
            self._floating_open = opened
        else:
            self._wanted = opened
        self._place()
        self.opened_changed.emit()

    def fit(self, window_width: int) -> None:
        """Lie over the list in a narrow window, closed at first; else be a pane."""
        narrow = window_width < NARROW
        if narrow != self._floating:
            self._floating = narrow
            self._floating_open = False
            self._place()
            self.opened_changed.emit()
        elif self._floating and self._floating_open:
            self._cover()

    @property
    def is_floating(self) -> bool:
        """Whether the panel lies over the list where it is open."""
        return self._floating

    def _place(self) -> None:
        if self._floating:
            self._panel.setParent(self._page)
            self._cover()
        elif self._splitter.indexOf(self._panel) < 0:
            self._splitter.addWidget(self._panel)
        self._panel.setVisible(self.is_open)

    def _cover(self) -> None:
        width = min(_FLOATING, self._page.width())
        self._panel.setGeometry(self._page.width() - width, 0, width, self._page.height())
        self._panel.raise_()

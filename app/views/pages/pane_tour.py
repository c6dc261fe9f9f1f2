"""F6: the keyboard goes from pane to pane of a page, and round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.views.actions import Actions

Stop = tuple[QWidget, Callable[[], None] | None]
"""A pane that can have the keyboard, and how it takes it; None for its usual way."""


class PaneTour(QObject):
    """Belongs to a page: its methods are connected, for the actions outlive the page."""

    def __init__(
        self, page: QWidget, actions: Actions, stops: Callable[[], Sequence[Stop]]
    ) -> None:
        """Take the actions of a page; ``stops`` names its panes on show, from left to right."""
        super().__init__(page)
        self._page, self._stops = page, stops
        actions.next_pane.triggered.connect(self.go_on)
        actions.previous_pane.triggered.connect(self.go_back)
        page.addActions([actions.next_pane, actions.previous_pane])

    def go_on(self) -> None:
        """Put the keyboard into the next pane."""
        self._go(1)

    def go_back(self) -> None:
        """Put the keyboard into the one before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        stops = self._stops()
        focused = self._page.focusWidget()
        here = next((i for i, (pane, _take) in enumerate(stops) if _holds(pane, focused)), 0)
        pane, take = stops[(here + step) % len(stops)]
        if take is None:
            pane.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            take()


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))

"""What the window asks of a page: pages are imported when they are visited, so only by these."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.domain.records import SheetScope
from app.views.list_request import ListRequest


@runtime_checkable
class HasHeader(Protocol):
    """A page with widgets of its own in the top bar."""

    def header_widgets(self) -> list[QWidget]:
        """Widgets that the top bar shows while the page is in front."""


@runtime_checkable
class HasStatus(Protocol):
    """A page that says in the status bar what it shows."""

    def status_texts(self) -> tuple[str, str]:
        """What is shown, and the proof of the sum."""


@runtime_checkable
class Searchable(Protocol):
    """A page with a list that the search field of the bar looks through."""

    def set_search(self, text: str) -> None:
        """Show what holds the words."""

    def focus_list(self) -> None:
        """Put the keyboard into the list."""


@runtime_checkable
class TakesBack(Protocol):
    """A page that at times works on something of its own, which Ctrl+Z is about then."""

    def own_undo(self) -> str | None:
        """What would be taken back, in words; "" for nothing yet; None: the register's undo."""

    def undo_own(self) -> None:
        """Take it back."""


@runtime_checkable
class KeepsWork(Protocol):
    """A page with work under way that must be kept when the window is closed."""

    def keep_work(self) -> None:
        """Keep it now."""


class TasksPageLike(Searchable, Protocol):
    """What the window asks of the page Nhiệm vụ, which is imported when it is visited."""

    def apply_request(self, request: ListRequest) -> None:
        """Show a group and lights."""

    def open_task(self, task_id: int) -> None:
        """Select a task and show its detail."""

    def pane_sizes(self) -> list[int]:
        """Widths of tree, list and detail."""

    def current_scope(self) -> SheetScope:
        """What a sheet of this list is about."""

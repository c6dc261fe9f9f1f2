"""What narrows the task list beside its group: the words of a search, and filters on columns."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from app.domain.text import fold_words
from app.views.task_filters import TaskFilters, passing

if TYPE_CHECKING:
    from app.views.session import Session
    from app.views.task_lists import TaskLists


class Narrowing:
    """Holds the words and the filters, and the tasks that they leave.

    Reading can fail with a `TienDoError`; what was shown then stays.
    """

    def __init__(self, session: Session) -> None:
        """Start with everything."""
        self._session = session
        self.search = ""
        self.filters = TaskFilters()
        self._found: frozenset[int] | None = None
        self._found_closed: frozenset[int] = frozenset()
        self._passing: frozenset[int] | None = None

    @property
    def searching(self) -> bool:
        """Whether words are looked for."""
        return self._found is not None

    @property
    def narrows(self) -> bool:
        """Whether anything is taken out of a group."""
        return self._found is not None or self._passing is not None

    @property
    def closed(self) -> frozenset[int]:
        """What the search finds in documents of the past, and the filters let pass."""
        if self._passing is None:
            return self._found_closed
        return self._found_closed & self._passing

    @property
    def left(self) -> AbstractSet[int] | None:
        """The tasks that pass, those of documents of the past among them; None for all."""
        if self._found is None:
            return self._passing
        return self._within(self._found) | self.closed

    def is_same_search(self, text: str) -> bool:
        """Return whether other words would find the same."""
        words = fold_words(text)
        return words == fold_words(self.search) and bool(words) == self.searching

    def look_for(self, text: str, lists: TaskLists) -> None:
        """Look for words in the whole register; "" ends the search.

        Raises:
            TienDoError: the register cannot be read.
        """
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        self.search = text
        if not fold_words(text):
            self._found, self._found_closed = None, frozenset()
            return
        found = self._session.read(reading.search, text)
        self._found = lists.known(found)
        self._found_closed = lists.closed(found)

    def end_search(self) -> None:
        """Look for nothing any more."""
        self.search = ""
        self._found, self._found_closed = None, frozenset()

    def filter_by(self, filters: TaskFilters, lists: TaskLists) -> None:
        """Let only those pass that every filter lets pass.

        Raises:
            TienDoError: the register cannot be read.
        """
        self._passing = self.passing(filters, lists)
        self.filters = filters

    def passing(self, filters: TaskFilters, lists: TaskLists) -> frozenset[int] | None:
        """Return the tasks that some filters let pass; None for all."""
        if not filters:
            return None
        index = lists.index
        return passing((*index.tasks, *index.closed), filters, index.directory, self._read)

    def reread(self, lists: TaskLists) -> None:
        """Ask again after the register or the day changed.

        Raises:
            TienDoError: the register cannot be read.
        """
        if self.searching:
            self.look_for(self.search, lists)
        self.filter_by(self.filters, lists)

    def cut(self, ids: Collection[int], *, closed: bool, whole: bool) -> Collection[int]:
        """Return what is left of a group.

        Args:
            ids: its tasks.
            closed: whether it is a document of the past.
            whole: whether ``ids`` are all tasks that are followed.
        """
        if not self.narrows:
            return ids
        if self._found is None:
            passing_ = self._passing
            assert passing_ is not None  # noqa: S101 - something narrows
            return list(filter(passing_.__contains__, ids))
        found = self.closed if closed else self._within(self._found)
        if whole and not closed and len(ids) >= len(found):
            return found
        return list(filter(found.__contains__, ids))

    def _within(self, found: frozenset[int]) -> frozenset[int]:
        return found if self._passing is None else found & self._passing

    def _read(self, column: str, words: str) -> frozenset[int]:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        return self._session.read(reading.ids_with_words, column, words, self._session.as_of)

"""Where a search found the tasks whose rows do not show it; read for the rows that are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from app.domain.errors import TienDoError
from app.domain.records import SearchedText
from app.views.tables.hits import places_of, searchable, unseen

if TYPE_CHECKING:
    from app.views.session import Session

_MOST_KEPT = 2000


class FoundPlaces:
    """Keeps what tasks are found by from one keystroke to the next."""

    def __init__(self, session: Session) -> None:
        """Know nothing yet."""
        self._session = session
        self._texts: dict[int, tuple[SearchedText, ...]] = {}
        self._searchable: dict[int, tuple[SearchedText, ...]] = {}

    def forget(self) -> None:
        """Read anew: texts may have changed."""
        self._texts.clear()
        self._searchable.clear()

    def of(
        self, task: int, words: Sequence[str], shown: str, beside: Callable[[], Sequence[int]]
    ) -> tuple[str, ...]:
        """Name where the words stand that the row of a task does not show.

        Args:
            task: its id.
            words: folded words as typed.
            shown: what its row shows.
            beside: the tasks of the rows around, to be read with it.
        """
        missing = unseen(words, searchable(shown))
        if not missing:
            return ()
        if task not in self._texts:
            self._read([task, *beside()])
        if task not in self._searchable:  # folded for the rows in sight, not for all that are read
            self._searchable[task] = tuple(
                SearchedText(place, searchable(text)) for place, text in self._texts[task]
            )
        return places_of(missing, self._searchable[task])

    def _read(self, tasks: Sequence[int]) -> None:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        if len(self._texts) > _MOST_KEPT:
            self.forget()
        missing = [task for task in tasks if task not in self._texts]
        self._texts |= dict.fromkeys(missing, ())
        # Where they cannot be read, neither can the rows, and that is told.
        with suppress(TienDoError):
            self._texts |= self._session.read(reading.load_searched_texts, missing)

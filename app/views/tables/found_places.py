"""Where a search found the tasks whose rows do not show it; read for the rows that are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain.errors import TienDoError
from app.domain.records import SearchedText
from app.views.tables.hits import places_of, unseen

if TYPE_CHECKING:
    from app.views.session import Session

_MOST_KEPT = 2000


class FoundPlaces:
    """Keeps what tasks are found by from one keystroke to the next."""

    def __init__(self, session: Session) -> None:
        """Know nothing yet."""
        self._session = session
        self._texts: dict[int, tuple[SearchedText, ...]] = {}

    def forget(self) -> None:
        """Read anew: texts may have changed."""
        self._texts.clear()

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
        missing = unseen(words, shown)
        if not missing:
            return ()
        if task not in self._texts:
            self._read([task, *beside()])
        return places_of(missing, self._texts.get(task, ()))

    def _read(self, tasks: Sequence[int]) -> None:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        if len(self._texts) > _MOST_KEPT:
            self._texts.clear()
        missing = [task for task in tasks if task not in self._texts]
        try:
            self._texts |= self._session.read(reading.load_searched_texts, missing)
        except TienDoError:  # the rows cannot be read either, and that is told
            self._texts |= dict.fromkeys(missing, ())

"""The review as it stands, and what a person does with it; every decision is kept at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from PySide6.QtCore import QObject, Signal

from app.domain import review_acts
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.records import ChangeSet
from app.domain.review import Decision, MatchKind, ReviewDraft, ReviewItem
from app.views.language import tr
from app.views.review.rows import DOCUMENT, ListFilter, next_open, review_rows

if TYPE_CHECKING:
    from app.services.register import Register
    from app.views.session import Session

P = ParamSpec("P")


class ReviewDesk(QObject):
    """Holds a draft and the item that is looked at."""

    changed = Signal()
    """The draft is another one."""
    moved = Signal()
    """Another item is looked at."""
    refused = Signal(str)
    """An act could not be done: why."""
    saved = Signal()
    """Nothing waits to be kept any more."""
    lost = Signal(str)
    """The review was kept or dropped elsewhere, so that this one cannot be kept: why, once."""

    def __init__(self, session: Session, draft: ReviewDraft, parent: QObject | None = None) -> None:
        """Begin with the first item that waits; with the document where that is doubtful.

        Args:
            session: the open register.
            draft: as it is stored.
            parent: the page.
        """
        super().__init__(parent)
        self._session = session
        self._keeper = _Keeper(draft)
        self.draft = draft
        self.filter = ListFilter.ALL
        self.unsaved = 0
        self._given_up = False
        doubtful = any(not doubt.settled for doubt in draft.document_doubts)
        started = any(item.decision is not Decision.OPEN for item in draft.items)
        first = DOCUMENT if doubtful or not started else next_open(draft.items, "")
        self.current = first

    # ---- Looking

    @property
    def item(self) -> ReviewItem | None:
        """The item that is looked at; None for the document."""
        return self.draft.item(self.current) if self.current else None

    @property
    def can_undo(self) -> bool:
        """Whether an act of this sitting can be taken back."""
        return bool(self.draft.past)

    def go(self, key: str) -> None:
        """Look at an item, or at the document."""
        if key != self.current:
            self.current = key
            self.moved.emit()

    def go_next_open(self) -> bool:
        """Look at the next item that waits; False if none does."""
        key = next_open(self.draft.items, self.current)
        if key:
            self.go(key)
        return bool(key)

    def step(self, by: int) -> None:
        """Look at the item before (-1) or after (1), of those that the list shows."""
        rows = review_rows(self.draft, self.filter, self.current)
        keys = [row.key for row in rows if row.counts is None]
        here = keys.index(self.current) if self.current in keys else 0
        self.go(keys[min(max(here + by, 0), len(keys) - 1)])

    def item_at(self, block: int) -> str:
        """Return the id of the item that was read from a block; "" if there is none."""
        here = [item.id for item in self.draft.items if block in item.blocks]
        if self.current in here:  # several items of one paragraph: a second click goes on
            return here[(here.index(self.current) + 1) % len(here)]
        return here[0] if here else ""

    # ---- Acting

    def act(
        self,
        function: Callable[Concatenate[ReviewDraft, P], ReviewDraft],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> bool:
        """Do something with the draft; False if it was refused, which is told."""
        try:
            draft = function(self.draft, *args, **kwargs)
        except InputRefusedError as error:
            self.refused.emit(str(error))
            return False
        self._take(draft)
        return True

    def accept(self) -> bool:
        """Accept the item and go on to the next one that waits; False if it was refused."""
        if not self.current:
            self.go_next_open()
            return True
        return self._decide(review_acts.accept)

    def skip(self) -> None:
        """Skip the item and go on to the next one that waits."""
        if self.current:
            self._decide(review_acts.skip)

    def _decide(self, act: Callable[[ReviewDraft, str], ReviewDraft]) -> bool:
        """Decide about the item, and look at the next one that waits: one change, told once."""
        try:
            draft = act(self.draft, self.current)
        except InputRefusedError as error:
            self.refused.emit(str(error))
            return False
        self.current = next_open(draft.items, self.current) or self.current
        self._take(draft)
        return True

    def split(self, position: int) -> None:
        """Cut the item before a character of its source text; the first part stays on show."""
        self.act(review_acts.split, self.current, position)

    def merge_next(self) -> None:
        """Join the item with the one that follows it in the document."""
        follower = self.follower()
        if follower is None:
            self.refused.emit(tr("Không còn mục nào ở phía sau để gộp."))
        else:
            self.act(review_acts.merge, self.current, follower.id)

    def follower(self) -> ReviewItem | None:
        """Return the item that follows in the document."""
        items = [item for item in self.draft.items if item.match.kind is not MatchKind.GONE]
        ids = [item.id for item in items]
        place = ids.index(self.current) + 1 if self.current in ids else len(items)
        return items[place] if place < len(items) else None

    def undo(self) -> None:
        """Take the last act back, and look at what it was about."""
        if not self.can_undo:
            return
        before = {item.id: item for item in self.draft.items}
        draft = review_acts.undo(self.draft)
        touched = [item.id for item in draft.items if before.get(item.id) != item]
        if draft.document != self.draft.document:
            touched = [DOCUMENT]
        if touched and self.current not in touched:
            self.current = touched[0]
        self._take(draft)

    def replace_draft(self, draft: ReviewDraft) -> None:
        """Take a draft that a service returned, as after comparing with the register anew."""
        self._take(draft)

    def choose_filter(self, chosen: ListFilter) -> None:
        """Show other items in the list."""
        self.filter = chosen
        self.changed.emit()

    def _take(self, draft: ReviewDraft) -> None:
        kept = {item.id for item in draft.items}
        if self.current and self.current not in kept:
            self.current = next_open(draft.items, "")
        self.draft = draft
        self.changed.emit()
        self._keep()

    # ---- Keeping

    def _keep(self) -> None:
        self.unsaved += 1
        self._keeper.wanted = self.draft

        def keep(register: object) -> None:
            self._keeper.keep(cast("Register", register))

        self._session.run(keep, owner=self, done=self._kept, failed=self._not_kept)

    def keep_now(self) -> None:
        """Keep what waits, though the window is being closed."""
        register = self._session.register
        if self.unsaved and register is not None and not self._given_up:
            self._session.jobs.end_on_register(lambda: self._keeper.keep(register))
            self.unsaved = 0

    def _kept(self, _nothing: Any) -> None:
        self.unsaved = max(0, self.unsaved - 1)
        if not self.unsaved:
            self.saved.emit()

    def _not_kept(self, error: Exception) -> None:
        self.unsaved = max(0, self.unsaved - 1)
        if not isinstance(error, ConflictError):
            self._session.failed.emit(error)
        elif not self._given_up:
            self._given_up = True
            self.lost.emit(str(error))

    def write(self, register: Register, today: dt.date) -> ChangeSet:
        """Write the review into the register; runs on its worker, behind what waits to be kept.

        Raises:
            TienDoError: see `app.services.importing.accept_review`.
        """
        from app.services import importing  # noqa: PLC0415 - imported on the worker

        self._keeper.keep(register)
        return importing.accept_review(register, self._keeper.stored(self.draft), today)


class _Keeper:
    """Stores drafts one after the other; lives on the register's worker, where the version is."""

    def __init__(self, draft: ReviewDraft) -> None:
        self.wanted = self._last = draft
        self._version = draft.version

    def keep(self, register: Register) -> None:
        """Store the last draft that is wanted, unless it is stored already."""
        from app.services import importing  # noqa: PLC0415 - imported on the worker

        draft = self.wanted
        if draft is not self._last:
            saved = importing.save_review(register, self.stored(draft))
            self._version, self._last = saved.version, draft

    def stored(self, draft: ReviewDraft) -> ReviewDraft:
        """Return a draft with the version that is stored."""
        return replace(draft, version=self._version)

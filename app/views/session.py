"""What every page shares: the open register, the day it is read as of, and news of changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.background.jobs import Job, Jobs
from app.domain.errors import TienDoError
from app.domain.records import ChangeSet, RegisterIndex

if TYPE_CHECKING:
    from app.services.other_writers import OtherWriters
    from app.services.register import Register

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A register with its first index: what the worker hands to the window.

    ``others`` knows what is in the register as of the index, or of a moment before.
    """

    register: Register
    index: RegisterIndex
    others: OtherWriters

    @classmethod
    def of(cls, path: Path, today: dt.date, *, create: bool, force: bool = False) -> Opened:
        """Open a register and read it as of today; runs on the register's worker.

        Args:
            path: its file.
            today: first as-of day.
            create: whether it is made from the shipped catalogue where it is missing.
            force: whether another machine's note that it is open there is overwritten.

        Raises:
            RegisterError: with advice, in one of its kinds.
        """
        from app.services import reading  # noqa: PLC0415 - SQLAlchemy is imported on the worker
        from app.services.other_writers import OtherWriters  # noqa: PLC0415
        from app.services.register import open_or_create, open_register  # noqa: PLC0415

        if create:
            register = open_or_create(path, hold=True)
        else:
            register = open_register(path, hold=True, force=force)
        with ExitStack() as opened:
            opened.callback(register.close)
            others = OtherWriters(register)
            opened.callback(others.close)
            result = cls(register, reading.load_index(register, today), others)
            opened.pop_all()
        return result

    def close(self) -> None:
        """Let go of the register."""
        self.others.close()
        self.register.close()


class Session(QObject):
    """The open register as the window sees it.

    A page listens to `index_changed`, shows `index`, runs operations with `run`, reads what it is
    about to paint with `read`, and never tells another page to refresh.
    """

    index_changed = Signal()
    """A new index is there: another as-of day, or after a change."""
    changed = Signal(ChangeSet)
    """An operation wrote something; the new index follows."""
    today_changed = Signal()
    """Another day has begun; `index_changed` follows where it is the one shown."""
    failed = Signal(Exception)
    """An operation nobody waited for has failed; the window tells the user."""

    def __init__(self, jobs: Jobs, today: dt.date, parent: QObject | None = None) -> None:
        """Start without a register; ``today`` is the first as-of day."""
        super().__init__(parent)
        self.jobs = jobs
        self.before_closing: Callable[[Register], None] | None = None
        """Runs on the register's worker before the register is let go of, backing it up."""
        self.today = today
        self.as_of = today
        self.register: Register | None = None
        self.index: RegisterIndex | None = None
        self._others: OtherWriters | None = None
        self._loading: Job | None = None
        self._looking: Job | None = None

    @property
    def is_past(self) -> bool:
        """Whether another day than today is shown; nothing may be edited then."""
        return self.as_of != self.today

    def open(self, opened: Opened) -> None:
        """Take over a register that was opened, with its first index."""
        self.register = opened.register
        self._others = opened.others
        self._show(opened.index)

    def close(self) -> None:
        """Let go of the register; results still to come are dropped."""
        if self._loading is not None:
            self._loading.cancel()
        register, self.register, self.index = self.register, None, None
        others, self._others, self._looking = self._others, None, None
        self.as_of = self.today
        if register is not None and others is not None:
            # Behind what the worker still has to do: work on a closed register opens it anew.
            if (before := self.before_closing) is not None:
                self.jobs.end_on_register(lambda: before(register))
            self.jobs.end_on_register(others.close)
            self.jobs.end_on_register(register.close)

    def set_today(self, day: dt.date) -> None:
        """Take note that another day has begun.

        Who looks at today goes on to the new day; a past day that was chosen stays.
        """
        follows = not self.is_past or self.as_of > day
        self.today = day
        self.today_changed.emit()
        if not follows:
            return
        if self.register is None:
            self.as_of = day
        else:
            self.set_as_of(day)

    def look_elsewhere(self) -> None:
        """Ask whether somebody else has written into the register.

        What they wrote is announced like a change of one's own. A register that cannot be read
        now tells so at the next operation; a look that nobody asked for does not.
        """
        others = self._others
        if others is None or self._looking is not None:
            return

        def looked(_change: ChangeSet | None) -> None:
            self._looking = None

        def not_looked(error: Exception) -> None:
            self._looking = None
            if not isinstance(error, TienDoError):
                self.failed.emit(error)

        self._looking = self.run(
            lambda _register: others.look(), owner=self, done=looked, failed=not_looked
        )

    def set_as_of(self, day: dt.date) -> None:
        """Read the register as of another day."""
        if day != self.as_of:
            self.as_of = day
            self.reload()

    def reload(self) -> None:
        """Read the index anew in the background; an older reading under way is dropped.

        Where it cannot be read, the last one stays on show, with its day.
        """
        from app.services import reading  # noqa: PLC0415 - not needed for the first paint

        if self._loading is not None:
            self._loading.cancel()
        self._loading = self.run(
            reading.load_index, self.as_of, owner=self, done=self._show, failed=self._not_read
        )

    def run(
        self,
        service: Callable[Concatenate[Register, P], T],
        *args: Any,
        owner: QObject,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run a service on the register's worker; ``done`` gets what it returns.

        A service that returns a `ChangeSet` is an operation: the change is announced and the index
        read anew after ``done``. Nothing arrives once the register was closed.
        """
        register, others = self._opened(), self._others

        def work() -> T:
            result = service(register, *args)  # type: ignore[call-arg]
            if isinstance(result, ChangeSet) and others is not None:
                others.note_own(result)
            return result

        def finish(result: Any) -> None:
            if register is not self.register:
                return
            if done is not None:
                done(result)
            if isinstance(result, ChangeSet) and result.change_id:
                self.changed.emit(result)
                self.reload()

        def fail(error: Exception) -> None:
            if register is self.register:
                (failed or self.failed.emit)(error)

        return self.jobs.run_on_register(work, owner=owner, done=finish, failed=fail)

    def read(
        self, service: Callable[Concatenate[Register, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Read at once, on the interface thread: only for the few rows that are being painted."""
        return service(self._opened(), *args, **kwargs)

    def _opened(self) -> Register:
        if self.register is None:
            raise RuntimeError("no register is open")
        return self.register

    def _show(self, index: RegisterIndex) -> None:
        self.index = index
        self.as_of = index.as_of
        self.index_changed.emit()

    def _not_read(self, error: Exception) -> None:
        if self.index is not None:
            self._show(self.index)
        self.failed.emit(error)

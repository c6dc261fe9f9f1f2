"""The tasks of an accepted review: new and changed ones, source text for the catalogue's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import Role
from app.domain.review import FieldChange, ReviewDraft, ReviewItem, TaskFields
from app.domain.text import fold, nfc, sort_key
from app.domain.time_limit import TimeLimit
from app.services.importing.differences import SOURCE_TEXT
from app.services.importing.write_document import Outline
from app.services.task_editing import short_of

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class TaskWriter:
    """Writes tasks one by one; ``entries`` says which item stands behind which task."""

    def __init__(
        self,
        session: Session,
        draft: ReviewDraft,
        document: models.Document,
        agency_ids: Mapping[str, int],
        leader_ids: Mapping[str, int],
    ) -> None:
        """Take the open session; `finish` writes what wants all tasks to be there."""
        self._session = session
        self._draft = draft
        self._document = document
        self._agencies = agency_ids
        self._leaders = leader_ids
        self._known = {each.printed: each.known or each.name for each in draft.agencies}
        self._outline = Outline(session, draft, document)
        query = select(models.Task.ordinal).where(models.Task.document_id == document.id)
        self._ordinal = max(session.scalars(query), default=0)
        self._links: list[tuple[int, int]] = []
        self._texts: dict[int, list[str]] = {}
        self._source_texts: dict[int, list[str]] = {}
        self.task_ids: set[int] = set()
        self.entries: list[tuple[ReviewItem, int]] = []

    # --- new --------------------------------------------------------------------------------------

    def put_new(self, item: ReviewItem) -> None:
        """Make the task of an item, under the code of its place."""
        fields = _task(item)
        section = self._outline.around(item.locator)
        locator, row = self._place(item.locator)
        if row is None:
            row = models.Task(code=f"{self._document.code}/{locator}", locator=locator)
            self._session.add(row)
        self._ordinal += 1
        row.document_id, row.section_id = self._document.id, section.id
        row.ordinal, row.scheme_id = self._ordinal, None
        row.source_note = ""
        row.confidential = fields.confidential
        row.source_text = "" if fields.confidential else nfc(item.source_text)
        row.points = "" if fields.confidential else "\n".join(
            nfc(" ".join(figure.text.split())) for figure in fields.targets
        )  # fmt: skip
        row.exists_from = self._document.issued_on
        self._put_title(row, fields.title)
        row.expected_product = "" if fields.confidential else nfc(fields.product.strip())
        row.leader_id = self._leader(fields.leader)
        self._session.flush()
        for role in Role:
            self._put_role(row.id, role, fields.agencies(role))
        self._put_limit(row, fields.time_limit)
        self._session.flush()
        self._links += [(row.id, each.target_id) for each in item.look_alikes if each.linked]
        self._note(item, [row.id])

    def _place(self, locator: str) -> tuple[str, models.Task | None]:
        """Return a free place, and the task that stood there before an undo, if there was one."""
        for place in (locator, *(f"{locator}{letter}" for letter in _LETTERS)):
            query = select(models.Task).where(models.Task.code == f"{self._document.code}/{place}")
            row = self._session.scalars(query).one_or_none()
            if row is None or row.exists_from == models.NEVER:
                return place, row
        raise InputRefusedError(
            phrase("Không còn chỗ trống ở {locator} cho nhiệm vụ mới.", locator=locator)
        )

    # --- changed, attached ------------------------------------------------------------------------

    def put_changes(self, item: ReviewItem) -> None:
        """Take over what the person chose of a corrected version."""
        taken = {each.field: each for each in item.match.changes if each.taken}
        if not item.match.further_source:
            self._take_over(self._row(item.match.target_id), item, taken)
        self._keep_text(item, taken=SOURCE_TEXT in taken)

    def attach(self, item: ReviewItem) -> None:
        """Give the source text to the tasks of the catalogue that were made of it."""
        match = item.match
        taken = {each.field: each for each in match.changes if each.taken}
        if not match.further_source:
            self._take_over(self._row(match.target_id), item, taken)
        self._keep_text(item, taken=True)

    def _keep_text(self, item: ReviewItem, *, taken: bool) -> None:
        """Remember the text for all tasks that stand for the paragraph; `finish` writes it."""
        match = item.match
        ids = [(match.target_id, match.further_source)]
        ids += [(each.target_id, each.further_source) for each in match.also]
        for task_id, further in ids if taken else ():
            where = self._source_texts if further else self._texts
            where.setdefault(task_id, []).append(item.source_text)
        self._note(item, [task_id for task_id, _further in ids])

    def _take_over(
        self, row: models.Task, item: ReviewItem, taken: Mapping[str, FieldChange]
    ) -> None:
        fields = _task(item)
        if "title" in taken:
            self._put_title(row, fields.title)
        if "product" in taken:
            row.expected_product = nfc(fields.product.strip())
        if "leader" in taken:
            row.leader_id = self._leader(fields.leader)
        for role in Role:
            if role.value in taken:
                self._put_role(row.id, role, fields.agencies(role))
        if "time_limit" in taken:
            self._put_limit(row, fields.time_limit)

    def finish(self) -> None:
        """Write texts that come of several paragraphs, and links."""
        for task_id, texts in self._texts.items():
            row = self._row(task_id)
            if not row.confidential:
                row.source_text = nfc("\n".join(dict.fromkeys(texts)))
        for task_id, texts in self._source_texts.items():
            query = select(models.TaskSource).where(
                models.TaskSource.task_id == task_id,
                models.TaskSource.document_id == self._document.id,
            )
            source = self._session.scalars(query.order_by(models.TaskSource.id)).first()
            if source is not None and not self._row(task_id).confidential:
                source.source_text = nfc("\n".join(dict.fromkeys(texts)))
        self._session.flush()
        why = phrase(
            "Gần giống, ghi nhận khi nhập {short_title}", short_title=self._document.short_title
        )
        for pair in sorted({(min(pair), max(pair)) for pair in self._links}):
            first, second = pair
            there = select(models.TaskLink.id).where(
                models.TaskLink.task_id == first, models.TaskLink.other_id == second
            )
            if self._session.scalars(there).first() is None:
                self._session.add(models.TaskLink(task_id=first, other_id=second, why=why))
                self.task_ids |= {first, second}
        self._session.flush()

    # --- parts ------------------------------------------------------------------------------------

    def _note(self, item: ReviewItem, ids: Iterable[int]) -> None:
        for task_id in ids:
            self.task_ids.add(task_id)
            self.entries.append((item, task_id))

    def _row(self, task_id: int) -> models.Task:
        row = self._session.get(models.Task, task_id)
        if row is None or row.exists_from == models.NEVER:
            raise ConflictError(
                phrase("Một nhiệm vụ không còn trong sổ. Hãy mở lại bản đối chiếu.")
            )
        return row

    def _put_title(self, row: models.Task, title: str) -> None:
        row.title = nfc(" ".join(title.split()))
        row.short_title = short_of(row.title)
        row.sort_title = sort_key(row.short_title)

    def _leader(self, name: str) -> int | None:
        return self._leaders[fold(name)] if name else None

    def _put_role(self, task_id: int, role: Role, printed: Iterable[str]) -> None:
        """Bring the agencies of a role to a list, each row that stays keeping its number."""
        wanted = list(dict.fromkeys(self.agency(name) for name in printed))
        query = select(models.Assignment).where(
            models.Assignment.task_id == task_id, models.Assignment.role == role
        )
        there = {each.agency_id: each for each in self._session.scalars(query)}
        for agency_id, row in there.items():
            if agency_id not in wanted:
                self._session.delete(row)
        for ordinal, agency_id in enumerate(wanted):
            if agency_id in there:
                there[agency_id].ordinal = ordinal
                continue
            self._session.add(
                models.Assignment(task_id=task_id, agency_id=agency_id, role=role, ordinal=ordinal)
            )

    def agency(self, printed: str) -> int:
        """Return the agency of a name: the register's, or what the person made of it."""
        found = self._agencies.get(fold(printed)) or self._agencies.get(
            fold(self._known.get(printed, ""))
        )
        if found is None:
            raise InputRefusedError(
                phrase("Cơ quan “{printed}” chưa có trong danh mục.", printed=printed)
            )
        return found

    def _put_limit(self, row: models.Task, limit: TimeLimit) -> None:
        """Set the limit of the task's own document; an older one of it is taken back."""
        reversals = select(models.TimeLimitRow.reverses_id).where(
            models.TimeLimitRow.reverses_id.is_not(None)
        )
        own = select(models.TimeLimitRow).where(
            models.TimeLimitRow.task_id == row.id,
            models.TimeLimitRow.authority == "",
            models.TimeLimitRow.reverses_id.is_(None),
            models.TimeLimitRow.id.not_in(reversals),
        )
        for said in self._session.scalars(own).all():
            self._session.add(
                models.TimeLimitRow(
                    task_id=row.id, set_on=said.set_on, kind="reversal", reverses_id=said.id
                )
            )
        self._session.add(
            models.TimeLimitRow(
                task_id=row.id,
                set_on=row.exists_from,
                kind=limit.kind,
                due_on=limit.due_on,
                period=limit.period,
                recurrence=limit.recurrence,
                text=nfc(limit.text),
            )
        )


def _task(item: ReviewItem) -> TaskFields:
    if not isinstance(item.fields, TaskFields):
        raise TypeError(item.kind)
    return item.fields

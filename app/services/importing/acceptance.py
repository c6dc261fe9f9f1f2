"""The rows of an accepted review: everything that one import writes, inside one operation."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app import models
from app.domain import formats
from app.domain.acts import Stop
from app.domain.errors import InputRefusedError
from app.domain.phrases import joined, phrase
from app.domain.records import Role
from app.domain.review import (
    Decision,
    IndicatorFields,
    MatchKind,
    NameChoice,
    ReviewDraft,
    ReviewItem,
    TaskFields,
    WithdrawnFields,
)
from app.domain.review_refusals import writes_names
from app.domain.text import fold, nfc
from app.services import agencies, reading
from app.services.importing import names, stored
from app.services.importing.write_document import put_document
from app.services.importing.write_indicators import IndicatorWriter
from app.services.importing.write_tasks import TaskWriter
from app.services.progress import stop_refusal, stop_row
from app.services.register import Register
from app.services.search_words import index_tasks
from db.unit_of_work import Writing


class Acceptance:
    """One import under way; ``task_ids`` are the tasks that it makes or changes."""

    def __init__(
        self, register: Register, work: Writing, draft: ReviewDraft, today: dt.date
    ) -> None:
        """Take the open operation; nothing is written before `run`."""
        self._register = register
        self._work = work
        self._session = work.session
        self._draft = draft
        self._today = today
        self._accepted = [item for item in draft.items if item.decision is Decision.ACCEPTED]
        self._counts: dict[str, int] = {}
        self.task_ids: set[int] = set()

    def run(self) -> None:
        """Write everything, in an order in which every row finds what it names."""
        self._put_agencies()
        connection = self._session.connection()
        agency_ids = names.agency_ids(connection)
        leader_ids = names.leader_ids(connection, self._today)
        document = put_document(self._session, self._draft, self._today)
        file = self._put_file(document)
        tasks = TaskWriter(self._session, self._draft, document, agency_ids, leader_ids)
        indicators = IndicatorWriter(self._session, self._draft, document, agency_ids, leader_ids)
        for item in self._accepted:
            if isinstance(item.fields, TaskFields):
                self._task(item, tasks)
            elif isinstance(item.fields, IndicatorFields):
                written = indicators.put(item)
                self._count(phrase("chỉ tiêu") if written else "")
        tasks.finish()
        self._session.flush()
        self._end_withdrawn(document)
        self._put_entries(file, tasks, indicators)
        self._session.flush()
        self.task_ids |= tasks.task_ids
        index_tasks(connection, sorted(self.task_ids))

    def summary(self) -> str:
        """Return the operation in words, for history and undo."""
        parts = [f"{number} {words}" for words, number in self._counts.items() if words]
        what = f": {', '.join(parts)}" if parts else ""
        return phrase(
            "nhập văn bản {short_title}{what}",
            short_title=self._draft.document.short_title,
            what=what,
        )

    def _task(self, item: ReviewItem, tasks: TaskWriter) -> None:
        kind = item.match.kind
        if kind is MatchKind.NONE:
            tasks.put_new(item)
            self._count(phrase("nhiệm vụ mới"))
        elif kind is MatchKind.CHANGED:
            tasks.put_changes(item)
            self._count(phrase("nhiệm vụ sửa theo văn bản"))
        elif kind is MatchKind.ATTACHES:
            tasks.attach(item)
            self._count(phrase("nhiệm vụ được gắn câu gốc"))
        elif kind is MatchKind.GONE:
            day = formats.date_in_text(self._today)
            words = phrase(
                "{short_title} (bản nhập ngày {day})",
                short_title=self._draft.document.short_title,
                day=day,
            )
            self._stop(item.match.target_id, words, self._today, phrase("Không còn trong bản mới"))
            self._count(phrase("nhiệm vụ dừng"))

    def _count(self, words: str) -> None:
        self._counts[words] = self._counts.get(words, 0) + 1

    # --- agencies ---------------------------------------------------------------------------------

    def _put_agencies(self) -> None:
        """Make the agencies that the person confirmed, and learn the spellings that were mapped."""
        used = {
            name
            for item in self._accepted
            if isinstance(item.fields, TaskFields | IndicatorFields) and writes_names(item)
            for role in Role
            for name in item.fields.agencies(role)
        }
        made: dict[str, int] = {}
        for each in self._draft.agencies:
            if each.printed not in used or each.choice is NameChoice.UNRESOLVED:
                continue
            known = names.agency_ids(self._session.connection())
            if fold(each.printed) in known:
                continue  # somebody has added it meanwhile
            wanted = each.known if each.choice is NameChoice.KNOWN else each.name or each.printed
            agency_id = known.get(fold(wanted)) or made.get(fold(wanted))
            if agency_id is None and each.choice is NameChoice.KNOWN:
                raise InputRefusedError(
                    phrase("Cơ quan “{known}” không còn trong danh mục.", known=each.known)
                )
            if agency_id is None:
                entry = agencies.AgencyEntry(
                    wanted,
                    each.short_name or wanted,
                    each.agency_kind,
                    collective=each.agency_kind == "collective",
                )
                agency_id = agencies.put_new(self._session, entry).id
                made[fold(wanted)] = agency_id
                self._count(phrase("cơ quan mới"))
            self._session.flush()
            self._learn(agency_id, each.printed)

    def _learn(self, agency_id: int, printed: str) -> None:
        spellings = select(models.AgencyAlias.folded).where(
            models.AgencyAlias.agency_id == agency_id
        )
        if fold(printed) not in set(self._session.scalars(spellings)):
            text = nfc(printed)
            self._session.add(models.AgencyAlias(agency_id=agency_id, text=text, folded=fold(text)))
            self._session.flush()

    # --- what is kept of the file -----------------------------------------------------------------

    def _put_file(self, document: models.Document) -> models.DocumentFile:
        file = models.DocumentFile(
            document_id=document.id,
            sha256=self._draft.sha256,
            file_name=nfc(self._draft.file_name),
            format=self._draft.file_format,
            imported_at=self._work.author.at,
            imported_by=self._work.author.user,
        )
        self._session.add(file)
        self._session.flush()
        return file

    def _put_entries(
        self, file: models.DocumentFile, tasks: TaskWriter, indicators: IndicatorWriter
    ) -> None:
        """Keep what the file says of each task, to know what its next version changes."""
        for item, task_id in tasks.entries:
            confidential = isinstance(item.fields, TaskFields) and item.fields.confidential
            self._session.add(
                models.ImportEntry(
                    file_id=file.id,
                    task_id=task_id,
                    place=item.locator,
                    source_text=nfc(item.source_text),
                    read=stored.encode(item.read) if item.read and not confidential else {},
                )
            )
        for item, indicator_id in indicators.entries:
            self._session.add(
                models.ImportEntry(
                    file_id=file.id,
                    indicator_id=indicator_id,
                    place=item.locator,
                    source_text=nfc(item.source_text),
                    read=stored.encode(item.read) if item.read else {},
                )
            )

    # --- ends -------------------------------------------------------------------------------------

    def _end_withdrawn(self, document: models.Document) -> None:
        words = self._draft.document.short_title
        if self._draft.document.number and self._draft.document.number not in words:
            words = f"{words} ({self._draft.document.number})"
        known_day = document.issued_precision == "day"
        dated = document.issued_on if known_day else self._today
        ended: set[int] = set()
        for item in self._accepted:
            if not isinstance(item.fields, WithdrawnFields):
                continue
            for each in item.fields.earlier:
                if each.ends and each.task_id not in ended:
                    ended.add(each.task_id)
                    self._stop(each.task_id, words, dated, item.fields.what)
                    self._count(phrase("nhiệm vụ dừng, thu hồi"))

    def _stop(self, task_id: int, authority: str, dated: dt.date, reason: str) -> None:
        """End a task as `progress.stop_task` does, as part of this operation."""
        detail = reading.load_detail(self._register, task_id, self._today)
        stop = Stop(authority, dated, reason)
        if refusal := stop_refusal(detail, stop, self._today):
            raise InputRefusedError(joined(": ", (detail.code, refusal)))
        self.task_ids.add(task_id)
        self._session.add(stop_row(detail, stop, self._work.author))

"""Change what a task says, and enter a new one by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.domain import locator as locators
from app.domain.acts import EditableTask, NewTask, TaskDraft
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import AgencyRecord, ChangeSet, DocumentRecord, OfficialRecord, Role
from app.domain.text import fold, nfc, sort_key
from app.domain.traffic_light import is_closed
from app.services import reading
from app.services.register import Register
from app.services.task_words import future, place
from db.queries import directory as names
from db.queries.schema import assignment, scheme, task, task_link

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app import models

DIRECT = phrase("Việc giao trực tiếp")
"""Short title of the office's own document of a year, which holds what no document asks for."""

_EDITED_MEANWHILE = phrase(
    "Nhiệm vụ này vừa được sửa ở nơi khác trong lúc mở hộp sửa nên chưa ghi đè. "
    "Hãy mở lại hộp sửa để thấy nội dung mới, rồi sửa tiếp."
)
_CLOSED = phrase("Văn bản này đã kết thúc nên không thêm nhiệm vụ nữa. Hãy chọn văn bản khác.")
_DIRECT_CODE = "GIAO-"
_ADDED = "BS"
"""Section of what was entered by hand under a document; `app.domain.locator` has its words."""
_GIVEN = "GT"
"""Section of what was given directly."""
_SHORT_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen for a task.

    Attributes:
        agencies: in the order of lists.
        spellings: folded name, short name or alias → agency.
        officials: in order of precedence.
        schemes: id and words.
        documents: newest first.
    """

    agencies: tuple[AgencyRecord, ...]
    spellings: Mapping[str, int]
    officials: tuple[OfficialRecord, ...]
    schemes: tuple[tuple[int, str], ...]
    documents: tuple[DocumentRecord, ...]


def load_choices(register: Register) -> Choices:
    """Return what can be chosen for a task."""
    with register.reading() as connection:
        agencies = names.agencies(connection)
        documents = names.documents(connection).values()
        schemes = connection.execute(select(scheme.c.id, scheme.c.number, scheme.c.title))
        return Choices(
            agencies=tuple(sorted(agencies.values(), key=lambda agency: agency.order)),
            spellings={
                **{fold(name): a.id for a in agencies.values() for name in (a.short_name, a.name)},
                **dict(names.aliases(connection)),
            },
            officials=tuple(sorted(names.officials(connection).values(), key=lambda o: o.order)),
            schemes=tuple(
                (row.id, f"{row.number}: {row.title}" if row.title else row.number)
                for row in schemes
            ),
            documents=tuple(sorted(documents, key=lambda d: d.issued_on, reverse=True)),
        )


def load_editable(register: Register, task_id: int) -> EditableTask:
    """Return what can be changed of a task, as it stands now.

    Raises:
        InputRefusedError: there is no such task.
    """
    with register.reading() as connection:
        found = _read(connection, task_id)
    if found is None:
        raise InputRefusedError(phrase("Nhiệm vụ này không còn trong sổ."))
    return found


def draft_refusal(draft: TaskDraft) -> str | None:
    """Return why a task cannot say that, or None if it can."""
    if not draft.title.strip():
        return phrase("Hãy ghi tên nhiệm vụ.")
    for role in Role:
        ids = draft.agencies(role)
        if len(set(ids)) < len(ids):
            return phrase("Một cơ quan được ghi hai lần trong cùng một vai trò.")
    both = set(draft.agencies(Role.LEAD)) & set(draft.agencies(Role.COORDINATING))
    if both:
        return phrase("Một cơ quan vừa chủ trì vừa phối hợp. Hãy giữ một vai trò.")
    return None


def edit_task(register: Register, before: EditableTask, draft: TaskDraft) -> ChangeSet:
    """Change what a task says.

    Args:
        register: the open register.
        before: the task as `load_editable` returned it.
        draft: what it is to say.

    Raises:
        InputRefusedError: the title is missing, an agency stands twice, or the task belongs to a
            document of the past.
        ConflictError: somebody else has changed the task since; nothing is written.
        RegisterError: SQLite refused; nothing is written.
    """
    from app import models  # noqa: PLC0415 - the ORM is needed for writing only
    from app.services.search_words import index_tasks  # noqa: PLC0415
    from db.unit_of_work import writing  # noqa: PLC0415

    draft = _tidy(_following(before.draft, draft))
    if refusal := draft_refusal(draft):
        raise InputRefusedError(refusal)
    author = register.author()
    with writing(register.engine, author, "", task_id=before.task_id) as work:
        session = work.session
        if _read(session.connection(), before.task_id) != before:
            raise ConflictError(_EDITED_MEANWHILE)
        row = session.get_one(models.Task, before.task_id)
        detail = reading.load_detail(register, before.task_id, author.at.date())
        if detail.closed_refusal:
            raise InputRefusedError(detail.closed_refusal)
        work.change.summary = phrase("sửa nhiệm vụ {place}", place=place(detail))
        _fill(row, draft)
        _put_roles(session, row, draft)
        _put_links(session, before, draft)
        session.flush()
        index_tasks(session.connection(), [row.id])
        linked = {link for links in (before.draft.links, draft.links) for link, _why in links}
    return ChangeSet(work.change.id or 0, work.change.summary, frozenset({before.task_id, *linked}))


def new_refusal(new: NewTask, today: dt.date) -> str | None:
    """Return why a task cannot be entered so, or None if it can."""
    if refusal := draft_refusal(new.draft):
        return refusal
    if not new.draft.agencies(Role.LEAD):
        return phrase("Hãy ghi cơ quan chủ trì.")
    if reason := future(phrase("Ngày giao"), new.given_on, today):
        return reason
    due_on = new.limit.due_on
    if due_on is not None and due_on < new.given_on:
        return phrase("Thời hạn trước ngày giao. Hãy xem lại hai ngày này.")
    return None


def new_task(register: Register, new: NewTask, today: dt.date) -> ChangeSet:
    """Enter a task by hand, under a code that stays.

    Work that no document asks for stands under "Việc giao trực tiếp" of its year, a document of the
    office that is made with its first task.

    Raises:
        InputRefusedError: title or lead is missing, the days do not fit, or the document is one of
            the past.
        RegisterError: SQLite refused; nothing is written.
    """
    from app import models  # noqa: PLC0415 - the ORM is needed for writing only
    from app.services.search_words import index_tasks  # noqa: PLC0415
    from db.unit_of_work import writing  # noqa: PLC0415

    draft = _tidy(new.draft)
    if refusal := new_refusal(new, today):
        raise InputRefusedError(refusal)
    with writing(register.engine, register.author(), "") as work:
        session = work.session
        document = (
            session.get_one(models.Document, new.document_id)
            if new.document_id
            else _direct_document(session, new.given_on.year)
        )
        if is_closed(document.closed_on, today):
            raise InputRefusedError(_CLOSED)
        section = _section_by_hand(session, document)
        number = _next_number(session, section)
        locator = f"{section.locator}#{number}"
        # What a document asks for exists from its date, however late it is entered.
        begins = document.issued_on if new.document_id else new.given_on
        row = models.Task(
            code=f"{document.code}/{locator}",
            document_id=document.id,
            section_id=section.id,
            locator=locator,
            ordinal=_last_ordinal(session, document) + 1,
            source_note=nfc(new.given_by.strip()),
            exists_from=begins,
        )
        _fill(row, draft)
        session.add(row)
        session.flush()
        _put_roles(session, row, draft)
        limit = new.limit
        session.add(
            models.TimeLimitRow(
                task_id=row.id,
                set_on=begins,
                kind=limit.kind,
                due_on=limit.due_on,
                period=limit.period,
                recurrence=limit.recurrence,
                text=nfc(limit.text),
            )
        )
        session.flush()
        index_tasks(session.connection(), [row.id])
        work.change.task_id = row.id
        work.change.summary = phrase("thêm nhiệm vụ “{short_title}”", short_title=row.short_title)
    return ChangeSet(work.change.id, work.change.summary, frozenset({row.id}), directory=True)


def short_of(title: str) -> str:
    """Return a title for one table row, where a person gives none."""
    words = " ".join(title.split())
    if len(words) <= _SHORT_LETTERS:
        return words
    return f"{words[:_SHORT_LETTERS].rpartition(' ')[0].rstrip(' ,;:')}…"


def is_short_of(short_title: str, title: str) -> bool:
    """Return whether a short title is what the program makes of a title, and no person's words."""
    return not short_title.strip() or short_title == short_of(title)


def _following(before: TaskDraft, draft: TaskDraft) -> TaskDraft:
    """Let a short title that was made of the old title be made of the new one."""
    untouched = draft.short_title == before.short_title
    if untouched and is_short_of(before.short_title, before.title):
        return replace(draft, short_title="")
    return draft


def _tidy(draft: TaskDraft) -> TaskDraft:
    title = nfc(" ".join(draft.title.split()))
    return TaskDraft(
        title=title,
        short_title=nfc(" ".join(draft.short_title.split())) or short_of(title),
        product=nfc(draft.product.strip()),
        scheme_id=draft.scheme_id,
        leader_id=draft.leader_id,
        confidential=draft.confidential,
        roles=tuple((role, draft.agencies(role)) for role in Role if draft.agencies(role)),
        links=tuple((other, nfc(why.strip())) for other, why in sorted(draft.links)),
        points="\n".join(
            filter(None, (nfc(" ".join(p.split())) for p in draft.points.splitlines()))
        ),
    )


def _read(connection: Connection, task_id: int) -> EditableTask | None:
    from app.models import Task  # noqa: PLC0415 - for the column that reading does not need

    row = connection.execute(select(task).where(task.c.id == task_id)).first()
    if row is None:
        return None
    version = connection.execute(select(Task.version).where(Task.id == task_id)).scalar_one()
    roles: dict[Role, list[int]] = {}
    query = select(assignment).where(assignment.c.task_id == task_id).order_by(assignment.c.ordinal)
    for each in connection.execute(query):
        roles.setdefault(Role(each.role), []).append(each.agency_id)
    links = connection.execute(
        select(task_link).where(
            (task_link.c.task_id == task_id) | (task_link.c.other_id == task_id)
        )
    ).all()
    draft = TaskDraft(
        title=row.title,
        short_title=row.short_title,
        product=row.expected_product,
        scheme_id=row.scheme_id or 0,
        leader_id=row.leader_id or 0,
        confidential=row.confidential,
        roles=tuple((role, tuple(roles[role])) for role in Role if role in roles),
        links=tuple(
            sorted(
                (link.other_id if link.task_id == task_id else link.task_id, link.why)
                for link in links
            )
        ),
        points=row.points,
    )
    return EditableTask(task_id, version, draft)


def _fill(row: models.Task, draft: TaskDraft) -> None:
    row.title = draft.title
    row.short_title = draft.short_title
    row.sort_title = sort_key(draft.short_title)
    row.points = draft.points
    row.expected_product = draft.product
    row.scheme_id = draft.scheme_id or None
    row.leader_id = draft.leader_id or None
    row.confidential = draft.confidential


def _put_roles(session: Session, row: models.Task, draft: TaskDraft) -> None:
    """Bring the agencies of a task to a draft, each row that stays keeping its number."""
    from app.models import Assignment  # noqa: PLC0415 - the ORM is for writing only

    wanted = {
        (role, agency): ordinal for role, ids in draft.roles for ordinal, agency in enumerate(ids)
    }
    standing = session.scalars(select(Assignment).where(Assignment.task_id == row.id)).all()
    there = {(Role(each.role), each.agency_id): each for each in standing}
    for key, each in there.items():
        if key not in wanted:
            session.delete(each)
        elif each.ordinal != wanted[key]:
            each.ordinal = wanted[key]
    for (role, agency), ordinal in wanted.items():
        if (role, agency) not in there:
            session.add(Assignment(task_id=row.id, agency_id=agency, role=role, ordinal=ordinal))


def _put_links(session: Session, before: EditableTask, draft: TaskDraft) -> None:
    from app.models import TaskLink  # noqa: PLC0415 - the ORM is for writing only

    own = before.task_id
    standing = session.scalars(
        select(TaskLink).where((TaskLink.task_id == own) | (TaskLink.other_id == own))
    ).all()
    there = {each.other_id if each.task_id == own else each.task_id: each for each in standing}
    wanted = {other: why for other, why in draft.links if other != own}
    for other, each in there.items():
        if other not in wanted:
            session.delete(each)
        elif each.why != wanted[other]:
            each.why = wanted[other]
    for other, why in wanted.items():
        if other not in there:
            first, second = sorted((own, other))
            session.add(TaskLink(task_id=first, other_id=second, why=why))


def _direct_document(session: Session, year: int) -> models.Document:
    from app.models import NEVER, Document  # noqa: PLC0415 - the ORM is for writing only

    code = f"{_DIRECT_CODE}{year}"
    found = session.scalars(select(Document).where(Document.code == code)).one_or_none()
    if found is not None:
        if found.issued_on == NEVER:  # made with a task that was taken back
            found.issued_on = dt.date(year, 1, 1)
        return found
    last = session.scalars(select(func.max(Document.ordinal))).one() or 0
    made = Document(
        code=code,
        number=None,
        type=phrase("Sổ giao việc"),
        title=phrase(
            "{direct} năm {year}, không theo văn bản nào trong sổ", direct=DIRECT, year=year
        ),
        short_title=f"{DIRECT} {year}",
        issuer="",
        issued_on=dt.date(year, 1, 1),
        issued_precision="day",
        signer="",
        signer_position="",
        signed_for="",
        period_from=dt.date(year, 1, 1),
        period_to=dt.date(year, 12, 31),
        basis="",
        recipients="",
        ordinal=last + 1,
    )
    session.add(made)
    session.flush()
    return made


def _section_by_hand(session: Session, document: models.Document) -> models.Section:
    """Return the section of a document that holds what was entered by hand, made once."""
    from app.models import Section  # noqa: PLC0415 - the ORM is for writing only

    place = _GIVEN if document.code.startswith(_DIRECT_CODE) else _ADDED
    found = session.scalars(
        select(Section).where(Section.document_id == document.id, Section.locator == place)
    ).one_or_none()
    if found is not None:
        return found
    last = session.scalars(
        select(func.max(Section.ordinal)).where(Section.document_id == document.id)
    ).one()
    made = Section(
        document_id=document.id,
        parent_id=None,
        locator=place,
        heading=locators.section_words(place),
        ordinal=(last or 0) + 1,
    )
    session.add(made)
    session.flush()
    return made


def _next_number(session: Session, section: models.Section) -> int:
    """Return a number that no task of the section ever had, one taken back included."""
    from app.models import Task  # noqa: PLC0415 - the ORM is for writing only

    taken = session.scalars(select(Task.locator).where(Task.section_id == section.id))
    return max((int(each.partition("#")[2]) for each in taken), default=0) + 1


def _last_ordinal(session: Session, document: models.Document) -> int:
    from app.models import Task  # noqa: PLC0415 - the ORM is for writing only

    query = select(func.max(Task.ordinal)).where(Task.document_id == document.id)
    return session.scalars(query).one() or 0

"""Documents with their defects, outline, tasks, further sources, report duties, and links."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from app import models
from app.domain.errors import CatalogueError
from app.domain.text import sort_key
from app.services.catalogue.known import Known, found, home, maybe
from app.services.catalogue.shelf import Handle, Shelf
from db.catalogue_entries import DocumentEntry, LinkEntry, TaskEntry


def put_documents(shelf: Shelf, known: Known, documents: Iterable[DocumentEntry]) -> None:
    """Lay down documents, in the order in which they were issued, with defects and outline."""
    for ordinal, entry in enumerate(documents):
        handle = known.documents[entry.code] = shelf.put(
            models.Document,
            entry.code,
            {
                "code": entry.code,
                "number": entry.number,
                "type": entry.type,
                "title": entry.title,
                "short_title": entry.short_title,
                "issuer": entry.issuer,
                "issued_on": entry.issued_on,
                "issued_precision": entry.issued_precision,
                "closed_on": entry.closed_on,
                "signer": entry.signer,
                "signer_position": entry.signer_position,
                "signed_for": entry.signed_for,
                "period_from": entry.period_from,
                "period_to": entry.period_to,
                "basis": "\n".join(entry.basis),
                "recipients": "\n".join(entry.recipients),
                "ordinal": ordinal,
            },
            where=f"{entry.code}/document.yaml",
        )
        _put_notes(shelf, handle, entry)
        _put_sections(shelf, known, handle, entry)


def _put_notes(shelf: Shelf, document: Handle, entry: DocumentEntry) -> None:
    for note in entry.notes:
        shelf.put(
            models.DocumentNote,
            f"{entry.code}/{note.at}/{note.seen}",
            {
                "document_id": document.id,
                "place": note.at,
                "seen": note.seen,
                "taken_as": note.taken_as,
                "reason": note.why,
            },
            where=f"{entry.code}/document.yaml",
            owner=document,
        )


def _put_sections(shelf: Shelf, known: Known, document: Handle, entry: DocumentEntry) -> None:
    for ordinal, section in enumerate(entry.sections):
        code = f"{entry.code}/{section.at}"
        parent = known.sections.get(f"{entry.code}/{section.at.rpartition('.')[0]}")
        known.sections[code] = shelf.put(
            models.Section,
            code,
            {
                "document_id": document.id,
                "parent_id": parent.id if parent else None,
                "locator": section.at,
                "heading": section.heading,
                "ordinal": ordinal,
            },
            where=f"{entry.code}/tasks.yaml",
        )


def put_tasks(shelf: Shelf, known: Known, documents: Iterable[DocumentEntry]) -> None:
    """Lay down the tasks of all documents, then the paragraphs that ask for the same work."""
    documents = list(documents)
    same = {
        task.code: (task.same_work, task.where)
        for document in documents
        for task in document.tasks
        if task.same_work
    }
    for document in documents:
        for ordinal, entry in enumerate(document.tasks):
            if entry.code not in same:
                _put_task(shelf, known, document, entry, ordinal)
    for document in documents:
        for entry in document.tasks:
            if entry.code in same:
                code = home(same, entry.code)
                known.tasks[entry.code] = found(known.tasks, code, entry.where)
                _put_source(shelf, known, document, entry)


def _put_task(
    shelf: Shelf, known: Known, document: DocumentEntry, entry: TaskEntry, ordinal: int
) -> None:
    handle = shelf.put(
        models.Task,
        entry.code,
        {
            "code": entry.code,
            "document_id": known.documents[document.code].id,
            "section_id": known.sections[f"{document.code}/{entry.section}"].id,
            "scheme_id": maybe(known.schemes, entry.scheme, entry.where),
            "locator": entry.locator,
            "ordinal": ordinal,
            "title": entry.title,
            "short_title": entry.short,
            "sort_title": sort_key(entry.short),
            "points": "\n".join(entry.points),
            "source_note": entry.note,
            "expected_product": entry.product,
            "confidential": entry.confidential,
            "exists_from": document.issued_on,
        },
        where=entry.where,
        doers=known.doers(entry.roles, entry.where),
    )
    known.tasks[entry.code] = handle
    shelf.put(
        models.TimeLimitRow,
        entry.code,
        {
            "task_id": handle.id,
            "set_on": document.issued_on,
            "kind": entry.time.kind,
            "due_on": entry.time.due_on,
            "period": entry.time.period,
            "recurrence": entry.time.recurrence,
            "text": entry.time.text,
        },
        where=entry.where,
        owner=handle,
    )


def _put_source(shelf: Shelf, known: Known, document: DocumentEntry, entry: TaskEntry) -> None:
    task = known.tasks[entry.code]
    shelf.moved(models.Task, entry.code)
    shelf.put(
        models.TaskSource,
        entry.code,
        {
            "task_id": task.id,
            "document_id": known.documents[document.code].id,
            "section_id": known.sections[f"{document.code}/{entry.section}"].id,
            "locator": entry.locator,
            "title": entry.title,
            "short_title": entry.short,
            "points": "\n".join(entry.points),
            "time_text": entry.time.text,
            "expected_product": entry.product,
            "note": entry.note,
        },
        where=entry.where,
        owner=task,
    )


def put_reports(shelf: Shelf, known: Known, documents: Iterable[DocumentEntry]) -> None:
    """Lay down report duties.

    A duty of all agencies judges every continuing task of its document; only the duty of single
    agencies belongs to its task alone.
    """
    for document in documents:
        for entry in document.reports:
            shared = not known.collective.isdisjoint(entry.by)
            task = found(known.tasks, entry.task, entry.where) if entry.task else None
            shelf.put(
                models.ReportDuty,
                entry.code,
                {
                    "code": entry.code,
                    "document_id": known.documents[document.code].id,
                    "task_id": None if shared or task is None else task.id,
                    "title": entry.title,
                    "recurrence": entry.recurrence,
                    "due_on": entry.due_on,
                    "text": entry.text,
                    "place": entry.at,
                },
                where=entry.where,
                doers=known.doers({"sending": entry.by, "receiving": entry.to}, entry.where),
            )


def put_links(shelf: Shelf, known: Known, links: Iterable[LinkEntry]) -> None:
    """Lay down which tasks belong together: every two of those that are named at once."""
    for entry in links:
        for code, other in combinations(sorted(entry.tasks), 2):
            task, beside = (found(known.tasks, name, entry.where) for name in (code, other))
            if task.id is None or beside.id is None:
                continue
            if task.id == beside.id:
                raise CatalogueError(
                    f"Danh mục {entry.where}: “{code}” và “{other}” đã là một nhiệm vụ."
                )
            shelf.put(
                models.TaskLink,
                f"{code} {other}",
                {
                    "task_id": min(task.id, beside.id),
                    "other_id": max(task.id, beside.id),
                    "why": entry.why,
                },
                where=entry.where,
            )

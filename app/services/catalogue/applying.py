"""Apply the shipped catalogue: at first start, and again where a newer program ships another."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select, union

from app import models
from app.domain.catalogue_report import ApplyReport
from app.services.catalogue import directory, documents, fingerprint, indicators
from app.services.catalogue.known import Known
from app.services.catalogue.shelf import Shelf
from app.services.catalogue.stock import RowChange, table_of
from app.services.register import Register
from app.services.search_words import index_tasks
from db import catalogue_reader, search_index
from db.catalogue_entries import CatalogueFiles
from db.engine import begin_write, told_in_words
from db.queries import schema
from db.queries.facts import among


def apply_catalogue(register: Register, folder: Path) -> ApplyReport:
    """Bring everything in a catalogue folder into a register, without touching people's work.

    One transaction: either the whole catalogue is there, or nothing.

    Returns:
        What was added, corrected, and kept as people have it.

    Raises:
        CatalogueError: a file is wrong, or names something that no file defines; with the place.
        RegisterError: SQLite refused.
    """
    shipped = catalogue_reader.read(folder)
    return apply_entries(register, shipped, fingerprint.of(folder))


def apply_entries(register: Register, shipped: CatalogueFiles, mark: str) -> ApplyReport:
    """Apply a catalogue that was read; ``mark`` is its fingerprint. See `apply_catalogue`."""
    with (
        told_in_words(register.name),
        begin_write(register.engine) as connection,
        connection.begin(),
    ):
        # Under the lock: another window may have been quicker.
        if not fingerprint.is_news(connection, mark):
            return ApplyReport()
        shelf = Shelf(connection)
        _put_all(shelf, shipped)
        report = shelf.finish()
        fingerprint.keep(connection, mark)
        _index(connection, shelf)
        if shelf.changes or (report.added and not shelf.was_empty):
            _record(connection, register, report, shelf.changes)
    return report


def _put_all(shelf: Shelf, shipped: CatalogueFiles) -> None:
    known = Known()
    directory.put_settings(shelf, shipped.settings)
    directory.put_agencies(shelf, known, shipped.agencies)
    directory.put_officials(shelf, known, shipped.officials)
    documents.put_documents(shelf, known, shipped.documents)
    directory.put_schemes(shelf, known, shipped.schemes)
    directory.put_portfolios(shelf, known, shipped.portfolios, shipped.documents)
    documents.put_tasks(shelf, known, shipped.documents)
    documents.put_reports(shelf, known, shipped.documents)
    documents.put_links(shelf, known, shipped.links)
    indicators.put_indicators(shelf, known, shipped.documents)
    indicators.put_comparisons(shelf, known, shipped.comparisons)


def _index(connection: Connection, shelf: Shelf) -> None:
    """Put shipped tasks into the search index, and people's where they carry names that changed."""
    removed = [c.row_id for c in shelf.changes if c.table == "task" and c.after is None]
    search_index.remove(connection, removed)
    if shelf.was_empty:
        index_tasks(connection, None)
        return
    task, assignment = schema.task, schema.assignment
    agencies = _renamed(shelf.changes, "agency", ("name", "short_name"))
    documents = _renamed(shelf.changes, "document", ("short_title", "number"))
    named = select(assignment.c.task_id).where(among(assignment.c.agency_id, agencies))
    inside = select(task.c.id).where(among(task.c.document_id, documents))
    ids = {*shelf.ids(models.Task), *connection.execute(union(named, inside)).scalars()}
    index_tasks(connection, sorted(ids))


def _renamed(changes: list[RowChange], table: str, names: tuple[str, ...]) -> list[int]:
    return [
        change.row_id
        for change in changes
        if change.table == table
        and change.after is not None
        and any(change.before[name] != change.after[name] for name in names)
    ]


def _record(
    connection: Connection, register: Register, report: ApplyReport, changes: list[RowChange]
) -> None:
    """Write the audit row, and every row that was there before; added rows speak for themselves."""
    author = register.author()
    change = {
        "recorded_at": author.at,
        "recorded_by": author.user,
        "kind": "catalogue",
        "summary": report.summary,
    }
    query = table_of(models.Change).insert().returning(models.Change.id)
    change_id = connection.execute(query, change).scalar_one()
    if changes:
        rows = [
            {
                "change_id": change_id,
                "table_name": each.table,
                "row_id": each.row_id,
                "before": each.before,
                "after": each.after,
            }
            for each in changes
        ]
        connection.execute(table_of(models.ChangeRow).insert(), rows)

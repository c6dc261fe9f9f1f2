"""Load the shipped catalogue into a register: facts only, no progress, outside undo."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from app import models
from app.domain import formats
from app.domain.errors import CatalogueError
from app.domain.text import fold, sort_key
from app.services.register import Register
from app.services.search_words import index_tasks
from db import catalogue_reader as files
from db.engine import begin_write, told_in_words
from db.unit_of_work import values

T = TypeVar("T")


def apply_catalogue(register: Register, folder: Path) -> None:
    """Fill a register that was just made with everything in a catalogue folder.

    One transaction: either the whole catalogue is there, or nothing.

    Raises:
        CatalogueError: a file is wrong, or names something that no file defines; with the place.
        RegisterError: SQLite refused.
    """
    shipped = files.read(folder)
    with (
        told_in_words(register.name),
        begin_write(register.engine) as connection,
        connection.begin(),
        Session(connection) as session,
    ):
        _Loader(session, shipped).run()
        session.flush()
        index_tasks(connection, None)


class _Loader:
    """Adds entries in the order of their references; finds what they name by name or code."""

    def __init__(self, session: Session, shipped: files.CatalogueFiles) -> None:
        self._session = session
        self._shipped = shipped
        self._agencies: dict[str, models.Agency] = {}
        self._officials: dict[str, models.Official] = {}
        self._schemes: dict[str, models.Scheme] = {}
        self._documents: dict[str, models.Document] = {}
        self._tasks: dict[str, models.Task] = {}
        self._indicators: dict[str, models.Indicator] = {}

    def run(self) -> None:
        self._add_settings()
        self._add_agencies()
        self._add_officials()
        for ordinal, entry in enumerate(self._shipped.documents):
            self._add_document(entry, ordinal)
        self._add_schemes()
        self._add_portfolios()
        for entry in self._shipped.documents:
            self._add_tasks(entry)
            self._add_reports(entry)
        for entry in self._shipped.documents:
            self._add_indicators(entry)

    def _keep(self, kind: str, key: str, row: models.Base) -> None:
        """Add a row and remember it as shipped, to tell our corrections from people's edits."""
        self._session.add(row)
        self._session.flush()
        self._session.add(models.CatalogueEntry(kind=kind, key=key, shipped=values(row)))

    def _add_settings(self) -> None:
        for key, value in self._shipped.settings.items():
            self._keep("setting", key, models.Setting(key=key, value=value, valid_from=None))

    def _add_agencies(self) -> None:
        by_key: dict[str, models.Agency] = {}
        in_office_order = enumerate(self._shipped.agencies)
        # Parents first, wherever the file names them; a parent has none itself.
        for ordinal, entry in sorted(in_office_order, key=lambda each: each[1].parent is not None):
            row = models.Agency(
                key=entry.key,
                name=entry.name,
                short_name=entry.short,
                kind=entry.kind,
                collective=entry.collective,
                ordinal=ordinal,
                note=entry.note,
                parent_id=_found(by_key, entry.parent, "agencies.yaml").id
                if entry.parent
                else None,
                aliases=[
                    models.AgencyAlias(text=text, folded=fold(text))
                    for text in dict.fromkeys((entry.name, entry.short, *entry.aliases))
                ],
            )
            self._keep("agency", entry.key, row)
            by_key[entry.key] = self._agencies[entry.name] = row
        self._add_members()

    def _add_members(self) -> None:
        for entry in self._shipped.agencies:
            collective = self._agencies[entry.name]
            if entry.members and not collective.collective:
                raise CatalogueError(
                    f"Danh mục agencies.yaml: “{entry.name}” không phải tập thể nên không có thành "
                    "viên."
                )
            for name in entry.members:
                member = self._agency(name, "agencies.yaml")
                row = models.AgencyMember(collective_id=collective.id, member_id=member.id)
                self._keep("agency_member", f"{entry.key}/{member.key}", row)

    def _add_officials(self) -> None:
        for entry in self._shipped.officials:
            row = models.Official(
                key=entry.key,
                name=entry.name,
                position=entry.position,
                short_position=entry.short_position,
                ordinal=entry.order,
                in_office_from=entry.in_office_from,
                in_office_to=entry.in_office_to,
                note=entry.note,
            )
            self._keep("official", entry.key, row)
            self._officials[entry.name] = row

    def _add_schemes(self) -> None:
        for entry in self._shipped.schemes:
            row = models.Scheme(
                number=entry.number,
                title=entry.title,
                scope=entry.scope,
                period_from=entry.period_from,
                period_to=entry.period_to,
                confidential=entry.confidential,
                lead_id=self._agency(entry.lead, "schemes.yaml").id if entry.lead else None,
                document_id=self._document(entry.document, "schemes.yaml").id
                if entry.document
                else None,
                place=entry.at,
            )
            self._keep("scheme", f"{entry.scope}/{entry.number}", row)
            # A number alone means the province's own scheme, where both have one.
            if entry.scope == "provincial" or entry.number not in self._schemes:
                self._schemes[entry.number] = row

    def _add_portfolios(self) -> None:
        for entry in self._shipped.portfolios:
            document = self._document(entry.document, "portfolios.yaml")
            rows = ", ".join(code.removeprefix("PL.") for code in entry.evidence)
            row = models.Portfolio(
                official_id=_found(self._officials, entry.official, "portfolios.yaml").id,
                agency_id=self._agency(entry.agency, "portfolios.yaml").id,
                valid_from=entry.from_day,
                confirmed=False,
                source=f"Phụ lục {document.short_title} (chỉ tiêu {rows})",
            )
            key = f"{entry.agency}/{entry.official}/{formats.date_in_table(entry.from_day)}"
            self._keep("portfolio", key, row)

    def _add_document(self, entry: files.DocumentEntry, ordinal: int) -> None:
        row = models.Document(
            code=entry.code,
            number=entry.number,
            type=entry.type,
            title=entry.title,
            short_title=entry.short_title,
            issuer=entry.issuer,
            issued_on=entry.issued_on,
            issued_precision=entry.issued_precision,
            signer=entry.signer,
            signer_position=entry.signer_position,
            signed_for=entry.signed_for,
            period_from=entry.period_from,
            period_to=entry.period_to,
            basis="\n".join(entry.basis),
            recipients="\n".join(entry.recipients),
            ordinal=ordinal,
        )
        self._keep("document", entry.code, row)
        self._documents[entry.code] = row
        for note in entry.notes:
            self._session.add(
                models.DocumentNote(
                    document_id=row.id,
                    place=note.at,
                    seen=note.seen,
                    taken_as=note.taken_as,
                    reason=note.why,
                )
            )

    def _add_tasks(self, document: files.DocumentEntry) -> None:
        document_row = self._documents[document.code]
        sections: dict[str, models.Section] = {}
        for ordinal, section in enumerate(document.sections):
            parent = sections.get(section.at.rpartition(".")[0])
            row = models.Section(
                document_id=document_row.id,
                parent_id=parent.id if parent else None,
                locator=section.at,
                heading=section.heading,
                ordinal=ordinal,
            )
            self._keep("section", f"{document.code}/{section.at}", row)
            sections[section.at] = row
        for ordinal, entry in enumerate(document.tasks):
            self._add_task(entry, ordinal, document_row, sections[entry.section])

    def _add_task(
        self,
        entry: files.TaskEntry,
        ordinal: int,
        document: models.Document,
        section: models.Section,
    ) -> None:
        if entry.code in self._tasks:
            raise CatalogueError(f"Danh mục {entry.where}: mã “{entry.code}” lặp lại.")
        scheme = _found(self._schemes, entry.scheme, entry.where) if entry.scheme else None
        row = models.Task(
            code=entry.code,
            document_id=document.id,
            section_id=section.id,
            scheme_id=scheme.id if scheme else None,
            locator=entry.locator,
            ordinal=ordinal,
            title=entry.title,
            short_title=entry.short,
            sort_title=sort_key(entry.short),
            points="\n".join(entry.points),
            source_note=entry.note,
            expected_product=entry.product,
            confidential=entry.confidential,
            exists_from=document.issued_on,
            assignments=[
                models.Assignment(
                    agency_id=self._agency(name, entry.where).id, role=role, ordinal=place
                )
                for place, (role, name) in enumerate(files.names_in(entry.roles))
            ],
        )
        self._keep("task", entry.code, row)
        self._tasks[entry.code] = row
        limit = models.TimeLimitRow(
            task_id=row.id,
            set_on=document.issued_on,
            kind=entry.time.kind,
            due_on=entry.time.due_on,
            period=entry.time.period,
            recurrence=entry.time.recurrence,
            text=entry.time.text,
        )
        self._keep("time_limit", entry.code, limit)

    def _add_reports(self, document: files.DocumentEntry) -> None:
        for entry in document.reports:
            task = _found(self._tasks, entry.task, entry.code) if entry.task else None
            # A duty of all agencies judges every continuing task of its document; only the duty
            # of a single agency belongs to its task alone.
            shared = any(self._agency(name, entry.code).collective for name in entry.by)
            row = models.ReportDuty(
                code=entry.code,
                document_id=self._documents[document.code].id,
                task_id=None if shared or task is None else task.id,
                title=entry.title,
                recurrence=entry.recurrence,
                due_on=entry.due_on,
                text=entry.text,
                place=entry.at,
            )
            self._keep("report_duty", entry.code, row)
            for role, agencies in (("sending", entry.by), ("receiving", entry.to)):
                for name in agencies:
                    agency = self._agency(name, entry.code)
                    self._session.add(
                        models.ReportDutyParty(duty_id=row.id, agency_id=agency.id, role=role)
                    )

    def _add_indicators(self, document: files.DocumentEntry) -> None:
        document_row = self._documents[document.code]
        for ordinal, entry in enumerate(document.indicators):
            if entry.same_as:
                row = _found(self._indicators, entry.same_as, entry.where)
            else:
                row = self._new_indicator(entry, ordinal, document_row)
            for target in entry.targets:
                self._session.add(
                    models.Target(
                        indicator_id=row.id,
                        document_id=document_row.id,
                        place=entry.at,
                        year=target.year,
                        year_printed=target.year_printed,
                        operator=target.operator,
                        value=target.value,
                        upper=target.upper,
                        unit=target.unit or entry.unit,
                        text=target.text,
                        note=target.note,
                    )
                )

    def _new_indicator(
        self, entry: files.IndicatorEntry, ordinal: int, document: models.Document
    ) -> models.Indicator:
        code = f"{document.code}/{entry.at}"
        parent_code = f"{document.code}/{entry.parent}" if entry.parent else None
        parent = _found(self._indicators, parent_code, entry.where) if parent_code else None
        leader = _found(self._officials, entry.leader, entry.where) if entry.leader else None
        row = models.Indicator(
            code=code,
            document_id=document.id,
            parent_id=parent.id if parent else None,
            leader_id=leader.id if leader else None,
            place=entry.at,
            stt=entry.stt,
            group=entry.group or (parent.group if parent else ""),
            name=entry.name,
            unit=entry.unit,
            direction=entry.direction,
            accumulation=entry.accumulation,
            note=entry.note,
            ordinal=ordinal,
        )
        self._keep("indicator", code, row)
        self._indicators[code] = row
        for place, (role, name) in enumerate(files.names_in(entry.roles)):
            self._session.add(
                models.IndicatorAssignment(
                    indicator_id=row.id,
                    agency_id=self._agency(name, entry.where).id,
                    role=role,
                    ordinal=place,
                )
            )
        return row

    def _agency(self, name: str, where: str) -> models.Agency:
        return _found(self._agencies, name, where)

    def _document(self, code: str, where: str) -> models.Document:
        return _found(self._documents, code, where)


def _found(known: dict[str, T], name: str | None, where: str) -> T:
    if name not in known:
        raise CatalogueError(f"Danh mục {where}: không có mục nào tên “{name}”.")
    return known[name]

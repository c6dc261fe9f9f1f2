"""The papers of a meeting: every sheet from one reading, in one file or in a folder.

The register is read once, so that no sheet can contradict another; each sheet is made when it is
drawn, so that the memory holds one at a time.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import formats
from app.domain.changes import month_before
from app.domain.indicator_figures import sheet_period
from app.domain.phrases import phrase
from app.domain.records import AgencyKind, RegisterIndex, SheetScope, SheetScopeKind
from app.domain.sheet_options import Paper
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import Light
from app.domain.watch import Unwatched, Watch
from app.reports.leader import LeaderSheet
from app.reports.letter import Letter
from app.reports.pack import PackCover
from app.reports.sheets import Provenance, Sheet, SummarySheet, TrackingSheet
from app.services import folders, printing, sheet_facts, sheets
from app.services.letters import letter_of
from app.services.printing import PrintedSheet, SheetRequest
from app.services.register import Register
from app.services.sheet_doers import doers_of
from app.services.sheet_indicators import comparison_of, indicators_of
from app.services.sheet_leader import leader_ids, leader_of
from app.services.sheet_overdue import overdue_of
from app.services.sheet_rows import Material

if TYPE_CHECKING:
    from app.reports.pdf import DocumentInfo, PackWriter

TITLE = "Bộ tài liệu họp"
_EVERYTHING = SheetScope()


@dataclass(frozen=True, slots=True)
class PackItem:
    """One sheet of a pack, made when it is asked for.

    Attributes:
        form: begins its line in the contents.
        words: its name there.
        make: makes it.
        short: the agency that it is about, for the name of a file or worksheet.
    """

    form: str
    words: str
    make: Callable[[], Sheet]
    short: str = ""


@dataclass(frozen=True, slots=True)
class PackPart:
    """A part of a pack with its sheets."""

    title: str
    items: Sequence[PackItem]


@dataclass(frozen=True, slots=True)
class PackFolder:
    """What was written into a folder."""

    folder: Path
    files: int
    pages: int
    fingerprint: str


def print_pack(
    register: Register, request: SheetRequest, watch: Watch | None = None
) -> PrintedSheet:
    """Make the papers of a meeting as one PDF.

    Args:
        register: the open register.
        request: as of which day, compared with which one, for which meeting.
        watch: is told of every sheet, and may stop the work.

    Raises:
        StoppedError: the watch asked for it.
        FontsMissingError: no font with every Vietnamese letter is on this machine.
        SheetDoesNotAddUpError: two sheets contradict each other; nothing is printed then.
    """
    maker = PackMaker(register, request)
    out = io.BytesIO()
    pages = maker.write(maker.parts(), out, watch or Unwatched())
    return PrintedSheet(
        data=out.getvalue(),
        pages=pages,
        counted=phrase("{n} nhiệm vụ", n=formats.number(maker.tally.total)),
        fingerprint=maker.fingerprint,
        file_name=f"{TITLE} - {request.as_of.isoformat()}.pdf",
    )


def print_folder(
    register: Register, request: SheetRequest, folder: Path, watch: Watch | None = None
) -> PackFolder:
    """Write one PDF for each agency, and one of what concerns all, into a folder.

    Names begin with a number, so that they sort as the office does. Every file is written whole or
    not at all. No file is replaced: one that is there may hold somebody's notes.

    Args:
        register: the open register.
        request: as of which day, compared with which one, for which meeting.
        folder: made where it is missing.
        watch: is told of every file, and may stop the work; files that are written stay.

    Raises:
        FileThereError: one of the files is there; nothing was written.
        NotSavedError: the folder cannot be made or written to.
        StoppedError: the watch asked for it.
    """
    maker = PackMaker(register, request)
    watched = watch or Unwatched()
    day = request.as_of.isoformat()
    agencies = maker.agency_files()
    names = ["Tổng hợp", *(name for name, _items in agencies)]
    files = [
        folder / f"{folders.numbered(number, len(agencies), f'{name} - {day}')}.pdf"
        for number, name in enumerate(names)
    ]
    folders.refuse_taken(files)
    folders.make_folder(folder)
    total = len(agencies) + 1
    watched.step(0, total, phrase("Tổng hợp"))
    out = io.BytesIO()
    pages = maker.write(maker.parts()[:-1], out, Unwatched())
    folders.save_new(out.getvalue(), files[0])
    for number, (name, items) in enumerate(agencies, start=1):
        watched.step(number, total, name)
        out = io.BytesIO()
        pages += maker.write_agency(name, items, out)
        folders.save_new(out.getvalue(), files[number])
    return PackFolder(folder, total, pages, maker.fingerprint)


@dataclass(slots=True)
class Sums:
    """What the sheets of a pack add up to, so that none of them need be kept.

    ``rows``: the groups of sheet 2 by agency.
    """

    by_agency: list[Tally] = field(default_factory=list)
    by_leader: list[Tally] = field(default_factory=list)
    rows: list[Tally] = field(default_factory=list)

    def add(self, sheet: Sheet) -> None:
        """Take note of a sheet's counts."""
        match sheet:
            case TrackingSheet():
                self.by_agency.append(sheet.tally)
            case LeaderSheet():
                self.by_leader.append(sheet.tally)
            case SummarySheet() if not sheet.by_leader:
                self.rows = [group.tally for group in sheet.groups]


class PackMaker:
    """All sheets of one reading, and what they add up to."""

    def __init__(self, register: Register, request: SheetRequest) -> None:
        facts = sheet_facts.load_pack_facts(
            register,
            request.as_of,
            request.since or month_before(request.as_of),
            include_restricted=request.include_restricted,
        )
        self._request = request
        self._book = facts.book
        self._states = facts.states
        self._material = Material.of(facts.sheets, register.clock())
        self._fingerprints: list[str] = []
        self._agencies = agency_scopes(self._material.index)
        self.tally = Tally.of(
            ref.light for ref in sheets.printed(self._material.index, _EVERYTHING)
        )

    @property
    def fingerprint(self) -> str:
        """Of the whole pack: it changes with any fact on any of its sheets."""
        return self.provenance().fingerprint

    def agency_files(self) -> list[tuple[str, list[PackItem]]]:
        """Return for each agency its short name, its sheet, and the reminder if one presses."""
        return [
            (item.short, [item, *self._reminder(scope)])
            for scope, item in zip(self._agencies, self._agency_items(), strict=True)
        ]

    def _short_name(self, scope: SheetScope) -> str:
        agencies = self._material.index.directory.agencies
        return agencies[scope.id].short_name if scope.id else self._material.agency_name(0)

    def _reminder(self, scope: SheetScope) -> list[PackItem]:
        index = self._material.index
        pressing = (Light.OVERDUE, Light.DUE_SOON)
        if not scope.id or not any(r.light in pressing for r in sheets.printed(index, scope)):
            return []
        return [PackItem("Biểu 5", "Phiếu đôn đốc", lambda: overdue_of(self._material, scope))]

    def parts(self) -> list[PackPart]:
        """Return the parts in their order; the last one has a sheet for each agency."""
        return [
            PackPart("Phần I. Phiếu một trang của lãnh đạo", self._leader_items()),
            PackPart("Phần II. Biểu tổng hợp, chỉ tiêu", self._summary_items()),
            PackPart("Phần III. Nhiệm vụ quá hạn, nhiệm vụ giao chung", self._late_items()),
            PackPart("Phần IV. Biểu theo dõi theo cơ quan", self._agency_items()),
        ]

    def write(self, parts: Sequence[PackPart], out: io.BytesIO, watch: Watch) -> int:
        """Write some parts with cover and contents; return the pages."""
        from app.reports import pdf  # noqa: PLC0415 - reportlab is needed for printing only

        total = sum(len(part.items) for part in parts) + 1
        done = 0
        sums = Sums()
        with pdf.open_pack(out, self._info(TITLE)) as pack:
            for part in parts:
                pack.chapter(part.title)
                for item in part.items:
                    watch.step(done, total, item.words)
                    sums.add(self._add(pack, item))
                    done += 1
            watch.step(done, total, phrase("Mục lục"))
            return pack.finish(self.cover(sums))

    def write_agency(self, name: str, items: Sequence[PackItem], out: io.BytesIO) -> int:
        """Write the file of one agency without cover and contents; return the pages."""
        from app.reports import pdf  # noqa: PLC0415 - reportlab is needed for printing only

        with pdf.open_pack(out, self._info(name)) as pack:
            pack.chapter(name)
            for item in items:
                self._add(pack, item)
            return pack.finish_plain()

    def made(self, item: PackItem) -> Sheet:
        """Return a sheet on the paper that was asked for, and take note of its fingerprint.

        A letter is a draft in papers for a meeting, whatever these are.
        """
        sheet = item.make()
        draft = isinstance(sheet, Letter)
        sheet = printing.on_paper(sheet, Paper.DRAFT if draft else self._request.paper)
        self._fingerprints.append(sheet.provenance.fingerprint)
        return sheet

    def provenance(self) -> Provenance:
        """Return the foot line of the pack as far as it is made."""
        return self._material.provenance(self._fingerprints)

    def _add(self, pack: PackWriter, item: PackItem) -> Sheet:
        sheet = self.made(item)
        pack.add(item.form, item.words, sheet)
        return sheet

    # Items

    def _leader_items(self) -> list[PackItem]:
        material = self._material
        return [
            PackItem(
                "Phiếu 4",
                material.leader_title(key),
                partial(leader_of, material, key, self._book, self._request.period),
            )
            for key in leader_ids(material.index)
        ]

    def _summary_items(self) -> list[PackItem]:
        material, book = self._material, self._book
        period = self._request.period or sheet_period(book)
        year = period.year
        return [
            PackItem(
                "Biểu 2",
                "Tổng hợp theo cơ quan chủ trì, thay đổi từ kỳ trước",
                lambda: sheets.summary_of(material, by_leader=False),
            ),
            PackItem(
                "Biểu 2",
                "Tổng hợp theo lãnh đạo phụ trách",
                lambda: replace(sheets.summary_of(material, by_leader=True), changes=None),
            ),
            PackItem(
                "Biểu 3",
                f"Kết quả thực hiện các chỉ tiêu năm {year}",
                lambda: indicators_of(material, book, _EVERYTHING, period),
            ),
            PackItem(
                "Biểu 7",
                "Đối chiếu chỉ tiêu giữa các văn bản",
                lambda: comparison_of(material, book, _EVERYTHING),
            ),
        ]

    def _late_items(self) -> list[PackItem]:
        material, states = self._material, self._states
        late = formats.number(self.tally[Light.OVERDUE])
        return [
            PackItem(
                "Biểu 5",
                f"Danh sách {late} nhiệm vụ quá hạn",
                lambda: overdue_of(material, _EVERYTHING),
            ),
            PackItem(
                "Biểu 8",
                "Ma trận nhiệm vụ giao chung",
                lambda: doers_of(material, states, _EVERYTHING),
            ),
            *self._letter_items(),
        ]

    def _letter_items(self) -> list[PackItem]:
        """Return drafts of the letters to single agencies that are overdue."""
        material = self._material
        agencies = material.index.directory.agencies
        late = [
            scope
            for scope in self._agencies
            if scope.id
            and not agencies[scope.id].collective
            and any(r.light is Light.OVERDUE for r in sheets.printed(material.index, scope))
        ]
        return [
            PackItem(
                "Mẫu 6",
                f"Dự thảo công văn đôn đốc {material.agency_name(scope.id)}",
                partial(letter_of, material, scope),
            )
            for scope in late
        ]

    def _agency_items(self) -> list[PackItem]:
        material = self._material
        items = []
        for scope in self._agencies:
            count = formats.number(len(sheets.printed(material.index, scope)))
            words = f"{material.agency_name(scope.id)} ({count} nhiệm vụ)"
            make = partial(sheets.tracking_of, material, scope)
            items.append(PackItem("Biểu 1", words, make, self._short_name(scope)))
        return items

    # Cover

    def cover(self, sums: Sums) -> PackCover:
        """Return the cover; without sheets of agencies the rows of sheet 2 stand for them."""
        request, material = self._request, self._material
        letterhead = material.letterhead(restricted=bool(material.opened))
        return PackCover(
            letterhead=replace(letterhead, paper=request.paper),
            provenance=self.provenance(),
            meeting_on=request.meeting_on,
            tally=self.tally,
            by_agency=add_all(sums.by_agency or sums.rows),
            by_leader=add_all(sums.by_leader),
            leads=sum(scope.id != 0 for scope in self._agencies),
            soon_days=material.index.soon_days,
        )

    def _info(self, title: str) -> DocumentInfo:
        from app.reports.pdf import DocumentInfo  # noqa: PLC0415 - see above

        letterhead = self._material.letterhead()
        return DocumentInfo(
            title=title,
            author=letterhead.office or letterhead.superior,
            subject=f"Số liệu đến hết ngày {formats.date_in_text(self._request.as_of)}",
            keywords="",
            printed_at=self._material.printed_at,
        )


def agency_scopes(index: RegisterIndex) -> list[SheetScope]:
    """Return the agencies that lead a task, in the order of sheet 2; last what nobody leads."""
    used = {ref.lead_id for ref in index.tasks if not ref.confidential}
    kinds = list(AgencyKind)
    found = [agency for agency in index.directory.agencies.values() if agency.id in used]
    found.sort(key=lambda a: kinds.index(AgencyKind.COLLECTIVE if a.collective else a.kind))
    scopes = [SheetScope(SheetScopeKind.AGENCY, agency.id) for agency in found]
    return [*scopes, *([SheetScope(SheetScopeKind.AGENCY)] if 0 in used else [])]

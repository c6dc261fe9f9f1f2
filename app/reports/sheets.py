"""What the sheets say, as plain records: the same record serves PDF now, and Excel and Word later.

A sheet that does not add up is refused when it is made (`SummarySheet`, `TrackingSheet`), so no
writer can put wrong sums on paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol

from app.domain import formats
from app.domain.errors import TienDoError
from app.domain.formats import NBSP
from app.domain.phrases import phrase
from app.domain.sheet_options import PAPER_MARKS, RESTRICTED_MARK, Paper
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import LIGHT_NAMES, Light

if TYPE_CHECKING:
    from app.reports.changes import ChangeRecord

NUMBER_ROOM = 12
"""Spaces kept free for a number that is written by hand."""


class SheetDoesNotAddUpError(TienDoError):
    """The rows of a sheet do not give its totals: a fault of the program, never printed."""

    def __init__(self, title: str, about: str, sums: str) -> None:
        """Make the sentence.

        Args:
            title: of the sheet.
            about: its second line, "" for none.
            sums: which sum differs from what, with both numbers where they are two numbers.
        """
        sheet = f"“{title}” ({about})" if about else f"“{title}”"
        super().__init__(
            f"Số liệu của {sheet} không khớp: {sums}. Biểu này chưa được in, chưa được lưu. Hãy "
            "chạy lệnh check để kiểm tra sổ, rồi gửi nguyên câu này cho người quản trị chương "
            "trình."
        )


def difference(what: str, found: Tally, total: Tally) -> str:
    """Return in words how the sums of a table differ from its totals.

    Totals may agree where lights do not: then the first light that differs is named.
    """
    differing = [light for light in Light if found[light] != total[light]]
    if found.total != total.total or not differing:
        first, second, of = found.total, total.total, "nhiệm vụ"
    else:
        light = differing[0]
        first, second, of = found[light], total[light], f"nhiệm vụ “{LIGHT_NAMES[light]}”"
    return f"{what} cho {formats.number(first)} {of}, tổng của biểu là {formats.number(second)}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The blocks around a sheet (Nghị định 30/2020/NĐ-CP, Phụ lục I); from the register's settings.

    Attributes:
        superior: upper body, printed in capitals ("UBND tỉnh Lào Cai").
        office: issuing body, printed in bold capitals ("Văn phòng").
        place: place of the date line ("Lào Cai").
        signer_left: title of the left signature ("Người lập biểu"), "" for none.
        signer_right: lines of the right signature ("KT. Chánh Văn phòng", "Phó Chánh Văn phòng"),
            a line end between them; "" for none.
        signer_name: who signs at the right, "" where the name is left open.
        symbol: what follows the number ("/BC-VP"), "" for a sheet that is never numbered.
        paper: as what it leaves the office; only a formal one carries number and signatures.
        restricted: whether it holds restricted tasks, which it then says on every page.
    """

    superior: str
    office: str
    place: str
    signer_left: str
    signer_right: str
    signer_name: str = ""
    symbol: str = ""
    paper: Paper = Paper.FORMAL
    restricted: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands boxed at the top of every page, in capitals."""
        restricted = RESTRICTED_MARK if self.restricted else ""
        return tuple(filter(None, (PAPER_MARKS[self.paper], restricted)))

    @property
    def number_words(self) -> str:
        """The line of the number, left open for the registry; "" where there is none."""
        if self.paper is not Paper.FORMAL or not self.symbol:
            return ""
        return f"Số:{NBSP * NUMBER_ROOM}{self.symbol}"

    @property
    def signatures(self) -> tuple[str, str]:
        """The lines of both signatures, "" where nobody signs."""
        if self.paper is not Paper.FORMAL:
            return "", ""
        return self.signer_left.strip(), self.signer_right.strip()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Foot line: which register, as of when, printed when, and a fingerprint of the data.

    ``printed_at`` is local time; ``fingerprint`` is ``XXXX-XXXX-XXXX``; ``kept``: the figures of
    the day are closed (chốt số liệu), which changes none of them.
    """

    register_name: str
    as_of: dt.date
    printed_at: dt.datetime
    fingerprint: str
    kept: bool = field(default=False, compare=False)

    @property
    def as_of_words(self) -> str:
        """Until when the figures count, and whether they can still change."""
        day = formats.date_in_table(self.as_of)
        return f"số liệu đã chốt đến hết {day}" if self.kept else f"số liệu đến hết {day}"


class Sheet(Protocol):
    """What the records of all sheets have in common."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def subtitle(self) -> str:
        """Second line of the title."""

    @property
    def letterhead(self) -> Letterhead:
        """The blocks around it."""

    @property
    def provenance(self) -> Provenance:
        """Its foot line."""

    @property
    def counted(self) -> str:
        """How much stands on it, in words: ``12 nhiệm vụ``."""


@dataclass(frozen=True, slots=True)
class TrackingRow:
    """One task of sheet 1.

    ``basis`` is the locator in words ("II.2.a, đoạn 1"); ``limit`` the time limit as printed in a
    table; ``percent`` None where nobody reported one; ``state`` the words beside the sign.
    """

    title: str
    basis: str
    lead: str
    coordinating: str
    limit: str
    product: str
    result: str
    percent: int | None
    light: Light
    state: str
    difficulties: str


@dataclass(frozen=True, slots=True)
class TrackingSection:
    """Rows under one section of a document ("II.2. Thúc đẩy tăng trưởng …")."""

    heading: str
    rows: Sequence[TrackingRow]


@dataclass(frozen=True, slots=True)
class TrackingGroup:
    """Rows of one document (or of one agency on a leader's sheet), with its heading."""

    heading: str
    sections: Sequence[TrackingSection]

    @property
    def tally(self) -> Tally:
        """Counts of the group's rows."""
        return Tally.of(row.light for section in self.sections for row in section.rows)


@dataclass(frozen=True, slots=True)
class UncountedGroup:
    """Tasks under the table of an agency's sheet that no total holds (joint tasks, co-led ones).

    Attributes:
        heading: what they are, that they are not counted, and how many there are.
        sections: those that are named one by one, under their documents.
        rest: how many more there are, in a sentence; "" for none.
    """

    heading: str
    sections: Sequence[TrackingSection]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class TrackingSheet:
    """Sheet 1, biểu theo dõi tiến độ.

    Attributes:
        subtitle: second line of the title ("Cơ quan chủ trì: Sở Tài chính").
        show_lead: False on one agency's sheet, where the column would repeat the scope.
        tally: counts of the sheet, checked against its rows.
        uncounted: what stands under the table, outside ``tally``.
        notes: lines under the table (restricted tasks left out …).
        soon_days: N, for the legend.
        closed: True for the sheet of a document of the past: nothing on it is followed any more.
    """

    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    groups: Sequence[TrackingGroup]
    tally: Tally
    soon_days: int
    show_lead: bool = True
    uncounted: Sequence[UncountedGroup] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)
    closed: bool = False

    form_number: ClassVar[int] = 1
    title: ClassVar[str] = "Biểu theo dõi tiến độ thực hiện nhiệm vụ"

    @property
    def counted(self) -> str:
        """How many tasks it counts, in words."""
        return phrase("{n} nhiệm vụ", n=formats.number(self.tally.total))

    def __post_init__(self) -> None:
        """Refuse a sheet whose rows do not give its totals."""
        found = add_all(group.tally for group in self.groups)
        if found != self.tally:
            words = difference("cộng các dòng", found, self.tally)
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One agency or leader of sheet 2."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """Rows under one heading with a sub-total ("I. Các sở, thanh tra, văn phòng")."""

    heading: str
    rows: Sequence[SummaryRow]

    @property
    def tally(self) -> Tally:
        """Sub-total of the group."""
        return add_all(row.tally for row in self.rows)


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """Sheet 2, biểu tổng hợp by agency or by leader.

    Attributes:
        by_leader: False for "theo cơ quan chủ trì", True for "theo lãnh đạo phụ trách".
        subtitle: second line of the title: which documents.
        tally: counts of all tasks, taken from the list and not from the rows: the two must agree.
        changes: what happened since an earlier day, if one was asked for.
    """

    by_leader: bool
    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    groups: Sequence[SummaryGroup]
    tally: Tally
    soon_days: int
    notes: Sequence[str] = field(default_factory=tuple)
    changes: ChangeRecord | None = None

    form_number: ClassVar[int] = 2

    @property
    def title(self) -> str:
        """The title in the words of its rows."""
        whom = "lãnh đạo phụ trách" if self.by_leader else "cơ quan chủ trì"
        return f"Biểu tổng hợp tiến độ theo {whom}"

    @property
    def counted(self) -> str:
        """How many tasks it counts, in words."""
        return phrase("{n} nhiệm vụ", n=formats.number(self.tally.total))

    def __post_init__(self) -> None:
        """Refuse a sheet whose rows do not give its totals."""
        found = add_all(group.tally for group in self.groups)
        if found != self.tally:
            words = difference("cộng các dòng", found, self.tally)
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)
        if self.changes is not None and self.changes.now != self.tally:
            words = difference("phần thay đổi", self.changes.now, self.tally)
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)

"""Builders of sheets with real-length text, and a reader of what was printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from app.domain.tally import Tally, add_all
from app.domain.traffic_light import Light
from app.reports.pdf import write_summary, write_tracking
from app.reports.pdf.fonts import SpareFonts
from app.reports.sheets import (
    Letterhead,
    Provenance,
    SummaryGroup,
    SummaryRow,
    SummarySheet,
    TrackingGroup,
    TrackingRow,
    TrackingSection,
    TrackingSheet,
    UncountedGroup,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STATES = {
    Light.DONE_IN_TIME: "Hoàn thành đúng hạn",
    Light.DONE_LATE: "Hoàn thành quá hạn",
    Light.IN_TIME: "Trong hạn",
    Light.DUE_SOON: "Sắp đến hạn, 5 ngày",
    Light.OVERDUE: "Quá hạn 12 ngày",
    Light.UNKNOWN: "Chưa có thông tin",
    Light.STOPPED: "Dừng, thu hồi",
}
LETTERHEAD = Letterhead(
    superior="UBND tỉnh Lào Cai",
    office="Văn phòng",
    place="Lào Cai",
    signer_left="Người lập biểu",
    signer_right="Chánh Văn phòng",
)
PROVENANCE = Provenance(
    register_name="Lào Cai 2026",
    as_of=dt.date(2026, 6, 14),
    printed_at=dt.datetime(2026, 6, 15, 7, 42),  # noqa: DTZ001 - local time by contract
    fingerprint="7C4E-91AD-3F08",
)


@dataclasses.dataclass(frozen=True)
class Printed:
    """A written file, its page count as returned, and the words of each page."""

    data: bytes
    count: int
    pages: Sequence[str]

    @property
    def text(self) -> str:
        return " ".join(self.pages)


def words_of(text: str) -> str:
    """One space between words; pdfium marks a hyphen at the end of a line as U+FFFE or U+0002."""
    return " ".join(text.replace("\ufffe", "-").replace("\x02", "-").split())


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [words_of(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def tracking_row(number: int, **changes: Any) -> TrackingRow:
    """A task whose every text names its number, about 400 characters in all."""
    name = f"N{number:04d}"
    light = changes.get("light", Light(number % len(Light)))
    row = TrackingRow(
        title=f"{name} tham mưu ban hành kế hoạch triển khai nghị quyết về cải thiện môi trường "
        f"kinh doanh và nâng cao năng lực cạnh tranh của tỉnh {name}t",
        basis=f"II.{number}.a, đoạn {number}",
        lead=f"Sở Kế hoạch {name}l",
        coordinating=f"các sở, ngành; UBND các xã, phường {name}c",
        limit="31/12/2026",
        product=f"quyết định của Ủy ban nhân dân tỉnh {name}p",
        result=f"đã lấy ý kiến {number} cơ quan, hoàn thiện dự thảo lần 2, trình ngày 05/6/2026; "
        f"giải ngân 4.365/9.700 tỷ đồng, bằng 45% kế hoạch {name}r",
        percent=number % 101,
        light=light,
        state=STATES[light],
        difficulties=f"chờ hướng dẫn của bộ {name}d" if number % 3 == 0 else "",
    )
    return dataclasses.replace(row, **changes)


def tracking_sheet(groups: Sequence[TrackingGroup], **changes: Any) -> TrackingSheet:
    values: dict[str, Any] = {
        "subtitle": "Tất cả các cơ quan chủ trì",
        "letterhead": LETTERHEAD,
        "provenance": PROVENANCE,
        "groups": groups,
        "tally": add_all(group.tally for group in groups),
        "soon_days": 7,
    }
    return TrackingSheet(**(values | changes))


def tracking_groups(count: int, per_group: int = 12, per_section: int = 5) -> list[TrackingGroup]:
    rows = [tracking_row(number) for number in range(1, count + 1)]
    groups = []
    for place, start in enumerate(range(0, count, per_group), start=1):
        part = rows[start : start + per_group]
        sections = [
            TrackingSection(
                f"M{place}.{first} mục về phát triển", part[first : first + per_section]
            )
            for first in range(0, len(part), per_section)
        ]
        groups.append(TrackingGroup(f"G{place}. Chương trình hành động của tỉnh", sections))
    return groups


def uncounted_group(count: int, rest: str = "") -> UncountedGroup:
    """Tasks outside the total in two documents, numbered from 801."""
    rows = [tracking_row(number) for number in range(801, 801 + count)]
    half = count // 2
    sections = [
        TrackingSection("Chương trình", rows[:half]),
        TrackingSection("Kế hoạch", rows[half:]),
    ]
    heading = f"Nhiệm vụ giao chung (không cộng vào tổng số): {count}"
    return UncountedGroup(heading, sections, rest)


def summary_sheet(groups: Sequence[SummaryGroup], **changes: Any) -> SummarySheet:
    values: dict[str, Any] = {
        "by_leader": False,
        "subtitle": "Tất cả các văn bản",
        "letterhead": LETTERHEAD,
        "provenance": PROVENANCE,
        "groups": groups,
        "tally": add_all(group.tally for group in groups),
        "soon_days": 7,
    }
    return SummarySheet(**(values | changes))


def summary_groups(count: int, per_group: int = 14) -> list[SummaryGroup]:
    rows = [
        SummaryRow(
            f"Cơ quan A{number:03d}", Tally((number % 4, number % 3, 5, 1, number % 5, 2, 0))
        )
        for number in range(1, count + 1)
    ]
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    return [
        SummaryGroup(f"{romans[place]}. Nhóm cơ quan thứ {place}", rows[start : start + per_group])
        for place, start in enumerate(range(0, count, per_group))
    ]


def print_tracking(sheet: TrackingSheet) -> Printed:
    out = io.BytesIO()
    count = write_tracking(sheet, out)
    return Printed(out.getvalue(), count, page_texts(out.getvalue()))


def print_summary(sheet: SummarySheet) -> Printed:
    out = io.BytesIO()
    count = write_summary(sheet, out)
    return Printed(out.getvalue(), count, page_texts(out.getvalue()))


@dataclasses.dataclass(frozen=True)
class Builders:
    """Everything the tests of this folder share."""

    row: Callable[..., TrackingRow] = tracking_row
    tracking: Callable[..., TrackingSheet] = tracking_sheet
    groups: Callable[..., list[TrackingGroup]] = tracking_groups
    summary: Callable[..., SummarySheet] = summary_sheet
    summary_groups: Callable[..., list[SummaryGroup]] = summary_groups
    print_tracking: Callable[[TrackingSheet], Printed] = print_tracking
    print_summary: Callable[[SummarySheet], Printed] = print_summary
    uncounted: Callable[..., UncountedGroup] = uncounted_group
    words_of: Callable[[str], str] = words_of

    def one_section(self, rows: Sequence[TrackingRow], **changes: Any) -> TrackingSheet:
        group = TrackingGroup("A. Văn bản", [TrackingSection("I. Mục", rows)])
        return self.tracking([group], **changes)


@pytest.fixture(autouse=True)
def no_spare_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which fonts with letters of other scripts there are depends on the machine."""
    monkeypatch.setattr(SpareFonts, "face_of", lambda _self, _letter: None)


@pytest.fixture(scope="session")
def build() -> Builders:
    return Builders()

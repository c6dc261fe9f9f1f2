"""What the list of a review shows: headings with how far each is, and the items under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.domain.review import (
    Counts,
    Decision,
    IndicatorFields,
    ItemKind,
    MatchKind,
    ReviewDraft,
    ReviewItem,
    TaskFields,
    WithdrawnFields,
    count,
)
from app.views.language import told, tr
from app.views.retelling import retold

DOCUMENT = ""
"""Id of the row that stands for what the document says about itself."""
_MARKER = re.compile(r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ]|\(\d+\))[.)/]?\s+")
GONE = "\0gone"
"""Section of what an earlier version had and this one has not."""

KIND_NAMES = {
    ItemKind.TASK: tr("Nhiệm vụ"),
    ItemKind.INDICATOR: tr("Chỉ tiêu"),
    ItemKind.WITHDRAWN: tr("Thu hồi, bãi bỏ"),
    ItemKind.SKIPPED: tr("Không giao việc"),
}


class ListFilter(IntEnum):
    """Which items the list shows; the numbers are the places in the box."""

    ALL = 0
    OPEN = 1
    DOUBTFUL = 2
    ASIDE = 3


FILTER_NAMES = {
    ListFilter.ALL: tr("Tất cả các mục"),
    ListFilter.OPEN: tr("Chưa đối chiếu"),
    ListFilter.DOUBTFUL: tr("Còn nghi vấn"),
    ListFilter.ASIDE: tr("Đoạn không giao việc"),
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A heading, an item, or the document itself.

    Attributes:
        key: id of the item, `DOCUMENT`, or the locator of a section.
        item: None for a heading and the document.
        title: what the row says.
        counts: of a heading, how far it is.
        settled: of the document, whether none of its doubts is open.
    """

    key: str
    title: str
    item: ReviewItem | None = None
    counts: Counts | None = None
    settled: bool = True

    @property
    def spoken(self) -> str:
        """The row in words, for screen readers."""
        if self.counts is not None:
            doubts = (
                tr(", {doubts} nghi vấn", doubts=self.counts.doubts) if self.counts.doubts else ""
            )
            return f"{self.title}, {told(self.counts.words)}{doubts}"
        if self.item is None:
            return self.title if self.settled else tr("{title}, còn nghi vấn", title=self.title)
        state = item_state(self.item)
        doubts = (
            tr(", {open_doubts} nghi vấn", open_doubts=len(self.item.open_doubts))
            if self.item.open_doubts
            else ""
        )
        place = retold(self.item.locator)
        return f"{place}, {self.title}, {KIND_NAMES[self.item.kind]}, {state}{doubts}"


def item_state(item: ReviewItem) -> str:
    """Return what became of an item, in words."""
    if not item.counted:
        return tr("không giao việc")
    return {
        Decision.OPEN: tr("chưa đối chiếu"),
        Decision.ACCEPTED: tr("đã nhận"),
        Decision.SKIPPED: tr("đã bỏ qua"),
    }[item.decision]


def place_words(item: ReviewItem) -> str:
    """Return where an item stands, for a cell."""
    return retold(item.locator).replace("#", " #")


def item_title(item: ReviewItem) -> str:
    """Return the words by which an item is known."""
    fields = item.fields
    match fields:
        case TaskFields():
            return fields.title or item.source_text
        case IndicatorFields():
            return fields.name or item.source_text
        case WithdrawnFields():
            return fields.what or item.source_text
        case _:
            return item.source_text


def shows(item: ReviewItem, chosen: ListFilter) -> bool:
    """Return whether a filter shows an item."""
    match chosen:
        case ListFilter.OPEN:
            return item.counted and item.decision is Decision.OPEN
        case ListFilter.DOUBTFUL:
            return item.counted and item.decision is Decision.OPEN and bool(item.open_doubts)
        case ListFilter.ASIDE:
            return not item.counted
        case _:
            return item.counted


def filter_counts(counts: Counts) -> dict[ListFilter, int]:
    """Return how many items each filter shows."""
    return {
        ListFilter.ALL: counts.total,
        ListFilter.OPEN: counts.open,
        ListFilter.DOUBTFUL: counts.doubts,
        ListFilter.ASIDE: counts.skipped,
    }


def review_rows(draft: ReviewDraft, chosen: ListFilter, current: str = "") -> list[ReviewRow]:
    """Return the rows of the list: the document first, then sections with their items.

    Args:
        draft: the review.
        chosen: which items are shown; a section without any is left out.
        current: id of an item that is shown whatever is chosen: it must not vanish from sight.
    """
    settled = all(doubt.settled for doubt in draft.document_doubts)
    rows = [ReviewRow(DOCUMENT, tr("Thông tin văn bản"), settled=settled)]
    titles = {section.locator: section.title for section in draft.sections}
    for locator, items in _by_section(draft):
        shown = [item for item in items if shows(item, chosen) or item.id == current]
        if not shown:
            continue
        heading = ReviewRow(locator, _heading(locator, titles), counts=count(tuple(items)))
        rows.append(heading)
        rows += [ReviewRow(item.id, item_title(item), item) for item in shown]
    return rows


def next_open(items: Sequence[ReviewItem], after: str) -> str:
    """Return the id of the next item that waits, going round once; "" if none does."""
    ids = [item.id for item in items]
    start = ids.index(after) + 1 if after in ids else 0
    for item in (*items[start:], *items[:start]):
        if item.counted and item.decision is Decision.OPEN:
            return item.id
    return ""


def _by_section(draft: ReviewDraft) -> list[tuple[str, list[ReviewItem]]]:
    """Return runs of items that stand in one section, in the order of the document."""
    sections = {block.number: block.section for block in draft.blocks}
    runs: list[tuple[str, list[ReviewItem]]] = []
    for item in draft.items:
        here = sections.get(item.blocks[0], "") if item.blocks else ""
        if item.match.kind is MatchKind.GONE:
            here = GONE
        if not runs or runs[-1][0] != here:
            runs.append((here, []))
        runs[-1][1].append(item)
    return runs


def _heading(locator: str, titles: dict[str, str]) -> str:
    if locator == GONE:
        return tr("Không còn trong bản này")
    if not locator:
        return tr("Phần đầu văn bản")
    title = _MARKER.sub("", titles.get(locator, ""))
    return f"{locator}. {title}".rstrip(". ")

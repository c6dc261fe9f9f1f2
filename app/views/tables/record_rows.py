"""Rows of a table of records: heads of groups that fold, and records under them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.traffic_light import Light
from app.views.language import told


@dataclass(frozen=True, slots=True)
class RecordHead:
    """What the head row of a group says.

    Attributes:
        note: beside the title, in grey.
        count: at the right, in words.
        quiet: whether it leads to what nobody follows any more.
        tip: the title in full, where it is more.
    """

    title: str
    note: str = ""
    count: str = ""
    quiet: bool = False
    tip: str = ""

    @property
    def spoken(self) -> str:
        """The whole head in words."""
        return ", ".join(told(part) for part in (self.title, self.note, self.count) if part)


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """A head and the keys of the records under it."""

    key: Hashable
    head: RecordHead
    records: Sequence[Hashable]


class RecordColumn(NamedTuple):
    """A column: its head, and how wide it is.

    Attributes:
        title: words of the head.
        sample: the longest usual text; the column is as wide as it needs. "" takes what is left.
        from_width: width of the table from which the column is shown.
        wide_sample: a longer text, for which there is room in a wide table.
        tip: the title in full, where it is more.
        right: whether its texts stand at the right, as figures do.
    """

    title: str
    sample: str = ""
    from_width: int = 0
    wide_sample: str = ""
    tip: str = ""
    right: bool = False


class Cell(NamedTuple):
    """What one cell shows.

    Attributes:
        text: one line, cut where there is no room.
        tone: token of the theme.
        indent: steps from the left.
        icon: a sign behind the text, "" for none.
        tip: text in full, or what stands behind it.
        marked: whether the words of a search are marked in it.
        light: its sign stands before the text; the tone "light_text" is then its colour, in bold.
        trend: figures drawn as a small line instead of a text.
    """

    text: str
    tone: str = "text"
    indent: int = 0
    icon: str = ""
    tip: str = ""
    marked: bool = False
    light: Light | None = None
    trend: tuple[float, ...] = ()


class Row(NamedTuple):
    """One line: a head (without a record) or a record, and the group that it belongs to."""

    group: int
    record: Hashable | None


def lay_out(groups: Sequence[RecordGroup], folded: Collection[Hashable]) -> list[Row]:
    """Return the lines of all groups; those that are folded are only their heads."""
    rows: list[Row] = []
    for place, group in enumerate(groups):
        rows.append(Row(place, None))
        if group.key not in folded:
            rows.extend(Row(place, record) for record in group.records)
    return rows

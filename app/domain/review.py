"""The review of an imported document: what is proposed, beside its source, for a person to decide.

Records only; `app.domain.review_acts` has what a person can do with them. Everything is immutable,
so that undo within the review is to go back to the record before. A draft writes nothing: only
`app.services.importing.accept_review` does, once, when the person says so.

Names of fields are those of the proposals (design, section 8). Agencies and leaders stand by name,
the register's where it knows them, else as printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.phrases import phrase
from app.domain.records import AgencyKind, Role
from app.domain.targets import Operator
from app.domain.time_limit import TimeLimit, TimeLimitKind

NO_LIMIT = TimeLimit(TimeLimitKind.UNDETERMINED)


class ItemKind(StrEnum):
    """In which of the four lists of section 8 an item stands; each stands in exactly one."""

    TASK = "task"
    INDICATOR = "indicator"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"


class Decision(StrEnum):
    """What the person has decided about an item."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SKIPPED = "skipped"


class MatchKind(StrEnum):
    """What the register already has of an item's document and place.

    ``NONE``: nothing, so that accepting makes something new. ``SAME``: all of it, so that accepting
    writes nothing. ``CHANGED``: it was imported from an earlier version and differs. ``ATTACHES``:
    a task of the shipped catalogue; its source text is added, and what differs (`Match.changes`) is
    taken over only where the person says so. ``GONE``: an earlier version had it, this one does not
    (the item has no blocks); accepting stops the task with this document as authority.
    """

    NONE = "none"
    SAME = "same"
    CHANGED = "changed"
    ATTACHES = "attaches"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class BlockText:
    """One paragraph or table row of the document, as the left pane shows it.

    Attributes:
        number: its position in the document, from 0; items name their blocks by it.
        kind: "paragraph", "item", "heading", "table_row" or "note".
        text: as printed, marker and all; the cells of a row joined by " | ".
        cells: of a row, one text for every column; merged cells repeat theirs.
        repeated: for every cell whether it only repeats the one above ("above") or to the left
            ("left"), "" for a cell of its own.
        section: locator of the section in which it stands, "" before the first.
        page, line, table, row, sheet: where a person finds it in the file (see `Place`).
        doubts: what is uncertain about reading it.
    """

    number: int
    kind: str
    text: str
    cells: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    section: str = ""
    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str = ""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    header: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionText:
    """A node of the document's outline: locator ("II.2.a"), title as printed, its first block.

    ``heading`` is the title without its number.
    """

    locator: str
    title: str
    block: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class FieldDoubt:
    """Why a field needs a second look; ``settled`` once the person confirmed or corrected it."""

    field: str
    reason: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs from the register's, in words; ``taken``: accepting writes the new."""

    field: str
    old: str
    new: str
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Another task that the register made of the same paragraph; it gets the source text, too.

    ``further_source``: see `Match`.
    """

    target_id: int
    code: str
    title: str
    further_source: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What the register has of an item (see `MatchKind`).

    Attributes:
        kind: how it relates.
        target_id: the register's task or indicator, 0 for none.
        code: of that task or indicator.
        title: as the register has it, in our own words for a shipped one.
        changes: fields that differ.
        also: further tasks that the catalogue made of the same paragraph.
        further_source: the paragraph is a further source of another document's task, so that the
            text is attached there.
        score: how sure the match is, 0 to 100.
    """

    kind: MatchKind = MatchKind.NONE
    target_id: int = 0
    code: str = ""
    title: str = ""
    changes: tuple[FieldChange, ...] = ()
    also: tuple[Counterpart, ...] = ()
    further_source: bool = False
    score: int = 0


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Of another document, and says nearly the same; never merged, ``linked`` only if chosen.

    Of a task: a task, and linking joins the two as related work. Of an indicator: an indicator,
    and linking makes the level another target of that one instead of a new indicator.
    """

    target_id: int
    code: str
    title: str
    document: str
    score: int
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A target figure in a task's words."""

    text: str
    operator: Operator
    value: float | None = None
    upper: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TaskFields:
    """What is proposed of a task."""

    title: str = ""
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    receiving: tuple[str, ...] = ()
    leader: str = ""
    time_limit: TimeLimit = NO_LIMIT
    product: str = ""
    targets: tuple[Figure, ...] = ()
    confidential: bool = False

    def agencies(self, role: Role) -> tuple[str, ...]:
        """Return the names in one role, first named first."""
        found: tuple[str, ...] = getattr(self, role.value)
        return found


@dataclass(frozen=True, slots=True)
class IndicatorFields:
    """What is proposed of an indicator, with the level that the document sets."""

    name: str = ""
    stt: str = ""
    group: str = ""
    unit: str = ""
    target_text: str = ""
    operator: Operator | None = None
    value: float | None = None
    upper: float | None = None
    year: int | None = None
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    leader: str = ""

    def agencies(self, role: Role) -> tuple[str, ...]:
        """Return the names in one role, first named first; nobody receives an indicator."""
        found: tuple[str, ...] = getattr(self, role.value, ())
        return found


@dataclass(frozen=True, slots=True)
class Earlier:
    """A task of the register that an instruction may withdraw; ``ends``: the person says so."""

    task_id: int
    code: str
    title: str
    document: str
    score: int
    ends: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawnFields:
    """An instruction that ends earlier ones, and which tasks of the register that may be."""

    what: str = ""
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedFields:
    """Why a paragraph or row gives nothing."""

    reason: str = ""


Fields = TaskFields | IndicatorFields | WithdrawnFields | SkippedFields

KIND_OF_FIELDS: Mapping[type, ItemKind] = {
    TaskFields: ItemKind.TASK,
    IndicatorFields: ItemKind.INDICATOR,
    WithdrawnFields: ItemKind.WITHDRAWN,
    SkippedFields: ItemKind.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One line of the review: a proposal, or a row that gives nothing, and what became of it.

    Attributes:
        id: stable through every act of the review ("t12"; "t12b" for what was split off).
        locator: its place in the document; no two items of a draft share one.
        blocks: numbers of the blocks that it was read from, none for what is gone.
        source_text: the text as printed; a part of it after a split.
        fields: what is proposed; their class says which kind of item it is.
        doubts: by field.
        decision: open until the person decides.
        match: what the register has of it.
        look_alikes: of other documents, and say nearly the same.
        read: the fields as the document was read, before any correction; None where a person made
            the item (a part that was split off, a row that was turned into something else).
    """

    id: str
    locator: str
    blocks: tuple[int, ...]
    source_text: str
    fields: Fields
    doubts: tuple[FieldDoubt, ...] = ()
    decision: Decision = Decision.OPEN
    match: Match = Match()
    look_alikes: tuple[LookAlike, ...] = ()
    read: Fields | None = None

    @property
    def kind(self) -> ItemKind:
        """In which of the four lists it stands."""
        return KIND_OF_FIELDS[type(self.fields)]

    @property
    def open_doubts(self) -> tuple[FieldDoubt, ...]:
        """Doubts that nobody has settled yet."""
        return tuple(doubt for doubt in self.doubts if not doubt.settled)

    @property
    def counted(self) -> bool:
        """Whether it is one of the y of "x/y đã đối chiếu": all but what gives nothing."""
        return self.kind is not ItemKind.SKIPPED


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What the document says about itself; None or "" where nobody knows it yet.

    ``code`` and ``short_title`` are ours: the permanent short code, and the name in lists.
    ``issued_on`` is the first of the month (year) where ``issued_precision`` is "month" ("year");
    None where nobody knows it: then the register counts its tasks from the day of accepting.
    """

    number: str = ""
    type: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: dt.date | None = None
    issued_precision: str = "day"
    signer: str = ""
    signer_position: str = ""
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    code: str = ""
    short_title: str = ""


class NameChoice(StrEnum):
    """What became of an agency's name that the register does not know."""

    UNRESOLVED = "unresolved"
    KNOWN = "known"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class UnknownAgency:
    """An agency as printed that the register does not know; one choice holds for all items.

    Attributes:
        printed: as the document writes it.
        choice: unresolved until the person maps it or confirms it as new.
        known: the register's name, where it is mapped.
        name, short_name, agency_kind: of the new one.
        candidates: names of the register that are spelt nearly alike, best first.
    """

    printed: str
    choice: NameChoice = NameChoice.UNRESOLVED
    known: str = ""
    name: str = ""
    short_name: str = ""
    agency_kind: AgencyKind = AgencyKind.OTHER
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The register's names on the day of opening the draft; not kept with it.

    Attributes:
        spellings: folded spelling (`app.domain.text.fold`) → the agency's name.
        leaders: folded name → name of a leader in office.
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    leaders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a review is: done of all, still open, doubts not settled; and the four lists."""

    done: int
    total: int
    doubts: int
    tasks: int
    indicators: int
    withdrawn: int
    skipped: int

    @property
    def open(self) -> int:
        """Items that wait for a decision."""
        return self.total - self.done

    @property
    def words(self) -> str:
        """``89/100 đã đối chiếu``."""
        return phrase("{done}/{total} đã đối chiếu", done=self.done, total=self.total)


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A document under review.

    Attributes:
        id: number of the stored draft, 0 before it is stored.
        version: of the stored draft, so that no window overwrites another's.
        file_name: as it was imported.
        sha256: of the file's content.
        file_format: "docx", "pdf", "xlsx" or "txt".
        pages: of the file, None where the format has none.
        warnings: about reading the file, one sentence each.
        document: what the document says about itself.
        document_doubts: by field of `document`.
        document_id: the register's document that this is, 0 for a new one.
        document_chosen: a person has said which document it is, so that matching asks no more.
        document_words: how the document stands to the register, one sentence.
        blocks: the whole document, for the left pane.
        sections: its outline.
        items: all proposals and skipped rows, in the order of the document; what is gone last.
        agencies: names that the register does not know.
        known: the register's names, for correcting.
        past: earlier states, newest last, for undo within the review; not stored.
    """

    file_name: str
    sha256: str
    file_format: str
    document: DocumentFields
    blocks: tuple[BlockText, ...] = ()
    sections: tuple[SectionText, ...] = ()
    items: tuple[ReviewItem, ...] = ()
    agencies: tuple[UnknownAgency, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    document_doubts: tuple[FieldDoubt, ...] = ()
    document_id: int = 0
    document_chosen: bool = False
    document_words: str = ""
    id: int = 0
    version: int = 0
    known: KnownNames = field(default_factory=KnownNames, compare=False)
    past: tuple[ReviewDraft, ...] = field(default=(), compare=False, repr=False)

    def item(self, item_id: str) -> ReviewItem:
        """Return an item; KeyError if there is none of that id."""
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise KeyError(item_id)
        return found

    def of_kind(self, kind: ItemKind) -> tuple[ReviewItem, ...]:
        """Return the items of one list, in the order of the document."""
        return tuple(item for item in self.items if item.kind is kind)

    @property
    def counts(self) -> Counts:
        """How far the review is."""
        return count(self.items)

    def counts_of(self, section: str) -> Counts:
        """Return how far one section is, those below it not included; "" is before the first."""
        inside = {block.number for block in self.blocks if block.section == section}
        return count(tuple(i for i in self.items if i.blocks and i.blocks[0] in inside))


def count(items: tuple[ReviewItem, ...]) -> Counts:
    """Count items: decided of all that can be decided, doubts, and the four lists."""
    counted = [item for item in items if item.counted]
    waiting = [item for item in counted if item.decision is Decision.OPEN]
    kinds = [item.kind for item in items]
    return Counts(
        done=len(counted) - len(waiting),
        total=len(counted),
        doubts=sum(bool(item.open_doubts) for item in waiting),
        tasks=kinds.count(ItemKind.TASK),
        indicators=kinds.count(ItemKind.INDICATOR),
        withdrawn=kinds.count(ItemKind.WITHDRAWN),
        skipped=kinds.count(ItemKind.SKIPPED),
    )


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A stored draft in the list of those under way."""

    id: int
    file_name: str
    title: str
    saved_at: dt.datetime
    saved_by: str
    done: int
    total: int

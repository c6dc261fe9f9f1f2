"""What the head row of a group says: name, note, counts."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import formats, locator
from app.domain.phrases import phrase
from app.domain.records import NO_LEAD_NAME, DocumentRecord, RegisterIndex, SectionRecord
from app.domain.tally import Tally
from app.views.language import told, tr
from app.views.tables.row_groups import RowGrouping, month_words

CO_LED = -10
"""Key of the group that lists what an agency only helps to lead."""

ALSO_IN = -11
"""Key of the group that lists tasks of other documents for which a document asks too."""

NO_SECTION_NAME = phrase("Chưa rõ mục")
NO_SCHEME_NAME = phrase("Không thuộc đề án")
CO_LED_NAME = tr("Cùng chủ trì")
ALSO_IN_NAME = tr("Cũng giao ở đây, đã có ở văn bản khác")
CO_LED_NOTE = tr("không cộng vào tổng")


@dataclass(frozen=True, slots=True)
class Head:
    """A head row.

    Attributes:
        title: name of the group, bold.
        note: what stands beside it, grey.
        tally: lights of its tasks.
        suggested: whether the agency's leader is only suggested.
        counted: False for the group that no total holds.
    """

    title: str
    note: str
    tally: Tally
    suggested: bool = False
    counted: bool = True

    @property
    def count_words(self) -> str:
        """The number of its tasks as the row shows it."""
        return tr("{total} nhiệm vụ", total=formats.number(self.tally.total))

    @property
    def spoken(self) -> str:
        """The whole head in words, for screen readers."""
        return ", ".join(part for part in (self.title, self.note, self.count_words) if part)


def head_of(
    grouping: RowGrouping,
    key: int,
    index: RegisterIndex,
    tally: Tally,
    *,
    mark_suggested: bool,
) -> Head:
    """Return the head of a group.

    Args:
        grouping: what the groups are.
        key: id of the agency, document, section or đề án, month, `CO_LED` or `ALSO_IN`.
        index: names.
        tally: lights of the tasks in the group.
        mark_suggested: whether an agency says that its leader is only suggested.
    """
    names = index.directory
    if key in (CO_LED, ALSO_IN):
        name = CO_LED_NAME if key == CO_LED else ALSO_IN_NAME
        return Head(name, CO_LED_NOTE, tally, counted=False)
    if grouping is RowGrouping.AGENCY:
        agency = names.agencies.get(key)
        if agency is None:
            return Head(told(NO_LEAD_NAME), "", tally)
        suggested = mark_suggested and key in names.suggested_agency_leaders
        return Head(agency.name, tr("việc chung") if agency.collective else "", tally, suggested)
    title, note = _title_and_note(grouping, key, index)
    return Head(told(title), note, tally)


def section_name(section: SectionRecord) -> str:
    """Return a section as heads and trees name it: ``II.2. Thúc đẩy tăng trưởng``."""
    return locator.heading(section.locator, section.heading)


def document_note(document: DocumentRecord) -> str:
    """Return number and date as far as they are known: ``(chưa có số), tháng 3/2026``."""
    date = told(document.issue_words)
    return date if document.number else tr("(chưa có số), {date}", date=date)


def _title_and_note(grouping: RowGrouping, key: int, index: RegisterIndex) -> tuple[str, str]:
    names = index.directory
    if grouping is RowGrouping.MONTH:
        return month_words(key), ""
    if grouping is RowGrouping.SCHEME:
        scheme = names.schemes.get(key)
        return (scheme.name, scheme.title) if scheme else (NO_SCHEME_NAME, "")
    if grouping is RowGrouping.SECTION:
        section = names.sections.get(key)
        return (section_name(section) if section else NO_SECTION_NAME), ""
    document = names.documents[key]
    return document.short_title, document_note(document)

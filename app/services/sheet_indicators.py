"""Make sheet 3 (indicators of a year) and sheet 7 (targets compared) from the register."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from itertools import groupby

from app.domain import formats
from app.domain.indicator_figures import sheet_period
from app.domain.indicator_row import IndicatorRow, LightTally, rows_of
from app.domain.indicator_words import period_words, spot_words
from app.domain.indicators import (
    AGREEMENT_NAMES,
    Agreement,
    Comparison,
    IndicatorBook,
    IndicatorRecord,
)
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.result_period import ResultPeriod
from app.reports.comparison import ComparisonGroup, ComparisonRow, ComparisonSheet, StatedLevel
from app.reports.indicators import IndicatorGroup, IndicatorSheet
from app.services import reading_indicators, sheet_facts
from app.services.register import Register
from app.services.sheet_rows import Material, scope_title
from app.services.sheets import refuse_unknown

_NUANCE = re.compile(r"; ((?:đạt “|chỉ số )[^;]*)\.$")


def indicators(
    register: Register, scope: SheetScope, as_of: dt.date, period: ResultPeriod | None = None
) -> IndicatorSheet:
    """Return sheet 3 of everything, or of one agency, leader or document, as of a day.

    Args:
        register: the open register.
        scope: of an agency the indicators that it answers for; of a document those that it names.
        as_of: what was known by then.
        period: up to which results count; None: the newest of the year that has a result, else
            the last month that was over.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    material, book = _read(register, as_of)
    return indicators_of(material, book, scope, period or sheet_period(book))


def comparison(register: Register, scope: SheetScope, as_of: dt.date) -> ComparisonSheet:
    """Return sheet 7 of all documents, or of what one of them shares with others, as of a day.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    material, book = _read(register, as_of)
    return comparison_of(material, book, scope)


def _read(register: Register, as_of: dt.date) -> tuple[Material, IndicatorBook]:
    facts = sheet_facts.load_sheet_facts(register, as_of, lambda _index: ())
    book = reading_indicators.load_indicators(register, as_of)
    return Material.of(facts, register.clock()), book


def indicators_of(
    material: Material, book: IndicatorBook, scope: SheetScope, period: ResultPeriod
) -> IndicatorSheet:
    """Return sheet 3 of what was read; see `indicators`."""
    refuse_unknown(scope, material)
    rows = {row.id: row for row in rows_of(replace(book, period=period), period)}
    followed = [each for each in _in_scope(book, scope) if not each.closed]
    planned = [each for each in followed if _has_figures(rows[each.id])]
    wanted = book.with_ancestors(each.id for each in planned)
    groups = _groups(book, [rows[each.id] for each in book.indicators if each.id in wanted])
    left_out = len(followed) - len(planned)
    notes = []
    if left_out:
        notes.append(
            f"Không in {formats.number(left_out)} dòng chưa có mức kế hoạch năm {period.year}."
        )
    notes += [
        f"{each.name}: {row.warning}"
        for each in book.indicators
        if each.id in wanted and (row := rows[each.id]).warning
    ]
    subtitle = _subtitle(material, scope)
    return IndicatorSheet(
        subtitle=subtitle,
        letterhead=material.letterhead(),
        provenance=material.provenance((subtitle, period.key, *map(astuple, groups), *notes)),
        period=period,
        groups=groups,
        tally=LightTally.of(row.light for group in groups for row in group.rows),
        notes=notes,
    )


def comparison_of(material: Material, book: IndicatorBook, scope: SheetScope) -> ComparisonSheet:
    """Return sheet 7 of what was read; see `comparison`."""
    refuse_unknown(scope, material)
    found = [
        (indicator, each)
        for indicator in book.indicators
        for each in indicator.comparisons
        if scope.kind is not SheetScopeKind.DOCUMENT
        or scope.id in {target.document_id for target in each.targets}
    ]
    used = {target.document_id for _indicator, each in found for target in each.targets}
    documents = [document for key, document in book.documents.items() if key in used]
    ids = [document.id for document in documents]
    groups = [
        ComparisonGroup(
            AGREEMENT_NAMES[agreement],
            [_comparison_row(i, each, ids) for i, each in found if each.agreement is agreement],
        )
        for agreement in Agreement
    ]
    groups = [group for group in groups if group.rows]
    subtitle = "Các văn bản trong sổ"
    if scope.kind is SheetScopeKind.DOCUMENT:
        subtitle = f"{scope_title(material, scope)} và các văn bản khác"
    return ComparisonSheet(
        subtitle=subtitle,
        letterhead=material.letterhead(),
        provenance=material.provenance((subtitle, *map(astuple, groups))),
        documents=[document.short_title for document in documents],
        groups=groups,
        total=len(found),
    )


def _in_scope(book: IndicatorBook, scope: SheetScope) -> list[IndicatorRecord]:
    return [each for each in book.indicators if _holds(each, scope)]


def _holds(indicator: IndicatorRecord, scope: SheetScope) -> bool:
    match scope.kind:
        case SheetScopeKind.AGENCY:
            return scope.id in {role.agency_id for role in indicator.responsible}
        case SheetScopeKind.LEADER:
            return scope.id == (indicator.leader.id if indicator.leader else 0)
        case SheetScopeKind.DOCUMENT:
            return scope.id in indicator.documents
        case _:
            return True


def _has_figures(row: IndicatorRow) -> bool:
    figures = (row.plan, row.value, row.so_far, row.estimate)
    return any(figure != formats.NONE_SIGN for figure in figures)


def _groups(book: IndicatorBook, rows: Sequence[IndicatorRow]) -> list[IndicatorGroup]:
    several = len({row.block for row in rows}) > 1
    groups = []
    for (block, name), members in groupby(rows, lambda row: (row.block, row.group)):
        document = book.document_name(block)
        heading = f"{document}: {name}" if several and name else name or document
        groups.append(IndicatorGroup(heading, list(members)))
    return groups


def _subtitle(material: Material, scope: SheetScope) -> str:
    if scope.kind is SheetScopeKind.ALL:
        return "Tất cả các cơ quan, tất cả văn bản"
    if scope.kind is SheetScopeKind.AGENCY:
        return f"Cơ quan chịu trách nhiệm: {material.agency_name(scope.id)}"
    return scope_title(material, scope)


def _comparison_row(
    indicator: IndicatorRecord, found: Comparison, documents: Iterable[int]
) -> ComparisonRow:
    return ComparisonRow(
        name=indicator.name,
        unit=indicator.unit,
        period=period_words(found),
        levels=tuple(
            tuple(
                StatedLevel(target.text, spot_words(target.place))
                for target in found.targets
                if target.document_id == document
            )
            for document in documents
        ),
        agreement=found.agreement,
        remark=_remark(found),
    )


def _remark(found: Comparison) -> str:
    """Return what the comparison says beside the levels, which stand in their columns."""
    if found.note:
        return found.note
    kind = found.sentence.partition(":")[0]
    nuance = _NUANCE.search(found.sentence)
    return f"{kind}; {nuance[1]}." if nuance else f"{kind}."

"""From proposals to a draft: the records that a person works on, nothing decided yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from app.domain.phrases import phrase
from app.domain.records import AgencyKind, Role
from app.domain.review import (
    BlockText,
    DocumentFields,
    FieldDoubt,
    IndicatorFields,
    KnownNames,
    ReviewDraft,
    ReviewItem,
    SectionText,
    SkippedFields,
    TaskFields,
    UnknownAgency,
    WithdrawnFields,
)
from app.domain.text import fold
from app.importing.blocks import Block
from app.importing.document_facts import DocumentFacts
from app.importing.proposals import Doubt, IndicatorProposal, Proposals, TaskProposal

_ALIKE = 78
_MOST_CANDIDATES = 3
_KEPT_AWAY = phrase("(nội dung thuộc diện bảo vệ bí mật nhà nước, không giữ lại)")
_KINDS = (
    ("cac ", AgencyKind.COLLECTIVE),
    ("ubnd xa", AgencyKind.COMMUNE),
    ("ubnd phuong", AgencyKind.COMMUNE),
    ("ubnd dac khu", AgencyKind.COMMUNE),
    ("so ", AgencyKind.DEPARTMENT),
    ("thanh tra tinh", AgencyKind.DEPARTMENT),
    ("van phong ubnd", AgencyKind.DEPARTMENT),
    ("bo ", AgencyKind.CENTRAL),
    ("chinh phu", AgencyKind.CENTRAL),
    ("thu tuong", AgencyKind.CENTRAL),
    ("cong an", AgencyKind.VERTICAL),
    ("bo chi huy", AgencyKind.VERTICAL),
    ("toa an", AgencyKind.VERTICAL),
    ("vien kiem sat", AgencyKind.VERTICAL),
    ("thue ", AgencyKind.VERTICAL),
    ("kho bac", AgencyKind.VERTICAL),
    ("hai quan", AgencyKind.VERTICAL),
    ("bao hiem", AgencyKind.VERTICAL),
    ("hoi ", AgencyKind.FRONT),
    ("hiep hoi", AgencyKind.FRONT),
    ("uy ban mat tran", AgencyKind.FRONT),
    ("lien doan", AgencyKind.FRONT),
    ("ban quan ly", AgencyKind.UNIT),
    ("trung tam", AgencyKind.UNIT),
    ("truong ", AgencyKind.UNIT),
    ("tinh uy", AgencyKind.PARTY),
    ("ban tuyen giao", AgencyKind.PARTY),
    ("ban to chuc", AgencyKind.PARTY),
    ("hoi dong nhan dan", AgencyKind.PARTY),
)


def draft_of(proposals: Proposals, known: KnownNames) -> ReviewDraft:
    """Return the draft of a document, with all items open and nothing compared yet."""
    hidden = {block for task in proposals.tasks if task.confidential for block in task.blocks}
    items = _items(proposals)
    sections = _sections(proposals)
    return ReviewDraft(
        file_name=proposals.source.file_name,
        sha256=proposals.source.sha256,
        file_format=proposals.source.format,
        pages=proposals.source.pages,
        warnings=proposals.source.warnings,
        document=_document(proposals.document),
        document_doubts=_document_doubts(proposals.document),
        blocks=tuple(
            _block(n, block, _within(proposals.section_of[n], sections), hidden=n in hidden)
            for n, block in enumerate(proposals.blocks)
        ),
        sections=tuple(sections.values()),
        items=items,
        agencies=unknown_agencies(items, known),
        known=known,
    )


def unknown_agencies(items: Iterable[ReviewItem], known: KnownNames) -> tuple[UnknownAgency, ...]:
    """Return the names that nobody knows, each with the names that are spelt nearly alike."""
    printed: dict[str, None] = {}
    for item in items:
        if isinstance(item.fields, TaskFields | IndicatorFields):
            names = (name for role in Role for name in item.fields.agencies(role))
            printed |= dict.fromkeys(name for name in names if fold(name) not in known.spellings)
    spellings = list(known.spellings)
    return tuple(
        UnknownAgency(
            name,
            name=name,
            short_name=name,
            agency_kind=kind_of(name),
            candidates=_candidates(name, spellings, known),
        )
        for name in printed
    )


def kind_of(name: str) -> AgencyKind:
    """Return the kind that an agency's name tells."""
    folded = fold(name)
    return next((kind for words, kind in _KINDS if folded.startswith(words)), AgencyKind.OTHER)


def _candidates(name: str, spellings: Sequence[str], known: KnownNames) -> tuple[str, ...]:
    found = process.extract(
        fold(name), spellings, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST_CANDIDATES
    )
    return tuple(dict.fromkeys(known.spellings[spelling] for spelling, _score, _n in found))


def _document(facts: DocumentFacts) -> DocumentFields:
    issued_on, precision = facts.issued_on, "day"
    if issued_on is None and facts.printed_year:
        # "ngày … tháng 3 năm 2026": the form of the register for what is known of it.
        issued_on = dt.date(facts.printed_year, facts.printed_month or 1, 1)
        precision = "month" if facts.printed_month else "year"
    return DocumentFields(
        number=facts.number or "",
        type=facts.type or "",
        title=facts.title or "",
        issuer=facts.issuer or "",
        issued_on=issued_on,
        issued_precision=precision if issued_on else "unknown",
        signer=facts.signer or "",
        signer_position=facts.signer_position or "",
        period_from=facts.period_from,
        period_to=facts.period_to,
    )


def _document_doubts(facts: DocumentFacts) -> tuple[FieldDoubt, ...]:
    said = {
        "number": (facts.number, phrase("Văn bản không ghi số, ký hiệu.")),
        "type": (facts.type, phrase("Không rõ loại văn bản.")),
        "title": (facts.title, phrase("Không tìm thấy trích yếu.")),
        "issuer": (facts.issuer, phrase("Không rõ cơ quan ban hành.")),
        "issued_on": (facts.issued_on, phrase("Văn bản không ghi đủ ngày ban hành.")),
    }
    return tuple(FieldDoubt(name, why) for name, (value, why) in said.items() if not value)


def _sections(proposals: Proposals) -> dict[str, SectionText]:
    """Return the outline that has headings: a numbered point that is itself a task is none."""
    said = [
        *(each.blocks for each in proposals.tasks),
        *(each.blocks for each in proposals.indicators),
        *(each.blocks for each in proposals.withdrawn),
    ]
    points = {block for blocks in said for block in blocks}
    return {each.locator: each for each in proposals.sections if each.block not in points}


def _within(locator: str, sections: Mapping[str, SectionText]) -> str:
    """Return the nearest section with a heading around a place, "" where there is none."""
    while locator and locator not in sections:
        locator = locator.rpartition(".")[0]
    return locator


def _block(n: int, block: Block, section: str, *, hidden: bool) -> BlockText:
    cells = () if hidden else block.cells
    return BlockText(
        number=n,
        kind=block.kind.value,
        text=_KEPT_AWAY if hidden else block.printed,
        cells=tuple(cell.text for cell in cells),
        repeated=tuple(cell.repeat.value for cell in cells),
        section=section,
        page=block.place.page,
        line=block.place.line,
        table=block.place.table,
        row=block.place.row,
        sheet=block.place.sheet,
        bold=block.bold,
        italic=block.italic,
        centred=block.centred,
        header=block.header,
        doubts=(*block.doubts, *(cell.doubt for cell in cells if cell.doubt)),
    )


def _items(proposals: Proposals) -> tuple[ReviewItem, ...]:
    """Return all four lists in one, in the order of the document."""
    made = [
        *(_task(f"t{n}", task) for n, task in enumerate(proposals.tasks, 1)),
        *(_indicator(f"i{n}", each, proposals) for n, each in enumerate(proposals.indicators, 1)),
        *(
            ReviewItem(f"w{n}", each.locator, each.blocks, each.what, WithdrawnFields(each.what))
            for n, each in enumerate(proposals.withdrawn, 1)
        ),
        *(
            ReviewItem(f"s{n}", each.locator, each.blocks, each.text, SkippedFields(each.reason))
            for n, each in enumerate(proposals.skipped, 1)
        ),
    ]
    return tuple(sorted(made, key=lambda item: item.blocks[:1]))


def _task(item_id: str, task: TaskProposal) -> ReviewItem:
    fields = TaskFields(
        title=task.title,
        lead=task.lead,
        coordinating=task.coordinating,
        monitoring=task.monitoring,
        receiving=task.receiving,
        leader=task.leader or "",
        time_limit=task.time_limit,
        product=task.product or "",
        targets=task.targets,
        confidential=task.confidential,
    )
    return ReviewItem(
        item_id,
        task.locator,
        task.blocks,
        task.source_text,
        fields,
        _doubts(task.doubts),
        read=fields,
    )


def _indicator(item_id: str, each: IndicatorProposal, proposals: Proposals) -> ReviewItem:
    fields = IndicatorFields(
        name=each.name,
        stt=each.stt or "",
        group=each.group or "",
        unit=each.unit or "",
        target_text=each.target_text or "",
        operator=each.operator,
        value=each.value,
        upper=each.upper,
        year=each.year,
        lead=each.lead,
        coordinating=each.coordinating,
        monitoring=each.monitoring,
        leader=each.leader or "",
    )
    words = "\n".join(proposals.blocks[n].printed for n in each.blocks)
    return ReviewItem(
        item_id, each.locator, each.blocks, words, fields, _doubts(each.doubts), read=fields
    )


def _doubts(doubts: Iterable[Doubt]) -> tuple[FieldDoubt, ...]:
    return tuple(FieldDoubt(doubt.field, doubt.reason) for doubt in doubts)

"""What accepting a review would write, told before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.review import (
    Decision,
    IndicatorFields,
    ItemKind,
    MatchKind,
    NameChoice,
    ReviewDraft,
    ReviewItem,
    TaskFields,
    WithdrawnFields,
)
from app.views.language import told, tr
from app.views.review.match_card import FIELD_NAMES, old_and_new
from app.views.review.rows import item_title, place_words


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of change: its heading, and a line for each."""

    title: str
    lines: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading with its count."""
        return f"{self.title} ({len(self.lines)})"


def preview(draft: ReviewDraft) -> list[Part]:
    """Return what accepting writes, kind by kind; kinds without a line are left out."""
    accepted = [item for item in draft.items if item.decision is Decision.ACCEPTED]
    tasks = [item for item in accepted if item.kind is ItemKind.TASK]
    indicators = [item for item in accepted if item.kind is ItemKind.INDICATOR]
    parts = [
        Part(tr("Nhiệm vụ mới"), _lines(tasks, MatchKind.NONE)),
        Part(tr("Nhiệm vụ thay đổi"), _changes(tasks, MatchKind.CHANGED)),
        Part(tr("Gắn câu gốc vào nhiệm vụ đã có"), _lines(tasks, MatchKind.ATTACHES)),
        Part(tr("Lấy theo văn bản cho nhiệm vụ đã có"), _changes(tasks, MatchKind.ATTACHES)),
        Part(tr("Nhiệm vụ dừng vì bản này không còn"), _lines(tasks, MatchKind.GONE)),
        Part(tr("Nhiệm vụ dừng vì bị thu hồi, bãi bỏ"), _ended(accepted)),
        Part(tr("Liên kết với nhiệm vụ ở văn bản khác"), _links(tasks)),
        Part(tr("Chỉ tiêu mới"), _new_indicators(indicators)),
        Part(tr("Mức mới của chỉ tiêu đã có"), _links(indicators)),
        Part(tr("Chỉ tiêu thay đổi"), _changes(indicators, MatchKind.CHANGED)),
        Part(tr("Gắn văn bản vào chỉ tiêu đã có"), _lines(indicators, MatchKind.ATTACHES)),
        Part(tr("Chỉ tiêu bản này không còn"), _lines(indicators, MatchKind.GONE)),
        Part(tr("Cơ quan mới trong danh mục"), _agencies(draft, accepted)),
        Part(tr("Giữ nguyên như trong sổ"), _lines(accepted, MatchKind.SAME)),
    ]
    return [part for part in parts if part.lines]


def written_words(draft: ReviewDraft) -> str:
    """Return what the button says: ``Đưa 86 nhiệm vụ, 12 chỉ tiêu vào sổ``."""
    accepted = [item for item in draft.items if item.decision is Decision.ACCEPTED]
    kinds = [item.kind for item in accepted if item.match.kind is not MatchKind.SAME]
    tasks, indicators = kinds.count(ItemKind.TASK), kinds.count(ItemKind.INDICATOR)
    counted = [tr("{tasks} nhiệm vụ", tasks=tasks)] if tasks or not indicators else []
    counted += [tr("{indicators} chỉ tiêu", indicators=indicators)] if indicators else []
    return tr("Đưa {counted} vào sổ", counted=", ".join(counted))


def _named(item: ReviewItem) -> str:
    return f"{place_words(item)}  {item_title(item)}"


def _lines(items: Sequence[ReviewItem], kind: MatchKind) -> tuple[str, ...]:
    found = [item for item in items if item.match.kind is kind]
    if kind is MatchKind.NONE:
        return tuple(_task_words(item) for item in found)
    return tuple(_standing(item) for item in found)


def _standing(item: ReviewItem) -> str:
    """Return an item by the name that the register has for it, and its place there."""
    match = item.match
    if not match.title:
        return _named(item)
    place = match.code.partition("/")[2]
    where = "" if place in ("", item.locator) else f" → {match.code}"
    return f"{place_words(item)}{where}  {match.title}"


def _task_words(item: ReviewItem) -> str:
    if not isinstance(item.fields, TaskFields):
        return _named(item)
    lead = ", ".join(item.fields.lead) or tr("chưa có chủ trì")
    return f"{_named(item)}; {lead}; {told(item.fields.time_limit.words)}"


def _new_indicators(items: Sequence[ReviewItem]) -> tuple[str, ...]:
    found = []
    for item in items:
        linked = any(each.linked for each in item.look_alikes)
        if item.match.kind is not MatchKind.NONE or linked:
            continue
        fields = item.fields
        level = ""
        if isinstance(fields, IndicatorFields):
            unit = "" if fields.unit in fields.target_text else f" {fields.unit}"
            level = tr(
                ": {target_text}{unit}, năm {year}",
                target_text=fields.target_text,
                unit=unit,
                year=fields.year,
            )
        found.append(f"{_named(item)}{level}")
    return tuple(found)


def _changes(items: Sequence[ReviewItem], kind: MatchKind) -> tuple[str, ...]:
    found = []
    for item in items:
        if item.match.kind is not kind:
            continue
        taken = [change for change in item.match.changes if change.taken]
        words = "; ".join(
            f"{FIELD_NAMES.get(each.field, each.field)}: {old_and_new(each)}" for each in taken
        )
        if taken:
            found.append(f"{_named(item)}: {words}")
    return tuple(found)


def _ended(items: Sequence[ReviewItem]) -> tuple[str, ...]:
    return tuple(
        f"{each.code}  {each.title}"
        for item in items
        if isinstance(item.fields, WithdrawnFields)
        for each in item.fields.earlier
        if each.ends
    )


def _links(items: Sequence[ReviewItem]) -> tuple[str, ...]:
    return tuple(
        f"{_named(item)} → {each.code}  {each.title}"
        for item in items
        for each in item.look_alikes
        if each.linked
    )


def _agencies(draft: ReviewDraft, accepted: Sequence[ReviewItem]) -> tuple[str, ...]:
    named = {
        name
        for item in accepted
        if isinstance(item.fields, TaskFields | IndicatorFields)
        for role in ("lead", "coordinating", "monitoring", "receiving")
        for name in getattr(item.fields, role, ())
    }
    return tuple(
        each.name
        for each in draft.agencies
        if each.choice is NameChoice.NEW and each.printed in named
    )

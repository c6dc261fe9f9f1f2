"""What a person does in a review: each act takes a draft and returns another; nothing is written.

An act that cannot be done raises `InputRefusedError` with the reason in Vietnamese, and nothing
changes. Every act can be taken back with `undo`.
"""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import AgencyKind, Role
from app.domain.review import (
    Decision,
    FieldDoubt,
    IndicatorFields,
    ItemKind,
    Match,
    MatchKind,
    NameChoice,
    ReviewDraft,
    ReviewItem,
    SkippedFields,
    TaskFields,
    UnknownAgency,
    WithdrawnFields,
)
from app.domain.review_refusals import refusal
from app.domain.text import fold

_MOST_STEPS = 200
_LONGEST_TITLE = 150
_ENDS_OF_SENTENCES = ".;"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


# --- decisions ------------------------------------------------------------------------------------


def accept(draft: ReviewDraft, item_id: str) -> ReviewDraft:
    """Accept an item as it stands; its doubts are settled by that.

    Raises:
        InputRefusedError: see `refusal`.
    """
    item = draft.item(item_id)
    if reason := refusal(draft, item):
        raise InputRefusedError(reason)
    return _with(draft, _accepted(item))


def accept_certain(draft: ReviewDraft) -> ReviewDraft:
    """Accept every open item without an open doubt or a refusal; the others stay open."""
    items = tuple(
        _accepted(item)
        if item.counted
        and item.decision is Decision.OPEN
        and not item.open_doubts
        and not refusal(draft, item)
        and item.match.kind is not MatchKind.GONE
        else item
        for item in draft.items
    )
    return _step(draft, items=items)


def skip(draft: ReviewDraft, item_id: str) -> ReviewDraft:
    """Decide that nothing is to be written of an item (of what is gone: that it stays)."""
    return _with(draft, replace(draft.item(item_id), decision=Decision.SKIPPED))


def reopen(draft: ReviewDraft, item_id: str) -> ReviewDraft:
    """Take a decision back, so that the item waits again."""
    return _with(draft, replace(draft.item(item_id), decision=Decision.OPEN))


# --- corrections ----------------------------------------------------------------------------------


def correct(draft: ReviewDraft, item_id: str, name: str, value: Any) -> ReviewDraft:
    """Set a field of an item's ``fields``; its doubts are settled, a decision stays.

    ``value`` is of the type that the field has.
    """
    item = draft.item(item_id)
    changed = replace(item, fields=replace(item.fields, **{name: value}))
    made = _with(draft, replace(changed, doubts=_settled(item.doubts, name)))
    return replace(made, agencies=_agencies_of(made))


def confirm(draft: ReviewDraft, item_id: str, name: str) -> ReviewDraft:
    """Settle the doubts of one field, which stays as it is."""
    item = draft.item(item_id)
    return _with(draft, replace(item, doubts=_settled(item.doubts, name)))


def correct_document(draft: ReviewDraft, name: str, value: Any) -> ReviewDraft:
    """Set a field of the document; the number and the day decide the match (see ``rematch``)."""
    return _step(
        draft,
        document=replace(draft.document, **{name: value}),
        document_doubts=_settled(draft.document_doubts, name),
    )


def take_change(draft: ReviewDraft, item_id: str, name: str, *, taken: bool) -> ReviewDraft:
    """Say whether accepting writes the new value of a field that differs from the register's."""
    item = draft.item(item_id)
    changes = tuple(
        replace(change, taken=taken) if change.field == name else change
        for change in item.match.changes
    )
    return _with(draft, replace(item, match=replace(item.match, changes=changes)))


def link(draft: ReviewDraft, item_id: str, target_id: int, *, linked: bool) -> ReviewDraft:
    """Say whether accepting links the item to a look-alike; an indicator has at most one."""
    item = draft.item(item_id)
    only_one = linked and item.kind is ItemKind.INDICATOR
    look_alikes = tuple(
        replace(each, linked=linked)
        if each.target_id == target_id
        else replace(each, linked=each.linked and not only_one)
        for each in item.look_alikes
    )
    return _with(draft, replace(item, look_alikes=look_alikes))


def end_earlier(draft: ReviewDraft, item_id: str, task_id: int, *, ends: bool) -> ReviewDraft:
    """Say whether accepting a withdrawn instruction ends an earlier task of the register."""
    item = draft.item(item_id)
    if not isinstance(item.fields, WithdrawnFields):
        raise InputRefusedError(phrase("Đoạn này không phải nội dung thu hồi, bãi bỏ."))
    earlier = tuple(
        replace(each, ends=ends) if each.task_id == task_id else each
        for each in item.fields.earlier
    )
    return _with(draft, replace(item, fields=replace(item.fields, earlier=earlier)))


# --- agencies that the register does not know ----------------------------------------------------


def map_agency(draft: ReviewDraft, printed: str, known: str) -> ReviewDraft:
    """Say that a name as printed means an agency of the register, in all items."""
    if fold(known) not in draft.known.spellings:
        raise InputRefusedError(phrase("Không có cơ quan “{known}” trong danh mục.", known=known))
    name = draft.known.spellings[fold(known)]
    return _with_agency(draft, printed, choice=NameChoice.KNOWN, known=name)


def confirm_new_agency(
    draft: ReviewDraft,
    printed: str,
    name: str = "",
    short_name: str = "",
    agency_kind: AgencyKind = AgencyKind.OTHER,
) -> ReviewDraft:
    """Say that a name as printed is an agency that the register is to get when it is accepted."""
    name = " ".join(name.split()) or printed
    if fold(name) in draft.known.spellings:
        raise InputRefusedError(
            phrase("“{name}” đã có trong danh mục; hãy chọn cơ quan đã có.", name=name)
        )
    return _with_agency(
        draft,
        printed,
        choice=NameChoice.NEW,
        name=name,
        short_name=" ".join(short_name.split()) or name,
        agency_kind=agency_kind,
    )


# --- cutting and joining --------------------------------------------------------------------------


def split(draft: ReviewDraft, item_id: str, position: int) -> ReviewDraft:
    """Split a task before the character at ``position`` of its source text, into two.

    Both keep agencies and time limit, which want a second look; both stand open.
    """
    item = draft.item(item_id)
    first, second = item.source_text[:position].strip(), item.source_text[position:].strip()
    if not isinstance(item.fields, TaskFields) or item.match.kind is MatchKind.GONE:
        raise InputRefusedError(phrase("Chỉ tách được nhiệm vụ."))
    if not first or not second:
        raise InputRefusedError(
            phrase("Hãy đặt con trỏ vào giữa câu, chỗ bắt đầu nhiệm vụ thứ hai.")
        )
    locators = _free_letters(draft, item.locator)
    ids = _free_id(draft, item.id)
    parts = (
        _part(item, item.id, locators[0], first),
        replace(_part(item, ids, locators[1], second), match=Match(), look_alikes=()),
    )
    return _step(draft, items=_replaced(draft, item_id, parts))


def merge(draft: ReviewDraft, item_id: str, other_id: str) -> ReviewDraft:
    """Put another item's text and agencies into a task; the other item is gone from the lists.

    The other may be a task, an indicator or a skipped row; what the first says stays.
    """
    item, other = draft.item(item_id), draft.item(other_id)
    if item_id == other_id or not isinstance(item.fields, TaskFields):
        raise InputRefusedError(
            phrase("Hãy chọn hai mục khác nhau, trong đó có một nhiệm vụ, để gộp.")
        )
    if MatchKind.GONE in (item.match.kind, other.match.kind):
        raise InputRefusedError(phrase("Nhiệm vụ không còn trong văn bản thì không gộp được."))
    order = (item, other) if item.blocks <= other.blocks else (other, item)
    blocks = tuple(sorted({*item.blocks, *other.blocks}))
    whole = replace(
        item,
        blocks=blocks,
        source_text="\n".join(each.source_text for each in order),
        fields=_joined(item.fields, other.fields),
        doubts=tuple(dict.fromkeys((*item.doubts, *other.doubts)))
        if isinstance(other.fields, TaskFields)
        else item.doubts,
        decision=Decision.OPEN,
        read=None,
    )
    items = tuple(whole if each.id == item_id else each for each in draft.items)
    return _step(draft, items=tuple(each for each in items if each.id != other_id))


def turn_into(draft: ReviewDraft, item_id: str, kind: ItemKind) -> ReviewDraft:
    """Move an item to another list: a skipped row becomes a task, a task an indicator, and so on.

    What both kinds have stays; the rest is empty and doubtful.
    """
    item = draft.item(item_id)
    if item.match.kind is MatchKind.GONE:
        raise InputRefusedError(phrase("Nhiệm vụ không còn trong văn bản thì không đổi loại được."))
    if item.kind is kind:
        return draft
    made = _step(draft, items=_replaced(draft, item_id, (_turned(item, kind),)))
    return replace(made, agencies=_agencies_of(made))


def undo(draft: ReviewDraft) -> ReviewDraft:
    """Go back to before the last act; the draft itself where there is none."""
    if not draft.past:
        return draft
    before = draft.past[-1]
    return replace(
        before, past=draft.past[:-1], id=draft.id, version=draft.version, known=draft.known
    )


# --- parts ----------------------------------------------------------------------------------------


def _accepted(item: ReviewItem) -> ReviewItem:
    doubts = tuple(replace(doubt, settled=True) for doubt in item.doubts)
    return replace(item, decision=Decision.ACCEPTED, doubts=doubts)


def _settled(doubts: tuple[FieldDoubt, ...], name: str) -> tuple[FieldDoubt, ...]:
    return tuple(replace(each, settled=True) if each.field == name else each for each in doubts)


def _step(draft: ReviewDraft, **changes: Any) -> ReviewDraft:
    before = replace(draft, past=())
    return replace(draft, past=(*draft.past, before)[-_MOST_STEPS:], **changes)


def _with(draft: ReviewDraft, item: ReviewItem) -> ReviewDraft:
    return _step(draft, items=_replaced(draft, item.id, (item,)))


def _replaced(
    draft: ReviewDraft, item_id: str, parts: tuple[ReviewItem, ...]
) -> tuple[ReviewItem, ...]:
    draft.item(item_id)  # KeyError for one that is not there
    found: list[ReviewItem] = []
    for each in draft.items:
        found += parts if each.id == item_id else (each,)
    return tuple(found)


def _with_agency(draft: ReviewDraft, printed: str, **changes: Any) -> ReviewDraft:
    agencies = tuple(
        replace(each, **changes) if each.printed == printed else each for each in draft.agencies
    )
    if agencies == draft.agencies and not any(each.printed == printed for each in agencies):
        raise KeyError(printed)
    return _step(draft, agencies=agencies)


def _agencies_of(draft: ReviewDraft) -> tuple[UnknownAgency, ...]:
    """Return the unknown names that the items have now; choices made earlier stay."""
    made = {each.printed: each for each in draft.agencies}
    for item in draft.items:
        if isinstance(item.fields, TaskFields | IndicatorFields):
            for role in Role:
                for name in item.fields.agencies(role):
                    if fold(name) not in draft.known.spellings and name not in made:
                        made[name] = UnknownAgency(name)
    return tuple(made.values())


def _title(text: str) -> str:
    """Return the first thing that a text says, as a title."""
    words = " ".join(text.split()).strip(" -–•+*:;,.")
    ends = [at for sign in _ENDS_OF_SENTENCES if (at := words.find(f"{sign} ")) >= 30]
    if ends:
        words = words[: min(ends)]
    if len(words) > _LONGEST_TITLE:
        words = f"{words[:_LONGEST_TITLE].rpartition(' ')[0].rstrip(' ,;:')}…"
    return words[:1].upper() + words[1:]


def _part(item: ReviewItem, item_id: str, locator: str, text: str) -> ReviewItem:
    if not isinstance(item.fields, TaskFields):  # pragma: no cover - `split` has looked
        raise TypeError(item.kind)
    why = phrase("Tách từ một đoạn; cần xem lại cho phần này.")
    targets = tuple(figure for figure in item.fields.targets if figure.text in text)
    doubts = (
        *(each for each in item.doubts if not each.settled),
        *(FieldDoubt(name, why) for name in ("title", "time_limit", "product")),
    )
    fields = replace(item.fields, title=_title(text), targets=targets)
    return replace(
        item,
        id=item_id,
        locator=locator,
        source_text=text,
        fields=fields,
        doubts=tuple(dict.fromkeys(doubts)),
        decision=Decision.OPEN,
        read=None,
    )


def _free_letters(draft: ReviewDraft, locator: str) -> tuple[str, str]:
    """Return two places with letters (``II.2.a#1a``, ``II.2.a#1b``) that no other item has."""
    taken = {item.locator for item in draft.items} - {locator}
    if locator[-1:].isalpha() and locator[-2:-1].isdigit():
        stem, first = locator[:-1], locator
    else:
        stem, first = locator, ""
    free = [f"{stem}{letter}" for letter in _LETTERS if f"{stem}{letter}" not in taken | {first}]
    return (first, free[0]) if first else (free[0], free[1])


def _free_id(draft: ReviewDraft, item_id: str) -> str:
    taken = {item.id for item in draft.items}
    stem = item_id.rstrip(_LETTERS) if len(item_id) > 1 and item_id[1:2].isdigit() else item_id
    return next(f"{stem}{letter}" for letter in _LETTERS[1:] if f"{stem}{letter}" not in taken)


def _joined(fields: TaskFields, other: object) -> TaskFields:
    if not isinstance(other, TaskFields):
        return fields
    roles: dict[str, tuple[str, ...]] = {}
    leads = {*fields.lead, *other.lead}
    for role in Role:
        names = dict.fromkeys((*fields.agencies(role), *other.agencies(role)))
        roles[role.value] = tuple(
            name for name in names if role is not Role.COORDINATING or name not in leads
        )
    return replace(
        fields,
        **roles,  # type: ignore[arg-type]
        leader=fields.leader or other.leader,
        time_limit=fields.time_limit if fields.time_limit.text else other.time_limit,
        product=fields.product or other.product,
        targets=tuple(dict.fromkeys((*fields.targets, *other.targets))),
        confidential=fields.confidential or other.confidential,
    )


def _turned(item: ReviewItem, kind: ItemKind) -> ReviewItem:
    old = item.fields
    shared: dict[str, Any] = {}
    if isinstance(old, TaskFields | IndicatorFields):
        names = ("lead", "coordinating", "monitoring", "leader")
        shared = {name: getattr(old, name) for name in names}
    made: TaskFields | IndicatorFields | WithdrawnFields | SkippedFields
    doubtful: tuple[str, ...] = ()
    match kind:
        case ItemKind.TASK:
            made = TaskFields(title=_title(item.source_text), **shared)
            doubtful = ("title", "lead", "time_limit")
        case ItemKind.INDICATOR:
            made = IndicatorFields(name=_title(item.source_text), **shared)
            doubtful = ("name", "target_text", "year")
        case ItemKind.WITHDRAWN:
            made = WithdrawnFields(item.source_text)
        case ItemKind.SKIPPED:
            made = SkippedFields(phrase("Người đối chiếu cho là không có nhiệm vụ"))
    why = phrase("Do người đối chiếu chuyển loại; cần ghi cho đủ.")
    kept = {each.name for each in fields_of(made)}
    doubts = tuple(each for each in item.doubts if each.field in kept and not each.settled)
    return replace(
        item,
        fields=made,
        doubts=(*doubts, *(FieldDoubt(name, why) for name in doubtful)),
        decision=Decision.OPEN,
        match=Match(),
        look_alikes=(),
        read=None,
    )

"""Why an item of a review, or the review as a whole, cannot be accepted yet, in Vietnamese."""

from __future__ import annotations

from app.domain.phrases import joined, phrase
from app.domain.records import Role
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
from app.domain.text import fold

NO_LEAD = phrase("Chưa có cơ quan chủ trì: nhiệm vụ sẽ đứng ở nhóm “Chưa có cơ quan chủ trì”.")
ENDS_NOTHING = phrase("Chưa chọn nhiệm vụ nào bị thu hồi: chỉ ghi nhận, không dừng nhiệm vụ nào.")
_NOT_A_TASK = phrase(
    "Đoạn này không thành nhiệm vụ; muốn ghi vào sổ thì chuyển thành nhiệm vụ trước."
)


def refusal(draft: ReviewDraft, item: ReviewItem) -> str | None:
    """Return why an item cannot be accepted as it stands, or None if it can."""
    if item.kind is ItemKind.SKIPPED:
        return _NOT_A_TASK
    if item.match.kind is MatchKind.GONE:
        return None
    if isinstance(item.fields, TaskFields | IndicatorFields):
        missing = _missing(item.fields)
        return missing or (_names_refusal(draft, item.fields) if writes_names(item) else None)
    return None


def writes_names(item: ReviewItem) -> bool:
    """Return whether accepting an item writes the agencies and the leader that it proposes.

    Source text that is attached to a known task leaves its agencies as they are.
    """
    if item.match.kind is MatchKind.NONE:
        joins = item.kind is ItemKind.INDICATOR and any(each.linked for each in item.look_alikes)
        return not joins
    names = {"leader", *(role.value for role in Role)}
    return any(change.taken and change.field in names for change in item.match.changes)


def notices(item: ReviewItem) -> tuple[str, ...]:
    """Return what is allowed but told before an item is accepted."""
    fields, kind = item.fields, item.match.kind
    made = kind in (MatchKind.NONE, MatchKind.CHANGED)
    if isinstance(fields, TaskFields) and not fields.lead and made:
        return (NO_LEAD,)
    if isinstance(fields, WithdrawnFields) and not any(each.ends for each in fields.earlier):
        return (ENDS_NOTHING,)
    return ()


def draft_refusals(draft: ReviewDraft) -> tuple[str, ...]:
    """Return why the draft cannot be written into the register yet, one sentence each."""
    said = []
    document = draft.document
    if not draft.document_id and not document.title.strip():
        said.append(phrase("Hãy ghi tên (trích yếu) của văn bản."))
    if not document.code.strip():
        said.append(phrase("Hãy ghi mã ngắn của văn bản."))
    begin, end = document.period_from, document.period_to
    if begin and end and end < begin:
        said.append(phrase("Ngày cuối của giai đoạn đứng trước ngày đầu; hãy xem lại."))
    counts = draft.counts
    if counts.open:
        said.append(phrase("Còn {open} mục chưa đối chiếu.", open=counts.open))
    said.extend(
        joined(": ", (item.locator, reason))
        for item in draft.items
        if item.decision is Decision.ACCEPTED and (reason := refusal(draft, item))
    )
    return tuple(said)


def _missing(fields: TaskFields | IndicatorFields) -> str | None:
    if isinstance(fields, TaskFields):
        return None if fields.title.strip() else phrase("Hãy ghi tên nhiệm vụ.")
    if not fields.name.strip():
        return phrase("Hãy ghi tên chỉ tiêu.")
    return phrase("Hãy ghi năm của mức chỉ tiêu.") if fields.year is None else None


def _roles_refusal(draft: ReviewDraft, fields: TaskFields | IndicatorFields) -> str | None:
    """Return what is wrong with the roles, every name taken for the agency that it means."""
    meant = {each.printed: each.known for each in draft.agencies if each.known}
    roles = {
        role: [fold(meant.get(name) or draft.known.spellings.get(fold(name), name))
               for name in fields.agencies(role)]
        for role in Role
    }  # fmt: skip
    if any(len(set(names)) < len(names) for names in roles.values()):
        return phrase("Một cơ quan được ghi hai lần trong cùng một vai trò.")
    if set(roles[Role.LEAD]) & set(roles[Role.COORDINATING]):
        return phrase("Một cơ quan vừa chủ trì vừa phối hợp. Hãy giữ một vai trò.")
    return None


def _names_refusal(draft: ReviewDraft, fields: TaskFields | IndicatorFields) -> str | None:
    if reason := _roles_refusal(draft, fields):
        return reason
    choices = {each.printed: each.choice for each in draft.agencies}
    for role in Role:
        for name in fields.agencies(role):
            known = fold(name) in draft.known.spellings
            if not known and choices.get(name, NameChoice.UNRESOLVED) is NameChoice.UNRESOLVED:
                return phrase(
                    "Cơ quan “{name}” chưa có trong danh mục: hãy chọn cơ quan đã có, "
                    "hoặc xác nhận là cơ quan mới.",
                    name=name,
                )
    if fields.leader and fold(fields.leader) not in draft.known.leaders:
        return phrase(
            "Lãnh đạo “{leader}” chưa có trong danh mục: hãy chọn lãnh đạo đã có, "
            "để trống, hoặc thêm ở trang Danh mục trước.",
            leader=fields.leader,
        )
    return None

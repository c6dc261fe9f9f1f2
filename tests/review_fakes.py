"""A review as a person meets it, made by hand: no file is read for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from app.domain.review import (
    BlockText,
    Decision,
    DocumentFields,
    Earlier,
    FieldChange,
    FieldDoubt,
    Figure,
    IndicatorFields,
    KnownNames,
    LookAlike,
    Match,
    MatchKind,
    ReviewDraft,
    ReviewItem,
    SectionText,
    SkippedFields,
    TaskFields,
    UnknownAgency,
    WithdrawnFields,
)
from app.domain.targets import Operator
from app.domain.text import fold
from app.domain.time_limit import TimeLimit, TimeLimitKind

FINANCE, HEALTH, UNKNOWN = "Sở Tài chính", "Sở Y tế", "Ban Chuyển đổi số"
LEADER = "Nguyễn Tuấn Anh"
DUE = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 6, 30), text="trước ngày 30/6/2026")
TEXTS = (
    "KẾ HOẠCH",
    "I. NHIỆM VỤ",
    "1. Sở Tài chính rà soát dự toán trước ngày 30/6/2026; báo cáo kết quả với UBND tỉnh.",
    "2. Ban Chuyển đổi số xây dựng kho dữ liệu.",
    "3. Sở Y tế kiểm tra phòng bệnh.",
    "4. Bãi bỏ nhiệm vụ giao tại Kế hoạch số 12/KH-UBND.",
    "II. CHỈ TIÊU",
    "1. Tỷ lệ bao phủ bảo hiểm y tế đạt trên 95%.",
    "Nơi nhận: Như trên.",
)
KNOWN = KnownNames(
    spellings={fold(name): name for name in (FINANCE, HEALTH)}
    | {fold("Sở TC"): FINANCE, fold("So Tai chinh tinh"): FINANCE},
    leaders={fold(LEADER): LEADER},
)


def blocks() -> tuple[BlockText, ...]:
    sections = ("", "I", "I", "I", "I", "I", "II", "II", "")
    return tuple(
        BlockText(n, "heading" if n in (1, 6) else "paragraph", text, section=sections[n], page=1)
        for n, text in enumerate(TEXTS)
    )


def task(item_id: str, block: int, title: str, lead: str, **fields: Any) -> ReviewItem:
    item = {name: fields.pop(name) for name in ("doubts", "match", "look_alikes") if name in fields}
    made = TaskFields(title=title, lead=(lead,) if lead else (), **fields)
    return ReviewItem(item_id, f"I.{block - 1}#1", (block,), TEXTS[block], made, **item)


def draft(**changes: Any) -> ReviewDraft:
    """A document of five items: three tasks, an instruction that ends one, an indicator."""
    first = task(
        "t1",
        2,
        "Rà soát dự toán",
        FINANCE,
        time_limit=DUE,
        targets=(Figure("trên 95%", Operator.ABOVE, 95.0, unit="%"),),
        doubts=(FieldDoubt("time_limit", "Không rõ năm."),),
        look_alikes=(LookAlike(7, "CTr04-2026/II.2.a#1", "Rà soát", "Chương trình 04", 91),),
    )
    second = task("t2", 3, "Xây dựng kho dữ liệu", UNKNOWN)
    third = task(
        "t3",
        4,
        "Kiểm tra phòng bệnh",
        HEALTH,
        match=Match(
            MatchKind.CHANGED,
            9,
            "KH-2026/I.3#1",
            "Kiểm tra",
            (FieldChange("time_limit", "30/06/2026", "30/09/2026"),),
        ),
    )
    ends = WithdrawnFields("Bãi bỏ nhiệm vụ", (Earlier(5, "KH-2025/I#1", "Việc cũ", "KH", 80),))
    items = (
        _skipped("s1", 0, "Tên văn bản"),
        _skipped("s2", 1, "Tiêu đề mục"),
        first,
        second,
        third,
        ReviewItem("w1", "I.4#1", (5,), TEXTS[5], ends),
        _skipped("s3", 6, "Tiêu đề mục"),
        ReviewItem("i1", "II.1#1", (7,), TEXTS[7], _indicator()),
        _skipped("s4", 8, "Nơi nhận, chữ ký"),
    )
    made = ReviewDraft(
        "kế hoạch.docx",
        "0" * 64,
        "docx",
        DocumentFields("12/KH-UBND", "Kế hoạch", "Việc năm 2026", code="KH12-2026"),
        blocks=blocks(),
        sections=(SectionText("I", "I. NHIỆM VỤ", 1), SectionText("II", "II. CHỈ TIÊU", 6)),
        items=items,
        agencies=(UnknownAgency(UNKNOWN, candidates=(HEALTH,)),),
        warnings=("Một trang không đọc được.",),
        pages=2,
        document_doubts=(FieldDoubt("issued_on", "Văn bản không ghi ngày."),),
        document_words="Văn bản mới, chưa có trong sổ.",
        known=KNOWN,
    )
    return replace(made, **changes)


def decided(made: ReviewDraft, decision: Decision = Decision.ACCEPTED) -> ReviewDraft:
    """The draft with every item decided."""
    items = tuple(replace(i, decision=decision) if i.counted else i for i in made.items)
    return replace(made, items=items)


def _indicator() -> IndicatorFields:
    return IndicatorFields(
        "Tỷ lệ bao phủ bảo hiểm y tế",
        unit="%",
        target_text="trên 95%",
        operator=Operator.ABOVE,
        value=95.0,
        year=2026,
        lead=(HEALTH,),
    )


def _skipped(item_id: str, block: int, reason: str) -> ReviewItem:
    return ReviewItem(item_id, f"MĐ#{block}", (block,), TEXTS[block], SkippedFields(reason))

"""A document as offices write it, in versions, for tests of the road to the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain import review_acts
from app.domain.errors import InputRefusedError
from app.domain.records import ChangeSet
from app.domain.review import Decision, MatchKind, NameChoice, ReviewDraft, ReviewItem
from app.services import importing, reading

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

TODAY = dt.date(2026, 11, 21)
FIRST = "CT15-2026/I.1.a#1"

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/CT-UBND

Lào Cai, ngày 12 tháng 9 năm 2026

CHỈ THỊ

Về việc tăng cường quản lý trật tự xây dựng trên địa bàn tỉnh năm 2026

Để nâng cao hiệu quả quản lý, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
"""
_POINTS = (
    ("I. NHIỆM VỤ TRỌNG TÂM",),
    ("1. Sở Xây dựng",),
    (
        "a) Chủ trì, phối hợp với Sở Tài chính rà soát quy hoạch xây dựng các khu dân cư",
        "nông thôn, hoàn thành trước ngày 30/11/2026.",
    ),
    (
        "b) Báo cáo Ủy ban nhân dân tỉnh kết quả xử lý vi phạm trật tự xây dựng hằng quý,",
        "trước ngày 20 tháng cuối quý.",
    ),
    ("2. Sở Nông nghiệp và Môi trường",),
    (
        "a) Kiểm tra việc sử dụng đất tại các dự án chậm tiến độ, hoàn thành trong",
        "quý IV/2026.",
    ),
    (
        "b) Tham mưu thu hồi ít nhất 12 dự án không triển khai, hoàn thành trước ngày",
        "15/12/2026.",
    ),
    (
        "3. Ban Quản lý Hạ tầng Vùng cao: xây dựng phương án di dời 120 hộ dân khỏi vùng",
        "sạt lở, hoàn thành trước ngày 31/10/2026.",
    ),
    ("II. TỔ CHỨC THỰC HIỆN",),
    (
        "1. Công an tỉnh xử lý nghiêm các hành vi chống người thi hành công vụ trong quản lý",
        "trật tự xây dựng.",
    ),
)
_NEW_POINT = (
    "4. Sở Khoa học và Công nghệ xây dựng bản đồ số về trật tự xây dựng,",
    "hoàn thành trước ngày 25/12/2026.",
)


def _body(points: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"\n{' '.join(parts)}" for parts in points) + "\n"


BODY = _body(_POINTS)
CORRECTED = _body((*_POINTS[:6], _POINTS[7], _NEW_POINT, *_POINTS[8:])).replace(
    "trước ngày 30/11/2026", "trước ngày 15/12/2026"
)
"""One time limit is another, one point is gone, one is new."""
FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Thành Sinh
"""
NEW_AGENCY = "Ban Quản lý Hạ tầng Vùng cao"


def directive(
    folder: Path, body: str = BODY, name: str = "chi-thi-15.txt", head: str = HEAD
) -> Path:
    """Write a version of the directive."""
    path = folder / name
    path.write_text(f"{head}{body}{FOOT}", encoding="utf-8")
    return path


def settle(draft: ReviewDraft) -> ReviewDraft:
    """Decide everything that is open: unknown agencies are new, what can be accepted is."""
    for agency in draft.agencies:
        if agency.choice is NameChoice.UNRESOLVED:
            draft = review_acts.confirm_new_agency(
                draft, agency.printed, agency.name, agency.short_name, agency.agency_kind
            )
    for item in draft.items:
        if item.counted and item.decision is Decision.OPEN:
            try:
                draft = review_acts.accept(draft, item.id)
            except InputRefusedError:
                draft = review_acts.skip(draft, item.id)
    return draft


def take_in(register: Register, path: Path, today: dt.date = TODAY) -> ChangeSet:
    """Import a file and accept all of it."""
    return importing.accept_review(register, settle(importing.open_review(register, path)), today)


def detail(register: Register, code: str) -> TaskDetail:
    """Return a task by its code, as of today."""
    return reading.load_detail(register, reading.find_task(register, code), TODAY)


def by_place(draft: ReviewDraft, locator: str) -> ReviewItem:
    """Return the item of a place."""
    return next(item for item in draft.items if item.locator == locator)


def kinds(draft: ReviewDraft) -> dict[str, MatchKind]:
    """Return the matches of the items that count, by locator."""
    return {item.locator: item.match.kind for item in draft.items if item.counted}


_CONTENT = (
    "SELECT * FROM document WHERE issued_on < '9999'",
    "SELECT * FROM task WHERE exists_from < '9999'",
    """SELECT assignment.* FROM assignment JOIN task ON task.id = task_id
       WHERE exists_from < '9999'""",
    """SELECT task_id, set_on, kind, due_on, period, recurrence, text, authority FROM time_limit
       JOIN task ON task.id = task_id
       WHERE exists_from < '9999' AND reverses_id IS NULL
       AND time_limit.id NOT IN (SELECT reverses_id FROM time_limit WHERE reverses_id NOTNULL)""",
    """SELECT task_id, effective_on, state, product_number FROM progress_update
       WHERE reverses_id IS NULL
       AND id NOT IN (SELECT reverses_id FROM progress_update WHERE reverses_id NOTNULL)""",
    *(
        f"SELECT * FROM {table}"  # noqa: S608 - names of tables
        for table in (
            *("agency", "agency_alias", "indicator", "indicator_assignment", "target"),
            *("task_link", "task_source", "document_file", "import_entry"),
        )
    ),
)


def content(register: Register) -> list[list[str]]:
    """Return what the register holds, history and what exists on no day left out; quickly read."""
    with register.reading() as connection:
        found = []
        for query in _CONTENT:
            result = connection.execute(text(query))
            kept = [n for n, name in enumerate(result.keys()) if name != "version"]
            found.append(sorted(repr([row[n] for n in kept]) for row in result))
        return found

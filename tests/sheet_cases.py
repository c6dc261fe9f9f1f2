"""Registers for sheets: the shipped catalogue with invented progress, and with hard texts.

Everything is worked out from the order of the tasks, so that it is the same every time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.services import reading
from tests.registers import TODAY, execute, limit, update, write

if TYPE_CHECKING:
    from app import models
    from app.services.register import Register

MEETING = dt.date(2026, 10, 31)
"""The day of the meeting before: what happened since stands on the sheets as a change."""
_SET_ON = dt.date(2026, 6, 1)

_REASONS = (
    "Chưa thống nhất ranh giới đất với hai xã",
    "Chờ hướng dẫn của bộ chủ quản",
    "Đơn vị tư vấn chậm, phải chọn lại",
    "5 sở gửi số liệu chậm",
    "Vướng giải phóng mặt bằng 11 dự án",
)
_PROPOSALS = (
    "UBND tỉnh làm việc với 2 bộ trong tháng 12",
    "Gia hạn đến 31/12/2026",
    "Giao Sở Nông nghiệp và Môi trường trả lời trước 30/11/2026",
    "",
    "Phê bình đơn vị chậm; xong trước 05/12/2026",
)

HARD_TEXTS = (
    "Thẻ <b>đậm</b> & ký tự <script>alert(1)</script> trong tên",
    "x" * 200,
    "Biểu tượng 🚀📈 và chữ Hán 中华人民共和国, 阮文明",
    "Tiê\u0301ng Viê\u0323t tô\u0309 hợp dấu rời: cho\u031b\u0300 \u200bkhông rộng",
    "Một câu rất dài lặp lại nhiều lần. " * 143,
)
"""What people paste: tags, a word of 200 letters, emoji, Chinese, loose marks, 5 000 letters."""


def work_on(register: Register, today: dt.date = TODAY) -> None:
    """Record progress for many tasks: every light is seen, every change since `MEETING`."""
    refs = [ref for ref in reading.load_index(register, today).tasks if not ref.confidential]
    rows: list[models.Base] = []
    for place, ref in enumerate(refs):
        match place % 9:
            case 0:
                rows += _overdue(place, ref.id, today)
            case 1:
                rows += _done(place, ref.id, today)
            case 2:
                rows.append(limit(ref.id, _SET_ON, today + dt.timedelta(20 + place % 30), "1/QĐ"))
            case 3 if place % 2:
                rows.append(limit(ref.id, _SET_ON, today + dt.timedelta(place % 8), "1/QĐ"))
            case 4 if place % 4 == 0:
                rows += _extended(ref.id, today)
    stopped = refs[150].id
    rows.append(update(stopped, dt.date(2026, 11, 3), "stopped", product_number="12/QĐ-UBND"))
    write(register, *rows)


def harden(register: Register) -> None:
    """Give some tasks, agencies and updates the texts that break sheets."""
    refs = [ref for ref in reading.load_index(register, TODAY).tasks if not ref.confidential]
    for place, text in enumerate(HARD_TEXTS):
        chosen = refs[place * 9].id
        execute(
            register, "UPDATE task SET title = :t, short_title = :t WHERE id = :i", t=text, i=chosen
        )
        write(
            register,
            update(chosen, TODAY, result=text, difficulties=text, proposal=text, percent=40),
        )
    execute(
        register,
        "UPDATE agency SET name = :n, short_name = :n WHERE id = :i",
        n="Sở <i>Rất</i> dài & " + "quan trọng " * 12,
        i=refs[0].lead_id,
    )


def _overdue(place: int, task: int, today: dt.date) -> list[models.Base]:
    due = today - dt.timedelta(1 + place * 7 % 170)
    return [
        limit(task, _SET_ON - dt.timedelta(90), due, "1/QĐ"),
        update(
            task,
            today - dt.timedelta(5),
            difficulties=_REASONS[place % 5],
            proposal=_PROPOSALS[place % 4],
            result="Đã lấy ý kiến 12 sở, ngành; đang hoàn thiện dự thảo lần 2.",
            percent=30 + place % 60,
        ),
    ]


def _done(place: int, task: int, today: dt.date) -> list[models.Base]:
    day = today - dt.timedelta(2 + place % 60)
    due = day + dt.timedelta(10 - place % 17)
    return [
        limit(task, _SET_ON, due, "1/QĐ"),
        update(
            task,
            day,
            "completed",
            product="Kế hoạch",
            product_number=f"{place}/KH-UBND",
            product_date=day,
            percent=100,
        ),
    ]


def _extended(task: int, today: dt.date) -> list[models.Base]:
    return [
        limit(task, _SET_ON, today + dt.timedelta(9), "1/QĐ"),
        limit(task, dt.date(2026, 11, 9), today + dt.timedelta(40), "45/UBND-TH"),
    ]

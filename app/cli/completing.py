"""``complete``: one task, with what came of it."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.common import back_up, command, day, open_named
from app.domain.acts import Completion
from app.domain.errors import InputRefusedError
from app.services import reading, tracking


def add_to(commands: Any) -> None:
    """Add ``complete`` to the parser."""
    parser = command(commands, "complete", _complete, "đánh dấu một nhiệm vụ hoàn thành")
    parser.add_argument("task", metavar="MÃ", help="mã hoặc vị trí, ví dụ CTr04-2026/II.1.a#1")
    parser.add_argument(
        "--on", metavar="NGÀY", required=True, type=day, help="ngày của văn bản kết quả"
    )
    parser.add_argument("--product", metavar="CHỮ", required=True, help="sản phẩm")
    parser.add_argument("--number", metavar="SỐ", default="", help="số, ký hiệu của sản phẩm")
    parser.add_argument("--note", metavar="CHỮ", default="", help="kết quả, một câu")
    parser.add_argument("--yes", action="store_true", help="đồng ý trước các câu hỏi xác nhận")


def _complete(arguments: argparse.Namespace) -> None:
    register = open_named(arguments)
    try:
        today = register.clock().date()
        task_id = reading.find_task(register, arguments.task)
        completion = Completion(
            product=arguments.product,
            number=arguments.number,
            completed_on=arguments.on,
            note=arguments.note,
        )
        detail = reading.load_detail(register, task_id, today)
        review = tracking.review_completion(detail, completion, today)
        if review.question and not review.refusal and not arguments.yes:
            raise InputRefusedError(f"{review.question} Thêm --yes để ghi.")
        change = tracking.complete_task(register, task_id, completion, today)
        detail = reading.load_detail(register, task_id, today)
        back_up(register)
    finally:
        register.close()
    print(f"{change.sentence} {detail.why}")

"""The same use cases without a window: list, complete, report, check, init.

Exit codes: 0 done; 1 the input or the register was refused, with one line on standard error;
2 wrong usage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import __version__, paths
from app.domain import formats
from app.domain.errors import InputRefusedError, TienDoError
from app.domain.records import (
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    Completion,
    RegisterIndex,
    SheetScope,
    SheetScopeKind,
    TaskRef,
    TaskRow,
)
from app.domain.tally import Tally
from app.domain.traffic_light import LIGHT_SIGNS, state_words
from app.services import names, printing, reading, tracking
from app.services.register import (
    Register,
    create_register,
    open_or_create,
    open_register,
    verify,
)

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

_ARGPARSE = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong các tùy chọn %s",
    "unrecognized arguments: %s": "không hiểu phần này của lệnh: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "không có lựa chọn “%(value)s”; hãy chọn một trong %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "giá trị “%(value)s” không hợp lệ",
    "not allowed with argument %s": "không dùng cùng với %s",
    "expected one argument": "còn thiếu giá trị đi sau",
    "ignored explicit argument %r": "không nhận giá trị “%s”",
    "ambiguous option: %(option)s could match %(matches)s": (
        "“%(option)s” viết tắt chưa rõ, có thể là %(matches)s"
    ),
}
"""What argparse says, as it asks gettext for it; what is not here stays as it is."""


def _in_vietnamese(words: str) -> str:
    return _ARGPARSE.get(words, words)


# The name under which argparse has imported gettext. Catalogues for gettext itself would be binary
# files, chosen by the language of the console.
argparse._ = _in_vietnamese  # type: ignore[attr-defined]


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; without a command the window opens."""
    top = argparse.ArgumentParser(
        prog="python -m app",
        description="Tiến Độ: theo dõi nhiệm vụ của Ủy ban nhân dân tỉnh. "
        "Không ghi lệnh nào thì mở cửa sổ chương trình.",
        add_help=False,
        epilog="Lệnh import, backup và restore sẽ có ở các bản sau.",
    )
    _help_option(top)
    top.add_argument(
        "--version",
        action="version",
        version=f"Tiến Độ {__version__}",
        help="hiện số phiên bản rồi thoát",
    )
    top.add_argument(
        "--self-test",
        action="store_true",
        help="tự kiểm tra chương trình trên máy này rồi thoát; mã thoát 0 là tốt",
    )
    _register_option(top)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", title="các lệnh")
    _add_list(commands)
    _add_complete(commands)
    _add_report(commands)
    _add_simple(commands, "check", _check, "kiểm tra tệp sổ và các con số")
    _add_simple(commands, "init", _init, "tạo sổ mới có sẵn danh mục")
    return top


def run(arguments: argparse.Namespace) -> int:
    """Run the command that was parsed, and return its exit code."""
    try:
        command: Callable[[argparse.Namespace], None] = arguments.run
        command(arguments)
        sys.stdout.flush()
    except TienDoError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # the reader (``| head``) has had enough
        # What is still buffered would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _help_option(target: argparse.ArgumentParser) -> None:
    target.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này rồi thoát")


def _register_option(target: argparse.ArgumentParser) -> None:
    target.add_argument(
        "--register",
        metavar="TỆP",
        type=Path,
        default=argparse.SUPPRESS,
        help="sổ cần dùng; không ghi thì dùng sổ mặc định, chưa có thì tạo",
    )


def _add_list(commands: Any) -> None:
    command = _command(commands, "list", _list, "liệt kê nhiệm vụ kèm đèn")
    command.add_argument(
        "--by",
        choices=("agency", "leader", "document"),
        default="agency",
        help="gộp theo cơ quan, lãnh đạo hoặc văn bản (mặc định: cơ quan)",
    )
    _as_of_option(command)
    command.add_argument("--json", action="store_true", help="in ra dạng JSON")


def _add_complete(commands: Any) -> None:
    command = _command(commands, "complete", _complete, "đánh dấu một nhiệm vụ hoàn thành")
    command.add_argument("task", metavar="MÃ", help="mã hoặc vị trí, ví dụ CTr04-2026/II.1.a#1")
    command.add_argument(
        "--on", metavar="NGÀY", required=True, type=_day, help="ngày của văn bản kết quả"
    )
    command.add_argument("--product", metavar="CHỮ", required=True, help="sản phẩm")
    command.add_argument("--number", metavar="SỐ", default="", help="số, ký hiệu của sản phẩm")
    command.add_argument("--note", metavar="CHỮ", default="", help="kết quả, một câu")
    command.add_argument("--yes", action="store_true", help="đồng ý trước các câu hỏi xác nhận")


def _add_report(commands: Any) -> None:
    command = _command(commands, "report", _report, "xuất biểu ra tệp PDF")
    command.add_argument(
        "sheet",
        metavar="BIỂU",
        choices=[kind.value for kind in printing.SheetKind],
        help="tracking: biểu theo dõi tiến độ; summary: biểu tổng hợp",
    )
    command.add_argument("--pdf", metavar="TỆP", required=True, type=Path, help="nơi lưu tệp PDF")
    command.add_argument(
        "--by", choices=("agency", "leader"), help="chỉ cho summary (mặc định: agency)"
    )
    scope = command.add_mutually_exclusive_group()
    scope.add_argument("--agency", metavar="TÊN", help="một cơ quan chủ trì")
    scope.add_argument("--leader", metavar="TÊN", help="một lãnh đạo")
    scope.add_argument("--document", metavar="MÃ", help="một văn bản, theo mã hoặc số")
    _as_of_option(command)


def _add_simple(
    commands: Any, name: str, run_it: Callable[[argparse.Namespace], None], words: str
) -> None:
    _command(commands, name, run_it, words)


def _command(
    commands: Any, name: str, run_it: Callable[[argparse.Namespace], None], words: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words, add_help=False
    )
    _help_option(command)
    command.set_defaults(run=run_it, usage_error=command.error)
    _register_option(command)
    return command


def _as_of_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of",
        metavar="NGÀY",
        type=_day,
        default=None,
        help="số liệu đến hết ngày nào (mặc định: hôm nay), ví dụ 2026-06-14",
    )


def _day(text: str) -> dt.date:
    try:
        return formats.parse_date(text, default_year=dt.date.today().year)  # noqa: DTZ011 - local
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” không phải ngày; ghi dạng 2026-03-06 hoặc 06/3/2026"
        ) from None


def _open(arguments: argparse.Namespace) -> Register:
    named: Path | None = getattr(arguments, "register", None)
    if named is None:
        return open_or_create(paths.default_register())
    return open_register(named)


def _as_of(arguments: argparse.Namespace, register: Register) -> dt.date:
    return arguments.as_of or register.clock().date()


def _list(arguments: argparse.Namespace) -> None:
    register = _open(arguments)
    try:
        index = reading.load_index(register, _as_of(arguments, register))
        rows = reading.load_rows(register, [ref.id for ref in index.tasks], index.as_of)
    finally:
        register.close()
    if arguments.json:
        tasks = [_as_json(index, ref, rows[ref.id]) for ref in index.tasks]
        print(json.dumps(tasks, ensure_ascii=False, indent=1))
        return
    groups: dict[str, list[TaskRef]] = {}
    for ref in index.tasks:
        groups.setdefault(_group(index, ref, arguments.by), []).append(ref)
    for name, refs in sorted(groups.items(), key=lambda group: group[0] in _TO_MEND):
        print(f"{name}: {len(refs)} nhiệm vụ")
        for ref in refs:
            row = rows[ref.id]
            sign = LIGHT_SIGNS[ref.light]
            words = state_words(ref.assessment)
            print(f"  {sign} {row.code}  {row.title}  [{row.limit_words}; {words}]")
    if arguments.by == "document" and index.closed:
        print(_left_out(index))
    tally = Tally.of(ref.light for ref in index.tasks)
    print(
        f"Số liệu đến hết {formats.date_in_table(index.as_of)}. "
        f"Hoàn thành + chưa hoàn thành + chưa có thông tin + dừng: {tally.proof()}"
    )


_TO_MEND = (NO_LEAD_NAME, NO_LEADER_NAME)
"""Groups of tasks that nobody leads: last, whatever their tasks' places."""


def _left_out(index: RegisterIndex) -> str:
    """Say in one line how many tasks of documents of the past are not listed."""
    closed = {ref.document_id for ref in index.closed}
    documents = (d for d in index.directory.documents.values() if d.id in closed)
    named = "; ".join(f"{document.short_title}, {document.end_words}" for document in documents)
    return f"Không gồm {len(index.closed)} nhiệm vụ của văn bản đã kết thúc ({named})."


def _as_json(index: RegisterIndex, ref: TaskRef, row: TaskRow) -> dict[str, Any]:
    directory = index.directory
    lead = directory.agencies.get(ref.lead_id)
    leader = directory.officials.get(ref.leader_id)
    others = [directory.agencies[agency_id].name for agency_id in ref.other_lead_ids]
    return {
        "code": row.code,
        "title": row.title,
        "document": directory.documents[ref.document_id].code,
        "lead": [lead.name, *others] if lead else [],
        "leader": leader.name if leader else None,
        "leader_suggested": ref.leader_suggested,
        "due_on": ref.due_on.isoformat() if ref.due_on else None,
        "recurrence": ref.recurrence,
        "light": ref.light.name.lower(),
        "state": state_words(ref.assessment),
        "days": ref.days,
        "completed_on": ref.completed_on.isoformat() if ref.completed_on else None,
        "confidential": ref.confidential,
    }


def _group(index: RegisterIndex, ref: TaskRef, by: str) -> str:
    directory = index.directory
    if by == "document":
        return directory.documents[ref.document_id].short_title
    if by == "leader":
        official = directory.officials.get(ref.leader_id)
        if official is None:
            return NO_LEADER_NAME
        return official.title
    agency = directory.agencies.get(ref.lead_id)
    return agency.name if agency else NO_LEAD_NAME


def _complete(arguments: argparse.Namespace) -> None:
    register = _open(arguments)
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
    finally:
        register.close()
    print(f"{change.sentence} {detail.why}")


def _report(arguments: argparse.Namespace) -> None:
    kind = printing.SheetKind(arguments.sheet)
    # An empty name is a wrong name (a script's empty variable), not "everything".
    scoped = {arguments.agency, arguments.leader, arguments.document} != {None}
    if kind is printing.SheetKind.SUMMARY and scoped:
        arguments.usage_error("--agency, --leader, --document chỉ dùng cho tracking")
    if kind is printing.SheetKind.TRACKING and arguments.by:
        arguments.usage_error("--by chỉ dùng cho summary")
    register = _open(arguments)
    try:
        request = printing.SheetRequest(
            kind=kind,
            as_of=_as_of(arguments, register),
            scope=_scope(arguments, register),
            by_leader=arguments.by == "leader",
        )
        sheet = printing.print_sheet(register, request)
    finally:
        register.close()
    printing.save(sheet.data, arguments.pdf)
    print(
        f"Đã lưu {arguments.pdf}: {sheet.pages} trang, {sheet.tasks} nhiệm vụ, "
        f"vân tay số liệu {sheet.fingerprint}."
    )


def _scope(arguments: argparse.Namespace, register: Register) -> SheetScope:
    if arguments.agency is not None:
        found = names.find_agency(register, arguments.agency)
        return SheetScope(SheetScopeKind.AGENCY, found)
    if arguments.leader is not None:
        return SheetScope(SheetScopeKind.LEADER, names.find_leader(register, arguments.leader))
    if arguments.document is not None:
        found = names.find_document(register, arguments.document)
        return SheetScope(SheetScopeKind.DOCUMENT, found)
    return SheetScope()


def _check(arguments: argparse.Namespace) -> None:
    register = _open(arguments)
    try:
        verify(register)
        index = reading.load_index(register, register.clock().date())
    finally:
        register.close()
    tally = Tally.of(ref.light for ref in index.tasks)
    print(f"Sổ “{register.name}” tốt. Số liệu khớp: {tally.proof()} nhiệm vụ.")


def _init(arguments: argparse.Namespace) -> None:
    path: Path = getattr(arguments, "register", None) or paths.default_register()
    if path.exists():
        raise InputRefusedError(f"Đã có sổ “{path}”, không tạo đè lên.")
    create_register(path)
    print(f"Đã tạo sổ “{path}”.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line to its end (for tests and for ``app.__main__``)."""
    return run(parser().parse_args(arguments))

"""``report``: a sheet as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.common import as_of, as_of_option, command, day, open_named
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.result_period import ResultPeriod, parse_result_period
from app.domain.sheet_options import FORMAT_NAMES, PAPER_NAMES, FileFormat, Paper
from app.services import exporting, names, printing
from app.services.register import Register


def add_to(commands: Any) -> None:
    """Add ``report`` to the parser."""
    parser = command(commands, "report", _report, "xuất biểu ra tệp PDF, Excel hoặc Word")
    parser.add_argument(
        "sheet",
        metavar="BIỂU",
        choices=[kind.value for kind in printing.FORMS],
        help="; ".join(f"{kind}: {form.title.lower()}" for kind, form in printing.FORMS.items()),
    )
    for kind, name in FORMAT_NAMES.items():
        parser.add_argument(
            f"--{kind}", metavar="TỆP", type=Path, help=f"nơi lưu tệp {name}; ghi được nhiều loại"
        )
    parser.add_argument(
        "--by", choices=("agency", "leader"), help="chỉ cho summary (mặc định: agency)"
    )
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--agency", metavar="TÊN", help="một cơ quan chủ trì")
    scope.add_argument("--leader", metavar="TÊN", help="một lãnh đạo")
    scope.add_argument("--document", metavar="MÃ", help="một văn bản, theo mã hoặc số")
    scope.add_argument("--scheme", metavar="ĐỀ ÁN", help="một đề án, theo tên hoặc số")
    as_of_option(parser)
    parser.add_argument(
        "--paper",
        choices=[paper.value for paper in Paper],
        default=Paper.FORMAL.value,
        help="; ".join(f"{paper}: {name.lower()}" for paper, name in PAPER_NAMES.items()),
    )
    parser.add_argument(
        "--include-restricted",
        action="store_true",
        help="gồm cả nhiệm vụ hạn chế phổ biến; biểu ghi rõ điều đó trên từng trang",
    )
    parser.add_argument(
        "--since", metavar="NGÀY", type=day, help="so với ngày nào, ví dụ ngày họp trước"
    )
    parser.add_argument(
        "--period",
        metavar="KỲ",
        type=_period,
        help="kỳ số liệu chỉ tiêu: 2026-09, 2026-Q3, 2026-H1, 2026-9M, 2026",
    )
    parser.add_argument("--meeting", metavar="NGÀY", type=day, help="ngày họp, chỉ cho pack")
    parser.add_argument(
        "--folder",
        metavar="THƯ MỤC",
        type=Path,
        help="pack: mỗi cơ quan một tệp PDF trong thư mục này; letter: công văn cho mọi cơ quan có "
        "nhiệm vụ quá hạn, sắp đến hạn",
    )


def _period(text: str) -> ResultPeriod:
    """Read a period of results."""
    found = parse_result_period(text.strip().upper())
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” không phải kỳ số liệu; ghi dạng 2026-Q3")
    return found


def _report(arguments: argparse.Namespace) -> None:
    kind = printing.SheetKind(arguments.sheet)
    _refuse_misplaced(arguments, kind)
    register = open_named(arguments)
    try:
        request = printing.SheetRequest(
            kind=kind,
            as_of=as_of(arguments, register),
            scope=_scope(arguments, register),
            by_leader=arguments.by == "leader",
            since=arguments.since,
            period=arguments.period,
            meeting_on=arguments.meeting,
            paper=Paper(arguments.paper),
            include_restricted=arguments.include_restricted,
        )
        files = [(_made(register, request, kind), path) for kind, path in _wanted(arguments)]
        if arguments.folder is not None:
            _write_folder(register, request, arguments.folder)
    finally:
        register.close()
    for (data, told), path in files:
        printing.save(data, path)
        print(f"Đã lưu {path}: {told}.")


def _write_folder(register: Register, request: printing.SheetRequest, folder: Path) -> None:
    if request.kind is printing.SheetKind.LETTER:
        from app.services import letter_folder  # noqa: PLC0415 - needed by one option only

        batch = letter_folder.LetterBatch([request.scope.id] if request.scope.id else None)
        print(letter_folder.told(letter_folder.write_letters(register, request, folder, batch)))
        return
    from app.services import packs  # noqa: PLC0415 - needed by one option only

    made = packs.print_folder(register, request, folder)
    print(
        f"Đã lưu {made.files} tệp vào {made.folder}: {made.pages} trang, "
        f"vân tay số liệu {made.fingerprint}."
    )


def _wanted(arguments: argparse.Namespace) -> list[tuple[FileFormat, Path]]:
    """Return the kinds of file that were asked for, and where to."""
    found = ((kind, getattr(arguments, kind.value)) for kind in FileFormat)
    return [(kind, path) for kind, path in found if path is not None]


def _made(
    register: Register, request: printing.SheetRequest, kind: FileFormat
) -> tuple[bytes, str]:
    """Return a file and what is told of it."""
    if kind is FileFormat.PDF:
        sheet = printing.print_sheet(register, request)
        words = f"{sheet.pages} trang, {sheet.counted}, vân tay số liệu {sheet.fingerprint}"
        return sheet.data, words
    made = exporting.export_sheet(register, request, kind)
    return made.data, f"{made.counted}, vân tay số liệu {made.fingerprint}"


_SCOPE_OPTIONS = {
    "agency": SheetScopeKind.AGENCY,
    "leader": SheetScopeKind.LEADER,
    "document": SheetScopeKind.DOCUMENT,
    "scheme": SheetScopeKind.SCHEME,
}


def _refuse_misplaced(arguments: argparse.Namespace, kind: printing.SheetKind) -> None:
    """End the command for an option that the sheet does not take.

    An empty name is a wrong name (a script's empty variable), not "everything".
    """
    form = printing.FORMS[kind]
    wanted = [each for each, _path in _wanted(arguments)]
    if not wanted and arguments.folder is None:
        options = ", ".join(f"--{each}" for each in form.files)
        arguments.usage_error(f"còn thiếu nơi lưu: {options}")
    for each in wanted:
        if each not in form.files:
            arguments.usage_error(f"--{each} không dùng cho {kind}")
    if form.needs_agency and arguments.agency is None and wanted:
        arguments.usage_error(f"{kind} cần --agency")
    for option, scope in _SCOPE_OPTIONS.items():
        if getattr(arguments, option) is not None and scope not in form.scopes:
            arguments.usage_error(f"--{option} không dùng cho {kind}")
    taken = {
        "by": form.by_leader,
        "since": form.since,
        "period": form.period,
        "meeting": form.meeting,
        "folder": kind in (printing.SheetKind.PACK, printing.SheetKind.LETTER),
    }
    for option, allowed in taken.items():
        if getattr(arguments, option) and not allowed:
            arguments.usage_error(f"--{option} không dùng cho {kind}")


def _scope(arguments: argparse.Namespace, register: Register) -> SheetScope:
    if arguments.agency is not None:
        found = names.find_agency(register, arguments.agency, as_of(arguments, register))
        return SheetScope(SheetScopeKind.AGENCY, found)
    if arguments.leader is not None:
        leader = names.find_leader(register, arguments.leader, as_of(arguments, register))
        return SheetScope(SheetScopeKind.LEADER, leader)
    if arguments.document is not None:
        found = names.find_document(register, arguments.document)
        return SheetScope(SheetScopeKind.DOCUMENT, found)
    if arguments.scheme is not None:
        found = names.find_scheme(register, arguments.scheme, as_of(arguments, register))
        return SheetScope(SheetScopeKind.SCHEME, found)
    return SheetScope()

"""``report``: a sheet as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.common import as_of, as_of_option, command, day, open_named
from app.domain.records import SheetScope, SheetScopeKind
from app.services import names, printing
from app.services.register import Register


def add_to(commands: Any) -> None:
    """Add ``report`` to the parser."""
    parser = command(commands, "report", _report, "xuất biểu ra tệp PDF")
    parser.add_argument(
        "sheet",
        metavar="BIỂU",
        choices=[kind.value for kind in printing.FORMS],
        help="; ".join(f"{kind}: {form.title.lower()}" for kind, form in printing.FORMS.items()),
    )
    parser.add_argument("--pdf", metavar="TỆP", required=True, type=Path, help="nơi lưu tệp PDF")
    parser.add_argument(
        "--by", choices=("agency", "leader"), help="chỉ cho summary (mặc định: agency)"
    )
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--agency", metavar="TÊN", help="một cơ quan chủ trì")
    scope.add_argument("--leader", metavar="TÊN", help="một lãnh đạo")
    scope.add_argument("--document", metavar="MÃ", help="một văn bản, theo mã hoặc số")
    as_of_option(parser)
    parser.add_argument(
        "--since", metavar="NGÀY", type=day, help="so với ngày nào, ví dụ ngày họp trước"
    )


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
        )
        sheet = printing.print_sheet(register, request)
    finally:
        register.close()
    printing.save(sheet.data, arguments.pdf)
    print(
        f"Đã lưu {arguments.pdf}: {sheet.pages} trang, {sheet.counted}, "
        f"vân tay số liệu {sheet.fingerprint}."
    )


_SCOPE_OPTIONS = {
    "agency": SheetScopeKind.AGENCY,
    "leader": SheetScopeKind.LEADER,
    "document": SheetScopeKind.DOCUMENT,
}


def _refuse_misplaced(arguments: argparse.Namespace, kind: printing.SheetKind) -> None:
    """End the command for an option that the sheet does not take.

    An empty name is a wrong name (a script's empty variable), not "everything".
    """
    form = printing.FORMS[kind]
    for option, scope in _SCOPE_OPTIONS.items():
        if getattr(arguments, option) is not None and scope not in form.scopes:
            arguments.usage_error(f"--{option} không dùng cho {kind}")
    if arguments.by and not form.by_leader:
        arguments.usage_error(f"--by không dùng cho {kind}")
    if arguments.since and not form.since:
        arguments.usage_error(f"--since không dùng cho {kind}")


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
    return SheetScope()

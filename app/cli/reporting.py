"""``report``: a sheet as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.common import as_of, as_of_option, command, open_named
from app.domain.records import SheetScope, SheetScopeKind
from app.services import names, printing
from app.services.register import Register


def add_to(commands: Any) -> None:
    """Add ``report`` to the parser."""
    parser = command(commands, "report", _report, "xuất biểu ra tệp PDF")
    parser.add_argument(
        "sheet",
        metavar="BIỂU",
        choices=[kind.value for kind in printing.SheetKind],
        help="tracking: biểu theo dõi tiến độ; summary: biểu tổng hợp",
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


def _report(arguments: argparse.Namespace) -> None:
    kind = printing.SheetKind(arguments.sheet)
    # An empty name is a wrong name (a script's empty variable), not "everything".
    scoped = {arguments.agency, arguments.leader, arguments.document} != {None}
    if kind is printing.SheetKind.SUMMARY and scoped:
        arguments.usage_error("--agency, --leader, --document chỉ dùng cho tracking")
    if kind is printing.SheetKind.TRACKING and arguments.by:
        arguments.usage_error("--by chỉ dùng cho summary")
    register = open_named(arguments)
    try:
        request = printing.SheetRequest(
            kind=kind,
            as_of=as_of(arguments, register),
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
        found = names.find_agency(register, arguments.agency, as_of(arguments, register))
        return SheetScope(SheetScopeKind.AGENCY, found)
    if arguments.leader is not None:
        leader = names.find_leader(register, arguments.leader, as_of(arguments, register))
        return SheetScope(SheetScopeKind.LEADER, leader)
    if arguments.document is not None:
        found = names.find_document(register, arguments.document)
        return SheetScope(SheetScopeKind.DOCUMENT, found)
    return SheetScope()

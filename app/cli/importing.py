"""``import``: documents read into proposals, as JSON or as reviews for a person to finish."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.common import command, open_named
from app.domain.errors import InputRefusedError

if TYPE_CHECKING:
    from app.domain.review import ReviewDraft
    from app.importing.proposals import Proposals
    from app.services.register import Register

_STANDARD_OUTPUT = Path("-")


def add_to(commands: Any) -> None:
    """Add ``import`` to the parser."""
    words = "đọc văn bản (.docx, .pdf, .xlsx, .txt) thành đề xuất nhiệm vụ, chỉ tiêu để đối chiếu"
    parser = command(commands, "import", _import, words)
    parser.add_argument("files", metavar="TỆP", nargs="+", type=Path, help="văn bản cần đọc")
    parser.add_argument(
        "--dry-run", action="store_true", help="chỉ đọc, không ghi gì vào sổ và không cần có sổ"
    )
    parser.add_argument(
        "--json",
        metavar="TỆP",
        type=Path,
        help="lưu đề xuất dạng JSON; nhiều văn bản thì thành một mảng; “-” là in ra màn hình",
    )


def _import(arguments: argparse.Namespace) -> None:
    _refuse_overwriting(arguments)
    if arguments.dry_run and not hasattr(arguments, "register"):
        found = _read(arguments.files, None)
        _give_json(arguments.json, found)
        _tell(arguments, [_proposed(proposals) for proposals in found], found)
        return
    with closing(open_named(arguments)) as register:
        found = _read(arguments.files, register)
        _give_json(arguments.json, found)
        if arguments.dry_run:
            _tell(arguments, [_proposed(proposals) for proposals in found], found)
            return
        from app.services.importing import store_review  # noqa: PLC0415 - see `_read`

        drafts = [store_review(register, proposals) for proposals in found]
        _tell(arguments, [_stored(draft) for draft in drafts], found)


def _refuse_overwriting(arguments: argparse.Namespace) -> None:
    """End the command if its output would be written over a document, or over the register."""
    out: Path | None = arguments.json
    if out is None or out == _STANDARD_OUTPUT or not out.exists():
        return
    for path in (*arguments.files, getattr(arguments, "register", None)):
        if path is not None and path.exists() and out.samefile(path):
            raise InputRefusedError(
                f"Tệp JSON “{out}” trùng với tệp đầu vào; hãy ghi tên tệp khác sau --json."
            )


def _read(files: list[Path], register: Register | None) -> list[Proposals]:
    """Read all files before anything is written: one that is refused refuses the command."""
    from app.services.importing import propose_file  # noqa: PLC0415 - other commands start faster

    return [propose_file(path, register) for path in files]


def _give_json(out: Path | None, found: list[Proposals]) -> None:
    if out is None:
        return
    from app.services.importing import to_json  # noqa: PLC0415 - see `_read`
    from app.services.printing import save  # noqa: PLC0415 - see `_read`

    objects = [to_json(proposals) for proposals in found]
    text = json.dumps(objects if len(objects) > 1 else objects[0], ensure_ascii=False, indent=2)
    if out == _STANDARD_OUTPUT:
        sys.stdout.write(f"{text}\n")
    else:
        save(f"{text}\n".encode(), out)


def _tell(arguments: argparse.Namespace, lines: list[str], found: list[Proposals]) -> None:
    if arguments.json == _STANDARD_OUTPUT:
        return  # what reads the JSON reads nothing else
    for line, proposals in zip(lines, found, strict=True):
        print("\n".join((line, *(f"  Lưu ý: {words}" for words in proposals.source.warnings))))
    if arguments.json is not None:
        print(f"Đã lưu đề xuất vào {arguments.json}.")


def _proposed(proposals: Proposals) -> str:
    doubtful = sum(bool(task.doubts) for task in proposals.tasks)
    doubtful += sum(bool(indicator.doubts) for indicator in proposals.indicators)
    return (
        f"{proposals.source.file_name}: {len(proposals.tasks)} nhiệm vụ, "
        f"{len(proposals.indicators)} chỉ tiêu, {len(proposals.withdrawn)} thu hồi, "
        f"{len(proposals.skipped)} đoạn bỏ qua; {doubtful} đề xuất có chỗ nghi vấn."
    )


def _stored(draft: ReviewDraft) -> str:
    counts = draft.counts
    return (
        f"{draft.file_name}: {draft.document_words} {counts.tasks} nhiệm vụ, "
        f"{counts.indicators} chỉ tiêu, {counts.withdrawn} thu hồi; {counts.words}. "
        "Mở chương trình, trang Văn bản, để đối chiếu và ghi vào sổ."
    )

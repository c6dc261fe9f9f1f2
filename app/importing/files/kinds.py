"""What a file is, by its first bytes: its name may say anything."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from app.importing.files.refusals import Reason

_HEAD = 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_SEARCHED = 4 << 20  # bytes in which the list of an old Office file's streams is looked for
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00",
)  # fmt: skip
# What to say of bytes that are no known format, by the name that the file bears.
_NAMES = {
    **dict.fromkeys((".docx", ".docm", ".xlsx", ".xlsm"), Reason.OFFICE_DAMAGED),
    ".pdf": Reason.PDF_DAMAGED,
    **dict.fromkeys((".txt", ".text", ".md", ".csv", ".tsv", ".log", ""), None),
}


class FileKind(Enum):
    """The reader that a file needs."""

    OFFICE = auto()
    PDF = auto()
    TEXT = auto()


def kind_of(path: Path) -> FileKind | Reason:
    """Return what reads the file, or why nothing does."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return Reason.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.OFFICE
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    return _refusal(path, head) or FileKind.TEXT


def _refusal(path: Path, head: bytes) -> Reason | None:
    if head.startswith(_OLE):
        return _old_office(path)
    if _is_picture(head):
        return Reason.PICTURE
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"{\\rtf", b"<!doctype html", b"<html", b"mime-version:", b"<?xml")):
        return Reason.OTHER_TEXT
    if not any(head):  # a file that was never filled: only zeros
        return Reason.EMPTY
    return _NAMES.get(path.suffix.lower(), Reason.UNKNOWN)


def _is_picture(head: bytes) -> bool:
    if head.startswith(_PICTURES):
        return not head.startswith(b"BM") or b"\x00" in head[:64]
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return is_webp or head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}


def _old_office(path: Path) -> Reason:
    """Tell a locked new file from an old one: both are the same kind of container."""
    with path.open("rb") as file:
        data = file.read(_OLE_SEARCHED)
        file.seek(max(path.stat().st_size - _OLE_SEARCHED, 0))
        data += file.read()
    if _stream(data, "EncryptedPackage"):
        return Reason.LOCKED_OFFICE
    if _stream(data, "WordDocument"):
        return Reason.OLD_WORD
    if _stream(data, "Workbook") or _stream(data, "Book"):
        return Reason.OLD_EXCEL
    return Reason.OLD_OFFICE


def _stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data

"""The entrance: a file of any accepted format becomes a source and its blocks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.phrases import phrase
from app.importing.blocks import Block, Cancelled, Progress, Source
from app.importing.files.archive import Archive
from app.importing.files.kinds import FileKind, kind_of
from app.importing.files.refusals import LARGEST_FILE, LARGEST_TEXT, Reason, refused
from app.importing.files.watch import Watch


@dataclass(slots=True)
class Reading:
    """What a format's reader found out."""

    format: str
    blocks: list[Block]
    legacy: set[str] = field(default_factory=set)
    encoding: str = ""
    pages: int | None = None
    warnings: list[str] = field(default_factory=list)


def read_blocks(
    path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> tuple[Source, tuple[Block, ...]]:
    """Return the file at ``path`` as blocks in reading order, and what is known of the file.

    Writes nothing, opens nothing but ``path``, follows no address. Raises `DocumentRefusedError`
    with one Vietnamese sentence if the file cannot or must not be read (`SecretDocumentError` for
    a stamped one), `ReadingCancelledError` once ``cancelled`` says so.
    """
    watch = Watch(progress, cancelled)
    watch.step(0, 1)
    kind = _looked_at(path)
    try:
        reading = _read(path, kind, watch)
        digest = _fingerprint(path)
    except (OSError, MemoryError) as error:
        reason = Reason.TOO_LARGE if isinstance(error, MemoryError) else Reason.UNREADABLE
        raise refused(reason, path.name) from error
    if not any(block.text or block.marker for block in reading.blocks):
        raise refused(Reason.NO_TEXT, path.name)
    return _source(path, reading, digest), tuple(reading.blocks)


def _looked_at(path: Path) -> FileKind:
    try:
        if path.is_dir():
            raise refused(Reason.FOLDER, path.name)
        if not path.exists():
            raise refused(Reason.MISSING, path.name)
        if not path.is_file():  # a pipe or a device has no end
            raise refused(Reason.UNKNOWN, path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise refused(Reason.TOO_LARGE, path.name)
        kind = kind_of(path)
    except (OSError, ValueError) as error:
        raise refused(Reason.UNREADABLE, path.name) from error
    if isinstance(kind, Reason):
        raise refused(kind, path.name)
    return kind


def _read(path: Path, kind: FileKind, watch: Watch) -> Reading:
    """Run the reader; each is imported when it is first needed, none at the program's start."""
    if kind is FileKind.TEXT:
        return _read_text(path, watch)
    if kind is FileKind.PDF:
        from app.importing.files.pdf import read_pdf  # noqa: PLC0415

        blocks, legacy, pages, warnings = read_pdf(path, watch)
        return Reading("pdf", blocks, legacy, pages=pages, warnings=warnings)
    return _read_office(path, watch)


def _read_text(path: Path, watch: Watch) -> Reading:
    from app.importing.files.encodings import decode  # noqa: PLC0415
    from app.importing.files.text import read_text  # noqa: PLC0415

    if path.stat().st_size > LARGEST_TEXT:
        raise refused(Reason.TOO_LARGE, path.name)
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise refused(Reason.UNKNOWN, path.name)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\f"):
        raise refused(Reason.EMPTY, path.name)
    blocks, legacy, pages = read_text(decoded.text, watch)
    warnings = [f"{decoded.doubt}."] if decoded.doubt else []
    return Reading("txt", blocks, legacy, decoded.encoding, pages, warnings)


def _read_office(path: Path, watch: Watch) -> Reading:
    from app.importing.files.docx import read_docx  # noqa: PLC0415
    from app.importing.files.office_xml import main_part  # noqa: PLC0415

    with Archive(path, path.name) as archive:
        warnings = []
        if archive.climbs_out:
            warnings.append(
                phrase(
                    "Trong tệp có phần mang tên trỏ ra ngoài thư mục của tệp; phần ấy không "
                    "được mở "
                    "và không có gì được ghi ra máy, nên kiểm tra lại nguồn của tệp."
                )
            )
        main = main_part(archive)
        if main is None:
            raise refused(_why_no_office(archive), path.name)
        if main.startswith("word/"):
            blocks, legacy, more = read_docx(archive, main, watch)
            pages = max((block.place.page or 0 for block in blocks), default=0) or None
            return Reading("docx", blocks, legacy, pages=pages, warnings=warnings + more)
        from app.importing.files.xlsx import read_xlsx  # noqa: PLC0415

        blocks, legacy, more = read_xlsx(archive, main, path, watch)
        return Reading("xlsx", blocks, legacy, warnings=warnings + more)


def _why_no_office(archive: Archive) -> Reason:
    if "mimetype" in archive or "content.xml" in archive:
        return Reason.OTHER_TEXT
    if "xl/workbook.bin" in archive:
        return Reason.OLD_EXCEL
    if "_rels/.rels" in archive or "[Content_Types].xml" in archive:
        return Reason.OFFICE_DAMAGED
    return Reason.UNKNOWN


def _source(path: Path, reading: Reading, digest: str) -> Source:
    encoding = reading.encoding
    warnings = list(reading.warnings)
    for name in sorted(reading.legacy - {encoding}):
        encoding = encoding or name
        warnings.append(
            phrase(
                "Văn bản dùng phông chữ cũ {name}; chữ đã được chuyển sang Unicode, cần đối chiếu.",
                name=name,
            )
        )
    return Source(
        path.name, reading.format, digest, encoding, reading.pages, tuple(dict.fromkeys(warnings))
    )


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

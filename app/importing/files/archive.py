"""The zip archive that a .docx or .xlsx file is, read part by part and never unpacked to disk.

Every part is read through a counter, so a file that lies about its size is caught, and every part's
head is looked through for a document type declaration, which Office files never have and which is
the only door to external files and to entities that multiply.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self
from xml.parsers import expat

from app.importing.files.refusals import LARGEST_PART, Reason, refused

_LARGEST_DIRECTORY = 8 << 20  # bytes: some 80 000 names
_LARGEST_TOTAL = 1 << 30  # bytes unpacked, pictures too
_SURELY_SMALL = 8 << 20  # below this no ratio of packing does harm
_STEEPEST = 150  # times smaller than unpacked: more than any office's table
_CHUNK = 1 << 16
_OFFICE_FOLDERS = {("word",), ("xl",), ("_rels",), ("docProps",), ("[Content_Types].xml",)}

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)


class Archive:
    """An opened Office file; use it in a ``with`` statement."""

    def __init__(self, path: Path, name: str) -> None:
        """Open ``path`` and refuse what no office wrote; ``name`` is told in refusals."""
        self.name = name
        if _directory_size(path) > _LARGEST_DIRECTORY:
            raise refused(Reason.BOMB, name)
        try:
            self._zip = zipfile.ZipFile(path)
        except (*BROKEN, ValueError) as error:
            raise refused(Reason.OFFICE_DAMAGED, name) from error
        self._last: _Counted | None = None
        # Some programs write part names with a slash in front, or with backslashes.
        self._sizes = {_plain_name(info.filename): info for info in self._zip.infolist()}
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def climbs_out(self) -> bool:
        """Whether a part's name would leave the folder if somebody unpacked the file."""
        return any(
            ".." in PurePosixPath(name).parts
            or ":" in name
            or (
                info.filename.startswith(("/", "\\"))
                and PurePosixPath(name).parts[:1] not in _OFFICE_FOLDERS
            )
            for name, info in self._sizes.items()
        )

    def __contains__(self, part: str) -> bool:
        return part in self._sizes

    def names(self, folder: str) -> list[str]:
        """Return the names of the parts below ``folder``, in the archive's order."""
        return [name for name in self._sizes if name.startswith(folder)]

    def open(self, part: str) -> IO[bytes]:
        """Return a stream of an XML part, checked for declarations and counted as it is read."""
        with self._counted(part) as head:
            refuse_declarations(head, self.name)
        return self._counted(part)

    def size(self, part: str) -> int:
        """Return how many bytes the part says it unpacks to."""
        return self._sizes[part].file_size if part in self._sizes else 0

    @property
    def done(self) -> int:
        """Return how many bytes of the part that was opened last have been read."""
        return LARGEST_PART - self._last.left if self._last else 0

    def read(self, part: str) -> bytes:
        """Return a whole XML part (for small ones: relations, styles, numbering)."""
        with self.open(part) as stream:
            return stream.read()

    def _counted(self, part: str) -> IO[bytes]:
        try:
            raw = self._zip.open(self._sizes[part])
        except RuntimeError as error:  # what zipfile raises for an encrypted part
            raise refused(Reason.LOCKED_OFFICE, self.name) from error
        except (*BROKEN, KeyError) as error:
            raise refused(Reason.OFFICE_DAMAGED, self.name) from error
        self._last = _Counted(raw, self.name)
        return io.BufferedReader(self._last, _CHUNK)

    def _check(self) -> None:
        infos = self._sizes.values()
        if sum(info.file_size for info in infos) > _LARGEST_TOTAL:
            raise refused(Reason.BOMB, self.name)
        for info in infos:
            steep = info.file_size > _STEEPEST * max(info.compress_size, 1)
            is_text = info.filename.endswith((".xml", ".rels"))
            if is_text and info.file_size > LARGEST_PART:
                raise refused(Reason.BOMB if steep else Reason.TOO_LARGE, self.name)
            if steep and info.file_size > _SURELY_SMALL:
                raise refused(Reason.BOMB, self.name)


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


class _Counted(io.RawIOBase):
    """A part's bytes, with damage told in words and an end to bytes that come without end."""

    def __init__(self, raw: IO[bytes], name: str) -> None:
        self._raw = raw
        self._name = name
        self.left = LARGEST_PART

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._raw.read(len(buffer))
        except BROKEN as error:
            raise refused(Reason.OFFICE_DAMAGED, self._name) from error
        self.left -= len(data)
        if self.left < 0:
            raise refused(Reason.BOMB, self._name)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _FirstElementError(Exception):
    """The head of a part is over."""


def refuse_declarations(stream: IO[bytes], name: str) -> None:
    """Refuse an XML part that declares a document type; broken XML is refused as damaged."""

    def at_declaration(*_: object) -> None:
        raise refused(Reason.ENTITY, name)

    def at_element(*_: object) -> None:
        raise _FirstElementError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = at_declaration
    parser.StartElementHandler = at_element
    try:
        while data := stream.read(4096):
            parser.Parse(data, False)
        parser.Parse(b"", True)
    except _FirstElementError:
        return
    except expat.ExpatError as error:
        raise refused(Reason.OFFICE_DAMAGED, name) from error


def _directory_size(path: Path) -> int:
    """Return how long the list of names says it is (zipfile reads it whole), 0 if there is none."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        return 0
    (length,) = struct.unpack_from("<I", tail, end + 12)
    large = tail.rfind(b"PK\x06\x06", 0, end)
    if large >= 0 and len(tail) >= large + 48:
        (length,) = struct.unpack_from("<Q", tail, large + 40)
    return int(length)

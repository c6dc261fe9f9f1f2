"""A look at a PDF's packed streams first: PDFium unpacks them at any cost of memory."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

_LARGEST_LOOKED_AT = 32 << 20  # bytes of the file: a larger one does not grow that steeply
_FIRST_LOOK = 1 << 18  # bytes unpacked before a stream is let pass
_STEEPEST = 150
_LARGEST = 64 << 20  # bytes of one stream: a whole page as a picture in colour is half of it
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")  # a zlib header follows
_CHUNK = 1 << 14


def grows_too_large(path: Path) -> bool:
    """Return whether a stream of the file unpacks to far more than any document's."""
    if path.stat().st_size > _LARGEST_LOOKED_AT:
        return False
    data = memoryview(path.read_bytes())
    return any(_unpacks_too_far(data, found.end()) for found in _STREAM.finditer(data))


def _unpacks_too_far(data: memoryview, start: int) -> bool:
    unpacker = zlib.decompressobj()
    taken = made = 0
    try:
        while start + taken < len(data) and not unpacker.eof:
            chunk = data[start + taken : start + taken + _CHUNK]
            while chunk and not unpacker.eof:
                made += len(unpacker.decompress(chunk, _FIRST_LOOK))
                taken += len(chunk) - len(unpacker.unconsumed_tail)
                chunk = memoryview(unpacker.unconsumed_tail)
                if made >= _FIRST_LOOK and made < taken * _STEEPEST:
                    return False
                if made > _LARGEST:
                    return True
    except zlib.error:
        return False  # not packed that way, or broken: PDFium says so
    return False

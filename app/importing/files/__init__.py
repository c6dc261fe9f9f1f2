"""One module a format: file → blocks. `read_blocks` is the entrance of this half."""

from app.importing.files.reading import read_blocks
from app.importing.files.refusals import (
    DocumentRefusedError,
    ReadingCancelledError,
    SecretDocumentError,
)

__all__ = ["DocumentRefusedError", "ReadingCancelledError", "SecretDocumentError", "read_blocks"]

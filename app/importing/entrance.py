"""From a file to the proposals for it, in one step: what services and commands call."""

from __future__ import annotations

from pathlib import Path

from app.importing.blocks import Cancelled, Progress
from app.importing.files import read_blocks
from app.importing.names import Names
from app.importing.proposals import Proposals
from app.importing.propose import propose


def read_document(
    path: Path,
    names: Names,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Proposals:
    """Return what is proposed for the file at ``path``; nothing is written anywhere.

    Args:
        path: a .docx, .pdf, .xlsx or .txt file.
        names: agencies, leaders and schemes that are known.
        progress: called with (parts done, parts in all) now and then.
        cancelled: asked now and then.

    Raises:
        DocumentRefusedError: the file cannot or must not be read, in one Vietnamese sentence.
        ReadingCancelledError: ``cancelled`` said so.
    """
    source, blocks = read_blocks(path, progress, cancelled)
    return propose(source, blocks, names)

"""Why a file is not read: each refusal is one Vietnamese sentence that says what to do."""

from __future__ import annotations

from app.domain.errors import InputRefusedError, TienDoError


class DocumentRefusedError(InputRefusedError):
    """The file cannot, or must not, be read; nothing of it was kept."""


class ReadingCancelledError(TienDoError):
    """The person who asked for the reading no longer wants it."""

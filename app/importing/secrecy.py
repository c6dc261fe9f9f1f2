"""Tasks under the rules of state secrets keep nothing but their public title."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.phrases import phrase
from app.domain.text import fold
from app.importing.names import Names, SchemeName
from app.importing.proposals import Doubt, TaskProposal

KEPT_PUBLIC = phrase("Thuộc diện bảo vệ bí mật nhà nước; chỉ giữ tên công khai")
_SECRET = re.compile(
    r"(?:che do|quy dinh|bao dam|dung)\b[^.;]{0,60}\bbao ve bi mat nha nuoc"
    r"|\bche do mat\b|\btai lieu mat\b"
)
_ABOUT_SECRECY = re.compile(
    r"(?:cong tac|phap luat ve|luat|tuyen truyen[^.;]{0,30}) bao ve bi mat nha nuoc"
)


def is_secret(words: str) -> bool:
    """Return whether words say that a task is kept under the rules of state secrets.

    A task about the keeping of secrets ("tăng cường công tác bảo vệ bí mật nhà nước") is none.
    """
    folded = fold(words)
    return bool(_SECRET.search(folded)) and not _ABOUT_SECRECY.search(folded)


def kept_public(
    task: TaskProposal, words: str, names: Names, title: str | None = None
) -> TaskProposal:
    """Return the task as it is, or with its public title alone if it is under secrecy.

    Args:
        task: the task.
        words: all words that were printed of it.
        names: known names; a scheme marked confidential makes its tasks so.
        title: the public title, where the task's own says too much.
    """
    scheme = _scheme(fold(words), names)
    if scheme is None and not is_secret(words):
        return task
    public = f"Đề án {scheme.number}: {scheme.title}" if scheme else title or task.title
    return replace(
        task,
        title=public,
        source_text=public,
        product=None,
        targets=(),
        confidential=True,
        doubts=(*task.doubts, Doubt("confidential", KEPT_PUBLIC)),
    )


def _scheme(folded: str, names: Names) -> SchemeName | None:
    secret = (scheme for scheme in names.schemes if scheme.confidential)
    return next((scheme for scheme in secret if _names_scheme(folded, scheme.number)), None)


def _names_scheme(folded: str, number: str) -> bool:
    return bool(re.search(rf"\bde an (?:so )?0*{re.escape(number.lstrip('0'))}\b", folded))

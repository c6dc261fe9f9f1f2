"""What came of applying the shipped catalogue to a register that is in use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.phrases import phrase


class KeptWhy(StrEnum):
    """Why a shipped value did not reach the register: people's work goes before ours."""

    EDITED = phrase("đã được sửa trong sổ")
    REMOVED = phrase("đã bị xóa trong sổ")
    PEOPLES = phrase("do người dùng sổ nhập")
    WITHDRAWN = phrase("không còn trong danh mục, nhưng trong sổ đã có cập nhật")
    MOVED = phrase("đã gộp vào mục khác trong danh mục, nhưng trong sổ đã có cập nhật")


@dataclass(frozen=True, slots=True)
class CatalogueNews:
    """One entry of the catalogue that was added, corrected or removed, or kept as people have it.

    Attributes:
        kind: its table ("task", "target" …).
        key: its permanent key (the code of a task, the key of an agency …).
        fields: columns and roles that are meant; () for the whole entry.
        why: why it was kept; None where the catalogue was followed.
    """

    kind: str
    key: str
    fields: tuple[str, ...] = ()
    why: KeptWhy | None = None


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """Every entry that was added, corrected or removed, or kept as people have it."""

    added: tuple[CatalogueNews, ...] = ()
    corrected: tuple[CatalogueNews, ...] = ()
    removed: tuple[CatalogueNews, ...] = ()
    kept: tuple[CatalogueNews, ...] = ()

    @property
    def summary(self) -> str:
        """The application in words, for the audit row."""
        counts = (
            (len(self.added), phrase("mục mới")),
            (len(self.corrected), phrase("mục được chỉnh lý")),
            (len(self.removed), phrase("mục bỏ")),
            (len(self.kept), phrase("mục giữ nguyên như trong sổ")),
        )
        words = ", ".join(f"{count} {what}" for count, what in counts if count)
        return phrase(
            "cập nhật danh mục kèm chương trình: {words}",
            words=words or phrase("không có gì thay đổi"),
        )

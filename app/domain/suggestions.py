"""On what a suggested assignment rests, and what speaks against it."""

from __future__ import annotations


def evidence(source: str) -> str:
    """Return on what a suggestion rests: ``Phụ lục Chương trình 04 (chỉ tiêu 1, 2)``."""
    basis, doubted, _ = source.partition("; ")
    return f"{basis})" if doubted and "(" in basis else basis


def doubt(source: str) -> str:
    """Return what speaks against a suggestion, "" for nothing: ``chỉ là cơ quan phối hợp``."""
    basis, _, against = source.partition("; ")
    if "(" in basis:
        against = against.removesuffix(")")
    return against.removeprefix("nhưng ")

"""Classes of Vietnamese letters for patterns on printed text (folded text needs only a to z)."""

from __future__ import annotations

UPPER = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
"""A capital letter. A range such as À-Ỹ would not do: capitals and small letters alternate"
  " there."""

NAME = rf"{UPPER}\w*(?:\s+{UPPER}\w*)*"
"""Words with capitals, one after another."""

"""Classes of Vietnamese letters for patterns on printed text (folded text needs only a to z)."""

from __future__ import annotations

UPPER = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
"""A capital letter. A range such as À-Ỹ would not do: capitals and small letters alternate"
  " there."""

WORD = rf"{UPPER}\w*(?:['’ʼ‘]\w+)*"
"""A word with a capital; names of the Central Highlands carry an apostrophe ("M'Drắk")."""

NAME = rf"{WORD}(?:\s+{WORD})*"
"""Words with capitals, one after another."""

NUMBER_OF_PLACE = (
    r"(?:\s+\d{1,2}(?![\d%]|\s*[/.,-]\s*\d|\s+(?:dự án|nhiệm vụ|công trình|tỷ|triệu|nghìn|ha|km|m"
    r"|hộ|người|tháng|năm|ngày|tuần|đơn vị|thôn|điểm|trường|cơ sở|hồ|vụ|đợt|lần|lớp)\b))"
)
"""The number behind the name of a place ("xã Bảo Lâm 1"), which counts nothing."""

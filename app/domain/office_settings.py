"""Settings that change a sheet: what they are called, what values they take."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_DAYS = 60
_MOST_LETTERS = 120


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One setting.

    Attributes:
        key: under which the register keeps it.
        title: its name for people.
        hint: where it is seen.
        figure: whether it is a number of days.
        required: whether it may not be empty.
    """

    key: str
    title: str
    hint: str
    figure: bool = False
    required: bool = True

    def refusal(self, value: str) -> str | None:
        """Return why a value cannot be taken, or None if it can."""
        words = value.strip()
        if self.figure:
            if not (words.isascii() and words.isdigit() and 1 <= int(words) <= _MOST_DAYS):
                return f"Ghi một số ngày từ 1 đến {_MOST_DAYS}."
            return None
        if self.required and not words:
            return f"Hãy ghi {self.title[0].lower()}{self.title[1:]}."
        if len(words) > _MOST_LETTERS:
            return f"Dài quá {_MOST_LETTERS} chữ nên không vừa một dòng trên biểu."
        return None


SETTING_KINDS = (
    SettingKind("superior", "Cơ quan chủ quản", "Dòng trên cùng bên trái của biểu, in chữ hoa."),
    SettingKind("office", "Cơ quan lập biểu", "Dòng in đậm dưới cơ quan chủ quản."),
    SettingKind("place", "Địa danh", "Đứng trước ngày tháng năm, góc phải của biểu."),
    SettingKind(
        "signer_left",
        "Chức danh ký bên trái",
        "Khối chữ ký bên trái, cuối biểu; để trống thì không in.",
        required=False,
    ),
    SettingKind(
        "signer_right",
        "Chức danh ký bên phải",
        "Khối chữ ký bên phải, cuối biểu; để trống thì không in.",
        required=False,
    ),
    SettingKind(
        "soon_days",
        "Số ngày sắp đến hạn",
        "Còn từ ngần này ngày trở xuống thì đèn vàng “Sắp đến hạn”.",
        figure=True,
    ),
)


def kind_of(key: str) -> SettingKind | None:
    """Return the setting with a key."""
    return next((kind for kind in SETTING_KINDS if kind.key == key), None)

"""Settings that change a sheet: what they are called, what values they take."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import signing
from app.domain.phrases import phrase, small

_MOST_DAYS = 60
_MOST_LETTERS = 120
_MOST_LIST = 400


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One setting.

    Attributes:
        key: under which the register keeps it.
        title: its name for people.
        hint: where it is seen.
        figure: whether it is a number of days.
        required: whether it may not be empty.
        signature: whether it is a signature block, its lines parted by slashes.
        listed: whether it is a list, its entries parted by semicolons.
    """

    key: str
    title: str
    hint: str
    figure: bool = False
    required: bool = True
    signature: bool = False
    listed: bool = False

    def refusal(self, value: str) -> str | None:
        """Return why a value cannot be taken, or None if it can."""
        words = value.strip()
        if self.figure:
            if not (words.isascii() and words.isdigit() and 1 <= int(words) <= _MOST_DAYS):
                return phrase("Ghi một số ngày từ 1 đến {most_days}.", most_days=_MOST_DAYS)
            return None
        if self.required and not words:
            return phrase("Hãy ghi {title}.", title=small(self.title))
        most = _MOST_LIST if self.listed else _MOST_LETTERS
        if len(words) > most:
            return phrase("Dài quá {most} chữ nên không vừa chỗ dành trên biểu.", most=most)
        return signing.refusal(words) if self.signature else None


SETTING_KINDS = (
    SettingKind(
        "superior",
        phrase("Cơ quan chủ quản"),
        phrase("Dòng trên cùng bên trái của biểu, in chữ hoa."),
    ),
    SettingKind("office", phrase("Cơ quan lập biểu"), phrase("Dòng in đậm dưới cơ quan chủ quản.")),
    SettingKind(
        "place", phrase("Địa danh"), phrase("Đứng trước ngày tháng năm, góc phải của biểu.")
    ),
    SettingKind(
        "signer_left",
        phrase("Chức danh ký bên trái"),
        phrase("Khối chữ ký bên trái, cuối biểu; để trống thì không in."),
        required=False,
    ),
    SettingKind(
        "signer_right",
        phrase("Chức danh ký bên phải"),
        phrase(
            "Khối chữ ký bên phải, cuối biểu, ví dụ “KT. Chánh Văn phòng / Phó Chánh Văn phòng”; "
            "để trống thì không in."
        ),
        required=False,
        signature=True,
    ),
    SettingKind(
        "signer_name",
        phrase("Người ký bên phải"),
        phrase("Họ và tên dưới chữ ký bên phải của biểu; để trống thì chừa chỗ."),
        required=False,
    ),
    SettingKind(
        "sheet_symbol",
        phrase("Ký hiệu của biểu"),
        phrase("Đứng sau “Số:” ở biểu chính thức, ví dụ /BC-VP; để trống thì biểu không có số."),
        required=False,
    ),
    SettingKind(
        "soon_days",
        phrase("Số ngày sắp đến hạn"),
        phrase("Còn từ ngần này ngày trở xuống thì đèn vàng “Sắp đến hạn”."),
        figure=True,
    ),
    SettingKind(
        "letter_body",
        phrase("Cơ quan ban hành công văn"),
        phrase("Đứng đầu công văn đôn đốc, dấu gạch chéo ngăn các dòng."),
    ),
    SettingKind(
        "letter_symbol",
        phrase("Ký hiệu công văn"),
        phrase("Đứng sau “Số:” của công văn; số do văn thư ghi khi ban hành."),
    ),
    SettingKind(
        "letter_signer",
        phrase("Thể thức ký công văn"),
        phrase(
            "TM., KT., TL., TUQ. hoặc Q., ví dụ “KT. Chủ tịch / Phó Chủ tịch” hoặc "
            "“TL. Chủ tịch / Chánh Văn phòng”."
        ),
        signature=True,
    ),
    SettingKind(
        "letter_signer_name",
        phrase("Người ký công văn"),
        phrase("Để trống thì là Phó Chủ tịch phụ trách cơ quan nhận, nếu ký thay Chủ tịch."),
        required=False,
    ),
    SettingKind(
        "letter_days",
        phrase("Hạn trả lời công văn"),
        phrase("Cơ quan nhận báo cáo trong ngần này ngày kể từ ngày ghi trên công văn."),
        figure=True,
    ),
    SettingKind(
        "letter_recipients",
        phrase("Nơi nhận công văn"),
        phrase("Ngăn bằng dấu chấm phẩy; dòng cuối là nơi lưu."),
        listed=True,
    ),
)


def kind_of(key: str) -> SettingKind | None:
    """Return the setting with a key."""
    return next((kind for kind in SETTING_KINDS if kind.key == key), None)

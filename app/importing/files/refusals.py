"""Why a file is not read: each refusal is one Vietnamese sentence that says what to do.

A document stamped with a degree of secrecy is named nowhere, not even by its file name.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.errors import InputRefusedError, TienDoError
from app.domain.phrases import phrase

LARGEST_FILE = 300 << 20  # bytes; a scanned book of 500 pages is smaller
LARGEST_TEXT = 32 << 20  # bytes of a text file, which is read as a whole
LARGEST_PART = 100 << 20  # bytes of one unpacked part of a Word or Excel file


class Reason(StrEnum):
    """What is wrong with a file; the value is the sentence, with the file's name to be put in."""

    MISSING = phrase("Không tìm thấy tệp “{name}”; hãy kiểm tra lại tên và thư mục của tệp.")
    FOLDER = phrase("“{name}” là thư mục chứ không phải tệp; hãy chọn từng tệp văn bản.")
    UNREADABLE = phrase(
        "Không mở được tệp “{name}” vì chương trình khác đang giữ hoặc máy không cho đọc; "
        "hãy đóng tệp ở chương trình khác, hoặc chép tệp sang thư mục khác, rồi nhập lại."
    )
    EMPTY = phrase("Tệp “{name}” rỗng, không có nội dung nào; hãy xin lại tệp từ nơi gửi.")
    NO_TEXT = phrase(
        "Tệp “{name}” không có chữ nào để đọc; hãy kiểm tra xem có chọn nhầm tệp không."
    )
    TOO_LARGE = phrase(
        "Tệp “{name}” quá lớn để đọc; hãy tách thành nhiều tệp nhỏ hơn, hoặc bỏ bớt ảnh, "
        "rồi nhập lại."
    )
    UNKNOWN = phrase(
        "Tệp “{name}” không phải tệp .docx, .pdf, .xlsx hay .txt; hãy mở tệp bằng chương trình "
        "đã tạo ra nó và lưu lại thành một trong các dạng này."
    )
    OLD_WORD = phrase(
        "Tệp “{name}” là tệp Word dạng cũ (.doc) mà chương trình không đọc được; hãy mở tệp bằng "
        "Word, chọn Lưu thành (Save As) dạng .docx, rồi nhập tệp mới."
    )
    OLD_EXCEL = phrase(
        "Tệp “{name}” là tệp Excel dạng cũ (.xls, .xlsb) mà chương trình không đọc được; hãy mở "
        "tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx, rồi nhập tệp mới."
    )
    OLD_OFFICE = phrase(
        "Tệp “{name}” là tệp Office dạng cũ mà chương trình không đọc được; hãy mở tệp bằng Word "
        "hoặc Excel, lưu thành dạng .docx hoặc .xlsx, rồi nhập tệp mới."
    )
    OTHER_TEXT = phrase(
        "Tệp “{name}” ở dạng RTF, HTML hoặc OpenDocument mà chương trình không đọc được; hãy mở "
        "tệp bằng Word hoặc Excel, lưu thành dạng .docx hoặc .xlsx, rồi nhập tệp mới."
    )
    LOCKED_OFFICE = phrase(
        "Tệp “{name}” được đặt mật khẩu; hãy mở tệp bằng Word hoặc Excel, bỏ mật khẩu, lưu lại, "
        "rồi nhập tệp đã lưu."
    )
    LOCKED_PDF = phrase(
        "Tệp PDF “{name}” được đặt mật khẩu mở; hãy xin bản không có mật khẩu, hoặc xin bản Word "
        "(.docx)."
    )
    PICTURE = phrase(
        "Tệp “{name}” là ảnh chứ không phải văn bản có chữ; hãy xin bản Word (.docx) hoặc bản PDF "
        "có chữ từ nơi ban hành."
    )
    SCANNED = phrase(
        "Tệp PDF “{name}” là bản quét, chỉ có ảnh mà không có chữ để đọc; hãy xin bản Word (.docx) "
        "hoặc bản PDF có chữ từ nơi ban hành."
    )
    OFFICE_DAMAGED = phrase(
        "Tệp “{name}” bị hỏng hoặc tải về chưa hết nên không đọc được; hãy tải hoặc xin lại tệp."
    )
    PDF_DAMAGED = phrase(
        "Tệp PDF “{name}” bị hỏng hoặc tải về chưa hết nên không đọc được; hãy tải hoặc xin lại "
        "tệp."
    )
    BOMB = phrase(
        "Tệp “{name}” nén bất thường, giải nén ra lớn quá mức của một văn bản, nên không được mở; "
        "hãy xin lại tệp từ nơi gửi."
    )
    ENTITY = phrase(
        "Tệp “{name}” chứa khai báo không có trong tệp Word, Excel bình thường (có thể để đọc tệp "
        "khác trên máy) nên không được mở; hãy xin lại tệp từ nơi gửi."
    )


class DocumentRefusedError(InputRefusedError):
    """The file cannot, or must not, be read; nothing of it was kept."""


class SecretDocumentError(DocumentRefusedError):
    """The document bears a stamp of secrecy; the message tells the degree and nothing else."""

    def __init__(self, degree: str) -> None:
        """Say which stamp was seen: MẬT, TỐI MẬT or TUYỆT MẬT."""
        super().__init__(
            phrase(
                "Văn bản này có dấu độ mật “{degree}” nên không được nhập, và chương trình "
                "không giữ "
                "lại nội dung nào của nó; hãy quản lý văn bản theo quy định về bảo vệ bí "
                "mật nhà nước.",
                degree=degree,
            )
        )


class SecretRowError(SecretDocumentError):
    """One row of a table is marked as secret; the message tells which row, nothing of its words."""

    def __init__(self, degree: str, row: str) -> None:
        """Say which row: its own number as printed, or its place in the table."""
        DocumentRefusedError.__init__(
            self,
            phrase(
                "Hàng {row} của bảng ghi độ mật “{degree}” nên văn bản không được nhập, và chương "
                "trình không giữ lại nội dung nào của nó; hãy quản lý hàng ấy theo quy định "
                "về bảo vệ "
                "bí mật nhà nước và xin bản không có hàng ấy để nhập.",
                row=row,
                degree=degree,
            ),
        )


class ReadingCancelledError(TienDoError):
    """The person who asked for the reading no longer wants it."""

    def __init__(self) -> None:
        """Say that nothing was kept."""
        super().__init__(phrase("Đã dừng đọc tệp theo yêu cầu; chưa có gì được nhập."))


def refused(reason: Reason, name: str) -> DocumentRefusedError:
    """Return the error to raise for the file called ``name``."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return DocumentRefusedError(reason.value.format(name=shown))

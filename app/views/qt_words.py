"""What Qt itself says, in Vietnamese: its file, print and colour dialogs, buttons and field menus.

Qt ships no Vietnamese translation. On Windows most of these dialogs are the system's own; the menus
of fields and scroll bars are Qt's everywhere. Key names (``Ctrl``, ``Del``) stay as keyboards have
them.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_EDITING = {
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Cu&t": "&Cắt",
    "&Copy": "&Sao chép",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Copy &Link Location": "Sao chép địa chỉ liên kết",
}

_WORDS: dict[str, dict[str, str]] = {
    "QPlatformTheme": {
        "OK": "Đồng ý",
        "Save": "Lưu",
        "Save All": "Lưu tất cả",
        "Open": "Mở",
        "&Yes": "&Có",
        "Yes to &All": "Có cho &tất cả",
        "&No": "&Không",
        "N&o to All": "Không cho tất cả",
        "Abort": "Dừng",
        "Retry": "Thử lại",
        "Ignore": "Bỏ qua",
        "Close": "Đóng",
        "Cancel": "Hủy",
        "Discard": "Không lưu",
        "Help": "Trợ giúp",
        "Apply": "Áp dụng",
        "Reset": "Đặt lại",
        "Restore Defaults": "Khôi phục mặc định",
    },
    "QGnomeTheme": {
        "&OK": "Đồng ý",
        "&Save": "Lưu",
        "&Cancel": "Hủy",
        "&Close": "Đóng",
        "Close without Saving": "Đóng, không lưu",
    },
    "QDialogButtonBox": {"OK": "Đồng ý"},
    "QProgressDialog": {"Cancel": "Hủy"},
    "QInputDialog": {"Enter a value:": "Nhập giá trị:"},
    "QMessageBox": {
        "Show Details...": "Xem chi tiết…",
        "Hide Details...": "Ẩn chi tiết…",
    },
    "QLineEdit": _EDITING,
    "QWidgetTextControl": _EDITING,
    "QAbstractSpinBox": {
        "&Select All": "Chọn tất cả",
        "&Step up": "Tăng",
        "Step &down": "Giảm",
    },
    "QComboBox": {
        "Open the combo box selection popup": "Mở danh sách để chọn",
        "True": "Có",
        "False": "Không",
    },
    "QScrollBar": {
        "Scroll here": "Cuộn tới đây",
        "Top": "Trên cùng",
        "Bottom": "Dưới cùng",
        "Left edge": "Mép trái",
        "Right edge": "Mép phải",
        "Page up": "Lên một trang",
        "Page down": "Xuống một trang",
        "Page left": "Sang trái một trang",
        "Page right": "Sang phải một trang",
        "Scroll up": "Cuộn lên",
        "Scroll down": "Cuộn xuống",
        "Scroll left": "Cuộn sang trái",
        "Scroll right": "Cuộn sang phải",
    },
    "QTabBar": {"Scroll Left": "Cuộn sang trái", "Scroll Right": "Cuộn sang phải"},
    "QFileDialog": {
        "Look in:": "Tìm trong:",
        "File &name:": "Tên tệp:",
        "Files of type:": "Loại tệp:",
        "Directory:": "Thư mục:",
        "&Open": "Mở",
        "Open": "Mở",
        "&Save": "Lưu",
        "Save As": "Lưu thành",
        "&Choose": "Chọn",
        "&Rename": "Đổi tên",
        "&Delete": "Xóa",
        "Delete": "Xóa",
        "Remove": "Bỏ khỏi danh sách",
        "&New Folder": "Thư mục mới",
        "New Folder": "Thư mục mới",
        "Create New Folder": "Tạo thư mục mới",
        "Create a New Folder": "Tạo thư mục mới",
        "Show &hidden files": "Hiện tệp ẩn",
        "Show ": "Hiện ",
        "Back": "Trở lại",
        "Go back": "Trở lại",
        "Forward": "Tiếp",
        "Go forward": "Tiếp",
        "Parent Directory": "Thư mục cấp trên",
        "Go to the parent directory": "Lên thư mục cấp trên",
        "List View": "Dạng danh sách",
        "Change to list view mode": "Chuyển sang dạng danh sách",
        "Detail View": "Dạng chi tiết",
        "Change to detail view mode": "Chuyển sang dạng chi tiết",
        "Sidebar": "Ngăn bên",
        "List of places and bookmarks": "Danh sách nơi lưu và dấu trang",
        "Files": "Các tệp",
        "Directories": "Các thư mục",
        "Recent Places": "Nơi dùng gần đây",
        "Find Directory": "Tìm thư mục",
        "All Files (*)": "Mọi tệp (*)",
        "All files (*)": "Mọi tệp (*)",
        "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nGhi đè lên tệp đó?",
        "%1\nFile not found.\nPlease verify the correct file name was given.": (
            "%1\nKhông tìm thấy tệp. Hãy kiểm tra lại tên tệp."
        ),
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
            "%1\nKhông tìm thấy thư mục. Hãy kiểm tra lại tên thư mục."
        ),
        "Are you sure you want to delete '%1'?": "Xóa “%1”?",
        "'%1' is write protected.\nDo you want to delete it anyway?": (
            "“%1” được bảo vệ chống ghi.\nVẫn xóa?"
        ),
        "Could not delete directory.": "Không xóa được thư mục.",
    },
    "QFileSystemModel": {
        "Name": "Tên",
        "Size": "Cỡ",
        "Type": "Loại",
        "Kind": "Loại",
        "Date Modified": "Ngày sửa",
        "Computer": "Máy tính",
        "My Computer": "Máy tính",
    },
    "QAbstractFileIconProvider": {
        "Drive": "Ổ đĩa",
        "File": "Tệp",
        "File Folder": "Thư mục",
        "Folder": "Thư mục",
        "Alias": "Lối tắt",
        "Shortcut": "Lối tắt",
        "Unknown": "Không rõ",
    },
    "QColorDialog": {
        "Select Color": "Chọn màu",
        "&Basic colors": "Màu cơ bản",
        "&Custom colors": "Màu riêng",
        "&Add to Custom Colors": "Thêm vào màu riêng",
        "&Pick Screen Color": "Lấy màu trên màn hình",
        "Cursor at %1, %2\nPress ESC to cancel": "Con trỏ ở %1, %2\nBấm Esc để hủy",
        "Hu&e:": "Sắc độ:",
        "&Sat:": "Độ đậm:",
        "&Val:": "Độ sáng:",
        "&Red:": "Đỏ:",
        "&Green:": "Xanh lá:",
        "Bl&ue:": "Xanh dương:",
        "A&lpha channel:": "Độ mờ:",
        "&HTML:": "Mã HTML:",
    },
    "QPrintDialog": {
        "Print": "In",
        "&Print": "In",
        "&Options >>": "Tùy chọn >>",
        "&Options <<": "Tùy chọn <<",
        "Print to File (PDF)": "In ra tệp (PDF)",
        "Print To File ...": "In ra tệp…",
        "Local file": "Tệp trên máy này",
        "Write PDF file": "Ghi tệp PDF",
        "All Pages": "Mọi trang",
        "Odd Pages": "Trang lẻ",
        "Even Pages": "Trang chẵn",
        "%1 already exists.\nDo you want to overwrite it?": "%1 đã có.\nGhi đè lên tệp đó?",
        "%1 is a directory.\nPlease choose a different file name.": (
            "%1 là một thư mục.\nHãy chọn tên tệp khác."
        ),
        "File %1 is not writable.\nPlease choose a different file name.": (
            "Không ghi được tệp %1.\nHãy chọn tên tệp khác."
        ),
        "The 'From' value cannot be greater than the 'To' value.": (
            "Trang đầu không được lớn hơn trang cuối."
        ),
        "Invalid Pages Definition": "Trang cần in không hợp lệ",
        "%1 does not follow the correct syntax. Please use ',' to separate ranges and pages, "
        "'-' to define ranges and make sure ranges do not intersect with each other.": (
            "“%1” chưa đúng cách viết. Hãy ngăn các trang bằng dấu phẩy, ghi khoảng trang bằng "
            "dấu gạch nối, các khoảng không trùng nhau."
        ),
        "Duplex Settings Conflicts": "Cài đặt in hai mặt mâu thuẫn",
        "There are conflicts in duplex settings. Do you want to fix them?": (
            "Cài đặt in hai mặt mâu thuẫn nhau. Sửa lại?"
        ),
    },
    "QPrintWidget": {
        "Printer": "Máy in",
        "&Name:": "Tên:",
        "P&roperties": "Thuộc tính",
        "Location:": "Nơi đặt:",
        "Preview": "Xem trước",
        "Type:": "Loại:",
        "Output &file:": "Ghi ra tệp:",
    },
    "QPrintSettingsOutput": {
        "Copies": "Bản in",
        "Print range": "Phạm vi in",
        "Print all": "In tất cả",
        "Pages from": "Từ trang",
        "to": "đến",
        "Current Page": "Trang đang xem",
        "Selection": "Phần đang chọn",
        "Pages": "Các trang",
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
        "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.": (
            "Ghi số trang hoặc khoảng trang, ngăn bằng dấu phẩy. Ví dụ: 3,5-7,9 in các trang 3, 5, "
            "6, 7 và 9."
        ),
        "Output Settings": "Cách in",
        "Copies:": "Số bản:",
        "Collate": "In trọn từng bản",
        "Reverse": "In từ trang cuối",
        "Options": "Tùy chọn",
        "Color Mode": "Màu",
        "Color": "In màu",
        "Grayscale": "In đen trắng",
        "Double Sided Printing": "In hai mặt",
        "Off": "Không",
        "Long side binding": "Lật theo cạnh dài",
        "Short side binding": "Lật theo cạnh ngắn",
        "Page Set:": "Trang in:",
    },
    "QPrintPropertiesDialog": {
        "Printer Properties": "Thuộc tính máy in",
        "Job Options": "Tùy chọn bản in",
        "Page Setup Conflicts": "Cài đặt trang mâu thuẫn",
        "Advanced Option Conflicts": "Tùy chọn nâng cao mâu thuẫn",
        "There are conflicts in page setup options. Do you want to fix them?": (
            "Cài đặt trang mâu thuẫn nhau. Sửa lại?"
        ),
        "There are conflicts in some advanced options. Do you want to fix them?": (
            "Một số tùy chọn nâng cao mâu thuẫn nhau. Sửa lại?"
        ),
    },
    "QPrintPropertiesWidget": {
        "Page": "Trang",
        "Advanced": "Nâng cao",
        "There are conflicts in some options. Please fix them.": (
            "Một số tùy chọn mâu thuẫn nhau. Hãy sửa lại."
        ),
    },
    "QPageSetupWidget": {
        "Paper": "Giấy",
        "Page size:": "Khổ giấy:",
        "Custom": "Tự chọn",
        "Width:": "Rộng:",
        "Height:": "Cao:",
        "Paper source:": "Khay giấy:",
        "Orientation": "Hướng giấy",
        "Portrait": "Dọc",
        "Landscape": "Ngang",
        "Reverse portrait": "Dọc, đảo đầu",
        "Reverse landscape": "Ngang, đảo đầu",
        "Margins": "Lề",
        "top margin": "lề trên",
        "bottom margin": "lề dưới",
        "left margin": "lề trái",
        "right margin": "lề phải",
        "Page Layout": "Bố trí trang",
        "Page order:": "Thứ tự trang:",
        "Pages per sheet:": "Số trang trên một tờ:",
        "Millimeters (mm)": "Milimét (mm)",
        "Inches (in)": "Inch (in)",
        "Points (pt)": "Điểm (pt)",
    },
}


class QtWords(QTranslator):
    """Answers Qt's own texts; what is not known stays as it is."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override] # None: no translation; the stubs do not know
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,  # noqa: ARG002 - no text here needs it
        n: int = -1,  # noqa: ARG002 - nor has a plural
    ) -> str | None:
        words = _WORDS.get(context)
        return None if words is None else words.get(sourceText)

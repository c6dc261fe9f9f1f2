"""Documents as offices write them, made with python-docx; every name and figure is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TASK_ROWS = [
    ("Xây dựng kế hoạch cải cách hành chính năm 2026 của tỉnh", "Sở Nội vụ", "Văn phòng UBND tỉnh",
     "Trước 15/01/2026", "Kế hoạch của UBND tỉnh"),
    ("Rà soát, đơn giản hóa thủ tục hành chính, trình Chủ tịch UBND tỉnh công bố", "Sở Tư pháp",
     "Các sở, ban, ngành", "Quý II/2026", "Quyết định của Chủ tịch UBND tỉnh"),
    ("Hoàn thành số hóa hồ sơ đất đai tại các xã, phường", "Sở Nông nghiệp và Môi trường",
     "UBND các xã, phường", "Trong năm 2026", "Cơ sở dữ liệu đất đai"),
]  # fmt: skip


BULLETS = [
    "Tổ chức đối thoại với người dân, doanh nghiệp, hoàn thành trước ngày 30/6/2026;",
    "Kiểm tra việc thực hiện kỷ luật, kỷ cương hành chính, báo cáo kết quả hằng quý.",
]


def plan(path: Path, *, rows: int = 24, paragraphs: int = 6) -> None:
    """Write a plan: letterhead, numbered sections, bullets, a table over pages, signature."""
    document = Document()
    page_setup(document)
    _letterhead(document)
    _centred(document, "KẾ HOẠCH", bold=True)
    _centred(document, "Cải cách hành chính tỉnh Bình Sơn năm 2026", bold=True)
    _body(document, "Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn "
          "2021 - 2030, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:")  # fmt: skip
    _body(document, "I. MỤC ĐÍCH, YÊU CẦU", bold=True)
    _body(document, "1. Mục đích", bold=True)
    for n in range(paragraphs):
        _body(
            document,
            f"Nâng cao trách nhiệm của người đứng đầu các cơ quan, đơn vị trong việc thực hiện "
            f"nhiệm vụ cải cách hành chính; phấn đấu năm 2026 chỉ số cải cách hành chính của tỉnh "
            f"tăng ít nhất {n + 2} bậc so với năm 2025 và nằm trong nhóm khá của cả nước.",
        )
    _body(document, "II. NHIỆM VỤ", bold=True)
    _body(document, "1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành:")
    _bullets(document)
    _body(document, "(Danh mục nhiệm vụ cụ thể tại Phụ lục kèm theo)", italic=True)
    _signature(document)
    document.add_page_break()
    _centred(document, "PHỤ LỤC", bold=True)
    _centred(document, "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026", bold=True)
    task_table(document, rows)
    document.save(str(path))


def task_table(document: Any, rows: int) -> Any:
    """Add a table with merged group rows and one lead agency merged over three rows."""
    names = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian",
             "Sản phẩm")  # fmt: skip
    table = document.add_table(rows=1, cols=len(names))
    table.style = "Table Grid"
    table.autofit = False
    widths = [Cm(x) for x in (1.1, 5.2, 2.6, 2.6, 2.2, 2.8)]
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        fill_cell(cell, name, bold=True)
    repeat_header(table.rows[0])
    for n in range(rows):
        if n % 8 == 0:
            group = table.add_row().cells
            fill_cell(group[0], "I" * (n // 8 + 1), bold=True)
            merged = group[1].merge(group[-1])
            fill_cell(merged, f"Nhóm nhiệm vụ thứ {n // 8 + 1}", bold=True)
        cells = table.add_row().cells
        content, *rest = TASK_ROWS[n % 3]
        for cell, text in zip(cells, (str(n + 1), f"{content} (đợt {n + 1})", *rest), strict=True):
            fill_cell(cell, text)
        if n % 8 == 5:
            lead = table.rows[-3].cells[2].merge(table.rows[-1].cells[2])
            fill_cell(lead, "Sở Khoa học và Công nghệ")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def page_setup(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(paragraph, "PAGE")


def _letterhead(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    fill_cell(left, "ỦY BAN NHÂN DÂN\nTỈNH BÌNH SƠN", bold=True, centred=True, size=13)
    fill_cell(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", bold=True,
          centred=True, size=12)  # fmt: skip
    left, right = table.rows[1].cells
    fill_cell(left, "Số: 15/KH-UBND", centred=True, size=13)
    fill_cell(right, "Bình Sơn, ngày 12 tháng 01 năm 2026", centred=True, size=13)


def _signature(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    fill_cell(left, "Nơi nhận:\n- Như trên;\n- Lưu: VT, NC.", size=11)
    fill_cell(right, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Mẫu", bold=True, centred=True)


def _bullets(document: Any) -> None:
    for text in BULLETS:
        document.add_paragraph(text, style="List Bullet")


def _centred(document: Any, text: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold


def _body(document: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def fill_cell(
    cell: Any, text: str, *, bold: bool = False, centred: bool = False, size: int = 12
) -> None:
    for n, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        if n == 0:
            for extra in cell.paragraphs[1:]:
                extra._element.getparent().remove(extra._element)
            for run in paragraph.runs:
                run._element.getparent().remove(run._element)
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold = bold
        run.font.size = Pt(size)


def repeat_header(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _field(paragraph: Any, code: str) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)

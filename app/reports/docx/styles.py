"""The styles of our Word documents: every paragraph has one, so that an office restyles by name.

Sizes are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, out of the one settings file of the sheets.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from app.reports.pdf.layout import Layout, load_layout

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

FACE = "Times New Roman"
LANGUAGE = "vi-VN"


class S(StrEnum):
    """Names of the styles as Word shows them."""

    BODY = "Nội dung"
    SUPERIOR = "Cơ quan chủ quản"
    OFFICE = "Cơ quan ban hành"
    NATION = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    NUMBER = "Số ký hiệu"
    DATE = "Địa danh, ngày tháng"
    ABOUT = "Trích yếu công văn"
    MARK = "Dấu bản"
    TITLE = "Tên biểu"
    SUBTITLE = "Trích yếu"
    PERIOD = "Kỳ số liệu"
    ANSWER = "Tổng số"
    TO = "Kính gửi"
    CAPTION = "Tên bảng"
    ENTRY = "Dòng mục lục"
    HEAD = "Đầu bảng"
    CELL = "Ô bảng"
    CENTRED = "Ô bảng giữa"
    GROUP = "Nhóm trong bảng"
    SECTION = "Mục trong bảng"
    NOTE = "Ghi chú"
    SIGNER = "Chức danh ký"
    NAME = "Người ký"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Nơi nhận, dòng"
    FOOT = "Nguồn số liệu"
    PAGE = "Số trang"

    @property
    def key(self) -> str:
        """By which paragraphs name the style in the file."""
        return self.value.replace(" ", "")


_LEFT, _CENTRE, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def new_document() -> WordDocument:
    """Return an empty document with our styles."""
    document = Document()
    layout = load_layout()
    normal = document.styles["Normal"]
    _face(normal, layout.letterhead.motto_size)
    for name, size, align, look in _looks(layout):
        _add(document, name, size, align, look)
    _set_language(document)
    body = document.styles[S.BODY].paragraph_format
    body.first_line_indent = Pt(layout.letter.first_line)
    body.space_after = Pt(layout.letter.between)
    body.line_spacing = Pt(layout.letter.leading)
    document.styles[S.SIGNER].paragraph_format.keep_with_next = True
    document.styles[S.GROUP].paragraph_format.keep_with_next = True
    document.styles[S.SECTION].paragraph_format.keep_with_next = True
    document.styles[S.ANSWER].paragraph_format.space_after = Pt(layout.answer.after)
    document.styles[S.PERIOD].paragraph_format.space_after = Pt(layout.answer.drop)
    document.styles[S.NOTE].paragraph_format.space_before = Pt(layout.closing.legend_drop)
    document.styles[S.CAPTION].paragraph_format.space_before = Pt(layout.tracking.uncounted_drop)
    document.styles[S.TITLE].paragraph_format.space_before = Pt(8)
    _make_heading(document.styles[S.TITLE])
    document.styles[S.TO].paragraph_format.space_before = Pt(layout.letter.to_drop / 2)
    document.styles[S.TO].paragraph_format.space_after = Pt(layout.letter.to_drop / 2)
    return document


def _looks(layout: Layout) -> list[tuple[S, float, WD_ALIGN_PARAGRAPH, str]]:
    """Return name, size, alignment and look ("b" bold, "i" italic, "c" capitals) of each style."""
    head, table, letter = layout.letterhead, layout.table, layout.letter
    return [
        (S.BODY, letter.size, _BOTH, ""),
        (S.SUPERIOR, head.superior_size, _CENTRE, "c"),
        (S.OFFICE, head.office_size, _CENTRE, "bc"),
        (S.NATION, head.nation_size, _CENTRE, "b"),
        (S.MOTTO, head.motto_size, _CENTRE, "b"),
        (S.NUMBER, head.number_size, _CENTRE, ""),
        (S.DATE, head.date_size, _CENTRE, "i"),
        (S.ABOUT, letter.about_size, _CENTRE, ""),
        (S.MARK, layout.frame.mark_size, _LEFT, "b"),
        (S.TITLE, head.title_size, _CENTRE, "bc"),
        (S.SUBTITLE, head.subtitle_size, _CENTRE, "b"),
        (S.PERIOD, head.period_size, _CENTRE, "i"),
        (S.ANSWER, layout.answer.size, _LEFT, ""),
        (S.TO, letter.to_size, _CENTRE, ""),
        (S.CAPTION, layout.answer.size, _LEFT, "b"),
        (S.ENTRY, layout.contents.entry_size, _LEFT, ""),
        (S.HEAD, table.size, _CENTRE, "b"),
        (S.CELL, table.size, _LEFT, ""),
        (S.CENTRED, table.size, _CENTRE, ""),
        (S.GROUP, table.size, _LEFT, "b"),
        (S.SECTION, table.size, _LEFT, "bi"),
        (S.NOTE, layout.closing.notes_size, _LEFT, "i"),
        (S.SIGNER, layout.closing.signature_size, _CENTRE, "bc"),
        (S.NAME, layout.closing.signature_size, _CENTRE, "b"),
        (S.RECIPIENTS, letter.recipients_size, _LEFT, "bi"),
        (S.RECIPIENT, letter.recipient_size, _LEFT, ""),
        (S.FOOT, layout.frame.foot_size, _LEFT, ""),
        (S.PAGE, layout.frame.page_number_size, _CENTRE, ""),
    ]


def _add(
    document: WordDocument, name: S, size: float, align: WD_ALIGN_PARAGRAPH, look: str
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _face(style, size)
    style.font.bold = "b" in look
    style.font.italic = "i" in look
    style.font.all_caps = "c" in look
    form = style.paragraph_format
    form.alignment = align
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0


def _face(style: ParagraphStyle, size: float) -> None:
    style.font.name = FACE
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FACE)


def _make_heading(style: ParagraphStyle) -> None:
    """Let Word's pane of headings name the paragraphs of a style."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().append(level)


def _set_language(document: WordDocument) -> None:
    """Say that the text is Vietnamese, or Word underlines every word of it."""
    for lang in document.styles.element.iter(qn("w:lang")):
        for kind in ("w:val", "w:eastAsia"):
            lang.set(qn(kind), LANGUAGE)

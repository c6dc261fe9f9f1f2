"""Files written part by part, for what no library writes: odd, old and hostile ones."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from app.reports.pdf.fonts import load_family

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def paragraph(text: str, *, properties: str = "", run: str = "") -> str:
    """Return a ``w:p`` with one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def numbered(text: str, *, list_id: int = 1, level: int = 0) -> str:
    """Return a paragraph that Word numbers."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=numbering)


def cell(content: str, properties: str = "") -> str:
    """Return a ``w:tc``; plain text becomes its paragraph."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a ``w:tr``; plain texts become its cells."""
    inner = "".join(one if one.startswith("<w:tc") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """Return a ``w:tbl``; ``grid`` gives the widths of its columns in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word_file(path: Path, body: str, *, head: str = "", **parts: str) -> Path:
    """Write a .docx: ``parts`` are styles, numbering, footnotes, header, footer (their content)."""
    names = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
             "header": "hdr", "footer": "ftr"}  # fmt: skip
    files = {
        "_rels/.rels": _relations([("officeDocument", "word/document.xml", "")]),
        "word/document.xml": f"<?xml version='1.0' encoding='UTF-8'?>{head}"
        f"<w:document {W} {V} {MC} {WPS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            [(kind, f"{kind}.xml", "") for kind in parts]
            + [("attachedTemplate", "http://127.0.0.1:9/template.dotm", "External")]
        ),
    }
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{names[kind]} {W} {V}>{content}</w:{names[kind]}>"
    return zipped(path, files)


def sheet_file(path: Path, rows: str, *, after: str = "", head: str = "") -> Path:
    """Write an .xlsx with one sheet of raw rows; ``after`` follows its data."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml", "")]),
        "xl/workbook.xml": f'{head}<workbook {SHEET} {R}><sheets><sheet name="Bảng 1" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations([("worksheet", "worksheets/sheet1.xml", "")]),
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>{after}"
        "</worksheet>",
    }
    return zipped(path, files)


def zipped(path: Path, files: dict[str, str]) -> Path:
    """Write an archive of texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def bomb(path: Path) -> Path:
    """Write a small .docx that unpacks to 200 MB."""
    word_file(path, "")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media.xml", "w", force_zip64=True) as part,
    ):
        block = b" " * (1 << 20)
        for _ in range(200):
            part.write(block)
    return path


def pdf_bomb(path: Path, megabytes: int) -> Path:
    """Write a small PDF whose page unpacks to that many megabytes of blanks."""
    pack = zlib.compressobj(9)
    packed = b"".join(pack.compress(b" " * (1 << 20)) for _ in range(megabytes)) + pack.flush()
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n"
        b"trailer<</Size 5/Root 1 0 R>>" % (len(packed), packed)
    )
    return path


def old_office(path: Path, *streams: str) -> Path:
    """Write the head of a compound file with a directory of streams of these names."""
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00") + bytes(64) for name in ("Root Entry", *streams)
    )
    path.write_bytes(_OLE + bytes(504) + directory + bytes(512))
    return path


def pdf(
    path: Path,
    pages: Sequence[Sequence[str | tuple[float, float, str]]],
    *,
    password: str = "",
    size: tuple[float, float] = (595, 842),
) -> Path:
    """Write a PDF; a page's texts stand below each other, or where (x, y from the top) says."""
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), pagesize=size, encrypt=encryption)
    font = load_family().fonts[0].fontName
    for texts in pages:
        canvas.setFont(font, 13)
        for n, text in enumerate(texts):
            x, y, shown = text if isinstance(text, tuple) else (72.0, 72.0 + n * 18, text)
            canvas.drawString(x, size[1] - y, shown)
        canvas.showPage()
    canvas.save()
    return path


def scan(path: Path, pages: int = 2) -> Path:
    """Write a PDF of pictures without a letter, as a scanner does."""
    picture = path.with_suffix(".png")
    Image.new("L", (400, 560), 200).save(picture)
    canvas = Canvas(str(path), pagesize=(595, 842))
    for _ in range(pages):
        canvas.drawImage(str(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return path


def picture(path: Path) -> Path:
    """Write a PNG under any name."""
    Image.new("RGB", (20, 20), "white").save(path, format="PNG")
    return path


def _relations(targets: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_KINDS}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"' if mode else "")
        + "/>"
        for n, (kind, target, mode) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'

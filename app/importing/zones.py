"""Blocks to lines: broken paragraphs joined, and front, body and end of the document told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.text import fold
from app.importing import signers
from app.importing.blocks import Block, Kind, Part
from app.importing.files.furniture import page_number
from app.importing.lines import Line, Section, Zone
from app.importing.numbering import ROMAN

_SHORTEST_BROKEN = 40
"""A paragraph that a page break cut was a full line of print at least."""
_CONTINUING_SIGNS = "0123456789%(,;)–"
_SENTENCE_END = re.compile(r"[.;:!?…”\"]\**$|\./\.$")
_SUBJECT = re.compile(r"[Vv]\s*/\s*v\s+")
_APPENDIX = re.compile(r"(?i)(?:phụ lục|phụ biểu|biểu(?: mẫu)?)\b")
_APPENDIX_ALONE = re.compile(r"(?i)(?:phụ lục|phụ biểu|biểu(?: mẫu)?)(?: số)?\s*[\dIVX]*[.:]?")
_ENCLOSED = re.compile(r"(?i)\(?\s*(?:ban hành )?(?:kèm|đính kèm)")
_RECIPIENTS = re.compile(r"\W*noi nhan\b")
_BODY_OPENS = re.compile(
    r"\W*(?:can cu|thuc hien|ngay \d+|theo|de|xet|trong|nam \d+|tren co so|nham|trien khai"
    r"|sau khi|hien nay|thoi gian qua)\b"
)
_LETTERHEAD = re.compile(r"\W*(?:cong hoa xa hoi|doc lap\s*[-–]|dang cong san|so\s*:)")
_MOST_COLUMNS = 3  # of a table that only sets letterhead or signature side by side
_FIRST_LINES = 5  # no signature stands above


def joined(blocks: Sequence[Block]) -> list[Line]:
    """Return one line a paragraph or row; a paragraph that was cut is one line again."""
    root = Section("")
    lines: list[Line] = []
    before: Line | None = None  # the last line that is no note
    for n, read in enumerate(blocks):
        block = read
        if before and _cuts_a_sentence(before, block, blocks[n + 1 : n + 2]):
            block = replace(read, kind=Kind.NOTE)
        if _SUBJECT.match(read.printed):  # "V/v …" is no section V
            block = replace(read, marker="", text=_SUBJECT.sub("V/v ", read.printed))
        if before and _goes_on(before, block):
            before.blocks.append(n)
            before.text = f"{before.text} {block.printed}".strip()
            before.doubts += block.doubts
            continue
        lines.append(
            Line([n], block.text, block.marker, root, "", block.kind, block, doubts=block.doubts)
        )
        before = before if block.kind is Kind.NOTE else lines[-1]
    return lines


def _goes_on(before: Line, block: Block) -> bool:
    """Return whether ``block`` is the rest of the paragraph before it."""
    if block.kind is not Kind.PARAGRAPH or block.part is not Part.BODY or block.marker:
        return False
    if before.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.centred or not block.text:
        return False
    if len(before.text) < _SHORTEST_BROKEN or _SENTENCE_END.search(before.text):
        return False
    goes_on = block.text[0].islower() or block.text[0] in _CONTINUING_SIGNS
    return goes_on and not before.text.isupper()


def _cuts_a_sentence(before: Line, block: Block, behind: Sequence[Block]) -> bool:
    """Return whether a block is the number of a page in the middle of a sentence."""
    if block.kind is not Kind.PARAGRAPH or page_number(block.printed) is None or not behind:
        return False
    if len(before.text) < _SHORTEST_BROKEN or _SENTENCE_END.search(before.text):
        return False
    return not behind[0].marker and behind[0].text[:1].islower()


def mark_zones(lines: list[Line]) -> None:
    """Say of every line whether it is front, body, end or note, and where appendices begin."""
    zone = Zone.FRONT
    for n, line in enumerate(lines):
        if line.kind is Kind.NOTE:
            line.zone = Zone.NOTE
            continue
        if line.kind is Kind.TABLE_ROW:
            zone = _zone_of_row(line, n, zone)
        else:
            zone = _zone_of(lines, n, zone)
        line.zone = zone


def _zone_of_row(line: Line, n: int, zone: Zone) -> Zone:
    """Tell the tables without lines that hold letterhead and signature from tables of content."""
    texts = [cell.text.strip() for cell in line.first.cells if cell.text.strip()]
    if len(texts) > _MOST_COLUMNS or line.first.header:
        return Zone.BODY
    parts = [fold(part) for text in texts for part in text.split("\n")]
    if zone is Zone.FRONT and n < _FIRST_LINES and any(map(_LETTERHEAD.match, parts)):
        return Zone.FRONT
    if n > 1 and any(_ends(text) for text in texts):
        return Zone.END
    return Zone.BODY


def _ends(text: str) -> bool:
    """Return whether a cell holds the recipients, or a signature: a position over a name."""
    first, _, name = text.partition("\n")
    folded = fold(first)
    signed = signers.is_signed(folded) and first.isupper() and bool(name.strip())
    return bool(_RECIPIENTS.match(folded)) or signed


def _zone_of(lines: list[Line], n: int, zone: Zone) -> Zone:
    line = lines[n]
    folded = fold(line.text)
    if is_appendix(line) or (zone is Zone.END and _untitled_appendix(lines, n)):
        line.appendix = True
        return Zone.BODY
    if _RECIPIENTS.match(folded):
        return Zone.END
    if zone is Zone.FRONT and _begins_body(line, folded):
        return Zone.BODY
    if zone is Zone.BODY and n > _FIRST_LINES and _signs(lines, n):
        return Zone.END
    if zone is Zone.END and _back_to_body(line):
        return Zone.BODY
    return zone


def is_appendix(line: Line) -> bool:
    """Return whether a line is the heading of an appendix ("Phụ lục II")."""
    if line.kind is Kind.TABLE_ROW:
        return False
    if _APPENDIX.match(line.marker):
        return True
    return not line.marker and bool(_APPENDIX_ALONE.fullmatch(line.text.strip()))


def appendix_title(line: Line) -> str:
    """Return the title that stands in the heading of an appendix itself, or ""."""
    return line.text if line.marker or not _APPENDIX.match(line.text) else ""


def _untitled_appendix(lines: list[Line], n: int) -> bool:
    """Return whether a title behind the signature begins an appendix that has no number."""
    line = lines[n]
    looks = line.text.isupper() or line.first.centred
    title = looks and not line.marker and 10 < len(line.text) < 300
    return title and any(_ENCLOSED.match(behind.text) for behind in lines[n + 1 : n + 4])


def _begins_body(line: Line, folded: str) -> bool:
    if line.marker and line.marker not in "-•*+":
        return True
    return bool(_BODY_OPENS.match(folded)) and len(line.text) > 30


def _signs(lines: list[Line], n: int) -> bool:
    """Return whether the signature begins: no recipients stand before it in some documents."""
    line = lines[n]
    if line.marker not in ("", signers.ACTING) or len(line.text) > 60 or not line.text.isupper():
        return False
    folded = fold(line.text)
    if not line.marker and signers.is_signed(folded):
        return True
    office = bool(line.marker) or signers.WITH_OFFICE.match(folded)
    below = (other.text.strip(" *./") for other in lines[n + 1 : n + 3])
    return bool(office) and any(
        signers.NAME_OF_SIGNER.fullmatch(text) and not text.isupper() for text in below
    )


def _back_to_body(line: Line) -> bool:
    """Return whether the body goes on behind a signature (no appendix heading was printed)."""
    if signers.POSITION.match(fold(line.text)):  # "Q. GIÁM ĐỐC"
        return False
    return bool(re.match(rf"(?:{ROMAN}|[A-Z])[.)-]?$", line.marker)) and line.text.isupper()

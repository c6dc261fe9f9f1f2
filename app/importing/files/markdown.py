"""Markdown and the bits of HTML in it, as programs write that turn documents into text."""

from __future__ import annotations

import html
import re

_SIGNS = re.compile(r"(?m)^#{1,6} |^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$|\*\*\S[^*\n]*\*\*")
_HEADING = re.compile(r"(#{1,6})\s+")
_RULE = re.compile(r"\s*(?:-\s*){3,}$|\s*(?:\*\s*){3,}$|\s*(?:_\s*){3,}$")
_FOOTNOTE = re.compile(r"\s*<sup>\s*[\d*]+\s*</sup>|\s*\[\^\w+\]:")
_NOT_TEXT = re.compile(r"<!--.*?-->|!\[[^\]]*\]\([^)]*\)|<sup>.*?</sup>|<style.*?</style>")
_LINE_TAG = re.compile(r"(?i)<\s*/?\s*(?:p|br|li|ul|ol|div|tr)\b[^>]*>")
_TAG = re.compile(r"(?i)</?(?:b|i|u|em|strong|span|font|sub|sup|a|td|th|table|tbody|thead)\b[^>]*>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-*:?)?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")


def is_markdown(text: str) -> bool:
    """Return whether a text has headings, tables or emphasis of Markdown."""
    return bool(_SIGNS.search(text))


def heading_level(line: str) -> int:
    """Return 1 to 6 for a heading line, else 0."""
    found = _HEADING.match(line)
    return len(found[1]) if found else 0


def is_footnote(line: str) -> bool:
    """Return whether a line is a footnote: it begins with a raised number."""
    return bool(_FOOTNOTE.match(line))


def is_rule(line: str) -> bool:
    """Return whether a line only draws a line across the page."""
    return bool(_RULE.fullmatch(line))


def plain(line: str) -> tuple[str, bool]:
    """Return a line without signs of Markdown, and whether all of it was bold."""
    line = _NOT_TEXT.sub("", line)
    line = _HEADING.sub("", line, count=1) if _HEADING.match(line) else line
    bare = line.strip()
    whole = _EMPHASIS.fullmatch(bare)
    bold = bool(whole and len(whole[1]) != 1)
    for _ in range(3):  # bold inside italic inside a link
        line = _EMPHASIS.sub(r"\2", line)
    line = _TAG.sub("", _LINE_TAG.sub("\n", line))
    return html.unescape(_ESCAPED.sub(r"\1", line)), bold


def is_table_line(line: str) -> bool:
    """Return whether a line is a row of a table."""
    return line.lstrip().startswith("|") and line.count("|") > 1


def is_separator(line: str) -> bool:
    """Return whether a line only parts the header of a table from its rows."""
    return bool(_SEPARATOR.fullmatch(line))


def cells(line: str) -> list[tuple[str, bool]]:
    """Return the cells of a table's line: text, and whether it is bold."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [plain(cell) for cell in _CELL_END.split(inner)]

"""Places in a document: ``II.2.a#1`` is paragraph 1 of point a of section II.2."""

from __future__ import annotations

from app.domain.phrases import joined, phrase

_INITIALS = {
    "TCTH": phrase("Tổ chức thực hiện"),
    "BS": phrase("Nhiệm vụ bổ sung"),
    "GT": phrase("Giao trực tiếp"),
}
"""Names of sections whose number is used twice in their document, and of those made by hand."""

_BY_HAND = ("BS", "GT")


def section_words(locator: str) -> str:
    """Return the section part in words: ``III.7.(2)`` → ``III.7 (2)``, ``TCTH.1`` in full."""
    section = locator.partition("#")[0]
    head, _, rest = section.partition(".")
    words = _INITIALS.get(head)
    if words and rest:
        return phrase("{words}, mục {rest}", words=words, rest=rest.replace(".(", " ("))
    return words or section.rstrip(".").replace(".(", " (")


def is_direct(locator: str) -> bool:
    """Return whether a task was given directly, asked for by no document."""
    return chapter(locator) == "GT"


def chapter(locator: str) -> str:
    """Return the first part of a place: ``II`` of ``II.2.a#1`` and of ``II#1``."""
    return locator.partition("#")[0].partition(".")[0]


def heading(locator: str, title: str) -> str:
    """Return a section as headings name it, its title said once: ``II.2. Thúc đẩy tăng trưởng``.

    A section that is called by its title instead of a number (``TCTH``) is only its title.
    """
    place = section_words(locator)
    return place if title in ("", place) else joined(". ", (place, title))


def words(locator: str) -> str:
    """Return a whole locator in words: ``II.2.a#1`` → ``II.2.a, đoạn 1``."""
    return _with_paragraph(section_words(locator), locator)


def citation(locator: str) -> str:
    """Return a whole locator as it is cited in a sentence: ``mục II.2, điểm a, đoạn 1``."""
    section = locator.partition("#")[0]
    head, _, point = section.rpartition(".")
    if head and not point.isdigit() and not point.isupper():
        place = phrase("{cited}, điểm {point}", cited=_cited(head), point=point)
    else:
        place = _cited(section)
    return _with_paragraph(place, locator)


def _with_paragraph(place: str, locator: str) -> str:
    """Return a place with what its number counts: paragraphs, or entries made by hand."""
    section, _, paragraph = locator.partition("#")
    if not paragraph:
        return place
    if section in _BY_HAND:
        return phrase("{place}, số {paragraph}", place=place, paragraph=paragraph)
    return phrase("{place}, đoạn {paragraph}", place=place, paragraph=paragraph)


def _cited(section: str) -> str:
    named = section.partition(".")[0] in _INITIALS
    return (
        section_words(section)
        if named
        else phrase("mục {section_words}", section_words=section_words(section))
    )


def in_document(locator: str, document: str) -> str:
    """Return a place that no other document shares: ``II.2.a #1, Chương trình 04``.

    Args:
        locator: of the task; the same one can stand in several documents.
        document: its short title.
    """
    return joined(", ", (short(locator), document))


def short(locator: str) -> str:
    """Return a locator for a table cell: ``II.2.a#1`` → ``II.2.a #1``."""
    return locator.replace("#", " #")

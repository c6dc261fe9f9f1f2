"""Công văn đôn đốc to one agency, as a plain record: PDF and Word say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import formats
from app.domain.formats import NBSP
from app.domain.phrases import phrase
from app.domain.sheet_options import Paper
from app.domain.traffic_light import Light
from app.reports.sheets import NUMBER_ROOM, Letterhead, Provenance, SheetDoesNotAddUpError

HEADS = ("TT", "Nhiệm vụ (căn cứ)", "Thời hạn", "Tình trạng", "Gia hạn")
NAME_LEFT_OPEN = "(Họ và tên)"
DAY_ROOM = 7
"""Spaces kept free for the day that the registry writes."""


@dataclass(frozen=True, slots=True)
class LetterTask:
    """One task that the letter names; ``extensions``: "1 lần", "chưa gia hạn"."""

    title: str
    basis: str
    limit: str
    light: Light
    state: str
    extensions: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that urges one agency.

    Attributes:
        issuer: lines of the issuing body, printed in bold capitals.
        symbol: behind "Số:", the number itself is left to the registry.
        about: what it is about, after "V/v".
        to: whom it is sent to.
        letterhead: place and kind of paper; the blocks of a sheet are not printed.
        written_on: the month that its date line names.
        opening: the paragraph over the table.
        tasks: all that it names, the longest overdue first.
        overdue: how many of them are overdue; the others are due soon.
        asked: who asks whom, over the numbered requests.
        requests: what is asked for, without numbers.
        closing: the last paragraph, without "./.".
        signer: lines of the signature block.
        signer_name: under it; "" where it is not known.
        recipients: the list of Nơi nhận, its last line the archive.
        in_appendix: whether the tasks stand on a page of their own.
    """

    issuer: Sequence[str]
    symbol: str
    about: str
    to: str
    letterhead: Letterhead
    provenance: Provenance
    written_on: dt.date
    opening: str
    tasks: Sequence[LetterTask]
    overdue: int
    asked: str
    requests: Sequence[str]
    closing: str
    signer: Sequence[str]
    signer_name: str
    recipients: Sequence[str]
    in_appendix: bool = False
    notes: Sequence[str] = field(default_factory=tuple)

    title: ClassVar[str] = "Công văn đôn đốc"

    def __post_init__(self) -> None:
        """Refuse a letter that does not name what it counts."""
        found = sum(task.light is Light.OVERDUE for task in self.tasks)
        if self.overdue != found:
            words = f"công văn nêu tên {found} nhiệm vụ quá hạn, lời văn đếm {self.overdue}"
            raise SheetDoesNotAddUpError(self.title, self.to, words)

    @property
    def subtitle(self) -> str:
        """Whom it is sent to."""
        return f"Kính gửi: {self.to}"

    @property
    def counted(self) -> str:
        """How many tasks it names, in words."""
        return phrase("{n} nhiệm vụ", n=formats.number(len(self.tasks)))

    @property
    def is_draft(self) -> bool:
        """Whether it says of itself that it is not issued, and where its figures come from."""
        return self.letterhead.paper is not Paper.FORMAL

    @property
    def number_words(self) -> str:
        """The line of the number, left open."""
        return f"Số:{NBSP * NUMBER_ROOM}{self.symbol}"

    @property
    def date_words(self) -> str:
        """The date line, its day left open: the registry writes it."""
        month = formats.date_in_words(self.written_on).partition("tháng ")[2]
        place = f"{self.letterhead.place}, " if self.letterhead.place else ""
        return f"{place}ngày{NBSP * DAY_ROOM}tháng {month}"

    @property
    def numbered_requests(self) -> list[str]:
        """The requests with their numbers."""
        return [f"{number}. {words}" for number, words in enumerate(self.requests, start=1)]

    @property
    def recipient_lines(self) -> list[str]:
        """The list of Nơi nhận as it is printed."""
        last = len(self.recipients) - 1
        return [
            f"- {words}{'.' if place == last else ';'}"
            for place, words in enumerate(self.recipients)
        ]

    @property
    def appendix_source(self) -> str:
        """The line under the appendix' title: what it belongs to, left open like the letter."""
        month = formats.date_in_words(self.written_on).partition("tháng ")[2]
        return (
            f"(Kèm theo Công văn số{NBSP * DAY_ROOM}{self.symbol} ngày{NBSP * 4}tháng {month} "
            f"của {' '.join(self.issuer)})"
        )

    @property
    def appendix_title(self) -> str:
        """What the appendix lists."""
        return f"Danh mục nhiệm vụ đề nghị {self.to} tập trung thực hiện"

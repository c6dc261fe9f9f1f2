"""What a document says about itself: number, type, title, issuer, day, signer, period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.phrases import capital
from app.domain.text import fold
from app.importing import signers
from app.importing.agency_words import DEPARTMENTS
from app.importing.blocks import Kind, Repeat
from app.importing.letters import NAME
from app.importing.lines import Line, Zone
from app.importing.time_records import Clock

TYPES = (
    "Chương trình hành động", "Thông báo kết luận", "Nghị quyết", "Quyết định", "Chỉ thị",
    "Kế hoạch", "Công điện", "Thông báo", "Chương trình", "Kết luận", "Đề án", "Phương án",
    "Hướng dẫn", "Báo cáo", "Tờ trình", "Quy chế", "Quy định", "Văn kiện", "Công văn", "Thông tri",
)  # fmt: skip
_NUMBER = re.compile(
    r"^\W*so\s*:?\s*(?P<n>[\d. ]*)\s*(?P<sign>[-/][\w./\- ]{2,40})?\s*$", re.IGNORECASE
)
_DATED = re.compile(r"ngay\s*(?P<d>\d{1,2})?\s*thang\s*(?P<m>\d{1,2})?\s*nam\s*(?P<y>\d{4})")
_SUBJECT = re.compile(r"^\W*v\s*/\s*v\b:?\s*", re.IGNORECASE)
_BASIS = re.compile(
    r"\W*(?:can cu|thuc hien|theo|ngay \d+|xet|de|trong|nam \d+|tren co so|kinh gui|sau khi"
    r"|trien khai|(?:trong )?thoi gian qua|nhung nam qua|vua qua|hien nay|nham"
    r"|chu tich (?:ubnd|uy ban nhan dan).{0,40}dien|bo truong|hoi dong nhan dan)\b"
)
_HONOUR = re.compile(r"\W*(?:cong hoa xa hoi chu nghia|doc lap\s*[-–]|dang cong san viet nam)")
_OFFICES = re.compile(
    r"chủ tịch|bí thư|bộ trưởng|giám đốc|văn phòng|thanh tra|(?:tổng )?cục trưởng|thống đốc"
    r"|thủ tướng|viện trưởng"
)
_CARRIED = re.compile(
    r"(?i)\(?\s*(?:ban hành\s+)?kèm theo\s+"
    r"(?P<kind>quyết định|kế hoạch|chỉ thị|thông báo|công văn|chương trình|nghị quyết|kết luận)\s+"
    r"số\s*:?\s*(?P<number>\d+\s*[-/]\s*[^\s,;()]+)"
    r"(?:\s*,?\s*ngày\s*(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})\s*(?:[/.-]|năm)"
    r"\s*(?P<y>\d{4}))?"
)
_ISSUED = re.compile(
    r"(?P<who>(?:Chủ tịch )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Tỉnh ủy|Ban Thường vụ Tỉnh ủy"
    r"|HĐND|Hội đồng nhân dân)"
    rf"(?: (?:tỉnh|thành phố)(?: {NAME})?)?)\s+(?:ban hành|yêu cầu|có ý kiến|điện)"
)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The document of section 8; what is not printed is None."""

    number: str | None = None
    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued_on: dt.date | None = None
    signer: str | None = None
    signer_position: str | None = None
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    printed_year: int | None = None  # of the day of issue, where day or month are missing
    printed_month: int | None = None  # likewise

    @property
    def clock(self) -> Clock:
        """What the document gives for days and months that are printed without a year."""
        one_year = (
            self.period_to.year
            if self.period_from and self.period_to and self.period_from.year == self.period_to.year
            else None
        )
        return Clock(self.issued_on, one_year or (None if self.issued_on else self.printed_year))


def read_facts(lines: list[Line]) -> DocumentFacts:
    """Return what the first page and the signature say."""
    body = _parted(line for line in lines if line.kind is not Kind.NOTE)
    front = body[:40]
    number = _number(front)
    issued_on, year, month = _day(front)
    kind, title = _type_and_title(front)
    signer, position = _signer(body)
    period = _period(title or "")
    facts = DocumentFacts(
        number, kind, title, _issuer(front), issued_on, signer, position, *period, year, month
    )
    return facts if number else _of_carrier(facts, front)


def _of_carrier(facts: DocumentFacts, front: list[Line]) -> DocumentFacts:
    """Return facts with those of the paper that a bare appendix names: "(Kèm theo Quyết định …)".

    A table that comes alone has no letterhead; the paper that it belongs to is the document.
    """
    for n, line in enumerate(front[:20]):
        carried = _CARRIED.search(line.printed)
        kind = _type_of(carried["kind"].upper()) if carried else None
        if not carried or not kind:
            continue
        before = line.printed[: carried.start()] or (front[n - 1].printed if n else "")
        title = " ".join(before.split()).strip(" (:-") or None
        period = _period(facts.title or title or "")
        day = _day_of(carried)
        return replace(
            facts,
            number=carried["number"],
            type=facts.type or kind,
            title=facts.title or title,
            issued_on=day or facts.issued_on,
            period_from=facts.period_from or period[0],
            period_to=facts.period_to or period[1],
            printed_year=day.year if day else facts.printed_year,
        )
    return facts


def _day_of(carried: re.Match[str]) -> dt.date | None:
    if not carried["d"]:
        return None
    try:
        return dt.date(int(carried["y"]), int(carried["m"]), int(carried["d"]))
    except ValueError:
        return None


def _parted(lines: Iterable[Line]) -> list[Line]:
    """Return the lines, with letterhead and signature taken out of the tables they are set in."""
    found: list[Line] = []
    for line in lines:
        if line.kind is not Kind.TABLE_ROW or line.zone is Zone.BODY:
            found.append(line)
            continue
        cells = [cell.text for cell in line.first.cells if cell.repeat is Repeat.OWN]
        parts = [part.strip() for text in cells for part in text.split("\n")]
        found += [replace(line, text=p, kind=Kind.PARAGRAPH, marker="") for p in parts if p]
    return found


def _number(front: list[Line]) -> str | None:
    for line in front[:14]:
        match = _NUMBER.match(line.printed)
        if match and (match["n"].strip() or match["sign"]):
            number = re.sub(r"[\s.]", "", match["n"])
            sign = re.sub(r"\s", "", match["sign"] or "")
            return f"{number}{sign}" if number else None
        inside = re.match(
            r"\W*[Ss]ố\s*:?\s*(\d+)\s*([-/]\s*[\wĐđ]+\s*[-/]\s*[\wĐđ.\-/]+)", line.printed
        )
        if inside:
            return re.sub(r"\s", "", inside[1] + inside[2]).rstrip(".,;")
    return None


def _day(front: list[Line]) -> tuple[dt.date | None, int | None, int | None]:
    """Return the day of issue, then year and month as far as they are printed."""
    for line in front[:20]:
        match = _DATED.search(fold(line.printed))
        if not match or len(line.printed) > 90:
            continue
        year = int(match["y"])
        month = int(match["m"]) if match["m"] and 1 <= int(match["m"]) <= 12 else None
        if match["d"] and month:
            try:
                return dt.date(year, month, int(match["d"])), year, month
            except ValueError:
                return None, year, None
        return None, year, month
    return None, None, None


def _type_and_title(front: list[Line]) -> tuple[str | None, str | None]:
    for n, line in enumerate(front[:25]):
        text = line.text.strip(" :*")
        if _SUBJECT.match(text):
            return "Công văn", _SUBJECT.sub("", text).strip()
        kind = _type_of(text)
        if kind:
            title = [text[len(kind) :].strip(" :-")] if len(text) > len(kind) else []
            for following in front[n + 1 : n + 6]:
                words = following.text.strip(" *")
                if not words or _ends_title(following, words, started=bool(title)):
                    break
                if title and line.first.centred and not following.first.centred:
                    break
                if title and words.isupper() and not title[-1].isupper():
                    break
                title.append(words)
            return kind, " ".join(part for part in title if part) or None
    return None, None


def _type_of(text: str) -> str | None:
    folded = fold(text)
    for kind in TYPES:
        plain = fold(kind)
        if folded == plain or (
            folded.startswith(f"{plain} ") and (text.isupper() or text[: len(kind)].isupper())
        ):
            return kind
    return None


def _ends_title(line: Line, words: str, *, started: bool) -> bool:
    if line.marker or re.fullmatch(r"[-_*=\s.]+", words) or _HONOUR.match(fold(words)):
        return True
    if line.kind is Kind.TABLE_ROW or _NUMBER.match(fold(words)):
        return True
    sentence = bool(_BASIS.match(fold(words))) or words.endswith((".", ":"))
    return (started and sentence) or len(words) > 420


def _signer(body: list[Line]) -> tuple[str | None, str | None]:
    end = [n for n, line in enumerate(body) if line.zone is Zone.END]
    for n in reversed(end):
        named = signers.NAME_OF_SIGNER.fullmatch(body[n].text.strip(" *./"))
        if body[n].marker or not named or body[n].text.isupper():
            continue
        name = named["name"]
        position = None
        for before in reversed(body[max(0, n - 4) : n]):
            plain = re.sub(r"^(?:KT|TM|TL|TUQ|Q)\s*[./]\s*", "", before.text.strip(" *"))
            parts = [part for part in re.split(r"\s*\n\s*", plain) if part]
            if parts and signers.POSITION.match(fold(parts[-1])) and len(parts[-1]) < 60:
                position = _sentence_case(parts[-1])
                break
        if position is None and not any(_signs(line) for line in body[max(0, n - 4) : n]):
            continue
        return name, position
    return None, None


def _signs(line: Line) -> bool:
    return bool(re.match(r"\W*(?:tm|t/m|kt|k/t|tl|t/l|tuq|q)\s*[./ ]", fold(line.text)))


def _sentence_case(text: str) -> str:
    text = text.strip(" *")
    if not text.isupper():
        return text
    lowered = text.lower().replace("ubnd", "UBND")
    return _OFFICES.sub(lambda match: match[0].capitalize(), capital(lowered))


def _issuer(front: list[Line]) -> str | None:
    upper: list[str] = []
    for line in front[:8]:
        text = line.text.strip(" *")
        folded = fold(text)
        if _HONOUR.match(folded):
            continue
        if (
            line.marker
            or _NUMBER.match(line.printed)
            or _type_of(text)
            or re.search(r"\bngay\b", folded)
        ):
            break
        if text.isupper() and len(text) < 80:
            upper.append(text)
        elif upper or not text:
            break
    if upper:
        return _issuer_words(upper)
    opening = [line for line in front if line.zone is Zone.FRONT or not line.section.locator]
    for line in opening[:25]:
        match = _ISSUED.search(line.text)
        if match:
            return match["who"]
    return None


_SPAN_OF_YEARS = re.compile(r"(20\d\d)\s*[-–]\s*(20\d\d)")
_ONE_YEAR = re.compile(r"\bnam\s+(20\d\d)(?!\s*[-–])")
_PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|ĐẶC KHU|TP\.?)\b")
_PLACE_NAME = re.compile(r"\b(tỉnh|thành phố|huyện|xã|phường|đặc khu) (.+)$")
_WITH_CAPITAL = re.compile(r"(?<=phòng )[uủ]\w*|(?<=tịch )[uủ]\w*|(?<=bộ )\w+|(?<=sở )\w+")
_OFFICE_OF = re.compile(r"VĂN PHÒNG$")


def _issuer_words(upper: list[str]) -> str:
    """Return the issuing body: below its superior, or in two lines with the name of its place."""
    name = upper[0]
    for line in upper[1:]:
        if _PLACE.match(line):
            name = f"{name} {line}"
        elif _OFFICE_OF.fullmatch(line):
            name = f"{line} {name}"
        else:
            name = line
    name = re.sub(r"\bUBND\b", "ỦY BAN NHÂN DÂN", name).lower()
    name = _PLACE_NAME.sub(lambda match: f"{match[1]} {match[2].title()}", name)
    name = _WITH_CAPITAL.sub(lambda match: match[0].title(), name)
    for field in sorted(
        DEPARTMENTS, key=len
    ):  # "Bộ Công Thương", "Sở Văn hóa, Thể thao và Du lịch"
        name = re.sub(rf"(?i)(?<=[bs][ộở] ){re.escape(field)}\b", field, name)
    return capital(name)


def _period(title: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the years that a title says it is for; of several single years the last is its own."""
    folded = fold(title)
    span = _SPAN_OF_YEARS.search(folded)
    years = _ONE_YEAR.findall(folded)
    if span and not years:
        return dt.date(int(span[1]), 1, 1), dt.date(int(span[2]), 12, 31)
    if years:
        return dt.date(int(years[-1]), 1, 1), dt.date(int(years[-1]), 12, 31)
    return None, None

"""Agencies named in a text: known ones by any spelling, others by how such names are made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.text import fold, nfc
from app.importing import agency_words as words
from app.importing import boards, name_ends, short_forms
from app.importing.cell_names import bare_name_at, is_brand, same_kind_of_place
from app.importing.communes_named import communes_at
from app.importing.letters import NAME, NUMBER_OF_PLACE, UPPER, WORD
from app.importing.names import AgencyName
from app.importing.phrases import IN_NAMES, verb_at
from app.importing.spellings import Spellings, key_of

_MOST_WORDS = 22
_NAME_ENDS = re.compile(r"(?:cap tinh|tinh|thanh pho|khu vuc\s+(?:[ivx]+|\d+)|trung uong)$")
_STOP = re.compile(r"[;:.()\[\]\n\"“”]")
_CONNECTIVE = re.compile(r"(?:va|cua|ve|nghiep vu|-|–|&)\b|[-–&]")
_AND = re.compile(r"(?:va|&)\s+")
_GAP = re.compile(r"\s*(,?)\s*")
_WORD = re.compile(r"[^\s,;:.()]+")
_IN_BRACKETS = re.compile(r"\s*\([A-ZĐ&\- ]{2,12}\)")
_SEVERAL = re.compile(r"(?:cac\s+)?(?P<head>so|bo|vu|ban|cuc)\s*:\s*")
_CHIEF = re.compile(r"chanh (?=van phong|thanh tra)")
_PAPER = (  # "trình UBND tỉnh Đề án …" names no place
    r"(?:Đề án|Kế hoạch|Nghị quyết|Quyết định|Báo cáo|Dự thảo|Dự án|Phương án|Chương trình|Tờ trình"
    r"|Hồ sơ|Quy hoạch|Quy chế|Quy định|Chỉ thị|Danh mục|Đồ án|Kịch bản|Văn bản|Thông báo|Kết luận"
    r"|Công văn|Bộ chỉ số|Bộ tiêu chí|Đơn giá|Bảng giá)\b"
)
_COMMUNE_NAME = re.compile(
    rf"\s+(?!Chủ|Phối|Có|{_PAPER})(?:\d{{1,2}}(?:\s+{NAME})?|{NAME}{NUMBER_OF_PLACE}?)(?!\d)"
)
_COMMUNE_OF = re.compile(rf"\s+[-–]\s+(?={NAME})")  # "phường Xuân Hương - Đà Lạt"
_SPECIAL_ZONE = re.compile(rf"(?<=đặc khu)\s+{NAME}")
_WHERE = re.compile(
    r"(?:\s+(?:tren dia ban(?: tinh)?|co lien quan|lien quan|trong tinh|bien gioi|cua tinh"
    r"|truc thuoc trung uong|ven bien|ven song|vung cao|vung sau|vung xa|vung thap|mien nui"
    r"|ngoai tinh|ha du|dau nguon|trong vung|vung du an|noi co (?:du an|cong trinh)(?: di qua)?"
    r"|co (?:rung|bien|du an)(?: di qua)?)(?:,(?= vung))?)+"
)
_BARE_NAME = re.compile(rf"{WORD}(?:\s+(?:và\s+|-\s+)?\w+){{0,5}}")
_OF_COMMUNES = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(.+)")
_BEHIND_AND = re.compile(rf"\s(?:và|&)\s+{UPPER}|tỉnh|thành phố")
_HAND_OVER = re.compile(
    r"(?:\s*,)?\s+(?:chu tri|phoi hop|co trach nhiem|chiu trach nhiem|khan truong)\b"
)
_LOOSE_END = re.compile(r"(?:[\s,]+(?:va|cua|co|(?<!truc )thuoc|cac|-|–|cap|voi))*[\s,]*$")
_SHORTEST_SHORT = 2  # letters: "CT" is a chairman, a programme, a directive
_OF_PARTY = re.compile(r"uy\b(?! (?:quyen|thac|nhiem))")
_ADVERBIAL = re.compile(r"(?:trong|ngoai) nuoc\b")  # "Cục Phát triển thị trường trong nước"
_HEAD_OF_SHORT = re.compile(rf"({UPPER}\w*)\s+(?={UPPER}[ghr]?{UPPER})")
_JOINED_LETTERS = re.compile(rf"{UPPER}[ghr]?,$")  # "VH," of "VH,TT&DL"
_LONG_HEADS = ("ban", "trung tam", "bql", "chi cuc", "cong ty", "quy", "to ")


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency in a text: its canonical name, or as printed when nobody knows it."""

    name: str
    start: int
    end: int
    known: bool
    doubt: str = ""
    collective: bool = False


class AgencyReader:
    """Finds agencies in texts."""

    def __init__(self, agencies: Iterable[AgencyName] = ()) -> None:
        """Index the known names by every spelling."""
        self._spellings = Spellings(agencies)

    def in_list(self, text: str) -> list[Mention]:
        """Return the agencies of a text that is nothing but a list (a cell of a table)."""
        found: list[Mention] = []
        points = nfc(text)
        if words.BULLET.match(points):  # a list whose lines were joined: "- Sở A - Sở B"
            points = words.BULLET_INSIDE.sub("\n", points)
        for line in words.BULLET.sub("\n", points).split("\n"):
            position = 0
            while position < len(line):
                mentions, end = self.list_at(line, position, listed=True)
                found += mentions
                bare = bare_name_at(line, position) if end <= position else None
                if bare:
                    found += [self._bare(line, bare, found)]
                    end = found[-1].end
                if end <= position:  # words that are no agency: on to the next separator
                    parted = re.search(r"[;,(\n]|\.\s", line[position:])
                    end = position + parted.end() if parted else len(line)
                position = end
        return unique(found)

    def _bare(self, line: str, at: tuple[int, int], before: list[Mention]) -> Mention:
        """Return a name of a cell as it is printed; of places the kind goes on from before."""
        place, end = same_kind_of_place(line, at[0], before[-1].name if before else "")
        if place and end == at[1]:
            return self._named(place, *at)
        return self._named(line[at[0] : at[1]], *at)

    def list_at(
        self, text: str, position: int = 0, *, listed: bool = False
    ) -> tuple[list[Mention], int]:
        """Return the agencies that stand one after another at ``position``, and where they end.

        ``listed``: nothing but agencies is expected there, so that a verb belongs to a name.
        """
        folded = fold(text)
        found: list[Mention] = []
        end = position
        while True:
            start = end
            if found:
                parted = words.SEPARATOR.match(folded, end)
                if not parted:
                    break
                start = parted.end()
                start += 4 if folded.startswith("voi ", start) else 0
            start = _skip_spaces(text, start)
            here = self._communes_named(text, folded, start)
            here = here or self._one_at(text, folded, start, listed=listed)
            if not here and found:
                here = self._elided(text, folded, start, found[-1].name)
            if not here:
                break
            found += here
            end = here[-1].end
        return self._whole_names(text, found), end

    def _whole_names(self, text: str, found: list[Mention]) -> list[Mention]:
        """Read "HĐND, UBND các xã" as the councils and the committees of the communes."""
        whole: list[Mention] = []
        for n, mention in enumerate(found):
            bare = key_of(text[mention.start : mention.end])
            behind = text[found[n + 1].start : found[n + 1].end] if n + 1 < len(found) else ""
            rest = _OF_COMMUNES.match(behind)
            if bare in ("hdnd", "ubnd") and rest:
                office = "HĐND" if bare == "hdnd" else "UBND"
                named = self._named(f"{office} {rest[1]}", mention.start, mention.end)
                whole.append(named)
            else:
                whole.append(mention)
        return whole

    # --- one name ---------------------------------------------------------------------------------

    def _named(self, printed: str, start: int, end: int) -> Mention:
        meant = self._spellings.resolve(printed)
        return Mention(meant.name, start, end, meant.known, meant.doubt, meant.collective)

    def _one_at(self, text: str, folded: str, start: int, *, listed: bool = False) -> list[Mention]:
        known = self._spellings.longest_at(folded, start)
        if folded.endswith(" tinh", start, max(start, known)) and verb_at(text, folded, known - 4):
            known -= 5  # "Sở Tài chính tính toán": no department of the province ("tỉnh")
        through = self._through_title(text, folded, start, known)
        if through:
            return through
        council = words.COUNCIL.match(folded, start)
        if council:
            end = known if start < known < council.end() else council.end()
            return [replace(self._named(text[start:end], start, end), end=council.end())]
        several = _SEVERAL.match(folded, start)
        if several:
            return self._after_colon(text, folded, start, several)
        end = max(known, self._pattern_at(text, folded, start, listed=listed))
        if _has_ended(text, folded, start, known, end):
            end = known
        short = self._short_at(text, folded, start)
        if short and (short.end > known or end <= start):
            return [short]
        if listed and start < known < end and folded[known] == ",":
            known_one = self._named(text[start:known], start, known)
            if known_one.known and not known_one.collective:
                return [known_one]  # what follows in the cell is a name of its own
        return self._spelt_out(text, folded, start, (known, end)) if end > start else []

    def _spelt_out(
        self, text: str, folded: str, start: int, ends: tuple[int, int]
    ) -> list[Mention]:
        """Return the name at ``start``; ``ends``: of a known spelling (or -1), of any name."""
        known, end = ends
        everywhere = words.OF_PROVINCES.match(folded, known if known > start else end)
        if everywhere:
            return [self._named(text[start : everywhere.end()], start, everywhere.end())]
        whole = self._named(text[start:end].strip(" ,;.:-–"), start, end)
        if start < known < end and folded[known] == "," and not whole.known:
            # "các cấp ủy, tổ chức đảng": known, and more of its kind. "các cấp ủy, cơ quan …": two.
            parted = words.SEPARATOR.match(folded, known)
            following = self._one_at(text, folded, parted.end()) if parted else []
            first = self._named(text[start:known], start, known)
            return [first if following and following[0].known else replace(first, end=end)]
        return [whole]

    def _short_at(self, text: str, folded: str, start: int) -> Mention | None:
        """Read "Sở VH,TT&DL", "CA tỉnh", "STC" where they are short for one agency alone."""
        head = _HEAD_OF_SHORT.match(text, start)
        if head and words.HEAD.match(folded, start):
            printed, end = self._spellings.short_at(text, head.end(), head[1])
        else:
            printed, end = self._spellings.short_at(text, start)
        enough = len(printed) > _SHORTEST_SHORT or printed == "CA"
        return self._named(printed, start, end) if printed and enough else None

    def _through_title(self, text: str, folded: str, start: int, known: int) -> list[Mention]:
        """Read "Giám đốc Sở Tài chính" as the department."""
        title = words.TITLE.match(folded, start)
        inner: list[Mention] = []
        if title and title.end() < len(text):
            inner = self._one_at(text, folded, title.end())
            if known >= title.end() and inner and inner[0].end <= known:
                inner = []
        chief = _CHIEF.match(folded, start)
        if not inner and chief:
            inner = self._one_at(text, folded, chief.end())
        return [replace(inner[0], start=start), *inner[1:]] if inner else []

    def _pattern_at(self, text: str, folded: str, start: int, *, listed: bool) -> int:
        """Return where a name made as such names are made ends, or -1."""
        communes = words.COMMUNES.match(folded, start)
        if communes:
            return _end_of_commune(text, folded, communes.end())
        plural = words.PLURAL.match(folded, start)
        if plural:
            return _end_of_plural(text, folded, start, plural.end())
        head = words.HEAD.match(folded, start)
        if not head or not text[start].isupper():
            return -1
        return self._end_of_name(text, folded, start, head.end(), listed=listed)

    def _end_of_name(
        self, text: str, folded: str, start: int, position: int, *, listed: bool
    ) -> int:
        """Go on word by word to where a name with capitals ends."""
        limit = _limit(text, position)
        if listed:
            end = self._end_in_cell(text, folded, (start, position), limit)
            if end > 0:
                return end
        reach = _handed_over(folded, position, limit, otherwise=limit if listed else 0)
        for _ in range(_MOST_WORDS):
            gap = _GAP.match(text, position)
            start_of_word = gap.end() if gap else limit
            word = _WORD.match(text, start_of_word)
            if start_of_word >= limit or not word:
                break
            end = word.end()
            if gap and gap[1]:
                behind = words.end_of_joined(folded, start, start_of_word)
                if not (behind or self._comma_inside(text, folded, start_of_word, limit)):
                    break
                end = max(behind, end)
            elif text[start_of_word].islower():
                verb = verb_at(text, folded, start_of_word)
                if verb and not _verb_inside(text, folded, (start, start_of_word), verb, reach):
                    break
                if not verb and self._name_stops(text, folded, start, position, start_of_word):
                    break
                end = start_of_word + len(verb) if verb else end
            position = end
        end = _without_loose_end(folded, start, position)
        return end if end - start > 2 else -1

    def _end_in_cell(self, text: str, folded: str, head: tuple[int, int], limit: int) -> int:
        """Return where a name ends in a cell of names, or -1 where it is too short or too long."""
        departments = folded.startswith("so ", head[0])

        def begins(at: int) -> bool:
            if words.TITLE.match(folded, at) or self._spellings.longest_at(folded, at) > 0:
                return True
            if text[at : at + 1].isupper() and words.HEAD.match(folded, at):
                return True
            if is_brand(text, at) or same_kind_of_place(text, at, text[head[0] : at])[0]:
                return True
            return departments and bool(self._spellings.department_at(folded, at)[0])

        end = name_ends.end_in_cell(folded, head[1], limit, begins)
        end = _without_loose_end(folded, head[0], end)
        whole = end - head[0] > 2 and len(text[head[0] : end].split()) <= _MOST_WORDS
        return end if whole else -1

    def _name_stops(self, text: str, folded: str, start: int, before: int, at: int) -> bool:
        if boards.joined_at(folded, start, at):
            return False
        if _CONNECTIVE.match(folded, at) and self._begins_after_and(text, folded, at):
            return True
        if _OF_PARTY.match(folded, at):  # "Văn phòng Tỉnh ủy" has not ended at "Tỉnh"
            return False
        if name_ends.counts(text, folded, before, at):
            return True
        if name_ends.ends_with_place(folded, start, before):
            return not name_ends.goes_on(folded, at)
        return bool(_NAME_ENDS.search(folded[start:before]))

    def _comma_inside(self, text: str, folded: str, at: int, limit: int) -> bool:
        """Return whether the name goes on behind a comma ("Văn hóa, Thể thao và Du lịch")."""
        if _JOINED_LETTERS.search(text[:at]) and short_forms.first_letters(text, at):
            return True
        if not text[at].isupper() or words.HEAD.match(folded, at):
            return False
        if (
            self._spellings.longest_at(folded, at) > 0
            or self._spellings.department_at(folded, at)[0]
        ):
            return False
        if words.TITLE.match(folded, at) or words.PLURAL.match(folded, at):
            return False
        return bool(_BEHIND_AND.search(text[at:limit]))

    def _begins_after_and(self, text: str, folded: str, at: int) -> bool:
        """Return whether "và" at ``at`` parts two agencies instead of joining words of one name."""
        conjunction = _AND.match(folded, at)
        if not conjunction:
            return False
        after = conjunction.end()
        if words.PLURAL.match(folded, after) or words.COMMUNES.match(folded, after):
            return True
        if words.TITLE.match(folded, after) or self._spellings.longest_at(folded, after) > 0:
            return True
        if not text[after : after + 1].isupper():
            return True
        return bool(words.HEAD.match(folded, after))

    # --- lists that leave words out ---------------------------------------------------------------

    def _elided(self, text: str, folded: str, start: int, before: str) -> list[Mention]:
        """Read "Xây dựng", or "XD", as "Sở Xây dựng" where a list says "Sở" only once."""
        place, end = same_kind_of_place(text, start, before)
        if place and self._spellings.longest_at(folded, start) <= start:
            return [self._named(place, start, end)]
        if not before.startswith("Sở"):
            return []
        department, end = self._spellings.department_at(folded, start)
        if not department:
            department, end = self._spellings.short_at(text, start, "Sở")
        return [self._named(department, start, end)] if department else []

    def _after_colon(
        self, text: str, folded: str, start: int, several: re.Match[str]
    ) -> list[Mention]:
        """Read "các Sở: Tài chính, Xây dựng" as two departments."""
        head = text[several.start("head") : several.end("head")].capitalize()
        found: list[Mention] = []
        position = several.end()
        while True:
            here = self._elided(text, folded, position, head)
            bare = None if here else _BARE_NAME.match(text, position)
            if bare and not words.HEAD.match(folded, position):
                here = [self._named(f"{head} {bare[0]}", position, bare.end())]
            if not here:
                break
            found += here
            parted = words.SEPARATOR.match(folded, here[0].end)
            if not parted or words.HEAD.match(folded, parted.end()):
                break
            position = parted.end()
        return [replace(found[0], start=start), *found[1:]] if found else []

    def _communes_named(self, text: str, folded: str, start: int) -> list[Mention]:
        """Read "UBND các xã: Mỹ Thọ, Ba Sao", "UBND các xã Mỹ Thọ, Ba Sao" as two communes."""
        return [
            self._named(each.name, each.start, each.end)
            for each in communes_at(text, folded, start)
        ]


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without those whose agency was named before."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.name, mention)
    return list(seen.values())


def _has_ended(text: str, folded: str, start: int, known: int, end: int) -> bool:
    """Return whether a known name is whole although words in small letters follow it."""
    if not start < known < end or not name_ends.of_head(text, folded, start):
        return False
    after = _skip_spaces(text, known)
    return name_ends.lower_follows(text, known) and not name_ends.goes_on(folded, after)


# --- where names end -----------------------------------------------------------------------------


def _limit(text: str, position: int) -> int:
    """Return the first sign that no name goes past ("Ngân hàng Nhà nước (NHNN) …" does)."""
    stop = _STOP.search(text, position)
    limit = stop.start() if stop else len(text)
    bracket = _IN_BRACKETS.match(text, limit)
    if bracket:
        after = _STOP.search(text, bracket.end())
        limit = after.start() if after else len(text)
    return limit


def _handed_over(folded: str, position: int, limit: int, *, otherwise: int) -> int:
    """Return where the words begin that hand the work over ("chủ trì …"), which end a name."""
    hand_over = _HAND_OVER.search(folded, position, limit)
    return hand_over.start() if hand_over else otherwise


def _verb_inside(text: str, folded: str, at: tuple[int, int], verb: str, reach: int) -> bool:
    """Return whether a verb goes on in a name; ``at``: where name and verb begin."""
    start, position = at
    return (
        _inside_name(folded, start, position, verb, reach)
        or (position < reach and boards.is_board(folded, start))
        or bool(_ADVERBIAL.match(folded, position))
        or boards.is_trade(folded, start, position + len(verb))
        or boards.name_goes_on(text, folded, start, position)
    )


def _inside_name(folded: str, start: int, at: int, verb: str, reach: int) -> bool:
    """Return whether a verb stands inside a long name: "Trung tâm Xúc tiến đầu tư …"."""
    return folded.startswith(_LONG_HEADS, start) and verb in IN_NAMES and at < reach


def _end_of_plural(text: str, folded: str, start: int, end: int) -> int:
    while tail := words.PLURAL_TAIL.match(folded, end):
        if _starts_new(text, folded, tail, end) or _is_verb(text, folded, tail):
            break
        end = tail.end()
    end = _without_loose_end(folded, start, end)
    charged = words.CHARGED.match(folded, end)
    return charged.end() if charged else end


def _starts_new(text: str, folded: str, tail: re.Match[str], end: int) -> bool:
    """Return whether a word behind a collective belongs to it no more."""
    word = tail.start() + len(tail[0]) - len(tail[0].lstrip(" ,/-"))
    following = text[tail.end() :].lstrip(" ,/–-")[:1]
    if not text[end - 1].isupper() and text[word : word + 1].isupper():
        # "các sở, ban, ngành, UBND các xã": a capital begins another agency.
        return not folded.startswith(("dang", "trung uong", "bo", "tinh uy", "uy"), word)
    rest = tail[0].strip(" ,")
    if rest in ("va", "-") and following.isupper():
        return True
    if rest == "tham muu":
        return not folded.startswith((", giup viec", " giup viec", " to chuc"), tail.end())
    comma = tail[0].lstrip().startswith(",")
    if rest in words.LOOSE and not comma:
        after = words.PLURAL_TAIL.match(folded, tail.end())
        after = None if after and _is_verb(text, folded, after) else after
        verbs = rest in words.LOOSE_VERBS and after and after[0].strip(" ,") in words.LOOSE_VERBS
        return not after or bool(verbs)
    return False


def _is_verb(text: str, folded: str, tail: re.Match[str]) -> bool:
    """Return whether a word behind a collective begins its verb: "bảo đảm" is no "báo"."""
    word = tail.end() - len(tail[0].lstrip(" ,/-"))
    verb = verb_at(text, folded, word) if text[word : word + 1].islower() else ""
    return " " in verb and verb not in words.LOOSE_VERBS


def _end_of_commune(text: str, folded: str, end: int) -> int:
    """Go on to the commune's own name ("UBND xã Mỹ Thọ") and to where the communes are."""
    name = _COMMUNE_NAME.match(text, end)
    if name and not re.search(r"(?:cac|cap)\s+\w+[^.]*$", folded[max(0, end - 40) : end]):
        end = name.end()
        joined = _COMMUNE_OF.match(text, end)
        if joined and not words.HEAD.match(folded, joined.end()):
            further = re.compile(NAME).match(text, joined.end())
            end = further.end() if further else end
    zone = _SPECIAL_ZONE.match(text, end)
    end = zone.end() if zone else end
    where = _WHERE.match(folded, end)
    return where.end() if where else end


def _without_loose_end(folded: str, start: int, end: int) -> int:
    """Return ``end`` before a "và", "của" or comma that nothing follows any more."""
    loose = _LOOSE_END.search(folded[start:end])
    return start + loose.start() if loose else end


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \n\t*":
        position += 1
    return position

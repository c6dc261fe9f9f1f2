"""Agencies named in a text: known ones by any spelling, others by how such names are made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.text import fold, nfc
from app.importing import agency_words as words
from app.importing.letters import NAME, UPPER
from app.importing.names import AgencyName
from app.importing.phrases import IN_NAMES, verb_at

_SURE = 93  # how alike, of 100, two names must be for one to be the other with a letter wrong
_MOST_WORDS = 22
_SPACES = re.compile(r"\s+")
_PLACE_NAMED = re.compile(r"\b(tinh|thanh pho)\s+(?:[a-z]+\s*){1,3}$")
_NAME_ENDS = re.compile(r"(?:cap tinh|tinh|thanh pho|khu vuc\s+(?:[ivx]+|\d+)|trung uong|viet nam)$")
_STOP = re.compile(r"[;:.()\[\]\n\"“”]")
_CONNECTIVE = re.compile(r"(?:va|cua|ve|nghiep vu|-|–|&)\b|[-–&]")
_COMMUNE_NAMES = re.compile(
    r"(?P<office>ubnd|uy ban nhan dan)\s+(?:cac\s+)?(?P<kind>xa|phuong|huyen|thi xa|thanh pho)\s*:\s*"
)
_FIRST_WORD = re.compile(r"\w+")
_SHORT_FORMS = frozenset("uy ui hoi vp vpubnd bql ub ubmttq mttq htx bch bchqs tw".split())
_HAND_OVER = re.compile(r"(?:\s*,)?\s+(?:chu tri|phoi hop|co trach nhiem|chiu trach nhiem|khan truong)\b")


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
    """Finds agencies; remembers what it resolved, for a document says the same names often."""

    def __init__(self, agencies: Iterable[AgencyName] = ()) -> None:
        """Index the known names by every spelling."""
        self._known: dict[str, AgencyName] = {}
        for agency in agencies:
            for spelling in (agency.name, *agency.aliases):
                self._known.setdefault(key_of(spelling), agency)
        self._resolved: dict[str, tuple[str, bool, str, bool]] = {}
        self._short = _abbreviations(self._known.values())
        self._departments = {key_of(f"Sở {name}"): f"Sở {name}" for name in words.DEPARTMENTS}
        spellings = {*self._known, *self._departments}
        # Most places of a text begin no name: told by the first word, before anything is compared.
        self._first_words = {spelling.split(" ", 1)[0].strip(",") for spelling in spellings} | _SHORT_FORMS
        self._firsts: dict[str, list[str]] = {}
        for spelling in sorted(spellings, key=len, reverse=True):
            self._firsts.setdefault(spelling.split(" ", 1)[0], []).append(spelling)

    def resolve(self, printed: str) -> tuple[str, bool, str, bool]:
        """Return (name, known, doubt, collective) for one printed name."""
        printed = _SPACES.sub(" ", printed).strip(" ,;.:-–/")
        if printed not in self._resolved:
            self._resolved[printed] = self._resolve(printed)
        return self._resolved[printed]

    def in_list(self, text: str) -> list[Mention]:
        """Return the agencies of a text that is nothing but a list (a cell of a table)."""
        found: list[Mention] = []
        for line in words.BULLET.sub("\n", nfc(text)).split("\n"):
            position = 0
            while position < len(line):
                mentions, end = self.list_at(line, position)
                found += mentions
                if end <= position:  # words that are no agency: on to the next separator
                    parted = re.search(r"[;,(\n]|\.\s", line[position:])
                    end = position + parted.end() if parted else len(line)
                position = end
        return unique(found)

    def list_at(self, text: str, position: int = 0) -> tuple[list[Mention], int]:
        """Return the agencies that stand one after another at ``position``, and where they end."""
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
                if folded.startswith("voi ", start):
                    start += 4
            start = _skip_spaces(text, start)
            here = self._communes_named(text, folded, start) or self._one_at(text, folded, start)
            if not here:
                if found:
                    elided = self._elided(folded, start, found[-1])
                    if elided:
                        found.append(elided)
                        end = elided.end
                        continue
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
            rest = re.match(r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(.+)", behind)
            if bare in ("hdnd", "ubnd") and rest:
                name, known, doubt, collective = self.resolve(f"{bare.upper().replace('D', 'Đ', 1) if bare == 'hdnd' else 'UBND'} {rest[1]}")
                mention = Mention(name, mention.start, mention.end, known, doubt, collective)
            whole.append(mention)
        return whole

    # --- one name ---------------------------------------------------------------------------------

    def _one_at(self, text: str, folded: str, start: int) -> list[Mention]:
        known = self._known_at(folded, start)
        title = words.TITLE.match(folded, start)
        if title and (not known or known < title.end()):
            inner = self._one_at(text, folded, title.end()) if title.end() < len(text) else []
            if inner:
                return [_moved(inner[0], start), *inner[1:]]
            if title[0].startswith(("chanh van phong", "chanh thanh tra")):
                at = start + title[0].index("chanh ") + 6
                return [_moved(mention, start) for mention in self._one_at(text, folded, at)]
        office = re.compile(r"chanh (?=van phong|thanh tra)").match(folded, start)
        if office:
            return [_moved(m, start) for m in self._one_at(text, folded, office.end())]
        several = re.compile(r"(?:cac\s+)?(?P<head>so|bo|vu|ban|cuc)\s*:\s*").match(folded, start)
        if several:
            return self._after_colon(text, folded, start, several)
        end = max(known, self._pattern_at(text, folded, start))
        if end <= start:
            return []
        if start < known < end and folded[known] == "," and not self.resolve(text[start:end])[1]:
            # "các cấp ủy, tổ chức đảng": known, and more of its kind. "các cấp ủy, cơ quan …": two.
            parted = words.SEPARATOR.match(folded, known)
            following = self._one_at(text, folded, parted.end()) if parted else []
            if following and following[0].known:
                end = known
            else:
                return [replace(self._mention(text, start, known), end=end)]
        return [self._mention(text, start, end)]

    def _mention(self, text: str, start: int, end: int) -> Mention:
        printed = text[start:end].strip(" ,;.:-–")
        name, known, doubt, collective = self.resolve(printed)
        return Mention(name, start, end, known, doubt, collective)

    def _known_at(self, folded: str, start: int) -> int:
        """Return where the longest known spelling at ``start`` ends, or -1."""
        word = _FIRST_WORD.match(folded, start)
        if not word or word[0] not in self._first_words:
            return -1
        tail = folded[start : start + 160]
        key, places = _key_places(tail)
        first = key.split(" ", 1)[0].strip(",")
        best = -1
        for spelling in self._firsts.get(first, ()):
            if key.startswith(spelling) and (
                len(key) == len(spelling) or not key[len(spelling)].isalnum()
            ):
                best = start + places[len(spelling) - 1] + 1
                break
        return best

    def _pattern_at(self, text: str, folded: str, start: int) -> int:
        """Return where a name made as such names are made ends, or -1."""
        communes = words.COMMUNES.match(folded, start)
        if communes:
            return self._name_of_commune(text, folded, communes.end())
        plural = words.PLURAL.match(folded, start)
        if plural:
            end = plural.end()
            while tail := words.PLURAL_TAIL.match(folded, end):
                if text[tail.end() - 1 : tail.end()].isspace():
                    break
                if self._starts_new(text, folded, tail, end):
                    break
                end = tail.end()
            end = _without_loose_end(folded, start, end)
            charged = words.CHARGED.match(folded, end)
            return charged.end() if charged else end
        head = words.HEAD.match(folded, start)
        if not head or not text[start].isupper():
            return -1
        return self._named(text, folded, start, head.end())

    def _starts_new(self, text: str, folded: str, tail: re.Match[str], end: int) -> bool:
        # "các sở, ban, ngành, UBND các xã": a capital after the comma begins another agency.
        word = tail.start() + len(tail[0]) - len(tail[0].lstrip(" ,/-"))
        after = re.compile(r"[\s,/–-]*").match(text, tail.end())
        following = text[after.end() : after.end() + 1] if after else ""
        if not text[end - 1].isupper() and text[word : word + 1].isupper():
            return not folded.startswith(("dang", "trung uong", "bo", "tinh uy", "uy"), word)
        if tail[0].strip(" ,") in ("va", "-") and following.isupper():
            return True
        rest = tail[0].strip(" ,")
        if rest == "tham muu":
            return not folded.startswith((", giup viec", " giup viec", " to chuc"), tail.end())
        if rest in words.LOOSE and not tail[0].lstrip().startswith(","):
            after = words.PLURAL_TAIL.match(folded, tail.end())
            return not after or (rest in words.LOOSE_VERBS and after[0].strip(" ,") in words.LOOSE_VERBS)
        return rest == "to chuc" and not tail[0].lstrip().startswith(",") and not folded[:end].endswith(" va")

    def _name_of_commune(self, text: str, folded: str, end: int) -> int:
        # "UBND xã Mỹ Thọ": the words with capitals behind are the commune's name.
        name = re.compile(rf"\s+(?!Chủ|Phối|Có){NAME}").match(text, end)
        if name and not re.search(r"(?:cac|cap)\s+\w+[^.]*$", folded[max(0, end - 40) : end]):
            end = name.end()
        special = re.compile(rf"(?<=đặc khu)\s+{NAME}").match(text, end)
        end = special.end() if special else end
        extra = re.compile(r"(?:\s+(?:tren dia ban(?: tinh)?|co lien quan|lien quan|trong tinh|bien gioi"
                           r"|cua tinh))+").match(folded, end)  # fmt: skip
        return extra.end() if extra else end

    def _named(self, text: str, folded: str, start: int, end: int) -> int:
        stop = _STOP.search(text, end)
        limit = stop.start() if stop else len(text)
        bracket = re.compile(r"\s*\([A-ZĐ&\- ]{2,12}\)").match(text, limit)
        if bracket:  # "Ngân hàng Nhà nước (NHNN) Chi nhánh …"
            after = _STOP.search(text, bracket.end())
            limit = after.start() if after else len(text)
        hand_over = _HAND_OVER.search(folded, end, limit)
        reach = hand_over.start() if hand_over else limit
        long_head = folded.startswith(("ban", "trung tam", "bql", "chi cuc", "cong ty", "quy", "to "), start)
        position, count = end, 1
        while position < limit and count < _MOST_WORDS:
            gap = re.compile(r"\s*(,?)\s*").match(text, position)
            assert gap is not None
            word_start = gap.end()
            if word_start >= limit:
                break
            word = re.compile(r"[^\s,;:.()]+").match(text, word_start)
            if not word:
                break
            if gap[1]:
                if not self._comma_inside(text, folded, word_start, limit):
                    break
            elif text[word_start].islower():
                verb = verb_at(text, folded, word_start)
                if verb:
                    if not (long_head and verb in IN_NAMES and word_start < reach < limit):
                        break
                    position = word_start + len(verb)
                    count += 1
                    continue
                if _CONNECTIVE.match(folded, word_start) and self._after_and(text, folded, word_start):
                    break
                if _NAME_ENDS.search(folded[start:position]):
                    break
            position = word.end()
            count += 1
        end = _without_loose_end(folded, start, position)
        return end if end - start > 2 else -1

    def _comma_inside(self, text: str, folded: str, at: int, limit: int) -> bool:
        """Return whether the name goes on behind a comma ("Văn hóa, Thể thao và Du lịch")."""
        if not text[at].isupper() or words.HEAD.match(folded, at) or self._known_at(folded, at) > 0:
            return False
        if words.TITLE.match(folded, at) or words.PLURAL.match(folded, at):
            return False
        if self._elided(folded, at, Mention("Sở ", 0, 0, known=True)):
            return False
        rest = text[at:limit]
        return bool(re.search(rf"\s(?:và|&)\s+{UPPER}|tỉnh|thành phố", rest))

    def _after_and(self, text: str, folded: str, at: int) -> bool:
        """Return whether "và" at ``at`` parts two agencies instead of joining words of one name."""
        conjunction = re.compile(r"(?:va|&)\s+").match(folded, at)
        if not conjunction:
            return False
        after = conjunction.end()
        if words.PLURAL.match(folded, after) or words.COMMUNES.match(folded, after):
            return True
        if words.TITLE.match(folded, after) or self._known_at(folded, after) > 0:
            return True
        if not text[after : after + 1].isupper():
            return True
        return bool(words.HEAD.match(folded, after)) and not folded.startswith(("to chuc",), after)

    # --- lists that leave words out ---------------------------------------------------------------

    def _elided(self, folded: str, start: int, before: Mention) -> Mention | None:
        """Read "Xây dựng" as "Sở Xây dựng" where a list says "Sở" only once."""
        head = before.name.split(" ", 1)[0]
        if head != "Sở":
            return None
        key, places = _key_places(folded[start : start + 60])
        for spelling in sorted(self._departments, key=len, reverse=True):
            bare = spelling.removeprefix("so ")
            if key.startswith(bare) and not key[len(bare) : len(bare) + 1].isalnum():
                name, known, doubt, _ = self.resolve(self._departments[spelling])
                return Mention(name, start, start + places[len(bare) - 1] + 1, known, doubt)
        return None

    def _after_colon(
        self, text: str, folded: str, start: int, several: re.Match[str]
    ) -> list[Mention]:
        """Read "các Sở: Tài chính, Xây dựng" as two departments."""
        head = text[several.start("head") : several.end("head")].capitalize()
        found: list[Mention] = []
        position = several.end()
        while True:
            elided = self._elided(folded, position, Mention("Sở ", 0, 0, known=True))
            if head == "Sở" and elided:
                end = elided.end
                found.append(elided)
            else:
                bare = re.compile(rf"{UPPER}\w*(?:\s+(?:và\s+|-\s+)?\w+){{0,5}}").match(text, position)
                if not bare or words.HEAD.match(folded, position):
                    break
                end = bare.end()
                name, known, doubt, _ = self.resolve(f"{head} {bare[0]}")
                found.append(Mention(name, position, end, known, doubt))
            parted = words.SEPARATOR.match(folded, end)
            if not parted or words.HEAD.match(folded, parted.end()):
                break
            position = parted.end()
        return [_moved(found[0], start), *found[1:]] if found else []

    def _communes_named(self, text: str, folded: str, start: int) -> list[Mention]:
        """Read "UBND các xã: Mỹ Thọ, Ba Sao" as two communes."""
        named = _COMMUNE_NAMES.match(folded, start)
        if not named:
            return []
        found: list[Mention] = []
        kind = text[named.start("kind") : named.end("kind")].lower()
        position = named.end()
        place = re.compile(rf"(?:(xã|phường|thị trấn)\s+)?({NAME})")
        while match := place.match(text, position):
            if words.HEAD.match(folded, match.start(2)) or words.COMMUNES.match(folded, match.start(2)):
                break
            kind = match[1] or kind
            name, known, doubt, _ = self.resolve(f"UBND {kind} {match[2]}")
            found.append(Mention(name, position if found else start, match.end(), known, doubt))
            parted = words.SEPARATOR.match(folded, match.end())
            if not parted:
                break
            position = parted.end()
        return found

    # --- spellings --------------------------------------------------------------------------------

    def _resolve(self, printed: str) -> tuple[str, bool, str, bool]:
        key = key_of(printed)
        agency = self._known.get(key) or self._known.get(_PLACE_NAMED.sub(r"\1", key))
        if agency:
            return agency.name, True, "", agency.collective
        bare = re.sub(r"\s*\([^)]*\)", "", key)
        if bare != key and bare in self._known:
            return self._known[bare].name, True, "", self._known[bare].collective
        title = words.TITLE.match(key)
        if title and len(key) > title.end():
            name, known, doubt, collective = self._resolve(_cut(printed, title.end()))
            if known:
                return name, known, doubt, collective
        short = self._short.get(_short_key(printed))
        if short:
            return short.name, True, f"Viết tắt “{printed}”, hiểu là {short.name}", False
        for variant in _looser(key):
            if variant in self._known:
                agency = self._known[variant]
                return agency.name, True, "", agency.collective
        alike = self._alike(key)
        if alike:
            return alike.name, True, f"In “{printed}”, hiểu là {alike.name}", alike.collective
        if key in self._departments:
            return self._departments[key], False, "", False
        collective = bool(words.PLURAL.match(key) or re.match(r"ubnd (?:cac|cap) ", key))
        name = printed[:1].upper() + printed[1:]
        return name, False, "", collective

    def _alike(self, key: str) -> AgencyName | None:
        if len(key) < 9 or not self._known:
            return None
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - not needed to start the program

        best = process.extract(key, list(self._known), scorer=fuzz.ratio, limit=2, score_cutoff=_SURE)
        for spelling, _score, _index in best:
            if _differs_in_spelling(key, spelling):
                return self._known[spelling]
        return None


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without those whose agency was named before."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.name, mention)
    return list(seen.values())


def key_of(printed: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    return _key_places(fold(printed))[0].strip(" ,.;:-")


_EQUAL = (
    (re.compile(r"\b(?:uy|ui) ban nhan dan\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\bvpubnd\b"), "vp ubnd"),
    (re.compile(r"\bvp\b"), "van phong"),
    (re.compile(r"\bbql\b"), "ban quan ly"),
    (re.compile(r"\b(?:ubmttq|ub mttq|uy ban mttq)\b"), "uy ban mat tran to quoc"),
    (re.compile(r"\bmttq\b"), "mat tran to quoc"),
    (re.compile(r"\bhtx\b"), "hop tac xa"),
    (re.compile(r"\bhcc\b"), "hanh chinh cong"),
    (re.compile(r"\bbchqs\b|\bbch quan su\b"), "bo chi huy quan su"),
    (re.compile(r"\btw\b"), "trung uong"),
    (re.compile(r"\s*&\s*"), " va "),
    (re.compile(r"\s*/\s*"), ", "),
    (re.compile(r"\s*[-–]\s*"), " - "),
)


def _key_places(folded: str) -> tuple[str, list[int]]:
    """Return the comparing form of a folded text, and for each letter where it came from."""
    text, places = folded, list(range(len(folded)))
    for pattern, plain in _EQUAL:
        parts: list[str] = []
        moved: list[int] = []
        last = 0
        for match in pattern.finditer(text):
            parts += [text[last : match.start()], plain]
            moved += places[last : match.start()] + [places[match.end() - 1]] * len(plain)
            last = match.end()
        if parts:
            text, places = "".join([*parts, text[last:]]), moved + places[last:]
    kept = [
        n
        for n, letter in enumerate(text)
        if not (letter.isspace() and (n == 0 or text[n - 1].isspace()))
        and not (letter == " " and text[n + 1 : n + 2] in (",", ";"))
    ]
    return "".join(" " if text[n].isspace() else text[n] for n in kept), [places[n] for n in kept]


def _looser(key: str) -> Iterable[str]:
    plain = key.replace(",", "")
    yield f"{key} tinh"
    if key.endswith(" tinh"):
        yield key.removesuffix(" tinh")
    for tail in (" cua tinh", " co lien quan", " lien quan", " tren dia ban tinh", " tren dia ban",
                 " cap tinh", " trong tinh", " toan tinh"):  # fmt: skip
        if key.endswith(tail):
            yield key.removesuffix(tail)
            yield f"{key.removesuffix(tail)} tinh"
    if re.fullmatch(r"(?:tat ca )?cac so,? ?(?:ban,? ?)?nganh(?:,? doan the)?(?: cap)?(?: tinh)?(?:,? (?:co )?lien quan)?", key):
        yield "cac so, ban, nganh"
    if re.fullmatch(r"(?:thu truong )?cac (?:co quan|don vi)(?:, (?:co quan|don vi|dia phuong|to chuc))*(?: co)?(?: lien quan)?(?: khac)?", key):
        yield "cac co quan, don vi lien quan"
    if re.fullmatch(r"(?:cac )?dia phuong(?: co)?(?: lien quan)?", key):
        yield "ubnd cac xa, phuong"
    if re.fullmatch(r"(?:chu tich )?ubnd (?:cac|cap) xa(?:[, va]+phuong)?(?: tren dia ban(?: tinh)?| trong tinh)?", key):
        yield "ubnd cac xa, phuong"
    if plain != key:
        yield plain


def _differs_in_spelling(key: str, spelling: str) -> bool:
    """Return whether two keys differ in letters of a word only, not in whole words or numbers."""
    ours, theirs = key.split(), spelling.split()
    if len(ours) != len(theirs) or ours[0] != theirs[0]:
        return "".join(ours) == "".join(theirs)
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(differing) <= 2 and all(
        len(a) > 2 and len(b) > 2 and a[0] == b[0] and abs(len(a) - len(b)) <= 1
        and sum(x != y for x, y in zip(a, b, strict=False)) <= 2
        and not (a.isdigit() or b.isdigit())
        for a, b in differing
    )  # fmt: skip


def _abbreviations(agencies: Iterable[AgencyName]) -> dict[str, AgencyName]:
    """Return the usual abbreviations: "so khcn" for Sở Khoa học và Công nghệ."""
    found: dict[str, AgencyName] = {}
    for agency in agencies:
        head, _, rest = fold(agency.name).partition(" ")
        if head not in ("so", "bo", "ban") or agency.collective:
            continue
        initials = "".join(word[0] for word in re.findall(r"\w+", rest) if word != "va")
        if len(initials) > 2:
            found.setdefault(f"{head} {initials}", agency)
    return found


def _short_key(printed: str) -> str:
    head, _, rest = printed.partition(" ")
    letters = re.sub(r"[\s,&.\-–]|và", "", rest)
    if not letters.isupper() or len(letters) > 8:
        return ""
    return f"{fold(head)} {fold(letters)}"


def _without_loose_end(folded: str, start: int, end: int) -> int:
    """Return ``end`` before a "và", "của" or comma that nothing follows any more."""
    loose = re.search(r"(?:[\s,]+(?:va|cua|co|(?<!truc )thuoc|cac|-|–|cap|voi))*[\s,]*$", folded[start:end])
    return start + loose.start() if loose else end


def _moved(mention: Mention, start: int) -> Mention:
    return replace(mention, start=start)


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \n\t*":
        position += 1
    return position


def _cut(printed: str, length: int) -> str:
    return printed[length:].strip()

"""Spellings of agencies' names: which printed names mean the same agency.

Names are compared by a key: folded, usual abbreviations written out, punctuation made plain. What
no key tells is compared letter by letter, so that a name misread by a scanning program is found;
a name that differs in a whole word or a number is another agency's, and stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.phrases import capital, joined, phrase
from app.domain.text import fold
from app.importing import agency_words as words
from app.importing.names import AgencyName
from app.importing.short_forms import ShortForms, first_letters

_SURE = 93  # how alike, of 100, two names must be for one to be the other with a letter wrong
_SHORTEST = 9  # letters of a name below which a wrong letter makes another name
_LONGEST = 160
SHORT = phrase("Viết tắt “{printed}”, hiểu là {name}")
SHORT_FOR_SEVERAL = phrase("Viết tắt “{printed}” có thể là {names}")
_SPACES = re.compile(r"\s+")
_OF_PLACE = re.compile(r"\b(tinh|thanh pho) ((?:[a-z]+ ?){1,3})$")
_PLACE_BEHIND = re.compile(r"\s+(?:tỉnh|thành phố|TP)(?!\w)")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_FIRST_WORD = re.compile(r"\w+")
_SHORT_FORMS = frozenset(
    ("uy", "ui", "hoi", "vp", "vpubnd", "bql", "ub", "ubmttq", "mttq", "htx", "bch", "bchqs", "tw")
)
_EQUAL = (
    (re.compile(r"\b(?:uy|ui) ban nhan dan\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\bdbqh\b"), "dai bieu quoc hoi"),
    (re.compile(r"\bvpubnd\b"), "vp ubnd"),
    (re.compile(r"\bvp\b"), "van phong"),
    (re.compile(r"\bbql\b"), "ban quan ly"),
    (re.compile(r"\b(?:ubmttq|ub mttq|uy ban mttq)\b"), "uy ban mat tran to quoc"),
    (re.compile(r"\bmttq\b"), "mat tran to quoc"),
    (re.compile(r"\bmat tran to quoc viet nam\b"), "mat tran to quoc"),
    (re.compile(r"\bhtx\b"), "hop tac xa"),
    (re.compile(r"\bhcc\b"), "hanh chinh cong"),
    (re.compile(r"\bbchqs\b|\bbch quan su\b"), "bo chi huy quan su"),
    (re.compile(r"\btw\b"), "trung uong"),
    (re.compile(r"\s*&\s*"), " va "),
    (re.compile(r"\s*/\s*"), ", "),
    (re.compile(r"\s*[-–]\s*"), " - "),
)
_TAILS = (
    " cua tinh", " co lien quan", " lien quan", " tren dia ban tinh", " tren dia ban", " cap tinh",
    " trong tinh", " toan tinh", " khac",
)  # fmt: skip
_SAME = (  # many ways to say one collective
    (
        re.compile(
            r"(?:tat ca )?cac so,? ?(?:ban,? ?)?nganh(?:,? doan the)?(?: cap)?(?: tinh)?"
            r"(?:,? (?:co )?lien quan)?"
        ),
        "cac so, ban, nganh",
    ),
    (
        re.compile(
            r"(?:thu truong )?cac (?:co quan|don vi)"
            r"(?:, (?:co quan|don vi|dia phuong|to chuc))*(?: co)?(?: lien quan)?(?: khac)?"
        ),
        "cac co quan, don vi lien quan",
    ),
    (re.compile(r"(?:cac )?dia phuong(?: co)?(?: lien quan)?"), "ubnd cac xa, phuong"),
    (
        re.compile(
            r"(?:chu tich )?ubnd (?:cac|cap) xa(?:[, va]+phuong)?"
            r"(?: tren dia ban(?: tinh)?| trong tinh)?"
        ),
        "ubnd cac xa, phuong",
    ),
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a printed name means; unknown names stay as printed."""

    name: str
    known: bool = False
    doubt: str = ""
    collective: bool = False


class Spellings:
    """All spellings of the known agencies; remembers what it resolved."""

    def __init__(self, agencies: Iterable[AgencyName] = ()) -> None:
        """Index the known names by every spelling."""
        self._known: dict[str, AgencyName] = {}
        for agency in agencies:
            for spelling in (agency.name, *agency.aliases):
                self._known.setdefault(key_of(spelling), agency)
        self._places = {match[2] for key in self._known if (match := _OF_PLACE.search(key))}
        self._short = ShortForms(self._known.values())
        self._departments = {key_of(f"Sở {name}"): f"Sở {name}" for name in words.DEPARTMENTS}
        self._by_first: dict[str, list[str]] = {}
        for spelling in sorted({*self._known, *self._departments}, key=len, reverse=True):
            self._by_first.setdefault(spelling.split(" ", 1)[0], []).append(spelling)
        # Most places of a text begin no name: told by the first word, before anything is compared.
        self._first_words = {word.strip(",") for word in self._by_first} | _SHORT_FORMS
        self._resolved: dict[str, Resolved] = {}

    def resolve(self, printed: str) -> Resolved:
        """Return what one printed name means."""
        printed = _SPACES.sub(" ", printed).strip(" ,;.:-–/")
        if printed not in self._resolved:
            self._resolved[printed] = self._found(printed) or self._as_printed(printed)
        return self._resolved[printed]

    def longest_at(self, folded: str, start: int) -> int:
        """Return where the longest known spelling at ``start`` ends, or -1."""
        word = _FIRST_WORD.match(folded, start)
        if not word or word[0] not in self._first_words:
            return -1
        key, places = key_places(folded[start : start + _LONGEST])
        first = key.split(" ", 1)[0].strip(",")
        for spelling in self._by_first.get(first, ()):
            if _begins_with(key, spelling):
                return start + places[len(spelling) - 1] + 1
        return -1

    def short_at(self, text: str, start: int, head: str = "") -> tuple[str, int]:
        """Return (printed, end) of first letters that stand alone for one agency; else ("", start).

        ``head`` is the word that a list says only once: "TC" behind "Sở XD" is "Sở TC".
        """
        for letters in first_letters(text, start):
            of_place = _PLACE_BEHIND.match(text, letters)
            for end in (of_place.end() if of_place else letters, letters):
                printed = f"{head} {text[start:end]}".strip()
                if len(self._short.meanings(printed)) == 1:
                    return printed, end
        return "", start

    def department_at(self, folded: str, start: int) -> tuple[str, int]:
        """Return (name, end) of a department named without its "Sở"; none: ("", start)."""
        key, places = key_places(folded[start : start + 60])
        for spelling in sorted(self._departments, key=len, reverse=True):
            bare = spelling.removeprefix("so ")
            if _begins_with(key, bare):
                return self._departments[spelling], start + places[len(bare) - 1] + 1
        return "", start

    # --- one name, from the surest way to the least sure ----------------------------------------

    def _found(self, printed: str) -> Resolved | None:
        key = key_of(printed)
        agency = self._known.get(key) or self._of_own_place(key)
        agency = agency or self._known.get(_BRACKETS.sub("", key))
        if agency:
            return _sure(agency)
        title = words.TITLE.match(key)
        if title and len(key) > title.end():
            office = self._found(printed[title.end() :].strip())
            if office:
                return office
        short = self._short.meanings(printed)
        if len(short) == 1:
            return Resolved(
                short[0].name, known=True, doubt=SHORT.format(printed=printed, name=short[0].name)
            )
        agency = next((self._known[k] for k in _looser(key) if k in self._known), None)
        return _sure(agency) if agency else self._unsure(printed, key, short)

    def _unsure(self, printed: str, key: str, short: list[AgencyName]) -> Resolved | None:
        """Return what can only be guessed: first letters of several names, a letter misread."""
        if short:
            names = joined(phrase(" hoặc "), (one.name for one in short))
            return Resolved(printed, doubt=SHORT_FOR_SEVERAL.format(printed=printed, names=names))
        alike = self._alike(key)
        if not alike:
            return None
        doubt = phrase("In “{printed}”, hiểu là {name}", printed=printed, name=alike.name)
        return Resolved(alike.name, known=True, doubt=doubt, collective=alike.collective)

    def _of_own_place(self, key: str) -> AgencyName | None:
        """Read "Thuế tỉnh Lào Cai" as the tax office; that of another province is another one."""
        place = _OF_PLACE.search(key)
        if not place or place[2] not in self._places:
            return None
        return self._known.get(key[: place.end(1)])

    def _alike(self, key: str) -> AgencyName | None:
        if len(key) < _SHORTEST or not self._known:
            return None
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - not needed to start the program

        spellings = list(self._known)
        best = process.extract(key, spellings, scorer=fuzz.ratio, limit=2, score_cutoff=_SURE)
        same = (name for name, _score, _index in best if _differ_in_letters(key, name))
        return next((self._known[name] for name in same), None)

    def _as_printed(self, printed: str) -> Resolved:
        key = key_of(printed)
        if key in self._departments:
            return Resolved(self._departments[key])
        collective = bool(words.PLURAL.match(key) or re.match(r"ubnd (?:cac|cap) ", key))
        return Resolved(capital(printed), collective=collective)


def key_of(printed: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    return key_places(fold(printed))[0].strip(" ,.;:-")


def key_places(folded: str) -> tuple[str, list[int]]:
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


def _begins_with(key: str, spelling: str) -> bool:
    return key.startswith(spelling) and not key[len(spelling) : len(spelling) + 1].isalnum()


def _sure(agency: AgencyName) -> Resolved:
    return Resolved(agency.name, known=True, collective=agency.collective)


def _looser(key: str) -> Iterable[str]:
    """Yield other keys that mean the same within one province."""
    yield f"{key} tinh"
    if key.endswith(" tinh"):
        yield key.removesuffix(" tinh")
    for tail in _TAILS:
        if key.endswith(tail):
            yield key.removesuffix(tail)
            yield f"{key.removesuffix(tail)} tinh"
    for pattern, plain in _SAME:
        if pattern.fullmatch(key):
            yield plain
    if "," in key:
        yield key.replace(",", "")


def _differ_in_letters(key: str, spelling: str) -> bool:
    """Return whether two keys differ in letters of a word only, not in whole words or numbers."""
    ours, theirs = key.split(), spelling.split()
    if len(ours) != len(theirs) or ours[0] != theirs[0]:
        return "".join(ours) == "".join(theirs)
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(differing) <= 2 and all(_misread(a, b) for a, b in differing)


def _misread(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 3 or a.isdigit() or b.isdigit() or a[0] != b[0]:
        return False
    return abs(len(a) - len(b)) <= 1 and sum(x != y for x, y in zip(a, b, strict=False)) <= 2

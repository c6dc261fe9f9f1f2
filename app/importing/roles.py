"""Who does what in a paragraph: lead, coordinating, monitoring and receiving agencies, leader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.text import fold
from app.importing import agency_words
from app.importing.agencies import AgencyReader, Mention, unique
from app.importing.bracketed_roles import bracketed
from app.importing.event_limits import events_in
from app.importing.letters import UPPER, WORD
from app.importing.names import OfficialName
from app.importing.phrases import citations, inside, opens_with_verb, tells_of_past, verb_at

_GIVE = re.compile(
    r"(?:\b(?:giao trach nhiem cho|giao nhiem vu cho|giao cho|giao|phan cong|de nghi|yeu cau"
    r"|uy quyen"
    r" cho|chi dao)\b\s*:?\s*)"
)
_OPENING = re.compile(
    r"\W*(?:(?:rieng|ubnd tinh|uy ban nhan dan tinh"
    r"|chu tich (?:ubnd|uy ban nhan dan) (?:tinh|thanh pho)"
    r"|tinh uy|thu tuong chinh phu|dong thoi,?|trong do,?"
    r"|(?:ban thuong vu|thuong truc|ban chap hanh) (?:tinh uy|thanh uy|dang uy)"
    r"(?=\s+(?:giao|phan cong|yeu cau|de nghi))"
    r"|(?:thuong truc )?(?:hdnd|hoi dong nhan dan) (?:tinh|thanh pho)"
    r"(?=\s+(?:giao|phan cong|yeu cau|de nghi)))\s+)?"
    r"(?:(?:giao trach nhiem cho|giao nhiem vu cho|giao cho|giao|phan cong|de nghi"
    r"|yeu cau)\b\s*:?\s*)?"
)
_TOLD = re.compile(r"\W*(?:chi dao|lanh dao, chi dao|yeu cau)\s+")
_ABOVE_ALL = re.compile(  # "UBND tỉnh chỉ đạo Sở A trình …": A does it
    r"\W*(?:(?:pho )?chu tich )?(?:ubnd|uy ban nhan dan)\s+(?:tinh|thanh pho)"
    r"(?:\s+(?!chi dao|lanh dao)[a-z']+){0,3}?"
    r"\s+(?:truc tiep |tap trung )?(?:lanh dao, )?chi dao\s+"
)
_MOVED = re.compile(
    r"\W*(?:dieu chuyen|chuyen giao|chuyen|ban giao)\s+(?:chu tri |viec |nhiem vu |cong viec )"
    r"[^;.]{0,240}?\b(?:sang|cho|ve)\s+(?:cho )?(?=(?:so|ban|ubnd|uy ban|cong an|van phong"
    r"|thanh tra|bo|cuc|chi cuc)\b)"
)
_INSTEAD_OF = re.compile(r"\s+thay(?: the)?(?: cho)?\s+")
_GROUNDS = re.compile(
    r"\W*(?:can cu|tren co so|theo|tu nay den|truoc mat|trong thoi gian|sau khi"
    r"|de )[^;:.]{0,200}?,\s*(?=(?:cac|so|ubnd|uy ban|cong an|ban|van phong|thu truong|giam doc"
    r"|chu tich|thanh tra)\b)"
)
_WHEN_FIRST = re.compile(
    r"\W*(?:phan dau\s+)?(?:(?:dinh ky|hang|moi|truoc ngay|cham nhat|vao ngay"
    r"|(?:trong|den|tu|ngay tu) (?:het |cuoi |dau )*(?:thang|quy|nam)"
    r"|(?:truoc )?ngay \d)\b[^,;:.]{0,40},\s*)+"
)
_EVERY_FIRST = re.compile(
    r"\W*(?:dinh ky\s+)?(?:hang|moi)\s+(?:tuan|thang|quy|nam)\s+"
    r"(?=giao |(?:so|ubnd|ban|cac|cong an)\s)"
)
_ON_SUBJECT = re.compile(
    r"\W*(?:ve|doi voi|lien quan den|tai)\b[^:;.]{4,240}[:,]\s*(?=(?:de nghi |yeu cau |giao )?)"
)
_LABEL = re.compile(r"\W*[^:;.]{4,160}:\s*")
_LEADS = re.compile(
    r"\s*(?:\([^)]{0,120}\)\s*)?(?:,\s*)?(?:(?:lam |la )?(?:co quan |don vi )?(?:chu tri|dau moi"
    r"|thuong truc|"
    r"chiu trach nhiem|co trach nhiem|can cu|theo chuc nang|tren co so|dinh ky|hang|hang thang"
    r"|khi|phai"
    r"|can|va)\b|[:(]|phoi hop\b)"
)
_WITH = re.compile(
    r"phoi hop(?:\s+(?:chat che|chat|thuong xuyen|tot|kip thoi|dong bo|hieu qua|va|,|cung))*\s*"
    r"(?:voi|cung voi|cung)?\s+"
)
_ABOVE = re.compile(
    r"(?:chinh phu|quoc hoi|thu tuong|bo (?!chi huy|tu lenh|doi)|cac bo\b|van phong chinh phu"
    r"|bo chinh tri|trung uong)"
)
_CHAIRS_WITH = re.compile(r"chu tri\s*[,;]?\s*(?:va\s+)?phoi hop")
_COORDINATES_CELL = re.compile(
    r"^\W*(?:don vi |co quan )?(?:phoi hop|chu tri)(?: thuc hien)?\s*[:\-]\s*"
)
_RECEIVE = re.compile(
    r"\b(?:bao cao|gui|trinh|ve|qua|tham muu(?: cho)?|bao cao qua)\s+(?:cho\s+|ve\s+|qua\s+"
    r"|len\s+|ve cho\s+)?"
)
_PERSON = rf"(?P<name>{WORD}(?:\s+{WORD}){{1,4}})"
_LEADER_CUE = re.compile(
    r"(?:dong chi|d/c)\s+(?:(?:pho )?(?:chu tich|bi thu)(?: thuong truc)?(?: (?:ubnd"
    r"|uy ban nhan dan) (?:tinh|thanh"
    r" pho))?\s+)?"
)
_IN_CHARGE = re.compile(
    r"\s*(?:,|-|–|\()?\s*(?:(?:pho )?(?:chu tich|bi thu)[^.;)]{0,60}?)?\s*(?:phu trach"
    r"|truc tiep chi dao|chi dao)\b"
)
_DIRECTS = re.compile(
    r"\W*(?:giao )?(?:dong chi|d/c)\s[^,;:.]{4,60}"
    r"[,–-]\s*(?:pho )?(?:chu tich|bi thu)[^,.;:]{0,60}?\s(?:truc tiep )?chi dao\s+"
)
_TITLES = re.compile(
    r"^\W*(?:(?:dong chi|d/c|ong|ba|giao|lanh dao)\s*:?\s+)*"
    r"((?:(?:pho\s+)?chu tich(?: thuong truc)?|pct|ct|thu truong|bo truong"
    r"|pho bi thu(?: thuong truc)?|bi thu|uy vien|giam doc"
    r"|pho giam doc)(?:\s+(?:thuong truc|ubnd|uy ban nhan dan|tinh|thanh pho|hdnd|bo"
    r"|tinh uy))*\s*[:,]?\s+)?"
)

_Found = tuple[list[Mention], int, bool]
"""Agencies, where they end, and whether words such as "giao" give the work to them."""
_NOBODY: _Found = ([], 0, False)
_ROLE_WORDS = re.compile(
    r"[\W_]|chu tri|va|chu dong|cong khai|trach nhiem|co|dau moi|la|chiu|thuong truc|co quan"
)
_GIVEN = re.compile(r"\bgiao\s+(?:cho\s+|trach nhiem cho\s+|nhiem vu cho\s+)?")
_GIVES_CLAUSE = re.compile(
    r"[;.]\s+(?:dong thoi,? )?(?:giao|phan cong)\s+(?:cho\s+|trach nhiem cho\s+|nhiem vu cho\s+)?"
)
_BY = re.compile(r"\bdo\s+")
_CHAIRS = re.compile(r"\s*(?:lam )?(?:chu tri|thuc hien|dau moi)")
_IN_DUTY = re.compile(r"[\s,]*(?:chu tri|co trach nhiem|chiu trach nhiem|phoi hop)\b")
_NO_ACT = re.compile(  # words behind an agency that are no verb, or none of a task
    r"\s+(?:la|da|duoc|cua|ve|tai|va|voi|dat|con|chua|do|bi|van|tung|thi|ma|tren|theo|trong|de|den"
    r"|tu|co|khong|hien|dang|se|tinh|cac|nay|truoc|sau|khi|ngay|nam|thang|quy|so|cap|thuoc"
    r"|lien quan|uoc|cung|trong do|nhu|vi|neu|thanh pho|xa|phuong|huyen|moi|hang|cham|noi|nguoi"
    r"|nhan)(?!\w)"
)
_ACT_BY_MARKS = frozenset(  # folded, these look like words that are no verbs
    ("đặt", "đo", "nối", "nói", "nhận", "tính", "chấm", "chăm", "nắm", "mời", "thi", "nêu", "dời")
)
_SURE = re.compile(  # an agency beyond doubt, though the register does not know the place
    r"(?:ubnd|hdnd|dang uy|cong an|bo chi huy quan su) (?:xa|phuong|dac khu|tinh|thanh pho) \w"
)
_LIMITED = re.compile(
    r"\b(?:truoc (?:ngay )?\d|cham nhat|(?:xong|hoan thanh)\b[^.;]{0,24}\d|tuan \d"
    r"|trong (?:thang|quy|tuan)\b|(?:hang|moi) (?:tuan|thang|quy)|den het (?:ngay|thang|quy))"
)
_OF_FIGURES = ("tang", "giam", "duy tri", "giu vung")


@dataclass(slots=True)
class Roles:
    """Agencies by role, in the order in which they are named."""

    lead: list[Mention] = field(default_factory=list)
    coordinating: list[Mention] = field(default_factory=list)
    monitoring: list[Mention] = field(default_factory=list)
    receiving: list[Mention] = field(default_factory=list)
    leader: str = ""
    body: int = 0  # where the words of the work begin
    chairs_with: bool = False  # "chủ trì, phối hợp với …": the list of who coordinates is complete


def read_roles(text: str, reader: AgencyReader) -> Roles:
    """Return who does what in one instruction.

    The lead stands at its beginning ("Giao Sở A chủ trì …", "Sở A, Sở B: …"); those who coordinate
    behind "phối hợp với"; those who receive behind "báo cáo", "gửi", "trình".
    """
    folded = fold(text)
    roles = Roles()
    _read_lead(text, folded, reader, roles)
    cited = citations(folded)
    taken: list[tuple[int, int]] = []
    for match in _WITH.finditer(folded):
        if inside(match.start(), cited):
            continue
        named, end = reader.list_at(text, match.end())
        if named:
            taken.append((match.start(), end))
            roles.coordinating += named
            if _CHAIRS_WITH.match(folded, max(0, folded.rfind("chu tri", 0, match.start()))):
                roles.chairs_with = True
            if match.start() <= roles.body + 12 or _only_roles(folded[roles.body : match.start()]):
                roles.body = max(roles.body, end)
    if not roles.lead:
        lead, joint = bracketed(text, reader)
        roles.lead, roles.coordinating = unique(lead), [*roles.coordinating, *joint]
    roles.receiving = unique(_receivers(text, folded, reader, taken))
    roles.leader = leader_in(text)
    leading = {mention.name for mention in roles.lead}
    if not roles.chairs_with:  # "phối hợp với Chính phủ": those above coordinate nothing here
        roles.coordinating = [m for m in roles.coordinating if not _ABOVE.match(fold(m.name))]
    roles.coordinating = unique(m for m in roles.coordinating if m.name not in leading)
    return roles


_CONCERNS = re.compile(
    r"[^:.;]{0,60}?\b(?:doi voi|trach nhiem cua|nhiem vu cua|phan cong cho"
    r"|yeu cau doi voi)\s+(?=\S)"
)


def roles_of_heading(text: str, reader: AgencyReader) -> Roles:
    """Return the roles that a heading gives to what follows ("Trách nhiệm của Sở A")."""
    roles = read_roles(text, reader)
    concerns = _CONCERNS.match(fold(text))
    if not roles.lead and concerns:
        named, end = reader.list_at(text, concerns.end())
        if named and not text[end:].strip(" .:;)"):
            roles.lead = unique(named)
    return roles


def _only_roles(folded: str) -> bool:
    """Return whether words only say that somebody leads ("chủ trì, chịu trách nhiệm")."""
    return not _ROLE_WORDS.sub("", folded)


def _read_lead(text: str, folded: str, reader: AgencyReader, roles: Roles) -> None:
    for rule in _LEAD_RULES:
        named, end, given = rule(text, folded, reader)
        if named:
            break
    else:
        named, end, given = _given_inside(text, folded, reader)
    if named and (given or takes_over(text, folded, end) or _acts(text, folded, named, end)):
        roles.lead = unique(named)
        instead = _INSTEAD_OF.match(folded, end)
        if instead:  # "Giao Sở A thay Sở B chủ trì …"
            _others, end = reader.list_at(text, instead.end())
        roles.body = _body_start(folded, end)


def _lead_directed(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Đồng chí X, Phó Chủ tịch UBND tỉnh chỉ đạo Sở A …"."""
    directs = _DIRECTS.match(folded)
    return (*reader.list_at(text, directs.end()), True) if directs else _NOBODY


def _lead_directed_from_above(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "UBND tỉnh chỉ đạo Sở A trình …", where A is told what to do."""
    directs = _ABOVE_ALL.match(folded)
    named, end = reader.list_at(text, directs.end()) if directs else ([], 0)
    return (named, end, False) if named and takes_over(text, folded, end) else _NOBODY


def _lead_first(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Giao Sở A …", "Sở A, Sở B: …"."""
    opening = _OPENING.match(folded)
    start = opening.end() if opening else 0
    given = bool(opening and re.search(r"giao|phan cong|de nghi|yeu cau", opening[0]))
    return (*reader.list_at(text, start), given)


def _lead_told_to_chair(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Chỉ đạo Sở A chủ trì …"; who is directed and chairs nothing is no lead."""
    told = _TOLD.match(folded)
    named, end = reader.list_at(text, told.end()) if told else ([], 0)
    return (named, end, True) if named and _CHAIRS.match(folded, end) else _NOBODY


def _lead_after_time(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Hằng tháng, trước ngày 20, Sở A báo cáo …"."""
    when = _WHEN_FIRST.match(folded) or _EVERY_FIRST.match(folded)
    if not when:
        return _NOBODY
    opening = _OPENING.match(folded, when.end())
    start = opening.end() if opening else when.end()
    return (*reader.list_at(text, start), bool(opening and _GIVE.search(opening[0])))


def _lead_moved_to(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Điều chuyển nhiệm vụ … đã giao Sở A sang Sở B …": it is B's now."""
    moved = _MOVED.match(folded)
    return (*reader.list_at(text, moved.end()), True) if moved else _NOBODY


def _lead_after_grounds(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Căn cứ Kế hoạch này, Sở A …"."""
    grounds = _GROUNDS.match(folded)
    return (*reader.list_at(text, grounds.end()), False) if grounds else _NOBODY


def _lead_on_subject(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Đối với dự án X: giao Sở A …", "Về công tác Y, Sở A …"."""
    subject = _ON_SUBJECT.match(folded)
    if not subject:
        return _NOBODY
    opening = _OPENING.match(folded, subject.end())
    start = opening.end() if opening else subject.end()
    return (*reader.list_at(text, start), bool(opening and "giao" in opening[0]))


def _lead_after_label(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Read "Công tác kiểm tra: Ủy ban Kiểm tra xây dựng …"; a list after a colon is no lead."""
    label = _LABEL.match(folded)
    if not label or opens_with_verb(text, folded):
        return _NOBODY
    named, end = reader.list_at(text, label.end())
    return (named, end, False) if named and takes_over(text, folded, end) else _NOBODY


_LEAD_RULES = (
    _lead_first,
    _lead_directed,
    _lead_directed_from_above,
    _lead_told_to_chair,
    _lead_moved_to,
    _lead_after_time,
    _lead_after_grounds,
    _lead_on_subject,
    _lead_after_label,
)


def _given_inside(text: str, folded: str, reader: AgencyReader) -> _Found:
    """Find "…; giao Sở A …" behind words that give no work themselves."""
    for match in _GIVEN.finditer(folded):
        named, end = reader.list_at(text, match.end())
        if named:
            return named, end, True
    chairs = _BY.search(folded)
    if chairs:
        named, end = reader.list_at(text, chairs.end())
        if named and _CHAIRS.match(folded, end):
            return named, end, True
    return _NOBODY


def takes_over(text: str, folded: str, end: int) -> bool:
    """Return whether the agencies before ``end`` are those who act."""
    if end >= len(text) or _LEADS.match(folded, end):
        return True
    word = re.compile(r"[\s,]*(?:\([^)]{0,120}\)[\s,]*)?").match(folded, end)
    position = word.end() if word else end
    verb = verb_at(text, folded, position)
    if verb in ("duoc", "da", "la", "ve", "de", "tai", "tu", "den", "trong", "dang", "se"):
        return bool(
            re.match(
                r"(?:la (?:co quan|dau moi|don vi)(?! (?:hoan thanh|dat|dan dau|co))"
                r"|duoc giao|duoc phan cong)",
                folded[position:],
            )
        )
    return bool(verb) or text[end:].strip(" .;:") == ""


def _acts(text: str, folded: str, named: list[Mention], end: int) -> bool:
    """Return whether known agencies do what follows by a day, whatever its verb ("… tuyển dụng").

    What nobody limits, or what was done, is told by its verb alone (`takes_over`).
    """
    if not all((m.known or _SURE.match(fold(m.name))) and not m.collective for m in named):
        return False
    word = re.compile(rf"\s+(?!{UPPER})([^\W\d_]{{2,}})\s+\w").match(text, end)
    if not word or tells_of_past(folded):
        return False
    if _NO_ACT.match(folded, end) and word[1] not in _ACT_BY_MARKS:
        return False
    return bool(_LIMITED.search(folded, end) or any(at >= end for at, _ in events_in(folded, [])))


def opens_order(text: str, reader: AgencyReader, *, among_goals: bool) -> bool:
    """Return whether a sentence begins with who is to act: "Giao Sở A …", "Sở A nâng …".

    A figure's own name can look like an agency's ("Bảo hiểm xã hội tự nguyện tăng 5%"): who is not
    known counts only with words that give work, among goals, or with another verb elsewhere.
    """
    folded = fold(text)
    if _given_in_clause(text, folded, reader):
        return True
    named, end, given = _lead_first(text, folded, reader)
    for rule in (_lead_directed, _lead_directed_from_above):
        if not named:
            named, end, given = rule(text, folded, reader)
    if not named:  # "Hằng năm, Sở A … đạt 95 %"
        named, end, given = _lead_after_time(text, folded, reader)
    if not named or not (given or takes_over(text, folded, end)):
        return False
    if given or _IN_DUTY.match(folded, end):
        return True
    rest = text[end:].lstrip(" ,")
    verb = verb_at(rest, fold(rest), 0)
    if not verb or (among_goals and any(mention.collective for mention in named)):
        return False
    known = all(mention.known for mention in named)
    return known or (not among_goals and verb not in _OF_FIGURES)


def _given_in_clause(text: str, folded: str, reader: AgencyReader) -> bool:
    """Return whether a later clause gives work: "Đồng ý chủ trương …; giao Sở A triển khai"."""
    for match in _GIVES_CLAUSE.finditer(folded):
        named, end = reader.list_at(text, match.end())
        if named and takes_over(text, folded, end):
            return True
    return False


def _body_start(folded: str, end: int) -> int:
    match = re.compile(
        r"[\s,]*(?:\([^)]{0,160}\)\s*)?(?:(?:lam |la )?(?:co quan )?(?:chu tri"
        r"|dau moi)\b[\s,]*(?:va\s+)?)?"
        r"(?:co trach nhiem\b\s*|chiu trach nhiem(?= chu tri)\s*)?:?\s*"
    ).match(folded, end)
    return match.end() if match else end


def _receivers(
    text: str, folded: str, reader: AgencyReader, taken: list[tuple[int, int]]
) -> Iterable[Mention]:
    for match in _RECEIVE.finditer(folded):
        if inside(match.start(), taken):
            continue
        verb = match[0].split()[0]
        if verb == "ve" and not re.match(
            r"ve (?=so |van phong|ubnd|uy ban|ban chi|bo |cuc |vu )", folded[match.start() :]
        ):
            continue
        if verb == "tham" or (verb == "qua" and folded[max(0, match.start() - 1)] not in "( "):
            continue
        named, end = reader.list_at(text, match.end())
        if not named:
            continue
        after = folded[end : end + 26]
        if re.match(r"\s*(?:tong hop|tham muu|de tong hop|de bao cao)?", after) is None:
            continue
        yield named[0]
        through = re.compile(r"\s*\(?\s*(?:qua|thong qua)\s+").match(folded, end)
        if through:
            inner, _ = reader.list_at(text, through.end())
            yield from inner[:1]


# --- leaders -------------------------------------------------------------------------------------


def leader_in(text: str) -> str:
    """Return the leader put in charge in a sentence ("đồng chí … phụ trách"), or ""."""
    folded = fold(text)
    for cue in _LEADER_CUE.finditer(folded):
        name = re.compile(_PERSON).match(text, cue.end())
        if name and _IN_CHARGE.match(folded, name.end()):
            return name["name"].strip()
        if name and re.search(r"giao\s+$", folded[: cue.start()]):
            return name["name"].strip()
    return ""


def leader_of_cell(text: str, officials: Iterable[OfficialName] = ()) -> str:
    """Return the leader's name in a cell ("Đồng chí Nguyễn Văn A - Phó Chủ tịch UBND tỉnh").

    Where the cell has a position without a name, the position as printed is returned.
    """
    plain = " ".join(text.split())
    if not plain.strip(" -–"):
        return ""
    folded = fold(plain)
    for official in officials:
        if fold(official.name) in folded:
            return official.name
    title = _TITLES.match(folded)
    start = title.end() if title else 0
    name = re.compile(_PERSON).match(plain, start)
    if name and ((title and title[1]) or not agency_words.HEAD.match(folded, start)):
        return re.split(r"\s+(?:[-–]|Phó|Chủ tịch|PCT|Giám đốc)\s*", name["name"])[0].strip()
    return plain.strip(" ;,.")


def agencies_of_cell(text: str, reader: AgencyReader) -> tuple[list[Mention], list[Mention]]:
    """Return (agencies, receivers) of a table's cell.

    A cell can hold more than a list: "Phối hợp: Sở A. Báo cáo định kỳ gửi Sở B."
    """
    folded = fold(text)
    label = _COORDINATES_CELL.match(folded)
    start = label.end() if label else 0
    report = re.search(r"\b(?:bao cao|ghi chu)\b", folded[start:])
    end = start + report.start() if report else len(text)
    received = list(_receivers(text[end:], fold(text[end:]), reader, [])) if report else []
    return reader.in_list(text[start:end]), unique(received)

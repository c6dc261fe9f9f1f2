"""Boards that manage projects: their names hold the words of what is built.

"Ban Quản lý dự án xây dựng công trình giao thông đẩy nhanh …" is a name and an order, "Ban Quản lý
dự án xây dựng kế hoạch giải ngân" a board that is to draw up a plan: what follows the verb tells.
"""

from __future__ import annotations

import re

from app.importing.phrases import opens_with_verb

_BOARD = re.compile(r"(?:(?:ban quan ly|ban ql|bql) (?:cac )?du an|ban qlda|bqlda|qlda)\s+")
_INVESTS = re.compile(r"dau tu\b(?: xay dung\b)?")
_BUILDS = re.compile(r"(?:xay dung|phat trien|bao tri|cai tao|nang cap|giai phong)\b")
_PAPERS = re.compile(
    r"\s*(?:va\s+)?(?:cac |noi dung )?(?:ke hoach|phuong an|de an|bao cao|quy trinh|quy che|ho so"
    r"|du toan|tien do|chuong trinh|du an|noi dung|lo trinh|kich ban|danh muc|to trinh|co so du"
    r"|giai phap|hop dong|bieu|thu tuc|van ban|quy dinh)\b"
)
_WORKS = re.compile(  # what boards are named after
    r"\s*(?:co ban|khu vuc|tinh|thanh pho|huyen|thi xa|so \d"
    r"|(?:cac )?(?:cong trinh )?(?:giao thong|dan dung|cong nghiep|nong nghiep|thuy loi|do thi"
    r"|nong thon|cap nuoc|cong cong))\b"
)
_TRADE = re.compile(
    r"\b(?:(?:vat lieu|dau tu|kinh te|cong trinh|hoat dong|chat luong|thi truong|tu van)"
    r" xay dung|quan ly (?:dau tu|khai thac|san xuat|kham chua benh|giam sat|xay dung))$"
)
_ORDER = re.compile(r"\s(?=[^\W\d]\w*\s+\w)")
_JOINED = re.compile(
    r"va\s+(?:phat trien (?:nong thon|do thi|ha tang|quy dat|cong nghiep|lam nghiep)|bao tri"
    r"|nong thon|cong nghiep|dan dung|ha tang|giao thong|thuy loi|moi truong|do thi|nuoc sach"
    r"|cap nuoc|ve sinh|de dieu|phong chong)\b"
)
""" "… nông nghiệp và phát triển nông thôn": a name goes on behind "và"."""
_NOUN_BEFORE = re.compile(  # "khu xử lý rác", "trung tâm điều hành": the verb says what for
    r"\b(?:khu|nha may|trung tam|tram|he thong|duong|co so|nha|bai|ho|kho|diem|be|du an|vien"
    r"|truong|hat|cong trinh|va|de|phuc vu)$"
)
_NO_ORDER = ("bao dam", "dam bao", "phuc vu", "bao ve", "phong ", "chong ")


def is_board(folded: str, start: int) -> bool:
    """Return whether the name of a board of projects begins at ``start``."""
    return bool(_BOARD.match(folded, start))


def is_trade(folded: str, start: int, end: int) -> bool:
    """Return whether the verb that ends at ``end`` is a trade in the name from ``start`` on.

    "Vụ Vật liệu xây dựng hoàn thiện …" is a name and an order, "Cục Kinh tế xây dựng đề án" too:
    the papers that follow tell them apart.
    """
    if is_board(folded, start) or not _TRADE.search(folded, start, end):
        return False
    return not _PAPERS.match(folded, end)


def joined_at(folded: str, start: int, at: int) -> bool:
    """Return whether "và", or the verb behind it, at ``at`` joins what a board builds.

    ``start`` is where the board's name begins.
    """
    conjunction = folded.rfind("va ", start, at + 3)
    joined = _JOINED.match(folded, conjunction) if conjunction > start else None
    if joined is None or not joined.start() <= at < joined.end():
        return False
    return is_board(folded, start)


def name_goes_on(text: str, folded: str, start: int, at: int) -> bool:
    """Return whether the verb at ``at`` belongs to the name of a board that begins at ``start``."""
    board = _BOARD.match(folded, start)
    if not board:
        return False
    invests = _INVESTS.match(folded, board.end())
    if invests and at < invests.end():
        return True
    if joined_at(folded, start, at):
        return True
    builds = _BUILDS.match(folded, at)
    if invests or at != board.end() or not builds or _PAPERS.match(folded, builds.end()):
        return False
    if _WORKS.match(folded, builds.end()):
        return True
    return _order_follows(text, folded, builds.end())


def _order_follows(text: str, folded: str, start: int) -> bool:
    """Return whether another verb gives the order before the first comma."""
    stop = re.compile(r"[,;:.(\n]").search(text, start)
    end = stop.start() if stop else len(text)
    for gap in _ORDER.finditer(folded, start + 1, end):
        at = gap.end()
        if _NOUN_BEFORE.search(folded[start : gap.start()]) or folded.startswith(_NO_ORDER, at):
            continue
        if opens_with_verb(text[at:end], folded[at:end]) and " " in folded[at:end]:
            return True
    return False

"""Find agencies, leaders and documents by what people type, accents or not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.text import fold, fold_words
from app.services.register import Register
from db.queries import directory as names


def find_agency(register: Register, typed: str, as_of: dt.date | None = None) -> int:
    """Return the id of the agency with a name, short name or alias.

    Args:
        register: the open register.
        typed: the name.
        as_of: an agency that was renamed or merged by this day is found as its heir.

    Raises:
        InputRefusedError: no agency is named so; the message offers the nearest names.
    """
    with register.reading() as connection:
        spellings = dict(names.aliases(connection))
        agencies = names.agencies(connection)
        heirs = names.heirs_on(connection, as_of) if as_of else {}
    by_initials = Counter(key for a in agencies.values() for key in _initials(a.name))
    for agency in agencies.values():
        for key in _initials(agency.name):
            if by_initials[key] == 1:
                spellings.setdefault(key, agency.id)
    folded = " ".join(fold(typed).split())
    wanted = folded if folded in spellings else _compact(typed)
    known = (agency.name for agency in agencies.values())
    found = _found(typed, wanted, spellings, known, phrase("cơ quan"))
    return heirs.get(found, found)


def find_leader(register: Register, typed: str, as_of: dt.date | None = None) -> int:
    """Return the id of the official with a name, with or without the position before it.

    Args:
        register: the open register.
        typed: the name.
        as_of: of several terms of one person that of this day is meant.
    """
    with register.reading() as connection:
        in_office = set(names.terms_on(connection, as_of).values()) if as_of else set()
        known = names.officials(connection).values()
    officials = sorted(known, key=lambda official: official.id in in_office)
    spellings = {}
    for official in officials:
        for words in (
            official.name,
            official.title,
            f"{official.position} {official.name}",
            f"{official.name} - {official.position}",
        ):
            spellings[fold(words)] = official.id
    wanted = " ".join(fold(typed).split())
    return _found(typed, wanted, spellings, (o.name for o in officials), phrase("lãnh đạo"))


def find_document(register: Register, typed: str) -> int:
    """Return the id of the document with a code or a number."""
    with register.reading() as connection:
        documents = names.documents(connection).values()
    spellings = {}
    for document in documents:
        for words in (document.code, document.number, document.short_title):
            if words:
                spellings[fold(words)] = document.id
    wanted = " ".join(fold(typed).split())
    return _found(typed, wanted, spellings, (d.code for d in documents), phrase("văn bản"))


def find_scheme(register: Register, typed: str, as_of: dt.date) -> int:
    """Return the id of the đề án with a name ("Đề án 06"), a number or a title."""
    with register.reading() as connection:
        schemes = names.live_directory(connection, as_of).schemes.values()
    spellings = {}
    for scheme in schemes:
        for words in (scheme.full_name, scheme.title, scheme.number, scheme.name):
            if words:
                spellings[fold(words)] = scheme.id
    wanted = " ".join(fold(typed).split())
    return _found(typed, wanted, spellings, (s.full_name for s in schemes), phrase("đề án"))


def _initials(name: str) -> set[str]:
    """Return the abbreviations offices use: "Sở KH&CN" and "SKHCN" as ``sokhcn``, ``skhcn``."""
    words = [word for word in fold_words(name) if word != "va"]
    rest = "".join(word[0] for word in words[1:])
    return {words[0] + rest, words[0][0] + rest} if len(rest) > 1 else set()


def _compact(typed: str) -> str:
    return "".join(word for word in fold_words(typed) if word != "va")


def _found(
    typed: str, wanted: str, spellings: Mapping[str, int], known: Iterable[str], what: str
) -> int:
    if wanted in spellings:
        return spellings[wanted]
    by_folded = {fold(name): name for name in known}
    near = get_close_matches(fold(typed), by_folded, n=3, cutoff=0.5)
    offer = (
        phrase(" Gần giống: {near}.", near="; ".join(by_folded[n] for n in near)) if near else ""
    )
    raise InputRefusedError(
        phrase(
            "Không có {what} nào tên “{typed}” trong sổ.{offer}",
            what=what,
            typed=typed,
            offer=offer,
        )
    )

"""Agencies: their names and spellings, and what replaces them from a day on.

A name that was misprinted is corrected and holds for all days. An agency that is renamed or merged
ends with a day and names its heir: a sheet of an earlier day keeps the old name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as altered

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.office import Office, OfficeAgency, PortfolioRecord
from app.domain.phrases import phrase
from app.domain.records import AgencyKind, ChangeSet
from app.domain.terms import ONE_DAY
from app.domain.text import fold, fold_words, nfc
from app.services import portfolios
from app.services.register import Register
from db.queries import office as office_query
from db.unit_of_work import Writing, writing

_GONE = phrase("Cơ quan này không còn trong sổ. Hãy xem lại danh sách.")


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """What a person says of an agency."""

    name: str
    short_name: str
    kind: AgencyKind
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a person says when agencies are renamed or merged.

    Attributes:
        agency_ids: which agencies end.
        heir_id: the agency that takes over; None where it begins with this.
        name: of an heir that begins, "" else.
        short_name: likewise.
        from_day: first day of the heir in their place.
    """

    agency_ids: tuple[int, ...]
    heir_id: int | None
    name: str
    short_name: str
    from_day: dt.date


def refusal(office: Office, entry: AgencyEntry, agency_id: int | None = None) -> str | None:
    """Return why an agency cannot be kept so, or None if it can.

    Args:
        office: as it stands.
        entry: what is to be kept.
        agency_id: the agency that is corrected; None for a new one.
    """
    if not _tidy(entry.name) or not _tidy(entry.short_name):
        return phrase("Hãy ghi tên cơ quan và tên gọi gọn.")
    if agency_id is not None and office.agency(agency_id) is None:
        return _GONE
    for words in (entry.name, entry.short_name):
        owner = owner_of(office, words)
        if owner is not None and owner.id != agency_id:
            return phrase(
                "“{tidy}” đang là tên hoặc cách gọi của {name}.", tidy=_tidy(words), name=owner.name
            )
    return None


def owner_of(office: Office, words: str) -> OfficeAgency | None:
    """Return the agency that is called so, by its name or by another spelling."""
    wanted = fold(_tidy(words))
    alias = next((each for each in office.aliases if fold(each.text) == wanted), None)
    if alias is not None:
        return office.agency(alias.agency_id)
    return next((each for each in office.agencies if fold(each.name) == wanted), None)


def add(register: Register, entry: AgencyEntry) -> ChangeSet:
    """Add an agency at the end of the list.

    Raises:
        InputRefusedError: see `refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = read_office(work)
        if words := refusal(office, entry):
            raise InputRefusedError(words)
        put_new(work.session, entry)
        work.change.summary = phrase("thêm cơ quan {tidy}", tidy=_tidy(entry.name))
    return told(work)


def edit(register: Register, agency_id: int, entry: AgencyEntry) -> ChangeSet:
    """Correct name and kind of an agency, for all days; the old name stays a spelling of it.

    Raises:
        InputRefusedError: see `refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = read_office(work)
        if words := refusal(office, entry, agency_id):
            raise InputRefusedError(words)
        row = work.session.get_one(models.Agency, agency_id)
        work.change.summary = phrase("sửa thông tin {name}", name=row.name)
        if _tidy(entry.name) != row.name:
            work.change.summary = phrase(
                "sửa tên {name} thành {tidy}", name=row.name, tidy=_tidy(entry.name)
            )
        row.name, row.short_name = _tidy(entry.name), _tidy(entry.short_name)
        row.kind = entry.kind.value
        _put_aliases(work.session, row.id, (row.name, row.short_name), _spelt(office, row.id))
    return told(work)


def alias_refusal(office: Office, agency_id: int, texts: Iterable[str]) -> str | None:
    """Return why an agency cannot have these spellings, or None if it can."""
    for text in texts:
        owner = owner_of(office, text)
        if owner is not None and owner.id != agency_id:
            return phrase(
                "“{tidy}” đang là tên hoặc cách gọi của {name}.", tidy=_tidy(text), name=owner.name
            )
    return None


def set_aliases(register: Register, agency_id: int, texts: Sequence[str]) -> ChangeSet:
    """Let an agency have just these spellings beside its name and short name.

    Raises:
        InputRefusedError: a spelling is another agency's, or nothing would change.
    """
    with writing(register.engine, register.author(), "") as work:
        office = read_office(work)
        row = work.session.get(models.Agency, agency_id)
        if row is None:
            raise InputRefusedError(_GONE)
        if words := alias_refusal(office, agency_id, texts):
            raise InputRefusedError(words)
        wanted = {_tidy(text) for text in (row.name, row.short_name, *texts)} - {""}
        aliases = work.session.scalars(
            select(models.AgencyAlias).where(models.AgencyAlias.agency_id == agency_id)
        ).all()
        have = {alias.text for alias in aliases}
        added = [text for text in dict.fromkeys(map(_tidy, texts)) if text in wanted - have]
        dropped = [alias for alias in aliases if alias.text not in wanted]
        if not added and not dropped:
            raise InputRefusedError(phrase("Các cách gọi không có gì thay đổi."))
        for alias in dropped:
            work.session.delete(alias)
        _put_aliases(work.session, agency_id, added, set())
        work.change.summary = _alias_words(row.name, added, [alias.text for alias in dropped])
    return told(work)


def replacement_refusal(office: Office, replacement: Replacement) -> str | None:
    """Return why agencies cannot be renamed or merged so, or None if they can."""
    eve = replacement.from_day - ONE_DAY
    day = formats.date_in_text(replacement.from_day)
    ended = [office.agency(agency_id) for agency_id in replacement.agency_ids]
    if not ended:
        return phrase("Hãy chọn ít nhất một cơ quan.")
    for agency in ended:
        if agency is None:
            return _GONE
        if not agency.holds(eve) or agency.successor_id is not None:
            return phrase(
                "{name} không còn mang tên này trước ngày {day}.", name=agency.name, day=day
            )
    if replacement.heir_id is None:
        return _naming_refusal(office, replacement)
    heir = office.agency(replacement.heir_id)
    if heir is None or heir in ended:
        return phrase("Hãy chọn một cơ quan khác nhận nhiệm vụ.")
    return (
        None
        if heir.holds(replacement.from_day)
        else phrase("{name} chưa có vào ngày {day}.", name=heir.name, day=day)
    )


def _naming_refusal(office: Office, replacement: Replacement) -> str | None:
    """Return why an heir cannot begin under a name; one that an ended agency had is free."""
    names = (replacement.name, replacement.short_name)
    if not all(_tidy(words) for words in names):
        return phrase("Hãy ghi tên mới và tên gọi gọn.")
    for words in names:
        owner = owner_of(office, words)
        if owner is None:
            continue
        if owner.id not in replacement.agency_ids:
            return phrase(
                "“{tidy}” đang là tên hoặc cách gọi của {name}.", tidy=_tidy(words), name=owner.name
            )
        if fold(owner.name) == fold(_tidy(replacement.name)):
            return phrase("Tên mới giống tên đang có.")
    return None


def replace(register: Register, replacement: Replacement) -> ChangeSet:
    """Rename or merge agencies from a day on.

    Their tasks, reports and memberships are the heir's from that day. An heir that begins takes
    over the one leader whom they have; one that was there keeps its own.

    Raises:
        InputRefusedError: see `replacement_refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        office = read_office(work)
        if words := replacement_refusal(office, replacement):
            raise InputRefusedError(words)
        ended = [a for i in replacement.agency_ids if (a := office.agency(i)) is not None]
        heir_id = replacement.heir_id
        if heir_id is None:
            heir_id = _put_heir(work.session, ended, replacement)
            _pass_portfolio(work.session, office, ended, heir_id, replacement.from_day)
        heir = work.session.get_one(models.Agency, heir_id)
        work.change.summary = _replaced_words(ended, heir.name, replacement)
        for agency in ended:
            row = work.session.get_one(models.Agency, agency.id)
            row.valid_to, row.successor_id = replacement.from_day - ONE_DAY, heir_id
            _end_portfolios(work.session, agency.id, replacement.from_day - ONE_DAY)
        _pass_members(work.session, ended, heir_id, replacement.from_day)
    return told(work)


def heirs_portfolio(
    office: Office, agency_ids: Sequence[int], from_day: dt.date
) -> PortfolioRecord | None:
    """Return what a new agency takes over of those it replaces: the one leader whom they have.

    Agencies without a leader decide nothing. None where nobody leads any of them, or several do.
    The answer is confirmed only where it is for each of them that has a leader.
    """
    held = [
        found
        for agency in agency_ids
        if (found := _portfolio_on(office, agency, from_day)) is not None
    ]
    terms = [office.term(each.official_id) for each in held]
    if len({term.person if term else "" for term in terms}) != 1:
        return None
    return altered(held[0], confirmed=all(each.confirmed for each in held))


def _portfolio_on(office: Office, agency_id: int, day: dt.date) -> PortfolioRecord | None:
    return next((p for p in reversed(office.portfolios_of(agency_id)) if p.holds(day)), None)


def put_new(session: Session, entry: AgencyEntry, from_day: dt.date | None = None) -> models.Agency:
    """Add the row of an agency with its spellings, and return it with its number."""
    taken = set(session.scalars(select(models.Agency.key)))
    key = base = "-".join(fold_words(entry.name)) or "co-quan"
    number = 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    last = session.scalars(select(models.Agency.ordinal).order_by(models.Agency.ordinal.desc()))
    row = models.Agency(
        key=key,
        name=_tidy(entry.name),
        short_name=_tidy(entry.short_name),
        kind=entry.kind.value,
        collective=entry.collective,
        ordinal=(last.first() or 0) + 1,
        valid_from=from_day,
    )
    session.add(row)
    session.flush()  # spellings and heirs name its number
    _put_aliases(session, row.id, (row.name, row.short_name), set())
    return row


def read_office(work: Writing) -> Office:
    """Read under the write lock: somebody else may have been quicker."""
    return office_query.load(work.session.connection())


def told(work: Writing) -> ChangeSet:
    """Return what an operation on agencies changed."""
    return ChangeSet(work.change.id, work.change.summary, directory=True)


def _put_heir(session: Session, ended: Sequence[OfficeAgency], replacement: Replacement) -> int:
    first = ended[0]
    entry = AgencyEntry(
        replacement.name, replacement.short_name, first.kind, collective=first.collective
    )
    row = put_new(session, entry, replacement.from_day)
    row.ordinal = first.order  # it stands where the first of them stood
    session.flush()
    return row.id


def _pass_portfolio(
    session: Session,
    office: Office,
    ended: Sequence[OfficeAgency],
    heir_id: int,
    from_day: dt.date,
) -> None:
    """Give a new agency the leader of those it replaces; see `heirs_portfolio`."""
    first = heirs_portfolio(office, [agency.id for agency in ended], from_day)
    if first is None:
        return
    session.add(
        models.Portfolio(
            official_id=first.official_id,
            agency_id=heir_id,
            valid_from=from_day,
            valid_to=first.last,
            confirmed=first.confirmed,
            source=first.source,
        )
    )


def _end_portfolios(session: Session, agency_id: int, last_day: dt.date) -> None:
    rows = session.scalars(select(models.Portfolio).where(models.Portfolio.agency_id == agency_id))
    for row in rows.all():
        if row.valid_to is None or row.valid_to > last_day:
            portfolios.finish(session, row, last_day)


def _pass_members(
    session: Session, ended: Sequence[OfficeAgency], heir_id: int, from_day: dt.date
) -> None:
    """End memberships of those replaced, and let the heir belong where they belonged."""
    numbers = {agency.id for agency in ended}
    rows = session.scalars(select(models.AgencyMember).order_by(models.AgencyMember.id)).all()
    running = [row for row in rows if row.valid_to is None or row.valid_to >= from_day]
    there = {(row.collective_id, row.member_id) for row in running}
    for row in running:
        if row.member_id not in numbers and row.collective_id not in numbers:
            continue
        collective = heir_id if row.collective_id in numbers else row.collective_id
        member = heir_id if row.member_id in numbers else row.member_id
        if (collective, member) not in there:
            there.add((collective, member))
            first = max(row.valid_from or from_day, from_day)
            session.add(
                models.AgencyMember(
                    collective_id=collective,
                    member_id=member,
                    valid_from=first,
                    valid_to=row.valid_to,
                )
            )
        finish_membership(session, row, from_day - ONE_DAY)


def finish_membership(session: Session, row: models.AgencyMember, last_day: dt.date) -> None:
    """Let a membership end with a day, or never have begun where it begins later."""
    if row.valid_from is not None and row.valid_from > last_day:
        session.delete(row)
    else:
        row.valid_to = last_day


def _put_aliases(session: Session, agency_id: int, texts: Iterable[str], have: set[str]) -> None:
    for text in dict.fromkeys(texts):
        if text not in have:
            session.add(models.AgencyAlias(agency_id=agency_id, text=text, folded=fold(text)))


def _spelt(office: Office, agency_id: int) -> set[str]:
    return {alias.text for alias in office.aliases if alias.agency_id == agency_id}


def _alias_words(name: str, added: Sequence[str], dropped: Sequence[str]) -> str:
    more, fewer = "”, “".join(added), "”, “".join(dropped)
    if added and dropped:
        return phrase(
            "thêm cách gọi “{added}”, bỏ cách gọi “{dropped}” của {name}",
            added=more,
            dropped=fewer,
            name=name,
        )
    if added:
        return phrase("thêm cách gọi “{added}” của {name}", added=more, name=name)
    return phrase("bỏ cách gọi “{dropped}” của {name}", dropped=fewer, name=name)


def _replaced_words(ended: Sequence[OfficeAgency], heir: str, replacement: Replacement) -> str:
    day = formats.date_in_text(replacement.from_day)
    if len(ended) == 1 and replacement.heir_id is None:
        return phrase(
            "đổi tên {name} thành {heir} từ ngày {day}", name=ended[0].name, heir=heir, day=day
        )
    merged = ", ".join(agency.name for agency in ended)
    if replacement.heir_id:
        return phrase(
            "sáp nhập {merged} vào {heir} từ ngày {day}", merged=merged, heir=heir, day=day
        )
    return phrase("lập {heir} từ {merged} từ ngày {day}", heir=heir, merged=merged, day=day)


def _tidy(text: str) -> str:
    return " ".join(nfc(text).split())

"""Members of collective agencies, with dates; lists of them that are pasted or read from a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.name_list import names_in, of_commune
from app.domain.office import Office, OfficeAgency
from app.domain.phrases import phrase
from app.domain.records import AgencyKind, ChangeSet
from app.domain.terms import ONE_DAY
from app.services import agencies
from app.services.agencies import AgencyEntry
from app.services.register import Register
from db.unit_of_work import writing

_MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a list: the agency that it means, or None where it is to be added."""

    name: str
    agency: OfficeAgency | None


def members_on(office: Office, collective_id: int, day: dt.date) -> list[int]:
    """Return the agencies that belong to a collective on a day."""
    return [
        each.member_id
        for each in office.members
        if each.collective_id == collective_id and each.holds(day)
    ]


def listed(
    office: Office, collective: OfficeAgency, rows: Sequence[Sequence[str]]
) -> list[ListedName]:
    """Return what a list names, each agency once.

    Args:
        office: as it stands.
        collective: whose members are listed: of communes the authority is meant, ``UBND xã …``.
        rows: cells of every row.
    """
    found: dict[int | str, ListedName] = {}
    for name in names_in(rows):
        full = of_commune(name) if collective.kind is AgencyKind.COMMUNE else name
        agency = agencies.owner_of(office, full) or agencies.owner_of(office, name)
        if agency is not None and agency.id == collective.id:
            continue
        found.setdefault(agency.id if agency else full, ListedName(full, agency))
    return list(found.values())


def rows_of_workbook(path: Path) -> list[list[str]]:
    """Return the cells of the first sheet of an .xlsx file as text.

    Raises:
        InputRefusedError: it cannot be read, or it is no list.
    """
    try:
        import openpyxl  # noqa: PLC0415 - for this alone
    except ImportError as error:
        raise InputRefusedError(
            phrase(
                "Bản chương trình này chưa đọc được tệp Excel. "
                "Hãy mở tệp, sao chép cột tên rồi dán vào ô danh sách."
            )
        ) from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            rows = book.worksheets[0].iter_rows(max_row=_MOST_ROWS, values_only=True)
            return [["" if cell is None else str(cell) for cell in row] for row in rows]
        finally:
            book.close()
    except Exception as error:  # whatever a damaged file makes the reader raise
        raise InputRefusedError(
            phrase(
                "Không đọc được tệp “{name}”. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
                name=path.name,
            )
        ) from error


def set_members(
    register: Register, collective_id: int, member_ids: Sequence[int], from_day: dt.date | None
) -> ChangeSet:
    """Let a collective have just these members from a day on.

    Args:
        register: the open register.
        collective_id: the collective.
        member_ids: who belongs from that day on.
        from_day: None for all days: who is added belongs from the beginning, who is not named
            never did.

    Raises:
        InputRefusedError: it is no collective, or nothing would change.
    """
    with writing(register.engine, register.author(), "") as work:
        collective = _collective(agencies.read_office(work), collective_id)
        rows = work.session.scalars(
            select(models.AgencyMember).where(models.AgencyMember.collective_id == collective_id)
        ).all()
        running = [
            r for r in rows if from_day is None or r.valid_to is None or r.valid_to >= from_day
        ]
        there = {row.member_id for row in running}
        added = [m for m in dict.fromkeys(member_ids) if m not in there and m != collective_id]
        dropped = [row for row in running if row.member_id not in set(member_ids)]
        if not added and not dropped:
            raise InputRefusedError(phrase("Danh sách thành viên không có gì thay đổi."))
        for row in dropped:
            if from_day is None:
                work.session.delete(row)
            else:
                agencies.finish_membership(work.session, row, from_day - ONE_DAY)
        for member in added:
            _put(work.session, collective_id, member, from_day)
        left = len({row.member_id for row in dropped})
        work.change.summary = _changed_words(collective.name, len(added), left, from_day)
    return agencies.told(work)


def add_listed(
    register: Register, collective_id: int, names: Sequence[str], from_day: dt.date | None
) -> ChangeSet:
    """Let everybody on a list belong to a collective; agencies not in the register are added.

    Raises:
        InputRefusedError: it is no collective, or all of them belong already.
    """
    with writing(register.engine, register.author(), "") as work:
        office = agencies.read_office(work)
        collective = _collective(office, collective_id)
        known = {
            each.member_id
            for each in office.members
            if each.collective_id == collective_id
            and (each.last is None or (from_day is not None and each.last >= from_day))
        }
        new = joined = 0
        for each in listed(office, collective, [[name] for name in names]):
            if each.agency is not None and each.agency.id in known:
                continue
            number = each.agency.id if each.agency else None
            if number is None:
                entry = AgencyEntry(each.name, each.name, _kind_of_members(collective))
                number = agencies.put_new(work.session, entry).id
                new += 1
            _put(work.session, collective_id, number, from_day)
            joined += 1
        if not joined:
            raise InputRefusedError(phrase("Mọi cơ quan trong danh sách đã là thành viên."))
        also = phrase(", trong đó {new} cơ quan mới", new=new) if new else ""
        work.change.summary = phrase(
            "thêm {joined} thành viên của {name}{also}",
            joined=joined,
            name=collective.name,
            also=also,
        )
    return agencies.told(work)


def _collective(office: Office, agency_id: int) -> OfficeAgency:
    agency = office.agency(agency_id)
    if agency is None or not agency.collective:
        raise InputRefusedError(phrase("Chỉ tên gọi chung mới có thành viên."))
    return agency


def _kind_of_members(collective: OfficeAgency) -> AgencyKind:
    return AgencyKind.COMMUNE if collective.kind is AgencyKind.COMMUNE else AgencyKind.DEPARTMENT


def _put(session: Session, collective_id: int, member_id: int, from_day: dt.date | None) -> None:
    row = models.AgencyMember(
        collective_id=collective_id, member_id=member_id, valid_from=from_day, valid_to=None
    )
    session.add(row)


def _changed_words(name: str, added: int, dropped: int, from_day: dt.date | None) -> str:
    day = formats.date_in_text(from_day) if from_day else ""
    since = phrase(" từ ngày {from_day}", from_day=day) if day else ""
    if added and dropped:
        return phrase(
            "thêm {added}, bớt {dropped} thành viên của {name}{since}",
            added=added,
            dropped=dropped,
            name=name,
            since=since,
        )
    if added:
        return phrase(
            "thêm {added} thành viên của {name}{since}", added=added, name=name, since=since
        )
    return phrase(
        "bớt {dropped} thành viên của {name}{since}", dropped=dropped, name=name, since=since
    )

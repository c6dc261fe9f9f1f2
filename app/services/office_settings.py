"""Settings that change a sheet: a value holds from a day on, earlier days keep theirs."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app import models
from app.domain import formats
from app.domain.errors import InputRefusedError
from app.domain.office import Office, SettingRecord
from app.domain.office_settings import SettingKind, kind_of
from app.domain.phrases import phrase, small
from app.domain.records import ChangeSet
from app.domain.text import nfc
from app.services.register import Register
from db.queries import office as office_query
from db.unit_of_work import Writing, writing


def refusal(office: Office, key: str, value: str, from_day: dt.date) -> str | None:
    """Return why a value cannot be put from a day on, or None if it can."""
    kind = kind_of(key)
    if kind is None:
        return phrase("Sổ không có thông số này.")
    if words := kind.refusal(value):
        return words
    held = in_force(office, key, from_day)
    if held is not None and held.value == _tidy(value):
        return phrase(
            "Từ ngày {from_day} đang là giá trị này.", from_day=formats.date_in_text(from_day)
        )
    return None


def in_force(office: Office, key: str, day: dt.date) -> SettingRecord | None:
    """Return the value of a setting on a day; None where none was ever put."""
    found = [s for s in office.settings if s.key == key and (s.first is None or s.first <= day)]
    return found[-1] if found else None


def put(register: Register, key: str, value: str, from_day: dt.date) -> ChangeSet:
    """Let a setting have a value from a day on; a value of just that day is replaced.

    Raises:
        InputRefusedError: see `refusal`.
    """
    with writing(register.engine, register.author(), "") as work:
        # Read under the write lock: somebody else may have been quicker.
        office = office_query.load(work.session.connection())
        kind = kind_of(key)
        words = refusal(office, key, value, from_day)
        if words or kind is None:
            raise InputRefusedError(words or "")
        row = work.session.scalars(
            select(models.Setting).where(
                models.Setting.key == key, models.Setting.valid_from == from_day
            )
        ).first()
        if row is None:
            row = models.Setting(key=key, value="", valid_from=from_day)
            work.session.add(row)
        row.value = _tidy(value)
        work.change.summary = _put_words(kind, row.value, from_day)
    return _told(work)


def remove(register: Register, setting_id: int) -> ChangeSet:
    """Take a dated value away; the one before holds on.

    Raises:
        InputRefusedError: it is gone, or it is the first value, which everything rests on.
    """
    with writing(register.engine, register.author(), "") as work:
        row = work.session.get(models.Setting, setting_id)
        kind = kind_of(row.key) if row else None
        if row is None or kind is None or row.valid_from is None:
            raise InputRefusedError(
                phrase("Giá trị này không còn trong sổ, hoặc là giá trị ban đầu.")
            )
        day = formats.date_in_text(row.valid_from)
        work.change.summary = phrase(
            "bỏ {title} áp dụng từ ngày {day}", title=kind.title.lower(), day=day
        )
        work.session.delete(row)
    return _told(work)


def _put_words(kind: SettingKind, value: str, from_day: dt.date) -> str:
    said = f"“{value}”" if value else phrase("để trống")
    return phrase(
        "đặt {title} {said} từ ngày {from_day}",
        title=small(kind.title),
        said=said,
        from_day=formats.date_in_text(from_day),
    )


def _tidy(value: str) -> str:
    return " ".join(nfc(value).split())


def _told(work: Writing) -> ChangeSet:
    return ChangeSet(work.change.id, work.change.summary, directory=True)

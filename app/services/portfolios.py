"""Who is in charge of which agency."""

from __future__ import annotations

from sqlalchemy import select

from app import models
from app.domain.errors import InputRefusedError
from app.domain.records import ChangeSet
from app.services.register import Register
from db.unit_of_work import writing


def confirm(register: Register, official_id: int) -> ChangeSet:
    """Turn every suggested portfolio of an official into a confirmed one.

    Raises:
        InputRefusedError: there is none to confirm.
    """
    author = register.author()
    with writing(register.engine, author, "xác nhận phân công phụ trách") as work:
        official = work.session.get(models.Official, official_id)
        suggested = work.session.scalars(
            select(models.Portfolio).where(
                models.Portfolio.official_id == official_id,
                models.Portfolio.confirmed.is_(False),
            )
        ).all()
        if official is None or not suggested:
            raise InputRefusedError("Không còn phân công gợi ý nào để xác nhận.")
        work.change.summary = f"xác nhận {len(suggested)} phân công của đồng chí {official.name}"
        for portfolio in suggested:
            portfolio.confirmed = True
    return ChangeSet(work.change.id, work.change.summary, directory=True)

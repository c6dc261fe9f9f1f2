"""What proves a register whole: the mark of its newest transaction, the chain of its history."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import AppendOnly, Base


class RegisterMark(Base):
    """One row: the register's key for life, and the numbers of its two newest transactions.

    `db.side_log` reads it out of the raw pages to tell whose a write-ahead log is, so its three
    texts have 32 signs each, whatever happens.
    """

    __tablename__ = "register_mark"

    register_key: Mapped[str]
    previous: Mapped[str]
    current: Mapped[str]

    __table_args__ = (
        CheckConstraint("id = 1", "one_row"),
        CheckConstraint(
            "length(register_key) = 32 AND length(previous) = 32 AND length(current) = 32",
            "length",
        ),
    )


class HistoryLink(AppendOnly, Base):
    """The hash of one audit row with all that it says of rows, chained to the one before it."""

    __tablename__ = "history_link"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), unique=True)
    digest: Mapped[str]

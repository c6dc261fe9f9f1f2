"""The indicators of an accepted review: new ones, further targets of known ones, changed levels."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models
from app.domain.errors import InputRefusedError
from app.domain.indicators import Accumulation, Direction
from app.domain.phrases import phrase
from app.domain.records import Role
from app.domain.review import IndicatorFields, MatchKind, ReviewDraft, ReviewItem
from app.domain.targets import Measure, Operator
from app.domain.text import fold, nfc

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DOWNWARDS = frozenset({Operator.BELOW, Operator.AT_MOST, Operator.DECREASE_BY})
ASSUMED = phrase(
    "Chiều tốt lên và cách cộng dồn do chương trình tạm xếp theo câu chữ khi nhập; cần xem lại."
)


class IndicatorWriter:
    """Writes indicators one by one; ``entries`` says which item stands behind which."""

    def __init__(
        self,
        session: Session,
        draft: ReviewDraft,
        document: models.Document,
        agency_ids: Mapping[str, int],
        leader_ids: Mapping[str, int],
    ) -> None:
        """Take the open session."""
        self._session = session
        self._document = document
        self._agencies = agency_ids
        self._leaders = leader_ids
        self._known = {each.printed: each.known or each.name for each in draft.agencies}
        self._ordinal = session.scalars(select(func.max(models.Indicator.ordinal))).one() or 0
        self.entries: list[tuple[ReviewItem, int]] = []

    def put(self, item: ReviewItem) -> bool:
        """Write an accepted item; return whether there was anything to write."""
        kind = item.match.kind
        if kind is MatchKind.SAME:
            return False
        if kind is MatchKind.CHANGED:
            self._change(item)
            self.entries.append((item, item.match.target_id))
            return any(change.taken for change in item.match.changes)
        linked = next((each.target_id for each in item.look_alikes if each.linked), 0)
        indicator_id = linked or self._make(item)
        self._put_target(item, indicator_id)
        self._session.flush()
        self.entries.append((item, indicator_id))
        return True

    def _make(self, item: ReviewItem) -> int:
        fields = _fields(item)
        place, row = self._place(item.locator)
        if row is None:
            row = models.Indicator(code=f"{self._document.code}/{place}", place=place)
            self._ordinal += 1
            row.ordinal = self._ordinal
            self._session.add(row)
        row.document_id, row.parent_id = self._document.id, None
        row.stt, row.group = nfc(fields.stt), nfc(fields.group)
        row.name, row.unit = nfc(" ".join(fields.name.split())), nfc(fields.unit)
        row.direction = _direction(fields)
        row.accumulation = Accumulation.POINT_IN_TIME if "%" in fields.unit else Accumulation.YEARLY
        row.note = ASSUMED
        row.leader_id = self._leaders[fold(fields.leader)] if fields.leader else None
        self._session.flush()
        there = select(models.IndicatorAssignment).where(
            models.IndicatorAssignment.indicator_id == row.id
        )
        for each in self._session.scalars(there):
            self._session.delete(each)
        self._session.flush()
        for role in Role:
            for ordinal, agency_id in enumerate(
                dict.fromkeys(self._agency(name) for name in fields.agencies(role))
            ):
                self._session.add(
                    models.IndicatorAssignment(
                        indicator_id=row.id, agency_id=agency_id, role=role, ordinal=ordinal
                    )
                )
        self._session.flush()
        return row.id

    def _place(self, locator: str) -> tuple[str, models.Indicator | None]:
        """Return a free place, and the indicator that an undo has left there without a level."""
        for place in (locator, *(f"{locator}{letter}" for letter in _LETTERS)):
            code = f"{self._document.code}/{place}"
            query = select(models.Indicator).where(models.Indicator.code == code)
            row = self._session.scalars(query).one_or_none()
            if row is None or self._is_empty(row):
                return place, row
        raise InputRefusedError(
            phrase("Không còn chỗ trống ở {locator} cho chỉ tiêu mới.", locator=locator)
        )

    def _is_empty(self, row: models.Indicator) -> bool:
        levels = select(models.Target.id).where(models.Target.indicator_id == row.id)
        imported = row.note == ASSUMED
        return imported and self._session.scalars(levels).first() is None

    def _put_target(self, item: ReviewItem, indicator_id: int) -> None:
        fields = _fields(item)
        self._session.add(
            models.Target(
                indicator_id=indicator_id,
                document_id=self._document.id,
                place=item.locator,
                year=fields.year,
                measure=Measure.LEVEL,
                from_year=None,
                year_printed=None,
                operator=fields.operator or Operator.QUALITATIVE,
                value=fields.value,
                upper=fields.upper,
                unit=nfc(fields.unit),
                text=nfc(fields.target_text),
                note="",
            )
        )

    def _change(self, item: ReviewItem) -> None:
        fields = _fields(item)
        taken = {change.field for change in item.match.changes if change.taken}
        if not taken:
            return
        query = select(models.Target).where(
            models.Target.indicator_id == item.match.target_id,
            models.Target.document_id == self._document.id,
        )
        rows = self._session.scalars(query.order_by(models.Target.id)).all()
        here = [row for row in rows if row.place == item.locator]
        same_year = [row for row in here or rows if row.year == fields.year]
        row = (same_year or here or list(rows))[0]
        for name in ("operator", "value", "upper", "year"):
            if name in taken:
                setattr(row, name, getattr(fields, name))
        if "unit" in taken:
            row.unit = nfc(fields.unit)
        row.text = nfc(fields.target_text)
        self._session.flush()

    def _agency(self, printed: str) -> int:
        found = self._agencies.get(fold(printed)) or self._agencies.get(
            fold(self._known.get(printed, ""))
        )
        if found is None:
            raise InputRefusedError(
                phrase("Cơ quan “{printed}” chưa có trong danh mục.", printed=printed)
            )
        return found


def _direction(fields: IndicatorFields) -> Direction:
    if fields.operator in _DOWNWARDS:
        return Direction.DECREASE
    return Direction.MAINTAIN if fields.operator is Operator.MAINTAIN else Direction.INCREASE


def _fields(item: ReviewItem) -> IndicatorFields:
    if not isinstance(item.fields, IndicatorFields):
        raise TypeError(item.kind)
    return item.fields

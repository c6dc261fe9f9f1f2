"""Invented indicators, and a session that answers the page Chỉ tiêu at once with a book of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.agreement import compared
from app.domain.indicators import (
    Accumulation,
    Comparison,
    Direction,
    IndicatorBook,
    IndicatorRecord,
    ResultRecord,
    TargetRecord,
)
from app.domain.records import RegisterIndex, Role
from app.domain.targets import Measure, Operator
from app.domain.task_detail import AssignmentRecord
from app.views.session import Session
from tests.factories import (
    AS_OF,
    CHAIRMAN,
    DEPUTY,
    FINANCE,
    PROGRAMME,
    SCIENCE,
    make_agency,
    make_document,
    make_index,
    make_official,
)

CONGRESS, PAST = 11, 12

DOCUMENTS = {
    PROGRAMME: make_document(PROGRAMME, "CTr04-2026", short_title="Chương trình 04"),
    CONGRESS: make_document(CONGRESS, "VKDH-2025", short_title="Văn kiện Đại hội tỉnh 2025-2030"),
    PAST: make_document(
        PAST, "NQTU-2023", short_title="Nghị quyết 2023", closed_on=dt.date(2023, 12, 31)
    ),
}
AGENCIES = {
    FINANCE: make_agency(FINANCE, "Sở Tài chính"),
    SCIENCE: make_agency(SCIENCE, "Sở Khoa học và Công nghệ", "Sở Khoa học và CN"),
}
MAYOR = make_official(CHAIRMAN, "Nguyễn Tuấn Anh", short_position="Chủ tịch")
VICE = make_official(DEPUTY, "Vũ Thị Hiền Hạnh")
INCOME, SHARE, GROWTH, OLD = 2, 3, 4, 5


def make_target(
    value: float | None, year: int = 2026, document_id: int = PROGRAMME, **fields: Any
) -> TargetRecord:
    values: dict[str, Any] = {
        "place": "PL.1",
        "measure": Measure.LEVEL,
        "from_year": None,
        "operator": Operator.EQUAL,
        "upper": None,
        "unit": "Triệu đồng",
        "text": "" if value is None else f"{value:g}".replace(".", ","),
        "note": "",
    }
    return TargetRecord(document_id=document_id, year=year, value=value, **values | fields)


def make_result(value: float, year: int = 2025, **fields: Any) -> ResultRecord:
    values: dict[str, Any] = {
        "cumulative": None,
        "unit": "Triệu đồng",
        "text": f"{value:g}".replace(".", ","),
        "document_id": CONGRESS,
        "place": "Phần 1",
        "source": "",
        "note": "",
        "effective_on": dt.date(2025, 1, 1),
    }
    return ResultRecord(value=value, **{"period": str(year)} | values | fields)


def make_indicator(id: int, name: str, **fields: Any) -> IndicatorRecord:  # noqa: A002
    """Return an indicator of the programme led by the finance department."""
    values: dict[str, Any] = {
        "code": f"CTr04-2026/PL.{id}",
        "parent_id": 0,
        "depth": 0,
        "document_id": PROGRAMME,
        "block": PROGRAMME,
        "place": "PL.1",
        "stt": str(id),
        "group": "I. Kinh tế",
        "unit": "Triệu đồng",
        "direction": Direction.INCREASE,
        "accumulation": Accumulation.YEARLY,
        "note": "",
        "roles": (AssignmentRecord(Role.LEAD, FINANCE, "Sở Tài chính"),),
        "leader": MAYOR,
        "leader_suggested": False,
        "targets": (),
        "results": (),
        "closed": False,
    }
    values |= fields
    values.setdefault("comparisons", compare_all(values["targets"]))
    return IndicatorRecord(id=id, name=name, **values)


def compare_all(targets: tuple[TargetRecord, ...]) -> tuple[Comparison, ...]:
    found = []
    for key in sorted({(each.year, each.measure) for each in targets}):
        several = [each for each in targets if (each.year, each.measure) == key]
        if len(several) > 1 and (comparison := compared(several, DOCUMENTS, None)):
            found.append(comparison)
    return tuple(found)


INDICATORS = (
    make_indicator(
        1,
        "GRDP bình quân đầu người",
        targets=(make_target(93, text="93,00"), make_target(136, 2030, CONGRESS)),
        results=(make_result(85, text="trên 85 triệu đồng"),),
    ),
    make_indicator(
        INCOME,
        "Thu nhập bình quân đầu người",
        parent_id=1,
        depth=1,
        stt="",
        targets=(
            make_target(51),
            make_target(70, 2030, place="I.1#3b", text="70 triệu đồng"),
            make_target(65, 2030, CONGRESS, text="65 triệu đồng/năm"),
        ),
        results=(make_result(47),),
    ),
    make_indicator(
        SHARE,
        "Tỷ trọng kinh tế số",
        unit="%",
        roles=(AssignmentRecord(Role.LEAD, SCIENCE, "Sở Khoa học và Công nghệ"),),
        leader=VICE,
        targets=(
            make_target(10.5, unit="%", text="10,50"),
            make_target(20, 2030, unit="%", operator=Operator.ABOUT),
            make_target(20, 2030, CONGRESS, unit="%", operator=Operator.ABOUT),
        ),
    ),
    make_indicator(
        GROWTH,
        "Chỉ số sản xuất công nghiệp",
        unit="%",
        leader=None,
        targets=(
            make_target(112, unit="%"),
            make_target(
                112,
                2030,
                CONGRESS,
                unit="%",
                measure=Measure.AVERAGE,
                from_year=2026,
                operator=Operator.ABOVE,
                text="tăng bình quân trên 12%/năm",
            ),
        ),
    ),
    make_indicator(
        OLD,
        "Giá trị sản phẩm trên 01 ha",
        document_id=PAST,
        block=PAST,
        group="Chỉ tiêu năm 2023",
        roles=(),
        leader=None,
        targets=(make_target(95, 2023, PAST),),
        closed=True,
    ),
)


def make_book(
    indicators: tuple[IndicatorRecord, ...] = INDICATORS, as_of: dt.date = AS_OF
) -> IndicatorBook:
    return IndicatorBook(as_of, indicators, AGENCIES, DOCUMENTS)


class IndicatorSession(QObject):
    """Runs `load_indicators` at once, from a book that a test gives."""

    index_changed = Signal()

    def __init__(self, book: IndicatorBook) -> None:
        super().__init__()
        self.book = book
        self.index: RegisterIndex | None = make_index()
        self.as_of = AS_OF
        self.reads = 0
        self.operations: list[tuple[str, tuple[Any, ...]]] = []
        self.today = AS_OF
        self.is_past = False

    def run(
        self,
        service: Callable[..., Any],
        *args: Any,
        done: Callable[..., None] | None = None,
        **_: Any,
    ) -> None:
        """Answer a reading with the book; an operation is only remembered."""
        if done is None:
            self.operations.append((service.__name__, args))
        else:
            self.reads += 1
            done(self.book)

    def as_session(self) -> Session:
        """Return itself under the type that pages ask for."""
        return self  # type: ignore[return-value]

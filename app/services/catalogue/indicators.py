"""Indicators, what each document sets for them, what was reached before, and comparisons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app import models
from app.domain.errors import CatalogueError
from app.services.catalogue.known import Known, found, home, maybe
from app.services.catalogue.shelf import Handle, Shelf
from db.catalogue_entries import (
    ComparisonEntry,
    DocumentEntry,
    IndicatorEntry,
    ResultEntry,
    TargetEntry,
)

_RECORDED_BY = "Danh mục kèm chương trình"


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry of ``indicators.yaml`` in its document; ``code``: the indicator that it means."""

    document: DocumentEntry
    entry: IndicatorEntry
    ordinal: int
    code: str


def put_indicators(shelf: Shelf, known: Known, documents: Iterable[DocumentEntry]) -> None:
    """Lay down every indicator first, then what all documents say of it.

    A document may say "the same as" of an indicator that a later document has.
    """
    places = _places(documents)
    _Indicators(shelf, known, places).put()
    for code, place in places.items():
        indicator = known.indicators[code] = found(known.indicators, place.code, place.entry.where)
        if place.code != code:
            shelf.moved(models.Indicator, code)
        for target in place.entry.targets:
            _put_target(shelf, known, indicator, place, target)
        for result in place.entry.results:
            _put_result(shelf, known, indicator, place, result)


def _places(documents: Iterable[DocumentEntry]) -> dict[str, _Place]:
    listed = [
        (f"{document.code}/{entry.at}", document, entry, ordinal)
        for document in documents
        for ordinal, entry in enumerate(document.indicators)
    ]
    same = {code: (entry.same_as, entry.where) for code, _, entry, _ in listed if entry.same_as}
    places: dict[str, _Place] = {}
    for code, document, entry, ordinal in listed:
        if code in places:
            raise CatalogueError(f"Danh mục {entry.where}: “{code}” lặp lại.")
        places[code] = _Place(document, entry, ordinal, home(same, code))
    return places


class _Indicators:
    """Lays down the indicators that are their own home, each after the one that it is part of."""

    def __init__(self, shelf: Shelf, known: Known, places: dict[str, _Place]) -> None:
        self._shelf = shelf
        self._known = known
        self._places = places
        self._groups: dict[str, str] = {}
        self._begun: set[str] = set()

    def put(self) -> None:
        for code, place in self._places.items():
            if place.code == code:
                self._put(code)

    def _put(self, code: str) -> None:
        if code in self._known.indicators:
            return
        place = self._places[code]
        entry = place.entry
        if code in self._begun:
            raise CatalogueError(f"Danh mục {entry.where}: “parent” dẫn vòng tròn.")
        self._begun.add(code)
        parent = self._parent(place)
        self._groups[code] = entry.group or self._groups.get(parent or "", "")
        self._known.indicators[code] = self._shelf.put(
            models.Indicator,
            code,
            {
                "code": code,
                "document_id": self._known.documents[place.document.code].id,
                "parent_id": maybe(self._known.indicators, parent, entry.where),
                "leader_id": maybe(self._known.officials, entry.leader, entry.where),
                "place": entry.at,
                "stt": entry.stt,
                "group": self._groups[code],
                "name": entry.name,
                "unit": entry.unit,
                "direction": entry.direction,
                "accumulation": entry.accumulation,
                "note": entry.note,
                "ordinal": place.ordinal,
            },
            where=entry.where,
            doers=self._known.doers(entry.roles, entry.where),
        )

    def _parent(self, place: _Place) -> str | None:
        if not place.entry.parent:
            return None
        named = f"{place.document.code}/{place.entry.parent}"
        parent = found(self._places, named, place.entry.where).code
        if parent in self._places:  # else its own home is missing, which is told there
            self._put(parent)
        return parent


def _put_target(
    shelf: Shelf, known: Known, indicator: Handle, place: _Place, target: TargetEntry
) -> None:
    document, at = place.document, target.at or place.entry.at
    shelf.put(
        models.Target,
        f"{place.code}/{document.code}/{at}/{target.year}/{target.measure}",
        {
            "indicator_id": indicator.id,
            "document_id": known.documents[document.code].id,
            "place": at,
            "year": target.year,
            "measure": target.measure,
            "from_year": target.from_year,
            "year_printed": target.year_printed,
            "operator": target.operator,
            "value": target.value,
            "upper": target.upper,
            "unit": target.unit or place.entry.unit,
            "text": target.text,
            "note": target.note,
        },
        where=target.where,
        owner=indicator,
    )


def _put_result(
    shelf: Shelf, known: Known, indicator: Handle, place: _Place, result: ResultEntry
) -> None:
    document, at = place.document, result.at or place.entry.at
    until_now = "/cumulative" if result.year_to_date else ""
    shelf.put(
        models.Measurement,
        f"{place.code}/{document.code}/{at}/{result.year}{until_now}",
        {
            "indicator_id": indicator.id,
            "period": str(result.year),
            "value": None if result.year_to_date else result.value,
            "cumulative": result.value if result.year_to_date else None,
            "unit": result.unit or place.entry.unit,
            "text": result.text,
            "document_id": known.documents[document.code].id,
            "place": at,
            "note": result.note,
            "effective_on": document.issued_on,
            "recorded_at": dt.datetime.combine(document.issued_on, dt.time()),
            "recorded_by": _RECORDED_BY,
        },
        where=result.where,
        owner=indicator,
    )


def put_comparisons(shelf: Shelf, known: Known, comparisons: Iterable[ComparisonEntry]) -> None:
    """Lay down what a person made of targets that do not agree."""
    for entry in comparisons:
        shelf.put(
            models.TargetComparison,
            f"{entry.indicator}/{entry.year}/{entry.measure}",
            {
                "indicator_id": found(known.indicators, entry.indicator, entry.where).id,
                "year": entry.year,
                "measure": entry.measure,
                "verdict": entry.verdict,
                "note": entry.note,
            },
            where=entry.where,
        )

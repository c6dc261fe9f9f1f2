"""Settings, agencies, officials, đề án and suggested portfolios."""

from __future__ import annotations

from collections.abc import Iterable

from app import models
from app.domain import formats
from app.domain.errors import CatalogueError
from app.domain.text import fold
from app.services.catalogue.known import Known, found, maybe
from app.services.catalogue.shelf import Shelf
from db.catalogue_entries import (
    AgencyEntry,
    DocumentEntry,
    OfficialEntry,
    PortfolioEntry,
    SchemeEntry,
)


def put_settings(shelf: Shelf, settings: dict[str, str]) -> None:
    """Lay down the first values of settings; later ones are dated rows that people make."""
    for key, value in settings.items():
        values = {"key": key, "value": value, "valid_from": None}
        shelf.put(models.Setting, key, values, where="settings.yaml")


def put_agencies(shelf: Shelf, known: Known, agencies: Iterable[AgencyEntry]) -> None:
    """Lay down agencies with their spellings, each after its parent and its successor."""
    ordinals = {entry.key: ordinal for ordinal, entry in enumerate(agencies)}
    for entry in _named_first(agencies):
        handle = shelf.put(
            models.Agency,
            entry.key,
            {
                "key": entry.key,
                "name": entry.name,
                "short_name": entry.short,
                "kind": entry.kind,
                "collective": entry.collective,
                "ordinal": ordinals[entry.key],
                "note": entry.note,
                "valid_from": entry.valid_from,
                "valid_to": entry.valid_to,
                "parent_id": maybe(known.agency_keys, entry.parent, entry.where),
                "successor_id": maybe(known.agency_keys, entry.successor, entry.where),
            },
            where=entry.where,
        )
        known.agency_keys[entry.key] = known.agencies[entry.name] = handle
        if entry.collective:
            known.collective.add(entry.name)
        for text in dict.fromkeys((entry.name, entry.short, *entry.aliases)):
            values = {"agency_id": handle.id, "text": text, "folded": fold(text)}
            shelf.put(
                models.AgencyAlias,
                f"{entry.key}/{text}",
                values,
                where=entry.where,
                owner=handle,
            )
    _put_members(shelf, known, agencies)


def _put_members(shelf: Shelf, known: Known, agencies: Iterable[AgencyEntry]) -> None:
    for entry in agencies:
        if entry.members and not entry.collective:
            raise CatalogueError(
                f"Danh mục {entry.where}: “{entry.name}” không phải tập thể nên không có "
                "thành viên."
            )
        for name in entry.members:
            values = {
                "collective_id": known.agency_keys[entry.key].id,
                "member_id": known.agency(name, entry.where),
                "valid_from": None,
                "valid_to": None,
            }
            key = f"{entry.key}/{name}"
            shelf.put(models.AgencyMember, key, values, where=entry.where)


def _named_first(agencies: Iterable[AgencyEntry]) -> list[AgencyEntry]:
    """Return agencies so that every parent and successor stands before who names it."""
    waiting = list(agencies)
    keys = {entry.key for entry in waiting}
    ordered: list[AgencyEntry] = []
    while waiting:
        done = {entry.key for entry in ordered}
        ready = [entry for entry in waiting if (_names(entry) & keys) <= done]
        if not ready:
            where = waiting[0].where
            raise CatalogueError(f"Danh mục {where}: “parent”, “successor” dẫn vòng tròn.")
        ordered += ready
        waiting = [entry for entry in waiting if entry not in ready]
    return ordered


def _names(entry: AgencyEntry) -> set[str]:
    return {key for key in (entry.parent, entry.successor) if key}


def put_officials(shelf: Shelf, known: Known, officials: Iterable[OfficialEntry]) -> None:
    """Lay down leaders."""
    for entry in officials:
        known.officials[entry.name] = shelf.put(
            models.Official,
            entry.key,
            {
                "key": entry.key,
                "name": entry.name,
                "position": entry.position,
                "short_position": entry.short_position,
                "ordinal": entry.order,
                "in_office_from": entry.in_office_from,
                "in_office_to": entry.in_office_to,
                "note": entry.note,
            },
            where="officials.yaml",
        )


def put_schemes(shelf: Shelf, known: Known, schemes: Iterable[SchemeEntry]) -> None:
    """Lay down đề án; a number alone means the province's own, where the nation has one too."""
    for entry in schemes:
        handle = shelf.put(
            models.Scheme,
            f"{entry.scope}/{entry.number}",
            {
                "number": entry.number,
                "title": entry.title,
                "scope": entry.scope,
                "period_from": entry.period_from,
                "period_to": entry.period_to,
                "confidential": entry.confidential,
                "lead_id": maybe(known.agencies, entry.lead, entry.where),
                "document_id": maybe(known.documents, entry.document, entry.where),
                "place": entry.at,
            },
            where=entry.where,
        )
        if entry.scope == "provincial" or entry.number not in known.schemes:
            known.schemes[entry.number] = handle


def put_portfolios(
    shelf: Shelf,
    known: Known,
    portfolios: Iterable[PortfolioEntry],
    documents: Iterable[DocumentEntry],
) -> None:
    """Lay down who is suggested to be in charge of whom, with the evidence."""
    by_code = {document.code: document for document in documents}
    for entry in portfolios:
        document = found(by_code, entry.document, entry.where)
        rows = ", ".join(code.removeprefix("PL.") for code in entry.evidence)
        shelf.put(
            models.Portfolio,
            f"{entry.agency}/{entry.official}/{formats.date_in_table(entry.from_day)}",
            {
                "official_id": found(known.officials, entry.official, entry.where).id,
                "agency_id": known.agency(entry.agency, entry.where),
                "valid_from": entry.from_day,
                "confirmed": False,
                "source": f"Phụ lục {document.short_title} (chỉ tiêu {rows})",
            },
            where=entry.where,
        )

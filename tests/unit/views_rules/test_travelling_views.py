"""Views under a name that travel with a register: joined with those of the other machine."""

from __future__ import annotations

import json

import pytest

from app.views import saved_views

MINE = [{"name": "Quá hạn", "state": {"grouping": "agency"}}]
THEIRS = [
    {"name": "Quá hạn", "state": {"grouping": "leader"}},
    {"name": "Sắp đến hạn", "state": {"grouping": "state"}},
]


def names(views: list[saved_views.SavedView]) -> list[str]:
    return [view.name for view in views]


def test_what_travels_is_added_and_nothing_here_is_replaced() -> None:
    found = saved_views.joined(MINE, saved_views.to_note(THEIRS))
    assert names(found) == ["Quá hạn", "Sắp đến hạn"]
    assert found[0].state == {"grouping": "agency"}


def test_without_views_nothing_travels() -> None:
    assert saved_views.to_note([]) == saved_views.to_note(None) == b""
    assert names(saved_views.joined(MINE, b"")) == ["Quá hạn"]


@pytest.mark.parametrize(
    "note",
    [b"\xff\xfe", b"[]", b"7", b'{"views": 3}', b'{"views": [1, {"name": 2}]}', b"[" * 50_000],
)
def test_what_is_no_view_is_passed_over(note: bytes) -> None:
    assert names(saved_views.joined(MINE, note)) == ["Quá hạn"]


def test_no_more_are_kept_than_there_is_room_for() -> None:
    many = [{"name": f"Danh sách {n}", "state": {}} for n in range(40)]
    found = saved_views.joined(MINE, json.dumps({"views": many}).encode())
    assert len(found) == saved_views.MOST_VIEWS
    assert found[0].name == "Quá hạn"

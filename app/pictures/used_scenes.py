"""Pictures of a register in use: the trend, a search, a past day, a question before writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.phrases import phrase
from app.pictures.waiting import settle
from app.views.language import tr
from app.views.list_request import ALL, ListRequest
from app.views.main_window import MainWindow
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import Prompts
from app.views.widgets.top_bar import TopBar

_BACK = dt.timedelta(days=120)


def _overview(window: MainWindow) -> None:
    _leave(window)
    window.show_page("overview")


def _search(window: MainWindow) -> None:
    _leave(window)
    page = window.page("tasks")
    assert isinstance(page, TasksPage)  # noqa: S101 - the window made it
    page.apply_request(ListRequest("agency", ALL))
    settle(window)
    _type(window, "giai ngan dau tu cong")


def _past_day(window: MainWindow) -> None:
    _leave(window)
    window.show_page("overview")
    window.session.set_as_of(window.session.today - _BACK)


def _past_list(window: MainWindow) -> None:
    _past_day(window)
    page = window.page("tasks")
    assert isinstance(page, TasksPage)  # noqa: S101 - the window made it
    page.apply_request(ListRequest("state", ALL))


def _question(window: MainWindow) -> QWidget:
    _overview(window)
    box = Prompts().question_box(
        window,
        tr("Ngày văn bản sớm hơn văn bản giao việc"),
        _BEFORE,
        (tr("Vẫn ghi nhận"), tr("Sửa lại ngày")),
        cautious=True,
    )
    box.open()
    return box


_BEFORE = phrase(
    "{words} {day} trước khi văn bản giao nhiệm vụ "
    "được ban hành ({issue_words}). Vẫn ghi ngày này?",
    words=phrase("Ngày văn bản"),
    day="05/01/2026",
    issue_words=phrase("ngày {issued_on}", issued_on="30/01/2026"),
)
"""The question of `app.services.task_words.before_document`."""


def _leave(window: MainWindow) -> None:
    """Go back to today, without a search."""
    _type(window, "")
    window.session.set_as_of(window.session.today)
    settle(window)


def _type(window: MainWindow, words: str) -> None:
    bar = window.findChild(TopBar)
    assert isinstance(bar, TopBar)  # noqa: S101 - every window has one
    bar.search.setText(words)
    bar.search.textEdited.emit(words)  # a person types


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "dang-dung-tong-quan": _overview,
    "dang-dung-tim-kiem": _search,
    "dang-dung-ngay-da-qua": _past_day,
    "dang-dung-ngay-da-qua-nhiem-vu": _past_list,
    "dang-dung-cau-hoi": _question,
}

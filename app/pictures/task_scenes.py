"""Pictures of the page Nhiệm vụ and of its dialogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.traffic_light import Light
from app.pictures.waiting import settle, wait_until
from app.views.list_request import ALL, ListRequest
from app.views.main_window import MainWindow
from app.views.pages.tasks_page import TasksPage


def _tasks(window: MainWindow) -> None:
    tasks_page(window).apply_request(ListRequest("agency", ALL))


def _tasks_by_leader(window: MainWindow) -> None:
    index = window.session.index
    leaders = Counter(ref.leader_id for ref in index.tasks if ref.leader_id) if index else Counter()
    request = ListRequest("leader", leaders.most_common(1)[0][0] if leaders else ALL)
    tasks_page(window).apply_request(request)


def _completing(window: MainWindow) -> QWidget | None:
    page = tasks_page(window)
    index = window.session.index
    page.apply_request(ListRequest("agency", ALL))
    late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE] if index else []
    if late:
        page.open_task(late[0])
        settle(window)
        page.detail.complete()
        wait_until(lambda: page.detail.dialog is not None)
    return page.detail.dialog


def _acting(act: str) -> Callable[[MainWindow], QWidget | None]:
    """Return what opens one dialog of the page Nhiệm vụ for a late task."""

    def open_dialog(window: MainWindow) -> QWidget | None:
        page = tasks_page(window)
        index = window.session.index
        page.apply_request(ListRequest("agency", ALL))
        late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE] if index else []
        if late:
            page.open_task(late[0])
            settle(window)
            getattr(page.acts, act)()
        return page.acts.dialog

    return open_dialog


def _choosing(window: MainWindow) -> None:
    """Choose the late tasks of the list by leader, and two continuing ones."""
    _tasks_by_leader(window)
    settle(window)
    table = tasks_page(window).list.table
    table.marks.choose(table.task_model.tasks()[:6:2])


def _completing_several(window: MainWindow) -> QWidget | None:
    page = tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    settle(window)
    index = window.session.index
    refs = index.tasks if index else ()
    late = [ref.id for ref in refs if ref.light is Light.OVERDUE]
    page.list.table.marks.choose([*late, *[ref.id for ref in refs if ref.recurrence][:2]])
    page.acts.complete()
    page.list.table.marks.clear()
    return page.acts.dialog


def _receiving(window: MainWindow) -> QWidget | None:
    """Record a report of the first continuing task that one agency leads."""
    page = tasks_page(window)
    index = window.session.index
    page.apply_request(ListRequest("agency", ALL))
    agencies = index.directory.agencies if index else {}
    recurring = [ref for ref in index.tasks if ref.recurrence] if index else []
    led = [(ref, agencies[ref.lead_id]) for ref in recurring if ref.lead_id in agencies]
    own = [ref.id for ref, agency in led if not agency.collective]
    if own:
        page.open_task(own[0])
        settle(window)
        page.detail.complete()
        wait_until(lambda: page.detail.dialog is not None)
    return page.detail.dialog


def _quick(window: MainWindow) -> QWidget | None:
    page = tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    settle(window)
    page.list.table.select_first()
    settle(window)
    page.acts.quick.open()
    return page.acts.quick.popup


def tasks_page(window: MainWindow) -> TasksPage:
    """Bring the page Nhiệm vụ to the front and return it."""
    page = window.page("tasks")
    assert isinstance(page, TasksPage)  # noqa: S101 - the window made it
    return page


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "nhiem-vu": _tasks,
    "nhiem-vu-theo-lanh-dao": _tasks_by_leader,
    "hoan-thanh": _completing,
    "cap-nhat-tien-do": _acting("update"),
    "gia-han": _acting("extend"),
    "dung-thu-hoi": _acting("stop"),
    "sua-nhiem-vu": _acting("edit"),
    "nhiem-vu-moi": _acting("new_task"),
    "sua-nhanh": _quick,
    "chon-nhieu": _choosing,
    "hoan-thanh-nhieu": _completing_several,
    "ghi-nhan-bao-cao": _receiving,
}

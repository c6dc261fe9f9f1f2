"""Pictures of the lists of the page Nhiệm vụ: groups, filters, kept views."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from app.domain.traffic_light import Light
from app.pictures.task_scenes import tasks_page
from app.pictures.waiting import settle
from app.views.dialogs.view_name_dialog import ViewNameDialog
from app.views.list_request import ALL, ListRequest
from app.views.main_window import MainWindow
from app.views.task_filters import FilterKey, TaskFilters


def _filtered(window: MainWindow) -> None:
    """Show tasks by month of their limit, filtered, with a view that was kept."""
    page = tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    filters = TaskFilters(year=2026).with_values(FilterKey.LIMIT, [202603, 202612, 202606])
    page.tools.apply(filters.with_words(FilterKey.TITLE, "kế hoạch"))
    if not page.tools.views:
        page.tools.save_view()
        dialog = page.tools.dialog
        if isinstance(dialog, ViewNameDialog):
            dialog.field.setText("Kế hoạch đến hạn trong năm")
            dialog.confirm()
    page.choose_grouping("month")


def _by_scheme(window: MainWindow) -> None:
    page = tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    page.choose_grouping("scheme")


def _filter_popup(window: MainWindow) -> QWidget | None:
    page = tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    settle(window)
    page.tools.ask(FilterKey.LEAD)
    return page.tools.popup


def _naming_view(window: MainWindow) -> QWidget | None:
    page = tasks_page(window)
    page.apply_request(ListRequest("agency", ALL, (Light.OVERDUE,)))
    settle(window)
    page.tools.save_view()
    return page.tools.dialog


def _doers(window: MainWindow) -> QWidget | None:
    """Show who does the first late collective task; three have done it."""
    page = tasks_page(window)
    index = window.session.index
    page.apply_request(ListRequest("agency", ALL))
    late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE] if index else []
    if not late:
        return None
    page.open_task(late[0])
    settle(window)
    page.acts.doers.open()
    dialog = page.acts.doers.dialog
    if dialog is not None and not any(doer.done for doer in dialog.table.records.records()):
        dialog.table.choose_row(0)
        dialog.table.selectAll()
        for row in range(3, dialog.table.records.rowCount()):
            dialog.table.selectionModel().select(
                dialog.table.records.index(row, 0),
                QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
            )
        dialog.day.setText("04/03/2026")
        dialog.done_button.click()
        settle(window)
    return dialog


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "nhiem-vu-loc": _filtered,
    "nhiem-vu-theo-de-an": _by_scheme,
    "loc-cot": _filter_popup,
    "luu-cach-xem": _naming_view,
    "co-quan-thuc-hien": _doers,
}

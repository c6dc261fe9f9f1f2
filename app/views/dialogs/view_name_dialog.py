"""Asks for the name under which a view of the list is kept."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from app.views.dialogs.office_form import OfficeForm, line
from app.views.language import tr
from app.views.saved_views import LONGEST_NAME


class ViewNameDialog(OfficeForm):
    """`name` holds the answer."""

    undone_by = ""

    def __init__(
        self, suggested: str, taken: Collection[str], what: str, parent: QWidget | None = None
    ) -> None:
        """Begin with a name made of what the list shows.

        Args:
            suggested: the first name.
            taken: names that are in use: such a view would be replaced.
            what: what the list shows, in words.
            parent: the page.
        """
        super().__init__(tr("Lưu cách xem"), tr("Lưu"), parent)
        self.name = ""
        self._taken = taken
        self.field = line(suggested, tr("Ví dụ: Quá hạn của Sở Xây dựng"))
        self.field.setMaxLength(LONGEST_NAME)
        self.add_row(tr("Tên"), self.field)
        self.lay_out_form(what, tr("Cách xem đã lưu nằm ở đầu khung bên trái, bấm một lần là mở."))
        self.field.textChanged.connect(self._judge)
        self.field.selectAll()
        self.field.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the name if there is one."""
        if self.accept_button.isEnabled():
            self.name = self.field.text().strip()
            self.accept()

    def _judge(self) -> None:
        name = self.field.text().strip()
        self.accept_button.setEnabled(bool(name))
        if not name:
            self.outcome.show_nothing(tr("Hãy ghi một tên."))
        elif name in self._taken:
            self.outcome.show_nothing(
                tr("Đã có cách xem “{name}”: lưu sẽ thay cách xem cũ.", name=name)
            )
        else:
            self.outcome.show_nothing(tr("Lưu trên máy này, không ghi vào sổ."))

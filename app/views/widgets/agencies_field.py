"""Agencies typed as documents write them, "Sở Tài chính; Sở Xây dựng", with names offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.domain.records import AgencyRecord
from app.domain.text import fold, fold_words
from app.views.language import told, tr

SEPARATOR = "; "
_FOLDED = Qt.ItemDataRole.UserRole
_SHOWN = 8


class AgenciesField(QLineEdit):
    """A line with several agencies; the first one named comes first."""

    def __init__(  # noqa: PLR0913 - what a field of names consists of
        self,
        name: str,
        agencies: Sequence[AgencyRecord],
        spellings: Mapping[str, int],
        chosen: Sequence[int] = (),
        parent: QWidget | None = None,
        *,
        offered: QStandardItemModel | None = None,
    ) -> None:
        """Show agencies.

        Args:
            name: of the field, for screen readers.
            agencies: what is offered.
            spellings: folded name, short name or alias → agency.
            chosen: the first agencies shown.
            parent: the form.
            offered: `names_model` of the agencies, where several fields share one.
        """
        super().__init__(parent)
        self._by_id = {agency.id: agency for agency in agencies}
        self._spellings = spellings
        self.setAccessibleName(told(name))
        self.setPlaceholderText(tr("Gõ tên, không cần dấu; nhiều cơ quan cách nhau bằng dấu ;"))
        self.setText(SEPARATOR.join(self._by_id[i].name for i in chosen if i in self._by_id))
        self.setCursorPosition(0)
        self.setCompleter(_Names(offered or names_model(agencies, self), self))

    @property
    def ids(self) -> tuple[int, ...]:
        """The agencies as they are understood; what is not understood is left out."""
        found = (self._find(part) for part in self._parts())
        return tuple(agency for agency in found if agency)

    @property
    def not_known(self) -> str:
        """The first name that is no agency's, "" where all are known."""
        return next((part for part in self._parts() if not self._find(part)), "")

    def _parts(self) -> list[str]:
        return [part.strip() for part in self.text().split(";") if part.strip()]

    def _find(self, typed: str) -> int:
        """Return the agency of a spelling, or the only one whose name holds the words; 0: none."""
        known = self._spellings.get(" ".join(fold(typed).split()))
        if known in self._by_id:
            return known or 0
        words = fold_words(typed)
        held = [
            agency.id
            for agency in self._by_id.values()
            if all(word in fold_words(agency.name) for word in words)
        ]
        return held[0] if len(held) == 1 else 0


def names_model(
    agencies: Sequence[AgencyRecord], parent: QObject | None = None
) -> QStandardItemModel:
    """Return the names that fields offer."""
    model = QStandardItemModel(parent)
    for agency in agencies:
        item = QStandardItem(agency.name)
        item.setData(f"{fold(agency.name)} {fold(agency.short_name)}", _FOLDED)
        model.appendRow(item)
    return model


class _Names(QCompleter):
    """Offers agencies for the last name of a line, accents and case ignored."""

    def __init__(self, model: QStandardItemModel, field: AgenciesField) -> None:
        super().__init__(model, field)
        self._field = field
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_SHOWN)

    def splitPath(self, path: str) -> list[str]:
        return [fold(path.rpartition(";")[2].strip())]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = self._field.text().rpartition(";")[0].strip()
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        return f"{before}{SEPARATOR}{name}" if before else name

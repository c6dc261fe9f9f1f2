"""A chart with what belongs to it: figures under the mouse, its table, its picture as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QToolTip, QVBoxLayout, QWidget

from app.domain.errors import TienDoError
from app.domain.file_names import plain_name
from app.domain.indicator_series import IndicatorSeries, road_series
from app.domain.road import Road
from app.views import icons
from app.views import theme as themes
from app.views.charts.road_chart import RoadChart
from app.views.charts.series_chart import SeriesChart
from app.views.language import told, tr
from app.views.tables.painting import paint_text
from app.views.theme import FontRole
from app.views.widgets.labels import label

if TYPE_CHECKING:
    from app.views.prompts import FileKind, Prompts

_PRINT_SCALE = 3
"""A saved picture has three times the pixels of the screen: it is meant for a page."""
_MARGIN = 12
_PNG = (tr("Hình ảnh PNG"), "*.png")
_PDF = (tr("Trang PDF"), "*.pdf")


class ChartFrame(QWidget):
    """A chart over two small buttons; the table takes its place when it is asked for."""

    def __init__(
        self, chart: SeriesChart | RoadChart, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Frame a chart; ``prompts`` asks where its picture is saved."""
        super().__init__(parent)
        self._chart, self._prompts = chart, prompts
        self._rows: Sequence[Sequence[str]] = ()
        self.kinds: tuple[FileKind, ...] = (_PNG,)
        self._name, self._heading = "", ("", "")
        self.table = QWidget(self)
        self.table.hide()
        self.table_button = self._button(tr("Bảng số"), "columns")
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self._show_table)
        self.save_button = self._button(tr("Lưu ảnh…"), "download")
        self.save_button.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.table_button)
        row.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(chart)
        whole.addWidget(self.table)
        whole.addLayout(row)
        self.setMouseTracking(True)

    def words_at(self, place: QPoint) -> str:
        """Return what stands near a place of the chart, "" for nothing."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Sequence[str]], heading: tuple[str, str], unit: str) -> None:
        """Take over the figures of the chart as a table, and what stands over its picture.

        Args:
            rows: a head and the lines under it.
            heading: of which indicator, and what is drawn.
            unit: of the figures, "" for none.
        """
        indicator, what = heading
        self._rows, self._name = rows, f"{indicator} - {told(what)}"
        self._heading = (
            indicator,
            tr("{what} (đơn vị: {unit})", what=what, unit=unit) if unit else told(what),
        )
        self._fill_table()

    def save_page(self, path: Path) -> None:
        """Save the chart as a page; only where `kinds` offers one."""
        raise NotImplementedError

    def write_page(self, series: IndicatorSeries, of: tuple[str, dt.date], path: Path) -> None:
        """Write a series of an indicator as of a day as a page, or say why not."""
        from app.services import charts  # noqa: PLC0415 - reportlab: when printing

        try:
            charts.save_series(series, *of, path)
        except TienDoError as error:
            self._prompts.tell(self.window(), tr("Chưa lưu được"), str(error))

    def picture(self) -> QPixmap:
        """Return the chart as it is saved: as large as on screen, sharp enough for paper.

        It has the colours of paper, and says what it shows: in a report it stands alone.
        """
        with themes.on_paper() as theme:
            self._chart.redraw(_PRINT_SCALE)
            # The axis knows its levels only once it was painted.
            self._chart.render(self._blank(self._chart.size(), theme))
            drawn = self._blank(self._chart.size(), theme)
            self._chart.render(drawn)
            lines = self._heading_lines()
            above = _MARGIN + sum(themes.line_height(role) for _words, role in lines)
            found = self._blank(self._chart.size() + QSize(0, above), theme)
            painter = QPainter(found)
            top = _MARGIN // 2
            for words, role in lines:
                room = QRect(_MARGIN, top, self._chart.width() - _MARGIN, themes.line_height(role))
                paint_text(painter, room, words, role, theme.text)
                top += themes.line_height(role)
            painter.drawPixmap(0, above, drawn)
            painter.end()
        self._chart.redraw()
        return found

    def _blank(self, size: QSize, theme: themes.Theme) -> QPixmap:
        found = QPixmap(size * _PRINT_SCALE)
        found.setDevicePixelRatio(_PRINT_SCALE)
        found.fill(theme.colour("surface"))
        return found

    def _heading_lines(self) -> list[tuple[str, FontRole]]:
        """Return the lines over the picture; a long name takes several."""
        name, what = self._heading
        room, lines = self._chart.width() - 2 * _MARGIN, [""]
        for word in name.split():
            longer = f"{lines[-1]} {word}".strip()
            wide = themes.metrics(FontRole.STRONG).horizontalAdvance(longer) > room
            lines = [*lines, word] if wide and lines[-1] else [*lines[:-1], longer]
        return [*((line, FontRole.STRONG) for line in lines), (what, FontRole.SECOND)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        inside = self._chart.mapFrom(self, place)
        words = self.words_at(inside) if self._chart.rect().contains(inside) else ""
        if words and self._chart.isVisible():
            QToolTip.showText(event.globalPosition().toPoint(), words, self)
        else:
            QToolTip.hideText()
        super().mouseMoveEvent(event)

    def _show_table(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._chart.setVisible(not shown)
        self.table.setVisible(shown)
        self.table_button.setText(tr("Biểu đồ") if shown else tr("Bảng số"))

    def _fill_table(self) -> None:
        if (old := self.table.layout()) is not None:
            QWidget().setLayout(old)
        for child in self.table.findChildren(QWidget):
            child.deleteLater()
        grid = QGridLayout(self.table)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        for row, cells in enumerate(self._rows):
            for column, words in enumerate(cells):
                role = FontRole.SECOND if row == 0 else FontRole.BODY
                text = label(words, role, "text2" if row == 0 else "text")
                text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                grid.addWidget(text, row, column, side)
        grid.setColumnStretch(max((len(cells) for cells in self._rows), default=0), 1)

    def _save(self) -> None:
        path = self._prompts.save_path(
            self.window(),
            tr("Lưu biểu đồ"),
            Path.home() / f"{plain_name(self._name)}.png",
            self.kinds,
        )
        if path is None:
            return
        if path.suffix.lower() == ".pdf":
            self.save_page(path)
            return
        shown = self.table_button.isChecked()
        self._show_table(shown=False)
        saved = self.picture().save(str(path), "PNG")
        self._show_table(shown=shown)
        if not saved:
            self._prompts.tell(
                self.window(),
                tr("Chưa lưu được"),
                tr("Không ghi được vào “{path}”. Hãy chọn nơi khác.", path=path),
            )

    def _button(self, words: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        for name in ("tool", "flat", "compact"):
            button.setProperty(name, True)
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.dress(button, icon, "text2", 16)
        return button


class SeriesFrame(ChartFrame):
    """Results over months or years."""

    def __init__(self, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        self.chart = SeriesChart()
        self._indicator, self._as_of = "", dt.date.min
        super().__init__(self.chart, prompts, parent)
        self.kinds = (_PNG, _PDF)

    def show_series(self, series: IndicatorSeries, indicator: str, as_of: dt.date) -> None:
        """Show another series, of an indicator as of a day."""
        self._indicator, self._as_of = indicator, as_of
        self.chart.show_series(series)
        self.show_rows(series.table(), (indicator, series.title), series.unit)

    def save_page(self, path: Path) -> None:
        self.write_page(self.chart.series, (self._indicator, self._as_of), path)

    def words_at(self, place: QPoint) -> str:
        return self.chart.words_at(place)


class RoadFrame(ChartFrame):
    """The road to the last year."""

    def __init__(self, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        self.chart = RoadChart()
        self._indicator, self._as_of = "", dt.date.min
        super().__init__(self.chart, prompts, parent)
        self.kinds = (_PNG, _PDF)

    def show_road(self, road: Road, indicator: str, as_of: dt.date) -> None:
        """Show another road, of an indicator as of a day."""
        self._indicator, self._as_of = indicator, as_of
        self.chart.show_road(road)
        rows = [(tr("Năm"), tr("Mức"), tr("Nguồn"))]
        rows += [
            (str(point.year), point.words, told(point.source).replace("\n", "; "))
            for point in road.points
        ]
        years = ", ".join(map(str, road.years))
        self.show_rows(rows, (indicator, tr("Lộ trình {years}", years=years)), road.unit)

    def words_at(self, place: QPoint) -> str:
        return self.chart.words_at(place)

    def save_page(self, path: Path) -> None:
        self.write_page(road_series(self.chart.road), (self._indicator, self._as_of), path)

"""Tab Phân công phụ trách: the grid agency × leader, suggestions with their evidence, hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.domain.office import PortfolioRecord
from app.domain.phrases import capital
from app.domain.suggestions import doubt, evidence
from app.domain.terms import span_words
from app.views.language import tr
from app.views.office_words import doubted, evidence_lines, some_names, suggestions
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.tables.portfolio_grid import PortfolioGrid
from app.views.tables.portfolio_rows import GridRow, Group, grid_lines
from app.views.theme import FontRole
from app.views.widgets.blocks import Quotation, WarningNote
from app.views.widgets.info_bar import InfoBar
from app.views.widgets.plain_text import PlainText
from app.views.widgets.tag import SuggestedTag

if TYPE_CHECKING:
    from app.views.dialogs.giving_dialog import GivingDialog
    from app.views.prompts import Prompts
    from app.views.session import Session

_BY_CELL = tr(
    "Nhấp đúp hoặc bấm Enter ở ô của một lãnh đạo để giao cho người đó. "
    "Giữ Ctrl, hoặc bấm phím cách, để chọn nhiều cơ quan."
)
_UNDO = tr("Hoàn tác được bằng Ctrl+Z.")


class PortfoliosTab(DirectoryTab):
    """Who is in charge of which agency on the day; what is chosen can be given to somebody."""

    title = tr("Phân công phụ trách")

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(session, prompts, parent)
        self.grid = PortfolioGrid()
        self.bar = InfoBar(tr("Xem căn cứ và xác nhận tất cả"))
        self._dismissed = False
        self.hand_over_button = self.tool(tr("Bàn giao…"), "users", self.hand_over)
        self.lay_out(self.grid, [self.hand_over_button], self.bar)
        self.grid.rows_chosen.connect(self._show_panel)
        self.grid.activated_at.connect(self._activate)
        self.grid.delete_asked.connect(self._take_away)
        self.bar.action_clicked.connect(self.confirm_all)
        self.bar.dismissed.connect(self._dismiss)

    def refresh(self, view: OfficeView) -> None:
        lines = grid_lines(view.office, view.index.tasks, view.day)
        self.grid.show_lines(lines, view.office.in_office(view.day))
        rows = [line for line in lines if isinstance(line, GridRow)]
        bare = [row for row in rows if row.group is Group.NONE]
        words = tr("{bare} cơ quan chủ trì nhiệm vụ chưa có lãnh đạo phụ trách", bare=len(bare))
        self.summary.setText(words if bare else tr("Mọi cơ quan chủ trì nhiệm vụ đã có lãnh đạo"))
        self._show_bar(view)
        self._show_panel()

    def focus_table(self) -> None:
        self.grid.setFocus()

    # ---- What is done

    def give(self) -> None:
        """Ask who gets the selected agencies, and from when."""
        self._ask_giving(self.grid.agency_ids())

    def hand_over(self) -> None:
        """Ask which agencies of a leader go to whom."""
        self._ask_giving([])

    def confirm_chosen(self) -> None:
        """Confirm the suggestions of the selected agencies; their evidence stands in sight."""
        from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

        if suggested := _suggested(self.grid.chosen_lines()):
            self.run(portfolios.confirm_rows, [each.id for each in suggested])

    def confirm_all(self) -> None:
        """Show the evidence of all suggestions and confirm them."""
        from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

        if self.view is None or self.view.refusal:
            return
        suggested = self.view.office.suggested()
        words = suggestions(self.view.office, suggested)
        warning = (
            tr("{against} Lý do ghi ở từng cơ quan.\n\n", against=against)
            if (against := doubted(words))
            else ""
        )
        question = tr(
            "Xác nhận {suggested} phân công gợi ý sau đây?\n\n"
            "{evidence_lines}\n\n{warning}"
            "Sau khi xác nhận, các phân công này không còn ghi là gợi ý. {undo}",
            suggested=len(suggested),
            evidence_lines=evidence_lines(words),
            warning=warning,
            undo=_UNDO,
        )
        if self.prompts.ask(
            self.window(), tr("Xác nhận phân công"), question, tr("Xác nhận tất cả")
        ):
            self.run(portfolios.confirm_rows, [each.id for each in suggested])

    def reject_chosen(self) -> None:
        """Take the suggestions of the selected agencies away."""
        from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

        lines = [line for line in self.grid.chosen_lines() if _suggested([line])]
        if not lines:
            return
        names = some_names([line.agency.name for line in lines])
        question = tr(
            "Bỏ gợi ý phân công của: {names}?\n\nCơ quan trở về chưa phân công. {undo}",
            names=names,
            undo=_UNDO,
        )
        if self.prompts.ask(self.window(), tr("Bỏ gợi ý"), question, tr("Bỏ gợi ý")):
            self.run(portfolios.reject, [each.id for each in _suggested(lines)])

    def end_chosen(self) -> None:
        """Ask for the last day of what is confirmed, and end it."""
        from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.day_dialog import DayDialog  # noqa: PLC0415 - on demand

        lines = [line for line in self.grid.chosen_lines() if line.current is not None]
        if not lines or self.view is None:
            return
        dialog = DayDialog(
            tr("Kết thúc phân công"),
            some_names([line.agency.name for line in lines]),
            field=tr("Ngày cuối phụ trách"),
            outcome=tr(
                "Từ ngày hôm sau, cơ quan chưa có lãnh đạo phụ trách cho đến khi được giao."
            ),
            today=self.view.today,
            parent=self,
        )
        ids = [line.current.id for line in lines if line.current]
        self.open_dialog(dialog, lambda: self.run(portfolios.end, ids, dialog.day))

    def _ask_giving(self, agency_ids: list[int], taker: int | None = None) -> None:
        from app.views.dialogs.giving_dialog import GivingDialog  # noqa: PLC0415 - on demand

        if self.view is None or self.view.refusal:
            return
        dialog = GivingDialog(self.view.office, self.view.today, agency_ids, taker, self)
        self.open_dialog(dialog, lambda: self._give(dialog))

    def _give(self, dialog: GivingDialog) -> None:
        from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

        self.run(portfolios.assign, dialog.giving)

    def _activate(self, index: QModelIndex) -> None:
        """Enter on a cell: confirm what is suggested there, else give to the leader of the column.

        The agency itself answers with what can be done, at the right.
        """
        line = self.grid.grid_model.line(index.row())
        leader = self.grid.grid_model.leader_at(index.column())
        if self.view is None or self.view.refusal or not isinstance(line, GridRow):
            return
        if leader is None:
            self._focus_panel()
        elif line.leader is not None and line.leader.person == leader.person:
            if line.current is not None and not line.current.confirmed:
                self._confirm_one(line)
            else:
                self._focus_panel()
        else:
            self._ask_giving(self.grid.agency_ids() or [line.agency.id], leader.id)

    def _confirm_one(self, line: GridRow) -> None:
        from app.services import portfolios  # noqa: PLC0415 - the ORM is for writing only

        if self.view is None or line.current is None or line.leader is None:
            return
        reason = doubt(line.current.source)
        against = tr("\nCần cân nhắc: {reason}.", reason=reason) if reason else ""
        question = tr(
            "Xác nhận đồng chí {name} phụ trách {name2}?\n\nCăn cứ: {evidence}.{against}\n\n{undo}",
            name=line.leader.name,
            name2=line.agency.name,
            evidence=evidence(line.current.source) or tr("không ghi"),
            against=against,
            undo=_UNDO,
        )
        if self.prompts.ask(self.window(), tr("Xác nhận phân công"), question, tr("Xác nhận")):
            self.run(portfolios.confirm_rows, [line.current.id])

    def _take_away(self) -> None:
        """Delete on the selected agencies: drop suggestions, or end what is confirmed."""
        if self.view is None or self.view.refusal:
            return
        if _suggested(self.grid.chosen_lines()):
            self.reject_chosen()
        else:
            self.end_chosen()

    def _dismiss(self) -> None:
        self._dismissed = True
        self.bar.show_text("", can_act=False)

    # ---- What is shown

    def _show_bar(self, view: OfficeView) -> None:
        suggested = view.office.suggested()
        if not suggested or self._dismissed:
            self.bar.show_text("", can_act=False)
            return
        words = tr(
            "{suggested} phân công là gợi ý từ văn bản, chưa được xác nhận.",
            suggested=len(suggested),
        )
        self.bar.show_text(words, can_act=not view.refusal)

    def _focus_panel(self) -> None:
        button = next((b for b in self.panel.buttons() if b.isEnabled()), None)
        if button is not None:
            button.setFocus()

    def _show_panel(self) -> None:
        if self.view is None:
            return
        lines = self.grid.chosen_lines()
        if not lines:
            self.panel.start(tr("Chưa chọn cơ quan"), tr("Chọn một hoặc nhiều cơ quan trong bảng."))
        elif len(lines) == 1:
            self._show_one(lines[0])
        else:
            self._show_several(lines)
        if lines:
            self._offer(self.view, lines)
        if len(lines) == 1:
            self._show_course(self.view, lines[0])
        self.panel.finish()

    def _show_one(self, line: GridRow) -> None:
        tasks = (
            tr("Chủ trì {tasks} nhiệm vụ", tasks=line.tasks)
            if line.tasks
            else tr("Không chủ trì nhiệm vụ nào")
        )
        self.panel.start(line.agency.name, tasks)
        if line.current is None or line.leader is None:
            self.panel.text(tr("Chưa phân công lãnh đạo phụ trách."), tone="text2")
            self.panel.text(_BY_CELL, FontRole.SECOND, "text2")
            return
        self.panel.section(line.leader.title)
        self.panel.text(
            capital(span_words(line.current.first, line.current.last)),
            FontRole.SECOND,
            "text2",
        )
        if not line.current.confirmed:
            self.panel.add(SuggestedTag())
        box = Quotation()
        box.body.addWidget(PlainText(tr("Căn cứ"), FontRole.SECOND, "text2"))
        suggested = not line.current.confirmed
        source = evidence(line.current.source) if suggested else line.current.source
        box.body.addWidget(PlainText(source or tr("Không ghi căn cứ")))
        self.panel.add(box)
        if suggested and (against := doubt(line.current.source)):
            note = WarningNote()
            note.body.addWidget(PlainText(tr("Cần cân nhắc: {against}.", against=against)))
            self.panel.add(note)
        if line.agency.note:
            self.panel.text(line.agency.note, FontRole.SECOND, "text2")

    def _show_several(self, lines: Sequence[GridRow]) -> None:
        tasks = sum(line.tasks for line in lines)
        self.panel.start(
            tr("Đã chọn {lines} cơ quan", lines=len(lines)),
            tr("Chủ trì {tasks} nhiệm vụ", tasks=tasks),
        )
        by_leader: dict[str, list[str]] = {}
        for line in lines:
            leader = line.leader.name if line.leader else tr("Chưa phân công")
            by_leader.setdefault(leader, []).append(line.agency.short_name)
        for leader, names in by_leader.items():
            self.panel.section(leader)
            self.panel.text("; ".join(names), tone="text2")

    def _offer(self, view: OfficeView, lines: Sequence[GridRow]) -> None:
        suggested = _suggested(lines)
        refusal = view.refusal
        if suggested:
            count = (
                tr(" {suggested} gợi ý", suggested=len(suggested))
                if len(suggested) > 1
                else tr(" gợi ý")
            )
            words = tr("Xác nhận{count}", count=count)
            self.panel.button(words, "check", self.confirm_chosen, primary=True, refusal=refusal)
            self.panel.button(
                tr("Bỏ{count}", count=count), "close", self.reject_chosen, refusal=refusal
            )
        held = any(line.current for line in lines)
        words = tr("Giao cho lãnh đạo khác…") if held else tr("Giao phụ trách…")
        self.panel.button(words, "user", self.give, primary=not suggested, refusal=refusal)
        if any(line.current and line.current.confirmed for line in lines):
            self.panel.button(tr("Kết thúc phân công…"), "minus", self.end_chosen, refusal=refusal)

    def _show_course(self, view: OfficeView, line: GridRow) -> None:
        """Show who was, is and will be in charge, if it is more than what stands above."""
        course = view.office.portfolios_of(line.agency.id)
        if len(course) < (2 if line.current else 1):
            return
        self.panel.section(tr("Quá trình phân công"))
        for portfolio in course:
            term = view.office.term_on(portfolio.official_id, portfolio.first)
            known = term or view.office.term(portfolio.official_id)
            name = known.name if known else ""
            words = span_words(portfolio.first, portfolio.last)
            mark = "" if portfolio.confirmed else tr(" (gợi ý)")
            self.panel.pair(f"{name}{mark}", words)


def _suggested(lines: Sequence[GridRow]) -> list[PortfolioRecord]:
    return [line.current for line in lines if line.current and not line.current.confirmed]

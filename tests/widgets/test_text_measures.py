"""Remembered measures of text: the same as those worked out anew, for any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from app.views import text_measures, theme
from app.views.theme import FontRole
from app.views.widgets.plain_text import PlainText

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication

_ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60)
_RIGHT = Qt.TextElideMode.ElideRight


@_ANY
@given(text=_LINES, width=st.integers(0, 400))
def test_remembered_is_as_measured(qapp: QApplication, text: str, width: int) -> None:
    kept = theme.metrics(FontRole.BODY)
    anew = QFontMetrics(theme.font(FontRole.BODY))
    for _ in range(2):
        assert kept.horizontalAdvance(text) == anew.horizontalAdvance(text)
        assert kept.elidedText(text, _RIGHT, width) == anew.elidedText(text, _RIGHT, width)


def test_memory_has_an_end(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_measures, "_MOST_KEPT", 10)
    metrics = text_measures.RememberingMetrics(theme.font(FontRole.BODY))
    for number in range(100):
        metrics.horizontalAdvance(str(number))
        metrics.elidedText(str(number), _RIGHT, 5)
    assert len(metrics._widths) <= 10
    assert len(metrics._cut) <= 10


def test_text_is_selectable_under_the_mouse_and_keeps_its_size(
    qapp: QApplication,
) -> None:
    from PySide6.QtCore import QPointF  # noqa: PLC0415
    from PySide6.QtGui import QEnterEvent  # noqa: PLC0415

    text = PlainText("Rà soát, hoàn thiện cơ chế thu hút đầu tư vào khu kinh tế cửa khẩu. " * 3)
    before = text.sizeHint(), text.minimumSizeHint(), text.heightForWidth(300)
    at = QPointF(2, 2)
    qapp.sendEvent(text, QEnterEvent(at, at, at))
    assert text.textInteractionFlags() == Qt.TextInteractionFlag.TextSelectableByMouse
    assert (text.sizeHint(), text.minimumSizeHint(), text.heightForWidth(300)) == before
    text.setText("Ngắn")
    assert text.sizeHint().width() < before[0].width()


@_ANY
@given(text=_LINES)
def test_least_height_is_that_of_a_label(qapp: QApplication, text: str) -> None:
    shown = PlainText(text)
    assert shown.minimumSizeHint().height() == QLabel.minimumSizeHint(shown).height()

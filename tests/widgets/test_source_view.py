"""The document as text in a review: its places, its doubtful words, its length."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.domain.review import BlockText
from app.views import theme
from app.views.review.marks import Place, edge_colour
from app.views.review.source_view import SIZES, SourceView, block_words
from tests.review_fakes import blocks

LONG = "Thủ trưởng các sở, ban, ngành xây dựng kế hoạch hành động của đơn vị mình. " * 3
PAGES_500 = 15_000


@pytest.fixture
def view(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT_THEME)
    made = SourceView()
    qtbot.addWidget(made)
    made.resize(520, 420)
    made.show()
    return made


def colours(view):
    """Return the colours of the edge, from top to bottom."""
    image = view.viewport().grab().toImage()
    column = [image.pixelColor(13, y).name() for y in range(image.height())]
    return {each.upper() for each in column}


def test_every_place_has_an_edge_in_the_colour_of_what_became_of_it(view):
    view.show_blocks(blocks())
    view.show_places({2: Place.DONE, 3: Place.WAITING, 5: Place.SKIPPED}, (4,))
    shown = colours(view)
    for place in Place:
        assert edge_colour(place).name().upper() in shown
    ground = QColor(theme.current().mark).name()
    image = view.viewport().grab().toImage()
    rect = view.document().documentLayout().blockBoundingRect(view._cursor(4).block())
    middle = image.pixelColor(image.width() - 4, round(rect.center().y()))
    assert middle.name() == ground


def test_doubtful_words_are_found_though_spelt_with_other_letters(view):
    view.show_blocks(blocks())
    view.show_places({}, (2,), ("TRUOC NGAY 30/6/2026", "không có ở đây", ""))
    assert view.waved_words() == ["trước ngày 30/6/2026"]
    view.show_places({}, (3,), ("TRUOC NGAY 30/6/2026",))
    assert view.waved_words() == []


def test_a_click_and_enter_tell_the_block(view, qtbot):
    view.show_blocks(blocks())
    told: list[int] = []
    view.block_clicked.connect(told.append)
    rect = view.document().documentLayout().blockBoundingRect(view._cursor(3).block())
    place = QPoint(60, round(rect.center().y()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told == [3, 3]


def test_a_row_is_told_without_what_is_only_repeated():
    row = BlockText(
        0,
        "table_row",
        "1 | Việc | Sở A",
        cells=("1", "Việc\nlớn", "Sở A"),
        repeated=("", "", "above"),
    )
    assert block_words(row) == "1  │  Việc lớn"
    assert block_words(BlockText(0, "paragraph", "Chữ")) == "Chữ"


def test_letters_grow_and_shrink_within_bounds(view):
    view.show_blocks(blocks())
    for _ in range(10):
        view.zoom(1)
    assert view.document().defaultFont().pixelSize() == SIZES[-1]
    for _ in range(10):
        view.zoom(-1)
    assert view.document().defaultFont().pixelSize() == SIZES[0]


def test_five_hundred_pages_are_shown_about_as_fast_as_five(view, qapp):
    def shown(count: int) -> float:
        made = [BlockText(n, "paragraph", f"{n}. {LONG}") for n in range(count)]
        begin = time.perf_counter()
        view.show_blocks(made)
        view.show_places(dict.fromkeys(range(count), Place.WAITING), (3,))
        qapp.processEvents()
        built = time.perf_counter() - begin
        begin = time.perf_counter()
        view.show_places(dict.fromkeys(range(count), Place.WAITING), (4,))
        view.viewport().repaint()
        moved = time.perf_counter() - begin
        assert view.current_blocks == (4,)
        return moved / built

    shown(150)
    # To go to the next item of a long document must cost nothing against opening it.
    assert shown(PAGES_500) < 0.5


def test_the_end_of_a_long_document_is_reached(view, qapp):
    count = 3000
    view.show_blocks([BlockText(n, "paragraph", f"{n}. {LONG}") for n in range(count)])
    view.show_places({}, (count - 1,))
    qapp.processEvents()
    assert view.cursorRect(view._cursor(count - 1)).top() < view.viewport().height()

"""Pages of a PDF on screen: the right page, sharp, drawn when it comes into sight, never late."""

from __future__ import annotations

import io
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from reportlab.pdfgen.canvas import Canvas

from app.background.jobs import Jobs
from app.views import pdf_pages, theme
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets import page_view
from app.views.widgets.page_view import FIT_WIDTH, GAP, PageView
from tests.windows import bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

A4 = (595.0, 842.0)
RED, GREEN, BLUE = QColor("red"), QColor("#008000"), QColor("blue")
COLOURS = {"red": RED, "green": GREEN, "blue": BLUE}


def pdf(*colours: str, size: tuple[float, float] = A4) -> bytes:
    """Return a PDF whose pages are filled with colours but for a white edge of 20 points."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for colour in colours:
        canvas.setFillColor(colour)
        canvas.rect(20, 20, size[0] - 40, size[1] - 40, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


MANY = pdf(*["red", "green", "blue"] * 10)


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()
    QCoreApplication.processEvents()


@pytest.fixture
def view(qapp, qtbot, jobs):
    theme.apply(qapp, LIGHT_THEME)
    made = PageView(jobs)
    made.resize(500, 600)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    bury(made)
    theme.apply(qapp, LIGHT_THEME)


@pytest.fixture
def turned(view):
    """Return the numbers of pages that the view told of."""
    pages: list[int] = []
    view.page_changed.connect(pages.append)
    return pages


def at(view: PageView, x: int, y: int) -> QColor:
    return view.viewport().grab().toImage().pixelColor(QPoint(x, y))


def middle(view: PageView) -> QColor:
    size = view.viewport().size()
    return at(view, size.width() // 2, size.height() // 2)


def wait_drawn(qtbot, view: PageView) -> None:
    def drawn() -> bool:
        view.viewport().repaint()
        return view.complete

    qtbot.waitUntil(drawn)


def show(qtbot, view: PageView, data: bytes) -> None:
    view.show_pdf(data)
    wait_drawn(qtbot, view)


def test_it_begins_empty_and_may_be_empty_again(view, qtbot):
    assert (view.pages, view.complete) == (0, False)
    show(qtbot, view, pdf("red", "green"))
    assert view.pages == 2
    view.show_pdf(b"")
    assert (view.pages, view.complete) == (0, False)
    assert view.verticalScrollBar().maximum() == 0
    assert middle(view) == QColor(LIGHT_THEME.header)


def test_pages_stand_under_each_other_fitted_to_the_width(view, qtbot):
    show(qtbot, view, pdf("red", "green"))
    width = view.viewport().width()
    assert at(view, width // 2, 300) == RED
    assert at(view, GAP // 2, 300) == QColor(LIGHT_THEME.header)
    assert at(view, GAP + 5, 300) == QColor("white")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    wait_drawn(qtbot, view)
    assert at(view, width // 2, 300) == GREEN


@pytest.mark.parametrize("tokens", [LIGHT_THEME, DARK_THEME], ids=lambda tokens: tokens.name)
def test_paper_is_white_in_every_theme(qapp, view, qtbot, tokens):
    theme.apply(qapp, tokens)
    show(qtbot, view, pdf("red"))
    assert at(view, GAP + 5, GAP + 5) == QColor("white")
    assert at(view, 5, 5) == QColor(tokens.header)


def test_only_pages_in_sight_are_drawn(view, jobs, qtbot, monkeypatch):
    drawn: list[int] = []
    real = pdf_pages.draw_page

    def note(data: bytes, number: int, resolution: float) -> QImage:
        drawn.append(number)
        return real(data, number, resolution)

    monkeypatch.setattr(pdf_pages, "draw_page", note)
    show(qtbot, view, MANY)
    assert view.pages == 30
    assert set(drawn) == {0}
    view.go_to(20)
    wait_drawn(qtbot, view)
    assert set(drawn) == {0, 20}


def test_a_page_is_drawn_once_for_a_size(view, qtbot, monkeypatch):
    show(qtbot, view, pdf("red"))
    monkeypatch.setattr(pdf_pages, "draw_page", lambda *_a: pytest.fail("drawn again"))
    for _ in range(3):
        view.viewport().repaint()
    assert view.complete


def test_going_to_a_page_shows_and_tells_it(view, turned, qtbot):
    show(qtbot, view, MANY)
    assert turned == [0]
    view.go_to(7)
    assert turned == [0, 7]
    wait_drawn(qtbot, view)
    assert middle(view) == COLOURS[["red", "green", "blue"][7 % 3]]
    view.go_to(30)
    view.go_to(-1)
    assert turned == [0, 7]


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_End, 29),
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Down, 0),
    ],
)
def test_keys_scroll(view, turned, qtbot, key, page):
    show(qtbot, view, MANY)
    before = view.verticalScrollBar().value()
    qtbot.keyClick(view, key)
    assert view.verticalScrollBar().value() > before
    assert turned[-1] == page
    back = {Qt.Key.Key_End: Qt.Key.Key_Home, Qt.Key.Key_PageDown: Qt.Key.Key_PageUp}
    qtbot.keyClick(view, back.get(key, Qt.Key.Key_Up))
    assert (view.verticalScrollBar().value(), turned[-1]) == (before, 0)


def test_zoom_keeps_the_page_and_draws_it_sharp(view, qtbot, monkeypatch):
    resolutions: list[float] = []
    real = pdf_pages.draw_page

    def note(data: bytes, number: int, resolution: float) -> QImage:
        resolutions.append(resolution)
        return real(data, number, resolution)

    monkeypatch.setattr(pdf_pages, "draw_page", note)
    show(qtbot, view, MANY)
    view.go_to(5)
    wait_drawn(qtbot, view)
    view.set_zoom(2.0)
    wait_drawn(qtbot, view)
    assert view.horizontalScrollBar().maximum() > 0
    screen = view.logicalDpiX() * view.devicePixelRatioF()
    assert resolutions[-1] == pytest.approx(2 * screen)
    assert middle(view) == COLOURS["blue"]
    view.set_zoom(FIT_WIDTH)
    wait_drawn(qtbot, view)
    assert view.horizontalScrollBar().maximum() == 0
    assert middle(view) == COLOURS["blue"]


def test_a_wider_view_shows_a_wider_page(view, qtbot):
    show(qtbot, view, pdf("red"))
    assert at(view, 450, 300) == RED
    view.resize(800, 600)
    wait_drawn(qtbot, view)
    assert at(view, 730, 300) == RED


def test_a_landscape_page_keeps_its_shape(view, qtbot):
    show(qtbot, view, pdf("red", size=(842.0, 595.0)))
    width = view.viewport().width() - 2 * GAP
    bottom = GAP + round(width * 595 / 842)
    assert at(view, 250, bottom - 30) == RED
    assert at(view, 250, bottom + 10) == QColor(LIGHT_THEME.header)


def test_a_drawing_of_the_pdf_before_never_appears(view, jobs, qtbot, monkeypatch):
    go, real = threading.Event(), pdf_pages.draw_page
    old, new = pdf("red"), pdf("green")

    def slow(data: bytes, number: int, resolution: float) -> QImage:
        if data == old:
            assert go.wait(5)
        return real(data, number, resolution)

    monkeypatch.setattr(pdf_pages, "draw_page", slow)
    view.show_pdf(old)
    qtbot.waitUntil(lambda: not jobs.idle)
    view.show_pdf(new)
    wait_drawn(qtbot, view)
    assert middle(view) == GREEN
    go.set()
    qtbot.waitUntil(lambda: jobs.idle)
    wait_drawn(qtbot, view)
    assert middle(view) == GREEN


def test_a_new_pdf_begins_at_its_first_page(view, turned, qtbot):
    show(qtbot, view, MANY)
    view.go_to(9)
    show(qtbot, view, pdf("blue", "red", "red"))
    assert turned[-1] == 0
    assert middle(view) == BLUE
    view.go_to(1)
    assert turned[-1] == 1


def test_closing_while_a_page_is_drawn_is_nothing_special(view, jobs, qtbot, monkeypatch):
    go, real = threading.Event(), pdf_pages.draw_page

    def slow(*arguments) -> QImage:
        assert go.wait(5)
        return real(*arguments)

    monkeypatch.setattr(pdf_pages, "draw_page", slow)
    other = PageView(jobs)
    other.resize(300, 300)
    other.show()
    qtbot.waitExposed(other)
    other.show_pdf(pdf("red"))
    qtbot.waitUntil(lambda: not jobs.idle)
    bury(other)
    go.set()
    qtbot.waitUntil(lambda: jobs.idle)


def test_a_page_that_cannot_be_drawn_stays_white_and_is_not_tried_for_ever(
    view, jobs, qtbot, monkeypatch
):
    tried: list[int] = []

    def fail(_data: bytes, number: int, _resolution: float) -> QImage:
        tried.append(number)
        raise ValueError

    monkeypatch.setattr(pdf_pages, "draw_page", fail)
    view.show_pdf(pdf("red"))
    view.viewport().repaint()
    qtbot.waitUntil(lambda: jobs.idle)
    QCoreApplication.processEvents()
    assert len(tried) <= 2
    assert middle(view) == QColor("white")


def test_pictures_of_pages_far_away_are_let_go_of(view, qtbot, monkeypatch):
    monkeypatch.setattr(page_view, "_MOST_KEPT", 4)
    show(qtbot, view, MANY)
    for page in range(0, 30, 3):
        view.go_to(page)
        wait_drawn(qtbot, view)
    assert len(view._pictures) <= 4
    assert middle(view) == RED


def test_page_sizes_are_those_of_the_pdf():
    assert pdf_pages.page_sizes(pdf("red", "green")) == [A4, A4]


def test_a_page_is_drawn_at_the_resolution_asked_for():
    image = pdf_pages.draw_page(pdf("red", "green"), 1, 144.0)
    assert (image.width(), image.height()) == (1190, 1684)
    assert image.pixelColor(600, 800) == GREEN

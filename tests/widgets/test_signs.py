"""Seven signs that differ by shape, so that they read without colour."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.domain.traffic_light import LIGHT_NAMES, Light
from app.views import theme
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.badge import LightBadge, badge_height, badge_width, paint_badge
from app.views.widgets.signs import paint_sign, paint_sign_in


@pytest.fixture(autouse=True)
def _light_again(qapp):
    theme.apply(qapp, LIGHT_THEME)
    yield
    theme.apply(qapp, LIGHT_THEME)


def _drawn(paint, width: int = 32, height: int = 32) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def _shape(light: Light) -> set[tuple[int, int]]:
    image = _drawn(
        lambda painter: paint_sign_in(painter, QRectF(0, 0, 32, 32), light, QColor("black"))
    )
    return {(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 127}


@pytest.mark.parametrize(
    "pair", list(combinations(Light, 2)), ids=lambda p: f"{p[0].name}-{p[1].name}"
)
def test_two_signs_differ_in_black_alone(pair):
    one, other = (_shape(light) for light in pair)
    assert len(one ^ other) > 0.25 * min(len(one), len(other))


@pytest.mark.parametrize("light", list(Light))
@pytest.mark.parametrize("tokens", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_a_sign_has_its_colour_and_stays_in_its_place(light, tokens):
    image = _drawn(lambda painter: paint_sign(painter, QRectF(8, 8, 16, 16), light, tokens))
    painted = {(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 0}
    assert painted
    assert all(7 <= x <= 24 and 7 <= y <= 24 for x, y in painted)
    assert any(image.pixelColor(x, y) == QColor(tokens.lights[light].sign) for x, y in painted)


def test_a_square_has_sharp_edges():
    image = _drawn(
        lambda painter: paint_sign(painter, QRectF(3, 3, 13, 13), Light.OVERDUE, LIGHT_THEME)
    )
    alphas = {image.pixelColor(x, y).alpha() for x in range(32) for y in range(32)}
    assert alphas == {0, 255}


def test_a_badge_says_its_words(qtbot):
    badge = LightBadge(Light.OVERDUE, "Quá hạn 21 ngày")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Quá hạn 21 ngày"
    assert badge.sizeHint().width() == badge_width("Quá hạn 21 ngày")
    assert badge.sizeHint().height() == badge_height() >= 24
    badge.show_light(Light.DONE_LATE)
    assert badge.accessibleName() == LIGHT_NAMES[Light.DONE_LATE]
    assert badge.grab().toImage().pixelColor(1, 12) != QColor(
        LIGHT_THEME.lights[Light.OVERDUE].tint
    )


@pytest.mark.parametrize("light", list(Light))
def test_a_badge_stands_on_its_tint_or_in_a_border(light):
    colours = LIGHT_THEME.lights[light]
    words = LIGHT_NAMES[light]
    width, height = badge_width(words), badge_height()
    image = _drawn(
        lambda painter: paint_badge(
            painter, QRectF(0, 0, width, height), light, words, LIGHT_THEME
        ),
        width,
        height,
    )
    assert image.pixelColor(5, height // 2) == QColor(colours.tint)
    edge = image.pixelColor(0, height // 2)
    assert edge == QColor(colours.sign if colours.outlined else colours.tint)

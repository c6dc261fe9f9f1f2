"""The seven signs differ from each other in black and white."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from typing import Any

import numpy as np
import pypdfium2

from app.domain.traffic_light import Light
from app.reports.pdf.document import DocumentInfo, open_document
from app.reports.pdf.layout import load_layout
from app.reports.pdf.signs import sign_width

BOX = 40
INFO = DocumentInfo("Dấu", "", "", "", dt.datetime(2026, 1, 1))  # noqa: DTZ001


def drawn_signs() -> dict[Light, Any]:
    """Every sign alone on a square, four pixels to the point, cut to black and white."""
    out = io.BytesIO()
    with open_document(out, INFO) as document:
        for light in Light:
            document.begin_page(BOX, BOX)
            document.sign(light, 15, 25)
            document.end_page()
    pages = pypdfium2.PdfDocument(out.getvalue())
    pictures = {
        light: np.array(pages[light].render(scale=4, grayscale=True).to_numpy()).reshape(
            BOX * 4, BOX * 4
        )
        < 128
        for light in Light
    }
    pages.close()
    return pictures


def test_no_two_signs_look_alike_without_colour():
    pictures = drawn_signs()
    for one, other in itertools.combinations(Light, 2):
        assert (pictures[one] ^ pictures[other]).sum() > 60, (one, other)


def test_signs_stay_inside_their_box():
    side = load_layout().signs.side
    for light, picture in drawn_signs().items():
        rows, columns = np.nonzero(picture)
        assert rows.min() >= (25 - side) * 4 - 2
        assert rows.max() <= 25 * 4 + 2
        assert columns.min() >= 15 * 4 - 2
        assert columns.max() <= (15 + sign_width(light, load_layout().signs)) * 4 + 2


def test_due_soon_and_unknown_are_hollow_overdue_and_in_time_solid():
    pictures = drawn_signs()
    middle = (int((25 - load_layout().signs.side * 0.42) * 4), int((15 + 3.8) * 4))
    assert pictures[Light.IN_TIME][middle]
    assert pictures[Light.OVERDUE][middle]
    assert not pictures[Light.DUE_SOON][middle]
    assert not pictures[Light.UNKNOWN][middle]

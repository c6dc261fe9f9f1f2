"""Reviewed sheets of the real catalogue: their words, page by page, and one picture each.

A change of a sheet shows here. Look at the new pages with your own eyes, then accept them with
``UPDATE_SNAPSHOTS=1 ./run test tests/snapshots`` and commit the files beside this one.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage

from app.domain.acts import Completion
from app.domain.records import SheetScope, SheetScopeKind
from app.services import names, printing, reading, tracking
from app.services.printing import SheetKind, SheetRequest
from app.views import pdf_pages
from tests.paper import page_texts

if TYPE_CHECKING:
    from app.services.register import Register

HERE = Path(__file__).parent
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"
TODAY = dt.date(2026, 11, 21)
DOTS_PER_INCH = 60.0
ALLOWED_DIFFERENCE = 3.0
"""Mean difference of grey levels (0–255) that smoothing of letters may cause."""

SHEETS = (
    "theo-doi-tai-chinh",
    "theo-doi-pct-thanh-sinh",
    "theo-doi-nq02",
    "tong-hop-co-quan",
    "tong-hop-lanh-dao",
)


def make(register: Register, name: str) -> bytes:
    kind, scope, by_leader = SheetKind.TRACKING, SheetScope(), False
    match name:
        case "theo-doi-tai-chinh":
            agency = names.find_agency(register, "Sở Tài chính")
            scope = SheetScope(SheetScopeKind.AGENCY, agency)
        case "theo-doi-pct-thanh-sinh":
            leader = names.find_leader(register, "Nguyễn Thành Sinh")
            scope = SheetScope(SheetScopeKind.LEADER, leader)
        case "theo-doi-nq02":
            document = names.find_document(register, "KHNQ02-2026")
            scope = SheetScope(SheetScopeKind.DOCUMENT, document)
        case _:
            kind, by_leader = SheetKind.SUMMARY, name == "tong-hop-lanh-dao"
    request = SheetRequest(kind, TODAY, scope, by_leader=by_leader)
    return printing.print_sheet(register, request).data


@pytest.fixture
def worked_on(register: Register) -> Register:
    """A register in which two tasks are complete, one in time and one late."""
    for code, day in (("TCTH.1#2", dt.date(2026, 3, 5)), ("TCTH.1#5a", dt.date(2026, 6, 2))):
        done = Completion("Báo cáo", "27/BC-UBND", day, "Đã gửi đủ các nơi nhận.")
        task = reading.find_task(register, f"KHNQ02-2026/{code}")
        tracking.complete_task(register, task, done, TODAY)
    return register


@pytest.mark.parametrize("name", SHEETS)
def test_the_words_of_a_sheet_are_as_reviewed(worked_on: Register, name: str) -> None:
    text = "\n\n".join(page_texts(make(worked_on, name))) + "\n"
    file = HERE / f"{name}.txt"
    if UPDATE:
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("name", SHEETS)
def test_the_first_page_looks_as_reviewed(worked_on: Register, name: str, tmp_path: Path) -> None:
    image = pdf_pages.draw_page(make(worked_on, name), 0, DOTS_PER_INCH)
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    file = HERE / f"{name}.png"
    if UPDATE:
        image.save(str(file))
    reviewed = QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert image.size() == reviewed.size()
    difference = np.abs(_grey(image) - _grey(reviewed)).mean()
    if difference > ALLOWED_DIFFERENCE:
        image.save(str(tmp_path / f"{name}.png"))
    assert difference <= ALLOWED_DIFFERENCE, f"compare {file} with {tmp_path / file.name}"


def _grey(image: QImage) -> npt.NDArray[np.int16]:
    bits = np.frombuffer(bytes(image.constBits()), np.uint8)
    lines = bits.reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()].astype(np.int16)

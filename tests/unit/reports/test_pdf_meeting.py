"""The sheets for a meeting as drawn: many doers, commas under each other, one page for a leader."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING, Any

import pypdfium2

from app.domain.indicator_light import IndicatorLight
from app.domain.indicator_row import IndicatorRow, LightTally
from app.domain.result_period import ResultPeriod, Span
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import Light
from app.reports.doers import DoersSheet, MatrixGroup, MatrixRow
from app.reports.indicators import IndicatorGroup, IndicatorSheet
from app.reports.leader import AgencyBar, LateTask, LeaderSheet
from app.reports.pdf import write_any
from tests.paper import page_texts

if TYPE_CHECKING:
    from app.reports.sheets import Sheet


def printed(sheet: Sheet) -> tuple[bytes, list[str]]:
    out = io.BytesIO()
    pages = write_any(sheet, out)
    texts = page_texts(out.getvalue())
    assert len(texts) == pages
    return out.getvalue(), texts


def places_of(data: bytes, words: str) -> list[tuple[float, float]]:
    """Return where some words begin and end on the first page, from its left edge."""
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    found, search = [], text.search(words)
    while (hit := search.get_next()) is not None:
        first, count = hit
        found.append((text.get_charbox(first)[0], text.get_charbox(first + count - 1)[2]))
    search.close()
    text.close()
    document.close()
    return found


# ---- Sheet 8


def matrix(build, doers: int, tasks: int) -> DoersSheet:
    lights = (Light.DONE_IN_TIME, Light.OVERDUE, None)
    rows = [
        MatrixRow(
            f"Việc chung {number}",
            f"CTr04: II.{number}, đoạn 1",
            "31/12/2026",
            tuple(lights[(number + place) % 3] for place in range(doers)),
        )
        for number in range(1, tasks + 1)
    ]
    sheet = build.tracking(build.groups(1))
    return DoersSheet(
        subtitle="Tất cả văn bản",
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        doers=[f"Cơ quan {place:02d}" for place in range(doers)],
        groups=[MatrixGroup("Các sở, ban, ngành", rows, unknown=2)],
        total=tasks + 2,
        abbreviations=[("CTr04", "Chương trình hành động")],
        soon_days=7,
    )


def test_more_doers_than_fit_stand_in_a_second_table(build):
    _data, texts = printed(matrix(build, doers=30, tasks=3))
    text = " ".join(texts)
    for place in range(30):
        assert text.count(f"Cơ quan {place:02d}") >= 1
    assert text.count("Việc chung 2 ") == 2
    assert text.count("Cộng số nhiệm vụ đã xong") == 2
    assert "2 nhiệm vụ chưa có danh sách cơ quan thực hiện" in text


def test_every_doer_has_the_sum_of_its_column(build):
    sheet = matrix(build, doers=5, tasks=6)
    _data, texts = printed(sheet)
    done = sum(row.done for row in sheet.rows)
    every = sum(row.doers for row in sheet.rows)
    assert f"{done}/{every}" in texts[-1]
    assert f"{done} trong {every} lượt cơ quan thực hiện" in texts[0].replace("\u00a0", " ")


def test_names_of_doers_repeat_on_every_page(build):
    _data, texts = printed(matrix(build, doers=8, tasks=60))
    assert len(texts) > 2
    assert all("Cơ quan 07" in text for text in texts)


# ---- Sheet 3


def indicator(number: int, **changes: Any) -> IndicatorRow:
    row = IndicatorRow(
        id=number,
        depth=0,
        stt=str(number),
        block=1,
        group="I. Kinh tế",
        name=f"Chỉ tiêu {number}",
        unit="Tỷ đồng",
        plan="155.000",
        value="–",
        so_far="–",
        so_far_note="",
        percent_of_plan="–",
        percent_of_last_year="–",
        estimate="–",
        leads=("Sở Tài chính",),
        leader="",
        leader_suggested=False,
        light=IndicatorLight.NOT_ASSESSED,
        light_words="Chưa đánh giá",
        why="",
        warning="",
        closed=False,
    )
    return dataclasses.replace(row, **changes)


def indicators(build, rows: list[IndicatorRow]) -> IndicatorSheet:
    sheet = build.tracking(build.groups(1))
    return IndicatorSheet(
        subtitle="Tất cả",
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        period=ResultPeriod(2026, Span.QUARTER, 2),
        groups=[IndicatorGroup("I. Kinh tế", rows)],
        tally=LightTally.of(row.light for row in rows),
    )


def test_decimal_commas_stand_under_each_other(build):
    rows = [
        indicator(1, so_far="70.835", percent_of_plan="45,7"),
        indicator(2, so_far="8,96", percent_of_plan="111,2"),
        indicator(3, so_far="312,5"),
    ]
    data, _texts = printed(indicators(build, rows))
    [whole], [small], [large] = (places_of(data, w) for w in ("70.835", "8,96", "312,5"))
    digits = 5.5  # a figure of 11 points
    assert abs(whole[1] - (small[1] - 2 * digits - digits / 2)) < 1.5
    assert abs((large[1] - 1.5 * digits) - (small[1] - 2.5 * digits)) < 1.5


def test_results_percentages_and_lights_are_printed(build):
    rows = [
        indicator(
            1,
            value="37.240",
            so_far="70.835",
            percent_of_plan="45,7",
            percent_of_last_year="111,2",
            estimate="155.600",
            light=IndicatorLight.AT_RISK,
            light_words="Có nguy cơ",
            so_far_note="số liệu 5 tháng",
        ),
        indicator(2, depth=1, stt="", name="Phần của chỉ tiêu"),
    ]
    _data, texts = printed(indicators(build, rows))
    for words in ("37.240", "45,7%", "111,2%", "155.600", "Có nguy cơ", "(số liệu 5 tháng)"):
        assert words in texts[0]
    assert "1 chỉ tiêu, 2 dòng theo dõi: 1 có nguy cơ, 1 chưa đánh giá" in texts[0].replace(
        "\u00a0", " "
    )
    assert texts[0].count("Sở Tài chính") == 1  # not again for its part


# ---- Sheet 4


def leader(build, agencies: int, late: int) -> LeaderSheet:
    word = "nhiệm vụ dài "
    bars = [AgencyBar(f"Cơ quan {n:02d}", Tally((1, 1, 9, 2, 0, 30, 1))) for n in range(agencies)]
    if late:
        bars[0] = AgencyBar(bars[0].name, Tally((1, 1, 9, 2, late, 30, 1)))
    sheet = build.tracking(build.groups(1))
    return LeaderSheet(
        subtitle="Kính trình: Phó Chủ tịch " + "Nguyễn " * 20,
        name="Phó Chủ tịch",
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        tally=add_all(bar.tally for bar in bars),
        before=None,
        bars=bars,
        late=[
            LateTask(word * 30, word * 9, "31/12/2026", n, False, word * 50) for n in range(late)
        ],
        changes=None,
        decisions=[word * 40] * 9,
        notes=[word * 60],
    )


def test_it_is_one_page_however_much_there_is_to_say(build):
    for agencies, late in ((1, 0), (1, 40), (6, 5), (40, 400)):
        _data, texts = printed(leader(build, agencies, late))
        assert len(texts) == 1
        assert "3. Điều cần quyết định" in texts[0]


def test_bars_that_do_not_fit_are_added_up(build):
    _data, texts = printed(leader(build, 40, 3))
    assert "cơ quan khác" in texts[0]
    # Each bar is as long as its sum: 44 tasks, and 44 for every agency in the last one.
    shown = texts[0].count("Cơ quan ")
    assert f"{(40 - shown) * 44:,}".replace(",", ".") in texts[0]

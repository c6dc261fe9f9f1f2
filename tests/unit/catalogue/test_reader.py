"""What the reader makes of the files, and how it tells a wrong line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import CatalogueError
from app.domain.time_limit import TimeLimitKind
from db import catalogue_reader
from tests import small_catalogue
from tests.small_catalogue import NEW, OLD, replace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_catalogue.write(tmp_path / "catalogue")


def test_documents_come_in_the_order_in_which_they_were_issued(folder: Path) -> None:
    assert [each.code for each in catalogue_reader.read(folder).documents] == [OLD, NEW]


def test_a_past_document_is_closed(folder: Path) -> None:
    old, new = catalogue_reader.read(folder).documents
    assert old.closed_on == dt.date(2023, 12, 31)
    assert new.closed_on is None


def test_an_agency_that_ended_names_its_successor(folder: Path) -> None:
    finance, planning, *_ = catalogue_reader.read(folder).agencies
    assert (planning.valid_from, planning.valid_to) == (None, dt.date(2025, 2, 28))
    assert (planning.successor, finance.successor) == ("tai-chinh", None)


def test_a_further_source_keeps_its_own_words(folder: Path) -> None:
    old = catalogue_reader.read(folder).documents[0]
    source = old.tasks[1]
    assert source.same_work == f"{NEW}/II.1#1"
    assert (source.code, source.section) == (f"{OLD}/I.1#2", "I.1")
    assert source.points == ("Xã Trung Lèng Hồ",)
    assert source.time.text == "trong năm 2023"
    assert old.tasks[0].same_work is None


def test_a_further_source_may_be_without_time(folder: Path) -> None:
    time = '            time: {kind: period, period: "2023", text: trong năm 2023}\n'
    replace(folder / OLD / "tasks.yaml", time, "")
    source = catalogue_reader.read(folder).documents[0].tasks[1]
    assert source.time.kind is TimeLimitKind.UNDETERMINED


def test_targets_tell_year_measure_and_place(folder: Path) -> None:
    old, new = catalogue_reader.read(folder).documents
    (average,) = old.indicators[0].targets
    assert (average.measure, average.from_year, average.year) == ("average", 2026, 2030)
    table, text = new.indicators[0].targets
    assert (table.measure, table.from_year, table.at) == ("level", None, "")
    assert text.at == "II.1"


def test_results_of_the_past(folder: Path) -> None:
    results = catalogue_reader.read(folder).documents[1].indicators[0].results
    assert [(each.year, each.value, each.year_to_date) for each in results] == [
        (2025, 109.5, False),
        (2026, 40, True),
    ]
    assert results[0].at == "I.2"


def test_links_and_comparisons(folder: Path) -> None:
    shipped = catalogue_reader.read(folder)
    (link,) = shipped.links
    assert link.tasks == (f"{NEW}/II.1#1", f"{OLD}/I.1#1")
    (comparison,) = shipped.comparisons
    assert (comparison.indicator, comparison.year) == (f"{NEW}/PL.1", 2026)
    assert (comparison.measure, comparison.verdict) == ("level", "notation")


def test_links_and_comparisons_may_be_missing(folder: Path) -> None:
    (folder / "links.yaml").unlink()
    (folder / "comparisons.yaml").unlink()
    shipped = catalogue_reader.read(folder)
    assert (shipped.links, shipped.comparisons) == ((), ())


AVERAGE = """      - year: 2030
        from_year: 2026
        measure: average
"""


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (f"{OLD}/document.yaml", "closed_on: 2023-12-31", "closed_on: 2023", "phải là ngày"),
        ("agencies.yaml", "valid_to: 2025-02-28", "valid_to: 02/2025", "“valid_to” phải là ngày"),
        (f"{OLD}/indicators.yaml", "measure: average", "measure: mean", "“measure” là “mean”"),
        (f"{OLD}/indicators.yaml", AVERAGE, "      - year: 2030\n        from_year: 2026\n", "đi"),
        (f"{OLD}/indicators.yaml", "        from_year: 2026\n", "", "“from_year” đi cùng"),
        (f"{OLD}/indicators.yaml", "from_year: 2026", "from_year: 2031", "phải trước “year” 2030"),
        (f"{OLD}/indicators.yaml", "        value: 13\n", "", "“operator” >= cần “value”"),
        (f"{OLD}/indicators.yaml", '">="', "range", "“operator” range cần “upper”"),
        (f"{OLD}/indicators.yaml", "value: 13", "value: 13\n        upper: 14", "không có “upper”"),
        (f"{NEW}/indicators.yaml", "value: 109.5, ", "", "thiếu “value”"),
        (f"{NEW}/indicators.yaml", "value: 109.5, ", 'value: "109,5", ', "“value” phải là số"),
        (f"{NEW}/indicators.yaml", "year_to_date: true", "year_to_date: maybe", "true hoặc false"),
        ("links.yaml", "[CTR-2026/II.1#1, NQ-2023/I.1#1]", "[CTR-2026/II.1#1]", "ít nhất hai mã"),
        ("links.yaml", "NQ-2023/I.1#1", "CTR-2026/II.1#1", "ít nhất hai mã khác nhau"),
        ("links.yaml", "why:", "reason:", "thiếu “why”"),
        ("comparisons.yaml", "verdict: notation", "verdict: same", "“verdict” là “same”"),
        ("comparisons.yaml", "year: 2026", 'year: "2026"', "“year” phải là số nguyên"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(
    folder: Path, name: str, old: str, new: str, words: str
) -> None:
    line = replace(folder / name, old, new)
    with pytest.raises(CatalogueError) as caught:
        catalogue_reader.read(folder)
    told = str(caught.value)
    assert words in told
    place, _, number = told.removeprefix("Danh mục ").partition(":")[0].rpartition(", dòng ")
    assert place.endswith(name.rpartition("/")[2])
    assert 0 <= line - int(number) < 15, told  # an entry is told by its first line

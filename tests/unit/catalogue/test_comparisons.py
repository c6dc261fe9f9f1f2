"""Where documents disagree on one indicator in one year, the catalogue says so; nowhere else."""

from __future__ import annotations

from app import paths
from db import catalogue_reader
from tests.target_comparisons import found_in

SHIPPED = catalogue_reader.read(paths.catalogue())


def test_every_disagreement_that_the_rules_find_is_recorded() -> None:
    found = {(f.indicator, f.year, f.measure): f.verdict.value for f in found_in(SHIPPED)}
    recorded = {(c.indicator, c.year, c.measure): c.verdict for c in SHIPPED.comparisons}
    assert recorded == found


def test_each_is_told_with_both_documents_words() -> None:
    assert all("“" in comparison.note for comparison in SHIPPED.comparisons)


def test_the_disagreements_that_the_office_knows_are_there() -> None:
    by_code = {(c.indicator, c.year): c.note for c in SHIPPED.comparisons}
    for code, year, words in (
        ("CTr04-2026/PL.3.1", 2030, ("65 triệu", "70 triệu")),  # income
        ("CTr04-2026/PL.14", 2030, ("74 tuổi", "75,5 tuổi")),  # life expectancy
        ("CTr04-2026/PL.17", 2030, ("97%", "100%")),  # health insurance
        ("CTr04-2026/PL.8", 2026, ("trên 11 triệu lượt", "11.280 nghìn lượt")),  # tourists
    ):
        assert all(word in by_code[code, year] for word in words)


def test_an_average_of_a_term_is_no_level_of_its_last_year() -> None:
    results = [
        result
        for document in SHIPPED.documents
        for indicator in document.indicators
        for result in indicator.results
    ]
    averages = [result for result in results if "Bình quân" in result.note]
    assert averages
    assert all(result.from_year for result in averages)

from __future__ import annotations

from app.importing.blocks import Cell, Place, Repeat
from app.importing.files.tables import (
    JOINED,
    REACHED,
    Row,
    columns_merged,
    is_rest_of_row,
    join_pages,
    mark_headers,
    row_blocks,
)


def cells(*texts: str | None) -> tuple[Cell, ...]:
    """Return cells; None goes on with the cell above."""
    return tuple(Cell("", Repeat.ABOVE) if text is None else Cell(text) for text in texts)


def row(*texts: str | None) -> Row:
    return Row(cells(*texts), Place())


def test_header_rows_are_known_by_their_column_of_numbers() -> None:
    rows = [
        row("TT", "Nội dung", "Cơ quan"),
        row(None, "Chủ trì", "Phối hợp"),
        row("(1)", "(2)", "(3)"),
        row("1", "Việc", "Sở A"),
    ]
    assert [one.header for one in mark_headers(rows)] == [True, True, True, False]
    assert not any(one.header for one in mark_headers([row("1", "Việc", "Sở A")]))


def test_empty_rows_and_columns_go() -> None:
    blocks = row_blocks([row("STT", "Việc", ""), row("", "", ""), row("1", "Một", "")])
    assert [[c.text for c in block.cells] for block in blocks] == [["STT", "Việc"], ["1", "Một"]]


def test_columns_that_only_go_on_to_the_left_go() -> None:
    left = Cell("Việc", Repeat.LEFT)
    merged = columns_merged([Row((Cell("1"), Cell("Việc"), left), Place())])
    assert [c.text for c in merged[0].cells] == ["1", "Việc"]


HEAD = row("STT", "Nội dung", "Chủ trì", "Thời hạn")


def test_a_repeated_header_goes() -> None:
    joined = join_pages([HEAD, row("1", "Một", "Sở A", "")], [HEAD, row("2", "Hai", "Sở B", "")])
    assert joined is not None
    assert [one.cells[0].text for one in joined] == ["STT", "1", "2"]


def test_another_table_is_not_joined() -> None:
    before = [HEAD, row("1", "Một", "Sở A", "")]
    assert join_pages(before, [row("STT", "Tên đề án", "Kinh phí", "Ghi chú")]) is None
    assert join_pages(before, [row("1", "Một")]) is None


def test_a_row_cut_by_a_page_is_whole_again() -> None:
    before = [HEAD, row("1", "Lập kế hoạch cải cách", "Sở Nội vụ", "Quý")]
    joined = join_pages(
        before, [row("", "hành chính năm 2026", "", "II/2026"), row("2", "Hai", "", "")]
    )
    assert joined is not None
    assert [c.text for c in joined[1].cells] == [
        "1", "Lập kế hoạch cải cách hành chính năm 2026", "Sở Nội vụ", "Quý II/2026",
    ]  # fmt: skip
    assert joined[1].doubts == (JOINED,)
    assert len(joined) == 3


def test_an_indicator_without_number_is_a_row_of_its_own() -> None:
    before = cells("8", "Tổng lượng khách du lịch", "Lượt", "11.280")
    assert not is_rest_of_row(before, cells("", "Tổng doanh thu du lịch", "tỷ đồng", "51.000"))
    assert not is_rest_of_row(before, cells("9", "trong đó khách quốc tế", "", ""))


def test_a_merged_cell_reaches_over_the_page() -> None:
    before = [HEAD, row("1", "Một", "Sở A", ""), row("2", "Hai", None, "")]
    before[2] = Row((*before[2].cells[:2], Cell("Sở A", Repeat.ABOVE), Cell("")), Place())
    joined = join_pages(before, [HEAD, row("3", "Ba", "", "Quý I"), row("4", "Bốn", "Sở B", "")])
    assert joined is not None
    third = joined[3].cells[2]
    assert (third.text, third.repeat, third.doubt) == ("Sở A", Repeat.ABOVE, REACHED)
    assert joined[4].cells[2].text == "Sở B"

"""The measures of the sheets, read from the one settings file ``resources/sheets/layout.toml``.

Every length is in points once read: a setting that ends in ``_mm`` becomes the field without it.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from app.domain.errors import TienDoError

MM = 72 / 25.4
RESOURCES = Path(__file__).resolve().parents[3] / "resources"
LAYOUT_FILE = RESOURCES / "sheets" / "layout.toml"

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""

Measures = TypeVar("Measures")


class LayoutError(TienDoError):
    """The settings file of the sheets is missing or wrong; the text names the setting."""


@dataclass(frozen=True, slots=True)
class PaperMeasures:
    """A4 and its margins."""

    short: float
    long: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class FrameMeasures:
    """Page number, form number and foot line."""

    page_number_size: float
    page_number: float
    form_number_size: float
    form_number: float
    mark_size: float
    mark: float
    mark_pad: float
    mark_gap: float
    mark_line: float
    foot_size: float
    foot_line: float
    foot_line_width: float
    foot_text: float
    foot_leading: float


@dataclass(frozen=True, slots=True)
class LetterheadMeasures:
    """Agency block, quốc hiệu, date and titles."""

    agency_block: float
    nation_block: float
    agency_block_portrait: float
    nation_block_portrait: float
    first_baseline: float
    superior_size: float
    office_size: float
    agency_leading: float
    nation_size: float
    motto_size: float
    motto_drop: float
    date_size: float
    date_drop: float
    line_width: float
    line_drop: float
    number_size: float
    number_drop: float
    office_line_share: float
    title_drop: float
    title_size: float
    title_leading: float
    subtitle_size: float
    subtitle_leading: float
    title_line_drop: float
    title_line_share: float
    period_size: float
    period_drop: float


@dataclass(frozen=True, slots=True)
class AnswerMeasures:
    """The sentences above the table."""

    size: float
    leading: float
    drop: float
    after: float


@dataclass(frozen=True, slots=True)
class TableMeasures:
    """What all tables share."""

    size: float
    leading: float
    small_size: float
    small_leading: float
    side: float
    narrow_side: float
    slack: float
    frame_line: float
    grid_line: float
    head_grey: float
    group_grey: float
    least_lines: int


@dataclass(frozen=True, slots=True)
class TrackingMeasures:
    """Sheet 1: padding over and under the words, widths of its columns."""

    top: float
    bottom: float
    columns: tuple[float, ...]
    columns_with_lead: tuple[float, ...]
    columns_uncounted: tuple[float, ...]
    uncounted_drop: float


@dataclass(frozen=True, slots=True)
class SummaryMeasures:
    """Sheet 2: padding over and under the words, signs of the header, widths of its columns."""

    top: float
    bottom: float
    sign_room: float
    columns: tuple[float, ...]
    columns_by_leader: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OverdueMeasures:
    """Sheet 5: padding over and under the words, widths of its columns."""

    top: float
    bottom: float
    columns: tuple[float, ...]
    columns_reminder: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChangesMeasures:
    """The table of changes: padding, space over it, widths of its columns."""

    top: float
    bottom: float
    drop: float
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class IndicatorMeasures:
    """Sheet 3: padding, indent of parts of a whole, widths of its columns."""

    top: float
    bottom: float
    indent: float
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ComparisonMeasures:
    """Sheet 7: padding, widths of the columns beside those of documents."""

    top: float
    bottom: float
    number: float
    name: float
    years: float
    remark: float


@dataclass(frozen=True, slots=True)
class DoersMeasures:
    """Sheet 8: padding, widths of the first columns, room and number of the upright heads."""

    top: float
    bottom: float
    number: float
    title: float
    limit: float
    done: float
    head_room: float
    most_doers: int


@dataclass(frozen=True, slots=True)
class CoverMeasures:
    """Cover of the pack: frames, and baselines under the upper margin."""

    outset: float
    outer_line: float
    inner_line: float
    between: float
    superior: float
    superior_size: float
    title: float
    title_size: float
    subject_size: float
    subject_leading: float
    text_size: float
    text_leading: float
    small_size: float
    date: float
    proof: float


@dataclass(frozen=True, slots=True)
class ContentsMeasures:
    """Contents of the pack."""

    title_size: float
    title: float
    chapter_size: float
    entry_size: float
    least_size: float
    form_size: float
    leading: float
    chapter_drop: float
    indent: float
    form_width: float
    page_width: float
    heading_size: float
    text_size: float
    text_leading: float


@dataclass(frozen=True, slots=True)
class LeaderMeasures:
    """Sheet 4: sizes and spaces of its parts, widths of the columns of its table."""

    after_title: float
    text_size: float
    text_leading: float
    note_size: float
    note_leading: float
    small_gap: float
    heading_size: float
    heading_drop: float
    heading_after: float
    top: float
    bottom: float
    columns: tuple[float, ...]
    choices: float
    choices_gap: float
    tick_box: float
    decision_gap: float
    dotted_leading: float


@dataclass(frozen=True, slots=True)
class FigureMeasures:
    """The seven cells of sheet 4; places are baselines under the upper edge of the row."""

    height: float
    line: float
    grey: float
    label_size: float
    label_leading: float
    label: float
    number_size: float
    number: float
    change: float
    sign_scale: float
    sign_lift: float


@dataclass(frozen=True, slots=True)
class BarMeasures:
    """Bars of sheet 4: sizes, steps of the patterns, colours."""

    height: float
    gap: float
    label: float
    label_size: float
    label_gap: float
    number_size: float
    end_gap: float
    legend_size: float
    legend_leading: float
    legend_gap: float
    swatch: float
    swatch_gap: float
    crossed_step: float
    diagonal_step: float
    dot_step: float
    upright_step: float
    hatch_line: float
    overdue: Colour
    due_soon: Colour
    due_soon_ink: Colour
    in_time: Colour
    in_time_ink: Colour
    done: Colour
    done_ink: Colour


@dataclass(frozen=True, slots=True)
class ClosingMeasures:
    """Notes, legend and signatures."""

    notes_size: float
    notes_leading: float
    notes_drop: float
    legend_drop: float
    legend_gap: float
    signature_size: float
    signature_leading: float
    signature_drop: float
    signature_room: float
    signature_name_lift: float
    signature_left: float
    signature_right: float
    signature_width: float
    rows_kept: int
    most_empty: float


@dataclass(frozen=True, slots=True)
class LetterMeasures:
    """Công văn, portrait: blocks, body, table, signature and Nơi nhận."""

    agency_block: float
    nation_block: float
    office_size: float
    office_leading: float
    about_size: float
    about_leading: float
    about_drop: float
    to_size: float
    to_drop: float
    size: float
    leading: float
    first_line: float
    between: float
    table_size: float
    table_leading: float
    basis_size: float
    top: float
    bottom: float
    columns: tuple[float, ...]
    signer_size: float
    signer_leading: float
    signer_drop: float
    signer_share: float
    name_drop: float
    recipients_size: float
    recipient_size: float
    recipient_leading: float
    most_rows: int


@dataclass(frozen=True, slots=True)
class SignMeasures:
    """Sizes and colours of the seven signs."""

    side: float
    gap: float
    lift: float
    late_share: float
    check_width: float
    outline: float
    strong_outline: float
    ring_outline: float
    dash_height: float
    done: Colour
    in_time: Colour
    due_soon: Colour
    overdue: Colour


@dataclass(frozen=True, slots=True)
class Layout:
    """All measures, one part for each table of the settings file."""

    paper: PaperMeasures
    frame: FrameMeasures
    letterhead: LetterheadMeasures
    answer: AnswerMeasures
    table: TableMeasures
    tracking: TrackingMeasures
    summary: SummaryMeasures
    overdue: OverdueMeasures
    changes: ChangesMeasures
    indicators: IndicatorMeasures
    comparison: ComparisonMeasures
    doers: DoersMeasures
    cover: CoverMeasures
    contents: ContentsMeasures
    leader: LeaderMeasures
    figures: FigureMeasures
    bars: BarMeasures
    closing: ClosingMeasures
    letter: LetterMeasures
    signs: SignMeasures


@lru_cache(maxsize=1)
def load_layout() -> Layout:
    """Return the measures shipped with the program, read once."""
    return read_layout(LAYOUT_FILE)


def read_layout(path: Path) -> Layout:
    """Read and check a settings file.

    Raises:
        LayoutError: it cannot be read, or a setting is missing, unknown or of the wrong kind.
    """
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(f"Không đọc được tệp thiết lập trang in {path.name}: {error}.") from error
    hints = get_type_hints(Layout)
    _same_names(set(tables), set(hints), path.name)
    return Layout(**{name: _read_table(kind, tables[name], name) for name, kind in hints.items()})


def _read_table(kind: type[Measures], table: Mapping[str, object], where: str) -> Measures:
    values = {
        name.removesuffix("_mm"): _in_points(value) if name.endswith("_mm") else value
        for name, value in table.items()
    }
    hints = get_type_hints(kind)
    _same_names(set(values), set(hints), f"[{where}]")
    made: Any = kind
    checked: Measures = made(
        **{
            field.name: _as_kind(values[field.name], hints[field.name], f"{where}.{field.name}")
            for field in dataclasses.fields(made)
        }
    )
    return checked


def _same_names(given: set[str], wanted: set[str], where: str) -> None:
    if given != wanted:
        names = ", ".join(sorted(given ^ wanted))
        raise LayoutError(f"Tệp thiết lập trang in có mục thiếu hoặc thừa ở {where}: {names}.")


def _in_points(value: object) -> object:
    if isinstance(value, list):
        return [_in_points(item) for item in value]
    return value * MM if isinstance(value, int | float) else value


def _as_kind(value: object, kind: object, where: str) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int and isinstance(value, int) and number:
        return value
    if kind is float and number:
        return float(value)  # type: ignore[arg-type] # checked above
    if kind == Colour and isinstance(value, str):
        return _colour(value, where)
    if kind == tuple[float, ...] and isinstance(value, list):
        return tuple(_as_kind(item, float, where) for item in value)
    raise LayoutError(f"Tệp thiết lập trang in có giá trị sai ở mục {where}: {value}.")


def _colour(text: str, where: str) -> Colour:
    try:
        red, green, blue = bytes.fromhex(text.removeprefix("#"))
    except ValueError as error:
        raise LayoutError(f"Tệp thiết lập trang in có màu sai ở mục {where}: {text}.") from error
    return red / 255, green / 255, blue / 255

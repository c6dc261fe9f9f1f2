"""Why an indicator has its light, in one sentence: ``Vàng: ước cả năm 50,4, bằng …``."""

from __future__ import annotations

from app.domain import formats
from app.domain.indicator_figures import Figures, is_chosen, is_index, judging_choices
from app.domain.indicator_light import COLOURS, SHOWN_AS, Ground, Judged, Kind, Standing
from app.domain.indicator_words import figure, in_sentence, level_words, place_words
from app.domain.indicators import IndicatorBook, IndicatorRecord, TargetRecord
from app.domain.phrases import joined, phrase
from app.domain.result_period import ResultPeriod
from app.domain.targets import Operator
from app.domain.traffic_light import Light


def why(indicator: IndicatorRecord, figures: Figures, judged: Judged, book: IndicatorBook) -> str:
    """Return the sentence that explains a light; it never names a figure that is not known."""
    colour = COLOURS[SHOWN_AS[judged.light]]
    return joined("", (colour, ": ", _reason(indicator, figures, judged, book), "."))


def _reason(  # noqa: PLR0911 - one for each ground
    indicator: IndicatorRecord, figures: Figures, judged: Judged, book: IndicatorBook
) -> str:
    year = figures.period.year
    match judged.ground:
        case Ground.NO_TARGET:
            return _no_target(indicator, year)
        case Ground.PART:
            return _part(figures)
        case Ground.WORDS:
            return phrase("mục tiêu năm {year} ghi bằng lời, cần người đánh giá", year=year)
        case Ground.NOTHING_KNOWN:
            return _nothing_known(figures)
        case Ground.INCOMPLETE if figures.so_far is None:
            return phrase("{missing_words} để cộng lũy kế", missing_words=missing_words(figures))
        case Ground.RANK | Ground.SCORE | Ground.NOT_COMPARABLE:
            return _standings(figures, judged.ground)
        case _:
            return _by_figures(indicator, figures, judged, book)


def _no_target(indicator: IndicatorRecord, year: int) -> str:
    later = [target for target in indicator.targets if target.year >= year]
    if not later:
        return phrase("không văn bản nào đặt mức cho năm {year}", year=year)
    last = max(target.year for target in later)
    return phrase(
        "không văn bản nào đặt mức cho riêng năm {year}, chỉ có mục tiêu đến năm {last}",
        year=year,
        last=last,
    )


def _nothing_known(figures: Figures) -> str:
    year = figures.period.year
    if figures.kind in (Kind.YEARLY, Kind.WORDS):
        return phrase("chỉ tiêu tính theo năm, chưa có số liệu năm {year}", year=year)
    return phrase(
        "chưa có kết quả nào của năm {year} đến hết {until}",
        year=year,
        until=_until(figures.period),
    )


def _part(figures: Figures) -> str:
    said = phrase("cơ cấu: văn bản không nói tăng hay giảm là tốt")
    target, reached = figures.sought, figures.reached
    if target is None or target.value is None or reached is None:
        return said
    off = reached - target.value
    if formats.rounded(off, 6) == 0:
        return phrase("{said}; bằng kế hoạch {plan}", said=said, plan=_plan(target))
    side = phrase("cao") if off > 0 else phrase("thấp")
    points = formats.number(formats.rounded(abs(off), 4))
    shown = _number(reached, figures)
    return phrase(
        "{said}; {shown}%, {side} hơn kế hoạch {points} điểm %",
        said=said,
        shown=shown,
        side=side,
        points=points,
    )


def _standings(figures: Figures, ground: Ground) -> str:
    now, before = figures.standing, figures.standing_before
    year = figures.period.year
    if ground is Ground.RANK:
        return phrase(
            "năm {year} {rank}, năm {year2} {rank2}",
            year=year,
            rank=_rank(now),
            year2=year - 1,
            rank2=_rank(before),
        )
    if ground is Ground.SCORE:
        return phrase(
            "năm {year} đạt {score} điểm, năm {year2} {score2} điểm",
            year=year,
            score=_score(now),
            year2=year - 1,
            score2=_score(before),
        )
    if (before.rank, before.score) == (None, None):
        return phrase("chưa có số liệu năm {year} để so", year=year - 1)
    return phrase(
        "năm {year} {rank}, năm {year2} {rank2}: số nơi được xếp hạng khác nhau nên không so được",
        year=year,
        rank=_rank(now),
        year2=year - 1,
        rank2=_rank(before),
    )


def _by_figures(
    indicator: IndicatorRecord, figures: Figures, judged: Judged, book: IndicatorBook
) -> str:
    target = figures.sought
    assert target is not None  # noqa: S101 - figures are judged against a target
    match judged.ground:
        case Ground.ESTIMATE:
            said = phrase("ước cả năm {said}", said=_said(figures.estimate, indicator, figures))
            said += _share(figures.estimate, figures, target)
        case Ground.WHOLE_YEAR:
            said = phrase("cả năm {said}", said=_said(figures.whole_year, indicator, figures))
            said += _share(figures.whole_year, figures, target)
        case _:
            said = joined(" ", (_time(figures), _said(figures.so_far, indicator, figures)))
            said += _share(figures.so_far, figures, target)
    closing = _closing(figures, judged) + _gap(figures, judged)
    return said + closing + _chosen(indicator, figures.period.year, target, book)


def _closing(figures: Figures, judged: Judged) -> str:
    """Return what a figure is held against, beyond the plan itself."""
    if judged.expected is not None:
        return _expected(figures, judged.ground, _number(_rounded(judged.expected), figures))
    if judged.ground is Ground.WHOLE_YEAR and SHOWN_AS[judged.light] is Light.DUE_SOON:
        return phrase("; chưa chốt số năm")
    return _CLOSINGS.get(judged.ground, "")


def _gap(figures: Figures, judged: Judged) -> str:
    """Return which months are missing, wherever the year is not over."""
    if not figures.missing or figures.whole_year is not None:
        return ""
    so = phrase(" nên chưa đánh giá") if judged.ground is Ground.INCOMPLETE else ""
    return "; " + missing_words(figures) + so


def missing_words(figures: Figures) -> str:
    """Say which months have no figures: ``chưa đủ số liệu các tháng 3–5, 7``; "" for none."""
    if not figures.missing:
        return ""
    runs: list[list[int]] = []
    for month in figures.missing:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    said = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    several = phrase("các ") if len(figures.missing) > 1 else ""
    return phrase("chưa đủ số liệu {several}tháng {said}", several=several, said=said)


def _expected(figures: Figures, ground: Ground, level: str) -> str:
    if ground is Ground.WAY:
        last = _number(figures.last_year, figures)
        return phrase("; từ {last} năm trước, đến nay cần khoảng {level}", last=last, level=level)
    if figures.sought is not None and figures.sought.operator in _CEILINGS:
        return phrase("; theo tiến độ không quá {level}", level=level)
    return phrase("; theo tiến độ cần từ {level}", level=level)


_CLOSINGS = {
    Ground.NO_WAY: phrase("; chưa có kết quả năm trước hoặc ước cả năm để biết có đúng tiến độ"),
    Ground.PASSED: phrase("; đã vượt mức trần"),
    Ground.HOLDS: phrase(", cần giữ đến hết năm"),
}
_CEILINGS = frozenset({Operator.BELOW, Operator.AT_MOST})


def _share(reached: float | None, figures: Figures, target: TargetRecord) -> str:
    """Return how a figure stands to the plan: ``, bằng 98,8% kế hoạch 51``."""
    plan = _plan(target)
    if reached is None or target.value is None:
        return ""
    percent = figures.percent_of(reached)
    if percent is None or figures.kind is Kind.CHANGE:
        return phrase(", kế hoạch {plan}", plan=plan)
    words = f"{formats.number(formats.tenths(percent))}%"
    if target.upper is not None:
        return _beside_range(percent, words, plan)
    return phrase(", bằng {words} kế hoạch {plan}", words=words, plan=plan)


def _beside_range(percent: float, words: str, plan: str) -> str:
    """Return how a figure stands to a plan that is a range: within it, or how far outside."""
    if percent == 100:
        return phrase(", trong khoảng kế hoạch {plan}", plan=plan)
    end = phrase("mức thấp nhất") if percent < 100 else phrase("mức cao nhất")
    return phrase(", bằng {words} {end} của kế hoạch {plan}", words=words, end=end, plan=plan)


def _plan(target: TargetRecord) -> str:
    return in_sentence(level_words(target))


def _time(figures: Figures) -> str:
    period = figures.so_far_period or figures.period
    if figures.kind is Kind.CUMULATIVE:
        return phrase("lũy kế {until}", until=_until(period))
    return phrase("đến hết {until}", until=_until(period))


def _until(period: ResultPeriod) -> str:
    return (
        phrase("năm {year}", year=period.year)
        if period.ends_year
        else phrase("{last_month} tháng", last_month=period.last_month)
    )


def _said(value: float | None, indicator: IndicatorRecord, figures: Figures) -> str:
    """Return a figure with what it means: an index says its growth, a change its way."""
    words = _number(value, figures)
    if value is None or figures.sought is None:
        return words
    if is_index(indicator, figures.sought):
        growth = formats.rounded(value - 100, 6)
        way = phrase("tăng") if growth >= 0 else phrase("giảm")
        return joined("", (words, " (", way, f" {formats.number(abs(growth))}%)"))
    if figures.sought.operator is Operator.DECREASE_BY:
        return (
            phrase("giảm {words}", words=words)
            if value >= 0
            else phrase("tăng {words}", words=words.removeprefix("-"))
        )
    return words


def _number(value: float | None, figures: Figures) -> str:
    """Return a figure with the places with which it, or its plan, is printed."""
    if value is None:
        return formats.NONE_SIGN
    return figure(value, figures.printed)


def _rounded(value: float) -> float:
    """Return a computed figure with no more places than it has meaning."""
    return formats.rounded(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2)


def _rank(standing: Standing) -> str:
    if standing.rank is None:
        return phrase("chưa có thứ hạng")
    of = f"/{standing.ranked_of}" if standing.ranked_of else ""
    return phrase("xếp thứ {rank}{of}", rank=standing.rank, of=of)


def _score(standing: Standing) -> str:
    return formats.NONE_SIGN if standing.score is None else formats.number(standing.score)


def _chosen(
    indicator: IndicatorRecord, year: int, target: TargetRecord, book: IndicatorBook
) -> str:
    """Say by which document it is judged, where documents ask for different things."""
    if not any(each.year == year for each in indicator.differing):
        return ""
    if len(judging_choices(indicator, year)) < 2:
        return ""
    by = place_words(book, target.document_id, target.place)
    chosen = phrase("đã chọn") if is_chosen(indicator, target, year) else phrase("mặc định")
    return phrase(" (đánh giá theo {by}, {chosen})", by=by, chosen=chosen)


def standing_words(figures: Figures) -> str:
    """Return score and rank for a cell: ``72,45 · 12/34``; "" where nothing is known."""
    return joined(" · ", standing_parts(figures.standing))


def standing_parts(standing: Standing) -> list[str]:
    """Return score and rank, each where it is known."""
    parts = [formats.number(standing.score)] if standing.score is not None else []
    if standing.rank is not None:
        of = f"/{standing.ranked_of}" if standing.ranked_of else ""
        parts.append(phrase("hạng {rank}{of}", rank=standing.rank, of=of))
    return parts

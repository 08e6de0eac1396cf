"""Charts: escaped text, distinguishable statuses, the same bytes for the same input."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.formats.charts import text_fit
from api.formats.charts.amount_bars import AmountBar, render_amount_bars
from api.formats.charts.timeline import LABELS, STYLES, TimelineEntry, YearCount, render_timeline, render_yearly_counts

TODAY = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"
STATUSES = [*STYLES]
ODD_TEXTS = [
    "<script>alert('1')</script> & ]]>",
    "$x_1$ \\frac{a}{b} $",
    "2035년까지 양자 칩 세계 1위",
    "خطة وطنية للذكاء الاصطناعي",
    "👩‍🔬 \U0001f1f0\U0001f1f7",
    "font-family: Comic Sans; words-0 %s {0}",
]


def promise(statement: str = "Name five sites", **changes: object) -> TimelineEntry:
    """A commitment that is due in July."""
    stated = {"jurisdiction": "KR", "due_from": date(2026, 7, 1), "due_to": date(2026, 7, 31), "status": None}
    return TimelineEntry(**{"statement": statement, "is_overdue": False, **stated, **changes})  # type: ignore[arg-type]


def read(picture: bytes) -> ElementTree.Element:
    """Parse a chart, which must be well-formed."""
    return ElementTree.fromstring(picture)  # noqa: S314 - We made it.


def drawn(promises: list[TimelineEntry], *, total: int | None = None, today: date = TODAY) -> ElementTree.Element:
    """A parsed timeline."""
    svg = render_timeline(promises, title="Promises", today=today, total=len(promises) if total is None else total)
    return read(svg)


def counted(*counts: YearCount) -> ElementTree.Element:
    """A parsed chart of yearly counts."""
    return read(render_yearly_counts(counts, title="Promises", today=TODAY))


def summed(*sums: AmountBar) -> ElementTree.Element:
    """A parsed chart of amounts."""
    return read(render_amount_bars(sums, title="Amounts", group_by="payer"))


def words(picture: ElementTree.Element) -> list[str]:
    """The text elements of a chart."""
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def description(picture: ElementTree.Element) -> str:
    """The text alternative of a chart."""
    return picture.findtext(f"{SVG}desc") or ""


CHARTS: list[Callable[[str], bytes]] = [
    lambda title: render_timeline([promise(), promise(due_to=None)], title=title, today=TODAY, total=2),
    lambda title: render_timeline([], title=title, today=TODAY, total=0),
    lambda title: render_yearly_counts([YearCount(2026, "met", 3), YearCount(2030, None, 4)], title=title, today=TODAY),
    lambda title: render_yearly_counts([], title=title, today=TODAY),
    lambda title: render_amount_bars([AmountBar("IonQ", "USD", Decimal(15), 1)], title=title, group_by="payer"),
    lambda title: render_amount_bars([], title=title, group_by="payer"),
]


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("title", ["Promises of KR", *ODD_TEXTS])
def test_a_chart_has_a_title_and_a_description_for_screen_readers(draw: Callable[[str], bytes], title: str) -> None:
    picture = read(draw(title))
    assert picture.get("role") == "img"
    named = {each.get("id"): each.text for each in picture if each.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert [*named] == (picture.get("aria-labelledby") or "").split()
    assert named["picture-title"] == title
    assert title in words(picture)
    assert named["picture-description"]


@pytest.mark.parametrize("draw", CHARTS)
def test_the_same_input_gives_the_same_bytes(draw: Callable[[str], bytes]) -> None:
    """In several threads at once."""
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(draw, ["Promises of KR"] * 16))) == 1


def test_another_process_draws_the_same_bytes() -> None:
    """So the ETag does not depend on the worker."""
    script = (
        "import sys; from api.formats.charts.timeline import render_yearly_counts;"
        "from tests.formats.charts.test_charts import TODAY, YearCount;"
        "counts = [YearCount(2026, 'met', 3), YearCount(2027, 'missed', 4)];"
        "sys.stdout.buffer.write(render_yearly_counts(counts, title='Due', today=TODAY))"
    )
    svg = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout  # noqa: S603 - Ours.
    assert svg == render_yearly_counts(
        [YearCount(2026, "met", 3), YearCount(2027, "missed", 4)], title="Due", today=TODAY
    )


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_markup_in_a_text_stays_text(text: str) -> None:
    picture = drawn([promise(text)])
    assert text in words(picture)
    assert text in description(picture)
    assert {each.tag.removeprefix(SVG) for each in picture.iter()}.isdisjoint({"script", "b", "image"})


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), min_size=1), st.sampled_from(STATUSES), st.booleans())
def test_no_text_breaks_a_chart(text: str, status: str | None, is_overdue: bool) -> None:
    shown = words(drawn([promise(text, status=status, is_overdue=is_overdue)]))
    assert text_fit.truncate(text, 382, 13) in shown
    assert words(summed(AmountBar(text, "USD", Decimal(1), 1)))


def test_a_long_statement_is_cut_in_the_chart_and_whole_in_the_description() -> None:
    statement = "Become the world's top producer of quantum chips " * 20
    picture = drawn([promise(statement)])
    (cut,) = [line for line in words(picture) if line.startswith("Become")]
    assert cut.endswith("…")
    assert len(cut) < 60
    assert statement.strip() in description(picture)


def test_statements_are_ordered_by_due_date_with_open_ends_last() -> None:
    promises = [promise("open", due_from=date(1990, 1, 1), due_to=None)] + [
        promise(f"by {year}", due_from=date(2000, 1, 1), due_to=date(year, 12, 31)) for year in range(2039, 2000, -1)
    ]
    shown = [line for line in words(drawn(promises)) if line == "open" or line.startswith("by ")]
    assert shown == [*(f"by {year}" for year in range(2001, 2040)), "open"]


def test_forty_commitments_are_named_and_the_others_counted() -> None:
    picture = drawn([promise(f"promise {place}") for place in range(50)], total=1234)
    assert "40 of 1,234 promises, by when they fall due." in words(picture)
    assert len([line for line in words(picture) if line.startswith("promise ")]) == 40


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2035, 1, 1), date(2035, 12, 31), "due 2035"),
        (date(2030, 1, 1), date(2035, 12, 31), "due 2030 to 2035"),
        (date(2028, 2, 1), date(2028, 2, 29), "due 2028-02"),
        (date(2026, 1, 29), date(2026, 1, 29), "due 2026-01-29"),
        (date(2026, 1, 29), date(2028, 1, 1), "due 2026-01-29 to 2028-01-01"),
        (date(2026, 1, 29), None, "due from 2026-01-29 on"),
        (date(9999, 12, 1), date.max, "due 9999-12"),
        (date.min, date.max, "due 0001 to 9999"),
    ],
)
@pytest.mark.parametrize("today", [TODAY, date.min, date.max])
def test_a_due_date_is_written_as_briefly_as_possible(first: date, last: date | None, said: str, today: date) -> None:
    shown = words(drawn([promise(due_from=first, due_to=last, status="met", is_overdue=True)], today=today))
    assert f"KR · {said} · met · overdue" in shown
    assert f"today, {today}" in shown


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_a_label_in_the_legend_and_a_style_of_its_own(status: str | None) -> None:
    shown = words(drawn([promise(status=status)]))
    assert [LABELS[each] for each in STYLES if LABELS[each] in shown] == [LABELS[status]]
    assert len({(style.color, style.hatch) for style in STYLES.values()}) == len(STYLES)


def luminance(color: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("status", STATUSES)
def test_a_hatch_stands_out_from_its_colour(status: str | None) -> None:
    pattern = drawn([promise(status=status)]).find(f".//{SVG}pattern")
    if pattern is not None:
        colours = (pattern[0].get("fill") or "", pattern[1].get("stroke") or "")
        dark, light = sorted(map(luminance, colours))
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_a_long_title_stays_on_the_sheet_in_bold() -> None:
    picture = read(render_timeline([], title="quantum-technology or " * 9, today=TODAY, total=0))
    titles = [text.text or "" for text in picture.iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    assert len(titles) > 1
    assert all(text_fit.text_width(line, 19) * 1.1 < 952 for line in titles)


def test_there_are_at_most_thirty_bars_with_a_total_each() -> None:
    near = words(counted(YearCount(2026, "met", 3), YearCount(2026, None, 4)))
    assert {"2026", "7", "7 promises, by the year in which they fall due."} <= {*near}
    shown = words(counted(*(YearCount(year, None, 1234) for year in range(1950, 2050))))
    assert shown.count("6,170") == 20
    assert "1950\N{EN DASH}1954" in shown


def test_today_is_marked_over_the_bars_only_if_it_is_on_the_scale() -> None:
    mark = "dashed line: today, 2026-11-24"
    assert mark in words(counted(YearCount(2026, None, 1)))
    assert mark not in words(counted(YearCount(2035, None, 1)))
    order = [*counted(YearCount(2026, None, 1)).iter()]
    (line,) = (each for each in order if "stroke-dasharray" in each.attrib)
    assert order.index(line) > max(index for index, each in enumerate(order) if each.tag == f"{SVG}rect")


@pytest.mark.parametrize("span", [(1, 9999), (9999, 9999), (1, 1)])
def test_any_years_can_be_counted(span: tuple[int, int]) -> None:
    picture = counted(*(YearCount(year, "met", 10**9) for year in span))
    assert f"{span[1]}: 1,000,000,000 met." in description(picture)


def test_each_currency_has_a_scale_of_its_own() -> None:
    shown = words(
        summed(AmountBar("MSIT", "KRW", Decimal("8.12e12"), 3), AmountBar("IonQ", "USD", Decimal(15_000_000), 1))
    )
    assert {"trillion KRW", "million USD", "8.12 tn", "15 m", "8,120,000,000,000 KRW · 3 amounts"} <= {*shown}


def test_twelve_sums_in_six_currencies_are_shown_and_the_rest_is_added_up() -> None:
    codes = ["CHF", "EUR", "GBP", "JPY", "KRW", "NOK", "SEK", "USD"]
    sums = [
        AmountBar(f"group {place}", code, Decimal(place), 9 - codes.index(code))
        for code in codes
        for place in range(15)
    ]
    shown = words(summed(*sums))
    assert [line for line in shown if line.startswith("group")][:12] == [f"group {place}" for place in range(14, 2, -1)]
    assert "Not shown: 3 smaller groups in CHF, 3 CHF together." in shown
    assert "Not shown: 2 more currencies (SEK, USD)." in shown


@pytest.mark.parametrize(
    ("amount", "said", "exactly"),
    [
        ("1500000000", "1.5 bn", "1,500,000,000"),
        ("-1250000000000", "\N{MINUS SIGN}1.25 tn", "\N{MINUS SIGN}1,250,000,000,000"),
        ("0", "0", "0"),
        ("-0.5", "\N{MINUS SIGN}0.5", "\N{MINUS SIGN}0.5"),
        ("12345678901234567890.12345678", "12.35 quintillion", "12,345,678,901,234,567,890.12345678"),
        ("-99999999999999999999", "\N{MINUS SIGN}100 quintillion", "\N{MINUS SIGN}99,999,999,999,999,999,999"),
    ],
)
def test_a_sum_is_written_compactly_and_exactly(amount: str, said: str, exactly: str) -> None:
    shown = words(summed(AmountBar("All", "EUR", Decimal(amount), 1)))
    assert {said, f"{exactly} EUR · 1 amount"} <= {*shown}


@given(st.text(), st.floats(10, 900), st.floats(6, 30), st.integers(1, 5))
def test_a_wrapped_line_is_at_most_as_wide_as_allowed(text: str, width: float, size: float, most: int) -> None:
    """Except for one character and the ellipsis, which always remain."""
    least = text_fit.text_width("…", size) + 1.05 * size
    lines = text_fit.wrap(text, width, size, most=most)
    assert len(lines) <= most
    assert all(text_fit.text_width(line, size) <= max(width, least) for line in lines)


@given(st.text())
def test_a_text_that_fits_is_not_cut(text: str) -> None:
    assert text_fit.truncate(text, 10**6, 13) == text_fit.one_line(text)

"""Charts: escaped text, distinguishable statuses, the same bytes for the same input."""

from __future__ import annotations

import re
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
from api.formats.charts.canvas import STYLE_SHEET, WIDTH
from api.formats.charts.timeline import LABELS, STYLES, render_timeline
from api.formats.charts.yearly_counts import render_yearly_counts
from api.services.analytics.timeline import Timeline, TimelineEntry, YearCount

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


def timeline_of(*promises: TimelineEntry) -> Timeline:
    """These commitments, to be drawn one by one."""
    return Timeline(promises, late=sum(each.is_overdue for each in promises))


def counts_of(*counts: YearCount) -> Timeline:
    """These numbers by year."""
    return Timeline(counts=counts, late=sum(each.late for each in counts))


def drawn(promises: list[TimelineEntry], *, today: date = TODAY) -> ElementTree.Element:
    """A parsed timeline."""
    return read(render_timeline(timeline_of(*promises), title="Promises", today=today))


def counted(*counts: YearCount) -> ElementTree.Element:
    """A parsed chart of yearly counts."""
    return read(render_yearly_counts(counts_of(*counts), title="Promises", today=TODAY))


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
    lambda title: render_timeline(timeline_of(promise(), promise(due_to=None)), title=title, today=TODAY),
    lambda title: render_timeline(Timeline(), title=title, today=TODAY),
    lambda title: render_yearly_counts(
        counts_of(YearCount(2026, "met", 3), YearCount(2030, None, 4)), title=title, today=TODAY
    ),
    lambda title: render_yearly_counts(Timeline(spanning=41), title=title, today=TODAY),
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
    assert title in " ".join(words(picture))
    assert named["picture-description"]


@pytest.mark.parametrize("draw", CHARTS)
def test_the_same_input_gives_the_same_bytes(draw: Callable[[str], bytes]) -> None:
    """In several threads at once."""
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(draw, ["Promises of KR"] * 16))) == 1


def test_another_process_draws_the_same_bytes() -> None:
    """So the ETag does not depend on the worker."""
    script = (
        "import sys; from tests.formats.charts.test_charts import CHARTS;"
        "sys.stdout.buffer.write(b''.join(draw('Due') for draw in CHARTS))"
    )
    svg = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout  # noqa: S603 - Ours.
    assert svg == b"".join(draw("Due") for draw in CHARTS)


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
    assert text_fit.wrap(text, 448, 16, most=2)[0] in shown
    assert words(summed(AmountBar(text, "USD", Decimal(1), 1)))


def test_a_long_statement_is_cut_in_the_chart_and_whole_in_the_description() -> None:
    statement = "Become the world's top producer of quantum chips " * 20
    picture = drawn([promise(statement)])
    (cut,) = [line for line in words(picture) if line.endswith("…")]
    assert len(cut) < 60
    assert statement.strip() in description(picture)


def test_statements_are_ordered_by_due_date_with_open_ends_last() -> None:
    promises = [promise("open", due_from=date(1990, 1, 1), due_to=None)] + [
        promise(f"by {year}", due_from=date(2000, 1, 1), due_to=date(year, 12, 31)) for year in range(2039, 2000, -1)
    ]
    shown = [line for line in words(drawn(promises)) if line == "open" or line.startswith("by ")]
    assert shown == [*(f"by {year}" for year in range(2001, 2040)), "open"]


@pytest.mark.parametrize("others", [0, 900_000])
def test_each_late_commitment_counts_however_many_others_there_are(others: int) -> None:
    picture = counted(YearCount(2025, None, 721 + others, 721), YearCount(2026, "missed", 1 + others, 1))
    shown = words(picture)
    assert {"722 are late.", "721 late", "1 late", "Late"} <= {*shown}
    late = [bar for bar in picture.iter(f"{SVG}rect") if "late" in (bar.get("class") or "").split()]
    assert len(late) == 3  # One is the legend's.
    assert min(float(bar.get("width") or 0) for bar in late) >= 4
    told = description(picture)
    assert all(text in told for text in ("722 are late.", "2025: 721 late.", "2026: 1 late."))


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
    assert f"South Korea · {said} · met · late" in shown
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


def palettes() -> list[dict[str, str]]:
    """The colours of the classes in light and in dark."""
    light, dark = STYLE_SHEET.split("@media (prefers-color-scheme: dark)")
    rule = r"^ *\.?([\w-]+) {[^}]*?(?:fill|stroke): (#\w{6})"
    first = dict(re.findall(rule, light, re.MULTILINE))
    return [first, first | dict(re.findall(rule, dark, re.MULTILINE))]


@pytest.mark.parametrize("colours", palettes(), ids=["light", "dark"])
def test_text_and_marks_stand_out_from_the_sheet(colours: dict[str, str]) -> None:
    """By WCAG 2.2 AA: 4.5 for text, 3 for what is drawn."""
    for name, least in {"text": 4.5, "muted": 4.5, "late": 4.5, "amount": 3, "outlined": 3, "today": 3}.items():
        for ground in ("paper", "shade"):
            dark, light = sorted(map(luminance, (colours[name], colours[ground])))
            assert (light + 0.05) / (dark + 0.05) >= least, (name, ground)


@pytest.mark.parametrize("draw", CHARTS)
def test_no_text_is_smaller_than_eleven_pixels_on_a_phone(draw: Callable[[str], bytes]) -> None:
    picture = read(draw("Promises"))
    shrunk = 400 / float((picture.get("viewBox") or "").split()[2])
    assert all(float(text.get("font-size") or 0) * shrunk >= 11 for text in picture.iter(f"{SVG}text"))


def test_a_long_title_stays_on_the_sheet_in_bold() -> None:
    picture = read(render_timeline(Timeline(), title="quantum-technology or " * 9, today=TODAY))
    titles = [text.text or "" for text in picture.iter(f"{SVG}text") if text.get("class") == "strong"]
    assert len(titles) > 1
    assert all(text_fit.text_width(line, 19) * 1.1 < WIDTH - 32 for line in titles)


def test_there_are_at_most_forty_bars_with_a_total_each() -> None:
    near = words(counted(YearCount(2026, "met", 3), YearCount(2026, None, 4)))
    assert {"2026", "7", "7 promises, by the year in which they fall due."} <= {*near}
    shown = words(counted(*(YearCount(year, None, 1234) for year in range(1950, 2050))))
    assert shown.count("6,170") == 20
    assert "1950\N{EN DASH}1954" in shown
    assert "1949" in words(counted(*(YearCount(year, None, 1) for year in range(1910, 1950))))


def test_today_is_marked_only_if_its_year_is_among_the_others() -> None:
    assert "today, 2026-11-24" in words(counted(YearCount(2026, None, 1)))
    assert "today, 2026-11-24" not in words(counted(YearCount(2035, None, 1)))
    bold = [
        text.text
        for text in counted(YearCount(2024, None, 1), YearCount(2035, None, 1)).iter(f"{SVG}text")
        if text.get("class") == "strong"
    ]
    assert bold == ["Promises", "2026"]


def test_years_are_in_the_order_of_time_without_those_in_which_nothing_is_due() -> None:
    shown = words(counted(YearCount(2030, "met", 1), YearCount(1969, None, 9), YearCount(2024, "met", 1)))
    assert [text for text in shown if re.fullmatch(r"\d{4}", text)] == ["1969", "2024", "2026", "2030"]


@pytest.mark.parametrize("span", [(1, 9999), (9999, 9999), (1, 1)])
def test_any_years_can_be_counted(span: tuple[int, int]) -> None:
    picture = counted(*(YearCount(year, "met", 10**9) for year in {*span}))
    assert f"{span[1]}: 1,000,000,000 met." in description(picture)


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

"""Draws a chart as Vega-Lite, then SVG: real text, no style attributes, no ids that could clash on a page."""

import re
import textwrap
from dataclasses import dataclass

from reporting.charts.specification import COLUMN, Chart

WIDE, NARROW = 640, 360
VEGA_LITE = "5.21"
INK, MARK = "#0B0C0C", "#12436D"
FONT = "Arial, Arimo, Liberation Sans, sans-serif"
SIZE, LEADING, BAR_HEIGHT, GAP = 15, 18, 20, 12
LABEL_WIDTH = 250
SPARE = re.compile(r'\s(?:aria-[\w-]+|role|class|xmlns:xlink)="[^"]*"')
"""What the drawing library says to screen readers mark by mark: half the bytes, and our one sentence replaces it."""


@dataclass(frozen=True)
class Drawn:
    """A chart as it is shown: two pictures, the words that go with them, and the numbers for who draws it anew."""

    key: str
    title: str
    alt: str
    source: str
    wide: str
    narrow: str
    kind: str
    names: tuple[str, ...]
    values: tuple[int | None, ...]


def draw(chart: Chart) -> Drawn:
    """Both widths: columns only where there is room, bars with their names above on a phone."""
    wide = _columns(chart) if chart.kind == COLUMN else _bars(chart)
    words = (chart.key, chart.title, chart.alt, chart.source)
    return Drawn(*words, _svg(wide), _svg(_stacked(chart)), chart.kind, chart.names, chart.values)


def _svg(specification: dict) -> str:
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE, allowed_base_urls=[])
    return SPARE.sub("", drawn)


def _rows(chart: Chart, names: tuple[str, ...], letters: int) -> list[dict]:
    """One record a category, its name broken into lines."""
    wrapped = [textwrap.wrap(name, letters) for name in names]
    return [
        {"name": "\n".join(lines), "lines": len(lines), "value": value, "at": value or 0, "shown": shown}
        for lines, value, shown in zip(wrapped, chart.values, chart.shown, strict=True)
    ]


def _frame(width: int, height: float, rows: list[dict], layers: list[dict]) -> dict:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": None,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
        "data": {"values": rows},
        "layer": layers,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": SIZE, "labelColor": INK, "titleColor": INK, "titleFontSize": SIZE},
            "text": {"fontSize": SIZE, "color": INK},
        },
    }


def _domain(chart: Chart) -> list[float]:
    """From zero, with room at the end for the longest number; shown values alone decide."""
    letters = max(3, *(len(shown) for shown in chart.shown))
    return [0, (1 + 0.04 * letters) * max(value or 0 for value in chart.values)]


def _names(axis: dict) -> dict:
    """An axis of categories, each in its lines."""
    return {"title": None, "ticks": False, "labelExpr": "split(datum.label, '\\n')", "labelLimit": 0, **axis}


def _columns(chart: Chart) -> dict:
    rows = _rows(chart, chart.short_names, max(8, 84 // len(chart.names)))
    axis = _names({"labelAngle": 0, "labelLineHeight": LEADING, "labelPadding": 6, "domainColor": INK})
    x = {"field": "name", "type": "nominal", "sort": [row["name"] for row in rows], "axis": axis}
    y = {"type": "quantitative", "axis": None, "scale": {"domain": _domain(chart), "nice": False}}
    bar = {
        "mark": {"type": "bar", "color": MARK, "width": {"band": 0.6}},
        "encoding": {"x": x, "y": y | {"field": "value"}},
    }
    number = {
        "mark": {"type": "text", "baseline": "bottom", "dy": -4},
        "encoding": {"x": x, "y": y | {"field": "at"}, "text": {"field": "shown"}},
    }
    return _frame(WIDE, 260, rows, [bar, number])


def _bars(chart: Chart) -> dict:
    """Names to the left of the bars, each row as high as its name."""
    rows = _rows(chart, chart.names, 32)
    at = 0
    for row in rows:
        height = max(LEADING * row["lines"], BAR_HEIGHT)
        row["bar_at"] = at + height / 2
        row["name_at"] = row["bar_at"] - LEADING * row["lines"] / 2 + 2
        at += height + GAP
    name = {"align": "right", "baseline": "top"}
    return _horizontal(chart, WIDE, at, rows, name, names_to=LABEL_WIDTH, bars_from=LABEL_WIDTH + 8)


def _stacked(chart: Chart) -> dict:
    """Names above the bars, for a phone."""
    rows = _rows(chart, chart.names, 42)
    at = 0
    for row in rows:
        row["name_at"] = at
        row["bar_at"] = at + LEADING * row["lines"] + 4 + BAR_HEIGHT / 2
        at = row["bar_at"] + BAR_HEIGHT / 2 + GAP
    name = {"align": "left", "baseline": "top"}
    return _horizontal(chart, NARROW, at, rows, name, names_to=0, bars_from=0)


def _horizontal(chart: Chart, width: int, height: float, rows: list[dict], name: dict, names_to: int, bars_from: int):
    places = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "range": [0, height], "nice": False},
    }
    sizes = {"domain": _domain(chart), "range": [bars_from, width - 8], "nice": False}
    x = {"type": "quantitative", "axis": None, "scale": sizes}
    y = places | {"field": "bar_at"}
    bar = {
        "mark": {"type": "bar", "orient": "horizontal", "color": MARK, "height": BAR_HEIGHT},
        "encoding": {"y": y, "x": x | {"field": "value"}},
    }
    number = {
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {"y": y, "x": x | {"field": "at"}, "text": {"field": "shown"}},
    }
    names = {
        "mark": {"type": "text", "lineBreak": "\n", "lineHeight": LEADING, **name},
        "encoding": {"y": places | {"field": "name_at"}, "x": {"value": names_to}, "text": {"field": "name"}},
    }
    return _frame(width, height, rows, [bar, number, names])

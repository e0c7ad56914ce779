"""One specification of a chart, and its pictures. Takes protected tables only; runs in the child process."""

from reporting.charts.specification import chart_of
from reporting.charts.vega import draw

__all__ = ["chart_of", "draw"]

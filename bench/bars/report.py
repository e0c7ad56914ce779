"""The annual report of a panel and year of England: its files against a bare typesetter, its proof, both from cold."""

import json
import resource
import subprocess
import sys
import tempfile
from functools import cache as once
from pathlib import Path
from time import perf_counter

from django.core.cache import cache

from bench.bar import figure, pair
from common.dates import FinancialYear
from common.documents.model import Document, to_data
from common.documents.rendering import make
from reporting.annual_report import snapshot
from reporting.annual_report.document import build
from reporting.annual_report.models import AnnualReport
from reporting.figures import PUBLIC, annual_figures

BARE = """
import json, sys
from common.documents.model import from_data
from common.documents.typesetting import compiler
with open(sys.argv[1], encoding="utf-8") as given:
    document = from_data(json.load(given))
compiler(document).compile(format="pdf")
"""
ROOT = Path(__file__).parents[2]


def _year(world) -> FinancialYear:
    """The last but one that has ended: most of its deaths are reviewed."""
    last = world.case.__class__.objects.filter(panel=world.panel).order_by("-notified_on").first().notified_on
    return FinancialYear.of(last).previous.previous


@once
def _document(world) -> Document:
    report = AnnualReport(panel=world.panel, year=_year(world).code)
    return build(snapshot.take(report, PUBLIC, draw=True))


def _file(world, file_format: str):
    document = _document(world)
    return lambda: len(make(document, file_format))


def _bare(world):
    """A fresh interpreter that does nothing but compile: the same text, pictures and template, to no standard."""
    given = Path(tempfile.mkdtemp(prefix="bench-report-"), "document.json")
    given.write_text(json.dumps(to_data(_document(world))), encoding="utf-8")
    command = [sys.executable, "-c", BARE, str(given)]
    return lambda: subprocess.run(command, cwd=ROOT, check=True)


@pair("P-09a", "report as PDF against a bare compile of the same text", 2)
def as_pdf(world):
    """Checked, tagged, fit for the archive, its tables' headers named."""
    return _file(world, "pdf"), _bare(world)


@pair("P-09b", "report as Word file against a bare compile of the same text", 2)
def as_docx(world):
    """It asks the typesetter for the pages of its contents first."""
    return _file(world, "docx"), _bare(world)


@figure("P-09c", "both files from nothing: counted, protected, drawn, written", 10, "seconds")
def both(world):
    """The best of three, by clock or processor: what the machine does beside can only add."""

    def run() -> None:
        report = AnnualReport(panel=world.panel, year=_year(world).code)
        document = build(snapshot.take(report, PUBLIC, draw=True))
        for file_format in ("pdf", "docx"):
            make(document, file_format)

    return _best(run)


@figure("P-10", "figures of the whole report counted, hidden and proved", 60, "seconds")
def proof(world):
    """The same way, with the start of the child that does it; without charts."""
    return _best(lambda: annual_figures(world.panel, _year(world), PUBLIC, prove=True))


def _best(run) -> float:
    took = []
    for _ in range(3):
        cache.clear()  # nothing may be remembered
        started, used = perf_counter(), _processor()
        run()
        took += [perf_counter() - started, _processor() - used]
    return min(took)


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)

"""The pages of the gallery."""

from datetime import UTC, date, datetime, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from common.components import (
    Bar,
    BarTable,
    Cell,
    Column,
    Figure,
    FilterGroup,
    IdentityBar,
    Link,
    Number,
    SummaryRow,
    Table,
    Tag,
    TimelineEntry,
)
from common.forms.formsets import quiet, reshape
from tests.gallery.forms import FilterForm, NotificationForm, Professionals, SignInForm

STAGES = [
    Tag("Notified"),
    Tag("Gathering information", "yellow"),
    Tag("Ready for panel", "purple"),
    Tag("Closed", "grey"),
]


class Person:
    """Stands for a signed-in user."""

    is_authenticated = True

    def __str__(self) -> str:
        return "Asha Test"


def frame(request: HttpRequest) -> dict:
    """What the context processor of the product gives to every page."""
    names = ["Work list", "Notifications", "Panel meetings", "Figures", "Annual report", "People"]
    return {
        "navigation": [Link(name, f"/{index}", current=index == 0) for index, name in enumerate(names)],
        "panel": {"name": "Northshire Child Death Overview Panel", "short_name": "Northshire"},
        "can_switch_panel": True,
        "user": Person(),
        "demonstration": "demonstration" in request.GET,
    }


def home(request: HttpRequest) -> HttpResponse:
    """Any address that links lead to."""
    return render(request, "layouts/message_page.html")


def form(request: HttpRequest) -> HttpResponse:
    """Empty, with its errors, or with a row more."""
    data = reshape(request.POST, "professionals") or request.POST or None
    rows = Professionals(data, prefix="professionals")
    shown = NotificationForm(data, formsets={"professionals": rows})
    if reshape(request.POST, "professionals"):
        quiet(shown)
    context = {"form": shown, "heading": "Notify a child death", "caption": "Step 1 of 2"}
    layout = "long_form_page" if "long" in request.GET else "form_page"
    return render(request, f"layouts/{layout}.html", context)


def worklist(request: HttpRequest) -> HttpResponse:
    """Filter, sortable table, paging."""
    page = Paginator(range(147), 12).get_page(request.GET.get("page"))
    table = Table(
        "Cases",
        [
            Column("Reference", sort="reference"),
            Column("Child"),
            Column("Area", sort="area"),
            Column("Stage", sort="stage"),
            Column("Next action due", sort="due"),
            Column("Case worker"),
        ],
        [_case(number) for number in page],
        stack=True,
        caption_hidden=True,
        sort=request.GET.get("sort", "due"),
    )
    chosen = [FilterGroup("Stage", [Link("Notified", "?stage=")])] if "stage" in request.GET else []
    context = {"page": page, "table": table, "form": FilterForm(request.GET or None), "chosen": chosen}
    return render(request, "gallery/worklist.html", context)


def _case(number: int) -> list:
    due = date(2026, 11, 11) + timedelta(days=number // 3)
    overdue = [Tag("Overdue", "red")] if number % 2 else []
    return [
        Cell(f"CDR-2026-{number:04d}", url=f"/{number}"),
        f"Test Child {number}",
        "Northshire",
        Cell(tags=[STAGES[number % 4]]),
        Cell(f"{due.day} {due:%b %Y}", tags=overdue),
        "B Jones",
    ]


def case(request: HttpRequest) -> HttpResponse:
    """Identity bar, tabs, timeline, summary list, empty list."""
    facts = [
        ("Reference", "CDR-2026-0003"),
        ("Born", "15 Aug 2024"),
        ("Died", "12 Aug 2026"),
        ("NHS number", "999 000 0018"),
        ("Area", "Eastmere"),
        ("Case worker", "B Jones"),
    ]
    names = ["Summary", "Timeline", "Notification", "Reporting forms", "Documents", "Panel", "Actions"]
    when = datetime(2026, 9, 19, 12, 30, tzinfo=UTC)
    context = {
        "bar": IdentityBar("Test Child 3", facts, [STAGES[2]]),
        "links": [Link(name, f"/{name}", current=name == "Timeline") for name in names],
        "entries": [
            TimelineEntry(title, when - timedelta(days=30 * index), "A Khan", text)
            for index, (title, text) in enumerate(EVENTS)
        ],
        "rows": [
            SummaryRow("Time", "9:30am to 12:30pm", [Link("Change", "/")]),
            SummaryRow("Chair", "Dr A Okafor", [Link("Change", "/"), Link("Remove", "/")]),
            SummaryRow("Quorum", "6 of 8 agencies accepted", tag=Tag("Quorate", "green")),
        ],
    }
    messages.success(request, "The key worker has been assigned")
    messages.info(request, "The panel meets on 3 December 2026")
    return render(request, "gallery/case.html", context)


EVENTS = [
    ("Child death review meeting held", "Draft analysis form agreed by professionals."),
    ("Key worker assigned", "Bereavement nurse is the family's key worker."),
    ("Notification received", "Notified by hospital. Joint agency response started."),
]
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240"><g fill="#12436D"><path d="M40 200h60V60H40z"/>
<path d="M140 200h60V110h-60z"/></g><text x="40" y="225" font-family="Arial" font-size="15">2024</text></svg>"""


def dashboard(request: HttpRequest) -> HttpResponse:
    """Headline figures, a chart with its table, a table with bars."""
    numbers = Table(
        "Deaths notified by year",
        [Column("Year"), Column("Deaths", numeric=True), Column("Per cent", numeric=True)],
        [["2023/24", 38, "54.3"], ["2024/25", 32, "45.7"], ["Total", 70, "100.0"]],
        note="Numbers from 1 to 4 are not shown.",
        total=True,
    )
    bars = [
        Bar("Chromosomal, genetic and congenital anomalies", 38, "38"),
        Bar("Malignancy", 12, "12"),
        Bar("Infection", None, "[c]"),
    ]
    context = {
        "numbers": [
            Number("Deaths notified", "32", "1 April 2024 to 31 March 2025"),
            Number("Deaths reviewed", "41", "1 April 2024 to 31 March 2025"),
            Number("Months to review, median", "9", "41 deaths reviewed"),
        ],
        "figure": Figure(
            "Fewer deaths were notified than the year before",
            mark_safe(SVG),  # noqa: S308  a literal of this file
            "Bar chart: 38 deaths in 2023/24 and 32 in 2024/25",
            source="notifications, Northshire",
            table=numbers,
        ),
        "bars": BarTable(
            "Genetic anomalies were the most common category", "Category", "Deaths", bars, "panel analysis forms"
        ),
        "table": numbers,
    }
    return render(request, "gallery/dashboard.html", context)


def refusal(request: HttpRequest, page: str) -> HttpResponse:
    """An error page with its reason."""
    context = {"reason": "Only the panel's chair signs the report off.", "unmet": ["Two sections are empty"]}
    return render(request, f"errors/{page}.html", context)


def sign_in(request: HttpRequest) -> HttpResponse:
    """A form of somebody else's, made one of ours."""
    return render(request, "layouts/form_page.html", {"form": SignInForm(request.POST or None), "heading": "Sign in"})


def stale(request: HttpRequest) -> HttpResponse:
    """Somebody else was first."""
    differences = [("Place of death", "Hospital, ward 4", "Home"), ("Circumstances", "", "Found at 6am")]
    return render(request, "errors/stale.html", {"differences": differences}, status=409)

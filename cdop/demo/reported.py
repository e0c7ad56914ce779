"""The annual report being written: texts with live figures, owners, a comment; and last year's, to be published."""

from accounts.models import Panel
from cdop.demo.history import key
from cdop.demo.people import People
from common.dates import FinancialYear
from reporting.annual_report import actions
from reporting.annual_report.models import AnnualReport
from reporting.annual_report.publishing import actions as publishing

YEAR = FinancialYear(2024)

TEXTS = {
    "key-themes": """\
- In [[reviewed.modifiability.modifiable.of]] reviews ([[reviewed.modifiability.modifiable.percent]]) the panel found \
a modifiable factor; see [[table: reviewed.modifiability]].
- In [[reviewed.factors.smoking_in_pregnancy.count | several]] reviews one of them was smoking in pregnancy.
- Safer sleep has to be spoken of with everybody who cares for a baby [[source: safer-sleep]].""",
    "introduction": """\
I thank all who brought what they knew to the panel, and the families above all. The CDOP met [[meetings.held]] times \
and completed [[reviewed.total]] reviews. Behind each of them stands a child who is missed.

The number of deaths notified [[rose: notified.by_year]] from [[notified.by_year.last_year]] in the year before to \
[[notified.by_year.this_year]], [[highest: notified.by_year since 2022/23]]. Numbers of this size go up and down by \
chance.

Dr Chair Example

Chair of the panel (invented)""",
    "notified-comment": """\
In [[notified.place.hospital.of]] notifications the child died in a hospital, as [[table: notified.place]] shows. What \
is known soon after a death is not all that a review finds.""",
    "modifiable-learning": """\
## Smoking

Services ask about smoking at each contact and refer in the same visit. The national database asks every panel for the \
same answers [[source: ncmd]].""",
    "delays": """\
The median time to review was [[reviewed.time_to_review.median_days]]. A review waits for the end of an inquest, of an \
investigation or of a criminal process.""",
}  # fmt: skip

LAST_YEAR = """\
The CDOP completed [[reviewed.total]] reviews in the year. I thank all who took part.

Dr Chair Example

Chair of the panel (invented)"""

SOURCES = (
    ("safer-sleep", "Sample Care Board, Safer sleep for babies (invented), 2024", "https://example.org/safer-sleep"),
    ("ncmd", "National Child Mortality Database, guidance for panels", ""),
)


def build(panel: Panel) -> None:
    """Last year's report on its way to the public, and this year's as it is being written."""
    people = People(panel)
    chair, manager, analyst = people["chair"], people["manager"], people["analyst"]
    before = actions.open_report(panel=panel, year=FinancialYear(2023), by=chair)
    _write(before, "introduction", LAST_YEAR, chair)
    _hand_over(before, chair=chair, manager=manager)
    for name, words, url in SOURCES:
        actions.add_source(panel=panel, new_id=key("source", name), by=analyst, key=name, words=words, url=url)
    report = actions.open_report(panel=panel, year=YEAR, by=chair)
    for name, text in TEXTS.items():
        _write(report, name, text, chair if name == "introduction" else analyst)
    _around(report, chair=chair, manager=manager, analyst=analyst)


def _hand_over(report: AnnualReport, *, chair, manager) -> None:
    """Every text signed off, and an edition that the worker prepares as soon as there is one."""
    for section in report.sections.exclude(text=""):
        _step(report, section.key, "ready", manager)
        _step(report, section.key, "sign_off", chair)
    publishing.prepare(report_id=report.pk, new_id=key("edition", report.year), charts="editable", by=manager)


def _write(report: AnnualReport, name: str, text: str, by) -> None:
    section = report.sections.get(key=name)
    actions.save_section(section_id=section.pk, version=section.version, text=text, by=by)


def _around(report: AnnualReport, *, chair, manager, analyst) -> None:
    """Owners, two sections that are ready to be signed off, a question to the author."""
    for name, owner in (("introduction", chair), ("notified-comment", analyst), ("delays", manager)):
        section = report.sections.get(key=name)
        actions.assign_section(section_id=section.pk, version=section.version, owner=owner, by=manager)
    _step(report, "notified-comment", "ready", analyst)
    _step(report, "functions", "ready", manager)
    section = report.sections.get(key="delays")
    actions.comment(
        section_id=section.pk, new_id=key("comment", "delays"), by=chair, about="inquest",
        text="Can we say how long an inquest took on average? (invented)",
    )  # fmt: skip


def _step(report: AnnualReport, name: str, step: str, by) -> None:
    section = report.sections.get(key=name)
    actions.take_step(section_id=section.pk, version=section.version, step=step, by=by)

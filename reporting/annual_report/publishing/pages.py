"""Words and rows for the pages of publications."""

import re

from django.urls import reverse

from common.components import Cell, Column, Link, SummaryRow, Table, Tag
from common.formats import file_size, moment
from common.policy import allowed, refusal
from reporting.annual_report.publishing import policy, workflow
from reporting.annual_report.publishing.changes import Differences
from reporting.annual_report.publishing.forms import StepForm
from reporting.annual_report.publishing.models import Publication

State = Publication.State
COLOURS = {
    "preparing": "blue", "refused": "red", "failed": "red", "draft": "grey", "review": "yellow", "approved": "teal",
    "published": "green", "withdrawn": "grey",
}  # fmt: skip
KINDS = {
    "docx": "Word", "pdf": "PDF", "html": "Web page", "ods": "OpenDocument tables", "xlsx": "Excel tables",
    "csv": "CSV tables (zip)", "summary": "One-page summary (PDF)",
    "picture": "One-page summary (picture)", "proof": "Proof of protection (PDF)",
}  # fmt: skip
SAME, DIFFERS = Tag("Same", "green"), Tag("Differs", "red")
STEPS = (
    ("restart", policy.prepare, "Start again"),
    ("send", policy.prepare, "Send to the chair for review"),
    ("approve", policy.approve, "Approve"),
    ("publish", policy.publish, "Publish"),
)
REASONS = {
    "withdraw": (
        policy.prepare,
        "Withdraw",
        "Withdraw this edition",
        "Its files stay for the record; nobody can publish it any more.",
    ),
    "send_back": (
        policy.send_back,
        "Send back",
        "Send this edition back",
        "The authors read your reason, change the texts and prepare another edition.",
    ),
    "override": (
        policy.prepare,
        "Publish in spite of this",
        "Prepare this edition in spite of the refusal",
        "Numbers that were to stay hidden can then be worked out from this edition and an earlier one. Your reason "
        "stands in the proof sheet, and the chair has to agree as a second person.",
    ),
}
"""The steps that need a reason: who may, the words of the button, the heading, the warning."""


def heading(publication: Publication) -> dict:
    """What every page of an edition begins with."""
    year = publication.report.year.replace("-", "/")
    title = f"Edition {publication.number}" if publication.number else "Edition in preparation"
    return {"publication": publication, "report": publication.report, "year": year, "title": title}


def corrects(editions: list[Publication]) -> bool:
    """Whether another edition would correct a published one."""
    return any(one.state == State.PUBLISHED for one in editions)


def list_page(report, editions: list[Publication], user) -> dict:
    """The editions of a report."""
    columns = [Column("Edition"), Column("State"), Column("Prepared"), Column("Files")]
    rows = [_edition_row(one) for one in editions]
    open_one = any(one.state not in (State.PUBLISHED, State.WITHDRAWN) for one in editions)
    return {
        "report": report,
        "year": report.year.replace("-", "/"),
        "table": Table("Editions of this report", columns, rows, stack=True, caption_hidden=True),
        "may_prepare": not open_one and allowed(policy.prepare, user, report),
        "corrects": corrects(editions),
    }


def _edition_row(one: Publication) -> list:
    title = f"Edition {one.number}" if one.number else "Edition in preparation"
    when = moment(one.published_at) if one.published_at else ""
    return [
        Cell(title, url=reverse("reporting:publication", args=[one.pk]), header=True, note=one.what_changed),
        Cell("", tags=[Tag(one.get_state_display(), COLOURS[one.state])], note=when),
        Cell(moment(one.created_at), note=f"by {one.prepared_by}"),
        str(len(one.files.all())),
    ]


def detail_page(publication, user, differences, corrections, references: dict) -> dict:
    """One edition."""
    return heading(publication) | {
        "tag": Tag(publication.get_state_display(), COLOURS[publication.state]),
        "rows": _people(publication),
        "steps": _steps(publication, user),
        "why_not": _why_not(publication, user),
        "reasons": _reasons(publication, user),
        "files": _files(publication),
        "differences": differences if differences and differences.any else None,
        "same": bool(differences) and not differences.any,
        "differ_words": _differ_words(differences),
        "numbers": _numbers(differences, "Published", "Now"),
        "changes": _changes(differences, references),
        "corrected": _numbers(corrections, "Before", "In this edition"),
        "corrections": _changes(corrections, references),
        "progress": progress(publication),
        "frozen": publication.public is not None,
    }


def _people(one: Publication) -> list[SummaryRow]:
    steps = (
        ("Prepared", one.prepared_by, one.created_at), ("Sent for review", one.sent_by, one.sent_at),
        ("Approved", one.approved_by, one.approved_at), ("Published", one.published_by, one.published_at),
    )  # fmt: skip
    rows = [SummaryRow(word, f"by {who}, {moment(at)}") for word, who, at in steps if who]
    more = (
        ("Figures as at", moment(one.data_as_at) if one.data_as_at else ""), ("Protection", one.profile),
        ("Mark of the figures", one.public_hash), ("Mark of the Word template", _template_mark(one)),
        ("Word files", one.get_charts_display()), ("What it changes", one.what_changed),
        ("Goes out unproved because", one.override_reason), ("Why it ended", one.ended_reason),
    )  # fmt: skip
    return [*rows, *(SummaryRow(word, value) for word, value in more if value)]


def _template_mark(one: Publication) -> str:
    return (one.public or {}).get("word", {}).get("template", "")


def may(name: str, user, publication: Publication) -> None:
    """Raises where this person may not take the step."""
    rule = next(rule for step, rule, _ in STEPS if step == name)
    rule(user, publication.report if rule is policy.prepare else publication)


def _steps(publication: Publication, user) -> list[dict]:
    """The buttons that this person can press now."""
    found = []
    for name, rule, label in STEPS:
        subject = publication.report if rule is policy.prepare else publication
        if publication.state in workflow.STEPS[name][0] and allowed(rule, user, subject):
            form = StepForm(initial={"version": publication.version})
            form.submit_label = label
            found.append({"form": form, "url": reverse(f"reporting:publication_{name}", args=[publication.pk])})
    return found


def _why_not(publication: Publication, user) -> str:
    """Why the chair who prepared an edition finds no button to approve it."""
    if publication.state != State.REVIEW:
        return ""
    found = refusal(policy.approve, user, publication)
    return found.sentence if found else ""


def _reasons(publication: Publication, user) -> list[Link]:
    found = []
    for name, (rule, label, _, _) in REASONS.items():
        subject = publication.report if rule is policy.prepare else publication
        fits = name != "override" or any(one.get("disclosure") for one in publication.refusals)
        if fits and publication.state in workflow.STEPS[name][0] and allowed(rule, user, subject):
            found.append(Link(label, reverse(f"reporting:publication_{name}", args=[publication.pk])))
    return found


def _files(publication: Publication) -> Table:
    columns = [Column("File"), Column("For"), Column("Size"), Column("SHA-256, in groups of 16")]
    rows = [
        [
            Cell(KINDS[one.kind], url=reverse("reporting:published_file", args=[one.pk]), header=True, note=one.name),
            one.get_edition_display(),
            file_size(one.size),
            Cell(" ".join(re.findall(".{16}", one.sha256))),
        ]
        for one in publication.files.all()
    ]
    return Table("Files of this edition", columns, rows, stack=True, caption_hidden=True)


def _differ_words(differences: Differences | None) -> str:
    if not differences or not differences.any:
        return ""
    number = differences.count
    because = f", because of {'this change' if number == 1 else f'these {number} changes'}" if number else ""
    return f"The records now differ from what was published{because}."


def _numbers(differences: Differences | None, then: str, now: str) -> Table | None:
    if not differences or not differences.numbers:
        return None
    columns = [Column("Figure"), Column("Row"), Column(then, numeric=True), Column(now, numeric=True)]
    rows = [[one.table, one.row, _shown(one.then), _shown(one.now)] for one in differences.numbers]
    return Table("Numbers that differ", columns, rows, note="Confidential: small numbers are shown.", size="s")


def _shown(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _changes(differences: Differences | None, references: dict) -> list[str]:
    """Each change in words; a case by its reference for those who may see it."""
    if not differences:
        return []
    cases = [f"{references.get(one.case_id, 'A case')}: {one.what}" for one in differences.cases]
    return [*cases, *(f"Text “{title}”" for title in differences.texts)]


def progress(publication: Publication) -> dict:
    """How far the preparation is."""
    if publication.state != State.PREPARING:
        return {"waiting": 0, "words": publication.get_state_display()}
    return {"waiting": 1, "words": f"Being prepared. {publication.step or 'Waiting for a worker'}."}


def reason_page(form, publication: Publication, name: str, user) -> dict:
    """The page that asks why, for those who may take the step."""
    rule, label, title, warning = REASONS[name]
    rule(user, publication.report if rule is policy.prepare else publication)
    workflow.takes(publication, name)
    form.submit_label, form.cancel_url = label, reverse("reporting:publication", args=[publication.pk])
    return heading(publication) | {"form": form, "step_title": title, "warning": warning}


def check_page(publication: Publication, checks: list) -> dict:
    """What a check found."""
    columns = [Column("Compared"), Column("Result"), Column("In words")]
    rows = [[Cell(one.what, header=True), Cell("", tags=[SAME if one.holds else DIFFERS]), one.words] for one in checks]
    bad = sum(not one.holds for one in checks)
    words = f"All {len(checks)} comparisons hold." if not bad else f"{bad} of {len(checks)} comparisons do not hold."
    table = Table("Comparisons", columns, rows, stack=True, caption_hidden=True)
    return heading(publication) | {"checks": checks, "bad": bad, "words": words, "table": table}

"""An edition of the annual report on its way to the public, reached by actions."""

import uuid

from reporting.annual_report import actions as writing
from reporting.annual_report.publishing import actions, preparing


def sign_off(report, by) -> None:
    """Every section that has a text, by its steps."""
    for section in report.sections.exclude(text="").exclude(state="signed_off"):
        for step in ("ready", "sign_off") if section.state == "draft" else ("sign_off",):
            writing.take_step(section_id=section.pk, version=section.version, step=step, by=by)
            section.refresh_from_db()


def in_draft(report, by, what_changed: str = ""):
    """An edition with its figures frozen and one small file."""
    edition = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), what_changed=what_changed, by=by)
    taken = actions.take(publication_id=edition.pk, by=by)
    preparing.freeze(taken)
    file = {"edition": "public", "kind": "html", "name": "invented.html", "content": b"<p>Invented edition</p>"}
    actions.keep_file(publication=taken, by=by, **file)
    actions.finish(publication=taken, by=by)
    return edition

"""One page with all that matters of a case, to be printed for the file."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.identity import families
from cases.presenters import around, days, processes, review_meetings
from cases.presenters import case as presenter
from cases.presenters import family as family_presenter
from cases.presenters import identity as identity_presenter
from cases.selectors import case_page
from cases.selectors.clocks import clocks_of_one
from cases.selectors.days import split_days
from cases.selectors.scope import look_at
from cases.views.frame import frame
from common.dates import today


@require_safe
def sheet(request, case):
    """Who, where it stands, what waits; names and all, so that the look is recorded as a print of the front sheet."""
    row = look_at(case, request.user, purpose="Front sheet")
    shared = frame(request, row, "case")
    child, found = shared["child"], case_page.around(row)
    context = {
        "child_rows": identity_presenter.child_rows(child),
        "relatives": identity_presenter.relatives(child) if child else None,
        "facts": presenter.facts(row, ""),
        "clocks": presenter.clock_table(clocks_of_one(row, today(), processes=found.processes)),
        "workers": around.key_workers(row, case_page.key_workers_of(row), False),
        "processes": processes.boxes(row, found.processes, False),
        "meetings": review_meetings.boxes(row, found.meetings, False),
        "questions": family_presenter.asked(found.questions),
        "kin": family_presenter.kin(row, families.settled(row, by=request.user), [], False),
        "days": days.bar(row, split_days(row, today())),
        "printed_on": today(),
    }
    return render(request, "cases/front_sheet.html", {**shared, **context})

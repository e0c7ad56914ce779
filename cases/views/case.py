"""The pages of a case that show: summary, timeline, notification."""

from django.views.decorators.http import require_safe

from cases import policy
from cases.presenters import case as presenter
from cases.presenters import identity as identity_presenter
from cases.presenters import next_steps, steps
from cases.presenters.links import to
from cases.presenters.notification_facts import sections
from cases.presenters.timeline import timeline as entries
from cases.presenters.timeline_around import around
from cases.selectors import case_page
from cases.selectors.clocks import clocks_of_one
from cases.views.frame import tab_page
from common.dates import today
from common.policy import allowed


@require_safe
def summary(request, case):
    """Where the case stands and what to do next."""

    def context(row, child):
        view = case_page.overview(row)
        heading, conditions = steps.gate(row, view.readiness)
        targets = clocks_of_one(row, today(), processes=view.processes, delays=view.delays)
        return {
            "todos": next_steps.todos(view, targets, today()),
            "clocks": presenter.clock_table(targets),
            "gate_heading": heading,
            "conditions": conditions,
            "offers": steps.offers(row, view.readiness, request.user),
            "facts": presenter.facts(row, to("facts", row) if allowed(policy.manage, row, request.user) else ""),
        }

    return tab_page(request, case, "case", "summary", context)


@require_safe
def timeline(request, case):
    """All that happened, the latest first."""

    def context(row, child):
        changes, notes = case_page.history(row)
        documents, more = case_page.attachments_of(row), around(case_page.around(row))
        return {"entries": entries(case_page.overview(row), changes, notes, documents, more)}

    return tab_page(request, case, "timeline", "timeline", context)


@require_safe
def notification(request, case):
    """The notification as it was given."""

    def context(row, child):
        notice = case_page.notification_of(row)
        return {"notice": notice, "sections": sections(notice, with_child=True)}

    return tab_page(request, case, "notification", "notification", context)


@require_safe
def identity(request, case):
    """Who the child and the family are, and who knew the child."""

    def context(row, child):
        if child is None:
            return {"child_rows": []}
        may_ask = allowed(policy.manage, row, request.user)
        return {
            "child_rows": identity_presenter.child_rows(child),
            "relatives": identity_presenter.relatives(child),
            "professionals": identity_presenter.professionals(child, to("ask", row) if may_ask else ""),
        }

    return tab_page(request, case, "identity", "identity", context)

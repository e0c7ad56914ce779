"""Statutory forms of a case: a draft of the office, and a report that tells a fact otherwise than the case."""

import uuid

from cases.actions import cases as case_actions
from cases.actions import responses
from cases.models import Case

REPORT = {
    "agency_kind": "gp", "organisation": "A practice", "respondent_role": "GP", "age_group": "under_28_days",
    "can_tell_about": ["death", "birth"], "known_events": ["infection"], "event_narrative": "Nothing",
    "gestation_weeks": 41,
}  # fmt: skip
"""A reporting form that can be sent."""


def filled(case: Case, by, form: str, **values):
    """A form begun by the office, with answers."""
    made = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form=form, by=by)
    return responses.save(response_id=made.pk, version=made.version, by=by, values=values).response


def forms(case: Case, by, say) -> dict:
    """A draft with words in it, a sent report, and the difference that the manager has to settle."""
    draft = filled(case, by, "drowning", water={"typed": {"": say("form text")}})
    version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    case_actions.change_facts(case_id=case.pk, version=version, by=by, gestation_weeks=30)
    words = {"respondent_name": say("form respondent"), "event_narrative": say("form narrative")}
    words |= {"first_names": say("told first names"), "address": say("told address")}
    report = filled(case, by, "reporting", **{**REPORT, **words})
    sent = responses.submit(response_id=report.pk, version=report.version, by=by)
    return {"response": draft.pk, "sent_response": sent.pk, "difference": sent.differences.get().pk}

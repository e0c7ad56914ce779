"""Everything one case page shows, read once."""

from dataclasses import dataclass

from accounts.models import User
from accounts.selectors.organisations import present_organisations
from cases import selectors
from cases.models import Analysis, Case, Notification, Recommendation
from cases.selectors.family import contacts_of, questions_of
from cases.selectors.review_meetings import meetings_of
from cases.workflow import Readiness


@dataclass(frozen=True)
class Overview:
    """A case with what hangs on it."""

    case: Case
    requests: list
    processes: list
    delays: list
    key_workers: list
    recommendations: list
    analysis: Analysis | None
    readiness: Readiness


def overview(case: Case) -> Overview:
    """What the summary works out the next steps from."""
    requests = requests_of(case)
    processes = list(case.processes.prefetch_related("days"))
    analysis = Analysis.objects.filter(case=case).prefetch_related("categories").first()
    return Overview(
        case=case,
        requests=requests,
        processes=processes,
        delays=list(case.delays.all()),
        key_workers=key_workers_of(case),
        recommendations=recommendations_of(case),
        analysis=analysis,
        readiness=selectors.readiness_of(requests, processes, analysis),
    )


def requests_of(case: Case) -> list:
    """Its requests for information, with whom each was sent to."""
    return list(case.requests.select_related("organisation"))


def key_workers_of(case: Case) -> list:
    """Everybody who was or is the family's contact."""
    return list(case.key_workers.select_related("organisation", "user"))


def attachments_of(case: Case) -> list:
    """Its documents, those removed with them, and who gave each; none of an answer that is not sent."""
    return list(case.attachments.arrived().select_related("by", "request__organisation"))


def recommendations_of(case: Case) -> list:
    """What its review asked for."""
    return list(case.recommendations.all())


def successors(row: Recommendation, user):
    """The recommendations that can take the place of one: open, of the same panel, and open to this person."""
    return Recommendation.objects.visible_to(user).open().filter(panel_id=row.panel_id).exclude(pk=row.pk)


@dataclass(frozen=True)
class Around:
    """What stands around a case: other reviews, the review meetings, the family, first steps."""

    case: Case
    processes: list
    meetings: list
    contacts: list
    questions: list
    marks: list


def around(case: Case) -> Around:
    """For the timeline and the front sheet."""
    return Around(
        case=case,
        processes=list(case.processes.prefetch_related("days")),
        meetings=meetings_of(case),
        contacts=contacts_of(case),
        questions=questions_of(case),
        marks=list(case.marks.all()),
    )


def history(case: Case) -> tuple[list, list]:
    """Status changes and notes, each with the person behind it."""
    return list(case.status_changes.all()), list(case.notes.select_related("by"))


def notification_of(case: Case) -> Notification | None:
    """The notification that the case was opened from; an imported case has none."""
    return Notification.objects.filter(case=case).select_related("local_authority", "entered_by").first()


def organisations():
    """Agencies that exist today."""
    return present_organisations()


def people_as(panel, role: str):
    """People who hold a role on the panel today."""
    from accounts.models import Membership

    held = Membership.objects.current().filter(panel=panel, role=role)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def key_worker(case: Case):
    """Whoever is the family's contact now, if anybody."""
    return case.key_workers.filter(ends_on__isnull=True).first()


def areas_of(panel) -> list:
    """The areas a panel covers."""
    return list(panel.areas.all())


def areas_for_facts(panel):
    """The areas a child of the panel may have lived in."""
    return panel.areas.all()

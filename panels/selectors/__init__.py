"""Several reads for one page or one decision; those of the quorum stand in ``quorums``, of the report in ``report``."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership
from accounts.roles import SEATED
from cases.models import Analysis, Case, Exclusion
from cases.workflow import Status
from common.aggregates import RowCount
from panels.models import AgendaItem, CaseSummary, Conflict, Invitation, Meeting
from panels.selectors import places
from panels.selectors.quorums import people, quorum_of, quorums_of, rule_for, rule_of, seats, there
from panels.selectors.report import Member, SeatAttendance, attendance_by_seat, meetings_held, membership_list

__all__ = [
    "Member", "SeatAttendance", "agenda", "analyses_of", "analysis_of", "attendance_by_seat",
    "candidates", "cases_for", "changed_since_sent", "changes_since_sent", "closed_to", "conflicts", "history",
    "invitable",
    "meetings_held", "meetings_of", "membership_list", "open_to", "people", "quorum_of", "quorums_of", "readable",
    "readable_items", "rule_for", "rule_of", "seats", "sees_identity", "split_by_time", "summaries_of", "summary_of",
    "there",
]  # fmt: skip

# --- the agenda


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items that stand, in order, with their cases."""
    return list(meeting.agenda.standing().select_related("case").order_by("position"))


def closed_to(items: Iterable[AgendaItem]) -> dict:
    """``{case key: {user keys}}``: who must leave for which case."""
    found = defaultdict(set)
    for case, user in Exclusion.objects.filter(case__in=[i.case_id for i in items]).values_list("case_id", "user_id"):
        found[case].add(user)
    return found


def readable(items: Iterable[AgendaItem], user) -> set:
    """The keys of the cases among ``items`` that this person may read in the meeting now."""
    keys = [item.case_id for item in items]
    return set(cases_for(user).filter(pk__in=keys).values_list("pk", flat=True))


def cases_for(user) -> QuerySet[Case]:
    """The cases somebody may read anonymised: by grant, and a manager those of the whole panel.

    Without grants, the area of a designated doctor opens nothing here: at a meeting the doctor is a member.
    """
    granted = Case.objects.reviewable_by(user)
    managed = Case.objects.visible_to(user).filter(panel_id__in=user.panels_as("manager"))
    return Case.objects.filter(Q(pk__in=granted.values("pk")) | Q(pk__in=managed.values("pk")))


def readable_items(meeting: Meeting, user) -> list[AgendaItem]:
    """The items whose cases this person may read now, in order."""
    items = meeting.agenda.standing().filter(case__in=cases_for(user)).select_related("case", "meeting__panel")
    return list(items.order_by("position"))


def open_to(item: AgendaItem) -> list[Invitation]:
    """The people invited whom the case is not closed to."""
    closed = closed_to([item])[item.case_id]
    return [invitation for invitation in people(item.meeting) if invitation.user_id not in closed]


def candidates(meeting: Meeting, user) -> QuerySet[Case]:
    """Prepared cases of the panel that wait for a meeting, longest waiting first; ``ready`` where the summary is."""
    checked = CaseSummary.objects.filter(case=OuterRef("pk"), checked=True)
    return (
        Case.objects.visible_to(user)
        .of_panel(meeting.panel_id)
        .filter(status=Status.PANEL_PREPARATION)
        .annotate(ready=Exists(checked))
        .order_by("notified_on", "reference")
    )


def changes_since_sent(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items that changed after the agenda was sent; not those put on and taken off again since."""
    sent = meeting.agenda_sent_at
    if sent is None:
        return meeting.agenda.none()
    changed = meeting.agenda.filter(Q(updated_at__gt=sent) | Q(removed_at__gt=sent))
    return changed.exclude(created_at__gt=sent, removed_at__isnull=False)


def changed_since_sent(meeting: Meeting) -> bool:
    """Whether the agenda changed after it was sent to the people invited."""
    return changes_since_sent(meeting).exists()


def conflicts(meeting: Meeting, user) -> list[Conflict]:
    """The conflicts known for cases of this agenda, leaving out cases that are closed to the reader."""
    return list(
        Conflict.objects.filter(case__agenda_items__meeting=meeting, case__agenda_items__removed_at__isnull=True)
        .filter(case__in=Case.objects.filter(panel_id=meeting.panel_id).without_exclusion(user))
        .select_related("user", "case", "declared_by")
        .distinct()
    )


def meetings_of(user) -> QuerySet[Meeting]:
    """The meetings in scope, each with how many cases stand on its agenda and how many people are invited."""
    return (
        Meeting.objects.visible_to(user)
        .select_related("panel")
        .annotate(
            cases=RowCount(AgendaItem.objects.standing().filter(meeting=OuterRef("pk"))),
            invited=RowCount(Invitation.objects.standing().filter(meeting=OuterRef("pk"))),
        )
    )


def split_by_time(meetings: QuerySet[Meeting]) -> tuple[QuerySet[Meeting], QuerySet[Meeting]]:
    """Meetings to come or going on, the next first; and those past, the latest first."""
    over = Q(ends_at__lt=timezone.now()) & ~Q(state=Meeting.State.OPEN)
    done = over | Q(state__in=[Meeting.State.FINALISED, Meeting.State.CANCELLED])
    return meetings.exclude(done).order_by("starts_at"), meetings.filter(done).order_by("-starts_at")


def invitable(meeting: Meeting) -> list[Membership]:
    """Roles of people who are not invited yet and whose term has begun by then; ``place`` is theirs on that day."""
    there = Invitation.objects.standing().filter(meeting=meeting, user=OuterRef("user"))
    held = (
        Membership.objects.current()
        .filter(panel=meeting.panel, role__in=SEATED, user__is_active=True)
        .exclude(Exists(there))
        .annotate(begins_later=places.begins_later(meeting, OuterRef("pk")), place=places.kind_on(meeting.held_on))
        .filter(begins_later__isnull=True)
        .select_related("user", "organisation")
        .order_by("user__full_name", "role")
    )
    return list({seat.user_id: seat for seat in reversed(list(held))}.values())[::-1]


# --- one case


def sees_identity(case: Case, user) -> bool:
    """Whether the case page itself is open to this person, beside the anonymised paper."""
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def summary_of(case: Case) -> CaseSummary | None:
    """The anonymised summary, if it was begun."""
    return CaseSummary.objects.filter(case=case).first()


def analysis_of(case: Case) -> Analysis | None:
    """The analysis form with its rows, if it was begun."""
    return analyses_of([case.pk]).get(case.pk)


def analyses_of(case_keys: Iterable) -> dict:
    """``{case key: analysis form}`` of several cases, with a constant number of queries."""
    forms = Analysis.objects.filter(case__in=list(case_keys))
    return {form.case_id: form for form in forms.prefetch_related("categories", "factors__code", "learning_points")}


def summaries_of(case_keys: Iterable) -> dict:
    """``{case key: summary}`` of several cases."""
    return {summary.case_id: summary for summary in CaseSummary.objects.filter(case__in=list(case_keys))}


def history(case: Case) -> list[AgendaItem]:
    """Every meeting whose agenda this case stood on, the latest first."""
    items = AgendaItem.objects.filter(case=case).select_related("meeting", "decided_by")
    return list(items.order_by("-meeting__starts_at", "-created_at"))

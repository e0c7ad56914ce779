"""Who may see which cases, and the usual ways to narrow a list. Every read of a case starts here."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.roles import SEATED, Role
from cases import due
from cases.workflow import COUNTED, OPEN


class CaseQuerySet(models.QuerySet):
    """Cases in scope."""

    def visible_to(self, user) -> "CaseQuerySet":
        """Identifiable cases: a manager's whole panel, a designated doctor's named areas; nobody else's.

        A case from which the person is excluded (a conflict of interest) is not there.
        """
        scope = Q(panel_id__in=user.panels_as(Role.MANAGER))
        for membership in user.current_memberships:
            if membership.role == Role.DOCTOR:
                codes = [area.pk for area in membership.areas.all()]
                scope |= Q(panel_id=membership.panel_id, local_authority_id__in=codes)
        return self.filter(scope, erased_on__isnull=True).without_exclusion(user)

    def reviewable_by(self, user) -> "CaseQuerySet":
        """Cases a person with a seat may read anonymised: by a grant that has not run out, never when excluded."""
        from cases.models.access import CaseGrant

        grants = CaseGrant.objects.filter(content_object=OuterRef("pk"), user_id=user.pk).filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        )
        if not user.is_active:
            return self.none()
        return self.filter(
            Exists(grants), panel_id__in=user.panels_as(*SEATED), erased_on__isnull=True
        ).without_exclusion(user)

    def without_exclusion(self, user) -> "CaseQuerySet":
        """Leaves out the cases that are closed to this person."""
        from cases.models.access import Exclusion

        return self.exclude(Exists(Exclusion.objects.filter(case=OuterRef("pk"), user_id=user.pk)))

    def of_panel(self, panel) -> "CaseQuerySet":
        """One panel's cases."""
        return self.filter(panel=panel)

    def counted(self) -> "CaseQuerySet":
        """Without duplicates, out of scope and transferred cases: those never count in a figure."""
        return self.filter(status__in=COUNTED)

    def open(self) -> "CaseQuerySet":
        """Cases whose review is not finished."""
        return self.filter(status__in=OPEN)

    def with_next_due(self) -> "CaseQuerySet":
        """Adds ``next_due_on``, by which lists sort and mark what is overdue, and what it is worked out from."""
        return self.annotate(**due.beside()).annotate(next_due_on=due.next_due())

    def notified_in(self, year) -> "CaseQuerySet":
        """The notified cohort of a financial year: by the date of notification."""
        return self.counted().filter(notified_on__range=(year.first, year.last))

    def reviewed_in(self, year) -> "CaseQuerySet":
        """The reviewed cohort of a financial year: by the date of the panel meeting that finalised the analysis."""
        return self.counted().filter(reviewed_on__range=(year.first, year.last))

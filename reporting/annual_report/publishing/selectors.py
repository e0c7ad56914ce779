"""What the pages of publications show, each beginning with what this person may see."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from cases.models import Case
from reporting.annual_report.publishing.changes import Differences, between, since
from reporting.annual_report.publishing.models import Publication, PublishedFile

PEOPLE = ("report__panel", "prepared_by", "sent_by", "approved_by", "published_by")


def publication_for(user, key: UUID, *, whole: bool = False) -> Publication:
    """An edition in scope; ``whole`` with what was frozen."""
    rows = Publication.objects.visible_to(user).select_related(*PEOPLE)
    return get_object_or_404(rows if whole else rows.light(), pk=key)


def frozen_for(user, key: UUID) -> Publication:
    """An edition whose figures are frozen."""
    found = publication_for(user, key, whole=True)
    if found.public is None:
        raise Http404
    return found


def publications_of(report) -> list[Publication]:
    """The editions of a report, the latest first."""
    return list(report.publications.light().select_related(*PEOPLE).prefetch_related("files"))


def file_for(user, key: UUID) -> PublishedFile:
    """A file of an edition in scope."""
    return get_object_or_404(PublishedFile, pk=key, publication__in=Publication.objects.visible_to(user))


def differences_of(publication: Publication) -> Differences | None:
    """What differs now from a published edition."""
    return since(publication) if publication.state == Publication.State.PUBLISHED else None


def corrections_of(publication: Publication) -> Differences | None:
    """What an edition changes against the published one before it."""
    earlier = publication.report.publications.filter(state=Publication.State.PUBLISHED).exclude(pk=publication.pk)
    if publication.number:
        earlier = earlier.filter(number__lt=publication.number)
    before = earlier.order_by("-number").first()
    return between(before, publication) if before and publication.public is not None else None


def references_of(differences: Differences | None, user) -> dict[str, str]:
    """The references of changed cases, as far as this person may see these cases."""
    keys = [one.case_id for one in differences.cases] if differences else []
    found = Case.objects.visible_to(user).filter(pk__in=keys).values_list("pk", "reference")
    return {str(key): reference for key, reference in found}

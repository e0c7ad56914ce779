"""What the report's pages show, each beginning with what this person may see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Membership, User
from accounts.panels import current_panel
from common.dates import FinancialYear, today
from reporting.annual_report import policy
from reporting.annual_report.contents import CHAPTERS, Narrative, narrative
from reporting.annual_report.models import AnnualReport, Export, Section, SectionVersion
from reporting.annual_report.writing.models import SectionComment
from reporting.figures import years_of


def panel_of(request):
    """The panel of this session, where its reports may be seen; otherwise there is nothing here."""
    panel = current_panel(request)
    if panel is None:
        raise Http404
    policy.open_report(request.user, panel)
    return panel


def report_for(user, key: UUID) -> AnnualReport:
    """A report in scope."""
    return get_object_or_404(AnnualReport.objects.visible_to(user).select_related("panel"), pk=key)


def section_for(user, key: UUID) -> Section:
    """A section of a report in scope."""
    found = Section.objects.select_related("report__panel", "edited_by", "owner", "signed_by")
    return get_object_or_404(found, pk=key, report__in=AnnualReport.objects.visible_to(user))


def version_of(section: Section, number: int) -> SectionVersion:
    """An earlier text of a section."""
    return get_object_or_404(section.versions.select_related("saved_by"), number=number)


def base_of(section: Section, version: int) -> str:
    """The text as it was when the row had this version: what its first change since then replaced."""
    replaced = section.versions.filter(number__gte=version).order_by("number").values_list("text", flat=True).first()
    return section.text if replaced is None else replaced


def followed_by(version: SectionVersion) -> str:
    """The text that came after an earlier one."""
    return base_of(version.section, version.number + 1)


def last_years_text(section: Section) -> str:
    """What the panel's report of the year before says in this section; empty where there is none."""
    before = FinancialYear(FinancialYear.parse(section.report.year).start_year - 1).code
    found = Section.objects.filter(report__panel=section.report.panel_id, report__year=before, key=section.key)
    return found.values_list("text", flat=True).first() or ""


def writers_of(report: AnnualReport):
    """Who can own a section: everybody who writes the panel's reports today."""
    held = Membership.objects.current().filter(panel=report.panel_id, role__in=policy.WRITERS)
    return User.objects.filter(is_active=True, memberships__in=held).distinct().order_by("full_name")


def comments_of(section: Section):
    """What was said about a section, in order."""
    return section.comments.select_related("by", "resolved_by")


def comment_for(user, key: UUID) -> SectionComment:
    """A comment on a section of a report in scope."""
    found = SectionComment.objects.select_related("section__report__panel")
    return get_object_or_404(found, pk=key, section__report__in=AnnualReport.objects.visible_to(user))


def export_for(user, key: UUID) -> Export:
    """A ready file of a report in scope."""
    scope = AnnualReport.objects.visible_to(user)
    return get_object_or_404(Export.objects.filter(state=Export.State.READY), pk=key, report__in=scope)


def any_export_for(user, key: UUID) -> Export:
    """A file of a report in scope, however far it is."""
    return get_object_or_404(Export, pk=key, report__in=AnnualReport.objects.visible_to(user))


def still_wanted(export: Export) -> bool:
    """Whether nobody has stopped a file that is being made, and no other worker makes it."""
    return Export.objects.filter(pk=export.pk, state=Export.State.RUNNING, attempts=export.attempts).exists()


def reports_of(user, panel):
    """The panel's reports, the latest first, each with its latest files."""
    files = Prefetch("exports", queryset=Export.objects.defer("snapshot"))
    return AnnualReport.objects.visible_to(user).filter(panel=panel).prefetch_related(files, "sections")


def years_to_begin(panel) -> list[FinancialYear]:
    """Years that have figures, are over, and have no report yet."""
    begun = set(AnnualReport.objects.filter(panel=panel).values_list("year", flat=True))
    return [year for year in years_of(panel).offered if year.code not in begun and year.last < today()]


@dataclass(frozen=True)
class Line:
    """One section in the list of a report."""

    section: Section
    about: Narrative
    chapter: str


def lines_of(report: AnnualReport) -> list[Line]:
    """The sections that people write, in the order of the report."""
    sections = {one.key: one for one in report.sections.select_related("edited_by", "owner")}
    year = report.year.replace("-", "/")
    return [
        Line(sections[part.key], part, chapter.title.format(year=year))
        for chapter in CHAPTERS
        for part in chapter.parts
        if isinstance(part, Narrative) and part.key in sections
    ]


def about(section: Section) -> Narrative:
    """What a section is for; one that the standard no longer has is not to be edited."""
    found = narrative(section.key)
    if found is None:
        raise Http404
    return found


def exports_of(report: AnnualReport):
    """The files of a report, the latest first; without their figures, which are large."""
    return report.exports.defer("snapshot").select_related("asked_by").order_by("-created_at", "format")

"""The part of a return that the reviews give: meetings, analysis form, factors, learning."""

from cases.national.bundle import Line
from cases.national.values import choice, of, on_day, text, yes


def review(found):
    """The two meetings."""
    case = found.case
    yield on_day("review.cdrm_on", "Child death review meeting", case.cdrm_on, required=case.reviewed_on is not None)
    yield on_day("review.reviewed_on", "Panel review", case.reviewed_on)


def analysis(found):
    """The form as it stands."""
    form, reviewed = found.analysis, found.case.reviewed_on is not None
    if form is None and not reviewed:
        return
    for number in range(1, 6):
        label = form._meta.get_field(f"cause_{number}").verbose_name if form else f"cause {number}"
        yield text(f"analysis.cause_{number}", str(label).capitalize(), of(form, f"cause_{number}"))
    yield text("analysis.cause_understood", "Cause as now understood", of(form, "cause_understood"), required=reviewed)
    chosen = [row.category for row in form.categories.all()] if form else []
    yield text("analysis.categories", "Categories that apply", ", ".join(map(str, chosen)), required=reviewed)
    yield choice("analysis.primary", "Primary category", found.case, "primary_category", required=reviewed)
    yield text("analysis.override_reason", "Why it is not the highest", of(form, "override_reason"))
    yield choice("analysis.modifiability", "Modifiability", form, "modifiability", required=reviewed)
    yield text("analysis.inadequate_reason", "Why it cannot be judged", of(form, "inadequate_reason"))
    yield text("analysis.issues", "Issues and good practice", of(form, "issues"))
    yield choice("analysis.state", "State of the form", form, "state")


def factors(found):
    """One factor after another."""
    for number, row in enumerate(found.analysis.factors.all() if found.analysis else (), start=1):
        key = f"factors.{number}"
        yield choice(f"{key}.domain", f"Factor {number}: domain", row, "domain")
        yield Line(f"{key}.code", f"Factor {number}: code", row.code.code if row.code else "", str(row.code or ""))
        yield text(f"{key}.text", f"Factor {number}: in words", row.text)
        yield choice(f"{key}.relevance", f"Factor {number}: relevance", row, "relevance")
        yield yes(f"{key}.modifiable", f"Factor {number}: modifiable", row.modifiable)
        yield text(f"{key}.evidence", f"Factor {number}: evidence", row.evidence)


def learning(found):
    """Learning points and good practice."""
    for number, row in enumerate(found.analysis.learning_points.all() if found.analysis else (), start=1):
        yield text(f"learning.{number}", "Good practice" if row.good_practice else "Learning point", row.text)

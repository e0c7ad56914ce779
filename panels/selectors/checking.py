"""The texts of a case that the panel is to read, and what in them waits for a decision."""

from cases.models import Attachment, Case, InformationRequest
from cases.selectors import analysis as saved_analysis
from cases.selectors.identifying import found_in
from panels.checking import Finding, Passage, findings, still_open
from panels.models import CaseSummary, Extract, WordsDecision
from panels.selectors import answers

FIELDS = (
    ("cause_1", "Cause of death, first line"),
    ("cause_2", "Cause of death, second line"),
    ("cause_3", "Cause of death, third line"),
    ("cause_4", "Cause of death, fourth line"),
    ("cause_5", "Cause of death, last line"),
    ("cause_understood", "Cause as now understood"),
    ("override_reason", "Why the primary category is not the highest"),
    ("inadequate_reason", "Why modifiability cannot be judged"),
    ("issues", "Issues and good practice"),
)
ROWS = (
    ("factors", "Factor", ("text", "evidence")),
    ("learning_points", "Learning", ("text",)),
    ("recommendations", "Recommendation", ("text", "owner", "measure")),
)


def of_summary(text: str, questions: str) -> list[Passage]:
    """The two texts of the summary."""
    return [Passage("summary", "Summary", text), Passage("questions", "Questions for the panel", questions)]


def of_analysis(case: Case) -> list[Passage]:
    """Every free text of the analysis form."""
    form = saved_analysis.of_case(case)
    if form is None:
        return []
    data = saved_analysis.as_data(form, case)
    made = [Passage(f"analysis.{name}", label, data[name] or "") for name, label in FIELDS]
    for rows, label, parts in ROWS:
        for index, row in enumerate(data[rows]):
            made += [Passage(f"analysis.{rows}.{index}.{part}", f"{label} {index + 1}", row[part]) for part in parts]
    return [passage for passage in made if passage.text.strip()]


def of_extracts(case: Case) -> list[Passage]:
    """The chosen returns and documents, with their headings."""
    return [Passage(f"extract.{e.pk}", e.heading, f"{e.heading}\n\n{e.text}") for e in extracts(case)]


def analysis_version(case: Case) -> int | None:
    """The version of the analysis form, if it was begun."""
    form = saved_analysis.of_case(case)
    return form.version if form else None


def beside(case: Case) -> list[Passage]:
    """What was chosen for the papers beside summary and analysis."""
    return [*of_extracts(case), *answers.passages(case)]


def extracts(case: Case) -> list[Extract]:
    """The returns and documents chosen for the papers, in the order in which they were chosen."""
    chosen = Extract.objects.filter(case=case, removed_at__isnull=True)
    return list(chosen.select_related("request__organisation", "attachment"))


def passages(case: Case) -> list[Passage]:
    """All that the panel is to read of a case in words."""
    summary = CaseSummary.objects.filter(case=case).first()
    own = of_summary(summary.text, summary.learning_so_far) if summary else []
    return [*own, *of_analysis(case), *beside(case)]


def open_findings(case: Case, found: list[Passage], *, by) -> list[Finding]:
    """What in these texts waits for a decision. Only somebody who may see the identity of the case may ask.

    The chosen answers of a case are read side by side: what is rare only over two of them is found too.
    """
    texts = {passage.source: passage.text for passage in found}
    of_forms = any(passage.of_form for passage in found)
    together = {one.source: one.text for one in answers.passages(case)} if of_forms else {}
    hits = found_in(case, texts, by=by, together=together)
    known = [one for passage in found for one in findings(passage, hits[passage.source])]
    return still_open(known, kept(case))


def kept(case: Case) -> set[tuple[str, str]]:
    """What the manager decided to keep: (group, mark)."""
    decided = WordsDecision.objects.filter(case=case, choice=WordsDecision.Choice.KEPT)
    return set(decided.values_list("source", "mark"))


def decisions(case: Case) -> list[WordsDecision]:
    """Everything decided about the words of a case, the latest first."""
    return list(WordsDecision.objects.filter(case=case).select_related("by")[:200])


def returns(case: Case) -> list[InformationRequest]:
    """What agencies sent in words."""
    answered = InformationRequest.objects.filter(case=case, state=InformationRequest.State.RECEIVED)
    return list(answered.exclude(return_text="").select_related("organisation"))


def documents(case: Case) -> list[Attachment]:
    """The documents of the case that were not removed; none of an answer that is not sent."""
    return list(Attachment.objects.arrived().filter(case=case, removed_at__isnull=True))

"""What reporting keeps: the annual report's texts, its exports with the exact figures, comparators."""

from reporting.annual_report.linting.models import Acceptance
from reporting.annual_report.live.models import Source, Term
from reporting.annual_report.models import AnnualReport, Export, Section, SectionVersion
from reporting.annual_report.publishing.models import Publication, PublishedFile
from reporting.annual_report.word_template.models import WordTemplate
from reporting.annual_report.writing.models import SectionComment
from reporting.reference_models import Comparator, PublishedValue

__all__ = [
    "Acceptance",
    "AnnualReport",
    "Comparator",
    "Export",
    "Publication",
    "PublishedFile",
    "PublishedValue",
    "Section",
    "SectionComment",
    "SectionVersion",
    "Source",
    "Term",
    "WordTemplate",
]

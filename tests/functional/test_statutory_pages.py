"""Every section of every definition as people see it: axe finds nothing and nothing overflows, wide and narrow.

The pages are drawn here and need no running service, so every question of every form is looked at in a minute or two.
"""

import pytest
from django.template import Context, Template

from cases.statutory import builder, catalogue
from tests.architecture.source import ROOT
from tests.functional.checks import fit_for_everyone
from tests.unit.cases.statutory.answering import everything_shown

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEFINITIONS = [one for versions in catalogue.forms().values() for one in versions]
STYLES = ROOT / "build" / "static" / "css" / "app.css"
PAGE = """{% load crispy_forms_tags %}<!DOCTYPE html><html lang="en-GB" class="govuk-template"><head>
<meta charset="utf-8"><title>{{ section.title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body class="govuk-template__body">
<div class="govuk-width-container"><main class="govuk-main-wrapper"><div class="govuk-grid-row">
<div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">{{ section.title }}</h1>
<p class="govuk-body">{{ section.help }}</p>{% crispy form %}</div></div></main></div></body></html>"""


def drawn(definition) -> list[str]:
    """Each section with everything in it that can be asked at once, and what sending would complain of."""
    pages = []
    for section in definition.sections:
        answers = everything_shown(definition, section)
        form = builder.section_form(definition, section, answers, checked=True)
        pages.append(Template(PAGE).render(Context({"form": form, "section": section})))
    return pages


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: f"{one.form} {one.version}")
def test_each_section_is_fit_for_everyone(page, definition):
    for html in drawn(definition):
        page.set_content(html)
        page.add_style_tag(path=STYLES)
        fit_for_everyone(page)

"""Remarks as the panel beside the text shows them."""

import json
from collections.abc import Callable

from django.urls import reverse

from common.policy import allowed
from reporting import policy
from reporting.annual_report.linting.forms import RemarkForm
from reporting.annual_report.linting.remarks import LOOK, MUST, Remark
from reporting.annual_report.models import AnnualReport

Opens = Callable[[tuple[str, str]], str]
"""The address of the cases behind a table's row; empty for who may not open them."""

NUMBERS = ("typed_figure", "unsourced_number")


def panel(remarks: list[Remark], accepted: list, chips: list, opens: Opens) -> dict:
    """Groups, counts, what each button sends; and for the editor what each reference reads as."""
    must, look = ([one for one in remarks if one.level == level] for level in (MUST, LOOK))
    return {
        "summary": summary(len(must), len(look)),
        "groups": [
            (heading, [_shown(one, opens) for one in group])
            for heading, group in (("To put right before sign-off", must), ("To look at", look))
            if group
        ],
        "accepted": accepted,
        "chips": json.dumps(chips),
    }


def summary(must: int, look: int) -> str:
    """What a screen reader hears when the panel changes."""
    if not must and not look:
        return "Nothing to remark."
    return f"{must} to put right before sign-off, {look} to look at."


def opener(user, report: AnnualReport) -> Opens:
    """The address of the cases that a row counted, for those who may open them."""
    if not allowed(policy.open_cases, user, report.panel):
        return lambda of: ""
    return lambda of: reverse("reporting:figure_cases", args=[report.year, *of])


def _shown(remark: Remark, opens: Opens) -> dict:
    return {
        "cases": opens(remark.of) if remark.of else "",
        "remark": remark,
        "form": RemarkForm(initial={"code": remark.code, "words": remark.words}, auto_id=False),
        "offers": [
            {"offer": offer, "sends": json.dumps([remark.start, remark.words, offer.typed])} for offer in remark.offers
        ],
        "outside": json.dumps([remark.start, remark.words]) if remark.code in NUMBERS else "",
    }

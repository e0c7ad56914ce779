"""How a question of a definition is laid out, and what an answer to another one has to do with it."""

import json
from collections.abc import Sequence

from crispy_forms.layout import LayoutObject
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cases.statutory.definition import Question, Rule
from cases.statutory.inputs import OTHER, REMOVE, TIME
from cases.statutory.rules import mentioned
from common.forms.formsets import Rows
from common.forms.layout import Fieldset, Part, join
from common.forms.layout import Question as Asked

REVEALING = ("choice", "choices", "yes_no_not_known")


class Conditional(LayoutObject):
    """Parts that a rule shows while the page is filled in. Without scripts they stand there with a word about when."""

    def __init__(self, rule: Rule, words: str, *parts: Part) -> None:
        self.fields = list(parts)
        self.rule, self.words = rule, words

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """The parts in a frame that the script reads."""
        prefix = f"{form.prefix}-" if form.prefix else ""
        inside = join(self.fields, form, context)
        rule = json.dumps(self.rule, ensure_ascii=False)
        return render_to_string(
            "govuk/conditional.html", {"inside": inside, "rule": rule, "words": self.words, "prefix": prefix}
        )


def parts(question: Question, together: Sequence[Question]) -> list[Part]:
    """The layout of one question among those of its page; empty for one that another reveals."""
    if _revealer(question, together):
        return []
    own = _own(question, together)
    within = [one for one in together if one.key in set(mentioned(question.shown_when))]
    if not within:
        return own
    return [Conditional(question.shown_when or {}, condition_words(question.shown_when, together), *own)]


def _own(question: Question, together: Sequence[Question]) -> list[Part]:
    if question.kind == "group":
        return [Fieldset(question.label, Rows(question.key), hint=question.hint, size="s")]
    reveals: dict[str, list[Part]] = {}
    for other in together:
        if (found := _revealer(other, together)) and found[0] is question:
            reveals.setdefault(found[1], []).extend(_own(other, together))
    options: dict = {"width": _width(question)} if _width(question) else {}
    if question.required:
        options["label"] = f"{question.label} (needed)"
    if question.unit:
        options["suffix"] = question.unit
    if question.kind == "number":
        options["inputmode"] = "decimal" if question.decimals else "numeric"
    if question.kind == "choices" and len(question.options) > 1 and "none" in question.labels:
        options["exclusive"] = "none"
    asked = [Asked(question.key, reveals=reveals, **options)]
    if question.kind == "datetime":
        asked.append(Asked(question.key + TIME, width=5))
    if question.kind == "organisation":
        asked.append(question.key + OTHER)
    if question.kind == "file":
        asked.append(Taken(question.key + REMOVE))
    return asked


class Taken(LayoutObject):
    """The box that takes a file away, where there is one."""

    def __init__(self, name: str) -> None:
        self.fields = []
        self.name = name

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """Nothing where no file was given yet."""
        return join([self.name], form, context) if self.name in form.fields else SafeString("")


def _width(question: Question) -> int | str:
    return {"number": 5, "time": 5}.get(question.kind, "")


def _revealer(question: Question, together: Sequence[Question]) -> tuple[Question, str] | None:
    """The question and the one answer that brings this question about, where it is as simple as that."""
    rule = question.shown_when or {}
    if "question" not in rule or len(rule.get("in", [])) != 1:
        return None
    other = next((one for one in together if one.key == rule["question"]), None)
    simple = other is not None and other.kind in REVEALING and len(other.labels) <= 12
    if not simple or question.kind == "group" or _position(question, together) < _position(other, together):
        return None
    if _revealer(other, together):
        return None  # one inside another is more than people can follow
    return other, rule["in"][0]


def _position(question: Question | None, together: Sequence[Question]) -> int:
    return next(number for number, one in enumerate(together) if one is question)


def condition_words(rule: Rule | None, together: Sequence[Question]) -> str:
    """When a question arises, in words, for a page without scripts."""
    rule = rule or {}
    asked = {question.key: question for question in together}
    question = asked.get(rule.get("question", ""))
    if question and "in" in rule:
        labels = [question.labels.get(code, str(code)) for code in rule["in"]]
        return f"Only if you answered “{' or '.join(labels)}” to “{question.label}”"
    return "Only where your other answers on this page make it necessary"

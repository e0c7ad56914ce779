"""Searching the audit trail."""

from django import forms
from django.http import QueryDict

from audit.selectors import Wanted
from audit.verbs import GROUP_OF, GROUPS
from common.forms.base import PageForm
from common.forms.fields import DateInputField

ABOUT = [(code, group.title) for code, group in GROUPS.items()]


def _settled(data: QueryDict) -> dict:
    """A deed alone says what it is about; one that belongs to something else was chosen before, and is let go."""
    given = {name: data.get(name, "") for name in data}
    about = given.get("about") or GROUP_OF.get(given.get("verb", ""), "")
    verb = given.get("verb") if GROUP_OF.get(given.get("verb", "")) == about else ""
    return given | {"about": about, "verb": verb}


class AuditFilter(PageForm):
    """Every field narrows. The deeds to choose from are those of what was chosen before: two hundred are no choice."""

    method = "get"
    submit_label = "Search"

    person = forms.CharField(
        label="Person",
        required=False,
        max_length=100,
        help_text="Part of the name or email address of whoever did it or whom it concerns",
    )
    about = forms.ChoiceField(
        label="About",
        required=False,
        choices=[("", "Anything"), *ABOUT],
        help_text="After a search you can choose what was done, too",
    )
    verb = forms.ChoiceField(label="What was done", required=False)
    reference = forms.CharField(label="Case reference", required=False, max_length=40)
    first = DateInputField(label="From", required=False)
    last = DateInputField(label="To", required=False)

    def __init__(self, data: QueryDict, **kwargs) -> None:
        settled = _settled(data)
        super().__init__(settled, **kwargs)
        if settled["about"] in GROUPS:
            self._offer(GROUPS[settled["about"]].sentences)
        else:
            del self.fields["verb"]

    def _offer(self, sentences: dict[str, str]) -> None:
        deeds = sorted((words[:1].upper() + words[1:], verb) for verb, words in sentences.items())
        self.fields["verb"].choices = [("", "Anything of this"), *((verb, words) for words, verb in deeds)]
        self.fields["about"].help_text = ""

    @property
    def wanted(self) -> Wanted:
        """The search; nothing of it while the form has faults."""
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()


class BeforeForm(PageForm):
    """Where a page of the trail begins: entries older than this one."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)


def begins_before(data: QueryDict) -> int | None:
    """The entry, or nothing for the newest page."""
    form = BeforeForm(data) if "before" in data else None
    return form.cleaned_data["before"] if form and form.is_valid() else None

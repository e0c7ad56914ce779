"""Documents that are written from the code, so that they cannot say anything else.

To add one: a module here with a function that gives the text, and a line in ``WRITERS``.
"""

from collections.abc import Callable

from cases.workflow_page import workflow_page
from cdop.docs import data_dictionary, forms, permissions, statistics

WRITERS: dict[str, Callable[[], str]] = {
    "docs/data-dictionary.md": data_dictionary.text,
    "docs/forms.md": forms.text,
    "docs/permissions.md": permissions.text,
    "docs/statistics.md": statistics.text,
    "docs/workflow.md": workflow_page,
}
"""Path from the root of the project: what gives its text."""

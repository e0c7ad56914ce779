"""Whatever is posted to the page of a form, of every definition: an answer and no crash, and what was typed is kept."""

import json
import uuid

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import responses
from cases.models import FormResponse
from cases.selectors import responses as selectors
from cases.statutory import builder, catalogue
from common.dates import today
from tests import scenarios_casework

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "\0", "\u202e", "٣", "１２", "-1", "1e9", "NaN", "9" * 400, "29", "2", "2025", "0001", "9999", "<b>x</b>",
        "{{ x }}", "=1+1", "yes", "no", "not_known", "on", "\r\n", "é" * 3000, "𝟗𝟗𝟗", "' OR 1=1 --", "../../etc/passwd",
    ]),
)  # fmt: skip
COUNTS = st.sampled_from(["0", "1", "3", "1001", "-1", "", "x", "٣", "9" * 30])
PARTS = ("", "_day", "_month", "_year", "__time", "__other", "__elsewhere")


def names_of(section) -> list[str]:
    """Every input that a page of the section may have, rows included."""
    found = []
    for question in section.questions:
        found += [question.key + part for part in PARTS]
        for row in question.rows or ():
            found += [f"{question.key}-{n}-{row.key}{part}" for n in (0, 1) for part in PARTS]
    return found


def data_of(section, wild: dict, counts: list[str]) -> dict:
    """What is posted: the section's questions named as asked, wild values, wild numbers of rows."""
    groups = [question.key for question in section.questions if question.rows]
    managed = {
        f"{key}-{name}": count
        for key in groups
        for name, count in zip(("TOTAL_FORMS", "INITIAL_FORMS"), counts, strict=True)
    }
    return {"asked": " ".join(question.key for question in section.questions), **managed, **wild}


def as_browser(data: dict) -> QueryDict:
    """As the server reads it."""
    found = QueryDict(mutable=True)
    for name, value in data.items():
        found.setlist(name, value if isinstance(value, list) else [value])
    return found


@pytest.mark.parametrize("form", sorted(one.form for one in catalogue.of_kind("reporting", "supplementary")))
def test_no_page_of_a_form_crashes_or_forgets(form, panel, manager, signed_in):
    case = scenarios_casework.open_case(panel, by=manager)
    response = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form=form, by=manager)
    client, definition = signed_in(manager), catalogue.current(form, today())

    def at(page, **keys):
        return reverse(f"cases:{page}", kwargs={"case": case.pk, "response": response.pk, **keys})

    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(data=st.data(), section=st.sampled_from(definition.sections), by_itself=st.booleans())
    def post(data, section, by_itself):
        wild = data.draw(
            st.dictionaries(
                st.sampled_from(names_of(section)), st.one_of(WILD, st.lists(WILD, max_size=3)), max_size=10
            )
        )
        sent = data_of(section, wild, data.draw(st.lists(COUNTS, min_size=2, max_size=2)))
        sent["version"] = FormResponse.objects.get(pk=response.pk).version
        answer = client.post(at("form_autosave" if by_itself else "form_section", section=section.key), sent)
        assert answer.status_code in (200, 302), answer.content
        if by_itself:
            assert json.loads(answer.content)["words"].startswith("Saved at")
        kept = selectors.answers_of(FormResponse.objects.get(pk=response.pk), by=manager)
        read = builder.read(section.questions, as_browser(sent), selectors.organisation_names())
        assert {key: kept.get(key) for key in read} == read
        for page, keys in (("form_section", {"section": section.key}), ("form_check", {}), ("form_print", {})):
            assert client.get(at(page, **keys)).status_code == 200

    post()

"""Whatever is posted to the analysis form: an answer and no crash, and what cannot be saved is still on the page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.forms.analysis import NEONATAL, STANDARD, AnalysisForm
from cases.forms.analysis_rows import FactorForm, LearningForm, RecommendationRow
from cases.models import Analysis
from tests import scenarios

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS = {"factors": FactorForm, "learning_points": LearningForm, "recommendations": RecommendationRow}
PARTS = ("", "_day", "_month", "_year")
NAMES = [
    *AnalysisForm.base_fields, *STANDARD, *NEONATAL,
    *(f"{prefix}-{n}-{name}{part}" for prefix, form in ROWS.items() for n in (0, 1) for name in form.base_fields
      for part in PARTS),
    *(f"add_{prefix}" for prefix in ROWS), *(f"remove_{prefix}" for prefix in ROWS),
]  # fmt: skip
MANAGED = [f"{prefix}-{name}" for prefix in ROWS for name in ("TOTAL_FORMS", "INITIAL_FORMS")]
COUNTS = st.sampled_from(["0", "1", "2", "1001", "-1", "", "x", "٣", "9" * 30])
WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "\0", "\u202e", "٣", "-1", "1e9", "9" * 400, "29", "2", "2025", "<b>x</b>", "{{ x }}", "modifiable", "none",
        "inadequate_information", "standard", "neonatal", "8", "social", "local", "on", "\r\n", "é" * 200,
        "00000000-0000-0000-0000-000000000000",
    ]),
)  # fmt: skip
TEXT = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=40)


def test_no_answer_to_the_analysis_form_is_a_crash_or_is_lost(panel, manager, doctor, signed_in):
    case = scenarios.open_case(panel, by=manager)
    client, where = signed_in(doctor), reverse("cases:analysis_edit", args=[case.pk])

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(
        wild=st.dictionaries(st.sampled_from(NAMES), st.one_of(WILD, st.lists(WILD, max_size=3)), max_size=10),
        counts=st.fixed_dictionaries(dict.fromkeys(MANAGED, COUNTS)),
        tamper=st.booleans(),
        issues=TEXT,
    )
    def post(wild, counts, tamper, issues):
        found = Analysis.objects.filter(case=case).first()
        good = {name: "1" if name.endswith("TOTAL_FORMS") else "0" for name in MANAGED}
        good |= {"version": found.version if found else 0, "certificate": "standard", "modifiability": "undecided"}
        sent = {**good, **wild, **(counts if tamper else {}), "issues": issues}
        answer = client.post(where, sent)
        assert answer.status_code in (200, 302, 409)
        if answer.status_code == 302:
            assert Analysis.objects.get(case=case).issues == issues
        elif answer.status_code == 200:
            assert issues in BeautifulSoup(answer.content, "html.parser").select_one("[name=issues]").text

    post()

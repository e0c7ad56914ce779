"""Whatever is posted to a page of the form: an answer, never a crash."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.recording import PUBLIC
from cases.actions import drafts
from cases.forms.notification import PAGES, Notice
from cases.forms.notification_base import About
from cases.vocabularies import NhsNumberAbsence
from tests.integration.cases import form_answers

pytestmark = pytest.mark.django_db
WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "\0", "\u202e", "٣", "１２", "-1", "1e9", "9" * 400, "29", "2", "2025", "0001", "9999", "<script>", "{{ x }}",
        "yes", "known", "elsewhere", "none", "on", "\r\n", NhsNumberAbsence.NOT_AVAILABLE, "é" * 200, "𝟗𝟗𝟗",
    ]),
)  # fmt: skip
COUNTS = st.one_of(st.sampled_from(["0", "1", "3", "1001", "-1", "", "x", "٣", "9" * 30]), st.text(max_size=3))


def names_of(page) -> list[str]:
    """Every input of a page, rows included."""
    notice = Notice({}, [("E06000032", "Luton")])
    form = notice._made(page, None, About(areas=notice.areas))
    found = list(form.fields)
    for prefix, group in form.formsets.items():
        found += [f"{prefix}-0-{name}" for name in group.form.base_fields]
        found += [f"{prefix}-1-{name}" for name in group.form.base_fields]
    parts = [f"{name}_{part}" for name in found if name.endswith("_on") for part in ("day", "month", "year")]
    return [*found, *parts, *(f"add_{prefix}" for prefix in page.groups), *(f"remove_{p}" for p in page.groups)]


@pytest.mark.parametrize("asked", PAGES, ids=lambda page: page.slug)
def test_no_page_crashes(asked, client, panel):
    names = names_of(asked)
    managed = [f"{prefix}-{name}" for prefix in asked.groups for name in ("TOTAL_FORMS", "INITIAL_FORMS")]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        base=st.booleans(),
        wild=st.dictionaries(st.sampled_from(names), st.one_of(WILD, st.lists(WILD, max_size=3)), max_size=8),
        counts=st.fixed_dictionaries(dict.fromkeys(managed, COUNTS)) if managed else st.just({}),
        tamper=st.booleans(),
    )
    def post(base, wild, counts, tamper):
        cache.clear()
        draft, _ = drafts.begin(panel=panel, by=PUBLIC)
        drafts.keep(key=draft.pk, page="death", given={"died_on_year": ["2025"]}, by=PUBLIC)
        session = client.session
        session["notification"] = {"key": str(draft.pk), "seen": 10**11}
        session.save()
        good = form_answers.PAGES.get(asked.slug, form_answers.BIRTH) if base else {}
        answer = client.post(
            reverse("cases:notify_page", args=[asked.slug]), {**good, **wild, **(counts if tamper else {})}
        )
        assert answer.status_code in (200, 302)
        assert client.get(reverse("cases:notify_check")).status_code == 200

    post()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reference=WILD, code=WILD)
def test_coming_back_never_crashes(client, panel, reference, code):
    cache.clear()
    answer = client.post(reverse("cases:notify_return"), {"reference": reference, "code": code})
    assert answer.status_code == 200

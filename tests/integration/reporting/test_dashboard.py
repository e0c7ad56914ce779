"""The pages of figures: who may read them, what they say, what they cost."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from reporting.models import Comparator
from tests import factories
from tests.integration.reporting import rows

DASHBOARD, PUBLIC = "reporting:dashboard", "reporting:public_figures"
READERS = (Role.MANAGER, Role.CHAIR, Role.DOCTOR, Role.ANALYST)


@pytest.fixture
def counted(panel):
    """Twelve notified deaths, two of them girls; twenty reviews, three with modifiable factors."""
    for n in range(12):
        rows.case(panel, sex="female" if n < 2 else "male", age_days=5, age_years=0)
    for n in range(20):
        rows.reviewed(panel, modifiability="modifiable" if n < 3 else "none")
    return panel


def words(response) -> str:
    """The page as read, without its markup."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("name", [DASHBOARD, PUBLIC])
@pytest.mark.parametrize("role", list(Role))
def test_only_the_four_roles_read_figures(person, signed_in, role, name):
    response = signed_in(person(role)).get(reverse(name))
    assert response.status_code == (200 if role in READERS else 403)


def test_somebody_without_a_role_finds_nothing(db, signed_in):
    assert signed_in(factories.user()).get(reverse(DASHBOARD)).status_code == 404


def test_another_panels_figures_are_its_own(counted, other_panel, signed_in):
    stranger = factories.person(other_panel, Role.MANAGER)
    shown = words(signed_in(stranger).get(reverse(DASHBOARD)))
    assert "No death was notified or reviewed in this year." in shown


def test_headline_numbers_carry_base_and_interval(counted, manager, signed_in):
    shown = words(signed_in(manager).get(reverse(DASHBOARD), {"year": "2024-25"}))
    assert "3 of 20 deaths reviewed; 95% interval 5.2% to 36.0%" in shown
    assert "Median time to review 200 days" in shown
    assert "Confidential: small numbers are shown" in shown


def test_every_table_says_cohort_base_and_not_known(counted, manager, signed_in):
    response = signed_in(manager).get(reverse(DASHBOARD), {"year": "2024-25", "theme": "notified"})
    page = BeautifulSoup(response.content, "html.parser")
    for section in page.select("section[id]"):
        assert section.h3.get_text().startswith("Deaths notified in 2024/25")
        assert "Not known" in section.table.get_text()
        assert "Base " in section.select_one(".app-table__note").get_text()
    assert "Base 12, not known 0." in words(response)


def test_charts_are_described_and_carry_no_inline_style(counted, manager, signed_in):
    response = signed_in(manager).get(reverse(DASHBOARD), {"year": "2024-25", "theme": "notified"})
    page = BeautifulSoup(response.content, "html.parser")
    pictures = page.select("[role=img]")
    assert pictures
    assert all(picture["aria-label"].startswith("Deaths notified in 2024/25") for picture in pictures)
    assert not page.select("[style], svg [id], svg script")


def test_public_page_shows_what_would_be_published(counted, chair, signed_in):
    response = signed_in(chair).get(reverse(PUBLIC), {"year": "2024-25", "theme": "notified"})
    page = BeautifulSoup(response.content, "html.parser")
    sex = page.select_one("#notified-sex")
    assert [cell.get_text(strip=True) for cell in sex.select("tbody tr:first-child > *")] == ["Female", "[c]", "–", "–"]
    assert "Female 2" not in words(response)
    assert not sex.select("[role=img]"), "a chart of hidden numbers says nothing"


@pytest.mark.parametrize("query", [{"year": "2024"}, {"year": "1950-51"}, {"year": "2024-25", "theme": "names"}])
def test_an_address_with_another_choice_leads_nowhere(counted, manager, signed_in, query):
    assert signed_in(manager).get(reverse(DASHBOARD), query).status_code == 404


def test_looking_is_recorded(counted, chair, signed_in):
    signed_in(chair).get(reverse(PUBLIC), {"year": "2024-25"})
    event = Event.objects.get(verb="figures_viewed")
    assert event.actor_id == str(chair.pk)
    assert event.details == {"year": "2024-25", "edition": "public"}


def test_comparators_say_year_and_source(counted, manager, signed_in):
    Comparator.objects.create(
        key="reviewed.modifiability:modifiable", area="England", year="2024-25", value="48", unit="per cent",
        label="Reviews with modifiable factors", source="Sample release", extracted_on="2026-11-01",
    )  # fmt: skip
    shown = words(signed_in(manager).get(reverse(DASHBOARD), {"year": "2024-25", "theme": "reviewed"}))
    assert "England, 2024/25: reviews with modifiable factors, 48 per cent." in shown
    assert "Source: Sample release, read on 1 November 2026." in shown


def test_queries_do_not_grow_with_the_cases(counted, manager, signed_in, django_assert_max_num_queries):
    client, query = signed_in(manager), {"year": "2024-25", "theme": "reviewed"}
    client.get(reverse(DASHBOARD), query)
    with django_assert_max_num_queries(31) as few:
        client.get(reverse(DASHBOARD), query)
    for _ in range(10):
        rows.reviewed(counted, primary_category=5)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse(DASHBOARD), query)


HEAVY = ("scipy", "statsmodels", "pandas", "numpy", "vl_convert", "typst")


def test_the_web_process_stays_light(counted, manager, signed_in):
    """In a process of its own, since this one has imported everything: urls, views and the asking of the child."""
    code = (
        "import os, sys, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'cdop.settings.test'\n"
        "django.setup()\n"
        "import cdop.wsgi, cdop.urls\n"
        "from reporting import child\n"
        "child.ask({'tables': [], 'rule': {'name': 'none', 'threshold': 0}, 'draw': True, 'source': ''})\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_word_beside_a_comparator_is_chosen_by_the_printed_rule(counted, manager, signed_in):
    common = {
        "key": "reviewed.modifiability:modifiable", "unit": "per cent of reviews", "label": "Modifiable",
        "source": "Sample release", "extracted_on": "2026-11-01",
    }  # fmt: skip
    Comparator.objects.create(area="England", year="2024-25", value="48", **common)
    Comparator.objects.create(area="Region", year="2022-23", value="39", **common)
    shown = words(signed_in(manager).get(reverse(DASHBOARD), {"year": "2024-25", "theme": "reviewed"}))
    assert "England, 2024/25: modifiable, 48 per cent of reviews. The panel's 15% (5.2% to 36.0%) is lower." in shown
    assert "Region, 2022/23: modifiable, 39 per cent of reviews. Not compared, because" in shown
    assert "“similar” where the interval holds it" in shown


def test_two_years_are_compared_by_a_test(counted, manager, signed_in):
    shown = words(signed_in(manager).get(reverse(DASHBOARD), {"year": "2024-25"}))
    assert "12 and 20 in the year before differ by no more than chance could explain" in shown
    assert "20 are more than 0 in the year before" not in shown  # of reviews in that year there is no record
    assert "The panel has no record of 2022/23, 2023/24: those noughts say nothing." in shown


def test_rates_are_a_page_of_the_confidential_edition_only(counted, manager, signed_in):
    client, query = signed_in(manager), {"year": "2024-25", "theme": "rates"}
    assert "for each 1,000 live births" in words(client.get(reverse(DASHBOARD), query))
    public = words(client.get(reverse(PUBLIC), query))
    assert "These figures are in the confidential edition only." in public
    assert "live births" not in public

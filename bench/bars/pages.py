"""Pages that people wait for, against a signed-in page that reads one row.

The work list has 25 cases a page and offers no other number; the administration's list has 50 of all of England's.
Each is compared as people get it.
"""

from urllib.parse import quote

from django.apps import apps

from accounts.roles import Role
from bench.bar import figure, pair

ADMIN = "/bench/admin/cases/case/"
LEAN = "/bench/admin-without-full-count/cases/case/"


@pair("P-03a", "work list against the administration's list of the same table", 0.25)
def worklist_admin(world):
    """With both of its counts."""
    return world.get("/cases/"), world.get(ADMIN)


@pair("P-03b", "work list against the administration's list without its full count", 0.25)
def worklist_lean(world):
    """It still counts what it lists."""
    return world.get("/cases/"), world.get(LEAN)


@pair("P-03c", "work list against the administration's list narrowed to the same panel", 1)
def worklist_narrowed(world):
    """Beyond the bars: nobody is helped by all of England in one list."""
    return world.get("/cases/"), world.get(f"{LEAN}?panel__id__exact={world.panel.pk}")


@pair("P-03d", "work list against one row", 8)
def worklist_one(world):
    """With its filters, badges and names."""
    return world.get("/cases/"), world.one()


@pair("P-04a", "case page against one row", 6)
def case_page(world):
    """Its look at the identity recorded."""
    return world.get(f"/cases/{world.case.pk}/"), world.one()


@figure("P-04b", "queries of the case page", 25, "queries")
def case_queries(world):
    """Whatever the case holds."""
    return world.queries(world.get(f"/cases/{world.case.pk}/"))


def _search(world, words: str):
    """The whole of it: words sent, and the page to which that leads."""
    client = world.client()

    def call():
        response = client.post("/cases/search/", {"words": words}, follow=True)
        if response.status_code != 200 or world.case.reference not in response.content.decode():
            raise RuntimeError(f"“{words}” was not found")

    return call


def _child(world):
    return apps.get_model("cases.Child").objects.get(case=world.case)


@pair("P-06a", "find by NHS number against one row", 2)
def find_number(world):
    """Whole number."""
    return _search(world, _child(world).nhs_number), world.one()


@pair("P-06b", "find by surname against one row", 2)
def find_name(world):
    """By the beginning of any word of the names."""
    return _search(world, _child(world).surname), world.one()


@pair("P-11a", "first page of the audit trail against one row", 3)
def trail(world):
    """The whole trail of the panel."""
    return world.get("/people/audit/", Role.AUDITOR), world.one(Role.AUDITOR)


@pair("P-11b", "audit trail of one case against one row", 3)
def trail_of_case(world):
    """Searched by its reference."""
    path = f"/people/audit/?reference={quote(world.case.reference)}"
    return world.get(path, Role.AUDITOR), world.one(Role.AUDITOR)


@pair("P-01a", "figures of a panel and year against one row", 4)
def figures(world):
    """The page with all its tables and charts."""
    return world.get("/figures/", Role.ANALYST), world.one(Role.ANALYST)


@figure("P-01b", "queries of the figures of a panel and year", 12, "queries")
def figures_queries(world):
    """Without the charts, which a child process draws."""
    return world.queries(world.get("/figures/", Role.ANALYST))

"""What a save costs: checked, against the version that was read, with its entry in the trail, committed."""

from django.db import connection, transaction

from accounts.roles import Role
from bench.bar import figure, pair
from cases.models import Case


def _save(world):
    client, case = world.client(), world.case
    url, day = f"/cases/{case.pk}/time-limits/", case.died_on
    dates = {f"decided_{name}": getattr(day, name) for name in ("day", "month", "year")}
    dates |= {f"decided_{place}": part for place, part in enumerate((day.day, day.month, day.year))}

    def call():
        version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
        response = client.post(url, {**dates, "version": version})
        if response.status_code != 302:
            raise RuntimeError(f"not saved: {response.status_code}")

    return call


def _bare(world):
    """Two rows written in one transaction and an empty answer: nothing is checked, and nobody is asked who they are."""
    client = world.client()
    two = list(Case.objects.filter(panel=world.panel).values_list("pk", flat=True)[:2])

    def call():
        with transaction.atomic(), connection.cursor() as cursor:
            for key in two:
                cursor.execute("UPDATE cases_case SET updated_at = now() WHERE id = %s", [key])
        client.get("/bench/empty/")

    return call


@pair("P-05a", "save of a form against one row", 8)
def save(world):
    """With its version and its entry."""
    return _save(world), world.one(Role.MANAGER)


@pair("P-05b", "save of a form against two rows in one transaction and an empty page", 1.3)
def save_bare(world):
    """The floor knows nobody and checks nothing."""
    return _save(world), _bare(world)


@figure("P-05c", "queries of a save", 40, "queries")
def save_queries(world):
    """Whatever the case holds."""
    return world.queries(_save(world))

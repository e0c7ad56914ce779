"""The full database as bars use it: one panel of usual size, its people signed in, one of its cases."""

from functools import cached_property

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Panel, User
from accounts.roles import Role
from cases.models import Case


class World:
    """Everything a bar may need."""

    def __init__(self) -> None:
        found = Panel.objects.annotate(n=Count("cases")).filter(n__gt=0).order_by("n", "code")
        panels = list(found)
        if not panels:
            raise SystemExit("There are no cases here: python manage.py generate_load first.")
        self.panel = panels[len(panels) // 2]
        self.cases = sum(panel.n for panel in panels)

    @cached_property
    def case(self) -> Case:
        """A reviewed case of the panel with a usual measure of forms and looks."""
        return Case.objects.filter(panel=self.panel, reviewed_on__isnull=False).order_by("reviewed_on").first()

    def user(self, role: str) -> User:
        """Somebody who holds the role on the panel."""
        return User.objects.filter(memberships__panel=self.panel, memberships__role=role).first()

    def client(self, role: str = Role.MANAGER) -> Client:
        """That person's browser, signed in."""
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(self.user(role))
        return client

    def get(self, path: str, role: str = Role.MANAGER):
        """A call that fetches a page and insists on getting it."""
        client = self.client(role)

        def call():
            response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path} answered {response.status_code}")
            return response

        return call

    def one(self, role: str = Role.MANAGER):
        """F1."""
        return self.get("/bench/one/", role)

    def queries(self, call) -> int:
        """How many queries a call takes, once it is warm."""
        call()
        with CaptureQueriesContext(connection) as found:
            call()
        return len(found)

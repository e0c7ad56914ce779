"""Who sees which rows, said a second time in plain Python, and the scopes of the database with one place broken."""

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator

from django.utils import timezone

from accounts.models import Membership, OutgoingMessage, User
from accounts.roles import DECIDES_RETENTION, LOOKS_AFTER_PEOPLE, OPENS_URGENTLY, OVERSEES_URGENT, SEATED, Role
from cases.models import Case, FormResponse, InformationRequest, LegalHold, Notification, Recommendation, UrgentAccess
from cases.models.access import CaseGrant, Exclusion
from common.dates import today
from panels.models import Invitation, Meeting, Telling
from reporting.annual_report.models import AnnualReport

DROPPED = {"filter", "exclude", "without_exclusion", "standing", "agreed"}


class World:
    """What the rules are asked of, read once and without any scope."""

    def __init__(self) -> None:
        self.roles: dict[tuple, set] = {}
        self.areas: dict[tuple, set] = {}
        for one in Membership.objects.filter(user__is_active=True):
            if one.starts_on <= today() and (one.ends_on is None or one.ends_on > today()):
                self.roles.setdefault((one.user_id, one.panel_id), set()).add(one.role)
                if one.role == Role.DOCTOR:
                    self.areas[one.user_id, one.panel_id] = set(one.areas.values_list("pk", flat=True))
        self.looked_after = set(Membership.objects.values_list("user_id", "panel_id"))
        self.closed = set(Exclusion.objects.values_list("user_id", "case_id"))
        now = timezone.now()
        self.granted = {
            (grant.user_id, grant.content_object_id)
            for grant in CaseGrant.objects.all()
            if grant.expires_at is None or grant.expires_at > now
        }
        self.invited = set(Invitation.objects.filter(withdrawn_at=None).values_list("user_id", "meeting_id"))
        self.panels = set(Case.objects.values_list("panel_id", flat=True)) | {panel for _, panel in self.roles}

    def has(self, user: User, panel, *roles: str) -> bool:
        """One of these roles, today, there."""
        return bool(self.roles.get((user.pk, panel), set()) & set(roles))

    def open(self, user: User, case: Case) -> bool:
        """Neither erased nor closed by a conflict."""
        return case.erased_on is None and (user.pk, case.pk) not in self.closed

    def identifiable(self, user: User, case: Case) -> bool:
        """The manager's panel, the doctor's areas."""
        in_area = case.local_authority_id in self.areas.get((user.pk, case.panel_id), ())
        mine = self.has(user, case.panel_id, Role.MANAGER) or (self.has(user, case.panel_id, Role.DOCTOR) and in_area)
        return mine and self.open(user, case)

    def notified(self, user: User, row: Notification) -> bool:
        """The manager's panel; nothing of a case that is closed to them."""
        shown = self.has(user, row.panel_id, Role.MANAGER) and row.state != "draft"
        return shown and self.shut(user, row.case_id) and self.shut(user, row.duplicate_of_id)

    def reviewable(self, user: User, case: Case) -> bool:
        """A seat, and a grant that holds."""
        return self.has(user, case.panel_id, *SEATED) and (user.pk, case.pk) in self.granted and self.open(user, case)

    def follows(self, user: User, row: Recommendation) -> bool:
        """The register, without cases that are closed to the person or erased."""
        there = self.has(user, row.panel_id, Role.MANAGER, *SEATED)
        return there and (row.case is None or (row.case.reviewed_on is not None and self.open(user, row.case)))

    def urgent(self, user: User, row: UrgentAccess) -> bool:
        """One's own, and those that one oversees."""
        mine = row.user_id == user.pk and self.has(user, row.case.panel_id, *OPENS_URGENTLY)
        return (mine or self.has(user, row.case.panel_id, *OVERSEES_URGENT)) and self.shut(user, row.case_id)

    def shut(self, user: User, case_id) -> bool:
        """No conflict closes it."""
        return (user.pk, case_id) not in self.closed

    def meets(self, user: User, meeting: Meeting) -> bool:
        """The manager, and whoever has a seat and is invited."""
        seated = self.has(user, meeting.panel_id, *SEATED) and (user.pk, meeting.pk) in self.invited
        return seated or self.has(user, meeting.panel_id, Role.MANAGER)

    def invitation(self, user: User, row: Invitation) -> bool:
        """The manager's, and one's own."""
        own = row.user_id == user.pk and self.has(user, row.meeting.panel_id, *SEATED)
        return row.withdrawn_at is None and (own or self.has(user, row.meeting.panel_id, Role.MANAGER))

    def message(self, user: User, row: OutgoingMessage) -> bool:
        """The administrator's panels, and their people's mail that belongs to no panel."""
        administered = {panel for panel in self.panels if self.has(user, panel, Role.ADMINISTRATOR)}
        theirs = User.objects.filter(email=row.recipient).values_list("pk", flat=True)
        beside = any((pk, panel) in self.looked_after for pk in theirs for panel in administered)
        return row.panel_id in administered or (row.panel_id is None and beside)

    def person(self, user: User, row: User) -> bool:
        """Whoever holds or held a role where one looks after people."""
        return any(
            self.has(user, panel, *LOOKS_AFTER_PEOPLE) for who, panel in self.looked_after if who == row.pk
        )  # fmt: skip

    def decided(self, user: User, row: LegalHold) -> bool:
        """Of the panels whose queue one decides about."""
        return self.has(user, row.case.panel_id, *DECIDES_RETENTION) and self.shut(user, row.case_id)


RULES = [
    (Case, "visible_to", World.identifiable),
    (Case, "reviewable_by", World.reviewable),
    (Notification, "visible_to", World.notified),
    (InformationRequest, "visible_to", lambda w, u, r: w.identifiable(u, r.case)),
    (FormResponse, "visible_to", lambda w, u, r: w.identifiable(u, r.case)),
    (Recommendation, "visible_to", World.follows),
    (UrgentAccess, "visible_to", World.urgent),
    (LegalHold, "visible_to", World.decided),
    (Meeting, "visible_to", World.meets),
    (Invitation, "visible_to", World.invitation),
    (Telling, "visible_to", lambda w, u, t: w.has(u, t.item.case.panel_id, Role.MANAGER) and w.shut(u, t.item.case_id)),
    (OutgoingMessage, "visible_to", World.message),
    (User, "visible_to", World.person),
    (Membership, "visible_to", lambda w, u, m: w.has(u, m.panel_id, *LOOKS_AFTER_PEOPLE)),
    (AnnualReport, "visible_to", lambda w, u, r: w.has(u, r.panel_id, Role.MANAGER, Role.CHAIR, Role.ANALYST)),
]  # fmt: skip


def broken(kind: type, name: str) -> Iterator[tuple[str, object]]:
    """``(what, function)``: the scope ``name`` of a model's query set with one place changed, for every place."""
    original = getattr(kind, name)
    tree = ast.parse(textwrap.dedent(inspect.getsource(original)))
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            changed = copy.deepcopy(tree)
            change(list(ast.walk(changed))[number])
            space: dict = {}
            code = compile(ast.fix_missing_locations(changed), f"<{name} {what}>", "exec")
            eval(code, original.__globals__, space)  # noqa: S307  our own source with one place changed
            yield what, space[name]


def _changes(node: ast.AST) -> Iterator[tuple]:
    words = " ".join(ast.unparse(node).split())[:90] if isinstance(node, ast.expr) else ""
    if isinstance(node, ast.Call):
        for place in range(len(node.keywords)):
            yield f"without {node.keywords[place].arg} of “{words}”", lambda one, at=place: one.keywords.pop(at)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "panels_as":
            for place in range(len(node.args)):
                yield f"without role {place} of “{words}”", lambda one, at=place: one.args.pop(at)
        if isinstance(node.func, ast.Attribute) and node.func.attr in DROPPED:
            yield f"without the call of “{words}”", _receiver_only
    if isinstance(node, ast.BinOp):
        yield f"and for or: “{words}”", lambda one: setattr(one, "op", ast.BitAnd())
    if isinstance(node, ast.If):
        yield "never: " + ast.unparse(node.test), lambda one: setattr(one, "test", ast.Constant(False))


def _receiver_only(node: ast.Call) -> None:
    """``rows.filter(…)`` becomes ``rows.all()``."""
    node.func.attr, node.args, node.keywords = "all", [], []

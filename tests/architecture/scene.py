"""One panel with something at every address, and somebody of every role beside it."""

import uuid
from datetime import timedelta

from django.urls import reverse

from accounts import invitations as links
from accounts.models import Membership, OutgoingMessage, SignInInvitation
from accounts.roles import Role
from audit.recording import SYSTEM
from cases.actions import merging, national, transfers, urgent
from cases.identity import national as returns
from cases.identity.merging import compared
from cases.reference import places
from common.dates import today
from panels.actions import seats
from tests import factories, passkeys, scenarios, scenarios_retention, scenarios_whole

MEMBERS = ("uninvited", "conflicted", "expired", "withdrawn", "former")
ROLES = tuple(role.value for role in Role)
OTHERS = (
    "uninvited", "conflicted", "expired", "withdrawn", "outsider", "former", "mfa_pending", "disabled",
)  # fmt: skip
PEOPLE = ("anonymous", *ROLES, *OTHERS)
"""Everybody the matrix asks: the roles; a member not invited, a member in conflict, a member
whose access has run out, a member whose invitation was taken back, another panel's manager, a member whose role has
ended, a manager without a second factor, a manager whose account is switched off."""

WORDS = {
    "cases:notify_page": {"section": "child"},
    "cases:step": {"step": "transfer"},
    "cases:letter": {"kind": "made"},
    "cases:letter_restore": {"kind": "made"},
    "panels:briefing": {"theme": "theme-neonatal"},
    "cases:form_begin": {"form": "falls"},
    "cases:form_decide": {"form": "falls"},
    "cases:form_definition": {"form": "reporting", "version": "2026-1"},
    "cases:form_section": {"section": "place"},
    "reporting:definition": {"figure": "notified.age"},
    "reporting:figure_cases": {"year": "2024-25", "figure": "notified.total", "row": "all"},
    "cases:form_autosave": {"section": "place"},
    "panels:briefing_file": {"theme": "theme-neonatal", "kind": "pdf"},
    **{
        f"cases:{desk}_form_{page}": {"section": "respondent"}
        for desk in ("own", "respond")
        for page in ("section", "autosave")
    },
}
"""Arguments that are words and not the keys of rows."""

OF_THE_OFFICE = {"cases:download", "cases:remove_document"}
"""Addresses of a document that the office added; the others are of a file with an answer that is not sent."""


class Scene:
    """The objects behind the addresses and the people who ask."""

    def __init__(self, say=scenarios_whole.plainly) -> None:
        places.load_sample(by=SYSTEM)
        self.panel = factories.panel()
        self.people = {"anonymous": None, **self._seated(), **self._beside()}
        self.people["uninvited"].email = "professional@example.org"  # whom the record names
        for person in filter(None, self.people.values()):
            person.set_password(uuid.uuid4().hex)
            person.save()
        self.whole = scenarios_whole.whole(self.panel, self.people, say)
        seated = [self.people[who] for who in ("member", "chair", "doctor", "former")]
        beside = {who: self.people[who] for who in ("conflicted", "expired", "withdrawn")} | {
            "known": self.people["uninvited"]
        }
        scenarios_whole.met(self.whole, self.people["manager"], *seated, **beside)
        scenarios_whole.reported(self.whole, self.people["chair"])
        self._leave(self.people["former"])
        self.objects = {**self.whole.made, **self._office(), **self._records()}

    def _seated(self) -> dict:
        areas = {Role.DOCTOR: self.panel.areas.all()}
        return {role.value: factories.person(self.panel, role, areas=areas.get(role, ())) for role in Role}

    def _beside(self) -> dict:
        elsewhere = factories.panel(code="samplenorth", name="Sampleshire North CDOP", areas=("E06000042",))
        members = {who: factories.person(self.panel, Role.MEMBER) for who in MEMBERS}
        pending, disabled = factories.user(second_factor=False), factories.user()
        for manager in (pending, disabled):
            factories.membership(self.panel, manager, Role.MANAGER)
        disabled.is_active = False
        disabled.save()
        outsider = factories.person(elsewhere, Role.MANAGER)
        return {**members, "outsider": outsider, "mfa_pending": pending, "disabled": disabled}

    @staticmethod
    def _leave(person) -> None:
        yesterday = today() - timedelta(days=1)
        Membership.objects.filter(user=person).update(starts_on=yesterday, ends_on=yesterday)

    def _office(self) -> dict:
        """What the people who look after the panel find."""
        clerk = factories.person(self.panel, Role.MEMBER)
        token = links.new_token()
        SignInInvitation.objects.create(user=clerk, token_hash=links.hashed(token), expires_at=links.expiry())
        return {
            "person": clerk.pk,
            "membership": clerk.memberships.get().pk,
            "message": OutgoingMessage.objects.filter(panel=self.panel).first().pk,
            "organisation": self.whole.made["organisation"].pk,
            "notification": scenarios.notified(self.panel).pk,
            "token": token,
            "seat": seats.add(
                panel=self.panel, new_id=uuid.uuid4(), title="Police", kind="core", by=self.people["manager"]
            ).pk,
            "passkey": passkeys.given(self.people["manager"])[1],
            "uidb36": "1",
            "key": "used-up",
        }

    def _records(self) -> dict:
        """A return that was sent, a duplicate that was merged, another case beside it."""
        manager, case = self.people["manager"], self.whole.case
        digest = returns.bundle_of(case, by=manager, purpose="Scene").digest
        common = {"case_id": case.pk, "by": manager}
        sent = national.send(**common, new_id=uuid.uuid4(), stage="notification", on=today(), digest=digest)
        source = scenarios.notified(self.panel)
        merge = merging.merge(
            **common,
            new_id=uuid.uuid4(),
            notification_id=source.pk,
            digest=compared(case, source, by=manager).digest,
            choices={},
            people=False,
            not_twins=True,
            reason=self.whole.say("merge reason"),
        )
        other = scenarios.open_case(self.panel, by=manager)
        agreed = transfers.of_case(
            **common,
            new_id=uuid.uuid4(),
            kind="joint_us",
            reason=self.whole.say("transfer reason"),
            other_panel=self.whole.say("other panel"),
            contact=self.whole.say("other panel contact"),
            agreed_with=self.whole.say("agreed with"),
            agreed_on=today(),
        )
        opened = urgent.open_case(
            case_id=case.pk,
            new_id=uuid.uuid4(),
            reason=self.whole.say("urgent reason"),
            by=factories.person(self.panel, Role.DOCTOR),
        )
        row = scenarios_retention.due(self.panel, by=manager)
        another = factories.person(self.panel, Role.MANAGER)
        row = scenarios_retention.proposed(row, another, self.whole.say("retention reason"))
        held = scenarios_retention.held(other, manager, self.whole.say("legal hold reason"))
        kept = {"disposal": row.pk, "legal_hold": held.pk}
        return kept | {
            "sent": sent.pk,
            "merge": merge.pk,
            "other": other.pk,
            "transfer": agreed.pk,
            "urgent": opened.pk,
        }

    def url(self, name: str, arguments: tuple[str, ...], *, absent: bool = False) -> str:
        """The address of a route for this scene's objects, or for ones that never existed."""
        return reverse(name, kwargs={one: self._value(name, one, absent) for one in arguments})

    def _value(self, name: str, argument: str, absent: bool):
        words = WORDS.get(name, {})
        if argument in words:
            return words[argument]
        if argument == "section":
            argument = "report_section"
        if argument == "attachment" and name in OF_THE_OFFICE:
            argument = "document"
        found = self.objects[argument]
        return uuid.uuid4() if absent and isinstance(found, uuid.UUID) else found

    def _before_the_oldest(self) -> uuid.UUID:
        """The message after which the page of the first mail that went out begins."""
        return OutgoingMessage.objects.filter(panel=self.whole.panel).order_by("created_at")[20].pk

    def more(self) -> list[str]:
        """Addresses that show another state of something: an answer that was sent."""
        made = self.whole.made
        return [
            reverse("cases:answer", args=[made["answered"]]),
            reverse("cases:answer_copy", args=[made["answered"]]),
            reverse("cases:form", args=[made["case"], made["sent_response"]]),
            reverse("cases:form_print", args=[made["case"], made["sent_response"]]),
            reverse("cases:request", args=[made["case"], made["answered"]]),
            f"{reverse('accounts:messages')}?after={self._before_the_oldest()}",
        ]

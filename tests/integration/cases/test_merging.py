"""Two records of one death: found, compared, merged as a person chose, and taken back."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases import duplicates, merging
from cases.actions import merging as actions
from cases.actions.cases import change_facts
from cases.identity import actions as people
from cases.identity import merging as identity
from cases.identity.models import Child, MergeCopy, Professional, Relative
from cases.models import Merge
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories, scenarios

CHILD = {"first_names": "Testa", "surname": "Quincenotreal", "born_on": date(2024, 5, 3), "postcode": "LU1 2AA"}


@pytest.fixture
def case(panel, manager):
    child = {**CHILD, "nhs_number": "", "school": "Sample School"}
    return scenarios.open_case(
        panel, by=manager, child=child, relatives=[{"relationship": "mother", "name": "Parenta"}]
    )


@pytest.fixture
def notification(panel, case):
    child = {
        **CHILD,
        "nhs_number": scenarios.test_nhs_number(77),
        "first_names": "Testa Maria",
        "address": "1 Sample Road",
    }
    return scenarios.notified(
        panel, child=child, sex="male",
        relatives=[{"relationship": "mother", "name": "Parenta"}, {"relationship": "father", "name": "Patero"}],
        professionals=[{"role": "GP", "name": "Dr Uma Unreal"}],
    )  # fmt: skip


def _merge(case, source, by, *, choices=None, **how):
    compared = identity.compared(case, source, by=by)
    which = {"notification_id": source.pk} if source._meta.model_name == "notification" else {"other_id": source.pk}
    how = {"people": True, "not_twins": True, "reason": "Same child", "digest": compared.digest, **how}
    return actions.merge(
        case_id=case.pk, new_id=how.pop("new_id", uuid.uuid4()), by=by, choices=choices or {}, **how, **which
    )


def test_what_is_empty_is_filled_and_what_differs_is_a_choice(case, notification, manager):
    compared = identity.compared(case, notification, by=manager)
    offered = {field.key: field.offered for field in compared.differing}
    assert offered == {
        "identity.first_names": "kept", "identity.nhs_number": "taken", "identity.address": "taken",
        "facts.sex": "kept",
    }  # fmt: skip
    assert compared.relatives == ("Patero, father",)
    assert compared.professionals == ("Dr Uma Unreal, GP",)


def test_a_notification_is_merged_as_chosen(case, notification, manager):
    made = _merge(case, notification, manager, choices={"identity.first_names": "taken", "facts.sex": "taken"})
    child = Child.objects.get(case=case)
    case.refresh_from_db()
    notification.refresh_from_db()
    assert (child.first_names, child.address, child.school) == ("Testa Maria", "1 Sample Road", "Sample School")
    assert case.sex == "male"
    assert (notification.state, notification.duplicate_of) == ("duplicate", case)
    assert set(Relative.objects.filter(child=child).values_list("name", flat=True)) == {"Parenta", "Patero"}
    assert Professional.objects.filter(child=child).count() == 1
    assert set(made.fields) == {"identity.first_names", "identity.nhs_number", "identity.address", "facts.sex"}
    event = Event.objects.get(verb="case_merged")
    assert "Testa" not in str(event.details)
    assert "Testa" not in MergeCopy.objects.get().sealed


def test_undone_it_is_as_before(case, notification, manager):
    child, sex = Child.objects.get(case=case), case.sex
    made = _merge(case, notification, manager, choices={"facts.sex": "taken"})
    actions.undo(merge_id=made.pk, by=manager, reason="Two children")
    after = Child.objects.get(case=case)
    case.refresh_from_db()
    notification.refresh_from_db()
    assert [getattr(after, name) for name in merging.IDENTITY] == [getattr(child, name) for name in merging.IDENTITY]
    assert (case.sex, notification.state) == (sex, "received")
    assert Relative.objects.filter(child=after).count() == 1
    with pytest.raises(NotNow) as again:
        actions.undo(merge_id=made.pk, by=manager, reason="Again")
    assert again.value.code == "undone"
    _merge(case, notification, manager)  # and it can be merged again


def test_what_was_changed_since_is_left_and_named(case, notification, manager):
    made = _merge(case, notification, manager)
    child = Child.objects.get(case=case)
    people.set_child(case_id=case.pk, version=child.version, by=manager, address="2 Other Road")
    actions.undo(merge_id=made.pk, by=manager, reason="Two children")
    assert Child.objects.get(case=case).address == "2 Other Road"
    assert Event.objects.get(verb="merge_undone").details["left_as_they_are"] == ["identity.address"]


def test_a_date_of_birth_that_is_taken_changes_the_age(panel, manager):
    case = scenarios.open_case(panel, by=manager, child={**CHILD, "born_on": today() - timedelta(days=400)})
    source = scenarios.notified(panel, child={**CHILD, "born_on": today() - timedelta(days=401)})
    made = _merge(case, source, manager, choices={"identity.born_on": "taken"})
    case.refresh_from_db()
    assert case.age_days == 400
    actions.undo(merge_id=made.pk, by=manager, reason="Wrong")
    case.refresh_from_db()
    assert case.age_days == 399


def test_another_case_becomes_the_duplicate_and_stands_again(panel, case, manager):
    other = scenarios.open_case(panel, by=manager, child={**CHILD, "religion": "Invented"})
    made = _merge(case, other, manager)
    other.refresh_from_db()
    assert other.status == "duplicate"
    assert Child.objects.get(case=case).religion == "Invented"
    actions.undo(merge_id=made.pk, by=manager, reason="Two children")
    other.refresh_from_db()
    assert other.status == "gathering"


def test_twins_are_never_merged_without_somebody_looking(panel, manager):
    first = scenarios.open_case(panel, by=manager, child={**CHILD, "first_names": "Una"}, multiplicity=2, birth_order=1)
    second = scenarios.notified(panel, child={**CHILD, "first_names": "Dua"}, multiplicity=2, birth_order=2)
    with pytest.raises(NotNow) as refused:
        _merge(first, second, manager, not_twins=False)
    assert refused.value.code == "twins"
    assert not Merge.objects.exists()
    assert _merge(first, second, manager).not_twins


def test_what_was_not_seen_is_not_merged(case, notification, manager):
    digest = identity.compared(case, notification, by=manager).digest
    change_facts(case_id=case.pk, version=case.version, by=manager, sex="not_known")
    with pytest.raises(Stale):
        _merge(case, notification, manager, digest=digest)
    assert not Merge.objects.exists()


def test_sent_twice_is_one_merge(case, notification, manager):
    key, digest = uuid.uuid4(), identity.compared(case, notification, by=manager).digest
    first = _merge(case, notification, manager, new_id=key, digest=digest)
    again = actions.merge(
        case_id=case.pk, new_id=key, by=manager, digest=digest, choices={}, people=True, not_twins=True, reason="x",
        notification_id=notification.pk,
    )  # fmt: skip
    assert again == first
    assert Relative.objects.filter(child__case=case).count() == 2


def test_after_the_window_nothing_is_undone(case, notification, manager):
    made = _merge(case, notification, manager)
    Merge.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=31))
    with pytest.raises(NotNow) as refused:
        actions.undo(merge_id=made.pk, by=manager, reason="Late")
    assert refused.value.code == "too_late"


@pytest.mark.parametrize("role", ["doctor", "chair", "member"])
def test_only_the_manager_merges(case, notification, panel, person, role):
    user = person(role, areas=panel.areas.all() if role == "doctor" else ())
    with pytest.raises(Refused):
        identity.compared(case, notification, by=user)


def test_another_panels_record_cannot_be_merged(case, manager, other_panel):
    foreign = scenarios.notified(other_panel, local_authority=None)
    with pytest.raises(Refused):
        _merge(case, foreign, manager)
    with pytest.raises(NotNow):
        actions.merge(
            case_id=case.pk, new_id=uuid.uuid4(), by=manager, digest="", choices={}, people=False, not_twins=True,
            reason="x", notification_id=foreign.pk,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"nhs_number": "same"}, "the same NHS number"),
        ({"surname": "Quincenotrael"}, "a similar name"),
        ({"born_on": date(2024, 3, 5), "died": 90}, "day and month of birth exchanged"),
        ({"born_on": date(2023, 1, 1), "died": 90}, "the same postcode"),
    ],
)
def test_a_record_is_found_though_something_was_typed_wrongly(panel, manager, change, reason):
    number = scenarios.test_nhs_number(321)
    case = scenarios.open_case(panel, by=manager, child={**CHILD, "nhs_number": number})
    died_on = today() - timedelta(days=change.pop("died", 1))
    change = {name: number if value == "same" else value for name, value in change.items()}
    other = scenarios.notified(panel, died_on=died_on, child={**CHILD, "nhs_number": "", **change})
    found = duplicates.of_case(case, Child.objects.get(case=case), by=manager)
    assert [(one.notification, reason in one.why.reasons) for one in found] == [(other, True)]


def test_the_pages(case, notification, manager, signed_in):
    client = signed_in(manager)
    page = client.get(reverse("cases:duplicates", args=[case.pk])).content.decode()
    where = reverse("cases:merge_notification", args=[case.pk, notification.pk])
    assert where in page
    assert where in client.get(reverse("cases:triage_one", args=[notification.pk])).content.decode()
    form = client.get(where).content.decode()
    assert "Keep: Testa" in form
    assert "could be twins" in form
    answers = {
        "new_id": uuid.uuid4(), "digest": identity.compared(case, notification, by=manager).digest, "reason": "Same",
        "identity_first_names": "taken", "identity_nhs_number": "taken", "identity_address": "kept",
        "facts_sex": "kept",
    }  # fmt: skip
    assert "Say that you have checked" in client.post(where, answers).content.decode()
    answer = client.post(where, {**answers, "not_twins": "on", "people": "on"})
    assert answer["Location"] == reverse("cases:duplicates", args=[case.pk])
    child, merge = Child.objects.get(case=case), Merge.objects.get()
    assert (child.first_names, child.address) == ("Testa Maria", "")
    undo = reverse("cases:merge_undo", args=[case.pk, merge.pk])
    assert undo in client.get(reverse("cases:duplicates", args=[case.pk])).content.decode()
    assert client.post(undo, {"reason": "Two children"}).status_code == 302
    other = scenarios.open_case(case.panel, by=manager)
    assert client.get(reverse("cases:merge_undo", args=[other.pk, merge.pk])).status_code == 404


def test_what_a_notifier_wrote_is_shown_as_text(panel, case, manager, signed_in):
    hostile = scenarios.notified(panel, child={**CHILD, "first_names": "<b>Testa</b> {% now %} {{ x }}"})
    page = signed_in(manager).get(reverse("cases:merge_notification", args=[case.pk, hostile.pk])).content.decode()
    assert "<b>Testa" not in page
    assert "{% now %} {{ x }}" in page


def test_a_conflicted_manager_sees_no_duplicates_of_a_closed_case(panel, case, notification, manager):
    from cases.models import Exclusion

    Exclusion.objects.create(case=case, user=manager, by=manager, reason="Own family")
    with pytest.raises(Refused):
        identity.compared(case, notification, by=manager)


def test_a_case_of_another_panel_is_not_found(case, other_panel, signed_in):
    outsider = factories.person(other_panel, "manager")
    assert signed_in(outsider).get(reverse("cases:duplicates", args=[case.pk])).status_code == 404

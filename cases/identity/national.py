"""Gathers what a return is made of, identity included. For the CDR manager; each look leaves one entry in the trail."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, Subquery

from audit.recording import record
from cases import policy
from cases.identity.models import Child, IdentityAnswers, ReturnCopy
from cases.models import Analysis, Case, FormResponse, InformationRequest, NationalReturn, Notification
from cases.national.bundle import Bundle
from cases.national.contents import Sources, bundle
from common.sealing import unseal


def bundle_of(case: Case, *, by, purpose: str) -> Bundle:
    """The return of one case as it is now."""
    policy.manage(case, by)
    record("return_viewed", by=by, subject=case, case=case, purpose=purpose)
    return _bundles([case])[case.pk]


def copy_of(sent: NationalReturn, *, by) -> dict | None:
    """What was sent; nothing where it was sealed with a key that is no longer there."""
    policy.manage(sent.case, by)
    record("return_viewed", by=by, subject=sent, case=sent.case, label=sent.case.reference, purpose="What was sent")
    return last_content(sent)


def last_content(sent: NationalReturn | None) -> dict | None:
    """The content of a submission, for a comparison whose result names fields only."""
    kept = ReturnCopy.objects.filter(national_return=sent).first() if sent else None
    return unseal(kept.sealed) if kept else None


def changed(panel, *, by) -> set:
    """Keys of the panel's cases that are no longer what was sent last. Nothing of the content leaves this function."""
    policy.triage(panel.pk, by)
    newest = NationalReturn.objects.filter(case=OuterRef("pk")).order_by("-number")
    cases = Case.objects.visible_to(by).of_panel(panel).counted().annotate(
        sent_at=Subquery(newest.values("created_at")[:1]), sent_digest=Subquery(newest.values("digest")[:1])
    )  # fmt: skip
    touched = list(cases.filter(sent_at__isnull=False).filter(_touched()).select_related("local_authority"))
    made = _bundles(touched)
    return {case.pk for case in touched if made[case.pk].digest != case.sent_digest}


def _touched() -> Q:
    """What was saved after the case was sent, so that only those are compared."""
    later = {"updated_at__gt": OuterRef("sent_at")}
    child = Child.objects.filter(case=OuterRef("pk"))
    return (
        Q(Exists(child.filter(**later)))
        | Q(Exists(child.filter(relatives__updated_at__gt=OuterRef("sent_at"))))
        | Q(Exists(child.filter(professionals__updated_at__gt=OuterRef("sent_at"))))
        | Q(Exists(Analysis.objects.filter(case=OuterRef("pk"), **later)))
        | Q(Exists(Notification.objects.filter(case=OuterRef("pk"), **later)))
        | Q(Exists(InformationRequest.objects.filter(case=OuterRef("pk"), **later)))
        | Q(Exists(FormResponse.objects.filter(case=OuterRef("pk"), **later)))
        | Q(Exists(Case.objects.filter(pk=OuterRef("pk"), **later)))
    )


def _bundles(cases: list[Case]) -> dict:
    """``{case key: return}`` in a constant number of queries."""
    keys = [case.pk for case in cases]
    children = {
        child.case_id: child
        for child in Child.objects.filter(case__in=keys).prefetch_related("relatives", "professionals")
    }
    notices = {row.case_id: row for row in Notification.objects.filter(case__in=keys)}
    forms = Analysis.objects.filter(case__in=keys)
    analyses = {row.case_id: row for row in forms.prefetch_related("categories", "factors__code", "learning_points")}
    returns = defaultdict(list)
    answered = InformationRequest.objects.filter(case__in=keys, answered_on__isnull=False)
    for row in answered.select_related("organisation").order_by("answered_on", "pk"):
        returns[row.case_id].append(row)
    forms = _forms(keys)
    return {
        case.pk: bundle(
            Sources(
                case=case,
                child=(child := children.get(case.pk)),
                relatives=list(child.relatives.all()) if child else [],
                professionals=list(child.professionals.all()) if child else [],
                notification=notices.get(case.pk),
                returns=returns[case.pk],
                forms=forms[case.pk],
                analysis=analyses.get(case.pk),
            )
        )
        for case in cases
    }


def _forms(keys: list) -> dict:
    """``{case key: [(form, its answers, those about people included)]}`` of the forms that were sent."""
    found = defaultdict(list)
    sent = FormResponse.objects.filter(case__in=keys, state=FormResponse.State.SUBMITTED).order_by("submitted_at", "pk")
    rows = list(sent)
    people = {row.response_id: row.answers for row in IdentityAnswers.objects.filter(response__in=rows)}
    for row in rows:
        found[row.case_id].append((row, {**row.answers, **people.get(row.pk, {})}))
    return found

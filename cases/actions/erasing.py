"""Takes away what a case holds and leaves what figures count. Called inside the one transaction of an erasure."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from cases.erasing import ERASED, GOES, STAYS, Facts, Part, coarse
from cases.models import Analysis, Case, InformationRequest, KeyWorker, Notification
from common.dates import FinancialYear, today
from common.mentions import columns


def group_of(case: Case) -> list[Case]:
    """The case and the records of the same death that were merged into it, all locked."""
    merged = Q(merged_into__kept=case, merged_into__undone_at__isnull=True)
    keys = [case.pk, *Case.objects.filter(merged).values_list("pk", flat=True)]
    return list(Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def rows_of(part: Part, cases: Iterable[Case]) -> QuerySet:
    """The rows of a table that belong to one of the cases."""
    found = Q()
    for way in part.ways:
        found |= Q(**{f"{way}__in": list(cases)})
    model = apps.get_model(part.table)
    return model._base_manager.filter(pk__in=model._base_manager.filter(found).values("pk"))


def marks_of(cases: list[Case]) -> tuple[set[str], set[str]]:
    """References, and keys of rows, under which mail about the cases can be found."""
    notices = Notification.objects.filter(Q(case__in=cases) | Q(duplicate_of__in=cases))
    references = {case.reference for case in cases} | set(notices.values_list("reference", flat=True))
    keys = {str(key) for part in (*GOES, *STAYS) for key in rows_of(part, cases).values_list("pk", flat=True)}
    return references, {key for key in keys if len(key) == 36}


def take_away(parts: tuple[Part, ...], cases: list[Case]) -> None:
    """Deletes the rows of each table in turn."""
    for part in parts:
        rows_of(part, cases).delete()


def erase(cases: list[Case]) -> None:
    """Everything of the cases in this app. Their files go afterwards, see ``files_of``."""
    take_away(GOES, cases)
    for part in STAYS:
        for row in rows_of(part, cases):
            _without_words(row)
    for case in cases:
        _without_people(case)
        _made_coarse(case)


def _without_words(row: Model) -> None:
    for name in columns(type(row)):
        value = getattr(row, name)
        if value:
            most = row._meta.get_field(name).max_length
            setattr(row, name, ERASED[:most] if isinstance(value, str) else type(value)())
    row.save()


def _without_people(case: Case) -> None:
    first = FinancialYear.of(case.notified_on).last
    KeyWorker.objects.filter(case=case).update(user=None, starts_on=first, ends_on=first, created_at=_midnight(first))
    case.recommendations.update(owner_email="", answer_unchecked=False, words_unchecked=False)
    Analysis.objects.filter(case=case).update(finalised_by=None, created_at=_midnight(first))
    for request in case.requests.all():
        _without_days(request)


def _without_days(request: InformationRequest) -> None:
    """The year in which it was asked, and whether the answer came in time."""
    asked = FinancialYear.of(request.asked_on).first
    in_time = request.answered_on and request.answered_on <= request.due_on
    request.answered_on = request.answered_on and (asked if in_time else asked.replace(day=2))
    request.asked_on = request.due_on = asked
    request.answered_by = request.first_opened_at = request.last_chased_on = None
    request.created_at = _midnight(asked)
    request.save()


def _made_coarse(case: Case) -> None:
    rough = coarse(Facts(**{name: getattr(case, name) for name in Facts.__annotations__}))
    values = asdict(rough) | {
        "imd_edition": None, "lsoa_year": None, "place_source": "", "placed_on": None, "case_worker": None,
        "ncmd_notified_on": None, "cdrm_on": None, "status_since": timezone.now(), "erased_on": today(),
        "created_at": _midnight(rough.notified_on),
    }  # fmt: skip
    for name, value in values.items():
        setattr(case, name, value)
    case.version += 1
    case.save()


def _midnight(day) -> datetime:
    return datetime.combine(day, time(), UTC)


def delete_files(case_ids: Iterable) -> None:
    """The stored documents of the cases, whether a row still names them or not. Doing it twice does nothing."""
    for key in case_ids:
        place = f"attachments/{key}"
        if default_storage.exists(place):
            for name in default_storage.listdir(place)[1]:
                default_storage.delete(f"{place}/{name}")
            default_storage.delete(place)

"""A notification's answers as they were given, in sections, to be read only."""

from cases.models import Notification
from common.components import SummaryRow
from common.formats import clock, day, moment

SECTIONS = (
    (
        "Who notified",
        ("notifier_name", "notifier_role", "notifier_agency", "notifier_email", "notifier_phone", "received_at"),
    ),
    (
        "The death",
        (
            "died_on", "died_at_time", "place_of_death", "confirmed_place", "place_detail", "event_place",
            "expectedness", "circumstances", "cause_text",
        ),
    ),
    (
        "The child",
        (
            "sex", "ethnicity", "local_authority", "resident_elsewhere", "gestation_weeks", "birth_weight_grams",
            "multiplicity",
        ),
    ),
    ("Scope", ("stillbirth_at_home", "signs_of_life", "termination")),
    (
        "What was started",
        (
            "jar_triggered", "coroner_notified", "post_mortem", "mccd_issued", "medical_examiner", "other_reviews",
            "social_care", "national_alert", "national_alert_reason",
        ),
    ),
    ("The family", ("key_worker_name", "key_worker_contact", "booklet_given")),
)  # fmt: skip

EXTRA_LABELS = {
    "notifier_name": "Name",
    "notifier_role": "Role",
    "notifier_agency": "Organisation",
    "notifier_email": "Email",
    "notifier_phone": "Phone",
    "received_at": "Received",
    "other_reviews": "Other reviews known",
    "confirmed_place": "Confirmed at",
}


def answers(notice: Notification | None) -> list[tuple[str, list[SummaryRow]]]:
    """Sections with their answers; questions that got none are left out."""
    if notice is None:
        return []
    found = []
    for heading, names in SECTIONS:
        rows = [_row(notice, name) for name in names if hasattr(notice, name)]
        rows = [row for row in rows if row.value not in ("", None)]
        if rows:
            found.append((heading, rows))
    return found


def _row(notice: Notification, name: str) -> SummaryRow:
    label = EXTRA_LABELS.get(name) or str(notice._meta.get_field(name).verbose_name)
    return SummaryRow(label[:1].upper() + label[1:], _words(notice, name))


def _words(notice: Notification, name: str):
    display = getattr(notice, f"get_{name}_display", None)
    value = display() if display else getattr(notice, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if name == "received_at":
        return moment(value)
    if name.endswith("_time"):
        return clock(value)
    return day(value) if name.endswith("_on") else value

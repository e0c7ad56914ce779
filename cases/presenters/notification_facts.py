"""Everything a notification says beside who the child is, in the order of the form."""

from cases.models import Notification
from cases.vocabularies import ProcessKind, SocialCare
from common.components import SummaryRow
from common.formats import clock, day, moment

REVIEWS, CARE = dict(ProcessKind.choices), dict(SocialCare.choices)


def sections(found: Notification | None, *, with_child: bool = False) -> list[tuple[str, list[SummaryRow]]]:
    """Headings with their answers; what was not asked or not answered is left out."""
    if found is None:
        return []
    parts = (
        ("The child", _child(found) if with_child else []),
        ("The death", _death(found)),
        ("What happened", [("Circumstances", found.circumstances)]),
        ("The birth", _birth(found)),
        ("Other processes", _processes(found)),
        ("Support and alert", _support(found)),
        ("Who notified", _notifier(found)),
    )
    shown = [(heading, [SummaryRow(label, value) for label, value in rows if value]) for heading, rows in parts]
    return [(heading, rows) for heading, rows in shown if rows]


def _child(found: Notification) -> list[tuple[str, object]]:
    return [
        ("Sex", found.get_sex_display()),
        ("Ethnic group", found.get_ethnicity_display()),
        ("Area", found.local_authority or found.resident_elsewhere),
    ]


def _death(found: Notification) -> list[tuple[str, object]]:
    event = found.get_event_place_display()
    return [
        ("Date of death", day(found.died_on)),
        ("Time of death", clock(found.died_at_time)),
        ("Death confirmed", f"{found.get_confirmed_place_display()} {_in_brackets(found.place_detail)}".strip()),
        ("Event happened", f"{event} {_in_brackets(found.event_place_detail)}".strip()),
        ("Expected or unexpected", found.get_expectedness_display()),
    ]


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _birth(found: Notification) -> list[tuple[str, object]]:
    weeks, days = found.gestation_weeks, found.gestation_days
    babies = {1: "Single", 2: "Twins", 3: "Triplets or more"}.get(found.multiplicity, "")
    return [
        ("Gestation", f"{weeks} weeks{f' and {days} days' if days else ''}" if weeks else ""),
        ("Birth weight", f"{found.birth_weight_grams} g" if found.birth_weight_grams else ""),
        ("Single or multiple", babies),
        ("Birth order", found.birth_order),
        ("Signs of life", found.get_signs_of_life_display()),
        ("Possible stillbirth, no professional present", found.get_stillbirth_at_home_display()),
        ("Lawful termination", found.get_termination_display()),
    ]


def _processes(found: Notification) -> list[tuple[str, object]]:
    return [
        ("Joint agency response", found.get_jar_triggered_display()),
        ("Lead health professional", found.jar_lead),
        ("Police reference", found.police_reference),
        ("Coroner told", found.get_coroner_notified_display()),
        ("Post-mortem", found.get_post_mortem_display()),
        ("Certificate of cause of death", found.get_mccd_issued_display()),
        ("Cause as given", found.cause_text),
        ("Medical examiner", found.get_medical_examiner_display()),
        ("Other reviews known", ", ".join(REVIEWS.get(code, code) for code in found.other_reviews)),
        ("Known to social care", found.get_social_care_display()),
        ("How", ", ".join(CARE.get(code, code) for code in found.social_care_status)),
    ]


def _support(found: Notification) -> list[tuple[str, object]]:
    return [
        ("Key worker", found.key_worker_name),
        ("Key worker’s contact", found.key_worker_contact),
        ("Booklet given", found.get_booklet_given_display()),
        ("National alert", "Yes, at once" if found.national_alert else "No"),
        ("Why", found.national_alert_reason),
    ]


def _notifier(found: Notification) -> list[tuple[str, object]]:
    return [
        ("Name", found.notifier_name),
        ("Role", found.notifier_role),
        ("Organisation", found.notifier_agency),
        ("Email", found.notifier_email),
        ("Telephone", found.notifier_phone),
        ("Received", moment(found.received_at)),
        ("Entered by", found.entered_by),
    ]

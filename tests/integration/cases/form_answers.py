"""Answers to every page of the notification form, as a browser posts them. Invented, with tokens to look for."""

from datetime import date, timedelta

from common.dates import today


def dated(name: str, day: date) -> dict:
    """The three inputs of a date."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def rows(prefix: str, *given: dict) -> dict:
    """The inputs of a repeating group."""
    found = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(given):
        found |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return found


DIED = today() - timedelta(days=2)
TOKENS = {name: f"Qzx{name}qzx" for name in ("first", "last", "alias", "story", "mother", "brother", "doctor", "home")}

PAGES = {
    "about-you": {
        "notifier_name": "Sample Notifier", "notifier_role": "GP", "notifier_agency": "Sample Surgery",
        "notifier_email": "gp@example.org", "notifier_phone": "01632 960002",
    },
    "child": {
        "first_names": TOKENS["first"], "surname": TOKENS["last"], "aliases": TOKENS["alias"], "nhs_known": "known",
        "nhs_number": "999 000 0018", **dated("born_on", DIED - timedelta(days=3000)), "sex": "male",
        "ethnicity": "A", "area": "E06000032", "address": TOKENS["home"], "postcode": "lu1 2aa",
        "gp_practice": "Sample Surgery",
    },
    "death": {
        **dated("died_on", DIED), "died_at_time": "2:30pm", "confirmed_place": "ed", "place_detail": "Sample Hospital",
        "event_place": "home", "expectedness": "unexpected",
    },
    "circumstances": {"circumstances": TOKENS["story"]},
    "family": {
        **rows("carers", {"relationship": "Mother", "name": TOKENS["mother"], "parental_responsibility": "yes"}),
        **rows("household", {"relationship": "brother", "name": TOKENS["brother"], "at_risk": "on"}),
    },
    "processes": {
        "jar_triggered": "yes", "jar_lead": "Sample Lead", "coroner_notified": "yes", "post_mortem": "not_known",
        "mccd_issued": "no", "cause_text": "left over", "medical_examiner": "no", "other_reviews": ["psii"],
        "social_care": "no",
    },
    "support": {"key_worker_named": "no", "booklet_given": "yes", "national_alert": "no"},
    "professionals": rows(
        "professionals",
        {"role": "Health visitor", "name": TOKENS["doctor"], "organisation": "Sample Trust", "send_form": "yes"},
    ),
}  # fmt: skip
BIRTH = {
    "gestation_weeks": "24", "gestation_days": "3", "birth_weight_grams": "640", "multiplicity": "2",
    "birth_order": "2", "born_at_time": "14:30", "signs_of_life": "yes", "stillbirth_at_home": "no",
    "termination": "no",
}  # fmt: skip

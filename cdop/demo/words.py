"""Invented words for invented cases: plain, gentle, and obviously not about anybody."""

from cases.vocabularies import Category

FIRST_NAMES = ("Testa", "Samplo", "Mockie", "Fictia", "Demodo", "Exampla", "Inventus", "Placida", "Quasi", "Pretenda")
ROOTS = (
    "Alder", "Bramble", "Cedar", "Dogwood", "Elm", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple",
    "Nettle", "Olive", "Poplar", "Quince", "Rowan", "Sorrel", "Thistle", "Willow", "Yew",
)  # fmt: skip
ENDS = ("notreal", "madeup", "sample", "mock", "fable")
SUMMARY = (
    "{age}, {sex}. This is an invented case for demonstration. {course} {care} "
    "The family was offered support and a key worker. No identifying detail is given here."
)
COURSE = {
    Category.INFLICTED: "The child died after an injury; other agencies have finished their work.",
    Category.SUICIDE: "The young person had been in touch with services in the months before.",
    Category.TRAUMA: "The child died after an accident outside the home.",
    Category.MALIGNANCY: "The child had been treated for a malignancy and received palliative care.",
    Category.ACUTE: "The child became ill over a few days and was brought to hospital.",
    Category.CHRONIC: "The child had a long-standing condition known to several services.",
    Category.CHROMOSOMAL: "A genetic or congenital condition had been found before or soon after birth.",
    Category.PERINATAL: "The baby was born early and was cared for on a neonatal unit.",
    Category.INFECTION: "The child was treated for an infection.",
    Category.SUDDEN: "The child was found without signs of life after being put down to sleep.",
}
CARE = {
    "expected": "The death was expected and an advance care plan was in place.",
    "unexpected": "The death was unexpected and the agencies met on the same day.",
    "not_known": "It is not recorded whether the death was expected.",
}
CAUSE = {
    Category.INFLICTED: "Invented cause: injury",
    Category.SUICIDE: "Invented cause: self-inflicted",
    Category.TRAUMA: "Invented cause: accidental injury",
    Category.MALIGNANCY: "Invented cause: malignancy",
    Category.ACUTE: "Invented cause: acute illness",
    Category.CHRONIC: "Invented cause: chronic illness",
    Category.CHROMOSOMAL: "Invented cause: congenital anomaly",
    Category.PERINATAL: "Invented cause: extreme prematurity",
    Category.INFECTION: "Invented cause: infection",
    Category.SUDDEN: "Unascertained (invented)",
}
LEARNING = {
    "smoking_in_pregnancy": "Ask about smoking at every antenatal contact and refer at once.",
    "household_smoking": "Ask who else in the home smokes.",
    "high_maternal_bmi": "Offer healthy weight support before a further pregnancy.",
    "unsafe_sleeping": "Repeat safer sleep advice to everybody who cares for the baby.",
    "multiple_social_factors": "Bring the agencies that know a family together early.",
    "treatment_issue": "Escalate when a child does not respond to treatment.",
    "guideline_not_followed": "Make the guideline easy to find at the bedside.",
    "intervention_not_taken_up": "Find out why an offer was not taken up, and offer it again.",
    "communication_between_agencies": "Share what is known when a child moves between services.",
}
CIRCUMSTANCES = "Invented circumstances, written for a demonstration. Nobody in this record exists."


def summary(*, age: str, sex: str, category: int, expectedness: str) -> str:
    """An anonymised summary."""
    return SUMMARY.format(age=age, sex=sex, course=COURSE[Category(category)], care=CARE[expectedness])


def names(number: int) -> dict:
    """A plainly invented name; different enough from the next that they are not taken for one child."""
    root, end = ROOTS[number * 5 % len(ROOTS)], ENDS[number % len(ENDS)]
    return {"first_names": FIRST_NAMES[number * 3 % len(FIRST_NAMES)], "surname": f"{root}{end}"}


FACTORS = [
    {"domain": "service", "text": "Advice was given in English only", "relevance": 2},
    {"domain": "physical", "text": "Crowded home", "relevance": 1},
]
"""What the draft analysis of a listed case names: something to rate before the discussion."""

"""The life of a case as the guidance has it, written down a second time: what ``cases.workflow`` is held against."""

OPEN = ("gathering", "cdrm_scheduled", "cdrm_held", "panel_preparation")
DONE = ("awaiting_item", "reviewed", "submitted", "closed")
OUT = ("duplicate", "out_of_scope", "transferred")
STATUSES = (*OPEN, "listed", *DONE, *OUT)

LEADS = {
    "arrange_cdrm": {"gathering": "cdrm_scheduled"},
    "hold_cdrm": {"gathering": "cdrm_held", "cdrm_scheduled": "cdrm_held"},
    "prepare": {"gathering": "panel_preparation", "cdrm_held": "panel_preparation"},
    "return_to_gathering": dict.fromkeys(OPEN[1:], "gathering"),
    "list": {"panel_preparation": "listed"},
    "unlist": {"listed": "panel_preparation"},
    "defer": {"listed": "gathering"},
    "await_item": {"listed": "awaiting_item"},
    "finalise": {"listed": "reviewed", "awaiting_item": "reviewed"},
    "submit": {"reviewed": "submitted"},
    "close": {"submitted": "closed"},
    "reopen": dict.fromkeys((*DONE, *OUT), "gathering"),
    "mark_duplicate": dict.fromkeys(OPEN, "duplicate"),
    "mark_out_of_scope": dict.fromkeys(OPEN, "out_of_scope"),
    "transfer": dict.fromkeys(OPEN, "transferred"),
}
"""``{step: {where it may be taken: where it leads}}``."""

AT_THE_MEETING = ("list", "unlist", "defer", "await_item", "finalise")
"""Chair and CDR manager take these, the others the CDR manager alone."""

WITH_A_REASON = (
    "defer", "await_item", "reopen", "return_to_gathering", "mark_duplicate", "mark_out_of_scope", "transfer",
)  # fmt: skip


def road(start: str, end: str) -> tuple[tuple[str, str], ...]:
    """The fewest steps from one status to another, each with where it leads."""
    roads = [(start, ())]
    for status, taken in roads:  # grows as it is walked: the shorter roads stand in front
        if status == end:
            return taken
        there = {start, *(reached for reached, _ in roads)}
        found = ((step, starts[status]) for step, starts in LEADS.items() if status in starts)
        roads += [(to, (*taken, (step, to))) for step, to in found if to not in there]
    raise AssertionError(f"no road from {start} to {end}")

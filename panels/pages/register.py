"""The register of the panel and the attendance of a year."""

from datetime import date, timedelta

from django.urls import reverse

from accounts.models import Panel
from common.components import Cell, Column, Link, Table, Tag
from common.dates import FinancialYear, today
from common.formats import day, short_day
from common.policy import allowed
from panels import policy, selectors
from panels.forms.register import YearForm
from panels.models import Seat, SeatHolding
from panels.quorum import GROUPS
from panels.selectors import register
from panels.selectors.report import SeatAttendance, attendance_by_seat, meetings_held

VACANT = Tag("Vacant", "yellow")
YEARS = 6
AWAY = {"apologies": "Apologies", "absent": "Absent", "not_invited": "Not invited", "vacant": "Vacant"}


def members(panel: Panel, user) -> dict:
    """Seats with their holders, what is vacant, and the rule of the quorum in words."""
    seats, keeps = register.seats(panel), allowed(policy.keep_register, panel.pk, user)
    vacant = sum(not seat.held for seat in seats)
    return {
        "tables": [
            _table("Core seats", [seat for seat in seats if seat.kind == Seat.Kind.CORE], keeps),
            _table("As required", [seat for seat in seats if seat.kind != Seat.Kind.CORE], keeps),
        ],
        "any": bool(seats),
        "vacant": "Every seat is filled." if not vacant else f"{vacant} of {len(seats)} seats vacant.",
        "keeps": keeps,
        "rule": rule_words(panel),
    }


def quorum(panel: Panel) -> dict:
    """What helps to set the rule: who there is today, and from when it holds."""
    people = len({one.user_id for one in register.people(panel)})
    sitting = register.going_on(panel)
    words = f"{people} people have a role that sits on the panel today."
    kept = " The meeting that goes on now keeps the rule it began with." if sitting else ""
    return {"introduction": f"{words} What you save holds from the next meeting that begins.{kept}", "people": people}


def beyond_reach(panel: Panel) -> bool:
    """Whether the panel asks for more people than it has."""
    return panel.quorum_minimum > len({one.user_id for one in register.people(panel)})


def rule_words(panel: Panel) -> str:
    """The quorum as a sentence."""
    rule = selectors.rule_of(panel)
    groups = [GROUPS[code][0] if code in GROUPS else code for code in rule.groups]
    words = f"A meeting is quorate with {rule.minimum} members"
    return f"{words} and somebody from {', '.join(groups)}." if groups else f"{words}."


def _table(caption: str, seats: list[Seat], keeps: bool) -> Table:
    labels = ["Seat", "Agency", "Held by", "Since", "Deputy", *(["Change"] if keeps else [])]
    return Table(caption, [Column(words) for words in labels], [_row(seat, keeps) for seat in seats], stack=True)


def _row(seat: Seat, keeps: bool) -> list:
    term = seat.held[0] if seat.held else None
    url = reverse("panels:seat", args=[seat.pk]) if keeps else ""
    row = [
        Cell(seat.title, url=url),
        str(seat.organisation or (term and term.membership.organisation) or ""),
        _holder(term, seat.to_come),
        short_day(term.from_on) if term else "",
        str(term.deputy.user.full_name if term and term.deputy else ""),
    ]
    change = Cell("Who holds it", url=reverse("panels:seat_holder", args=[seat.pk])) if keeps else None
    return [*row, change] if change else row


def _holder(term: SeatHolding | None, to_come: list[SeatHolding]) -> Cell:
    later = "; ".join(f"{one.membership.user.full_name} from {day(one.from_on)}" for one in to_come)
    if term is None:
        return Cell("", tags=[VACANT], note=later)
    until = f"Until {day(last_day(term))}" if term.to_on else ""
    return Cell(term.membership.user.full_name, note="; then ".join(filter(None, (until, later))))


def last_day(term: SeatHolding) -> date | None:
    """The last day with the seat."""
    return term.to_on and term.to_on - timedelta(days=1)


def seat(found: Seat) -> dict:
    """One seat and everybody who has held it."""
    rows = [
        [
            term.membership.user.full_name,
            short_day(term.from_on),
            short_day(last_day(term)),
            term.deputy.user.full_name if term.deputy else "",
        ]
        for term in register.terms(found)
    ]
    columns = [Column(words) for words in ("Held by", "First day", "Last day", "Deputy")]
    return {
        "seat": found,
        "terms": Table("Terms", columns, rows, stack=True),
        "held": register.held(found) or register.next_term(found),
        "trail": [Link("Members", reverse("panels:members"))],
    }


def holder(found: Seat) -> dict:
    """What helps to say who holds a seat: who has it, who takes it over."""
    now, later = register.held(found), register.next_term(found)
    said = [f"{now.membership.user.full_name} has held it since {day(now.from_on)}."] if now else []
    said += [f"{later.membership.user.full_name} takes it over on {day(later.from_on)}."] if later else []
    if now and later:
        said.append(f"To keep that, leave {day(now.to_on)} or an earlier day as the end of the term.")
    return {"introduction": " ".join(said)}


def attendance(panel: Panel, query) -> dict:
    """How often each seat was represented at the meetings held in a year."""
    years = _years()
    form = YearForm(query or {"year": years[0].code}, years=years)
    year = FinancialYear.parse(form.cleaned_data["year"]) if form.is_valid() else years[0]
    held = meetings_held(panel, year)
    return {"table": _attendance(panel, year), "year": year.label, "held": len(held), "form": form}


def _years() -> list[FinancialYear]:
    found = [FinancialYear.of(today())]
    while len(found) < YEARS:
        found.append(found[-1].previous)
    return found


def _attendance(panel: Panel, year: FinancialYear) -> Table:
    rows = [
        [
            Cell(one.seat or one.role, note=_about(one)),
            one.meetings,
            Cell(one.attended, note=f"{one.by_deputy} by deputy" if one.by_deputy else ""),
            *(getattr(one, name) for name in AWAY),
            f"{round(100 * one.attended / one.expected)}%" if one.expected else "",
        ]
        for one in attendance_by_seat(panel, year)
    ]
    labels = ("Meetings", "There", *AWAY.values(), "Share")
    columns = [Column("Seat"), *(Column(words, numeric=True) for words in labels)]
    return Table(f"Attendance by seat, {year.label}", columns, rows, stack=True, caption_hidden=True)


def _about(one: SeatAttendance) -> str:
    kind = "Core" if one.core else "As required"
    return ", ".join(filter(None, (kind, one.agency, "" if one.seat else "no seat on the register")))

"""The identity part of a merge: people brought over, values written into the child, what stood there kept sealed."""

from cases.identity.merging import child_of, only_there
from cases.identity.models import Child, MergeCopy, Professional, Relative
from cases.models import Case, Merge, Notification
from common.sealing import seal

RELATIVE = ("kind", "relationship", "name", "born_on", "address", "nhs_number", "parental_responsibility", "at_risk")
PROFESSIONAL = ("role", "name", "organisation", "email", "phone", "send_form")


def bring_people(kept: Case, source: Case | Notification) -> list[tuple[str, str]]:
    """Copies whom only the other side names; ``(kind, key)`` of what was made. The caller's event covers it."""
    mine, theirs = child_of(kept), child_of(source)
    if theirs is None:
        return []
    mine = mine or Child.objects.create(case=kept)
    made = []
    for person in only_there(mine, theirs, "relatives"):
        row = Relative.objects.create(child=mine, **{name: getattr(person, name) for name in RELATIVE})
        made.append(("relative", str(row.pk)))
    for person in only_there(mine, theirs, "professionals"):
        row = Professional.objects.create(child=mine, **{name: getattr(person, name) for name in PROFESSIONAL})
        made.append(("professional", str(row.pk)))
    return made


def take_away(people: list[tuple[str, str]], kept: Case) -> int:
    """Removes people who were brought over and not touched since; how many stayed because they were."""
    stayed = 0
    for kind, key in people:
        model = Relative if kind == "relative" else Professional
        removed, _ = model.objects.filter(pk=key, child__case=kept, version=1).delete()
        stayed += not removed
    return stayed


def write(kept: Case, values: dict) -> None:
    """Puts values into the child of the case. The caller's event covers it."""
    if not values:
        return
    child = Child.objects.select_for_update().filter(case=kept).first() or Child(case=kept)
    for name, value in values.items():
        setattr(child, name, value)
    child.version += 1
    child.save()


def keep(merge: Merge, content: dict) -> None:
    """Seals what was there before, so that a merge can be undone."""
    MergeCopy.objects.create(merge=merge, sealed=seal(content))

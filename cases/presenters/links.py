"""Addresses of case pages."""

from django.urls import NoReverseMatch, reverse

from common.components import Link


def to(name: str, case, **keys) -> str:
    """``to("case", case)``: a page of this case."""
    return reverse(f"cases:{name}", kwargs={"case": case.pk, **keys})


def elsewhere(name: str, **keys) -> str:
    """A page of an app further left, by name; nothing where it is not installed."""
    try:
        return reverse(name, kwargs=keys)
    except NoReverseMatch:
        return ""


TABS = (
    ("Summary", "case"),
    ("Timeline", "timeline"),
    ("Notification", "notification"),
    ("Requests", "case_requests"),
    ("Forms", "forms"),
    ("Processes", "around"),
    ("Review meeting", "review_meetings"),
    ("Family", "case_family"),
    ("Documents", "documents"),
    ("Analysis", "analysis"),
    ("Actions", "actions"),
    ("Identity", "identity"),
)


def tabs(case, current: str) -> list[Link]:
    """The pages of a case; the panel's own page stands among them where there is one."""
    links = [Link(label, to(name, case), current=name == current) for label, name in TABS]
    panel = elsewhere("panels:case_panel", case=case.pk)
    if panel:
        links.insert([name for _, name in TABS].index("actions"), Link("Panel", panel))
    return links

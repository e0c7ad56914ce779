"""Reads of templates, each beginning with what this person may see."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from common.errors import NotNow
from reporting.annual_report.word_template.models import WordTemplate

GONE = "The Word template that this edition was prepared with is missing from the store."


def template_for(user, key: UUID) -> WordTemplate:
    """A template in scope."""
    return get_object_or_404(WordTemplate.objects.visible_to(user).select_related("panel", "added_by"), pk=key)


def in_use(panel_id: UUID) -> WordTemplate | None:
    """The template that the panel's next file is made with."""
    return WordTemplate.objects.in_use().filter(panel=panel_id).select_related("added_by", "panel").first()


def earlier(panel_id: UUID) -> list[WordTemplate]:
    """Those that were replaced or removed, the latest first."""
    rows = WordTemplate.objects.filter(panel=panel_id, ended_at__isnull=False).select_related("added_by", "ended_by")
    return list(rows[:20])


def mark_of(panel_id: UUID) -> str:
    """The mark of the template in use, for what is frozen now; empty where there is none."""
    return WordTemplate.objects.in_use().filter(panel=panel_id).values_list("sha256", flat=True).first() or ""


def frozen(snapshot: dict, panel_id: UUID) -> bytes | None:
    """The template that a snapshot names; nothing where it was taken without one."""
    mark = snapshot.get("word", {}).get("template", "")
    if not mark:
        return None
    row = WordTemplate.objects.filter(panel=panel_id, sha256=mark).first()
    if row is None:
        raise NotNow("template_gone", GONE)
    return content_of(row)


def content_of(row: WordTemplate) -> bytes:
    """The bytes of a template."""
    with row.file.open("rb") as stored:
        return stored.read()

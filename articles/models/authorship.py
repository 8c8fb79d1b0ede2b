"""Who wrote what on a page, by Wagtail's log and its revisions."""

from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from wagtail.models import Page, PageLogEntry, Revision

WRITES = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy", "wagtail.rename")
"""What Wagtail's log calls the acts by which somebody writes."""


def authors(page: Page, since: datetime | None) -> set[int]:
    """The keys of all who wrote on `page` after this moment; without one, of all who ever did."""
    entries, revisions = _written(page, since)
    found = set(entries.values_list("user_id", flat=True))
    found |= set(revisions.values_list("user_id", flat=True))
    return found - {None}


def brought_back(page: Page, since: datetime | None) -> datetime | None:
    """When the oldest words were written that somebody brought back after this moment."""
    reverts = _written(page, since)[0].filter(action="wagtail.revert")
    keys = [(entry.data.get("revision") or {}).get("id") for entry in reverts]
    found = Revision.page_revisions.filter(object_id=str(page.pk), pk__in=filter(None, keys))
    return found.aggregate(oldest=Min("created_at"))["oldest"]


def _written(page: Page, since: datetime | None) -> tuple[QuerySet[Any], QuerySet[Any]]:
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=WRITES)
    revisions = Revision.page_revisions.filter(object_id=str(page.pk))
    if since is None:
        return entries, revisions
    return entries.filter(timestamp__gt=since), revisions.filter(created_at__gt=since)

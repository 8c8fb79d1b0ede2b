"""A translated urgent box, and whether the box that it was made from has changed since."""

import hashlib
import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from wagtail.models import Page


class TranslatedUrgent(models.Model):
    """Of a page in another language: the source's urgent box that its own box stands for.

    Not a field of the page: a revision would carry it, and bring an old one back.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="translated_urgent")
    source = models.CharField(max_length=64)
    """`fingerprint` of the box that was translated."""
    own = models.CharField(max_length=64)
    """`fingerprint` of the translation, as it was then."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}"


def fingerprint(raw: Any) -> str:
    """SHA-256 of an urgent box as StreamField's raw data, whatever ids its blocks have."""
    return hashlib.sha256(json.dumps(_said(raw), sort_keys=True).encode()).hexdigest()


def _said(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {name: _said(value) for name, value in raw.items() if name != "id"}
    return [_said(value) for value in raw] if isinstance(raw, list) else raw


def with_source(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages that know, without another query, what `UrgentMixin.urgent_is_behind` asks."""
    source = pages.model._default_manager.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
        live=True,
    )
    made_from = TranslatedUrgent.objects.filter(page=OuterRef("pk"))
    return pages.annotate(
        source_urgent=Subquery(
            source.annotate(as_text=Cast("urgent", TextField())).values("as_text")
        ),
        urgent_made_from=Subquery(made_from.values("source")),
    )


class UrgentMixin(models.Model):
    """For pages with an `urgent` box."""

    class Meta:
        abstract = True

    @cached_property
    def urgent_is_behind(self) -> bool:
        """Whether the source's box is another one now than the one that this was made from.

        So also where nobody knows what it was made from: a danger is not a place for trust.
        """
        page: Any = self
        if page.locale.language_code == settings.LANGUAGE_CODE:
            return False
        if "source_urgent" not in page.__dict__:
            pages = type(page)._default_manager.filter(pk=page.pk)
            found = with_source(pages).values("source_urgent", "urgent_made_from").first() or {}
            page.__dict__ |= {"source_urgent": None, "urgent_made_from": None} | found
        if page.source_urgent is None:
            return False
        now = json.loads(page.source_urgent or "[]")
        if not now and not page.urgent:
            return False
        return fingerprint(now) != page.urgent_made_from

"""When somebody is to look at a page again, who sees to it, and why."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

if TYPE_CHECKING:
    from articles.models.evidence.source import Source

NEVER_REVIEWED = timedelta(days=30)
"""So long an article may wait for its first review, or for the one that somebody passed by."""

PROTECTS_LIFE = timedelta(days=7)
"""What went live in a hurry is looked at sooner."""

WINDOWS = (30, 60, 90)
"""Days ahead that the report looks."""


class ReviewDueQuerySet(QuerySet["ReviewDue"]):
    def within(self, days: int) -> "ReviewDueQuerySet":
        """Due in so many days, and overdue."""
        return self.filter(due_on__lte=timezone.localdate() + timedelta(days=days))

    def overdue(self) -> "ReviewDueQuerySet":
        return self.filter(due_on__lt=timezone.localdate())

    def set(self, page: Page, due_on: date, reason: str, source: "Source | None" = None) -> None:
        """Who sees to it stays, and is told anew."""
        told = {"reminded_on": None, "source": source, "reason": reason, "due_on": due_on}
        self.update_or_create(
            page_id=page.pk, defaults=told, create_defaults=told | {"owner_id": page.owner_id}
        )

    def open(self, pages: "QuerySet[Page]", reason: str, source: "Source") -> int:
        """A review of each of these pages is due today; returns how many. Never unpublishes."""
        found = list(pages)
        for page in found:
            self.set(page, timezone.localdate(), reason, source)
        return len(found)


class ReviewDue(models.Model):
    """Every article has one; another page has one once a source that it leans on fell.

    It belongs to the page and not to its draft: no revision brings an old day back.
    """

    class Reason(models.TextChoices):
        NEW = "new", _("Never reviewed")
        LAPSES = "lapses", _("The review lapses")
        PASSED_BY = "passed_by", _("Published without review")
        RETRACTED = "retracted", _("A source was retracted")
        GONE = "gone", _("A source is gone")

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="review_due", verbose_name=_("page")
    )
    due_on = models.DateField(
        _("review due"), db_index=True, help_text=_("The page stays online when the day passes.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={
            "is_active": True,
            "groups__name__in": ["Editors", "Publishers", "Reviewers"],
        },
        verbose_name=_("who sees to it"),
        help_text=_("Reminded by mail, together with the publishers."),
    )
    reason = models.CharField(_("why"), max_length=12, choices=Reason.choices, default=Reason.NEW)
    source = models.ForeignKey(
        "articles.Source", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded_on = models.DateField(null=True, editable=False)
    set_at = models.DateTimeField(auto_now=True)
    """When somebody, or something that fell, last set the day."""

    objects = ReviewDueQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("review due")
        verbose_name_plural = _("reviews due")

    def __str__(self) -> str:
        return f"{self.page} ({self.due_on})"

    def clean(self) -> None:
        ahead = timezone.localdate() + timedelta(days=3 * 365)
        if self.due_on and self.due_on > ahead:
            raise ValidationError({"due_on": _("Within three years, at the latest.")})

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.localdate()

    @property
    def why(self) -> str:
        """In words, with the source that it is about."""
        said: Any = self.get_reason_display()
        return f"{said}: {self.source.title}" if self.source else str(said)

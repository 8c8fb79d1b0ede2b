"""Clinical reviews. The badge is derived: it shows while what is live is what was approved."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail.search import index

GOOD_FOR = timedelta(days=365)
"""After this a review is due again, unless the reviewer says another day."""


class Reviewer(index.Indexed, models.Model):
    """A clinician who reviews articles and has agreed to be named."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviewer",
        verbose_name=_("account"),
        help_text=_("Who signs in with it approves in this name."),
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As readers see it under “Reviewed by”. The clinician has agreed to that."),
    )
    credentials = models.CharField(
        _("credentials"), max_length=160, help_text=_('Such as "MD, addiction medicine".')
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}"


class ReviewQuerySet(models.QuerySet["Review"]):
    def newest_of(self, article: int) -> "Review | None":
        found = self.filter(article_id=article)
        return found.order_by("-recorded_at", "-pk").first()


class Review(models.Model):
    """One reviewer's approval of an article's content exactly as they read it.

    Only the workflow makes one (`articles.models.workflow`); none is changed afterwards.
    """

    article = models.ForeignKey(
        "articles.ArticlePage",
        on_delete=models.CASCADE,
        related_name="reviews",
        verbose_name=_("article"),
    )
    reviewer = models.ForeignKey(
        Reviewer, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("reviewer")
    )
    # As they were that day: who is renamed later has not signed this.
    name = models.CharField(_("name"), max_length=120, blank=True, editable=False)
    credentials = models.CharField(_("credentials"), max_length=160, blank=True, editable=False)
    reviewed_on = models.DateField(_("reviewed on"), default=timezone.localdate)
    next_due_on = models.DateField(_("next review due"))
    content_hash = models.CharField(max_length=64, editable=False)
    revision = models.ForeignKey(
        Revision,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("revision that was read"),
    )
    recorded_at = models.DateTimeField(null=True, editable=False, default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-reviewed_on", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.article} ({self.reviewed_on})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Who signs is copied from the reviewer, the first time."""
        if self._state.adding:
            self.name, self.credentials = self.reviewer.name, self.reviewer.credentials
        if not self.content_hash:
            self.content_hash = self.article.content_hash()
        super().save(*args, **kwargs)

    @property
    def signature(self) -> str:
        return f"{self.name}, {self.credentials}"

    def clean(self) -> None:
        today = timezone.localdate()
        if self.reviewed_on and self.reviewed_on > today:
            raise ValidationError({"reviewed_on": _("This day has not come yet.")})
        if self.reviewed_on and self.next_due_on and self.next_due_on <= self.reviewed_on:
            raise ValidationError({"next_due_on": _("The next review comes after this one.")})


class UnreviewedPublication(models.Model):
    """Somebody published an article that no clinician had reviewed, and said why."""

    article = models.ForeignKey(
        "articles.ArticlePage",
        on_delete=models.CASCADE,
        related_name="unreviewed_publications",
        verbose_name=_("article"),
    )
    revision = models.ForeignKey(
        Revision, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    protects_life = models.BooleanField(_("it protects a life"), default=False)
    reason = models.TextField(_("reason"))
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("publication without review")
        verbose_name_plural = _("publications without review")
        permissions = [("publish_unreviewed", _("Can publish without clinical review"))]

    def __str__(self) -> str:
        return f"{self.article} ({self.published_at:%Y-%m-%d})"

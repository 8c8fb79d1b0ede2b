from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="info-circle")
class Banner(BaseSiteSetting):
    """Two lines above every page, for a while. It ends by itself; nobody can dismiss it."""

    text = models.CharField(
        _("text"),
        max_length=150,
        blank=True,
        help_text=_("Two lines at most on a phone. Leave empty for no banner."),
    )
    link = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("link"),
        help_text=_("The page that says more. Leave it empty if the text says it all."),
    )
    link_text = models.CharField(
        _("words of the link"),
        max_length=40,
        blank=True,
        help_text=_("Where it leads, in two or three words. Not “click here”."),
    )
    starts_at = models.DateTimeField(
        _("starts"),
        null=True,
        blank=True,
        help_text=_("From when readers see it. Leave it empty for at once."),
    )
    ends_at = models.DateTimeField(
        _("ends"),
        null=True,
        blank=True,
        help_text=_(
            "When it goes by itself. A banner needs an end, so that it is never out of date."
        ),
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("link"), FieldPanel("link_text")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]

    class Meta:
        verbose_name = _("banner")

    def clean(self) -> None:
        if self.text and not self.ends_at:
            raise ValidationError({"ends_at": _("Say when it ends, so that it cannot go stale.")})
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it starts.")})
        if self.link_text and not self.link_id:
            raise ValidationError({"link": _("Choose the page that the words lead to.")})
        if self.link_id and not self.link_text:
            raise ValidationError({"link_text": _("Say where the link leads.")})

    @property
    def is_showing(self) -> bool:
        now = timezone.now()
        started = self.starts_at is None or self.starts_at <= now
        return bool(self.text and started and self.ends_at and now < self.ends_at)

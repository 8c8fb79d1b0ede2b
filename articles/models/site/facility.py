from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from articles.models.spoken import Spoken


class Facility(ClusterableModel):
    """A place where the organisation works, and what can be checked about it."""

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As it stands on the door, so that a family finds it."),
    )
    street = models.CharField(
        _("street"),
        max_length=160,
        blank=True,
        help_text=_("For the way there. Leave it empty if the place must stay private."),
    )
    city = models.CharField(
        _("city"), max_length=80, help_text=_("The town that people nearby would name.")
    )
    state = models.CharField(
        _("state"), max_length=60, help_text=_("Written out, such as Pennsylvania.")
    )
    county = models.CharField(
        _("county"),
        max_length=60,
        blank=True,
        help_text=_("Only if families there ask for it, say because of funding."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("state"), FieldPanel("county")]),
        InlinePanel(
            "claims",
            label=_("License, accreditation and other claims"),
            help_text=_("What a family can check before they trust this place."),
        ),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")

    def __str__(self) -> str:
        return self.name


class FacilityClaim(Spoken, Orderable):
    """A licence, an accreditation, a fact; true only as of the day it was checked."""

    SPOKEN: ClassVar = ("claim", "checked_with")

    facility = ParentalKey(Facility, on_delete=models.CASCADE, related_name="claims")
    claim = models.CharField(
        _("claim"),
        max_length=160,
        help_text=_(
            "One fact, in the words of whoever granted it. Nothing that you only hope for."
        ),
    )
    number = models.CharField(
        _("number"),
        max_length=80,
        blank=True,
        help_text=_("Of the license or certificate, so that a reader can look it up."),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("Leave empty if nobody has checked it: the page then says so."),
    )
    checked_with = models.CharField(
        _("checked with"),
        max_length=160,
        blank=True,
        help_text=_("The register or the body asked."),
    )
    claim_es = models.CharField(
        _("claim, in Spanish"),
        max_length=160,
        blank=True,
        help_text=_("For Spanish pages. Left empty, they leave the claim out."),
    )
    checked_with_es = models.CharField(
        _("checked with, in Spanish"),
        max_length=160,
        blank=True,
        help_text=_("Who was asked, as a Spanish reader knows the name."),
    )

    panels = [
        FieldRowPanel([FieldPanel("claim"), FieldPanel("claim_es")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("checked_on"), FieldPanel("checked_with")]),
        FieldPanel("checked_with_es"),
    ]

    class Meta(Orderable.Meta):
        pass

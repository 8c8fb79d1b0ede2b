from typing import ClassVar

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from articles.models.evidence.helpline import CheckedNumber
from articles.models.spoken import Spoken


@register_setting(icon="home")
class Organisation(Spoken, CheckedNumber, BaseSiteSetting):
    """The centre itself: its name, its number, and what it says of them everywhere."""

    SPOKEN: ClassVar = ("who_answers", "cost", "belief", "sample_notice")

    name = models.CharField(
        _("name"), max_length=120, help_text=_("As families know it. It stands on every page.")
    )
    phone = models.CharField(
        _("phone"),
        max_length=40,
        help_text=_("The organization's own number, never a crisis line. It stands on every page."),
    )
    who_answers = models.CharField(
        _("who answers"), max_length=160, blank=True, help_text=_('Such as "Our intake staff".')
    )
    cost = models.CharField(
        _("what a call costs"),
        max_length=160,
        blank=True,
        help_text=_("Such as “The call is free”. Many do not ring because they fear a bill."),
    )
    belief = models.CharField(
        _("what we believe"), max_length=200, blank=True, help_text=_("One sentence of hope.")
    )
    who_answers_es = models.CharField(
        _("who answers, in Spanish"),
        max_length=160,
        blank=True,
        help_text=_("Such as “Our staff”, in Spanish. Say also whether they speak it."),
    )
    cost_es = models.CharField(
        _("what a call costs, in Spanish"),
        max_length=160,
        blank=True,
        help_text=_("For Spanish pages, in the same plain words."),
    )
    belief_es = models.CharField(
        _("what we believe, in Spanish"),
        max_length=200,
        blank=True,
        help_text=_("The same sentence of hope, as somebody would say it in Spanish."),
    )
    sample_notice = models.CharField(
        _("sample notice"),
        max_length=300,
        blank=True,
        help_text=_("Shown in the footer while these settings are a sample. Empty it when true."),
    )
    sample_notice_es = models.CharField(
        _("sample notice, in Spanish"),
        max_length=300,
        blank=True,
        help_text=_("The same for Spanish pages. Empty it together with the other."),
    )

    help_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page behind “Get help now”"),
        help_text=_("Who to call: danger now, a crisis, then us."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page about privacy"),
        help_text=_("Linked beside the button of every form."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("phone")]),
        FieldRowPanel([FieldPanel("checked_how"), FieldPanel("checked_on")]),
        MultiFieldPanel(
            [FieldPanel("who_answers"), FieldPanel("cost"), FieldPanel("belief")],
            heading=_("Ask for a call"),
        ),
        MultiFieldPanel(
            [FieldPanel("who_answers_es"), FieldPanel("cost_es"), FieldPanel("belief_es")],
            heading=_("The same in Spanish"),
            help_text=_("What is empty is left out of Spanish pages."),
        ),
        FieldRowPanel([FieldPanel("help_page"), FieldPanel("privacy_page")]),
        FieldPanel("sample_notice"),
        FieldPanel("sample_notice_es"),
    ]
    # The other settings come along: every page needs all three.
    select_related = ["site__banner", "site__menus"]

    class Meta:
        verbose_name = _("organization")

    def clean(self) -> None:
        super().clean()
        try:
            number = phonenumbers.parse(self.phone, "US")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError({"phone": _("This does not look like a phone number.")})
        self.phone = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    @property
    def phone_display(self) -> str:
        """The number as people here write it, such as (888) 380-0342."""
        try:
            number = phonenumbers.parse(self.phone, "US")
        except phonenumbers.NumberParseException:
            return self.phone
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)

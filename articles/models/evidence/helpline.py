"""The registry of numbers to call: each checked once, here, for every page that shows it."""

from datetime import date, timedelta
from typing import Any, ClassVar

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from articles.editing.numbers import key_of
from articles.models.spoken import Spoken

CHECK_EVERY = timedelta(days=90)
"""How long a check holds: a number that nobody looked at for longer is overdue."""


class HowChecked(models.TextChoices):
    """From the best to none. "Checked" means the first two: that day, by us."""

    RUNG = "rung", _("Somebody rang it")
    OPERATOR = "operator", _("Read on the operator's own page")
    LAW = "law", _("A law gives this number its purpose")
    COPY = "copy", _("Read in a copy of the operator's page")
    ELSEWHERE = "elsewhere", _("Read elsewhere, not at the operator's")
    NOT = "not", _("Not checked yet")


CAN_BE_CALLED = {HowChecked.RUNG, HowChecked.OPERATOR, HowChecked.LAW, HowChecked.COPY}
"""What makes a number a link to call; any other is shown as text."""

CHECKED = {HowChecked.RUNG, HowChecked.OPERATOR, HowChecked.LAW}


class CheckedNumber(models.Model):
    """Who looked at a number, how, and when. For helplines and for the organisation's own."""

    checked_how = models.CharField(
        _("how it was checked"),
        max_length=10,
        choices=HowChecked.choices,
        default=HowChecked.NOT,
        help_text=_(
            "Checked means: that day somebody rang it, or read the operator's own page. Read"
            " elsewhere or not at all, it is shown as text and not as a link to call."
        ),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody rang it or read it. Due again after 90 days."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.checked_how != HowChecked.NOT and self.checked_on is None:
            raise ValidationError({"checked_on": _("Say on which day it was checked.")})
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("This day has not come yet.")})

    @property
    def can_be_called(self) -> bool:
        """Whether its number may be a link to call."""
        return self.checked_how in CAN_BE_CALLED

    @property
    def is_checked(self) -> bool:
        return self.checked_how in CHECKED

    @property
    def due_on(self) -> date | None:
        """The day on which somebody is to check it again; None if nobody ever did."""
        if self.checked_on is None or self.checked_how == HowChecked.NOT:
            return None
        return self.checked_on + CHECK_EVERY

    @property
    def is_overdue(self) -> bool:
        return self.due_on is None or self.due_on < timezone.localdate()


class HelplineQuerySet(models.QuerySet["Helpline"]):
    def overdue(self) -> "HelplineQuerySet":
        """Whose last check is more than `CHECK_EVERY` ago, or that nobody ever checked."""
        old = timezone.localdate() - CHECK_EVERY
        never = Q(checked_how=HowChecked.NOT) | Q(checked_on=None)
        return self.filter(Q(checked_on__lt=old) | never)


class Helpline(index.Indexed, Spoken, CheckedNumber):
    """A number that was checked once, here, for every page that shows it."""

    SPOKEN: ClassVar = ("name", "text", "what_for", "who_answers", "hours", "languages")

    key = models.SlugField(
        _("key"),
        unique=True,
        help_text=_("Short and lasting, such as 988. Colleagues see it; readers do not."),
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("What the line calls itself, so that a caller knows who answers."),
    )
    call = models.CharField(
        _("number to call"),
        max_length=40,
        blank=True,
        help_text=_("With hyphens, as people read it aloud."),
    )
    text = models.CharField(
        _("how to text"),
        max_length=160,
        blank=True,
        help_text=_("The word to send, and to which number. For somebody who cannot speak now."),
    )
    chat = models.CharField(
        _("chat"),
        max_length=120,
        blank=True,
        help_text=_("Where to write with somebody, such as poison.org."),
    )
    tty = models.CharField(
        _("TTY"),
        max_length=40,
        blank=True,
        help_text=_("The number for callers who are deaf or hard of hearing."),
    )
    what_for = models.CharField(
        _("what it is for"),
        max_length=300,
        help_text=_("When to ring it and not another, in one sentence."),
    )
    who_answers = models.CharField(
        _("who answers"),
        max_length=200,
        blank=True,
        help_text=_("Such as “Trained counselors”. It takes away fear of the first call."),
    )
    hours = models.CharField(
        _("hours"),
        max_length=80,
        blank=True,
        help_text=_("When somebody answers, with the time zone if it is not always."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=240,
        blank=True,
        help_text=_("What callers can speak there, and through an interpreter."),
    )
    name_es = models.CharField(
        _("name, in Spanish"),
        max_length=120,
        blank=True,
        help_text=_(
            "Only if the line has a Spanish name. Left empty, the English one stands there."
        ),
    )
    text_es = models.CharField(
        _("how to text, in Spanish"),
        max_length=160,
        blank=True,
        help_text=_("The word to send for Spanish, if there is one."),
    )
    what_for_es = models.CharField(
        _("what it is for, in Spanish"),
        max_length=300,
        blank=True,
        help_text=_("For Spanish pages, in the same plain words."),
    )
    who_answers_es = models.CharField(
        _("who answers, in Spanish"),
        max_length=200,
        blank=True,
        help_text=_("Such as “Our staff”, in Spanish. Say also whether they speak it."),
    )
    hours_es = models.CharField(
        _("hours, in Spanish"),
        max_length=80,
        blank=True,
        help_text=_("When somebody answers in Spanish, if that is less often."),
    )
    languages_es = models.CharField(
        _("languages, in Spanish"),
        max_length=240,
        blank=True,
        help_text=_("For Spanish pages, in the same plain words."),
    )
    checked_note = models.TextField(
        _("what was rung or read"), blank=True, help_text=_("Who answered, or which page.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=50,
        help_text=_("Lower numbers stand first in lists of lines. Keep danger to life lowest."),
    )

    objects = HelplineQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")

    def __str__(self) -> str:
        return f"{self.name} ({self.call or self.text})"

    def clean(self) -> None:
        wrong: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as error:
            wrong |= error.message_dict
        if not self.call and not self.text:
            wrong["call"] = _("Give a number to call, or say how to text.")
        for name in ("call", "tty"):
            number = getattr(self, name)
            if number and not _is_number(number):
                wrong[name] = _("This does not look like a phone number.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def said(self) -> dict[str, Any]:
        """In the reader's language; a name without a translation, and a number, are the same."""
        said = super().said
        said["name"] = said["name"] or self.name
        if not any(letter.isalpha() for letter in self.text):
            said["text"] = said["text"] or self.text
        return said

    @property
    def digits(self) -> str:
        """The number as a `tel:` address wants it: digits alone (RFC 3966), +1 before long ones."""
        return key_of(self.call)


def _is_number(shown: str) -> bool:
    """A short code of three to six digits, or a number that can exist in the United States."""
    digits = key_of(shown)
    if digits.isdigit():
        return 3 <= len(digits) <= 6
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(shown, "US"))
    except phonenumbers.NumberParseException:
        return False

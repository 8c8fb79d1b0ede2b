"""When requests are read, by when they are answered, who is told, and how long they are kept."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

REDISCLOSURE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The second of the two statements of 42 CFR 2.32(a), word for word."""


@register_setting(icon="time")
class Office(ClusterableModel, BaseGenericSetting):
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    answer_within_hours = models.PositiveSmallIntegerField(
        _("we call within (hours)"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(72)],
        help_text=_("Counted from the next time that requests are read. The thanks page says it."),
    )
    amber_after_hours = models.PositiveSmallIntegerField(
        _("amber after (opening hours)"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("How long a request may wait before the queue shows it in amber."),
    )
    red_after_hours = models.PositiveSmallIntegerField(
        _("red after (opening hours)"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    calling_number = models.CharField(
        _("number that our calls come from"),
        max_length=40,
        blank=True,
        help_text=_("Leave empty if it is the organization's own number."),
    )
    recipients = models.TextField(
        _("who is told of a new request"),
        blank=True,
        help_text=_("One mail address a line. Empty: the addresses the server was started with."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days until a closed request is erased"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
    )
    redisclosure_notice = models.TextField(
        _("notice in every exported file"),
        default=REDISCLOSURE,
        max_length=2000,
        help_text=_(
            "It stands first in the file. 42 CFR 2.32(a) gives two statements; this is the short"
            " one, (a)(2). Ask a lawyer before you change it."
        ),
    )

    panels = [
        InlinePanel("hours", label=_("Opening hours")),
        FieldRowPanel([FieldPanel("time_zone"), FieldPanel("answer_within_hours")]),
        FieldRowPanel([FieldPanel("amber_after_hours"), FieldPanel("red_after_hours")]),
        FieldPanel("calling_number"),
        FieldPanel("recipients"),
        FieldPanel("retention_days"),
        FieldPanel("redisclosure_notice"),
    ]

    class Meta:
        verbose_name = _("office")

    def clean(self) -> None:
        if self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("Write it like America/New_York.")})
        for address in self.recipients.split():
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    {"recipients": _("“%s” is not a mail address.") % address}
                ) from None

        if self.red_after_hours <= self.amber_after_hours:
            raise ValidationError({"red_after_hours": _("Red comes after amber.")})

    @classmethod
    def current(cls) -> "Office":
        """The office as it is set, without writing one where none is: readers write nothing."""
        hours = list(OpeningHours.objects.select_related("office").order_by("weekday", "opens"))
        if not hours:
            return cls.objects.first() or cls()
        office = hours[0].office
        office.hours = hours  # what a second query would find
        return office

    def tell(self) -> list[str]:
        """The mail addresses that a new request is announced to."""
        return self.recipients.split() or list(settings.INTAKE_RECIPIENTS)

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's clocks."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def next_reading(self, now: datetime) -> datetime | None:
        """The next moment at which requests are read: `now` itself within the opening hours.

        In the office's time zone. None where no hours are set.
        """
        local = self.local(now)
        hours = list(self.hours.all())
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            for span in sorted(
                (h for h in hours if h.weekday == day.weekday()), key=lambda h: h.opens
            ):
                opens = datetime.combine(day, span.opens, tzinfo=local.tzinfo)
                closes = datetime.combine(day, span.closes, tzinfo=local.tzinfo)
                if local < opens:
                    return opens
                if local < closes:
                    return local
        return None

    def call_by(self, now: datetime) -> datetime | None:
        """By when we call, at the latest: the answer target, counted in opening hours."""
        at, left = self.next_reading(now), timedelta(hours=self.answer_within_hours)
        for _span in range(60):
            if at is None:
                return None
            closes = max(
                datetime.combine(at.date(), h.closes, tzinfo=at.tzinfo)
                for h in self.hours.all()
                if h.weekday == at.weekday() and h.opens <= at.time() < h.closes
            )
            if at + left <= closes:
                return at + left
            left -= closes - at
            at = self.next_reading(closes)
        return None

    def open_time(self, begin: datetime, end: datetime) -> timedelta:
        """How long the office was open between two moments, by its own clocks.

        An office without hours is never closed: then all of the time counts.
        """
        start, stop = (self.local(at).replace(tzinfo=None) for at in (begin, end))
        if stop <= start:
            return timedelta()
        hours = list(self.hours.all())
        if not hours:
            return end - begin
        weeks, rest = divmod(stop - start, timedelta(weeks=1))
        total = weeks * sum((h.length for h in hours), timedelta())
        start = stop - rest
        for ahead in range(rest.days + 2):
            day = start.date() + timedelta(days=ahead)
            for span in hours:
                if span.weekday == day.weekday():
                    opens = max(start, datetime.combine(day, span.opens))
                    closes = min(stop, datetime.combine(day, span.closes))
                    total += max(closes - opens, timedelta())
        return total


class OpeningHours(Orderable):
    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=list(WEEKDAYS.items()))
    opens = models.TimeField(_("opens"), default=time(8))
    closes = models.TimeField(_("closes"), default=time(18))

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]),
    ]

    class Meta(Orderable.Meta):
        ordering = ["weekday", "opens"]

    @property
    def length(self) -> timedelta:
        day = date(2000, 1, 3)
        return datetime.combine(day, self.closes) - datetime.combine(day, self.opens)

    def clean(self) -> None:
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("It closes before it opens.")})

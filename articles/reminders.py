"""Mails that a review is due, to whoever sees to it and to the publishers. Repeated; a page stays
online whatever happens."""

import logging
from collections import defaultdict
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import ReviewDue
from articles.models.workflow import PUBLISH_UNREVIEWED

log = logging.getLogger(__name__)

FIRST = timedelta(days=30)
"""So long before a review lapses."""

FIRST_OF_NEW = timedelta(days=7)
"""So long before any other day: whoever wrote an article knows that it is new."""

AGAIN = timedelta(days=7)
"""So often once the day has passed."""

MOST_NAMED = 40
"""Pages that one mail names; it says how many there are and links the report."""


def waiting() -> QuerySet[ReviewDue]:
    """What somebody is to be told of today: before, on the day, and then each week."""
    today = timezone.localdate()
    lapses = Q(due_on__lte=today + FIRST, reason=ReviewDue.Reason.LAPSES)
    soon = Q(reminded_on=None) & (Q(due_on__lte=today + FIRST_OF_NEW) | lapses)
    the_day = Q(due_on__lte=today, reminded_on__lt=F("due_on"))
    overdue = Q(due_on__lt=today, reminded_on__lte=today - AGAIN)
    found = ReviewDue.objects.filter(soon | the_day | overdue)
    return found.select_related("page", "owner", "source").order_by("due_on", "page__title")


def leads() -> list[Any]:
    """The publishers who can be written to; where there is none, the administrators."""
    reached = get_user_model().objects.filter(is_active=True).exclude(email="")
    publishers = reached.filter(groups__permissions__codename=PUBLISH_UNREVIEWED.split(".")[1])
    return list(publishers.distinct()) or list(reached.filter(is_superuser=True))


def remind() -> int:
    """One mail to each person, with all that they see to; returns how many went out.

    What nobody could be told of waits for the next run.
    """
    rows = list(waiting())
    everywhere = leads() if rows else []
    theirs: dict[str, list[ReviewDue]] = defaultdict(list)
    for row in rows:
        owner = [row.owner] if row.owner and row.owner.is_active and row.owner.email else []
        for address in {person.email for person in [*owner, *everywhere]}:
            theirs[address].append(row)
    if rows and not theirs:
        log.warning("%s reviews are due, and nobody who sees to them has a mail address", len(rows))
    told: set[int] = set()
    sent = 0
    for address, due in theirs.items():
        try:
            _mail(address, due).send()
        except (OSError, SMTPException) as error:
            log.warning("a reminder of reviews could not be sent: %s", type(error).__name__)
            continue
        told |= {row.pk for row in due}
        sent += 1
    ReviewDue.objects.filter(pk__in=told).update(reminded_on=timezone.localdate())
    return sent


def _mail(address: str, due: list[ReviewDue]) -> EmailMessage:
    # By hand: a worker beside a public process has no admin in its URL configuration.
    admin = f"{settings.STAFF_URL}/admin"
    context = {
        "rows": [(row, f"{admin}/pages/{row.page_id}/edit/") for row in due[:MOST_NAMED]],
        "all": len(due),
        "more": max(len(due) - MOST_NAMED, 0),
        "report": f"{admin}/reports/due/",
    }
    number = len(due)
    return EmailMessage(
        subject="A page is due for review" if number == 1 else f"{number} pages are due for review",
        body=render_to_string("articles/mail/reviews_due.txt", context),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )

"""Staff mail: a reference and a link, in subject, body and headers alike; never an answer."""

import logging
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from contact.models import Notice, Office

log = logging.getLogger(__name__)


class NobodyToTellError(Exception):
    """Django would send a mail without recipients to nobody, and report no error."""


def due(now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        Q(leased_until=None) | Q(leased_until__lt=now),
        sent_at=None,
        dead_at=None,
        next_attempt_at__lte=now,
    )


def deliver(most: int = 50) -> int:
    """Send what is due, at most `most` notices; returns how many went out.

    A notice is leased before it is sent and marked after. A worker that dies between the two
    leaves the lease to expire: the notice then goes out again with the same Message-ID.
    """
    sent = 0
    for notice in due(timezone.now()).select_related("request")[:most]:
        if _lease(notice):
            sent += _send(notice)
    return sent


def compose(notice: Notice, recipients: list[str]) -> EmailMessage:
    # By hand: a worker beside a public process has no admin in its URL configuration.
    path = f"/admin/requests/{notice.request_id}/"
    reference = notice.request.reference_spaced
    body = render_to_string(
        "contact/mail/notice.txt", {"reference": reference, "link": settings.STAFF_URL + path}
    )
    return EmailMessage(
        subject=f"Request {reference}",
        body=body,
        to=recipients,
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
    )


def _lease(notice: Notice) -> bool:
    """Whether this worker, and no other, may send it now."""
    now = timezone.now()
    taken = due(now).filter(pk=notice.pk, attempts=notice.attempts)
    if not taken.update(leased_until=now + Notice.LEASE, attempts=notice.attempts + 1):
        return False
    notice.attempts += 1
    return True


def _send(notice: Notice) -> bool:
    try:
        recipients = Office.current().tell()
        if not recipients:
            raise NobodyToTellError
        compose(notice, recipients).send()
    except Exception as error:
        notice.fail(error, timezone.now())
        notice.save(update_fields=["last_error", "leased_until", "next_attempt_at", "dead_at"])
        log.error("notice %s not sent: %s", notice.id, notice.last_error)
        return False
    notice.sent_at, notice.leased_until, notice.last_error = timezone.now(), None, ""
    notice.save(update_fields=["sent_at", "leased_until", "last_error"])
    return True

"""Staff mail: a reference and a link, in subject, body and headers alike; never an answer."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from contact.models import IntakeRequest, Notice, Office
from contact.models.roles import ANSWERING

log = logging.getLogger(__name__)

ROUND_UP_EVERY = timedelta(hours=1)

ANSWERED = (SMTPResponseException, SMTPRecipientsRefused)
"""A mail server that said no to this mail, and may say yes to the next."""


class NobodyToTellError(Exception):
    """Django would send a mail without recipients to nobody, and report no error."""


def due(now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        Q(leased_until=None) | Q(leased_until__lt=now),
        sent_at=None,
        dead_at=None,
        next_attempt_at__lte=now,
    ).exclude(kind=Notice.Kind.SUSPECTED)


def deliver(most: int = 50) -> int:
    """Send what is due, at most `most` notices; returns how many went out.

    A notice is leased before it is sent and marked after. A worker that dies between the two
    leaves the lease to expire: the notice then goes out again with the same Message-ID.
    """
    gather()
    remind()
    sent = 0
    for notice in due(timezone.now()).select_related("request")[:most]:
        lease = _lease(notice)
        if lease is None:
            continue
        if _moot(notice):
            notice.delete()
            continue
        error = _send(notice, lease)
        if error is None:
            sent += 1
        elif isinstance(error, OSError) and not isinstance(error, ANSWERED):
            # No mail server there: the others need not wait for it one by one.
            break
    return sent


def gather() -> Notice | None:
    """The round-up of what looks like spam: at once, then at most one an hour."""
    now = timezone.now()
    waiting = Notice.objects.filter(
        kind=Notice.Kind.SUSPECTED, round_up=None, sent_at=None, dead_at=None
    )
    recent = Notice.objects.filter(kind=Notice.Kind.ROUND_UP, created_at__gt=now - ROUND_UP_EVERY)
    if not waiting.exists() or recent.exists():
        return None
    with transaction.atomic():
        notice = Notice.objects.create(
            kind=Notice.Kind.ROUND_UP, created_at=now, next_attempt_at=now
        )
        if not waiting.update(round_up=notice):
            # Another worker gathered them meanwhile.
            notice.delete()
            return None
    return notice


def remind() -> int:
    """Owe a reminder of each next step whose time has come, once; returns how many.

    What was not sent before somebody closed the request or moved the step speaks of nothing any
    more, and goes.
    """
    now = timezone.now()
    steps = IntakeRequest.objects.filter(
        pk=OuterRef("request"), due_at=OuterRef("reminds_of"), status__in=IntakeRequest.OPEN
    )
    unsent = Notice.objects.filter(
        Q(leased_until=None) | Q(leased_until__lt=now), reminds_of__isnull=False, sent_at=None
    )
    unsent.filter(~Exists(steps)).delete()
    reminded = Notice.objects.filter(request=OuterRef("pk"), reminds_of=OuterRef("due_at"))
    come = IntakeRequest.objects.filter(
        ~Exists(reminded), due_at__lte=now, status__in=IntakeRequest.OPEN
    )
    owed = [
        Notice(
            kind=Notice.Kind.REMINDER,
            request_id=pk,
            reminds_of=due_at,
            created_at=now,
            next_attempt_at=now,
        )
        for pk, due_at in come.order_by("due_at").values_list("pk", "due_at")
    ]
    # Another worker may write the same ones meanwhile.
    Notice.objects.bulk_create(owed, ignore_conflicts=True)
    return len(owed)


def requeue(notices: QuerySet[Notice]) -> int:
    """Give dead letters all their tries again; returns how many."""
    return notices.exclude(dead_at=None).update(
        dead_at=None, attempts=0, next_attempt_at=timezone.now(), leased_until=None
    )


def compose(notice: Notice, recipients: list[str]) -> EmailMessage:
    # By hand: a worker beside a public process has no admin in its URL configuration.
    queue = settings.STAFF_URL + "/admin/requests/"
    if notice.request is None:
        subject = "Requests that look like spam"
        context = {"number": notice.gathered.count(), "link": queue + "?suspected=true"}
    else:
        about = "Next step" if notice.kind == Notice.Kind.REMINDER else "Request"
        subject = f"{about} {notice.request.reference_spaced}"
        context = {
            "reference": notice.request.reference_spaced,
            "link": f"{queue}{notice.request_id}/",
        }
    body = render_to_string(f"contact/mail/{notice.kind}.txt", context)
    return EmailMessage(
        subject=subject,
        body=body,
        to=recipients,
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
    )


def recipients(notice: Notice) -> list[str]:
    """A reminder is for who has the request, while they answer requests; all else for everyone."""
    if notice.kind == Notice.Kind.REMINDER and notice.request is not None:
        assignee = notice.request.assignee
        if (
            assignee is not None
            and assignee.is_active
            and assignee.email
            and assignee.groups.filter(name__in=ANSWERING).exists()
        ):
            return [assignee.email]
    return Office.current().tell()


def _moot(notice: Notice) -> bool:
    """Whether a reminder's step was moved or its request closed since the worker began."""
    if notice.kind != Notice.Kind.REMINDER:
        return False
    step = IntakeRequest.objects.filter(
        notices=notice, due_at=notice.reminds_of, status__in=IntakeRequest.OPEN
    )
    return not step.exists()


def _lease(notice: Notice) -> datetime | None:
    """Until when this worker, and no other, may send it; None if another has it."""
    now = timezone.now()
    lease = now + Notice.LEASE
    taken = due(now).filter(pk=notice.pk, attempts=notice.attempts)
    if not taken.update(leased_until=lease, attempts=notice.attempts + 1):
        return None
    notice.attempts += 1
    return lease


def _send(notice: Notice, lease: datetime) -> Exception | None:
    """Send it and record that; what went wrong otherwise, which is recorded too."""
    try:
        told = recipients(notice)
        if not told:
            raise NobodyToTellError
        compose(notice, told).send()
    except Exception as error:
        notice.fail(error, timezone.now())
        _record_failure(notice, lease)
        log.error("notice %s not sent: %s", notice.id, notice.last_error)
        return error
    # Whoever holds the lease by now: it was sent.
    done = {"sent_at": timezone.now(), "leased_until": None, "dead_at": None, "last_error": ""}
    with transaction.atomic():
        Notice.objects.filter(Q(pk=notice.pk) | Q(round_up=notice)).update(**done)
    return None


@transaction.atomic
def _record_failure(notice: Notice, lease: datetime) -> None:
    """Only while the lease is ours: another worker may have sent it since."""
    ours = Notice.objects.filter(pk=notice.pk, leased_until=lease, sent_at=None)
    recorded = ours.update(
        last_error=notice.last_error,
        leased_until=None,
        next_attempt_at=notice.next_attempt_at,
        dead_at=notice.dead_at,
    )
    if recorded and notice.dead_at:
        Notice.objects.filter(round_up=notice).update(dead_at=notice.dead_at)

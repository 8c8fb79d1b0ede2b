"""The one table of what runs when. `manage.py worker` walks it; each job has a lease."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from articles.link_check import check_links, follow_up
from articles.models import Feedback, Link
from articles.models.checkup import look_over_outdated
from articles.reminders import remind
from contact.notices import deliver
from contact.repeats import forget
from contact.retention import purge
from recovery_site.models import JobState

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[], object]
    lease: timedelta = timedelta(minutes=10)
    """How long another worker waits before it takes the job from one that died with it."""


def run_background_tasks() -> None:
    """Wagtail's own tasks (search index, references) and ours, until none is waiting."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=200,
        worker_id="schedule",
        excluded_queue_names=[],
    ).run()


JOBS = [
    # Each notice has a lease of its own, so the next worker may look soon after one was killed.
    Job("deliver notices", timedelta(seconds=5), deliver, lease=timedelta(minutes=1)),
    Job("background tasks", timedelta(seconds=5), run_background_tasks),
    Job(
        "scheduled publishing",
        timedelta(minutes=1),
        lambda: call_command("publish_scheduled"),
        lease=timedelta(minutes=2),
    ),
    # In slices, since jobs run one after another and mail to staff must not wait: whatever hosts
    # do, a slice ends after five seconds. Measured with hosts that never end their answer, the
    # longest time between two deliveries was nine seconds and the usual one five, as without it.
    # Six slices a minute look at each of 60,000 links within its week, even if all are silent.
    Job("check links", timedelta(seconds=10), check_links, lease=timedelta(minutes=1)),
    Job("forget digests", timedelta(minutes=1), forget),
    Job("erase old requests", timedelta(hours=1), purge),
    # A few pages at a time: mails wait for no check.
    Job("look pages over", timedelta(minutes=1), look_over_outdated),
    Job("remind of reviews", timedelta(days=1), remind),
    Job("follow up on links", timedelta(hours=1), follow_up),
    Job("forget unused links", timedelta(hours=1), Link.objects.forget_unused),
    Job("forget old feedback", timedelta(days=1), Feedback.objects.forget_old),
    Job("clear sessions", timedelta(days=1), lambda: call_command("clearsessions")),
    Job("prune task results", timedelta(days=1), lambda: call_command("prune_db_task_results")),
]


def run_due(jobs: list[Job] = JOBS) -> int:
    """Run each job whose time has come and which no other worker holds; returns how many ran."""
    return sum(_run(job, lease) for job in jobs if (lease := _lease(job)))


def _lease(job: Job) -> datetime | None:
    """Until when the job is ours, or None if another worker has it or its time has not come."""
    now = timezone.now()
    due = JobState.objects.filter(
        Q(leased_until=None) | Q(leased_until__lt=now), name=job.name, next_run__lte=now
    )
    lease = now + job.lease
    taken = {"leased_until": lease, "next_run": now + job.every}
    if due.update(**taken):
        return lease
    _state, created = JobState.objects.get_or_create(name=job.name, defaults=taken)
    return lease if created else None


def _run(job: Job, lease: datetime) -> bool:
    try:
        job.run()
    except Exception as error:
        log.error("job %r failed: %s", job.name, type(error).__name__)
        change: dict[str, object] = {"last_error": type(error).__name__[:80]}
    else:
        change = {"last_error": "", "last_success": timezone.now()}
    JobState.objects.filter(name=job.name).update(**change)
    # Only our own lease: another worker may have taken over from one that was too slow.
    JobState.objects.filter(name=job.name, leased_until=lease).update(leased_until=None)
    return True

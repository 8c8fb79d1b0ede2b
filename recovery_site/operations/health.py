"""`/healthz`: the process answers. `/readyz`: 503 only for what stops this process from serving."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Helpline, Organisation
from contact.models import Notice
from recovery_site.checks import sealing_keys
from recovery_site.models import JobState


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Each check's answer by name; warnings (dead letters, late jobs, overdue numbers) keep 200."""
    checks = {name: _passes(check) for name, check in CHECKS.items()}
    body: dict[str, Any] = {"checks": checks, "warnings": [], "jobs": {}}
    if checks["database"] and checks["migrations"]:
        body["warnings"] = [*mail_trouble(), *job_trouble(), *number_trouble()]
        body["jobs"] = {state.name: state.last_success for state in JobState.objects.all()}
    return JsonResponse(body, status=200 if all(checks.values()) else 503)


def mail_trouble() -> list[str]:
    """Staff who were not told: whom nobody will tell, and who are told too late."""
    dead = Notice.objects.exclude(dead_at=None).count()
    said = [f"{dead} notices to staff are dead letters"] if dead else []
    owed = Notice.objects.filter(sent_at=None, dead_at=None)
    now = timezone.now()
    slow = owed.exclude(kind=Notice.Kind.SUSPECTED).filter(
        created_at__lt=now - timedelta(minutes=15)
    )
    slower = owed.filter(kind=Notice.Kind.SUSPECTED, created_at__lt=now - timedelta(hours=2))
    if number := slow.count() + slower.count():
        said.append(f"{number} notices to staff are overdue")
    return said


def job_trouble() -> list[str]:
    known = {state.name: state for state in JobState.objects.all()}
    said = [f"the job {name!r} is late: is the worker running?" for name in late()]
    said += [
        f"the job {state.name!r} failed: {state.last_error}"
        for state in known.values()
        if state.last_error
    ]
    if not known:
        said.append("no worker has ever run")
    return said


def number_trouble() -> list[str]:
    """Numbers to call that nobody has looked at for too long."""
    overdue = Helpline.objects.overdue().count()
    overdue += sum(own.is_overdue for own in Organisation.objects.exclude(phone=""))
    return [f"{overdue} phone numbers are overdue for a check"] if overdue else []


def late() -> list[str]:
    """Names of the jobs that no worker has taken up for five minutes past their time."""
    overdue = timezone.now() - timedelta(minutes=5)
    return list(JobState.objects.filter(next_run__lt=overdue).values_list("name", flat=True))


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache() -> bool:
    cache.set("readyz", "1", 5)
    return cache.get("readyz") == "1"


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "sealing_key": lambda: not sealing_keys(None),
}

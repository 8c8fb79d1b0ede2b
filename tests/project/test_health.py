"""`/healthz` says that the process answers, `/readyz` what stops it from serving."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Helpline, Organisation
from contact.intake import submit
from contact.models import Notice
from recovery_site.models import JobState
from tests.project.processes import AWAY, Site


@pytest.fixture
def worker(db: None) -> None:
    """One that ran a minute ago, and is due again; and numbers that somebody checked today."""
    now = timezone.now()
    for kind in (Helpline, Organisation):
        kind.objects.update(checked_on=timezone.localdate())
    JobState.objects.create(name="deliver notices", next_run=now, last_success=now)


def test_all_is_well(client: Client, worker: None) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    ready = client.get("/readyz")
    assert ready.status_code == 200
    body = ready.json()
    assert body["checks"] == dict.fromkeys(("database", "migrations", "cache", "sealing_key"), True)
    assert body["warnings"] == []
    for said in (answer, ready):
        assert "no-store" in said.headers["Cache-Control"]


def test_the_process_answers_without_asking_the_database(client: Client) -> None:
    """No `db` fixture here: a query would raise."""
    assert client.get("/healthz").status_code == 200


def failing(client: Client) -> list[str]:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    return [name for name, passed in answer.json()["checks"].items() if not passed]


def test_a_migration_that_was_not_run(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(name) FROM django_migrations WHERE app = 'contact'")
        last = cursor.fetchone()
        cursor.execute("DELETE FROM django_migrations WHERE app = 'contact' AND name = %s", last)
    assert failing(client) == ["migrations"]


@pytest.mark.parametrize(
    "cache",
    [
        {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
    ],
    ids=["forgets", "away"],
)
def test_a_cache_that_does_not_keep(
    client: Client, db: None, settings: Any, cache: dict[str, str]
) -> None:
    settings.CACHES = {"default": cache}
    assert failing(client) == ["cache"]


@pytest.mark.parametrize("keys", ["", "nonsense", "key:AAAA"])
def test_no_key_to_seal_with(client: Client, db: None, settings: Any, keys: str) -> None:
    settings.INTAKE_PUBLIC_KEYS = keys
    assert failing(client) == ["sealing_key"]


def test_dead_letters_are_a_warning(client: Client, worker: None) -> None:
    for number in "12":
        submit({"phone": number}, language="en")
    Notice.objects.update(dead_at=timezone.now())
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["warnings"] == ["2 notices to staff are dead letters"]


def test_a_worker_that_never_ran_is_a_warning(client: Client, worker: None) -> None:
    JobState.objects.all().delete()
    assert client.get("/readyz").json()["warnings"] == ["no worker has ever run"]


def test_a_job_that_failed_is_a_warning(client: Client, worker: None) -> None:
    JobState.objects.update(last_error="OperationalError")
    said = client.get("/readyz").json()["warnings"]
    assert said == ["the job 'deliver notices' failed: OperationalError"]


@pytest.mark.parametrize(("suspected", "minutes"), [(False, 16), (True, 121)])
def test_staff_who_were_not_told_for_long_are_a_warning(
    client: Client, worker: None, suspected: bool, minutes: int
) -> None:
    submit({"phone": "1"}, language="en", suspected=suspected)
    now = timezone.now()
    for age, warnings in ((minutes - 2, []), (minutes, ["1 notices to staff are overdue"])):
        Notice.objects.update(created_at=now - timedelta(minutes=age))
        assert client.get("/readyz").json()["warnings"] == warnings


def test_a_job_that_has_not_succeeded_for_long_is_a_warning(client: Client, db: None) -> None:
    """DESIGN.md: dead letters and overdue entries are warnings. A dead worker is the usual way in
    which nobody is told of a request."""
    long_ago = timezone.now() - timedelta(hours=6)
    JobState.objects.create(name="deliver notices", next_run=long_ago, last_success=long_ago)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "deliver notices" in str(answer.json()["warnings"])


def test_each_jobs_last_success_is_shown(client: Client, db: None) -> None:
    now = timezone.now()
    JobState.objects.create(name="a job", next_run=now, last_success=now)
    JobState.objects.create(name="another", next_run=now)
    jobs = client.get("/readyz").json()["jobs"]
    assert jobs["a job"].startswith(now.isoformat()[:19])
    assert jobs["another"] is None


def test_nothing_that_helps_a_stranger_is_said(client: Client, db: None, settings: Any) -> None:
    settings.INTAKE_PUBLIC_KEYS = "nonsense"
    said = client.get("/readyz").content.decode()
    for word in ("Traceback", "nonsense", "sqlite", "postgres", "127.0.0.1", "Error"):
        assert word not in said


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_they_are_only_read(client: Client, db: None, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_a_database_that_is_away(own_site: Site) -> None:
    ready, health = own_site.python(
        AWAY
        + """
ready = client.get("/readyz")
say([[ready.status_code, ready.json()["checks"]], client.get("/healthz").status_code])
"""
    )
    assert ready == [
        503,
        {"database": False, "migrations": False, "cache": True, "sealing_key": True},
    ]
    assert health == 200

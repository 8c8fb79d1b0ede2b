"""Each job runs when its time has come, in one worker, whatever becomes of the others."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from recovery_site.models import JobState
from recovery_site.schedule import JOBS, Job, run_due
from tests.project.processes import Site

MINUTE = timedelta(minutes=1)


def job(ran: list[str], name: str = "one", every: timedelta = MINUTE) -> Job:
    return Job(name, every, lambda: ran.append(name))


def test_a_job_runs_at_once_and_then_when_its_time_has_come(db: None) -> None:
    ran: list[str] = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert run_due([job(ran)]) == 1
        assert run_due([job(ran)]) == 0
        clock.shift(MINUTE - timedelta(seconds=1))
        assert run_due([job(ran)]) == 0
        clock.shift(timedelta(seconds=1))
        assert run_due([job(ran)]) == 1
    assert ran == ["one", "one"]


def test_while_one_worker_runs_it_another_does_not(db: None) -> None:
    """The job itself is where the second worker looks at the table, a long time later."""
    ran: list[int] = []
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def slow() -> None:
            clock.shift(9 * MINUTE)
            ran.append(run_due([slow_job]))

        slow_job = Job("slow", MINUTE, slow)
        assert run_due([slow_job]) == 1
    assert ran == [0]


def test_the_lease_of_a_worker_that_died_is_taken_over_when_it_ends(db: None) -> None:
    ran: list[str] = []
    now = timezone.now()
    state = JobState.objects.create(name="one", next_run=now - MINUTE, leased_until=now + MINUTE)
    assert run_due([job(ran)]) == 0
    state.leased_until = now - timedelta(seconds=1)
    state.save()
    assert run_due([job(ran)]) == 1
    state.refresh_from_db()
    assert state.leased_until is None


def test_a_worker_that_was_too_slow_leaves_its_successors_lease_alone(db: None) -> None:
    """Its own lease ran out and another took the job over; a third must still keep away."""
    theirs = timezone.now() + 10 * MINUTE

    def overtaken() -> None:
        JobState.objects.update(leased_until=theirs)

    run_due([Job("slow", MINUTE, overtaken)])
    assert JobState.objects.get().leased_until == theirs


def test_a_failing_job_stops_no_other_and_its_kind_of_error_is_kept(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []

    def broken() -> None:
        raise ZeroDivisionError("quokka@zanzibar")

    assert run_due([Job("broken", MINUTE, broken), job(ran, "after")]) == 2
    assert ran == ["after"]
    state = JobState.objects.get(name="broken")
    assert (state.last_error, state.last_success) == ("ZeroDivisionError", None)
    assert state.leased_until is None
    assert "job 'broken' failed: ZeroDivisionError" in caplog.text
    assert "quokka" not in caplog.text


def test_success_is_written_down_and_clears_the_error(db: None) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        outcomes: list[Any] = [ValueError("x"), None, ValueError("y")]

        def sometimes() -> None:
            if error := outcomes.pop(0):
                raise error

        seen = []
        for _ in range(3):
            run_due([Job("sometimes", MINUTE, sometimes)])
            state = JobState.objects.get()
            seen.append((state.last_error, state.last_success))
            clock.shift(MINUTE)
        second = timezone.now() - 2 * MINUTE
    assert seen == [("ValueError", None), ("", second), ("ValueError", second)]


def test_a_failed_job_is_tried_again_at_its_next_time(db: None) -> None:
    tries: list[int] = []

    def broken() -> None:
        tries.append(1)
        raise RuntimeError

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            run_due([Job("broken", MINUTE, broken)])
            clock.shift(MINUTE)
    assert len(tries) == 3


def test_every_job_of_the_table_runs(own_site: Site) -> None:
    """With the task backend that an installation has; the tests' own runs tasks at once."""
    ran, states = own_site.python(
        """
from contact.intake import submit
from recovery_site.models import JobState
from recovery_site.schedule import run_due
submit({"phone": "+1 602-555-0142"}, language="en")
say([run_due(), [[s.name, s.last_error, s.last_success is not None]
    for s in JobState.objects.all()]])
"""
    )
    assert ran == len(JOBS)
    assert sorted(states) == sorted([job.name, "", True] for job in JOBS)
    assert len(list((own_site.var / "mail").glob("*.log"))) == 1


def test_a_site_of_a_test_asks_nobody_beyond_this_machine(own_site: Site) -> None:
    said = own_site.python(
        """
import socket
from articles.link_check import check_links
from articles.models import Link
try:
    socket.getaddrinfo("example.org", 443)
except socket.gaierror as error:
    said = error.strerror
say([said, check_links(), [*Link.objects.exclude(checked_at=None).values_list("url")]])
"""
    )
    assert said == ["beyond this machine", 20, []]


def test_the_table_names_each_job_once_and_leases_outlast_a_try() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert max(len(job.name) for job in JOBS) <= 60
    assert {"deliver notices", "erase old requests"} <= {job.name for job in JOBS}

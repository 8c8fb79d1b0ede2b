"""Any order of requests, workers, crashes, a mail server's moods and time: none is lost.

A state machine drives the real delivery code against a real mail server, and lets the worker die
before and after each step.
"""

import os
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.mail import EmailMessage
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contact import notices
from contact.intake import append, submit
from contact.models import IntakeRequest, Notice
from contact.work import change
from tests.contact.conftest import MailServer

BEGIN = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC"))
ORDEAL = bool(os.environ.get("ORDEAL"))


class Crash(BaseException):
    """The worker is gone: no `except Exception` sees it."""


class Delivery(RuleBasedStateMachine):
    server: MailServer

    def __init__(self) -> None:
        super().__init__()
        IntakeRequest.objects.all().delete()
        Notice.objects.all().delete()
        self.server.raw.clear()
        self.server.refuse = ""
        self.travel = time_machine.travel(BEGIN, tick=False)
        self.clock = self.travel.start()
        self.made = 0
        self.crashed_after_sending: Counter[str] = Counter()
        self.steps: set[tuple[object, datetime]] = set()

    def teardown(self) -> None:
        try:
            self.in_the_end_everyone_was_told()
        finally:
            self.travel.stop()

    @rule(suspected=st.booleans())
    def somebody_writes(self, suspected: bool) -> None:
        self.made += 1
        submit({"message": str(self.made)}, language="en", suspected=suspected)

    @precondition(lambda self: self.made)
    @rule()
    def somebody_adds(self) -> None:
        latest = IntakeRequest.objects.latest("created_at", "pk")
        append(latest, {"insurer": str(notices.timezone.now())})

    @precondition(lambda self: self.made)
    @rule(minutes=st.sampled_from([-60, 5, 60]))
    def a_next_step_is_set(self, minutes: int) -> None:
        latest = IntakeRequest.objects.latest("created_at", "pk")
        due_at = notices.timezone.now() + timedelta(minutes=minutes)
        self.steps.add((latest.pk, due_at))
        change(latest, latest.version, status="assigned", due_at=due_at)

    @precondition(lambda self: self.made)
    @rule()
    def it_is_closed(self) -> None:
        latest = IntakeRequest.objects.latest("created_at", "pk")
        change(latest, latest.version, status="closed", disposition="informed")

    @rule(mood=st.sampled_from(["", "451 later", "554 never"]))
    def the_server_changes_its_mood(self, mood: str) -> None:
        self.server.refuse = mood

    @rule(minutes=st.sampled_from([0.1, 1, 4.9, 5.1, 61, 361]))
    def time_passes(self, minutes: float) -> None:
        self.clock.shift(timedelta(minutes=minutes))

    @rule()
    def a_worker_looks(self) -> None:
        notices.deliver()

    @rule(
        step=st.sampled_from(["gather", "remind", "_lease", "send", "_record_failure"]),
        after=st.booleans(),
    )
    def a_worker_dies(self, step: str, after: bool) -> None:
        """Before or after a step that it really takes, or not at all if it never gets there."""
        owner: Any = EmailMessage if step == "send" else notices
        real = getattr(owner, step)

        def dying(*words: Any, **named: Any) -> Any:
            if after:
                real(*words, **named)
                if step == "send":
                    self.crashed_after_sending[words[0].extra_headers["Message-ID"]] += 1
            raise Crash

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, step, dying)
            with suppress(Crash):
                notices.deliver()

    @invariant()
    def a_copy_more_for_each_death_after_sending_and_no_other(self) -> None:
        for message_id, copies in self.copies().items():
            assert copies <= 1 + self.crashed_after_sending[message_id]

    @invariant()
    def sent_means_sent(self) -> None:
        copies = self.copies()
        for notice in Notice.objects.exclude(sent_at=None).exclude(kind="suspected"):
            assert copies[notice.message_id] >= 1
            assert notice.leased_until is None
        for notice in Notice.objects.filter(kind="suspected").exclude(sent_at=None):
            assert notice.round_up.sent_at

    @invariant()
    def what_is_owed_will_be_due(self) -> None:
        now, longest = notices.timezone.now(), max(Notice.RETRY_AFTER) + Notice.LEASE
        for notice in Notice.objects.filter(sent_at=None, dead_at=None):
            assert notice.next_attempt_at <= now + longest
            assert notice.leased_until is None or notice.leased_until <= now + Notice.LEASE
            assert notice.attempts <= len(Notice.RETRY_AFTER) + 1 + self.deaths_allowed

    deaths_allowed = 1000
    """A worker that dies has used up a try without recording a failure."""

    @invariant()
    def a_reminder_speaks_of_a_step_that_somebody_set(self) -> None:
        owed = Notice.objects.filter(kind="reminder").values_list("request", "reminds_of")
        assert set(owed) <= self.steps
        assert len(owed) == len(set(owed))

    @invariant()
    def every_request_has_its_notice(self) -> None:
        assert not IntakeRequest.objects.filter(notices=None).exists()

    def in_the_end_everyone_was_told(self) -> None:
        self.server.refuse = ""
        for _ in range(40):
            self.clock.shift(timedelta(hours=7))
            notices.requeue(Notice.objects.all())
            notices.deliver()
            if not Notice.objects.filter(sent_at=None).exists():
                break
        assert not Notice.objects.filter(sent_at=None).exists()
        owed = {n.message_id for n in Notice.objects.exclude(kind="suspected")}
        told = set(self.copies())
        assert owed <= told
        # A worker died after sending; the step was moved before another could write that down.
        assert told - owed <= set(self.crashed_after_sending)
        steps = IntakeRequest.objects.filter(status__in=IntakeRequest.OPEN, due_at__isnull=False)
        for row in steps:
            assert row.notices.filter(kind="reminder", reminds_of=row.due_at).count() == 1

    def copies(self) -> Counter[str]:
        return Counter(str(mail["Message-ID"]) for mail in self.server.mails)


@pytest.fixture
def server(db: None, mail_server: MailServer) -> MailServer:
    Delivery.server = mail_server
    return mail_server


def test_no_order_of_events_loses_or_repeats_a_notice(server: MailServer) -> None:
    run_state_machine_as_test(
        Delivery,
        settings=settings(
            max_examples=500 if ORDEAL else 25,
            stateful_step_count=40 if ORDEAL else 20,
            deadline=None,
            derandomize=not ORDEAL,
            suppress_health_check=list(HealthCheck),
        ),
    )

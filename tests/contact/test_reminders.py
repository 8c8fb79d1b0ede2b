"""When a next step's time has come, who has the request is reminded of it by mail, once."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from contact import notices, team
from contact.models import IntakeRequest, Notice, Office
from contact.notices import deliver, remind
from contact.retention import purge
from tests.contact.conftest import MailServer
from tests.contact.words import found_in

HOUR = timedelta(hours=1)


def plan(row: IntakeRequest, at: datetime | None, **also: Any) -> IntakeRequest:
    IntakeRequest.objects.filter(pk=row.pk).update(due_at=at, **also)
    row.refresh_from_db()
    return row


def reminders() -> Any:
    return Notice.objects.filter(kind="reminder")


@pytest.fixture
def told(request_for_help: IntakeRequest, mail_server: MailServer) -> IntakeRequest:
    """A request that staff were told of; the mail of that is no part of these tests."""
    deliver()
    mail_server.raw.clear()
    mail_server.recipients.clear()
    return request_for_help


def test_it_comes_when_the_time_has_come_and_once(
    told: IntakeRequest, mail_server: MailServer
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        plan(told, timezone.now() + HOUR)
        assert deliver() == 0
        clock.shift(HOUR - timedelta(seconds=1))
        assert deliver() == 0
        clock.shift(timedelta(seconds=1))
        assert [deliver(), deliver()] == [1, 0]
        clock.shift(timedelta(days=3))
        assert (remind(), deliver()) == (0, 0)
    assert len(mail_server.raw) == 1
    assert reminders().get().sent_at is not None


@pytest.mark.parametrize("status", IntakeRequest.OPEN)
def test_every_open_request_is_reminded_of(told: IntakeRequest, status: str) -> None:
    plan(told, timezone.now() - HOUR, status=status)
    assert remind() == 1


@pytest.mark.parametrize(("status", "disposition"), [("closed", "informed"), ("spam", "")])
def test_none_that_is_closed(told: IntakeRequest, status: str, disposition: str) -> None:
    plan(told, timezone.now() - HOUR, status=status, disposition=disposition)
    assert remind() == 0
    assert not reminders().exists()


def test_a_step_that_was_moved_is_reminded_of_anew(
    told: IntakeRequest, mail_server: MailServer
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        plan(told, timezone.now())
        assert deliver() == 1
        plan(told, timezone.now() + HOUR)
        assert deliver() == 0
        clock.shift(HOUR)
        assert [deliver(), deliver()] == [1, 0]
    assert reminders().count() == 2
    assert len({mail["Message-ID"] for mail in mail_server.mails}) == 2


def test_the_mail_is_a_reference_and_a_link_and_names_no_treatment(
    told: IntakeRequest, mail_server: MailServer
) -> None:
    plan(told, timezone.now())
    deliver()
    (mail,) = mail_server.mails
    assert mail["Subject"] == f"Next step {told.reference_spaced}"
    assert f"https://testserver/admin/requests/{told.pk}/" in mail.get_payload()
    assert found_in(mail_server.raw[0]) == []
    for word in ("treatment", "recovery", "addiction", "rehab", "call"):
        assert word not in f"{mail['Subject']} {mail.get_payload()}".lower()
    assert not re.search(r"\d{2}:\d{2}", mail.get_payload()), "not even when"


def leave_the_team(user: Any) -> None:
    with team.allowed():
        user.groups.clear()


def be_switched_off(user: Any) -> None:
    type(user).objects.filter(pk=user.pk).update(is_active=False)


def have_no_address(user: Any) -> None:
    type(user).objects.filter(pk=user.pk).update(email="")


@pytest.mark.parametrize("role", ["intake", "lead"])
def test_who_has_the_request_is_reminded_and_nobody_else(
    told: IntakeRequest, mail_server: MailServer, account: Any, role: str
) -> None:
    plan(told, timezone.now(), assignee=account(role))
    deliver()
    assert mail_server.recipients == [[f"{role}@example.org"]]


@pytest.mark.parametrize("happened", [leave_the_team, be_switched_off, have_no_address])
def test_everyone_is_where_who_has_it_cannot_be(
    told: IntakeRequest, mail_server: MailServer, account: Any, happened: Any
) -> None:
    office = Office.load()
    office.recipients = "one@example.org\ntwo@example.org\n"
    office.save()
    user = account("lead")
    plan(told, timezone.now(), assignee=user)
    happened(user)
    deliver()
    assert mail_server.recipients == [["one@example.org", "two@example.org"]]


def test_everyone_is_where_nobody_has_it(told: IntakeRequest, mail_server: MailServer) -> None:
    plan(told, timezone.now())
    deliver()
    assert mail_server.recipients == [["intake@example.org"]]


def test_a_new_request_is_still_told_to_everyone(
    request_for_help: IntakeRequest, mail_server: MailServer, account: Any
) -> None:
    plan(request_for_help, None, assignee=account("lead"))
    deliver()
    assert mail_server.recipients == [["intake@example.org"]]


def test_one_that_fails_is_tried_again_and_ends_as_a_dead_letter(
    told: IntakeRequest, mail_server: MailServer
) -> None:
    mail_server.refuse = "451 later"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        plan(told, timezone.now())
        for waited in [timedelta(), *Notice.RETRY_AFTER]:
            clock.shift(waited)
            assert deliver() == 0
    notice = reminders().get()
    assert notice.attempts == len(Notice.RETRY_AFTER) + 1
    assert notice.dead_at is not None


@pytest.mark.parametrize(
    "moved",
    [
        {"due_at": None},
        {"due_at": datetime(2040, 1, 1, tzinfo=timezone.get_default_timezone())},
        {"status": "closed", "disposition": "informed"},
        {"status": "spam"},
    ],
)
@pytest.mark.parametrize("dead", [True, False])
def test_one_that_speaks_of_nothing_any_more_goes(
    told: IntakeRequest, mail_server: MailServer, moved: dict[str, Any], dead: bool
) -> None:
    """A dead letter too: it would be an alert, and keep a closed request from being erased."""
    plan(told, timezone.now())
    remind()
    if dead:
        reminders().update(dead_at=timezone.now())
    IntakeRequest.objects.filter(pk=told.pk).update(**moved)
    assert deliver() == 0
    assert not reminders().exists()
    assert mail_server.raw == []


def test_one_that_another_worker_is_sending_is_left_to_it(told: IntakeRequest) -> None:
    plan(told, timezone.now())
    remind()
    reminders().update(leased_until=timezone.now() + HOUR)
    plan(told, None)
    remind()
    assert reminders().exists()


def test_what_was_closed_while_the_worker_was_busy_is_not_sent(
    told: IntakeRequest, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(told, timezone.now())
    real = notices._lease

    def closed_meanwhile(notice: Notice) -> Any:
        IntakeRequest.objects.update(status="closed", disposition="informed", due_at=None)
        return real(notice)

    monkeypatch.setattr(notices, "_lease", closed_meanwhile)
    assert deliver() == 0
    assert mail_server.raw == []
    assert not reminders().exists()


def test_two_workers_owe_it_once(told: IntakeRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw that it was not owed yet."""
    plan(told, timezone.now())
    real = Notice.objects.bulk_create

    def after_another(owed: list[Notice], **how: Any) -> Any:
        Notice.objects.create(
            kind="reminder",
            request=told,
            reminds_of=told.due_at,
            created_at=timezone.now(),
            next_attempt_at=timezone.now(),
        )
        return real(owed, **how)

    monkeypatch.setattr(Notice.objects, "bulk_create", after_another)
    remind()
    assert reminders().count() == 1


def test_the_database_itself_keeps_one_a_step_and_no_step_elsewhere(told: IntakeRequest) -> None:
    now = timezone.now()
    columns = {"request": told, "created_at": now, "next_attempt_at": now}
    Notice.objects.create(kind="reminder", reminds_of=now, **columns)
    for kind, step in (("reminder", now), ("reminder", None), ("request", now + HOUR)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(kind=kind, reminds_of=step, **columns)


def test_the_page_says_that_a_reminder_was_sent(
    told: IntakeRequest, mail_server: MailServer, signed_in: Any
) -> None:
    plan(told, timezone.now())
    deliver()
    page = signed_in("intake").get(f"/admin/requests/{told.pk}/").content.decode()
    assert "reminder of the next step: sent" in page


def test_a_reminder_that_was_sent_keeps_nothing_from_being_erased(
    told: IntakeRequest, mail_server: MailServer
) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    plan(told, timezone.now())
    deliver()
    plan(told, None, status="closed", disposition="informed", closed_at=long_ago)
    assert purge() == 1

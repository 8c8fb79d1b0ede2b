"""A notice goes out once; what fails is tried again by the table, then stands as an alert."""

import re
import subprocess
import time
from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from contact.models import IntakeRequest, Notice
from contact.notices import deliver
from tests.contact.conftest import MailServer
from tests.project.processes import Site


def test_a_sent_notice_is_not_sent_again(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    assert [deliver(), deliver()] == [1, 0]
    assert len(mail_server.raw) == 1
    notice = Notice.objects.get()
    assert notice.sent_at is not None
    assert (notice.leased_until, notice.last_error) == (None, "")


def test_what_another_worker_holds_is_left_to_it_until_its_lease_ends(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    held = timezone.now() + timedelta(seconds=60)
    Notice.objects.update(leased_until=held, attempts=1)
    assert deliver() == 0
    with time_machine.travel(held + timedelta(seconds=1)):
        assert deliver() == 1
    assert Notice.objects.get().attempts == 2


def test_failed_sends_back_off_by_the_table_and_end_as_a_dead_letter(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    mail_server.refuse = "451 try later: quokka"
    start = timezone.now()
    waited = []
    with time_machine.travel(start, tick=False) as clock:
        while Notice.objects.get().dead_at is None:
            assert deliver() == 0
            notice = Notice.objects.get()
            assert notice.last_error == "SMTPDataError"
            assert notice.leased_until is None
            if notice.dead_at is None:
                waited.append(notice.next_attempt_at - timezone.now())
                clock.shift(waited[-1] - timedelta(seconds=1))
                attempts = notice.attempts
                deliver()
                assert Notice.objects.get().attempts == attempts, "tried before its time"
                clock.shift(timedelta(seconds=1))
        assert waited == Notice.RETRY_AFTER
        assert notice.dead_at == timezone.now()
        mail_server.refuse = ""
        clock.shift(timedelta(days=2))
        assert deliver() == 0
    assert IntakeRequest.objects.filter(pk=request_for_help.pk).exists()


def test_every_attempt_has_the_same_message_id(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    notice = Notice.objects.get()
    deliver()
    # The worker died after the server took it and before it wrote that down.
    Notice.objects.update(sent_at=None, leased_until=timezone.now() - timedelta(seconds=1))
    deliver()
    first, second = mail_server.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].strip() == notice.message_id
    assert str(request_for_help.pk) not in notice.message_id


def test_the_message_id_stands_on_its_own_line(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    """Past 78 letters it is folded after the colon, and some mail servers then see it as empty."""
    deliver()
    assert b"\r\nMessage-ID: <" in mail_server.raw[0]


def test_the_kind_of_error_is_kept_and_not_its_words(
    request_for_help: IntakeRequest, mail_server: MailServer, caplog: Any
) -> None:
    mail_server.refuse = "550 quokka@zanzibar is unknown"
    deliver()
    assert Notice.objects.get().last_error == "SMTPDataError"
    assert "SMTPDataError" in caplog.text
    assert "zanzibar" not in caplog.text


def test_a_server_that_is_not_there_is_a_failed_send(
    request_for_help: IntakeRequest, mail_server: MailServer, settings: Any
) -> None:
    settings.EMAIL_PORT = 1
    assert deliver() == 0
    assert Notice.objects.get().last_error == "ConnectionRefusedError"


def test_with_nobody_to_tell_a_notice_is_not_called_sent(
    request_for_help: IntakeRequest, mail_server: MailServer, settings: Any
) -> None:
    """Django sends a mail without recipients to nobody and reports no error."""
    settings.INTAKE_RECIPIENTS = []
    assert deliver() == 0
    assert Notice.objects.get().sent_at is None


def test_two_workers_at_once_send_each_notice_once(own_site: Site) -> None:
    own_site.python(
        """
from contact.intake import submit
for n in range(40): submit({"message": str(n)}, language="en")
say(True)
"""
    )
    workers = [own_site.start("manage.py", "deliver") for _ in range(2)]
    said = [worker.communicate(timeout=120)[0] for worker in workers]
    assert all(worker.returncode == 0 for worker in workers), said
    mails = [path.read_text() for path in (own_site.var / "mail").glob("*.log")]
    ids = [id for mail in mails for id in re.findall(r"Message-ID:\s*(<[^>]+>)", mail)]
    assert len(ids) == len(set(ids)) == 40
    assert sum(int(text.split()[0]) for text in said) == 40


def test_the_worker_sends_what_is_due_and_ends_when_asked(own_site: Site) -> None:
    own_site.python(
        """
from contact.intake import submit
submit({"phone": "+1 602-555-0142"}, language="en")
say(True)
"""
    )
    worker = own_site.start("manage.py", "worker")
    try:
        for _ in range(200):
            if list((own_site.var / "mail").glob("*.log")):
                break
            time.sleep(0.1)
        else:
            raise AssertionError("the worker sent nothing")
    finally:
        worker.terminate()
        try:
            worker.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            worker.kill()
            raise
    assert worker.returncode == 0

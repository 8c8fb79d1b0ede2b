"""What looks like spam is kept, and staff hear of it in a round-up: at once, then hourly."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from contact.intake import submit
from contact.models import IntakeRequest, Notice
from contact.notices import deliver
from contact.retention import purge
from contact.spam import signs_of_spam
from tests.contact.conftest import Ask, MailServer
from tests.contact.words import SHORT, found_in

NOW = timezone.now()


def suspect(words: str) -> IntakeRequest:
    return submit({"phone": "1", "message": words}, language="en", suspected=True)


@pytest.mark.parametrize(
    ("answers", "trap", "sign"),
    [
        ({}, "x", "hidden field"),
        ({"name": "http://pills.example"}, "", "link in the name"),
        ({"message": "http://a.example www.b.example"}, "", "several links"),
        ({"message": "<a href='x'>cheap</a>"}, "", "markup of a link"),
        ({"message": "[URL=x]cheap[/URL]"}, "", "markup of a link"),
    ],
)
def test_the_signs(answers: dict[str, str], trap: str, sign: str) -> None:
    assert signs_of_spam(answers, trap) == [sign]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "HELP!!!",
        "see https://www.example.org/arrest",
        "Мой сын",
        "$5,000 a month?",
        "a < b",
        "💔" * 99,
    ],
)
def test_what_people_write_is_no_sign(message: str) -> None:
    assert signs_of_spam({"name": "Ann", "message": message}) == []


def test_why_it_is_suspected_is_sealed_with_the_words(ask: Ask) -> None:
    assert ask(SHORT | {"reply_topic": "x", "name": "www.x.example"}).status_code == 303
    row = IntakeRequest.objects.get()
    assert row.suspected
    assert row.open()["suspected_for"] == "hidden field, link in the name"


def test_the_first_is_told_at_once_and_the_next_in_an_hour(
    db: None, mail_server: MailServer
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        suspect("one")
        suspect("two")
        assert deliver() == 1
        suspect("three")
        clock.shift(timedelta(minutes=59))
        assert deliver() == 0
        clock.shift(timedelta(minutes=2))
        assert deliver() == 1
        assert deliver() == 0
    bodies = [mail.get_payload() for mail in mail_server.mails]
    assert "2 requests that look like spam are waiting" in bodies[0]
    assert "One request that looks like spam is waiting" in bodies[1]
    assert all("/admin/requests/?suspected=true" in body for body in bodies)
    assert not Notice.objects.filter(sent_at=None).exists()


def test_the_round_up_holds_no_word(ask: Ask, mail_server: MailServer) -> None:
    ask(SHORT | {"reply_topic": "cheap watches"})
    deliver()
    (raw,) = mail_server.raw
    assert found_in(raw) == []
    assert b"watches" not in raw
    assert IntakeRequest.objects.get().reference.encode() not in raw


def test_a_round_up_that_fails_is_tried_again_as_the_same_mail(
    db: None, mail_server: MailServer
) -> None:
    mail_server.refuse = "451 later"
    with time_machine.travel(NOW, tick=False) as clock:
        suspect("one")
        assert deliver() == 0
        mail_server.refuse = ""
        suspect("two")
        clock.shift(timedelta(minutes=2))
        assert deliver() == 1
    assert Notice.objects.get(kind="suspected", round_up=None).request.open()["message"] == "two"
    assert Notice.objects.get(kind="round-up").sent_at


def test_a_round_up_that_nobody_takes_is_a_dead_letter_with_all_it_speaks_of(
    db: None, mail_server: MailServer, signed_in: Any
) -> None:
    row = suspect("one")
    mail_server.refuse = "554 no"
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(len(Notice.RETRY_AFTER) + 1):
            deliver()
            clock.shift(timedelta(hours=7))
    assert Notice.objects.exclude(dead_at=None).count() == 2
    client = signed_in("intake")
    assert "Mail not delivered" in client.get("/admin/requests/", secure=True).content.decode()
    page = client.get(f"/admin/requests/{row.pk}/", secure=True).content.decode()
    assert page.count('name="tell_again"') == 1
    mail_server.refuse = ""
    client.post(f"/admin/requests/{row.pk}/", {"tell_again": ""}, secure=True)
    assert deliver() == 1
    assert not Notice.objects.exclude(dead_at=None).exists()
    assert not Notice.objects.filter(sent_at=None).exists()


def test_two_workers_gather_each_once(db: None, mail_server: MailServer) -> None:
    from contact.notices import gather

    suspect("one")
    assert gather() is not None
    assert gather() is None
    assert Notice.objects.filter(kind="round-up").count() == 1


def test_spam_that_was_closed_is_erased_after_its_time(db: None, mail_server: MailServer) -> None:
    row = suspect("one")
    deliver()
    long_ago = NOW - timedelta(days=400)
    IntakeRequest.objects.update(status="spam", closed_at=long_ago)
    assert purge() == 1
    assert not IntakeRequest.objects.filter(pk=row.pk).exists()
    assert not Notice.objects.exists(), "a round-up of nothing is not kept either"


@pytest.mark.parametrize("told", [False, True], ids=["before the round-up", "after it"])
def test_a_person_who_sends_what_a_machine_sent_first_is_told_of_at_once(
    ask: Ask, mail_server: MailServer, told: bool
) -> None:
    ask(SHORT | {"reply_topic": "x"})
    if told:
        deliver()
    ask(SHORT)
    row = IntakeRequest.objects.get()
    assert row.suspected is False
    deliver()
    assert mail_server.mails[-1]["Subject"] == f"Request {row.reference_spaced}"
    assert not Notice.objects.filter(sent_at=None).exists()

"""What looks like a machine is marked, kept and answered like anything else."""

import re

from django.test import Client

from contact.models import IntakeRequest, Notice
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT


def test_a_filled_honeypot_is_stored_as_suspected_with_the_same_thanks(
    ask: Ask, client: Client
) -> None:
    plain = ask(SHORT)
    trapped = ask(SHORT | {"message": "other words", "reply_topic": "cheap watches"})
    assert trapped.status_code == plain.status_code == 303
    thanks = [client.get(a.headers["Location"], secure=True) for a in (plain, trapped)]
    bodies = [
        re.sub(r"[0-9A-Z]{4} [0-9A-Z]{4}|/thanks/[\w-]{43}/", "REFERENCE", page.content.decode())
        for page in thanks
    ]
    assert bodies[0] == bodies[1]
    assert list(IntakeRequest.objects.values_list("suspected", flat=True)) == [False, True]
    assert Notice.objects.count() == 2, "staff are told of a suspected one too"


def test_what_stood_in_the_honeypot_is_not_an_answer(ask: Ask) -> None:
    ask(FULL | {"reply_topic": "cheap watches"})
    assert "reply_topic" not in IntakeRequest.objects.get().open()


def test_the_honeypot_is_hidden_from_eyes_keyboards_and_screen_readers(
    client: Client, db: None
) -> None:
    page = client.get("/contact/", secure=True).content.decode()
    around = page.partition('name="reply_topic"')
    opened = around[0].rpartition("<div ")[2].partition(">")[0]
    assert "hidden" in opened.split()
    field = around[0].rpartition("<")[2] + around[1] + around[2].partition(">")[0]
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field


def test_no_browser_headers_and_no_waiting_are_no_reason(db: None) -> None:
    """The client here sends no User-Agent, Origin, Referer, Accept or Sec-Fetch header."""
    answer = Client().post("/contact/", SHORT, secure=True)
    assert answer.status_code == 303
    assert IntakeRequest.objects.get().suspected is False


def test_links_capitals_and_other_alphabets_are_no_reason(ask: Ask) -> None:
    for message in ("HELP ME NOW!!!", "https://example.org/his-arrest", "Помогите", "帮助"):
        assert ask(SHORT | {"message": message}).status_code == 303
    assert not IntakeRequest.objects.filter(suspected=True).exists()

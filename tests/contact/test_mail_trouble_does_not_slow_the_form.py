"""Whatever ails the mail server, the form takes requests; their notices wait, and then go out.

The form's process has a mail server of its own here, which must never hear from it.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

import pytest

from contact.models import Notice
from tests.contact.smtp_faults import (
    BEFORE_250,
    CONNECT,
    MailServer,
    Shell,
    mail_server,
    shell,
    until,
    worker,
)
from tests.project.processes import Served, Site, fresh_site

# As `own_site` has it: whatever needs the prepared site runs in one process.
pytestmark = pytest.mark.xdist_group("sites")

NUMBERS = count(1)
ANSWERS_WITHIN = 5
"""Seconds. Generous: a mail server that hangs would hold a form that waits for it longer."""


@dataclass
class Front:
    """The public side: what a visitor reaches, and the mail server that it must not use."""

    site: Site
    served: Served
    ask: Shell
    unused: MailServer

    def post(self, times: int) -> list[str]:
        """So many requests, each taken at once; the Message-IDs of the notices they owe."""
        known = set(self.ask.notices())
        for _ in range(times):
            fields = {"form": "short", "phone": f"(570) 555-{next(NUMBERS):04}"}
            start = time.monotonic()
            answer = self.send("POST", "/contact/", urlencode(fields))
            assert answer.startswith(b"HTTP/1.1 303 "), answer[:300]
            assert time.monotonic() - start < ANSWERS_WITHIN
        owed = [known_as for known_as in self.ask.notices() if known_as not in known]
        assert len(owed) == times
        return owed

    def send(self, method: str, path: str, body: str = "") -> bytes:
        return self.served.send(
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )

    def ready(self) -> tuple[bytes, list[str]]:
        head, _, body = self.send("GET", "/readyz").partition(b"\r\n\r\n")
        return head.split()[1], json.loads(body)["warnings"]


@pytest.fixture(scope="module")
def front_of_all(prepared_site: None) -> Iterator[Front]:
    with (
        fresh_site() as site,
        mail_server() as unused,
        site.gunicorn(EMAIL_URL=unused.url) as served,
        shell(site) as ask,
    ):
        yield Front(site, served, ask, unused)


@pytest.fixture
def front(front_of_all: Front) -> Front:
    """The one that all tests here share, with nothing left owed or leased by those before."""
    front_of_all.ask("Notice.objects.all().delete(); JobState.objects.all().delete()")
    return front_of_all


@contextmanager
def in_trouble(kind: str) -> Iterator[MailServer]:
    with mail_server(listening=kind != "is down") as mail:
        if kind == "hangs from the start":
            mail.hang_at = CONNECT
        elif kind == "hangs after the mail":
            mail.hang_at = BEFORE_250
        elif kind.startswith("answers"):
            mail.answer = kind.split()[1] + " not now"
        yield mail


def recover(mail: MailServer, kind: str) -> None:
    mail.hang_at, mail.answer = "", "250 taken"
    if kind == "is down":
        mail.listen()


def all_sent_once(ask: Shell, mail: MailServer, owed: list[str]) -> None:
    """The worker sends each of these, and has time for a look in which it could repeat one."""

    def sent() -> bool:
        ask.look_now()
        notices = ask.notices()
        return all(notices[known_as]["sent"] for known_as in owed)

    until(sent, "every notice is sent")
    [last] = ask.owe()
    until(lambda: (ask.look_now(), last in mail.taken)[1], "the worker's next look")
    assert sorted(mail.taken) == sorted([*owed, last])


@pytest.mark.parametrize("kind", ["is down", "answers 451", "answers 554"])
def test_while_the_mail_server_refuses_the_form_answers_and_the_mail_goes_out_later(
    front: Front, kind: str
) -> None:
    with in_trouble(kind) as mail, worker(front.site, mail):
        first = front.post(1)
        until(refused(front.ask, first), f"the first try, as the server {kind}")
        owed = first + front.post(2)
        until(refused(front.ask, owed), f"a try of each, as the server {kind}")
        notices = front.ask.notices()
        for notice in (notices[known_as] for known_as in owed):
            assert (notice["sent"], notice["leased"], notice["dead"]) == (None, None, None)
            assert (notice["attempts"], notice["waits"]) == (1, True)
        assert mail.taken == []
        recover(mail, kind)
        front.ask.retries_come()
        all_sent_once(front.ask, mail, owed)
    assert front.unused.opened == []


def refused(ask: Shell, owed: list[str]) -> Callable[[], bool]:
    def each_has_failed() -> bool:
        ask.look_now()
        notices = ask.notices()
        return all(notices[known_as]["last_error"] for known_as in owed)

    return each_has_failed


def test_while_the_mail_server_says_nothing_the_form_answers_and_the_worker_gives_up(
    front: Front,
) -> None:
    kind = "hangs from the start"
    with in_trouble(kind) as mail, worker(front.site, mail):
        owed = post_while_it_hangs(front, mail)
        until(refused(front.ask, owed[:1]), "the worker's patience ends")
        assert front.ask.notices()[owed[0]]["waits"]
        recover(mail, kind)
        mail.release.set()
        front.ask.retries_come()
        all_sent_once(front.ask, mail, owed)
    assert front.unused.opened == []


def test_while_the_mail_server_hangs_after_the_mail_the_form_answers_and_it_goes_out_later(
    front: Front,
) -> None:
    kind = "hangs after the mail"
    with in_trouble(kind) as mail:
        with worker(front.site, mail):
            owed = post_while_it_hangs(front, mail)
            # The worker ends here, by a kill.
        recover(mail, kind)
        front.ask.leases_end()
        front.ask.retries_come()
        with worker(front.site, mail):
            all_sent_once(front.ask, mail, owed)
    assert front.unused.opened == []


def post_while_it_hangs(front: Front, mail: MailServer) -> list[str]:
    first = front.post(1)
    until(mail.hanging.is_set, "the worker meets a server that hangs")
    held = front.ask.notices()[first[0]]
    assert (held["sent"], held["attempts"], held["lease_is_live"]) == (None, 1, True)
    return first + front.post(2)


def test_what_failed_every_time_is_a_dead_letter_that_readyz_warns_of(front: Front) -> None:
    tries = len(Notice.RETRY_AFTER) + 1
    with mail_server() as mail, shell(front.site, mail) as sender:
        mail.answer = "451 not now"
        [owed] = front.post(1)
        assert not any("dead letter" in warning for warning in front.ready()[1])
        for tried in range(tries):
            assert not sender.notices()[owed]["dead"], f"given up after {tried} tries"
            sender.retries_come()
            assert sender("say(deliver())") == 0
        assert sender.notices()[owed]["dead"]
        assert mail.arrived == [owed] * tries
        status, warnings = front.ready()
        assert status == b"200"
        assert any("dead letter" in warning for warning in warnings), warnings
        # It is nobody's turn any more, and the form goes on.
        mail.answer = "250 taken"
        after = front.post(1)
        sender.retries_come()
        assert sender("say(deliver())") == 1
        assert mail.taken == after
    assert front.unused.opened == []

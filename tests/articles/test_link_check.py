"""The check asks politely, believes no single answer of harm, and holds up nobody."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from articles.link_check import check_links
from articles.link_check.run import AGAIN, PATIENCE, PAUSE, SLICE
from articles.models import Link, Source
from recovery_site.schedule import JOBS, Job, run_due
from tests.articles.hosts import (
    OK,
    Host,
    Names,
    by_method,
    closed_port,
    drips,
    host,
    only_here,
    status,
)
from tests.articles.hosts import names as names

pytestmark = pytest.mark.django_db
State = Link.State
DAY = timedelta(days=1)
Make = Callable[..., Link]


@pytest.fixture(autouse=True)
def no_sources(db: None) -> None:
    """The sample's links lead out of this machine."""
    Source.objects.update(doi="", url="")


@pytest.fixture
def link(names: Names) -> Make:
    """`link(site, "a.test", "/path")`: a link to this host under that name, not yet checked."""

    def make(site: Host, name: str = "a.test", path: str = "/", **said: Any) -> Link:
        names.add(name, ["127.0.0.1"])
        return Link.objects.create(url=site.named(name, path), **said)

    return make


def check(most: int = 20, seconds: float = 5, **how: Any) -> int:
    return check_links(most, timedelta(seconds=seconds), **({"allowed": only_here} | how))


def at_rest() -> None:
    """Every host may be asked again, and every link is due."""
    Link.objects.update(host_free_at=None, next_check_at=timezone.now())


def again(link: Link, *, in_days: float = 0) -> Link:
    """The link after one more look, that many days from now."""
    with time_machine.travel(timezone.now() + in_days * DAY):
        at_rest()
        check(1)
    link.refresh_from_db()
    return link


# --- What is heard -------------------------------------------------------------------


def test_what_works_is_fine_and_looked_at_again_in_a_week(link: Make) -> None:
    with host(OK) as site:
        one = link(site)
        before = timezone.now()
        assert check() == 1
    one.refresh_from_db()
    assert (one.state, one.status, one.trouble) == (State.FINE, 200, "")
    assert before <= one.checked_at <= timezone.now()
    assert one.next_check_at == one.checked_at + 7 * DAY
    assert site.methods == ["HEAD"]
    assert "User-Agent: RecoverySiteLinkCheck/1.0 (+https://testserver/)\r\n" in site.asked[0]
    assert check() == 0


@pytest.mark.parametrize("number", [403, 404, 405, 501])
def test_a_host_that_knows_no_head_is_asked_by_get_from_then_on(link: Make, number: int) -> None:
    with host(by_method(HEAD=status(number), GET=OK)) as site:
        one = link(site)
        assert check(1) == 1
        one.refresh_from_db()
        assert (one.state, one.by_get) == (State.UNCHECKED, True)
        assert check(seconds=0.1) == 0, "the host has its pause before it is asked anew"
        again(one)
        assert (one.state, one.status) == (State.FINE, 200)
        again(one)
    assert site.methods == ["HEAD", "GET", "GET"]


def test_a_permanent_redirect_says_where_to_and_another_is_fine(link: Make) -> None:
    with host(OK) as new, host(status(301, f"Location: {new.url}b")) as old:
        one = again(link(old))
        assert (one.state, one.moved_to) == (State.MOVED, f"{new.url}b")
        with host(status(302, f"Location: {new.url}b")) as other:
            two = again(link(other, "b.test"))
    assert (two.state, two.moved_to) == (State.FINE, "")


@pytest.mark.parametrize("number", [404, 410])
def test_gone_is_what_was_gone_twice_a_day_apart(link: Make, number: int) -> None:
    with host(status(number)) as site:
        one = again(link(site, by_get=True))
        first = one.checked_at
        assert (one.state, one.gone_since, one.failed_since) == (State.FAILING, first, first)
        assert one.next_check_at == first + DAY
        assert again(one, in_days=0.9).state == State.FAILING
        again(one, in_days=1.01)
        assert (one.state, one.gone_since) == (State.GONE, first)
        assert one.next_check_at == one.checked_at + 7 * DAY
    assert list(Link.objects.broken()) == [one]
    with host(OK) as site:
        Link.objects.update(url=site.named("a.test"))
        again(one, in_days=8)
    assert (one.state, one.gone_since, one.failed_since) == (State.FINE, None, None)


@pytest.mark.parametrize("number", [500, 503, 599, 408])
def test_a_host_in_trouble_is_failing_and_left_longer_each_time(link: Make, number: int) -> None:
    with host(status(number)) as site:
        one = again(link(site))
        first, pauses = one.checked_at, []
        for _look in range(5):
            assert (one.state, one.failed_since) == (State.FAILING, first)
            pauses.append(round((one.next_check_at - one.checked_at) / DAY))
            again(one, in_days=(one.next_check_at - timezone.now()) / DAY)
    assert pauses == [1, 1, 2, 4, 7]
    assert list(Link.objects.broken()) == [one]


@pytest.mark.parametrize("number", [401, 402, 403, 429, 451, 999])
def test_who_lets_no_robot_in_is_closed_and_not_broken(link: Make, number: int) -> None:
    with host(status(number)) as site:
        one = again(link(site, by_get=True))
    assert (one.state, one.status) == (State.CLOSED, number)
    assert not Link.objects.broken().exists()
    assert one.next_check_at == one.checked_at + (DAY if number == 429 else 7 * DAY)


@pytest.mark.parametrize(
    ("url", "trouble"),
    [
        ("http://10.0.0.1/", "refused_address"),
        ("http://127.0.0.1/", "refused_address"),
        ("http://2130706433/", "bad_address"),
        ("http://user:password@example.org/", "bad_address"),
    ],
)
def test_a_private_or_bad_address_is_refused(url: str, trouble: str) -> None:
    one = Link.objects.create(url=url)
    assert check_links() == 1
    one.refresh_from_db()
    assert (one.state, one.trouble) == (State.REFUSED, trouble)
    assert list(Link.objects.broken()) == [one]


def test_trouble_is_named(link: Make) -> None:
    with host(status(302, "Location: /")) as site:
        one = again(link(site))
    assert (one.state, one.status, one.trouble) == (State.FAILING, None, "too_many_redirects")


# --- Politeness ----------------------------------------------------------------------


@pytest.mark.parametrize("as_date", [False, True])
def test_who_asks_for_time_gets_it_for_all_of_the_host(link: Make, as_date: bool) -> None:
    late = format_datetime(datetime.now(UTC) + 3 * DAY, usegmt=True)
    said = status(503, f"Retry-After: {late if as_date else 3 * 86400}")
    with host(OK) as fine, host(said) as site:
        first, second = link(site), link(site, path="/2")
        other = link(fine, "b.test")
        assert check() == 2
        first.refresh_from_db()
        assert abs(first.next_check_at - timezone.now() - 3 * DAY) < timedelta(minutes=1)
        with time_machine.travel(timezone.now() + 2.9 * DAY):
            assert check() == 0
        with time_machine.travel(timezone.now() + 3.1 * DAY):
            assert check(1) == 1
    for one, looked in ((second, True), (other, True)):
        one.refresh_from_db()
        assert (one.checked_at is not None) == looked


@pytest.mark.parametrize("said", ["", "soon", "-1", "9" * 40, "Thu, 99 Foo 2099 00:00:00 GMT"])
def test_nonsense_asks_for_no_time(link: Make, said: str) -> None:
    with host(status(503, f"Retry-After: {said}")) as site:
        one = again(link(site))
    assert one.next_check_at == one.checked_at + DAY


def test_a_host_may_not_ask_for_more_than_a_week(link: Make) -> None:
    with host(status(429, "Retry-After: 999999999")) as site:
        one = again(link(site))
    assert one.next_check_at == one.checked_at + 7 * DAY


def test_one_host_is_asked_with_a_pause_and_others_meanwhile(link: Make) -> None:
    at: dict[str, list[float]] = {}
    busy = threading.Lock()

    def talk(site: Host, wire: Any, head: str) -> None:
        assert busy.acquire(blocking=False), "one thing at a time"
        at.setdefault(head.partition("Host: ")[2].partition(":")[0], []).append(time.monotonic())
        wire.sendall(OK)
        busy.release()

    with host(talk) as site:
        for number in range(3):
            link(site, "a.test", f"/{number}")
        link(site, "b.test")
        link(site, "c.test")
        began = time.monotonic()
        assert check(seconds=20) == 5
        took = time.monotonic() - began
    pauses = [later - earlier for earlier, later in pairwise(at["a.test"])]
    assert all(pause >= PAUSE.total_seconds() for pause in pauses), pauses
    # What can be done without waiting is done first.
    assert max(at["b.test"] + at["c.test"]) < at["a.test"][1]
    assert took < 2 * PAUSE.total_seconds() + 1


def test_the_pause_holds_from_one_call_to_the_next(link: Make) -> None:
    with host(OK) as site:
        link(site)
        link(site, path="/2")
        assert check(1) == 1
        assert check(seconds=0.1) == 0


def test_never_looked_at_comes_first_then_what_is_due_for_longest(link: Make) -> None:
    now = timezone.now()
    with host(OK) as site:
        for name, age, looked in (
            ("a", 1, True),
            ("b", 3, True),
            ("c", 2, False),
            ("d", -1, False),
        ):
            due = now - timedelta(hours=age)
            looked_at = now - 8 * DAY if looked else None
            link(site, f"{name}.test", next_check_at=due, checked_at=looked_at)
        assert check() == 3
    asked = [head.partition("Host: ")[2][0] for head in site.asked]
    assert asked == ["c", "b", "a"]


# --- Sources -------------------------------------------------------------------------


def test_the_link_of_a_source_is_looked_at_too(names: Names, source: Source) -> None:
    names.add("a.test", ["127.0.0.1"])
    with host(OK) as site:
        Source.objects.filter(pk=source.pk).update(url=site.named("a.test", "/work"))
        assert check() == 1
    assert Link.objects.get().state == State.FINE
    assert site.asked[0].startswith("HEAD /work ")


# --- When our own network is down ----------------------------------------------------


def test_when_nobody_answers_nobody_is_marked(
    link: Make, names: Names, caplog: pytest.LogCaptureFixture
) -> None:
    with closed_port() as port:
        for name in "abc":
            link(Host(port), f"{name}.test", "/?secret=quokka")
        Link.objects.create(url="http://unknown.test/?secret=quokka")
        assert check() == 4
        assert check() == 0
        Link.objects.create(url="http://unknown-too.test/")
        assert check() == 1
    assert set(Link.objects.values_list("state", "checked_at")) == {(State.UNCHECKED, None)}
    assert len(caplog.records) == 1
    assert "is our network down?" in caplog.text
    assert "quokka" not in caplog.text
    with host(OK) as site, time_machine.travel(timezone.now() + AGAIN):
        names.add("a.test", ["127.0.0.1"])
        Link.objects.filter(host="a.test").update(url=site.named("a.test"))
        assert check() == 5
    states = dict(Link.objects.values_list("host", "state"))
    assert states.pop("a.test") == State.FINE
    assert set(states.values()) == {State.FAILING}


def test_one_that_is_silent_while_another_answers_is_failing(link: Make) -> None:
    with closed_port() as port, host(OK) as site:
        dead = link(Host(port), "a.test")
        link(site, "b.test")
        assert check() == 2
    dead.refresh_from_db()
    assert (dead.state, dead.trouble) == (State.FAILING, "unreachable")
    assert dead.next_check_at == dead.checked_at + DAY


def test_in_a_quiet_hour_another_host_is_asked_to_bear_witness(link: Make) -> None:
    """Whatever is due alone would else be taken for our own network for ever."""
    with closed_port() as port, host(OK) as site:
        fine = again(link(site, "b.test"))
        with time_machine.travel(timezone.now() + DAY):
            dead = link(Host(port), "a.test", next_check_at=timezone.now())
            assert check(1) == 1
            dead.refresh_from_db()
            assert dead.state == State.UNCHECKED
            before, looked = len(site.asked), fine.checked_at
            assert check(1) == 1
            fine.refresh_from_db()
            assert (len(site.asked), fine.checked_at > looked) == (before + 1, True)
        with time_machine.travel(timezone.now() + DAY + AGAIN):
            assert check(1) == 1
    dead.refresh_from_db()
    assert dead.state == State.FAILING


# --- Slices --------------------------------------------------------------------------


def test_a_slice_ends_in_time_whatever_the_hosts_do(link: Make, names: Names) -> None:
    """Mail to staff goes out by the same worker, which does one thing after another."""
    with host(drips(b"HTTP/1.1 200 OK\r\nX: ")) as site:
        Link.objects.create(url="http://hangs.test/", next_check_at=timezone.now() - DAY)
        for number in range(20):
            link(site, f"h{number}.test")
        began = time.monotonic()
        assert check_links(allowed=only_here) == 1
        assert check_links(allowed=only_here) == 1
        took = time.monotonic() - began
    assert 2 * PATIENCE.total_seconds() <= took < 2 * SLICE.total_seconds()


def test_the_job_leaves_time_for_the_mail() -> None:
    jobs = {job.name: job for job in JOBS}
    mail, links = jobs["deliver notices"], jobs["check links"]
    assert mail.every >= SLICE
    assert links.every >= 2 * SLICE
    assert links.lease > 2 * SLICE


def test_a_call_has_its_most_and_a_short_one_still_asks(link: Make) -> None:
    with host(OK) as site:
        for number in range(5):
            link(site, f"h{number}.test")
        assert check(most=2) == 2
        assert check(seconds=0.2) >= 1


def test_who_is_killed_in_the_middle_loses_nothing(link: Make) -> None:
    """What was heard before is saved; what was being asked comes again, and not at once."""

    class Killed(BaseException):
        pass

    asked: list[str] = []

    def killed(address: Any, port: int) -> bool:
        asked.append(str(address))
        if len(asked) == 2:
            raise Killed
        return only_here(address, port)

    with host(OK) as site:
        for name in "abc":
            link(site, f"{name}.test")
        with pytest.raises(Killed):
            check(allowed=killed)
        states = dict(Link.objects.values_list("host", "state"))
        assert states == {
            "a.test": State.FINE,
            "b.test": State.UNCHECKED,
            "c.test": State.UNCHECKED,
        }
        Link.objects.update(host_free_at=None)
        assert check() == 1
        with time_machine.travel(timezone.now() + AGAIN):
            assert check() == 1
    assert set(Link.objects.values_list("state", flat=True)) == {State.FINE}


def test_two_that_look_at_once_ask_once(link: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has read the link before the first took it."""
    from articles.link_check import run

    with host(OK) as site:
        stale = link(site)
        assert check() == 1
        monkeypatch.setattr(run, "_next", lambda left=[stale, None]: left.pop(0))
        assert check() == 0
    assert len(site.asked) == 1


def test_a_link_that_is_forgotten_while_it_is_asked_stays_forgotten(link: Make) -> None:
    def allowed(address: Any, port: int) -> bool:
        Link.objects.all().delete()
        return only_here(address, port)

    with host(OK) as site:
        link(site)
        assert check(allowed=allowed) == 1
    assert not Link.objects.exists()


def test_nothing_of_an_address_is_logged(link: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with host(status(500)) as site:
        link(site, path="/?secret=quokka")
        link(site, "b.test", "/?secret=quokka", by_get=True)
        Link.objects.create(url="http://10.0.0.1/?secret=quokka")
        run_due([Job("check links", DAY, lambda: check())])
    assert "quokka" not in caplog.text

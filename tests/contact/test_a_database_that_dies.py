"""A power cut, a broken connection, a server that is down: no false thanks, and one row in the end.

The moment that matters is COMMIT: before it nothing is stored, after it everything is, and between
the two nobody but the database knows. Real gunicorn, a real cluster, and a wire that is cut there.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.utils.html import escape

from tests.contact.own_postgres import Cluster, Wire, get, own_cluster, post, site_on, until
from tests.contact.words import FULL
from tests.project.processes import Served, Site

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("sites")]
PassOn = Callable[[], None]
CONNECT_TIMEOUT = 5
WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with own_cluster() as made:
        yield made


@pytest.fixture(scope="module")
def prepared(cluster: Cluster, prepared_site: None) -> Iterator[Site]:
    with site_on(cluster, "site") as site:
        yield site


@pytest.fixture
def wire(cluster: Cluster, prepared: Site) -> Iterator[Wire]:
    cluster.start()
    cluster.sql("TRUNCATE contact_intakerequest CASCADE", "site")
    made = Wire(cluster)
    yield made
    made.close()
    cluster.start()


@pytest.fixture
def served(wire: Wire, prepared: Site) -> Iterator[Served]:
    """A process that has served before, so that it holds connections that then break."""
    with prepared.gunicorn(DATABASE_URL=wire.cluster.url("site", wire.port)) as made:
        assert get(made, "/contact/")[0] == 200
        yield made


def rows(cluster: Cluster) -> list[tuple[str, int]]:
    """Each request's reference, and how many notices staff are owed of it."""
    return cluster.sql(
        "SELECT reference, (SELECT count(*) FROM contact_notice WHERE request_id = r.id)"
        " FROM contact_intakerequest r",
        "site",
    )


def is_not_taken(answer: tuple[int, str, str]) -> None:
    status, _, page = answer
    assert status == 503, page
    assert "(888) 380-0342" in page
    for name in ("phone", "email", "name", "message"):
        assert escape(FULL[name]) in page, name


def ends_well(served: Served, cluster: Cluster, first: tuple[int, str, str]) -> None:
    """Told truly or told nothing, the person sends the words again: thanks, of the one row."""
    if first[0] != 303:
        is_not_taken(first)
    status, location, page = post(served, FULL)
    assert status == 303, page
    if first[0] == 303:
        assert first[1] == location
    stored = rows(cluster)
    assert [notices for _, notices in stored] == [1]
    status, page = get(served, location)
    assert status == 200
    assert re.search(r"\b[0-9A-Z]{4} [0-9A-Z]{4}\b", page)
    reference = stored[0][0]
    assert f"{reference[:4]} {reference[4:]}" in page


def test_killed_when_commit_is_on_its_way(wire: Wire, served: Served) -> None:
    wire.at_commit = [lambda pass_on: wire.cluster.kill()]
    first = post(served, FULL)
    assert wire.commits == 1
    is_not_taken(first)
    wire.cluster.start()
    assert rows(wire.cluster) == []
    ends_well(served, wire.cluster, first)


def test_killed_when_commit_is_done_and_nobody_was_told(wire: Wire, served: Served) -> None:
    def die(pass_on: PassOn) -> None:
        pass_on()
        wire.cluster.kill()

    wire.at_commit = [die]
    first = post(served, FULL)
    assert wire.commits == 1
    wire.cluster.start()
    assert [notices for _, notices in rows(wire.cluster)] == [1]
    ends_well(served, wire.cluster, first)


def lost_before(pass_on: PassOn) -> None:
    """COMMIT never arrives; the server rolls back."""


def lost_after(pass_on: PassOn) -> None:
    """COMMIT is carried out; its answer never arrives."""
    pass_on()


@pytest.mark.parametrize("lost", [lost_before, lost_after])
def test_a_connection_that_broke_once_is_not_the_persons_trouble(
    wire: Wire, served: Served, lost: Callable[[PassOn], None]
) -> None:
    """The server is well: one more try, without asking, and thanks of the one row."""
    wire.at_commit = [lost]
    first = post(served, FULL)
    assert first[0] == 303, first[2]
    assert [notices for _, notices in rows(wire.cluster)] == [1]
    ends_well(served, wire.cluster, first)


@pytest.mark.parametrize("lost", [lost_before, lost_after])
def test_a_connection_that_breaks_every_time(
    wire: Wire, served: Served, lost: Callable[[PassOn], None]
) -> None:
    wire.at_commit = [lost] * 9
    first = post(served, FULL)
    assert 1 <= wire.commits < 9, "it must give up"
    wire.at_commit = []
    ends_well(served, wire.cluster, first)


def test_a_commit_that_arrives_after_the_second_try_began(wire: Wire, served: Served) -> None:
    """The first try is cut off but not over: the second meets its row while it is not yet there."""

    def late(pass_on: PassOn) -> None:
        wire.cut()  # also this one
        until(lambda: wire.cluster.sql(WAITING), 5)
        pass_on()

    wire.at_commit = [late]
    first = post(served, FULL)
    assert until(lambda: rows(wire.cluster), 30)
    ends_well(served, wire.cluster, first)


def test_a_first_try_that_is_never_over(wire: Wire, served: Served) -> None:
    """The network broke and the server has not noticed: the first try still holds its locks."""
    answered = threading.Event()

    def abandon(pass_on: PassOn) -> None:
        wire.cut()
        answered.wait(60)

    wire.at_commit = [abandon]
    began = time.monotonic()
    try:
        first = post(served, FULL)
    finally:
        answered.set()
    took = time.monotonic() - began
    assert took < 30, f"{took:.0f} seconds"
    assert until(lambda: not wire.cluster.sql(WAITING), 30)
    ends_well(served, wire.cluster, first)


def test_down_before_the_post(wire: Wire, served: Served) -> None:
    wire.cluster.kill()
    began = time.monotonic()
    is_not_taken(post(served, FULL))
    assert time.monotonic() - began < CONNECT_TIMEOUT
    wire.cluster.start()
    status, _, page = post(served, FULL)
    assert status == 303, page
    assert [notices for _, notices in rows(wire.cluster)] == [1]


def test_a_server_that_takes_connections_and_says_nothing(wire: Wire, served: Served) -> None:
    """The slowest way to be down: each try costs the whole timeout, so there must be few."""
    wire.cut()
    wire.silent = True
    began = time.monotonic()
    is_not_taken(post(served, FULL))
    took = time.monotonic() - began
    wire.silent = False
    assert took < 4 * CONNECT_TIMEOUT, f"{took:.1f} seconds"
    status, _, page = post(served, FULL)
    assert status == 303, page

"""A disk that is full, or that the system has made read-only: nothing by halves, and it passes.

The disks are real: small ones in memory, mounted by the test, which needs the right to mount. Where
room is made again, the process that refused takes the next request, without a restart.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.utils.html import escape

from tests.contact.own_postgres import Cluster, get, own_cluster, post, site_on
from tests.contact.words import FULL
from tests.project.processes import Served, Site

pytestmark = pytest.mark.xdist_group("sites")
STORED = """
from contact.models import IntakeRequest, Notice
requests = set(IntakeRequest.objects.values_list("pk", flat=True))
say([len(requests), Notice.objects.count(),
     requests == set(Notice.objects.values_list("request", flat=True))])
"""

DIE_WHILE_READING = """
import django, os, signal
django.setup()
from contact.models import Office
Office.current()
os.kill(os.getpid(), signal.SIGKILL)
"""


class Disk:
    def __init__(self, folder: Path) -> None:
        self.folder, self._ballast = folder, folder / "ballast"

    def fill(self) -> None:
        """Until not one byte more fits."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while file.write(b"x" * size):
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        self._ballast.unlink(missing_ok=True)

    def remount(self, mode: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{mode}", self.folder], check=True)


@contextmanager
def small_disk(size: str) -> Iterator[Disk]:
    with tempfile.TemporaryDirectory(prefix="recovery-disk-") as folder:
        words = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "tmpfs", folder]
        try:
            subprocess.run(words, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("mounting a small disk is not permitted here: run as root")
        try:
            yield Disk(Path(folder))
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def is_not_taken(answer: tuple[int, str, str]) -> None:
    status, _, page = answer
    assert status == 503, page
    assert "(888) 380-0342" in page
    for name in ("phone", "email", "name", "message"):
        assert escape(FULL[name]) in page, name


def is_taken(served: Served) -> None:
    status, location, page = post(served, FULL)
    assert status == 303, page
    assert get(served, location)[0] == 200


@pytest.fixture
def on_sqlite(own_site: Site) -> Iterator[tuple[Disk, Site]]:
    """The prepared site with its database, and SQLite's log beside it, on a small disk."""
    with small_disk("64m") as disk:
        kept = own_site.var / "db.sqlite3"
        if not kept.exists():
            pytest.skip("this run's database is PostgreSQL")
        shutil.copy(kept, disk.folder / "db.sqlite3")
        own_site.environment["DATABASE_URL"] = f"sqlite:///{disk.folder}/db.sqlite3"
        yield disk, own_site


def test_no_room_for_sqlite(on_sqlite: tuple[Disk, Site]) -> None:
    disk, site = on_sqlite
    with site.gunicorn() as served:
        assert get(served, "/contact/")[0] == 200
        disk.fill()
        is_not_taken(post(served, FULL))
        disk.make_room()
        assert site.python(STORED) == [0, 0, True]
        is_taken(served)
    assert site.python(STORED) == [1, 1, True]


def test_a_read_only_disk_under_sqlite(on_sqlite: tuple[Disk, Site]) -> None:
    """As Linux mounts a disk again that failed under a process that wrote to it.

    The system lets no disk become read-only under a file that is open for writing, so the process
    starts on it; and SQLite's shared index stays read-only in it, so another takes its place.
    """
    disk, site = on_sqlite
    site.run("-c", DIE_WHILE_READING)
    assert (disk.folder / "db.sqlite3-wal").exists()
    disk.remount("ro")
    with site.gunicorn() as served:
        is_not_taken(post(served, FULL))
        disk.remount("rw")
    assert site.python(STORED) == [0, 0, True]
    with site.gunicorn() as served:
        is_taken(served)
    assert site.python(STORED) == [1, 1, True]


@pytest.fixture(scope="module")
def log_disk() -> Iterator[Disk]:
    with small_disk("24m") as disk:
        yield disk


@pytest.fixture(scope="module")
def cluster(log_disk: Disk) -> Iterator[Cluster]:
    with own_cluster(log_disk.folder / "wal") as made:
        yield made


@pytest.fixture(scope="module")
def prepared(cluster: Cluster, prepared_site: None) -> Iterator[Site]:
    with site_on(cluster, "site") as site:
        yield site


@pytest.fixture
def served(cluster: Cluster, prepared: Site) -> Iterator[Served]:
    cluster.sql("TRUNCATE contact_intakerequest CASCADE", "site")
    with prepared.gunicorn() as made:
        assert get(made, "/contact/")[0] == 200
        yield made


@pytest.mark.postgres
def test_a_postgresql_that_takes_no_writes(
    cluster: Cluster, prepared: Site, served: Served
) -> None:
    """As after a failover, when the site still speaks to the server that is a standby now."""

    def read_only(state: str) -> None:
        cluster.sql(f"ALTER DATABASE site SET default_transaction_read_only = {state}")
        cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'site'")

    read_only("on")
    is_not_taken(post(served, FULL))
    read_only("off")
    is_taken(served)
    assert prepared.python(STORED) == [1, 1, True]


@pytest.mark.postgres
def test_no_room_for_a_table_of_postgresql(
    cluster: Cluster, prepared: Site, served: Served
) -> None:
    with small_disk("8m") as disk:
        cluster.own(disk.folder)
        cluster.sql(f"CREATE TABLESPACE small LOCATION '{disk.folder}'")
        try:
            # Empty, it has no page: the first row asks the disk for one.
            cluster.sql("ALTER TABLE contact_intakerequest SET TABLESPACE small", "site")
            disk.fill()
            is_not_taken(post(served, FULL))
            assert prepared.python(STORED) == [0, 0, True]
            disk.make_room()
            is_taken(served)
            assert prepared.python(STORED) == [1, 1, True]
        finally:
            disk.make_room()
            cluster.sql("ALTER TABLE contact_intakerequest SET TABLESPACE pg_default", "site")
            cluster.sql("DROP TABLESPACE small")


@pytest.mark.postgres
def test_no_room_for_the_log_of_postgresql(
    log_disk: Disk, cluster: Cluster, prepared: Site, served: Served
) -> None:
    """The server itself falls over, and gets up when somebody has made room and starts it."""
    cluster.sql("CREATE TABLE ballast (words text)", "site")
    log_disk.fill()
    # More than the segments hold that are there already: it needs a new one, and panics.
    with pytest.raises(psycopg2.OperationalError):
        cluster.sql(
            "INSERT INTO ballast SELECT repeat('x', 500) FROM generate_series(1, 60000)", "site"
        )
    cluster.has_given_up()
    is_not_taken(post(served, FULL))
    log_disk.make_room()
    cluster.restart()
    assert prepared.python(STORED) == [0, 0, True]
    is_taken(served)
    assert prepared.python(STORED) == [1, 1, True]

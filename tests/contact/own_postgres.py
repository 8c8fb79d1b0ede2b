"""A PostgreSQL that a test may kill, and a wire to it that can be cut when COMMIT goes by.

The shared server of a test run serves others too; this cluster has a folder, a socket and a port
of its own. The wire is a proxy that reads just enough of the protocol (version 3, no TLS) to see
the simple query `COMMIT` of a transaction that wrote a request, which is how psycopg2 sends it.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2

from tests.project.processes import Served, Site, free_port, fresh_site

_dumps: list[bytes] = []
"""The prepared database as SQL, made by the first cluster of a run."""


def post(served: Served, answers: dict[str, Any]) -> tuple[int, str, str]:
    """Status, Location and page, as a browser that sends a form gets them."""
    wire = HTTPConnection("127.0.0.1", served.port, timeout=60)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    wire.request("POST", "/contact/", urlencode(answers), form)
    answer = wire.getresponse()
    found = answer.status, answer.headers.get("Location", ""), answer.read().decode()
    wire.close()
    return found


def get(served: Served, path: str) -> tuple[int, str]:
    wire = HTTPConnection("127.0.0.1", served.port, timeout=60)
    wire.request("GET", path)
    answer = wire.getresponse()
    found = answer.status, answer.read().decode()
    wire.close()
    return found


def until(true: Callable[[], Any], seconds: float = 60) -> bool:
    """Wait for a condition; whether it came."""
    end = time.monotonic() + seconds
    while not (came := bool(true())) and time.monotonic() < end:
        time.sleep(0.02)
    return came


@cache
def binaries() -> Path:
    """The newest server's folder; on Debian it is in no PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])
    )
    return found[-1].parent if found else Path(shutil.which("initdb") or "/usr/bin/initdb").parent


def as_owner(*words: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    name = str(binaries() / words[0])
    owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    return [*(owner if os.geteuid() == 0 else []), name, *map(str, words[1:])]


class Cluster:
    """One server; `folder` is its own and `wal`, if given, holds its write-ahead log."""

    def __init__(self, folder: Path, wal: Path | None = None) -> None:
        self.data, self.port = folder / "data", free_port()
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.own(folder)
        away = ["-X", str(wal), "--wal-segsize=1"] if wal else []
        words = ("initdb", "-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        subprocess.run(as_owner(*words, *away, "-D", self.data), check=True, capture_output=True)
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(
                f"port={self.port}\nlisten_addresses='127.0.0.1'\nfsync=on\n"
                f"unix_socket_directories='{folder}'\nmax_connections=40\nshared_buffers=16MB\n"
                # Its shared memory goes with the folder, even after SIGKILL.
                "dynamic_shared_memory_type=mmap\nrestart_after_crash=off\n"
            )
            if wal:
                file.write("min_wal_size=2MB\nmax_wal_size=4MB\n")

    def own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")

    def url(self, database: str, port: int = 0) -> str:
        return f"postgres://postgres@127.0.0.1:{port or self.port}/{database}"

    def start(self) -> None:
        """Start, and wait until it answers; recovery after a crash takes its time."""
        if self.process and self.process.poll() is None:
            return
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                as_owner("postgres", "-D", self.data), stdout=log, stderr=log
            )
        assert until(self.answers, 90), (self.folder / "log").read_text()[-2000:]

    def answers(self) -> bool:
        with suppress(psycopg2.OperationalError):
            psycopg2.connect(self.url("postgres"), connect_timeout=2).close()
            return True
        return False

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        connection = psycopg2.connect(self.url(database), connect_timeout=5)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def kill(self) -> None:
        """SIGKILL to the postmaster and to all that it started: a power cut."""
        if not self.process or self.process.poll() is not None:
            return
        # First held still, so that it neither starts another child nor tidies up after one.
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGSTOP)
        children = [pid for pid in _processes() if _parent(pid) == self.process.pid]
        for pid in [self.process.pid, *children]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(30)
        assert until(lambda: not any(_name(pid) == "postgres" for pid in children), 30)

    def has_given_up(self) -> None:
        """Wait for the end of a server that fell over by itself."""
        assert until(lambda: self.process is None or self.process.poll() is not None)

    def restart(self) -> None:
        self.kill()
        self.start()

    def stop(self) -> None:
        self.kill()
        # What a killed postmaster leaves behind: the System V segment that marks its folder.
        lock = self.data / "postmaster.pid"
        if lock.exists() and len(lines := lock.read_text().splitlines()) > 6:
            subprocess.run(["ipcrm", "-m", lines[6].split()[-1]], capture_output=True)


def _processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _stat(pid: int) -> tuple[str, str]:
    with suppress(OSError):
        before, _, after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        return before.partition("(")[2], after
    return "", " - 0"


def _name(pid: int) -> str:
    name, after = _stat(pid)
    return "" if after.split()[0] == "Z" else name


def _parent(pid: int) -> int:
    return int(_stat(pid)[1].split()[1])


@contextmanager
def own_cluster(wal: Path | None = None) -> Iterator[Cluster]:
    # Short and directly in the temporary folder: a socket's path has 107 letters at most.
    with tempfile.TemporaryDirectory(prefix="recovery-pg-") as folder:
        cluster = Cluster(Path(folder), wal)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def site_on(cluster: Cluster, database: str) -> Iterator[Site]:
    """A prepared site whose database is on this cluster."""
    with fresh_site() as site:
        cluster.sql(f"CREATE DATABASE {database}")
        url = cluster.url(database)
        if not _dumps:
            source = site.environment.get("DATABASE_URL", "")
            if not source:
                done = site.manage("run_local", "--prepare", DATABASE_URL=(source := url))
                assert done.returncode == 0, done.stdout + done.stderr
            dump = [str(binaries() / "pg_dump"), "--no-owner", "-d", source]
            _dumps.append(subprocess.run(dump, check=True, capture_output=True).stdout)
        if not cluster.sql(
            "SELECT 1 FROM pg_tables WHERE tablename = 'wagtailcore_page'", database
        ):
            load = [str(binaries() / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-d", url]
            subprocess.run(load, input=_dumps[0], check=True, capture_output=True)
        site.environment["DATABASE_URL"] = url
        yield site


class Wire:
    """Between the site and its cluster. `at_commit` holds what happens to each COMMIT of a request.

    Each is given `pass_on`, which carries COMMIT out and waits for its answer. Whatever it does,
    that connection of the site's is cut afterwards, and has heard nothing.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.silent, self.commits = cluster, False, 0
        self.at_commit: list[Callable[[Callable[[], None]], None]] = []
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        _thread(self._listen)

    def cut(self) -> None:
        """Every connection that is open now."""
        _cut(*list(self._open))

    def close(self) -> None:
        self.silent = False
        _cut(self._listener)
        self.cut()

    def _listen(self) -> None:
        while True:
            site, _ = self._listener.accept()
            self._open.add(site)
            _thread(self._silence if self.silent else self._serve, site)

    def _silence(self, site: socket.socket) -> None:
        try:
            while site.recv(65536):
                pass
        finally:
            _cut(site)

    def _serve(self, site: socket.socket) -> None:
        server = None
        try:
            server = socket.create_connection(("127.0.0.1", self.cluster.port), 5)
            server.settimeout(None)
            # SSLRequest and GSSENCRequest come first; each is answered by one byte, here "no".
            while (first := _message(site, typed=False))[4:6] == b"\x04\xd2":
                site.sendall(b"N")
            server.sendall(first)
            self._converse(site, server)
        finally:
            _cut(site, *([server] if server else []))

    def _converse(self, site: socket.socket, server: socket.socket) -> None:
        deaf, heard = threading.Event(), threading.Event()
        _thread(_answers, server, site, deaf, heard)
        wrote = False
        while True:
            message = _message(site)
            wrote |= b'INSERT INTO "contact_intakerequest"' in message
            if wrote and message[:1] == b"Q" and message[5:].rstrip(b";\0") == b"COMMIT":
                wrote = False
                self.commits += 1
                if self.at_commit:
                    deaf.set()

                    def pass_on(message: bytes = message) -> None:
                        server.sendall(message)
                        assert heard.wait(30)

                    return self.at_commit.pop(0)(pass_on)
            server.sendall(message)


def _answers(
    server: socket.socket, site: socket.socket, deaf: threading.Event, heard: threading.Event
) -> None:
    """Pass on what the server says; once `deaf`, keep it back, and note that it spoke."""
    try:
        while more := server.recv(65536):
            if deaf.is_set():
                heard.set()
            else:
                site.sendall(more)
    finally:
        if not deaf.is_set():
            _cut(site)


def _message(wire: socket.socket, typed: bool = True) -> bytes:
    head = _exactly(wire, 5 if typed else 4)
    return head + _exactly(wire, int.from_bytes(head[-4:]) - 4)


def _exactly(wire: socket.socket, size: int) -> bytes:
    raw = b""
    while len(raw) < size:
        if not (more := wire.recv(size - len(raw))):
            raise ConnectionError("the other side has gone")
        raw += more
    return raw


def _cut(*wires: socket.socket) -> None:
    for wire in wires:
        with suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)
        wire.close()


def _thread(work: Callable[..., Any], *words: Any) -> None:
    """For work that ends when its connection does."""

    def run() -> None:
        with suppress(OSError):
            work(*words)

    threading.Thread(target=run, daemon=True).start()

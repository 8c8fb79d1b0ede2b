"""Mail servers that fail at a chosen moment, and processes of a site that tests can steer.

`MailServer` speaks SMTP over real sockets. Its own lines, and not a library's, so that a test can
stop it between any two of them.
"""

import json
import os
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from typing import Any

from tests.project.processes import Site

CONNECT, RCPT, MIDDLE, BEFORE_250, AFTER_250 = MOMENTS = (
    "the connection opens",
    "after RCPT",
    "in the middle of DATA",
    "just before 250",
    "right after 250",
)


class _Conversation(socketserver.StreamRequestHandler):
    server: "MailServer"

    def handle(self) -> None:
        server = self.server
        self.reach(CONNECT)
        self.say("220 here")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                if (content := self.content()) is None:
                    return
                known_as = str(message_from_bytes(content)["Message-ID"]).strip()
                server.arrived.append(known_as)
                self.reach(BEFORE_250)
                # Noted before it is said: who hears it may act on it at once.
                answer = server.answer
                if answer.startswith("250"):
                    server.taken.append(known_as)
                self.say(answer)
                self.reach(AFTER_250)
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")
                if verb == b"RCPT":
                    self.reach(RCPT)

    def content(self) -> bytes | None:
        """What stands before the final dot; None where the sender is gone before it."""
        content = b""
        for line in self.rfile:
            if not content:
                self.reach(MIDDLE)
            if line == b".\r\n":
                return content
            content += line
        return None

    def reach(self, moment: str) -> None:
        if moment == self.server.hang_at:
            self.hang()
        self.server.meet(moment)

    def hang(self) -> None:
        self.server.hanging.set()
        while not self.server.release.wait(2):
            if self.server.keeps_talking:
                # One more line of the answer that is yet to come: smtplib waits for the last.
                self.say("250-wait")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail at `url` until told otherwise; until `listen()` its port refuses connections."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation, bind_and_activate=False)
        # Bound and not listening: nobody else can have the port, and it refuses.
        self.server_bind()
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"
        self.answer = "250 taken"
        """To the mail itself."""
        self.hang_at = ""
        """The moment at which it says no more, until `release`."""
        self.keeps_talking = False
        """While it hangs it asks for patience, so that no time-out of the sender's ends that."""
        self.hanging, self.release = threading.Event(), threading.Event()
        self.meet: Callable[[str], None] = lambda moment: None
        """Called at every moment of every conversation, which waits for it."""
        self.opened: list[object] = []
        self.closed: list[object] = []
        self.arrived: list[str] = []
        """The Message-ID of each mail that came whole, in order, whatever was answered."""
        self.taken: list[str] = []
        """Of each mail that was answered with 250."""
        self.broken: list[BaseException] = []
        self._thread: threading.Thread | None = None

    def listen(self) -> "MailServer":
        self.server_activate()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def close(self) -> None:
        self.release.set()
        if self._thread:
            self.shutdown()
            self._thread.join()
        self.server_close()
        assert not self.broken, self.broken

    def process_request(self, request: Any, client_address: Any) -> None:
        self.opened.append(client_address)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.closed.append(request)

    def idle(self) -> bool:
        return len(self.opened) == len(self.closed)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # That a sender was killed is what these tests are about; anything else is a fault here.
        if (error := sys.exception()) and not isinstance(error, OSError):
            self.broken.append(error)


@contextmanager
def mail_server(listening: bool = True) -> Iterator[MailServer]:
    server = MailServer()
    try:
        yield server.listen() if listening else server
    finally:
        server.close()


def until(condition: Callable[[], Any], what: str, seconds: float = 45) -> Any:
    """What `condition` gives as soon as it gives something; fails when time is up."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"not in {seconds} s: {what}"
        time.sleep(0.02)
    return value


@contextmanager
def worker(site: Site, mail: MailServer) -> Iterator["subprocess.Popen[str]"]:
    """The true `manage.py worker`, sending to this server; killed at the end."""
    process = site.start("manage.py", "worker", EMAIL_URL=mail.url)
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=30)


_SHELL = """
import json, os, socket, traceback
import django
django.setup()
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from contact.intake import submit
from contact.models import IntakeRequest, Notice
from contact.notices import deliver
from recovery_site.models import JobState
wire = socket.create_connection(("127.0.0.1", int(os.environ["SHELL_PORT"]))).makefile("rw")
names = dict(globals())
for line in wire:
    answer = {}
    names["say"] = lambda value: answer.update(said=value)
    try:
        exec(json.loads(line), names)
    except Exception:
        answer["failed"] = traceback.format_exc()
    connection.close()
    print(json.dumps(answer, default=str), file=wire, flush=True)
"""


class Shell:
    """One process of a site that is told what to do, many times: a start costs seconds."""

    def __init__(self, site: Site, mail: MailServer | None = None) -> None:
        self.children: list[int] = []
        changes = {"EMAIL_URL": mail.url} if mail else {}
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = str(door.getsockname()[1])
            self.process = site.start("-c", _SHELL, SHELL_PORT=port, **changes)
            door.settimeout(60)
            try:
                self._socket = door.accept()[0]
            except TimeoutError:
                self.process.kill()
                raise RuntimeError(self.process.communicate()[0]) from None
        self._socket.settimeout(120)
        self._wire = self._socket.makefile("rw")

    def __call__(self, code: str) -> Any:
        print(json.dumps(code), file=self._wire, flush=True)
        answer = json.loads(self._wire.readline() or '{"failed": "the shell is gone"}')
        assert "failed" not in answer, answer["failed"]
        return answer.get("said")

    def owe(self, number: int = 1) -> list[str]:
        """Store so many requests; the Message-IDs of their notices."""
        return self(f"""
first = IntakeRequest.objects.count()
phones = [f"+1 602-555-{{first + n:04}}" for n in range({number})]
stored = [submit({{"phone": phone}}, language="en").pk for phone in phones]
say([notice.message_id for notice in Notice.objects.filter(request__in=stored)])
""")

    def notices(self) -> dict[str, dict[str, Any]]:
        """Each notice's columns by its Message-ID, and whether its times are ahead of now."""
        return self("""
say({notice.message_id: {
    "attempts": notice.attempts, "sent": notice.sent_at, "dead": notice.dead_at,
    "leased": notice.leased_until, "last_error": notice.last_error,
    "lease_is_live": bool(notice.leased_until and notice.leased_until > timezone.now()),
    "waits": notice.next_attempt_at > timezone.now(),
} for notice in Notice.objects.all()})
""")

    def look_now(self) -> None:
        """A job's next run comes, as after a few seconds; no lease ends by it."""
        self("JobState.objects.update(next_run=timezone.now() - timedelta(seconds=1))")

    def job_leases_end(self) -> None:
        self("JobState.objects.update(leased_until=None)")
        self.look_now()

    def leases_end(self) -> None:
        """Time passes, until nothing is leased by anyone who did not renew it."""
        self("""
past = timezone.now() - timedelta(seconds=1)
Notice.objects.exclude(leased_until=None).update(leased_until=past)
""")
        self.job_leases_end()

    def retries_come(self) -> None:
        """Time passes, until whatever waits for its next attempt may have it."""
        past = "timezone.now() - timedelta(seconds=1)"
        self(f"Notice.objects.filter(sent_at=None).update(next_attempt_at={past})")
        self.look_now()

    def fork_worker(self) -> int:
        """A process of its own that delivers what is due, again and again; for `bury()`."""
        # No database connection is open here: each command closes its own.
        child = self("""
child = os.fork()
if not child:
    try:
        import time
        while True:
            deliver()
            time.sleep(0.005)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)
say(child)
""")
        self.children.append(child)
        return child

    def bury(self, child: int) -> None:
        """Returns when the killed child has ended."""
        self(f"os.waitpid({child}, 0)")
        self.children.remove(child)

    def close(self) -> None:
        for child in self.children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._wire.close()
        self._socket.close()
        self.process.kill()
        self.process.communicate(timeout=30)


@contextmanager
def shell(site: Site, mail: MailServer | None = None) -> Iterator[Shell]:
    opened = Shell(site, mail)
    try:
        yield opened
    finally:
        opened.close()

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recovery_site.local import addresses, prepare


class Command(BaseCommand):
    help = "Prepare the local run (database, sample, accounts, static files), then serve it."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="Prepare, and do not serve.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("run_local is for a local run, not for production settings.")
        port = int(os.environ.get("PORT", "8000"))
        if not options["prepare"]:
            self.need_port(port)
        prepare(lambda line: self.stdout.write(line))
        if not options["prepare"]:
            sys.exit(self.serve(port))

    def need_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((os.environ.get("HOST", "127.0.0.1"), port))
            except OSError:
                raise CommandError(
                    f"Port {port} is in use. Stop what uses it, or start with PORT={port + 1}"
                    " make run"
                ) from None

    def serve(self, port: int) -> int:
        """Run the site and the worker until one ends or somebody stops us; returns 0 if stopped."""
        stopped: list[int] = []

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.append(number)

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
        # In sessions of their own, so that Ctrl-C reaches this process alone and each child is
        # asked to end just once.
        web = self.start("-m", "gunicorn", "-c", "python:recovery_site.gunicorn", WSGI)
        worker = self.start("manage.py", "worker")
        told = False
        while not stopped and web.poll() is None and worker.poll() is None:
            if not told and answers(port):
                told = True
                self.stdout.write(addresses())
                self.stdout.flush()
            time.sleep(0.2)
        for child in (web, worker):
            child.terminate()
        for child in (web, worker):
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
        if not stopped:
            self.stderr.write("A process ended by itself; see the lines above.")
            return 1
        self.stdout.write("Stopped.")
        return 0

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  (our own words alone)
            [sys.executable, *words],
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )


WSGI = "recovery_site.wsgi:application"


def answers(port: int) -> bool:
    try:
        with socket.create_connection((os.environ.get("HOST", "127.0.0.1"), port), 0.2):
            return True
    except OSError:
        return False

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import close_old_connections

from recovery_site.schedule import JOBS, run_due

PAUSE = 1.0
"""Seconds between two looks at the table."""


class Command(BaseCommand):
    help = "The one background process: runs the jobs of recovery_site/schedule.py."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        self.stdout.write(f"worker: {len(JOBS)} jobs")
        while not stop.is_set():
            close_old_connections()
            try:
                run_due()
            except DatabaseError as error:
                # The database is away: wait for it, as whatever is due stays due.
                self.stderr.write(f"worker: {type(error).__name__}, trying again")
                stop.wait(5)
            stop.wait(PAUSE)

from typing import Any

from django.core.management.base import BaseCommand

from contact.retention import purge


class Command(BaseCommand):
    help = "Erase closed requests that are older than the office keeps them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge()} requests erased.")

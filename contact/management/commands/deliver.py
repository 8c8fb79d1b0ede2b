from typing import Any

from django.core.management.base import BaseCommand

from contact.notices import deliver


class Command(BaseCommand):
    help = "Send the notices that are due, once. `worker` does this all the time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{deliver()} notices sent.")

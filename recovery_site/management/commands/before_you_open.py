from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from recovery_site.opening import lacking


class Command(BaseCommand):
    help = (
        "Say what the site still lacks before it opens; the exit status is 1 if it lacks anything."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = lacking()
        for lack in found:
            self.stdout.write(f"{lack.what}\n  {lack.why}")
            for link in lack.links:
                at = f" ({settings.STAFF_URL}{link.url})" if link.url else ""
                self.stdout.write(f"  {link.words}{at}")
        if found:
            raise SystemExit(1)
        self.stdout.write("Nothing is lacking.")

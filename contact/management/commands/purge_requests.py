from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contact.models import IntakeRequest
from contact.retention import erase, purge


class Command(BaseCommand):
    help = "Erase closed requests that are older than the office keeps them, or one by reference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reference", help="Erase this request now, because the person asked for it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["reference"]:
            self.stdout.write(f"{purge()} requests erased.")
            return
        reference = "".join(options["reference"].split()).upper()
        request = IntakeRequest.objects.filter(reference=reference).first()
        if request is None:
            raise CommandError("No request has this reference.")
        erase(request, "asked for")
        self.stdout.write("Erased.")

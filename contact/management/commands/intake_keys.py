from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.utils import timezone

from contact.models import IntakeRequest
from contact.sealing.keyring import UnusableKey, generate, private_keys, public_keys


class Command(BaseCommand):
    help = "Make a pair of sealing keys, or list which keys this process has."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["make", "list"])
        parser.add_argument("--id", help="The key's name; by default the day it was made.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "make":
            self.make(options["id"] or f"key-{timezone.localdate():%Y%m%d}")
        else:
            self.list_keys()

    def make(self, key_id: str) -> None:
        if key_id in public_keys():
            raise CommandError(f"There is a key {key_id!r} already: give another --id.")
        try:
            private, public = generate(key_id)
        except UnusableKey as error:
            raise CommandError(f"{key_id!r}: {error}") from error
        self.stdout.write(f"INTAKE_PUBLIC_KEYS={public}\n\nINTAKE_PRIVATE_KEYS={private}\n")
        self.stderr.write(
            "Keep a copy of the private key away from this server: without it, nobody reads"
            " what was sealed to it."
        )

    def list_keys(self) -> None:
        rows = dict(
            IntakeRequest.objects.order_by().values_list("key_id").annotate(models.Count("pk"))
        )
        public, private = list(public_keys()), private_keys()
        for key_id in dict.fromkeys([*public, *private, *rows]):
            does = [
                "active" if key_id == public[0] else "seals" if key_id in public else "retired",
                "opens" if key_id in private else "does not open here",
            ]
            self.stdout.write(f"{key_id}: {', '.join(does)}; {rows.get(key_id, 0)} requests")

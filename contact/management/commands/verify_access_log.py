from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contact.access_log import head, verify
from contact.models import AccessEntry


class Command(BaseCommand):
    help = (
        "Check that nobody changed, removed or slipped in an entry of the access log, and print"
        " its head. Note the head elsewhere: `--since HEAD` then shows that nothing was cut off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", default="", help="A head that was printed before.")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = list(islice(verify(), 20))
        if options["since"]:
            wrong += self.since(options["since"])
        if wrong:
            raise CommandError("The access log is not as it was written:\n" + "\n".join(wrong))
        last = head()
        self.stdout.write(f"{last.number} entries, none changed. Head: {last}")

    def since(self, noted: str) -> list[str]:
        number, _, mac = noted.partition(":")
        if not number.isdecimal():
            raise CommandError(f"{noted!r} is no head: it looks like 12:4fa1...")
        if number == "0":
            return []
        entry = AccessEntry.objects.filter(number=int(number)).first()
        if entry is None:
            return [f"entry {number}, which was the head once, is gone"]
        if bytes(entry.mac or b"").hex() != mac:
            return [f"entry {number} is not the one that was the head once"]
        return []

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.demo.content import BrokenContent
from articles.demo.loader import load


class Command(BaseCommand):
    help = "Load the sample articles. What is there already, or was taken away, is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = load(lambda line: self.stdout.write(f"  {line}"))
        except BrokenContent as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made} things loaded.")

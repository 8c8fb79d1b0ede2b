from typing import Any

from django.core.management.base import BaseCommand

from articles.demo.remover import remove


class Command(BaseCommand):
    help = (
        "Take away the sample's articles and what only they use. What somebody edited stays, and"
        " so do the home page and the starting texts of the policies."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        gone, stay = remove()
        self.stdout.write(f"{gone} things of the sample removed.")
        for key in stay:
            self.stdout.write(f"  stays, edited or in use: {key}")

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from contact import team


class Command(BaseCommand):
    help = (
        "Make an account an intake lead: the first one, or another when the last is gone. Leads"
        " add and remove everyone else in the admin, under Intake team. It is entered into the"
        " access log."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        User = get_user_model()
        user = User.objects.filter(**{User.USERNAME_FIELD: options["username"]}).first()
        if user is None:
            raise CommandError(f"There is no account {options['username']!r}.")
        if not user.is_active:
            raise CommandError(f"The account {options['username']!r} is switched off.")
        if user.groups.filter(name=team.LEADS).exists():
            self.stdout.write(f"{user} is an intake lead already.")
            return
        code = team.join(user, team.LEADS, by="server")
        self.stdout.write(f"{user} is an intake lead now.")
        if code:
            self.stdout.write(
                f"Give them this setup code yourself: {code}\nThey need it within seven days, when"
                " they sign in and set up their second factor."
            )

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from contact import team
from recovery_site.signin.setup_code import begin_anew


class Command(BaseCommand):
    help = (
        "For an account that lost its second factor: forget it and sign it out everywhere. They set"
        " up another when they sign in. For the intake team it shows the setup code that they need,"
        " and it is entered into the access log."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        User = get_user_model()
        user = User.objects.filter(**{User.USERNAME_FIELD: options["username"]}).first()
        if user is None:
            raise CommandError(f"There is no account {options['username']!r}.")
        code = team.vouch_again(user, by="server") if team.is_member(user) else begin_anew(user)
        self.stdout.write(f"{user} sets up a new second factor at the next sign-in.")
        if code:
            self.stdout.write(f"Give them this setup code yourself: {code}")

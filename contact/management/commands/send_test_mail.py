from typing import Any

from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError

from contact.models import Office


class Command(BaseCommand):
    help = "Send one test mail to everyone who is told of new requests."

    def handle(self, *args: Any, **options: Any) -> None:
        recipients = Office.current().tell()
        mail = EmailMessage(
            subject="Test mail from the recovery site",
            body="If you read this, notices of new requests can reach you.\n",
            to=recipients,
        )
        try:
            mail.send()
        except OSError as error:
            raise CommandError(f"The mail server did not take it: {error}") from error
        self.stdout.write(f"Sent to {', '.join(recipients)}.")

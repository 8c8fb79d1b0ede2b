import socket
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpResponse
from django.test import Client

from contact.intake import submit
from contact.models import IntakeRequest
from tests.contact.words import FULL
from tests.project.conftest import own_site, prepared_site, pytest_collection_modifyitems

__all__ = ["own_site", "prepared_site", "pytest_collection_modifyitems"]

Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask(db: None, client: Client) -> Ask:
    """`ask(SHORT)`: the answer to what was sent, as a form sends it."""

    def send(answers: dict[str, Any], headers: dict[str, str] | None = None) -> HttpResponse:
        return client.post("/contact/", answers, headers=headers or {}, secure=True)

    return send


@pytest.fixture
def request_for_help(db: None) -> IntakeRequest:
    """A stored request that carries every typed word."""
    answers = {name: value for name, value in FULL.items() if name != "form"}
    return submit({**answers, "voicemail_ok": True, "text_ok": False}, language="en")


class MailServer:
    """Takes mail over SMTP; `refuse` says what it answers instead of taking it."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.refuse = ""
        self.recipients: list[list[str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            return self.refuse
        self.raw.append(envelope.content)
        self.recipients.append(envelope.rcpt_tos)
        return "250 taken"

    @property
    def mails(self) -> list[Message]:
        return [message_from_bytes(raw) for raw in self.raw]


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server that this process sends to."""
    server = MailServer()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield server
    controller.stop()


def show_again(client: Client) -> Client:
    """Signed in again just now, as after the password or a second factor was shown anew."""
    session = client.session
    record = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] += [record]
    session.save()
    return client


@pytest.fixture
def exporter(signed_in: Any) -> Client:
    """A lead who has just signed in again."""
    return show_again(signed_in("lead"))

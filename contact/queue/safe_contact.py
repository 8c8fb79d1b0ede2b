"""What is safe to do to reach a person: only what they allowed, read from all they sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import phonenumbers

from contact.models import IntakeRequest
from contact.sealing.envelope import Answers


@dataclass(frozen=True)
class SafeContact:
    """Which ways are open. A number given is permission to call it, unless they said otherwise;
    a voicemail or a text needs its tick; who took the request back is left in peace."""

    call: bool
    voicemail: bool
    text: bool
    email: bool
    withdrawn: bool

    @property
    def any(self) -> bool:
        return self.call or self.text or self.email

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> "SafeContact":
        method = answers.get("contact_method", "")
        phone, email = bool(answers.get("phone")), bool(answers.get("email"))
        peace, silent = method == "none", method == "call_only"
        text = phone and bool(answers.get("text_ok")) and not silent and not peace
        # Whoever would rather be written to may not be able to talk.
        rather_written = (method == "text" and text) or (method == "email" and email)
        call = phone and not peace and not rather_written
        return cls(
            call=call,
            voicemail=call and bool(answers.get("voicemail_ok")) and not silent,
            text=text and not (method == "email" and email),
            email=email and not peace and not silent,
            withdrawn=peace,
        )


def open_all(request: IntakeRequest) -> tuple[Answers, list[Answers]]:
    """What holds now, and what was added, oldest first; what was said last wins.

    Raises `contact.sealing.CannotOpen`: half of what somebody said about safety is none of it.
    """
    added = [supplement.open() for supplement in request.supplements.all()]
    now: dict[str, str | bool] = dict(request.open())
    for answers in added:
        now |= answers
    return now, added


def dial(phone: str) -> str:
    """A `tel:` address (RFC 3966), with the extension if there is one."""
    try:
        number = phonenumbers.parse(phone, "US")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)

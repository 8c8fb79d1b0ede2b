"""A number is taken as people write it, and what is wrong with one is said in plain words."""

import pytest

from contact.forms import ShortRequestForm
from contact.models import IntakeRequest
from tests.contact.conftest import Ask


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6025550142", "+1 602-555-0142"),
        ("602-555-0142", "+1 602-555-0142"),
        ("(602) 555-0142", "+1 602-555-0142"),
        ("602.555.0142", "+1 602-555-0142"),
        ("+1 602 555 0142", "+1 602-555-0142"),
        ("1 (602) 555 0142", "+1 602-555-0142"),
        ("  602 555\t0142  ", "+1 602-555-0142"),
        ("６０２５５５０１４２", "+1 602-555-0142"),
        ("\u202a602 555 0142\u202c", "+1 602-555-0142"),
        ("1-800-GET-HELP", "+1 800-438-4357"),
        ("602 555 0142 ext. 12", "+1 602-555-0142 ext. 12"),
        ("602 555 0142 x12", "+1 602-555-0142 ext. 12"),
        ("+52 55 1234 5678", "+52 55 1234 5678"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        # Not in service as far as the library knows; numbers are assigned faster than it is.
        ("999 999 9999", "+1 999-999-9999"),
    ],
)
def test_a_number_is_kept_in_one_form(ask: Ask, typed: str, kept: str) -> None:
    assert ask({"form": "short", "phone": typed}).status_code == 303
    assert IntakeRequest.objects.get().open()["phone"] == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("602", "This number looks too short."),
        ("911", "This number looks too short."),
        ("555 0142", "This number looks too short."),
        ("602 555 014", "This number looks too short."),
        ("602 555 0142 7", "This number looks too long."),
        ("602 555 0142 602 555 0142", "We cannot read this number."),
        ("call my sister", "We cannot read this number."),
        ("none", "We cannot read this number."),
        ("-", "We cannot read this number."),
        ("6" * 61, "This is too long. Please shorten it."),
    ],
)
def test_what_is_wrong_is_said_plainly(db: None, typed: str, said: str) -> None:
    form = ShortRequestForm({"phone": typed})
    assert not form.is_valid()
    (message,) = form.errors["phone"]
    assert message.startswith(said)
    assert "invalid" not in message.lower()
    assert "valid" not in message.lower()


def test_no_message_of_either_form_says_invalid() -> None:
    from contact.forms import FORMS

    for form in FORMS.values():
        for name, field in form().fields.items():
            if name == "email":  # `clean_email` puts its own message in its place
                continue
            said = [str(message).lower() for message in field.error_messages.values()]
            assert not [message for message in said if "invalid" in message], name

"""What an operator types about keys and mail."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from contact.models import IntakeRequest
from contact.sealing.keyring import parse_public
from tests.contact.conftest import MailServer
from tests.contact.words import found_in

Capture = pytest.CaptureFixture[str]


def test_a_key_is_not_made_twice_under_one_name(db: None) -> None:
    with pytest.raises(CommandError, match="test"):
        call_command("intake_keys", "make", id="test")


@pytest.mark.parametrize("name", ["", "Has Spaces", "a,b", "x" * 41, "é"])
def test_a_name_that_no_key_can_have_is_refused(db: None, capsys: Capture, name: str) -> None:
    """Else the pair that it prints stops the next start."""
    try:
        call_command("intake_keys", "make", id=name)
    except CommandError:
        return
    public = re.search(r"^INTAKE_PUBLIC_KEYS=(.+)$", capsys.readouterr().out, re.M)[1]
    assert len(parse_public(public)) == 2


def test_the_list_says_which_keys_open_and_how_many_rows_lean_on_them(
    request_for_help: IntakeRequest, capsys: Capture, settings: Any
) -> None:
    call_command("intake_keys", "list")
    assert capsys.readouterr().out == "test: active, opens; 1 requests\n"
    settings.INTAKE_PRIVATE_KEYS = ""
    call_command("intake_keys", "list")
    assert capsys.readouterr().out == "test: active, does not open here; 1 requests\n"


def test_the_list_names_keys_that_only_old_rows_lean_on(
    request_for_help: IntakeRequest, capsys: Capture
) -> None:
    IntakeRequest.objects.update(key_id="winter")
    call_command("intake_keys", "list")
    assert "winter: retired, does not open here; 1 requests" in capsys.readouterr().out


def test_the_list_shows_no_key(request_for_help: IntakeRequest, capsys: Capture) -> None:
    from django.conf import settings

    call_command("intake_keys", "list")
    said = capsys.readouterr().out
    for text in (settings.INTAKE_PUBLIC_KEYS, settings.INTAKE_PRIVATE_KEYS):
        assert text.partition(":")[2][:20] not in said


def test_deliver_says_how_many(
    request_for_help: IntakeRequest, mail_server: MailServer, capsys: Capture
) -> None:
    call_command("deliver")
    assert capsys.readouterr().out == "1 notices sent.\n"
    assert len(mail_server.raw) == 1


def test_a_test_mail_goes_to_whoever_is_told(
    request_for_help: IntakeRequest, mail_server: MailServer, capsys: Capture
) -> None:
    call_command("send_test_mail")
    assert mail_server.recipients == [["intake@example.org"]]
    assert "intake@example.org" in capsys.readouterr().out
    assert found_in(mail_server.raw[0]) == []


@pytest.mark.parametrize("trouble", ["refused", "away"])
def test_a_mail_server_that_does_not_take_it_is_one_clear_line(
    db: None, mail_server: MailServer, settings: Any, trouble: str
) -> None:
    mail_server.refuse = "550 no"
    if trouble == "away":
        settings.EMAIL_PORT = 1
    with pytest.raises(CommandError, match="The mail server did not take it"):
        call_command("send_test_mail")

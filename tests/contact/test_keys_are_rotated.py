"""Keys change without a request getting lost: make, rotate, re-seal, retire."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from contact.intake import append, submit
from contact.models import IntakeRequest, Supplement
from contact.resealing import reseal
from contact.sealing import CannotOpen, open_envelope
from contact.sealing.keyring import generate, parse_private, parse_public

Capture = pytest.CaptureFixture[str]


def said(capsys: Capture) -> tuple[str, str]:
    """What a command said to set: the public and the private keys."""
    out = capsys.readouterr().out
    public = re.search(r"^INTAKE_PUBLIC_KEYS=(.*)$", out, re.M)
    private = re.search(r"^INTAKE_PRIVATE_KEYS=(.*)$", out, re.M)
    assert public, out
    assert private, out
    return public[1], private[1]


@pytest.fixture
def rows(db: None) -> list[IntakeRequest]:
    """Three requests under the key `test`, one with a supplement."""
    made = [submit({"phone": "1", "message": f"word {n}"}, language="en") for n in range(3)]
    append(made[0], {"best_time": "evening"})
    return made


def test_make_gives_an_active_pair_and_a_recovery_pair_to_keep_offline(
    db: None, capsys: Capture
) -> None:
    call_command("intake_keys", "make", id="summer")
    out = capsys.readouterr().out
    public = parse_public(re.search(r"^INTAKE_PUBLIC_KEYS=(\S+)$", out, re.M)[1])
    private = parse_private(re.search(r"^INTAKE_PRIVATE_KEYS=(\S+)$", out, re.M)[1])
    assert list(public) == ["summer", "summer-recovery"]
    assert list(private) == ["summer"]
    assert list(parse_private(out.strip().splitlines()[-1])) == ["summer-recovery"]


def test_the_recovery_key_opens_what_the_active_one_sealed(db: None, settings: Any) -> None:
    private, public = generate("offline")
    settings.INTAKE_PUBLIC_KEYS += f",{public}"
    row = submit({"phone": "1", "message": "still here"}, language="en")
    assert row.key_id == "test"
    opened = open_envelope(bytes(row.envelope), row.bound_to, parse_private(private))
    assert opened["message"] == "still here"


def test_a_rotation_from_beginning_to_end(
    rows: list[IntakeRequest], settings: Any, capsys: Capture
) -> None:
    _, recovery = generate("offline")
    settings.INTAKE_PUBLIC_KEYS += f",{recovery}"
    call_command("intake_keys", "rotate", id="autumn")
    settings.INTAKE_PUBLIC_KEYS, settings.INTAKE_PRIVATE_KEYS = said(capsys)
    assert list(parse_public(settings.INTAKE_PUBLIC_KEYS)) == ["autumn", "offline"]
    assert list(parse_private(settings.INTAKE_PRIVATE_KEYS)) == ["autumn", "test"]
    assert submit({"phone": "2"}, language="en").key_id == "autumn"
    assert rows[0].open()["message"] == "word 0", "old rows still open"

    with pytest.raises(CommandError, match="4 envelopes still need 'test'"):
        call_command("intake_keys", "retire", "test")

    call_command("intake_keys", "reseal")
    assert "4 envelopes sealed to autumn, offline" in capsys.readouterr().out
    call_command("intake_keys", "retire", "test")
    settings.INTAKE_PUBLIC_KEYS, settings.INTAKE_PRIVATE_KEYS = said(capsys)
    assert list(parse_private(settings.INTAKE_PRIVATE_KEYS)) == ["autumn"]
    for n, row in enumerate(rows):
        assert IntakeRequest.objects.get(pk=row.pk).open()["message"] == f"word {n}"
    assert Supplement.objects.get().open() == {"best_time": "evening"}


def test_resealing_may_stop_anywhere_and_goes_on(
    rows: list[IntakeRequest], settings: Any, capsys: Capture
) -> None:
    call_command("intake_keys", "rotate", id="autumn")
    settings.INTAKE_PUBLIC_KEYS, settings.INTAKE_PRIVATE_KEYS = said(capsys)
    stopped = reseal()
    assert next(stopped)
    stopped.close()
    assert IntakeRequest.objects.filter(key_id="autumn").count() == 1
    call_command("intake_keys", "reseal")
    assert "3 envelopes sealed" in capsys.readouterr().out
    assert not IntakeRequest.objects.exclude(key_id="autumn").exists()


def test_what_does_not_open_is_left_and_said(
    rows: list[IntakeRequest], settings: Any, capsys: Capture
) -> None:
    IntakeRequest.objects.filter(pk=rows[1].pk).update(envelope=b"RS1 damaged")
    call_command("intake_keys", "rotate", id="autumn")
    settings.INTAKE_PUBLIC_KEYS, settings.INTAKE_PRIVATE_KEYS = said(capsys)
    with pytest.raises(CommandError, match="1 envelopes do not open"):
        call_command("intake_keys", "reseal")
    left = IntakeRequest.objects.get(pk=rows[1].pk)
    assert (bytes(left.envelope), left.key_id) == (b"RS1 damaged", "test")
    with pytest.raises(CommandError, match="still need"):
        call_command("intake_keys", "retire", "test")


@pytest.mark.parametrize("key", ["", "nobody", "test"])
def test_a_key_that_is_unknown_or_active_is_not_retired(db: None, key: str) -> None:
    with pytest.raises(CommandError):
        call_command("intake_keys", "retire", key)


def test_a_supplement_moved_to_another_request_does_not_open(rows: list[IntakeRequest]) -> None:
    Supplement.objects.update(request=rows[1])
    with pytest.raises(CannotOpen):
        Supplement.objects.get().open()


def test_a_new_recovery_key_reaches_the_old_rows(rows: list[IntakeRequest], settings: Any) -> None:
    private, public = generate("second-recovery")
    settings.INTAKE_PUBLIC_KEYS += f",{public}"
    assert list(reseal()) == [True] * 4
    row = IntakeRequest.objects.get(pk=rows[2].pk)
    assert open_envelope(bytes(row.envelope), row.bound_to, parse_private(private))
    assert list(reseal()) == []

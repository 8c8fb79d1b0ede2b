"""What was closed long enough ago is erased, and only a tombstone stays."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from contact.intake import submit
from contact.models import AccessEntry, IntakeRequest, Notice, Office, Tombstone
from contact.retention import erase, purge
from tests.contact.conftest import Ask

Status = IntakeRequest.Status


def stored(status: str, closed_days_ago: float | None, told: bool = True) -> IntakeRequest:
    row = submit({"message": secrets.token_hex(8)}, language="en")
    now = timezone.now()
    closed = None if closed_days_ago is None else now - timedelta(days=closed_days_ago)
    disposition = IntakeRequest.Disposition.INFORMED if status == Status.CLOSED else ""
    IntakeRequest.objects.filter(pk=row.pk).update(
        status=status, closed_at=closed, disposition=disposition
    )
    if told:
        row.notices.update(sent_at=now)
    return row


def remains(row: IntakeRequest) -> bool:
    return IntakeRequest.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("status", [Status.CLOSED, Status.SPAM])
def test_what_was_closed_before_its_time_is_erased(db: None, status: str) -> None:
    old, young = stored(status, 91), stored(status, 89)
    assert purge() == 1
    assert not remains(old)
    assert remains(young)
    assert not Notice.objects.filter(request_id=old.pk).exists()
    assert Tombstone.objects.get().pk == old.pk
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.reference, entry.user) == ("erase", old.reference, None)
    assert purge() == 0


@pytest.mark.parametrize("status", [Status.NEW, Status.ASSIGNED, Status.ATTEMPTED, Status.REACHED])
def test_what_is_open_stays_however_old(db: None, status: str) -> None:
    row = stored(status, None)
    IntakeRequest.objects.update(created_at=datetime(2020, 1, 1, tzinfo=timezone.now().tzinfo))
    reopened = stored(status, 400)
    assert purge() == 0
    assert remains(row)
    assert remains(reopened)


def test_what_staff_were_never_told_of_stays(db: None) -> None:
    waiting = stored(Status.CLOSED, 400, told=False)
    dead = stored(Status.SPAM, 400, told=False)
    dead.notices.update(dead_at=timezone.now())
    assert purge() == 0
    assert remains(waiting)
    assert remains(dead)
    assert not Tombstone.objects.exists()


def test_one_of_two_notices_unsent_is_unsent(db: None) -> None:
    row = stored(Status.CLOSED, 400)
    now = timezone.now()
    Notice.objects.create(request=row, created_at=now, next_attempt_at=now)
    assert purge() == 0
    row.notices.update(sent_at=now)
    assert purge() == 1


def test_a_row_that_nobody_was_ever_told_of_does_not_stop_the_others(db: None) -> None:
    bare, told = stored(Status.CLOSED, 400), stored(Status.CLOSED, 400)
    bare.notices.all().delete()
    purge()
    assert not remains(told)


def test_the_office_says_how_long(db: None) -> None:
    office = Office.load()
    office.retention_days = 7
    office.save()
    week, days = stored(Status.CLOSED, 8), stored(Status.CLOSED, 6)
    assert purge() == 1
    assert (remains(week), remains(days)) == (False, True)


def test_a_row_that_a_restored_backup_brought_back_is_erased_again(db: None) -> None:
    """Its tombstone is there already; that must neither stop this row nor any other."""
    back, other = stored(Status.CLOSED, 400), stored(Status.CLOSED, 400)
    Tombstone.objects.create(id=back.pk)
    assert purge() == 2
    assert not remains(back)
    assert not remains(other)


def test_the_command_says_how_many(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    stored(Status.CLOSED, 400)
    call_command("purge_requests")
    assert capsys.readouterr().out == "1 requests erased.\n"


@pytest.mark.parametrize("spelt", ["{0}", "{1}", " {1} ", "lower"])
def test_one_is_erased_when_the_person_asks(db: None, spelt: str) -> None:
    asked, other = stored(Status.NEW, None, told=False), stored(Status.NEW, None)
    typed = spelt.format(asked.reference, asked.reference_spaced)
    typed = asked.reference_spaced.lower() if spelt == "lower" else typed
    call_command("purge_requests", reference=typed)
    assert not remains(asked)
    assert remains(other)
    assert Tombstone.objects.get().pk == asked.pk
    entry = AccessEntry.objects.get()
    assert (entry.action, entry.reference) == ("erase", asked.reference)


@pytest.mark.parametrize("typed", ["AAAA2222", "x", "%", "A" * 500])
def test_a_reference_that_nobody_has_erases_nothing(db: None, typed: str) -> None:
    row = stored(Status.CLOSED, 400)
    with pytest.raises(CommandError, match="No request has this reference"):
        call_command("purge_requests", reference=typed)
    assert remains(row)


def test_an_erased_request_leaves_no_envelope_behind(ask: Ask) -> None:
    row = stored(Status.CLOSED, 400)
    purge()
    kept = {field.name for field in Tombstone._meta.get_fields()}
    assert kept == {"id", "erased_at", "reason"}
    assert not IntakeRequest.objects.filter(reference=row.reference).exists()


def test_what_a_colleague_opened_again_meanwhile_stays(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the list and the erasing of this one."""
    row = stored(Status.CLOSED, 400)
    real = IntakeRequest.objects.select_for_update

    def reopened(*said: object) -> object:
        IntakeRequest.objects.filter(pk=row.pk).update(status="assigned", closed_at=None)
        return real()

    monkeypatch.setattr(IntakeRequest.objects, "select_for_update", reopened)
    assert purge() == 0
    assert remains(row)


@pytest.fixture
def graves(settings: Any, tmp_path: Path) -> Path:
    settings.TOMBSTONES = tmp_path / "tombstones"
    return tmp_path / "tombstones"


def test_a_restored_backup_brings_nothing_back(db: None, graves: Path) -> None:
    """The database is as it was before the erasing; the file beside it is not."""
    _closed, asked, other = (
        stored(status, 400) for status in (Status.CLOSED, Status.NEW, Status.NEW)
    )
    backup = list(IntakeRequest.objects.all())
    purge()
    erase(asked, "asked for")
    Tombstone.objects.all().delete()
    IntakeRequest.objects.all().delete()
    IntakeRequest.objects.bulk_create(backup)
    assert purge() == 2
    assert list(IntakeRequest.objects.all()) == [other]
    assert set(Tombstone.objects.values_list("pk", flat=True)) == {
        row.pk for row in backup if row != other
    }
    assert purge() == 0


def test_the_file_holds_ids_and_days_alone_and_is_its_owners(db: None, graves: Path) -> None:
    row = stored(Status.CLOSED, 400)
    purge()
    assert graves.read_text() == f"{row.pk} {timezone.now():%Y-%m-%d}\n"
    assert graves.stat().st_mode & 0o777 == 0o600


def test_a_torn_line_costs_no_other(db: None, graves: Path) -> None:
    row = stored(Status.NEW, None)
    graves.write_text(f"torn\n\n{row.pk} 2026-01-01\n{str(row.pk)[:9]}")
    assert purge() == 1


def test_what_cannot_be_engraved_is_not_erased(db: None, settings: Any, tmp_path: Path) -> None:
    settings.TOMBSTONES = tmp_path / "no folder" / "tombstones"
    row = stored(Status.CLOSED, 400)
    with pytest.raises(OSError, match="tombstones"):
        purge()
    assert remains(row)
    assert not Tombstone.objects.exists()

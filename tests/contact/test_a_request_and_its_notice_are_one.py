"""Staff are owed a notice in the same breath as the row is written, or there is no row."""

import pytest
from django.db import DatabaseError

from contact.intake import submit
from contact.models import IntakeRequest, Notice
from tests.contact.conftest import Ask
from tests.contact.words import FULL, refuse_inserts_into


def test_without_its_notice_there_is_no_row(db: None) -> None:
    refuse_inserts_into("contact_notice")
    with pytest.raises(DatabaseError):
        submit({"phone": "+1 602-555-0142"}, language="en")
    assert not IntakeRequest.objects.exists()


def test_the_person_is_told_that_it_was_not_taken(ask: Ask) -> None:
    refuse_inserts_into("contact_notice")
    answer = ask(FULL)
    assert answer.status_code == 503
    assert not IntakeRequest.objects.exists()
    assert not Notice.objects.exists()


def test_the_notice_is_due_at_once(request_for_help: IntakeRequest) -> None:
    notice = Notice.objects.get()
    assert notice.request == request_for_help
    assert notice.next_attempt_at == notice.created_at == request_for_help.created_at
    assert (notice.attempts, notice.sent_at, notice.dead_at) == (0, None, None)

"""Nothing that a person wrote stands in the database in the clear."""

from typing import Any

import pytest
from django.db import models

from contact.models import IntakeRequest
from contact.sealing import private_keys
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT, found_in, whole_database


@pytest.mark.parametrize("answers", [SHORT, FULL], ids=["short", "full"])
def test_no_typed_word_is_anywhere_in_the_database(ask: Ask, answers: dict[str, Any]) -> None:
    assert ask(answers).status_code == 303
    assert found_in(whole_database()) == []


def test_the_look_at_the_database_would_find_a_word(request_for_help: IntakeRequest) -> None:
    """Without this, an empty dump would pass the test above."""
    IntakeRequest.objects.filter(pk=request_for_help.pk).update(
        envelope=b"RS1 sealed by nobody: quokka", language="afternoon"
    )
    assert found_in(whole_database()) == ["quokka", "afternoon"]


def test_the_plain_columns_are_those_that_hold_no_answer() -> None:
    columns = {field.name for field in IntakeRequest._meta.get_fields() if field.concrete}
    assert columns == {
        "id",
        "reference",
        "envelope",
        "key_id",
        "digest",
        "answered_at",
        "due_at",
        "created_at",
        "updated_at",
        "closed_at",
        "language",
        "suspected",
        "status",
        "laid_aside",
        "disposition",
        "assignee",
        "version",
    }


def test_only_the_private_key_brings_the_words_back(
    request_for_help: IntakeRequest, settings: Any
) -> None:
    assert "Philippina" in str(request_for_help.open()["message"])
    settings.INTAKE_PRIVATE_KEYS = ""
    assert private_keys() == {}
    with pytest.raises(Exception, match="no private key fits"):
        request_for_help.open()


def test_a_row_says_next_to_nothing_of_how_much_was_written(ask: Ask) -> None:
    ask({"form": "short", "phone": "602 555 0142"})
    ask({"form": "short", "phone": "602 555 0142", "message": "x" * 600, "name": "y" * 100})
    sizes = {len(bytes(row.envelope)) for row in IntakeRequest.objects.all()}
    assert len(sizes) == 1


def test_a_request_is_never_shown_by_its_own_name(request_for_help: IntakeRequest) -> None:
    assert found_in(f"{request_for_help!s} {request_for_help!r}") == []
    assert isinstance(IntakeRequest._meta.get_field("envelope"), models.BinaryField)

"""A lead takes a selection of requests away as a file, which says what may be done with each."""

import csv
import io
import time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from contact.forms import FullRequestForm
from contact.intake import append, submit
from contact.models import Attempt, IntakeRequest, Office
from contact.queue.export import lines
from contact.work import log_attempt, write_note
from tests.contact.exports import FORMATS, by_head, cells, export, sheet
from tests.contact.words import FULL

NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


@pytest.mark.parametrize("kind", FORMATS)
def test_the_file_says_what_each_request_says(
    request_for_help: IntakeRequest, exporter: Client, account: Any, kind: str
) -> None:
    colleague = account("intake", "ann")
    log_attempt(request_for_help, colleague, Attempt.Way.CALL, Attempt.Outcome.NO_ANSWER)
    write_note(request_for_help, colleague, "a colleague's own words")
    append(request_for_help, {"best_time": "morning", "contact_method": "call_only"})
    answer = export(exporter, kind)
    assert answer.status_code == 200
    assert cells(answer)[0][0] == NOTICE
    (row,) = by_head(answer)
    received = timezone.localtime(request_for_help.created_at).strftime("%Y-%m-%d %H:%M")
    said = {
        "Reference": request_for_help.reference_spaced,
        "Received (America/New_York)": received,
        "Status": "Attempted",
        "Language": "English",
        "Suspected spam": "No",
        "Opens": "Yes",
        "Email": FULL["email"],
        "What to call you": FULL["name"],
        "Insurer": FULL["insurer"],
        "Who is it for?": "Someone I love",
        "Message": FULL["message"],
        # What was said last wins, and the voicemail that was ticked before is refused since.
        "Best time to call": "Morning",
        "How should we reach you?": "Call me. Leave no voicemail and send no text.",
        "Call allowed": "Yes",
        "Voicemail allowed": "No",
        "Text allowed": "No",
        "Email allowed": "No",
    }
    assert said.items() <= row.items()
    assert row["Attempts"].endswith(" Call: No answer")
    assert "own words" not in str(row), "notes stay here"


def test_every_answer_of_the_form_has_a_column() -> None:
    """A new field would else be left out in silence."""
    asked = set(FullRequestForm().fields) - {"reply_topic", "acknowledged"}
    assert set(lines.FIRST + lines.THEN) == asked - {"voicemail_ok", "text_ok"}, "two are allowed"


@pytest.mark.parametrize("kind", FORMATS)
def test_what_does_not_open_is_named_and_says_so(
    request_for_help: IntakeRequest, exporter: Client, kind: str
) -> None:
    IntakeRequest.objects.filter(pk=request_for_help.pk).update(envelope=b"RS1")
    other = submit({"phone": "+1 570-555-0123"}, language="es")
    broken, whole = by_head(export(exporter, kind))
    assert broken["Reference"] == request_for_help.reference_spaced
    assert broken["Opens"] == "No: not with the keys of this server. It is kept."
    assert broken["Call allowed"] == "Not known: do not use"
    assert whole["Reference"] == other.reference_spaced
    assert (whole["Opens"], whole["Language"]) == ("Yes", "Spanish")


def test_it_is_a_file_that_nobody_keeps_on_the_way(
    request_for_help: IntakeRequest, exporter: Client
) -> None:
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        session = exporter.session
        session["signed_in_at"] = session["seen_at"] = time.time()
        session.save()
        answer = export(exporter, "csv")
    # By then it is the 19th in the office.
    assert answer.headers["Content-Disposition"] == 'attachment; filename="export-2026-11-19-1.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"\xef\xbb\xbf"), "what spreadsheets know UTF-8 by"
    text = answer.content.decode("utf-8-sig")
    assert text.startswith(f'"{NOTICE}"\r\n"Reference"')
    parsed = csv.reader(io.StringIO(text, newline=""))
    quoted = sum(2 + 2 * cell.count('"') for row in parsed for cell in row)
    assert text.count('"') == quoted, "every field is quoted"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_notice_is_the_offices(
    request_for_help: IntakeRequest, exporter: Client, kind: str
) -> None:
    Office.objects.update(redisclosure_notice="=Ours\n" + "long " * 150)
    first = cells(export(exporter, kind))[0][0]
    assert first.lstrip("'").startswith("=Ours\nlong long")
    assert (first[0] == "'") is (kind == "csv")


def test_a_lead_edits_the_notice_and_nobody_leaves_it_out(signed_in: Any) -> None:
    page = signed_in("lead").get("/admin/settings/contact/office/1/", secure=True, follow=True)
    assert NOTICE in page.content.decode()
    office = Office.objects.first()
    office.redisclosure_notice = ""
    with pytest.raises(ValidationError):
        office.full_clean()


def test_a_sheet_holds_its_first_rows_in_place(
    request_for_help: IntakeRequest, exporter: Client
) -> None:
    found = sheet(export(exporter, "xlsx"))
    assert (found.title, found.freeze_panes) == ("Requests", "B3")
    assert found.cell(2, 1).font.bold

"""What a person or a colleague writes is shown as words, whatever it would like to be.

Every payload by every road, read with a parser; tests/browser/test_scripts_do_not_run.py shows the
same to a real browser.
"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contact.forms.fields import plain
from contact.intake import append, submit
from contact.models import AccessEntry, IntakeRequest, Note
from contact.notices import deliver
from contact.queue.export.files import neutral
from contact.work import write_note
from tests.contact.conftest import Ask, MailServer
from tests.contact.danger import Danger, harmless, shows
from tests.contact.exports import URL as EXPORT
from tests.contact.exports import by_head, export
from tests.contact.payloads import (
    HANDLERS,
    MAILBOXES,
    OUT_OF_AN_ATTRIBUTE,
    PAYLOADS,
    SCRIPTS,
    SVG_AND_MATH,
    packs,
)
from tests.contact.words import FULL

QUEUE = "/admin/requests/"
FIND = "/admin/requests/find/"
FIELDS = [
    *("phone", "email", "name", "message", "insurer", "best_time", "seeking_for"),
    *("contact_method", "suspected_for"),
]
COLUMNS = ["Phone", "Email", "What to call you", "Insurer", "Best time to call", "Message"]


def opened(row: IntakeRequest) -> str:
    return reverse("contact_queue:open", args=[row.pk])


def test_there_are_enough_of_them_and_the_look_for_danger_finds_them() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60
    split = ("<scr<", "<noscript")  # dangerous after something else took a part out
    plainly = [p for p in SCRIPTS + HANDLERS + SVG_AND_MATH if not p.startswith((*split, "&lt;"))]
    assert [p for p in plainly if not Danger(p).found] == []
    for within in ('<input value="{}">', "<input value='{}'>", "<textarea>{}</textarea>"):
        assert any(Danger(within.format(p)).found for p in OUT_OF_AN_ATTRIBUTE)


def test_in_the_request_that_staff_open(db: None, signed_in: Any, account: Any) -> None:
    """Sealed past the form, so that every field carries it; in a note and an addition too."""
    client, colleague = signed_in("intake"), account("intake", "ann")
    for pack in packs(4):
        words = "\n".join(pack)
        row = submit(dict.fromkeys(FIELDS, words), language="en", suspected=True)
        append(row, {"insurer": words})
        write_note(row, colleague, words)
        page = client.get(opened(row)).content.decode()
        harmless(page)
        shown = "".join(Danger(page).text.split())
        # The second insurer stands in its place and where it was added.
        for payload in pack:
            assert shown.count("".join(payload.split())) >= len(FIELDS) + 2, payload


def test_in_what_colleagues_write(request_for_help: IntakeRequest, signed_in: Any) -> None:
    """A note, an attempt's words and a draft, through the page, and what comes back wrong."""
    client, address = signed_in("intake"), opened(request_for_help)
    tried = {"attempt": "", "way": "call", "outcome": "sent"}
    for pack in packs(8):
        words = "\n".join(pack)
        for sent in (tried | {"words": words}, {"write_note": "", "note": words}):
            page = client.post(address, sent, follow=True).content.decode()
            harmless(page)
        client.post(f"{address}draft/", {"note": words, "words": words})
        page = client.get(address).content.decode()
        harmless(page)
        assert all(shows(page, payload) for payload in pack)
    assert Note.objects.count() == len(list(packs(8)))


def test_in_what_is_looked_for_and_found(db: None, signed_in: Any) -> None:
    client = signed_in("intake")
    for pack in packs(3):
        words = " ".join(pack)
        page = client.post(FIND, {"words": words, "days": "30"}).content.decode()
        harmless(page)
        assert shows(page, words)
    row = submit(dict.fromkeys(FIELDS, PAYLOADS[0]), language="en")
    page = client.post(FIND, {"words": PAYLOADS[0], "days": "30"}).content.decode()
    assert row.reference_spaced in page
    harmless(page)
    harmless(client.post(FIND, {"words": PAYLOADS[0] * 200, "days": "<script>"}).content.decode())


def test_in_the_filters_of_a_list(exporter: Client) -> None:
    names = ("status", "suspected", "language", "assignee", "ordering", "p", "q", "references")
    for pack in packs(8):
        asked = dict.fromkeys([*names, "created_at_from"], " ".join(pack))
        for path in (QUEUE, f"{QUEUE}results/", EXPORT, f"{QUEUE}access-log/"):
            answer = exporter.get(path, asked, secure=True)
            assert answer.status_code < 500
            page = answer.content.decode()
            harmless(page)
            assert path != EXPORT or all(shows(page, payload) for payload in pack)


def test_in_the_reason_of_an_export_and_in_the_log(
    request_for_help: IntakeRequest, exporter: Client
) -> None:
    for pack in packs(3):
        reason = " ".join(pack)
        answer = exporter.post(EXPORT, {"reason": reason, "format": reason}, secure=True)
        assert answer.status_code == 422
        harmless(answer.content.decode())
        assert shows(answer.content.decode(), reason)
        answer = export(exporter, "csv", reason=reason[:200])
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="export-')
        assert "__ran" not in str(answer.headers)
    page = exporter.get(f"{QUEUE}access-log/", secure=True).content.decode()
    harmless(page)
    for entry in AccessEntry.objects.filter(action="export", reference=""):
        assert shows(page, entry.detail)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_in_an_exported_file_it_is_what_was_written(db: None, exporter: Client, kind: str) -> None:
    for n, payload in enumerate(PAYLOADS):
        submit(dict.fromkeys(FIELDS, payload) | {"contact_method": str(n)}, language="en")
    change = neutral if kind == "csv" else plain
    for row, payload in zip(by_head(export(exporter, kind)), PAYLOADS, strict=True):
        said = {row[head] for head in COLUMNS}
        assert said == {change(payload)}, payload


def test_in_the_form_that_comes_back(ask: Ask, signed_in: Any) -> None:
    client = signed_in("intake")
    for pack in packs(8):
        wrong = FULL | dict.fromkeys(FIELDS, " ".join(pack))
        public, staff = ask(wrong), client.post(f"{QUEUE}enter/", wrong)
        assert (public.status_code, staff.status_code) == (422, 422)
        for page in (public.content.decode(), staff.content.decode()):
            harmless(page)
            assert all(shows(page, payload) for payload in pack)


def test_in_what_the_form_takes(ask: Ask, signed_in: Any, mail_server: MailServer) -> None:
    """From the form to the thanks page, the mail, the list and the request, as people go."""
    client = signed_in("lead")
    for n, pack in enumerate(packs(3)):
        mailbox, words = MAILBOXES[n % len(MAILBOXES)], "\n".join(pack)
        answers = {"email": mailbox, "name": pack[0], "message": words, "insurer": pack[1]}
        answer = ask(FULL | answers | {"phone": ""})
        assert answer.status_code == 303
        assert "__ran" not in str(answer.headers)
        more = {"insurer": pack[-1], "best_time": pack[0]}
        page = Client().post(answer.headers["Location"], more, secure=True, follow=True)
        harmless(page.content.decode())
    for row in IntakeRequest.objects.order_by("created_at"):
        harmless(client.get(opened(row)).content.decode())
    page = client.get(QUEUE).content.decode()
    harmless(page)
    assert not shows(page, "__ran"), "the list names only what we made"
    while deliver():
        pass
    assert mail_server.raw
    for raw in mail_server.raw:
        assert b"__ran" not in raw
        assert b"evil" not in raw


def test_in_the_refusal(ask: Ask) -> None:
    for pack in packs(8):
        wrong = FULL | dict.fromkeys(FIELDS, " ".join(pack))
        answer = ask(wrong, {"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        harmless(answer.content.decode())


def test_lines_of_a_message_stay_lines(db: None, signed_in: Any) -> None:
    row = submit({"phone": "+1 602-555-0142", "message": "one\ntwo\n\nthree <b>"}, language="en")
    page = signed_in("intake").get(reverse("contact_queue:open", args=[row.pk])).content.decode()
    assert "<p>one<br>two</p>" in page
    assert "three &lt;b&gt;" in page


def test_a_phone_number_is_a_link_that_dials_it(db: None, signed_in: Any) -> None:
    row = submit({"phone": "+1 602-555-0142 ext. 12"}, language="en")
    page = signed_in("intake").get(reverse("contact_queue:open", args=[row.pk])).content.decode()
    target = re.search(r'href="tel:([^"]+)"', page)[1]
    assert re.fullmatch(r"\+1-?602-?555-?0142(;ext=12)?", target), target

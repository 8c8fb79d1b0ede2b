"""A notice is a reference and a link: in subject, body and headers, never an answer."""

import re

from contact.models import IntakeRequest, Notice, Office
from contact.notices import deliver
from tests.contact.conftest import Ask, MailServer
from tests.contact.words import FULL, found_in

HEADERS = {
    "Auto-Submitted",
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "From",
    "MIME-Version",
    "Message-ID",
    "Subject",
    "To",
    "X-Peer",
    "X-MailFrom",
    "X-RcptTo",
}


def test_the_mail_names_the_request_and_says_nothing_of_it(
    ask: Ask, mail_server: MailServer
) -> None:
    ask(FULL)
    row = IntakeRequest.objects.get()
    assert deliver() == 1
    (mail,) = mail_server.mails
    assert mail["Subject"] == f"Request {row.reference_spaced}"
    assert row.reference_spaced in mail.get_payload()
    assert f"https://testserver/admin/requests/{row.pk}/" in mail.get_payload()
    assert found_in(mail_server.raw[0]) == []
    assert not re.search(rb"[\w.+-]+@zanzibar", mail_server.raw[0])


def test_no_header_is_there_that_nobody_decided_on(ask: Ask, mail_server: MailServer) -> None:
    ask(FULL)
    deliver()
    assert set(mail_server.mails[0].keys()) <= HEADERS
    assert mail_server.mails[0]["From"] == "website@example.org"
    assert mail_server.mails[0]["Auto-Submitted"] == "auto-generated"


def test_line_ends_in_every_field_add_no_header_and_no_recipient(
    ask: Ask, mail_server: MailServer
) -> None:
    sly = "x\r\nBcc: thief@example.org\r\nSubject: taken\r\n\r\nbody"
    typed = FULL | dict.fromkeys(["name", "message", "insurer"], sly)
    assert ask(typed).status_code == 303
    deliver()
    (mail,) = mail_server.mails
    assert "Bcc" not in mail
    assert mail["Subject"].startswith("Request ")
    assert mail_server.recipients == [["intake@example.org"]]
    assert b"thief" not in mail_server.raw[0]


def test_the_office_says_who_is_told(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    office = Office.load()
    office.recipients = "one@example.org\ntwo@example.org\n"
    office.save()
    deliver()
    assert mail_server.recipients == [["one@example.org", "two@example.org"]]
    assert Notice.objects.get().sent_at is not None


def test_the_link_leads_to_the_host_of_the_staff(
    request_for_help: IntakeRequest, mail_server: MailServer, settings: object
) -> None:
    settings.STAFF_URL = "https://staff.example.org"
    deliver()
    assert "https://staff.example.org/admin/requests/" in mail_server.mails[0].get_payload()
    assert "testserver" not in mail_server.mails[0].get_payload()

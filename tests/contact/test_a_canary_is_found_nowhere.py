"""Words that a person typed are in no log, mail, cache, session, label, address or dump, while
every layer that touches them breaks and says them aloud in its error."""

import io
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from contact import team
from contact.models import IntakeRequest
from contact.notices import deliver
from tests.conftest import sign_in
from tests.contact.conftest import MailServer, show_again
from tests.contact.exports import export
from tests.contact.words import FULL, TYPED, found_in, whole_database
from tests.project.processes import Site

LAYERS = [
    "recovery_site.public.same_origin.is_foreign",
    "recovery_site.public.rate_limit._count",
    "contact.forms.fields.phonenumbers.parse",
    "contact.forms.request.signs_of_spam",
    "contact.forms.request.ShortRequestForm.answers",
    "contact.views.submit",
    "contact.repeats.normalise",
    "contact.repeats.wait_turn",
    "contact.repeats.find",
    "contact.intake.keys_to_seal_with",
    "contact.models.sealed.seal",
    "contact.intake.new_reference",
    "contact.models.IntakeRequest.save",
    "contact.models.Notice.save",
    "contact.views.write_receipt",
    "contact.views.read_receipt",
    "contact.views.append",
    "contact.models.Supplement.save",
    "contact.notices.compose",
    "django.core.mail.message.EmailMessage.send",
    "contact.models.IntakeRequest.open",
    "contact.models.Supplement.open",
    "contact.queue.one.open_all",
    "contact.queue.one.in_words",
    "contact.queue.one.history",
    "contact.queue.one.change",
    "contact.queue.one.log_attempt",
    "contact.work.write_note",
    "contact.models.Note.open",
    "contact.queue.find.Search.of",
    "contact.queue.one.linked",
    "contact.queue.same_person.phonenumbers.format_number",
    "contact.queue.same_person.Ways.shared",
    "contact.queue.same_person_view.suggested",
    "contact.queue.same_person_view.link",
    "contact.queue.safe_contact.SafeContact.of",
    "contact.queue.export.lines.open_all",
    "contact.queue.export.lines.in_words",
    "contact.queue.export.views.lines",
    "contact.queue.export.files.neutral",
    "contact.queue.export.files.plain",
    "contact.queue.export.files._InMemory.write_worksheet",
    "contact.queue.export.views.record_each",
    "contact.management.commands.purge_requests.erase",
]
MORE = {"insurer": "Canaryinsurer Mutual", "best_time": "afternoon"}


def aloud(*said: object, **also: object) -> None:
    raise RuntimeError(f"broke on {FULL} and {said} {also}")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that is logged, by anyone, as the production settings would print it."""
    handler = next(h for h in logging.getLogger("django.request").handlers)
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def walk(staff: Client) -> list[Any]:
    """A request's whole way: sent, added to, told, listed, opened, changed, found, exported."""
    reader = Client(raise_request_exception=False)
    answers = [reader.post("/contact/", FULL, secure=True)]
    thanks = answers[0].headers.get("Location", "/contact/thanks/" + "A" * 43 + "/")
    answers += [reader.get(thanks, secure=True), reader.post(thanks, MORE, secure=True)]
    deliver()
    answers += [staff.get("/admin/requests/", secure=True)]
    for row in IntakeRequest.objects.all():
        url = f"/admin/requests/{row.pk}/"
        change = {"status": "assigned", "disposition": "", "assignee": "", "version": row.version}
        attempt = {"attempt": "", "way": "call", "outcome": "reached", "words": FULL["message"]}
        answers += [staff.get(url, secure=True), staff.post(url, change, secure=True)]
        answers += [staff.post(url, attempt, secure=True), staff.get(url, secure=True)]
        # With the plain request that came first, whose phone and email are the same.
        for said in ({}, {"fragment": "1"}, {"link": str(IntakeRequest.objects.first().pk)}):
            answers += [staff.post(f"{url}same-person/", said, secure=True)]
        answers += [staff.get(url, secure=True)]
    sought = {"words": "Wilhelmina", "days": "30"}
    answers += [staff.post("/admin/requests/find/", sought, secure=True)]
    return [*answers, export(staff, "csv"), export(staff, "xlsx")]


@pytest.mark.parametrize("layer", [None, *LAYERS])
def test_it_is_nowhere_whichever_layer_breaks(
    db: None,
    layer: str | None,
    written: io.StringIO,
    mail_server: MailServer,
    exporter: Client,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A plain request first, so that the staff side has something to break on.
    Client().post("/contact/", FULL | {"message": "canarymessage before"}, secure=True)
    if layer:
        monkeypatch.setattr(layer, aloud)
    answers = walk(exporter)
    monkeypatch.undo()
    places = {
        "log": written.getvalue(),
        "output": "".join(capfd.readouterr()),
        "mail": b"".join(mail_server.raw),
        "cache": repr(getattr(cache, "_cache", "")),
        "session": repr(dict(exporter.session)),
        "database": whole_database(),
        "addresses": " ".join(a.headers.get("Location", "") for a in answers),
        "headers": " ".join(f"{k}: {v}" for a in answers for k, v in a.headers.items()),
        "cookies": " ".join(a.cookies.output() for a in answers),
    }
    assert {place: found for place, text in places.items() if (found := found_in(text))} == {}


def test_the_layers_really_break(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this, a layer that nobody calls any more would pass."""
    for layer in LAYERS:
        called: list[str] = []

        with monkeypatch.context() as patch:
            patch.setattr(layer, noting(called))
            _use(layer)
        assert called, layer
        IntakeRequest.objects.all().delete()
        cache.clear()


def noting(called: list[str]) -> Any:
    def note(*said: object, **also: Any) -> None:
        called.append("called")
        aloud(said)

    return note


def _use(layer: str) -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    user, _ = get_user_model().objects.get_or_create(username="walker", is_active=True)
    with team.allowed():
        user.groups.add(Group.objects.get(name="Intake leads"))
    staff = Client(raise_request_exception=False)
    show_again(sign_in(staff, user))
    reader = Client(raise_request_exception=False)
    for message in ("canarymessage before", FULL["message"]):
        reader.post("/contact/", FULL | {"message": message}, secure=True)
    walk(staff)
    row = IntakeRequest.objects.first()
    if row is not None and layer.endswith("purge_requests.erase"):
        with pytest.raises(RuntimeError):
            call_command("purge_requests", reference=row.reference)


def test_real_processes_leave_it_nowhere_on_the_disk(own_site: Site) -> None:
    """The site, its worker and a broken mail server: every byte of their folder and output."""
    with own_site.gunicorn() as served:
        for n in range(3):
            body = urlencode(FULL | {"message": f"canarymessage {n}"}).encode()
            head = (
                f"POST /contact/ HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            assert b" 303 " in served.send(head.encode() + body).splitlines()[0]
    done = [
        own_site.manage("deliver"),
        own_site.manage("deliver", EMAIL_URL="smtp://127.0.0.1:1"),
        own_site.manage("intake_keys", "list"),
        own_site.manage("check"),
    ]
    said = served.log + "".join(d.stdout + d.stderr for d in done)
    assert found_in(said) == []
    files = (path for path in own_site.var.rglob("*") if path.is_file())
    kept = [path for path in files if "static" not in path.parts]
    assert any(path.suffix == ".log" for path in kept), "a mail was written"
    # Words of the sample's own pages ("afternoon") are no trace of a person.
    traces = {p.name: f for p in kept if (f := set(found_in(p.read_bytes())) - {"afternoon"})}
    assert traces == {}
    assert set(TYPED) >= {"quokka", "canarymessage"}

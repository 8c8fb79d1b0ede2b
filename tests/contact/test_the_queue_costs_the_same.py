"""However many requests are stored, a page of the staff side asks the database as often."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contact.intake import append
from contact.models import IntakeRequest, Link, Note, Notice
from contact.models.intake_request import new_reference
from contact.queue.listing import QueueView
from contact.sealing import keys_to_seal_with
from tests.conftest import sign_in

FEW, MANY = 5, 300
LIMIT = 12
"""What the list may ask."""


def stored(number: int, user: Any) -> list[IntakeRequest]:
    """With everything that a line of the list shows."""
    keys, now, statuses = keys_to_seal_with(), timezone.now(), list(IntakeRequest.Status)
    rows = []
    for n in range(number):
        row = IntakeRequest(
            reference=new_reference(),
            created_at=now - timedelta(minutes=n),
            status=statuses[n % len(statuses)],
            disposition="informed" if n % len(statuses) == 4 else "",
            due_at=now - timedelta(hours=1) if n % 3 == 0 else None,
            assignee=user if n % 2 else None,
            language="es" if n % 4 else "en",
        )
        row.seal({"phone": f"+1 602-555-{n:04}", "message": f"word{n}"}, keys)
        rows.append(row)
    rows = IntakeRequest.objects.bulk_create(rows)
    Notice.objects.bulk_create(
        Notice(request=row, created_at=now, next_attempt_at=now, dead_at=now) for row in rows
    )
    pairs = zip(rows[::2], rows[1::2], strict=False)
    Link.objects.bulk_create(Link(**Link.pair(one, other)) for one, other in pairs)
    return rows


def asked(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("role", ["intake", "lead"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?status=closed",
        "?status=new&status=assigned",
        "?assignee={user}",
        "?suspected=false&language=es",
        "?ordering=-due_at",
        "?ordering=created_at&status=new",
        "?p=2",
    ],
)
def test_the_list_does_and_asks_little(db: None, account: Any, role: str, query: str) -> None:
    user, client = account(role), Client()
    sign_in(client, user)
    address = "/admin/requests/" + query.format(user=user.pk)
    stored(FEW, user)
    few = asked(client, address)
    stored(MANY - FEW, user)
    many = asked(client, address)
    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= LIMIT, "\n".join(many)


@pytest.mark.parametrize("address", ["/admin/requests/news/", "/admin/"])
def test_the_rest_does_too(db: None, account: Any, address: str) -> None:
    user, client = account("intake"), Client()
    sign_in(client, user)
    stored(FEW, user)
    few = asked(client, address)
    stored(MANY - FEW, user)
    assert len(few) == len(asked(client, address))


def test_opening_one_asks_the_same_whatever_gathered_around_it(db: None, account: Any) -> None:
    user, client = account("intake"), Client()
    sign_in(client, user)
    row, *_others = stored(FEW, user)
    few = asked(client, f"/admin/requests/{row.pk}/")
    for n in range(8):
        append(row, {"insurer": f"number {n}"})
        note = Note(request=row, author=user, username="intake")
        note.seal({"note": f"number {n}"}, keys_to_seal_with())
        note.save(force_insert=True)
    assert len(few) == len(asked(client, f"/admin/requests/{row.pk}/"))


def test_only_the_lines_of_a_page_are_read(db: None, account: Any) -> None:
    """And of those no envelope, which is most of a row."""
    user, client = account("intake"), Client()
    sign_in(client, user)
    stored(MANY, user)
    lines = [sql for sql in asked(client, "/admin/requests/") if '"reference"' in sql]
    read = [sql for sql in lines if 'FROM "contact_intakerequest"' in sql]
    assert len(read) == 1
    assert f"LIMIT {QueueView.paginate_by}" in read[0]
    assert '"envelope"' not in read[0]

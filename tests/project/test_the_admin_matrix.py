"""Who gets in where: every address below /admin/, by every role and method.

`admin_matrix.txt` is the table. A line is a route, and for GET and for POST the roles that get in:
E editor, R reviewer, P publisher, I intake, L lead, A auditor, S superuser, and 0 for somebody who
is not signed in. An address that the table does not know fails, and so does a difference: think,
then run this with MATRIX=write and read what changed.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.conftest import sign_in
from tests.project.admin_urls import Things, routes

TABLE = Path(__file__).parent / "admin_matrix.txt"
LETTERS = {
    "editor": "E",
    "reviewer": "R",
    "publisher": "P",
    "intake": "I",
    "lead": "L",
    "auditor": "A",
    "admin": "S",
    "": "0",
}
FAULTS = (
    "/admin/choose-external-link/",
    "/admin/redirects/import/process/",
    "/admin/snippets/choose/",
)
"""Where Wagtail 8.0.1 breaks on an empty post, which none of its own pages sends."""

METHODS = ("GET", "POST")
NOBODY = "-"


def table() -> dict[str, list[str]]:
    rows = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return {route: list(columns) for route, *columns in rows if columns}


class Undo(Exception):
    pass


def gets_in(client: Client, method: str, path: str) -> bool:
    """Whether the door opened: not refused, not sent to the start or to sign in."""
    try:
        with transaction.atomic():
            answer = client.generic(method, path, secure=True)
            raise Undo
    except Undo:
        pass
    assert answer.status_code < 500 or path.startswith(FAULTS), f"{method} {path}"
    away = answer.headers.get("Location", "")
    sent_off = away == "/admin/" or away.startswith("/admin/login/")
    return answer.status_code not in (401, 403, 404, 405) and not sent_off


@pytest.mark.parametrize("role", LETTERS)
def test_who_gets_in_where(role: str, account: Any) -> None:
    user = account(role) if role else None
    things = Things()
    client = Client(raise_request_exception=False)
    found: dict[str, str] = {}
    for route in routes():
        path = things.path(route)
        for method in METHODS:
            if user is not None:
                sign_in(client, user)
            found[f"{route} {method}"] = LETTERS[role] if gets_in(client, method, path) else ""
    if os.environ.get("MATRIX") == "write":
        TABLE.with_suffix(f".{role or 'nobody'}").write_text(repr(found))
        pytest.skip("written")
    known = table()
    assert sorted(routes()) == sorted(known), "An address that the table does not know, or lost."
    wanted = {
        f"{route} {method}": LETTERS[role] if LETTERS[role] in known[route][n] else ""
        for route in known
        for n, method in enumerate(METHODS)
    }
    assert {k: v for k, v in found.items() if v != wanted[k]} == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("role", ["admin", "lead"])
def test_no_other_method_opens_a_request(role: str, method: str, account: Any) -> None:
    things = Things()
    client = sign_in(Client(raise_request_exception=False), account(role))
    for route in routes():
        if route.startswith("admin/requests/"):
            answer = client.generic(method, things.path(route), secure=True)
            assert answer.status_code in (302, 403, 404, 405), route


def test_the_table_says_what_the_house_says() -> None:
    """What must hold whatever anybody writes into the table."""
    for route, columns in table().items():
        in_all = "".join(columns)
        if route.startswith("admin/requests/") and "access-log" not in route:
            allowed = "L" if "team" in route or "export" in route else "IL"
            assert set(in_all) <= set(allowed + NOBODY), route
        elif route.startswith("admin/requests/access-log/"):
            assert set(in_all) <= set("LA" + NOBODY), route
        elif route.startswith(("admin/users/", "admin/groups/", "admin/sites/")):
            assert set(in_all) <= set("S" + NOBODY), route
        elif route.startswith("admin/pages/<int:page_id>/") and not route.endswith("/revisions/"):
            # Intake staff cannot edit pages. The one left out only leads on to the history.
            assert not set("ILA") & set(columns[1]), route
        if "0" in in_all:
            doors = ("login", "password_reset", "signin", "sprite", "jsi18n", "logout")
            assert route.split("/")[1].lstrip("^") in doors, route

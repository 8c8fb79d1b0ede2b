"""What leaves is what was selected; what cannot be read, or is too much, selects nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contact.intake import submit
from contact.models import IntakeRequest, Office
from contact.queue.export import selection
from tests.contact.exports import URL, by_head, export


@pytest.fixture
def several(db: None) -> dict[str, IntakeRequest]:
    found = {}
    for n, name in enumerate(["old", "spanish", "closed", "new"]):
        with time_machine.travel(timezone.now() - timedelta(days=40 - 10 * n), tick=False):
            found[name] = submit(
                {"name": name, "phone": "+1 570-555-0123"},
                language="es" if name == "spanish" else "en",
                suspected=name == "old",
            )
    IntakeRequest.objects.filter(pk=found["closed"].pk).update(
        status="closed", disposition="referred"
    )
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["old", "spanish", "closed", "new"]),
        ("?status=closed", ["closed"]),
        ("?suspected=true", ["old"]),
        ("?language=es", ["spanish"]),
        ("?created_at_from={15}", ["new"]),
        ("?created_at_from={35}&created_at_to={15}", ["spanish", "closed"]),
        ("?created_at_to={15}&status=new&suspected=false", ["spanish"]),
        ("?references={old}%20{new}", ["old", "new"]),
        ("?references={closed}&status=new", []),
        ("?p=2&ordering=-status&_w_filter_fragment=1", ["old", "spanish", "closed", "new"]),
    ],
)
def test_what_is_selected_leaves(
    several: dict[str, IntakeRequest], exporter: Client, query: str, names: list[str]
) -> None:
    days = {n: f"{timezone.localtime() - timedelta(days=int(n)):%Y-%m-%d}" for n in ("15", "35")}
    for name, row in several.items():
        query = query.replace(f"{{{name}}}", row.reference_spaced.lower().replace(" ", "%20"))
    for n, date in days.items():
        query = query.replace(f"{{{n}}}", date)
    page = exporter.get(URL + query, secure=True).content.decode()
    if not names:
        assert "No request is in this selection." in page
        return
    assert f"<strong>{len(names)}</strong> request" in page
    assert [row["What to call you"] for row in by_head(export(exporter, "csv", query))] == names


def test_a_day_is_the_offices_day(db: None, exporter: Client) -> None:
    """Half past ten in the evening in New York is the next day in Greenwich."""
    with time_machine.travel("2026-11-17T03:30:00Z", tick=False):
        submit({"name": "late", "phone": "+1 570-555-0123"}, language="en")
    query = "?created_at_from=2026-11-16&created_at_to=2026-11-16"
    (row,) = by_head(export(exporter, "csv", query))
    assert row["Received (America/New_York)"] == "2026-11-16 22:30"
    Office.objects.update(time_zone="Europe/London")
    assert export(exporter, "csv", query).status_code == 422


def test_the_list_offers_what_it_shows(several: dict[str, IntakeRequest], exporter: Client) -> None:
    for path in ("/admin/requests/", "/admin/requests/results/"):
        page = exporter.get(
            f"{path}?status=closed&language=&p=1&_w_filter_fragment=1", secure=True
        ).content.decode()
        assert f'href="{URL}?status=closed"' in page, "also when a script asks for the results"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?status=lost", "Select a valid choice"),
        ("?assignee=99999", "Select a valid choice"),
        ("?created_at_from=yesterday", "Enter a valid date"),
        ("?references=ABCD2345", "There is no request ABCD2345."),
        ("?references=" + "A" * 1001, "at most 1000 characters"),
    ],
)
def test_an_address_that_cannot_be_read_selects_nothing(
    request_for_help: IntakeRequest, exporter: Client, query: str, said: str
) -> None:
    for answer in (exporter.get(URL + query, secure=True), export(exporter, "csv", query)):
        page = answer.content.decode()
        assert said in page
        assert "nothing is selected" in page
        assert f"<strong>{IntakeRequest.objects.count()}</strong> request" not in page
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"format": "xlsx"}, "Say why this leaves."),
        ({"format": "xlsx", "reason": " \t "}, "Say why this leaves."),
        ({"format": "xlsx", "reason": "why"}, "Say why this leaves, in a few words."),
        ({"format": "xlsx", "reason": "x" * 201}, "This is too long: at most 200 letters."),
        ({"format": "xlsx", "reason": "x" * 10_000}, "This is too long: at most 200 letters."),
        ({"format": "ods", "reason": "for the county"}, "Choose one of these."),
        ({"reason": "for the county"}, "This field is required."),
        ({}, "Say why this leaves."),
    ],
)
def test_what_is_missing_is_said_beside_it(
    request_for_help: IntakeRequest, exporter: Client, sent: dict[str, str], said: str
) -> None:
    answer = exporter.post(URL, sent, secure=True)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sent.get("reason", "").strip() in answer.content.decode(), "what was typed is kept"


def test_an_empty_selection_and_one_that_is_too_large_say_so(
    db: None, exporter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = export(exporter, "csv")
    assert answer.status_code == 422
    assert "No request is in this selection." in answer.content.decode()
    monkeypatch.setattr(selection, "LARGEST", 2)
    for n in range(3):
        submit({"message": str(n)}, language="en")
    answer = export(exporter, "csv")
    assert answer.status_code == 422
    assert "3 requests are in this selection, and at most 2" in answer.content.decode()

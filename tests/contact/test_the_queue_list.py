"""Who is due first, then who waits longest, by the office's clock; and finding one by its words."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from contact.intake import submit
from contact.models import AccessEntry, IntakeRequest, Office
from contact.queue import find
from contact.queue.listing import QueueView
from contact.queue.waiting import waiting

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 16, 9, tzinfo=NEW_YORK)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """`day` days after the Monday."""
    return (MONDAY + timedelta(days=day)).replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        (at(0, 9), at(0, 12), 3),
        (at(0, 7), at(0, 9), 1),
        (at(0, 17), at(1, 9), 2),
        (at(4, 17), at(7, 9), 2),
        (at(5, 10), at(6, 10), 0),
        (at(0, 9), at(7, 9), 50),
        (at(0, 9), at(21, 10), 151),
        (at(0, 12), at(0, 9), 0),
        (datetime(2026, 10, 31, 12, tzinfo=NEW_YORK), datetime(2026, 11, 2, 9, tzinfo=NEW_YORK), 1),
    ],
)
def test_the_clock_counts_opening_hours_alone(
    db: None, begin: datetime, end: datetime, hours: int
) -> None:
    """The sample's office is open Monday to Friday, 8 to 6."""
    assert Office.current().open_time(begin, end) == timedelta(hours=hours)


def test_an_office_without_hours_never_stops_the_clock() -> None:
    assert Office().open_time(at(5, 10), at(6, 10)) == timedelta(days=1)


@pytest.mark.parametrize(
    ("minutes", "level"), [(119, ""), (120, "amber"), (239, "amber"), (240, "red")]
)
def test_amber_and_red_come_at_the_offices_limits(db: None, minutes: int, level: str) -> None:
    with time_machine.travel(MONDAY, tick=False):
        row = submit({"phone": "1"}, language="en")
    office, now = Office.current(), MONDAY + timedelta(minutes=minutes)
    assert waiting(row, office, now).level == level
    row.answered_at = MONDAY + timedelta(minutes=5)
    assert waiting(row, office, now).level == ""
    assert str(waiting(row, office, now)) == "5 min"


def test_red_comes_after_amber() -> None:
    office = Office(amber_after_hours=4, red_after_hours=4)
    with pytest.raises(ValidationError, match="Red comes after amber"):
        office.clean()


def references(client: Any, query: str = "") -> list[str]:
    page = client.get(f"/admin/requests/{query}").content.decode()
    rows = page.partition('id="listing-results"')[2]
    return [r.replace(" ", "") for r in re.findall(r"\b([2-9A-Z]{4} [2-9A-Z]{4})\b", rows)]


def test_what_is_due_stands_first_then_who_waits_longest_and_what_is_closed_last(
    db: None, signed_in: Any
) -> None:
    rows = []
    for n in range(5):
        with time_machine.travel(timezone.now() - timedelta(hours=10 - n), tick=False):
            rows.append(submit({"message": str(n)}, language="en"))
    past, future = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)
    IntakeRequest.objects.filter(pk=rows[0].pk).update(status="closed", disposition="informed")
    IntakeRequest.objects.filter(pk=rows[3].pk).update(due_at=past)
    IntakeRequest.objects.filter(pk=rows[4].pk).update(due_at=future)
    order = [rows[n].reference for n in (3, 1, 2, 4, 0)]
    client = signed_in("intake")
    assert references(client) == order
    assert references(client, "?status=closed") == [rows[0].reference]
    page = client.get("/admin/requests/").content.decode()
    assert re.search(r"New <strong>4</strong>", page)
    assert re.search(r"Closed <strong>1</strong>", page)


def test_what_is_mine_and_open_is_a_link_with_its_number(
    db: None, signed_in: Any, account: Any
) -> None:
    client, lead = signed_in("intake"), account("lead")
    me = lead._meta.model.objects.get(username="intake")
    rows = [submit({"message": str(n)}, language="en") for n in range(6)]
    for row, user, status in zip(
        rows,
        (me, me, me, lead, None, me),
        ("assigned", "reached", "closed", "assigned", "new", "spam"),
        strict=True,
    ):
        disposition = "informed" if status == "closed" else ""
        IntakeRequest.objects.filter(pk=row.pk).update(
            assignee=user, status=status, disposition=disposition
        )
    page = client.get("/admin/requests/").content.decode()
    link = re.search(r'href="/admin/requests/([^"]+)"( aria-current="true")?>Mine <strong>2<', page)
    assert link[2] is None
    query = link[1].replace("&amp;", "&")
    assert set(references(client, query)) == {rows[0].reference, rows[1].reference}
    chosen = client.get(f"/admin/requests/{query}").content.decode()
    assert re.search(r'aria-current="true">Mine <strong>2<', chosen)


def test_who_has_nothing_is_shown_nothing_as_theirs(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("intake")
    page = client.get("/admin/requests/").content.decode()
    query = re.search(r'href="/admin/requests/([^"]+)">Mine <strong>0<', page)[1]
    assert references(client, query.replace("&amp;", "&")) == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?status=new", {0, 1, 2, 3}),
        ("?status=new&status=closed", {0, 1, 2, 3, 4, 5}),
        ("?suspected=true", {1}),
        ("?suspected=false&status=closed", {4, 5}),
        ("?language=es", {2}),
        ("?language=fr", set()),
        ("?status=smoke", {0, 1, 2, 3, 4, 5}),
        ("?assignee=999999", {0, 1, 2, 3, 4, 5}),
    ],
)
def test_the_number_of_lines_is_that_of_what_was_chosen(
    db: None, signed_in: Any, query: str, wanted: set[int]
) -> None:
    """They are counted from one look at everything; both must mean the same."""
    rows = [submit({"message": str(n)}, language="es" if n == 2 else "en") for n in range(6)]
    IntakeRequest.objects.filter(pk=rows[1].pk).update(suspected=True)
    for row in rows[4:]:
        IntakeRequest.objects.filter(pk=row.pk).update(status="closed", disposition="informed")
    client = signed_in("intake")
    assert set(references(client, query)) == {rows[n].reference for n in wanted}
    page = client.get(f"/admin/requests/{query}").content.decode()
    if matches := re.search(r"(?:is|are) (\d+) match", page):
        assert int(matches[1]) == len(wanted)


@pytest.mark.parametrize("ordering", ["", "created_at", "-created_at", "due_at", "status"])
def test_pages_together_show_each_line_once(
    db: None, signed_in: Any, monkeypatch: pytest.MonkeyPatch, ordering: str
) -> None:
    monkeypatch.setattr(QueueView, "paginate_by", 3)
    rows = [submit({"message": str(n)}, language="en") for n in range(10)]
    past = timezone.now() - timedelta(hours=1)
    for row in rows[:4]:
        IntakeRequest.objects.filter(pk=row.pk).update(due_at=past)
    for row in rows[6:]:
        IntakeRequest.objects.filter(pk=row.pk).update(status="closed", disposition="informed")
    client = signed_in("intake")
    pages = [references(client, f"?ordering={ordering}&p={p}") for p in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 3, 1]
    shown = [reference for page in pages for reference in page]
    assert sorted(shown) == sorted(row.reference for row in rows)
    if not ordering:
        assert shown == [row.reference for row in rows]


def test_the_news_say_when_and_nothing_else(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("intake")
    before = client.get("/admin/requests/news/").json()
    assert list(before) == ["newest"]
    submit({"phone": "2"}, language="en")
    assert client.get("/admin/requests/news/").json() != before
    assert signed_in("editor").get("/admin/requests/news/").status_code in (302, 403)


@pytest.mark.parametrize(
    "words",
    ["Wilhelmina", "wilhelmina CANARY", "5550142", "602-555", "insurer mutual", "canaryline"],
)
def test_a_request_is_found_by_what_is_sealed_in_it(
    request_for_help: IntakeRequest, signed_in: Any, words: str
) -> None:
    submit({"name": "Somebody else", "phone": "+1 602-777-0199"}, language="en")
    client = signed_in("intake")
    answer = client.post("/admin/requests/find/", {"words": words, "days": "30"})
    page = answer.content.decode()
    assert request_for_help.reference_spaced in page
    assert "1 found. Looked at 2 of 2 requests" in page
    entries = list(AccessEntry.objects.values_list("action", "reference", "detail"))
    assert ("search", "", "") in entries
    assert ("open", request_for_help.reference, "found by words") in entries
    assert words not in str(entries)


def test_a_note_is_searched_too(request_for_help: IntakeRequest, signed_in: Any) -> None:
    client = signed_in("intake")
    client.post(
        f"/admin/requests/{request_for_help.pk}/", {"write_note": "", "note": "grandmother rang"}
    )
    answer = client.post("/admin/requests/find/", {"words": "Grandmother", "days": "30"})
    assert request_for_help.reference_spaced in answer.content.decode()


@pytest.mark.parametrize("spelt", ["{0}", "{1}", " {1} ", "lower"])
def test_a_reference_leads_straight_to_its_request(
    request_for_help: IntakeRequest, signed_in: Any, spelt: str
) -> None:
    typed = spelt.format(request_for_help.reference, request_for_help.reference_spaced)
    typed = request_for_help.reference.lower() if spelt == "lower" else typed
    answer = signed_in("intake").post("/admin/requests/find/", {"words": typed, "days": "30"})
    assert answer.headers["Location"] == f"/admin/requests/{request_for_help.pk}/"


def test_it_goes_on_where_a_batch_ended(
    db: None, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "BATCH", 3)
    third: Any = None
    for n in range(5):
        with time_machine.travel(timezone.now() - timedelta(hours=n), tick=False):
            row = submit({"message": f"word{n}"}, language="en")
        third = row if n == 2 else third
    client = signed_in("intake")
    sent = {"words": "word4", "days": "30"}
    page = client.post("/admin/requests/find/", sent).content.decode()
    assert "0 found. Looked at 3 of 5" in page
    before = re.search(r'name="before" value="([^"]+)"', page)[1]
    assert before.endswith(str(third.pk)), "by its id too: two may have come at the same moment"
    page = client.post("/admin/requests/find/", sent | {"before": before}).content.decode()
    assert "1 found. Looked at 5 of 5" in page
    assert row.reference_spaced in page
    assert 'name="before"' not in page.partition("1 found")[2]


def test_none_of_many_that_came_at_the_same_moment_is_passed_over(
    db: None, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "BATCH", 2)
    rows = [submit({"message": f"word{n}"}, language="en") for n in range(5)]
    IntakeRequest.objects.update(created_at=timezone.now())
    client, sent, seen = signed_in("intake"), {"words": "word", "days": "30"}, set()
    while "before" not in sent or sent["before"]:
        page = client.post("/admin/requests/find/", sent).content.decode()
        seen |= set(re.findall(r"[2-9A-Z]{4} [2-9A-Z]{4}", page))
        more = re.search(r'name="before" value="([^"]+)"', page.partition("found. Looked")[2])
        sent["before"] = more[1] if more else ""
    assert seen == {row.reference_spaced for row in rows}


@pytest.mark.parametrize("limit", ["SECONDS", "MOST"])
def test_it_answers_before_somebody_has_waited_long(
    db: None, signed_in: Any, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(find, limit, {"SECONDS": -1, "MOST": 1}[limit])
    for n in range(3):
        submit({"message": f"word{n}"}, language="en")
    answer = signed_in("intake").post("/admin/requests/find/", {"words": "word", "days": "30"})
    page = answer.content.decode()
    assert "1 found. Looked at 1 of 3" in page
    assert "Look at older ones" in page
    assert AccessEntry.objects.filter(detail="found by words").count() == 1


@pytest.mark.parametrize("before", ["x", "2026-01-01", "2026-01-01T00:00:00 x", "\x00", "9" * 99])
def test_a_place_that_nobody_stopped_at_is_said(db: None, signed_in: Any, before: str) -> None:
    sent = {"words": "word", "days": "30", "before": before}
    assert signed_in("intake").post("/admin/requests/find/", sent).status_code == 422


@pytest.mark.parametrize("words", ["", "x" * 201, "x" * 10_000])
def test_what_cannot_be_looked_for_is_said(db: None, signed_in: Any, words: str) -> None:
    answer = signed_in("intake").post("/admin/requests/find/", {"words": words, "days": "30"})
    assert answer.status_code == 422
    assert not AccessEntry.objects.filter(action="search").exists()


@pytest.mark.parametrize("role", ["editor", "publisher", "reviewer", "auditor", "admin"])
def test_nobody_else_searches(request_for_help: IntakeRequest, signed_in: Any, role: str) -> None:
    answer = signed_in(role).post("/admin/requests/find/", {"words": "Wilhelmina", "days": "30"})
    assert answer.status_code in (302, 403)
    assert request_for_help.reference_spaced not in answer.content.decode()


def test_nothing_is_looked_for_by_an_address(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("intake")
    assert client.get("/admin/requests/find/?words=Wilhelmina&days=30").status_code == 302

"""Requests of the same person are offered, linked and unlinked; what matched is written nowhere."""

import re
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client

from contact.intake import append, submit
from contact.models import AccessEntry, IntakeRequest, Link
from contact.queue import same_person
from contact.retention import erase
from contact.work import CannotLink, link, unlink
from tests.conftest import sign_in
from tests.contact.words import whole_database

PHONE, EMAIL = "+1 602-555-0142", "quokka@zanzibar-canary.example"


def stored(**answers: str | bool) -> IntakeRequest:
    return submit({"form": "short", "message": uuid.uuid4().hex} | answers, language="en")


def post(client: Client, row: IntakeRequest, **said: str) -> HttpResponse:
    return client.post(f"/admin/requests/{row.pk}/same-person/", said)


def opened(client: Client, row: IntakeRequest) -> str:
    return client.get(f"/admin/requests/{row.pk}/").content.decode()


def offered(page: str) -> list[str]:
    return re.findall(r'name="link" value="([^"]+)"', page)


@pytest.fixture
def pair(db: None) -> tuple[IntakeRequest, IntakeRequest]:
    return stored(phone=PHONE), stored(phone=PHONE)


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ({"phone": PHONE}, {"phone": "602 555 0142"}, "the same phone"),
        ({"phone": PHONE}, {"phone": f"{PHONE} ext. 12"}, "the same phone"),
        ({"email": EMAIL}, {"email": EMAIL.upper()}, "the same email"),
        ({"phone": PHONE, "email": EMAIL}, {"email": EMAIL, "phone": ""}, "the same email"),
        (
            {"phone": PHONE, "email": EMAIL},
            {"phone": PHONE, "email": EMAIL},
            "the same phone, the same email",
        ),
    ],
)
def test_the_same_phone_or_email_is_offered_however_it_was_written(
    db: None, signed_in: Any, one: dict[str, str], other: dict[str, str], what: str
) -> None:
    here, there = stored(**one), stored(**other)
    page = post(signed_in("intake"), here).content.decode()
    assert offered(page) == [str(there.pk)]
    assert f"{what}, New" in page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": PHONE}, {"phone": "+1 602-555-0143"}),
        ({"phone": PHONE}, {"phone": "+44 602 555 0142"}),
        ({"email": EMAIL}, {"email": "x" + EMAIL}),
        ({"phone": "", "email": ""}, {"phone": "", "email": ""}),
        ({"phone": "not a number"}, {"phone": "not a number"}),
        ({"phone": PHONE}, {"email": EMAIL}),
    ],
)
def test_nothing_else_is_offered(
    db: None, signed_in: Any, one: dict[str, str], other: dict[str, str]
) -> None:
    here, _there = stored(**one), stored(**other)
    page = post(signed_in("intake"), here).content.decode()
    assert offered(page) == []
    assert "No others" in page


def test_what_was_added_later_counts_too(db: None, signed_in: Any) -> None:
    here, there = stored(email=EMAIL), stored(phone=PHONE)
    append(there, {"email": EMAIL})
    assert offered(post(signed_in("intake"), here).content.decode()) == [str(there.pk)]


def test_what_was_said_first_still_counts_after_something_else_was_added(
    db: None, signed_in: Any
) -> None:
    here, there = stored(phone=PHONE), stored(phone=PHONE)
    append(there, {"phone": "+1 602-555-0199"})
    assert offered(post(signed_in("intake"), here).content.decode()) == [str(there.pk)]


def test_only_the_newest_are_looked_at(
    db: None, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, newer, here = stored(phone=PHONE), stored(phone=PHONE), stored(phone=PHONE)
    assert set(offered(post(signed_in("intake"), here).content.decode())) == {
        str(old.pk),
        str(newer.pk),
    }
    monkeypatch.setattr(same_person, "LOOKED_AT", 1)
    assert offered(post(signed_in("lead"), here).content.decode()) == [str(newer.pk)]


def test_one_that_does_not_open_hides_no_other(db: None, signed_in: Any) -> None:
    here, broken, there = (stored(phone=PHONE) for _ in range(3))
    IntakeRequest.objects.filter(pk=broken.pk).update(envelope=b"RS1 damaged")
    assert offered(post(signed_in("intake"), here).content.decode()) == [str(there.pk)]


def test_without_the_key_it_is_said(pair: Any, signed_in: Any, settings: Any) -> None:
    settings.INTAKE_PRIVATE_KEYS = ""
    answer = post(signed_in("intake"), pair[0])
    assert answer.status_code == 200
    assert "nothing can be compared" in answer.content.decode()


def test_opening_a_request_looks_for_nothing(
    pair: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked(*said: object, **also: object) -> None:
        raise AssertionError("opening is not looking")

    monkeypatch.setattr("contact.queue.same_person_view.suggested", looked)
    page = opened(signed_in("intake"), pair[0])
    assert "Look for others with the same phone or email" in page
    assert 'src="/static/js/same_person.js" defer' in page


def test_the_script_gets_the_part_that_it_shows(pair: Any, signed_in: Any) -> None:
    client = signed_in("intake")
    part = post(client, pair[0], fragment="1").content.decode()
    assert offered(part) == [str(pair[1].pk)]
    assert "csrfmiddlewaretoken" in part
    assert "<html" not in part
    assert "<html" in post(client, pair[0]).content.decode()


def test_they_are_linked_shown_on_both_pages_and_in_the_list(pair: Any, signed_in: Any) -> None:
    client, (one, other) = signed_in("intake"), pair
    answer = post(client, one, link=str(other.pk))
    assert answer.headers["Location"] == f"/admin/requests/{one.pk}/#same-person-section"
    assert Link.objects.get().username == "intake"
    for here, there in (pair, pair[::-1]):
        page = opened(client, here)
        assert f'name="unlink" value="{there.pk}"' in page
        assert there.reference_spaced in page
        assert f"linked to {there.reference}" in page, "its history says so"
    listed = client.get("/admin/requests/").content.decode()
    for row in pair:
        assert f"{row.reference_spaced} · 1 linked" in listed
    assert offered(post(client, one).content.decode()) == [], "what is linked is not offered again"


def test_and_unlinked_from_either_side(pair: Any, signed_in: Any) -> None:
    client, (one, other) = signed_in("intake"), pair
    post(client, one, link=str(other.pk))
    assert post(client, other, unlink=str(one.pk)).status_code == 302
    assert not Link.objects.exists()
    assert 'name="unlink"' not in opened(client, one)
    assert "linked" not in client.get("/admin/requests/").content.decode()


def test_a_pair_is_linked_once_whichever_way_round(pair: Any, account: Any) -> None:
    (one, other), user = pair, account("intake")
    assert link(one, other, user) is True
    assert link(other, one, user) is False
    assert Link.objects.count() == 1
    assert unlink(other, one) is True
    assert unlink(one, other) is False


def test_the_database_itself_keeps_a_pair_once_and_in_one_order(pair: Any) -> None:
    columns = Link.pair(*pair)
    Link.objects.create(**columns)
    turned = {"one_id": columns["other_id"], "other_id": columns["one_id"]}
    for wrong in (columns, turned, columns | {"other_id": columns["one_id"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Link.objects.create(**wrong)


@pytest.mark.parametrize("button", ["link", "unlink"])
@pytest.mark.parametrize(
    "typed", ["", "x", "0" * 32, str(uuid.UUID(int=9)), "' OR 1=1 --", "x" * 10_000, "\x00", "1"]
)
def test_an_id_that_names_no_request_is_said(
    pair: Any, signed_in: Any, button: str, typed: str
) -> None:
    answer = post(signed_in("intake"), pair[0], **{button: typed})
    assert answer.status_code == 422
    assert "There is no such request any more." in answer.content.decode()
    assert not Link.objects.exists()


def test_a_request_is_not_linked_to_itself(pair: Any, signed_in: Any) -> None:
    answer = post(signed_in("intake"), pair[0], link=str(pair[0].pk))
    assert answer.status_code == 422
    assert "cannot be linked to itself" in answer.content.decode()
    assert not Link.objects.exists()


def test_what_was_erased_at_the_same_moment_is_not_linked_to(pair: Any, account: Any) -> None:
    (one, other), user = pair, account("intake")
    stale = IntakeRequest.objects.get(pk=other.pk)
    erase(other, "asked for")
    with pytest.raises(CannotLink):
        link(one, stale, user)


def test_a_page_of_a_request_that_is_gone_is_not_found(pair: Any, signed_in: Any) -> None:
    client, gone = signed_in("intake"), IntakeRequest(id=uuid.uuid4())
    for said in ({}, {"link": str(pair[0].pk)}, {"unlink": str(pair[0].pk)}):
        assert post(client, gone, **said).status_code == 404


def test_a_link_goes_with_a_request_that_is_erased(pair: Any, account: Any) -> None:
    link(*pair, account("intake"))
    erase(pair[1], "asked for")
    assert not Link.objects.exists()
    assert IntakeRequest.objects.get() == pair[0]


def test_linking_twice_is_no_fault_and_no_second_entry(pair: Any, signed_in: Any) -> None:
    client, (one, other) = signed_in("intake"), pair
    for _ in range(2):
        assert post(client, one, link=str(other.pk)).status_code == 302
    entries = AccessEntry.objects.filter(action="change").order_by("number")
    assert list(entries.values_list("reference", "detail")) == [
        (one.reference, f"linked to {other.reference}"),
        (other.reference, f"linked to {one.reference}"),
    ]


def test_the_log_says_who_looked_at_which_and_never_what_matched(db: None, signed_in: Any) -> None:
    client = signed_in("intake")
    one, other = (stored(phone=PHONE, email=EMAIL) for _ in range(2))
    post(client, one)
    post(client, one, link=str(other.pk))
    opened(client, one)
    entries = list(AccessEntry.objects.order_by("number"))
    assert [(e.action, e.reference, e.detail) for e in entries] == [
        ("search", one.reference, "same person"),
        ("search", other.reference, f"same person as {one.reference}"),
        ("change", one.reference, f"linked to {other.reference}"),
        ("change", other.reference, f"linked to {one.reference}"),
        ("open", one.reference, ""),
        ("open", other.reference, f"linked to {one.reference}"),
    ]
    for word in ("phone", "email", "5550142", "quokka"):
        assert word not in str([entry.__dict__ for entry in entries])


def test_nothing_of_a_phone_or_an_email_is_written_for_it(db: None, signed_in: Any) -> None:
    client = signed_in("intake")
    one, other = (stored(phone=PHONE, email=EMAIL) for _ in range(2))
    post(client, one)
    post(client, one, link=str(other.pk))
    kept = whole_database()
    for word in (b"5550142", b"555-0142", b"quokka", b"zanzibar"):
        assert word not in kept
    assert {f.name for f in Link._meta.get_fields()} == {
        *("id", "one", "other", "by", "username", "at")
    }


def test_looking_warns_no_colleague_that_somebody_is_about_to_call(
    pair: Any, signed_in: Any
) -> None:
    post(signed_in("intake"), pair[0])
    assert "opened this" not in opened(signed_in("lead"), pair[1])


def test_one_that_was_taken_back_is_said_on_the_others_page(pair: Any, signed_in: Any) -> None:
    client, (one, other) = signed_in("intake"), pair
    append(other, {"contact_method": "none"})
    assert "Taken back" in post(client, one).content.decode(), "before they are linked"
    assert "was taken back" not in opened(client, one)
    post(client, one, link=str(other.pk))
    page = opened(client, one)
    assert "A linked request was taken back:" in page
    assert page.index("was taken back") < page.index("How it is safe to reach them")
    assert 'href="tel:' in page, "what this one allows is not changed"
    assert "A linked request was taken back:" not in opened(client, other)


def test_and_through_another_one_too(db: None, signed_in: Any) -> None:
    client = signed_in("intake")
    one, middle, far = (stored(phone=PHONE) for _ in range(3))
    append(far, {"contact_method": "none"})
    post(client, one, link=str(middle.pk))
    post(client, middle, link=str(far.pk))
    page = opened(client, one)
    assert "A linked request was taken back:" in page
    assert "(through another one)" in page
    assert f'name="unlink" value="{far.pk}"' not in page
    assert f'name="unlink" value="{middle.pk}"' in page


@pytest.mark.parametrize(
    ("here", "there", "less"),
    [
        ({"voicemail_ok": True}, {}, "no voicemail"),
        ({"voicemail_ok": True, "text_ok": True}, {}, "no voicemail, no text"),
        ({"email": EMAIL}, {"email": EMAIL, "contact_method": "call_only"}, "no email"),
        ({}, {"email": EMAIL, "contact_method": "email"}, "no call"),
    ],
)
def test_the_stricter_of_the_two_is_said(
    db: None, signed_in: Any, account: Any, here: Any, there: Any, less: str
) -> None:
    one, other = stored(phone=PHONE, **here), stored(phone=PHONE, **there)
    link(one, other, account("lead"))
    client = signed_in("intake")
    said = re.sub(r"<[^>]+>", "", opened(client, one))
    assert f"A linked request allows less: {other.reference_spaced}, {less}." in said
    assert "A linked request allows less" not in opened(client, other)


def test_one_that_does_not_open_is_said(pair: Any, signed_in: Any, account: Any) -> None:
    link(*pair, account("lead"))
    IntakeRequest.objects.filter(pk=pair[1].pk).update(envelope=b"RS1 damaged")
    assert "A linked request does not open here:" in opened(signed_in("intake"), pair[0])


@pytest.mark.parametrize("role", ["editor", "publisher", "reviewer", "auditor", "admin"])
def test_nobody_else_looks_or_links(pair: Any, signed_in: Any, account: Any, role: str) -> None:
    client, (one, other) = signed_in(role), pair
    for said in ({}, {"fragment": "1"}, {"link": str(other.pk)}):
        answer = post(client, one, **said)
        assert answer.status_code in (302, 403)
        assert other.reference_spaced not in answer.content.decode()
        assert str(other.pk) not in answer.content.decode()
    assert not Link.objects.exists()
    link(one, other, account("lead"))
    post(client, one, unlink=str(other.pk))
    assert Link.objects.exists()
    assert not AccessEntry.objects.exists()


def test_a_link_by_address_changes_nothing(pair: Any, signed_in: Any) -> None:
    answer = signed_in("intake").get(f"/admin/requests/{pair[0].pk}/same-person/?link={pair[1].pk}")
    assert answer.headers["Location"] == f"/admin/requests/{pair[0].pk}/"
    assert not Link.objects.exists()


def test_a_post_without_the_token_links_nothing(pair: Any, account: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, account("intake"))
    assert post(client, pair[0], link=str(pair[1].pk)).status_code == 403
    assert not Link.objects.exists()

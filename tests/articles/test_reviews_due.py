"""Every article has a day for its next review; people are told, again and again, and nothing is
unpublished by it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from articles.models import ArticlePage, Checkup, ReviewDue, Source
from articles.reminders import remind
from tests.articles.conftest import act, soup, stored, text, words

pytestmark = pytest.mark.django_db


def day(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture(autouse=True)
def only_these() -> None:
    """The sample's own are far away."""
    ReviewDue.objects.update(due_on=day(800))
    mail.outbox.clear()


@pytest.fixture
def publisher() -> Any:
    person = get_user_model().objects.create(username="lead-p", email="lead@example.org")
    person.groups.add(Group.objects.get(name="Publishers"))
    return person


@pytest.fixture
def due(new_article: Any) -> ReviewDue:
    owner = get_user_model().objects.create(username="writer", email="writer@example.org")
    row = new_article("Sleep").review_due
    row.owner, row.due_on = owner, day(5)
    row.save()
    return row


def test_a_new_article_is_due_within_a_month_and_a_copy_too(new_article: Any) -> None:
    sleep = new_article("Sleep")
    copy = sleep.copy(update_attrs={"slug": "sleep-2", "title": "Sleep 2"})
    for each in (sleep, copy):
        assert each.review_due.due_on == day(30)
        assert each.review_due.reason == ReviewDue.Reason.NEW


def test_every_article_of_the_sample_has_a_day() -> None:
    assert not ArticlePage.objects.filter(review_due=None).exists()


@pytest.mark.usefixtures("publisher")
@pytest.mark.parametrize(("reason", "first"), [("lapses", 10), ("new", 33)])
def test_owner_and_lead_are_told_before_on_the_day_and_each_week_after(
    due: ReviewDue, reason: str, first: int
) -> None:
    ReviewDue.objects.filter(pk=due.pk).update(reason=reason, due_on=day(40))
    told = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for n in range(65):
            mail.outbox.clear()
            if remind():
                told.append(n)
                assert sorted(sent.to[0] for sent in mail.outbox) == [
                    "lead@example.org",
                    "writer@example.org",
                ]
            clock.shift(timedelta(days=1))
    assert told == [first, 40, 47, 54, 61]
    assert ArticlePage.objects.get(pk=due.page_id).live, "it stays online"


def test_a_mail_names_the_page_why_and_where(due: ReviewDue, settings: Any) -> None:
    remind()
    sent = next(each for each in mail.outbox if each.to == ["writer@example.org"])
    assert sent.subject == "A page is due for review"
    assert "Sleep" in sent.body
    assert "Never reviewed" in sent.body
    assert f"{settings.STAFF_URL}/admin/pages/{due.page_id}/edit/" in sent.body


def test_what_could_not_be_sent_waits_for_the_next_run(due: ReviewDue, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    assert remind() == 0
    due.refresh_from_db()
    assert due.reminded_on is None


def test_without_an_owner_and_publishers_the_administrators_are_told(due: ReviewDue) -> None:
    get_user_model().objects.exclude(is_superuser=True).update(email="")
    get_user_model().objects.create(username="root", email="root@example.org", is_superuser=True)
    remind()
    assert "root@example.org" in {each.to[0] for each in mail.outbox}


def citing(new_article: Any, source: Source, title: str = "Sleep", **said: Any) -> ArticlePage:
    body = [
        {
            "type": "text",
            "id": f"b-{title.lower()}",
            "value": {"text": "<p>One in four.</p>", "sources": stored([source.pk])},
        }
    ]
    return new_article(title, body=body, **said)


def test_a_retracted_source_opens_a_review_of_all_that_leans_on_it(
    new_article: Any, source: Source
) -> None:
    leaning = citing(new_article, source)
    draft = new_article("Rest")
    draft.body = leaning.body
    draft.save_revision()  # what is live names no source yet
    other = new_article("Food")
    in_spanish = ArticlePage.objects.filter(locale__language_code="es", checkup__sources=source)
    assert in_spanish.exists(), "the sample has one"
    source.retracted_on = timezone.localdate()
    source.save()
    for each in (leaning, draft, in_spanish.first()):
        opened = ReviewDue.objects.get(page=each)
        assert (opened.due_on, opened.reason) == (day(0), ReviewDue.Reason.RETRACTED)
        assert source.title in opened.why
    assert ReviewDue.objects.get(page=other).reason == ReviewDue.Reason.NEW
    # Saved once more, it opens nothing that was closed.
    ReviewDue.objects.set(leaning, day(365), ReviewDue.Reason.LAPSES)
    again = Source.objects.get(pk=source.pk)
    again.retracted_note = "The journal's notice."
    again.save()
    assert ReviewDue.objects.get(page=leaning).due_on == day(365)


def test_readers_are_told_and_the_hash_of_what_was_approved_changes(
    new_article: Any, source: Source, read: Any
) -> None:
    leaning = citing(new_article, source)
    before = leaning.content_hash()
    Source.objects.filter(pk=source.pk).update(retracted_on=timezone.localdate())
    assert ArticlePage.objects.get(pk=leaning.pk).content_hash() != before
    assert "withdrew this work" in words(read(leaning.url).select_one(".sources"))


def test_the_source_page_names_the_pages_and_blocks_that_lean_on_it(
    new_article: Any, source: Source, signed_in: Any
) -> None:
    leaning = citing(new_article, source, "Sleep well")
    ReferenceIndex.create_or_update_for_object(leaning)
    url = reverse("wagtailsnippets_articles_source:usage", args=[source.pk])
    shown = soup(signed_in("editor").get(url))
    assert "Sleep well" in words(shown)
    assert "Sources" in words(shown)
    assert str(leaning.pk) in str(shown.select("a[href*='/edit/']"))


def test_the_report_by_window_owner_and_topic(due: ReviewDue, signed_in: Any) -> None:
    client = signed_in("publisher")
    url = reverse("reviews_due")

    def listed(**asked: Any) -> bool:
        return "Sleep" in words(soup(client.get(url, asked)).select_one("table"))

    assert listed(when="30")
    assert not listed(when="overdue")
    assert listed(owner=due.owner_id)
    topic = due.page.get_parent()
    assert listed(topic=topic.pk)
    elsewhere = topic.get_siblings(inclusive=False).first()
    assert not listed(topic=elsewhere.pk)
    ReviewDue.objects.filter(pk=due.pk).update(due_on=day(-1))
    assert listed(when="overdue")
    assert b"Sleep" in b"".join(client.get(url, {"export": "csv"}).streaming_content)


@pytest.mark.parametrize(("role", "status"), [("publisher", 200), ("editor", 302)])
def test_a_publisher_sets_day_and_person(
    due: ReviewDue, role: str, status: int, signed_in: Any
) -> None:
    client = signed_in(role)
    url = reverse("due:edit", args=[due.pk])
    assert client.get(url).status_code == status
    client.post(url, {"due_on": day(60).isoformat(), "owner": ""})
    due.refresh_from_db()
    assert (due.due_on == day(60)) == (status == 200)


def test_the_home_page_says_what_is_due(due: ReviewDue, signed_in: Any) -> None:
    shown = words(soup(signed_in("editor").get(reverse("wagtailadmin_home"))))
    assert "Reviews due" in shown
    assert "1 is due within 30 days" in shown
    assert "Reviews due" not in words(
        soup(signed_in("intake").get(reverse("wagtailadmin_home"))).select_one("main")
    )


def test_an_approval_sets_the_next_day(new_article: Any, clinician: Client, edit: Any) -> None:
    sleep = new_article("Sleep", live=False)
    assert edit(sleep, "submit", "editor", body=[("text", text("Rest."))]).status_code == 302
    act(clinician, sleep, "approve")
    row = ReviewDue.objects.get(page=sleep)
    assert (row.due_on, row.reason) == (day(365), ReviewDue.Reason.LAPSES)
    assert Checkup.objects.filter(page=sleep).exists()

"""What is kept of an answer: the page, its revision, the language, the day, and a count."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db.models.signals import post_delete, post_save
from django.test import Client
from wagtail.models import ReferenceIndex

from articles.models import ArticlePage, Feedback
from articles.models.feedback import KEPT_DAYS
from tests.articles.helpful import send, stored

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def test_one_row_an_answer_and_a_day_says_nothing_of_a_reader(article: ArticlePage) -> None:
    with time_machine.travel(f"{TODAY}T15:00:00-05:00"):
        for n in range(3):
            client = Client(REMOTE_ADDR=f"203.0.113.{n}", headers={"User-Agent": f"quokka {n}"})
            send(article, client, answer="yes", name="Wilhelmina")
    (row,) = Feedback.objects.values()
    del row["id"]
    assert row == {
        "page_id": article.pk,
        "revision": article.live_revision_id or 0,
        "language": "en",
        "on": TODAY,
        "answer": "yes",
        "times": 3,
    }


def test_the_reader_gets_nothing_to_keep(article: ArticlePage) -> None:
    client = Client()
    answer = send(article, client, answer="no")
    pages = [client.get(answer.headers["Location"]), client.get(f"/helpful/{article.pk}/thanks/")]
    assert not client.cookies
    for each in (answer, *pages):
        assert "Set-Cookie" not in each.headers
        assert "no-store" in each.headers["Cache-Control"]
        assert each.headers["X-Robots-Tag"] == "noindex"
        assert each.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_another_day_revision_or_language_is_another_row(article: ArticlePage) -> None:
    revisions = [article.save_revision(), article.save_revision()]
    for revision in revisions:
        send(article, revision=revision.pk, answer="no")
    with time_machine.travel("2027-01-05"):
        send(article, revision=revisions[0].pk, answer="no")
    copy = article.get_translations().get(locale__language_code="es").specific
    send(copy, answer="no")
    assert sorted(Feedback.objects.values_list("language", "times")) == [
        ("en", 1),
        ("en", 1),
        ("en", 1),
        ("es", 1),
    ]


def test_it_is_forgotten_after_its_time(article: ArticlePage) -> None:
    for days in (KEPT_DAYS + 1, KEPT_DAYS, 0):
        day = TODAY - timedelta(days=days)
        Feedback.objects.create(
            page=article, revision=0, language="en", on=day, answer="yes", times=1
        )
    with time_machine.travel(f"{TODAY}T15:00:00-05:00"):
        assert Feedback.objects.forget_old() == 1
        assert Feedback.objects.forget_old() == 0
    assert Feedback.objects.count() == 2


def test_it_goes_with_its_page(
    article: ArticlePage, new_article: Callable[..., ArticlePage]
) -> None:
    page = new_article()
    send(page, answer="yes")
    send(article, answer="yes")
    page.delete()
    assert stored() == {"yes": 1}


def test_it_stays_when_its_revision_is_purged(article: ArticlePage) -> None:
    old = article.save_revision()
    send(article, revision=old.pk, answer="no")
    article.save_revision().publish()
    old.delete()
    assert stored() == {"no": 1}


def test_nothing_that_watches_for_changes_hears_of_it(article: ArticlePage) -> None:
    """So no cached page is given up, and no page counts as used by what was said of it."""
    heard: list[object] = []

    def hear(sender: object, **said: object) -> None:
        heard.append(sender)

    post_save.connect(hear)
    post_delete.connect(hear)
    try:
        send(article, answer="no")
        send(article, answer="no")
    finally:
        post_save.disconnect(hear)
        post_delete.disconnect(hear)
    assert heard == []
    assert stored() == {"no": 2}
    assert not ReferenceIndex.model_is_indexable(Feedback)

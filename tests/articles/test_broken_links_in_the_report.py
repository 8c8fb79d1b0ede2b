"""What the link check heard stands in the content report, at its place; a source that is gone opens
a review of all that leans on it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.link_check import follow_up
from articles.models import ArticlePage, Checkup, Link, ReviewDue, Source
from articles.models.link import digest_of
from tests.articles.conftest import soup, stored, words

pytestmark = pytest.mark.django_db

GONE = "https://example.org/gone"


def block(html: str, id: str = "the-block", sources: list[int] | None = None) -> dict[str, Any]:
    value = {"text": f"<p>{html}</p>", "sources": stored(sources or [])}
    return {"type": "text", "id": id, "value": value}


def is_gone(url: str) -> None:
    """As two looks, a day apart, leave it."""
    since = timezone.now()
    Link.objects.filter(digest=digest_of(url)).update(
        state=Link.State.GONE, gone_since=since, failed_since=since - timedelta(days=2)
    )


def test_a_broken_link_is_counted_ranked_and_named_at_its_place(
    new_article: Any, signed_in: Any
) -> None:
    sleep = new_article("Sleep", body=[block(f'Read <a href="{GONE}">this</a>.')])
    assert Checkup.objects.get(page=sleep).broken == 0
    is_gone(GONE)
    follow_up()
    assert Checkup.objects.get(page=sleep).broken == 1
    client = signed_in("editor")
    listed = soup(client.get(reverse("content_report"), {"kind": "broken"})).select_one("table")
    assert "Sleep" in words(listed)
    assert "Broken links: 1" in words(listed)
    one = soup(client.get(reverse("content_report_one", args=[sleep.pk])))
    (link,) = one.select('a[href$="#block-the-block-section"]')
    assert words(link) == GONE
    assert "Is gone" in words(one)


def test_a_link_to_a_page_that_was_taken_down_is_broken_until_it_is_mended(
    new_article: Any, edit: Any
) -> None:
    rest = new_article("Rest well")
    html = f'Read <a linktype="page" id="{rest.pk}">this</a>.'
    sleep = new_article("Sleep", body=[block(html)])
    rest.unpublish()
    follow_up()
    assert Checkup.objects.get(page=sleep).broken == 1
    edit(sleep, "", "editor", body=[])
    assert Checkup.objects.get(page=sleep).broken == 0, "seen at once, without the worker"
    sleep.refresh_from_db()


def test_a_source_that_is_gone_opens_a_review_once(new_article: Any, source: Source) -> None:
    source.doi, source.url = "", "https://example.org/study"
    source.save()
    leaning = new_article("Sleep", body=[block("One in four.", sources=[source.pk])])
    other = new_article("Food")
    Link.objects.follow_sources()
    ReviewDue.objects.update(reason=ReviewDue.Reason.NEW)
    is_gone(source.link)
    assert follow_up() >= 1
    row = ReviewDue.objects.get(page=leaning)
    assert (row.due_on, row.reason) == (timezone.localdate(), ReviewDue.Reason.GONE)
    assert ReviewDue.objects.get(page=other).reason == ReviewDue.Reason.NEW
    in_spanish = ArticlePage.objects.filter(locale__language_code="es", checkup__sources=source)
    assert ReviewDue.objects.get(page=in_spanish.first()).reason == ReviewDue.Reason.GONE
    # Whoever looked at it set a new day: it is not asked for again.
    ReviewDue.objects.set(leaning, row.due_on + timedelta(days=300), ReviewDue.Reason.LAPSES)
    assert follow_up() == 0
    assert ReviewDue.objects.get(page=leaning).reason == ReviewDue.Reason.LAPSES

"""The badge is derived: it shows while what is live is exactly what a clinician approved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from articles.models import ArticlePage, Review, Reviewer, SiteImage, Source, TopicPage
from tests.articles.conftest import stored, text, words

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]
Edit = Callable[..., HttpResponse]

NOBODY = "No clinician has reviewed this page yet."
CHANGED = "no clinician has reviewed the change yet."


@pytest.fixture
def body(source: Source) -> list[dict[str, Any]]:
    return [
        {
            "type": "text",
            "value": {"text": "<p>Rest helps.</p>", "sources": stored([source.pk])},
            "id": "0b1f0a5e-0f0e-4c39-8fb6-0d7e3a1c9f10",
        }
    ]


@pytest.fixture
def reviewed(new_article: New, reviewer: Reviewer, body: list[dict[str, Any]]) -> ArticlePage:
    page = new_article(body=body)
    approve(page, reviewer)
    return page


def approve(page: ArticlePage, reviewer: Reviewer, **said: Any) -> Review:
    said = {
        "reviewed_on": timezone.localdate(),
        "next_due_on": timezone.localdate() + timedelta(days=365),
    } | said
    live = ArticlePage.objects.get(pk=page.pk)
    review = Review(article=live, reviewer=reviewer, **said)
    review.full_clean()
    review.save()
    return review


def badge(read: Read, page: Any) -> bool:
    """Whether the page says that it was reviewed; it always says one of the two."""
    line = words(read(page.url).select_one(".byline"))
    shown = "Reviewed by Robin Sample, MD, for tests" in line
    assert shown != (NOBODY in line or CHANGED in line), line
    return shown


def test_it_names_the_reviewer_and_both_dates(reviewed: ArticlePage, read: Read) -> None:
    assert badge(read, reviewed)
    line = read(reviewed.url).select_one(".byline .review")
    today = timezone.localdate()
    assert [t["datetime"] for t in line.find_all("time")] == [
        today.isoformat(),
        (today + timedelta(days=365)).isoformat(),
    ]


def test_it_names_who_signed_whoever_the_reviewer_is_later(
    reviewed: ArticlePage, reviewer: Reviewer, read: Read
) -> None:
    reviewer.name, reviewer.credentials = "Somebody Else", "no clinician"
    reviewer.save()
    review = reviewed.reviews.get()
    review.save()
    assert badge(read, reviewed)
    assert "Somebody Else" not in read(reviewed.url).prettify(), "nor in the data for machines"


def test_no_review_no_badge(new_article: New, read: Read) -> None:
    assert not badge(read, new_article())


def test_a_draft_does_not_lose_it_and_publishing_the_draft_does(
    reviewed: ArticlePage, edit: Edit, read: Read
) -> None:
    changed = [("text", text("Rest helps a lot."))]
    assert edit(reviewed, body=changed).status_code == 302
    assert badge(read, reviewed)
    assert edit(reviewed, "publish", body=changed).status_code == 302
    assert not badge(read, reviewed)


def test_a_revert_regains_it(reviewed: ArticlePage, read: Read) -> None:
    approved = reviewed.live_revision
    reviewed.summary = "Something else."
    reviewed.save_revision().publish()
    assert not badge(read, reviewed)
    approved.publish()
    assert badge(read, reviewed)


@pytest.mark.parametrize("field", ["title", "summary", "picture_alt", "next_step"])
def test_any_word_that_changes_loses_it(field: str, reviewed: ArticlePage, read: Read) -> None:
    setattr(reviewed, field, f"{getattr(reviewed, field)} changed")
    reviewed.save_revision().publish()
    assert not badge(read, ArticlePage.objects.get(pk=reviewed.pk))


def test_a_script_that_saves_without_publishing_loses_it(reviewed: ArticlePage, read: Read) -> None:
    ArticlePage.objects.filter(pk=reviewed.pk).update(summary="Written by a script.")
    assert not badge(read, reviewed)


@pytest.mark.parametrize("field", ["title", "authors", "publisher", "year", "doi"])
def test_changed_data_of_a_cited_source_loses_it(
    field: str, reviewed: ArticlePage, source: Source, read: Read
) -> None:
    setattr(source, field, "10.1000/other" if field == "doi" else "Another")
    source.save()
    assert not badge(read, reviewed)


def test_another_source_does_not_touch_it(reviewed: ArticlePage, read: Read) -> None:
    other = Source.objects.get(key="volkow-2016")
    other.title = "Another"
    other.save()
    assert badge(read, reviewed)


def test_changed_data_of_a_helpline_that_the_page_shows_loses_it(
    new_article: New, reviewer: Reviewer, read: Read
) -> None:
    from articles.models import Helpline

    line = Helpline.objects.get(key="poison-control")
    page = new_article(body=[{"type": "helplines", "value": {"helplines": stored([line.pk])}}])
    approve(page, reviewer)
    assert badge(read, page)
    line.what_for = "For someone who will not wake up."
    line.save()
    assert not badge(read, page)


def test_another_picture_loses_it(new_article: New, reviewer: Reviewer, read: Read) -> None:
    first, second = SiteImage.objects.filter(dark__isnull=False)[:2]
    page = new_article(picture=first, picture_alt="A safe place to sleep")
    approve(page, reviewer)
    assert badge(read, page)
    page.picture = second
    page.save_revision().publish()
    assert not badge(read, page)


def test_a_copy_has_none(reviewed: ArticlePage, read: Read) -> None:
    copy = reviewed.copy(update_attrs={"slug": "copy", "title": reviewed.title})
    assert copy.live
    assert not badge(read, copy)
    assert badge(read, reviewed)


def test_an_alias_has_none(reviewed: ArticlePage, read: Read) -> None:
    other = TopicPage.objects.get(slug="substances")
    alias = reviewed.create_alias(parent=other)
    assert alias.live
    assert not badge(read, alias)


def test_a_preview_of_other_words_does_not_show_it(reviewed: ArticlePage) -> None:
    reviewed.summary = "Something else."
    reviewed.save_revision()
    draft = ArticlePage.objects.get(pk=reviewed.pk).get_latest_revision_as_object()
    assert draft.current_review is None


def test_the_newest_approval_of_what_is_live_counts(reviewed: ArticlePage, read: Read) -> None:
    other = Reviewer.objects.create(name="Kim Sample", credentials="RN, for tests")
    Review.objects.update(reviewed_on=date(2026, 1, 5))
    approve(reviewed, other)
    assert "Reviewed by Kim Sample, RN" in words(read(reviewed.url).select_one(".byline"))


def test_the_hash_is_of_what_is_live_when_it_is_approved_not_of_a_draft(
    reviewed: ArticlePage, reviewer: Reviewer, read: Read
) -> None:
    Review.objects.all().delete()
    reviewed.summary = "A draft."
    reviewed.save_revision()
    approve(reviewed, reviewer)
    assert badge(read, reviewed)


def test_a_review_of_the_future_is_refused(new_article: New, reviewer: Reviewer) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="This day has not come yet"):
        approve(new_article(), reviewer, reviewed_on=tomorrow)


@pytest.mark.parametrize("days", [0, -1])
def test_the_next_review_comes_later(days: int, new_article: New, reviewer: Reviewer) -> None:
    with pytest.raises(ValidationError, match="The next review comes after this one"):
        approve(new_article(), reviewer, next_due_on=timezone.localdate() + timedelta(days=days))

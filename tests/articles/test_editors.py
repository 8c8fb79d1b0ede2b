"""Who may do what to what articles stand on, in the real admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from articles.models import ArticlePage, Facility, Helpline, Review, Reviewer, Source
from tests.articles.conftest import soup, words

LISTS = {
    "source": "wagtailsnippets_articles_source:list",
    "helpline": "wagtailsnippets_articles_helpline:list",
    "facility": "wagtailsnippets_articles_facility:list",
    "review": "reviews:index",
    "reviewer": "reviewers:index",
}
ADDS = {name: url.rsplit(":", 1)[0] + ":add" for name, url in LISTS.items()}
SETTINGS = ["organisation", "banner", "menus"]

MAY_SEE = {
    "editor": {"source", "helpline", "reviewer"},
    "reviewer": {"source", "helpline", "reviewer", "review"},
    "publisher": {"source", "helpline", "reviewer", "review", "facility"},
    "admin": set(LISTS),
    "intake": set(),
    "lead": set(),
    "auditor": set(),
}
MAY_ADD = {
    "editor": {"source"},
    "reviewer": {"source", "review"},
    "publisher": {"source", "helpline", "reviewer", "facility"},
    "admin": set(LISTS),
    "intake": set(),
    "lead": set(),
    "auditor": set(),
}


def may(client: Client, url: str) -> bool:
    """Served, or sent away: to the sign-in, to the admin's front page, or refused."""
    response = client.get(url)
    assert response.status_code in (200, 302, 403), f"{url} is {response.status_code}"
    return response.status_code == 200


@pytest.mark.parametrize("role", MAY_SEE)
def test_a_role_sees_what_it_needs_and_nothing_else(role: str, signed_in: Any) -> None:
    client = signed_in(role)
    seen = {name for name, url in LISTS.items() if may(client, reverse(url))}
    assert seen == MAY_SEE[role]


@pytest.mark.parametrize("role", MAY_ADD)
def test_a_role_adds_what_it_may(role: str, signed_in: Any) -> None:
    client = signed_in(role)
    added = {name for name, url in ADDS.items() if may(client, reverse(url))}
    assert added == MAY_ADD[role]


@pytest.mark.parametrize("role", MAY_ADD)
def test_only_publishers_set_the_organisation_the_banner_and_the_menus(
    role: str, signed_in: Any
) -> None:
    client = signed_in(role)
    site = Site.objects.get(is_default_site=True)
    for name in SETTINGS:
        allowed = may(client, reverse("wagtailsettings:edit", args=["articles", name, site.pk]))
        assert allowed == (role in ("publisher", "admin")), name


def test_nobody_who_is_signed_out_sees_any(client: Client, db: None) -> None:
    for url in (*LISTS.values(), *ADDS.values()):
        response = client.get(reverse(url))
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]


@pytest.fixture
def approval(reviewer: Reviewer, article: ArticlePage) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "article": article.pk,
        "reviewer": reviewer.pk,
        "reviewed_on": today.isoformat(),
        "next_due_on": (today + timedelta(days=365)).isoformat(),
    }


def test_a_reviewer_approves_what_is_live_and_the_page_shows_it(
    signed_in: Any, approval: dict[str, Any], read: Callable[..., BeautifulSoup]
) -> None:
    answer = signed_in("reviewer").post(reverse("reviews:add"), approval)
    assert answer.status_code == 302
    review = Review.objects.get()
    assert review.recorded_by.username == "reviewer"
    assert review.content_hash == review.article.content_hash()
    byline = read(review.article.url).select_one(".byline")
    assert "Reviewed by Robin Sample, MD, for tests" in words(byline)


@pytest.mark.parametrize("role", ["editor", "publisher", "intake"])
def test_others_cannot_approve(role: str, signed_in: Any, approval: dict[str, Any]) -> None:
    signed_in(role).post(reverse("reviews:add"), approval)
    assert not Review.objects.exists()


def test_a_hash_that_a_browser_sends_is_ignored(signed_in: Any, approval: dict[str, Any]) -> None:
    said = approval | {"content_hash": "0" * 64, "recorded_by": "1"}
    signed_in("reviewer").post(reverse("reviews:add"), said)
    review = Review.objects.get()
    assert review.content_hash == review.article.content_hash()
    assert review.recorded_by.username == "reviewer"


def test_a_review_of_the_future_gets_a_message(signed_in: Any, approval: dict[str, Any]) -> None:
    approval["reviewed_on"] = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = signed_in("reviewer").post(reverse("reviews:add"), approval)
    assert answer.status_code == 200
    assert "This day has not come yet." in words(soup(answer))
    assert not Review.objects.exists()


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_a_review_is_never_edited_or_deleted(
    role: str, signed_in: Any, approval: dict[str, Any]
) -> None:
    signed_in("reviewer", "first").post(reverse("reviews:add"), approval)
    review = Review.objects.get()
    client = signed_in(role)
    for name in ("edit", "delete"):
        url = reverse(f"reviews:{name}", args=[review.pk])
        assert client.post(url, approval | {"next_due_on": "2050-01-01"}).status_code in (302, 403)
    same = Review.objects.get()
    assert same.next_due_on == review.next_due_on


def test_an_editor_adds_a_source_and_a_wrong_doi_gets_a_message(signed_in: Any) -> None:
    client = signed_in("editor")
    said = {
        "key": "new-2026", "authors": "A", "title": "T", "publisher": "P", "year": "2026",
        "doi": "https://doi.org/10.1/x", "url": "", "checked_on": "2026-11-01", "checked_note": "",
    }  # fmt: skip
    answer = client.post(reverse(ADDS["source"]), said)
    assert "A DOI starts with" in words(soup(answer))
    assert client.post(reverse(ADDS["source"]), said | {"doi": "10.1/x"}).status_code == 302
    assert Source.objects.get(key="new-2026").link == "https://doi.org/10.1/x"


def test_an_editor_cannot_change_a_helpline(signed_in: Any, db: None) -> None:
    line = Helpline.objects.get(key="988")
    url = reverse("wagtailsnippets_articles_helpline:edit", args=[line.pk])
    assert not may(signed_in("editor"), url)
    assert may(signed_in("publisher"), url)


def test_a_publisher_checks_a_claim_of_a_facility(signed_in: Any, db: None) -> None:
    url = reverse("wagtailsnippets_articles_facility:edit", args=[Facility.objects.get().pk])
    page = signed_in("publisher").get(url)
    assert page.status_code == 200
    assert "Leave empty if nobody has checked it" in words(soup(page))


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_roles_that_write_reach_the_editor_of_an_article(
    role: str, signed_in: Any, article: ArticlePage
) -> None:
    assert may(signed_in(role), reverse("wagtailadmin_pages:edit", args=[article.pk]))


def test_only_a_publisher_is_offered_to_publish(signed_in: Any, article: ArticlePage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    offered = {
        role: 'name="action-publish"' in signed_in(role).get(url).content.decode()
        for role in ("editor", "reviewer", "publisher")
    }
    assert offered == {"editor": False, "reviewer": False, "publisher": True}

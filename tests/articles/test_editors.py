"""Who may do what to what articles stand on, in the real admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

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
    "reviewer": {"source"},
    "publisher": {"source", "helpline", "reviewer", "facility"},
    "admin": set(LISTS) - {"review"},
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


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "intake", "admin"])
def test_nobody_adds_changes_or_deletes_a_review_by_hand(
    role: str, signed_in: Any, reviewer: Reviewer, article: ArticlePage
) -> None:
    """The workflow makes them: who could write one could give the badge."""
    due = timezone.localdate() + timedelta(days=365)
    review = Review.objects.create(article=article, reviewer=reviewer, next_due_on=due)
    said = {
        "article": article.pk,
        "reviewer": reviewer.pk,
        "reviewed_on": timezone.localdate().isoformat(),
        "next_due_on": (due + timedelta(days=1)).isoformat(),
    }
    client = signed_in(role)
    for name, key in (("add", []), ("edit", [review.pk]), ("delete", [review.pk])):
        answer = client.post(reverse(f"reviews:{name}", args=key), said)
        assert answer.status_code in (302, 403)
    assert list(Review.objects.values_list("pk", "next_due_on")) == [(review.pk, due)]


def test_an_editor_adds_a_source_and_a_wrong_doi_gets_a_message(signed_in: Any) -> None:
    client = signed_in("editor")
    said = {
        "key": "new-2026", "authors": "A", "title": "T", "publisher": "P", "year": "2026",
        "doi": "doi.example.org/10.1/x", "url": "", "checked_on": "2026-11-01", "checked_note": "",
    }  # fmt: skip
    answer = client.post(reverse(ADDS["source"]), said)
    assert "A DOI looks like" in words(soup(answer))
    assert client.post(reverse(ADDS["source"]), said | {"doi": "10.1000/x"}).status_code == 302
    assert Source.objects.get(key="new-2026").link == "https://doi.org/10.1000/x"


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


def test_nobody_but_the_superuser_is_offered_to_publish(
    signed_in: Any, article: ArticlePage
) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    offered = {
        role: 'name="action-publish"' in signed_in(role).get(url).content.decode()
        for role in ("editor", "reviewer", "publisher", "admin")
    }
    assert offered == {"editor": False, "reviewer": False, "publisher": False, "admin": True}


def test_a_publisher_publishes_what_is_no_article(signed_in: Any, db: None) -> None:
    for slug, offered in (("treatment", True), ("privacy", True), ("my-partner", True)):
        page = Page.objects.get(slug=slug, locale__language_code="en")
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        for role, expected in (("publisher", offered), ("editor", False)):
            shown = 'name="action-publish"' in signed_in(role).get(url).content.decode()
            assert (slug, role, shown) == (slug, role, expected)

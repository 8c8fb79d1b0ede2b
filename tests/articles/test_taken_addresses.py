"""A page cannot take an address that the site itself answers: readers would never see the page."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from articles.models import ArticlePage, HomePage, StandardPage
from articles.models.pages.base import TAKEN
from tests.articles.conftest import soup

pytestmark = pytest.mark.django_db


def first_steps() -> set[str]:
    """The first part of each address of the site's own, from the URL configuration."""
    found = set()
    for pattern in get_resolver().url_patterns:
        for inner in [pattern, *getattr(pattern, "url_patterns", [])]:
            found.add(str(inner.pattern).strip("^").split("/")[0])
    return {step for step in found if step.replace("-", "").isalpha()}


def test_every_address_of_the_site_is_known() -> None:
    ours = {"search", "family-plan", "feed", "contact", "leave", "media", "documents", "admin"}
    assert ours <= first_steps()
    # Wagtail's own and allauth's stand below these.
    assert first_steps() & TAKEN >= ours


@pytest.mark.parametrize("slug", sorted(TAKEN))
def test_a_page_with_such_an_address_is_refused(slug: str) -> None:
    home = HomePage.objects.first()
    with pytest.raises(ValidationError) as raised:
        home.add_child(instance=StandardPage(title="Mine", slug=slug, summary="Mine."))
    assert raised.value.message_dict == {
        "slug": ["The site itself uses this address. Choose another."]
    }


def test_an_editor_is_told_beside_the_field(
    new_article: Callable[..., ArticlePage], edit: Callable[..., HttpResponse], client: Client
) -> None:
    article = new_article()
    answer = edit(article, slug="feed")
    assert "The site itself uses this address." in soup(answer).get_text()
    article.refresh_from_db()
    assert article.slug != "feed"

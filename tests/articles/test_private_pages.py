"""What is not for everyone is shown to nobody without signing in: itself, below it, its copies."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage, TopicPage

HIDDEN = 302  # to the page where one signs in


@pytest.fixture
def private(db: None) -> Page:
    """The private page: an article of the sample."""
    found = ArticlePage.objects.get(slug="cannabis", locale__language_code="en")
    PageViewRestriction.objects.create(page=found, restriction_type="login")
    return found


def test_a_private_page_is_hidden(private: Page, client: Client) -> None:
    assert client.get(private.url).status_code == HIDDEN


def test_what_stands_below_a_private_page_is_hidden(client: Client, db: None) -> None:
    topic = TopicPage.objects.get(slug="treatment", locale__language_code="en")
    PageViewRestriction.objects.create(page=topic, restriction_type="login")
    assert client.get(topic.get_children().live()[0].url).status_code == HIDDEN
    assert client.get("/substances/cannabis/").status_code == 200


def test_an_alias_is_as_private_as_what_it_stands_for(client: Client, db: None) -> None:
    original = ArticlePage.objects.get(slug="cannabis", locale__language_code="en")
    alias = original.create_alias(update_slug="other-name")
    again = alias.create_alias(update_slug="third-name")
    # Afterwards: Wagtail gives a new alias the restrictions that there are.
    PageViewRestriction.objects.create(page=original, restriction_type="login")
    for copy in (alias, again):
        assert client.get(copy.url).status_code == HIDDEN
    PageViewRestriction.objects.all().delete()
    for copy in (alias, again):
        assert client.get(copy.url).status_code == 200

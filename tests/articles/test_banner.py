"""The banner shows from its start to its end, by itself, on every page."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import ArticlePage, Banner, StandardPage
from tests.articles.conftest import soup, words

Read = Callable[..., BeautifulSoup]

START = datetime(2026, 12, 1, 12, tzinfo=UTC)
END = datetime(2026, 12, 5, 12, tzinfo=UTC)


@pytest.fixture
def banner(db: None) -> Banner:
    banner = Banner.for_site(Site.objects.get(is_default_site=True))
    banner.text, banner.starts_at, banner.ends_at = "We move next week.", START, END
    banner.full_clean()
    banner.save()
    return banner


def shown(read: Read, url: str = "/") -> str:
    return words(read(url).select_one(".banner"))


@pytest.mark.parametrize(
    ("now", "shows"),
    [
        (datetime(2026, 12, 1, 11, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 12, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 5, 11, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 5, 12, 0, 0, tzinfo=UTC), False),
        (datetime(2027, 12, 3, 12, 0, 0, tzinfo=UTC), False),
    ],
)
def test_it_starts_and_ends_by_itself(
    now: datetime, shows: bool, banner: Banner, read: Read
) -> None:
    with time_machine.travel(now, tick=False):
        assert shown(read) == ("We move next week." if shows else "")


@pytest.mark.parametrize("url", ["/", "/treatment/", "/privacy/", "/search/", "/contact/"])
@time_machine.travel(datetime(2026, 12, 2, tzinfo=UTC))
def test_it_is_on_every_page(url: str, banner: Banner, read: Read, article: ArticlePage) -> None:
    assert shown(read, url) == "We move next week."
    assert shown(read, article.url) == "We move next week."


@time_machine.travel(datetime(2026, 12, 2, tzinfo=UTC))
def test_nobody_can_dismiss_it(banner: Banner, read: Read) -> None:
    part = read("/").select_one(".banner")
    assert not part.select("button, input, form, script, details")


def test_without_a_start_it_shows_at_once_and_without_an_end_never(
    banner: Banner, read: Read
) -> None:
    Banner.objects.update(starts_at=None, ends_at=END)
    with time_machine.travel(datetime(2026, 11, 23, tzinfo=UTC)):
        assert shown(read)
    Banner.objects.update(ends_at=None)
    assert not shown(read)


@time_machine.travel(datetime(2026, 12, 2, tzinfo=UTC))
def test_its_link_follows_the_page_and_goes_when_the_page_goes(banner: Banner, read: Read) -> None:
    page = StandardPage.objects.get(slug="insurance", locale__language_code="en")
    banner.link, banner.link_text = page, "What to bring"
    banner.full_clean()
    banner.save()
    link = read("/").select_one(".banner a")
    assert (link["href"], words(link)) == ("/insurance/", "What to bring")
    page.unpublish()
    assert read("/").select_one(".banner a") is None
    page.delete()
    assert shown(read) == "We move next week."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ends_at": None}, "Say when it ends"),
        ({"ends_at": START}, "It ends before it starts."),
        ({"link_text": "Read"}, "Choose the page that the words lead to."),
        ({"text": "x" * 151}, "at most 150"),
    ],
)
def test_what_could_go_stale_or_nowhere_is_refused(
    change: dict[str, Any], message: str, banner: Banner
) -> None:
    for name, value in change.items():
        setattr(banner, name, value)
    with pytest.raises(ValidationError, match=message):
        banner.full_clean()


def test_a_link_needs_words(banner: Banner) -> None:
    banner.link = StandardPage.objects.first()
    with pytest.raises(ValidationError, match="Say where the link leads"):
        banner.full_clean()


def test_the_admin_refuses_a_banner_without_an_end(signed_in: Any, read: Read) -> None:
    client = signed_in("publisher")
    site = Site.objects.get(is_default_site=True)
    url = reverse("wagtailsettings:edit", args=["articles", "banner", site.pk])
    page = client.get(url)
    assert page.status_code == 200
    html = page.content.decode()
    forms = soup(page).find_all("form")
    index = next(i for i, f in enumerate(forms) if f.find(attrs={"name": "text"}))
    form = querydict_from_html(html, form_index=index)
    form["text"] = "Closed on Monday."
    answer = client.post(url, form)
    assert answer.status_code == 200
    assert "Say when it ends, so that it cannot go stale." in words(soup(answer))
    assert not shown(read)

"""SQL queries a page: with every cache of the process empty, and once more right after."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from articles.models import ArticlePage, SiteImage, TopicPage
from tests.bench.table import table

LIMIT = 15
"""What an article may ask without any cache."""

PAGES = {
    "home": "/",
    "topic": "/treatment/",
    "article": "/treatment/mothering-from-the-inside-out/",
    "article, helplines": "/help-in-pennsylvania/who-to-call-988-and-helplines/",
    "route": "/my-teenager/",
    "plain page": "/privacy/",
    "search, found": "/search/?q=mothers",
    "search, nothing": "/search/?q=zzzz",
    "contact form": "/contact/",
    "not found": "/nothing-here/",
}


def measure() -> str:
    rows: list[tuple[object, ...]] = []
    for name, url in PAGES.items():
        Client().get(url)  # renditions exist from here on
        rows.append((name, _cold(url), _count(url)))
    rows += [_grown(number) for number in (5, 500)]
    note = f"SQL queries a page (an article: at most {LIMIT} cold)"
    return table(note, ("page", "cold", "warm"), rows)


def forget() -> None:
    """Empties what a process keeps between requests."""
    cache.clear()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _cold(url: str) -> int:
    forget()
    return _count(url)


def _count(url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        Client().get(url)
    return len(captured)


def _grown(number: int) -> tuple[object, ...]:
    """An article whose topic holds `number` articles, each with a picture."""
    topic = TopicPage.objects.filter(slug="grown").first()
    if topic is None:
        home = TopicPage.objects.get(slug="treatment", locale__language_code="en").get_parent()
        topic = home.add_child(instance=TopicPage(title="Grown", slug="grown", summary="Many."))
    image = SiteImage.objects.get(title="river-bend")
    for n in range(topic.get_children().count(), number):
        article = ArticlePage(title=f"Number {n}", summary="s", picture=image)
        topic.add_child(instance=article)
    url = ArticlePage.objects.child_of(topic).first().url
    Client().get(url)
    return f"article, {number} in its topic", _cold(url), _count(url)

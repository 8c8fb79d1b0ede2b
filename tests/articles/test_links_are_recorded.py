"""What a page leads to is written down when somebody says so, and forgotten when nothing does."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from articles.link_check import broken_internal
from articles.models import ArticlePage, Link, PageLink, Source
from articles.models.link import LONGEST

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = (f"https://{name}.example.org/" for name in ("one", "two", "three"))
State = Link.State


@pytest.fixture
def other() -> ArticlePage:
    return ArticlePage.objects.filter(locale__language_code="en").last()


def urls(page: Page) -> set[str]:
    return set(page.links.values_list("url", flat=True))


def test_a_page_has_the_links_that_were_recorded_last(article: ArticlePage) -> None:
    Link.objects.record(article, [ONE, f"{ONE}#part", TWO, TWO, "mailto:a@example.org", "/x/"])
    assert urls(article) == {ONE, TWO}
    link = Link.objects.get(url=ONE)
    assert (link.state, link.host, link.checked_at) == (State.UNCHECKED, "one.example.org", None)
    assert link.next_check_at <= timezone.now()
    Link.objects.record(article, [TWO, THREE])
    assert urls(article) == {TWO, THREE}
    assert not Link.objects.filter(url=ONE).exists()


def test_what_was_heard_of_a_link_stays_and_is_shared(
    article: ArticlePage, other: ArticlePage
) -> None:
    Link.objects.record(article, [ONE])
    Link.objects.update(state=State.GONE)
    Link.objects.record(other, [ONE, TWO])
    Link.objects.record(article, [ONE])
    assert Link.objects.get(url=ONE).state == State.GONE
    Link.objects.record(article, [])
    assert urls(other) == {ONE, TWO}
    assert Link.objects.count() == 2


def test_the_links_of_sources_stay(article: ArticlePage, source: Source) -> None:
    Link.objects.record(article, [source.link, ONE])
    Link.objects.record(article, [])
    assert list(Link.objects.values_list("url", flat=True)) == [source.link]
    Link.objects.follow_sources()
    assert Link.objects.count() == len({s.link for s in Source.objects.all() if s.link})
    assert Link.objects.forget_unused() == 0


def test_what_was_deleted_leaves_no_links(article: ArticlePage, other: ArticlePage) -> None:
    work = {"authors": "A", "title": "T", "publisher": "P", "checked_on": "2026-01-01"}
    gone = Source.objects.create(key="gone", url=THREE, **work)
    Link.objects.follow_sources()
    Link.objects.record(article, [ONE, TWO])
    Link.objects.record(other, [TWO])
    before = Link.objects.count()
    gone.delete()
    article.delete()
    assert Link.objects.forget_unused() == 2
    assert Link.objects.count() == before - 2
    assert urls(other) == {TWO}


def test_a_hundred_links_cost_as_many_queries_as_two(
    article: ArticlePage, other: ArticlePage
) -> None:
    def cost(page: Page, many: int) -> int:
        Link.objects.record(page, [f"{THREE}{page.pk}/{n}" for n in range(many)], {1})
        with CaptureQueriesContext(connection) as asked:
            Link.objects.record(page, [f"{TWO}{page.pk}/{n}" for n in range(many)], {2})
        return len(asked)

    few = cost(article, 2)
    # SQLite takes 999 values at a time, and so a hundred rows in two.
    assert cost(other, 100) <= few + 1 <= 19
    with CaptureQueriesContext(connection) as asked:
        Link.objects.record(other, urls(other))
    assert len(asked) <= 6


@pytest.mark.parametrize("letter", ["x", "ñ", "日"])
def test_the_longest_addresses_are_told_apart(article: ArticlePage, letter: str) -> None:
    """PostgreSQL's own indexes would refuse them: 2,000 letters can be 6,000 bytes."""
    chance = random.Random(1)  # noqa: S311  (bytes that do not pack)
    long = ONE + "".join(chance.choice(f"{letter}0123456789abcdef") for _ in range(LONGEST))
    addresses = [long[: LONGEST - 1] + end for end in "ab"]
    Link.objects.record(article, [*addresses, long])
    Link.objects.record(article, [*addresses, long])
    assert urls(article) == set(addresses)


@pytest.mark.parametrize(
    "address", ["https://a\x00b/", "https://\ud800/", "http://[::1", "http://"]
)
def test_no_address_breaks_the_saving_of_a_page(article: ArticlePage, address: str) -> None:
    Link.objects.record(article, [address])
    assert Link.objects.get().host == ""


def test_a_link_that_is_saved_by_itself_is_the_same_one(article: ArticlePage) -> None:
    Link.objects.create(url=ONE)
    Link.objects.record(article, [ONE])
    assert Link.objects.get().pages.get().pk == article.pk


def test_what_is_broken() -> None:
    now, day = timezone.now(), timedelta(days=1)
    for state in State.values:
        Link.objects.create(url=f"{ONE}{state}", state=state, checked_at=now)
    Link.objects.filter(state=State.FAILING).update(failed_since=now - day + timedelta(minutes=1))
    broken = Link.objects.broken()
    assert {link.state for link in broken} == {State.GONE, State.REFUSED}
    Link.objects.filter(state=State.FAILING).update(failed_since=now - day)
    assert {link.state for link in broken.all()} == {State.GONE, State.REFUSED, State.FAILING}


def test_pages_that_lead_to_one_that_is_gone_or_not_live(
    article: ArticlePage, other: ArticlePage, new_article: Any, django_assert_num_queries: Any
) -> None:
    hidden, gone = new_article("Hidden", live=False), new_article("Gone")
    Link.objects.record(article, [], {hidden.pk, other.pk})
    Link.objects.record(other, [], {gone.pk})
    every = ArticlePage.objects.all()
    assert broken_internal(every) == {article.pk}
    gone.delete()
    with django_assert_num_queries(1):
        assert broken_internal(every) == {article.pk, other.pk}
    assert broken_internal(every.filter(pk=other.pk)) == {other.pk}
    # Without pages, what is known of them stays.
    Link.objects.record(article, [ONE])
    assert broken_internal(Page.objects.all()) == {article.pk, other.pk}
    Link.objects.record(article, [ONE], {other.pk})
    Link.objects.record(other, [], set())
    assert broken_internal(every) == set()
    key = article.pk
    article.delete()
    assert not PageLink.objects.filter(page_id=key).exists()

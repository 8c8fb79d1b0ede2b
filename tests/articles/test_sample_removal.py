"""`remove_sample` takes away what nobody edited, and leaves a site that stands."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client

from articles.demo.loader import load
from articles.demo.remover import remove
from articles.models import (
    ArticlePage,
    Facility,
    Helpline,
    HomePage,
    RoutePage,
    SampleItem,
    SiteImage,
    Source,
    StandardPage,
    TopicPage,
)
from tests.articles.conftest import stored, words

Read = Callable[..., BeautifulSoup]


def test_all_of_it_goes_but_the_home_page_and_the_starting_texts(db: None) -> None:
    plain = StandardPage.objects.count()
    gone, _stay = remove()
    assert gone > 40
    assert not ArticlePage.objects.exists()
    assert not TopicPage.objects.exists()
    assert not RoutePage.objects.exists()
    assert HomePage.objects.count() == 2
    assert StandardPage.objects.count() == plain == 16


def test_only_what_the_kept_pages_use_is_kept(db: None) -> None:
    _gone, stay = remove()
    for key in stay:
        kind = key.partition("/")[0]
        assert kind in ("source", "helpline", "picture", "facility"), key
    assert not Source.objects.exclude(key__in=[k.partition("/")[2] for k in stay]).exists()


def test_an_edited_article_stays_with_all_that_it_uses(article: ArticlePage, read: Read) -> None:
    article.title = "Our own title"
    article.save_revision().publish()
    cited = [source.key for source in ArticlePage.objects.get(pk=article.pk).sources]
    picture = article.picture
    _gone, stay = remove()
    assert "page/mothering-from-the-inside-out" in stay
    assert {"page/treatment", f"picture/{picture.title}"} <= set(stay)
    assert set(Source.objects.values_list("key", flat=True)) >= set(cited)
    assert {"911", "988", "childline-pa"} <= set(Helpline.objects.values_list("key", flat=True))
    page = read(article.url)
    assert words(page.h1) == "Our own title"
    assert len(page.select(".sources li")) == len(cited)
    assert page.select_one(".hero source[media]")
    assert not ArticlePage.objects.exclude(pk=article.pk).exists()


def test_an_edited_route_stays_with_its_lines_and_sources_and_without_links(read: Read) -> None:
    route = RoutePage.objects.get(slug="my-teenager", locale__language_code="en")
    route.title = "Our own title"
    route.save_revision().publish()
    cited = [source.key for source in RoutePage.objects.get(pk=route.pk).sources]
    _gone, stay = remove()
    assert "page/my-teenager" in stay
    assert cited
    assert set(Source.objects.values_list("key", flat=True)) >= set(cited)
    page = read("/my-teenager/")
    assert words(page.h1) == "Our own title"
    assert page.select(".urgent a[href='tel:911']")
    assert page.select(".steps > li")
    assert not page.select(".steps .onward a")
    assert [a["href"] for a in read("/").select(".routes a")] == ["/my-teenager/"]


def test_a_draft_is_somebody_s_work_too(article: ArticlePage) -> None:
    article.title = "A draft"
    article.save_revision()
    remove()
    assert ArticlePage.objects.filter(pk=article.pk).exists()


def test_a_topic_with_an_article_of_ours_stays(read: Read) -> None:
    topic = TopicPage.objects.get(slug="substances")
    ours = topic.add_child(instance=ArticlePage(title="Ours", slug="ours", summary="s"))
    remove()
    assert read("/substances/").select_one(".card a")["href"] == ours.url


def test_a_source_that_an_article_of_ours_cites_stays(source: Source) -> None:
    topic = TopicPage.objects.get(slug="substances")
    block = {"type": "text", "value": {"text": "<p>x</p>", "sources": stored([source.pk])}}
    ours = ArticlePage(title="Ours", slug="ours", summary="s", body=[block])
    topic.add_child(instance=ours)
    remove()
    assert Source.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize(
    ("model", "lookup", "change"),
    [
        (Source, {"key": "solis-2012"}, {"year": "2013"}),
        (Helpline, {"key": "ndvh"}, {"checked_note": "We rang it."}),
        (SiteImage, {"title": "two-hills"}, {"description": "Two hills."}),
        (Facility, {}, {"street": "1 Main Street"}),
    ],
)
def test_what_somebody_edited_stays(model: type, lookup: dict, change: dict, db: None) -> None:
    model.objects.filter(**lookup).update(**change)
    remove()
    assert model.objects.filter(**change).exists()


def test_a_facility_whose_claims_somebody_checked_stays(db: None) -> None:
    claim = Facility.objects.get().claims.first()
    claim.checked_on, claim.checked_with = date(2026, 11, 20), "the register"
    claim.save()
    remove()
    assert Facility.objects.filter(claims__checked_with="the register").exists()


def test_a_second_run_is_nothing_and_loading_brings_nothing_back(db: None) -> None:
    remove()
    rows = SampleItem.objects.count()
    assert remove()[0] == 0
    assert load() == 0
    assert SampleItem.objects.count() == rows
    assert not ArticlePage.objects.exists()


def test_the_command_says_what_stays(article: ArticlePage) -> None:
    article.title = "Ours"
    article.save_revision().publish()
    out = io.StringIO()
    call_command("remove_sample", stdout=out)
    assert "things of the sample removed." in out.getvalue()
    assert "stays, edited or in use: page/mothering-from-the-inside-out" in out.getvalue()


def test_the_site_still_serves(client: Client, article: ArticlePage) -> None:
    remove()
    for url in ("/", "/contact/", "/search/", "/search/?q=kratom", "/about-us/", "/privacy/"):
        assert client.get(url).status_code == 200, url
    for url in ("/sitemap.xml", "/robots.txt", "/healthz"):
        assert client.get(url).status_code == 200, url
    for url in (article.url, "/treatment/", "/nothing/"):
        assert client.get(url).status_code == 404, url


def test_no_link_leads_nowhere_afterwards(client: Client, read: Read) -> None:
    remove()
    for url in ("/", "/search/", "/about-us/", "/programme/", "/insurance/", "/contact/"):
        for link in {a["href"].partition("#")[0] for a in read(url).find_all("a", href=True)}:
            if link.startswith("/"):
                assert client.get(link).status_code in (200, 302), f"{link} on {url}"


def test_danger_never_leads_to_the_form_that_asks_for_a_call(read: Read) -> None:
    """A door whose page is gone must not send an emergency to office hours."""
    remove()
    for url in ("/", "/search/"):
        for link in read(url).select("main a[href='/contact/']"):
            assert "danger" not in words(link).lower(), f"{words(link)!r} on {url}"
            assert "tonight" not in words(link).lower(), f"{words(link)!r} on {url}"

"""Whatever an editor pastes into a field is shown as words: it never becomes markup."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.models import Site

from articles.models import (
    ArticleCorrection,
    ArticlePage,
    Banner,
    Facility,
    FacilityClaim,
    Helpline,
    Organisation,
    Reviewer,
    Source,
    TopicPage,
)
from tests.articles.conftest import stored, words
from tests.articles.test_review_badge import approve

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

PAYLOADS = [
    "<script>pwned()</script>",
    '"><img src=x onerror=pwned()>',
    "'><svg/onload=pwned()>",
    "</script><script>pwned()</script>",
    "</title></textarea><b class=pwned>",
    "{{ pwned }}{% pwned %}",
    "<!-- pwned",
    "&lt;b class=pwned&gt;",
    "javascript:pwned()",
    "\u202epwned<i class=pwned>",
]


def is_clean(page: BeautifulSoup, payload: str) -> None:
    assert not page.select(".pwned, [onerror], [onload], [onclick]")
    for script in page.find_all("script"):
        assert script.get("src") or script.get("type") == "application/ld+json"
        if not script.get("src"):
            json.loads(script.string)
    for tag in page.find_all(href=True):
        assert not tag["href"].lower().startswith("javascript:")
    assert not page.find_all("img", src="x")
    assert not page.find_all(string=lambda text: type(text).__name__ == "Comment")
    assert page.footer, "the page ends where it should"
    assert " ".join(payload.split()) in page.get_text(" "), "the words are shown as they are"


def article_of(payload: str, new_article: New) -> ArticlePage:
    source = Source.objects.create(
        key="pwned", authors=payload, title=payload, publisher=payload, year=payload,
        checked_on="2026-11-01",
    )  # fmt: skip
    line = Helpline.objects.create(
        key="pwned", name=payload, call=payload[:40], text=payload, chat=payload, tty=payload[:40],
        what_for=payload, who_answers=payload, hours=payload, languages=payload,
        checked_on="2026-11-01",
    )  # fmt: skip
    cited = stored([source.pk])
    table = {
        "columns": [{"type": "text", "heading": payload}] * 2,
        "rows": [{"values": [payload, payload]}],
        "caption": payload,
    }
    said: list[tuple[str, Any]] = [
        ("heading", {"level": "h2", "text": payload, "anchor": ""}),
        ("callout", {"kind": "hope", "title": payload, "text": "<p>x</p>", "sources": cited}),
        ("statistic", {"figure": payload[:40], "of_whom": payload, "year": payload,
                       "note": payload, "source": source.pk}),
        ("quotation", {"text": payload, "who": payload, "where": payload, "link": "https://x.org/"}),
        ("table", {"caption": payload, "table": table, "sources": cited}),
        ("helplines", {"helplines": stored([line.pk])}),
    ]  # fmt: skip
    sign = {"trigger": payload, "call": stored([line.pk]), "then": payload}
    page = new_article(
        payload,
        slug="payload",
        summary=payload,
        author=payload,
        seo_title=payload,
        search_description=payload,
        urgent=[{"type": "sign", "value": sign}],
        body=[{"type": kind, "value": value} for kind, value in said],
    )
    ArticleCorrection.objects.create(page=page, corrected_on="2026-11-02", text=payload)
    return page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_of_an_article(payload: str, new_article: New, read: Read) -> None:
    page = article_of(payload, new_article)
    approve(page, Reviewer.objects.create(name=payload, credentials=payload))
    shown = read(page.url)
    is_clean(shown, payload)
    assert words(shown.h1) == " ".join(payload.split())
    assert shown.get_text().count("pwned") >= 25


@pytest.mark.parametrize("payload", PAYLOADS)
def test_lists_and_search_results(payload: str, new_article: New, read: Read) -> None:
    page = article_of(payload, new_article)
    TopicPage.objects.filter(pk=page.get_parent().pk).update(title=payload, summary=payload)
    for url in ("/", page.get_parent().url, "/search/?q=pwned"):
        is_clean(read(url), payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_organisation_the_banner_and_the_facilities(payload: str, read: Read) -> None:
    site = Site.objects.get(is_default_site=True)
    Organisation.objects.update(
        name=payload, who_answers=payload, cost=payload, belief=payload, sample_notice=payload
    )
    Organisation.objects.update(phone=payload[:40])
    banner = Banner.for_site(site)
    banner.text, banner.ends_at = payload, "2100-01-01T00:00Z"
    banner.save()
    place = Facility.objects.create(name=payload, street=payload, city=payload, state=payload)
    FacilityClaim.objects.create(
        facility=place, claim=payload, number=payload, checked_on="2026-11-01", checked_with=payload
    )
    for url in ("/", "/treatment/mothering-from-the-inside-out/", "/about-us/", "/contact/"):
        is_clean(read(url), payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_searched_for(payload: str, read: Read) -> None:
    page = read(f"/search/?q={quote(payload)}")
    assert page.find(id="q")["value"] == payload
    assert not page.select(".pwned, [onerror], [onload]")
    assert page.footer


@pytest.mark.parametrize("url", ["javascript:pwned()", "data:text/html,pwned", "vbscript:pwned"])
def test_a_link_in_the_text_is_a_web_address(
    url: str, new_article: New, edit: Callable[..., HttpResponse], read: Read
) -> None:
    """The editor's own data, as a hostile browser would send it."""
    state = {
        "blocks": [
            {"key": "00000", "text": "Read this", "type": "unstyled", "depth": 0,
             "inlineStyleRanges": [], "entityRanges": [{"key": 0, "offset": 0, "length": 4}]}
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}},
    }  # fmt: skip
    page = new_article()
    edit(page, "publish", next_step=json.dumps(state))
    for link in read(page.url).find_all("a"):
        assert "pwned" not in link.get("href", "")

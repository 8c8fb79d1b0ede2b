"""Where a page leads is found in every field and block, and nothing else is."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from articles.editing.links import Leading, To, address_of, addresses, leads, page_ids
from articles.editing.places import places
from articles.models import ArticlePage, HomePage, RoutePage
from tests.articles.conftest import stored

pytestmark = pytest.mark.django_db
WEB = "https://example.org"


def link(path: str, words: str = "there") -> str:
    return f'<p>Look <a href="{WEB}{path}">{words}</a>.</p>'


@pytest.fixture
def full(new_article: Callable[..., ArticlePage]) -> ArticlePage:
    """An article that leads somewhere from each kind of place."""
    cells = {"columns": [{"type": "text", "heading": ""}, {"type": "rich", "heading": ""}]}
    cells |= {"rows": [{"values": [WEB, link("/0")]}, {"values": ["", link("/cell")]}]}
    said = {
        "text": "The words.",
        "who": "A. Writer",
        "where": "A book",
        "link": f"{WEB}/book",
    }
    body = [
        ("heading", {"level": "h2", "text": f"{WEB}/words", "anchor": "x"}),
        ("text", {"text": link("/a?b=1&amp;c=2#part") + link("/a?b=1&amp;c=2"), "sources": []}),
        ("steps", {"steps": stored([link("/1"), link("/2")]), "sources": []}),
        ("callout", {"kind": "hope", "title": "T", "text": '<a id="7" linktype="page">p</a>'}),
        ("quotation", said),
        ("table", {"caption": "C", "table": cells | {"caption": ""}, "sources": []}),
        ("text", {"text": '<a linktype="document" id="5">d</a>', "sources": []}),
    ]
    raw = [{"type": kind, "value": value, "id": f"id-{kind}"} for kind, value in body]
    page = new_article(next_step=link("/next"))
    page.body = page.body.stream_block.to_python(raw)
    page.save()
    return ArticlePage.objects.get(pk=page.pk)


def test_every_place_leads_somewhere(full: ArticlePage, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        found = [(lead.to, lead.address.removeprefix(WEB) or lead.id) for lead in leads(full)]
    assert found == [
        (To.ADDRESS, "/a?b=1&c=2"),
        (To.ADDRESS, "/a?b=1&c=2"),
        (To.ADDRESS, "/1"),
        (To.ADDRESS, "/2"),
        (To.PAGE, 7),
        (To.ADDRESS, "/book"),
        (To.ADDRESS, "/0"),
        (To.ADDRESS, "/cell"),
        (To.DOCUMENT, 5),
        (To.ADDRESS, "/next"),
    ]
    assert len(addresses(full)) == 7
    assert page_ids(full) == {7}


def test_a_place_is_that_of_its_text(full: ArticlePage) -> None:
    """So that what is wrong with a link can stand beside it, as what is wrong with a word does."""
    texts = {(p.field, p.path): (p.block_id, p.label, p.text, p.exact) for p in places(full)}
    for lead in leads(full):
        place = lead.place
        said = (place.block_id, place.label, place.text, place.exact)
        if place.rich:
            assert texts[place.field, place.path] == said
        else:
            assert (place.path, *said) == (
                (4, "link"),
                "id-quotation",
                "Quotation",
                f"{WEB}/book",
                True,
            )


def test_choosers_of_pages_lead_too_even_to_one_that_is_gone(topic: Page) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    chosen = {door.value["page"].pk for door in home.doors if door.value["page"]}
    assert chosen
    assert chosen <= page_ids(home)
    route = RoutePage.objects.filter(locale__language_code="en").first()
    step = {"when": "tonight", "text": "<p>Go.</p>", "page": topic.pk, "sources": []}
    route.body = route.body.stream_block.to_python([{"type": "step", "value": step, "id": "1"}])
    route.save()
    key = topic.pk
    topic.delete()
    assert page_ids(RoutePage.objects.get(pk=route.pk)) == {key}


def test_what_was_typed_and_not_saved_is_read(full: ArticlePage) -> None:
    full.body = [("text", {"text": full.body[1].value["text"], "sources": []})]
    assert addresses(full) == [f"{WEB}/a?b=1&c=2", f"{WEB}/next"]


def test_the_root_leads_nowhere() -> None:
    assert list(leads(Page.objects.get(depth=1))) == []


def test_all_of_the_sample_can_be_read() -> None:
    found: list[Leading] = []
    for page in Page.objects.exclude(depth=1).specific():
        found += leads(page)
    assert {lead.to for lead in found} >= {To.PAGE}
    assert all(Page.objects.filter(pk=lead.id).exists() for lead in found if lead.to == To.PAGE)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org/a#b", "HTTP://example.org/a"),
        ("  //example.org/a ", "https://example.org/a"),
        ("https://example.org/a b\n\x00\ud800", "https://example.org/a%20b%0A%00%3F"),
        ("mailto:a@example.org", ""),
        ("tel:988", ""),
        ("sms:988", ""),
        ("#part", ""),
        ("/treatment/", ""),
        ("page", ""),
        ("", ""),
        ("javascript:alert('https://example.org')", ""),
    ],
)
def test_what_is_an_address(href: str, address: str) -> None:
    assert address_of(href) == address
    assert address_of(address) == address


@pytest.mark.parametrize(
    "html",
    [
        '<A HREF="https://example.org/x">x</A>',
        "<a class='y' href='https://example.org/x'>x</a>",
        "<a title='1 > 2' href=https://example.org/x>x</a>",
        '<![foo]><a href="https://example.org/&#120;">x</a>',
    ],
)
def test_links_that_no_editor_of_ours_wrote(html: str, full: ArticlePage) -> None:
    full.body, full.next_step = [], html
    assert addresses(full) == [f"{WEB}/x"]


@pytest.mark.parametrize(
    "html",
    [
        '<a linktype="page" id="">x</a>',
        '<a linktype="page" id="9999999999999999999">x</a>',
        '<a linktype="helpline" id="3" href="https://example.org">x</a>',
        '<abbr href="https://example.org">x</abbr>',
        "https://example.org",
        "<a>x</a>",
    ],
)
def test_what_leads_nowhere(html: str, full: ArticlePage) -> None:
    full.body, full.next_step = [], html
    assert list(leads(full)) == []

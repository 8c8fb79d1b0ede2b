"""Words explained: linked where an article first uses them, and all of them on one page."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.rich_text import RichText

from articles.models import ArticlePage, GlossaryTerm, StandardPage
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

BODY = "<p>{}</p>"


@pytest.fixture
def terms(db: None) -> list[GlossaryTerm]:
    GlossaryTerm.objects.all().delete()
    return [
        GlossaryTerm.objects.create(
            key="detox",
            term="detox",
            also="detoxification",
            meaning="Coming off a drug & staying safe.",
            term_es="desintoxicación",
            meaning_es="Dejar una droga sin peligro.",
        ),
        GlossaryTerm.objects.create(
            key="level", term="level of care", also="levels of care", meaning="How much help."
        ),
    ]


def block(html: str) -> dict[str, object]:
    return {"type": "text", "value": {"text": html, "sources": []}}


def linked(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(words(a), a["href"]) for a in page.select("a.term")]


def test_the_first_use_alone_is_linked(terms: list, new_article: New, read: Read) -> None:
    html = "<p>Detox is one step. After detox comes more.</p>"
    page = read(new_article(body=[block(html), block(html)]).url)
    assert linked(page) == [("Detox", "/glossary/#detox")]


def test_any_form_counts_as_a_use_and_the_longest_is_meant(
    terms: list, new_article: New, read: Read
) -> None:
    html = "<p>Levels  of care after detoxification. A level of care.</p>"
    page = read(new_article(body=[block(html)]).url)
    assert linked(page) == [
        ("Levels of care", "/glossary/#level"),
        ("detoxification", "/glossary/#detox"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://example.org/">detox</a></p>',
        "<p>A detoxer, pre-detox, detox-like.</p>",
        "<p>nodetox</p>",
    ],
)
def test_no_link_stands_in_a_link_nor_in_a_part_of_a_word(
    html: str, terms: list, new_article: New, read: Read
) -> None:
    page = read(new_article(body=[block(html)]).url)
    assert linked(page) == []
    assert not page.select(".meaning")


def test_a_meaning_opens_in_place(terms: list, new_article: New, read: Read) -> None:
    page = read(new_article(body=[block("<p>After detox.</p>")]).url)
    (link,) = page.select("a.term")
    meaning = page.find(id=link["data-term"])
    assert meaning.has_attr("popover")
    assert "Coming off a drug & staying safe." in words(meaning)
    assert meaning.select_one("button[popovertargetaction=hide]")["popovertarget"] == meaning["id"]
    assert not page.select("[onclick], script:not([src]):not([type])")


def test_a_headline_and_the_urgent_box_have_none(article: ArticlePage, read: Read) -> None:
    page = read(article.url)
    assert linked(page)
    assert not page.select("h1 .term, h2 .term, h3 .term, .urgent .term, aside .term, nav .term")
    first = {key for _, key in linked(page)}
    assert len(first) == len(linked(page))


def test_a_policy_is_no_place_to_learn_words(terms: list, read: Read) -> None:
    policy = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    policy.body.append(("text", {"text": RichText(BODY.format("About detox.")), "sources": []}))
    policy.save_revision().publish()
    page = read("/privacy/")
    assert "About detox." in words(page.main)
    assert linked(page) == []


def test_the_page_lists_every_term_in_the_reader_s_language(terms: list, read: Read) -> None:
    english, spanish = read("/glossary/"), read("/es/glossary/")
    assert [words(dt) for dt in english.select(".glossary dt")] == ["detox", "level of care"]
    assert [words(dt) for dt in spanish.select(".glossary dt")] == ["desintoxicación"]
    assert spanish.find(id="detox")
    assert "Coming off" not in words(spanish)


def test_spanish_articles_link_spanish_words(article: ArticlePage, terms: list, read: Read) -> None:
    spanish = article.get_translations().get(locale__language_code="es").specific
    spanish.body = [block("<p>La desintoxicación es un paso. Detox.</p>")]
    spanish.save_revision().publish()
    assert linked(read(spanish.url)) == [("desintoxicación", "/es/glossary/#detox")]


def test_words_are_escaped_everywhere(terms: list, new_article: New, read: Read) -> None:
    GlossaryTerm.objects.filter(key="detox").update(
        term="<b>x", meaning="<script>alert(1)</script>"
    )
    assert not read("/glossary/").select(".glossary b, .glossary script")
    page = read(new_article(body=[block("<p>&lt;b&gt;x and detoxification</p>")]).url)
    assert not page.select(".meaning script, .meaning b")


def test_an_empty_glossary_says_so(client: Client, db: None) -> None:
    GlossaryTerm.objects.all().delete()
    assert "No word is explained here yet." in client.get("/glossary/").content.decode()


def test_spanish_needs_the_word_and_its_meaning() -> None:
    for given, wrong in (({"term_es": "x"}, "meaning_es"), ({"meaning_es": "x"}, "term_es")):
        with pytest.raises(ValidationError) as error:
            GlossaryTerm(key="x", term="x", meaning="x", **given).clean()
        assert list(error.value.message_dict) == [wrong]


def test_the_sample_s_terms_stand_in_its_articles(db: None) -> None:
    """A word that no article uses explains nothing."""
    text = " ".join(
        str(list(page.body.raw_data)).lower()
        for page in ArticlePage.objects.filter(locale__language_code="en")
    )
    for term in GlossaryTerm.objects.all():
        assert any(form in text for form in term.forms), term


def test_an_editor_adds_a_term(signed_in: object, db: None) -> None:
    client = signed_in("editor")  # type: ignore[operator]
    url = "/admin/snippets/articles/glossaryterm/add/"
    said = {"key": "taper", "term": "taper", "also": "", "meaning": "Slowly less.", "source": ""}
    empty = {"term_es": "disminución", "also_es": "", "meaning_es": ""}
    refused = client.post(url, said | empty)
    assert "A term in Spanish needs both" in refused.content.decode()
    assert client.post(url, said | empty | {"meaning_es": "Poco a poco menos."}).status_code == 302
    assert GlossaryTerm.objects.get(key="taper").term_es == "disminución"

"""A draft always saves; what would harm a reader does not go live, and the page says why.

All of it through the admin's own edit view, signed in: `publish()` from code goes round it.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.test.utils.form_data import rich_text

from articles.models import ArticlePage, Helpline, SiteImage, Source
from tests.articles.conftest import items, soup, text, words

New = Callable[..., ArticlePage]
Edit = Callable[..., HttpResponse]
Read = Callable[..., BeautifulSoup]

STATISTIC = {"figure": "1 in 2", "of_whom": "adults", "year": "2020", "note": "", "source": ""}
QUOTATION = {
    "text": "We did our best.",
    "who": "A. Writer",
    "where": "A Book, 2020",
    "link": "https://example.org/book",
}
EMPTY_TABLE = {"column-count": "0", "row-count": "0", "caption": ""}


def reasons(response: HttpResponse) -> str:
    """Every message of the form: beside a field, and inside a block editor's own data."""
    page = soup(response)
    said = [words(message) for message in page.select(".error-message, .messages")]
    for editor in page.find_all(attrs={"data-w-block-arguments-value": True}):
        arguments = json.loads(editor["data-w-block-arguments-value"])
        said.append(json.dumps(arguments[-1]))
    return "\n".join(said)


UNFIT = {
    "a statistic without a source": ("statistic", STATISTIC),
    "a statistic without a year": ("statistic", STATISTIC | {"year": ""}),
    "a statistic without of whom": ("statistic", STATISTIC | {"of_whom": ""}),
    "a quotation without who": ("quotation", QUOTATION | {"who": ""}),
    "a quotation without where": ("quotation", QUOTATION | {"where": ""}),
    "a quotation without a link": ("quotation", QUOTATION | {"link": ""}),
    "a table without a caption": (
        "table",
        {"caption": "", "table": EMPTY_TABLE, "sources": items([])},
    ),
    "a callout without a title": (
        "callout",
        {"kind": "urgent", "title": "", "text": rich_text("<p>x</p>"), "sources": items([])},
    ),
    "a heading without words": ("heading", {"level": "h2", "text": "", "anchor": ""}),
    "helplines without one": ("helplines", {"helplines": items([])}),
}


def check(edit: Edit, page: ArticlePage, block: tuple[str, Any], read: Read) -> str:
    """Draft: saved. Publish: refused with a reason, and what is live is as it was."""
    before = words(read(page.url).main)
    draft = edit(page, body=[("text", text("A new draft.")), block])
    assert draft.status_code == 302, f"the draft was refused: {reasons(draft)}"
    page.refresh_from_db()
    saved = page.get_latest_revision_as_object()
    assert [b.block_type for b in saved.body] == ["text", block[0]]
    assert words(read(page.url).main) == before

    revision = page.latest_revision_id
    answer = edit(page, "publish", body=[("text", text("A new draft.")), block])
    assert answer.status_code == 200, "it was published"
    page.refresh_from_db()
    assert page.latest_revision_id == revision
    assert words(read(page.url).main) == before
    return reasons(answer)


@pytest.mark.parametrize("what", UNFIT)
def test_what_a_block_needs(what: str, edit: Edit, new_article: New, read: Read) -> None:
    kind, value = UNFIT[what]
    if kind == "statistic" and what != "a statistic without a source":
        value = value | {"source": str(Source.objects.get(key="suchman-2017").pk)}
    said = check(edit, new_article(), (kind, value), read)
    assert "could not be saved due to validation errors" in said
    assert any(word in said for word in ("required", "must be at least", "minimum")), said


def test_a_picture_block_says_what_it_shows(edit: Edit, new_article: New, read: Read) -> None:
    image = SiteImage.objects.get(title="river-bend")
    value = {"image": {"image": str(image.pk), "alt_text": ""}, "caption": ""}
    said = check(edit, new_article(), ("picture", value), read)
    assert "Please add some alt text for your image or mark it as decorative" in said


@pytest.mark.parametrize("answer", [{"alt_text": "A river"}, {"alt_text": "", "decorative": "on"}])
def test_a_picture_block_that_says_so_is_published(
    answer: dict[str, str], edit: Edit, new_article: New, read: Read
) -> None:
    image = SiteImage.objects.get(title="river-bend")
    page = new_article()
    value = {"image": {"image": str(image.pk)} | answer, "caption": "By the river"}
    assert edit(page, "publish", body=[("picture", value)]).status_code == 302
    figure = read(page.url).select_one("figure.picture")
    assert figure.img["alt"] == answer["alt_text"]
    assert words(figure.figcaption) == "By the river"


def test_the_article_picture_needs_words_or_decorative(
    edit: Edit, new_article: New, read: Read
) -> None:
    image = SiteImage.objects.get(title="river-bend")
    page = new_article()
    assert edit(page, picture=str(image.pk)).status_code == 302
    answer = edit(page, "publish", picture=str(image.pk))
    assert answer.status_code == 200
    assert "Describe the picture, or say that it only decorates." in reasons(answer)
    assert read(page.url).select_one(".hero") is None
    said = {"picture": str(image.pk), "picture_alt": "A river in the evening"}
    assert edit(page, "publish", **said).status_code == 302
    assert read(page.url).select_one(".hero img")["alt"] == "A river in the evening"


def test_a_decorative_picture_is_published_without_words(
    edit: Edit, new_article: New, read: Read
) -> None:
    page = new_article()
    image = SiteImage.objects.get(title="river-bend")
    said = {"picture": str(image.pk), "picture_decorative": "on"}
    assert edit(page, "publish", **said).status_code == 302
    assert read(page.url).select_one(".hero img")["alt"] == ""


def test_a_decorative_picture_has_no_words_even_if_some_were_left_behind(
    edit: Edit, new_article: New, read: Read
) -> None:
    page = new_article()
    image = SiteImage.objects.get(title="river-bend")
    said = {"picture": str(image.pk), "picture_decorative": "on", "picture_alt": "an old text"}
    assert edit(page, "publish", **said).status_code == 302
    assert read(page.url).select_one(".hero img")["alt"] == ""


def test_an_urgent_sign_needs_a_number(edit: Edit, new_article: New, read: Read) -> None:
    page = new_article()
    sign = {"trigger": "Will not wake up?", "call": items([]), "then": ""}
    assert edit(page, urgent=[("sign", sign)]).status_code == 302
    assert edit(page, "publish", urgent=[("sign", sign)]).status_code == 200
    sign["call"] = items([str(Helpline.objects.get(key="911").pk)])
    assert edit(page, "publish", urgent=[("sign", sign)]).status_code == 302
    assert read(page.url).select_one("main .urgent a[href='tel:911']")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "book", "//x"])
def test_a_quotation_links_to_a_web_address(link: str, edit: Edit, new_article: New) -> None:
    answer = edit(new_article(), "publish", body=[("quotation", QUOTATION | {"link": link})])
    assert answer.status_code == 200
    assert "Enter a valid URL" in reasons(answer)


def test_what_has_all_it_needs_is_published(
    edit: Edit, new_article: New, read: Read, source: Source
) -> None:
    page = new_article()
    body = [("statistic", STATISTIC | {"source": str(source.pk)}), ("quotation", QUOTATION)]
    assert edit(page, "publish", body=body).status_code == 302
    shown = read(page.url)
    assert words(shown.select_one(".statistic .figure")) == "1 in 2"
    assert shown.select_one(".statistic sup.cites")
    assert shown.select_one(".quotation a")["href"] == "https://example.org/book"


def test_the_same_rules_hold_when_an_editor_submits_for_moderation(
    edit: Edit, new_article: New
) -> None:
    page = new_article()
    answer = edit(page, "submit", role="editor", body=[("statistic", STATISTIC)])
    assert answer.status_code == 200
    assert "required" in reasons(answer)


def test_an_editor_saves_a_draft_and_cannot_publish(
    edit: Edit, new_article: New, read: Read
) -> None:
    page = new_article()
    body = [("text", text("Words of an editor."))]
    edit(page, "publish", role="editor", body=body)
    assert "Words of an editor." not in words(read(page.url).main)
    assert edit(page, role="editor", body=body).status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes


def test_a_draft_without_a_summary_saves_and_does_not_publish(edit: Edit, new_article: New) -> None:
    page = new_article()
    assert edit(page, summary="").status_code == 302
    assert edit(page, "publish", summary="").status_code == 200

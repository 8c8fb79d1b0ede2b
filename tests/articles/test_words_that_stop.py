"""A draft always saves; a word that hurts and a claim without a source wait before a review."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from articles.editing.claims import claims, unsourced
from articles.editing.wording import wordings
from articles.models import ArticlePage, HomePage, RoutePage, Source, StandardPage, TopicPage
from tests.articles.conftest import text

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
New = Callable[..., ArticlePage]

QUOTATION = {
    "text": "You junkies have the best jokes.",
    "who": "A. Writer",
    "where": "A Book, 2020",
    "link": "https://example.org/book",
}


@pytest.fixture
def article(new_article: New) -> ArticlePage:
    return new_article(live=False)


def in_block(answer: HttpResponse, block: int = 0, part: str = "text") -> str:
    """The message beside this part of a block of the body."""
    (error,) = answer.context["form"].errors.as_data()["body"]
    said: str = error.block_errors[block].block_errors[part].messages[0]
    return said


def submitted(page: Page) -> bool:
    page.refresh_from_db()
    return page.current_workflow_state is not None


def test_a_draft_saves_with_any_words(article: ArticlePage, edit: Edit) -> None:
    body = [("text", text("What addicts need. Of them 25% come back."))]
    assert edit(article, "", "editor", body=body).status_code == 302
    draft = Page.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert "addicts" in draft.body[0].value["text"].source


def test_a_word_that_hurts_waits_with_what_to_say(article: ArticlePage, edit: Edit) -> None:
    answer = edit(article, "submit", "editor", body=[("text", text("What <b>addicts</b> need."))])
    assert not submitted(article)
    said = in_block(answer)
    assert said.startswith("“addicts”: say “person with addiction")
    assert "Words that stay" in said


def test_title_summary_and_description_wait_too(article: ArticlePage, edit: Edit) -> None:
    said = {"title": "Addicts", "summary": "For junkies.", "search_description": "A drug user."}
    errors = edit(article, "submit", "editor", **said).context["form"].errors
    assert set(said) <= set(errors)


def test_with_a_reason_it_goes_on(article: ArticlePage, edit: Edit) -> None:
    body = [("text", text("What Addicts need."))]
    kept = [("kept", {"words": "addicts ", "reason": "The name that the group gave itself."})]
    assert edit(article, "submit", "editor", body=body, kept_words=kept).status_code == 302
    assert submitted(article)


def test_a_reason_is_needed(article: ArticlePage, edit: Edit) -> None:
    body, kept = [("text", text("For addicts."))], [("kept", {"words": "addicts", "reason": ""})]
    answer = edit(article, "submit", "editor", body=body, kept_words=kept)
    assert "kept_words" in answer.context["form"].errors
    assert not submitted(article)


def test_another_words_reason_is_none(article: ArticlePage, edit: Edit) -> None:
    kept = [("kept", {"words": "junkie", "reason": "A song."})]
    edit(article, "submit", "editor", body=[("text", text("Addicts."))], kept_words=kept)
    assert not submitted(article)


@pytest.mark.parametrize(
    "block",
    [
        ("text", text("I am an addict. The National Institute on Drug Abuse says so.")),
        ("text", text("Substance abuse is a word to change, and no reason to stop.")),
        ("quotation", QUOTATION),
    ],
)
def test_what_does_not_wait(block: tuple[str, Any], article: ArticlePage, edit: Edit) -> None:
    assert edit(article, "submit", "editor", body=[block]).status_code == 302
    assert submitted(article)


def test_a_claim_waits_for_its_source(article: ArticlePage, edit: Edit, source: Source) -> None:
    html = "Of them, 25% come back within a year."
    answer = edit(article, "submit", "editor", body=[("text", text(html))])
    assert in_block(answer).startswith("“25%” has no source.")
    assert not submitted(article)
    body = [("text", text(html, [source.pk]))]
    assert edit(article, "submit", "editor", body=body).status_code == 302
    assert submitted(article)


@pytest.mark.parametrize(
    "said",
    [
        "About 25 % do.",
        "40 to 60 percent",
        "1 in 8 adults",
        "one in five families",
        "three out of four",
        "uno de cada tres",
        "el 12 por ciento",
        "Studies show that it helps.",
        "Research has found little.",
        "Los estudios muestran que sirve.",
        "ten times more likely",
        "dos veces más",
    ],
)
def test_what_is_a_claim(said: str) -> None:
    assert len(claims(said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Call 988 at any hour.",
        "One in the morning.",
        "Give 4 mg once in 2 minutes.",
        "Stay for 1 in 3 days.",
        "We studied it.",
        "Page 25.",
        "24/7",
    ],
)
def test_what_is_none(said: str) -> None:
    assert claims(said) == []


def test_a_preview_marks_them(article: ArticlePage, edit: Edit, signed_in: Any) -> None:
    html = "The <b>sub</b>stance abuse &amp; addicts: “addicts”. Sexual abuse. <i>Clean</i> water."
    body = [("text", text(html)), ("quotation", QUOTATION)]
    edit(article, "", "editor", title="Of addicts & others", body=body)
    client: Client = signed_in("publisher")
    page = BeautifulSoup(
        client.get(f"/admin/pages/{article.pk}/view_draft/").content, "html.parser"
    )
    marked = [(m["data-finding"], m.text) for m in page.main.select("mark[data-finding]")]
    assert marked == [
        ("addict", "addicts"),
        ("abuse", "sub"),
        ("abuse", "stance abuse"),
        ("addict", "addicts"),
    ]
    assert page.h1.text.strip() == "Of addicts & others"
    assert page.select_one("mark")["title"].startswith("person with addiction")
    assert "substance abuse & addicts" in page.main.text


def test_readers_see_no_marks(new_article: New, client: Client) -> None:
    page = new_article("Addicts")
    said = client.get(page.url).content.decode()
    assert "Addicts" in said
    assert "data-finding" not in said
    assert "userbar" not in said
    assert "preview.css" not in said


def test_the_checks_panel_reports_each_mark(article: ArticlePage, signed_in: Any) -> None:
    said = signed_in("editor").get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert "wording-addict" in said
    assert "attr-non-space-content-evaluate" in said


def test_the_sample_has_nothing_that_waits() -> None:
    for model in (HomePage, TopicPage, RoutePage, StandardPage, ArticlePage):
        for page in model.objects.select_related("locale"):
            stops = [w.around for w in wordings(page) if w.severity == "stop"]
            assert (page.slug, stops, list(unsourced(page))) == (page.slug, [], [])

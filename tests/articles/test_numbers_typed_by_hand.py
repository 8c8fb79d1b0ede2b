"""A number typed by hand is marked; one button takes it from the registry; going live waits."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from articles.editing import by_hand
from articles.models import ArticlePage, Helpline
from articles.models.registry import registry
from tests.articles.conftest import soup, text, words

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
REFUSED = "is typed by hand."


def draft(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def source_of(page: Page) -> str:
    return draft(page).body[0].value["text"].source


def panel(page: Page, client: Client) -> BeautifulSoup | None:
    return soup(client.get(f"/admin/pages/{page.pk}/edit/")).select_one("[data-numbers]")


@pytest.fixture
def article(new_article: Callable[..., ArticlePage]) -> ArticlePage:
    return new_article(live=False)


@pytest.mark.parametrize(
    "typed", ["Call 988 now.", "Call 1-800-662-4357.", "Call 212-555-2368.", "Call (888) 380-0342."]
)
def test_a_draft_saves_and_is_marked(
    typed: str, article: ArticlePage, edit: Edit, signed_in: Any
) -> None:
    assert edit(article, body=[("text", text(typed))]).status_code == 302
    assert typed in source_of(article)
    marked = panel(article, signed_in("editor"))
    assert marked is not None
    number = typed.removeprefix("Call ").rstrip(".").removesuffix(" now")
    assert words(marked.select_one("li strong")) == number
    block = draft(article).body[0].id
    assert marked.select_one("li")["data-number-block"] == block


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_going_live_and_to_review_waits(action: str, article: ArticlePage, edit: Edit) -> None:
    role = {"publish": "admin", "submit": "editor"}[action]
    answer = edit(article, action, role, body=[("text", text("Call 988 now."))])
    article.refresh_from_db()
    assert not article.live
    assert article.current_workflow_state is None
    # Beside the block: Wagtail hands the error to the very field within it.
    assert answer.status_code == 200
    error = answer.context["form"].errors.as_data()["body"][0]
    inner = error.block_errors[0].block_errors["text"]
    assert f"988 {REFUSED}" in inner.messages[0]


def test_a_title_and_a_danger_sign_wait_too(article: ArticlePage, edit: Edit) -> None:
    answer = edit(article, "publish", title="Sleep: 212-555-2368", summary="Ring 212-555-2369.")
    errors = answer.context["form"].errors
    assert "212-555-2368" in errors["title"][0]
    assert "212-555-2369" in errors["summary"][0]
    # What the registry holds may stand in plain text, which cannot hold a reference.
    assert edit(article, "publish", title="Sleep, and 988", summary="Call 911.").status_code == 302


def test_one_button_takes_a_number_from_the_registry(article: ArticlePage, edit: Edit) -> None:
    body = [("text", text("Call 988. Or 1-800-662-4357, or 988."))]
    answer = edit(article, body=body, to_registry="988")
    assert answer.status_code == 302
    line = Helpline.objects.get(key="988")
    reference = f'<a linktype="helpline" id="{line.pk}" way="call">988</a>'
    assert source_of(article).count(reference) == 2
    left = by_hand.find(draft(article), registry())
    assert [each.shown for each in left] == ["1-800-662-4357"]


def test_one_button_puts_an_unknown_number_into_the_registry(
    article: ArticlePage, edit: Edit, signed_in: Any, client: Client
) -> None:
    body = [("text", text("Call 212-555-2368."))]
    edit(article, role="editor", body=body, to_registry="+12125552368")
    new = Helpline.objects.get(call="212-555-2368")
    assert new.checked_how == "not"
    assert f'id="{new.pk}"' in source_of(article)
    # Everyone sees that it waits for a check; who may say that it was checked gets there.
    for role, links in (("reviewer", 0), ("publisher", 1)):
        marked = panel(article, signed_in(role))
        assert marked is not None
        assert str(new) in words(marked)
        assert len(marked.select("a")) == links
    # Nobody rang it: readers see the number, and no link to call.
    draft(article).get_latest_revision().publish()
    shown = soup(client.get(article.url)).select_one(".body")
    assert "Call 212-555-2368." in words(shown).replace(" .", ".")
    assert not shown.select("a[href^='tel:']")
    new.call, new.checked_how, new.checked_on = "212-555-9999", "rung", "2026-11-24"
    new.save()
    shown = soup(client.get(article.url)).select_one(".body")
    assert words(shown.select_one("a[href='tel:+12125559999']")) == "212-555-9999"


@pytest.mark.parametrize("key", ["", "+12125550000", "988' OR 1=1", "x" * 10_000])
def test_a_button_for_a_number_that_is_not_there_changes_nothing(
    key: str, article: ArticlePage, edit: Edit
) -> None:
    before = Helpline.objects.count()
    edit(article, body=[("text", text("Call 212-555-2368."))], to_registry=key)
    assert Helpline.objects.count() == before
    assert "Call 212-555-2368." in source_of(article)


def test_a_link_that_calls_nobody_is_said_to_be_wrong(article: ArticlePage, edit: Edit) -> None:
    body = [("text", text('Call <a href="tel:12">the desk</a>.'))]
    answer = edit(article, body=body, to_registry="12")
    assert "This does not look like a phone number." in answer.content.decode()
    assert not Helpline.objects.filter(call="12").exists()


def test_the_editor_keeps_a_number_of_the_registry(article: ArticlePage, edit: Edit) -> None:
    line = Helpline.objects.get(key="988")
    reference = f'<a linktype="helpline" id="{line.pk}" way="call">988</a>'
    body = [("text", text(f"Call {reference} now."))]
    assert edit(article, "publish", body=body).status_code == 302
    assert source_of(article).count(reference) == 1
    article.refresh_from_db()
    ReferenceIndex.create_or_update_for_object(article.specific)
    leaning = ReferenceIndex.get_references_to(line).filter(object_id=str(article.pk))
    assert leaning.exists(), "who deletes a helpline is told which pages name it"


def test_a_helpline_that_is_gone_leaves_its_number_as_text(
    article: ArticlePage, edit: Edit, client: Client
) -> None:
    line = Helpline.objects.create(key="gone", name="Gone", call="212-555-2368", what_for="It.")
    reference = f'<a linktype="helpline" id="{line.pk}" way="call">212-555-2368</a>'
    edit(article, "publish", body=[("text", text(f"Call {reference} now."))])
    line.delete()
    shown = soup(client.get(ArticlePage.objects.get(pk=article.pk).url)).select_one(".body")
    assert "Call 212-555-2368 now." in words(shown)
    assert not shown.select("a")


def test_the_sample_has_no_number_typed_by_hand() -> None:
    known = registry()
    for page in Page.objects.live().exclude(depth=1).specific():
        found = by_hand.find(page, known)
        assert [(each.place.field, each.shown, each.around) for each in found] == [], page

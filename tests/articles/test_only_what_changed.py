"""After a small change a reviewer sees the difference alone, and confirms it with one button."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage, Review
from tests.articles.conftest import act, soup, text, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(new_article: Any, edit: Any, clinician: Client, signed_in: Any) -> ArticlePage:
    """Reviewed and published; then the editor changed one word and gave it in."""
    sleep: ArticlePage = new_article("Sleep", live=False)
    said = "Rest when you can. Drink water often."
    assert edit(sleep, "submit", "editor", body=[("text", text(said))]).status_code == 302
    act(clinician, sleep, "approve")
    act(signed_in("publisher"), sleep, "approve")
    said = "Rest when you can. Drink tea often."
    assert edit(sleep, "submit", "editor", body=[("text", text(said))]).status_code == 302
    sleep.refresh_from_db()
    return sleep


def address(article: ArticlePage) -> str:
    return reverse("changes_since_review", args=[article.pk])


def press(client: Client, article: ArticlePage, seen: str = "") -> Any:
    shown = soup(client.get(address(article)))
    return client.post(address(article), {"seen": seen or shown.select_one("[name=seen]")["value"]})


def test_one_button_confirms_the_difference(changed: ArticlePage, clinician: Client) -> None:
    shown = soup(clinician.get(address(changed)))
    table = words(shown.select_one("table.listing"))
    assert "water" in table
    assert "tea" in table
    assert "Summary" not in table, "only what changed"
    press(clinician, changed)
    newest = Review.objects.order_by("pk").last()
    assert Review.objects.filter(article=changed).count() == 2
    assert newest.content_hash == changed.get_latest_revision_as_object().content_hash()


def test_what_changed_meanwhile_is_looked_at_again(changed: ArticlePage, clinician: Client) -> None:
    seen = str(changed.get_latest_revision().pk)
    draft = changed.get_latest_revision_as_object()
    draft.summary = "Something else altogether."
    draft.save_revision()
    press(clinician, changed, seen)
    assert Review.objects.filter(article=changed).count() == 1


@pytest.mark.parametrize("role", ["editor", "publisher", "intake"])
def test_nobody_else_may(changed: ArticlePage, role: str, signed_in: Any) -> None:
    client = signed_in(role)
    newest = str(changed.get_latest_revision().pk)
    assert not soup(client.get(address(changed))).select("[name=seen]")
    assert client.post(address(changed), {"seen": newest}).status_code in (302, 403)
    assert Review.objects.filter(article=changed).count() == 1


def test_without_a_review_there_is_nothing_to_compare(new_article: Any, clinician: Client) -> None:
    assert clinician.get(address(new_article("Rest"))).status_code == 404

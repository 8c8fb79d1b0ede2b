"""Reading a page as a reader's browser does, and editing one as the admin's form does."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text
from wagtail.test.utils.form_data import streamfield as blocks

from articles.blocks import PROSE
from articles.models import ArticlePage, Reviewer, Source, TopicPage


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(part: Tag | BeautifulSoup | None) -> str:
    """The text of a part of a page, with each run of white space as one space."""
    return " ".join(part.get_text(" ").split()) if part else ""


def text(html: str, sources: list[int] | None = None) -> dict[str, Any]:
    """A text block as the admin's form sends it."""
    return {"text": rich_text(f"<p>{html}</p>", features=PROSE), "sources": items(sources or [])}


def items(values: list[Any]) -> dict[str, Any]:
    """A list block as the admin's form sends it."""
    sent = {
        str(n): {"value": value, "deleted": "", "order": str(n)} for n, value in enumerate(values)
    }
    return sent | {"count": str(len(values))}


def stored(values: list[Any]) -> list[dict[str, Any]]:
    """A list block as the database holds it."""
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


@pytest.fixture(scope="session", autouse=True)
def pictures(django_db_setup: None, django_db_blocker: Any) -> None:
    """Makes the sample's renditions once: a test that makes them rolls their rows back."""
    with django_db_blocker.unblock():
        for page in Page.objects.live().exclude(depth=1):
            Client().get(page.url)


@pytest.fixture
def read(db: None) -> Callable[..., BeautifulSoup]:
    """`read("/treatment/")`: the page as it is served, parsed; what breaks it is raised."""

    def fetch(url: str, status: int = 200) -> BeautifulSoup:
        response = Client().get(url)
        assert response.status_code == status, f"{url} is {response.status_code}"
        return soup(response)

    return fetch


@pytest.fixture
def topic(db: None) -> TopicPage:
    """An empty topic."""
    home = TopicPage.objects.get(slug="treatment", locale__language_code="en").get_parent()
    return home.add_child(instance=TopicPage(title="Rest", slug="rest", summary="About rest."))


@pytest.fixture
def new_article(topic: TopicPage) -> Callable[..., ArticlePage]:
    """`new_article("Sleep", live=False, body=[...])`: an article of the empty topic."""

    def make(
        title: str = "Sleep", live: bool = True, under: Page | None = None, **said: Any
    ) -> Any:
        said = {"summary": f"What to know about {title}."} | said
        page = ArticlePage(title=title, live=live, **said)
        (under or topic).add_child(instance=page)
        if live:
            page.save_revision().publish()
        page.refresh_from_db()
        return ArticlePage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.get(key="suchman-2017")


@pytest.fixture
def reviewer(db: None) -> Reviewer:
    return Reviewer.objects.create(name="Robin Sample", credentials="MD, for tests")


@pytest.fixture
def edit(signed_in: Any) -> Callable[..., HttpResponse]:
    """`edit(page, action, title=..., body=[("text", text("Hello"))])` through the admin's form.

    `action` is "" for a draft or "publish"; what is not named stays as it was in the form, but
    the form's block editors start empty, because scripts fill them.
    """
    clients: dict[str, Client] = {}

    def post(page: Page, action: str = "", role: str = "", **said: Any) -> HttpResponse:
        # No group publishes articles by itself: who tests the form does it as the superuser.
        role = role or ("admin" if action == "publish" else "publisher")
        client = clients.setdefault(role, None) or signed_in(role)
        clients[role] = client
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
        for name in ("body", "urgent", "kept_words"):
            if hasattr(page, name):
                said[name] = blocks(said.get(name, []))
        form.update(nested_form_data(said))
        data = {key: form.getlist(key)[-1] for key in form}
        if action:
            data[f"action-{action}"] = f"action-{action}"
        return client.post(url, data)

    return post


@pytest.fixture
def clinician(signed_in: Any) -> Client:
    """A reviewer with an account, a name and credentials."""
    client = signed_in("reviewer")
    user = get_user_model().objects.get(username="reviewer")
    Reviewer.objects.create(name="Robin Sample", credentials="MD, for tests", user=user)
    return client


@pytest.fixture
def written(new_article: Callable[..., ArticlePage], edit: Callable[..., Any]) -> ArticlePage:
    """An article that the editor wrote and gave in."""
    article = new_article("Sleep", live=False)
    assert edit(article, "submit", "editor", body=[("text", text("Rest."))]).status_code == 302
    article.refresh_from_db()
    return article


def act(client: Client, page: ArticlePage, name: str, **said: str) -> TaskState:
    """Through Wagtail's own address for it; returns the step that the page was at."""
    step = ArticlePage.objects.get(pk=page.pk).current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, step.pk]), said)
    page.refresh_from_db()
    step.refresh_from_db()
    page.__dict__.pop("current_workflow_task_state", None)
    return step


def line(read: Callable[..., BeautifulSoup], page: ArticlePage) -> str:
    """What the page says of who wrote and who reviewed it."""
    return words(read(ArticlePage.objects.get(pk=page.pk).url).select_one(".byline"))

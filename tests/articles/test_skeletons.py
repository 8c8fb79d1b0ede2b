"""An article begins with a skeleton; what the skeleton says to its writer reaches no reader."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import rich_text

from articles.blocks import INLINE, PROSE
from articles.editing import by_hand
from articles.editing.guidance import guidance, unfilled
from articles.editing.language import check
from articles.editing.places import places
from articles.editing.skeletons import Skeleton, is_placeholder, skeletons
from articles.editing.wording import wordings
from articles.models import ArticlePage, HomePage, RoutePage, StandardPage, TopicPage
from articles.models.door import asked
from articles.models.registry import registry
from articles.readability import plain, read
from tests.articles.conftest import items, soup, words

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
SignedIn = Callable[..., Client]
KINDS = list(skeletons())
FILLED = "Words of our own."


def door(topic: Page) -> str:
    return f"/admin/pages/start/{topic.pk}/"


def started(client: Client, topic: TopicPage, kind: str) -> ArticlePage:
    before = set(ArticlePage.objects.values_list("pk", flat=True))
    answer = client.post(door(topic), {"kind": kind})
    page = ArticlePage.objects.exclude(pk__in=before).get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/admin/pages/{page.pk}/edit/"
    return page


def sent(page: Page, change: Callable[[str], str] = str) -> dict[str, Any]:
    """The skeleton's fields as the admin's form sends them, with its texts changed."""

    def rich(html: str, features: list[str]) -> Any:
        return rich_text(
            "".join(f"<p>{change(p.text)}</p>" for p in paragraphs(html)), features=features
        )

    def paragraphs(html: str) -> list[Any]:
        return list(BeautifulSoup(html, "html.parser").select("p"))

    body = []
    for block in page.body:
        value = block.value and dict(block.value)
        if block.block_type in ("text", "callout"):
            value |= {"text": rich(value["text"].source, PROSE), "sources": items([])}
        if block.block_type == "callout":
            value["title"] = change(value["title"])
        if block.block_type == "steps":
            steps = [rich(step.source, INLINE) for step in value["steps"]]
            value = {"steps": items(steps), "sources": items([])}
        body.append((block.block_type, value or ""))
    return {"body": body, "next_step": rich(page.next_step, INLINE)}


def said(page: Page) -> list[tuple[str, str]]:
    return [(place.field, place.plain) for place in places(page)]


def fill(text: str) -> str:
    return FILLED if guidance(text) else text


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def draft(signed_in: SignedIn, topic: TopicPage, kind: str) -> ArticlePage:
    return started(signed_in("editor"), topic, kind)


# --- What a skeleton is ------------------------------------------------------------------


def test_it_is_a_draft_of_the_one_who_asked(draft: ArticlePage, topic: TopicPage) -> None:
    assert draft.get_parent() == topic.page_ptr
    assert (draft.live, draft.owner.username, draft.summary) == (False, "editor", "")
    assert draft.has_unpublished_changes
    entries = PageLogEntry.objects.filter(page=draft.pk, action="wagtail.create")
    assert [entry.user.username for entry in entries] == ["editor"]
    (revision,) = Revision.page_revisions.filter(object_id=str(draft.pk))
    assert revision.user.username == "editor"
    assert said(revision.as_object()) == said(draft)
    assert said(draft)


def test_each_heading_has_an_anchor_and_speaks_to_readers(draft: ArticlePage) -> None:
    headings = [block.value for block in draft.body if block.block_type == "heading"]
    assert all(heading["anchor"] for heading in headings)
    assert [guidance(heading["text"]) for heading in headings] == [[]] * len(headings)


def test_its_words_are_short_and_kind(draft: ArticlePage, kind: str) -> None:
    skeleton = skeletons()[kind]
    texts = [skeleton.label, skeleton.when, *(place.text for place in places(draft))]
    assert read(texts).long == ()
    assert [found.words for text in texts for found in check(plain(text), "en")] == []
    assert list(wordings(draft)) == []
    assert by_hand.find(draft, registry()) == []


def test_it_saves_unchanged_as_a_draft(draft: ArticlePage, edit: Edit) -> None:
    assert edit(draft, "", "editor", **sent(draft)).status_code == 302
    saved = Page.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert said(saved) == said(draft)
    anchors = [b.value["anchor"] for b in draft.body if b.block_type == "heading"]
    assert [b.value["anchor"] for b in saved.body if b.block_type == "heading"] == anchors


# --- What it may not become --------------------------------------------------------------


def test_it_is_not_submitted_as_it_is(draft: ArticlePage, edit: Edit) -> None:
    answer = edit(draft, "submit", "editor", **sent(draft))
    errors = answer.context["form"].errors.as_data()
    assert {"title", "summary", "slug", "body", "next_step"} <= set(errors)
    (body,) = errors["body"]
    marked = {place.path[0] for place, _words in unfilled(draft) if place.field == "body"}
    assert set(body.block_errors) == marked
    said = words(soup(answer))
    assert "speaks to the writer. Put your own words in its place" in said
    draft.refresh_from_db()
    assert draft.current_workflow_state is None


def test_it_is_submitted_once_it_is_filled(draft: ArticlePage, edit: Edit) -> None:
    own = {"title": "Rest at night", "slug": "rest-at-night", "summary": "How to rest."}
    assert edit(draft, "submit", "editor", **sent(draft, fill), **own).status_code == 302
    draft.refresh_from_db()
    assert draft.current_workflow_state is not None


def test_one_bracket_and_the_address_wait_each(
    signed_in: SignedIn, topic: TopicPage, edit: Edit
) -> None:
    page = started(signed_in("editor"), topic, "questions")
    own = {"title": "Rest at night", "slug": "rest-at-night", "summary": "How to rest."}
    one = sent(page, fill) | {"next_step": rich_text("<p>[Say what]</p>", features=INLINE)}
    assert set(edit(page, "submit", "editor", **own, **one).context["form"].errors) == {"next_step"}
    filled = sent(page, fill)
    answer = edit(page, "submit", "editor", **own | {"slug": page.slug}, **filled)
    assert set(answer.context["form"].errors) == {"slug"}


def test_what_a_clinician_reads_holds_none(
    signed_in: SignedIn, topic: TopicPage, new_article: Any
) -> None:
    """A draft may have changed since it passed the door."""
    page = started(signed_in("editor"), topic, "questions")
    assert list(asked(page.get_latest_revision_as_object()))
    assert not list(asked(new_article("Sleep", live=False)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Before. [Say what it is.] After.", ["[Say what it is.]"]),
        ("[One thing] and [another thing]", ["[One thing]", "[another thing]"]),
        ("[Say what it is. And no end", ["[Say what it is. And no end"]),
        ("[Say what\nit is.]", ["[Say what"]),
        ("[1] [sic] […] [a] word", []),
        ("Say what it is.]", []),
    ],
)
def test_what_is_guidance(text: str, found: list[str]) -> None:
    assert guidance(text) == found


def test_exact_words_may_hold_brackets(new_article: Any) -> None:
    quotation = {"text": "I [the writer] was there.", "who": "A", "where": "B", "link": ""}
    assert list(unfilled(new_article(live=False, body=[("quotation", quotation)]))) == []


def test_the_sample_holds_no_guidance() -> None:
    for model in (HomePage, TopicPage, RoutePage, StandardPage, ArticlePage):
        for page in model.objects.select_related("locale"):
            assert (page.slug, list(unfilled(page))) == (page.slug, [])
            assert not is_placeholder(page.slug)


# --- The way in --------------------------------------------------------------------------


def test_two_of_one_kind_have_two_addresses(signed_in: SignedIn, topic: TopicPage) -> None:
    client = signed_in("editor")
    slugs = [started(client, topic, "how-to-help").slug for _time in range(2)]
    assert len(set(slugs)) == 2
    assert all(map(is_placeholder, slugs))


def test_the_list_has_a_button_for_each(signed_in: SignedIn, topic: TopicPage) -> None:
    page = soup(signed_in("editor").get(door(topic)))
    assert [b["value"] for b in page.select("form button[name=kind]")] == KINDS
    for each in skeletons().values():
        assert isinstance(each, Skeleton)
        assert each.label in words(page)
        assert each.when in words(page)
    assert not ArticlePage.objects.child_of(topic).exists(), "looking makes nothing"


@pytest.mark.parametrize("role", ["editor", "publisher", "admin"])
def test_who_may_add_articles_finds_it(role: str, signed_in: SignedIn, topic: TopicPage) -> None:
    client = signed_in(role)
    home = topic.get_parent()
    assert client.get(door(topic)).status_code == 200
    for url in (
        f"/admin/pages/{topic.pk}/",
        f"/admin/pages/{topic.pk}/edit/",
        f"/admin/pages/{home.pk}/",
    ):
        assert f'href="{door(topic)}"' in client.get(url).content.decode(), url


@pytest.mark.parametrize("role", ["reviewer", "intake", "lead", "auditor"])
def test_nobody_else_does(role: str, signed_in: SignedIn, topic: TopicPage) -> None:
    client = signed_in(role)
    for answer in (client.get(door(topic)), client.post(door(topic), {"kind": KINDS[0]})):
        assert answer.status_code in (302, 403)
        assert answer.headers.get("Location", "/admin/") == "/admin/"
    assert not ArticlePage.objects.child_of(topic).exists()
    said = client.get(f"/admin/pages/{topic.pk}/", follow=True).content.decode()
    assert door(topic) not in said


def test_what_is_no_topic_has_no_door(signed_in: SignedIn, article: ArticlePage) -> None:
    client = signed_in("admin")
    spanish = TopicPage.objects.filter(locale__language_code="es").first()
    for page in (article, article.get_parent().get_parent(), spanish):
        assert client.get(door(page)).status_code == 404
        assert client.post(door(page), {"kind": KINDS[0]}).status_code == 404
        assert (
            door(page) not in client.get(f"/admin/pages/{page.pk}/", follow=True).content.decode()
        )
    assert client.get("/admin/pages/start/999999/").status_code == 404


@pytest.mark.parametrize("said", [{}, {"kind": "no-such-kind"}, {"kind": ""}])
def test_an_unknown_kind_is_none(
    said: dict[str, str], signed_in: SignedIn, topic: TopicPage
) -> None:
    assert signed_in("editor").post(door(topic), said).status_code == 404
    assert not ArticlePage.objects.child_of(topic).exists()


def test_it_is_asked_for_by_get_or_post_alone(signed_in: SignedIn, topic: TopicPage) -> None:
    assert signed_in("admin").delete(door(topic)).status_code == 405

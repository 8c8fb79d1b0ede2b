"""Every road to what is live, taken by every role; beside them, what the roads left behind.

Nothing shows a badge that was not approved in exactly that content by somebody who did not write
it; and but for a superuser nobody changed what is live without the workflow, or without saying
why. What each step of the workflow does is in `test_the_medical_review`.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from articles.models import ArticlePage, Review, Reviewer, TopicPage, UnreviewedPublication
from articles.models.authorship import authors
from tests.articles.conftest import text

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
New = Callable[..., ArticlePage]
Who = Callable[..., Client]

ROLES = ["editor", "reviewer", "publisher", "intake", "lead", "auditor"]
API = "/admin/api/main/pages/{}/action/{}/"


@pytest.fixture
def clinician(account: Any) -> Reviewer:
    """Not the one of the tables: somebody who reviews and writes nothing."""
    user = account("reviewer", "clinician")
    return Reviewer.objects.create(name="Robin Sample", credentials="MD, for tests", user=user)


@pytest.fixture
def approved(new_article: New, clinician: Reviewer, account: Any, edit: Edit) -> ArticlePage:
    """Live and reviewed, with a draft after it that nobody has read."""
    page = new_article("Sleep", body=[{"type": "text", "value": said("Rest.")}])
    revision = page.get_latest_revision()
    due = timezone.localdate() + timedelta(days=365)
    Review.objects.create(
        article=page,
        reviewer=clinician,
        next_due_on=due,
        revision=revision,
        content_hash=page.content_hash(),
        recorded_by=clinician.user,
    )
    author = account("editor", "author")
    draft: Any = revision.as_object()
    draft.body = [{"type": "text", "value": said("Unread.")}]
    draft.save_revision(user=author, log_action=True)
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def unread(new_article: New, account: Any) -> ArticlePage:
    """A draft that was never live."""
    page = new_article("Never", live=False, body=[{"type": "text", "value": said("Unread.")}])
    page.save_revision(user=account("editor", "author"), log_action=True)
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def submitted(unread: ArticlePage, account: Any) -> ArticlePage:
    workflow: Any = unread.get_workflow()
    workflow.start(unread, account("editor", "author"))
    return ArticlePage.objects.get(pk=unread.pk)


def said(words: str) -> dict[str, Any]:
    return {"text": f"<p>{words}</p>", "sources": []}


def live() -> dict[int, tuple[str, str, str]]:
    """What readers have: each live article with its words, its badge and its place."""
    return {
        page.pk: (page.content_hash(), str(page.current_review or ""), page.url_path)
        for page in ArticlePage.objects.live().select_related("locale")
    }


def badges_are_earned() -> None:
    """By the record, not by the model: each badge's content, reviewer and authors."""
    for page in ArticlePage.objects.live():
        review = page.current_review
        if review is None:
            continue
        assert review.article_id == page.pk
        assert review.content_hash == page.content_hash()
        assert review.recorded_by_id == review.reviewer.user_id
        assert review.recorded_by_id not in authors(page, None), page


# --- Roads ---------------------------------------------------------------------------------


def the_button(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    edit(page, "publish", role, body=[("text", text("Unread."))])


def the_api(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    client.post(API.format(page.pk, "publish"))


def a_copy(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    topic = TopicPage.objects.get(slug="treatment", locale__language_code="en")
    asked = {"new_title": "Copy", "new_slug": "copy", "publish_copies": "on", "copy_subpages": "on"}
    client.post(f"/admin/pages/{page.pk}/copy/", asked | {"new_parent_page": topic.pk})
    client.post(f"/admin/pages/{page.get_parent().pk}/copy/", asked | {"new_parent_page": 3})


def a_copy_by_the_api(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    for keep_live in (True, False):
        asked = {"keep_live": keep_live, "slug": f"copy-{keep_live}", "title": "Copy"}
        send(client, API.format(page.pk, "copy"), asked)
    topic = page.get_parent()
    send(client, API.format(topic.pk, "copy"), {"keep_live": True, "recursive": True, "slug": "c"})


def an_old_revision(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    first = page.revisions.order_by("created_at").first()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    client.post(url, {"action-publish": "action-publish"})
    send(client, API.format(page.pk, "revert_to_page_revision"), {"revision_id": first.pk})


def an_alias(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    """Of the page, and of one in another place; then made a page of its own."""
    send(client, API.format(page.pk, "create_alias"), {"update_slug": "alias"})
    topic = TopicPage.objects.get(slug="treatment", locale__language_code="en")
    send(client, API.format(page.pk, "create_alias"), {"destination_page_id": topic.pk})
    client.post(
        f"/admin/pages/{page.pk}/copy/",
        {"new_title": "A", "new_slug": "a", "new_parent_page": topic.pk, "alias": "on"},
    )
    for alias in Page.objects.filter(alias_of=page.pk):
        send(client, API.format(alias.pk, "convert_alias"), {})
        client.post(f"/admin/pages/{alias.pk}/convert_alias/")


def a_translation(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    asked = {"locale": "es", "copy_parents": True, "alias": page.live}
    send(client, API.format(page.pk, "copy_for_translation"), asked)


def in_bulk(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    for kind in ("publish", "move"):
        asked = {"include_descendants": "on", "chooser": page.get_parent().pk}
        ids = f"id={page.pk}&id={page.get_parent().pk}"
        client.post(f"/admin/bulk/wagtailcore/page/{kind}/?{ids}&next=/admin/", asked)


def a_schedule(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    at = timezone.localtime(timezone.now() - timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M")
    for action in ("", "publish", "submit"):
        edit(page, action, role, go_live_at=at, body=[("text", text("Unread."))])
    latest = page.get_latest_revision()
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, latest.pk])
    client.post(url)


def an_overwritten_revision(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    for revision in Revision.page_revisions.filter(object_id=str(page.pk)):
        edit(page, "", role, overwrite_revision_id=revision.pk, body=[("text", text("Unread."))])


def the_workflow_s_settings(client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    for workflow in Workflow.objects.all():
        client.post(reverse("wagtailadmin_workflows:disable", args=[workflow.pk]))
        client.post(reverse("wagtailadmin_workflows:edit", args=[workflow.pk]), {"name": "x"})
        for task in workflow.tasks:
            client.post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))
            change = {"name": "x", "groups": list(Group.objects.values_list("pk", flat=True))}
            client.post(reverse("wagtailadmin_workflows:edit_task", args=[task.pk]), change)


ROADS = [
    the_button,
    the_api,
    a_copy,
    a_copy_by_the_api,
    an_old_revision,
    an_alias,
    a_translation,
    in_bulk,
    a_schedule,
    an_overwritten_revision,
    the_workflow_s_settings,
]


OPEN = [
    the_button,
    the_api,
    a_copy,
    a_copy_by_the_api,
    an_alias,
    a_translation,
    in_bulk,
    a_schedule,
]
"""Where a superuser gets through."""


def send(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    return client.post(url, json.dumps(data), content_type="application/json")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_no_role_brings_anything_live(
    road: Any, role: str, approved: ArticlePage, unread: ArticlePage, signed_in: Who, edit: Edit
) -> None:
    client = signed_in(role)
    before, workflows = live(), steps()
    for page in (approved, unread):
        try_road(road, client, page, edit, role)
    call_command("publish_scheduled")
    assert live() == before
    assert steps() == workflows
    badges_are_earned()


def try_road(road: Any, client: Client, page: ArticlePage, edit: Edit, role: str) -> None:
    try:
        road(client, page, edit, role)
    except ValueError:
        # No editor's form is shown to this role: it sends one all the same.
        assert role in ("intake", "lead", "auditor")
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        for action in ("publish", "submit"):
            asked = {"title": "Unread", "slug": page.slug, "summary": "Unread."}
            client.post(url, asked | {f"action-{action}": f"action-{action}"})


def steps() -> list[tuple[str, bool, list[tuple[str, bool, list[str]]]]]:
    return [
        (
            workflow.name,
            workflow.active,
            [
                (task.name, task.active, [group.name for group in task.specific.groups.all()])
                for task in workflow.tasks
            ],
        )
        for workflow in Workflow.objects.order_by("pk")
    ]


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_a_superuser_changes_what_is_live_and_still_gets_no_badge(
    road: Any, approved: ArticlePage, unread: ArticlePage, signed_in: Who, edit: Edit
) -> None:
    client = signed_in("admin")
    before = live()
    for page in (approved, unread):
        road(client, page, edit, "admin")
    call_command("publish_scheduled")
    assert (live() != before) == (road in OPEN), "a road that leads nowhere proves nothing"
    badges_are_earned()
    assert {page.pk for page in ArticlePage.objects.live() if page.current_review} <= {approved.pk}


@pytest.mark.parametrize("role", ROLES)
def test_a_move_takes_the_words_along_and_changes_none(
    role: str, approved: ArticlePage, unread: ArticlePage, signed_in: Who
) -> None:
    client = signed_in(role)
    topic = TopicPage.objects.get(slug="treatment", locale__language_code="en")
    before = live()
    for page in (unread, approved):
        client.post(f"/admin/pages/{page.pk}/move/{topic.pk}/confirm/")
        send(client, API.format(page.pk, "move"), {"destination_page_id": topic.pk})
    after = live()
    assert {pk: each[:2] for pk, each in after.items()} == {pk: e[:2] for pk, e in before.items()}
    if role != "publisher":
        assert after == before, "what is live is moved by publishers"


# --- The dialogs of the workflow -------------------------------------------------------------

ALLOWED = {
    "approve": set(),
    "publish_unreviewed": {"publisher"},
    "publish_for_life": {"editor", "reviewer", "publisher"},
}
"""Who brings something live by one act; each leaves its record."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize("reason", ["", "  ", "The dose was wrong."])
def test_a_dialog_brings_live_only_with_its_record(
    reason: str, name: str, role: str, submitted: ArticlePage, signed_in: Who
) -> None:
    client = signed_in(role)
    step = submitted.current_workflow_task_state.pk
    args = [submitted.pk, name, step]
    asked = {"comment": reason}
    for url in ("collect_workflow_action_data", "workflow_action"):
        for headers in ({}, {"x-requested-with": "XMLHttpRequest"}):
            client.post(reverse(f"wagtailadmin_pages:{url}", args=args), asked, headers=headers)
    page = ArticlePage.objects.get(pk=submitted.pk)
    allowed = role in ALLOWED[name] and bool(reason.strip())
    assert page.live == allowed
    record = UnreviewedPublication.objects.filter(article=page)
    assert record.count() == int(allowed)
    assert page.current_review is None
    if allowed:
        assert record.get().published_by.username == role
        assert record.get().revision_id == page.live_revision_id


@pytest.mark.parametrize("role", ROLES)
def test_a_step_of_another_page_opens_nothing(
    role: str, submitted: ArticlePage, approved: ArticlePage, signed_in: Who, account: Any
) -> None:
    """The address names a page and a step; a step of a page that I may not approve stays."""
    step = submitted.current_workflow_task_state
    mine = ArticlePage.objects.get(pk=approved.pk)
    workflow: Any = mine.get_workflow()
    workflow.start(mine, account("editor", "author"))
    before = live()
    client = signed_in(role)
    for name in ("approve", "publish_unreviewed"):
        args = [mine.pk, name, step.pk]
        client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": "x"})
    assert set(live()) - set(before) == ({submitted.pk} if role == "publisher" else set())
    assert UnreviewedPublication.objects.count() == (role == "publisher")
    assert Review.objects.count() == 1


def test_a_step_that_is_over_opens_nothing(
    submitted: ArticlePage, clinician: Reviewer, signed_in: Who
) -> None:
    step = submitted.current_workflow_task_state
    reviewer = signed_in("reviewer", "clinician")
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", step.pk])
    reviewer.post(url)
    assert Review.objects.count() == 1
    reviewer.post(url)
    assert Review.objects.count() == 1
    for role, name in (("editor", "publish_for_life"), ("publisher", "publish_unreviewed")):
        args = [submitted.pk, name, step.pk]
        client = signed_in(role)
        client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": "x"})
    step.refresh_from_db()
    assert step.status == "approved"
    assert step.finished_by.username == "clinician"
    assert not ArticlePage.objects.get(pk=submitted.pk).live


def test_words_put_in_after_the_review_go_back_to_the_clinician(
    submitted: ArticlePage, clinician: Reviewer, signed_in: Who, account: Any
) -> None:
    """Even where they took the place of what was read, in one and the same revision."""

    def approve(who: str, role: str) -> None:
        step = ArticlePage.objects.get(pk=submitted.pk).current_workflow_task_state
        args = [submitted.pk, "approve", step.pk]
        signed_in(role, who).post(reverse("wagtailadmin_pages:workflow_action", args=args))

    approve("clinician", "reviewer")
    revision = submitted.get_latest_revision()
    content = revision.content
    other = {"type": "text", "value": said("Other words."), "id": str(uuid4())}
    content["body"] = json.dumps([other])
    Revision.objects.filter(pk=revision.pk).update(content=content)
    approve("publisher", "publisher")
    page = ArticlePage.objects.get(pk=submitted.pk)
    assert not page.live
    assert page.current_workflow_task.specific._meta.model_name == "medicalreviewtask"
    approve("clinician", "reviewer")
    page = ArticlePage.objects.get(pk=submitted.pk)
    assert page.live
    assert page.current_review is not None
    badges_are_earned()


# --- Reviewers ------------------------------------------------------------------------------


def test_nobody_makes_themself_a_reviewer(
    submitted: ArticlePage, signed_in: Who, account: Any
) -> None:
    """A record is made by publishers; who approves is in the reviewers' group besides."""
    for role in ROLES:
        client, user = signed_in(role), account(role)
        made = {"name": "My Own Self", "credentials": "MD", "user": user.pk}
        client.post(reverse("reviewers:add"), made)
        assert Reviewer.objects.filter(user=user).exists() == (role == "publisher"), role
        client.post(reverse("wagtailusers_groups:add"), {"name": "x"})
        client.post(f"/admin/users/edit/{user.pk}/", {"groups": [1, 2, 3], "username": role})
        assert list(user.groups.values_list("name", flat=True)) == list(
            account(role).groups.values_list("name", flat=True)
        )
        step = submitted.current_workflow_task_state
        args = [submitted.pk, "approve", step.pk]
        client.post(reverse("wagtailadmin_pages:workflow_action", args=args))
    assert not Review.objects.exists()
    assert not ArticlePage.objects.get(pk=submitted.pk).live


def test_a_superuser_approves_nothing_without_a_name_nor_what_they_wrote(
    submitted: ArticlePage, signed_in: Who, account: Any, edit: Edit
) -> None:
    client = signed_in("admin")
    step = submitted.current_workflow_task_state
    args = [submitted.pk, "approve", step.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    client.post(url)
    assert not Review.objects.exists()
    Reviewer.objects.create(name="Kim Sample", credentials="MD, for tests", user=account("admin"))
    edit(submitted, "", "admin", body=[("text", text("My words."))])
    client.post(url)
    assert not Review.objects.exists()


# --- Translations ---------------------------------------------------------------------------


@pytest.fixture
def spanish() -> ArticlePage:
    return ArticlePage.objects.get(slug="mothering-from-the-inside-out", locale__language_code="es")


def english_for_spanish(client: Client, page: ArticlePage) -> Iterator[HttpResponse]:
    """All that wagtail-localize offers for it."""
    source = TranslationSource.objects.get(object_id=page.translation_key)
    translation = Translation.objects.get(source=source)
    yield client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})
    for name, key in (
        ("update_translations", source.pk),
        ("convert_to_alias", page.pk),
        ("stop_translation", translation.pk),
        ("submit_page_translation", source.get_source_instance().pk),
    ):
        asked = {"publish_translations": "on", "locales": [page.locale_id], "include_subtree": "on"}
        yield client.post(reverse(f"wagtail_localize:{name}", args=[key]), asked)
    yield client.post(f"/admin/pages/{page.pk}/edit/", {"localize-restart-translation": "x"})
    yield client.post(f"/admin/pages/{page.pk}/edit/", {"localize-convert-to-alias": "x"})


@pytest.mark.parametrize("role", [*ROLES])
def test_a_translation_is_published_by_who_may_and_from_its_own_editor(
    role: str,
    spanish: ArticlePage,
    article: ArticlePage,
    signed_in: Who,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """It has a text that changed and is not translated: published, it would be in English."""
    draft: Any = article.get_latest_revision_as_object()
    draft.summary = "Something new in English."
    draft.save_revision().publish()
    before = live()
    with django_capture_on_commit_callbacks(execute=True):
        list(english_for_spanish(signed_in(role), spanish))
    if role == "publisher":
        # They may put the English page there, as an alias, and nothing in between.
        spanish.refresh_from_db()
        assert spanish.alias_of_id == article.pk
        assert spanish.current_review is None
    else:
        assert live() == before
    badges_are_earned()


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_a_new_translation_is_a_draft(
    role: str, new_article: New, topic: TopicPage, signed_in: Who, spanish: ArticlePage,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    page = new_article("Sleep")
    client = signed_in(role)

    def submit(of: Page) -> HttpResponse:
        url = reverse("wagtail_localize:submit_page_translation", args=[of.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, {"locales": [spanish.locale_id], "include_subtree": "on"})

    refused = submit(page)
    assert refused.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[topic.pk])
    assert not page.has_translation(spanish.locale)
    assert not topic.has_translation(spanish.locale)
    submit(topic)
    submit(page)
    for made in (topic.get_translation(spanish.locale), page.get_translation(spanish.locale)):
        assert not made.live


def test_a_spanish_original_does_not_go_live_in_english(
    spanish: ArticlePage, signed_in: Who, django_capture_on_commit_callbacks: Any, article: Any
) -> None:
    """A publisher publishes Spanish without a review: it must not come over as English."""
    there = spanish.get_parent()
    page = ArticlePage(title="Dormir", slug="dormir", summary="Dormir bien.", locale=spanish.locale)
    there.add_child(instance=page)
    page.save_revision().publish()
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        signed_in("editor").post(url, {"locales": [article.locale_id]})
    made: Any = page.get_translation(article.locale)
    assert not made.live
    for role in ("editor", "publisher"):
        translation = Translation.objects.get(source__object_id=page.translation_key)
        for segment in translation.source.stringsegment_set.all():
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=article.locale,
                context=segment.context,
                defaults={"data": "Sleep"},
            )
        with django_capture_on_commit_callbacks(execute=True):
            signed_in(role).post(f"/admin/pages/{made.pk}/edit/", {"action": "publish"})
        made.refresh_from_db()
        assert not made.live, role


@pytest.mark.parametrize(
    ("role", "told"), [("editor", True), ("reviewer", True), ("publisher", False)]
)
def test_who_translates_is_told_who_publishes(
    role: str, told: bool, spanish: ArticlePage, signed_in: Who
) -> None:
    answer = signed_in(role).get(f"/admin/pages/{spanish.pk}/edit/").content.decode()
    assert ("tell a publisher: they publish it from this page" in answer) == told

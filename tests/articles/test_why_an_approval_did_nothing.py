"""An approval that cannot be says why, in Wagtail's own messages, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage, Review, Reviewer, UnreviewedPublication
from tests.articles.conftest import soup, text, words

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
SignedIn = Callable[..., Client]

AJAX = {"x-requested-with": "XMLHttpRequest"}
STAYS = "stays where it is. Nothing is lost."


def step_of(page: ArticlePage) -> Any:
    return ArticlePage.objects.get(pk=page.pk).current_workflow_task_state


def address(page: ArticlePage, name: str) -> str:
    args = [page.pk, name, step_of(page).pk]
    return reverse("wagtailadmin_pages:workflow_action", args=args)


def spoil(page: ArticlePage, edit: Edit, role: str = "editor", said: str = "Addicts rest.") -> None:
    assert edit(page, "", role, body=[("text", text(said))]).status_code == 302


def start_page(client: Client) -> str:
    return words(soup(client.get("/admin/")))


def test_the_start_page_offers_it_and_says_why_not(
    written: ArticlePage, clinician: Client, edit: Edit
) -> None:
    spoil(written, edit)
    url = address(written, "approve")
    assert url in clinician.get("/admin/").content.decode()
    answer = clinician.post(url + "?next=/admin/", follow=True)
    said = words(soup(answer).select_one(".messages"))
    assert f"“Sleep” {STAYS}" in said
    assert "Text: “Addicts”: say “person with addiction" in said
    assert soup(answer).select_one(f".messages a[href='/admin/pages/{written.pk}/edit/']")
    assert not Review.objects.exists()
    assert step_of(written).status == "in_progress"
    assert "Addicts rest." in draft(written)


def draft(page: ArticlePage) -> str:
    latest: Any = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return str(latest.body[0].value["text"].source)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_dialog_leads_to_the_reason(
    method: str, written: ArticlePage, clinician: Client, edit: Edit
) -> None:
    spoil(written, edit)
    url = address(written, "approve") + "?next=/admin/"
    answer = getattr(clinician, method)(url, headers=AJAX)
    assert answer.json() == {"step": "success", "redirect": "/admin/"}
    assert "say “person with addiction" in start_page(clinician)


def test_a_draft_without_a_summary_is_no_error_page(
    written: ArticlePage, clinician: Client, edit: Edit
) -> None:
    edit(written, "", "editor", summary="", body=[("text", text("Rest."))])
    clinician.post(address(written, "approve") + "?next=/admin/")
    assert "Summary: This field cannot be blank." in start_page(clinician)


def test_who_wrote_it_is_told(written: ArticlePage, clinician: Client, edit: Edit) -> None:
    spoil(written, edit, "reviewer", "Rest well.")
    clinician.post(address(written, "approve") + "?next=/admin/")
    said = start_page(clinician)
    assert "You wrote a part of this, so somebody else approves it." in said
    assert not Review.objects.exists()


def test_who_has_no_name_is_told(written: ArticlePage, signed_in: SignedIn) -> None:
    client = signed_in("reviewer")
    client.post(address(written, "approve") + "?next=/admin/")
    assert "you need a name and credentials" in start_page(client)


@pytest.mark.parametrize("name", ["publish_unreviewed", "publish_for_life"])
def test_a_way_past_the_review_says_it_too(
    name: str, written: ArticlePage, signed_in: SignedIn, edit: Edit
) -> None:
    edit(written, "", "editor", summary="", body=[("text", text("Rest."))])
    client = signed_in("publisher")
    answer = client.post(address(written, name), {"comment": "Now."}, headers=AJAX)
    assert answer.json()["step"] == "success"
    assert "Summary: This field cannot be blank." in start_page(client)
    assert not UnreviewedPublication.objects.exists()
    assert not ArticlePage.objects.get(pk=written.pk).live


def test_the_last_step_asks_again(
    written: ArticlePage, clinician: Client, signed_in: SignedIn, edit: Edit
) -> None:
    clinician.post(address(written, "approve"))
    edit(written, "", "admin", body=[("text", text("Addicts rest."))])
    client = signed_in("publisher")
    client.post(address(written, "approve") + "?next=/admin/")
    assert "say “person with addiction" in start_page(client)
    assert not ArticlePage.objects.get(pk=written.pk).live


def test_who_saves_and_approves_in_one_is_told(
    written: ArticlePage, clinician: Client, edit: Edit
) -> None:
    said = {"workflow-action-name": "approve", "body": [("text", text("Rest well."))]}
    answer: Any = edit(written, "workflow-action", "reviewer", **said)
    assert answer.status_code == 302
    shown = start_page(answer.client)
    assert STAYS in shown
    assert "You wrote a part of this" in shown
    assert "Rest well." in draft(written)
    assert step_of(written).status == "in_progress"


def test_nobody_is_told_who_has_no_part_in_it(
    written: ArticlePage, signed_in: SignedIn, edit: Edit
) -> None:
    spoil(written, edit)
    for role in ("intake", "editor"):
        client = signed_in(role)
        client.post(address(written, "approve"))
        said = start_page(client)
        assert "Sorry, you do not have permission" in said
        assert "say “person with addiction" not in said


def test_what_is_fit_goes_on_as_ever(
    written: ArticlePage, clinician: Client, signed_in: SignedIn
) -> None:
    clinician.post(address(written, "approve"), {"comment": ""}, headers=AJAX)
    assert Review.objects.count() == 1
    client = signed_in("publisher")
    client.post(address(written, "approve"))
    assert ArticlePage.objects.get(pk=written.pk).live
    assert STAYS not in start_page(client)


def test_a_draft_saved_during_the_review_is_approved_once(
    written: ArticlePage, clinician: Client, edit: Edit
) -> None:
    spoil(written, edit, said="Rest more.")
    clinician.post(address(written, "approve"))
    assert step_of(written).task.specific.__class__.__name__ == "PublicationTask"


def test_what_was_brought_back_has_its_first_author(
    written: ArticlePage, clinician: Client, edit: Edit, signed_in: SignedIn
) -> None:
    """A reviewer's own words, replaced and reviewed by another, then brought back by an editor."""
    spoil(written, edit, "reviewer", "My own words.")
    own = ArticlePage.objects.get(pk=written.pk).latest_revision_id
    spoil(written, edit, "editor", "An editor's words.")
    signed_in("reviewer", "other")
    other = get_user_model().objects.get(username="other")
    assert Group.objects.get(name="Reviewers") in other.groups.all()
    Reviewer.objects.create(name="Kim Sample", credentials="MD, for tests", user=other)
    signed_in("reviewer", "other").post(address(written, "approve"))
    assert Review.objects.count() == 1
    editor = signed_in("editor")
    state = ArticlePage.objects.get(pk=written.pk).current_workflow_state
    state.cancel()
    reverted = {"revision_id": own}
    url = f"/admin/api/main/pages/{written.pk}/action/revert_to_page_revision/"
    assert editor.post(url, reverted).status_code == 200
    assert "My own words." in draft(written)
    page = ArticlePage.objects.get(pk=written.pk)
    page.get_workflow().start(page, get_user_model().objects.get(username="editor"))
    clinician.post(address(written, "approve"))
    assert Review.objects.count() == 1
    signed_in("reviewer", "other").post(address(written, "approve"))
    assert Review.objects.count() == 2

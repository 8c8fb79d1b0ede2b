"""Written, read by a clinician, published: each by somebody else, and the badge only for that."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage, Review, Reviewer, UnreviewedPublication
from tests.articles.conftest import act, line, text, words

pytestmark = pytest.mark.django_db
Read = Callable[..., BeautifulSoup]
Edit = Callable[..., Any]
SignedIn = Callable[..., Client]

NOBODY = "No clinician has reviewed this"
CHANGED = "This page has changed since, and no clinician has reviewed the change yet."


def collect(client: Client, page: ArticlePage, name: str, **said: str) -> Any:
    """What Wagtail's dialog answers: its form again, or that it is content."""
    step = page.current_workflow_task_state
    args = [page.pk, name, step.pk]
    url = reverse("wagtailadmin_pages:collect_workflow_action_data", args=args)
    return client.post(url, said, headers={"x-requested-with": "XMLHttpRequest"})


def test_written_reviewed_published(
    written: ArticlePage, clinician: Client, signed_in: SignedIn, read: Read
) -> None:
    act(clinician, written, "approve")
    review = Review.objects.get()
    assert review.recorded_by.username == "reviewer"
    assert review.revision == written.get_latest_revision()
    assert review.next_due_on == timezone.localdate() + timedelta(days=365)
    assert not written.live
    act(signed_in("publisher"), written, "approve")
    assert written.live
    assert "Reviewed by Robin Sample, MD, for tests" in line(read, written)


def test_a_reviewer_chooses_the_day_of_the_next(written: ArticlePage, clinician: Client) -> None:
    answer = collect(clinician, written, "approve", next_due_on="2020-01-01", comment="")
    assert "The next review comes after this one." in answer.content.decode()
    day = (timezone.localdate() + timedelta(days=90)).isoformat()
    assert "error" not in collect(clinician, written, "approve", next_due_on=day).json()["step"]
    # What the dialog hands to the form of the page is text.
    written.current_workflow_task.specific.on_action(
        written.current_workflow_task_state,
        get_user_model().objects.get(username="reviewer"),
        "approve",
        next_due_on=day,
        comment="",
    )
    assert Review.objects.get().next_due_on.isoformat() == day


def test_one_changed_word_and_the_badge_is_gone(
    written: ArticlePage, clinician: Client, signed_in: SignedIn, edit: Edit, read: Read
) -> None:
    act(clinician, written, "approve")
    publisher = signed_in("publisher")
    act(publisher, written, "approve")
    assert edit(written, "submit", "editor", body=[("text", text("Rest!"))]).status_code == 302
    assert "Reviewed by" in line(read, written), "a draft changes nothing"
    said = "The dose stood wrong here. It is right now."
    act(publisher, written, "publish_unreviewed", comment="A full stop.", correction=said)
    now = read(written.url)
    assert CHANGED in words(now.select_one(".byline"))
    assert said in words(now.select_one("section[aria-labelledby=corrections]"))
    # And what was approved brings it back: it is derived.
    Review.objects.get().revision.publish()
    assert "Reviewed by" in line(read, written)


def test_an_approved_draft_says_nothing_of_what_is_live(
    signed_in: SignedIn, clinician: Client, edit: Edit, read: Any, new_article: Any
) -> None:
    """The page that is live was never read by a clinician: no earlier version was reviewed."""
    old = new_article("Rest", body=[])
    assert edit(old, "submit", "editor", body=[("text", text("Rest well."))]).status_code == 302
    act(clinician, old, "approve")
    assert Review.objects.filter(article=old).exists()
    assert NOBODY in line(read, old)


def test_nobody_approves_what_they_wrote(
    written: ArticlePage, clinician: Client, edit: Edit
) -> None:
    assert edit(written, "", "reviewer", body=[("text", text("Rest more."))]).status_code == 302
    act(clinician, written, "approve")
    assert not Review.objects.exists()
    assert ArticlePage.objects.get(pk=written.pk).workflow_in_progress


def test_a_publisher_who_wrote_does_not_publish(
    written: ArticlePage, clinician: Client, signed_in: SignedIn
) -> None:
    get_user_model().objects.get(username="editor").groups.add(Group.objects.get(name="Publishers"))
    act(clinician, written, "approve")
    editor = signed_in("editor")
    act(editor, written, "approve")
    assert not written.live


def test_reviewer_and_publisher_may_be_one(
    written: ArticlePage, clinician: Client, read: Read
) -> None:
    get_user_model().objects.get(username="reviewer").groups.add(
        Group.objects.get(name="Publishers")
    )
    act(clinician, written, "approve")
    act(clinician, written, "approve")
    assert written.live
    assert "Reviewed by Robin Sample" in line(read, written)


def test_a_reviewer_without_a_name_approves_nothing(
    written: ArticlePage, signed_in: SignedIn
) -> None:
    act(signed_in("reviewer"), written, "approve")
    assert not Review.objects.exists()


def test_a_publisher_publishes_without_and_the_page_says_so(
    written: ArticlePage, signed_in: SignedIn, read: Read
) -> None:
    publisher = signed_in("publisher")
    step = act(publisher, written, "publish_unreviewed", comment=" ")
    assert step.status == "in_progress", "a reason is needed"
    act(publisher, written, "publish_unreviewed", comment="The clinician is away.")
    assert written.live
    said = UnreviewedPublication.objects.get()
    assert (said.reason, said.protects_life) == ("The clinician is away.", False)
    assert said.published_by.username == "publisher"
    assert NOBODY in line(read, written)


def test_what_protects_a_life_waits_for_nobody(
    written: ArticlePage, signed_in: SignedIn, edit: Edit, read: Read
) -> None:
    editor = signed_in("editor")
    act(editor, written, "publish_unreviewed", comment="No.")
    assert not written.live, "that way is the publishers'"
    act(editor, written, "publish_for_life", comment="The dose was wrong.")
    assert written.live
    assert UnreviewedPublication.objects.get().protects_life
    assert NOBODY in line(read, written)


@pytest.mark.parametrize("role", ["intake", "auditor"])
def test_others_may_do_nothing(role: str, written: ArticlePage, signed_in: SignedIn) -> None:
    client = signed_in(role)
    for name in ("approve", "publish_unreviewed", "publish_for_life"):
        act(client, written, name, comment="Because.")
    assert not written.live
    assert ArticlePage.objects.get(pk=written.pk).workflow_in_progress


def test_a_script_takes_no_way_past_it_either(written: ArticlePage, signed_in: SignedIn) -> None:
    signed_in("intake")
    nobody = get_user_model().objects.get(username="intake")
    step = written.current_workflow_task_state
    task = step.task.specific
    for name in ("publish_unreviewed", "publish_for_life"):
        with pytest.raises(PermissionDenied):
            task.on_action(step, nobody, name, comment="Because.")
    author = get_user_model().objects.get(username="editor")
    author.groups.add(Group.objects.get(name="Reviewers"))
    Reviewer.objects.create(name="A. Uthor", credentials="MD", user=author)
    task.on_action(step, author, "approve")
    assert not Review.objects.exists()


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_no_group_publishes_by_button_bulk_copy_or_schedule(
    role: str, new_article: Callable[..., ArticlePage], signed_in: SignedIn, edit: Edit
) -> None:
    page = new_article("Sleep", live=False)
    edit(page, "publish", role, body=[("text", text("Rest."))])
    page.refresh_from_db()
    assert not page.live
    client = signed_in(role)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/")
    page.refresh_from_db()
    assert not page.live
    later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    edit(page, "publish", role, go_live_at=later, body=[("text", text("Rest."))])
    page.refresh_from_db()
    assert not page.approved_schedule
    live = new_article("Live")
    said = {
        "new_title": "Copy",
        "new_slug": "a-copy",
        "new_parent_page": live.get_parent().pk,
        "publish_copies": "on",
    }
    client.post(f"/admin/pages/{live.pk}/copy/", said)
    assert not ArticlePage.objects.live().filter(slug="a-copy").exists()


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "admin"])
def test_taking_down_never_waits(
    role: str, new_article: Callable[..., ArticlePage], signed_in: SignedIn, edit: Edit
) -> None:
    page = new_article("Sleep")
    editor = "editor" if role != "editor" else "publisher"
    edit(page, "submit", editor, body=[("text", text("Rest."))])
    signed_in(role).post(f"/admin/pages/{page.pk}/unpublish/")
    page.refresh_from_db()
    assert not page.live


def test_what_was_changed_after_the_door_meets_it_again(
    written: ArticlePage, clinician: Client, signed_in: SignedIn, edit: Edit
) -> None:
    assert edit(written, "", "editor", body=[("text", text("Addicts rest."))]).status_code == 302
    act(clinician, written, "approve")
    act(signed_in("publisher"), written, "publish_unreviewed", comment="Away.")
    assert not Review.objects.exists()
    assert not ArticlePage.objects.get(pk=written.pk).live


def test_the_panel_says_what_holds(
    written: ArticlePage, clinician: Client, signed_in: SignedIn, edit: Edit
) -> None:
    def said(client: Client) -> str:
        answer = client.get(reverse("wagtailadmin_pages:edit", args=[written.pk]))
        return words(BeautifulSoup(answer.content, "html.parser").select_one("[data-review]"))

    assert "No clinician has reviewed this article." in said(clinician)
    act(clinician, written, "approve")
    publisher = signed_in("publisher")
    act(publisher, written, "approve")
    assert "Reviewed by Robin Sample, MD, for tests on" in said(publisher)
    edit(written, "submit", "editor", body=[("text", text("Rest!"))])
    assert "See only what changed since that review" in said(clinician)
    act(publisher, written, "publish_unreviewed", comment="A full stop.")
    assert "It has changed since" in said(publisher)
    edit(written, "submit", "reviewer", body=[("text", text("Rest well."))])
    assert "You wrote a part of this, so somebody else approves it." in said(clinician)


def test_a_reviewer_without_a_name_is_told(written: ArticlePage, signed_in: SignedIn) -> None:
    answer = signed_in("reviewer").get(reverse("wagtailadmin_pages:edit", args=[written.pk]))
    assert "you need a name and credentials" in answer.content.decode()
